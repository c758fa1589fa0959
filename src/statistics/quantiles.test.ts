import { describe, expect, it } from 'vitest';
import { normalQuantile } from './distributions.js';
import { medianDifference, pairsForQuantile, quantileDifference } from './quantiles.js';
import { generatorFor } from './random.js';

/** Times of two models on one machine: each request has noise of its own, and both share a load that lasts. */
function times(n: number, seed: number, factor: number) {
  const random = generatorFor(seed, 'times');
  const normal = () => normalQuantile(random.uniform(), 0, 1);
  let load = normal();
  const ours = new Float64Array(n);
  const theirs = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    load = 0.8 * load + 0.6 * normal();
    ours[i] = factor * Math.exp(0.2 * (0.7 * load + 0.7 * normal()));
    theirs[i] = Math.exp(0.2 * (0.7 * load + 0.7 * normal()));
  }
  return [ours, theirs] as const;
}
const settings = { levels: [0.9], replicates: 400, seed: 1, stream: 'x' };

describe('the difference of two quantiles', () => {
  it.each([0.5, 0.95])('p%d: intervals of 90%% hold 0 for two equal models in about 90%%', (share) => {
    let held = 0;
    const repetitions = 150;
    for (let seed = 0; seed < repetitions; seed++) {
      const [ours, theirs] = times(200, seed, 1);
      const [found] = quantileDifference(ours, theirs, { ...settings, share })?.intervals ?? [];
      if (found === undefined) throw new Error('no interval');
      if (found.low <= 0 && found.high >= 0) held += 1;
    }
    // Three standard errors of 150 repetitions are 7 points.
    expect(held / repetitions).toBeGreaterThan(0.83);
    expect(held / repetitions).toBeLessThan(0.975);
  });

  it('finds a factor, as a difference and as a share', () => {
    const [ours, theirs] = times(1000, 5, 1.5);
    const found = quantileDifference(ours, theirs, { ...settings, share: 0.95 });
    expect(found?.intervals[0]?.low).toBeGreaterThan(0.4);
    expect(found?.relative.low).toBeLessThan(0.5);
    expect(found?.relative.high).toBeGreaterThan(0.5);
  });

  it('is none where fewer than ten values lie beyond the quantile', () => {
    const [ours, theirs] = times(200, 3, 1);
    expect(quantileDifference(ours, theirs, { ...settings, share: 0.99 })).toBeNull();
    expect([0.5, 0.95, 0.99].map(pairsForQuantile)).toEqual([20, 200, 1000]);
    expect(() => quantileDifference(ours, theirs.subarray(1), { ...settings, share: 0.5 })).toThrow(
      RangeError,
    );
  });
});

describe('the median of differences in turn', () => {
  const of = (values: readonly number[], levels = [0.9, 0.95]) =>
    medianDifference(Float64Array.from(values), new Float64Array(values.length), levels);

  it('lies between the order statistics of the sign test', () => {
    // Bin(9, ½): one or fewer in 10 of 512, two or fewer in 46 of 512.
    const bounds = { low: 2, high: 8 };
    expect(of([9, 8, 7, 6, 5, 4, 3, 2, 1])).toEqual([
      { level: 0.9, ...bounds },
      { level: 0.95, ...bounds },
    ]);
    expect(of([9, 8, 7, 6, 5, 4, 3, 2, 1], [0.8])).toEqual([{ level: 0.8, low: 3, high: 7 }]);
  });

  it('needs five for 90% and six for 95%', () => {
    expect(of([1, 2, 3, 4], [0.9])).toBeNull();
    expect(of([1, 2, 3, 4, 5], [0.9])).toEqual([{ level: 0.9, low: 1, high: 5 }]);
    expect(of([1, 2, 3, 4, 5])).toBeNull();
    expect(of([1, 2, 3, 4, 5, 6])?.[1]).toEqual({ level: 0.95, low: 1, high: 6 });
  });
});
