/** Keeps the cache under its size: what was used longest ago goes first, and nothing that is in use. */
import { mkdir, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, environmentError } from '../../base/index.js';
import type { ObjectCache } from './cache.js';

/** A process says at least every ten minutes that it uses a view; a view of which nobody says so is in use by nobody. */
export const IN_USE_MS = 60 * 60_000;
const LEFT_BEHIND_MS = 24 * 60 * 60_000;

interface Kept {
  readonly file: string;
  readonly size: number;
  readonly used: number;
  /** True where a view has it. */
  readonly viewed: boolean;
}

/**
 * Makes room for `coming` bytes. Where all that is left is in use the cache may be larger than `limit`; where the disk
 * itself is too full, an environment error, before anything is brought.
 */
export async function makeRoom(
  cache: ObjectCache,
  limit: number,
  coming: number,
  now: number,
): Promise<{ readonly freed: number; readonly over: number }> {
  await mkdir(cache.folder, { recursive: true });
  let freed = 0;
  let kept = await keptObjects(cache);
  const total = () => kept.reduce((sum, { size }) => sum + size, 0) + coming;
  const free = await freeBytes(cache.folder);
  const short = () => coming - (free + freed) > 0;
  if (total() > limit || short()) {
    await removeLeftBehind(cache, now);
    await removeViews(cache, now);
    kept = await keptObjects(cache);
    for (const one of [...kept].sort((a, b) => a.used - b.used)) {
      if (total() <= limit && !short()) break;
      if (one.viewed || now - one.used < IN_USE_MS) continue;
      await rm(`${one.file}.json`, { force: true });
      await rm(one.file, { force: true });
      freed += one.size;
      kept = kept.filter((other) => other !== one);
    }
  }
  if (short()) {
    throw environmentError({
      message: `the disk of ${cache.folder} has ${mebibytes(free + freed)} free, and ${mebibytes(coming)} are to be brought from S3`,
      fix: 'free space, or let ASSAY_S3_CACHE name a folder on a larger disk',
    });
  }
  return { freed, over: Math.max(0, total() - limit) };
}

export function mebibytes(bytes: number): string {
  return bytes < 10 << 20 ? `${(bytes / 2 ** 20).toFixed(1)} MiB` : `${Math.round(bytes / 2 ** 20)} MiB`;
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

async function keptObjects(cache: ObjectCache): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (const shard of await entries(cache.objects)) {
    for (const name of await entries(join(cache.objects, shard))) {
      if (!/^[0-9a-f]{64}$/.test(name)) continue;
      const file = join(cache.objects, shard, name);
      const info = await statOf(file);
      if (info === null) continue;
      // An object without its note may be on its way to one.
      const used = (await statOf(`${file}.json`))?.mtimeMs ?? info.ctimeMs;
      kept.push({ file, size: info.size, used, viewed: info.nlink > 1 });
    }
  }
  return kept;
}

/** Views are links: what they cost is that their objects stay. */
async function removeViews(cache: ObjectCache, now: number): Promise<void> {
  for (const name of await entries(cache.views)) {
    const folder = join(cache.views, name);
    const used = (await statOf(join(folder, 'used')))?.mtimeMs ?? (await statOf(folder))?.ctimeMs ?? now;
    if (now - used < IN_USE_MS) continue;
    // Under another name first, so that nobody finds half a view.
    const trash = join(cache.temporary, `view-${name}`);
    await mkdir(cache.temporary, { recursive: true });
    await rm(trash, { recursive: true, force: true });
    try {
      await rename(folder, trash);
    } catch (error) {
      // Another process removes it.
      if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ENOTEMPTY') throw error;
    }
    await rm(trash, { recursive: true, force: true });
  }
}

/** What processes that were killed had begun. */
async function removeLeftBehind(cache: ObjectCache, now: number): Promise<void> {
  for (const name of await entries(cache.temporary)) {
    const path = join(cache.temporary, name);
    const info = await statOf(path);
    if (info !== null && now - info.ctimeMs > LEFT_BEHIND_MS)
      await rm(path, { recursive: true, force: true });
  }
}

async function entries(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return [];
    throw error;
  }
}

async function statOf(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}
