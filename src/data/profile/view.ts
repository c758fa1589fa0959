/** A dataset as typed columns, for profiles and drift: text is read by its contract, else as DuckDB types it. */
import { messageOf, usageError } from '../../base/index.js';
import type { Database } from '../../engines/index.js';
import { columnSql, logicalTypesOf } from '../checks/lexical.js';
import type { Contract } from '../contract/index.js';
import { type FoundDataset, relationSql, sqlName } from '../dataset.js';
import { firstLine, openSource } from '../source/index.js';
import type { ColumnProfile } from './schema.js';

export interface ViewColumn {
  readonly name: string;
  /** SQL of the typed value in `from`. */
  readonly sql: string;
  readonly type: string;
  readonly kind: ColumnProfile['kind'];
}

export interface View {
  /** SQL after FROM. */
  readonly from: string;
  /** SQL of a number of the row that is the same in each run: within its file, or within the dataset. */
  readonly row: string;
  readonly columns: readonly ViewColumn[];
  /** Frees what was read into memory. */
  close(): Promise<void>;
}

export interface ViewOptions {
  /** Only each `of`-th row, beginning with the `index`-th (from 1). */
  readonly rows?: { readonly index: number; readonly of: number };
  /** Only rows for which this SQL condition holds. */
  readonly where?: string;
  /** Only the columns are wanted; `from` is not read. */
  readonly describe?: boolean;
}

let tables = 0;

/**
 * Opens the typed columns. Text is parsed once, into a temporary table that the engine may spill to disk; Parquet is
 * read where it lies. Throws a usage error where the files cannot be read.
 */
export async function openView(
  db: Database,
  found: FoundDataset,
  contract: Contract | null,
  signal: AbortSignal,
  options: ViewOptions = {},
): Promise<View> {
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      throw unreadable(found, firstLine(messageOf(error)), error);
    }
  };
  const plain = await typedRelation(db, found, contract, signal);
  const described = await guarded(() => db.all(`DESCRIBE SELECT * FROM ${plain}`));
  const columns = described.map((row) => {
    const name = String(row['column_name']);
    const type = String(row['column_type']);
    return { name, sql: sqlName(name), type, kind: kindOf(type) };
  });
  const inPlace = found.format === 'parquet' && !columns.some(({ name }) => /^file_row_number$/i.test(name));
  tables += 1;
  const table = `assay_view_${tables}`;
  if (!inPlace && options.describe !== true)
    await guarded(() => db.run(`CREATE TEMP TABLE ${table} AS SELECT * FROM ${plain}`));
  const row = inPlace ? 'file_row_number' : 'rowid';
  const all = inPlace ? plain.replace(/\)$/, ', file_row_number = true)') : table;
  const conditions = [
    ...(options.rows === undefined ? [] : [`${row} % ${options.rows.of} = ${options.rows.index - 1}`]),
    ...(options.where === undefined ? [] : [`(${options.where})`]),
  ];
  return {
    from:
      conditions.length === 0
        ? all
        : `(SELECT ${row === 'rowid' ? 'rowid, ' : ''}* FROM ${all} WHERE ${conditions.join(' AND ')})`,
    row,
    columns,
    close: () => (inPlace ? Promise.resolve() : db.run(`DROP TABLE IF EXISTS ${table}`)),
  };
}

async function typedRelation(
  db: Database,
  found: FoundDataset,
  contract: Contract | null,
  signal: AbortSignal,
): Promise<string> {
  if (found.format === 'parquet' || contract === null) return relationSql(found);
  const source = await openSource(db, found, signal, contract);
  if (source.from === null) throw unreadable(found, source.faults[0]?.message ?? 'nothing to read');
  const columns = source.columns.map((column) => {
    const rule = contract.columns.find((candidate) => candidate.name === column.name);
    const { value, text } = columnSql(source.kind, column, column.sql, rule, contract.reading?.text);
    const shown = source.kind === 'json' && rule?.type === undefined ? text : value;
    return `${shown} AS ${sqlName(column.name)}`;
  });
  return `(SELECT ${columns.join(', ')} FROM ${source.from})`;
}

function unreadable(found: FoundDataset, message: string, cause?: unknown): Error {
  return usageError(
    {
      message: `dataset ${found.name}: ${found.path} cannot be read: ${message}`,
      fix: 'run `assay validate` on it; its findings say what is broken',
    },
    cause,
  );
}

function kindOf(type: string): ColumnProfile['kind'] {
  const types = logicalTypesOf(type);
  if (types.includes('number')) return 'numeric';
  if (types.includes('string') || types.includes('boolean')) return 'categorical';
  if (types.some((name) => name === 'date' || name === 'timestamp' || name === 'time')) return 'temporal';
  return 'other';
}
