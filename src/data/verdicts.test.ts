/** Inputs for which the verdict once was wrong: green where it should be red, red where nothing is wrong. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AssayError } from '../base/index.js';
import { contractFor } from './contract/index.js';
import { Bench, contractOf, problemsOf } from './testing.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

let files = 0;
async function verdictsOf(data: string, properties: string, object = ''): Promise<string[]> {
  files += 1;
  const path = data.startsWith('SELECT')
    ? await bench.parquet(`v${files}.parquet`, data)
    : await bench.write(`v${files}.csv`, data);
  const validation = await bench.validate(path, contractOf(properties, object));
  return problemsOf(validation).map(({ check, verdict }) => `${check} ${verdict}`);
}

const custom = (implementation: string) =>
  `quality:\n  - {type: custom, engine: assay, implementation: ${implementation}}`;
const library = (name: string, type: string, rule: string) =>
  `- {name: ${name}, logicalType: ${type}, quality: [{mustBe: 0, ${rule}}]}`;

function mistakesIn(properties: string, object = ''): string {
  try {
    contractOf(properties, object);
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    return error.problems.map(({ message, fix = '' }) => `${message} ${fix}`).join('\n');
  }
  return '';
}

describe('values of a contract compare with the values of the data, whatever their type', () => {
  const X = '- {name: x, logicalType: number}';
  test.each([
    [
      'SELECT 0.1::FLOAT AS x',
      X,
      '{check: forbiddenValues, column: x, values: [0.1]}',
      'forbiddenValues fail',
    ],
    ['SELECT 0.1::FLOAT AS x', X, '{check: allowedValues, column: x, values: [0.1]}', ''],
    ['SELECT 0.1::FLOAT AS x', X, '{check: distinctEquals, column: x, values: [0.1]}', ''],
    [
      'SELECT 9007199254740992 AS x',
      '- {name: x, logicalType: integer}',
      '{check: forbiddenValues, column: x, values: ["9007199254740993"]}',
      '',
    ],
  ])('%s, %s, %s', async (data, properties, implementation, expected) => {
    expect((await verdictsOf(data, properties, custom(implementation))).join()).toBe(expected);
  });

  test.each([
    [
      'SELECT -999::DOUBLE AS x',
      'number',
      'missingValues, arguments: {missingValues: [-999]}',
      'missingValues fail',
    ],
    [
      "SELECT 'NaN'::DOUBLE AS x",
      'number',
      'missingValues, arguments: {missingValues: [NaN]}',
      'finite fail,missingValues fail',
    ],
    ['x\n-999.0\n', 'number', 'missingValues, arguments: {missingValues: [-999]}', 'missingValues fail'],
    [
      "SELECT TIMESTAMP '1900-01-01' AS x",
      'timestamp',
      "missingValues, arguments: {missingValues: ['1900-01-01']}",
      'missingValues fail',
    ],
    ['x\n0\n', 'integer', "invalidValues, arguments: {validValues: ['', 1]}", 'invalidValues fail'],
    ['SELECT 1::DOUBLE AS x', 'number', "invalidValues, arguments: {validValues: ['', 1]}", ''],
    [
      "SELECT TIMESTAMP '2001-01-01 12:00' AS x",
      'timestamp',
      "invalidValues, arguments: {validValues: ['2001-01-01T12:00:00']}",
      '',
    ],
    [
      "SELECT TIMESTAMP '2001-01-01 12:00' AS x",
      'timestamp',
      "invalidValues, arguments: {validValues: ['2001-01-01T12:00:01']}",
      'invalidValues fail',
    ],
    ['x\nTRUE\n', 'boolean', 'invalidValues, arguments: {validValues: [true]}', ''],
    ['x\nfalse\n', 'boolean', 'invalidValues, arguments: {validValues: [true]}', 'invalidValues fail'],
  ])('%s, %s, %s', async (data, type, rule, expected) => {
    expect((await verdictsOf(data, library('x', type, `metric: ${rule}`))).join()).toBe(expected);
  });

  test('whole numbers beyond 2^53 under `number` in text are different values', async () => {
    const unique = '- {name: x, logicalType: number, unique: true}';
    expect(await verdictsOf('x\n9007199254740993\n9007199254740992\n', unique)).toEqual([]);
    expect(await verdictsOf('x\n0.1\n0.10000000000000001\n', unique)).toEqual([]);
    expect(await verdictsOf('x\n0.1\n0.1000000000000000000\n', unique)).toEqual(['unique fail']);
    expect(await verdictsOf('x\n9007199254740993\n9007199254740993.0\n', unique)).toEqual(['unique fail']);
  });

  test('a whole number that a query gives is not rounded', async () => {
    const rule = 'quality:\n  - {type: sql, query: "SELECT 9007199254740993", mustBe: 9007199254740992}';
    expect(await verdictsOf('x\n1\n', X, rule)).toEqual(['sql fail']);
  });
});

test('TIMESTAMP without a zone holds the clocks of the default zone, also for age and future', async () => {
  const of = (zone: string) =>
    `- {name: t, logicalType: timestamp, logicalTypeOptions: {defaultTimezone: ${zone}}}`;
  // It is 2001-07-01T00:00:00Z.
  const fresh = custom('{check: freshness, column: t, maxAge: 2h}');
  const late = "SELECT TIMESTAMP '2001-06-30 23:00:00' AS t";
  expect(await verdictsOf(late, of('Etc/UTC'), fresh)).toEqual([]);
  expect(await verdictsOf(late, of('Asia/Tokyo'), fresh)).toEqual(['freshness fail']);
  const future = custom('{check: futureValues, column: t}');
  expect(await verdictsOf("SELECT TIMESTAMP '2001-07-01 08:00:00' AS t", of('Asia/Tokyo'), future)).toEqual(
    [],
  );
  expect(await verdictsOf(late, of('America/Los_Angeles'), future)).toEqual(['futureValues fail']);
});

test('rows are needed, unless a rule about their number says how few may be', async () => {
  const bound = (words: string) => `quality:\n  - {metric: rowCount, ${words}}`;
  const X = '- {name: x, logicalType: integer}';
  expect(await verdictsOf('x\n', X, bound('mustBeLessThan: 5'))).toEqual(['rowCount fail']);
  expect(await verdictsOf('x\n', X, bound('mustNotBe: 5'))).toEqual(['rowCount fail']);
  expect(await verdictsOf('x\n', X, bound('mustBeGreaterOrEqualTo: 0'))).toEqual([]);
  expect(await verdictsOf('x\n1\n', X, bound('mustBeLessThan: 5'))).toEqual([]);
});

describe('a word that Assay does not know is never passed over', () => {
  const X = '- {name: x, logicalType: integer}';
  const own = (property: string, value = 'fail') =>
    `customProperties: [{property: ${property}, value: ${value}}]`;
  test.each([
    [
      'a misspelled word of the object',
      X,
      own('assay.extraColumn'),
      /assay.extraColumn is no .*did you mean `assay.extraColumns`/,
    ],
    ['another case', X, own('Assay.Tolerance', '{required: 1}'), /did you mean `assay.tolerance`/],
    ['a value that is none', X, own('assay.extraColumns', 'error'), /"error".*/],
    ['a value in another case', X, own('assay.extraColumns', 'Fail'), /"Fail".*did you mean `fail`/],
    [
      'a word twice',
      X,
      'customProperties: [{property: assay.extraColumns, value: ignore}, {property: assay.extraColumns, value: fail}]',
      /assay.extraColumns .*second time/,
    ],
    [
      'a word of the object at a property',
      `- {name: x, ${own('assay.extraColumns')}}`,
      '',
      /assay.extraColumns belongs to an object/,
    ],
    [
      'a misspelled word of a property',
      `- {name: x, ${own('assay.environment', '[training]')}}`,
      '',
      /did you mean `assay.environments`/,
    ],
    [
      'a word of a nested property',
      `- {name: x, logicalType: object, properties: [{name: y, ${own('assay.txt', '{trim: true}')}}]}`,
      '',
      /did you mean `assay.text`/,
    ],
    [
      'a word at a quality rule',
      `- {name: x, quality: [{metric: nullValues, mustBe: 0, ${own('assay.tolerance', '{}')}}]}`,
      '',
      /assay.tolerance belongs to/,
    ],
    [
      'a unit of a share',
      X,
      custom('{check: distinctShare, column: x, mustBeLessThan: 50, unit: percentage}'),
      /distinctShare: .*percentage/,
    ],
    [
      'a unit of a number',
      X,
      custom('{check: mean, column: x, mustBeLessThan: 50, unit: percent}'),
      /mean: .*percent/,
    ],
    ['a unit of nothing', X, custom('{check: columnSet, unit: foo}'), /columnSet: .*foo/],
  ])('%s', (_, properties, object, expected) => {
    expect(mistakesIn(properties, object)).toMatch(expected);
  });

  test('custom properties of other tools are left alone', () => {
    expect(mistakesIn(X, own('assayer.note'))).toBe('');
  });

  test('a position in a primary key that is none, and an environment that is nearly one', () => {
    const contract = contractOf('- {name: x, primaryKeyPosition: 1}');
    expect(contract.notChecked).toEqual(['x: primaryKeyPosition without primaryKey: true']);
    const labelled = contractOf(`- {name: x, ${own('assay.environments', '[training]')}}`);
    expect(contractFor(labelled, 'trainning').notChecked.join()).toMatch(/did you mean `training`/);
    expect(contractFor(labelled, 'serving').notChecked).toEqual([]);
  });
});

