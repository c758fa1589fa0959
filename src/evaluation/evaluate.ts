/** Evaluates a candidate, and the baseline beside it, on the rows of one dataset. */
import { stat } from 'node:fs/promises';
import { AssayError, type Context, sha256File, unreadable, usageError } from '../base/index.js';
import { sqlName } from '../data/index.js';
import type { Finding, Metric } from '../results/index.js';
import { beyondMetrics } from './beyond.js';
import type { MetricInfo } from './catalogue.js';
import { isNumeric, readColumns, textOf } from './columns.js';
import { type Times, timeModels } from './cost.js';
import { definedFindings, emptyFinding, predictionFindings, truthFindings } from './findings.js';
import { noInterval } from './intervals/index.js';
import { measure, metricEntry } from './measure.js';
import { undefinedValue } from './metrics/index.js';
import { predictWithOnnx, withoutOnnx } from './onnx-subject.js';
import { type Predictions, resolvePredictions, type Truth } from './predictions.js';
import { matchedPredictions, readPredictions, usualColumns, writePredictions } from './predictions-file.js';
import {
  checkedMetrics,
  checkedTask,
  type Evaluated,
  type EvaluatedTask,
  type EvaluateRequest,
  type Evaluation,
  type Subject,
} from './request.js';
import { readSlices, type Slices } from './slices.js';
import { checkIds, columnType, DATA, openTable, type Table } from './table.js';
import { runPredictions } from './user-command.js';

interface Bench {
  readonly ctx: Context;
  readonly request: EvaluateRequest;
  readonly task: EvaluatedTask;
  readonly metrics: readonly MetricInfo[];
  readonly table: Table;
  readonly truth: Truth;
  readonly slices: Slices;
  /** Candidate and baseline, timed in turn. */
  readonly times: Times;
}

/**
 * Computes the metrics with intervals, the slices and the latency. The dataset is read once, and candidate and
 * baseline see the same rows in the same order. Throws a usage error for wrong names, columns, types and files
 * (of the baseline with its source in front); what is wrong with the data or the model is a finding.
 */
export async function evaluate(ctx: Context, request: EvaluateRequest): Promise<Evaluation> {
  const task = checkedTask(request.config.task);
  const metrics = checkedMetrics(request.config.metrics, task);
  const table = await openTable(ctx, request.dataset);
  try {
    const { truth, slices } = await readTruth(ctx, request, task, table);
    const times = await timeModels(ctx, request, metrics, table);
    const bench: Bench = { ctx, request, task, metrics, table, truth, slices, times };
    const candidate = await evaluateSubject(bench, request.candidate, 'candidate');
    const baseline = request.baseline && (await evaluateBaseline(bench));
    const more = await beyondMetrics(ctx, request, task, metrics, table);
    return {
      beyond: more.beyond,
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
        ...more.findings,
      ],
      notChecked: [...slices.notChecked, ...more.notChecked],
    };
  } finally {
    await table.close();
  }
}

/** Labels, weights and slices. Wrong columns are reported at once. */
async function readTruth(ctx: Context, request: EvaluateRequest, task: EvaluatedTask, table: Table) {
  const { target, weight, id } = request.config;
  const named = [
    [target, 'the target'],
    ...(weight === undefined ? [] : [[weight, 'the weight'] as const]),
    ...(id === undefined ? [] : [[id, 'the id'] as const]),
  ] as const;
  const types = named.map(([name, role]) => columnType(table, name, role));
  const problems = types.filter((type) => typeof type !== 'string');
  const [targetType, weightType] = types;
  if (task === 'regression' && typeof targetType === 'string' && !isNumeric(targetType)) {
    problems.push({
      message: `the target ${target} is ${targetType}`,
      expected: 'a column of numbers for the task regression',
    });
  }
  if (weight !== undefined && typeof weightType === 'string' && !isNumeric(weightType)) {
    problems.push({ message: `the weight ${weight} is ${weightType}`, expected: 'a column of numbers' });
  }
  if (problems.length > 0) throw usageError(problems);
  if (id !== undefined) await checkIds(table, id);
  const label =
    task === 'regression'
      ? ({ sql: sqlName(target), kind: 'number' } as const)
      : textOf(sqlName(target), String(targetType));
  const [labels] = await readColumns(table.db, DATA, [label], table.rows, ctx.signal);
  const weights = weight === undefined ? null : await readWeights(ctx, table, weight);
  const truth: Truth = { rows: table.rows, label: labels, weight: weights };
  const slices = await readSlices(table, request.config.slices, request.config.min_slice_rows, ctx.signal);
  return { truth, slices };
}

