/** Metrics with intervals for the whole dataset and for each slice, from examples alone. */
import type { Metric } from '../results/index.js';
import type { MetricInfo } from './catalogue.js';
import {
  INTERVALS,
  type Interval,
  type IntervalSettings,
  intervalsOf,
  noInterval,
} from './intervals/index.js';
import { type Examples, partition, pick, prepareMetric } from './metrics/index.js';
import type { Slices } from './slices.js';

/** One entry of a result. A value that is not finite becomes undefined, with the reason. */
export function metricEntry(
  info: MetricInfo,
  slice: string | null,
  value: number | { readonly undefined: string },
  interval: Interval,
  n: number | null,
  confidence = INTERVALS.confidence,
): Metric {
  const known = typeof value === 'number' && Number.isFinite(value);
  const bounds = known && interval.bounds?.every(Number.isFinite) ? interval.bounds : null;
  return {
    name: info.name,
    slice,
    value: known ? value : null,
    interval: bounds === null ? null : [bounds[0], bounds[1]],
    intervalMethod: interval.method,
    confidence: bounds === null ? null : confidence,
    n,
    direction: info.direction,
    undefined: known ? null : typeof value === 'number' ? `the computation gives ${value}` : value.undefined,
  };
}

/**
 * Computes every metric for the whole and for each slice. Resampling is used where the whole dataset has at most
 * `resampleUpTo` rows, so that many slices of a large one do not take minutes.
 */
export async function measure(
  examples: Examples,
  metrics: readonly MetricInfo[],
  slices: Slices,
  seed: number,
  signal: AbortSignal,
  onProgress: (text: string, fraction: number) => void = () => undefined,
): Promise<Metric[]> {
  const settings = { ...INTERVALS, seed };
  const resample = examples.n <= settings.resampleUpTo;
  const results = await measureOne(examples, metrics, null, settings, resample, signal);
  const total = slices.groups.reduce((sum, group) => sum + group.slices.length, 0);
  let done = 0;
  for (const group of slices.groups) {
    const parts = partition(examples, group.codes, group.slices.length);
    for (const [k, slice] of group.slices.entries()) {
      signal.throwIfAborted();
      onProgress(slice.name, done++ / total);
      const part = pick(examples, parts[k] ?? new Uint32Array(0));
      results.push(...(await measureOne(part, metrics, slice.name, settings, resample, signal)));
    }
  }
  return results;
}

async function measureOne(
  examples: Examples,
  metrics: readonly MetricInfo[],
  slice: string | null,
  settings: IntervalSettings,
  resample: boolean,
  signal: AbortSignal,
): Promise<Metric[]> {
  const prepared = metrics.map((info) => {
    const computation = prepareMetric(info.name, info.needs ?? 'model', examples);
    return { info, computation, value: computation.at(examples.weight) };
  });
  const estimates = prepared.flatMap(({ info, computation, value }) =>
    typeof value === 'number' && Number.isFinite(value) ? [{ info, computation, value }] : [],
  );
  const stream = slice ?? '';
  const intervals = await intervalsOf(examples, estimates, settings, stream, resample, signal);
  const byName = new Map(estimates.map(({ info }, k) => [info.name, intervals[k]]));
  return prepared.map(({ info, value }) =>
    metricEntry(
      info,
      slice,
      value,
      byName.get(info.name) ?? noInterval('there is no value'),
      examples.n,
      settings.confidence,
    ),
  );
}
