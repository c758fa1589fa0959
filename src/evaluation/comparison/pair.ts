/** One metric on one slice, for candidate and baseline on the same examples: what every method starts from. */
import type { PairedComparison } from '../../results/index.js';
import type { MetricInfo } from '../catalogue.js';
import type { Computation } from '../metrics/index.js';
import { type AlignedSide, lined } from './align.js';

export interface Pair {
  readonly info: MetricInfo;
  readonly slice: string | null;
  readonly n: number;
  readonly candidate: PairSide;
  readonly baseline: PairSide;
  /** candidate − baseline. */
  readonly delta: number;
  /** The user's own, in the aligned order; null: every example counts once. */
  readonly weight: Float64Array | null;
  /** Code of each example's cluster, in the aligned order; null: each example for itself. */
  readonly clusters: Int32Array | null;
}
export interface PairSide extends AlignedSide {
  readonly computation: Computation;
  readonly value: number;
}

export interface CompareSettings {
  /** Levels of the intervals, of which 0.9 decides. */
  readonly levels: readonly number[];
  readonly replicates: number;
  readonly seed: number;
  /** Permutations within pairs; null: the test is not made. */
  readonly permutations: number | null;
  /** Above so many examples nothing is resampled that theory gives. */
  readonly resampleUpTo: number;
  readonly signal: AbortSignal;
}

/** What a method finds. Without intervals the notes say why. */
export type Found = Pick<
  PairedComparison,
  'intervals' | 'relative' | 'method' | 'source' | 'working' | 'notes' | 'discordance'
>;

/** Null where the method does not fit; then the next of the table is asked. */
export type PairedMethod = (pair: Pair, settings: CompareSettings) => Promise<Found | null> | Found | null;

/** A comparison for which there is no interval. It never passes a rule. */
export function withoutInterval(method: string, source: string, why: string): Found {
  return { intervals: [], relative: null, method, source, working: [], notes: [`no interval: ${why}`] };
}

/** The level that decides, of the relative interval too. */
export const DECIDING = 0.9;

/** The number of each example whose plain mean the metric is, in the aligned order; null where it is none. */
export function perExample(side: PairSide): Float64Array | null {
  if (side.computation.mean !== true) return null;
  const column = side.computation.decomposition?.().columns[0];
  return column === undefined ? null : lined(side, column);
}
