export const id = 9997;
export const ids = [9997];
export const modules = {

/***/ 99829:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CACHE_VARIABLE: () => (/* binding */ CACHE_VARIABLE),
/* harmony export */   PATH_VARIABLE: () => (/* binding */ PATH_VARIABLE),
/* harmony export */   cacheRoots: () => (/* binding */ cacheRoots),
/* harmony export */   findEngine: () => (/* binding */ findEngine),
/* harmony export */   here: () => (/* binding */ here),
/* harmony export */   inFolder: () => (/* binding */ inFolder)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98995);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(73136);
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9216);
/* harmony import */ var _locked_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(67080);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(38316);
/** Where an engine may lie on this machine, in the order of looking. Reads folders; installs nothing. */








/** Variable that names a folder with the engines: a node_modules, a folder with one, or an engines cache. */
const PATH_VARIABLE = 'ASSAY_ENGINES_PATH';
/** Variable that names the folder to keep installed engines in, before any other: the one a workflow caches. */
const CACHE_VARIABLE = 'ASSAY_ENGINES_CACHE';
/** Folders that installed engines are kept in, the preferred one first. The first that can be written is filled. */
function cacheRoots(env, system = process.platform) {
    const roots = [];
    const named = env[CACHE_VARIABLE];
    if (named)
        roots.push({ origin: 'cache', folder: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.resolve)(named) });
    const tools = env['RUNNER_TOOL_CACHE'];
    if (tools)
        roots.push({ origin: 'tool cache', folder: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(tools, 'assay-engines') });
    const home = env[system === 'win32' ? 'USERPROFILE' : 'HOME'] || (0,node_os__WEBPACK_IMPORTED_MODULE_2__.homedir)();
    const base = system === 'win32'
        ? env['LOCALAPPDATA'] || (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(home, 'AppData', 'Local')
        : // The specification of these folders says that a relative path is to be ignored.
            env['XDG_CACHE_HOME'] && (0,node_path__WEBPACK_IMPORTED_MODULE_3__.isAbsolute)(env['XDG_CACHE_HOME'])
                ? env['XDG_CACHE_HOME']
                : (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(home, '.cache');
    roots.push({ origin: 'user cache', folder: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(base, 'assay', 'engines') });
    return roots;
}
/**
 * Looks for an engine: the user's path, then a node_modules beside or above the running code, then the caches.
 * Null where it is nowhere. A user's path without the engine is an environment error: another copy than the one
 * asked for would be used unseen. A node_modules with another version, or for another platform, is passed over.
 */
function findEngine(ctx, engine, platform, from = here()) {
    const chosen = ctx.env[PATH_VARIABLE];
    if (chosen)
        return atUsersPath((0,node_path__WEBPACK_IMPORTED_MODULE_3__.resolve)(ctx.cwd, chosen), engine, platform);
    for (const folder of upwards(from)) {
        const found = inFolder(folder, engine, platform, 'node_modules');
        if (found === null)
            continue;
        if (found.version === _locked_js__WEBPACK_IMPORTED_MODULE_6__/* .LOCKED */ .$[engine].version)
            return found;
        ctx.log.debug(`${found.manifest} is ${engine} ${found.version}, not ${_locked_js__WEBPACK_IMPORTED_MODULE_6__/* .LOCKED */ .$[engine].version}: passed over`);
    }
    for (const root of cacheRoots(ctx.env)) {
        const found = inFolder((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(root.folder, (0,_table_js__WEBPACK_IMPORTED_MODULE_7__/* .folderName */ .ub)(engine, platform)), engine, platform, root.origin);
        if (found !== null)
            return found;
    }
    return null;
}
/** What says that a part is not there; also in the middle, where another process replaces the folder. */
const ABSENT = new Set(['MODULE_NOT_FOUND', 'ERR_PACKAGE_PATH_NOT_EXPORTED', 'ENOENT', 'ENOTDIR']);
/** The engine in the node_modules of a folder, or null where it is absent, incomplete or for another platform. */
function inFolder(folder, engine, platform, origin) {
    try {
        const manifest = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, 'node_modules', _locked_js__WEBPACK_IMPORTED_MODULE_6__/* .LOCKED */ .$[engine].module, 'package.json'));
        const packages = new Set();
        let at = manifest;
        for (const step of _table_js__WEBPACK_IMPORTED_MODULE_7__/* .ENGINES */ .ug[engine].probe(platform)) {
            at = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)((0,node_module__WEBPACK_IMPORTED_MODULE_1__.createRequire)(at).resolve(step));
            packages.add(packageOf(at));
        }
        return { engine, version: versionOf(manifest), origin, manifest, packages: [...packages] };
    }
    catch (error) {
        if (ABSENT.has((0,_base_index_js__WEBPACK_IMPORTED_MODULE_5__/* .codeOf */ .$N)(error) ?? ''))
            return null;
        throw error;
    }
}
function atUsersPath(path, engine, platform) {
    const parents = [path, (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(path, (0,_table_js__WEBPACK_IMPORTED_MODULE_7__/* .folderName */ .ub)(engine, platform))];
    if (path.endsWith(`${node_path__WEBPACK_IMPORTED_MODULE_3__.sep}node_modules`))
        parents.unshift((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(path));
    for (const folder of parents) {
        const found = inFolder(folder, engine, platform, 'path');
        if (found !== null)
            return found;
    }
    throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_5__/* .environmentError */ .me)({
        where: { file: path },
        message: `${PATH_VARIABLE} names a folder without ${_table_js__WEBPACK_IMPORTED_MODULE_7__/* .ENGINES */ .ug[engine].title} for ${platform}`,
        expected: `node_modules/${_locked_js__WEBPACK_IMPORTED_MODULE_6__/* .LOCKED */ .$[engine].module} in it, or a folder ${(0,_table_js__WEBPACK_IMPORTED_MODULE_7__/* .folderName */ .ub)(engine, platform)}`,
        fix: `run \`npm install ${_locked_js__WEBPACK_IMPORTED_MODULE_6__/* .LOCKED */ .$[engine].module}@${_locked_js__WEBPACK_IMPORTED_MODULE_6__/* .LOCKED */ .$[engine].version}\` there, or unset ${PATH_VARIABLE}`,
    });
}
/** The folder of the running code: of the bundle, or of this source. */
function here() {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)((0,node_url__WEBPACK_IMPORTED_MODULE_4__.fileURLToPath)(import.meta.url));
}
function* upwards(from) {
    for (let folder = from;; folder = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(folder)) {
        yield folder;
        if ((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(folder) === folder)
            return;
    }
}
function packageOf(file) {
    for (const folder of upwards((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(file))) {
        // A package.json without a name only sets the module type of a folder inside a package.
        const manifest = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, 'package.json');
        if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(manifest) && 'name' in parsed(manifest))
            return folder;
    }
    return (0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(file);
}
function versionOf(manifest) {
    const content = parsed(manifest);
    return 'version' in content && typeof content.version === 'string' ? content.version : 'unknown';
}
function parsed(manifest) {
    const content = JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(manifest, 'utf8'));
    return typeof content === 'object' && content !== null ? content : {};
}


