import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PairedComparison } from '../results/index.js';
import { nonInferiority, tangoInterval, z } from '../statistics/index.js';
import { type Measured, MetricSet, plainMetric } from './metrics.js';
import { claimP } from './paired.js';
import { gate } from './testing.js';

/** Accuracy of two models on n examples: b only the candidate right, c only the baseline. */
function tango(n: number, b: number, c: number, slice: string | null = null): PairedComparison {
  const both = Math.floor((n - b - c) * 0.8);
  const intervals = [0.9, 0.95].map((level) => tangoInterval(b, c, n, level));
  return {
    metric: 'accuracy',
    slice,
    direction: 'higher',
    n,
    candidate: (both + b) / n,
    baseline: (both + c) / n,
    delta: (b - c) / n,
    intervals: intervals.map(({ level, low, high }) => ({ level, low, high })),
    relative: null,
    method: 'tango',
    source: 'Tango 1998',
    identical: false,
    discordance: { gained: b, lost: c, pValue: 1, test: 'mcnemar(midp)' },
    working: [],
    notes: [],
  };
}
function normal(
  metric: string,
  delta: number,
  se: number,
  more: Partial<PairedComparison> = {},
): PairedComparison {
  return {
    metric,
    slice: null,
    direction: 'higher',
    n: 1000,
    candidate: 0.8 + delta,
    baseline: 0.8,
    delta,
    intervals: [0.9, 0.95].map((level) => {
      const half = z((1 + level) / 2) * se;
      return { level, low: delta - half, high: delta + half };
    }),
    relative: null,
    method: 'test',
    source: 'a test',
    identical: false,
    working: [],
    notes: [],
    ...more,
  };
}
function sides(comparisons: readonly PairedComparison[]) {
  const of = (side: 'candidate' | 'baseline') =>
    new MetricSet(
      comparisons.map(
        (one): Measured => ({ ...plainMetric(one.metric, one[side]), slice: one.slice, n: one.n }),
      ),
    );
  return {
    candidate: of('candidate'),
    baseline: { kind: 'metrics', metrics: of('baseline') } as const,
    comparisons,
  };
}
function judged(rule: string, one: PairedComparison, policy = {}) {
  const [result] = gate({ rules: [rule], ...sides([one]), policy }).rules;
  if (result === undefined) throw new Error('no rule');
  return result;
}

