/**
 * Each operation of a registry through a bad network before MinIO: at every request of it one fault, and at every
 * request a network that goes away. Afterwards the registry is whole, and the operation, repeated, is done once.
 */
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { FAULTS, faultyProxy } from '../../test/support/faults.js';
import { ACCESS, BUCKET, startMinio } from '../../test/support/minio.js';
import { AssayError } from '../base/index.js';
import type { StoreRegistry } from '../registry/registry.js';
import { openS3Store, type S3Store } from '../registry/storage/s3/index.js';
import { BY, registryOver, testManifest } from '../registry/testing/make.js';
import { verifyStore } from '../registry/verify.js';
import type { S3Tuning } from '../s3/index.js';
import { ALIAS_POLICY } from './approval.js';
import { promote } from './deploy.js';

const server = await startMinio();
const HELD = 600;
const IDLE = 300;
const proxy = await faultyProxy(server.missing === '' ? server.endpoint : 'http://127.0.0.1:1', HELD);
const stores: S3Store[] = [];
afterAll(async () => {
  for (const store of stores) store.close();
  await proxy.stop();
  await server.stop();
});
beforeEach(() => proxy.reset());

const MODEL = 'flights';
/** A listing dates to the millisecond, and the time of a lease to the second: what was just written counts as old. */
const AT_ONCE = -60_000;
let counter = 0;

interface Operation {
  /** What must be there before. */
  readonly before: (registry: StoreRegistry) => Promise<void>;
  readonly run: (registry: StoreRegistry) => Promise<unknown>;
  /** Done, and once, however often it was begun. */
  readonly once: (registry: StoreRegistry) => Promise<void>;
}

const registered = async (registry: StoreRegistry): Promise<void> => {
  await registry.register(await testManifest(registry, 'model'), BY);
};
const first = async (registry: StoreRegistry) => {
  const version = await registry.version(MODEL, 1);
  if (version === null) throw new Error('version 1 is not there');
  return version;
};
const approved = async (registry: StoreRegistry): Promise<void> => {
  const { entry } = await first(registry);
  await registry.decide({
    decision: 'approve',
    model: MODEL,
    version: 1,
    digest: entry.digest,
    target: 'champion',
    verdict: 'pass',
    aliasSeq: 0,
    actor: 'bob',
    source: 'github-comment',
    // A comment that is read again is the same decision.
    origin: 'issue-comment:7',
    reason: 'seen',
    expires: null,
  });
};

const OPERATIONS: Readonly<Record<string, Operation>> = {
  register: {
    before: async () => undefined,
    run: registered,
    once: async (registry) => {
      expect(await registry.versions(MODEL)).toHaveLength(1);
    },
  },
  approve: {
    before: registered,
    run: approved,
    once: async (registry) => {
      expect(await registry.decisions(MODEL, 1)).toHaveLength(1);
    },
  },
  promote: {
    before: async (registry) => {
      await registered(registry);
      await approved(registry);
    },
    run: async (registry) => {
      const report = await promote({
        registry,
        version: await first(registry),
        name: 'champion',
        ...BY,
        reason: '',
        policy: ALIAS_POLICY,
        expectDigest: null,
        now: () => new Date(),
      });
      expect(report.verdict, report.summary).toBe('pass');
    },
    once: async (registry) => {
      expect(await registry.aliasLog(MODEL, 'champion')).toMatchObject([{ version: 1, parent: null }]);
    },
  },
  gc: {
    before: async (registry) => {
      await registered(registry);
      for (const content of ['left', 'behind']) await registry.putBytes(Buffer.from(content));
    },
    run: (registry) => registry.gc('carol', { graceMs: AT_ONCE }),
    once: async (registry) => {
      expect(await registry.planGc({ graceMs: AT_ONCE })).toMatchObject({
        removals: [],
        young: 0,
      });
      expect(await registry.versions(MODEL)).toHaveLength(1);
    },
  },
};

async function place(before: Operation['before'], tuning: S3Tuning = {}) {
  counter += 1;
  const at = `s3://${BUCKET}/network/${counter}`;
  const open = async (endpoint: string, own: S3Tuning) => {
    const store = await openS3Store(at, { endpoint }, {}, { credentials: ACCESS, idleMs: IDLE, ...own });
    stores.push(store);
    return store;
  };
  const past = await open(server.endpoint, {});
  const clear = await registryOver(past);
  await before(clear);
  const through = await registryOver(await open(proxy.endpoint, tuning));
  proxy.reset();
  return { past, clear, through };
}

async function requestsOf({ before, run }: Operation): Promise<number> {
  const { through } = await place(before);
  await run(through);
  const count = proxy.seen.length;
  proxy.reset();
  return count;
}

describe.skipIf(server.missing !== '')(`a bad network before MinIO ${server.missing}`, () => {
  it.each(Object.entries(OPERATIONS))(
    '%s survives one fault at each of its requests',
    async (name, operation) => {
      const count = await requestsOf(operation);
      expect(count).toBeGreaterThan(2);
      for (let at = 0; at < count; at += 1) {
        const kind = FAULTS[at % FAULTS.length] ?? 'drop after';
        const where = `${name}: ${kind} at request ${at + 1} of ${count}`;
        const { past, clear, through } = await place(operation.before);
        proxy.plan = (index) => (index === at ? kind : null);
        await operation.run(through);
        proxy.reset();
        expect((await verifyStore(past)).problems, where).toEqual([]);
        await operation.once(clear);
      }
    },
    600_000,
  );

  it.each(Object.entries(OPERATIONS))(
    '%s, cut off at any request, is repeated and done once',
    async (name, operation) => {
      const count = await requestsOf(operation);
      let failed = 0;
      for (let at = 0; at < count; at += 1) {
        for (const effect of ['drop before', 'drop after'] as const) {
          const where = `${name}: ${effect} from request ${at + 1} of ${count} on`;
          const { past, clear, through } = await place(operation.before, { tries: 1, maxAttempts: 1 });
          proxy.plan = (index) => (index < at ? null : index === at ? effect : 'drop before');
          const error = await operation.run(through).then(
            () => null,
            (thrown: unknown) => thrown,
          );
          proxy.reset();
          expect((await verifyStore(past)).problems, where).toEqual([]);
          if (error === null) await operation.once(clear);
          else {
            failed += 1;
            expect(error, where).toBeInstanceOf(AssayError);
            expect(error, where).toMatchObject({ kind: 'environment' });
          }
          await operation.run(clear);
          await operation.once(clear);
          expect((await verifyStore(past)).problems, where).toEqual([]);
        }
      }
      // The network's end is heard, and not taken for an answer.
      expect(failed).toBeGreaterThan(count);
    },
    600_000,
  );
});
