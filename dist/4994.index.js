export const id = 4994;
export const ids = [4994];
export const modules = {

/***/ 36654:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  JI: () => (/* binding */ BETWEEN_METRICS),
  Cb: () => (/* binding */ METRICS),
  kS: () => (/* binding */ computedNames),
  xv: () => (/* binding */ lookupMetric),
  ak: () => (/* binding */ metricOf)
});

// UNUSED EXPORTS: FAMILIES

;// CONCATENATED MODULE: ./build/evaluation/catalogue/info.js
/** A row of the catalogue for a metric that Assay computes. */
function computed(name, needs, row) {
    return { ...row, name, unit: row.unit ?? null, computed: true, needs };
}
const SKLEARN = 'scikit-learn, sklearn.metrics';
const CLASSES = ['binary', 'multiclass'];
/** Of a metric that has a value for all examples that could be read. */
const NEVER = 'no rows';

;// CONCATENATED MODULE: ./build/evaluation/catalogue/fairness.js
/** Rows of the gaps between groups. A result names the column of the groups behind: `…_difference[sex]`. */

const SMALL = 'fewer than two groups are large enough, or a group has no value';
const gap = (name, row) => computed(name, 'groups', {
    direction: 'lower',
    range: [0, 1],
    tasks: ['binary'],
    undefinedWhen: SMALL,
    ...row,
});
const FAIRNESS = [
    gap('demographic_parity_difference', {
        definition: 'largest selection rate of a group less the smallest',
        source: 'fairlearn.metrics.demographic_parity_difference',
    }),
    gap('demographic_parity_ratio', {
        direction: 'higher',
        definition: 'smallest selection rate of a group over the largest; the four-fifths rule asks for 0.8',
        undefinedWhen: `${SMALL}, or nobody is selected`,
        source: 'fairlearn.metrics.demographic_parity_ratio',
    }),
    gap('equalized_odds_difference', {
        definition: 'the larger of two differences between groups: of the true-positive and of the false-positive rates',
        undefinedWhen: `${SMALL}: a group without positive or without negative labels (fairlearn counts 0)`,
        source: 'fairlearn.metrics.equalized_odds_difference, agg="worst_case"',
    }),
    gap('equal_opportunity_difference', {
        definition: 'largest true-positive rate of a group less the smallest',
        undefinedWhen: `${SMALL}: a group without positive labels (fairlearn counts 0)`,
        source: 'fairlearn.metrics.equal_opportunity_difference',
    }),
    gap('predictive_parity_difference', {
        definition: 'largest precision of a group less the smallest',
        undefinedWhen: `${SMALL}: a group in which nobody is predicted positive`,
        source: 'Chouldechova 2017; fairlearn MetricFrame(precision).difference()',
    }),
];

;// CONCATENATED MODULE: ./build/evaluation/catalogue/labels.js
/** Rows of the metrics of predicted labels. */

/** Precision, recall and F over several classes, with the average in the name. */
function averages(name, needs, of, perClass, undefinedMacro) {
    const row = { direction: 'higher', range: [0, 1], tasks: ['multiclass'] };
    return [
        computed(`${name}_macro`, needs, {
            ...row,
            definition: `mean of the ${of} of every class that occurs in labels or predictions; ${perClass}`,
            undefinedWhen: undefinedMacro,
            source: `${SKLEARN}, average="macro"`,
        }),
        computed(`${name}_weighted`, needs, {
            ...row,
            definition: `mean of the ${of} of every class, weighted by the class's share of the labels; ${perClass}`,
            undefinedWhen: `${undefinedMacro}, for a class that occurs in the labels`,
            source: `${SKLEARN}, average="weighted"`,
        }),
        computed(`${name}_micro`, needs, {
            ...row,
            definition: `${of} over the pooled decisions of all classes; with one label an example it equals accuracy`,
            undefinedWhen: NEVER,
            source: `${SKLEARN}, average="micro"`,
        }),
    ];
}
const rate = (name, row) => computed(name, 'label', { ...row, range: [0, 1], tasks: ['binary'] });
const LABELS = [
    computed('accuracy', 'label', {
        direction: 'higher',
        range: [0, 1],
        tasks: CLASSES,
        definition: 'share of examples whose predicted label is the true label',
        undefinedWhen: NEVER,
        source: `${SKLEARN}.accuracy_score`,
    }),
    computed('error_rate', 'label', {
        direction: 'lower',
        range: [0, 1],
        tasks: CLASSES,
        definition: '1 − accuracy',
        undefinedWhen: NEVER,
        source: `${SKLEARN}.zero_one_loss`,
    }),
    computed('balanced_accuracy', 'label', {
        direction: 'higher',
        range: [0, 1],
        tasks: CLASSES,
        definition: 'mean of the recall of every class that occurs in the labels',
        undefinedWhen: 'fewer than two classes occur in the labels',
        source: `${SKLEARN}.balanced_accuracy_score, adjusted=False`,
    }),
    rate('precision', {
        direction: 'higher',
        definition: 'TP / (TP + FP) for the positive class',
        undefinedWhen: 'no example is predicted positive (scikit-learn gives 0)',
        source: `${SKLEARN}.precision_score, average="binary"`,
    }),
    rate('recall', {
        direction: 'higher',
        definition: 'TP / (TP + FN) for the positive class',
        undefinedWhen: 'no label is positive (scikit-learn gives 0)',
        source: `${SKLEARN}.recall_score, average="binary"`,
    }),
    rate('specificity', {
        direction: 'higher',
        definition: 'TN / (TN + FP): recall of the negative class',
        undefinedWhen: 'no label is negative',
        source: `${SKLEARN}.recall_score, pos_label=negative`,
    }),
    rate('npv', {
        direction: 'higher',
        definition: 'TN / (TN + FN): precision of the negative class',
        undefinedWhen: 'no example is predicted negative (scikit-learn gives 0)',
        source: `${SKLEARN}.precision_score, pos_label=negative`,
    }),
    rate('fpr', {
        direction: 'lower',
        definition: 'FP / (FP + TN): 1 − specificity',
        undefinedWhen: 'no label is negative',
        source: `1 − ${SKLEARN}.recall_score, pos_label=negative`,
    }),
    rate('fnr', {
        direction: 'lower',
        definition: 'FN / (FN + TP): 1 − recall',
        undefinedWhen: 'no label is positive',
        source: `1 − ${SKLEARN}.recall_score`,
    }),
    rate('selection_rate', {
        direction: null,
        definition: 'share of examples that are predicted positive',
        undefinedWhen: NEVER,
        source: 'fairlearn.metrics.selection_rate',
    }),
    rate('f1', {
        direction: 'higher',
        definition: '2 TP / (2 TP + FP + FN) for the positive class',
        undefinedWhen: 'no label and no prediction is positive (scikit-learn gives 0)',
        source: `${SKLEARN}.f1_score, average="binary"`,
    }),
    rate('jaccard', {
        direction: 'higher',
        definition: 'TP / (TP + FP + FN) for the positive class',
        undefinedWhen: 'no label and no prediction is positive (scikit-learn gives 0)',
        source: `${SKLEARN}.jaccard_score, average="binary"`,
    }),
    ...averages('precision', 'label', 'precision', 'TP / (TP + FP)', 'a class that occurs in the labels is never predicted (scikit-learn counts 0)'),
    ...averages('recall', 'label', 'recall', 'TP / (TP + FN)', 'a class is predicted that never occurs in the labels (scikit-learn counts 0)'),
    ...averages('f1', 'label', 'F1', '2 TP / (2 TP + FP + FN)', NEVER),
    computed('mcc', 'label', {
        direction: 'higher',
        range: [-1, 1],
        tasks: CLASSES,
        definition: "Matthews' correlation coefficient; Gorodkin's R_K for several classes",
        undefinedWhen: 'labels or predictions hold one class only (scikit-learn gives 0)',
        source: `${SKLEARN}.matthews_corrcoef`,
    }),
    computed('cohen_kappa', 'label', {
        direction: 'higher',
        range: [-1, 1],
        tasks: CLASSES,
        definition: "Cohen's κ: (accuracy − chance) / (1 − chance), chance from the shares of labels and predictions",
        undefinedWhen: 'labels and predictions hold one and the same class only',
        source: `${SKLEARN}.cohen_kappa_score, weights=None`,
    }),
];

// EXTERNAL MODULE: ./build/results/index.js + 11 modules
var results = __webpack_require__(90459);
;// CONCATENATED MODULE: ./build/evaluation/catalogue/model.js
/** Rows of what is measured of the model itself. */


const MODEL = [
    ...[50, 95, 99].map((percent) => computed(`latency_p${percent}_ms`, 'model', {
        direction: 'lower',
        range: [0, null],
        tasks: results/* TASKS */.n3,
        unit: 'ms',
        definition: `${percent}th percentile of the time of one inference on one row, after warm-up`,
        undefinedWhen: 'there is no model, only predictions; or fewer timed requests than the percentile needs',
        source: 'nearest-rank percentile of wall-clock times on this machine',
    })),
    computed('load_time_ms', 'model', {
        direction: 'lower',
        range: [0, null],
        tasks: results/* TASKS */.n3,
        unit: 'ms',
        definition: 'median time in which ONNX Runtime loads the model file, in a process that has loaded it before',
        undefinedWhen: 'there is no ONNX model',
        source: 'wall-clock times on this machine',
    }),
    computed('throughput_rows_per_s', 'model', {
        direction: 'higher',
        range: [0, null],
        tasks: results/* TASKS */.n3,
        unit: 'rows/s',
        definition: 'rows of the dataset over the time of inference alone, in batches of `evaluate.batch` rows',
        undefinedWhen: 'there is no ONNX model',
        source: 'wall-clock times on this machine',
    }),
    computed('peak_memory_bytes', 'model', {
        direction: 'lower',
        range: [0, null],
        tasks: results/* TASKS */.n3,
        unit: 'bytes',
        definition: 'highest resident memory of the process that runs the model over the dataset, with the runtime in it',
        undefinedWhen: 'there is no ONNX model',
        source: 'getrusage(2), and /proc on Linux',
    }),
    computed('model_size_bytes', 'model', {
        direction: 'lower',
        range: [0, null],
        tasks: results/* TASKS */.n3,
        unit: 'bytes',
        definition: 'size of the model file',
        undefinedWhen: 'there is no model, only predictions',
        source: 'file system',
    }),
];

;// CONCATENATED MODULE: ./build/evaluation/catalogue/ranking.js
/** Rows of the metrics of ranked queries. Those with a cut-off in the name are in `families.ts`. */

const PER_QUERY = 'mean over the queries that have a relevant row (a label above 0); equal scores count as the mean over all their orders';
const NO_QUERY = 'no query has a relevant row; a label is negative; a score is missing';
const ranked = (name, row) => computed(name, 'ranking', {
    ...row,
    definition: `${row.definition}; ${PER_QUERY}`,
    direction: 'higher',
    range: [0, 1],
    tasks: ['ranking'],
    undefinedWhen: NO_QUERY,
});
const RANKING = [
    ranked('ndcg', {
        definition: 'Σ label / log₂(1 + rank), over the same sum for the best order',
        source: 'Järvelin and Kekäläinen 2002; scikit-learn, sklearn.metrics.ndcg_score, ignore_ties=False',
    }),
    ranked('mrr', { definition: '1 / rank of the first relevant row', source: 'trec_eval, recip_rank' }),
    ranked('map', {
        definition: 'mean over the relevant rows of the precision down to each of them',
        source: 'trec_eval, map',
    }),
];

;// CONCATENATED MODULE: ./build/evaluation/catalogue/regression.js
/** Rows of the metrics of predicted numbers. */

const number = (name, row) => computed(name, 'number', { direction: 'lower', range: [0, null], tasks: ['regression'], ...row });
const REGRESSION = [
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

;// CONCATENATED MODULE: ./build/evaluation/catalogue/scores.js
/** Rows of the metrics of scores and of probabilities. */

const NO_PROBABILITY = 'a probability lies outside [0, 1], or those of an example do not sum to 1';
const ONE_CLASS = 'one class only';
const scores_area = (name, pairs, average, definition) => computed(name, 'score', {
    direction: 'higher',
    range: [0, 1],
    tasks: ['multiclass'],
    definition,
    undefinedWhen: name === 'roc_auc_ovr_weighted'
        ? 'one class only, or a label is of a class without scores'
        : `a class of the scores never occurs in the labels${pairs === 'ovo' ? ' (scikit-learn leaves it out)' : ''}, or is the only one`,
    source: `${SKLEARN}.roc_auc_score, multi_class="${pairs}", average="${average}"${pairs === 'ovo' ? '; Hand and Till 2001. With sample weights, where scikit-learn has none' : ''}`,
});
const SCORES = [
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
        definition: 'largest |TPR − FPR| over all thresholds: Kolmogorov-Smirnov distance of the scores of the classes',
        undefinedWhen: ONE_CLASS,
        source: 'scipy.stats.ks_2samp, two-sided statistic',
    }),
    scores_area('roc_auc_ovr', 'ovr', 'macro', 'mean over the classes of the ROC-AUC of the class against all others'),
    scores_area('roc_auc_ovr_weighted', 'ovr', 'weighted', "mean over the classes of the ROC-AUC of the class against all others, weighted by the class's share of the labels"),
    scores_area('roc_auc_ovo', 'ovo', 'macro', 'mean over the pairs of classes of the ROC-AUC of one against the other; each pair both ways round'),
    scores_area('roc_auc_ovo_weighted', 'ovo', 'weighted', 'mean over the pairs of classes of the ROC-AUC of one against the other, weighted by the share of the labels in the pair'),
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
        definition: 'Σ nₖ/n |mean outcome − mean probability| over 15 bins of equal width, the last one closed; binary: probability of the positive class; multiclass: of the predicted class',
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
        definition: 'b of the logistic regression of the label on a + b · logit p; 1 is best, below 1 the model is overconfident; p is clipped as in log_loss',
        undefinedWhen: 'one class only, equal scores, or a score that separates the classes',
        source: 'Cox 1958; statsmodels Logit',
    }),
    computed('calibration_intercept', 'probability', {
        direction: null,
        range: [null, null],
        tasks: ['binary'],
        definition: 'a of the logistic regression of the label on a + logit p (calibration in the large); 0 is best, above 0 the model predicts too low',
        undefinedWhen: ONE_CLASS,
        source: 'Van Calster and others 2016; statsmodels GLM with offset',
    }),
];

;// CONCATENATED MODULE: ./build/evaluation/catalogue/text.js
/** Rows of the metrics of answers in text. Those with a number of samples in the name are in `families.ts`. */

/** Several samples of one example are one unit: they count together, and the interval knows it. */
const PER_EXAMPLE = 'mean over the examples of the mean over their samples';
const ofText = (name, row) => computed(name, 'text', { direction: 'higher', range: [0, 1], tasks: ['text'], ...row });
const NO_TEXT = 'a row has no reference or no answer';
const TEXT = [
    ofText('exact_match', {
        definition: `share of answers equal to a reference after lower case, without punctuation, articles (a, an, the) and superfluous spaces; ${PER_EXAMPLE}`,
        undefinedWhen: NO_TEXT,
        source: 'SQuAD, evaluate-v1.1.py',
    }),
    ofText('exact_match_strict', {
        definition: `share of answers equal to a reference, character by character; ${PER_EXAMPLE}`,
        undefinedWhen: NO_TEXT,
        source: 'Hugging Face evaluate, exact_match',
    }),
    ofText('token_f1', {
        definition: `F1 of the words that answer and reference share, each as often as it occurs, after the changes of exact_match; the best of several references; ${PER_EXAMPLE}`,
        undefinedWhen: NO_TEXT,
        source: 'SQuAD, evaluate-v1.1.py',
    }),
    ofText('rouge_l', {
        definition: `F1 of the longest common subsequence of words; lower case, words are runs of a-z and 0-9, no stemming; the best of several references; ${PER_EXAMPLE}`,
        undefinedWhen: NO_TEXT,
        source: 'Lin 2004; the package js-rouge; rouge_score of Google, rougeL',
    }),
    ofText('judge_agreement', {
        definition: `share of rows in which the judge says what the target says; ${PER_EXAMPLE}`,
        undefinedWhen: 'no column of the judge, or a row without a verdict',
        source: 'Zheng and others 2023',
    }),
    ofText('judge_kappa', {
        range: [-1, 1],
        definition: "Cohen's κ of the verdicts of the judge and of the target; every example counts once",
        undefinedWhen: 'no column of the judge, or one verdict only',
        source: 'scikit-learn, sklearn.metrics.cohen_kappa_score',
    }),
    ofText('win_rate', {
        definition: `share of comparisons won, a tie counts ½; ${PER_EXAMPLE}`,
        undefinedWhen: 'no column of preferences, or a row without one',
        source: 'Zheng and others 2023',
    }),
    ofText('tokens', {
        direction: 'lower',
        range: [0, null],
        unit: 'tokens',
        definition: `tokens of an answer; ${PER_EXAMPLE}`,
        undefinedWhen: 'no column of tokens, or a row without a number',
        source: 'the column of the predictions',
    }),
    ofText('cost_usd', {
        direction: 'lower',
        range: [0, null],
        unit: 'USD',
        definition: `cost of an answer; ${PER_EXAMPLE}`,
        undefinedWhen: 'no column of costs, or a row without a number',
        source: 'the column of the predictions',
    }),
];

;// CONCATENATED MODULE: ./build/evaluation/catalogue/computed.js
/** The metrics that Assay computes; the computation stands in `metrics/` under the same name. */







/** One row each; those with a number in the name are in `families.ts`. */
const COMPUTED = [
    ...LABELS,
    ...SCORES,
    ...REGRESSION,
    ...RANKING,
    ...TEXT,
    ...FAIRNESS,
    ...MODEL,
];

;// CONCATENATED MODULE: ./build/evaluation/catalogue/families.js
/**
 * Metrics with a number in their name, a row each, and the one grammar that reads such names. A pattern holds its
 * parameter in braces: `{k}` a whole number from 1, `{p}` a number between 0 and 1, `{beta}` a positive number. A
 * number has one spelling: no leading or trailing zeros beyond `0.`, no exponent.
 */




