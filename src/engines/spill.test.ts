/** Spill folders of killed processes are removed; those of running ones stay. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeSpillFolder, removeStale } from './spill.js';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'assay-spill-'));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

test('a folder stays while its process runs, and goes when it was killed', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  await once(child, 'spawn');
  const folder = makeSpillFolder(parent, child.pid);
  writeFileSync(join(folder, 'spilled.tmp'), 'x');
  removeStale(parent);
  expect(existsSync(folder)).toBe(true);
  const own = makeSpillFolder(parent);
  child.kill('SIGKILL');
  await once(child, 'exit');
  makeSpillFolder(parent);
  expect(existsSync(folder)).toBe(false);
  expect(existsSync(own)).toBe(true);
});

test('a process that got the id of an old one does not keep its folder', () => {
  if (process.platform !== 'linux') return;
  const own = makeSpillFolder(parent);
  const old = join(parent, basename(own).replace(/-\d+-([A-Za-z0-9]{6})$/, '-1-$1'));
  writeFileSync(old, '');
  removeStale(parent);
  expect(existsSync(old)).toBe(false);
  expect(existsSync(own)).toBe(true);
});

test('folders of other machines and other names stay', () => {
  const names = ['assay-duckdb-00000000-999999-5-abcdef', 'assay-duckdb-old', 'else'];
  for (const name of names) writeFileSync(join(parent, name), '');
  removeStale(parent);
  expect(names.every((name) => existsSync(join(parent, name)))).toBe(true);
});
