/**
 * Reads objects. Large ones in ranges, several at once, each written to its place in the file while the SHA-256 of
 * the whole is taken in order; memory stays at a few ranges. A range whose body breaks off is asked for again.
 */
import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { codeOf, environmentError, type FileDigest, messageOf } from '../base/index.js';
import { s3Url } from './address.js';
import type { S3Connection } from './connection.js';
import { BrokenOff, explained, isUncertain, nameOf, statusOf } from './errors.js';
import { patiently } from './retry.js';

export interface Downloaded extends FileDigest {
  /** As the store gives it, with its quotes: changes whenever the object does. */
  readonly etag: string;
}

export interface DownloadOptions {
  readonly signal?: AbortSignal | undefined;
  /** Bytes that have arrived, and bytes in all. */
  readonly progress?: ((done: number, total: number) => void) | undefined;
  /** Absent: the file is on the disk, and not only in its buffers, when the download ends. */
  readonly durable?: false | undefined;
  /** Only this very object, as a listing or an earlier look showed it; any other is an error. */
  readonly expected?: { readonly etag: string; readonly size: number } | undefined;
}

const RANGE = 8 << 20;
const AT_ONCE = 6;

/** Bytes that a download of an object of that size holds in memory at most. */
export function downloadMemory(size: number): number {
  return Math.min(Math.max(size, 1), RANGE * AT_ONCE);
}

/** All bytes of an object, in memory; null where there is none. */
export async function readObject(
  connection: S3Connection,
  key: string,
  signal?: AbortSignal,
): Promise<Uint8Array | null> {
  return (await readState(connection, key, signal))?.bytes ?? null;
}

/** All bytes of an object and the ETag of the state that they are of; null where there is none. */
export async function readState(
  connection: S3Connection,
  key: string,
  signal?: AbortSignal,
): Promise<{ readonly bytes: Uint8Array; readonly etag: string } | null> {
  try {
    return await patiently(
      () =>
        connection.call(async (client, sdk) => {
          const command = new sdk.GetObjectCommand({ Bucket: connection.bucket, Key: key });
          const { Body, ContentLength, ETag } = await client.send(command, { abortSignal: signal });
          const parts: Buffer[] = [];
          for await (const chunk of Body as Readable) parts.push(chunk as Buffer);
          const bytes = Buffer.concat(parts);
          if (ContentLength !== undefined && bytes.length !== ContentLength)
            throw brokenOff(ContentLength, bytes.length);
          return { bytes, etag: ETag ?? '' };
        }),
      isUncertain,
      signal,
      connection.tuning.tries,
    );
  } catch (error) {
    if (isMissing(error)) return null;
    throw explained('read', { bucket: connection.bucket, key }, error);
  }
}

/** Streams an object into a new file; null where there is no object. The file is removed where it fails. */
export async function downloadObject(
  connection: S3Connection,
  key: string,
  path: string,
  options: DownloadOptions = {},
): Promise<Downloaded | null> {
  let file: FileHandle | null = null;
  try {
    return await readRanges(connection, key, options, {
      // Only once the object is known to be there.
      begin: async () => {
        file = await open(path, 'wx');
      },
      write: async (bytes, at) => {
        for (let done = 0; done < bytes.length; ) {
          done += (await file?.write(bytes, done, bytes.length - done, at + done))?.bytesWritten ?? 0;
        }
      },
      end: async () => {
        if (options.durable !== false) await file?.sync();
        await file?.close();
      },
    });
  } catch (error) {
    // A file that was there before is not ours to remove.
    if (file !== null) {
      await (file as FileHandle).close();
      await rm(path, { force: true });
    }
    if (isFileError(error)) {
      throw environmentError({ message: `cannot write ${path}: ${messageOf(error)}`, fix: FILE_FIX }, error);
    }
    throw error;
  }
}

const FILE_FIX = 'free space or choose another place, then run the same command again';

