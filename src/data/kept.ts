/**
 * Text that several queries read is parsed once: the columns that they need go to a temporary table, which the engine
 * spills to disk within its limit of memory.
 */
import type { Context } from '../base/index.js';
import type { Database } from '../engines/index.js';
import type { Planned } from './checks/check.js';
import { readsColumnsOnly } from './checks/sql-guard.js';
import type { Contract, ContractColumn } from './contract/index.js';
import { purpose } from './explain.js';
import { prepare } from './plan.js';
import type { Source } from './source/index.js';

export interface Kept {
  /** Name of the table; with the columns of the source's FROM, and file and row where a rule wants places. */
  readonly table: string;
  readonly located: boolean;
  /** Names that the source's FROM has and the table has not. */
  readonly missing: readonly string[];
  /** The source with the table for its files, and only the columns that are in it. */
  readonly source: Source;
  close(): Promise<void>;
}

let tables = 0;

/**
 * The rows for the rules that need a query of their own; null where fewer than two read them, where the format is
 * read where it lies, and where there is no room for the table: then each query reads the files.
 */
export async function keepRows(
  ctx: Context,
  db: Database,
  source: Source,
  contract: Contract,
  plans: readonly Planned[],
): Promise<Kept | null> {
  const queries = plans.filter(({ measure }) => measure.kind === 'query' || measure.kind === 'sql');
  if (source.kind === 'typed' || source.from === null || queries.length < 2) return null;
  const all = source.columns.map(({ sql }) => sql).concat(source.brokenRow ?? []);
  const needed = await neededBy(db, source, contract, queries);
  const chosen = all.filter((name) => needed.has(name));
  const located = queries.some(({ measure }) => measure.kind === 'query' && measure.relation === 'located');
  tables += 1;
  const table = `assay_kept_${tables}`;
  const from = located
    ? `(${source.located.map((relation) => `SELECT * FROM ${relation}`).join(' UNION ALL BY NAME ')})`
    : source.from;
  const list = [...(located ? ['assay_file', 'assay_row'] : []), ...chosen];
  const sql = `CREATE TEMP TABLE ${table} AS SELECT ${list.length > 0 ? list.join(', ') : '1 AS one'} FROM ${sameRows(source, from)}`;
  const close = () => db.run(`DROP TABLE IF EXISTS ${table}`);
  try {
    const what = `${chosen.length} of ${all.length} columns kept once for ${queries.length} rules with a query of their own`;
    await db.run(purpose(what, sql));
  } catch {
    // No room, or files that cannot be read: each query then says so itself.
    ctx.signal.throwIfAborted();
    await close();
    return null;
  }
  return {
    table,
    located,
    missing: all.filter((name) => !needed.has(name)),
    source: { ...source, from: table, columns: source.columns.filter((column) => needed.has(column.sql)) },
    close,
  };
}

/**
 * The engine drops rows that are not UTF-8 only where it reads the column, and rows must be the same rows in every
 * query. So every column is read, by a condition that it cannot leave out and that always holds.
 */
export function sameRows(source: Source, relation: string): string {
  if (source.kind !== 'text' || source.columns.length === 0) return relation;
  const lengths = source.columns.map(({ sql }) => `coalesce(length(${sql}), 0)`);
  return `(SELECT * FROM ${relation} WHERE ${lengths.join(' + ')} >= 0)`;
}

/** Whether a query names one of these columns; a text in it that looks like one counts as well. */
export function names(sql: string, columns: readonly string[]): boolean {
  return columns.some((name) => new RegExp(`\\b${name}\\b`).test(sql));
}

async function neededBy(
  db: Database,
  source: Source,
  contract: Contract,
  queries: readonly Planned[],
): Promise<Set<string>> {
  const needed = new Set<string>();
  const take = (of: (sql: string) => boolean) => {
    for (const { sql } of source.columns) if (of(sql)) needed.add(sql);
    if (source.brokenRow !== null && of(source.brokenRow)) needed.add(source.brokenRow);
  };
  for (const { measure } of queries) {
    if (measure.kind === 'query') {
      const prepared = prepare(source, contract);
      const over = measure.query(prepared.lookup);
      const text = over(prepared.from('rows'));
      take((sql) => names(text, [sql]));
    } else if (measure.kind === 'sql') {
      const columns = new Map(
        source.columns.map(({ name, sql }) => [sql, spellings(name, contract.columns)]),
      );
      const known = [...columns.values()].flat();
      const only = await readsColumnsOnly(db, measure.query, known);
      const text = measure.query.toLowerCase();
      take((sql) => !only || (columns.get(sql) ?? []).some((name) => text.includes(name)));
    }
  }
  return needed;
}

/** What a query may call a column, in small letters. */
function spellings(name: string, columns: readonly ContractColumn[]): string[] {
  const other = columns.find((column) => column.name === name)?.property;
  return [name, ...(other === undefined ? [] : [other])].map((text) => text.toLowerCase());
}
