/** Groups, time, categories and labels on both sides; how well one feature predicts the label, against references. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findDataset } from '../dataset.js';
import { Bench, contractOf } from '../testing.js';
import { findLeakage, type LeakageOptions } from './index.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

let counter = 0;
/** Findings for test and train as queries, without those about whole rows. */
async function look(test: string, train: string, options: LeakageOptions, personal = '') {
  counter += 1;
  const contract = personal === '' ? null : contractOf(personal);
  const side = async (name: string, query: string) => ({
    found: await findDataset(name, await bench.parquet(`${name}-${counter}.parquet`, query), bench.folder),
    contract,
    id: undefined,
  });
  const report = await findLeakage(
    bench.ctx,
    bench.db,
    await side('test', test),
    await side('train', train),
    options,
  );
  return { ...report, findings: report.findings.filter(({ check }) => check !== 'leakage.rows') };
}

const rows = (from: number, to: number, columns: string) =>
  `SELECT i AS row, ${columns} FROM range(${from}, ${to}) t(i)`;

test('groups on both sides', async () => {
  const train = rows(0, 100, "'u' || (i // 10) AS user, NULL::INTEGER AS never");
  const clean = await look(rows(100, 200, "'u' || (i // 10) AS user"), train, { group: 'user' });
  expect(clean.findings).toEqual([]);
  const dirty = await look(rows(95, 200, "'u' || (i // 10) AS user"), train, { group: ['user'] });
  expect(dirty.findings).toMatchObject([
    { check: 'leakage.group', verdict: 'fail', count: 5, where: [{ value: 'u9 (5 times)' }] },
  ]);
  const hidden = await look(
    rows(95, 200, "'u' || (i // 10) AS user"),
    train,
    { group: 'user' },
    '- {name: user, classification: personal}',
  );
  expect(JSON.stringify(hidden.findings)).not.toContain('u9');
  const none = await look(rows(95, 200, 'NULL::INTEGER AS never'), train, { group: 'never' });
  expect(none.findings).toMatchObject([{ verdict: 'inconclusive' }]);
  const lacking = await look(rows(95, 200, '1 AS y'), train, { group: 'user' });
  expect(lacking.findings).toMatchObject([{ check: 'leakage.group', verdict: 'error' }]);
});

test('numbers are equal whatever their type', async () => {
  const found = await look(rows(0, 3, 'i::DOUBLE AS g'), rows(2, 9, 'i::BIGINT AS g'), { group: 'g' });
  expect(found.findings).toMatchObject([{ count: 1 }]);
});

test('times of test come after train', async () => {
  const train = rows(0, 10, "DATE '2001-01-01' + i::INTEGER AS day");
  const later = await look(rows(10, 20, "DATE '2001-01-01' + i::INTEGER AS day"), train, { time: 'day' });
  expect(later.findings).toEqual([]);
  const over = await look(rows(8, 20, "(DATE '2001-01-01' + i::INTEGER)::TIMESTAMP AS day"), train, {
    time: 'day',
  });
  expect(over.findings).toMatchObject([{ check: 'leakage.time', verdict: 'fail', count: 2 }]);
  const text = await look(rows(8, 20, "'2001' AS day"), train, { time: 'day' });
  expect(text.findings).toMatchObject([{ verdict: 'error' }]);
  const empty = await look(rows(8, 20, 'NULL::DATE AS day'), train, { time: 'day' });
  expect(empty.findings).toMatchObject([{ verdict: 'inconclusive' }]);
});

test('categories, size, no rows', async () => {
  const train = rows(0, 90, "['a', 'b', NULL][i % 3 + 1] AS c");
  const options = { categories: ['c'], size_ratio: [0.1, 1] } as const;
  expect((await look(rows(0, 30, "['a', NULL][i % 2 + 1] AS c"), train, options)).findings).toEqual([]);
  const strange = await look(rows(0, 6, "['a', 'z', 'y'][i % 3 + 1] AS c"), train, options);
  expect(strange.findings).toMatchObject([
    { check: 'leakage.categories', verdict: 'warn', count: 4 },
    { check: 'leakage.size', verdict: 'warn', actual: '0.06667' },
  ]);
  const severe = await look(rows(0, 6, "'z' AS c"), train, { ...options, severity: 'error' });
  expect(severe.findings.map(({ verdict }) => verdict)).toEqual(['fail', 'fail']);
  expect((await look(`${rows(0, 6, "'z' AS c")} WHERE false`, train, options)).findings).toMatchObject([
    { check: 'leakage', verdict: 'inconclusive' },
  ]);
});

