/**
 * The suite that every store must pass before a registry may be kept in it. The checks are plain functions, so
 * that a store made unsafe on purpose can show that they see it.
 */
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AssayError, sha256 } from '../../base/index.js';
import type { StoreAddress } from '../testing/child.js';
import { type Child, type ChildProgram, compileChild } from '../testing/children.js';
import type { Store } from './store.js';

export interface StoreUnderTest {
  /** Empty. */
  readonly store: Store;
  /** How another process reaches the same store; null where it cannot (a store in memory). */
  readonly address: StoreAddress | null;
  /** Damages a stored object behind the store's back; null where that cannot be done. */
  readonly damage: ((key: string, change: (bytes: Buffer) => Buffer) => Promise<void>) | null;
  /** Where each write takes tens of milliseconds: fewer rounds of the same checks. */
  readonly slow?: boolean;
  close(): Promise<void>;
}

const text = (bytes: Uint8Array | null): string | null =>
  bytes === null ? null : Buffer.from(bytes).toString('utf8');

export async function listAll(store: Store, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list(prefix)) keys.push(key);
  return keys;
}

export const REFUSED_KEYS = [
  '',
  '/',
  '/etc/passwd',
  '..',
  '../x',
  'a/../b',
  'a/./b',
  'a//b',
  'a/',
  'a\\b',
  'a b',
  'a\0b',
  'ä',
  'a:b',
  'C:/x',
  'a*',
  'x.tmp',
  'a/con',
  'a/NUL.json',
  'a/b.',
  `${'a/'.repeat(600)}b`,
  'a'.repeat(201),
] as const;

