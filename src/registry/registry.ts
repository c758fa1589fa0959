/** The registry over a store: one object that ties the parts together. What it promises stands in `types.ts`. */
import { randomBytes } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type FileDigest, sha256, syncFolder } from '../base/index.js';
import { aliases, aliasLog, lastMove, moveAlias } from './aliases.js';
import { type Core, makeCore, readManifestBytes, type Waiting } from './core.js';
import { collectGarbage, type GcOptions, type GcPlan, type GcReport, planGc } from './gc.js';
import { keys, locate, NAMES } from './layout.js';
import { uploading } from './leases.js';
import { nameEntrySchema } from './names.js';
import { cleanups, decide, decisions, events, imports, record, recordImport, tombstones } from './records.js';
import { indexRuns, runRows } from './run-index.js';
import { recordRun, runOf, runs } from './runs.js';
import { damaged, needEntry } from './sealed.js';
import { addSignature, signatures } from './signatures.js';
import type { Store } from './storage/index.js';
import { tombstoneOf } from './tombstones.js';
import type {
  AliasEntry,
  AliasMove,
  Decision,
  Manifest,
  ModelVersion,
  NewRun,
  Registry,
  RegistryEvent,
  RegistryProblem,
  RunEntry,
  RunList,
  SignatureEntry,
  UploadOptions,
  VersionEntry,
} from './types.js';
import type { Cleanup, ImportEntry, Tombstone } from './upkeep-types.js';
import { verifyStore } from './verify.js';
import { putBlob, register, version, versionByDigest, versions } from './versions.js';

export class StoreRegistry implements Registry {
  readonly store: Store;
  private readonly core: Core;

  /** `waiting` is how time passes while an upload waits for a clean-up; tests give their own. */
  constructor(store: Store, now: () => Date, waiting?: Waiting) {
    this.store = store;
    this.core = makeCore(store, now, waiting);
  }

  get description(): string {
    return this.store.description;
  }

  uploading<T>(who: string, work: () => Promise<T>, options: UploadOptions = {}): Promise<T> {
    return uploading(this.core, who, work, options);
  }

  putBlob(path: string, signal?: AbortSignal, known?: FileDigest): Promise<FileDigest> {
    return putBlob(this.core, path, signal, known);
  }

  async putBytes(bytes: Uint8Array): Promise<{ sha256: string; size: number }> {
    const hex = sha256(bytes);
    const key = keys.blob(hex);
    const { store } = this;
    let there: FileDigest | null = null;
    if (store.createLater) {
      there = await store.digest(key);
      if (there === null) await store.createLater(key, bytes);
    } else {
      // Without a lease a clean-up may remove it between the two; then it is written anew.
      for (let turn = 1; (await store.create(key, bytes)) === 'exists'; turn += 1) {
        there = await store.digest(key);
        if (there !== null) break;
        if (turn === 3) throw damaged(store, key, 'the blob is there, and cannot be read');
      }
    }
    if (there !== null && there.sha256 !== hex) {
      throw damaged(store, key, 'the bytes of the blob do not have its digest');
    }
    return { sha256: hex, size: bytes.length };
  }

