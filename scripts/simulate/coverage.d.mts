import type * as library from '../../src/statistics/index.js';

type Library = typeof library;
export interface CoverageCase {
  readonly title: string;
  truth(library: Library): number;
  draw(random: library.Generator, n: number, library: Library): library.Statistic;
}
export const name: 'coverage';
export const CASES: readonly CoverageCase[];
export function measure(
  library: Library,
  each: CoverageCase,
  settings: {
    readonly n: number;
    readonly repetitions: number;
    readonly replicates: number;
    readonly seed: number;
    readonly kind?: 'bca' | 'percentile';
  },
): Promise<{
  readonly held: number;
  readonly above: number;
  readonly below: number;
  readonly none: number;
  readonly noted: number;
  readonly coverage: number;
}>;
export function run(args: readonly string[]): Promise<void>;
