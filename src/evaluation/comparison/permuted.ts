/**
 * A test of no difference by exchange within pairs: under it, which of the two models gave which answer of a pair is
 * chance. It says that there is a difference, not how large; the gate decides by the interval.
 */

import { groupDigits } from '../../base/index.js';
import type { PairedComparison } from '../../results/index.js';
import { signFlipTest, swapTest } from '../../statistics/index.js';
import { type Examples, prepareMetric, sortedByScore } from '../metrics/index.js';
import { lined, linedCodes } from './align.js';
import { type CompareSettings, type Pair, type PairSide, perExample } from './pair.js';

/** Above so many examples times permutations the test takes longer than it is worth. */
const MOST_WORK = 2e8;

type Test = NonNullable<PairedComparison['permutation']> | { readonly skipped: string };

/**
 * Null where it is not asked for; with the reason where it is asked for and not made. Clusters are exchanged as
 * wholes. Of a mean of one number an example the exchange of a pair is a change of the sign of its difference.
 */
export function permuted(pair: Pair, settings: CompareSettings): Test | null {
  const { permutations, seed } = settings;
  if (permutations === null) return null;
  const { info, clusters, n } = pair;
  if (n * permutations > MOST_WORK) {
    return {
      skipped: `no permutation test: ${groupDigits(n)} examples times ${groupDigits(permutations)} permutations are more than ${groupDigits(MOST_WORK)}`,
    };
  }
  const units = clusters === null ? n : clusters.reduce((most, code) => Math.max(most, code), -1) + 1;
  const stream = `permutation ${info.name} ${pair.slice ?? ''}`;
  const exchange = exchangeOf(pair);
  if (exchange === null) {
    const differences = unitDifferences(pair, units);
    if (differences === null) {
      return {
        skipped: `no permutation test: the answers of two models are not exchanged for ${info.name}, task ${pair.candidate.examples.task}`,
      };
    }
    const { p } = signFlipTest(differences, { replicates: permutations, seed, stream });
    return { pValue: p, replicates: permutations };
  }
  const value = (examples: Examples) => {
    const found = prepareMetric(info.name, info.needs ?? 'model', examples).at(examples.weight);
    return typeof found === 'number' ? found : Number.NaN;
  };
  const statistic = (swap: Uint8Array) => {
    const [now, before] = exchange(
      (i) => (swap[clusters === null ? i : (clusters[i] as number)] as number) === 1,
    );
    return value(now) - value(before);
  };
  const { p } = swapTest(units, statistic, {
    replicates: permutations,
    seed,
    stream,
  });
  return { pValue: p, replicates: permutations };
}

/** What each example, or each cluster of them, adds to the weighted sum of the differences; null of no mean. */
function unitDifferences(pair: Pair, units: number): Float64Array | null {
  const [now, before] = [perExample(pair.candidate), perExample(pair.baseline)];
  if (now === null || before === null) return null;
  const sums = new Float64Array(units);
  for (let i = 0; i < pair.n; i++) {
    const unit = pair.clusters === null ? i : (pair.clusters[i] as number);
    const difference = (now[i] as number) - (before[i] as number);
    sums[unit] =
      (sums[unit] as number) + (pair.weight === null ? 1 : (pair.weight[i] as number)) * difference;
  }
  return sums;
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
        x[i] = (turn ? b[i] : a[i]) as number;
        y[i] = (turn ? a[i] : b[i]) as number;
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
