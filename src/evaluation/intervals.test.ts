import { describe, expect, it } from 'vitest';
import { lookupMetric, METRICS } from './catalogue.js';
import {
  aucInterval,
  bootstrap,
  criticalValue,
  INTERVALS,
  intervalsOf,
  linearInterval,
  newcombe,
  quantile,
  randomFor,
  wilson,
  xoshiro128,
} from './intervals/index.js';
import { percentile } from './latency.js';
import {
  type BinaryExamples,
  type Examples,
  prepareMetric,
  type RegressionExamples,
  sortedByScore,
} from './metrics/index.js';

const signal = new AbortController().signal;
function normalFrom(random: () => number): number {
  const u = (random() + 1) / (2 ** 32 + 1);
  return Math.sqrt(-2 * Math.log(u)) * Math.cos((2 * Math.PI * random()) / 2 ** 32);
}
function scored(random: () => number, n: number, rate: number, shift = 1): BinaryExamples {
  const label = Int32Array.from({ length: n }, () => (random() / 2 ** 32 < rate ? 1 : 0));
  const score = Float64Array.from(label, (y) => 1 / (1 + Math.exp(-(normalFrom(random) + shift * y))));
  const predicted = Int32Array.from(score, (s) => (s >= 0.6 ? 1 : 0));
  return sortedByScore({ task: 'binary', n, label, score, predicted, weight: null, row: null });
}

describe('wilson', () => {
  it.each([
    [17, 20, 0.6396, 0.9476],
    [5, 5, 0.5655, 1],
    [460, 500, 0.8929, 0.9407],
    [0, 5, 0, 0.4345],
  ])('%i of %i', (k, n, low, high) => {
    const { bounds } = wilson(k, n);
    expect(bounds?.[0]).toBeCloseTo(low, 4);
    expect(bounds?.[1]).toBeCloseTo(high, 4);
  });
  it('has no bounds without trials', () => {
    expect(wilson(0, 0).bounds).toBeNull();
  });
});

describe('random numbers', () => {
  it('are those of the reference implementation of xoshiro128**', () => {
    // From the C program of Blackman and Vigna with the state {1, 2, 3, 4}.
    const random = xoshiro128([1, 2, 3, 4]);
    expect(Array.from({ length: 7 }, random)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034,
    ]);
  });
  it('depend on seed and stream only', () => {
    const first = (seed: number, stream: string) => randomFor(seed, stream)();
    expect(first(0, 'a')).toBe(first(0, 'a'));
    expect(new Set([first(0, 'a'), first(1, 'a'), first(0, 'b')]).size).toBe(3);
  });
});

