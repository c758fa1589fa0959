/** Evaluates a candidate, and the baseline beside it, on the rows of one dataset. */
import { stat } from 'node:fs/promises';
import { AssayError, type Context, sha256File, unreadable, usageError } from '../base/index.js';
import { sqlName } from '../data/index.js';
import type { Finding, Metric } from '../results/index.js';
import { readAnswers } from './answers.js';
import type { MetricInfo } from './catalogue.js';
import { textOf } from './columns.js';
import { metricEntry } from './entry.js';
import { definedFindings, emptyFinding, predictionFindings, truthFindings } from './findings.js';
import { noInterval } from './intervals/index.js';
import { writePredictions } from './kept.js';
import { LATENCY, measureLatency, percentile } from './latency.js';
import { measure } from './measure.js';
import { undefinedValue } from './metrics/index.js';
import { openModel, predictOnnx } from './onnx.js';
import { zipmapProblem } from './onnx-outputs.js';
import { type Predictions, resolvePredictions, type Truth } from './predictions.js';
import {
  matchedPredictions,
  type PredictionColumns,
  type Relation,
  readPredictions,
  usualColumns,
} from './predictions-file.js';
import {
  checkedMetrics,
  checkedTask,
  type Evaluated,
  type EvaluatedTask,
  type EvaluateRequest,
  type Evaluation,
  type Subject,
} from './request.js';
import type { Slices } from './slices.js';
import { DATA, openTable, type Table } from './table.js';
import { readTruth } from './truth.js';
import { runPredictions } from './user-command.js';
import { worstSlice } from './worst.js';

interface Bench {
  readonly ctx: Context;
  readonly request: EvaluateRequest;
  readonly task: EvaluatedTask;
  readonly metrics: readonly MetricInfo[];
  readonly table: Table;
  readonly truth: Truth;
  readonly slices: Slices;
}

/** A percentile of the latency in the name of a metric. */
const LATENCY_NAME = /^latency_p(\d+)_ms$/;

/**
 * Computes the metrics with intervals, the slices and the latency. The dataset is read once, and candidate and
 * baseline see the same rows in the same order. Throws a usage error for wrong names, columns, types and files
 * (of the baseline with its source in front); what is wrong with the data or the model is a finding.
 */
export async function evaluate(ctx: Context, request: EvaluateRequest): Promise<Evaluation> {
  const task = checkedTask(request.config.task);
  const metrics = checkedMetrics(request.config.metrics, task);
  const table = await openTable(ctx, request.dataset, [request.config.id, request.config.group]);
  try {
    const { truth, slices } = await readTruth(ctx, request, task, table);
    const bench: Bench = { ctx, request, task, metrics, table, truth, slices };
    const candidate = await evaluateSubject(bench, request.candidate, 'candidate');
    const baseline = request.baseline && (await evaluateBaseline(bench));
    return {
      dataset: {
        name: request.dataset.name,
        path: request.dataset.path,
        files: request.dataset.files.length,
        rows: table.rows,
        columns: table.columns.size,
        sha256: request.dataset.sha256,
      },
      candidate: candidate.evaluated,
      baseline: baseline?.evaluated ?? null,
      findings: [
        ...(table.rows === 0 ? [emptyFinding(request.dataset)] : truthFindings(truth, request)),
        ...candidate.findings,
        ...(baseline?.findings ?? []),
      ],
      notChecked: [
        ...new Set([...slices.notChecked, ...candidate.notChecked, ...(baseline?.notChecked ?? [])]),
      ],
    };
  } finally {
    await table.close();
  }
}

async function evaluateBaseline(bench: Bench) {
  const baseline = bench.request.baseline;
  if (baseline === null) return null;
  try {
    return await evaluateSubject(bench, { kind: 'model', path: baseline.modelPath }, 'baseline');
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    // The same message about two models would leave open which one is meant.
    throw new AssayError(
      error.kind,
      error.problems.map((problem) => ({
        ...problem,
        message: `the baseline (${baseline.source}): ${problem.message}`,
      })),
      { cause: error },
    );
  }
}

interface Predicted {
  /** Null where the model made none. */
  readonly predictions: Predictions | null;
  readonly why: string;
  readonly findings: readonly Finding[];
  readonly model: Evaluated['model'];
  /** Metrics of the model itself. */
  readonly own: readonly Metric[];
}

