export const id = 9088;
export const ids = [9088];
export const modules = {

/***/ 79088:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fe: () => (/* reexport */ appendSummary),
  ds: () => (/* reexport */ defaultKey),
  detectHost: () => (/* reexport */ detectHost),
  g2: () => (/* binding */ loadGitHub),
  we: () => (/* reexport */ markerOf),
  j_: () => (/* reexport */ readEvent),
  m4: () => (/* reexport */ summaryRoom)
});

// UNUSED EXPORTS: githubHost, terminalHost

// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var base = __webpack_require__(9216);
;// CONCATENATED MODULE: ./build/host/repository.js
/** What a git repository tells about a run: commit, state of the work tree, people, web address. */

/** The commit that is checked out in `root`. A missing git or repository is a state, not an error. */
async function commitState(ctx, root) {
    const [head, status] = await Promise.all([
        tryGit(ctx, root, ['rev-parse', '--verify', '--quiet', 'HEAD']),
        tryGit(ctx, root, ['status', '--porcelain', '--untracked-files=no']),
    ]);
    if (head === null)
        return { commit: null };
    return { commit: head, ...(status === null ? {} : { dirty: status !== '' }) };
}
/**
 * Names and addresses of author and committer of a commit, lower-case; also the login inside an address of
 * `users.noreply.github.com`. GitHub itself, which commits merges made on its pages, is nobody's name.
 */
async function commitPeople(ctx, root, commit) {
    const text = await tryGit(ctx, root, ['log', '-1', '--format=%an%n%ae%n%cn%n%ce', commit]);
    if (text === null)
        return [];
    const [authorName = '', authorEmail = '', committerName = '', committerEmail = ''] = text.split('\n');
    const people = [authorName, authorEmail];
    if (committerEmail !== 'noreply@github.com')
        people.push(committerName, committerEmail);
    return namesOf(people);
}
/** Lower-case, without empty and repeated names, with the logins that GitHub's private addresses hold. */
function namesOf(raw) {
    const names = new Set();
    for (const entry of raw) {
        const name = entry?.trim().toLowerCase();
        if (!name)
            continue;
        names.add(name);
        const login = /^(?:\d+\+)?([a-z0-9-]+(?:\[bot\])?)@users\.noreply\.github\.com$/.exec(name)?.[1];
        if (login)
            names.add(login);
    }
    return [...names];
}
/** `git config KEY`, or null. */
function gitConfig(ctx, root, key) {
    return tryGit(ctx, root, ['config', '--get', key]);
}
/** The web address of the remote `origin`, or null. */
async function originUrl(ctx, root) {
    const remote = await tryGit(ctx, root, ['remote', 'get-url', 'origin']);
    return remote === null ? null : webAddress(remote);
}
/**
 * `https://host/owner/name` for the spellings of a git remote; null for a folder or another protocol.
 * User name and password are left out: an address with a token must never be shown.
 */
