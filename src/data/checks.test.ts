/** Every check of the table: breaks where it should, on Parquet and on text, and nowhere else. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AssayError } from '../base/index.js';
import { CHECKS } from './checks/index.js';
import { Bench, contractOf, problemsOf, realData } from './testing.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

interface Case {
  readonly properties: string;
  readonly object?: string;
  /** Values of the column `x` as SQL, one a row; the breaking ones are marked. */
  readonly good: readonly string[];
  readonly bad: readonly string[];
  readonly check: string;
  readonly parquetOnly?: true;
}

const CASES: Readonly<Record<string, Case>> = {
  required: {
    check: 'required',
    properties: '- {name: x, logicalType: integer, required: true}',
    good: ['1', '2'],
    bad: ['NULL::INTEGER'],
  },
  'range of integers': {
    check: 'range',
    properties:
      '- {name: x, logicalType: integer, logicalTypeOptions: {minimum: -3, exclusiveMaximum: 9007199254740993}}',
    good: ['-3', '9007199254740991'],
    bad: ['-4', '9007199254740993'],
  },
  'range of numbers': {
    check: 'range',
    properties: '- {name: x, logicalType: number, logicalTypeOptions: {exclusiveMinimum: 0.1, maximum: 0.3}}',
    good: ['0.3::DOUBLE', '0.2::DOUBLE'],
    bad: ['0.1::DOUBLE', '0.30000000000000004::DOUBLE', '-0.0::DOUBLE'],
  },
  'range of dates': {
    check: 'range',
    properties:
      "- {name: x, logicalType: date, logicalTypeOptions: {minimum: '2001-01-01', maximum: '2001-12-31'}}",
    good: ["DATE '2001-01-01'", "DATE '2001-12-31'"],
    bad: ["DATE '2000-12-31'", "DATE '2002-01-01'"],
  },
  'range of times': {
    check: 'range',
    properties: "- {name: x, logicalType: time, logicalTypeOptions: {minimum: '08:00:00'}}",
    good: ["TIME '08:00:00'"],
    bad: ["TIME '07:59:59'"],
  },
  'integer format': {
    check: 'range',
    properties: '- {name: x, logicalType: integer, logicalTypeOptions: {format: u8}}',
    good: ['0', '255'],
    bad: ['-1', '256'],
  },
  'multiple of a whole number': {
    check: 'multipleOf',
    properties: '- {name: x, logicalType: integer, logicalTypeOptions: {multipleOf: 5}}',
    good: ['0', '-10', '15'],
    bad: ['7', '-1'],
  },
  'multiple of a fraction': {
    check: 'multipleOf',
    properties: '- {name: x, logicalType: number, logicalTypeOptions: {multipleOf: 0.01}}',
    good: ['0.07::DOUBLE', '1.1::DOUBLE', '123456.78::DOUBLE'],
    bad: ['0.075::DOUBLE'],
  },
  length: {
    check: 'length',
    properties: '- {name: x, logicalType: string, logicalTypeOptions: {minLength: 2, maxLength: 3}}',
    good: ["'ab'", "'äöü'"],
    bad: ["'a'", "'abcd'"],
  },
  'pattern, over the whole value': {
    check: 'pattern',
    properties: "- {name: x, logicalType: string, logicalTypeOptions: {pattern: '[A-Z]{3}'}}",
    good: ["'LAX'"],
    bad: ["'LAXX'", "'lax'", "'xLAX'", "'LAX '"],
  },
  'format email': {
    check: 'format',
    properties: '- {name: x, logicalType: string, logicalTypeOptions: {format: email}}',
    good: ["'a.b+c@example.org'"],
    bad: ["'a@b'", "'a b@example.org'", "'@example.org'"],
  },
  'format uuid': {
    check: 'format',
    properties: '- {name: x, logicalType: string, logicalTypeOptions: {format: uuid}}',
    good: ["'123e4567-e89b-12d3-a456-426614174000'"],
    bad: ["'123e4567e89b12d3a456426614174000'"],
  },
  'format ipv4': {
    check: 'format',
    properties: '- {name: x, logicalType: string, logicalTypeOptions: {format: ipv4}}',
    good: ["'192.168.0.1'"],
    bad: ["'256.1.1.1'", "'01.1.1.1'"],
  },
  'format ipv6': {
    check: 'format',
    properties: '- {name: x, logicalType: string, logicalTypeOptions: {format: ipv6}}',
    good: ["'::1'", "'2001:db8::8a2e:370:7334'"],
    bad: ["'12345::'", "'1:2:3'"],
  },
  'format uri': {
    check: 'format',
    properties: '- {name: x, logicalType: string, logicalTypeOptions: {format: uri}}',
    good: ["'https://example.org/a?b=c'", "'urn:isbn:1'"],
    bad: ["'no uri'", "'//x'"],
  },
  'list of valid values': {
    check: 'invalidValues',
    properties:
      '- {name: x, logicalType: string, quality: [{metric: invalidValues, arguments: {validValues: [kg, lb]}, mustBe: 0}]}',
    good: ["'kg'", "'lb'", 'NULL::VARCHAR'],
    bad: ["'KG'", "'g'"],
  },
  'list of valid numbers': {
    check: 'invalidValues',
    properties:
      '- {name: x, logicalType: number, quality: [{metric: invalidValues, arguments: {validValues: [1, 2.5]}, mustBe: 0}]}',
    good: ['1::DOUBLE', '2.5::DOUBLE'],
    bad: ['2::DOUBLE'],
  },
  'pattern of valid values': {
    check: 'invalidValues',
    properties:
      "- {name: x, logicalType: string, quality: [{metric: invalidValues, arguments: {pattern: 'a+'}, mustBe: 0}]}",
    good: ["'aa'"],
    bad: ["'ab'"],
  },
  'null values': {
    check: 'nullValues',
    properties: '- {name: x, logicalType: string, quality: [{metric: nullValues, mustBeLessThan: 1}]}',
    good: ["'a'"],
    bad: ['NULL::VARCHAR'],
  },
  'missing values': {
    check: 'missingValues',
    properties:
      "- {name: x, logicalType: string, quality: [{metric: missingValues, arguments: {missingValues: [null, 'N/A']}, mustBe: 0}]}",
    good: ["'a'"],
    bad: ["'N/A'", 'NULL::VARCHAR'],
  },
  'NaN and infinity': {
    check: 'finite',
    properties: '- {name: x, logicalType: number}',
    good: ['1::DOUBLE', 'NULL::DOUBLE'],
    bad: ["'NaN'::DOUBLE", "'inf'::DOUBLE", "'-inf'::DOUBLE"],
    parquetOnly: true,
  },
};

