export const id = 50;
export const ids = [50];
export const modules = {

/***/ 48730:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CO: () => (/* binding */ previousVersion),
/* harmony export */   SE: () => (/* binding */ byMetric),
/* harmony export */   X1: () => (/* binding */ evidenceOf),
/* harmony export */   vz: () => (/* binding */ bestVersion)
/* harmony export */ });
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9216);
/* harmony import */ var _evaluation_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(90379);
/* harmony import */ var _gate_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84994);
/* harmony import */ var _results_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(90459);
/** Versions of a registry as baselines: which one a reference names, and what it keeps. */




/** By which metric the best is meant: the one named, else that of the first rule that compares. */
function byMetric(named, rules) {
    const metric = named ?? rules.find((rule) => (0,_gate_index_js__WEBPACK_IMPORTED_MODULE_2__/* .operatorOf */ .gN)(rule.operator).compares)?.metric;
    if (metric === undefined) {
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)({
            message: 'the baseline best:N does not say by which metric, and no rule compares',
            fix: 'write best:5:roc_auc',
        });
    }
    const said = rules.find((rule) => rule.metric === metric && rule.direction !== null)?.direction;
    const direction = said ?? (0,_evaluation_index_js__WEBPACK_IMPORTED_MODULE_1__/* .lookupMetric */ .xv)(metric)?.direction;
    if (direction === undefined || direction === null) {
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)({
            message: `${metric} is not in the catalogue of metrics, so it is not known which version is the best by it`,
            fix: 'give a rule on it `direction higher` or `direction lower`',
        });
    }
    return { metric, direction };
}
/**
 * Of the last `count` versions the one with the best recorded value; of equal ones the newest. Null where the model
 * has no version. Throws a usage error where none of them has a value.
 */
async function bestVersion(registry, model, count, by) {
    const entries = (await registry.versions(model)).sort((a, b) => b.version - a.version).slice(0, count);
    if (entries.length === 0)
        return null;
    let best = null;
    for (const entry of entries) {
        const version = await registry.version(model, entry.version);
        const value = version?.manifest.metrics.find(({ name, slice }) => name === by.metric && slice === null)?.value;
        if (version === null || value === null || value === undefined)
            continue;
        const better = best === null || (by.direction === 'higher' ? value > best.value : value < best.value);
        if (better)
            best = { version, value };
    }
    if (best !== null)
        return best.version;
    throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)({
        message: `none of the last ${entries.length} versions of ${model} has a value of ${by.metric}`,
        fix: 'name another metric, such as best:5:roc_auc, or another baseline',
    });
}
/** The version of the last run that passed, other than this one; null where there is none with a version. */
async function previousVersion(registry, model, run) {
    const passed = (await registry.runs(model))
        .filter((entry) => entry.run.id !== run && (entry.verdict === 'pass' || entry.verdict === 'warn'))
        .sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
    const last = passed.at(-1);
    return last === undefined || last.version === null ? null : registry.version(model, last.version);
}
/** A result that is evidence of the version, such as `result:gate`; null where it has none. */
async function evidenceOf(registry, { entry, manifest }, name) {
    const file = manifest.files.find((found) => found.role === 'result' && found.name === name);
    if (file === undefined)
        return null;
    return (0,_results_index_js__WEBPACK_IMPORTED_MODULE_3__/* .parseResult */ .F)(await registry.getBytes(file.sha256), `${file.name} of v${entry.version}`);
}


/***/ }),

/***/ 97669:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  "default": () => (/* binding */ evaluate)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var base = __webpack_require__(9216);
// EXTERNAL MODULE: ./build/data/index.js + 163 modules
var data = __webpack_require__(28694);
// EXTERNAL MODULE: ./build/evaluation/index.js
var build_evaluation = __webpack_require__(90379);
// EXTERNAL MODULE: ./build/results/index.js + 11 modules
var build_results = __webpack_require__(90459);
// EXTERNAL MODULE: ./build/commands/command.js
var command = __webpack_require__(92950);
// EXTERNAL MODULE: ./build/gate/index.js + 21 modules
var gate = __webpack_require__(84994);
// EXTERNAL MODULE: ./build/registry/index.js + 20 modules
var build_registry = __webpack_require__(38299);
// EXTERNAL MODULE: ./build/commands/baseline/versions.js
var versions = __webpack_require__(48730);
// EXTERNAL MODULE: ./build/commands/evaluate/own.js
var own = __webpack_require__(26111);
;// CONCATENATED MODULE: ./build/commands/evaluate/baseline.js
/**
 * What an evaluation compares the candidate with: a version of the registry (its model, else the predictions that
 * were kept with it), or a file of the user's.
 */







const NONE = { model: null, notChecked: [] };
/**
 * The baseline, with its files copied to `folder`. None where the reference is one that only the gate reads (a file
 * of metrics, git, a number), where the alias has no entry yet (a first run), and where there is no registry: the gate
 * says what that means.
 */
