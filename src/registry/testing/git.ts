/** Real git repositories for the tests of the git store: a bare remote and a clone, by path or over HTTP. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Environment, gitEnvironment } from '../../base/index.js';
import { GitStore, type GitStoreOptions } from '../storage/git/index.js';

export const REF = 'refs/assay/registry';

/** Nothing of the machine's own configuration. */
export const GIT_ENV: Environment = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'test',
  GIT_AUTHOR_EMAIL: 'test@example.org',
  GIT_COMMITTER_NAME: 'test',
  GIT_COMMITTER_EMAIL: 'test@example.org',
};

/** Runs git and gives its output without the last line end; throws where it fails. */
export async function must(
  cwd: string,
  args: readonly string[],
  env: Environment = GIT_ENV,
): Promise<string> {
  const { stdout } = await promisify(execFile)('git', [...args], { cwd, env: gitEnvironment(env) });
  return stdout.trim();
}

export interface World {
  readonly folder: string;
  /** The bare repository. */
  readonly bare: string;
  /** A clone of it with one commit. */
  readonly clone: string;
  store(change?: Partial<GitStoreOptions>): GitStore;
  remove(): Promise<void>;
}

export const LIMITS = { partBytes: 50 << 20, maxBytes: 1 << 30 } as const;

/** A bare repository that serves partial clones, as hosted ones do, and a clone. */
export async function gitWorld(
  address?: (bare: string) => string,
  format: 'sha1' | 'sha256' = 'sha1',
): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-git-'));
  const bare = join(folder, 'origin.git');
  const clone = join(folder, 'clone');
  await must(folder, [
    'init',
    '--quiet',
    '--bare',
    `--object-format=${format}`,
    '--initial-branch=main',
    bare,
  ]);
  for (const key of ['uploadpack.allowFilter', 'uploadpack.allowAnySHA1InWant']) {
    await must(bare, ['config', key, 'true']);
  }
  await must(bare, ['config', 'http.receivepack', 'true']);
  await mkdir(clone);
  await must(clone, ['init', '--quiet', `--object-format=${format}`, '--initial-branch=main']);
  await writeFile(join(clone, 'train.py'), 'print()\n');
  await must(clone, ['add', '--all']);
  await must(clone, ['commit', '--quiet', '--message', 'first']);
  await must(clone, ['remote', 'add', 'origin', address?.(bare) ?? `file://${bare}`]);
  await must(clone, ['push', '--quiet', `file://${bare}`, 'main']);
  return {
    folder,
    bare,
    clone,
    store: (change = {}) =>
      new GitStore({
        root: clone,
        remote: 'origin',
        ref: REF,
        env: GIT_ENV,
        signal: undefined,
        onSecret: () => undefined,
        ...LIMITS,
        ...change,
      }),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}
