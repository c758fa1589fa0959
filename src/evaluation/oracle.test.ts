/**
 * Every metric against scikit-learn, scipy and statsmodels on random cases: ties, one class, weights, tiny n,
 * extreme values. ASSAY_ORACLE_CASES=10000 takes some minutes.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { pythonWith } from '../../test/support/python.js';
import { FAMILIES, metricOf } from './catalogue.js';
import { randomFor } from './intervals/index.js';
import { COMPUTABLE, type Examples, prepareMetric, sortedByScore } from './metrics/index.js';
import { rankingExamples } from './units.js';

const folder = (name: string) => fileURLToPath(new URL(`../../scripts/oracles/${name}`, import.meta.url));
const python = await pythonWith('scripts/oracles/requirements.txt');

interface Case {
  readonly task: 'binary' | 'multiclass' | 'regression' | 'ranking';
  readonly label: number[];
  /** One list a query. */
  readonly labels?: number[][];
  readonly rankings?: number[][];
  readonly score?: number[];
  readonly scores?: number[][];
  readonly predicted?: number[];
  readonly weight: number[] | null;
}
interface Answer {
  readonly values: Readonly<Record<string, number | null>>;
  readonly made_up: readonly string[];
}

const CASES = Number(process.env['ASSAY_ORACLE_CASES'] ?? 500);
const random = randomFor(20_240_501, 'oracle');
const uniform = () => random() / 2 ** 32;
const below = (n: number) => Math.floor(uniform() * n);
const oneOf = <T>(items: readonly T[]): T => items[below(items.length)] as T;

function makeCase(index: number): Case {
  const n = oneOf([1, 2, 3, 5, 17, 60, 200]);
  const weight =
    index % 3 === 0 ? Array.from({ length: n }, () => oneOf([0.5, 1, 2, uniform() * 10 + 0.01])) : null;
  const rows = Array.from({ length: n }, (_, i) => i);
  switch (oneOf(['binary', 'binary', 'multiclass', 'regression', 'ranking'] as const)) {
    case 'binary': {
      const rate = oneOf([0, 0.02, 0.3, 0.5, 1]);
      const levels = oneOf([2, 5, 1000]);
      const extreme = uniform() < 0.2;
      return {
        task: 'binary',
        label: rows.map(() => (uniform() < rate ? 1 : 0)),
        score: rows.map(() =>
          extreme ? oneOf([0, 1, 1e-300, 1 - 2 ** -53, 0.5]) : below(levels + 1) / levels,
        ),
        weight,
      };
    }
    case 'multiclass': {
      const classes = 3 + below(3);
      const used = uniform() < 0.3 ? 2 : classes;
      return {
        task: 'multiclass',
        label: rows.map(() => below(used)),
        scores: rows.map(() => {
          const raw = Array.from({ length: classes }, () => (uniform() < 0.1 ? 0 : uniform()) + 1e-9);
          const sum = raw.reduce((a, b) => a + b, 0);
          return raw.map((value) => value / sum);
        }),
        weight,
      };
    }
    case 'regression': {
      const scale = oneOf([1e-9, 1, 1e9]);
      // Where the spread is near the rounding of the labels, scikit-learn's mean is off; see r2 in metrics.test.ts.
      const shift = scale < 1 ? 0 : oneOf([0, 1e6]);
      const constant = uniform() < 0.1;
      const label = rows.map(() => shift + (constant ? 0.1 * scale : (uniform() - 0.5) * scale));
      return {
        task: 'regression',
        label,
        predicted: label.map((y) => y + (uniform() - 0.5) * scale),
        weight,
      };
    }
    case 'ranking': {
      const queries = Math.min(n, 17);
      const labels = Array.from({ length: queries }, () =>
        Array.from({ length: 1 + below(6) }, () => (uniform() < 0.5 ? 0 : below(4))),
      );
      const levels = oneOf([2, 3, 1000]);
      return {
        task: 'ranking',
        label: [],
        labels,
        rankings: labels.map((list) => list.map(() => below(levels) / levels)),
        weight: weight?.slice(0, queries) ?? null,
      };
    }
  }
}

