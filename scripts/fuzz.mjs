#!/usr/bin/env node
/**
 * Runs the tests with random input at length, one kind of input after the other, each in a process of its own, so
 * that what ends first is known first. Usage: npm run fuzz [-- RUNS [SEED [PART]]]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const MUTATED = 'src/data/mutated.test.ts';
const PARTS = {
  contracts: [MUTATED, '-t', 'damaged contracts$'],
  csv: [MUTATED, '-t', "damaged data 'csv'$"],
  gzip: [MUTATED, '-t', "damaged data 'csv\\.gz'$"],
  zstd: [MUTATED, '-t', "damaged data 'csv\\.zst'$"],
  jsonl: [MUTATED, '-t', "damaged data 'jsonl'$"],
  parquet: [MUTATED, '-t', "damaged data 'parquet'$"],
  agreement: ['src/data/agreement.test.ts'],
};

const [runs = '10000', seed = '0', part] = process.argv.slice(2);
if (part !== undefined && PARTS[part] === undefined) {
  console.error(`there is no part ${part}; there are ${Object.keys(PARTS).join(', ')}`);
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'assay-fuzz-'));
for (const name of part === undefined ? Object.keys(PARTS) : [part]) {
  console.log(`\n== ${name}`);
  const report = join(folder, `${name}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', ...reporters, ...PARTS[name]],
    {
      cwd: ROOT,
      stdio: 'inherit',
      env: { ...process.env, ASSAY_FUZZ: runs, ASSAY_SEED: seed },
    },
  );
  if (status !== 0) process.exitCode = status ?? 1;
  // A name that fits no test skips them all, and ends well.
  else if (JSON.parse(readFileSync(report, 'utf8')).numPassedTests === 0) {
    console.error(`${name}: no test was run`);
    process.exitCode = 1;
  }
}
rmSync(folder, { recursive: true, force: true });
