/** What processes leave in the store's object area: the note of what was seen, remains, and too many files. */
import { rmSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../../../base/index.js';

/** What was seen last, for the processes after this one. */
export interface Note {
  readonly tip: string;
  /** Text of git's file of that name: commits whose parents are not here. */
  readonly shallow: string;
  /** Name of the folder that has these objects. */
  readonly objects: string;
}

export const FIRST_OBJECTS = 'objects';
const OBJECTS = /^objects(-[0-9a-f]{12})?$/;
/** What nobody has used for so long is removed. Processes that live longer show that they do. */
const STALE_MS = 24 * 3600 * 1000;
/** From so many files on the objects are consolidated when a process begins. */
export const CROWDED = 4000;
const A_PACK = 50;

/** The note that a text holds; null where it holds none. */
export function seenOf(text: string | null): Note | null {
  if (text === null) return null;
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    // Only a note; without it everything is fetched anew.
    return null;
  }
  if (typeof data !== 'object' || data === null || !('tip' in data) || !('shallow' in data)) return null;
  if (typeof data.tip !== 'string' || typeof data.shallow !== 'string') return null;
  const objects = 'objects' in data && typeof data.objects === 'string' ? data.objects : FIRST_OBJECTS;
  if (!/^[0-9a-f]{40,64}$/.test(data.tip) || !OBJECTS.test(objects)) return null;
  return { tip: data.tip, shallow: data.shallow, objects };
}

export async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Removes what nobody has used for a day: folders of processes that ended, and objects that were consolidated. */
export async function removeStale(shared: string, objects: string): Promise<void> {
  for (const name of await readdir(shared)) {
    if (!name.startsWith('process-') && (!OBJECTS.test(name) || name === objects)) continue;
    const path = join(shared, name);
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      // Removed meanwhile by its own process.
      () => 0,
    );
    if (age > STALE_MS) await rm(path, { recursive: true, force: true });
  }
}

/** How many files lie in an object folder, a pack counted as many: each makes every look for an object slower. */
export async function crowd(objects: string): Promise<number> {
  let files = 0;
  for (const name of await readdir(objects)) {
    if (!/^[0-9a-f]{2}$/.test(name) && name !== 'pack') continue;
    const own = await readdir(join(objects, name));
    files += name === 'pack' ? own.filter((one) => one.endsWith('.pack')).length * A_PACK : own.length;
  }
  return files;
}

/**
 * Writes one pack into the new object folder `into`: the commit and all that its tree holds and that is here. What was
 * before it stays behind. `need` runs git where the objects are, and fetches nothing.
 */
export async function consolidate(
  need: (args: readonly string[], input?: string) => Promise<Buffer>,
  tip: string,
  into: string,
): Promise<void> {
  const root = (await need(['rev-parse', `${tip}^{tree}`])).toString('utf8').trim();
  const ids = new Set([tip, root]);
  const listed = (await need(['ls-tree', '-r', '-t', '-z', '--full-tree', tip])).toString('utf8');
  for (const line of listed.split('\0')) {
    const id = /^[0-9]+ (?:blob|tree) ([0-9a-f]+)\t/.exec(line)?.[1];
    if (id !== undefined) ids.add(id);
  }
  const all = `${[...ids].join('\n')}\n`;
  const here = (await need(['cat-file', '--batch-check=%(objectname)'], all)).toString('utf8');
  const packed = here.split('\n').filter((line) => /^[0-9a-f]+$/.test(line));
  await mkdir(join(into, 'pack'), { recursive: true });
  const made = await need(['pack-objects', '-q', join(into, 'pack', 'pack')], `${packed.join('\n')}\n`);
  // As of any pack that was fetched: what these trees name and is not here, the remote has.
  await writeFile(join(into, 'pack', `pack-${made.toString('utf8').trim()}.promisor`), '');
}

const ending = new Set<string>();

/** Refs and index of this process mean nothing to others. */
export function removeAtExit(folder: string): void {
  if (ending.size === 0) {
    process.once('exit', () => {
      for (const one of ending) rmSync(one, { recursive: true, force: true });
    });
  }
  ending.add(folder);
}
