/** For tests of this folder only: shards with their digests. */
import { type Dataset, type FoundDataset, resolveDataset } from '../dataset.js';
import { type Shard, splitDataset } from './shard.js';

/** A dataset that was found, with its digests. */
export async function digestedDataset(found: FoundDataset): Promise<Dataset> {
  const root = found.files[0]?.path.slice(0, -(found.files[0]?.shown.length ?? 0)) ?? '';
  return resolveDataset(found.name, found.path, root);
}

/** One shard of a dataset, digested as a command would. */
export async function splitShard(
  dataset: Dataset,
  part: { readonly index: number; readonly of: number },
): Promise<{ readonly dataset: Dataset; readonly shard: Shard }> {
  const { found, shard } = splitDataset(dataset, part);
  const files = dataset.files.filter(({ path }) => found.files.some((file) => file.path === path));
  return { dataset: { ...dataset, files }, shard };
}
