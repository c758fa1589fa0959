/** The format on disk, as the guide tells it: fixed bytes, and a reader in another language. */
import { execFile } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../base/index.js';
import { keys, locate } from './layout.js';
import { canonicalBytes, seal } from './sealed.js';
import { FolderStore } from './storage/index.js';
import { fullRegistry, registryOver, testFolder } from './testing/make.js';
import { MemoryStore } from './testing/stores.js';
import { manifestSchema } from './types.js';

const GUIDE = join(import.meta.dirname, '..', '..', 'docs', 'registry.md');

describe('the format on disk', () => {
  it('is what it was: a change of these bytes needs a new format number', () => {
    const bytes = seal({ format: 1, model: 'é', version: 2, n: 0.1 }, 'test').toString('utf8');
    const body = '{"format":1,"model":"é","n":0.1,"version":2}';
    expect(bytes).toBe(`${body.slice(0, -1)},"~sha256":"${sha256(body)}"}`);
    expect([
      keys.blob('ab'.repeat(32)),
      keys.manifest('ab'.repeat(32)),
      keys.modelName('Flights'),
      keys.aliasName('Flights', 'Prod'),
      keys.version('Flights', 12),
      keys.aliasEntry('Flights', 'Prod', 7),
      keys.decision('Flights', 12, '01M80WA39XX5BWKJFSMSV2FDYD'),
      keys.event('Flights', '01M80WA39XX5BWKJFSMSV2FDYD'),
      keys.claim('Flights', 'drift:1'),
      keys.run('Flights', '01M80WA39XX5BWKJFSMSV2FDYD'),
    ]).toEqual([
      `blobs/sha256/ab/${'ab'.repeat(32)}`,
      `manifests/sha256/${'ab'.repeat(32)}.json`,
      'names/flights.json',
      'models/Flights/names/prod.json',
      'models/Flights/versions/12.json',
      'models/Flights/aliases/Prod/00000000000000000007.json',
      'models/Flights/approvals/12/01M80WA39XX5BWKJFSMSV2FDYD.json',
      'models/Flights/events/01M80WA39XX5BWKJFSMSV2FDYD.json',
      `models/Flights/events/claims/${sha256('drift:1')}.json`,
      'runs/Flights/01M80WA39XX5BWKJFSMSV2FDYD.json',
    ]);
  });

  it('reads a manifest and a run of before there were optional fields, and gives back their very bytes', async () => {
    const digest = 'ab'.repeat(32);
    const run = { id: 'r', attempt: 1, commit: null, config: null };
    const manifest = `{"accelerators":[],"authors":["ada"],"code":{"command":"python train.py","commit":null,"dirty":true,"inputs":[],"repository":null},"data":[],"environment":{},"files":[{"file":"m.onnx","name":"model","role":"model","sha256":"${digest}","size":1}],"format":1,"metrics":[],"model":"flights","params":{},"parent":null,"run":{"attempt":1,"commit":null,"config":null,"id":"r"},"seeds":[0],"signature":null,"verdict":"pass"}`;
    expect(canonicalBytes(manifestSchema.parse(JSON.parse(manifest)), 'it').toString()).toBe(manifest);
    const store = new MemoryStore();
    const registry = await registryOver(store);
    const id = '01M80WA39XX5BWKJFSMSV2FDYD';
    const entry = { format: 1, id, model: 'flights', run, time: '2026-01-01T00:00:00.000Z', verdict: 'pass' };
    await store.create(
      keys.run('flights', id),
      seal({ ...entry, version: null, params: { n: 1 }, metrics: [] }, id),
    );
    expect(await registry.runs('flights')).toMatchObject([{ id, params: { n: 1 } }]);
    expect((await registry.runRows('flights')).rows).toMatchObject([
      { id, params: { n: 1 }, data: [], stages: [] },
    ]);
  });

  it.each([
    'blobs/sha256/ab/cd',
    `blobs/sha256/aa/${'ab'.repeat(32)}`,
    'models/m/versions/0.json',
    'models/m/versions/01.json',
    'models/m/aliases/a/1.json',
    'README.md',
  ])('%s is no object', (key) => expect(locate(key)).toEqual({ kind: 'unknown' }));

  it('can be read by the script of the guide, which finds damage too', async (test) => {
    const script = /```python\n(import hashlib[\s\S]*?)```/.exec(await readFile(GUIDE, 'utf8'))?.[1] ?? '';
    expect(script.trimEnd().split('\n').length).toBeLessThanOrEqual(20);
    const { folder, remove } = await testFolder();
    const place = join(folder, 'registry');
    const registry = await fullRegistry(new FolderStore(place));
    const path = join(folder, 'read.py');
    await writeFile(path, script);
    const read = () =>
      promisify(execFile)('python3', [path, place]).then(
        ({ stdout }) => stdout,
        (error: { code?: unknown; stderr?: string }) => error,
      );
    const first = await read();
    if (typeof first !== 'string' && first.code === 'ENOENT') {
      await remove();
      return test.skip('there is no python3');
    }
    const { digest } = (await registry.versions('flights'))[0] ?? { digest: '' };
    expect(first).toBe(`flights production v1 ${digest}\n`);
    const blob = (await registry.version('flights', 1))?.manifest.files[0]?.sha256 ?? '';
    for (const key of [
      keys.aliasEntry('flights', 'production', 2),
      keys.version('flights', 1),
      keys.manifest(digest.slice(7)),
      keys.blob(blob),
    ]) {
      const bytes = await readFile(join(place, key));
      await chmod(join(place, key), 0o644);
      await writeFile(join(place, key), Buffer.from(bytes).fill('X', bytes.length > 20 ? 20 : 0));
      expect(JSON.stringify(await read())).toMatch(/damaged/);
      await writeFile(join(place, key), bytes);
    }
    expect(await read()).toBe(first);
    await remove();
  });
});
