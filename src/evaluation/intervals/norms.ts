/** Intervals for norms: a sum of absolute values, or the largest of them. */
import {
  clipped,
  type Interval,
  noInterval,
  normalQuantile,
  normInterval,
  randomFor,
} from '../../statistics/index.js';
import type { NormErrors } from '../metrics/index.js';

/**
 * A conservative interval for a norm ‖d‖ from the estimate ‖d̂‖, as `normInterval` has it for the sum of absolute
 * values: by the triangle inequality they differ by at most ‖d̂ − d‖, whose quantile is drawn from independent
 * normal errors. It holds the truth in at least the nominal share, as far as the parts are normal.
 */
export function intervalOfNorm(
  value: number,
  norm: NormErrors,
  range: readonly [number | null, number | null],
  options: {
    readonly replicates: number;
    readonly seed: number;
    readonly stream: string;
    readonly confidence: number;
  },
): Interval {
  const { kind, errors } = norm;
  if (kind === 'sum') return normInterval(value, errors, range, options);
  const { replicates, seed, confidence } = options;
  const random = randomFor(seed, `${kind} ${options.stream}`);
  const draw = () => normalQuantile((random() + 0.5) / 2 ** 32, 0, 1);
  const norms = Float64Array.from({ length: replicates }, () => largest(errors, draw));
  const bound = norms.sort()[Math.ceil(confidence * replicates) - 1] ?? 0;
  if (!(bound > 0)) return noInterval('no example differs from another');
  return {
    bounds: clipped(value - bound, value + bound, range),
    method: `norm(${kind}, triangle, conservative, B=${replicates}, seed=${seed})`,
  };
}

/** The largest absolute value of normal errors. */
function largest(errors: Float64Array, draw: () => number): number {
  let most = 0;
  for (const error of errors) most = Math.max(most, Math.abs(error * draw()));
  return most;
}
