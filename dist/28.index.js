export const id = 28;
export const ids = [28];
export const modules = {

/***/ 90028:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   "default": () => (__WEBPACK_DEFAULT_EXPORT__)
/* harmony export */ });
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9216);
/* harmony import */ var _engines_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19997);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92950);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76183);
/** `assay engines`: shows or installs the native engines. */




/* harmony default export */ const __WEBPACK_DEFAULT_EXPORT__ = ((0,_command_js__WEBPACK_IMPORTED_MODULE_2__/* .defineCommand */ .N)({
    name: 'engines',
    summary: 'find or install the native engines, DuckDB and ONNX Runtime',
    details: 'Shows version, place, size and time to load of each engine. Assay looks in the folder that ASSAY_ENGINES_PATH names, ' +
        'in a node_modules beside or above the program, and in the cache folders: ASSAY_ENGINES_CACHE, the tool cache of a ' +
        'runner, the cache of this user. What is nowhere is installed when it is first needed, from the package registry ' +
        "that npm's configuration names, and checked against the sha512 of the lock file.",
    positionals: [
        { name: 'action', summary: 'install fetches what is missing; absent: show', choices: ['install'] },
    ],
    options: {
        force: { type: 'boolean', summary: 'with install: fetch again what is there, and use the cache folders' },
    },
    examples: [
        { run: 'assay engines', does: 'show which engines are found, and where' },
        { run: 'assay engines install', does: 'fetch what is missing, for a machine that will have no network' },
    ],
    async run({ ctx, host, options, args }) {
        const session = await (0,_session_js__WEBPACK_IMPORTED_MODULE_3__/* .openSession */ .f)(ctx, host, { config: options.config });
        const install = args[0] === 'install';
        if (options.force && !install) {
            throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)({
                message: '--force is for `assay engines install`',
                fix: 'leave it out, or add install',
            });
        }
        const installed = install ? await (0,_engines_index_js__WEBPACK_IMPORTED_MODULE_1__/* .installEngines */ .jy)(ctx, { force: options.force }) : [];
        const engines = await (0,_engines_index_js__WEBPACK_IMPORTED_MODULE_1__/* .engineStatus */ .PT)(ctx);
        const missing = engines.filter((each) => each.found === null);
        const result = await session.finish({
            command: 'engines',
            ...(options.name === undefined ? {} : { name: options.name }),
            verdict: missing.length === 0 ? 'pass' : 'warn',
            summary: missing.length === 0
                ? `${engines.length} engines found`
                : `${missing.length} of ${engines.length} engines not found; they are installed when first needed`,
            data: { engines, installed },
            text: engines.map(line).join('\n'),
        });
        return { result, text: result.text };
    },
}));
function line({ title, wanted, found }) {
    if (found === null) {
        return `${title} ${wanted}: not found\n  \`assay engines install\` fetches it`;
    }
    const other = found.version === wanted ? '' : ` (made for ${wanted})`;
    return [
        `${title} ${found.version}${other}: ${(found.size / 1e6).toFixed(0)} MB, loads in ${found.loadMs.toFixed(0)} ms`,
        `  ${found.origin}: ${found.folder}`,
    ].join('\n');
}


/***/ })

};
