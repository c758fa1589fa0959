/** Uploads in parts that never ended: finding them, how much they hold, ending them. */
import type { S3Connection } from './connection.js';
import { explained, isUncertain, nameOf } from './errors.js';
import { patiently } from './retry.js';

export interface UnfinishedUpload {
  readonly key: string;
  readonly uploadId: string;
  readonly begun: Date;
}

/** Those whose key begins so. MinIO gives only those whose key is exactly that. */
export async function* listUploads(
  connection: S3Connection,
  prefix: string,
): AsyncIterable<UnfinishedUpload> {
  for (let marker: { KeyMarker?: string; UploadIdMarker?: string } = {}; ; ) {
    const input = { Bucket: connection.bucket, Prefix: prefix, ...marker };
    const page = await asked(connection, 'list the unfinished uploads of', prefix, () =>
      connection.call((client, sdk) => client.send(new sdk.ListMultipartUploadsCommand(input))),
    );
    for (const { Key = '', UploadId = '', Initiated } of page.Uploads ?? []) {
      // A server that does not say when it began is taken for one that says now: what is young is never ended.
      yield { key: Key, uploadId: UploadId, begun: Initiated ?? new Date() };
    }
    if (page.IsTruncated !== true || page.NextKeyMarker === undefined) return;
    marker = {
      KeyMarker: page.NextKeyMarker,
      ...(page.NextUploadIdMarker === undefined ? {} : { UploadIdMarker: page.NextUploadIdMarker }),
    };
  }
}

/** Bytes that its parts hold; null where it ended meanwhile. */
export async function sizeOfUpload(
  connection: S3Connection,
  key: string,
  uploadId: string,
): Promise<number | null> {
  let size = 0;
  for (let marker: string | undefined; ; ) {
    const input = { Bucket: connection.bucket, Key: key, UploadId: uploadId, PartNumberMarker: marker };
    const page = await asked(connection, 'list the parts of', key, () =>
      unlessEnded(connection.call((client, sdk) => client.send(new sdk.ListPartsCommand(input)))),
    );
    if (page === null) return null;
    for (const part of page.Parts ?? []) size += part.Size ?? 0;
    if (page.IsTruncated !== true || page.NextPartNumberMarker === undefined) return size;
    marker = page.NextPartNumberMarker;
  }
}

/** Ends it and frees its parts. That it ended meanwhile is as good. */
export async function endUpload(connection: S3Connection, key: string, uploadId: string): Promise<void> {
  const input = { Bucket: connection.bucket, Key: key, UploadId: uploadId };
  await asked(connection, 'end the unfinished upload of', key, () =>
    unlessEnded(connection.call((client, sdk) => client.send(new sdk.AbortMultipartUploadCommand(input)))),
  );
}

async function unlessEnded<T>(request: Promise<T>): Promise<T | null> {
  try {
    return await request;
  } catch (error) {
    if (nameOf(error) === 'NoSuchUpload') return null;
    throw error;
  }
}

async function asked<T>(
  connection: S3Connection,
  doing: string,
  key: string,
  request: () => Promise<T>,
): Promise<T> {
  try {
    return await patiently(request, isUncertain, undefined, connection.tuning.tries);
  } catch (error) {
    throw explained(doing, { bucket: connection.bucket, key }, error);
  }
}
