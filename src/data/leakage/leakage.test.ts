/** Rows and ids on both sides of a split. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findDataset } from '../dataset.js';
import { Bench, contractOf, realData } from '../testing.js';
import { findLeakage } from './index.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

async function leakage(
  current: string,
  against: string,
  id?: string,
  contract = null as ReturnType<typeof contractOf> | null,
) {
  const side = async (path: string, name: string) => ({
    found: await findDataset(name, path, bench.folder),
    contract,
    id,
  });
  return findLeakage(bench.ctx, bench.db, await side(current, 'test'), await side(against, 'train'));
}

test('ids that both have', async () => {
  const train = await bench.parquet('train.parquet', 'SELECT i AS id, random() AS x FROM range(1000) t(i)');
  const clean = await bench.parquet(
    'clean.parquet',
    'SELECT i AS id, random() AS x FROM range(1000, 1500) t(i)',
  );
  const dirty = await bench.parquet(
    'dirty.parquet',
    'SELECT i AS id, random() AS x FROM range(998, 1500) t(i)',
  );
  expect((await leakage(clean, train, 'id')).findings).toEqual([]);
  expect((await leakage(dirty, train, 'id')).findings).toMatchObject([
    { check: 'leakage.id', verdict: 'fail', count: 2, where: [{ value: '998' }, { value: '999' }] },
  ]);
  expect((await leakage(dirty, train, 'key')).findings).toMatchObject([{ verdict: 'error' }]);
  const text = await bench.write('dirty.csv', 'id,x\n998,1\n5000,2\n');
  const contract = contractOf(
    '- {name: id, logicalType: integer, classification: personal}\n- {name: x, logicalType: number}',
  );
  const personal = await leakage(text, train, 'id', contract);
  expect(personal.findings).toMatchObject([{ count: 1, where: [] }]);
});

test('whole rows, missing values included; chance where rows repeat anyway', async () => {
  const rows = (from: number, to: number) =>
    `SELECT CASE WHEN i % 7 > 0 THEN i END AS a, 'v' || i AS b FROM range(${from}, ${to}) t(i)`;
  const train = await bench.parquet('rows-1.parquet', rows(0, 700));
  expect((await leakage(await bench.parquet('rows-2.parquet', rows(700, 900)), train)).findings).toEqual([]);
  expect(
    (await leakage(await bench.parquet('rows-3.parquet', rows(686, 900)), train)).findings,
  ).toMatchObject([{ check: 'leakage.rows', verdict: 'fail', count: 14 }]);
  const coins = (seed: number) =>
    `SELECT hash(i + ${seed}) % 2 AS x, hash(i + ${seed + 9}) % 3 AS y FROM range(500) t(i)`;
  const first = await bench.parquet('coins-1.parquet', coins(0));
  expect((await leakage(await bench.parquet('coins-2.parquet', coins(1000)), first)).findings).toMatchObject([
    { verdict: 'warn' },
  ]);
});

test('columns that only one side has are named', async () => {
  const one = await bench.parquet('side-1.parquet', 'SELECT 1 AS a, 2 AS b');
  const two = await bench.parquet('side-2.parquet', 'SELECT 1 AS a');
  expect((await leakage(two, one)).notChecked.join()).toContain('without b');
  const three = await bench.parquet('side-3.parquet', 'SELECT 1 AS c');
  expect((await leakage(three, one)).findings).toMatchObject([{ verdict: 'error' }]);
});

test('months of flights share no flight', async () => {
  const month = (number: number) =>
    `SELECT * FROM '${realData('flights-3m.parquet')}' WHERE month(date) = ${number}`;
  const may = await bench.parquet('may.parquet', month(5));
  const june = await bench.parquet('june.parquet', month(6));
  expect((await leakage(june, may)).findings).toEqual([]);
});

test('rows without an id are not looked for, and that is no pass', async () => {
  const train = await bench.parquet('id-1.parquet', 'SELECT i AS id FROM range(100) t(i)');
  const test = await bench.parquet(
    'id-2.parquet',
    'SELECT CASE WHEN i = 0 THEN 1000 END AS id FROM range(100) t(i)',
  );
  expect((await leakage(test, train, 'id')).findings).toMatchObject([
    { check: 'leakage.id', verdict: 'warn', count: 99 },
  ]);
});

test('an id that is text on one side and a float on the other', async () => {
  const train = await bench.parquet('kind-1.parquet', 'SELECT i::DOUBLE AS id FROM range(10) t(i)');
  const test = await bench.parquet('kind-2.parquet', 'SELECT i::VARCHAR AS id FROM range(8, 20) t(i)');
  expect((await leakage(test, train, 'id')).findings).toMatchObject([{ verdict: 'fail', count: 2 }]);
});
