/** What an interval is: two bounds with the name of the method, or the reason why there are none. */
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';

export interface Interval {
  readonly bounds: readonly [number, number] | null;
  /** `wilson`, `delong`, `bootstrap(bca, B=1000, seed=0)`, …; `none: <why>` without bounds. */
  readonly method: string;
}

export function noInterval(why: string): Interval {
  return { bounds: null, method: `none: ${why}` };
}

/** The two-sided critical value: 1.96 for 0.95. */
export function criticalValue(confidence: number): number {
  return normalQuantile((1 + confidence) / 2, 0, 1);
}

/** Sums carry rounding of about 1e-16 a term: less than this share of the values is no width that examples gave. */
const ROUNDING = 1e-11;

/** Whether bounds lie as close together as rounding may put them. `scale` is the largest value that went in. */
export function isFlat(low: number, high: number, scale: number): boolean {
  return high - low <= ROUNDING * Math.abs(scale);
}

/** Bounds kept inside the possible values of the metric. */
export function clipped(
  low: number,
  high: number,
  [least, most]: readonly [number | null, number | null],
): readonly [number, number] {
  return [Math.max(low, least ?? -Infinity), Math.min(high, most ?? Infinity)];
}
