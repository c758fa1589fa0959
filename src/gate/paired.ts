/**
 * The comparison by examples in pairs: what `evaluate` computed for a metric on a slice, held against the limit of a
 * rule. Everything is oriented as a gain G, so that more is better; [L, U] is its 90% interval (one-sided α = 0.05).
 */

import { groupDigits } from '../base/index.js';
import type { Operator, PairedComparison } from '../results/index.js';
import { normalTail, pairsForProportions, pairsForVariance, z } from '../statistics/deciding/index.js';
import type { ComparisonMethod } from './comparison.js';
import { decimal, show } from './decimal.js';

/** Level of the interval that decides. */
export const DECIDING_LEVEL = 0.9;
/** One-sided. */
export const ALPHA = 0.05;

type Bounds = { readonly level: number; readonly low: number; readonly high: number };

/** Finds the comparison of a metric on a slice. */
export class Comparisons {
  readonly #byKey: ReadonlyMap<string, PairedComparison>;

  constructor(readonly all: readonly PairedComparison[]) {
    this.#byKey = new Map(all.map((found) => [keyOf(found.metric, found.slice), found]));
  }

  get(metric: string, slice: string | null): PairedComparison | undefined {
    return this.#byKey.get(keyOf(metric, slice));
  }
}

function keyOf(metric: string, slice: string | null): string {
  return JSON.stringify([metric, slice]);
}

/** The interval that decides, in the unit of the metric: candidate − baseline. */
export function decidingInterval(found: PairedComparison): Bounds | null {
  return found.intervals.find(({ level }) => Math.abs(level - DECIDING_LEVEL) < 1e-9) ?? null;
}

/**
 * The method in front of the one on point values. A comparison of other values than those of the two sides is not
 * theirs and is not used. Where pairs are at hand and give no interval the verdict is `inconclusive`.
 */
export function pairedMethod(comparisons: Comparisons): ComparisonMethod {
  return (rule, operator, candidate, baseline) => {
    const found = comparisons.get(rule.metric, candidate.slice);
    if (found === undefined || rule.direction === null) return null;
    if (found.candidate !== candidate.value || found.baseline !== baseline.value) return null;
    const delta = decimal(candidate.value).minus(decimal(baseline.value));
    const base = {
      delta,
      method: found.method,
      source: found.source,
      formula: operator.claim,
    };
    const deciding = decidingInterval(found);
    if (deciding === null) {
      return {
        ...base,
        interval: null,
        verdict: 'inconclusive',
        working: [...found.working, ...found.notes],
      };
    }
    const before = decimal(baseline.value);
    // The margin as a gain: a loss of at most 0.01 is a gain of at least −0.01.
    const margin = 0 - Number(operator.edge(rule.limit, before).toString());
    const relative = rule.operator === 'max_drop_rel' && baseline.value !== 0 ? found.relative : null;
    // A share of the baseline's own noise is no margin: without an interval of the share nothing is shown.
    if (rule.operator === 'max_drop_rel' && baseline.value !== 0 && relative === null) {
      const why = `there is no interval of the change as a share of the baseline, of which the value ${baseline.value} is itself uncertain; limit it by max_drop`;
      return {
        ...base,
        interval: [deciding.low, deciding.high],
        verdict: 'inconclusive',
        working: [...found.working, why, ...found.notes],
      };
    }
    const scale = Math.abs(baseline.value);
    const used =
      relative === null
        ? deciding
        : { level: relative.level, low: relative.low * scale, high: relative.high * scale };
    const [low, high] = orient(used, rule.direction);
    const gain = rule.direction === 'higher' ? found.delta : 0 - found.delta;
    const verdict = judge(operator.holds, low, high, margin);
    const line = (value: number) => show(decimal(round(value)));
    return {
      ...base,
      interval: [deciding.low, deciding.high],
      verdict,
      working: [
        ...found.working,
        `gain G = ${line(gain)}, ${100 * used.level}% interval [L, U] = [${line(low)}, ${line(high)}]${relative === null ? '' : ' (relative interval × |baseline|)'}`,
        ...(rule.operator === 'max_drop_rel' ? [`limit × |baseline| = ${line(0 - margin)}`] : []),
        comparedInWords(operator.holds, low, high, margin, verdict, line),
        ...(found.permutation === undefined
          ? []
          : [
              `permutation within pairs (${found.permutation.replicates}): p = ${found.permutation.pValue}, whether there is a difference at all`,
            ]),
        ...found.notes.map((note) => `note: ${note}`),
      ],
      ...(verdict === 'inconclusive' ? { deciding: decidingN(rule.operator, found, gain, margin) } : {}),
      ...(rule.operator === 'min_gain'
        ? {
            claimP: claimP(
              gain,
              found.intervals.map((bounds) => [bounds.level, ...orient(bounds, rule.direction ?? 'higher')]),
              margin,
            ),
          }
        : {}),
    };
  };
}

/** As a gain. 0 − x, not −x: nothing must not become −0. */
function orient(
  { low, high }: { low: number; high: number },
  direction: 'higher' | 'lower',
): [number, number] {
  return direction === 'higher' ? [low, high] : [0 - high, 0 - low];
}

