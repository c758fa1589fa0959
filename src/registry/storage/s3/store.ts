/**
 * A store in a bucket. An object is written on the condition that its key is free (`If-None-Match: *`), and carries a
 * nonce in its metadata: where an answer is lost, repeated or refused, the object is looked at, and the nonce tells
 * whether this writer was first. Nothing rests on what a request seems to have done.
 */
import { randomBytes } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Environment,
  type FileDigest,
  messageOf,
  sha256 as sha256Of,
  usageError,
} from '../../../base/index.js';
import {
  BrokenOff,
  checkedPage,
  connectS3,
  digestObject,
  downloadObject,
  encryption,
  endUpload,
  explained,
  isMissing,
  isUncertain,
  listUploads,
  nameOf,
  parseS3Url,
  patiently,
  pause,
  readObject,
  type S3Address,
  type S3Connection,
  type S3Settings,
  type S3Tuning,
  s3Url,
  sizeOfUpload,
  statusOf,
  TRIES,
  tokenAfter,
  uploadParts,
  WrongBytes,
} from '../../../s3/index.js';
import { checkKey, checkPrefix, TEMPORARY } from '../keys.js';
import type { Key, Store, StoredObject } from '../store.js';

/** Files up to this size go out in one request; larger ones in parts. */
const ONE_REQUEST = 16 << 20;
const NONCE = 'assay-nonce';
/** What `leftovers` calls an unfinished upload: its key, and what tells it from others of that key. */
const LEFTOVER = /^(.+)\.[0-9a-f]{12}\.tmp$/;

export class S3Store implements Store {
  readonly description: string;
  readonly ownClock = true;
  /** Ends in `/`, or is empty: what all keys of the registry begin with. Several registries share a bucket so. */
  private readonly prefix: string;

  constructor(
    private readonly connection: S3Connection,
    prefix: string,
  ) {
    this.prefix = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
    this.description = s3Url({ bucket: connection.bucket, key: this.prefix.replace(/\/$/, '') });
  }

  async create(key: Key, bytes: Uint8Array): Promise<'created' | 'exists'> {
    checkKey(key);
    return this.settle(key, undefined, (metadata) => this.putBytes(key, bytes, metadata, undefined));
  }

  async createFromFile(
    key: Key,
    path: string,
    signal?: AbortSignal,
    sha256?: string,
  ): Promise<'created' | 'exists'> {
    checkKey(key);
    signal?.throwIfAborted();
    const unread = (error: unknown): Error =>
      usageError({ where: { file: path }, message: `cannot be read: ${messageOf(error)}` }, error);
    const changed = (actual: string): Error =>
      usageError({
        where: { file: path },
        message: 'the file changed while it was stored',
        expected: `sha256:${sha256}, but ${actual} was read`,
        fix: 'run the command again once nothing writes to the file',
      });
    const check = (actual: string): void => {
      if (sha256 !== undefined && actual !== sha256) throw changed(`sha256:${actual}`);
    };
    let file: FileHandle;
    try {
      file = await open(path, 'r');
    } catch (error) {
      throw unread(error);
    }
    try {
      const { size } = await file.stat();
      if (size <= (this.connection.tuning.partBytes ?? ONE_REQUEST)) {
        const bytes = await file.readFile().catch((error: unknown) => {
          throw unread(error);
        });
        check(sha256Of(bytes));
        return await this.settle(key, signal, (metadata) => this.putBytes(key, bytes, metadata, signal));
      }
      return await this.settle(key, signal, async (metadata, turn) => {
        const resume = sha256 !== undefined && turn === 1;
        const at = this.at(key).key;
        await uploadParts(this.connection, { key: at, file, size, metadata, resume, signal, check });
      });
    } catch (error) {
      if (error instanceof WrongBytes) throw changed('fewer bytes');
      throw error;
    } finally {
      await file.close();
    }
  }