/** One row for each value; `id` tells them apart. */
const rows = (values: readonly string[]) =>
  values.map((value, index) => `SELECT ${index + 1} AS id, ${value} AS x`).join(' UNION ALL ');

describe.each(Object.entries(CASES))('%s', (name, { check, properties, object, good, bad, parquetOnly }) => {
  const file = name.replaceAll(/\W+/g, '-');
  const contract = contractOf(`- {name: id, logicalType: integer}\n${properties}`, object);
  const formats = parquetOnly ? (['parquet'] as const) : (['parquet', 'csv', 'jsonl'] as const);
  test.each(formats)('%s', async (format) => {
    const path = (part: string) => `${file}-${part}.${format}`;
    const write = async (part: string, values: readonly string[]) => {
      const options =
        format === 'parquet' ? 'FORMAT parquet' : format === 'csv' ? 'FORMAT csv, HEADER' : 'FORMAT json';
      await bench.db.run(
        `COPY (SELECT * FROM (${rows(values)}) ORDER BY id) TO '${bench.folder}/${path(part)}' (${options})`,
      );
      return path(part);
    };
    const accepted = await bench.validate(await write('good', good), contract);
    expect(problemsOf(accepted)).toEqual([]);
    expect(accepted.verdict).toBe('pass');
    const refused = await bench.validate(await write('all', [...good, ...bad]), contract);
    const findings = problemsOf(refused);
    expect(findings.map((finding) => finding.check)).toEqual([check]);
    expect(findings[0]).toMatchObject({ count: bad.length, subject: { dataset: 'data', column: 'x' } });
    expect(findings[0]?.share).toBeCloseTo(bad.length / (good.length + bad.length), 12);
    const shift = format === 'csv' ? 1 : 0;
    expect(findings[0]?.where).toMatchObject(
      bad.map((_, index) => ({
        file: path('all'),
        row: good.length + index + 1,
        ...(format === 'parquet' ? {} : { line: good.length + index + 1 + shift }),
      })),
    );
    expect(refused.verdict).toBe('fail');
    // The SQL that a finding shows finds the same rows.
    const query = findings[0]?.query?.replaceAll(path('all'), `${bench.folder}/${path('all')}`);
    if (format === 'parquet') expect(await bench.db.all(query ?? '')).toHaveLength(bad.length);
    else await bench.db.all(query ?? '');
  });
});

