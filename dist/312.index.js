export const id = 312;
export const ids = [312];
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

/***/ 60312:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  PT: () => (/* reexport */ engineStatus),
  Ms: () => (/* reexport */ entryOf),
  jy: () => (/* binding */ installEngines),
  aD: () => (/* reexport */ loadOnnxRuntime),
  qI: () => (/* binding */ openDatabase),
  FT: () => (/* reexport */ prepareEngines),
  to: () => (/* reexport */ writeShim)
});

// UNUSED EXPORTS: CACHE_VARIABLE, PATH_VARIABLE, cacheFolder, cacheKey

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var base = __webpack_require__(9216);
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
 * What does not fit in memory goes to a folder of its own under the system's temporary folder; `close` removes it.
 * Results are in UTC and do not depend on the machine's time zone.
 * Errors of a query are DuckDB's own; a full disk and a spent memory limit are environment errors;
 * after cancellation every call throws the reason of `ctx.signal`.
 */
async function openDuckDb(ctx, api, options = {}) {
    ctx.signal.throwIfAborted();
    const spill = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'assay-duckdb-'));
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
            fix: 'use a machine with more memory, or free space in the temporary folder',
        }, error);
    }
    if (/No space left on device|not enough space on the disk/i.test(message)) {
        return (0,base/* environmentError */.me)({ message: `the disk is full: ${message}`, fix: 'free space, then run again' }, error);
    }
    return error;
}

// EXTERNAL MODULE: external "node:module"
var external_node_module_ = __webpack_require__(98995);
// EXTERNAL MODULE: ./build/engines/find.js
var find = __webpack_require__(99829);
// EXTERNAL MODULE: ./build/engines/table.js
var table = __webpack_require__(38316);
;// CONCATENATED MODULE: ./build/engines/load.js
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
async function findOrInstall(ctx, engine, platform = (0,table/* platformOf */.tj)()) {
    ctx.signal.throwIfAborted();
    const found = (0,find.findEngine)(ctx, engine, platform);
    if (found !== null)
        return found;
    // The client of the registry is heavy and seldom needed: it has a chunk of its own in the bundle.
    const { installEngine } = await Promise.all(/* import() */[__webpack_require__.e(759), __webpack_require__.e(2879), __webpack_require__.e(8517)]).then(__webpack_require__.bind(__webpack_require__, 18896));
    return installEngine(ctx, engine, platform);
}
/** Loads the module. Not by `import()`: the bundler would make it a static import that fails without node_modules. */
function loadFound(found) {
    const load = (0,external_node_module_.createRequire)(found.manifest);
    try {
        return load('./');
    }
    catch (error) {
        throw (0,base/* environmentError */.me)({
            where: { file: found.manifest },
            message: `${table/* ENGINES */.ug[found.engine].title} cannot be loaded: ${(0,base/* messageOf */.bD)(error)}`,
            fix: found.origin === 'node_modules' || found.origin === 'path'
                ? 'install the packages there again for this machine'
                : 'run `assay engines install --force`',
        }, error);
    }
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/engines/locked.js
var locked = __webpack_require__(67080);
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
    const cache = options.cache ? await Promise.all(/* import() */[__webpack_require__.e(4119), __webpack_require__.e(759), __webpack_require__.e(3838), __webpack_require__.e(1691), __webpack_require__.e(2380)]).then(__webpack_require__.bind(__webpack_require__, 12380)) : null;
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
    loadFound(found);
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







/** Opens an empty DuckDB database in memory; see `openDuckDb` for values, errors and cancellation. Close it always. */
async function openDatabase(ctx, options = {}) {
    return openDuckDb(ctx, await loadDuckDb(ctx), options);
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
