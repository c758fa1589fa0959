/** The data that rules of a contract name as `reference`: a dataset of assay.yaml, a profile, or a data file. */
import { extname } from 'node:path';
import { readUserFile, usageError } from '../../base/index.js';
import type { LoadedConfig } from '../../config/index.js';
import { findDataset, loadContract, parseProfile, type ReferenceData } from '../../data/index.js';
import type { Place } from '../../s3/index.js';
import { fileAt } from '../place.js';

/** Throws a usage error where there is none. Relative paths start at `root`. */
export async function referenceOf(
  name: string,
  config: Pick<LoadedConfig, 'datasets' | 'root'> | null,
  place: Place,
): Promise<ReferenceData> {
  const settings = config?.datasets[name];
  if (config !== null && settings !== undefined) {
    const { path, contract, kind } = settings;
    if (kind === 'files') throw usageError({ message: `${name} is of kind files, and has no rows` });
    return {
      found: await findDataset(name, path, place),
      contract: contract === undefined ? null : await loadContract(contract, config.root),
    };
  }
  if (extname(name) === '.json') {
    const path = await fileAt(place, name);
    const { rows } = parseProfile(await readUserFile(path, 'the reference profile'), name);
    return { rows };
  }
  return { found: await findDataset(name, name, place), contract: null };
}
