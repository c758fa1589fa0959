/** Lists of runs: few requests, and never anything but what the entries say, whatever becomes of the index. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keys } from './layout.js';
import { StoreRegistry } from './registry.js';
import { registryOver } from './testing/make.js';
import { CountingStore, type MemoryStore } from './testing/stores.js';
import type { NewRun } from './types.js';

const RUN: NewRun = {
  model: 'm',
  run: { id: 'r', attempt: 1, commit: null, config: null },
  verdict: 'pass',
  version: null,
  params: {},
  metrics: [],
};
const run = (change: Partial<NewRun> = {}): NewRun => ({ ...RUN, ...change });

async function make(count: number): Promise<{ store: CountingStore; registry: StoreRegistry }> {
  const store = new CountingStore();
  let time = Date.parse('2026-01-01T00:00:00Z');
  const registry = await registryOver(store, () => {
    time += 1000;
    return new Date(time);
  });
  for (let n = 0; n < count; n += 1) await registry.recordRun(run({ params: { n } }));
  return { store, registry };
}
const segmentsOf = (store: MemoryStore) =>
  [...store.objects.keys()].filter((key) => key.startsWith(keys.runSegments('m')));
const numbers = (rows: readonly { params: Record<string, unknown> }[]) =>
  rows.map(({ params }) => params['n']);
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);

describe('the index of runs', () => {
  it('lists 10,000 runs, recorded one after another, in at most 25 requests at any time', async () => {
    const { store, registry } = await make(0);
    let most = 0;
    // A writer indexes after each run in truth; here after every eighth, when it has something to do.
    for (let n = 0; n < 10_000; n += 1) {
      await registry.recordRun(run({ params: { n } }));
      if (n % 8 === 7 && (n < 400 || n > 9800)) await registry.indexRuns('m');
      if (n < 9900 || n % 9 !== 0) continue;
      store.requests = 0;
      const list = await new StoreRegistry(store, () => new Date()).runRows('m');
      most = Math.max(most, store.requests);
      expect(numbers(list.rows)).toEqual(upTo(n + 1));
      expect(list.notes).toEqual([]);
    }
    expect(most).toBeLessThanOrEqual(25);
    // Each is over four times as large as all smaller ones together, so there are few.
    expect(segmentsOf(store).length).toBeLessThanOrEqual(6);
  }, 60_000);

  it('is the same list without the index, and the segments can go at any time', async () => {
    const { store, registry } = await make(40);
    await registry.indexRuns('m');
    const before = await registry.runRows('m');
    expect(before.unindexed).toBe(0);
    for (const key of segmentsOf(store)) store.objects.delete(key);
    const after = await registry.runRows('m');
    expect(after).toEqual({ rows: before.rows, unindexed: 40, notes: [] });
    expect(await registry.indexRuns('m')).toBe(40);
    expect(await registry.runRows('m')).toEqual(before);
  });

  it('does not believe a damaged segment at any byte, says so, and is mended by the next writer', async () => {
    const { store, registry } = await make(9);
    await registry.indexRuns('m');
    const [key = ''] = segmentsOf(store);
    const whole = store.objects.get(key) ?? Buffer.alloc(0);
    const truth = (await registry.runRows('m')).rows;
    for (let at = 0; at < whole.length; at += 1) {
      const bytes = Buffer.from(whole);
      bytes.writeUInt8(bytes.readUInt8(at) ^ 0x41, at);
      store.objects.set(key, bytes);
      const list = await registry.runRows('m');
      expect(list.rows).toEqual(truth);
      // Some bytes of gzip's own head mean nothing.
      if (at > 9) expect(list.notes.join()).toMatch(/cannot be used/);
    }
    expect(await registry.indexRuns('m')).toBe(9);
    expect(segmentsOf(store)).toHaveLength(1);
    expect(segmentsOf(store)).not.toContain(key);
    expect(await registry.runRows('m')).toEqual({ rows: truth, unindexed: 0, notes: [] });
  });

  it('shows no run that is gone, and every run that a clock set back recorded late', async () => {
    const { store, registry } = await make(30);
    await registry.indexRuns('m');
    const gone = (await registry.runs('m'))[3];
    store.objects.delete(keys.run('m', gone?.id ?? ''));
    const early = new StoreRegistry(store, () => new Date('2020-01-01T00:00:00Z'));
    await early.recordRun(run({ params: { n: -1 } }));
    expect(numbers((await registry.runRows('m')).rows)).toEqual([-1, ...upTo(30).filter((n) => n !== 3)]);
    await registry.indexRuns('m', { rebuild: true });
    expect(segmentsOf(store)).toHaveLength(1);
    expect(numbers((await registry.runRows('m')).rows)).toEqual([-1, ...upTo(30).filter((n) => n !== 3)]);
  });

  it('shows the record with a version for records of one outcome', async () => {
    const { registry } = await make(1);
    const key = 'a'.repeat(64);
    await registry.recordRun(run({ key, params: { n: 1 } }));
    await registry.recordRun(run({ key, params: { n: 1 }, version: 1 }));
    await registry.recordRun(run({ key: 'b'.repeat(64), params: { n: 2 } }));
    const { rows } = await registry.runRows('m');
    expect(rows.map(({ params, version }) => [params['n'], version])).toEqual([
      [0, null],
      [1, 1],
      [2, null],
    ]);
    expect(await registry.runs('m')).toHaveLength(4);
  });

  it('holds whatever two writers and clean-ups do in whatever order', async () => {
    const step = fc.constantFrom('record', 'index', 'other', 'rebuild', 'lose', 'damage');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.nat(1000), async (steps, pick) => {
        const { store, registry } = await make(0);
        const other = new StoreRegistry(store, () => new Date());
        let count = 0;
        for (const what of steps) {
          const key = segmentsOf(store)[pick % Math.max(1, segmentsOf(store).length)] ?? '';
          if (what === 'record') {
            for (let n = 0; n < 5; n += 1, count += 1)
              await registry.recordRun(run({ params: { n: count } }));
          } else if (what === 'index') await registry.indexRuns('m');
          else if (what === 'other') await Promise.all([other.indexRuns('m'), registry.indexRuns('m')]);
          else if (what === 'rebuild') await registry.indexRuns('m', { rebuild: true });
          else if (what === 'lose') store.objects.delete(key);
          else if (store.objects.has(key)) store.objects.set(key, Buffer.from('nothing'));
          expect(numbers((await registry.runRows('m')).rows)).toEqual(upTo(count));
        }
      }),
      { numRuns: 60 },
    );
  });
});
