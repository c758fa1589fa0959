/**
 * A strict stand-in for GitHub's REST API on 127.0.0.1: only the calls that Assay makes, each request and
 * answer checked against GitHub's OpenAPI description, and refusals as GitHub words them. A request that
 * GitHub would not understand is a 422 here and stands in `complaints`, so that a test cannot miss it.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Matched, matchCall, requestProblems, responseProblems, sampleAnswer } from './openapi.js';

export interface FakeToken {
  readonly login: string;
  /** Tokens of workflows and Apps may not ask who they are. */
  readonly installation: boolean;
  readonly permissions: ReadonlySet<'pull_requests' | 'issues' | 'checks'>;
}
export interface FakeComment {
  readonly id: number;
  readonly issue: number;
  readonly login: string;
  body: string;
}
export interface FakeCheck {
  readonly id: number;
  readonly head_sha: string;
  readonly name: string;
  status: string;
  conclusion: string | null;
  output: { title?: string; summary?: string };
}
export interface FakePull {
  readonly number: number;
  readonly state: 'open' | 'closed';
  readonly sha: string;
  /** `owner:branch` */
  readonly head: string;
  /** False as for commits that only a fork has. */
  readonly listedByCommit?: boolean;
}
/** An answer given instead of the right one, once. */
export interface Fault {
  readonly method: string;
  readonly path: RegExp;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** True: the call is carried out, and only its answer is lost. */
  readonly after?: boolean;
}

export const LIMIT = 65_536;

export class FakeGitHub {
  readonly repository = 'octo/flights';
  readonly tokens = new Map<string, FakeToken>();
  readonly comments: FakeComment[] = [];
  readonly checks: FakeCheck[] = [];
  readonly pulls: FakePull[] = [];
  readonly locked = new Set<number>();
  readonly faults: Fault[] = [];
  /** Every request, as `GET /path?query`. */
  readonly requests: string[] = [];
  /** What GitHub would not have understood, or would not have answered. */
  readonly complaints: string[] = [];
  /** So many listings wait for each other, so that racing clients all see the state before any of them wrote. */
  holdLists = 0;
  #held: (() => void)[] = [];
  #next = 1000;
  #server: Server | null = null;
  url = '';

  async start(): Promise<this> {
    const server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        this.complaints.push(String(error));
        send(response, 500, { message: String(error) });
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return this;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  addComment(issue: number, login: string, body: string): FakeComment {
    this.#next += 1;
    const comment = { id: this.#next, issue, login, body };
    this.comments.push(comment);
    return comment;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const method = request.method ?? 'GET';
    this.requests.push(`${method} ${url.pathname}${url.search}`);
    const text = await textOf(request);
    const fault = this.#fault(method, url.pathname);
    if (fault && !fault.after) {
      send(response, fault.status, fault.body ?? { message: 'injected' }, fault.headers);
      return;
    }
    const token = this.#token(request);
    if (!token) {
      send(response, 401, { message: 'Bad credentials', documentation_url: DOCS, status: '401' });
      return;
    }
    const answer = await this.#route(method, url, text, token);
    if (fault) send(response, fault.status, fault.body ?? { message: 'injected' }, fault.headers);
    else send(response, answer.status, answer.body, answer.headers);
  }

  async #route(method: string, url: URL, text: string, token: FakeToken): Promise<Answer> {
    if (method === 'POST' && url.pathname === '/graphql') return graphql(text, token);
    const matched = matchCall(method, url.pathname);
    if (!matched) {
      this.complaints.push(`unknown call ${method} ${url.pathname}`);
      return notFound();
    }
    const query = Object.fromEntries(url.searchParams);
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const problems = requestProblems(matched, query, body);
    if (Number(query['per_page'] ?? '1') > 100) problems.push('per_page is larger than 100');
    if (problems.length > 0) {
      this.complaints.push(`${matched.route}: ${problems.join('; ')}`);
      return {
        status: 422,
        body: { message: 'Validation Failed', errors: problems, documentation_url: DOCS },
      };
    }
    const { owner, repo } = matched.path;
    if (owner !== undefined && `${owner}/${repo}` !== this.repository) return notFound();
    const answer = await HANDLERS[matched.route]?.(this, { matched, query, body, token, url });
    if (!answer) return notFound();
    if (answer.status < 300) {
      const wrong = responseProblems(matched.route, answer.status, answer.body);
      if (wrong.length > 0) throw new Error(`the fake answers ${matched.route} wrongly: ${wrong.join('; ')}`);
    }
    return answer;
  }

  #fault(method: string, path: string): Fault | undefined {
    const index = this.faults.findIndex((fault) => fault.method === method && fault.path.test(path));
    return index < 0 ? undefined : this.faults.splice(index, 1)[0];
  }