const BETA = '(1 + β²) TP / ((1 + β²) TP + β² FN + FP)';
const ROWS = [
    [
        2,
        computed('f{beta}', 'label', {
            direction: 'higher',
            range: [0, 1],
            tasks: ['binary'],
            definition: `${BETA} for the positive class: recall counts β times as much as precision`,
            undefinedWhen: 'no label and no prediction is positive (scikit-learn gives 0)',
            source: `${SKLEARN}.fbeta_score, average="binary"`,
        }),
    ],
    ...averages('f{beta}', 'label', 'Fβ', BETA, NEVER).map((info) => [2, info]),
    [
        3,
        computed('top_{k}_accuracy', 'score', {
            direction: 'higher',
            range: [0, 1],
            tasks: ['multiclass'],
            definition: 'share of examples whose label is among the k best scores; of equal scores the first class counts',
            undefinedWhen: NEVER,
            source: `${SKLEARN}.top_k_accuracy_score, which takes the last of equal scores`,
        }),
    ],
    [
        0.9,
        computed('recall_at_precision_{p}', 'score', {
            direction: 'higher',
            range: [0, 1],
            tasks: ['binary'],
            definition: 'largest recall of a threshold with a precision of at least p; 0 where no threshold reaches it',
            undefinedWhen: 'no label is positive',
            source: `${SKLEARN}.precision_recall_curve`,
        }),
    ],
    [
        0.9,
        computed('precision_at_recall_{p}', 'score', {
            direction: 'higher',
            range: [0, 1],
            tasks: ['binary'],
            definition: 'largest precision of a threshold with a recall of at least p',
            undefinedWhen: 'no label is positive',
            source: `${SKLEARN}.precision_recall_curve`,
        }),
    ],
    ...['ece', 'mce'].map((name) => [
        10,
        computed(`${name}_{k}_bins`, 'probability', {
            direction: 'lower',
            range: [0, 1],
            tasks: CLASSES,
            definition: `${name} with k bins of equal width`,
            undefinedWhen: 'a probability lies outside [0, 1], or those of an example do not sum to 1',
            source: `Naeini, Cooper, Hauskrecht 2015; ${name === 'ece' ? 'L1' : 'maximum'} norm`,
        }),
    ]),
    [
        0.9,
        computed('pinball_{p}', 'number', {
            direction: 'lower',
            range: [0, null],
            tasks: ['regression'],
            unit: 'target',
            definition: 'mean of p (y − ŷ) where y ≥ ŷ, else (1 − p)(ŷ − y): the loss of a predicted p-quantile',
            undefinedWhen: NEVER,
            source: `${SKLEARN}.mean_pinball_loss, alpha=p`,
        }),
    ],
    [
        10,
        ranked('ndcg_at_{k}', {
            definition: 'Σ label / log₂(1 + rank) over the first k ranks, over the same sum for the best order',
            source: 'Järvelin and Kekäläinen 2002; scikit-learn, sklearn.metrics.ndcg_score, ignore_ties=False',
        }),
    ],
    [
        10,
        ranked('mrr_at_{k}', {
            definition: '1 / rank of the first relevant row, 0 where it is beyond rank k',
            source: 'MS MARCO, MRR@10',
        }),
    ],
    [
        10,
        ranked('map_at_{k}', {
            definition: 'Σ of the precision down to each relevant row of the first k ranks, over the number of relevant rows',
            source: 'trec_eval, map_cut',
        }),
    ],
    [
        10,
        ranked('recall_at_{k}', {
            definition: 'share of the relevant rows that are among the first k ranks',
            source: 'trec_eval, recall',
        }),
    ],
    [
        10,
        ranked('precision_at_{k}', {
            definition: 'relevant rows among the first k ranks, over k, also where a query has fewer rows',
            source: 'trec_eval, P',
        }),
    ],
    [
        10,
        ranked('hit_rate_at_{k}', {
            definition: 'share of queries with a relevant row among the first k ranks',
            source: 'trec_eval, success',
        }),
    ],
    [
        1,
        ofText('pass_at_{k}', {
            definition: 'mean over the examples of 1 − C(n−c, k) / C(n, k): n samples of which c are right; the chance that one of k samples is right',
            undefinedWhen: 'no column that says what is right, or an example with fewer than k samples',
            source: 'Chen and others 2021',
        }),
    ],
    [
        3,
        ofText('pass_hat_{k}', {
            definition: 'mean over the examples of C(c, k) / C(n, k): the chance that all of k samples are right (pass^k)',
            undefinedWhen: 'no column that says what is right, or an example with fewer than k samples',
            source: 'Yao and others 2024, τ-bench',
        }),
    ],
];
const FAMILIES = ROWS.map(([example, info]) => ({
    pattern: info.name,
    example,
    info,
}));
const HOLE = /\{(k|p|beta)\}/;
const NUMBERS = {
    k: { of: '([1-9]\\d{0,5})', is: (value) => Number.isInteger(value) && value >= 1 },
    p: { of: '(\\d+(?:\\.\\d+)?)', is: (value) => value > 0 && value < 1 },
    beta: { of: '(\\d+(?:\\.\\d+)?)', is: (value) => value > 0 && value <= 1000 },
};
const READERS = FAMILIES.map((family) => {
    const symbol = (HOLE.exec(family.pattern)?.[1] ?? 'k');
    const [before = '', after = ''] = family.pattern.split(HOLE.exec(family.pattern)?.[0] ?? '');
    return {
        family,
        is: NUMBERS[symbol].is,
        name: new RegExp(`^${before}${NUMBERS[symbol].of}${after}$`),
    };
});
/** The metric of a name with a number in it, under the one spelling of its number; undefined for other names. */
function familyMember(name) {
    for (const reader of READERS) {
        const text = reader.name.exec(name)?.[1];
        const parameter = Number(text);
        if (text === undefined || !reader.is(parameter))
            continue;
        return member(reader.family, parameter);
    }
    return undefined;
}
function member(family, parameter) {
    const name = family.pattern.replace(HOLE, String(parameter));
    return { ...family.info, name, family: { pattern: family.pattern, parameter } };
}
/** One member of each family, for lists and suggestions. */
const FAMILY_EXAMPLES = FAMILIES.map((family) => member(family, family.example));

;// CONCATENATED MODULE: ./build/evaluation/catalogue/known.js
function known(name, direction, definition, more = {}) {
    return {
        tasks: [],
        range: [null, null],
        undefinedWhen: 'the file says so',
        source: 'the tool that wrote the file',
        ...more,
        name,
        direction,
        definition,
        unit: more.unit ?? null,
        computed: false,
        needs: null,
    };
}
const KNOWN = [
    known('loss', 'lower', 'the loss that the training tool reports', { range: [null, null] }),
    known('perplexity', 'lower', 'exp of the mean cross-entropy of a token', { range: [1, null] }),
    known('hamming_loss', 'lower', 'share of wrong labels', { range: [0, 1] }),
    known('hinge_loss', 'lower', 'mean hinge loss', { range: [0, null] }),
    known('cross_entropy', 'lower', 'mean cross-entropy', { range: [0, null] }),
    known('kl_divergence', 'lower', 'Kullback-Leibler divergence', { range: [0, null] }),
    known('pr_auc', 'higher', 'area under the precision-recall curve; the rule of integration is not known', {
        range: [0, 1],
    }),
    known('fbeta', 'higher', 'F-measure', { range: [0, 1] }),
    known('top_k_accuracy', 'higher', 'share of examples whose label is among the k best', { range: [0, 1] }),
    known('pinball_loss', 'lower', 'mean pinball loss of a quantile', { range: [0, null] }),
    known('hit_rate', 'higher', 'share of queries with a hit', { range: [0, 1] }),
    known('miou', 'higher', 'mean intersection over union', { range: [0, 1] }),
    known('dice', 'higher', 'Dice coefficient', { range: [0, 1] }),
    known('bleu', 'higher', 'BLEU; the scale (1 or 100) is that of the tool'),
    known('meteor', 'higher', 'METEOR'),
    known('wer', 'lower', 'word error rate', { range: [0, null] }),
    known('cer', 'lower', 'character error rate', { range: [0, null] }),
    known('pass_k', 'higher', 'share of tasks solved within k samples', { range: [0, 1] }),
    known('toxicity', 'lower', 'mean toxicity', { range: [0, 1] }),
    known('flip_rate', 'lower', 'share of examples whose prediction changed', { range: [0, 1] }),
    known('negative_flip_rate', 'lower', 'share of examples that became wrong', { range: [0, 1] }),
    known('throughput', 'higher', 'examples a second', { range: [0, null], unit: '1/s' }),
    known('latency_ms', 'lower', 'time of one inference', { range: [0, null], unit: 'ms' }),
    known('memory_bytes', 'lower', 'peak memory', { range: [0, null], unit: 'bytes' }),
];
/** Other spellings, as metric files have them → the name in the catalogue. */
const ALIASES = {
    acc: 'accuracy',
    accuracy_score: 'accuracy',
    categorical_accuracy: 'accuracy',
    binary_accuracy: 'accuracy',
    balanced_accuracy_score: 'balanced_accuracy',
    error: 'error_rate',
    zero_one_loss: 'error_rate',
    misclassification_rate: 'error_rate',
    auc: 'roc_auc',
    auroc: 'roc_auc',
    rocauc: 'roc_auc',
    auc_roc: 'roc_auc',
    roc_auc_score: 'roc_auc',
    roc_auc_ovr_macro: 'roc_auc_ovr',
    ap: 'average_precision',
    average_precision_score: 'average_precision',
    auprc: 'pr_auc',
    auc_pr: 'pr_auc',
    aucpr: 'pr_auc',
    logloss: 'log_loss',
    binary_logloss: 'log_loss',
    multi_logloss: 'log_loss',
    mlogloss: 'log_loss',
    nll: 'log_loss',
    binary_crossentropy: 'cross_entropy',
    categorical_crossentropy: 'cross_entropy',
    sparse_categorical_crossentropy: 'cross_entropy',
    crossentropy: 'cross_entropy',
    ce: 'cross_entropy',
    kolmogorov_smirnov: 'ks',
    brier_score: 'brier',
    brier_score_loss: 'brier',
    calibration_error: 'ece',
    expected_calibration_error: 'ece',
    ppv: 'precision',
    precision_score: 'precision',
    sensitivity: 'recall',
    tpr: 'recall',
    true_positive_rate: 'recall',
    recall_score: 'recall',
    tnr: 'specificity',
    true_negative_rate: 'specificity',
    false_positive_rate: 'fpr',
    false_negative_rate: 'fnr',
    f1_score: 'f1',
    f1score: 'f1',
    f_score: 'f1',
    f1_score_macro: 'f1_macro',
    f1_score_micro: 'f1_micro',
    f1_score_weighted: 'f1_weighted',
    macro_f1: 'f1_macro',
    micro_f1: 'f1_micro',
    weighted_f1: 'f1_weighted',
    macro_precision: 'precision_macro',
    macro_recall: 'recall_macro',
    fbeta_score: 'fbeta',
    matthews_corrcoef: 'mcc',
    matthews_correlation: 'mcc',
    kappa: 'cohen_kappa',
    cohen_kappa_score: 'cohen_kappa',
    jaccard_score: 'jaccard',
    iou: 'jaccard',
    mean_iou: 'miou',
    ks_statistic: 'ks',
    top_k_accuracy_score: 'top_k_accuracy',
    l1: 'mae',
    mean_absolute_error: 'mae',
    l2: 'mse',
    mean_squared_error: 'mse',
    root_mean_squared_error: 'rmse',
    r2_score: 'r2',
    r_squared: 'r2',
    rsquared: 'r2',
    mean_absolute_percentage_error: 'mape',
    mean_pinball_loss: 'pinball_loss',
    medae: 'median_absolute_error',
    root_mean_squared_log_error: 'rmsle',
    explained_variance_score: 'explained_variance',
    ndcg_score: 'ndcg',
    mean_reciprocal_rank: 'mrr',
    mean_average_precision: 'map',
    rougel: 'rouge_l',
    word_error_rate: 'wer',
    ppl: 'perplexity',
    latency: 'latency_ms',
    inference_time_ms: 'latency_ms',
    latency_p50: 'latency_p50_ms',
    latency_p95: 'latency_p95_ms',
    latency_p99: 'latency_p99_ms',
    p50_ms: 'latency_p50_ms',
    p95_ms: 'latency_p95_ms',
    p99_ms: 'latency_p99_ms',
    model_size: 'model_size_bytes',
    size_bytes: 'model_size_bytes',
    samples_per_second: 'throughput',
    requests_per_second: 'throughput',
};

;// CONCATENATED MODULE: ./build/evaluation/catalogue.js
/**
 * The catalogue of metrics: what each name means, which way is better, its unit, range and undefined cases.
 * It imports nothing that is heavy, because the gate reads it too. How the values are computed stands in
 * `metrics/`.
 */




/** Every metric by its name, but for those with a number in it (`metricOf`). */
const METRICS = new Map([...COMPUTED, ...KNOWN].map((row) => [row.name, row]));
/** The metric of exactly this name, also with a number in it: `f2`, `ndcg_at_10`. Undefined where unknown. */
function metricOf(name) {
    const found = METRICS.get(name) ?? familyMember(name);
    return found?.name === name ? found : undefined;
}
/** Names of the metrics that Assay computes for a task; of those with a number in the name, one of each kind. */
function computedNames(task) {
    return [...COMPUTED, ...FAMILY_EXAMPLES]
        .filter((info) => info.tasks.includes(task))
        .map((info) => info.name);
}
/** Metrics of two models together on the same examples. They exist where a baseline is evaluated beside. */
const BETWEEN_METRICS = new Set(['flip_rate', 'negative_flip_rate']);
/** Parts that say on which data, not what was measured. */
const SPLIT = /^(?:train|training|val|valid|validation|test|eval|dev|holdout)_/;
/**
 * Finds a metric by a name as a file or a rule has it: the last part of a dotted name (also of `eval/loss`),
 * whatever the case, `-` for `_`, with or without a split in front (`val_loss`) or a cut-off behind (`ndcg@10`).
 * A number with a point belongs to the last part (`test.pinball_0.9`), and so do groups in brackets.
 * `neg_…`, scikit-learn's name for a negated loss, has the direction turned round. Undefined where unknown.
 */
function lookupMetric(name) {
    const bracket = /^(.+?)\[[^\]]*\]$/.exec(name)?.[1];
    if (bracket !== undefined) {
        const of = lookupMetric(bracket);
        return of?.needs === 'groups' ? of : undefined;
    }
    const parts = name.split(/[./]/);
    const last = spelled(parts.at(-1) ?? name);
    const decimal = /\d$/.test(parts.at(-2) ?? '') && /^\d+(?:\D|$)/.test(last);
    return (decimal ? familyMember(canonical(spelled(parts.slice(-2).join('.')))) : undefined) ?? find(last);
}
function spelled(part) {
    return part
        .trim()
        .toLowerCase()
        .replace(/[\s-]+/g, '_');
}
/** Other ways to write a number in a name. */
function canonical(name) {
    return name
        .replace(/^top_?(\d+)_acc(?:uracy)?$/, 'top_$1_accuracy')
        .replace(/^acc(?:uracy)?@(\d+)$/, 'top_$1_accuracy')
        .replace(/^pass(?:\^|_pow_)(\d+)$/, 'pass_hat_$1')
        .replace(/^f_?(\d+(?:\.\d+)?)_score$/, 'f$1')
        .replace(/^pinball_loss_/, 'pinball_')
        .replace(/^hits?(?:_at_|@)/, 'hit_rate_at_')
        .replace(/@(?=\d+$)/, '_at_');
}
function find(name) {
    const direct = METRICS.get(name) ??
        METRICS.get(Object.hasOwn(ALIASES, name) ? (ALIASES[name] ?? name) : name) ??
        familyMember(canonical(name));
    if (direct !== undefined)
        return direct;
    if (name.startsWith('neg_'))
        return negated(name);
    if (SPLIT.test(name))
        return find(name.replace(SPLIT, ''));
    const cut = /^(.+?)(?:@|_at_)\d+$/.exec(name)?.[1];
    return cut === undefined ? undefined : find(cut);
}
function negated(name) {
    const of = find(name.slice('neg_'.length));
    if (of === undefined)
        return undefined;
    const [low, high] = of.range;
    const minus = (value) => (value === null ? null : 0 - value);
    return {
        ...of,
        name,
        direction: of.direction === null ? null : of.direction === 'higher' ? 'lower' : 'higher',
        range: [minus(high), minus(low)],
        definition: `minus ${of.name}: ${of.definition}`,
        computed: false,
        needs: null,
    };
}


/***/ }),

/***/ 95164:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I3: () => (/* binding */ PREDICTION),
/* harmony export */   N0: () => (/* binding */ SCORE),
/* harmony export */   oe: () => (/* binding */ CLASS_SCORE)
/* harmony export */ });
/** Names of the columns of predictions that Assay keeps. By themselves, so that naming them reads no data room. */
const SCORE = 'score';
const PREDICTION = 'prediction';
/** Followed by the label of the class. */
const CLASS_SCORE = 'score:';


/***/ }),

/***/ 90379:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JI: () => (/* reexport safe */ _catalogue_js__WEBPACK_IMPORTED_MODULE_0__.JI),
/* harmony export */   LW: () => (/* reexport safe */ _results_files_formats_js__WEBPACK_IMPORTED_MODULE_2__.L),
/* harmony export */   _3: () => (/* binding */ evaluate),
/* harmony export */   dH: () => (/* binding */ resultFiles),
/* harmony export */   fZ: () => (/* reexport safe */ _request_js__WEBPACK_IMPORTED_MODULE_1__.fZ),
/* harmony export */   m6: () => (/* binding */ readTestReports),
/* harmony export */   xv: () => (/* reexport safe */ _catalogue_js__WEBPACK_IMPORTED_MODULE_0__.xv),
/* harmony export */   zE: () => (/* reexport safe */ _request_js__WEBPACK_IMPORTED_MODULE_1__.zE)
/* harmony export */ });
/* harmony import */ var _catalogue_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(36654);
/* harmony import */ var _request_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(30330);
/* harmony import */ var _results_files_formats_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8924);



/** See `evaluate.ts`. */
async function evaluate(ctx, request) {
    const stage = await Promise.all(/* import() */[__webpack_require__.e(3382), __webpack_require__.e(4025), __webpack_require__.e(6780), __webpack_require__.e(5709), __webpack_require__.e(9997), __webpack_require__.e(8694), __webpack_require__.e(9048), __webpack_require__.e(275)]).then(__webpack_require__.bind(__webpack_require__, 70275));
    return stage.evaluate(ctx, request);
}
/** See `junit.ts`. */
async function readTestReports(root, patterns) {
    const reader = await Promise.all(/* import() */[__webpack_require__.e(3382), __webpack_require__.e(6780), __webpack_require__.e(7215)]).then(__webpack_require__.bind(__webpack_require__, 7215));
    return reader.readTestReports(root, patterns);
}
/** The readers of evaluation tools' results, see `results-files/front.ts`. */
function resultFiles() {
    return Promise.all(/* import() */[__webpack_require__.e(3382), __webpack_require__.e(4025), __webpack_require__.e(663), __webpack_require__.e(9997), __webpack_require__.e(8694), __webpack_require__.e(9048), __webpack_require__.e(4914)]).then(__webpack_require__.bind(__webpack_require__, 4914));
}


/***/ }),

/***/ 80407:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AP: () => (/* binding */ ownMetrics),
/* harmony export */   RL: () => (/* binding */ keptOwn),
/* harmony export */   Yc: () => (/* binding */ ownColumns)
/* harmony export */ });
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9216);
/* harmony import */ var _catalogue_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(36654);
/* harmony import */ var _column_names_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(95164);
/** Metrics of the user's own: numbers that stand beside the predictions, with a direction that the user declares. */



/** The metrics that are columns, by name. Throws a usage error for tasks and names that cannot have them. */
function ownMetrics(own, task) {
    const problems = [];
    const found = new Map();
    for (const [name, { direction, unit, column, output }] of Object.entries(own)) {
        const where = { key: `evaluate.own.${name}` };
        if (output !== undefined && column !== undefined)
            problems.push({ where, message: '`output` and `column` are both given', expected: 'one of them' });
        if (output !== undefined)
            continue;
        if (task !== 'text') {
            problems.push({
                where,
                message: `a column of the predictions is a metric for the task text only, and the task is ${task}`,
                expected: '`output`: the output of train whose file holds the metric',
            });
        }
        if (isComputed(name, task) && column === undefined) {
            problems.push({
                where,
                message: `${name} is the name of a metric that Assay computes`,
                fix: 'give it another name, with `column`',
            });
        }
        found.set(name, ownInfo(name, direction, unit ?? null));
    }
    if (problems.length > 0)
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(problems);
    return found;
}
function isComputed(name, task) {
    const info = (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_1__/* .metricOf */ .ak)(name);
    return info?.computed === true && info.tasks.includes(task);
}
function ownInfo(name, direction, unit) {
    return {
        name,
        direction,
        unit,
        range: [null, null],
        tasks: ['text'],
        computed: true,
        needs: 'text',
        definition: `${name} as it stands beside the predictions; mean over the examples of the mean over their samples`,
        undefinedWhen: 'a row without a number',
        source: 'the column of the predictions',
    };
}
/** Name → column, of the metrics that are columns. */
function ownColumns(own) {
    return new Map(Object.entries(own ?? {}).flatMap(([name, { column, output }]) => output === undefined ? [[name, column ?? name]] : []));
}
/** The same metrics in predictions as Assay keeps them. */
function keptOwn(own) {
    return Object.fromEntries(Object.entries(own ?? {})
        .filter(([, { output }]) => output === undefined)
        .map(([name, metric]) => [name, { ...metric, column: `${_column_names_js__WEBPACK_IMPORTED_MODULE_2__/* .CLASS_SCORE */ .oe}${name}` }]));
}


/***/ }),

/***/ 30330:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BH: () => (/* binding */ checkedTask),
/* harmony export */   fZ: () => (/* binding */ metricsFor),
/* harmony export */   vU: () => (/* binding */ checkedMetrics),
/* harmony export */   zE: () => (/* binding */ EVALUATED_TASKS)
/* harmony export */ });
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9216);
/* harmony import */ var _catalogue_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(36654);
/* harmony import */ var _own_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(80407);
/** What is asked of an evaluation, and the checks of it that need no data. */



