/** A metric with its interval, as evaluation writes it and the gate reads it. */
import { z } from 'zod';
import { finite, interval } from './common.js';

export const directionSchema = z.enum(['higher', 'lower']);
export type Direction = z.infer<typeof directionSchema>;

export const metricSchema = z.object({
  name: z.string(),
  slice: z.string().nullable().describe('null for the whole dataset, else "column=value" or the name given'),
  value: finite.nullable(),
  interval: interval.nullable(),
  intervalMethod: z
    .string()
    .nullable()
    .describe('wilson, bootstrap(bca, B=1000, seed=0), …; null without one'),
  confidence: finite.nullable().describe('nominal coverage of the interval, 0.95'),
  deciding: z
    .object({ level: finite, low: finite, high: finite, source: z.string() })
    .optional()
    .describe('of gaps between groups: the interval by which a rule min or max is decided, and its source'),
  n: z.int().nonnegative().nullable(),
  restsOn: z
    .int()
    .nonnegative()
    .optional()
    .describe(
      'examples that the value rests on, where they are fewer than n: the positive ones of a recall, the clusters',
    ),
  direction: directionSchema.nullable(),
  undefined: z.string().nullable().describe('why there is no value'),
});
export type Metric = z.infer<typeof metricSchema>;

export const TASKS = ['binary', 'multiclass', 'regression', 'ranking', 'text'] as const;
export const taskSchema = z.enum(TASKS);
export type Task = z.infer<typeof taskSchema>;
