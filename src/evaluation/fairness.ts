/** Gaps between groups of people, and a table for each group (definitions: catalogue/fairness.ts). */
import type { Metric } from '../results/index.js';
import {
  CLUSTERED_SOURCE,
  clusteredShare,
  type Families,
  GAP_SOURCE,
  gapInterval,
  type Interval,
  logarithm,
  noInterval,
  type Part,
  wilson,
} from '../statistics/index.js';
import { type MetricInfo, metricOf } from './catalogue.js';
import { metricEntry } from './entry.js';
import type { IntervalSettings } from './intervals/index.js';
import { type BinaryExamples, blockers, partition, undefinedValue, type Value } from './metrics/index.js';
import type { FairnessGroup } from './slices.js';

/** A rate of a group: its value, and how many examples it rests on (with weights, their effective number). */
export interface Rate {
  readonly value: number;
  readonly trials: number;
  /** Where examples belong to clusters: what each adds to the error, and the number if all in one were alike. */
  readonly clustered?: { readonly shares: ReadonlyMap<number, number>; readonly alike: number };
}
interface Group {
  readonly name: string;
  readonly n: number;
  /** Null where there is no trial, such as recall without positive labels. */
  readonly rates: Readonly<Record<RateName, Rate | null>>;
}
export type RateName = 'selection_rate' | 'recall' | 'fpr' | 'precision';
/** The rates of each group, in the order of the table. */
export const GROUP_RATES: readonly RateName[] = ['selection_rate', 'recall', 'fpr', 'precision'];

/** Gaps, by the rates that they are of. */
export const GAPS: Readonly<Record<string, { readonly of: readonly RateName[]; readonly ratio?: boolean }>> =
  {
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
  const keys = settings.clusters ? clusterKeys(settings.clusters, examples) : null;
  const groups = group.slices.map(({ name, rows }, k): Group => {
    const positions = parts[k] ?? new Uint32Array(0);
    return { name, n: rows, rates: ratesOf(examples, positions, keys) };
  });
  const gaps = Object.keys(GAPS).map((name) => {
    const info = infoOf(name);
    const value = reason === null ? gapOf(name, groups) : undefinedValue(reason);
    const named = { ...info, name: `${name}[${column}]` };
    const n = groups.reduce((sum, one) => sum + one.n, 0);
    const entry = (interval: Interval) => metricEntry(named, null, value, interval, n, settings.confidence);
    if (typeof value !== 'number') return entry(noInterval('there is no value'));
    const { method, at } = gapBounds(name, groups);
    const [low, high] = at(DECIDING);
    return {
      ...entry({ bounds: at(settings.confidence), method: keys ? `${method}, clusters` : method }),
      deciding: {
        level: DECIDING,
        low,
        high,
        source: keys ? `${GAP_SOURCE}; ${CLUSTERED_SOURCE}` : GAP_SOURCE,
      },
    };
  });
  const table = groups.flatMap((one) =>
    GROUP_RATES.map((name) => {
      const rate = one.rates[name];
      const value = reason !== null ? undefinedValue(reason) : (rate?.value ?? undefinedValue(NONE[name]));
      const interval =
        rate === null || reason !== null
          ? noInterval('there is no value')
          : isOneCluster(rate)
            ? noInterval(ONE_CLUSTER)
            : rate.clustered
              ? {
                  bounds: rateOf(rate).bounds(settings.confidence),
                  method: 'wilson(effective n of the clusters)',
                }
              : examples.weight === null
                ? wilson(rate.value * rate.trials, rate.trials, settings.confidence)
                : effective(rate, settings.confidence);
      return metricEntry(infoOf(name), one.name, value, interval, one.n, settings.confidence);
    }),
  );
  return { gaps, table };
}

/** Of the interval by which a rule on the gap is decided: 5% on each side. */
const DECIDING = 0.9;
const ONE_CLUSTER = 'it rests on one cluster';
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

function isOneCluster(rate: Rate | null): boolean {
  return rate?.clustered !== undefined && rate.clustered.shares.size < 2;
}

