/** Distribution functions, under the names that formulas use. All come from stdlib; none is ours. */

import gammainc from '@stdlib/math-base-special-gammainc';
import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf';
import binomialPmf from '@stdlib/stats-base-dists-binomial-pmf';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import studentCdf from '@stdlib/stats-base-dists-t-cdf';
import studentQuantile from '@stdlib/stats-base-dists-t-quantile';

export { binomialCdf, binomialPmf, normalCdf, normalQuantile, studentCdf, studentQuantile };

/** P(Z > z) of the standard normal distribution; the upper tail itself, which 1 − cdf would round away. */
export function normalTail(z: number): number {
  return normalCdf(-z, 0, 1);
}

/** z with P(Z ≤ z) = p. */
export function z(p: number): number {
  return normalQuantile(p, 0, 1);
}

/** P(X > x) of the χ² distribution; the upper tail itself. */
export function chiSquareTail(x: number, degrees: number): number {
  return gammainc(x / 2, degrees / 2, true, true);
}
