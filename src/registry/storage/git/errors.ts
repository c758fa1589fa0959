/** What git says, and what it means for a registry: a table, read from the top. Messages are in English (LC_ALL=C). */
import { type AssayError, environmentError, usageError } from '../../../base/index.js';

/**
 * - `race`: another writer was first; look again and try again.
 * - `network`: the answer is not known; look again and try again, a few times.
 * - `final`: trying again does not help.
 */
export type FailureKind = 'race' | 'network' | 'final';

interface Meaning {
  readonly says: RegExp;
  readonly kind: FailureKind;
  readonly message: string;
  readonly fix: string;
}

const MEANINGS: readonly Meaning[] = [
  {
    says: /GH001|exceeds GitHub's file size limit|file size limit|larger than the maximum|pack exceeds maximum|too large|HTTP 413|error: 413/i,
    kind: 'final',
    message: 'the server refuses a file or a push of this size',
    fix: 'make the parts smaller (`registry: {url: git, part_size: 20MiB}`), or keep large models in S3 (`registry: s3://bucket/prefix`)',
  },
  {
    says: /GH006|GH013|protected branch|rule violations|protected ref|you are not allowed to (push|create|update)|hidden ref|pre-receive hook declined|update hook declined|hook declined|prohibited by Gerrit/i,
    kind: 'final',
    message: 'the server has a rule against this push',
    fix: 'allow whoever runs this to create and update the ref without a pull request (on GitHub: the rulesets of the repository; on others: protected refs and push rules), or name another with `registry: {url: git, ref: refs/assay/NAME}`',
  },
  {
    says: /shallow update not allowed/i,
    kind: 'final',
    message: 'the server does not know the history that was seen here',
    fix: 'see whether someone rewrote or removed the ref; `docs/registry.md` says what to do then',
  },
  {
    says: /error: 403|HTTP 403|Permission to .* denied|Write access to repository not granted|insufficient permission|not authorized to push|denied to|read-only/i,
    kind: 'final',
    message: 'these credentials may not write (or read) there',
    fix: 'in a workflow, give the job `permissions: contents: write` (pull requests from forks only read); elsewhere, use a token or key that may push',
  },
  {
    says: /error: 401|HTTP 401|Authentication failed|could not read (Username|Password)|Invalid username or (password|token)|terminal prompts disabled|Permission denied \(|Host key verification failed/i,
    kind: 'final',
    message: 'the remote wants to know who is there',
    fix: 'in a workflow of GitHub use the actions of Assay, which take the token of the job, or set GITHUB_TOKEN; elsewhere set ASSAY_REGISTRY_TOKEN, or log git in (a credential helper, an ssh key)',
  },
  {
    says: /error: 404|HTTP 404|Repository not found|repository '.*' not found|does not appear to be a git repository|no such file or directory.*repository/i,
    kind: 'final',
    message: 'the remote is not there, or these credentials may not see it',
    fix: 'check the address of the remote (`git remote -v`), and that the token may read the repository',
  },
  {
    says: /dubious ownership/i,
    kind: 'final',
    message: 'git does not trust the folder, since it belongs to another user',
    fix: 'run `git config --global --add safe.directory "$PWD"` first (usual in job containers)',
  },
  {
    says: /No space left on device|disk quota exceeded/i,
    kind: 'final',
    message: 'a disk is full, here or on the server',
    fix: 'free space, then run the same command again',
  },
  {
    says: /fetch first|non-fast-forward|stale info|failed to update ref|cannot lock ref|reference already exists|incorrect old value|remote ref updated|failed to lock|Unable to create '.*\.lock'/i,
    kind: 'race',
    message: 'other writers were first, every time',
    fix: 'run the command again; let fewer jobs write at once (a `concurrency` group)',
  },
  {
    says: /Could not resolve|Failed to connect|Couldn't connect|Connection (refused|timed out|reset)|Network is unreachable|No route to host|Operation timed out|Operation too slow|Empty reply|unexpected disconnect|unexpected eof|early EOF|hung up|RPC failed|error: 5\d\d|error: 429|HTTP (5\d\d|429)|SSL|TLS|gnutls|certificate|bad pack header|invalid index-pack|expected flush|protocol error|could not fetch .* from promisor|transfer closed|curl \d+/i,
    kind: 'network',
    message: 'the remote cannot be reached',
    fix: 'check the network, proxy and certificates (`git ls-remote` shows the same), then run the command again: what was written is found, nothing is written twice',
  },
];

/** What a failed call means. What no row knows is `final`, with git's own words. */
export function meaningOf(stderr: string): Pick<Meaning, 'kind' | 'message' | 'fix'> {
  const known = MEANINGS.find(({ says }) => says.test(stderr));
  return (
    known ?? {
      kind: 'final',
      message: 'git failed',
      fix: 'see what git says; `git ls-remote` in the repository may show more',
    }
  );
}

/** The last lines of what git said, on one line, for a message. */
export function wordsOf(stderr: string): string {
  const lines = stderr
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(To |hint:|Done$|Everything up-to-date)/.test(line));
  return lines.slice(-8).join(' | ').slice(-1500);
}

/** An environment error for a failed call on the remote. `doing` reads `cannot push to …`. */
export function remoteError(doing: string, stderr: string): AssayError {
  const { message, fix } = meaningOf(stderr);
  const words = wordsOf(stderr);
  return environmentError({ message: `${doing}: ${message}${words && ` (git: ${words})`}`, fix });
}

/** The same where trying again was enough. `stuck`: the remote refused, and yet nobody wrote meanwhile. */
export function gaveUp(
  doing: string,
  stderr: string,
  trial: { readonly stuck: boolean; toString(): string },
): AssayError {
  const { kind, message, fix } = meaningOf(stderr);
  const words = `(${trial}; git: ${wordsOf(stderr)})`;
  if (kind !== 'race' || !trial.stuck)
    return environmentError({ message: `${doing}: ${message} ${words}`, fix });
  return environmentError({
    message: `${doing}: the server refuses, although nobody else wrote there ${words}`,
    fix: 'see on the server whether a git process that ended left a file ending in `.lock` beside the ref; then run the same command again',
  });
}

export function noRepository(root: string, stderr: string): AssayError {
  if (/dubious ownership/i.test(stderr)) return remoteError(`cannot read the repository in ${root}`, stderr);
  return usageError({
    message: `${root} is in no git repository, so \`registry: git\` has no place`,
    fix: 'run the command in the repository, or name another registry: a folder, or {url: git, remote: ADDRESS}',
  });
}

export function noRemote(root: string, remote: string): AssayError {
  return usageError({
    message: `the repository in ${root} has no remote ${remote}, and \`registry: git\` keeps the registry there`,
    fix: `add it (\`git remote add ${remote} ADDRESS\`), name another (\`registry: {url: git, remote: NAME}\`), or use a folder (\`registry: assay-registry\`)`,
  });
}

export function rewritten(description: string, seen: string, now: string | null, area: string): AssayError {
  return environmentError({
    message: `${description} was ${now === null ? 'removed' : 'rewritten by force'}: ${seen} was seen here, and ${now === null ? 'the ref is gone' : `${now} does not follow from it`}`,
    expected: 'a ref that only grows; Assay never pushes by force',
    fix: `find out who did it, and bring ${seen} back from a clone that has it; where it was meant, remove the folder ${area}, and run \`assay registry verify\``,
  });
}