  async getBlob(hex: string, path: string, signal?: AbortSignal): Promise<void> {
    const key = keys.blob(hex);
    const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      const read = await this.store.getToFile(key, temporary, signal);
      if (read === null) throw damaged(this.store, key, 'the blob is missing');
      if (read.sha256 !== hex) {
        throw damaged(this.store, key, 'the bytes of the blob do not have its digest');
      }
      await rename(temporary, path);
      await syncFolder(dirname(path));
    } finally {
      await rm(temporary, { force: true });
    }
  }

  async getBytes(hex: string): Promise<Uint8Array> {
    const key = keys.blob(hex);
    const bytes = await this.store.get(key);
    if (bytes === null) throw damaged(this.store, key, 'the blob is missing');
    if (sha256(bytes) !== hex) throw damaged(this.store, key, 'the bytes of the blob do not have its digest');
    return bytes;
  }

  register(
    manifest: Manifest,
    by: { actor: string; run: string },
  ): Promise<{ version: ModelVersion; created: boolean }> {
    return register(this.core, manifest, by);
  }

  async models(): Promise<string[]> {
    const names: string[] = [];
    for await (const { key } of this.store.list(NAMES)) {
      if (locate(key).kind !== 'modelName') continue;
      const { entry } = await needEntry(this.store, key, nameEntrySchema);
      if (keys.modelName(entry.name) !== key) throw damaged(this.store, key, `holds the name ${entry.name}`);
      names.push(entry.name);
    }
    return names.sort();
  }

  versions(model: string): Promise<VersionEntry[]> {
    return versions(this.core, model);
  }

  version(model: string, number: number): Promise<ModelVersion | null> {
    return version(this.core, model, number);
  }

  versionByDigest(model: string, digest: string): Promise<ModelVersion | null> {
    return versionByDigest(this.core, model, digest);
  }

  aliases(model: string): Promise<string[]> {
    return aliases(this.core, model);
  }

  aliasLog(model: string, alias: string): Promise<AliasEntry[]> {
    return aliasLog(this.core, model, alias);
  }

  lastMove(model: string, alias: string, { toMove = false } = {}): Promise<AliasEntry | null> {
    return lastMove(this.core, model, alias, toMove);
  }

  moveAlias(model: string, alias: string, move: AliasMove): Promise<AliasEntry> {
    return moveAlias(this.core, model, alias, move);
  }

  decide(decision: Omit<Decision, 'format' | 'id' | 'nonce' | 'time'>): Promise<Decision> {
    return decide(this.core, decision);
  }

  decisions(model: string, number: number): Promise<Decision[]> {
    return decisions(this.core, model, number);
  }

  addSignature(
    signature: Omit<SignatureEntry, 'format' | 'id' | 'nonce' | 'time'>,
  ): Promise<{ signature: SignatureEntry; created: boolean }> {
    return addSignature(this.core, signature);
  }

  signatures(model: string, number: number): Promise<SignatureEntry[]> {
    return signatures(this.core, model, number);
  }

  manifestBytes(digest: string): Promise<Uint8Array> {
    return readManifestBytes(this.store, digest.slice('sha256:'.length));
  }

  record(event: Omit<RegistryEvent, 'format' | 'id' | 'time'>): Promise<RegistryEvent | null> {
    return record(this.core, event);
  }

  events(model: string): Promise<RegistryEvent[]> {
    return events(this.core, model);
  }

  recordRun(run: NewRun): Promise<RunEntry> {
    return recordRun(this.core, run);
  }

  runs(model: string): Promise<RunEntry[]> {
    return runs(this.core, model);
  }

  async run(model: string, id: string): Promise<RunEntry | null> {
    await this.core.names.checkModel(model);
    return (await runOf(this.core, model, id))?.entry ?? null;
  }

  runRows(model: string): Promise<RunList> {
    return runRows(this.core, model);
  }

  indexRuns(model: string, { rebuild = false } = {}): Promise<number> {
    return indexRuns(this.core, model, rebuild);
  }

  tombstone(model: string, number: number): Promise<Tombstone | null> {
    return tombstoneOf(this.core, model, number);
  }

  tombstones(model: string): Promise<Tombstone[]> {
    return tombstones(this.core, model);
  }

  imports(model: string): Promise<ImportEntry[]> {
    return imports(this.core, model);
  }

  recordImport(entry: Omit<ImportEntry, 'format' | 'time'>): Promise<ImportEntry> {
    return recordImport(this.core, entry);
  }

  cleanups(): Promise<Cleanup[]> {
    return cleanups(this.core);
  }

  /** What a clean-up would do. See `gc.ts`. */
  planGc(options: GcOptions = {}): Promise<GcPlan> {
    return planGc(this.core, options);
  }

  gc(who: string, options: GcOptions = {}): Promise<GcReport> {
    return collectGarbage(this.core, who, options);
  }

  async verify(progress?: (text: string, fraction?: number) => void): Promise<RegistryProblem[]> {
    return (await verifyStore(this.store, progress ? { progress } : {})).problems;
  }
}
