export const id = 5296;
export const ids = [5296];
export const modules = {

/***/ 35296:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readResult: () => (/* binding */ readResult)
/* harmony export */ });
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9216);
/* harmony import */ var _results_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(90459);
/* harmony import */ var _metrics_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(98591);
/** A result of our own `evaluate`, with slices, intervals and counts. */



/** `text` was already read as JSON without equal keys. Throws a usage error for a result of another command. */
function readResult(text, command, file) {
    if (command !== 'evaluate') {
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)({
            where: { file },
            message: `is a result of ${command}`,
            expected: 'a result of evaluate, or a file of metrics',
        });
    }
    const result = (0,_results_index_js__WEBPACK_IMPORTED_MODULE_1__/* .parseResult */ .F)(Buffer.from(text), file);
    if (result.command !== 'evaluate')
        throw new TypeError('a checked result changed its command');
    return { metrics: result.metrics.map(_metrics_js__WEBPACK_IMPORTED_MODULE_2__/* .ofResult */ .V2), ignored: [], evaluate: result };
}


/***/ })

};
