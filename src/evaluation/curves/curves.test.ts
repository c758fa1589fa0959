import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Curves, curvesSchema, MAX_CLASSES, MAX_POINTS } from '../../results/index.js';
import { generatorFor } from '../../statistics/index.js';
import { type BinaryExamples, type Examples, prepareMetric, sortedByScore } from '../metrics/index.js';
import { curvesOf, latencyCurve } from './index.js';
import { type Point, thin } from './thin.js';

const random = (seed: number) => {
  const generator = generatorFor(seed, 'curves');
  return () => (generator.bits() >>> 0) / 2 ** 32;
};

function binary(n: number, seed = 1, over: Partial<BinaryExamples> = {}): BinaryExamples {
  const next = random(seed);
  const score = Float64Array.from({ length: n }, () => next());
  const label = Int32Array.from(score, (p) => (next() < p * p ? 1 : 0));
  const predicted = Int32Array.from(score, (p) => (p >= 0.5 ? 1 : 0));
  return sortedByScore({ task: 'binary', n, weight: null, row: null, label, score, predicted, ...over });
}

const trapezoid = (points: readonly Point[]) =>
  points.reduce((sum, [x, y], i) => {
    const [a, b] = points[i - 1] ?? [x, y];
    return sum + ((x - a) * (y + b)) / 2;
  }, 0);
const value = (examples: Examples, name: string) => {
  const found = prepareMetric(name, 'score', examples).at(examples.weight);
  return typeof found === 'number' ? found : Number.NaN;
};

describe('ROC and precision-recall', () => {
  it.each([2, 10, 500, 200_000])('%d rows: at most 200 points that keep the area', (n) => {
    const examples = binary(n, 7);
    const { roc, precisionRecall } = curvesOf(examples);
    if (n === 2 && roc === undefined) return expect(new Set(examples.label).size).toBe(1);
    expect(roc?.points.length).toBeLessThanOrEqual(MAX_POINTS);
    expect(precisionRecall?.points.length).toBeLessThanOrEqual(MAX_POINTS);
    expect(roc?.points[0]).toEqual([0, 0]);
    expect(roc?.points.at(-1)).toEqual([1, 1]);
    expect(roc?.area).toBeCloseTo(value(examples, 'roc_auc'), 12);
    expect(Math.abs(trapezoid(roc?.points ?? []) - value(examples, 'roc_auc'))).toBeLessThan(5e-4);
    expect(precisionRecall?.average).toBeCloseTo(value(examples, 'average_precision'), 12);
    expect(precisionRecall?.points.at(-1)?.[1]).toBeCloseTo(precisionRecall?.prevalence ?? -1, 5);
  });

  it('is a straight line where all scores are equal, and exact on a small case', () => {
    const tied = curvesOf(binary(50, 3, { score: new Float64Array(50).fill(0.5) }));
    expect(tied.roc).toEqual({
      points: [
        [0, 0],
        [1, 1],
      ],
      area: 0.5,
    });
    const small = binary(4, 1, {
      score: Float64Array.from([0.9, 0.8, 0.7, 0.6]),
      label: Int32Array.from([1, 0, 1, 0]),
    });
    expect(curvesOf(small).roc).toEqual({
      points: [
        [0, 0],
        [0, 0.5],
        [0.5, 0.5],
        [0.5, 1],
        [1, 1],
      ],
      area: 0.75,
    });
    expect(curvesOf(small).precisionRecall?.points).toEqual([
      [0.5, 1],
      [0.5, 0.5],
      [1, 0.666667],
      [1, 0.5],
    ]);
  });

  it('has no curve where one class is absent or a score is missing, and counts weights', () => {
    const all = curvesOf(binary(20, 1, { label: new Int32Array(20).fill(1) }));
    expect(all.roc).toBeUndefined();
    expect(curvesOf(binary(20, 1, { label: new Int32Array(20) })).precisionRecall).toBeUndefined();
    const hole = binary(20, 1, {
      score: Float64Array.from({ length: 20 }, (_, i) => (i === 3 ? Number.NaN : i / 20)),
    });
    expect(Object.keys(curvesOf(hole))).toEqual(['confusion']);
    const weighted = binary(500, 5, { weight: Float64Array.from({ length: 500 }, (_, i) => (i % 3) / 7) });
    const { roc } = curvesOf(weighted);
    expect(Math.abs(trapezoid(roc?.points ?? []) - value(weighted, 'roc_auc'))).toBeLessThan(5e-4);
  });

  it('whatever the examples are, the result can hold the curves', () => {
    const cell = fc.record({
      score: fc.oneof(fc.double(), fc.constantFrom(0, 1, 0.5)),
      label: fc.constantFrom(-1, 0, 1),
      weight: fc.oneof(fc.double({ min: 0, noNaN: true }), fc.constant(1)),
    });
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 40 }), fc.boolean(), (rows, weights) => {
        const curves = curvesOf(
          binary(rows.length, 1, {
            score: Float64Array.from(rows, (row) => row.score),
            label: Int32Array.from(rows, (row) => row.label),
            predicted: Int32Array.from(rows, (row) => Math.max(0, row.label)),
            weight: weights ? Float64Array.from(rows, (row) => row.weight) : null,
          }),
        );
        expect(curvesSchema.parse(JSON.parse(JSON.stringify(curves)))).toEqual(curves);
      }),
    );
  });
});

describe('thinning', () => {
  it('keeps ends, order and corners', () => {
    const corner: Point[] = Array.from({ length: 1001 }, (_, i) =>
      i <= 500 ? [0, i / 500] : [(i - 500) / 500, 1],
    );
    const few = thin(corner, 3);
    expect(few).toEqual([
      [0, 0],
      [0, 1],
      [1, 1],
    ]);
    expect(thin(corner, 2000)).toEqual(corner);
  });
});

