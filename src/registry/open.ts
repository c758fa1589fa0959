/** From a location in `assay.yaml` to a registry: opening one that is there, and making a new one. */
import { randomBytes } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Context, codeOf, environmentError, usageError } from '../base/index.js';
import { type GitRegistryConfig, type RegistryConfig, sizeBytes } from '../config/index.js';
import { isS3Url } from '../s3/index.js';
import { createEntry, makeCore } from './core.js';
import { REGISTRY_KEY } from './layout.js';
import { probeStore } from './probe.js';
import { StoreRegistry } from './registry.js';
import { readEntry } from './sealed.js';
import { type ProbeFinding, registryFileSchema } from './setup-schemas.js';
import { FolderStore, type Store } from './storage/index.js';
import type { Registry } from './types.js';
import { unsafeFinding, unsafeStore } from './unsafe.js';

/** Files of people and tools that may lie in a folder before it becomes a registry. */
const HARMLESS = /^(\..*|readme.*|probes|registry\.json.*)$/i;

/** Where a registry lies: a folder, an address, or an address with its settings. */
export type RegistryLocation = RegistryConfig;

/** The store of a location; `root` is the folder that relative paths start at. Makes and reads nothing. */
export async function openStore(location: RegistryLocation, root: string, ctx: Context): Promise<Store> {
  const { env } = ctx;
  if (typeof location === 'string' && location.toLowerCase() === 'git') return openGit({}, root, ctx);
  if (typeof location !== 'string' && 'part_size' in location) return openGit(location, root, ctx);
  if (typeof location !== 'string' || isS3Url(location)) {
    const { openS3Store } = await import('./storage/s3/index.js');
    if (typeof location === 'string') return openS3Store(location, {}, env);
    const { url, path_style: pathStyle, ...settings } = location;
    return openS3Store(url, { ...settings, pathStyle }, env);
  }
  if (/^git[+:]/i.test(location)) {
    throw unsupported(location, 'an address of a git repository');
  }
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(location)) {
    throw unsupported(location, 'an address');
  }
  return new FolderStore(resolve(root, location), location);
}

/** Without settings the ref `refs/assay/registry` of `origin`; a folder of the name `git` is `./git`. */
async function openGit(settings: Partial<GitRegistryConfig>, root: string, ctx: Context): Promise<Store> {
  const { GitStore } = await import('./storage/git/index.js');
  return new GitStore({
    root,
    remote: settings.remote ?? 'origin',
    ref: settings.ref ?? 'refs/assay/registry',
    partBytes: sizeBytes(settings.part_size ?? '50MiB'),
    maxBytes: sizeBytes(settings.max_file ?? '1GiB'),
    env: ctx.env,
    signal: ctx.signal,
    onSecret: (secret) => ctx.log.secret(secret),
  });
}

function unsupported(location: string, what: string): Error {
  return usageError({
    message: `the registry ${location} is ${what}; this version keeps registries in folders, in git and in S3`,
    expected: 'a folder, such as `registry: assay-registry`, `git`, or s3://bucket/prefix',
    fix: /^git[+:]/i.test(location)
      ? 'write it as an object: registry: {url: git, remote: ADDRESS}'
      : 'name a folder',
  });
}

/** Opens a registry that is there. Where none is, a usage error: a missing registry is never a first run. */
export async function openRegistry(
  location: RegistryLocation,
  root: string,
  ctx: Context,
): Promise<Registry> {
  const registry = await openStoreRegistry(location, root, ctx);
  // A folder was proved when the registry was made, and its file system does not change unseen.
  if (registry.store instanceof FolderStore || mayBeUnsafe(location)) return registry;
  const finding = await unsafeFinding(registry.store);
  if (finding !== null) throw unsafeStore(registry.store, finding);
  return registry;
}

function mayBeUnsafe(location: RegistryLocation): boolean {
  return typeof location !== 'string' && 'allow_unsafe' in location && location.allow_unsafe;
}

