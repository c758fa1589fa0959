export const id = 8335;
export const ids = [8335];
export const modules = {

/***/ 78335:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  "default": () => (/* binding */ register)
});

// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var base = __webpack_require__(9216);
// EXTERNAL MODULE: ./build/registry/index.js + 20 modules
var build_registry = __webpack_require__(38299);
// EXTERNAL MODULE: ./build/commands/command.js
var command = __webpack_require__(92950);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/gate/index.js + 21 modules
var gate = __webpack_require__(84994);
// EXTERNAL MODULE: ./build/results/index.js + 11 modules
var results = __webpack_require__(90459);
;// CONCATENATED MODULE: ./build/commands/register/gather.js
/** What `register` has in its hands: the results of this run with their bytes, the model, the people. */






/** Results that are evidence. Of those marked, a version has one; of the others it takes all of the run. */
const EVIDENCE = { validate: 'all', profile: 'all', train: 'one', evaluate: 'one', gate: 'one' };
async function gatherInput(ctx, host, session, model, options) {
    const { config, root, workspace } = session;
    if (options.metrics !== undefined && options.file === undefined) {
        throw (0,base/* usageError */.Wp)({
            message: '--metrics belongs to --file: the model of this run has the metrics of `evaluate`',
        });
    }
    const file = options.file === undefined ? null : await givenFile(ctx, options.file);
    const metrics = options.metrics === undefined
        ? null
        : await (0,gate/* readMetricsFile */._c)((0,external_node_path_.resolve)(ctx.cwd, options.metrics), {}, options.metrics);
    const found = await findEvidence(session, options.name);
    const { evidence, notChecked } = file === null ? { evidence: found, notChecked: [] } : evidenceOfFile(found, file, metrics);
    const gated = evidence.some(({ result }) => result.command === 'gate');
    // A configuration with rules promises that they were applied.
    if (!gated && config?.gate !== undefined && (0,build_registry/* refusals */.Ke)(evidence).length === 0)
        await workspace.need('gate', options.name);
    const repository = await host.repositoryUrl(root);
    const path = await modelPath(session, evidence, file);
    return {
        input: {
            model,
            evidence,
            file,
            metrics: metrics?.metrics.all.map(ofMeasured) ?? [],
            documents: [
                ...(config === null ? [] : [await gather_document('config', config.file)]),
                ...(options.metrics === undefined
                    ? []
                    : [await gather_document('metrics', (0,external_node_path_.resolve)(ctx.cwd, options.metrics))]),
                ...(evidence.length === 0 ? [] : [await report(evidence, model, repository)]),
            ],
            signature: path === null ? null : await (0,build_registry/* onnxSignature */.AN)(path),
            authors: await host.authors(root),
            repository,
            run: workspace.run,
        },
        notChecked: [
            ...notChecked,
            ...(gated ? [] : ['the quality of the model: no gate judged it']),
            ...(gated && !measured(evidence)
                ? ['whether the metrics that the gate judged are of this model: they came from a file']
                : []),
            ...(path === null ? ['inputs and outputs of the model: it is no ONNX file'] : []),
        ],
    };
}
/** The results of this run that are evidence, with the bytes that were read and checked. */
async function findEvidence(session, name) {
    const folder = (0,external_node_path_.join)(session.workspace.folder, 'results');
    const files = (await (0,promises_.readdir)(folder)).filter((file) => file.endsWith('.json')).sort();
    const evidence = [];
    for (const file of files) {
        const [command, ...rest] = file.slice(0, -'.json'.length).split('.');
        if (!isEvidence(command))
            continue;
        const own = rest.length === 0 ? undefined : rest.join('.');
        if (EVIDENCE[command] === 'one' && own !== (files.includes(fileOf(command, name)) ? name : undefined))
            continue;
        // Refuses what is of another run.
        if ((await session.workspace.read(command, own)) === null)
            continue;
        const path = (0,external_node_path_.join)(folder, file);
        const bytes = await (0,promises_.readFile)(path);
        evidence.push({ result: (0,results/* parseResult */.F)(bytes, path), bytes, file });
    }
    return evidence;
}
/** True where `evaluate` ran the model itself; a file of predictions or metrics may be of any model. */
function measured(evidence) {
    return evidence.some(({ result }) => result.command === 'evaluate' && result.model !== null);
}
function isEvidence(command) {
    return command !== undefined && Object.hasOwn(EVIDENCE, command);
}
function fileOf(command, name) {
    return name === undefined ? `${command}.json` : `${command}.${name}.json`;
}
async function givenFile(ctx, file) {
    const path = (0,external_node_path_.resolve)(ctx.cwd, file);
    try {
        return { name: 'model', file: (0,external_node_path_.basename)(path), path, ...(await (0,base/* sha256File */.Q3)(path, ctx.signal)) };
    }
    catch (error) {
        if (ctx.signal.aborted)
            throw error;
        throw (0,base/* unreadable */.O$)(path, 'the file to register', error);
    }
}
/** Of the results at hand, those that speak of a file that no training of this run made. */
function evidenceOfFile(found, file, metrics) {
    const trained = found.some(({ result }) => result.command === 'train' && result.seeds[0]?.outputs['model']?.sha256 === file.sha256);
    const measured = found.some(({ result }) => result.command === 'evaluate' && result.model?.sha256 === file.sha256);
    const notChecked = [];
    const speaks = (result) => {
        switch (result.command) {
            case 'train':
                return trained;
            case 'evaluate':
                return measured;
            case 'gate': {
                const candidate = result.inputs.find(({ name }) => name === 'candidate')?.sha256 ?? null;
                return candidate === null ? measured : candidate === metrics?.sha256;
            }
            default:
                return trained || measured;
        }
    };
    const evidence = found.filter(({ result, file: name }) => {
        if (speaks(result))
            return true;
        if (result.command === 'gate' || result.command === 'evaluate') {
            notChecked.push(`${name} in .assay: it is about another model or other metrics than the file to register`);
        }
        return false;
    });
    return { evidence, notChecked };
}
/** The file that the version's model will be, where it is an ONNX file. */
async function modelPath({ workspace }, evidence, file) {
    if (file !== null)
        return /\.onnx$/i.test(file.file) ? file.path : null;
    const train = evidence.find(({ result }) => result.command === 'train')?.result;
    const model = train?.command === 'train' ? train.seeds[0]?.outputs['model'] : undefined;
    return model && /\.onnx$/i.test(model.file) ? workspace.checkedArtifact(model) : null;
}
async function gather_document(name, path) {
    return { role: 'other', name, file: (0,external_node_path_.basename)(path), bytes: await (0,promises_.readFile)(path) };
}
/** The page that a person sees, of the evidence alone: no address of this job, which differs between attempts. */
async function report(evidence, model, repositoryUrl) {
    const { FORMATS } = await __webpack_require__.e(/* import() */ 2745).then(__webpack_require__.bind(__webpack_require__, 62745));
    const results = evidence.map(({ result }) => result);
    const html = await FORMATS.html.render(results, { model, runUrl: null, repositoryUrl });
    return { role: 'report', name: 'report', file: 'report.html', bytes: Buffer.from(html) };
}
/** A metric of a plain file. What has no JSON form is kept as the reason why there is no value. */
function ofMeasured(metric) {
    const { name, slice, value, n, direction } = metric;
    const finite = value !== null && Number.isFinite(value);
    return {
        name,
        slice,
        value: finite ? value : null,
        interval: metric.interval === null ? null : [...metric.interval],
        intervalMethod: null,
        confidence: null,
        n,
        direction,
        undefined: finite
            ? null
            : (metric.undefined ?? (value === null ? 'no value in the file' : String(value))),
    };
}

