/**
 * The client of GitHub's REST API: the few calls that Assay makes, with retries, and errors that say what to
 * do. Loaded only when something is published; nothing else imports octokit.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { GitHub, getOctokitOptions } from '@actions/github/lib/utils';
import { type Context, environmentError, messageOf } from '../../base/index.js';
import { isRateLimit, retryDelay } from './retry.js';

export type Octokit = InstanceType<typeof GitHub>;

export interface Repository {
  readonly owner: string;
  readonly repo: string;
}

export interface GitHubClient {
  readonly octokit: Octokit;
  readonly repository: Repository;
  /** Login of whoever the token belongs to, as the author of a comment is named; asked once. */
  me(): Promise<string>;
}

export interface ClientOptions {
  readonly token: string;
  /** Such as `https://api.github.com`. */
  readonly baseUrl: string;
  readonly repository: Repository;
}

/** A refusal that is no failure of the network: the token may not do it, or the thing is not there. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  constructor(status: number, message: string, cause: unknown) {
    super(message, { cause });
    this.status = status;
  }
}

export function openClient(ctx: Context, options: ClientOptions): GitHubClient {
  ctx.log.secret(options.token);
  const { debug } = ctx.log;
  const octokit = new GitHub(
    getOctokitOptions(options.token, {
      baseUrl: options.baseUrl,
      userAgent: 'assay',
      request: { signal: ctx.signal },
      log: { debug, info: debug, warn: debug, error: debug },
    }),
  );
  octokit.hook.wrap('request', async (request, call) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await request(call);
      } catch (error) {
        if (ctx.signal.aborted) throw ctx.signal.reason ?? error;
        const failure = failureOf(error);
        const wait = retryDelay({ ...failure, method: call.method, tries, now: ctx.now().getTime() });
        if (wait === null) throw explained(error, failure, `${call.method} ${call.url}`);
        ctx.log.debug(`${call.method} ${call.url}: ${failure.message}; again in ${wait} ms`);
        await sleep(wait, undefined, { signal: ctx.signal });
      }
    }
  });
  let login: Promise<string> | undefined;
  return {
    octokit,
    repository: options.repository,
    me() {
      login ??= whoAmI(octokit, options.token);
      return login;
    },
  };
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

function explained(error: unknown, failure: Failure, call: string): Error {
  const { status, message } = failure;
  if (status === null) {
    return environmentError(
      {
        message: `GitHub could not be reached (${call}): ${message}`,
        fix: 'check the network and GITHUB_API_URL, then run the step again',
      },
      error,
    );
  }
  if (isRateLimit(failure)) {
    return environmentError(
      {
        message: `GitHub's rate limit is used up (${call}): ${message}`,
        fix: 'run the step again later; GITHUB_TOKEN has 1,000 requests an hour for a repository',
      },
      error,
    );
  }
  if (status >= 500) {
    return environmentError(
      { message: `GitHub answered ${status} (${call}): ${message}`, fix: 'run the step again' },
      error,
    );
  }
  return new Refused(status, message, error);
}

/**
 * A personal token knows its user. The token of a workflow may not ask for one (403), but GraphQL tells its
 * bot; servers without GraphQL leave the bot of GitHub Actions.
 */
async function whoAmI(octokit: Octokit, token: string): Promise<string> {
  const installation = token.startsWith('ghs_');
  if (!installation) {
    try {
      return (await octokit.request('GET /user')).data.login;
    } catch (error) {
      if (!(error instanceof Refused) || error.status === 401) throw error;
    }
  }
  try {
    const { viewer } = await octokit.graphql<{ viewer: { login: string } }>('query { viewer { login } }');
    return viewer.login.endsWith('[bot]') ? viewer.login : `${viewer.login}[bot]`;
  } catch (error) {
    if (error instanceof Refused || error instanceof TypeError || isGraphqlError(error))
      return 'github-actions[bot]';
    throw error;
  }
}

function isGraphqlError(error: unknown): boolean {
  return error instanceof Error && error.name === 'GraphqlResponseError';
}
