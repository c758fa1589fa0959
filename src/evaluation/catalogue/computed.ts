/** The metrics that Assay computes, a row each: definition, direction, range, undefined cases, source. */
import type { Task } from '../../results/index.js';
import type { MetricInfo, MetricNeeds } from './info.js';

const SKLEARN = 'scikit-learn, sklearn.metrics';
const CLASSES: readonly Task[] = ['binary', 'multiclass'];
const NEVER = 'no rows';

type Row = Omit<MetricInfo, 'name' | 'unit' | 'computed' | 'needs'> & { readonly unit?: string };

function computed(name: string, needs: MetricNeeds, row: Row): MetricInfo {
  return { ...row, name, unit: row.unit ?? null, computed: true, needs };
}

/** Precision, recall and F1 over several classes, with the average in the name. */
function averages(name: string, of: string, perClass: string, undefinedMacro: string): MetricInfo[] {
  const row = { direction: 'higher', range: [0, 1], tasks: ['multiclass'] } as const;
  return [
    computed(`${name}_macro`, 'label', {
      ...row,
      definition: `mean of the ${of} of every class that occurs in labels or predictions; ${perClass}`,
      undefinedWhen: undefinedMacro,
      source: `${SKLEARN}, average="macro"`,
    }),
    computed(`${name}_weighted`, 'label', {
      ...row,
      definition: `mean of the ${of} of every class, weighted by the class's share of the labels; ${perClass}`,
      undefinedWhen: `${undefinedMacro}, for a class that occurs in the labels`,
      source: `${SKLEARN}, average="weighted"`,
    }),
    computed(`${name}_micro`, 'label', {
      ...row,
      definition: `${of} over the pooled decisions of all classes; with one label an example it equals accuracy`,
      undefinedWhen: NEVER,
      source: `${SKLEARN}, average="micro"`,
    }),
  ];
}

