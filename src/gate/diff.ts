/** The metric diff that a person reads: every metric of either side, also those that no rule names. */
import type { GateResult } from '../results/index.js';
import type { GateInput } from './decide.js';
import { decimal, toFinite } from './decimal.js';
import { hasNumber, type Measured, MetricSet } from './metrics.js';

export function diffMetrics(input: GateInput): GateResult['metrics'] {
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
    return {
      name: metric.name,
      slice: metric.slice,
      direction: said ?? input.directionOf(metric.name) ?? metric.direction,
      n: now?.n ?? before?.n ?? null,
      baseline: b,
      candidate: a,
      delta: a === null || b === null ? null : toFinite(decimal(a).minus(decimal(b))),
      interval: null,
      note: noteOf(now, before, comparable !== null),
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
