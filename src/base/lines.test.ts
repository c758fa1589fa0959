import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LineSplitter } from './lines.js';

function split(chunks: readonly string[]): string[] {
  const lines: string[] = [];
  const splitter = new LineSplitter((line) => lines.push(line));
  for (const chunk of chunks) splitter.push(chunk);
  splitter.end();
  return lines;
}

it('gives lines with either end, and the last without one', () => {
  expect(split(['a\nb\r\n\nc'])).toEqual(['a', 'b', '', 'c']);
  expect(split([''])).toEqual([]);
});

it('gives the last form of a progress bar once', () => {
  expect(split(['\r 10%', '\r 50%', '\r100%\n', 'done\n'])).toEqual(['100%', 'done']);
});

it('does not depend on how the stream is cut', () => {
  const text = fc.array(fc.constantFrom('a', 'é', '\r', '\n', ' '), { maxLength: 40 }).map((t) => t.join(''));
  fc.assert(
    fc.property(fc.array(text), (chunks) => {
      expect(split(chunks)).toEqual(split([chunks.join('')]));
    }),
  );
});

it('keeps memory bounded where no line ends', () => {
  const lines = split(Array.from({ length: 50 }, () => 'x'.repeat(10_000)));
  expect(lines.length).toBeGreaterThan(1);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80_000);
  expect(lines.join('')).toHaveLength(500_000);
  expect(split(Array.from({ length: 50 }, (_, i) => `\r${i}${'.'.repeat(10_000)}`))).toHaveLength(1);
});
