/**
 * Metrics of predicted labels. All of them are functions of three sums a class: how often it was predicted
 * rightly, predicted at all, and true. Definitions and sources are in the catalogue.
 */
import { at, type BinaryExamples, type MulticlassExamples } from './examples.js';
import { type Computation, type Decomposition, sumOf, undefinedValue, type Value } from './value.js';

interface Sums {
  readonly total: number;
  readonly right: Float64Array;
  readonly predicted: Float64Array;
  readonly actual: Float64Array;
}
interface Classified {
  readonly n: number;
  readonly classes: readonly string[];
  readonly label: Int32Array;
  readonly predicted: Int32Array;
}
type Measure = (sums: Sums, classes: readonly string[]) => Value;
type Rate = (sums: Sums) => readonly [successes: number, trials: number];

function sumsOf({ n, classes, label, predicted }: Classified, weight: Float64Array | null): Sums {
  const sums = {
    total: sumOf(weight, n),
    right: new Float64Array(classes.length),
    predicted: new Float64Array(classes.length),
    actual: new Float64Array(classes.length),
  };
  for (let i = 0; i < n; i++) {
    const w = weight === null ? 1 : at(weight, i);
    const truth = at(label, i);
    const guess = at(predicted, i);
    sums.actual[truth] = at(sums.actual, truth) + w;
    sums.predicted[guess] = at(sums.predicted, guess) + w;
    if (truth === guess) sums.right[truth] = at(sums.right, truth) + w;
  }
  return sums;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

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
  ratio(at(sums.right, k), at(sums.predicted, k), 'it is never predicted');
const recallOf = (k: number, sums: Sums) => ratio(at(sums.right, k), at(sums.actual, k), 'no label holds it');
const f1Of = (k: number, sums: Sums) =>
  ratio(2 * at(sums.right, k), at(sums.predicted, k) + at(sums.actual, k), 'it does not occur');

type PerClass = (k: number, sums: Sums) => Value;
const macro =
  (of: PerClass): Measure =>
  (sums, classes) =>
    meanOverClasses(
      sums,
      classes,
      (k) => of(k, sums),
      (k) => (at(sums.actual, k) + at(sums.predicted, k) > 0 ? 1 : 0),
    );
const weighted =
  (of: PerClass): Measure =>
  (sums, classes) =>
    meanOverClasses(
      sums,
      classes,
      (k) => of(k, sums),
      (k) => at(sums.actual, k),
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
    (k) => (at(sums.actual, k) > 0 ? 1 : 0),
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
    const [p, a] = [at(predicted, k) / total, at(actual, k) / total];
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
  ratio(at(sums.right, POSITIVE), at(sums.predicted, POSITIVE), 'no example is predicted positive');
const binaryRecall: Measure = (sums) =>
  ratio(at(sums.right, POSITIVE), at(sums.actual, POSITIVE), 'no label is positive');
const specificity: Measure = (sums) =>
  ratio(at(sums.right, NEGATIVE), at(sums.actual, NEGATIVE), 'no label is negative');
const binaryF1: Measure = (sums) =>
  ratio(
    2 * at(sums.right, POSITIVE),
    at(sums.predicted, POSITIVE) + at(sums.actual, POSITIVE),
    'no label and no prediction is positive',
  );

const MEASURES: Readonly<Record<string, readonly [Measure, Rate?]>> = {
  accuracy: [accuracy, rightOfAll],
  error_rate: [
    (sums) => ratio(sums.total - sum(sums.right), sums.total, 'the weights sum to 0'),
    (sums) => [sums.total - sum(sums.right), sums.total],
  ],
  balanced_accuracy: [balancedAccuracy],
  mcc: [mcc],
  precision: [binaryPrecision, (sums) => [at(sums.right, POSITIVE), at(sums.predicted, POSITIVE)]],
  recall: [binaryRecall, (sums) => [at(sums.right, POSITIVE), at(sums.actual, POSITIVE)]],
  specificity: [specificity, (sums) => [at(sums.right, NEGATIVE), at(sums.actual, NEGATIVE)]],
  f1: [binaryF1],
  precision_macro: [macro(precisionOf)],
  precision_weighted: [weighted(precisionOf)],
  precision_micro: [accuracy, rightOfAll],
  recall_macro: [macro(recallOf)],
  recall_weighted: [weighted(recallOf)],
  recall_micro: [accuracy, rightOfAll],
  f1_macro: [macro(f1Of)],
  f1_weighted: [weighted(f1Of)],
  f1_micro: [accuracy, rightOfAll],
};

/** Computations from predicted labels, by the names of the catalogue. Labels must be complete. */
export const LABEL_METRICS: Readonly<
  Record<string, (examples: BinaryExamples | MulticlassExamples) => Computation>
> = Object.fromEntries(
  Object.entries(MEASURES).map(([name, [measure, rate]]) => [
    name,
    (examples) => computation(examples, measure, rate),
  ]),
);

function computation(
  examples: BinaryExamples | MulticlassExamples,
  measure: Measure,
  rate: Rate | undefined,
): Computation {
  const { n, label, predicted } = examples;
  if (predicted === null) return { at: () => undefinedValue('there are no predicted labels') };
  const classes = examples.task === 'binary' ? ['negative', 'positive'] : examples.classes;
  const data = { n, classes, label, predicted };
  return {
    at: (weight) => measure(sumsOf(data, weight), classes),
    decomposition: () => cells(data, measure),
    influence: (weight) => influence(data, measure, weight),
    ...(rate && {
      rate: () => {
        const [successes, trials] = rate(sumsOf(data, null));
        return { successes, trials };
      },
    }),
  };
}

const cellCache = new WeakMap<Int32Array, { label: Int32Array; cell: Int32Array; pairs: number[] }>();

/** The cells of the confusion matrix that occur, and which of them each example is in. Shared by all metrics. */
function cellsOf({ n, classes, label, predicted }: Classified) {
  const known = cellCache.get(predicted);
  if (known !== undefined && known.label === label) return known;
  const places = new Map<number, number>();
  const pairs: number[] = [];
  const cell = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const pair = at(label, i) * classes.length + at(predicted, i);
    let place = places.get(pair);
    if (place === undefined) {
      place = pairs.push(pair) - 1;
      places.set(pair, place);
    }
    cell[i] = place;
  }
  const found = { label, cell, pairs };
  cellCache.set(predicted, found);
  return found;
}

function cells(data: Classified, measure: Measure): Decomposition {
  const k = data.classes.length;
  const { cell, pairs } = cellsOf(data);
  return {
    group: cell,
    groups: pairs.length,
    columns: [],
    of(counts) {
      const sums = {
        total: sum(counts),
        right: new Float64Array(k),
        predicted: new Float64Array(k),
        actual: new Float64Array(k),
      };
      for (const [place, pair] of pairs.entries()) {
        const count = at(counts, place);
        const [truth, guess] = [Math.floor(pair / k), pair % k];
        sums.actual[truth] = at(sums.actual, truth) + count;
        sums.predicted[guess] = at(sums.predicted, guess) + count;
        if (truth === guess) sums.right[truth] = at(sums.right, truth) + count;
      }
      return measure(sums, data.classes);
    },
  };
}

/** Derivatives by each sum (central differences), then added up for each example. */
function influence(data: Classified, measure: Measure, weight: Float64Array | null): Float64Array {
  const sums = sumsOf(data, weight);
  const step = 1e-6 * sums.total;
  const slopes = (of: 'right' | 'predicted' | 'actual') =>
    sums[of].map((value, k) => {
      if (value === 0) return 0;
      const moved = (by: number) => {
        const changed = sums[of].slice();
        changed[k] = value + by;
        const result = measure({ ...sums, [of]: changed }, data.classes);
        return typeof result === 'number' ? result : Number.NaN;
      };
      return (moved(step) - moved(-step)) / (2 * step);
    });
  const total = (by: number) => {
    const result = measure({ ...sums, total: sums.total + by }, data.classes);
    return typeof result === 'number' ? result : Number.NaN;
  };
  const slopeTotal = (total(step) - total(-step)) / (2 * step);
  const [right, predicted, actual] = [slopes('right'), slopes('predicted'), slopes('actual')];
  const values = new Float64Array(data.n);
  for (let i = 0; i < data.n; i++) {
    const truth = at(data.label, i);
    const guess = at(data.predicted, i);
    const hit = truth === guess ? at(right, truth) : 0;
    values[i] = sums.total * (hit + at(predicted, guess) + at(actual, truth) + slopeTotal);
  }
  return values;
}
