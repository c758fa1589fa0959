/**
 * Reads every byte and every chain of a registry. Nothing is trusted: names against bytes, entries against
 * their seals and places, and each reference against what it names. Problems are damage; notes are not.
 */
import type { z } from 'zod';
import { AssayError, environmentError, sha256 } from '../base/index.js';
import { readManifest } from './core.js';
import { keys, type Located, locate, REGISTRY_KEY } from './layout.js';
import { nameEntrySchema } from './names.js';
import { nothingSeen, REGISTER_AGAIN, RESTORE, references, type Seen, unreferenced } from './references.js';
import { unpackSegment } from './run-index.js';
import { readEntry } from './sealed.js';
import { probeFindingSchema, registryFileSchema } from './setup-schemas.js';
import type { Store, StoredObject } from './storage/index.js';
import {
  aliasEntrySchema,
  decisionSchema,
  eventSchema,
  type RegistryProblem,
  runEntrySchema,
  signatureSchema,
  versionEntrySchema,
} from './types.js';
import {
  cleanupSchema,
  importEntrySchema,
  leaseSchema,
  receiptSchema,
  tombstoneSchema,
} from './upkeep-types.js';

export interface Verification {
  readonly problems: RegistryProblem[];
  /** Things to know that are no damage: remains of interrupted writes, objects that nothing names. */
  readonly notes: RegistryProblem[];
  readonly objects: number;
  readonly bytes: number;
}

interface VerifyOptions {
  readonly progress?: (text: string, fraction?: number) => void;
  readonly signal?: AbortSignal;
}

export async function verifyStore(store: Store, options: VerifyOptions = {}): Promise<Verification> {
  const problems: RegistryProblem[] = [];
  const notes: RegistryProblem[] = [];
  const seen = nothingSeen();
  const objects: StoredObject[] = [];
  for await (const object of store.list('')) objects.push(object);
  const total = objects.reduce((sum, object) => sum + object.size, 0);
  const listed = new Set(objects.map(({ key }) => key));
  let done = 0;
  const look = async (object: StoredObject): Promise<void> => {
    options.signal?.throwIfAborted();
    options.progress?.(object.key, total === 0 ? 1 : Math.min(1, done / total));
    try {
      const problem = await readObject(store, object, locate(object.key), seen, notes, options.signal);
      if (problem !== null) problems.push(problem);
    } catch (error) {
      if (!(error instanceof AssayError)) throw error;
      // A clean-up removed it since; where anything names it, it is missing.
      if ((await store.stat(object.key)) === null) listed.delete(object.key);
      else problems.push(problemOf(object.key, error));
    }
    done += object.size;
  };
  for (const object of objects) await look(object);
  if (!objects.some(({ key }) => key === REGISTRY_KEY)) {
    problems.push({ key: REGISTRY_KEY, message: 'is missing', fix: RESTORE });
  }
  problems.push(...(await brokenReferences(store, seen, listed, look)));
  notes.push(...unreferenced(seen));
  const compared = seen.index.compare(new Set(problems.map(({ key }) => key)));
  problems.push(...compared.problems);
  notes.push(...compared.notes);
  for await (const { key, size } of store.leftovers()) {
    notes.push({ key, message: `is what an interrupted write left (${size} bytes); it is never read` });
  }
  options.progress?.('done', 1);
  problems.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return { problems, notes, objects: objects.length, bytes: total };
}

/**
 * What the objects say of each other wrongly. A listing takes time, and who registers meanwhile may have written what
 * is named after its place in the listing and what names it before: so what seems to be missing is looked for again,
 * and read, until nothing more is found.
 */
async function brokenReferences(
  store: Store,
  seen: Seen,
  listed: Set<string>,
  look: (object: StoredObject) => Promise<void>,
): Promise<RegistryProblem[]> {
  const sought = new Set<string>();
  for (;;) {
    const problems = references(seen, listed);
    const missing = problems.filter(({ key }) => !listed.has(key) && !sought.has(key));
    let found = 0;
    for (const { key } of missing) {
      sought.add(key);
      const object = await store.stat(key);
      if (object === null) continue;
      found += 1;
      listed.add(key);
      await look(object);
    }
    if (found === 0) return problems;
  }
}

function problemOf(key: string, error: AssayError): RegistryProblem {
  const message = error.problems.map((problem) => problem.message).join('; ');
  return { key, message, fix: RESTORE };
}

