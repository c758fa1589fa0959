/** Export and import: what arrives, what does not count there, and every hostile file that is refused. */
import { execFile } from 'node:child_process';
import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AssayError, sha256 } from '../../base/index.js';
import { keys, REGISTRY_KEY } from '../layout.js';
import { StoreRegistry } from '../registry.js';
import { seal } from '../sealed.js';
import { BY, deliver, registryOver, testFolder, testManifest } from '../testing/make.js';
import { MemoryStore } from '../testing/stores.js';
import { blobMember, END, type ExportIndex, headerOf, INDEX, paddingOf } from './format.js';
import { importVersions } from './import.js';
import { exportVersions } from './write.js';

const MODEL = 'flights';
const now = () => new Date('2026-01-02T03:04:05Z');

let folder: string;
let remove: () => Promise<void>;
let from: StoreRegistry;
let toStore: MemoryStore;
let to: StoreRegistry;
let file: string;
beforeEach(async () => {
  ({ folder, remove } = await testFolder());
  from = await registryOver(new MemoryStore(), now);
  await deliver(from, 'one');
  await deliver(from, 'two');
  toStore = new MemoryStore();
  await toStore.create(REGISTRY_KEY, seal({ format: 1, id: '1'.repeat(32), time: now().toISOString() }, ''));
  to = new StoreRegistry(toStore, now);
  file = join(folder, 'models.tar');
});
afterEach(() => remove());

const two = [
  { model: MODEL, version: 1 },
  { model: MODEL, version: 2 },
];
const importing = (path = file) => importVersions(to, path, { actor: 'eve', run: 'import-1' });

/** A tar as an export is, of parts that a test chooses. */
function tar(parts: readonly { name: string; bytes: Buffer; header?: Buffer }[], end: Buffer = END): Buffer {
  return Buffer.concat([
    ...parts.flatMap(({ name, bytes, header }) => [
      header ?? headerOf(name, bytes.length),
      bytes,
      Buffer.alloc(paddingOf(bytes.length)),
    ]),
    end,
  ]);
}

async function indexOf(path: string): Promise<ExportIndex & Record<string, unknown>> {
  const bytes = await readFile(path);
  const size = Number.parseInt(bytes.toString('latin1', 124, 135), 8);
  const { '~sha256': _, ...index } = JSON.parse(bytes.toString('utf8', 512, 512 + size));
  return index;
}

/** The same export with another index, and with its blobs. */
async function rewritten(change: (index: ExportIndex) => Record<string, unknown>): Promise<Buffer> {
  const index = await indexOf(file);
  const blobs = ['one', 'two'].map((content) => ({
    name: blobMember(sha256(content)),
    bytes: Buffer.from(content),
  }));
  blobs.sort((a, b) => (a.name < b.name ? -1 : 1));
  return tar([{ name: INDEX, bytes: seal(change(index), '') }, ...blobs]);
}

