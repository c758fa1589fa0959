export const id = 2380;
export const ids = [2380];
export const modules = {

/***/ 12380:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   restore: () => (/* binding */ restore),
/* harmony export */   save: () => (/* binding */ save)
/* harmony export */ });
/* harmony import */ var _actions_cache__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(22645);
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9216);
/**
 * The cache of GitHub Actions, for the action `setup` only: a `run` step has no token for it. A cache that fails
 * costs time and nothing else, so every failure is a warning.
 */


const service = { isFeatureAvailable: _actions_cache__WEBPACK_IMPORTED_MODULE_0__/* .isFeatureAvailable */ .w3, restoreCache: _actions_cache__WEBPACK_IMPORTED_MODULE_0__/* .restoreCache */ .P3, saveCache: _actions_cache__WEBPACK_IMPORTED_MODULE_0__/* .saveCache */ .Io };
/** Brings the folder back; true where the cache had it. */
async function restore(ctx, folder, key, cache = service) {
    if (!cache.isFeatureAvailable()) {
        ctx.log.info('this runner has no Actions cache');
        return false;
    }
    try {
        return (await cache.restoreCache([folder], key)) !== undefined;
    }
    catch (error) {
        ctx.log.warn(`the engines cannot be restored from the Actions cache: ${(0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`);
        return false;
    }
}
/** Keeps the folder for later jobs; true where it was kept. */
async function save(ctx, folder, key, cache = service) {
    if (!cache.isFeatureAvailable())
        return false;
    try {
        // Most failures are not thrown: the id is −1, also where another job keeps the same key at this moment.
        if ((await cache.saveCache([folder], key)) !== -1)
            return true;
        ctx.log.warn('the engines were not kept in the Actions cache; the next job fetches them again');
    }
    catch (error) {
        ctx.log.warn(`the engines cannot be kept in the Actions cache: ${(0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`);
    }
    return false;
}


/***/ })

};
