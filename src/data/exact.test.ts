/** Numbers with more digits than a double, and floats: compared by what was written, in the column's own type. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findDataset } from './dataset.js';
import { Bench, contractOf, problemsOf } from './testing.js';
import { type Validation, validateDataset } from './validate.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

const counts = (validation: Validation): string[] =>
  problemsOf(validation).map(({ check, verdict, count }) => `${check} ${verdict} ${count ?? ''}`);

describe('limits of numbers in text', () => {
  test.each<[string, string, string, number]>([
    ['maximum', '9007199254740992', '9007199254740993', 1],
    ['maximum', '9007199254740993', '9007199254740993', 0],
    ['minimum', '9007199254740993', '9007199254740992', 1],
    ['exclusiveMinimum', '9007199254740992', '9007199254740993', 0],
    ['exclusiveMinimum', '9007199254740992', '9007199254740992', 1],
    ['maximum', '0.1', '0.10000000000000000001', 1],
    ['minimum', '0.1', '0.09999999999999999999999', 1],
    ['maximum', '0.1', '1e-1', 0],
    ['maximum', '1e300', '1e300', 0],
    ['minimum', '0', '-0.0', 0],
    ['maximum', '-1.5', '-1.4999999999999999999', 1],
  ])('%s %s against %s', async (key, limit, text, bad) => {
    const contract = contractOf(`- {name: x, logicalType: number, logicalTypeOptions: {${key}: ${limit}}}`);
    const expected = bad === 0 ? [] : [`range fail ${bad}`];
    expect(counts(await bench.validate(await bench.write('x.csv', `x\n${text}\n`), contract))).toEqual(
      expected,
    );
    // Of fractions in JSON the engine keeps what a double holds.
    if (/\d\.\d{17}/.test(text)) return;
    const json = await bench.write('x.jsonl', `{"x": ${text}}\n`);
    expect(counts(await bench.validate(json, contract))).toEqual(expected);
  });

  test('under a loosened policy', async () => {
    const contract = contractOf(
      '- {name: x, logicalType: number, logicalTypeOptions: {maximum: 9007199254740992}}',
      'customProperties: [{property: assay.text, value: {decimal: ",", thousands: ".", quotedNumbers: allow}}]',
    );
    const csv = await bench.write('x.csv', 'x;y\n9.007.199.254.740.993,0;1\n9.007.199.254.740.992,0;1\n');
    expect(counts(await bench.validate(csv, contract))).toContain('range fail 1');
    const json = await bench.write('x.jsonl', '{"x": "9007199254740993"}\n{"x": 9007199254740993}\n');
    expect(counts(await bench.validate(json, contract))).toEqual(['range fail 2']);
  });
});

describe('keys of several types', () => {
  const contract = contractOf(
    '- {name: id, logicalType: number}\n- {name: parent, logicalType: number}',
    'relationships: [{type: foreignKey, from: things.parent, to: things.id}]',
  );

  test.each<[string, string, string, string, string, number]>([
    ['2^53 + 1 is not 2^53', 'DOUBLE', '9007199254740992', 'BIGINT', '9007199254740993', 1],
    ['nor the other way', 'BIGINT', '9007199254740993', 'DOUBLE', '9007199254740992', 1],
    ['3.0 is 3', 'DOUBLE', '3', 'BIGINT', '3', 0],
    ['-0.0 is 0', 'BIGINT', '0', 'DOUBLE', '-0.0', 0],
    ['3.5 is no whole number', 'BIGINT', '3', 'DOUBLE', '3.5', 1],
    ['a float is the nearest to 0.1', 'FLOAT', '0.1', 'DOUBLE', '0.1', 0],
    ['a decimal is a double', 'DECIMAL(6, 2)', '0.1', 'DOUBLE', '0.1', 0],
    ['128 bits', 'UHUGEINT', '9007199254740992', 'BIGINT', '9007199254740993', 1],
  ])('%s', async (_, type, id, childType, parent, bad) => {
    const file = await bench.parquet(
      'keys.parquet',
      `SELECT '${id}'::${type} AS id, '${parent}'::${childType} AS parent`,
    );
    const found = counts(await bench.validate(file, contract)).filter((line) =>
      line.startsWith('foreignKey'),
    );
    expect(found).toEqual(bad === 0 ? [] : ['foreignKey fail 1']);
  });

  test('text against whole numbers', async () => {
    const parents = contractOf('- {name: id, logicalType: integer, primaryKey: true}');
    const child = {
      ...contractOf(
        '- {name: parent, logicalType: number}',
        'relationships: [{type: foreignKey, from: things.parent, to: people.yaml#/schema/things/properties/id}]',
      ),
      file: 'contract.yaml',
    };
    const found = await findDataset(
      'parents',
      await bench.parquet('parents.parquet', 'SELECT 9007199254740992::BIGINT AS id UNION ALL SELECT 4'),
      bench.folder,
    );
    const data = await findDataset(
      'data',
      await bench.write('child.csv', 'parent\n9007199254740993\n9007199254740992\n4.0\n4\n'),
      bench.folder,
    );
    const result = await validateDataset(bench.ctx, bench.db, data, child, {
      neighbours: [{ found, contract: { ...parents, file: 'people.yaml' } }],
    });
    expect(result.notChecked).toEqual([]);
    expect(counts(result)).toEqual(['foreignKey fail 1']);
  });

  test.each<[string, string, string, string, number]>([
    ['FLOAT', '0.1', 'DOUBLE', '0.1', 0],
    ['DOUBLE', '0.1', 'FLOAT', '0.1', 0],
    ['DOUBLE', '9007199254740992', 'BIGINT', '9007199254740993', 1],
    ['BIGINT', '9007199254740993', 'DOUBLE', '9007199254740992', 1],
    ['INTEGER', '3', 'DOUBLE', '3', 0],
    ['VARCHAR', '3', 'DOUBLE', '3', 0],
  ])('unseenValues: %s %s, and %s %s', async (seen, known, type, value, bad) => {
    await bench.parquet('seen.parquet', `SELECT '${known}'::${seen} AS x`);
    const file = await bench.parquet('x.parquet', `SELECT '${value}'::${type} AS x`);
    const rule =
      '{type: custom, engine: assay, implementation: {check: unseenValues, reference: seen.parquet}}';
    const result = await bench.validate(
      file,
      contractOf(`- {name: x, logicalType: number, quality: [${rule}]}`),
    );
    expect(counts(result)).toEqual(bad === 0 ? [] : ['unseenValues fail 1']);
  });

  test.each(['minimum', 'maximum', 'median'])('%s of floats is 0.1', async (check) => {
    const file = await bench.parquet('x.parquet', 'SELECT 0.1::FLOAT AS x');
    const rule = (bound: string) =>
      contractOf(
        `- {name: x, logicalType: number, quality: [{type: custom, engine: assay, implementation: {check: ${check}, ${bound}}}]}`,
      );
    expect(counts(await bench.validate(file, rule('mustBe: 0.1')))).toEqual([]);
    expect(counts(await bench.validate(file, rule('mustBeBetween: [0, 0.1]')))).toEqual([]);
    const [off] = problemsOf(await bench.validate(file, rule('mustBe: 0.2')));
    expect(off).toMatchObject({ verdict: 'fail', actual: '0.1' });
  });
});
