import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PairedComparison } from '../../results/index.js';
import { metricOf } from '../catalogue.js';
import { type Examples, sortedByScore } from '../metrics/index.js';
import { compareInPairs, PAIRED } from './compare.js';
import { flipMetrics } from './flips.js';
import { withSeeds } from './seeds.js';

interface Side {
  readonly score: readonly number[];
  readonly predicted?: readonly number[];
}
/** Binary examples in the order of their scores, as an evaluation has them. */
function binary(label: readonly number[], side: Side, weight: readonly number[] | null = null): Examples {
  return sortedByScore({
    task: 'binary',
    n: label.length,
    weight: weight === null ? null : Float64Array.from(weight),
    row: null,
    label: Int32Array.from(label),
    predicted: Int32Array.from(side.predicted ?? side.score.map((p) => (p >= 0.5 ? 1 : 0))),
    score: Float64Array.from(side.score),
  });
}
const NO_SLICES = { groups: [], fairness: [], notChecked: [] };
async function compared(
  metrics: readonly string[],
  candidate: Examples,
  baseline: Examples,
  more: { resampleUpTo?: number; clusters?: Int32Array; replicates?: number; permutations?: number } = {},
): Promise<PairedComparison[]> {
  return compareInPairs({
    candidate,
    baseline,
    rows: candidate.n,
    metrics: metrics.map((name) => {
      const info = metricOf(name);
      if (info === undefined) throw new Error(name);
      return info;
    }),
    slices: NO_SLICES,
    clusters: more.clusters ?? null,
    settings: {
      ...PAIRED,
      replicates: more.replicates ?? 200,
      resampleUpTo: more.resampleUpTo ?? PAIRED.resampleUpTo,
      seed: 0,
      permutations: more.permutations ?? null,
      signal: new AbortController().signal,
    },
    identical: null,
  });
}

it('gives no interval to a difference that is the same everywhere but for rounding', async () => {
  const n = 60;
  const label = Float64Array.from({ length: n }, (_, i) => i / 7);
  const side = (by: number): Examples => ({
    task: 'regression',
    n,
    label,
    predicted: label.map((y) => y + by),
    weight: null,
    row: null,
  });
  for (const found of await compared(['mae', 'rmse'], side(0.3), side(0.1))) {
    expect(found.delta).toBeCloseTo(0.2, 12);
    expect(found.intervals, found.metric).toEqual([]);
    expect(found.notes.join(), found.metric).toMatch(/no interval/);
  }
});

/** Deterministic noise in [0, 1). */
const noise = (i: number, k: number) => Math.abs(Math.sin(i * 12.9898 + k * 78.233) * 43758.5453) % 1;
const N = 400;
const label = Array.from({ length: N }, (_, i) => (noise(i, 1) < 0.4 ? 1 : 0));
const scored = (k: number, strength: number) => ({
  score: label.map((y, i) =>
    Math.min(0.999, Math.max(0.001, 0.5 + strength * (y - 0.5) + 0.6 * (noise(i, k) - 0.5))),
  ),
});
const good = binary(label, scored(2, 0.4));
const other = binary(label, scored(3, 0.4));

