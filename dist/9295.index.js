export const id = 9295;
export const ids = [9295];
export const modules = {

/***/ 19295:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Db: () => (/* binding */ MOVE_OUTPUTS),
/* harmony export */   Dz: () => (/* binding */ openDelivery),
/* harmony export */   Vc: () => (/* binding */ inputsOf),
/* harmony export */   eS: () => (/* binding */ deliveryTo),
/* harmony export */   h1: () => (/* binding */ targetMeant),
/* harmony export */   ij: () => (/* binding */ versionMeant),
/* harmony export */   jM: () => (/* binding */ confirmDigest),
/* harmony export */   jg: () => (/* binding */ finishMove)
/* harmony export */ });
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9216);
/* harmony import */ var _deployment_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(87468);
/* harmony import */ var _registry_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(38299);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76183);
/** What the commands of delivery share: the registry, the version meant, the target, who gives the command. */




/** Opens what every command of delivery needs. `--actor` names a person only where no host does. */
async function openDelivery(ctx, host, options) {
    const session = await (0,_session_js__WEBPACK_IMPORTED_MODULE_3__/* .openConfiguredSession */ .V)(ctx, host, { config: options.config });
    const { config } = session;
    if (options.actor !== undefined && host.kind !== 'terminal') {
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)({
            message: '--actor is for the terminal: here the host says who gives the command',
            fix: 'leave --actor out',
        });
    }
    const registry = await (0,_registry_index_js__WEBPACK_IMPORTED_MODULE_2__/* .openRegistry */ .Me)(config.registry, config.root, ctx);
    return { session, config, registry, actor: options.actor ?? (await host.actor(config.root)) };
}
/** The version with this number; absent: the one that this run registered. A usage error where there is none. */
async function versionMeant({ session, config, registry }, number) {
    const { model } = config;
    const wanted = number ?? (await session.workspace.read('register'))?.version ?? null;
    if (wanted === null) {
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)({
            message: 'which version? This run has registered none',
            fix: 'name one with --version; `assay history` lists them',
        });
    }
    const version = wanted > 0 ? await registry.version(model, wanted) : null;
    if (version !== null)
        return version;
    const there = (await registry.versions(model)).map((entry) => entry.version);
    throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)({
        message: `there is no version ${wanted} of ${model} in ${registry.description}`,
        expected: there.length === 0
            ? 'a registered version; there is none yet'
            : `one of ${there.slice(-20).join(', ')}`,
        fix: there.length === 0 ? 'run `assay register` first' : 'look at `assay history`',
    });
}
/** The target of this name; a usage error that names the nearest where there is none. */
function targetMeant(config, name) {
    const target = config.targets[name];
    if (Object.hasOwn(config.targets, name) && target !== undefined)
        return target;
    const names = Object.keys(config.targets);
    const near = (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .nearest */ .pA)(name, names);
    throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)({
        where: config.place('targets'),
        message: `there is no target ${name}`,
        expected: names.length === 0 ? 'a target in assay.yaml; there is none' : `one of ${names.join(', ')}`,
        fix: near === undefined
            ? 'add one under `targets`; for an alias that no folder follows use `assay promote`'
            : `did you mean ${near}? For an alias that is no target use \`assay promote\``,
    });
}
/** A usage error unless `given` is at least 8 digits of the version's digest: the approver has seen that version. */
async function confirmDigest({ config, registry }, version, given) {
    if ((0,_deployment_index_js__WEBPACK_IMPORTED_MODULE_1__/* .digestMatches */ .U2)(version.entry.digest, given))
        return;
    const other = (await registry.versions(config.model)).find((entry) => (0,_deployment_index_js__WEBPACK_IMPORTED_MODULE_1__/* .digestMatches */ .U2)(entry.digest, given));
    throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)({
        message: `--digest ${given} is not of version ${version.entry.version}${other ? `; it is of version ${other.version}` : ''}`,
        expected: 'the first 8 or more hex digits of the digest that the evidence shows',
        fix: `look at the evidence of version ${version.entry.version} (\`assay history\`, or the result of \`register\`), and repeat its digest`,
    });
}
/** What a move to a target needs from outside. */
async function deliveryTo(ctx, { session, config, registry, actor }, name, version, reason) {
    const target = targetMeant(config, name);
    const server = target.server === undefined ? null : (0,_deployment_index_js__WEBPACK_IMPORTED_MODULE_1__/* .serverProbe */ .gn)({ address: target.server, signal: ctx.signal });
    return {
        registry,
        version,
        name,
        target: (0,_deployment_index_js__WEBPACK_IMPORTED_MODULE_1__/* .folderTarget */ .aO)({
            folder: config.resolve(target.folder),
            layout: target.layout,
            fetch: (sha256, path) => registry.getBlob(sha256, path, ctx.signal),
            now: ctx.now,
            signal: ctx.signal,
        }),
        server,
        golden: server === null ? null : await golden(ctx),
        actor,
        run: session.workspace.run.id,
        reason,
        log: ctx.log,
    };
}
/** The golden request runs the model in a process of its own; without a program to start it is not checked. */
async function golden(ctx) {
    if (ctx.program === undefined)
        return null;
    const { goldenCheck, spawnFrom } = await Promise.all(/* import() */[__webpack_require__.e(5222), __webpack_require__.e(6584)]).then(__webpack_require__.bind(__webpack_require__, 64203));
    return goldenCheck({ spawn: spawnFrom(ctx.program, ctx.env), maxDepth: 100, threads: 0, loadMs: 120_000 });
}
/** Writes the result of a move. */
async function finishMove({ session }, command, name, version, target, report) {
    const { entry } = version;
    const result = await session.finish({
        command,
        ...(name === undefined ? {} : { name }),
        verdict: report.verdict,
        summary: report.summary,
        inputs: inputsOf(version),
        findings: [...report.findings],
        notChecked: [...report.notChecked],
        model: entry.model,
        version: entry.version,
        digest: entry.digest,
        target,
        previous: report.previous,
        readBack: [...report.readBack],
    });
    return {
        result,
        outputs: { version: String(entry.version), digest: entry.digest, target },
    };
}
/** The files of the model, as inputs of a result. */
function inputsOf(version) {
    return version.manifest.files
        .filter((file) => file.role === 'model')
        .map(({ name, file, sha256, size }) => ({ name, path: file, sha256, size }));
}
const MOVE_OUTPUTS = {
    version: 'number of the version',
    digest: 'sha256:<hex> of its manifest',
    target: 'name of the target or alias',
};


/***/ }),

/***/ 87468:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  "if": () => (/* reexport */ ALIAS_POLICY),
  $c: () => (/* reexport */ currentOf),
  gC: () => (/* reexport */ decideApproval),
  gg: () => (/* reexport */ deploy),
  U2: () => (/* reexport */ digestMatches),
  aO: () => (/* reexport */ folderTarget),
  J1: () => (/* reexport */ listDeployed),
  US: () => (/* reexport */ policyOf),
  pt: () => (/* reexport */ promote),
  BJ: () => (/* reexport */ readDeployed),
  $k: () => (/* reexport */ readPointerOf),
  t4: () => (/* reexport */ refusalOfApproval),
  dU: () => (/* reexport */ rollback),
  ez: () => (/* reexport */ rollbackAim),
  gn: () => (/* reexport */ serverProbe)
});

// UNUSED EXPORTS: LAYOUTS, entryOfVersion, personOf, previousOf, settle

// EXTERNAL MODULE: ./build/config/index.js + 10 modules
var config = __webpack_require__(90189);
;// CONCATENATED MODULE: ./build/deployment/approval.js
/**
 * May this version go to this target? A pure decision over what people decided, what the gate said and what
 * the target asks for. Nothing here reads a clock, a registry or a file. Every refusal says what is missing
 * and how to mend it.
 */

