/**
 * The engine, the scan of structure and a slow reader in plain TypeScript over the same random bytes: where a file
 * passes, all three saw the same cells.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseContract } from './contract/index.js';
import { findDataset } from './dataset.js';
import { type CsvForm, readCsv } from './reference-csv.js';
import { openSource } from './source/index.js';
import { Bench } from './testing.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

const runs = Number(process.env['ASSAY_FUZZ'] ?? 250);
const PIECES = [
  'a',
  'b',
  '1',
  ',',
  ',',
  ';',
  '"',
  '"',
  '""',
  '\\',
  '\n',
  '\n',
  '\r\n',
  '\r',
  ' ',
  '#',
  '\0',
  'é',
  '\u2028',
  'NULL',
  '\t',
];

const dialects: fc.Arbitrary<CsvForm> = fc
  .record({
    delimiter: fc.constantFrom(',', ';', '\t'),
    quote: fc.constantFrom('"', '"', '"', "'", ''),
    escape: fc.constantFrom('"', '\\'),
    comment: fc.constantFrom(null, null, '#'),
    header: fc.constantFrom(true, true, false),
  })
  .map((dialect) => ({
    ...dialect,
    escape: dialect.quote === '' ? '' : dialect.escape === '"' ? dialect.quote : '\\',
  }));

function contractFor({ delimiter, quote, escape: mark, comment, header }: CsvForm, columns: number) {
  const csv = {
    delimiter,
    quote,
    ...(quote === '' ? {} : { escape: mark }),
    ...(comment === null ? {} : { comment }),
    header,
  };
  const properties = Array.from({ length: columns }, (_, index) => ({
    name: `h${index}`,
    logicalType: 'string',
  }));
  return parseContract(
    JSON.stringify({
      apiVersion: 'v3.1.0',
      kind: 'DataContract',
      id: 'x',
      version: '1',
      status: 'active',
      schema: [{ name: 'x', customProperties: [{ property: 'assay.csv', value: csv }], properties }],
    }),
    'c.yaml',
  );
}

test('what passes was read as it is', async () => {
  let passed = 0;
  let rows = 0;
  await fc.assert(
    fc.asyncProperty(
      dialects,
      fc.integer({ min: 1, max: 3 }),
      fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }),
      fc.array(
        fc.array(fc.constantFrom('a', '1', '"x"', '""', '"a""b"', "'q'", ''), { minLength: 1, maxLength: 3 }),
        { maxLength: 6 },
      ),
      fc.constantFrom('\n', '\r\n'),
      async (dialect, columns, noise, good, end) => {
        const head = Array.from({ length: columns }, (_, index) => `h${index}`).join(dialect.delimiter);
        const body = good
          .map((fields) =>
            Array.from({ length: columns }, (_, index) => fields[index % fields.length]).join(
              dialect.delimiter,
            ),
          )
          .join(end);
        const text = `${head}${end}${body}${good.length > 0 ? end : ''}${noise.join('')}`;
        const file = await bench.write('random.csv', text);
        const contract = contractFor(dialect, columns);
        const result = await bench.validate(file, contract);
        if (result.verdict !== 'pass' && result.verdict !== 'warn') return;
        passed += 1;
        const expected = readCsv(text, dialect);
        expect(expected, 'text that is not CSV passes').not.toBeNull();
        // Lines without a field are no rows, except where there is one column.
        const cells = (expected ?? [])
          .filter((fields) => columns === 1 || fields.length > 1 || fields[0] !== '')
          .slice(dialect.header ? 1 : 0);
        const source = await openSource(
          bench.db,
          await findDataset('x', file, bench.folder),
          bench.ctx.signal,
          contract,
        );
        const read = await bench.db.all(`SELECT * FROM ${source.from}`);
        expect(read.map((row) => Object.values(row))).toEqual(
          cells.map((fields) => fields.map((field) => (field === '' ? null : field))),
        );
        rows += read.length;
      },
    ),
    { numRuns: runs, seed: Number(process.env['ASSAY_SEED'] ?? 7) },
  );
  // The test says something only where enough passes.
  expect(passed).toBeGreaterThan(runs / 20);
  expect(rows).toBeGreaterThan(runs / 10);
}, 7_200_000);
