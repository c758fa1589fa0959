/**
 * Entries as they lie in a store: canonical JSON whose last member is the SHA-256 of all before it. A name
 * alone cannot tell whether an entry is whole (its number is not made of its bytes), so each carries its seal:
 * `{"actor":"ada",…,"version":3,"~sha256":"<hex>"}`; the digest is over the same text without that member.
 */
import { z } from 'zod';
import {
  type AssayError,
  canonicalJson,
  environmentError,
  messageOf,
  sha256,
  usageError,
} from '../base/index.js';
import type { Key, Store } from './storage/index.js';

const SEAL = '~sha256';
const TAIL = new RegExp(`^,"${SEAL}":"([0-9a-f]{64})"\\}$`);
const TAIL_LENGTH = `,"${SEAL}":""}`.length + 64;

/** Canonical bytes of plain data. Values without a JSON form (NaN, bigint) are a usage error that names `what`. */
export function canonicalBytes(value: unknown, what: string): Buffer {
  try {
    return Buffer.from(canonicalJson(value));
  } catch (error) {
    throw usageError({ message: `${what} cannot be stored: ${messageOf(error)}` }, error);
  }
}

export function seal(entry: Readonly<Record<string, unknown>>, what: string): Buffer {
  const body = canonicalBytes(entry, what).toString('utf8');
  return Buffer.from(`${body.slice(0, -1)},"${SEAL}":"${sha256(body)}"}`);
}

/** Where an object was read, for messages. */
type Named = Pick<Store, 'description'>;

const DAMAGE_FIX =
  'run `assay registry verify` to see all damage, and bring the objects it names back from a copy of the registry';

/** Whether an error says that bytes are wrong or gone, as `damaged` does. */
export function isDamage(error: AssayError): boolean {
  return error.problems.some(({ fix }) => fix === DAMAGE_FIX);
}

/** The damage in a stored object, as the reader of it must hear it. */
export function damaged(store: Named, key: Key, problem: string, cause?: unknown): AssayError {
  return environmentError(
    {
      where: { key },
      message: `the registry (${store.description}) is damaged: ${problem}`,
      fix: DAMAGE_FIX,
    },
    cause,
  );
}

/** Takes a sealed entry apart, checked by its seal and by its schema. Throws `damaged`. */
export function unseal<T>(store: Named, key: Key, bytes: Uint8Array, schema: z.ZodType<T>): T {
  const cut = bytes.length - TAIL_LENGTH;
  const tail = cut > 0 ? TAIL.exec(Buffer.from(bytes.subarray(cut)).toString('latin1')) : null;
  if (tail === null) throw damaged(store, key, 'the object is cut off, or no entry of a registry');
  const body = Buffer.concat([bytes.subarray(0, cut), Buffer.from('}')]);
  if (sha256(body) !== tail[1]) throw damaged(store, key, 'the bytes are not those that were written');
  return parseStored(store, key, body.toString('utf8'), schema);
}

/** Reads JSON whose bytes are proved, by its schema. A newer format is told apart from damage. */
export function parseStored<T>(store: Named, key: Key, text: string, schema: z.ZodType<T>): T {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw damaged(store, key, `the object is not JSON: ${messageOf(error)}`, error);
  }
  const format =
    typeof data === 'object' && data !== null && 'format' in data ? Number(data.format) : Number.NaN;
  if (format > 1) {
    throw environmentError({
      where: { key },
      message: `${store.description} holds an object of format ${format}; this version of Assay reads format 1`,
      fix: 'use a newer version of Assay',
    });
  }
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue ? ` at ${z.core.toDotPath(issue.path) || 'the top'}: ${issue.message}` : '';
  throw damaged(
    store,
    key,
    `the object does not have the form that its place asks for${where}`,
    parsed.error,
  );
}

/** An entry with the bytes that it was read from; null where there is none. */
export async function readEntry<T>(
  store: Store,
  key: Key,
  schema: z.ZodType<T>,
): Promise<{ entry: T; bytes: Uint8Array } | null> {
  const bytes = await store.get(key);
  return bytes === null ? null : { entry: unseal(store, key, bytes, schema), bytes };
}

/** The same where the entry must be there, because another object says so. */
export async function needEntry<T>(
  store: Store,
  key: Key,
  schema: z.ZodType<T>,
): Promise<{ entry: T; bytes: Uint8Array }> {
  const found = await readEntry(store, key, schema);
  if (found === null) throw damaged(store, key, 'the object is missing');
  return found;
}
