export const id = 686;
export const ids = [686];
export const modules = {

/***/ 50686:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   "default": () => (__WEBPACK_DEFAULT_EXPORT__)
/* harmony export */ });
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(92950);
/* harmony import */ var _delivery_common_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19295);
/* harmony import */ var _delivery_decision_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(25516);
/** `assay approve`: records that a person lets a version through to a target. It moves nothing. */



/* harmony default export */ const __WEBPACK_DEFAULT_EXPORT__ = ((0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .defineCommand */ .N)({
    name: 'approve',
    summary: 'record an approval of a model version for a target; moves nothing',
    details: 'The approval is bound to the version, the digest of its manifest (which holds the evidence), the target, ' +
        'the place where the target stands now, and a time of expiry. It is checked again at the moment of ' +
        'deployment. Authors of a version cannot approve it, unless the target sets allow_self_approval.',
    options: {
        version: { type: 'integer', value: 'NUMBER', required: true, summary: 'the version that is approved' },
        target: {
            type: 'string',
            value: 'NAME',
            required: true,
            summary: 'the target (or alias) it may come to',
        },
        digest: {
            type: 'string',
            value: 'PREFIX',
            required: true,
            summary: 'the first 8 or more hex digits of the digest that you looked at',
        },
        verdict: {
            type: 'string',
            choices: ['pass', 'warn', 'inconclusive'],
            summary: "the gate's verdict, repeated; needed where it is inconclusive",
        },
        expires: {
            type: 'string',
            value: 'DURATION',
            summary: 'shorter life than the target allows, such as 24h',
        },
        reason: { type: 'string', value: 'TEXT', default: '', summary: 'why, for the record' },
        actor: {
            type: 'string',
            value: 'NAME',
            summary: "who approves (absent: git's user.email)",
            notIn: ['action'],
        },
    },
    examples: [
        {
            run: 'assay approve --version 3 --target production --digest 3f9a0c51',
            does: 'let version 3 through to production, if its digest begins so',
        },
    ],
    outputs: _delivery_common_js__WEBPACK_IMPORTED_MODULE_1__/* .MOVE_OUTPUTS */ .Db,
    permissions: { contents: 'read; write where the registry is kept in a branch' },
    run: ({ ctx, host, options }) => (0,_delivery_decision_js__WEBPACK_IMPORTED_MODULE_2__/* .decideOn */ .m)({
        ctx,
        host,
        decision: 'approve',
        config: options.config,
        name: options.name,
        version: options.version,
        target: options.target,
        digest: options.digest,
        verdict: verdictOf(options.verdict),
        expires: options.expires,
        reason: options.reason,
        actor: options.actor,
    }),
}));
function verdictOf(text) {
    return text === 'pass' || text === 'warn' || text === 'inconclusive' ? text : undefined;
}


/***/ }),

/***/ 25516:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ decideOn)
/* harmony export */ });
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9216);
/* harmony import */ var _config_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(90189);
/* harmony import */ var _deployment_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(87468);
/* harmony import */ var _common_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19295);
/** What `approve` and `reject` share: the evidence that is shown, and recording the decision. */




