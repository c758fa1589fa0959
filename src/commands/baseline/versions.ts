/** Versions of a registry as baselines: which one a reference names, and what it keeps. */
import { usageError } from '../../base/index.js';
import { lookupMetric } from '../../evaluation/index.js';
import { operatorOf, type Rule } from '../../gate/index.js';
import type { ModelVersion, Registry } from '../../registry/index.js';
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

/** The version of the last run that passed, other than this one; null where there is none with a version. */
export async function previousVersion(
  registry: Registry,
  model: string,
  run: string,
): Promise<ModelVersion | null> {
  const passed = (await registry.runs(model))
    .filter((entry) => entry.run.id !== run && (entry.verdict === 'pass' || entry.verdict === 'warn'))
    .sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  const last = passed.at(-1);
  return last === undefined || last.version === null ? null : registry.version(model, last.version);
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
