/** What is known of the rows beside the predictions: labels, references, weights, groups, slices. */
import { type Context, type Problem, usageError } from '../base/index.js';
import { sqlName } from '../data/index.js';
import { isNumeric, readColumns, type TextColumn, textOf } from './columns.js';
import type { Truth } from './predictions.js';
import type { EvaluatedTask, EvaluateRequest } from './request.js';
import { readSlices, type Slices } from './slices.js';
import { checkIds, columnType, DATA, type Table } from './table.js';
import { dividedUnit, unitsOf } from './units.js';

/** Wrong columns are reported at once, as a usage error; then wrong weights, groups and slices. */
export async function readTruth(
  ctx: Context,
  request: EvaluateRequest,
  task: EvaluatedTask,
  table: Table,
): Promise<{ readonly truth: Truth; readonly slices: Slices }> {
  const { target, weight, id, group } = request.config;
  const named = [
    [target, 'the target'],
    [weight, 'the weight'],
    [id, 'the id'],
    [group, 'the group'],
  ] as const;
  const types = named.map(([name, role]) => (name === undefined ? null : columnType(table, name, role)));
  const problems: Problem[] = types.filter((type) => type !== null && typeof type !== 'string');
  const [targetType, weightType, , groupType] = types;
  const number = task === 'regression' || task === 'ranking';
  if (number && typeof targetType === 'string' && !isNumeric(targetType) && targetType !== 'BOOLEAN') {
    problems.push({
      message: `the target ${target} is ${targetType}`,
      expected: `a column of numbers for the task ${task}`,
    });
  }
  if (typeof weightType === 'string' && !isNumeric(weightType)) {
    problems.push({ message: `the weight ${weight} is ${weightType}`, expected: 'a column of numbers' });
  }
  if (task === 'ranking' && group === undefined) {
    problems.push({
      message: 'the task ranking has no group',
      expected: '`group`: the column of the query that a row belongs to',
    });
  }
  if (problems.length > 0) throw usageError(problems);
  if (id !== undefined) await checkIds(table, id);
  const read = async (sql: string, type: string): Promise<TextColumn> =>
    (await readColumns(table.db, DATA, [textOf(sql, type)], table.rows, ctx.signal))[0];
  const column = sqlName(target);
  const [label] = number
    ? await readColumns(table.db, DATA, [{ sql: column, kind: 'number' }], table.rows, ctx.signal)
    : [await read(column, String(targetType))];
  const truth: Truth = {
    rows: table.rows,
    label,
    weight: weight === undefined ? null : await readWeights(ctx, table, weight),
    group:
      typeof groupType === 'string' && group !== undefined ? await read(sqlName(group), groupType) : null,
    references: task === 'text' ? await readReferences(ctx, table, target, String(targetType)) : null,
  };
  const slices = await readSlices(table, request.config, predictedColumns(request), ctx.signal);
  checkWhole(truth, slices, task, group ?? '');
  return { truth, slices };
}

async function readWeights(ctx: Context, table: Table, column: string): Promise<Float64Array> {
  const [weights] = await readColumns(
    table.db,
    DATA,
    [{ sql: sqlName(column), kind: 'number' }],
    table.rows,
    ctx.signal,
  );
  const bad = weights.reduce((count, value) => count + (Number.isFinite(value) && value >= 0 ? 0 : 1), 0);
  if (bad === 0) return weights;
  const row = weights.findIndex((value) => !(Number.isFinite(value) && value >= 0)) + 1;
  throw usageError({
    message: `${bad} weights in ${column} of dataset ${table.dataset.name} are missing, negative or not finite, the first in row ${row}`,
    expected: 'numbers from 0 on',
  });
}

/** The references of each row: one text, or a list of them. A missing one is null; an empty list is missing. */
async function readReferences(ctx: Context, table: Table, target: string, type: string) {
  const list = type.endsWith(']');
  const sql = list ? `CAST(to_json(${sqlName(target)}) AS VARCHAR)` : `CAST(${sqlName(target)} AS VARCHAR)`;
  const [texts] = await readColumns(table.db, DATA, [{ sql, kind: 'string' }], table.rows, ctx.signal);
  return texts.map((text) => {
    if (text === null || !list) return text === null ? null : [text];
    const all: unknown = JSON.parse(text);
    const found = Array.isArray(all) ? all.filter((one) => one !== null).map(String) : [];
    return found.length === 0 ? null : found;
  });
}

/** Columns of the dataset that hold predictions, which are no property of an example. */
function predictedColumns({ candidate, config }: EvaluateRequest): string[] {
  if (candidate.kind !== 'columns') return [];
  const { score, scores, label } = candidate.columns;
  const usual = ['score', 'prediction', 'correct', 'judge', 'preferred', 'tokens', 'cost_usd'];
  return [score, label, ...Object.values(scores ?? {}), ...Object.values(config.text ?? {}), ...usual].filter(
    (name) => name !== undefined,
  );
}

/** Where several rows are one example, a slice holds all of them or none. */
function checkWhole(truth: Truth, slices: Slices, task: EvaluatedTask, column: string): void {
  if (truth.group === null || (task !== 'ranking' && task !== 'text')) return;
  const units = unitsOf(truth.group, column);
  const problems = [...slices.groups, ...slices.fairness.map(({ group }) => group)].flatMap((group) => {
    const first = group.slices[0];
    const problem = first && dividedUnit(units, group.codes, first.name, column);
    return problem ? [problem] : [];
  });
  if (problems.length > 0) throw usageError(problems);
}
