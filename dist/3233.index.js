export const id = 3233;
export const ids = [3233,5614];
export const modules = {

/***/ 13233:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   "default": () => (__WEBPACK_DEFAULT_EXPORT__),
/* harmony export */   writeHtmlReport: () => (/* binding */ writeHtmlReport)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9216);
/* harmony import */ var _report_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(62745);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(92950);
/* harmony import */ var _results_at_hand_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(97161);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(76183);
/** `assay report`: the results of this run as a page, Markdown, JSON or JUnit. */







const EXTENSIONS = {
    '.html': 'html',
    '.htm': 'html',
    '.md': 'markdown',
    '.json': 'json',
    '.xml': 'junit',
    '.txt': 'terminal',
};
/* harmony default export */ const __WEBPACK_DEFAULT_EXPORT__ = ((0,_command_js__WEBPACK_IMPORTED_MODULE_4__/* .defineCommand */ .N)({
    name: 'report',
    summary: 'render the results as Markdown, HTML, JSON, JUnit',
    details: 'Reads every result of this run in .assay/ and writes one report. Without options it writes ' +
        '.assay/report.html, a single file that needs no network. The verdict of the step is that of writing; the ' +
        'verdict of the results is the output report-verdict.',
    options: {
        format: {
            type: 'string',
            choices: _report_index_js__WEBPACK_IMPORTED_MODULE_3__/* .FORMAT_NAMES */ .BU,
            summary: 'absent: as the ending of --output says, else html',
        },
        output: {
            type: 'string',
            value: 'FILE',
            summary: 'where to write (absent: .assay/report.html, or standard output)',
        },
        results: {
            type: 'list',
            value: 'FILE',
            summary: 'result files to render instead of .assay/, all of one run',
        },
        expect: _results_at_hand_js__WEBPACK_IMPORTED_MODULE_5__/* .EXPECT */ .q8,
    },
    examples: [
        { run: 'assay report', does: 'write .assay/report.html and print where it lies' },
        { run: 'assay report --format markdown', does: 'print Markdown, for a comment or a wiki' },
        {
            run: 'assay report --output junit.xml --format junit',
            does: 'write JUnit XML for a CI that shows tests',
        },
        {
            run: 'assay report --results gate.json --output gate.html',
            does: 'render one result, without assay.yaml',
        },
    ],
    outputs: {
        path: 'absolute path of the report that was written; empty where it was printed',
        'report-verdict': 'verdict of the results: the worst of them',
    },
    async run({ ctx, host, options }) {
        const session = await (0,_session_js__WEBPACK_IMPORTED_MODULE_6__/* .openSession */ .f)(ctx, host, { config: options.config });
        const results = await (0,_results_at_hand_js__WEBPACK_IMPORTED_MODULE_5__/* .resultsAtHand */ .ly)(session, ctx.cwd, options.results);
        const expected = (0,_results_at_hand_js__WEBPACK_IMPORTED_MODULE_5__/* .expectedOf */ .EX)(options.expect);
        const whole = (0,_report_index_js__WEBPACK_IMPORTED_MODULE_3__/* .overall */ .Me)(results, expected);
        if (whole.results.length === 0) {
            throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)({
                where: { file: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(session.workspace.folder, 'results') },
                message: 'there is no result to report',
                fix: 'run `assay validate`, `evaluate` or `gate` first, or download the .assay folder of the job that ran them',
            });
        }
        const format = formatOf(options.format, options.output);
        const text = await _report_index_js__WEBPACK_IMPORTED_MODULE_3__.FORMATS[format].render(results, {
            model: session.config?.model ?? null,
            runUrl: host.runUrl(),
            repositoryUrl: await host.repositoryUrl(session.root),
            expected,
        });
        const path = targetOf(format, options, ctx.cwd, session.workspace.folder);
        if (path !== null) {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), { recursive: true });
            await (0,_base_index_js__WEBPACK_IMPORTED_MODULE_2__/* .writeFileAtomic */ .Zf)(path, text);
        }
        const where = path === null ? 'standard output' : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(ctx.cwd, path) || path;
        const result = await session.finish({
            command: 'report',
            ...(options.name === undefined ? {} : { name: options.name }),
            verdict: 'pass',
            summary: `report of ${whole.results.length} result${whole.results.length === 1 ? '' : 's'} (${whole.verdict}): ${where}`,
            data: { format, path, verdict: whole.verdict, summary: whole.summary },
            text: path === null ? '' : path,
        });
        return {
            result,
            outputs: { path: path ?? '', 'report-verdict': whole.verdict },
            text: path === null ? text : `${where}\n`,
        };
    },
}));
/** Writes `.assay/report.html` for a workspace and gives its path; `run` ends with it. */
async function writeHtmlReport(workspace, about = {}) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(workspace.folder, 'report.html');
    await (0,_base_index_js__WEBPACK_IMPORTED_MODULE_2__/* .writeFileAtomic */ .Zf)(path, await _report_index_js__WEBPACK_IMPORTED_MODULE_3__.FORMATS.html.render(await workspace.all(), about));
    return path;
}
function formatOf(format, output) {
    const named = _report_index_js__WEBPACK_IMPORTED_MODULE_3__/* .FORMAT_NAMES */ .BU.find((name) => name === format);
    if (named !== undefined)
        return named;
    if (output === undefined || output === '-')
        return 'html';
    const byEnding = EXTENSIONS[(0,node_path__WEBPACK_IMPORTED_MODULE_1__.extname)(output).toLowerCase()];
    if (byEnding !== undefined)
        return byEnding;
    throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)({
        message: `--output ${output}: its ending names no format`,
        expected: `one of ${Object.keys(EXTENSIONS).join(', ')}`,
        fix: `add --format ${_report_index_js__WEBPACK_IMPORTED_MODULE_3__/* .FORMAT_NAMES */ .BU.join('|')}`,
    });
}
/** Null is standard output: asked for with `-`, and what a format other than the page does without a file. */
function targetOf(format, options, cwd, workspace) {
    if (options.output === '-')
        return null;
    if (options.output !== undefined)
        return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(cwd, options.output);
    return format === 'html' ? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(workspace, 'report.html') : null;
}


