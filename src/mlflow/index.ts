/** MLflow servers: references to models and runs there, downloading a model, mirroring versions and aliases. */
export { type CallOptions, MlflowRefusal, type MlflowServer, mlflowServer } from './client.js';
export { type DownloadedModel, downloadModel, MAX_MODEL_BYTES } from './download.js';
export {
  type AliasReport,
  type MirroredVersion,
  type MirrorReport,
  mirrorAlias,
  mirrorVersion,
} from './mirror.js';
export { type MlflowRun, type MlflowSource, resolveMlflow } from './read.js';
export {
  isMlflowReference,
  type MlflowReference,
  parseMlflowReference,
  REFERENCE_FORMS,
} from './reference.js';
