/** The model of an evaluation: the candidate of this run, or a file of the command line. */
import { copyFile, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Context, usageError } from '../../base/index.js';
import type { Workspace } from '../../results/index.js';
import type { Place } from '../../s3/index.js';
import { fileAt } from '../place.js';

export interface CandidateModel {
  /** Absolute. */
  readonly path: string;
  /** As people know it. */
  readonly shown: string;
  /** Models of every seed, this one first; absent where training made one. */
  readonly seeds?: readonly { readonly seed: number; readonly path: string }[];
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
  const seeds: { seed: number; path: string }[] = [];
  for (const [index, { seed, outputs }] of train.seeds.entries()) {
    const output = outputs['model'];
    if (output === undefined) continue;
    const place = join(folder, index === 0 ? 'candidate' : `candidate-seed${seed}`);
    await mkdir(place, { recursive: true });
    const path = join(place, basename(output.file));
    await copyFile(await workspace.checkedArtifact(output), path);
    seeds.push({ seed, path });
  }
  const [first] = seeds;
  if (first === undefined) throw new TypeError('a model that was found is there');
  return { path: first.path, shown: model.file, ...(seeds.length > 1 ? { seeds } : {}) };
}

/** A path of the command line, an `s3://` address, or a model of an MLflow server, which is downloaded into `folder`. */
export async function givenModel(
  ctx: Context,
  place: Place,
  path: string,
  folder: string,
): Promise<CandidateModel> {
  if (!/^(models|runs):\//.test(path)) return { path: await fileAt(place, path), shown: path };
  const { fetchMlflowModel } = await import('../mlflow.js');
  const { path: fetched, shown } = await fetchMlflowModel(ctx, path, folder);
  return { path: fetched, shown };
}
