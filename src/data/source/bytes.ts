/** Streams the bytes of a data file: hashed as they lie on the disk, and unpacked for the scan of structure. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as zlib from 'node:zlib';
import type { FileDigest } from '../../base/index.js';
import type { StructureScanner } from './structure.js';

const CHUNK = 1 << 20;

/** How a file is packed, by its ending. */
export function packingOf(path: string): 'none' | 'gzip' | 'zstd' {
  return /\.gz$/i.test(path) ? 'gzip' : /\.zst$/i.test(path) ? 'zstd' : 'none';
}

/** False for zstd on Node versions that cannot unpack it (before 22.15). */
export function canUnpack(path: string): boolean {
  return packingOf(path) !== 'zstd' || unpacker(path) !== null;
}

function unpacker(path: string): Transform | null {
  switch (packingOf(path)) {
    case 'none':
      return null;
    case 'gzip':
      return zlib.createGunzip({ chunkSize: CHUNK });
    case 'zstd': {
      const make: unknown = Reflect.get(zlib, 'createZstdDecompress');
      return typeof make === 'function' ? (make() as Transform) : null;
    }
  }
}

/**
 * Reads a file once: SHA-256 and size of its bytes, and `scanner` is given its (unpacked) contents.
 * Throws the errors of the file system and of zlib.
 */
export async function readBytes(
  path: string,
  scanner: StructureScanner | null,
  signal: AbortSignal,
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
  const sink = async (source: AsyncIterable<unknown>): Promise<void> => {
    for await (const chunk of source) scanner?.write(chunk as Buffer);
  };
  const input = createReadStream(path, { highWaterMark: CHUNK });
  if (unpack === null) await pipeline(input, meter, sink, { signal });
  else await pipeline(input, meter, unpack, sink, { signal });
  return { sha256: hash.digest('hex'), size };
}

/** Feeds a file's contents to `scanner` until `enough()`. */
export async function scanUntil(
  path: string,
  scanner: StructureScanner,
  enough: () => boolean,
  signal: AbortSignal,
): Promise<void> {
  const input = createReadStream(path, { highWaterMark: CHUNK });
  const unpack = unpacker(path);
  const source = unpack === null ? input : input.pipe(unpack);
  try {
    for await (const chunk of source) {
      signal.throwIfAborted();
      scanner.write(chunk as Buffer);
      if (enough()) break;
    }
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
      const { bytesRead } = await file.read(buffer, 0, limit, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  }
  const parts: Buffer[] = [];
  let size = 0;
  const collect: StructureScanner = {
    write(chunk) {
      parts.push(Buffer.from(chunk));
      size += chunk.length;
    },
    end: () => {
      throw new Error('not used');
    },
  };
  await scanUntil(path, collect, () => size >= limit, signal);
  return Buffer.concat(parts).subarray(0, limit);
}
