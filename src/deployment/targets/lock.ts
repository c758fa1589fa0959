/**
 * One deployment at a time in a folder. The lock keeps racing deployments from disturbing each other's proof;
 * that the right one wins does not rest on it (the alias log decides), so a lock that is broken wrongly loses
 * nothing. A lock of a process that has died is broken at once on its own machine, elsewhere after a minute
 * without a sign of life.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, createFileExclusive, environmentError } from '../../base/index.js';

const LOCK_FILE = '.deploying';
const BEAT_MS = 5000;
const STALE_MS = 60_000;
const POLL_MS = 100;

export interface LockOptions {
  /** Absolute. */
  readonly folder: string;
  /** Who holds it, for the message to others. */
  readonly who: string;
  readonly waitMs: number;
  readonly signal: AbortSignal;
}

/** Does the work while holding the lock of the folder. An environment error where it is not free in time. */
export async function withLock<T>(options: LockOptions, work: () => Promise<T>): Promise<T> {
  const path = join(options.folder, LOCK_FILE);
  const nonce = randomBytes(8).toString('hex');
  const own = JSON.stringify({ who: options.who, host: hostname(), pid: process.pid, nonce });
  await mkdir(options.folder, { recursive: true });
  const until = performance.now() + options.waitMs;
  while (!(await createFileExclusive(path, own))) {
    const holder = await look(path);
    if (holder === null) continue;
    if (holder.stale) {
      await breakLock(path, holder.text, nonce);
      continue;
    }
    if (performance.now() >= until) {
      throw environmentError({
        where: { file: path },
        message: `another deployment is under way: ${holder.who}`,
        fix: 'wait for it; if it has died without a trace, remove this file',
      });
    }
    await sleep(POLL_MS, undefined, { signal: options.signal });
  }
  const beat = setInterval(() => {
    const now = new Date();
    // Where the lock was broken there is nothing to touch, and nothing depends on it.
    utimes(path, now, now).catch(() => undefined);
  }, BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    if ((await look(path))?.text === own) await rm(path, { force: true });
  }
}

interface Holder {
  readonly text: string;
  readonly who: string;
  readonly stale: boolean;
}

async function look(path: string): Promise<Holder | null> {
  try {
    const [text, info] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
    const { who, host, pid } = fieldsOf(text);
    const silent = Date.now() - info.mtimeMs > STALE_MS;
    const dead = host === hostname() && pid !== null && !isAlive(pid);
    return { text, who, stale: silent || dead };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function fieldsOf(text: string): { who: string; host: string; pid: number | null } {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    // A file that is not ours: nobody's process, so only its age frees it.
    data = null;
  }
  const { who, host, pid } = Object(data) as Record<string, unknown>;
  return {
    who: typeof who === 'string' ? who : 'unknown',
    host: typeof host === 'string' ? host : '',
    pid: typeof pid === 'number' && Number.isSafeInteger(pid) && pid > 0 ? pid : null,
  };
}

/** Moves a stale lock aside. Of several who try, one moves it; a lock that is a newer one is put back. */
async function breakLock(path: string, seen: string, nonce: string): Promise<void> {
  const aside = `${path}.${nonce}.stale`;
  try {
    await rename(path, aside);
    const moved = await readFile(aside, 'utf8');
    if (moved !== seen) await createFileExclusive(path, moved);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
