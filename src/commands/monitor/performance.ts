/** Performance of the version in service on production data, where labels have arrived. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type Context, usageError } from '../../base/index.js';
import type { LoadedConfig } from '../../config/index.js';
import { type Dataset, openReading, sqlName } from '../../data/index.js';
import { openDatabase } from '../../engines/index.js';
import { evaluate, lookupMetric } from '../../evaluation/index.js';
import {
  COMPARISON_METHODS,
  decide,
  MetricSet,
  ofResult,
  parseRules,
  resolveDirections,
} from '../../gate/index.js';
import { independentIntervals, monitoringRules } from '../../monitoring/index.js';
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
  const late = await withoutLabels(ctx, dataset, settings.target);
  if (late !== null) return nothing(late);
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
      // Other rows than those it was registered with: their noise is on both sides.
      methods: [independentIntervals, ...COMPARISON_METHODS],
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

/** Why performance cannot be told yet, or null. Labels come later than the rows, and often not all at once. */
async function withoutLabels(ctx: Context, dataset: Dataset, target: string): Promise<string | null> {
  const db = await openDatabase(ctx);
  try {
    const { from, columns } = await openReading(db, dataset, ctx.signal, {
      labels: [target],
      texts: [target],
    });
    if (!columns.has(target)) return `the data have no labels yet (column ${target})`;
    const [row] = await db.all(`SELECT count(*) AS rows, count(${sqlName(target)}) AS labelled FROM ${from}`);
    const [rows, labelled] = [Number(row?.['rows'] ?? 0), Number(row?.['labelled'] ?? 0)];
    if (labelled === rows) return null;
    return `${rows - labelled} of ${rows} rows have no label yet (column ${target})`;
  } finally {
    db.close();
  }
}
