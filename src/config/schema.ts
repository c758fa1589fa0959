/**
 * The shape of `assay.yaml`. Types, checks and the published JSON Schema (`schema/assay.schema.json`) come from
 * these definitions; every key carries the description that editors show.
 */
import { z } from 'zod';
import { CATEGORICAL_DRIFT_METHODS, NUMERIC_DRIFT_METHODS, OPERATORS, taskSchema } from '../results/index.js';

const name = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/,
    'letters, digits, ".", "_" and "-", beginning with a letter or digit',
  );
const path = z.string().min(1);
const command = z
  .union([z.string().min(1), z.array(z.string()).min(1)])
  .describe('a string runs in bash, a list is an argument vector');
const duration = z
  .string()
  .regex(/^\d+(\.\d+)?(ms|s|m|h|d)$/, 'a number and a unit: 30s, 15m, 24h, 7d')
  .describe('a number and a unit: 30s, 15m, 24h, 7d');
const size = z
  .string()
  .regex(/^\d+(\.\d+)?(B|KiB|MiB|GiB|TiB|KB|MB|GB|TB)$/, 'a number and a unit: 512MiB, 16GiB')
  .describe('a number and a unit: 512MiB, 16GiB');
const severity = z.enum(['error', 'warn']);

const numericMethod = z.enum(NUMERIC_DRIFT_METHODS);
const categoricalMethod = z.enum(CATEGORICAL_DRIFT_METHODS);
const threshold = z.number().positive();
const period = '(h|d|w|mo|y)';
export const driftSchema = z.strictObject({
  reference: z
    .string()
    .min(1)
    .describe(
      'what to compare with: a dataset, the path of a profile, or registry:ALIAS or registry:VERSION, with #DATASET for another profile than that of train',
    ),
  columns: z
    .union([
      z.array(z.string()),
      z.record(
        z.string(),
        z.strictObject({
          method: z
            .enum([...NUMERIC_DRIFT_METHODS, 'none'])
            .optional()
            .describe('none: the column is not compared'),
          threshold: threshold.optional(),
          severity: severity.optional(),
        }),
      ),
    ])
    .optional()
    .describe('a list: only these columns; settings by column: those of these columns, and all are compared'),
  method: z
    .union([
      numericMethod,
      z.strictObject({ numeric: numericMethod.optional(), categorical: categoricalMethod.optional() }),
    ])
    .optional()
    .describe('for all columns that it fits; absent: psi'),
  threshold: threshold
    .optional()
    .describe('effects at or below it do not matter; absent: 0.1, for missing_share 0.05'),
  severity: severity.optional().describe('absent: warn'),
  bins: z
    .int()
    .min(2)
    .max(50)
    .optional()
    .describe('bins of numeric columns in methods of shares; absent: 10'),
  prediction: z
    .string()
    .optional()
    .describe("column with the model's score; its drift is named so in results"),
  domain: z
    .union([z.boolean(), z.strictObject({ threshold: threshold.optional() })])
    .optional()
    .describe(
      'true: a classifier over all columns tries to tell both datasets apart; the reference must be a dataset',
    ),
  window: z
    .strictObject({
      column: z.string().describe('column with a date or time'),
      current: z
        .string()
        .regex(
          new RegExp(`^(all|last [1-9]\\d{0,3}${period}|this (day|week|month|year))$`),
          'all, last 7d, this month',
        )
        .default('all')
        .describe(
          'last 7d (also h, w, mo, y), this month (also day, week, year), or all; counted from the newest row',
        ),
      reference: z
        .string()
        .regex(
          new RegExp(
            `^(all|previous( [1-9]\\d{0,3}${period})?|same period last (week|month|year)|same month last year|\\d{4}-\\d{2}-\\d{2}\\.\\.\\d{4}-\\d{2}-\\d{2})$`,
          ),
          'all, previous, previous 28d, same period last year, same month last year, or 2025-12-01..2026-01-01',
        )
        .default('all')
        .describe(
          'previous (as long, just before), previous 28d, same period last week (month, year), same month last year, FROM..TO (TO is not in it), or all',
        ),
    })
    .optional()
    .describe('compares periods: the reference must be a dataset, and may be this one'),
});

const share = z
  .union([z.number().min(0).max(1), z.string().regex(/^\d+(\.\d+)?%$/, 'a share such as 1%')])
  .describe('a share: 0.01 or 1%');
/** The checks of datasets of files. */
const fileCheck = z.enum([
  'empty',
  'broken',
  'media',
  'name',
  'size',
  'dimensions',
  'duplicate',
  'label',
  'conflict',
  'balance',
  'count',
]);
export type FileCheck = z.infer<typeof fileCheck>;

