/** Pull requests, labels and workflow runs, as the commands in comments use them. */
import { type GitHubClient, Refused } from './client.js';

export interface PullNow {
  readonly number: number;
  readonly open: boolean;
  readonly headSha: string;
  /** The branch, to start a workflow on; it is a fork's where `fork` is true. */
  readonly headRef: string;
  readonly fork: boolean;
}

export async function pullNow(client: GitHubClient, number: number): Promise<PullNow> {
  const { octokit, repository } = client;
  const { data } = await octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
    ...repository,
    pull_number: number,
  });
  const head = data.head.repo?.full_name.toLowerCase();
  return {
    number: data.number,
    open: data.state === 'open',
    headSha: data.head.sha,
    headRef: data.head.ref,
    fork: head !== `${repository.owner}/${repository.repo}`.toLowerCase(),
  };
}

/** Takes a label away; one that is gone already is no error. */
export async function removeLabel(client: GitHubClient, issue: number, name: string): Promise<void> {
  const { octokit, repository } = client;
  try {
    await octokit.request('DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}', {
      ...repository,
      issue_number: issue,
      name,
    });
  } catch (error) {
    if (!(error instanceof Refused && error.status === 404)) throw error;
  }
}

/** Starts a workflow of the repository on a branch, with that branch's own rights and caches. */
export async function dispatchWorkflow(
  client: GitHubClient,
  workflow: string,
  ref: string,
  inputs: Readonly<Record<string, string>>,
): Promise<void> {
  const { octokit, repository } = client;
  await octokit.request('POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', {
    ...repository,
    workflow_id: workflow,
    ref,
    inputs: { ...inputs },
  });
}

/** Logins of the people who let jobs of a run go on to an environment. No time, attempt or commit stands with it. */
export async function reviewersOf(
  client: GitHubClient,
  run: number,
  environment: string,
): Promise<{ readonly login: string; readonly comment: string }[]> {
  const { octokit, repository } = client;
  const { data } = await octokit.request('GET /repos/{owner}/{repo}/actions/runs/{run_id}/approvals', {
    ...repository,
    run_id: run,
  });
  return data
    .filter(
      ({ state, environments }) =>
        state === 'approved' && environments.some(({ name }) => name === environment),
    )
    .map(({ user, comment }) => ({ login: user.login, comment }));
}

/** When a run began, as an ISO time. */
export async function runCreatedAt(client: GitHubClient, run: number): Promise<string> {
  const { octokit, repository } = client;
  const { data } = await octokit.request('GET /repos/{owner}/{repo}/actions/runs/{run_id}', {
    ...repository,
    run_id: run,
  });
  return data.created_at;
}
