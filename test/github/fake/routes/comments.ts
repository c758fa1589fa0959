/** Comments of issues and pull requests, and reactions to them. */
import {
  API,
  type Call,
  forbidden,
  invalid,
  LIMIT,
  listed,
  notFound,
  ok,
  type Route,
  user,
} from '../answers.js';
import { sampleAnswer } from '../openapi.js';
import type { FakeGitHub } from '../server.js';
import type { FakeComment } from '../state.js';

const ALL = '/repos/{owner}/{repo}/issues/{issue_number}/comments';
const ONE = '/repos/{owner}/{repo}/issues/comments/{comment_id}';
const READ = ['issues:read', 'pull_requests:read'] as const;
const WRITE = ['issues:write', 'pull_requests:write'] as const;

const exists = (fake: FakeGitHub, number: number) =>
  [...fake.pulls, ...fake.issues].some((each) => each.number === number);
const found = (fake: FakeGitHub, call: Call) =>
  fake.comments.find(({ id }) => id === Number(call.path['comment_id']));

function show(fake: FakeGitHub, comment: FakeComment): Record<string, unknown> {
  const kind = fake.pulls.some(({ number }) => number === comment.issue) ? 'pull' : 'issues';
  return sampleAnswer(`GET ${ALL}`, 200, {
    id: comment.id,
    body: comment.body,
    html_url: `https://github.com/${fake.repository}/${kind}/${comment.issue}#issuecomment-${comment.id}`,
    issue_url: `${API}/repos/${fake.repository}/issues/${comment.issue}`,
    created_at: comment.created,
    updated_at: comment.updated,
    author_association: fake.person(comment.login)?.association ?? 'NONE',
    user: user(fake, comment.login),
  });
}

export const COMMENTS: readonly Route[] = [
  {
    call: `GET ${ALL}`,
    needs: READ,
    async handle(fake, call) {
      const issue = Number(call.path['issue_number']);
      if (!exists(fake, issue)) return notFound();
      const { since = '' } = call.query;
      const all = fake.comments.filter(
        (comment) => comment.issue === issue && comment.updated >= since.replace(/\.\d+Z$/, 'Z'),
      );
      await fake.hold();
      return listed(all, (comment) => show(fake, comment));
    },
  },
  {
    call: `POST ${ALL}`,
    needs: WRITE,
    handle(fake, { path, body, token }) {
      const issue = Number(path['issue_number']);
      if (!exists(fake, issue)) return notFound();
      if (fake.locked.has(issue)) return forbidden('Unable to create comment because issue is locked.');
      const text = String(body['body']);
      if (text.length > LIMIT) return tooLong();
      return ok(show(fake, fake.lag.made(fake.addComment(issue, token.login, text))), 201);
    },
  },
  {
    call: `GET ${ONE}`,
    needs: READ,
    handle(fake, call) {
      const comment = found(fake, call);
      return comment ? ok(show(fake, comment)) : notFound();
    },
  },
  {
    call: `PATCH ${ONE}`,
    needs: WRITE,
    handle(fake, call) {
      const comment = found(fake, call);
      if (!comment) return notFound();
      const text = String(call.body['body']);
      if (text.length > LIMIT) return tooLong();
      comment.body = text;
      comment.updated = fake.time();
      return ok(show(fake, comment));
    },
  },
  {
    call: `DELETE ${ONE}`,
    needs: WRITE,
    handle(fake, call) {
      const comment = found(fake, call);
      if (!comment) return notFound();
      fake.comments.splice(fake.comments.indexOf(comment), 1);
      return { status: 204 };
    },
  },
  {
    call: `POST ${ONE}/reactions`,
    needs: WRITE,
    handle(fake, call) {
      const comment = found(fake, call);
      if (!comment) return notFound();
      const content = String(call.body['content']);
      const given = { comment: comment.id, login: call.token.login, content };
      const known = fake.reactions.some(
        (each) => each.comment === given.comment && each.login === given.login && each.content === content,
      );
      if (!known) fake.reactions.push(given);
      const status = known ? 200 : 201;
      return ok(sampleAnswer(call.matched.route, status, { content, user: user(fake, given.login) }), status);
    },
  },
];

function tooLong() {
  return invalid('IssueComment', 'data', 'Body is too long (maximum is 65536 characters)');
}