describe('the area under the ROC curve', () => {
  it('has the variance that the definition of DeLong gives', () => {
    const label = [0, 0, 0, 1, 1, 1, 0, 1];
    const score = [0.1, 0.4, 0.35, 0.8, 0.4, 0.3, 0.2, 0.9];
    const [pos, neg] = [1, 0].map((k) => score.filter((_, i) => label[i] === k)) as [number[], number[]];
    const wins = (x: number, y: number) => (x > y ? 1 : x === y ? 0.5 : 0);
    const mean = (list: number[]) => list.reduce((a, b) => a + b, 0) / list.length;
    const v10 = pos.map((x) => mean(neg.map((y) => wins(x, y))));
    const v01 = neg.map((y) => mean(pos.map((x) => wins(x, y))));
    const auc = mean(v10);
    const s = (list: number[]) => list.reduce((sum, v) => sum + (v - auc) ** 2, 0) / (list.length - 1);
    const half = criticalValue(0.95) * Math.sqrt(s(v10) / pos.length + s(v01) / neg.length);
    const examples = sortedByScore({
      task: 'binary',
      n: 8,
      label: Int32Array.from(label),
      score: Float64Array.from(score),
      predicted: null,
      weight: null,
      row: null,
    });
    const computation = prepareMetric('roc_auc', 'score', examples);
    expect(computation.at(null)).toBeCloseTo(auc, 12);
    const interval = aucInterval(examples, auc, computation.influence?.(null) ?? new Float64Array(0));
    expect(interval.method).toBe('delong');
    expect(interval.bounds?.[0]).toBeCloseTo(auc - half, 12);
    expect(interval.bounds?.[1]).toBeCloseTo(Math.min(1, auc + half), 12);
  });
  it('has a width also for a perfect ranking', async () => {
    const examples = sortedByScore({
      task: 'binary',
      n: 20,
      label: Int32Array.from({ length: 20 }, (_, i) => (i < 10 ? 0 : 1)),
      score: Float64Array.from({ length: 20 }, (_, i) => i),
      predicted: null,
      weight: null,
      row: null,
    });
    const info = METRICS.get('roc_auc');
    if (info === undefined) throw new TypeError('no roc_auc');
    const [interval] = await intervalsOf(
      examples,
      [{ info, computation: prepareMetric('roc_auc', 'score', examples), value: 1 }],
      INTERVALS,
      '',
      true,
    );
    expect(interval?.method).toBe('newcombe5');
    expect(interval?.bounds?.[1]).toBe(1);
    expect(interval?.bounds?.[0]).toBeLessThan(0.95);
    expect(interval?.bounds?.[0]).toBeGreaterThan(0.6);
  });
  it.each([true, false])(
    'of copies in clusters are as wide as of the originals, resampled: %s',
    async (resample) => {
      const base = Array.from({ length: 150 }, (_, i) => ({
        y: i % 3 === 0 ? 1 : 0,
        s: ((i * 37) % 100) / 100,
      }));
      const widths = async (copies: number, clusters: Int32Array | null) => {
        const rows = base.flatMap((row) => Array.from({ length: copies }, () => row));
        const examples = sortedByScore({
          task: 'binary',
          n: rows.length,
          label: Int32Array.from(rows, ({ y }) => y),
          score: Float64Array.from(rows, ({ s }) => s),
          predicted: Int32Array.from(rows, ({ s }) => (s >= 0.5 ? 1 : 0)),
          weight: null,
          row: null,
        });
        const estimates = ['accuracy', 'roc_auc', 'log_loss', 'f1'].map((name) => {
          const info = METRICS.get(name);
          if (info === undefined) throw new TypeError(name);
          // A score of 0 has no log.
          const computation = prepareMetric(
            name === 'log_loss' ? 'brier' : name,
            info.needs ?? 'model',
            examples,
          );
          const value = computation.at(null);
          return { info, computation, value: typeof value === 'number' ? value : Number.NaN };
        });
        const found = await intervalsOf(examples, estimates, { ...INTERVALS, clusters }, '', resample);
        return found.map(({ bounds, method }) => ({
          width: (bounds?.[1] ?? 0) - (bounds?.[0] ?? 0),
          method,
        }));
      };
      const single = await widths(
        1,
        Int32Array.from(base, (_, i) => i),
      );
      const copied = await widths(
        4,
        Int32Array.from({ length: 600 }, (_, i) => i >> 2),
      );
      const blind = await widths(4, null);
      for (const [k, { width, method }] of copied.entries()) {
        expect(method).toContain('clusters');
        expect(width / (single[k]?.width ?? 0)).toBeCloseTo(1, 1);
        expect((blind[k]?.width ?? 0) / width).toBeLessThan(0.65);
      }
    },
  );
  it('newcombe solves its own equation at both ends', () => {
    const { bounds } = newcombe(0.8, 30, 50);
    for (const bound of bounds ?? []) {
      const v =
        (bound * (1 - bound) * (1 + 39 * ((1 - bound) / (2 - bound) + bound / (1 + bound)))) / (30 * 50);
      expect(Math.abs(bound - 0.8)).toBeCloseTo(criticalValue(0.95) * Math.sqrt(v), 9);
    }
  });
});

