/** Where an engine may lie on this machine, in the order of looking. Reads folders; installs nothing. */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Context, codeOf, type Environment, environmentError, userCacheFolder } from '../base/index.js';
import { LOCKED } from './locked.js';
import { ENGINES, folderName, type Platform } from './table.js';
import type { EngineName } from './types.js';

/** Variable that names a folder with the engines: a node_modules, a folder with one, or an engines cache. */
export const PATH_VARIABLE = 'ASSAY_ENGINES_PATH';

/** Variable that names the folder to keep installed engines in, before any other: the one a workflow caches. */
export const CACHE_VARIABLE = 'ASSAY_ENGINES_CACHE';

export type Origin = 'path' | 'node_modules' | 'cache' | 'tool cache' | 'user cache';

export interface Found {
  readonly engine: EngineName;
  readonly version: string;
  readonly origin: Origin;
  /** The `package.json` of the package to load, real path. */
  readonly manifest: string;
  /** Folders of the packages that it consists of, real paths. */
  readonly packages: readonly string[];
}

export interface CacheRoot {
  readonly origin: 'cache' | 'tool cache' | 'user cache';
  readonly folder: string;
}

/** Folders that installed engines are kept in, the preferred one first. The first that can be written is filled. */
export function cacheRoots(env: Environment, system: string = process.platform): readonly CacheRoot[] {
  const roots: CacheRoot[] = [];
  const named = env[CACHE_VARIABLE];
  if (named) roots.push({ origin: 'cache', folder: resolve(named) });
  const tools = env['RUNNER_TOOL_CACHE'];
  if (tools) roots.push({ origin: 'tool cache', folder: join(tools, 'assay-engines') });
  const base = userCacheFolder(env, system);
  roots.push({ origin: 'user cache', folder: join(base, 'assay', 'engines') });
  return roots;
}

/**
 * Looks for an engine: the user's path, then a node_modules beside or above the running code, then the caches.
 * Null where it is nowhere. A user's path without the engine is an environment error: another copy than the one
 * asked for would be used unseen. A node_modules with another version, or for another platform, is passed over.
 */
export function findEngine(
  ctx: Context,
  engine: EngineName,
  platform: Platform,
  from = here(),
): Found | null {
  const chosen = ctx.env[PATH_VARIABLE];
  if (chosen) return atUsersPath(resolve(ctx.cwd, chosen), engine, platform);
  for (const folder of upwards(from)) {
    const found = inFolder(folder, engine, platform, 'node_modules');
    if (found === null) continue;
    if (found.version === LOCKED[engine].version) return found;
    ctx.log.debug(
      `${found.manifest} is ${engine} ${found.version}, not ${LOCKED[engine].version}: passed over`,
    );
  }
  for (const root of cacheRoots(ctx.env)) {
    const found = inFolder(join(root.folder, folderName(engine, platform)), engine, platform, root.origin);
    if (found !== null) return found;
  }
  return null;
}

/** What says that a part is not there; also in the middle, where another process replaces the folder. */
const ABSENT = new Set(['MODULE_NOT_FOUND', 'ERR_PACKAGE_PATH_NOT_EXPORTED', 'ENOENT', 'ENOTDIR']);

/** The engine in the node_modules of a folder, or null where it is absent, incomplete or for another platform. */
export function inFolder(
  folder: string,
  engine: EngineName,
  platform: Platform,
  origin: Origin,
): Found | null {
  try {
    const manifest = realpathSync(join(folder, 'node_modules', LOCKED[engine].module, 'package.json'));
    const packages = new Set<string>();
    let at = manifest;
    for (const step of ENGINES[engine].probe(platform)) {
      at = realpathSync(createRequire(at).resolve(step));
      packages.add(packageOf(at));
    }
    return { engine, version: versionOf(manifest), origin, manifest, packages: [...packages] };
  } catch (error) {
    if (ABSENT.has(codeOf(error) ?? '')) return null;
    throw error;
  }
}

function atUsersPath(path: string, engine: EngineName, platform: Platform): Found {
  const parents = [path, join(path, folderName(engine, platform))];
  if (path.endsWith(`${sep}node_modules`)) parents.unshift(dirname(path));
  for (const folder of parents) {
    const found = inFolder(folder, engine, platform, 'path');
    if (found !== null) return found;
  }
  throw environmentError({
    where: { file: path },
    message: `${PATH_VARIABLE} names a folder without ${ENGINES[engine].title} for ${platform}`,
    expected: `node_modules/${LOCKED[engine].module} in it, or a folder ${folderName(engine, platform)}`,
    fix: `run \`npm install ${LOCKED[engine].module}@${LOCKED[engine].version}\` there, or unset ${PATH_VARIABLE}`,
  });
}

/** The folder of the running code: of the bundle, or of this source. */
export function here(): string {
  return dirname(fileURLToPath(import.meta.url));
}

function* upwards(from: string): Generator<string> {
  for (let folder = from; ; folder = dirname(folder)) {
    yield folder;
    if (dirname(folder) === folder) return;
  }
}

function packageOf(file: string): string {
  for (const folder of upwards(dirname(file))) {
    // A package.json without a name only sets the module type of a folder inside a package.
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && 'name' in parsed(manifest)) return folder;
  }
  return dirname(file);
}

function versionOf(manifest: string): string {
  const content = parsed(manifest);
  return 'version' in content && typeof content.version === 'string' ? content.version : 'unknown';
}

function parsed(manifest: string): object {
  const content: unknown = JSON.parse(readFileSync(manifest, 'utf8'));
  return typeof content === 'object' && content !== null ? content : {};
}
