/** What the catalogue says of a metric. */
import type { Direction, Task } from '../../results/index.js';

/**
 * What a computed metric needs of an example: a predicted label, a score of any scale (only its order counts),
 * probabilities in [0, 1], a predicted number, or the model itself (time, size).
 */
export type MetricNeeds = 'label' | 'score' | 'probability' | 'number' | 'model';

export interface MetricInfo {
  readonly name: string;
  /** Which way is better. */
  readonly direction: Direction;
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
}
