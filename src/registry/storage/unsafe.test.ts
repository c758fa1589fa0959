import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probeStore } from '../probe.js';
import { LastBytesStore, LookThenWriteStore, MemoryStore, OverwritingStore } from '../testing/stores.js';
import { CHECKS, storeConformance } from './conformance.js';
import { FolderStore } from './folder.js';

storeConformance('memory', async () => ({
  store: new MemoryStore(),
  address: null,
  damage: null,
  close: async () => undefined,
}));

const now = () => new Date();

describe.each([OverwritingStore, LookThenWriteStore, LastBytesStore])('%o', (Unsafe) => {
  it('fails the suite', async () => {
    const failed: string[] = [];
    for (const { name, run } of CHECKS) {
      await run(new Unsafe()).catch(() => failed.push(name));
    }
    expect(failed).toContain('lets one of 32 racing writers win, and gives its bytes');
  });
  it('is seen by the probe, which keeps what it found', async () => {
    const store = new Unsafe();
    const finding = await probeStore(store, now);
    expect(finding.safe).toBe(false);
    expect(finding.checks.find(({ check }) => check === 'one writer wins')).toMatchObject({ ok: false });
    expect([...store.objects.keys()]).toEqual([`probes/${finding.id}.json`]);
  });
});

describe('the probe', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-probe-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('finds a folder safe', async () => {
    const finding = await probeStore(new FolderStore(folder), now);
    expect(finding).toMatchObject({ safe: true, writers: 32 });
  });
  it('says what went wrong where a store throws', async () => {
    const store = new MemoryStore();
    store.get = () => Promise.reject(new Error('no route to host'));
    const finding = await probeStore(store, now);
    expect(finding.safe).toBe(false);
    expect(finding.checks[0]?.detail).toContain('no route to host');
  });
});
