/**
 * A clean worktree of a recorded commit, with what the manifest kept beside it: the changes that were not committed,
 * inputs that git did not track, the configuration. It is removed whatever happens in it.
 */
import { copyFile, lstat, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { type Context, codeOf, environmentError, git, isInside, usageError } from '../../base/index.js';
import type { Manifest, Registry } from '../../registry/index.js';

export interface Tree {
  /** Top of the worktree, absolute. */
  readonly top: string;
  /** Folder of the configuration in it. */
  readonly root: string;
  /** The same folder in the repository that the command was called in. */
  readonly here: string;
  /** Absolute path of the configuration in the worktree. */
  readonly config: string;
}

/** Top of the repository around a folder. Throws a usage error outside of one. */
export async function repositoryOf(ctx: Context, folder: string): Promise<{ top: string; prefix: string }> {
  const options = { env: ctx.env, signal: ctx.signal };
  const { code, stdout } = await git(folder, ['rev-parse', '--show-toplevel', '--show-prefix'], options);
  const [top = '', prefix = ''] = stdout.split('\n');
  if (code === 0 && top !== '') return { top, prefix: prefix.replace(/\/$/, '') };
  throw usageError({
    message: `${folder} is in no git repository, and the code of a version is rebuilt from one`,
    fix: 'run the command in a clone of the repository that the version was made in',
  });
}

export async function withWorktree<T>(
  ctx: Context,
  registry: Registry,
  manifest: Manifest,
  repository: { readonly top: string; readonly prefix: string },
  work: (tree: Tree) => Promise<T>,
): Promise<T> {
  const { commit } = manifest.code;
  if (commit === null) {
    throw usageError({
      message: 'the version was made outside of a git repository, so its code is not known',
      fix: 'train in a repository, and register that',
    });
  }
  await fetchCommit(ctx, repository.top, commit);
  const temporary = await realpath(await mkdtemp(join(tmpdir(), 'assay-reproduce-')));
  const top = join(temporary, 'tree');
  try {
    // Hooks of the user's would run code that the manifest does not name.
    await must(ctx, repository.top, [
      '-c',
      'core.hooksPath=/dev/null',
      'worktree',
      'add',
      '--detach',
      '--force',
      top,
      commit,
    ]);
    await bringSubmodules(ctx, top);
    const folder = manifest.code.folder ?? repository.prefix;
    const root = inside(top, top, folder);
    await applyChanges(ctx, registry, manifest, top, join(temporary, 'changes.patch'));
    for (const { path, sha256 } of manifest.code.untracked ?? []) {
      await put(registry, sha256, inside(top, root, path), ctx.signal);
    }
    const kept = manifest.files.find(({ role, name }) => role === 'other' && name === 'config');
    if (kept === undefined) {
      throw usageError({
        message: 'the version was registered without assay.yaml, so there is nothing to run',
      });
    }
    const config = inside(top, root, basename(kept.file));
    await put(registry, kept.sha256, config, ctx.signal);
    return await work({ top, root, here: join(repository.top, folder), config });
  } finally {
    // Without the signal: what was cancelled is cleaned up too.
    await git(repository.top, ['worktree', 'remove', '--force', '--force', top], { env: ctx.env });
    await rm(temporary, { recursive: true, force: true });
    await git(repository.top, ['worktree', 'prune'], { env: ctx.env });
  }
}

async function fetchCommit(ctx: Context, top: string, commit: string): Promise<void> {
  const options = { env: ctx.env, signal: ctx.signal };
  if (!/^[0-9a-f]{40,64}$/.test(commit)) throw usageError({ message: `${commit} is no commit` });
  const has = async () => (await git(top, ['cat-file', '-e', `${commit}^{commit}`], options)).code === 0;
  if (await has()) return;
  // A shallow clone lacks it; most servers give a commit by its id.
  await git(top, ['fetch', '--quiet', '--no-tags', '--depth=1', 'origin', commit], options);
  if (await has()) return;
  throw usageError({
    message: `the commit ${commit} is not in this repository, and its remote does not give it`,
    fix: 'run the command in a clone that has it (`git fetch --unshallow`), or bring it back from where it was pushed',
  });
}

/** `git worktree add` leaves them empty, and code that lies in them would be missing. */
async function bringSubmodules(ctx: Context, top: string): Promise<void> {
  const { code } = await git(top, ['cat-file', '-e', 'HEAD:.gitmodules'], {
    env: ctx.env,
    signal: ctx.signal,
  });
  if (code !== 0) return;
  await must(ctx, top, [
    ...['-c', 'core.hooksPath=/dev/null'],
    ...['submodule', 'update', '--init', '--recursive', '--quiet'],
  ]);
}

async function applyChanges(
  ctx: Context,
  registry: Registry,
  { code }: Manifest,
  top: string,
  patch: string,
): Promise<void> {
  if (code.diff === undefined) return;
  await registry.getBlob(code.diff.sha256, patch, ctx.signal);
  await must(ctx, top, ['apply', '--whitespace=nowarn', patch]);
}

async function must(ctx: Context, cwd: string, args: readonly string[]): Promise<void> {
  const { code, stderr } = await git(cwd, args, { env: ctx.env, signal: ctx.signal });
  if (code === 0) return;
  throw environmentError({ message: `git ${args.join(' ')} ended with ${code}: ${stderr.trim()}` });
}

/** A path of a manifest, which must not lead out of the worktree. */
export function inside(top: string, from: string, path: string): string {
  const absolute = resolve(from, path);
  if (isInside(top, absolute) || absolute === top) return absolute;
  throw usageError({ message: `${path} leads out of the repository` });
}

async function put(registry: Registry, sha256: string, path: string, signal: AbortSignal): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  // What git wrote there may be a link to elsewhere.
  await rm(path, { force: true, recursive: true });
  await writeFile(path, '');
  await registry.getBlob(sha256, path, signal);
}

/** Puts a file or folder of the repository into the worktree by a link, in the place of what git wrote there. */
export async function linkInto(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await rm(to, { force: true, recursive: true });
  try {
    await symlink(from, to);
  } catch (error) {
    // Windows lets only some users make links.
    if (codeOf(error) !== 'EPERM' || !(await lstat(from)).isFile()) throw error;
    await copyFile(from, to);
  }
}
