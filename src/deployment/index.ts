/** Deployment: who may let a version through, targets, bringing a version there with proof, rollback. */
export * from './approval.js';
export { settle } from './bring.js';
export * from './comments/index.js';
export type { Delivery, GoldenCheck, MoveReport, SignatureState } from './delivery.js';
export * from './deploy.js';
export * from './history.js';
export * from './rollback.js';
export * from './server.js';
export { type BucketTargetOptions, bucketTarget } from './targets/bucket.js';
export { folderFiles, type TargetFiles } from './targets/files.js';
export { type FolderTargetOptions, folderTarget } from './targets/folder.js';
export { LAYOUTS, type LayoutName, type Pointer } from './targets/layouts.js';
export { placeOfBucket, type TargetObjects, targetObjects } from './targets/objects.js';
export { readerPolicy, targetPolicy } from './targets/policy.js';
export { listDeployed, readDeployed, readPointerOf, readVersion } from './targets/read.js';
export {
  type Deployed,
  type Mark,
  NOTHING,
  type PlacedFile,
  type Placement,
  type Step,
  type Switched,
  type Target,
} from './targets/target.js';
