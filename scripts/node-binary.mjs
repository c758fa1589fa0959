#!/usr/bin/env node
/**
 * Gives the path of another Node than the one that runs: `node scripts/node-binary.mjs 24`. npm's packages of
 * Node's own binaries are unpacked under .cache/ once; where the package registry is out of reach it fails.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** 20.19.0 is the oldest that is supported; 24 is what an action runs on. */
const VERSIONS = { 20: '20.19.0', 24: '24.21.0' };
const CACHE = fileURLToPath(new URL('../.cache/node/', import.meta.url));

/** The absolute path of Node's binary of a major version, 20 or 24. Throws where it can't be had. */
export function nodeBinary(major) {
  const version = VERSIONS[major];
  if (version === undefined) throw new Error(`there is no version for Node ${major}`);
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${system}-${process.arch}`;
  const folder = join(CACHE, version);
  const binary = join(
    folder,
    'node_modules',
    name,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (existsSync(binary)) return binary;
  mkdirSync(CACHE, { recursive: true });
  const temporary = mkdtempSync(join(CACHE, 'new-'));
  try {
    execFileSync(
      'npm',
      ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', temporary, `${name}@${version}`],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
        shell: process.platform === 'win32',
      },
    );
    renameSync(temporary, folder);
  } catch (error) {
    // Another process was first where the rename failed.
    if (!existsSync(binary)) throw error;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return binary;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(nodeBinary(process.argv[2]));
}
