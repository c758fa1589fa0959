import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalJson,
  createFileExclusive,
  formatProblem,
  groupDigits,
  isInside,
  writeFileAtomic,
} from './index.js';

describe('canonicalJson', () => {
  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
  it('refuses what JSON would turn into null unseen', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 1n]) {
      expect(() => canonicalJson({ value })).toThrow(TypeError);
    }
  });
});

describe('files', () => {
  it('of many writers that create one file, one wins, and nothing is left behind', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'assay-base-'));
    try {
      const path = join(folder, 'one');
      const wins = await Promise.all(
        Array.from({ length: 32 }, (_, i) => createFileExclusive(path, `writer ${i}`)),
      );
      const winner = wins.indexOf(true);
      expect(wins.filter(Boolean)).toHaveLength(1);
      expect(await readFile(path, 'utf8')).toBe(`writer ${winner}`);
      await writeFileAtomic(path, 'replaced');
      expect(await readFile(path, 'utf8')).toBe('replaced');
      expect(await readdir(folder)).toEqual(['one']);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
  it.each([
    ['/a/b', '/a/b/c', true],
    ['/a/b', '/a/b', true],
    ['/a/b', '/a/bc', false],
    ['/a/b', '/a', false],
    ['/a/b', '/a/b/..c', true],
  ])('isInside(%s, %s) is %s', (folder, path, inside) => expect(isInside(folder, path)).toBe(inside));
});

it('a problem names place, expectation and mend', () => {
  expect(
    formatProblem({
      where: { file: 'assay.yaml', line: 3, column: 5, key: 'gate' },
      message: 'is empty',
      expected: 'rules',
      fix: 'add one',
    }),
  ).toBe('assay.yaml:3:5: gate: is empty (expected rules)\n  fix: add one');
});

it.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [2999994, '2,999,994'],
  [-1234567, '-1,234,567'],
  [1234.5678, '1,234.5678'],
])('%d reads %s', (value, text) => expect(groupDigits(value)).toBe(text));
