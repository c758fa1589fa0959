/** Which interval fits which metric. Every figure has one, or says why not. */
import { groupDigits } from '../../base/index.js';
import { type Interval, linearInterval, logitInterval, noInterval, wilson } from '../../statistics/index.js';
import type { MetricInfo } from '../catalogue.js';
import type { Computation, Examples } from '../metrics/index.js';
import { aucInterval } from './auc.js';
import { bootstrap } from './bootstrap.js';
import { intervalOfNorm } from './norms.js';

export {
  criticalValue,
  type Interval,
  linearInterval,
  linearVariance,
  logitInterval,
  noInterval,
  quantile,
  randomFor,
  wilson,
  xoshiro128,
} from '../../statistics/index.js';
export { aucInterval, delongVariance, newcombe } from './auc.js';
export { bootstrap } from './bootstrap.js';
export { intervalOfNorm } from './norms.js';

export interface IntervalSettings {
  readonly confidence: number;
  readonly replicates: number;
  readonly seed: number;
  /** Above so many examples a resampling would take minutes; what theory gives replaces it. */
  readonly resampleUpTo: number;
}
export const INTERVALS: IntervalSettings = {
  confidence: 0.95,
  replicates: 1000,
  seed: 0,
  resampleUpTo: 50_000,
};

export interface Estimate {
  readonly info: MetricInfo;
  readonly computation: Computation;
  /** Finite; metrics without a value have no interval. */
  readonly value: number;
}

/**
 * Intervals for the metrics of one slice, in the order given: Wilson for unweighted rates, DeLong for the area
 * under the ROC curve, a conservative bound for the calibration error, the bootstrap for the others, and above `resampleUpTo` examples the normal
 * approximation by linearisation where the metric has one. `resample: false` takes the analytic ones at once.
 */
export async function intervalsOf(
  examples: Examples,
  estimates: readonly Estimate[],
  settings: IntervalSettings,
  stream: string,
  resample: boolean,
  signal?: AbortSignal,
): Promise<Interval[]> {
  const { confidence } = settings;
  const later: number[] = [];
  const intervals = estimates.map(({ info, computation, value }, index): Interval => {
    if (examples.weight === null && computation.rate) {
      const { successes, trials } = computation.rate();
      return wilson(successes, trials, confidence);
    }
    if (info.name === 'roc_auc' && examples.task === 'binary' && computation.influence) {
      return aucInterval(examples, value, computation.influence(examples.weight), confidence);
    }
    if (computation.noInterval !== undefined) return noInterval(computation.noInterval);
    if (computation.norm) {
      const norm = computation.norm(examples.weight);
      return intervalOfNorm(value, norm, info.range, { ...settings, stream });
    }
    if (computation.analytic) return analytic(examples, { info, computation, value }, settings);
    if (resample && examples.n <= settings.resampleUpTo) {
      later.push(index);
      return noInterval('not yet computed');
    }
    return analytic(examples, { info, computation, value }, settings);
  });
  const resampled = await bootstrap(
    later.map((index) => estimates[index]?.computation).filter((part) => part !== undefined),
    examples.n,
    examples.weight,
    { ...settings, stream, ...(signal && { signal }) },
  );
  for (const [k, index] of later.entries()) {
    const interval = resampled[k];
    if (interval) intervals[index] = interval;
  }
  return intervals;
}

function analytic(examples: Examples, estimate: Estimate, settings: IntervalSettings): Interval {
  const { info, computation, value } = estimate;
  if (computation.influence) {
    const influence = computation.influence(examples.weight);
    return linearInterval(value, influence, examples.weight, info.range, settings.confidence);
  }
  if (info.name === 'average_precision' && examples.task === 'binary' && examples.weight === null) {
    const positives = examples.label.reduce((count, label) => count + label, 0);
    return logitInterval(value, positives, settings.confidence);
  }
  const limit = groupDigits(settings.resampleUpTo);
  return noInterval(`above ${limit} rows nothing is resampled, and ${info.name} has no analytic interval`);
}
