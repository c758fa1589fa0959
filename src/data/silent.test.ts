/** What would pass in silence: values that later checks do not see, empty shards, folders that are no columns. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseContract } from './contract/index.js';
import { Bench, contractOf, problemsOf } from './testing.js';
import type { Validation } from './validate.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

const told = (validation: Validation): string[] =>
  problemsOf(validation).map(({ check, verdict, count }) => `${check} ${verdict} ${count ?? ''}`);

const tolerance = (value: object): string =>
  `customProperties: [{property: assay.tolerance, value: ${JSON.stringify(value)}}]`;

describe('tolerated faults', () => {
  const numbers = (more: string) =>
    contractOf(
      '- {name: x, logicalType: integer, required: true, logicalTypeOptions: {maximum: 5}}',
      `${more}\nquality: [{type: sql, query: "SELECT avg(x) FROM {object}", mustBeBetween: [1, 2]}]`,
    );

  test('text that the type check lets pass is said to be missing elsewhere', async () => {
    const file = await bench.write('x.csv', 'x\n1\n2\nmany\n9\n');
    const result = await bench.validate(file, numbers(tolerance({ type: '25%', range: 1, '*': 0 })));
    expect(result.notChecked).toEqual([
      expect.stringMatching(/^data: x: 1 value that is not of its type, in all/),
    ]);
    const info = result.findings.filter(({ severity, check }) => severity === 'info' && check !== 'reading');
    expect(info).toEqual([
      expect.objectContaining({
        check: 'type',
        verdict: 'pass',
        count: 1,
        share: 0.25,
        query: expect.any(String),
      }),
      expect.objectContaining({ check: 'range', verdict: 'pass', count: 1, share: 0.25 }),
    ]);
    expect(info[0]?.message).toBe('1 of 4 values of `x` are no integer (allowed: at most 25)');
    const warned = await bench.validate(file, numbers(tolerance({ type: { severity: 'warn' }, range: 1 })));
    expect(warned.notChecked).toHaveLength(1);
    const failed = await bench.validate(file, numbers(''));
    expect(failed.notChecked).toEqual([]);
  });

  test('a share of no rows lets nothing be broken, and a rule that states one cannot be told', async () => {
    const file = await bench.write('x.csv', 'x\n');
    const rowCount = '{metric: rowCount, mustBeGreaterOrEqualTo: 0}';
    const of = (object: string, property = '') =>
      contractOf(
        `- {name: x, logicalType: integer, required: true${property}}`,
        `${object}\nquality: [${rowCount}]`,
      );
    expect(told(await bench.validate(file, of(tolerance({ required: '5%', type: '5%' }))))).toEqual([]);
    const rule = ', quality: [{metric: nullValues, unit: percent, mustBeLessThan: 5}]';
    expect(told(await bench.validate(file, of('', rule)))).toEqual(['nullValues inconclusive ']);
  });
});

describe('freshness', () => {
  const contract = contractOf(
    '- {name: at, logicalType: timestamp, quality: [{type: custom, engine: assay, implementation: {check: freshness, maxAge: 2d}}]}',
  );

  test('one value in the far future does not make old data fresh', async () => {
    const file = await bench.write('x.csv', 'at\n2001-01-01T00:00:00\n2091-01-01T00:00:00\n');
    const result = await bench.validate(file, contract);
    expect(told(result)).toEqual(['freshness fail ', 'freshness warn 1']);
    expect(problemsOf(result)[0]).toMatchObject({ actual: '2001-01-01T00:00:00.000Z' });
    expect(problemsOf(result)[1]).toMatchObject({ where: [{ row: 2, value: '2091-01-01T00:00:00' }] });
    const fresh = await bench.write('x.csv', 'at\n2001-06-30T00:00:00\n2091-01-01T00:00:00\n');
    expect(told(await bench.validate(fresh, contract))).toEqual(['freshness warn 1']);
    const tomorrow = await bench.write('x.csv', 'at\n2001-07-01T14:00:00\n');
    expect(told(await bench.validate(tomorrow, contract))).toEqual([]);
    const only = await bench.write('x.csv', 'at\n2091-01-01T00:00:00\n');
    expect(told(await bench.validate(only, contract))).toEqual([
      'freshness inconclusive ',
      'freshness warn 1',
    ]);
  });
});

describe('many files', () => {
  const contract = contractOf(
    '- {name: x, logicalType: integer}',
    'customProperties: [{property: assay.extraColumns, value: ignore}]',
  );

  test.each([
    ['csv', 'x\n1\n', 'x\n'],
    ['jsonl', '{"x": 1}\n', '\n'],
  ])('%s: a shard without rows is told', async (ending, full, empty) => {
    await mkdir(join(bench.folder, `s-${ending}`), { recursive: true });
    await bench.write(`s-${ending}/a.${ending}`, full);
    await bench.write(`s-${ending}/b.${ending}`, empty);
    const result = await bench.validate(`s-${ending}/*.${ending}`, contract);
    expect(problemsOf(result)).toContainEqual(
      expect.objectContaining({
        check: 'structure',
        verdict: 'warn',
        where: [{ file: `s-${ending}/b.${ending}` }],
      }),
    );
  });

  test('parquet: a shard without rows is told', async () => {
    await mkdir(join(bench.folder, 's-parquet'), { recursive: true });
    await bench.parquet('s-parquet/a.parquet', 'SELECT 1 AS x');
    await bench.parquet('s-parquet/b.parquet', 'SELECT 1 AS x WHERE false');
    const result = await bench.validate('s-parquet/*.parquet', contract);
    expect(told(result)).toEqual(['structure warn ']);
    expect(problemsOf(result)[0]?.where).toEqual([{ file: 's-parquet/b.parquet' }]);
  });

  test.each(['csv', 'jsonl', 'parquet'])('%s: folders that are no columns are told', async (ending) => {
    const write = async (folder: string) => {
      await mkdir(join(bench.folder, ending, folder), { recursive: true });
      const name = `${ending}/${folder}/a.${ending}`;
      if (ending === 'csv') await bench.write(name, 'x,year\n1,1999\n');
      else if (ending === 'jsonl') await bench.write(name, '{"x": 1, "year": 1999}\n');
      else await bench.parquet(name, 'SELECT 1 AS x, 1999 AS year');
    };
    await write('year=2001/day=1');
    await write('year=2002');
    const result = await bench.validate(`${ending}/**/*.${ending}`, contract);
    expect(problemsOf(result).map(({ subject, message }) => [subject.column, message])).toEqual([
      ['year', expect.stringContaining('the column is read, and the folder is not')],
      ['day', expect.stringContaining('there is no column `day`')],
    ]);
    expect(result.verdict).toBe('warn');
  });
});

describe('numbers that are none', () => {
  test('a query that gives infinity has not been answered', async () => {
    const file = await bench.write('n.csv', 'x\n1\n');
    const contract = contractOf(
      '- {name: x, logicalType: integer}',
      'quality: [{type: sql, query: "SELECT 1e308 * 10 * max(x) FROM {object}", mustBeGreaterThan: 4}]',
    );
    expect(told(await bench.validate(file, contract))).toEqual(['sql error ']);
  });

  test('a sum over NaN or infinite values equals no total', async () => {
    const file = await bench.parquet(
      'sum.parquet',
      "SELECT * FROM (VALUES (1.0::DOUBLE, 1.0::DOUBLE), (1, 'nan'), ('nan', 1), ('-inf', 'inf'), ('inf', 'inf'), (NULL, 'inf')) t(a, total)",
    );
    const contract = contractOf(
      '- name: a\n- name: total',
      'quality: [{type: custom, engine: assay, implementation: {check: sumOfColumns, columns: [a], total: total}}]',
    );
    expect(told(await bench.validate(file, contract))).toEqual(['sumOfColumns fail 4']);
  });

  test('a limit beyond every FLOAT is a limit, and does not end the scan', async () => {
    const file = await bench.parquet('f.parquet', 'SELECT 1.5::FLOAT AS x UNION ALL SELECT 2');
    const contract = contractOf(
      '- {name: x, logicalType: number, logicalTypeOptions: {minimum: -1e300, exclusiveMaximum: 1e39}, quality: [{metric: invalidValues, arguments: {validValues: [1.5, 1e300]}, mustBe: 0}]}',
    );
    expect(told(await bench.validate(file, contract))).toEqual(['invalidValues fail 1']);
    const low = contractOf(
      '- {name: x, logicalType: number, logicalTypeOptions: {minimum: 1e300, maximum: 1e301}}',
    );
    expect(told(await bench.validate(file, low))).toEqual(['range fail 2']);
  });
});

test('a zone of a day and more is none, in every form', async () => {
  const zones = ['+25:00', '+24:00', '-99:00', '+00:60', '+2500'];
  const file = await bench.write(
    'z.csv',
    `x\n${zones.map((zone) => `2001-01-01T00:00:00${zone}\n`).join('')}`,
  );
  const format = ', logicalTypeOptions: {format: "yyyy-MM-dd\'T\'HH:mm:ssXXX"}';
  for (const more of ['', format]) {
    const contract = contractOf(`- {name: x, logicalType: timestamp${more}}`);
    expect(told(await bench.validate(file, contract)), more).toEqual(['type fail 5']);
  }
  const times = await bench.write('t.csv', 'x\n12:00:00+25:00\n12:00:00-23:59\n');
  const zoned = contractOf('- {name: x, logicalType: time, logicalTypeOptions: {timezone: true}}');
  expect(told(await bench.validate(times, zoned))).toEqual(['type fail 1']);
});

test('a service level that names no object of several is listed', async () => {
  const text = (element: string) =>
    JSON.stringify({
      apiVersion: 'v3.1.0',
      kind: 'DataContract',
      id: 'x',
      version: '1',
      status: 'active',
      slaProperties: [{ property: 'freshness', value: 1, unit: 'd', element }],
      schema: ['a', 'b'].map((name) => ({ name, properties: [{ name: 'ts', logicalType: 'timestamp' }] })),
    });
  const file = await bench.write('a.csv', 'ts\n2001-06-30T12:00:00\n');
  const skipped = async (element: string) =>
    (await bench.validate(file, parseContract(text(element), 'c.json#a'))).notChecked;
  expect(await skipped('ts')).toEqual([expect.stringContaining('`ts` names no object of the contract')]);
  expect(await skipped('c.ts')).toEqual([expect.stringContaining('`c.ts` names no object of the contract')]);
  expect(await skipped('b.ts')).toEqual([]);
  expect(await skipped('a.ts')).toEqual([]);
});
