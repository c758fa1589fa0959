/** Runs an ONNX model over a dataset: rows stream from DuckDB into batches, batches through ONNX Runtime. */
import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { type Context, messageOf, type Problem, sha256File, unreadable, usageError } from '../base/index.js';
import { loadOnnxRuntime, type OnnxRuntime } from '../engines/index.js';
import type { Task } from '../results/index.js';
import type { TextColumn } from './columns.js';
import { type Cells, cellsOf, type InputPlan, type Inputs, planInputs } from './onnx-inputs.js';
import { type OutputPlan, planOutputs, readLabels, readScores } from './onnx-outputs.js';
import type { Predictions } from './predictions.js';
import { DATA, type Table } from './table.js';

export interface OnnxModel {
  readonly runtime: OnnxRuntime;
  readonly session: InferenceSession;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly outputs: OutputPlan;
  readonly inputs: Inputs;
  release(): Promise<void>;
}

export interface OnnxOptions {
  readonly task: Task;
  readonly target: string;
  /** Input → column. */
  readonly features?: Readonly<Record<string, string>> | undefined;
  /** Columns of a matrix input. */
  readonly columns?: readonly string[] | undefined;
  /** Output with the scores. */
  readonly output?: string | undefined;
}

/** Rows that an inference for latency is timed on, in turn. */
const SAMPLE_ROWS = 64;

/**
 * Loads a model and plans its inputs and outputs against the dataset. All problems (a missing column, a type
 * that does not fit, an output that cannot be read) are one usage error. Release it always.
 */
export async function openModel(
  ctx: Context,
  path: string,
  table: Table,
  options: OnnxOptions,
): Promise<OnnxModel> {
  const digest = await sha256File(path, ctx.signal).catch((error: unknown) => {
    ctx.signal.throwIfAborted();
    throw unreadable(path, 'the model', error);
  });
  const runtime = await loadOnnxRuntime(ctx);
  let session: InferenceSession;
  try {
    // Warnings of the runtime are no messages of ours; errors come as exceptions.
    session = await runtime.InferenceSession.create(path, { logSeverityLevel: 3 });
  } catch (error) {
    throw usageError(
      {
        where: { file: path },
        message: `ONNX Runtime cannot load the model: ${messageOf(error)}`,
        expected: 'an ONNX model; for models of other frameworks use `evaluate.run`',
      },
      error,
    );
  }
  const release = () => session.release();
  const inputs = planInputs({
    inputs: session.inputMetadata,
    columns: table.columns,
    features: options.features,
    matrix: options.columns,
    target: options.target,
  });
  const outputs = planOutputs(session.outputMetadata, options.task, options.output);
  const problems: Problem[] = [...inputs.problems, ...outputs.problems];
  if (inputs.inputs.batch !== null && inputs.inputs.batch !== 1) {
    problems.push({
      message: `the model takes exactly ${inputs.inputs.batch} rows at a time`,
      expected: 'any number of rows, or one',
      fix: 'export it with a dynamic first axis (torch.onnx.export: dynamic_axes={"input": {0: "N"}})',
    });
  }
  if (problems.length > 0) {
    await release();
    throw usageError(problems.map((problem) => ({ where: { file: path }, ...problem })));
  }
  return { runtime, session, ...digest, inputs: inputs.inputs, outputs: outputs.plan, release };
}

/** Scores and labels for every row of the table, in its order. `batch` is the number of rows in one inference. */
export async function predictOnnx(
  ctx: Context,
  model: OnnxModel,
  table: Table,
  batch: number,
  onProgress: (rows: number) => void = () => undefined,
): Promise<Predictions> {
  const { session, outputs } = model;
  const columns: Float64Array[] = [];
  const labels = outputs.labels === null ? null : new LabelCollector(table.rows);
  const wanted = [outputs.scores, outputs.labels].filter((name) => name !== null);
  let row = 0;
  const take = (results: InferenceSession.OnnxValueMapType, rows: number) => {
    if (outputs.scores !== null) {
      readScores(outputs.scores, tensorOf(results, outputs.scores), rows, row, columns, table.rows);
    }
    if (labels !== null && outputs.labels !== null) {
      const start = row;
      readLabels(outputs.labels, tensorOf(results, outputs.labels), rows, (index, label) =>
        labels.set(start + index, label),
      );
    }
    row += rows;
    onProgress(row);
  };

  // One inference runs while the next batch is filled.
  let running: {
    readonly rows: number;
    readonly results: Promise<InferenceSession.OnnxValueMapType>;
  } | null = null;
  const settle = async () => {
    if (running === null) return;
    const { rows, results } = running;
    running = null;
    take(await results, rows);
  };
  for await (const { feeds, rows, first } of batches(model, table, ctx, model.inputs.batch ?? batch)) {
    await settle();
    const results = session.run(feeds, wanted).catch((error: unknown) => {
      throw usageError(
        {
          message: `the model fails on rows ${first + 1} to ${first + rows} of dataset ${table.dataset.name}: ${messageOf(error)}`,
        },
        error,
      );
    });
    // Without a listener an early rejection would end the process before it is awaited.
    results.catch(() => undefined);
    running = { rows, results };
  }
  await settle();
  return {
    scores: outputs.scores === null ? null : columns,
    classes: null,
    predicted: labels?.column ?? null,
  };
}

