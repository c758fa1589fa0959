/** Reads files out of a folder that a stranger filled: no links are followed, nothing but plain files is opened. */
import { constants } from 'node:fs';
import { lstat, open, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../../base/index.js';
import { bytes, ReceivedError, type ReceivedLimits, shown } from './limits.js';
import { Paths } from './names.js';

/** Files by path relative to `folder`, of those that are `wanted`. Throws a ReceivedError. */
export async function readFolder(
  folder: string,
  wanted: (path: string) => boolean,
  limits: ReceivedLimits,
): Promise<Map<string, Buffer>> {
  const paths = new Paths(limits);
  const found: { readonly path: string; readonly size: number }[] = [];
  let unpacked = 0;
  const walk = async (inside: string): Promise<void> => {
    for await (const { name } of await opendir(join(folder, inside))) {
      const plain = `${inside}${name}`;
      const kind = await lstat(join(folder, plain));
      if (!kind.isFile() && !kind.isDirectory())
        throw new ReceivedError(`${shown(plain)} is a link, a device, or no plain file`);
      if (kind.isFile() && kind.nlink > 1) throw new ReceivedError(`${shown(plain)} is a link`);
      const path = kind.isDirectory() ? `${plain}/` : plain;
      paths.add(path);
      if (kind.isDirectory()) await walk(path);
      else {
        unpacked += kind.size;
        if (unpacked > limits.unpacked)
          throw new ReceivedError(`the files are larger than ${bytes(limits.unpacked)}`);
        found.push({ path, size: kind.size });
      }
    }
  };
  await walk('');
  const files = new Map<string, Buffer>();
  let total = 0;
  for (const { path, size } of found) {
    if (!wanted(path)) continue;
    if (files.size >= limits.files) throw new ReceivedError(`there are more than ${limits.files} results`);
    total += size;
    if (size > limits.file) throw new ReceivedError(`${shown(path)} is larger than ${bytes(limits.file)}`);
    if (total > limits.read)
      throw new ReceivedError(`the results are larger than ${bytes(limits.read)} together`);
    files.set(path, await content(join(folder, path), path, size));
  }
  return files;
}

/** The bytes of a file that is still what it was a moment ago. */
async function content(full: string, path: string, size: number): Promise<Buffer> {
  try {
    const file = await open(full, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      const now = await file.stat();
      if (!now.isFile() || now.size !== size)
        throw new ReceivedError(`${shown(path)} changed while it was read`);
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (codeOf(error) === 'ELOOP') throw new ReceivedError(`${shown(path)} is a link`, error);
    throw error;
  }
}
