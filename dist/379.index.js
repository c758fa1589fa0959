export const id = 379;
export const ids = [379];
export const modules = {

/***/ 49218:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  C: () => (/* binding */ METRICS),
  x: () => (/* binding */ lookupMetric)
});

;// CONCATENATED MODULE: ./build/evaluation/catalogue/computed.js
const SKLEARN = 'scikit-learn, sklearn.metrics';
const CLASSES = ['binary', 'multiclass'];
const NEVER = 'no rows';
function computed(name, needs, row) {
    return { ...row, name, unit: row.unit ?? null, computed: true, needs };
}
/** Precision, recall and F1 over several classes, with the average in the name. */
function averages(name, of, perClass, undefinedMacro) {
    const row = { direction: 'higher', range: [0, 1], tasks: ['multiclass'] };
    return [
        computed(`${name}_macro`, 'label', {
            ...row,
            definition: `mean of the ${of} of every class that occurs in labels or predictions; ${perClass}`,
            undefinedWhen: undefinedMacro,
            source: `${SKLEARN}, average="macro"`,
        }),
        computed(`${name}_weighted`, 'label', {
            ...row,
            definition: `mean of the ${of} of every class, weighted by the class's share of the labels; ${perClass}`,
            undefinedWhen: `${undefinedMacro}, for a class that occurs in the labels`,
            source: `${SKLEARN}, average="weighted"`,
        }),
        computed(`${name}_micro`, 'label', {
            ...row,
            definition: `${of} over the pooled decisions of all classes; with one label an example it equals accuracy`,
            undefinedWhen: NEVER,
            source: `${SKLEARN}, average="micro"`,
        }),
    ];
}
/** The metrics that Assay computes: one row each; the computation stands in `metrics/` under the same name. */
const COMPUTED = [
    // Classification, from predicted labels.
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
    computed('precision', 'label', {
        direction: 'higher',
        range: [0, 1],
        tasks: ['binary'],
        definition: 'TP / (TP + FP) for the positive class',
        undefinedWhen: 'no example is predicted positive (scikit-learn gives 0)',
        source: `${SKLEARN}.precision_score, average="binary"`,
    }),
    computed('recall', 'label', {
        direction: 'higher',
        range: [0, 1],
        tasks: ['binary'],
        definition: 'TP / (TP + FN) for the positive class',
        undefinedWhen: 'no label is positive (scikit-learn gives 0)',
        source: `${SKLEARN}.recall_score, average="binary"`,
    }),
    computed('specificity', 'label', {
        direction: 'higher',
        range: [0, 1],
        tasks: ['binary'],
        definition: 'TN / (TN + FP): recall of the negative class',
        undefinedWhen: 'no label is negative',
        source: `${SKLEARN}.recall_score, pos_label=negative`,
    }),
    computed('f1', 'label', {
        direction: 'higher',
        range: [0, 1],
        tasks: ['binary'],
        definition: '2 TP / (2 TP + FP + FN) for the positive class',
        undefinedWhen: 'no label and no prediction is positive (scikit-learn gives 0)',
        source: `${SKLEARN}.f1_score, average="binary"`,
    }),
    ...averages('precision', 'precision', 'TP / (TP + FP)', 'a class that occurs in the labels is never predicted (scikit-learn counts 0)'),
    ...averages('recall', 'recall', 'TP / (TP + FN)', 'a class is predicted that never occurs in the labels (scikit-learn counts 0)'),
    ...averages('f1', 'F1', '2 TP / (2 TP + FP + FN)', NEVER),
    computed('mcc', 'label', {
        direction: 'higher',
        range: [-1, 1],
        tasks: CLASSES,
        definition: "Matthews' correlation coefficient; Gorodkin's R_K for several classes",
        undefinedWhen: 'labels or predictions hold one class only (scikit-learn gives 0)',
        source: `${SKLEARN}.matthews_corrcoef`,
    }),
    // Classification, from scores.
    computed('roc_auc', 'score', {
        direction: 'higher',
        range: [0, 1],
        tasks: ['binary'],
        definition: 'probability that a positive example has a higher score than a negative one; ties count ½',
        undefinedWhen: 'one class only',
        source: `${SKLEARN}.roc_auc_score`,
    }),
    computed('roc_auc_ovr', 'score', {
        direction: 'higher',
        range: [0, 1],
        tasks: ['multiclass'],
        definition: 'mean over the classes of the ROC-AUC of the class against all others',
        undefinedWhen: 'a class of the scores never occurs in the labels, or is the only one',
        source: `${SKLEARN}.roc_auc_score, multi_class="ovr", average="macro"`,
    }),
    computed('average_precision', 'score', {
        direction: 'higher',
        range: [0, 1],
        tasks: ['binary'],
        definition: 'Σ (Rₙ − Rₙ₋₁) Pₙ over the distinct scores, from high to low; no trapezoids',
        undefinedWhen: 'no label is positive',
        source: `${SKLEARN}.average_precision_score`,
    }),
    // Classification, from probabilities.
    computed('log_loss', 'probability', {
        direction: 'lower',
        range: [0, null],
        tasks: CLASSES,
        definition: 'mean of −ln p of the true class, natural logarithm; p is clipped to [2⁻⁵², 1 − 2⁻⁵²]',
        undefinedWhen: 'a probability lies outside [0, 1], or those of an example do not sum to 1',
        source: `${SKLEARN}.log_loss on float64`,
    }),
    computed('brier', 'probability', {
        direction: 'lower',
        range: [0, 2],
        tasks: CLASSES,
        definition: 'binary: mean of (p − y)², 0 to 1; multiclass: mean of Σ (pₖ − yₖ)² over the classes, 0 to 2',
        undefinedWhen: 'a probability lies outside [0, 1], or those of an example do not sum to 1',
        source: `${SKLEARN}.brier_score_loss, scale_by_half="auto"`,
    }),
    computed('ece', 'probability', {
        direction: 'lower',
        range: [0, 1],
        tasks: CLASSES,
        definition: 'Σ nₖ/n |mean outcome − mean probability| over 15 bins of equal width, the last one closed; binary: probability of the positive class; multiclass: of the predicted class',
        undefinedWhen: 'a probability lies outside [0, 1], or those of an example do not sum to 1',
        source: 'Naeini, Cooper, Hauskrecht 2015; L1 norm',
    }),
    // Regression.
    computed('mae', 'number', {
        direction: 'lower',
        range: [0, null],
        tasks: ['regression'],
        unit: 'target',
        definition: 'mean of |ŷ − y|',
        undefinedWhen: NEVER,
        source: `${SKLEARN}.mean_absolute_error`,
    }),
    computed('mse', 'number', {
        direction: 'lower',
        range: [0, null],
        tasks: ['regression'],
        definition: 'mean of (ŷ − y)²',
        undefinedWhen: NEVER,
        source: `${SKLEARN}.mean_squared_error`,
    }),
    computed('rmse', 'number', {
        direction: 'lower',
        range: [0, null],
        tasks: ['regression'],
        unit: 'target',
        definition: 'square root of the mean of (ŷ − y)²',
        undefinedWhen: NEVER,
        source: `${SKLEARN}.root_mean_squared_error`,
    }),
    computed('r2', 'number', {
        direction: 'higher',
        range: [null, 1],
        tasks: ['regression'],
        definition: '1 − Σ (ŷ − y)² / Σ (y − ȳ)²; negative where worse than the mean',
        undefinedWhen: 'fewer than two rows, or all labels equal (scikit-learn gives 0 or 1)',
        source: `${SKLEARN}.r2_score, force_finite=False`,
    }),
    computed('mape', 'number', {
        direction: 'lower',
        range: [0, null],
        tasks: ['regression'],
        definition: 'mean of |ŷ − y| / |y|, as a share: 0.1 is 10%',
        undefinedWhen: 'a label is 0 (scikit-learn divides by 2⁻⁵² there)',
        source: `${SKLEARN}.mean_absolute_percentage_error`,
    }),
    // The model itself.
    ...[50, 95, 99].map((percent) => computed(`latency_p${percent}_ms`, 'model', {
        direction: 'lower',
        range: [0, null],
        tasks: ['binary', 'multiclass', 'regression', 'ranking', 'text'],
        unit: 'ms',
        definition: `${percent}th percentile of the time of one inference on one row, after warm-up`,
        undefinedWhen: 'there is no model, only predictions; or fewer timed requests than the percentile needs',
        source: 'nearest-rank percentile of wall-clock times on this machine',
    })),
    computed('model_size_bytes', 'model', {
        direction: 'lower',
        range: [0, null],
        tasks: ['binary', 'multiclass', 'regression', 'ranking', 'text'],
        unit: 'bytes',
        definition: 'size of the model file',
        undefinedWhen: 'there is no model, only predictions',
        source: 'file system',
    }),
];

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
    known('roc_auc_ovo', 'higher', 'mean ROC-AUC over the pairs of classes', { range: [0, 1] }),
    known('f2', 'higher', 'F-measure with recall counted twice', { range: [0, 1] }),
    known('fbeta', 'higher', 'F-measure', { range: [0, 1] }),
    known('cohen_kappa', 'higher', "Cohen's κ", { range: [-1, 1] }),
    known('jaccard', 'higher', 'intersection over union', { range: [0, 1] }),
    known('gini', 'higher', '2 AUC − 1', { range: [-1, 1] }),
    known('ks', 'higher', 'Kolmogorov-Smirnov distance of the scores of the two classes', { range: [0, 1] }),
    known('top_k_accuracy', 'higher', 'share of examples whose label is among the k best', { range: [0, 1] }),
    known('fpr', 'lower', 'false-positive rate', { range: [0, 1] }),
    known('fnr', 'lower', 'false-negative rate', { range: [0, 1] }),
    known('mce', 'lower', 'largest calibration error of a bin', { range: [0, 1] }),
    known('median_absolute_error', 'lower', 'median of |ŷ − y|', { range: [0, null] }),
    known('max_error', 'lower', 'largest |ŷ − y|', { range: [0, null] }),
    known('rmsle', 'lower', 'root mean squared logarithmic error', { range: [0, null] }),
    known('smape', 'lower', 'symmetric mean absolute percentage error', { range: [0, null] }),
    known('pinball_loss', 'lower', 'mean pinball loss of a quantile', { range: [0, null] }),
    known('explained_variance', 'higher', '1 − Var(y − ŷ) / Var(y)', { range: [null, 1] }),
    known('ndcg', 'higher', 'normalised discounted cumulative gain', { range: [0, 1] }),
    known('mrr', 'higher', 'mean reciprocal rank', { range: [0, 1] }),
    known('map', 'higher', 'mean average precision', { range: [0, 1] }),
    known('hit_rate', 'higher', 'share of queries with a hit', { range: [0, 1] }),
    known('miou', 'higher', 'mean intersection over union', { range: [0, 1] }),
    known('dice', 'higher', 'Dice coefficient', { range: [0, 1] }),
    known('exact_match', 'higher', 'share of answers that match exactly', { range: [0, 1] }),
    known('bleu', 'higher', 'BLEU; the scale (1 or 100) is that of the tool'),
    known('rouge_l', 'higher', 'ROUGE-L; the scale is that of the tool'),
    known('meteor', 'higher', 'METEOR'),
    known('wer', 'lower', 'word error rate', { range: [0, null] }),
    known('cer', 'lower', 'character error rate', { range: [0, null] }),
    known('pass_k', 'higher', 'share of tasks solved within k samples', { range: [0, 1] }),
    known('win_rate', 'higher', 'share of comparisons won', { range: [0, 1] }),
    known('toxicity', 'lower', 'mean toxicity', { range: [0, 1] }),
    known('flip_rate', 'lower', 'share of examples whose prediction changed', { range: [0, 1] }),
    known('negative_flip_rate', 'lower', 'share of examples that became wrong', { range: [0, 1] }),
    known('demographic_parity_difference', 'lower', 'largest difference of selection rates', { range: [0, 1] }),
    known('equalized_odds_difference', 'lower', 'largest difference of TPR or FPR', { range: [0, 1] }),
    known('throughput', 'higher', 'examples a second', { range: [0, null], unit: '1/s' }),
    known('latency_ms', 'lower', 'time of one inference', { range: [0, null], unit: 'ms' }),
    known('load_time_ms', 'lower', 'time to load the model', { range: [0, null], unit: 'ms' }),
    known('memory_bytes', 'lower', 'peak memory', { range: [0, null], unit: 'bytes' }),
    known('cost_usd', 'lower', 'cost', { range: [0, null], unit: 'USD' }),
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
    f2_score: 'f2',
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
    peak_memory_bytes: 'memory_bytes',
};

