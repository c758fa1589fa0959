/** The files of a target as those read them who prove or serve: one small interface over a folder and a bucket. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, sha256File } from '../../base/index.js';

/** Keys are relative to the target, with slashes. */
export interface TargetFiles {
  /** Where a file lies, for messages: a path or an address. */
  place(key: string): string;
  /** Null where there is no such file. */
  text(key: string): Promise<string | null>;
  /** SHA-256 of the bytes, as hex; null where there is no such file. */
  digest(key: string): Promise<string | null>;
}

/** The files below a folder. Throws the file system's own errors. */
export function folderFiles(folder: string): TargetFiles {
  const place = (key: string): string => join(folder, ...key.split('/'));
  return {
    place,
    text: (key) => unlessMissing(() => readFile(place(key), 'utf8')),
    digest: (key) => unlessMissing(async () => (await sha256File(place(key))).sha256),
  };
}

async function unlessMissing<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null;
    throw error;
  }
}
