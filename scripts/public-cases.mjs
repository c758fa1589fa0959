#!/usr/bin/env node
/**
 * Runs the public test cases of other tools that are data against Assay, from checkouts given by path:
 *
 *   npm run cases -- --great-expectations DIR --frictionless DIR --odcs DIR --datacontract-cli DIR --tfdv DIR
 *
 * It prints how many cases agree, and each one that does not, with the class that docs/cases.md explains. It ends
 * with exit code 1 where a disagreement is in no such class. Nothing of the checkouts is kept.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const SOURCES = {
  'great-expectations': () => import('./cases/great-expectations.mjs'),
  frictionless: () => import('./cases/frictionless.mjs'),
  odcs: () => import('./cases/odcs.mjs'),
  'datacontract-cli': () => import('./cases/datacontract-cli.mjs'),
  tfdv: () => import('./cases/tfdv.mjs'),
};

const { values } = parseArgs({
  options: {
    ...Object.fromEntries(Object.keys(SOURCES).map((name) => [name, { type: 'string' }])),
    verbose: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
const wanted = Object.keys(SOURCES).filter((name) => values[name] !== undefined);
if (wanted.length === 0) {
  console.error(
    `name at least one checkout: ${Object.keys(SOURCES)
      .map((name) => `--${name} DIR`)
      .join(' ')}`,
  );
  process.exit(2);
}
execFileSync(
  process.execPath,
  [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.build.json')],
  { stdio: 'inherit' },
);
const data = await import('../build/data/index.js');
const { openDatabase } = await import('../build/engines/index.js');
const { silentLog } = await import('../build/base/index.js');
const folder = await mkdtemp(join(tmpdir(), 'assay-cases-'));
const ctx = {
  cwd: folder,
  env: process.env,
  now: () => new Date('2026-01-01T00:00:00Z'),
  signal: new AbortController().signal,
  log: silentLog,
};
const db = await openDatabase(ctx, { threads: 2 });
let unexplained = 0;
try {
  for (const name of wanted) {
    const { run } = await SOURCES[name]();
    const tally = { agree: 0, notCarried: new Map(), disagree: [], skipped: new Map() };
    const count = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
    await run(values[name], {
      ctx,
      db,
      data,
      folder,
      only: values.only,
      agree: () => {
        tally.agree += 1;
      },
      skip: (reason) => count(tally.skipped, reason),
      lost: (reason) => count(tally.notCarried, reason),
      disagree: (entry) => tally.disagree.push(entry),
    });
    print(name, tally);
    unexplained += tally.disagree.filter((entry) => entry.why === undefined).length;
  }
} finally {
  db.close();
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = unexplained > 0 ? 1 : 0;

function print(name, { agree, notCarried, disagree, skipped }) {
  const sum = (map) => [...map.values()].reduce((all, n) => all + n, 0);
  console.log(`\n## ${name}`);
  console.log(
    `agree ${agree}, disagree ${disagree.length}, not carried over ${sum(notCarried)}, not cases ${sum(skipped)}`,
  );
  for (const [reason, n] of [...notCarried].sort((a, b) => b[1] - a[1]))
    console.log(`  not carried over ${n}: ${reason}`);
  for (const [reason, n] of [...skipped].sort((a, b) => b[1] - a[1]))
    console.log(`  not a case ${n}: ${reason}`);
  const classes = groups(disagree);
  for (const [why, entries] of classes) {
    console.log(`  disagree ${entries.length}: ${why}`);
    for (const { what, theirs, ours } of entries) console.log(`    ${what}: theirs ${theirs}, ours ${ours}`);
  }
}

function groups(entries) {
  const map = new Map();
  for (const entry of entries) {
    const why = entry.why ?? 'NOT EXPLAINED';
    map.set(why, [...(map.get(why) ?? []), entry]);
  }
  return map;
}