/***/ }),

/***/ 19997:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  pJ: () => (/* reexport */ MODEL_LIMITS),
  c5: () => (/* reexport */ ModelFailure),
  z7: () => (/* reexport */ defaultMemory),
  PT: () => (/* reexport */ engineStatus),
  Ms: () => (/* reexport */ entryOf),
  jy: () => (/* binding */ installEngines),
  aD: () => (/* reexport */ load/* loadOnnxRuntime */.aD),
  Gz: () => (/* reexport */ modelLoadCheck),
  OT: () => (/* binding */ onnxRuntimeVersion),
  qI: () => (/* binding */ openDatabase),
  FT: () => (/* reexport */ prepareEngines),
  JO: () => (/* reexport */ startModelProcess),
  to: () => (/* reexport */ writeShim)
});

// UNUSED EXPORTS: CACHE_VARIABLE, PATH_VARIABLE, cacheFolder, cacheKey

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var base = __webpack_require__(9216);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./build/engines/spill.js
/**
 * The folder that DuckDB spills to. Its name says which process made it, so that the next call can remove what a
 * killed one left behind.
 */




const NAME = /^assay-duckdb-([0-9a-f]{8})-(\d+)-(\d+)-[A-Za-z0-9]{6}$/;
/** Makes the folder, after removing those whose process is gone. */
function makeSpillFolder(parent = (0,external_node_os_.tmpdir)(), pid = process.pid) {
    removeStale(parent);
    return (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(parent, `assay-duckdb-${machine()}-${pid}-${startOf(pid)}-`));
}
/**
 * Removes folders of processes that are gone, and only of this machine and this space of process ids: another
 * container that shares the folder may have a process that cannot be seen from here.
 */
function removeStale(parent) {
    const here = machine();
    for (const name of (0,external_node_fs_.readdirSync)(parent)) {
        const [, where, pid, start] = NAME.exec(name) ?? [];
        if (where !== here || pid === undefined || isRunning(Number(pid), start ?? ''))
            continue;
        try {
            (0,external_node_fs_.rmSync)((0,external_node_path_.join)(parent, name), { recursive: true, force: true });
        }
        catch (error) {
            // Of another user, or removed by another call at this moment: not ours to mend.
            if (!['EACCES', 'EPERM', 'ENOENT', 'ENOTEMPTY', 'EBUSY'].includes((0,base/* codeOf */.$N)(error) ?? ''))
                throw error;
        }
    }
}
function isRunning(pid, start) {
    try {
        process.kill(pid, 0);
    }
    catch (error) {
        return (0,base/* codeOf */.$N)(error) !== 'ESRCH';
    }
    // The id may have been given to another process since.
    return startOf(pid) === start;
}
/** When a process started, in ticks since the machine did; `0` where the system does not tell. */
function startOf(pid) {
    try {
        const text = (0,external_node_fs_.readFileSync)(`/proc/${pid}/stat`, 'utf8');
        return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '0';
    }
    catch (error) {
        if ((0,base/* codeOf */.$N)(error) === undefined)
            throw error;
        return '0';
    }
}
let known;
function machine() {
    known ??= (0,base/* sha256 */.sc)(`${(0,external_node_os_.hostname)()}\0${idSpace()}`).slice(0, 8);
    return known;
}
function idSpace() {
    try {
        return (0,external_node_fs_.readlinkSync)('/proc/self/ns/pid');
    }
    catch (error) {
        if ((0,base/* codeOf */.$N)(error) === undefined)
            throw error;
        return '';
    }
}

;// CONCATENATED MODULE: ./build/engines/values.js
/**
 * Rows as plain objects, column name → value:
 * - every integer type: number within ±(2^53 − 1), else bigint;
 * - FLOAT, DOUBLE: number, with NaN and the infinities as they are;
 * - DECIMAL: the nearest number (cast to VARCHAR in SQL where every digit counts);
 * - BOOLEAN: boolean; VARCHAR, ENUM, UUID, JSON: string; NULL: null; BLOB: Uint8Array;
 * - DATE, TIME, TIMESTAMP of every kind, INTERVAL, BIT: the text that DuckDB's cast to VARCHAR gives, such as
 *   `2001-01-31` and `2001-01-31 12:00:00.5`; with a time zone in UTC, `2001-01-31 12:00:00+00`;
 * - LIST, ARRAY: array; STRUCT: object; MAP: array of `{key, value}`; UNION: its value.
 */
function plainRows(api, reader) {
    const convert = (value) => plainValue(api, value);
    const names = reader.deduplicatedColumnNames();
    const columns = reader.getColumns();
    const rows = [];
    for (let index = 0; index < reader.currentRowCount; index += 1) {
        const row = {};
        names.forEach((name, column) => {
            row[name] = convert(columns[column]?.[index] ?? null);
        });
        rows.push(row);
    }
    return rows;
}
/** One value, as `plainRows` says. */
function plainValue(api, value) {
    if (typeof value === 'bigint') {
        const number = Number(value);
        return Number.isSafeInteger(number) ? number : value;
    }
    if (value === null || typeof value !== 'object')
        return value;
    if (value instanceof api.DuckDBDecimalValue)
        return value.toDouble();
    if (value instanceof api.DuckDBBlobValue)
        return new Uint8Array(value.bytes);
    if (value instanceof api.DuckDBListValue || value instanceof api.DuckDBArrayValue) {
        return value.items.map((item) => plainValue(api, item));
    }
    if (value instanceof api.DuckDBStructValue) {
        return Object.fromEntries(Object.entries(value.entries).map(([key, item]) => [key, plainValue(api, item)]));
    }
    if (value instanceof api.DuckDBMapValue) {
        return value.entries.map((entry) => ({
            key: plainValue(api, entry.key),
            value: plainValue(api, entry.value),
        }));
    }
    if (value instanceof api.DuckDBUnionValue)
        return plainValue(api, value.value);
    return String(value);
}

;// CONCATENATED MODULE: ./build/engines/duckdb.js
/**
 * DuckDB in memory behind the `Database` interface: parameters in, plain rows out, interrupted when the call
 * is cancelled, its temporary files removed when it is closed.
 */




