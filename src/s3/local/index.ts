/** Objects as files of this machine: brought in ranges, kept in a cache, shown under their keys. */
export { damaged } from './missing.js';
export * from './remote.js';
