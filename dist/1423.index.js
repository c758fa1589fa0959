export const id = 1423;
export const ids = [1423];
export const modules = {

/***/ 61090:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Wf: () => (/* binding */ readReference),
/* harmony export */   gA: () => (/* binding */ datasetOf),
/* harmony export */   lb: () => (/* binding */ isRegistryReference),
/* harmony export */   rt: () => (/* binding */ profileOfVersion)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9216);
/* harmony import */ var _data_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28694);
/* harmony import */ var _registry_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(38299);
/** Profiles that commands are told to compare with: a file, or a version in the registry. Never raw data. */




const REGISTRY = /^registry:([^#]+)(?:#(.+))?$/;
function isRegistryReference(reference) {
    return reference.startsWith('registry:');
}
/** The profile that a dataset has in a version, or why there is none. */
async function profileOfVersion(registry, version, dataset) {
    const file = version.manifest.files.find((candidate) => candidate.role === 'profile' && candidate.name === `profile:${dataset}`);
    if (file === undefined) {
        return {
            missing: `version ${version.entry.version} was registered without a profile of \`${dataset}\`; run \`assay validate\` before \`assay register\``,
        };
    }
    const bytes = await registry.getBytes(file.sha256);
    return (0,_data_index_js__WEBPACK_IMPORTED_MODULE_2__/* .parseReference */ .F2)(Buffer.from(bytes).toString('utf8'), `profile:${dataset} of version ${version.entry.version}`);
}
/** The dataset whose profile a reference into the registry means: `registry:production#test`, else train. */
function datasetOf(reference) {
    if (!isRegistryReference(reference))
        return reference;
    return REGISTRY.exec(reference)?.[2] ?? 'train';
}
/**
 * The profile behind `registry:ALIAS`, `registry:VERSION` (a number) or a path. Where the alias has no entry yet there
 * is none to compare with, which is the first run and no error. Throws a usage error for anything that is not there.
 */
async function readReference(ctx, config, reference, root, options = {}) {
    if (!isRegistryReference(reference)) {
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(reference) ? reference : (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(root, reference);
        const text = await (0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .readUserFile */ .E1)(path, 'the reference profile');
        return options.shards ? (0,_data_index_js__WEBPACK_IMPORTED_MODULE_2__/* .parseProfile */ .Ck)(text, reference) : (0,_data_index_js__WEBPACK_IMPORTED_MODULE_2__/* .parseReference */ .F2)(text, reference);
    }
    const name = REGISTRY.exec(reference)?.[1];
    if (name === undefined || config === null) {
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)({
            message: `${reference} ${name === undefined ? 'names no version' : 'needs an assay.yaml, which names model and registry'}`,
            expected: 'registry:ALIAS or registry:VERSION, such as registry:production or registry:3#train',
        });
    }
    const registry = await (0,_registry_index_js__WEBPACK_IMPORTED_MODULE_3__/* .openRegistry */ .Me)(config.registry, config.root, ctx);
    const version = await versionNamed(registry, config.model, name);
    if (version === null) {
        if (!/^\d+$/.test(name))
            return { missing: `${name} has no version yet`, first: true };
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)({ message: `there is no version ${name} of ${config.model} in ${config.registry}` });
    }
    const found = await profileOfVersion(registry, version, datasetOf(reference));
    return 'missing' in found ? { ...found, first: false } : found;
}
async function versionNamed(registry, model, name) {
    if (/^\d+$/.test(name))
        return registry.version(model, Number(name));
    const last = (await registry.aliasLog(model, name)).at(-1);
    return last === undefined ? null : registry.versionByDigest(model, last.to);
}


/***/ }),

