/** Performance of the version in service on production data, where labels have arrived. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type Context, usageError } from '../../base/index.js';
import type { LoadedConfig } from '../../config/index.js';
import { type Dataset, relationSql } from '../../data/index.js';
import { openDatabase } from '../../engines/index.js';
import { evaluate, lookupMetric } from '../../evaluation/index.js';
import { decide, MetricSet, ofResult, parseRules, resolveDirections } from '../../gate/index.js';
import { monitoringRules } from '../../monitoring/index.js';
import type { ModelVersion, Registry } from '../../registry/index.js';
import type { Finding, RuleResult, Workspace } from '../../results/index.js';

export interface PerformanceWatch {
  readonly rules: readonly RuleResult[];
  readonly findings: readonly Finding[];
  readonly notChecked: readonly string[];
}

/**
 * Evaluates the version on the data, and applies the gate's rules: absolute ones to what it does now, comparing
 * ones to what it did when it was registered.
 */
export async function watchPerformance(
  ctx: Context,
  config: LoadedConfig,
  registry: Registry,
  { entry, manifest }: ModelVersion,
  dataset: Dataset,
  workspace: Workspace,
): Promise<PerformanceWatch> {
  const nothing = (why: string): PerformanceWatch => ({
    rules: [],
    findings: [],
    notChecked: [`performance: ${why}`],
  });
  const { evaluate: settings, gate } = config;
  if (settings === undefined || gate === undefined) return nothing('assay.yaml has no `evaluate` and `gate`');
  if (!(await hasLabels(ctx, dataset, settings.target))) {
    return nothing(`the data have no labels yet (column ${settings.target})`);
  }
  const file = manifest.files.find((candidate) => candidate.role === 'model');
  if (file === undefined) return nothing(`version ${entry.version} has no model file`);
  const parsed = parseRules(
    gate.rules.map((rule, index) => ({ rule, where: config.place('gate', 'rules', index) })),
  );
  const directionOf = (metric: string) => lookupMetric(metric)?.direction ?? null;
  const resolved = resolveDirections(parsed.rules, directionOf);
  const problems = [...parsed.problems, ...resolved.problems];
  if (problems.length > 0) throw usageError(problems);
  const watched = monitoringRules(resolved.rules);
  const notChecked = watched.notChecked.map((why) => `performance: ${why}`);
  if (watched.rules.length === 0) return { rules: [], findings: [], notChecked };
  const scratch = await mkdtemp(join(tmpdir(), 'assay-monitor-'));
  try {
    const path = join(scratch, basename(file.file));
    await registry.getBlob(file.sha256, path, ctx.signal);
    const metrics = settings.metrics.filter((name) => !/^latency_|^model_size/.test(name));
    const evaluation = await evaluate(ctx, {
      dataset,
      config: { ...settings, metrics },
      root: config.root,
      candidate: { kind: 'model', path },
      baseline: null,
      keep: (name, kept) => workspace.keepFile(name, kept),
    });
    const decision = decide({
      rules: watched.rules,
      candidate: new MetricSet(evaluation.candidate.metrics.map(ofResult)),
      baseline: { kind: 'metrics', metrics: new MetricSet(manifest.metrics.map(ofResult)) },
      policy: { ...gate.policy, on_removed_metric: 'ignore', on_new_metric: 'ignore' },
      directionOf,
      rangeOf: (metric) => lookupMetric(metric)?.range ?? null,
    });
    return {
      rules: decision.rules.filter((rule) => rule.verdict !== 'skipped'),
      findings: evaluation.findings,
      notChecked: [...notChecked, ...evaluation.notChecked.map((why) => `performance: ${why}`)],
    };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function hasLabels(ctx: Context, dataset: Dataset, target: string): Promise<boolean> {
  const db = await openDatabase(ctx);
  try {
    const columns = await db.all(`DESCRIBE SELECT * FROM ${relationSql(dataset)}`);
    return columns.some((row) => row['column_name'] === target);
  } finally {
    db.close();
  }
}
