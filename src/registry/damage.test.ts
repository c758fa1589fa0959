/** Damage of every kind of object, at every class of position: found by `verify` and by the read that uses it. */
import { chmod, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { AssayError } from '../base/index.js';
import { keys, type Located, locate } from './layout.js';
import { initRegistry, openRegistry } from './open.js';
import { StoreRegistry } from './registry.js';
import { seal } from './sealed.js';
import { FolderStore } from './storage/index.js';
import { BY, fullRegistry, testContext, testFolder, testManifest } from './testing/make.js';
import { FlippingStore, MemoryStore } from './testing/stores.js';
import type { Manifest } from './types.js';
import { verifyStore } from './verify.js';

const MODEL = 'flights';
const KINDS = [
  'registry',
  'probe',
  'blob',
  'manifest',
  'modelName',
  'aliasName',
  'version',
  'alias',
  'decision',
  'event',
  'claim',
  'run',
  'receipt',
  'tombstone',
  'import',
  'cleanup',
] as const satisfies readonly Located['kind'][];

/** The reads that use an object of that kind; none for those that only `verify` reads. */
function readsOf(key: string, registry: StoreRegistry): (() => Promise<unknown>)[] {
  const place = locate(key);
  switch (place.kind) {
    case 'blob':
      return [() => registry.getBytes(place.hex)];
    case 'manifest':
      return [() => everyVersion(registry)];
    case 'modelName':
      return [() => registry.models(), () => registry.versions(MODEL)];
    case 'aliasName':
      return [() => registry.aliasLog(MODEL, 'production')];
    case 'version':
      return [
        () => registry.version(MODEL, place.version),
        () => registry.versions(MODEL),
        () => registry.versionByDigest(MODEL, 'sha256:x'),
      ];
    case 'alias':
      return [() => registry.aliasLog(MODEL, 'production')];
    case 'decision':
      return [() => registry.decisions(MODEL, place.version)];
    case 'event':
    case 'claim':
      return [() => registry.events(MODEL)];
    case 'run':
      return [() => registry.runs(MODEL)];
    case 'tombstone':
      return [() => registry.tombstones(MODEL)];
    case 'import':
      return [() => registry.imports(MODEL)];
    case 'cleanup':
      return [() => registry.cleanups()];
    default:
      return [];
  }
}

async function everyVersion(registry: StoreRegistry): Promise<Manifest[]> {
  const manifests: Manifest[] = [];
  for (const { version } of await registry.versions(MODEL)) {
    const found = await registry.version(MODEL, version);
    if (found) manifests.push(found.manifest);
  }
  return manifests;
}

async function expectFound(store: MemoryStore, key: string): Promise<void> {
  // A new registry each time: names that were read stay known.
  const registry = new StoreRegistry(store, () => new Date());
  const problems = await registry.verify();
  expect(problems.map((problem) => problem.key)).toContain(key);
  for (const read of readsOf(key, registry)) {
    const error = await read().then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error, `${key} was read as if it were whole`).toBeInstanceOf(AssayError);
    expect((error as AssayError).kind).toBe('environment');
    expect((error as AssayError).message).toContain(key);
    expect((error as AssayError).message).toContain('assay registry verify');
  }
}

