/**
 * Predictions from columns: of the dataset itself, or of a file that another program wrote, matched row by row
 * with the dataset.
 */

import { open } from 'node:fs/promises';
import { nearest, type Problem, usageError } from '../base/index.js';
import { type ColumnsAs, sqlName, writtenFile } from '../data/index.js';
import type { Task } from '../results/index.js';
import { CLASS_SCORE, PREDICTION, SCORE } from './column-names.js';
import { type ColumnRequest, isNumeric, readColumns, type TextColumn, textOf } from './columns.js';
import { type Nested, nestedScores } from './nested.js';
import type { Predictions } from './predictions.js';
import { DATA, type Table } from './table.js';

/** Names of the columns of kept predictions, and of those that Assay reads where none are named. */
export { CLASS_SCORE, PREDICTION, SCORE };

/** Ways to name the probability of a class that are read as well; the label follows. */
const CLASS_PREFIXES = [CLASS_SCORE, 'proba_'];

export interface PredictionColumns {
  /** Score of the positive class, or the predicted number. */
  readonly score?: string | undefined;
  /** Class → column. */
  readonly scores?: Readonly<Record<string, string>> | undefined;
  /** Predicted label. */
  readonly label?: string | undefined;
}

export interface Relation {
  /** Rows in the order of the dataset. */
  readonly from: string;
  readonly columns: ReadonlyMap<string, string>;
  /** In messages. */
  readonly name: string;
}

/** Reads predictions that stand in columns. Throws a usage error with every problem. */
export async function readPredictions(
  table: Table,
  relation: Relation,
  wanted: PredictionColumns,
  signal: AbortSignal,
): Promise<Predictions> {
  const problems: Problem[] = [];
  const scores = Object.entries(wanted.scores ?? {});
  const numbers: string[] = wanted.score !== undefined ? [wanted.score] : scores.map(([, column]) => column);
  const requests: ColumnRequest[] = [];
  let nested: Nested | null = null;
  for (const column of numbers) {
    const type = relation.columns.get(column);
    const inside =
      type === undefined || scores.length > 0 ? null : await nestedScores(table.db, relation, column, type);
    if (inside !== null) {
      if ('message' in inside) problems.push(inside);
      else {
        nested = inside;
        requests.push(...inside.columns.map((sql) => ({ sql, kind: 'number' }) as const));
      }
    } else if (type === undefined) problems.push(missing(column, 'the score', relation));
    else if (!isNumeric(type))
      problems.push({
        message: `the score ${column} of ${relation.name} is ${type}`,
        expected: 'a column of numbers',
      });
    else requests.push({ sql: sqlName(column), kind: 'number' });
  }
  if (wanted.label !== undefined) {
    const type = relation.columns.get(wanted.label);
    if (type === undefined) problems.push(missing(wanted.label, 'the predicted label', relation));
    else requests.push(textOf(sqlName(wanted.label), type));
  }
  if (problems.length > 0) throw usageError(problems);
  const columns = await readColumns(table.db, relation.from, requests, table.rows, signal);
  const arrays = columns.filter((column): column is Float64Array => column instanceof Float64Array);
  const predicted = columns.find((column): column is TextColumn => !(column instanceof Float64Array)) ?? null;
  const [only] = numbers;
  const plain = relation.from === DATA && numbers.length === 1 && nested === null;
  return {
    ...(plain && only !== undefined ? { sql: sqlName(only) } : {}),
    scores: arrays.length > 0 ? arrays : null,
    classes:
      nested?.classes ??
      (wanted.score === undefined && scores.length > 0 ? scores.map(([name]) => name) : null),
    predicted,
  };
}

function missing(column: string, role: string, relation: Relation): Problem {
  const names = [...relation.columns.keys()];
  const near = nearest(column, names);
  return {
    message: `${role} ${column} is no column of ${relation.name}`,
    expected: `one of ${names.join(', ')}`,
    ...(near ? { fix: `did you mean ${near}?` } : {}),
  };
}

/** The columns of a file that a program wrote for `ASSAY_PREDICTIONS`, by their fixed names. */
export function usualColumns(names: readonly string[], task: Task, file: string): PredictionColumns {
  const has = (name: string) => names.includes(name);
  const prefix = CLASS_PREFIXES.find((start) => names.some((name) => name.startsWith(start))) ?? CLASS_SCORE;
  const classes = names.filter((name) => name.startsWith(prefix));
  // What answers consist of is found by `readAnswers`.
  if (task === 'text') return {};
  if (task === 'ranking' && (has(SCORE) || has(PREDICTION)))
    return { score: has(SCORE) ? SCORE : PREDICTION };
  if (task === 'regression' && (has(PREDICTION) || has(SCORE)))
    return { score: has(PREDICTION) ? PREDICTION : SCORE };
  if (task === 'binary' || task === 'multiclass') {
    const label = has(PREDICTION) ? PREDICTION : undefined;
    if (task === 'binary' && has(SCORE)) return { score: SCORE, label };
    if (task === 'multiclass' && has(SCORE) && classes.length === 0) return { score: SCORE, label };
    if (classes.length > 0) {
      return {
        scores: Object.fromEntries(classes.map((name) => [name.slice(prefix.length), name])),
        label,
      };
    }
    if (label !== undefined) return { label };
  }
  const expected = {
    binary: `\`${SCORE}\` (of the positive class), \`${PREDICTION}\` (the label), or both`,
    multiclass: `\`${CLASS_SCORE}<label>\` or \`proba_<label>\` for each class, \`${SCORE}\` with a list or an object, \`${PREDICTION}\` (the label), or both`,
    regression: `\`${PREDICTION}\``,
    ranking: `\`${SCORE}\``,
    text: '',
  }[task];
  throw usageError({
    where: { file },
    message: `the predictions have the columns ${names.join(', ')}, and none that holds predictions`,
    expected,
    fix: `rename the column, or name it with --score (a number for each row)${task === 'regression' || task === 'ranking' ? '' : ' or --label (the predicted class)'}`,
  });
}

