/** The bins of a column as shares for pictures: few enough for a result, and only those that hold something. */
import type { Drift } from '../../results/index.js';
import type { BinnedColumn } from './binned.js';

const MOST = 24;

export function sharesOf({ labels, reference, current, kind }: BinnedColumn): NonNullable<Drift['shares']> {
  const n = total(reference);
  const m = total(current);
  const bins = labels
    .map((label, index) => ({
      label,
      reference: share(reference[index] ?? 0, n),
      current: share(current[index] ?? 0, m),
    }))
    .filter((bin) => bin.reference > 0 || bin.current > 0);
  const shown = bins.length <= MOST || kind === 'numeric' ? bins.slice(0, MOST) : fewer(bins);
  return {
    labels: shown.map(({ label }) => label.slice(0, 60)),
    reference: shown.map((bin) => bin.reference),
    current: shown.map((bin) => bin.current),
  };
}

interface Bin {
  readonly label: string;
  readonly reference: number;
  readonly current: number;
}

/** The largest categories by themselves, and what is left together. */
function fewer(bins: readonly Bin[]): Bin[] {
  const size = (bin: Bin) => Math.max(bin.reference, bin.current);
  const keep = new Set(
    [...bins]
      .filter(({ label }) => label !== 'missing' && label !== 'other')
      .sort((a, b) => size(b) - size(a))
      .slice(0, MOST - 3),
  );
  const rest = bins.filter((bin) => !keep.has(bin) && bin.label !== 'missing');
  const sum = (key: 'reference' | 'current') => share(total(rest.map((bin) => bin[key])), 1);
  return [
    ...bins.filter((bin) => keep.has(bin)),
    { label: 'other', reference: sum('reference'), current: sum('current') },
    ...bins.filter(({ label }) => label === 'missing'),
  ];
}

function share(count: number, of: number): number {
  return of === 0 ? 0 : Number((count / of).toPrecision(6));
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
