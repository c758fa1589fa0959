/** What the log of an alias says: where it stands, and where a rollback goes. Pure functions over the entries. */
import type { AliasEntry, Decision } from '../registry/index.js';

/** The entry that an alias stands at; null before the first deployment. */
export function currentOf(log: readonly AliasEntry[]): AliasEntry | null {
  return log.at(-1) ?? null;
}

/**
 * Where a rollback without a version may go, nearest first: the entries under the current one, where a deployment
 * puts an entry on top and a rollback takes those above its aim away. So a second rollback goes one further back and
 * never forth to the version that was just left.
 */
export function earlierOf(log: readonly AliasEntry[]): readonly AliasEntry[] {
  const stack: AliasEntry[] = [];
  for (const entry of log) {
    if (entry.kind === 'rollback') {
      const aim = stack.findLastIndex((earlier) => earlier.to === entry.to);
      if (aim >= 0) stack.length = aim;
    }
    if (stack.at(-1)?.to === entry.to) stack.pop();
    stack.push(entry);
  }
  const current = stack.pop();
  return stack.reverse().filter((entry) => entry.to !== current?.to);
}

/** The nearest of `earlierOf`; null where there is nothing earlier. */
export function previousOf(log: readonly AliasEntry[]): AliasEntry | null {
  return earlierOf(log)[0] ?? null;
}

/**
 * The rejection of a version for a target that still stands: the newest one, unless the version was deployed there
 * after it, which takes approvals given after it. Null where there is none.
 */
export function standingRejection(
  decisions: readonly Decision[],
  log: readonly AliasEntry[],
  { version, alias }: Pick<AliasEntry, 'version' | 'alias'>,
): Decision | null {
  const rejection = decisions.findLast((one) => one.decision === 'reject' && one.target === alias);
  if (rejection === undefined) return null;
  const since = log.some(
    (entry) => entry.version === version && entry.kind === 'deploy' && entry.time > rejection.time,
  );
  return since ? null : rejection;
}

/** The last entry that served a version; null where the log does not know it. */
export function entryOfVersion(log: readonly AliasEntry[], version: number): AliasEntry | null {
  return log.findLast((entry) => entry.version === version) ?? null;
}
