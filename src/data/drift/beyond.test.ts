/** Drift beyond one method on one column: settings by column, prediction and label, all columns together, periods. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DriftConfig } from '../../config/index.js';
import { resolveDataset } from '../dataset.js';
import { profileDataset } from '../profile/index.js';
import { openView } from '../profile/view.js';
import { Bench, contractOf } from '../testing.js';
import { driftAgainstProfile } from './against.js';
import { domainScore } from './domain.js';
import { type DriftOptions, driftSettings } from './options.js';
import { periodsOf } from './window.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

async function compare(
  before: string,
  after: string,
  config: Partial<DriftConfig>,
  more: Partial<DriftOptions> = {},
  contract = null as Parameters<typeof profileDataset>[3],
) {
  const { ctx, db, folder } = bench;
  const profile = await profileDataset(ctx, db, await resolveDataset('before', before, folder), contract);
  const found = await resolveDataset('after', after, folder);
  return driftAgainstProfile(ctx, db, profile, found, contract, {
    ...driftSettings(config),
    reference: 'before',
    ...more,
  });
}

const rows = (x: string, c: string, y: string) =>
  `SELECT ${x} AS x, ${c} AS c, ${y} AS y FROM range(4000) t(i)`;
const uniform = '(hash(i) % 1000) / 1000.0::DOUBLE';

describe('settings', () => {
  let before: string;
  let after: string;
  beforeAll(async () => {
    before = await bench.parquet('set-1.parquet', rows(uniform, "'c' || hash(i + 7) % 4", 'hash(i + 9) % 2'));
    after = await bench.parquet('set-2.parquet', rows(`${uniform} + 0.3`, "'c' || hash(i + 1) % 4", '1'));
  });

  test.each([
    ['ks', /^ks\(bins=\d+; .*kolmogorov_smirnov/],
    ['wasserstein', /^wasserstein\(bins=\d+, in σ/],
    ['psi', /^psi\(bins=15, log=e/],
    ['jensen_shannon', /^jensen_shannon\(bins=15, log=2/],
    ['l_infinity', /^l_infinity\(bins=15/],
    ['hellinger', /^hellinger\(bins=15/],
    ['chi_square', /^chi_square\(bins=15, effect=phi/],
    ['cramers_v', /^cramers_v\(bins=15, bias-corrected/],
  ] as const)('%s sees a shift by a third of the range, and says what it is', async (method, words) => {
    const { drift } = await compare(before, after, { method, severity: 'error' });
    expect(drift.find(({ column }) => column === 'x')).toMatchObject({ verdict: 'fail', n: 4000, m: 4000 });
    expect(drift.find(({ column }) => column === 'x')?.method).toMatch(words);
    expect(drift.find(({ column }) => column === 'c')?.verdict).toBe('pass');
  });

  test('a method for single columns; one that does not fit is an error; none leaves out', async () => {
    const { drift } = await compare(before, after, {
      columns: {
        x: { method: 'ks', threshold: 0.9 },
        c: { method: 'wasserstein' },
        y: { method: 'none' },
        gone: { threshold: 1 },
      },
    });
    expect(drift.map(({ column, verdict, reason }) => [column, verdict, reason])).toEqual([
      ['x', 'pass', undefined],
      ['c', 'error', 'wasserstein compares numbers, and this is no number'],
      ['y', 'skipped', 'the configuration leaves it out'],
      ['gone', 'error', 'the reference has no such column'],
    ]);
  });

  test('values that go missing are seen beside Wasserstein', async () => {
    const holes = await bench.parquet(
      'set-3.parquet',
      rows(
        `CASE WHEN i % 4 = 0 THEN NULL WHEN i % 4 = 1 THEN 'NaN'::DOUBLE ELSE ${uniform} END`,
        "'c1'",
        '1',
      ),
    );
    const { drift } = await compare(before, holes, { method: 'wasserstein', columns: ['x'] });
    expect(drift.map(({ method, verdict }) => [method.split('(')[0], verdict])).toEqual([
      ['wasserstein', 'pass'],
      ['missing_share', 'warn'],
    ]);
  });

  test('prediction drift and label shift are named so', async () => {
    const { drift, findings } = await compare(before, after, { prediction: 'x' }, { label: 'y' });
    expect(drift.map(({ column, subject, verdict }) => [column, subject, verdict])).toEqual([
      ['x', 'prediction', 'warn'],
      ['c', undefined, 'pass'],
      ['y', 'label', 'warn'],
    ]);
    expect(findings.map(({ check }) => check)).toEqual(['drift.prediction', 'drift.label']);
    expect((await compare(before, after, { prediction: 'score' })).drift.at(-1)).toMatchObject({
      column: 'score',
      verdict: 'error',
    });
  });

  test('pictures come with the result, and numbers of personal columns stay out of them', async () => {
    const contract = contractOf('- {name: x, logicalType: number, classification: personal}');
    const { drift } = await compare(before, after, {}, {}, contract);
    const x = drift.find(({ column }) => column === 'x');
    expect(x?.shares?.labels.slice(0, 2)).toEqual(['bin 1', 'bin 2']);
    expect(x?.reason).toMatch(/^most in (above|bin \d+) /);
    expect(x?.shares?.reference.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 4);
    expect(x?.shares?.current.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 4);
  });
});

describe('all columns together', () => {
  const score = async (before: string, after: string) => {
    const { ctx, db, folder } = bench;
    const [reference, current] = await Promise.all(
      [before, after].map(async (path) => ({
        found: await resolveDataset(path, path, folder),
        contract: null,
        view: {},
      })),
    );
    if (reference === undefined || current === undefined) throw new RangeError('two sides');
    const profile = await profileDataset(ctx, db, reference.found, null);
    const found = await domainScore(ctx, db, profile, reference, current, {
      leaveOut: [],
      columns: undefined,
      threshold: undefined,
      severity: 'warn',
    });
    const { drift } = await driftAgainstProfile(
      ctx,
      db,
      profile,
      current.found,
      null,
      { reference: 'before', severity: 'warn' },
      found === null ? [] : [found],
    );
    return drift;
  };
  const pair = (seed: number, second: string) =>
    `SELECT a, ${second} AS b, 'k' || (hash(i + ${seed + 3}) % 5) AS c FROM (SELECT i, (hash(i + ${seed}) % 1000) / 1000.0::DOUBLE AS a, (hash(i + ${seed + 1}) % 1000) / 1000.0::DOUBLE AS o FROM range(6000) t(i))`;

  test('a correlation that turned round, which no column shows', async () => {
    const before = await bench.parquet('dom-1.parquet', pair(10, 'a'));
    const after = await bench.parquet('dom-2.parquet', pair(90_000_000, '1 - a'));
    const drift = await score(before, after);
    expect(drift.map(({ column, verdict }) => [column, verdict])).toEqual([
      ['a', 'pass'],
      ['b', 'pass'],
      ['c', 'pass'],
      ['all columns', 'warn'],
    ]);
    const last = drift.at(-1);
    expect(last?.subject).toBe('dataset');
    expect(last?.effect ?? 0).toBeGreaterThan(0.5);
    expect(last?.reason).toMatch(/told apart most by (a, b|b, a)/);
  });

  test('equal distributions are not told apart, and the p-value is calibrated', async () => {
    let small = 0;
    for (let run = 0; run < 12; run += 1) {
      const before = await bench.parquet('dom-3.parquet', pair(run * 1_000_000, 'o'));
      const after = await bench.parquet('dom-4.parquet', pair(500_000_000 + run * 1_000_000, 'o'));
      const last = (await score(before, after)).at(-1);
      expect(last?.verdict).toBe('pass');
      if ((last?.pValue ?? 0) < 0.05) small += 1;
    }
    // 12 runs at 5%: more than 4 come once in a thousand times.
    expect(small).toBeLessThanOrEqual(4);
  }, 60_000);
});

describe('periods', () => {
  const time = "TIMESTAMP '2000-01-01' + INTERVAL (i) HOUR";
  let file: string;
  beforeAll(async () => {
    // Two years, hour by hour; a wave over the year.
    file = await bench.parquet(
      'year.parquet',
      `SELECT ${time} AS t, cos(2 * pi() * i / 8766) + (hash(i) % 100) / 200.0 AS x FROM range(17544) t(i)`,
    );
  });
  const periods = async (current: string, reference: string) => {
    const { ctx, db, folder } = bench;
    const found = await resolveDataset('d', file, folder);
    const view = await openView(db, found, null, ctx.signal);
    return periodsOf(db, view, 'd', { column: 't', current, reference });
  };

  test.each([
    [
      'last 7d',
      'previous',
      'after 2001-12-24 23:00:00 to 2001-12-31 23:00:00',
      'after 2001-12-17 23:00:00 to 2001-12-24 23:00:00',
      168,
    ],
    [
      'last 24h',
      'previous 28d',
      'after 2001-12-30 23:00:00 to 2001-12-31 23:00:00',
      'after 2001-12-02 23:00:00 to 2001-12-30 23:00:00',
      24,
    ],
    [
      'this month',
      'same month last year',
      'from 2001-12-01 to before 2002-01-01',
      'from 2000-12-01 to before 2001-01-01',
      744,
    ],
    [
      'this month',
      'previous',
      'from 2001-12-01 to before 2002-01-01',
      'from 2001-11-01 to before 2001-12-01',
      744,
    ],
    [
      'last 2w',
      'same period last year',
      'after 2001-12-17 23:00:00 to 2001-12-31 23:00:00',
      'after 2000-12-17 23:00:00 to 2000-12-31 23:00:00',
      336,
    ],
    ['all', '2000-01-01..2000-02-01', 'all rows', 'from 2000-01-01 to before 2000-02-01', 17_544],
  ])('%s against %s', async (current, reference, first, second, rowsOfCurrent) => {
    const found = await periods(current, reference);
    expect([found.current.words, found.reference.words]).toEqual([first, second]);
    const where = found.current.where === undefined ? '' : ` WHERE ${found.current.where}`;
    const [row] = await bench.db.all(`SELECT count(*) AS n FROM '${bench.folder}/${file}'${where}`);
    expect(row?.['n']).toBe(rowsOfCurrent);
  });

  test('what does not fit is refused with what to do', async () => {
    await expect(periods('all', 'previous')).rejects.toThrow(/needs a period for current/);
    const { ctx, db, folder } = bench;
    const view = await openView(db, await resolveDataset('d', file, folder), null, ctx.signal);
    const window = { current: 'last 7d', reference: 'all' };
    await expect(periodsOf(db, view, 'd', { column: 'x', ...window })).rejects.toThrow(/x is DOUBLE/);
    await expect(periodsOf(db, view, 'd', { column: 'no', ...window })).rejects.toThrow(/no column no/);
  });

  test('a season is no drift against the same month of last year, and is against the month before', async () => {
    const { ctx, db, folder } = bench;
    const found = await resolveDataset('d', file, folder);
    const verdict = async (reference: string) => {
      const { current, reference: before } = await periods('this month', reference);
      const only = (where: string | undefined) => (where === undefined ? {} : { where });
      const profile = await profileDataset(ctx, db, found, null, only(before.where));
      const { drift } = await driftAgainstProfile(ctx, db, profile, found, null, {
        reference,
        severity: 'warn',
        ...only(current.where),
      });
      return drift.map(({ column, verdict: each, n, m }) => [column, each, n, m]);
    };
    expect(await verdict('same month last year')).toEqual([
      ['t', 'skipped', 744, 744],
      ['x', 'pass', 744, 744],
    ]);
    expect((await verdict('previous'))[1]).toEqual(['x', 'warn', 720, 744]);
  });
});
