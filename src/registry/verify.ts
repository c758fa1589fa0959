/**
 * Reads every byte and every chain of a registry. Nothing is trusted: names against bytes, entries against
 * their seals and places, and each reference against what it names. Problems are damage; notes are not.
 */
import type { z } from 'zod';
import { AssayError, environmentError, sha256 } from '../base/index.js';
import { readManifest } from './core.js';
import { keys, type Located, locate, REGISTRY_KEY } from './layout.js';
import { nameEntrySchema } from './names.js';
import { readEntry } from './sealed.js';
import { probeFindingSchema, registryFileSchema } from './setup-schemas.js';
import type { Store, StoredObject } from './storage/index.js';
import {
  type AliasEntry,
  aliasEntrySchema,
  type Decision,
  decisionSchema,
  eventSchema,
  type Manifest,
  type RegistryProblem,
  type RunEntry,
  runEntrySchema,
  type SignatureEntry,
  signatureSchema,
  type VersionEntry,
  versionEntrySchema,
} from './types.js';

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

const RESTORE = 'bring the object back from a copy of the registry';
const REGISTER_AGAIN = `${RESTORE}, or register the same files again (the same bytes get the same name)`;

/** What was read, for the references between objects. */
interface Seen {
  readonly blobs: Map<string, number>;
  readonly manifests: Map<string, Manifest>;
  readonly versions: Map<string, Map<number, VersionEntry>>;
  readonly logs: Map<string, Map<number, { entry: AliasEntry; digest: string; key: string }>>;
  readonly decisions: { entry: Decision; key: string }[];
  readonly signatures: { entry: SignatureEntry; key: string }[];
  readonly runs: { entry: RunEntry; key: string }[];
  readonly names: Set<string>;
}

export async function verifyStore(store: Store, options: VerifyOptions = {}): Promise<Verification> {
  const problems: RegistryProblem[] = [];
  const notes: RegistryProblem[] = [];
  const seen: Seen = {
    blobs: new Map(),
    manifests: new Map(),
    versions: new Map(),
    logs: new Map(),
    decisions: [],
    signatures: [],
    runs: [],
    names: new Set(),
  };
  // Logs and versions are listed before what they name is read, and a writer creates what is named first: so an
  // object that comes in between is seen as unreferenced at worst, never as missing.
  const objects: StoredObject[] = [];
  for await (const object of store.list('')) objects.push(object);
  const total = objects.reduce((sum, object) => sum + object.size, 0);
  let done = 0;
  for (const object of objects) {
    options.signal?.throwIfAborted();
    options.progress?.(object.key, total === 0 ? 1 : done / total);
    try {
      const problem = await readObject(store, object, locate(object.key), seen, notes, options.signal);
      if (problem !== null) problems.push(problem);
    } catch (error) {
      if (!(error instanceof AssayError)) throw error;
      problems.push(problemOf(object.key, error));
    }
    done += object.size;
  }
  if (!objects.some(({ key }) => key === REGISTRY_KEY)) {
    problems.push({ key: REGISTRY_KEY, message: 'is missing', fix: RESTORE });
  }
  problems.push(...references(seen, new Set(objects.map(({ key }) => key))));
  notes.push(...unreferenced(seen));
  for await (const { key, size } of store.leftovers()) {
    notes.push({ key, message: `is what an interrupted write left (${size} bytes); it is never read` });
  }
  options.progress?.('done', 1);
  problems.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return { problems, notes, objects: objects.length, bytes: total };
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
    return found;
  };
  switch (place.kind) {
    case 'registry':
      await entryOf(registryFileSchema);
      return null;
    case 'probe':
      await entryOf(probeFindingSchema);
      return null;
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
      const own = entry.key === null ? keys.event(place.model, entry.id) : keys.claim(place.model, entry.key);
      return entry.model === place.model && own === key
        ? null
        : wrongPlace(`event ${entry.id} of ${entry.model}`);
    }
    case 'run': {
      const { entry } = await entryOf(runEntrySchema);
      if (entry.model !== place.model || entry.id !== place.id) {
        return wrongPlace(`run ${entry.id} of ${entry.model}`);
      }
      seen.runs.push({ entry, key });
      return null;
    }
    case 'aside':
      return null;
    case 'unknown':
      notes.push({ key, message: 'is no object of a registry; it is never read' });
      return null;
  }
}

function gone(key: string): AssayError {
  return environmentError({ where: { key }, message: 'was listed and then not there' });
}

function within<V>(map: Map<string, Map<number, V>>, name: string): Map<number, V> {
  const found = map.get(name) ?? new Map<number, V>();
  map.set(name, found);
  return found;
}

