/**
 * The kinds of result, as zod schemas. The types, the validation of what is read back and the published JSON
 * Schemas in `schema/` all come from here. A stage returns the plain data; only commands add the run's identity.
 */
import { z } from 'zod';
import { VERDICTS } from './verdict.js';

export const SCHEMA_VERSION = 1;

export const verdictSchema = z
  .enum(VERDICTS)
  .describe(
    'pass, warn, fail, inconclusive (too little data to tell), error (could not be evaluated), skipped',
  );

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hex');
/** A number as JSON holds it. A value that is NaN or infinite is null here, and a reason stands beside it. */
const finite = z.number();
const interval = z.tuple([finite, finite]).describe('lower and upper bound');

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

const base = {
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

export const driftSchema = z.object({
  dataset: z.string(),
  reference: z.string(),
  column: z.string(),
  method: z.string().describe('with what it needs to be understood: psi(bins=10, log=e)'),
  effect: finite
    .nullable()
    .describe('size of the difference, in the unit of the method; null where undefined'),
  threshold: finite.describe('effects at or below it do not matter in practice'),
  pValue: finite.nullable(),
  qValue: finite.nullable().describe('Benjamini-Hochberg over the columns of this dataset'),
  n: z.int().nonnegative().describe('rows of the reference'),
  m: z.int().nonnegative().describe('rows of the current data'),
  verdict: verdictSchema,
  reason: z.string().optional(),
  subject: z
    .enum(['feature', 'prediction', 'label', 'dataset'])
    .optional()
    .describe(
      "what drifted: a feature, the model's score, the label, or all columns together; absent: a feature",
    ),
  hidden: finite
    .nonnegative()
    .optional()
    .describe(
      'counts in bins hide some of the difference: without bins the effect is greater by at most this',
    ),
  shares: z
    .object({
      labels: z.array(z.string()).max(24),
      reference: z.array(finite.min(0).max(1)).max(24),
      current: z.array(finite.min(0).max(1)).max(24),
    })
    .optional()
    .describe('at most 24 bins with their shares of the rows, for pictures'),
});
export type Drift = z.infer<typeof driftSchema>;

export const validateResultSchema = z.object({
  ...base,
  command: z.literal('validate'),
  datasets: z.array(datasetSummarySchema),
  checks: z.int().nonnegative().describe('how many checks were evaluated'),
  drift: z.array(driftSchema).optional(),
});
export type ValidateResult = z.infer<typeof validateResultSchema>;

export const profileResultSchema = z.object({
  ...base,
  command: z.literal('profile'),
  datasets: z.array(datasetSummarySchema),
});
export type ProfileResult = z.infer<typeof profileResultSchema>;

export const inferResultSchema = z.object({
  ...base,
  command: z.literal('infer'),
  contract: z.string().describe('where the contract was written, or - for standard output'),
  datasets: z.array(datasetSummarySchema),
  guesses: z.array(z.string()).describe('what was guessed and should be read by a person'),
});
export type InferResult = z.infer<typeof inferResultSchema>;

export const importContractResultSchema = z.object({
  ...base,
  command: z.literal('import-contract'),
  contract: z.string().describe('where the contract was written, or - for standard output'),
  from: z.string().describe('whose file it was: great-expectations, tfdv, …'),
  objects: z.array(z.string()).describe('the objects of the contract'),
  carried: z.int().nonnegative().describe('how many items of the file the contract says'),
  notCarried: z
    .array(z.object({ what: z.string(), reason: z.string(), fix: z.string().optional() }))
    .describe('items of the file that the contract does not say, whole or in part'),
  notes: z.array(z.string()).describe('where the contract means something else in small'),
});
export type ImportContractResult = z.infer<typeof importContractResultSchema>;

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

export const directionSchema = z.enum(['higher', 'lower']);
export type Direction = z.infer<typeof directionSchema>;

export const metricSchema = z.object({
  name: z.string(),
  slice: z.string().nullable().describe('null for the whole dataset, else "column=value" or the name given'),
  value: finite.nullable(),
  interval: interval.nullable(),
  intervalMethod: z
    .string()
    .nullable()
    .describe('wilson, bootstrap(percentile, B=1000, seed=0), …; null without one'),
  confidence: finite.nullable().describe('nominal coverage of the interval, 0.95'),
  n: z.int().nonnegative().nullable(),
  direction: directionSchema.nullable(),
  undefined: z.string().nullable().describe('why there is no value'),
});
export type Metric = z.infer<typeof metricSchema>;

export const TASKS = ['binary', 'multiclass', 'regression', 'ranking', 'text'] as const;
export const taskSchema = z.enum(TASKS);
export type Task = z.infer<typeof taskSchema>;

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
    .object({ sha256: sha256Schema, text: z.array(z.string()) })
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
});
export type EvaluateResult = z.infer<typeof evaluateResultSchema>;

export const OPERATORS = [
  'min',
  'max',
  'max_drop',
  'max_drop_rel',
  'min_gain',
  'max_gain',
  'max_gap',
  'equals',
] as const;
export const operatorSchema = z.enum(OPERATORS);
export type Operator = z.infer<typeof operatorSchema>;

