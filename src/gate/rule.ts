/** One rule on one slice: what came of it, and how. What could not be evaluated never passes. */
import { nearestNames } from '../base/index.js';
import type { GatePolicy } from '../config/index.js';
import { BETWEEN_METRICS } from '../evaluation/index.js';
import type { RuleResult, Verdict } from '../results/index.js';
import { absoluteByInterval } from './absolute.js';
import { compare } from './comparison.js';
import type { Explanation, GateInput } from './decide.js';
import { type Decimal, decimal, show, toFinite } from './decimal.js';
import { gapOf } from './gap.js';
import { describe, examplesBehind, hasNumber, type Measured, MetricSet, showAbsence } from './metrics.js';
import { operatorOf, showLimit } from './operators.js';
import { decidingWords } from './paired.js';
import { EVERY_SLICE, type Rule, ruleText } from './rules.js';
import { neverBroken, otherScale } from './scale.js';

const EMPTY = new MetricSet([]);
type Action = GatePolicy['on_nan'];
/** What a policy's word does to a rule that it is about. `ignore` leaves the rule out, and says so. */
export const VERDICT_OF: Readonly<Record<Action, Verdict>> = {
  error: 'error',
  fail: 'fail',
  warn: 'warn',
  ignore: 'skipped',
};

/** The baseline's metrics where they may be compared with, else none. */
export function comparable(input: GateInput): MetricSet {
  return input.baseline.kind === 'metrics' ? input.baseline.metrics : EMPTY;
}

export interface Decided {
  readonly result: RuleResult;
  readonly explanation: Explanation;
  /** One-sided p-value of a claim of a gain, which blocking rules share (`multiplicity.ts`). */
  readonly claimP: number | null;
}
interface How {
  readonly method: string | null;
  readonly working: readonly string[];
  readonly source?: string | undefined;
  readonly formula?: string | undefined;
}

