/** Broken text files: a finding with its line for each, never a crash, never silence. */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CsvScanner } from './source/csv-scan.js';
import { dialectOf } from './source/dialect.js';
import { Bench, contractOf, problemsOf } from './testing.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

const contract = contractOf(
  '- {name: id, logicalType: integer, required: true}\n- {name: name, logicalType: string}',
);

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

describe('CSV', () => {
  const cases: readonly [string, Buffer, readonly { check: string; line?: number; count?: number }[]][] = [
    ['too few fields', bytes('id,name\n1,a\n2\n3,c\n'), [{ check: 'structure', line: 3, count: 1 }]],
    ['too many fields', bytes('id,name\n1,a\n2,b,c\n3,c\n'), [{ check: 'structure', line: 3, count: 1 }]],
    ['a quote that is never closed', bytes('id,name\n1,a\n2,"b\n3,c\n'), [{ check: 'structure', line: 3 }]],
    ['text after a closing quote', bytes('id,name\n1,"a"b\n2,c\n'), [{ check: 'structure', line: 2 }]],
    ['white space before a quote', bytes('id,name\n1, "a"\n2,c\n'), [{ check: 'structure', line: 2 }]],
    ['invalid UTF-8', bytes('id,name\n1,a\n2,', [0xff, 0xfe], '\n3,c\n'), [{ check: 'encoding', line: 3 }]],
    ['latin-1', bytes('id,name\n1,caf', [0xe9], '\n2,b\n'), [{ check: 'encoding', line: 2 }]],
    ['a NUL byte', bytes('id,name\n1,a\n2,b', [0], 'c\n'), [{ check: 'encoding', line: 3 }]],
    ['nothing at all', bytes(''), [{ check: 'readable' }]],
    ['UTF-16', Buffer.from('\ufeffid,name\n1,a\n', 'utf16le'), [{ check: 'readable' }]],
    ['a header and no rows', bytes('id,name\n'), [{ check: 'rowCount' }]],
    ['a header without a line end', bytes('id,name'), [{ check: 'rowCount' }]],
    ['a header that names a column twice', bytes('id,name,name\n1,a,b\n'), [{ check: 'header', line: 1 }]],
  ];
  test.each(cases)('%s', async (_, data, expected) => {
    const file = await bench.write('broken.csv', data);
    const result = await bench.validate(file, contract);
    expect(['fail', 'error']).toContain(result.verdict);
    const found = problemsOf(result).filter((finding) => !finding.check.startsWith('column.'));
    expect(found.map((finding) => finding.check)).toEqual(expected.map(({ check }) => check));
    for (const [index, { line, count }] of expected.entries()) {
      expect(found[index]?.where[0]?.file).toBe(found[index]?.check === 'rowCount' ? undefined : file);
      if (line !== undefined) expect(found[index]?.where[0]?.line).toBe(line);
      if (count !== undefined) expect(found[index]?.count).toBe(count);
    }
  });

  test.each([
    ['LF', 'id,name\n1,a\nx,b\n'],
    ['CRLF', 'id,name\r\n1,a\r\nx,b\r\n'],
    ['CR', 'id,name\r1,a\rx,b\r'],
    ['mixed', 'id,name\n1,a\r\nx,b\n'],
    ['no end', 'id,name\n1,a\nx,b'],
    ['a byte order mark', '\ufeffid,name\n1,a\nx,b\n'],
    ['semicolons', 'id;name\n1;a\nx;b\n'],
    ['tabs', 'id\tname\n1\ta\nx\tb\n'],
    ['pipes', 'id|name\n1|a\nx|b\n'],
    ['quoted names', '"id","name"\n"1","a"\n"x","b"\n'],
  ])('reads %s, in one engine after the other', async (kind, text) => {
    const file = await bench.write('ends.csv', text);
    const result = await bench.validate(file, contract);
    expect(problemsOf(result)).toMatchObject([
      ...(kind === 'mixed' ? [{ check: 'structure', verdict: 'warn', where: [{ line: 2 }] }] : []),
      { check: 'type', count: 1, where: [{ row: 2, line: 3, value: 'x' }] },
    ]);
    expect(result.summary.rows).toBe(2);
  });

  test('line numbers count line ends inside quotes and empty lines', async () => {
    const file = await bench.write('lines.csv', 'id,name\n1,"two\nlines"\n\n2,"a\r\nb\nc"\nbad,x\n');
    const result = await bench.validate(file, contract);
    expect(problemsOf(result)).toMatchObject([{ check: 'type', where: [{ row: 3, line: 8, value: 'bad' }] }]);
  });

  test('rows that cannot be read do not shift the lines of others', async () => {
    const file = await bench.write('shift.csv', bytes('id,name\n1\n2,', [0xff], '\nbad,x\n3,c,d\nworse,y\n'));
    const result = await bench.validate(file, contract);
    const type = problemsOf(result).find((finding) => finding.check === 'type');
    expect(type?.where).toMatchObject([
      { row: 3, line: 4, value: 'bad' },
      { row: 5, line: 6, value: 'worse' },
    ]);
  });

  test('gzip, several files in one dataset, different order of columns', async () => {
    await bench.write('part-1.csv.gz', gzipSync('id,name\n1,a\n2,b\n'));
    await bench.write('part-2.csv.gz', gzipSync('name,id\nc,3\nd,bad\n'));
    const result = await bench.validate('part-*.csv.gz', contract);
    expect(problemsOf(result)).toMatchObject([
      { check: 'type', count: 1, where: [{ file: 'part-2.csv.gz', row: 2, line: 3, value: 'bad' }] },
    ]);
    expect(result.summary).toMatchObject({ files: 2, rows: 4 });
  });

  test('a file that is cut or no gzip at all', async () => {
    const packed = gzipSync(`id,name\n${'1,a\n'.repeat(10_000)}`);
    const cut = await bench.write('cut.csv.gz', packed.subarray(0, packed.length / 2));
    expect((await bench.validate(cut, contract)).verdict).toBe('error');
    const none = await bench.write('none.csv.gz', 'id,name\n1,a\n');
    expect((await bench.validate(none, contract)).verdict).toBe('error');
  });

  test('a record too large for the engine is a finding', async () => {
    const file = await bench.write('large.csv', `id,name\n1,${'x'.repeat(3_000_000)}\n2,b\n`);
    const result = await bench.validate(file, contract);
    expect(problemsOf(result)).toMatchObject([{ check: 'structure', where: [{ line: 2 }] }]);
  });
});

