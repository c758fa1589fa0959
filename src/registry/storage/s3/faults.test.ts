/**
 * A bad network and an overloaded store between client and MinIO: each kind of fault at each request of a delivery
 * (register, approve, record, move), and a network that goes away at each request. Afterwards the registry is whole,
 * and the work, repeated, is done once. `ASSAY_FULL=1` tries every kind at every request; else they take turns.
 */

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListMultipartUploadsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { FAULTS, type Fault, faultyProxy, giveError } from '../../../../test/support/faults.js';
import { ACCESS, BUCKET, startMinio } from '../../../../test/support/minio.js';
import { AssayError, sha256 } from '../../../base/index.js';
import type { S3Tuning } from '../../../s3/index.js';
import { keys } from '../../layout.js';
import { initRegistry, openRegistry } from '../../open.js';
import { probeStore } from '../../probe.js';
import { deliver, registryOver, testContext } from '../../testing/make.js';
import { verifyStore } from '../../verify.js';
import { listAll } from '../conformance.js';
import { openS3Store, type S3Store } from './index.js';

const server = await startMinio();
const HELD = 1500;
const IDLE = 400;
const proxy = await faultyProxy(server.missing === '' ? server.endpoint : 'http://127.0.0.1:1', HELD);
const folder = await mkdtemp(join(tmpdir(), 'assay-faults-'));
const stores: S3Store[] = [];
afterAll(async () => {
  for (const store of stores) store.close();
  await proxy.stop();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => proxy.reset());

const EVERY = process.env['ASSAY_FULL'] === '1';
let counter = 0;

async function storeAt(place: string, endpoint: string, tuning: S3Tuning = {}): Promise<S3Store> {
  const store = await openS3Store(place, { endpoint }, {}, { credentials: ACCESS, idleMs: IDLE, ...tuning });
  stores.push(store);
  return store;
}

/** The same place through the proxy, and past it. */
async function pair(tuning: S3Tuning = {}): Promise<{ through: S3Store; past: S3Store; place: string }> {
  counter += 1;
  const place = `s3://${BUCKET}/faults/${counter}`;
  const through = await storeAt(place, proxy.endpoint, tuning);
  return { through, past: await storeAt(place, server.endpoint), place };
}

/** Whole, and the delivery done once, however often it was begun. */
async function expectOnce(past: S3Store, where: string): Promise<void> {
  const registry = await registryOver(past);
  expect((await verifyStore(past)).problems, where).toEqual([]);
  expect(await deliver(registry, 'model'), where).toBe(1);
  expect(await registry.versions('flights'), where).toHaveLength(1);
  expect(await registry.aliasLog('flights', 'production'), where).toHaveLength(1);
  expect(await registry.runs('flights'), where).toHaveLength(1);
  expect(await registry.events('flights'), where).toHaveLength(1);
  expect(await registry.decisions('flights', 1), where).toHaveLength(1);
  expect((await verifyStore(past)).problems, where).toEqual([]);
}

/** Requests of one delivery that nothing disturbs. */
async function countRequests(): Promise<number> {
  const { through, past } = await pair();
  await registryOver(past);
  proxy.reset();
  await deliver(await registryOver(through), 'model');
  const count = proxy.seen.length;
  proxy.reset();
  return count;
}

describe.skipIf(server.missing !== '')(`faults before MinIO ${server.missing}`, () => {
  it('one at each request of a delivery is survived, and the delivery is done once', async () => {
    const count = await countRequests();
    expect(count).toBeGreaterThan(20);
    const hit = new Map<Fault, number>();
    for (let at = 0; at < count; at += 1) {
      const kinds = EVERY ? FAULTS : [FAULTS[at % FAULTS.length] ?? 'drop after'];
      for (const kind of kinds) {
        const { through, past } = await pair();
        await registryOver(past);
        proxy.reset();
        proxy.plan = (index) => (index === at ? kind : null);
        const where = `${kind} at request ${at + 1} of ${count}`;
        expect(await deliver(await registryOver(through), 'model'), where).toBe(1);
        hit.set(kind, (hit.get(kind) ?? 0) + 1);
        proxy.reset();
        await expectOnce(past, where);
      }
    }
    expect([...hit.keys()].sort()).toEqual([...FAULTS].sort());
  }, 1_200_000);

  it('a network that goes away at any request is an environment error; the delivery, repeated, is done once', async () => {
    const count = await countRequests();
    for (let at = 0; at < count; at += EVERY ? 1 : 3) {
      for (const effect of ['drop before', 'drop after'] as const) {
        const { through, past } = await pair({ tries: 2, maxAttempts: 2 });
        await registryOver(past);
        proxy.reset();
        // The last request that gets through may have had its effect; its answer is lost with all after it.
        proxy.plan = (index) => (index < at ? null : index === at ? effect : 'drop before');
        const where = `${effect} from request ${at + 1} of ${count} on`;
        const error = await registryOver(through)
          .then((registry) => deliver(registry, 'model'))
          .then(
            () => null,
            (thrown: unknown) => thrown,
          );
        expect(error, where).toBeInstanceOf(AssayError);
        expect(error, where).toMatchObject({ kind: 'environment' });
        proxy.reset();
        await expectOnce(past, where);
      }
    }
  }, 1_200_000);
});

/** What a gateway or a login page before the store says to everything. */
const YES = [
  ['an empty answer', ''],
  ['a page', '<!doctype html><html><body><p>Please log in</p></body></html>'],
  ['another document', '<?xml version="1.0"?><Welcome><Name>x</Name></Welcome>'],
] as const;
describe.skipIf(server.missing !== '')(`an answer 200 that is none of the store's ${server.missing}`, () => {
  it.each(YES)('to a listing is no listing: %s', async (_, text) => {
    const { through, past } = await pair({ tries: 3, maxAttempts: 1 });
    await deliver(await registryOver(past), 'model');
    const keysOf = (): Promise<string[]> => listAll(through, 'models/');
    const all = await keysOf();
    expect(all.length).toBeGreaterThan(5);
    proxy.reset();
    const say = async (answer: ServerResponse): Promise<void> => {
      answer.writeHead(200, { 'content-type': 'application/xml' });
      answer.end(text);
    };
    proxy.plan = (index) => (index === 0 ? say : null);
    expect(await keysOf()).toEqual(all);
    proxy.plan = () => say;
    expect(await keysOf().catch((thrown: unknown) => thrown)).toMatchObject({ kind: 'environment' });
  });

  it('to a write is no write', async () => {
    for (const always of [false, true]) {
      const { through, past } = await pair({ tries: 2, maxAttempts: 1 });
      proxy.reset();
      proxy.plan = (index, { method }) =>
        method === 'PUT' && (always || index === 0)
          ? async (answer) => {
              answer.writeHead(200);
              answer.end();
            }
          : null;
      const heard = await through.create('k', Buffer.from('x')).catch((thrown: unknown) => thrown);
      if (always) expect(heard).toMatchObject({ kind: 'environment' });
      else expect(heard).toBe('created');
      expect(await past.get('k')).toEqual(always ? null : Buffer.from('x'));
    }
  });

  it('that says that there is more, and not where, is an error; so is one that goes round', async () => {
    const { through, past } = await pair({ tries: 2, maxAttempts: 1 });
    await past.create('k', Buffer.from('x'));
    for (const next of ['', '<NextContinuationToken>here</NextContinuationToken>']) {
      proxy.reset();
      proxy.plan = () => async (answer) => {
        answer.writeHead(200, { 'content-type': 'application/xml' });
        answer.end(
          `<?xml version="1.0"?><ListBucketResult><Name>x</Name><IsTruncated>true</IsTruncated>${next}</ListBucketResult>`,
        );
      };
      const error = await listAll(through, '').catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ kind: 'environment' });
      expect(String(error)).toMatch(/there is more, and not where/);
    }
  });
});

