/**
 * One comment a key on a pull request: found by a hidden marker and its author over all pages, created or
 * updated, never doubled. Of two that were created at once, the one with the lowest id stays.
 */
import { type GitHubClient, Refused } from './client.js';
import { createOnce } from './create.js';

export interface CommentOutcome {
  readonly state: 'created' | 'updated' | 'unchanged' | 'left';
  readonly id: number;
  readonly url: string;
}

/** What is to be published. It is written when the comment that it replaces is known. */
export interface Draft {
  /** The first line, by which the comment is found again. */
  readonly marker: string;
  /** The body, marker included, over the one that stands there now; `tight` where GitHub refused a longer one. */
  compose(existing: string | null, tight: boolean): Promise<string>;
  /** True where what stands there is newer and is to be left. Absent: never. */
  yields?(existing: string): Promise<boolean>;
}

interface Comment {
  readonly id: number;
  readonly body: string;
  readonly html_url: string;
  readonly created_at: string;
  readonly user: { readonly login: string } | null;
}

type Answered = Omit<Comment, 'id' | 'body'> & {
  readonly id: number | bigint;
  readonly body?: string | undefined;
};
/** Ids are far below 2^53; octokit's types allow for the day when they are not. */
function commentOf(data: Answered): Comment {
  const { body = '', html_url, created_at, user } = data;
  return { id: Number(data.id), body, html_url, created_at, user };
}

/** The comment was removed between our look and our write. */
class Gone extends Error {}
const ROUNDS = 3;

/** Publishes a draft. Throws Refused where the token may not, AssayError where no answer tells what happened. */
export async function publishComment(
  client: GitHubClient,
  number: number,
  draft: Draft,
): Promise<CommentOutcome> {
  for (let round = 1; ; round += 1) {
    try {
      return await publishOnce(client, number, draft);
    } catch (error) {
      if (!(error instanceof Gone)) throw error;
      if (round >= ROUNDS) throw error.cause;
    }
  }
}

async function publishOnce(client: GitHubClient, number: number, draft: Draft): Promise<CommentOutcome> {
  const { octokit, repository } = client;
  const [first, ...doubles] = await ourComments(client, number, draft.marker);
  if (first) {
    for (const double of doubles) await remove(client, double.id);
    return revise(client, first, draft);
  }
  const send = (body: string) => async () => {
    const { data } = await octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      ...repository,
      issue_number: number,
      body,
    });
    return commentOf(data);
  };
  // There was none before: what is found now is ours, or that of a racing job, and either serves.
  const find = async () => (await ourComments(client, number, draft.marker))[0] ?? null;
  const { sent: created, body } = await fitting(draft, null, (body) => createOnce(client, send(body), find));
  // Another job may have created one at the same moment: both look again, and both keep the lowest.
  const [lowest = created, ...others] = await withCreated(client, number, draft.marker, created);
  const outcome: CommentOutcome =
    lowest.id === created.id && same(created.body, body)
      ? { state: 'created', id: created.id, url: created.html_url }
      : await revise(client, lowest, draft);
  for (const double of others) await remove(client, double.id);
  return outcome;
}

/** Pauses before each look: a list may not show for a while what was just made. */
const LOOKS_MS: readonly number[] = [0, 250, 750, 2000, 4000];
/** How far apart two racing creations can lie, with clocks and replicas that differ. */
const RACE_MS = 600_000;

/**
 * Our comments, lowest id first, by a list that has come as far as the one just created: lists show comments in
 * the order of their making, so that an earlier one of another job is in it as well.
 */
async function withCreated(
  client: GitHubClient,
  number: number,
  marker: string,
  created: Comment,
): Promise<Comment[]> {
  const since = new Date(Date.parse(created.created_at) - RACE_MS).toISOString();
  let seen: Comment[] = [];
  for (const wait of LOOKS_MS) {
    if (wait > 0) await client.pause(wait);
    seen = await ourComments(client, number, marker, since);
    // It is not in the list either where a job with a lower one has removed it already.
    if (seen.some((comment) => comment.id >= created.id)) return seen;
    const [lowest] = seen;
    if (lowest !== undefined && lowest.id < created.id) break;
  }
  return [...seen.filter((comment) => comment.id !== created.id), created].sort((a, b) => a.id - b.id);
}

/**
 * Comments with this marker by this author, lowest id first; those changed after `since`, or all. The marker alone
 * proves nothing: anyone can write it.
 */
async function ourComments(
  client: GitHubClient,
  number: number,
  marker: string,
  since?: string,
): Promise<Comment[]> {
  const { octokit, repository } = client;
  const me = await client.me();
  const ours: Comment[] = [];
  const pages = octokit.paginate.iterator('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
    ...repository,
    issue_number: number,
    per_page: 100,
    ...(since === undefined ? {} : { since }),
  });
  for await (const { data } of pages) {
    for (const comment of data) {
      const marked = comment.body?.split(/\r?\n/, 1)[0] === marker;
      if (marked && comment.user?.login.toLowerCase() === me.toLowerCase()) ours.push(commentOf(comment));
    }
  }
  return ours.sort((a, b) => a.id - b.id);
}

async function revise(client: GitHubClient, comment: Comment, draft: Draft): Promise<CommentOutcome> {
  const stays = { id: comment.id, url: comment.html_url };
  if (await draft.yields?.(comment.body)) return { state: 'left', ...stays };
  const { octokit, repository } = client;
  try {
    const { sent } = await fitting(draft, comment.body, async (body): Promise<CommentOutcome> => {
      if (same(comment.body, body)) return { state: 'unchanged', ...stays };
      const { data } = await octokit.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
        ...repository,
        comment_id: comment.id,
        body,
      });
      return { state: 'updated', id: Number(data.id), url: data.html_url };
    });
    return sent;
  } catch (error) {
    if (error instanceof Refused && error.status === 404) throw new Gone('gone', { cause: error });
    throw error;
  }
}

/** Sends the body, and a shorter one where GitHub refuses it: a server may have a limit that nobody wrote down. */
async function fitting<T>(
  draft: Draft,
  existing: string | null,
  send: (body: string) => Promise<T>,
): Promise<{ readonly sent: T; readonly body: string }> {
  const body = await draft.compose(existing, false);
  try {
    return { sent: await send(body), body };
  } catch (error) {
    if (!(error instanceof Refused && (error.status === 422 || error.status === 413))) throw error;
    const short = await draft.compose(existing, true);
    if (short.length >= body.length) throw error;
    return { sent: await send(short), body: short };
  }
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
