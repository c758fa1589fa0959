/** What follows from the standard: keys between objects, quality rules, service levels, environments, physical types. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isPhysically } from './checks/physical-types.js';
import { contractFor, parseContract } from './contract/index.js';
import { findDataset } from './dataset.js';
import { Bench, contractOf, problemsOf } from './testing.js';
import { type Validation, validateDataset } from './validate.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

const HEAD = 'apiVersion: v3.1.0\nkind: DataContract\nid: x\nversion: 1.0.0\nstatus: active\n';

describe('relationships', () => {
  const SHOP = `${HEAD}schema:
  - name: customers
    id: customers_tbl
    properties:
      - {name: id, id: id_pk, physicalName: customer_id, logicalType: integer, primaryKey: true}
      - {name: country, logicalType: string}
      - {name: address, logicalType: object, properties: [{name: zip, logicalType: string}]}
  - name: orders
    relationships:
      - {from: [orders.customer, orders.land], to: [customers.id, customers.country]}
      - {from: orders.parent, to: orders.no}
    properties:
      - {name: no, logicalType: integer}
      - {name: parent, logicalType: integer}
      - name: customer
        logicalType: integer
        relationships:
          - {to: customers.id}
          - {to: schema/customers_tbl/properties/id_pk}
          - {to: other.yaml#/schema/people/properties/id}
      - {name: land, logicalType: string}
`;
  const customers = "SELECT * FROM (VALUES (1, 'DE'), (2, 'FR'), (NULL, NULL)) t(customer_id, country)";
  const orders =
    "SELECT * FROM (VALUES (10, NULL, 1, 'DE'), (11, 10, 2, 'DE'), (12, 99, 3, NULL), (13, 10, NULL, 'XX')) t(no, parent, customer, land)";

  async function check(child: string, parents: readonly string[]): Promise<Validation> {
    const found = await findDataset('orders', child, bench.folder);
    const contract = parseContract(SHOP, 'contracts/shop.yaml#orders');
    const neighbours = [];
    for (const [index, parent] of parents.entries()) {
      neighbours.push({
        found: await findDataset(`customers${index}`, parent, bench.folder),
        contract: parseContract(SHOP, './contracts/shop.yaml#customers'),
      });
    }
    return validateDataset(bench.ctx, bench.db, found, contract, { neighbours });
  }

  const formats = { parquet: 'FORMAT parquet', csv: 'FORMAT csv, HEADER', jsonl: 'FORMAT json' } as const;
  const names = Object.keys(formats) as (keyof typeof formats)[];
  const pairs = names.flatMap((child) => names.map((parent) => [child, parent] as const));
  test.each(pairs)('of %s to %s', async (child, parent) => {
    await bench.db.run(`COPY (${orders}) TO '${bench.folder}/orders.${child}' (${formats[child]})`);
    await bench.db.run(`COPY (${customers}) TO '${bench.folder}/customers.${parent}' (${formats[parent]})`);
    const result = await check(`orders.${child}`, [`customers.${parent}`]);
    const found = problemsOf(result).filter((finding) => finding.check === 'foreignKey');
    expect(found.map(({ subject, count, where }) => [subject.column, count, where[0]?.row])).toEqual([
      // 2 and DE are both there, and not together; rows with a NULL in the key refer to nothing.
      [undefined, 1, 2],
      ['parent', 1, 3],
      ['customer', 1, 3],
      ['customer', 1, 3],
    ]);
    expect(found[2]?.where[0]?.value).toBe('3');
    expect(found[2]?.message).toContain('customers.id (customers0)');
    expect(result.notChecked.join('\n')).toContain('no dataset at hand is `people` of contracts/other.yaml');
    // The query that is shown names files as the user does, and finds the row.
    const query = found[2]?.query ?? '';
    expect(query).not.toContain(bench.folder);
    const run = query.replaceAll(/(orders|customers)\.(parquet|csv|jsonl)/g, `${bench.folder}/$&`);
    expect(await bench.db.all(run)).toHaveLength(1);
  });

  test('no parent at hand, and several: listed with the reason', async () => {
    const file = await bench.parquet('orders.parquet', orders);
    const alone = await check(file, []);
    expect(alone.notChecked.join('\n')).toMatch(
      /relationship customer → customers\.id: no dataset at hand is `customers`/,
    );
    const parent = await bench.parquet('customers.parquet', customers);
    const many = await check(file, [parent, parent]);
    expect(many.notChecked.join('\n')).toContain('several datasets are `customers` (customers0, customers1)');
    expect(problemsOf(many).filter((finding) => finding.check === 'foreignKey')).toHaveLength(1);
  });

  test('a parent that cannot be read or lacks the column is an error', async () => {
    const file = await bench.parquet('orders.parquet', orders);
    await bench.write('bad.parquet', 'nothing');
    const result = await check(file, ['bad.parquet']);
    const messages = (validation: Validation) =>
      problemsOf(validation)
        .filter(({ check, verdict }) => check === 'foreignKey' && verdict === 'error')
        .map(({ message }) => message);
    expect(messages(result)).toHaveLength(3);
    expect(messages(result)[2]).toContain('customers0 cannot be read');
    await bench.parquet('lacks.parquet', 'SELECT 1 AS other');
    expect(messages(await check(file, ['lacks.parquet'])).join()).toContain(
      'customers0 has no `customer_id`',
    );
  });

  test('types that differ are compared as text', async () => {
    const file = await bench.parquet(
      'orders.parquet',
      "SELECT 1 AS no, 1 AS parent, '1' AS customer, 'DE' AS land",
    );
    const parent = await bench.parquet('customers.parquet', customers);
    const result = await check(file, [parent]);
    expect(problemsOf(result).filter((finding) => finding.check === 'foreignKey')).toEqual([]);
  });

  test.each([
    ['{from: [orders.a], to: [x.a, x.b]}', /leads from 1 to 2/],
    ['{from: [orders.a, orders.b], to: [x.a, y.b]}', /more than one object/],
    ['{from: people.a, to: x.a}', /starts at `people`/],
    ['{from: orders.z, to: x.a}', /`z`, which orders does not have/],
    ['{to: x.a}', /from: is missing/],
    ['{from: orders.a, to: nonsense}', /object\.property/],
  ])('%s is a problem of the contract', (relationship, message) => {
    const text = `${HEAD}schema: [{name: orders, relationships: [${relationship}], properties: [{name: a}, {name: b}]}]\n`;
    expect(() => parseContract(text, 'c.yaml')).toThrow(message);
  });
});

describe('quality rules', () => {
  const columns = '- {name: a, logicalType: integer}';
  const rule = async (text: string, object = true) => {
    const file = await bench.parquet('q.parquet', 'SELECT * FROM (VALUES (1), (2), (2), (NULL)) t(a)');
    const contract = object
      ? contractOf(columns, `quality: [${text}]`)
      : contractOf(`- {name: a, logicalType: integer, quality: [${text}]}`);
    return bench.validate(file, contract);
  };

  test.each([
    ['mustBe: 4', 'pass'],
    ['mustBe: 5', 'fail'],
    ['mustNotBe: 4', 'fail'],
    ['mustBeGreaterThan: 4', 'fail'],
    ['mustBeGreaterOrEqualTo: 4', 'pass'],
    ['mustBeLessThan: 4', 'fail'],
    ['mustBeLessOrEqualTo: 4', 'pass'],
    ['mustBeBetween: [4, 9]', 'pass'],
    ['mustBeBetween: [5, 9]', 'fail'],
    ['mustNotBeBetween: [1, 4]', 'fail'],
    ['mustNotBeBetween: [5, 9]', 'pass'],
  ])('rowCount %s: %s', async (bound, verdict) => {
    expect((await rule(`{metric: rowCount, ${bound}}`)).verdict).toBe(verdict);
  });

  test.each([
    ['{metric: nullValues, mustBe: 25, unit: percent}', 'pass'],
    ['{metric: duplicateValues, mustBe: 1}', 'pass'],
    ['{metric: duplicateValues, mustBeLessThan: 1, severity: info}', 'warn'],
    [
      '{metric: invalidValues, arguments: {validValues: [1]}, mustBeLessOrEqualTo: 50, unit: percent}',
      'pass',
    ],
    ['{metric: invalidValues, arguments: {validValues: [1]}, mustBeLessThan: 50, unit: percent}', 'fail'],
    [
      '{type: sql, query: "SELECT count(*) FROM {object} WHERE {property} = 2", mustBe: 2, dimension: accuracy, schedule: 0 20 * * *, scheduler: cron}',
      'pass',
    ],
  ])('%s of a property: %s', async (text, verdict) => {
    expect((await rule(text, false)).verdict).toBe(verdict);
  });

  test.each([
    ['{type: text, description: look at it}', /is text: look at it/],
    ['{type: custom, engine: soda, implementation: "x"}', /engine soda/],
    ['{type: custom, engine: greatExpectations, implementation: {type: x}}', /engine greatExpectations/],
    ['{metric: rowCount, mustBe: 5, unit: days}', /counts in days/],
    ['{metric: rowCount, mustBe: 5, unit: percent}', /percent of the rows/],
    ['{metric: rowCount, mustBe: five}', /no number/],
    ['{type: sql, query: SELECT 1, mustBe: [1]}', /no number/],
    ['{metric: duplicateValues, mustBe: 0, arguments: {window: 5}}', /argument `window`/],
    ['{description: just words}', /neither `metric` nor `type`/],
  ])('%s is listed', async (text, reason) => {
    const result = await rule(text);
    expect(result.notChecked.join('\n')).toMatch(reason);
    expect(problemsOf(result)).toEqual([]);
  });

  test('a misspelt argument is a problem of the contract', () => {
    expect(() =>
      contractOf('- {name: a, quality: [{metric: invalidValues, mustBe: 0, arguments: {validValue: [1]}}]}'),
    ).toThrow(/validValue/);
  });

  test('words of v3.0', async () => {
    const file = await bench.parquet('q.parquet', 'SELECT * FROM (VALUES (1), (2), (2), (NULL)) t(a)');
    const check = (rules: string, object = '') =>
      bench.validate(
        file,
        parseContract(
          `${HEAD.replace('v3.1.0', 'v3.0.2')}schema: [{name: t, quality: [${object}], properties: [{name: a, logicalType: integer, logicalTypeOptions: {minimum: 1, exclusiveMinimum: true}, quality: [${rules}]}]}]\n`,
          'c.yaml',
        ),
      );
    const result = await check(
      '{rule: nullCheck}, {rule: duplicateCount, mustBeLessThan: 1}, {rule: validValues, validValues: [1]}, {rule: strange, mustBe: 1}',
      '{rule: rowCount, mustBeGreaterThan: 1, mustBeLessThan: 4}',
    );
    expect(problemsOf(result).map(({ check: name, count }) => [name, count])).toEqual([
      ['range', 1],
      ['rowCount', 4],
      ['nullValues', 1],
      ['duplicateValues', 1],
      ['invalidValues', 2],
    ]);
    expect(result.notChecked.join()).toContain('rule: strange');
  });
});

describe('SQL rules', () => {
  const run = async (query: string) => {
    await bench.write('outside.csv', 'secret\n1\n');
    const file = await bench.parquet('sql.parquet', 'SELECT * FROM (VALUES (1), (2)) t(a_physical)');
    const contract = contractOf(
      '- {name: a, physicalName: a_physical, logicalType: integer}',
      `physicalName: tbl_1\nquality:\n  - type: sql\n    mustBe: 2\n    query: ${JSON.stringify(query.replaceAll('FOLDER', bench.folder))}`,
    );
    return bench.validate(file, contract);
  };

  test.each([
    'SELECT count(*) FROM {object}',
    'SELECT count(*) FROM ${object};',
    'SELECT max(a_physical) FROM things',
    'SELECT max(a) FROM tbl_1 -- the last line may be a comment',
    'WITH big AS (SELECT * FROM things WHERE a > 0) SELECT count(*) FROM big AS b JOIN things USING (a)',
    'SELECT count(*) FROM (SELECT a FROM THINGS UNION SELECT a FROM tbl_1)',
    'SELECT count(*) FROM range(2)',
    'SELECT count(*) FROM things WHERE a IN (SELECT unnest([1, 2]))',
  ])('%s passes', async (query) => {
    const result = await run(query);
    expect([result.verdict, problemsOf(result)]).toEqual(['pass', []]);
  });

  test.each([
    ["SELECT count(*) + 1 FROM 'FOLDER/outside.csv'", /reads/],
    ["SELECT count(*) + 1 FROM read_csv('FOLDER/outside.csv')", /read_csv/],
    ["SELECT length(content) FROM read_text('/etc/hostname')", /read_text/],
    ["SELECT count(*) FROM glob('/*')", /glob/],
    ["SELECT 2 FROM things WHERE EXISTS (FROM 'FOLDER/outside.csv')", /reads/],
    ["WITH t AS (SELECT * FROM read_json('FOLDER/outside.csv')) SELECT count(*) FROM t", /read_json/],
    [
      'SELECT (WITH "FOLDER/outside.csv" AS (SELECT 1) SELECT 1) + count(*) FROM \'FOLDER/outside.csv\'',
      /names a part/,
    ],
    ["SELECT count(*) FROM 'https://example.org/x.csv'", /reads/],
    ["SELECT count(*) FROM query('SELECT 1')", /query/],
    ["SELECT count(*) FROM query_table('x')", /query_table/],
    ['SELECT count(*) FROM duckdb_settings()', /duckdb_settings/],
    ['SELECT count(*) FROM information_schema.tables', /reads/],
    ['SELECT count(*) FROM duckdb_tables', /reads/],
    ["SELECT current_setting('temp_directory')", /current_setting/],
    ["SELECT getenv('HOME')", /getenv/],
    ['SELECT 2; SELECT 2', /more than one/],
    ['SELECT 1) t, (SELECT 2', /cannot be read/],
    ["COPY things TO 'FOLDER/stolen.csv'", /no SELECT/],
    ["ATTACH 'FOLDER/x.db'", /no SELECT/],
    ['CREATE TABLE t AS SELECT 1', /no SELECT/],
    ["SET memory_limit = '1MB'", /no SELECT/],
    ['INSTALL httpfs', /no SELECT/],
    ['DESCRIBE things', /describes/],
    ['SUMMARIZE things', /describes/],
    ['SELECT count(*) FROM (DESCRIBE things)', /describes/],
    ['SELECT a FROM things', /2 rows of 1 columns/],
    ['SELECT NULL', /no number/],
    ['SELECT st_area(1)', /st_area/i],
    ['nonsense', /cannot be read/],
  ])('%s is an error, and nothing is read or written', async (query, reason) => {
    const result = await run(query);
    const [finding] = problemsOf(result);
    expect([result.verdict, finding?.verdict, finding?.actual]).toEqual(['error', 'error', 'not evaluated']);
    expect(finding?.message).toMatch(reason);
    expect(await bench.db.all(`SELECT * FROM glob('${bench.folder}/stolen*')`)).toEqual([]);
  });
});

describe('slaProperties', () => {
  const validate = async (sla: string, environment?: string) => {
    const file = await bench.parquet(
      'sla.parquet',
      "SELECT TIMESTAMP '2001-06-29 00:00:00' AS at_time, DATE '2001-06-29' AS day",
    );
    const text = `${HEAD}slaProperties: [${sla}]\nschema: [{name: t, properties: [{name: at, physicalName: at_time, logicalType: timestamp}, {name: day, logicalType: date}]}]\n`;
    return bench.validate(file, contractFor(parseContract(text, 'c.yaml'), environment));
  };
  // The clock of the test says 1 July.
  test.each([
    ['{property: latency, value: 2, unit: d, element: t.at}', 'pass'],
    ['{property: latency, value: 47, unit: h, element: t.at}', 'fail'],
    ['{property: Latency, value: "3", unit: days, element: at}', 'pass'],
    ['{property: freshness, value: 2880, unit: m, element: t.at}', 'pass'],
    ['{property: frequency, value: 1, unit: d, element: t.day}', 'fail'],
    ['{property: ly, value: 1, unit: y, element: "t.at, t.day"}', 'pass'],
  ])('%s: %s', async (sla, verdict) => {
    const result = await validate(sla);
    expect([result.verdict, result.notChecked]).toEqual([verdict, []]);
  });
  test.each([
    ['{property: generalAvailability, value: 2022-05-12}', /data does not show it/],
    ['{property: retention, value: 3, unit: y, element: t.at}', /data does not show it/],
    ['{property: latency, value: 4, unit: d}', /names no `element`/],
    ['{property: latency, value: 4, unit: parsec, element: t.at}', /no length of time/],
    ['{property: latency, value: 4, unit: d, element: t.gone}', /no property `t\.gone`/],
  ])('%s is listed', async (sla, reason) => {
    const result = await validate(sla);
    expect(result.notChecked.join('\n')).toMatch(reason);
    expect(result.verdict).toBe('pass');
  });
  test('training data is not served', async () => {
    const result = await validate('{property: latency, value: 1, unit: d, element: t.at}', 'training');
    expect([result.verdict, result.notChecked]).toEqual(['pass', [expect.stringContaining('not served')]]);
  });
});

describe('environments and lifecycle', () => {
  const contract = contractOf(`- {name: id, logicalType: integer}
- {name: label, logicalType: integer, required: true, customProperties: [{property: assay.environments, value: [training]}]}
- {name: soon, logicalType: integer, required: true, customProperties: [{property: assay.lifecycle, value: planned}]}
- {name: old, logicalType: integer, customProperties: [{property: assay.lifecycle, value: deprecated}]}`);
  const validate = async (sql: string, environment?: string) => {
    const file = await bench.parquet('env.parquet', sql);
    const result = await bench.validate(file, contractFor(contract, environment));
    return [result.verdict, ...problemsOf(result).map(({ check, subject }) => `${check} ${subject.column}`)];
  };
  test('a label belongs to training', async () => {
    expect(await validate('SELECT 1 AS id, 1 AS label', 'training')).toEqual(['pass']);
    expect(await validate('SELECT 1 AS id, NULL::INTEGER AS label', 'training')).toEqual([
      'fail',
      'required label',
    ]);
    expect(await validate('SELECT 1 AS id', 'training')).toEqual(['fail', 'column.missing label']);
    expect(await validate('SELECT 1 AS id', 'serving')).toEqual(['pass']);
    expect(await validate('SELECT 1 AS id, 1 AS label', 'serving')).toEqual(['warn', 'column.extra label']);
    // A dataset that is of no environment is held to all.
    expect(await validate('SELECT 1 AS id')).toEqual(['fail', 'column.missing label']);
  });
  test('a planned column may be absent, and is checked where it is there', async () => {
    expect(await validate('SELECT 1 AS id, 1 AS label, NULL::INTEGER AS soon')).toEqual([
      'fail',
      'required soon',
    ]);
  });
  test('a deprecated column may be absent, and is pointed at where it is there', async () => {
    expect(await validate('SELECT 1 AS id, 1 AS label, 1 AS old')).toEqual(['warn', 'column.deprecated old']);
  });
  test('other words are problems of the contract', () => {
    expect(() =>
      contractOf('- {name: a, customProperties: [{property: assay.lifecycle, value: dead}]}'),
    ).toThrow(/no lifecycle/);
    expect(() =>
      contractOf('- {name: a, customProperties: [{property: assay.environments, value: 5}]}'),
    ).toThrow(/no environments/);
  });
});

describe('physicalType', () => {
  test.each([
    ['BIGINT', 'BIGINT', true],
    ['bigint', 'INTEGER', false],
    ['INT', 'BIGINT', true],
    ['INT UNSIGNED', 'UINTEGER', true],
    ['NUMBER(10,0)', 'BIGINT', true],
    ['bigint', 'DECIMAL(38,0)', true],
    ['bigint', 'DECIMAL(38,2)', false],
    ['decimal(9,2)', 'DECIMAL(9,2)', true],
    ['float(3,2)', 'DOUBLE', true],
    ['double precision', 'DOUBLE', true],
    ['VARCHAR(18)', 'VARCHAR', true],
    ['character varying(5)', 'VARCHAR', true],
    ['STRING', 'BLOB', false],
    ['text', 'INTEGER', false],
    ['timestamp with time zone', 'TIMESTAMP WITH TIME ZONE', true],
    ['timestamp(6) without time zone', 'TIMESTAMP WITH TIME ZONE', false],
    ['TIMESTAMP_NTZ', 'TIMESTAMP_NS', true],
    ['timestamptz', 'TIMESTAMP', false],
    ['ARRAY<STRING>', 'VARCHAR[]', true],
    ['text[]', 'VARCHAR[]', true],
    ['text[]', 'VARCHAR', false],
    ['STRUCT<a INT>', 'STRUCT(a INTEGER)', true],
    ['bit', 'BOOLEAN', true],
    ['geography', 'BLOB', null],
    ['hierarchyid', 'VARCHAR', null],
  ])('%s is %s: %s', (physical, type, expected) => {
    expect(isPhysically(physical, type)).toBe(expected);
  });

  test('in findings, and listed where it cannot be told', async () => {
    const contract = contractOf(`- {name: a, physicalType: bigint}
- {name: b, physicalType: geography}
- {name: o, logicalType: object, properties: [{name: c, physicalType: date}]}`);
    const file = await bench.parquet(
      'p.parquet',
      "SELECT 1::INTEGER AS a, 'x' AS b, {'c': TIMESTAMP '2001-01-01'} AS o",
    );
    const result = await bench.validate(file, contract);
    expect(problemsOf(result).map(({ check, subject }) => [check, subject.column])).toEqual([
      ['physicalType', 'a'],
      ['physicalType', 'o.c'],
    ]);
    expect(result.notChecked.join('\n')).toContain('physicalType of b (geography)');
    const text = await bench.validate(await bench.write('p.csv', 'a,b,o\n1,x,y\n'), contract);
    expect(text.notChecked.join('\n')).toContain(
      'physicalType of a (bigint), b (geography): text has no types',
    );
  });
});
