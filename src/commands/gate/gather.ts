/** Waits with usage errors, so that all problems of a call are shown at once. */
import { AssayError, type Problem, usageError } from '../../base/index.js';

export interface Gathered<T> {
  readonly value: T | null;
  readonly problems: readonly Problem[];
}

/** Usage errors wait, so that all problems of a call are shown at once. Others end the call. */
function waiting(error: unknown): Gathered<never> {
  if (error instanceof AssayError && error.kind === 'usage') return { value: null, problems: error.problems };
  throw error;
}

export function gather<T>(work: () => T): Gathered<T> {
  try {
    return { value: work(), problems: [] };
  } catch (error) {
    return waiting(error);
  }
}

export async function gatherAsync<T>(work: () => Promise<T>): Promise<Gathered<T>> {
  try {
    return { value: await work(), problems: [] };
  } catch (error) {
    return waiting(error);
  }
}

/** Ends the call where there is any problem. */
export function stop(problems: readonly Problem[]): void {
  if (problems.length > 0) throw usageError(problems);
}
