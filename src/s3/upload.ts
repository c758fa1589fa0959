/**
 * Uploads a file in parts, unless told otherwise conditional on the key being free. Each part carries its SHA-256, and the SHA-256 of the
 * whole is taken while the file is read; nothing appears under the key before that is known to be right. Parts that
 * an interrupted upload of the same bytes has left are used: found by key, and compared by size and checksum.
 */
import { createHash, webcrypto } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { Part } from '@aws-sdk/client-s3';
import { encryption, type S3Connection } from './connection.js';
import { nameOf } from './errors.js';

export interface UploadInput {
  readonly key: string;
  readonly file: FileHandle;
  /** Bytes of the file. */
  readonly size: number;
  /** Tells this writer's object from another's. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Only for keys whose bytes are known by their digest: there, parts of an earlier upload may be used. */
  readonly resume: boolean;
  /** Replaces what lies under the key; absent: the key must be free. */
  readonly overwrite?: boolean;
  readonly signal: AbortSignal | undefined;
  /** Called with the SHA-256 (hex) of the bytes that were read, before they appear; may throw. */
  readonly check: (sha256: string) => void;
}

const SMALLEST_PART = 8 << 20;
/** S3 takes 10,000 parts. */
const MOST_PARTS = 9_000;
const AT_ONCE = 6;
const MIB = 1 << 20;

/** Bytes of a part for a file of that size: the same for the same file, so that parts fit when it is resumed. */
export function partBytes(size: number, smallest = SMALLEST_PART): number {
  return Math.max(smallest, Math.ceil(size / MOST_PARTS / MIB) * MIB);
}

/**
 * Uploads, and completes on the condition that the key is free, unless it is to be replaced. Throws the SDK's errors: a status of 412 or 409
 * where it is not, `NoSuchUpload` or `InvalidPart` where another ended the upload or replaced its parts meanwhile.
 */
export async function uploadParts(connection: S3Connection, input: UploadInput): Promise<{ sent: number }> {
  const { key, signal } = input;
  const checked = connection.settings.checksums !== 'when_required';
  const found = input.resume ? await findUpload(connection, key, signal) : null;
  const uploadId = found?.uploadId ?? (await begin(connection, input, checked));
  const own = found === null;
  let parts: Sent[];
  try {
    parts = await sendParts(connection, input, uploadId, found?.parts ?? new Map(), checked);
  } catch (error) {
    // An upload that can be resumed stays for the next try; bytes that are wrong are of no use to anyone.
    if (own && !(input.resume && !isWrongBytes(error))) await abort(connection, key, uploadId);
    throw error;
  }
  await connection.call((client, sdk) =>
    client.send(
      new sdk.CompleteMultipartUploadCommand({
        Bucket: connection.bucket,
        Key: key,
        UploadId: uploadId,
        ...(input.overwrite ? {} : { IfNoneMatch: '*' }),
        MultipartUpload: {
          Parts: parts.map(({ number, etag, checksum }) => ({
            PartNumber: number,
            ETag: etag,
            ...(checksum === undefined ? {} : { ChecksumSHA256: checksum }),
          })),
        },
      }),
      { abortSignal: signal },
    ),
  );
  return { sent: parts.reduce((sum, part) => sum + part.sent, 0) };
}

/** Ends an upload and frees its parts. That it is ended already is as good. */
export async function abort(connection: S3Connection, key: string, uploadId: string): Promise<void> {
  try {
    await connection.call((client, sdk) =>
      client.send(
        new sdk.AbortMultipartUploadCommand({ Bucket: connection.bucket, Key: key, UploadId: uploadId }),
      ),
    );
  } catch {
    // Parts that stay are removed by the bucket's lifecycle rule; the error that led here is the one to hear.
  }
}

async function begin(connection: S3Connection, input: UploadInput, checked: boolean): Promise<string> {
  const answer = await connection.call((client, sdk) =>
    client.send(
      new sdk.CreateMultipartUploadCommand({
        Bucket: connection.bucket,
        Key: input.key,
        Metadata: { ...input.metadata },
        ...(checked ? { ChecksumAlgorithm: 'SHA256' as const } : {}),
        ...encryption(connection.settings),
      }),
      { abortSignal: input.signal },
    ),
  );
  if (answer.UploadId === undefined) throw new Error('the store gave no id for the upload');
  return answer.UploadId;
}

/** The newest unfinished upload to the key, with its parts by number; null where there is none. */
async function findUpload(
  connection: S3Connection,
  key: string,
  signal: AbortSignal | undefined,
): Promise<{ uploadId: string; parts: Map<number, Part> } | null> {
  const { bucket } = connection;
  const listed = await connection.call((client, sdk) =>
    client.send(new sdk.ListMultipartUploadsCommand({ Bucket: bucket, Prefix: key }), {
      abortSignal: signal,
    }),
  );
  const newest = (listed.Uploads ?? [])
    .filter((upload) => upload.Key === key && upload.UploadId !== undefined)
    .sort((a, b) => (b.Initiated?.getTime() ?? 0) - (a.Initiated?.getTime() ?? 0))[0];
  if (newest?.UploadId === undefined) return null;
  const uploadId = newest.UploadId;
  const parts = new Map<number, Part>();
  try {
    for (let marker: string | undefined; ; ) {
      const page = await connection.call((client, sdk) =>
        client.send(
          new sdk.ListPartsCommand({
            Bucket: bucket,
            Key: key,
            UploadId: uploadId,
            PartNumberMarker: marker,
          }),
          { abortSignal: signal },
        ),
      );
      for (const part of page.Parts ?? []) parts.set(part.PartNumber ?? 0, part);
      if (page.IsTruncated !== true || page.NextPartNumberMarker === undefined) break;
      marker = page.NextPartNumberMarker;
    }
  } catch (error) {
    if (nameOf(error) === 'NoSuchUpload') return null;
    throw error;
  }
  return { uploadId, parts };
}