async function baselineSide(ctx, place) {
    const { config, text } = place;
    const ref = (0,gate/* parseBaselineRef */.cJ)(text ?? config?.gate?.baseline ?? 'production');
    if (ref.kind === 'file')
        return text === undefined ? NONE : ofFile(ctx, place, ref);
    if (ref.kind === 'git' || ref.kind === 'merge-base' || ref.kind === 'mlflow' || ref.kind === 'value')
        return NONE;
    if (config === null) {
        throw (0,base/* usageError */.Wp)({
            message: 'a baseline in a registry needs assay.yaml, which names registry and model',
            fix: 'add assay.yaml, or name a file: file:PATH',
        });
    }
    const asked = text !== undefined;
    const none = (why) => ({ ...NONE, notChecked: [`the baseline: ${why}`] });
    const registry = await (0,build_registry/* openRegistry */.Me)(config.registry, config.root, ctx).catch((error) => {
        if (asked || !(error instanceof base/* AssayError */.WV) || error.kind !== 'usage')
            throw error;
        return error;
    });
    if (registry instanceof base/* AssayError */.WV)
        return none(registry.problems[0]?.message ?? registry.message);
    const found = await versionOf(registry, config, ref, place.run);
    return 'why' in found ? none(found.why) : ofVersion(ctx, registry, place, found.version, ref);
}
async function versionOf(registry, config, ref, run) {
    const { model } = config;
    const or = (version, why) => (version === null ? { why } : { version });
    switch (ref.kind) {
        case 'version': {
            const version = await registry.version(model, ref.number);
            if (version !== null)
                return { version };
            throw (0,base/* usageError */.Wp)({
                message: `version ${ref.number} is not in the registry`,
                fix: 'see `assay history`',
            });
        }
        case 'best': {
            const rules = (0,gate/* parseRules */.NR)((config.gate?.rules ?? []).map((rule) => ({ rule, where: {} }))).rules;
            const best = await (0,versions/* bestVersion */.vz)(registry, model, ref.count, (0,versions/* byMetric */.SE)(ref.metric, rules));
            return or(best, 'the registry has no version yet');
        }
        case 'previous':
            return or(await (0,versions/* previousVersion */.CO)(registry, model, run), 'no earlier run that passed and was registered is recorded');
        case 'alias': {
            const last = (await registry.aliasLog(model, ref.name)).at(-1);
            if (last === undefined)
                return { why: `the alias ${ref.name} has no entry yet` };
            const version = await registry.versionByDigest(model, last.to);
            if (version !== null)
                return { version };
            throw (0,base/* usageError */.Wp)({
                message: `the alias ${ref.name} names a version that is not in the registry`,
                fix: 'run `assay registry verify`',
            });
        }
        default:
            return { why: `${(0,gate/* showBaselineRef */.is)(ref)} is no version` };
    }
}
async function ofVersion(ctx, registry, place, version, ref) {
    const { entry, manifest } = version;
    const source = `${(0,gate/* showBaselineRef */.is)(ref)} → ${manifest.model} v${entry.version}`;
    const models = manifest.files.filter((file) => file.role === 'model');
    const model = models.find((candidate) => candidate.name === 'model') ?? models[0];
    const kept = manifest.files.find((file) => file.role === 'predictions' && file.name === 'predictions');
    const evaluation = await (0,versions/* evidenceOf */.X1)(registry, version, 'result:evaluate');
    const dataset = manifest.data.find(({ name }) => name === place.dataset.name)?.sha256 ?? null;
    // Values of other examples say nothing of training.
    const seeds = evaluation?.command === 'evaluate' && dataset === place.dataset.sha256
        ? (evaluation.seeds ?? null)
        : null;
    const fetched = async (file, folder) => {
        const path = (0,external_node_path_.join)(place.folder, folder, (0,external_node_path_.basename)(file.file));
        await (0,promises_.mkdir)((0,external_node_path_.join)(place.folder, folder), { recursive: true });
        await registry.getBlob(file.sha256, path, ctx.signal);
        return path;
    };
    // Predictions are compared with predictions: there is no model to run beside them.
    const runs = place.columns === null && model !== undefined;
    if (!runs && kept === undefined) {
        const lacks = place.columns === null ? 'no model file and no kept predictions' : 'no kept predictions';
        return { ...NONE, notChecked: [`the baseline: ${source} has ${lacks}`] };
    }
    return {
        model: {
            source,
            version: entry.version,
            digest: entry.digest,
            modelPath: runs ? await fetched(model, 'baseline') : null,
            modelSha256: model?.sha256 ?? null,
            seeds,
            predictions: runs || kept === undefined
                ? null
                : {
                    path: await fetched(kept, 'baseline-predictions'),
                    sha256: kept.sha256,
                    dataset,
                    definition: evaluation?.command === 'evaluate' ? (evaluation.definition ?? null) : null,
                    columns: null,
                },
        },
        notChecked: [],
        own: evaluation?.command === 'evaluate' ? (0,own/* recordedOwn */.bE)(place.config, evaluation.metrics) : [],
    };
}
/** A model, or beside predictions a file of predictions with the same columns. */
async function ofFile(ctx, place, ref) {
    const path = (0,external_node_path_.resolve)(place.root, ref.path);
    const file = await (0,base/* sha256File */.Q3)(path, ctx.signal).catch((error) => {
        if (ctx.signal.aborted)
            throw error;
        throw (0,base/* unreadable */.O$)(path, 'the baseline', error);
    });
    const model = place.columns === null;
    return {
        ...NONE,
        model: {
            source: (0,gate/* showBaselineRef */.is)(ref),
            version: null,
            digest: `sha256:${file.sha256}`,
            modelPath: model ? path : null,
            modelSha256: model ? file.sha256 : null,
            predictions: model
                ? null
                : { path, sha256: file.sha256, dataset: null, definition: null, columns: place.columns },
        },
    };
}

