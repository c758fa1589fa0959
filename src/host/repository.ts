/** What a git repository tells about a run: commit, state of the work tree, people, web address. */
import { type Context, git } from '../base/index.js';

export interface CommitState {
  /** Full id, null outside a repository or before the first commit. */
  readonly commit: string | null;
  /** True where a tracked file was changed; absent outside a repository. Our own outputs are often untracked. */
  readonly dirty?: boolean;
}

/** The commit that is checked out in `root`. A missing git or repository is a state, not an error. */
export async function commitState(ctx: Context, root: string): Promise<CommitState> {
  const [head, status] = await Promise.all([
    tryGit(ctx, root, ['rev-parse', '--verify', '--quiet', 'HEAD']),
    tryGit(ctx, root, ['status', '--porcelain', '--untracked-files=no']),
  ]);
  if (head === null) return { commit: null };
  return { commit: head, ...(status === null ? {} : { dirty: status !== '' }) };
}

/**
 * Names and addresses of author, co-authors and committer of a commit, lower-case; also the login inside an address of
 * `users.noreply.github.com`. GitHub itself, which commits merges made on its pages, is nobody's name.
 */
export async function commitPeople(ctx: Context, root: string, commit: string): Promise<string[]> {
  const text = await tryGit(ctx, root, ['log', '-1', '--format=%an%n%ae%n%cn%n%ce%n%B', commit]);
  if (text === null) return [];
  const [authorName = '', authorEmail = '', committerName = '', committerEmail = '', ...body] =
    text.split('\n');
  const people = [authorName, authorEmail, ...coAuthors(body.join('\n'))];
  if (committerEmail !== 'noreply@github.com') people.push(committerName, committerEmail);
  return namesOf(people);
}

/** Names and addresses of those whom a commit's message names beside its author (`Co-authored-by: NAME <ADDRESS>`). */
export function coAuthors(message: string): string[] {
  const lines = message.matchAll(/^[ \t]*co-authored-by:[ \t]*([^<\n]*)<([^<>\n]*)>/gim);
  return [...lines].flatMap(([, name = '', address = '']) => [name.trim(), address.trim()]);
}

/** Lower-case, without empty and repeated names, with the logins that GitHub's private addresses hold. */
export function namesOf(raw: readonly (string | null | undefined)[]): string[] {
  const names = new Set<string>();
  for (const entry of raw) {
    const name = entry?.trim().toLowerCase();
    if (!name) continue;
    names.add(name);
    const login = /^(?:\d+\+)?([a-z0-9-]+(?:\[bot\])?)@users\.noreply\.github\.com$/.exec(name)?.[1];
    if (login) names.add(login);
  }
  return [...names];
}

/** `git config KEY`, or null. */
export function gitConfig(ctx: Context, root: string, key: string): Promise<string | null> {
  return tryGit(ctx, root, ['config', '--get', key]);
}

/** The web address of the remote `origin`, or null. */
export async function originUrl(ctx: Context, root: string): Promise<string | null> {
  const remote = await tryGit(ctx, root, ['remote', 'get-url', 'origin']);
  return remote === null ? null : webAddress(remote);
}

/**
 * `https://host/owner/name` for the spellings of a git remote; null for a folder or another protocol.
 * User name and password are left out: an address with a token must never be shown.
 */
export function webAddress(remote: string): string | null {
  // A host of one letter is a drive of Windows.
  const scp = /^(?:[^@/\s]+@)?([A-Za-z0-9.-]{2,}):(?!\/\/)([^\s\\]+)$/.exec(remote);
  const text = scp ? `ssh://${scp[1]}/${scp[2]}` : remote;
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (!['https:', 'http:', 'ssh:', 'git:'].includes(url.protocol) || url.hostname === '') return null;
  const path = url.pathname.replace(/\/+$/, '').replace(/\.git$/, '');
  if (path === '') return null;
  const web = url.protocol === 'http:' ? 'http:' : 'https:';
  const port = url.protocol === 'http:' || url.protocol === 'https:' ? url.port : '';
  return `${web}//${url.hostname}${port === '' ? '' : `:${port}`}${path}`;
}

/** Output without the last line end; null where git is missing or refused. Cancellation still throws. */
async function tryGit(ctx: Context, root: string, args: readonly string[]): Promise<string | null> {
  try {
    const { code, stdout, stderr } = await git(root, args, { env: ctx.env, signal: ctx.signal });
    if (code === 0) return stdout.replace(/\n+$/, '');
    ctx.log.debug(`git ${args.join(' ')} ended with ${code}: ${stderr.trim()}`);
    return null;
  } catch (error) {
    if (ctx.signal.aborted) throw error;
    ctx.log.debug(`git ${args.join(' ')}: ${String(error)}`);
    return null;
  }
}