describe('which method fits which metric', () => {
  it.each([
    ['accuracy', {}, 'tango(continuity 0.25)'],
    ['error_rate', {}, 'tango(continuity 0.25)'],
    ['recall', {}, 'tango(continuity 0.25)'],
    ['specificity', {}, 'tango(continuity 0.25)'],
    ['precision', {}, 'bootstrap(bca, B=200, seed=0)'],
    ['f1', {}, 'bootstrap(bca, B=200, seed=0)'],
    ['roc_auc', {}, 'delong'],
    ['average_precision', {}, 'bootstrap(bca, B=200, seed=0)'],
    ['log_loss', {}, 'mean(t)'],
    ['brier', {}, 'mean(t)'],
    ['ece', {}, 'bootstrap(bca, B=200, seed=0)'],
    ['f1', { resampleUpTo: 100 }, 'jackknife(t)'],
    ['average_precision', { resampleUpTo: 100 }, 'jackknife(t)'],
    [
      'accuracy',
      { clusters: Int32Array.from(label, (_, i) => i >> 2) },
      'bootstrap(bca, B=200, seed=0, clusters)',
    ],
    [
      'roc_auc',
      { clusters: Int32Array.from(label, (_, i) => i >> 2) },
      'bootstrap(bca, B=200, seed=0, clusters)',
    ],
    ['log_loss', { clusters: Int32Array.from(label, (_, i) => i >> 2) }, 'mean(t, clusters)'],
    ['f2', {}, 'bootstrap(bca, B=200, seed=0)'],
    ['ece_10_bins', {}, 'bootstrap(bca, B=200, seed=0)'],
    ['ks', {}, 'bootstrap(bca, B=200, seed=0)'],
    ['precision_at_recall_0.9', {}, 'bootstrap(bca, B=200, seed=0)'],
    ['gini', {}, 'delong'],
    [
      'gini',
      { clusters: Int32Array.from(label, (_, i) => i >> 2) },
      'bootstrap(bca, B=200, seed=0, clusters)',
    ],
  ])('%s %j', async (metric, more, method) => {
    const [one] = await compared([metric], good, other, more);
    expect(one?.method).toBe(method);
    const [deciding, shown] = one?.intervals ?? [];
    expect(deciding?.low).toBeLessThan(one?.delta ?? Number.NaN);
    expect(deciding?.high).toBeGreaterThan(one?.delta ?? Number.NaN);
    expect(shown?.low).toBeLessThan(deciding?.low ?? Number.NaN);
  });

  it('of several classes shares are shares, and families go by their pattern', async () => {
    const truth = label.map((_, i) => Math.floor(3 * noise(i, 1)));
    const side = (k: number): Examples => {
      const scores = truth.map((y, i) => [0, 1, 2].map((c) => noise(i, k + c) + (c === y ? 0.5 : 0)));
      return {
        task: 'multiclass',
        n: N,
        weight: null,
        row: null,
        classes: ['a', 'b', 'c'],
        label: Int32Array.from(truth),
        predicted: Int32Array.from(scores, (list) => list.indexOf(Math.max(...list))),
        scores: [0, 1, 2].map((c) => Float64Array.from(scores, (list) => list[c] ?? 0)),
      };
    };
    const names = ['accuracy', 'f0.5_micro', 'top_2_accuracy', 'f1_macro', 'recall_macro'];
    const found = await compared(names, side(2), side(9));
    const tango = 'tango(continuity 0.25)';
    const bootstrap = 'bootstrap(bca, B=200, seed=0)';
    expect(found.map(({ method }) => method)).toEqual([tango, tango, tango, bootstrap, bootstrap]);
    expect(found[1]?.intervals).toEqual(found[0]?.intervals);
  });

  it('gini is twice the area', async () => {
    const [area, gini] = await compared(['roc_auc', 'gini'], good, other);
    expect(gini?.delta).toBeCloseTo(2 * (area?.delta ?? Number.NaN), 12);
    for (const [k, bounds] of (gini?.intervals ?? []).entries()) {
      expect(bounds.low).toBeCloseTo(2 * (area?.intervals[k]?.low ?? Number.NaN), 12);
      expect(bounds.high).toBeCloseTo(2 * (area?.intervals[k]?.high ?? Number.NaN), 12);
    }
  });

  it('what has no direction is not compared, and what has no interval says why', async () => {
    expect(await compared(['calibration_slope', 'selection_rate'], good, other)).toEqual([]);
    const numbers = (k: number): Examples => ({
      task: 'regression',
      n: N,
      weight: null,
      row: null,
      label: Float64Array.from(label),
      predicted: Float64Array.from(label, (y, i) => y + noise(i, k)),
    });
    const [most] = await compared(['max_error'], numbers(2), numbers(3));
    expect(most).toMatchObject({ intervals: [], notes: [expect.stringMatching(/a maximum over a sample/)] });
  });

  it('what did not happen in a few examples may still happen', async () => {
    const same = { score: scored(2, 0.4).score, predicted: label.map((y, i) => (i % 9 === 0 ? 1 - y : y)) };
    const [one] = await compared(
      ['f1'],
      binary(label, same),
      binary(label, { ...same, score: scored(3, 0.4).score }),
    );
    expect(one?.delta).toBe(0);
    expect(one?.intervals[0]?.low).toBeLessThan(0);
    expect(one?.intervals[0]?.high).toBeGreaterThan(0);
  });

  it('weights go to the bootstrap, and weights of 1 change nothing in the value', async () => {
    const weight = label.map((_, i) => 1 + (i % 3));
    const found = await compared(
      ['accuracy', 'roc_auc', 'log_loss'],
      binary(label, scored(2, 0.4), weight),
      binary(label, scored(3, 0.4), weight),
    );
    for (const one of found) expect(one.method).toMatch(/^bootstrap/);
    const ones = label.map(() => 1);
    const even = await compared(
      ['f1'],
      binary(label, scored(2, 0.4), ones),
      binary(label, scored(3, 0.4), ones),
    );
    const plain = await compared(['f1'], good, other);
    expect(even[0]?.delta).toBeCloseTo(plain[0]?.delta ?? Number.NaN, 12);
  });

  it('a rare class gives strata', async () => {
    const rare = label.map((_, i) => (i % 20 === 0 ? 1 : 0));
    const [one] = await compared(['f1'], binary(rare, scored(2, 0.4)), binary(rare, scored(3, 0.4)));
    expect(one?.method).toContain('strata');
    expect(one?.notes.join()).toContain('the rarest class has 20 of 400');
  });

  it('the methods agree where several fit: the jackknife with DeLong, and with the paired t', async () => {
    const clusters = Int32Array.from(label, (_, i) => i);
    const width = (one: PairedComparison | undefined) => {
      const [bounds] = one?.intervals ?? [];
      return (bounds?.high ?? Number.NaN) - (bounds?.low ?? Number.NaN);
    };
    for (const metric of ['roc_auc', 'log_loss', 'accuracy']) {
      const [usual] = await compared([metric], good, other);
      // Clusters of one example each are no clusters, and go the other way.
      const [resampled] = await compared([metric], good, other, { clusters, replicates: 4000 });
      expect(width(resampled) / width(usual)).toBeGreaterThan(0.9);
      expect(width(resampled) / width(usual)).toBeLessThan(1.1);
    }
  });
});

