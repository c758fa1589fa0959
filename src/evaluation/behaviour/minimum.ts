/** Minimum functionality: a metric within limits on stated rows, or on a file of its own. */
import { type Context, usageError } from '../../base/index.js';
import type { BehaviourConfig } from '../../config/index.js';
import { resolveDataset, sqlName } from '../../data/index.js';
import { readColumns, textOf } from '../columns.js';
import { prepareMetric } from '../metrics/index.js';
import { openModel } from '../onnx.js';
import { batchRows } from '../onnx-batches.js';
import { predictOnnx } from '../onnx-run.js';
import { resolvePredictions } from '../predictions.js';
import { checkedMetrics, type EvaluatedTask, type EvaluateRequest } from '../request.js';
import { columnType, DATA, openTable, type Table, wordsOf } from '../table.js';
import { checkedCondition } from './change.js';

export type MinimumConfig = Extract<BehaviourConfig, { minimum: unknown }>;

export interface MinimumFound {
  readonly rows: number;
  readonly value: number | null;
  /** Why there is no value. */
  readonly why: string;
}

/** The value of the metric. Throws a usage error for names and columns, `ModelFailure` for the model. */
export async function minimumOf(
  ctx: Context,
  request: EvaluateRequest,
  task: EvaluatedTask,
  whole: Table,
  path: string,
  check: MinimumConfig,
): Promise<MinimumFound> {
  if (check.data === undefined) return onTable(ctx, request, task, whole, path, check);
  const place = { root: request.root, remote: request.remote ?? null };
  const found = await resolveDataset(check.name, check.data, place, ctx.signal);
  // Other rows of the same kind: they are read as those of the dataset are.
  const dataset = { ...found, contract: request.dataset.contract ?? null };
  const table = await openTable(ctx, dataset, wordsOf(task, [request.config.target]));
  try {
    return await onTable(ctx, request, task, table, path, check);
  } finally {
    await table.close();
  }
}

async function onTable(
  ctx: Context,
  request: EvaluateRequest,
  task: EvaluatedTask,
  table: Table,
  path: string,
  check: MinimumConfig,
): Promise<MinimumFound> {
  const { config } = request;
  const [info] = checkedMetrics([check.minimum], task);
  const type = columnType(table, config.target, `behaviour ${check.name}: the target`);
  if (typeof type !== 'string') throw usageError(type);
  if (info === undefined || info.needs === null || info.needs === 'model') {
    throw usageError({ message: `behaviour ${check.name}: ${check.minimum} is no metric of rows` });
  }
  const condition =
    check.where === undefined ? 'true' : await checkedCondition(table, check.where, check.name);
  const from = `(SELECT * FROM ${DATA} WHERE ${condition})`;
  const [count] = await table.db.all(`SELECT count(*) AS n FROM ${from}`);
  const rows = Number(count?.['n']);
  if (rows === 0) return { rows, value: null, why: 'no row' };
  const label =
    task === 'regression'
      ? ({ sql: sqlName(config.target), kind: 'number' } as const)
      : textOf(sqlName(config.target), type);
  const [labels] = await readColumns(table.db, from, [label], rows, ctx.signal);
  const model = await openModel(ctx, path, table, config, request);
  try {
    const source = { table, from, rows, name: `behaviour ${check.name}` };
    const { predictions } = await predictOnnx(ctx, model, source, batchRows(model, config.batch));
    const truth = { rows, label: labels, weight: null, group: null, references: null };
    const { examples } = resolvePredictions(truth, predictions, { ...config, task });
    const value = prepareMetric(info.name, info.needs, examples).at(examples.weight);
    if (typeof value !== 'number') return { rows, value: null, why: value.undefined };
    return Number.isFinite(value)
      ? { rows, value, why: '' }
      : { rows, value: null, why: `the computation gives ${value}` };
  } finally {
    await model.release();
  }
}
