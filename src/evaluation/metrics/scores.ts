/** Metrics of the order of scores: ROC-AUC and average precision. Ties count as ties. */

import { orderDescending } from '../../statistics/index.js';
import { at, type BinaryExamples, type MulticlassExamples } from './examples.js';
import { type Computation, undefinedValue, type Value } from './value.js';

/** Positions at which a run of equal scores ends (exclusive). `score` is sorted. */
export function tieEnds(score: Float64Array): Uint32Array {
  const n = score.length;
  const ends = new Uint32Array(n);
  let count = 0;
  for (let i = 1; i <= n; i++) {
    if (i === n || at(score, i) !== at(score, i - 1)) ends[count++] = i;
  }
  return ends.slice(0, count);
}

/**
 * Probability that a positive example scores higher than a negative one, ties ½ (Mann-Whitney).
 * `positive` holds 1 or 0 in the order of falling scores; `ends` are the runs of equal scores.
 */
function area(positive: Int32Array, ends: Uint32Array, weight: Float64Array | null): Value {
  let positives = 0;
  let negatives = 0;
  // Twice the area, so that sums of unweighted ties stay whole numbers.
  let twice = 0;
  let i = 0;
  for (let group = 0; group < ends.length; group++) {
    const end = at(ends, group);
    let up = 0;
    let down = 0;
    for (; i < end; i++) {
      const w = weight === null ? 1 : at(weight, i);
      if (at(positive, i) === 1) up += w;
      else down += w;
    }
    twice += down * (2 * positives + up);
    positives += up;
    negatives += down;
  }
  if (positives === 0) return undefinedValue('one class only: no label is positive');
  if (negatives === 0) return undefinedValue('one class only: every label is positive');
  const product = positives * negatives;
  // Below and above, products of weights lose their digits or are infinite: the area of one class then passes 1.
  if (weight !== null && !(product > 1e-200 && product < 1e300)) {
    const share = weight.map((w, k) => w / (at(positive, k) === 1 ? positives : negatives));
    return area(positive, ends, share);
  }
  return twice / 2 / positives / negatives;
}

function averagePrecision(positive: Int32Array, ends: Uint32Array, weight: Float64Array | null): Value {
  let right = 0;
  let taken = 0;
  let value = 0;
  let i = 0;
  for (let group = 0; group < ends.length; group++) {
    const end = at(ends, group);
    const before = right;
    for (; i < end; i++) {
      const w = weight === null ? 1 : at(weight, i);
      taken += w;
      if (at(positive, i) === 1) right += w;
    }
    if (right > before) value += ((right - before) * right) / taken;
  }
  return right > 0 ? value / right : undefinedValue('no label is positive');
}

/** Sorted scores and labels that a positive class gives; shared by the estimate and its variance. */
export function rocAuc(examples: BinaryExamples): Computation {
  if (examples.score === null) return { at: () => undefinedValue('there are no scores') };
  const ends = tieEnds(examples.score);
  const { label } = examples;
  return {
    at: (weight) => area(label, ends, weight),
    influence: (weight) => rocInfluence(label, ends, weight),
  };
}

/**
 * Influence of each example on the area: for a positive one, the share of negatives below it (ties ½) less the
 * area, over the share of positives; likewise for a negative one. These are DeLong's structural components.
 */
function rocInfluence(positive: Int32Array, ends: Uint32Array, weight: Float64Array | null): Float64Array {
  const n = positive.length;
  const values = new Float64Array(n);
  let [positives, negatives] = [0, 0];
  for (let i = 0; i < n; i++) {
    const w = weight === null ? 1 : at(weight, i);
    if (at(positive, i) === 1) positives += w;
    else negatives += w;
  }
  const auc = area(positive, ends, weight);
  const center = typeof auc === 'number' ? auc : Number.NaN;
  const total = positives + negatives;
  let [above, aboveNegatives] = [0, 0];
  let i = 0;
  for (let group = 0; group < ends.length; group++) {
    const end = at(ends, group);
    let [up, down] = [0, 0];
    for (let j = i; j < end; j++) {
      const w = weight === null ? 1 : at(weight, j);
      if (at(positive, j) === 1) up += w;
      else down += w;
    }
    const below = negatives - aboveNegatives - down / 2;
    const higher = above + up / 2;
    for (; i < end; i++) {
      values[i] =
        at(positive, i) === 1
          ? ((below / negatives - center) * total) / positives
          : ((higher / positives - center) * total) / negatives;
    }
    above += up;
    aboveNegatives += down;
  }
  return values;
}

export function averagePrecisionOf(examples: BinaryExamples): Computation {
  if (examples.score === null) return { at: () => undefinedValue('there are no scores') };
  const ends = tieEnds(examples.score);
  return { at: (weight) => averagePrecision(examples.label, ends, weight) };
}

/** One class against the rest, for each class that has scores; the plain mean of their areas. */
export function rocAucOneVersusRest(examples: MulticlassExamples): Computation {
  const { scores, label, n, classes } = examples;
  if (scores === null) return { at: () => undefinedValue('there are no scores of the classes') };
  const parts = scores.map((score, k) => {
    const order = orderDescending(score);
    return {
      order,
      positive: Int32Array.from(order, (index) => (at(label, index) === k ? 1 : 0)),
      ends: tieEnds(Float64Array.from(order, (index) => at(score, index))),
    };
  });
  return {
    at(weight) {
      let sum = 0;
      const sorted = weight === null ? null : new Float64Array(n);
      for (const [k, { order, positive, ends }] of parts.entries()) {
        if (weight !== null && sorted !== null) {
          for (let i = 0; i < n; i++) sorted[i] = at(weight, at(order, i));
        }
        const value = area(positive, ends, sorted);
        if (typeof value !== 'number') return undefinedValue(`class ${classes[k]}: ${value.undefined}`);
        sum += value;
      }
      return sum / parts.length;
    },
    influence(weight) {
      const values = new Float64Array(n);
      for (const { order, positive, ends } of parts) {
        const sorted = weight === null ? null : Float64Array.from(order, (index) => at(weight, index));
        const part = rocInfluence(positive, ends, sorted);
        for (let i = 0; i < n; i++) {
          const index = at(order, i);
          values[index] = at(values, index) + at(part, i) / parts.length;
        }
      }
      return values;
    },
  };
}
