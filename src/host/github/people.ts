/** What GitHub knows of people at this moment: what they may do here, and what they made. */
import { coAuthors, namesOf } from '../repository.js';
import { type GitHubClient, Refused } from './client.js';

export interface PersonStanding {
  readonly permission: 'admin' | 'write' | 'read' | 'none';
  readonly role: string;
}

/** The permission of a person in the repository, asked now. Who is not known to GitHub has none. */
export async function standingOf(client: GitHubClient, login: string): Promise<PersonStanding> {
  const { octokit, repository } = client;
  try {
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/collaborators/{username}/permission', {
      ...repository,
      username: login,
    });
    // Gitea and Forgejo have a word of their own for whose repository it is.
    const permission = data.permission === 'owner' ? 'admin' : data.permission;
    const known = permission === 'admin' || permission === 'write' || permission === 'read';
    return { permission: known ? permission : 'none', role: data.role_name };
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return { permission: 'none', role: 'none' };
    throw error;
  }
}

export interface CommentNow {
  readonly login: string;
  readonly isBot: boolean;
  readonly viaApp: boolean;
  readonly association: string;
  readonly body: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A comment as it is now; null where it was deleted. */
export async function commentNow(client: GitHubClient, id: number): Promise<CommentNow | null> {
  const { octokit, repository } = client;
  try {
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/issues/comments/{comment_id}', {
      ...repository,
      comment_id: id,
    });
    return {
      login: data.user?.login ?? '',
      isBot: data.user?.type !== 'User',
      viaApp: (data.performed_via_github_app ?? null) !== null,
      association: data.author_association ?? 'NONE',
      body: data.body ?? '',
      createdAt: data.created_at,
      updatedAt: data.updated_at,
    };
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return null;
    throw error;
  }
}

/**
 * Who made what was trained: author, co-authors and committer of the commit, authors of the pull requests it came in
 * by and of their commits, and who started the run. Logins as GitHub has them, of co-authors also names and addresses;
 * its own merging account is nobody.
 */
export async function makersOf(
  client: GitHubClient,
  commit: string | null,
  run: string,
): Promise<readonly string[]> {
  const { octokit, repository } = client;
  const people = new Set<string>();
  const add = (who: { readonly login?: string | undefined } | null | undefined) => {
    if (who?.login !== undefined && who.login !== 'web-flow') people.add(who.login);
  };
  const addCommit = (made: {
    readonly author?: unknown;
    readonly committer?: unknown;
    readonly commit: { readonly message: string };
  }) => {
    add(accountOf(made.author));
    add(accountOf(made.committer));
    for (const name of namesOf(coAuthors(made.commit.message))) people.add(name);
  };
  if (commit !== null) {
    const one = await octokit.request('GET /repos/{owner}/{repo}/commits/{ref}', {
      ...repository,
      ref: commit,
    });
    addCommit(one.data);
    const pulls = await octokit.paginate('GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', {
      ...repository,
      commit_sha: commit,
      per_page: 100,
    });
    for (const pull of pulls) {
      add(pull.user);
      const commits = await octokit.paginate('GET /repos/{owner}/{repo}/pulls/{pull_number}/commits', {
        ...repository,
        pull_number: pull.number,
        per_page: 100,
      });
      for (const each of commits) addCommit(each);
    }
  }
  if (/^[1-9][0-9]{0,15}$/.test(run)) {
    try {
      const { data } = await octokit.request('GET /repos/{owner}/{repo}/actions/runs/{run_id}', {
        ...repository,
        run_id: Number(run),
      });
      add(data.actor);
      add(data.triggering_actor);
    } catch (error) {
      // Runs are removed after some time; the manifest still names who started them.
      if (!(error instanceof Refused && error.status === 404)) throw error;
    }
  }
  return [...people];
}

/** The description lets the account of a commit be an empty object. */
function accountOf(who: unknown): { login: string } | null {
  if (typeof who !== 'object' || who === null || !('login' in who)) return null;
  return typeof who.login === 'string' ? { login: who.login } : null;
}

export type Reaction = '+1' | '-1' | 'eyes' | 'rocket' | 'confused';

export async function react(client: GitHubClient, comment: number, content: Reaction): Promise<void> {
  const { octokit, repository } = client;
  await octokit.request('POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', {
    ...repository,
    comment_id: comment,
    content,
  });
}