describe('damage', () => {
  it('is not seen where there is none, and every kind of object is there', async () => {
    const store = new MemoryStore();
    const registry = await fullRegistry(store);
    expect(await registry.verify()).toEqual([]);
    const kinds = new Set([...store.objects.keys()].map((key) => locate(key).kind));
    // The index is never the truth: its damage is told by the lists that pass over it.
    expect([...kinds].sort()).toEqual([...KINDS, 'segment'].sort());
  });

  it.each(KINDS)('of a %s is found: flipped bits, cut ends, added bytes', async (kind) => {
    const store = new MemoryStore();
    await fullRegistry(store);
    for (const [key, bytes] of [...store.objects]) {
      if (locate(key).kind !== kind) continue;
      const step = Math.max(1, Math.floor(bytes.length / 40));
      const changes: Buffer[] = [Buffer.alloc(0), Buffer.concat([bytes, Buffer.from(' ')])];
      for (let at = 0; at < bytes.length; at += step) {
        const flipped = Buffer.from(bytes);
        flipped.writeUInt8((bytes.at(at) ?? 0) ^ (1 << (at % 8)), at);
        changes.push(flipped);
      }
      for (const cut of [1, bytes.length >> 1, bytes.length - 1]) changes.push(bytes.subarray(0, cut));
      for (const change of changes) {
        if (change.equals(bytes)) continue;
        store.objects.set(key, Buffer.from(change));
        await expectFound(store, key);
      }
      store.objects.set(key, bytes);
    }
  });

  it('is a missing object that another names, or that stands in the middle of a log', async () => {
    const store = new MemoryStore();
    const registry = await fullRegistry(store);
    const blob = (await everyVersion(registry))[0]?.files[0]?.sha256 ?? '';
    const digest = (await registry.versions(MODEL))[1]?.digest.slice('sha256:'.length) ?? '';
    const decision = (await registry.decisions(MODEL, 1))[0]?.id ?? '';
    const missing = [
      'registry.json',
      keys.blob(blob),
      keys.manifest(digest),
      keys.modelName(MODEL),
      keys.aliasName(MODEL, 'production'),
      keys.version(MODEL, 1),
      // The last one leaves no gap; runs, decisions and aliases remember it.
      keys.version(MODEL, 2),
      keys.aliasEntry(MODEL, 'production', 1),
      keys.aliasEntry(MODEL, 'production', 2),
      keys.decision(MODEL, 1, decision),
    ];
    for (const key of missing) {
      const bytes = store.objects.get(key);
      expect(bytes, key).toBeDefined();
      store.objects.delete(key);
      expect(
        (await registry.verify()).map((problem) => problem.key),
        key,
      ).toContain(key);
      if (bytes) store.objects.set(key, bytes);
    }
    expect(await registry.verify()).toEqual([]);
    const [manifest] = await everyVersion(registry);
    store.objects.delete(keys.version(MODEL, 1));
    await expect(registry.versions(MODEL)).rejects.toThrow(/versions\/1\.json/);
    await expect(registry.version(MODEL, 1)).rejects.toThrow(/missing/);
    if (manifest) await expect(registry.register(manifest, BY)).rejects.toThrow(/missing/);
  });

  it('is the lost end of a log that a decision saw', async () => {
    const store = new MemoryStore();
    const registry = await fullRegistry(store);
    const { entry } = (await registry.version(MODEL, 1)) ?? { entry: null };
    await registry.decide({
      decision: 'reject',
      model: MODEL,
      version: 1,
      digest: entry?.digest ?? '',
      target: 'production',
      verdict: 'pass',
      aliasSeq: 3,
      actor: 'bob',
      source: 'terminal',
      reason: '',
      expires: null,
    });
    const key = keys.aliasEntry(MODEL, 'production', 3);
    store.objects.delete(key);
    expect(await registry.verify()).toMatchObject([{ key, message: expect.stringContaining('is missing') }]);
  });

  it('is the lost end of any log: nothing is read as if it had never been, and no number is given twice', async () => {
    const store = new MemoryStore();
    const registry = await fullRegistry(store);
    await registry.decide({
      decision: 'reject',
      model: MODEL,
      version: 4,
      digest: (await registry.version(MODEL, 4))?.entry.digest ?? '',
      target: 'staging',
      verdict: 'pass',
      aliasSeq: 0,
      actor: 'bob',
      source: 'terminal',
      reason: '',
      expires: null,
    });
    const rejection = (await registry.decisions(MODEL, 4))[0]?.id ?? '';
    const other = await testManifest(registry, 'five');
    const ends: [string, () => Promise<unknown>][] = [
      [keys.version(MODEL, 4), () => registry.versions(MODEL)],
      [keys.version(MODEL, 4), () => registry.version(MODEL, 4)],
      [keys.version(MODEL, 4), () => registry.gc('carol')],
      [keys.aliasEntry(MODEL, 'production', 3), () => registry.aliasLog(MODEL, 'production')],
      [keys.decision(MODEL, 4, rejection), () => registry.decisions(MODEL, 4)],
    ];
    for (const [key, read] of ends) {
      const bytes = store.objects.get(key);
      store.objects.delete(key);
      expect((await registry.verify()).map((problem) => problem.key)).toEqual([key]);
      await expect(read()).rejects.toMatchObject({ kind: 'environment' });
      if (bytes) store.objects.set(key, bytes);
    }
    const last = store.objects.get(keys.version(MODEL, 4));
    store.objects.delete(keys.version(MODEL, 4));
    expect((await registry.register(other, BY)).version.entry.version).toBe(5);
    if (last) store.objects.set(keys.version(MODEL, 4), last);
    expect(await registry.verify()).toEqual([]);
  });

  it('is a name that differs only in case from one that is claimed, and a key is never a path', async () => {
    const store = new MemoryStore();
    const registry = await fullRegistry(store);
    const log = await registry.aliasLog(MODEL, 'production');
    const upper = { ...(log[0] ?? {}), alias: 'Production' };
    store.objects.set(keys.aliasEntry(MODEL, 'Production', 1), seal(upper, ''));
    expect(await registry.verify()).toMatchObject([
      { key: keys.aliasName(MODEL, 'production'), message: expect.stringContaining('differs only in case') },
    ]);
    store.objects.delete(keys.aliasEntry(MODEL, 'Production', 1));
    const version = await registry.version(MODEL, 1);
    store.objects.set(keys.version('Flights', 1), seal({ ...version?.entry, model: 'Flights' }, ''));
    const problems = await registry.verify();
    expect(problems.map(({ message }) => message).join()).toContain(
      'a model Flights is there, which differs only',
    );
    store.objects.delete(keys.version('Flights', 1));
    const list = store.list.bind(store);
    store.list = async function* (prefix) {
      for (const key of ['../../etc/passwd', 'models/../x', 'models/flights/versions/1.json/../2.json']) {
        yield { key, size: 1, modified: new Date() };
      }
      yield* list(prefix);
    };
    const { problems: none, notes } = await verifyStore(store);
    expect(none).toEqual([]);
    expect(notes.filter(({ message }) => message.includes('no object of a registry'))).toHaveLength(3);
    expect(store.objects.has('../../etc/passwd')).toBe(false);
  });

  it('is a note where it is in a lease or an index, which decide nothing', async () => {
    const store = new MemoryStore();
    const registry = await fullRegistry(store);
    store.objects.set('leases/upload/01JGFJJZ000000000000000000-000001.json', Buffer.from('{'));
    store.objects.set('index/runs/flights.json', Buffer.from('{'));
    expect(await registry.verify()).toEqual([]);
    expect((await verifyStore(store)).notes.map(({ message }) => message).join()).toContain('damaged lease');
    // It counts as a lease as long as it is young.
    expect((await registry.planGc()).uploads).toHaveLength(1);
  });

  it('of the index of runs is told, changes no list, and goes with the next clean-up', async () => {
    const store = new MemoryStore();
    const registry = await fullRegistry(store);
    const { rows } = await registry.runRows(MODEL);
    expect(rows.length).toBeGreaterThan(7);
    const segments = [...store.objects.keys()].filter((key) => locate(key).kind === 'segment');
    expect(segments).toHaveLength(1);
    for (const key of segments) {
      const bytes = store.objects.get(key) ?? Buffer.alloc(0);
      store.objects.set(key, bytes.subarray(0, bytes.length >> 1));
    }
    expect(await registry.verify()).toEqual([]);
    expect((await verifyStore(store)).notes.map(({ key, message }) => `${key} ${message}`)).toContainEqual(
      expect.stringMatching(/^index\/.*cannot be used.*assay history --model flights --reindex/),
    );
    expect(await registry.runRows(MODEL)).toMatchObject({
      rows,
      notes: [expect.stringMatching(/cannot be used/)],
    });
    expect((await registry.planGc()).reindex).toEqual([MODEL]);
    await registry.gc('carol');
    expect(await registry.runRows(MODEL)).toEqual({ rows, unindexed: 0, notes: [] });
    expect((await registry.planGc()).reindex).toEqual([]);
  });

  it('of a row that says something else than its run, well sealed, is found, and mended by the command told', async () => {
    const store = new MemoryStore();
    const registry = await fullRegistry(store);
    const { rows } = await registry.runRows(MODEL);
    const [key = ''] = [...store.objects.keys()].filter((one) => locate(one).kind === 'segment');
    const whole = store.objects.get(key) ?? Buffer.alloc(0);
    const forge = async (change: (row: Record<string, unknown>) => unknown) => {
      const { '~sha256': _, ...segment } = JSON.parse(gunzipSync(whole).toString('utf8'));
      segment.rows = [change(segment.rows[0]), ...segment.rows.slice(1)];
      store.objects.set(key, gzipSync(seal(segment, key)));
      return registry.verify();
    };
    const changes: ((row: Record<string, unknown>) => unknown)[] = [
      (row) => ({ ...row, params: { trees: 7 } }),
      (row) => ({ ...row, verdict: 'fail' }),
      (row) => ({ ...row, version: 2 }),
      (row) => ({ ...row, entry: '0'.repeat(64) }),
      (row) => ({ ...row, actor: 'mallory' }),
    ];
    for (const change of changes) {
      expect(await forge(change)).toMatchObject([
        {
          key,
          message: expect.stringContaining('says something else'),
          fix: '`assay history --model flights --reindex`',
        },
      ]);
    }
    // A row of a run that is not there: no list shows it.
    expect(await forge((row) => ({ ...row, id: '01JGFJJZ000000000000000000' }))).toEqual([]);
    expect((await verifyStore(store)).notes.map(({ message }) => message).join()).toContain(
      'which is not there',
    );
    await forge((row) => ({ ...row, verdict: 'fail' }));
    await registry.indexRuns(MODEL, { rebuild: true });
    expect(await registry.verify()).toEqual([]);
    expect((await registry.runRows(MODEL)).rows).toEqual(rows);
  });

  it('is a whole object in the place of another', async () => {
    const store = new MemoryStore();
    const registry = await fullRegistry(store);
    const swaps: [string, string][] = [
      [keys.version(MODEL, 1), keys.version(MODEL, 2)],
      [keys.aliasEntry(MODEL, 'production', 1), keys.aliasEntry(MODEL, 'production', 2)],
    ];
    for (const kind of ['decision', 'run', 'claim', 'manifest', 'blob']) {
      const [one, two] = [...store.objects.keys()].filter((key) => locate(key).kind === kind);
      if (one && two) swaps.push([one, two]);
    }
    expect(swaps).toHaveLength(7);
    for (const [from, to] of swaps) {
      const [a, b] = [store.objects.get(from), store.objects.get(to)];
      if (!a || !b) throw new Error(`${from} or ${to} is not there`);
      store.objects.set(to, a);
      await expectFound(store, to);
      store.objects.set(to, b);
    }
    expect(await registry.verify()).toEqual([]);
  });

  it('of an old alias entry breaks the chain, also where its seal was made anew', async () => {
    const store = new MemoryStore();
    const registry = await fullRegistry(store);
    const log = await registry.aliasLog(MODEL, 'production');
    const forged = seal({ ...(log[0] ?? {}), actor: 'mallory' }, 'forged');
    store.objects.set(keys.aliasEntry(MODEL, 'production', 1), forged);
    await expect(registry.aliasLog(MODEL, 'production')).rejects.toThrow(/one of the two was changed/);
    expect((await registry.verify()).map(({ key }) => key)).toEqual([
      // By its receipt, and by the chain.
      keys.aliasEntry(MODEL, 'production', 1),
      keys.aliasEntry(MODEL, 'production', 2),
    ]);
  });

  it('on the way from the store is found as damage in it is', async () => {
    const store = new FlippingStore();
    const registry = await fullRegistry(store);
    for (const key of [...store.objects.keys()]) {
      for (const at of [0, 333, 1_000_003]) {
        store.flip = { key: new RegExp(`^${key.replaceAll('.', '\\.')}$`), at };
        for (const read of readsOf(key, registry)) {
          if (locate(key).kind === 'modelName' || locate(key).kind === 'aliasName') continue;
          await expect(read(), key).rejects.toThrow(AssayError);
        }
      }
    }
  });

  it('is told apart from a format of a later version', async () => {
    const store = new MemoryStore();
    const registry = await fullRegistry(store);
    store.objects.set(keys.version(MODEL, 2), seal({ format: 2, anything: true }, 'later'));
    await expect(registry.versions(MODEL)).rejects.toThrow(/format 2.*newer version of Assay/s);
  });
});

