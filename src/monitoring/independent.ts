/** Comparing a metric on two samples that have nothing in common: the rows of production, and those of the test. */
import { type Comparison, type ComparisonMethod, decimalOf } from '../gate/index.js';

const METHOD = 'intervals of two independent samples (MOVER)';

/**
 * The interval of a difference from those of its sides, which may be lopsided (method of variance estimates recovery,
 * Zou and Donner 2008), at their own confidence. With margin m, and the difference oriented so that more is better:
 * pass where all of it is above −m, fail where all of it is below, else inconclusive. Null without both intervals.
 */
export const independentIntervals: ComparisonMethod = (rule, operator, candidate, baseline) => {
  if (candidate.interval === null || baseline.interval === null) return null;
  const [lowNow, highNow] = candidate.interval;
  const [lowBefore, highBefore] = baseline.interval;
  const difference = candidate.value - baseline.value;
  const interval: [number, number] = [
    difference - Math.hypot(candidate.value - lowNow, highBefore - baseline.value),
    difference + Math.hypot(highNow - candidate.value, baseline.value - lowBefore),
  ];
  const [worst, best] = rule.direction === 'lower' ? [-interval[1], -interval[0]] : interval;
  // A gain that is suspicious in training is good news in production: only losses are watched.
  if (operator.holds !== 'at_most') return null;
  const margin = operator.edge(rule.limit, decimalOf(baseline.value)).toNumber();
  const verdict: Comparison['verdict'] = worst >= -margin ? 'pass' : best < -margin ? 'fail' : 'inconclusive';
  return {
    delta: decimalOf(candidate.value).minus(decimalOf(baseline.value)),
    interval,
    method: METHOD,
    verdict,
    working: [
      `gain between ${worst.toPrecision(4)} and ${best.toPrecision(4)}; it must be at least ${(-margin).toPrecision(4)}`,
    ],
  };
};
