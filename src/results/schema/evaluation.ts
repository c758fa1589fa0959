/** The result of evaluate: metrics, pairs, behaviour, tests. */
import { z } from 'zod';
import { artifactSchema, base, datasetSummarySchema, finite, sha256Schema, verdictSchema } from './common.js';
import { curvesSchema } from './curves.js';
import { directionSchema, metricSchema, taskSchema } from './metric.js';

/** Candidate and baseline on the same examples: one metric on one slice. Δ is candidate − baseline. */
export const pairedComparisonSchema = z.object({
  metric: z.string(),
  slice: z.string().nullable(),
  direction: directionSchema,
  n: z.int().nonnegative().describe('examples that both sides were measured on'),
  candidate: finite,
  baseline: finite,
  delta: finite,
  intervals: z
    .array(z.object({ level: finite, low: finite, high: finite }))
    .describe('of delta, by nominal coverage; the gate decides by 0.9. Empty where the method gives none'),
  relative: z
    .object({ level: finite, low: finite, high: finite })
    .nullable()
    .describe('interval of delta / |baseline|'),
  method: z.string().describe('with what it needs to be understood: tango, delong(paired), …'),
  source: z.string().describe('where the method is published'),
  identical: z.boolean().describe('both sides are the same model, so delta is 0 on every dataset'),
  discordance: z
    .object({ gained: z.int().nonnegative(), lost: z.int().nonnegative(), pValue: finite, test: z.string() })
    .optional()
    .describe('examples right on one side only, and a test that they balance'),
  permutation: z.object({ pValue: finite, replicates: z.int() }).optional(),
  seeds: z
    .object({ candidate: z.int(), baseline: z.int(), variance: finite })
    .optional()
    .describe('trainings of each side, and the variance of training that is in the interval'),
  working: z.array(z.string()),
  notes: z.array(z.string()).describe('what a reader must know to trust the interval'),
});
export type PairedComparison = z.infer<typeof pairedComparisonSchema>;

/** What was checked before two sides were compared example by example. */
export const pairingSchema = z.object({
  with: z
    .enum(['model', 'predictions'])
    .describe('the baseline was computed again, or its kept predictions serve'),
  joined: z.enum(['id', 'row']),
  dataset: sha256Schema,
  labels: sha256Schema.describe('over the labels in the order of the rows'),
  definition: sha256Schema,
  candidate: sha256Schema.nullable().describe("of the candidate's kept predictions"),
  baseline: sha256Schema.nullable(),
  identical: z.enum(['model', 'predictions']).nullable(),
});
export type Pairing = z.infer<typeof pairingSchema>;

export const behaviourSchema = z.object({
  name: z.string(),
  kind: z.enum(['golden', 'invariance', 'directional', 'minimum']),
  verdict: verdictSchema,
  severity: z.enum(['error', 'warn']),
  n: z.int().nonnegative().describe('rows that were tried'),
  failed: z.int().nonnegative(),
  share: finite.nullable().describe('failed over n; null where nothing could be tried'),
  allowed: finite.describe('share that may fail'),
  value: finite.nullable().describe('of a minimum: the value of the metric'),
  message: z.string(),
});
export type Behaviour = z.infer<typeof behaviourSchema>;

/** What a user's own tests said, read from JUnit files. */
export const testReportSchema = z.object({
  file: z.string(),
  tests: z.int().nonnegative(),
  failed: z.int().nonnegative(),
  skipped: z.int().nonnegative(),
  problem: z.string().nullable().describe('why it counts as an error: unreadable, no tests'),
  failures: z.array(z.object({ name: z.string(), message: z.string() })).describe('the first of them'),
});
export type TestReport = z.infer<typeof testReportSchema>;

export const machineSchema = z.object({
  cpu: z.string(),
  cores: z.int().nonnegative(),
  platform: z.string(),
  node: z.string(),
  onnxruntime: z.string().nullable(),
});
export type Machine = z.infer<typeof machineSchema>;

export const evaluateResultSchema = z.object({
  ...base,
  command: z.literal('evaluate'),
  subject: z.string().describe('candidate, baseline, or the name of the file that was evaluated'),
  task: taskSchema,
  dataset: datasetSummarySchema.nullable(),
  model: z.object({ sha256: sha256Schema, size: z.int().nonnegative() }).nullable(),
  predictions: artifactSchema.nullable(),
  metrics: z.array(metricSchema),
  behaviour: z.array(behaviourSchema).optional().describe('checks of what the model does'),
  tests: z.array(testReportSchema).optional(),
  machine: machineSchema
    .optional()
    .describe('where times and memory were measured: they hold for no other machine'),
  /** The same dataset, labels and definitions for the version in service, where a registry has one. */
  baseline: z
    .object({
      source: z.string().describe('alias:production → flight-delay v3, …'),
      version: z.int().positive().nullable(),
      digest: z.string().nullable(),
      metrics: z.array(metricSchema),
    })
    .nullable(),
  definition: z
    .object({
      sha256: sha256Schema,
      text: z.array(z.string()),
      slices: z
        .record(z.string(), z.string())
        .optional()
        .describe('conditions of slices by their names: one of another condition is of other examples'),
    })
    .optional()
    .describe(
      'what the kept predictions mean: task, target, positive label, id; equal for what may be compared',
    ),
  comparisons: z
    .array(pairedComparisonSchema)
    .optional()
    .describe('candidate and baseline in pairs, where both were measured on the same examples'),
  between: z
    .array(metricSchema)
    .optional()
    .describe('metrics of the two models together: flip_rate, negative_flip_rate'),
  pairing: pairingSchema.optional(),
  seeds: z
    .array(z.object({ seed: z.int(), metrics: z.array(z.object({ name: z.string(), value: finite })) }))
    .optional()
    .describe('metrics of the whole dataset for the model of each seed, where training made several'),
  curves: z
    .object({ candidate: curvesSchema.nullable(), baseline: curvesSchema.nullable() })
    .optional()
    .describe('points for charts, of the whole dataset; the metrics are computed from all predictions'),
});
export type EvaluateResult = z.infer<typeof evaluateResultSchema>;
