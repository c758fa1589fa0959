import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GatePolicy } from '../config/index.js';
import { gateResultSchema, worst } from '../results/index.js';
import { compare } from './comparison.js';
import { decimal as decimalOf } from './decimal.js';
import { MetricSet, plainMetric } from './metrics.js';
import { gate, metrics, RuleProblems } from './testing.js';

const only = (decision: ReturnType<typeof gate>) => {
  const [rule, ...more] = decision.rules;
  if (rule === undefined || more.length > 0) throw new Error(`${decision.rules.length} rules`);
  return rule;
};

describe('a rule decides', () => {
  it.each([
    // rule, candidate, baseline, verdict
    ['acc min 0.6', 0.6, null, 'pass'],
    ['acc min 0.6', 0.599, null, 'fail'],
    ['acc max 0.6', 0.6, null, 'pass'],
    ['acc max 0.6', 0.601, null, 'fail'],
    ['acc equals 0.3', 0.3, null, 'pass'],
    ['acc equals 0.3', 0.1 + 0.2, null, 'fail'],
    ['accuracy max_drop 0.01', 0.84, 0.85, 'pass'],
    ['accuracy max_drop 0.01', 0.8399, 0.85, 'fail'],
    ['accuracy max_drop 0', 0.85, 0.85, 'pass'],
    ['accuracy max_drop 0', 0.8499, 0.85, 'fail'],
    ['accuracy max_drop 0.01', 0.99, 0.85, 'pass'],
    ['rmse max_drop 0.1', 1.1, 1, 'pass'],
    ['rmse max_drop 0.1', 1.11, 1, 'fail'],
    ['rmse max_drop 0.1', 0.5, 1, 'pass'],
    ['accuracy max_drop_rel 2%', 0.98, 1, 'pass'],
    ['accuracy max_drop_rel 2%', 0.9799, 1, 'fail'],
    ['accuracy max_drop_rel 10%', 0.27, 0.3, 'pass'],
    ['latency_p95_ms max_drop_rel 2%', 102, 100, 'pass'],
    ['latency_p95_ms max_drop_rel 2%', 102.1, 100, 'fail'],
    // The denominator is |baseline|, so a negative baseline does not turn the rule round.
    ['r2 max_drop_rel 10%', -0.22, -0.2, 'pass'],
    ['r2 max_drop_rel 10%', -0.23, -0.2, 'fail'],
    ['r2 max_drop_rel 10%', 0.5, -0.2, 'pass'],
    // A share of a baseline of 0 is 0: no loss passes, any gain does.
    ['r2 max_drop_rel 10%', 0, 0, 'pass'],
    ['r2 max_drop_rel 10%', -1e-300, 0, 'fail'],
    ['r2 max_drop_rel 10%', 0.1, 0, 'pass'],
    ['rmse max_drop_rel 10%', 1e-300, 0, 'fail'],
    ['accuracy min_gain 0.01', 0.86, 0.85, 'pass'],
    ['accuracy min_gain 0.01', 0.8599, 0.85, 'fail'],
    ['rmse min_gain 0.01', 0.84, 0.85, 'pass'],
    ['rmse min_gain 0.01', 0.86, 0.85, 'fail'],
    ['own max_drop 1 direction lower', 2, 1, 'pass'],
    ['own max_drop 1 direction lower', 2.5, 1, 'fail'],
    ['accuracy max_drop 0.01 warn', 0.1, 0.85, 'warn'],
    // Far ends of what a double holds.
    ['own max_drop 1 direction higher', -1e308, 1e308, 'fail'],
    ['own max_drop 1 direction higher', 5e-324, 5e-324, 'pass'],
    ['own max_drop 0 direction higher', 0, 5e-324, 'fail'],
  ])('%s: candidate %d, baseline %d → %s', (rule, candidate, baseline, verdict) => {
    const [name = ''] = rule.split(' ');
    const decision = gate({
      rules: [rule],
      candidate: { [name]: candidate },
      ...(baseline === null ? {} : { baseline: { [name]: baseline } }),
    });
    expect(only(decision)).toMatchObject({
      verdict,
      reason: verdict === 'pass' ? 'met' : 'violated',
      interval: null,
    });
    expect(decision.verdict).toBe(verdict);
  });

  it('shows the numbers, and says that point values have no interval', () => {
    const decision = gate({
      rules: ['accuracy max_drop 0.01'],
      candidate: { accuracy: 0.84 },
      baseline: { accuracy: 0.85 },
    });
    expect(only(decision)).toEqual({
      metric: 'accuracy',
      slice: null,
      operator: 'max_drop',
      limit: 0.01,
      severity: 'error',
      direction: 'higher',
      candidate: 0.84,
      baseline: 0.85,
      n: null,
      delta: -0.01,
      interval: null,
      method: 'point values, without an interval',
      verdict: 'pass',
      reason: 'met',
      message:
        'accuracy went from 0.85 to 0.84 (−0.01, worse); it may be worse than the baseline by at most 0.01',
    });
    expect(decision.notChecked.join()).toContain(
      'whether differences exceed noise: 1 compared by point values',
    );
    expect(decision.explanations).toEqual([
      {
        rule: 'accuracy max_drop 0.01 direction higher',
        formula: 'worse ≤ limit',
        method: 'point values, without an interval',
        working: ['worse = baseline − candidate = 0.85 − 0.84 = 0.01', 'worse 0.01 ≤ 0.01'],
      },
    ]);
  });

  it('takes the first comparison method that fits', () => {
    const value = (number: number) => ({ ...plainMetric('accuracy', number), value: number });
    const rule = {
      metric: 'accuracy',
      slice: null,
      operator: 'max_drop',
      limit: decimalOf('0.01'),
      direction: 'higher',
      severity: 'error',
      where: {},
    } as const;
    const found = compare(rule, value(0.9), value(0.95), [
      () => null,
      (_, __, now, before) => ({
        delta: decimalOf(String(now.value)).minus(decimalOf(String(before.value))),
        interval: [-0.2, 0.1],
        method: 'tango',
        verdict: 'inconclusive',
        working: [],
      }),
    ]);
    expect(found).toMatchObject({ method: 'tango', verdict: 'inconclusive', interval: [-0.2, 0.1] });
  });
});

