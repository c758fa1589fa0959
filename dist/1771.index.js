export const id = 1771;
export const ids = [1771];
export const modules = {

/***/ 31771:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   "default": () => (__WEBPACK_DEFAULT_EXPORT__)
/* harmony export */ });
/* harmony import */ var _data_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28694);
/* harmony import */ var _engines_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19997);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92950);
/* harmony import */ var _infer_write_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(66215);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(76183);
/** `assay infer`: proposes a contract from data. */





/* harmony default export */ const __WEBPACK_DEFAULT_EXPORT__ = ((0,_command_js__WEBPACK_IMPORTED_MODULE_2__/* .defineCommand */ .N)({
    name: 'infer',
    summary: 'propose a contract from data',
    details: 'Reads the data and writes an Open Data Contract Standard v3.1 contract that it passes: types, required and unique columns, lists of values, ranges with a margin. What is a guess is listed; read it and correct it. The proposal is validated against the data before it is written.',
    options: {
        data: { type: 'string', value: 'FILE', required: true, summary: 'a file or glob' },
        output: { type: 'string', value: 'FILE', summary: 'where to write (absent: standard output)' },
        object: { type: 'string', value: 'NAME', summary: 'name of the object (absent: name of the file)' },
        force: { type: 'boolean', summary: 'write over a contract that exists' },
    },
    examples: [
        { run: 'assay infer --data data/train.csv --output contracts/train.odcs.yaml', does: 'write a contract' },
        { run: 'assay infer --data "data/*.parquet"', does: 'print one' },
    ],
    outputs: { contract: 'where the contract was written, or -' },
    permissions: { contents: 'read; write where a later step commits the contract' },
    async run({ ctx, host, options }) {
        const session = await (0,_session_js__WEBPACK_IMPORTED_MODULE_4__/* .openSession */ .f)(ctx, host, { config: options.config });
        const { root } = session;
        const found = await (0,_data_index_js__WEBPACK_IMPORTED_MODULE_0__/* .findDataset */ .YQ)('data', options.data, root);
        const object = options.object ?? (0,_infer_write_js__WEBPACK_IMPORTED_MODULE_3__/* .nameOfData */ .J)(options.data);
        const db = await (0,_engines_index_js__WEBPACK_IMPORTED_MODULE_1__/* .openDatabase */ .qI)(ctx);
        try {
            const inferred = await (0,_data_index_js__WEBPACK_IMPORTED_MODULE_0__/* .inferContract */ .VA)(ctx, db, found, object);
            const validation = await (0,_data_index_js__WEBPACK_IMPORTED_MODULE_0__/* .validateDataset */ .pw)(ctx, db, found, (0,_data_index_js__WEBPACK_IMPORTED_MODULE_0__/* .parseContract */ .UA)(inferred.text, 'proposal'));
            const contract = options.output ?? '-';
            if (options.output !== undefined)
                await (0,_infer_write_js__WEBPACK_IMPORTED_MODULE_3__/* .writeNewContract */ .M)(root, options.output, inferred.text, options.force);
            const result = await session.finish({
                command: 'infer',
                ...(options.name === undefined ? {} : { name: options.name }),
                verdict: validation.verdict,
                summary: `${inferred.columns} columns, ${inferred.guesses.length} guesses to read${contract === '-' ? '' : `: ${contract}`}`,
                inputs: [{ name: 'data', path: found.path, sha256: validation.dataset.sha256 }],
                findings: validation.findings,
                notChecked: validation.notChecked,
                contract,
                datasets: [validation.summary],
                guesses: [...inferred.guesses],
            });
            return {
                result,
                outputs: { contract },
                ...(contract === '-' ? { text: inferred.text } : {}),
            };
        }
        finally {
            db.close();
        }
    },
}));


/***/ }),

/***/ 66215:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ nameOfData),
/* harmony export */   M: () => (/* binding */ writeNewContract)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9216);
/** Where proposals of contracts go: shared by `infer` and `import-contract`. */



/** The name of an object from that of a file or glob. */
function nameOfData(path) {
    const stem = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path)
        .replace(/\..*$/, '')
        .replace(/[^A-Za-z0-9_]+/g, '_');
    return stem.replace(/^_+|_+$/g, '') || 'data';
}
/** Writes a contract. Throws a usage error where the file exists and `force` is not given. */
async function writeNewContract(root, output, text, force) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(output) ? output : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, output);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), { recursive: true });
    if (force)
        return (0,_base_index_js__WEBPACK_IMPORTED_MODULE_2__/* .writeFileAtomic */ .Zf)(path, text);
    if (await (0,_base_index_js__WEBPACK_IMPORTED_MODULE_2__/* .createFileExclusive */ .Dn)(path, text))
        return;
    throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)({
        where: { file: output },
        message: 'exists already, and nothing is overwritten',
        fix: 'name another file, or add --force',
    });
}


/***/ })

};
