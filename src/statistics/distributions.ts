/** Distribution functions, under the names that formulas use. All come from stdlib; none is ours. */

import gammainc from '@stdlib/math-base-special-gammainc';
import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf';
import binomialPmf from '@stdlib/stats-base-dists-binomial-pmf';
import studentCdf from '@stdlib/stats-base-dists-t-cdf';
import studentQuantile from '@stdlib/stats-base-dists-t-quantile';

export { normalCdf, normalQuantile, normalTail, z } from './deciding/normal.js';
export { binomialCdf, binomialPmf, studentCdf, studentQuantile };

/** P(X > x) of the χ² distribution; the upper tail itself. */
export function chiSquareTail(x: number, degrees: number): number {
  return gammainc(x / 2, degrees / 2, true, true);
}
