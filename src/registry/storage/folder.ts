/**
 * A store in a folder. An object is written to a temporary file beside its place, flushed, and linked to its
 * name: `link` fails where the name is taken (`rename` would overwrite), so of racing writers one wins, and a
 * crash leaves all of an object or none of it, and at most a temporary file that readers never see.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, type Dirent } from 'node:fs';
import { type FileHandle, link, lstat, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import {
  AssayError,
  codeOf,
  environmentError,
  type FileDigest,
  messageOf,
  type Problem,
  sha256File,
  syncFolder,
  usageError,
} from '../../base/index.js';
import { checkKey, checkPrefix, TEMPORARY } from './keys.js';
import type { Key, Store, StoredObject } from './store.js';

const CHUNK = 1 << 20;

/** What a system error means for a registry in a folder, and how to mend it. */
const MEANING: Readonly<Record<string, Omit<Problem, 'where'>>> = {
  ENOSPC: { message: 'the disk is full', fix: 'free space, then run the same command again' },
  EDQUOT: { message: 'the disk quota is used up', fix: 'free space, then run the same command again' },
  EACCES: { message: 'permission denied', fix: 'give this user the right to read and write the folder' },
  EPERM: { message: 'not permitted', fix: 'give this user the right to read and write the folder' },
  EROFS: {
    message: 'the file system is read-only',
    fix: 'mount it for writing, or put the registry elsewhere',
  },
  EIO: {
    message: 'the disk reports an input/output error',
    fix: 'check the disk, then `assay registry verify`',
  },
  EMFILE: {
    message: 'too many open files',
    fix: 'raise the limit (`ulimit -n`), then run the command again',
  },
  ENFILE: { message: 'the system has too many open files', fix: 'run the command again later' },
  ENOTDIR: { message: 'a part of the path is a file where a folder should be', fix: 'move that file away' },
  EISDIR: { message: 'a folder lies where an object should be', fix: 'move that folder away' },
  ENAMETOOLONG: { message: 'the path is too long for this file system', fix: 'use a shorter folder or name' },
  ESTALE: { message: 'the network file system lost the file', fix: 'run the command again' },
};
/** What `link` says on file systems that have no hard links (exFAT, some network and FUSE mounts). */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV', 'EMLINK']);

/** Turns a system error into an environment error that names the path; passes Assay's own and aborts on. */
function failed(doing: string, path: string, error: unknown): unknown {
  const code = codeOf(error);
  if (error instanceof AssayError || code === undefined || code === 'ABORT_ERR') return error;
  const meaning = MEANING[code] ?? { message: messageOf(error) };
  return environmentError({ ...meaning, message: `cannot ${doing} ${path}: ${meaning.message}` }, error);
}

export class FolderStore implements Store {
  readonly description: string;
  /** Absolute. */
  readonly folder: string;

  /** `folder` is absolute; `shown` is how the user names it. The folder is made by the first write. */
  constructor(folder: string, shown: string = folder) {
    this.folder = folder;
    this.description = `folder ${shown}`;
  }

  async create(key: Key, bytes: Uint8Array): Promise<'created' | 'exists'> {
    return this.place(key, (file) => file.writeFile(bytes));
  }

  async createFromFile(
    key: Key,
    path: string,
    signal?: AbortSignal,
    sha256?: string,
  ): Promise<'created' | 'exists'> {
    return this.place(key, async (file) => {
      const hash = createHash('sha256');
      const source = createReadStream(path, { highWaterMark: CHUNK });
      // The caller's file, not the registry's: its errors are told apart before the copy begins.
      await new Promise<void>((opened, refused) => {
        source.once('open', () => opened());
        source.once('error', (error) =>
          refused(
            usageError({ where: { file: path }, message: `cannot be read: ${messageOf(error)}` }, error),
          ),
        );
      });
      await pipeline(
        source,
        async (chunks) => {
          for await (const chunk of chunks) {
            hash.update(chunk as Buffer);
            await file.writeFile(chunk as Buffer);
          }
        },
        { signal },
      );
      const actual = hash.digest('hex');
      if (sha256 !== undefined && actual !== sha256) {
        throw usageError({
          where: { file: path },
          message: 'the file changed while it was stored',
          expected: `sha256:${sha256}, but sha256:${actual} was read`,
          fix: 'run the command again once nothing writes to the file',
        });
      }
    });
  }

