/**
 * What an evaluation compares the candidate with: a version of the registry (its model, else the predictions that
 * were kept with it), the predictions of a run at the merge base, or a file of the user's.
 */
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AssayError, type Context, sha256File, unreadable, usageError } from '../../base/index.js';
import type { LoadedConfig } from '../../config/index.js';
import type { BaselineModel, PredictionColumns } from '../../evaluation/index.js';
import {
  type BaselineRef,
  type MergeBaseRef,
  parseBaselineRef,
  parseRules,
  showBaselineRef,
} from '../../gate/index.js';
import { type ModelVersion, openRegistry, type Registry } from '../../registry/index.js';
import type { Metric } from '../../results/index.js';
import type { Place } from '../../s3/index.js';
import type { BaseResult } from '../baseline/merge-base.js';
import { bestVersion, byMetric, evidenceOf, previousVersion } from '../baseline/versions.js';
import { fileAt } from '../place.js';
import { AS_BASELINE, requireSigned } from '../signatures.js';
import { recordedOwn } from './own.js';

export interface FoundBaseline {
  readonly model: BaselineModel | null;
  /** Why no baseline was evaluated, where a reader would expect one. */
  readonly notChecked: readonly string[];
  /** Metrics from the training of the version, as its own evaluation recorded them. */
  readonly own?: readonly Metric[];
}

export interface BaselinePlace {
  readonly config: LoadedConfig | null;
  readonly place: Place;
  /** What `--baseline` says. */
  readonly text: string | undefined;
  /** Columns of a user's file of predictions, where predictions are evaluated; null: a file is a model. */
  readonly columns: PredictionColumns | null;
  /** Of the evaluation. */
  readonly dataset: { readonly name: string; readonly sha256: string };
  /** This run, which is not its own predecessor. */
  readonly run: string;
  /** Where files may be put. */
  readonly folder: string;
  /** What a run at the merge base left in an artifact of this name (null: the usual one), with its predictions. */
  readonly mergeBase: (artifact: string | null) => Promise<BaseResult>;
}

const NONE: FoundBaseline = { model: null, notChecked: [] };

/**
 * The baseline, with its files copied to `folder`. None where the reference is one that only the gate reads (a file
 * of metrics, git, a number), where the alias has no entry yet (a first run), and where there is no registry: the gate
 * says what that means.
 */
export async function baselineSide(ctx: Context, place: BaselinePlace): Promise<FoundBaseline> {
  const { config, text } = place;
  const ref = parseBaselineRef(text ?? config?.gate?.baseline ?? 'production');
  if (ref.kind === 'file') return text === undefined ? NONE : ofFile(ctx, place, ref);
  if (ref.kind === 'git' || ref.kind === 'mlflow' || ref.kind === 'mlflow-server' || ref.kind === 'value')
    return NONE;
  const asked = text !== undefined;
  if (ref.kind === 'merge-base') return ofMergeBase(place, ref, showBaselineRef(ref), asked);
  if (config === null) {
    throw usageError({
      message: 'a baseline in a registry needs assay.yaml, which names registry and model',
      fix: 'add assay.yaml, or name a file: file:PATH',
    });
  }
  const none = (why: string): FoundBaseline => ({ ...NONE, notChecked: [`the baseline: ${why}`] });
  const registry = await openRegistry(config.registry, config.root, ctx).catch((error: unknown) => {
    if (asked || !(error instanceof AssayError) || error.kind !== 'usage') throw error;
    return error;
  });
  if (registry instanceof AssayError) return none(registry.problems[0]?.message ?? registry.message);
  const found = await versionOf(registry, config, ref, place.run);
  if ('why' in found) {
    const otherwise = ref.kind === 'alias' ? ref.otherwise : undefined;
    if (otherwise === undefined) return none(found.why);
    return ofMergeBase(place, otherwise, showBaselineRef(ref), asked);
  }
  await requireSigned(ctx, registry, config, found.version, AS_BASELINE);
  return ofVersion(ctx, registry, place, found.version, ref);
}

async function versionOf(
  registry: Registry,
  config: LoadedConfig,
  ref: BaselineRef,
  run: string,
): Promise<{ readonly version: ModelVersion } | { readonly why: string }> {
  const { model } = config;
  const or = (version: ModelVersion | null, why: string) => (version === null ? { why } : { version });
  switch (ref.kind) {
    case 'version': {
      const version = await registry.version(model, ref.number);
      if (version !== null) return { version };
      throw usageError({
        message: `version ${ref.number} is not in the registry`,
        fix: 'see `assay history`',
      });
    }
    case 'best': {
      const rules = parseRules((config.gate?.rules ?? []).map((rule) => ({ rule, where: {} }))).rules;
      const best = await bestVersion(registry, model, ref.count, byMetric(ref.metric, rules));
      return or(best, 'the registry has no version yet');
    }
    case 'previous':
      return or(
        await previousVersion(registry, model, run),
        'no earlier run that passed and was registered is recorded',
      );
    case 'alias': {
      const last = (await registry.aliasLog(model, ref.name)).at(-1);
      if (last === undefined) return { why: `the alias ${ref.name} has no entry yet` };
      const version = await registry.versionByDigest(model, last.to);
      if (version !== null) return { version };
      throw usageError({
        message: `the alias ${ref.name} names a version that is not in the registry`,
        fix: 'run `assay registry verify`',
      });
    }
    default:
      return { why: `${showBaselineRef(ref)} is no version` };
  }
}

