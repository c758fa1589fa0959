/** Python peers: each has a pinned requirements file in peers/ and an environment of its own under .cache/. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './flights.mjs';

/** The interpreter of a peer's environment, made on first use. Throws where Python or its registry is missing. */
export function pythonOf(peer) {
  const requirements = join(ROOT, 'bench/peers', `requirements-${peer}.txt`);
  const digest = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const folder = join(ROOT, '.cache', `venv-bench-${peer}-${digest}`);
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  if (!existsSync(join(folder, '.complete'))) {
    rmSync(folder, { recursive: true, force: true });
    const quiet = { stdio: ['ignore', 'ignore', 'inherit'] };
    execFileSync('python3', ['-m', 'venv', folder], quiet);
    execFileSync(
      python,
      ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements],
      quiet,
    );
    writeFileSync(join(folder, '.complete'), '');
  }
  return python;
}

/** The argv of a peer's program in peers/. */
export function peerProgram(peer, program, ...args) {
  return [pythonOf(peer), join(ROOT, 'bench/peers', program), ...args];
}
