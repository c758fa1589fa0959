/**
 * The REST API of an MLflow server: one call, with the credentials of the user, a time limit, a bound on what is read,
 * and retries of what may be done twice. Nothing here knows what is asked for.
 */
import { type Environment, environmentError, messageOf, usageError } from '../base/index.js';

export interface MlflowServer {
  /** Without a slash at the end, without credentials. */
  readonly url: string;
  /** `authorization` where there are credentials. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface CallOptions {
  readonly signal: AbortSignal;
  /** Milliseconds before each further try; tests make it short. */
  readonly pauses?: readonly number[];
  readonly timeoutMs?: number;
}

/** What the server said with a status that is no success. */
export class MlflowRefusal extends Error {
  constructor(
    readonly status: number,
    /** `RESOURCE_DOES_NOT_EXIST`, `RESOURCE_ALREADY_EXISTS`, …; '' where the answer names none. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const PAUSES = [300, 1500, 4000];
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/**
 * The server of `MLFLOW_TRACKING_URI`, or of `given`, with the credentials of the environment. Every credential goes to
 * `secret`. A usage error where no server is named, or a store that has no REST API.
 */
export function mlflowServer(
  env: Environment,
  secret: (value: string) => void,
  given: { readonly url?: string; readonly token?: string } = {},
): MlflowServer {
  const address = given.url ?? env['MLFLOW_TRACKING_URI'];
  if (address === undefined || address === '') {
    throw usageError({
      message: 'which MLflow server is meant? MLFLOW_TRACKING_URI is not set',
      expected: 'its address, such as https://mlflow.example.com',
      fix: 'set MLFLOW_TRACKING_URI; a store on disk is named as mlflow:PATH#RUN',
    });
  }
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw usageError({ message: `${JSON.stringify(address)} is no address of an MLflow server` });
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw usageError({
      message: `the MLflow server has an address that begins with ${url.protocol}`,
      expected: 'https:// or http://',
      fix: 'a store on disk is named as mlflow:PATH#RUN',
    });
  }
  const token = given.token ?? env['MLFLOW_TRACKING_TOKEN'];
  const user = url.username === '' ? env['MLFLOW_TRACKING_USERNAME'] : decodeURIComponent(url.username);
  const password = url.username === '' ? env['MLFLOW_TRACKING_PASSWORD'] : decodeURIComponent(url.password);
  const headers: Record<string, string> = {};
  if (user) {
    const basic = Buffer.from(`${user}:${password ?? ''}`).toString('base64');
    for (const value of [password ?? '', basic]) if (value !== '') secret(value);
    headers['authorization'] = `Basic ${basic}`;
  } else if (token) {
    secret(token);
    headers['authorization'] = `Bearer ${token}`;
  }
  return { url: `${url.origin}${url.pathname}`.replace(/\/+$/, ''), headers };
}

export interface Request {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Behind `/api/2.0/`, with no leading slash. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** True where doing it twice is the same as once. A call of which only the answer was lost is then repeated. */
  readonly repeatable: boolean;
}

/** The answer as JSON data. Throws `MlflowRefusal`, or an environment error where the server is not reached. */
export async function callMlflow(
  server: MlflowServer,
  request: Request,
  options: CallOptions,
): Promise<unknown> {
  const response = await send(server, request, options);
  const text = await readBounded(response, request);
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch (error) {
    throw environmentError(
      {
        message: `${server.url} answered ${request.path} with something that is no JSON: it may be no MLflow server`,
      },
      error,
    );
  }
}

/** The response with a status of success; the body is not read yet. */
export async function send(server: MlflowServer, request: Request, options: CallOptions): Promise<Response> {
  const { signal, pauses = PAUSES, timeoutMs = 30_000 } = options;
  const url = new URL(`${server.url}/api/2.0/${request.path}`);
  for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, value);
  const tries = request.repeatable ? pauses : [];
  for (let round = 0; ; round += 1) {
    const pause = tries[round];
    try {
      const response = await fetch(url, {
        method: request.method,
        headers: {
          ...server.headers,
          accept: 'application/json',
          ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
        // Credentials go to the server that was named, and to no other.
        redirect: 'error',
      });
      if (response.ok) return response;
      const refusal = await refusalOf(response, request);
      if (pause === undefined || !(response.status === 429 || response.status >= 500)) throw refusal;
    } catch (error) {
      if (signal.aborted || error instanceof MlflowRefusal) throw error;
      if (pause === undefined) {
        throw environmentError(
          {
            message: `the MLflow server ${server.url} gave no answer to ${request.path}: ${reasonOf(error)}`,
            fix: 'look whether the server runs, and whether this machine reaches it',
          },
          error,
        );
      }
    }
    await pauseFor(pause * (0.5 + Math.random() / 2), signal);
  }
}

async function refusalOf(response: Response, request: Request): Promise<MlflowRefusal> {
  let code = '';
  let message = '';
  try {
    const data: unknown = JSON.parse(await readBounded(response, request));
    if (typeof data === 'object' && data !== null) {
      if ('error_code' in data) code = String(data.error_code);
      if ('message' in data) message = String(data.message).slice(0, 500);
    }
  } catch {
    // A proxy's page and an answer that ends early say no more than the status does.
  }
  const hint =
    response.status === 401 || response.status === 403
      ? '; set MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD'
      : '';
  return new MlflowRefusal(
    response.status,
    code,
    `MLflow answered ${request.path} with status ${response.status}${code ? ` ${code}` : ''}${message ? `: ${message}` : ''}${hint}`,
  );
}

async function readBounded(response: Response, { path }: Request): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > MAX_ANSWER_BYTES) {
      throw environmentError({
        message: `MLflow's answer to ${path} is larger than ${MAX_ANSWER_BYTES} bytes`,
      });
    }
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined ? messageOf(error) : messageOf(cause);
}

export async function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((done) => {
    const timer = setTimeout(finish, ms);
    function finish(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      done();
    }
    signal.addEventListener('abort', finish, { once: true });
  });
  signal.throwIfAborted();
}
