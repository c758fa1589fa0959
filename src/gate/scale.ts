/**
 * Values of two scales. An accuracy of 70, in percent, is above every limit that is a fraction, and better than every
 * baseline that is one: the rule would hold, and say nothing.
 */
import { type Decimal, show } from './decimal.js';
import type { Rule } from './rules.js';

/** Smallest and largest possible value of a metric, null where there is none. */
export type Range = readonly [number | null, number | null];

/**
 * Why a value cannot be held against `other` (a limit, or the baseline), or null: it is no possible value of the
 * metric, although `other` is one, or the other way round. Where both are outside, both are of another scale, such as
 * percent. Only the sides are looked at on which a rule could hold by mistake: a rate in percent is above its limit
 * anyway.
 */
export function otherScale(
  rule: Pick<Rule, 'direction'>,
  range: Range | null,
  value: Decimal,
  other: Decimal,
  whose: string,
): string | null {
  if (range === null) return null;
  const [low, high] = range;
  const below = low !== null && value.lt(low) && !other.lt(low);
  const above = rule.direction !== 'lower' && high !== null && value.gt(high) && !other.gt(high);
  // A loss in percent that the candidate is held against is above every fraction.
  const otherAbove = rule.direction === 'lower' && high !== null && !value.gt(high) && other.gt(high);
  if (!below && !above && !otherAbove) return null;
  const possible =
    low !== null && high !== null
      ? `lies between ${low} and ${high}`
      : low !== null
        ? `is at least ${low}`
        : `is at most ${high}`;
  if (otherAbove) {
    return `${whose} ${show(other)} is no value of this metric, which ${possible}, and ${show(value)} is one: they are of two scales, such as percent and fraction`;
  }
  return `${show(value)} is no value of this metric, which ${possible}, and ${whose} ${show(other)} is one: they are of two scales, such as percent and fraction`;
}

/**
 * Why no possible value of the metric can break a rule, or null: `accuracy max_drop 2` meant percent, and would hold
 * for ever. Values outside the range are of another scale, of which nothing is known here.
 */
export function neverBroken(
  { operator, limit, direction }: Pick<Rule, 'operator' | 'limit' | 'direction'>,
  range: Range | null,
  values: readonly Decimal[],
): string | null {
  const [low, high] = range ?? [null, null];
  const outside = (value: Decimal) => (low !== null && value.lt(low)) || (high !== null && value.gt(high));
  if (values.some(outside)) return null;
  const beyond =
    operator === 'min'
      ? low !== null && limit.lt(low)
      : operator === 'max'
        ? high !== null && limit.gt(high)
        : operator === 'max_drop_rel'
          ? // Of a value that cannot be negative no more than all can be lost.
            direction === 'higher' && low !== null && low >= 0 && limit.gte(1)
          : SPANNED.has(operator) && low !== null && high !== null && limit.gte(high - low);
  if (!beyond) return null;
  const possible =
    low === null ? `at most ${high}` : high === null ? `at least ${low}` : `between ${low} and ${high}`;
  return `no value can break ${operator} ${show(limit)}: this metric is ${possible}; a limit in percent is a fraction here`;
}

const SPANNED: ReadonlySet<string> = new Set(['max_drop', 'max_gain', 'max_gap']);
