/** Answers as GitHub words them, and the shape of a route: one row of a table by resource. */
import type { Matched } from './openapi.js';
import type { FakeGitHub } from './server.js';
import type { Access, FakeToken, Permission } from './state.js';

export const DOCS = 'https://docs.github.com/rest';
/** Characters of a comment's or an issue's body. */
export const LIMIT = 65_536;
export const API = 'https://api.github.com';

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes instead of JSON. */
  readonly raw?: Buffer;
  /** All of a list; the layer of rules cuts pages and leaves out what is too young to be seen. */
  readonly list?: {
    readonly items: readonly object[];
    /** How one item is answered. */
    readonly show: (item: never) => unknown;
    /** Where the list stands in an object beside its count. */
    readonly wrap?: (page: readonly unknown[], total: number) => unknown;
  };
}

export interface Call {
  readonly matched: Matched;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly token: FakeToken;
  readonly url: URL;
}

export interface Route {
  /** `GET /repos/{owner}/{repo}/…`, as GitHub's description names it. */
  readonly call: string;
  /** One of these is enough; none: any token may. */
  readonly needs: readonly `${Permission}:${Access}`[];
  /** False where Gitea and Forgejo have no such call. */
  readonly gitea?: false;
  readonly handle: (fake: FakeGitHub, call: Call) => Answer | Promise<Answer>;
}

/** A list whose items are shown one by one. */
export function listed<T extends object>(
  items: readonly T[],
  show: (item: T) => unknown,
  wrap?: (page: readonly unknown[], total: number) => unknown,
): Answer {
  return { status: 200, list: { items, show, ...(wrap ? { wrap } : {}) } };
}

export function ok(body: unknown, status = 200): Answer {
  return { status, body };
}
export function failed(status: number, message: string, more: object = {}): Answer {
  return { status, body: { message, ...more, documentation_url: DOCS, status: String(status) } };
}
export const notFound = () => failed(404, 'Not Found');
export const forbidden = (message: string) => failed(403, message);
export const invalid = (resource: string, field: string, message: string) =>
  failed(422, 'Validation Failed', { errors: [{ resource, code: 'unprocessable', field, message }] });

const LINKS = ['avatar', 'html', 'followers', 'subscriptions', 'organizations', 'repos', 'received_events'];
/** A nullable user is null in the least answer, so that it is written out here. */
export function user(fake: FakeGitHub, login: string): Record<string, unknown> {
  const bot = login.endsWith('[bot]') || fake.person(login)?.type === 'Bot';
  return {
    login,
    type: bot ? 'Bot' : 'User',
    id: [...login].reduce((sum, char) => sum * 31 + char.charCodeAt(0), 7) % 1_000_000,
    node_id: 'x',
    gravatar_id: null,
    site_admin: false,
    url: `${API}/users/x`,
    following_url: `${API}/x{/other}`,
    gists_url: `${API}/x{/gist}`,
    starred_url: `${API}/x{/owner}{/repo}`,
    events_url: `${API}/x{/privacy}`,
    ...Object.fromEntries(LINKS.map((name) => [`${name}_url`, `${API}/x`])),
  };
}
