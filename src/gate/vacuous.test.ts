/** Rules that hold whatever the data, and gaps that rest on a slice of which too little is known. */
import { describe, expect, it } from 'vitest';
import { type Measured, MetricSet, plainMetric } from './metrics.js';
import { gate, RuleProblems } from './testing.js';

describe('a share of the baseline that allows to lose everything', () => {
  it('is refused as a slip where it stands bare', () => {
    expect(() =>
      gate({ rules: ['rmse max_drop_rel 1'], candidate: { rmse: 2 }, baseline: { rmse: 1 } }),
    ).toThrow(RuleProblems);
  });

  it('is an error where no value can lose more', () => {
    const { rules } = gate({
      rules: ['accuracy max_drop_rel 100%'],
      candidate: { accuracy: 0.01 },
      baseline: { accuracy: 0.9 },
    });
    expect(rules[0]).toMatchObject({ verdict: 'error', reason: 'never_broken' });
  });

  it.each(['rmse max_drop_rel 100%', 'r2 max_drop_rel 150%', 'accuracy max_drop_rel 99%'])(
    '%s can fail',
    (rule) => {
      const [metric = ''] = rule.split(' ');
      const candidate = { [metric]: metric === 'rmse' ? 2.1 : metric === 'r2' ? -0.6 : 0.001 };
      const { rules } = gate({ rules: [rule], candidate, baseline: { [metric]: 1 } });
      expect(rules[0]?.verdict).toBe('fail');
    },
  );
});

describe('max_gap where one slice has no interval', () => {
  const slice = (name: string, value: number, more: Partial<Measured>): Measured => ({
    ...plainMetric('f1', value),
    slice: `region=${name}`,
    n: 400,
    ...more,
  });
  const decided = (slices: readonly Measured[]) =>
    gate({ rules: ['f1 max_gap 0.1 slice region'], candidate: new MetricSet(slices) }).rules[0];

  it('is inconclusive: its examples could give none', () => {
    const found = decided([
      slice('north', 0.95, { interval: [0.93, 0.97] }),
      slice('south', 1, { interval: null, n: 40 }),
    ]);
    expect(found).toMatchObject({ verdict: 'inconclusive', reason: 'inconclusive' });
    expect(found?.message).toContain('region=south has no interval, so the examples do not tell');
  });

  it('is decided by the values where the metric has none at all', () => {
    expect(decided([slice('north', 0.95, {}), slice('south', 1, {})])?.verdict).toBe('pass');
  });

  it('rests on the smallest slice, also where it lies between the others', () => {
    const three = [
      slice('north', 0.95, {}),
      slice('south', 0.9, {}),
      slice('west', 0.92, { n: 400, restsOn: 4 }),
    ];
    expect(decided(three)).toMatchObject({ verdict: 'inconclusive', reason: 'small_n' });
    expect(decided([...three, slice('east', 0.5, {})])?.verdict).toBe('fail');
  });
});