describe('the bootstrap', () => {
  it('gives the same bounds for the same seed, others for another', async () => {
    const examples = scored(randomFor(1, 'b'), 100, 0.5);
    const computation = prepareMetric('f1', 'label', examples);
    const with_ = (seed: number) =>
      bootstrap([computation], 100, null, { replicates: 200, seed, stream: '', confidence: 0.95 });
    expect(await with_(0)).toEqual(await with_(0));
    expect(await with_(0)).not.toEqual(await with_(1));
  });
  it('has no interval where nothing varies, and says why', async () => {
    const examples: Examples = {
      task: 'binary',
      n: 5,
      label: Int32Array.of(1, 1, 1, 1, 1),
      predicted: Int32Array.of(1, 1, 1, 1, 1),
      score: null,
      weight: null,
      row: null,
    };
    const [interval] = await bootstrap([prepareMetric('f1', 'label', examples)], 5, null, {
      replicates: 100,
      seed: 0,
      stream: '',
      confidence: 0.95,
    });
    expect(interval).toEqual({ bounds: null, method: 'none: every resample gives the same value' });
  });
  it('has no interval where the metric is undefined in many resamples', async () => {
    const label = Int32Array.from({ length: 30 }, (_, i) => (i === 0 ? 1 : 0));
    const examples: Examples = {
      task: 'binary',
      n: 30,
      label,
      predicted: label,
      score: Float64Array.from(label),
      weight: null,
      row: null,
    };
    const [interval] = await bootstrap([prepareMetric('balanced_accuracy', 'label', examples)], 30, null, {
      replicates: 300,
      seed: 0,
      stream: '',
      confidence: 0.95,
    });
    expect(interval?.method).toMatch(/^none: the metric is undefined in 3\d% of the resamples$/);
  });
  const how = { replicates: 400, seed: 0, stream: '', confidence: 0.95 };
  const exponential = (n: number): RegressionExamples => {
    const random = randomFor(3, 'skewed');
    const predicted = Float64Array.from({ length: n }, () => -Math.log((random() + 1) / (2 ** 32 + 1)));
    return { task: 'regression', n, label: new Float64Array(n), predicted, weight: null, row: null };
  };

  it.each([
    ['f1', 'label'],
    ['average_precision', 'score'],
    ['log_loss', 'probability'],
  ] as const)('of %s, which is smooth, is BCa', async (name, needs) => {
    const examples = scored(randomFor(1, 'b'), 300, 0.3);
    const computation = prepareMetric(name, needs, examples);
    const [interval] = await bootstrap([computation], 300, null, how);
    expect(interval?.method).toBe('bootstrap(bca, B=400, seed=0)');
    const [low = 1, high = 0] = interval?.bounds ?? [];
    expect(low).toBeLessThan(Number(computation.at(null)));
    expect(high).toBeGreaterThan(Number(computation.at(null)));
  });

  it('reaches farther to the side to which the errors are skewed', async () => {
    const examples = exponential(40);
    const computation = prepareMetric('mse', METRICS.get('mse')?.needs ?? 'model', examples);
    const value = Number(computation.at(null));
    const [bca] = await bootstrap([computation], 40, null, { ...how, replicates: 2000 });
    const rough = { ...computation, rough: 'asked for' };
    const [plain] = await bootstrap([rough], 40, null, { ...how, replicates: 2000 });
    expect(plain?.method).toBe('bootstrap(percentile, B=2000, seed=0; no BCa: asked for)');
    expect(bca?.bounds?.[0]).toBeGreaterThan(plain?.bounds?.[0] ?? 0);
    expect(bca?.bounds?.[1]).toBeGreaterThan(1.05 * (plain?.bounds?.[1] ?? 0));
    expect((bca?.bounds?.[1] ?? 0) - value).toBeGreaterThan(1.3 * (value - (bca?.bounds?.[0] ?? 0)));
  });

  it('finds the same skewness with and without the influence of each example', async () => {
    const examples = scored(randomFor(1, 'b'), 600, 0.3);
    const { influence, ...without } = prepareMetric('f1', 'label', examples);
    expect(influence).toBeDefined();
    const bounds = async (one: typeof without) => (await bootstrap([one], 600, null, how))[0]?.bounds;
    const [known, left] = [
      await bounds({ ...without, ...(influence && { influence }) }),
      await bounds(without),
    ];
    expect(left?.[0]).toBeCloseTo(known?.[0] ?? 0, 2);
    expect(left?.[1]).toBeCloseTo(known?.[1] ?? 0, 2);
  });

  it.each([
    ['ks', 'score', /; no BCa: it rests on one threshold\)$/],
    ['precision_at_recall_0.9', 'score', /; no BCa: it rests on one threshold\)$/],
  ] as const)('of %s gives plain quantiles, with the reason', async (name, needs, why) => {
    const examples = scored(randomFor(1, 'b'), 100, 0.5);
    const [interval] = await bootstrap([prepareMetric(name, needs, examples)], 100, null, how);
    expect(interval?.method).toMatch(why);
    expect(interval?.bounds).not.toBeNull();
  });

  it('gives no interval whose width is rounding: every score is the same', async () => {
    const n = 100;
    const label = Int32Array.from({ length: n }, (_, i) => i % 2);
    const score = new Float64Array(n).fill(0.5);
    const predicted = new Int32Array(n).fill(1);
    const examples = sortedByScore({ task: 'binary', n, label, score, predicted, weight: null, row: null });
    for (const resample of [true, false]) {
      for (const name of ['log_loss', 'brier']) {
        const info = METRICS.get(name);
        if (info === undefined) throw new TypeError(name);
        const computation = prepareMetric(name, info.needs ?? 'model', examples);
        const value = Number(computation.at(null));
        const [interval] = await intervalsOf(
          examples,
          [{ info, computation, value }],
          INTERVALS,
          '',
          resample,
        );
        expect(interval?.method, name).toMatch(
          /^none: (?:every resample gives the same value|no example differs from another)$/,
        );
      }
    }
  });

  it('says above 50,000 rows why there is none', async () => {
    const examples = scored(randomFor(1, 'b'), 200, 0.5);
    for (const name of ['ks', 'precision_at_recall_0.9']) {
      const info = METRICS.get(name) ?? lookupMetric(name);
      if (info === undefined) throw new TypeError(name);
      const computation = prepareMetric(name, 'score', examples);
      const value = Number(computation.at(null));
      const [interval] = await intervalsOf(examples, [{ info, computation, value }], INTERVALS, '', false);
      expect(interval?.method).toBe(
        `none: above 50,000 rows nothing is resampled, and ${name} has no analytic interval`,
      );
    }
  });

  it('takes the quantiles of numpy', () => {
    expect(quantile(Float64Array.of(1, 2, 3, 4), 0.25)).toBe(1.75);
  });
  it('stops when it is cancelled', async () => {
    const examples = scored(randomFor(1, 'b'), 100, 0.5);
    const cancelled = bootstrap([prepareMetric('f1', 'label', examples)], 100, null, {
      replicates: 1000,
      seed: 0,
      stream: '',
      confidence: 0.95,
      signal: AbortSignal.abort(new Error('enough')),
    });
    await expect(cancelled).rejects.toThrow('enough');
  });
});

