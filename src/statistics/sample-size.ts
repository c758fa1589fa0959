/** How many examples would decide, judged from an interval. The formulas stand in `deciding/sample-size.ts`. */
import { pairsForVariance, USUAL } from './deciding/sample-size.js';
import { z } from './distributions.js';
import { oriented, type PairedInterval } from './paired.js';

export interface DecidingSize {
  /** Pairs (or clusters); Infinity where no number decides. */
  readonly n: number;
  /** What was taken for the true difference. */
  readonly assuming: string;
}

/**
 * Pairs that would decide, judged from an interval at n pairs, whose width falls with √n. Where the margin is
 * above 0 the models are taken for alike; otherwise the difference observed for the true one.
 */
export function decidingSize(
  interval: Pick<PairedInterval, 'delta' | 'low' | 'high' | 'level' | 'n'>,
  rule: { readonly direction: 'higher' | 'lower'; readonly margin: number },
  power = USUAL.power,
): DecidingSize {
  const { delta, low, high } = oriented(interval, rule.direction);
  const alike = rule.margin > 0;
  const distance = alike ? rule.margin : delta + rule.margin;
  const alpha = (1 - interval.level) / 2;
  const variance = interval.n * ((high - low) / (2 * z(1 - alpha))) ** 2;
  return {
    n: pairsForVariance(variance, distance, { alpha, power }),
    assuming: alike ? 'the models are alike' : 'the true difference is the one observed',
  };
}
