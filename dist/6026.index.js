export const id = 6026;
export const ids = [6026];
export const modules = {

/***/ 76026:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   parseYaml: () => (/* binding */ parseYaml)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38815);
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9216);
/* harmony import */ var _node_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(61369);
/**
 * YAML 1.2 in its core schema, where `yes` and `1_000` are text. Plain `NaN`, `nan` and `inf`, which Python's
 * `print` gives and YAML would take for text, are read as what was meant: text would be left out without a value.
 */



const MAX_DEPTH = 100;
/** An alias is expanded where it is used, so a small file could become a large one. */
const MAX_NODES = 100_000;
/** Throws a usage error with every problem of the file. */
function parseYaml(text, file) {
    const lines = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    let document;
    try {
        document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text, {
            lineCounter: lines,
            prettyErrors: false,
            // The library compares each key with each other; the walk below finds equal ones by a table.
            uniqueKeys: false,
            version: '1.2',
            schema: 'core',
            // `silent` would also hide that the text holds several documents.
            logLevel: 'error',
        });
    }
    catch (error) {
        // The library recurses, and deep nesting ends its stack.
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)({ where: { file }, message: `is not usable YAML: ${(0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}` }, error);
    }
    if (document.errors.length > 0) {
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)(document.errors.slice(0, _node_js__WEBPACK_IMPORTED_MODULE_2__/* .MOST_PROBLEMS */ .vy).map((error) => {
            const { line, col } = lines.linePos(error.pos[0]);
            return { where: { file, line, column: col }, message: `is not YAML: ${error.message}` };
        }));
    }
    return new Walk(document, lines, file).root();
}
class Walk {
    document;
    lines;
    file;
    #nodes = 0;
    #problems = [];
    constructor(document, lines, file) {
        this.document = document;
        this.lines = lines;
        this.file = file;
    }
    root() {
        const node = this.#node(this.document.contents, 0);
        if (this.#problems.length > 0)
            throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)(this.#problems);
        return node;
    }
    #lineOf(node) {
        return node?.range ? this.lines.linePos(node.range[0]).line : 1;
    }
    #node(node, depth) {
        this.#nodes += 1;
        if (this.#nodes > MAX_NODES || depth > MAX_DEPTH) {
            throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)({
                where: { file: this.file },
                message: depth > MAX_DEPTH ? `is nested deeper than ${MAX_DEPTH}` : `holds more than ${MAX_NODES} values`,
            });
        }
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(node)) {
            const target = node.resolve(this.document);
            if (target !== undefined)
                return this.#node(target, depth + 1);
            this.#problems.push({
                where: { file: this.file, line: this.#lineOf(node) },
                message: `*${node.source} refers to nothing`,
                expected: `an anchor &${node.source} before it`,
            });
            return { type: 'null' };
        }
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(node))
            return { type: 'list', length: node.items.length };
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node))
            return this.#map(node.items, depth);
        return (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node) ? scalar(node.value, node.type, node.source) : { type: 'null' };
    }
    #map(items, depth) {
        const entries = [];
        const lines = new Map();
        for (const { key, value } of items) {
            if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key)) {
                const line = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(key) || (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(key) || (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(key) ? this.#lineOf(key) : 1;
                this.#problems.push({
                    where: { file: this.file, line },
                    message: 'a key is not plain text',
                    expected: 'names of metrics as keys',
                });
                continue;
            }
            const name = key.source ?? String(key.value);
            const line = this.#lineOf(key);
            const earlier = lines.get(name);
            if (earlier !== undefined && this.#problems.length < _node_js__WEBPACK_IMPORTED_MODULE_2__/* .MOST_PROBLEMS */ .vy) {
                this.#problems.push({
                    where: { file: this.file, line, key: name },
                    message: `the key stands twice (first on line ${earlier})`,
                    expected: 'each key once',
                });
            }
            lines.set(name, line);
            entries.push({ key: name, line, value: this.#node(value, depth + 1) });
        }
        return { type: 'map', entries };
    }
}
function scalar(value, type, source) {
    if (typeof value === 'number')
        return { type: 'number', value };
    if (typeof value === 'bigint')
        return { type: 'number', value: Number(value) };
    if (typeof value === 'boolean')
        return { type: 'boolean', value };
    if (value === null || value === undefined)
        return { type: 'null' };
    const text = source ?? String(value);
    if (type === 'PLAIN') {
        const meant = (0,_node_js__WEBPACK_IMPORTED_MODULE_2__/* .nodeOfText */ .$O)(text);
        if (meant.type === 'number' && !Number.isFinite(meant.value))
            return meant;
    }
    return { type: 'string', value: text };
}


/***/ })

};
