/** Streams the bytes of a data file: hashed as they lie on the disk, and unpacked for the scan of structure. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { type Duplex, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as zlib from 'node:zlib';
import { codeOf, type FileDigest, messageOf } from '../../base/index.js';
import type { SourceFault } from './source.js';
import type { StructureScanner } from './structure.js';
import { isZstdError, unzstdStream } from './zstd.js';

const CHUNK = 1 << 20;

/** How text is encoded; UTF-16 is turned into UTF-8 before a scanner sees it. */
export type Encoding = 'utf-8' | 'utf-16' | 'latin-1';

/** How a file is packed, by its ending. */
export function packingOf(path: string): 'none' | 'gzip' | 'zstd' {
  return /\.gz$/i.test(path) ? 'gzip' : /\.zst$/i.test(path) ? 'zstd' : 'none';
}

function unpacker(path: string): Duplex | null {
  switch (packingOf(path)) {
    case 'none':
      return null;
    case 'gzip':
      return zlib.createGunzip({ chunkSize: CHUNK });
    case 'zstd': {
      // From Node 22.15.
      const make: unknown = Reflect.get(zlib, 'createZstdDecompress');
      return typeof make === 'function' ? (make({ chunkSize: CHUNK }) as Duplex) : unzstdStream();
    }
  }
}

const PACKED: readonly {
  readonly what: string;
  readonly begin: readonly number[];
  readonly ending: string;
}[] = [
  { what: 'gzip', begin: [0x1f, 0x8b, 0x08], ending: '.gz' },
  { what: 'zstd', begin: [0x28, 0xb5, 0x2f, 0xfd], ending: '.zst' },
  { what: 'zip', begin: [0x50, 0x4b, 0x03, 0x04], ending: '' },
];

/** A fault for text that is packed although its name does not say so; null for other text. */
export function packedFault(file: string, path: string, bytes: Buffer): SourceFault | null {
  const found = PACKED.find(({ begin }) => begin.every((byte, index) => bytes[index] === byte));
  if (found === undefined) return null;
  const { what, ending } = found;
  const twice = packingOf(path) !== 'none';
  const name = file.split('/').at(-1) ?? file;
  return {
    check: 'readable',
    verdict: 'fail',
    file,
    message: twice
      ? `is packed with ${what} inside what its ending says`
      : `is packed with ${what}, and its name does not say so`,
    expected: 'text, or text packed as the ending .gz or .zst says',
    actual: what,
    fix: ending === '' || twice ? 'unpack it' : `name it ${name}${ending}, or unpack it`,
  };
}

/** A fault for what unpacking throws; null for other errors. */
export function unpackFault(file: string, path: string, error: unknown): SourceFault | null {
  const code = codeOf(error) ?? '';
  if (!isZstdError(error) && !/^(Z_|ZSTD_|ERR_ZSTD)/.test(code)) return null;
  return {
    check: 'readable',
    verdict: 'error',
    file,
    message: `cannot be unpacked: ${messageOf(error)}`,
    expected: `a whole ${packingOf(path)} file`,
    fix: 'write the file again; a job that was stopped while writing leaves half a file',
  };
}

/** Turns chunks of UTF-16 into UTF-8. What is no UTF-16 becomes U+FFFD. */
class Recoder {
  private readonly decoder = new TextDecoder('utf-16le', { ignoreBOM: true });

  /** Null ends the text. */
  recode(chunk: Buffer | null): Buffer {
    return Buffer.from(chunk === null ? this.decoder.decode() : this.decoder.decode(chunk, { stream: true }));
  }
}

/**
 * Reads a file once: SHA-256 and size of its bytes, and `scanner` is given its (unpacked) contents.
 * Throws the errors of the file system and of unpacking.
 */
export async function readBytes(
  path: string,
  scanner: StructureScanner | null,
  signal: AbortSignal,
  encoding: Encoding = 'utf-8',
): Promise<FileDigest> {
  const hash = createHash('sha256');
  let size = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _, done) {
      size += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const unpack = scanner === null ? null : unpacker(path);
  const recoder = encoding === 'utf-16' ? new Recoder() : null;
  const sink = async (source: AsyncIterable<unknown>): Promise<void> => {
    for await (const chunk of source) {
      const bytes = chunk as Buffer;
      scanner?.write(recoder === null ? bytes : recoder.recode(bytes));
    }
    if (recoder !== null) scanner?.write(recoder.recode(null));
  };
  const input = createReadStream(path, { highWaterMark: CHUNK });
  if (unpack === null) await pipeline(input, meter, sink, { signal });
  else await pipeline(input, meter, unpack, sink, { signal });
  return { sha256: hash.digest('hex'), size };
}

/** Feeds a file's contents to `scanner` until `enough()`. */
export async function scanUntil(
  path: string,
  scanner: Pick<StructureScanner, 'write'>,
  enough: () => boolean,
  signal: AbortSignal,
  encoding: Encoding = 'utf-8',
): Promise<void> {
  const input = createReadStream(path, { highWaterMark: CHUNK });
  const unpack = unpacker(path);
  const recoder = encoding === 'utf-16' ? new Recoder() : null;
  const source = unpack === null ? input : input.pipe(unpack);
  // A pipe passes no errors on.
  if (unpack !== null) input.on('error', (error) => unpack.destroy(error));
  try {
    for await (const chunk of source) {
      signal.throwIfAborted();
      scanner.write(recoder === null ? (chunk as Buffer) : recoder.recode(chunk as Buffer));
      if (enough()) return;
    }
    if (recoder !== null) scanner.write(recoder.recode(null));
  } finally {
    input.destroy();
    unpack?.destroy();
  }
}

/** The first bytes of a file's contents, at most `limit`. */
export async function firstBytes(path: string, limit: number, signal: AbortSignal): Promise<Buffer> {
  if (packingOf(path) === 'none') {
    const file = await open(path, 'r');
    try {
      const buffer = Buffer.alloc(limit);
      let filled = 0;
      for (let read = -1; read !== 0 && filled < limit; filled += read) {
        read = (await file.read(buffer, filled, limit - filled, filled)).bytesRead;
      }
      return buffer.subarray(0, filled);
    } finally {
      await file.close();
    }
  }
  const parts: Buffer[] = [];
  let size = 0;
  const collect = {
    write(chunk: Uint8Array) {
      parts.push(Buffer.from(chunk));
      size += chunk.length;
    },
  };
  await scanUntil(path, collect, () => size >= limit, signal);
  return Buffer.concat(parts).subarray(0, limit);
}
