/** The registry: versions, aliases, decisions, events, lineage, over a store. */
export * from './archive/index.js';
export { AUDIT_KINDS, type AuditFilter, type AuditKind, type AuditLine, auditOf } from './audit.js';
export { sameButAuthors } from './core.js';
export { type Evidence, judged, refusals } from './evidence.js';
export type { Blob } from './files.js';
export {
  DEFAULT_GRACE_MS,
  type GcOptions,
  type GcPlan,
  type GcReport,
  type Removal,
} from './gc.js';
export * from './lineage.js';
export * from './manifest.js';
export * from './onnx-signature.js';
export * from './open.js';
export * from './papers/index.js';
export * from './policies.js';
export * from './probe.js';
export * from './registry.js';
export type { Retention } from './retention.js';
export { buildRun } from './run-record.js';
export type { ProbeFinding } from './setup-schemas.js';
export * from './storage/index.js';
export * from './types.js';
export * from './unsafe.js';
export type { Cleanup, ImportEntry, Tombstone } from './upkeep-types.js';
export * from './verify.js';
