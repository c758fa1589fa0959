#!/usr/bin/env node
/** Runs the tests with random input at length. Usage: npm run fuzz [-- RUNS [SEED]] */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const [runs = '10000', seed = '0'] = process.argv.slice(2);
const tests = ['src/data/mutated.test.ts', 'src/data/agreement.test.ts'];
const { status } = spawnSync(
  process.execPath,
  [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', ...tests],
  {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ASSAY_FUZZ: runs, ASSAY_SEED: seed },
  },
);
process.exitCode = status ?? 1;
