/** One ONNX model over the dataset: its predictions and its cost, or the finding that says why there are none. */
import { type Context, sha256File, usageError } from '../base/index.js';
import { ModelFailure } from '../engines/index.js';
import type { Finding, Metric } from '../results/index.js';
import type { MetricInfo } from './catalogue.js';
import { costMetrics, type SideName, type Times } from './cost.js';
import { type Begun, openModel } from './onnx.js';
import { batchRows, wholeOf } from './onnx-batches.js';
import { zipmapProblem } from './onnx-outputs.js';
import { predictOnnx } from './onnx-run.js';
import type { Predictions } from './predictions.js';
import type { Evaluated, EvaluateRequest } from './request.js';
import type { Table } from './table.js';

export interface OnnxBench {
  readonly ctx: Context;
  readonly request: EvaluateRequest;
  readonly metrics: readonly MetricInfo[];
  readonly table: Table;
  readonly begun: Begun | null;
  readonly times: Times;
}

export interface OnnxPredicted {
  readonly predictions: Predictions | null;
  readonly why: string;
  readonly findings: readonly Finding[];
  readonly model: Evaluated['model'];
  readonly own: readonly Metric[];
}

/**
 * Runs a model over the dataset. A model that fails on rows, crashes, hangs or takes too much memory is a finding:
 * that is a verdict on the model. Throws a usage error where model, columns and configuration do not fit.
 */
export async function predictWithOnnx(bench: OnnxBench, path: string, name: string): Promise<OnnxPredicted> {
  const { ctx, request, table, metrics } = bench;
  const { config } = request;
  const times = name === 'candidate' || name === 'baseline' ? bench.times[name as SideName] : null;
  try {
    const model = await openModel(ctx, path, table, config, request, {
      begun: name === 'candidate' ? bench.begun : null,
    });
    try {
      const needScores = metrics.filter((info) => info.needs === 'score' || info.needs === 'probability');
      if (model.outputs.zipmap && model.outputs.scores === null && needScores.length > 0) {
        throw usageError({ where: { file: path }, ...zipmapProblem(needScores.map((info) => info.name)) });
      }
      const progress = ctx.log.progress(`${name}: inference`);
      const { predictions, ms } = await predictOnnx(
        ctx,
        model,
        wholeOf(table),
        batchRows(model, config.batch),
        (rows) => progress.update(`${rows} of ${table.rows} rows`, rows / table.rows),
      ).finally(() => progress.done());
      const { size, sha256 } = model;
      const peakBytes = model.process.peakBytes ?? 'the model ran in the process of the program itself';
      const why = 'it was not timed';
      const own = costMetrics(metrics, { size, rows: table.rows, ms, peakBytes, times, why });
      return { predictions, why: '', findings: [], model: { sha256, size }, own };
    } finally {
      await model.release();
    }
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error;
    const why = error.message;
    // The file is what it is, whatever the model does.
    const model = await sha256File(path, ctx.signal);
    return {
      predictions: null,
      why,
      findings: [failureFinding(error, name)],
      model,
      own: withoutOnnx(metrics, model, why),
    };
  }
}

/** The metrics of the model itself where no ONNX model ran: its size alone may be known. */
export function withoutOnnx(
  metrics: readonly MetricInfo[],
  model: { readonly size: number } | null,
  why: string,
): Metric[] {
  return costMetrics(metrics, {
    size: model?.size ?? null,
    rows: 0,
    ms: why,
    peakBytes: why,
    times: null,
    why,
  });
}

const FIX: Readonly<Record<ModelFailure['kind'], string>> = {
  refused: 'look at the inputs of these rows, and at the shapes that the model was exported with',
  crashed: 'run the model by itself on these rows: this is a fault of the model or of its runtime',
  timeout:
    'look whether the model hangs; a slow one needs a smaller `evaluate.batch` or a larger `evaluate.limits`',
  memory: 'a smaller `evaluate.batch`, or a larger `evaluate.limits.memory`',
};

/** A model that gave no answer, in the words of a result. */
export function failureFinding(error: ModelFailure, name: string): Finding {
  return {
    check: `model.${error.kind === 'refused' ? 'fails' : error.kind}`,
    verdict: 'error',
    severity: 'error',
    subject: { target: name },
    expected: 'an answer for every row, within the limits',
    actual: error.message,
    where: [],
    message: `the ${name} gave no predictions: ${error.message}`,
    fix: FIX[error.kind],
  };
}
