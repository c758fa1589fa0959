/** Runs an ONNX model over a dataset: rows stream from DuckDB into batches, batches to the model's own process. */
import type { DuckDBDataChunk } from '@duckdb/node-api';
import { type Context, messageOf, type Problem, sha256File, unreadable, usageError } from '../base/index.js';
import { durationMs, type EvaluateConfig, sizeBytes } from '../config/index.js';
import {
  defaultMemory,
  type Feeds,
  type Loaded,
  MODEL_LIMITS,
  ModelFailure,
  type ModelLimits,
  type ModelProcess,
  type PlainTensor,
  startModelProcess,
} from '../engines/index.js';
import type { Task } from '../results/index.js';
import type { TextColumn } from './columns.js';
import {
  bytesOfRow,
  type Cells,
  cellsOf,
  type Feature,
  type InputPlan,
  type Inputs,
  planInputs,
} from './onnx-inputs.js';
import { type NpyFeature, openNpy } from './onnx-npy.js';
import { type OutputPlan, planOutputs, readLabels, readScores } from './onnx-outputs.js';
import type { Predictions } from './predictions.js';
import { DATA, type Table } from './table.js';

export interface OnnxModel {
  readonly process: ModelProcess;
  /** Its name in that process. */
  readonly key: string;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly outputs: OutputPlan;
  /** Labels in the order of the scores, where the model itself says them. */
  readonly classes: readonly string[] | null;
  readonly inputs: Inputs;
  /** Inputs from .npy files, by their place among the plans. */
  readonly arrays: ReadonlyMap<number, NpyFeature>;
  readonly limits: ModelLimits;
  release(): Promise<void>;
}

export interface OnnxOptions {
  readonly task: Task;
  readonly target: string;
  /** Input → column, or file. */
  readonly features?: Readonly<Record<string, Feature>> | undefined;
  /** Columns of a matrix input. */
  readonly columns?: readonly string[] | Readonly<Record<string, readonly string[]>> | undefined;
  /** Output with the scores, and that with the labels. */
  readonly output?:
    | string
    | { readonly scores?: string | undefined; readonly label?: string | undefined }
    | undefined;
  readonly limits?: EvaluateConfig['limits'] | undefined;
}

/** Rows that a model is run over: a relation of the table's database, in a fixed order. */
export interface Source {
  readonly table: Table;
  readonly from: string;
  readonly rows: number;
  /** For messages. */
  readonly name: string;
  /** Row of the dataset, from 0, for each row; absent: the same. */
  readonly datasetRow?: (row: number) => number;
}

export function wholeOf(table: Table): Source {
  return { table, from: DATA, rows: table.rows, name: `dataset ${table.dataset.name}` };
}

/** Rows that an inference for latency is timed on, in turn. */
const SAMPLE_ROWS = 64;
/** Rows in one inference where nothing else is said, and the bytes of inputs that they may take. */
const BATCH_ROWS = 8192;
const BATCH_BYTES = 16 * 2 ** 20;

export function limitsOf(config: Pick<EvaluateConfig, 'limits'> | OnnxOptions): ModelLimits {
  const { limits } = config;
  return {
    memoryBytes: limits?.memory === undefined ? defaultMemory() : sizeBytes(limits.memory),
    batchMs: limits === undefined ? MODEL_LIMITS.batchMs : durationMs(limits.batch),
    totalMs: limits === undefined ? MODEL_LIMITS.totalMs : durationMs(limits.total),
  };
}

/**
 * Loads a model into a process of its own, or into `shared`, and plans its inputs and outputs against the dataset.
 * All problems (a missing column, a type that does not fit, an output that cannot be read) are one usage error. A
 * model that crashes or hangs while it loads is a `ModelFailure`. `root`: folder of relative paths. Release it always.
 */
export async function openModel(
  ctx: Context,
  path: string,
  table: Table,
  options: OnnxOptions,
  root: string,
  shared?: { readonly process: ModelProcess; readonly key: string },
): Promise<OnnxModel> {
  const digest = await sha256File(path, ctx.signal).catch((error: unknown) => {
    ctx.signal.throwIfAborted();
    throw unreadable(path, 'the model', error);
  });
  const limits = limitsOf(options);
  const process = shared?.process ?? (await startModelProcess(ctx, limits));
  const key = shared?.key ?? 'model';
  const arrays = new Map<number, NpyFeature>();
  const release = async () => {
    for (const array of arrays.values()) array.close();
    if (shared === undefined) await process.close();
  };
  try {
    const loaded = await load(process, key, path);
    const { inputs, outputs } = planned(path, table, options, loaded);
    const plans = [...inputs.plans];
    for (const [k, plan] of plans.entries()) {
      if (plan.npy === null) continue;
      const array = await openNpy(plan, table, root);
      arrays.set(k, array);
      plans[k] = array.plan;
    }
    const classes = loaded.zipmaps.find((zipmap) => zipmap.tensor === outputs.scores)?.classes ?? null;
    return {
      process,
      key,
      ...digest,
      inputs: { ...inputs, plans },
      outputs,
      classes,
      arrays,
      limits,
      release,
    };
  } catch (error) {
    await release();
    throw error;
  }
}

