/** Contracts: reading ODCS files into the model that the checks use. */
export { dateFormat } from './date-format.js';
export * from './model.js';
export { loadContract, parseContract } from './read.js';
export type { Reading } from './reading.js';
export { type CsvOptions, differencesOf, STRICT_TEXT, type TextPolicy } from './text-policy.js';
export type { Tolerance, Tolerances } from './tolerance.js';
