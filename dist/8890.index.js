export const id = 8890;
export const ids = [8890,8747];
export const modules = {

/***/ 26111:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AP: () => (/* binding */ ownMetrics),
/* harmony export */   Hc: () => (/* binding */ ownProblems),
/* harmony export */   bE: () => (/* binding */ recordedOwn)
/* harmony export */ });
/* unused harmony export fromTraining */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9216);
/* harmony import */ var _gate_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84994);
/** Metrics that the training wrote to a file of its own, joined to the result of `evaluate` with their direction. */



/** Names under `evaluate.own` that are in a file of the training. */
function fromTraining(config) {
    return Object.entries(config?.evaluate?.own ?? {}).flatMap(([name, metric]) => metric.output === undefined ? [] : [[name, { ...metric, output: metric.output }]]);
}
/** What is wrong with `evaluate.own` before anything runs: outputs that training does not have. */
function ownProblems(config) {
    const outputs = config?.train === undefined ? null : Object.keys(config.train.outputs);
    return fromTraining(config).flatMap(([name, { output }]) => outputs?.includes(output)
        ? []
        : [
            {
                where: config?.place('evaluate', 'own', name, 'output') ?? {},
                message: `the metric ${name} is to come from the output ${output}, and train has no such output`,
                expected: outputs === null ? 'a `train` section' : `one of ${outputs.join(', ')}`,
            },
        ]);
}
/**
 * Reads the declared metrics from the outputs of this run's training (its first seed, which gave the candidate). Throws
 * a usage error for files that cannot be read and names that they lack. A single number has no interval.
 */
async function ownMetrics(config, workspace, name, model) {
    const wanted = fromTraining(config);
    if (wanted.length === 0 || model === null)
        return { metrics: [], inputs: [] };
    const train = (name === undefined ? null : await workspace.read('train', name)) ?? (await workspace.read('train'));
    const outputs = train?.seeds[0]?.outputs ?? {};
    const problems = [];
    const metrics = [];
    const inputs = new Map();
    for (const [metric, { output, direction }] of wanted) {
        const artifact = outputs[output];
        if (artifact === undefined) {
            problems.push({
                message: `the metric ${metric}: this run's training left no output ${output}`,
                fix: 'run `assay train` first',
            });
            continue;
        }
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(await workspace.checkedArtifact(artifact));
        const file = await (0,_gate_index_js__WEBPACK_IMPORTED_MODULE_2__/* .readMetricsFile */ ._c)(path, {}, artifact.file);
        inputs.set(output, { name: output, path: artifact.file, sha256: file.sha256, size: file.size });
        const found = file.metrics.get(metric, null);
        if (found === undefined) {
            problems.push({
                where: { file: artifact.file },
                message: file.metrics.whyIgnored(metric) ?? `has no metric ${metric}`,
                expected: `one of ${file.metrics.names().slice(0, 20).join(', ')}`,
            });
            continue;
        }
        const value = found.value !== null && Number.isFinite(found.value) ? found.value : null;
        metrics.push({
            name: metric,
            slice: null,
            value,
            interval: null,
            intervalMethod: 'none: one number, from the training',
            confidence: null,
            n: null,
            direction,
            undefined: value === null ? (found.undefined ?? `the training wrote ${found.value}`) : null,
        });
    }
    if (problems.length > 0)
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)(problems);
    return { metrics, inputs: [...inputs.values()] };
}
/** The same metrics as the evaluation of a registered version recorded them. */
function recordedOwn(config, metrics) {
    const names = new Set(fromTraining(config).map(([name]) => name));
    return metrics.filter((metric) => metric.slice === null && names.has(metric.name));
}


/***/ }),

/***/ 98747:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ declaredDirection),
/* harmony export */   l: () => (/* binding */ refuseWrongGate)
/* harmony export */ });
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9216);
/* harmony import */ var _evaluation_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(90379);
/* harmony import */ var _gate_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84994);
/* harmony import */ var _evaluate_own_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(26111);
/* harmony import */ var _gather_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(14912);
/** Mistakes in the rules of assay.yaml that need no data to be seen: told before training or evaluation begins. */





/**
 * Throws a usage error with every problem: rules that cannot be read, that stand twice or exclude each other, whose
 * metric nobody knows the direction of, or whose slice `evaluate` will not make; and a baseline that is none.
 */
