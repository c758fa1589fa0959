/** Python environments for peers, made once under .cache/ from pinned requirements. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** The interpreter of the environment of `requirements`, a path in this folder. */
export function pythonOf(requirements) {
  const file = join(root, 'scripts/cases', requirements);
  const digest = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12);
  const folder = join(
    root,
    '.cache',
    `venv-cases-${requirements.replace(/^requirements-|\.txt$/g, '')}-${digest}`,
  );
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  if (!existsSync(join(folder, '.complete'))) {
    execFileSync('python3', ['-m', 'venv', '--clear', folder], { stdio: 'inherit' });
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--requirement', file], { stdio: 'inherit' });
    writeFileSync(join(folder, '.complete'), '');
  }
  return python;
}
