/**
 * A strict stand-in for GitHub's REST API on 127.0.0.1: only the calls that Assay makes (routes/), each request
 * and answer checked against GitHub's OpenAPI description, and refusals as GitHub words them. A request that
 * GitHub would not understand is a 422 here and stands in `complaints`, so that a test cannot miss it.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, DOCS, failed, notFound } from './answers.js';
import { answerGraphql } from './graphql.js';
import { matchCall, requestProblems, responseProblems } from './openapi.js';
import { ROUTES } from './routes/index.js';
import { Lag, Limits, paged, refusal, tagOf } from './rules.js';
import type {
  FakeArtifact,
  FakeCheck,
  FakeComment,
  FakeCommit,
  FakeDeployment,
  FakeDispatch,
  FakeIssue,
  FakePerson,
  FakePull,
  FakeReaction,
  FakeRun,
  FakeToken,
  Fault,
  Logged,
} from './state.js';

export class FakeGitHub {
  readonly repository = 'octo/flights';
  visibility: 'public' | 'private' = 'private';
  /** `gitea` lacks the calls that Gitea and Forgejo lack. */
  flavour: 'github' | 'gitea' = 'github';
  readonly tokens = new Map<string, FakeToken>();
  readonly people: FakePerson[] = [];
  readonly comments: FakeComment[] = [];
  readonly reactions: FakeReaction[] = [];
  readonly checks: FakeCheck[] = [];
  readonly pulls: FakePull[] = [];
  readonly commits: FakeCommit[] = [];
  readonly issues: FakeIssue[] = [];
  readonly runs: FakeRun[] = [];
  readonly artifacts: FakeArtifact[] = [];
  readonly deployments: FakeDeployment[] = [];
  readonly dispatches: FakeDispatch[] = [];
  /** `base...head` → commit of their merge base. */
  readonly mergeBases = new Map<string, string>();
  /** Names of environments that exist. */
  readonly environments = new Set<string>();
  readonly pullLabels = new Map<number, string[]>();
  readonly locked = new Set<number>();
  readonly faults: Fault[] = [];
  /** Every request, with what was answered. */
  readonly log: Logged[] = [];
  /** What GitHub would not have understood, or would not have answered. */
  readonly complaints: string[] = [];
  readonly limits: Limits;
  readonly lag = new Lag();
  /** The clock of the server, in milliseconds since 1970. */
  now: () => number = Date.now;
  /** So many listings wait for each other, so that racing clients all see the state before any of them wrote. */
  holdLists = 0;
  #held: (() => void)[] = [];
  #next = 1000;
  #signatures = 0;
  readonly #signed = new Map<string, number>();
  #server: Server | null = null;
  url = '';

  constructor() {
    this.limits = new Limits(this.now());
  }

  async start(): Promise<this> {
    const server = createServer((request, response) => {
      this.#serve(request, response).catch((error: unknown) => {
        this.complaints.push(String(error));
        send(response, failed(500, String(error)));
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

  /** Every request, as `GET /path?query`. */
  get requests(): string[] {
    return this.log.map(({ method, path, search }) => `${method} ${path}${search}`);
  }

  /** The next number of a comment, check, deployment or artifact. */
  id(): number {
    this.#next += 1;
    return this.#next;
  }

  /** The next number of an issue or a pull request, which share their numbers. */
  number(): number {
    return Math.max(0, ...[...this.pulls, ...this.issues].map(({ number }) => number)) + 1;
  }

  time(): string {
    return `${new Date(this.now()).toISOString().slice(0, 19)}Z`;
  }

  person(login: string): FakePerson | undefined {
    return this.people.find((each) => each.login.toLowerCase() === login.toLowerCase());
  }

  addComment(issue: number, login: string, body: string): FakeComment {
    const comment = { id: this.id(), issue, login, body, created: this.time(), updated: this.time() };
    this.comments.push(comment);
    return comment;
  }

  /** Somebody writes another text or title on GitHub's page. */
  editIssue(
    number: number,
    by: string | null,
    to: { readonly body?: string; readonly title?: string },
  ): void {
    const issue = this.issues.find((each) => each.number === number);
    if (issue === undefined) throw new Error(`there is no issue ${number}`);
    // A text that stays as it is makes no edit.
    if (to.body !== undefined && to.body !== issue.body) {
      issue.edits = [...(issue.edits ?? []), { at: this.time(), by }];
      issue.body = to.body;
    }
    if (to.title !== undefined && to.title !== issue.title) {
      issue.renames = [...(issue.renames ?? []), { at: this.time(), by }];
      issue.title = to.title;
    }
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

  /** Where the archive of an artifact lies: an address with a signature, which is good for once and without a token. */
  storeAddress(artifact: number): string {
    this.#signatures += 1;
    this.#signed.set(`${this.#signatures}`, artifact);
    return `${this.url}/_store/${artifact}.zip?sig=${this.#signatures}`;
  }

  #stored(request: IncomingMessage, url: URL): Answer {
    if (request.headers.authorization !== undefined) this.complaints.push('the store was sent a token');
    const signature = url.searchParams.get('sig') ?? '';
    const found = this.artifacts.find(({ id }) => id === this.#signed.get(signature));
    this.#signed.delete(signature);
    if (!found) return failed(403, 'AuthenticationFailed');
    return { status: 200, raw: found.zip, headers: { 'content-type': 'application/zip' } };
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const method = request.method ?? 'GET';
    const index = this.log.length;
    const logged: Logged = {
      method,
      path: url.pathname,
      search: url.search,
      body: undefined,
      login: null,
      status: 0,
    };
    this.log.push(logged);
    const text = await textOf(request);
    const fault = this.#fault(index, method, url.pathname);
    if (fault?.how === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms ?? 100));
    const wrong = fault !== undefined && fault.how !== 'slow';
    if (!wrong || fault.after) {
      const answer = await this.#answer(request, method, url, text, logged);
      if (!wrong) {
        logged.status = answer.status;
        send(response, answer, this.limits.headers());
        return;
      }
    }
    if (fault?.how === 'drop') {
      request.socket.destroy();
      return;
    }
    if (fault?.how === 'malformed') {
      logged.status = 200;
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end('{"id": 1, "bo');
      return;
    }
    const { status = 500, body = { message: 'injected' }, headers = {} } = fault ?? {};
    logged.status = status;
    send(response, { status, body, headers });
  }

  async #answer(
    request: IncomingMessage,
    method: string,
    url: URL,
    text: string,
    logged: Logged,
  ): Promise<Answer> {
    if (url.pathname.startsWith('/_store/')) return this.#stored(request, url);
    const token = this.#token(request);
    if (!token) return failed(401, 'Bad credentials');
    logged.login = token.login;
    const limited = this.limits.refusal(method, this.now());
    if (limited) return limited;
    if (method === 'POST' && url.pathname === '/graphql') {
      return this.flavour === 'gitea' ? notFound() : answerGraphql(this, text, token);
    }
    const answer = await this.#route(method, url, text, token, logged);
    if (method !== 'GET' || answer.status !== 200 || answer.raw) return answer;
    const etag = tagOf(answer.body);
    const headers = { ...answer.headers, etag };
    if (request.headers['if-none-match'] !== etag) return { ...answer, headers };
    this.limits.remaining += 1;
    return { status: 304, headers };
  }

  async #route(method: string, url: URL, text: string, token: FakeToken, logged: Logged): Promise<Answer> {
    const matched = matchCall(method, url.pathname);
    const route = matched && ROUTES.find(({ call }) => call === matched.route);
    if (!matched || !route) {
      this.complaints.push(`unknown call ${method} ${url.pathname}`);
      return notFound();
    }
    if (this.flavour === 'gitea' && route.gitea === false) return notFound();
    const query = Object.fromEntries(url.searchParams);
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    logged.body = body;
    const problems = requestProblems(matched, query, body);
    if (Number(query['per_page'] ?? '1') > 100) problems.push('per_page is larger than 100');
    if (problems.length > 0) {
      this.complaints.push(`${matched.route}: ${problems.join('; ')}`);
      return failed(422, 'Validation Failed', { errors: problems });
    }
    const { owner, repo } = matched.path;
    if (owner !== undefined && `${owner}/${repo}` !== this.repository) return notFound();
    const refused = refusal(route, token, this.visibility);
    if (refused) return refused;
    const call = {
      matched,
      path: matched.path,
      query,
      body: (body ?? {}) as Record<string, unknown>,
      token,
      url,
    };
    const handled = await route.handle(this, call);
    const answer = handled.list
      ? paged(call, this.lag.shown(handled.list.items), handled.list, this.url)
      : handled;
    if (answer.status < 400 && !answer.raw) {
      const wrong = responseProblems(matched.route, answer.status, answer.body);
      if (wrong.length > 0) throw new Error(`the fake answers ${matched.route} wrongly: ${wrong.join('; ')}`);
    }
    return answer;
  }

  #fault(at: number, method: string, path: string): Fault | undefined {
    const index = this.faults.findIndex((fault) =>
      fault.at !== undefined ? fault.at === at : fault.method === method && (fault.path?.test(path) ?? true),
    );
    return index < 0 ? undefined : this.faults.splice(index, 1)[0];
  }

  #token(request: IncomingMessage): FakeToken | undefined {
    const given = /^(?:token|bearer) (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    return given === undefined ? undefined : this.tokens.get(given);
  }
}

function send(response: ServerResponse, answer: Answer, more: Readonly<Record<string, string>> = {}): void {
  const headers = { ...more, ...answer.headers };
  if (answer.raw) {
    response.writeHead(answer.status, headers).end(answer.raw);
    return;
  }
  response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

export { DOCS };
