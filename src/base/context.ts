/**
 * What a command gets from outside: clock, working directory, environment, cancellation, messages.
 * Only the two shells make a Context from the real process; everything else takes it as a parameter, so
 * that a test can give another clock or directory.
 */

import type { Copies } from './copies.js';

/** Variables that a child process or a stage may read. A snapshot: later changes of the process are not seen. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface Progress {
  /** Says where the work stands; `fraction` from 0 to 1 where it is known. */
  update(text: string, fraction?: number): void;
  /** Ends the line. Always called, also after an error. */
  done(text?: string): void;
}

/** Messages for a person, on standard error. Standard output belongs to the result. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
  /** A line that moves in a terminal; in CI one line at intervals. */
  progress(label: string): Progress;
  /** Registers a value that must never appear in any output (a token, an expanded secret). */
  secret(value: string): void;
}

export interface Context {
  readonly cwd: string;
  readonly env: Environment;
  readonly now: () => Date;
  /** Aborted on SIGINT, SIGTERM and cancellation of the workflow. Long work must heed it. */
  readonly signal: AbortSignal;
  readonly log: Log;
  /** Entry file of this program, for work that must run in a process of its own. Absent in most tests. */
  readonly program?: string;
  /** Where copies of what the user named lie, for messages. Each command of the table has one; absent in some tests. */
  readonly copies?: Copies;
}

/** A log that says nothing, for tests and `--quiet` children. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  progress: () => ({ update: () => undefined, done: () => undefined }),
  secret: () => undefined,
};
