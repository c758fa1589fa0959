import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  benjaminiHochberg,
  decidingSize,
  delong,
  delongInterval,
  generatorFor,
  holm,
  isInterval,
  mcnemar,
  newcombeDifference,
  nonInferiority,
  type PairedInterval,
  pairedMean,
  pairsForProportions,
  pairsForVariance,
  randomFor,
  relativeInterval,
  seedsInterval,
  signFlipTest,
  swapTest,
  tangoInterval,
  tangoTest,
  varianceOf,
  wilson,
  z,
} from './index.js';

function interval(outcome: ReturnType<typeof pairedMean>): PairedInterval {
  if (!isInterval(outcome)) throw new TypeError(outcome.undefined);
  return outcome;
}
const normals = (n: number, stream: string) => {
  const random = generatorFor(3, stream);
  return Float64Array.from({ length: n }, () => z(random.uniform()));
};

describe('McNemar', () => {
  it.each([
    [25, 15, 'exact', 0.15386],
    [25, 15, 'midp', 0.11728],
    [150, 86, 'exact', 3.716e-5],
    [6, 0, 'exact', 0.03125],
    [5, 0, 'exact', 0.0625],
    [0, 0, 'midp', 1],
  ] as const)('%i and %i, %s', (b, c, variant, p) => {
    expect(mcnemar(b, c, variant).p / p).toBeCloseTo(1, 4);
  });
  it('has the statistic of χ² without correction', () => {
    expect(mcnemar(150, 86, 'chi2').statistic).toBeCloseTo(17.3559, 4);
  });
  it('is exact below 25 discordant pairs, mid-p from there', () => {
    expect(mcnemar(14, 10).variant).toBe('exact');
    expect(mcnemar(15, 10).variant).toBe('midp');
  });
  it('refuses what is no count', () => {
    expect(() => mcnemar(1.5, 2)).toThrow(RangeError);
    expect(() => mcnemar(-1, 2)).toThrow(RangeError);
    expect(() => mcnemar(Number.NaN, 2)).toThrow(RangeError);
  });
});

describe('Tango', () => {
  it("gives the test of Tango's example", () => {
    const { z: score, p } = tangoTest(0, 1, 44, 0.1);
    expect(score).toBeCloseTo(1.70856, 5);
    expect(p).toBeCloseTo(0.04377, 5);
  });
  it('gives the interval of the example', () => {
    const { delta, low, high } = tangoInterval(0, 1, 44, 0.9, 0);
    expect([delta, low, high].map((x) => x.toFixed(3))).toEqual(['-0.023', '-0.096', '0.037']);
  });
  it('has a width where no pair is discordant: z²/(n + z²), and more with the correction', () => {
    const own = tangoInterval(0, 0, 100, 0.9, 0);
    const zz = z(0.95) ** 2;
    expect(own.high).toBeCloseTo(zz / (100 + zz), 12);
    expect(own.low).toBeCloseTo(-own.high, 12);
    // The exact bound for none of 100 is 1 − 0.05^(1/100) = 0.0295; Tango's own is below it.
    expect(own.high).toBeLessThan(1 - 0.05 ** 0.01);
    expect(tangoInterval(0, 0, 100, 0.9).high).toBeGreaterThan(1 - 0.05 ** 0.01);
  });
  it('holds the estimate, turns round with the models, and narrows with n', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), fc.nat(2000), (b, c, rest) => {
        const n = b + c + rest + 1;
        const one = tangoInterval(b, c, n, 0.9);
        const other = tangoInterval(c, b, n, 0.9);
        expect(one.low).toBeLessThanOrEqual(one.delta);
        expect(one.high).toBeGreaterThanOrEqual(one.delta);
        expect(one.high - one.low).toBeGreaterThan(0);
        expect(one.low).toBeCloseTo(-other.high, 12);
        const more = tangoInterval(b * 4, c * 4, n * 4, 0.9);
        expect(more.high - more.low).toBeLessThan(one.high - one.low);
      }),
    );
  });
  it('refuses counts that are none', () => {
    for (const [b, c, n] of [
      [3, 3, 5],
      [-1, 0, 5],
      [0, 0, 0],
      [Number.NaN, 0, 5],
    ] as const) {
      expect(() => tangoInterval(b, c, n, 0.9)).toThrow(RangeError);
    }
  });
});

