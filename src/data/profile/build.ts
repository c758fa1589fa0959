/** Makes profiles: exact counts, moments, quantile bins frozen from the data, the most frequent categories. */
import type { Context } from '../../base/index.js';
import type { Database } from '../../engines/index.js';
import type { Contract } from '../contract/index.js';
import type { Dataset } from '../dataset.js';
import { aggregateColumns, binCounts, edgeCounts, finiteSql, specialCounts } from './counts.js';
import { type ColumnProfile, PROFILE_FORMAT, type Profile } from './schema.js';
import { openView, type View, type ViewColumn } from './view.js';

export interface ProfileOptions {
  /** Quantile bins of numeric columns; absent: 10. */
  readonly bins?: number;
  /** Categories that are kept; the rest is counted together. Absent: 50. */
  readonly categories?: number;
}

/**
 * Profiles every column of a dataset. With a contract, text has the contract's types, and values of personal
 * columns are counted but not kept; of personal numbers the edges of the bins are. Throws a usage error where the data cannot be read.
 */
export async function profileDataset(
  ctx: Context,
  db: Database,
  dataset: Dataset,
  contract: Contract | null,
  options: ProfileOptions = {},
): Promise<Profile> {
  const bins = options.bins ?? 10;
  const categories = options.categories ?? 50;
  const view = await openView(db, dataset, contract, ctx.signal);
  const progress = ctx.log.progress(`profile ${dataset.name}`);
  try {
    const [total] = await db.all(`SELECT count(*) AS n FROM ${view.from}`);
    const rows = Number(total?.['n'] ?? 0);
    progress.update('numbers', 0);
    const found = new Map<string, ColumnProfile>();
    await addNumeric(ctx, db, view, bins, rows, found);
    const isPersonal = (name: string) =>
      contract?.columns.some((rule) => rule.name === name && rule.personal) ?? false;
    await addTemporal(ctx, db, view, isPersonal, found);
    const counted = view.columns.filter((column) => !found.has(column.name));
    for (const [index, column] of counted.entries()) {
      ctx.signal.throwIfAborted();
      progress.update(column.name, index / counted.length);
      found.set(
        column.name,
        await categoricalProfile(db, view, column, rows, isPersonal(column.name) ? 0 : categories),
      );
    }
    return {
      kind: 'assay-profile',
      format: PROFILE_FORMAT,
      dataset: dataset.name,
      sha256: dataset.sha256,
      rows,
      bins,
      categories,
      columns: view.columns.flatMap((column) => found.get(column.name) ?? []),
    };
  } finally {
    progress.done();
  }
}

async function addNumeric(
  ctx: Context,
  db: Database,
  view: View,
  bins: number,
  rows: number,
  found: Map<string, ColumnProfile>,
): Promise<void> {
  const columns = view.columns.filter((column) => column.kind === 'numeric');
  const shares = Array.from({ length: bins - 1 }, (_, index) => (index + 1) / bins);
  const first = await aggregateColumns(ctx, db, view, columns, (column) => {
    const value = finiteSql(column);
    return {
      ...specialCounts(column),
      n: `count(${column.sql})`,
      finite: `count(${value})`,
      mean: `avg(${value})`,
      variance: `var_pop(${value})`,
      min: `min(${value})`,
      max: `max(${value})`,
      ...(shares.length > 0 ? { quantiles: `quantile_disc(${value}, [${shares.join(', ')}])` } : {}),
    };
  });
  const edges = new Map(
    columns.map((column): [string, number[]] => [column.name, edgesOf(first.get(column.name) ?? {})]),
  );
  const second = await aggregateColumns(ctx, db, view, columns, (column) =>
    edgeCounts(column, null, edges.get(column.name) ?? []),
  );
  for (const column of columns) {
    const row = first.get(column.name) ?? {};
    const own = edges.get(column.name) ?? [];
    const finite = Number(row['finite'] ?? 0);
    const variance = finiteOrNull(row['variance']);
    found.set(column.name, {
      name: column.name,
      type: column.type,
      kind: 'numeric',
      nulls: rows - Number(row['n'] ?? 0),
      numeric: {
        nan: Number(row['nan'] ?? 0),
        positiveInfinity: Number(row['pinf'] ?? 0),
        negativeInfinity: Number(row['ninf'] ?? 0),
        finite,
        mean: rounded(finiteOrNull(row['mean'])),
        m2: variance === null ? null : rounded(variance * finite),
        min: finiteOrNull(row['min']),
        edges: own,
        counts: [...binCounts(second.get(column.name) ?? {}, own, finite).bins],
      },
    });
  }
}

/** Strictly rising upper ends: the quantiles without repeats, then the maximum. */
function edgesOf(row: Record<string, unknown>): number[] {
  const quantiles = Array.isArray(row['quantiles']) ? row['quantiles'] : [];
  const values = [...quantiles, row['max']].filter((value): value is number => Number.isFinite(value));
  return [...new Set(values.map((value) => (value === 0 ? 0 : value)))].sort((a, b) => a - b);
}

function finiteOrNull(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** Parallel sums differ in the last digits from run to run; a profile of the same data must not. */
function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(12));
}

async function addTemporal(
  ctx: Context,
  db: Database,
  view: View,
  isPersonal: (name: string) => boolean,
  found: Map<string, ColumnProfile>,
): Promise<void> {
  const columns = view.columns.filter((column) => column.kind === 'temporal');
  const results = await aggregateColumns(ctx, db, view, columns, (column) => ({
    nulls: `count(*) - count(${column.sql})`,
    min: `CAST(min(${column.sql}) AS VARCHAR)`,
    max: `CAST(max(${column.sql}) AS VARCHAR)`,
  }));
  for (const column of columns) {
    const row = results.get(column.name) ?? {};
    const hidden = isPersonal(column.name);
    const text = (value: unknown) => (typeof value === 'string' && !hidden ? value : null);
    found.set(column.name, {
      name: column.name,
      type: column.type,
      kind: 'temporal',
      nulls: Number(row['nulls'] ?? 0),
      temporal: { min: text(row['min']), max: text(row['max']) },
    });
  }
}

async function categoricalProfile(
  db: Database,
  view: View,
  column: ViewColumn,
  rows: number,
  kept: number,
): Promise<ColumnProfile> {
  const text = `CAST(${column.sql} AS VARCHAR)`;
  if (column.kind === 'other') {
    const [row] = await db.all(`SELECT count(${column.sql}) AS n FROM ${view.from}`);
    return { name: column.name, type: column.type, kind: 'other', nulls: rows - Number(row?.['n'] ?? 0) };
  }
  const groups = `SELECT ${text} AS value, count(*) AS times FROM ${view.from} WHERE ${column.sql} IS NOT NULL GROUP BY value`;
  const [totals] = await db.all(
    `SELECT count(*) AS kinds, coalesce(sum(times), 0)::BIGINT AS n FROM (${groups})`,
  );
  const top = kept === 0 ? [] : await db.all(`${groups} ORDER BY times DESC, value LIMIT ${kept}`);
  const values = top.map((row) => ({ value: String(row['value']), count: Number(row['times']) }));
  const n = Number(totals?.['n'] ?? 0);
  return {
    name: column.name,
    type: column.type,
    kind: 'categorical',
    nulls: rows - n,
    categorical: {
      distinct: Number(totals?.['kinds'] ?? 0),
      top: values,
      other: n - values.reduce((sum, { count }) => sum + count, 0),
    },
  };
}