/***/ 1423:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  "default": () => (/* binding */ validate)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var base = __webpack_require__(9216);
// EXTERNAL MODULE: ./build/config/index.js + 10 modules
var build_config = __webpack_require__(90189);
// EXTERNAL MODULE: ./build/data/index.js + 163 modules
var build_data = __webpack_require__(28694);
// EXTERNAL MODULE: ./build/engines/index.js + 7 modules
var engines = __webpack_require__(19997);
// EXTERNAL MODULE: ./build/results/index.js + 11 modules
var results = __webpack_require__(90459);
// EXTERNAL MODULE: ./build/commands/command.js
var command = __webpack_require__(92950);
// EXTERNAL MODULE: ./build/commands/session.js
var commands_session = __webpack_require__(76183);
// EXTERNAL MODULE: ./build/commands/reference.js
var commands_reference = __webpack_require__(61090);
;// CONCATENATED MODULE: ./build/commands/validate/compare.js
/** Drift and leakage between datasets that were validated. */



/** Drift of one dataset against another's profile, that of a file or of a version, or a period of a dataset. */
async function driftOf(ctx, db, one, all, config, root) {
    const { subject } = one;
    const { drift, found, contract } = subject;
    if (drift === undefined)
        return null;
    const unreadable = ({ check, verdict }) => check === 'readable' && verdict === 'error';
    if (one.validation.findings.some(unreadable)) {
        return refused(found.name, 'drift', 'drift cannot be told: the data cannot be read whole', MEND);
    }
    const reference = await referenceOf(ctx, db, subject, all, config, root);
    if ('report' in reference)
        return reference.report;
    const label = config?.evaluate?.target;
    const options = {
        ...(0,build_data/* driftSettings */.LX)(drift),
        reference: reference.words,
        ...(subject.id === undefined ? {} : { id: subject.id }),
        ...(label === undefined ? {} : { label }),
        ...(reference.current.where === undefined ? {} : { where: reference.current.where }),
    };
    const scores = await domainOf(ctx, db, subject, reference, options);
    const report = await (0,build_data/* driftAgainstProfile */.KA)(ctx, db, reference.profile, found, contract, options, scores ?? []);
    const without = `${found.name}: drift of all columns together: ${reference.side === null ? 'the reference is a profile, and a classifier needs its rows' : 'there is no column that both have and that can be compared'}`;
    return {
        ...report,
        notChecked: [
            ...report.notChecked,
            ...(scores === null ? [without] : []),
            ...(drift.window === undefined
                ? []
                : [
                    `${found.name}: drift outside the periods; compared were rows ${reference.current.words} with ${reference.words}`,
                ]),
        ],
    };
}
const MEND = 'mend what the other findings name';
const EVERYTHING = { where: undefined, words: 'all rows' };
async function referenceOf(ctx, db, subject, all, config, root) {
    const { found } = subject;
    const { reference = '', window } = subject.drift ?? {};
    const named = all.get(reference);
    if (named === undefined && ((0,commands_reference/* isRegistryReference */.lb)(reference) || (0,external_node_path_.extname)(reference) === '.json')) {
        const profile = await (0,commands_reference/* readReference */.Wf)(ctx, config, reference, root);
        if (!('missing' in profile))
            return { profile, side: null, words: reference, current: EVERYTHING };
        const { missing, first } = profile;
        return { report: first ? firstRun(found.name, missing) : refused(found.name, 'drift', missing, MEND) };
    }
    if (named !== undefined && named.profile === null) {
        const message = `the reference ${reference} failed its checks, and failed data is no reference`;
        return { report: refused(found.name, 'drift', message, `mend ${reference} first`) };
    }
    const contract = named === undefined ? subject.contract : named.subject.contract;
    const data = named?.validation.dataset ?? (await (0,build_data/* resolveDataset */.$X)('reference', reference, root, ctx.signal));
    if (window === undefined) {
        return {
            profile: named?.profile ?? (await (0,build_data/* profileDataset */.o2)(ctx, db, data, contract)),
            side: { found: data, contract, view: {} },
            words: reference,
            current: EVERYTHING,
        };
    }
    const view = await (0,build_data/* openView */.e8)(db, found, subject.contract, ctx.signal);
    const periods = await (0,build_data/* periodsOf */.qC)(db, view, found.name, window).finally(() => view.close());
    const { where, words } = periods.reference;
    const only = where === undefined ? {} : { where };
    return {
        profile: await (0,build_data/* profileDataset */.o2)(ctx, db, data, contract, only),
        side: { found: data, contract, view: only },
        words: `${reference} (${words})`,
        current: periods.current,
    };
}
/** Null where it was asked for and cannot be done. */
async function domainOf(ctx, db, subject, reference, options) {
    const { domain } = subject.drift ?? {};
    if (domain === undefined || domain === false)
        return [];
    if (reference.side === null)
        return null;
    const { where } = reference.current;
    const current = {
        found: subject.found,
        contract: subject.contract,
        view: where === undefined ? {} : { where },
    };
    const score = await (0,build_data/* domainScore */.HF)(ctx, db, reference.profile, reference.side, current, {
        // The label comes later than the rows, and an id tells every row apart.
        leaveOut: [options.id, options.label].filter((name) => name !== undefined),
        columns: options.columns,
        threshold: typeof domain === 'object' ? domain.threshold : undefined,
        severity: options.severity,
    });
    return score === null ? null : [score];
}
function refused(dataset, check, message, fix) {
    const finding = {
        check,
        verdict: 'error',
        severity: 'error',
        subject: { dataset },
        where: [],
        message,
        fix,
    };
    return { drift: [], findings: [finding], notChecked: [], verdict: 'error' };
}
/** The registry is there and the alias has no entry yet: nothing is wrong, and nothing was compared. */
function firstRun(dataset, why) {
    const finding = {
        check: 'drift',
        verdict: 'warn',
        severity: 'warn',
        subject: { dataset },
        where: [],
        message: `no_baseline: ${why}, so there is nothing to compare with`,
    };
    return { drift: [], findings: [finding], notChecked: [`${dataset}: drift: ${why}`], verdict: 'warn' };
}
async function leakageOf(ctx, db, one, all) {
    const { leakage } = one.subject;
    const against = leakage === undefined ? undefined : all.get(leakage.against);
    if (against === undefined)
        return null;
    const unread = [one, against].filter(isUnread);
    if (unread.length > 0) {
        const names = unread.map(({ subject }) => subject.found.name).join(', ');
        const { findings } = refused(one.subject.found.name, 'leakage', `leakage cannot be looked for: ${names} cannot be read whole`, 'mend what the other findings name');
        return { findings, notChecked: [], checks: 0 };
    }
    if (one.subject.files !== null)
        return (0,build_data/* sharedBytes */.dt)(one.validation.dataset, against.validation.dataset);
    return (0,build_data/* findLeakage */.Gw)(ctx, db, one.subject, against.subject, leakage);
}
const ABOUT_FILES = new Set(['readable', 'structure', 'encoding', 'header', 'columns']);
/** A rule that could not be evaluated is no reason to look for nothing; rows that are not known are. */
function isUnread({ subject, validation }) {
    const { verdict, findings } = validation;
    if (verdict !== 'error' || subject.files !== null)
        return verdict === 'error';
    const errors = findings.filter((finding) => finding.verdict === 'error');
    return errors.length === 0 || errors.some(({ check }) => ABOUT_FILES.has(check));
}

