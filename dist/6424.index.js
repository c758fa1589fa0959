export const id = 6424;
export const ids = [6424];
export const modules = {

/***/ 86424:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   "default": () => (__WEBPACK_DEFAULT_EXPORT__)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9216);
/* harmony import */ var _registry_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(38299);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(92950);
/* harmony import */ var _registry_place_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(58340);
/* harmony import */ var _registry_text_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3344);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(76183);
/** `assay explain`: the chain from a live model back to approval, gate, run, code and data. */







/* harmony default export */ const __WEBPACK_DEFAULT_EXPORT__ = ((0,_command_js__WEBPACK_IMPORTED_MODULE_3__/* .defineCommand */ .N)({
    name: 'explain',
    summary: 'show the chain from a live model back to data, run, report, approval',
    details: 'Walks from an alias or a version back through approvals, gate and run to code and data. Everything is read from the registry, and every digest on the way is checked.',
    positionals: [
        {
            name: 'what',
            summary: 'an alias, a version (3, v3) or the beginning of a digest (absent: what production serves)',
        },
    ],
    options: {
        ..._registry_place_js__WEBPACK_IMPORTED_MODULE_4__/* .PLACE_OPTIONS */ .P3,
        report: {
            type: 'string',
            value: 'FILE',
            summary: 'write the report that was registered with the version to a file',
        },
    },
    examples: [
        { run: 'assay explain', does: 'how the model in production came to be there' },
        { run: 'assay explain v3 --json', does: 'the same of version 3, as data' },
    ],
    outputs: { version: 'number of the version', digest: 'sha256:<hex> of its manifest' },
    permissions: { contents: 'read' },
    async run({ ctx, host, options, args }) {
        const session = await (0,_session_js__WEBPACK_IMPORTED_MODULE_5__/* .openSession */ .f)(ctx, host, { config: options.config });
        const { config } = session;
        const model = (0,_registry_place_js__WEBPACK_IMPORTED_MODULE_4__/* .modelOf */ .DM)(session, options);
        const { location, root } = (0,_registry_place_js__WEBPACK_IMPORTED_MODULE_4__/* .placeOf */ .$t)(session, ctx.cwd, options);
        const registry = await (0,_registry_index_js__WEBPACK_IMPORTED_MODULE_2__/* .openRegistry */ .Me)(location, root, ctx);
        const preferred = [
            config?.monitor?.target,
            'production',
            ...Object.keys(config?.targets ?? {}).reverse(),
        ];
        const { version, via } = await (0,_registry_index_js__WEBPACK_IMPORTED_MODULE_2__/* .findVersion */ .Am)(registry, model, args[0], preferred.filter((name) => name !== undefined));
        const lineage = await (0,_registry_index_js__WEBPACK_IMPORTED_MODULE_2__/* .lineageOf */ .bQ)(registry, version);
        const { entry, manifest } = version;
        if (options.report !== undefined)
            await writeReport(options.report);
        const text = (0,_registry_text_js__WEBPACK_IMPORTED_MODULE_6__/* .explainText */ .lP)(lineage, (id) => manifest.code.repository?.startsWith('https://github.com/') && /^\d+$/.test(id)
            ? `${manifest.code.repository}/actions/runs/${id}`
            : null);
        const result = await session.finish({
            command: 'explain',
            ...(options.name === undefined ? {} : { name: options.name }),
            verdict: 'pass',
            summary: `${via === null ? '' : `${via.alias} is `}${model} v${entry.version}, ${entry.digest}`,
            inputs: [{ name: 'registry', path: location, sha256: null }],
            data: { model, alias: via?.alias ?? null, ...lineage },
            text,
        });
        return { result, outputs: { version: String(entry.version), digest: entry.digest }, text };
        async function writeReport(file) {
            const kept = manifest.files.find(({ role }) => role === 'report');
            if (kept === undefined) {
                throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)({ message: `${model} v${entry.version} was registered without a report` });
            }
            await registry.getBlob(kept.sha256, (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(ctx.cwd, file), ctx.signal);
        }
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


/***/ }),

/***/ 3344:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   lP: () => (/* binding */ explainText),
/* harmony export */   u_: () => (/* binding */ historyText)
/* harmony export */ });
/* unused harmony exports shownMetrics, metricCell */
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2983);