/**
 * Opens an empty database in memory with the API that was loaded.
 * What does not fit in memory goes to a folder of its own under the system's temporary folder; `close` removes it, and after a kill the next call does.
 * Results are in UTC and do not depend on the machine's time zone.
 * Errors of a query are DuckDB's own; a full disk and a spent memory limit are environment errors;
 * after cancellation every call throws the reason of `ctx.signal`.
 */
async function openDuckDb(ctx, api, options = {}) {
    ctx.signal.throwIfAborted();
    const spill = makeSpillFolder();
    const settings = { temp_directory: spill };
    if (options.memory !== undefined)
        settings.memory_limit = options.memory;
    if (options.threads !== undefined)
        settings.threads = String(options.threads);
    let instance;
    let connection;
    try {
        instance = await api.DuckDBInstance.create(':memory:', settings);
        connection = await instance.connect();
        await connection.run("SET TimeZone = 'UTC'");
    }
    catch (error) {
        instance?.closeSync();
        (0,external_node_fs_.rmSync)(spill, { recursive: true, force: true });
        throw (0,base/* environmentError */.me)({ message: `DuckDB cannot start: ${(0,base/* messageOf */.bD)(error)}` }, error);
    }
    return new InMemoryDatabase(ctx, api, instance, connection, spill);
}
class InMemoryDatabase {
    ctx;
    api;
    instance;
    spill;
    connection;
    interrupt;
    open = true;
    constructor(ctx, api, instance, connection, spill) {
        this.ctx = ctx;
        this.api = api;
        this.instance = instance;
        this.spill = spill;
        this.connection = connection;
        this.interrupt = () => connection.interrupt();
        ctx.signal.addEventListener('abort', this.interrupt, { once: true });
    }
    async all(sql, params) {
        return this.guarded(async () => {
            const reader = await this.connection.runAndReadAll(sql, ...this.bound(params));
            return plainRows(this.api, reader);
        });
    }
    async run(sql, params) {
        await this.guarded(() => this.connection.run(sql, ...this.bound(params)));
    }
    close() {
        if (!this.open)
            return;
        this.open = false;
        this.ctx.signal.removeEventListener('abort', this.interrupt);
        this.connection.closeSync();
        this.instance.closeSync();
        (0,external_node_fs_.rmSync)(this.spill, { recursive: true, force: true });
    }
    /** Whole numbers are bound as integers, so that LIMIT and integer columns take them as they are. */
    bound(params) {
        if (params === undefined)
            return [];
        const values = params.map((value) => (Number.isSafeInteger(value) ? BigInt(value) : value));
        const types = values.map((value) => {
            if (value === null)
                return this.api.SQLNULL;
            if (typeof value === 'string')
                return this.api.VARCHAR;
            if (typeof value === 'boolean')
                return this.api.BOOLEAN;
            if (typeof value === 'number')
                return this.api.DOUBLE;
            return BigInt.asIntN(64, value) === value ? this.api.BIGINT : this.api.HUGEINT;
        });
        return [values, types];
    }
    async guarded(work) {
        this.ctx.signal.throwIfAborted();
        try {
            return await work();
        }
        catch (error) {
            this.ctx.signal.throwIfAborted();
            throw explained(error);
        }
    }
}
/** DuckDB's errors that come from the machine and not from the query. */
function explained(error) {
    const message = (0,base/* messageOf */.bD)(error);
    if (/^Out of Memory Error/m.test(message)) {
        return (0,base/* environmentError */.me)({
            message: `DuckDB ran out of memory: ${message}`,
            fix: 'allow more memory (`assay validate --memory`), or free space in the temporary folder',
        }, error);
    }
    if (/No space left on device|not enough space on the disk/i.test(message)) {
        return (0,base/* environmentError */.me)({ message: `the disk is full: ${message}`, fix: 'free space, then run again' }, error);
    }
    return error;
}

// EXTERNAL MODULE: ./build/engines/load.js
var load = __webpack_require__(88346);
// EXTERNAL MODULE: ./build/engines/locked.js
var locked = __webpack_require__(67080);
// EXTERNAL MODULE: ./build/engines/table.js
var table = __webpack_require__(38316);
// EXTERNAL MODULE: ./build/engines/find.js
var find = __webpack_require__(99829);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/engines/model/host.js + 1 modules
var host = __webpack_require__(35419);
// EXTERNAL MODULE: ./build/engines/model/messages.js
var messages = __webpack_require__(86132);
;// CONCATENATED MODULE: ./build/engines/model/process.js
/**
 * Runs ONNX models in a process of their own with limits: a model that crashes, hangs or eats memory ends that
 * process and not ours. `session.run` also blocks the process it is in (onnxruntime#19611), so that ours can fill
 * the next batch meanwhile.
 */







/** A model that gave no answer: a fact about the model, and so a verdict. */
class ModelFailure extends Error {
    kind;
    name = 'ModelFailure';
    constructor(kind, message) {
        super(message);
        this.kind = kind;
    }
}
/** Memory that a model may take where nothing is configured: four fifths of what this machine or container has. */
function defaultMemory() {
    const allowed = process.constrainedMemory?.() ?? 0;
    const all = (0,external_node_os_.totalmem)();
    return Math.floor(0.8 * (allowed > 0 && allowed < all ? allowed : all));
}
const MODEL_LIMITS = { batchMs: 300_000, totalMs: 7_200_000 };
/**
 * A process for models. Without `ctx.program` (the library in a test) the models run in this one, and no limit
 * holds. Close it always.
 */
