/** The difference of two shares of different examples (not in pairs; for pairs see `tango.ts`). */
import type { PairedInterval } from './paired.js';
import { wilson } from './wilson.js';

/**
 * Newcombe's hybrid score interval for candidate − baseline from two independent samples (Newcombe 1998, Statistics
 * in Medicine 17:873, method 10): Wilson's intervals of both, joined. Throws a RangeError for counts that are none.
 */
export function newcombeDifference(
  candidate: { readonly successes: number; readonly trials: number },
  baseline: { readonly successes: number; readonly trials: number },
  level: number,
): PairedInterval {
  const bounds = [candidate, baseline].map(({ successes, trials }) => {
    const interval = successes >= 0 && successes <= trials ? wilson(successes, trials, level) : null;
    if (!interval?.bounds) throw new RangeError(`${successes} of ${trials} is no share`);
    return { share: successes / trials, low: interval.bounds[0], high: interval.bounds[1] };
  });
  const [now, before] = bounds as [(typeof bounds)[0], (typeof bounds)[0]];
  const delta = now.share - before.share;
  return {
    delta,
    low: delta - Math.hypot(now.share - now.low, before.high - before.share),
    high: delta + Math.hypot(now.high - now.share, before.share - before.low),
    level,
    method: 'newcombe10',
    source: 'Newcombe 1998, Statistics in Medicine 17:873',
    n: candidate.trials + baseline.trials,
    working: [
      `candidate ${candidate.successes} of ${candidate.trials}, baseline ${baseline.successes} of ${baseline.trials}`,
    ],
    notes: ['the two shares are of different examples: the interval is wider than that of pairs'],
  };
}
