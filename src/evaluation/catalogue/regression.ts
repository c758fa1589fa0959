/** Rows of the metrics of predicted numbers. */
import { computed, type MetricInfo, NEVER, type Row, SKLEARN } from './info.js';

const number = (
  name: string,
  row: Omit<Row, 'direction' | 'tasks' | 'range'> & Partial<Pick<Row, 'direction' | 'range'>>,
) => computed(name, 'number', { direction: 'lower', range: [0, null], tasks: ['regression'], ...row });

export const REGRESSION: readonly MetricInfo[] = [
  number('mae', {
    unit: 'target',
    definition: 'mean of |ŷ − y|',
    undefinedWhen: NEVER,
    source: `${SKLEARN}.mean_absolute_error`,
  }),
  number('mse', {
    definition: 'mean of (ŷ − y)²',
    undefinedWhen: NEVER,
    source: `${SKLEARN}.mean_squared_error`,
  }),
  number('rmse', {
    unit: 'target',
    definition: 'square root of the mean of (ŷ − y)²',
    undefinedWhen: NEVER,
    source: `${SKLEARN}.root_mean_squared_error`,
  }),
  number('r2', {
    direction: 'higher',
    range: [null, 1],
    definition: '1 − Σ (ŷ − y)² / Σ (y − ȳ)²; negative where worse than the mean',
    undefinedWhen: 'fewer than two rows, or all labels equal (scikit-learn gives 0 or 1)',
    source: `${SKLEARN}.r2_score, force_finite=False`,
  }),
  number('explained_variance', {
    direction: 'higher',
    range: [null, 1],
    definition: '1 − Var(y − ŷ) / Var(y); unlike r2 it forgives a constant error',
    undefinedWhen: 'fewer than two rows, or all labels equal (scikit-learn gives 0 or 1)',
    source: `${SKLEARN}.explained_variance_score, force_finite=False`,
  }),
  number('mape', {
    definition: 'mean of |ŷ − y| / |y|, as a share: 0.1 is 10%',
    undefinedWhen: 'a label is 0 (scikit-learn divides by 2⁻⁵² there)',
    source: `${SKLEARN}.mean_absolute_percentage_error`,
  }),
  number('smape', {
    range: [0, 2],
    definition: 'mean of 2 |ŷ − y| / (|y| + |ŷ|), 0 to 2; an example with y = ŷ = 0 counts 0',
    undefinedWhen: NEVER,
    source: 'Makridakis 1993; Hyndman and Koehler 2006',
  }),
  number('median_absolute_error', {
    unit: 'target',
    definition: 'median of |ŷ − y|; with weights the mean of the lower and the upper weighted median',
    undefinedWhen: NEVER,
    source: `${SKLEARN}.median_absolute_error`,
  }),
  number('max_error', {
    unit: 'target',
    definition: 'largest |ŷ − y|; weights do not count, but an example of weight 0 is absent',
    undefinedWhen: NEVER,
    source: `${SKLEARN}.max_error`,
  }),
  number('rmsle', {
    definition: 'square root of the mean of (ln(1 + ŷ) − ln(1 + y))²',
    undefinedWhen: 'a label or a prediction is −1 or less',
    source: `${SKLEARN}.root_mean_squared_log_error`,
  }),
];