async function evaluateSubject(
  bench: Bench,
  subject: Subject,
  name: 'candidate' | 'baseline',
): Promise<{ evaluated: Evaluated; findings: Finding[]; notChecked: string[] }> {
  const { metrics, table } = bench;
  const made = await predict(bench, subject, name);
  const wanted = metrics.filter((info) => info.needs !== 'model');
  let measured: Metric[];
  let predictions: Evaluated['predictions'] = null;
  const findings = [...made.findings];
  const notChecked: string[] = [];
  if (made.predictions === null) {
    measured = wanted.map((info) =>
      metricEntry(info, null, undefinedValue(made.why), noInterval(made.why), table.rows),
    );
  } else {
    const { settled, ...found } = await measurePredictions(bench, made.predictions, wanted, name);
    findings.push(...found.findings);
    notChecked.push(...found.notes);
    measured = found.metrics;
    predictions = await keep(bench, settled, name);
  }
  const order = new Map(metrics.map((info, k) => [info.name, k]));
  const all = [...measured, ...made.own].sort(
    (a, b) =>
      Number(a.slice !== null) - Number(b.slice !== null) ||
      (a.slice === b.slice ? (order.get(a.name) ?? 0) - (order.get(b.name) ?? 0) : 0),
  );
  if (table.rows > 0 && made.predictions !== null) {
    findings.push(...definedFindings(all, name), ...worstSlice(all, name));
  }
  return { evaluated: { metrics: all, model: made.model, predictions }, findings, notChecked };
}

/** The examples live here only: of millions of rows they and what DuckDB sorts would not fit beside each other. */
async function measurePredictions(
  bench: Bench,
  predictions: Predictions,
  wanted: readonly MetricInfo[],
  name: string,
) {
  const { ctx, request, truth } = bench;
  const options = { ...request.config, task: bench.task };
  const { examples, settled, notes } = resolvePredictions(truth, predictions, options);
  const progress = ctx.log.progress(`metrics of the ${name}`);
  const metrics = await measure(
    examples,
    wanted,
    bench.slices,
    request.config.seed,
    ctx.signal,
    (text, fraction) => progress.update(text, fraction),
  ).finally(() => progress.done());
  return { settled, notes, metrics, findings: predictionFindings(examples, name) };
}

async function keep(bench: Bench, predictions: Predictions, name: string) {
  const { request, table, truth } = bench;
  const { id, target, weight, group } = request.config;
  const type = table.columns.get(target) ?? '';
  const number = bench.task === 'regression' || bench.task === 'ranking';
  const sql = {
    id: id === undefined ? null : sqlName(id),
    label: number
      ? `CAST(${sqlName(target)} AS DOUBLE)`
      : `CAST(${textOf(sqlName(target), type).sql} AS VARCHAR)`,
    weight: weight === undefined ? null : sqlName(weight),
    group: group === undefined ? null : sqlName(group),
  };
  const path = await writePredictions(table, truth, predictions, sql, name);
  return request.keep(name === 'candidate' ? 'predictions' : `predictions:${name}`, path);
}

async function predict(bench: Bench, subject: Subject, name: string): Promise<Predicted> {
  const { ctx, request, table, metrics } = bench;
  const own = metrics.filter((info) => info.needs === 'model');
  const without = (reason: string) =>
    own.map((info) => metricEntry(info, null, undefinedValue(reason), noInterval(reason), null));
  if (subject.kind === 'columns') {
    const relation = { from: DATA, columns: table.columns, name: `dataset ${table.dataset.name}` };
    const wanted = columnsOf(subject.columns, request, table);
    const predictions = await readAny(bench, relation, wanted);
    return {
      predictions,
      why: '',
      findings: [],
      model: null,
      own: without('there is no model, only predictions'),
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
    const predictions = await readAny(bench, relation, columns);
    return { predictions, why: '', findings: [], model, own: timed };
  }
  return predictWithOnnx(bench, subject.path, name, own);
}

/** The columns that are named, else those with the usual names. */
function columnsOf(named: PredictionColumns, { config, dataset }: EvaluateRequest, table: Table) {
  const { score, scores, label } = named;
  if (score !== undefined || scores !== undefined || label !== undefined || config.task === 'text')
    return named;
  const { target, id, weight, group } = config;
  const others = [...table.columns.keys()].filter((name) => ![target, id, weight, group].includes(name));
  return usualColumns(others, config.task, dataset.path);
}

function readAny(bench: Bench, relation: Relation, wanted: PredictionColumns): Promise<Predictions> {
  const { ctx, request, table } = bench;
  return bench.task === 'text'
    ? readAnswers(
        table,
        relation,
        { ...request.config.text, answer: wanted.label ?? request.config.text?.answer },
        ctx.signal,
      )
    : readPredictions(table, relation, wanted, ctx.signal);
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
