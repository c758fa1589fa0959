/** A proposed contract: the data passes it, and a disturbed copy does not. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseContract } from '../contract/index.js';
import { findDataset } from '../dataset.js';
import { Bench, problemsOf, realData } from '../testing.js';
import { inferContract } from './infer.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

async function infer(path: string) {
  const inferred = await inferContract(
    bench.ctx,
    bench.db,
    await findDataset('data', path, bench.folder),
    'things',
  );
  return { ...inferred, contract: parseContract(inferred.text, 'inferred.yaml') };
}

describe('real data passes what was inferred from it', () => {
  test.each([
    'seattle-weather.csv',
    'stocks.csv',
    'airports.csv',
    'us-employment.csv',
    'gapminder-health-income.csv',
    'birdstrikes.csv',
    'zipcodes.csv',
    'weather.csv',
    'unemployment.tsv',
    'co2-concentration.csv',
    'sp500.csv',
    'flights-3m.parquet',
  ])('%s', async (name) => {
    const path = realData(name);
    const { contract, columns } = await infer(path);
    const result = await bench.validate(path, contract);
    expect(problemsOf(result)).toEqual([]);
    expect(result.verdict).toBe('pass');
    expect(contract.columns).toHaveLength(columns);
  });
});

test('a disturbed copy fails, whichever column is disturbed', async () => {
  const query = (
    column: string,
    value: string,
    at: number,
  ) => `SELECT * REPLACE (CASE WHEN id = ${at} THEN ${value} ELSE ${column} END AS ${column})
    FROM (SELECT i AS id, (i % 50) * 1.5 AS size, ['red', 'green'][i % 2 + 1] AS colour, DATE '2001-01-01' + (i % 100)::INTEGER AS day, i % 3 = 0 AS flag FROM range(1, 401) t(i))`;
  for (const format of ['parquet', 'csv', 'jsonl']) {
    const options =
      format === 'parquet' ? 'FORMAT parquet' : format === 'csv' ? 'FORMAT csv, HEADER' : 'FORMAT json';
    const write = async (name: string, sql: string) => {
      await bench.db.run(`COPY (${sql}) TO '${bench.folder}/${name}.${format}' (${options})`);
      return `${name}.${format}`;
    };
    const { contract } = await infer(await write('whole', query('id', 'id', 1)));
    for (const [column, value, check] of [
      ['id', '7', 'primaryKey'],
      ['size', '1000000', 'range'],
      ['size', 'NULL', 'required'],
      ['colour', "'rde'", 'invalidValues'],
      ['day', "DATE '1901-01-01'", 'range'],
      ['flag', 'NULL', 'required'],
    ] as const) {
      const result = await bench.validate(await write('disturbed', query(column, value, 200)), contract);
      expect([format, column, problemsOf(result).map((finding) => finding.check)]).toEqual([
        format,
        column,
        [check],
      ]);
    }
  }
});

test('random tables: infer, then validate, passes', async () => {
  const cell = fc.oneof(
    fc.integer().map(String),
    fc.double({ noNaN: true }).map(String),
    fc.constantFrom(
      '',
      'true',
      'False',
      '2024-01-31',
      '2024-02-30',
      '12:30',
      '007',
      '1e400',
      'NaN',
      ' x',
      'é',
      '😀',
      '2024-01-01T00:00:00Z',
    ),
    fc.string({ maxLength: 6 }).filter((text) => !/[\0\ud800-\udfff]/.test(text)),
  );
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
    );
  let run = 0;
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const header = (rows[0] ?? []).map((_, index) => `column ${index}`);
      const text = `${[header, ...rows].map((row) => row.map(quoted).join(',')).join('\n')}\n`;
      run += 1;
      const file = await bench.write(`random-${run}.csv`, text);
      const { contract } = await infer(file);
      const result = await bench.validate(file, contract);
      expect(problemsOf(result)).toEqual([]);
      expect(result.summary.rows).toBe(rows.length);
    }),
    { numRuns: 150 },
  );
});

test('nothing can be inferred from nothing', async () => {
  await expect(infer(await bench.write('empty.csv', ''))).rejects.toThrow(/is empty/);
  await expect(infer(await bench.write('head.csv', 'a,b\n'))).rejects.toThrow(/no rows/);
  await expect(infer(await bench.write('none.parquet', 'x'))).rejects.toThrow(/no contract can be made/);
});

test('all that keeps a contract from being made is said at once, with what was expected', async () => {
  const names = await bench.write('names.csv', 'a,a,b,b\n1,2,3,4\n');
  await expect(infer(names)).rejects.toMatchObject({
    problems: [
      {
        message: expect.stringMatching(/names\.csv: the header names `a` twice/),
        expected: expect.any(String),
      },
      {
        message: expect.stringMatching(/names\.csv: the header names `b` twice/),
        expected: expect.any(String),
      },
    ],
  });
});
