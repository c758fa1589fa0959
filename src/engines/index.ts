/** Native engines: found or installed, then loaded from where they are. */
export type * from './types.js';
