/** Calibration errors over bins of equal width: the sum (ECE) or the largest (MCE) of the gaps of the bins. */
import type { BinaryExamples, MulticlassExamples } from './examples.js';
import { type Computation, type Decomposition, undefinedValue, type Value } from './value.js';

type Classified = BinaryExamples | MulticlassExamples;
export const BINS = 15;

/** Mean of the outcomes less the mean of the probabilities: the gap of a bin, summed over its examples. */
interface Binned {
  readonly bin: Int32Array;
  readonly gap: Float64Array;
}

/** The bin of p is ⌊bins · p⌋, and 1 is in the last. Binary: the positive class; multiclass: the predicted one. */
function binned(examples: Classified, bins: number): Binned | null {
  const { n, label } = examples;
  const bin = new Int32Array(n);
  const gap = new Float64Array(n);
  const put = (i: number, p: number, outcome: number) => {
    bin[i] = Math.min(bins - 1, Math.floor(p * bins));
    gap[i] = outcome - p;
  };
  if (examples.task === 'binary') {
    const { score } = examples;
    if (score === null) return null;
    for (let i = 0; i < n; i++) put(i, score[i] as number, label[i] as number);
    return { bin, gap };
  }
  const { scores } = examples;
  if (scores === null) return null;
  for (let i = 0; i < n; i++) {
    let best = 0;
    for (let k = 1; k < scores.length; k++) {
      if ((scores[k]?.[i] ?? 0) > (scores[best]?.[i] ?? 0)) best = k;
    }
    put(i, scores[best]?.[i] ?? 0, best === (label[i] as number) ? 1 : 0);
  }
  return { bin, gap };
}

/** `ece`, or with another number of bins. n_k/n · |mean gap of bin k| is |Σ gap| / n. */
export const calibrationError =
  (bins = BINS) =>
  (examples: Classified): Computation =>
    overBins(
      examples,
      bins,
      (counts, sums) => sums.reduce((sum, value) => sum + Math.abs(value), 0) / total(counts),
      ({ counts, sums, squares, n }) => ({
        kind: 'sum',
        errors: squares.map(
          (square, k) => Math.sqrt(Math.max(0, square - (sums[k] as number) ** 2 / n)) / total(counts),
        ),
      }),
    );

/** `mce`: the largest |mean gap| of a bin that holds examples. */
export const largestCalibrationError =
  (bins = BINS) =>
  (examples: Classified): Computation =>
    overBins(
      examples,
      bins,
      (counts, sums) =>
        sums.reduce(
          (most, value, k) =>
            (counts[k] as number) > 0 ? Math.max(most, Math.abs(value) / (counts[k] as number)) : most,
          0,
        ),
      ({ counts, sums, squares, rows }) => ({
        kind: 'max',
        errors: squares
          .map((square, k) => {
            const count = counts[k] as number;
            if (count === 0) return 0;
            // A bin of one example shows no spread; a probability has at most ½.
            if ((rows[k] as number) < 2) return 0.5;
            const spread =
              square -
              (2 * (sums[k] as number) * (sums[k] as number)) / count +
              ((sums[k] as number) / count) ** 2 * count;
            return Math.sqrt((Math.max(0, spread) * (rows[k] as number)) / ((rows[k] as number) - 1)) / count;
          })
          .filter((error) => error > 0),
      }),
    );

function total(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

interface BinSums {
  readonly n: number;
  /** Σ w, Σ w · gap, Σ (w · gap)² and the number of examples of each bin. */
  readonly counts: Float64Array;
  readonly sums: Float64Array;
  readonly squares: Float64Array;
  readonly rows: Uint32Array;
}

function overBins(
  examples: Classified,
  bins: number,
  of: (counts: Float64Array, sums: Float64Array) => number,
  norm: (sums: BinSums) => ReturnType<NonNullable<Computation['norm']>>,
): Computation {
  const { n } = examples;
  const found = binned(examples, bins);
  if (found === null) return { at: () => undefinedValue('there are no probabilities') };
  const { bin, gap } = found;
  const value = (counts: Float64Array, sums: Float64Array): Value =>
    total(counts) > 0 ? of(counts, sums) : undefinedValue('the weights sum to 0');
  const parts = (weight: Float64Array | null): BinSums => {
    const [counts, sums, squares] = [new Float64Array(bins), new Float64Array(bins), new Float64Array(bins)];
    const rows = new Uint32Array(bins);
    for (let i = 0; i < n; i++) {
      const k = bin[i] as number;
      const w = weight === null ? 1 : (weight[i] as number);
      if (w === 0) continue;
      counts[k] = (counts[k] as number) + w;
      sums[k] = (sums[k] as number) + w * (gap[i] as number);
      squares[k] = (squares[k] as number) + (w * (gap[i] as number)) ** 2;
      rows[k] = (rows[k] as number) + 1;
    }
    return { n, counts, sums, squares, rows };
  };
  return {
    at(weight) {
      const { counts, sums } = parts(weight);
      return value(counts, sums);
    },
    decomposition: (): Decomposition => ({ group: bin, groups: bins, columns: [gap], of: value }),
    norm: (weight) => norm(parts(weight)),
  };
}
