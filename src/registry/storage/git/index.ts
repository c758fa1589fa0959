/** The git store: the layout of a registry in a ref of a repository's remote. */
export { GitStore, type GitStoreOptions } from './store.js';
