export const id = 368;
export const ids = [368];
export const modules = {

/***/ 48730:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CO: () => (/* binding */ previousVersion),
/* harmony export */   SE: () => (/* binding */ byMetric),
/* harmony export */   X1: () => (/* binding */ evidenceOf),
/* harmony export */   vz: () => (/* binding */ bestVersion)
/* harmony export */ });
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9216);
/* harmony import */ var _evaluation_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(90379);
/* harmony import */ var _gate_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84994);
/* harmony import */ var _results_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(90459);
/** Versions of a registry as baselines: which one a reference names, and what it keeps. */




/** By which metric the best is meant: the one named, else that of the first rule that compares. */
function byMetric(named, rules) {
    const metric = named ?? rules.find((rule) => (0,_gate_index_js__WEBPACK_IMPORTED_MODULE_2__/* .operatorOf */ .gN)(rule.operator).compares)?.metric;
    if (metric === undefined) {
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)({
            message: 'the baseline best:N does not say by which metric, and no rule compares',
            fix: 'write best:5:roc_auc',
        });
    }
    const said = rules.find((rule) => rule.metric === metric && rule.direction !== null)?.direction;
    const direction = said ?? (0,_evaluation_index_js__WEBPACK_IMPORTED_MODULE_1__/* .lookupMetric */ .xv)(metric)?.direction;
    if (direction === undefined || direction === null) {
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)({
            message: `${metric} is not in the catalogue of metrics, so it is not known which version is the best by it`,
            fix: 'give a rule on it `direction higher` or `direction lower`',
        });
    }
    return { metric, direction };
}
/**
 * Of the last `count` versions the one with the best recorded value; of equal ones the newest. Null where the model
 * has no version. Throws a usage error where none of them has a value.
 */
async function bestVersion(registry, model, count, by) {
    const entries = (await registry.versions(model)).sort((a, b) => b.version - a.version).slice(0, count);
    if (entries.length === 0)
        return null;
    let best = null;
    for (const entry of entries) {
        const version = await registry.version(model, entry.version);
        const value = version?.manifest.metrics.find(({ name, slice }) => name === by.metric && slice === null)?.value;
        if (version === null || value === null || value === undefined)
            continue;
        const better = best === null || (by.direction === 'higher' ? value > best.value : value < best.value);
        if (better)
            best = { version, value };
    }
    if (best !== null)
        return best.version;
    throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)({
        message: `none of the last ${entries.length} versions of ${model} has a value of ${by.metric}`,
        fix: 'name another metric, such as best:5:roc_auc, or another baseline',
    });
}
/** The version of the last run that passed, other than this one; null where there is none with a version. */
async function previousVersion(registry, model, run) {
    const passed = (await registry.runs(model))
        .filter((entry) => entry.run.id !== run && (entry.verdict === 'pass' || entry.verdict === 'warn'))
        .sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
    const last = passed.at(-1);
    return last === undefined || last.version === null ? null : registry.version(model, last.version);
}
/** A result that is evidence of the version, such as `result:gate`; null where it has none. */
async function evidenceOf(registry, { entry, manifest }, name) {
    const file = manifest.files.find((found) => found.role === 'result' && found.name === name);
    if (file === undefined)
        return null;
    return (0,_results_index_js__WEBPACK_IMPORTED_MODULE_3__/* .parseResult */ .F)(await registry.getBytes(file.sha256), `${file.name} of v${entry.version}`);
}


/***/ }),

/***/ 40368:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openBaselineRegistry: () => (/* binding */ openBaselineRegistry)
/* harmony export */ });
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9216);
/* harmony import */ var _registry_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38299);
/* harmony import */ var _baseline_versions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48730);
/** What the gate asks of a registry, asked of a real one. Loaded only where a baseline is in a registry. */



async function openBaselineRegistry(config, run, ctx, rules) {
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
                definition: null,
            };
        },
        async best(count, metric) {
            const version = await (0,_baseline_versions_js__WEBPACK_IMPORTED_MODULE_2__/* .bestVersion */ .vz)(registry, model, count, (0,_baseline_versions_js__WEBPACK_IMPORTED_MODULE_2__/* .byMetric */ .SE)(metric, rules));
            return version === null ? null : ofVersion(registry, version);
        },
    };
}
async function ofVersion(registry, { entry, manifest }) {
    const [result, evaluation] = await Promise.all(['result:gate', 'result:evaluate'].map((name) => (0,_baseline_versions_js__WEBPACK_IMPORTED_MODULE_2__/* .evidenceOf */ .X1)(registry, { entry, manifest }, name)));
    return {
        label: `${manifest.model} v${entry.version}`,
        version: entry.version,
        digest: entry.digest,
        metrics: manifest.metrics,
        data: manifest.data,
        rules: result?.command === 'gate' ? result.rules : null,
        definition: evaluation?.command === 'evaluate' ? (evaluation.definition ?? null) : null,
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