describe('JSON lines', () => {
  test('lines that are no objects', async () => {
    const file = await bench.write(
      'bad.jsonl',
      '{"id":1,"name":"a"}\n\n{"id":007}\nnot json\n[1]\n5\n{"id":2\n',
    );
    const result = await bench.validate(file, contract);
    expect(problemsOf(result).find((finding) => finding.check === 'json')).toMatchObject({
      count: 5,
      where: [{ line: 3 }, { line: 4 }, { line: 5 }, { line: 6 }, { line: 7 }],
    });
  });

  test('invalid UTF-8 and CRLF', async () => {
    const file = await bench.write(
      'utf.jsonl',
      bytes('{"id":1,"name":"', [0xff], '"}\n{"id":"x","name":"b"}\n'),
    );
    const result = await bench.validate(file, contract);
    expect(problemsOf(result)).toMatchObject(
      [
        { check: 'encoding', where: [{ line: 1 }] },
        { check: 'type', where: [{ row: 2, line: 2, value: '"x"' }] },
        { check: 'required', count: 0 },
      ].slice(0, 2),
    );
    const crlf = await bench.write('crlf.jsonl', '{"id":1,"name":"a"}\r\n\r\n{"id":"x","name":"b"}\r\n');
    expect(problemsOf(await bench.validate(crlf, contract))).toMatchObject([
      { check: 'type', where: [{ line: 3 }] },
    ]);
  });
});

describe('Parquet', () => {
  test('a file that is none, or cut', async () => {
    const none = await bench.write('none.parquet', 'PAR1 no');
    const result = await bench.validate(none, contract);
    expect(result.verdict).toBe('error');
    expect(problemsOf(result)[0]).toMatchObject({ check: 'readable', where: [{ file: none }] });
  });
});

