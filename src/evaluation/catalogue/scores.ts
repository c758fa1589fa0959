/** Rows of the metrics of scores and of probabilities. */
import { CLASSES, computed, type MetricInfo, SKLEARN } from './info.js';

const NO_PROBABILITY = 'a probability lies outside [0, 1], or those of an example do not sum to 1';
const ONE_CLASS = 'one class only';

const area = (name: string, pairs: 'ovr' | 'ovo', average: 'macro' | 'weighted', definition: string) =>
  computed(name, 'score', {
    direction: 'higher',
    range: [0, 1],
    tasks: ['multiclass'],
    definition,
    undefinedWhen:
      name === 'roc_auc_ovr_weighted'
        ? 'one class only, or a label is of a class without scores'
        : `a class of the scores never occurs in the labels${pairs === 'ovo' ? ' (scikit-learn leaves it out)' : ''}, or is the only one`,
    source: `${SKLEARN}.roc_auc_score, multi_class="${pairs}", average="${average}"${
      pairs === 'ovo' ? '; Hand and Till 2001. With sample weights, where scikit-learn has none' : ''
    }`,
  });

export const SCORES: readonly MetricInfo[] = [
  computed('roc_auc', 'score', {
    direction: 'higher',
    range: [0, 1],
    tasks: ['binary'],
    definition: 'probability that a positive example has a higher score than a negative one; ties count ½',
    undefinedWhen: ONE_CLASS,
    source: `${SKLEARN}.roc_auc_score`,
  }),
  computed('gini', 'score', {
    direction: 'higher',
    range: [-1, 1],
    tasks: ['binary'],
    definition: '2 · roc_auc − 1',
    undefinedWhen: ONE_CLASS,
    source: `${SKLEARN}.roc_auc_score`,
  }),
  computed('ks', 'score', {
    direction: 'higher',
    range: [0, 1],
    tasks: ['binary'],
    definition:
      'largest |TPR − FPR| over all thresholds: Kolmogorov-Smirnov distance of the scores of the classes',
    undefinedWhen: ONE_CLASS,
    source: 'scipy.stats.ks_2samp, two-sided statistic',
  }),
  area('roc_auc_ovr', 'ovr', 'macro', 'mean over the classes of the ROC-AUC of the class against all others'),
  area(
    'roc_auc_ovr_weighted',
    'ovr',
    'weighted',
    "mean over the classes of the ROC-AUC of the class against all others, weighted by the class's share of the labels",
  ),
  area(
    'roc_auc_ovo',
    'ovo',
    'macro',
    'mean over the pairs of classes of the ROC-AUC of one against the other; each pair both ways round',
  ),
  area(
    'roc_auc_ovo_weighted',
    'ovo',
    'weighted',
    'mean over the pairs of classes of the ROC-AUC of one against the other, weighted by the share of the labels in the pair',
  ),
  computed('average_precision', 'score', {
    direction: 'higher',
    range: [0, 1],
    tasks: ['binary'],
    definition: 'Σ (Rₙ − Rₙ₋₁) Pₙ over the distinct scores, from high to low; no trapezoids',
    undefinedWhen: 'no label is positive (scikit-learn gives 0)',
    source: `${SKLEARN}.average_precision_score`,
  }),
  computed('log_loss', 'probability', {
    direction: 'lower',
    range: [0, null],
    tasks: CLASSES,
    definition: 'mean of −ln p of the true class, natural logarithm; p is clipped to [2⁻⁵², 1 − 2⁻⁵²]',
    undefinedWhen: NO_PROBABILITY,
    source: `${SKLEARN}.log_loss on float64`,
  }),
  computed('brier', 'probability', {
    direction: 'lower',
    range: [0, 2],
    tasks: CLASSES,
    definition: 'binary: mean of (p − y)², 0 to 1; multiclass: mean of Σ (pₖ − yₖ)² over the classes, 0 to 2',
    undefinedWhen: NO_PROBABILITY,
    source: `${SKLEARN}.brier_score_loss, scale_by_half="auto"`,
  }),
  computed('ece', 'probability', {
    direction: 'lower',
    range: [0, 1],
    tasks: CLASSES,
    definition:
      'Σ nₖ/n |mean outcome − mean probability| over 15 bins of equal width, the last one closed; binary: probability of the positive class; multiclass: of the predicted class',
    undefinedWhen: NO_PROBABILITY,
    source: 'Naeini, Cooper, Hauskrecht 2015; L1 norm',
  }),
  computed('mce', 'probability', {
    direction: 'lower',
    range: [0, 1],
    tasks: CLASSES,
    definition: 'largest |mean outcome − mean probability| of a bin that holds examples; bins as in ece',
    undefinedWhen: NO_PROBABILITY,
    source: 'Naeini, Cooper, Hauskrecht 2015; maximum norm',
  }),
  computed('calibration_slope', 'probability', {
    direction: null,
    range: [null, null],
    tasks: ['binary'],
    definition:
      'b of the logistic regression of the label on a + b · logit p; 1 is best, below 1 the model is overconfident; p is clipped as in log_loss',
    undefinedWhen: 'one class only, equal scores, or a score that separates the classes',
    source: 'Cox 1958; statsmodels Logit',
  }),
  computed('calibration_intercept', 'probability', {
    direction: null,
    range: [null, null],
    tasks: ['binary'],
    definition:
      'a of the logistic regression of the label on a + logit p (calibration in the large); 0 is best, above 0 the model predicts too low',
    undefinedWhen: ONE_CLASS,
    source: 'Van Calster and others 2016; statsmodels GLM with offset',
  }),
];
