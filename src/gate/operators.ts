/** The operators of a rule: a row each. What they test, and how they read in words. */
import type { Operator } from '../results/index.js';
import { type Decimal, decimal, show } from './decimal.js';

interface OperatorBase {
  /** The limit may be written as a share such as `2%`. */
  readonly share: boolean;
  /** What a limit must satisfy, or null. */
  readonly limitProblem: (limit: Decimal) => { message: string; fix: string } | null;
  /** What the rule demands, for people: `at least 0.6`. */
  readonly words: (limit: string) => string;
  /** The formula in words, for `--explain`. */
  readonly formula: string;
}
/** Looks at the candidate alone. */
export interface AbsoluteOperator extends OperatorBase {
  readonly compares: false;
  readonly holds: (value: Decimal, limit: Decimal) => boolean;
}
/**
 * Compares with the baseline. `worse` is by how much the candidate is worse, oriented so that a positive number
 * is a loss whichever direction is better.
 */
export interface ComparingOperator extends OperatorBase {
  readonly compares: true;
  /** The `worse` at the edge of what holds. A share is taken of |baseline|, so no division and no rounding. */
  readonly edge: (limit: Decimal, baseline: Decimal) => Decimal;
  /** Whether `worse` must be at most that (a loss is limited) or at least that (a gain is limited). */
  readonly holds: 'at_most' | 'at_least';
  /** The formula in words where there is an interval [L, U] of the gain. */
  readonly claim: string;
}

const anyLimit = () => null;
const notNegative = (operator: string, opposite: string) => (limit: Decimal) =>
  limit.lt(0)
    ? {
        message: `${operator} cannot be negative`,
        fix: `to say the opposite write \`${opposite} ${limit.abs().toString()}\``,
      }
    : null;
const ZERO = decimal(0);

export const OPERATOR_TABLE = {
  min: {
    compares: false,
    share: false,
    limitProblem: anyLimit,
    words: (limit) => `at least ${limit}`,
    formula: 'candidate ≥ limit',
    holds: (value, limit) => value.gte(limit),
  },
  max: {
    compares: false,
    share: false,
    limitProblem: anyLimit,
    words: (limit) => `at most ${limit}`,
    formula: 'candidate ≤ limit',
    holds: (value, limit) => value.lte(limit),
  },
  equals: {
    compares: false,
    share: false,
    limitProblem: anyLimit,
    words: (limit) => `exactly ${limit}`,
    formula: 'candidate = limit, as decimals',
    holds: (value, limit) => value.eq(limit),
  },
  max_drop: {
    compares: true,
    share: false,
    limitProblem: notNegative('max_drop', 'min_gain'),
    words: (limit) => `worse than the baseline by at most ${limit}`,
    formula: 'worse ≤ limit',
    claim: 'not inferior: pass where L > −limit, fail where U < −limit',
    holds: 'at_most',
    edge: (limit) => limit,
  },
  max_drop_rel: {
    compares: true,
    share: true,
    limitProblem: (limit) =>
      notNegative('max_drop_rel', 'min_gain')(limit) === null
        ? null
        : { message: 'max_drop_rel cannot be negative', fix: 'to demand a gain use min_gain' },
    words: (limit) => `worse than the baseline by at most ${limit} of |baseline|`,
    formula: 'worse ≤ limit × |baseline|; where the baseline is 0 that allows no loss at all',
    claim: 'not inferior: pass where L > −limit × |baseline|, fail where U < −limit × |baseline|',
    holds: 'at_most',
    edge: (limit, baseline) => limit.times(baseline.abs()),
  },
  min_gain: {
    compares: true,
    share: false,
    limitProblem: notNegative('min_gain', 'max_drop'),
    words: (limit) => `better than the baseline by at least ${limit}`,
    formula: 'gain ≥ limit, where gain is −worse',
    claim: 'superior: pass where L > limit (Holm over all blocking rules of this kind), fail where U < limit',
    holds: 'at_most',
    edge: (limit) => ZERO.minus(limit),
  },
  max_gain: {
    compares: true,
    share: false,
    limitProblem: notNegative('max_gain', 'max_drop'),
    words: (limit) => `better than the baseline by at most ${limit}`,
    formula: 'gain ≤ limit, where gain is −worse: more is suspicious',
    claim: 'no suspicious gain: pass where U < limit, fail where L > limit',
    holds: 'at_least',
    edge: (limit) => ZERO.minus(limit),
  },
  max_gap: {
    compares: false,
    share: false,
    limitProblem: notNegative('max_gap', 'min'),
    words: (limit) => `apart by at most ${limit} between any two slices of the column`,
    formula:
      'largest − smallest value of the slices of the column ≤ limit; with intervals of the slices pass where the upper bound of every difference is at most the limit, fail where a lower bound is above it (Bonferroni over the pairs)',
    holds: (value, limit) => value.lte(limit),
  },
} as const satisfies Readonly<Record<Operator, AbsoluteOperator | ComparingOperator>>;

export function operatorOf(name: Operator): AbsoluteOperator | ComparingOperator {
  return OPERATOR_TABLE[name];
}

/** What other tools and people call the operators, for suggestions only: a rule must use our names. */
export const OPERATOR_SYNONYMS: Readonly<Record<string, Operator>> = {
  '>=': 'min',
  '>': 'min',
  '≥': 'min',
  at_least: 'min',
  minimum: 'min',
  threshold: 'min',
  '<=': 'max',
  '<': 'max',
  '≤': 'max',
  at_most: 'max',
  maximum: 'max',
  '=': 'equals',
  '==': 'equals',
  equal: 'equals',
  eq: 'equals',
  drop: 'max_drop',
  max_decrease: 'max_drop',
  max_regression: 'max_drop',
  max_loss: 'max_drop',
  min_improvement: 'min_gain',
  min_increase: 'min_gain',
  gain: 'min_gain',
  max_improvement: 'max_gain',
  gap: 'max_gap',
  max_difference: 'max_gap',
  disparity: 'max_gap',
};

/** `0.02` as `2%` for shares, else as it is. */
export function showLimit(operator: Operator, limit: Decimal): string {
  return operatorOf(operator).share ? `${show(limit.times(100))}%` : show(limit);
}
