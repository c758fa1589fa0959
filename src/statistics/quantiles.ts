/** The difference between quantiles of two series that were measured in turn, such as the latency of two models. */
import { quantile } from './quantile.js';
import { generatorFor } from './random.js';

export interface QuantileSettings {
  /** Such as 0.95 for p95. */
  readonly share: number;
  readonly levels: readonly number[];
  readonly replicates: number;
  readonly seed: number;
  /** Names the sequence of random numbers. */
  readonly stream: string;
}

export interface QuantileDifference {
  /** Candidate less baseline, by level. */
  readonly intervals: readonly { readonly level: number; readonly low: number; readonly high: number }[];
  /** Of the difference over the baseline, at the first level. */
  readonly relative: { readonly level: number; readonly low: number; readonly high: number };
  readonly block: number;
}

/** So many values must lie beyond a quantile: of fewer, resamples are of the same two or three values. */
export const LEAST_BEYOND = 10;

/** Smallest number of pairs for a quantile. */
export function pairsForQuantile(share: number): number {
  return Math.ceil(Math.round((LEAST_BEYOND / Math.min(share, 1 - share)) * 1e6) / 1e6);
}

/** The nearest rank of a quantile, from 0. */
export function rankOf(n: number, share: number): number {
  return Math.max(0, Math.ceil(share * n - 1e-9) - 1);
}

/**
 * Percentile intervals from the circular block bootstrap (Politis and Romano 1992): blocks of neighbours are drawn, the
 * same for both series, so that what slows both, and what lasts, stays in the resample. Values in the order in which
 * they were measured, the i-th of both at about the same time. Null with fewer pairs than `pairsForQuantile`.
 */
export function quantileDifference(
  candidate: Float64Array,
  baseline: Float64Array,
  settings: QuantileSettings,
): QuantileDifference | null {
  const { share, levels, replicates, seed, stream } = settings;
  const n = candidate.length;
  if (n !== baseline.length) throw new RangeError(`${n} values do not pair with ${baseline.length}`);
  if (n < pairsForQuantile(share)) return null;
  const block = Math.ceil(1.5 * Math.cbrt(n));
  const random = generatorFor(seed, stream);
  const starts = new Uint32Array(Math.ceil(n / block));
  const [ours, theirs] = [new Float64Array(n), new Float64Array(n)];
  const [differences, relatives] = [new Float64Array(replicates), new Float64Array(replicates)];
  const rank = rankOf(n, share);
  for (let b = 0; b < replicates; b++) {
    random.positions(n, starts);
    for (let i = 0; i < n; i++) {
      const at = ((starts[Math.floor(i / block)] as number) + (i % block)) % n;
      ours[i] = candidate[at] as number;
      theirs[i] = baseline[at] as number;
    }
    const [now, before] = [ours.sort()[rank] as number, theirs.sort()[rank] as number];
    differences[b] = now - before;
    relatives[b] = (now - before) / before;
  }
  differences.sort();
  relatives.sort();
  const bounds = (values: Float64Array, level: number) => ({
    level,
    low: quantile(values, (1 - level) / 2),
    high: quantile(values, (1 + level) / 2),
  });
  return {
    intervals: levels.map((level) => bounds(differences, level)),
    relative: bounds(relatives, levels[0] ?? 0.9),
    block,
  };
}

/**
 * Distribution-free intervals for the median of differences candidate − baseline taken in turn: between two order
 * statistics, at exactly the level of the sign test or more (David and Nagaraja 2003, 7.1). Null where so few cannot
 * give every level: 5 for 90%, 6 for 95%.
 */
export function medianDifference(
  candidate: Float64Array,
  baseline: Float64Array,
  levels: readonly number[],
): { readonly level: number; readonly low: number; readonly high: number }[] | null {
  const n = candidate.length;
  const sorted = candidate.map((value, i) => value - (baseline[i] as number)).sort();
  const found: { level: number; low: number; high: number }[] = [];
  for (const level of levels) {
    // The k-th from each end, with the largest k whose tail Bin(n, ½) ≤ k − 1 is small enough.
    let [k, tail] = [0, 0.5 ** n];
    for (let mass = tail; tail <= (1 - level) / 2; k++) {
      mass *= (n - k) / (k + 1);
      tail += mass;
    }
    const [low, high] = [sorted[k - 1], sorted[n - k]];
    if (k === 0 || low === undefined || high === undefined) return null;
    found.push({ level, low, high });
  }
  return found;
}