describe('calibration', () => {
  it('gives the bins of ece', () => {
    const examples = binary(5000, 9);
    const bins = curvesOf(examples).calibration?.bins ?? [];
    const total = bins.reduce((sum, bin) => sum + bin.n, 0);
    const ece = bins.reduce((sum, bin) => sum + (bin.n / total) * Math.abs(bin.mean - bin.observed), 0);
    expect(total).toBe(5000);
    expect(ece).toBeCloseTo(value(examples, 'ece'), 5);
    for (const { observed, interval } of bins) {
      expect(interval?.[0]).toBeLessThanOrEqual(observed);
      expect(interval?.[1]).toBeGreaterThanOrEqual(observed);
    }
  });
  it('speaks of the class with the highest probability where there are several', () => {
    const { calibration } = curvesOf({
      task: 'multiclass',
      n: 3,
      weight: null,
      row: null,
      classes: ['a', 'b'],
      label: Int32Array.from([0, 1, 0]),
      predicted: Int32Array.from([0, 1, 1]),
      scores: [Float64Array.from([0.8, 0.2, 0.2]), Float64Array.from([0.2, 0.8, 0.8])],
    });
    expect(calibration).toMatchObject({ of: 'top', bins: [{ n: 3, mean: 0.8, observed: 0.666667 }] });
  });
});

describe('confusion', () => {
  it('counts true against predicted, and puts rare classes of many together', () => {
    const classes = Array.from({ length: 40 }, (_, k) => `class ${k}`);
    const label = Int32Array.from({ length: 4000 }, (_, i) => Math.floor(Math.sqrt(i / 2.5)) % 40);
    const predicted = label.map((code, i) => (i % 10 === 0 ? (code + 1) % 40 : code));
    const examples: Examples = {
      task: 'multiclass',
      n: 4000,
      weight: null,
      row: null,
      classes,
      label,
      predicted,
      scores: null,
    };
    const confusion = curvesOf(examples).confusion;
    expect(confusion?.classes).toHaveLength(MAX_CLASSES);
    expect(confusion).toMatchObject({ merged: 28 });
    expect(confusion?.classes.at(-1)).toBe('28 others');
    expect(confusion?.counts.flat().reduce((a, b) => a + b)).toBe(4000);
    const right = confusion?.counts.slice(0, -1).reduce((sum, row, k) => sum + (row[k] ?? 0), 0);
    const frequent = new Set(confusion?.classes.slice(0, -1));
    const expected = label.filter((code, i) => predicted[i] === code && frequent.has(`class ${code}`)).length;
    expect(right).toBe(expected);
    // Shown in the order of the classes, whatever their frequency.
    expect(confusion?.classes.slice(0, -1)).toEqual(classes.filter((name) => frequent.has(name)));
  });
});

describe('regression', () => {
  const next = random(4);
  const n = 10_007;
  const predicted = Float64Array.from({ length: n }, () => 100 * next());
  const label = predicted.map((y) => y + 10 * (next() - 0.5) + (next() < 0.001 ? 500 : 0));
  const made = curvesOf({ task: 'regression', n, weight: null, row: null, label, predicted }).regression;
  it('groups equally many rows by rising prediction', () => {
    expect(made?.bins).toHaveLength(20);
    expect(made?.bins.reduce((sum, bin) => sum + bin.n, 0)).toBe(n);
    const means = made?.bins.map((bin) => bin.predicted) ?? [];
    expect([...means].sort((a, b) => a - b)).toEqual(means);
    for (const { actual, quartiles } of made?.bins ?? []) {
      expect(quartiles[0]).toBeLessThan(actual);
      expect(Math.abs(quartiles[1] - quartiles[0] - 5)).toBeLessThan(1.5);
    }
  });
  it('counts every residual, on round edges, with the tails apart', () => {
    const residuals = made?.residuals;
    expect(
      [...(residuals?.counts ?? []), residuals?.below ?? 0, residuals?.above ?? 0].reduce((a, b) => a + b),
    ).toBe(n);
    expect(residuals?.above).toBeGreaterThan(0);
    expect(residuals?.edges).toContain(0);
    const [from, to] = [residuals?.edges[3] ?? 0, residuals?.edges[4] ?? 0];
    expect(residuals?.counts[3]).toBe(
      label.filter((y, i) => y - (predicted[i] ?? 0) >= from && y - (predicted[i] ?? 0) < to).length,
    );
  });
  it.each([
    ['equal', [5, 5, 5]],
    ['one', [1e-300]],
    ['huge', [1e308, -1e308, 3]],
    ['zero', [0, 0]],
  ])('%s labels break nothing', (_, values) => {
    const curves: Curves = curvesOf({
      task: 'regression',
      n: values.length,
      weight: null,
      row: null,
      label: Float64Array.from(values),
      predicted: new Float64Array(values.length),
    });
    expect(curvesSchema.parse(JSON.parse(JSON.stringify(curves)))).toEqual(curves);
  });
});

describe('latency', () => {
  it('counts both sides on the same edges', () => {
    const next = random(8);
    const times = (middle: number) => ({
      requests: Float64Array.from({ length: 200 }, () => middle * (0.8 + next() ** 3)).sort(),
    });
    const [a, b] = [times(1), times(2)];
    const [one, other] = [latencyCurve(a, [a, b]).latency, latencyCurve(b, [a, b]).latency];
    expect(one?.edges).toEqual(other?.edges);
    expect((one?.counts ?? []).reduce((x, y) => x + y) + (one?.above ?? 0)).toBe(200);
    expect(one?.below).toBe(0);
    expect(latencyCurve({ requests: 'it was not timed' }, [a, b])).toEqual({});
    expect(latencyCurve(null, [a])).toEqual({});
  });
});