describe('a rule on pairs', () => {
  it.each([
    // 1,000 examples of which 5% differ, equally good: the point gate blocks a quarter of such runs.
    ['accuracy max_drop 0.03', tango(1000, 25, 25), 'pass'],
    ['accuracy max_drop 0.005', tango(1000, 22, 28), 'inconclusive'],
    ['accuracy max_drop 0.005', tango(1000, 5, 45), 'fail'],
    ['accuracy min_gain 0.01', tango(1000, 60, 20), 'pass'],
    ['accuracy min_gain 0.03', tango(1000, 60, 20), 'inconclusive'],
    ['accuracy min_gain 0.08', tango(1000, 60, 20), 'fail'],
    ['accuracy max_gain 0.1', tango(1000, 60, 20), 'pass'],
    ['accuracy max_gain 0.04', tango(1000, 60, 20), 'inconclusive'],
    ['accuracy max_gain 0.01', tango(1000, 60, 20), 'fail'],
  ])('%s', (rule, one, verdict) => {
    expect(judged(rule, one)).toMatchObject({ verdict, method: 'tango' });
  });

  it('decides as non-inferiority does, whichever direction is better', () => {
    const bound = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        bound,
        fc.double({ min: 0.001, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 100 }),
        fc.constantFrom('higher', 'lower'),
        (delta, se, percent, direction) => {
          const one = normal('own', delta, se, { direction });
          const [bounds] = one.intervals;
          if (bounds === undefined) throw new Error('no interval');
          const found = judged(`own max_drop ${percent / 100} direction ${direction}`, one);
          const expected = nonInferiority({ delta, ...bounds }, { direction, margin: percent / 100 });
          expect(found.verdict).toBe(expected.verdict);
        },
      ),
    );
  });

  it('shows the number of examples that would decide', () => {
    // Discordance 5%, a margin of one point, power 80%: 3,090.
    const found = judged('accuracy max_drop 0.01', tango(1000, 25, 25));
    expect(found).toMatchObject({ verdict: 'inconclusive', decidingN: 3090 });
    expect(found.message).toContain('about 3,090 examples would decide if both are equally good');
    const never = judged('accuracy max_drop 0', tango(1000, 25, 25));
    expect(never).toMatchObject({ verdict: 'inconclusive', decidingN: null });
    expect(never.message).toContain('allow a margin');
  });

  it('takes the relative interval for a relative margin', () => {
    const one = normal('own', 0, 0.001, { relative: { level: 0.9, low: -0.5, high: 0.5 } });
    expect(judged('own max_drop_rel 10% direction higher', one).verdict).toBe('inconclusive');
    expect(judged('own max_drop 0.08 direction higher', one).verdict).toBe('pass');
  });

  it('passes nothing where pairs give no interval', () => {
    const one = normal('own', 0.1, 1, { intervals: [], notes: ['no interval: every resample is alike'] });
    expect(judged('own max_drop 0.5 direction higher', one)).toMatchObject({
      verdict: 'inconclusive',
      interval: null,
    });
  });

  it('an interval without width is exact knowledge: the same model keeps a margin of 0', () => {
    const exact = { intervals: [0.9, 0.95].map((level) => ({ level, low: 0, high: 0 })), identical: true };
    expect(judged('own max_drop 0 direction higher', normal('own', 0, 1, exact)).verdict).toBe('pass');
    expect(judged('own min_gain 0.01 direction higher', normal('own', 0, 1, exact)).verdict).toBe('fail');
  });

  it('does not use a comparison of other values', () => {
    const one = tango(1000, 25, 25);
    const test = sides([one]);
    const decision = gate({
      rules: ['accuracy max_drop 0.03'],
      ...test,
      comparisons: [{ ...one, candidate: 0.5 }],
    });
    expect(decision.rules[0]?.method).toMatch(/^point values/);
  });
});

describe('several claims', () => {
  const claims = (deltas: readonly number[]) =>
    gate({
      rules: deltas.map((_, k) => `m${k} min_gain 0 direction higher`),
      ...sides(deltas.map((delta, k) => normal(`m${k}`, delta, 1))),
    }).rules.map(({ verdict }) => verdict);

  it('share their α by Holm', () => {
    // One-sided p: .0446 alone; beside another of .2 it needs .025.
    expect(claims([1.7])).toEqual(['pass']);
    expect(claims([1.7, 0.84])).toEqual(['inconclusive', 'inconclusive']);
    // .01, .04, .03, .005 become .03, .06, .06, .02.
    expect(claims([0.99, 0.96, 0.97, 0.995].map((p) => z(p)))).toEqual([
      'pass',
      'inconclusive',
      'inconclusive',
      'pass',
    ]);
  });

  it('rules that must all be non-inferior need no correction', () => {
    const rules = Array.from({ length: 20 }, (_, k) => `m${k} max_drop 2 direction higher`);
    const decision = gate({ rules, ...sides(rules.map((_, k) => normal(`m${k}`, -0.3, 1))) });
    expect(decision.verdict).toBe('pass');
  });

  it('slices are shown as better or worse after Benjamini-Hochberg', () => {
    const p = [0.01, 0.04, 0.03, 0.005];
    const slices = p.map((value, k) =>
      normal('own', -z(1 - value / 2), 1, { slice: `s=${k}`, candidate: 0.1 }),
    );
    const decision = gate({ rules: ['own max_drop 9 slice * direction higher'], ...sides(slices) });
    expect(decision.rules.map(({ qValue }) => Number(qValue?.toFixed(6)))).toEqual([0.02, 0.04, 0.04, 0.02]);
    expect(decision.rules.map(({ significant }) => significant)).toEqual(Array(4).fill('worse'));
  });

  it('a p-value is found again from the intervals', () => {
    fc.assert(
      fc.property(fc.double({ min: -4, max: 4, noNaN: true }), (delta) => {
        const one = normal('own', delta, 1);
        const bounds = one.intervals.map(({ level, low, high }) => [level, low, high] as const);
        expect(z(1 - claimP(delta, bounds, 0))).toBeCloseTo(delta, 6);
      }),
    );
  });
});

