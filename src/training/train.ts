/** Runs training: what it depends on, the run cache, the checks before it, each seed, and what came of it. */
import { join, resolve } from 'node:path';
import {
  type Context,
  codeOf,
  environmentError,
  messageOf,
  type Problem,
  usageError,
  userEnvironment,
  writeFileAtomic,
} from '../base/index.js';
import type { TrainConfig } from '../config/index.js';
import type { Dataset } from '../data/index.js';
import { type LoadCheck, modelLoadCheck } from '../engines/index.js';
import type { Artifact, Finding, TrainResult, Workspace } from '../results/index.js';
import { acceleratorsOf, type DeviceQuery, queryDevices } from './accelerators.js';
import { type CachedOutcome, copyOutputs, filesOfSeed, RunCache } from './cache.js';
import { datasetsDocument, nameProblems, type Params } from './environment.js';
import { changedFacts, codeInputs, keyOf, lockDigests, type RunFacts } from './facts.js';
import { emptyFolder, removeCheckpoints } from './folders.js';
import { interpreterVersions } from './interpreters.js';
import { declarationProblems, isOnnx } from './outputs.js';
import { type FileSystemSize, fileSystemSize, preflight } from './preflight.js';
import { type SeedOutcome, trainSeed } from './seed.js';
import { keepCode } from './snapshot.js';
import { TelemetryRecord } from './telemetry.js';

export interface TrainingInput {
  readonly model: string;
  readonly train: TrainConfig;
  readonly seeds: readonly number[];
  readonly params: Params;
  readonly datasets: readonly Dataset[];
  /** Absolute path or glob of each dataset, by name. */
  readonly paths: Readonly<Record<string, string>>;
  /** Folder of the configuration: where the program runs. */
  readonly root: string;
  readonly workspace: Workspace;
  /** Folder under `.assay/outputs`, so that matrix cells do not share one. */
  readonly folder: string;
  /** False: train even where the cache has the outcome. The new outcome is kept all the same. */
  readonly useCache: boolean;
  readonly sizeOf?: FileSystemSize;
}

/** The part of a result of `train` that comes from here. */
export type TrainingOutcome = Pick<
  TrainResult,
  | 'seeds'
  | 'params'
  | 'code'
  | 'cache'
  | 'accelerators'
  | 'telemetry'
  | 'findings'
  | 'notChecked'
  | 'artifacts'
>;

/**
 * Trains every seed, or restores the outcome of an equal run. A program that fails, runs out of time or leaves
 * a declared output wrong gives findings with verdict `fail`; the seeds after it are not run. Throws an
 * environment error for what the machine lacks or lost and for cancellation, a usage error for a wrong
 * configuration.
 */
export async function train(ctx: Context, input: TrainingInput): Promise<TrainingOutcome> {
  try {
    return await trainOrRestore(ctx, input);
  } catch (error) {
    const code = codeOf(error);
    if (code !== 'ENOSPC' && code !== 'EDQUOT') throw error;
    throw environmentError(
      {
        message: `the disk is full: ${messageOf(error)}`,
        fix: 'free space on the runner, or ask for it before training with `train.disk`',
      },
      error,
    );
  }
}

async function trainOrRestore(ctx: Context, input: TrainingInput): Promise<TrainingOutcome> {
  const { train: config, workspace, root } = input;
  refuseDeclarations(input);
  const userEnv = userEnvironment(ctx.env);
  const userCtx: Context = { ...ctx, cwd: root, env: userEnv };
  const devices = await queryDevices(userCtx);
  const { facts, packages } = await runFacts(ctx, input, devices);
  const key = keyOf(facts);
  const cache = new RunCache(cacheFolder(ctx, root, workspace), input.model, ctx);
  const last = await cache.lastFacts();
  const changed = last === null ? [] : changedFacts(last, facts);
  const cacheable = config.cache && config.inputs.length > 0;
  const kept = await keepCode(ctx, { root, workspace, facts, packages });
  const code = {
    command: config.run,
    inputs: inputList(facts),
    environment: facts.environment,
    ...kept.code,
  };
  const codeArtifacts = artifactsOfCode(code);
  const common = { params: { ...input.params }, code };
  const notChecked = [
    ...kept.notes,
    ...(config.cache && !cacheable
      ? ['run cache: `train.inputs` names no code, so a change of it would not be seen; training always runs']
      : []),
  ];

  if (cacheable && input.useCache) {
    const hit = await cache.restore(key, workspace);
    if (hit !== null) {
      await copyRestored(ctx, hit, input);
      await cache.rememberFacts(facts);
      ctx.log.info(
        `train: nothing changed, the outcome of run ${key.slice(0, 12)} was restored from the run cache`,
      );
      return {
        ...common,
        seeds: hit.seeds,
        accelerators: hit.accelerators,
        telemetry: hit.telemetry,
        cache: { key, hit: true, changed: [] },
        findings: [],
        notChecked: [
          ...kept.notes,
          'run cache: files that training reads and that `train.inputs` does not name; a change of those is not seen',
        ],
        artifacts: [...artifactsOf(hit.seeds), ...codeArtifacts],
      };
    }
  }
  if (changed.length > 0) ctx.log.info(`train: changed since the last run: ${changed.join('; ')}`);

  const outputs = join(workspace.folder, 'outputs', input.folder);
  await emptyFolder(outputs);
  const runtime = await prepare(userCtx, input, outputs, devices);
  const datasetsFile = join(outputs, 'datasets.json');
  await writeFileAtomic(datasetsFile, `${JSON.stringify(datasetsDocument(input), null, 2)}\n`);

  const record = new TelemetryRecord();
  const seeds: SeedOutcome[] = [];
  const findings: Finding[] = [];
  for (const [index, seed] of input.seeds.entries()) {
    const ended = await trainSeed(userCtx, {
      ...input,
      seed,
      outputs,
      datasetsFile,
      key,
      devices,
      record,
      runtime,
    });
    seeds.push(ended.outcome);
    findings.push(...ended.findings);
    notChecked.push(...ended.notes);
    if (ended.findings.length > 0) {
      const rest = input.seeds.slice(index + 1);
      if (rest.length > 0) notChecked.push(`seeds ${rest.join(', ')}: not run, since seed ${seed} failed`);
      break;
    }
  }
  await cache.rememberFacts(facts);
  const accelerators = acceleratorsOf(devices);
  const telemetry = record.summary();
  if (findings.length === 0) {
    await removeCheckpoints(workspace.folder, key);
    if (cacheable) await cache.store({ format: 1, key, seeds, accelerators, telemetry }, workspace);
  }
  return {
    ...common,
    seeds,
    accelerators,
    telemetry,
    cache: { key, hit: false, changed },
    findings,
    notChecked,
    artifacts: [...artifactsOf(seeds), ...codeArtifacts],
  };
}

