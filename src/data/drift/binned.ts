/** One column of both datasets, counted in the same bins: from two profiles to what methods look at. */
import type { CategoricalProfile, ColumnProfile, NumericProfile } from '../profile/index.js';

export interface BinnedColumn {
  readonly column: string;
  readonly kind: 'numeric' | 'categorical';
  /** Names of the bins of `reference` and `current`. */
  readonly labels: readonly string[];
  /** Rows of the reference in each bin; every row is in one. */
  readonly reference: readonly number[];
  readonly current: readonly number[];
  /** Rows without a usable value: missing, NaN, infinite. */
  readonly missing: { readonly reference: number; readonly current: number };
  /** Of numbers: finer bins in rising order. */
  readonly ordered: OrderedCounts | null;
  /** What a reader should know: `3 categories are new`. */
  readonly note?: string;
}

export interface OrderedCounts {
  /** −∞, below, bins, above, ∞, NaN, missing. */
  readonly reference: readonly number[];
  readonly current: readonly number[];
  /** The finite values alone: below, bins, above; between `ends[i]` and `ends[i + 1]`. */
  readonly finite: { readonly reference: readonly number[]; readonly current: readonly number[] };
  readonly ends: readonly number[];
  /** Standard deviation of the reference; null where it has none. */
  readonly sigma: number | null;
}

/** What lies in both columns, or why they cannot be compared. */
export function binColumn(
  reference: ColumnProfile,
  current: ColumnProfile,
  options: { readonly bins: number; readonly personal: boolean },
): BinnedColumn | { readonly problem: string } {
  if (reference.numeric && current.numeric) {
    return numericBins(reference, current, reference.numeric, current.numeric, options);
  }
  return categoricalBins(reference, current);
}

function numericBins(
  before: ColumnProfile,
  after: ColumnProfile,
  reference: NumericProfile,
  current: NumericProfile,
  { bins, personal }: { readonly bins: number; readonly personal: boolean },
): BinnedColumn {
  const groups = grouped(reference.counts, bins);
  const low = (index: number) => (index === 0 ? (reference.low ?? 0) : (reference.edges[index - 1] ?? 0));
  const labels = groups.map(({ from, to }, index) =>
    personal
      ? `bin ${index + 1}`
      : `${from === 0 ? '[' : '('}${shown(low(from))}, ${shown(reference.edges[to] ?? 0)}]`,
  );
  const sums = (counts: readonly number[]) => groups.map(({ from, to }) => sum(counts.slice(from, to + 1)));
  const infinite = (each: NumericProfile) => each.positiveInfinity + each.negativeInfinity;
  // One bin for both ends would not see one turn into the other; where there is one end only, it is enough.
  const sides = [reference, current];
  const ends =
    sides.some(({ positiveInfinity }) => positiveInfinity > 0) &&
    sides.some(({ negativeInfinity }) => negativeInfinity > 0);
  const all = (each: NumericProfile, nulls: number) => [
    each.below,
    ...sums(each.counts),
    each.above,
    each.nan,
    ...(ends ? [each.negativeInfinity, each.positiveInfinity] : [infinite(each)]),
    nulls,
  ];
  const ordered = (each: NumericProfile, nulls: number) => [
    each.negativeInfinity,
    each.below,
    ...each.counts,
    each.above,
    each.positiveInfinity,
    each.nan,
    nulls,
  ];
  const finite = (each: NumericProfile) => [each.below, ...each.counts, each.above];
  const first = reference.low ?? current.min ?? 0;
  const last = reference.edges.at(-1) ?? first;
  const least = Math.min(first, reference.min ?? first, current.min ?? first);
  const most = Math.max(last, reference.max ?? last, current.max ?? last);
  const { m2, finite: values } = reference;
  return {
    column: before.name,
    kind: 'numeric',
    labels: ['below', ...labels, 'above', 'NaN', ...(ends ? ['−∞', '∞'] : ['infinite']), 'missing'],
    reference: all(reference, before.nulls),
    current: all(current, after.nulls),
    missing: {
      reference: before.nulls + reference.nan + infinite(reference),
      current: after.nulls + current.nan + infinite(current),
    },
    ordered: {
      reference: ordered(reference, before.nulls),
      current: ordered(current, after.nulls),
      finite: { reference: finite(reference), current: finite(current) },
      ends: [least, first, ...reference.edges, most],
      sigma: m2 === null || values === 0 ? null : Math.sqrt(m2 / values),
    },
  };
}

