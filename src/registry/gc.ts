/**
 * The clean-up. First a plan, which is only a look: what nothing names and is older than the grace period, what
 * interrupted writes left, leases that ended, and, where a retention rule is given, old runs and versions that
 * were never used. Then the removal, in the reverse order of writing, under a lease that holds off uploads.
 *
 * Never removed: anything that a version, an alias, an approval, an event, a run or an import names; entries
 * themselves, but for runs under a retention rule; objects that this version of Assay does not know. The index of
 * runs, which is never the truth, is brought to what then is there.
 */
import { inLanes } from '../base/index.js';
import { type Cache, type Census, cachedManifest, takeCensus } from './census.js';
import { type Core, createEntry, writeReceipt } from './core.js';
import { keys } from './layout.js';
import { Lease, leasesOf, type SeenLease, TERMS } from './leases.js';
import { newId } from './records.js';
import { hexOf, isUsed, nameOf, oldRuns, oldVersions, type Retention } from './retention.js';
import { compactRuns, type RunSegments, segmentsOf } from './run-index.js';
import { damaged } from './sealed.js';
import type { Key, StoredObject } from './storage/index.js';
import { retire } from './tombstones.js';
import type { VersionEntry } from './types.js';
import { cleanupSchema } from './upkeep-types.js';

const DAY = 86_400_000;
/** Longer than the longest upload of a job that can still end: hosted runners stop a job after five days. */
export const DEFAULT_GRACE_MS = 7 * DAY;

export interface GcOptions {
  readonly graceMs?: number;
  /** Absent: no version and no run is given up. */
  readonly retention?: Retention;
  readonly signal?: AbortSignal;
  readonly progress?: (text: string, fraction?: number) => void;
}

export type RemovalKind = 'run' | 'index' | 'lease' | 'manifest' | 'blob' | 'leftover';
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
  /** Models whose index of runs is written anew, since it holds rows of runs that are gone, or go. */
  readonly reindex: readonly string[];
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

function isEmpty({ removals, retire: old, receipts, reindex }: GcPlan): boolean {
  return removals.length === 0 && old.length === 0 && receipts.length === 0 && reindex.length === 0;
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
  // Of an upload under way, remains of a write may be its own.
  const going = found.removals.filter(
    ({ kind }) => !held || kind === 'run' || kind === 'index' || kind === 'lease',
  );
  // Someone may be registering the very files of an old version.
  const retired = held ? [] : found.retire;
  if (going.length > 0 || retired.length > 0) await note(core, who, going);
  for (const entry of retired) {
    lease.check();
    await retire(core, entry, { actor: who, reason: 'retention' });
  }
  const removed: Removal[] = [];
  for (const some of together(going)) {
    signal?.throwIfAborted();
    progress?.(some[0]?.key ?? '', removed.length / going.length);
    // All have ended when this ends, also where one failed: the lease is given up only then.
    await inLanes(
      some,
      { ...LANES, signal: signal ?? new AbortController().signal },
      async ({ kind, key }) => {
        lease.check();
        if (kind === 'leftover') await core.store.discard?.(key);
        else await removeUnder(core, lease, key);
      },
    );
    removed.push(...some);
  }
  // After the runs: what it holds then is what is there.
  for (const model of found.reindex) {
    lease.check();
    await compactRuns(core, model);
  }
  return { plan: found, removed, retired };
}

/** At once: few enough for any store, and in git one push instead of as many. */
const AT_ONCE = 32;
const LANES = { weight: () => 0, budget: 0, most: AT_ONCE };

/** In order; only of one kind at once, since what names goes before what it names. */
function together(going: readonly Removal[]): Removal[][] {
  const groups: Removal[][] = [];
  for (const removal of going) {
    const last = groups.at(-1);
    if (last !== undefined && last.length < AT_ONCE && last[0]?.kind === removal.kind) last.push(removal);
    else groups.push([removal]);
  }
  return groups;
}

