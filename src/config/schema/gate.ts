/** `gate:` of `assay.yaml`: baseline, policy, rules. */
import { z } from 'zod';
import { OPERATORS } from '../../results/index.js';
import { DEFAULT_POLICY } from '../policy.js';
import { severity } from './words.js';

const limit = z.union([
  z.number(),
  z.string().regex(/^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?%?$/, 'a number, or a share such as 2%'),
]);
export const ruleSchema = z.union([
  z.string().min(1).describe('METRIC OPERATOR LIMIT [slice NAME] [direction higher|lower] [warn]'),
  z
    .strictObject({
      metric: z.string().min(1),
      slice: z.string().optional().describe('a slice, or "*" for all of them; absent: the whole dataset'),
      direction: z
        .enum(['higher', 'lower'])
        .optional()
        .describe('which way is better, for metrics outside the catalogue'),
      severity: severity.optional().describe('absent: error'),
      min: limit.optional(),
      max: limit.optional(),
      max_drop: limit.optional().describe('may be worse than the baseline by at most this'),
      max_drop_rel: limit.optional().describe('the same as a share of |baseline|: 0.02 or 2%'),
      min_gain: limit.optional().describe('must be better than the baseline by at least this'),
      max_gain: limit.optional().describe('a gain above this is suspicious'),
      max_gap: limit
        .optional()
        .describe('with `slice: COLUMN`: largest difference between the slices of this column'),
      equals: limit.optional(),
    })
    .refine((rule) => OPERATORS.some((operator) => rule[operator] !== undefined), {
      message: `a rule needs one of ${OPERATORS.join(', ')}`,
    }),
]);

const policyAction = z.enum(['error', 'fail', 'warn', 'ignore']);
const doubtAction = z.enum(['error', 'fail', 'inconclusive', 'warn']);
export const gateSchema = z.strictObject({
  baseline: z
    .string()
    .optional()
    .describe(
      'alias:NAME, version:N, best:N, value:NUMBER, file:PATH, git:REV:PATH, merge-base, `production or merge-base`, or previous; absent: production',
    ),
  policy: z
    .strictObject({
      on_missing_metric: policyAction
        .default(DEFAULT_POLICY.on_missing_metric)
        .describe('a rule names a metric that the candidate lacks'),
      on_nan: policyAction.default(DEFAULT_POLICY.on_nan),
      on_new_metric: policyAction
        .default(DEFAULT_POLICY.on_new_metric)
        .describe('a comparing rule, and only the candidate has the metric'),
      on_removed_metric: policyAction
        .default(DEFAULT_POLICY.on_removed_metric)
        .describe('the baseline has a metric that the candidate lacks'),
      on_missing_baseline: policyAction
        .default(DEFAULT_POLICY.on_missing_baseline)
        .describe('the registry exists and the alias has no entry yet'),
      on_small_n: doubtAction
        .default(DEFAULT_POLICY.on_small_n)
        .describe('a rule that would pass or fail rests on fewer than min_n examples'),
      min_n: z.int().nonnegative().default(DEFAULT_POLICY.min_n),
      on_inconclusive: doubtAction
        .default(DEFAULT_POLICY.on_inconclusive)
        .describe('a comparison has too few examples to tell'),
    })
    .prefault({}),
  rules: z.array(ruleSchema).min(1, 'a gate without rules checks nothing'),
});

export type GateConfig = z.infer<typeof gateSchema>;
export type GatePolicy = GateConfig['policy'];
export type RuleConfig = z.infer<typeof ruleSchema>;