/** `slice` is one that the rule is about, or what the rule itself names. */
export function decideRule(rule: Rule, slice: string | null, input: GateInput): Decided {
  const { policy } = input;
  const operator = operatorOf(rule.operator);
  const name = describe(rule.metric, slice);
  const candidate = input.candidate.get(rule.metric, slice);
  const before = comparable(input).get(rule.metric, slice);
  const demand = operator.words(showLimit(rule.operator, rule.limit));
  // What is allowed is not asked for: worse by at most 0.01.
  const be = operator.compares && rule.operator.startsWith('max_') ? 'may be' : 'must be';
  const end = (
    verdict: Verdict,
    reason: string,
    message: string,
    more: Partial<RuleResult> = {},
    how: How = { method: null, working: [message] },
    claimP: number | null = null,
  ): Decided => ({
    result: {
      metric: rule.metric,
      slice,
      operator: rule.operator,
      limit: toFinite(rule.limit) ?? 0,
      severity: rule.severity,
      direction: rule.direction,
      candidate: finiteOf(candidate),
      baseline: finiteOf(before),
      n: candidate?.n ?? null,
      delta: null,
      interval: null,
      verdict: soften(verdict, rule.severity),
      reason,
      message,
      ...more,
    },
    explanation: {
      rule: ruleText({ ...rule, slice }),
      formula: how.formula ?? operator.formula,
      method: how.method,
      working: how.working,
      ...(how.source === undefined ? {} : { source: how.source }),
    },
    claimP,
  });
  /** A verdict that was reached, under the policies for too few examples and for doubt. */
  const judged: typeof end = (verdict, reason, message, more = {}, how, claimP) => {
    const n = more.n ?? (candidate === undefined ? null : examplesBehind(candidate));
    if (n !== null && n < policy.min_n) {
      const few = `${message}; that rests on ${n} ${n === 1 ? 'example' : 'examples'}${candidate?.restsOn === n ? ` of ${candidate.n}` : ''}, and gate.policy.min_n is ${policy.min_n}`;
      const small = policy.on_small_n === 'warn' && verdict !== 'pass' ? verdict : policy.on_small_n;
      return end(small, 'small_n', few, more, how, null);
    }
    if (verdict === 'inconclusive') return end(policy.on_inconclusive, reason, message, more, how, claimP);
    return end(verdict, reason, message, more, how, claimP);
  };
  const byPolicy = (action: Action, reason: string, message: string) =>
    end(
      VERDICT_OF[action],
      reason,
      action === 'ignore' ? `${message}; left out, as the policy says` : message,
    );

  const range = input.rangeOf?.(rule.metric) ?? null;
  const idle = (...values: Decimal[]) => {
    const why = neverBroken(rule, range, values);
    return why === null ? null : end('error', 'never_broken', `${name}: ${why}`);
  };
  if (rule.operator === 'max_gap') {
    const vain = idle();
    if (vain !== null) return vain;
    const gap = gapOf(rule, slice ?? '', input.candidate);
    switch (gap.kind) {
      case 'unknown':
        return end('error', 'unknown_slice', gap.message);
      case 'not_a_number':
        return byPolicy(policy.on_nan, 'not_a_number', gap.message);
      case 'gap':
        return judged(gap.verdict, gap.reason, gap.message, { candidate: gap.value, n: gap.n }, gap);
    }
  }
  if (candidate === undefined && BETWEEN_METRICS.has(rule.metric)) {
    const needs = `${name} is a metric of two models together`;
    if (input.baseline.kind === 'first_run') {
      return byPolicy(policy.on_missing_baseline, 'no_baseline', `${needs}, and there is no baseline yet`);
    }
    const why = unknownSlice(rule, slice, input);
    return end(
      'error',
      why === null ? 'no_pairs' : 'unknown_slice',
      why ??
        `${needs}; it needs predicted labels of candidate and baseline on the same examples, which evaluate makes where it has the baseline`,
    );
  }
  if (candidate === undefined) {
    const why = slice === null ? input.candidate.whyIgnored(rule.metric) : undefined;
    if (why !== undefined) {
      return byPolicy(policy.on_nan, 'not_a_number', `the candidate holds ${name} as ${why}`);
    }
    const unknown = unknownSlice(rule, slice, input);
    if (unknown !== null) return end('error', 'unknown_slice', unknown);
    return byPolicy(policy.on_missing_metric, 'missing_metric', missing(rule, slice, input, before));
  }
  if (!hasNumber(candidate)) {
    return byPolicy(
      policy.on_nan,
      'not_a_number',
      `${name} of the candidate is ${showAbsence(candidate)}, so it cannot be tested for being ${demand}`,
    );
  }
  const value = decimal(candidate.value);
  const strange = (other: Decimal, whose: string) => {
    const why = otherScale(rule, range, value, other, whose);
    return why === null ? null : end('error', 'other_scale', `${name} of the candidate: ${why}`);
  };
  if (!operator.compares) {
    const refused = idle(value) ?? strange(rule.limit, 'the limit');
    if (refused !== null) return refused;
    const sure = absoluteByInterval(rule, candidate);
    if (sure !== null) {
      const more = sure.verdict === 'inconclusive' ? '; the examples do not tell' : '';
      const reason = { pass: 'met', fail: 'violated', inconclusive: 'inconclusive' }[sure.verdict];
      const said = `${name} is ${shownBeside(value, rule.limit)}, ${sure.range}; it must be ${demand}${more}`;
      return judged(sure.verdict, reason, said, {}, sure.how);
    }
    const holds = operator.holds(value, rule.limit);
    const text = `${name} is ${shownBeside(value, rule.limit)}${holds ? ', as demanded' : ', and must be'} ${demand}${unsure(rule, candidate)}`;
    return judged(
      holds ? 'pass' : 'fail',
      holds ? 'met' : 'violated',
      text,
      {},
      {
        method: 'the value itself, without an interval',
        working: [
          `candidate = ${show(value, true)}, limit = ${show(rule.limit, true)}: ${holds ? 'holds' : 'does not hold'}`,
        ],
      },
    );
  }
  switch (input.baseline.kind) {
    case 'first_run':
      return byPolicy(
        policy.on_missing_baseline,
        'no_baseline',
        `${name} ${be} ${demand}, and there is no baseline yet: ${input.baseline.message}`,
      );
    case 'none':
      return end('error', 'no_baseline', `${name} ${be} ${demand}, and no baseline was named`);
    case 'refused':
      return end(
        'error',
        input.baseline.reason,
        `${name} cannot be compared: ${input.baseline.message}; ${input.baseline.fix}`,
      );
    case 'metrics':
      break;
  }
  if (before === undefined) {
    const why = slice === null ? input.baseline.metrics.whyIgnored(rule.metric) : undefined;
    if (why !== undefined) {
      return byPolicy(policy.on_nan, 'not_a_number', `the baseline holds ${name} as ${why}`);
    }
    return byPolicy(
      policy.on_new_metric,
      'new_metric',
      `${name} is new: the candidate has ${show(value)}, the baseline does not have it`,
    );
  }
  if (!hasNumber(before)) {
    return byPolicy(
      policy.on_nan,
      'not_a_number',
      `${name} of the baseline is ${showAbsence(before)}, so the candidate cannot be compared with it`,
    );
  }
  if (rule.direction === null) {
    return end('error', 'no_direction', `${name}: it is not known whether higher or lower is better`);
  }
  const refused = strange(decimal(before.value), 'the baseline') ?? idle(value, decimal(before.value));
  if (refused !== null) return refused;
  const found = compare(rule, candidate, before, input.methods);
  const reason = { pass: 'met', fail: 'violated', inconclusive: 'inconclusive' }[found.verdict];
  const zero =
    found.verdict === 'fail' && operator.share && before.value === 0
      ? '; a share of a baseline of 0 is 0, so use max_drop where a small loss may pass'
      : '';
  const doubt =
    found.deciding === undefined
      ? ''
      : `; the examples do not tell: ${decidingWords(rule.operator, found.deciding, candidate.n)}`;
  return judged(
    found.verdict,
    reason,
    `${name} went from ${show(decimal(before.value))} to ${show(decimal(candidate.value))} (${signed(found.delta, rule.limit)}${bounds(found.interval)}, ${quality(rule, found.delta)}); it ${be} ${demand}${zero}${doubt}`,
    {
      delta: toFinite(found.delta),
      interval: found.interval === null ? null : [...found.interval],
      method: found.method,
      ...(found.deciding === undefined ? {} : { decidingN: found.deciding.n }),
    },
    found,
    found.claimP ?? null,
  );
}