// EXTERNAL MODULE: ./build/commands/validate/references.js
var references = __webpack_require__(92022);
;// CONCATENATED MODULE: ./build/commands/validate/shared.js
/**
 * Files of the dataset of `evaluate` that a dataset of training holds too, byte for byte. It needs no look into the
 * rows, so it is done also where nobody asked for `leakage`.
 */
function sharedFiles(config, datasets) {
    const judged = config.evaluate?.dataset;
    const test = judged === undefined ? undefined : datasets.get(judged);
    if (judged === undefined || test === undefined || config.train === undefined) {
        return { findings: [], notChecked: [] };
    }
    const read = config.train.datasets ?? ['train'];
    if (read.includes(judged)) {
        return {
            findings: [],
            notChecked: [
                `whether the model learns from ${judged}, on which it is evaluated: training reads it too`,
            ],
        };
    }
    const findings = read.flatMap((name) => {
        const digests = new Set(datasets.get(name)?.files.map(({ sha256 }) => sha256));
        const same = test.files.filter(({ sha256 }) => digests.has(sha256));
        if (same.length === 0)
            return [];
        return [
            {
                check: 'leakage.files',
                verdict: 'warn',
                severity: 'warn',
                subject: { dataset: judged },
                expected: `no file that training reads too`,
                actual: `${same.length} of ${test.files.length} files`,
                count: same.length,
                where: same.slice(0, 3).map(({ shown }) => ({ file: shown })),
                message: `the model is evaluated on ${judged}, and ${name}, which it learns from, holds the same file`,
                fix: 'evaluate on data that training has not seen',
            },
        ];
    });
    return { findings, notChecked: [] };
}

