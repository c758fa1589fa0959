/**
 * Issues of ours: found again by their hidden first line and their author, never opened twice. Of two that were
 * opened at once the lowest number stays, and the other is closed as a duplicate.
 */
import type { GitHubClient } from './client.js';
import { createOnce } from './create.js';
import { firstLine } from './marker.js';

export interface Issue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly open: boolean;
  readonly url: string;
  readonly isPull: boolean;
  readonly login: string;
}

export interface IssueText {
  readonly title: string;
  /** The first line is the marker. */
  readonly body: string;
  readonly labels: readonly string[];
}

export interface IssueOutcome {
  readonly state: 'created' | 'updated' | 'unchanged';
  readonly number: number;
  readonly url: string;
}

export interface Search {
  readonly state: 'open' | 'all';
  readonly label?: string;
  /** ISO time: only issues that changed since then. */
  readonly since?: string;
}

const OUTDATED = 'An issue of the same subject was opened at the same moment: see #';

/** Issues that this token's account wrote and whose first line `isOurs` knows, lowest number first. */
export async function ourIssues(
  client: GitHubClient,
  isOurs: (firstLine: string) => boolean,
  search: Search,
): Promise<Issue[]> {
  const { octokit, repository } = client;
  const me = (await client.me()).toLowerCase();
  const found: Issue[] = [];
  const pages = octokit.paginate.iterator('GET /repos/{owner}/{repo}/issues', {
    ...repository,
    state: search.state,
    ...(search.label === undefined ? {} : { labels: search.label }),
    ...(search.since === undefined ? {} : { since: search.since }),
    per_page: 100,
  });
  for await (const { data } of pages) {
    for (const item of data) {
      const issue = issueOf(item);
      if (!issue.isPull && issue.login.toLowerCase() === me && isOurs(firstLine(issue.body)))
        found.push(issue);
    }
  }
  return found.sort((a, b) => a.number - b.number);
}

export async function readIssue(client: GitHubClient, number: number): Promise<Issue> {
  const { octokit, repository } = client;
  const { data } = await octokit.request('GET /repos/{owner}/{repo}/issues/{issue_number}', {
    ...repository,
    issue_number: number,
  });
  return issueOf(data);
}

/** Opens the issue, or writes the one that is there anew. A closed one stays closed. */
export async function publishIssue(
  client: GitHubClient,
  isOurs: (firstLine: string) => boolean,
  issue: IssueText,
  search: Search,
): Promise<IssueOutcome> {
  const { octokit, repository } = client;
  const there = await ourIssues(client, isOurs, search);
  if (there.length > 0) return keepLowest(client, there, issue);
  const send = async () => {
    const { data } = await octokit.request('POST /repos/{owner}/{repo}/issues', {
      ...repository,
      title: issue.title,
      body: issue.body,
      labels: [...issue.labels],
    });
    return issueOf(data);
  };
  // There was none before: what is found after a lost answer is ours, or that of a racing job, and either serves.
  const find = async () => (await ourIssues(client, isOurs, search))[0] ?? null;
  const created = await createOnce(client, send, find);
  // Another job may have opened one at the same moment: both look again, and both keep the lowest.
  const after = await ourIssues(client, isOurs, search);
  const all = after.some(({ number }) => number === created.number) ? after : [...after, created];
  const outcome = await keepLowest(
    client,
    [...all].sort((a, b) => a.number - b.number),
    issue,
  );
  return outcome.number === created.number ? { ...outcome, state: 'created' } : outcome;
}

async function keepLowest(
  client: GitHubClient,
  [lowest, ...others]: readonly Issue[],
  issue: IssueText,
): Promise<IssueOutcome> {
  if (lowest === undefined) throw new Error('there is no issue to keep');
  for (const other of others) {
    await writeIssue(client, other.number, { body: `${OUTDATED}${lowest.number}.\n`, close: 'not_planned' });
  }
  if (lowest.title === issue.title && sameText(lowest.body, issue.body)) {
    return { state: 'unchanged', number: lowest.number, url: lowest.url };
  }
  await writeIssue(client, lowest.number, { title: issue.title, body: issue.body });
  return { state: 'updated', number: lowest.number, url: lowest.url };
}

export async function writeIssue(
  client: GitHubClient,
  number: number,
  change: {
    readonly title?: string;
    readonly body?: string;
    readonly close?: 'completed' | 'not_planned';
  },
): Promise<void> {
  const { octokit, repository } = client;
  await octokit.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
    ...repository,
    issue_number: number,
    ...(change.title === undefined ? {} : { title: change.title }),
    ...(change.body === undefined ? {} : { body: change.body }),
    ...(change.close === undefined ? {} : { state: 'closed' as const, state_reason: change.close }),
  });
}

/** GitHub's pages write line ends of their own, and may cut white space at the end. */
export function sameText(a: string, b: string): boolean {
  const plain = (text: string) => text.replaceAll('\r\n', '\n').trimEnd();
  return plain(a) === plain(b);
}

function issueOf(data: {
  readonly number: number;
  readonly title: string;
  readonly body?: string | null | undefined;
  readonly state: string;
  readonly html_url: string;
  readonly pull_request?: unknown;
  readonly user: { readonly login: string } | null;
}): Issue {
  return {
    number: data.number,
    title: data.title,
    body: data.body ?? '',
    open: data.state === 'open',
    url: data.html_url,
    isPull: data.pull_request !== undefined && data.pull_request !== null,
    login: data.user?.login ?? '',
  };
}
