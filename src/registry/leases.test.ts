/** Leases: how long one counts that is not renewed, and what its holder does that was asleep. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sha256 } from '../base/index.js';
import { makeCore, type Waiting } from './core.js';
import { keys } from './layout.js';
import { Lease, TERMS } from './leases.js';
import { StoreRegistry } from './registry.js';
import { seal } from './sealed.js';
import { BY, registryOver, testManifest } from './testing/make.js';
import { MemoryStore } from './testing/stores.js';

const SECOND = 1000;
const DAY = 86_400_000;
const DEAD = '01JGFJJZ000000000000000000';

let store: MemoryStore;
/** Milliseconds since the start, of every clock of this test. */
let passed: number;
let start: number;
const now = () => new Date(start + passed);
let during: (waited: number) => Promise<void>;
const waiting: Waiting = {
  pause: async (ms) => {
    passed += ms;
    await during(passed);
  },
  steady: () => passed,
};
beforeEach(async () => {
  passed = 0;
  start = Date.parse('2026-01-02T03:04:05Z');
  during = async () => undefined;
  store = new MemoryStore();
  store.clock = now;
  await registryOver(store, now);
});
afterEach(() => vi.useRealTimers());

async function renewal(seq: number): Promise<void> {
  const key = keys.lease('gc', DEAD, seq);
  const entry = { format: 1, kind: 'gc', id: DEAD, seq, who: 'carol', time: now().toISOString() };
  await store.create(key, seal(entry, key));
}

async function registered(content: string): Promise<number> {
  const registry = new StoreRegistry(store, now, waiting);
  const began = passed;
  const { created } = await registry.register(await testManifest(registry, content), BY);
  expect(created).toBe(true);
  expect(await registry.verify()).toEqual([]);
  return passed - began;
}

describe('a registration beside the lease of a clean-up', () => {
  it('goes on after 90 seconds without a renewal, whatever the times of the store say', async () => {
    await renewal(3);
    const waited = await registered('a');
    expect(waited).toBeGreaterThanOrEqual(90 * SECOND);
    expect(waited).toBeLessThan(100 * SECOND);
    // A writer whose clock is wrong dates them (git): a lease from the future is watched in the same way.
    await store.delete(keys.lease('gc', DEAD, 3));
    start += DAY;
    await renewal(4);
    start -= DAY;
    expect(await registered('b')).toBeLessThan(100 * SECOND);
  });

  it('does not wait where the store, by its own clock, says that it was not renewed for so long', async () => {
    Object.assign(store, { ownClock: true });
    await renewal(3);
    passed += 60 * SECOND;
    expect(await registered('a')).toBeLessThan(45 * SECOND);
    await store.delete(keys.lease('gc', DEAD, 3));
    await renewal(4);
    passed += 91 * SECOND;
    expect(await registered('b')).toBe(0);
  });

  it('waits as long as the clean-up renews it', async () => {
    await renewal(1);
    let seq = 1;
    const until = 6 * 60 * SECOND;
    during = async (waited) => {
      if (waited > until) {
        for (let gone = 1; gone <= seq; gone += 1) await store.delete(keys.lease('gc', DEAD, gone));
      } else if (waited > seq * TERMS.gc.renew) {
        seq += 1;
        await renewal(seq);
      }
    };
    expect(await registered('a')).toBeGreaterThan(until);
  });
});

describe('a holder that was asleep', () => {
  const take = async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    return Lease.take(makeCore(store, now, waiting), 'gc', 'carol');
  };

  it('goes on where it renewed its lease in time', async () => {
    const lease = await take();
    for (let round = 0; round < 20; round += 1) {
      passed += TERMS.gc.renew;
      await vi.advanceTimersByTimeAsync(TERMS.gc.renew);
      lease.check();
    }
    await lease.release();
    expect([...store.objects.keys()].filter((key) => key.startsWith('leases/'))).toEqual([]);
  });

  it('stops, also where its timer renews the lease before it is asked', async () => {
    const lease = await take();
    passed += 50 * SECOND;
    await vi.advanceTimersByTimeAsync(TERMS.gc.renew);
    expect(() => lease.check()).toThrow(/could not be renewed in time/);
    passed += TERMS.gc.renew;
    await vi.advanceTimersByTimeAsync(TERMS.gc.renew);
    expect(() => lease.check()).toThrow(/could not be renewed in time/);
    await lease.release();
    expect([...store.objects.keys()].filter((key) => key.startsWith('leases/'))).toEqual([]);
  });

  it('stops where its renewal was heard too late', async () => {
    const lease = await take();
    const create = store.create.bind(store);
    store.create = async (key, bytes) => {
      passed += 80 * SECOND;
      return create(key, bytes);
    };
    await vi.advanceTimersByTimeAsync(TERMS.gc.renew);
    expect(() => lease.check()).toThrow(/could not be renewed in time/);
  });

  it('removes nothing that a registration has taken meanwhile', async () => {
    const registry = new StoreRegistry(store, now, waiting);
    // More than are removed at once.
    const contents = Array.from({ length: 40 }, (_, k) => `content ${k}`);
    for (const content of contents) await registry.putBytes(Buffer.from(content));
    passed += 30 * DAY;
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const remove = store.delete.bind(store);
    let slept = false;
    let taken = 0;
    const sent: Promise<void>[] = [];
    store.delete = async (key, signal) => {
      const removal = remove(key, signal);
      sent.push(removal);
      await removal;
      if (slept || !key.startsWith('blobs/')) return;
      // The machine sleeps after the first removals; elsewhere a registration waits for it, and goes on.
      slept = true;
      await Promise.all(sent);
      const other = new StoreRegistry(store, now, waiting);
      for (const content of contents) {
        if (!store.objects.has(keys.blob(sha256(content)))) continue;
        await other.register(await testManifest(other, content), BY);
        taken += 1;
      }
      await vi.advanceTimersByTimeAsync(TERMS.gc.renew);
    };
    await expect(registry.gc('carol')).rejects.toThrow(/could not be renewed in time/);
    expect(slept).toBe(true);
    expect(taken).toBe(8);
    expect(await registry.versions('flights')).toHaveLength(8);
    expect(await registry.verify()).toEqual([]);
  });

  it('orders its times so that each ends before the next begins to count', () => {
    for (const { renew, trust, step, silent, life } of Object.values(TERMS)) {
      expect(renew * 3).toBeLessThanOrEqual(trust);
      expect(trust).toBeLessThan(step);
      expect(step + 15 * SECOND).toBeLessThanOrEqual(silent);
      expect(silent).toBeLessThanOrEqual(life);
    }
  });
});
