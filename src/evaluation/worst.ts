/** The slice in which the model is worst, found by looking at all of them: a hint where to look, and no proof. */
import { groupDigits } from '../base/index.js';
import type { Finding, Metric } from '../results/index.js';
import { criticalValue } from './intervals/index.js';

/**
 * For the first metric that has values on two slices or more, with a direction: the worst slice, and whether its
 * distance from the whole is more than chance alone gives the worst of so many (Bonferroni over all slices).
 */
export function worstSlice(metrics: readonly Metric[], target: string): Finding[] {
  for (const whole of metrics.filter((metric) => metric.slice === null)) {
    const found = worstOf(whole, metrics, target);
    if (found !== null) return [found];
  }
  return [];
}

function worstOf(whole: Metric, metrics: readonly Metric[], target: string): Finding | null {
  const { name, value, direction } = whole;
  if (value === null || direction === null) return null;
  const sign = direction === 'higher' ? 1 : -1;
  const slices = metrics.flatMap((metric) =>
    metric.name === name && metric.slice !== null && metric.value !== null
      ? [{ ...metric, value: metric.value, slice: metric.slice }]
      : [],
  );
  if (slices.length < 2) return null;
  const worst = slices.reduce((low, one) => (sign * one.value < sign * low.value ? one : low));
  if (sign * worst.value >= sign * value) return null;
  const bounds = worst.interval;
  const count = groupDigits(slices.length);
  const verdict =
    bounds === null || worst.confidence === null
      ? 'it has no interval'
      : Math.abs(worst.value - value) >
          ((bounds[1] - bounds[0]) / 2 / criticalValue(worst.confidence)) *
            criticalValue(1 - 0.05 / slices.length)
        ? `that is farther away than chance alone brings the worst of ${count} (Bonferroni, 5%)`
        : `chance alone may bring the worst of ${count} as far away (Bonferroni, 5%)`;
  const shown = bounds === null ? '' : ` [${bounds.map(short).join(', ')}]`;
  return {
    check: 'slice.worst',
    verdict: 'pass',
    severity: 'info',
    subject: { target, slice: worst.slice },
    actual: short(worst.value),
    count: worst.n ?? 0,
    where: [],
    message: `${name} of the ${target} is worst on ${worst.slice}: ${short(worst.value)}${shown}, n = ${groupDigits(worst.n ?? 0)}, against ${short(value)} on the whole; ${verdict}. It was found by looking at ${count} slices: exploratory, no test`,
  };
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