export const filesSchema = z.strictObject({
  media: z
    .array(z.string().regex(/^[a-z]+\/(\*|[\w.+-]+)$/, 'a media type: image/png, or image/* for all images'))
    .min(1)
    .optional()
    .describe('allowed media types, told by content and not by name'),
  labels: z.literal('folder').optional().describe('the first folder below `path` is the label'),
  classes: z.array(z.string()).min(1).optional().describe('the labels that must be there, and no others'),
  min_per_class: z.int().positive().optional(),
  max_imbalance: z
    .number()
    .min(1)
    .optional()
    .describe('files of the largest class over those of the smallest'),
  min_files: z.int().positive().optional(),
  max_files: z.int().positive().optional(),
  min_size: size.optional().describe('of each file'),
  max_size: size.optional().describe('of each file'),
  min_width: z.int().positive().optional().describe('pixels'),
  min_height: z.int().positive().optional().describe('pixels'),
  max_width: z.int().positive().optional().describe('pixels'),
  max_height: z.int().positive().optional().describe('pixels'),
  allowed: z.partialRecord(fileCheck, share).optional().describe('check → share of files that may break it'),
  severity: z.partialRecord(fileCheck, severity).optional().describe('check → severity'),
});

export type FilesConfig = z.infer<typeof filesSchema>;

export const datasetSchema = z.strictObject({
  path: path.describe('a file or a glob, relative to this file; of kind files also a folder'),
  kind: z.enum(['table', 'files']).default('table').describe('files: images, sounds, documents in folders'),
  files: filesSchema.optional().describe('what is asked of a dataset of kind files'),
  contract: path.optional().describe('an ODCS contract; file#object names one object of several'),
  id: z.string().optional().describe('column that identifies a row'),
  environment: z
    .string()
    .min(1)
    .optional()
    .describe(
      'where the data is used, such as training or serving: columns with assay.environments in the contract are asked of these only',
    ),
  failed_rows: path
    .optional()
    .describe('file that all rows which break a check are written to: .parquet, .csv or .jsonl'),
  drift: driftSchema.optional(),
  leakage: z
    .strictObject({
      against: z.string().describe('name of the dataset that must share no row or id with this one'),
      label: z
        .string()
        .optional()
        .describe(
          'column with the label: constant, new or conflicting labels, their ratio, features that predict it',
        ),
      group: z
        .union([z.string(), z.array(z.string()).min(1)])
        .optional()
        .describe('columns such as a user, whose values must lie on one side only'),
      time: z
        .string()
        .optional()
        .describe('column whose times must all be later than those of the other dataset'),
      categories: z
        .array(z.string())
        .min(1)
        .optional()
        .describe('columns whose values must all come in the other dataset too'),
      features: z
        .array(z.string())
        .min(1)
        .optional()
        .describe('columns that a model learns from; absent: all but label, id and group'),
      max_predictive: z
        .number()
        .min(0)
        .max(1)
        .optional()
        .describe('how well one feature alone may predict the label; absent: 0.95'),
      max_label_shift: z
        .number()
        .min(0)
        .max(1)
        .optional()
        .describe('by how much the share of a label may differ; absent: 0.1'),
      size_ratio: z
        .tuple([z.number().nonnegative(), z.number().positive()])
        .refine(([low, high]) => low <= high, 'the smaller number comes first')
        .optional()
        .describe('rows of this dataset divided by those of the other: least and most'),
      severity: severity
        .optional()
        .describe('of what may be chance: categories, ratios, predictive features, conflicts; absent: warn'),
    })
    .optional(),
});

export const trainSchema = z.strictObject({
  run: command,
  inputs: z.array(path).default([]).describe('code and lock files that the result depends on; globs allowed'),
  datasets: z
    .array(z.string())
    .optional()
    .describe('names of the datasets that training reads; absent: train'),
  params: z.record(name, z.union([z.string(), z.number(), z.boolean()])).default({}),
  outputs: z
    .record(name, path)
    .describe('output name → file, relative to ASSAY_OUTPUT_DIR; `model` is the model'),
  accelerator: z
    .strictObject({
      kind: z.enum(['cuda']),
      count: z.int().positive().default(1),
      memory: size.optional().describe('least memory of each device'),
      probe: command
        .optional()
        .describe('a command that fails where the framework cannot use the accelerator'),
    })
    .optional()
    .describe('absent: none is needed'),
  seeds: z.array(z.int()).min(1).default([0]).describe('the first gives the candidate'),
  timeout: duration.optional(),
  grace: duration.default('30s').describe('between SIGTERM and SIGKILL'),
  disk: size.optional().describe('free space that must be there before training starts'),
  shm: size.optional().describe('size that /dev/shm must have'),
  cache: z.boolean().default(true).describe('false: always train'),
});

