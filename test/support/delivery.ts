/** A registry with real versions in it, for tests of approval, deployment and serving. */
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Context, silentLog } from '../../src/base/index.js';
import { initRegistry, type Manifest, type ModelVersion, type Registry } from '../../src/registry/index.js';
import { BARE_MANIFEST } from '../../src/registry/testing/make.js';
import type { Verdict } from '../../src/results/index.js';
import { ROOT } from './compiled.js';

export const modelFile = (name: string): string => join(ROOT, 'test', 'models', `serving-${name}.onnx`);

export function testContext(cwd: string, more: Partial<Context> = {}): Context {
  return {
    cwd,
    env: { PATH: process.env['PATH'], HOME: cwd },
    now: () => new Date(),
    signal: new AbortController().signal,
    log: silentLog,
    ...more,
  };
}

export interface Stage {
  /** A temporary folder with the registry in `registry/`. */
  readonly root: string;
  readonly registry: Registry;
  /** Registers a version of model `m`, made by ada. */
  add(name: string, part?: Partial<Manifest> & { verdict?: Verdict }): Promise<ModelVersion>;
  /** Records an approval as the command does. */
  approve(version: ModelVersion, target: string, actor?: string): Promise<void>;
}

export async function makeStage(): Promise<Stage> {
  const root = await mkdtemp(join(tmpdir(), 'assay-delivery-'));
  const { registry } = await initRegistry('registry', root, testContext(root));
  return {
    root,
    registry,
    async add(name, part = {}) {
      const blob = await registry.putBytes(await readFile(modelFile(name)));
      const manifest: Manifest = {
        ...BARE_MANIFEST,
        model: 'm',
        files: [{ role: 'model', name: 'model', file: 'model.onnx', ...blob }],
        ...part,
      };
      return (await registry.register(manifest, { actor: 'ada', run: 'run-1' })).version;
    },
    async approve(version, target, actor = 'grace') {
      const { model, version: number, digest } = version.entry;
      const aliasSeq = (await registry.aliasLog(model, target)).length;
      await registry.decide({
        decision: 'approve',
        model,
        version: number,
        digest,
        target,
        verdict: version.manifest.verdict,
        aliasSeq,
        actor,
        source: 'terminal',
        reason: '',
        expires: null,
      });
    },
  };
}
