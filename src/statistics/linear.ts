/** Intervals from the influence of each example: normal approximation after linearisation. */
import { clipped, criticalValue, type Interval, isFlat, noInterval } from './interval.js';

/** Variance of an estimate from the influence of its examples, with n / (n − 1) for unweighted ones. */
export function linearVariance(influence: Float64Array, weight: Float64Array | null): number {
  const n = influence.length;
  let squares = 0;
  let total = 0;
  for (let i = 0; i < n; i++) {
    const w = weight === null ? 1 : (weight[i] as number);
    squares += (w * (influence[i] as number)) ** 2;
    total += w;
  }
  return (squares / (total * total)) * (weight === null ? n / (n - 1) : 1);
}

export function linearInterval(
  value: number,
  influence: Float64Array,
  weight: Float64Array | null,
  range: readonly [number | null, number | null],
  confidence = 0.95,
): Interval {
  if (influence.length < 2) return noInterval('fewer than two examples');
  const variance = linearVariance(influence, weight);
  if (!Number.isFinite(variance)) return noInterval('the variance is not finite');
  const half = criticalValue(confidence) * Math.sqrt(variance);
  if (isFlat(-half, half, value)) return noInterval('no example differs from another');
  return { bounds: clipped(value - half, value + half, range), method: 'normal(linearised)' };
}

/**
 * Interval for average precision on the logit scale with the number of positives as sample size
 * (Boyd, Eng and Page 2013, "Area under the precision-recall curve: point estimates and confidence intervals").
 */
export function logitInterval(value: number, positives: number, confidence = 0.95): Interval {
  if (value <= 0 || value >= 1) return noInterval('the logit interval has no width at 0 or 1');
  const middle = Math.log(value / (1 - value));
  const half = criticalValue(confidence) / Math.sqrt(positives * value * (1 - value));
  const back = (x: number) => 1 / (1 + Math.exp(-x));
  return { bounds: [back(middle - half), back(middle + half)], method: 'logit(positives)' };
}