  async get(key: Key): Promise<Uint8Array | null> {
    const path = this.path(key);
    return this.reading(path, () => readFile(path));
  }

  async getToFile(key: Key, path: string, signal?: AbortSignal): Promise<FileDigest | null> {
    const source = this.path(key);
    const file = await this.reading(source, () => open(source, 'r'));
    if (file === null) return null;
    const hash = createHash('sha256');
    let size = 0;
    try {
      // The read stream closes the handle, whatever happens.
      await pipeline(
        file.createReadStream({ highWaterMark: CHUNK }),
        async function* (chunks) {
          for await (const chunk of chunks) {
            hash.update(chunk as Buffer);
            size += (chunk as Buffer).length;
            yield chunk as Buffer;
          }
        },
        createWriteStream(path, { flags: 'wx', highWaterMark: CHUNK, flush: true }),
        { signal },
      );
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') await rm(path, { force: true });
      throw failed('copy an object to', path, error);
    }
    return { sha256: hash.digest('hex'), size };
  }

  async stat(key: Key): Promise<StoredObject | null> {
    const path = this.path(key);
    const found = await this.reading(path, () => stat(path));
    if (found === null || !found.isFile()) return null;
    return { key, size: found.size, modified: found.mtime };
  }

  async digest(key: Key, signal?: AbortSignal): Promise<FileDigest | null> {
    const path = this.path(key);
    return this.reading(path, () => sha256File(path, signal));
  }

  async *list(prefix: string): AsyncIterable<StoredObject> {
    checkPrefix(prefix);
    for await (const object of this.walk(prefix)) {
      if (!object.key.endsWith(TEMPORARY)) yield object;
    }
  }

  async *leftovers(): AsyncIterable<StoredObject> {
    for await (const object of this.walk('')) {
      if (object.key.endsWith(TEMPORARY)) yield object;
    }
  }

  async delete(key: Key, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const path = this.path(key);
    try {
      await rm(path, { force: true });
      await syncFolder(dirname(path)).catch((error: unknown) => {
        if (codeOf(error) !== 'ENOENT') throw error;
      });
    } catch (error) {
      throw failed('remove', path, error);
    }
  }

  async discard(key: Key): Promise<void> {
    if (!key.endsWith(TEMPORARY) || key.split('/').some((part) => part === '' || part === '..')) {
      throw usageError({ message: `${JSON.stringify(key)} is no remains of a write` });
    }
    const path = join(this.folder, ...key.split('/'));
    await rm(path, { force: true }).catch((error: unknown) => {
      throw failed('remove', path, error);
    });
  }

  private path(key: Key): string {
    checkKey(key);
    return join(this.folder, ...key.split('/'));
  }

  /** Null where the file, or a folder above it, does not exist. */
  private async reading<T>(path: string, read: () => Promise<T>): Promise<T | null> {
    try {
      return await read();
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw failed('read', path, error);
    }
  }

  /** Writes a temporary file by `fill` and links it to its place. */
  private async place(key: Key, fill: (file: FileHandle) => Promise<void>): Promise<'created' | 'exists'> {
    const path = this.path(key);
    const folder = dirname(path);
    const temporary = `${path}.${randomBytes(6).toString('hex')}${TEMPORARY}`;
    let made = false;
    try {
      // Read-only from the start: an object never changes, and an editor that is pointed at it says so.
      const begin = () => open(temporary, 'wx', 0o444);
      const file = await begin().catch(async (error: unknown) => {
        if (codeOf(error) !== 'ENOENT') throw error;
        await makeFolder(folder);
        return begin();
      });
      made = true;
      try {
        await fill(file);
        await file.sync();
      } finally {
        await file.close();
      }
      const created = await linkNew(temporary, path);
      // Also where another writer was first: what we say exists must still exist after a power cut.
      await syncFolder(folder);
      return created ? 'created' : 'exists';
    } catch (error) {
      throw failed('write', path, error);
    } finally {
      if (made) await rm(temporary, { force: true });
    }
  }