describe('an absolute rule', () => {
  const of = (rule: string, interval: readonly [number, number]) =>
    only(
      gate({
        rules: [rule],
        candidate: new MetricSet([{ ...plainMetric('accuracy', 0.81), interval }]),
      }),
    ).message;
  it('says that the value decides where its interval holds the limit', () => {
    expect(of('accuracy min 0.8', [0.75, 0.87])).toBe(
      'accuracy is 0.81, as demanded at least 0.8; its interval, 0.75 to 0.87, holds the limit, and the value decides',
    );
    expect(of('accuracy max 0.8', [0.75, 0.87])).toMatch(/holds the limit, and the value decides/);
    expect(of('accuracy min 0.7', [0.75, 0.87])).toBe('accuracy is 0.81, as demanded at least 0.7');
  });
});

describe('what could not be evaluated never passes', () => {
  it.each([
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['-Infinity', Number.NEGATIVE_INFINITY],
    ['null', null],
  ])('%s, on either side, for every operator and severity', (_, value) => {
    for (const operator of ['min', 'max', 'equals', 'max_drop', 'max_drop_rel', 'min_gain']) {
      for (const warn of ['', ' warn']) {
        const rules = [`accuracy ${operator} 0.5${warn}`];
        const bad = only(gate({ rules, candidate: { accuracy: value }, baseline: { accuracy: 0.5 } }));
        expect(bad).toMatchObject({ verdict: 'error', reason: 'not_a_number', candidate: null });
        const decision = gate({ rules, candidate: { accuracy: 0.5 }, baseline: { accuracy: value } });
        if (operator.includes('_')) {
          expect(only(decision)).toMatchObject({ verdict: 'error', reason: 'not_a_number', baseline: null });
        } else expect(only(decision).reason).not.toBe('not_a_number');
      }
    }
  });

  it('a missing metric, also with a warning severity', () => {
    const decision = gate({ rules: ['accuracy min 0.5 warn'], candidate: { 'test.accuracy': 1 } });
    expect(only(decision)).toMatchObject({ verdict: 'error', reason: 'missing_metric' });
    expect(only(decision).message).toBe('the candidate has no accuracy; did you mean test.accuracy?');
  });

  it('text that stands where a number should, on either side, is no new or missing metric', () => {
    const text = new MetricSet([plainMetric('loss', 1)], [{ name: 'accuracy', why: 'text' }]);
    const lenient = { on_missing_metric: 'warn', on_new_metric: 'warn', on_removed_metric: 'warn' } as const;
    const rules = ['accuracy max_drop 0.5'];
    const ours = gate({ rules, candidate: text, baseline: { accuracy: 1 }, policy: lenient });
    expect(only(ours)).toMatchObject({ verdict: 'error', reason: 'not_a_number' });
    const theirs = gate({
      rules,
      candidate: { accuracy: 1, loss: 1 },
      baseline: { kind: 'metrics', metrics: text },
    });
    expect(only(theirs)).toMatchObject({
      verdict: 'error',
      reason: 'not_a_number',
      message: 'the baseline holds accuracy as text',
    });
  });

  it('no baseline where none was named', () => {
    expect(only(gate({ rules: ['accuracy max_drop 0.5'], candidate: { accuracy: 1 } }))).toMatchObject({
      verdict: 'error',
      reason: 'no_baseline',
    });
  });

  it('metrics of other data are refused, and absolute rules still count', () => {
    const decision = gate({
      rules: ['accuracy max_drop 0.5', 'accuracy min 0.5'],
      candidate: { accuracy: 1, 'accuracy@new': 1 },
      baseline: {
        kind: 'refused',
        metrics: metrics({ accuracy: 0.2, 'accuracy@old': 1 }),
        reason: 'different_data',
        message: 'v3 was evaluated on other data',
        fix: 'evaluate again',
      },
    });
    expect(decision.rules.map(({ verdict, reason, baseline }) => [verdict, reason, baseline])).toEqual([
      ['error', 'different_data', null],
      ['pass', 'met', null],
    ]);
    expect(decision.findings).toEqual([]);
    expect(decision.metrics.every((metric) => metric.baseline === null && metric.delta === null)).toBe(true);
  });

  it('zero rules, and rules that were all left out', () => {
    expect(gate({ rules: [], candidate: { a: 1 }, baseline: { a: 1 } }).verdict).toBe('error');
    const ignored = gate({
      rules: ['accuracy min 0.5'],
      candidate: { loss: 1 },
      policy: { on_missing_metric: 'ignore' },
    });
    expect(only(ignored).verdict).toBe('skipped');
    expect(ignored.verdict).toBe('error');
    // A finding does not stand in for a rule.
    const finding = gate({
      rules: ['accuracy max_drop 0.5'],
      candidate: { accuracy: 1 },
      baseline: { loss: 1 },
      policy: { on_new_metric: 'ignore', on_removed_metric: 'warn' },
    });
    expect(finding.verdict).toBe('error');
  });
});

