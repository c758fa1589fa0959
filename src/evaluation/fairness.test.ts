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
  return withScores(
    Float64Array.from({ length: 400 }, (_, i) =>
      random.uniform() < (selected[people.group.codes[i] as number] as number) ? 0.9 : 0.1,
    ),
  );
}

function withScores(score: Float64Array): BinaryExamples {
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

/** How clusters of 10 examples lie, and by how much their own rates are moved, group by group. */
type Clusters = { readonly cluster: (i: number) => number; readonly moved: readonly [number, number] };
const NESTED: Clusters = { cluster: (i) => Math.floor(i / 10), moved: [1, 1] };
const ACROSS = (i: number) => i % 40;

describe('with clusters the interval of', () => {
  const name = 'demographic_parity_difference';
  it.each<readonly [string, string, Clusters, readonly [number, number], number, number]>([
    ['users of one group each', name, NESTED, [0.3, 0.45], 0.15, 0.2],
    ['equal groups', name, NESTED, [0.4, 0.4], 0, 0.3],
    ['users in both groups', name, { cluster: ACROSS, moved: [1, 1] }, [0.3, 0.45], 0.15, 0.2],
    ['users who differ between groups', name, { cluster: ACROSS, moved: [1, -1] }, [0.3, 0.45], 0.15, 0.2],
    ['a rare group', name, NESTED, [0.05, 0.3], 0.25, 0.05],
    ['a ratio', 'demographic_parity_ratio', NESTED, [0.3, 0.4], 0.75, 0.2],
    ['ratio of equal groups', 'demographic_parity_ratio', NESTED, [0.4, 0.4], 1, 0.2],
  ])('%s holds the truth (%s)', (title, gap, how, selected, truth, spread) => {
    const random = generatorFor(0, `clusters ${title}`);
    const clusters = Int32Array.from({ length: 400 }, (_, i) => how.cluster(i));
    let [above, below, asIfAlone] = [0, 0, 0];
    const times = 600;
    for (let k = 0; k < times; k++) {
      const tilt = Float64Array.from({ length: 40 }, () => (random.uniform() < 0.5 ? -spread : spread));
      const score = Float64Array.from({ length: 400 }, (_, i) => {
        const g = people.group.codes[i] as 0 | 1;
        const p = selected[g] + how.moved[g] * (tilt[how.cluster(i)] as number);
        return random.uniform() < p ? 0.9 : 0.1;
      });
      const examples = withScores(score);
      const of = (settings: typeof INTERVALS) =>
        fairnessMetrics(examples, people, settings).gaps.find((found) => found.name === `${gap}[sex]`);
      const { low, high } = of({ ...INTERVALS, clusters })?.deciding ?? { low: 2, high: -1 };
      if (low > truth) above++;
      if (high < truth) below++;
      const alone = of(INTERVALS)?.deciding ?? { low: 2, high: -1 };
      if (alone.low > truth || alone.high < truth) asIfAlone++;
    }
    // 5% on each side, and three standard errors of 600 samples.
    expect(above / times).toBeLessThan(0.077);
    expect(below / times).toBeLessThan(0.077);
    // What the clusters hide is seen without them.
    if (title === 'users of one group each') expect(asIfAlone / times).toBeGreaterThan(0.14);
  });

  it('tells nothing of a group that is one cluster', () => {
    const clusters = Int32Array.from({ length: 400 }, (_, i) => (i < 150 ? 0 : i));
    const examples = sample(generatorFor(0, 'one'), [0.3, 0.4]);
    const { gaps, table } = fairnessMetrics(examples, people, { ...INTERVALS, clusters });
    const found = (name: string) => gaps.find((gap) => gap.name === `${name}[sex]`)?.deciding;
    expect(found('demographic_parity_difference')?.low).toBe(0);
    expect(found('demographic_parity_difference')?.high).toBeGreaterThan(0.5);
    expect(found('demographic_parity_ratio')?.low).toBe(0);
    expect(found('demographic_parity_ratio')?.high).toBe(1);
    expect(table[0]).toMatchObject({ interval: null });
    expect(JSON.stringify(table[0])).toContain('it rests on one cluster');
  });
});
