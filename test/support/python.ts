/**
 * Python environments for tests, made on demand under .cache/venv-<name>-<digest of the requirements>. Where Python
 * or its registry is missing, `pythonWith` gives the reason, and the test is skipped by name with it.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './program.js';

const exec = promisify(execFile);
const WINDOWS = process.platform === 'win32';

export interface PythonEnvironment {
  /** Absolute path of the interpreter; empty where there is none. */
  readonly python: string;
  /** Folder of its programs, to put on the PATH. */
  readonly bin: string;
  /** Why there is none; empty where there is one. */
  readonly missing: string;
}

/** The environment of a requirements file, relative to the repository. Two callers at once are safe. */
export async function pythonWith(requirements: string): Promise<PythonEnvironment> {
  const file = join(ROOT, requirements);
  const digest = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12);
  const name = basename(requirements, '.txt').replace(/^requirements-?/, '') || basename(join(file, '..'));
  const folder = join(ROOT, '.cache', `venv-${name}-${digest}`);
  const bin = join(folder, WINDOWS ? 'Scripts' : 'bin');
  const python = join(bin, WINDOWS ? 'python.exe' : 'python');
  const lock = `${folder}.lock`;
  await mkdir(join(ROOT, '.cache'), { recursive: true });
  while (!existsSync(join(folder, '.complete'))) {
    try {
      await mkdir(lock);
    } catch {
      // Another test file makes it; a lock older than ten minutes belongs to a killed run.
      if (await isOld(lock)) await rm(lock, { recursive: true, force: true });
      await new Promise((resolve) => setTimeout(resolve, 500));
      continue;
    }
    try {
      await rm(folder, { recursive: true, force: true });
      const base = await findPython();
      if (base === null) return { python: '', bin: '', missing: 'no Python 3.10 or newer with venv' };
      await exec(base, ['-m', 'venv', folder]);
      await exec(python, [
        '-m',
        'pip',
        'install',
        '--quiet',
        '--disable-pip-version-check',
        '--requirement',
        file,
      ]);
      await writeFile(join(folder, '.complete.tmp'), '');
      await rename(join(folder, '.complete.tmp'), join(folder, '.complete'));
    } catch (error) {
      const reason = String(error).split('\n').filter(Boolean).at(-1);
      return { python: '', bin: '', missing: `pip cannot install ${requirements}: ${reason}` };
    } finally {
      await rm(lock, { recursive: true, force: true });
    }
  }
  return { python, bin, missing: '' };
}

async function isOld(path: string): Promise<boolean> {
  const info = await stat(path).catch(() => null);
  return info !== null && Date.now() - info.mtimeMs > 600_000;
}

async function findPython(): Promise<string | null> {
  for (const name of ['python3', 'python']) {
    try {
      await exec(name, [
        '-c',
        'import sys, venv, ensurepip; sys.exit(0 if sys.version_info >= (3, 10) else 1)',
      ]);
      return name;
    } catch {
      // the next name may be a newer Python
    }
  }
  return null;
}
