export const id = 613;
export const ids = [613];
export const modules = {

/***/ 10613:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  "default": () => (/* binding */ commands_comment)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var base = __webpack_require__(9216);
// EXTERNAL MODULE: ./build/host/index.js + 7 modules
var build_host = __webpack_require__(79088);
// EXTERNAL MODULE: ./build/report/index.js + 3 modules
var report = __webpack_require__(62745);
// EXTERNAL MODULE: ./build/commands/command.js
var command = __webpack_require__(92950);
;// CONCATENATED MODULE: ./build/commands/comment/forge.js
/** Where the report goes: repository, address of the API, token, key of the comment. All from options and environment. */


async function forgeOf(ctx, host, root, options) {
    const address = await host.repositoryUrl(root);
    const url = address === null ? null : new URL(address);
    const named = options.repository ?? ctx.env['GITHUB_REPOSITORY'] ?? url?.pathname.slice(1);
    if (named === undefined || named === '')
        return null;
    const parts = /^([A-Za-z0-9._-]+)\/([A-Za-z0-9._-]+)$/.exec(named);
    if (!parts?.[1] || !parts[2]) {
        if (options.repository === undefined)
            return null;
        throw (0,base/* usageError */.Wp)({
            message: `--repository ${JSON.stringify(named)} names no repository`,
            expected: 'OWNER/NAME',
        });
    }
    const token = options.token || ctx.env['GITHUB_TOKEN'] || ctx.env['GH_TOKEN'] || null;
    const apiUrl = ctx.env['GITHUB_API_URL'] || apiOf(url);
    return { owner: parts[1], repo: parts[2], apiUrl: apiUrl.replace(/\/+$/, ''), token };
}
/** GitHub Enterprise Server has its API under the same name. */
function apiOf(url) {
    if (url === null || url.hostname === 'github.com')
        return 'https://api.github.com';
    return `${url.origin}/api/v3`;
}
/** The configuration as the key of a comment names it: its path in the repository, so that each has its own comment. */
function configName(ctx, file) {
    return file === null
        ? ''
        : (0,external_node_path_.relative)(ctx.env['GITHUB_WORKSPACE'] || ctx.cwd, file)
            .split('\\')
            .join('/');
}

;// CONCATENATED MODULE: ./build/commands/comment/publish.js
/**
 * Publishes one report: comment, check run, job summary. Each part stands alone: what the token may not do
 * becomes a warning with the lines to add, and never hides the verdict or stops the other parts.
 */



async function publish(ctx, forge, what) {
    const published = [];
    const errors = [];
    const attempt = async (part, work) => {
        if (!what.parts.has(part))
            return;
        try {
            published.push(await work());
        }
        catch (error) {
            if (ctx.signal.aborted)
                throw error;
            errors.push(error);
            published.push({ part, state: 'failed', detail: (0,base/* messageOf */.bD)(error) });
        }
    };
    // The summary needs no token and no network, so it comes first: whatever else happens, the verdict is shown.
    await attempt('summary', () => writeSummary(ctx, what));
    if (forge === null || forge.token === null) {
        for (const part of ['comment', 'check'])
            await attempt(part, async () => withoutToken(part, forge));
        return { published, errors };
    }
    const github = await (0,build_host/* loadGitHub */.g2)();
    const client = github.openClient(ctx, {
        token: forge.token,
        baseUrl: forge.apiUrl,
        repository: { owner: forge.owner, repo: forge.repo },
    });
    let check = null;
    let completed = false;
    const refused = (part, error) => {
        if (error instanceof github.Refused)
            return refusal(github, part, error, what.event, forge);
        throw error;
    };
    try {
        // Opened before the comment, so that a crash in between is a failed check and not a missing one.
        await attempt('check', async () => {
            if (what.commit === null)
                return skipped('check', 'the commit of this run is not known');
            try {
                check = await github.openCheck(client, {
                    name: what.checkName,
                    commit: what.commit,
                    key: what.key,
                    detailsUrl: what.runUrl,
                });
            }
            catch (error) {
                return refused('check', error);
            }
            return { part: 'check', state: 'created', detail: 'opened' };
        });
        await attempt('comment', async () => {
            try {
                return await comment(github, client, what);
            }
            catch (error) {
                return refused('comment', error);
            }
        });
        const open = check;
        if (open !== null) {
            published.splice(published.findIndex((entry) => entry.part === 'check'), 1);
            await attempt('check', async () => {
                await open.complete(what.whole.verdict, await checkText(what));
                completed = true;
                const detail = `check run ${what.checkName}: ${what.whole.verdict}`;
                return { part: 'check', state: 'completed', detail, ...(open.url === null ? {} : { url: open.url }) };
            });
        }
    }
    finally {
        const open = check;
        if (open !== null && !completed)
            await closeAsError(ctx, open);
    }
    return { published, errors };
}
/** The last thing tried: a check that nobody completes would stay in progress for ever. */
async function closeAsError(ctx, check) {
    const summary = 'Publishing ended before the report was complete. The log of the job says why.';
    try {
        await check.complete('error', { title: 'error: publishing ended early', summary });
    }
    catch (error) {
        ctx.log.warn(`the check run could not be completed: ${(0,base/* messageOf */.bD)(error)}`);
    }
}
/** The comment as it would be posted: marker first, within GitHub's limit. */
async function commentBody(what) {
    const { renderMarkdown, COMMENT_LIMIT } = await (0,report/* loadMarkdown */.y4)();
    const options = { marker: (0,build_host/* markerOf */.we)(what.key), limit: COMMENT_LIMIT, fullReportUrl: what.runUrl };
    return renderMarkdown(what.document, options).text;
}
async function comment(github, client, what) {
    const number = what.pullRequest ?? github.pullOfEvent(what.event) ?? (await findPull(github, client, what));
    if (number === null) {
        return skipped('comment', 'this run belongs to no open pull request');
    }
    const outcome = await github.publishComment(client, number, await commentBody(what));
    return { part: 'comment', state: outcome.state, detail: `pull request ${number}`, url: outcome.url };
}
async function findPull(github, client, what) {
    const run = what.event.workflow_run;
    if (what.commit === null)
        return null;
    const owner = run?.head_repository?.owner.login;
    const branch = owner && run?.head_branch ? { owner, name: run.head_branch } : null;
    return github.pullOfCommit(client, what.commit, branch);
}
async function checkText(what) {
    const { renderMarkdown, CHECK_LIMIT } = await (0,report/* loadMarkdown */.y4)();
    const { text } = renderMarkdown(what.document, { limit: CHECK_LIMIT, fullReportUrl: what.runUrl });
    return { title: `${what.whole.verdict}: ${what.whole.summary}`, summary: text };
}
async function writeSummary(ctx, what) {
    const path = ctx.env['GITHUB_STEP_SUMMARY'];
    if (!path)
        return skipped('summary', 'this is no step of a workflow');
    const { renderMarkdown, SUMMARY_LIMIT } = await (0,report/* loadMarkdown */.y4)();
    // One byte is the line end between two summaries of one step.
    const limit = { ...SUMMARY_LIMIT, max: Math.min(SUMMARY_LIMIT.max, await (0,build_host/* summaryRoom */.m4)(path)) - 1 };
    if (limit.max < MIN_SUMMARY) {
        return { part: 'summary', state: 'skipped', detail: 'the summary of this step is full (1 MiB)' };
    }
    await (0,build_host/* appendSummary */.fe)(path, renderMarkdown(what.document, { limit, fullReportUrl: what.runUrl }).text);
    return { part: 'summary', state: 'written', detail: 'job summary' };
}
const MIN_SUMMARY = 4096;
function skipped(part, detail) {
    return { part, state: 'skipped', detail };
}
function withoutToken(part, forge) {
    return forge === null
        ? skipped(part, 'the repository on GitHub is not known')
        : {
            part,
            state: 'refused',
            detail: `there is no token, so no ${NAMES[part]} was posted`,
            fix: 'pass one: `env: {GITHUB_TOKEN: "${{ github.token }}"}` in the step, or --token',
        };
}
const NAMES = {
    comment: 'comment',
    check: 'check run',
    summary: 'summary',
};
const PERMISSIONS = {
    comment: 'pull-requests: write',
    check: 'checks: write',
    summary: '',
};
/** What GitHub's refusal means, and what to do. */
function refusal(github, part, error, event, forge) {
    const detail = `GitHub refused the ${NAMES[part]} (${error.status}): ${error.message}`;
    return { part, state: 'refused', detail, fix: refusalFix(github, part, error, event, forge) };
}
function refusalFix(github, part, error, event, forge) {
    const { status, message } = error;
    if (status === 401)
        return 'the token is not valid or has expired; pass a new one';
    if (/locked/i.test(message))
        return 'unlock the conversation of the pull request, or leave the comment out with --only';
    if (status === 403 && github.isForkEvent(event, `${forge.owner}/${forge.repo}`)) {
        return ("the token of a fork's pull request may only read, and that is right: upload .assay here, and publish it " +
            'from a workflow that runs on workflow_run (docs/forks.md)');
    }
    if (status === 403 && part === 'check' && /github app/i.test(message)) {
        return 'only the token of a workflow or of a GitHub App can make check runs; leave the check out with --only';
    }
    if (status === 403 || status === 404) {
        return (`add to the job: \`permissions: {${PERMISSIONS[part]}}\`` +
            (status === 404 ? `, and see whether ${forge.owner}/${forge.repo} and the pull request are right` : ''));
    }
    return 'this is a defect of Assay if the report looks right; please report it with the message above';
}
/** Refusals as findings of the result, so that they stand in `--json` and in the log alike. */
function findingsOf(published) {
    return published
        .filter((entry) => entry.state === 'refused' || entry.state === 'failed')
        .map((entry) => ({
        check: `publish.${entry.part}`,
        verdict: 'warn',
        severity: 'warn',
        subject: {},
        where: [],
        message: entry.detail,
        ...(entry.fix === undefined ? {} : { fix: entry.fix }),
    }));
}

// EXTERNAL MODULE: ./build/commands/results-at-hand.js
var results_at_hand = __webpack_require__(97161);
// EXTERNAL MODULE: ./build/commands/session.js
var commands_session = __webpack_require__(76183);
;// CONCATENATED MODULE: ./build/commands/comment.js
/** `assay comment`: the report on the pull request, in the job summary, as a check run and as annotations. */









const PARTS = ['comment', 'check', 'summary'];
/* harmony default export */ const commands_comment = ((0,command/* defineCommand */.N)({
    name: 'comment',
    summary: 'publish the report on the pull request, the job summary and a check run',
    details: 'Renders every result of this run and publishes it. The comment is found again by a hidden marker, so a pull ' +
        'request has one for each workflow and configuration, which is updated. What the token may not do is a warning ' +
        'that names the permission; the verdict is still shown in the job summary and in the output report-verdict. In a ' +
        'terminal without a token the Markdown is printed. The verdict of the step itself is that of publishing; where there is ' +
        'no result, or an expected one is missing, it is error.',
    options: {
        results: {
            type: 'list',
            value: 'FILE',
            summary: 'result files to publish instead of .assay/, all of one run',
        },
        expect: results_at_hand/* EXPECT */.q8,
        key: {
            type: 'string',
            value: 'NAME',
            summary: 'tells comments apart (absent: of workflow and configuration)',
        },
        'pull-request': {
            type: 'integer',
            value: 'N',
            summary: 'pull request (absent: of the event, or of the head commit)',
        },
        repository: {
            type: 'string',
            value: 'OWNER/NAME',
            summary: 'repository (absent: GITHUB_REPOSITORY, or the remote origin)',
        },
        token: { type: 'string', summary: 'token for the API (absent: GITHUB_TOKEN or GH_TOKEN)' },
        only: {
            type: 'list',
            value: 'PART',
            summary: 'publish only this: comment, check or summary; repeat for several',
        },
        'dry-run': { type: 'boolean', summary: 'print the comment, publish nothing' },
    },
    examples: [
        {
            run: 'assay comment',
            does: 'publish the results of this run; in a terminal without a token, print them',
        },
        { run: 'assay comment --dry-run', does: 'print the Markdown that would be posted' },
        {
            run: 'assay comment --results gate.json --pull-request 12',
            does: 'post one result, without assay.yaml',
        },
        { run: 'assay comment --only comment --key nightly', does: 'a comment of its own, and no check run' },
    ],
    outputs: {
        'report-verdict': 'verdict of the results: the worst of them',
        url: 'address of the comment, empty where there is none',
    },
    permissions: {
        'pull-requests': 'write: to create and update the comment',
        checks: 'write: to make the check run',
    },
    async run({ ctx, host, options }) {
        if (options.token !== undefined)
            ctx.log.secret(options.token);
        const parts = partsOf(options.only);
        const session = await (0,commands_session/* openSession */.f)(ctx, host, { config: options.config });
        const results = await (0,results_at_hand/* resultsAtHand */.ly)(session, ctx.cwd, options.results);
        const expected = (0,results_at_hand/* expectedOf */.EX)(options.expect);
        const whole = (0,report/* overall */.Me)(results, expected);
        // Nothing to speak of is published as an error, and is one: a green step would hide that nothing was checked.
        const unfounded = whole.results.length === 0 || whole.missing.length > 0;
        const runUrl = host.runUrl();
        const model = session.config?.model ?? null;
        const document = (0,report/* buildReport */.FK)(results, {
            model,
            runUrl,
            repositoryUrl: await host.repositoryUrl(session.root),
            expected,
        });
        const config = configName(ctx, session.config?.file ?? null);
        const workflow = ctx.env['GITHUB_WORKFLOW'] ?? '';
        const key = options.key ?? (0,build_host/* defaultKey */.ds)(workflow, config);
        (0,build_host/* markerOf */.we)(key);
        const forge = await forgeOf(ctx, host, session.root, options);
        const named = options.name === undefined ? {} : { name: options.name };
        const outputs = { 'report-verdict': whole.verdict, url: '' };
        if (options['dry-run'] || (host.kind === 'terminal' && (forge === null || forge.token === null))) {
            const body = await commentBody({ document, key, runUrl });
            const why = options['dry-run'] ? 'dry run' : 'no token, or no repository on GitHub';
            const result = await session.finish({
                command: 'comment',
                ...named,
                verdict: unfounded ? 'error' : 'pass',
                summary: `nothing published (${why}); the report says ${whole.verdict}`,
                data: { published: [], verdict: whole.verdict, key },
                text: body,
            });
            return { result, outputs, text: body };
        }
        const event = host.kind === 'github' ? await (0,build_host/* readEvent */.j_)(ctx) : { name: '' };
        const publication = {
            document,
            whole,
            key,
            commit: session.workspace.run.commit,
            runUrl,
            pullRequest: options['pull-request'],
            checkName: checkName(model, options.key),
            // Outside of a workflow a check run would need the token of a GitHub App: only where asked for.
            parts: new Set(parts ?? (host.kind === 'github' ? PARTS : ['comment'])),
            event,
        };
        const { published, errors } = await publish(ctx, forge, publication);
        for (const entry of published)
            say(ctx, entry);
        const findings = findingsOf(published);
        const url = published.find((entry) => entry.part === 'comment')?.url ?? '';
        const result = await session.finish({
            command: 'comment',
            ...named,
            verdict: unfounded ? 'error' : findings.length > 0 ? 'warn' : 'pass',
            summary: `${summaryOf(published)}; the report says ${whole.verdict}`,
            findings,
            data: { published, verdict: whole.verdict, key },
        });
        if (errors.length > 0)
            throw (0,base/* environmentError */.me)(errors.flatMap(problemsOf), errors[0]);
        const onFile = (path) => repositoryPath(ctx, session.root, path);
        return {
            result,
            outputs: { ...outputs, url },
            // Annotations of a `workflow_run` would land on the default branch, where nobody looks.
            annotations: host.kind === 'github' && !event.workflow_run ? (0,report/* annotationsOf */.Ih)(results, onFile) : [],
        };
    },
}));
function partsOf(only) {
    if (only.length === 0)
        return null;
    const unknown = only.filter((part) => !PARTS.some((known) => known === part));
    if (unknown.length > 0) {
        throw new base/* AssayError */.WV('usage', unknown.map((part) => ({
            message: `--only ${JSON.stringify(part)} is nothing that is published`,
            expected: `one of ${PARTS.join(', ')}`,
        })));
    }
    return PARTS.filter((part) => only.includes(part));
}
/** Several models of a repository have checks of their own names. */
function checkName(model, key) {
    const detail = key ?? model;
    return detail === null ? 'assay' : `assay (${detail})`;
}
function say(ctx, entry) {
    const line = `${entry.part}: ${entry.state}, ${entry.detail}${entry.url === undefined ? '' : `, ${entry.url}`}`;
    if (entry.state === 'refused')
        ctx.log.warn(entry.fix === undefined ? line : `${line}\n  fix: ${entry.fix}`);
    else
        ctx.log.info(line);
}
function summaryOf(published) {
    return published.map((entry) => `${entry.part} ${entry.state}`).join(', ') || 'nothing to publish';
}
function problemsOf(error) {
    return error instanceof base/* AssayError */.WV ? error.problems : [{ message: (0,base/* messageOf */.bD)(error) }];
}
/** The path of a file from the root of the repository, as annotations need it; null outside of it. */
function repositoryPath(ctx, root, path) {
    const top = ctx.env['GITHUB_WORKSPACE'];
    const absolute = (0,external_node_path_.isAbsolute)(path) ? path : (0,external_node_path_.resolve)(root, path);
    if (!top || !(0,base/* isInside */.FK)(top, absolute))
        return null;
    return (0,external_node_path_.relative)(top, absolute).split('\\').join('/');
}


/***/ }),

