/**
 * Evaluation: metrics with intervals, slices and latency, from a model or from predictions. Importing this loads
 * the catalogue only; what computes is loaded when `evaluate` is called.
 */
import type { Context } from '../base/index.js';
import type { TestReport } from '../results/index.js';
import type { EvaluateRequest, Evaluation } from './request.js';

export { BETWEEN_METRICS, lookupMetric, METRICS, type MetricInfo, type MetricNeeds } from './catalogue.js';
export type { PredictionColumns } from './predictions-file.js';
export {
  type BaselineModel,
  checkedMetrics,
  checkedTask,
  EVALUATED_TASKS,
  type Evaluated,
  type EvaluateRequest,
  type Evaluation,
  metricsFor,
  type SeedValues,
  type Subject,
} from './request.js';
export { RESULT_FORMATS, type ResultFormat } from './results-files/formats.js';

/** See `evaluate.ts`. */
export async function evaluate(ctx: Context, request: EvaluateRequest): Promise<Evaluation> {
  const stage = await import('./evaluate.js');
  return stage.evaluate(ctx, request);
}

/** See `early.ts`. */
export async function startModelEarly(
  ctx: Context,
  config: EvaluateRequest['config'],
): Promise<EvaluateRequest['process']> {
  const stage = await import('./early.js');
  return stage.startEarly(ctx, config);
}

/** See `junit.ts`. */
export async function readTestReports(root: string, patterns: readonly string[]): Promise<TestReport[]> {
  const reader = await import('./junit.js');
  return reader.readTestReports(root, patterns);
}

/** The readers of evaluation tools' results, see `results-files/front.ts`. */
export function resultFiles(): Promise<typeof import('./results-files/front.js')> {
  return import('./results-files/front.js');
}
