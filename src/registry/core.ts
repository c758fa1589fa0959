/** What the parts of a registry share: the store, the clock, the names, and writing an entry once. */
import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { sha256, usageError } from '../base/index.js';
import { keys, SEQ_DIGITS } from './layout.js';
import type { Lease } from './leases.js';
import { Names } from './names.js';
import { Recent } from './recent.js';
import { canonicalBytes, damaged, parseStored, readEntry, seal } from './sealed.js';
import type { Key, Store } from './storage/index.js';
import { type Manifest, manifestSchema } from './types.js';
import { receiptSchema } from './upkeep-types.js';

export interface Core {
  readonly store: Store;
  readonly now: () => Date;
  readonly names: Names;
  readonly waiting: Waiting;
  readonly recent: Recent;
  /** The lease that this registry holds now, with how many ask for it. */
  lease: { readonly held: Promise<Lease>; users: number } | null;
}

/** How time passes for one who waits; tests give their own. */
export interface Waiting {
  pause(ms: number, signal?: AbortSignal): Promise<void>;
  /** Milliseconds that only grow, whatever the clock on the wall does. */
  steady(): number;
}

const WAITING: Waiting = {
  pause: async (ms, signal) => {
    await setTimeout(ms, undefined, signal ? { signal } : {});
  },
  steady: () => performance.now(),
};

export function makeCore(store: Store, now: () => Date, waiting: Waiting = WAITING): Core {
  const recent = new Recent({ wall: () => now().getTime(), steady: () => waiting.steady() });
  return { store, now, names: new Names(store), waiting, recent, lease: null };
}

/** Tells a writer its own write from another's, also where the answer to the write was lost. */
export function nonce(): string {
  return randomBytes(16).toString('hex');
}

/**
 * Creates an entry. Where the key is taken, what is there is read back and given: it may be this very write,
 * whose answer was lost, which `isOwn` tells.
 */
export async function createEntry<T extends Readonly<Record<string, unknown>>>(
  core: Core,
  key: Key,
  schema: z.ZodType<T>,
  entry: NoInfer<T>,
  isOwn: (there: NoInfer<T>) => boolean,
  write: (bytes: Uint8Array) => Promise<'created' | 'exists'> = (bytes) => core.store.create(key, bytes),
): Promise<{ created: boolean; entry: T; bytes: Uint8Array }> {
  // Checked by the schema that will read it, so that nothing is written that cannot be read.
  const parsed = schema.safeParse(entry);
  if (!parsed.success) throw refused(`the entry for ${key}`, parsed.error);
  const checked = parsed.data;
  const bytes = seal(checked, key);
  if ((await write(bytes)) === 'created') return { created: true, entry: checked, bytes };
  const there = await readEntry(core.store, key, schema);
  if (there === null)
    throw damaged(core.store, key, 'the store says that the object exists, and does not give it');
  return { created: isOwn(there.entry), ...there };
}

/**
 * The same for an entry whose loss must be seen also where it leaves no gap: a receipt beside it says that it was
 * written. It comes after the entry or with it, so a crash between the two leaves an entry without one, which is no
 * damage and which `gc` makes good.
 */
export async function createWithReceipt<T extends Readonly<Record<string, unknown>>>(
  core: Core,
  key: Key,
  schema: z.ZodType<T>,
  entry: NoInfer<T>,
  isOwn: (there: NoInfer<T>) => boolean,
): Promise<{ created: boolean; entry: T; bytes: Uint8Array }> {
  const { store } = core;
  let receipted = false;
  const both = async (bytes: Uint8Array): Promise<'created' | 'exists'> => {
    if (store.createBoth === undefined) return store.create(key, bytes);
    const receipt = { key: keys.receipt(key), bytes: receiptOf(key, bytes) };
    const [heard, beside] = await store.createBoth({ key, bytes }, receipt);
    receipted = beside === 'created';
    return heard;
  };
  const written = await createEntry(core, key, schema, entry, isOwn, both);
  if (written.created && !receipted) await writeReceipt(store, key, written.bytes);
  return written;
}

function receiptOf(key: Key, bytes: Uint8Array): Buffer {
  return seal({ format: 1, of: `sha256:${sha256(bytes)}` }, key);
}

/** Throws where a receipt is there that names other bytes: then an entry was lost, and its number given again. */
export async function writeReceipt(store: Store, key: Key, bytes: Uint8Array): Promise<void> {
  const of = `sha256:${sha256(bytes)}`;
  const own = keys.receipt(key);
  if ((await store.create(own, receiptOf(key, bytes))) === 'created') return;
  const there = await readEntry(store, own, receiptSchema);
  if (there !== null && there.entry.of !== of) {
    throw damaged(store, key, 'another entry was written there before, as its receipt says, and was lost');
  }
}

/** The usage error for a document that does not have the form in which it would be stored. */
export function refused(what: string, error: z.ZodError): Error {
  return usageError(
    error.issues.map((issue) => ({
      where: { key: z.core.toDotPath(issue.path) },
      message: `${what}: ${issue.message}`,
    })),
    error,
  );
}

/** Digest (`sha256:<hex>`) and bytes of a manifest. */
export function manifestBytes(manifest: Manifest): { digest: string; hex: string; bytes: Buffer } {
  const bytes = canonicalBytes(manifest, 'the manifest');
  const hex = sha256(bytes);
  return { digest: `sha256:${hex}`, hex, bytes };
}

/** Whether two manifests are the same but for who may not approve: one run, registered by two people. */
export function sameButAuthors(one: Manifest, other: Manifest): boolean {
  return manifestBytes({ ...one, authors: [] }).digest === manifestBytes({ ...other, authors: [] }).digest;
}

/** A manifest by its digest, with its bytes proved. It must be there. */
export async function readManifest(store: Store, hex: string): Promise<Manifest> {
  const bytes = await readManifestBytes(store, hex);
  return parseStored(store, keys.manifest(hex), Buffer.from(bytes).toString('utf8'), manifestSchema);
}

/** The bytes of a manifest as they were written, proved by the digest. It must be there. */
export async function readManifestBytes(store: Store, hex: string): Promise<Uint8Array> {
  const key = keys.manifest(hex);
  const bytes = await store.get(key);
  if (bytes === null) throw damaged(store, key, 'the manifest is missing');
  if (sha256(bytes) !== hex) throw damaged(store, key, 'the bytes of the manifest do not have its digest');
  return bytes;
}

/** Highest number of which an entry or a receipt lies at `<prefix><number>`; 0 where there is none. */
export async function highest(store: Store, prefix: string): Promise<number> {
  let top = 0;
  for await (const { key } of store.list(prefix)) {
    const rest = key.slice(prefix.length);
    const match = /^([0-9]+)\.(?:json|receipt)$/.exec(rest);
    if (match && (match[1]?.length ?? 0) <= SEQ_DIGITS) top = Math.max(top, Number(match[1]));
  }
  return top;
}

/** `map` over 1 to `count`, in order, with a few reads under way at once. */
export async function eachNumber<T>(count: number, map: (number: number) => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  const AT_ONCE = 16;
  for (let first = 1; first <= count; first += AT_ONCE) {
    const size = Math.min(AT_ONCE, count - first + 1);
    all.push(...(await Promise.all(Array.from({ length: size }, (_, index) => map(first + index)))));
  }
  return all;
}
