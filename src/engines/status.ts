/** What `assay engines` tells of an engine: where it is, how much room it takes, how long it takes to load. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Context } from '../base/index.js';
import { type Found, findEngine, type Origin } from './find.js';
import { loadFound } from './load.js';
import { LOCKED } from './locked.js';
import { ENGINE_NAMES, ENGINES, type Platform, platformOf } from './table.js';
import type { EngineName } from './types.js';

export interface EngineStatus {
  readonly engine: EngineName;
  readonly title: string;
  /** The version of the lock file. */
  readonly wanted: string;
  /** Null where the engine is nowhere. */
  readonly found: {
    readonly version: string;
    readonly origin: Origin;
    /** Folder of the package that is loaded. */
    readonly folder: string;
    /** Bytes of the packages on disk. */
    readonly size: number;
    /** Milliseconds of wall clock for the first load in this process. */
    readonly loadMs: number;
  } | null;
}

/** The state of every engine. Loads those that are found; an environment error where one is found and broken. */
export async function engineStatus(
  ctx: Context,
  platform: Platform = platformOf(),
): Promise<readonly EngineStatus[]> {
  const all: EngineStatus[] = [];
  for (const engine of ENGINE_NAMES) {
    const found = await lookedAt(() => findEngine(ctx, engine, platform));
    all.push({ engine, title: ENGINES[engine].title, wanted: LOCKED[engine].version, found });
  }
  return all;
}

const ATTEMPTS = 5;
const PAUSE_MS = 200;

/** While another process replaces an engine its files are gone for a moment; so it is looked at again. */
async function lookedAt(find: () => Found | null): Promise<EngineStatus['found']> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const found = find();
      return found === null ? null : await measured(found);
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await setTimeout(PAUSE_MS);
    }
  }
}

async function measured(found: Found): Promise<EngineStatus['found']> {
  const begun = performance.now();
  loadFound(found);
  const loadMs = Math.round((performance.now() - begun) * 10) / 10;
  let size = 0;
  for (const folder of found.packages) size += await sizeOf(folder);
  return {
    version: found.version,
    origin: found.origin,
    folder: join(found.manifest, '..'),
    size,
    loadMs,
  };
}

/** Bytes of all files in a folder and below. Links are not followed. */
export async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += await sizeOf(path);
    else if (entry.isFile()) bytes += (await stat(path)).size;
  }
  return bytes;
}