describe('labels', () => {
  const noise = 'hash(i) % 1000 AS noise';
  const train = rows(0, 400, `hash(i + 7) % 2 AS label, ${noise}`);

  test('nothing is found where nothing is', async () => {
    const clean = await look(rows(400, 600, `hash(i + 7) % 2 AS label, ${noise}`), train, { label: 'label' });
    expect(clean.findings).toEqual([]);
    expect(clean.checks).toBeGreaterThan(5);
  });

  test('constant, new, in another share', async () => {
    const found = await look(rows(400, 600, `1 AS label, ${noise}`), train, { label: 'label' });
    expect(found.findings).toMatchObject([
      { check: 'leakage.label.constant', verdict: 'fail', subject: { dataset: 'test' } },
      { check: 'leakage.label.ratio', verdict: 'warn' },
    ]);
    const fresh = await look(rows(400, 600, `hash(i) % 3 AS label, ${noise}`), train, {
      label: 'label',
      max_label_shift: 0.5,
    });
    expect(fresh.findings).toMatchObject([{ check: 'leakage.label.new', verdict: 'fail' }]);
    // A handful of rows has other shares by chance.
    const few = await look(rows(400, 404, `[1, 1, 1, 0][i - 399] AS label, ${noise}`), train, {
      label: 'label',
    });
    expect(few.findings).toEqual([]);
    const none = await look(rows(400, 404, `NULL::INTEGER AS label, ${noise}`), train, { label: 'label' });
    expect(none.findings.map(({ verdict }) => verdict)).toContain('inconclusive');
    const lacking = await look(rows(400, 404, noise), train, { label: 'label' });
    expect(lacking.findings).toMatchObject([{ check: 'leakage.label', verdict: 'error' }]);
  });

  test('equal features with different labels', async () => {
    const found = await look(
      rows(400, 600, `hash(i + 7) % 2 AS label, ${noise}`),
      'SELECT i AS row, i // 4 AS noise, CASE WHEN i % 4 = 3 THEN 1 ELSE 0 END AS label FROM range(400) t(i)',
      { label: 'label', features: ['noise'] },
    );
    expect(found.findings).toMatchObject([
      { check: 'leakage.label.conflicting', subject: { dataset: 'test' }, count: 10 },
      { check: 'leakage.label.conflicting', subject: { dataset: 'train' }, count: 100 },
      { check: 'leakage.label.ratio' },
    ]);
  });

  test('features that give the label away, and ids that do not', async () => {
    const columns = `hash(i + 7) % 2 AS label, 'id' || i AS id, (hash(i + 7) % 2) * 3 - (i % 2) AS after,
      CASE WHEN hash(i + 7) % 2 = 1 THEN 'late' ELSE 'on time' END AS word, i AS number`;
    const found = await look(rows(400, 600, columns), rows(0, 400, columns), { label: 'label' });
    expect(found.findings.map(({ check, subject }) => [check, subject.column])).toEqual([
      ['leakage.predictive', 'after'],
      ['leakage.predictive', 'word'],
    ]);
    const few = await look(rows(400, 600, columns), rows(0, 12, columns), {
      label: 'label',
      features: ['number'],
    });
    expect(few.findings).toMatchObject([{ check: 'leakage.predictive', verdict: 'inconclusive' }]);
  });

  test('of a quantity', async () => {
    const columns = `i * 1.5 + 0.1 AS price, (i * 3)::INTEGER AS double_price, 'g' || (i // 4) AS near,
      hash(i) % 97 AS noise, 'id' || i AS id, DATE '2001-01-01' + i::INTEGER AS day, 'nan'::DOUBLE AS odd`;
    const found = await look(rows(400, 600, columns), rows(0, 400, columns), { label: 'price' });
    expect(found.findings.map(({ check, subject }) => [check, subject.column, subject.dataset])).toEqual([
      ['leakage.predictive', 'row', 'train'],
      ['leakage.predictive', 'double_price', 'train'],
      ['leakage.predictive', 'near', 'train'],
      ['leakage.predictive', 'day', 'train'],
      ['leakage.predictive', 'odd', 'test'],
    ]);
    expect(found.findings.at(-1)?.verdict).toBe('inconclusive');
  });
});

test('AUC and V equal slow references', async () => {
  const pair = fc.record({ f: fc.integer({ min: 0, max: 6 }), l: fc.integer({ min: 0, max: 1 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(pair, { minLength: 40, maxLength: 80 }), async (list) => {
      const values = list.map(({ f, l }) => `(${f}, ${l})`).join(', ');
      const query = `SELECT f, 'x' || f AS word, l FROM (VALUES ${values}) t(f, l)`;
      const report = await look(query, query, { label: 'l', max_predictive: 0, max_label_shift: 1 });
      const actual = (name: string) =>
        Number(
          report.findings.find(
            ({ check, subject }) => check === 'leakage.predictive' && subject.column === name,
          )?.actual ?? 0,
        );
      const [pos, neg] = [list.filter(({ l }) => l === 1), list.filter(({ l }) => l === 0)];
      if (pos.length < 10 || neg.length < 10) return;
      let wins = 0;
      for (const a of pos) for (const b of neg) wins += a.f > b.f ? 1 : a.f === b.f ? 0.5 : 0;
      const gini = Math.abs((2 * wins) / (pos.length * neg.length) - 1);
      expect(actual('f')).toBeCloseTo(gini, 3);
      const n = list.length;
      const kinds = [...new Set(list.map(({ f }) => f))];
      let chi = 0;
      for (const f of kinds) {
        for (const side of [pos, neg]) {
          const both = side.filter((row) => row.f === f).length;
          const expected = (list.filter((row) => row.f === f).length * side.length) / n;
          chi += (both - expected) ** 2 / expected;
        }
      }
      const r = kinds.length;
      const phi = Math.max(0, chi / n - (r - 1) / (n - 1));
      const least = Math.min(r - (r - 1) ** 2 / (n - 1), 2 - 1 / (n - 1)) - 1;
      expect(actual('word')).toBeCloseTo(r < 2 || least <= 0 ? 0 : Math.sqrt(phi / least), 3);
    }),
    { numRuns: 25 },
  );
});