function webAddress(remote) {
    // A host of one letter is a drive of Windows.
    const scp = /^(?:[^@/\s]+@)?([A-Za-z0-9.-]{2,}):(?!\/\/)([^\s\\]+)$/.exec(remote);
    const text = scp ? `ssh://${scp[1]}/${scp[2]}` : remote;
    if (!URL.canParse(text))
        return null;
    const url = new URL(text);
    if (!['https:', 'http:', 'ssh:', 'git:'].includes(url.protocol) || url.hostname === '')
        return null;
    const path = url.pathname.replace(/\/+$/, '').replace(/\.git$/, '');
    if (path === '')
        return null;
    const web = url.protocol === 'http:' ? 'http:' : 'https:';
    const port = url.protocol === 'http:' || url.protocol === 'https:' ? url.port : '';
    return `${web}//${url.hostname}${port === '' ? '' : `:${port}`}${path}`;
}
/** Output without the last line end; null where git is missing or refused. Cancellation still throws. */
async function tryGit(ctx, root, args) {
    try {
        const { code, stdout, stderr } = await (0,base/* git */.$Y)(root, args, { env: ctx.env, signal: ctx.signal });
        if (code === 0)
            return stdout.replace(/\n+$/, '');
        ctx.log.debug(`git ${args.join(' ')} ended with ${code}: ${stderr.trim()}`);
        return null;
    }
    catch (error) {
        if (ctx.signal.aborted)
            throw error;
        ctx.log.debug(`git ${args.join(' ')}: ${String(error)}`);
        return null;
    }
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 5 modules
var schemas = __webpack_require__(42047);
;// CONCATENATED MODULE: ./build/host/github/event.js
/**
 * The event that started a workflow, read from GITHUB_EVENT_PATH: only the fields that Assay uses, each
 * checked. What a fork can write (titles, branch names) is read nowhere but for API queries.
 */



const sha = schemas/* string */.YjP().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/);
const user = schemas/* object */.Ikc({ login: schemas/* string */.YjP() });
const person = schemas/* object */.Ikc({
    name: schemas/* string */.YjP().nullish(),
    email: schemas/* string */.YjP().nullish(),
    username: schemas/* string */.YjP().nullish(),
});
const eventSchema = schemas/* object */.Ikc({
    action: schemas/* string */.YjP().optional(),
    sender: user.nullish(),
    pull_request: schemas/* object */.Ikc({
        number: schemas/* int */.Whr().positive(),
        head: schemas/* object */.Ikc({ sha, repo: schemas/* object */.Ikc({ full_name: schemas/* string */.YjP() }).nullish() }),
        user: user.nullish(),
    })
        .optional(),
    issue: schemas/* object */.Ikc({ number: schemas/* int */.Whr().positive(), pull_request: schemas/* unknown */.L5J().optional(), user: user.nullish() })
        .optional(),
    workflow_run: schemas/* object */.Ikc({
        id: schemas/* int */.Whr().positive(),
        run_attempt: schemas/* int */.Whr().positive(),
        head_sha: sha,
        head_branch: schemas/* string */.YjP().nullish(),
        event: schemas/* string */.YjP(),
        name: schemas/* string */.YjP().nullish(),
        head_repository: schemas/* object */.Ikc({ full_name: schemas/* string */.YjP(), owner: user }).nullish(),
        actor: user.nullish(),
        triggering_actor: user.nullish(),
    })
        .optional(),
    merge_group: schemas/* object */.Ikc({ head_sha: sha }).optional(),
    head_commit: schemas/* object */.Ikc({ id: sha, author: person.optional(), committer: person.optional() }).nullish(),
});
/** The event; empty where the variables are not set. A file that is named but unreadable is an environment error. */
async function readEvent(ctx) {
    const name = ctx.env['GITHUB_EVENT_NAME'] ?? '';
    const path = ctx.env['GITHUB_EVENT_PATH'];
    if (!path)
        return { name };
    try {
        return { ...eventSchema.parse(JSON.parse(await (0,promises_.readFile)(path, 'utf8'))), name };
    }
    catch (error) {
        // Some runners (act without -e) name a file that they did not write: there is no payload then.
        if ((0,base/* codeOf */.$N)(error) === 'ENOENT')
            return { name };
        throw (0,base/* environmentError */.me)({
            where: { file: path },
            message: `the event payload of ${name || 'this workflow'} cannot be read: ${(0,base/* messageOf */.bD)(error)}`,
            expected: 'the JSON that GitHub Actions writes to GITHUB_EVENT_PATH',
        }, error);
    }
}
/** The commit that the event itself is about: the head of a pull request, not GITHUB_SHA, which is a merge there. */
function eventCommit(event) {
    return event.pull_request?.head.sha ?? event.merge_group?.head_sha ?? null;
}

;// CONCATENATED MODULE: ./build/host/github/host.js
/** GitHub Actions as a host: run and attempt from its variables, commit and people from the event and from git. */