describe('export', () => {
  it('writes one tar that any tar reads, the same bytes each time, and overwrites nothing', async () => {
    const report = await exportVersions(from, two, file);
    expect(report.versions).toMatchObject([{ version: 1 }, { version: 2 }]);
    const { stdout } = await promisify(execFile)('tar', ['-tvf', file]);
    expect(stdout.trim().split('\n')).toHaveLength(3);
    expect(stdout).toContain(blobMember(sha256('one')));
    await promisify(execFile)('tar', ['-xf', file, '-C', folder]);
    expect(await readFile(join(folder, blobMember(sha256('two'))), 'utf8')).toBe('two');
    await exportVersions(from, [...two].reverse(), join(folder, 'again.tar'));
    expect((await readFile(file)).equals(await readFile(join(folder, 'again.tar')))).toBe(true);
    await expect(exportVersions(from, two, file)).rejects.toThrow(/overwrites nothing/);
    expect((await readdir(folder)).sort()).toEqual(['again.tar', 'assay-export.json', 'blobs', 'models.tar']);
  });

  it('writes sizes from 8 GiB on as tar programs read them', async () => {
    const size = 9 * 2 ** 30 + 7;
    await writeFile(file, Buffer.concat([headerOf('blobs/x', size)]));
    await truncate(file, 512 + size + paddingOf(size) + END.length);
    const { stdout } = await promisify(execFile)('tar', ['-tvf', file]);
    expect(stdout).toContain(String(size));
  });

  it('stops at a damaged blob and at a version that was given up, and leaves nothing', async () => {
    const store = from.store as MemoryStore;
    store.objects.set(keys.blob(sha256('two')), Buffer.from('twO'));
    await expect(exportVersions(from, two, file)).rejects.toThrow(/do not have its digest/);
    await expect(exportVersions(from, [{ model: MODEL, version: 9 }], file)).rejects.toThrow(/no version 9/);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('import', () => {
  it('brings versions with their digest and origin; approvals and aliases count for nothing', async () => {
    await exportVersions(from, two, file);
    await to.register(await testManifest(to, 'other bytes'), BY);
    const imported = await importing();
    expect(imported).toMatchObject([
      { version: 2, created: true, origin: { registry: '0'.repeat(32), version: 1 }, decisions: 1, moves: 2 },
      { version: 3, created: true, origin: { version: 2 } },
    ]);
    const one = await to.version(MODEL, 2);
    expect(one?.entry).toMatchObject({ digest: (await from.version(MODEL, 1))?.entry.digest, actor: 'eve' });
    expect(one?.manifest.authors).toEqual(['ada']);
    expect(Buffer.from(await to.getBytes(sha256('one'))).toString()).toBe('one');
    expect(await to.aliases(MODEL)).toEqual([]);
    expect(await to.decisions(MODEL, 2)).toEqual([]);
    const [entry] = await to.imports(MODEL);
    expect(entry).toMatchObject({ version: 2, origin: { version: 1, actor: 'ada' }, actor: 'eve' });
    const evidence = JSON.parse(Buffer.from(await to.getBytes(entry?.evidence ?? '')).toString());
    expect(evidence.decisions[0]).toContain('"actor":"bob"');
    expect(evidence.logs.production).toHaveLength(2);
    expect(await to.verify()).toEqual([]);
    // Again: nothing new, and the same numbers.
    const before = new Map(toStore.objects);
    expect(await importing()).toMatchObject([
      { version: 2, created: false },
      { version: 3, created: false },
    ]);
    expect(new Map(toStore.objects)).toEqual(before);
    // A clean-up keeps all of it.
    toStore.clock = () => new Date('2030-01-01');
    expect((await to.gc('carol')).removed).toEqual([]);
  });

  it('and back again is the same versions', async () => {
    await exportVersions(from, two, file);
    await importing();
    const back = join(folder, 'back.tar');
    await exportVersions(to, two, back);
    const imported = await importVersions(from, back, { actor: 'eve', run: 'r' });
    expect(imported).toMatchObject([
      { version: 1, created: false },
      { version: 2, created: false },
    ]);
    expect(await from.verify()).toEqual([]);
  });

  const refused = async (bytes: Buffer, message: RegExp): Promise<void> => {
    const path = join(folder, 'hostile.tar');
    await writeFile(path, bytes);
    const before = new Map(toStore.objects);
    const error = await importing(path).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AssayError);
    expect(error).toMatchObject({ kind: 'usage' });
    expect(String(error)).toMatch(message);
    expect(new Map(toStore.objects)).toEqual(before);
  };

  it('refuses a file that was cut, lengthened, compressed or changed in any part, before it writes', async () => {
    await exportVersions(from, two, file);
    const whole = await readFile(file);
    for (let at = 0; at < whole.length; at += 97) {
      const changed = Buffer.from(whole);
      changed.writeUInt8((whole.at(at) ?? 0) ^ 4, at);
      await refused(changed, /is no whole export/);
    }
    for (const cut of [0, 1, 511, 512, 700, whole.length - 1024, whole.length - 1]) {
      await refused(whole.subarray(0, cut), /is no whole export/);
    }
    await refused(Buffer.concat([whole, Buffer.alloc(512)]), /its index tells of/);
    const { gzipSync } = await import('node:zlib');
    await refused(gzipSync(whole), /does not begin with/);
    expect(await importing()).toHaveLength(2);
  });

  it('refuses paths, links, more parts, doubles, and sizes that are not there', async () => {
    await exportVersions(from, two, file);
    const index = seal(await indexOf(file), '');
    const [a, b] = ['one', 'two']
      .map((content) => ({ name: blobMember(sha256(content)), bytes: Buffer.from(content) }))
      .sort((x, y) => (x.name < y.name ? -1 : 1));
    if (!a || !b) throw new Error('two blobs');
    const first = { name: INDEX, bytes: index };
    expect(tar([first, a, b]).equals(await readFile(file))).toBe(true);
    await refused(tar([first, b, a]), /header of blob/);
    await refused(tar([first, { ...a, name: '../../../etc/passwd' }, b]), /header of blob/);
    const link = headerOf(a.name, 3);
    link.write('2', 156, 'latin1');
    link.write('/etc/passwd', 157, 'latin1');
    await refused(tar([first, { ...a, header: link }, b]), /header of blob/);
    await refused(tar([first, a, b, { name: 'more', bytes: Buffer.from('x') }]), /its index tells of/);
    await refused(tar([a, first, b]), /does not begin with/);
    await refused(tar([{ ...first, header: headerOf(INDEX, 2 ** 32) }, a, b]), /too large/);
    await refused(await rewritten((one) => ({ ...one, blobs: [...one.blobs, ...one.blobs] })), /named twice/);
    await refused(
      await rewritten((one) => ({ ...one, blobs: one.blobs.map((blob) => ({ ...blob, size: 2 ** 50 })) })),
      /its index tells of/,
    );
    await refused(await rewritten((one) => ({ ...one, format: 2 })), /format 2.*newer version/s);
    await refused(await rewritten((one) => ({ ...one, more: true })), /not have the form/);
  });

  it('refuses entries that are forged, of another version, or that do not follow', async () => {
    await exportVersions(from, two, file);
    const [one] = (await indexOf(file)).versions;
    if (one === undefined) throw new Error('no version');
    const withFirst = (change: Partial<typeof one>) =>
      rewritten((index) => ({ ...index, versions: [{ ...one, ...change }, ...index.versions.slice(1)] }));
    await refused(await withFirst({ version: 7 }), /is that of flights v1/);
    await refused(await withFirst({ model: '../x' }), /cannot be the name of a model/);
    await refused(
      await withFirst({ manifest: one.manifest.replace('ada', 'eve') }),
      /does not have its digest/,
    );
    await refused(await withFirst({ entry: one.entry.replace('ada', 'eve') }), /not those that were written/);
    await refused(
      await withFirst({ decisions: one.decisions.map((text) => text.replace('approve', 'reject')) }),
      /not those that were written/,
    );
    const [first = '', second = ''] = one.logs['production'] ?? [];
    await refused(await withFirst({ logs: { production: [second, first] } }), /does not follow/);
    await refused(await withFirst({ logs: { production: [second] } }), /does not follow/);
    await refused(await withFirst({ logs: { staging: [first, second] } }), /does not follow/);
    await refused(await rewritten((index) => ({ ...index, versions: [one, one] })), /twice/);
    await refused(await rewritten((index) => ({ ...index, versions: [one] })), /blobs that no version names/);
    await refused(await rewritten((index) => ({ ...index, blobs: index.blobs.slice(1) })), /./);
  });
});
