export const id = 8890;
export const ids = [8890];
export const modules = {

/***/ 8890:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   "default": () => (__WEBPACK_DEFAULT_EXPORT__)
/* harmony export */ });
/* harmony import */ var _results_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(68681);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92950);
/* harmony import */ var _options_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(59165);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76183);
/** `assay run`: the whole pipeline, up to the gate, on this machine. It is the other commands in their order. */




/** The steps, and what of assay.yaml each one needs. */
const STEPS = [
    { command: 'validate', needs: 'datasets' },
    { command: 'train', needs: 'train' },
    { command: 'evaluate', needs: 'evaluate' },
    { command: 'gate', needs: 'gate' },
];
const LOADERS = {
    validate: () => Promise.all(/* import() */[__webpack_require__.e(6856), __webpack_require__.e(312), __webpack_require__.e(6412), __webpack_require__.e(3804)]).then(__webpack_require__.bind(__webpack_require__, 1423)),
    train: () => Promise.all(/* import() */[__webpack_require__.e(6856), __webpack_require__.e(312), __webpack_require__.e(6412), __webpack_require__.e(1028)]).then(__webpack_require__.bind(__webpack_require__, 11028)),
    evaluate: () => Promise.all(/* import() */[__webpack_require__.e(6856), __webpack_require__.e(9965), __webpack_require__.e(8299), __webpack_require__.e(6412), __webpack_require__.e(9271), __webpack_require__.e(379), __webpack_require__.e(3782)]).then(__webpack_require__.bind(__webpack_require__, 53782)),
    gate: () => Promise.all(/* import() */[__webpack_require__.e(9965), __webpack_require__.e(9271), __webpack_require__.e(379), __webpack_require__.e(1856)]).then(__webpack_require__.bind(__webpack_require__, 89475)),
};
/* harmony default export */ const __WEBPACK_DEFAULT_EXPORT__ = ((0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .defineCommand */ .N)({
    name: 'run',
    summary: 'run the whole pipeline, up to the gate, on this machine',
    details: 'Validates the data, trains, evaluates and gates the candidate, and writes the report. A step whose verdict is fail or error ends the run: what comes after it would rest on nothing. Sections that assay.yaml does not have are skipped and listed as not checked.',
    options: {
        'no-cache': { type: 'boolean', summary: 'train even where nothing changed since an earlier run' },
        param: {
            type: 'list',
            value: 'NAME=VALUE',
            summary: 'a parameter of the training, over that of assay.yaml',
        },
    },
    examples: [
        { run: 'assay run', does: 'everything that assay.yaml describes, up to the verdict' },
        { run: 'assay run --param trees=200', does: 'the same with another parameter' },
    ],
    async run({ ctx, host, options }) {
        const session = await (0,_session_js__WEBPACK_IMPORTED_MODULE_3__/* .openConfiguredSession */ .V)(ctx, host, { config: options.config, fresh: true });
        const { config } = session;
        const steps = [];
        const notChecked = [];
        for (const { command, needs } of STEPS) {
            const section = config[needs];
            if (section === undefined || Object.keys(section).length === 0) {
                notChecked.push(`${command}: assay.yaml has no \`${needs}\``);
                continue;
            }
            const { default: step } = await LOADERS[command]();
            ctx.log.info(`\n$ assay ${command}`);
            const raw = {
                config: config.file,
                ...(command === 'train' ? { 'no-cache': options['no-cache'], param: options.param } : {}),
            };
            const outcome = await step.run({
                ctx,
                host,
                options: (0,_options_js__WEBPACK_IMPORTED_MODULE_2__/* .checkOptions */ .Jr)(step, raw, 'cli'),
                args: [],
            });
            const { verdict, summary } = outcome.result;
            ctx.log.info(`${verdict}: ${summary}`);
            steps.push({ command, verdict, summary });
            if (verdict === 'fail' || verdict === 'error')
                break;
        }
        const verdict = (0,_results_index_js__WEBPACK_IMPORTED_MODULE_0__/* .worst */ .QZ)(steps.map((step) => step.verdict));
        const result = await session.finish({
            command: 'run',
            ...(options.name === undefined ? {} : { name: options.name }),
            verdict,
            summary: steps.map((step) => `${step.command} ${step.verdict}`).join(', ') || 'nothing to run',
            notChecked,
            data: { steps },
        });
        const { default: report } = await Promise.all(/* import() */[__webpack_require__.e(2745), __webpack_require__.e(5614)]).then(__webpack_require__.bind(__webpack_require__, 13233));
        const rendered = await report.run({
            ctx,
            host,
            options: (0,_options_js__WEBPACK_IMPORTED_MODULE_2__/* .checkOptions */ .Jr)(report, { config: config.file }, 'cli'),
            args: [],
        });
        ctx.log.info(`\nreport: ${rendered.text?.trim()}`);
        return { result, outputs: { report: rendered.outputs?.['path'] ?? '' } };
    },
    outputs: { report: 'path of the HTML report' },
}));


/***/ })

};
