/** Runs git on the store's own area: with an input, with an output that may be streamed, and without leaking a secret. */
import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { codeOf, type Environment, environmentError, gitEnvironment } from '../../../base/index.js';

export interface Ran {
  readonly code: number;
  readonly stdout: Buffer;
  /** Without credentials. */
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: Uint8Array | string | Readable;
  /** Takes standard output as it comes; `stdout` is then empty. Awaited, so that a slow taker is not flooded. */
  readonly take?: (chunk: Buffer) => Promise<void> | void;
  readonly signal?: AbortSignal;
}

/** What the end of standard error is kept of: servers may say a lot, and the reason stands at the end. */
const STDERR_BYTES = 256 << 10;

/**
 * Runs `git args…`. `env` is the whole environment but for what `gitEnvironment` adds; `variables` are set last.
 * Throws an environment error where git cannot be started, and the abort's reason where a signal ended it.
 */
export async function runGit(
  cwd: string,
  args: readonly string[],
  env: Environment,
  variables: Readonly<Record<string, string>>,
  secrets: readonly string[],
  options: RunOptions = {},
): Promise<Ran> {
  const { signal } = options;
  signal?.throwIfAborted();
  const child = spawn('git', [...args], {
    cwd,
    env: { ...gitEnvironment(env), ...variables },
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const stop = () => child.kill('SIGTERM');
  signal?.addEventListener('abort', stop, { once: true });
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', (error) => reject(startError(error, cwd)));
    child.once('close', (code) => resolve(code ?? -1));
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  let kept = 0;
  child.stderr.on('data', (chunk: Buffer) => {
    stderr.push(chunk);
    kept += chunk.length;
    while (kept - (stderr[0]?.length ?? 0) > STDERR_BYTES) kept -= stderr.shift()?.length ?? 0;
  });
  let failure: unknown;
  const fails = (error: unknown): void => {
    failure ??= error;
    child.kill('SIGTERM');
  };
  const reading = (async () => {
    for await (const chunk of child.stdout) {
      if (options.take) await options.take(chunk as Buffer);
      else stdout.push(chunk as Buffer);
    }
  })().catch(fails);
  const writing = feed(child.stdin, options.input).catch((error: unknown) => {
    // git that ends early says why itself; only the source's own failure is news.
    if (codeOf(error) !== 'EPIPE' && codeOf(error) !== 'ERR_STREAM_PREMATURE_CLOSE') fails(error);
  });
  try {
    const code = await ended;
    await Promise.all([reading, writing]);
    if (signal?.aborted) throw signal.reason;
    if (failure !== undefined) throw failure;
    return {
      code,
      stdout: Buffer.concat(stdout),
      stderr: withoutSecrets(Buffer.concat(stderr).toString('utf8'), secrets),
    };
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

async function feed(stdin: NodeJS.WritableStream, input: RunOptions['input']): Promise<void> {
  if (input === undefined || typeof input === 'string' || input instanceof Uint8Array) {
    await new Promise<void>((resolve, reject) => {
      stdin.once('error', reject);
      stdin.end(input ?? '', () => resolve());
    });
    return;
  }
  await pipeline(input, stdin);
}

/** Takes what authenticates out of a text: known secrets, and names and passwords in addresses. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  let clean = text.replace(/([a-z][a-z0-9+.-]*:\/\/)[^@/\s'"]+@/gi, '$1');
  for (const secret of secrets) if (secret.length > 0) clean = clean.replaceAll(secret, '***');
  return clean;
}

function startError(error: Error, cwd: string): Error {
  return environmentError(
    {
      message:
        codeOf(error) === 'ENOENT'
          ? `git cannot be started in ${cwd}`
          : `git cannot be started: ${error.message}`,
      expected: 'the program `git` on the PATH, and the folder',
      fix: 'install git (Debian: `apt-get install git`)',
    },
    error,
  );
}
