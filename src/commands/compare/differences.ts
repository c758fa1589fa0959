/** What differs between subjects, as plain rows: the first is what the others are compared with. Pure. */
import { canonicalJson } from '../../base/index.js';
import type { Metric, PairedComparison } from '../../results/index.js';
import type { Paired } from './paired.js';
import type { Subject } from './subjects.js';

export interface ValueRow {
  readonly name: string;
  /** Of each subject; null where it has none. */
  readonly values: readonly (string | null)[];
}

export interface MetricRow {
  readonly name: string;
  readonly direction: Metric['direction'];
  readonly values: readonly (Pick<Metric, 'value' | 'interval' | 'n' | 'undefined'> | null)[];
  /** Of each subject after the first: its value less that of the first. */
  readonly deltas: readonly {
    readonly delta: number | null;
    readonly paired: PairedComparison | null;
    /** Whether the 95% interval of the pairs leaves out 0. */
    readonly significant: 'better' | 'worse' | 'no' | null;
  }[];
}

export interface Differences {
  readonly params: readonly ValueRow[];
  readonly metrics: readonly MetricRow[];
  readonly data: readonly ValueRow[];
  readonly code: readonly ValueRow[];
  readonly environment: readonly ValueRow[];
  /** How many rows of each kind are equal and left out. */
  readonly equal: Readonly<Record<'params' | 'data' | 'code' | 'environment', number>>;
}

export function differences(subjects: readonly Subject[], paired: readonly Paired[]): Differences {
  const rows = (of: (subject: Subject) => Readonly<Record<string, string | null>>) => split(subjects.map(of));
  const params = rows(({ facts }) => texts(facts.params));
  const data = rows(({ facts }) =>
    Object.fromEntries(
      facts.data.map(({ name, sha256, rows: count }) => [name, `${sha256.slice(0, 12)}, ${count} rows`]),
    ),
  );
  const code = rows(({ facts: { code: made } }) => ({
    commit: made.commit,
    changes: made.diff ? `changed, ${made.diff.sha256.slice(0, 12)}` : made.dirty ? 'changed' : 'none',
    command: made.command === null ? null : (texts({ c: made.command })['c'] ?? null),
    ...Object.fromEntries(made.inputs.map(({ path, sha256 }) => [path, sha256.slice(0, 12)])),
  }));
  const environment = rows(({ facts }) => ({
    ...Object.fromEntries(
      Object.entries(facts.environment).map(([name, value]) => [
        name,
        value.replace(/^sha256:(.{12}).*/, '$1'),
      ]),
    ),
    accelerators: facts.accelerators.join(', ') || 'none',
    seeds: facts.seeds.join(', ') || 'none',
  }));
  return {
    params: params.differing,
    metrics: metricRows(subjects, paired),
    data: data.differing,
    code: code.differing,
    environment: environment.differing,
    equal: { params: params.equal, data: data.equal, code: code.equal, environment: environment.equal },
  };
}

function texts(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : canonicalJson(value),
    ]),
  );
}

function split(all: readonly Readonly<Record<string, string | null>>[]): {
  differing: ValueRow[];
  equal: number;
} {
  const names = [...new Set(all.flatMap((one) => Object.keys(one)))];
  const rows = names.map((name) => ({
    name,
    values: all.map((one) => (Object.hasOwn(one, name) ? (one[name] ?? null) : null)),
  }));
  const differing = rows.filter(({ values }) => values.some((value) => value !== values[0]));
  return { differing, equal: rows.length - differing.length };
}

/** Metrics of the whole dataset, then the last values over the steps under names of their own. */
function metricRows(subjects: readonly Subject[], paired: readonly Paired[]): MetricRow[] {
  const whole = subjects.map(({ facts }) => facts.metrics.filter(({ slice }) => slice === null));
  const names = [...new Set(whole.flatMap((metrics) => metrics.map(({ name }) => name)))];
  const evaluated = names.map((name): MetricRow => {
    const found = whole.map((metrics) => metrics.find((metric) => metric.name === name) ?? null);
    const direction = found.find((metric) => metric !== null)?.direction ?? null;
    return {
      name,
      direction,
      values: found.map(
        (metric) =>
          metric && {
            value: metric.value,
            interval: metric.interval,
            n: metric.n,
            undefined: metric.undefined,
          },
      ),
      deltas: found.slice(1).map((metric, index) => {
        const pairs = paired[index];
        const pair =
          pairs && 'comparisons' in pairs
            ? (pairs.comparisons.find((one) => one.metric === name) ?? null)
            : null;
        return {
          delta: pair?.delta ?? less(metric?.value ?? null, found[0]?.value ?? null),
          paired: pair,
          significant: pair && significance(pair),
        };
      }),
    };
  });
  const last = subjects.map(({ facts }) => facts.last ?? {});
  const written = [...new Set(last.flatMap((one) => Object.keys(one)))].filter(
    (name) => !names.includes(name),
  );
  return [
    ...evaluated,
    ...written.map((name): MetricRow => {
      const found = last.map((one) => (Object.hasOwn(one, name) ? (one[name] ?? null) : null));
      return {
        name: `${name} (last step)`,
        direction: null,
        values: last.map((one, index) =>
          Object.hasOwn(one, name)
            ? {
                value: found[index] ?? null,
                interval: null,
                n: null,
                undefined: found[index] === null ? 'not a number' : null,
              }
            : null,
        ),
        deltas: found
          .slice(1)
          .map((value) => ({ delta: less(value, found[0] ?? null), paired: null, significant: null })),
      };
    }),
  ];
}

function less(value: number | null, base: number | null): number | null {
  return value === null || base === null ? null : value - base;
}

function significance({
  intervals,
  direction,
  identical,
}: PairedComparison): 'better' | 'worse' | 'no' | null {
  if (identical) return 'no';
  const interval = intervals.find(({ level }) => Math.abs(level - 0.95) < 1e-9);
  if (interval === undefined) return null;
  if (interval.low <= 0 && interval.high >= 0) return 'no';
  return interval.low > 0 === (direction === 'higher') ? 'better' : 'worse';
}