function refuseWrongGate(config) {
    if (config?.gate === undefined)
        return;
    const { gate } = config;
    const parsed = (0,_gate_index_js__WEBPACK_IMPORTED_MODULE_2__/* .parseRules */ .NR)(gate.rules.map((rule, index) => ({ rule, where: config.place('gate', 'rules', index) })));
    const directions = (0,_gate_index_js__WEBPACK_IMPORTED_MODULE_2__/* .resolveDirections */ .fZ)(parsed.rules, (metric) => declaredDirection(config, metric) ?? (0,_evaluation_index_js__WEBPACK_IMPORTED_MODULE_1__/* .lookupMetric */ .xv)(metric)?.direction ?? null);
    const baseline = gate.baseline;
    const problems = [
        ...parsed.problems,
        ...directions.problems,
        ...(0,_evaluate_own_js__WEBPACK_IMPORTED_MODULE_3__/* .ownProblems */ .Hc)(config),
        ...parsed.rules.flatMap((rule) => sliceProblem(rule, config)),
        ...(baseline === undefined ? [] : (0,_gather_js__WEBPACK_IMPORTED_MODULE_4__/* .gather */ .kg)(() => (0,_gate_index_js__WEBPACK_IMPORTED_MODULE_2__/* .parseBaselineRef */ .cJ)(baseline)).problems),
    ];
    if (problems.length > 0)
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(problems);
}
/**
 * A slice of a rule that comes from none of `evaluate.slices`. Without `evaluate` nothing is known about slices. Which
 * values, bins and columns there are only the data tells, so of those the name must fit the form.
 */
function sliceProblem(rule, { evaluate }) {
    if (rule.slice === null || evaluate === undefined)
        return [];
    const { slice } = rule;
    const made = [
        ...evaluate.slices.map(formOf),
        ...(evaluate.fairness?.groups ?? []).map((column) => formOf(column)),
    ];
    const known = slice === '*'
        ? made.length > 0
        : made.some((form) => (rule.operator === 'max_gap' ? form.gap(slice) : form.makes(slice)));
    if (known)
        return [];
    const all = made.flatMap(({ shown, column }) => (rule.operator === 'max_gap' ? (column ?? []) : shown));
    const near = (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .nearest */ .pA)(slice, made.flatMap(({ column, shown }) => column ?? shown));
    return [
        {
            where: rule.where,
            message: `${rule.metric} ${rule.operator}: evaluate makes no slice ${slice}`,
            expected: all.length > 0 ? `one of ${[...new Set(all)].join(', ')}` : 'a slice under `evaluate.slices`',
            ...(near === undefined || near === slice ? {} : { fix: `did you mean ${near}?` }),
        },
    ];
}
const CROSSING = /\s*×\s*/;
function formOf(slice) {
    if (typeof slice !== 'string' && 'where' in slice) {
        const { name } = slice;
        return { shown: name, column: null, makes: (text) => text === name, gap: () => false };
    }
    if (slice === '*') {
        return {
            shown: 'COLUMN=VALUE',
            column: 'COLUMN',
            makes: (text) => /.(?:=|<)/.test(text),
            gap: () => true,
        };
    }
    const column = typeof slice === 'string' ? slice.split(CROSSING).join(' × ') : slice.column;
    const name = typeof slice === 'string' ? slice : slice.column;
    return {
        shown: typeof slice === 'string' ? `${column.replaceAll(' × ', '=VALUE × ')}=VALUE` : `a bin of ${column}`,
        column,
        makes: (text) => (0,_gate_index_js__WEBPACK_IMPORTED_MODULE_2__/* .isSliceOf */ .kl)(text, column) || text.startsWith(`${name}=`),
        gap: (text) => text.split(CROSSING).join(' × ') === column,
    };
}
/** What `evaluate.own` says of a metric; undefined where it does not. */
function declaredDirection(config, metric) {
    const own = config?.evaluate?.own;
    return own !== undefined && Object.hasOwn(own, metric) ? own[metric]?.direction : undefined;
}


/***/ }),

/***/ 14912:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ie: () => (/* binding */ gatherAsync),
/* harmony export */   ds: () => (/* binding */ stop),
/* harmony export */   kg: () => (/* binding */ gather)
/* harmony export */ });
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9216);
/** Waits with usage errors, so that all problems of a call are shown at once. */

/** Usage errors wait, so that all problems of a call are shown at once. Others end the call. */
function waiting(error) {
    if (error instanceof _base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .AssayError */ .WV && error.kind === 'usage')
        return { value: null, problems: error.problems };
    throw error;
}
function gather(work) {
    try {
        return { value: work(), problems: [] };
    }
    catch (error) {
        return waiting(error);
    }
}
async function gatherAsync(work) {
    try {
        return { value: await work(), problems: [] };
    }
    catch (error) {
        return waiting(error);
    }
}
/** Ends the call where there is any problem. */
function stop(problems) {
    if (problems.length > 0)
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(problems);
}


/***/ }),

/***/ 8890:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   "default": () => (__WEBPACK_DEFAULT_EXPORT__)
/* harmony export */ });
/* harmony import */ var _results_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(90459);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92950);
/* harmony import */ var _gate_configured_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(98747);
/* harmony import */ var _options_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(59165);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(76183);
/** `assay run`: the whole pipeline, up to the gate, on this machine. It is the other commands in their order. */





