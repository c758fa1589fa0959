/**
 * What a registry holds and what names what, for the clean-up. Every object that people wrote is read and proved;
 * damage ends it, since an entry that cannot be read may name anything. What is named is found twice: by the
 * meaning of each entry, and by any digest that stands anywhere in it, so that a field of a later version of Assay
 * keeps what it names too.
 */
import type { z } from 'zod';
import { sha256 } from '../base/index.js';
import type { Core } from './core.js';
import { keys, type Located, locate } from './layout.js';
import { damaged, parseStored, unseal } from './sealed.js';
import { checkKey, type StoredObject } from './storage/index.js';
import {
  aliasEntrySchema,
  decisionSchema,
  eventSchema,
  type Manifest,
  manifestSchema,
  type RunEntry,
  runEntrySchema,
  signatureSchema,
  type VersionEntry,
  versionEntrySchema,
} from './types.js';
import { cleanupSchema, importEntrySchema, tombstoneSchema } from './upkeep-types.js';

const HEX = /[0-9a-f]{64}/g;
/** An unknown object of a later version may name blobs; one that large holds data instead. */
const LARGEST_TEXT = 16 << 20;
const AT_ONCE = 16;

export interface Census {
  readonly blobs: Map<string, StoredObject>;
  readonly manifests: Map<string, StoredObject>;
  readonly versions: { readonly entry: VersionEntry; readonly object: StoredObject }[];
  /** Each with the digests that it keeps. */
  readonly runs: {
    readonly entry: RunEntry;
    readonly object: StoredObject;
    readonly names: ReadonlySet<string>;
  }[];
  /** Segments of the index of runs, by model. */
  readonly segments: Map<string, StoredObject[]>;
  /** Versions by `model version` that an alias, an approval or a deployment names: they keep their files for ever. */
  readonly used: Set<string>;
  /** By `model version`: an entry that says that the version is there. */
  readonly told: Map<string, { readonly model: string; readonly version: number; readonly by: string }>;
  /** Numbers of the entries in each log, and up to which one a decision has seen it; by `model/alias`. */
  readonly logs: Map<
    string,
    { readonly model: string; readonly alias: string; seen: number; readonly there: Set<number> }
  >;
  /** Manifests that such an entry names by digest. */
  readonly usedDigests: Set<string>;
  /** When the tombstone of `model version` was written, by the store. */
  readonly tombstones: Map<string, Date>;
  /** Every digest that stands in an entry of people, but for versions, runs and tombstones, which are counted apart. */
  readonly mentions: Set<string>;
  /** Keys of entries that have a receipt, and of those that may have one. */
  readonly receipts: Set<string>;
  readonly receiptable: Map<string, Uint8Array>;
}

/** Objects never change, so what one look has read the next one need not read again. */
export type Cache = Map<string, Uint8Array>;

interface Reading {
  readonly core: Core;
  readonly census: Census;
  readonly cache: Cache;
}

export async function takeCensus(
  core: Core,
  cache: Cache,
  options: { signal?: AbortSignal; progress?: (text: string, fraction?: number) => void } = {},
): Promise<Census> {
  const census: Census = {
    blobs: new Map(),
    manifests: new Map(),
    versions: [],
    runs: [],
    segments: new Map(),
    used: new Set(),
    told: new Map(),
    logs: new Map(),
    usedDigests: new Set(),
    tombstones: new Map(),
    mentions: new Set(),
    receipts: new Set(),
    receiptable: new Map(),
  };
  const toRead: { object: StoredObject; place: Located }[] = [];
  for await (const object of core.store.list('')) {
    options.signal?.throwIfAborted();
    const place = locate(object.key);
    if (place.kind === 'blob') census.blobs.set(place.hex, object);
    else if (place.kind === 'manifest') census.manifests.set(place.hex, object);
    else if (place.kind === 'receipt') census.receipts.add(place.of);
    else if (place.kind === 'segment') {
      census.segments.set(place.model, [...(census.segments.get(place.model) ?? []), object]);
    } else toRead.push({ object, place });
  }
  const reading = { core, census, cache };
  for (let first = 0; first < toRead.length; first += AT_ONCE) {
    options.signal?.throwIfAborted();
    options.progress?.('reading what names files', first / toRead.length);
    const some = toRead.slice(first, first + AT_ONCE);
    await Promise.all(some.map(({ object, place }) => readOne(reading, object, place)));
  }
  return census;
}

/** The manifest behind a digest, proved; from the cache where it was read before. */
export async function cachedManifest(core: Core, cache: Cache, hex: string): Promise<Manifest> {
  const key = keys.manifest(hex);
  const bytes = await bytesOf(core, cache, key);
  if (sha256(bytes) !== hex)
    throw damaged(core.store, key, 'the bytes of the manifest do not have its digest');
  return parseStored(core.store, key, Buffer.from(bytes).toString('utf8'), manifestSchema);
}

