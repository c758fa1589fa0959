export const id = 1423;
export const ids = [1423,3804];
export const modules = {

/***/ 1423:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  "default": () => (/* binding */ validate)
});

// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var base = __webpack_require__(9216);
// EXTERNAL MODULE: ./build/data/index.js + 43 modules
var build_data = __webpack_require__(26412);
// EXTERNAL MODULE: ./build/engines/index.js + 5 modules
var engines = __webpack_require__(60312);
// EXTERNAL MODULE: ./build/results/index.js + 3 modules
var results = __webpack_require__(68681);
// EXTERNAL MODULE: ./build/commands/command.js
var command = __webpack_require__(92950);
// EXTERNAL MODULE: ./build/commands/session.js
var commands_session = __webpack_require__(76183);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./build/commands/validate/compare.js
/** Drift and leakage between datasets that were validated. */



/** Drift of one dataset against another's profile, or that of a file. */
async function driftOf(ctx, db, one, all, root, label) {
    const { subject } = one;
    const { drift, found, contract } = subject;
    if (drift === undefined)
        return null;
    const named = all.get(drift.reference);
    const profile = named ? named.profile : await profileOfFile(ctx, db, subject, drift.reference, root);
    if (profile === null) {
        return refused(found.name, 'drift', `the reference ${drift.reference} failed its checks, and failed data is no reference`, `mend ${drift.reference} first`);
    }
    return (0,build_data/* driftAgainstProfile */.KA)(ctx, db, profile, found, contract, {
        reference: drift.reference,
        severity: drift.severity ?? 'warn',
        ...(subject.id === undefined ? {} : { id: subject.id }),
        ...(label === undefined ? {} : { label }),
        ...(drift.columns ? { columns: drift.columns } : {}),
        ...(drift.threshold === undefined ? {} : { threshold: drift.threshold }),
    });
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
/** A stored profile (.json), or data that is profiled now, with the contract of what it is compared with. */
async function profileOfFile(ctx, db, subject, reference, root) {
    const path = (0,external_node_path_.isAbsolute)(reference) ? reference : (0,external_node_path_.join)(root, reference);
    if ((0,external_node_path_.extname)(reference) === '.json') {
        return (0,build_data/* parseProfile */.jZ)(await (0,base/* readUserFile */.E1)(path, 'the reference profile'), reference);
    }
    const dataset = await (0,build_data/* resolveDataset */.$X)('reference', reference, root, ctx.signal);
    return (0,build_data/* profileDataset */.o2)(ctx, db, dataset, subject.contract);
}
async function leakageOf(ctx, db, one, all) {
    const against = one.subject.leakage === undefined ? undefined : all.get(one.subject.leakage);
    if (against === undefined)
        return null;
    const unread = [one, against].filter(({ validation }) => validation.verdict === 'error');
    if (unread.length > 0) {
        const names = unread.map(({ subject }) => subject.found.name).join(', ');
        const { findings } = refused(one.subject.found.name, 'leakage', `leakage cannot be looked for: ${names} cannot be read whole`, 'mend what the other findings name');
        return { findings, notChecked: [], checks: 0 };
    }
    return (0,build_data/* findLeakage */.Gw)(ctx, db, one.subject, against.subject);
}

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
        'drift-severity': {
            type: 'string',
            choices: ['warn', 'error'],
            default: 'warn',
            summary: 'whether drift against --reference warns or fails',
        },
    },
    examples: [
        { run: 'assay validate', does: 'every dataset of assay.yaml' },
        { run: 'assay validate --dataset serving', does: 'one dataset, and its references' },
        {
            run: 'assay validate --data data/june.csv --contract contracts/flights.odcs.yaml --reference train.profile.json',
            does: 'one file; no assay.yaml is needed',
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
        const [session, db] = await sessionWithEngine(ctx, host, {
            config: options.config,
            name: options.name,
            replaces: 'validate',
        });
        const { config, root, workspace } = session;
        const { data, contract, reference } = options;
        const severity = options['drift-severity'] === 'error' ? 'error' : 'warn';
        const choice = { data, contract, reference, severity, datasets: options.dataset };
        const inputs = [];
        const findings = [];
        const notChecked = [];
        const drift = [];
        const verdicts = [];
        const artifacts = [];
        let checks = 0;
        const validated = new Map();
        const progress = ctx.log.progress('validate');
        try {
            const subjects = await (0,validate_subjects/* subjectsOf */.Z)(choice, config, root);
            for (const [name, subject] of subjects) {
                progress.update(name, validated.size / subjects.size);
                for (const notice of subject.contract?.notices ?? [])
                    ctx.log.warn(notice);
                const validation = await (0,build_data/* validateDataset */.pw)(ctx, db, subject.found, subject.contract ?? build_data/* EMPTY_CONTRACT */.hW);
                const good = validation.verdict === 'pass' || validation.verdict === 'warn';
                // On its own a file is only checked; profiles are for pipelines, which have a configuration.
                const profiled = good && config !== null && data === undefined;
                const profile = profiled ? await (0,build_data/* profileDataset */.o2)(ctx, db, validation.dataset, subject.contract) : null;
                validated.set(name, { subject, validation, profile });
                if (profile !== null) {
                    artifacts.push(await workspace.keepBytes(`profile:${name}`, `${name}.profile.json`, (0,build_data/* profileText */.z1)(profile)));
                }
                const { dataset } = validation;
                inputs.push({ name, path: subject.found.path, sha256: dataset.sha256 });
                if (subject.contract === null)
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
            for (const one of validated.values()) {
                progress.update(`${one.subject.found.name}: drift and leakage`);
                const drifted = await driftOf(ctx, db, one, validated, root, config?.evaluate?.target);
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
            db.close();
        }
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
async function sessionWithEngine(ctx, host, options) {
    const [session, engine] = await Promise.allSettled([(0,commands_session/* openSession */.f)(ctx, host, options), (0,engines/* openDatabase */.qI)(ctx)]);
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

/***/ 43357:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ subjectsOf)
/* harmony export */ });
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9216);
/* harmony import */ var _data_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26412);
/** What `assay validate` looks at: datasets of assay.yaml by name, or one file from the command line. */


/** Subjects by name, in the order of the file. All problems of all contracts and paths at once. */
async function subjectsOf(choice, config, root) {
    if (choice.data !== undefined)
        return new Map([['data', await standAlone(choice, choice.data, root)]]);
    const misplaced = ['contract', 'reference'].filter((name) => choice[name] !== undefined);
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
            collected(problems, () => (0,_data_index_js__WEBPACK_IMPORTED_MODULE_1__/* .findDataset */ .YQ)(name, settings.path, config.root)),
            settings.contract === undefined
                ? null
                : collected(problems, () => (0,_data_index_js__WEBPACK_IMPORTED_MODULE_1__/* .loadContract */ .lF)(settings.contract ?? '', config.root)),
        ]);
        if (found === undefined || contract === undefined)
            continue;
        const { id, drift, leakage } = settings;
        subjects.set(name, { found, contract, id, drift, leakage: leakage?.against });
    }
    if (problems.length > 0)
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(problems);
    return subjects;
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
        contract,
        id: undefined,
        drift: reference === undefined ? undefined : { reference, severity },
        leakage: undefined,
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
