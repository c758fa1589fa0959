/** The metric diff that a person reads: every metric of either side, also those that no rule names. */

import { BETWEEN_METRICS } from '../evaluation/index.js';
import type { GateResult } from '../results/index.js';
import type { GateInput } from './decide.js';
import { decimal, toFinite } from './decimal.js';
import { hasNumber, type Measured, MetricSet } from './metrics.js';
import type { Significance } from './multiplicity.js';
import { type Comparisons, decidingInterval } from './paired.js';

/** Level of the interval that stands beside "significant". */
const SHOWN_LEVEL = 0.95;

export function diffMetrics(
  input: GateInput,
  comparisons: Comparisons,
  significance: Significance,
): GateResult['metrics'] {
  const { candidate } = input;
  // Numbers of other data are not shown beside ours: a reader would compare them.
  const comparable = input.baseline.kind === 'metrics' ? input.baseline.metrics : null;
  const baseline = comparable ?? new MetricSet([]);
  const removed = baseline.all.filter((before) => !candidate.has(before.name, before.slice));
  return [...candidate.all, ...removed].map((metric) => {
    const now = candidate.get(metric.name, metric.slice);
    const before = baseline.get(metric.name, metric.slice);
    const a = finite(now);
    const b = finite(before);
    const said = input.rules.find((rule) => rule.metric === metric.name)?.direction;
    const paired = b === null ? undefined : comparisons.get(metric.name, metric.slice);
    const bounds = paired && decidingInterval(paired);
    const shown95 = paired?.intervals.find(({ level }) => level === SHOWN_LEVEL);
    const shown = significance.get(metric.name, metric.slice);
    return {
      name: metric.name,
      slice: metric.slice,
      direction: said ?? input.directionOf(metric.name) ?? metric.direction,
      n: now?.n ?? before?.n ?? null,
      baseline: b,
      candidate: a,
      delta: a === null || b === null ? null : toFinite(decimal(a).minus(decimal(b))),
      interval: bounds ? [bounds.low, bounds.high] : null,
      ...(shown95 === undefined ? {} : { interval95: [shown95.low, shown95.high] }),
      ...(paired === undefined ? {} : { method: paired.method }),
      ...(shown === undefined ? {} : { significant: shown.significant }),
      // A metric of two models together has no baseline to be new against.
      note: BETWEEN_METRICS.has(metric.name) ? null : noteOf(now, before, comparable !== null),
    };
  });
}

function noteOf(
  now: Measured | undefined,
  before: Measured | undefined,
  comparable: boolean,
): GateResult['metrics'][number]['note'] {
  if (now === undefined) return 'removed';
  if (!hasNumber(now) || (before !== undefined && !hasNumber(before))) return 'undefined';
  return before === undefined && comparable ? 'new' : null;
}

function finite(metric: Measured | undefined): number | null {
  return metric !== undefined && hasNumber(metric) ? metric.value : null;
}
