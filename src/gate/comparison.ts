/**
 * Comparing a candidate with its baseline. A method takes the two and says by how much the candidate is worse,
 * with an interval where it can give one. `compare` takes the first method that fits what is at hand, so better
 * evidence (examples in pairs, `paired.ts`) is a method in front of the one on point values.
 */
import type { Verdict } from '../results/index.js';
import { type Decimal, decimal, show } from './decimal.js';
import type { Measured } from './metrics.js';
import { type ComparingOperator, operatorOf, showLimit } from './operators.js';
import type { Deciding } from './paired.js';
import type { Rule } from './rules.js';

type Valued = Measured & { readonly value: number };

export interface Comparison {
  /** Candidate − baseline, in the unit of the metric. */
  readonly delta: Decimal;
  /** Of delta, 90%; null where the method gives none. */
  readonly interval: readonly [number, number] | null;
  /** With what it needs to be understood: `point values, without an interval`, `tango`, `delong(paired)`. */
  readonly method: string;
  readonly verdict: Extract<Verdict, 'pass' | 'fail' | 'inconclusive'>;
  /** The numbers put into the formula, for `--explain`. */
  readonly working: readonly string[];
  /** Where the method is published. */
  readonly source?: string;
  /** The formula in words, where it is not that of the operator. */
  readonly formula?: string;
  /** For an inconclusive verdict: how many examples would decide. */
  readonly deciding?: Deciding;
  /** One-sided p-value of a claim of superiority, which several such claims must share (Holm). */
  readonly claimP?: number;
}

/** Null where the method does not fit what is at hand. The rule's direction is known and both values are finite. */
export type ComparisonMethod = (
  rule: Rule,
  operator: ComparingOperator,
  candidate: Valued,
  baseline: Valued,
) => Comparison | null;

/** By the two values alone, as exact decimals. It says nothing about noise. */
const pointValues: ComparisonMethod = (rule, operator, candidate, baseline) => {
  const now = decimal(candidate.value);
  const before = decimal(baseline.value);
  const delta = now.minus(before);
  const worse = rule.direction === 'lower' ? delta : before.minus(now);
  const gain = decimal(0).minus(worse);
  const edge = operator.edge(rule.limit, before);
  const holds = operator.holds === 'at_most' ? worse.lte(edge) : worse.gte(edge);
  return {
    delta,
    interval: null,
    method: 'point values, without an interval',
    verdict: holds ? 'pass' : 'fail',
    working: [
      `worse = ${
        rule.direction === 'lower'
          ? `candidate − baseline = ${show(now, true)} − ${inBrackets(before)}`
          : `baseline − candidate = ${show(before, true)} − ${inBrackets(now)}`
      } = ${show(worse, true)}${worse.lt(0) ? ' (better)' : ''}`,
      ...(rule.operator === 'max_drop_rel'
        ? [
            `allowed = ${showLimit(rule.operator, rule.limit)} × |${show(before, true)}| = ${show(edge, true)}`,
          ]
        : []),
      rule.operator === 'min_gain' || rule.operator === 'max_gain'
        ? `gain = ${show(gain, true)} ${relation(gain, rule.limit)} ${show(rule.limit, true)}`
        : `worse ${show(worse, true)} ${holds ? '≤' : '>'} ${show(edge, true)}`,
    ],
  };
};

function relation(value: Decimal, limit: Decimal): string {
  return value.eq(limit) ? '=' : value.gt(limit) ? '>' : '<';
}

function inBrackets(value: Decimal): string {
  return value.lt(0) ? `(${show(value, true)})` : show(value, true);
}

/** In order of preference. */
export const COMPARISON_METHODS: readonly ComparisonMethod[] = [pointValues];

/** Compares by the first method that fits. Throws where none does, which the last of the table never allows. */
export function compare(
  rule: Rule,
  candidate: Valued,
  baseline: Valued,
  methods: readonly ComparisonMethod[] = COMPARISON_METHODS,
): Comparison {
  const operator = operatorOf(rule.operator);
  if (!operator.compares) throw new TypeError(`${rule.operator} compares with nothing`);
  for (const method of methods) {
    const found = method(rule, operator, candidate, baseline);
    if (found !== null) return found;
  }
  throw new TypeError(`no method compares ${rule.metric}`);
}
