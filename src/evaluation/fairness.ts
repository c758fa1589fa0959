/** Gaps between groups of people, and a table for each group (definitions: catalogue/fairness.ts). */
import type { Metric } from '../results/index.js';
import { type MetricInfo, metricOf } from './catalogue.js';
import { metricEntry } from './entry.js';
import {
  type Interval,
  type IntervalSettings,
  intervalOfNorm,
  noInterval,
  wilson,
} from './intervals/index.js';
import { type BinaryExamples, blockers, partition, undefinedValue, type Value } from './metrics/index.js';
import type { FairnessGroup } from './slices.js';

/** A rate of a group: its value, and how many examples it rests on (with weights, their effective number). */
interface Rate {
  readonly value: number;
  readonly trials: number;
}
interface Group {
  readonly name: string;
  readonly n: number;
  /** Null where there is no trial, such as recall without positive labels. */
  readonly rates: Readonly<Record<RateName, Rate | null>>;
}
type RateName = 'selection_rate' | 'recall' | 'fpr' | 'precision';
/** The rates of each group, in the order of the table. */
export const GROUP_RATES: readonly RateName[] = ['selection_rate', 'recall', 'fpr', 'precision'];

/** Gaps, by the rates that they are of. */
const GAPS: Readonly<Record<string, { readonly of: readonly RateName[]; readonly ratio?: boolean }>> = {
  demographic_parity_difference: { of: ['selection_rate'] },
  demographic_parity_ratio: { of: ['selection_rate'], ratio: true },
  equalized_odds_difference: { of: ['recall', 'fpr'] },
  equal_opportunity_difference: { of: ['recall'] },
  predictive_parity_difference: { of: ['precision'] },
};

/** The gaps over the groups of one column, named `GAP[COLUMN]`, and the rates of each group as slices. */
export function fairnessMetrics(
  examples: BinaryExamples,
  people: FairnessGroup,
  settings: IntervalSettings,
): { readonly gaps: Metric[]; readonly table: Metric[] } {
  const { column, group } = people;
  const reason = blockers(examples).groups;
  const parts = reason === null ? partition(examples, group.codes, group.slices.length) : [];
  const groups = group.slices.map(({ name, rows }, k): Group => {
    const positions = parts[k] ?? new Uint32Array(0);
    return { name, n: rows, rates: ratesOf(examples, positions) };
  });
  const gaps = Object.keys(GAPS).map((name) => {
    const info = infoOf(name);
    const value = reason === null ? gapOf(name, groups) : undefinedValue(reason);
    const stream = `${name}[${column}]`;
    const interval =
      typeof value === 'number'
        ? settings.clusters
          ? noInterval(CLUSTERED)
          : gapInterval(name, groups, value, { ...settings, stream })
        : noInterval('there is no value');
    const n = groups.reduce((sum, one) => sum + one.n, 0);
    return metricEntry({ ...info, name: stream }, null, value, interval, n, settings.confidence);
  });
  const table = groups.flatMap((one) =>
    GROUP_RATES.map((name) => {
      const rate = one.rates[name];
      const value = reason !== null ? undefinedValue(reason) : (rate?.value ?? undefinedValue(NONE[name]));
      const interval =
        rate === null || reason !== null
          ? noInterval('there is no value')
          : settings.clusters
            ? noInterval(CLUSTERED)
            : examples.weight === null
              ? wilson(rate.value * rate.trials, rate.trials, settings.confidence)
              : effective(rate, settings.confidence);
      return metricEntry(infoOf(name), one.name, value, interval, one.n, settings.confidence);
    }),
  );
  return { gaps, table };
}

const CLUSTERED =
  'rates of groups have an interval for independent examples only, and these belong to clusters';
const NONE: Readonly<Record<RateName, string>> = {
  selection_rate: 'the weights sum to 0',
  recall: 'no label is positive',
  fpr: 'no label is negative',
  precision: 'no example is predicted positive',
};

function infoOf(name: string): MetricInfo {
  const info = metricOf(name);
  if (info === undefined) throw new RangeError(`${name} is not in the catalogue`);
  return info;
}

function effective(rate: Rate, confidence: number): Interval {
  const { bounds } = wilson(rate.value * rate.trials, rate.trials, confidence);
  return { bounds, method: 'wilson(effective n of the weights)' };
}

function ratesOf(examples: BinaryExamples, positions: Uint32Array): Group['rates'] {
  const { label, predicted, weight } = examples;
  const rate = (counts: (i: number) => boolean, hit: (i: number) => boolean): Rate | null => {
    let [hits, total, squares] = [0, 0, 0];
    for (const i of positions) {
      if (!counts(i)) continue;
      const w = weight === null ? 1 : (weight[i] as number);
      total += w;
      squares += w * w;
      if (hit(i)) hits += w;
    }
    // Kish: so many examples of equal weight would tell as much.
    return total > 0 ? { value: hits / total, trials: (total * total) / squares } : null;
  };
  const positive = (i: number) => (label[i] as number) === 1;
  const selected = (i: number) => predicted !== null && (predicted[i] as number) === 1;
  return {
    selection_rate: rate(() => true, selected),
    recall: rate(positive, selected),
    fpr: rate((i) => !positive(i), selected),
    precision: rate(selected, positive),
  };
}

/** Largest less smallest rate; of several rates the larger difference; or the smallest over the largest. */
function gapOf(name: string, groups: readonly Group[]): Value {
  const gap = GAPS[name];
  if (gap === undefined) throw new RangeError(`${name} is no gap`);
  if (groups.length < 2) return undefinedValue('fewer than two groups are large enough');
  let most = 0;
  for (const rate of gap.of) {
    const values: number[] = [];
    for (const group of groups) {
      const found = group.rates[rate];
      if (found === null) return undefinedValue(`${group.name}: ${NONE[rate]}`);
      values.push(found.value);
    }
    const [low, high] = [Math.min(...values), Math.max(...values)];
    if (gap.ratio) return high > 0 ? low / high : undefinedValue('nobody is selected in any group');
    most = Math.max(most, high - low);
  }
  return most;
}

/**
 * The standard error of a rate after Agresti and Coull 1998, which is not 0 for a rate of 0 or 1. A gap only grows
 * by noise: its bounds come from the range of the errors (`intervalOfNorm`). A ratio has them on the logarithm.
 */
function gapInterval(
  name: string,
  groups: readonly Group[],
  value: number,
  settings: IntervalSettings & { readonly stream: string },
): Interval {
  const { of, ratio } = GAPS[name] ?? { of: [] };
  const errors = of.flatMap((rate) =>
    groups.map((group) => {
      const { value: share, trials } = group.rates[rate] ?? { value: 0, trials: 0 };
      const center = (share * trials + 2) / (trials + 4);
      const error = Math.sqrt((center * (1 - center)) / (trials + 4));
      return ratio ? error / center : error;
    }),
  );
  const norm = { kind: 'range', errors: Float64Array.from(errors), parts: of.length } as const;
  if (!ratio) return intervalOfNorm(value, norm, [0, 1], settings);
  if (value === 0) return noInterval('nobody is selected in a group, and the ratio has no logarithm');
  const { bounds, method } = intervalOfNorm(Math.log(value), norm, [null, 0], settings);
  return bounds === null
    ? { bounds, method }
    : { bounds: [Math.exp(bounds[0]), Math.exp(bounds[1])], method: `exp ${method}` };
}