/** For aliases that are no target's: one approval, by someone else, for a week. */
const ALIAS_POLICY = {
    approvals: 1,
    allowSelfApproval: false,
    expiresMs: 7 * 86_400_000,
};
function policyOf(target) {
    return {
        approvals: target.approvals,
        ...(target.approvers ? { approvers: target.approvers } : {}),
        allowSelfApproval: target.allow_self_approval,
        expiresMs: (0,config/* durationMs */.pc)(target.approval_expires),
    };
}
/**
 * Decides. An approval counts where it names this version, this manifest digest, this target, the gate's own
 * verdict and the alias entry that is still the last one, has not expired, was not followed by a rejection,
 * and comes from someone who may approve. Each person counts once.
 */
function decideApproval(question) {
    const { version, target, policy } = question;
    const verdict = version.manifest.verdict;
    const none = { by: [], people: [], selfApproved: [], byPolicy: false };
    if (verdict !== 'pass' && verdict !== 'warn' && verdict !== 'inconclusive') {
        return { ...none, allowed: false, needed: policy.approvals, reasons: [gateFailed(version)] };
    }
    const ours = question.decisions.filter((decision) => decision.target === target &&
        decision.model === version.entry.model &&
        decision.version === version.entry.version);
    const rejection = lastRejection(ours);
    const wanted = neededApprovals(policy, verdict, rejection !== null);
    if (wanted === 0)
        return { ...none, allowed: true, byPolicy: true, needed: 0, reasons: [] };
    const counted = new Map();
    const reasons = [];
    for (const decision of ours.filter((one) => one.decision === 'approve')) {
        const refusal = refusalOf(decision, question, rejection);
        if (refusal !== null) {
            reasons.push(refusal);
            continue;
        }
        const person = personOf(decision.actor);
        const earlier = counted.get(person);
        if (!earlier || timeOf(earlier) <= timeOf(decision))
            counted.set(person, decision);
    }
    const chosen = [...counted.values()].sort((a, b) => timeOf(a) - timeOf(b));
    const allowed = chosen.length >= wanted;
    if (!allowed) {
        if (rejection !== null)
            reasons.unshift(rejected(rejection));
        reasons.unshift(notEnough(question, wanted, chosen));
        if (policy.approvers && new Set(policy.approvers.map(personOf)).size < wanted) {
            reasons.push({
                code: 'too_few_approvers',
                message: `target ${target} needs ${wanted} approvals, and its list \`approvers\` has fewer people`,
                fix: `add people to targets.${target}.approvers, or lower targets.${target}.approvals`,
            });
        }
    }
    const authors = new Set(version.manifest.authors.map(personOf));
    const people = chosen.map((decision) => decision.actor);
    return {
        allowed,
        by: allowed ? chosen.map((decision) => decision.id) : [],
        people,
        selfApproved: people.filter((person) => authors.size === 0 || authors.has(personOf(person))),
        byPolicy: false,
        needed: wanted,
        reasons,
    };
}
/**
 * Whether one approval, made now, could count: `approve` asks before it records, so that nobody is told
 * "approved" for something that the deployment will refuse.
 */
function refusalOfApproval(decision, question) {
    const verdict = question.version.manifest.verdict;
    if (verdict !== 'pass' && verdict !== 'warn' && verdict !== 'inconclusive')
        return gateFailed(question.version);
    return refusalOf(decision, { ...question, decisions: [] }, null);
}
/** How many people a target needs for a version with this verdict. */
function neededApprovals(policy, verdict, isRejected) {
    // Policy stands in for a person only where there is nothing to judge, and never against a person's word.
    if (policy.approvals === 0)
        return verdict === 'pass' && !isRejected ? 0 : 1;
    return policy.approvals;
}
/** What an approval must be, in the order in which the first failure is told. */
const CHECKS = [
    (decision, { version }) => decision.digest === version.entry.digest
        ? null
        : {
            code: 'other_digest',
            message: `binds ${decision.digest}, but version ${version.entry.version} is ${version.entry.digest}`,
        },
    (decision, { version }) => decision.verdict === version.manifest.verdict
        ? null
        : {
            code: 'other_verdict',
            message: `names the verdict ${decision.verdict}, but the gate said ${version.manifest.verdict}`,
        },
    (decision, _question, rejection) => rejection === null || timeOf(rejection) < timeOf(decision)
        ? null
        : { code: 'rejected', message: `was followed by the rejection of ${rejection.actor}` },
    (decision, { policy, now }) => {
        const expires = expiryOf(decision, policy);
        // Written so that a time which cannot be read counts as expired.
        return now.getTime() < expires
            ? null
            : {
                code: 'expired',
                message: `expired${Number.isFinite(expires) ? ` at ${new Date(expires).toISOString()}` : ''}`,
            };
    },
    (decision, { target, aliasSeq }) => decision.aliasSeq === aliasSeq
        ? null
        : {
            code: 'alias_moved',
            message: `was given when ${target} stood at entry ${decision.aliasSeq} of its log; it is at ${aliasSeq} now`,
        },
    (decision) => (personOf(decision.actor) === '' ? { code: 'nobody', message: 'names no person' } : null),
    (decision, { policy, target }) => !policy.approvers || policy.approvers.some((name) => personOf(name) === personOf(decision.actor))
        ? null
        : {
            code: 'not_an_approver',
            message: `comes from someone who is not in targets.${target}.approvers (${policy.approvers.join(', ') || 'empty'})`,
        },
    (decision, { policy, version }) => {
        if (policy.allowSelfApproval)
            return null;
        const authors = version.manifest.authors;
        if (authors.every((author) => personOf(author) === '')) {
            return {
                code: 'authors_unknown',
                message: 'cannot be told from a self-approval: the manifest names no author',
            };
        }
        return authors.some((author) => personOf(author) === personOf(decision.actor))
            ? { code: 'self_approval', message: `comes from an author of the version (${authors.join(', ')})` }
            : null;
    },
];
const FIXES = {
    not_an_approver: ({ target }) => `ask one of targets.${target}.approvers`,
    self_approval: ({ target }) => `ask someone else, or set targets.${target}.allow_self_approval: true (it is shown in every report)`,
    authors_unknown: ({ target }) => `register from a git repository with an author, or set targets.${target}.allow_self_approval: true`,
};
function refusalOf(decision, question, rejection) {
    for (const check of CHECKS) {
        const found = check(decision, question, rejection);
        if (found === null)
            continue;
        return {
            code: found.code,
            message: `the approval of ${decision.actor.trim() || 'nobody'} ${found.message}`,
            fix: FIXES[found.code]?.(question) ?? `approve again: ${approveCommand(question)}`,
        };
    }
    return null;
}
function notEnough(question, wanted, chosen) {
    const { version, target, policy } = question;
    const verdict = version.manifest.verdict;
    const why = policy.approvals > 0
        ? ''
        : verdict === 'pass'
            ? ' (the policy of this target approves verdict pass, but the version was rejected)'
            : ` (the policy of this target approves verdict pass only; the gate said ${verdict})`;
    return {
        code: 'not_enough',
        message: `version ${version.entry.version} has ${chosen.length} of ${wanted} approvals for ${target}${why}`,
        fix: `${policy.approvers ? `one of ${policy.approvers.join(', ')}` : 'someone other than the authors'} runs: ${approveCommand(question)}`,
    };
}
function rejected(rejection) {
    return {
        code: 'rejected',
        message: `${rejection.actor} rejected it at ${rejection.time}${rejection.reason ? `: ${rejection.reason}` : ''}`,
        fix: 'approvals given before a rejection no longer count; approve again after it, or make a new version',
    };
}
function gateFailed(version) {
    return {
        code: 'gate_failed',
        message: `the gate of version ${version.entry.version} said ${version.manifest.verdict}`,
        fix: 'an approval does not lift a failed gate: train a better version, or change the rules in assay.yaml and run the gate again',
    };
}
/** The command that an approver types. The digest is left for the approver, who takes it from the evidence. */
function approveCommand({ version, target }) {
    const digest = version.entry.digest.slice('sha256:'.length, 'sha256:'.length + 12);
    const named = version.manifest.verdict === 'inconclusive' ? ' --verdict inconclusive' : '';
    return `assay approve --version ${version.entry.version} --target ${target} --digest ${digest}${named}`;
}
/** The last rejection of this version for this target, by anyone and whatever digest it names. */
function lastRejection(decisions) {
    let last = null;
    for (const decision of decisions) {
        if (decision.decision !== 'reject')
            continue;
        if (last === null || !(timeOf(decision) < timeOf(last)))
            last = decision;
    }
    return last;
}
function expiryOf(decision, policy) {
    const byPolicy = timeOf(decision) + policy.expiresMs;
    return decision.expires === null ? byPolicy : Math.min(byPolicy, Date.parse(decision.expires));
}
function timeOf(decision) {
    return Date.parse(decision.time);
}
/** Two spellings of one person are one person: names of GitHub and of mail differ in case only. */
function personOf(name) {
    return name.normalize('NFKC').trim().toLowerCase();
}

// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var base = __webpack_require__(9216);
;// CONCATENATED MODULE: ./build/deployment/history.js
/** The entry that an alias stands at; null before the first deployment. */
function currentOf(log) {
    return log.at(-1) ?? null;
}
/**
 * Where a rollback without a version goes: the entry under the current one, where a deployment puts an entry
 * on top and a rollback takes those above its aim away. So a second rollback goes one further back and never
 * forth to the version that was just left. Null where there is nothing earlier.
 */
function previousOf(log) {
    const stack = [];
    for (const entry of log) {
        if (entry.kind === 'rollback') {
            const aim = stack.findLastIndex((earlier) => earlier.to === entry.to);
            if (aim >= 0)
                stack.length = aim;
        }
        if (stack.at(-1)?.to === entry.to)
            stack.pop();
        stack.push(entry);
    }
    return stack.at(-2) ?? null;
}
/** The last entry that served a version; null where the log does not know it. */
function entryOfVersion(log, version) {
    return log.findLast((entry) => entry.version === version) ?? null;
}

;// CONCATENATED MODULE: ./build/deployment/bring.js
/**
 * Brings a version to a target: the effects, in the order that keeps the old version served until the new one
 * is proved. Whether it may come there was decided before (`deploy.ts`, `rollback.ts`).
 *
 * Two deployments may race. No lock is needed: each reads the alias log again after its last write to the
 * folder, and makes the folder agree with it. Whoever writes last also checks last.
 */


const ROUNDS = 20;
/**
 * Stages, switches, reads back, moves the alias, in this order. `current` is the alias entry that the caller
 * decided upon; where another came since, the move is refused and the folder follows the winner.
 */
function bring(delivery, kind, approvals, current) {
    const who = `${kind} of version ${delivery.version.entry.version} by ${delivery.actor}, run ${delivery.run}`;
    return delivery.target.exclusive(who, () => bringAlone(delivery, kind, approvals, current));
}
async function bringAlone(delivery, kind, approvals, current) {
    const { registry, version, name, target, log } = delivery;
    const { model } = version.entry;
    const previous = current === null ? null : { version: current.version, digest: current.to };
    const repairs = current?.to === version.entry.digest;
    const data = {
        target: name,
        version: version.entry.version,
        digest: version.entry.digest,
        kind,
        run: delivery.run,
    };
    const record = (what, more = {}) => registry.record({ model, kind: what, key: null, actor: delivery.actor, data: { ...data, ...more } });
    // Another may have come while this one waited for its turn.
    const first = await movedSince(delivery, current);
    if (first !== null) {
        const isOurs = first.to === version.entry.digest;
        const proof = isOurs ? await prove(delivery, false) : { readBack: [], notChecked: [] };
        return proof.readBack.every((item) => item.ok)
            ? lostRace(delivery, first, previous, proof, '')
            : unproved(delivery, previous, proof, 'deploy again');
    }
    await record('deploying', { from: previous });
    try {
        log.info(`staging version ${version.entry.version} in ${target.description}`);
        await target.stage(placementOf(version));
        await target.switchTo(model, version.entry.version);
        const proof = await prove(delivery);
        const wrong = proof.readBack.filter((item) => !item.ok);
        if (wrong.length > 0) {
            const winner = await movedSince(delivery, current);
            const restored = await settle(delivery);
            await record('failed', { readBack: wrong, restored });
            if (winner !== null)
                return lostRace(delivery, winner, previous, proof, restored);
            return unproved(delivery, previous, proof, restored);
        }
        const lost = repairs ? null : await moveOrLose(delivery, kind, approvals, current);
        const settled = await settle(delivery);
        if (lost !== null) {
            await record('failed', { lostTo: lost.seq, restored: settled });
            return lostRace(delivery, lost, previous, proof, settled);
        }
        await record('deployed', { readBack: proof.readBack });
        await target.prune(model, [version.entry.version, ...(previous === null ? [] : [previous.version])]);
        const before = previous === null ? ' (its first)' : repairs ? ' again' : `, before it version ${previous.version}`;
        return {
            verdict: 'pass',
            summary: `${name} serves version ${version.entry.version}${before}`,
            previous,
            ...proof,
            findings: [],
        };
    }
    catch (error) {
        // The target serves what the alias names before anyone hears of the failure.
        const restored = await settle(delivery).catch((second) => (0,base/* messageOf */.bD)(second));
        await record('failed', { error: (0,base/* messageOf */.bD)(error), restored }).catch((second) => {
            log.warn(`the failure could not be recorded in the registry: ${(0,base/* messageOf */.bD)(second)}`);
        });
        throw error;
    }
}
/** What was read back does not agree: the version is not the alias's, and the old one is served again. */
function unproved({ version, name }, previous, proof, restored) {
    return {
        verdict: 'fail',
        summary: `${name}: version ${version.entry.version} could not be proved to be serving; ${restored}`,
        previous,
        ...proof,
        findings: proof.readBack
            .filter((item) => !item.ok)
            .map((item) => ({
            check: `deploy.read-back.${item.check}`,
            verdict: 'fail',
            severity: 'error',
            subject: { target: name },
            expected: `version ${version.entry.version}, ${version.entry.digest}`,
            actual: item.detail,
            where: [],
            message: `what is serving does not agree with what was deployed: ${item.detail}`,
            fix: 'mend the target or its server, then run the same command again',
        })),
    };
}
/** Reads back what is served: from disk always, from the server where there is one. */
async function prove(delivery, reload = true) {
    const { version, target, server, golden } = delivery;
    const { model } = version.entry;
    const deployed = await target.current(model);
    const disk = diskCheck(deployed, version);
    if (!disk.ok || deployed === null)
        return { readBack: [disk], notChecked: [] };
    if (server === null) {
        return { readBack: [disk], notChecked: ['what a server answers: the target names no `server`'] };
    }
    const asked = reload ? await server.reload(model) : { done: true, detail: '' };
    const seen = await server.readBack(model, version.entry, asked.done);
    const served = {
        ...seen,
        detail: asked.detail === '' || seen.ok ? seen.detail : `${seen.detail}; ${asked.detail}`,
    };
    if (!served.ok || golden === null) {
        return { readBack: [disk, served], notChecked: served.ok ? ['a golden request'] : [] };
    }
    const answer = await golden(deployed.path, (body) => server.infer(model, version.entry.version, body));
    return 'notChecked' in answer
        ? { readBack: [disk, served], notChecked: [answer.notChecked] }
        : { readBack: [disk, served, answer], notChecked: [] };
}
function diskCheck(deployed, version) {
    if (deployed === null)
        return { check: 'disk', ok: false, detail: 'nothing is served' };
    const problems = [...deployed.problems];
    if (problems.length === 0) {
        if (deployed.digest !== version.entry.digest)
            problems.push(`version ${deployed.version}, ${deployed.digest} is served`);
        const [main] = filesOf(version);
        if (deployed.sha256 !== main.sha256)
            problems.push(`the model file is sha256:${deployed.sha256}, not sha256:${main.sha256}`);
    }
    return problems.length > 0
        ? { check: 'disk', ok: false, detail: problems.join('; ') }
        : {
            check: 'disk',
            ok: true,
            detail: `version ${deployed.version}, ${deployed.digest}, every file hashed again`,
        };
}
/** Null where the alias moved; else the entry of the other who moved it. */
async function moveOrLose(delivery, kind, approvals, current) {
    const { registry, version, name, actor, run, reason } = delivery;
    const seq = current?.seq ?? 0;
    try {
        await registry.moveAlias(version.entry.model, name, {
            to: version,
            kind,
            actor,
            run,
            approvals,
            reason,
            expectSeq: seq,
        });
        return null;
    }
    catch (error) {
        const last = await movedSince(delivery, current);
        if (last === null)
            throw error;
        return last;
    }
}
/** The entry that the alias stands at, if another came after `current`; else null. */
async function movedSince({ registry, version, name }, current) {
    const last = currentOf(await registry.aliasLog(version.entry.model, name));
    return last !== null && last.seq > (current?.seq ?? 0) ? last : null;
}
function lostRace(delivery, winner, previous, proof, restored) {
    const { version, name } = delivery;
    if (winner.to === version.entry.digest) {
        return {
            verdict: 'pass',
            summary: `${name} serves version ${version.entry.version}; ${winner.actor} (run ${winner.run}) deployed it at the same time`,
            previous,
            ...proof,
            findings: [],
        };
    }
    const who = `${winner.actor} (run ${winner.run}) moved ${name} to version ${winner.version} at ${winner.time}`;
    return {
        verdict: 'fail',
        summary: `${name}: another deployment was first: ${who}${restored === '' ? '' : `; ${restored}`}`,
        previous,
        ...proof,
        findings: [
            {
                check: 'deploy.race',
                verdict: 'fail',
                severity: 'error',
                subject: { target: name },
                expected: `the alias at entry ${winner.seq - 1}`,
                actual: `entry ${winner.seq}`,
                where: [],
                message: `${who}, while this deployment was under way`,
                fix: 'look at what is served now; deploy again if your version should still replace it',
            },
        ],
    };
}
/**
 * Makes the target serve what the alias names, and returns what was done in words ('' where it agreed already).
 * The alias is read again after each write, so that of several who settle the last one leaves it right.
 */