async function startModelProcess(ctx, limits) {
    // Here, and not in the other process: an engine that is nowhere is installed with our rights and messages.
    const { manifest } = await (0,load/* findOrInstall */.Ye)(ctx, 'onnxruntime');
    ctx.signal.throwIfAborted();
    return ctx.program === undefined
        ? new Inline(new host/* ModelHost */.C((0,load/* loadFrom */.TH)(manifest)), ctx.signal)
        : new Child(ctx, ctx.program, manifest, limits);
}
class Inline {
    host;
    signal;
    peakBytes = null;
    queue = Promise.resolve();
    constructor(host, signal) {
        this.host = host;
        this.signal = signal;
    }
    ask(order) {
        const answer = this.queue.then(async () => {
            this.signal.throwIfAborted();
            try {
                return (await this.host.handle(order));
            }
            catch (error) {
                throw new ModelFailure('refused', (0,base/* messageOf */.bD)(error));
            }
        });
        this.queue = answer.catch(() => undefined);
        return answer;
    }
    async close() {
        await this.queue;
        await this.host.release();
    }
}
/** What a process that runs a stranger's model needs of the environment; no token of ours is among it. */
const VARIABLES = /^(PATH|HOME|TMPDIR|TEMP|TMP|SystemRoot|LANG|LC_.*|LD_LIBRARY_PATH|DYLD_.*|OMP_.*)$/i;
function plainEnvironment(env) {
    return Object.fromEntries(Object.entries(env).filter(([name]) => VARIABLES.test(name)));
}
const WATCH_MS = 50;
const TAIL = 2000;
/** The last words of a process may come after its end. */
const LAST_WORDS_MS = 50;
class Child {
    ctx;
    limits;
    peakBytes = 0;
    child;
    waiting = new Map();
    watch;
    whole;
    timer;
    ticket = 0;
    ended = null;
    tail = '';
    closing = false;
    gone;
    abort;
    constructor(ctx, program, manifest, limits) {
        this.ctx = ctx;
        this.limits = limits;
        this.child = (0,external_node_child_process_.fork)(program, [messages/* MODEL_WORKER */.D], {
            env: plainEnvironment(ctx.env),
            execArgv: [],
            serialization: 'advanced',
            stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        });
        const { child } = this;
        this.gone = new Promise((resolve) => {
            child.on('exit', (code, signal) => {
                setTimeout(() => {
                    this.fail(crashed(code, signal, this.tail));
                    resolve();
                }, LAST_WORDS_MS);
            });
            child.on('error', (error) => {
                this.fail(new ModelFailure('crashed', (0,base/* messageOf */.bD)(error)));
                if (child.pid === undefined)
                    resolve();
            });
        });
        child.stderr?.on('data', (chunk) => {
            this.tail = (this.tail + chunk.toString()).slice(-TAIL);
        });
        child.on('message', (message) => this.answered(message));
        this.abort = () => this.end(ctx.signal.reason);
        ctx.signal.addEventListener('abort', this.abort, { once: true });
        this.whole = setTimeout(() => this.end(new ModelFailure('timeout', `it ran longer than ${shownTime(limits.totalMs)} in all`)), limits.totalMs);
        this.watch = setInterval(() => this.weigh(), WATCH_MS);
        if (child.pid !== undefined) {
            // Where memory runs out faster than it is watched, the system ends this process and not ours.
            (0,promises_.writeFile)(`/proc/${child.pid}/oom_score_adj`, '1000').catch((error) => ctx.log.debug(`the model's process is not preferred when memory runs out: ${(0,base/* messageOf */.bD)(error)}`));
        }
        this.send({ type: 'start', manifest });
    }
    ask(order) {
        if (this.ended !== null)
            return Promise.reject(this.ended.error);
        this.ticket += 1;
        const { ticket } = this;
        const answer = new Promise((resolve, reject) => this.waiting.set(ticket, { resolve, reject }));
        if (this.waiting.size === 1)
            this.restartTimer();
        this.send({ type: 'order', ticket, order });
        return answer;
    }
    async close() {
        this.closing = true;
        if (this.child.connected)
            this.child.disconnect();
        // It has nothing to finish: what was asked was answered, or is not wanted any more.
        this.child.kill('SIGKILL');
        await this.gone;
    }
    send(message) {
        if (this.child.connected)
            this.child.send(message, () => undefined);
    }
    answered(message) {
        this.peakBytes = Math.max(this.peakBytes ?? 0, message.peakBytes);
        const waiting = this.waiting.get(message.ticket);
        this.waiting.delete(message.ticket);
        this.restartTimer();
        if (message.peakBytes > this.limits.memoryBytes)
            this.tooLarge(message.peakBytes);
        if (message.reply !== undefined)
            waiting?.resolve(message.reply);
        else
            waiting?.reject(new ModelFailure('refused', message.refused ?? 'it gave no answer'));
    }
    /** The time of an order begins when the one before it is answered. */
    restartTimer() {
        clearTimeout(this.timer);
        if (this.waiting.size === 0 || this.ended !== null)
            return;
        const { batchMs } = this.limits;
        this.timer = setTimeout(() => this.end(new ModelFailure('timeout', `it gave no answer within ${shownTime(batchMs)}`)), batchMs);
    }
    weigh() {
        const bytes = this.child.pid === undefined ? null : (0,base/* residentBytes */.Sc)(this.child.pid);
        if (bytes === null)
            return;
        this.peakBytes = Math.max(this.peakBytes ?? 0, bytes);
        if (bytes > this.limits.memoryBytes)
            this.tooLarge(bytes);
    }
    tooLarge(bytes) {
        const limit = shownBytes(this.limits.memoryBytes);
        this.end(new ModelFailure('memory', `it took ${shownBytes(bytes)} of memory, and ${limit} are allowed`));
    }
    end(error) {
        this.fail(error);
        this.child.kill('SIGKILL');
    }
    /** The first reason is the true one: the end that follows from it is none of its own. */
    fail(error) {
        clearTimeout(this.timer);
        clearTimeout(this.whole);
        clearInterval(this.watch);
        this.ctx.signal.removeEventListener('abort', this.abort);
        if (this.ended !== null)
            return;
        this.ended = { error };
        for (const { reject } of this.waiting.values())
            reject(this.closing ? new Error('closed') : error);
        this.waiting.clear();
    }
}
function crashed(code, signal, tail) {
    const how = signal === null ? `its process ended with exit code ${code}` : `its process was ended by ${signal}`;
    const hint = signal === 'SIGKILL' ? ' (often because memory ran out)' : '';
    const words = tail.trim() === '' ? '' : `: ${tail.trim()}`;
    return new ModelFailure('crashed', `${how}${hint}${words}`);
}
function shownTime(ms) {
    return ms < 1000 ? `${ms} ms` : `${Math.round(ms / 100) / 10} s`;
}
function shownBytes(bytes) {
    return `${Math.round(bytes / 2 ** 20)} MiB`;
}
/**
 * Has the engine ready, and gives a check that loads a file in a process of its own: a model that crashes the
 * runtime, or takes all memory, is told like one that it refuses.
 */
async function modelLoadCheck(ctx) {
    const limits = { ...MODEL_LIMITS, memoryBytes: defaultMemory() };
    // Loads it here too: a runtime that cannot be loaded at all is no fault of a model.
    (0,load/* loadFrom */.TH)((await (0,load/* findOrInstall */.Ye)(ctx, 'onnxruntime')).manifest);
    return async (path) => {
        const model = await startModelProcess(ctx, limits);
        try {
            await model.ask({ type: 'load', key: 'model', path });
            return null;
        }
        catch (error) {
            if (error instanceof ModelFailure)
                return error.message;
            throw error;
        }
        finally {
            await model.close();
        }
    };
}

