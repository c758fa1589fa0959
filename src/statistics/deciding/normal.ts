/** The normal distribution, under the names that formulas use. It comes from stdlib. */
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';

export { normalCdf, normalQuantile };

/** P(Z > z) of the standard normal distribution; the upper tail itself, which 1 − cdf would round away. */
export function normalTail(z: number): number {
  return normalCdf(-z, 0, 1);
}

/** z with P(Z ≤ z) = p. */
export function z(p: number): number {
  return normalQuantile(p, 0, 1);
}
