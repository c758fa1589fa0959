/** What a decision says of itself in words: one line, and what it did not check. */
import type { Finding, RuleResult, Verdict } from '../results/index.js';
import type { Explanation, GateInput } from './decide.js';
import { describe } from './metrics.js';

/** One line for a person: what came of the rules, worst first. */
export function summaryOf(
  rules: readonly RuleResult[],
  findings: readonly Finding[],
  input: GateInput,
): string {
  if (rules.length === 0) return 'no rule was evaluated';
  const count = (verdict: Verdict) => rules.filter((rule) => rule.verdict === verdict).length;
  const total = `${rules.length} ${rules.length === 1 ? 'rule' : 'rules'}`;
  const parts = [
    [count('error'), 'could not be evaluated'],
    [count('fail'), 'failed'],
    [count('inconclusive'), 'undecided'],
    [count('warn'), 'warned'],
    [count('skipped'), 'left out'],
    [count('pass'), 'passed'],
  ] as const;
  const said = parts.filter(([number]) => number > 0).map(([number, words]) => `${number} ${words}`);
  const lost = findings.filter(
    (found) => found.check !== 'no_baseline' && found.verdict !== 'skipped',
  ).length;
  return [
    count('pass') === rules.length
      ? `${rules.length === 1 ? 'the rule' : `all ${rules.length} rules`} passed`
      : `${total}: ${said.join(', ')}`,
    ...(input.baseline.kind === 'first_run' ? ['no baseline yet'] : []),
    ...(lost > 0 ? [`${lost} ${lost === 1 ? 'metric was' : 'metrics were'} lost against the baseline`] : []),
  ].join('; ');
}

/** What the verdict does not rest on. */
export function notChecked(
  rules: readonly RuleResult[],
  input: GateInput,
  how: readonly Explanation[],
): string[] {
  const byPoint = rules.filter((_, index) => how[index]?.method?.startsWith('point values')).length;
  const byPairs = rules.some((rule) => rule.interval !== null);
  const seeded = input.comparisons?.some(({ seeds, identical }) => seeds !== undefined || identical) ?? false;
  const ruled = new Set(rules.map((rule) => rule.metric));
  const unruled = input.candidate.names().filter((name) => !ruled.has(name));
  return [
    ...rules
      .filter((rule) => rule.verdict === 'skipped')
      .map((rule) => `${describe(rule.metric, rule.slice)} ${rule.operator}: ${rule.message}`),
    ...(byPoint > 0
      ? [`whether differences exceed noise: ${byPoint} compared by point values, without an interval`]
      : []),
    ...(byPairs && !seeded
      ? [
          'what another training would change: a test set does not show the variance of training (train.seeds)',
        ]
      : []),
    ...(unruled.length > 0 ? [`metrics without a rule: ${some(unruled)}`] : []),
  ];
}

/** The first of many, so that a file of a thousand metrics does not drown what matters. */
export function some(names: readonly string[], most = 30): string {
  const more = names.length - most;
  return `${names.slice(0, most).join(', ')}${more > 0 ? `, and ${more} more` : ''}`;
}
