/** The clean-up: what goes, what never goes, and that no order of its steps and a registration's loses anything. */
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { AssayError, sha256 } from '../base/index.js';
import type { GcOptions, Removal } from './gc.js';
import { keys } from './layout.js';
import { StoreRegistry } from './registry.js';
import type { Store } from './storage/index.js';
import { BY, deliver, registryOver, testManifest, testRun } from './testing/make.js';
import { MemoryStore, PagedStore } from './testing/stores.js';

const MODEL = 'flights';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let time: number;
let store: MemoryStore;
let registry: StoreRegistry;
const now = () => new Date(time);
beforeEach(async () => {
  time = Date.parse('2026-01-02T03:04:05Z');
  store = new MemoryStore();
  store.clock = now;
  registry = await registryOver(store, now);
});

const shown = (removals: readonly Removal[]): string[] => removals.map(({ kind }) => kind);
const blobOf = (content: string): string => keys.blob(sha256(content));

/** What a job leaves that ends before the version: blob and manifest. */
async function crashed(content: string): Promise<string> {
  const manifest = await testManifest(registry, content);
  const hex = sha256(content);
  const before = new Set(store.objects.keys());
  const create = store.create.bind(store);
  store.create = async (key, bytes) => {
    if (key.includes('/versions/')) throw new Error('the process ended here');
    return create(key, bytes);
  };
  await expect(registry.register(manifest, BY)).rejects.toThrow('ended here');
  store.create = create;
  expect(
    [...store.objects.keys()].filter((key) => !before.has(key) && key.startsWith('manifests/')),
  ).toHaveLength(1);
  return keys.blob(hex);
}

