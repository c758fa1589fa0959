/** Metrics of the order of the scores of two classes: ROC-AUC and average precision. Ties count as ties. */
import type { BinaryExamples } from './examples.js';
import { type Computation, undefinedValue, type Value } from './value.js';

/** Positions at which a run of equal scores ends (exclusive). `score` is sorted. */
export function tieEnds(score: Float64Array): Uint32Array {
  const n = score.length;
  const ends = new Uint32Array(n);
  let count = 0;
  for (let i = 1; i <= n; i++) {
    if (i === n || (score[i] as number) !== (score[i - 1] as number)) ends[count++] = i;
  }
  return ends.slice(0, count);
}

/**
 * Probability that a positive example scores higher than a negative one, ties ½ (Mann-Whitney).
 * `positive` holds 1 or 0 in the order of falling scores; `ends` are the runs of equal scores.
 */
export function area(positive: Int32Array, ends: Uint32Array, weight: Float64Array | null): Value {
  let positives = 0;
  let negatives = 0;
  // Twice the area, so that sums of unweighted ties stay whole numbers.
  let twice = 0;
  let i = 0;
  for (let group = 0; group < ends.length; group++) {
    const end = ends[group] as number;
    let up = 0;
    let down = 0;
    for (; i < end; i++) {
      const w = weight === null ? 1 : (weight[i] as number);
      if ((positive[i] as number) === 1) up += w;
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
    const share = weight.map((w, k) => w / ((positive[k] as number) === 1 ? positives : negatives));
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
    const end = ends[group] as number;
    const before = right;
    for (; i < end; i++) {
      const w = weight === null ? 1 : (weight[i] as number);
      taken += w;
      if ((positive[i] as number) === 1) right += w;
    }
    // The share first: products of small weights would lose their digits.
    if (right > before) value += (right - before) * (right / taken);
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
export function rocInfluence(
  positive: Int32Array,
  ends: Uint32Array,
  weight: Float64Array | null,
): Float64Array {
  const n = positive.length;
  const values = new Float64Array(n);
  let [positives, negatives] = [0, 0];
  for (let i = 0; i < n; i++) {
    const w = weight === null ? 1 : (weight[i] as number);
    if ((positive[i] as number) === 1) positives += w;
    else negatives += w;
  }
  const auc = area(positive, ends, weight);
  const center = typeof auc === 'number' ? auc : Number.NaN;
  const total = positives + negatives;
  let [above, aboveNegatives] = [0, 0];
  let i = 0;
  for (let group = 0; group < ends.length; group++) {
    const end = ends[group] as number;
    let [up, down] = [0, 0];
    for (let j = i; j < end; j++) {
      const w = weight === null ? 1 : (weight[j] as number);
      if ((positive[j] as number) === 1) up += w;
      else down += w;
    }
    const below = negatives - aboveNegatives - down / 2;
    const higher = above + up / 2;
    for (; i < end; i++) {
      values[i] =
        (positive[i] as number) === 1
          ? ((below / negatives - center) * total) / positives
          : ((higher / positives - center) * total) / negatives;
    }
    above += up;
    aboveNegatives += down;
  }
  return values;
}

/** 2 AUC − 1. */
export function gini(examples: BinaryExamples): Computation {
  const auc = rocAuc(examples);
  return {
    at(weight) {
      const value = auc.at(weight);
      return typeof value === 'number' ? 2 * value - 1 : value;
    },
    ...(auc.influence && {
      influence: (weight) => auc.influence?.(weight).map((x) => 2 * x) ?? new Float64Array(0),
    }),
  };
}

export function averagePrecisionOf(examples: BinaryExamples): Computation {
  if (examples.score === null) return { at: () => undefinedValue('there are no scores') };
  const ends = tieEnds(examples.score);
  return { at: (weight) => averagePrecision(examples.label, ends, weight) };
}