/** The steps, and what of assay.yaml each one needs. */
const STEPS = [
    { command: 'validate', needs: 'datasets' },
    { command: 'train', needs: 'train' },
    { command: 'evaluate', needs: 'evaluate' },
    { command: 'gate', needs: 'gate' },
];
const LOADERS = {
    validate: () => Promise.all(/* import() */[__webpack_require__.e(3382), __webpack_require__.e(4025), __webpack_require__.e(8299), __webpack_require__.e(9997), __webpack_require__.e(8694), __webpack_require__.e(1423)]).then(__webpack_require__.bind(__webpack_require__, 1423)),
    train: () => Promise.all(/* import() */[__webpack_require__.e(3382), __webpack_require__.e(4025), __webpack_require__.e(9997), __webpack_require__.e(8694), __webpack_require__.e(1028)]).then(__webpack_require__.bind(__webpack_require__, 11028)),
    evaluate: () => Promise.all(/* import() */[__webpack_require__.e(3382), __webpack_require__.e(4025), __webpack_require__.e(8299), __webpack_require__.e(8694), __webpack_require__.e(50)]).then(__webpack_require__.bind(__webpack_require__, 97669)),
    gate: () => __webpack_require__.e(/* import() */ 7575).then(__webpack_require__.bind(__webpack_require__, 39956)),
};
/* harmony default export */ const __WEBPACK_DEFAULT_EXPORT__ = ((0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .defineCommand */ .N)({
    name: 'run',
    summary: 'run the whole pipeline, up to the gate, on this machine',
    details: 'Validates the data, trains, evaluates and gates the candidate, and writes the report. A step whose verdict is fail or error ends the run: what comes after it would rest on nothing. Sections that assay.yaml does not have are skipped and listed as not checked.',
    options: {
        'no-cache': { type: 'boolean', summary: 'train even where nothing changed since an earlier run' },
        param: {
            type: 'list',
            value: 'NAME=VALUE',
            summary: 'a parameter of the training, over that of assay.yaml',
        },
    },
    examples: [
        { run: 'assay run', does: 'everything that assay.yaml describes, up to the verdict' },
        { run: 'assay run --param trees=200', does: 'the same with another parameter' },
    ],
    async run({ ctx, host, options }) {
        const session = await (0,_session_js__WEBPACK_IMPORTED_MODULE_4__/* .openConfiguredSession */ .V)(ctx, host, { config: options.config, fresh: true });
        const { config } = session;
        (0,_gate_configured_js__WEBPACK_IMPORTED_MODULE_2__/* .refuseWrongGate */ .l)(config);
        const steps = [];
        const notChecked = [];
        for (const { command, needs } of STEPS) {
            const section = config[needs];
            if (section === undefined || Object.keys(section).length === 0) {
                notChecked.push(`${command}: assay.yaml has no \`${needs}\``);
                continue;
            }
            const { default: step } = await LOADERS[command]();
            ctx.log.info(`\n$ assay ${command}`);
            const raw = {
                config: config.file,
                ...(command === 'train' ? { 'no-cache': options['no-cache'], param: options.param } : {}),
            };
            const outcome = await step.run({
                ctx,
                host,
                options: (0,_options_js__WEBPACK_IMPORTED_MODULE_3__/* .checkOptions */ .Jr)(step, raw, 'cli'),
                args: [],
            });
            const { verdict, summary } = outcome.result;
            ctx.log.info(`${verdict}: ${summary}`);
            steps.push({ command, verdict, summary });
            if (verdict === 'fail' || verdict === 'error')
                break;
        }
        const verdict = (0,_results_index_js__WEBPACK_IMPORTED_MODULE_0__/* .worst */ .QZ)(steps.map((step) => step.verdict));
        const result = await session.finish({
            command: 'run',
            ...(options.name === undefined ? {} : { name: options.name }),
            verdict,
            summary: steps.map((step) => `${step.command} ${step.verdict}`).join(', ') || 'nothing to run',
            notChecked,
            data: { steps },
        });
        const { default: report } = await Promise.all(/* import() */[__webpack_require__.e(2745), __webpack_require__.e(5614)]).then(__webpack_require__.bind(__webpack_require__, 13233));
        const rendered = await report.run({
            ctx,
            host,
            options: (0,_options_js__WEBPACK_IMPORTED_MODULE_3__/* .checkOptions */ .Jr)(report, { config: config.file }, 'cli'),
            args: [],
        });
        ctx.log.info(`\nreport: ${rendered.text?.trim()}`);
        return { result, outputs: { report: rendered.outputs?.['path'] ?? '' } };
    },
    outputs: { report: 'path of the HTML report' },
}));


/***/ })

};
