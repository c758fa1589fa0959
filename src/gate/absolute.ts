/** `min` and `max` on a figure that is decided by its interval and not by its value: a gap between groups. */
import { decimal, show } from './decimal.js';
import type { Measured } from './metrics.js';
import type { Rule } from './rules.js';

export interface ByInterval {
  readonly verdict: 'pass' | 'fail' | 'inconclusive';
  /** `90% interval 0.02 to 0.08`. */
  readonly range: string;
  readonly how: {
    readonly method: string;
    readonly source: string;
    readonly formula: string;
    readonly working: readonly string[];
  };
}

/**
 * By the 90% interval [L, U] that `evaluate` gave for this: `max` passes where U ≤ limit and fails where L > limit,
 * `min` the other way round. Null where there is none, or where the rule is neither of them: the value then decides.
 */
export function absoluteByInterval(rule: Rule, { deciding, value }: Measured): ByInterval | null {
  if (deciding === undefined || (rule.operator !== 'max' && rule.operator !== 'min')) return null;
  const limit = Number(rule.limit.toString());
  const { low, high } = deciding;
  const max = rule.operator === 'max';
  const [holds, broken] = max ? [high <= limit, low > limit] : [low >= limit, high < limit];
  const [l, u] = [low, high].map((bound) => show(decimal(Number(bound.toPrecision(6)))));
  const percent = `${100 * deciding.level}%`;
  return {
    verdict: holds ? 'pass' : broken ? 'fail' : 'inconclusive',
    range: `${percent} interval ${l} to ${u}`,
    how: {
      method: `its ${percent} interval`,
      source: deciding.source,
      formula: max
        ? 'pass where U ≤ limit, fail where L > limit'
        : 'pass where L ≥ limit, fail where U < limit',
      working: [`candidate = ${value}, L = ${low}, U = ${high}, limit = ${limit}`],
    },
  };
}
