import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { COMPUTED } from './computed.js';
import { FAMILIES } from './families.js';
import { metricTables } from './page.js';

it('docs/metrics.md holds the tables of the catalogue', () => {
  const page = readFileSync(new URL('../../../docs/metrics.md', import.meta.url), 'utf8');
  expect(page, 'run `npm run generate`').toContain(`<!-- metrics -->\n${metricTables()}\n<!-- /metrics -->`);
});

it('names every metric once', () => {
  const rows = metricTables()
    .split('\n')
    .flatMap((line) => /^\| `([^`]+)` \|/.exec(line)?.[1] ?? []);
  const names = [...COMPUTED.map((info) => info.name), ...FAMILIES.map((family) => family.pattern)];
  expect(rows.sort()).toEqual(names.sort());
});
