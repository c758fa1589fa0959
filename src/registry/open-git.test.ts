/** `registry: git` as the commands use it: made, proved, opened, and refused where it has no place. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../base/index.js';
import { parseConfig } from '../config/parsing/index.js';
import { initRegistry, openRegistry, openStoreRegistry } from './open.js';
import { probeStore } from './probe.js';
import { GIT_ENV, gitWorld, must, REF, type World } from './testing/git.js';
import { BY, deliver, testManifest } from './testing/make.js';

let world: World;
beforeEach(async () => {
  world = await gitWorld();
});
afterEach(() => world.remove());

const context = () => ({
  cwd: world.clone,
  env: GIT_ENV,
  now: () => new Date(),
  signal: new AbortController().signal,
  log: silentLog,
});
const caught = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe('registry: git', () => {
  it('is a usage error until it was made; then holds a delivery, and is whole', async () => {
    const missing = await caught(openRegistry('git', world.clone, context()));
    expect(missing).toMatchObject({ kind: 'usage' });
    expect(String(missing)).toMatch(/there is no registry in git.*registry init/s);
    expect(await initRegistry('git', world.clone, context())).toMatchObject({ created: true });
    expect(await initRegistry('git', world.clone, context())).toMatchObject({ created: false });
    const registry = await openRegistry('git', world.clone, context());
    const before = Number(await must(world.bare, ['rev-list', '--count', REF]));
    expect(await deliver(registry, 'model')).toBe(1);
    // Name of the model, blob and manifest and version, decision, event, name of the alias, alias, run; three
    // receipts; a lease that comes and goes.
    expect(Number(await must(world.bare, ['rev-list', '--count', REF])) - before).toBeLessThanOrEqual(13);
    const again = await openStoreRegistry('git', world.clone, context());
    expect(await again.verify()).toEqual([]);
    expect((await probeStore(again.store, () => new Date(), { writers: 4, rounds: 1 })).safe).toBe(true);
    // The user's side of the repository is as it was.
    expect(await must(world.clone, ['status', '--porcelain'])).toBe('');
    expect(await must(world.clone, ['for-each-ref', '--format=%(refname)'])).toBe('refs/heads/main');
  });

  it('with settings lies where they say, and takes the address of a remote', async () => {
    const text = (registry: string) => `version: 1\nmodel: m\nregistry: ${registry}\n`;
    const at = (registry: string) => parseConfig(text(registry), join(world.clone, 'assay.yaml')).registry;
    const location = at(`{url: git, remote: "file://${world.bare}", ref: refs/assay/other}`);
    expect((await initRegistry(location, world.clone, context())).created).toBe(true);
    expect(await must(world.bare, ['for-each-ref', '--format=%(refname)', 'refs/assay'])).toBe(
      'refs/assay/other',
    );
    expect(() => at('{url: git, ref: main}')).toThrow(/assay.yaml:3/);
    expect(() => at('{url: git, ref: refs/heads/../x}')).toThrow(/assay.yaml:3/);
    expect(() => at('{url: git, part_size: 5}')).toThrow(/assay.yaml:3/);
    const limited = at('{url: git, max_file: 10KiB}');
    expect(String(await caught(openStoreRegistry('git', world.clone, context())))).toMatch(
      /there is no registry in git/,
    );
    await initRegistry(limited, world.clone, context());
    const small = await openRegistry(limited, world.clone, context());
    const large = join(world.folder, 'large');
    await writeFile(large, Buffer.alloc(20_000));
    expect(String(await caught(small.putBlob(large)))).toMatch(/at most 10240.*S3/s);
  });

  it('refuses a folder without a repository, a repository without the remote, and a branch with other files', async () => {
    const outside = await caught(initRegistry('git', world.folder, context()));
    expect(outside).toMatchObject({ kind: 'usage' });
    expect(String(outside)).toMatch(/is in no git repository/);
    await must(world.clone, ['remote', 'rename', 'origin', 'upstream']);
    const without = await caught(initRegistry('git', world.clone, context()));
    expect(without).toMatchObject({ kind: 'usage' });
    expect(String(without)).toMatch(/has no remote origin.*registry: assay-registry/s);
    await writeFile(join(world.clone, 'train.py'), 'print(1)\n');
    await must(world.clone, ['remote', 'rename', 'upstream', 'origin']);
    const settings = { url: 'git', remote: 'origin', part_size: '1MiB', max_file: '1GiB' } as const;
    const branch = { ...settings, ref: 'refs/heads/main' };
    const main = await must(world.bare, ['rev-parse', 'main']);
    expect(String(await caught(initRegistry(branch, world.clone, context())))).toMatch(/holds other/);
    expect(await must(world.bare, ['rev-parse', 'main'])).toBe(main);
  });

  it('a version that was registered twice at once is one version', async () => {
    await initRegistry('git', world.clone, context());
    const registries = await Promise.all([1, 2, 3].map(() => openRegistry('git', world.clone, context())));
    const heard = await Promise.all(
      registries.map(async (one) => one.register(await testManifest(one, 'same'), BY)),
    );
    expect(new Set(heard.map(({ version }) => version.entry.version))).toEqual(new Set([1]));
    expect(heard.filter(({ created }) => created)).toHaveLength(1);
  });
});
