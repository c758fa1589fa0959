/** What `init` finds, decides and writes. */
export * from './configuration.js';
export * from './survey.js';
