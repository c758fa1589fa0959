/**
 * What a paired comparison of two models on the same examples gives: a difference with an interval, or the
 * reason why there is none; and the decision by non-inferiority that is made from it.
 */

/** `delta` is candidate − baseline, in the unit of the metric, whichever direction is better. */
export interface PairedInterval {
  readonly delta: number;
  readonly low: number;
  readonly high: number;
  /** Two-sided: 0.9 for a one-sided α of 0.05. */
  readonly level: number;
  /** `tango`, `delong`, `bootstrap(bca, B=2000, seed=0)`, … */
  readonly method: string;
  /** The publication that the method is from. */
  readonly source: string;
  /** Pairs, or clusters where those are what was resampled. */
  readonly n: number;
  /** The numbers put into the formula, a line each. */
  readonly working: readonly string[];
  /** What an expert should know: heavy tails, few positives, … */
  readonly notes: readonly string[];
}

/** A comparison that has no interval, with the reason. It never passes. */
export interface NoPairedInterval {
  readonly undefined: string;
}
export type PairedOutcome = PairedInterval | NoPairedInterval;

export function isInterval(outcome: PairedOutcome): outcome is PairedInterval {
  return !('undefined' in outcome);
}

export interface Oriented {
  /** More is better: the difference turned round for metrics of which less is better. */
  readonly delta: number;
  readonly low: number;
  readonly high: number;
}

/** The interval with its sign such that more is better. */
export function oriented(
  interval: Pick<PairedInterval, 'delta' | 'low' | 'high'>,
  direction: 'higher' | 'lower',
): Oriented {
  const { delta, low, high } = interval;
  // 0 − x, not −x: a difference of nothing must not become −0.
  return direction === 'higher' ? { delta, low, high } : { delta: 0 - delta, low: 0 - high, high: 0 - low };
}

export interface NonInferiority extends Oriented {
  readonly verdict: 'pass' | 'fail' | 'inconclusive';
  /** The candidate is better beyond noise: low > 0. */
  readonly gain: boolean;
  /** The candidate is worse beyond noise, though maybe within the margin: high < 0. */
  readonly loss: boolean;
}

/**
 * Non-inferiority (Piaggio et al. 2012, JAMA 308:2594, CONSORT): with more as better, `pass` where the candidate
 * is worse by less than the margin m beyond noise (low > −m), `fail` where it is worse by more (high < −m), else
 * `inconclusive`. A negative margin asks for a gain of at least −m. Throws a RangeError for a margin or a bound
 * that is NaN: what is undefined must not come here.
 */
export function nonInferiority(
  interval: Pick<PairedInterval, 'delta' | 'low' | 'high'>,
  rule: { readonly direction: 'higher' | 'lower'; readonly margin: number },
): NonInferiority {
  const turned = oriented(interval, rule.direction);
  if (Number.isNaN(rule.margin) || Number.isNaN(turned.low) || Number.isNaN(turned.high)) {
    throw new RangeError('an interval or a margin that is NaN decides nothing');
  }
  const bound = -rule.margin;
  const verdict = turned.low > bound ? 'pass' : turned.high < bound ? 'fail' : 'inconclusive';
  return { ...turned, verdict, gain: turned.low > 0, loss: turned.high < 0 };
}
