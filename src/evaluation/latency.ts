/** How many inferences are timed, and percentiles of times with their intervals. */
import { criticalValue, type Interval, noInterval } from './intervals/index.js';
import { undefinedValue, type Value } from './metrics/index.js';

export interface LatencyOptions {
  /** Inferences before the first timed one. */
  readonly warmup: number;
  /** Timed inferences. */
  readonly requests: number;
}
export const LATENCY: LatencyOptions = { warmup: 20, requests: 200 };

/**
 * Nearest-rank percentile of sorted times, with the distribution-free interval between two order statistics
 * (David and Nagaraja 2003, 7.1; ranks by the normal approximation of the binomial). No value where fewer times
 * were taken than one in which the percentile could be exceeded (100 for p99).
 */
export function percentile(
  sorted: Float64Array,
  percent: number,
  confidence = 0.95,
): { value: Value; interval: Interval } {
  const n = sorted.length;
  const share = percent / 100;
  const needed = Math.ceil(1 / (1 - share));
  if (n < needed) {
    const reason = `${n} timed requests; p${percent} needs at least ${needed}`;
    return { value: undefinedValue(reason), interval: noInterval(reason) };
  }
  const value = sorted[Math.ceil(share * n) - 1] ?? Number.NaN;
  const half = criticalValue(confidence) * Math.sqrt(n * share * (1 - share));
  const [low, high] = [Math.floor(n * share - half), Math.ceil(n * share + half) + 1];
  const [from, to] = [sorted[low - 1], sorted[high - 1]];
  if (from === undefined || to === undefined)
    return { value, interval: noInterval(`${n} timed requests are too few`) };
  return { value, interval: { bounds: [from, to], method: 'order-statistics' } };
}