describe('keys', () => {
  test.each(['parquet', 'csv', 'jsonl'])('unique, primary key, duplicates in %s', async (format) => {
    const query =
      "SELECT * FROM (VALUES (1, 1, 'a'), (1, 2, 'b'), (2, 1, 'b'), (2, 1, NULL), (NULL, 3, NULL)) t(a, b, c)";
    const options =
      format === 'parquet' ? 'FORMAT parquet' : format === 'csv' ? 'FORMAT csv, HEADER' : 'FORMAT json';
    await bench.db.run(`COPY (${query}) TO '${bench.folder}/keys.${format}' (${options})`);
    const contract = contractOf(
      `- {name: a, logicalType: integer, primaryKey: true, primaryKeyPosition: 1}
- {name: b, logicalType: integer, primaryKey: true, primaryKeyPosition: 2}
- {name: c, logicalType: string, unique: true}`,
      'quality:\n  - {metric: duplicateValues, mustBeLessThan: 25, unit: percent, arguments: {properties: [b]}}\n  - {metric: duplicateValues, mustBe: 0}',
    );
    const findings = problemsOf(await bench.validate(`keys.${format}`, contract));
    expect(findings.map(({ check, count }) => [check, count])).toEqual([
      ['required', 1],
      ['unique', 1],
      ['primaryKey', 1],
      ['duplicateValues', 2],
    ]);
    expect(findings[1]?.where).toEqual([{ value: `${format === 'jsonl' ? '"b"' : 'b'} (2 times)` }]);
    expect(findings[2]?.where).toEqual([{ value: '2, 1 (2 times)' }]);
    expect(findings[3]?.actual).toBe('40%');
  });
});

