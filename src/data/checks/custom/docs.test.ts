/** The table of custom checks in docs/data.md is the table in the code. `UPDATE_DOCS=1` writes it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { CustomCheck } from './define.js';
import { CUSTOM } from './index.js';

const PAGE = new URL('../../../../docs/data.md', import.meta.url);
const [START, END] = ['<!-- custom checks -->', '<!-- end of custom checks -->'];

function argumentsOf({ schema }: CustomCheck): string {
  const common = ['check', 'column', 'where'];
  return Object.entries(schema.shape)
    .filter(([name]) => !common.includes(name))
    .map(([name, type]) => (type.safeParse(undefined).success ? `[\`${name}\`]` : `\`${name}\``))
    .join(', ');
}

function line(check: CustomCheck): string {
  const { name, scope, measures, severity, filtered, summary } = check;
  const measured = `${measures}${filtered ? '' : ', no `where`'}`;
  return `| \`${name}\`${severity === 'warn' ? ' ¹' : ''} | ${scope} | ${argumentsOf(check)} | ${measured} | ${summary} |`;
}

const table = [
  '| check | of | arguments ([optional]) | measures | what |',
  '|---|---|---|---|---|',
  ...[...CUSTOM.values()].map(line),
].join('\n');

test('docs/data.md', () => {
  const page = readFileSync(PAGE, 'utf8');
  const [start, end] = [page.indexOf(START), page.indexOf(END)];
  expect(start).toBeGreaterThan(0);
  if (process.env['UPDATE_DOCS'] !== undefined) {
    writeFileSync(PAGE, `${page.slice(0, start + START.length)}\n${table}\n${page.slice(end)}`);
    return;
  }
  expect(page.slice(start + START.length, end).trim()).toBe(table);
});

test('every check says in one sentence what it is', () => {
  for (const { name, summary } of CUSTOM.values()) {
    expect(summary, name).toMatch(/^[^.|]+((e\.g|\d)\.[^|]*|\.[^|]*)?[^.]$/);
    expect(summary, name).not.toContain('|');
  }
});
