/**
 * The clean-up. First a plan, which is only a look: what nothing names and is older than the grace period, what
 * interrupted writes left, leases that ended, and, where a retention rule is given, old runs and versions that
 * were never used. Then the removal, in the reverse order of writing, under a lease that holds off uploads.
 *
 * Never removed: anything that a version, an alias, an approval, an event, a run or an import names; entries
 * themselves, but for runs under a retention rule; objects that this version of Assay does not know.
 */
import { type Cache, type Census, cachedManifest, takeCensus } from './census.js';
import { type Core, createEntry, writeReceipt } from './core.js';
import { keys } from './layout.js';
import { Lease, leasesOf, type SeenLease, TERMS } from './leases.js';
import { newId } from './records.js';
import { damaged } from './sealed.js';
import type { StoredObject } from './storage/index.js';
import { retire } from './tombstones.js';
import type { VersionEntry } from './types.js';
import { cleanupSchema } from './upkeep-types.js';

const DAY = 86_400_000;
/** Longer than the longest upload of a job that can still end: hosted runners stop a job after five days. */
export const DEFAULT_GRACE_MS = 7 * DAY;

export interface Retention {
  /** The newest so many of each model stay, whatever their age; at least 1. */
  readonly keepLast?: number;
  /** Only what is older than that. */
  readonly olderThanMs?: number;
  /** Only of this model. */
  readonly model?: string;
}

export interface GcOptions {
  readonly graceMs?: number;
  /** Absent: no version and no run is given up. */
  readonly retention?: Retention;
  readonly signal?: AbortSignal;
  readonly progress?: (text: string, fraction?: number) => void;
}

export type RemovalKind = 'run' | 'lease' | 'manifest' | 'blob' | 'leftover';
export interface Removal {
  readonly kind: RemovalKind;
  readonly key: string;
  readonly size: number;
  readonly why: string;
}

export interface GcPlan {
  /** In the order in which they go. */
  readonly removals: readonly Removal[];
  /** Versions that get a tombstone; their files go with a clean-up after the grace period. */
  readonly retire: readonly VersionEntry[];
  /** Entries whose receipt a crash prevented; they get it. */
  readonly receipts: readonly string[];
  /** Objects that nothing names and that are too young to go. */
  readonly young: number;
  /** Uploads under way: while there is one, no manifest and no blob goes. */
  readonly uploads: readonly SeenLease[];
  readonly objects: number;
}

export interface GcReport {
  readonly plan: GcPlan;
  /** What was removed; less than the plan where an upload was under way. */
  readonly removed: readonly Removal[];
  readonly retired: readonly VersionEntry[];
}

/** Looks, and changes nothing. Throws where the registry is damaged: then nothing may be removed. */
export async function planGc(core: Core, options: GcOptions = {}): Promise<GcPlan> {
  return plan(core, options, new Map(), core.now().getTime());
}

/** Cleans up. `who` stands in the lease and in the record of the clean-up. */
export async function collectGarbage(core: Core, who: string, options: GcOptions = {}): Promise<GcReport> {
  const cache: Cache = new Map();
  // A first look without a lease, so that uploads wait only for what must be done while they wait.
  const first = await plan(core, options, cache, core.now().getTime());
  if (isEmpty(first)) return { plan: first, removed: [], retired: [] };
  const lease = await Lease.take(core, 'gc', who);
  try {
    // Leases are looked at after our own is written, and objects are listed after that: who names an object
    // either holds a lease now, or has written the name already, or waits for us.
    const found = await plan(core, options, cache, lease.storeTime);
    return await carryOut(core, lease, who, found, options);
  } finally {
    await lease.release();
  }
}

function isEmpty({ removals, retire: old, receipts }: GcPlan): boolean {
  return removals.length === 0 && old.length === 0 && receipts.length === 0;
}

async function carryOut(
  core: Core,
  lease: Lease,
  who: string,
  found: GcPlan,
  { signal, progress }: GcOptions,
): Promise<GcReport> {
  for (const key of found.receipts) {
    const bytes = await core.store.get(key);
    if (bytes !== null) await writeReceipt(core.store, key, bytes);
  }
  const held = found.uploads.length > 0;
  const going = found.removals.filter(({ kind }) => !held || (kind !== 'manifest' && kind !== 'blob'));
  // Someone may be registering the very files of an old version.
  const retired = held ? [] : found.retire;
  if (going.length > 0 || retired.length > 0) await note(core, who, going);
  for (const entry of retired) {
    lease.check();
    await retire(core, entry, { actor: who, reason: 'retention' });
  }
  const removed: Removal[] = [];
  for (const removal of going) {
    signal?.throwIfAborted();
    lease.check();
    progress?.(removal.key, removed.length / going.length);
    if (removal.kind === 'leftover') await core.store.discard?.(removal.key);
    else await core.store.delete(removal.key);
    removed.push(removal);
  }
  return { plan: found, removed, retired };
}

/** What is removed is said before it is: an audit finds the reason also where the clean-up crashed. */
async function note(core: Core, who: string, going: readonly Removal[]): Promise<void> {
  const removed: Record<string, number> = {};
  for (const { kind } of going) removed[kind] = (removed[kind] ?? 0) + 1;
  const id = newId(core);
  await createEntry(
    core,
    keys.cleanup(id),
    cleanupSchema,
    {
      format: 1,
      id,
      actor: who,
      time: core.now().toISOString(),
      bytes: going.reduce((sum, { size }) => sum + size, 0),
      removed,
      runs: going.filter(({ kind }) => kind === 'run').map(({ key }) => key),
    },
    (other) => other.id === id,
  );
}

