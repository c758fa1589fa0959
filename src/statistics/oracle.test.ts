/** Every method against scipy, statsmodels and scikit-learn on random cases: ties, weights, tiny n, extreme values. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { pythonWith } from '../../test/support/python.js';
import {
  benjaminiHochberg,
  binomialCdf,
  binomialPmf,
  chiSquareTail,
  delong,
  generatorFor,
  holm,
  isInterval,
  mcnemar,
  newcombeDifference,
  normalTail,
  pairedBootstrap,
  pairedMean,
  pairsForProportions,
  signFlipTest,
  studentCdf,
  studentQuantile,
  tangoInterval,
  tangoTest,
  wilson,
  z,
} from './index.js';
import { bcaBounds } from './resampling/bca.js';
import { sumsEngine } from './resampling/sums.js';
import { unitsOf } from './resampling/units.js';

const SCRIPT = fileURLToPath(new URL('../../scripts/oracles/statistics.py', import.meta.url));
const python = await pythonWith('scripts/oracles/requirements-statistics.txt');

const random = generatorFor(20_260_301, 'statistics oracle');
const uniform = () => random.uniform();
const below = (n: number) => Math.floor(uniform() * n);
const oneOf = <T>(items: readonly T[]): T => items[below(items.length)] as T;
const normal = () => z(uniform());
const level = () => oneOf([0.8, 0.9, 0.95, 0.99]);
const list = (n: number, of: (i: number) => number) => Array.from({ length: n }, (_, i) => of(i));

type Case = Readonly<Record<string, unknown>>;
interface Kind {
  readonly cases: number;
  readonly make: () => { readonly asked: Case; readonly ours: readonly number[] };
  /** Relative; absent: 1e-9. */
  readonly tolerance?: number;
}