/** Records a decision; it moves nothing. An approval that could never count is not recorded, and is a fail. */
async function decideOn(request) {
    const { ctx, target } = request;
    const delivery = await (0,_common_js__WEBPACK_IMPORTED_MODULE_3__/* .openDelivery */ .Dz)(ctx, request.host, request);
    const { registry, actor } = delivery;
    const version = await (0,_common_js__WEBPACK_IMPORTED_MODULE_3__/* .versionMeant */ .ij)(delivery, request.version);
    if (request.digest !== undefined)
        await (0,_common_js__WEBPACK_IMPORTED_MODULE_3__/* .confirmDigest */ .jM)(delivery, version, request.digest);
    const { entry, manifest } = version;
    const verdict = namedVerdict(request, manifest.verdict);
    const policy = policyFor(delivery, target, ctx);
    const aliasSeq = (0,_deployment_index_js__WEBPACK_IMPORTED_MODULE_2__/* .currentOf */ .$c)(await registry.aliasLog(entry.model, target))?.seq ?? 0;
    const now = ctx.now();
    const expires = request.decision === 'reject'
        ? null
        : new Date(now.getTime() + lifeOf(request.expires, policy)).toISOString();
    const body = {
        decision: request.decision,
        model: entry.model,
        version: entry.version,
        digest: entry.digest,
        target,
        verdict,
        aliasSeq,
        actor,
        source: ctx.env['GITHUB_EVENT_NAME'] === 'issue_comment' ? 'github-comment' : 'terminal',
        reason: request.reason,
        expires,
    };
    const evidence = evidenceOf(version);
    const finish = (whole, summary, findings) => finishDecision(delivery, request, version, { verdict: whole, summary, findings, expires, actor });
    if (request.decision === 'reject') {
        await registry.decide(body);
        const summary = `${actor} rejected version ${entry.version} for ${target}; earlier approvals no longer count`;
        return finish('pass', summary, evidence);
    }
    const question = { target, version, aliasSeq, policy, now };
    const draft = { ...body, format: 1, id: 'draft', nonce: '', time: now.toISOString() };
    const refusal = (0,_deployment_index_js__WEBPACK_IMPORTED_MODULE_2__/* .refusalOfApproval */ .t4)(draft, question);
    if (refusal !== null) {
        return finish('fail', `not recorded: ${refusal.message}`, [
            finding(`approve.${refusal.code}`, 'fail', target, refusal.message, refusal.fix),
            ...evidence,
        ]);
    }
    await registry.decide(body);
    const answer = (0,_deployment_index_js__WEBPACK_IMPORTED_MODULE_2__/* .decideApproval */ .gC)({
        ...question,
        decisions: await registry.decisions(entry.model, entry.version),
        now: ctx.now(),
    });
    const own = answer.selfApproved;
    const state = answer.allowed
        ? Object.hasOwn(delivery.config.targets, target)
            ? `it may be deployed to ${target} until ${expires}`
            : `the alias ${target} may be moved to it until ${expires}; ${target} is no target`
        : `${answer.people.length} of ${answer.needed} approvals`;
    return finish(own.length > 0 ? 'warn' : 'pass', `${actor} approved version ${entry.version} for ${target}: ${state}`, [
        ...own.map((person) => finding('approve.self_approval', 'warn', target, `${person} is an author of the version: a self-approval, which allow_self_approval permits`)),
        ...evidence,
    ]);
}
/** The approver must name an inconclusive verdict in so many words; other verdicts only if they are named, rightly. */
function namedVerdict(request, actual) {
    if (request.decision === 'reject')
        return actual;
    if (request.verdict !== undefined && request.verdict !== actual) {
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)({
            message: `--verdict ${request.verdict}, but the gate of version ${request.version} said ${actual}`,
            fix: 'look at the evidence again',
        });
    }
    if (actual === 'inconclusive' && request.verdict === undefined) {
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)({
            message: `the gate of version ${request.version} is inconclusive: there was too little data to tell`,
            expected: 'an approval that names it',
            fix: 'if you approve it nevertheless, add --verdict inconclusive',
        });
    }
    return actual;
}
function policyFor({ config }, target, ctx) {
    const known = Object.hasOwn(config.targets, target) ? config.targets[target] : undefined;
    if (known !== undefined)
        return (0,_deployment_index_js__WEBPACK_IMPORTED_MODULE_2__/* .policyOf */ .US)(known);
    ctx.log.warn(`${target} is no target of assay.yaml: the decision counts for \`assay promote --alias ${target}\` only`);
    return _deployment_index_js__WEBPACK_IMPORTED_MODULE_2__/* .ALIAS_POLICY */ ["if"];
}
/** Milliseconds; the policy's life is the longest. */
function lifeOf(given, policy) {
    return given === undefined ? policy.expiresMs : Math.min((0,_config_index_js__WEBPACK_IMPORTED_MODULE_1__/* .durationMs */ .pc)(given), policy.expiresMs);
}
/** What the decision is bound to, through the digest of the manifest: the gate's verdict and the metrics. */
function evidenceOf({ manifest }) {
    const metrics = manifest.metrics
        .filter((metric) => metric.slice === null)
        .map((metric) => `${metric.name} ${metric.value === null ? `undefined (${metric.undefined ?? 'no reason given'})` : Number(metric.value.toPrecision(6))}`);
    const data = manifest.data.map((item) => `${item.name} (${item.rows} rows, sha256:${item.sha256.slice(0, 12)})`);
    const lines = [
        ['evidence.gate', `the gate said ${manifest.verdict}`],
        ['evidence.metrics', metrics.length > 0 ? metrics.join(', ') : 'no metrics'],
        ['evidence.data', data.length > 0 ? data.join(', ') : 'no datasets'],
        [
            'evidence.code',
            `commit ${manifest.code.commit ?? 'unknown'}${manifest.code.dirty ? ', with uncommitted changes' : ''}; by ${manifest.authors.join(', ') || 'unknown'}`,
        ],
    ];
    return lines.map(([check, message], index) => ({
        check,
        verdict: index === 0 ? manifest.verdict : 'pass',
        severity: 'info',
        subject: {},
        where: [],
        message,
    }));
}
function finding(check, verdict, target, message, fix) {
    return {
        check,
        verdict,
        severity: verdict === 'fail' ? 'error' : 'warn',
        subject: { target },
        where: [],
        message,
        ...(fix === undefined ? {} : { fix }),
    };
}
async function finishDecision({ session }, request, version, part) {
    const { entry } = version;
    const result = await session.finish({
        command: request.decision,
        ...(request.name === undefined ? {} : { name: request.name }),
        ...part,
        findings: [...part.findings],
        inputs: (0,_common_js__WEBPACK_IMPORTED_MODULE_3__/* .inputsOf */ .Vc)(version),
        model: entry.model,
        version: entry.version,
        digest: entry.digest,
        target: request.target,
    });
    return {
        result,
        outputs: { version: String(entry.version), digest: entry.digest, target: request.target },
    };
}


/***/ })

};