const EVALUATED_TASKS = ['binary', 'multiclass', 'regression', 'ranking', 'text'];
/** The task, where this version evaluates it. */
function checkedTask(task) {
    const known = EVALUATED_TASKS.find((candidate) => candidate === task);
    if (known !== undefined)
        return known;
    throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)({
        message: `this version does not evaluate the task ${task}`,
        expected: EVALUATED_TASKS.join(', '),
        fix: 'compute the metrics in a program of your own, write them to a file, and gate that: `assay gate --candidate metrics.json`',
    });
}
/** Looks the names up in the catalogue. Every unknown or unfitting name is reported, with the nearest fitting ones. */
function checkedMetrics(names, task, own = {}) {
    const measured = (0,_own_js__WEBPACK_IMPORTED_MODULE_2__/* .ownMetrics */ .AP)(own, task);
    const fitting = metricsFor(task).filter((name) => (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_1__/* .metricOf */ .ak)(name)?.needs !== 'groups');
    const problems = [];
    const found = [];
    for (const name of [...names, ...[...measured.keys()].filter((mine) => !names.includes(mine))]) {
        const mine = measured.get(name);
        if (mine !== undefined) {
            if (found.includes(mine))
                problems.push({ message: `the metric ${name} is there twice` });
            found.push(mine);
            continue;
        }
        // Of the training's own file: it needs no examples.
        if (Object.hasOwn(own, name))
            continue;
        const info = (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_1__/* .metricOf */ .ak)(name);
        if (info?.needs === 'groups') {
            problems.push({
                message: `the metric ${name} is a gap between groups`,
                expected: `\`fairness: {groups: [COLUMN]}\`, which gives all of them, named such as ${name}[COLUMN]`,
            });
            continue;
        }
        if (info?.computed && info.tasks.includes(task)) {
            if (found.some((one) => one.name === name))
                problems.push({ message: `the metric ${name} is there twice` });
            found.push(info);
            continue;
        }
        const other = (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_1__/* .lookupMetric */ .xv)(name);
        const averaged = fitting.filter((candidate) => candidate.startsWith(`${other?.name ?? name}_`));
        const near = averaged.length > 0 ? averaged : (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .nearestNames */ .LE)(name, fitting);
        const fix = other?.computed && other.tasks.includes(task)
            ? `here it is called ${other.name}`
            : near.length > 0
                ? `did you mean ${near.join(' or ')}?`
                : undefined;
        const why = info === undefined || other === undefined
            ? 'is not in the catalogue'
            : !info.computed
                ? 'is known by name only: Assay does not compute it'
                : `is not defined for the task ${task}`;
        problems.push({
            message: `the metric ${name} ${why}`,
            expected: `one of ${fitting.join(', ')}`,
            ...(fix ? { fix } : {}),
        });
    }
    if (names.length === 0 && measured.size === 0)
        problems.push({ message: 'no metric is named', expected: `one of ${fitting.join(', ')}` });
    if (problems.length > 0)
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(problems);
    return found;
}
/** Names of the metrics that Assay computes for a task; of those with a number in the name, one of each kind. */
function metricsFor(task) {
    return (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_1__/* .computedNames */ .kS)(task);
}


/***/ }),

/***/ 8924:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ RESULT_FORMATS)
/* harmony export */ });
/** Names of the tools whose results are read; light, because the options of a command list them. */
const RESULT_FORMATS = ['promptfoo', 'inspect', 'lm-eval', 'deepeval'];


/***/ }),

/***/ 84994:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  up: () => (/* reexport */ BASELINE_FORMS),
  pi: () => (/* reexport */ COMPARISON_METHODS),
  JR: () => (/* reexport */ gate_metrics/* MetricSet */.JR),
  x4: () => (/* reexport */ RULE_GRAMMAR),
  MM: () => (/* reexport */ checkRules),
  W7: () => (/* reexport */ comparableBaseline),
  LD: () => (/* reexport */ decide),
  Bc: () => (/* reexport */ decimal),
  WE: () => (/* reexport */ explain),
  Xn: () => (/* reexport */ findBaseline),
  eu: () => (/* reexport */ run/* isMlflow */.eu),
  kl: () => (/* reexport */ isSliceOf),
  jn: () => (/* reexport */ noRules),
  V2: () => (/* reexport */ gate_metrics/* ofResult */.V2),
  gN: () => (/* reexport */ operatorOf),
  cJ: () => (/* reexport */ parseBaselineRef),
  NR: () => (/* reexport */ parseRules),
  _c: () => (/* reexport */ readMetricsFile),
  Ow: () => (/* binding */ readMlflow),
  I_: () => (/* reexport */ removedRules),
  fZ: () => (/* reexport */ resolveDirections),
  is: () => (/* reexport */ showBaselineRef)
});

// UNUSED EXPORTS: CHECK_RULES, compare, parseMetrics, parseMlflow, plainMetric, ruleText

// EXTERNAL MODULE: ./build/gate/readers/mlflow/run.js
var run = __webpack_require__(21310);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var build_base = __webpack_require__(9216);
;// CONCATENATED MODULE: ./build/gate/baseline-ref.js
/**
 * What a baseline is called: `alias:NAME`, `version:N`, `best:N`, `value:NUMBER`, `file:PATH`, `git:REV:PATH`,
 * `mlflow:PATH#RUN`, `merge-base`, `previous`.
 */


const BASELINE_FORMS = 'alias:NAME, version:N, best:N, value:NUMBER, file:PATH, git:REV:PATH, mlflow:PATH#RUN, merge-base, previous, a path, or the name of an alias';
const KINDS = ['alias', 'version', 'best', 'value', 'file', 'git', 'mlflow'];
const ALIAS = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;
/** Reads a reference. A bare word is an alias; with a path separator or a file ending it is a file. */
function parseBaselineRef(text) {
    const wrong = (message, fix) => (0,build_base/* usageError */.Wp)({
        message: `baseline ${JSON.stringify(text)}: ${message}`,
        expected: BASELINE_FORMS,
        ...(fix === undefined ? {} : { fix }),
    });
    if (text === 'merge-base')
        return { kind: 'merge-base' };
    if ((0,run/* isMlflow */.eu)(text))
        return { kind: 'mlflow', ...(0,run/* parseMlflow */.rj)(text) };
    if (text === 'previous')
        return { kind: 'previous' };
    if (/^[a-z][a-z0-9+.-]+:\/\//i.test(text)) {
        throw wrong('an address is no baseline', 'fetch the file in a step before this one, and name its path');
    }
    // A single letter before the colon is a drive of Windows, not a kind.
    const prefixed = /^([A-Za-z][A-Za-z-]+):(.*)$/s.exec(text);
    if (prefixed !== null) {
        const [, kind = '', rest = ''] = prefixed;
        switch (kind) {
            case 'alias':
                if (!ALIAS.test(rest))
                    throw wrong('is no name of an alias');
                return { kind, name: rest };
            case 'version':
                if (!/^[1-9]\d{0,14}$/.test(rest))
                    throw wrong('a version is a whole number from 1');
                return { kind, number: Number(rest) };
            case 'best': {
                const [, count, metric] = /^([1-9]\d{0,2})(?::(.+))?$/.exec(rest) ?? [];
                if (count === undefined) {
                    throw wrong('is not complete', 'write best:5, or best:5:roc_auc to say by which metric');
                }
                return { kind, count: Number(count), metric: metric ?? null };
            }
            case 'value':
                return { kind, values: parseValues(rest, wrong), text: rest };
            case 'file':
                if (rest === '')
                    throw wrong('names no path');
                return { kind, path: rest };
            case 'git': {
                const split = rest.indexOf(':');
                const revision = rest.slice(0, Math.max(split, 0));
                const path = rest.slice(split + 1);
                if (split < 1 || path === '')
                    throw wrong('is not complete', 'write git:REV:PATH, such as git:main:metrics.json');
                // git would take it for an option.
                if (revision.startsWith('-'))
                    throw wrong('a revision does not begin with "-"');
                return { kind, revision, path };
            }
            default: {
                const near = (0,build_base/* nearest */.pA)(kind, KINDS);
                throw wrong(`there is no kind \`${kind}:\``, near === undefined ? undefined : `did you mean \`${near}:${rest}\`?`);
            }
        }
    }
    if (/[/\\]/.test(text) || /\.[A-Za-z][A-Za-z0-9]{0,7}$/.test(text))
        return { kind: 'file', path: text };
    const number = /^v?(\d+)$/.exec(text)?.[1];
    if (number !== undefined)
        throw wrong('a number is no alias', `for a version write version:${number}`);
    if (/^(merge_?base|mergebase)$/i.test(text))
        throw wrong('is no alias', 'did you mean merge-base?');
    if (!ALIAS.test(text))
        throw wrong('is no name of an alias');
    return { kind: 'alias', name: text };
}
const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/;
function parseValues(text, wrong) {
    if (NUMBER.test(text))
        return Number(text);
    const values = {};
    for (const part of text.split(',')) {
        const [, name, value] = /^([^=]+)=(.+)$/.exec(part.trim()) ?? [];
        if (name === undefined || value === undefined || !NUMBER.test(value)) {
            throw wrong(`\`${part}\` is no value of a metric`, 'write value:0.85, or value:roc_auc=0.85,log_loss=0.4');
        }
        if (Object.hasOwn(values, name))
            throw wrong(`${name} stands twice`);
        values[name] = Number(value);
    }
    return values;
}
/** The reference in its full form. */
function showBaselineRef(ref) {
    switch (ref.kind) {
        case 'alias':
            return `alias:${ref.name}`;
        case 'version':
            return `version:${ref.number}`;
        case 'best':
            return `best:${ref.count}${ref.metric === null ? '' : `:${ref.metric}`}`;
        case 'value':
            return `value:${ref.text}`;
        case 'file':
            return `file:${ref.path}`;
        case 'git':
            return `git:${ref.revision}:${ref.path}`;
        case 'mlflow':
            return (0,run/* showMlflow */.fJ)(ref);
        case 'merge-base':
        case 'previous':
            return ref.kind;
    }
}

;// CONCATENATED MODULE: ./build/gate/git-baseline.js
/** A baseline's file as it was in another revision, also where the clone is shallow: then how to fetch it is said. */


