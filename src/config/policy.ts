/** What the gate does where `assay.yaml` says nothing; the schema's defaults are these. */
export const DEFAULT_POLICY = {
  on_missing_metric: 'error',
  on_nan: 'error',
  on_new_metric: 'warn',
  on_removed_metric: 'error',
  on_missing_baseline: 'warn',
  on_small_n: 'inconclusive',
  min_n: 30,
  on_inconclusive: 'inconclusive',
} as const;