;// CONCATENATED MODULE: ./build/evaluation/catalogue.js
/**
 * The catalogue of metrics: what each name means, which way is better, its unit, range and undefined cases.
 * It imports nothing that is heavy, because the gate reads it too. How the values are computed stands in
 * `metrics/`.
 */


/** Every metric by its name. */
const METRICS = new Map([...COMPUTED, ...KNOWN].map((row) => [row.name, row]));
/** Parts that say on which data, not what was measured. */
const SPLIT = /^(?:train|training|val|valid|validation|test|eval|dev|holdout)_/;
/**
 * Finds a metric by a name as a file or a rule has it: the last part of a dotted name (also of `eval/loss`),
 * whatever the case, `-` for `_`, with or without a split in front (`val_loss`) or a cut-off behind (`ndcg@10`).
 * `neg_…`, scikit-learn's name for a negated loss, has the direction turned round. Undefined where unknown.
 */
function lookupMetric(name) {
    const last = name.split(/[./]/).at(-1) ?? name;
    return find(last
        .trim()
        .toLowerCase()
        .replace(/[\s-]+/g, '_'));
}
function find(name) {
    const direct = METRICS.get(name) ?? METRICS.get(Object.hasOwn(ALIASES, name) ? (ALIASES[name] ?? name) : name);
    if (direct !== undefined)
        return direct;
    if (name.startsWith('neg_'))
        return negated(name);
    if (SPLIT.test(name))
        return find(name.replace(SPLIT, ''));
    if (/^top_?\d+_acc(?:uracy)?$/.test(name))
        return METRICS.get('top_k_accuracy');
    if (/^pass[@^]\d+$/.test(name))
        return METRICS.get('pass_k');
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
        direction: of.direction === 'higher' ? 'lower' : 'higher',
        range: [minus(high), minus(low)],
        definition: `minus ${of.name}: ${of.definition}`,
        computed: false,
        needs: null,
    };
}


