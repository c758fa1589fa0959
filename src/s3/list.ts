/** What lies in a bucket: one object's ETag and size, and listings below a prefix. */
import { environmentError } from '../base/index.js';
import { s3Url } from './address.js';
import type { S3Connection } from './connection.js';
import { isMissing } from './download.js';
import { explained, isUncertain, statusOf } from './errors.js';
import { patiently } from './retry.js';

export interface ListedObject {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** As the store gives it, with its quotes. */
  readonly etag: string;
  /** When it was written, by the store's clock, in whole seconds; only listings give it. */
  readonly modified?: Date | undefined;
}

/**
 * ETag and size of one object; null where there is none. It asks for the first byte and not for the head: an answer
 * to HEAD has no body, so that an error would not say what is wrong, and reading is the one right that is needed.
 */
export async function statObject(
  connection: S3Connection,
  key: string,
  signal?: AbortSignal,
): Promise<ListedObject | null> {
  const { bucket } = connection;
  try {
    return await patiently(
      () => firstByte(connection, key, signal),
      isUncertain,
      signal,
      connection.tuning.tries,
    );
  } catch (error) {
    if (isMissing(error)) return null;
    throw explained('read', { bucket, key }, error);
  }
}

async function firstByte(
  connection: S3Connection,
  key: string,
  signal: AbortSignal | undefined,
): Promise<ListedObject> {
  const at = { Bucket: connection.bucket, Key: key };
  return connection.call(async (client, sdk) => {
    try {
      const answer = await client.send(new sdk.GetObjectCommand({ ...at, Range: 'bytes=0-0' }), {
        abortSignal: signal,
      });
      if (answer.Body !== undefined && 'destroy' in answer.Body) answer.Body.destroy();
      const total = /\/(\d+)$/.exec(answer.ContentRange ?? '')?.[1] ?? answer.ContentLength;
      return known(connection, key, total === undefined ? undefined : Number(total), answer.ETag);
    } catch (error) {
      // An empty object has no first byte.
      if (statusOf(error) !== 416) throw error;
      const answer = await client.send(new sdk.HeadObjectCommand(at), { abortSignal: signal });
      return known(connection, key, answer.ContentLength, answer.ETag);
    }
  });
}

/** All objects whose key begins with `prefix`, in the store's order; with `flat` none behind a further slash. */
export async function* listObjects(
  connection: S3Connection,
  prefix: string,
  options: {
    readonly flat?: boolean;
    /** At most so many. */
    readonly limit?: number;
    readonly signal?: AbortSignal | undefined;
    readonly page?: (seen: number) => void;
  } = {},
): AsyncGenerator<ListedObject> {
  const { bucket } = connection;
  const { signal } = options;
  let seen = 0;
  for (let token: string | undefined; ; ) {
    const page = await patiently(
      () =>
        connection.call((client, sdk) =>
          client.send(
            new sdk.ListObjectsV2Command({
              Bucket: bucket,
              Prefix: prefix,
              ContinuationToken: token,
              ...(options.flat ? { Delimiter: '/' } : {}),
              ...(options.limit === undefined ? {} : { MaxKeys: Math.min(1000, options.limit) }),
            }),
            { abortSignal: signal },
          ),
        ),
      isUncertain,
      signal,
      connection.tuning.tries,
    ).catch((error: unknown) => {
      throw explained('list', { bucket, key: prefix }, error);
    });
    for (const { Key, Size, ETag, LastModified } of page.Contents ?? []) {
      if (Key === undefined) continue;
      if (options.limit !== undefined && seen >= options.limit) return;
      seen += 1;
      yield { ...known(connection, Key, Size, ETag), modified: LastModified };
    }
    options.page?.(seen);
    if (page.IsTruncated !== true || page.NextContinuationToken === undefined) return;
    token = page.NextContinuationToken;
  }
}

/** A store that does not say how large an object is, or which state of it, cannot be read safely. */
function known(
  { bucket }: S3Connection,
  key: string,
  size: number | undefined,
  etag: string | undefined,
): ListedObject {
  if (size !== undefined && etag !== undefined && etag !== '') return { key, size, etag };
  throw environmentError({
    message: `cannot read ${s3Url({ bucket, key })}: the store gives no ${size === undefined ? 'size' : 'ETag'} of it`,
    fix: 'use a store that gives sizes and ETags, as S3 does',
  });
}
