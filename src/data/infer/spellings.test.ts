/** Spellings and relations that are proposed: the data passes them, and what is disturbed does not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseContract } from '../contract/index.js';
import { findDataset } from '../dataset.js';
import { Bench, problemsOf } from '../testing.js';
import { inferContract } from './infer.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

async function proposed(path: string) {
  const found = await findDataset('data', path, bench.folder);
  const inferred = await inferContract(bench.ctx, bench.db, found, 'things');
  return { ...inferred, contract: parseContract(inferred.text, 'inferred.yaml') };
}

async function csv(name: string, header: string, line: (i: number) => string, rows = 240): Promise<string> {
  return bench.write(name, `${[header, ...Array.from({ length: rows }, (_, i) => line(i))].join('\n')}\n`);
}

const two = (n: number) => String(n).padStart(2, '0');

describe('spellings', () => {
  test.each<[string, (i: number) => string, string, object]>([
    [
      'NA among whole numbers',
      (i) => (i % 7 === 0 ? 'NA' : String(i % 50)),
      'integer',
      { missing: ['', 'NA'] },
    ],
    [
      'several words among numbers',
      (i) => (i % 7 === 0 ? 'n/a' : i % 11 === 0 ? '-' : i % 13 === 0 ? '' : `${i % 50}.5`),
      'number',
      { missing: ['', 'n/a', '-'] },
    ],
    [
      'nan, ? and . among numbers',
      (i) => ['nan', '?', '.', '1.5'][i % 4] ?? '',
      'number',
      { missing: ['', '.', '?', 'nan'] },
    ],
    [
      'None among dates',
      (i) => (i % 5 === 0 ? 'None' : `2001-01-${two(1 + (i % 28))}`),
      'date',
      { missing: ['', 'None'] },
    ],
    [
      'null among booleans',
      (i) => (i % 5 === 0 ? 'null' : String(i % 2 === 0)),
      'boolean',
      { missing: ['', 'null'] },
    ],
    ['a decimal comma', (i) => `${i % 50},5`, 'number', { decimal: ',' }],
    [
      'a decimal comma and NA',
      (i) => (i % 7 === 0 ? 'NA' : `${i % 50},25`),
      'number',
      { missing: ['', 'NA'], decimal: ',' },
    ],
    [
      'points between thousands',
      (i) => `${1 + (i % 9)}.${100 + i},5`,
      'number',
      { thousands: '.', decimal: ',' },
    ],
    ['millions', (i) => `${1 + (i % 9)},${100 + i},000`, 'integer', { thousands: ',' }],
    [
      'days before months',
      (i) => `${two(1 + (i % 28))}.${two(1 + (i % 12))}.2001`,
      'date',
      { date: 'd.M.yyyy' },
    ],
    ['months before days', (i) => `${1 + (i % 12)}/${1 + (i % 28)}/2001`, 'date', { date: 'M/d/yyyy' }],
    [
      'with a time',
      (i) => `${two(1 + (i % 28))}/${two(1 + (i % 12))}/2001 ${two(i % 24)}:30`,
      'timestamp',
      { timestamp: 'd/M/yyyy H:mm' },
    ],
  ])('%s', async (_, value, type, text) => {
    const path = await csv('spelled.csv', 'id;x', (i) => `k${i};${value(i)}`);
    const { contract, guesses, text: yaml } = await proposed(path);
    const column = contract.columns.find(({ name }) => name === 'x');
    expect(column?.type).toBe(type);
    const said = guesses.find((guess) => guess.startsWith('x: assay.text '));
    expect(JSON.parse(/^x: assay\.text (\{.*?\}): /.exec(said ?? '')?.[1] ?? '{}')).toEqual(text);
    expect(yaml).toContain('# guess: ');
    expect(problemsOf(await bench.validate(path, contract))).toEqual([]);
    for (const other of ['missing', 'x1']) {
      const wrong = await csv('wrong.csv', 'id;x', (i) => `k${i};${i === 100 ? other : value(i)}`);
      const checks = problemsOf(await bench.validate(wrong, contract)).map(({ check }) => check);
      expect(checks).toContain('type');
    }
  });

  test.each<[string, (i: number) => string, RegExp | null]>([
    ['words among words', (i) => (i % 5 === 0 ? 'NA' : `w${i}`), null],
    [
      '1,234 may be more than a thousand or one and a bit',
      (i) => `${1 + (i % 9)},${100 + i}`,
      /several ways/,
    ],
    ['no day is above 12', (i) => `${1 + (i % 12)}/${1 + (i % 11)}/2001`, /several ways/],
    ['nothing but words for missing', () => 'NA', null],
    ['one word that is none of them', (i) => (i === 50 ? 'lost' : String(i)), null],
  ])('are not guessed: %s', async (_, value, remark) => {
    const path = await csv('plain.csv', 'id;x', (i) => `k${i};${value(i)}`);
    const { contract, guesses } = await proposed(path);
    expect(contract.columns.find(({ name }) => name === 'x')?.type).toBe('string');
    expect(guesses.filter((guess) => guess.startsWith('x: assay.text'))).toEqual([]);
    if (remark !== null) expect(guesses.join('\n')).toMatch(remark);
    expect(problemsOf(await bench.validate(path, contract))).toEqual([]);
  });

  test('in JSON lines a word among numbers is missing', async () => {
    const lines = Array.from({ length: 60 }, (_, i) =>
      JSON.stringify({ id: i, x: i % 6 === 0 ? 'NA' : i / 4 }),
    );
    const path = await bench.write('words.jsonl', `${lines.join('\n')}\n`);
    const { contract } = await proposed(path);
    expect(contract.columns.map(({ type }) => type)).toEqual(['integer', 'number']);
    expect(problemsOf(await bench.validate(path, contract))).toEqual([]);
  });
});

describe('numbers', () => {
  const base = (i: number) => (i * 37) % 101;
  const row = (i: number, more = 0) => {
    const [a, b, c] = [base(i), (i * 53) % 97, (i * 11) % 89];
    return [
      i,
      a / 10,
      b / 10,
      (a + b) / 10 + (more === 1 ? 0.1 : 0),
      a / 10 + c / 20 - (more === 2 ? 500 : 0),
      (i * 7) % 60,
    ].join(',');
  };
  const header = 'id,net,tax,gross,high,other';

  test('in order and adding up, and a disturbed copy fails', async () => {
    const path = await csv('numbers.csv', header, row);
    const { contract, guesses, text } = await proposed(path);
    expect(guesses.filter((guess) => / is never above | in every row$/.test(guess))).toEqual([
      'gross is net + tax in every row',
      'net is never above high: so it is in every row, though their values overlap',
    ]);
    expect(text).toContain('# guess: gross is net + tax in every row');
    expect(problemsOf(await bench.validate(path, contract))).toEqual([]);
    for (const [more, check] of [
      [1, 'sql.gross is the sum of net, tax'],
      [2, 'sql.net not above high'],
    ] as const) {
      const wrong = await csv('wrong.csv', header, (i) => row(i, i === 90 ? more : 0));
      const found = problemsOf(await bench.validate(wrong, contract));
      expect(found.map((finding) => finding.check)).toContain(check);
    }
  });

  test('of few rows, and where one row says otherwise, nothing is guessed', async () => {
    const few = await proposed(await csv('few.csv', header, row, 60));
    expect(few.guesses.filter((guess) => guess.includes('never above'))).toEqual([]);
    const last = await csv('last.csv', header, (i) => row(i, i === 2999 ? 1 : i === 2998 ? 2 : 0), 3000);
    const { guesses } = await proposed(last);
    expect(guesses.join('\n')).not.toMatch(/gross is net|net is never above high/);
  });
});