describe('pairs', () => {
  it('compare each example with itself, in whatever order the sides stand', () => {
    const flags = fc.array(fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()), {
      minLength: 2,
      maxLength: 40,
    });
    return fc.assert(
      fc.asyncProperty(flags, async (rows) => {
        const y = rows.map(([truth]) => (truth ? 1 : 0));
        const side = (right: (row: (typeof rows)[number]) => boolean, k: number) => {
          const predicted = rows.map((row, i) => (right(row) ? (y[i] ?? 0) : 1 - (y[i] ?? 0)));
          return binary(y, { score: rows.map((_, i) => noise(i, k)), predicted });
        };
        const [one] = await compared(
          ['accuracy'],
          side((row) => row[1], 5),
          side((row) => row[2], 9),
        );
        expect(one?.discordance).toMatchObject({
          gained: rows.filter(([, now, before]) => now && !before).length,
          lost: rows.filter(([, now, before]) => !now && before).length,
        });
      }),
      { numRuns: 50 },
    );
  });

  it('no discordance gives an interval with a width', async () => {
    const twin = binary(label, { score: scored(2, 0.4).score.map((p) => p * 0.999 + 0.0005) });
    const [one] = await compared(['accuracy'], good, twin);
    expect(one?.delta).toBe(0);
    expect(one?.intervals[0]?.low).toBeLessThan(0);
    expect(one?.intervals[0]?.high).toBeGreaterThan(0);
  });

  it('losses that never differ give no interval: that is no proof of a difference of exactly 0', async () => {
    const [one] = await compared(['log_loss'], good, good);
    expect(one?.intervals).toEqual([]);
    expect(one?.notes.join()).toMatch(/no interval/);
  });

  it('a metric without a value on one side is not compared', async () => {
    const none = binary(label, { score: label.map(() => Number.NaN) });
    expect(await compared(['roc_auc'], good, none)).toEqual([]);
  });

  it('the relative interval knows that the baseline is uncertain', async () => {
    const [one] = await compared(['log_loss'], good, other);
    const scale = one?.baseline ?? 1;
    const [deciding] = one?.intervals ?? [];
    expect(one?.relative?.low).toBeLessThanOrEqual((deciding?.low ?? 0) / scale);
    expect(one?.relative?.high).toBeGreaterThanOrEqual((deciding?.high ?? 0) / scale);
  });
});

