/** What the two shells share: cancellation by signals, and turning what was thrown into words and an exit code. */
import { AssayError, formatProblem, type Log, messageOf } from './base/index.js';

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
      kind: known ? error.kind : 'internal',
      problems: known ? error.problems : [{ message: messageOf(error) }],
    },
  };
}
