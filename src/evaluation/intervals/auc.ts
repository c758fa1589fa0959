/** Intervals for the area under the ROC curve. */

import { clipped, criticalValue, type Interval, noInterval } from '../../statistics/index.js';
import type { BinaryExamples } from '../metrics/index.js';

/**
 * Variance of the area after DeLong, DeLong and Clarke-Pearson 1988, from the influence of each example
 * (its structural component, scaled). Midranks make it O(n log n): Sun and Xu 2014. Null with fewer than two
 * examples of a class. With weights it is the linearised variance of the weighted area, without their n − 1.
 */
export function delongVariance(
  label: Int32Array,
  influence: Float64Array,
  weight: Float64Array | null,
): number | null {
  const count = [0, 0];
  const sums = [0, 0];
  let total = 0;
  for (let i = 0; i < label.length; i++) {
    const w = weight === null ? 1 : (weight[i] as number);
    if (w === 0) continue;
    const k = label[i] as number;
    count[k] = (count[k] as number) + 1;
    sums[k] = (sums[k] as number) + (w * (influence[i] as number)) ** 2;
    total += w;
  }
  const [negatives = 0, positives = 0] = count;
  if (negatives < 2 || positives < 2) return null;
  const correct = (k: number) => (weight === null ? (count[k] as number) / ((count[k] as number) - 1) : 1);
  return ((sums[0] as number) * correct(0) + (sums[1] as number) * correct(1)) / (total * total);
}

/** DeLong's interval; where its variance is zero (a perfect ranking), Newcombe's, which has a width. */
export function aucInterval(
  examples: BinaryExamples,
  auc: number,
  influence: Float64Array,
  confidence = 0.95,
): Interval {
  const { label, weight } = examples;
  const variance = delongVariance(label, influence, weight);
  // Rounding of the components leaves about 1e-32 where the variance is zero.
  if (variance !== null && variance > 1e-24) {
    const half = criticalValue(confidence) * Math.sqrt(variance);
    return {
      bounds: clipped(auc - half, auc + half, [0, 1]),
      method: weight ? 'delong(weighted)' : 'delong',
    };
  }
  if (weight !== null) return noInterval('the ranking is perfect or a class has one example, with weights');
  const positives = label.reduce((count, value) => count + value, 0);
  return newcombe(auc, positives, label.length - positives, confidence);
}

/**
 * Newcombe 2006 (Statistics in Medicine 25:559), method 5: the areas that lie within z standard errors of the
 * estimate, with Hanley and McNeil's variance at each of them and both sample sizes replaced by their mean.
 */
export function newcombe(auc: number, positives: number, negatives: number, confidence = 0.95): Interval {
  const z = criticalValue(confidence);
  const size = (positives + negatives) / 2 - 1;
  const excess = (area: number) => {
    const variance =
      (area * (1 - area) * (1 + size * ((1 - area) / (2 - area) + area / (1 + area)))) /
      (positives * negatives);
    return Math.abs(area - auc) - z * Math.sqrt(variance);
  };
  /** Bisection between an area inside the interval and an end of [0, 1]. */
  const bound = (end: number) => {
    if (auc === end) return end;
    let [inside, outside] = [auc, end];
    for (let i = 0; i < 100; i++) {
      const middle = (inside + outside) / 2;
      if (excess(middle) < 0) inside = middle;
      else outside = middle;
    }
    return outside;
  };
  return { bounds: [bound(0), bound(1)], method: 'newcombe5' };
}
