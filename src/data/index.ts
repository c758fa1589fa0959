/** Data: datasets, contracts, checks, profiles, drift. */
export * from './contract/index.js';
export * from './dataset.js';
export * from './validate.js';
