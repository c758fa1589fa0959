/**
 * From the results of a run to the manifest of a version. Pure: what stands in the results decides, and the same
 * results give the same bytes. Results that do not belong together are refused, all reasons at once.
 */
import { type Problem, usageError } from '../base/index.js';
import type {
  Artifact,
  EvaluateResult,
  GateResult,
  Metric,
  RunIdentity,
  TrainResult,
} from '../results/index.js';
import { addSteps, commandOf, datasetsOf, type Evidence, judged, lastOf, only } from './evidence.js';
import { type Blob, Files } from './files.js';
import type { Manifest, ManifestFile } from './types.js';

export interface Document {
  readonly role: 'report' | 'contract' | 'other';
  readonly name: string;
  readonly file: string;
  readonly bytes: Uint8Array;
}

export interface ManifestInput {
  readonly model: string;
  /** The results that speak of this version; at most one each of train, evaluate and gate. */
  readonly evidence: readonly Evidence[];
  /** The model where no training made it (`register --file`); null: the first seed's output `model`. */
  readonly file: (Artifact & { readonly path: string }) | null;
  /** Used where no result holds metrics. */
  readonly metrics: readonly Metric[];
  /** Documents that belong to the version and are no results: the configuration, a metrics file, the report. */
  readonly documents: readonly Document[];
  readonly signature: Manifest['signature'];
  /** Lower-case names of those who may not approve. */
  readonly authors: readonly string[];
  readonly repository: string | null;
  /** Used where there is no evidence. */
  readonly run: RunIdentity;
}

export interface BuiltManifest {
  readonly manifest: Manifest;
  readonly blobs: readonly Blob[];
}

const DIGEST = /^sha256:[0-9a-f]{64}$/;
/** Throws a usage error with every reason why the results do not describe one version. */
export function buildManifest(input: ManifestInput): BuiltManifest {
  const train = only(input.evidence, 'train');
  const evaluate = only(input.evidence, 'evaluate');
  const gate = only(input.evidence, 'gate');
  const model = input.file ?? train?.seeds[0]?.outputs['model'] ?? null;
  const problems: Problem[] = [
    ...(model === null ? [noModel(train)] : otherModel(model, evaluate)),
    ...otherMetrics(evaluate, gate),
  ];
  const data = datasetsOf(input.evidence, problems);
  if (problems.length > 0 || model === null) throw usageError(problems);

  const collector = new Files();
  if (input.file === null) collector.add('model', 'model', model);
  else collector.addFile('model', 'model', input.file);
  for (const [name, artifact] of Object.entries(train?.seeds[0]?.outputs ?? {})) {
    if (artifact.sha256 !== model.sha256) collector.add('other', name, artifact);
  }
  addSteps(collector, train);
  const code = train === null ? {} : addCode(collector, train);
  if (evaluate?.predictions) collector.add('predictions', 'predictions', evaluate.predictions);
  for (const { result, bytes, file } of input.evidence) {
    const several = result.command === 'validate' || result.command === 'profile';
    // Of the others a version has one, whatever its name among the cells of a matrix.
    const name = several ? commandOf(result) : result.command;
    collector.addBytes('result', `result:${name}`, file, bytes);
    if (several) {
      for (const artifact of result.artifacts) collector.add(roleOf(artifact), artifact.name, artifact);
    }
  }
  for (const { role, name, file, bytes } of input.documents) collector.addBytes(role, name, file, bytes);

  const { run, verdict, params, metrics } = judged(input);
  const manifest: Manifest = {
    format: 1,
    model: input.model,
    files: collector.files(),
    signature: input.signature,
    data,
    code: {
      repository: input.repository,
      commit: run.commit,
      dirty: run.dirty ?? false,
      command: train?.code.command ?? null,
      inputs: [...(train?.code.inputs ?? [])],
      ...code,
    },
    environment: train?.code.environment ?? {},
    params,
    seeds: train?.seeds.map(({ seed }) => seed) ?? [],
    accelerators: train?.accelerators.devices.map(({ name }) => name) ?? [],
    metrics,
    verdict,
    authors: [...new Set(input.authors.map((name) => name.toLowerCase()))].sort(),
    run,
    parent: parentOf(gate),
    ...lastOf(train),
  };
  return { manifest, blobs: collector.blobs() };
}

/** Keeps what of the code no commit holds, and says so in the manifest's `code`. */
function addCode(collector: Files, { code }: TrainResult): Partial<Manifest['code']> {
  const { folder, diff, untracked, locks, notKept } = code;
  if (diff) collector.add('other', 'diff', diff);
  for (const { file } of untracked ?? []) collector.add('other', file.name, file);
  for (const file of locks ?? []) collector.add('environment', file.name, file);
  return {
    ...(folder === undefined ? {} : { folder }),
    ...(diff ? { diff: { sha256: diff.sha256, size: diff.size } } : {}),
    ...(untracked === undefined
      ? {}
      : { untracked: untracked.map(({ path, file }) => ({ path, sha256: file.sha256 })) }),
    ...(notKept === undefined ? {} : { notKept: [...notKept] }),
  };
}

function noModel(train: TrainResult | null): Problem {
  return train === null
    ? {
        message: 'there is no model to register: this run has no result of train',
        fix: 'run `assay train` first, or name the model with --file FILE',
      }
    : {
        message: 'training left no output named `model`',
        fix: 'declare it in assay.yaml under `train.outputs`, or name the model with --file FILE',
      };
}

function otherModel(model: Artifact, evaluate: EvaluateResult | null): Problem[] {
  if (!evaluate?.model || evaluate.model.sha256 === model.sha256) return [];
  return [
    {
      message: `evaluate measured another model than the one to register: sha256:${evaluate.model.sha256}`,
      expected: `sha256:${model.sha256} (${model.file})`,
      fix: 'run `assay evaluate` and `assay gate` again, on the model of this run',
    },
  ];
}

/** The gate must have judged the metrics that stand in the manifest. */
function otherMetrics(evaluate: EvaluateResult | null, gate: GateResult | null): Problem[] {
  if (evaluate === null || gate === null) return [];
  const keyOf = (one: { name: string; slice: string | null }): string => `${one.name}\0${one.slice}`;
  const values = new Map(gate.metrics.map((one) => [keyOf(one), one.candidate]));
  const common = evaluate.metrics.filter((metric) => values.has(keyOf(metric)));
  const differing = common.find((metric) => values.get(keyOf(metric)) !== metric.value);
  const strangers = common.length === 0 && values.size > 0 && evaluate.metrics.length > 0;
  if (differing === undefined && !strangers) return [];
  const example = differing
    ? `${differing.name} was ${values.get(keyOf(differing))} for the gate and is ${differing.value} in evaluate`
    : 'they have no metric in common';
  return [
    {
      message: `the gate judged other metrics than evaluate measured: ${example}`,
      fix: 'run `assay gate` again, after `assay evaluate`',
    },
  ];
}

function parentOf(gate: GateResult | null): string | null {
  // A baseline that is a file, or a version of a registry by its digest; only the latter is a parent.
  const { version = null, digest = null } = gate?.baseline ?? {};
  return version !== null && digest !== null && DIGEST.test(digest) ? digest : null;
}

/** What an artifact is, by the first part of its name. */
function roleOf(artifact: Artifact): ManifestFile['role'] {
  const [first] = artifact.name.split(':');
  return first === 'profile' || first === 'contract' || first === 'report' ? first : 'other';
}
