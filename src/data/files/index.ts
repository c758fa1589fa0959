/** Datasets of files: images, sounds, documents in folders. What is looked at is bytes, never rows. */
export { type FileRules, fileRules } from './rules.js';
export { sharedBytes } from './shared.js';
export { type FilesValidation, validateFiles } from './validate.js';