describe('shares', () => {
  it.each([
    [17, 20, 0.6396, 0.9476],
    [5, 5, 0.5655, 1],
    [460, 500, 0.8929, 0.9407],
  ])('Wilson, %i of %i', (k, n, low, high) => {
    const { bounds } = wilson(k, n);
    expect(bounds?.map((x) => Math.round(x * 1e4) / 1e4)).toEqual([low, high]);
  });
  it("Newcombe's own example: 56 of 70 and 48 of 80", () => {
    const { low, high } = newcombeDifference(
      { successes: 56, trials: 70 },
      { successes: 48, trials: 80 },
      0.95,
    );
    expect([low, high].map((x) => x.toFixed(4))).toEqual(['0.0524', '0.3339']);
  });
  it('refuses what is no share', () => {
    expect(() => newcombeDifference({ successes: 3, trials: 2 }, { successes: 1, trials: 2 }, 0.9)).toThrow(
      RangeError,
    );
  });
});

describe('corrections', () => {
  const p = [0.01, 0.04, 0.03, 0.005];
  const rounded = (values: number[]) => values.map((x) => Number(x.toFixed(12)));
  it('Holm', () => expect(rounded(holm(p))).toEqual([0.03, 0.06, 0.06, 0.02]));
  it('Benjamini and Hochberg', () => expect(rounded(benjaminiHochberg(p))).toEqual([0.02, 0.04, 0.04, 0.02]));
  it('refuse what is no p-value', () => {
    expect(() => holm([0.1, Number.NaN])).toThrow(RangeError);
    expect(() => benjaminiHochberg([1.2])).toThrow(RangeError);
  });
});

describe('the number of pairs that decides', () => {
  it('is the one of the published formula', () => {
    expect(pairsForProportions(0.05, 0.01)).toBe(3090);
    expect(pairsForProportions(0.1, 0.01)).toBe(6181);
  });
  it('is infinite where there is no distance, and the same by variance as by shares for rare differences', () => {
    expect(pairsForProportions(0.05, 0)).toBe(Number.POSITIVE_INFINITY);
    expect(pairsForVariance(0, 0)).toBe(Number.POSITIVE_INFINITY);
    expect(pairsForVariance(0.05, 0.001) / pairsForProportions(0.05, 0.001)).toBeCloseTo(1, 3);
  });
  it('decides: an interval of that many pairs passes in about the power', () => {
    const [discordance, margin] = [0.05, 0.01];
    const n = pairsForProportions(discordance, margin);
    const random = generatorFor(5, 'power');
    let passed = 0;
    for (let i = 0; i < 400; i++) {
      let [b, c] = [0, 0];
      for (let k = 0; k < n; k++) {
        const u = random.uniform();
        if (u < discordance / 2) b++;
        else if (u < discordance) c++;
      }
      const found = tangoInterval(b, c, n, 0.9);
      if (nonInferiority(found, { direction: 'higher', margin }).verdict === 'pass') passed++;
    }
    expect(passed / 400).toBeGreaterThan(0.72);
    expect(passed / 400).toBeLessThan(0.88);
  });
  it('is read from an interval: four times the pairs halve the width', () => {
    const found = { delta: -0.001, low: -0.021, high: 0.019, level: 0.9, n: 1000 };
    const { n, assuming } = decidingSize(found, { direction: 'higher', margin: 0.01 });
    const sd = Math.sqrt(1000) * (0.02 / z(0.95));
    expect(n).toBe(Math.ceil(((z(0.95) + z(0.8)) * (sd / 0.01)) ** 2));
    expect(assuming).toBe('the models are alike');
    expect(decidingSize(found, { direction: 'higher', margin: 0 }).assuming).toContain('observed');
  });
});

