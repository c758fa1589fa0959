/** Crashes and races with real processes: killed at every step, the work repeated; several at once. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AssayError, codeOf } from '../base/index.js';
import { exportVersions, importVersions } from './archive/index.js';
import { initRegistry } from './open.js';
import type { StoreRegistry } from './registry.js';
import { FolderStore } from './storage/index.js';
import type { StoreAddress, Task } from './testing/child.js';
import { type ChildProgram, compileChild } from './testing/children.js';
import { BY, deliver, registryOver, testContext, testFolder, testManifest } from './testing/make.js';
import { verifyStore } from './verify.js';

let program: ChildProgram;
beforeAll(async () => {
  program = await compileChild();
});
afterAll(() => program.remove());

let folder: string;
let remove: () => Promise<void>;
let store: StoreAddress;
let registry: StoreRegistry;
beforeEach(async () => {
  ({ folder, remove } = await testFolder());
  store = { kind: 'folder', place: join(folder, 'registry') };
  registry = await registryOver(new FolderStore(store.place));
});
afterEach(() => remove());

/** Each task in a process of its own, all at once; their values. */
async function together(tasks: readonly Task[]): Promise<unknown[]> {
  const children = tasks.map(() => program.start());
  // A first, harmless task: all are loaded before the race begins.
  await Promise.all(children.map((child) => child.ask({ do: 'get', store, key: 'registry.json' })));
  const answers = await Promise.all(children.map((child, index) => child.ask(tasks[index] as Task)));
  await Promise.all(children.map((child) => child.end()));
  return answers.map((answer) => ('value' in answer ? answer.value : answer));
}

