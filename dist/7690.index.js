export const id = 7690;
export const ids = [7690];
export const modules = {

/***/ 7690:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  "default": () => (/* binding */ registry)
});

// EXTERNAL MODULE: ./build/commands/command.js
var command = __webpack_require__(92950);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var base = __webpack_require__(9216);
// EXTERNAL MODULE: ./build/registry/index.js + 20 modules
var build_registry = __webpack_require__(38299);
// EXTERNAL MODULE: ./build/commands/registry/table.js
var table = __webpack_require__(2983);
;// CONCATENATED MODULE: ./build/commands/registry/actions.js
/** What `assay registry` can do, one row each. */




const ACTIONS = { init, doctor, verify, log };
async function init({ ctx, place }) {
    const { registry, created } = await (0,build_registry/* initRegistry */.sN)(place.location, place.root, ctx);
    const warnings = await placeWarnings(place, ctx);
    const summary = created
        ? `made a registry in ${registry.description}`
        : `${registry.description} is a registry already`;
    return {
        verdict: warnings.length > 0 ? 'warn' : 'pass',
        summary,
        problems: warnings,
        data: { created },
        text: lines([summary, ...warnings.map(({ message, fix }) => `warning: ${message}; ${fix ?? ''}`)]),
    };
}
async function doctor({ ctx, place }) {
    const registry = await (0,build_registry/* openStoreRegistry */.lG)(place.location, place.root, ctx);
    const { store } = registry;
    const finding = await (0,build_registry/* probeStore */.sk)(store, ctx.now);
    const problems = finding.checks
        .filter(({ ok }) => !ok)
        .map(({ check, detail }) => ({
        key: 'probes',
        message: `${check}: ${detail}`,
        fix: 'move the registry to a store that is safe',
    }));
    const warnings = await placeWarnings(place, ctx);
    let left = 0;
    for await (const _ of store.leftovers())
        left += 1;
    const summary = finding.safe
        ? `${store.description} is safe: of ${finding.writers} racing writers one won, in each of ${finding.rounds} rounds`
        : `${store.description} is not safe for a registry`;
    return {
        verdict: !finding.safe ? 'fail' : warnings.length > 0 ? 'warn' : 'pass',
        summary,
        problems: [...problems, ...warnings],
        data: { finding, leftovers: left },
        text: lines([
            summary,
            (0,table/* table */.tp)(['CHECK', 'RESULT', ''], finding.checks.map(({ check, ok, detail }) => [check, ok ? 'ok' : 'FAILED', detail])),
            ...warnings.map(({ message, fix }) => `warning: ${message}; ${fix ?? ''}`),
            ...(left > 0
                ? [`${(0,table/* plural */.LS)(left, 'temporary file')} of interrupted writes; never read, and harmless`]
                : []),
        ]),
    };
}
async function verify({ ctx, place }) {
    const registry = await (0,build_registry/* openStoreRegistry */.lG)(place.location, place.root, ctx);
    const progress = ctx.log.progress('verify');
    try {
        const verification = await (0,build_registry/* verifyStore */.H9)(registry.store, {
            progress: (text, fraction) => progress.update(text, fraction),
            signal: ctx.signal,
        });
        const { problems, notes, objects, bytes } = verification;
        const read = `${(0,table/* plural */.LS)(objects, 'object')}, ${(0,table/* plural */.LS)(bytes, 'byte')} read`;
        const summary = problems.length === 0
            ? `${registry.description} is whole: ${read}`
            : `${registry.description} is damaged: ${(0,table/* plural */.LS)(problems.length, 'problem')}; ${read}`;
        return {
            verdict: problems.length === 0 ? 'pass' : 'fail',
            summary,
            problems,
            data: { objects, bytes, notes },
            text: lines([
                summary,
                ...problems.map(({ key, message, fix }) => `damaged: ${key}: ${message}${fix === undefined ? '' : `\n  fix: ${fix}`}`),
                ...notes.map(({ key, message }) => `note: ${key}: ${message}`),
            ]),
        };
    }
    finally {
        progress.done();
    }
}
async function log({ ctx, place, model, alias }) {
    const registry = await (0,build_registry/* openStoreRegistry */.lG)(place.location, place.root, ctx);
    const all = await registry.models();
    if (model !== undefined && !all.includes(model)) {
        throw (0,base/* usageError */.Wp)({
            message: `${registry.description} has no model ${model}`,
            expected: all.join(', ') || 'none is there',
        });
    }
    const entries = [];
    for (const one of model === undefined ? all : [model])
        entries.push(...(await logOf(registry, one, alias)));
    entries.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
    const text = (0,table/* table */.tp)(['WHEN (UTC)', 'MODEL', 'WHO', 'WHAT', 'VERSION', 'DIGEST', 'RUN', 'APPROVALS', 'WHY'], entries.map((entry) => [
        (0,table/* when */.z7)(entry.time),
        entry.model,
        (0,table/* clean */.uH)(entry.actor),
        (0,table/* clean */.uH)(entry.what),
        entry.version === null ? '' : `v${entry.version}`,
        entry.digest === null ? '' : (0,table/* short */.h0)(entry.digest),
        (0,table/* clean */.uH)(entry.run ?? ''),
        entry.approvals.map((id) => id.slice(-8)).join(' '),
        (0,table/* clean */.uH)(entry.why),
    ]));
    return {
        verdict: 'pass',
        summary: `${(0,table/* plural */.LS)(entries.length, 'entry').replace(/entrys$/, 'entries')} in ${registry.description}`,
        problems: [],
        data: { entries },
        text: `${text}\n`,
    };
}
async function logOf(registry, model, only) {
    const entries = [];
    const versions = await registry.versions(model);
    for (const { time, actor, version, digest, run } of versions) {
        if (only === undefined) {
            entries.push({ time, model, actor, what: 'register', version, digest, run, approvals: [], why: '' });
        }
        for (const decision of await registry.decisions(model, version)) {
            if (only !== undefined && decision.target !== only)
                continue;
            const what = `${decision.decision} for ${decision.target}`;
            const { reason: why, source } = decision;
            entries.push({
                time: decision.time,
                model,
                actor: decision.actor,
                what,
                version,
                digest,
                run: source,
                approvals: [decision.id],
                why,
            });
        }
    }
    for (const alias of await registry.aliases(model)) {
        if (only !== undefined && alias !== only)
            continue;
        for (const { time, actor, kind, version, to, run, approvals, reason } of await registry.aliasLog(model, alias)) {
            entries.push({
                time,
                model,
                actor,
                what: `${kind} ${alias}`,
                version,
                digest: to,
                run,
                approvals,
                why: reason,
            });
        }
    }
    for (const { time, actor, kind, data, key } of await registry.events(model)) {
        const target = data['target'];
        if (only !== undefined && target !== only)
            continue;
        const version = typeof data['version'] === 'number' ? data['version'] : null;
        const what = typeof target === 'string' ? `${kind} ${target}` : kind;
        entries.push({
            time,
            model,
            actor,
            what,
            version,
            digest: null,
            run: null,
            approvals: [],
            why: key ?? '',
        });
    }
    return entries;
}
/** What is worth knowing of the folder itself. */
async function placeWarnings(place, ctx) {
    const { store } = await (0,build_registry/* openStoreRegistry */.lG)(place.location, place.root, ctx);
    const folder = 'folder' in store && typeof store.folder === 'string' ? store.folder : null;
    if (folder === null)
        return [];
    try {
        const kind = (0,build_registry/* networkFileSystem */.cY)((await (0,promises_.statfs)(folder)).type);
        if (kind === null)
            return [];
        return [
            {
                key: folder,
                message: `the folder lies on a network file system (${kind}), which may show a file late or lose its last writes`,
                fix: 'keep the registry on a local disk, and copy it, or run `assay registry doctor` from every machine that writes',
            },
        ];
    }
    catch (error) {
        // Some systems cannot tell; that is no fault of the folder.
        if ((0,base/* codeOf */.$N)(error) === undefined)
            throw error;
        ctx.log.debug(`the kind of file system of ${folder} is not known: ${String(error)}`);
        return [];
    }
}
function lines(texts) {
    return `${texts.join('\n')}\n`;
}