/** Categories that are bins by themselves; the others are counted together. */
const CATEGORY_BINS = 50;

function categoricalBins(
  before: ColumnProfile,
  after: ColumnProfile,
): BinnedColumn | { readonly problem: string } {
  const [reference, current] = [before.categorical, after.categorical];
  if (reference === undefined || current === undefined) return { problem: 'it has no counts' };
  const found = new Map(current.top.map(({ value, count }) => [value, count]));
  const uncounted = reference.top.find(({ value }) => !found.has(value));
  if (uncounted !== undefined && current.other > 0) {
    return { problem: 'the data were not counted in the categories of the reference' };
  }
  const known = new Set(reference.top.map(({ value }) => value));
  const fresh = current.top.filter(({ value, count }) => count > 0 && !known.has(value));
  const unseen =
    sum(current.top.map(({ count }) => count)) +
    current.other -
    sum(reference.top.map(({ value }) => found.get(value) ?? 0));
  // Chosen by what both sides hold together: chosen by one side, its chance would look like a difference.
  const bins = [
    ...frequent(reference).map(({ value, count }) => ({ value, before: count, now: found.get(value) ?? 0 })),
    ...(reference.other === 0 ? fresh.map(({ value, count }) => ({ value, before: 0, now: count })) : []),
  ]
    .sort((a, b) => b.before + b.now - a.before - a.now || (a.value < b.value ? -1 : 1))
    .slice(0, CATEGORY_BINS);
  const rest = ({ top, other }: CategoricalProfile, own: number) =>
    sum(top.map(({ count }) => count)) + other - own;
  const names = fresh
    .slice(0, 3)
    .map(({ value }) => value)
    .join(', ');
  const more = fresh.length > 3 || current.other > 0 ? ', …' : '';
  return {
    column: before.name,
    kind: 'categorical',
    labels: [...bins.map(({ value }) => value), 'other', 'missing'],
    reference: [
      ...bins.map((bin) => bin.before),
      rest(reference, sum(bins.map((bin) => bin.before))),
      before.nulls,
    ],
    current: [...bins.map((bin) => bin.now), rest(current, sum(bins.map((bin) => bin.now))), after.nulls],
    missing: { reference: before.nulls, current: after.nulls },
    ordered: null,
    ...(reference.other === 0 && unseen > 0
      ? {
          note: `${unseen} ${unseen === 1 ? 'row has' : 'rows have'} categories that the reference does not have${names === '' ? '' : ` (${names}${more})`}`,
        }
      : {}),
  };
}

/**
 * The values that are bins by themselves. Where not all values were kept, those near the cut were kept for being
 * frequent in the reference by chance, and would be rarer in any other data: they go to `other`, with room of four
 * standard deviations.
 */
export function frequent({ top, other, leftOut }: CategoricalProfile): CategoricalProfile['top'] {
  if (other === 0) return top;
  const cut = leftOut ?? top.at(-1)?.count ?? 0;
  return top.filter(({ count }) => count > cut + 4 * Math.sqrt(2 * Math.max(cut, 1)));
}

/** Neighbouring bins together, so that each of at most `bins` groups holds about as many rows of the reference. */
export function grouped(
  counts: readonly number[],
  bins: number,
): { readonly from: number; readonly to: number }[] {
  const all = sum(counts);
  const groups: { from: number; to: number }[] = [];
  let from = 0;
  let upTo = 0;
  counts.forEach((count, index) => {
    upTo += count;
    const last = index === counts.length - 1;
    // A half bin of slack: edges of a sample are not exactly quantiles.
    const due = (all * (groups.length + 1)) / bins - all / (2 * Math.max(bins, counts.length));
    if (!last && (counts.length <= bins ? false : upTo < due || groups.length === bins - 1)) return;
    groups.push({ from, to: index });
    from = index + 1;
  });
  return groups;
}

function shown(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
