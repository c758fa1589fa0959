/** One value in two files is found whatever type each file gives it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findDataset } from '../dataset.js';
import { Bench } from '../testing.js';
import { findLeakage } from './index.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

let counter = 0;
async function shared(ours: string, theirs: string): Promise<(number | undefined)[]> {
  counter += 1;
  const side = async (name: string, sql: string) => ({
    found: await findDataset(
      name,
      sql.startsWith('{')
        ? await bench.write(`${name}-${counter}.jsonl`, sql)
        : await bench.parquet(`${name}-${counter}.parquet`, `SELECT unnest([${sql}]) AS x`),
      bench.folder,
    ),
    contract: null,
    id: undefined,
  });
  const report = await findLeakage(
    bench.ctx,
    bench.db,
    await side('test', ours),
    await side('train', theirs),
    {
      group: 'x',
    },
  );
  expect(report.findings.map(({ check }) => check)).not.toContain('error');
  return ['leakage.rows', 'leakage.group'].map(
    (name) => report.findings.find(({ check }) => check === name)?.count ?? 0,
  );
}

test.each<[string, string, number]>([
  ['0.1::FLOAT, 0.7::FLOAT', '0.1::DOUBLE, 0.8', 1],
  ['0.1::FLOAT, 2', '0.10::DECIMAL(9,2), 0.80', 1],
  ['1.5::FLOAT', "1e300::DOUBLE, 'nan'", 0],
  ["'0.100', '1e0', 'many'", '0.1::DOUBLE, 1.0', 2],
  ["'0.100', '-0.0'", '0.1::FLOAT, 0', 2],
  ["'0.100', '5.', '007', 'x'", '0.1::DECIMAL(9,3), 5, 7', 3],
  ["'12345678901234567890.0'", '12345678901234567890::DECIMAL(38,2)', 1],
  ["'9007199254740993', '5.0'", '9007199254740992::BIGINT, 5', 1],
  ['9007199254740993::DECIMAL(20,0)', '9007199254740992::BIGINT', 0],
  ["'2001-01-31T00:00:00', '2001-02-01'", "DATE '2001-01-31', DATE '2001-02-01'", 2],
  ["'2001-01-31T12:00:00+02:00'", "TIMESTAMP '2001-01-31 10:00:00'", 1],
  ["'True', 'no'", 'true, false', 1],
  ['true', '1::BIGINT, 0', 1],
  ["'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::UUID", 1],
  ['{"x": 2.0}\n{"x": "1"}\n', '1::BIGINT, 2', 2],
  ['{"x": 2}\n{"x": "a"}\n', "'a', 'b'", 1],
])('%s and %s', async (ours, theirs, count) => {
  expect(await shared(ours, theirs)).toEqual([count, count]);
  expect(await shared(theirs, ours)).toEqual([count, count]);
});