/** Reads one object, keeps what others refer to, and gives the problem that shows in it alone. */
async function readObject(
  store: Store,
  { key, size }: StoredObject,
  place: Located,
  seen: Seen,
  notes: RegistryProblem[],
  signal: AbortSignal | undefined,
): Promise<RegistryProblem | null> {
  const wrongPlace = (what: string): RegistryProblem => ({
    key,
    message: `holds ${what}, which belongs in another place`,
    fix: RESTORE,
  });
  const entryOf = async <T>(schema: z.ZodType<T>): Promise<{ entry: T; bytes: Uint8Array }> => {
    const found = await readEntry(store, key, schema);
    if (found === null) throw gone(key);
    seen.digests.set(key, `sha256:${sha256(found.bytes)}`);
    return found;
  };
  switch (place.kind) {
    case 'registry':
      await entryOf(registryFileSchema);
      return null;
    case 'probe': {
      const { entry } = await entryOf(probeFindingSchema);
      // An older one has its finding in the entry alone.
      return entry.id === place.id && (entry.safe || !place.safe)
        ? null
        : wrongPlace(`the finding ${entry.id}`);
    }
    case 'blob': {
      const digest = await store.digest(key, signal);
      if (digest === null) throw gone(key);
      if (digest.sha256 === place.hex) {
        seen.blobs.set(place.hex, digest.size);
        return null;
      }
      return { key, message: `the ${size} bytes of the blob do not have its digest`, fix: REGISTER_AGAIN };
    }
    case 'manifest':
      seen.manifests.set(place.hex, await readManifest(store, place.hex));
      return null;
    case 'modelName':
    case 'aliasName': {
      const { entry } = await entryOf(nameEntrySchema);
      seen.names.add(`${key} ${entry.name}`);
      return entry.name.toLowerCase() === place.lower ? null : wrongPlace(`the name ${entry.name}`);
    }
    case 'version': {
      const { entry } = await entryOf(versionEntrySchema);
      if (entry.model !== place.model || entry.version !== place.version) {
        return wrongPlace(`${entry.model} v${entry.version}`);
      }
      within(seen.versions, place.model).set(place.version, entry);
      return null;
    }
    case 'alias': {
      const { entry, bytes } = await entryOf(aliasEntrySchema);
      if (entry.model !== place.model || entry.alias !== place.alias || entry.seq !== place.seq) {
        return wrongPlace(`entry ${entry.seq} of ${entry.model} ${entry.alias}`);
      }
      const digest = `sha256:${sha256(bytes)}`;
      within(seen.logs, `${place.model}/${place.alias}`).set(place.seq, { entry, digest, key });
      return null;
    }
    case 'decision': {
      const { entry } = await entryOf(decisionSchema);
      if (entry.model !== place.model || entry.version !== place.version || entry.id !== place.id) {
        return wrongPlace(`decision ${entry.id} on ${entry.model} v${entry.version}`);
      }
      seen.decisions.push({ entry, key });
      if (entry.decision === 'approve') seen.used.add(`${entry.model} ${entry.version}`);
      return null;
    }
    case 'signature': {
      const { entry } = await entryOf(signatureSchema);
      if (entry.model !== place.model || entry.version !== place.version || entry.id !== place.id) {
        return wrongPlace(`signature ${entry.id} of ${entry.model} v${entry.version}`);
      }
      seen.signatures.push({ entry, key });
      return null;
    }
    case 'event':
    case 'claim': {
      const { entry } = await entryOf(eventSchema);
      seen.used.add(`${entry.model} ${entry.data['version']}`);
      const own = entry.key === null ? keys.event(place.model, entry.id) : keys.claim(place.model, entry.key);
      return entry.model === place.model && own === key
        ? null
        : wrongPlace(`event ${entry.id} of ${entry.model}`);
    }
    case 'run': {
      const { entry, bytes } = await entryOf(runEntrySchema);
      if (entry.model !== place.model || entry.id !== place.id) {
        return wrongPlace(`run ${entry.id} of ${entry.model}`);
      }
      seen.runs.push({ entry, key });
      seen.index.run(entry, bytes);
      return null;
    }
    case 'tombstone': {
      const { entry } = await entryOf(tombstoneSchema);
      if (entry.model !== place.model || entry.version !== place.version) {
        return wrongPlace(`the tombstone of ${entry.model} v${entry.version}`);
      }
      seen.tombstones.push({ entry, key });
      return null;
    }
    case 'import': {
      const { entry } = await entryOf(importEntrySchema);
      if (keys.importEntry(entry.model, entry.version, entry.evidence) !== key) {
        return wrongPlace(`the import of ${entry.model} v${entry.version}`);
      }
      seen.imports.push({ entry, key });
      return null;
    }
    case 'receipt':
      seen.receipts.set(place.of, (await entryOf(receiptSchema)).entry.of);
      return null;
    case 'cleanup': {
      const { entry } = await entryOf(cleanupSchema);
      return entry.id === place.id ? null : wrongPlace(`the clean-up ${entry.id}`);
    }
    case 'lease':
      return checkLease(store, key, place, notes);
    // Never the truth: a reader does without a damaged one, and says so.
    case 'segment': {
      const packed = await store.get(key);
      // Writers merge segments, and delete the old ones.
      if (packed === null) return null;
      seen.index.segment(key, place.model, await unpackSegment(store, place.model, key, packed));
      return null;
    }
    case 'aside':
      return null;
    case 'unknown':
      notes.push({ key, message: 'is no object of a registry; it is never read' });
      return null;
  }
}

/** Leases end while we read, and what stands in one decides nothing: its damage is worth a note. */
async function checkLease(
  store: Store,
  key: string,
  place: Located & { readonly kind: 'lease' },
  notes: RegistryProblem[],
): Promise<null> {
  try {
    const found = await readEntry(store, key, leaseSchema);
    if (found === null || found.entry.id === place.id) return null;
    notes.push({
      key,
      message: `holds the lease ${found.entry.id}; it ends by its age, and \`gc\` removes it`,
    });
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    notes.push({ key, message: 'is a damaged lease; it ends by its age, and `gc` removes it' });
  }
  return null;
}

function gone(key: string): AssayError {
  return environmentError({ where: { key }, message: 'was listed and then not there' });
}

function within<V>(map: Map<string, Map<number, V>>, name: string): Map<number, V> {
  const found = map.get(name) ?? new Map<number, V>();
  map.set(name, found);
  return found;
}
