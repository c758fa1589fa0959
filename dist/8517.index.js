export const id = 8517;
export const ids = [8517];
export const modules = {

/***/ 86380:
/***/ ((module) => {

function webpackEmptyContext(req) {
	var e = new Error("Cannot find module '" + req + "'");
	e.code = 'MODULE_NOT_FOUND';
	throw e;
}
webpackEmptyContext.keys = () => ([]);
webpackEmptyContext.resolve = webpackEmptyContext;
webpackEmptyContext.id = 86380;
module.exports = webpackEmptyContext;

/***/ }),

/***/ 18896:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  installEngine: () => (/* binding */ installEngine)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./node_modules/tar/dist/esm/index.min.js
var index_min = __webpack_require__(98697);
// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var build_base = __webpack_require__(9216);
// EXTERNAL MODULE: ./build/engines/find.js
var find = __webpack_require__(99829);
;// CONCATENATED MODULE: ./build/engines/problems.js
/** What can go wrong while an engine is installed, each with its message and its fix. */

const OFFLINE = 'or have the engines beforehand: `npm ci` beside the program, `actions/setup`, or ASSAY_ENGINES_PATH';
/** The first row whose pattern matches the error's code counts. */
const ROWS = [
    {
        codes: /^(ENOSPC|EDQUOT)$/,
        message: ({ what, folder }) => `the disk is full: ${what} cannot be unpacked in ${folder}`,
        fix: 'free about 200 MB there, or set XDG_CACHE_HOME (RUNNER_TOOL_CACHE on a runner) to another disk',
    },
    {
        codes: /^(EACCES|EPERM|EROFS)$/,
        message: ({ what, folder }, detail) => `${what} cannot be written in ${folder}: ${detail}`,
        fix: 'give this user the right to write there, or set XDG_CACHE_HOME to another folder',
    },
    {
        codes: /^E404$/,
        message: ({ what, from }) => `${from} has no ${what}`,
        fix: `name a registry that mirrors the public one (npm config: registry), ${OFFLINE}`,
    },
    {
        codes: /^(E401|E403|E407|EOTP|E401\w*)$/,
        message: ({ what, from }, detail) => `${from} refuses ${what}: ${detail}`,
        fix: 'give npm a token for this registry (`//host/:_authToken` in .npmrc)',
    },
    {
        codes: /CERT|SIGNATURE|ERR_TLS|ERR_SSL|EPROTO/,
        message: ({ what, from }, detail) => `the connection to ${from} for ${what} is not trusted: ${detail}`,
        fix: 'name the certificate authority of your network (npm config: cafile, or NODE_EXTRA_CA_CERTS)',
    },
    {
        codes: /^(TAR_|Z_|EINTEGRITY|EBADSIZE|ERR_STREAM_PREMATURE_CLOSE|ERR_CONTENT_LENGTH_MISMATCH)/,
        message: ({ what, from }, detail) => `${what} from ${from} is damaged or was cut short: ${detail}`,
        fix: 'run again; if it stays, the registry or a proxy on the way serves a broken file',
    },
    {
        codes: /^(ENOTFOUND|EAI_\w+|ECONN\w+|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|EPIPE|ERR_SOCKET\w*|EIDLETIMEOUT|ERESPONSETIMEOUT|ETRANSFERTIMEOUT|E5\d\d|E429|FETCH_ERROR|\w*TIMEOUT)$/,
        message: ({ what, from }, detail) => `${from} cannot be reached for ${what}: ${detail}`,
        fix: `check the network and npm's configuration (registry, https-proxy), ${OFFLINE}`,
    },
];
/** Turns what a request, a stream or the file system threw into one environment error that says how to mend it. */
function explainInstall(error, place) {
    const code = (0,build_base/* codeOf */.$N)(error) ?? '';
    // Messages of the client hold the whole address, with a password where the configuration has one in it.
    const detail = (0,build_base/* messageOf */.bD)(error).replace(/\/\/[^/@\s]+@/g, '//');
    const named = { ...place, from: place.from ?? 'the package registry' };
    const row = ROWS.find((each) => each.codes.test(code));
    return (0,build_base/* environmentError */.me)(row === undefined
        ? {
            message: `${named.what} cannot be installed from ${named.from}: ${detail}`,
            fix: `run again, ${OFFLINE}`,
        }
        : { message: row.message(named, detail), fix: row.fix }, error);
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./node_modules/@npmcli/config/lib/index.js
var lib = __webpack_require__(42384);
// EXTERNAL MODULE: ./node_modules/@npmcli/config/lib/definitions/index.js
var definitions = __webpack_require__(16913);
// EXTERNAL MODULE: ./node_modules/npm-registry-fetch/lib/index.js
var npm_registry_fetch_lib = __webpack_require__(5706);
;// CONCATENATED MODULE: ./build/engines/registry.js
/**
 * The package registry that the user's npm configuration names, with its proxy, certificates and tokens.
 * npm's own libraries read the configuration and make the requests, so that what works for `npm install` works here.
 */






/** Reads npm's configuration as `npm` would in `ctx.cwd`: environment, project, user, global, built in. */
async function openRegistry(ctx) {
    const config = new lib({
        npmPath: npmFolder(),
        ...definitions,
        argv: [],
        // A copy: loading writes npm_config_* variables into the object that it is given.
        env: { ...ctx.env },
        cwd: ctx.cwd,
        warn: false,
    });
    let flat;
    try {
        await config.load();
        flat = config.flat;
    }
    catch (error) {
        throw (0,build_base/* usageError */.Wp)({ message: `npm's configuration cannot be read: ${(0,build_base/* messageOf */.bD)(error)}`, fix: 'see `npm config list`' }, error);
    }
    // Without npm's cache: the tarball is read once, and would be stored a second time there.
    const options = { ...flat, cache: null, signal: ctx.signal };
    const request = (name, url) => npm_registry_fetch_lib(url, { ...options, spec: name, registry: npm_registry_fetch_lib.pickRegistry(name, options) });
    return {
        addressOf: (name) => withoutCredentials(npm_registry_fetch_lib.pickRegistry(name, options)),
        async tarball(name, version) {
            const base = npm_registry_fetch_lib.pickRegistry(name, options).replace(/\/*$/, '');
            const file = `${name.split('/').at(-1)}-${version}.tgz`;
            let response;
            try {
                response = await request(name, `${base}/${name}/-/${file}`);
            }
            catch (error) {
                if ((0,build_base/* codeOf */.$N)(error) !== 'E404')
                    throw error;
                // A few registries keep tarballs elsewhere and tell the address in the package's own document.
                const elsewhere = await tarballAddress(name, version);
                if (elsewhere === null)
                    throw error;
                response = await request(name, elsewhere);
            }
            const length = Number(response.headers.get('content-length'));
            return { body: response.body, size: length > 0 ? length : null };
        },
    };
    async function tarballAddress(name, version) {
        const registry = npm_registry_fetch_lib.pickRegistry(name, options);
        const content = await npm_registry_fetch_lib.json(`/${name.replace('/', '%2f')}`, {
            ...options,
            spec: name,
            registry,
            headers: { accept: 'application/vnd.npm.install-v1+json' },
        });
        const address = member(member(member(member(content, 'versions'), version), 'dist'), 'tarball');
        return typeof address === 'string' ? address : null;
    }
}
function member(value, key) {
    return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
function withoutCredentials(address) {
    const url = new URL(address);
    url.username = '';
    url.password = '';
    return url.href;
}
/** The folder of the npm that came with this Node; its `npmrc` holds what a distribution has set. */
function npmFolder() {
    const folder = (0,external_node_path_.dirname)(process.execPath);
    const places = [(0,external_node_path_.join)(folder, '..', 'lib', 'node_modules', 'npm'), (0,external_node_path_.join)(folder, 'node_modules', 'npm')];
    return places.find((place) => (0,external_node_fs_.existsSync)(place)) ?? (0,external_node_path_.join)(folder, 'npm');
}

// EXTERNAL MODULE: ./build/engines/table.js
var table = __webpack_require__(38316);
;// CONCATENATED MODULE: ./build/engines/install.js
/**
 * Installs an engine from the package registry into a cache folder: HTTP → sha512 → tar, this platform's files
 * only, unpacked beside the final place and renamed into it, so that the final folder is whole or absent.
 */












const TEMPORARY = '.installing-';
/** A temporary folder of this age belongs to a process that was killed. */
const STALE_MS = 24 * 3_600_000;
/** What a rename onto a folder that is there says, by system. */
const OCCUPIED = new Set(['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES', 'EBUSY']);
const ATTEMPTS = 20;
const PAUSE_MS = 100;
/**
 * Downloads and unpacks an engine, and returns where it is. Several processes may do so at once: the first to
 * finish gives the folder its name, the others use that one. `force` replaces what is there.
 * Environment errors: no network, not found, refused, wrong or cut bytes, full disk, no folder to write in.
 */
async function installEngine(ctx, engine, platform, options = {}) {
    (0,table/* requireGlibc */.NE)(platform);
    const packages = options.packages ?? (0,table/* packagesFor */.f4)(engine, platform);
    const { root, temporary } = await temporaryFolder(ctx);
    const progress = ctx.log.progress(`installing ${table/* ENGINES */.ug[engine].title}`);
    try {
        const registry = await openRegistry(ctx);
        for (const each of packages)
            await fetchPackage(ctx, registry, each, { engine, platform, temporary, progress });
        const made = (0,find.inFolder)(temporary, engine, platform, root.origin);
        if (made === null) {
            throw (0,build_base/* environmentError */.me)({
                message: `the packages of ${table/* ENGINES */.ug[engine].title} hold no files for ${platform}`,
                fix: 'report this: the table of engines does not fit these versions',
            });
        }
        await (0,promises_.writeFile)((0,external_node_path_.join)(temporary, 'assay-engine.json'), `${JSON.stringify({ engine, platform, packages }, null, 2)}\n`);
        const final = (0,external_node_path_.join)(root.folder, (0,table/* folderName */.ub)(engine, platform));
        const found = await settle(temporary, final, options.force ?? false, () => (0,find.inFolder)(final, engine, platform, root.origin));
        progress.done(`version ${found.version} is in ${final}`);
        return found;
    }
    catch (error) {
        progress.done();
        throw error instanceof build_base/* AssayError */.WV
            ? error
            : explainInstall(error, { what: table/* ENGINES */.ug[engine].title, folder: root.folder });
    }
    finally {
        await (0,promises_.rm)(temporary, { recursive: true, force: true });
    }
}
async function fetchPackage(ctx, registry, pack, job) {
    const from = registry.addressOf(pack.name);
    const label = `${pack.name} ${pack.version}`;
    try {
        const { body, size } = await registry.tarball(pack.name, pack.version);
        const folder = (0,external_node_path_.join)(job.temporary, 'node_modules', pack.name);
        await (0,promises_.mkdir)(folder, { recursive: true });
        const hash = (0,external_node_crypto_.createHash)('sha512');
        let received = 0;
        const measured = async function* () {
            for await (const chunk of body) {
                hash.update(chunk);
                received += chunk.length;
                job.progress.update(`${label}, ${(received / 1e6).toFixed(0)} MB`, size === null ? undefined : received / size);
                yield chunk;
            }
        };
        await (0,external_node_stream_promises_.pipeline)(measured, unpacker(folder, (path) => table/* ENGINES */.ug[job.engine].keep(path, job.platform)), {
            signal: ctx.signal,
        });
        const actual = `sha512-${hash.digest('base64')}`;
        if (actual !== pack.integrity) {
            throw (0,build_base/* environmentError */.me)({
                message: `${label} from ${from} is not the file of the lock file: ${actual}, ${received} bytes`,
                expected: pack.integrity,
                fix: 'the registry or a proxy on the way serves other bytes; nothing was installed',
            });
        }
    }
    catch (error) {
        ctx.signal.throwIfAborted();
        throw error instanceof build_base/* AssayError */.WV
            ? error
            : explainInstall(error, { what: label, from, folder: job.temporary });
    }
}
/** A stream that unpacks a tarball without its first path part, regular files only, and fails on any damage. */
function unpacker(folder, keep) {
    const unpack = new index_min/* Unpack */.dX({
        cwd: folder,
        strip: 1,
        strict: true,
        preserveOwner: false,
        filter: (path, entry) => {
            const isFile = 'type' in entry && (entry.type === 'File' || entry.type === 'OldFile');
            return isFile && keep(path.split('/').slice(1).join('/'));
        },
    });
    const sink = new external_node_stream_.Writable({
        write(chunk, _encoding, next) {
            if (unpack.write(chunk))
                next();
            else
                unpack.once('drain', next);
        },
        final(done) {
            unpack.once('close', done);
            unpack.end();
        },
    });
    unpack.on('error', (error) => sink.destroy(error));
    return sink;
}
/** A folder of this process in the first cache root that can be written. */
async function temporaryFolder(ctx) {
    const refused = [];
    for (const root of (0,find.cacheRoots)(ctx.env)) {
        try {
            await (0,promises_.mkdir)(root.folder, { recursive: true });
            await removeStale(root.folder, ctx.now());
            return { root, temporary: await (0,promises_.mkdtemp)((0,external_node_path_.join)(root.folder, TEMPORARY)) };
        }
        catch (error) {
            if ((0,build_base/* codeOf */.$N)(error) === 'ENOSPC')
                throw explainInstall(error, { what: 'an engine', folder: root.folder });
            refused.push(`${root.folder}: ${(0,build_base/* messageOf */.bD)(error)}`);
        }
    }
    throw (0,build_base/* environmentError */.me)({
        message: `no folder for engines can be written: ${refused.join('; ')}`,
        fix: 'set RUNNER_TOOL_CACHE or XDG_CACHE_HOME to a folder that can be, or ASSAY_ENGINES_PATH to one with the engines',
    });
}
async function removeStale(folder, now) {
    for (const name of await (0,promises_.readdir)(folder)) {
        if (!name.startsWith(TEMPORARY))
            continue;
        const path = (0,external_node_path_.join)(folder, name);
        const changed = await lookAt(path);
        if (changed !== null && now.getTime() - changed.mtimeMs > STALE_MS) {
            await (0,promises_.rm)(path, { recursive: true, force: true });
        }
    }
}
/**
 * Gives the finished folder its name and returns the engine in it. Where another process was first, its folder
 * stays, unless it is to be replaced or is incomplete. While one process replaces a folder, its name is free for
 * a moment; so the others look again before they complain.
 */
async function settle(temporary, final, force, look) {
    let replace = force;
    let cause;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        try {
            await (0,promises_.rename)(temporary, final);
            replace = false;
        }
        catch (error) {
            if (!OCCUPIED.has((0,build_base/* codeOf */.$N)(error) ?? '') && (0,build_base/* codeOf */.$N)(error) !== 'ENOENT')
                throw error;
            cause = error;
        }
        const found = replace ? null : look();
        if (found !== null)
            return found;
        if (await exists(temporary))
            await moveAway(final);
        else
            await (0,external_node_timers_promises_.setTimeout)(PAUSE_MS);
    }
    throw (0,build_base/* environmentError */.me)({
        where: { file: final },
        message: `the folder cannot be replaced: ${(0,build_base/* messageOf */.bD)(cause)}`,
        fix: 'end the programs that use these engines, remove the folder, and run again',
    }, cause);
}
/** Moved away, not removed in place: a process that looks there finds the old folder, none, or the new one. */
async function moveAway(final) {
    const old = await (0,promises_.mkdtemp)((0,external_node_path_.join)(final, '..', TEMPORARY));
    try {
        await (0,promises_.rename)(final, (0,external_node_path_.join)(old, 'old'));
    }
    catch (error) {
        if ((0,build_base/* codeOf */.$N)(error) === 'ENOENT')
            return;
        if (!OCCUPIED.has((0,build_base/* codeOf */.$N)(error) ?? ''))
            throw error;
        // Windows: a program has a file of it open. It may be gone in a moment.
        await (0,external_node_timers_promises_.setTimeout)(PAUSE_MS);
    }
    finally {
        await (0,promises_.rm)(old, { recursive: true, force: true });
    }
}
async function exists(path) {
    return (await lookAt(path)) !== null;
}
/** Null where nothing is there; what cannot be looked at for another reason is an error. */
async function lookAt(path) {
    try {
        return await (0,promises_.stat)(path);
    }
    catch (error) {
        if ((0,build_base/* codeOf */.$N)(error) === 'ENOENT')
            return null;
        throw error;
    }
}


/***/ })

};
