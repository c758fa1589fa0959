/** Whether files stayed as they were while they were read: several readers must have seen the same bytes. */
import { stat } from 'node:fs/promises';
import { messageOf } from '../../base/index.js';
import type { FoundDataset } from '../dataset.js';
import type { SourceFault } from './source.js';

/** Path → what changes when a file does; null where it cannot be told. */
export type Snapshot = ReadonlyMap<string, string | null>;

export async function snapshotOf(found: FoundDataset): Promise<Snapshot> {
  const snapshot = new Map<string, string | null>();
  for (const { path } of found.files) {
    try {
      const { size, mtimeMs, ino } = await stat(path);
      snapshot.set(path, `${size} ${mtimeMs} ${ino}`);
    } catch (error) {
      // A file that is gone is another one than before; why is said where it is read.
      snapshot.set(path, `gone: ${messageOf(error)}`);
    }
  }
  return snapshot;
}

/** A fault for every file that is another one than it was. */
export async function changedFaults(found: FoundDataset, before: Snapshot): Promise<SourceFault[]> {
  const after = await snapshotOf(found);
  return found.files
    .filter(({ path }) => before.get(path) !== after.get(path))
    .map(({ shown }) => ({
      check: 'readable',
      verdict: 'error',
      file: shown,
      message: 'changed while it was read: what was counted is of no one state of it',
      expected: 'a file that stays as it is',
      fix: 'run again when its writer is done; write to another name and rename',
    }));
}