const KINDS: Readonly<Record<string, Kind>> = {
  mcnemar: {
    cases: 1000,
    make() {
      const [b, c] = [below(oneOf([3, 30, 3000])), below(oneOf([3, 30, 3000]))];
      const asked = { b, c: b + c === 0 ? 1 : c };
      const of = (variant: 'exact' | 'midp' | 'chi2') => mcnemar(asked.b, asked.c, variant);
      return { asked, ours: [of('exact').p, of('midp').p, of('chi2').statistic, of('chi2').p] };
    },
  },
  tango: {
    cases: 1000,
    make() {
      const n = oneOf([1, 2, 7, 44, 300, 10_000, 1_000_000]);
      const b = Math.min(n, below(oneOf([1, 4, n / 3]) + 1));
      const c = Math.min(n - b, below(oneOf([1, 4, n / 3]) + 1));
      const asked = { b, c, n, level: level(), margin: oneOf([0.001, 0.01, 0.1, 0.4]) };
      const { low, high } = tangoInterval(b, c, n, asked.level, 0);
      const test = tangoTest(b, c, n, asked.margin);
      return { asked, ours: [low, high, test.z, test.p] };
    },
  },
  wilson: {
    cases: 500,
    make() {
      const n = oneOf([1, 2, 5, 20, 1000, 10_000_000]);
      const asked = { k: oneOf([0, n, below(n + 1)]), n, level: level() };
      return { asked, ours: [...(wilson(asked.k, n, asked.level).bounds ?? [])] };
    },
  },
  newcombe: {
    cases: 500,
    make() {
      const share = (): [number, number] => {
        const n = oneOf([1, 5, 60, 5000]);
        return [oneOf([0, n, below(n + 1)]), n];
      };
      const [[a, n], [b, m]] = [share(), share()];
      const asked = { candidate: [a, n], baseline: [b, m], level: level() };
      const { low, high } = newcombeDifference(
        { successes: a, trials: n },
        { successes: b, trials: m },
        asked.level,
      );
      return { asked, ours: [low, high] };
    },
  },
  corrections: {
    // statsmodels takes 0.1 s for one of Holm.
    cases: 30,
    make() {
      const p = list(1 + below(30), () => oneOf([uniform(), uniform() ** 8, 0, 1, 0.05]));
      return { asked: { p }, ours: [...holm(p), ...benjaminiHochberg(p)] };
    },
  },
  mean: {
    cases: 1000,
    make() {
      const n = oneOf([2, 3, 10, 200]);
      const scale = oneOf([1e-9, 1, 1e9]);
      const asked = {
        differences: list(n, () => scale * normal()),
        weight: uniform() < 0.5 ? null : list(n, () => 0.1 + uniform()),
        clusters: uniform() < 0.5 ? null : list(n, (i) => (i < 2 ? i : below(1 + n / 2))),
        level: level(),
      };
      const found = pairedMean(Float64Array.from(asked.differences), {
        level: asked.level,
        weight: asked.weight && Float64Array.from(asked.weight),
        clusters: asked.clusters && Int32Array.from(asked.clusters),
      });
      return { asked, ours: isInterval(found) ? [found.delta, found.low, found.high] : [] };
    },
  },
  delong: {
    cases: 1000,
    make() {
      const n = oneOf([4, 6, 20, 120]);
      const levels = oneOf([3, 10, 1e9]);
      const label = list(n, (i) => (i < 4 ? i % 2 : below(2)));
      const asked = {
        label,
        candidate: list(n, (i) => below(levels) + (label[i] ?? 0)),
        baseline: list(n, (i) => below(levels) + (label[i] ?? 0)),
        weight: uniform() < 0.6 ? null : list(n, () => oneOf([0.5, 1, uniform() + 0.01])),
      };
      const found = delong(
        label,
        Float64Array.from(asked.candidate),
        Float64Array.from(asked.baseline),
        asked.weight && Float64Array.from(asked.weight),
      );
      if ('undefined' in found) throw new TypeError(found.undefined);
      const { candidate, baseline, varianceCandidate, varianceBaseline, covariance } = found;
      return { asked, ours: [candidate, baseline, varianceCandidate, varianceBaseline, covariance] };
    },
  },
  distribution: {
    cases: 1000,
    make() {
      const n = oneOf([1, 10, 1000, 100_000]);
      const asked = {
        p: oneOf([uniform(), uniform() * 1e-6, 0.5]),
        x: 6 * (uniform() - 0.5),
        df: oneOf([1, 2, 5.5, 30, 1000, 1e6]),
        n,
        k: below(n + 1),
      };
      const { p, x, df, k } = asked;
      return {
        asked,
        ours: [
          z(p),
          normalTail(x),
          studentQuantile(p, df),
          studentCdf(x, df),
          binomialCdf(k, n, p),
          binomialPmf(k, n, p),
          chiSquareTail(Math.abs(x), df),
        ],
      };
    },
  },
  pairs: {
    cases: 200,
    make() {
      const discordance = 0.01 + uniform() * 0.5;
      const asked = { discordance, distance: discordance * (0.01 + 0.98 * uniform()) };
      return { asked, ours: [pairsForProportions(discordance, asked.distance)] };
    },
  },
  bca: {
    cases: 200,
    make() {
      const n = oneOf([3, 10, 50, 300]);
      const heavy = uniform() < 0.3;
      const draw = () => (heavy ? normal() / Math.abs(normal()) : normal());
      const [a, b] = [list(n, draw), list(n, draw)];
      const statistic = oneOf(['rmse', 'mae'] as const);
      const engine = sumsEngine(
        {
          kind: 'sums',
          columns: [a, b].map((part) =>
            Float64Array.from(part, (e) => (statistic === 'rmse' ? e * e : Math.abs(e))),
          ),
          value(sums, rows) {
            const [first, second] = [(sums[0] as number) / rows, (sums[1] as number) / rows];
            return statistic === 'rmse' ? Math.sqrt(first) - Math.sqrt(second) : first - second;
          },
        },
        unitsOrThrow(n),
      );
      const values = Float64Array.from({ length: 300 }, () => engine.draw(random));
      const asked = { statistic, a, b, values: [...values], level: level() };
      const found = bcaBounds(
        values.slice().sort(),
        engine.estimate,
        engine.jackknife().acceleration,
        asked.level,
      );
      return { asked, ours: [...(found?.bounds ?? [])] };
    },
  },
  permutation: {
    cases: 100,
    make() {
      const n = 2 + below(8);
      const asked = {
        differences: list(n, () => oneOf([normal(), 1, -1, 0.5])),
        alternative: oneOf(['two-sided', 'greater', 'less'] as const),
      };
      const settings = { alternative: asked.alternative, seed: 0, stream: '' };
      const { statistic, p } = signFlipTest(Float64Array.from(asked.differences), settings);
      return { asked, ours: [statistic, p] };
    },
  },
};

