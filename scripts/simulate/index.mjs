#!/usr/bin/env node
/**
 * `npm run simulate -- drift [OPTIONS]`: measures by simulation how often verdicts are wrong. One file for each
 * subject, with a function `run(args)`; it compiles the program first, and works on what was compiled.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const SUBJECTS = { drift: () => import('./drift.mjs') };

const root = join(import.meta.dirname, '../..');
const [subject, ...args] = process.argv.slice(2);
const load = Object.hasOwn(SUBJECTS, subject ?? '') ? SUBJECTS[subject] : undefined;
if (load === undefined) {
  console.error(`usage: npm run simulate -- ${Object.keys(SUBJECTS).join('|')} [OPTIONS]`);
  process.exit(2);
}
execFileSync(
  process.execPath,
  [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.build.json')],
  { stdio: 'inherit' },
);
process.exitCode = await (await load()).run(args);