;// CONCATENATED MODULE: ./build/engines/model/index.js


;// CONCATENATED MODULE: ./build/engines/setup.js
/** What the action `setup` does: engines from the Actions cache or the registry, and `assay` on the PATH. */





/** Raised where the layout of a kept folder changes. */
const LAYOUT = 1;
/** Key of the engines in a cache: other versions or another platform have another key. No comma, below 512 characters. */
function cacheKey(platform = (0,table/* platformOf */.tj)()) {
    const versions = table/* ENGINE_NAMES */.Gw.map((engine) => `${engine}-${locked/* LOCKED */.$[engine].version}`).join('-');
    return `assay-engines-${LAYOUT}-${versions}-${platform}`;
}
/** The folder that installed engines are kept in, and that a cache should keep. */
function cacheFolder(ctx) {
    const [first] = (0,find.cacheRoots)(ctx.env);
    if (first === undefined)
        throw new TypeError('there is always a folder of the user');
    return first.folder;
}
/**
 * Has the engines ready: those on the machine stay, else the Actions cache is asked, else they are installed and
 * kept in that cache. Failures of the cache are warnings; an engine that can't be had is an environment error.
 */
async function prepareEngines(ctx, options) {
    const platform = options.platform ?? (0,table/* platformOf */.tj)();
    const missing = () => table/* ENGINE_NAMES */.Gw.filter((engine) => (0,find.findEngine)(ctx, engine, platform, options.from) === null);
    if (missing().length === 0)
        return { restored: false, installed: [], saved: false };
    const folder = cacheFolder(ctx);
    const key = cacheKey(platform);
    const cache = options.cache ? await Promise.all(/* import() */[__webpack_require__.e(4119), __webpack_require__.e(6780), __webpack_require__.e(759), __webpack_require__.e(3838), __webpack_require__.e(2645), __webpack_require__.e(2380)]).then(__webpack_require__.bind(__webpack_require__, 12380)) : null;
    const restored = cache !== null && (await cache.restore(ctx, folder, key, options.service));
    const installed = missing();
    if (installed.length > 0) {
        const { installEngine } = await Promise.all(/* import() */[__webpack_require__.e(759), __webpack_require__.e(2879), __webpack_require__.e(8517)]).then(__webpack_require__.bind(__webpack_require__, 18896));
        for (const engine of installed)
            await installEngine(ctx, engine, platform);
    }
    // A kept folder is never replaced under its key: one without all engines would stay so.
    const complete = table/* ENGINE_NAMES */.Gw.every((engine) => (0,find.inFolder)((0,external_node_path_.join)(folder, (0,table/* folderName */.ub)(engine, platform)), engine, platform, 'cache') !== null);
    const wanted = cache !== null && installed.length > 0 && complete;
    const saved = wanted && (await cache.save(ctx, folder, key, options.service));
    return { restored, installed, saved };
}
/**
 * Writes the command `assay` into a folder: a script for POSIX shells and one for Windows, both running `entry`
 * with `node`, for machines whose PATH has no Node.
 */
async function writeShim(folder, node, entry) {
    await (0,promises_.mkdir)(folder, { recursive: true });
    const posix = (0,external_node_path_.join)(folder, 'assay');
    const quoted = [node, entry].map((part) => `'${part.replaceAll("'", "'\\''")}'`).join(' ');
    await (0,promises_.writeFile)(posix, `#!/bin/sh\nexec ${quoted} "$@"\n`);
    await (0,promises_.chmod)(posix, 0o755);
    // In a batch file a percent sign begins a variable; doubled it is itself.
    const batch = [node, entry].map((part) => `"${part.replaceAll('%', '%%')}"`).join(' ');
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, 'assay.cmd'), `@${batch} %*\r\n`);
}
/** The file to run for `assay`: the entry of the bundle that this code is part of. */
function entryOf() {
    return (0,external_node_path_.join)((0,find.here)(), 'index.js');
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./build/engines/status.js
/** What `assay engines` tells of an engine: where it is, how much room it takes, how long it takes to load. */







/** The state of every engine. Loads those that are found; an environment error where one is found and broken. */
async function engineStatus(ctx, platform = (0,table/* platformOf */.tj)()) {
    const all = [];
    for (const engine of table/* ENGINE_NAMES */.Gw) {
        const found = await lookedAt(() => (0,find.findEngine)(ctx, engine, platform));
        all.push({ engine, title: table/* ENGINES */.ug[engine].title, wanted: locked/* LOCKED */.$[engine].version, found });
    }
    return all;
}
const ATTEMPTS = 5;
const PAUSE_MS = 200;
/** While another process replaces an engine its files are gone for a moment; so it is looked at again. */
async function lookedAt(find) {
    for (let attempt = 1;; attempt += 1) {
        try {
            const found = find();
            return found === null ? null : await measured(found);
        }
        catch (error) {
            if (attempt === ATTEMPTS)
                throw error;
            await (0,external_node_timers_promises_.setTimeout)(PAUSE_MS);
        }
    }
}
async function measured(found) {
    const begun = performance.now();
    (0,load/* loadFound */.nQ)(found);
    const loadMs = Math.round((performance.now() - begun) * 10) / 10;
    let size = 0;
    for (const folder of found.packages)
        size += await sizeOf(folder);
    return {
        version: found.version,
        origin: found.origin,
        folder: (0,external_node_path_.join)(found.manifest, '..'),
        size,
        loadMs,
    };
}
/** Bytes of all files in a folder and below. Links are not followed. */
async function sizeOf(folder) {
    let bytes = 0;
    for (const entry of await (0,promises_.readdir)(folder, { withFileTypes: true })) {
        const path = (0,external_node_path_.join)(folder, entry.name);
        if (entry.isDirectory())
            bytes += await sizeOf(path);
        else if (entry.isFile())
            bytes += (await (0,promises_.stat)(path)).size;
    }
    return bytes;
}

;// CONCATENATED MODULE: ./build/engines/index.js









/** The version of ONNX Runtime that models run on. */
const onnxRuntimeVersion = locked/* LOCKED */.$.onnxruntime.version;
/** Opens an empty DuckDB database in memory; see `openDuckDb` for values, errors and cancellation. Close it always. */
async function openDatabase(ctx, options = {}) {
    return openDuckDb(ctx, await (0,load/* loadDuckDb */.Gp)(ctx), options);
}
/** Installs engines that are nowhere, or all with `force`; returns the names of those that were installed. */
async function installEngines(ctx, options = {}) {
    const platform = (0,table/* platformOf */.tj)();
    const [{ installEngine }, { findEngine }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(759), __webpack_require__.e(2879), __webpack_require__.e(8517)]).then(__webpack_require__.bind(__webpack_require__, 18896)),
        Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 99829)),
    ]);
    const missing = table/* ENGINE_NAMES */.Gw.filter((engine) => options.force || findEngine(ctx, engine, platform) === null);
    for (const engine of missing)
        await installEngine(ctx, engine, platform, options);
    return missing;
}


