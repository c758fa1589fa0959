/** Runs git. No shell, no prompt, no pager, and nothing of the caller's GIT_DIR: `cwd` alone says which repository. */
import { spawn } from 'node:child_process';
import type { Environment } from './context.js';
import { codeOf, environmentError, usageError } from './errors.js';

export interface GitOptions {
  /** The environment of the call, `ctx.env`: git is found on its PATH. */
  readonly env?: Environment;
  readonly signal?: AbortSignal;
  /** Largest output in bytes; more ends git and is an environment error. Absent: 64 MiB. */
  readonly maxBytes?: number;
}

export interface GitOutput {
  /** Exit code of git; 128 where git itself refused (no repository, unknown revision). */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;

/**
 * Runs `git args…` in `cwd` and gives its exit code and output; a non-zero code is not an error here.
 * Throws an environment error where git is not installed or its output is larger than `maxBytes`, a usage
 * error where `cwd` does not exist, and the abort's reason where `signal` ended it.
 */
export async function git(
  cwd: string,
  args: readonly string[],
  options: GitOptions = {},
): Promise<GitOutput> {
  const raw = await gitBytes(cwd, args, options);
  return { ...raw, stdout: raw.stdout.toString('utf8') };
}

/** The same with the bytes of standard output, for files that need not be UTF-8 (`git show REV:PATH`). */
export function gitBytes(
  cwd: string,
  args: readonly string[],
  options: GitOptions = {},
): Promise<{ readonly code: number; readonly stdout: Buffer; readonly stderr: string }> {
  const maxBytes = options.maxBytes ?? DEFAULT_MAX_BYTES;
  const { signal } = options;
  return new Promise((resolve, reject) => {
    const child = spawn('git', [...args], {
      cwd,
      env: gitEnvironment(options.env ?? {}),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      ...(signal ? { signal } : {}),
    });
    const stdout = collector(maxBytes, () => child.kill('SIGKILL'));
    const stderr = collector(maxBytes, () => child.kill('SIGKILL'));
    child.stdout.on('data', stdout.add);
    child.stderr.on('data', stderr.add);
    child.once('error', (error) => {
      if (signal?.aborted) reject(signal.reason instanceof Error ? signal.reason : error);
      else reject(startError(error, cwd));
    });
    child.once('close', (code, killed) => {
      if (signal?.aborted) return;
      if (stdout.full() || stderr.full()) {
        reject(environmentError({ message: `git ${args[0]} wrote more than ${maxBytes} bytes` }));
      } else if (code === null) {
        reject(environmentError({ message: `git ${args[0]} was ended by ${killed ?? 'a signal'}` }));
      } else {
        resolve({ code, stdout: stdout.bytes(), stderr: stderr.bytes().toString('utf8') });
      }
    });
  });
}

/** What git is given: the caller's variables without those that point it elsewhere or let it ask. */
export function gitEnvironment(env: Environment): Record<string, string> {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !REDIRECTING.has(entry[0]),
  );
  return {
    ...Object.fromEntries(kept),
    GIT_TERMINAL_PROMPT: '0',
    GIT_PAGER: 'cat',
    // Reading the state of a repository must not write to its index while another process works there.
    GIT_OPTIONAL_LOCKS: '0',
    // Messages are read by our own code in places; they must not depend on the user's language.
    LC_ALL: 'C',
  };
}

/** Set inside git hooks; they would silently name another repository than `cwd`. */
const REDIRECTING: ReadonlySet<string> = new Set([
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_PREFIX',
]);

function collector(limit: number, overflow: () => void) {
  const chunks: Buffer[] = [];
  let size = 0;
  return {
    add(chunk: Buffer): void {
      size += chunk.length;
      if (size > limit) overflow();
      else chunks.push(chunk);
    },
    full: () => size > limit,
    bytes: () => Buffer.concat(chunks),
  };
}

function startError(error: Error, cwd: string): Error {
  // A missing folder and a missing program are both ENOENT of spawn; the message names both.
  if (codeOf(error) === 'ENOENT') {
    return environmentError(
      {
        message: `git cannot be started in ${cwd}`,
        expected: 'the program `git` on the PATH, and the folder',
        fix: 'install git (Debian: `apt-get install git`)',
      },
      error,
    );
  }
  if (codeOf(error) === 'ENOTDIR') return usageError({ message: `${cwd} is not a folder` }, error);
  return environmentError({ message: `git cannot be started: ${error.message}` }, error);
}
