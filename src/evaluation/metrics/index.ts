/** The table of computations, by the names of the catalogue, and what stands in the way of computing them. */
import type { MetricNeeds } from '../catalogue.js';
import { blockers } from './blockers.js';
import type { BinaryExamples, Examples, MulticlassExamples, RegressionExamples } from './examples.js';
import { LABEL_METRICS } from './labels.js';
import { brier, calibrationError, logLoss } from './probabilities.js';
import { mae, mape, mse, r2, rmse } from './regression.js';
import { averagePrecisionOf, rocAuc, rocAucOneVersusRest } from './scores.js';
import { type Computation, undefinedValue } from './value.js';

export { orderDescending } from '../../statistics/index.js';
export { type Blockers, blockers } from './blockers.js';
export * from './examples.js';
export * from './value.js';

type ByTask = {
  readonly binary?: (examples: BinaryExamples) => Computation;
  readonly multiclass?: (examples: MulticlassExamples) => Computation;
  readonly regression?: (examples: RegressionExamples) => Computation;
};

const TABLE: Readonly<Record<string, ByTask>> = {
  ...Object.fromEntries(
    Object.entries(LABEL_METRICS).map(([name, of]) => [name, { binary: of, multiclass: of }]),
  ),
  roc_auc: { binary: rocAuc },
  roc_auc_ovr: { multiclass: rocAucOneVersusRest },
  average_precision: { binary: averagePrecisionOf },
  log_loss: { binary: logLoss, multiclass: logLoss },
  brier: { binary: brier, multiclass: brier },
  ece: { binary: calibrationError, multiclass: calibrationError },
  mae: { regression: mae },
  mse: { regression: mse },
  rmse: { regression: rmse },
  r2: { regression: r2 },
  mape: { regression: mape },
};

/** Names that have a computation for examples (those of the model itself, such as latency, have none here). */
export const COMPUTABLE: ReadonlySet<string> = new Set(Object.keys(TABLE));

/**
 * A metric over examples. Binary examples must be sorted by score (`sortedByScore`). What stands in the way
 * (missing labels, NaN scores, probabilities outside [0, 1]) gives an undefined value with the reason.
 * Throws a RangeError for a name that has no computation for this task; callers check names before.
 */
export function prepareMetric(name: string, needs: MetricNeeds, examples: Examples): Computation {
  const reason = blockers(examples)[needs];
  if (reason !== null) return { at: () => undefinedValue(reason) };
  const row = Object.hasOwn(TABLE, name) ? TABLE[name] : undefined;
  if (examples.task === 'binary' && row?.binary) return row.binary(examples);
  if (examples.task === 'multiclass' && row?.multiclass) return row.multiclass(examples);
  if (examples.task === 'regression' && row?.regression) return row.regression(examples);
  throw new RangeError(`${name} has no computation for ${examples.task}`);
}
