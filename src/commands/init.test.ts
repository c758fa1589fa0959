/** `assay init`: text of another country is read by the contract that is proposed; each guess is told. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { contextIn, host } from '../../test/support/evaluation.js';
import init from './init.js';
import { checkOptions, type RawOptions } from './options.js';
import validate from './validate.js';

const top = mkdtempSync(join(tmpdir(), 'init-'));
afterAll(() => rmSync(top, { recursive: true, force: true }));
let root = '';
beforeEach(() => {
  root = mkdtempSync(join(top, 'repo-'));
});

const two = (n: number) => String(n).padStart(2, '0');
const rows = Array.from({ length: 400 }, (_, i) => ({
  id: `0${1000 + i}`,
  size: i % 9 === 0 ? 'NA' : `${i % 40},5`,
  day: `${two(1 + (i % 28))}.${two(1 + (i % 12))}.2001`,
  price: `${100 + ((i * 37) % 101)},25`,
}));

async function start(raw: RawOptions) {
  const options = checkOptions(init, { 'no-workflows': true, ...raw }, 'cli');
  const { result } = await init.run({ ctx: contextIn(root), host, options, args: [] });
  if (result.command !== 'init') throw new TypeError('not a result of init');
  return result;
}

async function verdict(dataset: string) {
  const options = checkOptions(validate, { dataset: [dataset] }, 'cli');
  const { result } = await validate.run({ ctx: contextIn(root), host, options, args: [] });
  return result.verdict;
}

describe('init', () => {
  it('reads semicolons, decimal commas, NA and other dates as the contract that it writes', async () => {
    const lines = rows.map(({ id, size, day, price }) => `${id};${size};${day};${price}`);
    writeFileSync(join(root, 'houses.csv'), `id;size;day;price\n${lines.join('\n')}\n`);
    const { notChecked } = await start({ target: 'price' });
    // As text the prices would be classes.
    expect(notChecked.join('\n')).toMatch(/the task is regression, from 101 distinct values of price/);
    const contract = readFileSync(join(root, 'contracts/houses.odcs.yaml'), 'utf8');
    expect(contract).toMatch(/name: size\s+logicalType: number[\s\S]*missing:[\s\S]*NA[\s\S]*decimal: ","/);
    expect(contract).toMatch(/name: day\s+logicalType: date/);
    const written = ['houses.train.csv', 'houses.test.csv'].flatMap((file) =>
      readFileSync(join(root, file), 'utf8').trim().split('\n').slice(1),
    );
    // Every value as it stood, in one of the files.
    const plain = rows.map(({ id, size, day, price }) =>
      [id, size, day, price].map((text) => (text.includes(',') ? `"${text}"` : text)).join(','),
    );
    expect(written.sort()).toEqual(plain.sort());
    expect(await verdict('train')).toBe('pass');
    expect(await verdict('test')).not.toMatch(/fail|error/);
  });

  it('copies lines of JSON as they stand', async () => {
    const lines = rows.map(({ id }, i) =>
      JSON.stringify({ id, at: `2001-01-31T12:00:${two(i % 60)}Z`, y: i % 2, words: ['a,"b', i, 1.0e21] }),
    );
    writeFileSync(join(root, 'rows.jsonl'), `${lines.join('\n')}\n`);
    await start({ target: 'y' });
    const written = ['rows.train.jsonl', 'rows.test.jsonl'].flatMap((file) =>
      readFileSync(join(root, file), 'utf8').trim().split('\n'),
    );
    expect(written.sort()).toEqual(lines.sort());
  });

  it.each([
    ['Order No', 'id: Order No'],
    ['orderNumber', 'id: orderNumber'],
    ['floor', null],
  ])('finds that %s identifies a row, or says that nothing does', async (name, line) => {
    const lines = rows.map((_, i) => `${1000 + i},${i % 40},${100 + ((i * 37) % 101)}.25`);
    writeFileSync(join(root, 'orders.csv'), `${name},size,price\n${lines.join('\n')}\n`);
    const { notChecked } = await start({});
    const text = readFileSync(join(root, 'assay.yaml'), 'utf8');
    if (line === null) {
      expect(text).not.toMatch(/^\s+id:/m);
      expect(notChecked.join('\n')).toMatch(/no column was found that identifies a row.*evaluate\.id/);
    } else {
      expect(text).toContain(line);
      expect(notChecked).toContain(`guessed: the column that identifies a row is ${name}`);
    }
  });

  it('says that the jobs of a workflow do not share a registry in a folder', async () => {
    writeFileSync(join(root, 'a.csv'), `x,y\n${rows.map((_, i) => `${i},${i % 2}`).join('\n')}\n`);
    const { notChecked } = await start({ 'no-workflows': false });
    expect(notChecked.join('\n')).toMatch(/no remote.*folder assay-registry.*registry: git/);
  });

  it('writes no parts of a file of which rows would be lost', async () => {
    const lines = rows.map(({ id, day }, i) => `${id},${i % 2}${i === 200 ? '' : `,${day}`}`);
    writeFileSync(join(root, 'cut.csv'), `id,y,day\n${lines.join('\n')}\n`);
    await expect(start({ target: 'y' })).rejects.toThrow(/fields/);
    expect(() => readFileSync(join(root, 'cut.train.csv'))).toThrow(/ENOENT/);
  });
});
