/** Contracts: reading ODCS files into the model that the checks use. */
export * from './model.js';
export { loadContract, parseContract } from './read.js';
