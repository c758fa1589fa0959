export const id = 9913;
export const ids = [9913];
export const modules = {

/***/ 89913:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   "default": () => (__WEBPACK_DEFAULT_EXPORT__)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9216);
/* harmony import */ var _data_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28694);
/* harmony import */ var _engines_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19997);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(92950);
/* harmony import */ var _infer_write_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(66215);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(76183);
/** `assay import-contract`: makes a contract from another tool's file. */







/* harmony default export */ const __WEBPACK_DEFAULT_EXPORT__ = ((0,_command_js__WEBPACK_IMPORTED_MODULE_4__/* .defineCommand */ .N)({
    name: 'import-contract',
    summary: "make a contract from another tool's file",
    details: 'Reads an expectation suite of Great Expectations (0.x and 1.x), a schema of TensorFlow Data Validation (schema.pbtxt), a Table Schema or Data Package of Frictionless, a schema of pandera in YAML, or a schema.yml of dbt, and writes an Open Data Contract Standard v3.1 contract. Every expectation or field is carried over, or listed with the reason; the verdict is then warn.',
    positionals: [{ name: 'file', summary: 'the file of the other tool', required: true }],
    options: {
        from: {
            type: 'string',
            choices: _data_index_js__WEBPACK_IMPORTED_MODULE_2__/* .FOREIGN_FORMATS */ .sd,
            summary: 'whose file it is (absent: found out from the file)',
        },
        output: { type: 'string', value: 'FILE', summary: 'where to write (absent: standard output)' },
        object: { type: 'string', value: 'NAME', summary: 'name of the object where the file has none' },
        force: { type: 'boolean', summary: 'write over a contract that exists' },
    },
    examples: [
        {
            run: 'assay import-contract suite.json --output contracts/train.odcs.yaml',
            does: 'carry over a suite of Great Expectations',
        },
        {
            run: 'assay import-contract schema.pbtxt --output contracts/train.odcs.yaml',
            does: 'carry over a TFDV schema with its environments',
        },
        { run: 'assay import-contract datapackage.json --from frictionless', does: 'print one' },
    ],
    outputs: { contract: 'where the contract was written, or -' },
    permissions: { contents: 'read; write where a later step commits the contract' },
    async run({ ctx, host, options, args }) {
        const session = await (0,_session_js__WEBPACK_IMPORTED_MODULE_6__/* .openSession */ .f)(ctx, host, { config: options.config });
        const { root } = session;
        const [file = ''] = args;
        const text = await (0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .readUserFile */ .E1)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(file) ? file : (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(root, file), 'the file to import');
        const db = await (0,_engines_index_js__WEBPACK_IMPORTED_MODULE_3__/* .openDatabase */ .qI)(ctx);
        try {
            const imported = await (0,_data_index_js__WEBPACK_IMPORTED_MODULE_2__/* .importContract */ .Eg)(db, text, file, {
                format: options.from,
                object: options.object ?? (0,_infer_write_js__WEBPACK_IMPORTED_MODULE_5__/* .nameOfData */ .J)(file),
            });
            for (const object of imported.objects)
                (0,_data_index_js__WEBPACK_IMPORTED_MODULE_2__/* .parseContract */ .UA)(imported.text, `the contract made from ${file}#${object}`);
            const contract = options.output ?? '-';
            if (options.output !== undefined)
                await (0,_infer_write_js__WEBPACK_IMPORTED_MODULE_5__/* .writeNewContract */ .M)(root, options.output, imported.text, options.force);
            const { carried, notCarried, notes } = imported;
            const result = await session.finish({
                command: 'import-contract',
                ...(options.name === undefined ? {} : { name: options.name }),
                verdict: notCarried.length === 0 ? 'pass' : 'warn',
                summary: `${carried} items carried over, ${notCarried.length} not${contract === '-' ? '' : `: ${contract}`}`,
                inputs: [{ name: 'file', path: file, sha256: (0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .sha256 */ .sc)(text) }],
                contract,
                from: imported.format,
                objects: [...imported.objects],
                carried,
                notCarried: [...notCarried],
                notes: [...notes],
            });
            return {
                result,
                outputs: { contract },
                ...(contract === '-' ? { text: imported.text } : {}),
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
