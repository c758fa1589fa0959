/** Intervals for a largest absolute value, and for the range of several numbers, such as a gap between groups. */
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
  const { kind, errors, parts = 1 } = norm;
  if (kind === 'sum') return normInterval(value, errors, range, options);
  const { replicates, seed, confidence } = options;
  const random = randomFor(seed, `${kind} ${options.stream}`);
  const draw = () => normalQuantile((random() + 0.5) / 2 ** 32, 0, 1);
  const norms = Float64Array.from({ length: replicates }, () => normOf(errors, kind, parts, draw));
  const bound = norms.sort()[Math.ceil(confidence * replicates) - 1] ?? 0;
  if (!(bound > 0)) return noInterval('no example differs from another');
  return {
    bounds: clipped(value - bound, value + bound, range),
    method: `norm(${kind}, triangle, conservative, B=${replicates}, seed=${seed})`,
  };
}

/** The norm of normal errors; of several the largest one. */
function normOf(errors: Float64Array, kind: 'max' | 'range', parts: number, draw: () => number): number {
  const size = errors.length / parts;
  let most = 0;
  for (let part = 0; part < parts; part++) {
    let [high, low] = [-Infinity, Infinity];
    for (const error of errors.subarray(part * size, (part + 1) * size)) {
      const drawn = error * draw();
      high = Math.max(high, drawn);
      low = Math.min(low, drawn);
    }
    most = Math.max(most, kind === 'max' ? Math.max(high, -low) : high - low);
  }
  return most;
}
