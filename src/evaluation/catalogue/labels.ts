/** Rows of the metrics of predicted labels. */
import { CLASSES, computed, type MetricInfo, NEVER, type Row, SKLEARN } from './info.js';

/** Precision, recall and F over several classes, with the average in the name. */
export function averages(
  name: string,
  needs: 'label',
  of: string,
  perClass: string,
  undefinedMacro: string,
): MetricInfo[] {
  const row = { direction: 'higher', range: [0, 1], tasks: ['multiclass'] } as const;
  return [
    computed(`${name}_macro`, needs, {
      ...row,
      definition: `mean of the ${of} of every class that occurs in labels or predictions; ${perClass}`,
      undefinedWhen: undefinedMacro,
      source: `${SKLEARN}, average="macro"`,
    }),
    computed(`${name}_weighted`, needs, {
      ...row,
      definition: `mean of the ${of} of every class, weighted by the class's share of the labels; ${perClass}`,
      undefinedWhen: `${undefinedMacro}, for a class that occurs in the labels`,
      source: `${SKLEARN}, average="weighted"`,
    }),
    computed(`${name}_micro`, needs, {
      ...row,
      definition: `${of} over the pooled decisions of all classes; with one label an example it equals accuracy`,
      undefinedWhen: NEVER,
      source: `${SKLEARN}, average="micro"`,
    }),
  ];
}

const rate = (name: string, row: Pick<Row, 'direction' | 'definition' | 'undefinedWhen' | 'source'>) =>
  computed(name, 'label', { ...row, range: [0, 1], tasks: ['binary'] });

export const LABELS: readonly MetricInfo[] = [
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
  rate('precision', {
    direction: 'higher',
    definition: 'TP / (TP + FP) for the positive class',
    undefinedWhen: 'no example is predicted positive (scikit-learn gives 0)',
    source: `${SKLEARN}.precision_score, average="binary"`,
  }),
  rate('recall', {
    direction: 'higher',
    definition: 'TP / (TP + FN) for the positive class',
    undefinedWhen: 'no label is positive (scikit-learn gives 0)',
    source: `${SKLEARN}.recall_score, average="binary"`,
  }),
  rate('specificity', {
    direction: 'higher',
    definition: 'TN / (TN + FP): recall of the negative class',
    undefinedWhen: 'no label is negative',
    source: `${SKLEARN}.recall_score, pos_label=negative`,
  }),
  rate('npv', {
    direction: 'higher',
    definition: 'TN / (TN + FN): precision of the negative class',
    undefinedWhen: 'no example is predicted negative (scikit-learn gives 0)',
    source: `${SKLEARN}.precision_score, pos_label=negative`,
  }),
  rate('fpr', {
    direction: 'lower',
    definition: 'FP / (FP + TN): 1 − specificity',
    undefinedWhen: 'no label is negative',
    source: `1 − ${SKLEARN}.recall_score, pos_label=negative`,
  }),
  rate('fnr', {
    direction: 'lower',
    definition: 'FN / (FN + TP): 1 − recall',
    undefinedWhen: 'no label is positive',
    source: `1 − ${SKLEARN}.recall_score`,
  }),
  rate('selection_rate', {
    direction: null,
    definition: 'share of examples that are predicted positive',
    undefinedWhen: NEVER,
    source: 'fairlearn.metrics.selection_rate',
  }),
  rate('f1', {
    direction: 'higher',
    definition: '2 TP / (2 TP + FP + FN) for the positive class',
    undefinedWhen: 'no label and no prediction is positive (scikit-learn gives 0)',
    source: `${SKLEARN}.f1_score, average="binary"`,
  }),
  rate('jaccard', {
    direction: 'higher',
    definition: 'TP / (TP + FP + FN) for the positive class',
    undefinedWhen: 'no label and no prediction is positive (scikit-learn gives 0)',
    source: `${SKLEARN}.jaccard_score, average="binary"`,
  }),
  ...averages(
    'precision',
    'label',
    'precision',
    'TP / (TP + FP)',
    'a class that occurs in the labels is never predicted (scikit-learn counts 0)',
  ),
  ...averages(
    'recall',
    'label',
    'recall',
    'TP / (TP + FN)',
    'a class is predicted that never occurs in the labels (scikit-learn counts 0)',
  ),
  ...averages('f1', 'label', 'F1', '2 TP / (2 TP + FP + FN)', NEVER),
  computed('mcc', 'label', {
    direction: 'higher',
    range: [-1, 1],
    tasks: CLASSES,
    definition: "Matthews' correlation coefficient; Gorodkin's R_K for several classes",
    undefinedWhen: 'labels or predictions hold one class only (scikit-learn gives 0)',
    source: `${SKLEARN}.matthews_corrcoef`,
  }),
  computed('cohen_kappa', 'label', {
    direction: 'higher',
    range: [-1, 1],
    tasks: CLASSES,
    definition:
      "Cohen's κ: (accuracy − chance) / (1 − chance), chance from the shares of labels and predictions",
    undefinedWhen: 'labels and predictions hold one and the same class only',
    source: `${SKLEARN}.cohen_kappa_score, weights=None`,
  }),
];
