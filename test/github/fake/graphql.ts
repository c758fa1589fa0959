/** GraphQL, as far as Assay asks: each question is checked against GitHub's own schema before it is answered. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, graphql as execute } from 'graphql';
import type { Answer } from './answers.js';
import type { FakeGitHub } from './server.js';
import type { FakeIssue, FakeToken } from './state.js';

const SCHEMA = buildSchema(readFileSync(join(import.meta.dirname, 'schema.graphql'), 'utf8'));

interface Page {
  readonly first?: number;
  readonly last?: number;
}

export async function answerGraphql(fake: FakeGitHub, text: string, token: FakeToken): Promise<Answer> {
  const { query, variables } = JSON.parse(text) as { query: string; variables?: Record<string, unknown> };
  const actor = (login: string | null) =>
    login === null
      ? null
      : login.endsWith('[bot]')
        ? { __typename: 'Bot', login: login.replace(/\[bot\]$/, '') }
        : { __typename: 'User', login };
  // Newest first, and the first text stands among the edits once there is another.
  const edits = ({ login, created, edits: all = [] }: FakeIssue) =>
    all.length === 0
      ? []
      : [{ at: created ?? fake.time(), by: login }, ...all]
          .map(({ at, by }) => ({ editedAt: at, editor: actor(by) }))
          .reverse();
  const root = {
    viewer: { login: token.login },
    repository: ({ owner, name }: { owner: string; name: string }) =>
      `${owner}/${name}` === fake.repository ? { issue } : null,
  };
  function issue({ number }: { number: number }) {
    if (token.permissions.issues === undefined) throw new Error('Resource not accessible by integration');
    const found = fake.issues.find((each) => each.number === number);
    if (found === undefined) throw new Error(`Could not resolve to an Issue with the number of ${number}.`);
    return {
      userContentEdits: (page: Page) => ({ nodes: cut(edits(found), page) }),
      timelineItems: (page: Page) => ({
        nodes: cut(
          (found.renames ?? []).map(({ at, by }) => ({
            __typename: 'RenamedTitleEvent',
            createdAt: at,
            actor: actor(by),
          })),
          page,
        ),
      }),
    };
  }
  const result = await execute({
    schema: SCHEMA,
    source: query,
    rootValue: root,
    ...(variables === undefined ? {} : { variableValues: variables }),
  });
  if (result.data === undefined) fake.complaints.push(`GraphQL: ${JSON.stringify(result.errors)}`);
  return { status: 200, body: result };
}

/** GitHub wants `first` or `last`, at most 100. */
function cut<T>(all: readonly T[], { first, last }: Page): T[] {
  if ((first === undefined) === (last === undefined)) throw new Error('give `first` or `last`');
  if ((first ?? last ?? 0) > 100) throw new Error('more than 100 records');
  return first === undefined ? all.slice(-(last ?? 0)) : all.slice(0, first);
}
