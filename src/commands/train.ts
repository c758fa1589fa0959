/** `assay train`: runs training as `assay.yaml` describes it, or restores an equal run from the cache. */
import { join } from 'node:path';
import { usageError } from '../base/index.js';
import { type TrainResult, worst } from '../results/index.js';
import {
  formatDuration,
  overrideParams,
  resolveDatasets,
  summarizeDatasets,
  type TrainingOutcome,
  train,
  trainingDatasetNames,
} from '../training/index.js';
import { defineCommand } from './command.js';
import { refuseWrongGate } from './gate/configured.js';
import { openConfiguredSession } from './session.js';

export default defineCommand({
  name: 'train',
  summary: 'run training: accelerator check, run cache, checkpoints, telemetry',
  details: `Runs \`train.run\` of assay.yaml once for each seed, after a check of disk, shared memory and accelerators. The program finds its data in ASSAY_DATASET_<NAME> and ASSAY_DATASETS_FILE, its parameters in ASSAY_PARAM_<NAME>, its seed in ASSAY_SEED; it writes to ASSAY_OUTPUT_DIR, and may keep checkpoints in ASSAY_CHECKPOINT_DIR, which stays there until a run succeeds.

An equal run (command, inputs, data, parameters, environment, accelerator, seeds) is restored from the run cache in .assay/cache, or in ASSAY_CACHE_DIR. A program that fails gives the verdict \`fail\`; a lost device, a full disk or a killed process is a failure of the environment (exit code 3), not a bad model.`,
  options: {
    seed: {
      type: 'integer',
      value: 'NUMBER',
      summary: 'train this seed only, in place of train.seeds',
    },
    param: {
      type: 'list',
      value: 'NAME=VALUE',
      summary: 'another value for a parameter of train.params',
    },
    'no-cache': { type: 'boolean', summary: 'train even where nothing changed since an earlier run' },
  },
  examples: [
    { run: 'assay train', does: 'train as assay.yaml says' },
    { run: 'assay train --param trees=200 --seed 7', does: 'try another parameter with one seed' },
  ],
  outputs: {
    'cache-hit': 'true where the outcome came from the run cache',
    'model-digest': 'SHA-256 of the candidate, empty where there is none',
    'model-path': 'where the candidate lies, empty where there is none',
  },
  permissions: { contents: 'read, to check out the repository' },
  async run({ ctx, host, options }) {
    const session = await openConfiguredSession(ctx, host, {
      config: options.config,
      name: options.name,
      replaces: 'train',
    });
    const { config, root, workspace } = session;
    refuseWrongGate(config);
    if (config.train === undefined) {
      throw usageError({
        where: { file: config.file },
        message: 'there is no section `train`',
        fix: 'add `train: {run: python train.py, inputs: [train.py], outputs: {model: model.onnx}}`',
      });
    }
    const names = trainingDatasetNames(config);
    const configured = Object.fromEntries(
      Object.entries(config.datasets)
        .filter(([name]) => names.includes(name))
        .map(([name, { path, kind, contract }]) => [name, { path, kind, contract }]),
    );
    const params = overrideParams(config.train.params, options.param);
    const datasets = await resolveDatasets(configured, session.place, ctx.signal);
    const summaries = await summarizeDatasets(ctx, datasets);
    const outcome = await train(ctx, {
      model: config.model,
      train: config.train,
      seeds: options.seed === undefined ? config.train.seeds : [options.seed],
      params,
      datasets,
      paths: Object.fromEntries(
        datasets.map(({ name, path, local }) => [name, local ?? config.resolve(path)]),
      ),
      root,
      workspace,
      folder: join(config.model, options.name ?? 'train'),
      useCache: !options['no-cache'],
    });
    const { findings } = outcome;
    const result = await session.finish<'train'>({
      command: 'train',
      ...(options.name === undefined ? {} : { name: options.name }),
      // No finding means that every seed ended well and every declared output was checked.
      verdict: findings.length === 0 ? 'pass' : worst(findings.map(({ verdict }) => verdict)),
      summary: summaryOf(outcome),
      inputs: [
        ...summaries.map(({ name, path, sha256 }) => ({ name, path, sha256 })),
        ...outcome.code.inputs.map(({ path, sha256 }) => ({ name: 'code', path, sha256 })),
      ],
      datasets: summaries,
      ...outcome,
    });
    const model = candidateOf(result);
    return {
      result,
      outputs: {
        'cache-hit': String(result.cache.hit),
        'model-digest': model?.sha256 ?? '',
        'model-path': model === undefined ? '' : workspace.artifactPath(model.sha256),
      },
    };
  },
});

function candidateOf(result: TrainResult) {
  return result.seeds[0]?.outputs['model'];
}

function summaryOf({ seeds, cache, findings }: TrainingOutcome): string {
  const count = seeds.length === 1 ? '1 seed' : `${seeds.length} seeds`;
  const time = formatDuration(seeds.reduce((sum, seed) => sum + seed.durationMs, 0));
  if (findings.length > 0) return `training failed: ${findings[0]?.message.split('\n')[0]}`;
  if (cache.hit) return `nothing changed: ${count} restored from the run cache, trained in ${time}`;
  const changed = cache.changed.length > 0 ? `; changed: ${cache.changed.join('; ')}` : '';
  return `trained ${count} in ${time}${changed}`;
}
