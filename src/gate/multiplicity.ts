/**
 * Several comparisons at once. Blocking claims of a gain share their α by Holm; what is shown of slices is corrected
 * by Benjamini-Hochberg; rules that must all be non-inferior need no correction: each of them can only close the gate.
 */
import type { GatePolicy } from '../config/index.js';
import type { PairedComparison, RuleResult } from '../results/index.js';
import { benjaminiHochberg, holm } from '../statistics/deciding/index.js';
import { ALPHA, claimP } from './paired.js';
import type { Decided } from './rule.js';

/**
 * Holm over the rules `min_gain` of severity error: each is a claim that could let a candidate through by luck. One
 * that holds alone, and not beside the others, is inconclusive.
 */
export function shareClaims(decided: readonly Decided[], policy: GatePolicy): Decided[] {
  const claims = decided.filter(({ result, claimP: p }) => p !== null && result.severity === 'error');
  if (claims.length < 2) return [...decided];
  const corrected = new Map(holm(claims.map(({ claimP: p }) => p ?? 1)).map((p, k) => [claims[k], p]));
  return decided.map((one) => {
    const p = corrected.get(one);
    if (p === undefined) return one;
    const working = [
      ...one.explanation.working,
      `p = ${short(one.claimP ?? 1)} alone, ${short(p)} after Holm over ${claims.length} claims of a gain`,
    ];
    const explanation = { ...one.explanation, working };
    if (one.result.verdict !== 'pass' || p <= ALPHA) return { ...one, explanation };
    const message = `${one.result.message}; the gain is shown alone, and not beside ${claims.length - 1} other ${claims.length === 2 ? 'claim' : 'claims'} of a gain (p = ${short(p)} after Holm)`;
    const result: RuleResult = {
      ...one.result,
      verdict: policy.on_inconclusive,
      reason: 'inconclusive',
      message,
      decidingN: null,
    };
    return { ...one, result, explanation };
  });
}

function short(p: number): string {
  return String(Number(p.toPrecision(3)));
}

export interface Shown {
  readonly significant: 'better' | 'worse' | 'no';
  /** Two-sided; corrected over the slices of the metric, and plain for the whole dataset. */
  readonly qValue: number;
}
export class Significance {
  readonly #byKey = new Map<string, Shown>();
  set(metric: string, slice: string | null, shown: Shown): void {
    this.#byKey.set(JSON.stringify([metric, slice]), shown);
  }
  get(metric: string, slice: string | null): Shown | undefined {
    return this.#byKey.get(JSON.stringify([metric, slice]));
  }
}

/**
 * Whether each difference is shown at all, whatever margin a rule allows: two-sided at 5%, from the intervals; the
 * slices of a metric together by Benjamini-Hochberg.
 */
export function significanceOf(comparisons: readonly PairedComparison[]): Significance {
  const found = new Significance();
  const known = comparisons.filter(({ intervals }) => intervals.length > 0);
  const pOf = ({ delta, intervals }: PairedComparison) => {
    const sign = delta < 0 ? -1 : 1;
    const turned = intervals.map(({ level, low, high }): readonly [number, number, number] =>
      sign === 1 ? [level, low, high] : [level, 0 - high, 0 - low],
    );
    return delta === 0 ? 1 : Math.min(1, 2 * claimP(Math.abs(delta), turned, 0));
  };
  const tell = (one: PairedComparison, qValue: number) => {
    const better = one.delta > 0 === (one.direction === 'higher');
    const significant = qValue > ALPHA || one.delta === 0 ? 'no' : better ? 'better' : 'worse';
    found.set(one.metric, one.slice, { significant, qValue });
  };
  for (const one of known.filter(({ slice }) => slice === null)) tell(one, pOf(one));
  const sliced = known.filter(({ slice }) => slice !== null);
  for (const metric of new Set(sliced.map((one) => one.metric))) {
    const family = sliced.filter((one) => one.metric === metric);
    const corrected = benjaminiHochberg(family.map(pOf));
    for (const [k, one] of family.entries()) tell(one, corrected[k] ?? 1);
  }
  return found;
}

/** The rule with what is shown of its difference, where it compared by an interval. */
export function withSignificance(rule: RuleResult, significance: Significance): RuleResult {
  const shown = rule.interval === null ? undefined : significance.get(rule.metric, rule.slice);
  if (shown === undefined) return rule;
  // The catalogue's direction oriented the comparison; a rule may turn it round.
  const turned =
    shown.significant === 'no' || rule.delta === null
      ? shown.significant
      : rule.delta > 0 === (rule.direction === 'higher')
        ? 'better'
        : 'worse';
  return { ...rule, significant: turned, ...(rule.slice === null ? {} : { qValue: shown.qValue }) };
}
