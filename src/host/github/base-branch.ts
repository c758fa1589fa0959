/**
 * What stands on the branch that a change goes to: where the change left it, the commits before that, and the runs that
 * succeeded there. Asked of GitHub, so that a shallow clone, or none, serves as well.
 */
import { type RunNow, refusedActions, runOf } from './artifacts.js';
import { type GitHubClient, Refused } from './client.js';

/** The commit where `head` left `branch`; null where GitHub does not know one of them, or they have none in common. */
export async function mergeBaseOf(
  client: GitHubClient,
  branch: string,
  head: string,
): Promise<string | null> {
  const { octokit, repository } = client;
  try {
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/compare/{basehead}', {
      ...repository,
      basehead: `${branch}...${head}`,
      // The commits and files between are not looked at.
      per_page: 1,
    });
    return data.merge_base_commit.sha;
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return null;
    throw error;
  }
}

/** A commit and those before it, the newest first, at most `most`. */
export async function historyOf(client: GitHubClient, commit: string, most: number): Promise<string[]> {
  const { octokit, repository } = client;
  const commits: string[] = [];
  const pages = octokit.paginate.iterator('GET /repos/{owner}/{repo}/commits', {
    ...repository,
    sha: commit,
    per_page: 100,
  });
  for await (const { data } of pages) {
    commits.push(...data.map(({ sha }) => sha));
    if (commits.length >= most) break;
  }
  return commits.slice(0, most);
}

/**
 * Events whose runs are of the branch's own code. A fork's branch may have the same name, and runs that a comment or
 * another run started stand on the default branch, whatever they read.
 */
const OWN_EVENTS: ReadonlySet<string> = new Set([
  'push',
  'schedule',
  'workflow_dispatch',
  'repository_dispatch',
  'merge_group',
]);

/** Runs on a branch that succeeded, the newest first, of one commit where it is given; at most `most` are looked at. */
export async function successfulRuns(
  client: GitHubClient,
  branch: string,
  most: number,
  commit?: string,
): Promise<RunNow[]> {
  const { octokit, repository } = client;
  const own = `${repository.owner}/${repository.repo}`.toLowerCase();
  const runs: RunNow[] = [];
  let seen = 0;
  try {
    const pages = octokit.paginate.iterator('GET /repos/{owner}/{repo}/actions/runs', {
      ...repository,
      branch,
      status: 'success',
      per_page: 100,
      ...(commit === undefined ? {} : { head_sha: commit }),
    });
    for await (const { data } of pages) {
      seen += data.length;
      runs.push(...data.map(runOf));
      if (seen >= most) break;
    }
  } catch (error) {
    throw refusedActions(error);
  }
  return runs.filter(
    (run) => OWN_EVENTS.has(run.event) && run.branch === branch && run.headRepository?.toLowerCase() === own,
  );
}