describe('policies', () => {
  const words = ['error', 'fail', 'warn', 'ignore'] as const;
  const verdicts = { error: 'error', fail: 'fail', warn: 'warn', ignore: 'skipped' } as const;
  const cases: [keyof GatePolicy, Parameters<typeof gate>[0], string][] = [
    [
      'on_missing_metric',
      { rules: ['accuracy min 0.5', 'f1 min 0'], candidate: { f1: 1 } },
      'missing_metric',
    ],
    [
      'on_nan',
      { rules: ['accuracy min 0.5', 'f1 min 0'], candidate: { accuracy: Number.NaN, f1: 1 } },
      'not_a_number',
    ],
    [
      'on_new_metric',
      {
        rules: ['accuracy max_drop 0.5', 'f1 min 0'],
        candidate: { accuracy: 1, f1: 1 },
        baseline: { f1: 1 },
      },
      'new_metric',
    ],
    [
      'on_missing_baseline',
      {
        rules: ['accuracy max_drop 0.5', 'f1 min 0'],
        candidate: { accuracy: 1, f1: 1 },
        baseline: 'first run',
      },
      'no_baseline',
    ],
  ];
  for (const [name, test, reason] of cases) {
    it.each(words)(`${name}: %s`, (word) => {
      const decision = gate({ ...test, policy: { [name]: word } });
      expect(decision.rules[0]).toMatchObject({ verdict: verdicts[word], reason });
      expect(decision.rules[1]?.verdict).toBe('pass');
      expect(decision.verdict).toBe(word === 'ignore' ? 'pass' : verdicts[word]);
      if (word === 'ignore') expect(decision.notChecked.join()).toContain('left out, as the policy says');
    });
  }

  it.each(words)('on_removed_metric: %s, with no rule on the metric', (word) => {
    const decision = gate({
      rules: ['f1 min 0'],
      candidate: { f1: 1 },
      baseline: { f1: 1, accuracy: 0.9 },
      policy: { on_removed_metric: word },
    });
    expect(decision.findings).toMatchObject([{ check: 'removed_metric', verdict: verdicts[word] }]);
    expect(decision.verdict).toBe(word === 'ignore' ? 'pass' : verdicts[word]);
    expect(decision.metrics).toMatchObject([
      { name: 'f1', note: null },
      { name: 'accuracy', note: 'removed', baseline: 0.9, candidate: null, delta: null },
    ]);
  });

  it('a warn rule does not soften the removal of its metric', () => {
    const decision = gate({
      rules: ['accuracy max_drop 0.5 warn', 'f1 min 0'],
      candidate: { f1: 1 },
      baseline: { f1: 1, accuracy: 0.9 },
      policy: { on_missing_metric: 'warn', on_removed_metric: 'fail' },
    });
    expect(decision.verdict).toBe('fail');
  });

  it('the defaults are the safe ones', () => {
    const first = gate({ rules: ['f1 max_drop 0.1'], candidate: { f1: 1 }, baseline: 'first run' });
    expect(first.verdict).toBe('warn');
    expect(only(first)).toMatchObject({ verdict: 'warn', reason: 'no_baseline' });
    const absolute = { rules: ['f1 max_drop 0.1', 'f1 min 0.5'], baseline: 'first run' } as const;
    expect(gate({ ...absolute, candidate: { f1: 0.6 } }).verdict).toBe('warn');
    expect(gate({ ...absolute, candidate: { f1: 0.4 } }).verdict).toBe('fail');
    expect(gate({ ...absolute, candidate: { f1: Number.NaN } }).verdict).toBe('error');
    expect(gate({ rules: ['f1 min 0.5'], candidate: { f1: 0.6 }, baseline: 'first run' }).verdict).toBe(
      'warn',
    );
    expect(gate({ rules: ['f1 max_drop 0.1'], candidate: { f1: 1 }, baseline: { loss: 1 } }).verdict).toBe(
      'error',
    );
    expect(
      gate({ rules: ['f1 max_drop 0.1', 'r2 max_drop 1'], candidate: { f1: 1, r2: 1 }, baseline: { f1: 1 } })
        .verdict,
    ).toBe('warn');
  });

  it('a metric without a rule that has lost its value is told', () => {
    const decision = gate({
      rules: ['f1 min 0'],
      candidate: { f1: 1, accuracy: Number.NaN, loss: null },
      baseline: { f1: 1, accuracy: 0.9, loss: Number.NaN },
    });
    expect(decision.findings).toMatchObject([{ check: 'not_a_number', verdict: 'error', actual: 'NaN' }]);
    expect(decision.metrics.map((metric) => metric.note)).toEqual([null, 'undefined', 'undefined']);
  });
});