describe.skipIf(server.missing !== '')(`large files before MinIO ${server.missing}`, () => {
  const PART = 5 << 20;
  const bytes = Buffer.alloc(2 * PART + 1234, 'large');
  bytes.writeUInt32LE(77, PART + 3);
  const digest = sha256(bytes);
  const file = join(folder, 'large');

  /** All kinds at each request, or two that take turns. */
  const kindsAt = (at: number): readonly Fault[] =>
    EVERY ? FAULTS : FAULTS.filter((_, index) => (index - at) % 5 === 0);

  it('one at each request of an upload and of a download is survived', async () => {
    await writeFile(file, bytes);
    const { through, place } = await pair({ partBytes: PART, atOnce: 2 });
    // Counted with patience: on a busy machine a part may take longer than the idle time of the faults.
    const patient = await storeAt(place, proxy.endpoint, { partBytes: PART, atOnce: 2, idleMs: 60_000 });
    proxy.reset();
    expect(await patient.createFromFile('count', file, undefined, digest)).toBe('created');
    const up = proxy.seen.length;
    // Search, begin, three parts, complete.
    expect(up).toBe(6);
    for (let at = 0; at < up; at += 1) {
      // The completion is where an answer decides.
      for (const kind of at === up - 1 ? FAULTS : kindsAt(at)) {
        const key = `up-${at}-${FAULTS.indexOf(kind)}`;
        proxy.reset();
        proxy.plan = (index) => (index === at ? kind : null);
        const where = `${kind} at request ${at + 1}`;
        expect(await through.createFromFile(key, file, undefined, digest), where).toBe('created');
        proxy.reset();
        expect(await through.digest(key), where).toEqual({ sha256: digest, size: bytes.length });
        expect(await through.createFromFile(key, file, undefined, digest), where).toBe('exists');
      }
    }
    for (let at = 0; at < 3; at += 1) {
      for (const kind of kindsAt(at)) {
        const to = join(folder, `down-${at}-${FAULTS.indexOf(kind)}`);
        proxy.reset();
        proxy.plan = (index) => (index === at ? kind : null);
        expect(await through.getToFile('count', to)).toEqual({ sha256: digest, size: bytes.length });
        expect((await readFile(to)).equals(bytes)).toBe(true);
        await rm(to);
      }
    }
  }, 1_200_000);

  it('an interrupted upload is resumed: parts that are there are not sent again', async () => {
    await writeFile(file, bytes);
    const { through, past } = await pair({
      partBytes: PART,
      atOnce: 1,
      tries: 1,
      maxAttempts: 1,
      idleMs: 60_000,
    });
    proxy.reset();
    // Search, begin, the first part; then the network goes away.
    proxy.plan = (index) => (index < 3 ? null : 'drop before');
    await expect(through.createFromFile('k', file, undefined, digest)).rejects.toMatchObject({
      kind: 'environment',
    });
    proxy.reset();
    const left: string[] = [];
    for await (const { key, size } of past.leftovers()) left.push(`${key.slice(0, 2)} ${size}`);
    // MinIO lists unfinished uploads by their exact key only, so below a prefix it shows none; see docs/aws.md.
    expect(left).toEqual([]);
    expect(await past.get('k')).toBeNull();

    proxy.reset();
    expect(await through.createFromFile('k', file, undefined, digest)).toBe('created');
    const sent = proxy.seen.filter(({ method, url }) => method === 'PUT' && url.includes('partNumber='));
    expect(sent.map(({ body }) => body.length)).toEqual([PART, 1234]);
    expect(await past.digest('k')).toEqual({ sha256: digest, size: bytes.length });

    // Of other bytes under the same key nothing is used: the parts have other checksums.
    const other = Buffer.from(bytes);
    other[10] = 1;
    proxy.plan = (index) => (index < 3 ? null : 'drop before');
    proxy.seen.length = 0;
    await expect(through.createFromFile('l', file, undefined, digest)).rejects.toThrow(AssayError);
    await writeFile(file, other);
    proxy.reset();
    expect(await through.createFromFile('l', file, undefined, sha256(other))).toBe('created');
    expect(proxy.seen.filter(({ method }) => method === 'PUT')).toHaveLength(2 + 1);
    expect(await past.digest('l')).toEqual({ sha256: sha256(other), size: bytes.length });
  });

  it('a clean-up ends unfinished uploads, where the server lists them below a prefix as S3 does', async () => {
    await writeFile(file, bytes);
    const { through, past } = await pair({ partBytes: PART, atOnce: 1, tries: 1, maxAttempts: 1 });
    const key = keys.blob(digest);
    const own = `${through.description.slice(`s3://${BUCKET}/`.length)}/${key}`;
    const unfinished = async () =>
      (
        await server.client.send(new ListMultipartUploadsCommand({ Bucket: BUCKET, Prefix: own }))
      ).Uploads?.map(({ UploadId = '' }) => UploadId) ?? [];
    for (let upload = 0; upload < 2; upload += 1) {
      proxy.reset();
      // Without a digest it is not resumed, and what ends it by itself does not get through.
      proxy.plan = (index) => (index < 2 ? null : 'drop before');
      await expect(through.createFromFile(key, file)).rejects.toThrow(AssayError);
    }
    const ids = await unfinished();
    expect(ids).toHaveLength(2);
    // S3 lists by any beginning of a key, and so does the proxy; the second of the two began just now.
    const begun = [new Date(Date.now() - 30 * 86_400_000), new Date()];
    const uploads = (): string =>
      ids
        .map(
          (id, index) =>
            `<Upload><Key>${own}</Key><UploadId>${id}</UploadId><Initiated>${begun[index]?.toISOString()}</Initiated></Upload>`,
        )
        .join('');
    proxy.reset();
    proxy.plan = (_, { method, url }) => {
      if (method !== 'GET' || !/[?&]uploads(=|&|$)/.test(url)) return null;
      return async (answer) => {
        const body = `<?xml version="1.0" encoding="UTF-8"?><ListMultipartUploadsResult><Bucket>${BUCKET}</Bucket><IsTruncated>false</IsTruncated>${uploads()}</ListMultipartUploadsResult>`;
        answer.writeHead(200, { 'content-type': 'application/xml' });
        answer.end(body);
      };
    };
    const registry = await registryOver(through);
    const plan = await registry.planGc();
    expect(plan.removals).toMatchObject([{ kind: 'leftover', size: PART }]);
    expect((await registry.gc('carol')).removed).toEqual(plan.removals);
    proxy.reset();
    expect(await unfinished()).toEqual([ids[1]]);
    // By the exact key any server finds it; one that has ended is as good.
    const name = `${key}.${sha256(ids[1] ?? '').slice(0, 12)}.tmp`;
    for (let again = 0; again < 2; again += 1) await past.discard(name);
    expect(await unfinished()).toEqual([]);
    await expect(past.discard(key)).rejects.toThrow(/no remains/);
    await expect(past.discard(`../x.${'0'.repeat(12)}.tmp`)).rejects.toMatchObject({ kind: 'usage' });
  });

  it('a second push of the same file sends nothing of it', async () => {
    await writeFile(file, bytes);
    const { through, past } = await pair({ partBytes: PART });
    const registry = await registryOver(through);
    await registry.putBlob(file);
    proxy.reset();
    await registry.putBlob(file);
    expect(proxy.seen.map(({ method, body }) => `${method} ${body.length}`)).toEqual(['HEAD 0']);
    expect((await verifyStore(past)).problems).toEqual([]);
  });

  it('a file that changes while it is sent appears nowhere, and leaves no upload', async () => {
    await writeFile(file, bytes);
    const { through, past } = await pair({ partBytes: PART });
    await expect(through.createFromFile('k', file, undefined, sha256('another'))).rejects.toThrow(/changed/);
    expect(await past.stat('k')).toBeNull();
    const aborted = proxy.seen.filter(({ method }) => method === 'DELETE');
    expect(aborted).toHaveLength(1);
  });

  it('a download that a full or broken disk stops leaves no file', async () => {
    const { past } = await pair();
    await past.create('k', Buffer.from('x'));
    await expect(past.getToFile('k', join(folder, 'none', 'k'))).rejects.toMatchObject({
      kind: 'environment',
    });
  });
});