async function bytesOf(core: Core, cache: Cache, key: string): Promise<Uint8Array> {
  const bytes = cache.get(key) ?? (await core.store.get(key));
  if (bytes === null) throw damaged(core.store, key, 'the object was listed and is missing');
  cache.set(key, bytes);
  return bytes;
}

/** The same of an object that may be large: what is kept of it are the digests that stand in it. */
async function digestsOf(core: Core, cache: Cache, key: string): Promise<void> {
  if (cache.has(key)) return;
  const text = Buffer.from(await bytesOf(core, cache, key)).toString('latin1');
  cache.set(key, Buffer.from([...new Set(text.match(HEX))].join(' '), 'latin1'));
}

async function readOne(reading: Reading, object: StoredObject, place: Located): Promise<void> {
  const { core, census, cache } = reading;
  const { key } = object;
  const read = async <T>(schema: z.ZodType<T>): Promise<T> => {
    return unseal(core.store, key, await bytesOf(core, cache, key), schema);
  };
  const mention = (skip?: string): void => {
    for (const [hex] of Buffer.from(cache.get(key) ?? [])
      .toString('latin1')
      .matchAll(HEX)) {
      if (hex !== skip) census.mentions.add(hex);
    }
  };
  const use = (model: string, version: unknown, digest: unknown): void => {
    if (typeof version === 'number') census.used.add(`${model} ${version}`);
    if (typeof digest === 'string') census.usedDigests.add(digest.replace(/^sha256:/, ''));
  };
  const tell = (model: string, version: number): void => {
    census.told.set(`${model} ${version}`, { model, version, by: key });
  };
  const logOf = (model: string, alias: string) => {
    const name = `${model}/${alias}`;
    const log = census.logs.get(name) ?? { model, alias, seen: 0, there: new Set<number>() };
    census.logs.set(name, log);
    return log;
  };
  const receiptable = (): void => {
    const bytes = cache.get(key);
    if (bytes !== undefined) census.receiptable.set(key, bytes);
  };
  switch (place.kind) {
    case 'version': {
      const entry = await read(versionEntrySchema);
      if (entry.model !== place.model || entry.version !== place.version) throw misplaced(core, key);
      census.versions.push({ entry, object });
      receiptable();
      return;
    }
    case 'tombstone': {
      const entry = await read(tombstoneSchema);
      if (entry.model !== place.model || entry.version !== place.version) throw misplaced(core, key);
      census.tombstones.set(`${entry.model} ${entry.version}`, object.modified);
      tell(entry.model, entry.version);
      return;
    }
    case 'alias': {
      const entry = await read(aliasEntrySchema);
      logOf(place.model, place.alias).there.add(place.seq);
      tell(place.model, entry.version);
      use(place.model, entry.version, entry.to);
      use(place.model, undefined, entry.from);
      receiptable();
      return mention();
    }
    case 'decision': {
      const entry = await read(decisionSchema);
      tell(place.model, entry.version);
      const log = logOf(place.model, entry.target);
      log.seen = Math.max(log.seen, entry.aliasSeq);
      if (entry.decision === 'approve') use(place.model, entry.version, entry.digest);
      receiptable();
      // A rejection keeps nothing.
      return entry.decision === 'approve' ? mention() : undefined;
    }
    case 'event':
    case 'claim': {
      const { data } = await read(eventSchema);
      use(place.model, data['version'], data['digest']);
      return mention();
    }
    case 'run': {
      const entry = await read(runEntrySchema);
      if (entry.version !== null) tell(place.model, entry.version);
      census.runs.push({ entry, object, names: keptBy(await bytesOf(core, cache, key)) });
      return;
    }
    case 'import': {
      const { digest } = await read(importEntrySchema);
      tell(place.model, place.version);
      // The evidence is kept; the version's own files are its own matter.
      return mention(digest.slice('sha256:'.length));
    }
    case 'signature':
      // It is of a version, and keeps nothing.
      await read(signatureSchema);
      tell(place.model, place.version);
      return;
    case 'cleanup':
      await read(cleanupSchema);
      return;
    case 'unknown': {
      // No version of Assay writes such a key, or so much of one entry.
      if (!isKey(key) || object.size > LARGEST_TEXT) return;
      await digestsOf(core, cache, key);
      return mention();
    }
    default:
      return;
  }
}

/**
 * What a run keeps: every digest in it, but for those that only say what went in and what came out. The bytes of
 * those are kept by a version, and go with it.
 */
const SAYS_ONLY: ReadonlySet<string> = new Set(['artifacts', 'data', 'code', 'key', '~sha256']);

function keptBy(bytes: Uint8Array): Set<string> {
  const said: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
  const rest = Object.entries(said ?? {}).filter(([name]) => !SAYS_ONLY.has(name));
  return new Set([...JSON.stringify(rest).matchAll(HEX)].map(([hex]) => hex));
}

function misplaced(core: Core, key: string): Error {
  return damaged(core.store, key, 'holds an entry that belongs in another place');
}

function isKey(key: string): boolean {
  try {
    checkKey(key);
    return true;
  } catch {
    // A stray file of a person's, with a name that no object can have.
    return false;
  }
}
