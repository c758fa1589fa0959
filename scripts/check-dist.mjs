#!/usr/bin/env node
/** Builds the bundle again in a temporary folder and fails with the list of files that differ from dist/. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const committed = process.argv[2] ?? fileURLToPath(new URL('../dist', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'assay-check-dist-'));
try {
  const fresh = join(folder, 'dist');
  build(fresh);
  const [now, then] = [filesOf(fresh), filesOf(committed)];
  const differences = [
    ...[...now.keys()].filter((name) => !then.has(name)).map((name) => `missing  ${name}`),
    ...[...then.keys()].filter((name) => !now.has(name)).map((name) => `left over  ${name}`),
    ...[...now.keys()]
      .filter((name) => then.has(name) && !now.get(name).equals(then.get(name)))
      .map((name) => `differs  ${name}`),
  ];
  if (differences.length > 0) {
    console.error(`dist/ is stale: run npm run build and commit it\n  ${differences.sort().join('\n  ')}`);
    process.exitCode = 1;
  } else {
    console.log(`dist/ is what the sources give: ${now.size} files`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Path → bytes of every file in a folder; none where the folder does not exist. */
function filesOf(root) {
  const files = new Map();
  if (!statSync(root, { throwIfNoEntry: false })) return files;
  for (const name of readdirSync(root, { recursive: true }).sort()) {
    const path = join(root, name);
    if (statSync(path).isFile()) files.set(name, readFileSync(path));
  }
  return files;
}
