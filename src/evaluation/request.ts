/** What is asked of an evaluation, and the checks of it that need no data. */
import { nearestNames, type Problem, usageError } from '../base/index.js';
import type { EvaluateConfig, OwnMetricConfig } from '../config/index.js';
import type { Dataset } from '../data/index.js';
import type { ModelProcess } from '../engines/index.js';
import type {
  Artifact,
  Behaviour,
  Curves,
  DatasetSummary,
  Finding,
  Machine,
  Metric,
  PairedComparison,
  Pairing,
  Task,
  TestReport,
} from '../results/index.js';
import type { Remote } from '../s3/index.js';
import { computedNames, lookupMetric, type MetricInfo, metricOf } from './catalogue.js';
import type { Definition } from './comparison/definition.js';
import { ownMetrics } from './own.js';
import type { PredictionColumns } from './predictions-file.js';

/** Metrics of the whole dataset for the model of one seed. */
export interface SeedValues {
  readonly seed: number;
  readonly metrics: { readonly name: string; readonly value: number }[];
}

/** Predictions that were made before, of which the examples must be those at hand. */
export interface KeptPredictions {
  /** Absolute. */
  readonly path: string;
  readonly sha256: string | null;
  /** Digest of the dataset that they were made of; null where it is not known. */
  readonly dataset: string | null;
  readonly definition: Definition | null;
  /** Of a user's own file; null: as Assay keeps predictions. */
  readonly columns: PredictionColumns | null;
}

/** What is evaluated beside the candidate, on the same rows. */
export interface BaselineModel {
  /** Where it came from, for people: `alias:production → flight-delay v3`. */
  readonly source: string;
  readonly version: number | null;
  /** `sha256:<hex>` of the manifest. */
  readonly digest: string | null;
  /** Absolute. Where it is there, it is run, and the kept predictions are not needed. */
  readonly modelPath: string | null;
  readonly predictions: KeptPredictions | null;
  /** Digest of the model's file, where it is known: the candidate may be the same. */
  readonly modelSha256?: string | null;
  /** Of its trainings, as its own evaluation on this very dataset recorded them; null where it did not. */
  readonly seeds?: readonly SeedValues[] | null;
}

/** Where predictions come from. */
export type Subject =
  | { readonly kind: 'model'; readonly path: string }
  /** Columns of the dataset itself. */
  | { readonly kind: 'columns'; readonly columns: PredictionColumns };

export interface EvaluateRequest {
  readonly dataset: Dataset;
  /** Without `dataset`: that is resolved already. */
  readonly config: Omit<EvaluateConfig, 'dataset'>;
  /** Folder in which `evaluate.run` is run. */
  readonly root: string;
  /** How `s3://` addresses of golden examples, arrays and checks are reached; absent: not at all. */
  readonly remote?: Remote | null;
  readonly candidate: Subject;
  /** A process for the candidate's ONNX model that was started beforehand. Who gave it closes it. */
  readonly process?: ModelProcess | null;
  readonly baseline: BaselineModel | null;
  /** `optional`: an example without a reference is no fault, because metrics need none (scores of another tool). */
  readonly labels?: 'optional';
  /** Models of every seed of the training, the candidate's first; absent where there is one. */
  readonly seeds?: readonly { readonly seed: number; readonly path: string }[];
  /** Keeps a file and says under what digest; the file is removed afterwards. */
  readonly keep: (name: string, path: string) => Promise<Artifact>;
}

export interface Evaluated {
  readonly metrics: Metric[];
  readonly model: { readonly sha256: string; readonly size: number } | null;
  /** Null where no prediction could be made. */
  readonly predictions: Artifact | null;
  /** Points for charts; empty where there are none. */
  readonly curves: Curves;
}

export interface Evaluation {
  readonly dataset: DatasetSummary;
  readonly candidate: Evaluated;
  readonly baseline: Evaluated | null;
  readonly definition: Definition;
  /** Of every seed; null where there is one training. */
  readonly seeds: SeedValues[] | null;
  /** Null where there is no baseline to compare with. */
  readonly paired: {
    readonly pairing: Pairing;
    readonly comparisons: PairedComparison[];
    readonly between: Metric[];
  } | null;
  readonly findings: Finding[];
  readonly notChecked: string[];
  /** What was found beside metrics; absent where nothing of it was asked. */
  readonly beyond: Beyond;
}

export interface Beyond {
  readonly behaviour?: Behaviour[];
  readonly tests?: TestReport[];
  readonly machine?: Machine;
}

export const EVALUATED_TASKS = ['binary', 'multiclass', 'regression', 'ranking', 'text'] as const;
export type EvaluatedTask = (typeof EVALUATED_TASKS)[number];

/** The task, where this version evaluates it. */
export function checkedTask(task: Task): EvaluatedTask {
  const known = EVALUATED_TASKS.find((candidate) => candidate === task);
  if (known !== undefined) return known;
  throw usageError({
    message: `this version does not evaluate the task ${task}`,
    expected: EVALUATED_TASKS.join(', '),
    fix: 'compute the metrics in a program of your own, write them to a file, and gate that: `assay gate --candidate metrics.json`',
  });
}

/** Looks the names up in the catalogue. Every unknown or unfitting name is reported, with the nearest fitting ones. */
export function checkedMetrics(
  names: readonly string[],
  task: Task,
  own: Readonly<Record<string, OwnMetricConfig>> = {},
): MetricInfo[] {
  const measured = ownMetrics(own, task);
  const fitting = metricsFor(task).filter((name) => metricOf(name)?.needs !== 'groups');
  const problems: Problem[] = [];
  const found: MetricInfo[] = [];
  for (const name of [...names, ...[...measured.keys()].filter((mine) => !names.includes(mine))]) {
    const mine = measured.get(name);
    if (mine !== undefined) {
      if (found.includes(mine)) problems.push({ message: `the metric ${name} is there twice` });
      found.push(mine);
      continue;
    }
    // Of the training's own file: it needs no examples.
    if (Object.hasOwn(own, name)) continue;
    const info = metricOf(name);
    if (info?.needs === 'groups') {
      problems.push({
        message: `the metric ${name} is a gap between groups`,
        expected: `\`fairness: {groups: [COLUMN]}\`, which gives all of them, named such as ${name}[COLUMN]`,
      });
      continue;
    }
    if (info?.computed && info.tasks.includes(task)) {
      if (found.some((one) => one.name === name))
        problems.push({ message: `the metric ${name} is there twice` });
      found.push(info);
      continue;
    }
    const other = lookupMetric(name);
    const averaged = fitting.filter((candidate) => candidate.startsWith(`${other?.name ?? name}_`));
    const near = averaged.length > 0 ? averaged : nearestNames(name, fitting);
    const fix =
      other?.computed && other.tasks.includes(task)
        ? `here it is called ${other.name}`
        : near.length > 0
          ? `did you mean ${near.join(' or ')}?`
          : undefined;
    const why =
      info === undefined || other === undefined
        ? 'is not in the catalogue'
        : !info.computed
          ? 'is known by name only: Assay does not compute it'
          : `is not defined for the task ${task}`;
    problems.push({
      message: `the metric ${name} ${why}`,
      expected: `one of ${fitting.join(', ')}`,
      ...(fix ? { fix } : {}),
    });
  }
  if (names.length === 0 && measured.size === 0)
    problems.push({ message: 'no metric is named', expected: `one of ${fitting.join(', ')}` });
  if (problems.length > 0) throw usageError(problems);
  return found;
}

/** Names of the metrics that Assay computes for a task; of those with a number in the name, one of each kind. */
export function metricsFor(task: Task): string[] {
  return computedNames(task);
}
