/** One side of an evaluation: its metrics from its predictions, and the predictions as they are kept. */
import { sqlName } from '../data/index.js';
import type { Curves, Finding, Metric } from '../results/index.js';
import type { MetricInfo } from './catalogue.js';
import { textOf } from './columns.js';
import { curvesOf, latencyCurve } from './curves/index.js';
import { metricEntry } from './entry.js';
import { definedFindings, predictionFindings, scaleFindings } from './findings.js';
import { noInterval } from './intervals/index.js';
import { writePredictions } from './kept.js';
import { measure } from './measure.js';
import { type Examples, undefinedValue } from './metrics/index.js';
import type { Bench, Predicted } from './predict.js';
import { type Predictions, resolvePredictions } from './predictions.js';
import type { Evaluated } from './request.js';
import { worstSlice } from './worst.js';

export interface Side {
  readonly evaluated: Evaluated;
  readonly findings: readonly Finding[];
  readonly notChecked: readonly string[];
  /** What a comparison in pairs is made from; null where there is none, and where no prediction was made. */
  readonly pairs: { readonly examples: Examples; readonly settled: Predictions } | null;
}

/** Measures what was predicted. `inPairs` keeps the examples for a comparison. */
export async function measureSide(
  bench: Bench,
  made: Predicted,
  name: 'candidate' | 'baseline',
  inPairs: boolean,
): Promise<Side> {
  const { metrics, table } = bench;
  const wanted = metrics.filter((info) => info.needs !== 'model');
  let measured: Metric[];
  let predictions: Evaluated['predictions'] = null;
  let pairs: Side['pairs'] = null;
  let curves: Curves = {};
  const findings = [...made.findings];
  const notChecked: string[] = [];
  if (made.predictions === null) {
    measured = wanted.map((info) =>
      metricEntry(info, null, undefinedValue(made.why), noInterval(made.why), table.rows),
    );
  } else {
    const found = await measurePredictions(bench, made.predictions, wanted, name, inPairs);
    findings.push(...found.findings);
    notChecked.push(...found.notes);
    measured = found.metrics;
    curves = found.curves;
    pairs = found.examples && { examples: found.examples, settled: found.settled };
    const { path, written } = found.writing ?? (await write(bench, found.settled, name));
    await written;
    predictions = await bench.request.keep(
      name === 'candidate' ? 'predictions' : `predictions:${name}`,
      path,
    );
  }
  const order = new Map(metrics.map((info, k) => [info.name, k]));
  const all = [...measured, ...made.own].sort(
    (a, b) =>
      Number(a.slice !== null) - Number(b.slice !== null) ||
      (a.slice === b.slice ? (order.get(a.name) ?? 0) - (order.get(b.name) ?? 0) : 0),
  );
  // Kept predictions have no latency, and that is no fault of the baseline.
  const told = name === 'baseline' && made.model === null ? measured : all;
  if (table.rows > 0 && made.predictions !== null) {
    findings.push(...definedFindings(told, name), ...worstSlice(all, name));
  }
  // Kept predictions have no latency of their own.
  const times = made.model === null ? null : bench.times[name];
  curves = { ...curves, ...latencyCurve(times, [bench.times.candidate, bench.times.baseline]) };
  return { evaluated: { metrics: all, model: made.model, predictions, curves }, findings, notChecked, pairs };
}

/** Predictions of more rows are written when their examples have gone from memory. */
const BESIDE_ROWS = 4_000_000;

/**
 * The predictions are written meanwhile, where DuckDB has nothing to sort for it and rows are not too many: what is
 * written lies in the scratch folder, and is kept only when all of it is there and the metrics are.
 * Without a comparison the examples live here only: of millions of rows they and what DuckDB sorts would not fit
 * beside each other.
 */
async function measurePredictions(
  bench: Bench,
  predictions: Predictions,
  wanted: readonly MetricInfo[],
  name: 'candidate' | 'baseline',
  inPairs: boolean,
) {
  const { request, truth } = bench;
  const options = { ...request.config, task: bench.task };
  const { examples, settled, notes } = resolvePredictions(truth, predictions, options);
  const beside = request.config.id === undefined && truth.rows <= BESIDE_ROWS;
  const writing = beside ? await write(bench, settled, name) : null;
  // Both have ended before one of them may fail the evaluation, which closes the database.
  const [measured, written] = await Promise.allSettled([
    measureExamples(bench, examples, wanted, name),
    writing?.written,
  ]);
  if (measured.status === 'rejected') throw measured.reason;
  if (written.status === 'rejected') throw written.reason;
  return { ...measured.value, settled, notes, writing, examples: inPairs ? examples : null };
}

async function measureExamples(
  { ctx, request, slices, clusters }: Bench,
  examples: Examples,
  wanted: readonly MetricInfo[],
  name: string,
) {
  const progress = ctx.log.progress(`metrics of the ${name}`);
  const metrics = await measure(
    examples,
    wanted,
    slices,
    { seed: request.config.seed, clusters },
    ctx.signal,
    (text, fraction) => progress.update(text, fraction),
  ).finally(() => progress.done());
  const findings = [
    ...predictionFindings(examples, name),
    ...scaleFindings(examples, wanted, request.config.threshold, name),
  ];
  return { metrics, findings, curves: curvesOf(examples) };
}

function write(bench: Bench, predictions: Predictions, name: string) {
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
  return writePredictions(table, truth, predictions, sql, name);
}
