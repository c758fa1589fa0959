/** `verify` beside others at work: what comes and goes while it reads is no damage, and what is lost still is. */
import { describe, expect, it } from 'vitest';
import { environmentError } from '../base/index.js';
import { keys } from './layout.js';
import type { StoreRegistry } from './registry.js';
import type { StoredObject } from './storage/index.js';
import { BY, deliver, registryOver, testManifest } from './testing/make.js';
import { CountingStore, PagedStore } from './testing/stores.js';
import { verifyStore } from './verify.js';

async function delivered(): Promise<{ store: PagedStore; registry: StoreRegistry }> {
  const store = new PagedStore();
  const registry = await registryOver(store);
  await deliver(registry, 'one');
  return { store, registry };
}

describe('verify', () => {
  it.each(['blobs/', 'manifests/', 'models/flights/aliases/', 'models/flights/events/', 'models/'])(
    'takes a delivery that comes when %s is listed for no damage, and reads it',
    async (prefix) => {
      const { store, registry } = await delivered();
      store.after = { prefix, work: async () => void (await deliver(registry, 'two')) };
      expect((await verifyStore(store)).problems).toEqual([]);
      expect(store.after).toBeNull();
    },
  );

  it('reads what came meanwhile as it reads all else: its damage is found', async () => {
    const { store, registry } = await delivered();
    const work = async (): Promise<void> => {
      const { version } = await registry.register(await testManifest(registry, 'two'), BY);
      const key = keys.manifest(version.entry.digest.slice('sha256:'.length));
      const bytes = store.objects.get(key);
      if (bytes !== undefined) store.objects.set(key, Buffer.from(bytes.subarray(1)));
    };
    store.after = { prefix: 'manifests/', work };
    expect((await verifyStore(store)).problems).toMatchObject([
      {
        key: expect.stringMatching(/^manifests\//),
        message: expect.stringMatching(/do not have its digest/),
      },
    ]);
  });

  it('tells how to mend what may not be read, which is no damage of the bytes', async () => {
    const { store } = await delivered();
    const key = keys.version('flights', 1);
    const fix = 'give this user the right to read';
    const get = store.get.bind(store);
    store.get = async (one) => {
      if (one === key) throw environmentError({ message: `cannot read ${one}: permission denied`, fix });
      return get(one);
    };
    expect((await verifyStore(store)).problems).toContainEqual({
      key,
      message: `cannot read ${key}: permission denied`,
      fix,
    });
  });

  it('takes what a clean-up removes meanwhile for no damage, and what is named and gone for one', async () => {
    const { store, registry } = await delivered();
    const { sha256 } = await registry.putBytes(Buffer.from('never named'));
    const work = async (): Promise<void> => void (await registry.gc('carol', { graceMs: 0 }));
    store.after = { prefix: 'runs/', work };
    expect((await verifyStore(store)).problems).toEqual([]);
    expect(store.objects.has(keys.blob(sha256))).toBe(false);
    const named = [...store.objects.keys()].find((key) => key.startsWith('blobs/')) ?? '';
    store.after = { prefix: 'runs/', work: async () => store.delete(named) };
    expect((await verifyStore(store)).problems).toMatchObject([
      { key: named, message: expect.stringMatching(/^is missing/) },
    ]);
  });
});

/** A registry of many objects, of which some are damaged, some missing and some of no registry. */
async function damaged(): Promise<CountingStore> {
  const store = new CountingStore();
  const registry = await registryOver(store);
  for (const name of ['one', 'two', 'three', 'four']) await deliver(registry, name);
  for (let k = 0; k < 60; k += 1) await registry.putBytes(Buffer.from(`blob ${k}`));
  const keysOf = [...store.objects.keys()].sort();
  for (const [index, key] of keysOf.entries()) {
    const bytes = store.objects.get(key) ?? Buffer.alloc(0);
    if (index % 7 === 3) store.objects.set(key, Buffer.from(bytes.subarray(1)));
    if (index % 11 === 5) store.objects.delete(key);
    if (index % 9 === 0) store.objects.set(`elsewhere/${index}`, Buffer.from('x'));
  }
  return store;
}

describe('verify, reading several objects at once,', () => {
  it('has at most 16 reads under way, and says the same in the same order however long each takes', async () => {
    const store = await damaged();
    const plain = await verifyStore(store);
    expect(plain.problems.length).toBeGreaterThan(10);
    expect(plain.notes.length).toBeGreaterThan(10);
    expect(store.most).toBe(16);
    for (const seed of [1, 2, 3]) {
      let state = seed;
      store.wait = async () => {
        state = (state * 48_271) % 2_147_483_647;
        for (let turns = state % 400; turns > 0; turns -= 1) await Promise.resolve();
      };
      expect(await verifyStore(store)).toEqual(plain);
    }
    let turn = 0;
    store.wait = async () => {
      turn += 1;
      // Of each sixteen the first ends last.
      for (let turns = 50 * (16 - (turn % 16)); turns > 0; turns -= 1) await Promise.resolve();
    };
    expect(await verifyStore(store)).toEqual(plain);
    expect(store.most).toBe(16);
  });

  it('holds large blobs in memory a few at a time', async () => {
    class Large extends CountingStore {
      override async stat(key: string): Promise<StoredObject | null> {
        const found = await super.stat(key);
        return found && key.startsWith('blobs/') ? { ...found, size: 3 * 2 ** 30 } : found;
      }
    }
    const store = new Large();
    const registry = await registryOver(store);
    for (let k = 0; k < 40; k += 1) await registry.putBytes(Buffer.from(`blob ${k}`));
    let blobs = 0;
    let most = 0;
    store.wait = async (key) => {
      if (!key.startsWith('blobs/')) return;
      blobs += 1;
      most = Math.max(most, blobs);
      await new Promise((resolve) => setImmediate(resolve));
      blobs -= 1;
    };
    expect((await verifyStore(store)).problems).toEqual([]);
    // A store holds 48 MiB of each in ranges, and 256 MiB are allowed.
    expect(most).toBe(5);
  });

  it('ends at once when it is cancelled, and calls nothing damaged', async () => {
    const store = await damaged();
    const stop = new AbortController();
    store.requests = 0;
    store.wait = async () => {
      if (store.requests === 20) stop.abort(new Error('enough'));
    };
    await expect(verifyStore(store, { signal: stop.signal })).rejects.toThrow('enough');
    expect(store.requests).toBeLessThan(40);
  });
});
