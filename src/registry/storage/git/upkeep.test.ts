/** A registry in git over a long time: few pushes, a copy that does not grow without limit, readers that never end. */
import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GIT_ENV, gitWorld, must, REF, type World } from '../../testing/git.js';
import { BY, deliver, registryOver, testManifest } from '../../testing/make.js';
import { verifyStore } from '../../verify.js';
import { listAll } from '../conformance.js';

const bytes = (text: string) => Buffer.from(text);
let world: World;
afterEach(() => world.remove());

const commits = async (): Promise<number> => Number(await must(world.bare, ['rev-list', '--count', REF]));

describe('a repository of another object format', () => {
  beforeEach(async () => {
    world = await gitWorld(undefined, 'sha256');
  });
  it('holds deliveries, and what is removed is gone', async () => {
    const registry = await registryOver(world.store());
    await deliver(registry, 'one');
    await registry.store.create('probes/x', bytes('x'));
    await registry.store.delete('probes/x');
    expect(await listAll(world.store(), 'leases/')).toEqual([]);
    expect(await listAll(world.store(), 'probes/')).toEqual([]);
    expect((await verifyStore(world.store())).problems).toEqual([]);
  });
});

describe('pushes', () => {
  beforeEach(async () => {
    world = await gitWorld();
  });
  it('an entry goes up with its receipt: a delivery is at most 7 pushes', async () => {
    const registry = await registryOver(world.store());
    await deliver(registry, 'one');
    const before = await commits();
    await deliver(registry, 'two');
    expect((await commits()) - before).toBeLessThanOrEqual(7);
    const written = await must(world.bare, ['log', '--format=%b', REF]);
    for (const [key] of written.matchAll(/create models\S+\.receipt/g)) {
      expect(written).toContain(`${key.replace('.receipt', '.json')}\n${key}`);
    }
  });

  it('of two objects the second is of whoever created the first, and of nobody else', async () => {
    const store = world.store();
    await store.create('begin', bytes(''));
    const rivals = store.rivals(4);
    await Promise.all(rivals.map((rival) => rival.get('none')));
    const heard = await Promise.all(
      rivals.map((rival, index) =>
        rival.createBoth?.(
          { key: 'one', bytes: bytes(`${index}`) },
          { key: 'two', bytes: bytes(`${index}`) },
        ),
      ),
    );
    const winner = heard.findIndex((one) => one?.[0] === 'created');
    expect(heard.map((one) => one?.join())).toEqual(
      heard.map((_, index) => (index === winner ? 'created,created' : 'exists,exists')),
    );
    for (const key of ['one', 'two']) expect(await world.store().get(key)).toEqual(bytes(`${winner}`));
    // The second was there before, as the receipt of an entry that was lost: it stays, and the caller hears of it.
    await store.delete('one');
    const again = await store.createBoth(
      { key: 'one', bytes: bytes('x') },
      { key: 'two', bytes: bytes('x') },
    );
    expect(again).toEqual(['created', 'exists']);
    expect(await world.store().get('two')).toEqual(bytes(`${winner}`));
  }, 240_000);

  it('a clean-up of many objects is few pushes', async () => {
    const registry = await registryOver(world.store());
    for (let index = 0; index < 60; index += 1) await registry.putBytes(bytes(`never named ${index}`));
    await registry.register(await testManifest(registry, 'one'), BY);
    const before = await commits();
    const { removed } = await registry.gc('carol', { graceMs: 0 });
    expect(removed.length).toBeGreaterThanOrEqual(60);
    expect((await commits()) - before).toBeLessThanOrEqual(7);
    expect((await verifyStore(world.store())).problems).toEqual([]);
  });
});