  /** Every file below the folder whose key begins with `prefix`, in the order of keys. */
  private async *walk(prefix: string): AsyncIterable<StoredObject> {
    const base = prefix.slice(0, prefix.lastIndexOf('/') + 1);
    // Listing a folder goes through the links above it.
    let path = this.folder;
    for (const part of base.split('/').slice(0, -1)) {
      path = join(path, part);
      const above = path;
      const found = await this.reading(above, () => lstat(above));
      if (found === null) return;
      if (found.isSymbolicLink()) throw notAnObject(above, true);
    }
    yield* this.walkFolder(base, prefix);
  }

  private async *walkFolder(base: string, prefix: string): AsyncIterable<StoredObject> {
    const folder = join(this.folder, ...base.split('/'));
    const entries = await this.reading(folder, () => readdir(folder, { withFileTypes: true }));
    // A folder sorts as its name with the slash, which is where its keys stand among those of the files.
    const sorted = (entries ?? [])
      .map((entry) => ({ entry, name: sortName(entry) }))
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    for (const { entry, name } of sorted) {
      const key = base + name;
      if (entry.isDirectory()) {
        if (key.startsWith(prefix) || prefix.startsWith(key)) yield* this.walkFolder(key, prefix);
      } else if (entry.isFile() && key.startsWith(prefix)) {
        const path = join(folder, entry.name);
        // Removed since the folder was read: then it is no longer an object.
        const found = await this.reading(path, () => stat(path));
        if (found !== null) yield { key, size: found.size, modified: found.mtime };
      } else if (!entry.isFile() && (key.startsWith(prefix) || prefix.startsWith(`${key}/`))) {
        throw notAnObject(join(folder, entry.name), entry.isSymbolicLink());
      }
    }
  }
}

/**
 * A link may lead anywhere, and to nothing where a disk is not mounted. Were it passed over, what lies behind it would
 * look as if it had never been: an alias without an entry, files that nothing names.
 */
function notAnObject(path: string, link: boolean): Error {
  return environmentError({
    where: { file: path },
    message: link
      ? 'a link lies where only files and folders of the registry should be'
      : 'is no file and no folder, and lies in the registry',
    fix: link
      ? 'put in its place what it leads to; to keep a part on another disk, mount that disk there (`mount --bind`)'
      : 'move it away',
  });
}

function sortName(entry: Dirent): string {
  return entry.isDirectory() ? `${entry.name}/` : entry.name;
}

/** True where this call gave the file its name, false where the name was taken. */
async function linkNew(temporary: string, path: string): Promise<boolean> {
  try {
    await link(temporary, path);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') {
      // A network file system may repeat a call whose answer was lost: a second name tells that it was ours.
      return (await stat(temporary)).nlink === 2;
    }
    if (code !== undefined && NO_LINKS.has(code)) {
      throw environmentError(
        {
          message: `cannot write ${path}: the file system makes no hard links (${code})`,
          expected: 'a local file system with hard links, such as ext4, xfs, APFS or NTFS',
          fix: 'put the registry on another disk',
        },
        error,
      );
    }
    throw error;
  }
}

/** Makes a folder and those above it, and flushes each new name, so that a power cut cannot lose the path. */
async function makeFolder(folder: string): Promise<void> {
  // Not `recursive`: there Node says ENOENT where the truth is a read-only file system.
  try {
    await mkdir(folder);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    return makeFolder(folder);
  }
  await syncFolder(dirname(folder));
}
