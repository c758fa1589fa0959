/** The datasets that training reads: found, hashed, and counted. */
import {
  AssayError,
  type Context,
  environmentError,
  messageOf,
  type Problem,
  usageError,
} from '../base/index.js';
import type { Config, DatasetConfig } from '../config/index.js';
import { type Dataset, openReading, resolveDataset, withContract } from '../data/index.js';
import { openDatabase } from '../engines/index.js';
import type { DatasetSummary } from '../results/index.js';
import type { Place } from '../s3/index.js';

/**
 * The names of the datasets that training reads: `train.datasets`; absent: `train`, or none where the
 * configuration has no dataset at all (a program that fetches its own data).
 */
export function trainingDatasetNames(config: Pick<Config, 'datasets' | 'train'>): readonly string[] {
  const named = config.train?.datasets;
  if (named !== undefined) return named;
  const all = Object.keys(config.datasets);
  if (all.length === 0) return [];
  if (all.includes('train')) return ['train'];
  throw usageError({
    where: { key: 'train.datasets' },
    message: 'there is no dataset `train`, and nothing says which ones training reads',
    expected: `some of ${all.join(', ')}`,
    fix: `add \`datasets: [${all[0]}]\` under \`train\``,
  });
}

/** Finds and hashes datasets, with the contracts that their text is read by. The problems of all of them are reported at once. */
export async function resolveDatasets(
  configured: Readonly<Record<string, Pick<DatasetConfig, 'path' | 'kind' | 'contract'>>>,
  at: string | Place,
  signal: AbortSignal,
): Promise<Dataset[]> {
  const found: Dataset[] = [];
  const problems: Problem[] = [];
  for (const [name, { path, kind, contract }] of Object.entries(configured)) {
    try {
      const dataset = await resolveDataset(name, path, at, signal, kind);
      found.push(await withContract(dataset, contract, typeof at === 'string' ? at : at.root));
    } catch (error) {
      if (signal.aborted) throw environmentError({ message: 'cancelled while the data was read' }, error);
      if (!(error instanceof AssayError) || error.kind !== 'usage') throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw usageError(problems);
  return found;
}

/** Rows and columns of datasets, counted by DuckDB; of Parquet only the footers are read. A file counts as a row. */
export async function summarizeDatasets(
  ctx: Context,
  datasets: readonly Dataset[],
): Promise<DatasetSummary[]> {
  if (datasets.length === 0) return [];
  const db = await openDatabase(ctx);
  try {
    const summaries: DatasetSummary[] = [];
    for (const dataset of datasets) {
      const { name, path, files, sha256 } = dataset;
      if (dataset.format === 'files') {
        summaries.push({ name, path, files: files.length, rows: files.length, columns: 0, sha256 });
        continue;
      }
      try {
        const { from, columns } = await openReading(db, dataset, ctx.signal);
        const [count] = await db.all(`SELECT count(*) AS n FROM ${from}`);
        const rows = Number(count?.['n']);
        summaries.push({ name, path, files: files.length, rows, columns: columns.size, sha256 });
      } catch (error) {
        if (ctx.signal.aborted)
          throw environmentError({ message: 'cancelled while the data was read' }, error);
        if (error instanceof AssayError) throw error;
        throw usageError(
          {
            where: { key: `datasets.${name}` },
            message: `the dataset ${name} (${path}) cannot be read: ${messageOf(error).split('\n')[0]}`,
          },
          error,
        );
      }
    }
    return summaries;
  } finally {
    db.close();
  }
}
