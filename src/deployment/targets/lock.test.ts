import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from './lock.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const signal = new AbortController().signal;
const lock = <T>(work: () => Promise<T>, waitMs = 10_000) =>
  withLock({ folder, who: 'me', waitMs, signal }, work);
const put = (data: unknown) =>
  writeFile(join(folder, '.deploying'), typeof data === 'string' ? data : JSON.stringify(data));

describe('withLock', () => {
  it('lets one in at a time, and leaves nothing behind', async () => {
    let inside = 0;
    let most = 0;
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        lock(async () => {
          inside += 1;
          most = Math.max(most, inside);
          await new Promise((resolve) => setTimeout(resolve, 2));
          inside -= 1;
          return index;
        }),
      ),
    );
    expect([most, results]).toEqual([1, [0, 1, 2, 3, 4, 5, 6, 7]]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is free again after work that failed', async () => {
    await expect(lock(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await lock(async () => 1)).toBe(1);
  });

  it('says who holds it', async () => {
    await put({ who: 'deploy of version 3 by grace', host: hostname(), pid: process.pid });
    await expect(lock(async () => 1, 50)).rejects.toThrow(
      'another deployment is under way: deploy of version 3 by grace',
    );
    await put({ who: 'far away', host: 'elsewhere', pid: 1 });
    await expect(lock(async () => 1, 50)).rejects.toThrow('far away');
    await put('not ours');
    await expect(lock(async () => 1, 50)).rejects.toThrow('unknown');
  });

  it('is broken where its holder has died', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '0']);
    await put({ who: 'dead', host: hostname(), pid });
    expect(await lock(async () => 1)).toBe(1);
    await put({ who: 'silent', host: 'elsewhere', pid: 1 });
    const old = new Date(Date.now() - 120_000);
    await utimes(join(folder, '.deploying'), old, old);
    expect(await Promise.all([lock(async () => 1), lock(async () => 2)])).toEqual([1, 2]);
    expect(await readdir(folder)).toEqual([]);
  });
});
