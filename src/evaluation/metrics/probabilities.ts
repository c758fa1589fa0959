/** Metrics of probabilities: log-loss, Brier score, calibration error. */
import type { BinaryExamples, MulticlassExamples } from './examples.js';
import { type Computation, meanComputation, undefinedValue } from './value.js';

type Classified = BinaryExamples | MulticlassExamples;

/** A probability of 0 for what happened would cost ∞; scikit-learn clips float64 in the same way. */
const EPSILON = 2 ** -52;
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
    for (let i = 0; i < examples.n; i++) values[i] = binary(score[i] as number, (label[i] as number) === 1);
    return values;
  }
  const { scores, label } = examples;
  if (scores === null) return null;
  for (let i = 0; i < examples.n; i++) values[i] = multiclass(scores, i, label[i] as number);
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