/***/ }),

/***/ 90379:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _3: () => (/* binding */ evaluate),
/* harmony export */   fZ: () => (/* reexport safe */ _request_js__WEBPACK_IMPORTED_MODULE_1__.fZ),
/* harmony export */   xv: () => (/* reexport safe */ _catalogue_js__WEBPACK_IMPORTED_MODULE_0__.x),
/* harmony export */   zE: () => (/* reexport safe */ _request_js__WEBPACK_IMPORTED_MODULE_1__.zE)
/* harmony export */ });
/* harmony import */ var _catalogue_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(49218);
/* harmony import */ var _request_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(30330);


/** See `evaluate.ts`. */
async function evaluate(ctx, request) {
    const stage = await Promise.all(/* import() */[__webpack_require__.e(6856), __webpack_require__.e(6060), __webpack_require__.e(312), __webpack_require__.e(6412), __webpack_require__.e(8134)]).then(__webpack_require__.bind(__webpack_require__, 98134));
    return stage.evaluate(ctx, request);
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
/* harmony import */ var _catalogue_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(49218);
/** What is asked of an evaluation, and the checks of it that need no data. */


const EVALUATED_TASKS = ['binary', 'multiclass', 'regression'];
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
function checkedMetrics(names, task) {
    const fitting = metricsFor(task);
    const problems = [];
    const found = [];
    for (const name of names) {
        const info = _catalogue_js__WEBPACK_IMPORTED_MODULE_1__/* .METRICS */ .C.get(name);
        if (info?.computed && info.tasks.includes(task)) {
            if (found.includes(info))
                problems.push({ message: `the metric ${name} is there twice` });
            found.push(info);
            continue;
        }
        const other = (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_1__/* .lookupMetric */ .x)(name);
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
    if (names.length === 0)
        problems.push({ message: 'no metric is named', expected: `one of ${fitting.join(', ')}` });
    if (problems.length > 0)
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(problems);
    return found;
}
/** Names of the metrics that Assay computes for a task. */
function metricsFor(task) {
    return [..._catalogue_js__WEBPACK_IMPORTED_MODULE_1__/* .METRICS */ .C.values()]
        .filter((info) => info.computed && info.tasks.includes(task))
        .map((info) => info.name);
}


/***/ })

};