describe('damage in a folder', () => {
  it('is found for each kind of object, and nothing is written over it', async () => {
    const { folder, remove } = await testFolder();
    const place = join(folder, 'registry');
    const store = new FolderStore(place);
    const registry = await fullRegistry(store);
    const before = new Map<string, Buffer>();
    for await (const { key } of store.list('')) before.set(key, await readFile(join(place, key)));
    for (const [key, bytes] of before) {
      if (locate(key).kind === 'segment') continue;
      await chmod(join(place, key), 0o644);
      await truncate(join(place, key), Math.floor(bytes.length / 2));
      expect((await registry.verify()).map((problem) => problem.key)).toContain(key);
      await writeFile(join(place, key), bytes);
    }
    expect(await registry.verify()).toEqual([]);
    await remove();
  });

  it('of a blob stops getBlob before the file appears, and putBlob before it is built upon', async () => {
    const { folder, remove } = await testFolder();
    const place = join(folder, 'registry');
    const registry = await fullRegistry(new FolderStore(place));
    const model = join(folder, 'model.onnx');
    await writeFile(model, 'a model of some bytes');
    const { sha256 } = await registry.putBlob(model);
    const path = join(place, keys.blob(sha256));
    await chmod(path, 0o644);
    await writeFile(path, 'A model of some bytes');
    await expect(registry.getBlob(sha256, join(folder, 'out'))).rejects.toThrow(/do not have its digest/);
    await expect(readFile(join(folder, 'out'))).rejects.toThrow('ENOENT');
    await expect(registry.putBytes(Buffer.from('a model of some bytes'))).rejects.toThrow(/digest/);
    await writeFile(path, 'a model');
    await expect(registry.putBlob(model)).rejects.toThrow(/has 7 bytes, and should have 21/);
    await rm(path);
    await expect(registry.getBlob(sha256, join(folder, 'out'))).rejects.toThrow(/the blob is missing/);
    await registry.putBlob(model);
    await registry.getBlob(sha256, join(folder, 'out'));
    expect(await readFile(join(folder, 'out'), 'utf8')).toBe('a model of some bytes');
    await remove();
  });

  it('of registry.json is no new registry', async () => {
    const { folder, remove } = await testFolder();
    const place = join(folder, 'registry');
    await fullRegistry(new FolderStore(place));
    const ctx = testContext(folder);
    await rm(join(place, 'registry.json'));
    await expect(openRegistry('registry', folder, ctx)).rejects.toThrow(/bring registry\.json back/);
    await expect(initRegistry('registry', folder, ctx)).rejects.toThrow(/holds other files/);
    await writeFile(join(place, 'registry.json'), '{"format":1}');
    await expect(openRegistry('registry', folder, ctx)).rejects.toMatchObject({ kind: 'environment' });
    await remove();
  });
});
