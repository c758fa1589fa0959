/** Stores: what a registry is kept in. */
export * from './folder.js';
export * from './keys.js';
export * from './network.js';
export * from './store.js';