// EXTERNAL MODULE: ./build/commands/validate/subjects.js
var validate_subjects = __webpack_require__(43357);
;// CONCATENATED MODULE: ./build/commands/validate.js
/** `assay validate`: contract, quality, drift and leakage checks of datasets. */












/* harmony default export */ const validate = ((0,command/* defineCommand */.N)({
    name: 'validate',
    summary: 'check datasets against their contracts, for drift and for leakage',
    details: 'Without options: every dataset of assay.yaml, each against its contract (Open Data Contract Standard v3.1), its drift reference and the dataset that it must share nothing with. Datasets that pass are profiled, and the profiles go into the registry with the version. Text (CSV, TSV, JSON lines) is checked as text before it is read as values. Every finding names file, row, line, value and the SQL that shows it; what a contract asks and cannot be checked is listed.',
    options: {
        dataset: {
            type: 'list',
            value: 'NAME',
            summary: 'only this dataset of assay.yaml, and what it is compared with',
        },
        data: { type: 'string', value: 'FILE', summary: 'a file or glob; no assay.yaml is needed' },
        kind: {
            type: 'string',
            choices: ['table', 'files'],
            default: 'table',
            summary: 'files: --data is a folder of images, sounds or documents',
        },
        contract: {
            type: 'string',
            value: 'FILE',
            summary: 'the contract of --data; FILE#OBJECT names one object',
        },
        reference: {
            type: 'string',
            value: 'FILE',
            summary: 'what --data is compared with for drift: data, or a profile (.json)',
        },
        environment: {
            type: 'string',
            value: 'NAME',
            summary: 'where --data is used, such as training or serving; columns of other environments may be absent',
        },
        'drift-severity': {
            type: 'string',
            choices: ['warn', 'error'],
            default: 'warn',
            summary: 'whether drift against --reference warns or fails',
        },
        'failed-rows': {
            type: 'string',
            value: 'FILE',
            summary: 'write all rows that break a check (.parquet, .csv, .jsonl); {dataset} makes a file of each',
        },
        'failed-rows-personal': {
            type: 'boolean',
            summary: 'write values of personal columns too, which are redacted otherwise',
        },
        memory: {
            type: 'string',
            value: 'SIZE',
            summary: 'the most memory that the engine may use (2GiB); what does not fit is spilled to the disk',
        },
        explain: {
            type: 'boolean',
            summary: 'show which queries were run for which checks, their SQL and times',
        },
    },
    examples: [
        { run: 'assay validate', does: 'every dataset of assay.yaml' },
        { run: 'assay validate --dataset serving', does: 'one dataset, and its references' },
        {
            run: 'assay validate --data data/june.csv --contract contracts/flights.odcs.yaml --reference train.profile.json',
            does: 'one file; no assay.yaml is needed',
        },
        {
            run: 'assay validate --data june.csv --contract flights.odcs.yaml --failed-rows failed.parquet',
            does: 'and all rows that break a check, with the reasons',
        },
        {
            run: 'assay validate --data images/ --kind files',
            does: 'a folder of images: broken ones, duplicates',
        },
    ],
    outputs: {
        rows: 'number of rows that were checked',
        checks: 'number of checks that were evaluated',
        drifted: 'number of columns that have drifted',
    },
    permissions: { contents: 'read' },
    async run({ ctx, host, options }) {
        // The engine is loaded while git tells which commit this is.
        const { memory } = options;
        if (memory !== undefined)
            (0,build_config/* sizeBytes */.Vv)(memory);
        const [session, engine] = await sessionWithEngine(ctx, host, { config: options.config, name: options.name, replaces: 'validate' }, memory);
        let db = engine;
        const { config, root, workspace } = session;
        const { data, contract, reference, environment } = options;
        const severity = options['drift-severity'] === 'error' ? 'error' : 'warn';
        const kind = options.kind === 'files' ? 'files' : 'table';
        const rowsFile = options['failed-rows'];
        const failedRows = rowsFile === undefined ? undefined : (0,external_node_path_.resolve)(root, rowsFile);
        const chosen = { datasets: options.dataset, environment, failedRows };
        const choice = { data, contract, reference, severity, kind, ...chosen };
        const inputs = [];
        const findings = [];
        const notChecked = [];
        const drift = [];
        const verdicts = [];
        const artifacts = [];
        let checks = 0;
        const validated = new Map();
        const progress = ctx.log.progress('validate');
        const plans = [];
        try {
            const trace = options.explain ? await (0,build_data/* traced */.mn)(engine) : null;
            if (trace !== null)
                db = trace.db;
            const writer = new build_data/* FailedRows */.FY(ctx, db);
            const subjects = await (0,validate_subjects/* subjectsOf */.Z)(choice, config, root);
            const read = [...subjects].flatMap(([name, { found, drift }]) => [
                ...found.files.map((file) => [name, file.path]),
                ...(drift === undefined ? [] : [[name, (0,external_node_path_.resolve)(root, drift.reference)]]),
            ]);
            for (const { failedRows } of subjects.values()) {
                if (failedRows !== undefined)
                    (0,build_data/* checkFailedRowsPath */.eI)(failedRows, read);
            }
            const neighbours = await (0,validate_subjects/* neighboursOf */.Y)(subjects, data === undefined ? config : null);
            for (const [name, subject] of subjects) {
                progress.update(name, validated.size / subjects.size);
                for (const notice of subject.contract?.notices ?? [])
                    ctx.log.warn(notice);
                const rows = subject.failedRows;
                const personal = options['failed-rows-personal'];
                const validation = await validateSubject(ctx, db, subject, {
                    reference: (other) => (0,references/* referenceOf */.B)(other, config, root),
                    neighbours,
                    failedRows: rows === undefined ? undefined : { writer, target: { path: rows, personal } },
                });
                if (trace !== null)
                    plans.push((0,build_data/* explainText */.lP)(name, trace.take()));
                const good = validation.verdict === 'pass' || validation.verdict === 'warn';
                // On its own a file is only checked; profiles are for pipelines, which have a configuration.
                const profiled = good && config !== null && data === undefined && subject.files === null;
                const profile = profiled ? await (0,build_data/* profileDataset */.o2)(ctx, db, validation.dataset, subject.contract) : null;
                validated.set(name, { subject, validation, profile });
                if (profile !== null) {
                    artifacts.push(await workspace.keepBytes(`profile:${name}`, `${name}.profile.json`, (0,build_data/* profileText */.z1)(profile)));
                }
                const { dataset } = validation;
                inputs.push({ name, path: subject.found.path, sha256: dataset.sha256 });
                if ('manifest' in validation) {
                    artifacts.push(await workspace.keepBytes(`manifest:${name}`, `${name}.manifest.jsonl`, validation.manifest));
                }
                else if (subject.contract === null)
                    notChecked.push(`${name}: it has no contract; only that it can be read`);
                else {
                    const { file, sha256, size } = subject.contract;
                    inputs.push({ name: `contract:${name}`, path: file, sha256, size });
                }
                findings.push(...validation.findings);
                notChecked.push(...validation.notChecked);
                verdicts.push(validation.verdict);
                checks += validation.checks;
            }
            for (const { path, rows } of await writer.finish())
                ctx.log.info(`${(0,base/* groupDigits */.K9)(rows)} failed rows: ${path}`);
            await writer.close();
            for (const one of validated.values()) {
                progress.update(`${one.subject.found.name}: drift and leakage`);
                const drifted = await driftOf(ctx, db, one, validated, config, root);
                const leaked = await leakageOf(ctx, db, one, validated);
                if (drifted !== null) {
                    drift.push(...drifted.drift);
                    findings.push(...drifted.findings);
                    notChecked.push(...drifted.notChecked);
                    verdicts.push(drifted.verdict);
                    checks += drifted.drift.length;
                }
                if (leaked !== null) {
                    findings.push(...leaked.findings);
                    notChecked.push(...leaked.notChecked);
                    verdicts.push(...leaked.findings.map((finding) => finding.verdict));
                    checks += leaked.checks;
                }
            }
            if (config !== null && data === undefined) {
                const read = [...validated].map(([name, { validation }]) => [name, validation.dataset]);
                const shared = sharedFiles(config, new Map(read));
                findings.push(...shared.findings);
                notChecked.push(...shared.notChecked);
                verdicts.push(...shared.findings.map((finding) => finding.verdict));
            }
        }
        finally {
            progress.done();
            engine.close();
        }
        for (const plan of plans)
            ctx.log.info(plan);
        const datasets = [...validated.values()].map(({ validation }) => validation.summary);
        const rows = datasets.reduce((sum, summary) => sum + summary.rows, 0);
        const verdict = (0,results/* worst */.QZ)(verdicts);
        const result = await session.finish({
            command: 'validate',
            ...(options.name === undefined ? {} : { name: options.name }),
            verdict,
            summary: summaryOf(findings, datasets.length, rows, checks),
            inputs,
            findings,
            notChecked,
            artifacts,
            datasets,
            checks,
            ...(drift.length > 0 ? { drift } : {}),
        });
        const drifted = drift.filter((item) => item.verdict === 'warn' || item.verdict === 'fail').length;
        return { result, outputs: { rows: String(rows), checks: String(checks), drifted: String(drifted) } };
    },
}));
function validateSubject(ctx, db, { found, contract, files }, options) {
    return files === null
        ? (0,build_data/* validateDataset */.pw)(ctx, db, found, contract ?? build_data/* EMPTY_CONTRACT */.hW, options)
        : (0,build_data/* validateFiles */.kc)(ctx, found, files);
}
async function sessionWithEngine(ctx, host, options, memory) {
    const [session, engine] = await Promise.allSettled([
        (0,commands_session/* openSession */.f)(ctx, host, options),
        (0,engines/* openDatabase */.qI)(ctx, memory === undefined ? {} : { memory }),
    ]);
    if (session.status === 'rejected') {
        if (engine.status === 'fulfilled')
            engine.value.close();
        throw session.reason;
    }
    if (engine.status === 'rejected')
        throw engine.reason;
    return [session.value, engine.value];
}
function summaryOf(findings, datasets, rows, checks) {
    const count = (verdicts, word) => {
        const number = findings.filter((finding) => verdicts.includes(finding.verdict)).length;
        return number === 0 ? [] : [`${number} ${word}`];
    };
    const found = [
        ...count(['error'], 'could not be evaluated'),
        ...count(['fail'], 'failed'),
        ...count(['inconclusive'], 'inconclusive'),
        ...count(['warn'], 'warned'),
    ];
    const scope = `${datasets} ${datasets === 1 ? 'dataset' : 'datasets'}, ${(0,base/* groupDigits */.K9)(rows)} rows, ${checks} checks`;
    return `${scope}: ${found.length === 0 ? 'all passed' : found.join(', ')}`;
}