/** The metrics to show in columns: those wanted that any row has, else the first few of the whole dataset. */
function shownMetrics(all, wanted) {
    const known = new Set(all.flatMap((metrics) => metrics.filter(({ slice }) => slice === null).map(({ name }) => name)));
    const chosen = [...new Set(wanted)].filter((name) => known.has(name));
    return (chosen.length > 0 ? chosen : [...known]).slice(0, 4);
}
function metricCell(metrics, name) {
    const found = metrics.find((metric) => metric.name === name && metric.slice === null);
    return found === undefined ? '' : (0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .number */ .ai)(found.value);
}
function historyText(model, versions, runs, wanted) {
    const names = shownMetrics([...versions, ...runs].map(({ metrics }) => metrics), wanted);
    const parts = [
        versions.length === 0
            ? `${model} has no version yet`
            : (0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(['VERSION', 'VERDICT', 'ALIASES', 'WHEN (UTC)', 'BY', 'DIGEST', ...names], versions.map(({ entry, verdict, aliases, metrics }) => [
                `v${entry.version}`,
                verdict,
                aliases.join(', '),
                (0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .when */ .z7)(entry.time),
                (0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .clean */ .uH)(entry.actor),
                (0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .short */ .h0)(entry.digest),
                ...names.map((name) => metricCell(metrics, name)),
            ])),
    ];
    if (runs.length > 0) {
        parts.push((0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(['RUN', 'VERDICT', 'VERSION', 'WHEN (UTC)', 'COMMIT', ...names], runs.map((entry) => [
            entry.run.attempt > 1 ? `${entry.run.id}/${entry.run.attempt}` : entry.run.id,
            entry.verdict,
            entry.version === null ? '' : `v${entry.version}`,
            (0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .when */ .z7)(entry.time),
            `${(entry.run.commit ?? '').slice(0, 10)}${entry.run.dirty ? '+' : ''}`,
            ...names.map((name) => metricCell(entry.metrics, name)),
        ])));
    }
    return `${parts.join('\n\n')}\n`;
}
/** What one entry of an alias did: `deploy`, `rollback`, … with the numbers. */
function moveText(entry) {
    const allowed = entry.approvals.length > 0
        ? (0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(entry.approvals.length, 'approval')
        : `no approval (${entry.kind === 'deploy' ? 'policy' : entry.kind})`;
    const reason = entry.reason === '' ? '' : `: ${(0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .clean */ .uH)(entry.reason)}`;
    return `${(0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .when */ .z7)(entry.time)}  ${entry.alias} #${entry.seq}  ${entry.kind} by ${(0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .clean */ .uH)(entry.actor)}, ${allowed}, run ${entry.run}${reason}`;
}
function decisionText(decision) {
    const expires = decision.expires === null ? '' : `, until ${(0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .when */ .z7)(decision.expires)}`;
    const reason = decision.reason === '' ? '' : `: ${(0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .clean */ .uH)(decision.reason)}`;
    const word = decision.decision === 'approve' ? 'approved' : 'rejected';
    return `${(0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .when */ .z7)(decision.time)}  ${word} for ${decision.target} by ${(0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .clean */ .uH)(decision.actor)} (${decision.source}${expires})${reason}`;
}
/** The whole chain in one screen, from what is live down to data and code. */
function explainText(lineage, runUrl) {
    const { version, gate, parent } = lineage;
    const { entry, manifest } = version;
    const lines = [];
    const section = (name, texts) => {
        for (const [index, text] of texts.entries())
            lines.push(`${(index === 0 ? name : '').padEnd(11)}${text}`);
    };
    section('model', [`${manifest.model} v${entry.version}  ${entry.digest}`]);
    section('live', lineage.live.length === 0
        ? ['no alias names this version now']
        : lineage.live.map((one) => `${one.alias} since ${(0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .when */ .z7)(one.time)}`));
    section('moves', lineage.moves.map(moveText));
    section('approval', lineage.decisions.length === 0 ? ['no decision was made'] : lineage.decisions.map(decisionText));
    section('registered', [
        `${(0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .when */ .z7)(entry.time)} by ${(0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .clean */ .uH)(entry.actor)}; may not approve: ${manifest.authors.map(_table_js__WEBPACK_IMPORTED_MODULE_0__/* .clean */ .uH).join(', ') || 'nobody named'}`,
    ]);
    section('gate', [
        `${manifest.verdict}${gate === null ? ' (no gate judged it)' : `: ${(0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .clean */ .uH)(gate.summary)}`}`,
        ...(gate?.rules ?? []).slice(0, 12).map((rule) => `  ${rule.verdict.padEnd(12)}${(0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .clean */ .uH)(rule.message)}`),
    ]);
    section('compared', [
        parent === null ? 'with no version' : `with v${parent.entry.version} ${(0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .short */ .h0)(parent.entry.digest)}`,
    ]);
    const whole = manifest.metrics.filter(({ slice }) => slice === null);
    section('metrics', [
        whole.slice(0, 8).map(metricText).join('  ') || 'none',
        ...(manifest.metrics.length > Math.min(8, whole.length)
            ? [`and ${manifest.metrics.length - Math.min(8, whole.length)} more, by slice and name, in --json`]
            : []),
    ]);
    const url = runUrl(manifest.run.id);
    section('run', [`${manifest.run.id}, attempt ${manifest.run.attempt}${url === null ? '' : `  ${url}`}`]);
    const { code } = manifest;
    section('code', [
        `${code.commit ?? 'no commit'}${code.dirty ? ' with changes that were not committed' : ''}${code.repository === null ? '' : `  ${code.repository}`}`,
        ...(code.command === null
            ? []
            : [`$ ${(0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .clean */ .uH)(typeof code.command === 'string' ? code.command : code.command.join(' '))}`]),
    ]);
    const params = Object.entries(manifest.params).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
    section('training', [
        [
            params.length > 0 ? (0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .clean */ .uH)(params.join(' ')) : 'no parameters',
            manifest.seeds.length > 0 ? `seeds ${manifest.seeds.join(', ')}` : '',
            manifest.accelerators.length > 0 ? `on ${(0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .clean */ .uH)(manifest.accelerators.join(', '))}` : '',
        ]
            .filter((text) => text !== '')
            .join('; '),
    ]);
    section('data', manifest.data.length === 0
        ? ['not known']
        : manifest.data.map((one) => `${one.name}  ${(0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .clean */ .uH)(one.path)}  ${(0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(one.rows, 'row')}  ${(0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .short */ .h0)(one.sha256)}`));
    section('files', manifest.files.map((file) => `${file.name}  ${(0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .clean */ .uH)(file.file)}  ${(0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(file.size, 'byte')}  ${(0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .short */ .h0)(file.sha256)}`));
    return `${lines.join('\n')}\n`;
}
function metricText(metric) {
    const interval = metric.interval ? ` [${(0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .number */ .ai)(metric.interval[0])}, ${(0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .number */ .ai)(metric.interval[1])}]` : '';
    return `${metric.name} ${(0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .number */ .ai)(metric.value)}${interval}`;
}


/***/ })

};
