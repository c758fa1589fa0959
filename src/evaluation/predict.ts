/** The predictions of a subject, whatever way it makes them, and what is measured of the model itself. */
import { stat } from 'node:fs/promises';
import { type Context, sha256File, unreadable } from '../base/index.js';
import type { Finding, Metric } from '../results/index.js';
import type { MetricInfo } from './catalogue.js';
import { PREDICTION } from './column-names.js';
import type { Times } from './cost.js';
import type { Begun } from './onnx.js';
import { predictWithOnnx, withoutOnnx } from './onnx-subject.js';
import type { Predictions, Truth } from './predictions.js';
import { matchedPredictions, usualColumns } from './predictions-file.js';
import { namedOrUsual, readAny } from './read-predictions.js';
import type { Evaluated, EvaluatedTask, EvaluateRequest, Subject } from './request.js';
import type { Slices } from './slices.js';
import { DATA, type Table, wordsOf } from './table.js';
import { runPredictions } from './user-command.js';

/** What candidate, baseline and seeds are evaluated on, and how. */
export interface Bench {
  readonly ctx: Context;
  readonly request: EvaluateRequest;
  readonly task: EvaluatedTask;
  readonly metrics: readonly MetricInfo[];
  readonly table: Table;
  /** The candidate's model, where its load was ordered beforehand. */
  readonly begun: Begun | null;
  readonly truth: Truth;
  readonly slices: Slices;
  /** Code of the cluster of each row, null where none is named. */
  readonly clusters: Int32Array | null;
  /** Candidate and baseline, timed in turn. */
  readonly times: Times;
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

/** `name` tells whose messages, files and tables these are. */
export async function predict(bench: Bench, subject: Subject, name: string): Promise<Predicted> {
  const { ctx, request, table, metrics } = bench;
  if (subject.kind === 'columns') {
    const relation = { from: DATA, columns: table.columns, name: `dataset ${table.dataset.name}` };
    const wanted = namedOrUsual(subject.columns, table.columns, request.config, request.dataset.path);
    const predictions = await readAny(table, relation, wanted, request.config, ctx.signal);
    return {
      predictions,
      why: '',
      findings: [],
      model: null,
      own: withoutOnnx(metrics, null, 'there is no model, only predictions'),
    };
  }
  if (table.rows === 0) {
    const model = await fileOf(ctx, subject.path);
    return {
      predictions: null,
      why: 'no rows',
      findings: [],
      model,
      own: withoutOnnx(metrics, model, 'no rows'),
    };
  }
  if (request.config.run !== undefined) {
    const model = await fileOf(ctx, subject.path);
    const options = { command: request.config.run, root: request.root, model: subject.path, subject: name };
    const made = await runPredictions(ctx, table, options);
    const timed = withoutOnnx(metrics, model, 'the model runs in a command of its own (evaluate.run)');
    if ('finding' in made) {
      return {
        predictions: null,
        why: 'the command made no predictions',
        findings: [made.finding],
        model,
        own: timed,
      };
    }
    const relation = await matchedPredictions(
      table,
      made.path,
      request.config.id,
      `assay_${name}`,
      request.config.id,
      wordsOf(request.config.task, [PREDICTION, 'judge']),
    );
    const columns = usualColumns([...relation.columns.keys()], request.config.task, made.path);
    const predictions = await readAny(table, relation, columns, request.config, ctx.signal);
    return { predictions, why: '', findings: [], model, own: timed };
  }
  return predictWithOnnx(bench, subject.path, name);
}

/** Digest and size of the model; of a folder (a saved model of several files) null. */
async function fileOf(ctx: Context, path: string): Promise<Evaluated['model']> {
  const found = await stat(path).catch((error: unknown) => {
    throw unreadable(path, 'the model', error);
  });
  return found.isFile() ? sha256File(path, ctx.signal) : null;
}
