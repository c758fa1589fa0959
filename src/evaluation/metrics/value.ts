/** The value of a metric: a finite number, or the reason why there is none. And the form of a computation. */

export interface Undefined {
  readonly undefined: string;
}
export type Value = number | Undefined;

export function undefinedValue(reason: string): Undefined {
  return { undefined: reason };
}

/**
 * A metric as a function of weighted sums over the examples. Resampling, also of two models in pairs, needs only
 * the sums of each draw; where there are no columns it needs only how often each group was drawn.
 */
export interface Decomposition {
  /** Group of each example, 0 to `groups` − 1; null: all are in group 0. For a confusion matrix, the cell. */
  readonly group: Int32Array | null;
  readonly groups: number;
  /** What an example of weight 1 adds to each sum: arrays of length n. None where the counts say everything. */
  readonly columns: readonly Float64Array[];
  /**
   * The value from `counts[g]` = Σ w over group g, and `sums[c · groups + g]` = Σ w · columns[c] over group g.
   * With w the weights of `Computation.at`.
   */
  of(counts: Float64Array, sums: Float64Array): Value;
  /**
   * Where the groups are cells of a confusion matrix: the value of any cells, also of those that do not occur. A
   * cell is label · classes + predicted label.
   */
  readonly confusion?: {
    readonly classes: number;
    readonly of: (cells: readonly number[], counts: Float64Array) => Value;
  };
}

/** Standard errors of the parts of a norm, and which norm it is. */
export interface NormErrors {
  readonly kind: 'sum' | 'max';
  readonly errors: Float64Array;
}

/** A metric over given examples, ready to be computed many times with other weights (resampling). */
export interface Computation {
  /**
   * The value where each position has the given weight; null: weight 1. A position of weight 0 is absent.
   * Weights are whole examples counted several times, or the user's own, or their product.
   */
  at(weight: Float64Array | null): Value;
  /** Where the metric is a function of sums: gives what `at` gives, to rounding. Made when asked for. */
  readonly decomposition?: () => Decomposition;
  /** True for the plain mean of one number an example, of which a paired t can be taken. */
  readonly mean?: boolean;
  /** For a share of counted cases, unweighted: the cases. */
  readonly rate?: () => { readonly successes: number; readonly trials: number };
  /**
   * First-order influence of each position: with weights w the estimate errs by about Σ w ψ / Σ w.
   * Gives a variance by linearisation (Huber 1981; the "delta method").
   */
  readonly influence?: (weight: Float64Array | null) => Float64Array;
  /** True: the interval comes from `influence`, also where resampling would be quick. */
  readonly analytic?: boolean;
  /** Why small changes of the weights do not change the value smoothly, so that no jackknife tells its skewness. */
  readonly rough?: string;
  /** Why no interval can be given, whatever the number of examples. */
  readonly noInterval?: string;
  /**
   * For a norm of errors (a sum of absolute values, a largest one, the range of several numbers): the standard
   * error of each part. Noise only adds to such a metric, so that neither resampling nor linearisation gives an
   * interval that holds the truth.
   */
  readonly norm?: (weight: Float64Array | null) => NormErrors;
}

/** The value of a decomposition at given weights; null: every example counts once. */
export function decomposedValue(parts: Decomposition, n: number, weight: Float64Array | null): Value {
  const { group, groups, columns } = parts;
  const counts = new Float64Array(groups);
  const sums = new Float64Array(groups * columns.length);
  for (let i = 0; i < n; i++) {
    const w = weight === null ? 1 : (weight[i] as number);
    const g = group === null ? 0 : (group[i] as number);
    counts[g] = (counts[g] as number) + w;
  }
  for (const [c, column] of columns.entries()) {
    const first = c * groups;
    for (let i = 0; i < n; i++) {
      const w = weight === null ? 1 : (weight[i] as number);
      const place = first + (group === null ? 0 : (group[i] as number));
      sums[place] = (sums[place] as number) + w * (column[i] as number);
    }
  }
  return parts.of(counts, sums);
}

export function sumOf(weight: Float64Array | null, n: number): number {
  if (weight === null) return n;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += weight[i] as number;
  return sum;
}

/** Weighted mean of one number an example. */
export function meanOf(values: Float64Array, weight: Float64Array | null): Value {
  const n = values.length;
  let sum = 0;
  if (weight === null) {
    for (let i = 0; i < n; i++) sum += values[i] as number;
  } else {
    for (let i = 0; i < n; i++) sum += (weight[i] as number) * (values[i] as number);
  }
  const total = sumOf(weight, n);
  return total > 0 ? sum / total : undefinedValue(n === 0 ? 'no rows' : 'the weights sum to 0');
}

function ratioOf(sum: number, total: number): Value {
  return total > 0 ? sum / total : undefinedValue('the weights sum to 0');
}

/** A metric that is a mean of one number an example, or a smooth function of such a mean. */
export function meanComputation(
  values: Float64Array,
  transform: {
    readonly of: (mean: number) => number;
    readonly slope: (mean: number) => number;
  } | null = null,
): Computation {
  const finish = (mean: Value) => (typeof mean === 'number' && transform ? transform.of(mean) : mean);
  return {
    mean: transform === null,
    at: (weight) => finish(meanOf(values, weight)),
    decomposition: () => ({
      group: null,
      groups: 1,
      columns: [values],
      of: (counts, sums) => finish(ratioOf(sums[0] as number, counts[0] as number)),
    }),
    influence(weight) {
      const mean = meanOf(values, weight);
      const center = typeof mean === 'number' ? mean : Number.NaN;
      const slope = transform ? transform.slope(center) : 1;
      return values.map((value) => slope * (value - center));
    },
  };
}
