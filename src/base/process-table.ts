/**
 * What Linux tells of running processes through /proc: who belongs to a group, what it uses. Elsewhere there is
 * no such table and the functions return null, so that callers say "not measured" instead of zero.
 */
import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** One letter of /proc/PID/stat: R, S, D, Z (ended, not yet collected), … */
  readonly state: string;
  /** Processor time so far, user and system, in clock ticks of 10 ms. */
  readonly cpuTicks: number;
}

/** Ticks a second as /proc counts them (USER_HZ): 100 on every Linux that Node runs on. */
export const TICKS_PER_SECOND = 100;

/** Reads one line of /proc/PID/stat. Null where it is not one. The name in it may hold spaces and brackets. */
export function parseStat(text: string): ProcessEntry | null {
  const open = text.indexOf('(');
  const close = text.lastIndexOf(')');
  if (open < 0 || close < open) return null;
  const pid = Number(text.slice(0, open));
  // Fields after the name begin with field 3 (state) of proc(5).
  const fields = text
    .slice(close + 1)
    .trim()
    .split(/\s+/);
  const at = (field: number): number => Number(fields[field - 3]);
  const entry = {
    pid,
    state: fields[0] ?? '',
    parent: at(4),
    group: at(5),
    cpuTicks: at(14) + at(15),
  };
  const numbers = [entry.pid, entry.parent, entry.group, entry.cpuTicks];
  return entry.state !== '' && numbers.every(Number.isFinite) ? entry : null;
}

/** Every process that can be seen, ended ones included; null where there is no /proc. */
export function processTable(): ProcessEntry[] | null {
  const pids = procIds();
  if (pids === null) return null;
  const entries: ProcessEntry[] = [];
  for (const pid of pids) {
    const text = readProc(pid, 'stat');
    const entry = text === null ? null : parseStat(text);
    if (entry) entries.push(entry);
  }
  return entries;
}

/** The processes of a group and their descendants, also those that made a group or session of their own. */
export function familyOf(leader: number, table: readonly ProcessEntry[]): ProcessEntry[] {
  const family = new Set<number>();
  for (let before = -1; before !== family.size; ) {
    before = family.size;
    for (const entry of table) {
      if (entry.pid === leader || entry.group === leader || family.has(entry.parent)) family.add(entry.pid);
    }
  }
  return table.filter((entry) => family.has(entry.pid));
}

/** Resident memory of a process in bytes, null where it is gone or cannot be seen. Shared pages count for each. */
export function residentBytes(pid: number): number | null {
  const match = /^VmRSS:\s+(\d+) kB$/m.exec(readProc(pid, 'status') ?? '');
  return match?.[1] === undefined ? null : Number(match[1]) * 1024;
}

/** Ids of processes that were started with `NAME=value` in their environment, wherever they have gone since. */
export function processesWithVariable(assignment: string): number[] {
  const needle = `\0${assignment}\0`;
  return (procIds() ?? []).filter((pid) => `\0${readProc(pid, 'environ') ?? ''}\0`.includes(needle));
}

function procIds(): number[] | null {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return null;
  }
}

function readProc(pid: number, name: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    // It ended since, or belongs to another user: not one of ours.
    return null;
  }
}
