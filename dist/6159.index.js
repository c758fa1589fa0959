export const id = 6159;
export const ids = [6159,4377];
export const modules = {

/***/ 25852:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FO: () => (/* binding */ exitCodeOf),
/* harmony export */   QZ: () => (/* binding */ worst),
/* harmony export */   bk: () => (/* binding */ VERDICTS)
/* harmony export */ });
/** The one closed set of verdicts, and how parts make a whole. Without zod, which `--help` has no need to load. */
const VERDICTS = ['pass', 'warn', 'fail', 'inconclusive', 'error', 'skipped'];
/** Worst first. `skipped` is not among them: it says nothing about the whole. */
const WORST_FIRST = ['error', 'fail', 'inconclusive', 'warn', 'pass'];
/**
 * A whole is as bad as its worst part. Parts that were skipped do not count, and a whole with no part that
 * counts (none at all, or all skipped) is `error`: nothing was checked, so nothing can be said.
 */
function worst(parts) {
    const seen = new Set(parts);
    return WORST_FIRST.find((verdict) => seen.has(verdict)) ?? 'error';
}
/** What a verdict means to a shell: 0 pass or warn, 1 fail or error, 4 inconclusive. A skipped command is 0. */
function exitCodeOf(verdict) {
    switch (verdict) {
        case 'pass':
        case 'warn':
        case 'skipped':
            return 0;
        case 'fail':
        case 'error':
            return 1;
        case 'inconclusive':
            return 4;
    }
}


/***/ }),

/***/ 58508:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ REPOSITORY),
/* harmony export */   x: () => (/* binding */ VERSION)
/* harmony export */ });
/** The version of this program, and where it is published. A test holds the version against package.json. */
const VERSION = '0.1.0';
const REPOSITORY = 'assay-ml/assay';


/***/ }),

/***/ 64377:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w$: () => (/* binding */ datetime)
/* harmony export */ });
/* unused harmony exports date, time, duration */
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43759);
/* harmony import */ var _schemas_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(42047);



function datetime(params) {
    return _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* ._isoDateTime */ .G1(_schemas_js__WEBPACK_IMPORTED_MODULE_1__/* .ZodISODateTime */ .You, params);
}
function date(params) {
    return core._isoDate(ZodISODate, params);
}
function time(params) {
    return core._isoTime(ZodISOTime, params);
}
function duration(params) {
    return core._isoDuration(ZodISODuration, params);
}


/***/ })

};
