export const id = 6098;
export const ids = [6098];
export const modules = {

/***/ 26098:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   "default": () => (__WEBPACK_DEFAULT_EXPORT__)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9216);
/* harmony import */ var _engines_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19997);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(92950);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(76183);
/** `setup`: what `actions/setup` runs, so that later steps of the job have `assay` and the engines. */






/* harmony default export */ const __WEBPACK_DEFAULT_EXPORT__ = ((0,_command_js__WEBPACK_IMPORTED_MODULE_4__/* .defineCommand */ .N)({
    name: 'setup',
    summary: 'put the command assay on the PATH of later steps, with the engines from the cache',
    details: 'Later steps of the job can call `assay` in any shell. It runs with the Node of the runner itself, so that a GPU ' +
        'runner without Node will do. DuckDB and ONNX Runtime are restored from the Actions cache; the first time they are ' +
        "installed from the package registry that npm's configuration names, and kept. It needs no permission.",
    options: {
        cache: {
            type: 'boolean',
            default: true,
            summary: 'keep the engines in the Actions cache',
            notIn: ['cli'],
        },
    },
    examples: [
        { run: 'assay setup', does: 'in a step of GitHub Actions: make assay ready for the next steps' },
    ],
    outputs: { 'cache-hit': 'true where the Actions cache had the engines' },
    permissions: {},
    async run({ ctx, host, options }) {
        const { GITHUB_PATH: pathFile, RUNNER_TEMP: temporary } = ctx.env;
        if (!pathFile || !temporary) {
            throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)({
                message: 'setup is for steps of GitHub Actions: GITHUB_PATH or RUNNER_TEMP is not set',
                fix: 'in a terminal use `assay engines install`, and put dist/index.js on the PATH as assay',
            });
        }
        const bin = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(temporary, 'assay', 'bin');
        await (0,_engines_index_js__WEBPACK_IMPORTED_MODULE_3__/* .writeShim */ .to)(bin, process.execPath, (0,_engines_index_js__WEBPACK_IMPORTED_MODULE_3__/* .entryOf */ .Ms)());
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.appendFile)(pathFile, `${bin}\n`);
        const { restored, installed, saved } = await (0,_engines_index_js__WEBPACK_IMPORTED_MODULE_3__/* .prepareEngines */ .FT)(ctx, { cache: options.cache });
        const engines = await (0,_engines_index_js__WEBPACK_IMPORTED_MODULE_3__/* .engineStatus */ .PT)(ctx);
        // The folder of the runner, not of the user's repository: this is no result of a model's run.
        const session = await (0,_session_js__WEBPACK_IMPORTED_MODULE_5__/* .openSession */ .f)({ ...ctx, cwd: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(temporary, 'assay') }, host, {});
        const from = restored
            ? 'from the Actions cache'
            : installed.length > 0
                ? 'installed'
                : 'found on this machine';
        const result = await session.finish({
            command: 'setup',
            ...(options.name === undefined ? {} : { name: options.name }),
            verdict: 'pass',
            summary: `assay is on the PATH, engines ${from}`,
            data: { bin, engines, restored, installed, saved },
            text: `assay is on the PATH, engines ${from}`,
        });
        return { result, outputs: { 'cache-hit': String(restored) }, text: result.text };
    },
}));


/***/ })

};
