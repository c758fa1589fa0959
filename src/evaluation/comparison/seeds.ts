/**
 * Several trainings of one side. A test set shows how one model does on other examples, and not how another training
 * of the same recipe would do; the seeds of a training do.
 */
import type { Metric, PairedComparison } from '../../results/index.js';
import { isInterval, seedsInterval, varianceOf } from '../../statistics/index.js';
import type { MetricInfo } from '../catalogue.js';
import { type Examples, prepareMetric } from '../metrics/index.js';
import type { SeedValues } from '../request.js';

/** Values of the whole dataset, without intervals; what has no value is left out. */
export function valuesOfSeed(seed: number, examples: Examples, metrics: readonly MetricInfo[]): SeedValues {
  return {
    seed,
    metrics: metrics
      .filter((info) => info.needs !== 'model')
      .flatMap((info) => {
        const value = prepareMetric(info.name, info.needs ?? 'model', examples).at(examples.weight);
        return typeof value === 'number' && Number.isFinite(value) ? [{ name: info.name, value }] : [];
      }),
  };
}

/** The same from metrics that were measured already. */
export function valuesMeasured(
  seed: number,
  measured: readonly Metric[],
  metrics: readonly MetricInfo[],
): SeedValues {
  const wanted = new Set(metrics.map(({ name }) => name));
  return {
    seed,
    metrics: measured.flatMap(({ name, slice, value }) =>
      slice === null && value !== null && wanted.has(name) ? [{ name, value }] : [],
    ),
  };
}

/**
 * Widens the intervals of the whole dataset by the variance of training, where a side has several seeds: to what both
 * the two models at hand and the means over the seeds allow. So a rule passes only where this model and its recipe
 * both do, and fails only where both do. Slices keep their intervals, with a note.
 */
export function withSeeds(
  comparisons: readonly PairedComparison[],
  candidate: readonly SeedValues[] | null,
  baseline: readonly SeedValues[] | null,
): PairedComparison[] {
  if ((candidate?.length ?? 0) < 2 && (baseline?.length ?? 0) < 2) return [...comparisons];
  return comparisons.map((one) => {
    if (one.identical) return one;
    if (one.slice !== null) {
      return { ...one, notes: [...one.notes, 'of a slice: the variance of training is not in the interval'] };
    }
    const lost = [...withoutValue('candidate', candidate, one), ...withoutValue('baseline', baseline, one)];
    if (lost.length > 0) {
      return {
        ...one,
        intervals: [],
        relative: null,
        notes: [...one.notes, `no interval: ${lost.join('; ')}`],
      };
    }
    const ours = valuesOf(candidate, one.metric, one.candidate);
    const theirs = valuesOf(baseline, one.metric, one.baseline);
    if (ours.length < 2 && theirs.length < 2) return one;
    return widened(one, ours, theirs);
  });
}

/**
 * Seeds without a value where others of their side have one: a training that diverged. Without them the rest would look
 * more alike than the recipe is. Where no seed has one, the metric was not asked for then.
 */
function withoutValue(
  arm: string,
  seeds: readonly SeedValues[] | null,
  { metric }: PairedComparison,
): string[] {
  if (seeds === null || seeds.length < 2) return [];
  const without = seeds.filter(({ metrics }) => !metrics.some(({ name }) => name === metric));
  if (without.length === 0 || without.length === seeds.length) return [];
  const named = without.map(({ seed }) => seed).join(', ');
  return [`seed ${named} of the ${arm} has no value of ${metric}`];
}

/** The value of the model at hand alone, where the seeds have none. */
function valuesOf(seeds: readonly SeedValues[] | null, metric: string, own: number): number[] {
  const found = (seeds ?? []).flatMap(
    ({ metrics }) => metrics.find(({ name }) => name === metric)?.value ?? [],
  );
  return found.length < 2 ? [own] : found;
}

function widened(
  one: PairedComparison,
  candidate: readonly number[],
  baseline: readonly number[],
): PairedComparison {
  const found = one.intervals.map((bounds) => ({
    bounds,
    outcome: seedsInterval({
      candidate,
      baseline,
      testVariance: varianceOf(bounds),
      n: one.n,
      level: bounds.level,
    }),
  }));
  const [first] = found;
  if (first === undefined) return one;
  const { outcome } = first;
  const none = found.map((entry) => entry.outcome).find((entry) => !isInterval(entry));
  if (!isInterval(outcome) || none !== undefined) {
    const why = none !== undefined && !isInterval(none) ? none.undefined : '';
    return { ...one, intervals: [], relative: null, notes: [...one.notes, `no interval: ${why}`] };
  }
  const intervals = found.flatMap(({ bounds, outcome: seeded }) =>
    isInterval(seeded)
      ? [
          {
            level: bounds.level,
            low: Math.min(bounds.low, seeded.low),
            high: Math.max(bounds.high, seeded.high),
          },
        ]
      : [],
  );
  const deciding = intervals.find(({ level }) => level === one.relative?.level);
  const scale = Math.abs(one.baseline);
  return {
    ...one,
    intervals,
    relative:
      one.relative === null || deciding === undefined
        ? null
        : {
            level: one.relative.level,
            low: Math.min(one.relative.low, deciding.low / scale),
            high: Math.max(one.relative.high, deciding.high / scale),
          },
    method: `${one.method} + ${outcome.method}`,
    source: `${one.source}; ${outcome.source}`,
    working: [
      ...one.working,
      ...outcome.working,
      'the interval holds that of the two models and that of the means over seeds',
    ],
    notes: [...one.notes, ...outcome.notes],
    seeds: {
      candidate: candidate.length,
      baseline: baseline.length,
      variance: Math.max(0, varianceOf(outcome) - varianceOf(first.bounds)),
    },
  };
}
