import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMPUTED } from './catalogue/computed.js';
import { FAMILIES, FAMILY_EXAMPLES } from './catalogue/families.js';
import { metricOf } from './catalogue.js';
import {
  type BinaryExamples,
  COMPUTABLE,
  decomposedValue,
  type Examples,
  type MulticlassExamples,
  orderDescending,
  partition,
  pick,
  prepareMetric,
  type RegressionExamples,
  sortedByScore,
} from './metrics/index.js';

function binary(
  label: number[],
  score: number[] | null,
  weight: number[] | null = null,
  threshold = 0.5,
): BinaryExamples {
  return sortedByScore({
    task: 'binary',
    n: label.length,
    label: Int32Array.from(label),
    score: score && Float64Array.from(score),
    predicted: score && Int32Array.from(score, (value) => (value >= threshold ? 1 : 0)),
    weight: weight && Float64Array.from(weight),
    row: null,
  });
}
function regression(label: number[], predicted: number[]): RegressionExamples {
  return {
    task: 'regression',
    n: label.length,
    label: Float64Array.from(label),
    predicted: Float64Array.from(predicted),
    weight: null,
    row: null,
  };
}
function multiclass(
  label: number[],
  predicted: number[],
  classes: string[],
  scores: number[][] | null = null,
): MulticlassExamples {
  return {
    task: 'multiclass',
    n: label.length,
    classes,
    label: Int32Array.from(label),
    predicted: Int32Array.from(predicted),
    scores: scores && classes.map((_, k) => Float64Array.from(scores, (row) => row[k] ?? 0)),
    weight: null,
    row: null,
  };
}
const value = (name: string, examples: Examples) =>
  prepareMetric(name, metricOf(name)?.needs ?? 'model', examples).at(examples.weight);

describe('vectors', () => {
  const example = binary([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]);
  it('ROC-AUC .75 and average precision .8333, not the trapezoids', () => {
    expect(value('roc_auc', example)).toBe(0.75);
    expect(value('average_precision', example)).toBeCloseTo(0.8333333333, 9);
  });
  it('ties count one half', () => {
    expect(value('roc_auc', binary([0, 1], [0.5, 0.5]))).toBe(0.5);
    expect(value('roc_auc', binary([0, 1, 1, 0], [0.5, 0.5, 0.9, 0.1]))).toBe(0.875);
  });
  it('ECE of 15 bins of equal width, by hand', () => {
    // 0.95 and 1 fall into the last bin: |(1 + 1 − 0.95 − 1)| / 4; 0.1 into the second: |0 − 0.1| twice, one positive.
    const examples = binary([1, 1, 0, 1], [0.95, 1, 0.1, 0.1]);
    expect(value('ece', examples)).toBeCloseTo((0.05 + Math.abs(-0.1 + 0.9)) / 4, 12);
  });
  it('R² can be negative, and survives labels that are large beside their spread', () => {
    expect(value('r2', regression([1, 2, 3], [3, 2, 1]))).toBe(-3);
    const shift = 2 ** 30;
    expect(value('r2', regression([shift, shift + 2 ** -20], [shift, shift]))).toBe(-1);
  });
});

