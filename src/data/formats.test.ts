/** Formats beyond plain CSV: packed text, JSON lines that readers take differently, many files, partitions, Parquet. */
import { appendFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as zlib from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findDataset } from './dataset.js';
import { jsonFault, MAX_DEPTH } from './source/json-line.js';
import { unzstdStream } from './source/zstd.js';
import { Bench, contractOf, problemsOf } from './testing.js';
import { validateDataset } from './validate.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

const contract = contractOf(
  '- {name: id, logicalType: integer, required: true}\n- {name: name, logicalType: string}',
);

describe('files that are something else than their names say', () => {
  const text = 'id,name\n1,a\n';
  test.each([
    ['gz.csv', zlib.gzipSync(text), /packed with gzip, and its name/, 'name it gz.csv.gz, or unpack it'],
    ['gz.jsonl', zlib.gzipSync('{"id":1}\n'), /packed with gzip/, 'name it gz.jsonl.gz, or unpack it'],
    ['twice.csv.gz', zlib.gzipSync(zlib.gzipSync(text)), /packed with gzip inside/, 'unpack it'],
    ['zip.csv', Buffer.from('PK\u0003\u0004rest'), /packed with zip/, 'unpack it'],
    ['one.jsonl', '[{"id":1,"name":"a"},{"id":2,"name":"b"}]', /one JSON array/, 'jq -c'],
    ['lines.jsonl', '[\n  {"id":1,"name":"a"}\n]\n', /one JSON array/, 'jq -c'],
    ['marked.jsonl', '\ufeff[{"id":1,"name":"a"},\n{"id":2,"name":"b"}]\n', /one JSON array/, 'jq -c'],
  ])('%s', async (name, bytes, message, fix) => {
    const result = await bench.validate(await bench.write(name, bytes), contract);
    expect(result.verdict).not.toBe('pass');
    const found = result.findings.find(({ check }) => check === 'readable');
    expect(found?.message).toMatch(message);
    expect(found?.fix).toContain(fix);
  });

  test('a line that is an array among others is one line', async () => {
    const file = await bench.write('list.jsonl', '[1]\n{"id":1,"name":"a"}\n');
    expect((await bench.validate(file, contract)).findings.map(({ check }) => check)).not.toContain(
      'readable',
    );
  });

  test('.json is refused with the command that converts it', async () => {
    await bench.write('rows.json', '[{"id":1}]');
    await expect(findDataset('x', 'rows.json', bench.folder)).rejects.toMatchObject({
      problems: [
        {
          message: 'dataset x: rows.json is a .json file, and JSON is read as JSON lines',
          fix: expect.stringContaining("jq -c '.[]' data.json > data.jsonl"),
        },
      ],
    });
  });

  test('Parquet with names that differ in case alone says so', async () => {
    // The engine writes no such file: the names are changed in place.
    const name = await bench.parquet(
      'case.parquet',
      'SELECT 1 AS id, 2 AS iq, {u: 1, ID: 2} AS s, 3 AS id_1',
    );
    const path = join(bench.folder, name);
    const { readFile } = await import('node:fs/promises');
    const bytes = await readFile(path);
    for (let at = bytes.indexOf('iq'); at >= 0; at = bytes.indexOf('iq', at)) bytes.write('ID', at);
    const result = await bench.validate(await bench.write('case.parquet', bytes), contract);
    expect(result.findings.filter(({ check }) => check === 'header')).toMatchObject([
      {
        verdict: 'fail',
        message: expect.stringContaining('has the column `id` in another case too: `ID` is read as `ID_1`'),
      },
    ]);
    const good = await bench.parquet('good.parquet', "SELECT 1 AS id, 'a' AS name, 2 AS id_1");
    expect((await bench.validate(good, contract)).findings.map(({ check }) => check)).not.toContain('header');
  });
});

