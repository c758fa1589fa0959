/**
 * Reads files out of a zip archive that a stranger wrote. The directory of the archive is checked whole (names, kinds,
 * sizes, overlaps) before the first file is unpacked; then only the wanted files are, into memory, each against its
 * own limit, its size and its checksum. Nothing is written.
 */
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { messageOf } from '../../base/index.js';
import { bytes, ReceivedError, type ReceivedLimits, shown } from './limits.js';
import { Paths } from './names.js';

const inflate = promisify(inflateRaw);

const STORED = 0;
const DEFLATED = 8;
/** Bytes of a local header without its name and extra fields. */
const LOCAL_HEADER = 30;
const UNIX = 3;
const KIND = 0o170000;
const PLAIN_FILE = 0o100000;
const FOLDER = 0o040000;
/** Bit 13: the directory is encrypted, and the names in it are masks. */
const MASKED = 0x2000;

/** Files by path, of those that are `wanted`. Throws a ReceivedError for an archive that is not as ours are. */
export async function readZip(
  file: string,
  wanted: (path: string) => boolean,
  limits: ReceivedLimits,
): Promise<Map<string, Buffer>> {
  const { size } = await stat(file);
  if (size > limits.archive)
    throw new ReceivedError(`the archive has ${bytes(size)}, more than ${bytes(limits.archive)}`);
  let archive: ZipFile;
  try {
    // Names are read by our own rules: the library would turn backslashes into slashes.
    archive = await openPromise(file, { decodeStrings: false, autoClose: false, validateEntrySizes: false });
  } catch (error) {
    throw broken(error);
  }
  try {
    const entries = await directory(archive, size, limits);
    const files = new Map<string, Buffer>();
    let total = 0;
    for (const { path, entry } of entries) {
      if (path.endsWith('/') || !wanted(path)) continue;
      if (files.size >= limits.files) throw new ReceivedError(`there are more than ${limits.files} results`);
      total += entry.uncompressedSize;
      if (total > limits.read)
        throw new ReceivedError(`the results are larger than ${bytes(limits.read)} together`);
      files.set(path, await content(archive, entry, path, limits));
    }
    return files;
  } catch (error) {
    if (error instanceof ReceivedError) throw error;
    throw broken(error);
  } finally {
    archive.close();
  }
}

interface Named {
  readonly path: string;
  readonly entry: Entry;
}

/** Every entry of the archive, after all of them were found to be plain. */
async function directory(archive: ZipFile, size: number, limits: ReceivedLimits): Promise<Named[]> {
  if (archive.entryCount > limits.entries)
    throw new ReceivedError(`there are ${archive.entryCount} entries, more than ${limits.entries}`);
  const entries: Named[] = [];
  const paths = new Paths(limits);
  let packed = 0;
  let unpacked = 0;
  for await (const entry of archive.eachEntry()) {
    const path = pathOf(entry);
    paths.add(path);
    const problem = entryProblem(entry, path, limits);
    if (problem !== null) throw new ReceivedError(problem);
    packed += entry.compressedSize;
    unpacked += entry.uncompressedSize;
    if (packed > size) throw new ReceivedError('the entries are longer than the archive');
    if (unpacked > limits.unpacked)
      throw new ReceivedError(`the files are larger than ${bytes(limits.unpacked)} unpacked`);
    entries.push({ path, entry });
  }
  refuseOverlap(entries, size);
  return entries;
}

function pathOf(entry: Entry): string {
  const raw: unknown = entry.fileName;
  const name = Buffer.isBuffer(raw) ? raw : entry.fileNameRaw;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(name);
  } catch (error) {
    throw new ReceivedError(`the path ${shown(name.toString('latin1'))} is no UTF-8`, error);
  }
}

function entryProblem(entry: Entry, path: string, limits: ReceivedLimits): string | null {
  const { compressedSize: packed, uncompressedSize: unpacked } = entry;
  const folder = path.endsWith('/');
  if (entry.isEncrypted() || (entry.generalPurposeBitFlag & MASKED) !== 0)
    return `${shown(path)} is encrypted`;
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED)
    return `${shown(path)} is packed by a method that is not known (${entry.compressionMethod})`;
  if (entry.versionMadeBy >>> 8 === UNIX) {
    const kind = (entry.externalFileAttributes >>> 16) & KIND;
    if (kind !== 0 && kind !== (folder ? FOLDER : PLAIN_FILE))
      return `${shown(path)} is a link, a device, or not what its path says`;
  }
  if (folder && (packed > 2 || unpacked > 0)) return `the folder ${shown(path)} has bytes`;
  if (entry.compressionMethod === STORED && packed !== unpacked)
    return `${shown(path)} is said to have two sizes`;
  if (unpacked >= limits.ratioFrom && unpacked > packed * limits.ratio)
    return `${shown(path)} would grow more than ${limits.ratio} times when unpacked`;
  return null;
}

/** Entries that share bytes make a small archive unpack to a large one, and two readers see two files. */
function refuseOverlap(entries: readonly Named[], size: number): void {
  const sorted = [...entries].sort(
    (a, b) => a.entry.relativeOffsetOfLocalHeader - b.entry.relativeOffsetOfLocalHeader,
  );
  let end = 0;
  for (const { path, entry } of sorted) {
    const start = entry.relativeOffsetOfLocalHeader;
    if (start < end) throw new ReceivedError(`${shown(path)} shares bytes with another entry`);
    end = start + LOCAL_HEADER + entry.fileNameLength + entry.compressedSize;
    if (end > size) throw new ReceivedError(`${shown(path)} ends behind the end of the archive`);
  }
}

async function content(
  archive: ZipFile,
  entry: Entry,
  path: string,
  limits: ReceivedLimits,
): Promise<Buffer> {
  if (entry.uncompressedSize > limits.file)
    throw new ReceivedError(`${shown(path)} is larger than ${bytes(limits.file)}`);
  const local = await archive.readLocalFileHeaderPromise(entry);
  if (!local.fileName.equals(entry.fileNameRaw) || local.compressionMethod !== entry.compressionMethod)
    throw new ReceivedError(`${shown(path)} is described in two ways`);
  const stream = await archive.openReadStreamPromise(entry, { decodeFileData: false });
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  const packed = Buffer.concat(parts);
  const whole =
    entry.compressionMethod === STORED ? packed : await inflate(packed, { maxOutputLength: limits.file });
  if (whole.length !== entry.uncompressedSize || crc32(whole) !== entry.crc32)
    throw new ReceivedError(`${shown(path)} is damaged: its size or checksum does not fit`);
  return whole;
}

function broken(error: unknown): ReceivedError {
  return new ReceivedError(
    `it cannot be read as a zip archive (${shown(messageOf(error)).slice(1, -1)})`,
    error,
  );
}
