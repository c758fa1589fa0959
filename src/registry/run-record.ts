/** From the results of a run to its record in the history. Pure, as the manifest of a version is. */
import { canonicalJson, sha256 } from '../base/index.js';
import type { RunIdentity, TrainResult } from '../results/index.js';
import { addSteps, commandOf, datasetsOf, judged, lastOf, only } from './evidence.js';
import { type Blob, Files } from './files.js';
import type { ManifestInput } from './manifest.js';
import type { NewRun } from './types.js';

/** Predictions above this are not kept for a run without a version: experiments are many. */
const MAX_PREDICTIONS = 64 * 1024 * 1024;

/**
 * What the history says of a run, with the blobs to store before it: the predictions and the result of evaluate, so
 * that two runs can be compared example by example, and the metrics over the steps of training.
 */
export function buildRun(
  input: Pick<ManifestInput, 'model' | 'evidence' | 'metrics' | 'run' | 'repository'>,
  about: Pick<NewRun, 'version'> & {
    readonly source: 'register' | 'run';
    readonly actor: string;
    readonly name: string | undefined;
  },
): { run: NewRun; blobs: readonly Blob[] } {
  const train = only(input.evidence, 'train');
  const evaluate = input.evidence.find(({ result }) => result.command === 'evaluate');
  const predictions = evaluate?.result.command === 'evaluate' ? evaluate.result.predictions : null;
  const collector = new Files();
  addSteps(collector, train);
  if (evaluate !== undefined) collector.addBytes('result', 'result:evaluate', evaluate.file, evaluate.bytes);
  if (predictions !== null && predictions.size <= MAX_PREDICTIONS) {
    collector.add('predictions', 'predictions', predictions);
  }
  const { run, verdict, params, metrics } = judged(input);
  const artifacts = (train?.seeds ?? []).flatMap(({ outputs }) => Object.values(outputs));
  const seeds = train?.seeds.map(({ seed }) => seed) ?? [];
  const stages = input.evidence.map(({ result }) => ({
    command: commandOf(result),
    verdict: result.verdict,
    summary: result.summary,
    durationMs: result.durationMs,
  }));
  const values = metrics.map(({ name, slice, value }) => [name, slice, value]);
  const key = sha256(
    canonicalJson([
      run.id,
      run.attempt,
      about.name ?? null,
      verdict,
      params,
      seeds,
      values,
      artifacts,
      stages,
    ]),
  );
  return {
    blobs: collector.blobs(),
    run: {
      model: input.model,
      run,
      verdict,
      version: about.version,
      params,
      metrics,
      key,
      source: about.source,
      ...(about.name === undefined ? {} : { name: about.name }),
      actor: about.actor,
      durationMs: stages.reduce((sum, { durationMs }) => sum + durationMs, 0),
      stages,
      seeds,
      accelerators: train?.accelerators.devices.map(({ name }) => name) ?? [],
      data: datasetsOf(input.evidence, []),
      ...(train === null ? {} : { code: codeOf(train, run, input.repository) }),
      environment: train?.code.environment ?? {},
      ...lastOf(train),
      files: collector.files(),
      artifacts,
    },
  };
}

/** The code of a run by its digests. A version keeps the bytes too. */
function codeOf({ code }: TrainResult, run: RunIdentity, repository: string | null): NewRun['code'] {
  const { diff } = code;
  return {
    repository,
    commit: run.commit,
    dirty: run.dirty ?? false,
    command: code.command,
    inputs: [...code.inputs],
    ...(code.folder === undefined ? {} : { folder: code.folder }),
    ...(diff ? { diff: { sha256: diff.sha256, size: diff.size } } : {}),
    ...(code.notKept === undefined ? {} : { notKept: [...code.notKept] }),
  };
}
