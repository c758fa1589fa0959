/**
 * A test of no difference by exchange within pairs: under it, which of the two models gave which answer of a pair is
 * chance. It says that there is a difference, not how large; the gate decides by the interval.
 */
import type { PairedComparison } from '../../results/index.js';
import { swapTest } from '../../statistics/index.js';
import { at, type Examples, prepareMetric, sortedByScore } from '../metrics/index.js';
import { lined, linedCodes } from './align.js';
import type { CompareSettings, Pair, PairSide } from './pair.js';

/** Above so many examples times permutations the test takes longer than it is worth. */
const MOST_WORK = 2e8;

/** Null where it is not asked for, and where the two sides have other classes. Clusters are exchanged as wholes. */
export function permuted(pair: Pair, settings: CompareSettings): PairedComparison['permutation'] | null {
  const { permutations, seed } = settings;
  if (permutations === null || pair.n * permutations > MOST_WORK) return null;
  const exchange = exchangeOf(pair);
  if (exchange === null) return null;
  const { info, clusters, n } = pair;
  const units = clusters === null ? n : clusters.reduce((most, code) => Math.max(most, code), -1) + 1;
  const value = (examples: Examples) => {
    const found = prepareMetric(info.name, info.needs ?? 'model', examples).at(examples.weight);
    return typeof found === 'number' ? found : Number.NaN;
  };
  const statistic = (swap: Uint8Array) => {
    const [now, before] = exchange((i) => at(swap, clusters === null ? i : at(clusters, i)) === 1);
    return value(now) - value(before);
  };
  const { p } = swapTest(units, statistic, {
    replicates: permutations,
    seed,
    stream: `permutation ${info.name} ${pair.slice ?? ''}`,
  });
  return { pValue: p, replicates: permutations };
}

type Exchange = (swapped: (i: number) => boolean) => [Examples, Examples];

/** Gives both sides with the answers of some examples exchanged. */
function exchangeOf({ candidate, baseline, weight, n }: Pair): Exchange | null {
  const [ours, theirs] = [candidate.examples, baseline.examples];
  const base = { n, weight, row: null };
  const mixed = <T extends Float64Array | Int32Array>(a: T, b: T, make: (n: number) => T) => {
    return (swapped: (i: number) => boolean): [T, T] => {
      const [x, y] = [make(n), make(n)];
      for (let i = 0; i < n; i++) {
        const turn = swapped(i);
        x[i] = at(turn ? b : a, i);
        y[i] = at(turn ? a : b, i);
      }
      return [x, y];
    };
  };
  const floats = (length: number) => new Float64Array(length);
  const ints = (length: number) => new Int32Array(length);
  const of = (side: PairSide, values: Float64Array | null) => values && lined(side, values);
  const codes = (side: PairSide, values: Int32Array | null) => values && linedCodes(side, values);
  if (ours.task === 'regression' && theirs.task === 'regression') {
    const label = lined(candidate, ours.label);
    const predicted = mixed(lined(candidate, ours.predicted), lined(baseline, theirs.predicted), floats);
    return (swapped) => {
      const [now, before] = predicted(swapped);
      const side = (values: Float64Array): Examples => ({
        ...base,
        task: 'regression',
        label,
        predicted: values,
      });
      return [side(now), side(before)];
    };
  }
  if (ours.task !== 'binary' || theirs.task !== 'binary') return null;
  const label = linedCodes(candidate, ours.label);
  const [score, other] = [of(candidate, ours.score), of(baseline, theirs.score)];
  const [predicted, guessed] = [codes(candidate, ours.predicted), codes(baseline, theirs.predicted)];
  if ((score === null) !== (other === null) || predicted === null || guessed === null) return null;
  const labels = mixed(predicted, guessed, ints);
  const scores = score === null || other === null ? null : mixed(score, other, floats);
  return (swapped) => {
    const [now, before] = labels(swapped);
    const [high, low] = scores?.(swapped) ?? [null, null];
    const side = (guess: Int32Array, values: Float64Array | null) =>
      sortedByScore({ ...base, task: 'binary', label, predicted: guess, score: values });
    return [side(now, high), side(before, low)];
  };
}
