/**
 * A proposal passes the data that it was made of, in every format, and fails each kind of disturbance. The tables are
 * random; what is disturbed is one cell of them.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseContract } from '../contract/index.js';
import { findDataset, sqlString } from '../dataset.js';
import { Bench, problemsOf } from '../testing.js';
import { inferContract } from './infer.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

interface Plan {
  readonly rows: number;
  readonly first: number;
  readonly low: number;
  readonly width: number;
  readonly categories: readonly string[];
  readonly prefix: string;
  readonly at: number;
}

const plans: fc.Arbitrary<Plan> = fc
  .record({
    rows: fc.integer({ min: 60, max: 150 }),
    first: fc.integer({ min: -1000, max: 1_000_000 }),
    low: fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => Number(value.toPrecision(6))),
    width: fc.integer({ min: 1, max: 10_000 }),
    categories: fc.uniqueArray(fc.stringMatching(/^[a-z]{3,8}$/), { minLength: 2, maxLength: 3 }),
    prefix: fc.stringMatching(/^[A-Z]{2,3}-$/),
    at: fc.nat(),
  })
  .map((plan) => ({ ...plan, at: (plan.at % (plan.rows - 2)) + 1 }));

/** SQL of the table. The times overlap, so that only the rows say that `opened` is not after `closed`. */
function table({ rows, first, low, width, categories, prefix }: Plan): string {
  const list = categories.map(sqlString).join(', ');
  return `SELECT ${first} + i AS id,
    round(${low}::DOUBLE + ${width} * ((i * 37) % 101) / 101, 4) AS size,
    (i * 7) % 13 AS score,
    [${list}][i % ${categories.length} + 1] AS kind,
    ${sqlString(prefix)} || (1000 + i * 3) AS code,
    'u' || i || '@example.org' AS mail,
    DATE '2020-01-01' + ((i * 5) % 90)::INTEGER AS opened,
    DATE '2020-01-01' + ((i * 5) % 90 + i % 20 + 1)::INTEGER AS closed,
    CASE WHEN i % 4 > 0 THEN i % 2 = 0 END AS flag
    FROM range(${rows}) t(i)`;
}

/** Column, its new value as SQL, and the check that must say so. */
const DISTURBANCES: readonly [string, string, string][] = [
  ['size', 'NULL', 'required'],
  ['size', '1e12', 'range'],
  ['score', '-1', 'range'],
  ['kind', "'zzzzzzzzz'", 'invalidValues'],
  ['code', "'x' || code", 'pattern'],
  ['code', 'NULL', 'required'],
  ['mail', "'nobody'", 'format'],
  ['opened', "DATE '1901-01-01'", 'range'],
  ['closed', 'opened - 1', 'sql.opened not after closed'],
];

test('proposals pass their data and fail what was disturbed, in every format', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(plans, fc.constantFrom('csv', 'jsonl', 'parquet'), async (plan, format) => {
      run += 1;
      const options = { csv: 'FORMAT csv, HEADER', jsonl: 'FORMAT json', parquet: 'FORMAT parquet' }[format];
      const write = async (name: string, sql: string) => {
        const file = `${name}-${run}.${format}`;
        await bench.db.run(`COPY (${sql}) TO '${bench.folder}/${file}' (${options})`);
        return file;
      };
      const whole = await write('whole', table(plan));
      const found = await findDataset('data', whole, bench.folder);
      const { text } = await inferContract(bench.ctx, bench.db, found, 'things');
      const contract = parseContract(text, 'inferred.yaml');
      const checks = async (file: string) =>
        problemsOf(await bench.validate(file, contract)).map(({ check }) => check);
      expect(await checks(whole)).toEqual([]);
      const disturbed = (column: string, value: string) =>
        `SELECT * REPLACE (CASE WHEN id = ${plan.first + plan.at} THEN ${value} ELSE ${column} END AS ${column}) FROM (${table(plan)})`;
      for (const [column, value, check] of DISTURBANCES) {
        expect([column, value, await checks(await write('disturbed', disturbed(column, value)))]).toEqual([
          column,
          value,
          expect.arrayContaining([check]),
        ]);
      }
      const twice = await write('twice', `${table(plan)} UNION ALL (${table(plan)} LIMIT 1)`);
      expect(await checks(twice)).toContain('primaryKey');
      const worded = await write(
        'worded',
        `SELECT * REPLACE (CASE WHEN id = ${plan.first + plan.at} THEN 'many' ELSE size::VARCHAR END AS size) FROM (${table(plan)})`,
      );
      expect(await checks(worded)).toContain('type');
    }),
    { numRuns: 9 },
  );
}, 120_000);

test('two columns together are a key where none is alone', async () => {
  const file = await bench.parquet(
    'pairs.parquet',
    "SELECT 's' || (i % 20) AS shop, DATE '2024-01-01' + (i // 20)::INTEGER AS day, i % 7 AS n FROM range(400) t(i)",
  );
  const found = await findDataset('data', file, bench.folder);
  const { text, guesses } = await inferContract(bench.ctx, bench.db, found, 'things');
  const contract = parseContract(text, 'inferred.yaml');
  expect(contract.primaryKey).toEqual(['shop', 'day']);
  expect(guesses.join('\n')).toContain('no combination of shop and day comes twice');
  expect(problemsOf(await bench.validate(file, contract))).toEqual([]);
  const twice = await bench.parquet(
    'pairs-2.parquet',
    `FROM '${bench.folder}/${file}' UNION ALL (FROM '${bench.folder}/${file}' LIMIT 1)`,
  );
  expect(problemsOf(await bench.validate(twice, contract)).map(({ check }) => check)).toEqual(['primaryKey']);
});

test('every guess stands beside its word in the contract', async () => {
  const file = await bench.parquet(
    'few.parquet',
    "SELECT i AS id, i * 1.5 AS size, 'a' || i AS name FROM range(30) t(i)",
  );
  const { text, guesses } = await inferContract(
    bench.ctx,
    bench.db,
    await findDataset('d', file, bench.folder),
    'd',
  );
  const marked = text.split('\n').filter((line) => line.includes('# guess: '));
  expect(guesses.length).toBeGreaterThan(5);
  expect(marked).toHaveLength(guesses.length);
  expect(text).toContain('pattern: a[0-9]+ # guess: every value has this shape');
});