export const sliceSchema = z.union([
  z
    .string()
    .min(1)
    .describe(
      'a column: one slice for each of its values; "a × b": one for each pair of values; "*": every column that says nothing of the target',
    ),
  z.strictObject({
    name: z.string().min(1),
    where: z.string().min(1).describe('an SQL condition over the columns'),
  }),
  z
    .strictObject({
      column: z.string().min(1).describe('a column of numbers'),
      bins: z.int().min(2).max(100).optional().describe('so many bins of about equally many rows'),
      edges: z.array(z.number()).min(1).optional().describe('between these, each bin with its lower edge'),
    })
    .refine((slice) => (slice.bins === undefined) !== (slice.edges === undefined), {
      message: 'a slice of a column of numbers needs either `bins` or `edges`',
    }),
]);

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const behaviourBase = {
  name: name.describe('of its own; the gate calls it behaviour.NAME'),
  severity: severity.default('error'),
  rows: z.int().positive().default(1000).describe('rows of the dataset that are tried, chosen by `seed`'),
  where: z.string().min(1).optional().describe('an SQL condition over the columns: only these rows'),
  allowed: share.default(0).describe('share of rows that may fail: 0.01 or 1%'),
};
const changed = z
  .union([
    z.strictObject({ set: scalar }),
    z.strictObject({ add: z.number() }),
    z.strictObject({ multiply: z.number() }),
    z.strictObject({
      swap: z.tuple([scalar, scalar]).describe('the first value becomes the second, and back'),
    }),
    z.strictObject({ permute: z.literal(true).describe('the values of other rows, by `seed`') }),
  ])
  .describe('set, add, multiply, swap or permute');
export const behaviourSchema = z.union([
  z.strictObject({
    ...behaviourBase,
    golden: z
      .union([
        path.describe(
          'CSV, JSON lines or Parquet: columns of the dataset, and `expected` or `expected_label`',
        ),
        z
          .array(
            z.strictObject({
              inputs: z.record(z.string(), scalar),
              expected: z.number().optional().describe('the number, or the score of the positive class'),
              expected_label: z.union([z.string(), z.number(), z.boolean()]).optional(),
            }),
          )
          .min(1),
      ])
      .describe('examples whose output is known'),
    tolerance: z.number().nonnegative().default(1e-5).describe('of scores and numbers; labels must be equal'),
  }),
  z.strictObject({
    ...behaviourBase,
    invariance: z.record(z.string(), changed).describe('column → change that must not matter'),
    bound: z.number().nonnegative().default(0).describe('the output may move by at most this'),
  }),
  z.strictObject({
    ...behaviourBase,
    directional: z.record(z.string(), changed).describe('column → change whose effect has a direction'),
    expect: z.enum(['not_fall', 'not_rise', 'rise', 'fall']),
    by: z
      .number()
      .nonnegative()
      .default(0)
      .describe('rise, fall: by at least this; not_rise, not_fall: the other way by at most this'),
  }),
  z.strictObject({
    name: behaviourBase.name,
    severity: behaviourBase.severity,
    where: behaviourBase.where,
    minimum: z.string().describe('a metric of the catalogue, on the rows of `where` or of `data`'),
    data: path.optional().describe('a file of its own, instead of the dataset'),
    min: z.number().optional(),
    max: z.number().optional(),
  }),
]);
export type BehaviourConfig = z.infer<typeof behaviourSchema>;

