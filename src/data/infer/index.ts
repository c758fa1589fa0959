/** Contracts proposed from data. */
export * from './infer.js';