// EXTERNAL MODULE: ./build/commands/registry/place.js
var place = __webpack_require__(58340);
;// CONCATENATED MODULE: ./build/commands/register/options.js

const OPTIONS = {
    ...place/* PLACE_OPTIONS */.P3,
    file: {
        type: 'string',
        value: 'FILE',
        summary: 'the model to register (absent: the output `model` of the training of this run)',
    },
    metrics: {
        type: 'string',
        value: 'FILE',
        summary: 'metrics that belong to --file, in any form that gate reads',
    },
};

// EXTERNAL MODULE: ./build/commands/registry/table.js
var table = __webpack_require__(2983);
// EXTERNAL MODULE: ./build/commands/session.js
var commands_session = __webpack_require__(76183);
;// CONCATENATED MODULE: ./build/commands/register.js
/** `assay register`: makes a model version from what the run left in `.assay/`, or from any file. */








/* harmony default export */ const register = ((0,command/* defineCommand */.N)({
    name: 'register',
    summary: 'make a model version from the outputs of a run',
    details: 'Stores the model, its predictions and profiles, and the exact bytes of the results of validate, train, evaluate and gate, and gives the version a number. What was registered before is found again and gets no second number. A verdict fail or error makes no version. With --file any file can be registered, also without assay.yaml; it then stands there as not gated, unless .assay/ holds a gate of its metrics. The registry must be there: `assay registry init` makes it.',
    options: OPTIONS,
    examples: [
        { run: 'assay register', does: 'register the model of this run' },
        {
            run: 'assay register --model churn --file model.pkl --registry models --metrics metrics.json',
            does: 'register a file; no assay.yaml is needed',
        },
    ],
    outputs: {
        model: 'name of the model',
        version: 'number of the version; empty where none was made',
        digest: 'sha256:<hex> of its manifest, which an approval names; empty where none was made',
        created: 'true where this call made the version, false where it was there',
    },
    permissions: { contents: 'read' },
    async run({ ctx, host, options }) {
        const session = await (0,commands_session/* openSession */.f)(ctx, host, {
            config: options.config,
            name: options.name,
            replaces: 'register',
        });
        const model = (0,place/* modelOf */.DM)(session, options);
        const { location, root } = (0,place/* placeOf */.$t)(session, ctx.cwd, options);
        const registry = await (0,build_registry/* openRegistry */.Me)(location, root, ctx);
        const { input, notChecked } = await gatherInput(ctx, host, session, model, options);
        const reasons = (0,build_registry/* refusals */.Ke)(input.evidence);
        const common = {
            command: 'register',
            ...(options.name === undefined ? {} : { name: options.name }),
            model,
            inputs: [{ name: 'registry', path: location, sha256: null }],
            notChecked,
        };
        if (reasons.length > 0) {
            await noteRun(registry, { model, ...(0,build_registry/* judged */.g$)(input) }, null);
            const result = await session.finish({
                ...common,
                verdict: 'fail',
                summary: `${model} was not registered: ${reasons.join('; ')}`,
                findings: reasons.map((reason) => ({
                    check: 'register.evidence',
                    verdict: 'fail',
                    severity: 'error',
                    subject: {},
                    expected: 'no part of the evidence with verdict fail or error',
                    message: reason,
                    fix: 'mend what failed and run it again; a version needs evidence that holds',
                })),
                version: null,
                digest: null,
                created: false,
            });
            return { result, outputs: { model, version: '', digest: '', created: 'false' } };
        }
        const { manifest, blobs } = (0,build_registry/* buildManifest */.u1)(input);
        const { version, created } = await registerOnce();
        const { version: number, digest } = version.entry;
        await noteRun(registry, manifest, number);
        const result = await session.finish({
            ...common,
            verdict: 'pass',
            summary: created
                ? `${model} v${number} registered, ${(0,table/* short */.h0)(digest)}, gate ${manifest.verdict}`
                : `${model} v${number} was registered before, ${(0,table/* short */.h0)(digest)}`,
            version: number,
            digest,
            created,
        });
        return { result, outputs: { model, version: String(number), digest, created: String(created) } };
        async function registerOnce() {
            // Also refuses a name that the registry does not take, before anything is stored.
            const before = await registeredBefore(registry, manifest);
            if (before !== null)
                return { version: before, created: false };
            const progress = ctx.log.progress('register');
            try {
                for (const [index, blob] of blobs.entries()) {
                    const file = manifest.files.find(({ sha256 }) => sha256 === blob.sha256);
                    progress.update(file?.name ?? (0,table/* short */.h0)(blob.sha256), index / blobs.length);
                    await store(registry, session.workspace, blob, ctx.signal);
                }
            }
            finally {
                progress.done();
            }
            const actor = await host.actor(session.root);
            return registry.register(manifest, { actor, run: manifest.run.id });
        }
    },
}));
async function store(registry, workspace, blob, signal) {
    const stored = 'bytes' in blob
        ? await registry.putBytes(blob.bytes)
        : await registry.putBlob('path' in blob ? blob.path : await workspace.checkedArtifact(blob.artifact), signal);
    if (stored.sha256 === blob.sha256)
        return;
    throw (0,base/* usageError */.Wp)({
        ...('path' in blob ? { where: { file: blob.path } } : {}),
        message: 'the file changed while it was registered',
        fix: 'run the command again once nothing writes to the file',
    });
}
/**
 * The version that the same evidence made, where another person repeats the job: people are read from the host,
 * and a second person would otherwise make a second version of one model.
 */
