/** Profiles: stored statistics of a dataset that later data is compared with. */
export * from './build.js';
export { mergeProfiles, type ShardFile } from './merge.js';
export * from './schema.js';
export { parseShard, type Shard, splitDataset } from './shard.js';
export { openView, type View } from './view.js';
