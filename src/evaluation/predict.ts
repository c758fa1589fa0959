/** The predictions of a subject, whatever way it makes them, and what is measured of the model itself. */
import { stat } from 'node:fs/promises';
import { type Context, sha256File, unreadable, usageError } from '../base/index.js';
import type { Finding, Metric } from '../results/index.js';
import type { MetricInfo } from './catalogue.js';
import { metricEntry } from './entry.js';
import { noInterval } from './intervals/index.js';
import { LATENCY, measureLatency, percentile } from './latency.js';
import { undefinedValue } from './metrics/index.js';
import { openModel, predictOnnx } from './onnx.js';
import { zipmapProblem } from './onnx-outputs.js';
import type { Predictions, Truth } from './predictions.js';
import { matchedPredictions, usualColumns } from './predictions-file.js';
import { namedOrUsual, readAny } from './read-predictions.js';
import type { Evaluated, EvaluatedTask, EvaluateRequest, Subject } from './request.js';
import type { Slices } from './slices.js';
import { DATA, type Table } from './table.js';
import { runPredictions } from './user-command.js';

/** What candidate, baseline and seeds are evaluated on, and how. */
export interface Bench {
  readonly ctx: Context;
  readonly request: EvaluateRequest;
  readonly task: EvaluatedTask;
  readonly metrics: readonly MetricInfo[];
  readonly table: Table;
  readonly truth: Truth;
  readonly slices: Slices;
  /** Code of the cluster of each row, null where none is named. */
  readonly clusters: Int32Array | null;
}

export interface Predicted {
  /** Null where the model made none. */
  readonly predictions: Predictions | null;
  readonly why: string;
  readonly findings: readonly Finding[];
  readonly model: Evaluated['model'];
  /** Metrics of the model itself. */
  readonly own: readonly Metric[];
}

/** A percentile of the latency in the name of a metric. */
const LATENCY_NAME = /^latency_p(\d+)_ms$/;

/** `name` tells whose messages, files and tables these are. */
export async function predict(bench: Bench, subject: Subject, name: string): Promise<Predicted> {
  const { ctx, request, table, metrics } = bench;
  const own = metrics.filter((info) => info.needs === 'model');
  if (subject.kind === 'columns') {
    const relation = { from: DATA, columns: table.columns, name: `dataset ${table.dataset.name}` };
    const wanted = namedOrUsual(subject.columns, table.columns, request.config, request.dataset.path);
    const predictions = await readAny(table, relation, wanted, request.config, ctx.signal);
    return {
      predictions,
      why: '',
      findings: [],
      model: null,
      own: withoutModel(metrics, 'there is no model, only predictions'),
    };
  }
  if (table.rows === 0) {
    const model = await fileOf(ctx, subject.path);
    return {
      predictions: null,
      why: 'no rows',
      findings: [],
      model,
      own: modelMetrics(own, model, null, 'no rows'),
    };
  }
  if (request.config.run !== undefined) {
    const model = await fileOf(ctx, subject.path);
    const options = { command: request.config.run, root: request.root, model: subject.path, subject: name };
    const made = await runPredictions(ctx, table, options);
    const timed = modelMetrics(own, model, null, 'the model runs in a command of its own (evaluate.run)');
    if ('finding' in made) {
      return {
        predictions: null,
        why: 'the command made no predictions',
        findings: [made.finding],
        model,
        own: timed,
      };
    }
    const relation = await matchedPredictions(table, made.path, request.config.id, `assay_${name}`);
    const columns = usualColumns([...relation.columns.keys()], request.config.task, made.path);
    const predictions = await readAny(table, relation, columns, request.config, ctx.signal);
    return { predictions, why: '', findings: [], model, own: timed };
  }
  return predictWithOnnx(bench, subject.path, name, own);
}

async function predictWithOnnx(
  bench: Bench,
  path: string,
  name: string,
  own: readonly MetricInfo[],
): Promise<Predicted> {
  const { ctx, request, table, metrics } = bench;
  const { config } = request;
  const model = await openModel(ctx, path, table, config);
  try {
    const needScores = metrics.filter((info) => info.needs === 'score' || info.needs === 'probability');
    if (model.outputs.zipmap && model.outputs.scores === null && needScores.length > 0) {
      throw usageError({ where: { file: path }, ...zipmapProblem(needScores.map((info) => info.name)) });
    }
    const progress = ctx.log.progress(`${name}: inference`);
    const predictions = await predictOnnx(ctx, model, table, config.batch, (rows) =>
      progress.update(`${rows} of ${table.rows} rows`, rows / table.rows),
    ).finally(() => progress.done());
    const timed = own.some((info) => LATENCY_NAME.test(info.name));
    const times = timed ? await measureLatency(ctx, model, table, config.latency ?? LATENCY) : null;
    return {
      predictions,
      why: '',
      findings: [],
      model: { sha256: model.sha256, size: model.size },
      own: modelMetrics(own, model, times, ''),
    };
  } finally {
    await model.release();
  }
}

/** Metrics of the model itself, where there is none. */
export function withoutModel(metrics: readonly MetricInfo[], reason: string): Metric[] {
  return metrics
    .filter((info) => info.needs === 'model')
    .map((info) => metricEntry(info, null, undefinedValue(reason), noInterval(reason), null));
}

function modelMetrics(
  own: readonly MetricInfo[],
  model: { readonly size: number } | null,
  times: Float64Array | null,
  why: string,
): Metric[] {
  return own.map((info) => {
    const percent = LATENCY_NAME.exec(info.name)?.[1];
    if (percent !== undefined) {
      if (times === null) return metricEntry(info, null, undefinedValue(why), noInterval(why), null);
      const { value, interval } = percentile(times, Number(percent));
      return metricEntry(info, null, value, interval, times.length);
    }
    const exact = 'a size is exact';
    return model === null
      ? metricEntry(info, null, undefinedValue(why), noInterval(why), null)
      : metricEntry(info, null, model.size, noInterval(exact), null);
  });
}

/** Digest and size of the model; of a folder (a saved model of several files) null. */
async function fileOf(ctx: Context, path: string): Promise<Evaluated['model']> {
  const found = await stat(path).catch((error: unknown) => {
    throw unreadable(path, 'the model', error);
  });
  return found.isFile() ? sha256File(path, ctx.signal) : null;
}
