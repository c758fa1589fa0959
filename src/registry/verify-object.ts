/** Reads one object of a registry, as `verify` does: what shows in it alone, and what it says of others. */
import type { z } from 'zod';
import { AssayError, environmentError, sha256 } from '../base/index.js';
import { readManifest } from './core.js';
import { keys, type Located, locate } from './layout.js';
import { nameEntrySchema } from './names.js';
import { REGISTER_AGAIN, RESTORE, type Seen } from './references.js';
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

/** What an object was found to say; called in the order of the listing. */
export type Told = () => void;

/** Where what is read goes: nothing at once, but by `later`, in the order of the listing. */
export interface Findings {
  readonly seen: Seen;
  readonly notes: RegistryProblem[];
  readonly later: (work: Told) => void;
}

/** Reads one object, keeps what others refer to, and gives the problem that shows in it alone. */
export async function readObject(
  store: Store,
  { key, size }: StoredObject,
  { seen, notes, later }: Findings,
  signal: AbortSignal,
): Promise<RegistryProblem | null> {
  const place = locate(key);
  const note = (message: string): void => later(() => notes.push({ key, message }));
  const wrongPlace = (what: string): RegistryProblem => ({
    key,
    message: `holds ${what}, which belongs in another place`,
    fix: RESTORE,
  });
  const entryOf = async <T>(schema: z.ZodType<T>): Promise<{ entry: T; bytes: Uint8Array }> => {
    const found = await readEntry(store, key, schema);
    if (found === null) throw gone(key);
    const digest = `sha256:${sha256(found.bytes)}`;
    later(() => seen.digests.set(key, digest));
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
        later(() => seen.blobs.set(place.hex, digest.size));
        return null;
      }
      return { key, message: `the ${size} bytes of the blob do not have its digest`, fix: REGISTER_AGAIN };
    }
    case 'manifest': {
      const manifest = await readManifest(store, place.hex);
      later(() => seen.manifests.set(place.hex, manifest));
      return null;
    }
    case 'modelName':
    case 'aliasName': {
      const { entry } = await entryOf(nameEntrySchema);
      later(() => seen.names.add(`${key} ${entry.name}`));
      return entry.name.toLowerCase() === place.lower ? null : wrongPlace(`the name ${entry.name}`);
    }
    case 'version': {
      const { entry } = await entryOf(versionEntrySchema);
      if (entry.model !== place.model || entry.version !== place.version) {
        return wrongPlace(`${entry.model} v${entry.version}`);
      }
      later(() => within(seen.versions, place.model).set(place.version, entry));
      return null;
    }
    case 'alias': {
      const { entry, bytes } = await entryOf(aliasEntrySchema);
      if (entry.model !== place.model || entry.alias !== place.alias || entry.seq !== place.seq) {
        return wrongPlace(`entry ${entry.seq} of ${entry.model} ${entry.alias}`);
      }
      const digest = `sha256:${sha256(bytes)}`;
      later(() => within(seen.logs, `${place.model}/${place.alias}`).set(place.seq, { entry, digest, key }));
      return null;
    }
    case 'decision': {
      const { entry } = await entryOf(decisionSchema);
      if (entry.model !== place.model || entry.version !== place.version || entry.id !== place.id) {
        return wrongPlace(`decision ${entry.id} on ${entry.model} v${entry.version}`);
      }
      later(() => seen.decisions.push({ entry, key }));
      if (entry.decision === 'approve') later(() => seen.used.add(`${entry.model} ${entry.version}`));
      return null;
    }
    case 'signature': {
      const { entry } = await entryOf(signatureSchema);
      if (entry.model !== place.model || entry.version !== place.version || entry.id !== place.id) {
        return wrongPlace(`signature ${entry.id} of ${entry.model} v${entry.version}`);
      }
      later(() => seen.signatures.push({ entry, key }));
      return null;
    }
    case 'event':
    case 'claim': {
      const { entry } = await entryOf(eventSchema);
      later(() => seen.used.add(`${entry.model} ${entry.data['version']}`));
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
      later(() => seen.runs.push({ entry, key }));
      later(() => seen.index.run(entry, bytes));
      return null;
    }
    case 'tombstone': {
      const { entry } = await entryOf(tombstoneSchema);
      if (entry.model !== place.model || entry.version !== place.version) {
        return wrongPlace(`the tombstone of ${entry.model} v${entry.version}`);
      }
      later(() => seen.tombstones.push({ entry, key }));
      return null;
    }
    case 'import': {
      const { entry } = await entryOf(importEntrySchema);
      if (keys.importEntry(entry.model, entry.version, entry.evidence) !== key) {
        return wrongPlace(`the import of ${entry.model} v${entry.version}`);
      }
      later(() => seen.imports.push({ entry, key }));
      return null;
    }
    case 'receipt': {
      const { entry } = await entryOf(receiptSchema);
      later(() => seen.receipts.set(place.of, entry.of));
      return null;
    }
    case 'cleanup': {
      const { entry } = await entryOf(cleanupSchema);
      return entry.id === place.id ? null : wrongPlace(`the clean-up ${entry.id}`);
    }
    case 'lease':
      return checkLease(store, key, place, note);
    // Never the truth: a reader does without a damaged one, and says so.
    case 'segment': {
      const packed = await store.get(key);
      // Writers merge segments, and delete the old ones.
      if (packed === null) return null;
      const segment = await unpackSegment(store, place.model, key, packed);
      later(() => seen.index.segment(key, place.model, segment));
      return null;
    }
    case 'aside':
      return null;
    case 'unknown':
      note('is no object of a registry; it is never read');
      return null;
  }
}

/** Leases end while we read, and what stands in one decides nothing: its damage is worth a note. */
async function checkLease(
  store: Store,
  key: string,
  place: Located & { readonly kind: 'lease' },
  note: (message: string) => void,
): Promise<null> {
  try {
    const found = await readEntry(store, key, leaseSchema);
    if (found === null || found.entry.id === place.id) return null;
    note(`holds the lease ${found.entry.id}; it ends by its age, and \`gc\` removes it`);
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    note('is a damaged lease; it ends by its age, and `gc` removes it');
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
