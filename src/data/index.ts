/** Data: datasets, contracts, checks, profiles, drift. */
export * from './contract/index.js';
export * from './dataset.js';
export * from './drift/index.js';
export * from './empty-contract.js';
export { explainText, traced } from './explain.js';
export { checkFailedRowsPath, FailedRows, type FailedRowsTarget } from './failed-rows.js';
export * from './files/index.js';
export * from './import/index.js';
export * from './infer/index.js';
export * from './leakage.js';
export type { Neighbour } from './neighbours.js';
export * from './profile/index.js';
export * from './validate.js';
