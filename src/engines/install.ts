/**
 * Installs an engine from the package registry into a cache folder: HTTP → sha512 → tar, this platform's files
 * only, unpacked beside the final place and renamed into it, so that the final folder is whole or absent.
 */
import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import { Unpack } from 'tar';
import {
  AssayError,
  type Context,
  codeOf,
  environmentError,
  messageOf,
  type Progress,
} from '../base/index.js';
import { type CacheRoot, cacheRoots, type Found, inFolder } from './find.js';
import { explainInstall } from './problems.js';
import { openRegistry, type Registry } from './registry.js';
import {
  ENGINES,
  folderName,
  type LockedPackage,
  type Platform,
  packagesFor,
  requireGlibc,
} from './table.js';
import type { EngineName } from './types.js';

const TEMPORARY = '.installing-';
/** A temporary folder of this age belongs to a process that was killed. */
const STALE_MS = 24 * 3_600_000;
/** What a rename onto a folder that is there says, by system. */
const OCCUPIED = new Set(['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES', 'EBUSY']);
const ATTEMPTS = 20;
const PAUSE_MS = 100;

/**
 * Downloads and unpacks an engine, and returns where it is. Several processes may do so at once: the first to
 * finish gives the folder its name, the others use that one. `force` replaces what is there.
 * Environment errors: no network, not found, refused, wrong or cut bytes, full disk, no folder to write in.
 */
export async function installEngine(
  ctx: Context,
  engine: EngineName,
  platform: Platform,
  options: { readonly force?: boolean; readonly packages?: readonly LockedPackage[] } = {},
): Promise<Found> {
  requireGlibc(platform);
  const packages = options.packages ?? packagesFor(engine, platform);
  const { root, temporary } = await temporaryFolder(ctx);
  const progress = ctx.log.progress(`installing ${ENGINES[engine].title}`);
  try {
    const registry = await openRegistry(ctx);
    for (const each of packages)
      await fetchPackage(ctx, registry, each, { engine, platform, temporary, progress });
    const made = inFolder(temporary, engine, platform, root.origin);
    if (made === null) {
      throw environmentError({
        message: `the packages of ${ENGINES[engine].title} hold no files for ${platform}`,
        fix: 'report this: the table of engines does not fit these versions',
      });
    }
    await writeFile(
      join(temporary, 'assay-engine.json'),
      `${JSON.stringify({ engine, platform, packages }, null, 2)}\n`,
    );
    const final = join(root.folder, folderName(engine, platform));
    const found = await settle(temporary, final, options.force ?? false, () =>
      inFolder(final, engine, platform, root.origin),
    );
    progress.done(`version ${found.version} is in ${final}`);
    return found;
  } catch (error) {
    progress.done();
    throw error instanceof AssayError
      ? error
      : explainInstall(error, { what: ENGINES[engine].title, folder: root.folder });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

interface Job {
  readonly engine: EngineName;
  readonly platform: Platform;
  readonly temporary: string;
  readonly progress: Progress;
}

async function fetchPackage(ctx: Context, registry: Registry, pack: LockedPackage, job: Job): Promise<void> {
  const from = registry.addressOf(pack.name);
  const label = `${pack.name} ${pack.version}`;
  try {
    const { body, size } = await registry.tarball(pack.name, pack.version);
    const folder = join(job.temporary, 'node_modules', pack.name);
    await mkdir(folder, { recursive: true });
    const hash = createHash('sha512');
    let received = 0;
    const measured = async function* (): AsyncGenerator<Uint8Array> {
      for await (const chunk of body) {
        hash.update(chunk);
        received += chunk.length;
        job.progress.update(
          `${label}, ${(received / 1e6).toFixed(0)} MB`,
          size === null ? undefined : received / size,
        );
        yield chunk;
      }
    };
    await pipeline(
      measured,
      unpacker(folder, (path) => ENGINES[job.engine].keep(path, job.platform)),
      {
        signal: ctx.signal,
      },
    );
    const actual = `sha512-${hash.digest('base64')}`;
    if (actual !== pack.integrity) {
      throw environmentError({
        message: `${label} from ${from} is not the file of the lock file: ${actual}, ${received} bytes`,
        expected: pack.integrity,
        fix: 'the registry or a proxy on the way serves other bytes; nothing was installed',
      });
    }
  } catch (error) {
    ctx.signal.throwIfAborted();
    throw error instanceof AssayError
      ? error
      : explainInstall(error, { what: label, from, folder: job.temporary });
  }
}

/** A stream that unpacks a tarball without its first path part, regular files only, and fails on any damage. */
function unpacker(folder: string, keep: (path: string) => boolean): Writable {
  const unpack = new Unpack({
    cwd: folder,
    strip: 1,
    strict: true,
    preserveOwner: false,
    filter: (path, entry) => {
      const isFile = 'type' in entry && (entry.type === 'File' || entry.type === 'OldFile');
      return isFile && keep(path.split('/').slice(1).join('/'));
    },
  });
  const sink = new Writable({
    write(chunk: Buffer, _encoding, next) {
      if (unpack.write(chunk)) next();
      else unpack.once('drain', next);
    },
    final(done) {
      unpack.once('close', done);
      unpack.end();
    },
  });
  unpack.on('error', (error: Error) => sink.destroy(error));
  return sink;
}

/** A folder of this process in the first cache root that can be written. */
async function temporaryFolder(ctx: Context): Promise<{ root: CacheRoot; temporary: string }> {
  const refused: string[] = [];
  for (const root of cacheRoots(ctx.env)) {
    try {
      await mkdir(root.folder, { recursive: true });
      await removeStale(root.folder, ctx.now());
      return { root, temporary: await mkdtemp(join(root.folder, TEMPORARY)) };
    } catch (error) {
      if (codeOf(error) === 'ENOSPC') throw explainInstall(error, { what: 'an engine', folder: root.folder });
      refused.push(`${root.folder}: ${messageOf(error)}`);
    }
  }
  throw environmentError({
    message: `no folder for engines can be written: ${refused.join('; ')}`,
    fix: 'set RUNNER_TOOL_CACHE or XDG_CACHE_HOME to a folder that can be, or ASSAY_ENGINES_PATH to one with the engines',
  });
}

async function removeStale(folder: string, now: Date): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(TEMPORARY)) continue;
    const path = join(folder, name);
    const changed = await lookAt(path);
    if (changed !== null && now.getTime() - changed.mtimeMs > STALE_MS) {
      await rm(path, { recursive: true, force: true });
    }
  }
}