test('the scanner sees the same whatever the chunks', () => {
  const text = fc.stringMatching(/^([a,"\r\n \0é]|""){0,60}$/);
  fc.assert(
    fc.property(text, fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 40 }), (body, sizes) => {
      const data = Buffer.from(`h1,h2\n${body}`);
      const whole = new CsvScanner(dialectOf('h1,h2', 'x.csv', true), 2);
      whole.write(data);
      const cut = new CsvScanner(dialectOf('h1,h2', 'x.csv', true), 2);
      let start = 0;
      for (const size of sizes) {
        cut.write(data.subarray(start, start + size));
        start = Math.min(start + size, data.length);
      }
      cut.write(data.subarray(start));
      expect(cut.end()).toEqual(whole.end());
    }),
    { numRuns: 500 },
  );
});

test('text without quotes is read by words as it is by bytes', () => {
  const signs = fc.constantFrom(',', '-', ' ', '\n', '\u000b', 'a', 'é', '😀', 'bcdefgh,ijk');
  const body = fc.array(signs, { maxLength: 80 }).map((parts) => parts.join(''));
  const cuts = fc.array(fc.integer({ min: 1, max: 23 }), { maxLength: 12 });
  fc.assert(
    fc.property(
      body,
      cuts,
      fc.nat(3),
      fc.constantFrom(1, 2, 3),
      fc.boolean(),
      (text, sizes, shift, columns, header) => {
        const dialect = { ...dialectOf('h1,h2', 'x.csv', true), header };
        const scanner = new CsvScanner(dialect, columns);
        const data = Buffer.from(text);
        for (let start = 0, k = 0; start < data.length; k += 1) {
          const part = data.subarray(start, start + (sizes[k] ?? 30));
          start += part.length;
          // Words lie elsewhere in each chunk.
          const room = new Uint8Array(part.length + shift);
          room.set(part, shift);
          scanner.write(room.subarray(shift));
        }
        const found = scanner.end();
        const lines = text
          .split('\n')
          .map((line, index) => ({ fields: line.split(',').length, line: index + 1, text: line }));
        const ended = lines.slice(0, -1).filter((line) => line.text !== '' || columns === 1);
        const records = [...ended, ...lines.slice(-1).filter((line) => line.text !== '')];
        const places = (list: typeof records) =>
          list
            .slice(0, 20)
            .map(({ line, fields }) => `${line}: ${fields} ${fields === 1 ? 'field' : 'fields'}`);
        const rows = header ? records.slice(1) : records;
        const told = (kind: string) =>
          found.faults.filter((fault) => fault.kind === kind).map(({ line, detail }) => `${line}: ${detail}`);
        expect(found.records).toBe(rows.length);
        expect(found.rows).toBe(rows.filter(({ fields }) => fields >= columns).length);
        const short = records.filter(({ fields }) => fields < columns);
        const long = records.filter(({ fields }) => fields > columns);
        expect([found.counts.short, found.counts.long]).toEqual([short.length, long.length]);
        expect(told('short')).toEqual(places(short));
        expect(told('long')).toEqual(places(long));
        expect(found.ends.counts).toEqual({ lf: lines.length - 1, crlf: 0, cr: 0 });
      },
    ),
    { numRuns: 2000 },
  );
});

test('where engine and scan see different rows, nothing passes and no line is claimed', async () => {
  // A single column makes an empty line a missing value; with mixed line ends the engine counts some twice.
  const file = await bench.write('disagree.csv', 'id\n1\n\r\n\r\n2\nx\n');
  const result = await bench.validate(file, contractOf('- {name: id, logicalType: integer}'));
  expect(result.verdict).toBe('error');
  const [structure, type] = problemsOf(result).filter(({ verdict }) => verdict !== 'warn');
  expect(structure).toMatchObject({
    check: 'structure',
    verdict: 'error',
    message: expect.stringContaining('cannot be trusted'),
  });
  expect(type?.where).toEqual([{ file, value: 'x' }]);
});
