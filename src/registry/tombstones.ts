/**
 * Tombstones: a version that a retention rule gave up. The number, the entry and the manifest stay; the files go
 * with a later `gc`, after the grace period. A tombstone counts for nothing where an alias, an approval or a
 * deployment names the version, also one that came at the same moment.
 */
import { usageError } from '../base/index.js';
import { type Core, createEntry } from './core.js';
import { keys } from './layout.js';
import { damaged, readEntry } from './sealed.js';
import type { VersionEntry } from './types.js';
import { type Tombstone, tombstoneSchema } from './upkeep-types.js';

/** Gives up a version. The same again changes nothing. */
export async function retire(
  core: Core,
  entry: VersionEntry,
  by: { readonly actor: string; readonly reason: string },
): Promise<void> {
  const { model, version, digest } = entry;
  core.recent.sawRetired(model, version, true);
  const time = core.now().toISOString();
  await createEntry(
    core,
    keys.tombstone(model, version),
    tombstoneSchema,
    { format: 1, model, version, digest, ...by, time },
    () => true,
  );
}

/** The tombstone of a version; null where it has none. */
export async function tombstoneOf(core: Core, model: string, version: number): Promise<Tombstone | null> {
  const key = keys.tombstone(model, version);
  const found = await readEntry(core.store, key, tombstoneSchema);
  if (found !== null && (found.entry.model !== model || found.entry.version !== version)) {
    throw damaged(core.store, key, `holds the tombstone of ${found.entry.model} v${found.entry.version}`);
  }
  return found?.entry ?? null;
}

/** Nothing new may be built upon a version whose files may be gone at any moment. */
export async function refuseRetired(core: Core, model: string, version: number): Promise<void> {
  const tombstone = await tombstoneOf(core, model, version);
  if (tombstone === null) return;
  throw usageError({
    message: `${model} v${version} was given up by ${tombstone.actor} at ${tombstone.time} (${tombstone.reason}): its files are removed`,
    fix: 'register the same files again: they get a new number',
  });
}
