/**
 * Metrics of two models together: how many predictions change, and how many that were right become wrong. A model
 * that is as accurate as the old one can still surprise everyone who relied on its answers.
 */
import type { Metric } from '../../results/index.js';
import { wilson } from '../../statistics/index.js';
import type { MetricInfo } from '../catalogue.js';
import { METRICS } from '../catalogue.js';
import { metricEntry } from '../entry.js';
import { at, type Examples, isClassified } from '../metrics/index.js';
import type { Slices } from '../slices.js';

/**
 * `flip_rate` and `negative_flip_rate` (Yan et al. 2021, "Positive-Congruent Training") of the whole dataset and of
 * each slice, with Wilson's intervals; unweighted, because a flip is a change for someone whatever the weight. None
 * where a side has no predicted label for every example.
 */
export function flipMetrics(candidate: Examples, baseline: Examples, slices: Slices): Metric[] {
  const flips = flipsByRow(candidate, baseline);
  const [any, negative] = [METRICS.get('flip_rate'), METRICS.get('negative_flip_rate')];
  if (flips === null || any === undefined || negative === undefined) return [];
  const entries = (slice: string | null, rows: readonly [number, number, number]) => [
    share(any, slice, rows[1], rows[0]),
    share(negative, slice, rows[2], rows[0]),
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

function share(info: MetricInfo, slice: string | null, hits: number, n: number): Metric {
  return metricEntry(info, slice, n === 0 ? { undefined: 'no rows' } : hits / n, wilson(hits, n), n);
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
    const row = candidate.row === null ? p : at(candidate.row, p);
    labels[row] = at(candidate.label, p);
    guesses[row] = at(now, p);
    if (at(candidate.label, p) < 0 || at(now, p) < 0) return null;
  }
  for (let p = 0; p < baseline.n; p++) {
    const row = baseline.row === null ? p : at(baseline.row, p);
    if (at(before, p) < 0) return null;
    const guess = known[at(before, p)] ?? -2;
    const right = guess === at(labels, row);
    if (guess !== at(guesses, row)) flips[row] = right ? BECAME_WRONG : CHANGED;
  }
  return flips;
}
