/** Which logical type text has: the narrowest one whose pattern every value matches. */
import type { Database } from '../../engines/index.js';
import { columnSql, logicalTypesOf } from '../checks/lexical.js';
import type { ContractColumn, LogicalType } from '../contract/index.js';
import type { Source, SourceColumn } from '../source/index.js';

/** Narrowest first. A column of true and false is a boolean; a column of 0 and 1 an integer. */
const CANDIDATES: readonly LogicalType[] = ['integer', 'number', 'boolean', 'date', 'timestamp', 'time'];
const JSON_CANDIDATES: readonly LogicalType[] = [...CANDIDATES, 'string', 'object', 'array'];

export interface ColumnFacts {
  readonly column: SourceColumn;
  readonly type: LogicalType | undefined;
  readonly nulls: number;
  readonly filled: number;
}

/** A contract's column that asks nothing but a type. */
export function bareColumn(name: string, type: LogicalType | undefined): ContractColumn {
  return { name, type, required: false, unique: false, personal: false, options: {}, quality: [], place: {} };
}

/** Types and counts of all columns, in one scan. */
export async function columnFacts(
  db: Database,
  source: Source,
): Promise<{ rows: number; facts: ColumnFacts[] }> {
  const candidates = source.kind === 'json' ? JSON_CANDIDATES : source.kind === 'text' ? CANDIDATES : [];
  const parts = source.columns.flatMap((column, index) => [
    `count(${column.sql}) AS n${index}`,
    ...candidates.map((type, at) => {
      const { bad } = columnSql(source.kind, column, column.sql, bareColumn(column.name, type));
      return `count(*) FILTER (WHERE ${bad ?? 'false'}) AS t${index}_${at}`;
    }),
  ]);
  const [row = {}] = await db.all(`SELECT ${['count(*) AS n', ...parts].join(', ')} FROM ${source.from}`);
  const rows = Number(row['n'] ?? 0);
  const facts = source.columns.map((column, index): ColumnFacts => {
    const filled = Number(row[`n${index}`] ?? 0);
    const fits = candidates.filter((_, at) => Number(row[`t${index}_${at}`]) === 0);
    const type =
      column.type !== null
        ? logicalTypesOf(column.type)[0]
        : filled === 0
          ? undefined
          : (fits[0] ?? (source.kind === 'text' ? 'string' : undefined));
    return { column, type, nulls: rows - filled, filled };
  });
  return { rows, facts };
}
