import { expect, it } from 'vitest';
import { testFolder, testManifest, testRegistry } from './testing/make.js';

it('one origin makes one decision, also where several write it at once; the registry stays whole', async () => {
  const { folder, remove } = await testFolder();
  const registry = await testRegistry(folder);
  const by = { actor: 'ada', run: 'run-1' };
  const { version } = await registry.register(await testManifest(registry, 'one'), by);
  const decision = {
    decision: 'approve' as const,
    model: 'flights',
    version: 1,
    digest: version.entry.digest,
    target: 'production',
    verdict: 'pass' as const,
    aliasSeq: 0,
    actor: 'bob',
    source: 'github-comment' as const,
    origin: 'github:o/r#comment-7',
    reason: 'first',
    expires: null,
  };
  const made = await Promise.all(
    ['first', 'second', 'third'].map((reason) => registry.decide({ ...decision, reason })),
  );
  expect(new Set(made.map(({ reason }) => reason)).size).toBe(1);
  await registry.decide({ ...decision, origin: 'github:o/r#comment-8' });
  const { origin: _, ...plain } = decision;
  await registry.decide({ ...plain, source: 'terminal' });
  const kept = await registry.decisions('flights', 1);
  expect(kept.map(({ origin }) => origin)).toHaveLength(3);
  for (const { id } of kept) expect(id).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
  expect(await registry.verify()).toEqual([]);
  await remove();
});
