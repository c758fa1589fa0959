/** Python environments for tests that use Python as an oracle: .cache/venv-NAME, from a pinned requirements file. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, messageOf } from '../../src/base/index.js';

const CACHE = join(import.meta.dirname, '..', '..', '.cache');
/** Longer than any installation; an older lock is of a process that was killed. */
const LOCK_MS = 10 * 60_000;

/** `missing` says why there is none: no Python, no registry. Tests then skip, with it in their name. */
export type PythonEnvironment =
  | { readonly python: string; readonly missing: null }
  | { readonly python: null; readonly missing: string };

/**
 * Makes the environment, or gives the one that was made from the same file by the same Python. Of several
 * test files that want it at once one makes it, the others wait.
 */
export async function pythonEnvironment(name: string, requirements: string): Promise<PythonEnvironment> {
  const base = findPython();
  if (base === null) return { python: null, missing: 'there is no Python 3.10 or newer with venv' };
  const folder = join(CACHE, `venv-${name}`);
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const hash = createHash('sha256').update(base.version).update(readFileSync(requirements)).digest('hex');
  const stamp = join(folder, 'made-from');
  const made = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === hash && existsSync(python);
  if (made()) return { python, missing: null };

  mkdirSync(CACHE, { recursive: true });
  const lock = `${folder}.lock`;
  while (!take(lock)) await sleep(200);
  try {
    if (made()) return { python, missing: null };
    rmSync(folder, { recursive: true, force: true });
    execFileSync(base.program, ['-m', 'venv', folder], { stdio: 'pipe' });
    const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement'];
    execFileSync(python, [...install, requirements], { stdio: 'pipe' });
    writeFileSync(stamp, hash);
    return { python, missing: null };
  } catch (error) {
    return { python: null, missing: `the Python environment ${name} could not be made: ${lastLine(error)}` };
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function findPython(): { program: string; version: string } | null {
  const question =
    'import sys, venv, ensurepip; print(sys.version.replace("\\n", " ") if sys.version_info >= (3, 10) else "")';
  for (const program of [process.env['PYTHON'], 'python3', 'python']) {
    if (!program) continue;
    try {
      const version = execFileSync(program, ['-c', question], { encoding: 'utf8', stdio: 'pipe' }).trim();
      if (version !== '') return { program, version };
    } catch {
      // The next name may be a Python that does.
    }
  }
  return null;
}

function take(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > LOCK_MS) rmSync(lock, { recursive: true });
    return false;
  }
}

function lastLine(error: unknown): string {
  const words =
    typeof error === 'object' && error !== null && 'stderr' in error
      ? String(error.stderr)
      : messageOf(error);
  return words.trim().split('\n').at(-1) ?? '';
}