test('values of personal columns are not in the messages of the engine', async () => {
  const properties = '- {name: s, logicalType: string, classification: pii}';
  const object = [
    'quality:',
    "  - {type: custom, engine: assay, implementation: {check: rowCondition, condition: 'CAST(s AS INTEGER) > 5'}}",
    '  - {type: sql, query: "SELECT CAST(max(s) AS INTEGER) FROM {object}", mustBe: 5}',
    '  - {type: sql, query: "SELECT max(s) FROM {object}", mustBe: 5}',
  ].join('\n');
  await bench.write('secret.csv', 's\nhemlock\n');
  const validation = await bench.validate('secret.csv', contractOf(properties, object));
  expect(problemsOf(validation).map(({ verdict }) => verdict)).toEqual(['error', 'error', 'error']);
  expect(JSON.stringify(validation.findings)).not.toContain('hemlock');
});

test('Parquet columns may have the names that places have', async () => {
  const names = ['assay_file', 'assay_row', 'assay_path', 'file_row_number', 'filename'];
  const columns = names.map((name, index) => `${index} + i AS ${name}`).join(', ');
  await bench.parquet('names-1.parquet', `SELECT ${columns} FROM range(2) t(i)`);
  await bench.parquet('names-2.parquet', `SELECT ${columns} FROM range(7, 8) t(i)`);
  const properties = names.map(
    (name) => `- {name: ${name}, logicalType: integer, logicalTypeOptions: {maximum: 6}}`,
  );
  const rule = custom('{check: decreasing, column: assay_row}');
  const { findings } = await bench.validate('names-*.parquet', contractOf(properties.join('\n'), rule));
  const at = (row: number, value: string) => ({ file: 'names-2.parquet', row, value });
  expect(findings.map(({ check, where }) => [check, where])).toEqual([
    ...names.map((_, index) => ['range', [at(1, String(index + 7))]]),
    ['decreasing', [{ file: 'names-1.parquet', row: 2, value: '2' }, at(1, '8')]],
  ]);
});