/** Share of 300 samples whose interval holds the true value; its own error is about ±2.5 points at 95%. */
async function coverage(
  name: string,
  truth: number,
  draw: (random: () => number) => Examples,
  how: 'linear' | 'usual',
): Promise<number> {
  const random = randomFor(11, name + how);
  const info = METRICS.get(name);
  if (info === undefined) throw new TypeError(name);
  let [hits, all] = [0, 0];
  for (let i = 0; i < 300; i++) {
    const examples = draw(random);
    const computation = prepareMetric(name, info.needs ?? 'model', examples);
    const value = computation.at(null);
    if (typeof value !== 'number') continue;
    const [interval] =
      how === 'linear' && computation.influence
        ? [linearInterval(value, computation.influence(null), null, info.range)]
        : await intervalsOf(
            examples,
            [{ info, computation, value }],
            { ...INTERVALS, replicates: 300 },
            String(i),
            true,
            signal,
          );
    all++;
    if (interval?.bounds && interval.bounds[0] <= truth && truth <= interval.bounds[1]) hits++;
  }
  return hits / all;
}

/** The value on a sample so large that its error does not matter here. */
function truthOf(name: string, draw: (random: () => number, n: number) => Examples): number {
  const examples = draw(randomFor(5, name), 200_000);
  const value = prepareMetric(name, METRICS.get(name)?.needs ?? 'model', examples).at(null);
  if (typeof value !== 'number') throw new TypeError(value.undefined);
  return value;
}

