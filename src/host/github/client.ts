/**
 * The client of GitHub's REST API: the few calls that Assay makes, with retries, and errors that say what to
 * do. Loaded only when something is published; nothing else imports octokit.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { GitHub, getOctokitOptions } from '@actions/github/lib/utils';
import { AssayError, type Context, environmentError, messageOf } from '../../base/index.js';
import { message } from '../messages.js';
import { isRateLimit, resetTime, retryDelay } from './retry.js';

export type Octokit = InstanceType<typeof GitHub>;

export interface Repository {
  readonly owner: string;
  readonly repo: string;
}

/** Gitea and Forgejo speak a part of GitHub's API: no check runs, no deployments, no GraphQL. */
export type Server = 'github' | 'gitea';

export interface GitHubClient {
  readonly octokit: Octokit;
  readonly repository: Repository;
  readonly server: Server;
  /** Login of whoever the token belongs to, as the author of a comment is named; asked once. */
  me(): Promise<string>;
  /** Waits, unless the run is stopped. */
  pause(ms: number): Promise<void>;
}

export interface ClientOptions {
  readonly token: string;
  /** Such as `https://api.github.com`. */
  readonly baseUrl: string;
  readonly repository: Repository;
  /** Absent: GitHub. */
  readonly server?: Server;
}

/** A refusal that is no failure of the network: the token may not do it, or the thing is not there. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  constructor(status: number, text: string, cause: unknown) {
    super(text, { cause });
    this.status = status;
  }
}

/** No answer that tells what happened: the call may have been carried out or not. */
export class NoAnswer extends AssayError {
  constructor(text: string, fix: string, cause: unknown) {
    super('environment', { message: text, fix }, { cause });
  }
}

/** One try; a server that says nothing for so long has failed. */
const TRY_MS = 30_000;

export function openClient(ctx: Context, options: ClientOptions): GitHubClient {
  ctx.log.secret(options.token);
  const { debug } = ctx.log;
  const octokit = new GitHub(
    getOctokitOptions(options.token, {
      baseUrl: options.baseUrl,
      userAgent: 'assay',
      log: { debug, info: debug, warn: debug, error: debug },
    }),
  );
  const pause = async (ms: number) => {
    await sleep(ms, undefined, { signal: ctx.signal });
  };
  octokit.hook.wrap('request', async (request, call) => {
    // GraphQL only asks here, so that it may be asked again.
    const method = call.url.endsWith('/graphql') ? 'GET' : call.method;
    for (let tries = 1; ; tries += 1) {
      const signal = AbortSignal.any([ctx.signal, AbortSignal.timeout(TRY_MS)]);
      try {
        const answer = await request({ ...call, request: { ...call.request, signal } });
        if (!isUnreadable(answer)) return answer;
        throw new Unreadable('it is no JSON');
      } catch (error) {
        if (ctx.signal.aborted) throw ctx.signal.reason ?? error;
        const failure = failureOf(error);
        const wait = retryDelay({ ...failure, method, tries, now: ctx.now().getTime() });
        if (wait === null) throw explained(ctx, error, failure, `${call.method} ${call.url}`);
        ctx.log.debug(`${call.method} ${call.url}: ${failure.message}; again in ${wait} ms`);
        await pause(wait);
      }
    }
  });
  const server = options.server ?? 'github';
  let login: Promise<string> | undefined;
  return {
    octokit,
    repository: options.repository,
    server,
    pause,
    me() {
      login ??= whoAmI(octokit, options.token, server);
      return login;
    },
  };
}

class Unreadable extends Error {}

/** Octokit gives the text where the JSON cannot be parsed; no call of ours is answered with a string. */
function isUnreadable(answer: {
  readonly status: number;
  readonly data: unknown;
  readonly headers: object;
}): boolean {
  // 204 and a redirection that is not followed have no body, whatever a proxy says of its type.
  if (answer.status === 204 || answer.status >= 300) return false;
  const type = Object.entries(answer.headers).find(([name]) => name === 'content-type')?.[1];
  return typeof answer.data === 'string' && /\bjson\b/.test(String(type));
}

interface Failure {
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly message: string;
}

/** Octokit gives a network failure the status 500 and no response. */
function failureOf(error: unknown): Failure {
  const known = error as { status?: unknown; response?: { headers?: Failure['headers'] } };
  const answered = typeof known.status === 'number' && known.response !== undefined;
  return {
    status: answered ? Number(known.status) : null,
    headers: known.response?.headers ?? {},
    message: messageOf(error),
  };
}

function explained(ctx: Context, error: unknown, failure: Failure, call: string): Error {
  const { status, message: reason } = failure;
  if (error instanceof Unreadable) {
    const fix = 'run the step again; a proxy between may have cut or changed the answer';
    return new NoAnswer(message('unreadable', { call, reason }), fix, error);
  }
  if (status === null) {
    const fix = 'check the network and GITHUB_API_URL, then run the step again';
    return new NoAnswer(message('unreachable', { call, reason }), fix, error);
  }
  if (isRateLimit(failure)) {
    const time = resetTime(failure, ctx.now().getTime());
    const reset = time === null ? '' : `; it resets at ${time.toISOString()}`;
    return environmentError(
      {
        message: message('limited', { call, reason, reset }),
        fix: `run the step again ${time === null ? 'later' : 'after that'}; GITHUB_TOKEN has 1,000 requests an hour for a repository`,
      },
      error,
    );
  }
  if (status >= 500 || status === 408) {
    return new NoAnswer(message('failing', { status, call, reason }), 'run the step again', error);
  }
  return new Refused(status, reason, error);
}

/** Logins of the token of a workflow, where the server does not tell. */
const BOTS: Readonly<Record<Server, string>> = { github: 'github-actions[bot]', gitea: 'gitea-actions' };

/**
 * A personal token knows its user. The token of a workflow may not ask for one (403), but GraphQL tells its
 * bot; servers without GraphQL leave the bot of their own workflows.
 */
async function whoAmI(octokit: Octokit, token: string, server: Server): Promise<string> {
  const installation = token.startsWith('ghs_');
  if (!installation) {
    try {
      return (await octokit.request('GET /user')).data.login;
    } catch (error) {
      if (!(error instanceof Refused) || (error.status === 401 && server === 'github')) throw error;
    }
  }
  if (server === 'gitea') return BOTS.gitea;
  try {
    const { viewer } = await octokit.graphql<{ viewer: { login: string } }>('query { viewer { login } }');
    return viewer.login.endsWith('[bot]') ? viewer.login : `${viewer.login}[bot]`;
  } catch (error) {
    if (error instanceof Refused || error instanceof TypeError || isGraphqlError(error)) return BOTS.github;
    throw error;
  }
}

/** GraphQL refuses with status 200, and says why in the answer. */
export function isGraphqlError(error: unknown): boolean {
  return error instanceof Error && error.name === 'GraphqlResponseError';
}
