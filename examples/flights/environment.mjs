/**
 * The Python environment of the demo's training, made once from requirements.txt, and what to do where it can't
 * be made: no Python, no network, no room on the disk.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the output of a failed program means, and how to mend it. The first that fits. */
const CAUSES = [
  [
    /no space left|ENOSPC|not enough space|disk full|quota exceeded/i,
    'the disk is full. Free about 2 GB, and run it again',
  ],
  [
    /ensurepip is not available|No module named ensurepip/i,
    'this Python has no `venv`. Install it (Debian, Ubuntu: apt install python3-venv), or name another Python: PYTHON=/path/to/python3 npm run demo',
  ],
  [
    /connection|network|resolution|from versions: none|timed out|proxy|certificate|ssl|could not fetch/i,
    'the package index cannot be reached. Open the network, or name an index of your own: PIP_INDEX_URL=https://… npm run demo',
  ],
  [
    /no matching distribution/i,
    'the package index does not have what requirements.txt pins for this Python. Use another Python (3.10 to 3.14): PYTHON=/path/to/python3 npm run demo',
  ],
];

/** Less free than this, in bytes, and a program that failed without a reason has met a full disk. */
const NOTHING_LEFT = 10e6;

/** One line for a person: what failed, why, and how to mend it. `said` is what failed wrote, `folder` where to. */
export function explain(what, said, folder) {
  const { bavail, bsize } = statfsSync(folder);
  const text = bavail * bsize < NOTHING_LEFT ? `disk full\n${said}` : said;
  const [, cause] = CAUSES.find(([pattern]) => pattern.test(text)) ?? [];
  const last = said.trim().split('\n').at(-1) ?? '';
  return cause === undefined ? `${what} failed: ${last}` : `${what} failed: ${cause}`;
}

/** Runs a program that writes into `folder`, quietly; throws `explain(what, …)` where it fails. */
export function quietly(file, args, what, folder) {
  const ran = spawnSync(file, args, { encoding: 'utf8', maxBuffer: 1e8 });
  if (ran.status === 0) return;
  throw new Error(explain(what, `${ran.stdout ?? ''}${ran.stderr ?? ''}${ran.error?.message ?? ''}`, folder));
}

/**
 * The path of the environment's Python. Makes the environment under `folder` where there is none for these
 * requirements; `show` is told each program that is run.
 */
export function pythonEnvironment(folder, requirements, show) {
  const digest = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const venv = join(folder, `venv-${digest}`);
  const python = join(venv, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  if (existsSync(join(venv, '.complete'))) return python;
  const base = findPython();
  rmSync(venv, { recursive: true, force: true });
  const run = (file, args, what) => {
    show([file, ...args]);
    quietly(file, args, what, folder);
  };
  run(base, ['-m', 'venv', venv], 'making the Python environment');
  run(
    python,
    ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', requirements],
    'installing scikit-learn and skl2onnx',
  );
  writeFileSync(join(venv, '.complete'), '');
  return python;
}

function findPython() {
  const code = 'import sys, venv; sys.exit(0 if sys.version_info >= (3, 10) else 1)';
  const found = [process.env.PYTHON, 'python3', 'python']
    .filter(Boolean)
    .find((name) => spawnSync(name, ['-c', code], { stdio: 'ignore' }).status === 0);
  if (found !== undefined) return found;
  throw new Error(
    'the example trains with scikit-learn and needs Python 3.10 or newer with `venv`; install it, or name it: PYTHON=/path/to/python3 npm run demo',
  );
}