export const evaluateSchema = z.strictObject({
  dataset: z.string().default('test'),
  task: taskSchema,
  target: z.string().describe('column that holds the label'),
  id: z.string().optional().describe('column that identifies an example'),
  weight: z.string().optional().describe('column with the sample weight; absent: every example counts once'),
  cluster: z
    .string()
    .optional()
    .describe('column whose equal values mark examples that belong together, such as a user or a document'),
  group: z
    .string()
    .optional()
    .describe('column of the query (ranking), or of the example of which a row is one sample (text)'),
  classes: z
    .array(z.union([z.string(), z.number(), z.boolean()]))
    .min(2)
    .optional()
    .describe("labels in the order of the model's probabilities; absent: sorted, as scikit-learn does"),
  positive: z
    .union([z.string(), z.number(), z.boolean()])
    .optional()
    .describe('label of the positive class; absent: 1 or true'),
  threshold: z.number().default(0.5).describe('score from which the positive class is predicted'),
  metrics: z.array(z.string()).min(1),
  text: z
    .strictObject({
      answer: z.string().optional().describe('the answer in words; absent: `prediction`'),
      correct: z.string().optional().describe('whether the answer is right, 1 or 0; absent: `correct`'),
      judge: z.string().optional().describe("a judge's verdict, which agrees with the target or not"),
      preferred: z
        .string()
        .optional()
        .describe('a comparison won (1 or win), lost (0 or loss), tied (0.5 or tie)'),
      tokens: z.string().optional().describe('tokens of the answer; absent: `tokens`'),
      cost: z.string().optional().describe('its cost in US dollars; absent: `cost_usd`'),
    })
    .optional()
    .describe('task text: columns of the predictions'),
  fairness: z
    .strictObject({
      groups: z.array(z.string()).min(1).describe('columns of groups of people, such as sex'),
    })
    .optional()
    .describe('task binary: gaps between the groups, and a table for each group'),
  slices: z.array(sliceSchema).default([]),
  min_slice_rows: z.int().positive().default(30).describe('smaller slices are listed as not checked'),
  features: z
    .record(z.string(), z.union([z.string(), z.strictObject({ npy: path })]))
    .optional()
    .describe(
      'input of the model → column, or {npy: FILE} with an array of all rows; absent: by equal names, or one matrix input takes `columns`',
    ),
  columns: z
    .union([z.array(z.string()), z.record(z.string(), z.array(z.string()).min(1))])
    .optional()
    .describe('columns of a matrix input, in order; of several: input → columns'),
  output: z
    .union([z.string(), z.strictObject({ scores: z.string().optional(), label: z.string().optional() })])
    .optional()
    .describe(
      'output of the model that holds the scores, or {scores, label}; absent: found by type and shape',
    ),
  run: command
    .optional()
    .describe('for models that are not ONNX: gets ASSAY_MODEL and ASSAY_DATASET, writes ASSAY_PREDICTIONS'),
  batch: z
    .int()
    .positive()
    .optional()
    .describe('rows in one inference; absent: by the bytes of a row, at most 8192'),
  limits: z
    .strictObject({
      memory: size
        .optional()
        .describe('resident memory of the process that runs the model; absent: four fifths of the machine'),
      batch: duration.default('5m').describe('longest time for loading the model, and for one batch'),
      total: duration.default('2h').describe('longest time for all batches'),
    })
    .prefault({})
    .describe('a model that breaks them, or crashes, is an error of the evaluation'),
  latency: z
    .strictObject({
      warmup: z.int().nonnegative().default(20),
      requests: z.int().positive().default(200).describe('single-row inferences that are timed'),
    })
    .optional(),
  permutation: z
    .int()
    .min(99)
    .max(99_999)
    .optional()
    .describe('also test each difference by so many permutations within pairs, such as 9999; absent: no'),
  seed: z.int().default(0).describe('of the bootstrap, and of the rows that behaviour is tried on'),
  behaviour: z
    .array(behaviourSchema)
    .default([])
    .describe('what the model must do; each is a rule of the gate'),
  junit: z
    .union([path, z.array(path).min(1)])
    .optional()
    .describe(
      'JUnit files of your own tests, globs allowed; each failing test is a failing rule of the gate',
    ),
});

const limit = z.union([
  z.number(),
  z.string().regex(/^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?%?$/, 'a number, or a share such as 2%'),
]);
export const ruleSchema = z.union([
  z.string().min(1).describe('METRIC OPERATOR LIMIT [slice NAME] [direction higher|lower] [warn]'),
  z
    .strictObject({
      metric: z.string().min(1),
      slice: z.string().optional().describe('a slice, or "*" for all of them; absent: the whole dataset'),
      direction: z
        .enum(['higher', 'lower'])
        .optional()
        .describe('which way is better, for metrics outside the catalogue'),
      severity: severity.optional().describe('absent: error'),
      min: limit.optional(),
      max: limit.optional(),
      max_drop: limit.optional().describe('may be worse than the baseline by at most this'),
      max_drop_rel: limit.optional().describe('the same as a share of |baseline|: 0.02 or 2%'),
      min_gain: limit.optional().describe('must be better than the baseline by at least this'),
      max_gain: limit.optional().describe('a gain above this is suspicious'),
      max_gap: limit
        .optional()
        .describe('with `slice: COLUMN`: largest difference between the slices of this column'),
      equals: limit.optional(),
    })
    .refine((rule) => OPERATORS.some((operator) => rule[operator] !== undefined), {
      message: `a rule needs one of ${OPERATORS.join(', ')}`,
    }),
]);

