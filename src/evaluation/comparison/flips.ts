/**
 * Metrics of two models together: how many predictions change, and how many that were right become wrong. A model
 * that is as accurate as the old one can still surprise everyone who relied on its answers.
 */
import type { Metric } from '../../results/index.js';
import { noInterval, wilson } from '../../statistics/index.js';
import type { MetricInfo } from '../catalogue.js';
import { METRICS } from '../catalogue.js';
import { metricEntry } from '../entry.js';
import { type Examples, isClassified } from '../metrics/index.js';
import type { Slices } from '../slices.js';

/**
 * `flip_rate` and `negative_flip_rate` (Yan et al. 2021, "Positive-Congruent Training") of the whole dataset and of
 * each slice, with Wilson's intervals; unweighted, because a flip is a change for someone whatever the weight. None
 * where a side has no predicted label for every example.
 */
export function flipMetrics(
  candidate: Examples,
  baseline: Examples,
  slices: Slices,
  clustered = false,
): Metric[] {
  const flips = flipsByRow(candidate, baseline);
  const [any, negative] = [METRICS.get('flip_rate'), METRICS.get('negative_flip_rate')];
  if (flips === null || any === undefined || negative === undefined) return [];
  const entries = (slice: string | null, rows: readonly [number, number, number]) => [
    share(any, slice, rows[1], rows[0], clustered),
    share(negative, slice, rows[2], rows[0], clustered),
  ];
  const whole: [number, number, number] = [flips.length, 0, 0];
  for (const flip of flips) count(whole, flip);
  whole[0] = flips.length;
  const result = entries(null, whole);
  for (const group of slices.groups) {
    const counts = group.slices.map((): [number, number, number] => [0, 0, 0]);
    for (const [row, code] of group.codes.entries()) {
      const counter = counts[code];
      if (counter === undefined) continue;
      counter[0]++;
      count(counter, flips[row] ?? NONE);
    }
    for (const [k, slice] of group.slices.entries())
      result.push(...entries(slice.name, counts[k] ?? [0, 0, 0]));
  }
  return result;
}

const NONE = 0;
const CHANGED = 1;
const BECAME_WRONG = 2;
/** n, flips, negative flips. */
function count(counter: [number, number, number], flip: number): void {
  if (flip !== NONE) counter[1]++;
  if (flip === BECAME_WRONG) counter[2]++;
}

function share(info: MetricInfo, slice: string | null, hits: number, n: number, clustered: boolean): Metric {
  const interval = clustered
    ? noInterval('of independent examples only, and these belong to clusters')
    : wilson(hits, n);
  return metricEntry(info, slice, n === 0 ? { undefined: 'no rows' } : hits / n, interval, n);
}

function flipsByRow(candidate: Examples, baseline: Examples): Uint8Array | null {
  if (!isClassified(candidate) || !isClassified(baseline)) return null;
  const [now, before] = [candidate.predicted, baseline.predicted];
  if (now === null || before === null) return null;
  const names = (examples: Examples) => (examples.task === 'multiclass' ? examples.classes : ['0', '1']);
  const [ours, theirs] = [names(candidate), names(baseline)];
  const place = new Map(ours.map((name, k) => [name, k]));
  const known = theirs.map((name) => place.get(name) ?? -2);
  const flips = new Uint8Array(candidate.n);
  const labels = new Int32Array(candidate.n);
  const guesses = new Int32Array(candidate.n);
  for (let p = 0; p < candidate.n; p++) {
    const row = candidate.row === null ? p : (candidate.row[p] as number);
    labels[row] = candidate.label[p] as number;
    guesses[row] = now[p] as number;
    if ((candidate.label[p] as number) < 0 || (now[p] as number) < 0) return null;
  }
  for (let p = 0; p < baseline.n; p++) {
    const row = baseline.row === null ? p : (baseline.row[p] as number);
    if ((before[p] as number) < 0) return null;
    const guess = known[before[p] as number] ?? -2;
    const right = guess === (labels[row] as number);
    if (guess !== (guesses[row] as number)) flips[row] = right ? BECAME_WRONG : CHANGED;
  }
  return flips;
}
