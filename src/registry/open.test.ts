import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AssayError } from '../base/index.js';
import { initRegistry, openRegistry } from './open.js';
import { networkFileSystem } from './storage/index.js';
import { BY, testContext, testFolder, testManifest, testRegistry } from './testing/make.js';

let folder: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ folder, remove } = await testFolder());
});
afterEach(() => remove());

describe('opening', () => {
  it('a registry that is not there is a usage error, never a first run', async () => {
    const ctx = testContext(folder);
    await mkdir(join(folder, 'empty'));
    for (const location of ['none', 'empty', './none/', join(folder, 'none')]) {
      await expect(openRegistry(location, folder, ctx)).rejects.toMatchObject({
        kind: 'usage',
        message: expect.stringContaining('assay registry init'),
      });
    }
  });

  it.each(['git:origin', 'gs://x', 'https://x/y', 'models:/m@a'.replace(':/', '://')])(
    '%s is refused: this version keeps registries in folders, in git and in S3',
    async (location) => {
      const ctx = testContext(folder);
      await expect(openRegistry(location, folder, ctx)).rejects.toMatchObject({ kind: 'usage' });
      await expect(initRegistry(location, folder, ctx)).rejects.toThrow(/keeps registries in folders/);
    },
  );

  it('a folder with other files is left alone, one with a README or .gitkeep is taken', async () => {
    const ctx = testContext(folder);
    await mkdir(join(folder, 'src'));
    await writeFile(join(folder, 'src', 'train.py'), '');
    await expect(initRegistry('src', folder, ctx)).rejects.toMatchObject({ kind: 'usage' });
    await writeFile(join(folder, 'file'), '');
    await expect(initRegistry('file', folder, ctx)).rejects.toMatchObject({ kind: 'usage' });
    await mkdir(join(folder, 'models'));
    await writeFile(join(folder, 'models', '.gitkeep'), '');
    await writeFile(join(folder, 'models', 'README.md'), '');
    const { registry, created } = await initRegistry('models', folder, ctx);
    expect(created).toBe(true);
    expect(await registry.verify()).toEqual([]);
  });
});

describe('names', () => {
  it.each([
    '',
    '.',
    '..',
    '../x',
    'a/b',
    'a\\b',
    '/etc',
    'a b',
    'ä',
    '-x',
    '.x',
    'x.',
    'CON',
    'nul.txt',
    'a'.repeat(101),
    'a\nb',
  ])('the model %j is refused by every call', async (model) => {
    const registry = await testRegistry(folder);
    const manifest = await testManifest(registry, 'one', { model });
    const calls: readonly (() => Promise<unknown>)[] = [
      () => registry.register(manifest, BY),
      () => registry.versions(model),
      () => registry.version(model, 1),
      () => registry.versionByDigest(model, 'sha256:0'),
      () => registry.aliases(model),
      () => registry.aliasLog(model, 'production'),
      () => registry.decisions(model, 1),
      () => registry.events(model),
      () => registry.runs(model),
      () => registry.record({ model, kind: 'alert', key: 'x', actor: 'a', data: {} }),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ kind: 'usage' });
    expect(await registry.models()).toEqual([]);
  });

  it.each(['../x', 'a/b', 'latest', 'v3', '7', 'x.'])('the alias %j is refused', async (alias) => {
    const registry = await testRegistry(folder);
    const { version } = await registry.register(await testManifest(registry, 'one'), BY);
    const move = { to: version, kind: 'promote', approvals: [], reason: '', expectSeq: 0, ...BY } as const;
    await expect(registry.moveAlias('flights', alias, move)).rejects.toMatchObject({ kind: 'usage' });
    await expect(registry.aliasLog('flights', alias)).rejects.toMatchObject({ kind: 'usage' });
    expect(await registry.aliases('flights')).toEqual([]);
  });

  it('that differ only in case are one name, and the other spelling is refused', async () => {
    const registry = await testRegistry(folder);
    const { version } = await registry.register(await testManifest(registry, 'one'), BY);
    const other = await testManifest(registry, 'two', { model: 'Flights' });
    await expect(registry.register(other, BY)).rejects.toThrow(
      /flights; Flights differs from it only in case/,
    );
    await expect(registry.versions('FLIGHTS')).rejects.toThrow(AssayError);
    const move = { to: version, kind: 'promote', approvals: [], reason: '', expectSeq: 0, ...BY } as const;
    await registry.moveAlias('flights', 'production', move);
    await expect(registry.moveAlias('flights', 'Production', move)).rejects.toThrow(/only in case/);
    await expect(registry.aliasLog('flights', 'PRODUCTION')).rejects.toThrow(/only in case/);
    expect(await registry.verify()).toEqual([]);
  });
});

describe('what is refused before it is written', () => {
  it('a move or decision on a version that is not there under that digest', async () => {
    const registry = await testRegistry(folder);
    const { version } = await registry.register(await testManifest(registry, 'one'), BY);
    const forged = { ...version, entry: { ...version.entry, digest: `sha256:${'0'.repeat(64)}` } };
    const move = { kind: 'promote', approvals: [], reason: '', expectSeq: 0, ...BY } as const;
    await expect(registry.moveAlias('flights', 'production', { ...move, to: forged })).rejects.toThrow(
      /is not in/,
    );
    await expect(registry.moveAlias('other', 'production', { ...move, to: version })).rejects.toThrow(
      /another model/,
    );
    const decision = {
      decision: 'approve',
      model: 'flights',
      version: 2,
      digest: version.entry.digest,
      target: 'production',
      verdict: 'pass',
      aliasSeq: 0,
      actor: 'bob',
      source: 'terminal',
      reason: '',
      expires: null,
    } as const;
    await expect(registry.decide(decision)).rejects.toMatchObject({ kind: 'usage' });
    await expect(registry.decide({ ...decision, version: 1, expires: 'tomorrow' })).rejects.toMatchObject({
      kind: 'usage',
    });
    expect(await registry.decisions('flights', 1)).toEqual([]);
  });

  it('a manifest whose blobs are not there, or that has no JSON form', async () => {
    const registry = await testRegistry(folder);
    const manifest = await testManifest(registry, 'one');
    const [file] = manifest.files;
    if (file === undefined) throw new Error('no file');
    const missing = { ...manifest, files: [{ ...file, sha256: '0'.repeat(64) }] };
    await expect(registry.register(missing, BY)).rejects.toThrow(/must be stored before the version/);
    await expect(registry.register({ ...manifest, files: [{ ...file, size: 1 }] }, BY)).rejects.toThrow(
      /bytes/,
    );
    await expect(registry.register({ ...manifest, params: { rate: Number.NaN } }, BY)).rejects.toThrow(/NaN/);
    await expect(registry.register({ ...manifest, files: [] }, BY)).rejects.toMatchObject({ kind: 'usage' });
    expect(await registry.versions('flights')).toEqual([]);
  });
});

it.each([
  [0x6969, 'NFS'],
  [0xff534d42, 'CIFS'],
  // As a signed number of 32 bits, which some systems give.
  [0xff534d42 | 0, 'CIFS'],
  [0xef53, null],
  [0x01021994, null],
] as const)('the file system %i is %s', (type, name) => expect(networkFileSystem(type)).toBe(name));
