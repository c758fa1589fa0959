/** What is known of the rows beside the predictions: labels, references, weights, groups, clusters, slices. */
import { type Context, type Problem, usageError } from '../base/index.js';
import { sqlName } from '../data/index.js';
import { isNumeric, readColumns, type TextColumn, textOf } from './columns.js';
import { ownColumns } from './own.js';
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
): Promise<{ readonly truth: Truth; readonly slices: Slices; readonly clusters: Int32Array | null }> {
  const { target, weight, id, group, cluster } = request.config;
  const named = [
    [target, 'the target'],
    [weight, 'the weight'],
    [id, 'the id'],
    [group, 'the group'],
    [cluster, 'the cluster'],
  ] as const;
  const types = named.map(([name, role]) => (name === undefined ? null : columnType(table, name, role)));
  const problems: Problem[] = types.filter((type) => type !== null && typeof type !== 'string');
  const [targetType, weightType, , groupType, clusterType] = types;
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
  if (group !== undefined && task !== 'ranking' && task !== 'text') {
    problems.push({
      message: `the task ${task} has no group, and ${group} is named as one`,
      expected: `\`cluster: ${group}\` where rows of one value belong together; \`fairness: {groups: [${group}]}\` for groups of people`,
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
  const clusters =
    typeof clusterType === 'string' && cluster !== undefined
      ? (await read(sqlName(cluster), clusterType)).codes
      : null;
  if (truth.group !== null) checkWhole(truth.group, slices, group ?? '', clusters, cluster ?? '');
  return { truth, slices, clusters };
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
  return [
    score,
    label,
    ...Object.values(scores ?? {}),
    ...Object.values(config.text ?? {}),
    ...ownColumns(config.own).values(),
    ...usual,
  ].filter((name) => name !== undefined);
}

/** Where several rows are one example, a slice and a cluster hold all of them or none. */
function checkWhole(
  group: TextColumn,
  slices: Slices,
  column: string,
  clusters: Int32Array | null,
  cluster: string,
): void {
  const units = unitsOf(group, column);
  const problems = [...slices.groups, ...slices.fairness.map((people) => people.group)].flatMap((sliced) => {
    const [first] = sliced.slices;
    const divided = first === undefined ? null : dividedUnit(units, sliced.codes);
    return first === undefined || divided === null
      ? []
      : [
          {
            message: `the slice ${first.name} divides ${column} ${divided}: not all of its rows belong to it`,
            expected: `slices of whole groups: a column or condition with one value for all rows of a ${column}`,
          },
        ];
  });
  const divided = clusters === null ? null : dividedUnit(units, clusters);
  if (divided !== null) {
    problems.push({
      message: `the cluster ${cluster} divides ${column} ${divided}: not all of its rows have the same value`,
      expected: `clusters of whole groups: a column with one value for all rows of a ${column}`,
    });
  }
  if (problems.length > 0) throw usageError(problems);
}