/***/ }),

/***/ 92022:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ referenceOf)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9216);
/* harmony import */ var _data_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28694);
/** The data that rules of a contract name as `reference`: a dataset of assay.yaml, a profile, or a data file. */



/** Throws a usage error where there is none. Relative paths start at `root`. */
async function referenceOf(name, config, root) {
    const settings = config?.datasets[name];
    if (config !== null && settings !== undefined) {
        const { path, contract, kind } = settings;
        if (kind === 'files')
            throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)({ message: `${name} is of kind files, and has no rows` });
        return {
            found: await (0,_data_index_js__WEBPACK_IMPORTED_MODULE_2__/* .findDataset */ .YQ)(name, path, config.root),
            contract: contract === undefined ? null : await (0,_data_index_js__WEBPACK_IMPORTED_MODULE_2__/* .loadContract */ .lF)(contract, config.root),
        };
    }
    if ((0,node_path__WEBPACK_IMPORTED_MODULE_0__.extname)(name) === '.json') {
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(name) ? name : (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(root, name);
        const { rows } = (0,_data_index_js__WEBPACK_IMPORTED_MODULE_2__/* .parseProfile */ .Ck)(await (0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .readUserFile */ .E1)(path, 'the reference profile'), name);
        return { rows };
    }
    return { found: await (0,_data_index_js__WEBPACK_IMPORTED_MODULE_2__/* .findDataset */ .YQ)(name, name, root), contract: null };
}