/***/ 97161:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EX: () => (/* binding */ expectedOf),
/* harmony export */   ly: () => (/* binding */ resultsAtHand),
/* harmony export */   q8: () => (/* binding */ EXPECT)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9216);
/* harmony import */ var _results_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90459);
/** Which results `report` and `comment` speak of: those of this run in `.assay/`, or files named one by one. */



/**
 * The results of this run; or of the files, which must be of one run: a stale result is never rendered beside
 * a fresh one. A file that is not there is a usage error, and all are named at once.
 */
async function resultsAtHand(session, cwd, files) {
    if (files.length === 0)
        return session.workspace.all();
    const paths = files.map((file) => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(cwd, file));
    const read = await Promise.all(paths.map(_results_index_js__WEBPACK_IMPORTED_MODULE_2__/* .readResultFile */ .kk));
    const missing = paths.filter((_, index) => read[index] === null);
    if (missing.length > 0) {
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)(missing.map((file) => ({
            where: { file },
            message: 'the result does not exist',
            fix: 'write it with `assay COMMAND --json > FILE`, or download the .assay folder of the job that made it',
        })));
    }
    const results = read.filter((result) => result !== null);
    // The latest attempt comes first: earlier attempts of the same run belong to it, not the other way round.
    const [latest] = [...results].sort((a, b) => b.run.attempt - a.run.attempt);
    const problems = results.flatMap((result, index) => {
        const differs = latest ? (0,_results_index_js__WEBPACK_IMPORTED_MODULE_2__/* .differenceOfRuns */ .rv)(latest.run, result.run) : null;
        return differs === null
            ? []
            : [
                {
                    where: { file: paths[index] ?? '' },
                    message: `is of another run than the other files: ${differs}`,
                },
            ];
    });
    if (problems.length > 0)
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)(problems);
    return results;
}
/** The option of `report` and `comment` that names results which must be there. */
const EXPECT = {
    type: 'list',
    value: 'COMMAND',
    summary: 'commands whose results must be there, such as gate; a missing one is an error',
};
/** The commands named by `--expect`; a usage error for one that writes no result that is reported. */
function expectedOf(names) {
    const unknown = names.filter((name) => !EXPECTABLE.includes(name));
    if (unknown.length === 0)
        return names;
    throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)(unknown.map((name) => ({
        message: `--expect ${JSON.stringify(name)} is no command with a result`,
        expected: `one of ${EXPECTABLE.join(', ')}`,
    })));
}
const EXPECTABLE = [
    'validate',
    'profile',
    'train',
    'evaluate',
    'gate',
    'register',
    'deploy',
    'promote',
    'rollback',
    'monitor',
];


/***/ })

};
