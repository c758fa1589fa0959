/** What the client does by itself: clocks, credentials, encryption, requests; on a real MinIO behind a counting proxy. */
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { faultyProxy, giveError } from '../../../../test/support/faults.js';
import { ACCESS, BUCKET, KMS_KEY, startMinio } from '../../../../test/support/minio.js';
import { deliver, registryOver } from '../../testing/make.js';
import { openS3Store } from './index.js';

const server = await startMinio();
const proxy = await faultyProxy(server.missing === '' ? server.endpoint : 'http://127.0.0.1:1', 100);
afterAll(async () => {
  await proxy.stop();
  await server.stop();
});
beforeEach(() => proxy.reset());
const url = `s3://${BUCKET}/client`;

it.each(['minio.example.com:9000', 'nonsense', 'ftp://minio.example.com'])(
  '%s is no endpoint',
  async (endpoint) => {
    await expect(openS3Store(url, { endpoint }, {})).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringMatching(/is no address .*\n *fix: correct `endpoint`/i),
    });
    await expect(openS3Store(url, {}, { AWS_ENDPOINT_URL: endpoint })).rejects.toThrow(
      /correct AWS_ENDPOINT_URL$/,
    );
  },
);

describe.skipIf(server.missing !== '')(`a client of MinIO ${server.missing}`, () => {
  it('mends its clock by the answer of the store', async () => {
    const clockOffsetMs = -3_600_000;
    const tuning = { credentials: ACCESS, clockOffsetMs };
    const store = await openS3Store(url, { endpoint: proxy.endpoint }, {}, tuning);
    expect(await store.create('clock', Buffer.from('x'))).toBe('created');
    // Refused once, and then with the right time.
    expect(proxy.seen).toHaveLength(2);
  });

  it('asks for new credentials before the old ones expire, and when the store says that they have', async () => {
    let asked = 0;
    const credentials = async () => {
      asked += 1;
      return { ...ACCESS, expiration: new Date(Date.now() + (asked === 1 ? 1000 : 3_600_000)) };
    };
    const store = await openS3Store(url, { endpoint: proxy.endpoint }, {}, { credentials });
    await store.get('none');
    await store.get('none');
    expect(asked).toBe(2);
    proxy.seen.length = 0;
    proxy.plan = (index) => (index === 0 ? async (answer) => giveError(answer, 400, 'ExpiredToken') : null);
    expect(await store.create('credentials', Buffer.from('x'))).toBe('created');
    expect(asked).toBe(3);
  });

  it.each([
    { kind: 'AES256' as const, key: undefined },
    { kind: 'aws:kms' as const, key: KMS_KEY },
  ])('asks for encryption by $kind', async (sse) => {
    const store = await openS3Store(url, { endpoint: server.endpoint, sse }, {}, { credentials: ACCESS });
    const key = `sse-${sse.kind.replace(':', '-')}`;
    expect(await store.create(key, Buffer.from('x'))).toBe('created');
    const head = await server.client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: `client/${key}` }));
    expect(head.ServerSideEncryption).toBe(sse.kind);
    if (sse.key !== undefined) expect(head.SSEKMSKeyId).toContain(sse.key);
    expect(Buffer.from((await store.get(key)) ?? []).toString()).toBe('x');
  });

  it('sends no checksum headers where they are not required', async () => {
    const open = (checksums: 'when_required' | 'when_supported') =>
      openS3Store(url, { endpoint: proxy.endpoint, checksums }, {}, { credentials: ACCESS });
    await (await open('when_supported')).create('checked', Buffer.from('x'));
    await (await open('when_required')).create('unchecked', Buffer.from('x'));
    const [checked, unchecked] = proxy.seen.map(({ headers }) =>
      Object.keys(headers).some((name) => name.startsWith('x-amz-checksum-')),
    );
    expect([checked, unchecked]).toEqual([true, false]);
  });

  it('moves an alias in few requests', async () => {
    const store = await openS3Store(
      `${url}-moves`,
      { endpoint: proxy.endpoint },
      {},
      { credentials: ACCESS },
    );
    const registry = await registryOver(store);
    await deliver(registry, 'one');
    const to = await registry.version('flights', 1);
    if (to === null) throw new Error('no version');
    proxy.seen.length = 0;
    await registry.moveAlias('flights', 'production', {
      to,
      kind: 'promote',
      actor: 'ada',
      run: 'r',
      approvals: [],
      reason: '',
      expectSeq: 1,
    });
    expect(proxy.seen.length).toBeLessThanOrEqual(10);
  });

  it('tells a missing bucket and wrong keys apart from a missing object', async () => {
    const { endpoint } = server;
    const none = await openS3Store('s3://no-such-bucket/x', { endpoint }, {}, { credentials: ACCESS });
    await expect(none.get('k')).rejects.toThrow(/there is no bucket no-such-bucket/);
    const wrong = { ...ACCESS, secretAccessKey: 'something-else' };
    const refused = await openS3Store(
      url,
      { endpoint },
      {},
      { credentials: wrong, maxAttempts: 1, tries: 1 },
    );
    await expect(refused.get('k')).rejects.toThrow(/the signature is refused/);
    await expect(openS3Store('s3://Up/x', {}, {})).rejects.toMatchObject({ kind: 'usage' });
    await expect(openS3Store('s3://bucket/a/../b', {}, {})).rejects.toMatchObject({ kind: 'usage' });
  });
});
