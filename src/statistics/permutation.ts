/** Permutation within pairs: under no difference the two models of each pair could change places. */
import { generatorFor } from './random.js';

export interface PermutationSettings {
  /** Of the statistic candidate − baseline. Absent: `two-sided`. */
  readonly alternative?: 'two-sided' | 'greater' | 'less';
  /** Absent: 9,999. */
  readonly replicates?: number;
  readonly seed: number;
  readonly stream: string;
}
export interface Permutation {
  readonly statistic: number;
  readonly p: number;
  readonly method: string;
}

/** Up to so many pairs that differ every way to change them is counted. */
const EXACT_UP_TO = 16;

/**
 * Test of the mean of the differences by flips of their signs (Fisher 1935, The Design of Experiments, §21). Exact
 * where at most 16 pairs differ; else from random flips, with the observed outcome counted among them, so that p is
 * never 0 (Phipson and Smyth 2010, SAGMB 9:39). Two-sided p is that of the absolute mean.
 */
export function signFlipTest(differences: Float64Array, settings: PermutationSettings): Permutation {
  const n = differences.length;
  const row = differences.findIndex((d) => !Number.isFinite(d));
  if (row >= 0) throw new RangeError(`the difference of row ${row + 1} is ${differences[row]}`);
  const moved = differences.filter((d) => d !== 0);
  let sum = 0;
  for (const d of moved) sum += d;
  const statistic = n === 0 ? 0 : sum / n;
  const flips = (flip: (i: number) => boolean) => {
    let value = 0;
    for (let i = 0; i < moved.length; i++) value += flip(i) ? -(moved[i] as number) : (moved[i] as number);
    return value;
  };
  return permuted(moved.length, sum, statistic, flips, settings);
}

/**
 * Test of any statistic: `statistic(swap)` is it with the two models changed in the pairs whose `swap` is 1. The
 * pairs are exchanged as wholes; give a cluster's examples one flag to keep clusters whole.
 */
export function swapTest(
  pairs: number,
  statistic: (swap: Uint8Array) => number,
  settings: PermutationSettings,
): Permutation {
  const swap = new Uint8Array(pairs);
  const observed = statistic(swap);
  if (Number.isNaN(observed)) throw new RangeError('the statistic has no value on the examples as they are');
  const value = (flip: (i: number) => boolean) => {
    for (let i = 0; i < pairs; i++) swap[i] = flip(i) ? 1 : 0;
    return statistic(swap);
  };
  return permuted(pairs, observed, observed, value, settings);
}

function permuted(
  pairs: number,
  observed: number,
  statistic: number,
  value: (flip: (i: number) => boolean) => number,
  settings: PermutationSettings,
): Permutation {
  const { alternative = 'two-sided', replicates = 9999, seed } = settings;
  // Sums in another order differ by rounding; what is as extreme but for that counts.
  const slack = 1e-12 * Math.abs(observed);
  const extreme = (x: number) => {
    // A permutation on which the statistic has no value counts against the claim.
    if (Number.isNaN(x)) return true;
    if (alternative === 'greater') return x >= observed - slack;
    if (alternative === 'less') return x <= observed + slack;
    return Math.abs(x) >= Math.abs(observed) - slack;
  };
  let count = 0;
  if (pairs <= EXACT_UP_TO) {
    const ways = 2 ** pairs;
    for (let way = 0; way < ways; way++) if (extreme(value((i) => ((way >>> i) & 1) === 1))) count++;
    return { statistic, p: count / ways, method: 'permutation(exact)' };
  }
  const random = generatorFor(seed, settings.stream);
  for (let b = 0; b < replicates; b++) {
    let bits = 0;
    const flip = (i: number) => {
      if (i % 32 === 0) bits = random.bits();
      return ((bits >>> (i % 32)) & 1) === 1;
    };
    if (extreme(value(flip))) count++;
  }
  return {
    statistic,
    p: (count + 1) / (replicates + 1),
    method: `permutation(B=${replicates}, seed=${seed})`,
  };
}
