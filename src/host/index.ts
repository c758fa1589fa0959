/** Hosts: GitHub Actions, a terminal. */
export type * from './host.js';
