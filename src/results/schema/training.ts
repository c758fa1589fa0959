/** The result of train. */
import { z } from 'zod';
import { artifactSchema, base, datasetSummarySchema, finite, sha256Schema } from './common.js';

export const acceleratorSchema = z.object({
  kind: z.enum(['none', 'cuda']),
  devices: z.array(
    z.object({
      index: z.int(),
      name: z.string(),
      memoryBytes: finite.nullable(),
      driver: z.string().nullable(),
    }),
  ),
});
export type Accelerators = z.infer<typeof acceleratorSchema>;

/** What of the code and its environment is kept, so that the training can be repeated. */
const keptCode = {
  folder: z
    .string()
    .optional()
    .describe(
      'folder of the configuration in the repository, with `/`; empty at its top, absent outside one',
    ),
  diff: artifactSchema
    .nullable()
    .optional()
    .describe(
      'what differed from the commit, as `git apply` reads it; null where nothing did or none was kept',
    ),
  untracked: z
    .array(z.object({ path: z.string(), file: artifactSchema }))
    .optional()
    .describe('inputs that git does not track, relative to the folder'),
  locks: z.array(artifactSchema).optional().describe('lock files, and what is installed in the interpreters'),
  notKept: z.array(z.string()).optional().describe('what of the code was not kept, with the reason'),
};

/** Metrics that the program wrote line by line to ASSAY_METRICS. */
export const stepsSchema = z.object({
  file: artifactSchema.describe('one line a step: {"step": 1, "loss": 0.5}; null for NaN and infinities'),
  points: z.int().positive(),
  last: z.record(z.string(), finite.nullable()).describe('metric → its last value'),
});
export type Steps = z.infer<typeof stepsSchema>;

export const trainResultSchema = z.object({
  ...base,
  command: z.literal('train'),
  seeds: z.array(
    z.object({
      seed: z.int(),
      exitCode: z.int().nullable(),
      durationMs: finite.nonnegative(),
      outputs: z.record(z.string(), artifactSchema).describe('output name → the file, kept as an artifact'),
      steps: stepsSchema.optional(),
    }),
  ),
  params: z.record(z.string(), z.unknown()),
  datasets: z.array(datasetSummarySchema),
  code: z.object({
    command: z.union([z.string(), z.array(z.string())]),
    inputs: z.array(z.object({ path: z.string(), sha256: sha256Schema })),
    environment: z
      .record(z.string(), z.string())
      .describe('digests of lock files and versions of interpreters'),
    ...keptCode,
  }),
  cache: z.object({
    key: sha256Schema,
    hit: z.boolean(),
    changed: z.array(z.string()).describe('what differs from the last run, empty on a hit or a first run'),
  }),
  accelerators: acceleratorSchema,
  telemetry: z.object({
    samples: z.int().nonnegative(),
    intervalMs: finite.positive(),
    cpuPercentMax: finite.nullable(),
    memoryBytesMax: finite.nullable(),
    gpuUtilizationPercentMean: finite.nullable(),
    gpuMemoryBytesMax: finite.nullable(),
  }),
});
export type TrainResult = z.infer<typeof trainResultSchema>;
