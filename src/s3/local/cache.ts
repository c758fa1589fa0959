/**
 * Objects on this machine, found again by bucket, key, ETag and size. Each is a file that is written once, with its
 * SHA-256 beside it; processes that bring the same object at once each bring it, and the first one's file stays.
 *
 *   objects/<ab>/<id>        the bytes; id is the SHA-256 of (endpoint, bucket, key, ETag, size)
 *   objects/<ab>/<id>.json   SHA-256 and address; its time is that of the last use
 *   views/<id>/files/<key>   links to objects under their keys, for readers that want names and folders
 *   views/<id>/used          its time is that of the last use
 *   tmp/<random>             what is being brought
 */
import { randomBytes } from 'node:crypto';
import {
  chmod,
  copyFile,
  link,
  mkdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf, sha256 } from '../../base/index.js';
import { type S3Address, s3Url } from '../address.js';
import type { S3Connection } from '../connection.js';
import { downloadObject, gone } from '../download.js';
import type { ListedObject } from '../list.js';

/** Every file has this time, so that one that a program has written to is known by its own. Seconds. */
const WRITTEN = 978_307_200;

export interface CachedObject {
  /** Absolute path of the file that holds the bytes. */
  readonly file: string;
  readonly sha256: string;
  readonly size: number;
}

export class ObjectCache {
  constructor(readonly folder: string) {}

  get views(): string {
    return join(this.folder, 'views');
  }

  get objects(): string {
    return join(this.folder, 'objects');
  }

  get temporary(): string {
    return join(this.folder, 'tmp');
  }

  /** The id of an object in that very state. `endpoint` tells equal names in several stores apart. */
  idOf(endpoint: string, { bucket, key }: S3Address, { etag, size }: ListedObject): string {
    return sha256(JSON.stringify([endpoint, bucket, key, etag.replaceAll('"', ''), size]));
  }

  /** The object where it is here, untouched; null where it must be brought. */
  async find(id: string, size: number): Promise<CachedObject | null> {
    const file = this.fileOf(id);
    let text: string;
    try {
      text = await readFile(`${file}.json`, 'utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
    const digest = digestIn(text);
    if (digest === null || !(await isUntouched(file, size))) return null;
    const now = new Date();
    // Another process may have removed it just now: then it is not here.
    await utimes(`${file}.json`, now, now).catch((error: unknown) => {
      if (codeOf(error) !== 'ENOENT') throw error;
    });
    return { file, sha256: digest, size };
  }

  /** Brings an object. `endpoint` as in `idOf`. Throws where it changed or is gone. */
  async bring(
    id: string,
    connection: S3Connection,
    object: ListedObject,
    signal: AbortSignal,
    progress: (done: number) => void,
  ): Promise<CachedObject> {
    const file = this.fileOf(id);
    await mkdir(this.temporary, { recursive: true });
    await mkdir(dirname(file), { recursive: true });
    const temporary = join(this.temporary, randomBytes(12).toString('hex'));
    try {
      const { key, etag, size } = object;
      const found = await downloadObject(connection, key, temporary, {
        signal,
        progress,
        // A cache may be lost: what a crash of the machine leaves half has another digest.
        durable: false,
        expected: { etag, size },
      });
      if (found === null) throw gone(connection, key);
      await chmod(temporary, 0o444);
      await utimes(temporary, WRITTEN, WRITTEN);
      if (!(await isUntouched(file, size))) await rm(file, { force: true });
      await placed(temporary, file);
      const url = s3Url({ bucket: connection.bucket, key });
      await writeFile(`${temporary}.json`, `${JSON.stringify({ sha256: found.sha256, url, etag, size })}\n`);
      await rename(`${temporary}.json`, `${file}.json`);
      return { file, sha256: found.sha256, size };
    } finally {
      await rm(temporary, { force: true });
      await rm(`${temporary}.json`, { force: true });
    }
  }

  private fileOf(id: string): string {
    return join(this.objects, id.slice(0, 2), id);
  }
}

/** Puts a file under a free name; where another was first, that one stays. */
async function placed(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    if (!isWithoutLinks(error)) throw error;
    await rename(from, to);
  }
}

/** A second name for a file; a copy on file systems without links. What is there and right stays. */
export async function linked(from: string, to: string, size: number): Promise<void> {
  for (let tried = 0; ; tried += 1) {
    try {
      await link(from, to);
      return;
    } catch (error) {
      if (codeOf(error) === 'EEXIST' && tried < 3) {
        if (await isUntouched(to, size)) return;
        await rm(to, { force: true });
      } else if (isWithoutLinks(error)) {
        await copied(from, to);
        return;
      } else throw error;
    }
  }
}

async function copied(from: string, to: string): Promise<void> {
  const temporary = `${to}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await copyFile(from, temporary);
    await chmod(temporary, 0o444);
    await utimes(temporary, WRITTEN, WRITTEN);
    await rename(temporary, to);
  } finally {
    await rm(temporary, { force: true });
  }
}

function isWithoutLinks(error: unknown): boolean {
  return ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV'].includes(codeOf(error) ?? '');
}

/** Whether a file has its size, and nothing wrote to it since it came. */
async function isUntouched(path: string, size: number): Promise<boolean> {
  try {
    const info = await stat(path);
    return info.isFile() && info.size === size && info.mtimeMs === WRITTEN * 1000;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

function digestIn(text: string): string | null {
  try {
    const data: unknown = JSON.parse(text);
    if (typeof data !== 'object' || data === null || !('sha256' in data)) return null;
    return typeof data.sha256 === 'string' && /^[0-9a-f]{64}$/.test(data.sha256) ? data.sha256 : null;
  } catch {
    // Half a file after a crash of the machine: the object is brought again.
    return null;
  }
}
