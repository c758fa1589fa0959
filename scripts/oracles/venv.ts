/**
 * Python for tests: a virtual environment in `.cache/venv-<name>`, made on demand from a pinned requirements file
 * and made again when that file changes. Where Python or the package registry is missing, the reason is given, and
 * tests skip by it.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const CACHE = fileURLToPath(new URL('../../.cache', import.meta.url));
const STALE_LOCK_MS = 10 * 60_000;

export type Venv = { readonly python: string } | { readonly missing: string };

export async function pythonVenv(name: string, requirements: string): Promise<Venv> {
  const folder = join(CACHE, `venv-${name}`);
  const windows = process.platform === 'win32';
  const python = join(folder, windows ? 'Scripts/python.exe' : 'bin/python');
  const stamp = join(folder, 'requirements.sha256');
  const digest = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  const ready = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === digest && existsSync(python);
  if (ready()) return { python };
  mkdirSync(CACHE, { recursive: true });
  const lock = `${folder}.lock`;
  await acquire(lock);
  try {
    if (ready()) return { python };
    rmSync(folder, { recursive: true, force: true });
    await run(windows ? 'python' : 'python3', ['-m', 'venv', folder]);
    await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]);
    writeFileSync(stamp, digest);
    return { python };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { missing: `no Python environment ${name}: ${text.split('\n').slice(0, 3).join(' ')}` };
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** Test files run in several processes: one makes the environment, the others wait for it. */
async function acquire(lock: string): Promise<void> {
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch (error) {
      if (!existsSync(lock)) throw error;
      if (Date.now() - statSync(lock).mtimeMs > STALE_LOCK_MS) rmSync(lock, { recursive: true, force: true });
      await sleep(500);
    }
  }
}
