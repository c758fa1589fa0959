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
  /**
   * In a comparison: for each type the one with candidate and baseline changed over, itself where they agree. With
   * it, types on which the models differ count as if half a pair more had been seen of each, so that what did not
   * happen in a few examples may still happen.
   */
  readonly mirror?: Int32Array;
}

/** Difference of two areas under the ROC curve, candidate − baseline; without a baseline the area itself. */
export interface AucStatistic {
  readonly kind: 'auc';
  /** 1 or 0. */
  readonly label: ArrayLike<number>;
  readonly candidate: Float64Array;
  readonly baseline: Float64Array | null;
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

/** What makes a statistic impossible to compute; null where nothing does. Missing values are never left out. */
export function problemOf(statistic: Statistic): string | null {
  switch (statistic.kind) {
    case 'sums': {
      const n = sizeOf(statistic);
      for (const column of statistic.columns) {
        if (column.length !== n) return `columns have ${n} and ${column.length} rows`;
        const row = column.findIndex((value) => !Number.isFinite(value));
        if (row >= 0) return `row ${row + 1} has the value ${column[row]}`;
      }
      return statistic.columns.length === 0 ? 'there are no columns' : null;
    }
    case 'types': {
      const row = statistic.code.findIndex((code) => !(code >= 0 && code < statistic.types));
      return row < 0 ? null : `row ${row + 1} has the type ${statistic.code[row]}`;
    }
    case 'auc':
      return scoresProblem(statistic);
    case 'weights':
      return null;
  }
}

/** For areas under the ROC curve: labels other than 0 and 1, scores that are NaN, weights that are none. */
export function scoresProblem({
  label,
  candidate,
  baseline,
  weight,
}: Omit<AucStatistic, 'kind'>): string | null {
  const n = label.length;
  for (const column of [candidate, baseline, weight]) {
    if (column !== null && column.length !== n) return `${n} labels, but a column of ${column.length} rows`;
  }
  for (let i = 0; i < n; i++) {
    const w = weight === null ? 1 : (weight[i] as number);
    if (!(w >= 0 && w < Infinity)) return `the weight of row ${i + 1} is ${w}`;
    if (label[i] !== 0 && label[i] !== 1) return `the label of row ${i + 1} is ${label[i]}, not 0 or 1`;
    if (Number.isNaN(candidate[i]) || (baseline !== null && Number.isNaN(baseline[i]))) {
      return `a score of row ${i + 1} is NaN`;
    }
  }
  return null;
}