;// CONCATENATED MODULE: ./build/commands/evaluate/options.js
/** The options of `assay evaluate`. */

const OPTIONS = {
    model: {
        type: 'string',
        value: 'FILE',
        summary: "the model (absent: the output `model` of this run's training)",
    },
    data: {
        type: 'string',
        value: 'FILE',
        summary: 'a file or glob to evaluate on, instead of the configured dataset',
    },
    predictions: {
        type: 'string',
        value: 'FILE',
        summary: 'a file with labels and predictions (Parquet, CSV, JSON lines), instead of model and data',
    },
    results: {
        type: 'string',
        value: 'FILE',
        summary: 'results of promptfoo, Inspect, lm-evaluation-harness or DeepEval, instead of model and data',
    },
    format: {
        type: 'string',
        choices: build_evaluation/* RESULT_FORMATS */.LW,
        summary: 'of --results, where the content does not tell',
    },
    provider: {
        type: 'string',
        value: 'NAME',
        summary: 'with --results: the provider, model or task, where the file has several',
    },
    'baseline-results': {
        type: 'string',
        value: 'FILE',
        summary: 'results of the baseline over the same examples, compared in pairs',
    },
    'baseline-provider': {
        type: 'string',
        value: 'NAME',
        summary: 'its provider, model or task; without --baseline-results one of the same file',
    },
    'allow-errors': {
        type: 'string',
        value: 'SHARE',
        summary: 'share of samples that may end in an error, such as 2%; they are left out on both sides (absent: none)',
    },
    task: { type: 'string', choices: build_evaluation/* EVALUATED_TASKS */.zE, summary: 'what is predicted' },
    target: { type: 'string', value: 'COLUMN', summary: 'column with the true label' },
    score: {
        type: 'string',
        value: 'COLUMN',
        summary: 'with --predictions: score of the positive class or of the row, or the predicted number',
    },
    'class-score': {
        type: 'list',
        value: 'LABEL=COLUMN',
        summary: 'with --predictions: column with the probability of a class',
    },
    label: {
        type: 'string',
        value: 'COLUMN',
        summary: 'with --predictions: column with the predicted label, or the answer in words',
    },
    id: { type: 'string', value: 'COLUMN', summary: 'column that identifies a row' },
    weight: { type: 'string', value: 'COLUMN', summary: 'column with the sample weight' },
    cluster: {
        type: 'string',
        value: 'COLUMN',
        summary: 'column whose equal values mark examples that belong together, such as a user',
    },
    group: {
        type: 'string',
        value: 'COLUMN',
        summary: 'column of the query (ranking), or of the example that rows are samples of (text)',
    },
    positive: { type: 'string', value: 'LABEL', summary: 'label of the positive class (absent: 1 or true)' },
    threshold: {
        type: 'number',
        value: 'NUMBER',
        summary: 'score from which the positive class is predicted (absent: 0.5)',
    },
    metric: { type: 'list', value: 'NAME', summary: 'a metric, by its name in the catalogue' },
    slice: {
        type: 'list',
        value: 'SLICE',
        summary: 'a column, COLUMN × COLUMN, * for every column, or NAME: CONDITION, such as "evening: hour >= 18"',
    },
    fairness: {
        type: 'list',
        value: 'COLUMN',
        summary: 'column of groups of people: gaps between them, and the rates of each',
    },
    column: { type: 'list', value: 'COLUMN', summary: 'a column of the matrix input of the model, in order' },
    feature: { type: 'list', value: 'INPUT=COLUMN', summary: 'the column of an input of the model' },
    'model-output': { type: 'string', value: 'NAME', summary: 'output of the model that holds the scores' },
    baseline: {
        type: 'string',
        value: 'BASELINE',
        summary: 'evaluated on the same rows: alias:NAME, version:N, best:N or previous of the registry, or file:PATH, a model (beside --predictions a file of predictions with the same columns); absent: that of the gate',
    },
    output: { type: 'string', value: 'FILE', summary: 'also write the values as plain JSON, {metric: value}' },
};

