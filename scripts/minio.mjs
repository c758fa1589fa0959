#!/usr/bin/env node
/**
 * Builds the MinIO server that the tests of S3 use, once, into .cache/minio/<version>/. Needs Go and its module
 * proxy; minutes on two cores. Usage: node scripts/minio.mjs (prints the path)
 */
import { execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
/** The last commit whose source is public: the server is no longer released as a binary. */
export const VERSION = 'v0.0.0-20260212201848-7aac2a2c5b7c';
const FOLDER = join(ROOT, '.cache', 'minio', VERSION);
export const BINARY = join(FOLDER, process.platform === 'win32' ? 'minio.exe' : 'minio');
const LOCK = `${FOLDER}.lock`;
const FAILED = `${FOLDER}.failed`;

/** `{binary, missing}`: the path of the server, or why there is none. Builds it where it is not there. */
export async function minio() {
  mkdirSync(join(ROOT, '.cache', 'minio'), { recursive: true });
  while (!existsSync(BINARY)) {
    // One failed build is enough for all test files of a run.
    if (isYounger(FAILED, 600_000)) return { binary: '', missing: readFileSync(FAILED, 'utf8') };
    try {
      mkdirSync(LOCK);
    } catch {
      // Another process builds it; a lock of half an hour belongs to a killed one.
      if (!isYounger(LOCK, 1_800_000)) rmSync(LOCK, { recursive: true, force: true });
      await new Promise((resolve) => setTimeout(resolve, 1000));
      continue;
    }
    try {
      await build();
    } catch (error) {
      const missing = `no MinIO: ${error.message}`;
      writeFileSync(FAILED, missing);
      return { binary: '', missing };
    } finally {
      rmSync(LOCK, { recursive: true, force: true });
    }
  }
  return { binary: BINARY, missing: '' };
}

async function build() {
  try {
    execFileSync('go', ['version'], { stdio: 'ignore' });
  } catch {
    throw new Error('there is no Go to build it with');
  }
  const folder = mkdtempSync(join(ROOT, '.cache', 'minio', 'building-'));
  try {
    const args = ['install', '-trimpath', '-ldflags', '-s -w', `github.com/minio/minio@${VERSION}`];
    const go = spawn('go', args, {
      env: { ...process.env, GOBIN: folder },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let last = '';
    go.stderr.on('data', (text) => {
      last = (last + text).slice(-2000);
    });
    const code = await new Promise((resolve, reject) => {
      go.once('error', reject);
      go.once('close', resolve);
    });
    if (code !== 0) throw new Error(`go install ended with ${code}: ${last.trim().split('\n').at(-1)}`);
    mkdirSync(FOLDER, { recursive: true });
    renameSync(join(folder, BINARY.slice(FOLDER.length + 1)), BINARY);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isYounger(path, milliseconds) {
  try {
    return Date.now() - statSync(path).mtimeMs < milliseconds;
  } catch {
    return false;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { binary, missing } = await minio();
  // Not a failure: the tests that need it are skipped by name.
  console.log(missing === '' ? binary : `${missing}; the tests of S3 will be skipped`);
}
