/** The paired bootstrap: the same examples for both models in each resample. */
import type { PairedOutcome } from '../paired.js';
import { type Statistic, sizeOf } from './statistic.js';

/** How examples are drawn. Absent: each for itself, from all. */
export interface Sampling {
  /** Code of each example's stratum, from 0; each stratum keeps its size. */
  readonly strata?: Int32Array | null;
  /** Code of each example's cluster (user, document), from 0; whole clusters are drawn. */
  readonly clusters?: Int32Array | null;
}

export interface BootstrapSettings extends Sampling {
  readonly level: number;
  /** Absent: 2,000. */
  readonly replicates?: number;
  readonly seed: number;
  /** Names the sequence of random numbers, so that one comparison does not depend on the others. */
  readonly stream: string;
  /** Absent: `bca`. */
  readonly kind?: 'bca' | 'percentile';
  readonly signal?: AbortSignal;
}

/** Bounds of the statistic, which is the difference candidate − baseline. Aborts with the reason of the signal. */
export async function pairedBootstrap(
  statistic: Statistic,
  settings: BootstrapSettings,
): Promise<PairedOutcome> {
  settings.signal?.throwIfAborted();
  return { undefined: `the bootstrap of ${sizeOf(statistic)} examples is not made yet` };
}
