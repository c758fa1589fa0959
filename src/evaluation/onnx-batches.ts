/** Rows of a dataset as the inputs of an ONNX model: they stream from DuckDB into batches. */
import type { DuckDBDataChunk } from '@duckdb/node-api';
import { type Context, messageOf, usageError } from '../base/index.js';
import { type Feeds, listedNumbers, listOf, type PlainTensor } from '../engines/index.js';
import { halves } from './half.js';
import type { OnnxModel } from './onnx.js';
import { bytesOfRow, type Cells, cellsOf, type InputPlan } from './onnx-inputs.js';
import { DATA, type Table } from './table.js';

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

/** Rows in one inference: as the model fixes them, as configured, or as many as take 16 MiB. */
export function batchRows(model: OnnxModel, configured: number | undefined): number {
  if (model.inputs.batch !== null) return model.inputs.batch;
  if (configured !== undefined) return configured;
  const bytes = Math.min(BATCH_BYTES, model.limits.memoryBytes / 64);
  return Math.max(1, Math.min(BATCH_ROWS, Math.floor(bytes / Math.max(1, bytesOfRow(model.inputs.plans)))));
}

/** Feeds of single rows, the first of the dataset, for timing. */
export async function singleRowFeeds(ctx: Context, model: OnnxModel, table: Table): Promise<Feeds[]> {
  const feeds: Feeds[] = [];
  const rows = Math.min(table.rows, SAMPLE_ROWS);
  const source = { ...wholeOf(table), from: `(SELECT * FROM ${DATA} LIMIT ${rows})`, rows };
  for await (const batch of batches(model, source, ctx, 1)) feeds.push(batch.feeds);
  return feeds;
}

export interface Batch {
  /** Of a model that fixes the number of rows, filled up with copies of the last row. */
  readonly feeds: Feeds;
  readonly rows: number;
  /** First row of the source in it, from 0. */
  readonly first: number;
}

export async function* batches(
  model: OnnxModel,
  source: Source,
  ctx: Context,
  size: number,
): AsyncGenerator<Batch> {
  const { plans } = model.inputs;
  const { rows } = source;
  const select = plans.flatMap((plan) => (isListed(plan) ? [listOf(plan.sql)] : plan.sql));
  // A model all of whose inputs are one file still needs to know how many rows there are.
  const list = select.length === 0 ? '1' : select.join(', ');
  const result = await source.table.db.connection
    .stream(`SELECT ${list} FROM ${source.from}`)
    .catch((error: unknown) => {
      throw valueError(source, error);
    });
  let first = 0;
  let filled = 0;
  const fixed = model.inputs.batch;
  let capacity = fixed ?? Math.min(size, rows);
  let room = plans.map((plan) => cellsOf(plan, capacity));
  for (let chunk = await nextChunk(result, source); chunk !== null; chunk = await nextChunk(result, source)) {
    ctx.signal.throwIfAborted();
    let offset = 0;
    while (offset < chunk.rowCount) {
      const count = Math.min(chunk.rowCount - offset, capacity - filled);
      fill(model, room, chunk, { offset, count, to: filled, first }, source);
      offset += count;
      filled += count;
      if (filled < capacity && first + filled < rows) continue;
      for (const cells of room) fillUp(cells, filled, capacity);
      yield { feeds: feedsOf(plans, room, capacity), rows: filled, first };
      first += filled;
      filled = 0;
      capacity = Math.min(fixed ?? size, fixed ?? rows - first);
      if (capacity > 0) room = plans.map((plan) => cellsOf(plan, capacity));
    }
  }
  if (first !== rows)
    throw new Error(`${first} rows of ${source.name} were read where ${rows} were expected`);
}

/** Of wider ones DuckDB would hold a chunk twice, which is no small thing any more. */
const LISTED_COLUMNS = 4096;

/** A matrix of numbers comes as one column of lists: the rows of the tensor as they are. */
function isListed({ type, npy, width }: InputPlan): boolean {
  return (type === 'float32' || type === 'float64') && npy === null && width > 1 && width <= LISTED_COLUMNS;
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
    if (isListed(plan)) {
      const numbers = listedNumbers(chunk, vectorIndex++, width);
      const values = cells?.values;
      if (values instanceof Float32Array || values instanceof Float64Array)
        values.set(numbers.subarray(offset * width, (offset + count) * width), to * width);
      continue;
    }
    for (let c = 0; c < width; c++) {
      const vector = chunk.getColumnVector(vectorIndex++);
      if (cells === undefined) continue;
      const { values, missing } = cells;
      const asNumber = plan.type !== 'bool';
      for (let i = 0; i < count; i++) {
        const value = vector.getItem(offset + i) ?? missing;
        if (value === null) throw missingValue(first + to + i + 1, plan, c);
        if (plan.type === 'float16' && Math.abs(Number(value)) > LARGEST_HALF)
          throw tooLarge(first + to + i + 1, plan, c);
        values[(to + i) * width + c] = asNumber && typeof value === 'boolean' ? Number(value) : value;
      }
    }
  }
}

/** The largest number of 16 bits; what is larger would be infinite, and so another input. */
const LARGEST_HALF = 65_504;

function tooLarge(row: number, plan: InputPlan, column: number): Error {
  return usageError({
    message: `row ${row} has a value in the column ${plan.columns[column]} that the model's input ${plan.name} (float16) cannot hold`,
    expected: `numbers from −${LARGEST_HALF} to ${LARGEST_HALF}, or a model with inputs of float32`,
  });
}

/** Copies of the last row in the places behind it: a model of a fixed number of rows takes no fewer. */
function fillUp({ values }: Cells, filled: number, capacity: number): void {
  const width = values.length / capacity;
  for (let i = filled * width; i < values.length; i++) values[i] = values[i - width];
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
    const data = plan.type === 'float16' ? halves(values as Float32Array) : (values as PlainTensor['data']);
    feeds[plan.name] = { type: plan.type, dims, data };
  }
  return feeds;
}
