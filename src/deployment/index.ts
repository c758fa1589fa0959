/** Deployment: who may let a version through, targets, bringing a version there with proof, rollback. */
export * from './approval.js';
export { type Delivery, type GoldenCheck, type MoveReport, type SignatureState, settle } from './bring.js';
export * from './comments/index.js';
export * from './deploy.js';
export * from './history.js';
export * from './rollback.js';
export * from './server.js';
export { type FolderTargetOptions, folderTarget } from './targets/folder.js';
export { LAYOUTS, type LayoutName, type Pointer } from './targets/layouts.js';
export { listDeployed, readDeployed, readPointerOf } from './targets/read.js';
export type { Deployed, PlacedFile, Placement, Step, Target } from './targets/target.js';
