/** The objects of a target in a bucket: read with their digests, written and read back. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Environment, environmentError, usageError } from '../../base/index.js';
import {
  connectS3,
  digestObject,
  downloadObject,
  type ListedObject,
  listObjects,
  parseS3Url,
  putFile,
  putObject,
  readState,
  removeObject,
  type S3Connection,
  type S3Settings,
  type S3Tuning,
  s3Url,
  statObject,
  type WriteCondition,
} from '../../s3/index.js';
import type { TargetFiles } from './files.js';
import { LAYOUTS } from './layouts.js';
import type { PlacedFile } from './target.js';

/** What every server and tool spells alike, and none takes for a pattern. */
const PLAIN = /^[A-Za-z0-9_.=+-]+$/;

/** `s3://bucket/prefix` as a bucket and what all keys begin with: empty, or with a slash at the end. */
export function placeOfBucket(url: string): { readonly bucket: string; readonly prefix: string } {
  const { bucket, key } = parseS3Url(url);
  const prefix = key.replace(/\/+$/, '');
  if (prefix !== '' && !prefix.split('/').every((part) => PLAIN.test(part) && !/^\.+$/.test(part))) {
    throw usageError({
      message: `the target ${JSON.stringify(url)} has a prefix that is not plain`,
      expected: 'parts of letters, digits and _ . = + -, separated by one slash each',
    });
  }
  return { bucket, prefix: prefix === '' ? '' : `${prefix}/` };
}

/** What keeps our SHA-256 beside the object, for people and other tools; nothing here rests on it. */
const DIGEST = 'assay-sha256';

/** The objects of a target, to be read. Sends nothing yet. */
export async function targetObjects(
  url: string,
  settings: S3Settings,
  env: Environment,
  signal: AbortSignal,
  tuning?: S3Tuning,
): Promise<TargetObjects> {
  const { bucket, prefix } = placeOfBucket(url);
  return new TargetObjects(await connectS3(bucket, settings, env, tuning), prefix, signal);
}

export class TargetObjects implements TargetFiles {
  /** SHA-256 of states of objects that were read whole in this process, by key and ETag. */
  private readonly known = new Map<string, { readonly etag: string; readonly sha256: string }>();

  constructor(
    private readonly connection: S3Connection,
    /** Empty, or with a slash at the end. */
    private readonly prefix: string,
    private readonly signal: AbortSignal | undefined,
  ) {}

  place(key: string): string {
    return s3Url({ bucket: this.connection.bucket, key: `${this.prefix}${key}` });
  }

  async text(key: string): Promise<string | null> {
    return (await this.state(key))?.text ?? null;
  }

  /** A small object with the ETag of the state that was read; null where there is none. */
  async state(key: string): Promise<{ readonly text: string; readonly etag: string } | null> {
    const found = await readState(this.connection, `${this.prefix}${key}`, this.signal);
    return found && { text: Buffer.from(found.bytes).toString('utf8'), etag: found.etag };
  }

  /** Read whole, but for a state (by its ETag) that this process has read whole before. */
  async digest(key: string): Promise<string | null> {
    const at = `${this.prefix}${key}`;
    const known = this.known.get(key);
    const there = await statObject(this.connection, at, this.signal);
    if (there === null) return null;
    if (known !== undefined && known.etag === there.etag) return known.sha256;
    const read = await digestObject(this.connection, at, { signal: this.signal });
    if (read === null) return null;
    // An empty object is read without its ETag.
    if (read.etag !== '') this.known.set(key, read);
    return read.sha256;
  }

  /** Writes a small object; its ETag, or null where the condition does not hold. */
  put(key: string, text: string, condition: WriteCondition): Promise<string | null> {
    return putObject(this.connection, `${this.prefix}${key}`, Buffer.from(text), {
      condition,
      signal: this.signal,
    });
  }

  /** Writes a file of a version over whatever lies there, and reads it back. */
  async bring(
    key: string,
    { sha256, size }: PlacedFile,
    path: string,
    condition: 'free' | 'any',
  ): Promise<void> {
    const metadata = { [DIGEST]: sha256 };
    const { signal } = this;
    const at = `${this.prefix}${key}`;
    await putFile(this.connection, at, { path, size, sha256 }, { condition, metadata, signal });
    // Where another was quicker its bytes are read back, and must be the same.
    const there = await this.digest(key);
    if (there === sha256) return;
    throw environmentError({
      message: `${this.place(key)} is ${there === null ? 'not there' : `sha256:${there}`} after sha256:${sha256} was written`,
      fix: 'see who else writes to this prefix, then deploy again; what was served before is still served',
    });
  }

  list(prefix: string): AsyncIterable<ListedObject> {
    return stripped(
      listObjects(this.connection, `${this.prefix}${prefix}`, { signal: this.signal }),
      this.prefix.length,
    );
  }

  /** Models that the target serves, or may: those with a pointer; sorted. */
  async models(): Promise<string[]> {
    const pointers = Object.values(LAYOUTS).map(({ pointerFile }) => pointerFile);
    const found = new Set<string>();
    for await (const { key } of this.list('')) {
      const [name = '', file = '', more] = key.split('/');
      if (more === undefined && pointers.includes(file)) found.add(name);
    }
    return [...found].sort();
  }

  remove(key: string): Promise<void> {
    return removeObject(this.connection, `${this.prefix}${key}`, this.signal);
  }

  /** Runs `work` with files of a version in a folder of this machine, which goes away after it. */
  async local<T>(home: string, names: readonly string[], work: (folder: string) => Promise<T>): Promise<T> {
    return scratch(async (folder) => {
      for (const name of names) {
        const key = `${this.prefix}${home}/${name}`;
        const options = { signal: this.signal, durable: false } as const;
        if ((await downloadObject(this.connection, key, join(folder, name), options)) === null) {
          throw environmentError({ message: `${this.place(`${home}/${name}`)} is not there any more` });
        }
      }
      return work(folder);
    });
  }
}

async function* stripped(objects: AsyncIterable<ListedObject>, by: number): AsyncIterable<ListedObject> {
  for await (const object of objects) yield { ...object, key: object.key.slice(by) };
}

/** Runs `work` with a new folder, which goes away after it. */
export async function scratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-target-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
