/** `evaluate:` of `assay.yaml`: metrics, slices, inputs and outputs of the model, results of other tools. */
import { z } from 'zod';
import { taskSchema } from '../../results/index.js';
import { behaviourSchema } from './behaviour.js';
import { command, duration, name, path, share, size } from './words.js';

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

/** A metric that Assay does not compute. */
const ownMetricSchema = z.strictObject({
  direction: z
    .enum(['higher', 'lower'])
    .nullable()
    .describe('which way is better; null: neither, so a rule that compares must say it'),
  unit: z.string().min(1).optional().describe('at the end of the value, for people'),
  output: name
    .optional()
    .describe('output of train, a file of metrics that holds this name; absent: a column of the predictions'),
  column: z.string().min(1).optional().describe('task text: a column of numbers; absent: of the same name'),
});

const resultsSchema = z.strictObject({
  file: path,
  format: z
    .enum(['promptfoo', 'inspect', 'lm-eval', 'deepeval', 'mlflow'])
    .optional()
    .describe('absent: by the content'),
  provider: z.string().min(1).optional().describe('provider, model or task, where the file has several'),
  baseline: path.optional().describe('results of the baseline, over the same examples'),
  baseline_provider: z
    .string()
    .min(1)
    .optional()
    .describe('its provider, model or task; without `baseline` one of the same file'),
  id: z
    .string()
    .min(1)
    .optional()
    .describe('of a table of MLflow the column that identifies an example; absent: equal inputs'),
  target: z
    .string()
    .min(1)
    .optional()
    .describe('of a table of MLflow the column of what is right; absent: ground_truth, targets, …'),
  allow_errors: share
    .optional()
    .describe('share of samples that may end in an error and are then left out on both sides; absent: none'),
});

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
  own: z
    .record(z.string().min(1).max(200), ownMetricSchema)
    .optional()
    .describe('metrics of your own, by name: which way is better, so that rules need not say it'),
  results: z
    .union([path, resultsSchema])
    .optional()
    .describe(
      'results of promptfoo, Inspect, lm-evaluation-harness, DeepEval or MLflow, instead of a model and data',
    ),
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

export type EvaluateConfig = z.infer<typeof evaluateSchema>;
export type OwnMetricConfig = z.infer<typeof ownMetricSchema>;
export type ResultsConfig = z.infer<typeof resultsSchema>;
export type SliceConfig = z.infer<typeof sliceSchema>;
