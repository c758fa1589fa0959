/**
 * From a reference to the metrics of the baseline, and whether they may be compared with. A file, revision, version
 * or registry that is not there is a usage error; only an alias (or `previous`) without an entry is a first run.
 */
import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { sha256File, usageError } from '../base/index.js';
import type { EvaluateResult, Metric, RuleResult } from '../results/index.js';
import { type BaselineRef, showBaselineRef } from './baseline-ref.js';
import type { Baseline } from './decide.js';
import { differingDefinition, ofSameSlices } from './definitions.js';
import { fileAtMergeBase, fileAtRevision, type GitPlace } from './git-baseline.js';
import { MetricSet, ofResult, plainMetric } from './metrics.js';
import { type MetricsFile, parseMetrics, type ReadOptions, readMetricsFile } from './readers/index.js';

/** A version or a run as a registry holds it. */
export interface RegisteredMetrics {
  /** `flight-delay v3`, for messages. */
  readonly label: string;
  readonly version: number | null;
  /** `sha256:<hex>` of the manifest. */
  readonly digest: string | null;
  readonly metrics: readonly Metric[];
  /** Names and digests of the datasets; null where they are not known. */
  readonly data: readonly { readonly name: string; readonly sha256: string }[] | null;
  /** Rules of the gate that it passed; null where they are not known. */
  readonly rules: readonly PastRule[] | null;
  /** What its metrics mean, as its evaluation said; null where that is not known. */
  readonly definition?: EvaluateResult['definition'] | null;
  /** Full id of the commit that it was made from, where it is known. */
  readonly commit?: string | null;
  /** Why it is this one, where several could be meant. */
  readonly why?: string;
  /** The file that the metrics were read from, where they do not come from a registry. */
  readonly file?: { readonly path: string; readonly sha256: string; readonly size: number };
}

export type PastRule = Pick<RuleResult, 'metric' | 'slice' | 'operator' | 'severity'>;

/** What the gate asks of a registry. Null: there is no entry yet. */
export interface BaselineRegistry {
  alias(name: string): Promise<RegisteredMetrics | null>;
  version(number: number): Promise<RegisteredMetrics | null>;
  /** The run before this one that passed. */
  previous(): Promise<RegisteredMetrics | null>;
  /** The best of the last `count` versions. Throws a usage error where none has the metric. */
  best(count: number, metric: string | null): Promise<RegisteredMetrics | null>;
}

export type FoundBaseline =
  | {
      readonly kind: 'file';
      readonly source: string;
      readonly file: MetricsFile;
      /** Of a file in git. */
      readonly commit?: string;
    }
  | { readonly kind: 'registered'; readonly source: string; readonly registered: RegisteredMetrics }
  | { readonly kind: 'fixed'; readonly source: string; readonly metrics: MetricSet }
  /** What `evaluate` computed beside the candidate, where the reference names that very file. */
  | { readonly kind: 'evaluated'; readonly source: string }
  | { readonly kind: 'first_run'; readonly source: string; readonly message: string };

export interface BaselinePlaces extends GitPlace {
  /** Absolute path of the candidate's file; null where the candidate is this run's evaluate result. */
  readonly candidate: string | null;
  /** Opens the registry. Throws a usage error where there is none. */
  readonly registry: () => Promise<BaselineRegistry>;
  /** Metrics of a run in an MLflow server. */
  readonly mlflow?: (reference: string) => Promise<MetricsFile>;
  /** Metrics that the rules compare, of which a single fixed number may be the baseline. */
  readonly compared?: readonly string[];
  /** The baseline in the candidate's evaluate result; null where it has none. */
  readonly evaluated?: { readonly source: string; readonly digest: string | null } | null;
  /** Where a path or `s3://` address of the user's lies on this machine, absolute; absent: paths start at `cwd`. */
  readonly fetch?: (path: string) => Promise<string>;
  /** The result that a run at the merge base left in an artifact of this name (null: the usual one). */
  readonly mergeBase?: (artifact: string | null) => Promise<RegisteredMetrics>;
  /** For a baseline's file that has rows. */
  readonly read?: ReadOptions;
}

