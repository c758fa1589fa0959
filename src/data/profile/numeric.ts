/** Numbers of a profile: moments, bins that are frozen from the data or given, and exact counts in them. */
import type { Context } from '../../base/index.js';
import type { Database } from '../../engines/index.js';
import { sqlNumber } from '../dataset.js';
import { aggregateColumns } from './counts.js';
import type { ColumnProfile, NumericProfile } from './schema.js';
import type { View, ViewColumn } from './view.js';

/** Rows whose quantiles become the edges. Edges need not be exact quantiles, only the same ones ever after. */
const SAMPLE = 10_000;
/** Beyond it the sum of squares leaves the range of a double. */
const LARGE = 1e150;

interface Bins {
  readonly low: number | null;
  readonly edges: readonly number[];
}

/**
 * Profiles numeric columns in two passes: edges from a sample of rows that is the same in each run, then counts and
 * moments of all rows. `frozen` gives the bins of columns that have them already; then the first pass is not needed.
 */
export async function numericProfiles(
  ctx: Context,
  db: Database,
  view: View,
  bins: number,
  rows: number,
  frozen: ReadonlyMap<string, NumericProfile>,
): Promise<ColumnProfile[]> {
  const columns = view.columns.filter((column) => column.kind === 'numeric');
  const fresh = columns.filter(({ name }) => !frozen.has(name));
  const own = await freshEdges(ctx, db, view, fresh, bins, rows);
  const binsOf = (column: ViewColumn): Bins =>
    frozen.get(column.name) ?? { low: null, edges: own.get(column.name) ?? [] };
  const results = await aggregateColumns(ctx, db, view, columns, (column) => {
    const value = finiteSql(column);
    const bounded = `CASE WHEN abs(${value}) <= ${sqlNumber(LARGE)} THEN ${value} END`;
    const ends = boundaries(binsOf(column));
    return {
      n: `count(${column.sql})`,
      finite: `count(${value})`,
      min: `min(${value})`,
      max: `max(${value})`,
      mean: `avg(${bounded})`,
      variance: `var_pop(${bounded})`,
      ...(ends.length > 0
        ? { bins: `map_entries(histogram(${value}, [${ends.map(sqlNumber).join(', ')}]::DOUBLE[]))` }
        : {}),
    };
  });
  const special = columns.filter(({ name }) => {
    const row = results.get(name);
    return Number(row?.['n'] ?? 0) > Number(row?.['finite'] ?? 0);
  });
  const specials = await aggregateColumns(ctx, db, view, special, ({ sql }) => ({
    nan: `count(*) FILTER (WHERE isnan(${sql}))`,
    pinf: `count(*) FILTER (WHERE isinf(${sql}) AND ${sql} > 0)`,
    ninf: `count(*) FILTER (WHERE isinf(${sql}) AND ${sql} < 0)`,
  }));
  return columns.map((column) => {
    const row = results.get(column.name) ?? {};
    const odd = specials.get(column.name) ?? {};
    const finite = Number(row['finite'] ?? 0);
    const [min, max] = [finiteOrNull(row['min']), finiteOrNull(row['max'])];
    const moments = Math.max(Math.abs(min ?? 0), Math.abs(max ?? 0)) <= LARGE;
    const variance = moments ? finiteOrNull(row['variance']) : null;
    return {
      name: column.name,
      type: column.type,
      kind: 'numeric' as const,
      nulls: rows - Number(row['n'] ?? 0),
      numeric: {
        nan: Number(odd['nan'] ?? 0),
        positiveInfinity: Number(odd['pinf'] ?? 0),
        negativeInfinity: Number(odd['ninf'] ?? 0),
        finite,
        mean: moments ? rounded(finiteOrNull(row['mean'])) : null,
        m2: variance === null ? null : rounded(variance * finite),
        min,
        max,
        ...counted(row['bins'], finite, min, max, binsOf(column), frozen.has(column.name)),
      },
    };
  });
}

