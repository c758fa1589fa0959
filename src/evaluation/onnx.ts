import {
  type Context,
  type FileDigest,
  type Problem,
  sha256File,
  unreadable,
  usageError,
} from '../base/index.js';
import { durationMs, type EvaluateConfig, sizeBytes } from '../config/index.js';
import {
  defaultMemory,
  type Loaded,
  MODEL_LIMITS,
  ModelFailure,
  type ModelLimits,
  type ModelProcess,
  startModelProcess,
} from '../engines/index.js';
import type { Task } from '../results/index.js';
import { type Feature, type Inputs, planInputs } from './onnx-inputs.js';
import { type NpyFeature, openNpy } from './onnx-npy.js';
import { type OutputPlan, planOutputs } from './onnx-outputs.js';
import type { EvaluateRequest } from './request.js';
import type { Table } from './table.js';

export interface OnnxModel {
  readonly process: ModelProcess;
  /** Its name in that process. */
  readonly key: string;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly outputs: OutputPlan;
  /** Labels in the order of the scores, where the model itself says them. */
  readonly classes: readonly string[] | null;
  readonly inputs: Inputs;
  /** Inputs from .npy files, by their place among the plans. */
  readonly arrays: ReadonlyMap<number, NpyFeature>;
  readonly limits: ModelLimits;
  release(): Promise<void>;
}

/** A model whose load was ordered before anybody waits for it. */
export interface Begun {
  readonly process: ModelProcess;
  readonly key: string;
  readonly path: string;
  readonly digest: Promise<FileDigest>;
  readonly loaded: Promise<Loaded>;
}

/** Orders the load of a model, so that it goes on while other things are read. What fails is told by `openModel`. */
export function beginModel(ctx: Context, path: string, process: ModelProcess): Begun {
  const key = 'model';
  const begun = { process, key, path, digest: digestOf(ctx, path), loaded: load(process, key, path) };
  // Nobody may ever wait for it: what is wrong with the data comes first.
  begun.digest.catch(() => undefined);
  begun.loaded.catch(() => undefined);
  return begun;
}

export interface OnnxOptions {
  readonly task: Task;
  readonly target: string;
  /** Input → column, or file. */
  readonly features?: Readonly<Record<string, Feature>> | undefined;
  /** Columns of a matrix input. */
  readonly columns?: readonly string[] | Readonly<Record<string, readonly string[]>> | undefined;
  /** Output with the scores, and that with the labels. */
  readonly output?:
    | string
    | { readonly scores?: string | undefined; readonly label?: string | undefined }
    | undefined;
  readonly limits?: EvaluateConfig['limits'] | undefined;
}

export function limitsOf(config: Pick<EvaluateConfig, 'limits'> | OnnxOptions): ModelLimits {
  const { limits } = config;
  return {
    memoryBytes: limits?.memory === undefined ? defaultMemory() : sizeBytes(limits.memory),
    batchMs: limits === undefined ? MODEL_LIMITS.batchMs : durationMs(limits.batch),
    totalMs: limits === undefined ? MODEL_LIMITS.totalMs : durationMs(limits.total),
  };
}

function digestOf(ctx: Context, path: string): Promise<FileDigest> {
  return sha256File(path, ctx.signal).catch((error: unknown) => {
    ctx.signal.throwIfAborted();
    throw unreadable(path, 'the model', error);
  });
}

/**
 * Loads a model into a process of its own, or into `shared`, or takes one that was begun, and plans its inputs and outputs against the dataset.
 * All problems (a missing column, a type that does not fit, an output that cannot be read) are one usage error. A
 * model that crashes or hangs while it loads is a `ModelFailure`. `place`: where paths of arrays start. Release it always.
 */
export async function openModel(
  ctx: Context,
  path: string,
  table: Table,
  options: OnnxOptions,
  place: Pick<EvaluateRequest, 'root' | 'remote'>,
  { shared, begun }: { readonly shared?: Shared; readonly begun?: Begun | null } = {},
): Promise<OnnxModel> {
  const digest = await (begun?.digest ?? digestOf(ctx, path));
  const limits = limitsOf(options);
  const process = begun?.process ?? shared?.process ?? (await startModelProcess(ctx, limits));
  const key = begun?.key ?? shared?.key ?? 'model';
  const arrays = new Map<number, NpyFeature>();
  const release = async () => {
    for (const array of arrays.values()) array.close();
    if (shared === undefined) await process.close();
  };
  try {
    const loaded = await (begun?.loaded ?? load(process, key, path));
    const { inputs, outputs } = planned(path, table, options, loaded);
    const plans = [...inputs.plans];
    for (const [k, plan] of plans.entries()) {
      if (plan.npy === null) continue;
      const array = await openNpy(plan, table, place);
      arrays.set(k, array);
      plans[k] = array.plan;
    }
    const classes = loaded.zipmaps.find((zipmap) => zipmap.tensor === outputs.scores)?.classes ?? null;
    return {
      process,
      key,
      ...digest,
      inputs: { ...inputs, plans },
      outputs,
      classes,
      arrays,
      limits,
      release,
    };
  } catch (error) {
    await release();
    throw error;
  }
}

/** A process that holds several models, and the name of this one in it. */
interface Shared {
  readonly process: ModelProcess;
  readonly key: string;
}

async function load(process: ModelProcess, key: string, path: string): Promise<Loaded> {
  try {
    return await process.ask<'load'>({ type: 'load', key, path });
  } catch (error) {
    if (!(error instanceof ModelFailure) || error.kind !== 'refused') throw error;
    throw usageError(
      {
        where: { file: path },
        message: `ONNX Runtime cannot load the model: ${error.message}`,
        expected: 'an ONNX model; for models of other frameworks use `evaluate.run`',
        ...(/locale/.test(error.message)
          ? { fix: 'install the locale en_US.UTF-8 here, or train without lower-casing in the model' }
          : {}),
      },
      error,
    );
  }
}

function planned(path: string, table: Table, options: OnnxOptions, loaded: Loaded) {
  const inputs = planInputs({
    inputs: loaded.inputs,
    columns: table.columns,
    features: options.features,
    matrix: options.columns,
    target: options.target,
  });
  const named = typeof options.output === 'string' ? { scores: options.output } : (options.output ?? {});
  // Who names the output of a ZipMap means its probabilities.
  const scores = loaded.zipmaps.find((zipmap) => zipmap.output === named.scores)?.tensor ?? named.scores;
  const outputs = planOutputs(loaded.outputs, options.task, { ...named, scores });
  const problems: Problem[] = [...inputs.problems, ...outputs.problems];
  if (problems.length > 0) {
    throw usageError(problems.map((problem) => ({ where: { file: path }, ...problem })));
  }
  return { inputs: inputs.inputs, outputs: outputs.plan };
}
