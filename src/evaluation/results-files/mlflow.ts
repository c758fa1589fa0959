/**
 * A table of MLflow with one row an example: `eval_results_table.json`, which `mlflow.evaluate` leaves among the
 * artifacts of a run, or one of `mlflow.log_table`. It is pandas' form `split`: `{columns, data}`.
 * Source: mlflow, models/evaluation/evaluators/default.py and tracking/client.py (log_table).
 */
import { z } from 'zod';
import { type Problem, usageError } from '../../base/index.js';
import { isObject, shaped } from './json.js';
import {
  amountOf,
  categoriesOf,
  digestOf,
  numbered,
  type ReadResults,
  type ResultColumns,
  type ResultRow,
  scoreOf,
  textOfAnswer,
} from './rows.js';

const table = z.object({
  columns: z.array(z.string()).min(1),
  data: z.array(z.array(z.unknown())),
});

/** What MLflow's own examples and its evaluators call these columns; the first that is there counts. */
const INPUTS = ['inputs', 'input', 'question', 'prompt', 'query', 'request'];
const TARGETS = ['ground_truth', 'targets', 'target', 'expected_response', 'expected_output', 'expected'];
const ANSWERS = ['outputs', 'output', 'predictions', 'prediction', 'response', 'answer'];
/** Columns of a metric end so; what the metric explains stands in others. */
const SCORE = /\/score$/;
const EXPLAINED = /\/(?:justification|rationale)$/;

export function isMlflowTable(root: unknown): boolean {
  return (
    isObject(root) &&
    Array.isArray(root['columns']) &&
    root['columns'].every((name) => typeof name === 'string') &&
    Array.isArray(root['data']) &&
    root['data'].every(Array.isArray)
  );
}

/**
 * Rows are the same example in two runs where the column `id` is equal, and without it the inputs. Throws a usage
 * error: another shape, a column that stands twice or is not there, rows of other lengths, rows without an id, nothing
 * that tells the examples apart.
 */
export function readMlflowTable(root: unknown, file: string, asked: ResultColumns = {}): ReadResults {
  const { columns, data } = shaped(table, root, file, 'MLflow');
  const problems: Problem[] = [];
  const tell = (problem: Problem) => {
    if (problems.length < 20) problems.push({ where: { file }, ...problem });
  };
  for (const name of columns.filter((one, k) => columns.indexOf(one) !== k)) {
    tell({ message: `the column ${name} stands twice` });
  }
  for (const [k, row] of data.entries()) {
    if (row.length !== columns.length) {
      tell({ message: `row ${k + 1} has ${row.length} cells, and there are ${columns.length} columns` });
    }
  }
  const place = (name: string | undefined) => (name === undefined ? -1 : columns.indexOf(name));
  for (const [what, name] of Object.entries(asked)) {
    if (name !== undefined && place(name) < 0) {
      tell({
        message: `has no column ${name} (${what})`,
        expected: `one of ${columns.slice(0, 20).join(', ')}`,
      });
    }
  }
  const first = (names: readonly string[]) => columns.find((name) => names.includes(name.toLowerCase()));
  const [input, answer] = [first(INPUTS), first(ANSWERS)];
  const target = asked.target ?? first(TARGETS);
  if (asked.id === undefined && input === undefined) {
    tell({
      message: 'nothing says which rows of two runs are the same example',
      expected: `a column ${INPUTS.join(', ')}`,
      fix: 'name the column that does: --id COLUMN, or `id` under `evaluate.results`',
    });
  }
  const scores = columns.flatMap((name, k) => {
    const known = SCORE.test(name) || name === 'latency';
    return known ? [{ name: name.replace(SCORE, ''), k }] : [];
  });
  const [id, key] = [place(asked.id), place(input)];
  const rows = problems.length > 0 ? [] : data.map((row, k) => exampleOf(row, k));
  function exampleOf(row: readonly unknown[], k: number): Omit<ResultRow, 'sample'> {
    const own = id < 0 ? digestOf(row[key]) : textOfAnswer(row[id]);
    if (own === null || own === '' || (id < 0 && (row[key] ?? null) === null)) {
      tell({ message: `row ${k + 1} has no ${id < 0 ? input : asked.id}` });
    }
    const used = new Set([id, key, place(target), place(answer), ...scores.map((score) => score.k)]);
    const rest = columns.flatMap((name, at) =>
      used.has(at) || EXPLAINED.test(name) || name === 'token_count' ? [] : [[name, row[at]] as const],
    );
    return {
      example: own ?? '',
      input: key < 0 ? null : digestOf(row[key]),
      target: targetOf(row[place(target)]),
      answer: answer === undefined ? null : textOfAnswer(row[place(answer)]),
      error: null,
      correct: null,
      scores: new Map(scores.map((score) => [score.name, scoreOf(row[score.k])])),
      tokens: amountOf(row[place('token_count')]),
      cost: null,
      categories: categoriesOf(Object.fromEntries(rest)),
    };
  }
  if (problems.length > 0) throw usageError(problems);
  return {
    tool: 'MLflow',
    subject: 'table',
    rows: numbered(rows),
    directions: new Map(scores.some(({ name }) => name === 'latency') ? [['latency', 'lower']] : []),
    notes: scores.length === 0 ? [`${file} has no score: no column ends with /score`] : [],
  };
}

function targetOf(value: unknown): readonly string[] | null {
  if (value === null || value === undefined) return null;
  const each = Array.isArray(value) ? value : [value];
  return each.map((one) => textOfAnswer(one) ?? '');
}
