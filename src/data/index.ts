/** Data: datasets, contracts, checks, profiles, drift. */
export * from './dataset.js';
