/** What every room stands on: errors, the context of a call, digests, file helpers. Imports no other room. */
export * from './context.js';
export * from './copies.js';
export * from './digest.js';
export * from './errors.js';
export * from './files.js';
export * from './folders.js';
export * from './git.js';
export * from './lanes.js';
export * from './lines.js';
export * from './nearest.js';
export * from './numbers.js';
export * from './process.js';
export * from './process-table.js';
export * from './secrets.js';
