/** Metrics of predicted labels, each a function of the sums of `confusion.ts`. Definitions are in the catalogue. */
import { confusionMetric, type Measure, type Rate, type Sums, sum } from './confusion.js';
import type { BinaryExamples, MulticlassExamples } from './examples.js';
import { type Computation, undefinedValue, type Value } from './value.js';

function ratio(over: number, under: number, reason: string): Value {
  return under > 0 ? over / under : undefinedValue(reason);
}

/** A mean over classes; one undefined class makes the whole undefined, with the class named. */
function meanOverClasses(
  sums: Sums,
  classes: readonly string[],
  of: (k: number) => Value,
  weightOf: (k: number) => number,
): Value {
  let value = 0;
  let total = 0;
  for (let k = 0; k < classes.length; k++) {
    const share = weightOf(k);
    if (share === 0) continue;
    const part = of(k);
    if (typeof part !== 'number') return undefinedValue(`class ${classes[k]}: ${part.undefined}`);
    value += share * part;
    total += share;
  }
  return ratio(value, total, sums.total > 0 ? 'no class occurs' : 'the weights sum to 0');
}

const precisionOf = (k: number, sums: Sums) =>
  ratio(sums.right[k] as number, sums.predicted[k] as number, 'it is never predicted');
const recallOf = (k: number, sums: Sums) =>
  ratio(sums.right[k] as number, sums.actual[k] as number, 'no label holds it');
/** F with β: TP + FN is the number of labels, TP + FP that of predictions. */
const fOf =
  (beta: number): PerClass =>
  (k, sums) =>
    ratio(
      (1 + beta * beta) * (sums.right[k] as number),
      (sums.predicted[k] as number) + beta * beta * (sums.actual[k] as number),
      'it does not occur',
    );

type PerClass = (k: number, sums: Sums) => Value;
const macro =
  (of: PerClass): Measure =>
  (sums, classes) =>
    meanOverClasses(
      sums,
      classes,
      (k) => of(k, sums),
      (k) => ((sums.actual[k] as number) + (sums.predicted[k] as number) > 0 ? 1 : 0),
    );
const weighted =
  (of: PerClass): Measure =>
  (sums, classes) =>
    meanOverClasses(
      sums,
      classes,
      (k) => of(k, sums),
      (k) => sums.actual[k] as number,
    );

const accuracy: Measure = (sums) => ratio(sum(sums.right), sums.total, 'the weights sum to 0');
const rightOfAll: Rate = (sums) => [sum(sums.right), sums.total];

const balancedAccuracy: Measure = (sums, classes) => {
  const present = sums.actual.reduce((count, value) => count + (value > 0 ? 1 : 0), 0);
  if (present < 2) return undefinedValue('fewer than two classes occur in the labels');
  return meanOverClasses(
    sums,
    classes,
    (k) => recallOf(k, sums),
    (k) => ((sums.actual[k] as number) > 0 ? 1 : 0),
  );
};

/** Gorodkin 2004, R_K; for two classes it is Matthews' coefficient. */
const mcc: Measure = ({ total, right, predicted, actual }) => {
  const one = (values: Float64Array) => values.reduce((count, value) => count + (value > 0 ? 1 : 0), 0) < 2;
  if (one(actual)) return undefinedValue('the labels hold one class only');
  if (one(predicted)) return undefinedValue('one class only is predicted');
  let products = 0;
  let squaresPredicted = 0;
  let squaresActual = 0;
  for (let k = 0; k < right.length; k++) {
    // Shares, because products of sums of weights can leave the range of a double.
    const [p, a] = [(predicted[k] as number) / total, (actual[k] as number) / total];
    products += p * a;
    squaresPredicted += p * p;
    squaresActual += a * a;
  }
  const spread = (1 - squaresPredicted) * (1 - squaresActual);
  if (!(spread > 0)) return undefinedValue('one class has all of the weight');
  return Math.max(-1, Math.min(1, (sum(right) / total - products) / Math.sqrt(spread)));
};

const POSITIVE = 1;
const NEGATIVE = 0;
const binaryPrecision: Measure = (sums) =>
  ratio(
    sums.right[POSITIVE] as number,
    sums.predicted[POSITIVE] as number,
    'no example is predicted positive',
  );
const binaryRecall: Measure = (sums) =>
  ratio(sums.right[POSITIVE] as number, sums.actual[POSITIVE] as number, 'no label is positive');
const specificity: Measure = (sums) =>
  ratio(sums.right[NEGATIVE] as number, sums.actual[NEGATIVE] as number, 'no label is negative');