describe.skipIf(server.missing !== '')(`an unsafe store ${server.missing}`, () => {
  /** Writes whatever the condition says, as stores do that do not know it. */
  const ignoreConditions = (): void => {
    proxy.plan = (_, { method, headers, url, body }) => {
      if (method !== 'PUT' || headers['if-none-match'] === undefined) return null;
      return async (answer) => {
        const key = decodeURIComponent(url.split('?')[0]?.slice(`/${BUCKET}/`.length) ?? '');
        await server.client.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: body }));
        answer.writeHead(200, { etag: '"x"', 'content-length': '0' });
        answer.end();
      };
    };
  };

  it('is refused by init and by every later opening, unless it is allowed', async () => {
    const { place } = await pair();
    process.env['AWS_ACCESS_KEY_ID'] = ACCESS.accessKeyId;
    process.env['AWS_SECRET_ACCESS_KEY'] = ACCESS.secretAccessKey;
    const ctx = testContext(folder);
    const location = {
      url: place,
      endpoint: proxy.endpoint,
      checksums: 'when_supported' as const,
      allow_unsafe: false,
    };
    ignoreConditions();
    const refused = await initRegistry(location, folder, ctx).catch((error: unknown) => error);
    expect(refused).toMatchObject({ kind: 'environment' });
    expect(String(refused)).toMatch(
      /not safe for a registry: one writer wins: .* heard that they were first/,
    );
    expect(String(refused)).toContain('allow_unsafe: true');
    await expect(openRegistry(location, folder, ctx)).rejects.toThrow(/there is no registry/);

    const allowed = { ...location, allow_unsafe: true };
    const made = await initRegistry(allowed, folder, ctx);
    expect(made).toMatchObject({ created: true, finding: { safe: false } });
    await expect(openRegistry(location, folder, ctx)).rejects.toThrow(/not safe for a registry/);
    expect((await openRegistry(allowed, folder, ctx)).description).toBe(place);

    // The store is mended, and a new probe says so.
    proxy.reset();
    const later = (): Date => new Date(Date.now() + 1000);
    expect((await probeStore(await storeAt(place, proxy.endpoint), later)).safe).toBe(true);
    expect((await openRegistry(location, folder, ctx)).description).toBe(place);
  });

  it('that answers to no condition at all is refused as well', async () => {
    const { through } = await pair({ tries: 1, maxAttempts: 1 });
    proxy.plan = (_, { method }) =>
      method === 'PUT' ? async (answer) => giveError(answer, 501, 'NotImplemented') : null;
    await expect(probeStore(through, () => new Date(), { writers: 2, rounds: 1 })).rejects.toThrow(
      /does not know a part of the request/,
    );
  });
});
