/** Patterns from shapes: they match what they were made of, and say nothing where nothing is shared. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commonPrefix, patternOfEnds, patternOfShapes, shapeOf } from './shapes.js';

const patternOf = (texts: readonly string[]): string | null => {
  const sorted = [...texts].sort();
  const turned = texts.map((text) => [...text].reverse().join('')).sort();
  const prefix = commonPrefix(sorted[0] ?? '', sorted.at(-1) ?? '');
  const suffix = [...commonPrefix(turned[0] ?? '', turned.at(-1) ?? '')].reverse().join('');
  return patternOfShapes([...new Set(texts.map(shapeOf))], prefix, suffix) ?? patternOfEnds(prefix, suffix);
};

describe('patternOfShapes', () => {
  it.each([
    [['ABC', 'XYZ'], '[A-Z]{3}'],
    [['2024-01', '1999-12'], '[0-9]{4}-[0-9]{2}'],
    [['ORD-1', 'ORD-20', 'ORD-999'], 'ORD-[0-9]+'],
    [['A1', 'B22'], '[A-Z][0-9]+'],
    [['a.b', 'c.b'], '[a-z]\\.b'],
    [['x1-eu', 'y22-eu'], '[a-z][0-9]+-eu'],
    [['BAR1', 'BAZ2'], '[A-Z]{3}[0-9]'],
    [['00501', '10023'], '[0-9]{5}'],
    [['Ana', 'Boris'], null],
    [['ab', 'AB'], null],
    [['photo one.jpg', 'b.jpg'], '(?s:.*)\\.jpg'],
    [['item:ab', 'item:a b c'], 'item:(?s:.*)'],
    [['(1)', '(2)'], '\\([0-9]\\)'],
    [['é1', 'é2'], 'é[0-9]'],
  ])('%j gives %s', (texts, pattern) => {
    expect(patternOf(texts)).toBe(pattern);
  });

  it('matches every text that it was made of', () => {
    const piece = fc.oneof(
      fc.stringMatching(/^[A-Z]{2}$/),
      fc.stringMatching(/^[a-z]$/),
      fc.stringMatching(/^[0-9]{1,3}$/),
      fc.constantFrom('-', '.', '(', '[', '\\', '^', '$', '|', '😀', 'ß'),
    );
    const texts = fc.array(
      fc.array(piece, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(texts, (list) => {
        const pattern = patternOf(list);
        if (pattern === null) return;
        // What JavaScript writes otherwise than RE2.
        const own = new RegExp(`^(?:${pattern.replaceAll('(?s:.*)', '[\\s\\S]*')})$`, 'u');
        for (const text of list) expect(own.test(text), `${pattern} ${text}`).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