const binaryF =
  (beta: number): Measure =>
  (sums) =>
    ratio(
      (1 + beta * beta) * (sums.right[POSITIVE] as number),
      (sums.predicted[POSITIVE] as number) + beta * beta * (sums.actual[POSITIVE] as number),
      'no label and no prediction is positive',
    );
const jaccard: Measure = (sums) =>
  ratio(
    sums.right[POSITIVE] as number,
    (sums.predicted[POSITIVE] as number) +
      (sums.actual[POSITIVE] as number) -
      (sums.right[POSITIVE] as number),
    'no label and no prediction is positive',
  );

const kappa: Measure = ({ total, right, predicted, actual }) => {
  let chance = 0;
  // Shares, because products of sums of weights can leave the range of a double.
  for (let k = 0; k < right.length; k++)
    chance += ((predicted[k] as number) / total) * ((actual[k] as number) / total);
  if (!(total > 0)) return undefinedValue('the weights sum to 0');
  const one = right.some((value) => value === total);
  if (one || !(chance < 1)) return undefinedValue('labels and predictions hold one and the same class only');
  return (sum(right) / total - chance) / (1 - chance);
};

const MEASURES: Readonly<Record<string, readonly [Measure, Rate?]>> = {
  accuracy: [accuracy, rightOfAll],
  error_rate: [
    (sums) => ratio(sums.total - sum(sums.right), sums.total, 'the weights sum to 0'),
    (sums) => [sums.total - sum(sums.right), sums.total],
  ],
  balanced_accuracy: [balancedAccuracy],
  mcc: [mcc],
  precision: [
    binaryPrecision,
    (sums) => [sums.right[POSITIVE] as number, sums.predicted[POSITIVE] as number],
  ],
  recall: [binaryRecall, (sums) => [sums.right[POSITIVE] as number, sums.actual[POSITIVE] as number]],
  specificity: [specificity, (sums) => [sums.right[NEGATIVE] as number, sums.actual[NEGATIVE] as number]],
  npv: [
    (sums) =>
      ratio(
        sums.right[NEGATIVE] as number,
        sums.predicted[NEGATIVE] as number,
        'no example is predicted negative',
      ),
    (sums) => [sums.right[NEGATIVE] as number, sums.predicted[NEGATIVE] as number],
  ],
  fpr: [
    (sums) =>
      ratio(
        (sums.actual[NEGATIVE] as number) - (sums.right[NEGATIVE] as number),
        sums.actual[NEGATIVE] as number,
        'no label is negative',
      ),
    (sums) => [
      (sums.actual[NEGATIVE] as number) - (sums.right[NEGATIVE] as number),
      sums.actual[NEGATIVE] as number,
    ],
  ],
  fnr: [
    (sums) =>
      ratio(
        (sums.actual[POSITIVE] as number) - (sums.right[POSITIVE] as number),
        sums.actual[POSITIVE] as number,
        'no label is positive',
      ),
    (sums) => [
      (sums.actual[POSITIVE] as number) - (sums.right[POSITIVE] as number),
      sums.actual[POSITIVE] as number,
    ],
  ],
  selection_rate: [
    (sums) => ratio(sums.predicted[POSITIVE] as number, sums.total, 'the weights sum to 0'),
    (sums) => [sums.predicted[POSITIVE] as number, sums.total],
  ],
  f1: [binaryF(1)],
  jaccard: [jaccard],
  cohen_kappa: [kappa],
  precision_macro: [macro(precisionOf)],
  precision_weighted: [weighted(precisionOf)],
  precision_micro: [accuracy, rightOfAll],
  recall_macro: [macro(recallOf)],
  recall_weighted: [weighted(recallOf)],
  recall_micro: [accuracy, rightOfAll],
  f1_macro: [macro(fOf(1))],
  f1_weighted: [weighted(fOf(1))],
  f1_micro: [accuracy, rightOfAll],
};

type OfLabels = (examples: BinaryExamples | MulticlassExamples) => Computation;
const of =
  (measure: Measure, rate?: Rate): OfLabels =>
  (examples) =>
    confusionMetric(examples, measure, rate);

/** Computations from predicted labels, by the names of the catalogue. Labels must be complete. */
export const LABEL_METRICS: Readonly<Record<string, OfLabels>> = Object.fromEntries(
  Object.entries(MEASURES).map(([name, [measure, rate]]) => [name, of(measure, rate)]),
);

/** The F-measures with a β in their names. */
export const F_BINARY = (beta: number): OfLabels => of(binaryF(beta));
export const F_MACRO = (beta: number): OfLabels => of(macro(fOf(beta)));
export const F_WEIGHTED = (beta: number): OfLabels => of(weighted(fOf(beta)));
/** Over pooled decisions every F is the accuracy. */
export const F_MICRO = (): OfLabels => of(accuracy, rightOfAll);