/**
 * Makes a file in the scratch folder a relation whose rows are those of the dataset, in its order. With `id` the
 * rows are matched by it, else by their number; `own` is what the file calls that column, `as` what its labels. Throws a usage error where
 * they are not the same examples.
 */
export async function matchedPredictions(
  table: Table,
  path: string,
  id: string | undefined,
  view: string,
  own: string | undefined = id,
  as: ColumnsAs = {},
): Promise<Relation> {
  const { db } = table;
  const name = 'the predictions';
  try {
    // Where the dataset has text that may be digits, `007` is no 7 here either.
    const words = id !== undefined && table.columns.get(id) === 'VARCHAR' ? [own] : [];
    const texts = [...(as.texts ?? []), ...words];
    const reader = await writtenFile(db, path, await writtenFormat(path), { ...as, texts });
    await db.run(`CREATE OR REPLACE TABLE ${view} AS SELECT * FROM ${reader}`);
  } catch (error) {
    if (!(error instanceof Error) || !/^(?:Invalid|IO|Conversion|Binder|Parser)/.test(error.message))
      throw error;
    throw usageError(
      {
        where: { file: path },
        message: `the predictions cannot be read: ${error.message}`,
        expected: 'Parquet, CSV with a header, or JSON lines',
      },
      error,
    );
  }
  const columns = new Map<string, string>();
  for (const row of await db.all(`DESCRIBE ${view}`))
    columns.set(String(row.column_name), String(row.column_type));
  if (id === undefined || own === undefined || !columns.has(own)) {
    const [count] = await db.all(`SELECT count(*) AS n FROM ${view}`);
    if (Number(count?.n) !== table.rows) {
      throw usageError({
        where: { file: path },
        message: `the predictions have ${count?.n} rows, and dataset ${table.dataset.name} has ${table.rows}`,
        expected: `one row for each of the dataset, in its order${id === undefined ? '' : `, or a column ${id} to match them by`}`,
      });
    }
    return { from: view, columns, name };
  }
  await checkMatch(table, path, id, own, view);
  const key = `CAST(${sqlName(id)} AS VARCHAR)`;
  const theirs = `CAST(${sqlName(own)} AS VARCHAR)`;
  // A table keeps the order in which it was written.
  await db.run(
    `CREATE OR REPLACE TABLE ${view}_matched AS SELECT p.* EXCLUDE (assay_key) FROM (SELECT row_number() OVER () AS assay_row, ${key} AS assay_id FROM ${DATA}) d JOIN (SELECT *, ${theirs} AS assay_key FROM ${view}) p ON p.assay_key = d.assay_id ORDER BY d.assay_row`,
  );
  return { from: `${view}_matched`, columns, name };
}

/** Every way in which two sets of ids can differ, each with examples. */
async function checkMatch(table: Table, path: string, id: string, own: string, view: string): Promise<void> {
  const { db } = table;
  const key = `CAST(${sqlName(id)} AS VARCHAR)`;
  const theirs = `CAST(${sqlName(own)} AS VARCHAR)`;
  const checks = [
    [
      `SELECT ${key} AS id FROM ${DATA} WHERE ${key} NOT IN (SELECT ${theirs} FROM ${view} WHERE ${theirs} IS NOT NULL)`,
      `rows of dataset ${table.dataset.name} have no prediction`,
    ],
    [
      `SELECT ${theirs} AS id FROM ${view} WHERE ${theirs} NOT IN (SELECT ${key} FROM ${DATA} WHERE ${key} IS NOT NULL)`,
      `predictions have a value of ${id} that dataset ${table.dataset.name} lacks`,
    ],
    [
      `SELECT ${theirs} AS id FROM ${view} GROUP BY ALL HAVING count(*) > 1`,
      `values of ${id} have several predictions`,
    ],
    [`SELECT ${theirs} AS id FROM ${view} WHERE ${theirs} IS NULL`, `predictions have no ${id}`],
  ] as const;
  const problems: Problem[] = [];
  for (const [sql, what] of checks) {
    const [count] = await db.all(`SELECT count(*) AS n FROM (${sql})`);
    if (Number(count?.n) === 0) continue;
    const examples = await db.all(`SELECT id FROM (${sql}) ORDER BY id LIMIT 3`);
    problems.push({
      where: { file: path },
      message: `${count?.n} ${what}: ${examples.map((row) => String(row.id)).join(', ')}${Number(count?.n) > 3 ? ', …' : ''}`,
      expected: 'exactly one prediction for each row of the dataset',
    });
  }
  if (problems.length > 0) throw usageError(problems);
}

/** The format of a file by its first bytes: its name was given by us, not by the program that wrote it. */
async function writtenFormat(path: string): Promise<'parquet' | 'csv' | 'jsonl'> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
    const head = buffer.subarray(0, bytesRead);
    if (head.subarray(0, 4).toString('latin1') === 'PAR1') return 'parquet';
    const text = head.toString('utf8').replace(/^\uFEFF/, '');
    return text.trimStart().startsWith('{') ? 'jsonl' : 'csv';
  } finally {
    await file.close();
  }
}
