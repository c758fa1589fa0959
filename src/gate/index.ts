/** The gate: rules, metric files, baselines, and one verdict. */
import type { MetricsFile } from './readers/index.js';
import { parseMlflow } from './readers/mlflow/run.js';

export {
  type BaselinePlaces,
  type BaselineRegistry,
  type Candidate,
  type ComparableBaseline,
  comparableBaseline,
  type FoundBaseline,
  findBaseline,
  type RegisteredMetrics,
} from './baseline.js';
export {
  BASELINE_FORMS,
  type BaselineRef,
  type MergeBaseRef,
  parseBaselineRef,
  showBaselineRef,
} from './baseline-ref.js';
export { CHECK_RULES, type CheckedRule, checkRules } from './checks.js';
export {
  COMPARISON_METHODS,
  type Comparison,
  type ComparisonMethod,
  compare,
} from './comparison.js';
export type { Baseline } from './decide.js';
export { type Decision, decide, type Explanation, type GateInput, noRules } from './decide.js';
export { decimal as decimalOf } from './decimal.js';
export { explain } from './explain.js';
export { isSliceOf } from './gap.js';
export { type Ignored, type Measured, MetricSet, ofResult, plainMetric } from './metrics.js';
export { operatorOf } from './operators.js';
export { type MetricsFile, parseMetrics, type ReadOptions, readMetricsFile } from './readers/index.js';
export { isMlflow, parseMlflow } from './readers/mlflow/run.js';
export { removedRules } from './removed-rules.js';
export {
  type ParsedRules,
  parseRules,
  RULE_GRAMMAR,
  type Rule,
  type RuleInput,
  resolveDirections,
  ruleText,
} from './rules.js';

/** The metrics of a run of MLflow, see `readers/mlflow/index.ts`; its readers are loaded here. */
export async function readMlflow(text: string, root: string): Promise<MetricsFile> {
  const { readMlflow: read } = await import('./readers/mlflow/index.js');
  return read(parseMlflow(text), root);
}

/** Absolute path of the table of examples among the artifacts of a run, see `readers/mlflow/index.ts`. */
export async function mlflowTable(text: string, root: string): Promise<string> {
  const { mlflowArtifact } = await import('./readers/mlflow/index.js');
  return mlflowArtifact(parseMlflow(text), root, 'eval_results_table.json');
}
