/** Versions as one file: for closed networks, and between stores. */
export * from './import.js';
export * from './write.js';
