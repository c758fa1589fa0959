export const id = 1452;
export const ids = [1452];
export const modules = {

/***/ 81452:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   "default": () => (__WEBPACK_DEFAULT_EXPORT__)
/* harmony export */ });
/* harmony import */ var _deployment_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(87468);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92950);
/* harmony import */ var _delivery_common_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19295);
/** `assay deploy`: brings an approved version to a target, proves that it is serving, moves the target's alias. */



/* harmony default export */ const __WEBPACK_DEFAULT_EXPORT__ = ((0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .defineCommand */ .N)({
    name: 'deploy',
    summary: "bring a version to a target, prove that it is serving, move the target's alias",
    details: 'Checks the approvals and the target named by `after` at this moment. The files appear complete, one small ' +
        'file is replaced, and what is serving is read back: from disk, and from the server where the target names ' +
        'one. Only then the alias moves. Where something does not agree the version before is served again. A ' +
        'deployment that crashed is simply run again.',
    options: {
        target: { type: 'string', value: 'NAME', required: true, summary: 'the target in assay.yaml' },
        version: {
            type: 'integer',
            value: 'NUMBER',
            summary: 'the version (absent: the one that this run registered)',
        },
        'expect-digest': {
            type: 'string',
            value: 'PREFIX',
            summary: 'refuse unless the digest begins so; guards against an older build winning',
        },
        reason: { type: 'string', value: 'TEXT', default: '', summary: 'why, for the record' },
        actor: {
            type: 'string',
            value: 'NAME',
            summary: "who deploys (absent: git's user.email)",
            notIn: ['action'],
        },
    },
    examples: [
        { run: 'assay deploy --target staging', does: 'deploy what this run registered' },
        { run: 'assay deploy --target production --version 3', does: 'deploy version 3 once it is approved' },
    ],
    outputs: _delivery_common_js__WEBPACK_IMPORTED_MODULE_2__/* .MOVE_OUTPUTS */ .Db,
    permissions: { contents: 'read; write where the registry is kept in a branch' },
    async run({ ctx, host, options }) {
        const delivery = await (0,_delivery_common_js__WEBPACK_IMPORTED_MODULE_2__/* .openDelivery */ .Dz)(ctx, host, options);
        const target = (0,_delivery_common_js__WEBPACK_IMPORTED_MODULE_2__/* .targetMeant */ .h1)(delivery.config, options.target);
        const version = await (0,_delivery_common_js__WEBPACK_IMPORTED_MODULE_2__/* .versionMeant */ .ij)(delivery, options.version);
        const report = await (0,_deployment_index_js__WEBPACK_IMPORTED_MODULE_0__/* .deploy */ .gg)({
            ...(await (0,_delivery_common_js__WEBPACK_IMPORTED_MODULE_2__/* .deliveryTo */ .eS)(ctx, delivery, options.target, version, options.reason)),
            policy: (0,_deployment_index_js__WEBPACK_IMPORTED_MODULE_0__/* .policyOf */ .US)(target),
            after: target.after ?? null,
            expectDigest: options['expect-digest'] ?? null,
            now: ctx.now,
        });
        return (0,_delivery_common_js__WEBPACK_IMPORTED_MODULE_2__/* .finishMove */ .jg)(delivery, 'deploy', options.name, version, options.target, report);
    },
}));


/***/ })

};