interface Sent {
  readonly number: number;
  readonly etag: string;
  readonly checksum: string | undefined;
  /** Bytes that were sent; 0 where the part was there. */
  readonly sent: number;
}

async function sendParts(
  connection: S3Connection,
  input: UploadInput,
  uploadId: string,
  there: ReadonlyMap<number, Part>,
  checked: boolean,
): Promise<Sent[]> {
  const { size, signal } = input;
  const bytes = partBytes(size, connection.tuning.partBytes);
  const count = Math.max(1, Math.ceil(size / bytes));
  const lanes = Math.min(connection.tuning.atOnce ?? AT_ONCE, count);
  const stop = new AbortController();
  const either = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  const hash = createHash('sha256');
  const sent: Sent[] = [];
  let next = 0;
  // One reader at a time, in order: so the digest of the whole comes with the reading.
  let reading: Promise<unknown> = Promise.resolve();
  const lane = async (): Promise<void> => {
    const buffer = Buffer.allocUnsafeSlow(Math.min(bytes, size));
    for (;;) {
      const taken = reading.then(async () => {
        either.throwIfAborted();
        if (next >= count) return null;
        const index = next;
        next += 1;
        const length = Math.min(bytes, size - index * bytes);
        const part = buffer.subarray(0, length);
        await readFully(input.file, part, index * bytes);
        hash.update(part);
        return { number: index + 1, part };
      });
      reading = taken.catch(() => undefined); // the lane that reads hears it; the others are stopped by `stop`
      const work = await taken;
      if (work === null) return;
      sent.push(
        await sendPart(connection, input.key, uploadId, work, there.get(work.number), checked, either),
      );
    }
  };
  const running = Array.from({ length: lanes }, () =>
    lane().catch((error: unknown) => {
      stop.abort(error);
      throw error;
    }),
  );
  await Promise.allSettled(running);
  signal?.throwIfAborted();
  if (stop.signal.aborted) throw stop.signal.reason;
  input.check(hash.digest('hex'));
  return sent.sort((a, b) => a.number - b.number);
}

async function sendPart(
  connection: S3Connection,
  key: string,
  uploadId: string,
  { number, part }: { readonly number: number; readonly part: Buffer },
  there: Part | undefined,
  checked: boolean,
  signal: AbortSignal,
): Promise<Sent> {
  // Off the main thread, and used twice: as the part's checksum and in the signature.
  const digest = Buffer.from(await webcrypto.subtle.digest('SHA-256', part));
  const checksum = checked ? digest.toString('base64') : undefined;
  if (there?.ETag !== undefined && fits(there, part, digest)) {
    return { number, etag: there.ETag, checksum, sent: 0 };
  }
  const answer = await connection.call((client, sdk) => {
    const command = new sdk.UploadPartCommand({
      Bucket: connection.bucket,
      Key: key,
      UploadId: uploadId,
      PartNumber: number,
      Body: part,
      ...(checksum === undefined ? {} : { ChecksumSHA256: checksum }),
    });
    command.middlewareStack.add(
      (following) => (call) => {
        const { request } = call;
        if (typeof request === 'object' && request !== null && 'headers' in request) {
          Object.assign(request.headers as object, { 'x-amz-content-sha256': digest.toString('hex') });
        }
        return following(call);
      },
      { step: 'build', name: 'assayPartDigest' },
    );
    return client.send(command, { abortSignal: signal });
  });
  if (answer.ETag === undefined) throw new Error('the store gave no ETag for a part');
  return { number, etag: answer.ETag, checksum, sent: part.length };
}

/** Whether a part that is there has these bytes. Without a checksum that proves it, it is sent again. */
function fits(there: Part, part: Buffer, digest: Buffer): boolean {
  if (there.Size !== part.length) return false;
  if (there.ChecksumSHA256 !== undefined) return there.ChecksumSHA256 === digest.toString('base64');
  // The ETag of a part is its MD5, unless the store encrypts with keys of its own: then it fits nothing.
  const etag = there.ETag?.replaceAll('"', '') ?? '';
  return etag === createHash('md5').update(part).digest('hex');
}

async function readFully(file: FileHandle, into: Buffer, at: number): Promise<void> {
  for (let done = 0; done < into.length; ) {
    const { bytesRead } = await file.read(into, done, into.length - done, at + done);
    // Shorter than it was: the digest of what is there will tell.
    if (bytesRead === 0) throw new WrongBytes('the file became shorter while it was read');
    done += bytesRead;
  }
}

/** The file is not what it was: nothing of it may appear. */
export class WrongBytes extends Error {
  override readonly name = 'WrongBytes';
}

function isWrongBytes(error: unknown): boolean {
  return error instanceof WrongBytes || nameOf(error) === 'AssayError';
}
