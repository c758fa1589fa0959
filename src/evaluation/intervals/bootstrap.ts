/** The bootstrap of values: one set of resamples serves all metrics of a slice. */
import { setImmediate } from 'node:timers/promises';
import {
  bcaBounds,
  drawCounts,
  type Interval,
  isFlat,
  JackknifeSums,
  noInterval,
  percentileBounds,
  randomFor,
} from '../../statistics/index.js';
import type { Computation } from '../metrics/index.js';

export interface BootstrapOptions {
  readonly replicates: number;
  readonly seed: number;
  /** Names the sequence of random numbers. */
  readonly stream: string;
  readonly confidence: number;
  readonly signal?: AbortSignal;
  /** Cluster of each example, from 0: whole clusters are drawn. Absent: each example for itself. */
  readonly units?: Units;
}
interface Units {
  readonly codes: Int32Array;
  readonly count: number;
}

/** Resamples between two chances for a cancellation to be seen. */
const BREATH = 50;
/** A metric that is undefined in more of the resamples than this has no interval. */
const MAX_UNDEFINED = 0.05;

/**
 * Intervals by resampling: examples are drawn with replacement, `n` of `n`, the same draws for every computation.
 * Bounds are bias-corrected and accelerated (BCa: Efron 1987; with quantiles of t where few examples carry the
 * variance, Hesterberg 2015), and plain quantiles (Efron and Tibshirani 1993, chapter 13) where the metric is not
 * smooth or the bias has no measure; the method then says so. `weight` are the user's own weights, which go with
 * their example. Aborts with the reason of the signal.
 */
export async function bootstrap(
  computations: readonly Computation[],
  n: number,
  weight: Float64Array | null,
  options: BootstrapOptions,
): Promise<Interval[]> {
  const { replicates, seed, units } = options;
  if (computations.length === 0) return [];
  const size = units?.count ?? n;
  if (size < 2) {
    const what = units === undefined ? 'examples' : 'clusters';
    return computations.map(() => noInterval(`fewer than two ${what}`));
  }
  const random = randomFor(seed, options.stream);
  const counts = new Float64Array(n);
  const drawn = units === undefined ? counts : new Float64Array(size);
  const values = computations.map(() => new Float64Array(replicates));
  const found = computations.map(() => 0);
  for (let b = 0; b < replicates; b++) {
    if (b % BREATH === 0) {
      await setImmediate();
      options.signal?.throwIfAborted();
    }
    drawCounts(random, size, drawn);
    if (units !== undefined)
      for (let i = 0; i < n; i++) counts[i] = drawn[units.codes[i] as number] as number;
    if (weight !== null)
      for (let i = 0; i < n; i++) counts[i] = (counts[i] as number) * (weight[i] as number);
    for (const [k, computation] of computations.entries()) {
      const value = computation.at(counts);
      const filled = found[k] ?? 0;
      const column = values[k];
      if (typeof value !== 'number' || column === undefined) continue;
      column[filled] = value;
      found[k] = filled + 1;
    }
  }
  const intervals: Interval[] = [];
  for (const [k, computation] of computations.entries()) {
    await setImmediate();
    options.signal?.throwIfAborted();
    const column = values[k]?.subarray(0, found[k] ?? 0) ?? new Float64Array(0);
    intervals.push(boundsOf(computation, column.sort(), n, weight, options));
  }
  return intervals;
}

function boundsOf(
  computation: Computation,
  sorted: Float64Array,
  n: number,
  weight: Float64Array | null,
  { replicates, seed, confidence, units }: BootstrapOptions,
): Interval {
  const lost = 1 - sorted.length / replicates;
  if (lost > MAX_UNDEFINED) {
    return noInterval(`the metric is undefined in ${(100 * lost).toFixed(0)}% of the resamples`);
  }
  const [least = 0, most = 0] = [sorted[0], sorted.at(-1)];
  if (isFlat(least, most, Math.max(Math.abs(least), Math.abs(most)))) {
    return noInterval('every resample gives the same value');
  }
  const label = (kind: string, why = '') =>
    `bootstrap(${kind}, B=${replicates}, seed=${seed}${units === undefined ? '' : ', clusters'}${why})`;
  const plain = (why: string): Interval => {
    const [low, high] = percentileBounds(sorted, confidence);
    return isFlat(low, high, Math.max(Math.abs(low), Math.abs(high)))
      ? noInterval('nearly every resample gives the same value')
      : { bounds: [low, high], method: label('percentile', `; no BCa: ${why}`) };
  };
  if (computation.rough !== undefined) return plain(computation.rough);
  const estimate = computation.at(weight);
  if (typeof estimate !== 'number') return plain('there is no value');
  const jackknife = jackknifeOf(computation, n, weight, units);
  if (jackknife === null) return plain('it is undefined without some of the examples');
  const { acceleration, certainty } = jackknife;
  const bca = bcaBounds(sorted, estimate, acceleration, confidence, certainty);
  if (bca === null) return plain('all resamples lie on one side of the value');
  const [low, high] = bca.bounds;
  if (isFlat(low, high, Math.max(Math.abs(low), Math.abs(high)))) {
    return noInterval('nearly every resample gives the same value');
  }
  return { bounds: [low, high], method: label('bca', few(jackknife)) };
}

/**
 * Where fewer examples than this carry the variance, intervals are too short; comparisons say so by the same number.
 * Squared normal errors have a kurtosis of 15: few examples alone are no heavy tail.
 */
const FEW = 10;
const HEAVY = 20;
function few({ effective, degrees }: ReturnType<JackknifeSums['done']>): string {
  const heavy = effective > 0 && effective < FEW && (degrees + 1) / effective > HEAVY;
  return heavy ? '; a few examples carry the variance: may be too short' : '';
}

/** The statistic is computed at most so often for the jackknife; more examples are left out in groups. */
const GROUPS = 200;

/** Skewness and kurtosis of the influences: from the metric itself where it knows them, else by leaving out. */
function jackknifeOf(
  computation: Computation,
  n: number,
  weight: Float64Array | null,
  units: Units | undefined,
): ReturnType<JackknifeSums['done']> | null {
  const count = units?.count ?? n;
  const unitOf = (i: number) => (units === undefined ? i : (units.codes[i] as number));
  const sums = new JackknifeSums();
  const influence = computation.influence?.(weight);
  if (influence?.every(Number.isFinite)) {
    const shares = new Float64Array(count);
    for (let i = 0; i < n; i++) {
      const unit = unitOf(i);
      const w = weight === null ? 1 : (weight[i] as number);
      shares[unit] = (shares[unit] as number) - w * (influence[i] as number);
    }
    sums.stratum(shares);
    return sums.done();
  }
  const groups = Math.min(GROUPS, count);
  // Examples may be sorted by score: neighbours, and every so many, are no random groups.
  const groupOf = (unit: number) =>
    groups === count ? unit : (Math.imul(unit + 1, 2654435761) >>> 0) % groups;
  const values = new Float64Array(groups);
  const left = new Float64Array(n);
  for (let group = 0; group < groups; group++) {
    for (let i = 0; i < n; i++) {
      left[i] = groupOf(unitOf(i)) === group ? 0 : weight === null ? 1 : (weight[i] as number);
    }
    const value = computation.at(left);
    if (typeof value !== 'number' || !Number.isFinite(value)) return null;
    values[group] = value;
  }
  sums.stratum(values);
  return sums.done();
}
