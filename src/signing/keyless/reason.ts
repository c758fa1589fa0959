/** What a library of Sigstore says went wrong: it wraps what happened, and the innermost message says it. */
import { messageOf } from '../../base/index.js';

export function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined ? messageOf(error) : `${messageOf(error)}: ${reasonOf(cause)}`;
}
