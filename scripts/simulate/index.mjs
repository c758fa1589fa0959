#!/usr/bin/env node
/**
 * `npm run simulate -- NAME [OPTIONS]`: shows by simulation what the statistics promise, and how often verdicts are
 * wrong. Each is a file here with `run(args)`, which prints a table; the program is compiled first.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const SIMULATIONS = {
  coverage: () => import('./coverage.mjs'),
  drift: () => import('./drift.mjs'),
  gate: () => import('./gate.mjs'),
};

const root = join(import.meta.dirname, '../..');
const [name, ...args] = process.argv.slice(2);
const load = Object.hasOwn(SIMULATIONS, name ?? '') ? SIMULATIONS[name] : undefined;
if (load === undefined) {
  console.error(`usage: npm run simulate -- ${Object.keys(SIMULATIONS).join('|')} [OPTIONS]`);
  process.exit(2);
}
execFileSync(
  process.execPath,
  [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.build.json')],
  { stdio: 'inherit' },
);
process.exitCode = await (await load()).run(args);
