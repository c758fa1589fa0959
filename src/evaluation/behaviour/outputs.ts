/** What a model says of the rows of a sample: scores, the one score that has a direction, and labels. */
import { type Context, usageError } from '../../base/index.js';
import { sqlName } from '../../data/index.js';
import { textOf } from '../columns.js';
import { labelText, sortedLabels } from '../label-text.js';
import type { OnnxModel } from '../onnx.js';
import { batchRows, type Source } from '../onnx-batches.js';
import { predictOnnx } from '../onnx-run.js';
import type { EvaluateRequest } from '../request.js';
import { DATA, type Table } from '../table.js';

export interface Outputs {
  /** Every number of the model, a column each; empty where it gives labels only. */
  readonly scores: readonly Float64Array[];
  /** The predicted number, or the score of the positive class; null where there is no one such. */
  readonly score: Float64Array | null;
  readonly labels: readonly (string | null)[] | null;
}

export async function outputsOf(
  ctx: Context,
  model: OnnxModel,
  source: Source,
  request: EvaluateRequest,
): Promise<Outputs> {
  const { config } = request;
  const { predictions } = await predictOnnx(ctx, model, source, batchRows(model, config.batch));
  const scores = predictions.scores ?? [];
  const place = await placeOfScore(source.table, request, scores.length, predictions.classes);
  const score = place === null ? null : (scores[place] ?? null);
  const { predicted } = predictions;
  const labels =
    predicted !== null
      ? Array.from(predicted.codes, (code) => (code < 0 ? null : labelText(predicted.names[code] ?? '')))
      : null;
  return { scores, score, labels };
}

/** Which column of the scores has a direction: the only one, or of two that of the positive class. */
async function placeOfScore(
  table: Table,
  { config }: EvaluateRequest,
  count: number,
  own: readonly string[] | null,
): Promise<number | null> {
  if (count === 1) return 0;
  if (config.task !== 'binary' || count !== 2) return null;
  const positive = config.positive === undefined ? '1' : labelText(config.positive);
  const classes =
    own?.map(labelText) ?? config.classes?.map(labelText) ?? (await labelsOf(table, config.target));
  const place = classes.indexOf(positive);
  if (place < 0 || classes.length !== 2) {
    throw usageError({
      message: `nothing says which of the two probabilities is that of ${positive}: the classes are ${classes.join(', ')}`,
      expected: "`classes`: the labels in the order of the model's probabilities, and `positive`",
    });
  }
  return place;
}

async function labelsOf(table: Table, target: string): Promise<string[]> {
  const type = table.columns.get(target) ?? '';
  const rows = await table.db.all(
    `SELECT DISTINCT CAST(${textOf(sqlName(target), type).sql} AS VARCHAR) AS label FROM ${DATA} WHERE ${sqlName(target)} IS NOT NULL LIMIT 3`,
  );
  return sortedLabels(rows.map(({ label }) => labelText(String(label))));
}
