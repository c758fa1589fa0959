/** Bounds from bootstrap values. */
import { normalCdf, studentQuantile, z } from '../distributions.js';
import { quantile } from '../quantile.js';

/** Quantiles of the sorted values (Efron and Tibshirani 1993, chapter 13). */
export function percentileBounds(sorted: Float64Array, level: number): readonly [number, number] {
  return [quantile(sorted, (1 - level) / 2), quantile(sorted, (1 + level) / 2)];
}

export interface BcaBounds {
  readonly bounds: readonly [number, number];
  /** Correction of the bias. */
  readonly z0: number;
}

/**
 * Bias-corrected and accelerated bounds (Efron 1987, JASA 82:171). `acceleration` is that of the jackknife. Values
 * equal to the estimate count half to each side, as scipy has it. Null where all lie on one side: the bias then
 * has no measure. With `degrees` of freedom of the variance, quantiles of t take the place of normal ones (the
 * expanded interval of Hesterberg 2015, The American Statistician 69:371).
 */
export function bcaBounds(
  sorted: Float64Array,
  estimate: number,
  acceleration: number,
  level: number,
  degrees = Number.POSITIVE_INFINITY,
): BcaBounds | null {
  let [below, equal] = [0, 0];
  for (const value of sorted) {
    if (value < estimate) below++;
    else if (value === estimate) equal++;
    else break;
  }
  const share = (below + equal / 2) / sorted.length;
  if (!(share > 0 && share < 1)) return null;
  const z0 = z(share);
  const place = (p: number) => {
    const shifted = z0 + (degrees === Number.POSITIVE_INFINITY ? z(p) : studentQuantile(p, degrees));
    const scale = 1 - acceleration * shifted;
    // Beyond the pole the transformation turns round; the bound is then the end of the values.
    if (!(scale > 0)) return shifted > 0 ? 1 : 0;
    return normalCdf(z0 + shifted / scale, 0, 1);
  };
  const [from, to] = [place((1 - level) / 2), place((1 + level) / 2)];
  return { bounds: [quantile(sorted, from), quantile(sorted, to)], z0 };
}
