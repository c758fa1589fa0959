/** Comparison of trainings, each with several seeds: a test set alone does not show the variance of training. */
import { studentQuantile } from './distributions.js';
import { criticalValue } from './interval.js';
import type { PairedInterval, PairedOutcome } from './paired.js';

/** Variance that a symmetric interval was made from. */
export function varianceOf(interval: Pick<PairedInterval, 'low' | 'high' | 'level'>): number {
  return ((interval.high - interval.low) / (2 * criticalValue(interval.level))) ** 2;
}

/**
 * Interval for the mean of the metric over trainings of the candidate less that over trainings of the baseline. The
 * variance is that of the test set plus s²/S of each arm that has several seeds (variance components: Bouthillier
 * et al. 2021, MLSys 3, "Accounting for Variance in Machine Learning Benchmarks"), with Satterthwaite's degrees of
 * freedom (1946, Biometrics Bulletin 2:110). What seeds and examples share is counted in both parts, so that the
 * interval is rather too wide. An arm with one seed is one fixed model: its training adds nothing, and a note says
 * so. `testVariance` is that of the difference of the means over seeds on the test set, with `n` examples.
 */
export function seedsInterval(input: {
  /** The metric of each seed, on the same test set. */
  readonly candidate: readonly number[];
  readonly baseline: readonly number[];
  readonly testVariance: number;
  readonly n: number;
  readonly level: number;
}): PairedOutcome {
  const { candidate, baseline, testVariance, n, level } = input;
  const odd = [...candidate, ...baseline, testVariance].find((value) => !Number.isFinite(value));
  if (odd !== undefined) return { undefined: `a seed's value or the variance of the test set is ${odd}` };
  if (candidate.length === 0 || baseline.length === 0) return { undefined: 'a side has no seed' };
  const arms = [candidate, baseline].map((values) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const degrees = values.length - 1;
    return { mean, degrees, part: degrees > 0 ? squares / degrees / values.length : 0 };
  });
  const [now, before] = arms as [(typeof arms)[0], (typeof arms)[0]];
  const parts = [{ part: testVariance, degrees: n - 1 }, now, before].filter(({ part }) => part > 0);
  const variance = parts.reduce((sum, { part }) => sum + part, 0);
  if (!(variance > 0)) return { undefined: 'neither seeds nor examples differ' };
  const degrees = variance ** 2 / parts.reduce((sum, { part, degrees }) => sum + part ** 2 / degrees, 0);
  const t = studentQuantile((1 + level) / 2, degrees);
  const delta = now.mean - before.mean;
  const half = t * Math.sqrt(variance);
  const single = [
    ...(candidate.length === 1 ? ['candidate'] : []),
    ...(baseline.length === 1 ? ['baseline'] : []),
  ];
  return {
    delta,
    low: delta - half,
    high: delta + half,
    level,
    method: `seeds(${candidate.length} and ${baseline.length}, satterthwaite)`,
    source: 'Bouthillier et al. 2021, MLSys 3; Satterthwaite 1946, Biometrics Bulletin 2:110',
    n,
    working: [
      `mean over ${candidate.length} seeds ${now.mean}, over ${baseline.length} seeds ${before.mean}`,
      `variance of the test set ${testVariance}, of training ${now.part} (candidate) and ${before.part} (baseline)`,
      `delta ± ${t.toFixed(4)} × √${variance} (t with ${degrees.toFixed(1)} degrees of freedom)`,
    ],
    notes: single.map(
      (arm) => `the ${arm} has one seed: the variance of its training is not in the interval`,
    ),
  };
}
