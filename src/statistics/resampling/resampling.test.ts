import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as coverage from '../../../scripts/simulate/coverage.mjs';
import * as gate from '../../../scripts/simulate/gate.mjs';
import * as library from '../index.js';
import {
  binomialPmf,
  chiSquareTail,
  type Generator,
  generatorFor,
  isInterval,
  jackknifeInterval,
  type PairedInterval,
  type PairedOutcome,
  pairedBootstrap,
  pairedMean,
  type SumStatistic,
  type TypeStatistic,
  type WeightStatistic,
  z,
} from '../index.js';
import { binomial, drawKinds } from './binomial.js';
import { sumsEngine } from './sums.js';
import { unitsOf } from './units.js';

const settings = { level: 0.9, seed: 0, stream: 'test', replicates: 2000 };
function some(outcome: PairedOutcome): PairedInterval {
  if (!isInterval(outcome)) throw new TypeError(outcome.undefined);
  return outcome;
}
const normals = (n: number, stream: string) => {
  const random = generatorFor(3, stream);
  return Float64Array.from({ length: n }, () => z(random.uniform()));
};
const meanOf = (values: Float64Array): SumStatistic => ({
  kind: 'sums',
  columns: [values],
  value: (sums, rows) => (sums[0] as number) / rows,
});
const weighted = (values: Float64Array): WeightStatistic => ({
  kind: 'weights',
  n: values.length,
  value(counts) {
    let [sum, total] = [0, 0];
    for (let i = 0; i < values.length; i++) {
      sum += (counts[i] as number) * (values[i] as number);
      total += counts[i] as number;
    }
    return sum / total;
  },
});

describe('binomial counts', () => {
  it.each([
    [5, 0.3],
    [40, 0.1],
    [100, 0.5],
    [1000, 0.02],
    [300, 0.9],
  ])('of n = %i and p = %d have the distribution (χ² over 20,000 draws)', (n, p) => {
    const random = generatorFor(1, `binomial ${n} ${p}`);
    const draws = 20_000;
    const counts = new Float64Array(n + 1);
    for (let i = 0; i < draws; i++) {
      const k = binomial(random, n, p);
      counts[k] = (counts[k] as number) + 1;
    }
    let [statistic, bins, pooled, pooledExpected] = [0, 0, 0, 0];
    for (let k = 0; k <= n; k++) {
      const expected = draws * binomialPmf(k, n, p);
      if (expected < 5) {
        pooled += counts[k] as number;
        pooledExpected += expected;
        continue;
      }
      statistic += ((counts[k] as number) - expected) ** 2 / expected;
      bins++;
    }
    if (pooledExpected > 1) statistic += (pooled - pooledExpected) ** 2 / pooledExpected;
    expect(chiSquareTail(statistic, bins - (pooledExpected > 1 ? 0 : 1))).toBeGreaterThan(0.001);
  });
  it('of kinds add up to the draws', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 }), (sizes) => {
        const counts = new Float64Array(sizes.length);
        const total = sizes.reduce((a, b) => a + b, 0);
        const kinds = Uint32Array.from(sizes.keys());
        drawKinds(generatorFor(1, 'kinds'), total, kinds, Float64Array.from(sizes), total, counts);
        expect(counts.reduce((a, b) => a + b, 0)).toBe(total);
      }),
    );
  });
});

