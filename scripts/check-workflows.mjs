#!/usr/bin/env node
/**
 * Holds action.yml, actions/, .github/ and examples/ against actionlint and zizmor (pedantic). Both are installed
 * under .cache/ on first use: zizmor from PyPI, actionlint through Go. Where a tool cannot be had the check says
 * so by name; with CI set that is a failure for zizmor, whose needs (Python) the CI has.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const ZIZMOR = '1.32.0';
const ACTIONLINT = 'v1.7.12';
const root = join(import.meta.dirname, '..');
const cache = join(root, '.cache', 'lint');
mkdirSync(cache, { recursive: true });

const folders = ['.github', 'actions', 'examples'].map((name) => join(root, name)).filter(existsSync);
let failed = false;

const zizmor = install('zizmor', join(cache, `zizmor-${ZIZMOR}`, 'bin', 'zizmor'), () => {
  const venv = join(cache, `zizmor-${ZIZMOR}`);
  execFileSync('python3', ['-m', 'venv', venv], { stdio: 'ignore' });
  execFileSync(
    join(venv, 'bin', 'pip'),
    ['install', '--quiet', '--disable-pip-version-check', `zizmor==${ZIZMOR}`],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
});
if (zizmor) {
  const config = join(root, '.github', 'zizmor.yml');
  check('zizmor', zizmor, [
    '--offline',
    '--no-progress',
    '--persona',
    'pedantic',
    '--config',
    config,
    join(root, 'action.yml'),
    ...folders,
    // In folders it looks for `.github/workflows` alone.
    ...workflowFiles().filter((file) => file.startsWith(join(root, 'examples', 'workflows'))),
  ]);
} else if (process.env.CI) failed = true;

const actionlint = install('actionlint', join(cache, `actionlint-${ACTIONLINT}`, 'actionlint'), () => {
  execFileSync('go', ['install', `github.com/rhysd/actionlint/cmd/actionlint@${ACTIONLINT}`], {
    env: { ...process.env, GOBIN: join(cache, `actionlint-${ACTIONLINT}`) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
});
if (actionlint)
  check('actionlint', actionlint, [
    '-config-file',
    join(root, '.github', 'actionlint.yaml'),
    ...workflowFiles(),
  ]);
process.exitCode = failed ? 1 : 0;

function install(name, path, run) {
  if (existsSync(path)) return path;
  try {
    run();
    return path;
  } catch (error) {
    console.error(`${name}: not checked, it cannot be installed here (${error.message.split('\n')[0]})`);
    return null;
  }
}

function check(name, path, args) {
  const { status, stdout, stderr } = spawnSync(path, args, { cwd: root, encoding: 'utf8' });
  if (status === 0) {
    console.log(`${name}: nothing found`);
    return;
  }
  failed = true;
  console.error(`${name} (exit ${status}):\n${stdout}${stderr}`);
}

function workflowFiles() {
  return ['.github/workflows', 'examples/workflows', 'examples/flights/.github/workflows']
    .map((folder) => join(root, folder))
    .filter(existsSync)
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => /\.ya?ml$/.test(name))
        .map((name) => join(folder, name)),
    );
}
