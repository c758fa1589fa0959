/**
 * Damaged contracts and data files: an AssayError or a verdict for each, never another error, never a crash, and no
 * pass where the cells are not what they were. `npm run fuzz` runs 10,000.
 */
import { readFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AssayError } from '../base/index.js';
import { VERDICTS } from '../results/index.js';
import { type Contract, parseContract } from './contract/index.js';
import { resolveDataset } from './dataset.js';
import { parseProfile, profileDataset, profileText } from './profile/index.js';
import { RFC_4180, readCsv } from './reference-csv.js';
import { Bench, contractOf, realData } from './testing.js';

const TOTAL = Number(process.env['ASSAY_FUZZ'] ?? 1000);
const SEED = Number(process.env['ASSAY_SEED'] ?? 0);
const LONG = { timeout: 3_600_000 };

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

/** Numbers from 0 to 1 (mulberry32), the same in each run. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const NASTY = [
  '"',
  ',',
  '\n',
  '\r',
  '\0',
  '\u0001',
  ';',
  '\t',
  "'",
  '{',
  '[',
  ':',
  '-',
  '#',
  '&a',
  '*a',
  '!!',
  '\ufeff',
  '9'.repeat(40),
  '1e999',
  'NaN',
  'null',
  '😀',
];

/** One to three damages: bytes cut, doubled, swapped, overwritten, or nasty text put in. */
function damaged(bytes: Buffer, random: () => number): Buffer {
  let result = bytes;
  const place = () => Math.floor(random() * (result.length + 1));
  for (let times = 1 + Math.floor(random() * 3); times > 0; times -= 1) {
    const [a, b] = [place(), place()].sort((x, y) => x - y) as [number, number];
    const few = Math.min(b, a + 40);
    const nasty = Buffer.from(NASTY[Math.floor(random() * NASTY.length)] ?? '');
    const byte = Buffer.from([Math.floor(random() * 256)]);
    const kinds = [
      () => result.subarray(0, a),
      () => Buffer.concat([result.subarray(0, a), result.subarray(few)]),
      () => Buffer.concat([result.subarray(0, b), result.subarray(a)]),
      () => Buffer.concat([result.subarray(0, a), nasty, result.subarray(a)]),
      () => Buffer.concat([result.subarray(0, a), byte, result.subarray(a + 1)]),
      () =>
        Buffer.concat([
          result.subarray(0, a),
          result.subarray(few, b),
          result.subarray(a, few),
          result.subarray(b),
        ]),
    ];
    result = Buffer.from((kinds[Math.floor(random() * kinds.length)] ?? (() => result))());
  }
  return result;
}

const CONTRACT = `apiVersion: v3.1.0
kind: DataContract
id: weather
version: 1.0.0
status: active
schema:
  - name: weather
    properties:
      - {name: date, logicalType: date, required: true, unique: true, logicalTypeOptions: {minimum: '2012-01-01'}}
      - {name: precipitation, logicalType: number, required: true, logicalTypeOptions: {minimum: 0, maximum: 100}}
      - {name: temp_max, logicalType: number}
      - {name: temp_min, logicalType: number}
      - {name: wind, logicalType: number, logicalTypeOptions: {multipleOf: 0.1}}
      - name: weather
        logicalType: string
        classification: public
        logicalTypeOptions: {pattern: '[a-z]+', maxLength: 10}
        quality:
          - {metric: invalidValues, arguments: {validValues: [drizzle, rain, sun, snow, fog]}, mustBeLessThan: 1, unit: percent}
    quality:
      - {metric: rowCount, mustBeGreaterThan: 100}
      - {type: sql, query: 'SELECT count(*) FROM {object} WHERE temp_max < temp_min', mustBe: 0}
`;

/** The verdict, or `refused` for an AssayError. Anything else that is thrown fails the test. */
async function outcome(work: () => Promise<string>): Promise<string> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AssayError && error.kind === 'usage') return 'refused';
    throw error;
  }
}

test('the files are good before they are damaged', async () => {
  const file = await bench.write('good.csv', await readFile(realData('seattle-weather.csv')));
  expect((await bench.validate(file, parseContract(CONTRACT, 'c.yaml'))).verdict).toBe('pass');
});

test('damaged contracts', LONG, async () => {
  const random = generator(1 + SEED);
  const times = Math.ceil(TOTAL * 0.3);
  const data = await bench.write(
    'weather.csv',
    (await readFile(realData('seattle-weather.csv'))).subarray(0, 4000),
  );
  const seen = new Map<string, number>();
  for (let run = 0; run < times; run += 1) {
    const text = damaged(Buffer.from(CONTRACT), random).toString('utf8');
    const found = await outcome(
      async () => (await bench.validate(data, parseContract(text, 'c.yaml'))).verdict,
    );
    seen.set(found, (seen.get(found) ?? 0) + 1);
  }
  expect(seen.get('refused') ?? 0).toBeGreaterThan(times / 3);
});

/** A sum over all cells, so that any other value breaks a rule. */
const CELLS = `SELECT sum(hash(date, precipitation, temp_max, temp_min, wind, weather) % 1000003) FROM {object}`;

/** Rows of cells in an order that does not depend on that of the file. */
type Cells = readonly (readonly unknown[])[];
const sorted = (cells: Cells): string[] => cells.map((row) => JSON.stringify(row)).sort();

const typed = (fields: readonly string[]): unknown[] =>
  fields.map((field, index) => (field === '' ? null : index > 0 && index < 5 ? Number(field) : field));

