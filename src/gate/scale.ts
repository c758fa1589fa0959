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
 * metric, although `other` is one. Where both are outside, both are of another scale, such as percent. Only the sides
 * are looked at on which a rule could hold by mistake: a rate in percent is above its limit anyway.
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
  if (!below && !above) return null;
  const possible =
    low !== null && high !== null
      ? `lies between ${low} and ${high}`
      : low !== null
        ? `is at least ${low}`
        : `is at most ${high}`;
  return `${show(value)} is no value of this metric, which ${possible}, and ${whose} ${show(other)} is one: they are of two scales, such as percent and fraction`;
}
