/** The data of a rebuild: each dataset must have the digest that the manifest names, before anything runs. */
import { relative } from 'node:path';
import { AssayError, type Context, isInside, type Problem, usageError } from '../../base/index.js';
import type { LoadedConfig } from '../../config/index.js';
import { type Dataset, resolveDataset } from '../../data/index.js';
import type { Manifest } from '../../registry/index.js';
import type { Place } from '../../s3/index.js';
import { trainingDatasetNames } from '../../training/index.js';
import { placeOf } from '../place.js';
import { inside, linkInto, type Tree } from './worktree.js';

/**
 * Takes each dataset from the commit, or by links from the repository that the command was called in. Throws a usage
 * error that names every dataset that is missing or has changed. Gives the names that were checked.
 */
export async function checkedDatasets(
  ctx: Context,
  config: LoadedConfig,
  manifest: Manifest,
  tree: Tree,
): Promise<string[]> {
  const names = new Set(trainingDatasetNames(config));
  if (config.evaluate !== undefined) names.add(config.evaluate.dataset);
  const problems: Problem[] = [];
  const checked: string[] = [];
  for (const name of names) {
    const dataset = config.datasets[name];
    const recorded = manifest.data.find((one) => one.name === name);
    if (dataset === undefined || recorded === undefined) continue;
    const read = (root: string) => tryResolve(ctx, name, dataset, placeOf(ctx, config, root));
    const committed = await read(tree.root);
    checked.push(name);
    if (committed.sha256 === recorded.sha256) continue;
    const here = await read(tree.here);
    if (here.dataset === null || here.sha256 !== recorded.sha256) {
      const now = here.sha256 === null ? here.why : `here it is sha256:${here.sha256}`;
      problems.push({
        message: `dataset ${name} (${dataset.path}) is not what the version was made from: ${now}`,
        expected: `sha256:${recorded.sha256}, ${recorded.rows} rows`,
        fix: 'bring the data of that time back (`dvc checkout`, a snapshot of the bucket), then run the command again',
      });
      continue;
    }
    const problem = await linkDataset(here.dataset, tree);
    const linked = problem === null ? await read(tree.root) : null;
    if (problem !== null) problems.push({ message: `dataset ${name}: ${problem}` });
    else if (linked?.sha256 !== recorded.sha256) {
      problems.push({
        message: `dataset ${name} (${dataset.path}) also matches files of the commit that the version was not made from`,
      });
    }
  }
  if (problems.length > 0) throw usageError(problems);
  return checked;
}

async function tryResolve(
  ctx: Context,
  name: string,
  { path, kind }: Pick<LoadedConfig['datasets'][string], 'path' | 'kind'>,
  place: Place,
): Promise<{ dataset: Dataset | null; sha256: string | null; why: string }> {
  try {
    const dataset = await resolveDataset(name, path, place, ctx.signal, kind);
    return { dataset, sha256: dataset.sha256, why: '' };
  } catch (error) {
    if (ctx.signal.aborted || !(error instanceof AssayError)) throw error;
    return { dataset: null, sha256: null, why: error.problems.map(({ message }) => message).join('; ') };
  }
}

async function linkDataset(dataset: Dataset, tree: Tree): Promise<string | null> {
  for (const { path, shown } of dataset.files) {
    const to = relative(tree.here, path);
    if (!isInside(tree.top, `${tree.root}/${to}`)) {
      return `${shown} lies outside of the repository; name it by an absolute path`;
    }
    await linkInto(path, inside(tree.top, tree.root, to));
  }
  return null;
}