/***/ }),

/***/ 88346:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gp: () => (/* binding */ loadDuckDb),
/* harmony export */   TH: () => (/* binding */ loadFrom),
/* harmony export */   Ye: () => (/* binding */ findOrInstall),
/* harmony export */   aD: () => (/* binding */ loadOnnxRuntime),
/* harmony export */   nQ: () => (/* binding */ loadFound)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98995);
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9216);
/* harmony import */ var _find_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(99829);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(38316);
/** Loads an engine's module from where it was found, and installs it first where it is nowhere. */




/** The API of DuckDB. An environment error where it can be neither found nor installed, or does not load. */
async function loadDuckDb(ctx) {
    return loadFound(await findOrInstall(ctx, 'duckdb'));
}
/**
 * ONNX Runtime's API, as `import * as ort from 'onnxruntime-node'` gives it. An environment error where it can be
 * neither found nor installed, or does not load.
 */
async function loadOnnxRuntime(ctx) {
    return loadFound(await findOrInstall(ctx, 'onnxruntime'));
}
/** Where the engine is; installs it where it is nowhere. */
async function findOrInstall(ctx, engine, platform = (0,_table_js__WEBPACK_IMPORTED_MODULE_3__/* .platformOf */ .tj)()) {
    ctx.signal.throwIfAborted();
    const found = (0,_find_js__WEBPACK_IMPORTED_MODULE_2__.findEngine)(ctx, engine, platform);
    if (found !== null)
        return found;
    // The client of the registry is heavy and seldom needed: it has a chunk of its own in the bundle.
    const { installEngine } = await Promise.all(/* import() */[__webpack_require__.e(759), __webpack_require__.e(2879), __webpack_require__.e(8517)]).then(__webpack_require__.bind(__webpack_require__, 18896));
    return installEngine(ctx, engine, platform);
}
/** ONNX Runtime by the `package.json` of its package, in a process that was told where it lies. */
function loadFrom(manifest) {
    return (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(manifest)('./');
}
/** Loads the module. Not by `import()`: the bundler would make it a static import that fails without node_modules. */
function loadFound(found) {
    const load = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(found.manifest);
    try {
        return load('./');
    }
    catch (error) {
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .environmentError */ .me)({
            where: { file: found.manifest },
            message: `${_table_js__WEBPACK_IMPORTED_MODULE_3__/* .ENGINES */ .ug[found.engine].title} cannot be loaded: ${(0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`,
            fix: found.origin === 'node_modules' || found.origin === 'path'
                ? 'install the packages there again for this machine'
                : 'run `assay engines install --force`',
        }, error);
    }
}


/***/ }),

/***/ 67080:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ LOCKED)
/* harmony export */ });
const LOCKED = {
    duckdb: {
        module: '@duckdb/node-api',
        version: '1.5.5-r.5',
        packages: [
            {
                name: '@duckdb/node-api',
                version: '1.5.5-r.5',
                integrity: 'sha512-ZMX+sel3DjSKbGuQ44Y5Tp5LwYjlJkhB5faKr+9sSMcxixDMSW+8vaTOD1uRDuN9o0udUoCY/XX9PI1haEZuZg==',
            },
            {
                name: '@duckdb/node-bindings',
                version: '1.5.5-r.5',
                integrity: 'sha512-sR7x91TfBunLqLbdvrcdiPCU+VGEQFPicxh1STZM402fuHW2ituPTAo2bY3IlntsvJShltrKF4R6B+JYPlAPZg==',
            },
            {
                name: '@duckdb/node-bindings-darwin-arm64',
                version: '1.5.5-r.5',
                integrity: 'sha512-WJdeLTFy4pRg60rkbp9smtlP1iIQ8ErtIJkxS+2LQtM1ZZMSByyW+3WPpNoKe7IwPtVl2fLlPw7tDmQW4Z974g==',
                platforms: ['darwin-arm64'],
            },
            {
                name: '@duckdb/node-bindings-linux-arm64',
                version: '1.5.5-r.5',
                integrity: 'sha512-CafH2AIvXtpwDynG3KB/4uEOHRGlFoB7auCRMIwH3BKNIobsANV5LSpDJ3tfyRCFIsK6e8AT1eseWVnu2Dv3cw==',
                platforms: ['linux-arm64'],
            },
            {
                name: '@duckdb/node-bindings-linux-x64',
                version: '1.5.5-r.5',
                integrity: 'sha512-kCyq6BXhn6QXfwF8yVdVKriSSHP+rfVWcJ56cG8qZzlOZpxyvT5WGm6jMshxg4ditLlOsHsIN/D47RYrcjXuHQ==',
                platforms: ['linux-x64'],
            },
            {
                name: '@duckdb/node-bindings-win32-x64',
                version: '1.5.5-r.5',
                integrity: 'sha512-mBGFn8netT/AAhK4TOG6Fw47+Db68CxCVtQ9qfxZc1kZAjds+aYrh17Fd/u5CbTDdxILsrcyuF8q9cUcm54kQA==',
                platforms: ['win32-x64'],
            },
        ],
    },
    onnxruntime: {
        module: 'onnxruntime-node',
        version: '1.30.0',
        packages: [
            {
                name: 'onnxruntime-node',
                version: '1.30.0',
                integrity: 'sha512-twhs1C2C/BFkz1yc5OY0KIU2GUq6DURO7hD4bx5Q2Qy3nAMJwRXW8xU3NVczE29VA9lolLOYepoD8fjTGOfIqw==',
            },
            {
                name: 'onnxruntime-common',
                version: '1.30.0',
                integrity: 'sha512-7fdVWjAID1dVhH/G8qK3APARunV4VkBFoCQAP7qp4Wkab0mrorvmc+sqiT+mKXOzDqdjN5j+/Z9nb4gzNPWcyA==',
            },
        ],
    },
};


/***/ }),

