/**
 * Views: the objects of one dataset as a folder of files under their keys, so that readers see names, endings and
 * partitions. A view is named by what is in it, holds nothing else, and keeps its objects on the disk while it is used.
 */
import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf, environmentError, inChunks, sha256 } from '../../base/index.js';
import { type CachedObject, linked, type ObjectCache } from './cache.js';

export interface Viewed {
  /** Id of the object, and the path below the view. */
  readonly id: string;
  readonly key: string;
  readonly object: CachedObject;
}

/** The folder of the view's files, absolute. Throws ENOENT where an object went away meanwhile. */
export async function openView(cache: ObjectCache, objects: readonly Viewed[]): Promise<string> {
  refuseClashes(objects);
  const name = sha256(
    objects
      .map(({ id, key }) => `${id} ${key}\n`)
      .sort()
      .join(''),
  ).slice(0, 32);
  const folder = join(cache.views, name);
  const files = join(folder, 'files');
  await mkdir(files, { recursive: true });
  await touchView(files);
  await removeOthers(files, new Set(objects.map(({ key }) => key)));
  const parents = new Set(objects.map(({ key }) => dirname(join(files, key))));
  for (const parent of parents) await mkdir(parent, { recursive: true });
  await inChunks(objects, ({ key, object }) => linked(object.file, join(files, key), object.size));
  return files;
}

/** Says that the view is in use: for an hour nobody removes it. */
export async function touchView(files: string): Promise<void> {
  const stamp = join(dirname(files), 'used');
  const now = new Date();
  try {
    await utimes(stamp, now, now);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    await writeFile(stamp, '');
  }
}

/** A program may have written beside its data: a glob would take that for data. */
async function removeOthers(files: string, keys: ReadonlySet<string>): Promise<void> {
  const folders = new Set<string>();
  for (const key of keys) {
    for (let at = key.lastIndexOf('/'); at > 0; at = key.lastIndexOf('/', at - 1))
      folders.add(key.slice(0, at));
  }
  const walk = async (way: string): Promise<void> => {
    for (const entry of await readdir(join(files, way), { withFileTypes: true })) {
      const key = way === '' ? entry.name : `${way}/${entry.name}`;
      if (entry.isDirectory() && folders.has(key)) await walk(key);
      // What another process is copying to its place is the other's.
      else if (!keys.has(key) && !entry.name.endsWith('.tmp')) {
        await rm(join(files, key), { recursive: true, force: true });
      }
    }
  };
  await walk('');
}

/** Keys that cannot all be files: one that is the folder of another, or, on some systems, differs in case only. */
function refuseClashes(objects: readonly Viewed[]): void {
  const folding = process.platform === 'darwin' || process.platform === 'win32';
  const spell = (key: string) => (folding ? key.normalize('NFC').toLowerCase() : key);
  const taken = new Map<string, string>();
  for (const { key } of objects) taken.set(spell(key), key);
  const refuse = (one: string, other: string): never => {
    throw environmentError({
      message: `the keys ${JSON.stringify(one)} and ${JSON.stringify(other)} cannot both be files on this machine`,
      fix: 'rename one of them, or name a pattern that leaves it out',
    });
  };
  for (const { key } of objects) {
    const same = taken.get(spell(key));
    if (same !== undefined && same !== key) refuse(key, same);
    for (let at = key.lastIndexOf('/'); at > 0; at = key.lastIndexOf('/', at - 1)) {
      const parent = taken.get(spell(key.slice(0, at)));
      if (parent !== undefined) refuse(parent, key);
    }
  }
}
