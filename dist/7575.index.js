export const id = 7575;
export const ids = [7575];
export const modules = {

/***/ 39956:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  "default": () => (/* binding */ commands_gate)
});

// EXTERNAL MODULE: ./build/config/index.js + 10 modules
var build_config = __webpack_require__(90189);
// EXTERNAL MODULE: ./build/evaluation/index.js
var evaluation = __webpack_require__(90379);
// EXTERNAL MODULE: ./build/gate/index.js + 21 modules
var gate = __webpack_require__(84994);
// EXTERNAL MODULE: ./build/results/index.js + 11 modules
var results = __webpack_require__(90459);
// EXTERNAL MODULE: ./build/commands/command.js
var command = __webpack_require__(92950);
// EXTERNAL MODULE: ./build/commands/gate/configured.js
var configured = __webpack_require__(98747);
;// CONCATENATED MODULE: ./build/commands/gate/findings.js
/** What the command knows beside the rules, and a reader should see. */

/** A rule may turn a metric round that the catalogue knows; it is then said, because a slip would open the gate. */
function unusualDirections({ rules }) {
    const turned = rules.filter((rule) => {
        const usual = (0,evaluation/* lookupMetric */.xv)(rule.metric)?.direction;
        return usual !== undefined && usual !== null && rule.direction !== null && rule.direction !== usual;
    });
    return [...new Set(turned.map((rule) => rule.metric))].map((metric) => ({
        check: 'direction',
        verdict: 'warn',
        severity: 'warn',
        subject: {},
        where: [],
        message: `a rule says that ${(0,evaluation/* lookupMetric */.xv)(metric)?.direction === 'higher' ? 'lower' : 'higher'} ${metric} is better; of the usual metric of that name the opposite is true`,
        fix: 'leave `direction` out, or give a metric that means something else another name',
    }));
}
/** An evaluation that failed cannot give a candidate that passes. */
function evaluationFindings({ evaluate }) {
    if (evaluate === null || (evaluate.verdict !== 'error' && evaluate.verdict !== 'fail'))
        return [];
    // What comes from checks and tests is told by their own rules; only what stands beside them is told here.
    const others = evaluate.findings.filter(({ verdict }) => verdict === 'error' || verdict === 'fail');
    if (others.length > 0 && others.every(({ check }) => /^(behaviour|tests)\.(?!untried)/.test(check)))
        return [];
    return [
        {
            check: 'evaluate',
            verdict: 'error',
            severity: 'error',
            subject: {},
            where: [],
            message: `the evaluation ended with ${evaluate.verdict}: ${evaluate.summary}`,
            fix: 'mend the evaluation first',
        },
    ];
}
function sameFile(file, found) {
    if (file === null || found?.kind !== 'file' || file.sha256 !== found.file.sha256)
        return [];
    return [
        {
            check: 'identical',
            verdict: 'skipped',
            severity: 'info',
            subject: {},
            where: [],
            message: `${file.shown} is the same, byte for byte, as the baseline ${found.source}`,
        },
    ];
}

// EXTERNAL MODULE: ./build/commands/gate/gather.js
var gather = __webpack_require__(14912);
;// CONCATENATED MODULE: ./build/commands/gate/options.js
/** The options of `assay gate`. */

const OPTIONS = {
    candidate: {
        type: 'string',
        value: 'FILE',
        summary: 'metrics of the candidate: JSON, YAML, CSV, JSON lines or text (absent: what `evaluate` found)',
    },
    baseline: { type: 'string', value: 'BASELINE', summary: gate/* BASELINE_FORMS */.up },
    rule: {
        type: 'list',
        value: 'RULE',
        summary: `${gate/* RULE_GRAMMAR */.x4}; repeatable; replaces the rules of assay.yaml`,
    },
    row: {
        type: 'string',
        value: 'ROW',
        summary: 'row of a file with rows: a number from 1, or COLUMN=VALUE (absent: the last)',
    },
    'baseline-row': { type: 'string', value: 'ROW', summary: 'the same for the baseline (absent: as --row)' },
    junit: {
        type: 'list',
        value: 'FILE',
        summary: 'JUnit file or glob of your own tests; each failing test is a failing rule; repeatable',
    },
    explain: { type: 'boolean', summary: 'print for each rule the numbers, the formula and the method' },
};

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var base = __webpack_require__(9216);
;// CONCATENATED MODULE: ./build/commands/gate/sides.js
/** The two sides of a gate, candidate and baseline, from where the options and assay.yaml say. */