function githubHost(ctx) {
    const { env } = ctx;
    let event;
    const getEvent = () => {
        event ??= readEvent(ctx);
        return event;
    };
    const commitOf = async (root, last) => {
        const state = await commitState(ctx, root);
        const ofEvent = eventCommit(await getEvent());
        if (ofEvent !== null)
            return { ...state, commit: ofEvent };
        if (state.commit !== null)
            return state;
        // A job without a checkout that downloaded `.assay` goes on with the commit of the job that made it.
        if (last !== null && last.id === env['GITHUB_RUN_ID'])
            return { commit: last.commit };
        return { commit: env['GITHUB_SHA'] || null };
    };
    return {
        kind: 'github',
        async identity(root, config, last) {
            const id = need(ctx, 'GITHUB_RUN_ID');
            const attempt = Number(env['GITHUB_RUN_ATTEMPT'] || '1');
            const triggering = (await getEvent()).workflow_run;
            if (triggering && last !== null && last.id === String(triggering.id)) {
                // A `workflow_run` job that publishes what another run left. Identity comes from the event, which the
                // other run cannot forge; its configuration may be a fork's and is not compared with ours.
                return {
                    id: String(triggering.id),
                    attempt: triggering.run_attempt,
                    commit: triggering.head_sha,
                    config: null,
                };
            }
            return { id, attempt, ...(await commitOf(root, last)), config };
        },
        async actor() {
            return need(ctx, 'GITHUB_ACTOR');
        },
        async authors(root) {
            const payload = await getEvent();
            const { commit } = await commitOf(root, null);
            const { commit: checkedOut } = await commitState(ctx, root);
            // The head of a pull request is not in a shallow checkout of its merge commit; that one has its author.
            const people = new Set();
            for (const id of new Set([commit, checkedOut])) {
                if (id === null)
                    continue;
                for (const name of await commitPeople(ctx, root, id))
                    people.add(name);
            }
            const run = payload.workflow_run;
            const pushed = [payload.head_commit?.author, payload.head_commit?.committer];
            return namesOf([
                ...people,
                ...pushed
                    .filter((who) => who?.email !== 'noreply@github.com')
                    .flatMap((who) => [who?.username, who?.name, who?.email]),
                payload.pull_request?.user?.login,
                run?.actor?.login,
                run?.triggering_actor?.login,
                env['GITHUB_ACTOR'],
                env['GITHUB_TRIGGERING_ACTOR'],
            ]);
        },
        runUrl() {
            const repository = repositoryAddress(ctx);
            const id = env['GITHUB_RUN_ID'];
            if (repository === null || !id)
                return null;
            const attempt = Number(env['GITHUB_RUN_ATTEMPT'] || '1');
            return `${repository}/actions/runs/${id}${attempt > 1 ? `/attempts/${attempt}` : ''}`;
        },
        async repositoryUrl() {
            return repositoryAddress(ctx);
        },
    };
}
function repositoryAddress(ctx) {
    const server = ctx.env['GITHUB_SERVER_URL'] || 'https://github.com';
    const repository = ctx.env['GITHUB_REPOSITORY'];
    return repository ? `${server.replace(/\/+$/, '')}/${repository}` : null;
}
function need(ctx, name) {
    const value = ctx.env[name];
    if (value)
        return value;
    throw (0,base/* environmentError */.me)({
        message: `GITHUB_ACTIONS is true, but ${name} is not set`,
        fix: `pass ${name} on to the step or container (\`docker run --env ${name}\`), or unset GITHUB_ACTIONS to run as a terminal`,
    });
}

// EXTERNAL MODULE: ./node_modules/ulid/dist/node/index.js
var node = __webpack_require__(14125);
;// CONCATENATED MODULE: ./build/host/terminal.js
/** A terminal, or any CI that is not known: the run is a ULID, the people are git's. */


