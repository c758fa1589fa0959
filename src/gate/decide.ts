/**
 * The decision: rules, metrics of the candidate, the baseline and the policy in; a verdict for every rule and for
 * the whole out. A pure function. What could not be evaluated never passes, and every rule is in the result.
 */
import { nearestNames, type Problem } from '../base/index.js';
import type { GatePolicy } from '../config/index.js';
import { type Finding, type GateResult, type RuleResult, type Verdict, worst } from '../results/index.js';
import { type ComparisonMethod, compare } from './comparison.js';
import { decimal, show, toFinite } from './decimal.js';
import { diffMetrics } from './diff.js';
import { lostMetrics } from './lost.js';
import { describe, hasNumber, type Measured, MetricSet, showAbsence } from './metrics.js';
import { operatorOf, showLimit } from './operators.js';
import { EVERY_SLICE, type Rule, ruleText } from './rules.js';
import { otherScale, type Range } from './scale.js';
import { notChecked, summaryOf } from './summary.js';

export type Baseline =
  /** Metrics that may be compared with. */
  | { readonly kind: 'metrics'; readonly metrics: MetricSet }
  /** There is a place for a baseline, and nothing is in it yet. */
  | { readonly kind: 'first_run'; readonly message: string }
  /** Metrics that must not be compared with, such as those of other data. */
  | {
      readonly kind: 'refused';
      readonly metrics: MetricSet;
      readonly reason: string;
      readonly message: string;
      readonly fix: string;
    }
  /** None was named. */
  | { readonly kind: 'none' };

export interface GateInput {
  /** With directions resolved (`resolveDirections`). */
  readonly rules: readonly Rule[];
  readonly candidate: MetricSet;
  readonly baseline: Baseline;
  readonly policy: GatePolicy;
  readonly directionOf: (metric: string) => Rule['direction'];
  /** Possible values of a metric, null where they are not known. Absent: of none. */
  readonly rangeOf?: (metric: string) => Range | null;
  /** Absent: those of `comparison.ts`. */
  readonly methods?: readonly ComparisonMethod[];
}

/** How a rule came to its verdict, for `--explain`. One for each rule result, in the same order. */
export interface Explanation {
  readonly rule: string;
  readonly formula: string;
  readonly method: string | null;
  readonly working: readonly string[];
}

export interface Decision {
  readonly verdict: Verdict;
  readonly summary: string;
  readonly rules: readonly RuleResult[];
  readonly explanations: readonly Explanation[];
  readonly metrics: GateResult['metrics'];
  readonly findings: readonly Finding[];
  readonly notChecked: readonly string[];
}

const EMPTY = new MetricSet([]);
type Action = GatePolicy[keyof GatePolicy];
/** What a policy's word does to a rule that it is about. `ignore` leaves the rule out, and says so. */
const VERDICT_OF: Readonly<Record<Action, Verdict>> = {
  error: 'error',
  fail: 'fail',
  warn: 'warn',
  ignore: 'skipped',
};

export function decide(input: GateInput): Decision {
  const baseline = comparable(input);
  const decided = input.rules.flatMap((rule) =>
    slicesOf(rule, input.candidate, baseline).map((slice) => decideRule(rule, slice, input)),
  );
  const rules = decided.map(({ result }) => result);
  const findings = [
    ...firstRun(input),
    ...lostMetrics(input.candidate, namesToKeep(input.baseline), input.policy, rules),
  ];
  // The rules alone decide whether anything was evaluated: a finding must not stand in for them.
  const verdict = worst([
    worst(rules.map((rule) => rule.verdict)),
    ...findings.map((found) => found.verdict),
  ]);
  return {
    verdict,
    summary: summaryOf(rules, findings, input),
    rules,
    explanations: decided.map(({ explanation }) => explanation),
    metrics: diffMetrics(input),
    findings,
    notChecked: notChecked(
      rules,
      input,
      decided.map(({ explanation }) => explanation),
    ),
  };
}

/** The baseline's metrics where they may be compared with, else none. */
function comparable(input: GateInput): MetricSet {
  return input.baseline.kind === 'metrics' ? input.baseline.metrics : EMPTY;
}

/** What the candidate must have too. Other data has other slices, but no other metrics. */
function namesToKeep(baseline: Baseline): MetricSet {
  if (baseline.kind === 'metrics') return baseline.metrics;
  if (baseline.kind !== 'refused') return EMPTY;
  return new MetricSet(baseline.metrics.all.filter((metric) => metric.slice === null));
}

