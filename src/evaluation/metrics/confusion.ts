/**
 * The confusion of labels and predictions as three sums a class: how often it was predicted rightly, predicted at
 * all, and true. A metric of labels is a function of these; from it come values, resampling and influence.
 */
import type { BinaryExamples, MulticlassExamples } from './examples.js';
import { type Computation, type Decomposition, sumOf, undefinedValue, type Value } from './value.js';

export interface Sums {
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
export type Measure = (sums: Sums, classes: readonly string[]) => Value;
/** Cases counted for a share; without weights only. */
export type Rate = (sums: Sums) => readonly [successes: number, trials: number];

export function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function sumsOf({ n, classes, label, predicted }: Classified, weight: Float64Array | null): Sums {
  const sums = {
    total: sumOf(weight, n),
    right: new Float64Array(classes.length),
    predicted: new Float64Array(classes.length),
    actual: new Float64Array(classes.length),
  };
  for (let i = 0; i < n; i++) {
    const w = weight === null ? 1 : (weight[i] as number);
    const truth = label[i] as number;
    const guess = predicted[i] as number;
    sums.actual[truth] = (sums.actual[truth] as number) + w;
    sums.predicted[guess] = (sums.predicted[guess] as number) + w;
    if (truth === guess) sums.right[truth] = (sums.right[truth] as number) + w;
  }
  return sums;
}

/** Labels must be complete. */
export function confusionMetric(
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
    const pair = (label[i] as number) * classes.length + (predicted[i] as number);
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
  const of = (any: readonly number[], counts: Float64Array) => {
    const sums = {
      total: sum(counts),
      right: new Float64Array(k),
      predicted: new Float64Array(k),
      actual: new Float64Array(k),
    };
    for (const [place, pair] of any.entries()) {
      const count = counts[place] as number;
      const [truth, guess] = [Math.floor(pair / k), pair % k];
      sums.actual[truth] = (sums.actual[truth] as number) + count;
      sums.predicted[guess] = (sums.predicted[guess] as number) + count;
      if (truth === guess) sums.right[truth] = (sums.right[truth] as number) + count;
    }
    return measure(sums, data.classes);
  };
  return {
    group: cell,
    groups: pairs.length,
    columns: [],
    of: (counts) => of(pairs, counts),
    confusion: { classes: k, of },
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
    const truth = data.label[i] as number;
    const guess = data.predicted[i] as number;
    const hit = truth === guess ? (right[truth] as number) : 0;
    values[i] = sums.total * (hit + (predicted[guess] as number) + (actual[truth] as number) + slopeTotal);
  }
  return values;
}
