import { copyFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe } from 'vitest';
import { GIT_ENV, gitWorld, LIMITS, must, REF, type World } from '../../testing/git.js';
import { serveGit } from '../../testing/git-server.js';
import { listAll, storeConformance } from '../conformance.js';

/** Puts other bytes under a key by a commit of its own, as someone with the right to push could. */
async function damage(world: World, key: string, change: (bytes: Buffer) => Buffer): Promise<void> {
  const other = join(world.folder, 'other');
  await must(world.folder, ['clone', '--quiet', `file://${world.bare}`, other]);
  await must(other, ['fetch', '--quiet', 'origin', `${REF}:refs/heads/registry`]);
  await must(other, ['checkout', '--quiet', 'registry']);
  await writeFile(join(other, 'bytes'), change(Buffer.from(await must(other, ['show', `HEAD:${key}`]))));
  await copyFile(join(other, 'bytes'), join(other, key));
  await must(other, ['commit', '--quiet', '--all', '--message', 'damage']);
  await must(other, ['push', '--quiet', 'origin', `HEAD:${REF}`]);
  await rm(other, { recursive: true });
}

function under(world: World, close: () => Promise<void>) {
  const store = world.store();
  const options = { root: world.clone, remote: 'origin', ref: REF, env: GIT_ENV, ...LIMITS };
  return {
    store,
    address: { kind: 'git', place: JSON.stringify(options) } as const,
    async damage(key: string, change: (bytes: Buffer) => Buffer): Promise<void> {
      await damage(world, key, change);
      await listAll(store, '');
    },
    slow: true,
    close,
  };
}

describe('git', () => {
  storeConformance('git over file://', async () => {
    const world = await gitWorld();
    return under(world, world.remove);
  });

  storeConformance("git over git's own HTTP backend", async () => {
    const server = await serveGit('/');
    const world = await gitWorld((bare) => `${server.address}${bare}`);
    return under(world, async () => {
      await server.close();
      await world.remove();
    });
  });
});
