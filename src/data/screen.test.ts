/** Checks made of the distinct values of a column say what those of its rows say. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findDataset } from './dataset.js';
import { traced } from './explain.js';
import { openSource } from './source/index.js';
import { Bench, contractOf } from './testing.js';
import { type ValidateOptions, validateDataset } from './validate.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

const contract = contractOf(
  [
    '- {name: at, logicalType: timestamp, required: true}',
    '- {name: count, logicalType: integer, required: true, logicalTypeOptions: {minimum: -5, maximum: 40}}',
    '- {name: price, logicalType: number, logicalTypeOptions: {exclusiveMaximum: 100}}',
    '- {name: code, logicalType: string, required: true, logicalTypeOptions: {pattern: "^[A-Z]{3}$", maxLength: 3}}',
    '- name: kind',
    '  logicalType: string',
    '  quality: [{metric: invalidValues, arguments: {validValues: [a, b, é]}, mustBe: 0}]',
    '- {name: free, logicalType: boolean, unique: true}',
  ].join('\n'),
);
const COLUMNS = 'at,count,price,code,kind,free';

const values: readonly (readonly string[])[] = [
  [
    '2001-01-01 00:01:00',
    '2001-01-01T00:01:00Z',
    '2001-02-30 00:00:00',
    '2001-1-1',
    '',
    ' ',
    '٢001-01-01 00:00:00',
  ],
  ['1', '-0', '007', '41', '-6', '1e3', '12.7', '1_0', '0x1F', ' 5 ', '', '٣', '99999999999999999999'],
  ['1.5', '100', '1e999', 'NaN', '-0', '1,5', '', '1_000.5', '.5'],
  ['ABC', 'ABCD', 'AbC', 'ÀBC', 'AB\u212A', '"AB\nC"', '', 'ABC '],
  ['a', 'b', 'é', 'e\u0301', 'A', '', 'a '],
  ['true', 'false', 'yes', '', 'True', '1'],
];

async function both(path: string) {
  const found = await findDataset('data', path, bench.folder);
  const validated = async (screen: ValidateOptions['screen']) => {
    const trace = await traced(bench.db);
    const result = await validateDataset(bench.ctx, trace.db, found, contract, screen ? { screen } : {});
    return { result, queries: trace.take() };
  };
  return {
    screened: await validated('all'),
    plain: await validated('none'),
    usual: await validated(undefined),
  };
}

test('random cells, broken or not', async () => {
  let screenedOut = 0;
  const row = fc.tuple(...values.map((list) => fc.nat(list.length - 1)));
  // Mostly sound rows, so that whole columns pass too.
  const rows = fc.array(fc.oneof({ weight: 6, arbitrary: fc.constant(values.map(() => 0)) }, row), {
    maxLength: 9,
  });
  await fc.assert(
    fc.asyncProperty(rows, fc.constantFrom('\n', '\r\n'), async (picked, end) => {
      const lines = picked.map((cells) =>
        cells
          .map((cell, column) => values[column]?.[cell] ?? '')
          .map((cell) => (/,/.test(cell) ? `"${cell}"` : cell)),
      );
      const file = await bench.write(
        'cells.csv',
        [COLUMNS, ...lines.map((cells) => cells.join(',')), ''].join(end),
      );
      const { screened, plain } = await both(file);
      expect(screened.result).toEqual(plain.result);
      if (screened.queries.length < plain.queries.length + 1) screenedOut += 1;
    }),
    { numRuns: Number(process.env['ASSAY_FUZZ'] ?? 150), seed: Number(process.env['ASSAY_SEED'] ?? 11) },
  );
  // Where nothing is broken, nothing is counted again.
  expect(screenedOut).toBeGreaterThan(5);
}, 7_200_000);

test('a large file: columns of few values are screened, others are not, and one bad row is found', async () => {
  const sound = (i: number) =>
    [`2001-01-01 00:${String(i % 60).padStart(2, '0')}:00`, i % 40, i / 3_000_000, 'ABC', 'a', ''].join(',');
  const lines = Array.from({ length: 260_000 }, (_, i) => sound(i));
  const file = await bench.write('large.csv', `${COLUMNS}\n${lines.join('\n')}\n`);
  const found = await findDataset('data', file, bench.folder);
  const source = await openSource(bench.db, found, bench.ctx.signal, contract);
  expect([...((await source.few?.(bench.ctx.signal)) ?? [])].sort()).toEqual(['c0', 'c1', 'c3', 'c4', 'c5']);
  const clean = await both(file);
  expect(clean.usual.result).toEqual(clean.plain.result);
  expect(clean.usual.queries.some(({ sql }) => sql.includes('list(DISTINCT c0)'))).toBe(true);
  lines[200_001] = lines[200_001]?.replace('ABC', 'ABc') ?? '';
  await bench.write('large.csv', `${COLUMNS}\n${lines.join('\n')}\n`);
  const { usual, plain } = await both(file);
  expect(usual.result).toEqual(plain.result);
  const [pattern] = usual.result.findings.filter(({ check }) => check === 'pattern');
  expect(pattern).toMatchObject({
    verdict: 'fail',
    count: 1,
    where: [{ row: 200_002, line: 200_003, value: 'ABc' }],
  });
  await rm(join(bench.folder, file));
}, 120_000);

test('bytes that are not UTF-8 are found in columns that no check asks for', async () => {
  const file = await bench.write(
    'bytes.csv',
    Buffer.concat([
      Buffer.from(`${COLUMNS},more\n,1,,ABC,a,,`),
      Buffer.from([0xff]),
      Buffer.from('\n,1,,ABC,a,,x\n'),
    ]),
  );
  const { screened, plain } = await both(file);
  expect(screened.result).toEqual(plain.result);
  expect(screened.result.summary.rows).toBe(1);
});
