/** Methods: known values, never NaN whatever the counts, and trap 3 of the facts with the four measured cases. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DRIFT_METHODS } from '../../results/index.js';
import type { ColumnProfile, NumericProfile } from '../profile/index.js';
import { type BinnedColumn, binColumn, frequent } from './binned.js';
import { judgeDrift } from './judge.js';
import { methodOf } from './methods.js';
import { generator } from './random.js';
import { kolmogorovSmirnov } from './statistics.js';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function shares(reference: readonly number[], current: readonly number[]): BinnedColumn {
  return {
    column: 'x',
    kind: 'categorical',
    labels: reference.map((_, index) => String(index)),
    reference,
    current,
    missing: { reference: 0, current: 0 },
    ordered: null,
  };
}

/** A numeric column whose profile counts `values` on these edges, as profiles do. */
function numeric(values: readonly number[], low: number | null, edges: readonly number[]): ColumnProfile {
  const finite = values.filter(Number.isFinite);
  const upTo = (edge: number) => finite.filter((value) => value <= edge).length;
  const below = low === null ? 0 : finite.filter((value) => value < low).length;
  const counts = edges.map((edge, at) => upTo(edge) - (at === 0 ? below : upTo(edges[at - 1] ?? 0)));
  const mean = sum(finite) / Math.max(1, finite.length);
  return {
    name: 'x',
    type: 'DOUBLE',
    kind: 'numeric',
    nulls: 0,
    numeric: {
      nan: values.filter(Number.isNaN).length,
      positiveInfinity: values.filter((value) => value === Infinity).length,
      negativeInfinity: values.filter((value) => value === -Infinity).length,
      finite: finite.length,
      mean: finite.length > 0 ? mean : null,
      m2: finite.length > 0 ? sum(finite.map((value) => (value - mean) ** 2)) : null,
      min: finite.length > 0 ? Math.min(...finite) : null,
      max: finite.length > 0 ? Math.max(...finite) : null,
      low,
      edges: [...edges],
      below,
      counts,
      above: finite.length - below - sum(counts),
    },
  };
}

function binned(reference: ColumnProfile, current: ColumnProfile, bins = 10): BinnedColumn {
  const column = binColumn(reference, current, { bins, personal: false });
  if ('problem' in column) throw new Error(column.problem);
  return column;
}

describe('known values', () => {
  const effect = (id: (typeof DRIFT_METHODS)[number], column: BinnedColumn) => {
    const method = methodOf(id);
    return method.effect(method.counts(column), column);
  };
  // p = (½, ½), q = (¼, ¾)
  const column = shares([50, 50], [25, 75]);
  test.each([
    ['psi', 0.25 * Math.log(2) - 0.25 * Math.log(2 / 3)],
    // m = (3/8, 5/8)
    [
      'jensen_shannon',
      Math.sqrt(
        (0.5 * Math.log2(0.5 / 0.375) + 0.5 * Math.log2(0.5 / 0.625)) / 2 +
          (0.25 * Math.log2(0.25 / 0.375) + 0.75 * Math.log2(0.75 / 0.625)) / 2,
      ),
    ],
    ['hellinger', Math.sqrt(1 - Math.sqrt(0.125) - Math.sqrt(0.375))],
    ['l_infinity', 0.25],
    // χ² = 13.333…, n + m = 200
    ['chi_square', Math.sqrt(40 / 3 / 200)],
  ] as const)('%s', (id, expected) => {
    expect(effect(id, column)).toBeCloseTo(expected, 6);
    expect(effect(id, shares([50, 50], [500, 500]))).toBeCloseTo(0, 12);
  });

  test('disjoint shares reach the end of the scale', () => {
    const apart = shares([100, 0], [0, 100]);
    expect(effect('jensen_shannon', apart)).toBeCloseTo(1, 12);
    expect(effect('hellinger', apart)).toBeCloseTo(1, 12);
    expect(effect('l_infinity', apart)).toBe(1);
    expect(effect('chi_square', apart)).toBeCloseTo(1, 12);
    expect(effect('cramers_v', apart)).toBeCloseTo(1, 2);
  });

  test("Cramér's V without association is 0 after the correction", () => {
    expect(effect('cramers_v', shares([52, 48], [48, 52]))).toBe(0);
  });

  test('KS and Wasserstein on bins are within what they say is hidden', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 5, maxLength: 60 }),
        fc.array(fc.integer({ min: -20, max: 120 }), { minLength: 5, maxLength: 60 }),
        fc.integer({ min: 2, max: 10 }),
        (a, b, step) => {
          const sorted = [...new Set(a)].sort((x, y) => x - y);
          fc.pre(sorted.length > 1);
          const edges = sorted.filter((_, index) => index % step === step - 1 || index === sorted.length - 1);
          const column = binned(numeric(a, sorted[0] ?? 0, edges), numeric(b, sorted[0] ?? 0, edges));
          const share = (values: readonly number[], x: number) =>
            values.filter((value) => value <= x).length / values.length;
          let ks = 0;
          let area = 0;
          for (let x = -20; x <= 120; x += 1) {
            const difference = Math.abs(share(a, x) - share(b, x));
            ks = Math.max(ks, difference);
            area += difference;
          }
          const sigma = column.ordered?.sigma ?? 1;
          for (const [id, exact] of [
            ['ks', ks],
            ['wasserstein', area / sigma],
          ] as const) {
            const method = methodOf(id);
            const counts = method.counts(column);
            const found = method.effect(counts, column) ?? 0;
            expect(Math.abs(found - exact)).toBeLessThanOrEqual(
              (method.hidden?.(counts, column) ?? 0) + 1e-9,
            );
          }
        },
      ),
    );
  });

  test('Wasserstein of a shift is the shift', () => {
    const values = Array.from({ length: 1000 }, (_, index) => index / 1000);
    const edges = Array.from({ length: 50 }, (_, index) => (index + 1) / 50);
    const moved = values.map((value) => value + 0.1);
    const column = binned(numeric(values, 0, edges), numeric(moved, 0, edges));
    expect(effect('wasserstein', column)).toBeCloseTo(0.1 / Math.sqrt(1 / 12), 1);
    expect(effect('ks', column)).toBeCloseTo(0.1, 2);
  });

  test('Kolmogorov-Smirnov: critical values of tables', () => {
    // At n = m = 10,000 the 5% point of √(nm/(n+m))·D is 1.358, the 1% point 1.628.
    for (const [point, p] of [
      [1.3581, 0.05],
      [1.6276, 0.01],
    ] as const) {
      const shift = Math.round((point / Math.sqrt(5000)) * 10_000);
      expect(kolmogorovSmirnov([5000, 5000], [5000 - shift, 5000 + shift])).toBeCloseTo(p, 2);
    }
    expect(kolmogorovSmirnov([10, 10], [10, 10])).toBe(1);
    expect(kolmogorovSmirnov([], [])).toBe(1);
  });
});