describe('non-inferiority', () => {
  const of = (low: number, high: number, direction: 'higher' | 'lower' = 'higher', margin = 0.01) =>
    nonInferiority({ delta: (low + high) / 2, low, high }, { direction, margin });
  it.each([
    [-0.009, 0.02, 'pass', false],
    [0.001, 0.02, 'pass', true],
    [-0.05, -0.011, 'fail', false],
    [-0.05, 0.02, 'inconclusive', false],
    [-0.01, 0.02, 'inconclusive', false],
    [-0.009, -0.001, 'pass', false],
  ] as const)('[%d, %d] with a margin of 0.01: %s', (low, high, verdict, gain) => {
    expect(of(low, high)).toMatchObject({ verdict, gain });
  });
  it('turns round where less is better', () => {
    expect(of(-0.02, 0.009, 'lower').verdict).toBe('pass');
    expect(of(0.011, 0.05, 'lower').verdict).toBe('fail');
    expect(of(-0.02, -0.001, 'lower')).toMatchObject({ gain: true, low: 0.001, high: 0.02 });
  });
  it('asks for a gain by a negative margin', () => {
    expect(of(0.011, 0.05, 'higher', -0.01).verdict).toBe('pass');
    expect(of(0.001, 0.05, 'higher', -0.01).verdict).toBe('inconclusive');
    expect(of(0.001, 0.009, 'higher', -0.01).verdict).toBe('fail');
  });
  it('never decides on NaN', () => {
    expect(() => of(Number.NaN, 0.1)).toThrow(RangeError);
    expect(() => of(0, Number.NaN)).toThrow(RangeError);
    expect(() => of(0, 0.1, 'higher', Number.NaN)).toThrow(RangeError);
  });
  it('passes and fails never together, and a wider interval decides less', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (middle, half, margin) => {
          const narrow = of(middle - half, middle + half, 'higher', margin).verdict;
          const wide = of(middle - 2 * half, middle + 2 * half, 'higher', margin).verdict;
          if (wide !== 'inconclusive') expect(narrow).toBe(wide);
        },
      ),
    );
  });
});

const ASAH = fileURLToPath(new URL('../../.cache/asah.csv', import.meta.url));
const missing = existsSync(ASAH)
  ? ''
  : ' (.cache/asah.csv is missing: write.csv(pROC::aSAH, ".cache/asah.csv"))';

describe('DeLong', () => {
  describe.skipIf(missing !== '')(`on the aSAH data of pROC${missing}`, () => {
    const read = () => {
      const [head = '', ...lines] = readFileSync(ASAH, 'utf8').replaceAll('"', '').trim().split('\n');
      const names = head.split(',');
      // R writes a column of row names in front.
      const column = (name: string) =>
        lines.map((line) => line.split(',').at(names.indexOf(name) - names.length) ?? '');
      const number = (name: string) => Float64Array.from(column(name), Number);
      return {
        label: Int32Array.from(column('outcome'), (value) => (value === 'Poor' ? 1 : 0)),
        wfns: number('wfns'),
        s100b: number('s100b'),
        ndka: number('ndka'),
      };
    };
    it.each([
      ['wfns', 's100b', 2.20898359144091],
      ['wfns', 'ndka', 2.79777591868904],
      ['ndka', 's100b', -1.39077002573558],
    ] as const)('%s against %s', (one, other, expected) => {
      const data = read();
      const found = delong(data.label, data[one], data[other]);
      if ('undefined' in found) throw new TypeError(found.undefined);
      expect(found.z).toBeCloseTo(expected, 10);
      if (one !== 'wfns' || other !== 's100b') return;
      expect(found.p).toBeCloseTo(0.0271757822291882, 10);
      const { low, high } = interval(delongInterval(data.label, data[one], data[other], 0.95));
      expect(low).toBeCloseTo(0.0104061769564846, 10);
      expect(high).toBeCloseTo(0.174214419249478, 10);
    });
  });
  const label = Int32Array.from({ length: 60 }, (_, i) => i % 2);
  const score = normals(60, 'scores').map((x, i) => x + (i % 2));
  it('has a width where both models rank all examples alike', () => {
    const found = interval(delongInterval(label, score, score.map(Math.exp), 0.9));
    expect(found.delta).toBe(0);
    expect(found.method).toBe('delong+tango(few discordant)');
    expect(found.high).toBeGreaterThan(1 - 0.05 ** (1 / 30));
    expect(found.low).toBe(-found.high);
  });
  it('is not surer with one example moved than with none', () => {
    const moved = score.slice();
    moved[7] = 100;
    const found = interval(delongInterval(label, moved, score, 0.9));
    const none = interval(delongInterval(label, score, score, 0.9));
    expect(found.high - found.low).toBeGreaterThanOrEqual((none.high - none.low) * 0.999);
  });
  it('has none with one class, one example of a class, NaN or a bad weight', () => {
    const none = (...args: Parameters<typeof delong>) => {
      const found = delong(...args);
      return 'undefined' in found ? found.undefined : null;
    };
    const one = Float64Array.of(0.1, 0.2, 0.3, 0.4);
    expect(none([1, 1, 1, 1], one, one)).toContain('0 negatives');
    expect(none([1, 0, 0, 0], one, one)).toContain('1 positives');
    expect(none([1, 0, 1, 0], Float64Array.of(1, 2, Number.NaN, 4), one)).toBe('a score of row 3 is NaN');
    expect(none([1, 0, 2, 0], one, one)).toContain('label of row 3 is 2');
    expect(none([1, 0, 1, 0], one, one, Float64Array.of(1, 1, -1, 1))).toContain('weight of row 3');
    expect(none([1, 0, 1], one, one)).toContain('3 labels');
  });
});