describe('the paired bootstrap', () => {
  const values = normals(200, 'values');
  it('gives the same for the same seed, other bounds for another', async () => {
    const one = await pairedBootstrap(meanOf(values), settings);
    expect(await pairedBootstrap(meanOf(values), settings)).toEqual(one);
    expect(await pairedBootstrap(meanOf(values), { ...settings, seed: 1 })).not.toEqual(one);
    expect(await pairedBootstrap(meanOf(values), { ...settings, stream: 'b' })).not.toEqual(one);
  });
  it('of a mean is near the interval of t, in each form of the statistic', async () => {
    const t = some(pairedMean(values, { level: 0.9 }));
    const rounded = values.map((x) => Math.round(x));
    const ofRounded = some(pairedMean(rounded, { level: 0.9 }));
    const types: TypeStatistic = {
      kind: 'types',
      code: Int32Array.from(rounded, (x) => x + 10),
      types: 20,
      value: (counts) => counts.reduce((sum, count, type) => sum + count * (type - 10), 0) / 200,
    };
    for (const [statistic, expected] of [
      [meanOf(values), t],
      [weighted(values), t],
      [meanOf(rounded), ofRounded],
      [types, ofRounded],
    ] as const) {
      const found = some(await pairedBootstrap(statistic, settings));
      const width = expected.high - expected.low;
      expect(found.delta).toBeCloseTo(expected.delta, 12);
      expect(Math.abs(found.low - expected.low)).toBeLessThan(0.12 * width);
      expect(Math.abs(found.high - expected.high)).toBeLessThan(0.12 * width);
      const analytic = some(jackknifeInterval(statistic, settings));
      expect(Math.abs(analytic.low - expected.low)).toBeLessThan(0.05 * width);
    }
  });
  it('draws whole clusters: examples that repeat add nothing', async () => {
    const few = values.subarray(0, 40);
    const repeated = Float64Array.from({ length: 400 }, (_, i) => few[i % 40] as number);
    const clusters = Int32Array.from({ length: 400 }, (_, i) => 7 * (i % 40));
    const single = some(await pairedBootstrap(meanOf(few), settings));
    for (const statistic of [meanOf(repeated), weighted(repeated)]) {
      const found = some(await pairedBootstrap(statistic, { ...settings, clusters }));
      expect(found.n).toBe(40);
      expect(found.low).toBeCloseTo(single.low, 1);
      expect(found.high).toBeCloseTo(single.high, 1);
      const naive = some(await pairedBootstrap(statistic, settings));
      expect(naive.high - naive.low).toBeLessThan((single.high - single.low) / 2);
    }
  });
  it('keeps the size of strata: what differs between them adds nothing', async () => {
    const strata = Int32Array.from(values, (_, i) => i % 2);
    const apart = values.map((x, i) => x + 100 * (i % 2));
    const found = some(await pairedBootstrap(meanOf(apart), { ...settings, strata }));
    const within = some(await pairedBootstrap(meanOf(values), settings));
    expect((found.high - found.low) / (within.high - within.low)).toBeCloseTo(1, 0);
    const without = some(await pairedBootstrap(meanOf(apart), settings));
    expect(without.high - without.low).toBeGreaterThan(10);
    const rare = Int32Array.from({ length: 200 }, (_, i) => (i < 2 ? 1 : 0));
    const auc = { kind: 'auc', label: rare, candidate: values, baseline: null, weight: null } as const;
    expect(await pairedBootstrap(auc, settings)).toHaveProperty('undefined');
    expect(some(await pairedBootstrap(auc, { ...settings, strata: rare })).low).toBeGreaterThanOrEqual(0);
  });
  it('of areas with clusters and weights agrees with the statistic computed anew', async () => {
    const label = Int32Array.from({ length: 120 }, (_, i) => (i % 3 === 0 ? 1 : 0));
    const candidate = Float64Array.from(label, (y, i) => Math.round(4 * (y + (values[i] as number))) / 4);
    const baseline = candidate.map((s, i) => s + 0.3 * (values[i + 60] as number));
    const weight = candidate.map((_, i) => 0.5 + (i % 5));
    const clusters = Int32Array.from(label, (_, i) => i >> 1);
    const area = (score: Float64Array, counts: Float64Array) => {
      let [wins, pairs] = [0, 0];
      for (let i = 0; i < 120; i++) {
        for (let j = 0; j < 120; j++) {
          if (label[i] !== 1 || label[j] !== 0) continue;
          const w =
            (counts[i] as number) * (counts[j] as number) * (weight[i] as number) * (weight[j] as number);
          pairs += w;
          const [a = 0, b = 0] = [score[i], score[j]];
          wins += a > b ? w : a === b ? w / 2 : 0;
        }
      }
      return wins / pairs;
    };
    const few = { ...settings, replicates: 200, kind: 'percentile', clusters } as const;
    const slow = some(
      await pairedBootstrap(
        { kind: 'weights', n: 120, value: (counts) => area(candidate, counts) - area(baseline, counts) },
        few,
      ),
    );
    const fast = some(await pairedBootstrap({ kind: 'auc', label, candidate, baseline, weight }, few));
    expect(fast.delta).toBeCloseTo(slow.delta, 12);
    expect(fast.low).toBeCloseTo(slow.low, 12);
    expect(fast.high).toBeCloseTo(slow.high, 12);
  });
  it('has a width where two models never differ, if it knows which types are a difference', async () => {
    const code = Int32Array.from({ length: 200 }, (_, i) => (i % 4 === 0 ? 3 : 0));
    const share = (counts: Float64Array, bit: number) =>
      counts.reduce((sum, count, type) => sum + ((type >> bit) & 1) * count, 0) / 200;
    const value = (counts: Float64Array) => share(counts, 1) - share(counts, 0);
    const types = { kind: 'types', code, types: 4, value } as const;
    expect(await pairedBootstrap(types, settings)).toEqual({
      undefined: 'every resample gives the same difference',
    });
    const found = some(await pairedBootstrap({ ...types, mirror: Int32Array.of(0, 2, 1, 3) }, settings));
    expect(found.delta).toBe(0);
    expect(found.low).toBeLessThan(-0.004);
    expect(found.high).toBeGreaterThan(0.004);
  });
  it('says that a few examples carry the variance', async () => {
    const heavy = values.map((x, i) => (i === 5 ? 1000 : x));
    expect(some(await pairedBootstrap(meanOf(heavy), settings)).notes[0]).toContain('a few examples');
    expect(some(await pairedBootstrap(meanOf(values), settings)).notes).toEqual([]);
  });
  it.each<[string, library.Statistic, object?]>([
    ['row 3 has the value NaN', meanOf(Float64Array.of(1, 2, Number.NaN, 4))],
    ['row 1 has the value Infinity', meanOf(Float64Array.of(Number.POSITIVE_INFINITY, 2))],
    ['fewer than two examples', meanOf(Float64Array.of(1))],
    ['fewer than two clusters', meanOf(values), { clusters: new Int32Array(200) }],
    ['row 2 has no cluster', meanOf(values), { clusters: new Int32Array(200).fill(-1, 1) }],
    [
      'the cluster of row 2 lies in two strata',
      meanOf(values),
      { clusters: new Int32Array(200), strata: new Int32Array(200).fill(1, 1) },
    ],
    ['not given for each of 200 examples', meanOf(values), { strata: new Int32Array(3) }],
    ['every resample gives the same', meanOf(new Float64Array(20).fill(3))],
    ['no finite value', { ...meanOf(values), value: () => Number.NaN }],
    [
      'a score of row 2 is NaN',
      { kind: 'auc', label: [0, 1], candidate: Float64Array.of(1, Number.NaN), baseline: null, weight: null },
    ],
    ['row 2 has the type 9', { kind: 'types', code: Int32Array.of(0, 9), types: 2, value: () => 1 }],
  ])('has none: %s', async (reason, statistic, more = {}) => {
    const found = await pairedBootstrap(statistic, { ...settings, ...more });
    expect(found).toEqual({ undefined: expect.stringContaining(reason) });
  });
  it('stops when it is cancelled', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(pairedBootstrap(meanOf(values), { ...settings, signal })).rejects.toThrow('enough');
  });
});