describe('a process that is killed', () => {
  it('at any step of a delivery leaves a whole registry, and the work repeated is done once', async () => {
    let temporary = 0;
    let step = 0;
    for (let ended = false; !ended; ) {
      step += 1;
      // Each time from nothing: so the steps that make folders are among them.
      const place = join(folder, `step-${step}`);
      const killed = await registryOver(new FolderStore(place));
      const child = program.start();
      const task = {
        do: 'deliver',
        store: { kind: 'folder', place },
        content: 'model',
        killAt: step,
      } as const;
      const answer = await child.ask(task);
      if ('died' in answer) expect(answer.died, answer.errors).toBe('SIGKILL');
      else await child.end();
      ended = !('died' in answer);

      const verification = await verifyStore(killed.store);
      expect(verification.problems, `after step ${step}`).toEqual([]);
      if (verification.notes.some(({ key }) => key.endsWith('.tmp'))) temporary += 1;

      expect(await deliver(killed, 'model')).toBe(1);
      expect(await deliver(killed, 'model')).toBe(1);
      expect(await killed.versions('flights')).toHaveLength(1);
      expect(await killed.aliasLog('flights', 'production')).toHaveLength(1);
      expect(await killed.runs('flights')).toHaveLength(1);
      expect(await killed.events('flights')).toHaveLength(1);
      expect(await killed.decisions('flights', 1)).toHaveLength(1);
      expect(await killed.verify()).toEqual([]);
    }
    // The kills did hit writes under way, and not a few.
    expect(step).toBeGreaterThan(60);
    expect(temporary).toBeGreaterThan(20);
  }, 900_000);

  it('at any step of a clean-up leaves a whole registry, and the next one ends the work', async () => {
    let step = 0;
    for (let ended = false; !ended; ) {
      step += 1;
      const place = join(folder, `gc-${step}`);
      const cleaned = await registryOver(new FolderStore(place));
      await deliver(cleaned, 'used');
      for (const content of ['old', 'new']) await cleaned.register(await testManifest(cleaned, content), BY);
      // The first gives it up, the second, which is killed, removes its file and what nothing names.
      await cleaned.gc('ada', { retention: { keepLast: 1 } });
      await cleaned.putBytes(Buffer.from('never named'));
      const child = program.start();
      const answer = await child.ask({ do: 'gc', store: { kind: 'folder', place }, killAt: step });
      if ('died' in answer) expect(answer.died, answer.errors).toBe('SIGKILL');
      else await child.end();
      ended = !('died' in answer);
      expect((await verifyStore(cleaned.store)).problems, `after step ${step}`).toEqual([]);
      await cleaned.gc('ada', { graceMs: 0 });
      const blobs: string[] = [];
      for await (const { key } of cleaned.store.list('blobs/')) blobs.push(key);
      expect(blobs).toHaveLength(2);
      expect(await cleaned.verify()).toEqual([]);
    }
    expect(step).toBeGreaterThan(20);
  }, 240_000);

  it('at any step of an export leaves no file of that name, and of an import a whole registry', async () => {
    await deliver(registry, 'model');
    const whole = join(folder, 'whole.tar');
    await exportVersions(registry, [{ model: 'flights', version: 1 }], whole);
    const bytes = await readFile(whole);
    let step = 0;
    for (let ended = false; !ended; ) {
      step += 1;
      const file = join(folder, `export-${step}.tar`);
      const child = program.start();
      const answer = await child.ask({ do: 'export', store, file, killAt: step });
      if (!('died' in answer)) await child.end();
      ended = !('died' in answer);
      const there = await readFile(file).catch((error: unknown) => {
        if (codeOf(error) === 'ENOENT') return null;
        throw error;
      });
      // All of it, or nothing of that name.
      if (there !== null) expect(there.equals(bytes)).toBe(true);
      expect(ended && there === null).toBe(false);
    }
    expect(step).toBeGreaterThan(10);
    // Every third step: the objects are written as in a registration.
    for (let at = 1, ended = false; !ended; at += 3) {
      const place = join(folder, `import-${at}`);
      const target = await registryOver(new FolderStore(place));
      const child = program.start();
      const answer = await child.ask({
        do: 'import',
        store: { kind: 'folder', place },
        file: whole,
        killAt: at,
      });
      if (!('died' in answer)) await child.end();
      ended = !('died' in answer);
      expect((await verifyStore(target.store)).problems, `after step ${at}`).toEqual([]);
      expect(await importVersions(target, whole, BY)).toMatchObject([{ version: 1 }]);
      expect(await target.imports('flights')).toHaveLength(1);
      expect(await target.verify()).toEqual([]);
    }
  }, 240_000);

  it('while it makes a registry leaves nothing that stops the next one', async () => {
    for (const step of [1, 2, 5, 20, 60, 120, 180, 200]) {
      const place = join(folder, `new-${step}`);
      const child = program.start();
      const answer = await child.ask({ do: 'init', store: { kind: 'folder', place }, killAt: step });
      if (!('died' in answer)) await child.end();
      const made = await initRegistry(place, '/', testContext(folder));
      expect(await made.registry.verify()).toEqual([]);
      expect(await deliver(made.registry, 'one')).toBe(1);
    }
  });
});

