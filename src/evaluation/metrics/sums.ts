/** Metrics that are a smooth function of weighted sums, given by the columns and the function alone. */
import { type Computation, decomposedValue, type Value } from './value.js';

/**
 * `of` gets Σ w and Σ w · column of each column; each column has n numbers. The influence of an example comes from
 * the derivatives by each sum (central differences).
 */
export function sumsComputation(
  n: number,
  columns: readonly Float64Array[],
  of: (total: number, sums: Float64Array) => Value,
): Computation {
  const parts = {
    group: null,
    groups: 1,
    columns,
    of: (counts: Float64Array, sums: Float64Array) => of(counts[0] as number, sums),
  };
  return {
    at: (weight) => decomposedValue(parts, n, weight),
    decomposition: () => parts,
    influence(weight) {
      const sums = new Float64Array(columns.length);
      let total = 0;
      for (let i = 0; i < n; i++) {
        const w = weight === null ? 1 : (weight[i] as number);
        total += w;
        for (const [c, column] of columns.entries())
          sums[c] = (sums[c] as number) + w * (column[i] as number);
      }
      const number = (value: Value) => (typeof value === 'number' ? value : Number.NaN);
      const slope = (moved: (by: number) => Value, size: number) => {
        const step = 1e-6 * Math.max(size, 1e-9 * total);
        return (number(moved(step)) - number(moved(-step))) / (2 * step);
      };
      const slopes = columns.map((_, c) =>
        slope(
          (by) => {
            const changed = sums.slice();
            changed[c] = (sums[c] as number) + by;
            return of(total, changed);
          },
          Math.abs(sums[c] as number),
        ),
      );
      const slopeTotal = slope((by) => of(total + by, sums), total);
      const values = new Float64Array(n).fill(slopeTotal * total);
      for (const [c, column] of columns.entries()) {
        const factor = (slopes[c] ?? 0) * total;
        for (let i = 0; i < n; i++) values[i] = (values[i] as number) + factor * (column[i] as number);
      }
      return values;
    },
  };
}
