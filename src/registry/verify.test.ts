/** `verify` beside others at work: what comes and goes while it reads is no damage, and what is lost still is. */
import { describe, expect, it } from 'vitest';
import { keys } from './layout.js';
import type { StoreRegistry } from './registry.js';
import { BY, deliver, registryOver, testManifest } from './testing/make.js';
import { PagedStore } from './testing/stores.js';
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
