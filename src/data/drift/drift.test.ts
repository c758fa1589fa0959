/** Drift: trap 3 of the facts (usual defaults fire without drift), odd columns, and real data. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DriftMethod } from '../../results/index.js';
import { benjaminiHochberg } from '../../statistics/deciding/index.js';
import { resolveDataset } from '../dataset.js';
import { parseProfile, profileDataset, profileText } from '../profile/index.js';
import { Bench, contractOf, realData } from '../testing.js';
import { driftAgainstProfile } from './against.js';
import { judgeDrift } from './judge.js';
import { generator } from './random.js';
import { chiSquare, psi } from './statistics.js';

const flights = realData('flights-3m.parquet');

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('statistics', () => {
  const counts = fc.array(fc.tuple(fc.integer({ min: 10, max: 500 }), fc.integer({ min: 10, max: 500 })), {
    minLength: 2,
    maxLength: 20,
  });

  test('the two-sample chi-square is that of the contingency table', () => {
    fc.assert(
      fc.property(counts, (pairs) => {
        const [a, b] = [pairs.map(([r]) => r), pairs.map(([, c]) => c)];
        const [n, m] = [sum(a), sum(b)];
        fc.pre(pairs.every(([r, c]) => ((r + c) * Math.min(n, m)) / (n + m) >= 5));
        const pearson = sum(
          pairs.map(([r, c]) => {
            const [x, y] = [((r + c) * n) / (n + m), ((r + c) * m) / (n + m)];
            return (r - x) ** 2 / x + (c - y) ** 2 / y;
          }),
        );
        const result = chiSquare(a, b);
        expect(result.statistic).toBeCloseTo(pearson, 6);
        expect(result.df).toBe(pairs.length - 1);
      }),
    );
  });

  test('its p-value is the upper tail (critical values of tables)', () => {
    // [50+d, 50−d] against [50−d, 50+d] has the statistic d²·4/50.
    for (const [critical, p] of [
      [2.705543454095404, 0.1],
      [3.841458820694124, 0.05],
      [6.634896601021213, 0.01],
      [10.827566170662733, 0.001],
    ] as const) {
      const d = Math.sqrt((critical * 50) / 4);
      expect(chiSquare([50 + d, 50 - d], [50 - d, 50 + d]).p).toBeCloseTo(p, 9);
    }
    expect(chiSquare([100, 100], [100, 100]).p).toBe(1);
  });

  test('PSI of known shares', () => {
    // (0.5−0.25)·ln 2 + (0.5−0.75)·ln(2/3)
    expect(psi([50, 50], [25, 75])).toBeCloseTo(0.25 * Math.log(2) - 0.25 * Math.log(2 / 3), 12);
    expect(psi([10, 0], [10, 0])).toBe(0);
    expect(psi([10, 0], [0, 10])).toBeGreaterThan(1);
    expect(psi([0, 0], [1, 2])).toBeNaN();
  });

  test('Benjamini-Hochberg as in R: p.adjust(c(0.01,0.02,0.03,0.04,0.05), "BH")', () => {
    expect(benjaminiHochberg([0.01, 0.02, 0.03, 0.04, 0.05])).toEqual(
      Array.from({ length: 5 }, () => expect.closeTo(0.05, 12)),
    );
    expect(benjaminiHochberg([0.001, 0.5, 0.04])).toEqual(
      [0.003, 0.5, 0.06].map((q) => expect.closeTo(q, 12)),
    );
    expect(benjaminiHochberg([])).toEqual([]);
  });
});

/** Counts of two samples in the way that profiles count: quantile bins of the reference, or categories. */
function simulated(random: () => number, n: number, m: number, kind: 'normal' | 'heavy' | number) {
  const draw =
    typeof kind === 'number'
      ? () => Math.floor(random() ** 2 * kind)
      : kind === 'normal'
        ? () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
        : () => (random() < 0.4 ? 0 : 1 / (1 - random()));
  const reference = Array.from({ length: n }, draw).sort((a, b) => a - b);
  const current = Array.from({ length: m }, draw);
  const count = (values: readonly number[], edges: readonly number[]) => {
    const bins = new Array<number>(edges.length + 1).fill(0);
    for (const value of values) {
      const at = edges.findIndex((edge) => value <= edge);
      const bin = at < 0 ? edges.length : at;
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    return bins;
  };
  const edges =
    typeof kind === 'number'
      ? Array.from({ length: kind }, (_, index) => index)
      : [
          ...new Set([
            ...Array.from({ length: 9 }, (_, k) => reference[Math.ceil(((k + 1) * n) / 10) - 1] ?? 0),
            reference[n - 1] ?? 0,
          ]),
        ];
  const [low = 0] = reference;
  const below = typeof kind === 'number' ? 0 : current.filter((value) => value < low).length;
  const counted = count(current, edges);
  return {
    reference: [0, ...count(reference, edges)],
    current: [below, (counted[0] ?? 0) - below, ...counted.slice(1)],
    labels: ['below', ...edges.map(String), 'above'],
  };
}

interface Counted {
  readonly column: string;
  readonly labels: readonly string[];
  readonly reference: readonly number[];
  readonly current: readonly number[];
}

function judge(sizes: { n: number; m: number }, counted: readonly Counted[], method: DriftMethod = 'psi') {
  return judgeDrift(
    { dataset: 'd', reference: 'r', ...sizes },
    counted.map((counts) => ({
      counts: { ...counts, kind: 'numeric', missing: { reference: 0, current: 0 }, ordered: null },
      method,
      subject: 'feature',
      severity: 'error',
    })),
  );
}

describe('no false alarms on equal distributions', () => {
  test.each([
    [100, 100],
    [10_000, 100],
    [500, 500],
    [2_000, 5_000],
    [100, 10_000],
  ])('n=%i, m=%i', (n, m) => {
    const random = generator(n * 31 + m);
    const datasets = 100;
    let flagged = 0;
    let small = 0;
    let columns = 0;
    for (let index = 0; index < datasets; index += 1) {
      const kinds = ['normal', 'heavy', 2, 10, 50] as const;
      const counted = kinds.map((kind) => ({ column: String(kind), ...simulated(random, n, m, kind) }));
      const drift = judge({ n, m }, counted);
      if (drift.some(({ verdict }) => verdict === 'fail')) flagged += 1;
      small += drift.filter(({ pValue }) => (pValue ?? 1) < 0.05).length;
      columns += drift.length;
    }
    expect(flagged / datasets).toBeLessThanOrEqual(0.05);
    // The p-values themselves are calibrated: 5% of 500, with room for four standard deviations.
    expect(small / columns).toBeLessThanOrEqual(0.05 + 4 * Math.sqrt((0.05 * 0.95) / columns));
  });

  test('few rows are inconclusive, not a pass', () => {
    const random = generator(7);
    const counted = { column: 'x', ...simulated(random, 500, 60, 50) };
    const [drift] = judge({ n: 500, m: 60 }, [counted]);
    expect(drift?.verdict).toBe('inconclusive');
    expect(drift?.effect).toBeGreaterThan(0.1);
  });

  test('a real shift is found', () => {
    const drift = judge({ n: 1000, m: 1000 }, [
      { column: 'x', labels: ['a', 'b'], reference: [500, 500], current: [200, 800] },
      { column: 'y', labels: ['a', 'b'], reference: [500, 500], current: [490, 510] },
    ]);
    expect(drift.map(({ verdict }) => verdict)).toEqual(['fail', 'pass']);
    expect(drift[0]?.reason).toContain('most in b (50.0% → 80.0%)');
  });
});

describe('on data', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.open();
  });
  afterAll(() => bench.close());

  async function compare(reference: string, current: string, columns?: string[], label?: string) {
    const before = await resolveDataset('before', reference, bench.folder);
    const after = await resolveDataset('after', current, bench.folder);
    const profile = await profileDataset(bench.ctx, bench.db, before, null);
    const stored = parseProfile(profileText(profile), 'profile.json');
    expect(stored).toEqual(profile);
    return driftAgainstProfile(bench.ctx, bench.db, stored, after, null, {
      severity: 'error',
      reference: 'before',
      ...(columns ? { columns } : {}),
      ...(label ? { label } : {}),
    });
  }

  test('columns that are constant, empty, of one category, NaN, infinite', async () => {
    const query = (shift: number) => `SELECT 1 AS constant, NULL::INTEGER AS nothing, 'a' AS single,
      CASE i % 3 WHEN 0 THEN 'NaN'::DOUBLE WHEN 1 THEN 'inf'::DOUBLE ELSE i END AS odd,
      'NaN'::DOUBLE AS nan, '-inf'::DOUBLE AS inf, (i % 7 + ${shift})::TINYINT AS tiny,
      i % 2 = 0 AS flag, [i] AS list, TIMESTAMP '2001-01-01' + INTERVAL (i) MINUTE AS moment, 'id' || i AS id
      FROM range(3000) t(i)`;
    const before = await bench.parquet('odd-1.parquet', query(0));
    const after = await bench.parquet('odd-2.parquet', query(3));
    const same = await compare(before, before);
    expect(same.drift.map(({ column, verdict }) => [column, verdict])).toEqual([
      ...['constant', 'nothing', 'single', 'odd', 'nan', 'inf', 'tiny', 'flag'].map((name) => [name, 'pass']),
      ...['list', 'moment', 'id'].map((name) => [name, 'skipped']),
    ]);
    const moved = await compare(before, after);
    expect(moved.drift.filter(({ verdict }) => verdict === 'fail').map(({ column }) => column)).toEqual([
      'tiny',
    ]);
    expect(moved.verdict).toBe('fail');
    for (const { effect, pValue, qValue } of moved.drift) {
      for (const value of [effect, pValue, qValue])
        expect(value === null || Number.isFinite(value)).toBe(true);
    }
  });

  test('a comparison of which nothing is left says so', async () => {
    const [before, now] = ['u', 'v'].map((letter) => `SELECT '${letter}' || i AS name FROM range(500) t(i)`);
    const reference = await resolveDataset(
      'a',
      await bench.parquet('left-a.parquet', before ?? ''),
      bench.folder,
    );
    const current = await resolveDataset('b', await bench.parquet('left-b.parquet', now ?? ''), bench.folder);
    const profile = await profileDataset(bench.ctx, bench.db, reference, null);
    const report = await driftAgainstProfile(bench.ctx, bench.db, profile, current, null, {
      severity: 'warn',
      reference: 'a',
    });
    expect(report.verdict).toBe('error');
    expect(report.findings).toMatchObject([
      { check: 'drift', verdict: 'error', message: expect.stringContaining('name: almost every value') },
    ]);
    // Nor is the share of missing values enough.
    const holes = await bench.parquet('left-c.parquet', 'SELECT NULL::VARCHAR AS name FROM range(500)');
    const gone = await driftAgainstProfile(
      bench.ctx,
      bench.db,
      profile,
      await resolveDataset('c', holes, bench.folder),
      null,
      { severity: 'warn', reference: 'a' },
    );
    expect(gone.drift.map(({ verdict }) => verdict)).toEqual(['warn']);
    expect(gone.verdict).toBe('error');
  });

  describe('columns whose values are not compared', () => {
    const rows = (of: string) =>
      `SELECT i % 7 AS x, ${['id', 'moment', 'list', 'mail'].map((name) => `if(${of}, ${name}, NULL) AS ${name}`).join(', ')} FROM (SELECT i, 'u' || i AS id, TIMESTAMP '2001-01-01' + INTERVAL (i) HOUR AS moment, [i] AS list, 'c' || (i % 3) AS mail FROM range(2000) t(i))`;
    const contract = contractOf(
      [
        '- {name: x, logicalType: integer}',
        '- {name: id, logicalType: string}',
        '- {name: moment, logicalType: timestamp}',
        '- {name: list, logicalType: array, items: {logicalType: integer}}',
        '- {name: mail, logicalType: string, classification: personal}',
      ].join('\n'),
    );
    const against = async (before: string, now: string, label?: string) => {
      const [reference, current] = await Promise.all(
        [before, now].map(async (of, index) =>
          resolveDataset(`${index}`, await bench.parquet(`skip-${index}.parquet`, rows(of)), bench.folder),
        ),
      );
      if (reference === undefined || current === undefined) throw new RangeError('two sides');
      const profile = await profileDataset(bench.ctx, bench.db, reference, contract);
      return driftAgainstProfile(bench.ctx, bench.db, profile, current, contract, {
        severity: 'error',
        reference: 'before',
        ...(label === undefined ? {} : { label }),
      });
    };

    test('are seen where they go missing, and show no value', async () => {
      const { drift, findings, verdict } = await against('true', 'false');
      expect(drift.map(({ column, verdict: each, method }) => [column, each, method.split('(')[0]])).toEqual([
        ['x', 'pass', 'psi'],
        ...['id', 'moment', 'list', 'mail'].map((name) => [name, 'fail', 'missing_share']),
      ]);
      expect(drift.slice(1).map(({ effect }) => effect)).toEqual([1, 1, 1, 1]);
      expect(drift[4]?.reason).toBe(
        'most in present (100.0% → 0.0%); its values are personal and are not kept in profiles; only the share of missing values is compared',
      );
      expect(drift[4]?.shares).toEqual({
        labels: ['present', 'missing'],
        reference: [1, 0],
        current: [0, 1],
      });
      expect(findings.map(({ check }) => check)).toEqual(Array(4).fill('drift.missing_share'));
      expect(verdict).toBe('fail');
    });

    test('come back too, and a small change is none', async () => {
      const verdicts = async (before: string, now: string) =>
        (await against(before, now)).drift.slice(1).map((each) => each.verdict);
      expect(await verdicts('i % 2 = 0', 'true')).toEqual(Array(4).fill('fail'));
      expect(await verdicts('i % 50 > 0', 'i % 50 > 1')).toEqual(Array(4).fill('skipped'));
      expect(await verdicts('true', 'true')).toEqual(Array(4).fill('skipped'));
    });

    test('change no q-value of the others where nothing is missing', async () => {
      const all = await against('true', 'true');
      expect(all.drift.filter(({ qValue }) => qValue !== null).map(({ column }) => column)).toEqual(['x']);
    });

    test('a label that comes later is no drift', async () => {
      const { drift, notChecked } = await against('true', 'false', 'mail');
      expect(drift.map(({ column }) => column)).not.toContain('mail');
      expect(notChecked).toEqual([expect.stringContaining('2000 of 2000 rows have no label yet')]);
    });
  });

  test('an infinity that changes its sign is drift to every method of shares', async () => {
    const [before, after] = [
      await bench.parquet(
        'inf-1.parquet',
        "SELECT if(i % 2 = 0, 'inf'::DOUBLE, i) AS x FROM range(2000) t(i)",
      ),
      await bench.parquet(
        'inf-2.parquet',
        "SELECT if(i % 2 = 0, '-inf'::DOUBLE, i) AS x FROM range(2000) t(i)",
      ),
    ];
    expect((await compare(before, before)).verdict).toBe('pass');
    const { drift } = await compare(before, after);
    expect(drift).toMatchObject([{ column: 'x', verdict: 'fail', reason: expect.stringContaining('∞') }]);
  });

  test('missing values, NaN and new categories are drift', async () => {
    const base = (x: string, c: string) => `SELECT ${x} AS x, ${c} AS c FROM range(4000) t(i)`;
    const before = await bench.parquet('new-1.parquet', base('i::DOUBLE', "'c' || i % 5"));
    const nulls = await bench.parquet(
      'new-2.parquet',
      base('CASE WHEN i % 2 = 0 THEN i::DOUBLE END', "'c' || i % 5"),
    );
    const nans = await bench.parquet(
      'new-3.parquet',
      base("CASE WHEN i % 2 = 0 THEN i ELSE 'NaN'::DOUBLE END", "'c' || i % 7"),
    );
    expect((await compare(before, nulls)).drift.map(({ verdict }) => verdict)).toEqual(['fail', 'pass']);
    const third = await compare(before, nans);
    expect(third.drift.map(({ verdict }) => verdict)).toEqual(['fail', 'fail']);
    expect(third.drift[1]?.reason).toContain('categories that the reference does not have');
  });

  test('no rows, a missing column and a changed type never pass', async () => {
    const before = await bench.parquet('t-1.parquet', 'SELECT i AS x, i AS y FROM range(1000) t(i)');
    const none = await bench.parquet('t-2.parquet', 'SELECT i AS x, i AS y FROM range(0) t(i)');
    const other = await bench.parquet('t-3.parquet', "SELECT 'v' || i AS x FROM range(1000) t(i)");
    expect((await compare(before, none)).drift.map(({ verdict }) => verdict)).toEqual([
      'inconclusive',
      'inconclusive',
    ]);
    expect((await compare(none, before)).drift.map(({ verdict }) => verdict)).toEqual([
      'inconclusive',
      'inconclusive',
    ]);
    expect((await compare(before, other)).drift.map(({ verdict }) => verdict)).toEqual(['error', 'error']);
    expect((await compare(before, before, ['x', 'no'])).drift.map(({ verdict }) => verdict)).toEqual([
      'pass',
      'error',
    ]);
  });

  test('a label that has not come yet is not compared, and no error', async () => {
    const rows = (y: string) => `SELECT i % 7 AS x, ${y} AS y FROM range(2000) t(i)`;
    const before = await bench.parquet('l-1.parquet', rows('i % 2'));
    const absent = await bench.parquet('l-2.parquet', 'SELECT i % 7 AS x FROM range(2000) t(i)');
    const partly = await bench.parquet('l-3.parquet', rows('CASE WHEN i < 500 THEN i % 2 END'));
    const moved = await bench.parquet('l-4.parquet', rows('1'));
    const label = async (path: string) => {
      const { drift, notChecked } = await compare(before, path, undefined, 'y');
      return [drift.map(({ column, verdict }) => `${column} ${verdict}`), notChecked];
    };
    expect(await label(absent)).toEqual([['x pass'], ['after: drift of y: the labels are not there yet']]);
    expect(await label(partly)).toEqual([
      ['x pass'],
      ['after: drift of y: 1500 of 2000 rows have no label yet'],
    ]);
    expect(await label(moved)).toEqual([['x pass', 'y fail'], []]);
    // Who names the columns wants exactly those.
    expect((await compare(before, absent, ['y'], 'y')).verdict).toBe('error');
  });

  test('flights: two samples of one month agree, a shifted one does not', async () => {
    const month = `SELECT delay, distance, origin FROM '${flights}' WHERE month(date) = 1`;
    const one = await bench.parquet('f-1.parquet', `${month} AND hash(date, delay, origin) % 2 = 0`);
    const two = await bench.parquet('f-2.parquet', `${month} AND hash(date, delay, origin) % 2 = 1`);
    const late = await bench.parquet(
      'f-3.parquet',
      `SELECT delay + 20 AS delay, distance, origin FROM (${month})`,
    );
    expect((await compare(one, two)).verdict).toBe('pass');
    const moved = await compare(one, late);
    expect(moved.drift.map(({ column, verdict }) => [column, verdict])).toEqual([
      ['delay', 'fail'],
      ['distance', 'pass'],
      ['origin', 'pass'],
    ]);
  });

  test('a profile is the same bytes each time, and its counts add up', async () => {
    const file = await bench.parquet('f-4.parquet', `SELECT * FROM '${flights}' WHERE month(date) = 2`);
    const dataset = await resolveDataset('feb', file, bench.folder);
    const profile = await profileDataset(bench.ctx, bench.db, dataset, null);
    expect(profileText(await profileDataset(bench.ctx, bench.db, dataset, null))).toBe(profileText(profile));
    for (const column of profile.columns) {
      const { numeric, categorical, nulls } = column;
      const counted = numeric
        ? sum(numeric.counts) + numeric.nan + numeric.positiveInfinity + numeric.negativeInfinity
        : categorical
          ? sum(categorical.top.map(({ count }) => count)) + categorical.other
          : profile.rows - nulls;
      expect(counted + nulls).toBe(profile.rows);
    }
  });
});

test('a profile that was changed by hand is refused with the place', () => {
  expect(() => parseProfile('{', 'p.json')).toThrow(/p\.json: is not JSON/);
  expect(() => parseProfile('{"kind":"assay-profile","format":3}', 'p.json')).toThrow(/p\.json: format/);
});
