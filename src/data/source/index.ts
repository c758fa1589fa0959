/** Sources: opening a dataset for checks, by its format. */
import type { Database } from '../../engines/index.js';
import { type Contract, STRICT_TEXT } from '../contract/index.js';
import { type FoundDataset, noRows } from '../dataset.js';
import { openCsv, PLAIN_READING, type TextReading } from './csv.js';
import { openJsonLines } from './jsonl.js';
import { openParquet } from './parquet.js';
import { partitionFaults } from './partitions.js';
import type { Source } from './source.js';

export { changedFaults, snapshotOf } from './changed.js';
export { firstLine } from './parquet.js';
export type * from './source.js';
export type { Fault, Listener } from './structure.js';

/**
 * Opens a dataset of rows, text in the dialect that the contract states. Files that cannot be read are faults of the
 * source; only cancellation throws, and a usage error for a dataset of files.
 */
export async function openSource(
  db: Database,
  found: FoundDataset,
  signal: AbortSignal,
  contract?: Contract | null,
): Promise<Source> {
  const source = await openFormat(db, found, signal, contract);
  return { ...source, faults: [...source.faults, ...partitionFaults(found, source.columns)] };
}

function openFormat(
  db: Database,
  found: FoundDataset,
  signal: AbortSignal,
  contract?: Contract | null,
): Promise<Source> {
  switch (found.format) {
    case 'parquet':
      return openParquet(db, found);
    case 'csv':
      return openCsv(found, contract ? readingOf(contract) : PLAIN_READING, signal);
    case 'jsonl':
      return openJsonLines(db, found, signal);
    case 'files':
      throw noRows(found);
  }
}

function readingOf(contract: Contract): TextReading {
  const text = contract.reading?.text ?? STRICT_TEXT;
  const policies = new Map(contract.columns.map((column) => [column.name, column.text ?? text]));
  return {
    csv: contract.reading?.csv ?? {},
    policyOf: (name) => policies.get(name) ?? text,
    names: contract.columns.map((column) => column.name),
  };
}
