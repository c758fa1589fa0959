/** Wilson's score interval for a share (Wilson 1927; Newcombe 1998, method 3, without continuity correction). */
import { criticalValue, type Interval, noInterval } from './interval.js';

export function wilson(successes: number, trials: number, confidence = 0.95): Interval {
  if (!(trials > 0)) return noInterval('no trials');
  const z = criticalValue(confidence);
  const share = successes / trials;
  const shrink = 1 + (z * z) / trials;
  const middle = (share + (z * z) / (2 * trials)) / shrink;
  const half = (z / shrink) * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  return {
    // At the ends the bound is 0 or 1 exactly; the formula misses it by rounding.
    bounds: [successes === 0 ? 0 : middle - half, successes === trials ? 1 : middle + half],
    method: 'wilson',
  };
}
