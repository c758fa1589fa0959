/** What lies on this machine only as a copy, and what its user calls it: messages and results say the latter. */
import { sep } from 'node:path';
import { AssayError, type Problem } from './errors.js';

export class Copies {
  private readonly known = new Map<string, string>();

  /** `folder` (absolute) holds copies of what lies below `address`. */
  add(folder: string, address: string): void {
    this.known.set(folder, address);
  }

  /** The text with addresses in the place of paths. */
  named(text: string): string {
    let named = text;
    for (const [folder, address] of this.known) {
      named = named.replaceAll(`${folder}${sep}`, `${address}/`).replaceAll(folder, address);
    }
    return named;
  }

  /** The error with every text of its problems named so; any other error as it is. */
  explained(error: unknown): unknown {
    if (!(error instanceof AssayError) || this.known.size === 0) return error;
    const problems = error.problems.map((problem) => this.problem(problem));
    const explained = new AssayError(error.kind, problems, { cause: error.cause });
    return explained.message === error.message ? error : explained;
  }

  /** Data with every text in it named so. */
  within(data: unknown): unknown {
    if (this.known.size === 0) return data;
    if (typeof data === 'string') return this.named(data);
    if (Array.isArray(data)) return data.map((item) => this.within(item));
    if (typeof data !== 'object' || data === null) return data;
    return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, this.within(value)]));
  }

  private problem({ message, where, expected, fix }: Problem): Problem {
    return {
      message: this.named(message),
      ...(where === undefined
        ? {}
        : { where: where.file === undefined ? where : { ...where, file: this.named(where.file) } }),
      ...(expected === undefined ? {} : { expected: this.named(expected) }),
      ...(fix === undefined ? {} : { fix: this.named(fix) }),
    };
  }
}
