import { describe, expect, it } from 'vitest';
import type { PastRule } from './baseline.js';
import { removedRules } from './removed-rules.js';

const rule = (metric: string, more: Partial<PastRule> = {}): PastRule => ({
  metric,
  slice: null,
  operator: 'max',
  severity: 'error',
  ...more,
});

describe('what the baseline had to pass and nobody asks any more', () => {
  const past = [
    rule('behaviour.known-flights'),
    rule('tests.report.xml'),
    rule('tests.report.xml', { slice: 'test_one' }),
    rule('recall', { operator: 'max_drop', slice: 'sex=f' }),
    rule('log_loss', { severity: 'warn' }),
  ];

  it('is told: a behavioural check, a file of tests, a rule on a slice; one that only warned is not', () => {
    expect(
      removedRules(past, []).map(({ verdict, message }) => [verdict, /pass (.*?) \(/.exec(message)?.[1]]),
    ).toEqual([
      ['warn', 'max on behaviour.known-flights'],
      ['warn', 'max on tests.report.xml'],
      ['warn', 'max_drop on recall'],
    ]);
  });

  it('is kept by the same check, and by a rule on every slice; not by one that only warns', () => {
    const now = [
      rule('behaviour.known-flights', { severity: 'warn' }),
      rule('tests.report.xml'),
      rule('recall', { operator: 'max_drop', slice: '*' }),
    ];
    expect(
      removedRules(past, now).map(({ count, message }) => [count, message.includes('known-flights')]),
    ).toEqual([[1, true]]);
  });
});
