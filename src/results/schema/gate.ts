/** The result of gate: rules, and the diff of metrics. */
import { z } from 'zod';
import { base, finite, interval, verdictSchema } from './common.js';
import { directionSchema } from './metric.js';

export const OPERATORS = [
  'min',
  'max',
  'max_drop',
  'max_drop_rel',
  'min_gain',
  'max_gain',
  'max_gap',
  'equals',
] as const;
export const operatorSchema = z.enum(OPERATORS);
export type Operator = z.infer<typeof operatorSchema>;

export const ruleResultSchema = z.object({
  metric: z.string(),
  slice: z.string().nullable(),
  operator: operatorSchema,
  limit: finite,
  severity: z.enum(['error', 'warn']),
  direction: directionSchema.nullable(),
  candidate: finite.nullable(),
  baseline: finite.nullable(),
  n: z.int().nonnegative().nullable(),
  delta: finite.nullable().describe('candidate − baseline, in the unit of the metric'),
  interval: interval.nullable().describe('of delta, 90%; null where only point values were compared'),
  method: z.string().optional().describe('of the comparison, where the rule compares'),
  significant: z
    .enum(['better', 'worse', 'no'])
    .optional()
    .describe('whether the difference is shown, whatever the margin'),
  qValue: finite.optional().describe('of that: Benjamini-Hochberg over the slices of a rule'),
  decidingN: finite
    .nullable()
    .optional()
    .describe('about how many examples would decide an inconclusive rule; null: no number would'),
  verdict: verdictSchema,
  reason: z
    .string()
    .describe('a word for machines: met, violated, no_baseline, missing_metric, not_a_number, new_metric, …'),
  message: z.string().describe('the same for a person, with the numbers'),
});
export type RuleResult = z.infer<typeof ruleResultSchema>;

export const gateResultSchema = z.object({
  ...base,
  command: z.literal('gate'),
  baseline: z
    .object({
      source: z.string(),
      version: z.int().positive().nullable(),
      digest: z.string().nullable(),
      commit: z
        .string()
        .regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/)
        .optional()
        .describe('that the baseline was made from, where it is known'),
      why: z.string().optional().describe('this one and no other, where that was not plain'),
    })
    .nullable()
    .describe('null where no rule needs one, or on a first run'),
  firstRun: z.boolean().describe('true where the registry exists and the alias has no entry'),
  rules: z.array(ruleResultSchema),
  /** Every metric of either side, also those without a rule; the diff that a person reads. */
  metrics: z.array(
    z.object({
      name: z.string(),
      slice: z.string().nullable(),
      direction: directionSchema.nullable(),
      n: z.int().nonnegative().nullable(),
      baseline: finite.nullable(),
      candidate: finite.nullable(),
      delta: finite.nullable(),
      interval: interval.nullable().describe('of delta, 90%'),
      interval95: interval.optional().describe('the same, 95%: what is shown beside `significant`'),
      method: z.string().optional().describe('of the intervals'),
      significant: z.enum(['better', 'worse', 'no']).optional(),
      note: z.enum(['new', 'removed', 'undefined']).nullable(),
    }),
  ),
});
export type GateResult = z.infer<typeof gateResultSchema>;
