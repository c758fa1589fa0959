/** SHA-256 of bytes, files and plain data. Digests are lower-case hex; in documents they read `sha256:<hex>`. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

export interface FileDigest {
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Streams a file through SHA-256; memory does not grow with the file. Throws the file system's own error. */
export async function sha256File(path: string, signal?: AbortSignal): Promise<FileDigest> {
  const hash = createHash('sha256');
  let size = 0;
  await pipeline(
    createReadStream(path, { highWaterMark: 1 << 20 }),
    async (source) => {
      for await (const chunk of source) {
        size += (chunk as Buffer).length;
        hash.update(chunk as Buffer);
      }
    },
    { signal },
  );
  return { sha256: hash.digest('hex'), size };
}

/**
 * One spelling for one value: JSON with sorted keys, no white space, undefined members left out.
 * Objects that are hashed or written once use it, so that equal contents have equal digests.
 * Throws on NaN, infinities and values that JSON cannot hold, which would otherwise become null unseen.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new TypeError(`${value} has no JSON form`);
  }
  if (typeof value === 'bigint' || typeof value === 'function' || typeof value === 'symbol') {
    throw new TypeError(`a ${typeof value} has no JSON form`);
  }
  if (Array.isArray(value)) return value.map((item) => (item === undefined ? null : sorted(item)));
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
  }
  return value;
}