const MAX_BYTES = 16 * 1024 * 1024;
/** `PATH` (relative to `cwd`) in `REV`. Throws a usage error with what to do where either is missing. */
async function fileAtRevision(place, revision, path) {
    await needRepository(place);
    const found = await findCommit(place, revision);
    if (found === null)
        throw await missingRevision(place, revision);
    const bytes = await blob(place, found.commit, path, `revision ${revision}`);
    return { bytes, commit: found.commit, source: `git:${found.name}:${path} at ${found.commit.slice(0, 12)}` };
}
/** The candidate's own file where this branch left the default branch. */
async function fileAtMergeBase(place, candidate) {
    await needRepository(place);
    const branch = await defaultBranch(place);
    const against = await findCommit(place, branch);
    if (against === null)
        throw await missingRevision(place, branch.replace(/^origin\//, ''));
    const { code, stdout } = await (0,build_base/* git */.$Y)(place.cwd, ['merge-base', 'HEAD', against.commit], options(place));
    const commit = stdout.trim();
    if (code !== 0 || commit === '') {
        const shallow = await isShallow(place);
        throw (0,build_base/* usageError */.Wp)({
            message: `HEAD and ${branch} have no common commit in this clone${shallow ? ', which is shallow' : ''}`,
            ...(shallow
                ? { fix: 'run `git fetch --unshallow origin`, or set `fetch-depth: 0` in actions/checkout' }
                : { fix: 'name the baseline with git:REV:PATH' }),
        });
    }
    const path = (0,external_node_path_.relative)(place.cwd, candidate).split(external_node_path_.sep).join('/');
    const bytes = await blob(place, commit, path, `the merge base with ${branch}, ${commit.slice(0, 12)}`);
    return { bytes, commit, source: `merge-base with ${branch}: ${path} at ${commit.slice(0, 12)}` };
}
function options(place) {
    return { env: place.env, ...(place.signal === undefined ? {} : { signal: place.signal }) };
}
async function needRepository(place) {
    const { code, stderr } = await (0,build_base/* git */.$Y)(place.cwd, ['rev-parse', '--git-dir'], options(place));
    if (code === 0)
        return;
    const owner = stderr.includes('dubious ownership');
    throw (0,build_base/* usageError */.Wp)({
        where: { file: place.cwd },
        message: owner
            ? 'git refuses this repository because another user owns it'
            : `is no git repository (${stderr.trim().split('\n')[0] ?? ''})`,
        fix: owner
            ? `run \`git config --global --add safe.directory ${place.cwd}\``
            : 'run this inside a clone (actions/checkout), or name the baseline with file:PATH',
    });
}
/** The commit of a revision: as git reads it, else as a branch of `origin`, which CI clones have without a local one. */
async function findCommit(place, revision) {
    for (const name of [revision, `origin/${revision}`]) {
        const { code, stdout } = await (0,build_base/* git */.$Y)(place.cwd, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`], options(place));
        if (code === 0)
            return { commit: stdout.trim(), name };
    }
    return null;
}
async function isShallow(place) {
    const { stdout } = await (0,build_base/* git */.$Y)(place.cwd, ['rev-parse', '--is-shallow-repository'], options(place));
    return stdout.trim() === 'true';
}
async function missingRevision(place, revision) {
    const shallow = await isShallow(place);
    // Steps back from a commit (`HEAD~3`) need history; a name or an id can be fetched alone.
    const single = /^[A-Za-z0-9][A-Za-z0-9_./-]*$/.test(revision) && !revision.includes('..');
    const commit = /^[0-9a-f]{40}$/i.test(revision);
    const fetch = !single
        ? 'git fetch --unshallow origin'
        : `git fetch --depth=1 origin ${commit ? revision : `${revision}:refs/remotes/origin/${revision}`}`;
    return (0,build_base/* usageError */.Wp)({
        message: `git revision ${revision} is not in this clone${shallow ? ', which is shallow' : ''}`,
        expected: 'a branch, tag or commit that was fetched',
        fix: `run \`${shallow || single ? fetch : 'git fetch origin'}\`, or set \`fetch-depth: 0\` in actions/checkout`,
    });
}
/** The branch that a change goes to: of the pull request, else the default branch that the clone knows. */
async function defaultBranch(place) {
    const base = place.env['GITHUB_BASE_REF'];
    if (base !== undefined && base !== '' && !base.startsWith('-'))
        return `origin/${base}`;
    const { code, stdout } = await (0,build_base/* git */.$Y)(place.cwd, ['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD'], options(place));
    if (code === 0 && stdout.trim() !== '')
        return stdout.trim();
    throw (0,build_base/* usageError */.Wp)({
        message: 'the default branch is not known: GITHUB_BASE_REF is not set, and origin/HEAD is not in this clone',
        fix: 'run `git remote set-head origin --auto`, or name the baseline with git:REV:PATH',
    });
}
/** The bytes of a file in a commit. `where` names the commit in messages. */
async function blob(place, commit, path, where) {
    // `./` makes git read the path from `cwd`; without it a path would start at the top of the repository.
    const plain = path.replace(/^\.\//, '');
    const object = `${commit}:./${plain}`;
    const type = await (0,build_base/* git */.$Y)(place.cwd, ['cat-file', '-t', object], options(place));
    if (type.code !== 0) {
        throw (0,build_base/* usageError */.Wp)({
            where: { file: path },
            message: `is not in ${where}`,
            expected: `a file that was committed there, relative to ${place.cwd}`,
            fix: 'commit the metrics file, or name another baseline; a path above this folder begins with ../',
        });
    }
    if (type.stdout.trim() !== 'blob') {
        throw (0,build_base/* usageError */.Wp)({ where: { file: path }, message: `is a folder in ${where}`, expected: 'a file' });
    }
    const size = await (0,build_base/* git */.$Y)(place.cwd, ['cat-file', '-s', object], options(place));
    if (Number(size.stdout.trim()) > MAX_BYTES) {
        throw (0,build_base/* usageError */.Wp)({
            where: { file: path },
            message: `is too large for a file of metrics in ${where}`,
            expected: `at most ${MAX_BYTES / 1024 / 1024} MiB`,
        });
    }
    const { code, stdout, stderr } = await (0,build_base/* gitBytes */.s0)(place.cwd, ['cat-file', 'blob', object], options(place));
    if (code === 0)
        return stdout;
    throw (0,build_base/* usageError */.Wp)({ where: { file: path }, message: `cannot be read from ${where}: ${stderr.trim()}` });
}

// EXTERNAL MODULE: ./build/gate/metrics.js
var gate_metrics = __webpack_require__(98591);
// EXTERNAL MODULE: ./build/gate/readers/json.js
var json = __webpack_require__(35203);
// EXTERNAL MODULE: ./build/gate/readers/node.js
var node = __webpack_require__(61369);
;// CONCATENATED MODULE: ./build/gate/readers/index.js
/**
 * Reads metrics as teams have them. A format is a row of the table: which file endings it has, how large a file may
 * be, and how its text becomes metrics. Whatever is wrong with a file is a usage error that names it.
 */






const MiB = 1024 * 1024;
const LARGEST = 16 * MiB;
const FORMATS = [
    { name: 'JSON', endings: ['.json'], rows: false, maxBytes: LARGEST, read: readJson },
    {
        name: 'YAML',
        endings: ['.yaml', '.yml'],
        rows: false,
        // Its parser keeps every token, and takes seconds for what JSON does at once.
        maxBytes: 1 * MiB,
        async read(text, file) {
            const { parseYaml } = await __webpack_require__.e(/* import() */ 6026).then(__webpack_require__.bind(__webpack_require__, 76026));
            return contentOf(parseYaml(text, file), file);
        },
    },
    {
        name: 'JSON lines',
        endings: ['.jsonl', '.ndjson'],
        rows: true,
        maxBytes: LARGEST,
        async read(text, file, { row }) {
            const { chooseRow, jsonLines } = await __webpack_require__.e(/* import() */ 3252).then(__webpack_require__.bind(__webpack_require__, 3252));
            return contentOf(chooseRow(jsonLines(text, file), row, file), file);
        },
    },
    {
        name: 'CSV',
        endings: ['.csv'],
        rows: true,
        maxBytes: LARGEST,
        async read(text, file, { row }) {
            const { chooseRow, tableRows } = await __webpack_require__.e(/* import() */ 3252).then(__webpack_require__.bind(__webpack_require__, 3252));
            return contentOf(chooseRow(tableRows(text, file, null), row, file), file);
        },
    },
    {
        name: 'TSV',
        endings: ['.tsv'],
        rows: true,
        maxBytes: LARGEST,
        async read(text, file, { row }) {
            const { chooseRow, tableRows } = await __webpack_require__.e(/* import() */ 3252).then(__webpack_require__.bind(__webpack_require__, 3252));
            return contentOf(chooseRow(tableRows(text, file, '\t'), row, file), file);
        },
    },
    {
        name: 'text lines',
        // Also every other ending, where the content does not begin as JSON does.
        endings: ['.txt', '.metrics', '.properties', '.log', '.out', ''],
        rows: false,
        maxBytes: LARGEST,
        async read(text, file) {
            const { parseText } = await __webpack_require__.e(/* import() */ 4266).then(__webpack_require__.bind(__webpack_require__, 44266));
            const { node, ignored } = parseText(text);
            const content = contentOf(node, file);
            return { ...content, ignored: [...ignored, ...content.ignored] };
        },
    },
];
/** Reads a metrics file. `shown` is how messages name it; absent: the path. */
async function readMetricsFile(path, options = {}, shown = path) {
    let bytes;
    try {
        bytes = await readAtMost(path, LARGEST + 1);
    }
    catch (error) {
        throw (0,build_base/* unreadable */.O$)(shown, 'the metrics file', error);
    }
    return parseMetrics(bytes, shown, options);
}
/** No more than `limit` bytes are read, so that a device or a mistaken model file does not fill the memory. */
async function readAtMost(path, limit) {
    const file = await (0,promises_.open)(path, 'r');
    try {
        const chunks = [];
        let size = 0;
        while (size < limit) {
            const { bytesRead, buffer } = await file.read(Buffer.alloc(Math.min(64 * 1024, limit - size)));
            if (bytesRead === 0)
                break;
            chunks.push(buffer.subarray(0, bytesRead));
            size += bytesRead;
        }
        return Buffer.concat(chunks);
    }
    finally {
        await file.close();
    }
}
/** Metrics of bytes whose format follows from the ending of `shown`, or from their beginning. */
async function parseMetrics(bytes, shown, options = {}) {
    const text = decode(bytes, shown);
    const format = formatOf(shown, text);
    if (bytes.length > format.maxBytes) {
        throw (0,build_base/* usageError */.Wp)({
            where: { file: shown },
            message: `is too large for a file of metrics`,
            expected: `at most ${format.maxBytes / MiB} MiB of ${format.name}`,
        });
    }
    if (options.row !== undefined && !format.rows && !options.rowIfAny) {
        throw (0,build_base/* usageError */.Wp)({
            where: { file: shown },
            message: `--row names a row, and ${format.name} has none`,
            expected: 'JSON lines, CSV or TSV with --row',
        });
    }
    let content;
    try {
        content = await format.read(text, shown, options);
    }
    catch (error) {
        if (error instanceof build_base/* AssayError */.WV)
            throw error;
        throw (0,build_base/* usageError */.Wp)({ where: { file: shown }, message: `cannot be read as ${format.name}: ${(0,build_base/* messageOf */.bD)(error)}` }, error);
    }
    if (content.metrics.length === 0) {
        const listed = content.ignored.slice(0, 5).map(({ name, why }) => `${name}: ${why}`);
        throw (0,build_base/* usageError */.Wp)({
            where: { file: shown },
            message: `holds no metric${listed.length > 0 ? ` (${listed.join('; ')})` : ''}`,
            expected: `names with numbers, as ${format.name}`,
        });
    }
    return {
        shown,
        format: format.name,
        metrics: new gate_metrics/* MetricSet */.JR(content.metrics, content.ignored, shown),
        sha256: (0,build_base/* sha256 */.sc)(bytes),
        size: bytes.length,
        evaluate: content.evaluate ?? null,
    };
}
function formatOf(shown, text) {
    const ending = (0,external_node_path_.extname)(shown).toLowerCase();
    const named = FORMATS.find((format) => ending !== '' && format.endings.includes(ending));
    const json = FORMATS.find((format) => format.name === 'JSON');
    const lines = FORMATS.find((format) => format.name === 'text lines');
    const sniffed = /^\s*[{[]/.test(text) ? json : lines;
    const found = named ?? sniffed;
    if (found === undefined)
        throw new TypeError('the table of formats has no row for text');
    return found;
}
/** UTF-8, or UTF-16 where a byte-order mark says so (PowerShell's `>` writes it). Anything else is refused. */
function decode(bytes, file) {
    const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
    let text;
    try {
        text = new TextDecoder(utf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
    }
    catch (error) {
        throw (0,build_base/* usageError */.Wp)({ where: { file }, message: 'is not text in UTF-8', expected: 'a file of metrics' }, error);
    }
    if (text.trim() === '')
        throw (0,build_base/* usageError */.Wp)({ where: { file }, message: 'is empty', expected: 'a file of metrics' });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: text files hold none of these, binary files do.
    if (/[\u0000-\u0008\u000e-\u001f\u007f]/.test(text)) {
        throw (0,build_base/* usageError */.Wp)({
            where: { file },
            message: 'holds control characters, as binary files do',
            expected: 'text',
        });
    }
    if (text.startsWith('version https://git-lfs.github.com/spec/')) {
        throw (0,build_base/* usageError */.Wp)({
            where: { file },
            message: 'is a pointer of Git LFS, not the file itself',
            fix: 'run `git lfs pull`, or set `lfs: true` in the checkout step',
        });
    }
    return text;
}
/** A JSON document is a metrics file of any tool, or a result of our own. */
async function readJson(text, file) {
    const root = (0,json/* parseJson */.q)(text, file);
    const command = root.type === 'map' ? stringOf(root, 'command') : null;
    if (root.type === 'map' && command !== null && root.entries.some(({ key }) => key === 'schemaVersion')) {
        const { readResult } = await __webpack_require__.e(/* import() */ 5296).then(__webpack_require__.bind(__webpack_require__, 35296));
        return readResult(text, command, file);
    }
    return contentOf(root, file);
}
function stringOf(map, key) {
    const value = map.entries.find((entry) => entry.key === key)?.value;
    return value?.type === 'string' ? value.value : null;
}
function contentOf(root, file) {
    if (root.type !== 'map') {
        throw (0,build_base/* usageError */.Wp)({
            where: { file },
            message: `holds a ${root.type}`,
            expected: 'names with numbers',
            ...(root.type === 'list' ? { fix: 'for a row of metrics on each line use JSON lines (.jsonl)' } : {}),
        });
    }
    const { metrics, ignored, problems } = (0,node/* flatten */.Bq)(root, file);
    if (problems.length > 0)
        throw (0,build_base/* usageError */.Wp)(problems);
    return { metrics, ignored };
}

;// CONCATENATED MODULE: ./build/gate/baseline.js
/**
 * From a reference to the metrics of the baseline, and whether they may be compared with. A file, revision, version
 * or registry that is not there is a usage error; only an alias (or `previous`) without an entry is a first run.
 */







async function findBaseline(ref, places) {
    const source = showBaselineRef(ref);
    if (ref.kind === 'file' && places.evaluated?.source === source) {
        await refuseChanged((0,external_node_path_.resolve)(places.cwd, ref.path), ref.path, places.evaluated.digest);
        return { kind: 'evaluated', source };
    }
    switch (ref.kind) {
        case 'value':
            return { kind: 'fixed', source, metrics: fixedMetrics(ref.values, places.compared ?? []) };
        case 'best': {
            const registered = await (await places.registry()).best(ref.count, ref.metric);
            return registered === null
                ? { kind: 'first_run', source, message: 'the registry has no version yet' }
                : { kind: 'registered', source: `${source} → ${registered.label}`, registered };
        }
        case 'file': {
            const path = (0,external_node_path_.isAbsolute)(ref.path) ? ref.path : (0,external_node_path_.join)(places.cwd, ref.path);
            const file = await readMetricsFile(path, places.read, ref.path);
            return { kind: 'file', source: `file:${ref.path}`, file };
        }
        case 'mlflow': {
            const { readMlflow } = await Promise.all(/* import() */[__webpack_require__.e(8865), __webpack_require__.e(9511)]).then(__webpack_require__.bind(__webpack_require__, 29511));
            const file = await readMlflow(ref, places.cwd);
            return { kind: 'file', source: file.shown, file };
        }
        case 'git': {
            const found = await fileAtRevision(places, ref.revision, ref.path);
            const file = await parseMetrics(found.bytes, `git:${ref.revision}:${ref.path}`, places.read);
            return { kind: 'file', source: found.source, file };
        }
        case 'merge-base': {
            if (places.candidate === null) {
                throw (0,build_base/* usageError */.Wp)({
                    message: 'the baseline merge-base needs --candidate, the file to look for in the merge base',
                    fix: 'name the candidate file, or another baseline',
                });
            }
            const found = await fileAtMergeBase(places, places.candidate);
            const file = await parseMetrics(found.bytes, places.candidate, places.read);
            return { kind: 'file', source: found.source, file };
        }
        case 'alias': {
            const registered = await (await places.registry()).alias(ref.name);
            return registered === null
                ? {
                    kind: 'first_run',
                    source: `alias:${ref.name}`,
                    message: `the alias ${ref.name} has no entry yet`,
                }
                : { kind: 'registered', source: `alias:${ref.name} → ${registered.label}`, registered };
        }
        case 'version': {
            const registered = await (await places.registry()).version(ref.number);
            if (registered === null) {
                throw (0,build_base/* usageError */.Wp)({
                    message: `version ${ref.number} is not in the registry`,
                    fix: 'see `assay history`',
                });
            }
            return { kind: 'registered', source: `version:${ref.number} → ${registered.label}`, registered };
        }
        case 'previous': {
            const registered = await (await places.registry()).previous();
            return registered === null
                ? { kind: 'first_run', source: 'previous', message: 'no earlier run that passed is recorded' }
                : { kind: 'registered', source: `previous → ${registered.label}`, registered };
        }
    }
}
/** The file that `evaluate` compared with may be elsewhere by now (another job), but it must not be another one. */
async function refuseChanged(path, shown, digest) {
    const there = await (0,promises_.access)(path).then(() => true, () => false);
    if (!there || digest === null || `sha256:${(await (0,build_base/* sha256File */.Q3)(path)).sha256}` === digest)
        return;
    throw (0,build_base/* usageError */.Wp)({
        where: { file: shown },
        message: 'is not the file that evaluate compared with: it was changed since',
        fix: 'run `assay evaluate` again',
    });
}
/** One number serves one metric: which of several it were meant for, nobody could say. */
function fixedMetrics(values, compared) {
    if (typeof values !== 'number') {
        return new gate_metrics/* MetricSet */.JR(Object.entries(values).map(([name, value]) => (0,gate_metrics/* plainMetric */.Xy)(name, value)));
    }
    const [metric, ...more] = [...new Set(compared)];
    if (more.length > 0) {
        throw (0,build_base/* usageError */.Wp)({
            message: `the baseline value:${values} is one number, and the rules compare ${more.length + 1} metrics`,
            expected: `value:${[...new Set(compared)].map((name) => `${name}=NUMBER`).join(',')}`,
        });
    }
    return new gate_metrics/* MetricSet */.JR(metric === undefined ? [] : [(0,gate_metrics/* plainMetric */.Xy)(metric, values)]);
}
const NOT_SAME_KNOWN = 'whether candidate and baseline were measured on the same examples';
/**
 * Decides whether the baseline may be compared with. Metrics of other examples are refused; of plain files nothing is
 * known about their examples, which is then listed as not checked.
 */
function comparableBaseline(candidate, found) {
    if (found.kind === 'first_run') {
        return { baseline: { kind: 'first_run', message: found.message }, paired: false, notChecked: [] };
    }
    if (found.kind === 'fixed') {
        return { baseline: { kind: 'metrics', metrics: found.metrics }, paired: false, notChecked: [] };
    }
    if (found.kind === 'evaluated') {
        const own = candidate.evaluate?.baseline;
        const metrics = new gate_metrics/* MetricSet */.JR((own?.metrics ?? []).map(gate_metrics/* ofResult */.V2), [], found.source);
        return { baseline: { kind: 'metrics', metrics }, paired: true, notChecked: [] };
    }
    if (found.kind === 'registered')
        return ofRegistered(candidate, found.registered, found.source);
    const { metrics } = found.file;
    const ours = candidate.evaluate?.dataset?.sha256;
    const theirs = found.file.evaluate?.dataset?.sha256;
    if (ours !== undefined && theirs !== undefined && ours !== theirs) {
        return refused(metrics, `${found.source} was measured on other data (${baseline_short(theirs)}, this is ${baseline_short(ours)})`);
    }
    const same = ours !== undefined && theirs !== undefined;
    return {
        baseline: { kind: 'metrics', metrics },
        paired: false,
        notChecked: same ? [] : [NOT_SAME_KNOWN],
    };
}
function ofRegistered(candidate, registered, source) {
    const { evaluate } = candidate;
    const recomputed = evaluate?.baseline;
    if (recomputed && recomputed.digest !== null && recomputed.digest === registered.digest) {
        const metrics = new gate_metrics/* MetricSet */.JR(recomputed.metrics.map(gate_metrics/* ofResult */.V2), [], recomputed.source);
        return { baseline: { kind: 'metrics', metrics }, paired: true, notChecked: [] };
    }
    const metrics = new gate_metrics/* MetricSet */.JR(registered.metrics.map(gate_metrics/* ofResult */.V2), [], source);
    if (evaluate === null) {
        return { baseline: { kind: 'metrics', metrics }, paired: false, notChecked: [NOT_SAME_KNOWN] };
    }
    const { dataset } = evaluate;
    const theirs = registered.data?.find((entry) => entry.name === dataset?.name)?.sha256;
    const then = registered.definition?.text;
    const now = evaluate.definition?.text;
    const differs = then && now ? now.filter((line) => !then.includes(line)) : [];
    if (differs.length > 0) {
        return refused(metrics, `the metrics of ${registered.label} mean something else: here it is ${differs.join(', ')}`);
    }
    if (dataset !== null && theirs === dataset.sha256) {
        return { baseline: { kind: 'metrics', metrics }, paired: false, notChecked: [] };
    }
    const why = dataset === null
        ? 'it is not known on which data the candidate was evaluated'
        : registered.data === null
            ? `it is not known on which data ${registered.label} was evaluated`
            : theirs === undefined
                ? `${registered.label} was not evaluated on a dataset ${dataset.name}`
                : `${registered.label} was evaluated on other data (${baseline_short(theirs)}, this is ${baseline_short(dataset.sha256)})`;
    const moved = recomputed?.digest
        ? `; evaluate computed ${recomputed.source}, which is another version`
        : '';
    return refused(metrics, `${why}${moved}`);
}
function refused(metrics, message) {
    return {
        baseline: {
            kind: 'refused',
            metrics,
            reason: 'different_data',
            message,
            fix: 'run `assay evaluate` again, which computes both sides on the same examples',
        },
        paired: false,
        notChecked: [],
    };
}
function baseline_short(digest) {
    return `sha256:${digest.slice(0, 12)}`;
}

;// CONCATENATED MODULE: ./build/gate/checks.js
const FORMULA = 'share of what broke ≤ limit';
/** Begin of the names of rules that come from checks, and not from `gate.rules`. */
const CHECK_RULES = /^(behaviour|tests)\./;
function checkRules(behaviour, tests) {
    return [...behaviour.map(behaviourRule), ...tests.flatMap(testRules)];
}
function behaviourRule(check) {
    const reason = { pass: 'met', warn: 'violated', fail: 'violated' };
    const { verdict } = check;
    return rowOf({
        metric: `behaviour.${check.name}`,
        limit: check.allowed,
        severity: check.severity,
        candidate: check.share,
        n: check.n,
        verdict,
        reason: verdict === 'pass' || verdict === 'warn' || verdict === 'fail' ? reason[verdict] : 'not_evaluated',
        message: check.message,
    });
}
function testRules(report) {
    const failed = report.failed > 0;
    const whole = rowOf({
        metric: `tests.${report.file}`,
        limit: 0,
        severity: 'error',
        candidate: report.tests === 0 ? null : report.failed / report.tests,
        n: report.tests,
        verdict: report.problem !== null ? 'error' : failed ? 'fail' : 'pass',
        reason: report.problem !== null ? 'not_evaluated' : failed ? 'violated' : 'met',
        message: report.problem ??
            `${report.failed} of ${report.tests} tests failed${report.skipped > 0 ? `, ${report.skipped} were skipped` : ''}`,
    });
    const each = report.failures.map((failure) => rowOf({
        metric: `tests.${report.file}`,
        slice: failure.name,
        limit: 0,
        severity: 'error',
        candidate: 1,
        n: 1,
        verdict: 'fail',
        reason: 'violated',
        message: failure.message === '' ? 'failed' : failure.message,
    }));
    return [whole, ...each];
}
function rowOf(row) {
    const result = {
        ...row,
        slice: row.slice ?? null,
        operator: 'max',
        direction: 'lower',
        baseline: null,
        delta: null,
        interval: null,
    };
    const rule = `${row.metric}${row.slice === undefined ? '' : ` ${row.slice}`} max ${row.limit}`;
    const evaluated = row.verdict !== 'error';
    return {
        result,
        explanation: {
            rule,
            formula: FORMULA,
            method: evaluated ? 'counts, without an interval' : null,
            working: [row.message],
        },
    };
}

// EXTERNAL MODULE: ./node_modules/big.js/big.mjs
var big = __webpack_require__(49965);
;// CONCATENATED MODULE: ./build/gate/decimal.js
/**
 * Numbers as a person wrote them. 0.85 − 0.84 is 0.01 here and not 0.010000000000000009, because a double stands
 * for the shortest decimal that reads back as the same double (what JSON, YAML and JavaScript print).
 */

/** The shortest decimal of a finite double, or the decimal that a text spells. Throws on NaN and infinities. */
function decimal(value) {
    return new big/* default */.A(value);
}
/** As a double for JSON; null where it lies beyond what a double can hold. */
function toFinite(value) {
    const number = Number(value.toString());
    return Number.isFinite(number) ? number : null;
}
/** More digits than a person reads; what a person wrote has fewer and is shown as it was written. */
const SHOWN_DIGITS = 6;
/**
 * For messages: with a real minus sign so that a range is not read as a difference, and computed values to six
 * significant digits. All digits where `exact`, for workings that a reader wants to follow.
 */
function show(value, exact = false) {
    const full = new big/* default */.A(value);
    const text = exact || full.c.length <= SHOWN_DIGITS
        ? full.toString()
        : new big/* default */.A(full.toPrecision(SHOWN_DIGITS)).toString();
    return text.replace('-', '−');
}

;// CONCATENATED MODULE: ./build/gate/operators.js

const anyLimit = () => null;
const notNegative = (operator, opposite) => (limit) => limit.lt(0)
    ? {
        message: `${operator} cannot be negative`,
        fix: `to say the opposite write \`${opposite} ${limit.abs().toString()}\``,
    }
    : null;
const ZERO = decimal(0);
const OPERATOR_TABLE = {
    min: {
        compares: false,
        share: false,
        limitProblem: anyLimit,
        words: (limit) => `at least ${limit}`,
        formula: 'candidate ≥ limit',
        holds: (value, limit) => value.gte(limit),
    },
    max: {
        compares: false,
        share: false,
        limitProblem: anyLimit,
        words: (limit) => `at most ${limit}`,
        formula: 'candidate ≤ limit',
        holds: (value, limit) => value.lte(limit),
    },
    equals: {
        compares: false,
        share: false,
        limitProblem: anyLimit,
        words: (limit) => `exactly ${limit}`,
        formula: 'candidate = limit, as decimals',
        holds: (value, limit) => value.eq(limit),
    },
    max_drop: {
        compares: true,
        share: false,
        limitProblem: notNegative('max_drop', 'min_gain'),
        words: (limit) => `worse than the baseline by at most ${limit}`,
        formula: 'worse ≤ limit',
        claim: 'not inferior: pass where L > −limit, fail where U < −limit',
        holds: 'at_most',
        edge: (limit) => limit,
    },
    max_drop_rel: {
        compares: true,
        share: true,
        limitProblem: (limit) => notNegative('max_drop_rel', 'min_gain')(limit) === null
            ? null
            : { message: 'max_drop_rel cannot be negative', fix: 'to demand a gain use min_gain' },
        words: (limit) => `worse than the baseline by at most ${limit} of |baseline|`,
        formula: 'worse ≤ limit × |baseline|; where the baseline is 0 that allows no loss at all',
        claim: 'not inferior: pass where L > −limit × |baseline|, fail where U < −limit × |baseline|',
        holds: 'at_most',
        edge: (limit, baseline) => limit.times(baseline.abs()),
    },
    min_gain: {
        compares: true,
        share: false,
        limitProblem: notNegative('min_gain', 'max_drop'),
        words: (limit) => `better than the baseline by at least ${limit}`,
        formula: 'gain ≥ limit, where gain is −worse',
        claim: 'superior: pass where L > limit (Holm over all blocking rules of this kind), fail where U < limit',
        holds: 'at_most',
        edge: (limit) => ZERO.minus(limit),
    },
    max_gain: {
        compares: true,
        share: false,
        limitProblem: notNegative('max_gain', 'max_drop'),
        words: (limit) => `better than the baseline by at most ${limit}`,
        formula: 'gain ≤ limit, where gain is −worse: more is suspicious',
        claim: 'no suspicious gain: pass where U < limit, fail where L > limit',
        holds: 'at_least',
        edge: (limit) => ZERO.minus(limit),
    },
    max_gap: {
        compares: false,
        share: false,
        limitProblem: notNegative('max_gap', 'min'),
        words: (limit) => `apart by at most ${limit} between any two slices of the column`,
        formula: 'largest − smallest value of the slices of the column ≤ limit; with intervals of the slices pass where the upper bound of every difference is at most the limit, fail where a lower bound is above it (Bonferroni over the pairs)',
        holds: (value, limit) => value.lte(limit),
    },
};
function operatorOf(name) {
    return OPERATOR_TABLE[name];
}
/** What other tools and people call the operators, for suggestions only: a rule must use our names. */
const OPERATOR_SYNONYMS = {
    '>=': 'min',
    '>': 'min',
    '≥': 'min',
    at_least: 'min',
    minimum: 'min',
    threshold: 'min',
    '<=': 'max',
    '<': 'max',
    '≤': 'max',
    at_most: 'max',
    maximum: 'max',
    '=': 'equals',
    '==': 'equals',
    equal: 'equals',
    eq: 'equals',
    drop: 'max_drop',
    max_decrease: 'max_drop',
    max_regression: 'max_drop',
    max_loss: 'max_drop',
    min_improvement: 'min_gain',
    min_increase: 'min_gain',
    gain: 'min_gain',
    max_improvement: 'max_gain',
    gap: 'max_gap',
    max_difference: 'max_gap',
    disparity: 'max_gap',
};
/** `0.02` as `2%` for shares, else as it is. */
function showLimit(operator, limit) {
    return operatorOf(operator).share ? `${show(limit.times(100))}%` : show(limit);
}

;// CONCATENATED MODULE: ./build/gate/comparison.js


/** By the two values alone, as exact decimals. It says nothing about noise. */
const pointValues = (rule, operator, candidate, baseline) => {
    const now = decimal(candidate.value);
    const before = decimal(baseline.value);
    const delta = now.minus(before);
    const worse = rule.direction === 'lower' ? delta : before.minus(now);
    const gain = decimal(0).minus(worse);
    const edge = operator.edge(rule.limit, before);
    const holds = operator.holds === 'at_most' ? worse.lte(edge) : worse.gte(edge);
    return {
        delta,
        interval: null,
        method: 'point values, without an interval',
        verdict: holds ? 'pass' : 'fail',
        working: [
            `worse = ${rule.direction === 'lower'
                ? `candidate − baseline = ${show(now, true)} − ${inBrackets(before)}`
                : `baseline − candidate = ${show(before, true)} − ${inBrackets(now)}`} = ${show(worse, true)}${worse.lt(0) ? ' (better)' : ''}`,
            ...(rule.operator === 'max_drop_rel'
                ? [
                    `allowed = ${showLimit(rule.operator, rule.limit)} × |${show(before, true)}| = ${show(edge, true)}`,
                ]
                : []),
            rule.operator === 'min_gain' || rule.operator === 'max_gain'
                ? `gain = ${show(gain, true)} ${relation(gain, rule.limit)} ${show(rule.limit, true)}`
                : `worse ${show(worse, true)} ${holds ? '≤' : '>'} ${show(edge, true)}`,
        ],
    };
};
function relation(value, limit) {
    return value.eq(limit) ? '=' : value.gt(limit) ? '>' : '<';
}
function inBrackets(value) {
    return value.lt(0) ? `(${show(value, true)})` : show(value, true);
}
/** In order of preference. */
const COMPARISON_METHODS = [pointValues];
/** Compares by the first method that fits. Throws where none does, which the last of the table never allows. */
function compare(rule, candidate, baseline, methods = COMPARISON_METHODS) {
    const operator = operatorOf(rule.operator);
    if (!operator.compares)
        throw new TypeError(`${rule.operator} compares with nothing`);
    for (const method of methods) {
        const found = method(rule, operator, candidate, baseline);
        if (found !== null)
            return found;
    }
    throw new TypeError(`no method compares ${rule.metric}`);
}

// EXTERNAL MODULE: ./build/results/index.js + 11 modules
var results = __webpack_require__(90459);
// EXTERNAL MODULE: ./build/evaluation/index.js
var evaluation = __webpack_require__(90379);
// EXTERNAL MODULE: ./build/statistics/deciding/index.js + 1 modules
var deciding = __webpack_require__(90988);
;// CONCATENATED MODULE: ./build/gate/paired.js
/**
 * The comparison by examples in pairs: what `evaluate` computed for a metric on a slice, held against the limit of a
 * rule. Everything is oriented as a gain G, so that more is better; [L, U] is its 90% interval (one-sided α = 0.05).
 */



/** Level of the interval that decides. */
const DECIDING_LEVEL = 0.9;
/** One-sided. */
const ALPHA = 0.05;
/** Finds the comparison of a metric on a slice. */
class Comparisons {
    all;
    #byKey;
    constructor(all) {
        this.all = all;
        this.#byKey = new Map(all.map((found) => [keyOf(found.metric, found.slice), found]));
    }
    get(metric, slice) {
        return this.#byKey.get(keyOf(metric, slice));
    }
}
function keyOf(metric, slice) {
    return JSON.stringify([metric, slice]);
}
/** The interval that decides, in the unit of the metric: candidate − baseline. */
function decidingInterval(found) {
    return found.intervals.find(({ level }) => Math.abs(level - DECIDING_LEVEL) < 1e-9) ?? null;
}
/**
 * The method in front of the one on point values. A comparison of other values than those of the two sides is not
 * theirs and is not used. Where pairs are at hand and give no interval the verdict is `inconclusive`.
 */
function pairedMethod(comparisons) {
    return (rule, operator, candidate, baseline) => {
        const found = comparisons.get(rule.metric, candidate.slice);
        if (found === undefined || rule.direction === null)
            return null;
        if (found.candidate !== candidate.value || found.baseline !== baseline.value)
            return null;
        const delta = decimal(candidate.value).minus(decimal(baseline.value));
        const base = {
            delta,
            method: found.method,
            source: found.source,
            formula: operator.claim,
        };
        const deciding = decidingInterval(found);
        if (deciding === null) {
            return {
                ...base,
                interval: null,
                verdict: 'inconclusive',
                working: [...found.working, ...found.notes],
            };
        }
        const before = decimal(baseline.value);
        // The margin as a gain: a loss of at most 0.01 is a gain of at least −0.01.
        const margin = 0 - Number(operator.edge(rule.limit, before).toString());
        const relative = rule.operator === 'max_drop_rel' && baseline.value !== 0 ? found.relative : null;
        const scale = Math.abs(baseline.value);
        const used = relative === null
            ? deciding
            : { level: relative.level, low: relative.low * scale, high: relative.high * scale };
        const [low, high] = orient(used, rule.direction);
        const gain = rule.direction === 'higher' ? found.delta : 0 - found.delta;
        const verdict = judge(operator.holds, low, high, margin);
        const line = (value) => show(decimal(round(value)));
        return {
            ...base,
            interval: [deciding.low, deciding.high],
            verdict,
            working: [
                ...found.working,
                `gain G = ${line(gain)}, ${100 * used.level}% interval [L, U] = [${line(low)}, ${line(high)}]${relative === null ? '' : ' (relative interval × |baseline|)'}`,
                ...(rule.operator === 'max_drop_rel' ? [`limit × |baseline| = ${line(0 - margin)}`] : []),
                comparedInWords(operator.holds, low, high, margin, verdict, line),
                ...(found.permutation === undefined
                    ? []
                    : [
                        `permutation within pairs (${found.permutation.replicates}): p = ${found.permutation.pValue}, whether there is a difference at all`,
                    ]),
                ...found.notes.map((note) => `note: ${note}`),
            ],
            ...(verdict === 'inconclusive' ? { deciding: decidingN(rule.operator, found, gain, margin) } : {}),
            ...(rule.operator === 'min_gain'
                ? {
                    claimP: claimP(gain, found.intervals.map((bounds) => [bounds.level, ...orient(bounds, rule.direction ?? 'higher')]), margin),
                }
                : {}),
        };
    };
}
/** As a gain. 0 − x, not −x: nothing must not become −0. */
function orient({ low, high }, direction) {
    return direction === 'higher' ? [low, high] : [0 - high, 0 - low];
}
/**
 * At least `margin` is demanded: pass where L is above it, fail where U is below it. At most: the other way round. An
 * interval without width is exact knowledge (the same model), and is compared like a value.
 */
function judge(holds, low, high, margin) {
    const exact = low === high;
    if (holds === 'at_most') {
        if (low > margin || (exact && low >= margin))
            return 'pass';
        return high < margin ? 'fail' : 'inconclusive';
    }
    if (high < margin || (exact && high <= margin))
        return 'pass';
    return low > margin ? 'fail' : 'inconclusive';
}
function comparedInWords(holds, low, high, margin, verdict, line) {
    const edge = line(margin);
    if (verdict === 'inconclusive')
        return `the interval holds ${edge}, so both are possible`;
    const above = holds === 'at_most' ? verdict === 'pass' : verdict === 'fail';
    return above ? `L = ${line(low)} is above ${edge}` : `U = ${line(high)} is below ${edge}`;
}
/** Twelve digits: bounds carry the rounding of their computation behind them. */
function round(value) {
    return Number(value.toPrecision(12));
}
/**
 * One-sided p-value of the claim G > margin by inversion of the intervals: the α at which the lower bound would be
 * the margin. Between the levels at hand, and beyond them, bounds are taken as linear in z, which the normal
 * approximation makes exact.
 */
function claimP(gain, intervals, margin) {
    const side = gain >= margin ? 1 : 2;
    const points = [
        { z: 0, bound: gain },
        ...[...intervals]
            .sort((a, b) => a[0] - b[0])
            .map((bounds) => ({ z: (0,deciding.z)((1 + bounds[0]) / 2), bound: bounds[side] })),
    ];
    const found = points.slice(1).findIndex(({ bound }) => (side === 1 ? bound <= margin : bound >= margin));
    const end = found === -1 ? points.length - 1 : found + 1;
    const [from, to] = [points[end - 1], points[end]];
    if (from === undefined || to === undefined)
        return 1;
    const slope = (to.bound - from.bound) / (to.z - from.z);
    // Exact knowledge: the claim is true or it is not.
    if (slope === 0)
        return gain >= margin ? 0 : 1;
    const at = from.z + (margin - from.bound) / slope;
    return (0,deciding/* normalTail */.WI)(side === 1 ? at : -at);
}
/**
 * About how many examples would decide with a power of 80%. For a limited loss (or gain) the two models are taken as
 * equally good; where that many examples are at hand already, and for a claim of a gain, the observed difference is
 * taken as the true one. Paired shares by n ≈ (z_α √p_d + z_β √(p_d − δ²))² / δ² with p_d the share of discordant
 * pairs; other metrics from the width of the interval, which shrinks as 1/√n.
 */
function decidingN(operator, found, gain, margin) {
    const bounds = decidingInterval(found);
    const wanted = (distance) => {
        if (bounds === null || !(distance > 0))
            return null;
        const pairs = found.discordance;
        const share = pairs === undefined ? 0 : (pairs.gained + pairs.lost) / found.n;
        const se = (bounds.high - bounds.low) / (2 * (0,deciding.z)(1 - ALPHA));
        const n = share > distance ** 2
            ? (0,deciding/* pairsForProportions */._S)(share, distance)
            : (0,deciding/* pairsForVariance */.un)(found.n * se ** 2, distance);
        return Number.isFinite(n) ? n : null;
    };
    const equal = operator === 'min_gain' ? null : wanted(Math.abs(margin));
    if (equal !== null && equal > found.n)
        return { n: equal, assuming: 'equally good' };
    const holding = operator === 'max_gain' ? margin - gain : gain - margin;
    // A margin of 0 that equal models must keep, or a gain that was not even observed: no number shows it.
    if (operator !== 'min_gain' && equal === null)
        return { n: null, assuming: 'equally good' };
    const observed = wanted(operator === 'min_gain' ? holding : Math.abs(holding));
    return {
        n: observed === null ? null : Math.max(found.n + 1, observed),
        assuming: 'the observed difference',
    };
}
/** What to do about an inconclusive rule, in words. */
function decidingWords(operator, { n, assuming }, has) {
    if (n !== null) {
        const truth = assuming === 'equally good' ? 'both are equally good' : 'the true difference is the observed one';
        return `about ${(0,build_base/* groupDigits */.K9)(n)} examples would decide if ${truth} (power 80%)${has === null ? '' : `; here are ${(0,build_base/* groupDigits */.K9)(has)}`}`;
    }
    if (operator === 'min_gain')
        return 'the observed gain is below the limit; more examples alone would not show it';
    return assuming === 'equally good'
        ? 'no number of examples would decide if both are equally good: allow a margin'
        : 'more examples alone would not decide';
}

;// CONCATENATED MODULE: ./build/gate/diff.js
/** The metric diff that a person reads: every metric of either side, also those that no rule names. */




/** Level of the interval that stands beside "significant". */
const SHOWN_LEVEL = 0.95;
function diffMetrics(input, comparisons, significance) {
    const { candidate } = input;
    // Numbers of other data are not shown beside ours: a reader would compare them.
    const comparable = input.baseline.kind === 'metrics' ? input.baseline.metrics : null;
    const baseline = comparable ?? new gate_metrics/* MetricSet */.JR([]);
    const removed = baseline.all.filter((before) => !candidate.has(before.name, before.slice));
    return [...candidate.all, ...removed].map((metric) => {
        const now = candidate.get(metric.name, metric.slice);
        const before = baseline.get(metric.name, metric.slice);
        const a = finite(now);
        const b = finite(before);
        const said = input.rules.find((rule) => rule.metric === metric.name)?.direction;
        const paired = b === null ? undefined : comparisons.get(metric.name, metric.slice);
        const bounds = paired && decidingInterval(paired);
        const shown95 = paired?.intervals.find(({ level }) => level === SHOWN_LEVEL);
        const shown = significance.get(metric.name, metric.slice);
        return {
            name: metric.name,
            slice: metric.slice,
            direction: said ?? input.directionOf(metric.name) ?? metric.direction,
            n: now?.n ?? before?.n ?? null,
            baseline: b,
            candidate: a,
            delta: a === null || b === null ? null : toFinite(decimal(a).minus(decimal(b))),
            interval: bounds ? [bounds.low, bounds.high] : null,
            ...(shown95 === undefined ? {} : { interval95: [shown95.low, shown95.high] }),
            ...(paired === undefined ? {} : { method: paired.method }),
            ...(shown === undefined ? {} : { significant: shown.significant }),
            // A metric of two models together has no baseline to be new against.
            note: evaluation/* BETWEEN_METRICS */.JI.has(metric.name) ? null : noteOf(now, before, comparable !== null),
        };
    });
}
function noteOf(now, before, comparable) {
    if (now === undefined)
        return 'removed';
    if (!(0,gate_metrics/* hasNumber */.yn)(now) || (before !== undefined && !(0,gate_metrics/* hasNumber */.yn)(before)))
        return 'undefined';
    return before === undefined && comparable ? 'new' : null;
}
function finite(metric) {
    return metric !== undefined && (0,gate_metrics/* hasNumber */.yn)(metric) ? metric.value : null;
}

;// CONCATENATED MODULE: ./build/gate/lost.js

const HOW = {
    error: { verdict: 'error', severity: 'error' },
    fail: { verdict: 'fail', severity: 'error' },
    warn: { verdict: 'warn', severity: 'warn' },
    ignore: { verdict: 'skipped', severity: 'info' },
};
function lostMetrics(candidate, baseline, policy, rules) {
    const findings = [];
    const ruled = new Set(rules.map((rule) => (0,gate_metrics/* describe */.q0)(rule.metric, rule.slice)));
    for (const before of baseline.all) {
        const name = (0,gate_metrics/* describe */.q0)(before.name, before.slice);
        const subject = before.slice === null ? {} : { slice: before.slice };
        const now = candidate.get(before.name, before.slice);
        if (now === undefined) {
            findings.push({
                check: 'removed_metric',
                ...HOW[policy.on_removed_metric],
                subject,
                where: [],
                expected: (0,gate_metrics/* hasNumber */.yn)(before) ? String(before.value) : (0,gate_metrics/* showAbsence */.hh)(before),
                actual: candidate.whyIgnored(before.name) ?? 'absent',
                message: `${name} was removed: the baseline has it, the candidate does not`,
                fix: 'write the metric again, or set gate.policy.on_removed_metric where it goes on purpose',
            });
        }
        else if (!(0,gate_metrics/* hasNumber */.yn)(now) && (0,gate_metrics/* hasNumber */.yn)(before) && !ruled.has(name)) {
            // Where a rule names it, the rule itself says so.
            findings.push({
                check: 'not_a_number',
                ...HOW[policy.on_nan],
                subject,
                where: [],
                expected: `a number (the baseline has ${before.value})`,
                actual: (0,gate_metrics/* showAbsence */.hh)(now),
                message: `${name} of the candidate is ${(0,gate_metrics/* showAbsence */.hh)(now)}, the baseline has ${before.value}`,
            });
        }
    }
    return findings;
}

;// CONCATENATED MODULE: ./build/gate/multiplicity.js


/**
 * Holm over the rules `min_gain` of severity error: each is a claim that could let a candidate through by luck. One
 * that holds alone, and not beside the others, is inconclusive.
 */
function shareClaims(decided, policy) {
    const claims = decided.filter(({ result, claimP: p }) => p !== null && result.severity === 'error');
    if (claims.length < 2)
        return [...decided];
    const corrected = new Map((0,deciding/* holm */.fU)(claims.map(({ claimP: p }) => p ?? 1)).map((p, k) => [claims[k], p]));
    return decided.map((one) => {
        const p = corrected.get(one);
        if (p === undefined)
            return one;
        const working = [
            ...one.explanation.working,
            `p = ${multiplicity_short(one.claimP ?? 1)} alone, ${multiplicity_short(p)} after Holm over ${claims.length} claims of a gain`,
        ];
        const explanation = { ...one.explanation, working };
        if (one.result.verdict !== 'pass' || p <= ALPHA)
            return { ...one, explanation };
        const message = `${one.result.message}; the gain is shown alone, and not beside ${claims.length - 1} other ${claims.length === 2 ? 'claim' : 'claims'} of a gain (p = ${multiplicity_short(p)} after Holm)`;
        const result = {
            ...one.result,
            verdict: policy.on_inconclusive,
            reason: 'inconclusive',
            message,
            decidingN: null,
        };
        return { ...one, result, explanation };
    });
}
function multiplicity_short(p) {
    return String(Number(p.toPrecision(3)));
}
class Significance {
    #byKey = new Map();
    set(metric, slice, shown) {
        this.#byKey.set(JSON.stringify([metric, slice]), shown);
    }
    get(metric, slice) {
        return this.#byKey.get(JSON.stringify([metric, slice]));
    }
}
/**
 * Whether each difference is shown at all, whatever margin a rule allows: two-sided at 5%, from the intervals; the
 * slices of a metric together by Benjamini-Hochberg.
 */
function significanceOf(comparisons) {
    const found = new Significance();
    const known = comparisons.filter(({ intervals }) => intervals.length > 0);
    const pOf = ({ delta, intervals }) => {
        const sign = delta < 0 ? -1 : 1;
        const turned = intervals.map(({ level, low, high }) => sign === 1 ? [level, low, high] : [level, 0 - high, 0 - low]);
        return delta === 0 ? 1 : Math.min(1, 2 * claimP(Math.abs(delta), turned, 0));
    };
    const tell = (one, qValue) => {
        const better = one.delta > 0 === (one.direction === 'higher');
        const significant = qValue > ALPHA || one.delta === 0 ? 'no' : better ? 'better' : 'worse';
        found.set(one.metric, one.slice, { significant, qValue });
    };
    for (const one of known.filter(({ slice }) => slice === null))
        tell(one, pOf(one));
    const sliced = known.filter(({ slice }) => slice !== null);
    for (const metric of new Set(sliced.map((one) => one.metric))) {
        const family = sliced.filter((one) => one.metric === metric);
        const corrected = (0,deciding/* benjaminiHochberg */.Uh)(family.map(pOf));
        for (const [k, one] of family.entries())
            tell(one, corrected[k] ?? 1);
    }
    return found;
}
/** The rule with what is shown of its difference, where it compared by an interval. */
function withSignificance(rule, significance) {
    const shown = rule.interval === null ? undefined : significance.get(rule.metric, rule.slice);
    if (shown === undefined)
        return rule;
    // The catalogue's direction oriented the comparison; a rule may turn it round.
    const turned = shown.significant === 'no' || rule.delta === null
        ? shown.significant
        : rule.delta > 0 === (rule.direction === 'higher')
            ? 'better'
            : 'worse';
    return { ...rule, significant: turned, ...(rule.slice === null ? {} : { qValue: shown.qValue }) };
}

;// CONCATENATED MODULE: ./build/gate/gap.js
/**
 * `max_gap`: the largest difference between the slices of one column, such as the recall of two groups. The slices
 * share no example, so the interval of a difference comes from the intervals of the two values.
 */




/** Nominal coverage of the intervals that `evaluate` gives to values. */
const VALUE_LEVEL = 0.95;
/**
 * By intervals, where every slice has one: pass where the 90% upper bound of every difference is at most the limit
 * (no correction: all must hold), fail where a lower bound is above it at α / pairs (Bonferroni: the pair was chosen
 * by looking). Bounds of a difference by MOVER (Zou and Donner 2008). Otherwise by the values alone.
 */
function gapOf(rule, column, candidate) {
    const names = candidate.slices(rule.metric).filter((slice) => isSliceOf(slice, column));
    const what = `${rule.metric} between the slices of ${column}`;
    if (names.length < 2) {
        const known = [...new Set(candidate.slices(rule.metric).map(columnOfSlice))];
        return {
            kind: 'unknown',
            message: `${what}: ${names.length === 0 ? 'there is no such slice' : `there is one slice only, ${names[0]}`}${names.length === 0 && known.length > 0 ? `; the slices are of ${known.join(', ')}` : ''}; name the column under evaluate.slices, and mind min_slice_rows`,
        };
    }
    const all = names.map((slice) => candidate.get(rule.metric, slice)).filter((one) => one !== undefined);
    const bad = all.filter((one) => !(0,gate_metrics/* hasNumber */.yn)(one));
    if (bad.length > 0) {
        return {
            kind: 'not_a_number',
            message: `${what}: ${bad
                .slice(0, 5)
                .map((one) => `${one.slice} is ${(0,gate_metrics/* showAbsence */.hh)(one)}`)
                .join(', ')}`,
        };
    }
    const slices = all.filter(gate_metrics/* hasNumber */.yn).sort((a, b) => b.value - a.value);
    const [most, least] = [slices[0], slices.at(-1)];
    if (most === undefined || least === undefined)
        return { kind: 'unknown', message: what };
    const gap = decimal(most.value).minus(decimal(least.value));
    const limit = Number(rule.limit.toString());
    const bounds = boundsOf(slices);
    const holds = gap.lte(rule.limit);
    const verdict = bounds === null
        ? holds
            ? 'pass'
            : 'fail'
        : bounds.low > limit
            ? 'fail'
            : bounds.high <= limit
                ? 'pass'
                : 'inconclusive';
    const range = bounds === null ? '' : `, between ${number(bounds.lowShown)} and ${number(bounds.high)}`;
    const message = `${what}: ${most.slice} has ${show(decimal(most.value))}, ${least.slice} has ${show(decimal(least.value))}, ${show(gap)} apart${range}; they may be apart by at most ${show(rule.limit)}`;
    const sizes = [most.n, least.n].filter((n) => n !== null);
    return {
        kind: 'gap',
        verdict,
        reason: { pass: 'met', fail: 'violated', inconclusive: 'inconclusive' }[verdict],
        message: verdict === 'inconclusive' ? `${message}; the examples do not tell` : message,
        value: Number(gap.toString()),
        n: sizes.length === 0 ? null : Math.min(...sizes),
        method: bounds === null ? 'point values, without an interval' : 'mover(independent slices)',
        ...(bounds === null ? {} : { source: 'Zou and Donner 2008, Statistics in Medicine 27:1693' }),
        working: [
            `${slices.length} slices; ${most.slice} ${show(decimal(most.value), true)} − ${least.slice} ${show(decimal(least.value), true)} = ${show(gap, true)}`,
            ...(bounds === null
                ? []
                : [
                    `largest upper bound of a difference at ${100 * (1 - 2 * ALPHA)}%: ${number(bounds.high)}`,
                    `largest lower bound at α = ${ALPHA} / ${bounds.pairs} pairs: ${number(bounds.low)}`,
                ]),
        ],
    };
}
/** What stands between a column and its value, or its bin, in the name of a slice. */
const MARK = /<|>=|=/;
/**
 * Whether a slice is one of a column: `region=north`, a bin such as `distance<350`; of the crossing `a × b` only
 * `a=… × b=…`, so that slices that overlap are never held against each other.
 */
function isSliceOf(slice, column) {
    const of = (piece, name) => piece.startsWith(name) && piece.slice(name.length).search(MARK) === 0;
    const names = column.split('×').map((name) => name.trim());
    const pieces = slice.split(' × ');
    if (names.length > 1 && pieces.length === names.length) {
        return pieces.every((piece, k) => of(piece, names[k] ?? ''));
    }
    // A sign of multiplication in a value is none of a crossing.
    return of(slice, column) && !pieces.slice(1).some((piece) => MARK.test(piece));
}
function columnOfSlice(slice) {
    const pieces = slice.split(' × ');
    const crossed = pieces.length > 1 && pieces.every((piece) => MARK.test(piece));
    return crossed ? pieces.map((piece) => piece.split(MARK)[0]).join(' × ') : (slice.split(MARK)[0] ?? slice);
}
function number(value) {
    return show(decimal(Number(value.toPrecision(6))));
}
/** Null where a slice has no interval. `slices` from the largest value to the smallest. */
function boundsOf(slices) {
    const pairs = (slices.length * (slices.length - 1)) / 2;
    const widen = (alpha) => (0,deciding.z)(1 - alpha) / (0,deciding.z)((1 + VALUE_LEVEL) / 2);
    let [low, high, lowShown] = [-Infinity, -Infinity, -Infinity];
    for (const [i, a] of slices.entries()) {
        for (const b of slices.slice(i + 1)) {
            if (a.interval === null || b.interval === null)
                return null;
            const gap = a.value - b.value;
            const up = Math.hypot(a.interval[1] - a.value, b.value - b.interval[0]);
            const down = Math.hypot(a.value - a.interval[0], b.interval[1] - b.value);
            // The other way round: b may in truth be the larger one.
            const turned = down * widen(ALPHA) - gap;
            high = Math.max(high, gap + up * widen(ALPHA), turned);
            low = Math.max(low, gap - down * widen(ALPHA / pairs));
            lowShown = Math.max(lowShown, gap - down * widen(ALPHA));
        }
    }
    return { low, high, lowShown: Math.max(0, lowShown), pairs };
}

;// CONCATENATED MODULE: ./build/gate/words.js
/** Splits a line into words: quotation marks hold spaces; inside them a backslash holds a mark or a backslash. */
function splitWords(line) {
    const words = [];
    let text = '';
    let started = false;
    let quoted = false;
    let mark = null;
    const end = () => {
        if (started)
            words.push({ text, quoted });
        text = '';
        started = false;
        quoted = false;
    };
    for (let index = 0; index < line.length; index += 1) {
        const char = line.charAt(index);
        if (mark !== null && char === mark) {
            mark = null;
        }
        else if (mark !== null) {
            const next = line.charAt(index + 1);
            if (char === '\\' && (next === mark || next === '\\')) {
                text += next;
                index += 1;
            }
            else
                text += char;
        }
        else if (char === '"' || char === "'") {
            mark = char;
            started = true;
            quoted = true;
        }
        else if (/\s/.test(char)) {
            end();
        }
        else {
            started = true;
            text += char;
        }
    }
    end();
    return { words, unclosed: mark !== null };
}

;// CONCATENATED MODULE: ./build/gate/rules.js
/**
 * What a rule is, and reading rules from lines (`METRIC OPERATOR LIMIT [slice NAME] [direction higher|lower]
 * [warn]`) and from the objects of `assay.yaml`. Every problem of every rule is reported at once.
 */





const RULE_GRAMMAR = 'METRIC OPERATOR LIMIT [slice NAME] [direction higher|lower] [warn]';
/** The slice name that stands for every slice. */
const EVERY_SLICE = '*';
/** Reads rules. Those that can be read are returned also where others have problems. */
function parseRules(inputs) {
    const rules = [];
    const problems = [];
    for (const { rule, where } of inputs) {
        const parsed = typeof rule === 'string' ? parseLine(rule, where) : parseObject(rule, where);
        rules.push(...parsed.rules);
        problems.push(...parsed.problems);
    }
    return { rules, problems: [...problems, ...contradictions(rules)] };
}
function parseObject(rule, where) {
    const rules = [];
    const problems = [];
    for (const operator of results/* OPERATORS */.we) {
        const written = rule[operator];
        if (written === undefined)
            continue;
        const limit = readLimit(operator, String(written));
        const key = where.key === undefined ? operator : `${where.key}.${operator}`;
        if ('message' in limit)
            problems.push({ ...limit, where: { ...where, key } });
        else if (operator === 'max_gap' && needsColumn(rule.slice)) {
            problems.push({ where: { ...where, key }, ...GAP_NEEDS_COLUMN });
        }
        else {
            rules.push({
                metric: rule.metric,
                slice: rule.slice ?? null,
                operator,
                limit: limit.value,
                direction: rule.direction ?? null,
                severity: rule.severity ?? 'error',
                where,
            });
        }
    }
    return { rules, problems };
}
function parseLine(line, where) {
    const problems = [];
    const complain = (message, more = {}) => {
        problems.push({ where, message: `rule \`${line}\`: ${message}`, ...more });
    };
    const { words, unclosed } = splitWords(line);
    if (unclosed)
        complain('a quotation mark is not closed', { fix: 'add the closing quotation mark' });
    const [metric, operatorWord, limitWord, ...rest] = words;
    if (metric === undefined || operatorWord === undefined || limitWord === undefined) {
        complain(words.length === 0 ? 'is empty' : 'is not complete', { expected: RULE_GRAMMAR });
        return { rules: [], problems };
    }
    if (metric.text === '')
        complain('the name of the metric is empty', { expected: RULE_GRAMMAR });
    const operator = readOperator(words, complain);
    const limit = operator === null ? null : readLimit(operator, limitWord.text);
    if (limit !== null && 'message' in limit)
        complain(limit.message, limit);
    // Where the operator is not where it should be, the words after it would only give errors that follow from it.
    const clauses = operator === null ? null : readClauses(rest, complain);
    if (operator === null || limit === null || 'message' in limit || clauses === null || problems.length > 0) {
        return { rules: [], problems };
    }
    if (operator === 'max_gap' && needsColumn(clauses.slice ?? undefined)) {
        complain(GAP_NEEDS_COLUMN.message, GAP_NEEDS_COLUMN);
        return { rules: [], problems };
    }
    return {
        rules: [{ metric: metric.text, operator, limit: limit.value, ...clauses, where }],
        problems,
    };
}
const GAP_NEEDS_COLUMN = {
    message: 'max_gap compares the slices of one column',
    expected: '`slice COLUMN`, such as `recall max_gap 0.1 slice gender`',
};
function needsColumn(slice) {
    return slice === undefined || slice === EVERY_SLICE || slice.includes('=');
}
function isOperator(text) {
    return results/* OPERATORS */.we.some((operator) => operator === text);
}
function readOperator(words, complain) {
    const text = words[1]?.text ?? '';
    if (isOperator(text))
        return text;
    const later = words.findIndex((word, index) => index > 1 && !word.quoted && isOperator(word.text));
    if (later > 1) {
        const name = words
            .slice(0, later)
            .map((word) => word.text)
            .join(' ');
        complain(`\`${text}\` is no operator`, {
            fix: `put a name that holds spaces in quotation marks: "${name}" ${words[later]?.text} …`,
        });
        return null;
    }
    const near = nearestOperator(text);
    complain(`\`${text}\` is no operator`, {
        expected: `one of ${results/* OPERATORS */.we.join(', ')}`,
        ...(near === null ? {} : { fix: `did you mean \`${near}\`?` }),
    });
    return null;
}
function nearestOperator(text) {
    const lower = text.toLowerCase().replaceAll('-', '_');
    if (isOperator(lower))
        return lower;
    if (Object.hasOwn(OPERATOR_SYNONYMS, lower))
        return OPERATOR_SYNONYMS[lower] ?? null;
    return (0,build_base/* nearest */.pA)(lower, results/* OPERATORS */.we) ?? null;
}
const LIMIT = /^([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,4})?)(%?)$/;
function readLimit(operator, text) {
    const info = operatorOf(operator);
    const match = LIMIT.exec(text);
    const number = match?.[1];
    if (match === null || number === undefined) {
        const point = /^[+-]?\d+,\d+%?$/.test(text) ? text.replace(',', '.') : null;
        const zero = /^[+-]?\.\d+%?$/.test(text) ? text.replace('.', '0.') : null;
        const better = point ?? zero;
        return {
            message: `the limit \`${text}\` is not a number`,
            expected: info.share ? 'a share such as 0.02 or 2%' : 'a number such as 0.01',
            ...(better === null ? {} : { fix: `write ${better}` }),
        };
    }
    const percent = match[2] === '%';
    const written = decimal(number);
    const value = percent ? written.div(100) : written;
    if (!Number.isFinite(Number(number)) || (Number(value.toString()) === 0 && !value.eq(0))) {
        return { message: `the limit \`${text}\` is beyond what a number can hold` };
    }
    if (percent && !info.share) {
        return {
            message: `${operator} takes a number in the unit of the metric, not a share`,
            fix: `write ${value.toString()}${operator === 'max_drop' ? `, or \`max_drop_rel ${text}\` for a share of the baseline` : ''}`,
        };
    }
    if (info.share && !percent && value.gt(1)) {
        return {
            message: `a share of ${text} is ${value.times(100).toString()}%`,
            fix: `write ${text}% or ${value.div(100).toString()}; if you mean it, write ${value.times(100).toString()}%`,
        };
    }
    const problem = info.limitProblem(value);
    return problem ?? { value };
}
function readClauses(words, complain) {
    let slice = null;
    let direction = null;
    let warn = false;
    let broken = false;
    const fail = (message, more = {}) => {
        broken = true;
        complain(message, more);
    };
    for (let index = 0; index < words.length; index += 1) {
        const word = words[index]?.text;
        const next = words[index + 1]?.text;
        if (word === 'slice') {
            index += 1;
            if (slice !== null)
                fail('`slice` stands twice');
            if (next === undefined || next === '')
                fail('`slice` needs a name', { expected: 'slice NAME or slice "*"' });
            else
                slice = next;
        }
        else if (word === 'direction') {
            index += 1;
            if (direction !== null)
                fail('`direction` stands twice');
            if (next === 'higher' || next === 'lower')
                direction = next;
            else
                fail(`direction \`${next ?? ''}\` is unknown`, { expected: 'direction higher or direction lower' });
        }
        else if (word === 'warn') {
            if (warn)
                fail('`warn` stands twice');
            warn = true;
        }
        else {
            fail(`\`${word}\` is not understood here`, {
                expected: RULE_GRAMMAR,
                ...(slice === null ? {} : { fix: 'put a slice name that holds spaces in quotation marks' }),
            });
            break;
        }
    }
    return broken ? null : { slice, direction, severity: warn ? 'warn' : 'error' };
}
function nameOf(rule) {
    return rule.slice === null ? rule.metric : `${rule.metric} on slice ${rule.slice}`;
}
/** Rules that repeat or exclude each other, on the same metric and slice. */
function contradictions(rules) {
    const problems = [];
    rules.forEach((rule, index) => {
        for (const earlier of rules.slice(0, index)) {
            if (earlier.metric !== rule.metric || earlier.slice !== rule.slice)
                continue;
            const message = contradiction(earlier, rule);
            if (message !== null)
                problems.push({ where: rule.where, message: `${nameOf(rule)}: ${message}` });
        }
    });
    return problems;
}
function contradiction(a, b) {
    if (a.direction !== null && b.direction !== null && a.direction !== b.direction) {
        return 'one rule says that higher is better, another that lower is';
    }
    if (a.operator === b.operator) {
        if (a.operator === 'equals' && !a.limit.eq(b.limit)) {
            return `cannot equal both ${a.limit.toString()} and ${b.limit.toString()}`;
        }
        // Two limits of one operator make sense as a hard one and a stricter one that only warns.
        if (a.severity === b.severity) {
            return a.limit.eq(b.limit)
                ? `the rule ${a.operator} ${a.limit.toString()} stands twice`
                : `${a.operator} stands twice, with ${a.limit.toString()} and ${b.limit.toString()}`;
        }
        return null;
    }
    const by = (operator) => [a, b].find((rule) => rule.operator === operator)?.limit;
    const min = by('min');
    const max = by('max');
    const equals = by('equals');
    if (min && max && min.gt(max))
        return `min ${min.toString()} is above max ${max.toString()}, so nothing can pass`;
    if (min && equals?.lt(min))
        return `equals ${equals.toString()} is below min ${min.toString()}`;
    if (max && equals?.gt(max))
        return `equals ${equals.toString()} is above max ${max.toString()}`;
    const least = by('min_gain');
    const most = by('max_gain');
    if (least && most && least.gt(most))
        return `min_gain ${least.toString()} is above max_gain ${most.toString()}, so nothing can pass`;
    return null;
}
/**
 * Gives each rule its direction: its own, else what `directionOf` says (the catalogue, or the metric as it was
 * evaluated). A comparing rule without one is a problem: guessing would turn the gate round.
 */
function resolveDirections(rules, directionOf) {
    const problems = [];
    const resolved = rules.map((rule) => {
        // One rule of a metric may say it for all of them.
        const said = rules.find((other) => other.metric === rule.metric && other.direction !== null)?.direction;
        const direction = rule.direction ?? said ?? directionOf(rule.metric);
        if (direction === null && operatorOf(rule.operator).compares) {
            problems.push({
                where: rule.where,
                message: `${rule.metric} is not in the catalogue of metrics, so it is not known which way is better`,
                expected: `\`direction higher\` or \`direction lower\` with ${rule.operator}`,
                fix: `write \`${rule.metric} ${rule.operator} ${rule.limit.toString()} direction higher\` (or lower)`,
            });
        }
        return { ...rule, direction };
    });
    return { rules: resolved, problems };
}
/** A rule as one line of the grammar. */
function ruleText(rule) {
    const quoted = (text) => /^[^\s"'\\]+$/.test(text) ? text : `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
    return [
        quoted(rule.metric),
        rule.operator,
        rule.limit.toString(),
        ...(rule.slice === null ? [] : ['slice', quoted(rule.slice)]),
        ...(rule.direction === null ? [] : ['direction', rule.direction]),
        ...(rule.severity === 'warn' ? ['warn'] : []),
    ].join(' ');
}

;// CONCATENATED MODULE: ./build/gate/scale.js
/**
 * Values of two scales. An accuracy of 70, in percent, is above every limit that is a fraction, and better than every
 * baseline that is one: the rule would hold, and say nothing.
 */

/**
 * Why a value cannot be held against `other` (a limit, or the baseline), or null: it is no possible value of the
 * metric, although `other` is one. Where both are outside, both are of another scale, such as percent. Only the sides
 * are looked at on which a rule could hold by mistake: a rate in percent is above its limit anyway.
 */
function otherScale(rule, range, value, other, whose) {
    if (range === null)
        return null;
    const [low, high] = range;
    const below = low !== null && value.lt(low) && !other.lt(low);
    const above = rule.direction !== 'lower' && high !== null && value.gt(high) && !other.gt(high);
    if (!below && !above)
        return null;
    const possible = low !== null && high !== null
        ? `lies between ${low} and ${high}`
        : low !== null
            ? `is at least ${low}`
            : `is at most ${high}`;
    return `${show(value)} is no value of this metric, which ${possible}, and ${whose} ${show(other)} is one: they are of two scales, such as percent and fraction`;
}

;// CONCATENATED MODULE: ./build/gate/rule.js
/** One rule on one slice: what came of it, and how. What could not be evaluated never passes. */










const EMPTY = new gate_metrics/* MetricSet */.JR([]);
/** What a policy's word does to a rule that it is about. `ignore` leaves the rule out, and says so. */
const VERDICT_OF = {
    error: 'error',
    fail: 'fail',
    warn: 'warn',
    ignore: 'skipped',
};
/** The baseline's metrics where they may be compared with, else none. */
function comparable(input) {
    return input.baseline.kind === 'metrics' ? input.baseline.metrics : EMPTY;
}
/** `slice` is one that the rule is about, or what the rule itself names. */
function decideRule(rule, slice, input) {
    const { policy } = input;
    const operator = operatorOf(rule.operator);
    const name = (0,gate_metrics/* describe */.q0)(rule.metric, slice);
    const candidate = input.candidate.get(rule.metric, slice);
    const before = comparable(input).get(rule.metric, slice);
    const demand = operator.words(showLimit(rule.operator, rule.limit));
    const end = (verdict, reason, message, more = {}, how = { method: null, working: [message] }, claimP = null) => ({
        result: {
            metric: rule.metric,
            slice,
            operator: rule.operator,
            limit: toFinite(rule.limit) ?? 0,
            severity: rule.severity,
            direction: rule.direction,
            candidate: finiteOf(candidate),
            baseline: finiteOf(before),
            n: candidate?.n ?? null,
            delta: null,
            interval: null,
            verdict: soften(verdict, rule.severity),
            reason,
            message,
            ...more,
        },
        explanation: {
            rule: ruleText({ ...rule, slice }),
            formula: how.formula ?? operator.formula,
            method: how.method,
            working: how.working,
            ...(how.source === undefined ? {} : { source: how.source }),
        },
        claimP,
    });
    /** A verdict that was reached, under the policies for too few examples and for doubt. */
    const judged = (verdict, reason, message, more = {}, how, claimP) => {
        const n = more.n ?? candidate?.n ?? null;
        if (n !== null && n < policy.min_n) {
            const few = `${message}; that rests on ${n} ${n === 1 ? 'example' : 'examples'}, and gate.policy.min_n is ${policy.min_n}`;
            const small = policy.on_small_n === 'warn' && verdict !== 'pass' ? verdict : policy.on_small_n;
            return end(small, 'small_n', few, more, how, null);
        }
        if (verdict === 'inconclusive')
            return end(policy.on_inconclusive, reason, message, more, how, claimP);
        return end(verdict, reason, message, more, how, claimP);
    };
    const byPolicy = (action, reason, message) => end(VERDICT_OF[action], reason, action === 'ignore' ? `${message}; left out, as the policy says` : message);
    if (rule.operator === 'max_gap') {
        const gap = gapOf(rule, slice ?? '', input.candidate);
        switch (gap.kind) {
            case 'unknown':
                return end('error', 'unknown_slice', gap.message);
            case 'not_a_number':
                return byPolicy(policy.on_nan, 'not_a_number', gap.message);
            case 'gap':
                return judged(gap.verdict, gap.reason, gap.message, { candidate: gap.value, n: gap.n }, gap);
        }
    }
    if (candidate === undefined && evaluation/* BETWEEN_METRICS */.JI.has(rule.metric)) {
        const needs = `${name} is a metric of two models together`;
        if (input.baseline.kind === 'first_run') {
            return byPolicy(policy.on_missing_baseline, 'no_baseline', `${needs}, and there is no baseline yet`);
        }
        const why = unknownSlice(rule, slice, input);
        return end('error', why === null ? 'no_pairs' : 'unknown_slice', why ??
            `${needs}; it needs predicted labels of candidate and baseline on the same examples, which evaluate makes where it has the baseline`);
    }
    if (candidate === undefined) {
        const why = slice === null ? input.candidate.whyIgnored(rule.metric) : undefined;
        if (why !== undefined) {
            return byPolicy(policy.on_nan, 'not_a_number', `the candidate holds ${name} as ${why}`);
        }
        const unknown = unknownSlice(rule, slice, input);
        if (unknown !== null)
            return end('error', 'unknown_slice', unknown);
        return byPolicy(policy.on_missing_metric, 'missing_metric', missing(rule, slice, input, before));
    }
    if (!(0,gate_metrics/* hasNumber */.yn)(candidate)) {
        return byPolicy(policy.on_nan, 'not_a_number', `${name} of the candidate is ${(0,gate_metrics/* showAbsence */.hh)(candidate)}, so it cannot be tested for being ${demand}`);
    }
    const value = decimal(candidate.value);
    const strange = (other, whose) => {
        const why = otherScale(rule, input.rangeOf?.(rule.metric) ?? null, value, other, whose);
        return why === null ? null : end('error', 'other_scale', `${name} of the candidate: ${why}`);
    };
    if (!operator.compares) {
        const refused = strange(rule.limit, 'the limit');
        if (refused !== null)
            return refused;
        const holds = operator.holds(value, rule.limit);
        const text = `${name} is ${shownBeside(value, rule.limit)}${holds ? ', as demanded' : ', and must be'} ${demand}`;
        return judged(holds ? 'pass' : 'fail', holds ? 'met' : 'violated', text, {}, {
            method: 'the value itself, without an interval',
            working: [
                `candidate = ${show(value, true)}, limit = ${show(rule.limit, true)}: ${holds ? 'holds' : 'does not hold'}`,
            ],
        });
    }
    switch (input.baseline.kind) {
        case 'first_run':
            return byPolicy(policy.on_missing_baseline, 'no_baseline', `${name} must be ${demand}, and there is no baseline yet: ${input.baseline.message}`);
        case 'none':
            return end('error', 'no_baseline', `${name} must be ${demand}, and no baseline was named`);
        case 'refused':
            return end('error', input.baseline.reason, `${name} cannot be compared: ${input.baseline.message}; ${input.baseline.fix}`);
        case 'metrics':
            break;
    }
    if (before === undefined) {
        const why = slice === null ? input.baseline.metrics.whyIgnored(rule.metric) : undefined;
        if (why !== undefined) {
            return byPolicy(policy.on_nan, 'not_a_number', `the baseline holds ${name} as ${why}`);
        }
        return byPolicy(policy.on_new_metric, 'new_metric', `${name} is new: the candidate has ${show(value)}, the baseline does not have it`);
    }
    if (!(0,gate_metrics/* hasNumber */.yn)(before)) {
        return byPolicy(policy.on_nan, 'not_a_number', `${name} of the baseline is ${(0,gate_metrics/* showAbsence */.hh)(before)}, so the candidate cannot be compared with it`);
    }
    if (rule.direction === null) {
        return end('error', 'no_direction', `${name}: it is not known whether higher or lower is better`);
    }
    const refused = strange(decimal(before.value), 'the baseline');
    if (refused !== null)
        return refused;
    const found = compare(rule, candidate, before, input.methods);
    const reason = { pass: 'met', fail: 'violated', inconclusive: 'inconclusive' }[found.verdict];
    const zero = found.verdict === 'fail' && operator.share && before.value === 0
        ? '; a share of a baseline of 0 is 0, so use max_drop where a small loss may pass'
        : '';
    const doubt = found.deciding === undefined
        ? ''
        : `; the examples do not tell: ${decidingWords(rule.operator, found.deciding, candidate.n)}`;
    return judged(found.verdict, reason, `${name} went from ${show(decimal(before.value))} to ${show(decimal(candidate.value))} (${signed(found.delta, rule.limit)}${bounds(found.interval)}, ${quality(rule, found.delta)}); it must be ${demand}${zero}${doubt}`, {
        delta: toFinite(found.delta),
        interval: found.interval === null ? null : [...found.interval],
        method: found.method,
        ...(found.deciding === undefined ? {} : { decidingN: found.deciding.n }),
    }, found, found.claimP ?? null);
}
/** The interval that decides, for a message: `, 90% interval −0.01 to 0.002`. */
function bounds(interval) {
    if (interval === null)
        return '';
    const [low, high] = interval.map((value) => show(decimal(Number(value.toPrecision(4)))));
    return `, 90% interval ${low} to ${high}`;
}
function signed(delta, limit) {
    return delta.gt(0) ? `+${shownBeside(delta, limit)}` : shownBeside(delta, limit);
}
/** Rounded for reading, but not where that would make it look equal to a limit which it is not. */
function shownBeside(value, limit) {
    const looksEqual = show(value.abs()) === show(limit.abs()) && !value.abs().eq(limit.abs());
    return show(value, looksEqual);
}
function quality(rule, delta) {
    if (delta.eq(0))
        return 'unchanged';
    return delta.gt(0) === (rule.direction === 'higher') ? 'better' : 'worse';
}
/**
 * A rule of severity warn makes the gate no worse than `warn` where it was evaluated. Where it could not be
 * evaluated it stays `error`: nobody knows whether it would have warned.
 */
function soften(verdict, severity) {
    return severity === 'warn' && (verdict === 'fail' || verdict === 'inconclusive') ? 'warn' : verdict;
}
/** A slice that neither side has is a mistake in the rule, which no policy excuses. */
function unknownSlice(rule, slice, input) {
    if (slice === null)
        return null;
    const baseline = comparable(input);
    const known = [...new Set([...input.candidate.slices(), ...baseline.slices()])];
    if (slice === EVERY_SLICE) {
        return `${rule.metric} on every slice: there is no slice of this metric${known.length === 0 ? ', the metrics have no slices at all' : ''}`;
    }
    if (known.includes(slice))
        return null;
    const near = (0,build_base/* nearestNames */.LE)(slice, known);
    return `${(0,gate_metrics/* describe */.q0)(rule.metric, slice)}: no such slice${known.length === 0
        ? ', the metrics have no slices at all'
        : `; did you mean ${(near.length > 0 ? near : known.slice(0, 5)).join(', ')}?`}`;
}
function missing(rule, slice, input, before) {
    const near = (0,build_base/* nearestNames */.LE)(rule.metric, input.candidate.names());
    return [
        `the candidate has no ${(0,gate_metrics/* describe */.q0)(rule.metric, slice)}`,
        ...(before === undefined ? [] : [', the baseline has it']),
        ...(near.length === 0 || near.includes(rule.metric) ? [] : [`; did you mean ${near.join(', ')}?`]),
    ].join('');
}
function finiteOf(metric) {
    return metric !== undefined && (0,gate_metrics/* hasNumber */.yn)(metric) ? metric.value : null;
}

;// CONCATENATED MODULE: ./build/gate/summary.js

/** One line for a person: what came of the rules, worst first. */
function summaryOf(rules, findings, input) {
    if (rules.length === 0)
        return 'no rule was evaluated';
    const count = (verdict) => rules.filter((rule) => rule.verdict === verdict).length;
    const total = `${rules.length} ${rules.length === 1 ? 'rule' : 'rules'}`;
    const parts = [
        [count('error'), 'could not be evaluated'],
        [count('fail'), 'failed'],
        [count('inconclusive'), 'undecided'],
        [count('warn'), 'warned'],
        [count('skipped'), 'left out'],
        [count('pass'), 'passed'],
    ];
    const said = parts.filter(([number]) => number > 0).map(([number, words]) => `${number} ${words}`);
    const lost = findings.filter((found) => found.check !== 'no_baseline' && found.verdict !== 'skipped').length;
    return [
        count('pass') === rules.length
            ? `${rules.length === 1 ? 'the rule' : `all ${rules.length} rules`} passed`
            : `${total}: ${said.join(', ')}`,
        ...(input.baseline.kind === 'first_run' ? ['no baseline yet'] : []),
        ...(lost > 0 ? [`${lost} ${lost === 1 ? 'metric was' : 'metrics were'} lost against the baseline`] : []),
    ].join('; ');
}
/** What the verdict does not rest on. */
function notChecked(rules, input, how) {
    const byPoint = rules.filter((_, index) => how[index]?.method?.startsWith('point values')).length;
    const byPairs = rules.some((rule) => rule.interval !== null);
    const seeded = input.comparisons?.some(({ seeds, identical }) => seeds !== undefined || identical) ?? false;
    const ruled = new Set(rules.map((rule) => rule.metric));
    const unruled = input.candidate.names().filter((name) => !ruled.has(name));
    return [
        ...rules
            .filter((rule) => rule.verdict === 'skipped')
            .map((rule) => `${(0,gate_metrics/* describe */.q0)(rule.metric, rule.slice)} ${rule.operator}: ${rule.message}`),
        ...(byPoint > 0
            ? [`whether differences exceed noise: ${byPoint} compared by point values, without an interval`]
            : []),
        ...(byPairs && !seeded
            ? [
                'what another training would change: a test set does not show the variance of training (train.seeds)',
            ]
            : []),
        ...(unruled.length > 0 ? [`metrics without a rule: ${some(unruled)}`] : []),
    ];
}
/** The first of many, so that a file of a thousand metrics does not drown what matters. */
function some(names, most = 30) {
    const more = names.length - most;
    return `${names.slice(0, most).join(', ')}${more > 0 ? `, and ${more} more` : ''}`;
}

;// CONCATENATED MODULE: ./build/gate/decide.js










const decide_EMPTY = new gate_metrics/* MetricSet */.JR([]);
function decide(input) {
    const baseline = comparable(input);
    const comparisons = new Comparisons(input.comparisons ?? []);
    const methods = input.methods ?? [pairedMethod(comparisons), ...COMPARISON_METHODS];
    const decided = shareClaims(input.rules.flatMap((rule) => slicesOf(rule, input.candidate, baseline).map((slice) => decideRule(rule, slice, { ...input, methods }))), input.policy);
    const significance = significanceOf(comparisons.all);
    const rules = decided.map(({ result }) => withSignificance(result, significance));
    const findings = [
        ...firstRun(input),
        ...lostMetrics(input.candidate, namesToKeep(input.baseline), input.policy, rules),
    ];
    // The rules alone decide whether anything was evaluated: a finding must not stand in for them.
    const verdict = (0,results/* worst */.QZ)([
        (0,results/* worst */.QZ)(rules.map((rule) => rule.verdict)),
        ...findings.map((found) => found.verdict),
    ]);
    return {
        verdict,
        summary: summaryOf(rules, findings, input),
        rules,
        explanations: decided.map(({ explanation }) => explanation),
        metrics: diffMetrics(input, comparisons, significance),
        findings,
        notChecked: notChecked(rules, input, decided.map(({ explanation }) => explanation)),
    };
}
/** What the candidate must have too. Other data has other slices, but no other metrics. */
function namesToKeep(baseline) {
    if (baseline.kind === 'metrics')
        return baseline.metrics;
    if (baseline.kind !== 'refused')
        return decide_EMPTY;
    return new gate_metrics/* MetricSet */.JR(baseline.metrics.all.filter((metric) => metric.slice === null));
}
/** The slices that a rule is about. `*` becomes each slice that either side has of the metric. */
function slicesOf(rule, candidate, baseline) {
    if (rule.slice !== EVERY_SLICE)
        return [rule.slice];
    const found = [...new Set([...candidate.slices(rule.metric), ...baseline.slices(rule.metric)])];
    // A wildcard without a match stays in the result, as itself, and is an error there.
    return found.length > 0 ? found : [EVERY_SLICE];
}
function firstRun(input) {
    if (input.baseline.kind !== 'first_run')
        return [];
    return [
        {
            check: 'no_baseline',
            verdict: VERDICT_OF[input.policy.on_missing_baseline],
            severity: input.policy.on_missing_baseline === 'ignore' ? 'info' : 'warn',
            subject: {},
            where: [],
            message: `first run: ${input.baseline.message}`,
        },
    ];
}
/** Problems of a gate that has no rules at all. Called before anything is read. */
function noRules() {
    return {
        message: 'there is no rule, and a gate without rules checks nothing',
        fix: 'give --rule "METRIC OPERATOR LIMIT", or write rules under `gate:` in assay.yaml',
    };
}

;// CONCATENATED MODULE: ./build/gate/explain.js
/** Plain text, a paragraph for each rule and for each finding. */
function explain(decision, baseline) {
    const rules = decision.explanations.map((how, index) => {
        const result = decision.rules[index];
        return [
            `${result?.verdict ?? 'error'}  ${how.rule}`,
            `  ${result?.message ?? ''}`,
            `  formula: ${how.formula}`,
            ...(how.method === null
                ? [`  not evaluated: ${result?.reason ?? ''}`]
                : [
                    `  method: ${how.method}`,
                    ...(how.source === undefined ? [] : [`  source: ${how.source}`]),
                    ...how.working.map((line) => `  ${line}`),
                ]),
        ].join('\n');
    });
    const findings = decision.findings.map((found) => `${found.verdict}  ${found.check}\n  ${found.message}`);
    const open = decision.notChecked.map((line) => `not checked: ${line}`);
    return [
        `${decision.verdict}: ${decision.summary}`,
        `baseline: ${baseline ?? 'none'}`,
        ...rules,
        ...findings,
        ...(open.length > 0 ? [open.join('\n')] : []),
    ].join('\n\n');
}

;// CONCATENATED MODULE: ./build/gate/removed-rules.js


/**
 * A past rule counts as kept where a rule of the same metric and operator, of at least its severity, covers its slice.
 * Its limit may have changed: that is shown in the difference of assay.yaml. The finding is `warn`: a team may drop a
 * rule, but no version is then approved by policy alone.
 */
function removedRules(past, rules) {
    const lost = past.filter((rule) => rule.severity === 'error' &&
        // One failing test of a file is a row of its own; the row of the file stands for all.
        !(rule.slice !== null && rule.metric.startsWith('tests.')) &&
        !rules.some((now) => now.metric === rule.metric &&
            now.operator === rule.operator &&
            now.severity === 'error' &&
            (now.slice === rule.slice || (now.slice === EVERY_SLICE && rule.slice !== null))));
    const byRule = new Map(lost.map((rule) => [`${rule.operator} on ${rule.metric}`, []]));
    for (const rule of lost)
        byRule.get(`${rule.operator} on ${rule.metric}`)?.push(rule);
    return [...byRule].map(([name, of]) => {
        const places = of.map((rule) => (0,gate_metrics/* describe */.q0)(rule.metric, rule.slice));
        return {
            check: 'removed_rule',
            verdict: 'warn',
            severity: 'warn',
            subject: {},
            where: [],
            count: of.length,
            message: `the baseline had to pass ${name} (${places.slice(0, 3).join('; ')}${places.length > 3 ? '; …' : ''}), and no rule asks it of the candidate`,
            fix: 'write the rule again, or accept this warning once: the next baseline no longer has it',
        };
    });
}

;// CONCATENATED MODULE: ./build/gate/index.js















/** The metrics of a run of MLflow, see `readers/mlflow/index.ts`; its readers are loaded here. */
async function readMlflow(text, root) {
    const { readMlflow: read } = await Promise.all(/* import() */[__webpack_require__.e(8865), __webpack_require__.e(9511)]).then(__webpack_require__.bind(__webpack_require__, 29511));
    return read((0,run/* parseMlflow */.rj)(text), root);
}


/***/ }),

/***/ 98591:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JR: () => (/* binding */ MetricSet),
/* harmony export */   V2: () => (/* binding */ ofResult),
/* harmony export */   Xy: () => (/* binding */ plainMetric),
/* harmony export */   hh: () => (/* binding */ showAbsence),
/* harmony export */   q0: () => (/* binding */ describe),
/* harmony export */   yn: () => (/* binding */ hasNumber)
/* harmony export */ });
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9216);
/** The metrics of one side, however they came: by name and slice, with values that may be NaN or absent. */

