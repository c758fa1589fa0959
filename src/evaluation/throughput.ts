/** Rows a second in batches: the first batch of the dataset again and again, candidate and baseline in turn. */
import type { Context } from '../base/index.js';
import type { Feeds, ModelProcess, TimedModel } from '../engines/index.js';
import type { OnnxModel } from './onnx.js';
import { batches, batchRows, wholeOf } from './onnx-batches.js';
import { DATA, type Table } from './table.js';

/** Repetitions (as many as the gate's `min_n` asks for), and the longest that they may take together. */
const REPETITIONS = 31;
const ALL_MS = 20_000;
/** The longest that one order to the process should take, so that limits and cancellation are looked at. */
const ORDER_MS = 1000;

export interface BatchModel extends TimedModel {
  /** Rows in its one batch that are of the dataset. */
  readonly rows: number;
}

/** A model with the first batch of the dataset, of as many rows as the evaluation runs it on. */
export async function batchModel(
  ctx: Context,
  key: string,
  model: OnnxModel,
  table: Table,
  configured: number | undefined,
): Promise<BatchModel> {
  const size = batchRows(model, configured);
  const rows = Math.min(size, table.rows);
  const source = { ...wholeOf(table), from: `(SELECT * FROM ${DATA} LIMIT ${rows})`, rows };
  const feeds: Feeds[] = [];
  for await (const batch of batches(model, source, ctx, size)) feeds.push(batch.feeds);
  const outputs = [model.outputs.scores, model.outputs.labels].filter((name) => name !== null);
  return { key, rows, feeds: feeds.slice(0, 1), outputs };
}

/**
 * Rows a second of each model in each repetition, after one that warms up: 31, or as many as 20 s allow. Throws
 * `ModelFailure`.
 */
export async function timeBatches(
  process: Pick<ModelProcess, 'ask'>,
  models: readonly BatchModel[],
): Promise<Float64Array[]> {
  const found = models.map((): number[] => []);
  const timed: TimedModel[] = models.map(({ key, feeds, outputs }) => ({ key, feeds, outputs }));
  const order = async (first: number, requests: number) => {
    const { ms } = await process.ask<'time'>({ type: 'time', models: timed, first, requests });
    return ms;
  };
  const round = (await order(0, 1)).reduce((sum, [ms = 0]) => sum + ms, 0);
  const allowed = Math.max(1, Math.min(REPETITIONS, Math.floor(ALL_MS / Math.max(round, 1e-3))));
  const together = Math.max(1, Math.floor(ORDER_MS / Math.max(round, 1e-3)));
  for (let done = 0; done < allowed; ) {
    const requests = Math.min(together, allowed - done);
    for (const [k, ms] of (await order(done + 1, requests)).entries()) {
      for (const one of ms) found[k]?.push((1000 * (models[k]?.rows ?? 0)) / one);
    }
    done += requests;
  }
  return found.map((rates) => Float64Array.from(rates));
}
