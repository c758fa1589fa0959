/** What the objects of a registry say of each other: missing ones, contradictions, what nothing names. Pure. */
import { IndexCheck } from './index-check.js';
import { keys, locate } from './layout.js';
import type {
  AliasEntry,
  Decision,
  Manifest,
  RegistryProblem,
  RunEntry,
  SignatureEntry,
  VersionEntry,
} from './types.js';
import type { ImportEntry, Tombstone } from './upkeep-types.js';

export const RESTORE = 'bring the object back from a copy of the registry';
export const REGISTER_AGAIN = `${RESTORE}, or register the same files again (the same bytes get the same name)`;

/** What was read, for the references between objects. */
export interface Seen {
  readonly blobs: Map<string, number>;
  readonly manifests: Map<string, Manifest>;
  readonly versions: Map<string, Map<number, VersionEntry>>;
  readonly logs: Map<string, Map<number, { entry: AliasEntry; digest: string; key: string }>>;
  readonly decisions: { entry: Decision; key: string }[];
  readonly signatures: { entry: SignatureEntry; key: string }[];
  readonly runs: { entry: RunEntry; key: string }[];
  /** Rows of the index, and the runs that they are of. */
  readonly index: IndexCheck;
  /** `<key> <name as it is spelled>`. */
  readonly names: Set<string>;
  readonly tombstones: { entry: Tombstone; key: string }[];
  readonly imports: { entry: ImportEntry; key: string }[];
  /** What receipts say of the entry at that key. */
  readonly receipts: Map<string, string>;
  /** What the bytes of the entry at that key are. */
  readonly digests: Map<string, string>;
  /** `model version` that an approval or an event names, so that a tombstone counts for nothing. */
  readonly used: Set<string>;
}

export function nothingSeen(): Seen {
  return {
    blobs: new Map(),
    manifests: new Map(),
    versions: new Map(),
    logs: new Map(),
    decisions: [],
    signatures: [],
    runs: [],
    index: new IndexCheck(),
    names: new Set(),
    tombstones: [],
    imports: [],
    receipts: new Map(),
    digests: new Map(),
    used: new Set(),
  };
}

/** What the objects say of each other. */
export function references(seen: Seen, listed: ReadonlySet<string>): RegistryProblem[] {
  const problems: RegistryProblem[] = [];
  const told = new Set<string>();
  const missing = (key: string, because: string, fix = RESTORE): void => {
    // A damaged object was reported for itself; one that several name is one problem.
    if (listed.has(key) || told.has(key)) return;
    told.add(key);
    problems.push({ key, message: `is missing: ${because}`, fix });
  };
  const spelled = (claim: string, name: string, kind: string, fix = RESTORE): void => {
    missing(claim, `there is ${kind} ${name}`);
    const other = [...seen.names].find((one) => one.startsWith(`${claim} `));
    if (other === undefined || other === `${claim} ${name}`) return;
    const message = `claims ${other.slice(claim.length + 1)}, and ${kind} ${name} is there, which differs only in case`;
    problems.push({ key: claim, message, fix });
  };
  const removed = gaveUp(seen);
  for (const [key, digest] of seen.receipts) {
    missing(key, 'its receipt says that it was written');
    const actual = seen.digests.get(key);
    if (actual !== undefined && actual !== digest) {
      problems.push({
        key,
        message: 'is not the entry that was written: its receipt names other bytes',
        fix: RESTORE,
      });
    }
  }
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
  }
  for (const model of modelsOf(listed)) spelled(keys.modelName(model), model, 'a model');
  for (const [hex, manifest] of seen.manifests) {
    if (removed.has(hex)) continue;
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
  for (const log of seen.logs.values()) problems.push(...logProblems(log, seen, missing, spelled, decided));
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
  for (const { entry, key } of [...seen.tombstones, ...seen.imports]) {
    const version = seen.versions.get(entry.model)?.get(entry.version);
    if (version === undefined) {
      missing(keys.version(entry.model, entry.version), 'a tombstone or an import is about it');
    } else if (version.digest !== entry.digest) {
      problems.push({ key, message: `is about another manifest than ${entry.model} v${entry.version} has` });
    }
  }
  for (const { entry } of seen.imports) {
    if (!seen.blobs.has(entry.evidence)) {
      missing(
        keys.blob(entry.evidence),
        `it is the evidence of the import of ${entry.model} v${entry.version}`,
      );
    }
  }
  return problems;
}

/** Every model that has an object, as its folder is spelled. */
function modelsOf(listed: ReadonlySet<string>): Set<string> {
  const models = new Set<string>();
  for (const key of listed) {
    const place = locate(key);
    if ('model' in place) models.add(place.model);
  }
  return models;
}

/** Manifests whose files may be gone: every version that has one of them was given up, and none was used. */
function gaveUp(seen: Seen): Set<string> {
  const used = new Set(seen.used);
  for (const log of seen.logs.values()) {
    for (const { entry } of log.values()) used.add(`${entry.model} ${entry.version}`);
  }
  const buried = new Set(seen.tombstones.map(({ entry }) => `${entry.model} ${entry.version}`));
  const removed = new Set<string>();
  const kept = new Set<string>();
  for (const entries of seen.versions.values()) {
    for (const { model, version, digest } of entries.values()) {
      const name = `${model} ${version}`;
      (buried.has(name) && !used.has(name) ? removed : kept).add(digest.slice('sha256:'.length));
    }
  }
  for (const hex of kept) removed.delete(hex);
  return removed;
}

function logProblems(
  log: Map<number, { entry: AliasEntry; digest: string; key: string }>,
  seen: Seen,
  missing: (key: string, because: string) => void,
  spelled: (claim: string, name: string, kind: string) => void,
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
    if (seq === 1) spelled(keys.aliasName(model, alias), alias, 'an alias');
  }
  return problems;
}

/** Remains of registrations that did not end. Not damage: the same registration, repeated, uses them. */
export function unreferenced(seen: Seen): RegistryProblem[] {
  const notes: RegistryProblem[] = [];
  const named = new Set<string>();
  for (const entries of seen.versions.values()) {
    for (const { digest } of entries.values()) named.add(digest.slice('sha256:'.length));
  }
  const used = new Set<string>(seen.imports.map(({ entry }) => entry.evidence));
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
