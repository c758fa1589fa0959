/** Gaps: the largest difference between groups, and by how much that gap differs between two models. */

import { studentQuantile, z } from './distributions.js';
import { wilson } from './wilson.js';

/** An estimate of one group, with its interval at any two-sided level. */
export interface Part {
  readonly value: number;
  readonly bounds: (level: number) => readonly [number, number];
  /**
   * Where examples belong to clusters: by the cluster, what it adds to the error of the value. Groups that share
   * clusters are not independent, and this tells how much.
   */
  readonly shares?: ReadonlyMap<number, number>;
}
/** One group under two models: each model's own estimate, and their difference on the same examples. */
export interface PairedPart {
  readonly candidate: Part;
  readonly baseline: Part;
  readonly change: Part;
}
/** Groups that are held against each other; of several families (two rates) the largest gap counts. */
export type Families<P> = readonly (readonly P[])[];

export const GAP_SOURCE =
  'Zou and Donner 2008, Statistics in Medicine 27:1693; Newcombe 1998, Statistics in Medicine 17:873, method 10';
export const GAP_CHANGE_SOURCE =
  'Zou and Donner 2008, Statistics in Medicine 27:1693; Berger and Boos 1994, JASA 89:1012';

/** For groups of examples in clusters, beside `GAP_SOURCE`. */
export const CLUSTERED_SOURCE =
  'Korn and Graubard 1998, Survey Methodology 24:193; Zou 2007, Psychological Methods 12:399';

/**
 * Bounds of a − b from the bounds of each (MOVER, Zou and Donner 2008): where those are Wilson's, this is Newcombe's
 * hybrid score interval. Estimates are independent, or share clusters: then their correlation counts (Zou 2007) where
 * it is negative. A positive one would only make the interval shorter, and is itself an estimate.
 */
export function mover(a: Part, b: Part, level: number): readonly [number, number] {
  const gap = a.value - b.value;
  const [lowA, highA] = a.bounds(level);
  const [lowB, highB] = b.bounds(level);
  const against = Math.max(0, -correlation(a, b));
  // Not 0 times an infinite distance, of a logarithm of 0.
  const join = (x: number, y: number) =>
    x > 0 && y > 0 && against > 0 ? Math.sqrt(x * x + y * y + 2 * against * x * y) : Math.hypot(x, y);
  return [gap - join(a.value - lowA, highB - b.value), gap + join(highA - a.value, b.value - lowB)];
}

/** Of two estimates through the clusters that they share; 0 without clusters. */
function correlation({ shares: a }: Part, { shares: b }: Part): number {
  if (a === undefined || b === undefined) return 0;
  let [both, first, second] = [0, 0, 0];
  for (const [cluster, share] of a) {
    first += share * share;
    both += share * (b.get(cluster) ?? 0);
  }
  for (const share of b.values()) second += share * share;
  return first > 0 && second > 0 ? both / Math.sqrt(first * second) : 0;
}

/**
 * Wilson's bounds of a share whose examples belong to clusters, on the effective number of examples that the variance
 * between the clusters leaves, cut at `examples` and corrected for how few clusters measure that variance (Korn and
 * Graubard 1998). `shares` are what each cluster adds to the error of the value. Where they show no variance (a share
 * of 0 or 1), clusters count as if all in one were alike: `alike` is the effective number then. Below two clusters
 * nothing is known, and the bounds are those of the range.
 */
export function clusteredShare(
  value: number,
  counted: { readonly examples: number; readonly alike: number },
  shares: ReadonlyMap<number, number>,
): Part {
  const clusters = shares.size;
  let squares = 0;
  for (const share of shares.values()) squares += share * share;
  const variance = (squares * clusters) / (clusters - 1);
  const known = value > 0 && value < 1 && variance > 1e-15;
  const effective = known ? Math.min(counted.examples, (value * (1 - value)) / variance) : counted.alike;
  return {
    value,
    shares,
    bounds(level) {
      if (clusters < 2) return [0, 1];
      const at = (1 + level) / 2;
      const few = z(at) / studentQuantile(at, clusters - 1);
      const trials = effective * few * few;
      return wilson(value * trials, trials, level).bounds ?? [0, 1];
    },
  };
}

/** Every pair of different groups in both orders, family by family. */
function pairsOf<P>(families: Families<P>): (readonly [P, P])[] {
  return families.flatMap((parts) =>
    parts.flatMap((a, i) => parts.flatMap((b, j) => (i === j ? [] : [[a, b] as const]))),
  );
}

