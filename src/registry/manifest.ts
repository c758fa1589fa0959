/**
 * From the results of a run to the manifest of a version. Pure: what stands in the results decides, and the same
 * results give the same bytes. Results that do not belong together are refused, all reasons at once.
 */
import { type Problem, sha256, usageError } from '../base/index.js';
import type {
  Artifact,
  EvaluateResult,
  GateResult,
  Metric,
  Result,
  RunIdentity,
  TrainResult,
  Verdict,
} from '../results/index.js';
import type { Manifest, ManifestFile } from './types.js';

/** A result with its exact bytes, which become a blob: the evidence that an approval is bound to. */
export interface Evidence {
  readonly result: Result;
  readonly bytes: Uint8Array;
  /** File name that the bytes had. */
  readonly file: string;
}

export interface Document {
  readonly role: 'report' | 'other';
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

/** A blob to store: an artifact of the workspace, a file of the user's, or bytes. */
export type Blob =
  | { readonly sha256: string; readonly artifact: Artifact }
  | { readonly sha256: string; readonly path: string }
  | { readonly sha256: string; readonly bytes: Uint8Array };

export interface BuiltManifest {
  readonly manifest: Manifest;
  readonly blobs: readonly Blob[];
}

const DIGEST = /^sha256:[0-9a-f]{64}$/;
/** Verdicts whose version may not be registered. A part that failed is no evidence for a model. */
const REFUSED: ReadonlySet<Verdict> = new Set(['fail', 'error']);

/** Why the results forbid a version, in words; empty where they allow one. A verdict, not an error. */
export function refusals(evidence: readonly Evidence[]): string[] {
  return evidence
    .filter(({ result }) => REFUSED.has(result.verdict))
    .map(({ result }) => `${commandOf(result)} said ${result.verdict}: ${result.summary}`);
}

/** What a run says of itself in the history, also where no version comes of it. */
export function judged(
  input: Pick<ManifestInput, 'evidence' | 'metrics' | 'run'>,
): Pick<Manifest, 'run' | 'verdict' | 'params' | 'metrics'> {
  const train = only(input.evidence, 'train');
  const evaluate = only(input.evidence, 'evaluate');
  const gate = only(input.evidence, 'gate');
  return {
    // Of the evidence, not of this job: registering again in a later attempt gives the same version.
    run: (gate ?? evaluate ?? train)?.run ?? input.run,
    verdict: gate?.verdict ?? 'skipped',
    params: train?.params ?? {},
    metrics: evaluate?.metrics ?? candidateMetrics(gate) ?? [...input.metrics],
  };
}

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
  const data = datasets(input.evidence, problems);
  if (problems.length > 0 || model === null) throw usageError(problems);

  const collector = new Files();
  if (input.file === null) collector.add('model', 'model', model);
  else collector.addFile('model', 'model', input.file);
  for (const [name, artifact] of Object.entries(train?.seeds[0]?.outputs ?? {})) {
    if (artifact.sha256 !== model.sha256) collector.add('other', name, artifact);
  }
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
  };
  return { manifest, blobs: collector.blobs() };
}

function commandOf(result: Result): string {
  return result.name === undefined ? result.command : `${result.command}.${result.name}`;
}

function only<C extends Result['command']>(
  evidence: readonly Evidence[],
  command: C,
): Extract<Result, { command: C }> | null {
  const found = evidence.filter(({ result }) => result.command === command);
  if (found.length > 1) {
    throw usageError({
      message: `there are several results of ${command}: ${found.map(({ file }) => file).join(', ')}`,
      fix: 'say with --name which one belongs to the version',
    });
  }
  return (found[0]?.result as Extract<Result, { command: C }> | undefined) ?? null;
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

/** Every dataset that a result names, once. One name with two digests is a problem: the data changed in between. */
function datasets(evidence: readonly Evidence[], problems: Problem[]): Manifest['data'] {
  const found = new Map<string, { entry: Manifest['data'][number]; by: string }>();
  for (const { result } of evidence) {
    const by = commandOf(result);
    for (const { name, path, sha256: digest, rows, columns } of summariesOf(result)) {
      const known = found.get(name);
      if (known === undefined) {
        found.set(name, { entry: { name, path, sha256: digest, rows, columns }, by });
      } else if (known.entry.sha256 !== digest) {
        problems.push({
          message: `dataset ${name} changed between ${known.by} (sha256:${known.entry.sha256}) and ${by} (sha256:${digest})`,
          fix: `run ${known.by} and ${by} again on the same data`,
        });
      }
    }
  }
  return [...found.values()].map(({ entry }) => entry).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function summariesOf(result: Result) {
  if (result.command === 'evaluate') return result.dataset === null ? [] : [result.dataset];
  if (result.command === 'validate' || result.command === 'train') return result.datasets;
  return [];
}

/** Metrics of a plain file, as the gate read them. */
function candidateMetrics(gate: GateResult | null): Metric[] | null {
  if (gate === null) return null;
  return gate.metrics
    .filter((one) => one.note !== 'removed')
    .map(({ name, slice, candidate, n, direction }) => ({
      name,
      slice,
      value: candidate,
      interval: null,
      intervalMethod: null,
      confidence: null,
      n,
      direction,
      undefined: candidate === null ? 'no value in the file' : null,
    }));
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

class Files {
  readonly #files = new Map<string, ManifestFile>();
  readonly #blobs = new Map<string, Blob>();

  add(role: ManifestFile['role'], name: string, artifact: Artifact): void {
    const { file, sha256: digest, size } = artifact;
    this.put({ role, name, file, sha256: digest, size }, { sha256: digest, artifact });
  }

  addFile(role: ManifestFile['role'], name: string, given: Artifact & { readonly path: string }): void {
    const { file, sha256: digest, size, path } = given;
    this.put({ role, name, file, sha256: digest, size }, { sha256: digest, path });
  }

  addBytes(role: ManifestFile['role'], name: string, file: string, bytes: Uint8Array): void {
    const digest = sha256(bytes);
    this.put({ role, name, file, sha256: digest, size: bytes.length }, { sha256: digest, bytes });
  }

  files(): ManifestFile[] {
    return [...this.#files.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file);
  }

  blobs(): Blob[] {
    return [...this.#blobs.values()];
  }

  private put(file: ManifestFile, blob: Blob): void {
    // Two results may keep the same profile: once is enough. Different files of one name both stay.
    this.#files.set(`${file.role}\0${file.name}\0${file.sha256}`, file);
    this.#blobs.set(blob.sha256, blob);
  }
}