describe('zstd', () => {
  /** DuckDB writes it; the test needs no zstd in Node. */
  const packed = async (name: string, query: string) => {
    await bench.db.run(
      `COPY (${query}) TO '${join(bench.folder, name)}' (FORMAT csv, HEADER, COMPRESSION zstd)`,
    );
    return name;
  };

  test('has lines in every Node', async () => {
    const file = await packed(
      'good.csv.zst',
      "SELECT CASE WHEN range = 70000 THEN 'bad' ELSE range::VARCHAR END AS id, repeat('x', (range % 50)::INT) AS name FROM range(100000)",
    );
    const result = await bench.validate(file, contract);
    expect(problemsOf(result)).toMatchObject([
      { check: 'type', where: [{ row: 70001, line: 70002, value: 'bad' }] },
    ]);
    expect(result.notChecked).toEqual([]);
  });

  test('that is cut or damaged is an error, also at the very end', async () => {
    const { readFile } = await import('node:fs/promises');
    const file = await packed(
      'whole.csv.zst',
      "SELECT range AS id, 'a' || hash(range) AS name FROM range(20000)",
    );
    const bytes = await readFile(join(bench.folder, file));
    for (const size of [0, 3, 10, bytes.length >> 1, bytes.length - 1]) {
      const cut = await bench.write('cut.csv.zst', bytes.subarray(0, size));
      const result = await bench.validate(cut, contract);
      expect(['error', 'fail'], `${size} of ${bytes.length} bytes`).toContain(result.verdict);
    }
  });

  test('the decoder for older Node versions streams in bounded pieces', async () => {
    const { createReadStream } = await import('node:fs');
    const file = await packed('zeros.csv.zst', 'SELECT 0 AS id, 1 AS name FROM range(3000000)');
    let size = 0;
    let largest = 0;
    for await (const chunk of createReadStream(join(bench.folder, file)).pipe(unzstdStream())) {
      size += (chunk as Buffer).length;
      largest = Math.max(largest, (chunk as Buffer).length);
    }
    expect(size).toBe('id,name\n'.length + 3_000_000 * '0,1\n'.length);
    expect(largest).toBeLessThanOrEqual(1 << 17);
  });
});

