/** The registry: versions, aliases, decisions, events, lineage, over a store. */
export * from './open.js';
export * from './registry.js';
export * from './types.js';
export * from './verify.js';
