import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AssayError } from './errors.js';
import { git, gitBytes, gitEnvironment } from './git.js';

const env = { PATH: process.env['PATH'], HOME: '/nonexistent' };

describe('git', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-git-'));
    expect((await git(folder, ['init', '-q'], { env })).code).toBe(0);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('gives the exit code, output and errors of git', async () => {
    const inside = await git(folder, ['rev-parse', '--is-inside-work-tree'], { env });
    expect(inside).toEqual({ code: 0, stdout: 'true\n', stderr: '' });
    const unknown = await git(folder, ['rev-parse', '--verify', 'nowhere'], { env });
    expect(unknown.code).toBe(128);
    expect(unknown.stderr).toContain('Needed a single revision');
  });

  it('passes arguments as they are: no shell reads them', async () => {
    const name = '$(touch pwned) `id`; "x"';
    await writeFile(join(folder, 'bytes.bin'), Buffer.from([0xff, 0x00, 0xfe]));
    await git(folder, ['add', 'bytes.bin'], { env });
    const shown = await gitBytes(folder, ['show', ':bytes.bin'], { env });
    expect([...shown.stdout]).toEqual([0xff, 0x00, 0xfe]);
    expect((await git(folder, ['rev-parse', '--verify', name], { env })).code).toBe(128);
    expect((await git(folder, ['ls-files', '--others'], { env })).stdout).toBe('');
  });

  it('is not led to another repository by GIT_DIR', async () => {
    const led = await git(folder, ['rev-parse', '--show-toplevel'], {
      env: { ...env, GIT_DIR: '/nonexistent', GIT_WORK_TREE: '/nonexistent' },
    });
    expect(led.code).toBe(0);
    expect(gitEnvironment({ GIT_DIR: 'x' })).not.toHaveProperty('GIT_DIR');
    expect(gitEnvironment({})).toMatchObject({ GIT_TERMINAL_PROMPT: '0' });
  });

  it('says what is missing where git cannot start', async () => {
    const error = await git(folder, ['status'], { env: { PATH: '/nonexistent' } }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(AssayError);
    expect(error).toMatchObject({ kind: 'environment' });
    expect(String(error)).toContain('install git');
  });

  it('ends at the limit of bytes, and when it is cancelled', async () => {
    await expect(git(folder, ['show', ':bytes.bin'], { env, maxBytes: 2 })).rejects.toThrow(
      /more than 2 bytes/,
    );
    const stop = new AbortController();
    stop.abort(new Error('cancelled by the test'));
    await expect(git(folder, ['status'], { env, signal: stop.signal })).rejects.toThrow(
      'cancelled by the test',
    );
  });
});
