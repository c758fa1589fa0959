/** Runs: one entry each, added and never changed, with and without a version. Lists come from `run-index.ts`. */
import { type Core, createEntry } from './core.js';
import { keys } from './layout.js';
import { newId, readAll } from './records.js';
import { damaged, readEntry } from './sealed.js';
import { type NewRun, type RunEntry, runEntrySchema } from './types.js';

/** Blobs that the entry names must be there already. */
export async function recordRun(core: Core, run: NewRun): Promise<RunEntry> {
  for (const { sha256, name } of run.files ?? []) {
    if ((await core.store.stat(keys.blob(sha256))) !== null) continue;
    throw damaged(
      core.store,
      keys.blob(sha256),
      `the blob of ${name} is missing, and must be stored before the run`,
    );
  }
  await core.names.claimModel(run.model);
  const id = newId(core);
  const written = await createEntry(
    core,
    keys.run(run.model, id),
    runEntrySchema,
    { ...run, format: 1, id, time: core.now().toISOString() },
    (other) => other.id === id,
  );
  return written.entry;
}

export async function runs(core: Core, model: string): Promise<RunEntry[]> {
  await core.names.checkModel(model);
  return readAll(
    core,
    keys.runs(model),
    runEntrySchema,
    (entry, key) => entry.model === model && keys.run(model, entry.id) === key,
  );
}

/** One run by the id of its entry, with the bytes that it was read from; null where there is none. */
export async function runOf(
  core: Core,
  model: string,
  id: string,
): Promise<{ entry: RunEntry; bytes: Uint8Array } | null> {
  const key = keys.run(model, id);
  const found = await readEntry(core.store, key, runEntrySchema);
  if (found !== null && (found.entry.model !== model || found.entry.id !== id)) {
    throw damaged(core.store, key, 'holds an entry that belongs in another place');
  }
  return found;
}