function unitsOrThrow(n: number) {
  const units = unitsOf(n, {});
  if (typeof units === 'string') throw new TypeError(units);
  return units;
}

function ask(cases: readonly Case[]): number[][] {
  const output = execFileSync(python.python, [SCRIPT], {
    input: JSON.stringify(cases),
    maxBuffer: 1 << 28,
  });
  return JSON.parse(output.toString().replaceAll('NaN', 'null')) as number[][];
}

describe.skipIf(python.missing !== '')(
  `scipy and statsmodels${python.missing && ` (${python.missing})`}`,
  () => {
    it.each(Object.entries(KINDS))('%s', (kind, { cases, make, tolerance = 1e-9 }) => {
      const made = Array.from({ length: cases }, make);
      const theirs = ask(made.map(({ asked }) => ({ kind, ...asked })));
      const wrong = made.flatMap(({ asked, ours }, index) => {
        const answer = theirs[index] ?? [];
        const near =
          ours.length === answer.length &&
          ours.every(
            (x, k) => Math.abs(x - (answer[k] ?? Number.NaN)) <= tolerance * Math.abs(answer[k] ?? 0) + 1e-12,
          );
        return near ? [] : [`${JSON.stringify(asked).slice(0, 300)}: ours ${ours}, theirs ${answer}`];
      });
      expect(wrong.slice(0, 5)).toEqual([]);
    });

    it.each(['BCa', 'percentile'] as const)(
      'the paired bootstrap, %s, within its own error',
      async (method) => {
        const replicates = 4000;
        for (const seed of [1, 2, 3]) {
          // So many that quantiles of t, which scipy does not take, are as good as normal ones.
          const n = 400;
          const label = list(n, (i) => (i < 2 ? i : uniform() < 0.3 ? 1 : 0));
          const candidate = list(n, (i) => (label[i] ?? 0) + Math.round(4 * normal()) / 4);
          const baseline = list(n, (i) => (candidate[i] ?? 0) + 0.5 * normal());
          const asked = { label, candidate, baseline, replicates, seed, method, level: 0.9 };
          const [theirs = []] = ask([{ kind: 'bootstrap', ...asked }]);
          const ours = await pairedBootstrap(
            {
              kind: 'auc',
              label,
              candidate: Float64Array.from(candidate),
              baseline: Float64Array.from(baseline),
              weight: null,
            },
            { level: 0.9, replicates, seed, stream: 'oracle', kind: method === 'BCa' ? 'bca' : 'percentile' },
          );
          if (!isInterval(ours)) throw new TypeError(ours.undefined);
          const [low = 0, high = 0, error = 0] = theirs;
          // A 5% quantile of 2,000 normal values has a standard error of 0.047 standard errors; two such, and 5 of them.
          expect(Math.abs(ours.low - low)).toBeLessThan(0.33 * error);
          expect(Math.abs(ours.high - high)).toBeLessThan(0.33 * error);
        }
      },
    );
  },
);