describe('schema', () => {
  test('missing and extra columns', async () => {
    const file = await bench.parquet('columns.parquet', 'SELECT 1 AS delay, 2 AS other');
    const result = await bench.validate(file, contractOf('- {name: delays, logicalType: integer}'));
    expect(problemsOf(result)).toMatchObject([
      { check: 'column.missing', verdict: 'fail', fix: expect.stringContaining('delay') },
      { check: 'column.extra', verdict: 'warn', subject: { column: 'delay' } },
      { check: 'column.extra', verdict: 'warn', subject: { column: 'other' } },
    ]);
    // A column that the contract names itself is no misspelling of one that is missing.
    const both = await bench.validate(file, contractOf('- {name: delays}\n- {name: delay}'));
    expect(problemsOf(both)[0]).not.toHaveProperty('fix');
    const strict = contractOf(
      '- {name: delay}',
      'customProperties: [{property: assay.extraColumns, value: fail}]',
    );
    expect((await bench.validate(file, strict)).verdict).toBe('fail');
  });

  test.each([
    ['INTEGER', 'integer', true],
    ['UTINYINT', 'number', true],
    ['DECIMAL(9,2)', 'number', true],
    ['DECIMAL(9,0)', 'integer', true],
    ['DOUBLE', 'integer', false],
    ['VARCHAR', 'integer', false],
    ['TIMESTAMP', 'date', false],
    ['DATE', 'timestamp', false],
    ['TIMESTAMP WITH TIME ZONE', 'timestamp', true],
    ['BOOLEAN', 'string', false],
    ['INTEGER[]', 'array', true],
    ['BLOB', 'string', false],
  ])('Parquet %s is %s: %s', async (type, logical, good) => {
    const file = await bench.parquet('type.parquet', `SELECT NULL::${type} AS x`);
    const result = await bench.validate(file, contractOf(`- {name: x, logicalType: ${logical}}`));
    expect(problemsOf(result).map(({ check }) => check)).toEqual(good ? [] : ['type']);
  });

  test('a range that cannot be compared is listed and not silently passed', async () => {
    const file = await bench.parquet('text.parquet', "SELECT 'x' AS x");
    const result = await bench.validate(
      file,
      contractOf('- {name: x, logicalType: integer, logicalTypeOptions: {minimum: 1}}'),
    );
    expect(result.verdict).toBe('fail');
    expect(result.notChecked.join()).toContain('x: range');
  });
});

describe('quality rules', () => {
  test('SQL, row count, freshness, severity', async () => {
    const file = await bench.write('rules.csv', 'id,x,t\n1,5,2001-06-01T00:00:00\n2,7,2001-06-30T12:00:00\n');
    const properties =
      '- {name: id, logicalType: integer}\n- {name: x, logicalType: integer}\n- {name: t, logicalType: timestamp}';
    const rule = (text: string) => bench.validate(file, contractOf(properties, `quality:\n  - ${text}`));
    const verdict = async (text: string) => (await rule(text)).verdict;
    expect(await verdict('{type: sql, query: "SELECT sum(x) FROM {object}", mustBe: 12}')).toBe('pass');
    expect(await verdict('{type: sql, query: "SELECT sum(x) FROM things;", mustBeGreaterThan: 12}')).toBe(
      'fail',
    );
    expect(
      await verdict(
        '{type: sql, query: "SELECT bool_and(x > 5) FROM ${table}", mustBe: true, severity: warning}',
      ),
    ).toBe('warn');
    expect(await verdict('{type: sql, query: "SELECT nothing FROM {object}", mustBe: 1}')).toBe('error');
    expect(await verdict('{type: sql, query: "SELECT x FROM {object}", mustBe: 5}')).toBe('error');
    expect(await verdict('{type: sql, query: "SELECT NULL", mustBe: 5}')).toBe('error');
    expect(await verdict('{type: sql, query: "COPY things TO \'stolen.csv\'", mustBe: 5}')).toBe('error');
    expect(await verdict('{metric: rowCount, mustBe: 2}')).toBe('pass');
    expect(await verdict('{metric: rowCount, mustBeGreaterThan: 2}')).toBe('fail');
    const fresh = (age: string) =>
      `{type: custom, engine: assay, implementation: {check: freshness, column: t, maxAge: ${age}}}`;
    expect(await verdict(fresh('1d'))).toBe('pass');
    expect(await verdict(fresh('1h'))).toBe('fail');
  });

  test('allowed shares', async () => {
    const file = await bench.parquet(
      'share.parquet',
      'SELECT CASE WHEN i < 5 THEN NULL ELSE i END AS x FROM range(100) t(i)',
    );
    const contract = (limit: number) =>
      contractOf(
        `- {name: x, logicalType: integer, quality: [{metric: nullValues, mustBeLessThan: ${limit}, unit: percent}]}`,
      );
    expect((await bench.validate(file, contract(5.1))).verdict).toBe('pass');
    expect(problemsOf(await bench.validate(file, contract(5)))).toMatchObject([{ actual: '5%', count: 5 }]);
  });

  test('no rows never pass, unless the contract allows it', async () => {
    const file = await bench.parquet('none.parquet', 'SELECT 1 AS x WHERE false');
    expect((await bench.validate(file, contractOf('- name: x'))).verdict).toBe('fail');
    expect(
      (await bench.validate(file, contractOf('- name: x', 'quality: [{metric: rowCount, mustBe: 0}]')))
        .verdict,
    ).toBe('pass');
  });
});