/***/ }),

/***/ 97161:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EX: () => (/* binding */ expectedOf),
/* harmony export */   ly: () => (/* binding */ resultsAtHand),
/* harmony export */   q8: () => (/* binding */ EXPECT)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9216);
/* harmony import */ var _results_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90459);
/** Which results `report` and `comment` speak of: those of this run in `.assay/`, or files named one by one. */



/**
 * The results of this run; or of the files, which must be of one run: a stale result is never rendered beside
 * a fresh one. A file that is not there is a usage error, and all are named at once.
 */
async function resultsAtHand(session, cwd, files) {
    if (files.length === 0)
        return session.workspace.all();
    const paths = files.map((file) => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(cwd, file));
    const read = await Promise.all(paths.map(_results_index_js__WEBPACK_IMPORTED_MODULE_2__/* .readResultFile */ .kk));
    const missing = paths.filter((_, index) => read[index] === null);
    if (missing.length > 0) {
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)(missing.map((file) => ({
            where: { file },
            message: 'the result does not exist',
            fix: 'write it with `assay COMMAND --json > FILE`, or download the .assay folder of the job that made it',
        })));
    }
    const results = read.filter((result) => result !== null);
    // The latest attempt comes first: earlier attempts of the same run belong to it, not the other way round.
    const [latest] = [...results].sort((a, b) => b.run.attempt - a.run.attempt);
    const problems = results.flatMap((result, index) => {
        const differs = latest ? (0,_results_index_js__WEBPACK_IMPORTED_MODULE_2__/* .differenceOfRuns */ .rv)(latest.run, result.run) : null;
        return differs === null
            ? []
            : [
                {
                    where: { file: paths[index] ?? '' },
                    message: `is of another run than the other files: ${differs}`,
                },
            ];
    });
    if (problems.length > 0)
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)(problems);
    return results;
}
/** The option of `report` and `comment` that names results which must be there. */
const EXPECT = {
    type: 'list',
    value: 'COMMAND',
    summary: 'commands whose results must be there, such as gate; a missing one is an error',
};
/** The commands named by `--expect`; a usage error for one that writes no result that is reported. */
function expectedOf(names) {
    const unknown = names.filter((name) => !EXPECTABLE.includes(name));
    if (unknown.length === 0)
        return names;
    throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)(unknown.map((name) => ({
        message: `--expect ${JSON.stringify(name)} is no command with a result`,
        expected: `one of ${EXPECTABLE.join(', ')}`,
    })));
}
const EXPECTABLE = [
    'validate',
    'profile',
    'train',
    'evaluate',
    'gate',
    'register',
    'deploy',
    'promote',
    'rollback',
    'monitor',
];


/***/ })

};