describe('the copy in the clone', () => {
  beforeEach(async () => {
    world = await gitWorld();
  });
  const area = async (): Promise<string> => {
    const folder = join(world.clone, '.git', 'assay');
    return join(folder, (await readdir(folder))[0] ?? '');
  };
  /** Packs and loose objects of all object folders of the area. */
  const files = async (): Promise<number> => {
    const names = await readdir(await area(), { recursive: true });
    return names.filter((name) => /objects[^/]*\/(pack\/.*\.pack|[0-9a-f]{2}\/)/.test(name)).length;
  };
  const DAYS_AGO = new Date(Date.now() - 3 * 24 * 3600 * 1000);
  const age = async (pattern: RegExp): Promise<void> => {
    const place = await area();
    for (const name of await readdir(place)) {
      if (pattern.test(name)) await utimes(join(place, name), DAYS_AGO, DAYS_AGO);
    }
  };

  it('does not grow with each use: what nobody needs any more goes', async () => {
    const large = Buffer.alloc(200_000, 'large');
    await world.store().create('blobs/large', large);
    await rm(join(world.clone, '.git', 'assay'), { recursive: true });
    const other = await gitWorldClone();
    for (let day = 0; day < 24; day += 1) {
      const store = world.store({ crowded: 100 });
      expect(await store.create(`k/${day}`, bytes(`${day}`))).toBe('created');
      // Another machine writes too, which this one fetches as a pack.
      if (day % 6 === 0) await world.store({ root: other }).create(`l/${day}`, bytes(`${day}`));
      if (day % 5 === 0) await age(/^objects/);
    }
    await age(/^objects/);
    const store = world.store({ crowded: 1 });
    expect(await listAll(store, 'k/')).toHaveLength(24);
    expect(await listAll(store, 'l/')).toHaveLength(4);
    expect(await files()).toBeLessThan(LIMIT);
    // What was never fetched is fetched from the copy that was made anew, too, and new writes go on from it.
    expect(large.equals((await store.get('blobs/large')) ?? bytes(''))).toBe(true);
    expect(await store.create('after', bytes('x'))).toBe('created');
    expect(Buffer.from((await world.store().get('k/7')) ?? []).toString()).toBe('7');
    await must(world.bare, ['fsck', '--strict', '--no-dangling'], GIT_ENV);
    // A ref that was rewritten shows as before.
    await must(world.bare, ['update-ref', REF, await must(world.bare, ['rev-parse', `${REF}~3`])]);
    await expect(world.store().get('none')).rejects.toThrow(/was rewritten by force/);
  }, 240_000);

  it('is not taken from a process that runs for days', async () => {
    const server = world.store();
    await server.create('k', bytes('x'));
    await age(/^process/);
    expect(await server.get('none')).toBeNull();
    // Another process begins, and removes what dead ones left.
    await world.store().create('l', bytes('y'));
    expect(await server.get('l')).toEqual(bytes('y'));
    expect(await server.create('m', bytes('z'))).toBe('created');
    expect(await listAll(world.store(), '')).toEqual(['k', 'l', 'm']);
  });

  it('may be lost under a process: nothing is written that leaves out what was there', async () => {
    const server = world.store();
    await server.create('k', bytes('x'));
    await age(/^process/);
    await world.store().create('l', bytes('y'));
    // The other has removed the folder of this one, which was asleep.
    expect((await readdir(await area())).filter((name) => name.startsWith('process'))).toHaveLength(1);
    expect(await server.create('m', bytes('z'))).toBe('created');
    await rm(await area(), { recursive: true });
    expect(await server.create('n', bytes('z'))).toBe('created');
    expect(await server.get('l')).toEqual(bytes('y'));
    for (const name of await readdir(await area())) {
      if (name.startsWith('process')) await rm(join(await area(), name, 'index'), { force: true });
    }
    expect(await server.create('o', bytes('z'))).toBe('created');
    expect(await listAll(world.store(), '')).toEqual(['k', 'l', 'm', 'n', 'o']);
  });

  /** Each write makes several. */
  const LIMIT = 20;
  async function gitWorldClone(): Promise<string> {
    const clone = join(world.folder, 'machine');
    await must(world.folder, ['clone', '--quiet', `file://${world.bare}`, clone]);
    await stat(clone);
    return clone;
  }
});
