/** Decisions and events: entries that are added and never changed. Runs are the same, in `runs.ts`. */
import { monotonicFactory } from 'ulid';
import type { z } from 'zod';
import { sha256, usageError } from '../base/index.js';
import { type Core, createEntry, createWithReceipt, nonce } from './core.js';
import { CLEANUPS, keys, locate } from './layout.js';
import { damaged, needEntry } from './sealed.js';
import { refuseRetired } from './tombstones.js';
import { type Decision, decisionSchema, eventSchema, type RegistryEvent } from './types.js';
import {
  type Cleanup,
  cleanupSchema,
  type ImportEntry,
  importEntrySchema,
  type Tombstone,
  tombstoneSchema,
} from './upkeep-types.js';
import { version } from './versions.js';

/** Within one millisecond of one process ids still follow each other, so that entries keep their order. */
const ulid = monotonicFactory();

/** Ids sort by time; the random part makes those of two processes differ. */
export function newId(core: Core): string {
  return ulid(core.now().getTime());
}

/** Records a decision on a version that is in the registry under that digest. It moves nothing. */
export async function decide(
  core: Core,
  decision: Omit<Decision, 'format' | 'id' | 'nonce' | 'time'>,
): Promise<Decision> {
  const { model, version: number, digest } = decision;
  const there = await version(core, model, number);
  if (there === null || there.entry.digest !== digest) {
    throw usageError({
      message: `${model} v${number} with the digest ${digest} is not in ${core.store.description}`,
      fix: 'look at `assay history` for the versions and their digests',
    });
  }
  if (decision.decision === 'approve') await refuseRetired(core, model, number);
  const id = decision.origin === undefined ? newId(core) : idOf(decision.origin);
  const own = nonce();
  const written = await createWithReceipt(
    core,
    keys.decision(model, number, id),
    decisionSchema,
    { ...decision, format: 1, id, nonce: own, time: core.now().toISOString() },
    (other) => other.nonce === own,
  );
  if (!written.created && (decision.origin === undefined || written.entry.origin !== decision.origin)) {
    throw damaged(core.store, keys.decision(model, number, id), 'the id was used twice');
  }
  return written.entry;
}

/**
 * The id of the decision that a comment or a review makes: always the same, so that creating the object is what
 * keeps it from being counted twice, in any store. It has the form of a ULID; entries are ordered by their times.
 */
function idOf(origin: string): string {
  const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  let rest = BigInt(`0x${sha256(origin).slice(0, 32)}`);
  let id = '';
  for (let count = 0; count < 26; count += 1) {
    id = `${DIGITS[Number(rest % 32n)]}${id}`;
    rest /= 32n;
  }
  return id;
}

/** Decisions on one version, oldest first. */
export async function decisions(core: Core, model: string, number: number): Promise<Decision[]> {
  await core.names.checkModel(model);
  const own = keys.tombstone(model, number);
  let retired = false;
  const all = await readAll(
    core,
    keys.decisions(model, number),
    decisionSchema,
    (entry, key) => entry.model === model && keys.decision(model, number, entry.id) === key,
    (key) => {
      // The same listing tells whether the version was given up.
      if (key === own) retired = true;
      return key !== own;
    },
  );
  core.recent.sawRetired(model, number, retired);
  return all;
}

/** Records an event; null where its claim was made before. */
export async function record(
  core: Core,
  event: Omit<RegistryEvent, 'format' | 'id' | 'time'>,
): Promise<RegistryEvent | null> {
  await core.names.claimModel(event.model);
  const id = newId(core);
  const key = event.key === null ? keys.event(event.model, id) : keys.claim(event.model, event.key);
  const written = await createEntry(
    core,
    key,
    eventSchema,
    { ...event, format: 1, id, time: core.now().toISOString() },
    (other) => other.id === id,
  );
  return written.created ? written.entry : null;
}

export async function events(core: Core, model: string): Promise<RegistryEvent[]> {
  await core.names.checkModel(model);
  return readAll(core, keys.events(model), eventSchema, (entry, key) => {
    const own = entry.key === null ? keys.event(model, entry.id) : keys.claim(model, entry.key);
    return entry.model === model && own === key;
  });
}

export async function tombstones(core: Core, model: string): Promise<Tombstone[]> {
  await core.names.checkModel(model);
  return readAll(
    core,
    keys.approvals(model),
    tombstoneSchema,
    (entry, key) => entry.model === model && keys.tombstone(model, entry.version) === key,
    (key) => locate(key).kind === 'tombstone',
  );
}

export async function imports(core: Core, model: string): Promise<ImportEntry[]> {
  await core.names.checkModel(model);
  return readAll(
    core,
    keys.imports(model),
    importEntrySchema,
    (entry, key) => entry.model === model && keys.importEntry(model, entry.version, entry.evidence) === key,
  );
}

/** Says where a version comes from. The same import again is the same entry. */
export async function recordImport(
  core: Core,
  entry: Omit<ImportEntry, 'format' | 'time'>,
): Promise<ImportEntry> {
  const written = await createEntry(
    core,
    keys.importEntry(entry.model, entry.version, entry.evidence),
    importEntrySchema,
    { ...entry, format: 1, time: core.now().toISOString() },
    () => true,
  );
  return written.entry;
}

export async function cleanups(core: Core): Promise<Cleanup[]> {
  return readAll(core, CLEANUPS, cleanupSchema, (entry, key) => keys.cleanup(entry.id) === key);
}

const AT_ONCE = 16;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Reads every entry below a prefix, by time and id. `belongs` tells an entry that was put in another's place, `wanted`
 * which keys are meant where others lie among them.
 */
export async function readAll<T extends { time: string; id?: string }>(
  core: Core,
  prefix: string,
  schema: z.ZodType<T>,
  belongs: (entry: T, key: string) => boolean,
  wanted: (key: string) => boolean = () => true,
): Promise<T[]> {
  const all: { key: string; entry: T }[] = [];
  const found = new Set<string>();
  for await (const { key } of core.store.list(prefix)) {
    const place = locate(key);
    // A receipt speaks of an entry that must be there, or was lost.
    const of = place.kind === 'receipt' ? place.of : key;
    if (place.kind !== 'unknown' && wanted(of)) found.add(of);
  }
  const reads = [...found];
  for (let first = 0; first < reads.length; first += AT_ONCE) {
    const some = reads.slice(first, first + AT_ONCE).map(async (key) => {
      const { entry } = await needEntry(core.store, key, schema);
      if (!belongs(entry, key))
        throw damaged(core.store, key, 'holds an entry that belongs in another place');
      return { key, entry };
    });
    all.push(...(await Promise.all(some)));
  }
  // Of one moment, in the order of their ids, which keep that of their process.
  return all
    .sort((a, b) => compare(a.entry.time, b.entry.time) || compare(a.entry.id ?? a.key, b.entry.id ?? b.key))
    .map(({ entry }) => entry);
}