async function freshEdges(
  ctx: Context,
  db: Database,
  view: View,
  columns: readonly ViewColumn[],
  bins: number,
  rows: number,
): Promise<Map<string, number[]>> {
  // Row numbers times an odd constant, modulo 2^32, are spread evenly; the first row is always among them.
  const limit = Math.ceil((SAMPLE / Math.max(rows, SAMPLE)) * 2 ** 32);
  const sampled = `((${view.row} % 4294967296) * 2654435761) % 4294967296 < ${limit}`;
  const lists = await aggregateColumns(
    ctx,
    db,
    view,
    columns,
    (column) => ({ sample: `list(${finiteSql(column)}) FILTER (WHERE ${finiteSql(column)} IS NOT NULL)` }),
    sampled,
  );
  const edges = new Map<string, number[]>();
  for (const { name } of columns) {
    const sample = lists.get(name)?.['sample'];
    const sorted = Float64Array.from(Array.isArray(sample) ? sample : []).sort();
    const found = new Set<number>();
    for (let k = 1; k < bins && sorted.length > 0; k += 1) {
      const edge = sorted[Math.ceil((k / bins) * sorted.length) - 1] ?? 0;
      found.add(edge === 0 ? 0 : edge);
    }
    edges.set(name, [...found]);
  }
  return edges;
}

/** What the engine counts up to: one more below the first bin, the largest double under `low`. */
function boundaries({ low, edges }: Bins): number[] {
  const under = low === null ? null : nextBelow(low);
  return under === null ? [...edges] : [under, ...edges];
}

function counted(
  entries: unknown,
  finite: number,
  min: number | null,
  max: number | null,
  { low, edges }: Bins,
  isFrozen: boolean,
): Pick<NumericProfile, 'low' | 'edges' | 'below' | 'counts' | 'above'> {
  const found = new Map<number, number>();
  for (const entry of Array.isArray(entries) ? entries : [])
    found.set(Number(entry.key), Number(entry.value));
  const counts = edges.map((edge) => found.get(edge) ?? 0);
  const under = low === null ? null : nextBelow(low);
  const below = under === null ? 0 : (found.get(under) ?? 0);
  const above = finite - counts.reduce((sum, count) => sum + count, below);
  if (isFrozen) return { low, edges: [...edges], below, counts, above };
  // Own bins end at the maximum: what lies above the last quantile is the last bin.
  if (max === null || min === null) return { low: null, edges: [], below: 0, counts: [], above: 0 };
  const last = edges.at(-1);
  const open = last === undefined || max > last;
  return {
    low: min,
    edges: open ? [...edges, max] : [...edges],
    below: 0,
    counts: open ? [...counts, above] : counts,
    above: 0,
  };
}

/** The finite values of a column as DOUBLE, else NULL. */
export function finiteSql(column: ViewColumn): string {
  const value = column.type === 'DOUBLE' ? column.sql : `CAST(${column.sql} AS DOUBLE)`;
  return hasSpecials(column) ? `CASE WHEN isfinite(${value}) THEN ${value} END` : value;
}

function hasSpecials(column: ViewColumn): boolean {
  return column.type === 'DOUBLE' || column.type === 'FLOAT';
}

/** −0 is 0: both compare equal, and JSON has only one of them. */
function finiteOrNull(value: unknown): number | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return null;
  return value === 0 ? 0 : value;
}

/** Parallel sums differ in the last digits from run to run; a profile of the same data must not. */
export function rounded(value: number | null): number | null {
  if (value === null) return null;
  const short = Number(value.toPrecision(12));
  return short === 0 ? 0 : short;
}

/** The largest finite double below a finite one (IEEE 754 nextDown); null below the least, under which nothing lies. */
function nextBelow(value: number): number | null {
  if (value === 0) return -Number.MIN_VALUE;
  const bits = new BigInt64Array(new Float64Array([value]).buffer);
  bits[0] = (bits[0] ?? 0n) + (value > 0 ? -1n : 1n);
  const next = new Float64Array(bits.buffer)[0] ?? value;
  return Number.isFinite(next) ? next : null;
}
