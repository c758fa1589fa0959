/** 1,000 damaged metrics files: a usage error, or a verdict that another reader of the same bytes agrees with. */
import { expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { AssayError } from '../../base/index.js';
import { gate } from '../testing.js';
import { parseMetrics } from './index.js';

const RULE = 'accuracy min 0.8';
const SEEDS = {
  'm.json': '{\n  "accuracy": 0.91,\n  "loss": 0.25,\n  "test": {"f1": 0.8, "n": 1000}\n}\n',
  'm.yaml': 'accuracy: 0.91\nloss: 0.25\ntest:\n  f1: 0.8\n  n: 1000\n',
  'm.csv': 'epoch,accuracy,loss\n1,0.71,0.5\n2,0.91,0.25\n',
  'm.jsonl': '{"epoch": 1, "accuracy": 0.71}\n{"epoch": 2, "accuracy": 0.91}\n',
  'm.txt': '# run 3\naccuracy = 0.91\nloss: 0.25\n',
} as const;
type Name = keyof typeof SEEDS;

/** What the file says of accuracy, read without any of our code; undefined where it says nothing. */
const THEIRS: Readonly<Record<Name, (text: string) => unknown>> = {
  'm.json': (text) => JSON.parse(text).accuracy,
  'm.yaml': (text) => parseYaml(text).accuracy,
  'm.csv': (text) => {
    const [header = '', ...rows] = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
    const unquoted = (cell: string | undefined) => cell?.trim().replace(/^"(.*)"$/, '$1');
    const separator = header.includes(',') ? ',' : ';';
    const at = header.split(separator).map(unquoted).indexOf('accuracy');
    return Number(unquoted(rows.at(-1)?.split(separator)[at]));
  },
  'm.jsonl': (text) =>
    JSON.parse(
      text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .at(-1) ?? '',
    ).accuracy,
  'm.txt': (text) => {
    const lines = text.split(/\r\n|\n|\r/).filter((line) => /^\s*accuracy\s*[=:]/.test(line));
    return lines.length === 1 ? Number(lines[0]?.replace(/^\s*accuracy\s*[=:]/, '')) : undefined;
  },
};

/** Mulberry32, so that a failure can be repeated. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const PIECES = [
  'NaN',
  'nan',
  '-Infinity',
  'null',
  '"',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '\n',
  '\t',
  '\0',
  '1e999',
  '- ',
  '&a ',
  '*a',
  '---\n',
  '<<: ',
  '"accuracy": 0.1,',
  'accuracy: 0.1\n',
  'accuracy = 0.1\n',
  '🙂',
  '\ufeff',
  '#',
  '0x',
  '-',
  '.',
  'e',
  '!!str ',
];

function mutate(text: string, seed: number): Buffer {
  const below = random(seed);
  let bytes = Buffer.from(text);
  for (let times = 1 + below(3); times > 0; times -= 1) {
    const at = below(bytes.length + 1);
    const end = at + below(8);
    const piece = Buffer.from(PIECES[below(PIECES.length)] ?? '');
    const [head, cut, tail] = [bytes.subarray(0, at), bytes.subarray(at, end), bytes.subarray(end)];
    const byte = Buffer.from([below(256)]);
    const kinds = [
      () => [head, piece, cut, tail],
      () => [head, piece, tail],
      () => [head, tail],
      () => [head],
      () => [head, byte, bytes.subarray(at + 1)],
      () => [head, cut, cut, tail],
      () => [tail, head],
    ];
    bytes = Buffer.concat(kinds[below(kinds.length)]?.() ?? [bytes]);
  }
  return bytes;
}

it('1,000 damaged files never pass wrongly and never crash', { timeout: 120_000 }, async () => {
  const names = Object.keys(SEEDS) as Name[];
  const seen = { refused: 0, error: 0, fail: 0, pass: 0 };
  for (let seed = 0; seed < 1000; seed += 1) {
    const name = names[seed % names.length] ?? 'm.json';
    const bytes = mutate(SEEDS[name], seed);
    const label = `${name}, seed ${seed}: ${JSON.stringify(bytes.toString('latin1'))}`;
    let verdict: string;
    try {
      const file = await parseMetrics(bytes, name);
      ({ verdict } = gate({ rules: [RULE], candidate: file.metrics }));
    } catch (error) {
      expect(error, label).toBeInstanceOf(AssayError);
      expect((error as AssayError).kind, label).toBe('usage');
      seen.refused += 1;
      continue;
    }
    if (verdict === 'pass') {
      const theirs = THEIRS[name](bytes.toString('utf8').replace(/^\ufeff/, ''));
      expect(theirs, label).toBeTypeOf('number');
      expect(theirs, label).toBeGreaterThanOrEqual(0.8);
      seen.pass += 1;
    } else if (verdict === 'fail') seen.fail += 1;
    else seen.error += 1;
  }
  // The damage is of every kind: a mutator that breaks everything, or nothing, would prove nothing.
  for (const count of Object.values(seen)) expect(count, JSON.stringify(seen)).toBeGreaterThan(4);
});
