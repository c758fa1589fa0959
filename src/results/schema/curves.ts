/** Points of charts that an evaluation hands to the report: bounded, whatever the number of predictions. */
import { z } from 'zod';
import { finite, interval } from './common.js';

/** Most points of a curve, bins of a histogram and classes of a matrix. */
export const MAX_POINTS = 200;
export const MAX_BINS = 60;
export const MAX_CLASSES = 13;

const share = finite.min(0).max(1);
const count = finite.nonnegative();
const points = z.array(z.tuple([share, share])).max(MAX_POINTS);

export const histogramSchema = z.object({
  edges: z
    .array(finite)
    .min(2)
    .max(MAX_BINS + 1)
    .describe('of the bins, rising; a bin holds its lower edge'),
  counts: z.array(count).min(1).max(MAX_BINS),
  below: count.describe('under the first edge'),
  above: count.describe('over the last edge'),
});
export type HistogramCounts = z.infer<typeof histogramSchema>;

export const curvesSchema = z.object({
  roc: z
    .object({
      points: points.describe('(false positive rate, true positive rate), rising; thinned'),
      area: share.nullable().describe('of the whole curve, before it was thinned'),
    })
    .optional(),
  precisionRecall: z
    .object({
      points: points.describe('(recall, precision), recall rising; thinned'),
      average: share.nullable().describe('average precision of the whole curve'),
      prevalence: share.describe('share of positives: the precision of guessing'),
    })
    .optional(),
  calibration: z
    .object({
      of: z
        .enum(['positive', 'top'])
        .describe('the positive class, or the class with the highest probability'),
      bins: z
        .array(
          z.object({
            n: z.int().positive(),
            mean: share.describe('mean probability'),
            observed: share.describe('share in which it happened'),
            interval: interval.nullable().describe('of observed, 95% (Wilson); null with weights'),
          }),
        )
        .max(MAX_BINS)
        .describe('bins of equal width that hold rows: those of ece'),
    })
    .optional(),
  confusion: z
    .object({
      classes: z
        .array(z.string())
        .max(MAX_CLASSES)
        .describe('the most frequent ones; the others, where there are more, together in the last'),
      merged: z.int().nonnegative().describe('how many classes are together in the last; 0: none are'),
      counts: z
        .array(z.array(count).max(MAX_CLASSES))
        .max(MAX_CLASSES)
        .describe('one row a true class, one column a predicted class; sums of weights where rows have them'),
    })
    .optional(),
  regression: z
    .object({
      bins: z
        .array(
          z.object({
            n: z.int().positive(),
            predicted: finite.describe('mean of the predictions'),
            actual: finite.describe('mean of the labels'),
            quartiles: interval.describe('of the labels: lower and upper; of many rows, of a sample'),
          }),
        )
        .max(MAX_BINS)
        .describe('groups of about equally many rows, by rising prediction'),
      residuals: histogramSchema.describe('label − prediction'),
    })
    .optional(),
  latency: histogramSchema.optional().describe('milliseconds of single requests'),
});
export type Curves = z.infer<typeof curvesSchema>;