/***/ }),

/***/ 43357:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ neighboursOf),
/* harmony export */   Z: () => (/* binding */ subjectsOf)
/* harmony export */ });
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9216);
/* harmony import */ var _data_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28694);
/** What `assay validate` looks at: datasets of assay.yaml by name, or one file from the command line. */


/** Subjects by name, in the order of the file. All problems of all contracts and paths at once. */
async function subjectsOf(choice, config, root) {
    if (choice.data !== undefined)
        return new Map([['data', await standAlone(choice, choice.data, root)]]);
    const misplaced = ['contract', 'reference', 'environment'].filter((name) => choice[name] !== undefined);
    if (misplaced.length > 0) {
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)({
            message: `--${misplaced.join(' and --')} ${misplaced.length > 1 ? 'belong' : 'belongs'} to --data`,
            fix: 'name the file with --data FILE, or write contract and drift into assay.yaml',
        });
    }
    if (config === null || Object.keys(config.datasets).length === 0) {
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)({
            message: config === null ? 'there is nothing to validate' : 'assay.yaml has no datasets',
            fix: 'name a file: assay validate --data FILE --contract FILE; or write `datasets:` into assay.yaml (`assay init`)',
        });
    }
    const names = Object.keys(config.datasets);
    const problems = choice.datasets
        .filter((name) => !names.includes(name))
        .map((name) => {
        const near = (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .nearest */ .pA)(name, names);
        return {
            message: `assay.yaml has no dataset \`${name}\``,
            expected: `one of ${names.join(', ')}`,
            ...(near ? { fix: `did you mean --dataset ${near}?` } : {}),
        };
    });
    const wanted = withNeeded(choice.datasets.length > 0 ? choice.datasets : names, config);
    const subjects = new Map();
    for (const name of names.filter((candidate) => wanted.has(candidate))) {
        const settings = config.datasets[name];
        if (settings === undefined)
            continue;
        const [found, contract] = await Promise.all([
            collected(problems, () => (0,_data_index_js__WEBPACK_IMPORTED_MODULE_1__/* .findDataset */ .YQ)(name, settings.path, config.root, settings.kind)),
            settings.contract === undefined
                ? null
                : collected(problems, () => (0,_data_index_js__WEBPACK_IMPORTED_MODULE_1__/* .loadContract */ .lF)(settings.contract ?? '', config.root)),
        ]);
        if (found === undefined || contract === undefined)
            continue;
        const { id, drift, leakage, environment, failed_rows: rows } = settings;
        const failedRows = choice.failedRows ?? (rows === undefined ? undefined : config.resolve(rows));
        const counted = contract === null ? null : (0,_data_index_js__WEBPACK_IMPORTED_MODULE_1__/* .contractFor */ .GJ)(contract, environment);
        const files = settings.kind === 'files' ? (0,_data_index_js__WEBPACK_IMPORTED_MODULE_1__/* .fileRules */ ._h)(settings.files) : null;
        subjects.set(name, { found, contract: counted, files, id, drift, leakage, failedRows });
    }
    if (problems.length > 0)
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(problems);
    return subjects;
}
/**
 * Datasets in which the foreign keys of the subjects are looked up: the subjects themselves, and the others of
 * assay.yaml where a contract has relationships. One that cannot be found is none; its own validation says so.
 */