  async get(key: Key): Promise<Uint8Array | null> {
    checkKey(key);
    return readObject(this.connection, this.at(key).key);
  }

  async getToFile(key: Key, path: string, signal?: AbortSignal): Promise<FileDigest | null> {
    checkKey(key);
    return digestOf(await downloadObject(this.connection, this.at(key).key, path, { signal }));
  }

  async stat(key: Key): Promise<StoredObject | null> {
    checkKey(key);
    const found = await this.head(key, undefined);
    return found && { key, size: found.size, modified: found.modified };
  }

  async digest(key: Key, signal?: AbortSignal): Promise<FileDigest | null> {
    checkKey(key);
    return digestOf(await digestObject(this.connection, this.at(key).key, { signal }));
  }

  async *list(prefix: string): AsyncIterable<StoredObject> {
    checkPrefix(prefix);
    const at = this.at(prefix);
    for (let token: string | undefined; ; ) {
      const page = await this.reading('list', at, () =>
        this.connection.call((client, sdk) =>
          client
            .send(
              new sdk.ListObjectsV2Command({ Bucket: at.bucket, Prefix: at.key, ContinuationToken: token }),
            )
            .then(checkedPage),
        ),
      );
      for (const { Key = '', Size = 0, LastModified } of page.Contents ?? []) {
        // Consoles mark "folders" by empty objects whose key ends in a slash: no objects of a registry.
        const key = Key.slice(this.prefix.length);
        if (key !== '' && !key.endsWith('/'))
          // An age that the store does not tell is none: what is young is never removed.
          yield { key, size: Size, modified: LastModified ?? new Date() };
      }
      token = tokenAfter(page, token, at);
      if (token === undefined) return;
    }
  }

  async delete(key: Key, signal?: AbortSignal): Promise<void> {
    checkKey(key);
    const at = this.at(key);
    await this.reading(
      'remove',
      at,
      () =>
        this.connection.call((client, sdk) =>
          client.send(
            new sdk.DeleteObjectCommand({ Bucket: at.bucket, Key: at.key }),
            signal ? { abortSignal: signal } : {},
          ),
        ),
      signal,
    );
  }

  /**
   * Uploads in parts that never ended. Their key is made up (no object has one that ends so): what they hold is no
   * object. They end by `discard`, by the upload that resumes them, or by the bucket's lifecycle rule. MinIO lists
   * them by their exact key only, so below a prefix it shows none.
   */
  async *leftovers(): AsyncIterable<StoredObject> {
    for await (const { key, uploadId, begun } of listUploads(this.connection, this.at('').key)) {
      const size = await sizeOfUpload(this.connection, key, uploadId);
      if (size !== null) yield { key: this.leftoverKey(key, uploadId), size, modified: begun };
    }
  }

  /** Ends an unfinished upload, by the key that `leftovers` gave. That it ended meanwhile is as good. */
  async discard(key: Key): Promise<void> {
    const own = LEFTOVER.exec(key)?.[1];
    if (own === undefined) throw usageError({ message: `${JSON.stringify(key)} is no remains of a write` });
    checkKey(own);
    const at = this.at(own);
    for await (const upload of listUploads(this.connection, at.key)) {
      if (upload.key === at.key && this.leftoverKey(upload.key, upload.uploadId) === key) {
        await endUpload(this.connection, upload.key, upload.uploadId);
      }
    }
  }

  private leftoverKey(key: string, uploadId: string): string {
    return `${key.slice(this.prefix.length)}.${sha256Of(uploadId).slice(0, 12)}${TEMPORARY}`;
  }

  /** Ends the kept connections. */
  close(): void {
    this.connection.close();
  }

  private at(key: Key): S3Address {
    return { bucket: this.connection.bucket, key: this.prefix + key };
  }

