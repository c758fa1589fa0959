export const id = 6751;
export const ids = [6751];
export const modules = {

/***/ 26751:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   "default": () => (__WEBPACK_DEFAULT_EXPORT__)
/* harmony export */ });
/* harmony import */ var _deployment_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(87468);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92950);
/* harmony import */ var _delivery_common_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19295);
/** `assay rollback`: brings back a version that the target has served before, without training or a new approval. */



/* harmony default export */ const __WEBPACK_DEFAULT_EXPORT__ = ((0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .defineCommand */ .N)({
    name: 'rollback',
    summary: 'bring back a version that a target has served before, with the same proof as a deployment',
    details: "Goes to an earlier entry of the target's own log: the version before the current one, or the one named. " +
        'A second rollback goes one further back. It needs the registry and a reason; no training, no new approval, ' +
        'no GitHub.',
    options: {
        target: { type: 'string', value: 'NAME', required: true, summary: 'the target in assay.yaml' },
        'to-version': {
            type: 'integer',
            value: 'NUMBER',
            summary: 'a version that the target has served (absent: the one before the current)',
        },
        reason: { type: 'string', value: 'TEXT', required: true, summary: 'why, for the record' },
        actor: {
            type: 'string',
            value: 'NAME',
            summary: "who rolls back (absent: git's user.email)",
            notIn: ['action'],
        },
    },
    examples: [
        {
            run: 'assay rollback --target production --reason "complaints from the south"',
            does: 'serve the version before the current one again',
        },
    ],
    outputs: _delivery_common_js__WEBPACK_IMPORTED_MODULE_2__/* .MOVE_OUTPUTS */ .Db,
    permissions: { contents: 'read; write where the registry is kept in a branch' },
    async run({ ctx, host, options }) {
        const delivery = await (0,_delivery_common_js__WEBPACK_IMPORTED_MODULE_2__/* .openDelivery */ .Dz)(ctx, host, options);
        const { config, registry } = delivery;
        (0,_delivery_common_js__WEBPACK_IMPORTED_MODULE_2__/* .targetMeant */ .h1)(config, options.target);
        const aim = await (0,_deployment_index_js__WEBPACK_IMPORTED_MODULE_0__/* .rollbackAim */ .ez)(registry, config.model, options.target, options['to-version'] ?? null);
        const move = await (0,_delivery_common_js__WEBPACK_IMPORTED_MODULE_2__/* .deliveryTo */ .eS)(ctx, delivery, options.target, aim.version, options.reason);
        const report = await (0,_deployment_index_js__WEBPACK_IMPORTED_MODULE_0__/* .rollback */ .dU)(move, aim);
        return (0,_delivery_common_js__WEBPACK_IMPORTED_MODULE_2__/* .finishMove */ .jg)(delivery, 'rollback', options.name, aim.version, options.target, report);
    },
}));


/***/ })

};
