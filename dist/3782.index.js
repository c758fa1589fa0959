export const id = 3782;
export const ids = [3782];
export const modules = {

/***/ 53782:
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
// EXTERNAL MODULE: ./build/data/index.js + 43 modules
var data = __webpack_require__(26412);
// EXTERNAL MODULE: ./build/evaluation/index.js
var build_evaluation = __webpack_require__(90379);
// EXTERNAL MODULE: ./build/results/index.js + 3 modules
var results = __webpack_require__(68681);
// EXTERNAL MODULE: ./build/commands/command.js
var command = __webpack_require__(92950);
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
    task: { type: 'string', choices: build_evaluation/* EVALUATED_TASKS */.zE, summary: 'what is predicted' },
    target: { type: 'string', value: 'COLUMN', summary: 'column with the true label' },
    score: {
        type: 'string',
        value: 'COLUMN',
        summary: 'with --predictions: score of the positive class, or the predicted number',
    },
    'class-score': {
        type: 'list',
        value: 'LABEL=COLUMN',
        summary: 'with --predictions: column with the probability of a class',
    },
    label: { type: 'string', value: 'COLUMN', summary: 'with --predictions: column with the predicted label' },
    id: { type: 'string', value: 'COLUMN', summary: 'column that identifies a row' },
    weight: { type: 'string', value: 'COLUMN', summary: 'column with the sample weight' },
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
        summary: 'a column, or NAME: CONDITION, such as "evening: hour >= 18"',
    },
    column: { type: 'list', value: 'COLUMN', summary: 'a column of the matrix input of the model, in order' },
    feature: { type: 'list', value: 'INPUT=COLUMN', summary: 'the column of an input of the model' },
    'model-output': { type: 'string', value: 'NAME', summary: 'output of the model that holds the scores' },
    baseline: {
        type: 'string',
        value: 'BASELINE',
        summary: 'alias:NAME or version:N of the registry, evaluated on the same rows (absent: that of the gate)',
    },
    output: { type: 'string', value: 'FILE', summary: 'also write the values as plain JSON, {metric: value}' },
};

