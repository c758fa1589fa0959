/** The options of `assay evaluate`. */
import { EVALUATED_TASKS, RESULT_FORMATS } from '../../evaluation/index.js';
import type { OptionTable, ValuesOf } from '../command.js';

export const OPTIONS = {
  model: {
    type: 'string',
    value: 'FILE',
    summary: "the model (absent: the output `model` of this run's training)",
  },
  data: {
    type: 'string',
    value: 'FILE',
    summary: 'a file, a glob or an s3:// address to evaluate on, instead of the configured dataset',
  },
  predictions: {
    type: 'string',
    value: 'FILE',
    summary: 'a file with labels and predictions (Parquet, CSV, JSON lines), instead of model and data',
  },
  results: {
    type: 'string',
    value: 'FILE',
    summary:
      'results of promptfoo, Inspect, lm-evaluation-harness, DeepEval or MLflow (mlflow:PATH#RUN too), instead of model and data',
  },
  format: {
    type: 'string',
    choices: RESULT_FORMATS,
    summary: 'of --results, where the content does not tell',
  },
  provider: {
    type: 'string',
    value: 'NAME',
    summary: 'with --results: the provider, model or task, where the file has several',
  },
  'baseline-results': {
    type: 'string',
    value: 'FILE',
    summary: 'results of the baseline over the same examples, compared in pairs',
  },
  'baseline-provider': {
    type: 'string',
    value: 'NAME',
    summary: 'its provider, model or task; without --baseline-results one of the same file',
  },
  'allow-errors': {
    type: 'string',
    value: 'SHARE',
    summary:
      'share of samples that may end in an error, such as 2%; they are left out on both sides (absent: none)',
  },
  task: { type: 'string', choices: EVALUATED_TASKS, summary: 'what is predicted' },
  target: { type: 'string', value: 'COLUMN', summary: 'column with the true label' },
  score: {
    type: 'string',
    value: 'COLUMN',
    summary: 'with --predictions: score of the positive class or of the row, or the predicted number',
  },
  'class-score': {
    type: 'list',
    value: 'LABEL=COLUMN',
    summary: 'with --predictions: column with the probability of a class',
  },
  label: {
    type: 'string',
    value: 'COLUMN',
    summary: 'with --predictions: column with the predicted label, or the answer in words',
  },
  id: { type: 'string', value: 'COLUMN', summary: 'column that identifies a row' },
  weight: { type: 'string', value: 'COLUMN', summary: 'column with the sample weight' },
  cluster: {
    type: 'string',
    value: 'COLUMN',
    summary: 'column whose equal values mark examples that belong together, such as a user',
  },
  group: {
    type: 'string',
    value: 'COLUMN',
    summary: 'column of the query (ranking), or of the example that rows are samples of (text)',
  },
  positive: { type: 'string', value: 'LABEL', summary: 'label of the positive class (absent: 1 or true)' },
  threshold: {
    type: 'number',
    value: 'NUMBER',
    summary: 'score from which the positive class is predicted (absent: 0.5)',
  },
  metric: { type: 'list', value: 'NAME', summary: 'a metric, by its name in the catalogue' },
  slice: {
    type: 'list',
    value: 'SLICE',
    summary:
      'a column, COLUMN × COLUMN, * for every column, or NAME: CONDITION, such as "evening: hour >= 18"',
  },
  fairness: {
    type: 'list',
    value: 'COLUMN',
    summary: 'column of groups of people: gaps between them, and the rates of each',
  },
  column: { type: 'list', value: 'COLUMN', summary: 'a column of the matrix input of the model, in order' },
  feature: { type: 'list', value: 'INPUT=COLUMN', summary: 'the column of an input of the model' },
  'model-output': { type: 'string', value: 'NAME', summary: 'output of the model that holds the scores' },
  baseline: {
    type: 'string',
    value: 'BASELINE',
    summary:
      'evaluated on the same rows: alias:NAME, version:N, best:N or previous of the registry, or file:PATH, a model (beside --predictions a file of predictions with the same columns); absent: that of the gate',
  },
  alone: { type: 'boolean', summary: 'no baseline beside it, also where the gate compares' },
  output: { type: 'string', value: 'FILE', summary: 'also write the values as plain JSON, {metric: value}' },
} as const satisfies OptionTable;

export type Options = ValuesOf<typeof OPTIONS>;
