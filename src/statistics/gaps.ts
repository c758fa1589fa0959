/** Gaps: the largest difference between independent groups, and by how much that gap differs between two models. */

/** An estimate of one group, with its interval at any two-sided level. */
export interface Part {
  readonly value: number;
  readonly bounds: (level: number) => readonly [number, number];
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

/**
 * Bounds of a − b for independent estimates from the bounds of each (MOVER, Zou and Donner 2008): where those are
 * Wilson's, this is Newcombe's hybrid score interval.
 */
export function mover(a: Part, b: Part, level: number): readonly [number, number] {
  const gap = a.value - b.value;
  const [lowA, highA] = a.bounds(level);
  const [lowB, highB] = b.bounds(level);
  return [
    gap - Math.hypot(a.value - lowA, highB - b.value),
    gap + Math.hypot(highA - a.value, b.value - lowB),
  ];
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
