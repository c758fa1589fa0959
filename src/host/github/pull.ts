/** Which pull request a run belongs to: from the event where it names one, else from the head commit. */
import type { GitHubClient } from './client.js';
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
 * The open pull request whose head is `commit`; of several the lowest number; null where there is none. The
 * commits of a fork are not always listed by commit, so the branch that GitHub names in the event is asked next.
 */
export async function pullOfCommit(
  client: GitHubClient,
  commit: string,
  branch: { readonly owner: string; readonly name: string } | null,
): Promise<number | null> {
  const { octokit, repository } = client;
  const listed = await octokit.request('GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', {
    ...repository,
    commit_sha: commit,
    per_page: 100,
  });
  const found = matching(listed.data, client, commit);
  if (found !== null || branch === null) return found;
  const byBranch = await octokit.request('GET /repos/{owner}/{repo}/pulls', {
    ...repository,
    state: 'open',
    head: `${branch.owner}:${branch.name}`,
    per_page: 100,
  });
  return matching(byBranch.data, client, commit);
}

function matching(pulls: readonly Pull[], client: GitHubClient, commit: string): number | null {
  const { owner, repo } = client.repository;
  const full = `${owner}/${repo}`.toLowerCase();
  const numbers = pulls
    .filter(
      (pull) =>
        pull.state === 'open' && pull.head.sha === commit && pull.base.repo.full_name.toLowerCase() === full,
    )
    .map((pull) => pull.number);
  return numbers.length === 0 ? null : Math.min(...numbers);
}
