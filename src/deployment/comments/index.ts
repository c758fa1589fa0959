/** Commands in comments: what is meant, and who may. */
export * from './parse.js';
export * from './rights.js';
