/** Contracts: reading ODCS files into the model that the checks use. */
export { type DateFormat, dateFormat, ZONE } from './date-format.js';
export { contractFor, contractForReference } from './environment.js';
export * from './model.js';
export { loadContract, parseContract, parseContractFile } from './read.js';
export { type Reading, readable } from './reading.js';
export { findProperty } from './relationships.js';
export { type CsvOptions, differencesOf, STRICT_TEXT, type TextPolicy } from './text-policy.js';
export type { Tolerance, Tolerances } from './tolerance.js';
