/** Where parts meet: the policy of text with limits, keys, zones and nested values; tolerances; failed rows. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Contract } from './contract/index.js';
import { findDataset } from './dataset.js';
import { FailedRows } from './failed-rows.js';
import type { Neighbour } from './neighbours.js';
import { Bench, contractOf, problemsOf } from './testing.js';
import { type Validation, validateDataset } from './validate.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

const custom = (property: string, value: object): string =>
  `customProperties: [{property: assay.${property}, value: ${JSON.stringify(value)}}]`;

/** Check, column and count of every problem, in the order of names. */
const found = (validation: Validation): string[] =>
  problemsOf(validation)
    .map(({ check, verdict, subject, count }) => `${check} ${subject.column ?? ''} ${verdict} ${count ?? ''}`)
    .sort();

async function checked(file: string, data: string, contract: Contract): Promise<string[]> {
  return found(await bench.validate(await bench.write(file, data), contract));
}

describe('policies and limits', () => {
  const price = contractOf(
    '- {name: price, logicalType: number, logicalTypeOptions: {maximum: 1000.5, multipleOf: 0.5}}',
    custom('text', { trim: true, decimal: ',', thousands: '.' }),
  );

  test('a decimal comma is read before limits and steps are compared', async () => {
    expect(await checked('a.csv', 'price\n" 1.000,5 "\n"1.001,0"\n"0,25"\n"1.5"\n', price)).toEqual([
      'multipleOf price fail 1',
      'range price fail 1',
      'type price fail 1',
    ]);
  });

  test('a wide integer with separators keeps all its digits', async () => {
    const contract = contractOf(
      '- {name: id, logicalType: integer, logicalTypeOptions: {format: u128, maximum: 340282366920938463463374607431768211454}}',
      custom('text', { thousands: "'" }),
    );
    const most = "340'282'366'920'938'463'463'374'607'431'768'211'455";
    const less = '340282366920938463463374607431768211454';
    expect(await checked('wide.csv', `id\n${most}\n${less}\n`, contract)).toEqual(['range id fail 1']);
  });
});

describe('policies and keys', () => {
  test.each<[string, string, object, string]>([
    ['leading zeros and signs', 'integer', { leadingZeros: 'allow', plusSign: 'allow' }, '7\n007\n+7\n8\n'],
    ['separators', 'integer', { thousands: '_' }, '1_000\n1000\n1000\n1\n'],
    [
      'exponents',
      'integer',
      { exponentIntegers: 'allow', decimalIntegers: 'allow' },
      '1e3\n1000\n1000.0\n1\n',
    ],
    ['white space', 'string', { trim: true }, 'a\n a\na \nb\n'],
    [
      'forms of a date',
      'date',
      { date: ['yyyy-MM-dd', 'd.M.yyyy'] },
      '2001-02-03\n3.2.2001\n03.02.2001\n4.2.2001\n',
    ],
    [
      'words of a boolean',
      'boolean',
      { trueValues: ['yes', 'y', 'Y'], falseValues: ['no'] },
      'yes\ny\nY\nno\n',
    ],
  ])('%s are one value', async (_, type, policy, rows) => {
    const contract = contractOf(
      `- {name: id, logicalType: ${type}, unique: true, ${custom('text', policy)}}\n- {name: n, logicalType: integer}`,
    );
    const lines = rows.trimEnd().split('\n');
    const data = `id,n\n${lines.map((line, index) => `${line},${index}`).join('\n')}\n`;
    expect(await checked('keys.csv', data, contract)).toEqual(['unique id fail 2']);
  });

  test('one moment in two zones is one value, also in patterns and in the default zone', async () => {
    const contract = contractOf(
      `- {name: at, logicalType: timestamp, unique: true, logicalTypeOptions: {defaultTimezone: Europe/Berlin}, ${custom('text', { timestamp: ['d.M.yyyy HH:mm', 'd.M.yyyy HH:mm XXX'] })}}`,
    );
    // The first is 11:00 in UTC.
    const data = 'at\n1.2.2001 12:00\n01.02.2001 11:00 Z\n1.2.2001 13:00 +02:00\n1.2.2001 12:00 Z\n';
    expect(await checked('moments.csv', data, contract)).toEqual(['unique at fail 2']);
  });

  test('a time of day in two zones is two values', async () => {
    const contract = contractOf(
      '- {name: at, logicalType: time, unique: true, logicalTypeOptions: {timezone: true}}',
    );
    const data = 'at\n12:00Z\n12:00+02:00\n12:00:00+00:00\n';
    expect(await checked('times.csv', data, contract)).toEqual(['unique at fail 1']);
  });

  test('JSON: strings with escapes and with white space', async () => {
    const contract = contractOf(
      `- {name: a, logicalType: string, unique: true}\n- {name: b, logicalType: string, unique: true, ${custom('text', { trim: true })}}`,
    );
    const data = '{"a":"A","b":"x"}\n{"a":"\\u0041","b":" x "}\n{"a":"B","b":"y"}\n';
    expect(await checked('keys.jsonl', data, contract)).toEqual(['unique a fail 1', 'unique b fail 1']);
  });
});

