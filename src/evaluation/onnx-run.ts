/** Runs an ONNX model over rows, batch by batch, and collects scores and labels in their order. */
import type { Context } from '../base/index.js';
import { usageError } from '../base/index.js';
import { ModelFailure, type PlainTensor } from '../engines/index.js';
import type { TextColumn } from './columns.js';
import type { OnnxModel } from './onnx.js';
import { batches, type Source } from './onnx-batches.js';
import { readLabels, readScores } from './onnx-outputs.js';
import type { Predictions } from './predictions.js';

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
  const fixed = model.inputs.batch;
  let row = 0;
  let ms = 0;
  const take = (results: Readonly<Record<string, PlainTensor>>, rows: number) => {
    if (outputs.scores !== null) {
      readScores(
        outputs.scores,
        firstRows(tensorOf(results, outputs.scores), rows, fixed),
        rows,
        row,
        columns,
        source.rows,
      );
    }
    if (labels !== null && outputs.labels !== null) {
      const start = row;
      readLabels(
        outputs.labels,
        firstRows(tensorOf(results, outputs.labels), rows, fixed),
        rows,
        (index, label) => labels.set(start + index, label),
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

function tensorOf(results: Readonly<Record<string, PlainTensor>>, name: string): PlainTensor {
  const value = results[name];
  if (value === undefined) throw usageError({ message: `the model gave no tensor ${name}` });
  return value;
}

/** What the copies that fill up a fixed number of rows gave is none of the dataset's. */
function firstRows(tensor: PlainTensor, rows: number, fixed: number | null): PlainTensor {
  const [all, ...tail] = tensor.dims;
  if (fixed === null || all !== fixed || rows >= fixed) return tensor;
  const elements = tensor.data as Float64Array;
  return { ...tensor, dims: [rows, ...tail], data: elements.slice(0, (elements.length / fixed) * rows) };
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