describe('slices', () => {
  const candidate = { accuracy: 0.9, 'accuracy@a': 0.9, 'accuracy@b': 0.5, 'loss@c': 1 };

  it('a named slice, and every slice', () => {
    const decision = gate({
      rules: ['accuracy min 0.6 slice a', 'accuracy min 0.7 slice *'],
      candidate,
    });
    expect(decision.rules.map(({ slice, verdict }) => [slice, verdict])).toEqual([
      ['a', 'pass'],
      ['a', 'pass'],
      ['b', 'fail'],
    ]);
  });

  it('a slice that vanished is a missing metric; one that is new has no baseline', () => {
    const decision = gate({
      rules: ['accuracy max_drop 0.1 slice *'],
      candidate: { 'accuracy@a': 1, 'accuracy@new': 1 },
      baseline: { 'accuracy@a': 1, 'accuracy@gone': 1 },
    });
    expect(decision.rules.map(({ slice, verdict, reason }) => [slice, verdict, reason])).toEqual([
      ['a', 'pass', 'met'],
      ['new', 'warn', 'new_metric'],
      ['gone', 'error', 'missing_metric'],
    ]);
    expect(decision.findings).toMatchObject([{ check: 'removed_metric', subject: { slice: 'gone' } }]);
  });

  it.each([
    ['accuracy min 0.1 slice *', { accuracy: 1 }, 'the metrics have no slices at all'],
    ['accuracy min 0.1 slice *', { accuracy: 1, 'loss@c': 1 }, 'there is no slice of this metric'],
    [
      'accuracy min 0.1 slice origin=SEA',
      { accuracy: 1, 'accuracy@origin=SEB': 1 },
      'did you mean origin=SEB?',
    ],
    ['accuracy min 0.1 slice x warn', { accuracy: 1 }, 'no slices at all'],
  ])('%s that matches nothing is an error whatever the policy', (rule, values, message) => {
    const all = { on_missing_metric: 'ignore', on_nan: 'ignore', on_removed_metric: 'ignore' } as const;
    const decision = gate({ rules: [rule, 'accuracy min 0'], candidate: values, policy: all });
    expect(decision.rules[0]).toMatchObject({ verdict: 'error', reason: 'unknown_slice' });
    expect(decision.rules[0]?.message).toContain(message);
    expect(decision.verdict).toBe('error');
  });
});

