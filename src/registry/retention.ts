/** Which old versions and runs a retention rule gives up. Pure, over a census. */
import type { Census } from './census.js';
import type { VersionEntry } from './types.js';

export interface Retention {
  /** The newest so many of each model stay, whatever their age; at least 1. */
  readonly keepLast?: number;
  /** Only what is older than that. */
  readonly olderThanMs?: number;
  /** Only of this model. */
  readonly model?: string;
}

export const nameOf = ({ model, version }: VersionEntry): string => `${model} ${version}`;
export const hexOf = ({ digest }: VersionEntry): string => digest.slice('sha256:'.length);

/** Whether an alias, an approval or a deployment names the version. */
export function isUsed(census: Census, entry: VersionEntry): boolean {
  return census.used.has(nameOf(entry)) || census.usedDigests.has(hexOf(entry));
}

export function oldVersions(census: Census, retention: Retention, time: number): VersionEntry[] {
  return beyond(
    census.versions.map(({ entry, object }) => ({
      entry,
      model: entry.model,
      at: object.modified.getTime(),
      order: entry.version,
    })),
    retention,
    time,
  )
    .map(({ entry }) => entry)
    .filter((entry) => !isUsed(census, entry) && !census.tombstones.has(nameOf(entry)));
}

/** Runs that made no version: one that did belongs to its history. */
export function oldRuns(census: Census, retention: Retention, time: number): Census['runs'] {
  return beyond(
    census.runs.map((run) => ({
      run,
      model: run.entry.model,
      at: run.object.modified.getTime(),
      order: Date.parse(run.entry.time),
    })),
    retention,
    time,
  )
    .map(({ run }) => run)
    .filter(({ entry }) => entry.version === null);
}

/** What the rule gives up: older than it says, and not among the newest of its model. */
function beyond<T extends { model: string; at: number; order: number }>(
  all: readonly T[],
  { keepLast, olderThanMs, model }: Retention,
  time: number,
): T[] {
  const models = new Map<string, T[]>();
  for (const one of all) {
    if (model === undefined || one.model === model)
      models.set(one.model, [...(models.get(one.model) ?? []), one]);
  }
  return [...models.values()].flatMap((own) =>
    own
      .sort((a, b) => b.order - a.order)
      .slice(Math.max(1, keepLast ?? 1))
      // Times of a store may have whole seconds: what was made just now can be of the future.
      .filter(({ at }) => olderThanMs === undefined || time - at >= olderThanMs),
  );
}
