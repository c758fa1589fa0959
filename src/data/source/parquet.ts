/** Parquet: typed values, a schema that is read first, no lines. */
import { messageOf } from '../../base/index.js';
import type { Database } from '../../engines/index.js';
import { type FoundDataset, sqlName, sqlPath } from '../dataset.js';
import { readBytes } from './bytes.js';
import type { Source, SourceFault } from './source.js';

/** Reads the schema of all files; a file that is no Parquet is a fault and not an error. */
export async function openParquet(db: Database, found: FoundDataset): Promise<Source> {
  const list = (paths: readonly string[]) =>
    paths.length === 1 ? sqlPath(paths[0] ?? '') : `[${paths.map(sqlPath).join(', ')}]`;
  const union = found.files.length > 1 ? ', union_by_name = true' : '';
  const faults: SourceFault[] = [];
  let described: Record<string, unknown>[] = [];
  const from = `read_parquet(${list(found.files.map((file) => file.path))}${union})`;
  try {
    described = await db.all(`DESCRIBE SELECT * FROM ${from}`);
  } catch (error) {
    faults.push(...(await unreadableFiles(db, found, error)));
  }
  const readable = faults.length === 0;
  return {
    found,
    kind: 'typed',
    columns: described.map((row) => {
      const name = String(row['column_name']);
      return { name, sql: sqlName(name), shown: sqlName(name), type: String(row['column_type']) };
    }),
    from: readable ? from : null,
    shownFrom: `read_parquet(${list(found.files.map((file) => file.shown))}${union})`,
    located: readable
      ? [
          `(SELECT *, file_row_number + 1 AS assay_row FROM read_parquet(${list(found.files.map((file) => file.path))}${union}, filename = 'assay_file', file_row_number = true))`,
        ]
      : [],
    faults,
    policy: [],
    notChecked: [],
    brokenRow: null,
    async read(index, signal) {
      const path = found.files[index]?.path ?? '';
      return { digest: await readBytes(path, null, signal), structure: null, faults: [] };
    },
    linesOf: () => Promise.resolve(null),
  };
}

async function unreadableFiles(db: Database, found: FoundDataset, error: unknown): Promise<SourceFault[]> {
  const faults: SourceFault[] = [];
  for (const file of found.files) {
    try {
      await db.all(`DESCRIBE SELECT * FROM read_parquet(${sqlPath(file.path)})`);
    } catch (cause) {
      faults.push(unreadable(file.shown, cause));
    }
  }
  if (faults.length > 0) return faults;
  return [unreadable(found.files.map((file) => file.shown).join(', '), error)];
}

function unreadable(file: string, error: unknown): SourceFault {
  return {
    check: 'readable',
    verdict: 'error',
    file,
    message: `cannot be read as Parquet: ${firstLine(messageOf(error))}`,
    expected: 'a whole Parquet file',
    fix: 'write the file again; a job that was stopped while writing leaves half a file',
  };
}

/** DuckDB adds hints and positions in more lines; absolute paths of this machine stay out of results. */
export function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/"?\/[^\s"']*\/([^\s"'/]+)"?/g, '$1');
}
