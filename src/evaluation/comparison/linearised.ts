/**
 * Intervals from what each example contributes to the difference of the two values (its influence on the one minus
 * that on the other). For a mean of one number an example that is the paired t; clusters are summed first.
 */
import { studentQuantile } from '../../statistics/index.js';
import { at } from '../metrics/index.js';
import { type AlignedSide, lined } from './align.js';
import {
  type CompareSettings,
  DECIDING,
  type Found,
  type Pair,
  type PairSide,
  withoutInterval,
} from './pair.js';

const SOURCE: Readonly<Record<string, string>> = {
  'paired t': 'Student 1908, Biometrika 6:1; of clusters: Miller 2024, arXiv:2411.00640',
};
const USUAL_SOURCE = 'Huber 1981, Robust Statistics; linearisation, Deville 1999, Survey Methodology 25:193';

/** Null where one side has no influence function. */
export function linearised(pair: Pair, { levels }: CompareSettings, name: string): Found | null {
  const { candidate, baseline, weight, clusters, n } = pair;
  const now = influenceOf(candidate, weight);
  const before = influenceOf(baseline, weight);
  if (now === null || before === null) return null;
  const difference = now.map((value, i) => value - at(before, i));
  const spread = spreadOf(difference, weight, clusters);
  const method = clusters === null ? name : `${name}(clusters)`;
  const source = SOURCE[name] ?? USUAL_SOURCE;
  if (spread === null)
    return withoutInterval(method, source, 'there are fewer than two examples (or clusters)');
  const interval = (se: number) => (level: number) => {
    const half = studentQuantile((1 + level) / 2, spread.groups - 1) * se;
    return { level, low: pair.delta - half, high: pair.delta + half };
  };
  return {
    intervals: levels.map(interval(spread.se)),
    relative: relativeTo(pair, now, before),
    method,
    source,
    working: [
      `n = ${n} examples${clusters === null ? '' : ` in ${spread.groups} clusters`}, delta = ${pair.delta}`,
      `standard error ${spread.se}, t with ${spread.groups - 1} degrees of freedom`,
    ],
    notes: [
      ...(spread.groups < FEW
        ? [
            `${spread.groups} ${clusters === null ? 'examples' : 'clusters'}: the normal approximation is rough`,
          ]
        : []),
      ...heavyTail(difference),
    ],
  };
}

const FEW = 30;
/** An example that has more of the sum of squares than this decides alone. */
const ONE_EXAMPLE = 0.25;

function heavyTail(difference: Float64Array): string[] {
  let [total, most] = [0, 0];
  for (const value of difference) {
    total += value * value;
    most = Math.max(most, value * value);
  }
  return total > 0 && difference.length >= FEW && most / total > ONE_EXAMPLE
    ? [`one example has ${Math.round((100 * most) / total)}% of the variance: the tails are heavy`]
    : [];
}

/** Interval of delta / |baseline|, in which the baseline is as uncertain as the candidate. */
function relativeTo(pair: Pair, now: Float64Array, before: Float64Array): Found['relative'] {
  const { candidate, baseline, weight, clusters } = pair;
  if (baseline.value === 0) return null;
  const scale = Math.abs(baseline.value);
  const ratio = candidate.value / baseline.value;
  const spread = spreadOf(
    now.map((value, i) => (value - ratio * at(before, i)) / scale),
    weight,
    clusters,
  );
  if (spread === null) return null;
  const half = studentQuantile((1 + DECIDING) / 2, spread.groups - 1) * spread.se;
  return { level: DECIDING, low: pair.delta / scale - half, high: pair.delta / scale + half };
}

function influenceOf(side: PairSide & AlignedSide, weight: Float64Array | null): Float64Array | null {
  if (side.computation.influence === undefined) return null;
  // The side's own order of weights is that of its examples.
  const values = lined(side, side.computation.influence(weight === null ? null : side.examples.weight));
  return values.every(Number.isFinite) ? values : null;
}

/** Standard error of Σ w ψ / Σ w, with G / (G − 1) over examples or clusters; null with fewer than two of them. */
function spreadOf(
  values: Float64Array,
  weight: Float64Array | null,
  clusters: Int32Array | null,
): { readonly se: number; readonly groups: number } | null {
  const n = values.length;
  const sums = new Map<number, number>();
  let [total, squares, groups] = [0, 0, n];
  for (let i = 0; i < n; i++) {
    const w = weight === null ? 1 : at(weight, i);
    total += w;
    const part = w * at(values, i);
    if (clusters === null) squares += part * part;
    else {
      const code = at(clusters, i);
      sums.set(code, (sums.get(code) ?? 0) + part);
    }
  }
  if (clusters !== null) {
    groups = sums.size;
    for (const part of sums.values()) squares += part * part;
  }
  if (groups < 2 || !(total > 0)) return null;
  return { se: Math.sqrt((squares * groups) / (groups - 1)) / total, groups };
}