async function readWeights(ctx: Context, table: Table, column: string): Promise<Float64Array> {
  const [weights] = await readColumns(
    table.db,
    DATA,
    [{ sql: sqlName(column), kind: 'number' }],
    table.rows,
    ctx.signal,
  );
  const bad = weights.reduce((count, value) => count + (Number.isFinite(value) && value >= 0 ? 0 : 1), 0);
  if (bad === 0) return weights;
  const row = weights.findIndex((value) => !(Number.isFinite(value) && value >= 0)) + 1;
  throw usageError({
    message: `${bad} weights in ${column} of dataset ${table.dataset.name} are missing, negative or not finite, the first in row ${row}`,
    expected: 'numbers from 0 on',
  });
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
): Promise<{ evaluated: Evaluated; findings: Finding[] }> {
  const { ctx, request, metrics, table, truth } = bench;
  const made = await predict(bench, subject, name);
  const wanted = metrics.filter((info) => info.needs !== 'model');
  let measured: Metric[];
  let predictions: Evaluated['predictions'] = null;
  const findings = [...made.findings];
  if (made.predictions === null) {
    measured = wanted.map((info) =>
      metricEntry(info, null, undefinedValue(made.why), noInterval(made.why), table.rows),
    );
  } else {
    const options = { ...request.config, task: bench.task };
    const { examples, settled } = resolvePredictions(truth, made.predictions, options);
    findings.push(...predictionFindings(examples, name));
    const progress = ctx.log.progress(`metrics of the ${name}`);
    measured = await measure(
      examples,
      wanted,
      bench.slices,
      request.config.seed,
      ctx.signal,
      (text, fraction) => progress.update(text, fraction),
    ).finally(() => progress.done());
    predictions = await keep(bench, settled, name);
  }
  const order = new Map(metrics.map((info, k) => [info.name, k]));
  const all = [...measured, ...made.own].sort(
    (a, b) =>
      Number(a.slice !== null) - Number(b.slice !== null) ||
      (a.slice === b.slice ? (order.get(a.name) ?? 0) - (order.get(b.name) ?? 0) : 0),
  );
  if (table.rows > 0 && made.predictions !== null) findings.push(...definedFindings(all, name));
  return { evaluated: { metrics: all, model: made.model, predictions }, findings };
}

async function keep(bench: Bench, predictions: Predictions, name: string) {
  const { request, table, truth } = bench;
  const { id, target, weight } = request.config;
  const type = table.columns.get(target) ?? '';
  const sql = {
    id: id === undefined ? null : sqlName(id),
    label:
      bench.task === 'regression'
        ? `CAST(${sqlName(target)} AS DOUBLE)`
        : `CAST(${textOf(sqlName(target), type).sql} AS VARCHAR)`,
    weight: weight === undefined ? null : sqlName(weight),
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
    const predictions = await readPredictions(table, relation, subject.columns, ctx.signal);
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
      own: withoutOnnx(own, model, 'no rows'),
    };
  }
  if (request.config.run !== undefined) {
    const model = await fileOf(ctx, subject.path);
    const options = { command: request.config.run, root: request.root, model: subject.path, subject: name };
    const made = await runPredictions(ctx, table, options);
    const timed = withoutOnnx(own, model, 'the model runs in a command of its own (evaluate.run)');
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
    const predictions = await readPredictions(table, relation, columns, ctx.signal);
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