/** The cluster of each example, so that the same one has the same key in every group. */
export function clusterKeys(codes: Int32Array, { n, row }: BinaryExamples): Int32Array {
  return Int32Array.from({ length: n }, (_, i) => {
    const place = row === null ? i : (row[i] as number);
    const code = codes[place] ?? -1;
    // A row without a cluster is one of its own.
    return code >= 0 ? code : -1 - place;
  });
}

/** Rates over these positions. `clusters` has the key of the cluster of each example. */
export function ratesOf(
  examples: BinaryExamples,
  positions: Uint32Array,
  clusters: Int32Array | null,
): Group['rates'] {
  const { label, predicted, weight } = examples;
  const rate = (counts: (i: number) => boolean, hit: (i: number) => boolean): Rate | null => {
    let [hits, total, squares] = [0, 0, 0];
    const byCluster = new Map<number, { weight: number; hits: number }>();
    for (const i of positions) {
      if (!counts(i)) continue;
      const w = weight === null ? 1 : (weight[i] as number);
      total += w;
      squares += w * w;
      if (hit(i)) hits += w;
      if (clusters === null) continue;
      const key = clusters[i] as number;
      const sums = byCluster.get(key) ?? { weight: 0, hits: 0 };
      sums.weight += w;
      if (hit(i)) sums.hits += w;
      byCluster.set(key, sums);
    }
    if (!(total > 0)) return null;
    // Kish: so many examples of equal weight would tell as much.
    const found = { value: hits / total, trials: (total * total) / squares };
    if (clusters === null) return found;
    const shares = new Map<number, number>();
    let alike = 0;
    for (const [key, sums] of byCluster) {
      shares.set(key, (sums.hits - found.value * sums.weight) / total);
      alike += (sums.weight / total) ** 2;
    }
    return { ...found, clustered: { shares, alike: 1 / alike } };
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

/** A rate with Wilson's interval; with weights or clusters on the effective number of examples. */
export function rateOf({ value, trials, clustered }: Rate): Part {
  if (clustered) {
    return clusteredShare(value, { examples: trials, alike: clustered.alike }, clustered.shares);
  }
  return {
    value,
    bounds: (level) => wilson(value * trials, trials, level).bounds ?? [0, 1],
  };
}

/**
 * Bounds of a gap at any level, from Wilson's intervals of the rates (`gapInterval`). A ratio has them on the
 * logarithm; where nobody of a group is selected that has none, and the bounds are those of a box of the rates.
 */
function gapBounds(
  name: string,
  groups: readonly Group[],
): { readonly method: string; readonly at: (level: number) => readonly [number, number] } {
  const { of, ratio } = GAPS[name] ?? { of: [] };
  const families: Families<Part> = of.map((rate) =>
    groups.flatMap((group) => (group.rates[rate] ? [rateOf(group.rates[rate])] : [])),
  );
  const differences = (parts: Families<Part>) => (level: number) => {
    const { low, high } = gapInterval(parts, level);
    return [low, high] as const;
  };
  if (!ratio) {
    const at = differences(families);
    return { method: 'mover(wilson, largest of the pairs)', at: (level) => cut(at(level)) };
  }
  const rates = families.flat();
  if (rates.some(({ value }) => value === 0)) {
    return { method: 'wilson(box of the rates)', at: (level) => [0, ratioOfBox(rates, level)] };
  }
  const at = differences([rates.map(logarithm)]);
  return {
    method: 'exp mover(log wilson, largest of the pairs)',
    at: (level) => {
      const [low, high] = at(level);
      return [Math.exp(-high), Math.exp(-low)];
    },
  };
}

function cut([low, high]: readonly [number, number]): readonly [number, number] {
  return [low, Math.min(1, high)];
}

/** The most that smallest over largest can be, where every rate is within its bounds (Bonferroni over them). */
function ratioOfBox(rates: readonly Part[], level: number): number {
  const bounds = rates.map((rate) => rate.bounds(1 - (1 - level) / rates.length));
  const least = Math.min(...bounds.map(([, high]) => high));
  return Math.min(1, least / Math.max(...bounds.map(([low]) => low)));
}
