/** Contracts made from files of other tools. */
export { FOREIGN_FORMATS, type ForeignFormat } from './formats.js';
export { type Imported, type ImportOptions, importContract } from './import.js';
export type { NotCarried } from './model.js';
