/** `assay.yaml`: its shape, and reading it with errors that name line, column and the nearest valid key. */
export * from './load.js';
export * from './schema/index.js';
export * from './units.js';
