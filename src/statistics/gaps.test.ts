/** Intervals of gaps hold the truth: against published vectors, and by a seeded simulation. */
import { describe, expect, it } from 'vitest';
import { type Families, gapChangeInterval, gapInterval, mover, type PairedPart, type Part } from './gaps.js';
import { generatorFor } from './random.js';
import { tangoInterval } from './tango.js';
import { wilson } from './wilson.js';

const share = (hits: number, n: number): Part => ({
  value: hits / n,
  bounds: (level) => wilson(hits, n, level).bounds ?? [0, 1],
});
const change = (b: number, c: number, n: number): Part => ({
  value: (b - c) / n,
  bounds: (level) => {
    const { low, high } = tangoInterval(b, c, n, level);
    return [low, high];
  },
});

describe('the gap between groups', () => {
  it.each([
    // Newcombe 1998, Statistics in Medicine 17:873, table II, method 10.
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [10, 10, 0, 20, 0.6791, 1],
  ])('of %i/%i and %i/%i is that of Newcombe', (a, n, b, m, low, high) => {
    const found = mover(share(a, n), share(b, m), 0.95);
    expect(found[0]).toBeCloseTo(low, 4);
    expect(found[1]).toBeCloseTo(high, 4);
  });

  it('has no interval of width zero where no group has a hit', () => {
    const { low, high } = gapInterval([[share(0, 40), share(0, 40)]], 0.9);
    expect(low).toBe(0);
    expect(high).toBeGreaterThan(0.03);
  });

  const count = (random: { uniform(): number }, n: number, p: number) => {
    let hits = 0;
    for (let i = 0; i < n; i++) if (random.uniform() < p) hits++;
    return hits;
  };

  it.each([
    ['two equal groups', [0.3, 0.3]],
    ['two groups apart', [0.3, 0.45]],
    ['five equal groups', [0.2, 0.2, 0.2, 0.2, 0.2]],
    ['five groups, one apart', [0.2, 0.2, 0.2, 0.2, 0.4]],
    ['rare', [0.02, 0.05]],
  ])('holds the truth in at least its share: %s', (name, rates) => {
    const random = generatorFor(0, `gap ${name}`);
    const truth = Math.max(...rates) - Math.min(...rates);
    let [above, below] = [0, 0];
    for (let i = 0; i < 2000; i++) {
      const parts = rates.map((rate, k) => share(count(random, 120 + 40 * k, rate), 120 + 40 * k));
      const { low, high } = gapInterval([parts], 0.9);
      if (low > truth) above++;
      if (high < truth) below++;
    }
    // 5% on each side; three standard errors of 2,000 samples are 1.5 points.
    expect(above / 2000).toBeLessThan(0.065);
    expect(below / 2000).toBeLessThan(0.065);
  });
});

describe('the difference of two gaps on the same examples', () => {
  /** Chances of an example: both, only the candidate, only the baseline, none. */
  type Group = readonly [both: number, gained: number, lost: number];
  const draw = (random: { uniform(): number }, [both, gained, lost]: Group, n: number): PairedPart => {
    let [x, b, c] = [0, 0, 0];
    for (let i = 0; i < n; i++) {
      const u = random.uniform();
      if (u < both) x++;
      else if (u < both + gained) b++;
      else if (u < both + gained + lost) c++;
    }
    return { candidate: share(x + b, n), baseline: share(x + c, n), change: change(b, c, n) };
  };

  it.each<readonly [string, readonly Group[]]>([
    [
      'no gap on either side',
      [
        [0.3, 0.05, 0.05],
        [0.3, 0.05, 0.05],
      ],
    ],
    [
      'the same gap on both sides',
      [
        [0.3, 0.05, 0.05],
        [0.5, 0.05, 0.05],
      ],
    ],
    [
      'a gap that grew',
      [
        [0.3, 0.02, 0.05],
        [0.5, 0.1, 0.02],
      ],
    ],
    [
      'a gap that turned round',
      [
        [0.3, 0.02, 0.1],
        [0.3, 0.1, 0.02],
      ],
    ],
    [
      'three groups, another one farthest',
      [
        [0.3, 0.02, 0.08],
        [0.4, 0.05, 0.05],
        [0.42, 0.08, 0.01],
      ],
    ],
  ])('holds the truth in at least its share: %s', (name, groups) => {
    const random = generatorFor(0, `change ${name}`);
    const gap = (rates: readonly number[]) => Math.max(...rates) - Math.min(...rates);
    const truth = gap(groups.map(([both, b]) => both + b)) - gap(groups.map(([both, , c]) => both + c));
    let [above, below] = [0, 0];
    for (let i = 0; i < 1500; i++) {
      const parts: Families<PairedPart> = [groups.map((group) => draw(random, group, 300))];
      const { low, high } = gapChangeInterval(parts, 0.9);
      if (low > truth) above++;
      if (high < truth) below++;
    }
    expect(above / 1500).toBeLessThan(0.067);
    expect(below / 1500).toBeLessThan(0.067);
  });

  it('is narrow enough to show that a clear gap did not grow', () => {
    const part = (hits: number): PairedPart => ({
      candidate: share(hits, 2000),
      baseline: share(hits, 2000),
      change: change(20, 20, 2000),
    });
    const { low, high } = gapChangeInterval([[part(600), part(1000)]], 0.9);
    expect(high).toBeGreaterThan(0);
    expect(high).toBeLessThan(0.01);
    expect(low).toBeGreaterThan(-0.01);
  });

  it('sees a gap that was closed', () => {
    const n = 2000;
    const still = { candidate: share(600, n), baseline: share(600, n), change: change(20, 20, n) };
    const half = { candidate: share(800, n), baseline: share(1000, n), change: change(0, 200, n) };
    expect(gapChangeInterval([[still, half]], 0.9).high).toBeLessThan(-0.07);
  });
});
