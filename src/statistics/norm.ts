/** Intervals for metrics that are a sum of absolute values, such as the expected calibration error. */
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { clipped, type Interval, noInterval } from './interval.js';
import { randomFor } from './random.js';

/**
 * A conservative interval for ‖d‖₁ from the estimate ‖d̂‖₁: by the triangle inequality they differ by at most
 * ‖d̂ − d‖₁, and the bound is the quantile of that norm, drawn from normal errors with the standard errors given.
 * The percentile bootstrap holds the truth in almost no sample of a well calibrated model, because noise only adds
 * to absolute values; this holds it in at least the nominal share.
 */
export function normInterval(
  value: number,
  errors: Float64Array,
  range: readonly [number | null, number | null],
  options: {
    readonly replicates: number;
    readonly seed: number;
    readonly stream: string;
    readonly confidence: number;
  },
): Interval {
  const { replicates, seed, confidence } = options;
  const random = randomFor(seed, `norm ${options.stream}`);
  const norms = new Float64Array(replicates);
  for (let b = 0; b < replicates; b++) {
    let norm = 0;
    for (const error of errors) norm += error * Math.abs(normalQuantile((random() + 0.5) / 2 ** 32, 0, 1));
    norms[b] = norm;
  }
  const bound = norms.sort()[Math.ceil(confidence * replicates) - 1] ?? 0;
  if (!(bound > 0)) return noInterval('no example differs from another');
  return {
    bounds: clipped(value - bound, value + bound, range),
    method: `norm(triangle, conservative, B=${replicates}, seed=${seed})`,
  };
}