// EXTERNAL MODULE: ./build/commands/registry/place.js
var registry_place = __webpack_require__(58340);
// EXTERNAL MODULE: ./build/commands/session.js
var commands_session = __webpack_require__(76183);
;// CONCATENATED MODULE: ./build/commands/registry.js
/** `assay registry`: makes a registry, proves its store, checks every byte of it, lists what was done in it. */




/* harmony default export */ const registry = ((0,command/* defineCommand */.N)({
    name: 'registry',
    summary: 'make a registry, prove its store, check every byte, list what was done',
    details: '`init` makes the registry of assay.yaml; it is done once, and again does nothing. `doctor` races writers against the store and says whether it is safe. `verify` reads every byte and every chain, and names each damaged or missing object. `log` lists every move, decision and event: who, what, when, why.',
    positionals: [
        {
            name: 'action',
            summary: 'init, doctor, verify or log',
            required: true,
            choices: Object.keys(ACTIONS),
        },
    ],
    options: {
        ...registry_place/* PLACE_OPTIONS */.P3,
        alias: { type: 'string', value: 'NAME', summary: 'log: only what concerns this alias or target' },
    },
    examples: [
        { run: 'assay registry init', does: 'make the registry that assay.yaml names' },
        {
            run: 'assay registry verify --registry models',
            does: 'read every byte of a registry, without assay.yaml',
        },
        { run: 'assay registry log --alias production', does: 'who brought what to production, when and why' },
    ],
    outputs: { problems: 'number of damaged or missing objects, or of checks that failed' },
    permissions: { contents: 'read: write where the registry is committed' },
    async run({ ctx, host, options, args }) {
        const session = await (0,commands_session/* openSession */.f)(ctx, host, { config: options.config });
        const action = ACTIONS[args[0]];
        const place = (0,registry_place/* placeOf */.$t)(session, ctx.cwd, options);
        const done = await action({ ctx, place, model: options.model, alias: options.alias });
        const result = await session.finish({
            command: 'registry',
            ...(options.name === undefined ? {} : { name: options.name }),
            verdict: done.verdict,
            summary: done.summary,
            inputs: [{ name: 'registry', path: place.location, sha256: null }],
            findings: done.problems.map(({ key, message, fix }) => ({
                check: `registry.${args[0]}`,
                verdict: done.verdict === 'warn' ? 'warn' : 'fail',
                severity: done.verdict === 'warn' ? 'warn' : 'error',
                subject: {},
                where: [{ file: key }],
                message: `${key}: ${message}`,
                ...(fix === undefined ? {} : { fix }),
            })),
            data: { action: args[0], ...done.data },
            text: done.text,
        });
        return { result, outputs: { problems: String(done.problems.length) }, text: done.text };
    },
}));


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
