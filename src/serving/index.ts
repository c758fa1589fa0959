/** Serving: the inference server, its workers, and the golden request. */
export { goldenCheck } from './golden.js';
export { SERVING_WORKER } from './messages.js';
export { type SpawnWorker, spawnFrom } from './process.js';
export { type RunningServer, type ServeSettings, startServer } from './server.js';
export { bucketSource, fileSource, folderSource, type ModelSource } from './source.js';
