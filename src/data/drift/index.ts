/** Drift: what has changed between a reference profile and current data. */
export * from './against.js';
export { domainScore, type Side } from './domain.js';
export type { Score } from './judge.js';
export { type DriftOptions, driftSettings } from './options.js';
export { type Period, periodsOf } from './window.js';
