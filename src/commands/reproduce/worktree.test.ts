/** The clean worktree of a recorded commit: in shallow clones, with submodules, and with what git ignores linked in. */
import { execFileSync } from 'node:child_process';
import { lstat, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Context, silentLog } from '../../base/index.js';
import { testManifest, testRegistry } from '../../registry/testing/make.js';
import { inside, linkInto, repositoryOf, type Tree, withWorktree } from './worktree.js';

let top: string;
let ctx: Context;
beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'assay-worktree-'));
  const env = {
    PATH: process.env['PATH'],
    HOME: top,
    GIT_CONFIG_NOSYSTEM: '1',
    // Repositories of this test are folders, which git brings no submodule from by default.
    GIT_ALLOW_PROTOCOL: 'file',
    GIT_AUTHOR_NAME: 'ada',
    GIT_AUTHOR_EMAIL: 'ada@example.com',
    GIT_COMMITTER_NAME: 'ada',
    GIT_COMMITTER_EMAIL: 'ada@example.com',
  };
  ctx = { cwd: top, env, now: () => new Date(), signal: new AbortController().signal, log: silentLog };
});
afterEach(() => rm(top, { recursive: true, force: true }));

const run = (folder: string, ...args: string[]): string =>
  execFileSync('git', args, { cwd: folder, env: { ...ctx.env }, stdio: ['ignore', 'pipe', 'pipe'] })
    .toString()
    .trim();
async function commit(folder: string, name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  run(folder, 'add', '.');
  run(folder, 'commit', '-qm', text);
  return run(folder, 'rev-parse', 'HEAD');
}
async function made(name: string): Promise<string> {
  const folder = join(top, name);
  await mkdir(folder);
  run(folder, 'init', '-q', '-b', 'main');
  return folder;
}
async function within<T>(clone: string, hash: string, work: (tree: Tree) => Promise<T>): Promise<T> {
  const registry = await testRegistry(join(top, 'store'));
  const manifest = await testManifest(registry, 'model');
  const config = await registry.putBytes(Buffer.from('version: 1\n'));
  const files = [
    ...manifest.files,
    { role: 'other' as const, name: 'config', file: 'assay.yaml', ...config },
  ];
  const code = { ...manifest.code, commit: hash };
  return withWorktree(ctx, registry, { ...manifest, files, code }, await repositoryOf(ctx, clone), work);
}

describe('a worktree of a recorded commit', () => {
  it('is made in a shallow clone that lacks the commit, and is gone afterwards', async () => {
    const origin = await made('origin');
    const old = await commit(origin, 'train.py', 'one');
    await commit(origin, 'train.py', 'two');
    run(top, 'clone', '-q', '--depth=1', `file://${origin}`, 'clone');
    const clone = join(top, 'clone');
    const place = await within(clone, old, async (tree) => {
      expect(await readFile(join(tree.root, 'train.py'), 'utf8')).toBe('one');
      expect(await readFile(tree.config, 'utf8')).toBe('version: 1\n');
      return tree.top;
    });
    await expect(lstat(place)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(run(clone, 'worktree', 'list').split('\n')).toHaveLength(1);
    expect(run(clone, 'status', '--porcelain')).toBe('');
    await expect(within(clone, '0'.repeat(40), async () => null)).rejects.toMatchObject({ kind: 'usage' });
  });

  it('has its submodules at the recorded commit, and is removed with them', async () => {
    const library = await made('library');
    await commit(library, 'features.py', 'one');
    const origin = await made('origin');
    await commit(origin, 'train.py', 'one');
    run(origin, 'submodule', '--quiet', 'add', library, 'lib');
    const recorded = await commit(origin, 'train.py', 'with the library');
    await commit(library, 'features.py', 'two');
    const place = await within(origin, recorded, async (tree) => {
      expect(await readFile(join(tree.root, 'lib', 'features.py'), 'utf8')).toBe('one');
      return tree.top;
    });
    await expect(lstat(place)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(run(origin, 'worktree', 'list').split('\n')).toHaveLength(1);
    expect(run(origin, 'status', '--porcelain')).toBe('');
  });

  it('takes what git ignores by a link, in the place of what is there, and leaves it whole', async () => {
    const origin = await made('origin');
    await writeFile(join(origin, '.gitignore'), 'cache/\n');
    const recorded = await commit(origin, 'train.py', 'one');
    await mkdir(join(origin, 'cache'));
    await writeFile(join(origin, 'cache', 'weights'), 'w');
    await within(origin, recorded, async (tree) => {
      await linkInto(inside(origin, tree.here, 'cache'), inside(tree.top, tree.root, 'cache'));
      expect(await readFile(join(tree.root, 'cache', 'weights'), 'utf8')).toBe('w');
      expect(() => inside(tree.top, tree.root, '../../etc')).toThrow(/leads out/);
    });
    // The link went with the worktree, and not what it names.
    expect(await readFile(join(origin, 'cache', 'weights'), 'utf8')).toBe('w');
  });
});