async function neighboursOf(subjects, config) {
    const neighbours = [];
    for (const { found, contract, files } of subjects.values()) {
        if (contract !== null && files === null)
            neighbours.push({ found, contract });
    }
    if (!neighbours.some(({ contract }) => (contract.relationships ?? []).length > 0))
        return [];
    for (const [name, { path, contract: file, environment, kind }] of Object.entries(config?.datasets ?? {})) {
        if (subjects.has(name) || file === undefined || kind === 'files' || config === null)
            continue;
        const ignored = [];
        const found = await collected(ignored, () => (0,_data_index_js__WEBPACK_IMPORTED_MODULE_1__/* .findDataset */ .YQ)(name, path, config.root));
        const contract = await collected(ignored, () => (0,_data_index_js__WEBPACK_IMPORTED_MODULE_1__/* .loadContract */ .lF)(file, config.root));
        if (found && contract)
            neighbours.push({ found, contract: (0,_data_index_js__WEBPACK_IMPORTED_MODULE_1__/* .contractFor */ .GJ)(contract, environment) });
    }
    return neighbours;
}
/** A dataset that is compared with another needs that one too. */
function withNeeded(names, config) {
    const wanted = new Set(names);
    for (const name of names) {
        const { drift, leakage } = config.datasets[name] ?? {};
        for (const other of [drift?.reference, leakage?.against]) {
            if (other !== undefined && config.datasets[other] !== undefined)
                wanted.add(other);
        }
    }
    return wanted;
}
async function standAlone(choice, data, root) {
    if (choice.kind === 'files') {
        const given = {
            contract: choice.contract,
            reference: choice.reference,
            'failed-rows': choice.failedRows,
        };
        const misplaced = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name]));
        if (misplaced.length > 0) {
            throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)({
                message: `--${misplaced.join(' and --')}: files have no rows`,
                fix: 'leave it out',
            });
        }
        const found = await (0,_data_index_js__WEBPACK_IMPORTED_MODULE_1__/* .findDataset */ .YQ)('data', data, root, 'files');
        return {
            found,
            contract: null,
            files: (0,_data_index_js__WEBPACK_IMPORTED_MODULE_1__/* .fileRules */ ._h)(),
            id: undefined,
            drift: undefined,
            leakage: undefined,
            failedRows: undefined,
        };
    }
    if (choice.contract === undefined && choice.reference === undefined) {
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)({
            message: `there is nothing to check ${data} against`,
            fix: 'add --contract FILE (`assay infer --data FILE` proposes one) or --reference FILE',
        });
    }
    const [found, contract] = await Promise.all([
        (0,_data_index_js__WEBPACK_IMPORTED_MODULE_1__/* .findDataset */ .YQ)('data', data, root),
        choice.contract === undefined ? null : (0,_data_index_js__WEBPACK_IMPORTED_MODULE_1__/* .loadContract */ .lF)(choice.contract, root),
    ]);
    const { reference, severity } = choice;
    return {
        found,
        contract: contract === null ? null : (0,_data_index_js__WEBPACK_IMPORTED_MODULE_1__/* .contractFor */ .GJ)(contract, choice.environment),
        files: null,
        id: undefined,
        drift: reference === undefined ? undefined : { reference, severity },
        leakage: undefined,
        failedRows: choice.failedRows,
    };
}
async function collected(problems, work) {
    try {
        return await work();
    }
    catch (error) {
        if (!(error instanceof _base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .AssayError */ .WV) || error.kind !== 'usage')
            throw error;
        problems.push(...error.problems);
        return undefined;
    }
}


/***/ })

};
