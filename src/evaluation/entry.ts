/** One figure of a result: its value, or why there is none, with interval and n. */
import type { Metric } from '../results/index.js';
import type { MetricInfo } from './catalogue.js';
import { INTERVALS, type Interval } from './intervals/index.js';

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