describe('policies and zones', () => {
  const contract = (timezone: boolean) =>
    contractOf(
      `- {name: at, logicalType: timestamp, logicalTypeOptions: {timezone: ${timezone}, maximum: "2001-01-31T12:00:00Z"}, ${custom('text', { timestamp: ['HH:mm dd-MM-yyyy', 'dd-MM-yyyy HH:mm XXX'] })}}`,
    );
  // The second ends like a zone and has none; of the third white space stands before the zone.
  const data = 'at\n12:00 31-01-2001\n13:00 31-01-2001\n31-01-2001 13:00 +02:00\n31-01-2001 11:30 -01:00\n';

  test('patterns say whether there is a zone', async () => {
    expect(await checked('zones.csv', data, contract(true))).toEqual([
      'range at fail 2',
      'timezone at fail 2',
    ]);
    expect(await checked('zones.csv', data, contract(false))).toEqual([
      'range at fail 2',
      'timezone at fail 2',
    ]);
  });

  test('a pattern of the column goes before those of the policy', async () => {
    const own = contractOf(
      `- {name: at, logicalType: timestamp, logicalTypeOptions: {format: "yyyy-MM-dd'T'HH:mm:ssXXX"}, ${custom('text', { timestamp: ['dd-MM-yyyy HH:mm'] })}}`,
    );
    const rows = 'at\n2001-01-31T12:00:00Z\n2001-01-31T12:00:00+02:00\n31-01-2001 12:00\n';
    expect(await checked('own.csv', rows, own)).toEqual(['type at fail 1']);
  });
});

