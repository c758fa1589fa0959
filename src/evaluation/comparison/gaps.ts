/** Gaps between groups of people, candidate and baseline on the same examples. */
import type { Metric, PairedComparison } from '../../results/index.js';
import {
  CLUSTERED_SOURCE,
  changeLevel,
  GAP_CHANGE_SOURCE,
  gapChangeInterval,
  type PairedPart,
  type Part,
} from '../../statistics/index.js';
import { lookupMetric, metricOf } from '../catalogue.js';
import { clusterKeys, GAPS, type Rate, type RateName, rateOf, ratesOf } from '../fairness.js';
import { type Examples, partition, pick } from '../metrics/index.js';
import type { FairnessGroup } from '../slices.js';
import { type CompareRequest, exactly, LEVELS, pairsOf } from './compare.js';
import { comparePair } from './methods.js';
import { type Found, withoutInterval } from './pair.js';
import { ratioChange } from './ratios.js';

const NAMED = /^(?<gap>[a-z_]+)\[(?<column>.*)\]$/s;

/**
 * One entry for each gap that has a value on both sides. Of the differences the interval is conservative: see
 * `gapChangeInterval`, with Wilson's intervals of the rates, and of their changes the method that fits each rate
 * (Tango's; of precision and with weights the paired bootstrap within the group).
 */
export async function gapComparisons(
  request: CompareRequest,
  candidate: readonly Metric[],
  baseline: readonly Metric[],
): Promise<PairedComparison[]> {
  const { identical, slices } = request;
  const columns = new Map<string, GroupRates>();
  const compared: PairedComparison[] = [];
  for (const now of candidate) {
    const before = baseline.find(({ name, slice }) => name === now.name && slice === now.slice);
    const isGap = lookupMetric(now.name)?.needs === 'groups' && metricOf(now.name) === undefined;
    if (!isGap || now.direction === null || now.value === null) continue;
    if (before === undefined || before.value === null) continue;
    const { gap = '', column = '' } = NAMED.exec(now.name)?.groups ?? {};
    const people = slices.fairness.find((one) => one.column === column);
    let found: Found;
    if (identical !== null) found = exactly(identical, before.value);
    else if (people === undefined) found = none('the groups are not known');
    else {
      const rates = columns.get(column) ?? new GroupRates(request, people);
      columns.set(column, rates);
      found = await changeOf(gap, rates, request, people);
    }
    compared.push({
      metric: now.name,
      slice: now.slice,
      direction: now.direction,
      n: now.n ?? 0,
      candidate: now.value,
      baseline: before.value,
      delta: now.value - before.value,
      identical: identical !== null,
      ...found,
    });
  }
  return compared;
}

function none(why: string): Found {
  return withoutInterval('none', GAP_CHANGE_SOURCE, why);
}

async function changeOf(
  gap: string,
  rates: GroupRates,
  request: CompareRequest,
  people: FairnessGroup,
): Promise<Found> {
  const how = GAPS[gap];
  if (how === undefined) return none(`${gap} is not known`);
  if (how.ratio) {
    const sides = rates.sides('selection_rate');
    return typeof sides === 'string' ? none(sides) : ratioChange(request, people, sides, LEVELS);
  }
  const families: PairedPart[][] = [];
  for (const rate of how.of) {
    const parts = await rates.of(rate);
    if (typeof parts === 'string') return none(parts);
    families.push(parts);
  }
  const intervals = LEVELS.map((level) => ({ level, ...gapChangeInterval(families, level) }));
  return {
    intervals,
    relative: null,
    method: 'gap change(mover of paired differences, conservative)',
    source: request.clusters === null ? GAP_CHANGE_SOURCE : `${GAP_CHANGE_SOURCE}; ${CLUSTERED_SOURCE}`,
    working: families.flatMap((parts, k) =>
      parts.map(
        ({ candidate, baseline }, g) =>
          `${how.of[k]} of ${rates.names[g]}: candidate ${candidate.value}, baseline ${baseline.value}`,
      ),
    ),
    notes: [],
  };
}

