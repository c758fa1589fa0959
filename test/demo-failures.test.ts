/** What the demo says where the machine lacks something: one message that names the cause and the way out. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cleanEnvironment, ROOT, run } from './support/program.js';
import { pythonWith } from './support/python.js';

const { missing } = await pythonWith('examples/flights/requirements.txt');
const PREPARE = `
import { pythonEnvironment } from ${JSON.stringify(join(ROOT, 'examples/flights/environment.mjs'))};
try {
  pythonEnvironment(process.argv[1], ${JSON.stringify(join(ROOT, 'examples/flights/requirements.txt'))}, () => undefined);
} catch (error) {
  process.stderr.write(error.message);
  process.exitCode = 1;
}
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-demo-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const prepare = (place: string, env: Record<string, string>) =>
  run(process.execPath, ['--input-type=module', '--eval', PREPARE, place], ROOT, cleanEnvironment(env));

it('names the Python that is missing', async () => {
  await symlink(process.execPath, join(folder, 'node'));
  const { code, stderr } = await prepare(folder, { PATH: folder, PYTHON: '' });
  expect(code).toBe(1);
  expect(stderr).toMatch(/needs Python 3\.10 or newer.*PYTHON=/);
  expect(stderr.split('\n')).toHaveLength(1);
});

it.skipIf(missing !== '')(`names the closed network${missing && ` (${missing})`}`, async () => {
  const closed = { PIP_INDEX_URL: 'http://127.0.0.1:1', PIP_CONFIG_FILE: '/dev/null', PIP_RETRIES: '0' };
  const { code, stderr } = await prepare(folder, closed);
  expect(code).toBe(1);
  expect(stderr).toMatch(/index cannot be reached.*PIP_INDEX_URL=/);
  expect(stderr.split('\n')).toHaveLength(1);
});

it.skipIf(missing !== '')(`names the full disk${missing && ` (${missing})`}`, async (test) => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    test.skip('a small file system can only be mounted by root on Linux');
  }
  try {
    const { code, stderr } = await prepare(folder, {});
    expect(code).toBe(1);
    expect(stderr).toMatch(/the disk is full\. Free/);
    expect(stderr.split('\n')).toHaveLength(1);
  } finally {
    execFileSync('umount', [folder]);
  }
});
