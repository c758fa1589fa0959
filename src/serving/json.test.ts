import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson, RequestError } from './json.js';

describe('parseJson', () => {
  it('reads what JSON.parse reads, and refuses what it refuses', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const { value } = parseJson(text, 200);
        const plain: unknown = JSON.parse(text);
        if (!/\d{16}/.test(text)) expect(value).toEqual(plain);
      }),
      { numRuns: 500, seed: 1 },
    );
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom('"', '{', ']', ',', '0', '\\', 'e', ''),
        (text, at, bad) => {
          const place = at % (text.length + 1);
          const broken = text.slice(0, place) + bad + text.slice(place + 1);
          const outcome = (parse: () => unknown): boolean => {
            try {
              parse();
              return true;
            } catch {
              return false;
            }
          };
          expect(outcome(() => parseJson(broken, 200))).toBe(outcome(() => JSON.parse(broken)));
        },
      ),
      { numRuns: 2000, seed: 2 },
    );
  });

  it('keeps integers of 64 bits exactly', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }), (integer) => {
        const json = parseJson(`{"data":[${integer}, "${integer}"]}`, 100);
        const data = (json.value as { data: unknown[] }).data;
        expect(json.integer(data[0])).toBe(integer);
        expect(json.integer(data[1])).toBeNull();
        expect(json.string(data[1])).toBe(String(integer));
        expect(json.string(data[0])).toBeNull();
      }),
      { numRuns: 500, seed: 3 },
    );
    const long = parseJson(
      '[9007199254740993, -9223372036854775808, 1e16, 1.5, 12345678901234567890.5]',
      100,
    );
    const items = long.value as unknown[];
    expect(items.map((item) => long.integer(item))).toEqual([
      9007199254740993n,
      -(2n ** 63n),
      null,
      null,
      null,
    ]);
    expect(long.number(items[0])).toBe(9007199254740992);
  });

  it('leaves digits inside strings alone', () => {
    const json = parseJson(
      '{"a 12345678901234567890":"\\"12345678901234567890","b":[12345678901234567890]}',
      100,
    );
    expect(Object.keys(json.value as object)).toEqual(['a 12345678901234567890', 'b']);
    expect(json.string((json.value as Record<string, unknown>)['a 12345678901234567890'])).toBe(
      '"12345678901234567890',
    );
  });

  it.each([
    ['[]'.padStart(2), 1, true],
    [`${'['.repeat(100)}${']'.repeat(100)}`, 100, true],
    [`${'['.repeat(101)}${']'.repeat(101)}`, 100, false],
    [`${'{"a":'.repeat(200000)}1${'}'.repeat(200000)}`, 100, false],
    [`"${'['.repeat(500)}"`, 100, true],
    ['00000000000000000001', 100, false],
    ['NaN', 100, false],
    ['', 100, false],
  ])('takes %.20s with depth %d: %s', (text, depth, fine) => {
    const parse = (): unknown => parseJson(text, depth);
    if (fine) expect(parse).not.toThrow();
    else expect(parse).toThrow(RequestError);
  });
});