const NONE = {
    comparable: { baseline: { kind: 'none' }, paired: false, notChecked: [] },
    source: null,
    found: null,
    recomputed: null,
};
/** True for rules that compare, and for those on a metric of two models together. */
function needsBaseline(rule) {
    return (0,gate/* operatorOf */.gN)(rule.operator).compares || evaluation/* BETWEEN_METRICS */.JI.has(rule.metric);
}
async function readCandidate(session, options) {
    if (options.candidate !== undefined) {
        if ((0,gate/* isMlflow */.eu)(options.candidate)) {
            const run = await (0,gate/* readMlflow */.Ow)(options.candidate, session.root);
            return { candidate: { metrics: run.metrics, evaluate: null }, file: run };
        }
        const path = (0,external_node_path_.resolve)(session.root, options.candidate);
        const file = await (0,gate/* readMetricsFile */._c)(path, { row: options.row }, options.candidate);
        return { candidate: { metrics: file.metrics, evaluate: file.evaluate }, file };
    }
    const evaluate = await session.workspace.read('evaluate', options.name);
    if (evaluate === null) {
        throw (0,base/* usageError */.Wp)({
            message: `there is no candidate: no result of evaluate${options.name === undefined ? '' : ` named ${options.name}`} in this run`,
            fix: 'run `assay evaluate` first, or name a file of metrics with --candidate',
        });
    }
    const metrics = new gate/* MetricSet */.JR(evaluate.metrics.map(gate/* ofResult */.V2), [], 'the result of evaluate');
    return { candidate: { metrics, evaluate }, file: null };
}
async function baselineOf(ctx, session, options, candidate, file, named, rules) {
    const compared = rules.filter(needsBaseline).map((rule) => rule.metric);
    const compares = compared.length > 0;
    const { config } = session;
    const recomputed = candidate.evaluate?.baseline ?? null;
    if (named === null && recomputed !== null && (config === null || !compares)) {
        const metrics = new gate/* MetricSet */.JR(recomputed.metrics.map(gate/* ofResult */.V2), [], recomputed.source);
        const comparable = {
            baseline: { kind: 'metrics', metrics },
            paired: true,
            notChecked: [],
        };
        return { comparable, source: recomputed.source, found: null, recomputed };
    }
    if (named === null && (config === null || !compares))
        return NONE;
    const found = await (0,gate/* findBaseline */.Xn)(named ?? { kind: 'alias', name: 'production' }, {
        cwd: session.root,
        env: ctx.env,
        signal: ctx.signal,
        candidate: file === null || options.candidate === undefined ? null : (0,external_node_path_.resolve)(session.root, options.candidate),
        compared,
        evaluated: recomputed,
        read: { row: options['baseline-row'] ?? options.row, rowIfAny: options['baseline-row'] === undefined },
        registry: async () => {
            if (config === null) {
                throw (0,base/* usageError */.Wp)({
                    message: 'a baseline in a registry needs assay.yaml, which names registry and model',
                    fix: 'add assay.yaml, or name a file: file:PATH, git:REV:PATH',
                });
            }
            const { openBaselineRegistry } = await Promise.all(/* import() */[__webpack_require__.e(8299), __webpack_require__.e(368)]).then(__webpack_require__.bind(__webpack_require__, 40368));
            return openBaselineRegistry(config, session.workspace.run, ctx, rules);
        },
    });
    return {
        comparable: (0,gate/* comparableBaseline */.W7)(candidate, found),
        source: found.source,
        found,
        recomputed: found.kind === 'evaluated' ? recomputed : null,
    };
}
function registeredOf(found) {
    return found?.kind === 'registered' ? found.registered : null;
}
function shownBaseline({ source, found, recomputed }) {
    if (source === null || found?.kind === 'first_run')
        return null;
    const registered = registeredOf(found) ?? recomputed;
    return { source, version: registered?.version ?? null, digest: registered?.digest ?? null };
}
function inputsOf(session, options, file, { found }) {
    const candidate = file === null
        ? { name: 'candidate', path: session.workspace.resultPath('evaluate', options.name), sha256: null }
        : { name: 'candidate', path: file.shown, sha256: file.sha256, size: file.size };
    if (found?.kind !== 'file')
        return [candidate];
    const { sha256, size } = found.file;
    return [candidate, { name: 'baseline', path: found.source, sha256, size }];
}