describe('sums of few kinds', () => {
  it('are drawn by kind with the same moments as row by row', () => {
    const random: Generator = generatorFor(1, 'kinds');
    const values = Float64Array.from({ length: 300 }, (_, i) => (i % 10 === 0 ? 5 : i % 3));
    const units = unitsOf(300, {});
    if (typeof units === 'string') throw new TypeError(units);
    const moments = (statistic: SumStatistic) => {
      const engine = sumsEngine(statistic, units);
      const drawn = Float64Array.from({ length: 4000 }, () => engine.draw(random));
      const mean = drawn.reduce((a, b) => a + b, 0) / 4000;
      return [mean, Math.sqrt(drawn.reduce((a, b) => a + (b - mean) ** 2, 0) / 4000)] as const;
    };
    const [mean, sd] = moments(meanOf(values));
    // A second column without a pattern keeps the rows apart.
    const apart = { ...meanOf(values), columns: [values, normals(300, 'apart')] };
    const [otherMean, otherSd] = moments(apart);
    expect(Math.abs(mean - otherMean)).toBeLessThan((5 * sd) / Math.sqrt(2000));
    expect(sd / otherSd).toBeCloseTo(1, 1);
  });
});

describe('simulations, in small', () => {
  it.each(coverage.CASES.filter(({ title }) => !/heavy|5%/.test(title)))('$title', async (each) => {
    const found = await coverage.measure(library, each, {
      n: 200,
      repetitions: 200,
      replicates: 500,
      seed: 5,
    });
    expect(found.coverage).toBeGreaterThan(0.9);
    expect(found.none).toBe(0);
  });
  it.each([
    [100, 0.02],
    [100, 0.05],
    [300, 0.02],
    [300, 0.1],
    [1000, 0.05],
    [3000, 0.02],
  ])('a gate of accuracy, n = %i, discordance %d: wrong in at most 5%', (n, discordance) => {
    for (const margin of [0.005, 0.01, 0.02]) {
      const equal = gate.exactTango(library, { n, discordance, loss: 0, margin });
      const worse = gate.exactTango(library, { n, discordance, loss: margin, margin });
      expect(equal.fail).toBeLessThanOrEqual(0.05);
      expect(worse.pass).toBeLessThanOrEqual(0.05);
      // Every outcome is counted.
      expect(equal.pass + equal.fail + equal.inconclusive).toBeCloseTo(1, 9);
    }
  });
  it('plain values block a quarter of equal models', () => {
    const found = gate.exactTango(library, { n: 1000, discordance: 0.05, loss: 0, margin: 0.005 });
    expect(found.pointFail).toBeGreaterThan(0.2);
    expect(found.fail).toBeLessThan(0.02);
  });
  it.each(['auc', 'f1'] as const)('a gate of %s, n = 300', async (metric) => {
    const one = { metric, n: 300, margin: 0.02, repetitions: 300, seed: 3, replicates: 500 } as const;
    // 300 draws of a chance of 5% have a standard error of 1.3 points.
    expect((await gate.drawn(library, { ...one, loss: 0 })).fail).toBeLessThan(0.08);
    expect((await gate.drawn(library, { ...one, loss: 0.02 })).pass).toBeLessThan(0.09);
  });
});
