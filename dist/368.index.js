export const id = 368;
export const ids = [368];
export const modules = {

/***/ 40368:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openBaselineRegistry: () => (/* binding */ openBaselineRegistry)
/* harmony export */ });
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9216);
/* harmony import */ var _registry_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38299);
/* harmony import */ var _results_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(68681);
/** What the gate asks of a registry, asked of a real one. Loaded only where a baseline is in a registry. */



async function openBaselineRegistry(config, run, ctx) {
    const { model } = config;
    const registry = await (0,_registry_index_js__WEBPACK_IMPORTED_MODULE_1__/* .openRegistry */ .Me)(config.registry, config.root, ctx);
    const registered = async (version, what) => {
        if (version === null) {
            throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)({
                message: `${what} names a version that is not in the registry`,
                fix: 'run `assay registry verify` to see what else is damaged',
            });
        }
        return ofVersion(registry, version);
    };
    return {
        async alias(name) {
            const last = (await registry.aliasLog(model, name)).at(-1);
            if (last !== undefined)
                return registered(await registry.versionByDigest(model, last.to), `alias ${name}`);
            await refuseUnknownAlias(registry, config, name);
            return null;
        },
        async version(number) {
            const version = await registry.version(model, number);
            return version === null ? null : ofVersion(registry, version);
        },
        async previous() {
            const passed = (await registry.runs(model))
                .filter((entry) => entry.run.id !== run.id && (entry.verdict === 'pass' || entry.verdict === 'warn'))
                .sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
            const last = passed.at(-1);
            if (last === undefined)
                return null;
            if (last.version !== null)
                return registered(await registry.version(model, last.version), `run ${last.id}`);
            return {
                label: `run ${last.id}`,
                version: null,
                digest: null,
                metrics: last.metrics,
                data: null,
                rules: null,
            };
        },
    };
}
async function ofVersion(registry, { entry, manifest }) {
    const evidence = manifest.files.find((file) => file.role === 'result' && file.name === 'result:gate');
    const result = evidence === undefined
        ? null
        : (0,_results_index_js__WEBPACK_IMPORTED_MODULE_2__/* .parseResult */ .F)(await registry.getBytes(evidence.sha256), `${evidence.name} of v${entry.version}`);
    return {
        label: `${manifest.model} v${entry.version}`,
        version: entry.version,
        digest: entry.digest,
        metrics: manifest.metrics,
        data: manifest.data,
        rules: result?.command === 'gate' ? result.rules : null,
    };
}
/**
 * A name that was never used is a first run only where it can be one. A misspelt alias would be a first run for ever,
 * and so a gate that compares with nothing.
 */
async function refuseUnknownAlias(registry, config, name) {
    const targets = Object.keys(config.targets);
    if (targets.includes(name))
        return;
    const known = [...new Set([...targets, ...(await registry.aliases(config.model))])];
    if (known.length === 0)
        return;
    throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)({
        message: `there is no alias ${name}: no target has the name, and the registry has no entry of it`,
        expected: `one of ${known.join(', ')}`,
        fix: 'correct the name of the baseline, or add the target to assay.yaml',
    });
}


/***/ })

};
