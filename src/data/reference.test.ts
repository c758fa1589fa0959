/**
 * Random contracts and random data: what Assay finds equals what a slow reference in plain TypeScript finds, in
 * Parquet, in JSON lines and in CSV.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Bench, contractOf, problemsOf } from './testing.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

type Value = number | string | boolean | null;
type Kind = 'integer' | 'number' | 'string' | 'boolean' | 'date';

const SQL_TYPES: Readonly<Record<Kind, string>> = {
  integer: 'BIGINT',
  number: 'DOUBLE',
  string: 'VARCHAR',
  boolean: 'BOOLEAN',
  date: 'DATE',
};

interface Rule {
  readonly kind: Kind;
  readonly required: boolean;
  readonly unique: boolean;
  readonly options: Readonly<Record<string, number | string>>;
  /** `invalidValues`: at most so many. */
  readonly valid: readonly string[] | null;
  readonly nulls: { readonly operator: string; readonly limit: number; readonly percent: boolean } | null;
}

interface Case {
  readonly rules: readonly Rule[];
  readonly rows: readonly (readonly Value[])[];
  /** The first two columns are the key. */
  readonly keyed: boolean;
}

// Small pools, so that limits are met exactly and values repeat.
const numbers = fc.constantFrom(-3, -1, 0, 1, 2, 5, 7, 10);
const VALUES: Readonly<Record<Kind, fc.Arbitrary<Value>>> = {
  integer: fc.oneof(numbers, fc.constantFrom(2147483648, -9007199254740991, 9007199254740991)),
  number: fc.oneof(numbers, fc.constantFrom(0.1, 0.5, -0.25, 2.5, 1e-7, 123456.789)),
  string: fc.constantFrom('a', 'ab', 'abc', 'B', 'ä', '😀x', ' a', 'a b', '1', 'x,"y"', 'true', 'null'),
  boolean: fc.boolean(),
  date: fc.constantFrom('2000-02-29', '2001-01-01', '2001-06-30', '1999-12-31'),
};

const OPTIONS: Readonly<Record<Kind, fc.Arbitrary<Record<string, number | string>>>> = {
  integer: fc.record(
    {
      minimum: numbers,
      exclusiveMaximum: numbers,
      multipleOf: fc.constantFrom(1, 2, 5),
      format: fc.constantFrom('i8', 'i32', 'u16'),
    },
    { requiredKeys: [] },
  ),
  number: fc.record(
    { exclusiveMinimum: fc.constantFrom(0, 0.1, -0.25), maximum: fc.constantFrom(2.5, 5, 0.5) },
    { requiredKeys: [] },
  ),
  string: fc.record(
    {
      minLength: fc.constantFrom(0, 1, 2),
      maxLength: fc.constantFrom(1, 2, 3),
      pattern: fc.constantFrom('[a-z]+', 'a.*', '[ab]{2}', '.'),
    },
    { requiredKeys: [] },
  ),
  boolean: fc.constant({}),
  date: fc.record(
    {
      minimum: fc.constantFrom('2000-01-01', '2001-01-01'),
      exclusiveMaximum: fc.constantFrom('2001-01-01', '2001-06-30'),
    },
    { requiredKeys: [] },
  ),
};

const ruleOf = (kind: Kind): fc.Arbitrary<Rule> =>
  fc.record({
    kind: fc.constant(kind),
    required: fc.boolean(),
    unique: fc.boolean(),
    options: OPTIONS[kind],
    valid:
      kind === 'boolean' || kind === 'date'
        ? fc.constant(null)
        : fc.option(fc.array(VALUES[kind].map(String), { minLength: 1, maxLength: 4 })),
    nulls: fc.option(
      fc.record({
        operator: fc.constantFrom('mustBe', 'mustNotBe', 'mustBeLessThan', 'mustBeGreaterOrEqualTo'),
        limit: fc.constantFrom(0, 1, 2, 50),
        percent: fc.boolean(),
      }),
    ),
  });

