/**
 * One comment a key on a pull request: found by a hidden marker and its author over all pages, created or
 * updated, never doubled. Of two that were created at once, the one with the lowest id stays.
 */
import { type GitHubClient, Refused } from './client.js';

export interface CommentOutcome {
  readonly state: 'created' | 'updated' | 'unchanged';
  readonly id: number;
  readonly url: string;
}

interface Comment {
  readonly id: number;
  readonly body?: string | undefined;
  readonly html_url: string;
  readonly user: { readonly login: string } | null;
}

/** Ids are far below 2^53; octokit's types allow for the day when they are not. */
function commentOf(data: Omit<Comment, 'id'> & { readonly id: number | bigint }): Comment {
  return { id: Number(data.id), body: data.body, html_url: data.html_url, user: data.user };
}

/** Publishes `body`, whose first line is the marker. Throws Refused where the token may not. */
export async function publishComment(
  client: GitHubClient,
  number: number,
  body: string,
): Promise<CommentOutcome> {
  const [marker = ''] = body.split('\n', 1);
  const [first, ...doubles] = await ourComments(client, number, marker);
  if (first) {
    for (const double of doubles) await remove(client, double.id);
    return update(client, first, body);
  }
  const { octokit, repository } = client;
  const answer = await octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
    ...repository,
    issue_number: number,
    body,
  });
  const created = commentOf(answer.data);
  // Another job may have created one at the same moment: both look again, and both keep the lowest.
  const after = await ourComments(client, number, marker);
  const all = after.some((comment) => comment.id === created.id) ? after : [...after, created];
  const [lowest, ...others] = [...all].sort((a, b) => a.id - b.id);
  if (!lowest || lowest.id === created.id) {
    for (const double of others) await remove(client, double.id);
    return { state: 'created', id: created.id, url: created.html_url };
  }
  const outcome = await update(client, lowest, body);
  for (const double of others) await remove(client, double.id);
  return outcome;
}

/** Comments with this marker by this author, lowest id first. The marker alone proves nothing: anyone can write it. */
async function ourComments(client: GitHubClient, number: number, marker: string): Promise<Comment[]> {
  const { octokit, repository } = client;
  const me = await client.me();
  const ours: Comment[] = [];
  const pages = octokit.paginate.iterator('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
    ...repository,
    issue_number: number,
    per_page: 100,
  });
  for await (const { data } of pages) {
    for (const comment of data) {
      const marked = comment.body?.split(/\r?\n/, 1)[0] === marker;
      if (marked && comment.user?.login.toLowerCase() === me.toLowerCase()) ours.push(commentOf(comment));
    }
  }
  return ours.sort((a, b) => a.id - b.id);
}

async function update(client: GitHubClient, comment: Comment, body: string): Promise<CommentOutcome> {
  if (same(comment.body ?? '', body)) return { state: 'unchanged', id: comment.id, url: comment.html_url };
  const { octokit, repository } = client;
  const { data } = await octokit.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
    ...repository,
    comment_id: comment.id,
    body,
  });
  return { state: 'updated', id: Number(data.id), url: data.html_url };
}

/** GitHub keeps line ends as they came, but may cut white space at the end. */
function same(a: string, b: string): boolean {
  const plain = (text: string) => text.replaceAll('\r\n', '\n').trimEnd();
  return plain(a) === plain(b);
}

async function remove(client: GitHubClient, id: number): Promise<void> {
  const { octokit, repository } = client;
  try {
    await octokit.request('DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}', {
      ...repository,
      comment_id: id,
    });
  } catch (error) {
    // The other of two racing jobs removed it first.
    if (!(error instanceof Refused && error.status === 404)) throw error;
  }
}
