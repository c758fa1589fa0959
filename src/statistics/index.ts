/**
 * Statistics: intervals, paired comparison of two models on the same examples, resampling, tests. Pure functions
 * over typed arrays, which know no metric, no file and no rule. Distribution functions are a library's.
 */
export { sum } from './arrays.js';
export {
  benjaminiHochberg,
  holm,
  type Power,
  pairsForProportions,
  pairsForVariance,
} from './deciding/index.js';
export { type Delong, delong, delongInterval } from './delong.js';
export * from './distributions.js';
export * from './gaps.js';
export { clipped, criticalValue, type Interval, isFlat, noInterval } from './interval.js';
export { linearInterval, linearVariance, logitInterval } from './linear.js';
export { type McNemar, type McNemarVariant, mcnemar } from './mcnemar.js';
export { pairedMean } from './means.js';
export { normInterval } from './norm.js';
export { orderDescending } from './order.js';
export * from './paired.js';
export { type Permutation, type PermutationSettings, signFlipTest, swapTest } from './permutation.js';
export { newcombeDifference } from './proportions.js';
export { quantile } from './quantile.js';
export {
  LEAST_BEYOND,
  medianDifference,
  pairsForQuantile,
  type QuantileDifference,
  quantileDifference,
} from './quantiles.js';
export { drawCounts, Generator, generatorFor, type Random, randomFor, xoshiro128 } from './random.js';
export { type Moments, relativeInterval } from './ratio.js';
export { bcaBounds, percentileBounds } from './resampling/bca.js';
export { type BootstrapSettings, jackknifeInterval, pairedBootstrap } from './resampling/bootstrap.js';
export { JackknifeSums } from './resampling/engine.js';
export type {
  AucStatistic,
  Statistic,
  SumStatistic,
  TypeStatistic,
  WeightStatistic,
} from './resampling/statistic.js';
export type { Sampling } from './resampling/units.js';
export { type DecidingSize, decidingSize } from './sample-size.js';
export { seedsInterval, varianceOf } from './seeds.js';
export { tangoInterval, tangoTest } from './tango.js';
export { wilson } from './wilson.js';
