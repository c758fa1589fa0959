/** Damaged contracts and data files: an AssayError or a verdict for each, never another error, never a crash. */
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AssayError } from '../base/index.js';
import { VERDICTS } from '../results/index.js';
import { type Contract, parseContract } from './contract/index.js';
import { resolveDataset } from './dataset.js';
import { parseProfile, profileDataset, profileText } from './profile/index.js';
import { Bench, contractOf, realData } from './testing.js';

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

test('300 damaged contracts', async () => {
  const random = generator(1);
  const data = await bench.write(
    'weather.csv',
    (await readFile(realData('seattle-weather.csv'))).subarray(0, 4000),
  );
  const seen = new Map<string, number>();
  for (let run = 0; run < 300; run += 1) {
    const text = damaged(Buffer.from(CONTRACT), random).toString('utf8');
    const found = await outcome(
      async () => (await bench.validate(data, parseContract(text, 'c.yaml'))).verdict,
    );
    seen.set(found, (seen.get(found) ?? 0) + 1);
  }
  expect(seen.get('refused') ?? 0).toBeGreaterThan(100);
});

describe('damaged data', () => {
  const cases: readonly [string, () => Promise<Buffer>, number][] = [
    ['csv', async () => (await readFile(realData('seattle-weather.csv'))).subarray(0, 3000), 200],
    ['csv.gz', async () => gzipSync((await readFile(realData('seattle-weather.csv'))).subarray(0, 3000)), 40],
    [
      'jsonl',
      async () => {
        await bench.db.run(
          `COPY (FROM read_csv('${realData('seattle-weather.csv')}') LIMIT 60) TO '${bench.folder}/w.jsonl' (FORMAT json)`,
        );
        return readFile(`${bench.folder}/w.jsonl`);
      },
      100,
    ],
    [
      'parquet',
      async () => {
        await bench.parquet('w.parquet', `FROM read_csv('${realData('seattle-weather.csv')}')`);
        return readFile(`${bench.folder}/w.parquet`);
      },
      100,
    ],
  ];
  test.each(cases)('%s', async (ending, original, times) => {
    const random = generator(ending.length * 77);
    const contract: Contract = parseContract(CONTRACT, 'c.yaml');
    const bytes = await original();
    const verdicts = new Set<string>();
    for (let run = 0; run < times; run += 1) {
      const file = await bench.write(`damaged.${ending}`, damaged(bytes, random));
      verdicts.add(
        await outcome(async () => {
          const result = await bench.validate(file, contract);
          // What cannot be read or was read in part is never a pass.
          if (result.summary.rows === 0) expect(['fail', 'error']).toContain(result.verdict);
          return result.verdict;
        }),
      );
    }
    for (const verdict of verdicts) expect(VERDICTS).toContain(verdict);
    expect(verdicts.has('fail') || verdicts.has('error')).toBe(true);
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
