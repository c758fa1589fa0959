export const id = 2442;
export const ids = [2442];
export const modules = {

/***/ 22442:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  "default": () => (/* binding */ profile)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var base = __webpack_require__(9216);
// EXTERNAL MODULE: ./build/commands/command.js
var command = __webpack_require__(92950);
// EXTERNAL MODULE: ./node_modules/tinyglobby/dist/index.mjs + 1 modules
var dist = __webpack_require__(73382);
// EXTERNAL MODULE: ./build/data/index.js + 163 modules
var data = __webpack_require__(28694);
;// CONCATENATED MODULE: ./build/commands/profile/merge.js
/** The profile of a whole dataset from those of its shards. */




async function mergedProfile(root, patterns) {
    const paths = (await Promise.all(patterns.map((pattern) => filesOf(root, pattern)))).flat();
    const files = [...new Set(paths)].sort();
    const shards = await Promise.all(files.map(async (path) => {
        const file = (0,external_node_path_.relative)(root, path).split(external_node_path_.sep).join('/');
        const text = await (0,base/* readUserFile */.E1)(path, 'the profile of a shard');
        return { file, text, profile: (0,data/* parseProfile */.Ck)(text, file) };
    }));
    const profile = (0,data/* mergeProfiles */.Ns)(shards);
    const { dataset, rows, columns } = profile;
    const read = new Set(shards.flatMap((shard) => shard.profile.shard?.files.map(({ path }) => path) ?? []));
    const approximate = columns.filter(({ categorical }) => categorical?.distinctError !== undefined || categorical?.leftOut !== undefined);
    return {
        profile,
        text: (0,data/* profileText */.z1)(profile),
        body: {
            verdict: 'pass',
            summary: `${rows} rows and ${columns.length} columns of ${dataset}, from ${shards.length} shards`,
            inputs: shards.map(({ file, text }) => ({ name: 'shard', path: file, sha256: (0,base/* sha256 */.sc)(text) })),
            findings: approximate.map(({ name, categorical }) => ({
                check: 'profile.approximate',
                verdict: 'pass',
                severity: 'info',
                subject: { dataset, column: name },
                where: [],
                message: [
                    ...(categorical?.distinctError === undefined
                        ? []
                        : [
                            `about ${categorical.distinct} distinct values (standard error ${(100 * categorical.distinctError).toFixed(1)}%)`,
                        ]),
                    ...(categorical?.leftOut === undefined
                        ? []
                        : [`values that are not listed come at most ${categorical.leftOut} times`]),
                ].join('; '),
            })),
            notChecked: [
                `${dataset}: rules over all rows (uniqueness, row counts, SQL); each shard was checked by itself`,
            ],
            datasets: [
                {
                    name: dataset,
                    path: patterns.join(', '),
                    files: read.size,
                    rows,
                    columns: columns.length,
                    sha256: profile.sha256,
                },
            ],
        },
    };
}
async function filesOf(root, pattern) {
    if (!(0,dist/* isDynamicPattern */.ey)(pattern))
        return [(0,external_node_path_.resolve)(root, pattern)];
    const found = await (0,dist/* glob */.TI)(pattern, { cwd: root, absolute: true, onlyFiles: true });
    if (found.length > 0)
        return found;
    throw (0,base/* usageError */.Wp)({
        message: `--merge: no file matches ${pattern}`,
        expected: 'the profiles of all shards',
    });
}

// EXTERNAL MODULE: ./build/engines/index.js + 7 modules
var engines = __webpack_require__(19997);
// EXTERNAL MODULE: ./build/commands/reference.js
var reference = __webpack_require__(61090);
// EXTERNAL MODULE: ./build/commands/validate/references.js
var references = __webpack_require__(92022);
// EXTERNAL MODULE: ./build/commands/validate/subjects.js
var validate_subjects = __webpack_require__(43357);
;// CONCATENATED MODULE: ./build/commands/profile/new.js
/** The profile of a dataset, or of one shard of it, after the data were checked. */






async function newProfile(ctx, session, options) {
    const { found: whole, contract } = await subjectOf(session, options);
    if (whole.format === 'files')
        throw (0,data/* noRows */.jw)(whole);
    const edges = options.edges === undefined ? undefined : await readEdges(ctx, session, options.edges);
    const split = options.shard === undefined ? null : (0,data/* splitDataset */.T9)(whole, (0,data/* parseShard */.uK)(options.shard));
    const found = split?.found ?? whole;
    const db = await (0,engines/* openDatabase */.qI)(ctx);
    try {
        const validation = await (0,data/* validateDataset */.pw)(ctx, db, found, contract ?? data/* EMPTY_CONTRACT */.hW, {
            reference: (reference) => (0,references/* referenceOf */.B)(reference, session.config, session.root),
        });
        const good = validation.verdict === 'pass' || validation.verdict === 'warn';
        const profile = good
            ? await (0,data/* profileDataset */.o2)(ctx, db, validation.dataset, contract, {
                ...(options.bins === undefined ? {} : { bins: options.bins }),
                ...(options.categories === undefined ? {} : { categories: options.categories }),
                ...(edges === undefined ? {} : { edges }),
                ...(split === null ? {} : { shard: split.shard }),
            })
            : null;
        const { columns } = validation.summary;
        const { name } = found;
        const part = split === null ? '' : `shard ${split.shard.index} of ${split.shard.of}: `;
        return {
            profile,
            text: profile === null ? '' : (0,data/* profileText */.z1)(profile),
            body: {
                verdict: validation.verdict,
                summary: profile === null
                    ? `${part}${found.path} failed its checks, and failed data gives no profile`
                    : `${part}${profile.rows} rows and ${columns} columns of ${found.path}`,
                inputs: [{ name, path: found.path, sha256: validation.dataset.sha256 }],
                findings: validation.findings,
                notChecked: [
                    ...(contract === null ? [`${name}: it has no contract; only that it can be read`] : []),
                    ...(split === null || split.shard.rows
                        ? []
                        : [`${name}: rules over all rows (uniqueness, row counts, SQL) beyond this shard`]),
                    ...validation.notChecked,
                ],
                datasets: [validation.summary],
            },
        };
    }
    finally {
        db.close();
    }
}
async function subjectOf({ root, config }, options) {
    if (options.dataset === undefined) {
        return {
            found: await (0,data/* findDataset */.YQ)('data', options.data ?? '', root),
            contract: options.contract === undefined ? null : await (0,data/* loadContract */.lF)(options.contract, root),
        };
    }
    const subjects = await (0,validate_subjects/* subjectsOf */.Z)({
        data: undefined,
        contract: undefined,
        reference: undefined,
        severity: 'warn',
        datasets: [options.dataset],
    }, config, root);
    const subject = subjects.get(options.dataset);
    if (subject === undefined)
        throw (0,base/* usageError */.Wp)({ message: `there is no dataset ${options.dataset}` });
    return subject;
}
/** Bins may come from a shard too: whoever is first gives them to the others. */
async function readEdges(ctx, { config, root }, edges) {
    const profile = await (0,reference/* readReference */.Wf)(ctx, config, edges, root, { shards: true });
    if (!('missing' in profile))
        return profile;
    throw (0,base/* usageError */.Wp)({
        message: `--edges ${edges}: ${profile.missing}`,
        fix: 'name the file of a profile',
    });
}

;// CONCATENATED MODULE: ./build/commands/profile/options.js
/** The options of `assay profile`, and which of them go together. */


const OPTIONS = {
    dataset: { type: 'string', value: 'NAME', summary: 'a dataset of assay.yaml' },
    data: { type: 'string', value: 'FILE', summary: 'a file or glob; no assay.yaml is needed' },
    contract: {
        type: 'string',
        value: 'FILE',
        summary: 'the contract of --data: types of text, personal columns',
    },
    output: { type: 'string', value: 'FILE', summary: 'also write the profile there' },
    bins: { type: 'integer', summary: `quantile bins of numeric columns (absent: ${data/* DEFAULT_BINS */.jZ})` },
    categories: {
        type: 'integer',
        summary: `categories that are counted by themselves (absent: ${data/* DEFAULT_CATEGORIES */.Bl})`,
    },
    edges: {
        type: 'string',
        value: 'FILE',
        summary: 'a profile whose bins and categories are taken: a file, or registry:ALIAS',
    },
    shard: { type: 'string', value: 'I/N', summary: 'only the I-th of N parts of the dataset' },
    merge: {
        type: 'list',
        value: 'FILE',
        summary: 'instead, add up profiles of all shards; a file or glob, repeatable',
    },
};
/** Throws a usage error with everything that does not go together. */
function checkProfileOptions(options) {
    const { bins, categories, merge } = options;
    const others = ['dataset', 'data', 'contract', 'bins', 'categories', 'edges', 'shard'].filter((name) => options[name] !== undefined);
    const wrong = merge.length > 0
        ? others.map((name) => ({ message: `--${name} does not go with --merge: the shards say it` }))
        : [
            ...(bins === undefined || (bins >= 2 && bins <= 1000)
                ? []
                : [{ message: `--bins is ${bins}`, expected: '2 to 1000' }]),
            ...(categories === undefined || (categories >= 1 && categories <= 10_000)
                ? []
                : [{ message: `--categories is ${categories}`, expected: '1 to 10000' }]),
            ...((options.data === undefined) !== (options.dataset === undefined)
                ? []
                : [{ message: 'one of --data FILE, --dataset NAME and --merge FILE is needed' }]),
            ...(options.contract === undefined || options.data !== undefined
                ? []
                : [{ message: '--contract belongs to --data' }]),
            ...(bins === undefined || options.edges === undefined
                ? []
                : [{ message: '--bins does not go with --edges: the bins are given' }]),
        ];
    const { output } = options;
    if (output !== undefined && !/\.json$/i.test(output)) {
        // A reference is known by this ending, and no data has it that could be written over.
        wrong.push({
            message: `--output ${output} is no name for a profile`,
            expected: 'a name that ends in .json',
        });
    }
    if (wrong.length > 0)
        throw (0,base/* usageError */.Wp)(wrong);
}

// EXTERNAL MODULE: ./build/commands/session.js
var commands_session = __webpack_require__(76183);
;// CONCATENATED MODULE: ./build/commands/profile.js
/** `assay profile`: writes a dataset's profile, the reference that later data is compared with. */








/* harmony default export */ const profile = ((0,command/* defineCommand */.N)({
    name: 'profile',
    summary: "write a dataset's profile, the reference for drift",
    details: 'A profile holds exact counts on bins that are frozen from the data, moments and the most frequent categories; drift is computed from it without the rows. The dataset is validated first: data that fails its checks gives no profile. Several machines can share a dataset: each profiles one shard on the same edges, and `--merge` adds the shards up to the profile of the whole.',
    options: OPTIONS,
    examples: [
        { run: 'assay profile --dataset train --output train.profile.json', does: 'a dataset of assay.yaml' },
        {
            run: 'assay profile --data data/may.parquet --output may.profile.json',
            does: 'a file; no assay.yaml is needed',
        },
        {
            run: 'assay profile --dataset train --shard 2/8 --edges edges.profile.json --output shard-2.profile.json',
            does: 'the second of eight shards, on the bins of an earlier profile',
        },
        {
            run: "assay profile --merge 'shard-*.profile.json' --output train.profile.json",
            does: 'all shards together',
        },
    ],
    outputs: { profile: 'path of the profile, where --output was given' },
    permissions: { contents: 'read' },
    async run({ ctx, host, options }) {
        checkProfileOptions(options);
        const session = await (0,commands_session/* openSession */.f)(ctx, host, {
            config: options.config,
            name: options.name,
            replaces: 'profile',
        });
        const named = options.name === undefined ? {} : { name: options.name };
        const { profile, text, body } = options.merge.length > 0
            ? await mergedProfile(session.root, options.merge)
            : await newProfile(ctx, session, options);
        const artifacts = [];
        if (profile !== null) {
            const { dataset, shard } = profile;
            // A shard is not named as a profile is, so that it never gets into a version as one.
            const part = shard === undefined ? '' : `.${shard.index}-of-${shard.of}`;
            const name = shard === undefined ? `profile:${dataset}` : `shard:${dataset}${part}`;
            artifacts.push(await session.workspace.keepBytes(name, `${dataset}${part}.profile.json`, text));
            if (options.output !== undefined) {
                const path = (0,external_node_path_.resolve)(session.root, options.output);
                await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true });
                await (0,base/* writeFileAtomic */.Zf)(path, text);
            }
        }
        const result = await session.finish({ command: 'profile', ...named, ...body, artifacts });
        const written = profile !== null && options.output !== undefined;
        return { result, ...(written ? { outputs: { profile: options.output ?? '' } } : {}) };
    },
}));


/***/ }),

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