describe('gc', () => {
  it('removes what a crashed registration left, after the grace period, manifest before blob', async () => {
    await deliver(registry, 'used');
    const blob = await crashed('lost');
    await registry.putBytes(Buffer.from('never named'));
    time += 6 * DAY;
    expect(await registry.gc('carol')).toMatchObject({ removed: [], plan: { young: 2 } });
    time += 2 * DAY;
    const plan = await registry.planGc();
    expect(shown(plan.removals)).toEqual(['manifest', 'blob', 'blob']);
    expect(store.objects.has(blob)).toBe(true);
    const before = new Set(store.objects.keys());
    const { removed } = await registry.gc('carol');
    expect(removed).toEqual(plan.removals);
    expect([...before].filter((key) => !store.objects.has(key)).sort()).toEqual(
      removed.map(({ key }) => key).sort(),
    );
    expect(store.objects.has(blob)).toBe(false);
    expect(await registry.cleanups()).toMatchObject([{ actor: 'carol', removed: { manifest: 1, blob: 2 } }]);
    expect(await registry.gc('carol')).toMatchObject({ removed: [] });
    expect(await registry.verify()).toEqual([]);
    // The same job, run again, is whole.
    expect((await registry.register(await testManifest(registry, 'lost'), BY)).version.entry.version).toBe(2);
    expect(await registry.verify()).toEqual([]);
  });

  it('keeps everything that any entry names, also in a field that it does not know', async () => {
    await deliver(registry, 'one');
    await deliver(registry, 'two');
    const { sha256: log } = await registry.putBytes(Buffer.from('a telemetry of a run'));
    const { sha256: other } = await registry.putBytes(Buffer.from('of a later version'));
    await registry.record({ model: MODEL, kind: 'alert', key: 'a', actor: 'ada', data: { profile: log } });
    store.objects.set(
      'models/flights/notes/1.json',
      Buffer.from(JSON.stringify({ file: `sha256:${other}` })),
    );
    const before = [...store.objects.keys()];
    time += 400 * DAY;
    const report = await registry.gc('carol', { graceMs: 0, retention: { keepLast: 1, olderThanMs: 0 } });
    expect(report.removed).toEqual([]);
    expect(report.retired).toEqual([]);
    expect([...store.objects.keys()]).toEqual(before);
  });

  it('refuses a damaged registry, and removes nothing', async () => {
    await deliver(registry, 'one');
    await deliver(registry, 'two');
    await registry.putBytes(Buffer.from('never named'));
    time += 30 * DAY;
    const damages = [...store.objects.keys()].filter(
      (key) => !key.startsWith('probes/') && key !== 'registry.json',
    );
    let refused = 0;
    for (const key of damages) {
      const bytes = store.objects.get(key);
      if (bytes === undefined || key === blobOf('never named')) continue;
      for (const change of [null, bytes.subarray(0, bytes.length - 3)]) {
        if (change === null) store.objects.delete(key);
        else store.objects.set(key, Buffer.from(change));
        const left = new Set(store.objects.keys());
        const error = await registry.gc('carol').catch((thrown: unknown) => thrown);
        store.objects.set(key, bytes);
        if (error instanceof AssayError) {
          refused += 1;
          expect(error.message).toContain('assay registry verify');
          expect([...left].every((one) => store.objects.has(one))).toBe(true);
        } else {
          // Only what names nothing may be passed over: names, receipts, bytes of blobs; events and runs when gone.
          expect(key).toMatch(
            change === null ? /names\/|\.receipt$|\/events\/|^runs\// : /names\/|\.receipt$|^blobs\//,
          );
        }
        await registry.putBytes(Buffer.from('never named'));
        time += 30 * DAY;
      }
    }
    expect(refused).toBeGreaterThan(12);
  });

  it.each([
    ['versions', /^models\/flights\/versions\//],
    ['everything of the models', /^models\//],
    ['an entry in the middle of a log', /aliases\/production\/0{19}1\./],
    ['the end of a log that a decision saw', /aliases\/production\/0{19}2\./],
    ['the last version, which a signature is of', /(versions\/4|approvals|runs)/],
  ])('removes nothing where entries and their receipts are lost together: %s', async (_, lost) => {
    for (const content of ['one', 'two', 'three']) await deliver(registry, content);
    const { version } = await registry.register(await testManifest(registry, 'four'), BY);
    const { version: number, digest } = version.entry;
    await registry.addSignature({ model: MODEL, version: number, digest, bundle: '{}', ...BY });
    time += 30 * DAY;
    for (const key of [...store.objects.keys()]) if (lost.test(key)) store.objects.delete(key);
    const left = new Set(store.objects.keys());
    const error = await registry.gc('carol', { graceMs: 0 }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'environment' });
    expect(String(error)).toMatch(/assay registry verify/);
    expect([...left].every((key) => store.objects.has(key))).toBe(true);
  });

  it.each(['blobs/', 'manifests/', 'models/flights/aliases/', 'models/flights/versions/', 'models/'])(
    'takes a delivery that comes when %s is listed for no loss',
    async (prefix) => {
      const paged = new PagedStore();
      const other = await registryOver(paged);
      await deliver(other, 'one');
      paged.after = { prefix, work: async () => void (await deliver(other, 'two')) };
      expect((await other.planGc()).removals).toEqual([]);
      expect(paged.after).toBeNull();
    },
  );

  it('removes many at once, each kind after the one that names it', async () => {
    await deliver(registry, 'one');
    for (let index = 0; index < 40; index += 1) await crashed(`lost ${index}`);
    time += 30 * DAY;
    let under = 0;
    let most = 0;
    const gone: string[] = [];
    const remove = store.delete.bind(store);
    store.delete = async (key) => {
      under += 1;
      most = Math.max(most, under);
      await new Promise((resolve) => setImmediate(resolve));
      await remove(key);
      gone.push(key);
      under -= 1;
    };
    const { removed } = await registry.gc('carol');
    expect(removed).toHaveLength(80);
    expect(most).toBeGreaterThan(4);
    expect(most).toBeLessThanOrEqual(32);
    const first = gone.findIndex((key) => key.startsWith('blobs/'));
    expect(gone.slice(first).filter((key) => key.startsWith('manifests/'))).toEqual([]);
    expect(await registry.verify()).toEqual([]);
  });

  it('gives up old versions that were never used by a tombstone, and their files a grace period later', async () => {
    for (const content of ['a', 'b', 'c', 'd', 'e'])
      await registry.register(await testManifest(registry, content), BY);
    await registry.recordRun({
      model: MODEL,
      run: { id: 'r', attempt: 1, commit: null, config: null },
      verdict: 'fail',
      version: null,
      params: {},
      metrics: [],
    });
    await deliver(registry, 'b');
    time += 100 * DAY;
    await registry.register(await testManifest(registry, 'f'), BY);
    const rule: GcOptions = { retention: { keepLast: 2, olderThanMs: 90 * DAY } };
    const first = await registry.gc('carol', rule);
    // b is aliased; e and f are the newest two; the run of the failed gate is the newest but one of its model.
    expect(first.retired.map(({ version }) => version)).toEqual([4, 3, 1]);
    expect(shown(first.removed)).toEqual([]);
    expect((await registry.gc('carol', rule)).removed).toEqual([]);
    expect(store.objects.has(blobOf('a'))).toBe(true);
    time += 8 * DAY;
    const second = await registry.gc('carol', rule);
    expect(shown(second.removed)).toEqual(['blob', 'blob', 'blob']);
    expect(store.objects.has(blobOf('a'))).toBe(false);
    expect(store.objects.has(blobOf('b'))).toBe(true);
    expect(await registry.verify()).toEqual([]);
    // Numbers, entries, manifests stay.
    expect((await registry.versions(MODEL)).map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6]);
    expect((await registry.version(MODEL, 1))?.manifest.model).toBe(MODEL);
    const dead = await registry.version(MODEL, 1);
    if (dead === null) throw new Error('no version 1');
    const move = { to: dead, kind: 'promote', approvals: [], reason: '', expectSeq: 1, ...BY } as const;
    await expect(registry.moveAlias(MODEL, 'production', move)).rejects.toThrow(/was given up by carol/);
    await expect(
      registry.decide({
        decision: 'approve',
        model: MODEL,
        version: 1,
        digest: dead.entry.digest,
        target: 'production',
        verdict: 'pass',
        aliasSeq: 1,
        actor: 'bob',
        source: 'terminal',
        reason: '',
        expires: null,
      }),
    ).rejects.toThrow(/was given up/);
    // The same files again are a new version, and again the same one.
    for (const created of [true, false]) {
      const again = await registry.register(await testManifest(registry, 'a'), BY);
      expect(again).toMatchObject({ created, version: { entry: { version: 7, digest: dead.entry.digest } } });
    }
    expect((await registry.versionByDigest(MODEL, dead.entry.digest))?.entry.version).toBe(7);
    time += 100 * DAY;
    await registry.gc('carol');
    expect(await registry.verify()).toEqual([]);
    expect(store.objects.has(blobOf('a'))).toBe(true);
  });

  it('counts a tombstone for nothing where the version was used at the same moment', async () => {
    const { version } = await registry.register(await testManifest(registry, 'a'), BY);
    await registry.register(await testManifest(registry, 'b'), BY);
    time += 100 * DAY;
    // The mover has looked for a tombstone and found none; then it comes; then the mover writes.
    const create = store.create.bind(store);
    store.create = async (key, bytes) => {
      if (key.includes('/aliases/') && key.endsWith('.json')) {
        store.create = create;
        const { retired } = await registry.gc('carol', { retention: { keepLast: 1 } });
        expect(retired).toHaveLength(1);
      }
      return create(key, bytes);
    };
    const move = { to: version, kind: 'promote', approvals: [], reason: '', expectSeq: 0, ...BY } as const;
    await registry.moveAlias(MODEL, 'production', move);
    time += 100 * DAY;
    expect((await registry.gc('carol', { retention: { keepLast: 1 } })).removed).toEqual([]);
    expect(store.objects.has(blobOf('a'))).toBe(true);
    expect(await registry.verify()).toEqual([]);
  });

  it('removes old runs without a version only by a rule, and leases that ended', async () => {
    await deliver(registry, 'one');
    for (const id of ['r2', 'r3', 'r4']) {
      await registry.recordRun({
        model: MODEL,
        run: { id, attempt: 1, commit: null, config: null },
        verdict: 'fail',
        version: null,
        params: {},
        metrics: [],
      });
      time += 1000;
    }
    store.objects.set('leases/upload/01JGFJJZ000000000000000000-000001.json', Buffer.from('half a le'));
    expect((await registry.planGc({ graceMs: 0 })).uploads).toHaveLength(1);
    time += 100 * DAY;
    const old = await store.get('leases/upload/01JGFJJZ000000000000000000-000001.json');
    store.objects.delete('leases/upload/01JGFJJZ000000000000000000-000001.json');
    time -= 100 * DAY;
    await store.create('leases/upload/01JGFJJZ000000000000000000-000001.json', old ?? Buffer.alloc(0));
    time += 100 * DAY;
    expect(shown((await registry.gc('carol')).removed)).toEqual(['lease']);
    const report = await registry.gc('carol', { retention: { keepLast: 2, olderThanMs: 90 * DAY } });
    expect(shown(report.removed)).toEqual(['run']);
    expect((await registry.cleanups()).at(-1)?.runs).toHaveLength(1);
    expect((await registry.runs(MODEL)).map(({ run }) => run.id)).toEqual(['run-1', 'r3', 'r4']);
    expect(await registry.verify()).toEqual([]);
  });

  it('keeps the files of runs, and gives up a run with its files and its row in the index', async () => {
    await deliver(registry, 'one');
    for (let index = 0; index < 9; index += 1) {
      await registry.recordRun(await testRun(registry, `experiment ${index}`));
      time += 1000;
    }
    await registry.indexRuns(MODEL);
    time += 100 * DAY;
    expect(await registry.gc('carol')).toMatchObject({ removed: [], plan: { reindex: [] } });
    const rule: GcOptions = { retention: { keepLast: 4, olderThanMs: 90 * DAY } };
    const plan = await registry.planGc(rule);
    // The run of version 1 is older than all of them, and belongs to it.
    expect(shown(plan.removals)).toEqual([...Array(5).fill('run'), ...Array(5).fill('blob')]);
    expect(plan.reindex).toEqual([MODEL]);
    await registry.gc('carol', rule);
    for (let index = 0; index < 9; index += 1) {
      expect(store.objects.has(blobOf(`steps of experiment ${index}`))).toBe(index >= 5);
    }
    const list = await registry.runRows(MODEL);
    expect(list).toMatchObject({ unindexed: 0, notes: [] });
    expect(list.rows.map(({ run }) => run.id)).toEqual([
      'run-1',
      ...[5, 6, 7, 8].map((index) => `experiment-${index}`),
    ]);
    // Nothing of those that were given up is left in the index either.
    const segments = [...store.objects.keys()].filter((key) => key.startsWith('index/'));
    expect(segments).toHaveLength(1);
    const text = gunzipSync(store.objects.get(segments[0] ?? '') ?? Buffer.alloc(0)).toString('utf8');
    expect(text).toContain('experiment-5');
    expect(text).not.toContain('experiment-4');
    expect(await registry.verify()).toEqual([]);
    expect(await registry.gc('carol', rule)).toMatchObject({ removed: [], plan: { reindex: [] } });
  });

  it('removes the segments whose rows larger ones hold', async () => {
    for (let index = 0; index < 8; index += 1)
      await registry.recordRun(await testRun(registry, `experiment ${index}`));
    await registry.indexRuns(MODEL);
    const [small = ''] = [...store.objects.keys()].filter((key) => key.startsWith('index/'));
    const bytes = store.objects.get(small) ?? Buffer.alloc(0);
    for (let index = 8; index < 40; index += 1)
      await registry.recordRun(await testRun(registry, `experiment ${index}`));
    await registry.indexRuns(MODEL);
    // As a writer leaves it that may not delete.
    store.objects.set(small, bytes);
    const before = await registry.runRows(MODEL);
    expect(await registry.gc('carol')).toMatchObject({ removed: [{ kind: 'index', key: small }] });
    expect(await registry.runRows(MODEL)).toEqual(before);
  });

  it('gives up the files of a version although the run that made it says their digests', async () => {
    const { version } = await registry.register(await testManifest(registry, 'a'), BY);
    await registry.recordRun(await testRun(registry, 'a', version.entry.version));
    await registry.register(await testManifest(registry, 'b'), BY);
    await registry.gc('carol', { retention: { keepLast: 1 } });
    time += 8 * DAY;
    const { removed } = await registry.gc('carol');
    expect(removed.map(({ key }) => key)).toEqual([blobOf('a')]);
    expect(store.objects.has(blobOf('steps of a'))).toBe(true);
    expect(await registry.verify()).toEqual([]);
  });

  it('leaves remains of writes alone while an upload is under way', async () => {
    await deliver(registry, 'one');
    const discarded: string[] = [];
    const left = { key: 'blobs/x.tmp', size: 5, modified: new Date(time) };
    const remains: Pick<Store, 'leftovers' | 'discard'> = {
      async *leftovers() {
        yield left;
      },
      async discard(key) {
        discarded.push(key);
      },
    };
    Object.assign(store, remains);
    time += 30 * DAY;
    await registry.uploading('ada', async () => {
      expect((await registry.gc('carol')).removed).toEqual([]);
    });
    expect(discarded).toEqual([]);
    expect((await registry.gc('carol')).removed).toMatchObject([{ kind: 'leftover', key: left.key }]);
    expect(discarded).toEqual([left.key]);
  });

  it('writes the receipt that a crash prevented', async () => {
    await deliver(registry, 'one');
    const receipts = [...store.objects.keys()].filter((key) => key.endsWith('.receipt')).sort();
    expect(receipts).toHaveLength(3);
    for (const key of receipts) store.objects.delete(key);
    expect(await registry.verify()).toEqual([]);
    await registry.gc('carol');
    expect([...store.objects.keys()].filter((key) => key.endsWith('.receipt')).sort()).toEqual(receipts);
    expect(await registry.verify()).toEqual([]);
  });
});

