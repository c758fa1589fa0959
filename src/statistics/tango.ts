/**
 * Tango's score method for the difference of two paired proportions (Tango 1998, Statistics in Medicine
 * 17:891). `b` counts the pairs that only the candidate has right, `c` those that only the baseline has right.
 */
import { normalTail } from './distributions.js';
import { criticalValue } from './interval.js';
import type { PairedInterval } from './paired.js';

const SOURCE = 'Tango 1998, Statistics in Medicine 17:891';

/**
 * Score statistic for a true difference of `delta`, with the share of pairs that only the baseline has right at
 * its maximum-likelihood value under that difference. Falls as delta rises.
 */
function score(b: number, c: number, n: number, delta: number): number {
  const distance = b - c - n * delta;
  const linear = -b - c + (2 * n - b + c) * delta;
  const constant = -c * delta * (1 - delta);
  const root = Math.sqrt(Math.max(0, linear * linear - 8 * n * constant));
  // The form without a difference of like numbers.
  const share = linear > 0 ? (-2 * constant) / (root + linear) : (root - linear) / (4 * n);
  const variance = n * (2 * share + delta * (1 - delta));
  if (variance > 0) return distance / Math.sqrt(variance);
  return distance === 0 ? 0 : distance * Number.POSITIVE_INFINITY;
}

/** Throws a RangeError where the counts are no counts of `n` pairs. */
function check(b: number, c: number, n: number): void {
  if (!(n >= 1) || !(b >= 0) || !(c >= 0) || !(b + c <= n)) {
    throw new RangeError(`b=${b} and c=${c} are no counts of ${n} pairs`);
  }
}

/**
 * Interval for (b − c) / n by inversion of the score test. It has a width also where no pair is discordant:
 * ±z² / (n + z²). Throws a RangeError for counts that are none.
 */
export function tangoInterval(b: number, c: number, n: number, level: number): PairedInterval {
  check(b, c, n);
  const z = criticalValue(level);
  const delta = (b - c) / n;
  const working = [
    `pairs n = ${n}, only the candidate right b = ${b}, only the baseline right c = ${c}`,
    `delta = (b − c) / n = ${delta}`,
    `bounds: the differences whose score statistic is ±${z.toFixed(4)}`,
  ];
  return {
    delta,
    low: solve(b, c, n, z, [-1, delta]),
    high: solve(b, c, n, -z, [delta, 1]),
    level,
    method: 'tango',
    source: SOURCE,
    n,
    working,
    notes: [],
  };
}

/** The difference in the bracket at which the falling statistic passes `target`. */
function solve(
  b: number,
  c: number,
  n: number,
  target: number,
  [from, to]: readonly [number, number],
): number {
  let [low, high] = [from, to];
  for (let i = 0; i < 200 && high - low > 0; i++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (score(b, c, n, middle) > target) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** One-sided test that the candidate is worse by less than `margin`: z and p of H₀ "worse by margin or more". */
export function tangoTest(
  b: number,
  c: number,
  n: number,
  margin: number,
): { readonly z: number; readonly p: number } {
  check(b, c, n);
  const z = score(b, c, n, -margin);
  return { z, p: normalTail(z) };
}
