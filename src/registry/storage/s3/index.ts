/** A registry in a bucket. Imported dynamically, by the one who opens a store. */
export * from './store.js';