describe('means', () => {
  it('with clusters are less sure than without, where clusters agree within', () => {
    const random = generatorFor(1, 'clusters');
    const effects = normals(30, 'effects');
    const clusters = Int32Array.from({ length: 300 }, (_, i) => i % 30);
    const differences = Float64Array.from(clusters, (g) => (effects[g] ?? 0) + 0.1 * z(random.uniform()));
    const plain = interval(pairedMean(differences, { level: 0.9 }));
    const robust = interval(pairedMean(differences, { level: 0.9, clusters }));
    expect(robust.delta).toBe(plain.delta);
    expect(robust.n).toBe(30);
    expect((robust.high - robust.low) / (plain.high - plain.low)).toBeGreaterThan(2.5);
  });
  it('say that a few examples carry the variance', () => {
    const differences = new Float64Array(1000).map((_, i) => (i === 3 ? 1e6 : i % 7));
    expect(interval(pairedMean(differences, { level: 0.9 })).notes[0]).toContain(
      'a few pairs carry the variance',
    );
    expect(interval(pairedMean(normals(1000, 'm'), { level: 0.9 })).notes).toEqual([]);
  });
  it.each([
    ['row 2', Float64Array.of(1, Number.NaN, 2)],
    ['no pair differs', Float64Array.of(1, 1, 1)],
    ['fewer than two', Float64Array.of(1)],
    ['no rows', new Float64Array(0)],
  ])('have none: %s', (reason, differences) => {
    expect(pairedMean(differences, { level: 0.9 })).toEqual({ undefined: expect.stringContaining(reason) });
  });
});

describe('relative changes', () => {
  const moments = { candidate: 0.8, baseline: 0.85, n: 100 };
  const spread = { varianceCandidate: 4e-4, varianceBaseline: 5e-4, covariance: 3e-4 };
  it("are Fieller's: at a bound the contrast is z standard errors from 0", () => {
    const { delta, low, high } = interval(relativeInterval({ ...moments, ...spread }, 0.9));
    expect(delta).toBeCloseTo(-0.05 / 0.85, 12);
    for (const bound of [low, high]) {
      const quotient = 1 + bound;
      const contrast = 0.8 - quotient * 0.85;
      const variance = 4e-4 - 2 * quotient * 3e-4 + quotient ** 2 * 5e-4;
      expect(Math.abs(contrast) / Math.sqrt(variance)).toBeCloseTo(z(0.95), 9);
    }
  });
  it('of a negative baseline are shares of its absolute value', () => {
    const found = interval(relativeInterval({ ...spread, candidate: -1.1, baseline: -1, n: 9 }, 0.9));
    expect(found.delta).toBeCloseTo(-0.1, 12);
    expect(found.low).toBeLessThan(found.delta);
    expect(found.high).toBeGreaterThan(found.delta);
  });
  it('have no bounds where the baseline may be 0', () => {
    expect(relativeInterval({ ...spread, candidate: 0.1, baseline: 0.01, n: 9 }, 0.9)).toHaveProperty(
      'undefined',
    );
  });
});

