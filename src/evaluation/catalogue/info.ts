/** What the catalogue says of a metric, and how a row of it is written. */
import type { Direction, Task } from '../../results/index.js';

/**
 * What a computed metric needs of an example: a predicted label, a score of any scale (only its order counts),
 * probabilities in [0, 1], a predicted number, a ranked query, answers in text with what was found out about them,
 * groups of people, or the model itself (time, size).
 */
export type MetricNeeds =
  | 'label'
  | 'score'
  | 'probability'
  | 'number'
  | 'ranking'
  | 'text'
  | 'groups'
  | 'model';

export interface MetricInfo {
  readonly name: string;
  /** Which way is better; null where neither is (a slope that should be 1). Rules that compare must then say it. */
  readonly direction: Direction | null;
  /** `ms`, `bytes`, `target` (the unit of the label), or null for a plain number. */
  readonly unit: string | null;
  /** Smallest and largest possible value, null where there is none. */
  readonly range: readonly [number | null, number | null];
  readonly tasks: readonly Task[];
  /** False: Assay compares such a value when another tool gives it, but does not compute it. */
  readonly computed: boolean;
  readonly needs: MetricNeeds | null;
  readonly definition: string;
  /** When it has no value. An undefined metric is never 0. */
  readonly undefinedWhen: string;
  readonly source: string;
  /** Of a name with a number in it: the form of the name, which the computation goes by, and the number. */
  readonly family?: { readonly pattern: string; readonly parameter: number };
}

export type Row = Omit<MetricInfo, 'name' | 'unit' | 'computed' | 'needs' | 'family'> & {
  readonly unit?: string;
};

/** A row of the catalogue for a metric that Assay computes. */
export function computed(name: string, needs: MetricNeeds, row: Row): MetricInfo {
  return { ...row, name, unit: row.unit ?? null, computed: true, needs };
}

export const SKLEARN = 'scikit-learn, sklearn.metrics';
export const CLASSES: readonly Task[] = ['binary', 'multiclass'];
/** Of a metric that has a value for all examples that could be read. */
export const NEVER = 'no rows';