/** That the interval of a value holds the limit by which the value alone was judged: other examples may tell otherwise. */
function unsure({ operator, limit }: Rule, { interval }: Measured): string {
  if (interval === null || (operator !== 'min' && operator !== 'max')) return '';
  const [low, high] = interval;
  const at = Number(limit.toString());
  if (!(low < at && at < high)) return '';
  const [from, to] = [low, high].map((bound) => show(decimal(Number(bound.toPrecision(4)))));
  return `; its interval, ${from} to ${to}, holds the limit, and the value decides`;
}

/** The interval that decides, for a message: `, 90% interval −0.01 to 0.002`. */
function bounds(interval: readonly [number, number] | null): string {
  if (interval === null) return '';
  const [low, high] = interval.map((value) => show(decimal(Number(value.toPrecision(4)))));
  return `, 90% interval ${low} to ${high}`;
}

function signed(delta: Decimal, limit: Decimal): string {
  return delta.gt(0) ? `+${shownBeside(delta, limit)}` : shownBeside(delta, limit);
}

/** Rounded for reading, but not where that would make it look equal to a limit which it is not. */
function shownBeside(value: Decimal, limit: Decimal): string {
  const looksEqual = show(value.abs()) === show(limit.abs()) && !value.abs().eq(limit.abs());
  return show(value, looksEqual);
}

function quality(rule: Rule, delta: Decimal): string {
  if (delta.eq(0)) return 'unchanged';
  return delta.gt(0) === (rule.direction === 'higher') ? 'better' : 'worse';
}

/**
 * A rule of severity warn makes the gate no worse than `warn` where it was evaluated. Where it could not be
 * evaluated it stays `error`: nobody knows whether it would have warned.
 */
function soften(verdict: Verdict, severity: Rule['severity']): Verdict {
  return severity === 'warn' && (verdict === 'fail' || verdict === 'inconclusive') ? 'warn' : verdict;
}

/** A slice that neither side has is a mistake in the rule, which no policy excuses. */
function unknownSlice(rule: Rule, slice: string | null, input: GateInput): string | null {
  if (slice === null) return null;
  const baseline = comparable(input);
  const known = [...new Set([...input.candidate.slices(), ...baseline.slices()])];
  if (slice === EVERY_SLICE) {
    return `${rule.metric} on every slice: there is no slice of this metric${known.length === 0 ? ', the metrics have no slices at all' : ''}`;
  }
  if (known.includes(slice)) return null;
  const near = nearestNames(slice, known);
  return `${describe(rule.metric, slice)}: no such slice${
    known.length === 0
      ? ', the metrics have no slices at all'
      : `; did you mean ${(near.length > 0 ? near : known.slice(0, 5)).join(', ')}?`
  }`;
}

function missing(rule: Rule, slice: string | null, input: GateInput, before: Measured | undefined): string {
  const near = nearestNames(rule.metric, input.candidate.names());
  return [
    `the candidate has no ${describe(rule.metric, slice)}`,
    ...(before === undefined ? [] : [', the baseline has it']),
    ...(near.length === 0 || near.includes(rule.metric) ? [] : [`; did you mean ${near.join(', ')}?`]),
  ].join('');
}

function finiteOf(metric: Measured | undefined): number | null {
  return metric !== undefined && hasNumber(metric) ? metric.value : null;
}