/** The slices that a rule is about. `*` becomes each slice that either side has of the metric. */
function slicesOf(rule: Rule, candidate: MetricSet, baseline: MetricSet): (string | null)[] {
  if (rule.slice !== EVERY_SLICE) return [rule.slice];
  const found = [...new Set([...candidate.slices(rule.metric), ...baseline.slices(rule.metric)])];
  // A wildcard without a match stays in the result, as itself, and is an error there.
  return found.length > 0 ? found : [EVERY_SLICE];
}

interface Decided {
  readonly result: RuleResult;
  readonly explanation: Explanation;
}

function decideRule(rule: Rule, slice: string | null, input: GateInput): Decided {
  const { policy } = input;
  const operator = operatorOf(rule.operator);
  const name = describe(rule.metric, slice);
  const candidate = input.candidate.get(rule.metric, slice);
  const before = comparable(input).get(rule.metric, slice);
  const demand = operator.words(showLimit(rule.operator, rule.limit));
  const end = (
    verdict: Verdict,
    reason: string,
    message: string,
    more: Partial<RuleResult> = {},
    how: { method: string | null; working: readonly string[] } = { method: null, working: [message] },
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
    explanation: { rule: ruleText({ ...rule, slice }), formula: operator.formula, ...how },
  });
  const byPolicy = (action: Action, reason: string, message: string) =>
    end(
      VERDICT_OF[action],
      reason,
      action === 'ignore' ? `${message}; left out, as the policy says` : message,
    );

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
  const strange = (other: ReturnType<typeof decimal>, whose: string) => {
    const why = otherScale(rule, input.rangeOf?.(rule.metric) ?? null, value, other, whose);
    return why === null ? null : end('error', 'other_scale', `${name} of the candidate: ${why}`);
  };
  if (!operator.compares) {
    const refused = strange(rule.limit, 'the limit');
    if (refused !== null) return refused;
    const holds = operator.holds(value, rule.limit);
    const text = `${name} is ${shownBeside(value, rule.limit)}${holds ? ', as demanded' : ', and must be'} ${demand}`;
    return end(
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
        `${name} must be ${demand}, and there is no baseline yet: ${input.baseline.message}`,
      );
    case 'none':
      return end('error', 'no_baseline', `${name} must be ${demand}, and no baseline was named`);
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
  const refused = strange(decimal(before.value), 'the baseline');
  if (refused !== null) return refused;
  const found = compare(rule, candidate, before, input.methods);
  const reason = { pass: 'met', fail: 'violated', inconclusive: 'inconclusive' }[found.verdict];
  const zero =
    found.verdict === 'fail' && operator.share && before.value === 0
      ? '; a share of a baseline of 0 is 0, so use max_drop where a small loss may pass'
      : '';
  return end(
    found.verdict,
    reason,
    `${name} went from ${show(decimal(before.value))} to ${show(decimal(candidate.value))} (${signed(found.delta, rule.limit)}, ${quality(rule, found.delta)}); it must be ${demand}${zero}`,
    { delta: toFinite(found.delta), interval: found.interval === null ? null : [...found.interval] },
    { method: found.method, working: found.working },
  );
}

function signed(delta: ReturnType<typeof decimal>, limit: ReturnType<typeof decimal>): string {
  return delta.gt(0) ? `+${shownBeside(delta, limit)}` : shownBeside(delta, limit);
}

/** Rounded for reading, but not where that would make it look equal to a limit which it is not. */
function shownBeside(value: ReturnType<typeof decimal>, limit: ReturnType<typeof decimal>): string {
  const looksEqual = show(value.abs()) === show(limit.abs()) && !value.abs().eq(limit.abs());
  return show(value, looksEqual);
}

function quality(rule: Rule, delta: ReturnType<typeof decimal>): string {
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

function firstRun(input: GateInput): Finding[] {
  if (input.baseline.kind !== 'first_run') return [];
  return [
    {
      check: 'no_baseline',
      verdict: VERDICT_OF[input.policy.on_missing_baseline],
      severity: input.policy.on_missing_baseline === 'ignore' ? 'info' : 'warn',
      subject: {},
      where: [],
      message: `first run: ${input.baseline.message}`,
    },
  ];
}

function finiteOf(metric: Measured | undefined): number | null {
  return metric !== undefined && hasNumber(metric) ? metric.value : null;
}

/** Problems of a gate that has no rules at all. Called before anything is read. */
export function noRules(): Problem {
  return {
    message: 'there is no rule, and a gate without rules checks nothing',
    fix: 'give --rule "METRIC OPERATOR LIMIT", or write rules under `gate:` in assay.yaml',
  };
}