/** Feeds of single rows, the first of the dataset, for timing. */
export async function singleRowFeeds(
  ctx: Context,
  model: OnnxModel,
  table: Table,
): Promise<InferenceSession.FeedsType[]> {
  const feeds: InferenceSession.FeedsType[] = [];
  for await (const batch of batches(model, table, ctx, 1, SAMPLE_ROWS)) feeds.push(batch.feeds);
  return feeds;
}

interface Batch {
  readonly feeds: InferenceSession.FeedsType;
  readonly rows: number;
  /** First row of the dataset in it, from 0. */
  readonly first: number;
}

async function* batches(
  model: OnnxModel,
  table: Table,
  ctx: Context,
  size: number,
  limit?: number,
): AsyncGenerator<Batch> {
  const { plans } = model.inputs;
  const select = plans.flatMap((plan) => plan.sql);
  const rows = Math.min(table.rows, limit ?? table.rows);
  const result = await table.db.connection
    .stream(`SELECT ${select.join(', ')} FROM ${DATA}${limit === undefined ? '' : ` LIMIT ${limit}`}`)
    .catch((error: unknown) => {
      throw valueError(table, error);
    });
  let first = 0;
  let filled = 0;
  let capacity = Math.min(size, rows);
  let room = plans.map((plan) => cellsOf(plan, capacity));
  for (let chunk = await nextChunk(result, table); chunk !== null; chunk = await nextChunk(result, table)) {
    ctx.signal.throwIfAborted();
    let offset = 0;
    while (offset < chunk.rowCount) {
      const count = Math.min(chunk.rowCount - offset, capacity - filled);
      fill(plans, room, chunk, offset, count, filled, first);
      offset += count;
      filled += count;
      if (filled < capacity) continue;
      yield { feeds: feedsOf(model, room, capacity), rows: capacity, first };
      first += capacity;
      filled = 0;
      capacity = Math.min(size, rows - first);
      if (capacity > 0) room = plans.map((plan) => cellsOf(plan, capacity));
    }
  }
}

async function nextChunk(
  result: { fetchChunk(): Promise<DuckDBDataChunk | null> },
  table: Table,
): Promise<DuckDBDataChunk | null> {
  try {
    const chunk = await result.fetchChunk();
    return chunk !== null && chunk.rowCount > 0 ? chunk : null;
  } catch (error) {
    throw valueError(table, error);
  }
}

/** DuckDB's error for a value that does not fit the type of the input, as a usage error. */
function valueError(table: Table, error: unknown): unknown {
  if (!(error instanceof Error) || !error.message.startsWith('Conversion Error')) return error;
  return usageError(
    { message: `a value of dataset ${table.dataset.name} does not fit the model's input: ${error.message}` },
    error,
  );
}

function fill(
  plans: readonly InputPlan[],
  room: readonly Cells[],
  chunk: DuckDBDataChunk,
  offset: number,
  count: number,
  to: number,
  first: number,
): void {
  let vectorIndex = 0;
  for (const [k, plan] of plans.entries()) {
    const cells = room[k];
    const width = plan.columns.length;
    for (let c = 0; c < width; c++) {
      const vector = chunk.getColumnVector(vectorIndex++);
      if (cells === undefined) continue;
      const { values, missing } = cells;
      for (let i = 0; i < count; i++) {
        const value = vector.getItem(offset + i) ?? missing;
        if (value === null) {
          throw usageError({
            message: `row ${first + to + i + 1} has no value in the column ${plan.columns[c]}, and the model's input ${plan.name} (${plan.type}) cannot hold a missing one`,
            expected:
              'a value in every row; only inputs of type float32 and float64 take missing values, as NaN',
          });
        }
        values[(to + i) * width + c] =
          typeof value === 'boolean' && plan.type !== 'bool' ? Number(value) : value;
      }
    }
  }
}

function feedsOf(model: OnnxModel, room: readonly Cells[], rows: number): InferenceSession.FeedsType {
  const { Tensor } = model.runtime;
  const feeds: Record<string, Tensor> = {};
  for (const [k, plan] of model.inputs.plans.entries()) {
    const data = room[k]?.values;
    feeds[plan.name] = new Tensor(plan.type as Tensor.Type, data as Tensor.DataType, [rows, ...plan.tail]);
  }
  return feeds;
}

function tensorOf(results: InferenceSession.OnnxValueMapType, name: string): Tensor {
  const value = results[name];
  if (value === undefined || !('dims' in value))
    throw usageError({ message: `the model gave no tensor ${name}` });
  return value as Tensor;
}

class LabelCollector {
  readonly column: TextColumn;
  private readonly known = new Map<string, number>();
  constructor(rows: number) {
    this.column = { codes: new Int32Array(rows).fill(-1), names: [] };
  }
  set(row: number, label: string): void {
    let code = this.known.get(label);
    if (code === undefined) {
      code = this.column.names.push(label) - 1;
      this.known.set(label, code);
    }
    this.column.codes[row] = code;
  }
}
