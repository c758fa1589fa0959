/** What a run's results say together: its verdict and metrics, its data, and whether a version may rest on them. */
import { type Problem, usageError } from '../base/index.js';
import {
  type GateResult,
  type Metric,
  type Result,
  type RunIdentity,
  type TrainResult,
  type Verdict,
  worst,
} from '../results/index.js';
import type { Files } from './files.js';
import type { Manifest } from './types.js';

/** A result with its exact bytes, which become a blob: the evidence that an approval is bound to. */
export interface Evidence {
  readonly result: Result;
  readonly bytes: Uint8Array;
  /** File name that the bytes had. */
  readonly file: string;
}

/** Verdicts whose version may not be registered. A part that failed is no evidence for a model. */
const REFUSED: ReadonlySet<Verdict> = new Set(['fail', 'error']);

/** Why the results forbid a version, in words; empty where they allow one. A verdict, not an error. */
export function refusals(evidence: readonly Evidence[]): string[] {
  return evidence
    .filter(({ result }) => REFUSED.has(result.verdict))
    .map(({ result }) => `${commandOf(result)} said ${result.verdict}: ${result.summary}`);
}

/** What a run says of itself in the history, also where no version comes of it. */
export function judged(input: {
  readonly evidence: readonly Evidence[];
  readonly metrics: readonly Metric[];
  readonly run: RunIdentity;
}): Pick<Manifest, 'run' | 'verdict' | 'params' | 'metrics'> {
  const train = only(input.evidence, 'train');
  const evaluate = only(input.evidence, 'evaluate');
  const gate = only(input.evidence, 'gate');
  return {
    // Of the evidence, not of this job: registering again in a later attempt gives the same version.
    run: (gate ?? evaluate ?? train)?.run ?? input.run,
    verdict: gate?.verdict ?? failureOf(input.evidence) ?? 'skipped',
    params: train?.params ?? {},
    metrics: evaluate?.metrics ?? candidateMetrics(gate) ?? [...input.metrics],
  };
}

/** Without a gate only a part that failed says something of the run. */
function failureOf(evidence: readonly Evidence[]): Verdict | null {
  const failed = evidence.map(({ result }) => result.verdict).filter((verdict) => REFUSED.has(verdict));
  return failed.length === 0 ? null : worst(failed);
}

export function commandOf(result: Result): string {
  return result.name === undefined ? result.command : `${result.command}.${result.name}`;
}

export function only<C extends Result['command']>(
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

/** Every dataset that a result names, once. One name with two digests is a problem: the data changed in between. */
export function datasetsOf(evidence: readonly Evidence[], problems: Problem[]): Manifest['data'] {
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

export function addSteps(collector: Files, train: TrainResult | null): void {
  for (const { steps } of train?.seeds ?? []) {
    if (steps !== undefined) collector.add('other', steps.file.name, steps.file);
  }
}

export function lastOf(train: TrainResult | null): Pick<Manifest, 'last'> {
  const last = train?.seeds[0]?.steps?.last;
  return last === undefined ? {} : { last };
}
