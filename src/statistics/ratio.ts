/** Relative changes, for margins that are a share of the baseline. */
import { criticalValue } from './interval.js';
import type { PairedOutcome } from './paired.js';

/** Two estimates on the same examples. */
export interface Moments {
  readonly candidate: number;
  readonly baseline: number;
  readonly varianceCandidate: number;
  readonly varianceBaseline: number;
  readonly covariance: number;
  readonly n: number;
}

/**
 * Fieller's interval (Fieller 1954, JRSS B 16:175) for (candidate − baseline) / |baseline|: the shares r for which
 * candidate − (1 + r)·baseline is within z standard errors of 0. It decides as the linear contrast does, and unlike
 * the delta method it stays right near a baseline of 0, where it says that there is no interval.
 */
export function relativeInterval(moments: Moments, level: number): PairedOutcome {
  const { n, covariance: shared } = moments;
  const [v, w] = [moments.varianceCandidate, moments.varianceBaseline];
  // Both turned round with the baseline's sign: the share is of |baseline|.
  const sign = moments.baseline < 0 ? -1 : 1;
  const [a, b] = [sign * moments.candidate, sign * moments.baseline];
  const z = criticalValue(level);
  // (a − ρb)² = z²(v − 2ρ·shared + ρ²w), for the quotient ρ.
  const square = b * b - z * z * w;
  if (!(square > 0)) {
    return { undefined: 'the baseline is not distinguishable from 0, so that a share of it has no bounds' };
  }
  const middle = a * b - z * z * shared;
  const rest = a * a - z * z * v;
  const root = Math.sqrt(Math.max(0, middle * middle - square * rest));
  const [low, high] = [(middle - root) / square, (middle + root) / square];
  // Of a negative baseline a larger quotient is a lower value.
  const share = (quotient: number) => sign * (quotient - 1);
  const ends = [share(low), share(high)].sort((x, y) => x - y) as [number, number];
  return {
    delta: share(a / b),
    low: ends[0],
    high: ends[1],
    level,
    method: 'fieller',
    source: 'Fieller 1954, JRSS B 16:175',
    n,
    working: [
      `candidate ${moments.candidate}, baseline ${moments.baseline}`,
      `variances ${v} and ${w}, covariance ${shared}`,
    ],
    notes: [],
  };
}
