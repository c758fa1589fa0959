/** Runs the aggregates of all checks: in one scan, and only where memory does not suffice in several. */
import { AssayError } from '../base/index.js';
import type { Database } from '../engines/index.js';
import type { Planned } from './checks/check.js';
import { purpose } from './explain.js';
import type { Prepared } from './plan.js';

export interface Measured {
  readonly planned: Planned;
  readonly sql: string;
}

/**
 * One row: `n` rows, and `m0`, `m1` … in the order of `measured`. The engine keeps sets of distinct values in memory
 * where they stand beside other aggregates, and spills groups: under a tight limit each set gets a scan of its own.
 */
export async function aggregates(
  db: Database,
  name: string,
  from: string,
  prepared: Prepared,
  measured: readonly Measured[],
): Promise<Record<string, unknown>> {
  const all = measured.map((item, index) => ({ ...item, index }));
  try {
    return await scan(db, name, from, prepared, all);
  } catch (error) {
    const distinct = all.filter(({ planned }) => planned.measure.kind === 'duplicates');
    if (!isMemory(error) || distinct.length === 0) throw error;
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
): Promise<Record<string, unknown>> {
  const checks = [...new Set(measured.map(({ planned }) => planned.check))].join(', ');
  const parts = [
    'count(*) AS n',
    ...measured.map(({ sql, index }) => `${sql} AS m${index}`),
    ...prepared.unread(),
  ];
  const sql = `SELECT ${parts.join(', ')} FROM ${prepared.from(from)}`;
  const [row] = await db.all(purpose(`one scan of ${name} for ${measured.length} checks (${checks})`, sql));
  return { ...row };
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

function isMemory(error: unknown): boolean {
  if (!(error instanceof AssayError) || error.kind !== 'environment') return false;
  return error.problems.some(({ message }) => message.includes('ran out of memory'));
}