// EXTERNAL MODULE: ./build/config/index.js + 10 modules
var build_config = __webpack_require__(90189);
;// CONCATENATED MODULE: ./build/commands/evaluate/settings.js
/** From `assay.yaml` and the options to what is evaluated: options win over the file. */



/** All problems of the call are one usage error. */
function settingsOf(options, file) {
    const problems = conflicts(options);
    const section = file?.evaluate;
    const dataset = datasetOf(options, file, problems);
    const task = build_evaluation/* EVALUATED_TASKS */.zE.find((known) => known === options.task) ?? section?.task;
    const target = options.target ?? section?.target;
    for (const name of ['score', 'label']) {
        if (target !== undefined && options[name] === target) {
            problems.push({
                message: `--${name} is ${JSON.stringify(target)}, which is the true label: compared with itself it is always right`,
                fix: 'name the column that holds the predictions',
            });
        }
    }
    if (task === undefined)
        problems.push({ message: 'the task is not named', expected: `--task ${build_evaluation/* EVALUATED_TASKS */.zE.join('|')}` });
    if (target === undefined)
        problems.push({ message: 'the target is not named', expected: '--target COLUMN: the true label' });
    const features = pairs(options.feature, '--feature', 'INPUT=COLUMN', problems);
    const scores = pairs(options['class-score'], '--class-score', 'LABEL=COLUMN', problems);
    const slices = options.slice.map(sliceOf);
    if (problems.length > 0 || task === undefined || target === undefined || dataset === null)
        throw (0,base/* usageError */.Wp)(problems);
    const columns = options.predictions === undefined ? null : { score: options.score, label: options.label, scores };
    const id = options.id ?? section?.id ?? dataset.id;
    const raw = {
        ...section,
        task,
        target,
        metrics: options.metric.length > 0 ? options.metric : (section?.metrics ?? usualMetrics(task, columns)),
        ...(id === undefined ? {} : { id }),
        ...(options.weight === undefined ? {} : { weight: options.weight }),
        ...(options.cluster === undefined ? {} : { cluster: options.cluster }),
        ...(options.positive === undefined ? {} : { positive: options.positive }),
        ...(options.threshold === undefined ? {} : { threshold: options.threshold }),
        ...(slices.length === 0 ? {} : { slices }),
        ...(options.group === undefined ? {} : { group: options.group }),
        ...(options.fairness.length === 0 ? {} : { fairness: { groups: [...options.fairness] } }),
        ...(options.column.length === 0 ? {} : { columns: [...options.column] }),
        ...(features === undefined ? {} : { features: { ...section?.features, ...features } }),
        ...(options['model-output'] === undefined ? {} : { output: options['model-output'] }),
    };
    return { config: build_config/* evaluateSchema */.$F.parse(raw), dataset: { name: dataset.name, path: dataset.path }, columns };
}
function conflicts(options) {
    const problems = [];
    const withPredictions = ['model', 'data', 'model-output'];
    const needPredictions = ['score', 'label'];
    if (options.predictions !== undefined) {
        for (const name of withPredictions) {
            if (options[name] !== undefined)
                problems.push({
                    message: `--${name} makes no sense with --predictions`,
                    fix: 'leave one of them out',
                });
        }
        if (options.score !== undefined && options['class-score'].length > 0) {
            problems.push({ message: '--score and --class-score are both given', expected: 'one of them' });
        }
    }
    else {
        for (const name of needPredictions) {
            if (options[name] !== undefined)
                problems.push({ message: `--${name} needs --predictions` });
        }
        if (options['class-score'].length > 0)
            problems.push({ message: '--class-score needs --predictions' });
    }
    return problems;
}
function datasetOf(options, file, problems) {
    if (options.predictions !== undefined)
        return { name: 'predictions', path: options.predictions, id: undefined };
    if (options.data !== undefined)
        return { name: 'data', path: options.data, id: undefined };
    const section = file?.evaluate;
    if (file === null || section === undefined) {
        problems.push({
            message: file === null
                ? 'there is nothing to evaluate: no assay.yaml, --data or --predictions'
                : 'assay.yaml has no `evaluate`',
            ...(file === null ? {} : { where: { file: file.file } }),
            expected: 'an `evaluate` section, or --predictions FILE, or --model FILE --data FILE',
        });
        return null;
    }
    const dataset = file.datasets[section.dataset];
    if (dataset === undefined) {
        problems.push({
            where: file.place('evaluate', 'dataset'),
            message: `there is no dataset ${section.dataset}`,
            expected: `one of ${Object.keys(file.datasets).join(', ')}`,
        });
        return null;
    }
    return { name: section.dataset, path: dataset.path, id: dataset.id };
}
function pairs(list, option, form, problems) {
    if (list.length === 0)
        return undefined;
    const entries = list.map((text) => {
        const split = text.indexOf('=');
        if (split < 1 || split === text.length - 1)
            problems.push({ message: `${option} is ${JSON.stringify(text)}`, expected: form });
        return [text.slice(0, split), text.slice(split + 1)];
    });
    return Object.fromEntries(entries);
}
/** `NAME: CONDITION` is a condition, anything else a column. */
function sliceOf(text) {
    const found = /^([^:]+):\s+(.+)$/s.exec(text);
    return found?.[1] && found[2] ? { name: found[1].trim(), where: found[2] } : text;
}
/** Where no metric is named: every one that the predictions allow. */
function usualMetrics(task, columns) {
    const scored = columns === null || columns.score !== undefined || columns.scores !== undefined;
    const label = ['accuracy', 'balanced_accuracy', 'mcc'];
    const classified = [...label, 'precision', 'recall', 'f1'];
    const wanted = {
        binary: scored ? ['roc_auc', 'average_precision', ...classified] : classified,
        multiclass: [...label, 'f1_macro'],
        regression: ['mae', 'rmse', 'r2'],
        ranking: ['ndcg', 'mrr', 'map'],
        text: ['exact_match', 'token_f1', 'rouge_l'],
    };
    const names = wanted[task];
    return (0,build_evaluation/* metricsFor */.fZ)(task).filter((name) => names.includes(name));
}