export async function findBaseline(ref: BaselineRef, places: BaselinePlaces): Promise<FoundBaseline> {
  const source = showBaselineRef(ref);
  if (ref.kind === 'file' && places.evaluated?.source === source) {
    await refuseChanged(await fetched(places, ref.path), ref.path, places.evaluated.digest);
    return { kind: 'evaluated', source };
  }
  switch (ref.kind) {
    case 'value':
      return { kind: 'fixed', source, metrics: fixedMetrics(ref.values, places.compared ?? []) };
    case 'best': {
      const registered = await (await places.registry()).best(ref.count, ref.metric);
      return registered === null
        ? { kind: 'first_run', source, message: 'the registry has no version yet' }
        : { kind: 'registered', source: `${source} → ${registered.label}`, registered };
    }
    case 'file': {
      const path = await fetched(places, ref.path);
      const file = await readMetricsFile(path, places.read, ref.path);
      return { kind: 'file', source: `file:${ref.path}`, file };
    }
    case 'mlflow': {
      const { readMlflow } = await import('./readers/mlflow/index.js');
      const file = await readMlflow(ref, places.cwd);
      return { kind: 'file', source: file.shown, file };
    }
    case 'mlflow-server': {
      if (places.mlflow === undefined) throw usageError({ message: `${source} cannot be a baseline here` });
      const file = await places.mlflow(ref.reference);
      return { kind: 'file', source: file.shown, file };
    }
    case 'git': {
      const found = await fileAtRevision(places, ref.revision, ref.path);
      const file = await parseMetrics(found.bytes, `git:${ref.revision}:${ref.path}`, places.read);
      return { kind: 'file', source: found.source, file, commit: found.commit };
    }
    case 'merge-base': {
      if (places.candidate === null || ref.artifact !== null) {
        if (places.mergeBase === undefined) {
          throw usageError({
            message: 'the baseline merge-base needs --candidate, the file to look for in the merge base',
            fix: 'name the candidate file, or another baseline',
          });
        }
        const registered = await places.mergeBase(ref.artifact);
        return { kind: 'registered', source: `${source} → ${registered.label}`, registered };
      }
      const found = await fileAtMergeBase(places, places.candidate);
      const file = await parseMetrics(found.bytes, places.candidate, places.read);
      return { kind: 'file', source: found.source, file, commit: found.commit };
    }
    case 'alias': {
      const registered = await (await places.registry()).alias(ref.name);
      if (registered === null && ref.otherwise !== undefined) {
        // Asked for where there is no entry: what is not there either is an error, and no first run.
        const found = await findBaseline(ref.otherwise, { ...places, candidate: null });
        if (found.kind !== 'registered') return found;
        const why = `the alias ${ref.name} has no entry yet; ${found.registered.why ?? ''}`;
        return { ...found, registered: { ...found.registered, why } };
      }
      return registered === null
        ? {
            kind: 'first_run',
            source: `alias:${ref.name}`,
            message: `the alias ${ref.name} has no entry yet`,
          }
        : { kind: 'registered', source: `alias:${ref.name} → ${registered.label}`, registered };
    }
    case 'version': {
      const registered = await (await places.registry()).version(ref.number);
      if (registered === null) {
        throw usageError({
          message: `version ${ref.number} is not in the registry`,
          fix: 'see `assay history`',
        });
      }
      return { kind: 'registered', source: `version:${ref.number} → ${registered.label}`, registered };
    }
    case 'previous': {
      const registered = await (await places.registry()).previous();
      return registered === null
        ? { kind: 'first_run', source: 'previous', message: 'no earlier run that passed is recorded' }
        : { kind: 'registered', source: `previous → ${registered.label}`, registered };
    }
  }
}

async function fetched(places: BaselinePlaces, path: string): Promise<string> {
  return places.fetch === undefined ? resolve(places.cwd, path) : places.fetch(path);
}

/** The file that `evaluate` compared with may be elsewhere by now (another job), but it must not be another one. */
async function refuseChanged(path: string, shown: string, digest: string | null): Promise<void> {
  const there = await access(path).then(
    () => true,
    () => false,
  );
  if (!there || digest === null || `sha256:${(await sha256File(path)).sha256}` === digest) return;
  throw usageError({
    where: { file: shown },
    message: 'is not the file that evaluate compared with: it was changed since',
    fix: 'run `assay evaluate` again',
  });
}

/** One number serves one metric: which of several it were meant for, nobody could say. */
function fixedMetrics(
  values: number | Readonly<Record<string, number>>,
  compared: readonly string[],
): MetricSet {
  if (typeof values !== 'number') {
    return new MetricSet(Object.entries(values).map(([name, value]) => plainMetric(name, value)));
  }
  const [metric, ...more] = [...new Set(compared)];
  if (more.length > 0) {
    throw usageError({
      message: `the baseline value:${values} is one number, and the rules compare ${more.length + 1} metrics`,
      expected: `value:${[...new Set(compared)].map((name) => `${name}=NUMBER`).join(',')}`,
    });
  }
  return new MetricSet(metric === undefined ? [] : [plainMetric(metric, values)]);
}

/** The side that is gated. */
export interface Candidate {
  readonly metrics: MetricSet;
  /** Null where it is a plain file of metrics. */
  readonly evaluate: EvaluateResult | null;
}

export interface ComparableBaseline {
  readonly baseline: Baseline;
  /** True where the candidate's evaluate result holds this very baseline, so that its comparisons in pairs serve. */
  readonly paired: boolean;
  /** What could not be checked about the comparison. */
  readonly notChecked: readonly string[];
}

const NOT_SAME_KNOWN = 'whether candidate and baseline were measured on the same examples';

