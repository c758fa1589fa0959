/** Intervals of gaps and ratios between groups hold the truth, by a seeded simulation through the metrics themselves. */
import { describe, expect, it } from 'vitest';
import { generatorFor } from '../statistics/index.js';
import { fairnessMetrics } from './fairness.js';
import { INTERVALS } from './intervals/index.js';
import { type BinaryExamples, sortedByScore } from './metrics/index.js';

const SIZES = [150, 250];
const people = {
  column: 'sex',
  group: {
    codes: Int32Array.from({ length: 400 }, (_, i) => (i < 150 ? 0 : 1)),
    slices: SIZES.map((rows, k) => ({ name: `sex=${k}`, rows })),
  },
};

function sample(random: { uniform(): number }, selected: readonly number[]): BinaryExamples {
  const score = Float64Array.from({ length: 400 }, (_, i) =>
    random.uniform() < (selected[people.group.codes[i] as number] as number) ? 0.9 : 0.1,
  );
  return sortedByScore({
    task: 'binary',
    n: 400,
    label: Int32Array.from({ length: 400 }, (_, i) => i % 2),
    score,
    predicted: Int32Array.from(score, (s) => (s >= 0.5 ? 1 : 0)),
    weight: null,
    row: null,
  });
}

describe('the interval of', () => {
  it.each([
    ['demographic_parity_difference', [0.3, 0.4], 0.1],
    ['demographic_parity_ratio', [0.3, 0.4], 0.75],
    ['demographic_parity_ratio', [0.3, 0.3], 1],
    ['demographic_parity_ratio', [0.01, 0.4], 0.025],
    // Of four rates, two by two, the largest difference.
    ['equalized_odds_difference', [0.3, 0.4], 0.1],
  ])('%s holds the truth where groups are selected at %j', (name, selected, truth) => {
    const random = generatorFor(0, `${name} ${selected}`);
    let [missed, wide] = [0, 0];
    const times = 600;
    for (let i = 0; i < times; i++) {
      const { gaps } = fairnessMetrics(sample(random, selected), people, INTERVALS);
      const found = gaps.find((gap) => gap.name === `${name}[sex]`);
      const { low, high } = found?.deciding ?? { low: 1, high: 0 };
      if (low > truth || high < truth) missed++;
      if (high - low > 0.6) wide++;
    }
    // 10%, and three standard errors of 600 samples.
    expect(missed / times).toBeLessThan(0.137);
    expect(wide / times).toBeLessThan(0.05);
  });

  it('a ratio has a width where nobody of a group is selected', () => {
    const { gaps } = fairnessMetrics(sample(generatorFor(0, 'none'), [0, 0.4]), people, INTERVALS);
    const ratio = gaps.find(({ name }) => name === 'demographic_parity_ratio[sex]');
    expect(ratio).toMatchObject({ value: 0, interval: [0, expect.any(Number)] });
    expect(ratio?.interval?.[1]).toBeGreaterThan(0.03);
    expect(ratio?.interval?.[1]).toBeLessThan(0.2);
  });
});
