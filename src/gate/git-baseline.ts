/** A baseline's file as it was in another revision, also where the clone is shallow: then how to fetch it is said. */
import { relative, sep } from 'node:path';
import { type Environment, type GitOptions, git, gitBytes, usageError } from '../base/index.js';

/** What reading from git needs of a call. `cwd` is the folder that paths are relative to. */
export interface GitPlace {
  readonly cwd: string;
  readonly env: Environment;
  readonly signal?: AbortSignal;
}

export interface GitFile {
  readonly bytes: Uint8Array;
  /** `git:main:metrics.json at 1a2b3c4`, for messages and the result. */
  readonly source: string;
  /** Full commit id. */
  readonly commit: string;
}

const MAX_BYTES = 16 * 1024 * 1024;

/** `PATH` (relative to `cwd`) in `REV`. Throws a usage error with what to do where either is missing. */
export async function fileAtRevision(place: GitPlace, revision: string, path: string): Promise<GitFile> {
  await needRepository(place);
  const found = await findCommit(place, revision);
  if (found === null) throw await missingRevision(place, revision);
  const bytes = await blob(place, found.commit, path, `revision ${revision}`);
  return { bytes, commit: found.commit, source: `git:${found.name}:${path} at ${found.commit.slice(0, 12)}` };
}

/** The candidate's own file where this branch left the default branch. */
export async function fileAtMergeBase(place: GitPlace, candidate: string): Promise<GitFile> {
  await needRepository(place);
  const branch = await defaultBranch(place);
  const against = await findCommit(place, branch);
  if (against === null) throw await missingRevision(place, branch.replace(/^origin\//, ''));
  const { code, stdout } = await git(place.cwd, ['merge-base', 'HEAD', against.commit], options(place));
  const commit = stdout.trim();
  if (code !== 0 || commit === '') {
    const shallow = await isShallow(place);
    throw usageError({
      message: `HEAD and ${branch} have no common commit in this clone${shallow ? ', which is shallow' : ''}`,
      ...(shallow
        ? { fix: 'run `git fetch --unshallow origin`, or set `fetch-depth: 0` in actions/checkout' }
        : { fix: 'name the baseline with git:REV:PATH' }),
    });
  }
  const path = relative(place.cwd, candidate).split(sep).join('/');
  const bytes = await blob(place, commit, path, `the merge base with ${branch}, ${commit.slice(0, 12)}`);
  return { bytes, commit, source: `merge-base with ${branch}: ${path} at ${commit.slice(0, 12)}` };
}

function options(place: GitPlace): GitOptions {
  return { env: place.env, ...(place.signal === undefined ? {} : { signal: place.signal }) };
}

async function needRepository(place: GitPlace): Promise<void> {
  const { code, stderr } = await git(place.cwd, ['rev-parse', '--git-dir'], options(place));
  if (code === 0) return;
  const owner = stderr.includes('dubious ownership');
  throw usageError({
    where: { file: place.cwd },
    message: owner
      ? 'git refuses this repository because another user owns it'
      : `is no git repository (${stderr.trim().split('\n')[0] ?? ''})`,
    fix: owner
      ? `run \`git config --global --add safe.directory ${place.cwd}\``
      : 'run this inside a clone (actions/checkout), or name the baseline with file:PATH',
  });
}

/** The commit of a revision: as git reads it, else as a branch of `origin`, which CI clones have without a local one. */
async function findCommit(
  place: GitPlace,
  revision: string,
): Promise<{ commit: string; name: string } | null> {
  for (const name of [revision, `origin/${revision}`]) {
    const { code, stdout } = await git(
      place.cwd,
      ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`],
      options(place),
    );
    if (code === 0) return { commit: stdout.trim(), name };
  }
  return null;
}

async function isShallow(place: GitPlace): Promise<boolean> {
  const { stdout } = await git(place.cwd, ['rev-parse', '--is-shallow-repository'], options(place));
  return stdout.trim() === 'true';
}

async function missingRevision(place: GitPlace, revision: string): Promise<Error> {
  const shallow = await isShallow(place);
  // Steps back from a commit (`HEAD~3`) need history; a name or an id can be fetched alone.
  const single = /^[A-Za-z0-9][A-Za-z0-9_./-]*$/.test(revision) && !revision.includes('..');
  const commit = /^[0-9a-f]{40}$/i.test(revision);
  const fetch = !single
    ? 'git fetch --unshallow origin'
    : `git fetch --depth=1 origin ${commit ? revision : `${revision}:refs/remotes/origin/${revision}`}`;
  return usageError({
    message: `git revision ${revision} is not in this clone${shallow ? ', which is shallow' : ''}`,
    expected: 'a branch, tag or commit that was fetched',
    fix: `run \`${shallow || single ? fetch : 'git fetch origin'}\`, or set \`fetch-depth: 0\` in actions/checkout`,
  });
}

/** The branch that a change goes to: of the pull request, else the default branch that the clone knows. */
async function defaultBranch(place: GitPlace): Promise<string> {
  const base = place.env['GITHUB_BASE_REF'];
  if (base !== undefined && base !== '' && !base.startsWith('-')) return `origin/${base}`;
  const { code, stdout } = await git(
    place.cwd,
    ['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD'],
    options(place),
  );
  if (code === 0 && stdout.trim() !== '') return stdout.trim();
  throw usageError({
    message:
      'the default branch is not known: GITHUB_BASE_REF is not set, and origin/HEAD is not in this clone',
    fix: 'run `git remote set-head origin --auto`, or name the baseline with git:REV:PATH',
  });
}

/** The bytes of a file in a commit. `where` names the commit in messages. */
async function blob(place: GitPlace, commit: string, path: string, where: string): Promise<Uint8Array> {
  // `./` makes git read the path from `cwd`; without it a path would start at the top of the repository.
  const plain = path.replace(/^\.\//, '');
  const object = `${commit}:./${plain}`;
  const type = await git(place.cwd, ['cat-file', '-t', object], options(place));
  if (type.code !== 0) {
    throw usageError({
      where: { file: path },
      message: `is not in ${where}`,
      expected: `a file that was committed there, relative to ${place.cwd}`,
      fix: 'commit the metrics file, or name another baseline; a path above this folder begins with ../',
    });
  }
  if (type.stdout.trim() !== 'blob') {
    throw usageError({ where: { file: path }, message: `is a folder in ${where}`, expected: 'a file' });
  }
  const size = await git(place.cwd, ['cat-file', '-s', object], options(place));
  if (Number(size.stdout.trim()) > MAX_BYTES) {
    throw usageError({
      where: { file: path },
      message: `is too large for a file of metrics in ${where}`,
      expected: `at most ${MAX_BYTES / 1024 / 1024} MiB`,
    });
  }
  const { code, stdout, stderr } = await gitBytes(place.cwd, ['cat-file', 'blob', object], options(place));
  if (code === 0) return stdout;
  throw usageError({ where: { file: path }, message: `cannot be read from ${where}: ${stderr.trim()}` });
}