/** A registry whose every step, waits included, comes when the scheduler says so. */
function scheduled(scheduler: fc.Scheduler): StoreRegistry {
  const inner = Object.assign(new MemoryStore(), { objects: store.objects, clock: now });
  const step = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    await scheduler.schedule(Promise.resolve(), what);
    return work();
  };
  const { create, get, stat, keysOf } = inner;
  inner.create = (key, bytes) => step(`create ${key}`, () => create.call(inner, key, bytes));
  inner.get = (key) => step(`get ${key}`, () => get.call(inner, key));
  inner.stat = (key) => step(`stat ${key}`, () => stat.call(inner, key));
  inner.keysOf = (prefix) => step(`list ${prefix}`, () => keysOf.call(inner, prefix));
  const remove = inner.delete;
  inner.delete = (key) => step(`delete ${key}`, () => remove.call(inner, key));
  return new StoreRegistry(inner, now, { pause: () => step('wait', async () => undefined), steady: () => 0 });
}

describe('gc and a registration, in every order of their steps', () => {
  it('leave a whole registry, and a version that is there has its files', async () => {
    const seen = { removed: 0, held: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, withManifest) => {
        time = Date.parse('2026-01-02T03:04:05Z');
        store = new MemoryStore();
        store.clock = now;
        registry = await registryOver(store, now);
        // What a crash left long ago: the blob, and perhaps the manifest, which both now meet.
        if (withManifest) await crashed('again');
        else await registry.putBytes(Buffer.from('again'));
        time += 30 * DAY;
        const uploader = scheduled(scheduler);
        const cleaner = scheduled(scheduler);
        const [registered, collected] = await scheduler.waitFor(
          Promise.all([
            testManifest(uploader, 'again')
              .then((manifest) => uploader.register(manifest, BY))
              .catch((error: unknown) => error),
            cleaner.gc('carol'),
          ]),
        );
        expect(await registry.verify()).toEqual([]);
        if (collected.removed.length > 0) seen.removed += 1;
        if (collected.plan.uploads.length > 0) seen.held += 1;
        if (registered instanceof AssayError) {
          seen.refused += 1;
          // The blob went between the upload and the lease of `register`: said loudly, and nothing names it.
          expect(registered.message).toMatch(/must be stored before the version/);
          expect(await registry.versions(MODEL)).toEqual([]);
        } else {
          expect(await registry.versions(MODEL)).toHaveLength(1);
        }
        const { version } = await registry.register(await testManifest(registry, 'again'), BY);
        expect(version.entry.version).toBe(1);
        expect(await registry.verify()).toEqual([]);
        expect([...store.objects.keys()].filter((key) => key.startsWith('leases/'))).toEqual([]);
      }),
      { numRuns: 500 },
    );
    // Each way of meeting was met.
    expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(0);
  }, 120_000);

  it('where the uploads are under the lease too, the registration never fails', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        time = Date.parse('2026-01-02T03:04:05Z');
        store = new MemoryStore();
        store.clock = now;
        registry = await registryOver(store, now);
        await crashed('again');
        time += 30 * DAY;
        const uploader = scheduled(scheduler);
        await scheduler.waitFor(
          Promise.all([
            uploader.uploading('ada', async () =>
              uploader.register(await testManifest(uploader, 'again'), BY),
            ),
            scheduled(scheduler).gc('carol'),
            scheduled(scheduler).gc('dave'),
          ]),
        );
        expect(await registry.versions(MODEL)).toHaveLength(1);
        expect(await registry.verify()).toEqual([]);
      }),
      { numRuns: 300 },
    );
  }, 120_000);
});
