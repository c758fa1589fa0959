/** The statistics of drift, over counts of two samples in the same bins. Pure functions. */
import gammainc from '@stdlib/math-base-special-gammainc';

/**
 * Population stability index Σ(p−q)·ln(p/q), natural logarithm. A bin that only one sample has counts as half a
 * row in the other, so that the index stays finite. Bins that neither has do not count. NaN for an empty sample.
 */
export function psi(reference: readonly number[], current: readonly number[]): number {
  const pairs = occupied(reference, current).map(([r, c]): [number, number] => [
    r === 0 ? 0.5 : r,
    c === 0 ? 0.5 : c,
  ]);
  const n = pairs.reduce((sum, [r]) => sum + r, 0);
  const m = pairs.reduce((sum, [, c]) => sum + c, 0);
  if (total(reference) === 0 || total(current) === 0) return Number.NaN;
  return pairs.reduce((sum, [r, c]) => {
    const p = r / n;
    const q = c / m;
    return sum + (p - q) * Math.log(p / q);
  }, 0);
}

/**
 * What PSI is between two samples of one distribution: mean (B−1)(1/n+1/m) and standard deviation
 * √(2(B−1))·(1/n+1/m) over the B bins that are occupied (PSI is then about (1/n+1/m)·χ² with B−1 degrees).
 */
export function psiChance(
  reference: readonly number[],
  current: readonly number[],
): { readonly mean: number; readonly sd: number } {
  const df = Math.max(0, occupied(reference, current).length - 1);
  const scale = 1 / total(reference) + 1 / total(current);
  return { mean: df * scale, sd: Math.sqrt(2 * df) * scale };
}

export interface ChiSquare {
  readonly statistic: number;
  readonly df: number;
  readonly p: number;
}

/**
 * Two-sample chi-square test of homogeneity (Press et al., Numerical Recipes, §14.3: unequal totals). Both
 * samples vary: taking the reference for the exact expectation gives false alarms. Bins whose expected count in
 * the smaller sample is below 5 are joined, smallest first, looking at totals only. p is 1 where one bin is left.
 */
export function chiSquare(reference: readonly number[], current: readonly number[]): ChiSquare {
  const n = total(reference);
  const m = total(current);
  const bins = joined(occupied(reference, current), Math.min(n, m) / (n + m));
  const df = bins.length - 1;
  if (df < 1 || n === 0 || m === 0) return { statistic: 0, df: Math.max(0, df), p: 1 };
  const scale = Math.sqrt(m / n);
  const statistic = bins.reduce((sum, [r, c]) => sum + (scale * r - c / scale) ** 2 / (r + c), 0);
  return { statistic, df, p: gammainc(statistic / 2, df / 2, true, true) };
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function occupied(reference: readonly number[], current: readonly number[]): [number, number][] {
  return reference
    .map((count, index): [number, number] => [count, current[index] ?? 0])
    .filter(([r, c]) => r + c > 0);
}

function joined(bins: readonly [number, number][], smallerShare: number): [number, number][] {
  const rising = [...bins].sort(([a, b], [c, d]) => a + b - (c + d));
  const result: [number, number][] = [];
  let pool: [number, number] = [0, 0];
  for (const [r, c] of rising) {
    pool = [pool[0] + r, pool[1] + c];
    if ((pool[0] + pool[1]) * smallerShare >= 5) {
      result.push(pool);
      pool = [0, 0];
    }
  }
  // What is left over is less than a bin; it goes to the last, which is the largest.
  const last = result.at(-1);
  if (last === undefined) return [pool];
  result[result.length - 1] = [last[0] + pool[0], last[1] + pool[1]];
  return result;
}

/**
 * Two-sample Kolmogorov-Smirnov test over counts in rising bins: the asymptotic distribution with Stephens'
 * correction (Press et al., Numerical Recipes, §14.3). Ties and bins make it conservative: true levels are lower.
 */
export function kolmogorovSmirnov(reference: readonly number[], current: readonly number[]): number {
  const [n, m] = [total(reference), total(current)];
  if (n === 0 || m === 0) return 1;
  let difference = 0;
  let most = 0;
  reference.forEach((count, index) => {
    difference += count / n - (current[index] ?? 0) / m;
    most = Math.max(most, Math.abs(difference));
  });
  const root = Math.sqrt((n * m) / (n + m));
  const x = (root + 0.12 + 0.11 / root) * most;
  // Below it the alternating series does not converge, and the tail is 1 to seven digits.
  if (x < 0.3) return 1;
  let tail = 0;
  for (let k = 1; k <= 100; k += 1) {
    const term = Math.exp(-2 * k * k * x * x);
    tail += k % 2 === 1 ? term : -term;
    if (term < 1e-17) break;
  }
  return Math.min(1, Math.max(0, 2 * tail));
}

/** Upper tail of the standard normal distribution, by the incomplete gamma function. */
export function normalTail(z: number): number {
  const tail = gammainc((z * z) / 2, 0.5, true, true) / 2;
  return z >= 0 ? tail : 1 - tail;
}
