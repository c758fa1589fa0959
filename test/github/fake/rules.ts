/** What holds for every call alike: permissions, rate limits, pages, entity tags, lists that lag behind. Pure where it can be. */
import { createHash } from 'node:crypto';
import { type Answer, type Call, DOCS, forbidden, type Route } from './answers.js';
import type { FakeToken } from './state.js';

/** The refusal where a token lacks what a route needs; null where it has it. Public repositories are open to reading. */
export function refusal(route: Route, token: FakeToken, visibility: 'public' | 'private'): Answer | null {
  if (route.needs.length === 0) return null;
  const has = route.needs.some((need) => {
    const [permission = '', access] = need.split(':');
    const given = Object.entries(token.permissions).find(([name]) => name === permission)?.[1];
    return access === 'read' ? given !== undefined || visibility === 'public' : given === 'write';
  });
  if (has) return null;
  return forbidden(
    `Resource not accessible by ${token.installation ? 'integration' : 'personal access token'}`,
  );
}

/** Requests of an hour, and creations in a short time. */
export class Limits {
  limit = 1000;
  remaining = 1000;
  /** Seconds since 1970 at which `remaining` is full again. */
  reset: number;
  /** After so many creations in a row the next is refused for `retryAfter` seconds; null: never. */
  secondary: { creations: number; retryAfter: number } | null = null;
  #created = 0;
  #until = 0;

  constructor(now: number) {
    this.reset = Math.floor(now / 1000) + 3600;
  }

  /** Counts a call; the refusal where one of the limits is used up. */
  refusal(method: string, now: number): Answer | null {
    if (now / 1000 >= this.reset) {
      this.remaining = this.limit;
      this.reset = Math.floor(now / 1000) + 3600;
    }
    if (this.remaining <= 0) {
      return { ...forbidden('API rate limit exceeded for installation ID 4711.') };
    }
    this.remaining -= 1;
    if (this.secondary === null || method === 'GET') return null;
    if (now >= this.#until && this.#until > 0) {
      this.#until = 0;
      this.#created = 0;
    }
    if (this.#until === 0) {
      this.#created += 1;
      if (this.#created <= this.secondary.creations) return null;
      this.#until = now + this.secondary.retryAfter * 1000;
    }
    const wait = Math.max(0, Math.ceil((this.#until - now) / 1000));
    const message =
      'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
    return {
      status: 403,
      headers: { 'retry-after': String(wait) },
      body: {
        message,
        documentation_url: `${DOCS}/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits`,
      },
    };
  }

  headers(): Record<string, string> {
    return {
      'x-ratelimit-limit': String(this.limit),
      'x-ratelimit-remaining': String(this.remaining),
      'x-ratelimit-used': String(this.limit - this.remaining),
      'x-ratelimit-reset': String(this.reset),
      'x-ratelimit-resource': 'core',
    };
  }
}

/** Things just made, which a list does not show for a while. In the order of making, as GitHub's replicas do. */
export class Lag {
  /** So many listings after its making a thing is not in the list. */
  lists = 0;
  #listings = 0;
  readonly #visibleAt = new WeakMap<object, number>();

  made<T extends object>(thing: T): T {
    if (this.lists > 0) this.#visibleAt.set(thing, this.#listings + this.lists);
    return thing;
  }

  /** Counts a listing, and gives what it shows. */
  shown<T extends object>(items: readonly T[]): T[] {
    this.#listings += 1;
    return items.filter((item) => (this.#visibleAt.get(item) ?? 0) < this.#listings);
  }
}

/** Pages as GitHub cuts them, with the `link` header that clients follow. */
export function paged(
  call: Call,
  items: readonly object[],
  answer: NonNullable<Answer['list']>,
  origin: string,
): Answer {
  const size = Number(call.query['per_page'] ?? '30');
  const page = Number(call.query['page'] ?? '1');
  const last = Math.max(1, Math.ceil(items.length / size));
  const to = (number: number, rel: string) => {
    const url = new URL(call.url.pathname + call.url.search, origin);
    url.searchParams.set('page', String(number));
    return `<${url.href}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [to(page - 1, 'prev'), to(1, 'first')] : []),
    ...(page < last ? [to(page + 1, 'next'), to(last, 'last')] : []),
  ];
  const show = answer.show as (item: object) => unknown;
  const part = items.slice((page - 1) * size, page * size).map((item) => show(item));
  return {
    status: 200,
    body: answer.wrap ? answer.wrap(part, items.length) : part,
    ...(links.length === 0 ? {} : { headers: { link: links.join(', ') } }),
  };
}

/** The entity tag of an answer, weak as GitHub's are. */
export function tagOf(body: unknown): string {
  return `W/"${createHash('sha256').update(JSON.stringify(body)).digest('hex')}"`;
}
