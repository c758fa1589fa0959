/** 1,000 damaged copies of assay.yaml: a usage error that names places, or a configuration that fits the schema. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { AssayError } from '../src/base/index.js';
import { configSchema, parseConfig } from '../src/config/parsing/index.js';
import { mutations } from './support/mutate.js';
import { ROOT } from './support/program.js';

const text = readFileSync(join(ROOT, 'examples/flights/assay.yaml'), 'utf8');

it('a damaged assay.yaml is refused with words, or fits the schema', () => {
  let refused = 0;
  fc.assert(
    fc.property(mutations(text), (damaged) => {
      let accepted = false;
      try {
        parseConfig(damaged, '/repo/assay.yaml');
        accepted = true;
      } catch (error) {
        refused += 1;
        expect(error).toBeInstanceOf(AssayError);
        if (!(error instanceof AssayError)) return;
        expect(error.kind).toBe('usage');
        for (const problem of error.problems) {
          expect(problem.message.length).toBeGreaterThan(0);
          expect(problem.where?.file).toBe('/repo/assay.yaml');
          expect(error.message).not.toMatch(/\n\s+at /);
        }
      }
      expect(!accepted || configSchema.safeParse(parse(damaged, { maxAliasCount: 100 })).success).toBe(true);
    }),
    { numRuns: 1000, seed: 20010401 },
  );
  // A mutator that changes nothing would let this test pass for nothing.
  expect(refused).toBeGreaterThan(300);
});
