export const id = 4266;
export const ids = [4266];
export const modules = {

/***/ 44266:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   parseText: () => (/* binding */ parseText)
/* harmony export */ });
/* harmony import */ var _node_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(61369);

/** Lines of another shape are listed as ignored. The last separator of a line counts: names may hold colons. */
function parseText(text) {
    const entries = [];
    const ignored = [];
    text.split(/\r?\n|\r/).forEach((raw, index) => {
        const content = raw.trim();
        if (content === '' || content.startsWith('#'))
            return;
        const split = Math.max(content.lastIndexOf('='), content.lastIndexOf(':'));
        const key = content.slice(0, Math.max(split, 0)).trim();
        if (split < 1 || key === '') {
            ignored.push({ name: `line ${index + 1}`, why: 'not of the form name = value' });
            return;
        }
        entries.push({ key, line: index + 1, value: (0,_node_js__WEBPACK_IMPORTED_MODULE_0__/* .nodeOfText */ .$O)(content.slice(split + 1)) });
    });
    return { node: { type: 'map', entries }, ignored };
}


/***/ })

};
