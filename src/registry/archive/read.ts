/**
 * Reads an export and trusts nothing in it: the size of the file, every header, every digest, every seal and every
 * chain must be what the index promises, before anything of it is used. All that is wrong is a usage error: the
 * file is the user's.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { AssayError, messageOf, sha256, usageError } from '../../base/index.js';
import { checkName } from '../names.js';
import { parseStored, seal, unseal } from '../sealed.js';
import {
  type AliasEntry,
  aliasEntrySchema,
  type Decision,
  decisionSchema,
  type Manifest,
  manifestSchema,
  type SignatureEntry,
  signatureSchema,
  type VersionEntry,
  versionEntrySchema,
} from '../types.js';
import {
  BLOCK,
  blobMember,
  END,
  type ExportIndex,
  exportIndexSchema,
  headerOf,
  INDEX,
  LARGEST_INDEX,
  memberSize,
  paddingOf,
  sizeIn,
} from './format.js';
import type { ArchiveOptions } from './write.js';

export interface ArchivedVersion {
  readonly raw: ExportIndex['versions'][number];
  readonly entry: VersionEntry;
  readonly manifest: Manifest;
  readonly decisions: readonly Decision[];
  readonly signatures: readonly SignatureEntry[];
  readonly moves: readonly AliasEntry[];
}

export interface Archive {
  readonly registry: string;
  readonly versions: readonly ArchivedVersion[];
  /** Where the bytes of a blob lie in the file. */
  readonly blobs: ReadonlyMap<string, { readonly start: number; readonly size: number }>;
}

/** Opens an export, proved in full, for `use`. */
export async function withArchive<T>(
  path: string,
  options: ArchiveOptions,
  use: (archive: Archive, file: FileHandle) => Promise<T>,
): Promise<T> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw usageError({ where: { file: path }, message: `cannot be read: ${messageOf(error)}` }, error);
  });
  try {
    return await use(await prove(path, file, options), file);
  } finally {
    await file.close();
  }
}

async function prove(path: string, file: FileHandle, { signal, progress }: ArchiveOptions): Promise<Archive> {
  const wrong = (message: string): AssayError =>
    usageError({
      where: { file: path },
      message: `is no whole export of a registry: ${message}`,
      expected: 'the file that `assay registry export` wrote, unchanged and not compressed',
      fix: 'copy it again, or export again',
    });
  const found = await file.stat();
  if (!found.isFile()) throw wrong('it is no plain file');
  const bytes = async (start: number, size: number): Promise<Buffer> => {
    const buffer = Buffer.alloc(size);
    let filled = 0;
    while (filled < size) {
      const { bytesRead } = await file.read(buffer, filled, size - filled, start + filled);
      if (bytesRead === 0) throw wrong('it ends too early');
      filled += bytesRead;
    }
    return buffer;
  };
  const first = await bytes(0, BLOCK);
  const size = sizeIn(first);
  if (size === null || !first.equals(headerOf(INDEX, size))) throw wrong(`it does not begin with ${INDEX}`);
  if (size > LARGEST_INDEX || size > found.size) throw wrong('its index is too large');
  const index = readIndex(await bytes(BLOCK, size), wrong);

  // What the index promises is the whole file: no room for more, and none is reserved on its word.
  const blobs = new Map<string, { start: number; size: number }>();
  let at = memberSize(size);
  for (const blob of index.blobs) {
    blobs.set(blob.sha256, { start: at + BLOCK, size: blob.size });
    at += memberSize(blob.size);
  }
  if (blobs.size !== index.blobs.length) throw wrong('a blob is named twice');
  if (at + END.length !== found.size) {
    throw wrong(`it has ${found.size} bytes, and its index tells of ${at + END.length}`);
  }
  const versions = index.versions.map((raw) => provedVersion(raw, wrong));
  checkFiles(versions, blobs, wrong);

  const zeros = async (start: number, count: number): Promise<void> => {
    if (count > 0 && (await bytes(start, count)).some((byte) => byte !== 0))
      throw wrong('there are bytes between its parts');
  };
  await zeros(BLOCK + size, paddingOf(size));
  for (const [hex, { start, size: length }] of blobs) {
    signal?.throwIfAborted();
    progress?.(`checking blob ${hex.slice(0, 12)}`, start / found.size);
    if (!(await bytes(start - BLOCK, BLOCK)).equals(headerOf(blobMember(hex), length))) {
      throw wrong(`the header of blob ${hex} is another`);
    }
    if ((await digestAt(file, start, length, signal)) !== hex) {
      throw wrong(`the bytes of blob ${hex} do not have its digest`);
    }
    await zeros(start + length, paddingOf(length));
  }
  await zeros(at, END.length);
  return { registry: index.registry, versions, blobs };
}

