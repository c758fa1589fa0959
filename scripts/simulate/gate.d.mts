import type * as library from '../../src/statistics/index.js';

type Library = typeof library;
export interface Chances {
  readonly pass: number;
  readonly fail: number;
  readonly inconclusive: number;
  /** Of "fail" by plain values. */
  readonly pointFail: number;
}
export const name: 'gate';
export function exactTango(
  library: Library,
  settings: {
    readonly n: number;
    readonly discordance: number;
    readonly loss: number;
    readonly margin: number;
  },
): Chances;
export function drawn(
  library: Library,
  settings: {
    readonly metric: 'auc' | 'f1';
    readonly n: number;
    readonly loss: number;
    readonly margin: number;
    readonly repetitions: number;
    readonly seed: number;
    readonly replicates?: number;
  },
): Promise<Chances>;
export function run(args: readonly string[]): Promise<void>;
