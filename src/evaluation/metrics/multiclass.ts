/** Metrics of the scores of several classes: ROC-AUC one against the rest and one against one, top-k accuracy. */

import { orderDescending } from '../../statistics/index.js';
import type { MulticlassExamples } from './examples.js';
import { area, rocInfluence, tieEnds } from './scores.js';
import { type Computation, meanComputation, undefinedValue } from './value.js';

/** For each class that has scores: the order from high to low, and where runs of equal scores end. */
function sortedClasses({ scores }: MulticlassExamples) {
  return (scores ?? []).map((score) => {
    const order = orderDescending(score);
    return { order, ends: tieEnds(Float64Array.from(order, (index) => score[index] as number)) };
  });
}

/** One class against the rest, for each class that has scores: the mean of their areas, plain or by their labels. */
export const rocAucOneVersusRest =
  (weighted = false) =>
  (examples: MulticlassExamples): Computation => {
    const { scores, label, n, classes } = examples;
    if (scores === null) return { at: () => undefinedValue('there are no scores of the classes') };
    const parts = sortedClasses(examples).map(({ order, ends }, k) => ({
      order,
      ends,
      positive: Int32Array.from(order, (index) => ((label[index] as number) === k ? 1 : 0)),
    }));
    const plain: Computation = {
      at(weight) {
        let sum = 0;
        let total = 0;
        const sorted = weight === null ? null : new Float64Array(n);
        for (const [k, { order, positive, ends }] of parts.entries()) {
          if (weight !== null && sorted !== null) {
            for (let i = 0; i < n; i++) sorted[i] = weight[order[i] as number] as number;
          }
          const share = weighted ? positives(positive, sorted) : 1;
          if (share === 0) continue;
          const value = area(positive, ends, sorted);
          if (typeof value !== 'number') return undefinedValue(`class ${classes[k]}: ${value.undefined}`);
          sum += share * value;
          total += share;
        }
        return total > 0 ? sum / total : undefinedValue('the weights sum to 0');
      },
    };
    if (weighted) return plain;
    return {
      ...plain,
      influence(weight) {
        const values = new Float64Array(n);
        for (const { order, positive, ends } of parts) {
          const sorted =
            weight === null ? null : Float64Array.from(order, (index) => weight[index] as number);
          const part = rocInfluence(positive, ends, sorted);
          for (let i = 0; i < n; i++) {
            const index = order[i] as number;
            values[index] = (values[index] as number) + (part[i] as number) / parts.length;
          }
        }
        return values;
      },
    };
  };

function positives(positive: Int32Array, weight: Float64Array | null): number {
  let sum = 0;
  for (let i = 0; i < positive.length; i++) {
    if ((positive[i] as number) === 1) sum += weight === null ? 1 : (weight[i] as number);
  }
  return sum;
}

/** One class against another, both ways round, for every pair of classes that have scores (Hand and Till 2001). */
export const rocAucOneVersusOne =
  (weighted = false) =>
  (examples: MulticlassExamples): Computation => {
    const { scores, label, n, classes } = examples;
    if (scores === null) return { at: () => undefinedValue('there are no scores of the classes') };
    const parts = sortedClasses(examples);
    const k = parts.length;
    if (n > 0 && label.some((code) => code >= k)) {
      return { at: () => undefinedValue('a label is of a class without scores') };
    }
    return {
      at(weight) {
        const sizes = new Float64Array(k);
        for (let i = 0; i < n; i++) {
          sizes[label[i] as number] =
            (sizes[label[i] as number] as number) + (weight === null ? 1 : (weight[i] as number));
        }
        const absent = sizes.indexOf(0);
        if (absent >= 0) return undefinedValue(`class ${classes[absent]}: no label holds it`);
        if (k < 2) return undefinedValue('one class only');
        const areas = parts.map(({ order, ends }, a) => areasOf(a, { order, ends, label, sizes, weight }));
        let [sum, total] = [0, 0];
        for (let a = 0; a < k; a++) {
          for (let b = a + 1; b < k; b++) {
            const share = weighted ? (sizes[a] as number) + (sizes[b] as number) : 1;
            sum += (share * ((areas[a]?.[b] ?? Number.NaN) + (areas[b]?.[a] ?? Number.NaN))) / 2;
            total += share;
          }
        }
        return sum / total;
      },
    };
  };

/** Area of class `a` against each other class by the scores of `a`, in one pass. */
function areasOf(
  a: number,
  of: {
    readonly order: Uint32Array;
    readonly ends: Uint32Array;
    readonly label: Int32Array;
    readonly sizes: Float64Array;
    readonly weight: Float64Array | null;
  },
): Float64Array {
  const { order, ends, label, sizes, weight } = of;
  const twice = new Float64Array(sizes.length);
  let above = 0;
  let i = 0;
  for (let group = 0; group < ends.length; group++) {
    const end = ends[group] as number;
    let up = 0;
    for (let j = i; j < end; j++) {
      const index = order[j] as number;
      if ((label[index] as number) === a) up += weight === null ? 1 : (weight[index] as number);
    }
    for (; i < end; i++) {
      const index = order[i] as number;
      const b = label[index] as number;
      if (b !== a)
        twice[b] =
          (twice[b] as number) + (weight === null ? 1 : (weight[index] as number)) * (2 * above + up);
    }
    above += up;
  }
  return twice.map((value, b) => value / 2 / (sizes[a] as number) / (sizes[b] as number));
}

/** A hit where fewer than k classes stand before the label: with a higher score, or an equal one and earlier. */
export const topAccuracy =
  (k: number) =>
  (examples: MulticlassExamples): Computation => {
    const { scores, label, n } = examples;
    if (scores === null) return { at: () => undefinedValue('there are no scores of the classes') };
    const hits = new Float64Array(n);
    let count = 0;
    for (let i = 0; i < n; i++) {
      const truth = label[i] as number;
      const own = scores[truth]?.[i];
      // A class that the model does not know is never among its best.
      if (own === undefined) continue;
      let before = 0;
      for (let c = 0; c < scores.length; c++) {
        const other = scores[c]?.[i] ?? 0;
        if (other > own || (other === own && c < truth)) before++;
      }
      if (before >= k) continue;
      hits[i] = 1;
      count++;
    }
    return { ...meanComputation(hits), rate: () => ({ successes: count, trials: n }) };
  };
