/** Metrics of predicted numbers. */
import { at, type RegressionExamples } from './examples.js';
import { type Computation, meanComputation, meanOf, undefinedValue } from './value.js';

function errors(examples: RegressionExamples, of: (error: number, label: number) => number): Float64Array {
  const values = new Float64Array(examples.n);
  for (let i = 0; i < examples.n; i++) {
    const label = at(examples.label, i);
    values[i] = of(at(examples.predicted, i) - label, label);
  }
  return values;
}

export const mae = (examples: RegressionExamples): Computation =>
  meanComputation(errors(examples, (error) => Math.abs(error)));

export const mse = (examples: RegressionExamples): Computation =>
  meanComputation(errors(examples, (error) => error * error));

export const rmse = (examples: RegressionExamples): Computation =>
  meanComputation(
    errors(examples, (error) => error * error),
    { of: Math.sqrt, slope: (mean) => (mean > 0 ? 0.5 / Math.sqrt(mean) : 0) },
  );

export function mape(examples: RegressionExamples): Computation {
  const zeros = examples.label.reduce((count, label) => count + (label === 0 ? 1 : 0), 0);
  if (zeros > 0) {
    return { at: () => undefinedValue(`${zeros} ${zeros === 1 ? 'row has' : 'rows have'} the label 0`) };
  }
  return meanComputation(errors(examples, (error, label) => Math.abs(error) / Math.abs(label)));
}

/** Coefficient of determination: 1 − (mean squared error) / (variance of the labels, with divisor n). */
export function r2(examples: RegressionExamples): Computation {
  const { n, label } = examples;
  const squares = errors(examples, (error) => error * error);
  const first = n > 0 ? at(label, 0) : 0;
  // Around a fixed point near the data, so that large labels with a small spread lose no digits.
  const plain = meanOf(label, null);
  const center = typeof plain === 'number' ? plain : 0;
  const shifted = label.map((value) => value - center);
  const spread = (weight: Float64Array | null) => {
    const mean = meanOf(shifted, weight);
    if (typeof mean !== 'number') return mean;
    return meanOf(
      shifted.map((value) => (value - mean) ** 2),
      weight,
    );
  };
  const constant = label.every((value) => value === first);
  return {
    at(weight) {
      if (n < 2) return undefinedValue('fewer than two rows');
      if (constant) return undefinedValue('all labels are equal');
      const [error, variance] = [meanOf(squares, weight), spread(weight)];
      if (typeof error !== 'number') return error;
      if (typeof variance !== 'number') return variance;
      return variance > 0 ? 1 - error / variance : undefinedValue('all labels are equal');
    },
    decomposition: () => ({
      group: null,
      groups: 1,
      columns: [squares, shifted, shifted.map((value) => value * value)],
      of(counts, sums) {
        const total = at(counts, 0);
        const [error, sum, square] = [at(sums, 0), at(sums, 1), at(sums, 2)];
        if (n < 2) return undefinedValue('fewer than two rows');
        const spread = square - (sum * sum) / total;
        // What rounding leaves of equal labels is no variance.
        return spread > 1e-14 * square ? 1 - error / spread : undefinedValue('all labels are equal');
      },
    }),
    influence(weight) {
      const number = (value: unknown) => (typeof value === 'number' ? value : Number.NaN);
      const error = number(meanOf(squares, weight));
      const variance = number(spread(weight));
      const mean = number(meanOf(shifted, weight));
      return squares.map(
        (square, i) => (-square + (error / variance) * (at(shifted, i) - mean) ** 2) / variance,
      );
    },
  };
}
