/** Metrics that the training wrote to a file of its own, joined to the result of `evaluate` with their direction. */
import { resolve } from 'node:path';
import { type Problem, usageError } from '../../base/index.js';
import type { LoadedConfig, OwnMetricConfig } from '../../config/index.js';
import { readMetricsFile } from '../../gate/index.js';
import type { Metric, ResultInput, Workspace } from '../../results/index.js';

export interface OwnMetrics {
  readonly metrics: readonly Metric[];
  readonly inputs: readonly ResultInput[];
}

/** Names under `evaluate.own` that are in a file of the training. */
export function fromTraining(config: LoadedConfig | null): [string, OwnMetricConfig & { output: string }][] {
  return Object.entries(config?.evaluate?.own ?? {}).flatMap(([name, metric]) =>
    metric.output === undefined ? [] : [[name, { ...metric, output: metric.output }]],
  );
}

/** What is wrong with `evaluate.own` before anything runs: outputs that training does not have. */
export function ownProblems(config: LoadedConfig | null): Problem[] {
  const outputs = config?.train === undefined ? null : Object.keys(config.train.outputs);
  return fromTraining(config).flatMap(([name, { output }]) =>
    outputs?.includes(output)
      ? []
      : [
          {
            where: config?.place('evaluate', 'own', name, 'output') ?? {},
            message: `the metric ${name} is to come from the output ${output}, and train has no such output`,
            expected: outputs === null ? 'a `train` section' : `one of ${outputs.join(', ')}`,
          },
        ],
  );
}

/**
 * Reads the declared metrics from the outputs of this run's training (its first seed, which gave the candidate). Throws
 * a usage error for files that cannot be read and names that they lack. A single number has no interval. A candidate
 * that was not trained here (`trainedHere` is false) has none.
 */
export async function ownMetrics(
  config: LoadedConfig | null,
  workspace: Workspace,
  name: string | undefined,
  trainedHere: boolean,
): Promise<OwnMetrics> {
  const wanted = fromTraining(config);
  if (wanted.length === 0 || !trainedHere) return { metrics: [], inputs: [] };
  const train =
    (name === undefined ? null : await workspace.read('train', name)) ?? (await workspace.read('train'));
  const outputs = train?.seeds[0]?.outputs ?? {};
  const problems: Problem[] = [];
  const metrics: Metric[] = [];
  const inputs = new Map<string, ResultInput>();
  for (const [metric, { output, direction }] of wanted) {
    const artifact = outputs[output];
    if (artifact === undefined) {
      problems.push({
        message: `the metric ${metric}: this run's training left no output ${output}`,
        fix: 'run `assay train` first',
      });
      continue;
    }
    const path = resolve(await workspace.checkedArtifact(artifact));
    const file = await readMetricsFile(path, {}, artifact.file);
    inputs.set(output, { name: output, path: artifact.file, sha256: file.sha256, size: file.size });
    const found = file.metrics.get(metric, null);
    if (found === undefined) {
      problems.push({
        where: { file: artifact.file },
        message: file.metrics.whyIgnored(metric) ?? `has no metric ${metric}`,
        expected: `one of ${file.metrics.names().slice(0, 20).join(', ')}`,
      });
      continue;
    }
    const value = found.value !== null && Number.isFinite(found.value) ? found.value : null;
    metrics.push({
      name: metric,
      slice: null,
      value,
      interval: null,
      intervalMethod: 'none: one number, from the training',
      confidence: null,
      n: null,
      direction,
      undefined: value === null ? (found.undefined ?? `the training wrote ${found.value}`) : null,
    });
  }
  if (problems.length > 0) throw usageError(problems);
  return { metrics, inputs: [...inputs.values()] };
}

/** The same metrics as the evaluation of a registered version recorded them. */
export function recordedOwn(config: LoadedConfig | null, metrics: readonly Metric[]): Metric[] {
  const names = new Set(fromTraining(config).map(([name]) => name));
  return metrics.filter((metric) => metric.slice === null && names.has(metric.name));
}
