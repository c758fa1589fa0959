export const id = 7619;
export const ids = [7619];
export const modules = {

/***/ 87619:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Refused: () => (/* reexport */ Refused),
  isForkEvent: () => (/* reexport */ isForkEvent),
  openCheck: () => (/* reexport */ openCheck),
  openClient: () => (/* reexport */ openClient),
  publishComment: () => (/* reexport */ publishComment),
  pullOfCommit: () => (/* reexport */ pullOfCommit),
  pullOfEvent: () => (/* reexport */ pullOfEvent)
});

;// CONCATENATED MODULE: ./build/host/github/check.js
/** Undecided neither blocks nor passes: neutral. */
const CONCLUSIONS = {
    pass: 'success',
    warn: 'success',
    fail: 'failure',
    error: 'failure',
    inconclusive: 'neutral',
    skipped: 'skipped',
};
const MAX_TITLE = 250;
async function openCheck(client, about) {
    const { octokit, repository } = client;
    const details = about.detailsUrl === null ? {} : { details_url: about.detailsUrl };
    const { data } = await octokit.request('POST /repos/{owner}/{repo}/check-runs', {
        ...repository,
        name: about.name,
        head_sha: about.commit,
        external_id: about.key,
        status: 'in_progress',
        ...details,
    });
    return {
        id: Number(data.id),
        url: data.html_url,
        async complete(verdict, text) {
            await octokit.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
                ...repository,
                check_run_id: Number(data.id),
                status: 'completed',
                conclusion: CONCLUSIONS[verdict],
                ...details,
                output: { title: text.title.slice(0, MAX_TITLE), summary: text.summary },
            });
        },
    };
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./node_modules/@actions/github/lib/utils.js + 21 modules
var utils = __webpack_require__(61845);
// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var base = __webpack_require__(9216);
;// CONCATENATED MODULE: ./build/host/github/retry.js
/** When a call to GitHub's API is tried again, and after how long. Pure: a table of answers, no clock, no network. */
const MAX_TRIES = 4;
/** A job must not wait for the hour's quota to come back; longer waits are given up with a message. */
const MAX_WAIT_MS = 60_000;
const REPEATABLE = new Set(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE']);
/**
 * Milliseconds to wait before the next try, or null for none. A call that a rate limit refused was not
 * carried out, so any may be repeated; after a failure in between only those that do the same twice.
 */
function retryDelay(call) {
    if (call.tries >= MAX_TRIES)
        return null;
    if (isRateLimit(call)) {
        const wait = limitWait(call);
        return wait <= MAX_WAIT_MS ? wait : null;
    }
    const inBetween = call.status === null || call.status === 408 || call.status >= 500;
    if (!inBetween || !REPEATABLE.has(call.method.toUpperCase()))
        return null;
    const asked = seconds(call.headers['retry-after']);
    const wait = asked ?? 1000 * 2 ** (call.tries - 1);
    return wait <= MAX_WAIT_MS ? wait : null;
}
/** Distinguishes "too many" from "not allowed": both are 403. */
function isRateLimit(call) {
    if (call.status === 429)
        return true;
    if (call.status !== 403)
        return false;
    return (call.headers['retry-after'] !== undefined ||
        String(call.headers['x-ratelimit-remaining']) === '0' ||
        /rate limit/i.test(call.message));
}
function limitWait(call) {
    const asked = seconds(call.headers['retry-after']);
    if (asked !== null)
        return asked;
    const reset = Number(call.headers['x-ratelimit-reset']);
    if (String(call.headers['x-ratelimit-remaining']) === '0' && Number.isFinite(reset)) {
        return Math.max(0, reset * 1000 - call.now) + 1000;
    }
    // GitHub's own advice for a secondary limit without a header: at least a minute.
    return 60_000;
}
function seconds(value) {
    if (value === undefined || value === '')
        return null;
    const parsed = Number(value);
    return Number.isFinite(parsed) && parsed >= 0 ? parsed * 1000 : null;
}

;// CONCATENATED MODULE: ./build/host/github/client.js
/**
 * The client of GitHub's REST API: the few calls that Assay makes, with retries, and errors that say what to
 * do. Loaded only when something is published; nothing else imports octokit.
 */




/** A refusal that is no failure of the network: the token may not do it, or the thing is not there. */
class Refused extends Error {
    name = 'Refused';
    status;
    constructor(status, message, cause) {
        super(message, { cause });
        this.status = status;
    }
}
function openClient(ctx, options) {
    ctx.log.secret(options.token);
    const { debug } = ctx.log;
    const octokit = new utils/* GitHub */.gq((0,utils/* getOctokitOptions */.EG)(options.token, {
        baseUrl: options.baseUrl,
        userAgent: 'assay',
        request: { signal: ctx.signal },
        log: { debug, info: debug, warn: debug, error: debug },
    }));
    octokit.hook.wrap('request', async (request, call) => {
        for (let tries = 1;; tries += 1) {
            try {
                return await request(call);
            }
            catch (error) {
                if (ctx.signal.aborted)
                    throw ctx.signal.reason ?? error;
                const failure = failureOf(error);
                const wait = retryDelay({ ...failure, method: call.method, tries, now: ctx.now().getTime() });
                if (wait === null)
                    throw explained(error, failure, `${call.method} ${call.url}`);
                ctx.log.debug(`${call.method} ${call.url}: ${failure.message}; again in ${wait} ms`);
                await (0,promises_.setTimeout)(wait, undefined, { signal: ctx.signal });
            }
        }
    });
    let login;
    return {
        octokit,
        repository: options.repository,
        me() {
            login ??= whoAmI(octokit, options.token);
            return login;
        },
    };
}
/** Octokit gives a network failure the status 500 and no response. */
function failureOf(error) {
    const known = error;
    const answered = typeof known.status === 'number' && known.response !== undefined;
    return {
        status: answered ? Number(known.status) : null,
        headers: known.response?.headers ?? {},
        message: (0,base/* messageOf */.bD)(error),
    };
}
function explained(error, failure, call) {
    const { status, message } = failure;
    if (status === null) {
        return (0,base/* environmentError */.me)({
            message: `GitHub could not be reached (${call}): ${message}`,
            fix: 'check the network and GITHUB_API_URL, then run the step again',
        }, error);
    }
    if (isRateLimit(failure)) {
        return (0,base/* environmentError */.me)({
            message: `GitHub's rate limit is used up (${call}): ${message}`,
            fix: 'run the step again later; GITHUB_TOKEN has 1,000 requests an hour for a repository',
        }, error);
    }
    if (status >= 500) {
        return (0,base/* environmentError */.me)({ message: `GitHub answered ${status} (${call}): ${message}`, fix: 'run the step again' }, error);
    }
    return new Refused(status, message, error);
}
/**
 * A personal token knows its user. The token of a workflow may not ask for one (403), but GraphQL tells its
 * bot; servers without GraphQL leave the bot of GitHub Actions.
 */
async function whoAmI(octokit, token) {
    const installation = token.startsWith('ghs_');
    if (!installation) {
        try {
            return (await octokit.request('GET /user')).data.login;
        }
        catch (error) {
            if (!(error instanceof Refused) || error.status === 401)
                throw error;
        }
    }
    try {
        const { viewer } = await octokit.graphql('query { viewer { login } }');
        return viewer.login.endsWith('[bot]') ? viewer.login : `${viewer.login}[bot]`;
    }
    catch (error) {
        if (error instanceof Refused || error instanceof TypeError || isGraphqlError(error))
            return 'github-actions[bot]';
        throw error;
    }
}
function isGraphqlError(error) {
    return error instanceof Error && error.name === 'GraphqlResponseError';
}

;// CONCATENATED MODULE: ./build/host/github/comment.js
/**
 * One comment a key on a pull request: found by a hidden marker and its author over all pages, created or
 * updated, never doubled. Of two that were created at once, the one with the lowest id stays.
 */

/** Ids are far below 2^53; octokit's types allow for the day when they are not. */
function commentOf(data) {
    return { id: Number(data.id), body: data.body, html_url: data.html_url, user: data.user };
}
/** Publishes `body`, whose first line is the marker. Throws Refused where the token may not. */
async function publishComment(client, number, body) {
    const [marker = ''] = body.split('\n', 1);
    const [first, ...doubles] = await ourComments(client, number, marker);
    if (first) {
        for (const double of doubles)
            await remove(client, double.id);
        return update(client, first, body);
    }
    const { octokit, repository } = client;
    const answer = await octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
        ...repository,
        issue_number: number,
        body,
    });
    const created = commentOf(answer.data);
    // Another job may have created one at the same moment: both look again, and both keep the lowest.
    const after = await ourComments(client, number, marker);
    const all = after.some((comment) => comment.id === created.id) ? after : [...after, created];
    const [lowest, ...others] = [...all].sort((a, b) => a.id - b.id);
    if (!lowest || lowest.id === created.id) {
        for (const double of others)
            await remove(client, double.id);
        return { state: 'created', id: created.id, url: created.html_url };
    }
    const outcome = await update(client, lowest, body);
    for (const double of others)
        await remove(client, double.id);
    return outcome;
}
/** Comments with this marker by this author, lowest id first. The marker alone proves nothing: anyone can write it. */
async function ourComments(client, number, marker) {
    const { octokit, repository } = client;
    const me = await client.me();
    const ours = [];
    const pages = octokit.paginate.iterator('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
        ...repository,
        issue_number: number,
        per_page: 100,
    });
    for await (const { data } of pages) {
        for (const comment of data) {
            const marked = comment.body?.split(/\r?\n/, 1)[0] === marker;
            if (marked && comment.user?.login.toLowerCase() === me.toLowerCase())
                ours.push(commentOf(comment));
        }
    }
    return ours.sort((a, b) => a.id - b.id);
}
async function update(client, comment, body) {
    if (same(comment.body ?? '', body))
        return { state: 'unchanged', id: comment.id, url: comment.html_url };
    const { octokit, repository } = client;
    const { data } = await octokit.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
        ...repository,
        comment_id: comment.id,
        body,
    });
    return { state: 'updated', id: Number(data.id), url: data.html_url };
}
/** GitHub keeps line ends as they came, but may cut white space at the end. */
function same(a, b) {
    const plain = (text) => text.replaceAll('\r\n', '\n').trimEnd();
    return plain(a) === plain(b);
}
async function remove(client, id) {
    const { octokit, repository } = client;
    try {
        await octokit.request('DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}', {
            ...repository,
            comment_id: id,
        });
    }
    catch (error) {
        // The other of two racing jobs removed it first.
        if (!(error instanceof Refused && error.status === 404))
            throw error;
    }
}