describe('permutation within pairs', () => {
  it.each(['accuracy', 'log_loss', 'f1', 'roc_auc'])(
    '%s: a difference that is there is seen',
    async (metric) => {
      const worse = binary(label, scored(3, 0.1));
      const [far] = await compared([metric], good, worse, { permutations: 199 });
      expect(far?.permutation?.pValue).toBe(1 / 200);
      const [near] = await compared([metric], good, other, { permutations: 199 });
      expect(near?.permutation?.pValue).toBeGreaterThan(0.01);
    },
  );

  it('says why it was not made: too much work, or a metric of which answers are not exchanged', async () => {
    const [much] = await compared(['accuracy'], good, other, { permutations: 1_000_000 });
    expect(much?.permutation).toBeUndefined();
    expect(much?.notes.join()).toContain(
      '400 examples times 1,000,000 permutations are more than 200,000,000',
    );
  });

  it('is not made where nobody asks', async () => {
    const [one] = await compared(['accuracy'], good, other);
    expect(one?.permutation).toBeUndefined();
  });
});

describe('flips', () => {
  it('count what changed, and what became wrong', () => {
    const y = [1, 1, 0, 0, 1];
    const now = binary(y, { score: [0.9, 0.1, 0.2, 0.8, 0.1] });
    const before = binary(y, { score: [0.8, 0.9, 0.7, 0.1, 0.2] });
    const found = flipMetrics(now, before, {
      groups: [{ codes: Int32Array.of(0, 0, 0, -1, -1), slices: [{ name: 'first', rows: 3 }] }],
      fairness: [],
      notChecked: [],
    });
    expect(found.map(({ name, slice, value }) => [name, slice, value])).toEqual([
      ['flip_rate', null, 0.6],
      ['negative_flip_rate', null, 0.4],
      ['flip_rate', 'first', 2 / 3],
      ['negative_flip_rate', 'first', 1 / 3],
    ]);
    expect(found[0]?.interval).not.toBeNull();
  });
});

describe('several seeds', () => {
  const seeds = (...values: number[]) =>
    values.map((value, seed) => ({ seed, metrics: [{ name: 'accuracy', value }] }));

  it('put the variance of training into the interval', async () => {
    const [one] = await compared(['accuracy'], good, other);
    if (one === undefined) throw new Error('nothing was compared');
    const spread = [0, 0.05, -0.05].map((by) => one.candidate + by);
    const [wider] = withSeeds([one], seeds(...spread), null);
    const [before, after] = [one.intervals[0], wider?.intervals[0]];
    expect(after?.low).toBeLessThan(before?.low ?? Number.NaN);
    expect(after?.high).toBeGreaterThan(before?.high ?? Number.NaN);
    expect(wider?.seeds).toMatchObject({ candidate: 3, baseline: 1 });
    expect(wider?.notes.join()).toContain('the baseline has one seed');
  });

  it('never make an interval that lacks the one of the model at hand', async () => {
    const [one] = await compared(['accuracy'], good, other);
    if (one === undefined) throw new Error('nothing was compared');
    // The candidate is the unlucky seed: its mean over seeds is much better.
    const [wider] = withSeeds([one], seeds(one.candidate, one.candidate + 0.2, one.candidate + 0.2), null);
    expect(wider?.intervals[0]?.low).toBeLessThanOrEqual(one.intervals[0]?.low ?? Number.NaN);
  });

  it('of which one has no value give no interval: without it the others would look alike', async () => {
    const [one] = await compared(['accuracy'], good, other);
    if (one === undefined) throw new Error('nothing was compared');
    const lost = [...seeds(one.candidate, one.candidate), { seed: 7, metrics: [] }];
    for (const [ours, theirs] of [
      [lost, null],
      [null, lost],
    ]) {
      const [found] = withSeeds([one], ours ?? null, theirs ?? null);
      expect(found?.intervals).toEqual([]);
      expect(found?.notes.join()).toMatch(/seed 7 of the (candidate|baseline) has no value of accuracy/);
    }
    // A baseline of a time when nobody asked for the metric.
    const then = [0, 1].map((seed) => ({ seed, metrics: [] }));
    expect(withSeeds([one], null, then)).toEqual([one]);
  });

  it('change nothing where there is one', async () => {
    const found = await compared(['accuracy'], good, other);
    expect(withSeeds(found, seeds(0.5), seeds(0.5))).toEqual(found);
  });
});
