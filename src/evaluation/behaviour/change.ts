/** The changes of columns that behavioural checks make, as SQL over a sample of the dataset. */
import { type Problem, usageError } from '../../base/index.js';
import type { BehaviourConfig } from '../../config/index.js';
import { sqlName, sqlString } from '../../data/index.js';
import { isNumeric } from '../columns.js';
import { sliceProblem } from '../slice-sql.js';
import { columnType, DATA, type Table } from '../table.js';

export type Changes = Extract<BehaviourConfig, { invariance: unknown }>['invariance'];
type Scalar = string | number | boolean | null;

/** Name of the column with the row of the dataset, from 0, in samples. */
export const ROW = 'assay_row';

export interface Sample {
  readonly table: Table;
  /** Name of the table of the sample. */
  readonly name: string;
  readonly rows: number;
  /** Row of the dataset, from 0, for each row of the sample. */
  readonly datasetRows: Float64Array;
}

export function sqlScalar(value: Scalar): string {
  if (value === null) return 'NULL';
  return typeof value === 'string' ? sqlString(value) : String(value);
}

/** A condition of the user, checked: one expression over the columns. Throws a usage error. */
export async function checkedCondition(table: Table, where: string, check: string): Promise<string> {
  const problem = await sliceProblem(table.db, where, [...table.columns.keys()]);
  if (problem !== null) throw usageError({ ...problem, message: `behaviour ${check}: ${problem.message}` });
  return `(${where}\n)`;
}

/** Takes at most `rows` rows, the same for the same seed, in the order of the dataset. */
export async function takeSample(
  table: Table,
  name: string,
  check: string,
  options: { readonly rows: number; readonly where?: string | undefined; readonly seed: number },
): Promise<Sample> {
  const condition =
    options.where === undefined ? 'true' : await checkedCondition(table, options.where, check);
  await table.db.run(
    `CREATE TEMP TABLE ${name} AS SELECT * FROM (SELECT *, row_number() OVER () - 1 AS ${ROW} FROM ${DATA}) WHERE ${condition} ORDER BY hash(${ROW}, ${options.seed}), ${ROW} LIMIT ${options.rows}`,
  );
  const rows = await table.db.all(`SELECT ${ROW} AS row FROM ${name} ORDER BY ${ROW}`);
  return { table, name, rows: rows.length, datasetRows: Float64Array.from(rows, ({ row }) => Number(row)) };
}

/** What is wrong with the columns and values of changes, before anything runs. */
export function changeProblems(table: Table, check: string, changes: Changes): Problem[] {
  return Object.entries(changes).flatMap(([column, change]): Problem[] => {
    const type = columnType(table, column, `behaviour ${check}:`);
    if (typeof type !== 'string') return [type];
    if (('add' in change || 'multiply' in change) && !isNumeric(type)) {
      return [
        {
          message: `behaviour ${check}: the column ${column} is ${type}`,
          expected: 'numbers, to add or multiply',
        },
      ];
    }
    return [];
  });
}

/**
 * Makes the changed sample beside a sample, and says which of its rows are changed at all: a row that stays as it is
 * shows nothing. Throws a usage error where a value does not fit its column.
 */
export async function changedSample(
  sample: Sample,
  check: string,
  changes: Changes,
  seed: number,
): Promise<{ readonly sample: Sample; readonly changed: readonly boolean[] }> {
  const { table } = sample;
  const name = `${sample.name}_changed`;
  const columns = Object.entries(changes);
  const replaced = columns.map(([column, change], k) => {
    const own = `a.${sqlName(column)}`;
    const value =
      'set' in change
        ? sqlScalar(change.set)
        : 'add' in change
          ? `${own} + (${change.add})`
          : 'multiply' in change
            ? `${own} * (${change.multiply})`
            : 'swap' in change
              ? swapped(own, change.swap)
              : `b.permuted_${k}`;
    return `CAST(${value} AS ${table.columns.get(column)}) AS ${sqlName(column)}`;
  });
  const permuted = columns.map(([column], k) => `, ${sqlName(column)} AS permuted_${k}`).join('');
  const different = columns
    .map(([column]) => `a.${sqlName(column)} IS DISTINCT FROM c.${sqlName(column)}`)
    .join(' OR ');
  try {
    await table.db.run(
      `CREATE TEMP TABLE ${name} AS SELECT a.* EXCLUDE (assay_k) REPLACE (${replaced.join(', ')}) FROM (SELECT *, row_number() OVER (ORDER BY ${ROW}) AS assay_k FROM ${sample.name}) AS a JOIN (SELECT row_number() OVER (ORDER BY hash(${ROW}, ${seed + 1}), ${ROW}) AS assay_k${permuted} FROM ${sample.name}) AS b USING (assay_k)`,
    );
  } catch (error) {
    if (!(error instanceof Error) || !/^(Conversion|Binder|Out of Range) Error/.test(error.message))
      throw error;
    throw usageError(
      { message: `behaviour ${check}: a change does not fit its column: ${error.message.split('\n')[0]}` },
      error,
    );
  }
  const rows = await table.db.all(
    `SELECT (${different}) AS changed FROM ${sample.name} AS a JOIN ${name} AS c USING (${ROW}) ORDER BY ${ROW}`,
  );
  return { sample: { ...sample, name }, changed: rows.map(({ changed }) => changed === true) };
}

function swapped(own: string, [one, other]: readonly [Scalar, Scalar]): string {
  const [a, b] = [sqlScalar(one), sqlScalar(other)];
  return `CASE WHEN ${own} IS NOT DISTINCT FROM ${a} THEN ${b} WHEN ${own} IS NOT DISTINCT FROM ${b} THEN ${a} ELSE ${own} END`;
}