describe('undefined is never 0', () => {
  it.each<[string, Examples, RegExp]>([
    ['roc_auc', binary([1, 1], [0.2, 0.7]), /one class only/],
    ['roc_auc', binary([0, 0], [0.2, 0.7]), /one class only/],
    ['average_precision', binary([0, 0], [0.2, 0.7]), /no label is positive/],
    ['precision', binary([0, 1], [0.2, 0.3]), /predicted positive/],
    ['recall', binary([0, 0], [0.2, 0.7]), /no label is positive/],
    ['f1', binary([0, 0], [0.2, 0.3]), /positive/],
    ['mcc', binary([0, 0], [0.2, 0.7]), /one class/],
    ['balanced_accuracy', binary([1, 1], [0.2, 0.7]), /two classes/],
    ['log_loss', binary([0, 1], [0.2, 1.01]), /1 of 2 rows has a score outside \[0, 1\]/],
    ['brier', binary([0, 1], [-0.1, 0.5]), /outside/],
    ['ece', binary([0, 1], [-0.1, 0.5]), /outside/],
    ['roc_auc', binary([0, 1], [Number.NaN, 0.5]), /NaN/],
    ['accuracy', { ...binary([0, 1], [0.1, 0.5]), predicted: Int32Array.of(-1, 1) }, /no predicted label/],
    ['accuracy', binary([-1, 1], [0.1, 0.5]), /1 of 2 rows has no label/],
    ['roc_auc', binary([], []), /no rows/],
    ['roc_auc', binary([0, 1], [0.1, 0.5], [0, 0]), /one class only/],
    ['accuracy', binary([0, 1], [0.1, 0.5], [0, 0]), /weights sum to 0/],
    ['log_loss', binary([0, 1], [0.1, 0.5], [0, 0]), /weights sum to 0/],
    ['precision_macro', multiclass([0, 1, 2], [0, 1, 1], ['a', 'b', 'c']), /class c: it is never predicted/],
    [
      'log_loss',
      multiclass(
        [0, 1],
        [0, 1],
        ['a', 'b', 'c'],
        [
          [0.5, 0.2, 0.2],
          [0.1, 0.8, 0.1],
        ],
      ),
      /do not sum to 1/,
    ],
    [
      'roc_auc_ovr',
      multiclass(
        [0, 1],
        [0, 1],
        ['a', 'b', 'c'],
        [
          [0.5, 0.3, 0.2],
          [0.1, 0.8, 0.1],
        ],
      ),
      /class c: one class only/,
    ],
    ['r2', regression([2, 2], [1, 2]), /all labels are equal/],
    ['r2', regression([2], [1]), /two rows/],
    ['mape', regression([0, 2], [1, 2]), /1 row has the label 0/],
    ['rmse', regression([1, 2], [1, Number.POSITIVE_INFINITY]), /no finite prediction/],
    ['mae', regression([Number.NaN, 2], [1, 2]), /no finite label/],
  ])('%s', (name, examples, reason) => {
    const found = value(name, examples);
    expect(found).toMatchObject({ undefined: expect.stringMatching(reason) });
  });
});

const BINARY = [...COMPUTED, ...FAMILY_EXAMPLES].filter(
  (info) => info.tasks.includes('binary') && info.needs !== 'model' && info.needs !== 'groups',
);
describe('the catalogue and the computations', () => {
  it('have the same names', () => {
    const computed = COMPUTED.filter((row) => row.needs !== 'model' && row.needs !== 'groups');
    const names = [...computed.map((row) => row.name), ...FAMILIES.map((family) => family.pattern)];
    expect(names.sort()).toEqual([...COMPUTABLE].sort());
  });

  it('agree on ranges, on random examples', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.integer({ min: 0, max: 1 }),
            fc.double({ min: 0, max: 1, noNaN: true }),
            fc.double({ min: 0, max: 9, noNaN: true }),
          ),
          { maxLength: 40 },
        ),
        (rows) => {
          const examples = binary(
            rows.map(([y]) => y),
            rows.map(([, s]) => s),
            rows.map(([, , w]) => w),
          );
          for (const row of BINARY) {
            const found = value(row.name, examples);
            if (typeof found !== 'number') continue;
            const [low, high] = row.range;
            expect(found, row.name).toBeGreaterThanOrEqual((low ?? -Infinity) - 1e-9);
            expect(found, row.name).toBeLessThanOrEqual((high ?? Infinity) + 1e-9);
          }
        },
      ),
    );
  });

  it('give the same area for weights of any scale', () => {
    const area = (scale: number) =>
      value(
        'roc_auc',
        binary(
          [1, 0, 1, 0],
          [0.9, 0.8, 0.7, 0.1],
          [3, 1, 1, 2].map((w) => w * scale),
        ),
      );
    expect(area(1)).toBeCloseTo((3 * 3 + 1 * 2) / 12, 12);
    for (const scale of [1e-320, 1e-160, 1e160, 1e300]) expect(area(scale)).toBeCloseTo(11 / 12, 3);
    expect(
      value('roc_auc', binary([1, 0], [5e-324, 0], [1.3358557263302197e-118, 2.773871662016114e-206])),
    ).toBe(1);
  });

  it('count an example of weight 2 as two examples', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.integer({ min: 0, max: 1 }),
            fc.integer({ min: 0, max: 4 }),
            fc.integer({ min: 1, max: 3 }),
          ),
          { minLength: 1, maxLength: 30 },
        ),
        (rows) => {
          const weighted = binary(
            rows.map(([y]) => y),
            rows.map(([, s]) => s / 4),
            rows.map(([, , w]) => w),
          );
          const repeated = rows.flatMap(([y, s, w]) => Array.from({ length: w }, () => [y, s] as const));
          const plain = binary(
            repeated.map(([y]) => y),
            repeated.map(([, s]) => s / 4),
          );
          for (const row of BINARY) {
            const [a, b] = [value(row.name, weighted), value(row.name, plain)];
            if (typeof a === 'number' && typeof b === 'number') expect(a, row.name).toBeCloseTo(b, 10);
            else expect(a, row.name).toEqual(b);
          }
        },
      ),
    );
  });
});