/***/ 35419:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  C: () => (/* binding */ ModelHost)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
;// CONCATENATED MODULE: ./build/engines/model/zipmap.js
const MODEL_GRAPH = 7;
const GRAPH_NODE = 1;
const GRAPH_OUTPUT = 12;
const NODE = { input: 1, output: 2, operator: 4, attribute: 5 };
const ATTRIBUTE = { name: 1, ints: 8, strings: 9 };
/** Null where no output of the main graph comes from a ZipMap. Throws a `RangeError` where the bytes are cut off. */
function withoutZipMaps(bytes) {
    const model = fields(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    const zipmaps = [];
    const parts = model.map((field) => {
        if (field.number !== MODEL_GRAPH || field.inside === null)
            return field.whole;
        const graph = fields(field.inside);
        for (const node of graph) {
            const found = node.number === GRAPH_NODE && node.inside !== null ? zipmapOf(node.inside) : null;
            if (found !== null)
                zipmaps.push(found);
        }
        const inner = graph.flatMap((part) => {
            if (part.inside === null)
                return [part.whole];
            if (part.number === GRAPH_NODE)
                return zipmapOf(part.inside) === null ? [part.whole] : [];
            if (part.number !== GRAPH_OUTPUT)
                return [part.whole];
            const name = textOf(fields(part.inside), 1);
            const zipmap = zipmaps.find((each) => each.output === name);
            return [zipmap === undefined ? part.whole : written(GRAPH_OUTPUT, tensorInfo(zipmap.tensor))];
        });
        return written(MODEL_GRAPH, Buffer.concat(inner));
    });
    return zipmaps.length === 0 ? null : { bytes: Buffer.concat(parts), zipmaps };
}
function zipmapOf(node) {
    const parts = fields(node);
    if (textOf(parts, NODE.operator) !== 'ZipMap')
        return null;
    const attributes = parts.flatMap((part) => part.number === NODE.attribute && part.inside !== null ? [fields(part.inside)] : []);
    const of = (name) => attributes.find((each) => textOf(each, ATTRIBUTE.name) === name) ?? [];
    const texts = of('classlabels_strings').flatMap((part) => part.number === ATTRIBUTE.strings && part.inside !== null ? [part.inside.toString('utf8')] : []);
    const numbers = of('classlabels_int64s').flatMap((part) => {
        if (part.number !== ATTRIBUTE.ints)
            return [];
        // One by one, or packed together.
        return part.inside === null ? [part.value] : varints(part.inside);
    });
    return {
        output: textOf(parts, NODE.output),
        tensor: textOf(parts, NODE.input),
        classes: texts.length > 0 ? texts : numbers.map((value) => String(BigInt.asIntN(64, value))),
    };
}
/** ValueInfoProto of a float tensor whose shape the runtime finds out. */
function tensorInfo(name) {
    const elementType = Buffer.from([0x08, 0x01]);
    return Buffer.concat([written(1, Buffer.from(name, 'utf8')), written(2, written(1, elementType))]);
}
function textOf(parts, number) {
    return parts.find((part) => part.number === number)?.inside?.toString('utf8') ?? '';
}
function written(number, inside) {
    return Buffer.concat([varint(number * 8 + 2), varint(inside.length), inside]);
}
function varint(value) {
    const bytes = [];
    let rest = value;
    while (rest >= 128) {
        bytes.push((rest % 128) + 128);
        rest = Math.floor(rest / 128);
    }
    return Buffer.from([...bytes, rest]);
}
function varints(bytes) {
    const found = [];
    for (let at = 0; at < bytes.length;) {
        const { value, next } = readVarint(bytes, at);
        found.push(value);
        at = next;
    }
    return found;
}
function readVarint(bytes, from) {
    let value = 0n;
    for (let k = 0; k < 10; k++) {
        const byte = bytes[from + k];
        if (byte === undefined)
            break;
        value |= BigInt(byte & 0x7f) << BigInt(7 * k);
        if (byte < 0x80)
            return { value, next: from + k + 1 };
    }
    throw new RangeError(`the number at byte ${from} is cut off`);
}
function fields(bytes) {
    const found = [];
    for (let at = 0; at < bytes.length;) {
        const begin = at;
        const tag = readVarint(bytes, at);
        at = tag.next;
        const number = Number(tag.value >> 3n);
        const wire = Number(tag.value & 7n);
        let inside = null;
        let value = 0n;
        if (wire === 0)
            ({ value, next: at } = readVarint(bytes, at));
        else if (wire === 1)
            at += 8;
        else if (wire === 5)
            at += 4;
        else if (wire === 2) {
            const length = readVarint(bytes, at);
            at = length.next + Number(length.value);
            inside = bytes.subarray(length.next, at);
        }
        else
            throw new RangeError(`byte ${begin} begins no field`);
        if (at > bytes.length)
            throw new RangeError(`the field at byte ${begin} is cut off`);
        found.push({ number, whole: bytes.subarray(begin, at), inside, value });
    }
    return found;
}

;// CONCATENATED MODULE: ./build/engines/model/host.js
/** Holds ONNX sessions and does what orders say: the part of a model's process that knows ONNX Runtime. */


/**
 * Errors come as exceptions; the runtime's warnings are no messages of ours. Threads that wait do not spin: of two
 * models that take turns the one would take the processor from the other, and from who fills the next batch.
 */
const SETTINGS = {
    logSeverityLevel: 3,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
};
class ModelHost {
    runtime;
    held = new Map();
    constructor(runtime) {
        this.runtime = runtime;
    }
    /** Throws what ONNX Runtime throws. */
    async handle(order) {
        switch (order.type) {
            case 'load':
                return this.load(order.key, order.path);
            case 'run': {
                const begun = performance.now();
                const results = await this.session(order.key).run(this.tensors(order.feeds), [...order.outputs]);
                const ms = performance.now() - begun;
                const outputs = {};
                for (const name of order.outputs) {
                    const value = results[name];
                    if (value !== undefined && 'dims' in value)
                        outputs[name] = plain(value);
                }
                return { type: 'run', outputs, ms };
            }
            case 'time':
                return { type: 'time', ms: await this.time(order.models, order.first, order.requests) };
            case 'reload': {
                const ms = [];
                for (const path of order.paths) {
                    const begun = performance.now();
                    const session = await this.runtime.InferenceSession.create(path, SETTINGS);
                    ms.push(performance.now() - begun);
                    await session.release();
                }
                return { type: 'reload', ms };
            }
        }
    }
    async release() {
        for (const { session } of this.held.values())
            await session.release();
        this.held.clear();
    }
    session(key) {
        const held = this.held.get(key);
        if (held === undefined)
            throw new RangeError(`no model ${key} is loaded`);
        return held.session;
    }
    async load(key, path) {
        const begun = performance.now();
        let session = await this.runtime.InferenceSession.create(path, SETTINGS);
        const ms = performance.now() - begun;
        let zipmaps = [];
        if (session.outputMetadata.some((output) => !output.isTensor)) {
            // ONNX Runtime cannot hand sequences of maps to Node; the tensor before them it can.
            const opened = withoutZipMaps(await (0,promises_.readFile)(path));
            if (opened !== null) {
                await session.release();
                session = await this.runtime.InferenceSession.create(opened.bytes, SETTINGS);
                zipmaps = opened.zipmaps;
            }
        }
        this.held.set(key, { session });
        return {
            type: 'load',
            inputs: session.inputMetadata.map(infoOf),
            outputs: session.outputMetadata.map(infoOf),
            zipmaps,
            ms,
        };
    }
    async time(models, first, requests) {
        const ready = models.map((model) => ({
            session: this.session(model.key),
            feeds: model.feeds.map((feeds) => this.tensors(feeds)),
            outputs: [...model.outputs],
            times: new Float64Array(requests),
        }));
        for (let i = 0; i < requests; i++) {
            // Who goes first takes turns too: the second of two finds the caches in another state.
            const order = (first + i) % 2 === 0 ? ready : [...ready].reverse();
            for (const { session, feeds, outputs, times } of order) {
                const feed = feeds[(first + i) % feeds.length];
                if (feed === undefined)
                    throw new RangeError('a model cannot be timed without a request');
                const begun = performance.now();
                await session.run(feed, outputs);
                times[i] = performance.now() - begun;
            }
        }
        return ready.map(({ times }) => times);
    }
    tensors(feeds) {
        const made = {};
        for (const [name, { type, data, dims }] of Object.entries(feeds)) {
            made[name] = new this.runtime.Tensor(type, data, dims);
        }
        return made;
    }
}
function plain(tensor) {
    return { type: tensor.type, dims: tensor.dims, data: tensor.data };
}
function infoOf(value) {
    return value.isTensor
        ? { name: value.name, isTensor: true, type: value.type, shape: value.shape }
        : { name: value.name, isTensor: false, type: '', shape: [] };
}


/***/ }),