/** Checks that need nothing but the store. */
export const CHECKS: readonly {
  readonly name: string;
  readonly run: (store: Store, slow?: boolean) => Promise<void>;
}[] = [
  {
    name: 'gives back what was created, also nothing and all bytes',
    async run(store) {
      const all = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
      expect(await store.create('a/all', all)).toBe('created');
      expect(await store.create('a/empty', Buffer.alloc(0))).toBe('created');
      expect(all.equals((await store.get('a/all')) ?? Buffer.alloc(1))).toBe(true);
      expect((await store.get('a/empty'))?.length).toBe(0);
      expect(await store.stat('a/all')).toMatchObject({ key: 'a/all', size: 256 });
      expect(await store.digest('a/all')).toEqual({ sha256: sha256(all), size: 256 });
      const age = Math.abs(Date.now() - ((await store.stat('a/all'))?.modified.getTime() ?? 0));
      expect(age).toBeLessThan(24 * 3600 * 1000);
    },
  },
  {
    name: 'says null, false and nothing of what is not there',
    async run(store) {
      await store.create('a/b', Buffer.from('x'));
      for (const key of ['none', 'a/none', 'none/none/none']) {
        expect(await store.get(key)).toBeNull();
        expect(await store.stat(key)).toBeNull();
      }
      // What other keys begin with is no object; a store that keeps folders may refuse to read one.
      expect(await store.stat('a')).toBeNull();
      expect(await store.get('a').then(String, String)).toMatch(/^null$|a folder lies where an object/);
      expect(await store.digest('none')).toBeNull();
      expect(await listAll(store, 'none/')).toEqual([]);
    },
  },
  {
    name: 'never changes an object',
    async run(store) {
      expect(await store.create('k', Buffer.from('first'))).toBe('created');
      expect(await store.create('k', Buffer.from('second'))).toBe('exists');
      expect(await store.create('k', Buffer.from('first'))).toBe('exists');
      expect(text(await store.get('k'))).toBe('first');
    },
  },
  {
    name: 'lets one of 32 racing writers win, and gives its bytes',
    async run(store, slow = false) {
      for (let round = 0; round < (slow ? 3 : 8); round += 1) {
        const key = `race/${round}`;
        const heard = await Promise.all(
          Array.from({ length: 32 }, (_, writer) =>
            store.create(key, Buffer.from(`${writer} `.repeat(5000))),
          ),
        );
        expect(heard.filter((one) => one === 'created')).toHaveLength(1);
        expect(text(await store.get(key))).toBe(`${heard.indexOf('created')} `.repeat(5000));
      }
    },
  },
  {
    name: 'shows a reader all of an object or nothing',
    async run(store) {
      const whole = Buffer.alloc(8 << 20, 7);
      let writing = true;
      const create = store.create('large', whole).finally(() => {
        writing = false;
      });
      while (writing) {
        // A store in memory must get its turn.
        await new Promise((resolve) => setImmediate(resolve));
        const seen = await store.get('large');
        if (seen !== null) expect(seen.length).toBe(whole.length);
        for (const key of await listAll(store, '')) expect(key).toBe('large');
      }
      await create;
      expect((await store.get('large'))?.length).toBe(whole.length);
    },
  },
  {
    name: 'lists by prefix in the order of keys, sizes with them',
    async run(store, slow = false) {
      const part = fc.stringMatching(/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,2}$/).filter((one) => !/\.$/.test(one));
      const key = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
      // Not one key inside another (`a` and `a/b`), nor two that differ only in case: no layout of ours has them.
      const keys = fc
        .uniqueArray(key, { maxLength: 12, selector: (one) => one.toLowerCase() })
        .map((list) => list.filter((one) => !list.some((other) => inside(other, one))));
      let round = 0;
      await fc.assert(
        fc.asyncProperty(keys, fc.nat(), fc.nat(), async (list, which, cut) => {
          round += 1;
          const base = `r${round}/`;
          for (const one of list) await store.create(base + one, Buffer.from(one));
          const chosen = list[which % Math.max(1, list.length)] ?? 'x';
          const prefix = base + chosen.slice(0, cut % (chosen.length + 1));
          const expected = list.map((one) => base + one).filter((one) => one.startsWith(prefix));
          expect(await listAll(store, prefix)).toEqual(expected.sort());
          for await (const object of store.list(base))
            expect(object.size).toBe(object.key.length - base.length);
        }),
        { numRuns: slow ? 6 : 25 },
      );
    },
  },
  {
    name: 'deletes, twice as well, and takes the key again',
    async run(store) {
      await store.create('d/k', Buffer.from('1'));
      await store.create('d/l', Buffer.from('2'));
      await store.delete('d/k');
      await store.delete('d/k');
      await store.delete('never/was');
      expect(await store.get('d/k')).toBeNull();
      expect(await listAll(store, 'd/')).toEqual(['d/l']);
      expect(await store.create('d/k', Buffer.from('3'))).toBe('created');
      expect(text(await store.get('d/k'))).toBe('3');
    },
  },
  {
    name: 'refuses keys that leave the store or that some system cannot hold',
    async run(store) {
      for (const key of REFUSED_KEYS) {
        const calls: readonly (() => Promise<unknown>)[] = [
          () => store.create(key, Buffer.from('x')),
          () => store.createFromFile(key, '/dev/null'),
          () => store.get(key),
          () => store.getToFile(key, '/nonexistent/x'),
          () => store.stat(key),
          () => store.digest(key),
          () => store.delete(key),
        ];
        for (const call of calls) {
          const error = await call().then(
            () => null,
            (thrown: unknown) => thrown,
          );
          expect(error, JSON.stringify(key)).toBeInstanceOf(AssayError);
          expect((error as AssayError).kind).toBe('usage');
        }
      }
      for (const prefix of ['../', 'a/../', '/', 'a//', '..', 'a b']) {
        await expect(listAll(store, prefix), prefix).rejects.toThrow(AssayError);
      }
      expect(await listAll(store, '')).toEqual([]);
    },
  },
];

function inside(outer: string, key: string): boolean {
  return key.toLowerCase().startsWith(`${outer.toLowerCase()}/`);
}