/** SHA-256 and size of an object, read in full and kept nowhere; null where there is none. */
export function digestObject(
  connection: S3Connection,
  key: string,
  options: DownloadOptions = {},
): Promise<Downloaded | null> {
  const nothing = async (): Promise<void> => undefined;
  return readRanges(connection, key, options, { begin: nothing, write: nothing, end: nothing });
}

interface Sink {
  begin(): Promise<void>;
  write(bytes: Buffer, at: number): Promise<void>;
  end(): Promise<void>;
}

async function readRanges(
  connection: S3Connection,
  key: string,
  { signal, progress, expected }: DownloadOptions,
  sink: Sink,
): Promise<Downloaded | null> {
  const size = connection.tuning.partBytes ?? RANGE;
  // A thousand small files at once need no thousand large buffers.
  const begin = expected === undefined ? size : Math.max(1, Math.min(size, expected.size));
  const at = { bucket: connection.bucket, key };
  signal?.throwIfAborted();
  // The first range tells the size of the whole, so small objects cost one request.
  let first: Range | null;
  try {
    const buffer = Buffer.allocUnsafeSlow(begin);
    first = await readRange(connection, key, 0, buffer, expected?.etag ?? null, signal);
  } catch (error) {
    throw explained('read', at, error);
  }
  if (first === null) return null;
  const { etag, total } = first;
  if (expected !== undefined && total !== expected.size) throw gone(connection, key);
  await sink.begin();
  const hash = createHash('sha256');
  const order = new InOrder(hash);
  const stop = new AbortController();
  const either = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  let next = 1;
  let arrived = first.bytes.length;
  const count = Math.max(1, Math.ceil(total / size));
  const lane = async (start: Range | null): Promise<void> => {
    // One buffer for each lane: what is under way at once is all that is in memory.
    let buffer = start?.buffer ?? null;
    let range: { readonly index: number; readonly bytes: Buffer } | null =
      start === null ? null : { index: 0, bytes: start.bytes };
    for (;;) {
      if (range === null) {
        if (next >= count) return;
        const index = next;
        next += 1;
        buffer ??= Buffer.allocUnsafeSlow(size);
        const offset = index * size;
        const length = Math.min(size, total - offset);
        const read = await readRange(connection, key, offset, buffer.subarray(0, length), etag, either).catch(
          (error: unknown) => {
            throw explained('read', at, error);
          },
        );
        if (read === null) throw gone(connection, key);
        arrived += length;
        range = { index, bytes: read.bytes };
      }
      await Promise.all([
        sink.write(range.bytes, range.index * size),
        order.take(range.index, range.bytes, either),
      ]);
      progress?.(arrived, total);
      range = null;
    }
  };
  const lanes = Math.min(connection.tuning.atOnce ?? AT_ONCE, count);
  const running = Array.from({ length: lanes }, (_, index) =>
    lane(index === 0 ? first : null).catch((error: unknown) => {
      stop.abort(error);
      throw error;
    }),
  );
  // All lanes have ended before the file is closed; the first error is the one that stopped the others.
  await Promise.allSettled(running);
  signal?.throwIfAborted();
  if (stop.signal.aborted) throw stop.signal.reason;
  await sink.end();
  return { sha256: hash.digest('hex'), size: total, etag };
}

/** Feeds a hash in the order of the ranges, whatever the order they arrive in. */
class InOrder {
  private next = 0;
  private readonly waiting = new Map<number, () => void>();
  constructor(private readonly hash: Hash) {}

  async take(index: number, bytes: Buffer, signal: AbortSignal): Promise<void> {
    if (index !== this.next) {
      await new Promise<void>((resolve, reject) => {
        const stopped = () => reject(signal.reason);
        signal.addEventListener('abort', stopped, { once: true });
        this.waiting.set(index, () => {
          signal.removeEventListener('abort', stopped);
          resolve();
        });
      });
    }
    signal.throwIfAborted();
    this.hash.update(bytes);
    this.next += 1;
    this.waiting.get(this.next)?.();
    this.waiting.delete(this.next);
  }
}

