/** The form in which Assay keeps predictions. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sqlName, sqlString } from '../data/index.js';
import type { ColumnValues } from '../engines/index.js';
import type { TextColumn } from './columns.js';
import type { AnswerColumns, Predictions, Truth } from './predictions.js';
import { CLASS_SCORE, PREDICTION, SCORE } from './predictions-file.js';
import { DATA, type Table } from './table.js';

/**
 * Writes predictions as Assay keeps them, zstd Parquet sorted by id: `id` (the row number from 1 where the dataset
 * has none), `label`, `weight`, `group` where there is one, then `score` as float64 (or `score:<class>` for several
 * classes, and `prediction` where the source gave labels). Of texts the answer is `prediction`, and what is known of
 * it stands beside it under the usual names. The path lies in the scratch folder. When this returns, DuckDB has all that
 * it needs and goes on by itself: `written` is awaited before the file is used, and before the table is closed.
 */
export async function writePredictions(
  table: Table,
  truth: Truth,
  predictions: Predictions,
  sql: {
    readonly id: string | null;
    readonly label: string;
    readonly weight: string | null;
    readonly group: string | null;
  },
  name: string,
): Promise<{ readonly path: string; readonly written: Promise<void> }> {
  const { db } = table;
  const { scores, classes, predicted, text } = predictions;
  const labels = classes ?? scores?.map((_, k) => String(k)) ?? [];
  const answers = text?.answers ?? null;
  const known = text ? numbersOf(text) : [];
  const judge = text?.judge ?? null;
  const numbers =
    scores === null ? [] : scores.length === 1 ? [SCORE] : labels.map((label) => `${CLASS_SCORE}${label}`);
  const folder = join(table.scratch, name);
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'predictions.parquet');
  const source = [
    `${sql.id ?? 'row_number() OVER ()'} AS id`,
    `${sql.label} AS label`,
    `${sql.weight === null ? '1.0::DOUBLE' : `CAST(${sql.weight} AS DOUBLE)`} AS weight`,
    ...(sql.group === null ? [] : [`${sql.group} AS "group"`]),
  ].join(', ');
  // Numbers of rows are in order already.
  const order = sql.id === null ? '' : ' ORDER BY id';
  const copy = (from: string) =>
    db.run(`COPY (${from}${order}) TO ${sqlString(path)} (FORMAT parquet, COMPRESSION zstd)`);
  if (predictions.sql !== undefined) {
    // What stands in the dataset needs no way through this program; a missing score is NaN, as elsewhere.
    return begun(
      path,
      copy(
        `SELECT ${source}, coalesce(CAST(${predictions.sql} AS DOUBLE), 'NaN'::DOUBLE) AS ${sqlName(SCORE)} FROM ${DATA}`,
      ),
    );
  }
  const columns = [
    ...numbers.map((column) => `${sqlName(column)} DOUBLE`),
    ...(predicted || answers ? [`${sqlName(PREDICTION)} VARCHAR`] : []),
    ...known.map(([column]) => `${sqlName(column)} DOUBLE`),
    ...(judge ? [`${sqlName('judge')} VARCHAR`] : []),
  ];
  const store = sqlName(`${name}_scores`);
  await db.run(`CREATE OR REPLACE TABLE ${store} (${columns.join(', ')})`);
  const textColumn = (column: TextColumn) => (row: number) => column.names[column.codes[row] ?? -1] ?? null;
  const values: ColumnValues[] = [...(scores ?? [])];
  if (answers) values.push((row) => answers[row] ?? null);
  else if (predicted) values.push(textColumn(predicted));
  for (const [, column] of known) values.push(column);
  if (judge) values.push(textColumn(judge));
  await db.append(`${name}_scores`, truth.rows, values);
  const selected = [
    ...numbers,
    ...(predicted || answers ? [PREDICTION] : []),
    ...known.map(([column]) => column),
    ...(judge ? ['judge'] : []),
  ].map((column) => `s.${sqlName(column)}`);
  // Both sides are in the order of the rows; a join by number would hold one of them in memory.
  return begun(
    path,
    copy(
      `SELECT d.*, ${selected.join(', ')} FROM (SELECT ${source} FROM ${DATA}) d POSITIONAL JOIN ${store} s`,
    ).then(() => db.run(`DROP TABLE ${store}`)),
  );
}

function begun(path: string, written: Promise<void>) {
  // It may fail before somebody waits for it; who waits is told.
  written.catch(() => undefined);
  return { path, written };
}

/** What stands beside answers, under the names that Assay reads it by. */
function numbersOf(text: AnswerColumns): (readonly [string, Float64Array])[] {
  const columns = [
    ['correct', text.correct],
    ['preferred', text.preferred],
    ['tokens', text.tokens],
    ['cost_usd', text.cost],
  ] as const;
  return [
    ...columns.flatMap(([name, values]) => (values === null ? [] : [[name, values] as const])),
    ...[...(text.scores ?? [])].map(([name, values]) => [`${CLASS_SCORE}${name}`, values] as const),
  ];
}
