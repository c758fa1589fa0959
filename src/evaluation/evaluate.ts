/** Evaluates a candidate, and the baseline beside it, on the rows of one dataset. */
import { AssayError, type Context } from '../base/index.js';
import { beyondMetrics } from './beyond.js';
import { PREDICTION } from './column-names.js';
import { definitionOf } from './comparison/definition.js';
import { readKept } from './comparison/kept.js';
import { valuesMeasured, valuesOfSeed } from './comparison/seeds.js';
import { sideBySide } from './comparison/side-by-side.js';
import { timeModels } from './cost.js';
import { emptyFinding, truthFindings } from './findings.js';
import { beginModel } from './onnx.js';
import { withoutOnnx } from './onnx-subject.js';
import { type Bench, predict } from './predict.js';
import { resolvePredictions } from './predictions.js';
import {
  type BaselineModel,
  checkedMetrics,
  checkedTask,
  type EvaluateRequest,
  type Evaluation,
  type SeedValues,
} from './request.js';
import { measureSide, type Side } from './side.js';
import { openTable, wordsOf } from './table.js';
import { readTruth } from './truth.js';

/**
 * Computes the metrics with intervals, the slices and the latency. The dataset is read once, and candidate and
 * baseline see the same rows in the same order. Throws a usage error for wrong names, columns, types and files
 * (of the baseline with its source in front); what is wrong with the data or the model is a finding.
 */
export async function evaluate(ctx: Context, request: EvaluateRequest): Promise<Evaluation> {
  const { config, dataset } = request;
  const task = checkedTask(config.task);
  const metrics = checkedMetrics(config.metrics, task, config.own);
  const said = request.candidate.kind === 'columns' ? request.candidate.columns.label : undefined;
  const words = [config.target, said, config.text?.answer, config.text?.judge, PREDICTION, 'judge'];
  // The model loads while the dataset is opened and the labels are read.
  const begun =
    request.process && request.candidate.kind === 'model'
      ? beginModel(ctx, request.candidate.path, request.process)
      : null;
  const table = await openTable(ctx, dataset, {
    ids: [config.id, config.group, config.cluster],
    ...wordsOf(task, words),
  });
  try {
    const bench: Bench = {
      ctx,
      request,
      task,
      metrics,
      table,
      begun,
      ...(await readTruth(ctx, request, task, table)),
      times: await timeModels(ctx, request, metrics, table),
    };
    const { truth, slices } = bench;
    const made = await predict(bench, request.candidate, 'candidate');
    const candidate = await measureSide(bench, made, 'candidate', request.baseline !== null);
    const { baseline, notChecked } = await evaluateBaseline(bench, request.baseline);
    const seeds = await evaluateSeeds(bench, candidate);
    const { paired, findings } =
      baseline === null
        ? { paired: null, findings: [] }
        : await sideBySide(ctx, request, bench, candidate, baseline, seeds);
    const more = await beyondMetrics(ctx, request, task, metrics, table);
    return {
      beyond: more.beyond,
      dataset: {
        name: dataset.name,
        path: dataset.path,
        files: dataset.files.length,
        rows: table.rows,
        columns: table.columns.size,
        sha256: dataset.sha256,
      },
      candidate: candidate.evaluated,
      baseline: baseline?.evaluated ?? null,
      findings: [
        ...(table.rows === 0 ? [emptyFinding(dataset)] : truthFindings(truth, request)),
        ...candidate.findings,
        ...(baseline?.findings ?? []),
        ...findings,
        ...more.findings,
      ],
      definition: definitionOf(config),
      seeds,
      paired,
      notChecked: [
        ...new Set([
          ...slices.notChecked,
          ...candidate.notChecked,
          ...(baseline?.notChecked ?? []),
          ...notChecked,
          ...more.notChecked,
        ]),
      ],
    };
  } finally {
    await table.close();
  }
}

/** The baseline's model where there is one, else its kept predictions, else none with the reason. */
async function evaluateBaseline(
  bench: Bench,
  baseline: BaselineModel | null,
): Promise<{ readonly baseline: Side | null; readonly notChecked: readonly string[] }> {
  if (baseline === null) return { baseline: null, notChecked: [] };
  try {
    if (baseline.modelPath !== null) {
      const made = await predict(bench, { kind: 'model', path: baseline.modelPath }, 'baseline');
      return { baseline: await measureSide(bench, made, 'baseline', true), notChecked: [] };
    }
    const why = (reason: string) => ({
      baseline: null,
      notChecked: [`the baseline ${baseline.source}: ${reason}`],
    });
    if (baseline.predictions === null) return why('it has neither a model nor kept predictions');
    const { table, request, task, ctx } = bench;
    const kept = await readKept(table, request, task, baseline.predictions, ctx.signal);
    if ('refused' in kept) return why(kept.refused);
    const own = withoutOnnx(bench.metrics, null, 'the baseline was computed from its kept predictions');
    const made = { predictions: kept.predictions, why: '', findings: [], model: null, own };
    return { baseline: await measureSide(bench, made, 'baseline', true), notChecked: kept.notes };
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

/** Values for the model of each seed, on the same rows; the first is the candidate. */
async function evaluateSeeds(bench: Bench, candidate: Side): Promise<SeedValues[] | null> {
  const [first, ...others] = bench.request.seeds ?? [];
  if (first === undefined || others.length === 0 || candidate.evaluated.predictions === null) return null;
  // Latency is of the machine and not of a seed.
  const metrics = bench.metrics.filter((info) => info.needs !== 'model');
  const values = [valuesMeasured(first.seed, candidate.evaluated.metrics, metrics)];
  const options = { ...bench.request.config, task: bench.task };
  for (const { seed, path } of others) {
    const made = await predict({ ...bench, metrics }, { kind: 'model', path }, `candidate-seed${seed}`);
    // A training that gives no model that predicts is part of the recipe: left out, the others would look alike.
    if (made.predictions === null) {
      values.push({ seed, metrics: [] });
      continue;
    }
    const { examples } = resolvePredictions(bench.truth, made.predictions, options);
    values.push(valuesOfSeed(seed, examples, metrics));
  }
  return values;
}
