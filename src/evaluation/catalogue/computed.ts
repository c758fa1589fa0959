/** The metrics that Assay computes; the computation stands in `metrics/` under the same name. */
import { FAIRNESS } from './fairness.js';
import type { MetricInfo } from './info.js';
import { LABELS } from './labels.js';
import { MODEL } from './model.js';
import { RANKING } from './ranking.js';
import { REGRESSION } from './regression.js';
import { SCORES } from './scores.js';
import { TEXT } from './text.js';

/** One row each; those with a number in the name are in `families.ts`. */
export const COMPUTED: readonly MetricInfo[] = [
  ...LABELS,
  ...SCORES,
  ...REGRESSION,
  ...RANKING,
  ...TEXT,
  ...FAIRNESS,
  ...MODEL,
];
