/**
 * How many examples a value rests on. A recall of a thousand rows with two positives rests on two, and a thousand rows
 * of three users on three: `n` alone would hide that from `min_n`.
 */
import { metricOf } from './catalogue.js';
import type { BinaryExamples, Examples } from './metrics/index.js';

/** Which examples of two classes a metric can change by. Several lists: it rests on the shortest of them. */
type Kind = readonly ((label: number, predicted: number) => boolean)[];
const positive = (label: number) => label === 1;
const negative = (label: number) => label === 0;
const POSITIVES: Kind = [positive];
const NEGATIVES: Kind = [negative];
const BOTH: Kind = [positive, negative];

/** By name, or pattern of a family. All others rest on every example. */
const KINDS: Readonly<Record<string, Kind>> = {
  recall: POSITIVES,
  fnr: POSITIVES,
  average_precision: POSITIVES,
  f1: POSITIVES,
  'f{beta}': POSITIVES,
  jaccard: POSITIVES,
  'recall_at_precision_{p}': POSITIVES,
  'precision_at_recall_{p}': POSITIVES,
  specificity: NEGATIVES,
  fpr: NEGATIVES,
  precision: [(_, predicted) => predicted === 1],
  npv: [(_, predicted) => predicted === 0],
  roc_auc: BOTH,
  gini: BOTH,
  ks: BOTH,
  balanced_accuracy: BOTH,
  mcc: BOTH,
  cohen_kappa: BOTH,
  calibration_slope: BOTH,
  calibration_intercept: BOTH,
};

/**
 * Examples that the metric rests on: of the positive, negative or selected ones for what only they can change, of the
 * rarer class for what needs both; without those of weight 0; with clusters the number of these. `clusters` has a code
 * for each row of the dataset, −1 for a cluster of its own.
 */
export function restsOn(metric: string, examples: Examples, clusters: Int32Array | null): number {
  const { n, weight } = examples;
  const kind = examples.task === 'binary' ? kindOf(metric) : undefined;
  if (kind === undefined && weight === null && clusters === null) return n;
  const parts = kind ?? [() => true];
  return Math.min(...parts.map((counts) => units(examples, counts, clusters)));
}

function kindOf(metric: string): Kind | undefined {
  const name = metricOf(metric)?.family?.pattern ?? metric;
  return Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
}

function units(examples: Examples, counts: Kind[number], clusters: Int32Array | null): number {
  const { n, weight, row } = examples;
  const binary: BinaryExamples | null = examples.task === 'binary' ? examples : null;
  const seen = new Set<number>();
  let found = 0;
  for (let i = 0; i < n; i++) {
    if (weight !== null && weight[i] === 0) continue;
    if (binary !== null && !counts(binary.label[i] as number, binary.predicted?.[i] ?? -1)) continue;
    const code = clusters === null ? -1 : (clusters[row === null ? i : (row[i] as number)] ?? -1);
    if (code < 0) found++;
    else seen.add(code);
  }
  return found + seen.size;
}
