/** Metrics that choose a threshold of the score: Kolmogorov-Smirnov, recall at a precision, precision at a recall. */
import type { BinaryExamples } from './examples.js';
import { tieEnds } from './scores.js';
import { type Computation, undefinedValue, type Value } from './value.js';

interface Walk {
  readonly positives: number;
  readonly negatives: number;
}

/** Goes through the thresholds from high to low; `at` gets the weight of positives and negatives at or above. */
function walked(
  examples: BinaryExamples,
  of: (all: Walk) =>
    | {
        readonly step: (up: number, down: number) => void;
        readonly end: () => Value;
      }
    | Value,
): Computation {
  if (examples.score === null) return { at: () => undefinedValue('there are no scores') };
  const ends = tieEnds(examples.score);
  const { label, n } = examples;
  return {
    rough: 'it rests on one threshold',
    at(weight) {
      let [positives, negatives] = [0, 0];
      for (let i = 0; i < n; i++) {
        const w = weight === null ? 1 : (weight[i] as number);
        if ((label[i] as number) === 1) positives += w;
        else negatives += w;
      }
      const walk = of({ positives, negatives });
      if (typeof walk === 'number' || 'undefined' in walk) return walk;
      let [up, down, i] = [0, 0, 0];
      for (let group = 0; group < ends.length; group++) {
        for (const end = ends[group] as number; i < end; i++) {
          const w = weight === null ? 1 : (weight[i] as number);
          if ((label[i] as number) === 1) up += w;
          else down += w;
        }
        walk.step(up, down);
      }
      return walk.end();
    },
  };
}

export const kolmogorovSmirnov = (examples: BinaryExamples): Computation =>
  walked(examples, ({ positives, negatives }) => {
    if (positives === 0) return undefinedValue('one class only: no label is positive');
    if (negatives === 0) return undefinedValue('one class only: every label is positive');
    let most = 0;
    return {
      step(up, down) {
        most = Math.max(most, Math.abs(up / positives - down / negatives));
      },
      end: () => most,
    };
  });

/** A share that is met but for the rounding of sums of weights is met. */
const SLACK = 1e-12;

export const recallAtPrecision =
  (precision: number) =>
  (examples: BinaryExamples): Computation =>
    walked(examples, ({ positives }) => {
      if (positives === 0) return undefinedValue('no label is positive');
      let best = 0;
      return {
        step(up, down) {
          if (up + down > 0 && up / (up + down) >= precision - SLACK) best = Math.max(best, up / positives);
        },
        end: () => best,
      };
    });

export const precisionAtRecall =
  (recall: number) =>
  (examples: BinaryExamples): Computation =>
    walked(examples, ({ positives }) => {
      if (positives === 0) return undefinedValue('no label is positive');
      let best = 0;
      return {
        step(up, down) {
          if (up / positives >= recall - SLACK) best = Math.max(best, up / (up + down));
        },
        end: () => best,
      };
    });
