/** Writes versions with all that belongs to them into one file. Every byte is proved on its way out. */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, link, mkdtemp, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { codeOf, environmentError, messageOf, syncFolder, usageError } from '../../base/index.js';
import { keys, REGISTRY_KEY } from '../layout.js';
import type { StoreRegistry } from '../registry.js';
import { damaged, needEntry, seal } from '../sealed.js';
import { registryFileSchema } from '../setup-schemas.js';
import { versionEntrySchema } from '../types.js';
import { blobMember, END, type ExportIndex, headerOf, INDEX, LARGEST_INDEX, paddingOf } from './format.js';

/** What `link` says where the file system has no hard links. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

export interface ArchiveOptions {
  readonly signal?: AbortSignal;
  readonly progress?: (text: string, fraction?: number) => void;
}

export interface ExportReport {
  readonly file: string;
  readonly bytes: number;
  readonly versions: readonly { readonly model: string; readonly version: number; readonly digest: string }[];
  readonly blobs: number;
}

/** Exports these versions into a new file. A file that is there is not overwritten. */
export async function exportVersions(
  registry: StoreRegistry,
  wanted: readonly { readonly model: string; readonly version: number }[],
  file: string,
  options: ArchiveOptions = {},
): Promise<ExportReport> {
  const index = await indexOf(registry, wanted);
  const path = resolve(file);
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  const scratch = await mkdtemp(`${path}.`).catch((error: unknown) => {
    throw usageError({ where: { file: path }, message: `cannot be written: ${messageOf(error)}` }, error);
  });
  try {
    const out = await open(temporary, 'wx');
    let bytes: number;
    try {
      bytes = await writeAll(out, registry, index, scratch, options);
      await out.sync();
    } finally {
      await out.close();
    }
    await nameNew(temporary, path);
    await syncFolder(dirname(path));
    const versions = index.versions.map(({ model, version, digest }) => ({ model, version, digest }));
    return { file: path, bytes, versions, blobs: index.blobs.length };
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') {
      throw taken(path);
    }
    if (code === 'ENOSPC') {
      throw environmentError(
        {
          where: { file: path },
          message: 'the disk is full',
          fix: 'free space, then run the same command again',
        },
        error,
      );
    }
    throw error;
  } finally {
    await rm(temporary, { force: true });
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Gives the finished file its name, and never another's. */
async function nameNew(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined || !NO_LINKS.has(code)) throw error;
    // On a disk that is carried around (exFAT) there are no links, and nobody races for the name.
    const there = await stat(path).catch((problem: unknown) => {
      if (codeOf(problem) === 'ENOENT') return null;
      throw problem;
    });
    if (there !== null) throw taken(path);
    await rename(temporary, path);
  }
}

function taken(path: string): Error {
  return usageError({
    where: { file: path },
    message: 'the file is there already, and an export overwrites nothing',
    fix: 'name another file, or remove that one',
  });
}

async function indexOf(
  registry: StoreRegistry,
  wanted: readonly { readonly model: string; readonly version: number }[],
): Promise<ExportIndex> {
  const { store } = registry;
  const { entry: identity } = await needEntry(store, REGISTRY_KEY, registryFileSchema);
  const blobs = new Map<string, number>();
  const versions: ExportIndex['versions'] = [];
  const text = async (key: string): Promise<string> => {
    const bytes = await store.get(key);
    if (bytes === null) throw damaged(store, key, 'the object is missing');
    return Buffer.from(bytes).toString('utf8');
  };
  const sorted = [...wanted].sort((a, b) =>
    a.model < b.model ? -1 : a.model > b.model ? 1 : a.version - b.version,
  );
  for (const { model, version } of sorted) {
    const found = await registry.version(model, version);
    if (found === null) {
      throw usageError({ message: `${registry.description} has no version ${version} of ${model}` });
    }
    if ((await registry.tombstone(model, version)) !== null) {
      throw usageError({ message: `${model} v${version} was given up, and its files may be gone` });
    }
    const { digest } = found.entry;
    const decisions = await registry.decisions(model, version);
    const signatures = await registry.signatures(model, version);
    const logs: Record<string, string[]> = {};
    for (const alias of await registry.aliases(model)) {
      const log = await registry.aliasLog(model, alias);
      if (!log.some((entry) => entry.version === version)) continue;
      logs[alias] = await Promise.all(log.map(({ seq }) => text(keys.aliasEntry(model, alias, seq))));
    }
    await needEntry(store, keys.version(model, version), versionEntrySchema);
    versions.push({
      model,
      version,
      digest,
      entry: await text(keys.version(model, version)),
      manifest: await text(keys.manifest(digest.slice('sha256:'.length))),
      ...(signatures.length === 0
        ? {}
        : {
            signatures: await Promise.all(
              signatures.map(({ id }) => text(keys.signature(model, version, id))),
            ),
          }),
      decisions: await Promise.all(decisions.map(({ id }) => text(keys.decision(model, version, id)))),
      logs,
    });
    for (const { sha256, size } of found.manifest.files) blobs.set(sha256, size);
  }
  return {
    format: 1,
    kind: 'assay-registry-export',
    registry: identity.id,
    versions,
    blobs: [...blobs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([sha256, size]) => ({ sha256, size })),
  };
}

async function writeAll(
  out: FileHandle,
  registry: StoreRegistry,
  index: ExportIndex,
  scratch: string,
  { signal, progress }: ArchiveOptions,
): Promise<number> {
  let written = 0;
  const put = async (bytes: Uint8Array): Promise<void> => {
    await out.writeFile(bytes);
    written += bytes.length;
  };
  const bytes = seal(index, 'the index of the export');
  if (bytes.length > LARGEST_INDEX) {
    throw usageError({
      message: 'the entries of these versions are too many for one file',
      fix: 'export fewer versions',
    });
  }
  await put(headerOf(INDEX, bytes.length));
  await put(bytes);
  await put(Buffer.alloc(paddingOf(bytes.length)));
  const total = index.blobs.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  for (const { sha256, size } of index.blobs) {
    signal?.throwIfAborted();
    progress?.(`blob ${sha256.slice(0, 12)}`, total === 0 ? 1 : done / total);
    const key = keys.blob(sha256);
    const copy = `${scratch}/${sha256}`;
    if (!(await registry.store.getToFile(key, copy, signal)))
      throw damaged(registry.store, key, 'the blob is missing');
    await put(headerOf(blobMember(sha256), size));
    const hash = createHash('sha256');
    let seen = 0;
    for await (const chunk of createReadStream(copy, { highWaterMark: 1 << 20 })) {
      hash.update(chunk as Buffer);
      seen += (chunk as Buffer).length;
      await put(chunk as Buffer);
    }
    if (seen !== size || hash.digest('hex') !== sha256) {
      throw damaged(registry.store, key, 'the bytes of the blob do not have its digest');
    }
    await put(Buffer.alloc(paddingOf(size)));
    await rm(copy);
    done += size;
  }
  await put(END);
  return written;
}
