/** Small registries for tests: a folder, a clock, a manifest whose blobs are stored. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Context, sha256, silentLog } from '../../base/index.js';
import { REGISTRY_KEY } from '../layout.js';
import { initRegistry, openStoreRegistry } from '../open.js';
import { probeStore } from '../probe.js';
import { StoreRegistry } from '../registry.js';
import { seal } from '../sealed.js';
import type { Store } from '../storage/index.js';
import type { Manifest, NewRun, Registry } from '../types.js';

export function testContext(cwd: string, now: () => Date = () => new Date()): Context {
  return { cwd, env: {}, now, signal: new AbortController().signal, log: silentLog };
}

/** An empty folder; `remove` it afterwards. */
export async function testFolder(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-registry-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A new registry in `folder`/registry. */
export async function testRegistry(folder: string): Promise<StoreRegistry> {
  const ctx = testContext(folder);
  await initRegistry('registry', folder, ctx);
  return openStoreRegistry('registry', folder, ctx);
}

/** What a manifest says besides its model and files: as little as there can be. */
export const BARE_MANIFEST: Omit<Manifest, 'model' | 'files'> = {
  format: 1,
  signature: null,
  data: [],
  code: { repository: null, commit: null, dirty: false, command: null, inputs: [] },
  environment: {},
  params: {},
  seeds: [0],
  accelerators: [],
  metrics: [],
  verdict: 'pass',
  authors: ['ada'],
  run: { id: 'run-1', attempt: 1, commit: null, config: null },
  parent: null,
};

/** A manifest of one model file whose bytes are `content`, with the blob stored. */
export async function testManifest(
  registry: Registry,
  content: string,
  change: Partial<Manifest> = {},
): Promise<Manifest> {
  const blob = await registry.putBytes(Buffer.from(content));
  return {
    ...BARE_MANIFEST,
    model: 'flights',
    files: [{ role: 'model', name: 'model', file: 'model.onnx', ...blob }],
    ...change,
  };
}

export const BY = { actor: 'ada', run: 'run-1' } as const;

/**
 * Registers, approves, moves and notes the run, as a job does it: what is done already is not done again. Gives
 * the number of the version.
 */
export async function deliver(registry: Registry, content: string): Promise<number> {
  const { version } = await registry.register(await testManifest(registry, content), BY);
  const { version: number, digest } = version.entry;
  const known = await registry.decisions('flights', number);
  const log = await registry.aliasLog('flights', 'production');
  const decision =
    known[0] ??
    (await registry.decide({
      decision: 'approve',
      model: 'flights',
      version: number,
      digest,
      target: 'production',
      verdict: 'pass',
      aliasSeq: log.length,
      actor: 'bob',
      source: 'terminal',
      reason: 'seen',
      expires: null,
    }));
  await registry.record({ model: 'flights', kind: 'deploying', key: `v${number}`, actor: 'ada', data: {} });
  if (log.at(-1)?.to !== digest) {
    await registry.moveAlias('flights', 'production', {
      to: version,
      kind: 'deploy',
      ...BY,
      approvals: [decision.id],
      reason: 'new',
      expectSeq: log.length,
    });
  }
  const runs = await registry.runs('flights');
  if (!runs.some((run) => run.version === number)) {
    const { run, verdict, params, metrics } = version.manifest;
    await registry.recordRun({ model: 'flights', run, verdict, version: number, params, metrics });
  }
  return number;
}

/** A run of one file whose bytes are `content`, with the blob stored, that made another file which is not kept. */
export async function testRun(
  registry: Registry,
  content: string,
  version: number | null = null,
): Promise<NewRun> {
  const blob = await registry.putBytes(Buffer.from(`steps of ${content}`));
  return {
    model: 'flights',
    run: { id: content.replaceAll(' ', '-'), attempt: 1, commit: null, config: null },
    verdict: 'pass',
    version,
    params: {},
    metrics: [],
    source: 'run',
    files: [{ role: 'other', name: 'steps', file: 'steps.jsonl', ...blob }],
    artifacts: [{ name: 'model', file: 'model.onnx', sha256: sha256(content), size: content.length }],
  };
}

/** A registry over any store, without the probe. */
export async function registryOver(store: Store, now: () => Date = () => new Date()): Promise<StoreRegistry> {
  const file = { format: 1, id: '0'.repeat(32), time: '2026-01-01T00:00:00.000Z' };
  await store.create(REGISTRY_KEY, seal(file, REGISTRY_KEY));
  return new StoreRegistry(store, now);
}

/** Four versions (one given up), three alias entries, decisions, claimed and plain events, runs: one of every kind of object. */
export async function fullRegistry(store: Store): Promise<StoreRegistry> {
  const registry = await registryOver(store);
  await probeStore(store, () => new Date(), { writers: 2, rounds: 1 });
  await deliver(registry, 'one');
  await deliver(registry, 'two');
  const first = await registry.version('flights', 1);
  if (first === null) throw new Error('no version 1');
  await registry.moveAlias('flights', 'production', {
    to: first,
    kind: 'rollback',
    ...BY,
    approvals: [],
    reason: 'worse',
    expectSeq: 2,
  });
  await registry.record({
    model: 'flights',
    kind: 'deployed',
    key: null,
    actor: 'ada',
    data: { share: 0.25 },
  });
  // A comment that was read twice.
  for (let reading = 0; reading < 2; reading += 1) {
    await registry.decide({
      decision: 'reject',
      model: 'flights',
      version: 2,
      digest: (await registry.versions('flights'))[1]?.digest ?? '',
      target: 'production',
      verdict: 'pass',
      aliasSeq: 3,
      actor: 'bob',
      source: 'github-comment',
      origin: 'issue-comment:7',
      reason: 'worse',
      expires: null,
    });
  }
  // Of the upkeep: a version that was given up, the record of that, runs with files and a segment of the index of
  // them, an import.
  for (const content of ['three', 'four']) await registry.register(await testManifest(registry, content), BY);
  await registry.gc('carol', { retention: { keepLast: 1 } });
  for (let index = 0; index < 8; index += 1)
    await registry.recordRun(await testRun(registry, `run ${index}`));
  await registry.indexRuns('flights');
  const evidence = await registry.putBytes(Buffer.from('{}'));
  const { digest } = first.entry;
  const origin = { registry: '1'.repeat(32), version: 7, actor: 'eve', run: 'r', time: first.entry.time };
  await registry.recordImport({
    model: 'flights',
    version: 1,
    digest,
    origin,
    evidence: evidence.sha256,
    decisions: 0,
    moves: 0,
    actor: 'ada',
  });
  return registry;
}
