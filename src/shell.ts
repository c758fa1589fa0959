/** What the two shells share: cancellation by signals, and turning what was thrown into words and an exit code. */
import { AssayError, codeOf, formatProblem, type Log, messageOf } from './base/index.js';

/** Exit codes beside those of verdicts. */
export const EXIT_USAGE = 2;
export const EXIT_ENVIRONMENT = 3;

/**
 * Aborts on SIGINT and SIGTERM. The same signal a second time ends the process at once, for whoever is in a hurry;
 * a runner that cancels sends one of each, and between them training may still write its checkpoint.
 */
export function abortOnSignals(
  on: (signal: NodeJS.Signals, listener: () => void) => void,
  exit: () => void,
): AbortSignal {
  const controller = new AbortController();
  const heard = new Set<NodeJS.Signals>();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    on(name, () => {
      if (heard.has(name)) exit();
      heard.add(name);
      controller.abort(new AssayError('environment', { message: `cancelled by ${name}` }));
    });
  }
  return controller.signal;
}

/** Those parts of `process` that `watchOutput` needs. */
interface Outputs {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  exitCode?: number | string | null | undefined;
  once(event: 'exit', listener: () => void): unknown;
}

/**
 * Hears what goes wrong with the standard streams: nobody would else, and Node then ends the process with a stack
 * trace. A reader that left (`| head -1`) wants no more, and changes no verdict. Anything else, such as a full disk,
 * gives exit code 3: the result did not reach who asked for it.
 */
export function watchOutput(process: Outputs): void {
  let failed: Error | null = null;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: Error) => {
      if (codeOf(error) === 'EPIPE' || failed !== null) return;
      failed = error;
      if (stream === process.stdout)
        process.stderr.write(`error: standard output cannot be written: ${error.message}\n`);
    });
  }
  // The shell sets the code of the verdict, perhaps after the stream has failed: this is the last word.
  process.once('exit', () => {
    if (failed !== null) process.exitCode = EXIT_ENVIRONMENT;
  });
}

/** What the operating system refuses for reasons of its own, such as a folder that is read-only or a full disk. */
const SYSTEM_CODES: ReadonlySet<string> = new Set(
  'EACCES EDQUOT EEXIST EFBIG EIO EISDIR ELOOP EMFILE ENAMETOOLONG ENFILE ENOSPC ENOTDIR EPERM EROFS'.split(
    ' ',
  ),
);

function ofSystem(error: unknown): boolean {
  return SYSTEM_CODES.has(codeOf(error) ?? '');
}

/** Reports what was thrown and gives the exit code: 2 for usage, 3 for the environment and for our own defects. */
export function reportFailure(error: unknown, log: Log, debug: boolean): number {
  if (error instanceof AssayError) {
    for (const problem of error.problems) log.error(formatProblem(problem));
    if (debug && error.stack) log.debug(error.stack);
    return error.kind === 'usage' ? EXIT_USAGE : EXIT_ENVIRONMENT;
  }
  if (error instanceof Error && error.name === 'AbortError') {
    log.error('cancelled');
    return EXIT_ENVIRONMENT;
  }
  if (ofSystem(error)) {
    log.error(
      `${messageOf(error)}\n  fix: look at the permissions, the space and the kind of what is named there`,
    );
    if (debug && error instanceof Error && error.stack) log.debug(error.stack);
    return EXIT_ENVIRONMENT;
  }
  log.error(
    `${messageOf(error)}\n  this is a defect of Assay, not of your files; set ASSAY_DEBUG=1 to see where it happened, and please report it`,
  );
  if (debug && error instanceof Error && error.stack) log.debug(error.stack);
  return EXIT_ENVIRONMENT;
}

/** The same as data, for `--json`. */
export function failureAsData(error: unknown, command: string): object {
  const known = error instanceof AssayError;
  return {
    schemaVersion: 1,
    command,
    error: {
      kind: known ? error.kind : ofSystem(error) ? 'environment' : 'internal',
      problems: known ? error.problems : [{ message: messageOf(error) }],
    },
  };
}
