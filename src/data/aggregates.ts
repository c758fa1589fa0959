/** Runs the aggregates of all checks: in one scan, and only where memory does not suffice in several. */
import { AssayError } from '../base/index.js';
import type { Database } from '../engines/index.js';
import type { Planned } from './checks/check.js';
import { purpose } from './explain.js';
import type { Prepared } from './plan.js';
import type { Screen } from './screen.js';

export interface Measured {
  readonly planned: Planned;
  readonly sql: string;
}

/**
 * One row: `n` rows, `m0`, `m1` … in the order of `measured`, and `v0`, `v1` … in that of the checks of `screens`: how
 * many distinct values break each. The engine keeps sets of distinct values in memory
 * where they stand beside other aggregates, and spills groups: under a tight limit each set gets a scan of its own.
 */
export async function aggregates(
  db: Database,
  name: string,
  from: string,
  prepared: Prepared,
  measured: readonly Measured[],
  screens: readonly Screen[] = [],
): Promise<Record<string, unknown>> {
  const all = measured.map((item, index) => ({ ...item, index }));
  try {
    return await scan(db, name, from, prepared, all, screens);
  } catch (error) {
    const distinct = all.filter(({ planned }) => planned.measure.kind === 'duplicates');
    if (!isMemory(error) || distinct.length === 0 || screens.length > 0) throw error;
    const others = all.filter(({ planned }) => planned.measure.kind !== 'duplicates');
    const row = await scan(db, name, from, prepared, others);
    for (const { planned, index } of distinct)
      row[`m${index}`] = await repeats(db, name, from, prepared, planned);
    return row;
  }
}

async function scan(
  db: Database,
  name: string,
  from: string,
  prepared: Prepared,
  measured: readonly (Measured & { readonly index: number })[],
  screens: readonly Screen[] = [],
): Promise<Record<string, unknown>> {
  const plans = [...measured.map(({ planned }) => planned), ...screens.flatMap((screen) => screen.plans)];
  const checks = [...new Set(plans.map(({ check }) => check))].join(', ');
  const few = screens.length === 0 ? '' : `; of ${screens.length} columns by their distinct values`;
  const about = `one scan of ${name} for ${plans.length} checks (${checks})${few}`;
  const parts = [
    'count(*) AS n',
    ...measured.map(({ sql, index }) => `${sql} AS m${index}`),
    ...screens.map(({ column }, index) => `list(DISTINCT ${prepared.lookup.column(column)}) AS d${index}`),
  ];
  const [row] = await db.all(
    purpose(
      about,
      withScreens(
        `SELECT ${[...parts, ...prepared.unread()].join(', ')} FROM ${prepared.from(from)}`,
        screens,
      ),
    ),
  );
  return { ...row };
}

/** A scan that has the distinct values of each screen as `d0`, `d1` …, and the checks of those values. */
function withScreens(scanned: string, screens: readonly Screen[]): string {
  if (screens.length === 0) return scanned;
  let next = 0;
  const looks = screens.map(({ column, prepared, sql }, index) => {
    const values = sql.map((aggregate) => `${aggregate} AS v${next++}`);
    return `(SELECT ${values.join(', ')} FROM ${prepared.from(`(SELECT unnest(d${index}) AS ${column} FROM assay_scan)`)})`;
  });
  const sets = screens.map((_, index) => `d${index}`).join(', ');
  // Every column of the scan is asked for, so that the engine reads every column of the file.
  return `WITH assay_scan AS MATERIALIZED (${scanned}) SELECT * EXCLUDE (${sets}) FROM assay_scan, ${looks.join(', ')}`;
}

/** Rows beyond the first of each value, as `aggregateOf` counts them, from groups. */
async function repeats(
  db: Database,
  name: string,
  from: string,
  prepared: Prepared,
  planned: Planned,
): Promise<unknown> {
  const { measure } = planned;
  if (measure.kind !== 'duplicates') throw new RangeError(`${planned.check} counts no duplicates`);
  const keys = measure.columns.map((column) => prepared.lookup(column).key);
  const filled = keys.length === 1 ? `WHERE ${keys[0]} IS NOT NULL` : '';
  const groups = `SELECT count(*) AS times FROM ${prepared.from(from)} ${filled} GROUP BY ${keys.join(', ')}`;
  const sql = `SELECT coalesce(sum(times - 1), 0) AS more FROM (${groups})`;
  const what = `a scan of ${name} for ${planned.check} alone, for lack of memory`;
  const [row] = await db.all(purpose(what, sql));
  return row?.['more'];
}

export function isMemory(error: unknown): boolean {
  if (!(error instanceof AssayError) || error.kind !== 'environment') return false;
  return error.problems.some(({ message }) => message.includes('ran out of memory'));
}
