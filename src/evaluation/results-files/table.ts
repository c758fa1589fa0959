/** Rows of results as a file of predictions, in the form that the evaluation of texts reads. */

import type { Context } from '../../base/index.js';
import { sqlName, sqlString } from '../../data/index.js';
import { openDatabase } from '../../engines/index.js';
import { CLASS_SCORE } from '../predictions-file.js';
import { idOf } from './examples.js';
import type { ResultRow } from './rows.js';

/** The columns that every file has; slices are columns beside them. */
export const RESULT_COLUMNS = {
  id: 'id',
  example: 'example',
  target: 'target',
  answer: 'prediction',
  correct: 'correct',
  tokens: 'tokens',
  cost: 'cost_usd',
} as const;

export function scoreColumn(name: string): string {
  return `${CLASS_SCORE}${name}`;
}

/**
 * Writes Parquet. `target` is a list of texts, null where there is no reference; a category that has the name of one of
 * the other columns is called `metadata.NAME`.
 */
export async function writeResults(
  ctx: Context,
  rows: readonly ResultRow[],
  scores: readonly string[],
  path: string,
): Promise<void> {
  const taken = new Set(
    [...Object.values(RESULT_COLUMNS), ...scores.map(scoreColumn)].map((name) => name.toLowerCase()),
  );
  const categories = new Map<string, string>();
  for (const key of rows.flatMap((row) => [...row.categories.keys()])) {
    if (categories.has(key)) continue;
    const name = taken.has(key.toLowerCase()) ? `metadata.${key}` : key;
    // DuckDB knows no upper and lower case in names: of two that differ in it only, the first counts.
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    categories.set(key, name);
  }
  const some = (of: (row: ResultRow) => number | null) => rows.some((row) => of(row) !== null);
  const amounts: readonly (readonly [string, (row: ResultRow) => number | null])[] = [
    [RESULT_COLUMNS.correct, ({ correct }) => correct],
    [RESULT_COLUMNS.tokens, ({ tokens }) => tokens],
    [RESULT_COLUMNS.cost, ({ cost }) => cost],
  ];
  const numbers = [
    ...amounts.filter(([, of]) => some(of)),
    ...scores.map((name) => [scoreColumn(name), (row: ResultRow) => row.scores.get(name) ?? null] as const),
  ];
  const texts: readonly (readonly [string, (row: ResultRow) => string | null])[] = [
    [RESULT_COLUMNS.id, idOf],
    [RESULT_COLUMNS.example, ({ example }) => example],
    [RESULT_COLUMNS.target, ({ target }) => target && JSON.stringify(target)],
    [RESULT_COLUMNS.answer, ({ answer }) => answer],
    ...[...categories].map(
      ([key, name]) => [name, (row: ResultRow) => row.categories.get(key) ?? null] as const,
    ),
  ];
  const db = await openDatabase(ctx);
  try {
    const columns = [
      ...texts.map(([name]) => `${sqlName(name)} VARCHAR`),
      ...numbers.map(([name]) => `${sqlName(name)} DOUBLE`),
    ];
    await db.run(`CREATE TABLE results (${columns.join(', ')})`);
    const appender = await db.connection.createAppender('results');
    for (const row of rows) {
      for (const [, of] of texts) {
        const text = of(row);
        if (text === null) appender.appendNull();
        else appender.appendVarchar(text);
      }
      for (const [, of] of numbers) {
        const value = of(row);
        if (value === null) appender.appendNull();
        else appender.appendDouble(value);
      }
      appender.endRow();
    }
    appender.closeSync();
    const target = sqlName(RESULT_COLUMNS.target);
    await db.run(
      `COPY (SELECT * REPLACE (CAST(CAST(${target} AS JSON) AS VARCHAR[]) AS ${target}) FROM results) TO ${sqlString(path)} (FORMAT parquet, COMPRESSION zstd)`,
    );
  } finally {
    db.close();
  }
}
