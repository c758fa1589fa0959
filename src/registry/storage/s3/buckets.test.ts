/** Buckets as teams have them: with versions and object lock, and shared by several registries. */
import {
  CreateBucketCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
} from '@aws-sdk/client-s3';
import { afterAll, describe, expect, it } from 'vitest';
import { ACCESS, startMinio } from '../../../../test/support/minio.js';
import { sha256 } from '../../../base/index.js';
import { keys } from '../../layout.js';
import { initRegistry, openStoreRegistry } from '../../open.js';
import { deliver, testContext } from '../../testing/make.js';
import { verifyStore } from '../../verify.js';
import { listAll } from '../conformance.js';

const server = await startMinio();
afterAll(() => server.stop());
const ctx = () => testContext('/');

describe.skipIf(server.missing !== '')(`buckets ${server.missing}`, () => {
  // The SDK's chain reads the process's own variables.
  process.env['AWS_ACCESS_KEY_ID'] = ACCESS.accessKeyId;
  process.env['AWS_SECRET_ACCESS_KEY'] = ACCESS.secretAccessKey;
  afterAll(() => {
    delete process.env['AWS_ACCESS_KEY_ID'];
    delete process.env['AWS_SECRET_ACCESS_KEY'];
  });
  const at = (url: string, more: { checksums?: 'when_required' } = {}) => ({
    url,
    endpoint: server.endpoint,
    region: 'us-east-1',
    allow_unsafe: false,
    checksums: 'when_supported' as const,
    ...more,
  });

  it.each([
    ['versions', false, 'when_supported'],
    ['versions and object lock', true, 'when_supported'],
    ['versions and object lock, without checksums', true, 'when_required'],
  ] as const)(
    'with %s: what was removed is gone, comes back under its key, and is never two',
    async (name, lock, checksums) => {
      const bucket = `bucket-${name.replaceAll(/[^a-z]+/g, '-')}`;
      const { client } = server;
      await client.send(new CreateBucketCommand({ Bucket: bucket, ObjectLockEnabledForBucket: lock }));
      if (lock) {
        const rule = { DefaultRetention: { Mode: 'GOVERNANCE' as const, Days: 1 } };
        const configuration = { ObjectLockEnabled: 'Enabled' as const, Rule: rule };
        await client.send(
          new PutObjectLockConfigurationCommand({ Bucket: bucket, ObjectLockConfiguration: configuration }),
        );
      } else {
        const versioning = { Status: 'Enabled' as const };
        await client.send(
          new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: versioning }),
        );
      }
      const place = at(`s3://${bucket}/r`, { checksums } as { checksums?: 'when_required' });
      expect(await initRegistry(place, '/', ctx())).toMatchObject({ created: true, finding: { safe: true } });
      const registry = await openStoreRegistry(place, '/', ctx());
      await deliver(registry, 'one');
      const blob = keys.blob(sha256('never named'));
      for (const round of [1, 2]) {
        await registry.putBytes(Buffer.from('never named'));
        // Grace is told by the store's clock, in whole seconds.
        await new Promise((resolve) => setTimeout(resolve, 1100));
        const { removed } = await registry.gc('carol', { graceMs: 0 });
        expect(
          removed.map(({ key }) => key),
          `round ${round}`,
        ).toEqual([blob]);
        expect(await registry.store.get(blob)).toBeNull();
      }
      expect(await registry.store.create(keys.version('flights', 1), Buffer.from('other'))).toBe('exists');
      expect((await verifyStore(registry.store)).problems).toEqual([]);
      // Nothing was ever written over: each entry has one version.
      const page = await client.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: 'r/models/' }));
      expect(page.DeleteMarkers ?? []).toEqual([]);
      expect(new Set(page.Versions?.map(({ Key }) => Key)).size).toBe(page.Versions?.length);
    },
  );

  it('shared by registries, one prefix the beginning of another: none sees or cleans what is of the others', async () => {
    await server.client.send(new CreateBucketCommand({ Bucket: 'shared' }));
    const places = ['s3://shared/team/a', 's3://shared/team/ab', 's3://shared/team/a.b/c'].map((url) =>
      at(url),
    );
    for (const place of places) {
      await initRegistry(place, '/', ctx());
      const registry = await openStoreRegistry(place, '/', ctx());
      await deliver(registry, place.url);
      await registry.putBytes(Buffer.from(`never named in ${place.url}`));
    }
    const [first, second, third] = await Promise.all(
      places.map((place) => openStoreRegistry(place, '/', ctx())),
    );
    if (!first || !second || !third) throw new Error('no registries');
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const others = async () => [...(await listAll(second.store, '')), ...(await listAll(third.store, ''))];
    const before = await others();
    const { removed } = await first.gc('carol', { graceMs: 0 });
    expect(removed.map(({ key }) => key)).toEqual([keys.blob(sha256('never named in s3://shared/team/a'))]);
    expect(await others()).toEqual(before);
    for (const one of [first, second, third]) expect((await verifyStore(one.store)).problems).toEqual([]);
    // Around them, and within one of them, no other may begin.
    for (const url of ['s3://shared', 's3://shared/team']) {
      await expect(initRegistry(at(url), '/', ctx())).rejects.toThrow(/holds other objects/);
    }
    await expect(initRegistry(at('s3://shared/team/a/models'), '/', ctx())).rejects.toThrow(/holds other/);
    // One below another is left alone by it.
    const nested = at('s3://shared/team/a/nested');
    await initRegistry(nested, '/', ctx());
    const inner = await openStoreRegistry(nested, '/', ctx());
    await deliver(inner, 'nested');
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect((await first.gc('carol', { graceMs: 0 })).removed).toEqual([]);
    expect((await verifyStore(inner.store)).problems).toEqual([]);
    expect((await verifyStore(first.store)).problems).toEqual([]);
  });
});