describe('order and slices', () => {
  it.each([10, 5000])('puts %i values from high to low, equal ones in their order, NaN last', (n) => {
    const special = [0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324, -5e-324];
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.double(), fc.constantFrom(...special), fc.integer({ min: -3, max: 3 })), {
          minLength: n,
          maxLength: n,
        }),
        (list) => {
          const values = Float64Array.from(list);
          const expected = list
            .map((_, i) => i)
            .sort((a, b) => {
              const [x, y] = [list[a] ?? 0, list[b] ?? 0];
              if (Number.isNaN(x) || Number.isNaN(y))
                return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
              return x === y ? a - b : x > y ? -1 : 1;
            });
          expect([...orderDescending(values)]).toEqual(expected);
        },
      ),
      { numRuns: n > 100 ? 5 : 100 },
    );
  });

  it('a slice holds the rows that its code names, still sorted', () => {
    const examples = binary([0, 1, 0, 1], [0.3, 0.1, 0.4, 0.2]);
    const [first, second] = partition(examples, Int32Array.of(0, 1, -1, 0), 2).map((positions) =>
      pick(examples, positions),
    );
    expect(first).toMatchObject({
      n: 2,
      row: Uint32Array.of(0, 3),
      score: Float64Array.of(0.3, 0.2),
      label: Int32Array.of(0, 1),
    });
    expect(second).toMatchObject({ n: 1, row: Uint32Array.of(1) });
  });
});

describe('decompositions', () => {
  const weights = fc.array(fc.constantFrom(0, 1, 2, 0.5), { minLength: 30, maxLength: 30 });
  const numbers = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 30, maxLength: 30 });
  const codes = (k: number) => fc.array(fc.integer({ min: 0, max: k - 1 }), { minLength: 30, maxLength: 30 });
  it.each(
    [...COMPUTED, ...FAMILY_EXAMPLES]
      .filter((info) => /label|score|probability|number/.test(info.needs ?? ''))
      .map((info) => [info.name, info] as const),
  )('%s: sums give what the weights give', (name, info) => {
    fc.assert(
      fc.property(codes(3), numbers, numbers, weights, (label, a, b, weight) => {
        const task = info.tasks[0];
        const examples =
          task === 'binary'
            ? binary(
                label.map((k) => Number(k > 1)),
                a,
              )
            : task === 'multiclass'
              ? multiclass(
                  label,
                  a.map((x) => Math.min(2, Math.floor(x * 3))),
                  ['a', 'b', 'c'],
                  a.map((x, i) => [x / 2, (1 - x / 2) / 2, (1 - x / 2) / 2, i].slice(0, 3)),
                )
              : regression(a, b);
        const computation = prepareMetric(name, info.needs ?? 'model', examples);
        const parts = computation.decomposition?.();
        if (parts === undefined) return;
        const w = Float64Array.from(weight);
        const [ours, direct] = [decomposedValue(parts, examples.n, w), computation.at(w)];
        if (typeof direct !== 'number') expect(typeof ours).toBe('object');
        else expect(ours).toBeCloseTo(direct, 9);
      }),
      { numRuns: 50 },
    );
  });
});