describe('nested values', () => {
  const nested = (object: string, place: string) =>
    contractOf(
      `- name: place
  logicalType: object
  ${place}
  properties:
    - {name: zip, logicalType: string, required: true, logicalTypeOptions: {pattern: "[0-9]{5}"}}
    - name: sizes
      logicalType: array
      items: {logicalType: integer, required: true, logicalTypeOptions: {minimum: 1}}`,
      object,
    );
  const rows = [
    { place: { zip: ' 12345', sizes: [1, 2] } },
    { place: { zip: 'NA', sizes: [1, null] } },
    { place: { zip: '123', sizes: [0] } },
    { place: { zip: null, sizes: [null] } },
  ];
  const data = `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;

  test('are read by the nearest policy around them', async () => {
    const loose = custom('text', { trim: true, missing: ['', 'NA'] });
    const expected = [
      'pattern place.zip fail 1',
      'range place.sizes[] fail 1',
      'required place.sizes[] fail 2',
      'required place.zip fail 2',
    ];
    expect(await checked('nested.jsonl', data, nested(loose, ''))).toEqual(expected);
    expect(await checked('nested.jsonl', data, nested('', loose))).toEqual(expected);
    expect(await checked('nested.jsonl', data, nested('', ''))).toEqual([
      'pattern place.zip fail 3',
      'range place.sizes[] fail 1',
      'required place.sizes[] fail 2',
      'required place.zip fail 1',
    ]);
  });

  test('have tolerances of their own, and the object has one for all', async () => {
    const all = nested(custom('tolerance', { pattern: 3, required: '50%', range: 1 }), '');
    expect(await checked('nested.jsonl', data, all)).toEqual([]);
    // What the property around them lets pass is about that property.
    const outer = nested('', custom('tolerance', { '*': 4 }));
    expect(await checked('nested.jsonl', data, outer)).toHaveLength(4);
    const own = contractOf(`- name: place
  logicalType: object
  properties:
    - name: zip
      logicalType: string
      logicalTypeOptions: {pattern: "[0-9]{5}"}
      ${custom('tolerance', { pattern: { allowed: 2, severity: 'warn' }, length: 1 })}
    - {name: sizes, logicalType: array}`);
    const result = await bench.validate(await bench.write('nested.jsonl', data), own);
    expect(found(result)).toEqual(['pattern place.zip warn 3']);
    expect(result.notChecked.join()).toContain('place.zip: assay.tolerance of `length`');
  });
});

describe('relationships', () => {
  const parents = contractOf(
    '- {name: id, logicalType: integer, required: true}',
    custom('text', { leadingZeros: 'allow', trim: true }),
  );
  const children = (object: string) => {
    const contract = contractOf(
      `- {name: order, logicalType: integer}
- {name: parent, logicalType: number, relationships: [{to: parents.id}], ${custom('text', { decimal: ',' })}}`,
      object,
    );
    return contract;
  };

  async function related(object: string, contract: Contract, failed?: string): Promise<Validation> {
    await bench.write('parents.csv', 'id\n 007\n8\n');
    await bench.write('children.csv', 'order;parent\n1;"7,0"\n2;9\n3;\n4;8\n');
    const neighbour: Neighbour = {
      found: await findDataset('parents', 'parents.csv', bench.folder),
      contract: { ...contract, object: 'parents', aliases: ['parents'] },
    };
    const writer = new FailedRows(bench.ctx, bench.db);
    const target = { path: join(bench.folder, failed ?? 'none.csv'), personal: false };
    const result = await validateDataset(
      bench.ctx,
      bench.db,
      await findDataset('children', 'children.csv', bench.folder),
      children(object),
      { neighbours: [neighbour], failedRows: failed === undefined ? undefined : { writer, target } },
    );
    await writer.finish();
    await writer.close();
    return result;
  }

  test('each side is read by its own policy; failed rows have the reason', async () => {
    const result = await related('', parents, 'orphans.csv');
    expect(result.notChecked).toEqual([]);
    expect(found(result)).toEqual(['foreignKey parent fail 1']);
    const rows = (await readFile(join(bench.folder, 'orphans.csv'), 'utf8')).trimEnd().split('\n');
    expect(rows).toHaveLength(2);
    expect(rows[1]).toBe('children,children.csv,2,3,foreignKey: parent,2,9');
  });

  test('a tolerance lets a share of orphans pass', async () => {
    expect(found(await related(custom('tolerance', { foreignKey: '25%' }), parents))).toEqual([]);
    expect(found(await related(custom('tolerance', { foreignKey: '24%' }), parents))).toEqual([
      'foreignKey parent fail 1',
    ]);
  });
});

describe('custom rules', () => {
  const rule = (implementation: object, more = ''): string =>
    `quality: [{type: custom, engine: assay, implementation: ${JSON.stringify(implementation)}${more}}]`;

  test('see values as the policies of their columns read them', async () => {
    const contract = contractOf(
      `- {name: net, logicalType: number}
- {name: gross, logicalType: number, ${custom('text', { missing: ['', '-'] })}}
- {name: day, logicalType: date, ${custom('text', { date: ['d.M.yyyy'] })}}`,
      `${custom('text', { decimal: ',', trim: true })}
quality:
  - {type: custom, engine: assay, implementation: {check: compare, column: net, operator: "<=", other: gross}}
  - {type: custom, engine: assay, implementation: {check: rowCondition, condition: "day > DATE '2001-01-31' OR net < 9.5"}}
  - {type: custom, engine: assay, implementation: {check: uniqueCombination, columns: [net, day]}}`,
    );
    const data = 'net;gross;day\n9,5;10;1.2.2001\n 10,0;9,75;2.2.2001\n10;-;02.02.2001\n9,5;9,5;31.1.2001\n';
    expect(await checked('custom.csv', data, contract)).toEqual([
      'compare net fail 1',
      'rowCondition  fail 1',
      'uniqueCombination  fail 1',
    ]);
  });

  test('a form of times with a zone', async () => {
    const contract = contractOf(
      '- {name: at, logicalType: string}',
      rule({ check: 'dateFormat', column: 'at', format: 'd.M.yyyy HH:mm XXX' }),
    );
    const data = 'at\n1.2.2001 12:00 Z\n01.12.2001 12:00 +02:00\n\n30.2.2001 12:00 Z\n1.2.2001 12:00\n';
    expect(await checked('forms.csv', data, contract)).toEqual(['dateFormat at fail 2']);
  });

  test('listed times are of the default zone, as values are', async () => {
    const contract = contractOf(
      '- {name: at, logicalType: timestamp, logicalTypeOptions: {defaultTimezone: Europe/Berlin}}',
      rule({ check: 'allowedValues', column: 'at', values: ['2001-02-01T12:00:00', '2001-02-01T10:00:00Z'] }),
    );
    const data = 'at\n2001-02-01T12:00:00\n2001-02-01T11:00:00Z\n2001-02-01T11:00:00\n2001-02-01T12:00:00Z\n';
    expect(await checked('listed.csv', data, contract)).toEqual(['allowedValues at fail 1']);
  });

  test('a tolerance gives them a severity, and their bound is their own', async () => {
    const contract = contractOf(
      '- {name: n, logicalType: integer}',
      `${rule({ check: 'rowCondition', condition: 'n < 3' })}
${custom('tolerance', { rowCondition: { allowed: 9, severity: 'warn' } })}`,
    );
    const result = await bench.validate(await bench.write('n.csv', 'n\n1\n3\n'), contract);
    expect(found(result)).toEqual(['rowCondition  warn 1']);
    expect(result.notChecked.join()).toContain('rowCondition: assay.tolerance allows rows');
  });
});

describe('failed rows', () => {
  async function failedRows(file: string, contract: Contract): Promise<Record<string, unknown>[]> {
    const writer = new FailedRows(bench.ctx, bench.db);
    const target = { path: join(bench.folder, 'rows.jsonl'), personal: false };
    const source = await findDataset('data', file, bench.folder);
    await validateDataset(bench.ctx, bench.db, source, contract, { failedRows: { writer, target } });
    await writer.finish();
    await writer.close();
    const text = await readFile(target.path, 'utf8');
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  test('of values in arrays and of keys that are written in two ways', async () => {
    const contract = contractOf(`- {name: id, logicalType: number, unique: true}
- {name: sizes, logicalType: array, items: {logicalType: integer, logicalTypeOptions: {minimum: 1}}}`);
    const file = await bench.write(
      'rows-in.jsonl',
      '{"id":1,"sizes":[1]}\n{"id":2,"sizes":[3,0]}\n{"id":1.0,"sizes":[]}\n',
    );
    const rows = await failedRows(file, contract);
    expect(rows.map((row) => [row['assay_line'], row['assay_reasons']])).toEqual([
      [1, ['unique: id']],
      [2, ['range: sizes[]']],
      [3, ['unique: id']],
    ]);
  });

  test('of custom rules; what a rule finds to be personal is not written', async () => {
    const contract = contractOf(
      `- {name: n, logicalType: integer}\n- {name: note, logicalType: string}`,
      `quality:
  - {type: custom, engine: assay, implementation: {check: rowCondition, condition: n < 3}}
  - {type: custom, engine: assay, implementation: {check: personalData}}`,
    );
    const file = await bench.write('found.csv', 'n,note\n1,a\n3,b\n2,anna@example.org\n');
    const rows = await failedRows(file, contract);
    expect(rows.map((row) => [row['assay_line'], row['assay_reasons']])).toEqual([
      [3, ['rowCondition']],
      [4, ['personalData: note']],
    ]);
    expect(JSON.stringify(rows)).not.toContain('@');
  });

  test('an object with a personal field is not shown, and columns may have any name', async () => {
    const contract = contractOf(`- {name: hit, logicalType: integer, unique: true}
- {name: d0, logicalType: integer, unique: true}
- name: person
  logicalType: object
  properties: [{name: mail, logicalType: string, classification: personal}]`);
    const file = await bench.parquet(
      'personal.parquet',
      "SELECT 1 AS hit, 1 AS d0, {'mail': 'a@b.c'} AS person UNION ALL SELECT 1, 2, {'mail': 'd@e.f'}",
    );
    const rows = await failedRows(file, contract);
    expect(rows.map((row) => [row['hit'], row['assay_reasons']])).toEqual([
      [1, ['unique: hit']],
      [1, ['unique: hit']],
    ]);
    expect(JSON.stringify(rows)).not.toContain('@');
  });
});

test('a folder that names an object or an array is text, and is said to be', async () => {
  const contract = contractOf(
    '- {name: id, logicalType: integer}\n- {name: year, logicalType: integer, unique: false, logicalTypeOptions: {minimum: 2001}}',
  );
  await bench.db.run(
    `COPY (SELECT 1 AS id, 2000 AS year UNION ALL SELECT 2, 2001) TO '${join(bench.folder, 'parts')}' (FORMAT parquet, PARTITION_BY (year))`,
  );
  expect(found(await bench.validate('parts/**/*.parquet', contract))).toEqual(['range year fail 1']);
});