/** A metric of a plain file: a name and a number. */
function plainMetric(name, value, why = null) {
    return { name, slice: null, value, undefined: why, n: null, direction: null, interval: null };
}
/** A metric of one of our own results. */
function ofResult(metric) {
    const { name, slice, value, n, direction, interval } = metric;
    return { name, slice, value, undefined: metric.undefined, n, direction, interval };
}
/** True where the metric has a number that can be compared. */
function hasNumber(metric) {
    return metric.value !== null && Number.isFinite(metric.value);
}
/** What stands in place of a number: `NaN`, `−Infinity`, `no value (only one class)`. */
function showAbsence(metric) {
    if (metric.value !== null)
        return String(metric.value).replace('-', '−');
    return metric.undefined === null ? 'no value' : `no value (${metric.undefined})`;
}
class MetricSet {
    all;
    ignored;
    #bySlice = new Map();
    #ignored;
    /** Throws a usage error where a name stands twice for one slice: one of the two would be hidden. */
    constructor(metrics, ignored = [], from = 'the metrics') {
        this.all = [...metrics];
        this.ignored = ignored;
        this.#ignored = new Map(ignored.map(({ name, why }) => [name, why]));
        const problems = [];
        for (const metric of this.all) {
            const names = this.#bySlice.get(metric.slice) ?? new Map();
            if (names.has(metric.name) && problems.length < 20) {
                problems.push({ message: `${from}: ${describe(metric.name, metric.slice)} stands twice` });
            }
            names.set(metric.name, metric);
            this.#bySlice.set(metric.slice, names);
        }
        if (problems.length > 0)
            throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(problems);
    }
    get(name, slice) {
        return this.#bySlice.get(slice)?.get(name);
    }
    has(name, slice) {
        return this.#bySlice.get(slice)?.has(name) ?? false;
    }
    /** Names without slices, each once, in order. */
    names() {
        return [...new Set(this.all.map((metric) => metric.name))];
    }
    /** Slices in order; of one metric, or of any where no name is given. */
    slices(name) {
        const found = new Set();
        for (const metric of this.all) {
            if (metric.slice !== null && (name === undefined || metric.name === name))
                found.add(metric.slice);
        }
        return [...found];
    }
    /** Why `name` is no metric here although the file holds something of that name. */
    whyIgnored(name) {
        return this.#ignored.get(name);
    }
}
/** `roc_auc`, or `roc_auc on slice origin=SEA`. */
function describe(name, slice) {
    return slice === null ? name : `${name} on slice ${slice}`;
}


