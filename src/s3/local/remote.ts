/**
 * Files that `s3://` addresses mean, brought to this machine. One for each call of a command: an address means the same
 * objects in the same state for as long as it runs. Nothing of the SDK is loaded before the first address.
 */
import { join } from 'node:path';
import {
  type Context,
  codeOf,
  environmentError,
  inChunks,
  inLanes,
  messageOf,
  type Progress,
  sha256File,
  usageError,
} from '../../base/index.js';
import { parseS3Url, type S3Settings, s3Url } from '../address.js';
import { connectS3, type S3Connection, type S3Tuning } from '../connection.js';
import { downloadMemory } from '../download.js';
import { type ListedObject, listObjects, statObject } from '../list.js';
import { type CachedObject, ObjectCache } from './cache.js';
import { IN_USE_MS, makeRoom, mebibytes } from './evict.js';
import { damaged, missing, noMatch } from './missing.js';
import { belowFolder, checkedKey, globOf, isPattern, type KeyPattern } from './patterns.js';
import { openView, touchView } from './views.js';

export interface RemoteFile {
  /** Where it lies on this machine, absolute, under its own name. */
  readonly path: string;
  readonly url: string;
  readonly key: string;
  readonly size: number;
  /** Of the bytes as they came. */
  readonly sha256: string;
}

export interface RemoteFiles {
  /** In the order of their keys; never empty. */
  readonly files: readonly RemoteFile[];
  /** Folder that the keys lie below, absolute. It holds these files and no others. */
  readonly folder: string;
  /** The key of the folder or pattern that was asked for. */
  readonly key: string;
}

/** What brings files to this machine. An address means the same objects in the same state each time it is asked. */
export interface Remote {
  /** One object. Its bytes have their digest now. Throws a usage error that names near keys where there is none. */
  file(url: string): Promise<RemoteFile>;
  /**
   * The objects behind an address: one, those that a glob matches, or with `folder` also all that lie below a key.
   * Their bytes are to be compared with `sha256` by whoever reads them.
   */
  files(url: string, folder?: boolean): Promise<RemoteFiles>;
}

export interface RemoteOptions {
  /** How a bucket is reached. */
  readonly settingsOf: (bucket: string) => S3Settings;
  /** Absolute. */
  readonly cacheFolder: string;
  /** Bytes that the cache may hold. */
  readonly cacheBytes: number;
  readonly tuning?: S3Tuning;
}

/** Bytes of buffers at once, and objects. */
const BUDGET = 128 << 20;
const MOST = 16;

export class S3Remote implements Remote {
  private readonly cache: ObjectCache;
  private readonly connections = new Map<string, Promise<S3Connection>>();
  private readonly brought = new Map<string, Promise<RemoteFiles>>();
  private readonly views = new Set<string>();
  private beat: NodeJS.Timeout | null = null;

  constructor(
    private readonly ctx: Context,
    private readonly options: RemoteOptions,
  ) {
    this.cache = new ObjectCache(options.cacheFolder);
  }

  async file(url: string): Promise<RemoteFile> {
    const { files } = await this.once(`file ${url}`, async () => {
      const connection = await this.connect(url);
      const { key } = parseS3Url(url);
      const found = await this.one(connection, key);
      if (found === null) throw await missing(connection, key, this.ctx);
      return this.bring(connection, key, [found]);
    });
    const [file] = files;
    if (file === undefined) throw new RangeError('one object was brought');
    const { sha256 } = await sha256File(file.path, this.ctx.signal);
    if (sha256 !== file.sha256) throw damaged(file.url, file.path);
    return file;
  }