/**
 * Decides whether the baseline may be compared with. Metrics of other examples are refused; of plain files nothing is
 * known about their examples, which is then listed as not checked.
 */
export function comparableBaseline(candidate: Candidate, found: FoundBaseline): ComparableBaseline {
  if (found.kind === 'first_run') {
    return { baseline: { kind: 'first_run', message: found.message }, paired: false, notChecked: [] };
  }
  if (found.kind === 'fixed') {
    return { baseline: { kind: 'metrics', metrics: found.metrics }, paired: false, notChecked: [] };
  }
  if (found.kind === 'evaluated') {
    const own = candidate.evaluate?.baseline;
    const metrics = new MetricSet((own?.metrics ?? []).map(ofResult), [], found.source);
    return { baseline: { kind: 'metrics', metrics }, paired: true, notChecked: [] };
  }
  if (found.kind === 'registered') return ofRegistered(candidate, found.registered, found.source);
  const { metrics } = found.file;
  const ours = candidate.evaluate?.dataset?.sha256;
  const theirs = found.file.evaluate?.dataset?.sha256;
  if (ours !== undefined && theirs !== undefined && ours !== theirs) {
    return refused(
      metrics,
      `${found.source} was measured on other data (${short(theirs)}, this is ${short(ours)})`,
    );
  }
  const differs = differingDefinition(
    found.file.evaluate?.definition ?? null,
    candidate.evaluate?.definition ?? null,
  );
  if (differs.length > 0) {
    return refused(
      metrics,
      `the metrics of ${found.source} mean something else: here it is ${differs.join(', ')}`,
    );
  }
  const same = ours !== undefined && theirs !== undefined;
  const alike = ofSameSlices(metrics, found.file.evaluate?.definition, candidate.evaluate?.definition);
  return {
    baseline: { kind: 'metrics', metrics: alike },
    paired: false,
    notChecked: same ? [] : [NOT_SAME_KNOWN],
  };
}

function ofRegistered(
  candidate: Candidate,
  registered: RegisteredMetrics,
  source: string,
): ComparableBaseline {
  const { evaluate } = candidate;
  const recomputed = evaluate?.baseline;
  // What a run left is known by the digest of its result, which names its predictions.
  const digest = registered.digest ?? (registered.file ? `sha256:${registered.file.sha256}` : null);
  if (recomputed && recomputed.digest !== null && recomputed.digest === digest) {
    const metrics = new MetricSet(recomputed.metrics.map(ofResult), [], recomputed.source);
    return { baseline: { kind: 'metrics', metrics }, paired: true, notChecked: [] };
  }
  const metrics = new MetricSet(registered.metrics.map(ofResult), [], source);
  if (evaluate === null) {
    return { baseline: { kind: 'metrics', metrics }, paired: false, notChecked: [NOT_SAME_KNOWN] };
  }
  const { dataset } = evaluate;
  const theirs = registered.data?.find((entry) => entry.name === dataset?.name)?.sha256;
  const differs = differingDefinition(registered.definition ?? null, evaluate.definition ?? null);
  if (differs.length > 0) {
    return refused(
      metrics,
      `the metrics of ${registered.label} mean something else: here it is ${differs.join(', ')}`,
    );
  }
  if (dataset !== null && theirs === dataset.sha256) {
    const notChecked = registered.file === undefined ? [] : [inPairs(evaluate, registered)];
    const alike = ofSameSlices(metrics, registered.definition, evaluate.definition);
    return { baseline: { kind: 'metrics', metrics: alike }, paired: false, notChecked };
  }
  const why =
    dataset === null
      ? 'it is not known on which data the candidate was evaluated'
      : registered.data === null
        ? `it is not known on which data ${registered.label} was evaluated`
        : theirs === undefined
          ? `${registered.label} was not evaluated on a dataset ${dataset.name}`
          : `${registered.label} was evaluated on other data (${short(theirs)}, this is ${short(dataset.sha256)})`;
  const moved = recomputed?.digest
    ? `; evaluate computed ${recomputed.source}, which is another version`
    : '';
  return refused(metrics, `${why}${moved}`);
}

/** Why values alone are compared, where `evaluate` had no predictions of that run beside the candidate's. */
function inPairs({ baseline }: EvaluateResult, { label }: RegisteredMetrics): string {
  const other = baseline === null ? '' : `: evaluate compared with ${baseline.source}`;
  return `differences in pairs with ${label}, of which the values alone are compared${other}`;
}

function refused(metrics: MetricSet, message: string): ComparableBaseline {
  return {
    baseline: {
      kind: 'refused',
      metrics,
      reason: 'different_data',
      message,
      fix: 'run `assay evaluate` again, which computes both sides on the same examples',
    },
    paired: false,
    notChecked: [],
  };
}

function short(digest: string): string {
  return `sha256:${digest.slice(0, 12)}`;
}