/***/ }),

/***/ 35203:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ parseJson)
/* harmony export */ });
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9216);
/* harmony import */ var _node_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(61369);
/**
 * JSON as RFC 8259 has it, plus the constants `NaN`, `Infinity` and `-Infinity` that Python's `json.dump` writes.
 * `JSON.parse` refuses those and keeps the last of two equal keys without a word, so it cannot read metrics.
 */


/** Deeper than any metrics file, and far from the end of the stack. */
const MAX_DEPTH = 100;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const CONSTANTS = [
    ['true', { type: 'boolean', value: true }],
    ['false', { type: 'boolean', value: false }],
    ['null', { type: 'null' }],
    ['NaN', { type: 'number', value: Number.NaN }],
    ['Infinity', { type: 'number', value: Number.POSITIVE_INFINITY }],
    ['-Infinity', { type: 'number', value: Number.NEGATIVE_INFINITY }],
];
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 forbids exactly these in strings.
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPES = {
    '"': '"',
    '\\': '\\',
    '/': '/',
    b: '\b',
    f: '\f',
    n: '\n',
    r: '\r',
    t: '\t',
};
/**
 * Reads one JSON value. Throws a usage error: of a syntax error with its line and column, of equal keys all at once.
 * `firstLine` is the line of `text` in `file`, for formats with a value on each line.
 */
