/**
 * Writes on a condition, whose outcome is known: each write carries a nonce in its metadata. Where an answer is lost,
 * repeated or refused, the object is looked at, and the nonce tells whether this writer's bytes lie there.
 */
import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { environmentError } from '../base/index.js';
import { s3Url } from './address.js';
import { encryption, type S3Connection } from './connection.js';
import { isMissing } from './download.js';
import { explained, isUncertain, nameOf, statusOf } from './errors.js';
import { patiently, pause, TRIES } from './retry.js';
import { uploadParts } from './upload.js';

/** What must hold for a write: the key is free, its object is that very one, or nothing. */
export type WriteCondition = 'free' | 'any' | { readonly etag: string };

const NONCE = 'assay-nonce';
/** Files up to this size go out in one request; larger ones in parts. */
const ONE_REQUEST = 16 << 20;

export interface PutOptions {
  readonly condition: WriteCondition;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

export interface FileToPut {
  /** Absolute. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Of the bytes, as hex: what is read must have it. */
  readonly sha256: string;
}

/** Writes bytes; gives the ETag of what was written, or null where the condition did not hold. */
export function putObject(
  connection: S3Connection,
  key: string,
  bytes: Uint8Array,
  options: PutOptions,
): Promise<string | null> {
  const { condition, signal } = options;
  return settled(connection, key, options, async (metadata) => {
    const answer = await connection.call((client, sdk) =>
      client.send(
        new sdk.PutObjectCommand({
          Bucket: connection.bucket,
          Key: key,
          Body: bytes,
          Metadata: metadata,
          ...(condition === 'free' ? { IfNoneMatch: '*' } : {}),
          ...(typeof condition === 'object' ? { IfMatch: condition.etag } : {}),
          ...encryption(connection.settings),
        }),
        { abortSignal: signal },
      ),
    );
    return answer.ETag;
  });
}

/** Writes a file, in parts where it is large; null where the key is not free and must be. */
export async function putFile(
  connection: S3Connection,
  key: string,
  { path, size, sha256 }: FileToPut,
  options: PutOptions & { readonly condition: 'free' | 'any' },
): Promise<string | null> {
  const { condition, signal } = options;
  const file = await open(path, 'r');
  try {
    if (size <= (connection.tuning.partBytes ?? ONE_REQUEST)) {
      return await putObject(connection, key, await file.readFile(), options);
    }
    return await settled(connection, key, options, async (metadata, turn) => {
      await uploadParts(connection, {
        key,
        file,
        size,
        metadata,
        resume: turn === 1,
        overwrite: condition === 'any',
        signal,
        check: (actual) => {
          if (actual === sha256) return;
          throw environmentError({
            where: { file: path },
            message: `the file changed while it was sent: sha256:${actual}, not sha256:${sha256}`,
            fix: 'run the command again',
          });
        },
      });
      return undefined;
    });
  } finally {
    await file.close();
  }
}

/** Removes an object. That there is none is as good. */
export async function removeObject(
  connection: S3Connection,
  key: string,
  signal?: AbortSignal,
): Promise<void> {
  const at = { Bucket: connection.bucket, Key: key };
  try {
    await patiently(
      () =>
        connection.call((client, sdk) =>
          client.send(new sdk.DeleteObjectCommand(at), { abortSignal: signal }),
        ),
      isUncertain,
      signal,
      connection.tuning.tries,
    );
  } catch (error) {
    throw explained('remove', { bucket: connection.bucket, key }, error);
  }
}

/** Repeats a write with one nonce until it is known whether it took effect. */
async function settled(
  connection: S3Connection,
  key: string,
  { condition, metadata, signal }: PutOptions,
  write: (metadata: Record<string, string>, turn: number) => Promise<string | undefined>,
): Promise<string | null> {
  const nonce = randomBytes(16).toString('hex');
  const at = { bucket: connection.bucket, key };
  for (let turn = 1; ; turn += 1) {
    let failed: unknown = null;
    try {
      const etag = await write({ ...metadata, [NONCE]: nonce }, turn);
      if (etag !== undefined && etag !== '') return etag;
    } catch (error) {
      signal?.throwIfAborted();
      failed = error;
      if (!isRefused(error, condition) && !mayRepeat(error)) throw explained('write', at, error);
    }
    const there = await head(connection, key, signal);
    if (there?.nonce === nonce) return there.etag;
    // Written, and another has written since: the condition held, and what lies there is theirs.
    if (failed === null || isRefused(failed, condition)) return null;
    if (turn >= (connection.tuning.tries ?? TRIES)) throw explained('write', at, failed);
    await sleep(pause(turn), undefined, { signal });
  }
}

/** The condition does not hold. With `If-Match` some stores answer 404 where the object is gone. */
function isRefused(error: unknown, condition: WriteCondition): boolean {
  if (condition === 'any') return false;
  return statusOf(error) === 412 || (typeof condition === 'object' && isMissing(error));
}

/** It is open what became of it, or another write was under way. */
function mayRepeat(error: unknown): boolean {
  return (
    statusOf(error) === 409 || ['NoSuchUpload', 'InvalidPart'].includes(nameOf(error)) || isUncertain(error)
  );
}

async function head(
  connection: S3Connection,
  key: string,
  signal: AbortSignal | undefined,
): Promise<{ readonly etag: string; readonly nonce: string | undefined } | null> {
  const at = { Bucket: connection.bucket, Key: key };
  try {
    const answer = await patiently(
      () =>
        connection.call((client, sdk) => client.send(new sdk.HeadObjectCommand(at), { abortSignal: signal })),
      isUncertain,
      signal,
      connection.tuning.tries,
    );
    if (answer.ETag === undefined || answer.ETag === '') {
      throw environmentError({
        message: `the store gives no ETag of ${s3Url({ bucket: connection.bucket, key })}`,
        fix: 'use a store that gives ETags, as S3 does',
      });
    }
    return { etag: answer.ETag, nonce: answer.Metadata?.[NONCE] };
  } catch (error) {
    if (isMissing(error)) return null;
    throw explained('look at', { bucket: connection.bucket, key }, error);
  }
}
