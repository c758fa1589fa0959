/** Profiles: stored statistics of a dataset that later data is compared with. */
export * from './build.js';
export * from './schema.js';
