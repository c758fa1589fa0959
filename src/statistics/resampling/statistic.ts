/**
 * What can be resampled: a number computed from examples, in the form that resamples fastest. NaN says that it
 * has no value on these examples (one class only, nothing predicted positive).
 */

/** A function of sums over examples of one number or several: RMSE, MAE, log loss, and differences of them. */
export interface SumStatistic {
  readonly kind: 'sums';
  /** One array a sum, a number for each example; sample weights are multiplied in (and are a column of their own). */
  readonly columns: readonly Float64Array[];
  /** From the sums, and the number of examples drawn. */
  readonly value: (sums: Float64Array, rows: number) => number;
}

/** A function of how many examples of each type there are: whatever is computed from confusion counts. */
export interface TypeStatistic {
  readonly kind: 'types';
  /** Type of each example, from 0. */
  readonly code: Int32Array;
  readonly types: number;
  readonly value: (counts: Float64Array) => number;
}

/** Difference of two areas under the ROC curve, candidate − baseline. `label` is 1 or 0. */
export interface AucStatistic {
  readonly kind: 'auc';
  readonly label: ArrayLike<number>;
  readonly candidate: Float64Array;
  readonly baseline: Float64Array;
  readonly weight: Float64Array | null;
}

/** Anything else, from how often each example counts. */
export interface WeightStatistic {
  readonly kind: 'weights';
  readonly n: number;
  readonly value: (counts: Float64Array) => number;
}

export type Statistic = SumStatistic | TypeStatistic | AucStatistic | WeightStatistic;

export function sizeOf(statistic: Statistic): number {
  switch (statistic.kind) {
    case 'sums':
      return statistic.columns[0]?.length ?? 0;
    case 'types':
      return statistic.code.length;
    case 'auc':
      return statistic.label.length;
    case 'weights':
      return statistic.n;
  }
}