test('values of personal columns are never shown', async () => {
  const file = await bench.write('personal.csv', 'id,mail\n1,secret-one\n2,secret-two\n3,secret-two\n');
  const contract = contractOf(
    `- {name: id, logicalType: integer}
- {name: mail, logicalType: string, classification: confidential, unique: true, logicalTypeOptions: {format: email, maxLength: 3}}`,
  );
  const result = await bench.validate(file, contract);
  expect(problemsOf(result).map(({ check }) => check)).toEqual(['unique', 'length', 'format']);
  expect(JSON.stringify(result.findings)).not.toContain('secret');
  expect(problemsOf(result)[1]?.where[0]).toMatchObject({ line: 2, value: '(redacted)' });
});

test('the answer of an SQL rule over a personal column is shown only where it counts rows', async () => {
  const file = await bench.write('salaries.csv', 'id,salary\n1,4711\n2,4712\n');
  const rule = (query: string) => `quality: [{type: sql, query: '${query}', mustBeLessThan: 1}]`;
  const shown = async (query: string) =>
    problemsOf(
      await bench.validate(
        file,
        contractOf(
          `- {name: id, logicalType: integer}\n- {name: salary, logicalType: integer, classification: confidential}`,
          rule(query),
        ),
      ),
    )[0]?.actual;
  expect(await shown('SELECT max(salary) FROM {object}')).toBe('(redacted)');
  expect(await shown('SELECT max("SALARY") FROM {object}')).toBe('(redacted)');
  expect(await shown('SELECT max(s) FROM (SELECT max(COLUMNS(*)) AS s FROM {object})')).toBe('(redacted)');
  expect(await shown('SELECT count(*) FROM {object} WHERE salary > 0')).toBe('2');
  expect(await shown('SELECT max(id) FROM {object}')).toBe('2');
});

test('a number in quotes is a number', async () => {
  const file = await bench.write('few.csv', 'x\n1\n2\n');
  const verdict = async (bound: string) =>
    (await bench.validate(file, contractOf('- name: x', `quality: [{metric: rowCount, mustBe: ${bound}}]`)))
      .verdict;
  expect(await verdict('"2"')).toBe('pass');
  expect(await verdict('"5"')).toBe('fail');
});

test('patterns and limits that the engine cannot read are problems of the contract, all at once', async () => {
  const file = await bench.parquet('p.parquet', "SELECT 'a' AS a, DATE '2001-01-01' AS b");
  const contract = contractOf(
    `- {name: a, logicalType: string, logicalTypeOptions: {pattern: '(?=x)'}, quality: [{metric: invalidValues, arguments: {pattern: '['}, mustBe: 0}]}
- {name: b, logicalType: date, logicalTypeOptions: {minimum: soon}}`,
  );
  const error: unknown = await bench.validate(file, contract).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AssayError);
  expect((error as AssayError).problems).toHaveLength(3);
});

test('names that SQL or Assay could stumble over', async () => {
  const names = [
    'a"b',
    "c'd",
    'select',
    'assay_row',
    'A',
    'a',
    'naïve column',
    '{x}',
    'm0',
    'n',
    'c1',
    'f0',
    '',
  ];
  const header = names.map((name) => `"${name.replaceAll('"', '""')}"`).join(',');
  const file = await bench.write(
    'names.csv',
    `${header}\n${names.map(() => '1').join(',')}\n${names.map(() => 'x').join(',')}\n`,
  );
  const quoted = names.filter((name) => name !== '');
  const contract = contractOf(
    quoted.map((name) => `- {name: ${JSON.stringify(name)}, logicalType: integer}`).join('\n'),
  );
  const findings = problemsOf(await bench.validate(file, contract)).filter(({ check }) => check === 'type');
  expect(findings.map(({ subject, count }) => [subject.column, count])).toEqual(
    quoted.map((name) => [name, 1]),
  );
});