// EXTERNAL MODULE: ./build/commands/session.js
var commands_session = __webpack_require__(76183);
;// CONCATENATED MODULE: ./build/commands/gate.js











/* harmony default export */ const commands_gate = ((0,command/* defineCommand */.N)({
    name: 'gate',
    summary: 'apply rules to a candidate, against the baseline, and give one verdict',
    details: 'Reads two metric files, or the result of `evaluate` and the version in service. Every rule is evaluated and shown. NaN, a missing metric and an unreadable file never pass. A first run, where the alias has no entry yet, is `warn`.',
    options: OPTIONS,
    examples: [
        {
            run: 'assay gate --candidate metrics.json --baseline git:main:metrics.json --rule "roc_auc max_drop 0.01"',
            does: 'compare a metrics file with the one on main; no assay.yaml is needed',
        },
        {
            run: 'assay gate --candidate log.csv --row epoch=12 --rule "accuracy min 0.8" --rule "loss max 0.4 warn"',
            does: 'apply absolute rules to one row of a training log',
        },
        { run: 'assay gate', does: 'gate what `evaluate` found with the rules of assay.yaml' },
    ],
    outputs: {
        'rules-failed': 'number of rules whose verdict is fail or error',
        baseline: 'where the baseline came from, empty where there was none',
        'first-run': 'true where there is no baseline yet',
    },
    permissions: { contents: 'read: to read a baseline from git' },
    async run({ ctx, host, options }) {
        const session = await (0,commands_session/* openSession */.f)(ctx, host, {
            config: options.config,
            name: options.name,
            replaces: 'gate',
        });
        const { config } = session;
        const written = rulesOf(config, options);
        const parsed = (0,gate/* parseRules */.NR)(written.rules);
        const ref = (0,gather/* gather */.kg)(() => parseBaselineText(config, options));
        const read = await (0,gather/* gatherAsync */.Ie)(() => readCandidate(session, options));
        (0,gather/* stop */.ds)([
            ...(written.rules.length === 0 ? [(0,gate/* noRules */.jn)()] : parsed.problems),
            ...ref.problems,
            ...read.problems,
        ]);
        if (read.value === null)
            throw new TypeError('a candidate without a problem is there');
        const { candidate, file } = read.value;
        const directionOf = directionsOf(config, candidate.metrics);
        const rules = (0,gate/* resolveDirections */.fZ)(parsed.rules, directionOf);
        const compares = parsed.rules.some(needsBaseline);
        const found = await (0,gather/* gatherAsync */.Ie)(() => baselineOf(ctx, session, options, candidate, file, ref.value, rules.rules));
        (0,gather/* stop */.ds)([...rules.problems, ...found.problems]);
        const baseline = found.value ?? NONE;
        if (compares && baseline.comparable.baseline.kind === 'none')
            (0,gather/* stop */.ds)([unnamedBaseline()]);
        const pairs = baseline.comparable.paired ? candidate.evaluate : null;
        const decision = (0,gate/* decide */.LD)({
            rules: rules.rules,
            // Metrics of two models together are of this baseline only where it is the one that evaluate had.
            candidate: withMetrics(candidate.metrics, pairs?.between ?? []),
            comparisons: pairs?.comparisons ?? [],
            baseline: baseline.comparable.baseline,
            policy: policyOf(config),
            directionOf,
            rangeOf: (metric) => (0,evaluation/* lookupMetric */.xv)(metric)?.range ?? null,
        });
        const tests = [
            ...(candidate.evaluate?.tests ?? []),
            ...(options.junit.length === 0 ? [] : await (0,evaluation/* readTestReports */.m6)(session.root, options.junit)),
        ];
        const checks = (0,gate/* checkRules */.MM)(candidate.evaluate?.behaviour ?? [], tests);
        const extra = [
            ...unusualDirections(rules),
            ...evaluationFindings(candidate),
            ...(options['baseline-row'] === undefined ? sameFile(file, baseline.found) : []),
            ...(0,gate/* removedRules */.I_)(registeredOf(baseline.found)?.rules ?? [], [
                ...rules.rules,
                ...checks.map(({ result: checked }) => checked),
            ]),
        ];
        const notChecked = [
            ...written.notChecked,
            ...baseline.comparable.notChecked,
            ...decision.notChecked,
            ...ignoredIn(candidate.metrics),
        ];
        const whole = {
            ...decision,
            verdict: (0,results/* worst */.QZ)([
                decision.verdict,
                ...checks.map(({ result: checked }) => checked.verdict),
                ...extra.map((finding) => finding.verdict),
            ]),
            rules: [...decision.rules, ...checks.map(({ result: checked }) => checked)],
            explanations: [...decision.explanations, ...checks.map(({ explanation }) => explanation)],
            findings: [...decision.findings, ...extra],
            notChecked,
        };
        const result = await session.finish({
            command: 'gate',
            ...(options.name === undefined ? {} : { name: options.name }),
            verdict: whole.verdict,
            summary: [whole.summary, ...brokenChecks(checks), ...alsoFound(extra)].join('; '),
            inputs: inputsOf(session, options, file, baseline),
            findings: [...whole.findings],
            notChecked,
            baseline: shownBaseline(baseline),
            firstRun: baseline.found?.kind === 'first_run',
            rules: [...whole.rules],
            metrics: [...whole.metrics],
        });
        const bad = result.rules.filter(({ verdict }) => verdict === 'fail' || verdict === 'error').length;
        return {
            result,
            outputs: {
                'rules-failed': String(bad),
                baseline: baseline.source ?? '',
                'first-run': String(result.firstRun),
            },
            ...(options.explain ? { text: `${(0,gate/* explain */.WE)(whole, baseline.source)}\n` } : {}),
        };
    },
}));
function withMetrics(set, more) {
    return new gate/* MetricSet */.JR([...set.all, ...more.map(gate/* ofResult */.V2)], set.ignored);
}
function unnamedBaseline() {
    return {
        message: 'a rule compares with a baseline, and none is named',
        fix: 'add --baseline, such as `--baseline git:main:metrics.json`',
    };
}
function rulesOf(config, options) {
    const configured = config?.gate?.rules ?? [];
    if (options.rule.length > 0) {
        return {
            rules: options.rule.map((rule, index) => ({ rule, where: { key: `--rule ${index + 1}` } })),
            notChecked: configured.length > 0 ? [`the ${configured.length} rules of assay.yaml: --rule replaces them`] : [],
        };
    }
    return {
        rules: configured.map((rule, index) => ({
            rule,
            where: config?.place('gate', 'rules', index) ?? {},
        })),
        notChecked: [],
    };
}
function parseBaselineText(config, options) {
    const text = options.baseline ?? config?.gate?.baseline;
    return text === undefined ? null : (0,gate/* parseBaselineRef */.cJ)(text);
}
function policyOf(config) {
    return config?.gate?.policy ?? build_config/* gateSchema */.Tp.shape.policy.parse(undefined);
}
/** Findings that are not of the rules stand in the summary by name, so that it explains the verdict. */
function alsoFound(findings) {
    const told = findings.filter(({ verdict }) => verdict !== 'skipped' && verdict !== 'pass');
    return told.length === 0 ? [] : [`also: ${[...new Set(told.map(({ check }) => check))].join(', ')}`];
}
/** What the catalogue says, else what the metric itself says (a user's own metric, declared for `evaluate`). */
function directionsOf(config, candidate) {
    const declared = new Map();
    for (const { name, direction } of candidate.all) {
        if (direction !== null)
            declared.set(name, direction);
    }
    return (metric) => (0,configured/* declaredDirection */.Y)(config, metric) ?? (0,evaluation/* lookupMetric */.xv)(metric)?.direction ?? declared.get(metric) ?? null;
}
/** Checks that broke, in the summary: the rules of assay.yaml are counted there already. */
function brokenChecks(checks) {
    const broken = checks.filter(({ result }) => result.verdict !== 'pass');
    return broken.length === 0 ? [] : [`${broken.length} of ${checks.length} checks and tests did not pass`];
}
const MOST_IGNORED = 30;
function ignoredIn({ ignored }) {
    const more = ignored.length - MOST_IGNORED;
    return [
        ...ignored.slice(0, MOST_IGNORED).map(({ name, why }) => `${name} of the candidate's file: ${why}`),
        ...(more > 0 ? [`${more} more values of the candidate's file that are no numbers`] : []),
    ];
}


/***/ })

};
