/**
 * What the registry keeps, as zod schemas, and what it can do, as an interface. The layout on disk is in
 * `docs/registry.md`. Every object is written once; aliases, decisions and events are append-only logs.
 */
import { z } from 'zod';
import type { FileDigest } from '../base/index.js';
import { metricSchema, runSchema, verdictSchema } from '../results/index.js';
import type { Cleanup, ImportEntry, Tombstone } from './upkeep-types.js';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
/** Digest of a manifest as people see and type it. */
export const digestSchema = z.string().regex(/^sha256:[0-9a-f]{64}$/);

export const manifestFileSchema = z.object({
  role: z.enum(['model', 'predictions', 'profile', 'contract', 'report', 'result', 'environment', 'other']),
  name: z.string().describe('model, profile:train, result:gate, …'),
  file: z.string().describe('file name for people and for layouts'),
  sha256: hex,
  size: z.int().nonnegative(),
});
export type ManifestFile = z.infer<typeof manifestFileSchema>;

export const tensorSchema = z.object({
  name: z.string(),
  type: z.string().describe('float32, int64, string, …'),
  shape: z.array(z.union([z.int(), z.string()])).describe('-1 or a name for a dimension that may vary'),
});
export type TensorInfo = z.infer<typeof tensorSchema>;

/** What older manifests lack: where in the repository training ran, and what of its code no commit holds. */
const codeExtra = {
  folder: z
    .string()
    .optional()
    .describe('folder of the configuration in the repository, with `/`; empty at its top'),
  diff: z
    .object({ sha256: hex, size: z.int().nonnegative() })
    .optional()
    .describe('what differed from the commit when training began, as `git apply` reads it; among the files'),
  untracked: z
    .array(z.object({ path: z.string(), sha256: hex }))
    .optional()
    .describe('inputs that git does not track, relative to the folder; among the files'),
  notKept: z
    .array(z.string())
    .optional()
    .describe(
      'what of the code was not kept, with the reason; empty where commit, diff and files are all of it',
    ),
};

/** Last values of the metrics that training wrote over its steps, by name; null for NaN and infinities. */
const lastSchema = z.record(z.string(), z.number().nullable());