function examplesOf(one: Case): Examples {
  if (one.task === 'ranking') {
    const { labels = [], rankings = [], weight } = one;
    const group = Int32Array.from(labels.flatMap((list, query) => list.map(() => query)));
    return rankingExamples({
      group: { codes: group, names: labels.map((_, query) => String(query)) },
      label: Float64Array.from(labels.flat()),
      score: Float64Array.from(rankings.flat()),
      weight: weight && Float64Array.from(group, (query) => weight[query] ?? 0),
      column: 'query',
    }).examples;
  }
  const base = { n: one.label.length, weight: one.weight && Float64Array.from(one.weight), row: null };
  if (one.task === 'regression') {
    return {
      ...base,
      task: 'regression',
      label: Float64Array.from(one.label),
      predicted: Float64Array.from(one.predicted ?? []),
    };
  }
  const label = Int32Array.from(one.label);
  if (one.task === 'binary') {
    const score = Float64Array.from(one.score ?? []);
    return sortedByScore({
      ...base,
      task: 'binary',
      label,
      score,
      predicted: Int32Array.from(score, (s) => (s >= 0.5 ? 1 : 0)),
    });
  }
  const scores = one.scores ?? [];
  const classes = (scores[0] ?? []).map((_, k) => String(k));
  return {
    ...base,
    task: 'multiclass',
    classes,
    label,
    scores: classes.map((_, k) => Float64Array.from(scores, (row) => row[k] ?? 0)),
    predicted: Int32Array.from(scores, (row) => row.indexOf(Math.max(...row))),
  };
}

/** Where Assay has no value and scikit-learn has one: the differences that the catalogue states. */
const STATED: Readonly<Record<string, string>> = {
  precision: 'it gives 0 where nothing is predicted positive',
  npv: 'it gives 0 where nothing is predicted negative',
  'f{beta}': 'it gives 0 where nothing is positive',
  roc_auc_ovo: 'it leaves out a class that has no label',
  roc_auc_ovo_weighted: 'it leaves out a class that has no label',
  jaccard: 'it gives 0 where nothing is positive',
  explained_variance: 'it divides by what rounding leaves where all labels are equal',
  recall: 'it gives 0 where no label is positive',
  specificity: 'it gives 0 where no label is negative',
  f1: 'it gives 0 where nothing is positive',
  precision_macro: 'it counts 0 for a class that is never predicted',
  precision_weighted: 'it counts 0 for a class that is never predicted',
  recall_macro: 'it counts 0 for a class that has no label',
  mcc: 'it gives 0 where one class occurs',
  balanced_accuracy: 'it gives the recall of the one class that occurs',
  average_precision: 'it gives 0 where no label is positive',
  r2: 'it divides by what rounding leaves where all labels are equal',
  mape: 'it divides by 2^-52 where a label is 0',
};

describe.skipIf(python.missing !== '')(`scikit-learn${python.missing && ` (${python.missing})`}`, () => {
  it(`agrees to 1e-9 on ${CASES} random cases`, () => {
    const cases = Array.from({ length: CASES }, (_, index) => makeCase(index));
    const output = execFileSync(python.python, [folder('metrics.py')], {
      input: JSON.stringify(cases),
      maxBuffer: 1 << 28,
    });
    const answers = JSON.parse(output.toString()) as Answer[];
    const compared = new Map<string, { agreed: number; stated: number }>();
    const wrong: string[] = [];
    for (const [index, one] of cases.entries()) {
      const examples = examplesOf(one);
      for (const [name, theirs] of Object.entries(answers[index]?.values ?? {})) {
        const info = metricOf(name);
        const key = info?.family?.pattern ?? name;
        const ours = prepareMetric(name, info?.needs ?? 'model', examples).at(examples.weight);
        const count = compared.get(key) ?? { agreed: 0, stated: 0 };
        compared.set(key, count);
        const made = answers[index]?.made_up.includes(name);
        if (typeof ours === 'number') {
          const error = theirs === null ? Number.POSITIVE_INFINITY : Math.abs(ours - theirs);
          if (error <= 1e-9 * Math.abs(theirs ?? 0) + 1e-12) count.agreed++;
          else
            wrong.push(`case ${index} ${one.task} n=${examples.n} ${name}: ours ${ours}, theirs ${theirs}`);
        } else if (theirs === null) {
          count.agreed++;
        } else if (STATED[key] !== undefined) {
          count.stated++;
        } else {
          wrong.push(
            `case ${index} ${one.task} n=${examples.n} ${name}: ours ${ours.undefined}, theirs ${theirs}${made ? ' (made up)' : ''}`,
          );
        }
      }
    }
    expect(wrong.slice(0, 20)).toEqual([]);
    // Every metric that can be computed was compared, and mostly by values.
    for (const name of COMPUTABLE) {
      const info = metricOf(name) ?? FAMILIES.find(({ pattern }) => pattern === name)?.info;
      // Metrics of texts have their own oracle.
      if (info?.needs === 'text') continue;
      expect(compared.get(name)?.agreed, name).toBeGreaterThan(CASES / 20);
    }
    expect([...compared].filter(([name, { stated }]) => stated > 0 && STATED[name] === undefined)).toEqual(
      [],
    );
  }, 1_800_000);
});
