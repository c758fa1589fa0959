/** Many columns in few queries: aggregates of columns, and groups of columns with grouping sets. */
import type { Context } from '../../base/index.js';
import type { Database } from '../../engines/index.js';
import type { View, ViewColumn } from './view.js';

/** Columns in one query: enough to share the scan, few enough for the planner and for memory. */
const AT_ONCE = 80;

/** Runs one aggregate query for many columns; `aggregates` gives alias → SQL for a column. */
export async function aggregateColumns(
  ctx: Context,
  db: Database,
  view: View,
  columns: readonly ViewColumn[],
  aggregates: (column: ViewColumn) => Readonly<Record<string, string>>,
  where?: string,
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
    const [row = {}] = await db.all(
      `SELECT ${select.join(', ')} FROM ${view.from}${where === undefined ? '' : ` WHERE ${where}`}`,
    );
    group.forEach(({ column, parts }, index) => {
      const values = Object.keys(parts).map((alias): [string, unknown] => [alias, row[`${alias}_${index}`]]);
      results.set(column.name, Object.fromEntries(values));
    });
  }
  return results;
}