async function settle(delivery) {
    const { registry, target, server, name } = delivery;
    const { model } = delivery.version.entry;
    let done = '';
    for (let round = 0; round < ROUNDS; round += 1) {
        const last = currentOf(await registry.aliasLog(model, name));
        const deployed = await target.current(model);
        if (last === null) {
            if (deployed === null)
                return done;
            await target.clear(model);
            done = 'nothing is served, as before';
        }
        else {
            if (deployed !== null && deployed.digest === last.to && deployed.problems.length === 0) {
                if (done !== '' && server !== null)
                    await server.reload(model);
                return done;
            }
            const version = await registry.version(model, last.version);
            if (version === null)
                throw new Error(`version ${last.version} of ${model} is not in the registry`);
            await target.stage(placementOf(version));
            await target.switchTo(model, last.version);
            done = `version ${last.version} is served again`;
        }
    }
    return `the folder still changed after ${ROUNDS} tries: another deployment is under way`;
}
function placementOf(version) {
    const { model, version: number, digest } = version.entry;
    return { model, version: number, digest, files: filesOf(version) };
}
/** The files with the role `model`: the one that is named so first, then those that belong to it. */
function filesOf(version) {
    const files = version.manifest.files.filter((file) => file.role === 'model');
    const main = files.find((file) => file.name === 'model') ?? files[0];
    if (main === undefined)
        throw new Error(`version ${version.entry.version} holds no model file`);
    return [main, ...files.filter((file) => file !== main)];
}

;// CONCATENATED MODULE: ./build/deployment/deploy.js



/** Brings a version to a target. What is not allowed is a report with verdict fail, never an error. */
async function deploy(request) {
    const { registry, version, name } = request;
    const { model } = version.entry;
    const current = currentOf(await registry.aliasLog(model, name));
    const previous = current === null ? null : { version: current.version, digest: current.to };
    const refused = (findings) => ({
        verdict: 'fail',
        summary: `${name}: version ${version.entry.version} is not deployed: ${findings[0]?.message ?? 'refused'}`,
        previous,
        readBack: [],
        findings,
        notChecked: [],
    });
    const guards = [...expectation(version, request.expectDigest, name), ...(await afterProblems(request))];
    const decisions = await registry.decisions(model, version.entry.version);
    if (current?.to === version.entry.digest) {
        // What the alias names was allowed when it came. To serve it again after damage needs no new approval,
        // unless someone has rejected it since.
        if (guards.length > 0)
            return refused(guards);
        const proof = await prove(request, false);
        if (proof.readBack.every((item) => item.ok)) {
            return {
                verdict: 'pass',
                summary: `${name} serves version ${version.entry.version} already`,
                previous,
                ...proof,
                findings: [],
            };
        }
        const since = decisions.find((one) => one.decision === 'reject' && one.target === name && !(one.time < current.time));
        if (since) {
            return refused([
                refusal(name, 'rejected', `${since.actor} rejected it at ${since.time}, after it was deployed`, 'roll back to an earlier version'),
            ]);
        }
        return bring(request, 'deploy', current.approvals, current);
    }
    const answer = decideApproval({
        target: name,
        version,
        decisions,
        aliasSeq: current?.seq ?? 0,
        policy: request.policy,
        now: request.now(),
    });
    const problems = [...guards, ...approvalFindings(answer, name)];
    if (!answer.allowed || guards.length > 0)
        return refused(problems);
    return shownApproval(await bring(request, 'deploy', answer.by, current), answer, name);
}
/** Moves an alias that is no target's, with the same approval check and nothing to serve. */
async function promote(request) {
    const { registry, version, name } = request;
    const { model } = version.entry;
    const current = currentOf(await registry.aliasLog(model, name));
    const previous = current === null ? null : { version: current.version, digest: current.to };
    const notChecked = ['what is serving: the alias is no target of assay.yaml'];
    const done = { previous, readBack: [], findings: [], notChecked };
    const guards = expectation(version, request.expectDigest, name);
    if (current?.to === version.entry.digest && guards.length === 0) {
        return { ...done, verdict: 'pass', summary: `${name} names version ${version.entry.version} already` };
    }
    const answer = decideApproval({
        target: name,
        version,
        decisions: await registry.decisions(model, version.entry.version),
        aliasSeq: current?.seq ?? 0,
        policy: request.policy,
        now: request.now(),
    });
    const findings = [...guards, ...approvalFindings(answer, name)];
    if (!answer.allowed || guards.length > 0) {
        const summary = `${name} is not moved: ${findings[0]?.message ?? 'refused'}`;
        return { ...done, verdict: 'fail', summary, findings };
    }
    const { actor, run, reason } = request;
    const expectSeq = current?.seq ?? 0;
    const kind = 'promote';
    try {
        await registry.moveAlias(model, name, {
            to: version,
            kind,
            actor,
            run,
            approvals: answer.by,
            reason,
            expectSeq,
        });
    }
    catch (error) {
        const last = currentOf(await registry.aliasLog(model, name));
        if (last === null || last.seq <= expectSeq)
            throw error;
        const who = `${last.actor} (run ${last.run}) moved ${name} to version ${last.version} at ${last.time}`;
        return {
            ...done,
            verdict: last.to === version.entry.digest ? 'pass' : 'fail',
            summary: who,
            findings: [
                refusal(name, 'race', who, 'look at where the alias stands now, then promote again if needed'),
            ],
        };
    }
    const summary = `${name} names version ${version.entry.version}`;
    return shownApproval({ ...done, verdict: 'pass', summary }, answer, name);
}
/** Findings that say why an approval is missing; none where it is there. */
function approvalFindings(answer, target) {
    if (answer.allowed)
        return [];
    return answer.reasons.map((reason) => refusal(target, `approval.${reason.code}`, reason.message, reason.fix));
}
/** Adds who allowed it to the report of a move. A self-approval makes it a warning, so that it is seen. */
function shownApproval(report, answer, target) {
    const own = answer.selfApproved;
    const message = answer.byPolicy
        ? `the policy of ${target} approves verdict pass (approvals: 0)`
        : `approved by ${answer.people.join(', ')}${own.length > 0 ? `; self-approval of ${own.join(', ')}, which allow_self_approval permits` : ''}`;
    const verdict = own.length > 0 ? 'warn' : 'pass';
    const finding = {
        check: own.length > 0 ? 'approval.self_approval' : answer.byPolicy ? 'approval.policy' : 'approval.people',
        verdict,
        severity: own.length > 0 ? 'warn' : 'info',
        subject: { target },
        where: [],
        message,
    };
    return {
        ...report,
        verdict: report.verdict === 'pass' ? verdict : report.verdict,
        findings: [...report.findings, finding],
    };
}
function expectation(version, expected, target) {
    if (expected === null || digestMatches(version.entry.digest, expected))
        return [];
    return [
        refusal(target, 'expect-digest', `version ${version.entry.version} is ${version.entry.digest}, not ${expected}`, 'deploy the version that has the expected digest'),
    ];
}
async function afterProblems(request) {
    const { registry, version, name, after } = request;
    if (after === null)
        return [];
    const there = currentOf(await registry.aliasLog(version.entry.model, after));
    if (there?.to === version.entry.digest)
        return [];
    const serves = there === null ? 'serves nothing yet' : `serves version ${there.version}`;
    return [
        refusal(name, 'after', `${after} must serve version ${version.entry.version} first; it ${serves}`, `run \`assay deploy --target ${after} --version ${version.entry.version}\` first`),
    ];
}
function refusal(target, check, message, fix) {
    return {
        check: `deploy.${check}`,
        verdict: 'fail',
        severity: 'error',
        subject: { target },
        where: [],
        message,
        fix,
    };
}
/**
 * True where `given` is this digest or its beginning: at least 8 hex digits, in any case, with or without
 * `sha256:` before them.
 */