/** What the objects say of each other. */
function references(seen: Seen, listed: ReadonlySet<string>): RegistryProblem[] {
  const problems: RegistryProblem[] = [];
  const missing = (key: string, because: string, fix = RESTORE): void => {
    // A damaged object was reported for itself.
    if (!listed.has(key)) problems.push({ key, message: `is missing: ${because}`, fix });
  };
  for (const [model, entries] of seen.versions) {
    const last = Math.max(...entries.keys());
    for (let number = 1; number < last; number += 1) {
      if (!entries.has(number)) missing(keys.version(model, number), `there is a version ${last}`);
    }
    for (const entry of entries.values()) {
      const hex = entry.digest.slice('sha256:'.length);
      const manifest = seen.manifests.get(hex);
      const name = `${model} v${entry.version}`;
      if (manifest === undefined) {
        missing(keys.manifest(hex), `${name} names it`);
      } else if (manifest.model !== model) {
        problems.push({
          key: keys.manifest(hex),
          message: `is a manifest of ${manifest.model}, and ${name} names it`,
        });
      }
    }
    const claim = keys.modelName(model);
    if (!seen.names.has(`${claim} ${model}`)) missing(claim, `there is a model ${model}`);
  }
  for (const [hex, manifest] of seen.manifests) {
    for (const file of manifest.files) {
      const size = seen.blobs.get(file.sha256);
      const key = keys.blob(file.sha256);
      if (size === undefined) {
        missing(key, `it is ${file.name} of a version of ${manifest.model}`, REGISTER_AGAIN);
      } else if (size !== file.size) {
        problems.push({
          key: keys.manifest(hex),
          message: `says ${file.size} bytes of ${file.name}, which has ${size}`,
        });
      }
    }
  }
  const decided = new Set(seen.decisions.map(({ entry }) => `${entry.model} ${entry.version} ${entry.id}`));
  for (const log of seen.logs.values()) problems.push(...logProblems(log, seen, missing, decided));
  for (const { entry, key } of seen.decisions) {
    const version = seen.versions.get(entry.model)?.get(entry.version);
    if (version === undefined) {
      missing(keys.version(entry.model, entry.version), `decision ${entry.id} is about it`);
    } else if (version.digest !== entry.digest) {
      problems.push({ key, message: `is about another manifest than ${entry.model} v${entry.version} has` });
    }
    // The end of a log leaves no gap when it is lost; what others saw of it does.
    const last = Math.max(0, ...(seen.logs.get(`${entry.model}/${entry.target}`)?.keys() ?? []));
    for (let seq = last + 1; seq <= entry.aliasSeq; seq += 1) {
      missing(keys.aliasEntry(entry.model, entry.target, seq), `decision ${entry.id} saw it`);
    }
  }
  for (const { entry, key } of seen.signatures) {
    const version = seen.versions.get(entry.model)?.get(entry.version);
    if (version === undefined) {
      missing(keys.version(entry.model, entry.version), `signature ${entry.id} is of it`);
    } else if (version.digest !== entry.digest) {
      problems.push({ key, message: `is of another manifest than ${entry.model} v${entry.version} has` });
    }
  }
  for (const { entry } of seen.runs) {
    if (entry.version !== null && !seen.versions.get(entry.model)?.has(entry.version)) {
      missing(keys.version(entry.model, entry.version), `run ${entry.id} made it`);
    }
    for (const file of entry.files ?? []) {
      if (!seen.blobs.has(file.sha256)) {
        missing(keys.blob(file.sha256), `it is ${file.name} of run ${entry.id} of ${entry.model}`);
      }
    }
  }
  return problems;
}

function logProblems(
  log: Map<number, { entry: AliasEntry; digest: string; key: string }>,
  seen: Seen,
  missing: (key: string, because: string) => void,
  decided: ReadonlySet<string>,
): RegistryProblem[] {
  const problems: RegistryProblem[] = [];
  for (const { entry, key } of log.values()) {
    const { model, alias, seq } = entry;
    const before = log.get(seq - 1);
    if (seq > 1 && before === undefined) {
      missing(keys.aliasEntry(model, alias, seq - 1), `entry ${seq} follows it`);
    } else if (entry.parent !== (before?.digest ?? null) || entry.from !== (before?.entry.to ?? null)) {
      problems.push({ key, message: 'does not follow from the entry before it: one of the two was changed' });
    }
    const version = seen.versions.get(model)?.get(entry.version);
    if (version === undefined) {
      missing(keys.version(model, entry.version), `entry ${seq} of ${alias} names it`);
    } else if (version.digest !== entry.to) {
      problems.push({ key, message: `names another manifest than ${model} v${entry.version} has` });
    }
    for (const id of entry.approvals) {
      if (!decided.has(`${model} ${entry.version} ${id}`)) {
        missing(keys.decision(model, entry.version, id), `entry ${seq} of ${alias} rests on it`);
      }
    }
    const claim = keys.aliasName(model, alias);
    if (seq === 1 && !seen.names.has(`${claim} ${alias}`)) missing(claim, `there is an alias ${alias}`);
  }
  return problems;
}

/** Remains of registrations that did not end. Not damage: the same registration, repeated, uses them. */
function unreferenced(seen: Seen): RegistryProblem[] {
  const notes: RegistryProblem[] = [];
  const named = new Set<string>();
  for (const entries of seen.versions.values()) {
    for (const { digest } of entries.values()) named.add(digest.slice('sha256:'.length));
  }
  const used = new Set<string>();
  for (const [hex, manifest] of seen.manifests) {
    for (const file of manifest.files) used.add(file.sha256);
    if (!named.has(hex)) {
      notes.push({ key: keys.manifest(hex), message: `no version of ${manifest.model} has this manifest` });
    }
  }
  for (const { entry } of seen.runs) for (const file of entry.files ?? []) used.add(file.sha256);
  for (const hex of seen.blobs.keys()) {
    if (!used.has(hex))
      notes.push({ key: keys.blob(hex), message: 'no manifest and no run names this blob' });
  }
  return notes;
}
