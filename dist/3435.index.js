export const id = 3435;
export const ids = [3435];
export const modules = {

/***/ 53435:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   "default": () => (__WEBPACK_DEFAULT_EXPORT__)
/* harmony export */ });
/* harmony import */ var _registry_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38299);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92950);
/* harmony import */ var _registry_place_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58340);
/* harmony import */ var _registry_table_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2983);
/* harmony import */ var _registry_text_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3344);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76183);
/** `assay history`: the versions and runs of a model, newest first, with verdict, metrics and aliases. */






/* harmony default export */ const __WEBPACK_DEFAULT_EXPORT__ = ((0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .defineCommand */ .N)({
    name: 'history',
    summary: 'list the versions and runs of a model, with verdict, metrics and aliases',
    options: {
        ..._registry_place_js__WEBPACK_IMPORTED_MODULE_2__/* .PLACE_OPTIONS */ .P3,
        limit: { type: 'integer', default: 20, summary: 'how many versions and how many runs, the newest' },
        metric: { type: 'list', value: 'NAME', summary: 'metrics to show (absent: those of the rules)' },
    },
    examples: [
        { run: 'assay history', does: 'the newest versions and runs of the model of assay.yaml' },
        {
            run: 'assay history --registry models --model churn --json',
            does: 'the same as data, without assay.yaml',
        },
    ],
    outputs: {
        versions: 'number of versions',
        latest: 'number of the newest version; empty where there is none',
    },
    permissions: { contents: 'read' },
    async run({ ctx, host, options }) {
        const session = await (0,_session_js__WEBPACK_IMPORTED_MODULE_3__/* .openSession */ .f)(ctx, host, { config: options.config });
        const model = (0,_registry_place_js__WEBPACK_IMPORTED_MODULE_2__/* .modelOf */ .DM)(session, options);
        const { location, root } = (0,_registry_place_js__WEBPACK_IMPORTED_MODULE_2__/* .placeOf */ .$t)(session, ctx.cwd, options);
        const registry = await (0,_registry_index_js__WEBPACK_IMPORTED_MODULE_0__/* .openRegistry */ .Me)(location, root, ctx);
        const entries = await registry.versions(model);
        const newest = [...entries].reverse().slice(0, Math.max(0, options.limit));
        const live = new Map();
        for (const alias of await registry.aliases(model)) {
            const last = (await registry.aliasLog(model, alias)).at(-1);
            if (last)
                live.set(last.to, [...(live.get(last.to) ?? []), alias]);
        }
        const versions = [];
        for (const entry of newest) {
            const found = await registry.version(model, entry.version);
            if (found === null)
                continue;
            const { verdict, metrics } = found.manifest;
            versions.push({ entry, verdict, metrics, aliases: live.get(entry.digest) ?? [] });
        }
        const allRuns = await registry.runs(model);
        const runs = [...allRuns].reverse().slice(0, Math.max(0, options.limit));
        const wanted = options.metric.length > 0 ? options.metric : ruleMetrics(session.config?.gate?.rules ?? []);
        const text = (0,_registry_text_js__WEBPACK_IMPORTED_MODULE_4__/* .historyText */ .u_)(model, versions, runs, wanted);
        const result = await session.finish({
            command: 'history',
            ...(options.name === undefined ? {} : { name: options.name }),
            verdict: 'pass',
            summary: `${model}: ${(0,_registry_table_js__WEBPACK_IMPORTED_MODULE_5__/* .plural */ .LS)(entries.length, 'version')}, ${(0,_registry_table_js__WEBPACK_IMPORTED_MODULE_5__/* .plural */ .LS)(allRuns.length, 'run')}`,
            inputs: [{ name: 'registry', path: location, sha256: null }],
            data: { model, versions, runs },
            text,
        });
        const latest = entries.at(-1)?.version;
        return {
            result,
            outputs: { versions: String(entries.length), latest: latest === undefined ? '' : String(latest) },
            text,
        };
    },
}));
/** The metrics that the rules speak of: those that the team cares about. */
function ruleMetrics(rules) {
    return rules.map((rule) => (typeof rule === 'string' ? (rule.trim().split(/\s+/)[0] ?? '') : rule.metric));
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