  files(url: string, folder = false): Promise<RemoteFiles> {
    return this.once(`${folder ? 'folder' : 'files'} ${url}`, async () => {
      const connection = await this.connect(url);
      const { key } = parseS3Url(url);
      const single =
        isPattern(key) || key.endsWith('/') ? null : folder ? undefined : await this.one(connection, key);
      if (single) return this.bring(connection, key, [single]);
      const pattern = isPattern(key) ? await globOf(key) : folder ? belowFolder(key) : null;
      if (pattern === null) throw await missing(connection, key, this.ctx);
      const listed = await this.list(connection, pattern, key);
      // An object of that very name wins over a reading as a pattern, as with files.
      const named = listed.find((object) => object.key === key);
      if (named !== undefined) return this.bring(connection, key, [named]);
      if (listed.length === 0) {
        // What is asked for as a folder may be one object.
        const object = single === undefined ? await this.one(connection, key) : null;
        if (object !== null) return this.bring(connection, key, [object]);
        throw await noMatch(connection, key, pattern.prefix, this.ctx);
      }
      return this.bring(connection, key, listed);
    });
  }

  private once(name: string, work: () => Promise<RemoteFiles>): Promise<RemoteFiles> {
    const known = this.brought.get(name);
    if (known !== undefined) return known;
    const found = work().catch((error: unknown) => {
      this.brought.delete(name);
      throw this.explainedDisk(error);
    });
    this.brought.set(name, found);
    return found;
  }

  private connect(url: string): Promise<S3Connection> {
    const { bucket } = parseS3Url(url);
    let connection = this.connections.get(bucket);
    if (connection === undefined) {
      connection = connectS3(bucket, this.options.settingsOf(bucket), this.ctx.env, this.options.tuning);
      this.connections.set(bucket, connection);
    }
    return connection;
  }

  private one(connection: S3Connection, key: string): Promise<ListedObject | null> {
    if (key === '' || key.endsWith('/')) return Promise.resolve(null);
    return statObject(connection, key, this.ctx.signal);
  }

  private async list(connection: S3Connection, pattern: KeyPattern, key: string): Promise<ListedObject[]> {
    const { signal } = this.ctx;
    const progress = this.ctx.log.progress(s3Url({ bucket: connection.bucket, key }));
    const found: ListedObject[] = [];
    try {
      const page = (seen: number) => progress.update(`${seen} objects looked at`);
      for await (const object of listObjects(connection, pattern.prefix, {
        flat: pattern.flat,
        signal,
        page,
      })) {
        if (pattern.matches(object.key) || object.key === key) found.push(object);
      }
    } finally {
      progress.done();
    }
    return found.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  }

  private async bring(
    connection: S3Connection,
    key: string,
    listed: readonly ListedObject[],
  ): Promise<RemoteFiles> {
    const { bucket } = connection;
    for (const object of listed) checkedKey({ bucket, key: object.key });
    // An object may be removed between the look at it and the link to it; then it is brought again.
    for (let tried = 0; ; tried += 1) {
      const objects = await this.objects(connection, listed);
      try {
        const folder = await openView(
          this.cache,
          objects.map(({ id, object }, index) => ({ id, object, key: listed[index]?.key ?? '' })),
        );
        this.keep(folder);
        this.ctx.copies?.add(folder, s3Url({ bucket, key: '' }));
        const files = listed.map((one, index) => ({
          path: join(folder, one.key),
          url: s3Url({ bucket, key: one.key }),
          key: one.key,
          size: one.size,
          sha256: objects[index]?.object.sha256 ?? '',
        }));
        return { files, folder, key };
      } catch (error) {
        if (codeOf(error) !== 'ENOENT' || tried >= 2) throw error;
      }
    }
  }

  private async objects(
    connection: S3Connection,
    listed: readonly ListedObject[],
  ): Promise<{ readonly id: string; readonly object: CachedObject }[]> {
    const { bucket } = connection;
    const endpoint = endpointOf(connection.settings, this.ctx);
    const wanted = listed.map((one) => ({
      one,
      id: this.cache.idOf(endpoint, { bucket, key: one.key }, one),
    }));
    const here = new Map<string, CachedObject>();
    await inChunks(wanted, async ({ one, id }) => {
      const object = await this.cache.find(id, one.size);
      if (object !== null) here.set(id, object);
    });
    const absent = wanted.filter(({ id }) => !here.has(id));
    if (absent.length > 0) await this.fetch(connection, absent, here);
    return wanted.map(({ id, one }) => {
      const object = here.get(id);
      if (object === undefined) throw new RangeError(`${one.key} was brought`);
      return { id, object };
    });
  }

