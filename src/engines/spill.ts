/**
 * The folder that DuckDB spills to. Its name says which process made it, so that the next call can remove what a
 * killed one left behind.
 */
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeOf, sha256 } from '../base/index.js';

const NAME = /^assay-duckdb-([0-9a-f]{8})-(\d+)-(\d+)-[A-Za-z0-9]{6}$/;

/** Makes the folder, after removing those whose process is gone. */
export function makeSpillFolder(parent: string = tmpdir(), pid: number = process.pid): string {
  removeStale(parent);
  return mkdtempSync(join(parent, `assay-duckdb-${machine()}-${pid}-${startOf(pid)}-`));
}

/**
 * Removes folders of processes that are gone, and only of this machine and this space of process ids: another
 * container that shares the folder may have a process that cannot be seen from here.
 */
export function removeStale(parent: string): void {
  const here = machine();
  for (const name of readdirSync(parent)) {
    const [, where, pid, start] = NAME.exec(name) ?? [];
    if (where !== here || pid === undefined || isRunning(Number(pid), start ?? '')) continue;
    try {
      rmSync(join(parent, name), { recursive: true, force: true });
    } catch (error) {
      // Of another user, or removed by another call at this moment: not ours to mend.
      if (!['EACCES', 'EPERM', 'ENOENT', 'ENOTEMPTY', 'EBUSY'].includes(codeOf(error) ?? '')) throw error;
    }
  }
}

function isRunning(pid: number, start: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
  // The id may have been given to another process since.
  return startOf(pid) === start;
}

/** When a process started, in ticks since the machine did; `0` where the system does not tell. */
function startOf(pid: number): string {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '0';
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return '0';
  }
}

let known: string | undefined;
function machine(): string {
  known ??= sha256(`${hostname()}\0${idSpace()}`).slice(0, 8);
  return known;
}

function idSpace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return '';
  }
}