describe('whatever the numbers', () => {
  const value = fc.oneof(
    fc.double(),
    fc.constantFrom(0, -0, Number.NaN, Number.POSITIVE_INFINITY, 5e-324, 1.7976931348623157e308),
    fc.constant(null),
  );
  const rule = fc
    .record({
      metric: fc.constantFrom('accuracy', 'rmse', 'r2'),
      operator: fc.constantFrom('min', 'max', 'equals', 'max_drop', 'max_drop_rel', 'min_gain'),
      limit: fc.double({ min: 0, max: 1, noNaN: true }).map((limit) => (limit < 1e-300 ? 0 : limit)),
      slice: fc.constantFrom('', ' slice a', ' slice *'),
      warn: fc.constantFrom('', ' warn'),
    })
    .map((part) => `${part.metric} ${part.operator} ${part.limit}${part.slice}${part.warn}`);
  const side = fc.dictionary(
    fc.constantFrom('accuracy', 'rmse', 'r2', 'accuracy@a', 'rmse@a', 'r2@b'),
    value,
  );
  const policy = fc.record({
    on_missing_metric: fc.constantFrom('error', 'fail', 'warn', 'ignore'),
    on_nan: fc.constantFrom('error', 'fail', 'warn', 'ignore'),
    on_new_metric: fc.constantFrom('error', 'fail', 'warn', 'ignore'),
    on_removed_metric: fc.constantFrom('error', 'fail', 'warn', 'ignore'),
    on_missing_baseline: fc.constantFrom('error', 'fail', 'warn', 'ignore'),
  }) as fc.Arbitrary<GatePolicy>;

  it('the whole is as bad as its worst part, every rule is shown, and only evaluated rules pass', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(rule, { maxLength: 4, selector: (text) => text.split(' ').slice(0, 2).join(' ') }),
        side,
        fc.oneof(side, fc.constant('first run' as const)),
        policy,
        (rules, candidate, baseline, words) => {
          let decision: ReturnType<typeof gate>;
          try {
            decision = gate({ rules, candidate, baseline, policy: words });
          } catch (error) {
            if (error instanceof RuleProblems) return fc.pre(false); // min above max and the like
            throw error;
          }
          const parts = decision.rules.map((part) => part.verdict);
          expect(decision.verdict).toBe(
            worst([worst(parts), ...decision.findings.map((finding) => finding.verdict)]),
          );
          expect(decision.rules.length).toBeGreaterThanOrEqual(rules.length);
          for (const part of decision.rules) {
            if (part.verdict !== 'pass') continue;
            expect(part.candidate).not.toBeNull();
            if (part.operator.includes('_')) expect(part.baseline).not.toBeNull();
          }
          // What is decided can be written as a result: no NaN, no infinity.
          for (const part of decision.rules) gateResultSchema.shape.rules.element.parse(part);
          gateResultSchema.shape.metrics.parse(decision.metrics);
        },
      ),
      { numRuns: 1000 },
    );
  });

  const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
  const limit = fc.integer({ min: 0, max: 1000 }).map((share) => share / 1000);
  const comparing = fc.constantFrom('max_drop', 'max_drop_rel', 'min_gain');
  const verdictOf = (text: string, candidate: number, baseline: number) =>
    only(gate({ rules: [text], candidate: { own: candidate }, baseline: { own: baseline } })).verdict;

  it('a strictly better candidate never turns a pass into a fail', () => {
    fc.assert(
      fc.property(
        finite,
        finite,
        finite,
        limit,
        comparing,
        fc.constantFrom('higher', 'lower'),
        (a, b, base, at, op, way) => {
          const [worse, better] = (way === 'higher') === a < b ? [a, b] : [b, a];
          const text = `own ${op} ${at} direction ${way}`;
          if (verdictOf(text, worse, base) === 'pass') expect(verdictOf(text, better, base)).toBe('pass');
        },
      ),
    );
    fc.assert(
      fc.property(finite, finite, limit, (a, b, at) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        if (verdictOf(`own min ${at}`, low, 0) === 'pass')
          expect(verdictOf(`own min ${at}`, high, 0)).toBe('pass');
        if (verdictOf(`own max ${at}`, high, 0) === 'pass')
          expect(verdictOf(`own max ${at}`, low, 0)).toBe('pass');
      }),
    );
  });

  it('turning the sign and the direction changes nothing', () => {
    fc.assert(
      fc.property(finite, finite, limit, comparing, (candidate, baseline, at, op) => {
        expect(verdictOf(`own ${op} ${at} direction higher`, candidate, baseline)).toBe(
          verdictOf(`own ${op} ${at} direction lower`, -candidate, -baseline),
        );
      }),
    );
  });

  it('decimals are exact: the same verdict as whole numbers of the last place', () => {
    const whole = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
    const text = (number: number, places: number) => {
      const digits = String(Math.abs(number)).padStart(places + 1, '0');
      const split = digits.length - places;
      return `${number < 0 ? '-' : ''}${digits.slice(0, split)}${places > 0 ? `.${digits.slice(split)}` : ''}`;
    };
    fc.assert(
      fc.property(
        whole,
        // Often right at the limit, where doubles go wrong.
        fc.oneof(fc.integer({ min: -3, max: 3 }), whole),
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.integer({ min: 0, max: 12 }),
        (baseline, away, allowed, places) => {
          const candidate = baseline - allowed + away;
          const passes = BigInt(baseline) - BigInt(candidate) <= BigInt(allowed);
          const values = [Number(text(candidate, places)), Number(text(baseline, places))] as const;
          const found = verdictOf(`own max_drop ${text(allowed, places)} direction higher`, ...values);
          expect(found).toBe(passes ? 'pass' : 'fail');
          const share = allowed % 1000;
          const relative =
            (BigInt(baseline) - BigInt(candidate)) * 1000n <= BigInt(share) * BigInt(Math.abs(baseline));
          expect(verdictOf(`own max_drop_rel ${share / 1000} direction higher`, ...values)).toBe(
            relative ? 'pass' : 'fail',
          );
        },
      ),
      { numRuns: 2000 },
    );
  });
});
