/** Metrics with intervals for the whole dataset and for each slice, from examples alone. */
import type { Metric } from '../results/index.js';
import type { MetricInfo } from './catalogue.js';
import { metricEntry } from './entry.js';
import { restsOn } from './evidence.js';
import { fairnessMetrics } from './fairness.js';
import { INTERVALS, type IntervalSettings, intervalsOf, noInterval } from './intervals/index.js';
import { type Examples, partition, pick, prepareMetric } from './metrics/index.js';
import type { Slices } from './slices.js';

/**
 * Computes every metric for the whole and for each slice. Resampling is used where the whole dataset has at most
 * `resampleUpTo` rows, so that many slices of a large one do not take minutes.
 */
export async function measure(
  examples: Examples,
  metrics: readonly MetricInfo[],
  slices: Slices,
  how: { readonly seed: number; readonly clusters: Int32Array | null },
  signal: AbortSignal,
  onProgress: (text: string, fraction: number) => void = () => undefined,
): Promise<Metric[]> {
  const settings = { ...INTERVALS, ...how };
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
  const seen = new Set(results.map((metric) => `${metric.name} of ${metric.slice}`));
  for (const people of slices.fairness) {
    if (examples.task !== 'binary') break;
    const { table, gaps } = fairnessMetrics(examples, people, settings);
    // A column that is a slice as well has its metrics already.
    results.push(...gaps, ...table.filter((metric) => !seen.has(`${metric.name} of ${metric.slice}`)));
  }
  return results;
}

/** Metrics that are resampled share their draws; where nothing is, one after the other, so that memory is for one. */
async function measureOne(
  examples: Examples,
  metrics: readonly MetricInfo[],
  slice: string | null,
  settings: IntervalSettings,
  resample: boolean,
  signal: AbortSignal,
): Promise<Metric[]> {
  if (resample) return measureTogether(examples, metrics, slice, settings, resample, signal);
  const results: Metric[] = [];
  for (const info of metrics) {
    signal.throwIfAborted();
    results.push(...(await measureTogether(examples, [info], slice, settings, resample, signal)));
  }
  return results;
}

async function measureTogether(
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
  return prepared.map(({ info, value }) => {
    const rests = restsOn(info.name, examples, settings.clusters ?? null);
    const entry = metricEntry(
      info,
      slice,
      value,
      byName.get(info.name) ?? noInterval('there is no value'),
      examples.n,
      settings.confidence,
    );
    return rests < examples.n ? { ...entry, restsOn: rests } : entry;
  });
}
