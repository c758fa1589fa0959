/**
 * Model versions. The order of writes is blobs, manifest, version: what a version names is there before it.
 * The number is claimed by creating its entry; numbers run from 1 without a gap.
 */

import { environmentError, type FileDigest, sha256File, unreadable } from '../base/index.js';
import {
  type Core,
  createWithReceipt,
  eachNumber,
  highest,
  manifestBytes,
  nonce,
  readManifest,
  refused,
} from './core.js';
import { keys } from './layout.js';
import { type Lease, TERMS, uploading } from './leases.js';
import { checkName } from './names.js';
import { damaged, needEntry, readEntry } from './sealed.js';
import { tombstoneOf } from './tombstones.js';
import {
  type Manifest,
  type ModelVersion,
  manifestSchema,
  type VersionEntry,
  versionEntrySchema,
} from './types.js';

/**
 * Stores a file under its digest. A blob that is there already is not written again; its size is compared. It is
 * there for others at the latest when something that may name it is: stores in which a write is dear wait for that.
 * `known` is the digest where the caller has read the file already: then it is read once more, by the store, which
 * refuses other bytes.
 */
export async function putBlob(
  core: Core,
  path: string,
  signal?: AbortSignal,
  known?: FileDigest,
): Promise<FileDigest> {
  const digest =
    known ??
    (await sha256File(path, signal).catch((error: unknown) => {
      if (signal?.aborted) throw error;
      throw unreadable(path, 'the file to store', error);
    }));
  const key = keys.blob(digest.sha256);
  const there = await core.store.stat(key);
  if (there === null) {
    if (core.store.createLater) await core.store.createLater(key, path, signal, digest.sha256);
    else await core.store.createFromFile(key, path, signal, digest.sha256);
  } else refuseOtherSize(core, key, there.size, digest.size);
  return digest;
}

/** A blob's name promises its bytes, so a size that differs is damage that must not be built upon. */
export function refuseOtherSize(core: Core, key: string, actual: number, expected: number): void {
  if (actual !== expected) {
    throw damaged(core.store, key, `the blob has ${actual} bytes, and should have ${expected}`);
  }
}

/** Registers a manifest whose blobs are there. See `Registry.register`. */
export async function register(
  core: Core,
  manifest: Manifest,
  by: { actor: string; run: string },
): Promise<{ version: ModelVersion; created: boolean }> {
  const parsed = manifestSchema.safeParse(manifest);
  if (!parsed.success) throw refused('the manifest', parsed.error);
  await core.names.claimModel(parsed.data.model);
  // From the moment that blobs are seen to the moment that a version names them no clean-up may begin.
  return uploading(core, `${by.actor}, run ${by.run}`, (lease) => registerHeld(core, parsed.data, by, lease));
}

async function registerHeld(
  core: Core,
  manifest: Manifest,
  by: { actor: string; run: string },
  lease: Lease,
): Promise<{ version: ModelVersion; created: boolean }> {
  const { store } = core;
  const { model } = manifest;
  const { digest, hex, bytes } = manifestBytes(manifest);
  for (const file of manifest.files) {
    const there = await store.stat(keys.blob(file.sha256));
    if (there === null) {
      throw damaged(
        store,
        keys.blob(file.sha256),
        `the blob of ${file.name} is missing, and must be stored before the version`,
      );
    }
    refuseOtherSize(core, there.key, there.size, file.size);
  }
  // The highest number is read before the manifest is written: where this call creates the manifest, a version
  // of the same digest can only come after, so the numbers below need not be searched.
  const last = await highest(store, keys.versions(model));
  const fresh = await storeManifest(core, hex, bytes);
  const stored = await readManifest(store, hex);
  if (!fresh) {
    for (const known of (await versions(core, model)).filter((entry) => entry.digest === digest)) {
      // What was given up comes back under a new number: its files may go at any moment.
      if ((await tombstoneOf(core, model, known.version)) !== null) continue;
      return { version: core.recent.gave({ entry: known, manifest: stored }), created: false };
    }
  }
  for (let version = last + 1; ; version += 1) {
    const own = nonce();
    lease.check();
    const written = await createWithReceipt(
      core,
      keys.version(model, version),
      versionEntrySchema,
      {
        format: 1,
        model,
        version,
        digest,
        actor: by.actor,
        run: by.run,
        nonce: own,
        time: core.now().toISOString(),
      },
      (there) => there.nonce === own,
    );
    checkPlace(core, written.entry, model, version);
    if (written.entry.digest !== digest) continue;
    if (!written.created && (await tombstoneOf(core, model, version)) !== null) continue;
    // The machine slept between the look at the lease and the entry, so a clean-up may have come in between.
    if (lease.age() > TERMS.upload.trust) await refuseRemoved(core, manifest, hex);
    return {
      version: core.recent.gave({ entry: written.entry, manifest: stored }),
      created: written.created,
    };
  }
}