function parseJson(text, file, firstLine = 1) {
    const reader = new Reader(text, file, firstLine);
    return reader.document();
}
class Reader {
    text;
    file;
    #at = 0;
    #line;
    #lineStart = 0;
    #problems = [];
    constructor(text, file, firstLine) {
        this.text = text;
        this.file = file;
        this.#line = firstLine;
    }
    document() {
        const value = this.#value(0);
        this.#space();
        if (this.#at < this.text.length) {
            const more = '{['.includes(this.text.charAt(this.#at));
            this.#fail(`has ${this.#seen()} after the end of the value`, {
                ...(more ? { fix: 'a file with a value on each line is JSON lines: name it .jsonl' } : {}),
            });
        }
        if (this.#problems.length > 0)
            throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(this.#problems);
        return value;
    }
    #place() {
        return { file: this.file, line: this.#line, column: this.#at - this.#lineStart + 1 };
    }
    #seen() {
        const char = this.text.codePointAt(this.#at);
        return char === undefined ? 'the end of the file' : JSON.stringify(String.fromCodePoint(char));
    }
    #fail(message, more = {}) {
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)([
            ...this.#problems,
            { where: this.#place(), message: `is not JSON: ${message}`, ...more },
        ]);
    }
    #space() {
        for (;;) {
            const char = this.text.charCodeAt(this.#at);
            if (char === 0x0a) {
                this.#line += 1;
                this.#lineStart = this.#at + 1;
            }
            else if (char !== 0x20 && char !== 0x09 && char !== 0x0d)
                return;
            this.#at += 1;
        }
    }
    #value(depth) {
        this.#space();
        if (depth > MAX_DEPTH)
            this.#fail(`is nested deeper than ${MAX_DEPTH}`);
        const char = this.text.charAt(this.#at);
        if (char === '{')
            return this.#object(depth);
        if (char === '[')
            return this.#array(depth);
        if (char === '"')
            return { type: 'string', value: this.#string() };
        for (const [word, node] of CONSTANTS) {
            if (!this.text.startsWith(word, this.#at))
                continue;
            this.#at += word.length;
            this.#endOfWord();
            return node;
        }
        NUMBER.lastIndex = this.#at;
        const digits = NUMBER.exec(this.text)?.[0];
        if (digits === undefined)
            this.#fail(`${this.#seen()} begins no value`);
        this.#at += digits.length;
        this.#endOfWord();
        return { type: 'number', value: Number(digits) };
    }
    /** `01`, `1.`, `nullx`: what follows a number or a word must not go on. */
    #endOfWord() {
        if (/[\w.+-]/.test(this.text.charAt(this.#at)))
            this.#fail(`${this.#seen()} does not belong to the value before it`);
    }
    #object(depth) {
        this.#at += 1;
        const entries = [];
        const lines = new Map();
        this.#space();
        if (this.text.charAt(this.#at) === '}') {
            this.#at += 1;
            return { type: 'map', entries };
        }
        for (;;) {
            this.#space();
            if (this.text.charAt(this.#at) !== '"')
                this.#fail(`expected a name in double quotation marks, found ${this.#seen()}`);
            const place = this.#place();
            const key = this.#string();
            const earlier = lines.get(key);
            if (earlier !== undefined && this.#problems.length < _node_js__WEBPACK_IMPORTED_MODULE_1__/* .MOST_PROBLEMS */ .vy) {
                this.#problems.push({
                    where: { ...place, key },
                    message: `the key stands twice (first on line ${earlier})`,
                    expected: 'each key once',
                });
            }
            lines.set(key, place.line ?? 0);
            this.#space();
            if (this.text.charAt(this.#at) !== ':')
                this.#fail(`expected ":" after the name, found ${this.#seen()}`);
            this.#at += 1;
            entries.push({ key, line: place.line ?? 0, value: this.#value(depth + 1) });
            if (this.#closes('}'))
                return { type: 'map', entries };
        }
    }
    #array(depth) {
        this.#at += 1;
        let length = 0;
        this.#space();
        if (this.text.charAt(this.#at) === ']') {
            this.#at += 1;
            return { type: 'list', length };
        }
        for (;;) {
            this.#value(depth + 1);
            length += 1;
            if (this.#closes(']'))
                return { type: 'list', length };
        }
    }
    #closes(end) {
        this.#space();
        const char = this.text.charAt(this.#at);
        if (char !== ',' && char !== end)
            this.#fail(`expected "," or "${end}", found ${this.#seen()}`);
        this.#at += 1;
        return char === end;
    }
    #string() {
        this.#at += 1;
        let value = '';
        for (;;) {
            PLAIN.lastIndex = this.#at;
            const plain = PLAIN.exec(this.text)?.[0] ?? '';
            value += plain;
            this.#at += plain.length;
            const char = this.text.charAt(this.#at);
            if (char === '"') {
                this.#at += 1;
                return value;
            }
            if (char !== '\\')
                this.#fail(`${this.#seen()} inside a string`);
            value += this.#escape();
        }
    }
    #escape() {
        const char = this.text.charAt(this.#at + 1);
        if (char === 'u') {
            const hex = this.text.slice(this.#at + 2, this.#at + 6);
            if (!/^[0-9a-fA-F]{4}$/.test(hex))
                this.#fail('\\u needs four hexadecimal digits');
            this.#at += 6;
            return String.fromCharCode(Number.parseInt(hex, 16));
        }
        const meant = Object.hasOwn(ESCAPES, char) ? ESCAPES[char] : undefined;
        if (meant === undefined)
            this.#fail(`\\${char} is no escape`);
        this.#at += 2;
        return meant;
    }
}


/***/ }),

/***/ 21310:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   eu: () => (/* binding */ isMlflow),
/* harmony export */   fJ: () => (/* binding */ showMlflow),
/* harmony export */   jH: () => (/* binding */ chooseRun),
/* harmony export */   rj: () => (/* binding */ parseMlflow)
/* harmony export */ });
/* unused harmony export MLFLOW_FORM */
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9216);
/** A run of MLflow as both of its stores give it, and which one a reference means. */

const MLFLOW_FORM = 'mlflow:PATH#RUN: PATH is mlruns or mlflow.db, RUN an id, a name or EXPERIMENT/latest';
const PREFIX = 'mlflow:';
function isMlflow(text) {
    return text.startsWith(PREFIX);
}
/** Throws a usage error where a part is missing. */
function parseMlflow(text) {
    const rest = text.slice(PREFIX.length);
    const split = rest.lastIndexOf('#');
    const [path, run] = [rest.slice(0, Math.max(split, 0)), rest.slice(split + 1)];
    if (!isMlflow(text) || path === '' || run === '') {
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)({
            message: `${JSON.stringify(text)} does not say which run of MLflow is meant`,
            expected: MLFLOW_FORM,
        });
    }
    return { path, run };
}
function showMlflow({ path, run }) {
    return `${PREFIX}${path}#${run}`;
}
const LATEST = /^(.+)\/latest$/s;
const SHOWN = 5;
/**
 * The run that is meant. Throws a usage error: none, several of one name, a deleted one, one that did not finish. The
 * latest of an experiment is the one that was started last; that it failed must not bring an older one forward.
 */
function chooseRun(runs, wanted, shown) {
    const problem = (message, more = {}) => (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)({ where: { file: shown }, message, ...more });
    const experiment = LATEST.exec(wanted)?.[1];
    const byId = runs.filter((run) => run.id === wanted);
    const byName = runs.filter((run) => run.name === wanted);
    const living = byName.filter((run) => !run.deleted);
    const latest = runs
        .filter((run) => run.experiment === experiment && !run.deleted)
        .sort((a, b) => b.started - a.started);
    const matching = byId.length > 0 ? byId : living.length > 0 ? living : byName.length > 0 ? byName : latest;
    const [found, other] = matching;
    if (found === undefined) {
        const experiments = [...new Set(runs.filter((run) => !run.deleted).map((run) => run.experiment))];
        const names = runs.filter((run) => !run.deleted).map((run) => run.name);
        throw problem(experiment === undefined
            ? `there is no run with the id or name ${wanted}`
            : `there is no run in an experiment ${experiment}`, {
            expected: runs.length === 0
                ? 'a store with runs'
                : `one of ${names.slice(0, SHOWN).join(', ')}${names.length > SHOWN ? ', …' : ''}, or ${experiments
                    .map((name) => `${name}/latest`)
                    .slice(0, SHOWN)
                    .join(', ')}`,
        });
    }
    if (matching !== latest && other !== undefined) {
        throw problem(`${matching.length} runs have the name ${wanted}`, {
            expected: `one of their ids: ${matching
                .map((run) => run.id)
                .slice(0, SHOWN)
                .join(', ')}`,
        });
    }
    if (matching === latest && other !== undefined && other.started === found.started) {
        throw problem(`two runs of ${experiment} were started at once, and both are the latest`, {
            expected: `one of their ids: ${found.id}, ${other.id}`,
        });
    }
    if (found.deleted)
        throw problem(`the run ${wanted} was deleted`, { fix: 'restore it, or name another' });
    if (found.status !== 'FINISHED') {
        throw problem(`the run ${found.name || found.id} has the status ${found.status}: its metrics may not be all`, {
            expected: 'status FINISHED',
        });
    }
    return found;
}


/***/ }),

/***/ 61369:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $O: () => (/* binding */ nodeOfText),
/* harmony export */   Bq: () => (/* binding */ flatten),
/* harmony export */   vy: () => (/* binding */ MOST_PROBLEMS)
/* harmony export */ });
/* unused harmony export isNumberText */
/* harmony import */ var _metrics_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98591);

/** More of one kind are not told: the file is broken anyway, and the message would be as long as the file. */
const MOST_PROBLEMS = 20;
/**
 * Nested names joined by dots, as `dvc metrics show` prints them. Two ways to one name (`a.b` beside `b` in `a`)
 * are a problem: one would hide the other. What is no number is listed with the reason.
 */
function flatten(root, file) {
    const metrics = [];
    const ignored = [];
    const problems = [];
    const lines = new Map();
    const visit = (entries, prefix) => {
        for (const { key, line, value } of entries) {
            const name = prefix === '' ? key : `${prefix}.${key}`;
            if (value.type === 'map') {
                visit(value.entries, name);
                continue;
            }
            if (key.trim() === '') {
                ignored.push({ name, why: 'a value without a name' });
                continue;
            }
            const earlier = lines.get(name);
            if (earlier !== undefined) {
                if (problems.length >= MOST_PROBLEMS)
                    continue;
                problems.push({
                    where: { file, line, key: name },
                    message: `the name stands twice (first on line ${earlier})`,
                    expected: 'each metric once',
                });
                continue;
            }
            lines.set(name, line);
            if (value.type === 'number')
                metrics.push((0,_metrics_js__WEBPACK_IMPORTED_MODULE_0__/* .plainMetric */ .Xy)(name, value.value));
            else if (value.type === 'null')
                metrics.push((0,_metrics_js__WEBPACK_IMPORTED_MODULE_0__/* .plainMetric */ .Xy)(name, null, 'the file holds null'));
            else
                ignored.push({ name, why: whyNoMetric(value) });
        }
    };
    visit(root.entries, '');
    return { metrics, ignored, problems };
}
function whyNoMetric(node) {
    switch (node.type) {
        case 'list':
            return `a list of ${node.length}, which is not one value`;
        case 'boolean':
            return `${node.value}, which is not a number`;
        case 'string':
            return isNumberText(node.value)
                ? 'text, although it looks like a number: write it without quotation marks'
                : 'text, which is not a number';
    }
}
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const NOT_FINITE = /^([+-]?)(nan|inf|infinity)$/i;
/** True for text that a person would take for a number, also for `NaN` and `inf`. */
function isNumberText(text) {
    const trimmed = text.trim();
    return NUMBER.test(trimmed) || NOT_FINITE.test(trimmed) || trimmed.toLowerCase() === '.nan';
}
/**
 * A cell or a value of a text line as a node: numbers as `printf`, Python and pandas write them, `nan` and `inf` in
 * any case, nothing at all as null. A number too large for a double becomes infinite, and so passes no rule.
 */
function nodeOfText(text) {
    const trimmed = text.trim();
    if (trimmed === '')
        return { type: 'null' };
    if (NUMBER.test(trimmed))
        return { type: 'number', value: Number(trimmed) };
    const special = NOT_FINITE.exec(trimmed);
    if (special !== null) {
        const sign = special[1] === '-' ? -1 : 1;
        return {
            type: 'number',
            value: special[2]?.toLowerCase() === 'nan' ? Number.NaN : sign * Number.POSITIVE_INFINITY,
        };
    }
    return { type: 'string', value: trimmed };
}


/***/ }),

