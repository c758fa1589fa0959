/** What lies in a bucket: one object's ETag and size, and listings below a prefix. */
import { environmentError } from '../base/index.js';
import { type S3Address, s3Url } from './address.js';
import type { S3Connection } from './connection.js';
import { isMissing } from './download.js';
import { BrokenOff, explained, isUncertain, statusOf } from './errors.js';
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

/** The part of a page that tells whether others follow. */
interface Page {
  readonly IsTruncated?: boolean | undefined;
  readonly NextContinuationToken?: string | undefined;
}

/**
 * Gives the page back where it is one. An empty answer and a page of something else between here and the store (a
 * gateway, a login page) are read as a listing without objects: what is not listed would be taken for not there.
 */
export function checkedPage<P extends Page>(page: P): P {
  if (typeof page.IsTruncated === 'boolean') return page;
  throw new BrokenOff('the answer is no listing');
}

/** The token of the page after this one, undefined where it is the last. A listing that cannot be ended is an error. */
export function tokenAfter(page: Page, own: string | undefined, at: S3Address): string | undefined {
  if (page.IsTruncated !== true) return undefined;
  const next = page.NextContinuationToken;
  if (next !== undefined && next !== '' && next !== own) return next;
  throw environmentError({
    message: `cannot list ${s3Url(at)}: the store says that there is more, and not where it goes on`,
    fix: 'use a store that lists as S3 does (ListObjectsV2); `assay registry doctor` looks at it',
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
          client
            .send(
              new sdk.ListObjectsV2Command({
                Bucket: bucket,
                Prefix: prefix,
                ContinuationToken: token,
                ...(options.flat ? { Delimiter: '/' } : {}),
                ...(options.limit === undefined ? {} : { MaxKeys: Math.min(1000, options.limit) }),
              }),
              { abortSignal: signal },
            )
            .then(checkedPage),
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
    token = tokenAfter(page, token, { bucket, key: prefix });
    if (token === undefined) return;
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