;// CONCATENATED MODULE: ./build/commands/evaluate/results.js
/** `assay evaluate --results`: from the files of an evaluation tool to what is evaluated, and its baseline. */






/** What the options and assay.yaml ask for; null where it is no file of results. */
function resultsAsked(options, config) {
    const written = config?.evaluate?.results;
    const section = typeof written === 'string' ? { file: written } : written;
    const format = build_evaluation/* RESULT_FORMATS */.LW.find((known) => known === options.format);
    const own = {
        ...(format === undefined ? {} : { format }),
        ...(options.provider === undefined ? {} : { provider: options.provider }),
        ...(options['baseline-results'] === undefined ? {} : { baseline: options['baseline-results'] }),
        ...(options['baseline-provider'] === undefined
            ? {}
            : { baseline_provider: options['baseline-provider'] }),
        ...(options['allow-errors'] === undefined ? {} : { allow_errors: options['allow-errors'] }),
    };
    const other = options.model ?? options.data ?? options.predictions;
    const problems = [];
    if (options.results === undefined && (section === undefined || other !== undefined)) {
        for (const name of [
            'format',
            'provider',
            'baseline-results',
            'baseline-provider',
            'allow-errors',
        ]) {
            if (options[name] !== undefined)
                problems.push({ message: `--${name} needs --results` });
        }
        if (problems.length > 0)
            throw (0,base/* usageError */.Wp)(problems);
        return null;
    }
    const taken = ['model', 'data', 'predictions', 'target', 'id', 'group', 'weight', 'baseline'];
    for (const name of taken) {
        if (options[name] !== undefined) {
            problems.push({
                message: `--${name} makes no sense with results of an evaluation tool`,
                ...(name === 'baseline' ? { fix: 'name the results of the baseline: --baseline-results FILE' } : {}),
            });
        }
    }
    if (options.task !== undefined && options.task !== 'text')
        problems.push({ message: `results of an evaluation tool are texts, and --task is ${options.task}` });
    if (problems.length > 0)
        throw (0,base/* usageError */.Wp)(problems);
    if (options.results !== undefined)
        return { file: options.results, ...own };
    return section === undefined ? null : { ...section, ...own };
}
/** Reads the files and writes them as predictions to `folder`. Throws a usage error with every problem of a file. */
async function resultsAtHand(ctx, place, options, asked) {
    const { comparableResults, readResults, RESULT_COLUMNS, scoreColumn, writeResults } = await (0,build_evaluation/* resultFiles */.dH)();
    const { root, folder, config } = place;
    const path = (0,external_node_path_.resolve)(root, asked.file);
    const source = { path, shown: asked.file, format: asked.format, subject: asked.provider };
    const candidate = await readResults(source);
    const other = asked.baseline ?? (asked.baseline_provider === undefined ? undefined : asked.file);
    const baseline = other === undefined
        ? null
        : await readResults({
            ...source,
            path: (0,external_node_path_.resolve)(root, other),
            shown: other,
            subject: asked.baseline_provider ?? (asked.baseline === undefined ? undefined : asked.provider),
        });
    if (other === asked.file && baseline?.subject === candidate.subject) {
        throw (0,base/* usageError */.Wp)({ message: `candidate and baseline are both ${candidate.subject} of ${asked.file}` });
    }
    const results = comparableResults(candidate, baseline, shareOf(asked.allow_errors));
    const scores = [...results.complete, ...results.partial];
    await writeResults(ctx, results.candidate, scores, (0,external_node_path_.join)(folder, 'results.parquet'));
    const written = await (0,data/* resolveDataset */.$X)('results', 'results.parquet', folder, ctx.signal);
    const file = await (0,base/* sha256File */.Q3)(path, ctx.signal);
    const section = config?.evaluate;
    const named = options.metric.length > 0 ? options.metric : (section?.metrics ?? null);
    const whole = (of) => [...results.candidate, ...(results.baseline ?? [])].every((row) => row[of] !== null);
    const usual = [
        ...(whole('correct') ? ['pass_at_1'] : []),
        ...results.complete,
        ...(whole('tokens') ? ['tokens'] : []),
        ...(whole('cost') ? ['cost_usd'] : []),
    ];
    const wanted = named ?? usual;
    // What the tool measured under a name is what a rule on this name means here.
    const own = Object.fromEntries(scores
        .filter((name) => wanted.includes(name))
        .map((name) => [
        name,
        { direction: section?.own?.[name]?.direction ?? results.direction(name), column: scoreColumn(name) },
    ]));
    const slices = options.slice.map(sliceOf);
    const settings = {
        config: build_config/* evaluateSchema */.$F.parse({
            ...section,
            results: undefined,
            run: undefined,
            weight: undefined,
            cluster: undefined,
            text: undefined,
            task: 'text',
            id: RESULT_COLUMNS.id,
            target: RESULT_COLUMNS.target,
            group: RESULT_COLUMNS.example,
            metrics: wanted,
            own,
            ...(slices.length === 0 ? {} : { slices }),
        }),
        dataset: { name: 'results', path: asked.file },
        columns: {},
    };
    return {
        settings,
        // The examples and not the answers are what a dataset is: two runs over the same ones have one digest.
        dataset: { ...written, path: asked.file, sha256: results.sha256 },
        baseline: results.baseline === null || other === undefined
            ? null
            : await baselineOf(ctx, results.baseline, scores, { folder, path: (0,external_node_path_.resolve)(root, other) }, {
                source: `file:${other}${other === asked.file ? `#${baseline?.subject}` : ''}`,
                dataset: results.sha256,
                write: writeResults,
            }),
        findings: results.findings,
        notChecked: [
            ...results.notChecked,
            ...(results.baseline === null
                ? []
                : Object.entries(own)
                    .filter(([, { direction }]) => direction === null)
                    .map(([name]) => `differences of ${name}: nothing says which way is better (\`evaluate.own\` in assay.yaml can)`)),
            ...(named === null
                ? results.partial.map((name) => `the score ${name}: not every answer has one`)
                : scores
                    .filter((name) => !named.includes(name))
                    .map((name) => `the score ${name}: it is not asked for`)),
        ],
        file: { ...file, shown: asked.file },
    };
}
async function baselineOf(ctx, rows, scores, place, of) {
    const path = (0,external_node_path_.join)(place.folder, 'baseline-results.parquet');
    await of.write(ctx, rows, scores, path);
    const { sha256 } = await (0,base/* sha256File */.Q3)(place.path, ctx.signal);
    return {
        source: of.source,
        version: null,
        digest: `sha256:${sha256}`,
        modelPath: null,
        predictions: { path, sha256: null, dataset: of.dataset, definition: null, columns: {} },
    };
}
/** `0.05`, or `5%`. */
function shareOf(share) {
    if (share === undefined)
        return 0;
    const value = typeof share === 'number' ? share : Number(share.replace('%', '')) / (share.endsWith('%') ? 100 : 1);
    if (value >= 0 && value <= 1)
        return value;
    throw (0,base/* usageError */.Wp)({ message: `the share of errors is ${share}`, expected: 'a share such as 0.02 or 2%' });
}

