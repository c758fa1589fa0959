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

export const trainResultSchema = z.object({
  ...base,
  command: z.literal('train'),
  seeds: z.array(
    z.object({
      seed: z.int(),
      exitCode: z.int().nullable(),
      durationMs: finite.nonnegative(),
      outputs: z.record(z.string(), artifactSchema).describe('output name → the file, kept as an artifact'),
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