const cases: fc.Arbitrary<Case> = fc
  .array(fc.constantFrom<Kind>('integer', 'number', 'string', 'boolean', 'date'), {
    minLength: 2,
    maxLength: 4,
  })
  .chain((kinds) =>
    fc.record({
      rules: fc.tuple(...kinds.map(ruleOf)),
      rows: fc.array(fc.tuple(...kinds.map((kind) => fc.option(VALUES[kind], { freq: 6 }))), {
        minLength: 1,
        maxLength: 12,
      }),
      keyed: fc.boolean(),
    }),
  );

function contractText({ rules, keyed }: Case): string {
  return rules
    .map((rule, index) => {
      const quality = [
        ...(rule.valid === null
          ? []
          : [{ metric: 'invalidValues', mustBe: 0, arguments: { validValues: rule.valid } }]),
        ...(rule.nulls === null
          ? []
          : [
              {
                metric: 'nullValues',
                [rule.nulls.operator]: rule.nulls.limit,
                unit: rule.nulls.percent ? 'percent' : 'rows',
              },
            ]),
      ];
      return `- ${JSON.stringify({
        name: `c${index}`,
        logicalType: rule.kind,
        ...(rule.required ? { required: true } : {}),
        ...(rule.unique ? { unique: true } : {}),
        ...(keyed && index < 2 ? { primaryKey: true, primaryKeyPosition: index + 1 } : {}),
        ...(Object.keys(rule.options).length > 0 ? { logicalTypeOptions: rule.options } : {}),
        ...(quality.length > 0 ? { quality } : {}),
      })}`;
    })
    .join('\n');
}