;// CONCATENATED MODULE: ./build/commands/evaluate/subjects.js
/** The model of an evaluation: the candidate of this run, or a file of the command line. */



/**
 * The model that training made in this run, under the file name that it had (a framework may look at the ending).
 * `folder` is where a copy may be put.
 */
async function trainedModel(workspace, name, folder) {
    const train = (name === undefined ? null : await workspace.read('train', name)) ?? (await workspace.read('train'));
    const fix = 'run `assay train` first, or name the model with --model FILE';
    if (train === null)
        throw (0,base/* usageError */.Wp)({ message: 'there is no candidate: this run has no result of train', fix });
    const model = train.seeds[0]?.outputs['model'];
    if (model !== undefined && (train.verdict === 'fail' || train.verdict === 'error')) {
        throw (0,base/* usageError */.Wp)({
            message: `training ended with verdict ${train.verdict}, so what it left is no candidate: ${train.summary}`,
            fix: 'mend the training and run `assay train` again, or name the model with --model FILE',
        });
    }
    if (model === undefined) {
        throw (0,base/* usageError */.Wp)({
            message: `training ended with verdict ${train.verdict} and without the output \`model\``,
            expected: '`train.outputs.model` in assay.yaml, and a training that writes it',
            fix,
        });
    }
    const seeds = [];
    for (const [index, { seed, outputs }] of train.seeds.entries()) {
        const output = outputs['model'];
        if (output === undefined)
            continue;
        const place = (0,external_node_path_.join)(folder, index === 0 ? 'candidate' : `candidate-seed${seed}`);
        await (0,promises_.mkdir)(place, { recursive: true });
        const path = (0,external_node_path_.join)(place, (0,external_node_path_.basename)(output.file));
        await (0,promises_.copyFile)(await workspace.checkedArtifact(output), path);
        seeds.push({ seed, path });
    }
    const [first] = seeds;
    if (first === undefined)
        throw new TypeError('a model that was found is there');
    return { path: first.path, shown: model.file, ...(seeds.length > 1 ? { seeds } : {}) };
}
/** A path of the command line. */
function given(root, path) {
    return { path: (0,external_node_path_.resolve)(root, path), shown: path };
}