/** The two-sided level whose bounds are each missed with this chance. */
const levelOf = (alpha: number) => 1 - 2 * alpha;

/**
 * Interval of the largest difference between groups. With α = (1 − level) / 2 for each bound: the upper one is the
 * largest upper bound of any pair, which needs no correction, because it lies below the truth only if that of the one
 * pair that is truly farthest apart does. The lower one is the largest lower bound at α / ordered pairs (Bonferroni:
 * pair and order are chosen by looking, which with two equal groups alone would double the chance). It holds the truth in at least the nominal share, as far as the intervals of the groups do.
 * Throws a RangeError with fewer than two groups.
 */
export function gapInterval(families: Families<Part>, level: number): { low: number; high: number } {
  const pairs = pairsOf(families);
  if (pairs.length === 0) throw new RangeError('a gap needs two groups');
  const alpha = (1 - level) / 2;
  const corrected = levelOf(alpha / pairs.length);
  return {
    low: Math.max(0, ...pairs.map(([a, b]) => mover(a, b, corrected)[0])),
    high: Math.max(...pairs.map(([a, b]) => mover(a, b, level)[1])),
  };
}

/** Part of α that is spent on which pair may be the one that is truly farthest apart. */
const SEARCH = 0.1;

/** The level at which `gapChangeInterval` asks for the bounds of each change. */
export function changeLevel(level: number): number {
  return levelOf(((1 - SEARCH) * (1 - level)) / 2);
}

/**
 * Interval of the candidate's gap less the baseline's, on the same examples. With (i, j) the pair that is truly
 * farthest apart under the candidate, gap_c − gap_b ≤ (c_i − c_j) − (b_i − b_j) = change_i − change_j, because the
 * baseline's gap is at least its own difference of that pair; under the baseline's pair it is a lower bound. Which
 * pairs these are is not known: of all that may be (a simultaneous confidence set, on which a tenth of α is spent,
 * after Berger and Boos 1994) the widest bound counts. It is conservative, never shorter than it claims to be.
 * Throws a RangeError with fewer than two groups.
 */
export function gapChangeInterval(
  families: Families<PairedPart>,
  level: number,
): { low: number; high: number } {
  const pairs = pairsOf(families);
  if (pairs.length === 0) throw new RangeError('a gap needs two groups');
  const alpha = (1 - level) / 2;
  const search = levelOf((SEARCH * alpha) / pairs.length);
  const rest = changeLevel(level);
  const farthest = (side: 'candidate' | 'baseline') => {
    const bounds = pairs.map(([a, b]) => mover(a[side], b[side], search));
    const least = Math.max(...bounds.map(([low]) => low));
    return pairs.filter((_, k) => (bounds[k]?.[1] ?? Infinity) >= least);
  };
  const changes = (side: 'candidate' | 'baseline') =>
    farthest(side).map(([a, b]) => mover(a.change, b.change, rest));
  return {
    low: Math.min(...changes('baseline').map(([low]) => low)),
    high: Math.max(...changes('candidate').map(([, high]) => high)),
  };
}

/**
 * The ordered pairs (of positions) whose ratio may be the smallest: a simultaneous confidence set on the logarithm, on
 * which a tenth of α is spent. `parts` are the rates, none of them 0.
 */
export function smallestRatios(parts: readonly Part[], level: number): (readonly [number, number])[] {
  const pairs = parts.flatMap((_, i) => parts.flatMap((_, j) => (i === j ? [] : [[i, j] as const])));
  const search = levelOf((SEARCH * (1 - level)) / 2 / pairs.length);
  const logs = parts.map(logarithm);
  const bounds = pairs.map(([i, j]) => {
    const [a, b] = [logs[i], logs[j]];
    return a === undefined || b === undefined ? ([0, 0] as const) : mover(a, b, search);
  });
  const least = Math.min(...bounds.map(([, high]) => high));
  return pairs.filter((_, k) => (bounds[k]?.[0] ?? 0) <= least);
}

/** A rate on the logarithmic scale. */
export function logarithm({ value, bounds, shares }: Part): Part {
  return {
    value: Math.log(value),
    // The logarithm only scales what a cluster adds.
    ...(shares && { shares }),
    bounds: (level) => {
      const [low, high] = bounds(level);
      return [Math.log(low), Math.log(high)];
    },
  };
}