function digestMatches(digest, given) {
    const text = given
        .trim()
        .toLowerCase()
        .replace(/^sha256:/, '');
    return /^[0-9a-f]{8,64}$/.test(text) && digest.slice('sha256:'.length).startsWith(text);
}

;// CONCATENATED MODULE: ./build/deployment/rollback.js
/**
 * Brings back a version that the target has served before: from the target's own log, without training and
 * without a new approval, on the same way and with the same proof as a deployment.
 */



/**
 * Where the rollback goes: the version named, or the one before the current. A usage error where the log does
 * not know it.
 */
async function rollbackAim(registry, model, target, toVersion) {
    const log = await registry.aliasLog(model, target);
    const current = currentOf(log);
    if (current === null) {
        throw (0,base/* usageError */.Wp)({ message: `${target} has served nothing yet: there is nothing to roll back to` });
    }
    const entry = toVersion === null ? previousOf(log) : entryOfVersion(log, toVersion);
    if (entry === null) {
        const versions = [...new Set(log.map((item) => item.version))];
        const served = versions.join(', ');
        throw (0,base/* usageError */.Wp)({
            message: toVersion === null
                ? `${target} has served no version before version ${current.version}`
                : `${target} has never served version ${toVersion}`,
            expected: `a version of the log of ${target}: ${served}`,
            fix: toVersion === null
                ? versions.length > 1
                    ? 'name one with --to-version'
                    : `deploy another version; ${target} can come back to version ${current.version} from there`
                : 'a version that is not in the log is deployed, with an approval',
        });
    }
    const version = await registry.version(model, entry.version);
    if (version === null || version.entry.digest !== entry.to) {
        throw (0,base/* usageError */.Wp)({
            message: `version ${entry.version} of ${model} is not what ${target} served (${entry.to})`,
            fix: 'run `assay registry verify`',
        });
    }
    return { current, entry, version };
}
/** Rolls back. `delivery.version` is that of the aim. */
async function rollback(delivery, aim) {
    const { registry, version, name } = delivery;
    const { model } = version.entry;
    if (aim.current.to === version.entry.digest) {
        const proof = await prove(delivery, false);
        if (proof.readBack.every((item) => item.ok)) {
            return {
                verdict: 'pass',
                summary: `${name} serves version ${version.entry.version} already`,
                previous: { version: aim.current.version, digest: aim.current.to },
                ...proof,
                findings: [],
            };
        }
    }
    const report = await bring(delivery, 'rollback', aim.entry.approvals, aim.current);
    const rejection = (await registry.decisions(model, version.entry.version)).findLast((decision) => decision.decision === 'reject' && decision.target === name);
    if (!rejection || report.verdict !== 'pass')
        return report;
    return {
        ...report,
        verdict: 'warn',
        findings: [
            ...report.findings,
            {
                check: 'rollback.rejected',
                verdict: 'warn',
                severity: 'warn',
                subject: { target: name },
                where: [],
                message: `version ${version.entry.version} was rejected for ${name} by ${rejection.actor} at ${rejection.time}`,
                fix: 'deploy a version that nobody rejected as soon as there is one',
            },
        ],
    };
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./build/deployment/server.js
/**
 * Asks a running server what it serves, after a deployment: Assay's own server, or Triton. Both speak the Open
 * Inference Protocol; the digest stands in the metadata of the first and in the model configuration of the
 * second. Source: https://github.com/kserve/open-inference-protocol and Triton's model repository extension.
 */


function serverProbe(options) {
    const { signal, waitMs = 60_000, settleMs = 5000, pollMs = 500, requestMs = 20_000 } = options;
    const request = options.fetch ?? fetch;
    const address = options.address.replace(/\/+$/, '');
    const call = async (path, body) => {
        const response = await request(`${address}${path}`, {
            method: body === undefined ? 'GET' : 'POST',
            ...(body === undefined
                ? {}
                : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
            redirect: 'error',
            signal: AbortSignal.any([signal, AbortSignal.timeout(requestMs)]),
        });
        const text = await response.text();
        return { status: response.status, data: parsed(text) };
    };
    const path = (model, version) => `/v2/models/${encodeURIComponent(model)}${version === undefined ? '' : `/versions/${version}`}`;
    const look = async (model, expected) => {
        try {
            const metadata = await call(path(model, expected.version));
            if (metadata.status !== 200) {
                return { ok: false, detail: `version ${expected.version}: ${errorOf(metadata)}` };
            }
            let digest = textAt(metadata.data, ['parameters', 'assay_digest']);
            if (digest === null) {
                const config = await call(`${path(model, expected.version)}/config`);
                digest = textAt(config.data, ['parameters', 'assay_digest', 'string_value']);
            }
            if (digest === null)
                return { ok: false, detail: 'the server does not name the digest that it serves' };
            if (digest !== expected.digest)
                return { ok: false, detail: `serves ${digest}` };
            const ready = await call(`${path(model, expected.version)}/ready`);
            return ready.status === 200
                ? { ok: true, detail: `serves version ${expected.version}, ${digest}` }
                : { ok: false, detail: `version ${expected.version} is not ready: ${errorOf(ready)}` };
        }
        catch (error) {
            signal.throwIfAborted();
            return { ok: false, detail: `${address} does not answer: ${reasonOf(error)}` };
        }
    };
    return {
        address,
        async reload(model) {
            try {
                const answer = await call(`/v2/repository/models/${encodeURIComponent(model)}/load`, {});
                return answer.status === 200
                    ? { done: true, detail: 'the server says that it has loaded it' }
                    : { done: false, detail: `the server does not load on request (${errorOf(answer)})` };
            }
            catch (error) {
                signal.throwIfAborted();
                return { done: false, detail: `${address} does not answer: ${reasonOf(error)}` };
            }
        },
        async readBack(model, expected, told) {
            const until = performance.now() + (told ? settleMs : waitMs);
            for (;;) {
                const seen = await look(model, expected);
                if (seen.ok || performance.now() >= until)
                    return { check: 'server', ...seen };
                await (0,promises_.setTimeout)(pollMs, undefined, { signal });
            }
        },
        async infer(model, version, body) {
            const answer = await call(`${path(model, version)}/infer`, body);
            if (answer.status !== 200)
                throw new Error(errorOf(answer));
            return answer.data;
        },
    };
}
function parsed(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        // Not every answer is JSON (Triton answers health with an empty body); what is needed is looked up by name.
        return text;
    }
}
function errorOf(answer) {
    const text = textAt(answer.data, ['error']) ?? (typeof answer.data === 'string' ? answer.data : '');
    return `HTTP ${answer.status}${text ? `: ${text.slice(0, 300)}` : ''}`;
}
function textAt(data, way) {
    let value = data;
    for (const key of way) {
        if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key))
            return null;
        value = value[key];
    }
    return typeof value === 'string' ? value : null;
}
/** `fetch` hides the reason ("fetch failed") in the cause. */
function reasonOf(error) {
    const cause = error instanceof Error ? error.cause : undefined;
    return cause instanceof Error && cause.message !== '' ? cause.message : (0,base/* messageOf */.bD)(error);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./build/deployment/targets/layouts.js
const LAYOUTS = {
    /** https://github.com/triton-inference-server/server/blob/main/docs/user_guide/model_repository.md */
    triton: {
        pointerFile: 'config.pbtxt',
        modelFile: 'model.onnx',
        accepts: { pattern: /\.onnx$/i, words: 'an ONNX model (a file name that ends in .onnx)' },
        render: (model, { version, digest }) => [
            '# Written by assay deploy. The version policy names the one version that is served.',
            `name: ${JSON.stringify(model)}`,
            'platform: "onnxruntime_onnx"',
            'backend: "onnxruntime"',
            'default_model_filename: "model.onnx"',
            `version_policy: { specific: { versions: [ ${version} ] } }`,
            `parameters: { key: "assay_digest" value: { string_value: ${JSON.stringify(digest)} } }`,
            `parameters: { key: "assay_version" value: { string_value: "${version}" } }`,
            '',
        ].join('\n'),
        parse: (text) => {
            const versions = /^version_policy: \{ specific: \{ versions: \[ (\d+) \] \} \}$/m.exec(text)?.[1];
            const digest = /key: "assay_digest" value: \{ string_value: "(sha256:[0-9a-f]{64})" \}/.exec(text)?.[1];
            return pointerOf(Number(versions), digest);
        },
    },
    plain: {
        pointerFile: 'current.json',
        modelFile: null,
        accepts: null,
        render: (model, { version, digest }) => `${JSON.stringify({ format: 1, model, version, digest }, null, 2)}\n`,
        parse: (text) => {
            let data;
            try {
                data = JSON.parse(text);
            }
            catch {
                return null;
            }
            if (typeof data !== 'object' || data === null)
                return null;
            const { version, digest } = data;
            return pointerOf(version, digest);
        },
    },
};
function pointerOf(version, digest) {
    if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1)
        return null;
    if (typeof digest !== 'string' || !/^sha256:[0-9a-f]{64}$/.test(digest))
        return null;
    return { version, digest };
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
;// CONCATENATED MODULE: ./build/deployment/targets/lock.js
/**
 * One deployment at a time in a folder. The lock keeps racing deployments from disturbing each other's proof;
 * that the right one wins does not rest on it (the alias log decides), so a lock that is broken wrongly loses
 * nothing. A lock of a process that has died is broken at once on its own machine, elsewhere after a minute
 * without a sign of life.
 */






const LOCK_FILE = '.deploying';
const BEAT_MS = 5000;
const STALE_MS = 60_000;
const POLL_MS = 100;
/** Does the work while holding the lock of the folder. An environment error where it is not free in time. */
async function withLock(options, work) {
    const path = (0,external_node_path_.join)(options.folder, LOCK_FILE);
    const nonce = (0,external_node_crypto_.randomBytes)(8).toString('hex');
    const own = JSON.stringify({ who: options.who, host: (0,external_node_os_.hostname)(), pid: process.pid, nonce });
    await (0,external_node_fs_promises_.mkdir)(options.folder, { recursive: true });
    const until = performance.now() + options.waitMs;
    while (!(await (0,base/* createFileExclusive */.Dn)(path, own))) {
        const holder = await look(path);
        if (holder === null)
            continue;
        if (holder.stale) {
            await breakLock(path, holder.text, nonce);
            continue;
        }
        if (performance.now() >= until) {
            throw (0,base/* environmentError */.me)({
                where: { file: path },
                message: `another deployment is under way: ${holder.who}`,
                fix: 'wait for it; if it has died without a trace, remove this file',
            });
        }
        await (0,promises_.setTimeout)(POLL_MS, undefined, { signal: options.signal });
    }
    const beat = setInterval(() => {
        const now = new Date();
        // Where the lock was broken there is nothing to touch, and nothing depends on it.
        (0,external_node_fs_promises_.utimes)(path, now, now).catch(() => undefined);
    }, BEAT_MS);
    try {
        return await work();
    }
    finally {
        clearInterval(beat);
        if ((await look(path))?.text === own)
            await (0,external_node_fs_promises_.rm)(path, { force: true });
    }
}
async function look(path) {
    try {
        const [text, info] = await Promise.all([(0,external_node_fs_promises_.readFile)(path, 'utf8'), (0,external_node_fs_promises_.stat)(path)]);
        const { who, host, pid } = fieldsOf(text);
        const silent = Date.now() - info.mtimeMs > STALE_MS;
        const dead = host === (0,external_node_os_.hostname)() && pid !== null && !isAlive(pid);
        return { text, who, stale: silent || dead };
    }
    catch (error) {
        if ((0,base/* codeOf */.$N)(error) === 'ENOENT')
            return null;
        throw error;
    }
}
function fieldsOf(text) {
    let data;
    try {
        data = JSON.parse(text);
    }
    catch {
        // A file that is not ours: nobody's process, so only its age frees it.
        data = null;
    }
    const { who, host, pid } = Object(data);
    return {
        who: typeof who === 'string' ? who : 'unknown',
        host: typeof host === 'string' ? host : '',
        pid: typeof pid === 'number' && Number.isSafeInteger(pid) && pid > 0 ? pid : null,
    };
}
/** Moves a stale lock aside. Of several who try, one moves it; a lock that is a newer one is put back. */
async function breakLock(path, seen, nonce) {
    const aside = `${path}.${nonce}.stale`;
    try {
        await (0,external_node_fs_promises_.rename)(path, aside);
        const moved = await (0,external_node_fs_promises_.readFile)(aside, 'utf8');
        if (moved !== seen)
            await (0,base/* createFileExclusive */.Dn)(path, moved);
    }
    catch (error) {
        if ((0,base/* codeOf */.$N)(error) !== 'ENOENT')
            throw error;
    }
    finally {
        await (0,external_node_fs_promises_.rm)(aside, { force: true });
    }
}
function isAlive(pid) {
    try {
        process.kill(pid, 0);
        return true;
    }
    catch (error) {
        return (0,base/* codeOf */.$N)(error) === 'EPERM';
    }
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 5 modules
var schemas = __webpack_require__(42047);
;// CONCATENATED MODULE: ./build/deployment/targets/read.js
/**
 * Reads back what a folder serves: pointer, record and files, every byte hashed again. Nothing here writes.
 * Used by a deployment to prove its work, and by the server to know what to load.
 */





const RECORD_FILE = 'assay.json';
/** `assay.json` beside the model: what the version folder must hold. */
const recordSchema = schemas/* object */.Ikc({
    format: schemas/* literal */.euz(1),
    model: schemas/* string */.YjP(),
    version: schemas/* int */.Whr().positive(),
    digest: schemas/* string */.YjP().regex(/^sha256:[0-9a-f]{64}$/),
    files: schemas/* array */.YOg(schemas/* object */.Ikc({ file: schemas/* string */.YjP(), sha256: schemas/* string */.YjP().regex(/^[0-9a-f]{64}$/), size: schemas/* int */.Whr().nonnegative() }))
        .min(1),
});
/**
 * Reads back what a folder serves: the pointer, the record beside the model, and every file hashed again.
 * Null where the model was never placed. The layout is found by its pointer file where it is not given.
 */
async function readDeployed(folder, model, layout) {
    const home = (0,external_node_path_.join)(folder, safeName(model));
    const candidates = layout === undefined ? Object.values(LAYOUTS) : [LAYOUTS[layout]];
    for (const candidate of candidates) {
        const pointer = await readPointer(home, candidate);
        if (pointer === null)
            continue;
        if ('problem' in pointer) {
            return { model, version: 0, digest: '', path: home, sha256: null, problems: [pointer.problem] };
        }
        return readVersion(home, model, pointer);
    }
    return null;
}
/** Models that a folder serves: its sub-folders with a pointer, sorted. */
async function listDeployed(folder) {
    let entries;
    try {
        entries = (await (0,external_node_fs_promises_.readdir)(folder, { withFileTypes: true }))
            .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
            .map((entry) => entry.name);
    }
    catch (error) {
        if ((0,base/* codeOf */.$N)(error) === 'ENOENT')
            return [];
        throw error;
    }
    const found = [];
    for (const name of entries.sort()) {
        const pointers = Object.values(LAYOUTS).map((layout) => exists((0,external_node_path_.join)(folder, name, layout.pointerFile)));
        if ((await Promise.all(pointers)).includes(true))
            found.push(name);
    }
    return found;
}
/** The bare pointer of a model: cheap enough to ask every second. Null where there is none that can be read. */
async function readPointerOf(folder, model) {
    for (const layout of Object.values(LAYOUTS)) {
        const pointer = await readPointer((0,external_node_path_.join)(folder, safeName(model)), layout);
        if (pointer !== null && !('problem' in pointer))
            return pointer;
    }
    return null;
}
async function readPointer(home, layout) {
    const path = (0,external_node_path_.join)(home, layout.pointerFile);
    let text;
    try {
        text = await (0,external_node_fs_promises_.readFile)(path, 'utf8');
    }
    catch (error) {
        if ((0,base/* codeOf */.$N)(error) === 'ENOENT' || (0,base/* codeOf */.$N)(error) === 'ENOTDIR')
            return null;
        return { problem: `${path} cannot be read: ${(0,base/* messageOf */.bD)(error)}` };
    }
    return layout.parse(text) ?? { problem: `${path} does not say which version is served; deploy again` };
}
async function readVersion(home, model, pointer) {
    const place = (0,external_node_path_.join)(home, String(pointer.version));
    const record = await readRecord(place);
    const problems = [];
    if (record === null) {
        problems.push(`${(0,external_node_path_.join)(place, RECORD_FILE)} is missing or damaged`);
        return { model, ...pointer, path: place, sha256: null, problems };
    }
    if (record.digest !== pointer.digest || record.version !== pointer.version || record.model !== model) {
        problems.push(`${(0,external_node_path_.join)(place, RECORD_FILE)} is of ${record.model} version ${record.version}, ${record.digest}`);
    }
    let main = null;
    for (const [index, file] of record.files.entries()) {
        const path = (0,external_node_path_.join)(place, (0,external_node_path_.basename)(file.file));
        try {
            const actual = await (0,base/* sha256File */.Q3)(path);
            if (index === 0)
                main = actual.sha256;
            if (actual.sha256 !== file.sha256)
                problems.push(`${path} is sha256:${actual.sha256}, not sha256:${file.sha256}`);
        }
        catch (error) {
            problems.push(`${path} cannot be read: ${(0,base/* messageOf */.bD)(error)}`);
        }
    }
    const path = (0,external_node_path_.join)(place, (0,external_node_path_.basename)(record.files[0]?.file ?? ''));
    return { model, ...pointer, path, sha256: main, problems };
}
async function readRecord(place) {
    try {
        const parsed = recordSchema.safeParse(JSON.parse(await (0,external_node_fs_promises_.readFile)((0,external_node_path_.join)(place, RECORD_FILE), 'utf8')));
        return parsed.success ? parsed.data : null;
    }
    catch {
        // Missing, unreadable and not JSON are one case for every caller: there is no record to trust.
        return null;
    }
}
/** The name of a model as a folder; a usage error where it cannot be one. */
function safeName(model) {
    if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/.test(model)) {
        throw (0,base/* usageError */.Wp)({ message: `${JSON.stringify(model)} cannot be the name of a model folder` });
    }
    return model;
}
async function exists(path) {
    try {
        await (0,external_node_fs_promises_.stat)(path);
        return true;
    }
    catch (error) {
        if ((0,base/* codeOf */.$N)(error) === 'ENOENT' || (0,base/* codeOf */.$N)(error) === 'ENOTDIR')
            return false;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/deployment/targets/folder.js
/**
 * A folder that a server reads. Files are staged in a hidden folder of the same file system and appear by
 * rename, complete; then one small file is replaced, and that is the switch. A crash between any two steps
 * leaves the old version served, and running again completes the work.
 *
 *   <folder>/<model>/<version>/model.onnx, assay.json
 *   <folder>/<model>/config.pbtxt | current.json
 *   <folder>/.staging-<nonce>/<model>/<version>/…       while a deployment is under way
 */







/** A staging folder this old belongs to a deployment that crashed. */
const STALE_STAGING_MS = 86_400_000;
function folderTarget(options) {
    const { folder } = options;
    const layout = LAYOUTS[options.layout];
    const step = async (name) => options.onStep?.(name);
    const modelFolder = (model) => (0,external_node_path_.join)(folder, safeName(model));
    return {
        description: `folder ${folder} (${options.layout})`,
        exclusive: (who, work) => withLock({ folder, who, waitMs: options.lockMs ?? 600_000, signal: options.signal }, work),
        current: (model) => readDeployed(folder, model, options.layout),
        async stage(placement) {
            const names = namesOf(placement, layout);
            const home = modelFolder(placement.model);
            const place = (0,external_node_path_.join)(home, String(placement.version));
            await (0,external_node_fs_promises_.mkdir)(folder, { recursive: true });
            await removeStale(folder, options.now());
            if (await isWhole(place, placement, names))
                return;
            const nonce = (0,external_node_path_.join)(folder, `.staging-${(0,external_node_crypto_.randomBytes)(8).toString('hex')}`);
            const staged = (0,external_node_path_.join)(nonce, safeName(placement.model), String(placement.version));
            try {
                await (0,external_node_fs_promises_.mkdir)(staged, { recursive: true });
                for (const [index, file] of placement.files.entries()) {
                    const path = (0,external_node_path_.join)(staged, names[index] ?? file.file);
                    await options.fetch(file.sha256, path);
                    await syncFile(path);
                }
                await (0,external_node_fs_promises_.writeFile)((0,external_node_path_.join)(staged, RECORD_FILE), recordText(placement, names));
                await syncFile((0,external_node_path_.join)(staged, RECORD_FILE));
                await (0,base/* syncFolder */.Yw)(staged);
                await step('staged');
                // A server that polls would guess a configuration for a model folder that has none and serve it:
                // so the first version of a model appears together with its pointer.
                if (!(await exists(home))) {
                    const pointer = { version: placement.version, digest: placement.digest };
                    const first = (0,external_node_path_.join)(nonce, safeName(placement.model));
                    await (0,external_node_fs_promises_.writeFile)((0,external_node_path_.join)(first, layout.pointerFile), layout.render(placement.model, pointer));
                    await syncFile((0,external_node_path_.join)(first, layout.pointerFile));
                    if (await renamedInto(first, home)) {
                        await (0,base/* syncFolder */.Yw)(folder);
                        await step('placed');
                        return;
                    }
                }
                await (0,external_node_fs_promises_.mkdir)(home, { recursive: true });
                if (!(await renamedInto(staged, place))) {
                    // What lies there is not what the manifest names: it steps aside, and goes with the staging folder.
                    if (!(await isWhole(place, placement, names))) {
                        await (0,external_node_fs_promises_.rename)(place, (0,external_node_path_.join)(nonce, 'damaged'));
                        await (0,external_node_fs_promises_.rename)(staged, place);
                    }
                }
                await (0,base/* syncFolder */.Yw)(home);
                await step('placed');
            }
            catch (error) {
                throw (0,base/* codeOf */.$N)(error) === 'ENOSPC'
                    ? (0,base/* environmentError */.me)({
                        message: `the disk is full: cannot place version ${placement.version} in ${folder}`,
                        fix: 'free space, then deploy again; what was served before is still served',
                    }, error)
                    : error;
            }
            finally {
                await (0,external_node_fs_promises_.rm)(nonce, { recursive: true, force: true });
            }
        },
        async switchTo(model, version) {
            const home = modelFolder(model);
            const record = await readRecord((0,external_node_path_.join)(home, String(version)));
            if (record === null || record.version !== version || record.model !== model) {
                throw (0,base/* environmentError */.me)({
                    where: { file: (0,external_node_path_.join)(home, String(version)) },
                    message: `version ${version} of ${model} is not there to switch to`,
                    fix: `run \`assay deploy --version ${version}\` again`,
                });
            }
            await (0,base/* writeFileAtomic */.Zf)((0,external_node_path_.join)(home, layout.pointerFile), layout.render(model, record));
            await step('switched');
        },
        async clear(model) {
            const nonce = (0,external_node_path_.join)(folder, `.staging-${(0,external_node_crypto_.randomBytes)(8).toString('hex')}`);
            await (0,external_node_fs_promises_.mkdir)(nonce, { recursive: true });
            try {
                await (0,external_node_fs_promises_.rename)(modelFolder(model), (0,external_node_path_.join)(nonce, 'removed'));
                await (0,base/* syncFolder */.Yw)(folder);
            }
            catch (error) {
                if ((0,base/* codeOf */.$N)(error) !== 'ENOENT')
                    throw error;
            }
            finally {
                await (0,external_node_fs_promises_.rm)(nonce, { recursive: true, force: true });
            }
        },
        async prune(model, keep) {
            const home = modelFolder(model);
            const pointer = await readPointer(home, layout);
            // Without a pointer that can be read nobody knows what is served: nothing is removed.
            if (pointer === null || 'problem' in pointer)
                return;
            for (const name of await (0,external_node_fs_promises_.readdir)(home)) {
                if (!/^[1-9]\d*$/.test(name) || keep.includes(Number(name)) || pointer.version === Number(name))
                    continue;
                await (0,external_node_fs_promises_.rm)((0,external_node_path_.join)(home, name), { recursive: true, force: true });
            }
            await step('pruned');
        },
    };
}
/** True where the version folder holds exactly what the manifest names. */
async function isWhole(place, placement, names) {
    const record = await readRecord(place);
    if (record === null || (0,base/* canonicalJson */.dj)(record) !== recordText(placement, names).trim())
        return false;
    const deployed = await readVersion((0,external_node_path_.join)(place, '..'), placement.model, placement);
    return deployed.problems.length === 0;
}
function recordText(placement, names) {
    const record = {
        format: 1,
        model: placement.model,
        version: placement.version,
        digest: placement.digest,
        files: placement.files.map((file, index) => ({
            file: names[index] ?? file.file,
            sha256: file.sha256,
            size: file.size,
        })),
    };
    return `${(0,base/* canonicalJson */.dj)(record)}\n`;
}
/** File names in the version folder, in the order of the placement. Names that leave the folder are refused. */
function namesOf(placement, layout) {
    const [main, ...others] = placement.files;
    if (layout.accepts !== null && !layout.accepts.pattern.test(main.file)) {
        throw (0,base/* usageError */.Wp)({
            message: `version ${placement.version} is ${main.file}, which this layout cannot serve`,
            expected: layout.accepts.words,
            fix: 'use `layout: plain` for other files',
        });
    }
    const names = [layout.modelFile ?? main.file, ...others.map((file) => file.file)];
    const wrong = names.filter((name) => name !== (0,external_node_path_.basename)(name) || name === '' || name.startsWith('.') || /[\\/\0]/.test(name));
    const same = new Set(names.map((name) => name.toLowerCase())).size !== names.length;
    if (wrong.length > 0 || same || names.includes(RECORD_FILE)) {
        throw (0,base/* usageError */.Wp)({
            message: `the files of version ${placement.version} cannot lie in one folder: ${names.join(', ')}`,
            expected: 'plain file names, each once',
        });
    }
    return names;
}
/** Renames a folder; false where something lies at the new place already. */
async function renamedInto(from, to) {
    try {
        await (0,external_node_fs_promises_.rename)(from, to);
        return true;
    }
    catch (error) {
        if ((0,base/* codeOf */.$N)(error) === 'ENOTEMPTY' || (0,base/* codeOf */.$N)(error) === 'EEXIST' || (0,base/* codeOf */.$N)(error) === 'EPERM')
            return false;
        throw error;
    }
}
async function removeStale(folder, now) {
    for (const name of await (0,external_node_fs_promises_.readdir)(folder)) {
        if (!name.startsWith('.staging-'))
            continue;
        const path = (0,external_node_path_.join)(folder, name);
        const info = await (0,external_node_fs_promises_.stat)(path).catch((error) => {
            if ((0,base/* codeOf */.$N)(error) === 'ENOENT')
                return null;
            throw error;
        });
        if (info !== null && now.getTime() - info.mtimeMs > STALE_STAGING_MS) {
            await (0,external_node_fs_promises_.rm)(path, { recursive: true, force: true });
        }
    }
}
async function syncFile(path) {
    const file = await (0,external_node_fs_promises_.open)(path, 'r+');
    try {
        await file.sync();
    }
    finally {
        await file.close();
    }
}

;// CONCATENATED MODULE: ./build/deployment/index.js
/** Deployment: who may let a version through, targets, bringing a version there with proof, rollback. */











/***/ })

};
