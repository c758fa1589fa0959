/** Exact counts of columns, in few scans: on given edges for numbers, of given values for categories. */
import type { Context } from '../../base/index.js';
import type { Database } from '../../engines/index.js';
import { sqlNumber, sqlString } from '../dataset.js';
import type { View, ViewColumn } from './view.js';

/** Columns in one query: enough to share the scan, few enough for the planner. */
const AT_ONCE = 40;

/** Runs one aggregate query for many columns; `aggregates` gives alias → SQL for a column. */
export async function aggregateColumns(
  ctx: Context,
  db: Database,
  view: View,
  columns: readonly ViewColumn[],
  aggregates: (column: ViewColumn) => Readonly<Record<string, string>>,
): Promise<Map<string, Record<string, unknown>>> {
  const results = new Map<string, Record<string, unknown>>();
  for (let start = 0; start < columns.length; start += AT_ONCE) {
    ctx.signal.throwIfAborted();
    const group = columns
      .slice(start, start + AT_ONCE)
      .map((column) => ({ column, parts: aggregates(column) }));
    const select = group.flatMap(({ parts }, index) =>
      Object.entries(parts).map(([alias, sql]) => `${sql} AS ${alias}_${index}`),
    );
    if (select.length === 0) continue;
    const [row = {}] = await db.all(`SELECT ${select.join(', ')} FROM ${view.from}`);
    group.forEach(({ column, parts }, index) => {
      const values = Object.keys(parts).map((alias): [string, unknown] => [alias, row[`${alias}_${index}`]]);
      results.set(column.name, Object.fromEntries(values));
    });
  }
  return results;
}

/** The finite values of a column as DOUBLE, else NULL. */
export function finiteSql(column: ViewColumn): string {
  const value = `CAST(${column.sql} AS DOUBLE)`;
  return hasSpecials(column) ? `CASE WHEN isfinite(${value}) THEN ${value} END` : value;
}

export function hasSpecials(column: ViewColumn): boolean {
  return column.type === 'DOUBLE' || column.type === 'FLOAT';
}

/** Counts of NaN and infinities, as aggregates. */
export function specialCounts(column: ViewColumn): Readonly<Record<string, string>> {
  if (!hasSpecials(column)) return { nan: '0', pinf: '0', ninf: '0' };
  return {
    nan: `count(*) FILTER (WHERE isnan(${column.sql}))`,
    pinf: `count(*) FILTER (WHERE isinf(${column.sql}) AND ${column.sql} > 0)`,
    ninf: `count(*) FILTER (WHERE isinf(${column.sql}) AND ${column.sql} < 0)`,
  };
}

/** Aggregates that count values up to each edge; `binCounts` makes bins of them. */
export function edgeCounts(
  column: ViewColumn,
  min: number | null,
  edges: readonly number[],
): Record<string, string> {
  const value = finiteSql(column);
  const parts: Record<string, string> = {};
  if (min !== null) parts['below'] = `count(*) FILTER (WHERE ${value} < ${sqlNumber(min)})`;
  edges.forEach((edge, index) => {
    parts[`e${index}`] = `count(*) FILTER (WHERE ${value} <= ${sqlNumber(edge)})`;
  });
  return parts;
}

export interface BinCounts {
  readonly below: number;
  readonly bins: readonly number[];
  readonly above: number;
}

/** Bins from the cumulative counts of `edgeCounts`; `finite` is the number of finite values. */
export function binCounts(row: Record<string, unknown>, edges: readonly number[], finite: number): BinCounts {
  const below = Number(row['below'] ?? 0);
  let before = below;
  const bins = edges.map((_, index) => {
    const upTo = Number(row[`e${index}`] ?? 0);
    const inside = upTo - before;
    before = upTo;
    return inside;
  });
  return { below, bins, above: finite - before };
}

/** How often each of these values comes, in their order. */
export async function valueCounts(
  db: Database,
  view: View,
  column: ViewColumn,
  values: readonly string[],
): Promise<number[]> {
  if (values.length === 0) return [];
  const text = `CAST(${column.sql} AS VARCHAR)`;
  const rows = await db.all(
    `SELECT ${text} AS value, count(*) AS times FROM ${view.from} WHERE ${text} IN (${values.map(sqlString).join(', ')}) GROUP BY value`,
  );
  const found = new Map(rows.map((row) => [String(row['value']), Number(row['times'])]));
  return values.map((value) => found.get(value) ?? 0);
}