// EXTERNAL MODULE: ./build/config/index.js + 3 modules
var config = __webpack_require__(66029);
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
        ...(options.positive === undefined ? {} : { positive: options.positive }),
        ...(options.threshold === undefined ? {} : { threshold: options.threshold }),
        ...(slices.length === 0 ? {} : { slices }),
        ...(options.column.length === 0 ? {} : { columns: [...options.column] }),
        ...(features === undefined ? {} : { features: { ...section?.features, ...features } }),
        ...(options['model-output'] === undefined ? {} : { output: options['model-output'] }),
    };
    return { config: config/* evaluateSchema */.$F.parse(raw), dataset: { name: dataset.name, path: dataset.path }, columns };
}
function conflicts(options) {
    const problems = [];
    const withPredictions = ['model', 'data', 'model-output', 'baseline'];
    const needPredictions = ['score', 'label'];
    if (options.predictions !== undefined) {
        for (const name of withPredictions) {
            if (options[name] !== undefined)
                problems.push({
                    message: `--${name} makes no sense with --predictions`,
                    fix: 'leave one of them out',
                });
        }
        if (options.score === undefined && options.label === undefined && options['class-score'].length === 0) {
            problems.push({
                message: '--predictions does not say which column holds the predictions',
                expected: '--score COLUMN, --label COLUMN or --class-score LABEL=COLUMN',
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
        ranking: [],
        text: [],
    };
    const names = wanted[task];
    return (0,build_evaluation/* metricsFor */.fZ)(task).filter((name) => names.includes(name));
}

// EXTERNAL MODULE: ./build/gate/index.js + 16 modules
var gate = __webpack_require__(59271);
// EXTERNAL MODULE: ./build/registry/index.js + 20 modules
var build_registry = __webpack_require__(38299);
;// CONCATENATED MODULE: ./build/commands/evaluate/subjects.js
/** The models of an evaluation: the candidate of this run, and the baseline of the registry. */





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
    const kept = await workspace.checkedArtifact(model);
    const path = (0,external_node_path_.join)(folder, 'candidate', (0,external_node_path_.basename)(model.file));
    await (0,promises_.mkdir)((0,external_node_path_.join)(folder, 'candidate'), { recursive: true });
    await (0,promises_.copyFile)(kept, path);
    return { path, shown: model.file };
}
/**
 * The model of the baseline, copied to `folder`. None where the reference is not one of the registry, where the
 * alias has no entry yet (a first run), and where there is no registry: the gate says what that means.
 */
async function baselineModel(ctx, config, text, folder) {
    const ref = (0,gate/* parseBaselineRef */.cJ)(text ?? config.gate?.baseline ?? 'production');
    if (ref.kind !== 'alias' && ref.kind !== 'version')
        return { model: null, notChecked: [] };
    const none = (why) => ({ model: null, notChecked: [`the baseline: ${why}`] });
    const asked = text !== undefined;
    const registry = await (0,build_registry/* openRegistry */.Me)(config.registry, config.root, ctx).catch((error) => {
        if (asked || !(error instanceof base/* AssayError */.WV) || error.kind !== 'usage')
            throw error;
        return error;
    });
    if (registry instanceof base/* AssayError */.WV)
        return none(registry.problems[0]?.message ?? registry.message);
    let found;
    if (ref.kind === 'version') {
        found = await registry.version(config.model, ref.number);
        if (found === null)
            throw (0,base/* usageError */.Wp)({
                message: `version ${ref.number} is not in the registry`,
                fix: 'see `assay history`',
            });
    }
    else {
        const last = (await registry.aliasLog(config.model, ref.name)).at(-1);
        if (last === undefined)
            return none(`the alias ${ref.name} has no entry yet`);
        found = await registry.versionByDigest(config.model, last.to);
        if (found === null)
            throw (0,base/* usageError */.Wp)({
                message: `the alias ${ref.name} names a version that is not in the registry`,
                fix: 'run `assay registry verify`',
            });
    }
    const { entry, manifest } = found;
    const models = manifest.files.filter((file) => file.role === 'model');
    const file = models.find((candidate) => candidate.name === 'model') ?? models[0];
    const shown = `${ref.kind === 'alias' ? `alias:${ref.name}` : `version:${ref.number}`} → ${manifest.model} v${entry.version}`;
    if (file === undefined)
        return none(`${shown} has no model file`);
    const modelPath = (0,external_node_path_.join)(folder, 'baseline', (0,external_node_path_.basename)(file.file));
    await (0,promises_.mkdir)((0,external_node_path_.join)(folder, 'baseline'), { recursive: true });
    await registry.getBlob(file.sha256, modelPath, ctx.signal);
    return {
        model: { source: shown, version: entry.version, digest: entry.digest, modelPath },
        notChecked: [],
    };
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
        const settings = settingsOf(options, config);
        const scratch = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'assay-models-'));
        try {
            const dataset = await (0,data/* resolveDataset */.$X)(settings.dataset.name, settings.dataset.path, session.root, ctx.signal);
            const model = settings.columns !== null
                ? null
                : options.model !== undefined
                    ? given(session.root, options.model)
                    : await trainedModel(workspace, options.name, scratch);
            const candidate = model === null
                ? { kind: 'columns', columns: settings.columns ?? {} }
                : { kind: 'model', path: model.path };
            const found = model === null || config === null || (config.gate === undefined && options.baseline === undefined)
                ? { model: null, notChecked: [] }
                : await baselineModel(ctx, config, options.baseline, scratch);
            const evaluation = await (0,build_evaluation/* evaluate */._3)(ctx, {
                dataset,
                config: settings.config,
                root: session.root,
                candidate,
                baseline: found.model,
                keep: (name, path) => workspace.keepFile(name, path),
            });
            const { candidate: ours, baseline: theirs } = evaluation;
            const artifacts = [ours.predictions, theirs?.predictions ?? null].filter((artifact) => artifact !== null);
            const summary = evaluation.dataset.rows === 0
                ? `dataset ${dataset.name} has no rows`
                : summaryOf(ours.metrics, evaluation.dataset.rows);
            const result = await session.finish({
                command: 'evaluate',
                ...(options.name === undefined ? {} : { name: options.name }),
                verdict: (0,results/* worst */.QZ)(['pass', ...evaluation.findings.map((finding) => finding.verdict)]),
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
                    { name: dataset.name, path: dataset.path, sha256: dataset.sha256 },
                ],
                findings: evaluation.findings,
                notChecked: [...found.notChecked, ...evaluation.notChecked],
                artifacts,
                dataset: evaluation.dataset,
                model: ours.model,
                predictions: ours.predictions,
                metrics: ours.metrics,
                baseline: found.model && theirs
                    ? {
                        source: found.model.source,
                        version: found.model.version,
                        digest: found.model.digest,
                        metrics: theirs.metrics,
                    }
                    : null,
            });
            const plain = plainMetrics(ours.metrics);
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
