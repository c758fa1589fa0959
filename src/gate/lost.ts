/**
 * Metrics that the baseline has and the candidate has no longer, whether or not a rule names them: a metric that
 * vanishes takes its protection with it.
 */
import type { GatePolicy } from '../config/index.js';
import type { Finding, RuleResult, Verdict } from '../results/index.js';
import { describe, hasNumber, type MetricSet, showAbsence } from './metrics.js';

type Action = GatePolicy['on_nan'];
const HOW: Readonly<Record<Action, { verdict: Verdict; severity: Finding['severity'] }>> = {
  error: { verdict: 'error', severity: 'error' },
  fail: { verdict: 'fail', severity: 'error' },
  warn: { verdict: 'warn', severity: 'warn' },
  ignore: { verdict: 'skipped', severity: 'info' },
};

export function lostMetrics(
  candidate: MetricSet,
  baseline: MetricSet,
  policy: GatePolicy,
  rules: readonly RuleResult[],
): Finding[] {
  const findings: Finding[] = [];
  const ruled = new Set(rules.map((rule) => describe(rule.metric, rule.slice)));
  for (const before of baseline.all) {
    const name = describe(before.name, before.slice);
    const subject = before.slice === null ? {} : { slice: before.slice };
    const now = candidate.get(before.name, before.slice);
    if (now === undefined) {
      findings.push({
        check: 'removed_metric',
        ...HOW[policy.on_removed_metric],
        subject,
        where: [],
        expected: hasNumber(before) ? String(before.value) : showAbsence(before),
        actual: candidate.whyIgnored(before.name) ?? 'absent',
        message: `${name} was removed: the baseline has it, the candidate does not`,
        fix: 'write the metric again, or set gate.policy.on_removed_metric where it goes on purpose',
      });
    } else if (!hasNumber(now) && hasNumber(before) && !ruled.has(name)) {
      // Where a rule names it, the rule itself says so.
      findings.push({
        check: 'not_a_number',
        ...HOW[policy.on_nan],
        subject,
        where: [],
        expected: `a number (the baseline has ${before.value})`,
        actual: showAbsence(now),
        message: `${name} of the candidate is ${showAbsence(now)}, the baseline has ${before.value}`,
      });
    }
  }
  return findings;
}