function refuseDeclarations({ train: config, datasets, params, seeds }: TrainingInput): void {
  const problems: Problem[] = [
    ...declarationProblems(config.outputs),
    ...nameProblems(
      'dataset',
      datasets.map(({ name }) => name),
    ),
    ...nameProblems('param', Object.keys(params)),
  ];
  const twice = seeds.filter((seed, index) => seeds.indexOf(seed) !== index);
  if (twice.length > 0) {
    problems.push({
      where: { key: 'train.seeds' },
      message: `seed ${[...new Set(twice)].join(', ')} is there more than once`,
      fix: 'equal seeds say nothing about the variance of training: name each once',
    });
  }
  if (problems.length > 0) throw usageError(problems);
}

async function runFacts(
  ctx: Context,
  input: TrainingInput,
  devices: DeviceQuery,
): Promise<{ facts: RunFacts; packages: Readonly<Record<string, string>> }> {
  const { train: config, root } = input;
  const inputs = await codeInputs(root, config.inputs, config.run, ctx.signal);
  const env = userEnvironment(ctx.env);
  const { versions, packages } = await interpreterVersions(ctx, config.run, root, env);
  const facts: RunFacts = {
    format: 1,
    command: config.run,
    inputs,
    datasets: Object.fromEntries(input.datasets.map(({ name, sha256 }) => [name, sha256])),
    params: { ...input.params },
    environment: {
      platform: `${process.platform}-${process.arch}`,
      ...versions,
      ...lockDigests(inputs),
    },
    // Programs take a GPU that is there also where none is asked for.
    accelerator: config.accelerator?.kind ?? acceleratorsOf(devices).kind,
    seeds: [...input.seeds],
    outputs: { ...config.outputs },
  };
  return { facts, packages };
}

function cacheFolder(ctx: Context, root: string, workspace: Workspace): string {
  const named = ctx.env['ASSAY_CACHE_DIR'];
  return named === undefined || named === '' ? join(workspace.folder, 'cache') : resolve(root, named);
}

function inputList(facts: RunFacts): TrainResult['code']['inputs'] {
  return Object.entries(facts.inputs).map(([path, sha256]) => ({ path, sha256 }));
}

function artifactsOf(seeds: readonly SeedOutcome[]): Artifact[] {
  return seeds.flatMap(filesOfSeed);
}

function artifactsOfCode({ diff, untracked, locks }: TrainResult['code']): Artifact[] {
  return [...(diff ? [diff] : []), ...(untracked ?? []).map(({ file }) => file), ...(locks ?? [])];
}

async function copyRestored(ctx: Context, hit: CachedOutcome, input: TrainingInput): Promise<void> {
  const outputs = join(input.workspace.folder, 'outputs', input.folder);
  await emptyFolder(outputs);
  for (const { seed, outputs: made } of hit.seeds) {
    const folder = await emptyFolder(join(outputs, `seed-${seed}`));
    await copyOutputs(made, input.train.outputs, folder, input.workspace);
  }
  ctx.log.debug(`train: restored files lie in ${outputs}`);
}

/** The checks before training, all their problems at once; and the engine that will check ONNX outputs after it. */
async function prepare(
  ctx: Context,
  { train: config, sizeOf = fileSystemSize }: TrainingInput,
  folder: string,
  devices: DeviceQuery,
): Promise<LoadCheck | null> {
  const problems = await preflight(ctx, config, folder, devices, sizeOf);
  let runtime: LoadCheck | null = null;
  if (Object.values(config.outputs).some(isOnnx)) {
    try {
      runtime = await modelLoadCheck(ctx);
    } catch (error) {
      // Hours of training must not end with an engine that is not there.
      problems.push({ message: messageOf(error) });
    }
  }
  if (ctx.signal.aborted) throw environmentError({ message: 'cancelled before training began' });
  if (problems.length > 0) throw environmentError(problems);
  return runtime;
}