describe('JSON lines', () => {
  test.each([
    ['NaN', '{"id":1,"name":"a","x":NaN}', 'structure'],
    ['Infinity', '{"id":1,"name":"a","x":-Infinity}', 'structure'],
    ['a key twice', '{"id":1,"id":2,"name":"a"}', 'structure'],
    ['a key twice, spelled differently', '{"id":1,"\\u0069d":2,"name":"a"}', 'structure'],
    ['a key twice inside', '{"id":1,"name":"a","x":{"y":1,"y":2}}', 'structure'],
    [
      'nesting without an end',
      `{"id":1,"name":"a","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      'structure',
    ],
    ['broken JSON', '{"id":1,"name":"a"', 'json'],
    ['no object', '[1]', 'json'],
    ['an integer beyond 64 bits', '{"id":9223372036854775808,"name":"a"}', 'type'],
    ['a byte order mark alone is fine', '\ufeff{"id":1,"name":"a"}', ''],
    ['2^53 + 1 keeps its value', '{"id":9007199254740993,"name":"a"}', ''],
  ])('%s', async (_, line, check) => {
    const file = await bench.write('one.jsonl', `${line}\n{"id":2,"name":"b"}\n`);
    const result = await bench.validate(file, contract);
    const found = problemsOf(result).filter(
      (finding) => finding.check !== 'column.extra' && finding.check !== 'required',
    );
    expect(found.map((finding) => finding.check)).toEqual(check === '' ? [] : [check]);
    if (check !== '') expect(found[0]?.where[0]?.line).toBe(1);
  });

  test('what the tokenizer takes is what JSON.parse takes, but for the faults it names', () => {
    const texts = [
      '{}',
      '{"a":[1,2,{"b":null}],"c":"\\"}"}',
      '{"a":-0.5e+7,"b":true}',
      '{"":{"":1}}',
      '{"a":{"x":1},"b":{"x":1}}',
    ];
    for (const text of texts) {
      expect(jsonFault(Buffer.from(text), 0, Buffer.byteLength(text))).toBeNull();
    }
    const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
    const fault = (text: string) => jsonFault(Buffer.from(text), 0, Buffer.byteLength(text))?.kind;
    expect(fault(deep(MAX_DEPTH))).toBeUndefined();
    expect(fault(deep(MAX_DEPTH + 1))).toBe('depth');
    for (const number of ['01', '1.', '.5', '+1', '1e', 'nan', '0x1', '--1'])
      expect(fault(`{"a":${number}}`)).toBe('literal');
  });
});

test('a file that changes while it is read is an error', async () => {
  const file = await bench.write('growing.csv', 'id,name\n1,a\n');
  const found = await findDataset('data', file, bench.folder);
  // The clock is asked between the opening of the file and the end of the scan.
  const now = () => {
    appendFileSync(join(bench.folder, file), '2,b\n');
    return new Date(0);
  };
  const result = await validateDataset({ ...bench.ctx, now }, bench.db, found, contract);
  expect(result.verdict).toBe('error');
  expect(problemsOf(result)).toContainEqual(
    expect.objectContaining({
      check: 'readable',
      message: expect.stringContaining('changed while it was read'),
    }),
  );
});

describe('partitions', () => {
  const partitioned = contractOf(
    '- {name: id, logicalType: integer}\n- {name: name, logicalType: string}\n- {name: year, logicalType: integer, logicalTypeOptions: {minimum: 2001}}\n- {name: month, logicalType: integer, required: true}',
  );
  const write = async (folder: string, ending: string, query: string) => {
    await mkdir(join(bench.folder, folder), { recursive: true });
    const format =
      ending === 'parquet' ? 'FORMAT parquet' : ending === 'csv' ? 'FORMAT csv, HEADER' : 'FORMAT json';
    await bench.db.run(`COPY (${query}) TO '${join(bench.folder, folder, `part.${ending}`)}' (${format})`);
  };
  test.each(['parquet', 'csv', 'jsonl'])('are columns with the types of the contract: %s', async (ending) => {
    await write(`${ending}/year=2001/month=05`, ending, "SELECT 1 AS id, 'a' AS name");
    await write(`${ending}/year=2000/month=12`, ending, "SELECT 2 AS id, 'b' AS name");
    await write(
      `${ending}/year=20x1/month=__HIVE_DEFAULT_PARTITION__`,
      ending,
      "SELECT 3 AS id, 'c' AS name",
    );
    const result = await bench.validate(`${ending}/**/*.${ending}`, partitioned);
    expect(result.summary).toMatchObject({ rows: 3, columns: 4, files: 3 });
    const found = problemsOf(result).map(({ check, subject, count, where }) => [
      check,
      subject.column,
      count,
      where[0]?.value,
    ]);
    expect(found).toEqual([
      ['type', 'year', 1, '20x1'],
      ['required', 'month', 1, null],
      ['range', 'year', 1, '2000'],
    ]);
    expect(problemsOf(result)[0]?.where[0]?.file).toBe(
      `${ending}/year=20x1/month=__HIVE_DEFAULT_PARTITION__/part.${ending}`,
    );
  });
});

describe('Parquet in many files', () => {
  test('a file that is none leaves the others readable', async () => {
    await mkdir(join(bench.folder, 'mixed'), { recursive: true });
    await bench.parquet('mixed/a.parquet', "SELECT 1 AS id, 'a' AS name");
    await bench.write('mixed/b.parquet', 'PAR1 but not');
    await bench.parquet('mixed/c.parquet', "SELECT NULL::INTEGER AS id, 'c' AS name");
    const result = await bench.validate('mixed/*.parquet', contract);
    expect(result.verdict).toBe('error');
    expect(problemsOf(result)).toMatchObject([
      { check: 'readable', where: [{ file: 'mixed/b.parquet' }] },
      { check: 'required', count: 1, where: [{ file: 'mixed/c.parquet', row: 1 }] },
    ]);
  });

  test('types and columns that change from file to file', async () => {
    await mkdir(join(bench.folder, 'drifting'), { recursive: true });
    await bench.parquet('drifting/a.parquet', "SELECT 1::BIGINT AS id, 'a' AS name");
    await bench.parquet('drifting/b.parquet', "SELECT 2.5::DOUBLE AS id, 'b' AS name");
    await bench.parquet('drifting/c.parquet', 'SELECT 3::BIGINT AS id');
    const result = await bench.validate('drifting/*.parquet', contract);
    expect(problemsOf(result).filter(({ check }) => check === 'columns')).toMatchObject([
      {
        subject: { column: 'id' },
        message: 'drifting/b.parquet: has `id` as DOUBLE, and drifting/a.parquet as BIGINT',
      },
      {
        subject: { column: 'name' },
        message: 'drifting/c.parquet: lacks the column `name`, which drifting/a.parquet has',
      },
    ]);
  });
});

test('the SQL of a finding runs as it is shown and finds as many rows', async () => {
  await mkdir(join(bench.folder, 'shown/year=2001'), { recursive: true });
  const files: [string, string | Buffer][] = [
    ['shown.csv', 'id;na"me\n1;a\nx;b\ny;"c;d"\n'],
    ['shown.tsv.gz', zlib.gzipSync('id\tname\n1\ta\nx\tb\ny\tc\n')],
    ['shown.jsonl', '{"id":1,"na\'me":"a"}\n{"id":"x"}\n{"id":"y","name":"c"}\n'],
    ['shown/year=2001/p.csv', 'id,name\n1,a\nx,b\ny,c\n'],
  ];
  for (const [name, data] of files) {
    await bench.write(name, data);
    const path = name.includes('year') ? 'shown/*/*.csv' : name;
    const result = await bench.validate(path, contract);
    const finding = problemsOf(result).find(({ check }) => check === 'type');
    expect(finding?.count).toBe(2);
    const rows = await bench.db.all(
      (finding?.query ?? '').replaceAll(/'([^']*shown[^']*)'/g, `'${bench.folder}/$1'`),
    );
    expect(rows, finding?.query).toHaveLength(2);
  }
});
