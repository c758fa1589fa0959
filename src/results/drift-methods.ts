/** The names of drift methods: what `assay.yaml` may ask for, and what the stage of data has a row for. */

/** Methods for any column: they look at the shares of bins or categories. */
const SHARE_METHODS = [
  'psi',
  'jensen_shannon',
  'hellinger',
  'l_infinity',
  'chi_square',
  'cramers_v',
  'missing_share',
] as const;
export const NUMERIC_DRIFT_METHODS = [...SHARE_METHODS, 'ks', 'wasserstein'] as const;
export const CATEGORICAL_DRIFT_METHODS = SHARE_METHODS;

/** All of them: every method fits numbers. */
export const DRIFT_METHODS = NUMERIC_DRIFT_METHODS;
export type DriftMethod = (typeof DRIFT_METHODS)[number];