async function ofVersion(
  ctx: Context,
  registry: Registry,
  place: BaselinePlace,
  version: ModelVersion,
  ref: BaselineRef,
): Promise<FoundBaseline> {
  const { entry, manifest } = version;
  const source = `${showBaselineRef(ref)} → ${manifest.model} v${entry.version}`;
  const models = manifest.files.filter((file) => file.role === 'model');
  const model = models.find((candidate) => candidate.name === 'model') ?? models[0];
  const kept = manifest.files.find((file) => file.role === 'predictions' && file.name === 'predictions');
  const evaluation = await evidenceOf(registry, version, 'result:evaluate');
  // What its predictions are of; the version may have been trained on the dataset at hand.
  const own = evaluation?.command === 'evaluate' ? evaluation.dataset : null;
  const dataset =
    own?.sha256 ?? manifest.data.find(({ name }) => name === place.dataset.name)?.sha256 ?? null;
  // Values of other examples say nothing of training.
  const seeds =
    evaluation?.command === 'evaluate' && dataset === place.dataset.sha256
      ? (evaluation.seeds ?? null)
      : null;
  const fetched = async (file: { readonly file: string; readonly sha256: string }, folder: string) => {
    const path = join(place.folder, folder, basename(file.file));
    await mkdir(join(place.folder, folder), { recursive: true });
    await registry.getBlob(file.sha256, path, ctx.signal);
    return path;
  };
  // Predictions are compared with predictions: there is no model to run beside them.
  const runs = place.columns === null && model !== undefined;
  if (!runs && kept === undefined) {
    const lacks = place.columns === null ? 'no model file and no kept predictions' : 'no kept predictions';
    return { ...NONE, notChecked: [`the baseline: ${source} has ${lacks}`] };
  }
  return {
    model: {
      source,
      version: entry.version,
      digest: entry.digest,
      modelPath: runs ? await fetched(model, 'baseline') : null,
      modelSha256: model?.sha256 ?? null,
      seeds,
      predictions:
        runs || kept === undefined
          ? null
          : {
              path: await fetched(kept, 'baseline-predictions'),
              sha256: kept.sha256,
              dataset,
              definition: evaluation?.command === 'evaluate' ? (evaluation.definition ?? null) : null,
              columns: null,
            },
    },
    notChecked: [],
    own: evaluation?.command === 'evaluate' ? recordedOwn(place.config, evaluation.metrics) : [],
  };
}

/** Name of the error of what was received, whose module is loaded with it alone. */
const REFUSED = 'ReceivedError';

/**
 * The predictions of the run that the gate will compare with, for differences in pairs. Where they do not serve, the
 * gate has the values of that run alone, and the reason stands in the result. That there is no such run is the gate's
 * to say, unless it was asked for here.
 */
async function ofMergeBase(
  place: BaselinePlace,
  ref: MergeBaseRef,
  shown: string,
  asked: boolean,
): Promise<FoundBaseline> {
  let base: BaseResult;
  try {
    base = await place.mergeBase(ref.artifact);
  } catch (error) {
    // What a run left and is refused is not a run that left nothing.
    const refused = error instanceof Error && error.cause instanceof Error && error.cause.name === REFUSED;
    if (asked || refused || !(error instanceof AssayError) || error.kind !== 'usage') throw error;
    return { ...NONE, notChecked: [`the baseline: ${error.problems[0]?.message ?? error.message}`] };
  }
  const { evaluate, predictions } = base;
  const source = `${shown} → ${base.label}`;
  const alone = (why: string): FoundBaseline => ({
    ...NONE,
    notChecked: [`differences in pairs with ${source}: ${why}; the gate has its values alone`],
  });
  if (predictions === null) return alone(base.without ?? 'it left no predictions');
  const dataset = evaluate.dataset?.sha256 ?? null;
  // Of a file of predictions the dataset is that very file: its examples are matched by id, and by their labels.
  if (place.columns === null && dataset !== place.dataset.sha256)
    return alone('it was evaluated on other data');
  return {
    model: {
      source,
      version: null,
      // Of the result that names the predictions, by which the gate knows that it is the same run.
      digest: base.file === undefined ? null : `sha256:${base.file.sha256}`,
      modelPath: null,
      modelSha256: evaluate.model?.sha256 ?? null,
      seeds: dataset === place.dataset.sha256 ? (evaluate.seeds ?? null) : null,
      predictions: { ...predictions, dataset, definition: evaluate.definition ?? null, columns: null },
    },
    notChecked: [],
    own: recordedOwn(place.config, evaluate.metrics),
  };
}

/** A model, or beside predictions a file of predictions with the same columns. */
async function ofFile(
  ctx: Context,
  place: BaselinePlace,
  ref: Extract<BaselineRef, { kind: 'file' }>,
): Promise<FoundBaseline> {
  const path = await fileAt(place.place, ref.path);
  const file = await sha256File(path, ctx.signal).catch((error: unknown) => {
    if (ctx.signal.aborted) throw error;
    throw unreadable(path, 'the baseline', error);
  });
  const model = place.columns === null;
  return {
    ...NONE,
    model: {
      source: showBaselineRef(ref),
      version: null,
      digest: `sha256:${file.sha256}`,
      modelPath: model ? path : null,
      modelSha256: model ? file.sha256 : null,
      predictions: model
        ? null
        : { path, sha256: file.sha256, dataset: null, definition: null, columns: place.columns },
    },
  };
}
