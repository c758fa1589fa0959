/** Small file-system helpers: whole-or-nothing writes, and errors that say what to do. */
import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, isAbsolute, relative, sep } from 'node:path';
import { codeOf, environmentError, messageOf, usageError } from './errors.js';

/** Writes to a temporary file beside `path` and renames it, so that a reader sees the old or the new file, never half. */
export async function writeFileAtomic(path: string, data: string | Uint8Array): Promise<void> {
  await withTemporary(path, data, (temporary) => rename(temporary, path));
}

/**
 * Creates `path` with all of `data`, or leaves what is there. True where this call created it.
 * `link` fails with EEXIST where `rename` would overwrite, so of several racing writers one wins.
 */
export async function createFileExclusive(path: string, data: string | Uint8Array): Promise<boolean> {
  try {
    await withTemporary(path, data, (temporary) => link(temporary, path));
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function withTemporary(
  path: string,
  data: string | Uint8Array,
  commit: (temporary: string) => Promise<void>,
): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await commit(temporary);
    await syncFolder(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOSPC') {
      throw environmentError(
        {
          message: `the disk is full: cannot write ${path}`,
          fix: 'free space, then run the same command again',
        },
        error,
      );
    }
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Makes a rename or link durable. Some systems (Windows) cannot open a folder; there the call does nothing. */
export async function syncFolder(folder: string): Promise<void> {
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    handle = await open(folder, 'r');
  } catch (error) {
    if (codeOf(error) === 'EISDIR' || codeOf(error) === 'EPERM' || codeOf(error) === 'EACCES') return;
    throw error;
  }
  try {
    await handle.sync();
  } catch (error) {
    if (codeOf(error) !== 'EINVAL' && codeOf(error) !== 'EPERM') throw error;
  } finally {
    await handle.close();
  }
}

/** Reads a text file that the user named; a missing or unreadable file is a usage error that names `what`, a missing one with `fix`. */
export async function readUserFile(path: string, what: string, fix?: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw unreadable(path, what, error, fix);
  }
}

/** The usage error for a file that the user named and that cannot be read; `fix` is for one that is not there. */
export function unreadable(path: string, what: string, error: unknown, fix?: string): Error {
  const code = codeOf(error);
  const message =
    code === 'ENOENT'
      ? `${what} does not exist`
      : code === 'EISDIR'
        ? `${what} is a folder, not a file`
        : `${what} cannot be read: ${messageOf(error)}`;
  return usageError(
    {
      where: { file: path },
      message,
      expected: 'a readable file',
      ...(code === 'ENOENT' && fix ? { fix } : {}),
    },
    error,
  );
}

/** True where `path` lies in `folder` or is it. Both absolute. Links are not followed. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!way.startsWith(`..${sep}`) && way !== '..' && !isAbsolute(way));
}
