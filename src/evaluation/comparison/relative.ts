/** The interval of a relative change, delta / |baseline|, in which the baseline is as uncertain as the candidate. */
import { isInterval, relativeInterval } from '../../statistics/index.js';
import { lined } from './align.js';
import { DECIDING, type Found, type Pair, type PairSide } from './pair.js';

/**
 * The interval of delta in units of |baseline|, widened to hold Fieller's where the influence of each example on both
 * values is known. Null for a baseline of 0, and where the baseline cannot be told from 0.
 */
export function relativeOf(pair: Pair, intervals: Found['intervals']): Found['relative'] {
  const deciding = intervals.find(({ level }) => level === DECIDING);
  if (deciding === undefined || pair.baseline.value === 0) return null;
  const scale = Math.abs(pair.baseline.value);
  const [low, high] = [deciding.low / scale, deciding.high / scale];
  const fieller = fiellerOf(pair);
  if (fieller === null) return { level: DECIDING, low, high };
  if (!isInterval(fieller)) return null;
  return { level: DECIDING, low: Math.min(low, fieller.low), high: Math.max(high, fieller.high) };
}

function fiellerOf(pair: Pair): ReturnType<typeof relativeInterval> | null {
  const now = influenceOf(pair.candidate);
  const before = influenceOf(pair.baseline);
  if (now === null || before === null || pair.n < 2) return null;
  const units = unitsOf(pair);
  const [sums, others] = [new Float64Array(units.count), new Float64Array(units.count)];
  let total = 0;
  for (let i = 0; i < pair.n; i++) {
    const w = pair.weight === null ? 1 : (pair.weight[i] as number);
    const unit = units.of(i);
    total += w;
    sums[unit] = (sums[unit] as number) + w * (now[i] as number);
    others[unit] = (others[unit] as number) + w * (before[i] as number);
  }
  if (!(total > 0) || units.count < 2) return null;
  const correct = units.count / (units.count - 1) / (total * total);
  const product = (a: Float64Array, b: Float64Array) =>
    correct * a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
  return relativeInterval(
    {
      candidate: pair.candidate.value,
      baseline: pair.baseline.value,
      varianceCandidate: product(sums, sums),
      varianceBaseline: product(others, others),
      covariance: product(sums, others),
      n: pair.n,
    },
    DECIDING,
  );
}

function unitsOf({ n, clusters }: Pair): { readonly count: number; readonly of: (i: number) => number } {
  if (clusters === null) return { count: n, of: (i) => i };
  const count = clusters.reduce((most, code) => Math.max(most, code), -1) + 1;
  return { count, of: (i) => clusters[i] as number };
}

function influenceOf(side: PairSide): Float64Array | null {
  if (side.computation.influence === undefined) return null;
  const values = lined(side, side.computation.influence(side.examples.weight));
  return values.every(Number.isFinite) ? values : null;
}
