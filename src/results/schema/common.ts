/** What every result has: verdict, run, inputs, findings, artifacts, and the datasets that it was made from. */
import { z } from 'zod';
import { VERDICTS } from '../verdict.js';

export const SCHEMA_VERSION = 1;

export const verdictSchema = z
  .enum(VERDICTS)
  .describe(
    'pass, warn, fail, inconclusive (too little data to tell), error (could not be evaluated), skipped',
  );

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hex');
/** A number as JSON holds it. A value that is NaN or infinite is null here, and a reason stands beside it. */
export const finite = z.number();
export const interval = z.tuple([finite, finite]).describe('lower and upper bound');

export const runSchema = z.object({
  id: z.string().min(1).describe('GITHUB_RUN_ID, or a ULID where no CI gives one'),
  attempt: z.int().min(1),
  commit: z.string().nullable().describe('full commit id, null outside a git repository'),
  dirty: z.boolean().optional().describe('true where the work tree differed from the commit'),
  config: z.string().nullable().describe('sha256:<hex> of assay.yaml, null where none was used'),
});
export type RunIdentity = z.infer<typeof runSchema>;

export const inputSchema = z.object({
  name: z.string().describe('the part that this input plays: candidate, baseline, contract, test, …'),
  path: z.string().describe('as the user wrote it, or the place that it came from'),
  sha256: sha256Schema.nullable(),
  size: z.int().nonnegative().optional(),
});
export type ResultInput = z.infer<typeof inputSchema>;

export const occurrenceSchema = z.object({
  file: z.string().optional(),
  row: z.int().positive().optional().describe('from 1, without the header'),
  line: z.int().positive().optional().describe('from 1, in the file; text files only'),
  value: z.string().nullable().optional().describe('left out or redacted where values may not be shown'),
});
export type Occurrence = z.infer<typeof occurrenceSchema>;

export const findingSchema = z.object({
  check: z.string().describe('name of the check, such as required, range, pattern, drift.psi, output.exists'),
  verdict: verdictSchema,
  severity: z.enum(['error', 'warn', 'info']),
  subject: z
    .object({
      dataset: z.string().optional(),
      column: z.string().optional(),
      slice: z.string().optional(),
      target: z.string().optional(),
    })
    .default({}),
  expected: z.string().optional(),
  actual: z.string().optional(),
  count: z.int().nonnegative().optional().describe('rows, files or cases concerned'),
  share: finite.optional().describe('count as a share of all, 0 to 1'),
  where: z.array(occurrenceSchema).default([]).describe('the first places'),
  query: z.string().optional().describe('the SQL that shows it'),
  message: z.string(),
  fix: z.string().optional(),
});
export type Finding = z.infer<typeof findingSchema>;

export const artifactSchema = z.object({
  name: z.string().describe('model, predictions, profile:<dataset>, report, log, …'),
  file: z.string().describe('file name that the bytes had'),
  sha256: sha256Schema,
  size: z.int().nonnegative(),
});
export type Artifact = z.infer<typeof artifactSchema>;

export const base = {
  $schema: z.string().optional(),
  schemaVersion: z.literal(SCHEMA_VERSION),
  name: z.string().optional().describe('tells several results of one command apart (matrix cells)'),
  verdict: verdictSchema,
  summary: z.string().describe('one line for a person'),
  run: runSchema,
  time: z.iso.datetime().describe('when the command ended, UTC'),
  durationMs: finite.nonnegative(),
  inputs: z.array(inputSchema).default([]),
  findings: z.array(findingSchema).default([]),
  notChecked: z.array(z.string()).default([]),
  artifacts: z.array(artifactSchema).default([]).describe('kept under .assay/artifacts/sha256/<hex>'),
};

export const datasetSummarySchema = z.object({
  name: z.string(),
  path: z.string(),
  files: z.int().nonnegative(),
  rows: z.int().nonnegative(),
  columns: z.int().nonnegative(),
  sha256: sha256Schema.describe('over the sorted list of (relative path, size, SHA-256)'),
});
export type DatasetSummary = z.infer<typeof datasetSummarySchema>;