describe('seeds', () => {
  const test = { testVariance: 1e-4, n: 1000, level: 0.9 };
  it('add the variance of training to that of the test set', () => {
    const alone = interval(seedsInterval({ ...test, candidate: [0.8], baseline: [0.8] }));
    expect(varianceOf(alone)).toBeCloseTo(1e-4, 6);
    expect(alone.notes).toHaveLength(2);
    const several = interval(
      seedsInterval({ ...test, candidate: [0.78, 0.8, 0.82], baseline: [0.79, 0.8, 0.81] }),
    );
    expect(several.notes).toEqual([]);
    expect(several.high - several.low).toBeGreaterThan(2 * z(0.95) * Math.sqrt(1e-4 + 4e-4 / 3 + 1e-4 / 3));
  });
  it('cover a true difference of trainings at least as often as they say', () => {
    const random = generatorFor(2, 'seeds');
    const draw = (sd: number) => sd * z(random.uniform());
    let held = 0;
    for (let i = 0; i < 1000; i++) {
      const shared = draw(0.01);
      const seeds = (mean: number) => Array.from({ length: 3 }, () => mean + draw(0.02));
      const [candidate, baseline] = [seeds(0.8 + shared), seeds(0.79)];
      const found = interval(seedsInterval({ ...test, candidate, baseline }));
      if (found.low <= 0.01 && 0.01 <= found.high) held++;
    }
    expect(held).toBeGreaterThan(880);
  });
  it('have none where a value is NaN or a side has none', () => {
    expect(seedsInterval({ ...test, candidate: [Number.NaN], baseline: [0.8] })).toHaveProperty('undefined');
    expect(seedsInterval({ ...test, candidate: [], baseline: [0.8] })).toHaveProperty('undefined');
  });
});

describe('permutation', () => {
  it('counts every way for few pairs', () => {
    const found = signFlipTest(Float64Array.of(1, 1, 1, 1, 1), { seed: 0, stream: '' });
    expect(found).toEqual({ statistic: 1, p: 2 / 32, method: 'permutation(exact)' });
  });
  it('agrees with the exact p where pairs are drawn, is seeded, and is never 0', () => {
    const differences = Float64Array.from({ length: 20 }, (_, i) => (i < 15 ? 1 : -1));
    const p = signFlipTest(differences, { seed: 0, stream: '' }).p;
    // McNemar's exact test is this permutation test.
    expect(Math.abs(p - mcnemar(15, 5, 'exact').p)).toBeLessThan(0.01);
    expect(signFlipTest(differences, { seed: 0, stream: '' }).p).toBe(p);
    expect(signFlipTest(new Float64Array(60).fill(1), { seed: 0, stream: '' }).p).toBe(1e-4);
  });
  it('swaps whole pairs for any statistic', () => {
    const d = Float64Array.of(3, 1, -2, 5, 1, 1, 0.5);
    const statistic = (swap: Uint8Array) => d.reduce((sum, x, i) => sum + (swap[i] ? -x : x), 0) / d.length;
    const settings = { seed: 0, stream: '' };
    expect(swapTest(d.length, statistic, settings).p).toBe(signFlipTest(d, settings).p);
    expect(() => swapTest(3, () => Number.NaN, settings)).toThrow(RangeError);
  });
});

describe('the generator', () => {
  it('gives the sequence of randomFor', () => {
    const [one, other] = [generatorFor(7, 's'), randomFor(7, 's')];
    const expected = Array.from({ length: 8 }, () => other());
    expect(Array.from({ length: 5 }, () => one.bits())).toEqual(expected.slice(0, 5));
    const places = new Uint32Array(3);
    one.positions(1000, places);
    expect([...places]).toEqual(expected.slice(5).map((bits) => Math.floor((bits / 2 ** 32) * 1000)));
  });
});
