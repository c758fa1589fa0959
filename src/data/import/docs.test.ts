/** The right sides of docs/from-other-tools.md are read by our own reader, and the engine can use them. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { parseContract } from '../contract/index.js';
import { Bench } from '../testing.js';

const page = readFileSync(new URL('../../../docs/from-other-tools.md', import.meta.url), 'utf8');
const rows = [...page.matchAll(/^\| (.*) \| (object: )?(`[^`]+`.*) \|$/gm)].map(
  ([, there = '', object, here = '']) => ({
    there,
    object: object !== undefined,
    code: /^`([^`]+)`/.exec(here)?.[1] ?? '',
  }),
);

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
  await bench.write('one.csv', 'x,y\n1,2\n');
});
afterAll(() => bench.close());

describe('what stands under "here"', () => {
  it('is found', () => {
    expect(rows.length).toBeGreaterThan(60);
    expect(rows.filter(({ object }) => object).length).toBeGreaterThan(15);
  });

  it.each(rows.filter(({ code }) => !/^(drift:|assay )/.test(code)))(
    '$there: $code',
    async ({ object, code }) => {
      // As a part of a longer YAML file, where flow maps may stand as block maps do.
      const part = parse(code) as Record<string, unknown>;
      expect(typeof part).toBe('object');
      const x = { name: 'x', ...(object ? { logicalType: 'integer' } : part) };
      const contract = {
        apiVersion: 'v3.1.0',
        kind: 'DataContract',
        id: 'doc',
        version: '1.0.0',
        status: 'draft',
        schema: [
          { name: 'things', properties: [x, { name: 'y', logicalType: 'integer' }], ...(object ? part : {}) },
        ],
      };
      const parsed = parseContract(stringify(contract), 'doc.yaml');
      const { findings } = await bench.validate('one.csv', parsed);
      // Whatever the verdict is: nothing of it is a query that cannot be run, and nothing is left unchecked.
      expect(findings.filter(({ message }) => /Error|no number/.test(message))).toEqual([]);
      expect(parsed.notChecked.filter((reason) => /quality rule/.test(reason))).toEqual([]);
    },
  );
});
