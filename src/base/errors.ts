/**
 * The one error type that Assay throws on purpose. It carries every problem found at once, and each problem
 * says what is wrong, where, what was expected and how to mend it. The shells turn its kind into an exit code.
 */

/** Where a problem lies: a file with a line and a column (both from 1), or a place inside a document. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** Path inside the document, as a reader writes it: `gate.rules[2].metric`. */
  readonly key?: string;
}

export interface Problem {
  readonly message: string;
  readonly where?: Place;
  readonly expected?: string;
  readonly fix?: string;
}

/**
 * - `usage`: the call, the configuration or an input file is wrong (exit 2);
 * - `environment`: network, disk, a missing engine, a lost device, a killed process (exit 3).
 * A verdict is never an error: a failed gate is a result.
 */
export type ErrorKind = 'usage' | 'environment';

export class AssayError extends Error {
  override readonly name = 'AssayError';
  readonly kind: ErrorKind;
  readonly problems: readonly Problem[];

  constructor(kind: ErrorKind, problems: Problem | readonly Problem[], options?: { cause?: unknown }) {
    const list: readonly Problem[] = Array.isArray(problems) ? problems : [problems as Problem];
    super(list.map(formatProblem).join('\n'), options);
    this.kind = kind;
    this.problems = list;
  }
}

/** A wrong call, configuration or input: exit code 2. */
export function usageError(problems: Problem | readonly Problem[], cause?: unknown): AssayError {
  return new AssayError('usage', problems, cause === undefined ? undefined : { cause });
}

/** Something outside failed, and the same call may work later or elsewhere: exit code 3. */
export function environmentError(problems: Problem | readonly Problem[], cause?: unknown): AssayError {
  return new AssayError('environment', problems, cause === undefined ? undefined : { cause });
}

/** `file:line:column: key: message (expected …). Fix: …`, with only the parts that are known. */
export function formatProblem(problem: Problem): string {
  const { where, message, expected, fix } = problem;
  const file = where?.file
    ? [where.file, where.line, where.line === undefined ? undefined : where.column]
        .filter((part) => part !== undefined)
        .join(':')
    : undefined;
  const head = [file, where?.key].filter((part) => part !== undefined && part !== '').join(': ');
  const body = `${head ? `${head}: ` : ''}${message}`;
  return `${body}${expected ? ` (expected ${expected})` : ''}${fix ? `\n  fix: ${fix}` : ''}`;
}

/** The text of anything that was thrown, for use inside a message. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The `code` of a Node system error (`ENOENT`, `ENOSPC`), or undefined. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
