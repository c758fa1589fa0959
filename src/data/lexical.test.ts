/** Trap 1 of the facts: a typed read of text hides bad values. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Bench, contractOf, problemsOf } from './testing.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

/** Text → whether it is a value of the type under the strict policy. */
const CASES: Readonly<Record<string, readonly (readonly [text: string, good: boolean])[]>> = {
  integer: [
    ['5', true],
    ['0', true],
    ['-17', true],
    ['9223372036854775807', true],
    ['12.7', false],
    ['1_000', false],
    ['1,000', false],
    ['0x1F', false],
    ['007', false],
    [' 5 ', false],
    ['5 ', false],
    ['+5', false],
    ['1e3', false],
    ['NaN', false],
    ['٣', false],
    ['９', false],
    ['9223372036854775808', false],
    ['true', false],
    ['-', false],
  ],
  number: [
    ['12.7', true],
    ['-0.5', true],
    ['1e-05', true],
    ['3', true],
    ['NaN', false],
    ['nan', false],
    ['inf', false],
    ['-Infinity', false],
    ['1_000.5', false],
    ['.5', false],
    ['5.', false],
    ['1,5', false],
    [' 1.5', false],
    ['0x1p3', false],
    ['1e999', false],
  ],
  date: [
    ['2024-01-05', true],
    ['2024-02-29', true],
    ['2024-1-5', false],
    ['2023-02-29', false],
    ['2024-01-01 23:59:00', false],
    ['01/05/2024', false],
    ['20240105', false],
    ['2024-13-01', false],
    ['today', false],
    ['infinity', false],
  ],
  timestamp: [
    ['2024-01-05 23:59:00', true],
    ['2024-01-05T23:59:00Z', true],
    ['2024-01-05T23:59:00.123+02:00', true],
    ['2024-01-05', false],
    ['2024-01-05 25:00:00', false],
    ['2024-1-5 1:2:3', false],
  ],
  time: [
    ['23:59', true],
    ['23:59:01.5', true],
    ['24:61', false],
    ['1:2', false],
  ],
  boolean: [
    ['true', true],
    ['False', true],
    ['1', false],
    ['yes', false],
    ['t', false],
    [' true', false],
  ],
};

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

describe.each(Object.entries(CASES))('%s', (type, cases) => {
  test.each(['csv', 'tsv', 'jsonl'] as const)('in %s', async (format) => {
    const delimiter = format === 'tsv' ? '\t' : ',';
    const texts = cases.map(([text]) => text);
    const body =
      format === 'jsonl'
        ? texts.map((text) => JSON.stringify({ id: 'a', x: text }))
        : [['id', 'x'].join(delimiter), ...texts.map((text) => ['a', quoted(text)].join(delimiter))];
    const file = await bench.write(`${type}.${format}`, `${body.join('\n')}\n`);
    const result = await bench.validate(file, contractOf(`- name: id\n- {name: x, logicalType: ${type}}`));
    const temporal = ['date', 'timestamp', 'time'].includes(type);
    // In JSON a number between quotes is a string, whatever it looks like.
    const bad = cases.filter(([, good]) => !good || (format === 'jsonl' && !temporal));
    const findings = problemsOf(result);
    expect(findings.map((finding) => finding.check)).toEqual(['type']);
    expect(findings[0]?.count).toBe(bad.length);
    expect(result.verdict).toBe('fail');
    const line = (text: string) => texts.indexOf(text) + (format === 'jsonl' ? 1 : 2);
    expect(findings[0]?.where).toEqual(
      bad.slice(0, 5).map(([text]) => ({
        file,
        row: texts.indexOf(text) + 1,
        line: line(text),
        value: format === 'jsonl' ? JSON.stringify(text) : text,
      })),
    );
  });

  test.each(cases)('%j alone: %s', async (text, good) => {
    const file = await bench.write('one.csv', `id,x\na,${quoted(text)}\n`);
    const result = await bench.validate(file, contractOf(`- name: id\n- {name: x, logicalType: ${type}}`));
    expect(problemsOf(result).map((finding) => finding.check)).toEqual(good ? [] : ['type']);
    expect(result.verdict).toBe(good ? 'pass' : 'fail');
  });
});

test('JSON numbers, booleans and nulls keep their own types', async () => {
  const lines = [
    '{"i":5,"n":1.5,"b":true,"s":"x"}',
    '{"i":null,"n":2,"b":false}',
    '{"i":1.0,"n":"3","b":"true","s":4}',
  ];
  const file = await bench.write('types.jsonl', `${lines.join('\n')}\n`);
  const result = await bench.validate(
    file,
    contractOf(
      ['i: integer', 'n: number', 'b: boolean', 's: string']
        .map((pair) => pair.split(': '))
        .map(([name, type]) => `- {name: ${name}, logicalType: ${type}}`)
        .join('\n'),
    ),
  );
  expect(problemsOf(result).map((finding) => [finding.subject.column, finding.where[0]?.line])).toEqual([
    ['i', 3],
    ['n', 3],
    ['b', 3],
    ['s', 3],
  ]);
});

test('an empty field is missing, quoted or not', async () => {
  const file = await bench.write('empty-field.csv', 'id,x\n1,\n2,""\n3,5\n');
  const result = await bench.validate(
    file,
    contractOf('- name: id\n- {name: x, logicalType: integer, required: true}'),
  );
  expect(problemsOf(result)).toMatchObject([
    { check: 'required', count: 2, where: [{ line: 2 }, { line: 3 }] },
  ]);
});