/***/ 38316:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gw: () => (/* binding */ ENGINE_NAMES),
/* harmony export */   NE: () => (/* binding */ requireGlibc),
/* harmony export */   f4: () => (/* binding */ packagesFor),
/* harmony export */   tj: () => (/* binding */ platformOf),
/* harmony export */   ub: () => (/* binding */ folderName),
/* harmony export */   ug: () => (/* binding */ ENGINES)
/* harmony export */ });
/* unused harmony exports PLATFORMS, thisMachine */
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9216);
/* harmony import */ var _locked_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(67080);
/**
 * What is known of each engine and each platform: data only. Versions and digests are in locked.ts, which is
 * made from the lock file.
 */


const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'win32-x64'];
const PLATFORM_NAMES = {
    'linux-x64': 'Linux x64 (glibc)',
    'linux-arm64': 'Linux arm64 (glibc)',
    'darwin-arm64': 'macOS arm64',
    'win32-x64': 'Windows x64',
};
/** Code for Node and binaries; no types, maps, sources or modules for browsers. */
const CODE = /^(package\.json|LICENSE[^/]*|[^/]+\.(js|node|so[.\d]*|dylib|dll)|lib\/.+\.js|dist\/(?!esm\/).+\.js(on)?)$/;
const ENGINES = {
    duckdb: {
        title: 'DuckDB',
        probe: (platform) => [
            '@duckdb/node-api',
            '@duckdb/node-bindings',
            `@duckdb/node-bindings-${platform}/duckdb.node`,
        ],
        keep: (path) => CODE.test(path),
    },
    onnxruntime: {
        title: 'ONNX Runtime',
        probe: (platform) => [
            'onnxruntime-node/package.json',
            `./bin/napi-v6/${platform.replace('-', '/')}/onnxruntime_binding.node`,
            'onnxruntime-common',
        ],
        keep: (path, platform) => {
            const binary = /^bin\/napi-v\d+\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(path);
            if (binary === null)
                return CODE.test(path) && !path.startsWith('lib/');
            // Providers for CUDA and TensorRT weigh hundreds of megabytes, and evaluation runs on the CPU.
            return `${binary[1]}-${binary[2]}` === platform && !/providers_(cuda|tensorrt)/.test(binary[3] ?? '');
        },
    },
};
const ENGINE_NAMES = Object.keys(ENGINES);
/** Packages of an engine that a platform needs. */
function packagesFor(engine, platform) {
    return _locked_js__WEBPACK_IMPORTED_MODULE_1__/* .LOCKED */ .$[engine].packages.filter((each) => each.platforms?.includes(platform) ?? true);
}
/** Name of the folder of an engine in a cache: another version or platform is another folder. */
function folderName(engine, platform) {
    return `${engine}-${_locked_js__WEBPACK_IMPORTED_MODULE_1__/* .LOCKED */ .$[engine].version}-${platform}`;
}
const thisMachine = {
    platform: process.platform,
    arch: process.arch,
    glibc: () => {
        // Without this the report looks up the name of every open connection.
        Object.assign(process.report, { excludeNetwork: true });
        const report = process.report.getReport();
        const header = typeof report === 'object' && report !== null && 'header' in report ? report.header : null;
        return typeof header === 'object' && header !== null && 'glibcVersionRuntime' in header;
    },
};
/** The row of the platform table for a machine. An environment error that lists the table where there is none. */
function platformOf(machine = thisMachine) {
    const wanted = `${machine.platform}-${machine.arch}`;
    const platform = PLATFORMS.find((each) => each === wanted);
    if (platform === undefined)
        throw unsupported(wanted);
    return platform;
}
/**
 * Refuses Linux with musl, for which the table has no binaries. Apart from `platformOf` since it takes some
 * milliseconds, and matters only where engines are installed: what npm has installed there, npm has chosen.
 */
function requireGlibc(platform, machine = thisMachine) {
    if (platform.startsWith('linux-') && machine.platform === 'linux' && !machine.glibc()) {
        throw unsupported(`${platform} with musl instead of glibc`);
    }
}
function unsupported(machine) {
    return (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .environmentError */ .me)({
        message: `there are no engines for ${machine}`,
        expected: PLATFORMS.map((each) => PLATFORM_NAMES[each]).join(', '),
        fix: 'run this step on one of these; for Alpine take an image of Debian or Ubuntu',
    });
}


/***/ })

};
