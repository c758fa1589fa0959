/** Cuts a dataset in two files by a hash of each row; text is copied as it stands, so that no value changes. */
import { rm } from 'node:fs/promises';
import type { Database } from '../engines/index.js';
import { type FoundDataset, noRows, relationSql, sqlName, sqlPath, sqlString } from './dataset.js';
import { EMPTY_CONTRACT } from './empty-contract.js';
import { verified } from './reading.js';
import { openSource, type Source } from './source/index.js';

/** No JSON text holds it: in strings it has to be escaped. */
const NO_JSON = "E'\\x01'";

const WRITTEN = {
  parquet: 'FORMAT parquet, COMPRESSION zstd',
  csv: 'FORMAT csv, HEADER',
  // Each line as it stands, which is CSV of one column without quotes.
  jsonl: `FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER ${NO_JSON}`,
};

/**
 * Writes `share` percent of the rows to `less` and the others to `more`, both absolute and new. Throws a usage error
 * where the engine would leave rows out; then neither file is left.
 */
export async function cutInTwo(
  db: Database,
  found: FoundDataset,
  signal: AbortSignal,
  to: { readonly less: string; readonly more: string },
  share: number,
): Promise<void> {
  if (found.format === 'files') throw noRows(found);
  const source = found.format === 'parquet' ? null : await openSource(db, found, signal);
  const from = source === null ? relationSql(found) : wordsOf(found, source);
  try {
    let rows = 0;
    for (const [path, side] of [
      [to.more, '>='],
      [to.less, '<'],
    ] as const) {
      const copied = await db.all(
        `COPY (SELECT * FROM ${from} AS whole WHERE hash(CAST(whole AS VARCHAR)) % 100 ${side} ${share}) TO ${sqlString(path)} (${WRITTEN[found.format]})`,
      );
      rows += Number(copied[0]?.['Count'] ?? 0);
    }
    if (source !== null) await verified(source, EMPTY_CONTRACT, Promise.resolve(rows), signal);
  } catch (error) {
    await Promise.all([to.less, to.more].map((path) => rm(path, { force: true })));
    throw error;
  }
}

function wordsOf(found: FoundDataset, source: Source): string {
  const files = found.files.map((file) => sqlPath(file.path)).join(', ');
  if (found.format === 'jsonl')
    return `(SELECT json FROM read_json_objects([${files}], format = 'newline_delimited'))`;
  const columns = source.columns.map(({ name, sql }) => `${sql} AS ${sqlName(name)}`);
  return `(SELECT ${columns.join(', ')} FROM ${source.from})`;
}