  #token(request: IncomingMessage): FakeToken | undefined {
    const given = /^(?:token|bearer) (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    return given === undefined ? undefined : this.tokens.get(given);
  }

  /** Waits until as many listings as `holdLists` have come, then lets them all go. */
  async hold(): Promise<void> {
    if (this.holdLists === 0) return;
    await new Promise<void>((resolve) => {
      this.#held.push(resolve);
      if (this.#held.length < this.holdLists) return;
      const all = this.#held;
      this.#held = [];
      this.holdLists = 0;
      for (const release of all) release();
    });
  }
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}
interface Call {
  readonly matched: Matched;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly token: FakeToken;
  readonly url: URL;
}
const DOCS = 'https://docs.github.com/rest';
const COMMENTS = '/repos/{owner}/{repo}/issues/{issue_number}/comments';
const ONE_COMMENT = '/repos/{owner}/{repo}/issues/comments/{comment_id}';

const HANDLERS: Readonly<Record<string, (fake: FakeGitHub, call: Call) => Answer | Promise<Answer>>> = {
  'GET /user': (_, { matched, token }) =>
    token.installation
      ? forbidden('Resource not accessible by integration')
      : { status: 200, body: sampleAnswer(matched.route, 200, { login: token.login, type: 'User' }) },

  [`GET ${COMMENTS}`]: async (fake, call) => {
    const issue = Number(call.matched.path['issue_number']);
    if (!fake.pulls.some((pull) => pull.number === issue)) return notFound();
    const all = fake.comments.filter((comment) => comment.issue === issue);
    await fake.hold();
    return paged(
      fake,
      call,
      all.map((comment) => commentBody(fake, comment)),
    );
  },

  [`POST ${COMMENTS}`]: (fake, { matched, body, token }) => {
    const issue = Number(matched.path['issue_number']);
    if (!mayComment(token)) return forbidden('Resource not accessible by integration');
    if (!fake.pulls.some((pull) => pull.number === issue)) return notFound();
    if (fake.locked.has(issue)) return forbidden('Unable to create comment because issue is locked.');
    const text = textField(body, 'body');
    if (text.length > LIMIT) return tooLong();
    return { status: 201, body: commentBody(fake, fake.addComment(issue, token.login, text)) };
  },

  [`PATCH ${ONE_COMMENT}`]: (fake, { matched, body, token }) => {
    if (!mayComment(token)) return forbidden('Resource not accessible by integration');
    const comment = fake.comments.find(({ id }) => id === Number(matched.path['comment_id']));
    if (!comment) return notFound();
    const text = textField(body, 'body');
    if (text.length > LIMIT) return tooLong();
    comment.body = text;
    return { status: 200, body: commentBody(fake, comment) };
  },

  [`DELETE ${ONE_COMMENT}`]: (fake, { matched, token }) => {
    if (!mayComment(token)) return forbidden('Resource not accessible by integration');
    const index = fake.comments.findIndex(({ id }) => id === Number(matched.path['comment_id']));
    if (index < 0) return notFound();
    fake.comments.splice(index, 1);
    return { status: 204 };
  },

  'POST /repos/{owner}/{repo}/check-runs': (fake, { matched, body, token }) => {
    if (!token.installation) return forbidden('You must authenticate via a GitHub App.');
    if (!token.permissions.has('checks')) return forbidden('Resource not accessible by integration');
    const given = body as Partial<FakeCheck> & { name: string; head_sha: string };
    const check: FakeCheck = {
      id: fake.checks.length + 1,
      name: given.name,
      head_sha: given.head_sha,
      status: given.status ?? 'queued',
      conclusion: given.conclusion ?? null,
      output: given.output ?? {},
    };
    fake.checks.push(check);
    return { status: 201, body: checkBody(fake, matched.route, 201, check) };
  },

  'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}': (fake, { matched, body, token }) => {
    if (!token.permissions.has('checks')) return forbidden('Resource not accessible by integration');
    const check = fake.checks.find(({ id }) => id === Number(matched.path['check_run_id']));
    if (!check) return notFound();
    Object.assign(check, body);
    return { status: 200, body: checkBody(fake, matched.route, 200, check) };
  },

  'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls': (fake, call) => {
    const sha = call.matched.path['commit_sha'];
    const found = fake.pulls.filter((pull) => pull.sha === sha && pull.listedByCommit !== false);
    return paged(
      fake,
      call,
      found.map((pull) => pullBody(fake, call.matched.route, pull)),
    );
  },

  'GET /repos/{owner}/{repo}/pulls': (fake, call) => {
    const { state = 'open', head } = call.query;
    const found = fake.pulls.filter(
      (pull) => (state === 'all' || pull.state === state) && (head === undefined || pull.head === head),
    );
    return paged(
      fake,
      call,
      found.map((pull) => pullBody(fake, call.matched.route, pull)),
    );
  },
};

function mayComment(token: FakeToken): boolean {
  return token.permissions.has('pull_requests') || token.permissions.has('issues');
}

function commentBody(fake: FakeGitHub, comment: FakeComment): Record<string, unknown> {
  const bot = comment.login.endsWith('[bot]');
  return sampleAnswer(`GET ${COMMENTS}`, 200, {
    id: comment.id,
    body: comment.body,
    html_url: `https://github.com/${fake.repository}/pull/${comment.issue}#issuecomment-${comment.id}`,
    user: { ...SIMPLE_USER, login: comment.login, type: bot ? 'Bot' : 'User' },
  });
}

const LINKS = ['avatar', 'html', 'followers', 'subscriptions', 'organizations', 'repos', 'received_events'];
/** A nullable user is null in the least answer, so that it is written out here. */
const SIMPLE_USER = {
  id: 1,
  node_id: 'x',
  gravatar_id: null,
  site_admin: false,
  url: 'https://api.github.com/x',
  following_url: 'https://api.github.com/x{/other}',
  gists_url: 'https://api.github.com/x{/gist}',
  starred_url: 'https://api.github.com/x{/owner}{/repo}',
  events_url: 'https://api.github.com/x{/privacy}',
  ...Object.fromEntries(LINKS.map((name) => [`${name}_url`, 'https://api.github.com/x'])),
};

function checkBody(fake: FakeGitHub, route: string, status: number, check: FakeCheck): unknown {
  return sampleAnswer(route, status, {
    id: check.id,
    name: check.name,
    head_sha: check.head_sha,
    status: check.status,
    conclusion: check.conclusion,
    html_url: `https://github.com/${fake.repository}/runs/${check.id}`,
    output: { title: check.output.title ?? null, summary: check.output.summary ?? null },
  });
}

function pullBody(fake: FakeGitHub, route: string, pull: FakePull): unknown {
  return sampleAnswer(route, 200, {
    number: pull.number,
    state: pull.state,
    head: { sha: pull.sha, label: pull.head },
    base: { repo: { full_name: fake.repository } },
  });
}

/** Pages as GitHub cuts them, with the `link` header that clients follow. */
function paged(fake: FakeGitHub, call: Call, all: readonly unknown[]): Answer {
  const size = Number(call.query['per_page'] ?? '30');
  const page = Number(call.query['page'] ?? '1');
  const last = Math.max(1, Math.ceil(all.length / size));
  const to = (number: number) => {
    const url = new URL(call.url, fake.url);
    url.searchParams.set('page', String(number));
    return url.href;
  };
  const link = page < last ? `<${to(page + 1)}>; rel="next", <${to(last)}>; rel="last"` : undefined;
  return {
    status: 200,
    body: all.slice((page - 1) * size, page * size),
    ...(link === undefined ? {} : { headers: { link } }),
  };
}

/** Only the one question that is asked: who am I. */
function graphql(text: string, token: FakeToken): Answer {
  const { query } = JSON.parse(text) as { query: string };
  if (query !== 'query { viewer { login } }') {
    return { status: 200, body: { errors: [{ message: `unknown query ${query}` }] } };
  }
  return { status: 200, body: { data: { viewer: { login: token.login } } } };
}

function textField(body: unknown, name: string): string {
  return String((body as Record<string, unknown>)[name]);
}
function forbidden(message: string): Answer {
  return { status: 403, body: { message, documentation_url: DOCS, status: '403' } };
}
function notFound(): Answer {
  return { status: 404, body: { message: 'Not Found', documentation_url: DOCS, status: '404' } };
}
function tooLong(): Answer {
  const errors = [
    {
      resource: 'IssueComment',
      code: 'unprocessable',
      field: 'data',
      message: 'Body is too long (maximum is 65536 characters)',
    },
  ];
  return {
    status: 422,
    body: { message: 'Validation Failed', errors, documentation_url: DOCS, status: '422' },
  };
}

function send(
  response: ServerResponse,
  status: number,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