test('no counts make any method crash or give NaN', () => {
  const values = fc.array(
    fc.oneof(fc.double(), fc.constantFrom(0, 1, 1e308, -1e308, 5e-324, Number.NaN, Infinity, -Infinity)),
    { minLength: 1, maxLength: 30 },
  );
  const edgesOf = (all: readonly number[]) =>
    [...new Set(all.filter(Number.isFinite).map((value) => (value === 0 ? 0 : value)))].sort((a, b) => a - b);
  fc.assert(
    fc.property(values, values, fc.nat(5), fc.nat(5), (a, b, missing, gone) => {
      const edges = edgesOf(a);
      const before = { ...numeric(a, edges[0] ?? null, edges), nulls: missing };
      const after = { ...numeric(b, edges[0] ?? null, edges), nulls: gone };
      const counts = binned(before, after);
      const drift = judgeDrift(
        { dataset: 'd', reference: 'r', n: a.length + missing, m: b.length + gone },
        DRIFT_METHODS.map((method) => ({ counts, method, subject: 'feature', severity: 'warn' })),
      );
      expect(drift).toHaveLength(DRIFT_METHODS.length);
      for (const { effect, pValue, qValue, hidden, shares: picture, verdict } of drift) {
        for (const value of [
          effect,
          pValue,
          qValue,
          hidden ?? 0,
          ...(picture?.reference ?? []),
          ...(picture?.current ?? []),
        ])
          expect(value === null || Number.isFinite(value)).toBe(true);
        // What has no value never passes.
        if (effect === null) expect(['error', 'inconclusive']).toContain(verdict);
        if (pValue !== null) expect(pValue >= 0 && pValue <= 1).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

describe('trap 3: usual defaults fire on equal distributions', () => {
  const normal = (random: () => number) =>
    Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

  function quantiles(sorted: readonly number[], bins: number): number[] {
    const inner = Array.from(
      { length: bins - 1 },
      (_, k) => sorted[Math.ceil(((k + 1) * sorted.length) / bins) - 1] ?? 0,
    );
    return [...new Set([...inner, sorted.at(-1) ?? 0])];
  }

  /** How often the effect alone is over the threshold, and how often we say that it drifted. */
  function rates(
    draw: (random: () => number) => BinnedColumn,
    id: (typeof DRIFT_METHODS)[number],
    naive?: (column: BinnedColumn) => boolean,
  ) {
    const random = generator(42);
    const method = methodOf(id);
    let over = 0;
    let flagged = 0;
    const runs = 150;
    for (let run = 0; run < runs; run += 1) {
      const column = draw(random);
      const effect = method.effect(method.counts(column), column) ?? 0;
      if (naive?.(column) ?? effect >= method.threshold) over += 1;
      const [drift] = judgeDrift(
        { dataset: 'd', reference: 'r', n: sum(column.reference), m: sum(column.current) },
        [{ counts: column, method: id, subject: 'feature', severity: 'error' }],
      );
      if (drift?.verdict === 'fail') flagged += 1;
    }
    return { over: over / runs, flagged: flagged / runs };
  }

  const normals = (n: number, m: number, bins: number) => (random: () => number) => {
    const reference = Array.from({ length: n }, () => normal(random)).sort((a, b) => a - b);
    const current = Array.from({ length: m }, () => normal(random));
    const edges = quantiles(reference, bins);
    const low = reference[0] ?? 0;
    return binned(numeric(reference, low, edges), numeric(current, low, edges));
  };
  const categories = (n: number, m: number, kinds: number) => (random: () => number) => {
    const count = (rows: number) => {
      const counts = new Array<number>(kinds).fill(0);
      for (let row = 0; row < rows; row += 1) {
        const at = Math.floor(random() * kinds);
        counts[at] = (counts[at] ?? 0) + 1;
      }
      return counts;
    };
    return shares(count(n), count(m));
  };

  test('Wasserstein/σ, 10,000 reference rows and 100 current ones', () => {
    const { over, flagged } = rates(normals(10_000, 100, 50), 'wasserstein');
    expect(over).toBeGreaterThan(0.5);
    expect(flagged).toBeLessThanOrEqual(0.05);
  }, 60_000);
  test('PSI, 100 current rows', () => {
    const { over, flagged } = rates(normals(10_000, 100, 10), 'psi');
    expect(over).toBeGreaterThan(0.3);
    expect(flagged).toBeLessThanOrEqual(0.05);
  }, 60_000);
  test('Jensen-Shannon, 50 categories and 300 rows', () => {
    const { over, flagged } = rates(categories(300, 300, 50), 'jensen_shannon');
    expect(over).toBeGreaterThan(0.95);
    expect(flagged).toBeLessThanOrEqual(0.05);
  });
  test('chi-square against the reference as exact expectation, 50 categories, 500 rows each', () => {
    // The 5% point of χ² with 49 degrees is 66.34.
    const exact = ({ reference, current }: BinnedColumn) =>
      sum(current.map((count, at) => (count - (reference[at] ?? 0)) ** 2 / Math.max(1, reference[at] ?? 0))) >
      66.34;
    const { over, flagged } = rates(categories(500, 500, 50), 'chi_square', exact);
    expect(over).toBeGreaterThan(0.9);
    expect(flagged).toBeLessThanOrEqual(0.05);
  });
});

test('values that are kept for being frequent by chance are no bins', () => {
  // 200 values, all equally likely, 400 rows: the 50 that lead are rarer in any other data.
  const random = generator(3);
  const count = () => {
    const counts = new Map<string, number>();
    for (let row = 0; row < 400; row += 1) {
      const value = `v${Math.floor(random() * 200)}`;
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return counts;
  };
  const before = [...count()]
    .map(([value, times]) => ({ value, count: times }))
    .sort((a, b) => b.count - a.count);
  const after = count();
  const top = before.slice(0, 50);
  const reference = { distinct: before.length, top, other: 400 - sum(top.map(({ count: n }) => n)) };
  const current = {
    distinct: after.size,
    top: top.map(({ value }) => ({ value, count: after.get(value) ?? 0 })),
    other: 0,
  };
  const rest = 400 - sum(current.top.map(({ count: n }) => n));
  // Without the rule, a usual PSI on these bins sees drift.
  const method = methodOf('psi');
  const naive = shares(
    [...top.map(({ count: n }) => n), reference.other],
    [...current.top.map(({ count: n }) => n), rest],
  );
  expect(method.effect(naive, naive) ?? 0).toBeGreaterThan(0.1);
  expect(frequent(reference).length).toBeLessThan(3);
});

test('many categories in few rows: values that one side alone has are no drift', () => {
  const random = generator(11);
  const profileOf = (values: readonly string[], frozen: readonly string[]): ColumnProfile => {
    const counts = new Map(frozen.map((value): [string, number] => [value, 0]));
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    const top = [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
    return {
      name: 'x',
      type: 'VARCHAR',
      kind: 'categorical',
      nulls: 0,
      categorical: { distinct: counts.size, top, other: 0 },
    };
  };
  const draw = () => Array.from({ length: 100 }, () => `v${Math.floor(random() ** 3 * 300)}`);
  const runs = 400;
  let small = 0;
  for (let run = 0; run < runs; run += 1) {
    const reference = profileOf(draw(), []);
    const known = reference.categorical?.top.map(({ value }) => value) ?? [];
    const column = binned(reference, profileOf(draw(), known));
    const counts = methodOf('psi').counts(column);
    if (methodOf('psi').test(counts) < 0.05) small += 1;
  }
  expect(small / runs).toBeLessThanOrEqual(0.05 + 4 * Math.sqrt((0.05 * 0.95) / runs));
});

test('the coarse bins of a fine profile hold about equal shares', () => {
  const values = Array.from({ length: 5000 }, (_, index) => index);
  const edges = Array.from({ length: 50 }, (_, index) => (index + 1) * 100 - 1);
  const column = binned(numeric(values, 0, edges), numeric(values, 0, edges));
  const inner = column.reference.slice(1, -4);
  expect(inner).toEqual(new Array(10).fill(500));
  const one: NumericProfile | undefined = numeric([5, 5, 5], 5, [5]).numeric;
  expect(one?.counts).toEqual([3]);
});