/**
 * At least `margin` is demanded: pass where L is above it, fail where U is below it. At most: the other way round. An
 * interval without width is exact knowledge (the same model), and is compared like a value.
 */
function judge(
  holds: 'at_most' | 'at_least',
  low: number,
  high: number,
  margin: number,
): 'pass' | 'fail' | 'inconclusive' {
  const exact = low === high;
  if (holds === 'at_most') {
    if (low > margin || (exact && low >= margin)) return 'pass';
    return high < margin ? 'fail' : 'inconclusive';
  }
  if (high < margin || (exact && high <= margin)) return 'pass';
  return low > margin ? 'fail' : 'inconclusive';
}

function comparedInWords(
  holds: 'at_most' | 'at_least',
  low: number,
  high: number,
  margin: number,
  verdict: string,
  line: (value: number) => string,
): string {
  const edge = line(margin);
  if (verdict === 'inconclusive') return `the interval holds ${edge}, so both are possible`;
  const above = holds === 'at_most' ? verdict === 'pass' : verdict === 'fail';
  return above ? `L = ${line(low)} is above ${edge}` : `U = ${line(high)} is below ${edge}`;
}

/** Twelve digits: bounds carry the rounding of their computation behind them. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}

/**
 * One-sided p-value of the claim G > margin by inversion of the intervals: the α at which the lower bound would be
 * the margin. Between the levels at hand, and beyond them, bounds are taken as linear in z, which the normal
 * approximation makes exact.
 */
export function claimP(
  gain: number,
  intervals: readonly (readonly [level: number, low: number, high: number])[],
  margin: number,
): number {
  const side = gain >= margin ? 1 : 2;
  const points = [
    { z: 0, bound: gain },
    ...[...intervals]
      .sort((a, b) => a[0] - b[0])
      .map((bounds) => ({ z: z((1 + bounds[0]) / 2), bound: bounds[side] })),
  ];
  const found = points.slice(1).findIndex(({ bound }) => (side === 1 ? bound <= margin : bound >= margin));
  const end = found === -1 ? points.length - 1 : found + 1;
  const [from, to] = [points[end - 1], points[end]];
  if (from === undefined || to === undefined) return 1;
  const slope = (to.bound - from.bound) / (to.z - from.z);
  // Exact knowledge: the claim is true or it is not.
  if (slope === 0) return gain >= margin ? 0 : 1;
  const at = from.z + (margin - from.bound) / slope;
  return normalTail(side === 1 ? at : -at);
}

export interface Deciding {
  /** Examples; null where no number would decide. */
  readonly n: number | null;
  /** What is taken for the truth. */
  readonly assuming: 'equally good' | 'the observed difference';
}

/**
 * About how many examples would decide with a power of 80%. For a limited loss (or gain) the two models are taken as
 * equally good; where that many examples are at hand already, and for a claim of a gain, the observed difference is
 * taken as the true one. Paired shares by n ≈ (z_α √p_d + z_β √(p_d − δ²))² / δ² with p_d the share of discordant
 * pairs; other metrics from the width of the interval, which shrinks as 1/√n.
 */
export function decidingN(
  operator: Operator,
  found: PairedComparison,
  gain: number,
  margin: number,
): Deciding {
  const bounds = decidingInterval(found);
  const wanted = (distance: number): number | null => {
    if (bounds === null || !(distance > 0)) return null;
    const pairs = found.discordance;
    const share = pairs === undefined ? 0 : (pairs.gained + pairs.lost) / found.n;
    const se = (bounds.high - bounds.low) / (2 * z(1 - ALPHA));
    const n =
      share > distance ** 2
        ? pairsForProportions(share, distance)
        : pairsForVariance(found.n * se ** 2, distance);
    return Number.isFinite(n) ? n : null;
  };
  const equal = operator === 'min_gain' ? null : wanted(Math.abs(margin));
  if (equal !== null && equal > found.n) return { n: equal, assuming: 'equally good' };
  const holding = operator === 'max_gain' ? margin - gain : gain - margin;
  // A margin of 0 that equal models must keep, or a gain that was not even observed: no number shows it.
  if (operator !== 'min_gain' && equal === null) return { n: null, assuming: 'equally good' };
  const observed = wanted(operator === 'min_gain' ? holding : Math.abs(holding));
  return {
    n: observed === null ? null : Math.max(found.n + 1, observed),
    assuming: 'the observed difference',
  };
}

/** What to do about an inconclusive rule, in words. */
export function decidingWords(operator: Operator, { n, assuming }: Deciding, has: number | null): string {
  if (n !== null) {
    const truth =
      assuming === 'equally good' ? 'both are equally good' : 'the true difference is the observed one';
    return `about ${groupDigits(n)} examples would decide if ${truth} (power 80%)${has === null ? '' : `; here are ${groupDigits(has)}`}`;
  }
  if (operator === 'min_gain')
    return 'the observed gain is below the limit; more examples alone would not show it';
  return assuming === 'equally good'
    ? 'no number of examples would decide if both are equally good: allow a margin'
    : 'more examples alone would not decide';
}