interface Range {
  readonly bytes: Buffer;
  /** What `bytes` lies in. */
  readonly buffer: Buffer;
  readonly etag: string;
  readonly total: number;
}

/** Fills `buffer` from `offset` on; null where there is no object. With an `etag` only from that very object. */
async function readRange(
  connection: S3Connection,
  key: string,
  offset: number,
  buffer: Buffer,
  etag: string | null,
  signal: AbortSignal | undefined,
): Promise<Range | null> {
  const { bucket } = connection;
  try {
    return await patiently(
      () =>
        connection.call(async (client, sdk) => {
          const command = new sdk.GetObjectCommand({
            Bucket: bucket,
            Key: key,
            Range: `bytes=${offset}-${offset + buffer.length - 1}`,
            ...(etag === null ? {} : { IfMatch: etag }),
          });
          const answer = await client.send(command, { abortSignal: signal });
          const total = totalOf(answer.ContentRange, answer.ContentLength, offset);
          const expected = total === null ? -1 : Math.min(buffer.length, total - offset);
          const body = answer.Body as Readable;
          // A store that knows no conditions on reads gives the other object.
          if (etag !== null && answer.ETag !== undefined && bare(answer.ETag) !== bare(etag)) {
            body.destroy();
            throw gone(connection, key);
          }
          if (total === null || answer.ContentLength !== expected) {
            body.destroy();
            throw environmentError({
              message: `cannot read ${s3Url({ bucket, key })}: the store does not answer with the range that was asked for`,
              fix: 'use a store that knows ranges (RFC 9110), and no proxy that takes them away',
            });
          }
          let filled = 0;
          for await (const chunk of body) {
            const bytes = chunk as Buffer;
            if (filled + bytes.length > expected) throw brokenOff(expected, filled + bytes.length);
            bytes.copy(buffer, filled);
            filled += bytes.length;
          }
          if (filled !== expected) throw brokenOff(expected, filled);
          return { bytes: buffer.subarray(0, filled), buffer, etag: answer.ETag ?? '', total };
        }),
      isUncertain,
      signal,
      connection.tuning.tries,
    );
  } catch (error) {
    if (isMissing(error)) return null;
    // There is no first byte: the object is empty.
    if (offset === 0 && statusOf(error) === 416) return emptyRange(connection, key, buffer, signal);
    if (statusOf(error) === 412) throw gone(connection, key);
    throw error;
  }
}

async function emptyRange(
  connection: S3Connection,
  key: string,
  buffer: Buffer,
  signal: AbortSignal | undefined,
): Promise<Range | null> {
  const bytes = await readObject(connection, key, signal);
  if (bytes === null) return null;
  if (bytes.length > 0) throw gone(connection, key);
  return { bytes: buffer.subarray(0, 0), buffer, etag: '', total: 0 };
}

/** Size of the whole from `bytes 0-9/100`, or from the length where the whole was sent; null where it is neither. */
function totalOf(range: string | undefined, length: number | undefined, offset: number): number | null {
  const match = range === undefined ? null : /^bytes (\d+)-\d+\/(\d+)$/.exec(range);
  if (match !== null) return Number(match[1]) === offset ? Number(match[2]) : null;
  return range === undefined && offset === 0 && length !== undefined ? length : null;
}

/** The error for an object that is not the one that was seen before. */
export function gone(connection: S3Connection, key: string): Error {
  return environmentError({
    message: `${s3Url({ bucket: connection.bucket, key })} was changed or removed while it was read`,
    fix: 'run the command again',
  });
}

/** Without quotes, which not every store gives everywhere. */
function bare(etag: string): string {
  return etag.replace(/^W\//, '').replaceAll('"', '');
}

function brokenOff(expected: number, actual: number): Error {
  return new BrokenOff(`the answer ended after ${actual} of ${expected} bytes`);
}

/** The object is not there. (That the bucket is not there is another matter.) */
export function isMissing(error: unknown): boolean {
  return nameOf(error) !== 'NoSuchBucket' && statusOf(error) === 404;
}

function isFileError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && codeOf(error) !== undefined;
}