function terminalHost(ctx) {
    return {
        kind: 'terminal',
        async identity(root, config, last) {
            const state = await commitState(ctx, root);
            if (last !== null && continues(last, state, config))
                return { ...last, ...state, config };
            return { id: (0,node/* ulid */.Z0)(ctx.now().getTime()), attempt: 1, ...state, config };
        },
        async actor(root) {
            const [email, name] = await Promise.all([
                gitConfig(ctx, root, 'user.email'),
                gitConfig(ctx, root, 'user.name'),
            ]);
            return email || name || loginOf(ctx) || UNKNOWN;
        },
        async authors(root) {
            const { commit } = await commitState(ctx, root);
            const people = commit === null ? [] : await commitPeople(ctx, root, commit);
            const starter = await Promise.all([
                gitConfig(ctx, root, 'user.email'),
                gitConfig(ctx, root, 'user.name'),
            ]);
            if (starter.some(Boolean))
                return namesOf([...people, ...starter]);
            // Where git knows nobody, the actor is the login: whoever starts the run may not approve it under that name.
            // With no name at all the list stays empty, which is no author to tell an approver from.
            const login = loginOf(ctx) ?? (people.length > 0 ? UNKNOWN : null);
            return namesOf([...people, login]);
        },
        runUrl: () => null,
        repositoryUrl: (root) => originUrl(ctx, root),
    };
}
/** What `actor` says where nothing names a person. Two of them cannot be told apart, so it is an author too. */
const UNKNOWN = 'unknown';
function loginOf(ctx) {
    return ctx.env['USER'] || ctx.env['USERNAME'] || undefined;
}
/** Whether a call belongs to the run before it: the same commit, state of the work tree and configuration. */
function continues(last, state, config) {
    return (last.commit === state.commit && (last.dirty ?? false) === (state.dirty ?? false) && last.config === config);
}

;// CONCATENATED MODULE: ./build/host/detect.js


/** The host that the environment speaks of: `GITHUB_ACTIONS=true` is GitHub (and act), anything else a terminal. */
function detectHost(ctx) {
    return ctx.env['GITHUB_ACTIONS'] === 'true' ? githubHost(ctx) : terminalHost(ctx);
}

;// CONCATENATED MODULE: ./build/host/github/marker.js
/** The hidden line by which a comment of ours is found again, and the key in it. Needs no API client. */

const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
/** The hidden first line of a comment. A key that could end the HTML comment is a usage error. */
function markerOf(key) {
    if (!KEY.test(key)) {
        throw (0,base/* usageError */.Wp)({
            message: `--key ${JSON.stringify(key)} cannot mark a comment`,
            expected: 'letters, digits, ".", "_" and "-", at most 100',
        });
    }
    return `<!-- assay:comment key=${key} -->`;
}
/** The key of a workflow and a configuration: readable, and different for different ones. */
function defaultKey(workflow, config) {
    const slug = workflow
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, '')
        .slice(0, 40);
    return `${slug === '' ? 'assay' : slug}-${(0,base/* sha256 */.sc)(JSON.stringify([workflow, config])).slice(0, 12)}`;
}

;// CONCATENATED MODULE: ./build/host/github/summary.js
/** The job summary: a file that the runner names and reads after the step. */


/** GitHub drops the whole summary of a step that is larger. */
const SUMMARY_BYTES = 1024 * 1024;
/** Bytes that the summary of this step can still take. */
async function summaryRoom(path) {
    try {
        return Math.max(0, SUMMARY_BYTES - (await (0,promises_.stat)(path)).size);
    }
    catch (error) {
        if ((0,base/* codeOf */.$N)(error) === 'ENOENT')
            return SUMMARY_BYTES;
        throw error;
    }
}
async function appendSummary(path, markdown) {
    await (0,promises_.appendFile)(path, `${markdown}\n`);
}

;// CONCATENATED MODULE: ./build/host/index.js
/** Hosts: GitHub Actions, a terminal. Loads no API client; what talks to GitHub is loaded when it is first asked. */






/** Publishing through GitHub's API. Loads its client with the first call. */
const loadGitHub = () => Promise.all(/* import() */[__webpack_require__.e(4119), __webpack_require__.e(1845), __webpack_require__.e(7619)]).then(__webpack_require__.bind(__webpack_require__, 87619));


/***/ }),

/***/ 14125:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BD: () => (/* binding */ monotonicFactory),
/* harmony export */   Z0: () => (/* binding */ ulid)
/* harmony export */ });
/* unused harmony exports MAX_ULID, MIN_ULID, TIME_LEN, TIME_MAX, ULIDError, ULIDErrorCode, decodeTime, encodeTime, fixULIDBase32, incrementBase32, isValid, ulidToUUID, uuidToULID */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);