/** Readers that share nothing with ours. */
function csvCells(bytes: Buffer): Cells | null {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  const records = readCsv(text, RFC_4180)?.filter((fields) => fields.length > 1);
  if (!records?.every((fields) => fields.length === 6)) return null;
  return records.slice(1).map(typed);
}
function jsonCells(bytes: Buffer): Cells {
  const lines = new TextDecoder('utf-8', { fatal: true }).decode(bytes).split(/\r?\n/);
  const values = lines
    .filter((line) => line !== '')
    .map((line) => Object.entries(JSON.parse(line) as object));
  const names = ['date', 'precipitation', 'temp_max', 'temp_min', 'wind', 'weather'];
  return values.map((entries) => names.map((name) => entries.find(([key]) => key === name)?.[1] ?? null));
}

describe('damaged data', () => {
  const head = async () => {
    const bytes = await readFile(realData('seattle-weather.csv'));
    return bytes.subarray(0, bytes.lastIndexOf(10, 3000) + 1);
  };
  const written = async (name: string, options: string) => {
    const from = `read_csv('${realData('seattle-weather.csv')}', types = {'date': 'VARCHAR'})`;
    await bench.db.run(`COPY (FROM ${from} LIMIT 60) TO '${bench.folder}/${name}' (${options})`);
    return readFile(`${bench.folder}/${name}`);
  };
  interface Case {
    readonly ending: string;
    readonly share: number;
    readonly original: () => Promise<Buffer>;
    readonly cells: (bytes: Buffer, file: string) => Cells | null | Promise<Cells>;
  }
  const byEngine = async (_: Buffer, file: string): Promise<Cells> => {
    const read = /parquet$/.test(file) ? 'read_parquet' : 'read_csv';
    const types = /parquet$/.test(file) ? '' : ', all_varchar = true';
    const rows = await bench.db.all(
      `SELECT COLUMNS(*)::VARCHAR FROM ${read}('${bench.folder}/${file}'${types})`,
    );
    return rows.map((row) => typed(Object.values(row).map((value) => (value === null ? '' : String(value)))));
  };
  const cases: readonly Case[] = [
    { ending: 'csv', share: 0.25, original: head, cells: csvCells },
    {
      ending: 'csv.gz',
      share: 0.1,
      original: async () => gzipSync(await head()),
      cells: (bytes) => csvCells(gunzipSync(bytes)),
    },
    {
      ending: 'csv.zst',
      share: 0.05,
      original: () => written('w.csv.zst', 'FORMAT csv, HEADER, COMPRESSION zstd'),
      cells: byEngine,
    },
    { ending: 'jsonl', share: 0.15, original: () => written('w.jsonl', 'FORMAT json'), cells: jsonCells },
    {
      ending: 'parquet',
      share: 0.15,
      original: () => written('w.parquet', 'FORMAT parquet'),
      cells: byEngine,
    },
  ];
  test.each(cases)('$ending', LONG, async ({ ending, share, original, cells }) => {
    const random = generator(ending.length * 77 + SEED);
    const bytes = await original();
    const good = await bench.write(`good.${ending}`, bytes);
    const plain = CONTRACT.replace('mustBeGreaterThan: 100', 'mustBeGreaterThan: 10')
      .replace(
        '    quality:\n      - {metric: rowCount',
        `    quality:\n      - {type: sql, name: cells, query: '${CELLS}', mustBe: 0}\n      - {metric: rowCount`,
      )
      .replace(
        "{name: date, logicalType: date, required: true, unique: true, logicalTypeOptions: {minimum: '2012-01-01'}}",
        '{name: date, logicalType: string, required: true, unique: true}',
      );
    const first = await bench.validate(good, parseContract(plain, 'c.yaml'));
    const sum = first.findings.find(({ check }) => check === 'sql.cells')?.actual ?? '';
    const contract: Contract = parseContract(
      plain.replace('mustBe: 0}\n      - {metric: rowCount', `mustBe: ${sum}}\n      - {metric: rowCount`),
      'c.yaml',
    );
    const before = await bench.validate(good, contract);
    expect(before.findings.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
    const expected = sorted((await cells(bytes, good)) ?? []);
    expect(expected.length).toBeGreaterThan(50);
    const seen = new Map<string, number>();
    for (let run = 0; run < Math.ceil(TOTAL * share); run += 1) {
      const broken = damaged(bytes, random);
      const file = await bench.write(`damaged.${ending}`, broken);
      const found = await outcome(async () => {
        const result = await bench.validate(file, contract);
        // What cannot be read or was read in part is never a pass.
        if (result.summary.rows === 0) expect(['fail', 'error']).toContain(result.verdict);
        for (const finding of result.findings) expect(finding.message).not.toMatch(/\n\s+at /);
        if (result.verdict === 'pass' || result.verdict === 'warn') {
          expect(sorted((await cells(broken, file)) ?? []), `run ${run}`).toEqual(expected);
        }
        return result.verdict;
      });
      seen.set(found, (seen.get(found) ?? 0) + 1);
    }
    for (const verdict of seen.keys()) expect(VERDICTS).toContain(verdict);
    expect((seen.get('fail') ?? 0) + (seen.get('error') ?? 0)).toBeGreaterThan(0);
  });
});

test('100 damaged profiles', async () => {
  const random = generator(3);
  const dataset = await resolveDataset('w', realData('seattle-weather.csv'), bench.folder);
  const text = Buffer.from(
    profileText(
      await profileDataset(bench.ctx, bench.db, dataset, contractOf('- {name: date, logicalType: date}')),
    ),
  );
  let refused = 0;
  for (let run = 0; run < 100; run += 1) {
    const found = await outcome(
      async () => parseProfile(damaged(text, random).toString('utf8'), 'p.json').kind,
    );
    if (found === 'refused') refused += 1;
  }
  expect(refused).toBeGreaterThan(50);
});
