/**
 * `assay.yaml`: its shape as types, and reading it with errors that name line, column and the nearest valid key.
 * The schemas and the parser as values come through `parsing/index.ts`.
 */
export * from './file.js';
export { DEFAULT_POLICY } from './policy.js';
export * from './registry.js';
export type * from './schema/index.js';
export * from './secret.js';
export * from './units.js';
