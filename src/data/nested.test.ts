/** What lies inside objects and arrays is checked like columns, in Parquet and in JSON lines. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Bench, contractOf, problemsOf } from './testing.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

interface Row {
  readonly id: number;
  readonly address?: { zip?: string | null; geo?: { lat?: number | null } | null } | null;
  readonly tags?: (string | null)[] | null;
  readonly orders?: { lines?: { qty?: number | null }[] | null }[] | null;
}

const TYPE =
  "{id: 'BIGINT', address: 'STRUCT(zip VARCHAR, geo STRUCT(lat DOUBLE))', tags: 'VARCHAR[]', orders: 'STRUCT(lines STRUCT(qty BIGINT)[])[]'}";

const CONTRACT = `- {name: id, logicalType: integer}
- name: address
  logicalType: object
  logicalTypeOptions: {required: [zip], maxProperties: 2}
  properties:
    - {name: zip, logicalType: string, logicalTypeOptions: {pattern: '[0-9]{5}'}}
    - name: geo
      logicalType: object
      properties: [{name: lat, logicalType: number, logicalTypeOptions: {minimum: -90, maximum: 90}, required: true}]
- name: tags
  logicalType: array
  logicalTypeOptions: {minItems: 1, maxItems: 3, uniqueItems: true}
  items: {logicalType: string, required: true, logicalTypeOptions: {maxLength: 4}}
- name: orders
  logicalType: array
  items:
    logicalType: object
    properties:
      - name: lines
        logicalType: array
        logicalTypeOptions: {minItems: 1}
        items:
          logicalType: object
          properties:
            - {name: qty, logicalType: integer, logicalTypeOptions: {minimum: 1}, quality: [{metric: nullValues, mustBe: 0}]}
`;

const GOOD: Row[] = [
  { id: 1, address: { zip: '12345', geo: { lat: 1.5 } }, tags: ['a'], orders: [{ lines: [{ qty: 1 }] }] },
  { id: 2, address: { zip: '54321', geo: null }, tags: ['a', 'b'], orders: [] },
  // Nothing inside of what is missing is missing.
  { id: 3, address: null, tags: null, orders: null },
  { id: 4, address: { zip: '00000' }, tags: ['x', 'y', 'z'], orders: [{ lines: [{ qty: 7 }, { qty: 9 }] }] },
];

const BROKEN: readonly (readonly [string, Omit<Row, 'id'>, string, string, string | null])[] = [
  ['a field that is missing', { address: { zip: null, geo: { lat: 0 } } }, 'required', 'address.zip', null],
  ['the pattern of a field', { address: { zip: '1234' } }, 'pattern', 'address.zip', '1234'],
  [
    'a range two levels deep',
    { address: { zip: '12345', geo: { lat: 91 } } },
    'range',
    'address.geo.lat',
    '91.0',
  ],
  [
    'a field of a field that is missing',
    { address: { zip: '12345', geo: {} } },
    'required',
    'address.geo.lat',
    null,
  ],
  ['an empty array', { tags: [] }, 'items', 'tags', '[]'],
  ['too many items', { tags: ['a', 'b', 'c', 'd'] }, 'items', 'tags', '[a, b, c, d]'],
  ['an item twice', { tags: ['a', 'b', 'a'] }, 'uniqueItems', 'tags', '[a, b, a]'],
  ['an item that is null', { tags: ['a', null] }, 'required', 'tags[]', null],
  ['an item too long', { tags: ['a', 'bbbbb'] }, 'length', 'tags[]', 'bbbbb'],
  [
    'a field of items of items',
    { orders: [{ lines: [{ qty: 5 }] }, { lines: [{ qty: 0 }] }] },
    'range',
    'orders[].lines[].qty',
    '0',
  ],
  ['a rule about it', { orders: [{ lines: [{ qty: null }] }] }, 'nullValues', 'orders[].lines[].qty', null],
  ['an array of an item', { orders: [{ lines: [] }] }, 'items', 'orders[].lines', '[]'],
];

async function write(name: string, rows: readonly Row[]): Promise<Record<'jsonl' | 'parquet', string>> {
  const lines = await bench.write(`${name}.jsonl`, rows.map((row) => JSON.stringify(row)).join('\n'));
  const from = `read_json('${bench.folder}/${lines}', format = 'newline_delimited', columns = ${TYPE})`;
  return { jsonl: lines, parquet: await bench.parquet(`${name}.parquet`, `SELECT * FROM ${from}`) };
}

describe.each(['jsonl', 'parquet'] as const)('%s', (format) => {
  test('good data passes', async () => {
    const result = await bench.validate((await write('good', GOOD))[format], contractOf(CONTRACT));
    expect(problemsOf(result)).toEqual([]);
    expect(result.notChecked).toEqual([]);
    expect(result.verdict).toBe('pass');
  });

  test.each(BROKEN)('%s', async (name, part, check, column, value) => {
    const file = (await write(name.replaceAll(' ', '-'), [...GOOD, { id: 5, ...part }]))[format];
    const result = await bench.validate(file, contractOf(CONTRACT));
    const [finding, ...more] = problemsOf(result);
    expect([finding?.check, finding?.subject.column, finding?.count, more]).toEqual([check, column, 1, []]);
    const place = finding?.where[0];
    expect(place).toMatchObject({ row: 5, ...(format === 'jsonl' ? { line: 5 } : {}) });
    const text =
      place?.value?.replaceAll('"', '').replaceAll(',', ', ').replaceAll('  ', ' ').replace(/^91$/, '91.0') ??
      null;
    expect(text).toBe(value);
    // The query that is shown finds the row.
    const query = finding?.query?.replaceAll(file, `${bench.folder}/${file}`) ?? '';
    expect(await bench.db.all(query)).toHaveLength(1);
  });

  test('types inside, and fields that are missing or unnamed', async () => {
    const lines = await bench.write(
      'types.jsonl',
      '{"id": 1, "o": {"a": 1.5, "more": 1}, "l": [1, 2.5]}\n{"id": 2, "o": {"a": 2}, "l": [3]}\n',
    );
    const parquet = await bench.parquet(
      'types.parquet',
      "SELECT 1 AS id, {'a': 1.5::DOUBLE, 'more': 1} AS o, [1, 2.5::DOUBLE] AS l",
    );
    const result = await bench.validate(
      format === 'jsonl' ? lines : parquet,
      contractOf(`- {name: id, logicalType: integer}
- {name: o, logicalType: object, properties: [{name: a, logicalType: integer}, {name: gone, logicalType: string}]}
- {name: l, logicalType: array, items: {logicalType: integer}}`),
    );
    const found = problemsOf(result).map(
      ({ check, verdict, subject }) => `${check} ${verdict} ${subject.column}`,
    );
    expect(found.sort()).toEqual([
      `column.extra warn ${format === 'jsonl' ? 'o' : 'o.more'}`,
      'column.missing fail o.gone',
      'type fail l[]',
      'type fail o.a',
    ]);
  });
});

test('values inside personal objects are never shown', async () => {
  const file = await bench.write(
    'personal.jsonl',
    '{"who": {"name": "secret-one", "tags": ["secret-two"]}}\n',
  );
  for (const [outer, inner] of [
    ['classification: pii,', ''],
    ['', ', classification: pii'],
  ]) {
    const result = await bench.validate(
      file,
      contractOf(
        `- {name: who, ${outer} logicalType: object, logicalTypeOptions: {maxProperties: 1}, properties: [{name: name, logicalType: string, logicalTypeOptions: {maxLength: 2}${inner}}, {name: tags, logicalType: array, items: {logicalType: string, logicalTypeOptions: {maxLength: 2}${inner}}}]}`,
      ),
    );
    expect(problemsOf(result)).toHaveLength(3);
    expect(JSON.stringify(result.findings)).not.toContain('secret-');
  }
});

test('text has no fields: listed, not passed', async () => {
  const file = await bench.write('flat.csv', 'o,l\n{},[]\n');
  const result = await bench.validate(
    file,
    contractOf(
      '- {name: o, logicalType: object, properties: [{name: a, required: true}]}\n- {name: l, logicalType: array, items: {required: true}}',
    ),
  );
  expect(result.notChecked.join('\n')).toMatch(
    /o: what lies inside[\s\S]*l: what lies inside[\s\S]*o: object[\s\S]*l: array/,
  );
});

test('names in paths that SQL and JSON could stumble over', async () => {
  const names = ['a"b', "c'd", 'e/f', 'g~h', 'i.j', '$', '[0]', 'assay_e', 'select', 'ä'];
  const object = Object.fromEntries(names.map((name) => [name, [-1]]));
  const lines = await bench.write('names.jsonl', JSON.stringify({ o: object }));
  const parquet = await bench.parquet(
    'names.parquet',
    `SELECT o FROM read_json('${bench.folder}/${lines}', field_appearance_threshold = 0)`,
  );
  const contract = contractOf(
    `- {name: o, logicalType: object, properties: [${names.map((name) => `{name: ${JSON.stringify(name)}, logicalType: array, items: {logicalType: integer, logicalTypeOptions: {minimum: 0}}}`).join(', ')}]}`,
  );
  for (const file of [lines, parquet]) {
    const findings = problemsOf(await bench.validate(file, contract));
    expect(findings.map(({ check, subject, where }) => [check, subject.column, where[0]?.value])).toEqual(
      names.map((name) => ['range', `o.${name}[]`, '-1']),
    );
  }
});

test('a map holds fields too', async () => {
  const file = await bench.parquet('map.parquet', "SELECT MAP {'a': 1, 'b': -5} AS m");
  const result = await bench.validate(
    file,
    contractOf(
      '- {name: m, logicalType: object, logicalTypeOptions: {minProperties: 3}, properties: [{name: b, logicalType: integer, logicalTypeOptions: {minimum: 0}}]}',
    ),
  );
  expect(problemsOf(result).map(({ check, subject }) => [check, subject.column])).toEqual([
    ['range', 'm.b'],
    ['properties', 'm'],
  ]);
});
