/** Sources: opening a dataset for checks, by its format. */
import type { Database } from '../../engines/index.js';
import { type FoundDataset, noRows } from '../dataset.js';
import { openCsv } from './csv.js';
import { openJsonLines } from './jsonl.js';
import { openParquet } from './parquet.js';
import type { Source } from './source.js';

export { firstLine } from './parquet.js';
export type * from './source.js';

/**
 * Opens a dataset of rows. Files that cannot be read are faults of the source; only cancellation throws, and a usage
 * error for a dataset of files.
 */
export async function openSource(db: Database, found: FoundDataset, signal: AbortSignal): Promise<Source> {
  switch (found.format) {
    case 'parquet':
      return openParquet(db, found);
    case 'csv':
      return openCsv(found, signal);
    case 'jsonl':
      return openJsonLines(db, found);
    case 'files':
      throw noRows(found);
  }
}