/** The index is sealed as entries are: a bit that flips in a part that nothing else proves is seen too. */
function readIndex(bytes: Buffer, wrong: (message: string) => AssayError): ExportIndex {
  try {
    const index = unseal({ description: 'the export' }, INDEX, bytes, exportIndexSchema);
    if (seal(index, INDEX).equals(bytes)) return index;
  } catch (error) {
    if (error instanceof AssayError) throw wrong(error.message);
    throw error;
  }
  throw wrong('its index is not in the one spelling that an export has');
}

/** The documents of one version, each proved by its seal or digest, and by what they say of each other. */
function provedVersion(
  raw: ExportIndex['versions'][number],
  wrong: (message: string) => AssayError,
): ArchivedVersion {
  const name = `${raw.model} v${raw.version}`;
  try {
    checkName('model', raw.model);
    const place = { description: `the export of ${name}` };
    const entry = unseal(place, 'version', Buffer.from(raw.entry), versionEntrySchema);
    if (entry.model !== raw.model || entry.version !== raw.version || entry.digest !== raw.digest) {
      throw wrong(`the entry of ${name} is that of ${entry.model} v${entry.version}`);
    }
    if (`sha256:${sha256(raw.manifest)}` !== raw.digest)
      throw wrong(`the manifest of ${name} does not have its digest`);
    const manifest = parseStored(place, 'manifest', raw.manifest, manifestSchema);
    if (manifest.model !== raw.model) throw wrong(`the manifest of ${name} is one of ${manifest.model}`);
    const decisions = raw.decisions.map((text) =>
      unseal(place, 'decision', Buffer.from(text), decisionSchema),
    );
    for (const one of decisions) {
      if (one.model !== raw.model || one.version !== raw.version || one.digest !== raw.digest) {
        throw wrong(`decision ${one.id} is not about ${name}`);
      }
    }
    const signatures = (raw.signatures ?? []).map((text) =>
      unseal(place, 'signature', Buffer.from(text), signatureSchema),
    );
    for (const one of signatures) {
      if (one.model !== raw.model || one.version !== raw.version || one.digest !== raw.digest) {
        throw wrong(`signature ${one.id} is not of ${name}`);
      }
    }
    const moves = Object.entries(raw.logs).flatMap(([alias, texts]) =>
      provedLog(raw.model, alias, texts, wrong),
    );
    return { raw, entry, manifest, decisions, signatures, moves };
  } catch (error) {
    if (error instanceof AssayError && error.kind === 'environment') throw wrong(`${name}: ${error.message}`);
    throw error;
  }
}

function provedLog(
  model: string,
  alias: string,
  texts: readonly string[],
  wrong: (message: string) => AssayError,
): AliasEntry[] {
  checkName('alias', alias);
  let before: { to: string; digest: string } | null = null;
  return texts.map((text, index) => {
    const entry = unseal(
      { description: `the log of ${alias}` },
      `entry ${index + 1}`,
      Buffer.from(text),
      aliasEntrySchema,
    );
    const follows = entry.parent === (before?.digest ?? null) && entry.from === (before?.to ?? null);
    if (entry.model !== model || entry.alias !== alias || entry.seq !== index + 1 || !follows) {
      throw wrong(`entry ${index + 1} of the log of ${alias} does not follow`);
    }
    before = { to: entry.to, digest: `sha256:${sha256(text)}` };
    return entry;
  });
}

/** The blobs are those that the manifests name, each with its size, and no other. */
function checkFiles(
  versions: readonly ArchivedVersion[],
  blobs: ReadonlyMap<string, { readonly size: number }>,
  wrong: (message: string) => AssayError,
): void {
  const named = new Set<string>();
  const seen = new Set<string>();
  for (const { raw, manifest } of versions) {
    const name = `${raw.model} v${raw.version}`;
    if (seen.has(name)) throw wrong(`${name} is in it twice`);
    seen.add(name);
    for (const file of manifest.files) {
      named.add(file.sha256);
      if (blobs.get(file.sha256)?.size !== file.size)
        throw wrong(`${file.name} of ${name} is missing, or has another size`);
    }
  }
  if (named.size !== blobs.size) throw wrong('it holds blobs that no version names');
}

async function digestAt(
  file: FileHandle,
  start: number,
  size: number,
  signal: AbortSignal | undefined,
): Promise<string> {
  const hash = createHash('sha256');
  if (size > 0) await pipeline(rangeOf(file, start, size), hash, { signal });
  else hash.end();
  return hash.digest('hex');
}

/** The bytes of a part of the file, piece by piece; the file stays open. */
export async function* rangeOf(file: FileHandle, start: number, size: number): AsyncGenerator<Buffer> {
  for (let at = start; at < start + size; ) {
    const buffer = Buffer.alloc(Math.min(1 << 20, start + size - at));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
    if (bytesRead === 0)
      throw usageError({ message: 'the file that is imported became shorter while it was read' });
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
  }
}