// These values should NEVER change. The values are precisely for
// generating ULIDs.
const B32_CHARACTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const ENCODING = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's Base32
const ENCODING_LEN = 32; // from ENCODING.length;
const MAX_ULID = "7ZZZZZZZZZZZZZZZZZZZZZZZZZ";
const MIN_ULID = "00000000000000000000000000";
const RANDOM_LEN = 16;
const TIME_LEN = 10;
const TIME_MAX = 281474976710655; // from Math.pow(2, 48) - 1;
const ULID_REGEX = /^[0-7][0-9a-hjkmnp-tv-zA-HJKMNP-TV-Z]{25}$/;
const UUID_REGEX = /^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$/;

var ULIDErrorCode;
(function (ULIDErrorCode) {
    ULIDErrorCode["Base32IncorrectEncoding"] = "B32_ENC_INVALID";
    ULIDErrorCode["DecodeTimeInvalidCharacter"] = "DEC_TIME_CHAR";
    ULIDErrorCode["DecodeTimeValueMalformed"] = "DEC_TIME_MALFORMED";
    ULIDErrorCode["EncodeTimeNegative"] = "ENC_TIME_NEG";
    ULIDErrorCode["EncodeTimeSizeExceeded"] = "ENC_TIME_SIZE_EXCEED";
    ULIDErrorCode["EncodeTimeValueMalformed"] = "ENC_TIME_MALFORMED";
    ULIDErrorCode["PRNGDetectFailure"] = "PRNG_DETECT";
    ULIDErrorCode["ULIDInvalid"] = "ULID_INVALID";
    ULIDErrorCode["Unexpected"] = "UNEXPECTED";
    ULIDErrorCode["UUIDInvalid"] = "UUID_INVALID";
})(ULIDErrorCode || (ULIDErrorCode = {}));
class ULIDError extends Error {
    constructor(errorCode, message) {
        super(`${message} (${errorCode})`);
        this.name = "ULIDError";
        this.code = errorCode;
    }
}

function randomChar(prng) {
    // Currently PRNGs generate fractions from 0 to _less than_ 1, so no "%" is necessary.
    // However, just in case a future PRNG can generate 1,
    // we are applying "% ENCODING LEN" to wrap back to the first character
    const randomPosition = Math.floor(prng() * ENCODING_LEN) % ENCODING_LEN;
    return ENCODING.charAt(randomPosition);
}
function replaceCharAt(str, index, char) {
    if (index > str.length - 1) {
        return str;
    }
    return str.substr(0, index) + char + str.substr(index + 1);
}

// Code from https://github.com/devbanana/crockford-base32/blob/develop/src/index.ts
function crockfordEncode(input) {
    const output = [];
    let bitsRead = 0;
    let buffer = 0;
    const reversedInput = new Uint8Array(input.slice().reverse());
    for (const byte of reversedInput) {
        buffer |= byte << bitsRead;
        bitsRead += 8;
        while (bitsRead >= 5) {
            output.unshift(buffer & 0x1f);
            buffer >>>= 5;
            bitsRead -= 5;
        }
    }
    if (bitsRead > 0) {
        output.unshift(buffer & 0x1f);
    }
    return output.map(byte => B32_CHARACTERS.charAt(byte)).join("");
}
function crockfordDecode(input) {
    const sanitizedInput = input.toUpperCase().split("").reverse().join("");
    const output = [];
    let bitsRead = 0;
    let buffer = 0;
    for (const character of sanitizedInput) {
        const byte = B32_CHARACTERS.indexOf(character);
        if (byte === -1) {
            throw new Error(`Invalid base 32 character found in string: ${character}`);
        }
        buffer |= byte << bitsRead;
        bitsRead += 5;
        while (bitsRead >= 8) {
            output.unshift(buffer & 0xff);
            buffer >>>= 8;
            bitsRead -= 8;
        }
    }
    if (bitsRead >= 5 || buffer > 0) {
        output.unshift(buffer & 0xff);
    }
    return new Uint8Array(output);
}
/**
 * Fix a ULID's Base32 encoding -
 * i and l (case-insensitive) will be treated as 1 and o (case-insensitive) will be treated as 0.
 * hyphens are ignored during decoding.
 * @param id The ULID
 * @returns The cleaned up ULID
 */