;// CONCATENATED MODULE: ./build/commands/evaluate/summary.js
/** What an evaluation found, in one line and as a plain file of metrics. */

const SHOWN = 4;
/** `roc_auc 0.7312 [0.728, 0.735], log_loss 0.41, …; n = 500,000, 12 slices`. */
function summaryOf(metrics, rows) {
    const whole = metrics.filter((metric) => metric.slice === null);
    const shown = whole.slice(0, SHOWN).map((metric) => {
        if (metric.value === null)
            return `${metric.name} undefined`;
        const bounds = metric.interval ? ` [${metric.interval.map(summary_short).join(', ')}]` : '';
        return `${metric.name} ${summary_short(metric.value)}${bounds}`;
    });
    const more = whole.length > SHOWN ? [`${whole.length - SHOWN} more`] : [];
    const slices = new Set(metrics.flatMap((metric) => (metric.slice === null ? [] : [metric.slice]))).size;
    const where = `n = ${(0,base/* groupDigits */.K9)(rows)}${slices > 0 ? `, ${slices} ${slices === 1 ? 'slice' : 'slices'}` : ''}`;
    return `${[...shown, ...more].join(', ')}; ${where}`;
}
function summary_short(value) {
    return Number.isInteger(value) ? (0,base/* groupDigits */.K9)(value) : String(Number(value.toPrecision(4)));
}
/** `{metric: value, slices: {name: {metric: value}}}`; a metric without a value is null. */
function plainMetrics(metrics) {
    const whole = {};
    const slices = {};
    for (const metric of metrics) {
        if (metric.slice === null) {
            whole[metric.name] = metric.value;
            continue;
        }
        const slice = slices[metric.slice] ?? {};
        slice[metric.name] = metric.value;
        slices[metric.slice] = slice;
    }
    return Object.keys(slices).length > 0 ? { ...whole, slices } : whole;
}

// EXTERNAL MODULE: ./build/commands/gate/configured.js
var configured = __webpack_require__(98747);
// EXTERNAL MODULE: ./build/commands/session.js
var commands_session = __webpack_require__(76183);
;// CONCATENATED MODULE: ./build/commands/evaluate.js
/** `assay evaluate`: metrics of the candidate, and of the baseline on the same rows. */

















