/**
 * Who changed the text or the title of an issue, and when. Only GraphQL keeps that: by REST a text that was changed and
 * put back looks as it was.
 */
import { environmentError, messageOf } from '../../base/index.js';
import { message } from '../messages.js';
import { type GitHubClient, isGraphqlError, Refused } from './client.js';

export interface Edit {
  /** ISO time, in whole seconds. */
  readonly at: string;
  /** Login as comments show it, a bot's with `[bot]`; empty where the account is gone. */
  readonly by: string;
  /** True where this token's account did it. */
  readonly own: boolean;
}

// From both ends: which of them is the newest is not written anywhere, and only the newest count.
const QUERY = `query ($owner: String!, $repo: String!, $number: Int!) {
  repository(owner: $owner, name: $repo) {
    issue(number: $number) {
      head: userContentEdits(first: 100) { nodes { editedAt editor { __typename login } } }
      tail: userContentEdits(last: 100) { nodes { editedAt editor { __typename login } } }
      titles: timelineItems(last: 100, itemTypes: [RENAMED_TITLE_EVENT]) {
        nodes { ... on RenamedTitleEvent { createdAt actor { __typename login } } }
      }
    }
  }
}`;

type Actor = { readonly __typename: string; readonly login: string } | null;
type Nodes<T> = { readonly nodes: readonly (T | null)[] | null } | null;
type TextEdit = { readonly editedAt: string; readonly editor: Actor };
interface Answer {
  readonly repository: {
    readonly issue: {
      readonly head: Nodes<TextEdit>;
      readonly tail: Nodes<TextEdit>;
      readonly titles: Nodes<{ readonly createdAt: string; readonly actor: Actor }>;
    } | null;
  } | null;
}

/**
 * The edits of an issue, oldest first; of one second the token's own come first. Null where the server keeps none that
 * can be asked for (Gitea, Forgejo). Throws where GitHub does not answer, or does not let the token ask.
 */
export async function editsOfIssue(client: GitHubClient, number: number): Promise<readonly Edit[] | null> {
  if (client.server !== 'github') return null;
  const issue = await ask(client, number);
  if (issue === null) return null;
  const me = (await client.me()).toLowerCase();
  const edit = (at: string, who: Actor): Edit => {
    // GraphQL gives a bot's name without the ending that tells it from a person's.
    const name = who?.login.replace(/\[bot\]$/, '') ?? '';
    const by = who?.__typename === 'Bot' ? `${name}[bot]` : name;
    return { at, by, own: by.toLowerCase() === me };
  };
  const all = [
    ...there(issue.head).map(({ editedAt, editor }) => edit(editedAt, editor)),
    ...there(issue.tail).map(({ editedAt, editor }) => edit(editedAt, editor)),
    ...there(issue.titles).map(({ createdAt, actor }) => edit(createdAt, actor)),
  ];
  const once = new Map(all.map((each) => [`${each.at} ${each.by}`, each]));
  return [...once.values()].sort(
    (a, b) => Date.parse(a.at) - Date.parse(b.at) || Number(b.own) - Number(a.own),
  );
}

const there = <T>(list: Nodes<T>): T[] => (list?.nodes ?? []).filter((node) => node !== null);

type AskedIssue = NonNullable<NonNullable<Answer['repository']>['issue']>;

/** Null where the server has no GraphQL. */
async function ask(client: GitHubClient, number: number): Promise<AskedIssue | null> {
  const unknown = (reason: string, cause?: unknown) =>
    environmentError(
      {
        message: message('editsUnknown', { number, reason }),
        fix: 'give the job `issues: write`, and run it again',
      },
      cause,
    );
  try {
    const { owner, repo } = client.repository;
    const { repository } = await client.octokit.graphql<Answer>(QUERY, { owner, repo, number });
    if (!repository?.issue) throw unknown('GitHub shows no such issue to this token');
    return repository.issue;
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return null;
    // GraphQL refuses with an answer of its own, which is no failure of the call.
    if (error instanceof Refused || isGraphqlError(error)) throw unknown(messageOf(error), error);
    throw error;
  }
}
