/** Contracts: reading ODCS files into the model that the checks use. */

export { contractFor } from './environment.js';
export * from './model.js';
export { loadContract, parseContract, parseContractFile } from './read.js';

export { findProperty } from './relationships.js';