/* harmony default export */ const evaluate = ((0,command/* defineCommand */.N)({
    name: 'evaluate',
    summary: 'compute metrics with intervals, slices and latency, of a model or of predictions',
    details: 'Without options: the model that `train` made in this run, on the dataset of `evaluate` in assay.yaml, and beside it the version that the gate compares with, on the same rows. With --predictions no model and no assay.yaml are needed. Models are ONNX; others are run by `evaluate.run`. A metric without a value (one class only, NaN scores) is shown with the reason and is never 0.',
    options: OPTIONS,
    examples: [
        { run: 'assay evaluate', does: 'what assay.yaml describes, for the candidate and the baseline' },
        {
            run: 'assay evaluate --predictions predictions.csv --task binary --target late --score p --metric roc_auc --metric log_loss --output metrics.json',
            does: 'metrics of a predictions file; no assay.yaml is needed',
        },
        {
            run: 'assay evaluate --model model.onnx --data test.parquet --task regression --target price --column rooms --column area --metric rmse',
            does: 'an ONNX model whose one input is a matrix of two columns',
        },
        {
            run: 'assay evaluate --predictions new.parquet --baseline file:old.parquet --id id --task binary --target late --score p --metric roc_auc --metric accuracy',
            does: 'two files of predictions in pairs, joined by id; `assay gate` then decides by their differences',
        },
        {
            run: 'assay evaluate --slice origin --slice "evening: hour >= 18"',
            does: 'the same metrics for each value of a column, and for the rows of a condition',
        },
    ],
    outputs: {
        metrics: 'the values as JSON, {"metric": value}',
        rows: 'number of rows that were evaluated',
    },
    permissions: { contents: 'read' },
    async run({ ctx, host, options }) {
        const session = await (0,commands_session/* openSession */.f)(ctx, host, {
            config: options.config,
            name: options.name,
            replaces: 'evaluate',
        });
        const { config, workspace } = session;
        // Rules on slices of this file; options may name other slices.
        if (options.slice.length === 0)
            (0,configured/* refuseWrongGate */.l)(config);
        const asked = resultsAsked(options, config);
        const scratch = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'assay-models-'));
        try {
            const results = asked === null
                ? null
                : await resultsAtHand(ctx, { root: session.root, folder: scratch, config }, options, asked);
            const settings = results?.settings ?? settingsOf(options, config);
            const dataset = results?.dataset ??
                (await (0,data/* resolveDataset */.$X)(settings.dataset.name, settings.dataset.path, session.root, ctx.signal));
            const model = settings.columns !== null
                ? null
                : options.model !== undefined
                    ? given(session.root, options.model)
                    : await trainedModel(workspace, options.name, scratch);
            const candidate = model === null
                ? { kind: 'columns', columns: settings.columns ?? {} }
                : { kind: 'model', path: model.path };
            // Predictions are compared where a baseline was asked for; a model also with that of the gate.
            const wanted = options.baseline !== undefined || (model !== null && config !== null && config.gate !== undefined);
            const found = results
                ? { model: results.baseline, notChecked: results.notChecked }
                : wanted
                    ? await baselineSide(ctx, {
                        config,
                        root: session.root,
                        text: options.baseline,
                        columns: settings.columns,
                        dataset: { name: dataset.name, sha256: dataset.sha256 },
                        run: workspace.run.id,
                        folder: scratch,
                    })
                    : { model: null, notChecked: [] };
            const evaluation = await (0,build_evaluation/* evaluate */._3)(ctx, {
                dataset,
                config: settings.config,
                root: session.root,
                candidate,
                baseline: found.model,
                ...(results === null ? {} : { labels: 'optional' }),
                ...(model?.seeds === undefined ? {} : { seeds: model.seeds }),
                keep: (name, path) => workspace.keepFile(name, path),
            });
            const findings = [...(results?.findings ?? []), ...evaluation.findings];
            const trained = await (0,own/* ownMetrics */.AP)(config, workspace, options.name, options.model === undefined ? model : null);
            const { candidate: ours, baseline: theirs } = evaluation;
            const artifacts = [ours.predictions, theirs?.predictions ?? null].filter((artifact) => artifact !== null);
            const summary = evaluation.dataset.rows === 0
                ? `dataset ${dataset.name} has no rows`
                : summaryOf(ours.metrics, evaluation.dataset.rows);
            const result = await session.finish({
                command: 'evaluate',
                ...(options.name === undefined ? {} : { name: options.name }),
                verdict: (0,build_results/* worst */.QZ)(['pass', ...findings.map((finding) => finding.verdict)]),
                summary,
                subject: config?.evaluate && model !== null ? 'candidate' : (0,external_node_path_.basename)(model?.shown ?? dataset.path),
                task: settings.config.task,
                inputs: [
                    ...(model === null
                        ? []
                        : [
                            {
                                name: 'model',
                                path: model.shown,
                                sha256: ours.model?.sha256 ?? null,
                                ...(ours.model && { size: ours.model.size }),
                            },
                        ]),
                    ...trained.inputs,
                    { name: dataset.name, path: dataset.path, sha256: results?.file.sha256 ?? dataset.sha256 },
                ],
                findings,
                notChecked: [...found.notChecked, ...evaluation.notChecked],
                artifacts,
                dataset: evaluation.dataset,
                model: ours.model,
                predictions: ours.predictions,
                metrics: [...ours.metrics, ...trained.metrics],
                definition: evaluation.definition,
                ...(evaluation.seeds === null ? {} : { seeds: evaluation.seeds }),
                ...(evaluation.paired === null
                    ? {}
                    : {
                        comparisons: evaluation.paired.comparisons,
                        between: evaluation.paired.between,
                        pairing: evaluation.paired.pairing,
                    }),
                ...evaluation.beyond,
                baseline: found.model && theirs
                    ? {
                        source: found.model.source,
                        version: found.model.version,
                        digest: found.model.digest,
                        metrics: [...theirs.metrics, ...(found.own ?? [])],
                    }
                    : null,
            });
            const plain = plainMetrics([...ours.metrics, ...trained.metrics]);
            if (options.output !== undefined) {
                await (0,base/* writeFileAtomic */.Zf)((0,external_node_path_.resolve)(session.root, options.output), `${JSON.stringify(plain, null, 2)}\n`);
            }
            return {
                result,
                outputs: { metrics: JSON.stringify(plain), rows: String(evaluation.dataset.rows) },
            };
        }
        finally {
            await (0,promises_.rm)(scratch, { recursive: true, force: true });
        }
    },
}));


/***/ })

};
