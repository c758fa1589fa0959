/**
 * Random binomial and multinomial counts, exactly distributed. A multinomial count of the few distinct kinds of
 * examples costs as much for ten million of them as for a thousand.
 */
import type { Generator } from '../random.js';

/** Below this mean the search from 0 upwards is quicker than rejection. */
const SMALL = 10;

/** One binomial count: `n` trials with probability `p`. */
export function binomial(random: Generator, n: number, p: number): number {
  if (n === 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - binomial(random, n, 1 - p);
  return n * p < SMALL ? inversion(random, n, p) : rejection(random, n, p);
}

/** Inversion of the distribution function, term by term (Devroye 1986, chapter X.4). */
function inversion(random: Generator, n: number, p: number): number {
  const odds = p / (1 - p);
  const first = Math.exp(n * Math.log1p(-p));
  for (;;) {
    let u = random.uniform();
    let term = first;
    for (let k = 0; k <= n; k++) {
      if (u <= term) return k;
      u -= term;
      term *= (odds * (n - k)) / (k + 1);
    }
    // Only rounding leads here.
  }
}

/**
 * Transformed rejection with squeeze: Hörmann 1993, "The generation of binomial random variates", Journal of
 * Statistical Computation and Simulation 46:101, algorithm BTRS. For p ≤ ½ and np ≥ 10.
 */
function rejection(random: Generator, n: number, p: number): number {
  const q = 1 - p;
  const spread = Math.sqrt(n * p * q);
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const center = n * p + 0.5;
  const squeeze = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * spread;
  const mode = Math.floor((n + 1) * p);
  for (;;) {
    const u = random.uniform() - 0.5;
    const v = random.uniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + center);
    if (us >= 0.07 && v <= squeeze) return k;
    if (k < 0 || k > n) continue;
    const height = Math.log((v * alpha) / (a / (us * us) + b));
    const bound =
      (mode + 0.5) * Math.log((mode + 1) / ((p / q) * (n - mode + 1))) +
      (n + 1) * Math.log((n - mode + 1) / (n - k + 1)) +
      (k + 0.5) * Math.log(((p / q) * (n - k + 1)) / (k + 1)) +
      stirling(mode) +
      stirling(n - mode) -
      stirling(k) -
      stirling(n - k);
    if (height <= bound) return k;
  }
}

/** What Stirling's formula for ln k! lacks: ln k! − ((k+½)ln(k+1) − (k+1) + ½ ln 2π). */
function stirling(k: number): number {
  if (k < STIRLING.length) return STIRLING[k] as number;
  const x = k + 1;
  const square = x * x;
  return (1 / 12 - (1 / 360 - 1 / 1260 / square) / square) / x;
}
const STIRLING = Float64Array.of(
  0.08106146679532726,
  0.04134069595540929,
  0.02767792568499834,
  0.02079067210376509,
  0.01664469118982119,
  0.01387612882307075,
  0.01189670994589177,
  0.01041126526197209,
  0.009255462182712733,
  0.008330563433362871,
);

/**
 * `draws` draws with replacement from things of which `multiplicity[k]` are of kind k: adds how many were of each
 * kind to `counts` at `kinds[k]`. `total` is the sum of the multiplicities.
 */
export function drawKinds(
  random: Generator,
  draws: number,
  kinds: Uint32Array,
  multiplicity: Float64Array,
  total: number,
  counts: Float64Array,
): void {
  let left = draws;
  let mass = total;
  const last = kinds.length - 1;
  for (let k = 0; k < last && left > 0; k++) {
    const m = multiplicity[k] as number;
    const drawn = binomial(random, left, m / mass);
    const kind = kinds[k] as number;
    counts[kind] = (counts[kind] as number) + drawn;
    left -= drawn;
    mass -= m;
  }
  const kind = kinds[last] as number;
  counts[kind] = (counts[kind] as number) + left;
}
