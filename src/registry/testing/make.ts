/** Small registries for tests: a folder, a clock, a manifest whose blobs are stored. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Context, silentLog } from '../../base/index.js';
import { initRegistry, openStoreRegistry } from '../open.js';
import type { StoreRegistry } from '../registry.js';
import type { Manifest, Registry } from '../types.js';

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

/** A manifest of one model file whose bytes are `content`, with the blob stored. */
export async function testManifest(
  registry: Registry,
  content: string,
  change: Partial<Manifest> = {},
): Promise<Manifest> {
  const blob = await registry.putBytes(Buffer.from(content));
  return {
    format: 1,
    model: 'flights',
    files: [{ role: 'model', name: 'model', file: 'model.onnx', ...blob }],
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
