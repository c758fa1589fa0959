/** Candidate and baseline in pairs: every metric of examples, on the whole dataset and on each slice. */
import type { PairedComparison } from '../../results/index.js';
import { type MetricInfo, metricOf } from '../catalogue.js';
import { clustersOf } from '../clusters.js';
import { GROUP_RATES } from '../fairness.js';
import { type Examples, partition, pick, prepareMetric } from '../metrics/index.js';
import type { Slices } from '../slices.js';
import { align, alignedRows, lined } from './align.js';
import { comparePair } from './methods.js';
import { type CompareSettings, DECIDING, type Found, type Pair } from './pair.js';
import { permuted } from './permuted.js';

/** Levels that are computed: the one that decides, and the one that is shown. */
export const LEVELS = [DECIDING, 0.95] as const;
export const PAIRED: Pick<CompareSettings, 'levels' | 'replicates' | 'resampleUpTo'> = {
  levels: LEVELS,
  replicates: 2000,
  resampleUpTo: 50_000,
};

export interface CompareRequest {
  readonly candidate: Examples;
  readonly baseline: Examples;
  /** Rows of the dataset: more than there are examples, where several rows are one. */
  readonly rows: number;
  readonly metrics: readonly MetricInfo[];
  readonly slices: Slices;
  /** Code of each row's cluster, −1 where it has none: such a row is a cluster of its own. */
  readonly clusters: Int32Array | null;
  readonly settings: CompareSettings;
  /** Both sides are one model: every difference is exactly 0, on every dataset. */
  readonly identical: 'model' | 'predictions' | null;
  readonly onProgress?: (text: string, fraction: number) => void;
}

/**
 * One entry for each metric and slice that has a value on both sides, in that order, and for the rates of groups of
 * people. A metric without a direction has none: nobody knows which way is better. Both sides must hold the same rows.
 * Aborts with the reason of the signal.
 */
export async function compareInPairs(request: CompareRequest): Promise<PairedComparison[]> {
  const { candidate, baseline, slices, settings } = request;
  const rank = new Int32Array(request.rows);
  const directed = request.metrics.filter(({ direction }) => direction !== null);
  const whole = await compareOne(request, directed, null, candidate, baseline, rank);
  const rates = candidate.task === 'binary' ? GROUP_RATES.flatMap((name) => metricOf(name) ?? []) : [];
  const parts = [
    ...slices.groups.map((group) => ({ group, metrics: directed })),
    ...slices.fairness.map(({ group }) => ({ group, metrics: rates })),
  ];
  const total = parts.reduce((sum, { group }) => sum + group.slices.length, 0);
  const seen = new Set<string>();
  let done = 0;
  for (const { group, metrics } of parts) {
    const ours = partition(candidate, group.codes, group.slices.length);
    const theirs = partition(baseline, group.codes, group.slices.length);
    for (const [k, slice] of group.slices.entries()) {
      settings.signal.throwIfAborted();
      request.onProgress?.(slice.name, done++ / total);
      const [a, b] = [ours[k], theirs[k]];
      if (a === undefined || b === undefined) continue;
      // A column of people that is a slice as well was compared already.
      const open = metrics.filter(
        ({ name, direction }) => direction !== null && !seen.has(`${name} of ${slice.name}`),
      );
      for (const { name } of open) seen.add(`${name} of ${slice.name}`);
      const [ourPart, theirPart] = [pick(candidate, a), pick(baseline, b)];
      whole.push(...(await compareOne(request, open, slice.name, ourPart, theirPart, rank)));
    }
  }
  return whole;
}

async function compareOne(
  request: CompareRequest,
  metrics: readonly MetricInfo[],
  slice: string | null,
  candidate: Examples,
  baseline: Examples,
  rank: Int32Array,
): Promise<PairedComparison[]> {
  const compared: PairedComparison[] = [];
  const pairs = pairsOf(request, metrics, slice, candidate, baseline, rank);
  for (const { info, pair } of pairs) {
    if (info.direction === null) continue;
    const found =
      request.identical === null
        ? await comparePair(pair, request.settings)
        : exactly(request.identical, pair.baseline.value);
    const test = request.identical === null ? permuted(pair, request.settings) : null;
    compared.push({
      metric: info.name,
      slice,
      direction: info.direction,
      n: pair.n,
      candidate: pair.candidate.value,
      baseline: pair.baseline.value,
      delta: pair.delta,
      identical: request.identical !== null,
      ...found,
      ...(test === null
        ? {}
        : 'skipped' in test
          ? { notes: [...found.notes, test.skipped] }
          : { permutation: test }),
    });
  }
  return compared;
}

/** The metrics that have a value on both sides, lined up. What has none has no difference; the rules say so. */
export function* pairsOf(
  request: Pick<CompareRequest, 'clusters'>,
  metrics: readonly MetricInfo[],
  slice: string | null,
  candidate: Examples,
  baseline: Examples,
  rank: Int32Array,
): Generator<{ readonly info: MetricInfo; readonly pair: Pair }> {
  const rows = alignedRows(candidate);
  const ours = align(candidate, rows, rank);
  const theirs = align(baseline, rows, rank);
  const weight = candidate.weight === null ? null : lined(ours, candidate.weight);
  const clusters = request.clusters === null ? null : clustersOf(request.clusters, rows).codes;
  for (const info of metrics) {
    const [now, before] = [candidate, baseline].map((examples) => {
      const computation = prepareMetric(info.name, info.needs ?? 'model', examples);
      return { computation, value: computation.at(examples.weight) };
    });
    if (now === undefined || before === undefined) continue;
    const [value, other] = [now.value, before.value];
    if (typeof value !== 'number' || typeof other !== 'number') continue;
    if (!Number.isFinite(value) || !Number.isFinite(other)) continue;
    const pair = {
      info,
      slice,
      n: candidate.n,
      candidate: { ...ours, computation: now.computation, value },
      baseline: { ...theirs, computation: before.computation, value: other },
      delta: value - other,
      weight,
      clusters,
    };
    yield { info, pair };
  }
}

/** One and the same model differs from itself by nothing, whatever the examples. */
export function exactly(how: 'model' | 'predictions', baseline: number): Found {
  return {
    intervals: LEVELS.map((level) => ({ level, low: 0, high: 0 })),
    relative: baseline === 0 ? null : { level: DECIDING, low: 0, high: 0 },
    method: 'identical',
    source: 'a model differs from itself by nothing',
    working: [
      how === 'model'
        ? 'candidate and baseline are the same file'
        : 'candidate and baseline give the same scores to every example, to the last bit',
    ],
    notes: [],
  };
}
