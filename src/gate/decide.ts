/**
 * The decision: rules, metrics of the candidate, the baseline and the policy in; a verdict for every rule and for
 * the whole out. A pure function. What could not be evaluated never passes, and every rule is in the result.
 */
import type { Problem } from '../base/index.js';
import type { GatePolicy } from '../config/index.js';
import {
  type Finding,
  type GateResult,
  type PairedComparison,
  type RuleResult,
  type Verdict,
  worst,
} from '../results/index.js';
import { COMPARISON_METHODS, type ComparisonMethod } from './comparison.js';
import { diffMetrics } from './diff.js';
import { lostMetrics } from './lost.js';
import { MetricSet } from './metrics.js';
import { shareClaims, significanceOf, withSignificance } from './multiplicity.js';
import { Comparisons, pairedMethod } from './paired.js';
import { comparable, decideRule, VERDICT_OF } from './rule.js';
import { EVERY_SLICE, type Rule } from './rules.js';
import type { Range } from './scale.js';
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
  /** Candidate and baseline in pairs, where `evaluate` computed them for this very baseline. */
  readonly comparisons?: readonly PairedComparison[];
  /** Absent: by pairs, else those of `comparison.ts`. */
  readonly methods?: readonly ComparisonMethod[];
}

/** How a rule came to its verdict, for `--explain`. One for each rule result, in the same order. */
export interface Explanation {
  readonly rule: string;
  readonly formula: string;
  readonly method: string | null;
  readonly working: readonly string[];
  /** Where the method is published. */
  readonly source?: string;
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
export function decide(input: GateInput): Decision {
  const baseline = comparable(input);
  const comparisons = new Comparisons(input.comparisons ?? []);
  const methods = input.methods ?? [pairedMethod(comparisons), ...COMPARISON_METHODS];
  const decided = shareClaims(
    input.rules.flatMap((rule) =>
      slicesOf(rule, input.candidate, baseline).map((slice) =>
        decideRule(rule, slice, { ...input, methods }),
      ),
    ),
    input.policy,
  );
  const significance = significanceOf(comparisons.all);
  const rules = decided.map(({ result }) => withSignificance(result, significance));
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
    metrics: diffMetrics(input, comparisons, significance),
    findings,
    notChecked: notChecked(
      rules,
      input,
      decided.map(({ explanation }) => explanation),
    ),
  };
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

/** Problems of a gate that has no rules at all. Called before anything is read. */
export function noRules(): Problem {
  return {
    message: 'there is no rule, and a gate without rules checks nothing',
    fix: 'give --rule "METRIC OPERATOR LIMIT", or write rules under `gate:` in assay.yaml',
  };
}