async function load(process: ModelProcess, key: string, path: string): Promise<Loaded> {
  try {
    return await process.ask<'load'>({ type: 'load', key, path });
  } catch (error) {
    if (!(error instanceof ModelFailure) || error.kind !== 'refused') throw error;
    throw usageError(
      {
        where: { file: path },
        message: `ONNX Runtime cannot load the model: ${error.message}`,
        expected: 'an ONNX model; for models of other frameworks use `evaluate.run`',
        ...(/locale/.test(error.message)
          ? { fix: 'install the locale en_US.UTF-8 here, or train without lower-casing in the model' }
          : {}),
      },
      error,
    );
  }
}

function planned(path: string, table: Table, options: OnnxOptions, loaded: Loaded) {
  const inputs = planInputs({
    inputs: loaded.inputs,
    columns: table.columns,
    features: options.features,
    matrix: options.columns,
    target: options.target,
  });
  const named = typeof options.output === 'string' ? { scores: options.output } : (options.output ?? {});
  // Who names the output of a ZipMap means its probabilities.
  const scores = loaded.zipmaps.find((zipmap) => zipmap.output === named.scores)?.tensor ?? named.scores;
  const outputs = planOutputs(loaded.outputs, options.task, { ...named, scores });
  const problems: Problem[] = [...inputs.problems, ...outputs.problems];
  if (inputs.inputs.batch !== null && inputs.inputs.batch !== 1) {
    problems.push({
      message: `the model takes exactly ${inputs.inputs.batch} rows at a time`,
      expected: 'any number of rows, or one',
      fix: 'export it with a dynamic first axis (torch.onnx.export: dynamic_axes={"input": {0: "N"}})',
    });
  }
  if (problems.length > 0) {
    throw usageError(problems.map((problem) => ({ where: { file: path }, ...problem })));
  }
  return { inputs: inputs.inputs, outputs: outputs.plan };
}

/** Rows in one inference: as the model fixes them, as configured, or as many as take 16 MiB. */
export function batchRows(model: OnnxModel, configured: number | undefined): number {
  if (model.inputs.batch !== null) return model.inputs.batch;
  if (configured !== undefined) return configured;
  const bytes = Math.min(BATCH_BYTES, model.limits.memoryBytes / 64);
  return Math.max(1, Math.min(BATCH_ROWS, Math.floor(bytes / Math.max(1, bytesOfRow(model.inputs.plans)))));
}

/**
 * Scores and labels for every row of the source, in its order, and the milliseconds that inference alone took.
 * `batch` is the number of rows in one inference. Throws `ModelFailure` where the model gives no answer.
 */
