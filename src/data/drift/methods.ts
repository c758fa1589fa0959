/**
 * The drift methods, a row each: which counts a method looks at, its effect, and the test that calibrates it.
 * p and q are the shares of reference and current. Two columns without any difference have the effect 0.
 */
import type { DriftMethod } from '../../results/index.js';
import type { BinnedColumn } from './binned.js';
import { chiSquare, kolmogorovSmirnov, psi } from './statistics.js';

export interface Pair {
  readonly reference: readonly number[];
  readonly current: readonly number[];
}

export interface Method {
  /** As messages name the effect. */
  readonly title: string;
  /** Effects at or below it do not matter, unless the user says otherwise. */
  readonly threshold: number;
  /** Id, bins and base of the logarithm. */
  describe(bins: number): string;
  /** The counts that it compares. */
  counts(column: BinnedColumn): Pair;
  /** Size of the difference; null where it is not defined. Never NaN for two samples that are not empty. */
  effect(counts: Pair, column: BinnedColumn): number | null;
  /** The p-value of equal distributions on the same counts. */
  test(counts: Pair): number;
  readonly testName: string;
  /** How much more the effect could be without bins. */
  hidden?(counts: Pair, column: BinnedColumn): number;
}

const shares = ({ reference, current }: BinnedColumn): Pair => ({ reference, current });
const byChiSquare = {
  test: ({ reference, current }: Pair) => chiSquare(reference, current).p,
  testName: 'chi_square(two samples)',
};
const byKolmogorov = {
  test: ({ reference, current }: Pair) => kolmogorovSmirnov(reference, current),
  testName: 'kolmogorov_smirnov(two samples, conservative on bins)',
};

const METHODS: Readonly<Record<DriftMethod, Method>> = {
  psi: {
    title: 'PSI',
    threshold: 0.1,
    describe: (bins) => `psi(bins=${bins}, log=e, empty=0.5)`,
    counts: shares,
    effect: ({ reference, current }) => psi(reference, current),
    ...byChiSquare,
  },
  jensen_shannon: {
    title: 'Jensen-Shannon distance',
    threshold: 0.1,
    // √(½KL(p‖m) + ½KL(q‖m)) with m = (p+q)/2; base 2 makes its range 0 to 1.
    describe: (bins) => `jensen_shannon(bins=${bins}, log=2)`,
    counts: shares,
    effect: (counts) => {
      const terms = sharePairs(counts).map(([p, q]) => half(p, q) + half(q, p));
      return Math.sqrt(Math.max(0, sum(terms)));
    },
    ...byChiSquare,
  },
  hellinger: {
    title: 'Hellinger distance',
    threshold: 0.1,
    describe: (bins) => `hellinger(bins=${bins})`,
    counts: shares,
    // √(½Σ(√p−√q)²) = √(1−Σ√(pq)), without the cancellation of the second form.
    effect: (counts) =>
      Math.sqrt(sum(sharePairs(counts).map(([p, q]) => (Math.sqrt(p) - Math.sqrt(q)) ** 2)) / 2),
    ...byChiSquare,
  },
  l_infinity: {
    title: 'L∞ distance',
    threshold: 0.1,
    describe: (bins) => `l_infinity(bins=${bins})`,
    counts: shares,
    effect: (counts) => Math.max(0, ...sharePairs(counts).map(([p, q]) => Math.abs(p - q))),
    ...byChiSquare,
  },
  chi_square: {
    title: 'φ of chi-square',
    threshold: 0.1,
    // φ = √(χ²/(n+m)): Cramér's V of a table with two rows, without correction; χ² over bins that are joined to
    // an expected count of 5.
    describe: (bins) => `chi_square(bins=${bins}, effect=phi)`,
    counts: shares,
    effect: (counts) => {
      const n = sum(counts.reference) + sum(counts.current);
      return Math.sqrt(chiSquare(counts.reference, counts.current).statistic / n);
    },
    ...byChiSquare,
  },
  cramers_v: {
    title: "Cramér's V",
    threshold: 0.1,
    describe: (bins) => `cramers_v(bins=${bins}, bias-corrected)`,
    counts: shares,
    // Bergsma (2013), for a table of 2 rows and B columns.
    effect: (counts) => {
      const n = sum(counts.reference) + sum(counts.current);
      const { statistic, df } = chiSquare(counts.reference, counts.current);
      if (n < 2 || df < 1) return 0;
      const phi = Math.max(0, statistic / n - df / (n - 1));
      const columns = df + 1 - df ** 2 / (n - 1);
      const rows = 2 - 1 / (n - 1);
      const span = Math.min(columns, rows) - 1;
      return span <= 0 ? 0 : Math.min(1, Math.sqrt(phi / span));
    },
    ...byChiSquare,
  },
  missing_share: {
    title: 'change of the missing share',
    threshold: 0.05,
    describe: () => 'missing_share(bins=2; NaN and infinite count as missing)',
    counts: ({ reference, current, missing }) => ({
      reference: [sum(reference) - missing.reference, missing.reference],
      current: [sum(current) - missing.current, missing.current],
    }),
    effect: (counts) => {
      const [, missing = [0, 0]] = allShares(counts);
      return Math.abs(missing[0] - missing[1]);
    },
    ...byChiSquare,
  },
  ks: {
    title: 'KS',
    threshold: 0.1,
    describe: (bins) => `ks(bins=${bins}; missing, NaN and infinite at the ends)`,
    counts: ({ ordered }) => ordered ?? { reference: [], current: [] },
    effect: (counts) => Math.max(0, ...distances(counts).map(Math.abs)),
    // Inside a bin F and G may come apart by at most what the bin holds.
    hidden: (counts, { ordered }) => {
      // Bins of one point (−∞, ∞, NaN, missing) hide nothing.
      const inner = allShares(counts).slice(1, (ordered?.finite.reference.length ?? 0) + 1);
      return Math.max(0, ...inner.map(([p, q]) => Math.max(p, q)));
    },
    ...byKolmogorov,
  },
  wasserstein: {
    title: 'Wasserstein distance / σ',
    threshold: 0.1,
    describe: (bins) => `wasserstein(bins=${bins}, in σ of the reference; finite values only)`,
    counts: ({ ordered }) => ordered?.finite ?? { reference: [], current: [] },
    effect: (counts, { ordered }) =>
      inSigma(ordered?.sigma ?? null, counts, wasserstein(counts, ordered?.ends ?? [])),
    hidden: (counts, { ordered }) => {
      const ends = ordered?.ends ?? [];
      const most = sum(
        allShares(counts).map(
          ([p, q], index) => Math.max(p, q) * ((ends[index + 1] ?? 0) - (ends[index] ?? 0)),
        ),
      );
      const sigma = ordered?.sigma ?? null;
      const bound = sigma === null || sigma === 0 ? 0 : most / sigma;
      return Number.isFinite(bound) ? bound : 0;
    },
    ...byKolmogorov,
  },
};

