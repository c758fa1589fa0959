/** Slices of a dataset: by the values of a column, or by a condition; as codes for each row. */
import { type Problem, usageError } from '../base/index.js';
import type { SliceConfig } from '../config/index.js';
import { sqlName } from '../data/index.js';
import { type ColumnRequest, readColumns, textOf } from './columns.js';
import { sliceProblem } from './slice-sql.js';
import { columnType, DATA, type Table } from './table.js';

/** Slices that do not overlap, because they come from one column or one condition. */
export interface SliceGroup {
  /** For each row of the dataset the position in `slices`, −1 where it belongs to none. */
  readonly codes: Int32Array;
  /** Slices that are large enough, in the order of their names. */
  readonly slices: readonly { readonly name: string; readonly rows: number }[];
}
export interface Slices {
  readonly groups: readonly SliceGroup[];
  /** What was not evaluated, and why. */
  readonly notChecked: readonly string[];
}

/** More slices of one column are no list that anyone reads. */
const MAX_SLICES = 1000;
const NAMED = 10;

/**
 * Reads the slices. All wrong ones are reported at once: a column that is not there, a condition that is no
 * condition, one that no row meets, a name used twice.
 */
export async function readSlices(
  table: Table,
  configured: readonly SliceConfig[],
  minRows: number,
  signal: AbortSignal,
): Promise<Slices> {
  const problems: Problem[] = [];
  const requests: ColumnRequest<'text'>[] = [];
  const names = new Set<string>();
  for (const slice of configured) {
    const name = typeof slice === 'string' ? slice : slice.name;
    if (names.has(name)) problems.push({ message: `the slice ${name} is there twice` });
    names.add(name);
    if (typeof slice === 'string') {
      const type = columnType(table, slice, 'the slice');
      if (typeof type === 'string') requests.push(textOf(sqlName(slice), type));
      else problems.push(type);
    } else {
      const problem = await conditionProblem(table, slice);
      if (problem) problems.push(problem);
      else requests.push({ sql: `CASE WHEN (${slice.where}\n) THEN 'in' END`, kind: 'text' });
    }
  }
  if (problems.length > 0) throw usageError(problems);

  const columns = await readColumns(table.db, DATA, requests, table.rows, signal);
  const notChecked: string[] = [];
  const groups = configured.map((slice, k): SliceGroup => {
    const column = columns[k];
    if (column === undefined) throw new Error('a slice was not read');
    const isColumn = typeof slice === 'string';
    const values = isColumn ? column.names.map((value) => `${slice}=${value}`) : [slice.name];
    return grouped(column.codes, values, isColumn ? slice : null, minRows, notChecked);
  });
  const empty = configured.filter((slice, k) => typeof slice !== 'string' && columns[k]?.names.length === 0);
  if (empty.length > 0 && table.rows > 0) {
    throw usageError(
      empty.map((slice) => ({
        message: `the slice ${typeof slice === 'string' ? slice : `${slice.name} (${slice.where})`} matches no row of dataset ${table.dataset.name}`,
      })),
    );
  }
  return { groups, notChecked };
}

async function conditionProblem(
  table: Table,
  slice: { name: string; where: string },
): Promise<Problem | null> {
  const problem = await sliceProblem(table.db, slice.where, [...table.columns.keys()]);
  if (problem) return { ...problem, message: `slice ${slice.name}: ${problem.message}` };
  const wrong = (detail: string): Problem => ({
    message: `slice ${slice.name}: ${slice.where} is no condition over these columns: ${detail}`,
    expected: 'an expression that is true or false for each row',
  });
  try {
    const [row] = await table.db.all(`DESCRIBE SELECT (${slice.where}\n) AS condition FROM ${DATA}`);
    const type = String(row?.column_type);
    return type === 'BOOLEAN' ? null : wrong(`it gives ${type}`);
  } catch (error) {
    // The text of the user's expression is at fault, not this program.
    return wrong(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
}

/** Counts the rows of each value; keeps those with enough, and says which were left out. */
function grouped(
  codes: Int32Array,
  names: readonly string[],
  column: string | null,
  minRows: number,
  notChecked: string[],
): SliceGroup {
  const counts = new Uint32Array(names.length + 1);
  for (const code of codes)
    counts[code < 0 ? names.length : code] = (counts[code < 0 ? names.length : code] ?? 0) + 1;
  const all = names.map((name, code) => ({ name, code, rows: counts[code] ?? 0 }));
  // A missing value is a slice of its own for a column; for a condition it is outside.
  if (column !== null) all.push({ name: `${column}=NULL`, code: -1, rows: counts[names.length] ?? 0 });
  const filled = all.filter(({ rows }) => rows > 0);
  const large = filled.filter(({ rows }) => rows >= minRows).sort((a, b) => b.rows - a.rows);
  const small = filled.filter(({ rows }) => rows < minRows);
  const kept = large.slice(0, MAX_SLICES).sort((a, b) => (a.name < b.name ? -1 : 1));
  if (small.length > 0) notChecked.push(smallSlices(small, column, minRows));
  if (large.length > MAX_SLICES) {
    notChecked.push(
      `${large.length - MAX_SLICES} more slices of ${column}: only the ${MAX_SLICES} largest were evaluated`,
    );
  }
  const place = new Int32Array(names.length + 1).fill(-1);
  for (const [k, { code }] of kept.entries()) place[code < 0 ? names.length : code] = k;
  return {
    codes: codes.map((code) => place[code < 0 ? names.length : code] ?? -1),
    slices: kept.map(({ name, rows }) => ({ name, rows })),
  };
}

function smallSlices(
  small: readonly { readonly name: string; readonly rows: number }[],
  column: string | null,
  minRows: number,
): string {
  const shown = [...small]
    .sort((a, b) => b.rows - a.rows || (a.name < b.name ? -1 : 1))
    .slice(0, NAMED)
    .map(({ name, rows }) => `${name} (${rows})`);
  const more = small.length > NAMED ? ` and ${small.length - NAMED} more` : '';
  const what =
    column === null ? 'slice' : `${small.length} ${small.length === 1 ? 'slice' : 'slices'} of ${column}`;
  return `${what} with fewer than ${minRows} rows: ${shown.join(', ')}${more}`;
}
