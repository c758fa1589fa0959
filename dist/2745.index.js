export const id = 2745;
export const ids = [2745];
export const modules = {

/***/ 34224:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L9: () => (/* binding */ concernsOf),
/* harmony export */   b5: () => (/* binding */ concernBlocks),
/* harmony export */   fD: () => (/* binding */ rulesOf),
/* harmony export */   j1: () => (/* binding */ quietFindings)
/* harmony export */ });
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(21294);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(13920);
/* harmony import */ var _parts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(21946);



/** Findings and rules that did not pass; a result that did not pass and has none stands with its summary. */
function concernsOf(result, withLabel) {
    const label = withLabel ? [(0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(`${(0,_parts_js__WEBPACK_IMPORTED_MODULE_0__/* .labelOf */ .Wy)(result)} · `)] : [];
    const findings = result.findings
        .filter((finding) => isConcern(finding.verdict))
        .map((finding) => ({ verdict: finding.verdict, content: findingLine(finding, label) }));
    const rules = rulesOf(result)
        .filter((rule) => isConcern(rule.verdict))
        .map((rule) => ({ verdict: rule.verdict, content: ruleLine(rule, label) }));
    const all = [...rules, ...findings];
    if (isConcern(result.verdict) && !all.some((concern) => concern.verdict === result.verdict)) {
        all.push({
            verdict: result.verdict,
            content: [(0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .verdictMark */ .vG)(result.verdict, true), (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(' '), ...label, (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(result.summary)],
        });
    }
    return all;
}
function isConcern(verdict) {
    return verdict !== 'pass' && verdict !== 'skipped';
}
function rulesOf(result) {
    return result.command === 'gate' || result.command === 'monitor' ? result.rules : [];
}
const GROUPS = [
    { title: 'Failed', verdicts: ['error', 'fail'], keep: 'always' },
    { title: 'Undecided', verdicts: ['inconclusive'], keep: 'always' },
    { title: 'Warnings', verdicts: ['warn'], keep: 'normal' },
];
/** Warnings in the open; the others are folded. Failures are never folded. */
const OPEN_WARNINGS = 10;
function concernBlocks(concerns) {
    const sorted = (0,_parts_js__WEBPACK_IMPORTED_MODULE_0__/* .worstFirst */ .md)(concerns);
    return GROUPS.flatMap(({ title, verdicts, keep }) => {
        const items = sorted.filter((concern) => verdicts.includes(concern.verdict)).map((c) => c.content);
        if (items.length === 0)
            return [];
        const head = (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .heading */ .R_)(3, [(0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(items.length === 1 ? title : `${title} (${items.length})`)], keep);
        if (keep === 'always' || items.length <= OPEN_WARNINGS)
            return [head, (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)(items, keep)];
        const rest = items.slice(OPEN_WARNINGS);
        return [
            head,
            (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)(items.slice(0, OPEN_WARNINGS), keep),
            (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .details */ .zH)([(0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(`${(0,_parts_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(rest.length, 'more warning')}`)], [(0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)(rest, 'spare')]),
        ];
    });
}
function ruleLine(rule, label) {
    const mark = [(0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .verdictMark */ .vG)(rule.verdict, true), (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(' '), ...label, (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(rule.metric)];
    // A message that begins with the metric names its slice as well, and would say both twice.
    if (rule.message.startsWith(rule.metric))
        return [...mark, (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(rule.message.slice(rule.metric.length))];
    const slice = rule.slice === null ? [] : [(0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(' on '), ...(0,_parts_js__WEBPACK_IMPORTED_MODULE_0__/* .sliceName */ .oq)(rule.slice)];
    return [...mark, ...slice, (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(`: ${rule.message}`)];
}
function findingLine(finding, label) {
    const subject = subjectOf(finding);
    const facts = factsOf(finding);
    return [
        (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .verdictMark */ .vG)(finding.verdict, true),
        (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(' '),
        ...label,
        ...subject,
        ...(subject.length > 0 ? [(0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(': ')] : []),
        (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(finding.message),
        ...(facts === '' ? [] : [(0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(` (${facts})`)]),
        ...placesOf(finding),
        ...(finding.fix === undefined ? [] : [(0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)('. '), (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .strong */ .ko)((0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)('Fix:')), (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(` ${finding.fix}`)]),
    ];
}
function subjectOf(finding) {
    const { dataset, column, slice, target } = finding.subject;
    const names = [dataset, column, slice, target].filter((name) => name !== undefined);
    return names.flatMap((name, index) => (index === 0 ? [(0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(name)] : [(0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(' · '), (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(name)]));
}
function factsOf(finding) {
    const rows = finding.count === undefined
        ? undefined
        : `${(0,_parts_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(finding.count, 'case')}${finding.share === undefined ? '' : `, ${(0,_text_js__WEBPACK_IMPORTED_MODULE_2__/* .formatShare */ .T1)(finding.share)}`}`;
    return [
        finding.expected === undefined ? undefined : `expected ${finding.expected}`,
        finding.actual === undefined ? undefined : `found ${finding.actual}`,
        rows,
    ]
        .filter((part) => part !== undefined)
        .join('; ');
}
const SHOWN_PLACES = 3;
/** `, in` file:line (row 17): `value`. A value stands only where the result holds one: stages redact, we do not. */
function placesOf(finding) {
    const places = finding.where.slice(0, SHOWN_PLACES);
    const parts = places.flatMap((place, index) => {
        const file = place.file === undefined ? '' : `${place.file}${place.line ? `:${place.line}` : ''}`;
        const row = place.row === undefined ? '' : `row ${place.row}`;
        const value = typeof place.value === 'string' ? place.value : null;
        if (file === '' && row === '' && value === null)
            return [];
        return [
            (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(index === 0 ? ', at ' : ', '),
            ...(file === '' ? [] : [(0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(file)]),
            ...(row === '' ? [] : [(0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(file === '' ? row : ` ${row}`)]),
            ...(value === null ? [] : [(0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(' '), (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(value)]),
        ];
    });
    const more = finding.where.length - places.length;
    return more > 0 && parts.length > 0 ? [...parts, (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(`, and ${more} more`)] : parts;
}
/** Findings that are no concern (passed, skipped), as a table. */
function quietFindings(findings) {
    const rows = findings.filter((finding) => !isConcern(finding.verdict));
    if (rows.length === 0)
        return [];
    return [
        (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)(['check', 'of', 'verdict', 'what'], rows.map((finding) => [
            [(0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(finding.check)],
            subjectOf(finding).length > 0 ? subjectOf(finding) : _parts_js__WEBPACK_IMPORTED_MODULE_0__/* .NOTHING */ .K$,
            [(0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .verdictMark */ .vG)(finding.verdict)],
            [(0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(finding.message)],
        ]), 'spare'),
    ];
}


/***/ }),

/***/ 31263:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  FK: () => (/* binding */ buildReport),
  CR: () => (/* binding */ buildResult),
  Me: () => (/* binding */ overall)
});

// EXTERNAL MODULE: ./build/results/index.js + 11 modules
var build_results = __webpack_require__(90459);
// EXTERNAL MODULE: ./build/report/document.js
var report_document = __webpack_require__(21294);
// EXTERNAL MODULE: ./build/report/text.js
var report_text = __webpack_require__(13920);
// EXTERNAL MODULE: ./build/report/build/findings.js
var findings = __webpack_require__(34224);
// EXTERNAL MODULE: ./build/report/build/parts.js
var build_parts = __webpack_require__(21946);
;// CONCATENATED MODULE: ./build/report/build/data.js




function validateBlocks(result) {
    const drift = result.drift ?? [];
    return [
        (0,report_document/* details */.zH)([(0,report_document/* text */.Qq)(`Data: ${(0,build_parts/* plural */.LS)(result.datasets.length, 'dataset')}, ${(0,build_parts/* plural */.LS)(result.checks, 'check')}`)], [
            ...(result.datasets.length > 0 ? [(0,build_parts/* datasetTable */.R2)(result.datasets)] : []),
            ...(0,findings/* quietFindings */.j1)(result.findings),
        ]),
        ...driftBlocks(drift),
    ];
}
function driftBlocks(drift) {
    if (drift.length === 0)
        return [];
    const drifted = drift.filter((entry) => entry.verdict !== 'pass' && entry.verdict !== 'skipped').length;
    return [
        (0,report_document/* details */.zH)([(0,report_document/* text */.Qq)(`Drift: ${drifted} of ${(0,build_parts/* plural */.LS)(drift.length, 'column')}`)], [
            (0,report_document/* table */.tp)([
                'column',
                'dataset',
                'against',
                'status',
                'effect>',
                'threshold>',
                'p>',
                'q>',
                'shares',
                'reason',
                'n>',
                'm>',
                'method',
            ], (0,build_parts/* worstFirst */.md)(drift).map((entry) => [
                [(0,report_document/* code */.aY)(entry.column)],
                [(0,report_document/* code */.aY)(entry.dataset)],
                [(0,report_document/* code */.aY)(entry.reference)],
                [(0,report_document/* verdictMark */.vG)(entry.verdict)],
                entry.effect === null ? [(0,report_document/* text */.Qq)('undefined')] : (0,build_parts/* number */.ai)(entry.effect, [entry.threshold]),
                (0,build_parts/* number */.ai)(entry.threshold),
                probability(entry.pValue),
                probability(entry.qValue),
                sparklines(entry),
                entry.reason === undefined ? build_parts/* NOTHING */.K$ : [(0,report_document/* text */.Qq)(entry.reason)],
                (0,build_parts/* count */.U9)(entry.n),
                (0,build_parts/* count */.U9)(entry.m),
                [(0,report_document/* text */.Qq)(entry.method)],
            ]), 'spare'),
            ...pictures(drift),
        ]),
    ];
}
const LEVELS = '▁▂▃▄▅▆▇█';
/** Shares of the bins as two rows of blocks on one scale. */
function sparklines({ shares }) {
    if (shares === undefined)
        return build_parts/* NOTHING */.K$;
    const most = Math.max(...shares.reference, ...shares.current, Number.MIN_VALUE);
    const line = (values) => values
        .map((value) => LEVELS[Math.min(7, Math.ceil((value / most) * 8 - 1e-9) - 1)] ?? LEVELS[0])
        .join('');
    return [(0,report_document/* code */.aY)(line(shares.reference)), (0,report_document/* text */.Qq)(' → '), (0,report_document/* code */.aY)(line(shares.current))];
}
/** At most this many figures on a page; the table has every column. */
const FIGURES = 40;
function pictures(drift) {
    const drawn = new Set();
    const panels = (0,build_parts/* worstFirst */.md)(drift).flatMap(({ shares, column, dataset, verdict }) => {
        // Two methods may judge one column; it has one picture.
        const key = JSON.stringify([dataset, column]);
        if (shares === undefined || drawn.has(key))
            return [];
        drawn.add(key);
        const bins = shares.labels.map((label, index) => ({
            label: (0,report_text/* visible */.RK)(label),
            reference: shares.reference[index] ?? 0,
            current: shares.current[index] ?? 0,
        }));
        return [{ title: (0,report_text/* visible */.RK)(`${column} (${dataset})`), verdict, bins }];
    });
    if (panels.length === 0)
        return [];
    const left = panels.length - FIGURES;
    return [
        {
            type: 'histograms',
            caption: `Shares of the rows in each bin: reference grey, current coloured${left > 0 ? `; ${(0,build_parts/* plural */.LS)(left, 'more column')} in the table` : ''}.`,
            panels: panels.slice(0, FIGURES),
            keep: 'spare',
        },
    ];
}
function probability(p) {
    if (p === null)
        return build_parts/* NOTHING */.K$;
    return [(0,report_document/* text */.Qq)(p < 1e-6 ? '< 0.000001' : (0,report_text/* formatNumber */.ZV)(Number(p.toPrecision(3))))];
}
function profileBlocks(result) {
    if (result.datasets.length === 0)
        return [];
    return [
        (0,report_document/* details */.zH)([(0,report_document/* text */.Qq)(`Profiles: ${(0,build_parts/* plural */.LS)(result.datasets.length, 'dataset')}`)], [(0,build_parts/* datasetTable */.R2)(result.datasets)]),
    ];
}
function inferBlocks(result) {
    return [
        (0,report_document/* paragraph */.FY)([(0,report_document/* text */.Qq)('Contract: '), (0,report_document/* code */.aY)(result.contract)]),
        ...(0,build_parts/* foldedList */.H8)(`${(0,build_parts/* plural */.LS)(result.guesses.length, 'guess', 'guesses')} that a person should read`, result.guesses),
    ];
}
function importBlocks(result) {
    const lost = result.notCarried.map(({ what, reason, fix }) => [
        (0,report_document/* text */.Qq)(`${what}: ${reason}${fix === undefined ? '' : ` (${fix})`}`),
    ]);
    return [
        (0,report_document/* paragraph */.FY)([(0,report_document/* text */.Qq)('Contract: '), (0,report_document/* code */.aY)(result.contract)]),
        // Not folded: a terminal cuts what is folded, and this is what a person has to read.
        ...(lost.length === 0
            ? []
            : [(0,report_document/* paragraph */.FY)([(0,report_document/* text */.Qq)(`${(0,build_parts/* plural */.LS)(lost.length, 'thing')} not carried over:`)]), (0,report_document/* list */.p_)(lost, 'spare')]),
        ...(0,build_parts/* foldedList */.H8)((0,build_parts/* plural */.LS)(result.notes.length, 'note'), result.notes),
    ];
}

;// CONCATENATED MODULE: ./build/report/build/delivery.js



function versionName(result) {
    return [(0,report_document/* code */.aY)(result.model), (0,report_document/* text */.Qq)(` version ${result.version}, `), (0,report_document/* code */.aY)((0,build_parts/* shortDigest */.VK)(result.digest))];
}
function registerBlocks(result) {
    const { model, version, digest } = result;
    if (version === null || digest === null) {
        return [(0,report_document/* heading */.R_)(3, [(0,report_document/* text */.Qq)('Registry')]), (0,report_document/* paragraph */.FY)([(0,report_document/* text */.Qq)(`Not registered: ${result.summary}`)])];
    }
    const how = result.created ? 'Registered ' : 'Already registered, unchanged: ';
    return [(0,report_document/* heading */.R_)(3, [(0,report_document/* text */.Qq)('Registry')]), (0,report_document/* paragraph */.FY)([(0,report_document/* text */.Qq)(how), ...versionName({ model, version, digest })])];
}
const DECISIONS = {
    approve: { done: 'Approved for ', refused: 'Not recorded, an approval for ' },
    reject: { done: 'Rejected for ', refused: 'Not recorded, a rejection for ' },
};
function isRecorded({ verdict }) {
    return verdict === 'pass' || verdict === 'warn';
}
function decisionBlocks(result) {
    return [
        (0,report_document/* heading */.R_)(3, [(0,report_document/* text */.Qq)('Decision')]),
        (0,report_document/* paragraph */.FY)([
            (0,report_document/* text */.Qq)(isRecorded(result) ? DECISIONS[result.command].done : DECISIONS[result.command].refused),
            (0,report_document/* code */.aY)(result.target),
            (0,report_document/* text */.Qq)(' by '),
            (0,report_document/* code */.aY)(result.actor),
            (0,report_document/* text */.Qq)(': '),
            ...versionName(result),
            ...(result.expires === null || !isRecorded(result) ? [] : [(0,report_document/* text */.Qq)(`, until ${result.expires}`)]),
        ]),
    ];
}
const MOVES = {
    deploy: 'Deployed to ',
    rollback: 'Rolled back ',
    promote: 'Promoted to ',
};
function deployBlocks(result) {
    return [
        (0,report_document/* heading */.R_)(3, [(0,report_document/* text */.Qq)('Deployment')]),
        (0,report_document/* paragraph */.FY)([
            (0,report_document/* text */.Qq)(result.verdict === 'pass' || result.verdict === 'warn' ? MOVES[result.command] : 'Not finished: '),
            (0,report_document/* code */.aY)(result.target),
            (0,report_document/* text */.Qq)(': '),
            ...versionName(result),
            ...(result.previous === null
                ? []
                : [
                    (0,report_document/* text */.Qq)(`; before it version ${result.previous.version}, `),
                    (0,report_document/* code */.aY)((0,build_parts/* shortDigest */.VK)(result.previous.digest)),
                ]),
        ]),
        ...(result.readBack.length > 0
            ? [
                (0,report_document/* table */.tp)(['read back', 'status', 'what'], result.readBack.map((check) => [
                    [(0,report_document/* text */.Qq)(check.check)],
                    [(0,report_document/* verdictMark */.vG)(check.ok ? 'pass' : 'fail')],
                    [(0,report_document/* text */.Qq)(check.detail)],
                ])),
            ]
            : []),
    ];
}
function monitorBlocks(result) {
    const { retrain, alerts } = result;
    const reasons = retrain.reasons.join('; ');
    const sentence = retrain.wanted
        ? `Retraining is wanted: ${reasons}`
        : retrain.blockedBy === null
            ? 'No retraining is wanted.'
            : `Retraining waits: ${retrain.blockedBy}${reasons === '' ? '' : ` (${reasons})`}`;
    return [
        (0,report_document/* heading */.R_)(3, [(0,report_document/* text */.Qq)('Monitoring')]),
        (0,report_document/* paragraph */.FY)([(0,report_document/* text */.Qq)('Live: '), ...versionName(result), (0,report_document/* text */.Qq)(`. ${sentence}`)]),
        ...(result.rules.length > 0
            ? [
                (0,report_document/* table */.tp)(['metric', 'slice', 'baseline>', 'now>', 'limit', 'status', 'reason'], (0,build_parts/* worstFirst */.md)(result.rules).map((rule) => [
                    (0,build_parts/* metricName */.Kh)(rule.metric, rule.direction),
                    (0,build_parts/* sliceName */.oq)(rule.slice),
                    (0,build_parts/* number */.ai)(rule.baseline, [rule.candidate]),
                    (0,build_parts/* number */.ai)(rule.candidate, [rule.baseline, rule.limit]),
                    (0,build_parts/* limitText */.PW)(rule.operator, rule.limit),
                    [(0,report_document/* verdictMark */.vG)(rule.verdict)],
                    [(0,report_document/* text */.Qq)(rule.message)],
                ])),
            ]
            : []),
        ...driftBlocks(result.drift),
        ...(alerts.length > 0
            ? [
                (0,report_document/* details */.zH)([(0,report_document/* text */.Qq)((0,build_parts/* plural */.LS)(alerts.length, 'alert'))], [
                    (0,report_document/* list */.p_)(alerts.map((alert) => [
                        (0,report_document/* code */.aY)(alert.channel),
                        (0,report_document/* text */.Qq)(`: ${alert.sent ? 'sent' : 'not sent'}. ${alert.detail}`),
                    ]), 'spare'),
                ]),
            ]
            : []),
    ];
}
function plainBlocks(result) {
    return result.text.trim() === '' ? [] : [(0,report_document/* codeBlock */.DV)(result.text, 'normal')];
}

;// CONCATENATED MODULE: ./build/report/build/metrics.js



const DIFF = ['metric', 'slice', 'n>', 'baseline>', 'candidate>', 'Δ>', 'limit', 'status', 'reason'];
function gateBlocks(result) {
    const known = new Map(result.metrics.map((metric) => [keyOf(metric.name, metric.slice), metric]));
    const rules = (0,build_parts/* worstFirst */.md)(result.rules);
    const open = rules.filter((rule) => rule.verdict !== 'pass' || rule.slice === null);
    const folded = rules.filter((rule) => rule.verdict === 'pass' && rule.slice !== null);
    const ruled = new Set(rules.map((rule) => keyOf(rule.metric, rule.slice)));
    const unruled = result.metrics.filter((metric) => !ruled.has(keyOf(metric.name, metric.slice)));
    const rowsOf = (list) => list.map((rule) => ruleRow(rule, known.get(keyOf(rule.metric, rule.slice))));
    return [
        (0,report_document/* heading */.R_)(3, [(0,report_document/* text */.Qq)('Metrics')]),
        (0,report_document/* paragraph */.FY)(baselineSentence(result)),
        ...(open.length > 0 ? [(0,report_document/* table */.tp)(DIFF, rowsOf(open), 'normal')] : []),
        ...(folded.length > 0
            ? [
                (0,report_document/* details */.zH)([(0,report_document/* text */.Qq)(`${(0,build_parts/* plural */.LS)(folded.length, 'rule')} on slices passed`)], [(0,report_document/* table */.tp)(DIFF, rowsOf(folded), 'spare')]),
            ]
            : []),
        ...unruledBlocks(unruled),
        ...methodBlocks(result.metrics),
    ];
}
function baselineSentence(result) {
    if (result.firstRun) {
        return [(0,report_document/* text */.Qq)('Baseline: none yet. This is the first run, so only the absolute rules say anything.')];
    }
    if (result.baseline === null)
        return [(0,report_document/* text */.Qq)('Baseline: none; no rule compares with one.')];
    const { source, version, digest } = result.baseline;
    return [
        (0,report_document/* text */.Qq)('Baseline: '),
        (0,report_document/* code */.aY)(source),
        ...(version === null ? [] : [(0,report_document/* text */.Qq)(`, version ${version}`)]),
        ...(digest === null ? [] : [(0,report_document/* text */.Qq)(', '), (0,report_document/* code */.aY)((0,build_parts/* shortDigest */.VK)(digest))]),
    ];
}
function keyOf(name, slice) {
    return JSON.stringify([name, slice]);
}
function ruleRow(rule, metric) {
    const baseline = rule.baseline ?? metric?.baseline ?? null;
    const candidate = rule.candidate ?? metric?.candidate ?? null;
    return [
        (0,build_parts/* metricName */.Kh)(rule.metric, rule.direction),
        (0,build_parts/* sliceName */.oq)(rule.slice),
        (0,build_parts/* count */.U9)(rule.n ?? metric?.n),
        sideCell(baseline, 'baseline', metric, [candidate, rule.limit]),
        sideCell(candidate, 'candidate', metric, [baseline, rule.limit]),
        (0,build_parts/* deltaWithInterval */.gJ)(rule.delta ?? metric?.delta ?? null, rule.interval ?? metric?.interval ?? null),
        (0,build_parts/* limitText */.PW)(rule.operator, rule.limit),
        [(0,report_document/* verdictMark */.vG)(rule.verdict)],
        // The word alone: the sentence stands among the failures, and would make the table wider than a comment.
        [(0,report_document/* text */.Qq)(rule.reason.replaceAll('_', ' '))],
    ];
}
/** A number, or the word for why there is none: a new metric has no baseline, and that is not +100%. */
function sideCell(value, side, metric, apart) {
    if (value !== null)
        return (0,build_parts/* number */.ai)(value, apart);
    if (metric?.note === 'new' && side === 'baseline')
        return [(0,report_document/* text */.Qq)('new')];
    if (metric?.note === 'removed' && side === 'candidate')
        return [(0,report_document/* text */.Qq)('removed')];
    if (metric?.note === 'undefined')
        return [(0,report_document/* text */.Qq)('undefined')];
    return build_parts/* NOTHING */.K$;
}
/** New and removed metrics in the open, since nobody asked for them; the others folded. */
function unruledBlocks(metrics) {
    if (metrics.length === 0)
        return [];
    const changed = metrics.filter((metric) => metric.note === 'new' || metric.note === 'removed');
    const rows = [...changed, ...metrics.filter((metric) => !changed.includes(metric))].map((metric) => [
        (0,build_parts/* metricName */.Kh)(metric.name, metric.direction),
        (0,build_parts/* sliceName */.oq)(metric.slice),
        (0,build_parts/* count */.U9)(metric.n),
        sideCell(metric.baseline, 'baseline', metric, [metric.candidate]),
        sideCell(metric.candidate, 'candidate', metric, [metric.baseline]),
        (0,build_parts/* deltaWithInterval */.gJ)(metric.delta, metric.interval),
        metric.note === null ? build_parts/* NOTHING */.K$ : [(0,report_document/* text */.Qq)(metric.note)],
    ]);
    const news = changed.filter((metric) => metric.note === 'new').length;
    const removed = changed.length - news;
    const words = [...(news > 0 ? [`${news} new`] : []), ...(removed > 0 ? [`${removed} removed`] : [])].join(', ');
    return [
        (0,report_document/* details */.zH)([(0,report_document/* text */.Qq)(`${(0,build_parts/* plural */.LS)(metrics.length, 'metric')} without a rule${words === '' ? '' : ` (${words})`}`)], [(0,report_document/* table */.tp)(['metric', 'slice', 'n>', 'baseline>', 'candidate>', 'Δ>', 'note'], rows, 'spare')]),
    ];
}
/** Each difference that was measured in pairs: is it shown, how large may it be, and by which method. */
function methodBlocks(metrics) {
    const measured = metrics.filter((metric) => metric.method !== undefined);
    if (measured.length === 0)
        return [];
    const rows = measured.map((metric) => [
        (0,build_parts/* metricName */.Kh)(metric.name, metric.direction),
        (0,build_parts/* sliceName */.oq)(metric.slice),
        (0,build_parts/* deltaWithInterval */.gJ)(metric.delta, metric.interval95 ?? null),
        [(0,report_document/* text */.Qq)(SIGNIFICANT[metric.significant ?? 'unknown'])],
        [(0,report_document/* text */.Qq)(metric.method ?? '')],
    ]);
    return [
        (0,report_document/* details */.zH)([
            (0,report_document/* text */.Qq)(`${(0,build_parts/* plural */.LS)(measured.length, 'difference')} measured on the same examples: significance and methods`),
        ], [
            (0,report_document/* paragraph */.FY)([
                (0,report_document/* text */.Qq)('The gate decides by the 90% interval in the table above (one-sided 5%); here stands the 95% interval. Slices of a metric are corrected together (Benjamini-Hochberg).'),
            ]),
            (0,report_document/* table */.tp)(['metric', 'slice', 'Δ, 95% interval>', 'significant', 'method'], rows, 'spare'),
        ]),
    ];
}
const SIGNIFICANT = { better: 'yes, better', worse: 'yes, worse', no: 'no', unknown: '—' };
/** Metrics of an evaluation. `folded` where a gate already shows the same values. */
function evaluateBlocks(result, folded) {
    const whole = result.metrics.filter((metric) => metric.slice === null);
    const slices = result.metrics.filter((metric) => metric.slice !== null);
    const named = new Set(slices.map((metric) => metric.slice)).size;
    const body = [
        (0,report_document/* paragraph */.FY)([
            (0,report_document/* text */.Qq)(`Task ${result.task}`),
            ...(result.dataset === null
                ? []
                : [(0,report_document/* text */.Qq)(', dataset '), (0,report_document/* code */.aY)(result.dataset.name), (0,report_document/* text */.Qq)(`, ${(0,build_parts/* plural */.LS)(result.dataset.rows, 'row')}`)]),
            ...(result.model === null ? [] : [(0,report_document/* text */.Qq)(', model '), (0,report_document/* code */.aY)((0,build_parts/* shortDigest */.VK)(result.model.sha256))]),
        ]),
        ...(whole.length > 0 ? [metricTable(whole)] : []),
        ...(slices.length > 0
            ? [(0,report_document/* details */.zH)([(0,report_document/* text */.Qq)(`${(0,build_parts/* plural */.LS)(named, 'slice')}`)], [...sliceCharts(slices), metricTable(slices)])]
            : []),
    ];
    return folded
        ? [(0,report_document/* details */.zH)([(0,report_document/* text */.Qq)(`Evaluation of ${result.subject}: ${(0,build_parts/* plural */.LS)(whole.length, 'metric')}`)], body)]
        : [(0,report_document/* heading */.R_)(3, [(0,report_document/* text */.Qq)('Evaluation of '), (0,report_document/* code */.aY)(result.subject)]), ...body];
}
function metricTable(metrics) {
    return (0,report_document/* table */.tp)(['metric', 'slice', 'n>', 'value>', 'interval'], metrics.map((metric) => [
        (0,build_parts/* metricName */.Kh)(metric.name, metric.direction),
        (0,build_parts/* sliceName */.oq)(metric.slice),
        (0,build_parts/* count */.U9)(metric.n),
        metric.value === null
            ? [(0,report_document/* text */.Qq)(`undefined: ${metric.undefined ?? 'no reason given'}`)]
            : (0,build_parts/* valueWithInterval */.F$)(metric.value, metric.interval),
        metric.intervalMethod === null
            ? build_parts/* NOTHING */.K$
            : [
                (0,report_document/* text */.Qq)(`${metric.confidence === null ? '' : `${(0,report_text/* formatNumber */.ZV)(metric.confidence * 100)}% `}${metric.intervalMethod}`),
            ],
    ]), 'normal');
}
const CHART_ROWS = 30;
/** One chart a metric: its slices with their intervals on one axis. A slice without an interval has no row. */
function sliceCharts(slices) {
    const byName = groupByName(slices);
    return [...byName].flatMap(([name, metrics]) => {
        const rows = metrics.flatMap((metric) => metric.value === null || metric.interval === null
            ? []
            : [
                {
                    label: metric.slice ?? 'all',
                    value: metric.value,
                    low: metric.interval[0],
                    high: metric.interval[1],
                    verdict: 'pass',
                },
            ]);
        if (rows.length < 2)
            return [];
        return [
            {
                type: 'chart',
                kind: 'intervals',
                title: `${name} by slice`,
                rows: rows.slice(0, CHART_ROWS),
                keep: 'spare',
            },
        ];
    });
}
function groupByName(slices) {
    const groups = new Map();
    for (const metric of slices) {
        const group = groups.get(metric.name);
        if (group)
            group.push(metric);
        else
            groups.set(metric.name, [metric]);
    }
    return groups;
}

;// CONCATENATED MODULE: ./build/report/build/training.js



function trainBlocks(result) {
    const outputs = result.seeds.flatMap((seed) => Object.entries(seed.outputs).map(([name, artifact]) => ({
        ...artifact,
        label: result.seeds.length > 1 ? `${name} (seed ${seed.seed})` : name,
    })));
    const params = Object.entries(result.params);
    return [
        (0,report_document/* details */.zH)([
            (0,report_document/* text */.Qq)(`Training: ${(0,build_parts/* plural */.LS)(result.seeds.length, 'seed')}`),
            (0,report_document/* text */.Qq)(result.cache.hit ? ', restored from the run cache' : ''),
        ], [
            (0,report_document/* list */.p_)(factsOf(result), 'spare'),
            (0,report_document/* table */.tp)(['seed>', 'exit code>', 'time>'], result.seeds.map((seed) => [
                [(0,report_document/* text */.Qq)(String(seed.seed))],
                seed.exitCode === null ? build_parts/* NOTHING */.K$ : [(0,report_document/* text */.Qq)(String(seed.exitCode))],
                [(0,report_document/* text */.Qq)((0,report_text/* formatDuration */.a3)(seed.durationMs))],
            ]), 'spare'),
            ...(outputs.length > 0 ? [(0,build_parts/* artifactTable */.Rw)(outputs)] : []),
            ...(params.length > 0
                ? [
                    (0,report_document/* table */.tp)(['parameter', 'value'], params.map(([name, value]) => [[(0,report_document/* code */.aY)(name)], [(0,report_document/* code */.aY)(valueText(value))]]), 'spare'),
                ]
                : []),
            ...(result.datasets.length > 0 ? [(0,build_parts/* datasetTable */.R2)(result.datasets)] : []),
        ]),
    ];
}
function valueText(value) {
    return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined');
}
function factsOf(result) {
    const { cache, accelerators, telemetry, code: source } = result;
    const command = typeof source.command === 'string' ? source.command : source.command.join(' ');
    const devices = accelerators.devices.map((device) => device.name).join(', ');
    const used = [
        telemetry.cpuPercentMax === null ? null : `CPU at most ${(0,report_text/* formatNumber */.ZV)(telemetry.cpuPercentMax)}%`,
        telemetry.memoryBytesMax === null ? null : `memory at most ${(0,report_text/* formatBytes */.z3)(telemetry.memoryBytesMax)}`,
        telemetry.gpuUtilizationPercentMean === null
            ? null
            : `GPU ${(0,report_text/* formatNumber */.ZV)(telemetry.gpuUtilizationPercentMean)}% on average`,
        telemetry.gpuMemoryBytesMax === null
            ? null
            : `GPU memory at most ${(0,report_text/* formatBytes */.z3)(telemetry.gpuMemoryBytesMax)}`,
    ].filter((part) => part !== null);
    return [
        [(0,report_document/* text */.Qq)('Command: '), (0,report_document/* code */.aY)(command)],
        [
            (0,report_document/* text */.Qq)('Run cache: '),
            (0,report_document/* text */.Qq)(cache.hit ? 'restored, nothing changed, key ' : 'trained, key '),
            (0,report_document/* code */.aY)((0,build_parts/* shortDigest */.VK)(cache.key)),
            (0,report_document/* text */.Qq)(cache.changed.length > 0 ? `; changed: ${cache.changed.join(', ')}` : ''),
        ],
        [(0,report_document/* text */.Qq)(`Accelerators: ${devices === '' ? 'none' : devices}`)],
        ...(used.length > 0 ? [[(0,report_document/* text */.Qq)(`Used: ${used.join(', ')}`)]] : []),
    ];
}

;// CONCATENATED MODULE: ./build/report/build/index.js
/**
 * From results to a document. Pure: the same results give the same document. One line of verdict first, then
 * what failed, then the metric diff; the rest is folded.
 */









/** Commands that only show or arrange: what they say is no part of a report. */
const NOT_REPORTED = new Set([
    'report',
    'comment',
    'init',
    'explain',
    'history',
    'registry',
    'engines',
    'serve',
]);
/**
 * The whole is as bad as its worst part; no result at all is an error: nothing was checked. So is the lack of an
 * expected one: a job that was killed leaves the good results of those before it.
 */
function overall(all, expected = []) {
    const results = all.filter((result) => !NOT_REPORTED.has(result.command));
    const missing = expected.filter((name) => !results.some((result) => result.command === name));
    if (results.length === 0) {
        return {
            results,
            missing,
            verdict: 'error',
            summary: 'there is no result of this run, so nothing was checked: an earlier step ended before it wrote one',
        };
    }
    const verdict = (0,build_results/* worst */.QZ)([...results.map((result) => result.verdict), ...missing.map(() => 'error')]);
    const steps = results.filter((result) => result.command !== 'run');
    const shown = steps.length > 0 ? steps : results;
    const decisive = shown.filter((result) => result.verdict === verdict);
    const chosen = verdict === 'pass' || decisive.length === 0 ? shown.filter((r) => r.command === 'gate') : decisive;
    const said = [
        ...missing.map((name) => `${name}: no result`),
        ...(chosen.length > 0 || missing.length > 0 ? chosen : shown.slice(-1)).map((r) => `${(0,build_parts/* labelOf */.Wy)(r)}: ${r.summary}`),
    ];
    const more = said.length > 2 ? `; and ${said.length - 2} more` : '';
    return { results, missing, verdict, summary: `${said.slice(0, 2).join('; ')}${more}` };
}
/** The report of a whole run. */
function buildReport(all, options = {}) {
    const { results, missing, verdict, summary } = overall(all, options.expected);
    const title = `Assay${options.model ? ` · ${options.model}` : ''}`;
    const steps = results.filter((result) => result.command !== 'run');
    const gated = results.some((result) => result.command === 'gate');
    const concerns = (steps.length > 0 ? steps : results).flatMap((result) => (0,findings/* concernsOf */.L9)(result, true));
    return {
        title,
        verdict,
        blocks: [
            (0,report_document/* heading */.R_)(2, headline(verdict, options.model ?? null, summary), 'always'),
            ...provenance(results, options),
            ...(0,findings/* concernBlocks */.b5)(concerns),
            ...(steps.length > 0 || missing.length > 0
                ? [(0,report_document/* heading */.R_)(3, [(0,report_document/* text */.Qq)('Steps')]), stepsTable(steps, missing)]
                : []),
            ...inOrder(steps).flatMap((result) => blocksOf(result, gated)),
            ...notChecked(results),
        ],
    };
}
/** The report of one result, as a terminal shows it after its command. */
function buildResult(result) {
    return {
        title: result.command,
        verdict: result.verdict,
        blocks: [
            (0,report_document/* heading */.R_)(2, [(0,report_document/* verdictMark */.vG)(result.verdict), (0,report_document/* text */.Qq)(` ${(0,build_parts/* labelOf */.Wy)(result)}: ${result.summary}`)], 'always'),
            ...(0,findings/* concernBlocks */.b5)((0,findings/* concernsOf */.L9)(result, false)),
            ...blocksOf(result, false),
            ...notChecked([result]),
        ],
    };
}
function headline(verdict, model, summary) {
    return [
        (0,report_document/* verdictMark */.vG)(verdict),
        (0,report_document/* text */.Qq)(' · '),
        ...(model === null ? [] : [(0,report_document/* code */.aY)(model), (0,report_document/* text */.Qq)(' · ')]),
        (0,report_document/* text */.Qq)(summary),
    ];
}
function provenance(results, options) {
    const [first] = results;
    if (!first)
        return options.runUrl ? [(0,report_document/* paragraph */.FY)([(0,report_document/* link */.nf)('the run', options.runUrl)], 'always')] : [];
    const { run } = first;
    const parts = [];
    if (options.runUrl)
        parts.push([(0,report_document/* link */.nf)(`run ${run.id}`, options.runUrl)]);
    if (run.commit !== null) {
        const short = run.commit.slice(0, 8);
        const address = options.repositoryUrl ? `${options.repositoryUrl}/commit/${run.commit}` : null;
        const isId = /^[0-9a-f]{40,64}$/.test(run.commit);
        parts.push([(0,report_document/* text */.Qq)('commit '), isId && address ? (0,report_document/* link */.nf)(short, address) : (0,report_document/* code */.aY)(short)]);
    }
    if (results.some((result) => result.run.dirty === true)) {
        parts.push([(0,report_document/* strong */.ko)((0,report_document/* text */.Qq)('the work tree differed from the commit'))]);
    }
    if (run.config !== null)
        parts.push([(0,report_document/* text */.Qq)('configuration '), (0,report_document/* code */.aY)((0,build_parts/* shortDigest */.VK)(run.config))]);
    if (parts.length === 0)
        return [];
    return [
        (0,report_document/* paragraph */.FY)(parts.flatMap((part, index) => (index === 0 ? part : [(0,report_document/* text */.Qq)(' · '), ...part])), 'always'),
    ];
}
function stepsTable(steps, missing) {
    return (0,report_document/* table */.tp)(['step', 'status', 'what', 'time>'], [
        ...missing.map((name) => [
            [(0,report_document/* text */.Qq)(name)],
            [(0,report_document/* verdictMark */.vG)('error')],
            [(0,report_document/* text */.Qq)('no result: it did not run, or ended before it wrote one; the log of its job says why')],
            [(0,report_document/* text */.Qq)('')],
        ]),
        ...inOrder(steps).map((result) => [
            [(0,report_document/* text */.Qq)((0,build_parts/* labelOf */.Wy)(result))],
            [(0,report_document/* verdictMark */.vG)(result.verdict)],
            [(0,report_document/* text */.Qq)(result.summary)],
            [(0,report_document/* text */.Qq)((0,report_text/* formatDuration */.a3)(result.durationMs))],
        ]),
    ], 'normal');
}
/** What a reviewer looks for first stands first. */
const SECTION_ORDER = [
    'gate',
    'evaluate',
    'validate',
    'profile',
    'infer',
    'import-contract',
    'train',
    'register',
    'approve',
    'reject',
    'deploy',
    'promote',
    'rollback',
    'monitor',
];
function inOrder(results) {
    const rank = (result) => {
        const index = SECTION_ORDER.indexOf(result.command);
        return index < 0 ? SECTION_ORDER.length : index;
    };
    return [...results].sort((a, b) => rank(a) - rank(b));
}
/** The section of a result, after its concerns, which stand together above all sections. */
function blocksOf(result, gated) {
    switch (result.command) {
        case 'gate':
            return gateBlocks(result);
        case 'evaluate':
            return evaluateBlocks(result, gated);
        case 'validate':
            return validateBlocks(result);
        case 'profile':
            return profileBlocks(result);
        case 'infer':
            return inferBlocks(result);
        case 'import-contract':
            return importBlocks(result);
        case 'train':
            return [...trainBlocks(result), ...(0,findings/* quietFindings */.j1)(result.findings)];
        case 'register':
            return registerBlocks(result);
        case 'approve':
        case 'reject':
            return decisionBlocks(result);
        case 'deploy':
        case 'rollback':
        case 'promote':
            return deployBlocks(result);
        case 'monitor':
            return monitorBlocks(result);
        default:
            return plainBlocks(result);
    }
}
function notChecked(results) {
    const items = results.flatMap((result) => result.notChecked.map((what) => [...(results.length > 1 ? [(0,report_document/* text */.Qq)(`${(0,build_parts/* labelOf */.Wy)(result)} · `)] : []), (0,report_document/* text */.Qq)(what)]));
    if (items.length === 0)
        return [];
    return [(0,report_document/* details */.zH)([(0,report_document/* text */.Qq)(`Not checked: ${(0,build_parts/* plural */.LS)(items.length, 'thing')}`)], [(0,report_document/* list */.p_)(items, 'spare')])];
}


/***/ }),

/***/ 21946:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F$: () => (/* binding */ valueWithInterval),
/* harmony export */   H8: () => (/* binding */ foldedList),
/* harmony export */   K$: () => (/* binding */ NOTHING),
/* harmony export */   Kh: () => (/* binding */ metricName),
/* harmony export */   LS: () => (/* reexport safe */ _text_js__WEBPACK_IMPORTED_MODULE_1__.LS),
/* harmony export */   PW: () => (/* binding */ limitText),
/* harmony export */   R2: () => (/* binding */ datasetTable),
/* harmony export */   Rw: () => (/* binding */ artifactTable),
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   VK: () => (/* binding */ shortDigest),
/* harmony export */   Wy: () => (/* binding */ labelOf),
/* harmony export */   ai: () => (/* binding */ number),
/* harmony export */   gJ: () => (/* binding */ deltaWithInterval),
/* harmony export */   md: () => (/* binding */ worstFirst),
/* harmony export */   oq: () => (/* binding */ sliceName)
/* harmony export */ });
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(21294);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(13920);


const NOTHING = [(0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)('—')];
/** Worst first; what needs a person stands above what does not. */
const ORDER = ['error', 'fail', 'inconclusive', 'warn', 'pass', 'skipped'];
function worstFirst(items) {
    return [...items].sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
}
/** `gate`, or `gate (linux)` for a named result. */
function labelOf(result) {
    return result.name === undefined ? result.command : `${result.command} (${result.name})`;
}
/** `roc_auc` ↑: the arrow says which way is better. */
function metricName(name, direction) {
    return direction === null
        ? [(0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(name)]
        : [(0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(name), (0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(`${_text_js__WEBPACK_IMPORTED_MODULE_1__/* .NO_BREAK */ .Y_}${direction === 'higher' ? '↑' : '↓'}`)];
}
function sliceName(slice) {
    return slice === null ? [(0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)('all')] : [(0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(slice)];
}
function number(value, apart = []) {
    if (value === null)
        return NOTHING;
    return [
        (0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .formatNumber */ .ZV)(value, apart.filter((other) => other !== null))),
    ];
}
function count(value) {
    return value === null || value === undefined ? NOTHING : [(0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(value))];
}
/** 0.84 [0.82, 0.86] */
function valueWithInterval(value, interval) {
    if (value === null)
        return NOTHING;
    const bounds = interval === null ? '' : ` [${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .formatNumber */ .ZV)(interval[0])}, ${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .formatNumber */ .ZV)(interval[1])}]`;
    return [(0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(`${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .formatNumber */ .ZV)(value)}${bounds}`)];
}
/** −0.01 [−0.02, +0.003] */
function deltaWithInterval(delta, interval) {
    if (delta === null)
        return NOTHING;
    const bounds = interval === null ? '' : ` [${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDelta */ .CW)(interval[0])}, ${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDelta */ .CW)(interval[1])}]`;
    return [(0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(`${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDelta */ .CW)(delta)}${bounds}`)];
}
/** What an operator asks for, as a reader says it. */
const LIMITS = {
    min: (limit) => `≥${_text_js__WEBPACK_IMPORTED_MODULE_1__/* .NO_BREAK */ .Y_}${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .formatNumber */ .ZV)(limit)}`,
    max: (limit) => `≤${_text_js__WEBPACK_IMPORTED_MODULE_1__/* .NO_BREAK */ .Y_}${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .formatNumber */ .ZV)(limit)}`,
    max_drop: (limit) => `drop${_text_js__WEBPACK_IMPORTED_MODULE_1__/* .NO_BREAK */ .Y_}≤${_text_js__WEBPACK_IMPORTED_MODULE_1__/* .NO_BREAK */ .Y_}${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .formatNumber */ .ZV)(limit)}`,
    max_drop_rel: (limit) => `drop${_text_js__WEBPACK_IMPORTED_MODULE_1__/* .NO_BREAK */ .Y_}≤${_text_js__WEBPACK_IMPORTED_MODULE_1__/* .NO_BREAK */ .Y_}${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .formatShare */ .T1)(limit)}`,
    min_gain: (limit) => `gain${_text_js__WEBPACK_IMPORTED_MODULE_1__/* .NO_BREAK */ .Y_}≥${_text_js__WEBPACK_IMPORTED_MODULE_1__/* .NO_BREAK */ .Y_}${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .formatNumber */ .ZV)(limit)}`,
    max_gain: (limit) => `gain${_text_js__WEBPACK_IMPORTED_MODULE_1__/* .NO_BREAK */ .Y_}≤${_text_js__WEBPACK_IMPORTED_MODULE_1__/* .NO_BREAK */ .Y_}${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .formatNumber */ .ZV)(limit)}`,
    max_gap: (limit) => `gap${_text_js__WEBPACK_IMPORTED_MODULE_1__/* .NO_BREAK */ .Y_}≤${_text_js__WEBPACK_IMPORTED_MODULE_1__/* .NO_BREAK */ .Y_}${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .formatNumber */ .ZV)(limit)}`,
    equals: (limit) => `=${_text_js__WEBPACK_IMPORTED_MODULE_1__/* .NO_BREAK */ .Y_}${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .formatNumber */ .ZV)(limit)}`,
};
function limitText(operator, limit) {
    return [(0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(LIMITS[operator](limit))];
}
/** The first twelve digits of a digest or eight of a commit: enough to tell apart, short enough to read. */
function shortDigest(digest) {
    return digest.replace(/^sha256:/, '').slice(0, 12);
}
function datasetTable(datasets) {
    return (0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(['dataset', 'path', 'rows>', 'columns>', 'files>', 'sha256'], datasets.map((dataset) => [
        [(0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(dataset.name)],
        [(0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(dataset.path)],
        count(dataset.rows),
        count(dataset.columns),
        count(dataset.files),
        [(0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(shortDigest(dataset.sha256))],
    ]), 'spare');
}
function artifactTable(artifacts) {
    return (0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(['artifact', 'file', 'size>', 'sha256'], artifacts.map((artifact) => [
        [(0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(artifact.label ?? artifact.name)],
        [(0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(artifact.file)],
        [(0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)((0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(artifact.size))],
        [(0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(shortDigest(artifact.sha256))],
    ]), 'spare');
}
/** A folded list, or nothing where it would be empty. */
function foldedList(title, items) {
    if (items.length === 0)
        return [];
    return [
        (0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .details */ .zH)([(0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(title)], [
            (0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)(items.map((item) => [(0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(item)]), 'spare'),
        ]),
    ];
}



/***/ }),

/***/ 21294:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DV: () => (/* binding */ codeBlock),
/* harmony export */   FY: () => (/* binding */ paragraph),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   R_: () => (/* binding */ heading),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   ko: () => (/* binding */ strong),
/* harmony export */   nf: () => (/* binding */ link),
/* harmony export */   p_: () => (/* binding */ list),
/* harmony export */   tp: () => (/* binding */ table),
/* harmony export */   vG: () => (/* binding */ verdictMark),
/* harmony export */   zH: () => (/* binding */ details)
/* harmony export */ });
/* unused harmony export plainText */
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13920);

/** Prose. Line ends become spaces. */
function text(raw) {
    return { type: 'text', text: (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .clip */ .$Q)((0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .visibleProse */ .ek)(raw), _text_js__WEBPACK_IMPORTED_MODULE_0__/* .MAX_TEXT */ .lG) };
}
/** A name or value that is shown as it is, white space included. An empty one is shown as two quotes. */
function code(raw) {
    return { type: 'code', text: raw === '' ? '""' : (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .clip */ .$Q)((0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .visible */ .RK)(raw), _text_js__WEBPACK_IMPORTED_MODULE_0__/* .MAX_CODE */ .lR) };
}
function strong(...children) {
    return { type: 'strong', children };
}
/** A link to our own host (run, commit, report). Anything but a clean http address gives the text alone. */
function link(raw, url) {
    const safe = url !== null && URL.canParse(url) ? new URL(url) : null;
    if (safe === null || !['https:', 'http:'].includes(safe.protocol) || safe.username || safe.password) {
        return text(raw);
    }
    return { type: 'link', text: (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .clip */ .$Q)((0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .visibleProse */ .ek)(raw), _text_js__WEBPACK_IMPORTED_MODULE_0__/* .MAX_TEXT */ .lG), url: safe.href };
}
function verdictMark(verdict, bare = false) {
    return { type: 'verdict', verdict, bare };
}
function heading(level, content, keep = 'normal') {
    return { type: 'heading', level, content, keep };
}
function paragraph(content, keep = 'normal') {
    return { type: 'paragraph', content, keep };
}
function list(items, keep = 'normal') {
    return { type: 'list', items, keep };
}
/** Titles ending in `>` are aligned to the right: `table(['metric', 'n>'], …)`. */
function table(titles, rows, keep = 'normal') {
    const columns = titles.map((title) => {
        const right = title.endsWith('>');
        return { title: right ? title.slice(0, -1) : title, align: right ? 'right' : 'left' };
    });
    return { type: 'table', columns, rows, keep };
}
function details(summary, blocks, options = {}) {
    return { type: 'details', summary, blocks, open: options.open ?? false, keep: options.keep ?? 'spare' };
}
/** Lines as they are, in a fixed font. Each line is made visible; tabs stay as four spaces. */
function codeBlock(raw, keep = 'spare') {
    const lines = raw.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n');
    return { type: 'code', lines: lines.map((line) => (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .visible */ .RK)(line.replaceAll('\t', '    '))), keep };
}
/** The words of inline content, without any marking. */
function plainText(content) {
    return content
        .map((inline) => {
        switch (inline.type) {
            case 'strong':
                return plainText(inline.children);
            case 'verdict':
                return inline.bare ? '' : inline.verdict;
            default:
                return inline.text;
        }
    })
        .join('');
}


/***/ }),

/***/ 62745:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  FORMATS: () => (/* reexport */ FORMATS),
  BU: () => (/* reexport */ FORMAT_NAMES),
  Ih: () => (/* reexport */ annotationsOf),
  FK: () => (/* reexport */ build/* buildReport */.FK),
  y4: () => (/* binding */ loadMarkdown),
  Me: () => (/* reexport */ build/* overall */.Me),
  renderTerminal: () => (/* reexport */ renderTerminal),
  workflowCommand: () => (/* reexport */ workflowCommand)
});

// UNUSED EXPORTS: buildResult, renderTerminalReport

// EXTERNAL MODULE: ./build/report/build/findings.js
var findings = __webpack_require__(34224);
// EXTERNAL MODULE: ./build/report/build/index.js + 4 modules
var build = __webpack_require__(31263);
// EXTERNAL MODULE: ./build/report/build/parts.js
var parts = __webpack_require__(21946);
// EXTERNAL MODULE: ./build/report/text.js
var report_text = __webpack_require__(13920);
;// CONCATENATED MODULE: ./build/report/annotations.js




const PER_LEVEL = 10;
const MAX_MESSAGE = 4_096;
const LEVELS = {
    error: 'error',
    fail: 'error',
    inconclusive: 'warning',
    warn: 'warning',
};
/**
 * Annotations of all results, worst first, at most ten a level. Where more would be, the tenth says how many
 * there are. `fileOf` gives the path from the repository's root, or null for a file outside of it.
 */
function annotationsOf(all, fileOf = (path) => path) {
    const concerns = (0,build/* overall */.Me)(all).results.flatMap((result) => {
        const title = (0,parts/* labelOf */.Wy)(result);
        return [
            ...(0,findings/* rulesOf */.fD)(result).map((rule) => ({
                verdict: rule.verdict,
                title: `${title}: ${rule.metric}${rule.slice === null ? '' : ` on ${rule.slice}`}`,
                message: rule.message,
                place: undefined,
            })),
            ...result.findings.map((finding) => ({
                verdict: finding.verdict,
                title: `${title}: ${finding.check}${finding.subject.column ? ` of ${finding.subject.column}` : ''}`,
                message: finding.fix === undefined ? finding.message : `${finding.message}. Fix: ${finding.fix}`,
                place: finding.where.find((place) => place.file !== undefined),
            })),
        ];
    });
    const annotations = (0,parts/* worstFirst */.md)(concerns).flatMap((concern) => {
        const level = LEVELS[concern.verdict];
        if (level === undefined)
            return [];
        const file = concern.place?.file === undefined ? null : fileOf(concern.place.file);
        return [
            {
                level,
                title: (0,report_text/* clip */.$Q)((0,report_text/* visibleProse */.ek)(concern.title), 200),
                message: (0,report_text/* clip */.$Q)((0,report_text/* visibleProse */.ek)(concern.message), MAX_MESSAGE),
                ...(file === null ? {} : { file }),
                ...(file === null || concern.place?.line === undefined ? {} : { line: concern.place.line }),
            },
        ];
    });
    return ['error', 'warning', 'notice'].flatMap((level) => within(annotations.filter((annotation) => annotation.level === level)));
}
function within(annotations) {
    const [first] = annotations;
    if (annotations.length <= PER_LEVEL || first === undefined)
        return [...annotations];
    const more = annotations.length - (PER_LEVEL - 1);
    const rest = { level: first.level, title: 'assay', message: `${more} more are in the report of this run` };
    return [...annotations.slice(0, PER_LEVEL - 1), rest];
}
/** `::error file=…,line=…,title=…::message`, with the escapes that the runner reads. */
function workflowCommand(annotation) {
    const data = (value) => value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
    const property = (value) => data(value).replaceAll(':', '%3A').replaceAll(',', '%2C');
    const properties = [
        ...(annotation.file === undefined ? [] : [`file=${property(annotation.file)}`]),
        ...(annotation.line === undefined ? [] : [`line=${annotation.line}`]),
        `title=${property(annotation.title)}`,
    ].join(',');
    return `::${annotation.level} ${properties}::${data(annotation.message)}`;
}

// EXTERNAL MODULE: ./build/report/symbols.js
var symbols = __webpack_require__(14386);
;// CONCATENATED MODULE: ./build/report/terminal.js



/** Rows of a folded table, and items of a folded list. */
const FOLDED_ROWS = 10;
const MIN_WIDTH = 40;
/** What a command says at its end. Ends with a line end. */
function renderTerminal(result, options) {
    return renderTerminalDocument((0,build/* buildResult */.CR)(result), options);
}
/** All results of a run, for `report --format terminal`. */
function renderTerminalReport(results, options, about = {}) {
    return renderTerminalDocument((0,build/* buildReport */.FK)(results, about), options);
}
function renderTerminalDocument(document, options) {
    const style = styleOf(options.color);
    const width = Math.max(MIN_WIDTH, Math.floor(options.width));
    const chunks = document.blocks.map((block) => blockLines(block, { style, width, folded: false }));
    return `${chunks
        .filter((lines) => lines.length > 0)
        .map((lines) => lines.join('\n'))
        .join('\n\n')}\n`;
}
function blockLines(block, scope) {
    const { style, width } = scope;
    switch (block.type) {
        case 'heading':
            return wrap(inlineText(block.content, style), width).map((line) => block.level === 2 ? line : style.bold(line));
        case 'paragraph':
            return wrap(inlineText(block.content, style), width);
        case 'list': {
            const items = scope.folded ? block.items.slice(0, FOLDED_ROWS) : block.items;
            const lines = items.flatMap((item) => wrap(inlineText(item, style), width - 4).map((line, index) => `  ${index === 0 ? '' : '  '}${line}`));
            return [...lines, ...moreLine(block.items.length - items.length, 'line', style)];
        }
        case 'table':
            return tableLines(block, scope);
        case 'code':
            return [...block.lines];
        case 'details': {
            const inner = block.blocks.map((child) => blockLines(child, { style, width: width - 2, folded: true }));
            const body = inner
                .filter((lines) => lines.length > 0)
                .flatMap((lines, at) => (at === 0 ? lines : ['', ...lines]));
            return [
                style.bold(inlineText(block.summary, style)),
                ...body.map((line) => (line === '' ? '' : `  ${line}`)),
            ];
        }
        case 'chart':
        case 'histograms':
            return [];
    }
}
function moreLine(count, what, style) {
    return count > 0
        ? [`  ${style.dim(`… ${(0,report_text/* plural */.LS)(count, `more ${what}`)}: \`assay report\` shows all`)}`]
        : [];
}
const GAP = 2;
const MIN_LAST = 16;
const MIN_WORDS = 12;
/** Columns as wide as their longest cell; the last one takes what is left and wraps. */
function tableLines(block, scope) {
    const { style, width } = scope;
    const rows = scope.folded ? block.rows.slice(0, FOLDED_ROWS) : block.rows;
    const cells = rows.map((row) => block.columns.map((_, index) => inlineText(row[index] ?? [], style)));
    const natural = block.columns.map((column, index) => Math.max(terminal_length(column.title), ...cells.map((row) => terminal_length(row[index] ?? ''))));
    const widths = fitWidths(natural, block.columns, width);
    const last = widths.length - 1;
    const render = (values) => {
        const final = wrap(values[last] ?? '', widths[last] ?? MIN_LAST);
        const indent = widths.slice(0, last).reduce((sum, size) => sum + size + GAP, 0);
        const head = values
            .slice(0, last)
            .map((value, index) => pad(value, widths[index] ?? 0, block.columns[index]?.align === 'right'))
            .join(' '.repeat(GAP));
        const first = `${head}${last > 0 ? ' '.repeat(GAP) : ''}${final[0] ?? ''}`;
        return [first.trimEnd(), ...final.slice(1).map((line) => `${' '.repeat(indent)}${line}`)];
    };
    return [
        ...render(block.columns.map((column) => style.dim(column.title))),
        ...cells.flatMap(render),
        ...moreLine(block.rows.length - rows.length, 'row', style),
    ];
}
/**
 * Shrinks the last column first, then the widest columns of words. Numbers are never cut: a table that is
 * still too wide is left to the terminal.
 */
function fitWidths(natural, columns, width) {
    const widths = [...natural];
    const last = widths.length - 1;
    const excess = () => widths.reduce((sum, size) => sum + size, 0) + GAP * last - width;
    const shrink = (index, least) => {
        const size = widths[index] ?? 0;
        widths[index] = Math.max(Math.min(least, size), size - excess());
    };
    if (excess() > 0)
        shrink(last, MIN_LAST);
    const words = columns
        .map((column, index) => ({ column, index }))
        .filter(({ column, index }) => index < last && column.align === 'left')
        .sort((a, b) => (natural[b.index] ?? 0) - (natural[a.index] ?? 0));
    for (const { index } of words)
        if (excess() > 0)
            shrink(index, MIN_WORDS);
    return widths;
}
function inlineText(content, style) {
    return content
        .map((inline) => {
        switch (inline.type) {
            case 'strong':
                return style.bold(inlineText(inline.children, style));
            case 'link':
                return `${inline.text} (${inline.url})`;
            case 'verdict':
                return style.verdict(inline.verdict, inline.bare ? symbols/* SYMBOLS */.A[inline.verdict] : `${symbols/* SYMBOLS */.A[inline.verdict]} ${inline.verdict}`);
            default:
                return inline.text;
        }
    })
        .join('');
}
const COLORS = {
    pass: '32',
    warn: '33',
    fail: '31',
    inconclusive: '35',
    error: '31',
    skipped: '2',
};
function styleOf(color) {
    const paint = (code, text) => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
    return {
        bold: (text) => paint('1', text),
        dim: (text) => paint('2', text),
        verdict: (verdict, text) => paint(COLORS[verdict], text),
    };
}
// Our own colour codes are the only escapes that can be here: text from outside has none left.
const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');
function terminal_length(text) {
    return [...text.replace(ESCAPES, '')].length;
}
function pad(value, size, right) {
    const missing = size - terminal_length(value);
    if (missing < 0)
        return (0,report_text/* clip */.$Q)(value.replace(ESCAPES, ''), size);
    return right ? `${' '.repeat(missing)}${value}` : `${value}${' '.repeat(missing)}`;
}
/** Breaks at spaces; a word longer than the line keeps its length, since a cut path is of no use. */
function wrap(text, width) {
    const lines = [];
    let line = '';
    for (const word of text.split(/ +/)) {
        if (line === '') {
            line = word;
        }
        else if (terminal_length(line) + 1 + terminal_length(word) > width) {
            lines.push(line);
            line = word;
        }
        else {
            line = `${line} ${word}`;
        }
    }
    return [...lines, line];
}

;// CONCATENATED MODULE: ./build/report/formats.js


const FORMATS = {
    html: {
        extension: 'html',
        async render(results, about) {
            const { renderHtml } = await Promise.all(/* import() */[__webpack_require__.e(756), __webpack_require__.e(5040)]).then(__webpack_require__.bind(__webpack_require__, 45040));
            return renderHtml((0,build/* buildReport */.FK)(results, about));
        },
    },
    markdown: {
        extension: 'md',
        async render(results, about) {
            const { renderMarkdown } = await Promise.all(/* import() */[__webpack_require__.e(2612), __webpack_require__.e(9957)]).then(__webpack_require__.bind(__webpack_require__, 59957));
            return renderMarkdown((0,build/* buildReport */.FK)(results, about)).text;
        },
    },
    json: {
        extension: 'json',
        async render(all, about) {
            const { results, missing, verdict, summary } = (0,build/* overall */.Me)(all, about.expected);
            return `${JSON.stringify({ schemaVersion: 1, verdict, summary, missing, results }, null, 2)}\n`;
        },
    },
    junit: {
        extension: 'xml',
        async render(results, about) {
            const { renderJUnit } = await __webpack_require__.e(/* import() */ 2479).then(__webpack_require__.bind(__webpack_require__, 62479));
            return renderJUnit(results, about.expected);
        },
    },
    terminal: {
        extension: 'txt',
        async render(results, about) {
            return renderTerminalReport(results, { color: false, width: 100 }, about);
        },
    },
};
const FORMAT_NAMES = Object.keys(FORMATS);

;// CONCATENATED MODULE: ./build/report/index.js
/**
 * From results to what people and other programs read. Importing this loads no library: Markdown, HTML and
 * XML are loaded by their formats when they are first asked for.
 */




/** Markdown within a budget, for comments, summaries and checks. Loads its library with the first call. */
const loadMarkdown = () => Promise.all(/* import() */[__webpack_require__.e(2612), __webpack_require__.e(9957)]).then(__webpack_require__.bind(__webpack_require__, 59957));


/***/ }),

/***/ 14386:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ SYMBOLS)
/* harmony export */ });
const SYMBOLS = {
    pass: '✓',
    warn: '!',
    fail: '✗',
    inconclusive: '?',
    error: '✗',
    skipped: '–',
};


/***/ }),

/***/ 13920:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $Q: () => (/* binding */ clip),
/* harmony export */   B4: () => (/* binding */ formatCount),
/* harmony export */   CW: () => (/* binding */ formatDelta),
/* harmony export */   LS: () => (/* binding */ plural),
/* harmony export */   RK: () => (/* binding */ visible),
/* harmony export */   T1: () => (/* binding */ formatShare),
/* harmony export */   Y_: () => (/* binding */ NO_BREAK),
/* harmony export */   ZV: () => (/* binding */ formatNumber),
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   ek: () => (/* binding */ visibleProse),
/* harmony export */   lG: () => (/* binding */ MAX_TEXT),
/* harmony export */   lR: () => (/* binding */ MAX_CODE),
/* harmony export */   z3: () => (/* binding */ formatBytes)
/* harmony export */ });
/**
 * How strings and numbers from anywhere become text that is safe to show: nothing invisible, nothing that
 * turns the direction of reading, nothing endless. What a format's own syntax needs is its renderer's part.
 */
/** Characters of one inline; a longer one ends with "…", so that no single value fills a report. */
const MAX_TEXT = 600;
const MAX_CODE = 200;
/** Invisible, unassigned to a glyph, or turning the direction: controls, formats, lone surrogates, private use. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;
/**
 * Makes every hidden character visible: controls as their Unicode pictures (␀, ␊, ␛), others by their
 * number (⟨U+202E⟩). More than four combining marks in a row are cut. The result has no line end.
 */
function visible(raw) {
    return raw.replace(HIDDEN, picture).replace(/(\p{M}{4})\p{M}+/gu, '$1');
}
/** The same for prose: line ends and tabs become one space instead of a picture. A no-break space stays. */
function visibleProse(raw) {
    return visible(raw.replace(/[^\S\u00a0]+|[\u0085\u2028\u2029]+/gu, ' '));
}
function picture(char) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x20)
        return String.fromCodePoint(0x2400 + code);
    if (code === 0x7f)
        return '\u2421';
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
/** At most `max` characters; what is longer ends with "…". Never cuts a character in two. */
function clip(text, max) {
    if (text.length <= max)
        return text;
    let end = max - 1;
    if (/[\uD800-\uDBFF]/.test(text.charAt(end - 1)))
        end -= 1;
    return `${text.slice(0, end)}…`;
}
const MINUS = '\u2212';
/** Keeps an arrow with its metric and a sign with its number. */
const NO_BREAK = '\u00a0';
/**
 * A number for people: five significant digits, thousands parted, a true minus sign. Where that would show
 * it equal to a number of `apart` that it differs from (a limit just missed), more digits are shown.
 */
function formatNumber(value, apart = []) {
    for (let digits = 5; digits <= 17; digits += 1) {
        const rounded = Number(value.toPrecision(digits));
        if (!apart.some((other) => other !== value && Number(other.toPrecision(digits)) === rounded)) {
            return plainNumber(rounded);
        }
    }
    return plainNumber(value);
}
/** A whole number in full, thousands parted: a count is never rounded. */
function formatCount(value) {
    return plainNumber(value);
}
/** With a sign always: +0.0123, −0.0123, 0. */
function formatDelta(value) {
    const rounded = Number(value.toPrecision(3));
    return rounded > 0 ? `+${plainNumber(rounded)}` : plainNumber(rounded);
}
/** A share as a percentage with at most three significant digits; a share above 0 is never shown as 0. */
function formatShare(share) {
    const percent = share * 100;
    return `${plainNumber(Number(percent.toPrecision(3)))}%`;
}
function plainNumber(value) {
    if (!Number.isFinite(value))
        return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : `${MINUS}Infinity`;
    if (value === 0)
        return '0';
    const size = Math.abs(value);
    const sign = value < 0 ? MINUS : '';
    if (size >= 1e15 || size < 1e-6)
        return `${sign}${size.toExponential().replace('-', MINUS)}`;
    const [whole = '0', fraction] = size.toString().split('.');
    const parted = whole.replace(/\B(?=(\d{3})+$)/g, ',');
    return `${sign}${parted}${fraction === undefined ? '' : `.${fraction}`}`;
}
/** 850 ms, 12.3 s, 4 min 5 s, 2 h 3 min. */
function formatDuration(ms) {
    if (ms < 1000)
        return `${Math.round(ms)} ms`;
    const seconds = ms / 1000;
    if (seconds < 59.95)
        return `${Number(seconds.toFixed(1))} s`;
    const minutes = Math.floor(Math.round(seconds) / 60);
    if (minutes < 60)
        return `${minutes} min ${Math.round(seconds) % 60} s`;
    return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
/** 512 B, 1.4 MiB. */
function formatBytes(bytes) {
    const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
    let value = bytes;
    let unit = 0;
    while (value >= 1024 && unit < units.length - 1) {
        value /= 1024;
        unit += 1;
    }
    return unit === 0 ? `${bytes} B` : `${Number(value.toPrecision(3))} ${units[unit]}`;
}
/** "1 row", "3 rows". */
function plural(count, one, many = `${one}s`) {
    return `${plainNumber(count)} ${count === 1 ? one : many}`;
}


/***/ })

};