/**
 * Gives the finished folder its name and returns the engine in it. Where another process was first, its folder
 * stays, unless it is to be replaced or is incomplete. While one process replaces a folder, its name is free for
 * a moment; so the others look again before they complain.
 */
async function settle(
  temporary: string,
  final: string,
  force: boolean,
  look: () => Found | null,
): Promise<Found> {
  let replace = force;
  let cause: unknown;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    try {
      await rename(temporary, final);
      replace = false;
    } catch (error) {
      if (!OCCUPIED.has(codeOf(error) ?? '') && codeOf(error) !== 'ENOENT') throw error;
      cause = error;
    }
    const found = replace ? null : look();
    if (found !== null) return found;
    if (await exists(temporary)) await moveAway(final);
    else await setTimeout(PAUSE_MS);
  }
  throw environmentError(
    {
      where: { file: final },
      message: `the folder cannot be replaced: ${messageOf(cause)}`,
      fix: 'end the programs that use these engines, remove the folder, and run again',
    },
    cause,
  );
}

/** Moved away, not removed in place: a process that looks there finds the old folder, none, or the new one. */
async function moveAway(final: string): Promise<void> {
  const old = await mkdtemp(join(final, '..', TEMPORARY));
  try {
    await rename(final, join(old, 'old'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    if (!OCCUPIED.has(codeOf(error) ?? '')) throw error;
    // Windows: a program has a file of it open. It may be gone in a moment.
    await setTimeout(PAUSE_MS);
  } finally {
    await rm(old, { recursive: true, force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  return (await lookAt(path)) !== null;
}

/** Null where nothing is there; what cannot be looked at for another reason is an error. */
async function lookAt(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}
