/** Metrics of predicted numbers. */

import { orderDescending } from '../../statistics/index.js';
import type { RegressionExamples } from './examples.js';
import { sumsComputation } from './sums.js';
import { type Computation, meanComputation, meanOf, sumOf, undefinedValue } from './value.js';

function errors(examples: RegressionExamples, of: (error: number, label: number) => number): Float64Array {
  const values = new Float64Array(examples.n);
  for (let i = 0; i < examples.n; i++) {
    const label = examples.label[i] as number;
    values[i] = of((examples.predicted[i] as number) - label, label);
  }
  return values;
}

const ROOT = { of: Math.sqrt, slope: (mean: number) => (mean > 0 ? 0.5 / Math.sqrt(mean) : 0) };

export const mae = (examples: RegressionExamples): Computation =>
  meanComputation(errors(examples, (error) => Math.abs(error)));

export const mse = (examples: RegressionExamples): Computation =>
  meanComputation(errors(examples, (error) => error * error));

export const rmse = (examples: RegressionExamples): Computation =>
  meanComputation(
    errors(examples, (error) => error * error),
    ROOT,
  );

export function mape(examples: RegressionExamples): Computation {
  const zeros = examples.label.reduce((count, label) => count + (label === 0 ? 1 : 0), 0);
  if (zeros > 0) {
    return { at: () => undefinedValue(`${zeros} ${zeros === 1 ? 'row has' : 'rows have'} the label 0`) };
  }
  return meanComputation(errors(examples, (error, label) => Math.abs(error) / Math.abs(label)));
}

const zeroSafe = (error: number, scale: number) => (scale > 0 ? (2 * Math.abs(error)) / scale : 0);

export const smape = (examples: RegressionExamples): Computation =>
  meanComputation(errors(examples, (error, y) => zeroSafe(error, Math.abs(y) + Math.abs(y + error))));

export const pinball =
  (quantile: number) =>
  (examples: RegressionExamples): Computation =>
    meanComputation(errors(examples, (error) => (error > 0 ? (1 - quantile) * error : -quantile * error)));

export function rmsle(examples: RegressionExamples): Computation {
  const { n, label, predicted } = examples;
  const low = (values: Float64Array) => values.reduce((count, value) => count + (value > -1 ? 0 : 1), 0);
  for (const [values, what] of [
    [label, 'label'],
    [predicted, 'prediction'],
  ] as const) {
    const count = low(values);
    if (count > 0) {
      return {
        at: () => undefinedValue(`${count} ${count === 1 ? 'row has' : 'rows have'} a ${what} of −1 or less`),
      };
    }
  }
  const squares = new Float64Array(n);
  for (let i = 0; i < n; i++)
    squares[i] = (Math.log1p(predicted[i] as number) - Math.log1p(label[i] as number)) ** 2;
  return meanComputation(squares, ROOT);
}

/** Weights do not count, but for 0: such an example is absent. */
export function maxError(examples: RegressionExamples): Computation {
  const values = errors(examples, (error) => Math.abs(error));
  return {
    noInterval: 'a maximum over a sample says nothing of the largest error outside it',
    at(weight) {
      let most = -1;
      for (let i = 0; i < values.length; i++) {
        if (weight === null || (weight[i] as number) > 0) most = Math.max(most, values[i] as number);
      }
      return most < 0 ? undefinedValue(values.length === 0 ? 'no rows' : 'the weights sum to 0') : most;
    },
  };
}

/** The median of the absolute errors: the mean of the lower and the upper weighted median. */
export function medianAbsoluteError(examples: RegressionExamples): Computation {
  const { n } = examples;
  const raw = errors(examples, (error) => Math.abs(error));
  const falling = orderDescending(raw);
  const order = falling.reverse();
  const values = Float64Array.from(order, (index) => raw[index] as number);
  return {
    rough: 'a median rests on one or two examples',
    at(weight) {
      const total = sumOf(weight, n);
      if (!(total > 0)) return undefinedValue(n === 0 ? 'no rows' : 'the weights sum to 0');
      const half = total / 2;
      // Sums of weights round; a half that is met but for that is met.
      const slack = total * 1e-13;
      let sum = 0;
      for (let i = 0; i < n; i++) {
        sum += weight === null ? 1 : (weight[order[i] as number] as number);
        if (sum > half + slack) return values[i] as number;
        if (sum < half - slack) continue;
        for (let j = i + 1; j < n; j++) {
          if (weight === null || (weight[order[j] as number] as number) > 0)
            return ((values[i] as number) + (values[j] as number)) / 2;
        }
        return values[i] as number;
      }
      return values[n - 1] as number;
    },
  };
}

/** 1 − Var(error) / Var(label): a function of five sums around fixed points near the data. */
export function explainedVariance(examples: RegressionExamples): Computation {
  const { n, label } = examples;
  const around = (values: Float64Array) => {
    const mean = meanOf(values, null);
    return values.map((value) => value - (typeof mean === 'number' ? mean : 0));
  };
  const [error, truth] = [around(errors(examples, (value) => value)), around(label)];
  const square = (values: Float64Array) => values.map((value) => value * value);
  const constant = label.every((value) => value === label[0]);
  return sumsComputation(n, [error, square(error), truth, square(truth)], (total, sums) => {
    if (n < 2) return undefinedValue('fewer than two rows');
    if (!(total > 0)) return undefinedValue('the weights sum to 0');
    const spread = (sums[3] as number) - (sums[2] as number) ** 2 / total;
    if (constant || !(spread > 1e-14 * (sums[3] as number))) return undefinedValue('all labels are equal');
    return 1 - Math.max(0, (sums[1] as number) - (sums[0] as number) ** 2 / total) / spread;
  });
}

/** Coefficient of determination: 1 − (mean squared error) / (variance of the labels, with divisor n). */
export function r2(examples: RegressionExamples): Computation {
  const { n, label } = examples;
  const squares = errors(examples, (error) => error * error);
  const first = n > 0 ? (label[0] as number) : 0;
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
        const total = counts[0] as number;
        const [error, sum, square] = [sums[0] as number, sums[1] as number, sums[2] as number];
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
        (square, i) => (-square + (error / variance) * ((shifted[i] as number) - mean) ** 2) / variance,
      );
    },
  };
}