describe('several processes', () => {
  it('register the same and different manifests: no number is lost or doubled', async () => {
    const own = (writer: number) => Array.from({ length: 12 }, (_, i) => `writer ${writer} model ${i}`);
    const shared = Array.from({ length: 12 }, (_, i) => `shared ${i}`);
    const contents = [0, 1, 2, 3].map((writer) => own(writer).flatMap((one, i) => [one, shared[i] ?? '']));
    const numbers = await together(contents.map((list) => ({ do: 'register', store, contents: list })));
    const byContent = new Map<string, Set<number>>();
    contents.forEach((list, writer) => {
      list.forEach((content, index) => {
        const found = byContent.get(content) ?? new Set<number>();
        byContent.set(content, found.add((numbers[writer] as number[])[index] ?? 0));
      });
    });
    // Each content has one number, whoever registered it, and each number one content.
    expect([...byContent.values()].every((found) => found.size === 1)).toBe(true);
    const all = [...byContent.values()].flatMap((found) => [...found]).sort((a, b) => a - b);
    expect(all).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    expect(await registry.versions('flights')).toHaveLength(60);
    expect(await registry.verify()).toEqual([]);
  });

  it('move an alias: one wins each time, the others hear who, and the log is whole', async () => {
    await registry.register(await testManifest(registry, 'one'), BY);
    const rounds = 5;
    for (let expectSeq = 0; expectSeq < rounds; expectSeq += 1) {
      const heard = await together(
        [0, 1, 2, 3].map(() => ({ do: 'move', store, version: 1, expectSeq }) as const),
      );
      const nonces = heard.filter((one) => typeof one === 'string');
      expect(nonces).toHaveLength(1);
      expect((await registry.aliasLog('flights', 'production')).at(-1)?.nonce).toBe(nonces[0]);
      for (const one of heard) {
        if (typeof one !== 'string') expect(JSON.stringify(one)).toMatch(/moved it to v1 \(promote by ada/);
      }
    }
    expect(await registry.aliasLog('flights', 'production')).toHaveLength(rounds);
    expect(await registry.verify()).toEqual([]);
  });

  it('claim events: each key once', async () => {
    const claims = Array.from({ length: 25 }, (_, i) => `drift:v1:${i}`);
    const won = await together([0, 1, 2, 3].map(() => ({ do: 'claim', store, keys: claims }) as const));
    expect(won.flatMap((one) => one as string[]).sort()).toEqual([...claims].sort());
    expect(await registry.events('flights')).toHaveLength(25);
  });

  it('make one registry: one is first', async () => {
    const place = { kind: 'folder', place: join(folder, 'new') } as const;
    const created = await together(
      [0, 1, 2, 3].map(() => ({ do: 'init', store: place, killAt: 0 }) as const),
    );
    expect(created.filter((one) => one === true)).toHaveLength(1);
    expect(created.filter((one) => one === false)).toHaveLength(3);
  });
});

describe('a full disk', () => {
  it('is an environment error that says so, and leaves the registry whole', async (test) => {
    const place = await mkdtemp(join(tmpdir(), 'assay-small-'));
    try {
      await promisify(execFile)('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place]);
    } catch {
      await rm(place, { recursive: true });
      test.skip('a small file system can only be mounted by root on Linux');
    }
    try {
      const small = await registryOver(new FolderStore(join(place, 'registry')));
      await deliver(small, 'one');
      const large = join(folder, 'large.bin');
      await writeFile(large, Buffer.alloc(2_000_000, 1));
      const full = await small.putBlob(large).then(
        () => null,
        (error: unknown) => error,
      );
      expect(full).toBeInstanceOf(AssayError);
      expect(full).toMatchObject({ kind: 'environment' });
      expect(String(full)).toMatch(/the disk is full.*free space/s);
      expect(await verifyStore(small.store)).toMatchObject({ problems: [], notes: [] });
      // Also where not one byte is left, in small entries.
      // It is meant to fail: it takes what is left of the disk.
      await expect(writeFile(join(place, 'filler'), Buffer.alloc(1 << 20))).rejects.toThrow('ENOSPC');
      for (let index = 0; index < 300; index += 1) {
        const error = await deliver(small, `model ${index}`).then(
          () => null,
          (thrown: unknown) => thrown,
        );
        if (error !== null) expect(error).toMatchObject({ kind: 'environment' });
      }
      expect((await verifyStore(small.store)).problems).toEqual([]);
      await rm(join(place, 'filler'), { force: true });
      expect(await deliver(small, 'after')).toBe((await small.versions('flights')).length);
    } finally {
      await promisify(execFile)('umount', [place]);
      await rm(place, { recursive: true });
    }
  });

  it('or a folder without the right to write is told apart', async (test) => {
    const place = join(folder, 'read-only');
    await mkdir(place);
    const mount = ['-t', 'tmpfs', '-o', 'ro,size=64k', 'tmpfs', place];
    const mounted = await promisify(execFile)('mount', mount).then(
      () => true,
      () => false,
    );
    if (!mounted) return test.skip('a read-only file system can only be mounted by root on Linux');
    try {
      const error = await new FolderStore(place)
        .create('a/k', Buffer.from('x'))
        .catch((thrown: unknown) => thrown);
      expect(String(error)).toMatch(/the file system is read-only/);
      expect(error).toMatchObject({ kind: 'environment' });
      expect(await readdir(place)).toEqual([]);
    } finally {
      await promisify(execFile)('umount', [place]);
    }
  });
});
