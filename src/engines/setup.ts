/** What the action `setup` does: engines from the Actions cache or the registry, and `assay` on the PATH. */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '../base/index.js';
import type { CacheService } from './actions-cache.js';
import { cacheRoots, findEngine, here, inFolder } from './find.js';
import { LOCKED } from './locked.js';
import { ENGINE_NAMES, folderName, type Platform, platformOf } from './table.js';
import type { EngineName } from './types.js';

/** Raised where the layout of a kept folder changes. */
const LAYOUT = 1;

/** Key of the engines in a cache: other versions or another platform have another key. No comma, below 512 characters. */
export function cacheKey(platform: Platform = platformOf()): string {
  const versions = ENGINE_NAMES.map((engine) => `${engine}-${LOCKED[engine].version}`).join('-');
  return `assay-engines-${LAYOUT}-${versions}-${platform}`;
}

/** The folder that installed engines are kept in, and that a cache should keep. */
export function cacheFolder(ctx: Context): string {
  const [first] = cacheRoots(ctx.env);
  if (first === undefined) throw new TypeError('there is always a folder of the user');
  return first.folder;
}

export interface Prepared {
  /** True where the Actions cache had the engines. */
  readonly restored: boolean;
  readonly installed: readonly EngineName[];
  /** True where they were kept for later jobs. */
  readonly saved: boolean;
}

/**
 * Has the engines ready: those on the machine stay, else the Actions cache is asked, else they are installed and
 * kept in that cache. Failures of the cache are warnings; an engine that can't be had is an environment error.
 */
export async function prepareEngines(
  ctx: Context,
  options: {
    readonly cache: boolean;
    readonly service?: CacheService;
    readonly platform?: Platform;
    /** Folder whose node_modules, and those above it, are looked in; absent: that of the program. */
    readonly from?: string;
  },
): Promise<Prepared> {
  const platform = options.platform ?? platformOf();
  const missing = () =>
    ENGINE_NAMES.filter((engine) => findEngine(ctx, engine, platform, options.from) === null);
  if (missing().length === 0) return { restored: false, installed: [], saved: false };
  const folder = cacheFolder(ctx);
  const key = cacheKey(platform);
  const cache = options.cache ? await import('./actions-cache.js') : null;
  const restored = cache !== null && (await cache.restore(ctx, folder, key, options.service));
  const installed = missing();
  if (installed.length > 0) {
    const { installEngine } = await import('./install.js');
    for (const engine of installed) await installEngine(ctx, engine, platform);
  }
  // A kept folder is never replaced under its key: one without all engines would stay so.
  const complete = ENGINE_NAMES.every(
    (engine) => inFolder(join(folder, folderName(engine, platform)), engine, platform, 'cache') !== null,
  );
  const wanted = cache !== null && installed.length > 0 && complete;
  const saved = wanted && (await cache.save(ctx, folder, key, options.service));
  return { restored, installed, saved };
}

/**
 * Writes the command `assay` into a folder: a script for POSIX shells and one for Windows, both running `entry`
 * with `node`, for machines whose PATH has no Node.
 */
export async function writeShim(folder: string, node: string, entry: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const posix = join(folder, 'assay');
  const quoted = [node, entry].map((part) => `'${part.replaceAll("'", "'\\''")}'`).join(' ');
  await writeFile(posix, `#!/bin/sh\nexec ${quoted} "$@"\n`);
  await chmod(posix, 0o755);
  // In a batch file a percent sign begins a variable; doubled it is itself.
  const batch = [node, entry].map((part) => `"${part.replaceAll('%', '%%')}"`).join(' ');
  await writeFile(join(folder, 'assay.cmd'), `@${batch} %*\r\n`);
}

/** The file to run for `assay`: the entry of the bundle that this code is part of. */
export function entryOf(): string {
  return join(here(), 'index.js');
}