async function registeredBefore(registry, manifest) {
    for (const { run, version } of await registry.runs(manifest.model)) {
        if (run.id !== manifest.run.id || version === null)
            continue;
        const found = await registry.version(manifest.model, version);
        if (found !== null && (0,build_registry/* sameButAuthors */.cA)(found.manifest, manifest))
            return found;
    }
    return null;
}
/** The run stands in the history also where it made no version, and once where the job is run again. */
async function noteRun(registry, { model, run, verdict, params, metrics, }, version) {
    const known = (await registry.runs(model)).some((one) => one.run.id === run.id && one.run.attempt === run.attempt && one.version === version);
    if (!known)
        await registry.recordRun({ model, run, verdict, version, params, metrics });
}


/***/ }),

/***/ 58340:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   DM: () => (/* binding */ modelOf),
/* harmony export */   P3: () => (/* binding */ PLACE_OPTIONS)
/* harmony export */ });
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9216);
/** Which registry and which model a command speaks of: from its options, else from assay.yaml. */

const PLACE_OPTIONS = {
    registry: { type: 'string', value: 'DIR', summary: 'the registry (absent: that of assay.yaml)' },
    model: { type: 'string', value: 'NAME', summary: 'the model (absent: that of assay.yaml)' },
};
function placeOf(session, cwd, given) {
    if (given.registry !== undefined)
        return { location: given.registry, root: cwd };
    return { location: configured(session.config, '--registry DIR').registry, root: session.root };
}
function modelOf(session, given) {
    return given.model ?? configured(session.config, '--model NAME').model;
}
function configured(config, option) {
    if (config !== null)
        return config;
    throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)({
        message: 'there is no assay.yaml, and the call does not say what it would',
        fix: `add ${option}, or run the command where assay.yaml lies`,
    });
}


