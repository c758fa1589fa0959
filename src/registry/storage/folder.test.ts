import { execFile } from 'node:child_process';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { listAll, storeConformance } from './conformance.js';
import { FolderStore } from './folder.js';

async function folderUnderTest() {
  const place = await mkdtemp(join(tmpdir(), 'assay-folder-'));
  return {
    place,
    store: new FolderStore(place),
    address: { kind: 'folder', place } as const,
    async damage(key: string, change: (bytes: Buffer) => Buffer): Promise<void> {
      const path = join(place, key);
      const bytes = change(await readFile(path));
      await chmod(path, 0o644);
      await writeFile(path, bytes);
    },
    close: () => rm(place, { recursive: true, force: true }),
  };
}

storeConformance('a folder', folderUnderTest);

describe('a folder', () => {
  it('leaves no temporary file, and does not list one that a crash left', async () => {
    const { store, place, close } = await folderUnderTest();
    await Promise.all(Array.from({ length: 8 }, () => store.create('a/k', Buffer.from('x'))));
    expect(await readdir(join(place, 'a'))).toEqual(['k']);
    await writeFile(join(place, 'a', 'k.0123456789ab.tmp'), 'half');
    expect(await listAll(store, '')).toEqual(['a/k']);
    const left: string[] = [];
    for await (const { key } of store.leftovers()) left.push(key);
    expect(left).toEqual(['a/k.0123456789ab.tmp']);
    await close();
  });

  it('writes objects that an editor cannot change by mistake', async () => {
    const { store, place, close } = await folderUnderTest();
    await store.create('k', Buffer.from('x'));
    expect((await stat(join(place, 'k'))).mode & 0o222).toBe(0);
    await close();
  });

  it('explains a file where a folder should be', async () => {
    const { store, place, close } = await folderUnderTest();
    await writeFile(join(place, 'a'), '');
    await expect(store.create('a/k', Buffer.from('x'))).rejects.toMatchObject({ kind: 'environment' });
    await expect(store.get('a/k')).rejects.toMatchObject({ kind: 'environment' });
    await close();
  });

  it.each([
    ['a folder elsewhere', 'elsewhere', 'a'],
    ['a disk that is not mounted', 'gone', 'a'],
    ['the folder above', '.', 'a'],
    ['a file', 'elsewhere/k', 'b/k'],
  ])(
    'is not read past a link to %s: a listing that leaves objects out would be believed',
    async (_, to, at) => {
      const { store, place, close } = await folderUnderTest();
      await store.create('a/k', Buffer.from('x'));
      await rename(join(place, 'a'), join(place, 'elsewhere'));
      await mkdir(join(place, 'b'));
      await symlink(join(place, to), join(place, at));
      for (const prefix of ['', `${at.split('/')[0]}/`]) {
        const error = await listAll(store, prefix).catch((thrown: unknown) => thrown);
        expect(error).toMatchObject({ kind: 'environment' });
        expect(String(error)).toMatch(/a link lies where.*(bind|mount)/s);
      }
      await close();
    },
  );

  it('is not read past a pipe, and may itself be reached by a link', async () => {
    const { store, place, close } = await folderUnderTest();
    await store.create('a/k', Buffer.from('x'));
    await symlink(place, `${place}-link`);
    const linked = new FolderStore(`${place}-link`);
    expect(await listAll(linked, '')).toEqual(['a/k']);
    expect(await linked.create('a/l', Buffer.from('y'))).toBe('created');
    await promisify(execFile)('mkfifo', [join(place, 'a', 'pipe')]);
    await expect(listAll(store, 'a/')).rejects.toThrow(/no file and no folder/);
    await rm(`${place}-link`);
    await close();
  });
});