describe('policies of doubt', () => {
  it('few examples decide nothing, unless the policy says so', () => {
    const one = tango(20, 0, 0);
    expect(judged('accuracy max_drop 0.5', one)).toMatchObject({
      verdict: 'inconclusive',
      reason: 'small_n',
    });
    expect(judged('accuracy max_drop 0.5', one, { min_n: 10 }).verdict).toBe('pass');
    expect(judged('accuracy max_drop 0.5', one, { on_small_n: 'fail' }).verdict).toBe('fail');
    expect(judged('accuracy max_drop 0.5', one, { on_small_n: 'warn' }).verdict).toBe('warn');
    // A warning about few examples does not open what fails.
    expect(judged('accuracy min 0.99', one, { on_small_n: 'warn' }).verdict).toBe('fail');
  });

  it('inconclusive is what the policy makes of it', () => {
    const one = tango(1000, 25, 25);
    for (const verdict of ['inconclusive', 'warn', 'fail', 'error'] as const) {
      expect(judged('accuracy max_drop 0.005', one, { on_inconclusive: verdict }).verdict).toBe(verdict);
    }
    expect(judged('accuracy max_drop 0.005 warn', one).verdict).toBe('warn');
  });

  it('a metric of two models needs two', () => {
    const rules = ['negative_flip_rate max 0.01'];
    expect(gate({ rules, candidate: { accuracy: 1 }, baseline: 'first run' }).rules[0]).toMatchObject({
      verdict: 'warn',
      reason: 'no_baseline',
    });
    expect(gate({ rules, candidate: { accuracy: 1 }, baseline: { accuracy: 1 } }).rules[0]).toMatchObject({
      verdict: 'error',
      reason: 'no_pairs',
    });
  });
});

it('takes no share of a baseline whose own noise is unknown', () => {
  const one = normal('own', -0.001, 0.0005);
  const at = (relative: PairedComparison['relative']) =>
    gate({
      rules: ['own max_drop_rel 10% direction higher'],
      ...sides([{ ...one, relative }]),
    }).rules[0];
  expect(at({ level: 0.9, low: -0.01, high: 0.01 })?.verdict).toBe('pass');
  expect(at(null)).toMatchObject({ verdict: 'inconclusive', reason: 'inconclusive' });
});

