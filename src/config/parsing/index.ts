/**
 * The second, heavier door of the configuration: the shapes as values and the parser, with zod and YAML behind
 * them. A command that may do without `assay.yaml` starts faster without it.
 */
export * from '../schema/index.js';
export * from './offset.js';
export * from './parse.js';
