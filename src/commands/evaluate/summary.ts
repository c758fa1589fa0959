/** What an evaluation found, in one line and as a plain file of metrics. */
import { groupDigits } from '../../base/index.js';
import type { Metric } from '../../results/index.js';

const SHOWN = 4;

/** `roc_auc 0.7312 [0.728, 0.735], log_loss 0.41, …; n = 500,000, 12 slices`. */
export function summaryOf(metrics: readonly Metric[], rows: number): string {
  const whole = metrics.filter((metric) => metric.slice === null);
  const shown = whole.slice(0, SHOWN).map((metric) => {
    if (metric.value === null) return `${metric.name} undefined`;
    const bounds = metric.interval ? ` [${metric.interval.map(short).join(', ')}]` : '';
    return `${metric.name} ${short(metric.value)}${bounds}`;
  });
  const more = whole.length > SHOWN ? [`${whole.length - SHOWN} more`] : [];
  const slices = new Set(metrics.flatMap((metric) => (metric.slice === null ? [] : [metric.slice]))).size;
  const where = `n = ${groupDigits(rows)}${slices > 0 ? `, ${slices} ${slices === 1 ? 'slice' : 'slices'}` : ''}`;
  return `${[...shown, ...more].join(', ')}; ${where}`;
}

function short(value: number): string {
  return Number.isInteger(value) ? groupDigits(value) : String(Number(value.toPrecision(4)));
}

/** `{metric: value, slices: {name: {metric: value}}}`; a metric without a value is null. */
export function plainMetrics(metrics: readonly Metric[]): Record<string, unknown> {
  const whole: Record<string, unknown> = {};
  const slices: Record<string, Record<string, number | null>> = {};
  for (const metric of metrics) {
    if (metric.slice === null) {
      whole[metric.name] = metric.value;
      continue;
    }
    const slice = slices[metric.slice] ?? {};
    slice[metric.name] = metric.value;
    slices[metric.slice] = slice;
  }
  return Object.keys(slices).length > 0 ? { ...whole, slices } : whole;
}
