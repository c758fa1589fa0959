/** Versions of a registry as baselines: which one a reference names, and what it keeps. */
import { environmentError, usageError } from '../../base/index.js';
import { lookupMetric } from '../../evaluation/index.js';
import { operatorOf, type Rule } from '../../gate/index.js';
import type { ModelVersion, Registry, RunEntry } from '../../registry/index.js';
import { type Direction, parseResult, type Result } from '../../results/index.js';

export interface By {
  readonly metric: string;
  readonly direction: Direction;
}

/** By which metric the best is meant: the one named, else that of the first rule that compares. */
export function byMetric(
  named: string | null,
  rules: readonly Pick<Rule, 'metric' | 'operator' | 'direction'>[],
): By {
  const metric = named ?? rules.find((rule) => operatorOf(rule.operator).compares)?.metric;
  if (metric === undefined) {
    throw usageError({
      message: 'the baseline best:N does not say by which metric, and no rule compares',
      fix: 'write best:5:roc_auc',
    });
  }
  const said = rules.find((rule) => rule.metric === metric && rule.direction !== null)?.direction;
  const direction = said ?? lookupMetric(metric)?.direction;
  if (direction === undefined || direction === null) {
    throw usageError({
      message: `${metric} is not in the catalogue of metrics, so it is not known which version is the best by it`,
      fix: 'give a rule on it `direction higher` or `direction lower`',
    });
  }
  return { metric, direction };
}

/**
 * Of the last `count` versions the one with the best recorded value; of equal ones the newest. Null where the model
 * has no version. Throws a usage error where none of them has a value.
 */
export async function bestVersion(
  registry: Registry,
  model: string,
  count: number,
  by: By,
): Promise<ModelVersion | null> {
  const entries = (await registry.versions(model)).sort((a, b) => b.version - a.version).slice(0, count);
  if (entries.length === 0) return null;
  let best: { readonly version: ModelVersion; readonly value: number } | null = null;
  for (const entry of entries) {
    const version = await registry.version(model, entry.version);
    const value = version?.manifest.metrics.find(
      ({ name, slice }) => name === by.metric && slice === null,
    )?.value;
    if (version === null || value === null || value === undefined) continue;
    const better = best === null || (by.direction === 'higher' ? value > best.value : value < best.value);
    if (better) best = { version, value };
  }
  if (best !== null) return best.version;
  throw usageError({
    message: `none of the last ${entries.length} versions of ${model} has a value of ${by.metric}`,
    fix: 'name another metric, such as best:5:roc_auc, or another baseline',
  });
}

/**
 * The last run that passed and was put before `register`, other than this one; null where there is none. What
 * somebody tried and recorded is no baseline. The index only says where to look: the run is read whole.
 */
export async function previousRun(registry: Registry, model: string, run: string): Promise<RunEntry | null> {
  const { rows } = await registry.runRows(model);
  const passed = rows.filter(
    (row) => row.run.id !== run && row.source !== 'run' && (row.verdict === 'pass' || row.verdict === 'warn'),
  );
  const last = passed.at(-1);
  const entry = last === undefined ? null : await registry.run(model, last.id);
  if (entry === null || entry.verdict === last?.verdict) return entry;
  throw environmentError({
    message: `the index of runs says that run ${entry.id} of ${model} is ${last?.verdict}; its entry says ${entry.verdict}`,
    fix: 'run `assay history --reindex`',
  });
}

/** The version of that run; null where it has none. */
export async function previousVersion(
  registry: Registry,
  model: string,
  run: string,
): Promise<ModelVersion | null> {
  const version = (await previousRun(registry, model, run))?.version ?? null;
  return version === null ? null : registry.version(model, version);
}

/** A result that is evidence of the version, such as `result:gate`; null where it has none. */
export async function evidenceOf(
  registry: Registry,
  { entry, manifest }: ModelVersion,
  name: string,
): Promise<Result | null> {
  const file = manifest.files.find((found) => found.role === 'result' && found.name === name);
  if (file === undefined) return null;
  return parseResult(await registry.getBytes(file.sha256), `${file.name} of v${entry.version}`);
}
