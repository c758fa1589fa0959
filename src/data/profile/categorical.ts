/** Categories of a profile: how often each value comes, for several columns in one pass over the rows. */
import type { Context } from '../../base/index.js';
import type { Database } from '../../engines/index.js';
import { sqlString } from '../dataset.js';
import { REGISTERS, sketchText } from './hyperloglog.js';
import type { CategoricalProfile, ColumnProfile } from './schema.js';
import type { View, ViewColumn } from './view.js';

/** Columns that are grouped in one pass. */
const AT_ONCE = 20;
/** A shard keeps so many values, so that the merge can tell the most frequent of the whole. */
export const SHARD_VALUES = 10_000;

export interface CategoryOptions {
  /** Values that are kept. */
  readonly kept: number;
  /** Values that are counted whether they are frequent or not, by column. */
  readonly frozen: ReadonlyMap<string, CategoricalProfile>;
  /** Columns whose values are not kept. */
  readonly hidden: (name: string) => boolean;
  /** Of a shard: keeps more values, and a sketch where they are too many. */
  readonly shard: boolean;
}

export async function categoricalProfiles(
  ctx: Context,
  db: Database,
  view: View,
  rows: number,
  options: CategoryOptions,
): Promise<ColumnProfile[]> {
  const columns = view.columns.filter((column) => column.kind === 'categorical');
  const found: ColumnProfile[] = [];
  for (let start = 0; start < columns.length; start += AT_ONCE) {
    ctx.signal.throwIfAborted();
    found.push(...(await groupOf(db, view, columns.slice(start, start + AT_ONCE), rows, options)));
  }
  return found;
}

async function groupOf(
  db: Database,
  view: View,
  columns: readonly ViewColumn[],
  rows: number,
  options: CategoryOptions,
): Promise<ColumnProfile[]> {
  const names = columns.map((_, index) => `c${index}`);
  const texts = columns.map(
    ({ sql, type }, index) => `${type === 'VARCHAR' ? sql : `CAST(${sql} AS VARCHAR)`} AS c${index}`,
  );
  const which = names.map((name, index) => `WHEN grouping(${name}) = 0 THEN ${index}`).join(' ');
  // Of each set all columns but one are NULL.
  const value = names.length === 1 ? names[0] : `coalesce(${names.join(', ')})`;
  await db.run(
    `CREATE OR REPLACE TEMP TABLE assay_groups AS SELECT CASE ${which} END AS g, ${value} AS value, count(*) AS n FROM (SELECT ${texts.join(', ')} FROM ${view.from}) GROUP BY GROUPING SETS (${names.map((name) => `(${name})`).join(', ')})`,
  );
  try {
    const totals = await db.all(
      'SELECT g, count(value) AS kinds, coalesce(sum(n) FILTER (WHERE value IS NOT NULL), 0)::BIGINT AS n FROM assay_groups GROUP BY g',
    );
    const kept = options.shard ? Math.max(options.kept, SHARD_VALUES) : options.kept;
    const parts = columns.flatMap(({ name }, index) => {
      if (options.hidden(name)) return [];
      const of = `SELECT g, value, n FROM assay_groups WHERE g = ${index} AND value IS NOT NULL`;
      const frozen = frozenValues(options, name);
      const known = frozen.map(sqlString).join(', ');
      return [
        `(${of} ORDER BY n DESC, value LIMIT ${kept})`,
        ...(frozen.length > 0 ? [`(${of} AND value IN (${known}))`] : []),
      ];
    });
    const top = parts.length === 0 ? [] : await db.all(parts.join(' UNION '));
    const byColumn = new Map<number, Map<string, number>>();
    for (const row of top) {
      const index = Number(row['g']);
      const values = byColumn.get(index) ?? new Map<string, number>();
      byColumn.set(index, values.set(String(row['value']), Number(row['n'])));
    }
    const profiles: ColumnProfile[] = [];
    for (const [index, column] of columns.entries()) {
      const total = totals.find((row) => Number(row['g']) === index);
      const n = Number(total?.['n'] ?? 0);
      const distinct = Number(total?.['kinds'] ?? 0);
      const counts = byColumn.get(index) ?? new Map<string, number>();
      const frozen = options.hidden(column.name) ? [] : frozenValues(options, column.name);
      // A frozen value that does not come is counted too: zero times.
      for (const each of frozen) if (!counts.has(each)) counts.set(each, 0);
      const values = sortedValues(counts);
      const many = options.shard && distinct > values.length;
      profiles.push({
        name: column.name,
        type: column.type,
        kind: 'categorical',
        nulls: rows - n,
        categorical: {
          distinct,
          top: values,
          other: n - values.reduce((sum, { count }) => sum + count, 0),
          ...(options.shard && frozen.length > 0 ? { frozen } : {}),
          ...(many ? { sketch: await sketchOf(db, index) } : {}),
        },
      });
    }
    return profiles;
  } finally {
    await db.run('DROP TABLE IF EXISTS assay_groups');
  }
}

function frozenValues({ frozen }: CategoryOptions, name: string): string[] {
  return (frozen.get(name)?.top ?? []).map(({ value }) => value);
}

/** Most frequent first, then by the code points of the value, so that equal counts give equal bytes. */
export function sortedValues(counts: ReadonlyMap<string, number>): { value: string; count: number }[] {
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || Buffer.compare(Buffer.from(a.value), Buffer.from(b.value)));
}

async function sketchOf(db: Database, index: number): Promise<string> {
  const rows = await db.all(
    `SELECT h % ${REGISTERS} AS register, max(53 - CASE WHEN h // ${REGISTERS} = 0 THEN 0 ELSE length(bin(h // ${REGISTERS})) END) AS rank FROM (SELECT md5_number_lower(value) AS h FROM assay_groups WHERE g = ${index} AND value IS NOT NULL) GROUP BY register`,
  );
  const registers = new Uint8Array(REGISTERS);
  for (const row of rows) registers[Number(row['register'])] = Number(row['rank']);
  return sketchText(registers);
}
