/** From a location in `assay.yaml` to a registry: opening one that is there, and making a new one. */
import { randomBytes } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Context, codeOf, environmentError, usageError } from '../base/index.js';
import { createEntry, makeCore } from './core.js';
import { REGISTRY_KEY } from './layout.js';
import { probeStore } from './probe.js';
import { StoreRegistry } from './registry.js';
import { readEntry } from './sealed.js';
import { registryFileSchema } from './setup-schemas.js';
import { FolderStore } from './storage/index.js';
import type { Registry } from './types.js';

/** Files of people and tools that may lie in a folder before it becomes a registry. */
const HARMLESS = /^(\..*|readme.*|probes|registry\.json.*)$/i;

/** The store of a location; `root` is the folder that relative paths start at. Makes and reads nothing. */
export function openStore(location: string, root: string): FolderStore {
  if (/^git(\+.*|:.*)?$/i.test(location)) {
    throw unsupported(location, 'the git repository itself');
  }
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(location)) {
    throw unsupported(location, 'an address');
  }
  return new FolderStore(resolve(root, location), location);
}

function unsupported(location: string, what: string): Error {
  return usageError({
    message: `the registry ${location} is ${what}; this version keeps registries in folders`,
    expected: 'a folder, such as `registry: assay-registry`',
    fix: location.toLowerCase() === 'git' ? 'for a folder of that name write ./git' : 'name a folder',
  });
}

/** Opens a registry that is there. Where none is, a usage error: a missing registry is never a first run. */
export async function openRegistry(location: string, root: string, ctx: Context): Promise<Registry> {
  return openStoreRegistry(location, root, ctx);
}

/** The same with the store in reach, for the commands that look after the store itself. */
export async function openStoreRegistry(
  location: string,
  root: string,
  ctx: Context,
): Promise<StoreRegistry> {
  const store = openStore(location, root);
  await refuseFile(store.folder);
  if ((await readEntry(store, REGISTRY_KEY, registryFileSchema)) === null) {
    throw usageError({
      where: { file: store.folder },
      message: `there is no registry in ${location}`,
      fix: `run \`assay registry init\` once${await damageHint(store)}, or correct the place of the registry`,
    });
  }
  return new StoreRegistry(store, ctx.now);
}

/** A registry whose identity was lost must not be begun anew by mistake. */
async function damageHint(store: FolderStore): Promise<string> {
  for await (const { key } of store.list('models/')) {
    return ` (but the folder holds ${key}: if a registry was there, bring ${REGISTRY_KEY} back from a copy instead)`;
  }
  return '';
}

/**
 * Makes a registry, after the store was probed. `created` is false where one was there already. Refuses a
 * folder that holds other files, and a store on which racing writers can both win.
 */
export async function initRegistry(
  location: string,
  root: string,
  ctx: Context,
): Promise<{ registry: Registry; created: boolean }> {
  const store = openStore(location, root);
  await refuseFile(store.folder);
  const registry = new StoreRegistry(store, ctx.now);
  if ((await readEntry(store, REGISTRY_KEY, registryFileSchema)) !== null) {
    return { registry, created: false };
  }
  await refuseForeignFolder(store.folder, location);
  const finding = await probeStore(store, ctx.now, { writers: 16, rounds: 2 });
  if (!finding.safe) {
    throw environmentError(
      finding.checks
        .filter(({ ok }) => !ok)
        .map(({ check, detail }) => ({
          message: `${store.description} is not safe for a registry: ${check}: ${detail}`,
          fix: 'put the registry on a local disk',
        })),
    );
  }
  const id = randomBytes(16).toString('hex');
  const { created } = await createEntry(
    makeCore(store, ctx.now),
    REGISTRY_KEY,
    registryFileSchema,
    { format: 1, id, time: ctx.now().toISOString() },
    (there) => there.id === id,
  );
  return { registry, created };
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
