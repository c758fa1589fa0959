/**
 * Behavioural checks and the user's own tests as rules: each is a row of the gate's table, with the share of what
 * broke against the share that may. A pure function.
 */
import type { Behaviour, RuleResult, TestReport } from '../results/index.js';
import type { Explanation } from './decide.js';

export interface CheckedRule {
  readonly result: RuleResult;
  readonly explanation: Explanation;
}

const FORMULA = 'share of what broke ≤ limit';

/** Begin of the names of rules that come from checks, and not from `gate.rules`. */
export const CHECK_RULES = /^(behaviour|tests)\./;

export function checkRules(behaviour: readonly Behaviour[], tests: readonly TestReport[]): CheckedRule[] {
  return [...behaviour.map(behaviourRule), ...tests.flatMap(testRules)];
}

function behaviourRule(check: Behaviour): CheckedRule {
  const reason = { pass: 'met', warn: 'violated', fail: 'violated' } as const;
  const { verdict } = check;
  return rowOf({
    metric: `behaviour.${check.name}`,
    limit: check.allowed,
    severity: check.severity,
    candidate: check.share,
    n: check.n,
    verdict,
    reason:
      verdict === 'pass' || verdict === 'warn' || verdict === 'fail' ? reason[verdict] : 'not_evaluated',
    message: check.message,
  });
}

function testRules(report: TestReport): CheckedRule[] {
  const failed = report.failed > 0;
  const whole = rowOf({
    metric: `tests.${report.file}`,
    limit: 0,
    severity: 'error',
    candidate: report.tests === 0 ? null : report.failed / report.tests,
    n: report.tests,
    verdict: report.problem !== null ? 'error' : failed ? 'fail' : 'pass',
    reason: report.problem !== null ? 'not_evaluated' : failed ? 'violated' : 'met',
    message:
      report.problem ??
      `${report.failed} of ${report.tests} tests failed${report.skipped > 0 ? `, ${report.skipped} were skipped` : ''}`,
  });
  const each = report.failures.map((failure) =>
    rowOf({
      metric: `tests.${report.file}`,
      slice: failure.name,
      limit: 0,
      severity: 'error',
      candidate: 1,
      n: 1,
      verdict: 'fail',
      reason: 'violated',
      message: failure.message === '' ? 'failed' : failure.message,
    }),
  );
  return [whole, ...each];
}

type Row = Pick<
  RuleResult,
  'metric' | 'limit' | 'severity' | 'candidate' | 'n' | 'verdict' | 'reason' | 'message'
> & {
  readonly slice?: string;
};

function rowOf(row: Row): CheckedRule {
  const result: RuleResult = {
    ...row,
    slice: row.slice ?? null,
    operator: 'max',
    direction: 'lower',
    baseline: null,
    delta: null,
    interval: null,
  };
  const rule = `${row.metric}${row.slice === undefined ? '' : ` ${row.slice}`} max ${row.limit}`;
  const evaluated = row.verdict !== 'error';
  return {
    result,
    explanation: {
      rule,
      formula: FORMULA,
      method: evaluated ? 'counts, without an interval' : null,
      working: [row.message],
    },
  };
}