const policyAction = z.enum(['error', 'fail', 'warn', 'ignore']);
const doubtAction = z.enum(['error', 'fail', 'inconclusive', 'warn']);
export const gateSchema = z.strictObject({
  baseline: z
    .string()
    .optional()
    .describe(
      'alias:NAME, version:N, best:N, value:NUMBER, file:PATH, git:REV:PATH, merge-base or previous; absent: production',
    ),
  policy: z
    .strictObject({
      on_missing_metric: policyAction
        .default('error')
        .describe('a rule names a metric that the candidate lacks'),
      on_nan: policyAction.default('error'),
      on_new_metric: policyAction
        .default('warn')
        .describe('a comparing rule, and only the candidate has the metric'),
      on_removed_metric: policyAction
        .default('error')
        .describe('the baseline has a metric that the candidate lacks'),
      on_missing_baseline: policyAction
        .default('warn')
        .describe('the registry exists and the alias has no entry yet'),
      on_small_n: doubtAction
        .default('inconclusive')
        .describe('a rule that would pass or fail rests on fewer than min_n examples'),
      min_n: z.int().nonnegative().default(30),
      on_inconclusive: doubtAction
        .default('inconclusive')
        .describe('a comparison has too few examples to tell'),
    })
    .prefault({}),
  rules: z.array(ruleSchema).min(1, 'a gate without rules checks nothing'),
});

export const targetSchema = z.strictObject({
  folder: path.describe('where models are laid out for a server'),
  layout: z.enum(['triton', 'plain']).default('triton'),
  server: z
    .url()
    .optional()
    .describe('base address of the server that reads the folder; asked after each deployment'),
  after: z.string().optional().describe('target that must be serving the same version first'),
  approvals: z
    .int()
    .nonnegative()
    .default(1)
    .describe('how many people must approve; 0: policy approves verdict pass'),
  approvers: z
    .array(z.string())
    .optional()
    .describe('only these; absent: anyone but author, actor and starter'),
  allow_self_approval: z.boolean().default(false).describe('for teams of one; shown in every report'),
  approval_expires: duration.default('7d'),
});

const action = z.enum(['alert', 'retrain']);
export const monitorSchema = z.strictObject({
  dataset: z.string(),
  on: z
    .strictObject({
      drift: z.union([action, z.array(action)]).optional(),
      performance: z.union([action, z.array(action)]).optional(),
    })
    .default({ drift: 'alert', performance: 'alert' }),
  target: z.string().default('production').describe('whose live version is watched'),
  cooldown: duration.default('24h').describe('between two retrainings'),
});

export const notifySchema = z.union([
  z.strictObject({ slack: z.string().describe('address of an incoming webhook, as ${VARIABLE}') }),
  z.strictObject({ webhook: z.string().describe('address that receives the alert as JSON, as ${VARIABLE}') }),
]);

export const configSchema = z
  .strictObject({
    version: z.literal(1),
    model: name.describe('name of the model that this file delivers'),
    registry: path.default('assay-registry').describe('a folder, relative to this file'),
    datasets: z.record(name, datasetSchema).default({}),
    train: trainSchema.optional(),
    evaluate: evaluateSchema.optional(),
    gate: gateSchema.optional(),
    targets: z.record(name, targetSchema).default({}).describe("a target's name is its alias"),
    monitor: monitorSchema.optional(),
    notify: z.array(notifySchema).default([]),
  })
  .meta({ title: 'assay.yaml', description: 'One file delivers one model.' });

export type Config = z.infer<typeof configSchema>;
export type DriftConfig = z.infer<typeof driftSchema>;
export type DatasetConfig = z.infer<typeof datasetSchema>;
export type TrainConfig = z.infer<typeof trainSchema>;
export type EvaluateConfig = z.infer<typeof evaluateSchema>;
export type SliceConfig = z.infer<typeof sliceSchema>;
export type GateConfig = z.infer<typeof gateSchema>;
export type GatePolicy = GateConfig['policy'];
export type RuleConfig = z.infer<typeof ruleSchema>;
export type TargetConfig = z.infer<typeof targetSchema>;
export type MonitorConfig = z.infer<typeof monitorSchema>;
export type NotifyConfig = z.infer<typeof notifySchema>;
export type CommandLine = z.infer<typeof command>;