/** `time` is the store's, as far as it is known. */
async function plan(core: Core, options: GcOptions, cache: Cache, time: number): Promise<GcPlan> {
  const grace = options.graceMs ?? DEFAULT_GRACE_MS;
  const old = (modified: Date): boolean => time - modified.getTime() >= grace;
  const uploads = (await leasesOf(core, 'upload', time)).filter(({ alive }) => alive);
  const census = await takeCensus(core, cache, options);
  refuseLost(core, census);

  const buried = (entry: VersionEntry): boolean =>
    census.tombstones.has(nameOf(entry)) && !isUsed(census, entry);
  const dead = (entry: VersionEntry): boolean =>
    buried(entry) && old(census.tombstones.get(nameOf(entry)) ?? new Date(time));
  const named = new Set([...census.mentions, ...census.usedDigests]);
  // Manifests whose files stay; those of versions that were given up stay without their files.
  const alive = new Set(census.usedDigests);
  // Those that must have their files: not of a version that another clean-up, with a shorter grace, has emptied.
  const whole = new Set<string>();
  for (const { entry } of census.versions) {
    named.add(hexOf(entry));
    if (!dead(entry)) alive.add(hexOf(entry));
    if (!buried(entry)) whole.add(hexOf(entry));
  }
  let young = 0;
  const goes = (object: StoredObject): boolean => {
    if (old(object.modified)) return true;
    young += 1;
    return false;
  };
  const manifests: Removal[] = [];
  for (const [hex, object] of census.manifests) {
    if (named.has(hex)) continue;
    if (goes(object)) manifests.push(removal('manifest', object, 'no version has this manifest'));
    else alive.add(hex);
  }
  const kept = new Set(census.mentions);
  for (const hex of alive) {
    // One that a digest elsewhere names and that is not there is for `verify`; versions were looked at above.
    if (!census.manifests.has(hex)) continue;
    for (const file of (await cachedManifest(core, cache, hex)).files) {
      if (!census.blobs.has(file.sha256) && whole.has(hex)) {
        throw damaged(core.store, keys.blob(file.sha256), 'a version names the blob, and it is missing');
      }
      kept.add(file.sha256);
    }
  }
  const blobs: Removal[] = [];
  for (const [hex, object] of census.blobs) {
    if (!kept.has(hex) && goes(object)) blobs.push(removal('blob', object, 'nothing names this blob'));
  }
  const { retention } = options;
  return {
    removals: [
      ...(retention ? oldRuns(census, retention, time) : []),
      ...(await endedLeases(core, time)),
      ...manifests,
      ...blobs,
      ...(await leftovers(core, old)),
    ],
    retire: retention ? oldVersions(census, retention, time) : [],
    receipts: [...census.receiptable.keys()].filter((key) => !census.receipts.has(key)).sort(),
    young,
    uploads,
    objects: census.blobs.size + census.manifests.size + cache.size,
  };
}

/** A registry that lost an entry may have lost what named the objects that look unnamed. */
function refuseLost(core: Core, census: Census): void {
  for (const key of census.receipts) {
    if (!census.receiptable.has(key))
      throw damaged(core.store, key, 'its receipt is there, and it is missing');
  }
  const numbers = new Map<string, number[]>();
  for (const { entry } of census.versions) {
    numbers.set(entry.model, [...(numbers.get(entry.model) ?? []), entry.version]);
    if (!census.manifests.has(hexOf(entry))) {
      throw damaged(core.store, keys.manifest(hexOf(entry)), `${nameOf(entry)} names it, and it is missing`);
    }
  }
  for (const [model, found] of numbers) {
    const last = Math.max(...found);
    if (last === found.length) continue;
    const gap = Array.from({ length: last }, (_, index) => index + 1).find((one) => !found.includes(one));
    throw damaged(core.store, keys.version(model, gap ?? last), 'the version is missing');
  }
}

const nameOf = ({ model, version }: VersionEntry): string => `${model} ${version}`;
const hexOf = ({ digest }: VersionEntry): string => digest.slice('sha256:'.length);

function isUsed(census: Census, entry: VersionEntry): boolean {
  return census.used.has(nameOf(entry)) || census.usedDigests.has(hexOf(entry));
}

function removal(kind: RemovalKind, { key, size }: StoredObject, why: string): Removal {
  return { kind, key, size, why };
}

function oldVersions(census: Census, retention: Retention, time: number): VersionEntry[] {
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

function oldRuns(census: Census, retention: Retention, time: number): Removal[] {
  return (
    beyond(
      census.runs.map(({ entry, object }) => ({
        entry,
        object,
        model: entry.model,
        at: object.modified.getTime(),
        order: Date.parse(entry.time),
      })),
      retention,
      time,
    )
      // A run that made a version belongs to its history.
      .filter(({ entry }) => entry.version === null)
      .map(({ object }) =>
        removal('run', object, 'a run without a version, which the retention rule gives up'),
      )
  );
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
      .filter(({ at }) => time - at >= (olderThanMs ?? 0)),
  );
}

async function endedLeases(core: Core, time: number): Promise<Removal[]> {
  const found: Removal[] = [];
  for (const kind of ['upload', 'gc'] as const) {
    for (const lease of await leasesOf(core, kind, time)) {
      // Twice its life: a holder that was only slow finds its lease, and stops by itself.
      if (time - lease.modified.getTime() < 2 * TERMS[kind].life) continue;
      found.push({
        kind: 'lease',
        key: lease.key,
        size: lease.size,
        why: `its holder is gone: ${lease.who}`,
      });
    }
  }
  return found;
}

async function leftovers(core: Core, old: (modified: Date) => boolean): Promise<Removal[]> {
  const found: Removal[] = [];
  if (core.store.discard === undefined) return found;
  for await (const object of core.store.leftovers()) {
    if (old(object.modified)) found.push(removal('leftover', object, 'an interrupted write left it'));
  }
  return found;
}
