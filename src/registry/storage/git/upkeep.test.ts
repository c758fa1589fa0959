/** A registry in git over a long time: few pushes, a copy that does not grow without limit, readers that never end. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gitWorld, must, REF, type World } from '../../testing/git.js';
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