/**
 * True where the manifest was not there. Where writes are dear it goes up with the version: who sees the version of
 * another in such a store sees its manifest too, so that here, too, a version of a fresh manifest can only come after.
 */
async function storeManifest({ store }: Core, hex: string, bytes: Uint8Array): Promise<boolean> {
  const key = keys.manifest(hex);
  if (store.createLater === undefined) return (await store.create(key, bytes)) === 'created';
  if ((await store.stat(key)) !== null) return false;
  await store.createLater(key, bytes);
  return true;
}

async function refuseRemoved(core: Core, manifest: Manifest, hex: string): Promise<void> {
  const needed = [keys.manifest(hex), ...manifest.files.map((file) => keys.blob(file.sha256))];
  for (const key of needed) {
    if ((await core.store.stat(key)) !== null) continue;
    throw environmentError({
      where: { key },
      message: 'a clean-up removed the object while this machine slept, and the version names it',
      fix: 'run the same command again: it stores the object anew',
    });
  }
}

/** Every version's entry, from 1. A number that is missing below a higher one is damage. */
export async function versions(core: Core, model: string): Promise<VersionEntry[]> {
  await core.names.checkModel(model);
  // Numbers are read one by one, not as listed: a listing that races with writers may hold 7 and not yet 6.
  const last = await highest(core.store, keys.versions(model));
  return eachNumber(last, async (version) => {
    const { entry } = await needEntry(core.store, keys.version(model, version), versionEntrySchema);
    checkPlace(core, entry, model, version);
    return entry;
  });
}

export async function version(core: Core, model: string, number: number): Promise<ModelVersion | null> {
  checkName('model', model);
  if (!Number.isSafeInteger(number) || number < 1) {
    await core.names.checkModel(model);
    return null;
  }
  const key = keys.version(model, number);
  let found = await readEntry(core.store, key, versionEntrySchema);
  // Where the entry is there under that very name, the name was claimed before it, and need not be read.
  if (found?.entry.model === model) core.names.proved(model);
  else await core.names.checkModel(model);
  if (found === null) {
    if ((await highest(core.store, keys.versions(model))) < number) return null;
    // Created since the first look, or missing below a higher number, which is damage.
    found = await needEntry(core.store, key, versionEntrySchema);
  }
  checkPlace(core, found.entry, model, number);
  return withManifest(core, found.entry);
}

export async function versionByDigest(
  core: Core,
  model: string,
  digest: string,
): Promise<ModelVersion | null> {
  // The newest: an older one of the same digest was given up.
  const entry = (await versions(core, model)).findLast((one) => one.digest === digest);
  return entry ? withManifest(core, entry) : null;
}

async function withManifest(core: Core, entry: VersionEntry): Promise<ModelVersion> {
  const hex = entry.digest.slice('sha256:'.length);
  const manifest = await readManifest(core.store, hex);
  if (manifest.model !== entry.model) {
    throw damaged(
      core.store,
      keys.manifest(hex),
      `is a manifest of ${manifest.model}, and ${entry.model} v${entry.version} names it`,
    );
  }
  return core.recent.gave({ entry, manifest });
}

/** A whole entry in another's place is damage too. */
function checkPlace(core: Core, entry: VersionEntry, model: string, number: number): void {
  if (entry.model !== model || entry.version !== number) {
    throw damaged(
      core.store,
      keys.version(model, number),
      `holds the entry of ${entry.model} v${entry.version}`,
    );
  }
}
