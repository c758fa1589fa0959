/** The interpreter of a Python environment for peers, made under .cache/ where it is missing. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** Of scripts/oracles/requirements.txt; the tests use the same one (`test/support/python.ts`). */
export function python() {
  const file = join(ROOT, 'scripts/oracles/requirements.txt');
  const digest = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12);
  const folder = join(ROOT, '.cache', `venv-oracles-${digest}`);
  const interpreter =
    process.platform === 'win32' ? join(folder, 'Scripts/python.exe') : join(folder, 'bin/python');
  if (existsSync(join(folder, '.complete'))) return interpreter;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  execFileSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' });
  execFileSync(interpreter, ['-m', 'pip', 'install', '--quiet', '--requirement', file], { stdio: 'inherit' });
  writeFileSync(join(folder, '.complete'), '');
  return interpreter;
}