/** `check column count`, sorted. */
function reference({ rules, rows, keyed }: Case): string[] {
  const found: string[] = [];
  const say = (check: string, column: string, count: number) => {
    if (count > 0) found.push(`${check} ${column} ${count}`);
  };
  rules.forEach((rule, index) => {
    const column = `c${index}`;
    const values = rows.map((row) => row[index] ?? null);
    const filled = values.filter((value) => value !== null);
    const nulls = values.length - filled.length;
    if (rule.required || (keyed && index < 2)) say('required', column, nulls);
    if (rule.unique) say('unique', column, filled.length - new Set(filled).size);
    const breaking = (test: (value: Exclude<Value, null>) => boolean) => filled.filter(test).length;
    const {
      minimum,
      exclusiveMinimum,
      maximum,
      exclusiveMaximum,
      multipleOf,
      minLength,
      maxLength,
      pattern,
    } = rule.options;
    const bits = { i8: [-128, 127], i32: [-2147483648, 2147483647], u16: [0, 65535] }[
      String(rule.options['format'])
    ];
    say(
      'range',
      column,
      breaking(
        (value) =>
          (minimum !== undefined && value < minimum) ||
          (exclusiveMinimum !== undefined && value <= exclusiveMinimum) ||
          (maximum !== undefined && value > maximum) ||
          (exclusiveMaximum !== undefined && value >= exclusiveMaximum) ||
          (bits !== undefined && (Number(value) < (bits[0] ?? 0) || Number(value) > (bits[1] ?? 0))),
      ),
    );
    if (multipleOf !== undefined)
      say(
        'multipleOf',
        column,
        breaking((value) => Number(value) % Number(multipleOf) !== 0),
      );
    const size = (value: Value) => [...String(value)].length;
    say(
      'length',
      column,
      breaking(
        (value) =>
          (minLength !== undefined && size(value) < Number(minLength)) ||
          (maxLength !== undefined && size(value) > Number(maxLength)),
      ),
    );
    if (pattern !== undefined)
      say(
        'pattern',
        column,
        breaking((value) => !new RegExp(`^(?:${pattern})$`, 'u').test(String(value))),
      );
    if (rule.valid !== null)
      say(
        'invalidValues',
        column,
        breaking((value) => !rule.valid?.includes(String(value))),
      );
    if (rule.nulls !== null) {
      const { operator, limit, percent } = rule.nulls;
      const amount = percent ? (100 * nulls) / rows.length : nulls;
      const good = {
        mustBe: amount === limit,
        mustNotBe: amount !== limit,
        mustBeLessThan: amount < limit,
        mustBeGreaterOrEqualTo: amount >= limit,
      }[operator];
      if (good === false) found.push(`nullValues ${column} ${nulls}`);
    }
  });
  if (keyed)
    say('primaryKey', '', rows.length - new Set(rows.map((row) => JSON.stringify(row.slice(0, 2)))).size);
  return found.sort();
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
const csvField = (value: Value) => (value === null ? '' : `"${String(value).replaceAll('"', '""')}"`);

async function write(one: Case, name: string): Promise<string[]> {
  const columns = one.rules.map((_, index) => `c${index}`);
  const typed = one.rows.map(
    (row) =>
      `(${row.map((value, index) => `CAST(${value === null ? 'NULL' : quoted(String(value))} AS ${SQL_TYPES[one.rules[index]?.kind ?? 'string']})`).join(', ')})`,
  );
  const json = one.rows.map((row) =>
    JSON.stringify(Object.fromEntries(row.map((value, index) => [`c${index}`, value]))),
  );
  return [
    await bench.parquet(
      `${name}.parquet`,
      `SELECT * FROM (VALUES ${typed.join(', ')}) t(${columns.join(', ')})`,
    ),
    // A column that is null in every line is no column of JSON lines: the keys stand there all the same.
    await bench.write(`${name}.jsonl`, `${json.join('\n')}\n`),
    await bench.write(
      `${name}.csv`,
      `${columns.join(',')}\n${one.rows.map((row) => row.map(csvField).join(',')).join('\n')}\n`,
    ),
  ];
}

test('findings equal those of the reference', async () => {
  let broken = 0;
  await fc.assert(
    fc.asyncProperty(cases, async (one) => {
      const expected = reference(one);
      if (expected.length > 0) broken += 1;
      const contract = contractOf(contractText(one));
      for (const file of await write(one, 'random')) {
        const result = await bench.validate(file, contract);
        const found = problemsOf(result).map(
          ({ check, subject, count }) => `${check} ${subject.column ?? ''} ${count}`,
        );
        expect([file, ...found.sort()]).toEqual([file, ...expected]);
        expect(result.verdict).toBe(expected.length === 0 ? 'pass' : 'fail');
        expect(result.notChecked).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
  expect(broken).toBeGreaterThan(10);
}, 240_000);

/** The same columns as fields of an object, and as fields of the one item of an array. */
test('findings inside objects and arrays equal those of the reference', async () => {
  const plain = cases.map((one) => ({
    ...one,
    keyed: false,
    rules: one.rules.map((rule) => ({ ...rule, unique: false })),
  }));
  await fc.assert(
    fc.asyncProperty(plain, async (one) => {
      // A field that is null everywhere is one that no object of JSON has; that is another test.
      const rows = one.rows.map((row) => Object.fromEntries(row.map((value, index) => [`c${index}`, value])));
      const lines = rows.map((row) => JSON.stringify({ o: row, l: [{ deep: [row] }] })).join('\n');
      const file = await bench.write('nested.jsonl', `${lines}\n`);
      const fields = one.rules.map((rule, index) => `c${index} ${SQL_TYPES[rule.kind]}`).join(', ');
      const types = `{o: 'STRUCT(${fields})', l: 'STRUCT(deep STRUCT(${fields})[])[]'}`;
      const parquet = await bench.parquet(
        'nested.parquet',
        `SELECT * FROM read_json('${bench.folder}/${file}', format = 'newline_delimited', columns = ${types})`,
      );
      const inner = contractText(one)
        .split('\n')
        .map((line) => line.slice(2))
        .join(', ');
      const contract = contractOf(
        `- {name: o, logicalType: object, properties: [${inner}]}\n- {name: l, logicalType: array, items: {logicalType: object, properties: [{name: deep, logicalType: array, items: {logicalType: object, properties: [${inner}]}}]}}`,
      );
      const expected = reference(one)
        .flatMap((finding) => ['o.', 'l[].deep[].'].map((path) => finding.replace(' ', ` ${path}`)))
        .sort();
      for (const path of [file, parquet]) {
        const found = problemsOf(await bench.validate(path, contract)).map(
          ({ check, subject, count }) => `${check} ${subject.column ?? ''} ${count}`,
        );
        expect([path, ...found.sort()]).toEqual([path, ...expected]);
      }
    }),
    { numRuns: 30 },
  );
}, 240_000);
