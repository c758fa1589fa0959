/** Rules that the baseline had to pass and that nobody asks of the candidate: a gate is not opened by deleting it. */
import type { Finding } from '../results/index.js';
import type { PastRule } from './baseline.js';
import { describe } from './metrics.js';
import { EVERY_SLICE } from './rules.js';

/**
 * A past rule counts as kept where a rule of the same metric and operator, of at least its severity, covers its slice.
 * Its limit may have changed: that is shown in the difference of assay.yaml. The finding is `warn`: a team may drop a
 * rule, but no version is then approved by policy alone.
 */
export function removedRules(past: readonly PastRule[], rules: readonly PastRule[]): Finding[] {
  const lost = past.filter(
    (rule) =>
      rule.severity === 'error' &&
      // One failing test of a file is a row of its own; the row of the file stands for all.
      !(rule.slice !== null && rule.metric.startsWith('tests.')) &&
      !rules.some(
        (now) =>
          now.metric === rule.metric &&
          now.operator === rule.operator &&
          now.severity === 'error' &&
          (now.slice === rule.slice || (now.slice === EVERY_SLICE && rule.slice !== null)),
      ),
  );
  const byRule = new Map(lost.map((rule) => [`${rule.operator} on ${rule.metric}`, [] as PastRule[]]));
  for (const rule of lost) byRule.get(`${rule.operator} on ${rule.metric}`)?.push(rule);
  return [...byRule].map(([name, of]): Finding => {
    const places = of.map((rule) => describe(rule.metric, rule.slice));
    return {
      check: 'removed_rule',
      verdict: 'warn',
      severity: 'warn',
      subject: {},
      where: [],
      count: of.length,
      message: `the baseline had to pass ${name} (${places.slice(0, 3).join('; ')}${places.length > 3 ? '; …' : ''}), and no rule asks it of the candidate`,
      fix: 'write the rule again, or accept this warning once: the next baseline no longer has it',
    };
  });
}
