/** The checker of JSON Schema says valid where ajv says valid, on damaged contracts; the copies are what they say. */
import { readFileSync } from 'node:fs';
import { Ajv2019 } from 'ajv/dist/2019.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type JsonSchema, schemaIssues } from './json-schema.js';
import { V3_0, V3_1 } from './standard/schemas.js';

const WHOLE = `
apiVersion: v3.1.0
kind: DataContract
id: x
version: 1.0.0
status: active
tags: [a]
team: {name: t, members: [{username: u, role: r}]}
servers:
  - {server: s, type: postgres, host: h, port: 5432, database: d, schema: p}
  - {server: l, type: local, path: data, format: csv}
slaProperties: [{property: latency, value: 4, unit: d, element: orders.at}]
customProperties: [{property: p, value: [1, {a: 2}]}]
schema:
  - name: orders
    id: orders_id
    physicalType: table
    relationships:
      - {type: foreignKey, from: orders.shop, to: shops.id}
      - {from: [orders.shop, orders.at], to: ['schema/s/properties/a', 'schema/s/properties/b']}
    quality:
      - {metric: rowCount, mustBeBetween: [1, 10], dimension: completeness}
      - {type: sql, query: SELECT 1, mustBe: 1}
    properties:
      - {name: shop, logicalType: string, logicalTypeOptions: {minLength: 1, pattern: a}, required: true}
      - {name: at, logicalType: timestamp, logicalTypeOptions: {timezone: true, minimum: '2001-01-01'}}
      - {name: n, logicalType: integer, logicalTypeOptions: {format: i32, multipleOf: 5}, examples: [1]}
      - name: nested
        logicalType: object
        logicalTypeOptions: {required: [a], minProperties: 1}
        properties: [{name: a, logicalType: number, logicalTypeOptions: {format: f64}}]
      - name: list
        logicalType: array
        logicalTypeOptions: {minItems: 1, uniqueItems: true}
        items: {logicalType: object, properties: [{name: b, relationships: [{to: shops.id}]}]}
        quality:
          - {type: text, description: d}
          - {type: custom, engine: soda, implementation: {a: 1}}
          - {metric: nullValues, mustBe: 0, unit: rows, severity: error}
`;

const pool: unknown[] = [
  null,
  true,
  0,
  1,
  -1,
  2.5,
  '',
  'a',
  'string',
  'object',
  'array',
  'date',
  'sql',
  'library',
  'custom',
  'v3.0.2',
  'a.b',
  'schema/a/properties/b',
  [],
  [1],
  [1, 1],
  ['a.b'],
  {},
  { name: 'z' },
  { mustBe: 1 },
  { to: 'a.b' },
];
const names = [
  'name',
  'type',
  'metric',
  'rule',
  'mustBe',
  'mustBeLessThan',
  'query',
  'logicalType',
  'logicalTypeOptions',
  'minimum',
  'maxItems',
  'pattern',
  'properties',
  'items',
  'from',
  'to',
  'unknown',
  'engine',
  'implementation',
  'id',
];

/** The same in the words of v3.0. */
function older(text: string): string {
  return text
    .replace('v3.1.0', 'v3.0.2')
    .replace(/^.*\b(id|team): .*_id$|^team: .*$/gm, '')
    .replace(/^ +relationships:\n( +- .*(from|to).*\n)+/gm, '')
    .replace(', relationships: [{to: shops.id}]', '')
    .replace(/timestamp(.*)timezone: true, /, 'date$1')
    .replaceAll('metric:', 'rule:');
}

type Container = Record<string, unknown> | unknown[];

/** Changes one place of the document, chosen by numbers. */
function damage(document: unknown, [where, how, what]: readonly [number, number, number]): void {
  const places: [Container, string | number][] = [];
  const walk = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    const container = node as Container;
    for (const key of Object.keys(container)) {
      places.push([container, key]);
      walk((container as Record<string, unknown>)[key]);
    }
  };
  walk(document);
  const [container, key] = places[where % places.length] ?? [];
  if (container === undefined || key === undefined) return;
  const map = container as Record<string, unknown>;
  const value = structuredClone(pool[what % pool.length]);
  if (how % 4 === 0) delete map[key];
  else if (how % 4 === 1) map[key] = value;
  else if (how % 4 === 2 && !Array.isArray(container)) map[names[what % names.length] ?? ''] = value;
  else {
    const [other, otherKey] = places[what % places.length] ?? [];
    if (other !== undefined && otherKey !== undefined)
      map[key] = structuredClone((other as Record<string, unknown>)[otherKey]);
  }
}

/** No holes: deleting from a list leaves one. */
const dense = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe.each([
  ['v3.1.0', V3_1, 'odcs-json-schema-v3.1.0.json'],
  ['v3.0.2', V3_0, 'odcs-json-schema-v3.0.2.json'],
])('%s', (version, text, file) => {
  const base = version === 'v3.1.0' ? WHOLE : older(WHOLE);
  const original = JSON.parse(
    readFileSync(new URL(`./standard/${file}`, import.meta.url), 'utf8'),
  ) as JsonSchema & object;
  const ajv = new Ajv2019({ strict: false, validateFormats: false }).compile(original);
  const schema = JSON.parse(text) as JsonSchema;

  test('agrees with ajv on the whole contract and on thousands of damaged ones', () => {
    const whole: unknown = parse(base);
    expect([ajv(whole), schemaIssues(schema, whole)]).toEqual([true, []]);
    let refused = 0;
    const number = fc.nat(100_000);
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number, number), { maxLength: 4 }), (changes) => {
        const document = structuredClone(whole);
        for (const change of changes) damage(document, change);
        const data = dense(document);
        const valid = ajv(data) === true;
        if (!valid) refused += 1;
        const issues = schemaIssues(schema, data);
        if ((issues.length === 0) !== valid) expect({ valid, data }).toEqual({ valid: !valid, issues });
      }),
      { numRuns: 600 },
    );
    expect(refused).toBeGreaterThan(200);
  });

  test('the shortened copy accepts and refuses as the original', () => {
    const short = new Ajv2019({ strict: false, validateFormats: false }).compile(schema as object);
    const whole: unknown = parse(base);
    for (let seed = 0; seed < 500; seed += 1) {
      const document = structuredClone(whole);
      damage(document, [seed * 7919, seed, seed * 104_729]);
      expect(short(dense(document))).toBe(ajv(dense(document)));
    }
  });
});

test('a keyword that is not read is an error, not a pass', () => {
  expect(() => schemaIssues({ contains: { type: 'string' } }, [])).toThrow(/contains/);
});
