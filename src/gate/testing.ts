/** Small makers for the tests of the gate. */
import { DEFAULT_POLICY, type GatePolicy, type RuleConfig } from '../config/index.js';
import { lookupMetric } from '../evaluation/index.js';
import type { Direction, PairedComparison } from '../results/index.js';
import type { Baseline, Decision } from './decide.js';
import { decide } from './decide.js';
import { type Measured, MetricSet, plainMetric } from './metrics.js';
import { parseRules, resolveDirections } from './rules.js';

type Values = Readonly<Record<string, number | null>>;

/** Metrics from `{name: value}`, `{'name@slice': value}` for a slice. */
export function metrics(values: Values): MetricSet {
  return new MetricSet(
    Object.entries(values).map(([key, value]): Measured => {
      const [name = key, slice] = key.split('@');
      return { ...plainMetric(name, value), slice: slice ?? null };
    }),
  );
}

export function policy(changes: Partial<GatePolicy> = {}): GatePolicy {
  return { ...DEFAULT_POLICY, ...changes };
}

export const directionOf = (metric: string): Direction | null => lookupMetric(metric)?.direction ?? null;

/** The rules of a case cannot be used. */
export class RuleProblems extends Error {}

interface Case {
  readonly rules: readonly RuleConfig[];
  readonly candidate: Values | MetricSet;
  /** Absent: none was named. */
  readonly baseline?: Values | 'first run' | Baseline;
  readonly policy?: Partial<GatePolicy>;
  readonly comparisons?: readonly PairedComparison[];
}

/** Decides a case written small. Throws where a rule has a problem. */
export function gate(test: Case): Decision {
  const parsed = parseRules(test.rules.map((rule, index) => ({ rule, where: { key: `rule ${index + 1}` } })));
  const resolved = resolveDirections(parsed.rules, directionOf);
  const problems = [...parsed.problems, ...resolved.problems];
  if (problems.length > 0) throw new RuleProblems(JSON.stringify(problems));
  return decide({
    rules: resolved.rules,
    candidate: test.candidate instanceof MetricSet ? test.candidate : metrics(test.candidate),
    baseline: baselineOf(test.baseline),
    policy: policy(test.policy),
    ...(test.comparisons === undefined ? {} : { comparisons: test.comparisons }),
    directionOf,
    rangeOf: (metric) => lookupMetric(metric)?.range ?? null,
  });
}

function baselineOf(baseline: Case['baseline']): Baseline {
  if (baseline === undefined) return { kind: 'none' };
  if (baseline === 'first run')
    return { kind: 'first_run', message: 'the alias production has no entry yet' };
  if (isBaseline(baseline)) return baseline;
  return { kind: 'metrics', metrics: metrics(baseline) };
}

function isBaseline(value: Values | Baseline): value is Baseline {
  return 'kind' in value && typeof value.kind === 'string';
}
