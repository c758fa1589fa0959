/** Whether the figures of two results mean the same: of equal definitions, and of slices with equal conditions. */
import type { EvaluateResult } from '../results/index.js';
import { MetricSet } from './metrics.js';

type Definition = EvaluateResult['definition'] | null;

/** Lines in which metrics mean something else now; empty where one side does not say what they mean. */
export function differingDefinition(then: Definition, now: Definition): string[] {
  if (!then || !now) return [];
  const gone = then.text.filter((line) => !now.text.includes(line) && !settledNow(line, now.text));
  return [
    ...now.text.filter((line) => !then.text.includes(line)),
    ...gone.map((line) => `no longer ${line}`),
  ];
}

/** The figures of a slice whose condition was another one are of other examples: they are no value here. */
export function ofSameSlices(
  metrics: MetricSet,
  then: Definition | undefined,
  now: Definition | undefined,
): MetricSet {
  const before = then?.slices ?? {};
  const today = now?.slices ?? {};
  const other = new Set(
    Object.keys(today).filter((name) => Object.hasOwn(before, name) && before[name] !== today[name]),
  );
  if (other.size === 0) return metrics;
  const without = metrics.all.map((metric) =>
    metric.slice === null || !other.has(metric.slice)
      ? metric
      : {
          ...metric,
          value: null,
          interval: null,
          undefined: `the slice was ${before[metric.slice]}, and is ${today[metric.slice]} now`,
        },
  );
  return new MetricSet(without, metrics.ignored);
}

/** A line whose setting stands in the other list with another value is told there. */
function settledNow(line: string, text: readonly string[]): boolean {
  const key = line.slice(0, line.indexOf(':') + 1);
  // Metrics that are no longer declared are removed metrics, which the gate tells by name.
  return key === 'own:' || key === 'groups of people:' || text.some((other) => other.startsWith(key));
}
