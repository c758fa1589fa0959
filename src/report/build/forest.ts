/** Differences and slices with their intervals: one chart a metric, since metrics share no axis. */
import type { EvaluateResult, GateResult, Metric, RuleResult } from '../../results/index.js';
import { type Block, charts, details, text } from '../document.js';
import { type Chart, chart, type IntervalRow } from '../figure.js';
import { formatNumber } from '../text.js';
import { worstFirst } from './parts.js';

/** Rows of one chart; the table has all. */
const ROWS = 20;
const CHARTS = 12;

/** The differences that rules judge, with the margin of each. */
export function forestBlocks(result: GateResult): Block[] {
  const groups = grouped(
    worstFirst(result.rules).filter(({ delta }) => delta !== null),
    ({ metric }) => metric,
  );
  const all = [...groups].flatMap(([metric, rules]): Chart[] => {
    const rows = rules
      .slice(0, ROWS)
      .flatMap((rule) => (rule.delta === null ? [] : [rowOf(rule, rule.delta)]));
    if (!rows.some(({ low }) => low !== null)) return [];
    const direction = rules[0]?.direction ?? null;
    const more = rules.length > ROWS ? ` The worst ${ROWS} of ${rules.length} rules.` : '';
    return [
      chart(
        `${metric}: candidate − baseline`,
        `The difference with its 90% interval. The shaded side of the dashed margin is what the rule does not allow.${more}`,
        {
          kind: 'intervals',
          x: { title: 'difference', unit: 'delta' },
          rows,
          line: { at: 0, label: 'no difference' },
          ...(direction !== null && {
            ends: direction === 'higher' ? (['worse', 'better'] as const) : (['better', 'worse'] as const),
          }),
        },
      ),
    ];
  });
  if (all.length === 0) return [];
  return [details([text('Differences and their margins')], charts(all.slice(0, CHARTS)), { open: 'page' })];
}

function rowOf(rule: RuleResult, delta: number): IntervalRow {
  const margin = marginOf(rule);
  return {
    label: rule.slice ?? 'all',
    value: delta,
    low: rule.interval?.[0] ?? null,
    high: rule.interval?.[1] ?? null,
    verdict: rule.verdict,
    ...(margin && { margin }),
  };
}

/** Where on the axis of differences the rule ends; null where it is about something else. */
export function marginOf({ operator, limit, baseline, direction }: RuleResult): IntervalRow['margin'] | null {
  // `max_drop` means worse by at most: down where higher is better, up where lower is.
  const worse = direction === 'lower' ? 1 : -1;
  const bad = (side: number) => (side < 0 ? ('below' as const) : ('above' as const));
  switch (operator) {
    case 'max_drop':
      return { at: worse * limit, bad: bad(worse) };
    case 'max_drop_rel':
      return baseline === null ? null : { at: worse * limit * Math.abs(baseline), bad: bad(worse) };
    case 'min_gain':
      return { at: -worse * limit, bad: bad(worse) };
    case 'max_gain':
      return { at: -worse * limit, bad: bad(-worse) };
    default:
      return null;
  }
}

/** One chart a metric: its slices beside the whole, and the same of the baseline. */
export function sliceCharts(result: EvaluateResult): Chart[] {
  const key = (metric: Metric) => JSON.stringify([metric.name, metric.slice]);
  const baseline = new Map((result.baseline?.metrics ?? []).map((metric) => [key(metric), metric.value]));
  const whole = new Map(
    result.metrics.filter(({ slice }) => slice === null).map((metric) => [metric.name, metric.value]),
  );
  const groups = grouped(
    result.metrics.filter(({ slice }) => slice !== null),
    ({ name }) => name,
  );
  return [...groups]
    .flatMap(([name, metrics]): Chart[] => {
      const rows = metrics
        .flatMap((metric): IntervalRow[] => {
          if (metric.value === null) return [];
          const theirs = baseline.get(key(metric)) ?? null;
          return [
            {
              label: metric.slice ?? 'all',
              value: metric.value,
              low: metric.interval?.[0] ?? null,
              high: metric.interval?.[1] ?? null,
              verdict: null,
              ...(theirs === null ? {} : { baseline: theirs }),
            },
          ];
        })
        .sort((a, b) => b.value - a.value);
      if (rows.length < 2 || !rows.some(({ low }) => low !== null)) return [];
      const all = whole.get(name) ?? null;
      const worst = metrics[0]?.direction === 'lower' ? rows.slice(0, ROWS) : rows.slice(-ROWS);
      return [
        chart(
          `${name} by slice`,
          `With 95% intervals${baseline.size > 0 ? '; the hollow diamond is the baseline' : ''}.${rows.length > ROWS ? ` The worst ${ROWS} of ${rows.length} slices.` : ''}`,
          {
            kind: 'intervals',
            x: { title: name, unit: 'number' },
            rows: worst,
            ...(all === null
              ? {}
              : { line: { at: all, label: `all ${formatNumber(Number(all.toPrecision(4)))}` } }),
          },
        ),
      ];
    })
    .slice(0, CHARTS);
}

function grouped<T>(items: readonly T[], of: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(of(item));
    if (group) group.push(item);
    else groups.set(of(item), [item]);
  }
  return groups;
}
