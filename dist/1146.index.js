export const id = 1146;
export const ids = [1146];
export const modules = {

/***/ 91146:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   "default": () => (__WEBPACK_DEFAULT_EXPORT__)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9216);
/* harmony import */ var _data_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(26412);
/* harmony import */ var _engines_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(60312);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(92950);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(76183);
/* harmony import */ var _validate_subjects_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(43357);
/** `assay profile`: writes a dataset's profile, the reference that later data is compared with. */








/* harmony default export */ const __WEBPACK_DEFAULT_EXPORT__ = ((0,_command_js__WEBPACK_IMPORTED_MODULE_5__/* .defineCommand */ .N)({
    name: 'profile',
    summary: "write a dataset's profile, the reference for drift",
    details: 'A profile holds exact counts on bins that are frozen from the data, moments and the most frequent categories; drift is computed from it without the rows. The dataset is validated first: data that fails its checks gives no profile.',
    options: {
        dataset: { type: 'string', value: 'NAME', summary: 'a dataset of assay.yaml' },
        data: { type: 'string', value: 'FILE', summary: 'a file or glob; no assay.yaml is needed' },
        contract: {
            type: 'string',
            value: 'FILE',
            summary: 'the contract of --data: types of text, personal columns',
        },
        output: { type: 'string', value: 'FILE', summary: 'also write the profile there' },
        bins: { type: 'integer', default: 10, summary: 'quantile bins of numeric columns' },
        categories: { type: 'integer', default: 50, summary: 'categories that are counted by themselves' },
    },
    examples: [
        { run: 'assay profile --dataset train --output train.profile.json', does: 'a dataset of assay.yaml' },
        {
            run: 'assay profile --data data/may.parquet --output may.profile.json',
            does: 'a file; no assay.yaml is needed',
        },
    ],
    outputs: { profile: 'path of the profile, where --output was given' },
    permissions: { contents: 'read' },
    async run({ ctx, host, options }) {
        const { bins, categories } = options;
        const wrong = [
            ...(bins >= 2 && bins <= 1000 ? [] : [{ message: `--bins is ${bins}`, expected: '2 to 1000' }]),
            ...(categories >= 1 && categories <= 10_000
                ? []
                : [{ message: `--categories is ${categories}`, expected: '1 to 10000' }]),
            ...((options.data === undefined) !== (options.dataset === undefined)
                ? []
                : [{ message: 'one of --data FILE and --dataset NAME is needed' }]),
        ];
        if (wrong.length > 0)
            throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(wrong);
        const session = await (0,_session_js__WEBPACK_IMPORTED_MODULE_6__/* .openSession */ .f)(ctx, host, {
            config: options.config,
            name: options.name,
            replaces: 'profile',
        });
        const { root, workspace, config } = session;
        const subject = options.dataset === undefined
            ? {
                found: await (0,_data_index_js__WEBPACK_IMPORTED_MODULE_3__/* .findDataset */ .YQ)('data', options.data ?? '', root),
                contract: options.contract === undefined ? null : await (0,_data_index_js__WEBPACK_IMPORTED_MODULE_3__/* .loadContract */ .lF)(options.contract, root),
            }
            : (await (0,_validate_subjects_js__WEBPACK_IMPORTED_MODULE_7__/* .subjectsOf */ .Z)({
                data: undefined,
                contract: undefined,
                reference: undefined,
                severity: 'warn',
                datasets: [options.dataset],
            }, config, root)).get(options.dataset);
        if (subject === undefined)
            throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)({ message: `there is no dataset ${options.dataset}` });
        const db = await (0,_engines_index_js__WEBPACK_IMPORTED_MODULE_4__/* .openDatabase */ .qI)(ctx);
        try {
            const { found, contract } = subject;
            const validation = await (0,_data_index_js__WEBPACK_IMPORTED_MODULE_3__/* .validateDataset */ .pw)(ctx, db, found, contract ?? _data_index_js__WEBPACK_IMPORTED_MODULE_3__/* .EMPTY_CONTRACT */ .hW);
            const good = validation.verdict === 'pass' || validation.verdict === 'warn';
            const text = good
                ? (0,_data_index_js__WEBPACK_IMPORTED_MODULE_3__/* .profileText */ .z1)(await (0,_data_index_js__WEBPACK_IMPORTED_MODULE_3__/* .profileDataset */ .o2)(ctx, db, validation.dataset, contract, { bins, categories }))
                : null;
            const { name } = found;
            const artifacts = text === null ? [] : [await workspace.keepBytes(`profile:${name}`, `${name}.profile.json`, text)];
            if (text !== null && options.output !== undefined) {
                const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(options.output) ? options.output : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, options.output);
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), { recursive: true });
                await (0,_base_index_js__WEBPACK_IMPORTED_MODULE_2__/* .writeFileAtomic */ .Zf)(path, text);
            }
            const { rows, columns } = validation.summary;
            const result = await session.finish({
                command: 'profile',
                ...(options.name === undefined ? {} : { name: options.name }),
                verdict: validation.verdict,
                summary: text === null
                    ? `${found.path} failed its checks, and failed data gives no profile`
                    : `${rows} rows and ${columns} columns of ${found.path}`,
                inputs: [{ name, path: found.path, sha256: validation.dataset.sha256 }],
                findings: validation.findings,
                notChecked: [
                    ...(contract === null ? [`${name}: it has no contract; only that it can be read`] : []),
                    ...validation.notChecked,
                ],
                artifacts,
                datasets: [validation.summary],
            });
            return {
                result,
                ...(text !== null && options.output !== undefined ? { outputs: { profile: options.output } } : {}),
            };
        }
        finally {
            db.close();
        }
    },
}));


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
