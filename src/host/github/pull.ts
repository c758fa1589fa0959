/** Which pull request a run belongs to: from the event where it names one, else from the head commit. */
import { type GitHubClient, Refused } from './client.js';
import type { GitHubEvent } from './event.js';

/** The number that the event itself gives, without asking anyone. */
export function pullOfEvent(event: GitHubEvent): number | null {
  if (event.pull_request) return event.pull_request.number;
  if (event.issue?.pull_request !== undefined && event.issue.pull_request !== null) return event.issue.number;
  return null;
}

/** True where the pull request comes from another repository, whose token may only read here. */
export function isForkEvent(event: GitHubEvent, repository: string): boolean {
  const head = event.pull_request?.head.repo?.full_name;
  return event.pull_request !== undefined && head?.toLowerCase() !== repository.toLowerCase();
}

interface Pull {
  readonly number: number;
  readonly state: string;
  readonly head: { readonly sha: string };
  readonly base: { readonly repo: { readonly full_name: string } };
}

/**
 * The open pull request whose head is `commit`; of several the lowest number; null where there is none. Where the
 * branch is known it is asked first: the commits of a fork are not always listed by commit.
 */
export async function pullOfCommit(
  client: GitHubClient,
  commit: string,
  branch: { readonly owner: string; readonly name: string } | null,
): Promise<number | null> {
  if (branch !== null) {
    const found = await openPull(client, commit, branch);
    // The branch may have been renamed since the run began.
    return found ?? (await listedPull(client, commit)).found;
  }
  const { found, known } = await listedPull(client, commit);
  return found !== null || (known && client.server === 'github') ? found : openPull(client, commit, null);
}

/** Among the pull requests that GitHub lists with a commit; `known` is false where it does not know the commit. */
async function listedPull(
  client: GitHubClient,
  commit: string,
): Promise<{ readonly found: number | null; readonly known: boolean }> {
  const { octokit, repository } = client;
  try {
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', {
      ...repository,
      commit_sha: commit,
      per_page: 100,
    });
    return { found: matching(data, client, commit), known: true };
  } catch (error) {
    // GitHub does not know a commit that only a fork has (422), and Gitea has no such call (404).
    if (error instanceof Refused && (error.status === 404 || error.status === 422))
      return { found: null, known: false };
    throw error;
  }
}

/** Among the open pull requests of a branch, or of all. */
async function openPull(
  client: GitHubClient,
  commit: string,
  branch: { readonly owner: string; readonly name: string } | null,
): Promise<number | null> {
  const { octokit, repository } = client;
  const pages = octokit.paginate.iterator('GET /repos/{owner}/{repo}/pulls', {
    ...repository,
    state: 'open',
    ...(branch === null ? {} : { head: `${branch.owner}:${branch.name}` }),
    per_page: 100,
  });
  for await (const { data } of pages) {
    const found = matching(data, client, commit);
    if (found !== null) return found;
  }
  return null;
}

/** Whose pull request a run was, by what GitHub says of both now. */
export type PullOfRun =
  | { readonly kind: 'open' | 'moved' | 'closed'; readonly number: number }
  | { readonly kind: 'none' };

/**
 * The pull request that a run of another repository's branch belongs to: `open` only where its head is the commit of
 * the run and its base is this repository; of several the lowest number.
 */
export async function pullOfRun(
  client: GitHubClient,
  commit: string,
  branch: { readonly owner: string; readonly name: string } | null,
): Promise<PullOfRun> {
  const number = await pullOfCommit(client, commit, branch);
  if (number !== null) return { kind: 'open', number };
  if (branch === null) return { kind: 'none' };
  const { octokit, repository } = client;
  const { data } = await octokit.request('GET /repos/{owner}/{repo}/pulls', {
    ...repository,
    state: 'all',
    head: `${branch.owner}:${branch.name}`,
    per_page: 100,
  });
  const ours = data.filter((pull) => isOurs(pull, client));
  const moved = ours.find((pull) => pull.state === 'open');
  if (moved !== undefined) return { kind: 'moved', number: moved.number };
  const closed = ours.find((pull) => pull.head.sha === commit);
  return closed === undefined ? { kind: 'none' } : { kind: 'closed', number: closed.number };
}

function isOurs(pull: Pull, client: GitHubClient): boolean {
  const { owner, repo } = client.repository;
  return pull.base.repo.full_name.toLowerCase() === `${owner}/${repo}`.toLowerCase();
}

/** The commit that a pull request stands at now. */
export async function headOfPull(client: GitHubClient, number: number): Promise<string> {
  const { octokit, repository } = client;
  const { data } = await octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
    ...repository,
    pull_number: number,
  });
  return data.head.sha;
}

function matching(pulls: readonly Pull[], client: GitHubClient, commit: string): number | null {
  const numbers = pulls
    .filter((pull) => pull.state === 'open' && pull.head.sha === commit && isOurs(pull, client))
    .map((pull) => pull.number);
  return numbers.length === 0 ? null : Math.min(...numbers);
}
