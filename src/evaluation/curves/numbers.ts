/** Predicted numbers beside true ones, their residuals, and times: histograms whose edges are round numbers. */
import { bisectRight, nice, range, tickIncrement } from 'd3-array';
import type { Curves, HistogramCounts } from '../../results/index.js';
import { type RegressionExamples, short } from './common.js';

/** Groups of about equally many rows. */
const GROUPS = 20;
/** About so many bins of a histogram. */
const BINS = 30;
/** Where the edges of a histogram lie is seen from so many values, taken at equal distances; all are counted. */
const SAMPLE = 100_000;

/**
 * Groups by rising prediction, and residuals. Labels and predictions must be finite. Of more rows than `SAMPLE` the
 * borders of the groups and the quartiles are those of the sample; numbers of rows and means are of all.
 */
export function regressionCurves(examples: RegressionExamples): NonNullable<Curves['regression']> | null {
  const { n, label, predicted } = examples;
  if (n === 0) return null;
  const step = Math.max(1, Math.floor(n / SAMPLE));
  const sample = Float64Array.from(
    { length: Math.ceil(n / step) },
    (_, k) => predicted[k * step] as number,
  ).sort();
  const borders = [...new Set(Array.from({ length: GROUPS - 1 }, (_, k) => at(sample, (k + 1) / GROUPS)))];
  const groups = Array.from({ length: borders.length + 1 }, () => ({
    n: 0,
    predicted: 0,
    actual: 0,
    labels: [] as number[],
  }));
  for (let i = 0; i < n; i++) {
    const group = groups[bisectRight(borders, predicted[i] as number)];
    if (group === undefined) continue;
    group.n += 1;
    group.predicted += predicted[i] as number;
    group.actual += label[i] as number;
    if (i % step === 0) group.labels.push(label[i] as number);
  }
  const bins = groups.flatMap((group) => {
    const labels = Float64Array.from(group.labels).sort();
    const bin = {
      n: group.n,
      predicted: short(group.predicted / group.n),
      actual: short(group.actual / group.n),
      quartiles: [short(at(labels, 0.25)), short(at(labels, 0.75))] as [number, number],
    };
    // A group without rows has no mean, and sums of the largest doubles are infinite: there is nothing to draw.
    return [bin.predicted, bin.actual, ...bin.quartiles].every(Number.isFinite) ? [bin] : [];
  });
  const residuals = histogram(n, (i) => (label[i] as number) - (predicted[i] as number));
  return residuals === null || bins.length === 0 ? null : { bins, residuals };
}

/** Times of single requests, sorted, on edges that several models share. */
export function latencyHistogram(
  times: Float64Array,
  edges: readonly number[] | null,
): HistogramCounts | null {
  return edges === null ? null : counted(times.length, (i) => times[i] as number, edges);
}

/**
 * Edges for the times of one or more models. A single slow request of a busy machine would leave all others in one
 * bin, so they end at half more than the 95th percentile; what is slower is counted as above.
 */
export function latencyEdges(all: readonly Float64Array[]): number[] | null {
  const times = all.filter((sorted) => sorted.length > 0);
  if (times.length === 0) return null;
  const least = Math.min(...times.map((sorted) => sorted[0] as number));
  const most = 1.5 * Math.max(...times.map((sorted) => at(sorted, 0.95)));
  return edgesOf(least, most);
}

function histogram(n: number, value: (i: number) => number): HistogramCounts | null {
  const step = Math.max(1, Math.floor(n / SAMPLE));
  const sample = Float64Array.from({ length: Math.ceil(n / step) }, (_, k) => value(k * step)).sort();
  const edges = edgesOf(at(sample, 0.005), at(sample, 0.995));
  return edges === null ? null : counted(n, value, edges);
}

/** Round edges around a range; null where it is not finite. */
function edgesOf(least: number, most: number): number[] | null {
  if (!Number.isFinite(most - least)) return null;
  const [from, to] =
    most > least ? [least, most] : [least - (Math.abs(least) || 1) / 10, most + (Math.abs(most) || 1) / 10];
  const [start, stop] = nice(from, to, BINS);
  const step = tickIncrement(start, stop, BINS);
  const edges =
    step > 0
      ? range(Math.round(start / step), Math.round(stop / step) + 1).map((k) => k * step)
      : range(Math.round(start * -step), Math.round(stop * -step) + 1).map((k) => k / -step);
  const rounded = [...new Set(edges.map((edge) => Number(edge.toPrecision(12))))];
  return rounded.length >= 2 && rounded.every(Number.isFinite) ? rounded : null;
}

function counted(n: number, value: (i: number) => number, edges: readonly number[]): HistogramCounts {
  const first = edges[0] as number;
  const last = edges.at(-1) as number;
  const bins = edges.length - 1;
  const width = (last - first) / bins;
  const counts = new Array<number>(bins).fill(0);
  let [below, above] = [0, 0];
  for (let i = 0; i < n; i++) {
    const x = value(i);
    if (x < first) below++;
    else if (x > last) above++;
    else {
      // The quotient may miss a bin by rounding; the edges decide.
      let bin = Math.min(bins - 1, Math.floor((x - first) / width));
      if (bin + 1 < bins && x >= (edges[bin + 1] as number)) bin++;
      else if (x < (edges[bin] as number)) bin--;
      counts[bin] = (counts[bin] as number) + 1;
    }
  }
  return { edges: [...edges], counts, below, above };
}

/** The value at a share of sorted values. */
function at(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
