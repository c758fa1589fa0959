/** Reading contracts: everything wrong at once, with its place; what is not checked is listed. */
import { describe, expect, test } from 'vitest';
import { AssayError, formatProblem } from '../../base/index.js';
import { meetsBound } from './model.js';
import { parseContract } from './read.js';

const HEAD = 'apiVersion: v3.1.0\nkind: DataContract\nid: x\nversion: 1.0.0\nstatus: active\n';

function problemsOf(text: string, reference = 'c.yaml') {
  try {
    parseContract(text, reference);
  } catch (error) {
    if (error instanceof AssayError) {
      expect(error.kind).toBe('usage');
      return error.problems;
    }
    throw error;
  }
  throw new Error('the contract was accepted');
}

test('reads what the standard has for columns', () => {
  const contract = parseContract(
    `${HEAD}schema:
  - name: orders
    physicalType: table
    properties:
      - name: id
        physicalName: order_id
        primaryKey: true
        primaryKeyPosition: 2
        logicalType: integer
        physicalType: BIGINT
        classification: public
      - {name: shop, primaryKey: true, primaryKeyPosition: 1, logicalType: string, unique: false}
      - name: mail
        logicalType: string
        classification: PII
        logicalTypeOptions: {minLength: 3, maxLength: 99, pattern: '.+@.+', format: email}
        quality:
          - {metric: nullValues, mustBeLessThan: 5, unit: percent, severity: warning}
          - {type: text, description: was verified}
          - {type: custom, engine: soda, implementation: 'x: 1'}
      - {name: nested, logicalType: object, properties: [{name: inner}]}
      - {name: list, logicalType: array, logicalTypeOptions: {minItems: 1}}
    quality:
      - {metric: rowCount, mustBeBetween: [1, 10]}
      - {metric: duplicateValues, mustBe: 0, arguments: {properties: [shop, id]}}
      - {type: custom, engine: assay, implementation: {check: freshness, column: id, maxAge: 2d}}
slaProperties:
  - {property: latency, value: 4, unit: d}
`,
    'c.yaml',
  );
  expect(contract.primaryKey).toEqual(['shop', 'order_id']);
  expect(contract.columns.map((column) => [column.name, column.required, column.personal])).toEqual([
    ['order_id', true, false],
    ['shop', true, false],
    ['mail', false, true],
    ['nested', false, false],
    ['list', false, false],
  ]);
  expect(contract.columns[2]?.quality).toMatchObject([
    {
      metric: 'nullValues',
      unit: 'percent',
      severity: 'warn',
      bound: { operator: 'mustBeLessThan', limit: 5 },
    },
  ]);
  expect(contract.quality).toMatchObject([
    { metric: 'rowCount', bound: { limit: [1, 10] } },
    { metric: 'duplicateValues', columns: ['shop', 'order_id'] },
    { kind: 'custom', check: 'freshness', args: { column: 'order_id', maxAge: '2d' } },
  ]);
  expect(contract.notChecked.join('\n')).toMatch(
    /is text: was verified[\s\S]*engine soda[\s\S]*slaProperties latency: it names no `element`/,
  );
});

test('all problems at once, with line and column and the nearest key', () => {
  const problems = problemsOf(`${HEAD}schema:
  - name: orders
    propertys: []
    properties:
      - name: a
        logicalType: int
      - name: b
        requird: true
        logicalType: integer
        logicalTypeOptions: {minimun: 3, pattern: x}
      - name: c
        logicalTypeOptions: {minimum: 3}
        quality:
          - {metric: nullValues}
          - {metric: nullValues, mustBe: 0, mustBeLessThan: 3}
          - {type: sql, mustBe: 0}
`);
  const shown = problems.map(
    ({ where, message, fix }) => `${where?.line}:${where?.column} ${where?.key} ${message} ${fix ?? ''}`,
  );
  expect(shown.join('\n')).toMatch(/8:5 schema\[0\]\.propertys .*did you mean `properties`/);
  expect(shown.join('\n')).toMatch(/11:22 schema\[0\]\.properties\[0\]\.logicalType/);
  expect(shown.join('\n')).toMatch(/13:9 .*requird.*did you mean `required`/);
  expect(shown.join('\n')).toMatch(/15:30 .*minimun.*did you mean `minimum`/);
  expect(shown.join('\n')).toMatch(/15:42 .*pattern is no key/);
  expect(shown.join('\n')).toMatch(/17:9 .*without a logicalType/);
  expect(shown.join('\n')).toMatch(/19:13 .*needs one of mustBe/);
  expect(shown.join('\n')).toMatch(/20:13 .*only one of mustBe, mustBeLessThan/);
  expect(shown.join('\n')).toMatch(/21:13 .*query is missing/);
});

describe('refuses', () => {
  test.each([
    ['nothing', '', /version: is missing/],
    ['no YAML', 'a: [', /is not YAML/],
    ['a tag that nobody knows', `${HEAD}schema: [{name: !secret a}]\n`, /Unresolved tag/],
    ['a list', '- 1\n', /is a list \(expected a map/],
    ['a key given twice', `${HEAD}id: y\nschema: [{name: a}]\n`, /unique|duplicate/i],
    ['version 2', 'apiVersion: v2.2.2\nkind: DataContract\n', /version v2\.2\.2.*another layout/],
    ['no schema', HEAD, /schema: describes no object/],
    ['a column twice', `${HEAD}schema: [{name: a, properties: [{name: x}, {name: x}]}]\n`, /a second time/],
    [
      'a rule about an unknown property',
      `${HEAD}schema:\n  - name: a\n    properties: [{name: alpha}]\n    quality: [{metric: duplicateValues, mustBe: 0, arguments: {properties: [alpa]}}]\n`,
      /`alpa`/,
    ],
    [
      'rowCount of a property',
      `${HEAD}schema: [{name: a, properties: [{name: x, quality: [{metric: rowCount, mustBe: 1}]}]}]\n`,
      /belongs to the object/,
    ],
    [
      'bounds the wrong way round',
      `${HEAD}schema: [{name: a, quality: [{metric: rowCount, mustBeBetween: [5, 1]}]}]\n`,
      /smaller number/,
    ],
    [
      'a billion laughs',
      `${HEAD}a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n`,
      /YAML|alias/i,
    ],
  ])('%s', (_, text, message) => {
    expect(problemsOf(text).map(formatProblem).join('\n')).toMatch(message);
  });
});

test('one object of several is named with #', () => {
  const text = `${HEAD}schema: [{name: orders, properties: [{name: a}]}, {name: items, properties: [{name: b}]}]\n`;
  expect(parseContract(text, 'c.yaml#items').columns[0]?.name).toBe('b');
  expect(problemsOf(text)[0]).toMatchObject({
    message: 'holds 2 objects',
    expected: expect.stringContaining('orders, items'),
  });
  expect(problemsOf(text, 'c.yaml#item')[0]?.fix).toContain('items');
});

test('a later version of v3 is read with a notice', () => {
  const text = `${HEAD.replace('v3.1.0', 'v3.2.0')}schema: [{name: a, properties: [{name: x}]}]\n`;
  expect(parseContract(text, 'c.yaml').notices).toEqual([expect.stringContaining('v3.2.0')]);
});

test('NaN meets no bound', () => {
  for (const operator of ['mustBe', 'mustNotBe', 'mustBeLessThan', 'mustBeGreaterOrEqualTo'] as const) {
    expect(meetsBound(Number.NaN, { operator, limit: 1 })).toBe(false);
  }
  expect(meetsBound(Number.NaN, { operator: 'mustNotBeBetween', limit: [0, 1] })).toBe(false);
});