/** Registers the suite for one kind of store. */
export function storeConformance(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`${name}, as a store`, () => {
    let under: StoreUnderTest;
    let folder: string;
    beforeEach(async () => {
      under = await make();
      folder = await mkdtemp(join(tmpdir(), 'assay-store-'));
    });
    afterEach(async () => {
      await under.close();
      await rm(folder, { recursive: true, force: true });
    });

    it.each(CHECKS)('$name', async ({ run }) => run(under.store, under.slow));

    it('carries files both ways, and refuses to overwrite one', async () => {
      const { store } = under;
      const from = join(folder, 'from');
      const bytes = Buffer.alloc(3_000_001, 'abc');
      await writeFile(from, bytes);
      const results = await Promise.all(Array.from({ length: 8 }, () => store.createFromFile('f', from)));
      expect(results.filter((one) => one === 'created')).toHaveLength(1);
      expect(await store.getToFile('f', join(folder, 'to'))).toEqual({
        sha256: sha256(bytes),
        size: bytes.length,
      });
      expect((await readFile(join(folder, 'to'))).equals(bytes)).toBe(true);
      await expect(store.getToFile('f', join(folder, 'to'))).rejects.toThrow(AssayError);
      expect(await store.getToFile('none', join(folder, 'not'))).toBeNull();
      await expect(readFile(join(folder, 'not'))).rejects.toThrow('ENOENT');
      await expect(store.createFromFile('g', join(folder, 'missing'))).rejects.toThrow(AssayError);
      expect(await listAll(store, '')).toEqual(['f']);
    });

    it('creates nothing of a file that changed, or whose copy was cancelled', async () => {
      const { store } = under;
      const from = join(folder, 'from');
      await writeFile(from, Buffer.alloc(5_000_000, 1));
      const digest = sha256(await readFile(from));
      await truncate(from, 4_000_000);
      await expect(store.createFromFile('k', from, undefined, digest)).rejects.toThrow(/changed/);
      const stop = new AbortController();
      stop.abort(new Error('stopped by the test'));
      await expect(store.createFromFile('k', from, stop.signal)).rejects.toThrow();
      expect(await store.get('k')).toBeNull();
      expect(await listAll(store, '')).toEqual([]);
      expect(await store.createFromFile('k', from)).toBe('created');
      await expect(store.getToFile('k', join(folder, 'to'), stop.signal)).rejects.toThrow();
      await expect(readFile(join(folder, 'to'))).rejects.toThrow('ENOENT');
    });

    describe('with several processes', () => {
      let program: ChildProgram;
      let children: Child[];
      beforeAll(async () => {
        program = await compileChild();
      });
      afterAll(() => program.remove());
      beforeEach(() => {
        children = Array.from({ length: 4 }, () => program.start());
      });
      afterEach(async () => {
        await Promise.all(children.map((child) => child.end()));
      });

      it('lets one win, and shows every process the same at once', async (test) => {
        if (under.address === null) return test.skip('no other process reaches this store');
        const store = under.address;
        for (let round = 0; round < (under.slow ? 5 : 40); round += 1) {
          const key = `p/${round}`;
          const heard = await Promise.all(
            children.map((child, writer) =>
              child.ask({ do: 'create', store, key, text: `writer ${writer}` }),
            ),
          );
          const values = heard.map((answer) => ('value' in answer ? answer.value : answer));
          expect(values.filter((value) => value === 'created')).toHaveLength(1);
          expect(values.filter((value) => value === 'exists')).toHaveLength(children.length - 1);
          const winner = `writer ${values.indexOf('created')}`;
          expect(text(await under.store.get(key))).toBe(winner);
          const seen = await Promise.all(children.map((child) => child.ask({ do: 'get', store, key })));
          for (const one of seen) expect(one).toMatchObject({ value: winner });
        }
      });

      it('streams objects that are larger than its memory may grow', async (test) => {
        if (under.address === null) return test.skip('no other process reaches this store');
        const from = join(folder, 'large');
        await writeFile(from, '');
        const size = 192 << 20;
        await truncate(from, size);
        const [child] = children;
        const answer = await child?.ask({
          do: 'copy',
          store: under.address,
          key: 'large',
          from,
          to: join(folder, 'back'),
        });
        expect(answer).toMatchObject({ value: ['created', { size }] });
        expect((await under.store.stat('large'))?.size).toBe(size);
        if (answer && 'maxRss' in answer) expect(answer.maxRss).toBeLessThan(size);
      });
    });

    it('gives damaged bytes as they are, so that digests show the damage', async (test) => {
      if (under.damage === null) return test.skip('this store cannot be damaged from outside');
      await under.store.create('k', Buffer.from('whole'));
      await under.damage('k', (bytes) => Buffer.concat([bytes, Buffer.from('!')]));
      expect(text(await under.store.get('k'))).toBe('whole!');
      expect((await under.store.digest('k'))?.sha256).toBe(sha256('whole!'));
    });
  });
}