test.each(['false) AND (false', 'x > 1, x > 2', 'true AS y', 'x > 1 FROM range(3)'])(
  'the condition %s is none',
  async (condition) => {
    const rule = custom(`{check: rowCondition, condition: "${condition}"}`);
    await expect(verdictsOf('x\n1\n', '- {name: x, logicalType: integer}', rule)).rejects.toThrow(
      /not one single condition|cannot be read/,
    );
  },
);

test('a relationship that leads nowhere in its own file is a mistake, and none is forgotten', () => {
  const to = (target: string) => mistakesIn(`- {name: id}\n- {name: up, relationships: [{to: ${target}}]}`);
  expect(to('things.id')).toBe('');
  expect(to('thing.id')).toMatch(/no object `thing`; did you mean `things`/);
  expect(to('things.idd')).toMatch(/things has no property `idd`/);
  expect(to('other.yaml#/schema/people/properties/id')).toBe('');
  const contract = contractOf(
    '- {name: id}\n- {name: up, relationships: [{to: things.id}], customProperties: [{property: assay.environments, value: training}]}',
  );
  expect(contractFor(contract, 'serving').notChecked).toEqual([
    'relationship up → things.id: a column of it is not in serving',
  ]);
});

test('a condition over a column of another environment is listed, whether the data has it or not', async () => {
  const label = 'customProperties: [{property: assay.environments, value: [training]}]';
  const contract = contractOf(
    `- {name: x, logicalType: integer}\n- {name: y, logicalType: integer, ${label}}`,
    custom("{check: rowCondition, condition: 'y > 0'}"),
  );
  for (const data of ['x,y\n1,2\n', 'x\n1\n']) {
    const file = await bench.write('served.csv', data);
    const { findings, notChecked } = await bench.validate(file, contractFor(contract, 'serving'));
    expect(findings.filter(({ check }) => check === 'rowCondition')).toEqual([]);
    expect(notChecked.join()).toContain('not in serving: `y`');
  }
});