/***/ 90988:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Uh: () => (/* reexport */ benjaminiHochberg),
  fU: () => (/* reexport */ holm),
  WI: () => (/* reexport */ normal/* normalTail */.WI),
  _S: () => (/* reexport */ sample_size/* pairsForProportions */._S),
  un: () => (/* reexport */ sample_size/* pairsForVariance */.un),
  z: () => (/* reexport */ normal.z)
});

;// CONCATENATED MODULE: ./build/statistics/deciding/multiplicity.js
/** Corrections for many tests at once. p-values in, corrected p-values out, in the same order. */
/** Holm 1979, Scandinavian Journal of Statistics 6:65. Holds the chance of any false alarm: for claims that block. */
function holm(pValues) {
    const rising = order(pValues);
    let most = 0;
    return back(rising.map(({ p, index }, rank) => {
        most = Math.max(most, Math.min(1, p * (pValues.length - rank)));
        return { index, p: most };
    }));
}
/** Benjamini and Hochberg 1995, JRSS B 57:289. Holds the share of false alarms: for slices that inform. */
function benjaminiHochberg(pValues) {
    const rising = order(pValues);
    let least = 1;
    return back(rising.reverse().map(({ p, index }, fromLast) => {
        least = Math.min(least, (p * pValues.length) / (pValues.length - fromLast));
        return { index, p: least };
    }));
}
function order(pValues) {
    const wrong = pValues.find((p) => !(p >= 0 && p <= 1));
    if (wrong !== undefined)
        throw new RangeError(`${wrong} is no p-value`);
    return pValues.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);
}
function back(corrected) {
    const result = new Array(corrected.length).fill(1);
    for (const { p, index } of corrected)
        result[index] = p;
    return result;
}

// EXTERNAL MODULE: ./build/statistics/deciding/normal.js
var normal = __webpack_require__(83453);
// EXTERNAL MODULE: ./build/statistics/deciding/sample-size.js
var sample_size = __webpack_require__(54548);
;// CONCATENATED MODULE: ./build/statistics/deciding/index.js
/**
 * What turns intervals into verdicts: the normal distribution, sample sizes, corrections for several tests. A door of
 * its own, because the gate starts with it and needs no more: Student's t, the binomial and the gamma function take
 * longer to load than the gate takes to decide.
 */





/***/ }),

/***/ 83453:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   WI: () => (/* binding */ normalTail),
/* harmony export */   Zl: () => (/* reexport default export from named module */ _stdlib_stats_base_dists_normal_quantile__WEBPACK_IMPORTED_MODULE_1__),
/* harmony export */   vr: () => (/* reexport default export from named module */ _stdlib_stats_base_dists_normal_cdf__WEBPACK_IMPORTED_MODULE_0__),
/* harmony export */   z: () => (/* binding */ z)
/* harmony export */ });
/* harmony import */ var _stdlib_stats_base_dists_normal_cdf__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(72484);
/* harmony import */ var _stdlib_stats_base_dists_normal_quantile__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(86060);
/** The normal distribution, under the names that formulas use. It comes from stdlib. */



/** P(Z > z) of the standard normal distribution; the upper tail itself, which 1 − cdf would round away. */
function normalTail(z) {
    return _stdlib_stats_base_dists_normal_cdf__WEBPACK_IMPORTED_MODULE_0__(-z, 0, 1);
}
/** z with P(Z ≤ z) = p. */
function z(p) {
    return _stdlib_stats_base_dists_normal_quantile__WEBPACK_IMPORTED_MODULE_1__(p, 0, 1);
}


/***/ }),

/***/ 54548:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _S: () => (/* binding */ pairsForProportions),
/* harmony export */   un: () => (/* binding */ pairsForVariance)
/* harmony export */ });
/* unused harmony export USUAL */
/* harmony import */ var _normal_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83453);
/** How many examples would decide a comparison that is inconclusive. */

const USUAL = { alpha: 0.05, power: 0.8 };
/**
 * Pairs that show a difference of `distance` between two paired proportions of which the share `discordance` of
 * the pairs differs: (z_α√p_d + z_β√(p_d − δ²))² / δ² (Connor 1987, Biometrics 43:207). Infinite for no distance.
 */
function pairsForProportions(discordance, distance, power = USUAL) {
    if (!(discordance >= 0 && discordance <= 1))
        throw new RangeError(`${discordance} is no share`);
    // A difference cannot be larger than the share that differs.
    const share = Math.max(discordance, Math.abs(distance));
    const root = (0,_normal_js__WEBPACK_IMPORTED_MODULE_0__.z)(1 - power.alpha) * Math.sqrt(share) +
        (0,_normal_js__WEBPACK_IMPORTED_MODULE_0__.z)(power.power) * Math.sqrt(Math.max(0, share - distance * distance));
    return ceiling((root / distance) ** 2);
}
/** Pairs for a mean difference whose variance a pair is `variance`: (z_α + z_β)² σ² / δ². */
function pairsForVariance(variance, distance, power = USUAL) {
    if (!(variance >= 0))
        throw new RangeError(`${variance} is no variance`);
    return ceiling((((0,_normal_js__WEBPACK_IMPORTED_MODULE_0__.z)(1 - power.alpha) + (0,_normal_js__WEBPACK_IMPORTED_MODULE_0__.z)(power.power)) ** 2 * variance) / (distance * distance));
}
function ceiling(n) {
    return Number.isNaN(n) ? Number.POSITIVE_INFINITY : Math.ceil(n);
}


/***/ })

};