/***/ }),

/***/ 2983:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LS: () => (/* binding */ plural),
/* harmony export */   ai: () => (/* binding */ number),
/* harmony export */   h0: () => (/* binding */ short),
/* harmony export */   tp: () => (/* binding */ table),
/* harmony export */   uH: () => (/* binding */ clean),
/* harmony export */   z7: () => (/* binding */ when)
/* harmony export */ });
/** Plain aligned tables and small spellings for the commands that show a registry in a terminal. */
/** Columns aligned by spaces; a column whose every cell is a number is aligned right. No line ends in a space. */
function table(head, rows) {
    const all = [head, ...rows];
    const columns = head.map((_, index) => {
        const cells = rows.map((row) => row[index] ?? '');
        return {
            width: Math.max(...all.map((row) => (row[index] ?? '').length)),
            right: cells.length > 0 && cells.every((cell) => /^(-?[\d.,]+(e[+-]?\d+)?%?|–|)$/i.test(cell)),
        };
    });
    return all
        .map((row) => columns
        .map(({ width, right }, index) => {
        const cell = row[index] ?? '';
        return right ? cell.padStart(width) : cell.padEnd(width);
    })
        .join('  ')
        .trimEnd())
        .join('\n');
}
/** `2026-01-02 03:04` of an ISO time; always UTC, as the logs of most forges are. */
function when(time) {
    return `${time.slice(0, 10)} ${time.slice(11, 16)}`;
}
/** The first 12 digits of a digest, enough to name it. */
function short(digest) {
    return digest.replace(/^sha256:/, '').slice(0, 12);
}
/** A metric's value with the digits that a person compares; – where there is none. */
function number(value) {
    if (value === null)
        return '–';
    if (Number.isInteger(value) && Math.abs(value) < 1e15)
        return String(value);
    return Math.abs(value) >= 1e-4 && Math.abs(value) < 1e9
        ? Number(value.toPrecision(4)).toString()
        : value.toExponential(2);
}
function plural(count, word) {
    return `${count} ${word}${count === 1 ? '' : 's'}`;
}
/** Control characters of stored texts must not reach a terminal. */
function clean(text) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
    return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, ' ');
}


/***/ })

};