/** Equal contents give equal bytes and so the same version; the time stands in the version entry, not here. */
export const manifestSchema = z.object({
  format: z.literal(1),
  model: z.string(),
  files: z.array(manifestFileSchema).min(1).describe('every blob that belongs to the version'),
  signature: z.object({ inputs: z.array(tensorSchema), outputs: z.array(tensorSchema) }).nullable(),
  data: z.array(
    z.object({
      name: z.string(),
      path: z.string(),
      sha256: hex,
      rows: z.int().nonnegative(),
      columns: z.int().nonnegative(),
    }),
  ),
  code: z.object({
    repository: z.string().nullable(),
    commit: z.string().nullable(),
    dirty: z.boolean(),
    command: z.union([z.string(), z.array(z.string())]).nullable(),
    inputs: z.array(z.object({ path: z.string(), sha256: hex })),
    ...codeExtra,
  }),
  environment: z.record(z.string(), z.string()),
  params: z.record(z.string(), z.unknown()),
  seeds: z.array(z.int()),
  accelerators: z.array(z.string()).describe('names of the devices that trained it'),
  metrics: z.array(metricSchema),
  verdict: verdictSchema.describe('of the gate'),
  authors: z.array(z.string()).describe('author, actor and starter of the training; they may not approve'),
  run: runSchema,
  parent: digestSchema.nullable().describe('the baseline that the gate compared with'),
  last: lastSchema.optional().describe('of the first seed; the values over all steps are among the files'),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const versionEntrySchema = z.object({
  format: z.literal(1),
  model: z.string(),
  version: z.int().positive(),
  digest: digestSchema,
  actor: z.string(),
  time: z.iso.datetime(),
  run: z.string(),
  nonce: z.string(),
});
export type VersionEntry = z.infer<typeof versionEntrySchema>;

export const aliasEntrySchema = z.object({
  format: z.literal(1),
  model: z.string(),
  alias: z.string(),
  seq: z.int().positive(),
  parent: z.string().nullable().describe('sha256:<hex> of the bytes of the entry before; null for the first'),
  from: digestSchema.nullable(),
  to: digestSchema,
  version: z.int().positive(),
  kind: z.enum(['deploy', 'rollback', 'promote']),
  actor: z.string(),
  run: z.string(),
  approvals: z
    .array(z.string())
    .describe('ids of the decisions that allowed it; empty for approval by policy'),
  breakGlass: z.string().optional().describe('the reason for which approvals were passed over'),
  reason: z.string(),
  nonce: z.string(),
  time: z.iso.datetime(),
});
export type AliasEntry = z.infer<typeof aliasEntrySchema>;

/** A person's decision on a version for a target. It moves nothing. */
export const decisionSchema = z.object({
  format: z.literal(1),
  id: z.string(),
  decision: z.enum(['approve', 'reject']),
  model: z.string(),
  version: z.int().positive(),
  digest: digestSchema.describe('of the manifest, which holds the evidence'),
  target: z.string(),
  verdict: verdictSchema.describe('of the gate that was shown; an approval names an inconclusive verdict'),
  aliasSeq: z.int().nonnegative().describe('last entry of the alias when the decision was made'),
  actor: z.string(),
  source: z.enum(['terminal', 'github-comment', 'github-environment']),
  origin: z
    .string()
    .optional()
    .describe(
      'the comment or review that it came from; one makes one decision on a version, however often it is read',
    ),
  reason: z.string(),
  time: z.iso.datetime(),
  expires: z.iso.datetime().nullable(),
  nonce: z.string(),
});
export type Decision = z.infer<typeof decisionSchema>;

/** A signature that someone made over a version. It lies beside the version, whose digest it does not change. */
export const signatureSchema = z.object({
  format: z.literal(1),
  id: z.string(),
  model: z.string(),
  version: z.int().positive(),
  digest: digestSchema.describe('of the manifest of the version'),
  bundle: z.string().describe('the Sigstore bundle, byte for byte: OpenSSF Model Signing v1.0'),
  actor: z.string().describe('who put it here; who signed stands in the bundle'),
  run: z.string(),
  time: z.iso.datetime(),
  nonce: z.string(),
});
export type SignatureEntry = z.infer<typeof signatureSchema>;

export const eventSchema = z.object({
  format: z.literal(1),
  id: z.string(),
  model: z.string(),
  kind: z.enum(['deploying', 'deployed', 'failed', 'alert', 'retrain', 'command']),
  key: z
    .string()
    .nullable()
    .describe('claimed once where given: a second event with the same key is refused'),
  actor: z.string(),
  time: z.iso.datetime(),
  data: z.record(z.string(), z.unknown()),
});
export type RegistryEvent = z.infer<typeof eventSchema>;

export const runEntrySchema = z.object({
  format: z.literal(1),
  id: z.string(),
  model: z.string(),
  run: runSchema,
  time: z.iso.datetime(),
  verdict: verdictSchema,
  version: z.int().positive().nullable(),
  params: z.record(z.string(), z.unknown()),
  metrics: z.array(metricSchema),
  /** What follows is absent in runs that were recorded before it was kept. */
  key: hex
    .optional()
    .describe(
      'equal for records of one outcome: run, params, metrics, artifacts; the record with a version counts',
    ),
  source: z
    .enum(['register', 'run'])
    .optional()
    .describe('the command that recorded it; absent: register. An experiment (run) is no baseline'),
  name: z.string().optional().describe('cell of a matrix'),
  actor: z.string().optional(),
  durationMs: z.number().nonnegative().optional().describe('of all stages'),
  stages: z
    .array(
      z.object({
        command: z.string(),
        verdict: verdictSchema,
        summary: z.string(),
        durationMs: z.number().nonnegative(),
      }),
    )
    .optional(),
  seeds: z.array(z.int()).optional(),
  accelerators: z.array(z.string()).optional(),
  data: manifestSchema.shape.data.optional(),
  code: manifestSchema.shape.code.optional(),
  environment: manifestSchema.shape.environment.optional(),
  last: lastSchema.optional(),
  files: z.array(manifestFileSchema).optional().describe('blobs that are kept for the run'),
  artifacts: z
    .array(z.object({ name: z.string(), file: z.string(), sha256: hex, size: z.int().nonnegative() }))
    .optional()
    .describe('what the run made, by digest; a version keeps the bytes'),
});
export type RunEntry = z.infer<typeof runEntrySchema>;
export type NewRun = Omit<RunEntry, 'format' | 'id' | 'time'>;

/** A run as lists show it: of the whole dataset, without what only one run's page needs. */
export const runRowSchema = runEntrySchema
  .pick({
    id: true,
    run: true,
    time: true,
    verdict: true,
    version: true,
    params: true,
    metrics: true,
    key: true,
    source: true,
    name: true,
    actor: true,
    durationMs: true,
    last: true,
  })
  .extend({
    entry: hex.describe('SHA-256 of the bytes of the entry'),
    data: z.array(z.object({ name: z.string(), sha256: hex })),
    stages: z.array(z.object({ command: z.string(), verdict: verdictSchema })),
  });
export type RunRow = z.infer<typeof runRowSchema>;

/** A segment of the index: rows of many runs in one object. */
export const runSegmentSchema = z.object({
  format: z.literal(1),
  model: z.string(),
  rows: z.array(runRowSchema).min(1),
});

export interface RunList {
  readonly rows: readonly RunRow[];
  /** Runs that were read one by one, because no segment of the index holds them. */
  readonly unindexed: number;
  /** What was wrong with the index. It is never the truth, so nothing is lost by it. */
  readonly notes: readonly string[];
}

/** A version with the manifest behind it, both read and checked. */
export interface ModelVersion {
  readonly entry: VersionEntry;
  readonly manifest: Manifest;
}

export interface AliasMove {
  readonly to: ModelVersion;
  readonly kind: AliasEntry['kind'];
  readonly actor: string;
  readonly run: string;
  readonly approvals: readonly string[];
  readonly reason: string;
  /** The reason for which approvals were passed over. */
  readonly breakGlass?: string;
  /** The last entry that the caller saw (0: none). If another came since, the move is refused. */
  readonly expectSeq: number;
}

export interface UploadOptions {
  readonly signal?: AbortSignal;
  /** Told what is waited for, while a clean-up is under way. */
  readonly waiting?: (text: string) => void;
}

export interface RegistryProblem {
  readonly key: string;
  readonly message: string;
  readonly fix?: string;
}

/**
 * A registry over any store. Reads check digests, always; a damaged object is an environment error that names
 * the key. A version, alias or model that is not there is `null` or an empty list, never an error.
 */
export interface Registry {
  readonly description: string;
  /**
   * Does work that stores blobs and then names them, while no clean-up begins. `register` holds such a lease by
   * itself; held around the uploads before it, it also saves the blobs that were there already.
   */
  uploading<T>(who: string, work: () => Promise<T>, options?: UploadOptions): Promise<T>;
  /** With `known`, the digest that the caller has read, the file is read once, and refused where it differs. */
  putBlob(path: string, signal?: AbortSignal, known?: FileDigest): Promise<{ sha256: string; size: number }>;
  putBytes(bytes: Uint8Array): Promise<{ sha256: string; size: number }>;
  /** Writes a blob to a new file, checked against its digest before the file appears. */
  getBlob(sha256: string, path: string, signal?: AbortSignal): Promise<void>;
  getBytes(sha256: string): Promise<Uint8Array>;
  /** Blobs must be there already. The same manifest again gives the same version, `created: false`. */
  register(
    manifest: Manifest,
    by: { actor: string; run: string },
  ): Promise<{ version: ModelVersion; created: boolean }>;
  models(): Promise<string[]>;
  versions(model: string): Promise<VersionEntry[]>;
  version(model: string, version: number): Promise<ModelVersion | null>;
  versionByDigest(model: string, digest: string): Promise<ModelVersion | null>;
  aliases(model: string): Promise<string[]>;
  /** Whole log, oldest first, with the chain of parents checked. */
  aliasLog(model: string, alias: string): Promise<AliasEntry[]>;
  /**
   * The last entry, proved by its seal and its place, by one listing and one read; null where there is none. The
   * chain before it is not read. `toMove`: `moveAlias` follows, which claims the name of an alias without entries.
   */
  lastMove(model: string, alias: string, options?: { readonly toMove?: boolean }): Promise<AliasEntry | null>;
  moveAlias(model: string, alias: string, move: AliasMove): Promise<AliasEntry>;
  /** With `origin`, the decision that this origin made before is given back where there is one. */
  decide(decision: Omit<Decision, 'format' | 'id' | 'nonce' | 'time'>): Promise<Decision>;
  decisions(model: string, version: number): Promise<Decision[]>;
  /** Keeps a signature beside a version that is there under that digest; the same bundle again changes nothing. */
  addSignature(
    signature: Omit<SignatureEntry, 'format' | 'id' | 'nonce' | 'time'>,
  ): Promise<{ signature: SignatureEntry; created: boolean }>;
  /** Signatures of one version, oldest first. What they are worth is not judged here. */
  signatures(model: string, version: number): Promise<SignatureEntry[]>;
  /** The exact bytes of a version's manifest, which its digest is made of. */
  manifestBytes(digest: string): Promise<Uint8Array>;
  /** Null where `key` was claimed by an earlier event. */
  record(event: Omit<RegistryEvent, 'format' | 'id' | 'time'>): Promise<RegistryEvent | null>;
  events(model: string): Promise<RegistryEvent[]>;
  recordRun(run: NewRun): Promise<RunEntry>;
  /** Every run, whole, each from its own object. `runRows` is for lists. */
  runs(model: string): Promise<RunEntry[]>;
  run(model: string, id: string): Promise<RunEntry | null>;
  /** Every run as a row, oldest first, from the index where that holds it. See `run-index.ts`. */
  runRows(model: string): Promise<RunList>;
  /** Brings the index of runs up to date, or makes it anew; gives the number of rows written, 0 where none was due. */
  indexRuns(model: string, options?: { readonly rebuild?: boolean }): Promise<number>;
  /** What says that a version was given up; null where it was not. */
  tombstone(model: string, version: number): Promise<Tombstone | null>;
  /** Versions that a retention rule gave up: their files are gone, or go with a clean-up. */
  tombstones(model: string): Promise<Tombstone[]>;
  /** Where imported versions come from, oldest first. */
  imports(model: string): Promise<ImportEntry[]>;
  /** What clean-ups removed, oldest first. */
  cleanups(): Promise<Cleanup[]>;
  /** Reads every byte and every chain; an empty list means whole. */
  verify(progress?: (text: string, fraction?: number) => void): Promise<RegistryProblem[]>;
}
