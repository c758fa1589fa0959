export const id = 4671;
export const ids = [4671];
export const modules = {

/***/ 74671:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   "default": () => (__WEBPACK_DEFAULT_EXPORT__)
/* harmony export */ });
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9216);
/* harmony import */ var _deployment_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(87468);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92950);
/* harmony import */ var _delivery_common_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19295);
/** `assay promote`: moves an alias that is no target's, for teams whose own servers read it. */




/* harmony default export */ const __WEBPACK_DEFAULT_EXPORT__ = ((0,_command_js__WEBPACK_IMPORTED_MODULE_2__/* .defineCommand */ .N)({
    name: 'promote',
    summary: "move an alias that is no target's, with the same approval check",
    details: 'For teams whose own servers read the alias. One approval by someone other than the authors is needed. ' +
        'What is serving is not checked: nobody but you knows who reads the alias.',
    options: {
        alias: { type: 'string', value: 'NAME', required: true, summary: 'the alias; it may be new' },
        version: {
            type: 'integer',
            value: 'NUMBER',
            summary: 'the version (absent: the one that this run registered)',
        },
        'expect-digest': { type: 'string', value: 'PREFIX', summary: 'refuse unless the digest begins so' },
        reason: { type: 'string', value: 'TEXT', default: '', summary: 'why, for the record' },
        actor: {
            type: 'string',
            value: 'NAME',
            summary: "who promotes (absent: git's user.email)",
            notIn: ['action'],
        },
    },
    examples: [
        { run: 'assay promote --alias champion --version 3', does: 'let the alias champion name version 3' },
    ],
    outputs: _delivery_common_js__WEBPACK_IMPORTED_MODULE_3__/* .MOVE_OUTPUTS */ .Db,
    permissions: { contents: 'read; write where the registry is kept in a branch' },
    async run({ ctx, host, options }) {
        const delivery = await (0,_delivery_common_js__WEBPACK_IMPORTED_MODULE_3__/* .openDelivery */ .Dz)(ctx, host, options);
        if (Object.hasOwn(delivery.config.targets, options.alias)) {
            throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)({
                message: `${options.alias} is a target: its alias says what is proved to be serving there`,
                fix: `run \`assay deploy --target ${options.alias}\``,
            });
        }
        const version = await (0,_delivery_common_js__WEBPACK_IMPORTED_MODULE_3__/* .versionMeant */ .ij)(delivery, options.version);
        const report = await (0,_deployment_index_js__WEBPACK_IMPORTED_MODULE_1__/* .promote */ .pt)({
            registry: delivery.registry,
            version,
            name: options.alias,
            actor: delivery.actor,
            run: delivery.session.workspace.run.id,
            reason: options.reason,
            policy: _deployment_index_js__WEBPACK_IMPORTED_MODULE_1__/* .ALIAS_POLICY */ ["if"],
            expectDigest: options['expect-digest'] ?? null,
            now: ctx.now,
        });
        return (0,_delivery_common_js__WEBPACK_IMPORTED_MODULE_3__/* .finishMove */ .jg)(delivery, 'promote', options.name, version, options.alias, report);
    },
}));


/***/ })

};
