/**
 * Files of a zip archive, bounded: no entry and no archive grows beyond a limit, whatever its directory says, and what
 * is read has the checksum that is written beside it. Stored, deflated and (Inspect) Zstandard entries.
 */
import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { Decompress } from 'fzstd';
import { fromBufferPromise } from 'yauzl';
import { messageOf, usageError } from '../../base/index.js';

const inflate = promisify(inflateRaw);

const MiB = 1024 * 1024;
export const ZIP_LIMITS = { entry: 256 * MiB, whole: 1024 * MiB, entries: 200_000 } as const;
const STORED = 0;
const DEFLATED = 8;
const ZSTANDARD = 93;

/** Calls `use` with the bytes of each entry whose name is `wanted`, one after the other. Throws a usage error. */
export async function eachZipEntry(
  bytes: Buffer,
  file: string,
  wanted: (name: string) => boolean,
  use: (name: string, content: Buffer) => void,
  limits: { readonly entry: number; readonly whole: number; readonly entries: number } = ZIP_LIMITS,
): Promise<void> {
  const broken = (message: string, cause?: unknown) =>
    usageError({ where: { file }, message, expected: 'a log that Inspect has finished writing' }, cause);
  let whole = 0;
  let count = 0;
  const names = new Set<string>();
  try {
    const archive = await fromBufferPromise(bytes, { validateEntrySizes: false });
    for await (const entry of archive.eachEntry()) {
      count += 1;
      if (count > limits.entries) throw broken(`holds more than ${limits.entries} files`);
      const name = entry.fileName;
      if (!wanted(name)) continue;
      if (names.has(name)) throw broken(`holds ${name} twice`);
      names.add(name);
      if (entry.isEncrypted()) throw broken(`${name} is encrypted`);
      if (entry.compressedSize > bytes.length) throw broken(`${name} is longer than the file`);
      if (entry.uncompressedSize > limits.entry)
        throw broken(`${name} is larger than ${limits.entry / MiB} MiB`);
      const stream = await archive.openReadStreamPromise(entry, { decompress: null, decodeFileData: false });
      const parts: Buffer[] = [];
      for await (const part of stream) parts.push(Buffer.from(part));
      const content = await unpacked(Buffer.concat(parts), entry.compressionMethod, limits.entry);
      if (content.length !== entry.uncompressedSize || crc32(content) !== entry.crc32)
        throw broken(`${name} is damaged: its checksum does not fit`);
      whole += content.length;
      if (whole > limits.whole) throw broken(`is larger than ${limits.whole / MiB} MiB when unpacked`);
      use(name, content);
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'AssayError') throw error;
    throw broken(`cannot be unpacked: ${messageOf(error)}`, error);
  }
}

async function unpacked(packed: Buffer, method: number, limit: number): Promise<Buffer> {
  if (method === STORED) return packed;
  if (method === DEFLATED) return inflate(packed, { maxOutputLength: limit });
  if (method !== ZSTANDARD) throw new Error(`the compression method ${method} is not known`);
  const parts: Uint8Array[] = [];
  let size = 0;
  const decoder = new Decompress((part) => {
    size += part.length;
    if (size > limit) throw new Error(`more than ${limit / MiB} MiB come out`);
    parts.push(part);
  });
  decoder.push(packed, true);
  return Buffer.concat(parts);
}
