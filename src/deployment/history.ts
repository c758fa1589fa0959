/** What the log of an alias says: where it stands, and where a rollback goes. Pure functions over the entries. */
import type { AliasEntry } from '../registry/index.js';

/** The entry that an alias stands at; null before the first deployment. */
export function currentOf(log: readonly AliasEntry[]): AliasEntry | null {
  return log.at(-1) ?? null;
}

/**
 * Where a rollback without a version goes: the entry under the current one, where a deployment puts an entry
 * on top and a rollback takes those above its aim away. So a second rollback goes one further back and never
 * forth to the version that was just left. Null where there is nothing earlier.
 */
export function previousOf(log: readonly AliasEntry[]): AliasEntry | null {
  const stack: AliasEntry[] = [];
  for (const entry of log) {
    if (entry.kind === 'rollback') {
      const aim = stack.findLastIndex((earlier) => earlier.to === entry.to);
      if (aim >= 0) stack.length = aim;
    }
    if (stack.at(-1)?.to === entry.to) stack.pop();
    stack.push(entry);
  }
  return stack.at(-2) ?? null;
}

/** The last entry that served a version; null where the log does not know it. */
export function entryOfVersion(log: readonly AliasEntry[], version: number): AliasEntry | null {
  return log.findLast((entry) => entry.version === version) ?? null;
}
