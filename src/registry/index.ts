/** The registry: versions, aliases, decisions, events, lineage, over a store. */
export * from './types.js';
