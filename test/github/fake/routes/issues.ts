/** Issues: what is written to people outside of a pull request. */
import { API, invalid, LIMIT, listed, notFound, ok, type Route, user } from '../answers.js';
import { sampleAnswer } from '../openapi.js';
import type { FakeGitHub } from '../server.js';
import type { FakeIssue } from '../state.js';

const MANY = '/repos/{owner}/{repo}/issues';
const ONE = `${MANY}/{issue_number}`;

function show(fake: FakeGitHub, route: string, status: number, issue: FakeIssue): unknown {
  return sampleAnswer(route, status, {
    number: issue.number,
    title: issue.title,
    body: issue.body,
    state: issue.state,
    user: user(fake, issue.login),
    html_url: `https://github.com/${fake.repository}/issues/${issue.number}`,
    comments_url: `${API}/repos/${fake.repository}/issues/${issue.number}/comments`,
    labels: issue.labels.map((name) => ({ name })),
  });
}

const names = (value: unknown): string[] =>
  Array.isArray(value) ? value.map((each) => (typeof each === 'string' ? each : String(each?.name))) : [];
const found = (fake: FakeGitHub, path: Readonly<Record<string, string>>) =>
  fake.issues.find(({ number }) => number === Number(path['issue_number']));
const tooLong = () => invalid('Issue', 'body', 'body is too long (maximum is 65536 characters)');

export const ISSUES: readonly Route[] = [
  {
    call: `GET ${MANY}`,
    needs: ['issues:read'],
    handle(fake, { matched, query }) {
      const { state = 'open', labels, creator, sort, direction } = query;
      const wanted = labels?.split(',') ?? [];
      const all = fake.issues.filter(
        (issue) =>
          (state === 'all' || issue.state === state) &&
          wanted.every((label) => issue.labels.includes(label)) &&
          (creator === undefined || issue.login === creator),
      );
      // Newest first, as GitHub lists them.
      const ascending = direction === 'asc' && (sort === undefined || sort === 'created');
      return listed(ascending ? all : all.toReversed(), (issue) => show(fake, matched.route, 200, issue));
    },
  },
  {
    call: `POST ${MANY}`,
    needs: ['issues:write'],
    handle(fake, { matched, body, token }) {
      const text = String(body['body'] ?? '');
      if (text.length > LIMIT) return tooLong();
      const issue: FakeIssue = {
        number: fake.number(),
        login: token.login,
        title: String(body['title']),
        body: text,
        state: 'open',
        labels: names(body['labels']),
        created: fake.time(),
      };
      fake.issues.push(fake.lag.made(issue));
      return ok(show(fake, matched.route, 201, issue), 201);
    },
  },
  {
    call: `GET ${ONE}`,
    needs: ['issues:read'],
    handle(fake, { matched, path }) {
      const issue = found(fake, path);
      if (issue) return ok(show(fake, matched.route, 200, issue));
      // A pull request is an issue too.
      const pull = fake.pulls.find(({ number }) => number === Number(path['issue_number']));
      if (!pull) return notFound();
      const login = pull.head.split(':')[0] ?? 'octo';
      const { number, state } = pull;
      const as = show(fake, matched.route, 200, { number, state, login, title: 'x', body: '', labels: [] });
      const url = `${API}/repos/${fake.repository}/pulls/${number}`;
      return ok({
        ...(as as object),
        pull_request: { url, html_url: url, diff_url: url, patch_url: url },
      });
    },
  },
  {
    call: `PATCH ${ONE}`,
    needs: ['issues:write'],
    handle(fake, { matched, path, body, token }) {
      const issue = found(fake, path);
      if (!issue) return notFound();
      const { body: text, title } = body;
      if (typeof text === 'string' && text.length > LIMIT) return tooLong();
      fake.editIssue(issue.number, token.login, {
        ...(typeof text === 'string' ? { body: text } : {}),
        ...(typeof title === 'string' ? { title } : {}),
      });
      if (body['state'] === 'open' || body['state'] === 'closed') issue.state = body['state'];
      if (body['labels'] !== undefined) issue.labels = names(body['labels']);
      return ok(show(fake, matched.route, 200, issue));
    },
  },
  {
    call: `POST ${ONE}/labels`,
    needs: ['issues:write', 'pull_requests:write'],
    handle(fake, { path, body }) {
      const issue = found(fake, path);
      if (!issue) return notFound();
      for (const name of names(body['labels'])) if (!issue.labels.includes(name)) issue.labels.push(name);
      return ok([]);
    },
  },
  {
    call: `DELETE ${ONE}/labels/{name}`,
    needs: ['issues:write', 'pull_requests:write'],
    handle(fake, { path }) {
      const number = Number(path['issue_number']);
      const labels = found(fake, path)?.labels ?? fake.pullLabels.get(number);
      const index = labels?.indexOf(path['name'] ?? '') ?? -1;
      if (labels === undefined || index < 0) return notFound();
      labels.splice(index, 1);
      return ok([]);
    },
  },
];
