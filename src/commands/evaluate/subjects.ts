/** The models of an evaluation: the candidate of this run, and the baseline of the registry. */
import { copyFile, mkdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { AssayError, type Context, usageError } from '../../base/index.js';
import type { LoadedConfig } from '../../config/index.js';
import type { BaselineModel } from '../../evaluation/index.js';
import { parseBaselineRef } from '../../gate/index.js';
import { type ModelVersion, openRegistry } from '../../registry/index.js';
import type { Workspace } from '../../results/index.js';

export interface CandidateModel {
  /** Absolute. */
  readonly path: string;
  /** As people know it. */
  readonly shown: string;
}

/**
 * The model that training made in this run, under the file name that it had (a framework may look at the ending).
 * `folder` is where a copy may be put.
 */
export async function trainedModel(
  workspace: Workspace,
  name: string | undefined,
  folder: string,
): Promise<CandidateModel> {
  const train =
    (name === undefined ? null : await workspace.read('train', name)) ?? (await workspace.read('train'));
  const fix = 'run `assay train` first, or name the model with --model FILE';
  if (train === null)
    throw usageError({ message: 'there is no candidate: this run has no result of train', fix });
  const model = train.seeds[0]?.outputs['model'];
  if (model !== undefined && (train.verdict === 'fail' || train.verdict === 'error')) {
    throw usageError({
      message: `training ended with verdict ${train.verdict}, so what it left is no candidate: ${train.summary}`,
      fix: 'mend the training and run `assay train` again, or name the model with --model FILE',
    });
  }
  if (model === undefined) {
    throw usageError({
      message: `training ended with verdict ${train.verdict} and without the output \`model\``,
      expected: '`train.outputs.model` in assay.yaml, and a training that writes it',
      fix,
    });
  }
  const kept = await workspace.checkedArtifact(model);
  const path = join(folder, 'candidate', basename(model.file));
  await mkdir(join(folder, 'candidate'), { recursive: true });
  await copyFile(kept, path);
  return { path, shown: model.file };
}

export interface FoundBaseline {
  readonly model: BaselineModel | null;
  /** Why no baseline was evaluated, where a reader would expect one. */
  readonly notChecked: readonly string[];
}

/**
 * The model of the baseline, copied to `folder`. None where the reference is not one of the registry, where the
 * alias has no entry yet (a first run), and where there is no registry: the gate says what that means.
 */
export async function baselineModel(
  ctx: Context,
  config: LoadedConfig,
  text: string | undefined,
  folder: string,
): Promise<FoundBaseline> {
  const ref = parseBaselineRef(text ?? config.gate?.baseline ?? 'production');
  if (ref.kind !== 'alias' && ref.kind !== 'version') return { model: null, notChecked: [] };
  const none = (why: string): FoundBaseline => ({ model: null, notChecked: [`the baseline: ${why}`] });
  const asked = text !== undefined;
  const registry = await openRegistry(config.registry, config.root, ctx).catch((error: unknown) => {
    if (asked || !(error instanceof AssayError) || error.kind !== 'usage') throw error;
    return error;
  });
  if (registry instanceof AssayError) return none(registry.problems[0]?.message ?? registry.message);
  let found: ModelVersion | null;
  if (ref.kind === 'version') {
    found = await registry.version(config.model, ref.number);
    if (found === null)
      throw usageError({
        message: `version ${ref.number} is not in the registry`,
        fix: 'see `assay history`',
      });
  } else {
    const last = (await registry.aliasLog(config.model, ref.name)).at(-1);
    if (last === undefined) return none(`the alias ${ref.name} has no entry yet`);
    found = await registry.versionByDigest(config.model, last.to);
    if (found === null)
      throw usageError({
        message: `the alias ${ref.name} names a version that is not in the registry`,
        fix: 'run `assay registry verify`',
      });
  }
  const { entry, manifest } = found;
  const models = manifest.files.filter((file) => file.role === 'model');
  const file = models.find((candidate) => candidate.name === 'model') ?? models[0];
  const shown = `${ref.kind === 'alias' ? `alias:${ref.name}` : `version:${ref.number}`} → ${manifest.model} v${entry.version}`;
  if (file === undefined) return none(`${shown} has no model file`);
  const modelPath = join(folder, 'baseline', basename(file.file));
  await mkdir(join(folder, 'baseline'), { recursive: true });
  await registry.getBlob(file.sha256, modelPath, ctx.signal);
  return {
    model: { source: shown, version: entry.version, digest: entry.digest, modelPath },
    notChecked: [],
  };
}

/** A path of the command line. */
export function given(root: string, path: string): CandidateModel {
  return { path: resolve(root, path), shown: path };
}
