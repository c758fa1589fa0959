import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { StoreRegistry } from './registry.js';
import { BY, testFolder, testManifest, testRegistry } from './testing/make.js';

let folder: string;
let remove: () => Promise<void>;
let registry: StoreRegistry;
beforeEach(async () => {
  ({ folder, remove } = await testFolder());
  registry = await testRegistry(folder);
});
afterEach(() => remove());

describe('a registry', () => {
  it('registers, moves, decides and verifies', async () => {
    const manifest = await testManifest(registry, 'one');
    const first = await registry.register(manifest, BY);
    expect(first.created).toBe(true);
    expect(first.version.entry.version).toBe(1);
    const again = await registry.register(manifest, { actor: 'bob', run: 'other' });
    expect(again.created).toBe(false);
    expect(again.version.entry).toEqual(first.version.entry);
    const second = await registry.register(await testManifest(registry, 'two'), BY);
    expect(second.version.entry.version).toBe(2);
    const decision = await registry.decide({
      decision: 'approve',
      model: 'flights',
      version: 1,
      digest: first.version.entry.digest,
      target: 'production',
      verdict: 'pass',
      aliasSeq: 0,
      actor: 'bob',
      source: 'terminal',
      reason: 'good',
      expires: null,
    });
    await registry.moveAlias('flights', 'production', {
      to: first.version,
      kind: 'deploy',
      ...BY,
      approvals: [decision.id],
      reason: '',
      expectSeq: 0,
    });
    expect((await registry.aliasLog('flights', 'production')).map((entry) => entry.version)).toEqual([1]);
    expect(await registry.models()).toEqual(['flights']);
    expect(await registry.aliases('flights')).toEqual(['production']);
    expect(await registry.decisions('flights', 1)).toEqual([decision]);
    expect(await registry.verify()).toEqual([]);
  });
});
