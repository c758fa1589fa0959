/**
 * Brings the versions of an export into a registry. A version keeps its manifest, so its digest; its number is
 * the next free one here, and where it comes from stands in an entry of its own. Decisions and moves of the other
 * registry come along as evidence, in a blob: here they approve and move nothing.
 */
import { createWriteStream } from 'node:fs';
import { type FileHandle, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { keys } from '../layout.js';
import type { StoreRegistry } from '../registry.js';
import { canonicalBytes } from '../sealed.js';
import { type Archive, type ArchivedVersion, rangeOf, withArchive } from './read.js';
import type { ArchiveOptions } from './write.js';

export interface ImportedVersion {
  readonly model: string;
  readonly version: number;
  readonly digest: string;
  readonly origin: { readonly registry: string; readonly version: number };
  /** False where this registry had the version already. */
  readonly created: boolean;
  /** Evidence only. */
  readonly decisions: number;
  readonly moves: number;
}

/** Imports every version of the file. Nothing is written before the whole file is proved; again does nothing. */
export async function importVersions(
  registry: StoreRegistry,
  path: string,
  by: { readonly actor: string; readonly run: string },
  options: ArchiveOptions & { readonly waiting?: (text: string) => void } = {},
): Promise<ImportedVersion[]> {
  return withArchive(path, options, (archive, file) =>
    registry.uploading(
      `${by.actor}, import`,
      async () => {
        const imported: ImportedVersion[] = [];
        for (const [index, version] of archive.versions.entries()) {
          options.progress?.(`${version.raw.model} v${version.raw.version}`, index / archive.versions.length);
          imported.push(await importOne(registry, archive, file, version, by, options));
        }
        return imported;
      },
      options,
    ),
  );
}

async function importOne(
  registry: StoreRegistry,
  archive: Archive,
  file: FileHandle,
  { raw, entry, manifest, decisions, signatures, moves }: ArchivedVersion,
  by: { readonly actor: string; readonly run: string },
  options: ArchiveOptions,
): Promise<ImportedVersion> {
  for (const { sha256, size } of manifest.files) {
    const place = archive.blobs.get(sha256);
    if (place !== undefined) await putPart(registry, file, place.start, { sha256, size }, options.signal);
  }
  const { version, created } = await registry.register(manifest, by);
  const evidence = await registry.putBytes(
    canonicalBytes(
      { format: 1, registry: archive.registry, entry: raw.entry, decisions: raw.decisions, logs: raw.logs },
      'the evidence of the import',
    ),
  );
  const { model, version: number, digest } = version.entry;
  // A signature proves itself, wherever it lies: these count here as they did there.
  for (const { bundle } of signatures) {
    await registry.addSignature({ model, version: number, digest, bundle, actor: by.actor, run: by.run });
  }
  const origin = {
    registry: archive.registry,
    version: raw.version,
    actor: entry.actor,
    run: entry.run,
    time: entry.time,
  };
  await registry.recordImport({
    model,
    version: number,
    digest,
    origin,
    evidence: evidence.sha256,
    decisions: decisions.length,
    moves: moves.length,
    actor: by.actor,
  });
  return {
    model,
    version: number,
    digest,
    origin: { registry: archive.registry, version: raw.version },
    created,
    decisions: decisions.length,
    moves: moves.length,
  };
}

/** Stores a part of the file as a blob; the store proves the bytes once more, since the file may change. */
async function putPart(
  registry: StoreRegistry,
  file: FileHandle,
  start: number,
  known: { readonly sha256: string; readonly size: number },
  signal: AbortSignal | undefined,
): Promise<void> {
  if ((await registry.store.stat(keys.blob(known.sha256)))?.size === known.size) return;
  const scratch = await mkdtemp(join(tmpdir(), 'assay-import-'));
  try {
    const copy = join(scratch, 'blob');
    const target = createWriteStream(copy, { flags: 'wx' });
    if (known.size > 0) await pipeline(rangeOf(file, start, known.size), target, { signal });
    else await new Promise((done) => target.end(done));
    await registry.putBlob(copy, signal, known);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
