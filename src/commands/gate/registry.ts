/** What the gate asks of a registry, asked of a real one. Loaded only where a baseline is in a registry. */
import { type Context, usageError } from '../../base/index.js';
import type { LoadedConfig } from '../../config/index.js';
import type { BaselineRegistry, RegisteredMetrics, Rule } from '../../gate/index.js';
import { type ModelVersion, openRegistry, type Registry } from '../../registry/index.js';
import type { Result, RunIdentity } from '../../results/index.js';
import { bestVersion, byMetric, evidenceOf, previousRun } from '../baseline/versions.js';
import { AS_BASELINE, refuseUnsignable, requireSigned } from '../signatures.js';

export async function openBaselineRegistry(
  config: LoadedConfig,
  run: RunIdentity,
  ctx: Context,
  rules: readonly Pick<Rule, 'metric' | 'operator' | 'direction'>[],
): Promise<BaselineRegistry> {
  const { model } = config;
  const registry = await openRegistry(config.registry, config.root, ctx);
  const registered = async (version: ModelVersion | null, what: string): Promise<RegisteredMetrics> => {
    if (version === null) {
      throw usageError({
        message: `${what} names a version that is not in the registry`,
        fix: 'run `assay registry verify` to see what else is damaged',
      });
    }
    return ofVersion(ctx, registry, config, version);
  };
  return {
    async alias(name) {
      const last = (await registry.aliasLog(model, name)).at(-1);
      if (last !== undefined)
        return registered(await registry.versionByDigest(model, last.to), `alias ${name}`);
      await refuseUnknownAlias(registry, config, name);
      return null;
    },
    async version(number) {
      const version = await registry.version(model, number);
      return version === null ? null : ofVersion(ctx, registry, config, version);
    },
    async previous() {
      const last = await previousRun(registry, model, run.id);
      if (last === null) return null;
      if (last.version !== null)
        return registered(await registry.version(model, last.version), `run ${last.id}`);
      refuseUnsignable(config, `run ${last.id}`, AS_BASELINE);
      return {
        label: `run ${last.id}`,
        version: null,
        digest: null,
        metrics: last.metrics,
        data: null,
        rules: null,
        definition: null,
      };
    },
    async best(count, metric) {
      const version = await bestVersion(registry, model, count, byMetric(metric, rules));
      return version === null ? null : ofVersion(ctx, registry, config, version);
    },
  };
}

/** The dataset that an evaluation is of, where it is known. */
function evaluatedOn(evaluation: Result | null | undefined): RegisteredMetrics['data'] {
  if (evaluation?.command !== 'evaluate' || evaluation.dataset === null) return null;
  const { name, sha256 } = evaluation.dataset;
  return [{ name, sha256 }];
}

async function ofVersion(
  ctx: Context,
  registry: Registry,
  config: LoadedConfig,
  version: ModelVersion,
): Promise<RegisteredMetrics> {
  await requireSigned(ctx, registry, config, version, AS_BASELINE);
  const { entry, manifest } = version;
  const [result, evaluation] = await Promise.all(
    ['result:gate', 'result:evaluate'].map((name) => evidenceOf(registry, version, name)),
  );
  return {
    label: `${manifest.model} v${entry.version}`,
    version: entry.version,
    digest: entry.digest,
    metrics: manifest.metrics,
    // Of all datasets of the version the one that its metrics are of, not the one that it was trained on.
    data: evaluatedOn(evaluation) ?? manifest.data,
    rules: result?.command === 'gate' ? result.rules : null,
    definition: evaluation?.command === 'evaluate' ? (evaluation.definition ?? null) : null,
    commit: manifest.code.dirty ? null : manifest.code.commit,
  };
}

/**
 * A name that was never used is a first run only where it can be one. A misspelt alias would be a first run for ever,
 * and so a gate that compares with nothing.
 */
async function refuseUnknownAlias(registry: Registry, config: LoadedConfig, name: string): Promise<void> {
  const targets = Object.keys(config.targets);
  if (targets.includes(name)) return;
  const known = [...new Set([...targets, ...(await registry.aliases(config.model))])];
  if (known.length === 0) return;
  throw usageError({
    message: `there is no alias ${name}: no target has the name, and the registry has no entry of it`,
    expected: `one of ${known.join(', ')}`,
    fix: 'correct the name of the baseline, or add the target to assay.yaml',
  });
}
