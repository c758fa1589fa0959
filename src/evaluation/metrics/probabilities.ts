/** Metrics of probabilities: log-loss, Brier score, calibration error. */
import { at, type BinaryExamples, type MulticlassExamples } from './examples.js';
import { type Computation, meanComputation, sumOf, undefinedValue } from './value.js';

type Classified = BinaryExamples | MulticlassExamples;

/** A probability of 0 for what happened would cost ∞; scikit-learn clips float64 in the same way. */
const EPSILON = 2 ** -52;
const BINS = 15;
const noScores: Computation = { at: () => undefinedValue('there are no probabilities') };

/** One number an example, from the probabilities of its classes. */
function perExample(
  examples: Classified,
  binary: (p: number, positive: boolean) => number,
  multiclass: (scores: readonly Float64Array[], row: number, truth: number) => number,
): Float64Array | null {
  const values = new Float64Array(examples.n);
  if (examples.task === 'binary') {
    const { score, label } = examples;
    if (score === null) return null;
    for (let i = 0; i < examples.n; i++) values[i] = binary(at(score, i), at(label, i) === 1);
    return values;
  }
  const { scores, label } = examples;
  if (scores === null) return null;
  for (let i = 0; i < examples.n; i++) values[i] = multiclass(scores, i, at(label, i));
  return values;
}

const cost = (p: number) => -Math.log(Math.min(1 - EPSILON, Math.max(EPSILON, p)));

export function logLoss(examples: Classified): Computation {
  const values = perExample(
    examples,
    (p, positive) => cost(positive ? p : 1 - p),
    (scores, row, truth) => cost(scores[truth]?.[row] ?? 0),
  );
  return values === null ? noScores : meanComputation(values);
}

export function brier(examples: Classified): Computation {
  const values = perExample(
    examples,
    (p, positive) => (p - (positive ? 1 : 0)) ** 2,
    (scores, row, truth) => {
      // A class that the model does not know has probability 0.
      let sum = truth >= scores.length ? 1 : 0;
      for (let k = 0; k < scores.length; k++) sum += ((scores[k]?.[row] ?? 0) - (k === truth ? 1 : 0)) ** 2;
      return sum;
    },
  );
  return values === null ? noScores : meanComputation(values);
}

/** Expected calibration error: 15 bins of equal width, L1. The bin of p is ⌊15 p⌋, and 1 is in the last. */
export function calibrationError(examples: Classified): Computation {
  const { n } = examples;
  const confidence = new Float64Array(n);
  const outcome = new Uint8Array(n);
  if (examples.task === 'binary') {
    if (examples.score === null) return noScores;
    confidence.set(examples.score);
    for (let i = 0; i < n; i++) outcome[i] = at(examples.label, i);
  } else {
    const { scores, label } = examples;
    if (scores === null) return noScores;
    for (let i = 0; i < n; i++) {
      let best = 0;
      for (let k = 1; k < scores.length; k++) {
        if ((scores[k]?.[i] ?? 0) > (scores[best]?.[i] ?? 0)) best = k;
      }
      confidence[i] = scores[best]?.[i] ?? 0;
      outcome[i] = best === at(label, i) ? 1 : 0;
    }
  }
  const bin = Uint8Array.from(confidence, (p) => Math.min(BINS - 1, Math.floor(p * BINS)));
  const gap = confidence.map((p, i) => at(outcome, i) - p);
  const gaps = (weight: Float64Array | null) => {
    const sums = new Float64Array(BINS);
    for (let i = 0; i < n; i++) {
      const k = at(bin, i);
      sums[k] = at(sums, k) + (weight === null ? 1 : at(weight, i)) * at(gap, i);
    }
    return sums;
  };
  return {
    // n_k/n · |mean outcome − mean probability| is |Σ (outcome − probability)| / n.
    at(weight) {
      const total = sumOf(weight, n);
      if (!(total > 0)) return undefinedValue(n === 0 ? 'no rows' : 'the weights sum to 0');
      return gaps(weight).reduce((sum, value) => sum + Math.abs(value), 0) / total;
    },
    decomposition: () => ({
      group: Int32Array.from(bin),
      groups: BINS,
      columns: [gap],
      of(counts, sums) {
        const total = counts.reduce((sum, count) => sum + count, 0);
        if (!(total > 0)) return undefinedValue('the weights sum to 0');
        return sums.reduce((sum, value) => sum + Math.abs(value), 0) / total;
      },
    }),
    normErrors(weight) {
      const sums = gaps(weight);
      const squares = new Float64Array(BINS);
      for (let i = 0; i < n; i++) {
        const k = at(bin, i);
        squares[k] = at(squares, k) + ((weight === null ? 1 : at(weight, i)) * at(gap, i)) ** 2;
      }
      const total = sumOf(weight, n);
      return squares.map((square, k) => Math.sqrt(Math.max(0, square - at(sums, k) ** 2 / n)) / total);
    },
  };
}