/** The metrics that Assay computes: one row each; the computation stands in `metrics/` under the same name. */
export const COMPUTED: readonly MetricInfo[] = [
  // Classification, from predicted labels.
  computed('accuracy', 'label', {
    direction: 'higher',
    range: [0, 1],
    tasks: CLASSES,
    definition: 'share of examples whose predicted label is the true label',
    undefinedWhen: NEVER,
    source: `${SKLEARN}.accuracy_score`,
  }),
  computed('error_rate', 'label', {
    direction: 'lower',
    range: [0, 1],
    tasks: CLASSES,
    definition: '1 − accuracy',
    undefinedWhen: NEVER,
    source: `${SKLEARN}.zero_one_loss`,
  }),
  computed('balanced_accuracy', 'label', {
    direction: 'higher',
    range: [0, 1],
    tasks: CLASSES,
    definition: 'mean of the recall of every class that occurs in the labels',
    undefinedWhen: 'fewer than two classes occur in the labels',
    source: `${SKLEARN}.balanced_accuracy_score, adjusted=False`,
  }),
  computed('precision', 'label', {
    direction: 'higher',
    range: [0, 1],
    tasks: ['binary'],
    definition: 'TP / (TP + FP) for the positive class',
    undefinedWhen: 'no example is predicted positive (scikit-learn gives 0)',
    source: `${SKLEARN}.precision_score, average="binary"`,
  }),
  computed('recall', 'label', {
    direction: 'higher',
    range: [0, 1],
    tasks: ['binary'],
    definition: 'TP / (TP + FN) for the positive class',
    undefinedWhen: 'no label is positive (scikit-learn gives 0)',
    source: `${SKLEARN}.recall_score, average="binary"`,
  }),
  computed('specificity', 'label', {
    direction: 'higher',
    range: [0, 1],
    tasks: ['binary'],
    definition: 'TN / (TN + FP): recall of the negative class',
    undefinedWhen: 'no label is negative',
    source: `${SKLEARN}.recall_score, pos_label=negative`,
  }),
  computed('f1', 'label', {
    direction: 'higher',
    range: [0, 1],
    tasks: ['binary'],
    definition: '2 TP / (2 TP + FP + FN) for the positive class',
    undefinedWhen: 'no label and no prediction is positive (scikit-learn gives 0)',
    source: `${SKLEARN}.f1_score, average="binary"`,
  }),
  ...averages(
    'precision',
    'precision',
    'TP / (TP + FP)',
    'a class that occurs in the labels is never predicted (scikit-learn counts 0)',
  ),
  ...averages(
    'recall',
    'recall',
    'TP / (TP + FN)',
    'a class is predicted that never occurs in the labels (scikit-learn counts 0)',
  ),
  ...averages('f1', 'F1', '2 TP / (2 TP + FP + FN)', NEVER),
  computed('mcc', 'label', {
    direction: 'higher',
    range: [-1, 1],
    tasks: CLASSES,
    definition: "Matthews' correlation coefficient; Gorodkin's R_K for several classes",
    undefinedWhen: 'labels or predictions hold one class only (scikit-learn gives 0)',
    source: `${SKLEARN}.matthews_corrcoef`,
  }),
  // Classification, from scores.
  computed('roc_auc', 'score', {
    direction: 'higher',
    range: [0, 1],
    tasks: ['binary'],
    definition: 'probability that a positive example has a higher score than a negative one; ties count ½',
    undefinedWhen: 'one class only',
    source: `${SKLEARN}.roc_auc_score`,
  }),
  computed('roc_auc_ovr', 'score', {
    direction: 'higher',
    range: [0, 1],
    tasks: ['multiclass'],
    definition: 'mean over the classes of the ROC-AUC of the class against all others',
    undefinedWhen: 'a class of the scores never occurs in the labels, or is the only one',
    source: `${SKLEARN}.roc_auc_score, multi_class="ovr", average="macro"`,
  }),
  computed('average_precision', 'score', {
    direction: 'higher',
    range: [0, 1],
    tasks: ['binary'],
    definition: 'Σ (Rₙ − Rₙ₋₁) Pₙ over the distinct scores, from high to low; no trapezoids',
    undefinedWhen: 'no label is positive',
    source: `${SKLEARN}.average_precision_score`,
  }),
  // Classification, from probabilities.
  computed('log_loss', 'probability', {
    direction: 'lower',
    range: [0, null],
    tasks: CLASSES,
    definition: 'mean of −ln p of the true class, natural logarithm; p is clipped to [2⁻⁵², 1 − 2⁻⁵²]',
    undefinedWhen: 'a probability lies outside [0, 1], or those of an example do not sum to 1',
    source: `${SKLEARN}.log_loss on float64`,
  }),
  computed('brier', 'probability', {
    direction: 'lower',
    range: [0, 2],
    tasks: CLASSES,
    definition: 'binary: mean of (p − y)², 0 to 1; multiclass: mean of Σ (pₖ − yₖ)² over the classes, 0 to 2',
    undefinedWhen: 'a probability lies outside [0, 1], or those of an example do not sum to 1',
    source: `${SKLEARN}.brier_score_loss, scale_by_half="auto"`,
  }),
  computed('ece', 'probability', {
    direction: 'lower',
    range: [0, 1],
    tasks: CLASSES,
    definition:
      'Σ nₖ/n |mean outcome − mean probability| over 15 bins of equal width, the last one closed; binary: probability of the positive class; multiclass: of the predicted class',
    undefinedWhen: 'a probability lies outside [0, 1], or those of an example do not sum to 1',
    source: 'Naeini, Cooper, Hauskrecht 2015; L1 norm',
  }),
  // Regression.
  computed('mae', 'number', {
    direction: 'lower',
    range: [0, null],
    tasks: ['regression'],
    unit: 'target',
    definition: 'mean of |ŷ − y|',
    undefinedWhen: NEVER,
    source: `${SKLEARN}.mean_absolute_error`,
  }),
  computed('mse', 'number', {
    direction: 'lower',
    range: [0, null],
    tasks: ['regression'],
    definition: 'mean of (ŷ − y)²',
    undefinedWhen: NEVER,
    source: `${SKLEARN}.mean_squared_error`,
  }),
  computed('rmse', 'number', {
    direction: 'lower',
    range: [0, null],
    tasks: ['regression'],
    unit: 'target',
    definition: 'square root of the mean of (ŷ − y)²',
    undefinedWhen: NEVER,
    source: `${SKLEARN}.root_mean_squared_error`,
  }),
  computed('r2', 'number', {
    direction: 'higher',
    range: [null, 1],
    tasks: ['regression'],
    definition: '1 − Σ (ŷ − y)² / Σ (y − ȳ)²; negative where worse than the mean',
    undefinedWhen: 'fewer than two rows, or all labels equal (scikit-learn gives 0 or 1)',
    source: `${SKLEARN}.r2_score, force_finite=False`,
  }),
  computed('mape', 'number', {
    direction: 'lower',
    range: [0, null],
    tasks: ['regression'],
    definition: 'mean of |ŷ − y| / |y|, as a share: 0.1 is 10%',
    undefinedWhen: 'a label is 0 (scikit-learn divides by 2⁻⁵² there)',
    source: `${SKLEARN}.mean_absolute_percentage_error`,
  }),
  // The model itself.
  ...[50, 95, 99].map((percent) =>
    computed(`latency_p${percent}_ms`, 'model', {
      direction: 'lower',
      range: [0, null],
      tasks: ['binary', 'multiclass', 'regression', 'ranking', 'text'],
      unit: 'ms',
      definition: `${percent}th percentile of the time of one inference on one row, after warm-up`,
      undefinedWhen: 'there is no model, only predictions; or fewer timed requests than the percentile needs',
      source: 'nearest-rank percentile of wall-clock times on this machine',
    }),
  ),
  computed('load_time_ms', 'model', {
    direction: 'lower',
    range: [0, null],
    tasks: ['binary', 'multiclass', 'regression', 'ranking', 'text'],
    unit: 'ms',
    definition:
      'median time in which ONNX Runtime loads the model file, in a process that has loaded it before',
    undefinedWhen: 'there is no ONNX model',
    source: 'wall-clock times on this machine',
  }),
  computed('throughput_rows_per_s', 'model', {
    direction: 'higher',
    range: [0, null],
    tasks: ['binary', 'multiclass', 'regression', 'ranking', 'text'],
    unit: 'rows/s',
    definition: 'rows of the dataset over the time of inference alone, in batches of `evaluate.batch` rows',
    undefinedWhen: 'there is no ONNX model',
    source: 'wall-clock times on this machine',
  }),
  computed('peak_memory_bytes', 'model', {
    direction: 'lower',
    range: [0, null],
    tasks: ['binary', 'multiclass', 'regression', 'ranking', 'text'],
    unit: 'bytes',
    definition:
      'highest resident memory of the process that runs the model over the dataset, with the runtime in it',
    undefinedWhen: 'there is no ONNX model',
    source: 'getrusage(2), and /proc on Linux',
  }),
  computed('model_size_bytes', 'model', {
    direction: 'lower',
    range: [0, null],
    tasks: ['binary', 'multiclass', 'regression', 'ranking', 'text'],
    unit: 'bytes',
    definition: 'size of the model file',
    undefinedWhen: 'there is no model, only predictions',
    source: 'file system',
  }),
];