/** The rates of each group of one column on both sides, and their paired differences; each computed once. */
class GroupRates {
  readonly names: readonly string[];
  readonly #request: CompareRequest;
  readonly #people: FairnessGroup;
  readonly #known = new Map<RateName, Promise<PairedPart[] | string>>();

  constructor(request: CompareRequest, people: FairnessGroup) {
    this.#request = request;
    this.#people = people;
    this.names = people.group.slices.map(({ name }) => name);
  }

  /** Of the groups in order, or why a group has none. */
  of(rate: RateName): Promise<PairedPart[] | string> {
    const known = this.#known.get(rate) ?? this.#compute(rate);
    this.#known.set(rate, known);
    return known;
  }

  /** A rate of each group on both sides, without their difference; or why a group has none. */
  sides(
    rate: RateName,
  ): { readonly name: string; readonly candidate: Part; readonly baseline: Part }[] | string {
    const { group } = this.#people;
    const [ours, theirs] = [this.#request.candidate, this.#request.baseline].map((side) =>
      partition(side, group.codes, group.slices.length).map((rows) => this.#rate(rate, pick(side, rows))),
    );
    const found: { name: string; candidate: Part; baseline: Part }[] = [];
    for (const [k, name] of this.names.entries()) {
      const [now, before] = [ours?.[k], theirs?.[k]];
      if (!now || !before) return `${rate} of ${name} has no value on a side`;
      found.push({ name, candidate: rateOf(now), baseline: rateOf(before) });
    }
    return found;
  }

  #rate(rate: RateName, examples: Examples): Rate | null {
    if (examples.task !== 'binary') return null;
    const { clusters } = this.#request;
    const all = Uint32Array.from({ length: examples.n }, (_, i) => i);
    return ratesOf(examples, all, clusters === null ? null : clusterKeys(clusters, examples))[rate];
  }

  async #compute(rate: RateName): Promise<PairedPart[] | string> {
    const { candidate, baseline } = this.#request;
    const { group } = this.#people;
    const ours = partition(candidate, group.codes, group.slices.length);
    const theirs = partition(baseline, group.codes, group.slices.length);
    const parts: PairedPart[] = [];
    for (const [k, name] of this.names.entries()) {
      const [a, b] = [ours[k], theirs[k]];
      if (a === undefined || b === undefined) return `${name} has no examples`;
      const part = await this.#part(rate, name, pick(candidate, a), pick(baseline, b));
      if (typeof part === 'string') return part;
      parts.push(part);
    }
    return parts;
  }

  async #part(rate: RateName, name: string, now: Examples, before: Examples): Promise<PairedPart | string> {
    if (now.task !== 'binary' || before.task !== 'binary') return 'groups have rates in the task binary only';
    const info = metricOf(rate);
    const [ours, theirs] = [this.#rate(rate, now), this.#rate(rate, before)];
    const rank = new Int32Array(this.#request.rows);
    const [found] = info === undefined ? [] : [...pairsOf(this.#request, [info], name, now, before, rank)];
    if (!ours || !theirs || found === undefined) return `${rate} of ${name} has no value on a side`;
    const { intervals, notes } = await comparePair(found.pair, {
      ...this.#request.settings,
      levels: LEVELS.map(changeLevel),
    });
    if (intervals.length === 0) return `${rate} of ${name}: ${notes.join('; ')}`;
    const bounds = (level: number) => {
      const at = intervals.find((one) => one.level === level);
      if (at === undefined) throw new RangeError(`the change was not computed at ${level}`);
      return [at.low, at.high] as const;
    };
    return {
      candidate: rateOf(ours),
      baseline: rateOf(theirs),
      change: { value: found.pair.delta, bounds, ...sharesOf(ours, theirs) },
    };
  }
}

/** What each cluster adds to the error of a change: what it adds to the candidate's less the baseline's. */
function sharesOf(
  { clustered: now }: Rate,
  { clustered: before }: Rate,
): Pick<PairedPart['change'], 'shares'> {
  if (now === undefined || before === undefined) return {};
  const keys = new Set([...now.shares.keys(), ...before.shares.keys()]);
  const of = (key: number) => (now.shares.get(key) ?? 0) - (before.shares.get(key) ?? 0);
  return { shares: new Map([...keys].map((key) => [key, of(key)])) };
}
