/** The two sides of a gate, candidate and baseline, from where the options and assay.yaml say. */
import { resolve } from 'node:path';
import { type Context, usageError } from '../../base/index.js';
import { BETWEEN_METRICS } from '../../evaluation/index.js';
import {
  type BaselineRef,
  type Candidate,
  type ComparableBaseline,
  comparableBaseline,
  type FoundBaseline,
  findBaseline,
  isMlflow,
  MetricSet,
  type MetricsFile,
  ofResult,
  operatorOf,
  type RegisteredMetrics,
  type Rule,
  readMetricsFile,
  readMlflow,
} from '../../gate/index.js';
import type { Host } from '../../host/index.js';
import type { GateResult, ResultInput } from '../../results/index.js';
import type { COMMON_OPTIONS, ValuesOf } from '../command.js';
import { fileAt } from '../place.js';
import type { Session } from '../session.js';
import type { OPTIONS } from './options.js';

export type Options = ValuesOf<typeof OPTIONS & typeof COMMON_OPTIONS>;

export interface UsedBaseline {
  readonly comparable: ComparableBaseline;
  readonly source: string | null;
  readonly found: FoundBaseline | null;
  /** Of the evaluate result's own baseline, where that is used without a registry. */
  readonly recomputed: { readonly version: number | null; readonly digest: string | null } | null;
}
export const NONE: UsedBaseline = {
  comparable: { baseline: { kind: 'none' }, paired: false, notChecked: [] },
  source: null,
  found: null,
  recomputed: null,
};

/** True for rules that compare, and for those on a metric of two models together. */
export function needsBaseline(rule: Rule): boolean {
  return operatorOf(rule.operator).compares || BETWEEN_METRICS.has(rule.metric);
}

export async function readCandidate(
  session: Session,
  options: Options,
): Promise<{ candidate: Candidate; file: MetricsFile | null }> {
  if (options.candidate !== undefined) {
    if (isMlflow(options.candidate)) {
      const run = await readMlflow(options.candidate, session.root);
      return { candidate: { metrics: run.metrics, evaluate: null }, file: run };
    }
    const path = await fileAt(session.place, options.candidate);
    const file = await readMetricsFile(path, { row: options.row }, options.candidate);
    return { candidate: { metrics: file.metrics, evaluate: file.evaluate }, file };
  }
  const evaluate = await session.workspace.read('evaluate', options.name);
  if (evaluate === null) {
    throw usageError({
      message: `there is no candidate: no result of evaluate${options.name === undefined ? '' : ` named ${options.name}`} in this run`,
      fix: 'run `assay evaluate` first, or name a file of metrics with --candidate',
    });
  }
  const metrics = new MetricSet(evaluate.metrics.map(ofResult), [], 'the result of evaluate');
  return { candidate: { metrics, evaluate }, file: null };
}

export async function baselineOf(
  ctx: Context,
  host: Host,
  session: Session,
  options: Options,
  candidate: Candidate,
  file: MetricsFile | null,
  named: BaselineRef | null,
  rules: readonly Rule[],
): Promise<UsedBaseline> {
  const compared = rules.filter(needsBaseline).map((rule) => rule.metric);
  const compares = compared.length > 0;
  const { config } = session;
  const recomputed = candidate.evaluate?.baseline ?? null;
  if (named === null && recomputed !== null && (config === null || !compares)) {
    const metrics = new MetricSet(recomputed.metrics.map(ofResult), [], recomputed.source);
    const comparable: ComparableBaseline = {
      baseline: { kind: 'metrics', metrics },
      paired: true,
      notChecked: [],
    };
    return { comparable, source: recomputed.source, found: null, recomputed };
  }
  if (named === null && (config === null || !compares)) return NONE;
  const found = await findBaseline(named ?? { kind: 'alias', name: 'production' }, {
    cwd: session.root,
    env: ctx.env,
    signal: ctx.signal,
    candidate:
      file === null || options.candidate === undefined ? null : resolve(session.root, options.candidate),
    fetch: (path) => fileAt(session.place, path),
    compared,
    evaluated: recomputed,
    read: { row: options['baseline-row'] ?? options.row, rowIfAny: options['baseline-row'] === undefined },
    mergeBase: async (artifact) => {
      const { mergeBaseResult } = await import('../baseline/merge-base.js');
      return mergeBaseResult(ctx, host, session, { artifact, name: options.name });
    },
    mlflow: async (reference) => {
      const { mlflowMetrics } = await import('../mlflow.js');
      return mlflowMetrics(ctx, reference);
    },
    registry: async () => {
      if (config === null) {
        throw usageError({
          message: 'a baseline in a registry needs assay.yaml, which names registry and model',
          fix: 'add assay.yaml, or name a file: file:PATH, git:REV:PATH',
        });
      }
      const { openBaselineRegistry } = await import('./registry.js');
      return openBaselineRegistry(config, session.workspace.run, ctx, rules);
    },
  });
  return {
    comparable: comparableBaseline(candidate, found),
    source: found.source,
    found,
    recomputed: found.kind === 'evaluated' ? recomputed : null,
  };
}

const COMMIT = /^[0-9a-f]{40}([0-9a-f]{24})?$/;

export function registeredOf(found: FoundBaseline | null): RegisteredMetrics | null {
  return found?.kind === 'registered' ? found.registered : null;
}

export function shownBaseline({ source, found, recomputed }: UsedBaseline): GateResult['baseline'] {
  if (source === null || found?.kind === 'first_run') return null;
  const registered = registeredOf(found);
  const commit = registered?.commit ?? (found?.kind === 'file' ? found.commit : undefined) ?? '';
  const { version = null, digest = null } = registered ?? recomputed ?? {};
  return {
    source,
    version,
    digest,
    ...(COMMIT.test(commit) ? { commit } : {}),
    ...(registered?.why === undefined ? {} : { why: registered.why }),
  };
}

export function inputsOf(
  session: Session,
  options: Options,
  file: MetricsFile | null,
  { found }: UsedBaseline,
): ResultInput[] {
  const candidate: ResultInput =
    file === null
      ? { name: 'candidate', path: session.workspace.resultPath('evaluate', options.name), sha256: null }
      : { name: 'candidate', path: file.shown, sha256: file.sha256, size: file.size };
  const kept = registeredOf(found)?.file;
  if (kept !== undefined) return [candidate, { name: 'baseline', ...kept }];
  if (found?.kind !== 'file') return [candidate];
  const { sha256, size } = found.file;
  return [candidate, { name: 'baseline', path: found.source, sha256, size }];
}