export function methodOf(id: DriftMethod): Method {
  return METHODS[id];
}

/** ∫|F−G|, values being spread evenly inside a bin, so that F−G is a line there. */
function wasserstein(counts: Pair, ends: readonly number[]): number {
  let before = 0;
  return sum(
    distances(counts).map((after, index) => {
      const width = (ends[index + 1] ?? 0) - (ends[index] ?? 0);
      const crosses = before * after < 0;
      const area = crosses
        ? (before ** 2 + after ** 2) / (2 * (Math.abs(before) + Math.abs(after)))
        : (Math.abs(before) + Math.abs(after)) / 2;
      before = after;
      return width * area;
    }),
  );
}

/** A constant reference has no σ: then the effect is the share of values that are not the constant. */
function inSigma(sigma: number | null, counts: Pair, distance: number): number | null {
  if (sigma === null || !Number.isFinite(distance)) return null;
  if (sigma > 0) {
    const effect = distance / sigma;
    return Number.isFinite(effect) ? effect : null;
  }
  const [at] = allShares(counts).filter(([p]) => p > 0);
  return at === undefined ? 0 : 1 - at[1];
}

/** F−G at the upper end of each bin; the last is 0. */
function distances(counts: Pair): number[] {
  let difference = 0;
  const pairs = allShares(counts);
  return pairs.map(([p, q], index) => {
    difference += p - q;
    return index === pairs.length - 1 ? 0 : difference;
  });
}

function allShares({ reference, current }: Pair): [number, number][] {
  const [n, m] = [sum(reference), sum(current)];
  return reference.map((count, index): [number, number] => [
    n === 0 ? 0 : count / n,
    m === 0 ? 0 : (current[index] ?? 0) / m,
  ]);
}

function sharePairs(counts: Pair): [number, number][] {
  return allShares(counts).filter(([p, q]) => p + q > 0);
}

/** One side of the Jensen-Shannon divergence, in bits. */
function half(p: number, q: number): number {
  return p === 0 ? 0 : (p / 2) * Math.log2((2 * p) / (p + q));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