export const ruleResultSchema = z.object({
  metric: z.string(),
  slice: z.string().nullable(),
  operator: operatorSchema,
  limit: finite,
  severity: z.enum(['error', 'warn']),
  direction: directionSchema.nullable(),
  candidate: finite.nullable(),
  baseline: finite.nullable(),
  n: z.int().nonnegative().nullable(),
  delta: finite.nullable().describe('candidate − baseline, in the unit of the metric'),
  interval: interval.nullable().describe('of delta, 90%; null where only point values were compared'),
  method: z.string().optional().describe('of the comparison, where the rule compares'),
  significant: z
    .enum(['better', 'worse', 'no'])
    .optional()
    .describe('whether the difference is shown, whatever the margin'),
  qValue: finite.optional().describe('of that: Benjamini-Hochberg over the slices of a rule'),
  decidingN: finite
    .nullable()
    .optional()
    .describe('about how many examples would decide an inconclusive rule; null: no number would'),
  verdict: verdictSchema,
  reason: z
    .string()
    .describe('a word for machines: met, violated, no_baseline, missing_metric, not_a_number, new_metric, …'),
  message: z.string().describe('the same for a person, with the numbers'),
});
export type RuleResult = z.infer<typeof ruleResultSchema>;

export const gateResultSchema = z.object({
  ...base,
  command: z.literal('gate'),
  baseline: z
    .object({
      source: z.string(),
      version: z.int().positive().nullable(),
      digest: z.string().nullable(),
    })
    .nullable()
    .describe('null where no rule needs one, or on a first run'),
  firstRun: z.boolean().describe('true where the registry exists and the alias has no entry'),
  rules: z.array(ruleResultSchema),
  /** Every metric of either side, also those without a rule; the diff that a person reads. */
  metrics: z.array(
    z.object({
      name: z.string(),
      slice: z.string().nullable(),
      direction: directionSchema.nullable(),
      n: z.int().nonnegative().nullable(),
      baseline: finite.nullable(),
      candidate: finite.nullable(),
      delta: finite.nullable(),
      interval: interval.nullable().describe('of delta, 90%'),
      interval95: interval.optional().describe('the same, 95%: what is shown beside `significant`'),
      method: z.string().optional().describe('of the intervals'),
      significant: z.enum(['better', 'worse', 'no']).optional(),
      note: z.enum(['new', 'removed', 'undefined']).nullable(),
    }),
  ),
});
export type GateResult = z.infer<typeof gateResultSchema>;

const versionRef = {
  model: z.string(),
  version: z.int().positive(),
  digest: z.string().describe('sha256:<hex> of the manifest'),
};

export const registerResultSchema = z.object({
  ...base,
  command: z.literal('register'),
  model: versionRef.model,
  version: versionRef.version
    .nullable()
    .describe('null where the evidence forbids a version: nothing was registered'),
  digest: versionRef.digest.nullable(),
  created: z.boolean().describe('false where the same manifest was registered before, or nothing was'),
});
export type RegisterResult = z.infer<typeof registerResultSchema>;

export const decisionResultSchema = z.object({
  ...base,
  command: z.enum(['approve', 'reject']),
  ...versionRef,
  target: z.string(),
  actor: z.string(),
  expires: z.iso.datetime().nullable(),
});
export type DecisionResult = z.infer<typeof decisionResultSchema>;

export const deployResultSchema = z.object({
  ...base,
  command: z.enum(['deploy', 'rollback', 'promote']),
  ...versionRef,
  target: z.string(),
  previous: z.object({ version: z.int().positive(), digest: z.string() }).nullable(),
  readBack: z.array(z.object({ check: z.string(), ok: z.boolean(), detail: z.string() })),
});
export type DeployResult = z.infer<typeof deployResultSchema>;

export const monitorResultSchema = z.object({
  ...base,
  command: z.literal('monitor'),
  ...versionRef,
  dataset: datasetSummarySchema.nullable(),
  drift: z.array(driftSchema),
  rules: z.array(ruleResultSchema),
  alerts: z.array(z.object({ key: z.string(), channel: z.string(), sent: z.boolean(), detail: z.string() })),
  retrain: z.object({ wanted: z.boolean(), reasons: z.array(z.string()), blockedBy: z.string().nullable() }),
});
export type MonitorResult = z.infer<typeof monitorResultSchema>;

/** Commands that only show or arrange: their data is free-form, and `text` is what a terminal prints. */
export const plainResultSchema = z.object({
  ...base,
  command: z.enum([
    'init',
    'report',
    'comment',
    'serve',
    'run',
    'explain',
    'history',
    'registry',
    'engines',
    'setup',
  ]),
  data: z.record(z.string(), z.unknown()).default({}),
  text: z.string().default(''),
});
export type PlainResult = z.infer<typeof plainResultSchema>;

export const resultSchema = z.discriminatedUnion('command', [
  validateResultSchema,
  profileResultSchema,
  inferResultSchema,
  importContractResultSchema,
  trainResultSchema,
  evaluateResultSchema,
  gateResultSchema,
  registerResultSchema,
  decisionResultSchema,
  deployResultSchema,
  monitorResultSchema,
  plainResultSchema,
]);
export type Result = z.infer<typeof resultSchema>;
export type CommandName = Result['command'];
/** The member of a union of results that a command writes; one kind may serve several commands. */
export type OfCommand<R, C extends CommandName> = R extends { command: infer K }
  ? C extends K
    ? R
    : never
  : never;
export type ResultOf<C extends CommandName> = OfCommand<Result, C>;