test.each(['csv', 'parquet', 'jsonl'])('a file whose name is a pattern is that file: %s', async (format) => {
  const options =
    format === 'parquet' ? 'FORMAT parquet' : format === 'csv' ? 'FORMAT csv, HEADER' : 'FORMAT json';
  const contract = contractOf('- {name: x, logicalType: integer, logicalTypeOptions: {maximum: 1}}');
  for (const [name, value] of [
    ['d1', 1],
    ['d[1]', 5],
    ['e1', 1],
    ['e*', 5],
    ['f{1,2}', 5],
    ["g'?", 5],
  ] as const) {
    const sql = `${bench.folder}/${name}.${format}`.replaceAll("'", "''");
    await bench.db.run(`COPY (SELECT ${value} AS x) TO '${sql}' (${options})`);
    const result = await bench.validate(`${name}.${format}`, contract);
    expect([name, result.summary.files, result.verdict]).toEqual([name, 1, value === 5 ? 'fail' : 'pass']);
    expect(problemsOf(result).flatMap(({ where }) => where.map(({ file }) => file))).toEqual(
      value === 5 ? [`${name}.${format}`] : [],
    );
  }
});

test('many Parquet files: places name the file', async () => {
  await bench.parquet('many-1.parquet', 'SELECT 1 AS x');
  await bench.parquet('many-2.parquet', 'SELECT NULL::INTEGER AS x UNION ALL SELECT -5');
  const result = await bench.validate(
    'many-*.parquet',
    contractOf('- {name: x, logicalType: integer, required: true, logicalTypeOptions: {minimum: 0}}'),
  );
  expect(problemsOf(result).map(({ check, where }) => [check, where])).toEqual([
    ['required', [{ file: 'many-2.parquet', row: 1, value: null }]],
    ['range', [{ file: 'many-2.parquet', row: 2, value: '-5' }]],
  ]);
});

test('real data: three million flights against nine checks and a broken copy', async () => {
  const contract = contractOf(
    `- {name: date, logicalType: timestamp, required: true}
- {name: delay, logicalType: integer, required: true, logicalTypeOptions: {minimum: -2000, maximum: 3000}}
- {name: distance, logicalType: integer, required: true, logicalTypeOptions: {minimum: 0, maximum: 6000}}
- {name: origin, logicalType: string, required: true, logicalTypeOptions: {pattern: '[A-Z]{3}'}}
- {name: destination, logicalType: string, required: true, logicalTypeOptions: {pattern: '[A-Z]{3}'}}`,
  );
  const flights = realData('flights-3m.parquet');
  const whole = await bench.validate(flights, contract);
  expect([whole.verdict, whole.summary.rows]).toEqual(['pass', 3_000_000]);
  const broken = await bench.parquet(
    'flights-broken.parquet',
    `SELECT date, CASE WHEN i = 777 THEN 99999 ELSE delay END AS delay, distance, CASE WHEN i = 888 THEN 'lax' ELSE origin END AS origin, destination FROM (SELECT *, row_number() OVER () AS i FROM '${flights}' LIMIT 5000) ORDER BY i`,
  );
  expect(
    problemsOf(await bench.validate(broken, contract)).map(({ check, where }) => [check, where]),
  ).toEqual([
    ['range', [{ file: broken, row: 777, value: '99999' }]],
    ['pattern', [{ file: broken, row: 888, value: 'lax' }]],
  ]);
});

test('the table has no check twice', () => {
  const names = CHECKS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