/** A removal that hangs must not reach the store when others have taken this clean-up for dead. */
async function removeUnder(core: Core, lease: Lease, key: string): Promise<void> {
  const signal = lease.stepSignal();
  try {
    await core.store.delete(key, signal);
  } catch (error) {
    // Says why it was given up.
    if (signal.aborted) lease.check();
    throw error;
  }
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
  await refuseLost(core, census);

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
  const { retention } = options;
  const runs = retention ? oldRuns(census, retention, time) : [];
  const goneRuns = new Set(runs.map(({ entry }) => entry.id));
  const kept = new Set(census.mentions);
  for (const { entry, names } of census.runs) {
    if (!goneRuns.has(entry.id)) for (const hex of names) kept.add(hex);
  }
  for (const hex of alive) {
    // One that a digest elsewhere names and that is not there is for `verify`; versions were looked at above.
    if (!census.manifests.has(hex)) continue;
    for (const file of (await cachedManifest(core, cache, hex)).files) {
      const key = keys.blob(file.sha256);
      if (!census.blobs.has(file.sha256) && whole.has(hex) && (await core.store.stat(key)) === null) {
        throw damaged(core.store, key, 'a version names the blob, and it is missing');
      }
      kept.add(file.sha256);
    }
  }
  const blobs: Removal[] = [];
  for (const [hex, object] of census.blobs) {
    if (!kept.has(hex) && goes(object)) blobs.push(removal('blob', object, 'nothing names this blob'));
  }
  const index = await staleIndex(core, census, goneRuns);
  return {
    removals: [
      ...runs.map(({ object }) =>
        removal('run', object, 'a run without a version, which the retention rule gives up'),
      ),
      ...index.spare,
      ...(await endedLeases(core, time)),
      ...manifests,
      ...blobs,
      ...(await leftovers(core, old)),
    ],
    retire: retention ? oldVersions(census, retention, time) : [],
    reindex: index.models,
    receipts: [...census.receiptable.keys()].filter((key) => !census.receipts.has(key)).sort(),
    young,
    uploads,
    objects: census.blobs.size + census.manifests.size + cache.size,
  };
}

/**
 * A registry that lost an entry may have lost what named the objects that look unnamed. What is missing in the listing
 * is looked for once more: it may have come while the store was listed.
 */
async function refuseLost(core: Core, census: Census): Promise<void> {
  const need = async (key: Key, because: string): Promise<void> => {
    if ((await core.store.stat(key)) === null)
      throw damaged(core.store, key, `${because}, and it is missing`);
  };
  for (const key of census.receipts) {
    if (!census.receiptable.has(key)) await need(key, 'its receipt is there');
  }
  const numbers = new Map<string, Set<number>>();
  for (const { entry } of census.versions) {
    numbers.set(entry.model, (numbers.get(entry.model) ?? new Set()).add(entry.version));
    const hex = hexOf(entry);
    if (!census.manifests.has(hex)) await need(keys.manifest(hex), `${nameOf(entry)} names it`);
  }
  for (const [model, found] of numbers) {
    const last = Math.max(...found);
    for (let one = 1; one < last; one += 1) {
      if (!found.has(one)) await need(keys.version(model, one), `there is a version ${last}`);
    }
  }
  for (const { model, version, by } of census.told.values()) {
    if (!numbers.get(model)?.has(version)) await need(keys.version(model, version), `${by} speaks of it`);
  }
  for (const { model, alias, seen, there } of census.logs.values()) {
    const last = Math.max(seen, ...there);
    for (let seq = 1; seq <= last; seq += 1) {
      if (!there.has(seq)) await need(keys.aliasEntry(model, alias, seq), `there are entries up to ${last}`);
    }
  }
}

function removal(kind: RemovalKind, { key, size }: StoredObject, why: string): Removal {
  return { kind, key, size, why };
}

/**
 * Segments that no reader needs, since larger ones hold their rows; and models of which a segment is damaged, or
 * holds rows of runs that are gone: nobody sees those rows, and what was given up should not stay there.
 */
async function staleIndex(
  core: Core,
  census: Census,
  goneRuns: ReadonlySet<string>,
): Promise<{ spare: Removal[]; models: string[] }> {
  const spare: Removal[] = [];
  const models: string[] = [];
  for (const model of [...census.segments.keys()].sort()) {
    const staying = census.runs
      .filter(({ entry }) => entry.model === model && !goneRuns.has(entry.id))
      .map(({ entry }) => entry.id);
    const state: RunSegments = await segmentsOf(core, model, new Set(staying));
    if (state.stale) models.push(model);
    else {
      for (const key of state.spare) {
        const object = census.segments.get(model)?.find((one) => one.key === key);
        if (object) spare.push(removal('index', object, 'larger segments of the index hold its rows'));
      }
    }
  }
  return { spare, models };
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
