/** Which logical type text has: the narrowest one whose pattern every value matches. */
import type { Database } from '../../engines/index.js';
import { columnSql, logicalTypesOf } from '../checks/lexical.js';
import type { ContractColumn, LogicalType, TextPolicy } from '../contract/index.js';
import type { Source, SourceColumn } from '../source/index.js';
import { type Spelling, spellingsOf } from './spellings.js';

/** Narrowest first. A column of true and false is a boolean; a column of 0 and 1 an integer. */
const CANDIDATES: readonly LogicalType[] = ['integer', 'number', 'boolean', 'date', 'timestamp', 'time'];
const JSON_CANDIDATES: readonly LogicalType[] = [...CANDIDATES, 'string', 'object', 'array'];

export interface ColumnFacts {
  readonly column: SourceColumn;
  readonly type: LogicalType | undefined;
  /** How its text becomes a value. */
  readonly rule: ContractColumn;
  /** What `assay.text` has to say of it; null: nothing. */
  readonly spelling: Spelling | null;
  readonly remarks: readonly string[];
  readonly nulls: number;
  readonly filled: number;
}

/** A contract's column that asks nothing but a type. */
export function bareColumn(name: string, type: LogicalType | undefined, text?: TextPolicy): ContractColumn {
  const asked = { required: false, unique: false, personal: false, options: {}, quality: [], place: {} };
  return { name, type, ...asked, ...(text === undefined ? {} : { text }) };
}

/** Types and counts of all columns, in one scan; columns without a type of their own are looked at once more. */
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
    const rule = bareColumn(column.name, type);
    return { column, type, rule, spelling: null, remarks: [], nulls: rows - filled, filled };
  });
  return { rows, facts: await spelled(db, source, facts) };
}

/** With the types that text has once it is read as it is spelled. */
async function spelled(db: Database, source: Source, facts: readonly ColumnFacts[]): Promise<ColumnFacts[]> {
  const open = facts.filter(
    ({ column, type, filled }) =>
      column.type === null &&
      filled > 0 &&
      (type === undefined || (source.kind === 'text' && type === 'string')),
  );
  const found = await spellingsOf(
    db,
    source,
    open.map(({ column }) => column),
  );
  const changed = facts.map((fact): ColumnFacts => {
    const spelling = found[open.indexOf(fact)] ?? null;
    if (spelling === null) return fact;
    if ('remark' in spelling) return { ...fact, remarks: [spelling.remark] };
    const { type } = spelling;
    return { ...fact, type, rule: bareColumn(fact.column.name, type, spelling.text), spelling };
  });
  const again = changed.filter(({ spelling }) => spelling !== null);
  if (again.length === 0) return changed;
  const counts = again.map(({ column, rule }, at) => {
    const { raw } = columnSql(source.kind, column, column.sql, rule);
    return `count(${raw}) AS n${at}`;
  });
  const [row = {}] = await db.all(`SELECT ${counts.join(', ')} FROM ${source.from}`);
  return changed.map((fact) => {
    const at = again.indexOf(fact);
    if (at < 0) return fact;
    const filled = Number(row[`n${at}`] ?? 0);
    return { ...fact, filled, nulls: fact.nulls + fact.filled - filled };
  });
}