describe('coverage at nominal 95%', () => {
  const normal = (random: () => number, n: number): RegressionExamples => {
    const label = Float64Array.from({ length: n }, () => normalFrom(random) * 3);
    return {
      task: 'regression',
      n,
      label,
      predicted: label.map((y) => y + normalFrom(random)),
      weight: null,
      row: null,
    };
  };
  it.each<[string, 'linear' | 'usual', (random: () => number, n: number) => Examples]>([
    ['roc_auc', 'usual', (random, n) => scored(random, n, 0.3)],
    ['f1', 'usual', (random, n) => scored(random, n, 0.4)],
    ['f1', 'linear', (random, n) => scored(random, n, 0.4)],
    ['mcc', 'linear', (random, n) => scored(random, n, 0.4)],
    ['balanced_accuracy', 'linear', (random, n) => scored(random, n, 0.4)],
    ['log_loss', 'usual', (random, n) => scored(random, n, 0.4)],
    ['log_loss', 'linear', (random, n) => scored(random, n, 0.4)],
    ['average_precision', 'usual', (random, n) => scored(random, n, 0.4)],
    ['rmse', 'usual', normal],
    ['r2', 'usual', normal],
    ['rmse', 'linear', normal],
    ['r2', 'linear', normal],
  ])('%s, %s, n = 200', async (name, how, draw) => {
    const share = await coverage(name, truthOf(name, draw), (random) => draw(random, 200), how);
    expect(share).toBeGreaterThan(0.9);
    expect(share).toBeLessThan(0.99);
  });
});

describe('the interval of the calibration error', () => {
  /** Outcomes whose true log-odds are `slope` times those of the score: 1 is perfectly calibrated. */
  const calibrated =
    (slope: number) =>
    (random: () => number, n: number): BinaryExamples => {
      const logit = Float64Array.from({ length: n }, () => 1.2 * normalFrom(random));
      const score = logit.map((z) => 1 / (1 + Math.exp(-z)));
      const label = Int32Array.from(logit, (z) =>
        random() / 2 ** 32 < 1 / (1 + Math.exp(-slope * z)) ? 1 : 0,
      );
      return sortedByScore({ task: 'binary', n, label, score, predicted: null, weight: null, row: null });
    };
  it.each([1, 0.5])(
    'with true log-odds %d times those of the score holds the truth in more than the nominal share',
    async (slope) => {
      const draw = calibrated(slope);
      const truth = slope === 1 ? 0 : truthOf('ece', draw);
      expect(await coverage('ece', truth, (random) => draw(random, 1000), 'usual')).toBeGreaterThan(0.95);
    },
  );
  it('says that a bad model is not calibrated', async () => {
    const examples = calibrated(-1)(randomFor(3, 'bad'), 1000);
    const info = METRICS.get('ece');
    if (info === undefined) throw new TypeError('no ece');
    const computation = prepareMetric('ece', 'probability', examples);
    const value = computation.at(null);
    if (typeof value !== 'number') throw new TypeError(value.undefined);
    const [interval] = await intervalsOf(examples, [{ info, computation, value }], INTERVALS, '', true);
    expect(interval?.method).toMatch(/^norm/);
    expect(interval?.bounds?.[0]).toBeGreaterThan(0.2);
  });
});

describe('percentiles of latency', () => {
  const times = Float64Array.from({ length: 200 }, (_, i) => i + 1);
  it('takes the nearest rank, with bounds from the order of the times', () => {
    const { value, interval } = percentile(times, 50);
    expect(value).toBe(100);
    expect(interval.bounds?.[0]).toBe(86);
    expect(interval.bounds?.[1]).toBe(115);
  });
  it('has no upper bound for p99 of 200, and no p99 of 99', () => {
    expect(percentile(times, 99).value).toBe(198);
    expect(percentile(times, 99).interval.bounds).toBeNull();
    expect(percentile(times.subarray(0, 99), 99).value).toEqual({
      undefined: '99 timed requests; p99 needs at least 100',
    });
  });
});

describe('where a few examples carry the variance', () => {
  const of = async (pull: (random: () => number) => number) => {
    const random = randomFor(0, 'carry');
    const n = 200;
    const label = new Float64Array(n);
    const predicted = Float64Array.from({ length: n }, () => pull(random));
    const examples: Examples = { task: 'regression', n, label, predicted, weight: null, row: null };
    const computation = prepareMetric('rmse', 'number', examples);
    const estimate = computation.at(null);
    const info = lookupMetric('rmse');
    if (info === undefined || typeof estimate !== 'number') throw new Error('rmse has a value');
    const [found] = await intervalsOf(
      examples,
      [{ info, computation, value: estimate }],
      INTERVALS,
      '',
      true,
      signal,
    );
    return found?.method;
  };
  it('the method says that the interval may be too short', async () => {
    const heavy = (random: () => number) => normalFrom(random) / Math.abs(normalFrom(random));
    expect(await of(heavy)).toMatch(/a few examples carry the variance: may be too short/);
    expect(await of(normalFrom)).toBe('bootstrap(bca, B=1000, seed=0)');
  });
});
