/** The folders of a run: outputs, made empty, and checkpoints, kept until a run with the same key succeeds. */
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../base/index.js';

/** An empty folder for the outputs of one seed; what an earlier run left there would pass for this one's. */
export async function emptyFolder(path: string): Promise<string> {
  await rm(path, { recursive: true, force: true });
  await mkdir(path, { recursive: true });
  return path;
}

/** The checkpoint folder of one seed, and how many files an interrupted attempt left in it. */
export async function checkpointFolder(
  workspace: string,
  key: string,
  seed: number,
): Promise<{ path: string; files: number }> {
  const path = join(workspace, 'checkpoints', key, `seed-${seed}`);
  await mkdir(path, { recursive: true });
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return { path, files: entries.filter((entry) => entry.isFile()).length };
}

/** Called after success: nobody will continue from there. */
export async function removeCheckpoints(workspace: string, key: string): Promise<void> {
  await rm(join(workspace, 'checkpoints', key), { recursive: true, force: true });
}

/**
 * How many processes of this container the kernel has killed for memory so far; null where it is not told.
 * (`memory.events` of control groups v2; the file of the container's own group lies at the root of its mount.)
 */
export async function oomKillCount(): Promise<number | null> {
  try {
    const text = await readFile('/sys/fs/cgroup/memory.events', 'utf8');
    const match = /^oom_kill (\d+)$/m.exec(text);
    return match?.[1] === undefined ? null : Number(match[1]);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return null;
  }
}
