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
  readonly from: string;
  readonly columns: readonly ViewColumn[];
}

/** Throws a usage error where the files cannot be read. */
export async function openView(
  db: Database,
  found: FoundDataset,
  contract: Contract | null,
  signal: AbortSignal,
): Promise<View> {
  let from = relationSql(found);
  if (found.format !== 'parquet' && contract !== null) {
    const source = await openSource(db, found, signal, contract);
    if (source.from === null) throw unreadable(found, source.faults[0]?.message ?? 'nothing to read');
    const columns = source.columns.map((column) => {
      const rule = contract.columns.find((candidate) => candidate.name === column.name);
      const { value, text } = columnSql(source.kind, column, column.sql, rule, contract.reading?.text);
      const shown = source.kind === 'json' && rule?.type === undefined ? text : value;
      return `${shown} AS ${sqlName(column.name)}`;
    });
    from = `(SELECT ${columns.join(', ')} FROM ${source.from})`;
  }
  let described: Record<string, unknown>[];
  try {
    described = await db.all(`DESCRIBE SELECT * FROM ${from}`);
  } catch (error) {
    signal.throwIfAborted();
    throw unreadable(found, firstLine(messageOf(error)), error);
  }
  return {
    from,
    columns: described.map((row) => {
      const name = String(row['column_name']);
      const type = String(row['column_type']);
      return { name, sql: sqlName(name), type, kind: kindOf(type) };
    }),
  };
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
