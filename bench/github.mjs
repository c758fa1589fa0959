/** The fake of GitHub's API that the tests have, as a process beside the measured ones, with its answers at once. */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
/** Where Node finds the packages of the repository, and what is compiled stays away from its sources. */
const BUILD = join(ROOT, '.cache', 'bench-github');
const SOURCES = ['test/github/fake/index.ts', 'test/report/samples.ts'];

/** Compiles the fake and the sample results: Node 20 runs no TypeScript. Their types are checked elsewhere. */
function compile() {
  rmSync(BUILD, { recursive: true, force: true });
  mkdirSync(BUILD, { recursive: true });
  const options = ['--module nodenext', '--target es2023', '--types node', '--noCheck', '--noEmit false'];
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const args = [...options.flatMap((option) => option.split(' ')), '--rootDir', ROOT, '--outDir', BUILD];
  execFileSync(process.execPath, [tsc, '--ignoreConfig', ...args, ...SOURCES], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  const openapi = join('test', 'github', 'fake', 'openapi.json');
  mkdirSync(dirname(join(BUILD, openapi)), { recursive: true });
  cpSync(join(ROOT, openapi), join(BUILD, openapi));
  cpSync(join(ROOT, 'package.json'), join(BUILD, 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(BUILD, 'node_modules'));
}

/**
 * Starts it, with a pull request to publish on and the results of a run written to `.assay/` of `folder`: a `normal`
 * run, or a `large` one of 300 metrics on 50 slices and 5 MB of findings. Gives the environment of a job and `stop`.
 */
export async function startGitHub(folder, size) {
  compile();
  const server = spawn(
    process.execPath,
    [join(import.meta.dirname, 'github-server.mjs'), BUILD, folder, size],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const stop = async () => {
    server.kill('SIGKILL');
    await ended;
  };
  const told = await new Promise((resolve, reject) => {
    server.stdout.once('data', (line) => resolve(JSON.parse(line)));
    server.once('exit', (code) => reject(new Error(`the fake of GitHub's API ended with ${code}`)));
  });
  return { ...told, stop };
}
