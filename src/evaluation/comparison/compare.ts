/** Candidate and baseline in pairs: every metric of examples, on the whole dataset and on each slice. */
import type { PairedComparison } from '../../results/index.js';
import type { MetricInfo } from '../catalogue.js';
import { type Examples, partition, pick, prepareMetric } from '../metrics/index.js';
import type { Slices } from '../slices.js';
import { align, alignedRows, lined } from './align.js';
import { comparePair } from './methods.js';
import { type CompareSettings, DECIDING, type Found } from './pair.js';
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
 * One entry for each metric and slice that has a value on both sides, in that order. Both sides must hold the same
 * rows. Aborts with the reason of the signal.
 */
export async function compareInPairs(request: CompareRequest): Promise<PairedComparison[]> {
  const { candidate, baseline, slices, settings } = request;
  const rank = new Int32Array(candidate.n);
  const whole = await compareOne(request, null, candidate, baseline, rank);
  const total = slices.groups.reduce((sum, group) => sum + group.slices.length, 0);
  let done = 0;
  for (const group of slices.groups) {
    const ours = partition(candidate, group.codes, group.slices.length);
    const theirs = partition(baseline, group.codes, group.slices.length);
    for (const [k, slice] of group.slices.entries()) {
      settings.signal.throwIfAborted();
      request.onProgress?.(slice.name, done++ / total);
      const [a, b] = [ours[k], theirs[k]];
      if (a === undefined || b === undefined) continue;
      whole.push(...(await compareOne(request, slice.name, pick(candidate, a), pick(baseline, b), rank)));
    }
  }
  return whole;
}

async function compareOne(
  request: CompareRequest,
  slice: string | null,
  candidate: Examples,
  baseline: Examples,
  rank: Int32Array,
): Promise<PairedComparison[]> {
  const rows = alignedRows(candidate);
  const ours = align(candidate, rows, rank);
  const theirs = align(baseline, rows, rank);
  const weight = candidate.weight === null ? null : lined(ours, candidate.weight);
  const clusters = request.clusters === null ? null : ownClusters(request.clusters, rows);
  const compared: PairedComparison[] = [];
  for (const info of request.metrics) {
    const [now, before] = [candidate, baseline].map((examples) => {
      const computation = prepareMetric(info.name, info.needs ?? 'model', examples);
      return { computation, value: computation.at(examples.weight) };
    });
    // What has no value on a side has no difference; the rules say so themselves.
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
    const found =
      request.identical === null
        ? await comparePair(pair, request.settings)
        : exactly(request.identical, other);
    const permutation = request.identical === null ? permuted(pair, request.settings) : null;
    compared.push({
      metric: info.name,
      slice,
      direction: info.direction,
      n: pair.n,
      candidate: value,
      baseline: other,
      delta: pair.delta,
      identical: request.identical !== null,
      ...found,
      ...(permutation === null ? {} : { permutation }),
    });
  }
  return compared;
}

/** One and the same model differs from itself by nothing, whatever the examples. */
function exactly(how: 'model' | 'predictions', baseline: number): Found {
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

/** Clusters of these rows, with codes from 0 without gaps. */
function ownClusters(codes: Int32Array, rows: Uint32Array): Int32Array {
  const known = new Map<number, number>();
  let next = 0;
  return Int32Array.from(rows, (row) => {
    const code = codes[row] ?? -1;
    if (code < 0) return next++;
    const place = known.get(code);
    if (place !== undefined) return place;
    known.set(code, next);
    return next++;
  });
}
