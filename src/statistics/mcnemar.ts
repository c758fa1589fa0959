/**
 * McNemar's test of two paired proportions: whether the discordant pairs fall to both sides alike. `b` and `c`
 * are those of each side. It says that there is a difference, not how large: the gate decides by Tango's interval.
 */
import { binomialCdf, binomialPmf, chiSquareTail } from './distributions.js';

export type McNemarVariant = 'exact' | 'midp' | 'chi2';
export interface McNemar {
  readonly variant: McNemarVariant;
  /** χ² with one degree of freedom for `chi2`, else the smaller of the two counts. */
  readonly statistic: number;
  /** Two-sided. */
  readonly p: number;
}

/** Below so many discordant pairs the default is the exact test. */
const EXACT_BELOW = 25;

/**
 * McNemar 1947, Psychometrika 12:153. `exact` is the binomial test, `midp` counts half of the observed outcome
 * (Fagerland, Lydersen, Laake 2013, BMC Medical Research Methodology 13:91), `chi2` is without a correction for
 * continuity. Without a variant: exact below 25 discordant pairs, else mid-p. Without any, p is 1.
 */
export function mcnemar(b: number, c: number, variant?: McNemarVariant): McNemar {
  if (!(Number.isInteger(b) && Number.isInteger(c) && b >= 0 && c >= 0)) {
    throw new RangeError(`b=${b} and c=${c} are no counts`);
  }
  const n = b + c;
  const chosen = variant ?? (n < EXACT_BELOW ? 'exact' : 'midp');
  const least = Math.min(b, c);
  if (chosen === 'chi2') {
    const statistic = n === 0 ? 0 : (b - c) ** 2 / n;
    return { variant: chosen, statistic, p: n === 0 ? 1 : chiSquareTail(statistic, 1) };
  }
  if (n === 0) return { variant: chosen, statistic: 0, p: 1 };
  const twice = 2 * binomialCdf(least, n, 0.5);
  const observed = binomialPmf(least, n, 0.5);
  if (chosen === 'exact') return { variant: chosen, statistic: least, p: Math.min(1, twice) };
  return { variant: chosen, statistic: least, p: b === c ? 1 - observed / 2 : twice - observed };
}