/** The same with the store in reach and safe or not, for the commands that look after the store itself. */
export async function openStoreRegistry(
  location: RegistryLocation,
  root: string,
  ctx: Context,
): Promise<StoreRegistry> {
  const store = await openStore(location, root, ctx);
  if (store instanceof FolderStore) await refuseFile(store.folder);
  if ((await readEntry(store, REGISTRY_KEY, registryFileSchema)) === null) {
    throw usageError({
      ...(store instanceof FolderStore ? { where: { file: store.folder } } : {}),
      message: `there is no registry in ${typeof location === 'string' ? location : location.url}`,
      fix: `run \`assay registry init\` once${await damageHint(store)}, or correct the place of the registry`,
    });
  }
  return new StoreRegistry(store, ctx.now);
}

/** A registry whose identity was lost must not be begun anew by mistake. */
async function damageHint(store: Store): Promise<string> {
  for await (const { key } of store.list('models/')) {
    return ` (but it holds ${key}: if a registry was there, bring ${REGISTRY_KEY} back from a copy instead)`;
  }
  return '';
}

/**
 * Makes a registry, after the store was probed. `created` is false where one was there already. Refuses a
 * place that holds other things, and, without `allow_unsafe`, a store on which racing writers can both win.
 */
export async function initRegistry(
  location: RegistryLocation,
  root: string,
  ctx: Context,
): Promise<{ registry: Registry; created: boolean; finding: ProbeFinding | null }> {
  const store = await openStore(location, root, ctx);
  const folder = store instanceof FolderStore ? store.folder : null;
  if (folder !== null) await refuseFile(folder);
  const registry = new StoreRegistry(store, ctx.now);
  if ((await readEntry(store, REGISTRY_KEY, registryFileSchema)) !== null) {
    return { registry, created: false, finding: null };
  }
  if (folder === null) await refuseForeignObjects(store);
  else await refuseForeignFolder(folder, String(location));
  const finding = await probeStore(store, ctx.now, { writers: 16, rounds: 2 });
  if (!finding.safe && !mayBeUnsafe(location)) {
    throw folder === null
      ? unsafeStore(store, finding)
      : unsafeStore(store, finding, 'put the registry on a local disk');
  }
  const id = randomBytes(16).toString('hex');
  const { created } = await createEntry(
    makeCore(store, ctx.now),
    REGISTRY_KEY,
    registryFileSchema,
    { format: 1, id, time: ctx.now().toISOString() },
    (there) => there.id === id,
  );
  return { registry, created, finding };
}

async function refuseFile(folder: string): Promise<void> {
  const found = await stat(folder).catch((error: unknown) => {
    // What cannot be seen is explained by the read that follows.
    if (codeOf(error) === undefined) throw error;
    return null;
  });
  if (found !== null && !found.isDirectory()) {
    throw usageError({ where: { file: folder }, message: 'the registry is a file', expected: 'a folder' });
  }
}

/** Other people's objects under the prefix: clean-up of a registry must never meet them. */
async function refuseForeignObjects(store: Store): Promise<void> {
  const foreign: string[] = [];
  for await (const { key } of store.list('')) {
    if (!HARMLESS.test(key.split('/')[0] ?? '')) foreign.push(key);
    if (foreign.length > 3) break;
  }
  if (foreign.length === 0) return;
  throw usageError({
    message: `${store.description} holds other objects (${foreign.slice(0, 3).join(', ')}${foreign.length > 3 ? ', …' : ''}) and no ${REGISTRY_KEY}`,
    expected: 'a prefix with nothing under it',
    fix: `choose another prefix; if a registry was there, bring its ${REGISTRY_KEY} back from a copy`,
  });
}

async function refuseForeignFolder(folder: string, location: string): Promise<void> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw environmentError({ where: { file: folder }, message: `cannot be read: ${String(error)}` }, error);
  }
  const foreign = names.filter((name) => !HARMLESS.test(name));
  if (foreign.length === 0) return;
  throw usageError({
    where: { file: folder },
    message: `${location} holds other files (${foreign.slice(0, 3).join(', ')}${foreign.length > 3 ? ', …' : ''}) and no ${REGISTRY_KEY}`,
    expected: 'an empty folder, or none',
    fix: `choose another folder; if a registry was there, bring its ${REGISTRY_KEY} back from a copy`,
  });
}