  private async putBytes(
    key: Key,
    bytes: Uint8Array,
    metadata: Readonly<Record<string, string>>,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const at = this.at(key);
    const { ETag } = await this.connection.call((client, sdk) =>
      client.send(
        new sdk.PutObjectCommand({
          Bucket: at.bucket,
          Key: at.key,
          Body: bytes,
          IfNoneMatch: '*',
          Metadata: { ...metadata },
          ...encryption(this.connection.settings),
        }),
        { abortSignal: signal },
      ),
    );
    // A gateway that says yes to everything is no store: whether the object is there, the look at it tells.
    if (ETag === undefined) throw new BrokenOff('the answer to the write has no ETag, as a store gives it');
  }

  /**
   * Writes until it is known who was first. `write` is repeated with one nonce: an object that carries it is this
   * writer's, whichever of the requests made it and whatever was answered.
   */
  private async settle(
    key: Key,
    signal: AbortSignal | undefined,
    write: (metadata: Readonly<Record<string, string>>, turn: number) => Promise<void>,
  ): Promise<'created' | 'exists'> {
    const nonce = randomBytes(16).toString('hex');
    for (let turn = 1; ; turn += 1) {
      try {
        await write({ [NONCE]: nonce }, turn);
        return 'created';
      } catch (error) {
        signal?.throwIfAborted();
        if (!mayBeThere(error)) throw explained('write', this.at(key), error);
        const there = await this.head(key, signal);
        if (there !== null) return there.nonce === nonce ? 'created' : 'exists';
        if (turn >= (this.connection.tuning.tries ?? TRIES)) throw explained('write', this.at(key), error);
        await sleep(pause(turn), undefined, { signal });
      }
    }
  }

  private async head(
    key: Key,
    signal: AbortSignal | undefined,
  ): Promise<{ size: number; modified: Date; nonce: string | undefined } | null> {
    const at = this.at(key);
    return this.reading('look at', at, () =>
      this.connection.call(async (client, sdk) => {
        try {
          const command = new sdk.HeadObjectCommand({ Bucket: at.bucket, Key: at.key });
          const { ContentLength, LastModified, Metadata } = await client.send(command, {
            abortSignal: signal,
          });
          const modified = LastModified ?? new Date();
          return { size: ContentLength ?? 0, modified, nonce: Metadata?.[NONCE] };
        } catch (error) {
          if (isMissing(error)) return null;
          throw error;
        }
      }),
    );
  }

  /** A request that may be repeated at will. */
  private async reading<T>(
    doing: string,
    at: S3Address,
    request: () => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    try {
      return await patiently(request, isUncertain, signal, this.connection.tuning.tries);
    } catch (error) {
      throw explained(doing, at, error);
    }
  }
}

/** Whether an object may lie under the key although the write failed: this writer's or another's. */
function mayBeThere(error: unknown): boolean {
  const status = statusOf(error);
  if (status === 412 || status === 409) return true;
  // The upload was completed by an answer that was lost, or ended by another; or its parts are another's.
  if (['NoSuchUpload', 'InvalidPart'].includes(nameOf(error))) return true;
  return isUncertain(error);
}

function digestOf(found: FileDigest | null): FileDigest | null {
  return found && { sha256: found.sha256, size: found.size };
}

/** The store of a registry at `s3://bucket/prefix`. Sends nothing yet. */
export async function openS3Store(
  url: string,
  settings: S3Settings,
  env: Environment,
  tuning?: S3Tuning,
): Promise<S3Store> {
  const { bucket, key } = parseS3Url(url);
  const prefix = key.replace(/\/+$/, '');
  if (
    prefix !== '' &&
    !prefix.split('/').every((part) => /^[A-Za-z0-9!_.*'()=@+-]+$/.test(part) && !/^\.+$/.test(part))
  ) {
    throw usageError({
      message: `the registry ${JSON.stringify(url)} has a prefix that is not plain`,
      expected: "parts of letters, digits and ! _ . * ' ( ) = @ + -, separated by one slash each",
    });
  }
  return new S3Store(await connectS3(bucket, settings, env, tuning), prefix);
}