;// CONCATENATED MODULE: ./build/host/github/pull.js
/** The number that the event itself gives, without asking anyone. */
function pullOfEvent(event) {
    if (event.pull_request)
        return event.pull_request.number;
    if (event.issue?.pull_request !== undefined && event.issue.pull_request !== null)
        return event.issue.number;
    return null;
}
/** True where the pull request comes from another repository, whose token may only read here. */
function isForkEvent(event, repository) {
    const head = event.pull_request?.head.repo?.full_name;
    return event.pull_request !== undefined && head?.toLowerCase() !== repository.toLowerCase();
}
/**
 * The open pull request whose head is `commit`; of several the lowest number; null where there is none. The
 * commits of a fork are not always listed by commit, so the branch that GitHub names in the event is asked next.
 */
async function pullOfCommit(client, commit, branch) {
    const { octokit, repository } = client;
    const listed = await octokit.request('GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', {
        ...repository,
        commit_sha: commit,
        per_page: 100,
    });
    const found = matching(listed.data, client, commit);
    if (found !== null || branch === null)
        return found;
    const byBranch = await octokit.request('GET /repos/{owner}/{repo}/pulls', {
        ...repository,
        state: 'open',
        head: `${branch.owner}:${branch.name}`,
        per_page: 100,
    });
    return matching(byBranch.data, client, commit);
}
function matching(pulls, client, commit) {
    const { owner, repo } = client.repository;
    const full = `${owner}/${repo}`.toLowerCase();
    const numbers = pulls
        .filter((pull) => pull.state === 'open' && pull.head.sha === commit && pull.base.repo.full_name.toLowerCase() === full)
        .map((pull) => pull.number);
    return numbers.length === 0 ? null : Math.min(...numbers);
}

;// CONCATENATED MODULE: ./build/host/github/index.js
/** Publishing on GitHub. Loaded by a dynamic import only: behind it stands the API client. */






/***/ })

};