function fixULIDBase32(id) {
    return id.replace(/i/gi, "1").replace(/l/gi, "1").replace(/o/gi, "0").replace(/-/g, "");
}
function incrementBase32(str) {
    let done = undefined, index = str.length, char, charIndex, output = str;
    const maxCharIndex = ENCODING_LEN - 1;
    while (!done && index-- >= 0) {
        char = output[index];
        charIndex = ENCODING.indexOf(char);
        if (charIndex === -1) {
            throw new ULIDError(ULIDErrorCode.Base32IncorrectEncoding, "Incorrectly encoded string");
        }
        if (charIndex === maxCharIndex) {
            output = replaceCharAt(output, index, ENCODING[0]);
            continue;
        }
        done = replaceCharAt(output, index, ENCODING[charIndex + 1]);
    }
    if (typeof done === "string") {
        return done;
    }
    throw new ULIDError(ULIDErrorCode.Base32IncorrectEncoding, "Failed incrementing string");
}

/**
 * Decode time from a ULID
 * @param id The ULID
 * @returns The decoded timestamp
 */
function decodeTime(id) {
    if (id.length !== TIME_LEN + RANDOM_LEN) {
        throw new ULIDError(ULIDErrorCode.DecodeTimeValueMalformed, "Malformed ULID");
    }
    const time = id
        .substr(0, TIME_LEN)
        .toUpperCase()
        .split("")
        .reverse()
        .reduce((carry, char, index) => {
        const encodingIndex = ENCODING.indexOf(char);
        if (encodingIndex === -1) {
            throw new ULIDError(ULIDErrorCode.DecodeTimeInvalidCharacter, `Time decode error: Invalid character: ${char}`);
        }
        return (carry += encodingIndex * Math.pow(ENCODING_LEN, index));
    }, 0);
    if (time > TIME_MAX) {
        throw new ULIDError(ULIDErrorCode.DecodeTimeValueMalformed, `Malformed ULID: timestamp too large: ${time}`);
    }
    return time;
}
/**
 * Detect the best PRNG (pseudo-random number generator)
 * @param root The root to check from (global/window)
 * @returns The PRNG function
 */
function detectPRNG(root) {
    const rootLookup = detectRoot();
    const globalCrypto = (rootLookup && (rootLookup.crypto || rootLookup.msCrypto)) ||
        (typeof node_crypto__WEBPACK_IMPORTED_MODULE_0__ !== "undefined" ? node_crypto__WEBPACK_IMPORTED_MODULE_0__ : null);
    if (typeof globalCrypto?.getRandomValues === "function") {
        return () => {
            const buffer = new Uint8Array(1);
            globalCrypto.getRandomValues(buffer);
            return buffer[0] / 256;
        };
    }
    else if (typeof globalCrypto?.randomBytes === "function") {
        return () => globalCrypto.randomBytes(1).readUInt8() / 256;
    }
    else if (node_crypto__WEBPACK_IMPORTED_MODULE_0__?.randomBytes) {
        return () => node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes(1).readUInt8() / 256;
    }
    throw new ULIDError(ULIDErrorCode.PRNGDetectFailure, "Failed to find a reliable PRNG");
}
function detectRoot() {
    if (inWebWorker())
        return self;
    if (typeof window !== "undefined") {
        return window;
    }
    if (typeof global !== "undefined") {
        return global;
    }
    if (typeof globalThis !== "undefined") {
        return globalThis;
    }
    return null;
}
function encodeRandom(len, prng) {
    let str = "";
    for (; len > 0; len--) {
        str = randomChar(prng) + str;
    }
    return str;
}
/**
 * Encode the time portion of a ULID
 * @param now The current timestamp
 * @param len Length to generate
 * @returns The encoded time
 */