export async function predictOnnx(
  ctx: Context,
  model: OnnxModel,
  source: Source,
  batch: number,
  onProgress: (rows: number) => void = () => undefined,
): Promise<{ readonly predictions: Predictions; readonly ms: number }> {
  const { outputs } = model;
  const columns: Float64Array[] = [];
  const labels = outputs.labels === null ? null : new LabelCollector(source.rows);
  const wanted = [outputs.scores, outputs.labels].filter((name) => name !== null);
  let row = 0;
  let ms = 0;
  const take = (results: Readonly<Record<string, PlainTensor>>, rows: number) => {
    if (outputs.scores !== null) {
      readScores(outputs.scores, tensorOf(results, outputs.scores), rows, row, columns, source.rows);
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

  // Two batches are on their way: one is computed, the next lies ready in the model's process.
  const running: { readonly first: number; readonly rows: number; readonly answer: Promise<unknown> }[] = [];
  const settle = async () => {
    const head = running.shift();
    if (head === undefined) return;
    const { first, rows, answer } = head;
    try {
      const ran = (await answer) as { outputs: Readonly<Record<string, PlainTensor>>; ms: number };
      ms += ran.ms;
      take(ran.outputs, rows);
    } catch (error) {
      if (!(error instanceof ModelFailure)) throw error;
      throw new ModelFailure(
        error.kind,
        `the model fails on rows ${first + 1} to ${first + rows} of ${source.name}: ${error.message}`,
      );
    }
  };
  for await (const { feeds, rows, first } of batches(model, source, ctx, batch)) {
    if (running.length === 2) await settle();
    const answer = model.process.ask<'run'>({ type: 'run', key: model.key, feeds, outputs: wanted });
    // Without a listener an early rejection would end the process before it is awaited.
    answer.catch(() => undefined);
    running.push({ rows, first, answer });
  }
  while (running.length > 0) await settle();
  const predictions: Predictions = {
    scores: outputs.scores === null ? null : columns,
    classes: model.classes,
    predicted: labels?.column ?? null,
  };
  return { predictions, ms };
}

/** Feeds of single rows, the first of the dataset, for timing. */
export async function singleRowFeeds(ctx: Context, model: OnnxModel, table: Table): Promise<Feeds[]> {
  const feeds: Feeds[] = [];
  const rows = Math.min(table.rows, SAMPLE_ROWS);
  const source = { ...wholeOf(table), from: `(SELECT * FROM ${DATA} LIMIT ${rows})`, rows };
  for await (const batch of batches(model, source, ctx, 1)) feeds.push(batch.feeds);
  return feeds;
}

interface Batch {
  readonly feeds: Feeds;
  readonly rows: number;
  /** First row of the source in it, from 0. */
  readonly first: number;
}

async function* batches(model: OnnxModel, source: Source, ctx: Context, size: number): AsyncGenerator<Batch> {
  const { plans } = model.inputs;
  const { rows } = source;
  const select = plans.flatMap((plan) => plan.sql);
  // A model all of whose inputs are one file still needs to know how many rows there are.
  const list = select.length === 0 ? '1' : select.join(', ');
  const result = await source.table.db.connection
    .stream(`SELECT ${list} FROM ${source.from}`)
    .catch((error: unknown) => {
      throw valueError(source, error);
    });
  let first = 0;
  let filled = 0;
  let capacity = Math.min(size, rows);
  let room = plans.map((plan) => cellsOf(plan, capacity));
  for (let chunk = await nextChunk(result, source); chunk !== null; chunk = await nextChunk(result, source)) {
    ctx.signal.throwIfAborted();
    let offset = 0;
    while (offset < chunk.rowCount) {
      const count = Math.min(chunk.rowCount - offset, capacity - filled);
      fill(model, room, chunk, { offset, count, to: filled, first }, source);
      offset += count;
      filled += count;
      if (filled < capacity) continue;
      yield { feeds: feedsOf(plans, room, capacity), rows: capacity, first };
      first += capacity;
      filled = 0;
      capacity = Math.min(size, rows - first);
      if (capacity > 0) room = plans.map((plan) => cellsOf(plan, capacity));
    }
  }
  if (first !== rows)
    throw new Error(`${first} rows of ${source.name} were read where ${rows} were expected`);
}

async function nextChunk(
  result: { fetchChunk(): Promise<DuckDBDataChunk | null> },
  source: Source,
): Promise<DuckDBDataChunk | null> {
  try {
    const chunk = await result.fetchChunk();
    return chunk !== null && chunk.rowCount > 0 ? chunk : null;
  } catch (error) {
    throw valueError(source, error);
  }
}

/** DuckDB's error for a value that does not fit the type of the input, as a usage error. */
function valueError(source: Source, error: unknown): unknown {
  if (!(error instanceof Error) || !error.message.startsWith('Conversion Error')) return error;
  return usageError(
    { message: `a value of ${source.name} does not fit the model's input: ${messageOf(error)}` },
    error,
  );
}

/** Where a part of a chunk goes: `count` rows from `offset` on, to the place `to` of the batch that begins at `first`. */
interface Part {
  readonly offset: number;
  readonly count: number;
  readonly to: number;
  readonly first: number;
}

function fill(
  model: OnnxModel,
  room: readonly Cells[],
  chunk: DuckDBDataChunk,
  { offset, count, to, first }: Part,
  source: Source,
): void {
  let vectorIndex = 0;
  for (const [k, plan] of model.inputs.plans.entries()) {
    const cells = room[k];
    const array = model.arrays.get(k);
    if (cells !== undefined && array !== undefined) {
      const vector = plan.sql.length === 0 ? null : chunk.getColumnVector(vectorIndex++);
      for (let i = 0; i < count; i++) {
        const row = first + to + i;
        array.fill(cells, to + i, source.datasetRow?.(row) ?? row, vector?.getItem(offset + i) ?? null);
      }
      continue;
    }
    const width = plan.columns.length;
    for (let c = 0; c < width; c++) {
      const vector = chunk.getColumnVector(vectorIndex++);
      if (cells === undefined) continue;
      const { values, missing } = cells;
      const asNumber = plan.type !== 'bool';
      for (let i = 0; i < count; i++) {
        const value = vector.getItem(offset + i) ?? missing;
        if (value === null) throw missingValue(first + to + i + 1, plan, c);
        values[(to + i) * width + c] = asNumber && typeof value === 'boolean' ? Number(value) : value;
      }
    }
  }
}

function missingValue(row: number, plan: InputPlan, column: number): Error {
  return usageError({
    message: `row ${row} has no value in the column ${plan.columns[column]}, and the model's input ${plan.name} (${plan.type}) cannot hold a missing one`,
    expected: 'a value in every row; only inputs of type float32 and float64 take missing values, as NaN',
  });
}

function feedsOf(plans: readonly InputPlan[], room: readonly Cells[], rows: number): Feeds {
  const feeds: Record<string, PlainTensor> = {};
  for (const [k, plan] of plans.entries()) {
    const values = room[k]?.values;
    if (values === undefined) continue;
    const dims = [rows, ...plan.tail.map((size) => size ?? 1)];
    feeds[plan.name] = { type: plan.type, dims, data: values as PlainTensor['data'] };
  }
  return feeds;
}

function tensorOf(results: Readonly<Record<string, PlainTensor>>, name: string): PlainTensor {
  const value = results[name];
  if (value === undefined) throw usageError({ message: `the model gave no tensor ${name}` });
  return value;
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
