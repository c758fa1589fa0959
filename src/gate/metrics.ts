/** The metrics of one side, however they came: by name and slice, with values that may be NaN or absent. */
import { type Problem, usageError } from '../base/index.js';
import type { Direction, Metric } from '../results/index.js';

export interface Measured {
  readonly name: string;
  /** Null for the whole dataset. */
  readonly slice: string | null;
  /** NaN and infinities stay what they are: a reader must not hide them. Null where there is no value. */
  readonly value: number | null;
  /** Why there is no value, where that is known. */
  readonly undefined: string | null;
  readonly n: number | null;
  /** Examples that the value rests on, where they are known to be fewer than `n`. */
  readonly restsOn?: number;
  readonly direction: Direction | null;
  readonly interval: readonly [number, number] | null;
  /** Of a gap between groups: the 90% interval by which `min` and `max` are decided. Absent: the value decides. */
  readonly deciding?: Metric['deciding'];
}

/** Something in a metrics file that is no metric. Shown, so that nobody takes it for one that was checked. */
export interface Ignored {
  readonly name: string;
  readonly why: string;
}

/** A metric of a plain file: a name and a number. */
export function plainMetric(name: string, value: number | null, why: string | null = null): Measured {
  return { name, slice: null, value, undefined: why, n: null, direction: null, interval: null };
}

/** A metric of one of our own results. */
export function ofResult(metric: Metric): Measured {
  const { name, slice, value, n, direction, interval } = metric;
  const { deciding, restsOn } = metric;
  return {
    ...{ name, slice, value, undefined: metric.undefined, n, direction, interval },
    ...(deciding === undefined ? {} : { deciding }),
    ...(restsOn === undefined ? {} : { restsOn }),
  };
}

/** True where the metric has a number that can be compared. */
export function hasNumber(metric: Measured): metric is Measured & { value: number } {
  return metric.value !== null && Number.isFinite(metric.value);
}

/** Examples that the metric rests on; null where that is not known. */
export function examplesBehind({ n, restsOn }: Measured): number | null {
  return restsOn ?? n;
}

/** What stands in place of a number: `NaN`, `−Infinity`, `no value (only one class)`. */
export function showAbsence(metric: Measured): string {
  if (metric.value !== null) return String(metric.value).replace('-', '−');
  return metric.undefined === null ? 'no value' : `no value (${metric.undefined})`;
}

export class MetricSet {
  readonly all: readonly Measured[];
  readonly ignored: readonly Ignored[];
  readonly #bySlice = new Map<string | null, Map<string, Measured>>();
  readonly #ignored: ReadonlyMap<string, string>;

  /** Throws a usage error where a name stands twice for one slice: one of the two would be hidden. */
  constructor(metrics: Iterable<Measured>, ignored: readonly Ignored[] = [], from = 'the metrics') {
    this.all = [...metrics];
    this.ignored = ignored;
    this.#ignored = new Map(ignored.map(({ name, why }) => [name, why]));
    const problems: Problem[] = [];
    for (const metric of this.all) {
      const names = this.#bySlice.get(metric.slice) ?? new Map<string, Measured>();
      if (names.has(metric.name) && problems.length < 20) {
        problems.push({ message: `${from}: ${describe(metric.name, metric.slice)} stands twice` });
      }
      names.set(metric.name, metric);
      this.#bySlice.set(metric.slice, names);
    }
    if (problems.length > 0) throw usageError(problems);
  }

  get(name: string, slice: string | null): Measured | undefined {
    return this.#bySlice.get(slice)?.get(name);
  }

  has(name: string, slice: string | null): boolean {
    return this.#bySlice.get(slice)?.has(name) ?? false;
  }

  /** Names without slices, each once, in order. */
  names(): string[] {
    return [...new Set(this.all.map((metric) => metric.name))];
  }

  /** Slices in order; of one metric, or of any where no name is given. */
  slices(name?: string): string[] {
    const found = new Set<string>();
    for (const metric of this.all) {
      if (metric.slice !== null && (name === undefined || metric.name === name)) found.add(metric.slice);
    }
    return [...found];
  }

  /** Why `name` is no metric here although the file holds something of that name. */
  whyIgnored(name: string): string | undefined {
    return this.#ignored.get(name);
  }
}

/** `roc_auc`, or `roc_auc on slice origin=SEA`. */
export function describe(name: string, slice: string | null): string {
  return slice === null ? name : `${name} on slice ${slice}`;
}