function encodeTime(now, len = TIME_LEN) {
    if (isNaN(now)) {
        throw new ULIDError(ULIDErrorCode.EncodeTimeValueMalformed, `Time must be a number: ${now}`);
    }
    else if (now > TIME_MAX) {
        throw new ULIDError(ULIDErrorCode.EncodeTimeSizeExceeded, `Cannot encode a time larger than ${TIME_MAX}: ${now}`);
    }
    else if (now < 0) {
        throw new ULIDError(ULIDErrorCode.EncodeTimeNegative, `Time must be positive: ${now}`);
    }
    else if (Number.isInteger(now) === false) {
        throw new ULIDError(ULIDErrorCode.EncodeTimeValueMalformed, `Time must be an integer: ${now}`);
    }
    let mod, str = "";
    for (let currentLen = len; currentLen > 0; currentLen--) {
        mod = now % ENCODING_LEN;
        str = ENCODING.charAt(mod) + str;
        now = (now - mod) / ENCODING_LEN;
    }
    return str;
}
function inWebWorker() {
    // @ts-ignore
    return typeof WorkerGlobalScope !== "undefined" && self instanceof WorkerGlobalScope;
}
/**
 * Check if a ULID is valid
 * @param id The ULID to test
 * @returns True if valid, false otherwise
 * @example
 *   isValid("01HNZX8JGFACFA36RBXDHEQN6E"); // true
 *   isValid(""); // false
 */
function isValid(id) {
    return (typeof id === "string" &&
        id.length === TIME_LEN + RANDOM_LEN &&
        id
            .toUpperCase()
            .split("")
            .every(char => ENCODING.indexOf(char) !== -1));
}
/**
 * Create a ULID factory to generate monotonically-increasing
 *  ULIDs
 * @param prng The PRNG to use
 * @returns A ulid factory
 * @example
 *  const ulid = monotonicFactory();
 *  ulid(); // "01HNZXD07M5CEN5XA66EMZSRZW"
 */
function monotonicFactory(prng) {
    const currentPRNG = prng || detectPRNG();
    let lastTime = 0, lastRandom;
    return function _ulid(seedTime) {
        const seed = !seedTime || isNaN(seedTime) ? Date.now() : seedTime;
        if (seed <= lastTime) {
            const incrementedRandom = (lastRandom = incrementBase32(lastRandom));
            return encodeTime(lastTime, TIME_LEN) + incrementedRandom;
        }
        lastTime = seed;
        const newRandom = (lastRandom = encodeRandom(RANDOM_LEN, currentPRNG));
        return encodeTime(seed, TIME_LEN) + newRandom;
    };
}
/**
 * Generate a ULID
 * @param seedTime Optional time seed
 * @param prng Optional PRNG function
 * @returns A ULID string
 * @example
 *  ulid(); // "01HNZXD07M5CEN5XA66EMZSRZW"
 */
function ulid(seedTime, prng) {
    const currentPRNG = prng || detectPRNG();
    const seed = !seedTime || isNaN(seedTime) ? Date.now() : seedTime;
    return encodeTime(seed, TIME_LEN) + encodeRandom(RANDOM_LEN, currentPRNG);
}

/**
 * Convert a ULID to a UUID
 * @param ulid The ULID to convert
 * @returns A UUID string
 */
function ulidToUUID(ulid) {
    const isValid = ULID_REGEX.test(ulid);
    if (!isValid) {
        throw new ULIDError(ULIDErrorCode.ULIDInvalid, `Invalid ULID: ${ulid}`);
    }
    const uint8Array = crockfordDecode(ulid);
    let uuid = Array.from(uint8Array)
        .map(byte => byte.toString(16).padStart(2, "0"))
        .join("");
    uuid =
        uuid.substring(0, 8) +
            "-" +
            uuid.substring(8, 12) +
            "-" +
            uuid.substring(12, 16) +
            "-" +
            uuid.substring(16, 20) +
            "-" +
            uuid.substring(20);
    return uuid.toUpperCase();
}
/**
 * Convert a UUID to a ULID
 * @param uuid The UUID to convert
 * @returns A ULID string
 */
function uuidToULID(uuid) {
    const isValid = UUID_REGEX.test(uuid);
    if (!isValid) {
        throw new ULIDError(ULIDErrorCode.UUIDInvalid, `Invalid UUID: ${uuid}`);
    }
    const bytes = uuid.replace(/-/g, "").match(/.{1,2}/g);
    if (!bytes) {
        throw new ULIDError(ULIDErrorCode.Unexpected, `Failed parsing UUID bytes: ${uuid}`);
    }
    const uint8Array = new Uint8Array(bytes.map(byte => parseInt(byte, 16)));
    return crockfordEncode(uint8Array);
}




/***/ })

};
