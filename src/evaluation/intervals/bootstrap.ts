/** The percentile bootstrap: one set of resamples serves all metrics of a slice. */
import { setImmediate } from 'node:timers/promises';
import { drawCounts, type Interval, noInterval, quantile, randomFor } from '../../statistics/index.js';
import type { Computation } from '../metrics/index.js';

export interface BootstrapOptions {
  readonly replicates: number;
  readonly seed: number;
  /** Names the sequence of random numbers. */
  readonly stream: string;
  readonly confidence: number;
  readonly signal?: AbortSignal;
  /** Cluster of each example, from 0: whole clusters are drawn. Absent: each example for itself. */
  readonly units?: { readonly codes: Int32Array; readonly count: number };
}

/** Resamples between two chances for a cancellation to be seen. */
const BREATH = 50;
/** A metric that is undefined in more of the resamples than this has no interval. */
const MAX_UNDEFINED = 0.05;

/**
 * Percentile intervals (Efron and Tibshirani 1993, chapter 13): examples are drawn with replacement, `n` of
 * `n`, the same draws for every computation; bounds are quantiles of the values. `weight` are the user's own
 * weights, which go with their example. Aborts with the reason of the signal.
 */
export async function bootstrap(
  computations: readonly Computation[],
  n: number,
  weight: Float64Array | null,
  options: BootstrapOptions,
): Promise<Interval[]> {
  const { replicates, seed, confidence, units } = options;
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
  return values.map((column, k) => {
    const count = found[k] ?? 0;
    const lost = 1 - count / replicates;
    if (lost > MAX_UNDEFINED) {
      return noInterval(`the metric is undefined in ${(100 * lost).toFixed(0)}% of the resamples`);
    }
    const sorted = column.subarray(0, count).sort();
    const [low, high] = [quantile(sorted, (1 - confidence) / 2), quantile(sorted, (1 + confidence) / 2)];
    if (low === high) return noInterval('every resample gives the same value');
    const how = units === undefined ? '' : ', clusters';
    return { bounds: [low, high], method: `bootstrap(percentile, B=${replicates}, seed=${seed}${how})` };
  });
}