  private async fetch(
    connection: S3Connection,
    absent: readonly { readonly one: ListedObject; readonly id: string }[],
    into: Map<string, CachedObject>,
  ): Promise<void> {
    const bytes = absent.reduce((sum, { one }) => sum + one.size, 0);
    const { over } = await makeRoom(this.cache, this.options.cacheBytes, bytes, Date.now());
    if (over > 0) {
      this.ctx.log.info(
        `the cache of S3 objects is ${mebibytes(over)} over its size: all that is left in it is in use (ASSAY_S3_CACHE_SIZE)`,
      );
    }
    const shown = s3Url({
      bucket: connection.bucket,
      key: absent.length === 1 ? (absent[0]?.one.key ?? '') : '',
    });
    const progress = this.ctx.log.progress(shown);
    const meter = new Meter(progress, bytes, absent.length);
    try {
      await inLanes(
        absent,
        {
          weight: ({ one }) => downloadMemory(one.size),
          budget: BUDGET,
          most: MOST,
          signal: this.ctx.signal,
        },
        async ({ one, id }, signal) => {
          into.set(id, await this.cache.bring(id, connection, one, signal, meter.part()));
        },
      );
    } finally {
      progress.done();
    }
  }

  /** Says now and then that the files are in use, for as long as this process lives. */
  private keep(view: string): void {
    this.views.add(view);
    if (this.beat !== null) return;
    this.beat = setInterval(() => {
      for (const one of this.views) {
        touchView(one).catch((error: unknown) => {
          this.ctx.log.debug(`the cache of S3 objects: ${messageOf(error)}`);
        });
      }
    }, IN_USE_MS / 6);
    this.beat.unref();
  }

  /** Errors of the file system, with what to do. */
  private explainedDisk(error: unknown): unknown {
    if (!(error instanceof Error) || !('syscall' in error) || codeOf(error) === undefined) return error;
    if (this.ctx.signal.aborted) return error;
    return environmentError(
      {
        message: `the cache of S3 objects in ${this.cache.folder} cannot be used: ${messageOf(error)}`,
        fix: 'free space, or let ASSAY_S3_CACHE name another folder, then run the same command again',
      },
      error,
    );
  }
}

/** The address of the store as far as this program knows it; a shared configuration file may say another. */
function endpointOf(settings: S3Settings, { env }: Context): string {
  return settings.endpoint ?? env['AWS_ENDPOINT_URL_S3'] ?? env['AWS_ENDPOINT_URL'] ?? '';
}

/** One line for all objects. */
class Meter {
  private done = 0;
  private ended = 0;
  constructor(
    private readonly progress: Progress,
    private readonly bytes: number,
    private readonly count: number,
  ) {}

  part(): (done: number, total?: number) => void {
    let before = 0;
    return (done, total) => {
      this.done += done - before;
      before = done;
      if (done === total) this.ended += 1;
      const files = this.count === 1 ? '' : `, ${this.ended} of ${this.count} objects`;
      this.progress.update(
        `${mebibytes(this.done)} of ${mebibytes(this.bytes)}${files}`,
        this.bytes === 0 ? 1 : this.done / this.bytes,
      );
    };
  }
}

/** Where paths start, and how addresses among them are reached. */
export interface Place {
  /** Absolute folder. */
  readonly root: string;
  /** Null: addresses are refused. */
  readonly remote: Remote | null;
}

/** The file on this machine that an `s3://` address means; a usage error where addresses are not read. */
export async function remoteFile(remote: Remote | null | undefined, url: string): Promise<RemoteFile> {
  if (remote) return remote.file(url);
  throw usageError({
    message: `${url} is an address, and only files of this machine are read here`,
    fix: 'fetch it in a step before this one, and name the local path',
  });
}
