/** The table of computations, by the names of the catalogue, and what stands in the way of computing them. */
import { type MetricNeeds, metricOf } from '../catalogue.js';
import { blockers } from './blockers.js';
import { calibrationError, largestCalibrationError } from './calibration.js';
import type { Examples } from './examples.js';
import { F_BINARY, F_MACRO, F_MICRO, F_WEIGHTED, LABEL_METRICS } from './labels.js';
import { calibrationIntercept, calibrationSlope } from './logistic.js';
import { rocAucOneVersusOne, rocAucOneVersusRest, topAccuracy } from './multiclass.js';
import { brier, logLoss } from './probabilities.js';
import { averagePrecisionAt, hitRate, ndcg, precisionAt, recallAt, reciprocalRank } from './ranking.js';
import {
  explainedVariance,
  mae,
  mape,
  maxError,
  medianAbsoluteError,
  mse,
  pinball,
  r2,
  rmse,
  rmsle,
  smape,
} from './regression.js';
import { averagePrecisionOf, gini, rocAuc } from './scores.js';
import { ownScore, passAt, passHat, TEXT_METRICS } from './text.js';
import { kolmogorovSmirnov, precisionAtRecall, recallAtPrecision } from './thresholds.js';
import { type Computation, undefinedValue } from './value.js';

export { orderDescending } from '../../statistics/index.js';
export { type Blockers, blockers } from './blockers.js';
export * from './examples.js';
export * from './value.js';

/** By task; a family has the number of the name first. */
type ByTask = {
  readonly [T in Examples['task']]?: (examples: Extract<Examples, { task: T }>) => Computation;
};
type Family = (parameter: number) => ByTask;

const TABLE: Readonly<Record<string, ByTask>> = {
  ...Object.fromEntries(
    Object.entries(LABEL_METRICS).map(([name, of]) => [name, { binary: of, multiclass: of }]),
  ),
  roc_auc: { binary: rocAuc },
  gini: { binary: gini },
  ks: { binary: kolmogorovSmirnov },
  roc_auc_ovr: { multiclass: rocAucOneVersusRest() },
  roc_auc_ovr_weighted: { multiclass: rocAucOneVersusRest(true) },
  roc_auc_ovo: { multiclass: rocAucOneVersusOne() },
  roc_auc_ovo_weighted: { multiclass: rocAucOneVersusOne(true) },
  average_precision: { binary: averagePrecisionOf },
  log_loss: { binary: logLoss, multiclass: logLoss },
  brier: { binary: brier, multiclass: brier },
  ece: { binary: calibrationError(), multiclass: calibrationError() },
  mce: { binary: largestCalibrationError(), multiclass: largestCalibrationError() },
  calibration_slope: { binary: calibrationSlope },
  calibration_intercept: { binary: calibrationIntercept },
  mae: { regression: mae },
  mse: { regression: mse },
  rmse: { regression: rmse },
  r2: { regression: r2 },
  explained_variance: { regression: explainedVariance },
  mape: { regression: mape },
  smape: { regression: smape },
  median_absolute_error: { regression: medianAbsoluteError },
  max_error: { regression: maxError },
  rmsle: { regression: rmsle },
  ndcg: { ranking: ndcg(Number.POSITIVE_INFINITY) },
  mrr: { ranking: reciprocalRank(Number.POSITIVE_INFINITY) },
  map: { ranking: averagePrecisionAt(Number.POSITIVE_INFINITY) },
  ...Object.fromEntries(Object.entries(TEXT_METRICS).map(([name, text]) => [name, { text }])),
};

const FAMILIES: Readonly<Record<string, Family>> = {
  'f{beta}': (beta) => ({ binary: F_BINARY(beta) }),
  'f{beta}_macro': (beta) => ({ multiclass: F_MACRO(beta) }),
  'f{beta}_weighted': (beta) => ({ multiclass: F_WEIGHTED(beta) }),
  'f{beta}_micro': () => ({ multiclass: F_MICRO() }),
  'top_{k}_accuracy': (k) => ({ multiclass: topAccuracy(k) }),
  'recall_at_precision_{p}': (p) => ({ binary: recallAtPrecision(p) }),
  'precision_at_recall_{p}': (p) => ({ binary: precisionAtRecall(p) }),
  'ece_{k}_bins': (k) => ({ binary: calibrationError(k), multiclass: calibrationError(k) }),
  'mce_{k}_bins': (k) => ({ binary: largestCalibrationError(k), multiclass: largestCalibrationError(k) }),
  'pinball_{p}': (p) => ({ regression: pinball(p) }),
  'ndcg_at_{k}': (k) => ({ ranking: ndcg(k) }),
  'mrr_at_{k}': (k) => ({ ranking: reciprocalRank(k) }),
  'map_at_{k}': (k) => ({ ranking: averagePrecisionAt(k) }),
  'recall_at_{k}': (k) => ({ ranking: recallAt(k) }),
  'precision_at_{k}': (k) => ({ ranking: precisionAt(k) }),
  'hit_rate_at_{k}': (k) => ({ ranking: hitRate(k) }),
  'pass_at_{k}': (k) => ({ text: passAt(k) }),
  'pass_hat_{k}': (k) => ({ text: passHat(k) }),
};

/**
 * Names and patterns of names that have a computation for examples (those of the model itself, such as latency,
 * and gaps between groups have none here).
 */
export const COMPUTABLE: ReadonlySet<string> = new Set([...Object.keys(TABLE), ...Object.keys(FAMILIES)]);

function rowOf(name: string): ByTask | undefined {
  if (Object.hasOwn(TABLE, name)) return TABLE[name];
  const family = metricOf(name)?.family;
  return family && FAMILIES[family.pattern]?.(family.parameter);
}

/**
 * A metric over examples. Binary examples must be sorted by score (`sortedByScore`). What stands in the way
 * (missing labels, NaN scores, probabilities outside [0, 1]) gives an undefined value with the reason.
 * Throws a RangeError for a name that has no computation for this task; callers check names before.
 */
export function prepareMetric(name: string, needs: MetricNeeds, examples: Examples): Computation {
  const reason = blockers(examples)[needs];
  if (reason !== null) return { at: () => undefinedValue(reason) };
  const own = examples.task === 'text' ? examples.scores?.get(name) : undefined;
  if (examples.task === 'text' && own !== undefined) return ownScore(examples, own, name);
  const row = rowOf(name);
  if (examples.task === 'binary' && row?.binary) return row.binary(examples);
  if (examples.task === 'multiclass' && row?.multiclass) return row.multiclass(examples);
  if (examples.task === 'regression' && row?.regression) return row.regression(examples);
  if (examples.task === 'ranking' && row?.ranking) return row.ranking(examples);
  if (examples.task === 'text' && row?.text) return row.text(examples);
  throw new RangeError(`${name} has no computation for ${examples.task}`);
}