describe('the gap between slices', () => {
  const group = (slice: string, value: number | null, half: number | null, n = 500): Measured => ({
    ...plainMetric('recall', value),
    slice,
    n,
    interval: half === null || value === null ? null : [value - half, value + half],
  });
  const gap = (...slices: Measured[]) =>
    gate({ rules: ['recall max_gap 0.1 slice sex'], candidate: new MetricSet(slices) }).rules[0];

  it.each([
    ['far apart', [group('sex=a', 0.9, 0.02), group('sex=b', 0.6, 0.02)], 'fail'],
    ['close', [group('sex=a', 0.9, 0.02), group('sex=b', 0.88, 0.02)], 'pass'],
    ['too few to tell', [group('sex=a', 0.9, 0.1), group('sex=b', 0.85, 0.1)], 'inconclusive'],
    ['without intervals, apart', [group('sex=a', 0.9, null), group('sex=b', 0.7, null)], 'fail'],
    ['without intervals, close', [group('sex=a', 0.9, null), group('sex=b', 0.8, null)], 'pass'],
    ['undefined in one group', [group('sex=a', 0.9, 0.02), group('sex=b', null, null)], 'error'],
    ['one group only', [group('sex=a', 0.9, 0.02), group('age=b', 0.9, 0.02)], 'error'],
    ['no such column', [group('age=a', 0.9, 0.02), group('age=b', 0.9, 0.02)], 'error'],
    ['a small group', [group('sex=a', 0.9, 0.02), group('sex=b', 0.9, 0.02, 12)], 'inconclusive'],
  ])('%s', (_, slices, verdict) => expect(gap(...slices)?.verdict).toBe(verdict));

  it('holds bins and crossings against their like only', () => {
    const all = [
      ...['age<30', 'age=[30, 50)', 'age>=50'].map((name, k) => group(name, 0.9 - 0.2 * k, 0.001)),
      ...['sex=a', 'sex=b'].map((name) => group(name, 0.8, 0.001)),
      ...['sex=a × age<30', 'sex=b × age<30'].map((name, k) => group(name, 0.9 - 0.25 * k, 0.001)),
    ];
    const value = (column: string) =>
      gate({ rules: [`recall max_gap 0.1 slice "${column}"`], candidate: new MetricSet(all) }).rules[0];
    expect(value('age')).toMatchObject({ candidate: 0.4, verdict: 'fail' });
    expect(value('sex')).toMatchObject({ candidate: 0, verdict: 'pass' });
    expect(value('sex × age')).toMatchObject({ candidate: 0.25, verdict: 'fail' });
    expect(value('age × sex')).toMatchObject({ verdict: 'error', reason: 'unknown_slice' });
  });

  it('shows which groups are apart', () => {
    const found = gap(group('sex=a', 0.9, 0.02), group('sex=b', 0.6, 0.02), group('sex=c', 0.7, 0.02));
    expect(found).toMatchObject({ candidate: 0.3, slice: 'sex' });
    expect(found?.message).toContain('sex=a has 0.9, sex=b has 0.6, 0.3 apart');
  });
});

describe('a named gap between groups', () => {
  const gap = (value: number, low: number, high: number): Measured => ({
    ...plainMetric('demographic_parity_difference[sex]', value),
    n: 500,
    deciding: { level: 0.9, low, high, source: 'Zou and Donner 2008' },
  });
  const decided = (rule: string, metric: Measured) =>
    gate({ rules: [`${metric.name} ${rule}`], candidate: new MetricSet([metric]) });

  it.each([
    ['surely small', 'max 0.1', gap(0.05, 0, 0.09), 'pass'],
    ['small, and it may be large', 'max 0.1', gap(0.05, 0, 0.12), 'inconclusive'],
    ['large, and it may be small', 'max 0.1', gap(0.15, 0.08, 0.2), 'inconclusive'],
    ['surely large', 'max 0.1', gap(0.15, 0.11, 0.2), 'fail'],
    ['surely at least', 'min 0.1', gap(0.15, 0.11, 0.2), 'pass'],
    ['perhaps less', 'min 0.1', gap(0.15, 0.08, 0.2), 'inconclusive'],
    ['without an interval', 'max 0.1', plainMetric('demographic_parity_difference[sex]', 0.15), 'fail'],
  ])('%s', (_, rule, metric, verdict) => expect(decided(rule, metric).rules[0]?.verdict).toBe(verdict));

  it('says by which interval', () => {
    const { rules, explanations } = decided('max 0.1', gap(0.05, 0, 0.12));
    expect(rules[0]?.message).toContain('is 0.05, 90% interval 0 to 0.12; it must be at most 0.1');
    expect(explanations[0]).toMatchObject({ source: 'Zou and Donner 2008' });
  });
});
