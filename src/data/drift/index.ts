/** Drift: what has changed between a reference profile and current data. */
export * from './against.js';
export { type ColumnCounts, judgeDrift, PSI_THRESHOLD } from './judge.js';
