export const id = 8299;
export const ids = [8299];
export const modules = {

/***/ 38299:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  u1: () => (/* reexport */ buildManifest),
  Am: () => (/* reexport */ findVersion),
  sN: () => (/* reexport */ initRegistry),
  g$: () => (/* reexport */ judged),
  bQ: () => (/* reexport */ lineageOf),
  cY: () => (/* reexport */ networkFileSystem),
  AN: () => (/* reexport */ onnxSignature),
  Me: () => (/* reexport */ openRegistry),
  lG: () => (/* reexport */ openStoreRegistry),
  sk: () => (/* reexport */ probeStore),
  Ke: () => (/* reexport */ refusals),
  cA: () => (/* reexport */ sameButAuthors),
  H9: () => (/* reexport */ verifyStore)
});

// UNUSED EXPORTS: FolderStore, StoreRegistry, TEMPORARY, aliasEntrySchema, checkKey, checkPrefix, decisionSchema, digestSchema, eventSchema, manifestFileSchema, manifestSchema, openStore, runEntrySchema, tensorSchema, versionEntrySchema

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/errors.js
var errors = __webpack_require__(37428);
// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var base = __webpack_require__(9216);
;// CONCATENATED MODULE: ./build/registry/layout.js
/** Where everything lies in a store: the keys, built and taken apart in this one place. See `docs/registry.md`. */

const ULID = '[0-9A-HJKMNP-TV-Z]{26}';
const HEX = '[0-9a-f]{64}';
const NAME = '[A-Za-z0-9][A-Za-z0-9_.-]*';
const REGISTRY_KEY = 'registry.json';
const PROBES = 'probes/';
const NAMES = 'names/';
/** Width of an alias entry's number, so that keys sort as numbers do. */
const SEQ_DIGITS = 20;
const keys = {
    blob: (hex) => `blobs/sha256/${hex.slice(0, 2)}/${hex}`,
    manifest: (hex) => `manifests/sha256/${hex}.json`,
    /** Claims the spelling of a model's name. */
    modelName: (model) => `${NAMES}${model.toLowerCase()}.json`,
    /** Claims the spelling of an alias. */
    aliasName: (model, alias) => `models/${model}/names/${alias.toLowerCase()}.json`,
    versions: (model) => `models/${model}/versions/`,
    version: (model, version) => `models/${model}/versions/${version}.json`,
    aliases: (model) => `models/${model}/aliases/`,
    aliasLog: (model, alias) => `models/${model}/aliases/${alias}/`,
    aliasEntry: (model, alias, seq) => `models/${model}/aliases/${alias}/${String(seq).padStart(SEQ_DIGITS, '0')}.json`,
    decisions: (model, version) => `models/${model}/approvals/${version}/`,
    decision: (model, version, id) => `models/${model}/approvals/${version}/${id}.json`,
    events: (model) => `models/${model}/events/`,
    event: (model, id) => `models/${model}/events/${id}.json`,
    /** The name is made of the claim, so that creating the object is claiming it. */
    claim: (model, claim) => `models/${model}/events/claims/${(0,base/* sha256 */.sc)(claim)}.json`,
    runs: (model) => `runs/${model}/`,
    run: (model, id) => `runs/${model}/${id}.json`,
};
const at = (parts, index) => parts[index] ?? '';
const RULES = [
    [/^registry\.json$/, () => ({ kind: 'registry' })],
    [new RegExp(`^probes/${ULID}\\.json$`), () => ({ kind: 'probe' })],
    [
        new RegExp(`^blobs/sha256/([0-9a-f]{2})/(\\1${HEX.replace('64', '62')})$`),
        (p) => ({ kind: 'blob', hex: at(p, 2) }),
    ],
    [new RegExp(`^manifests/sha256/(${HEX})\\.json$`), (p) => ({ kind: 'manifest', hex: at(p, 1) })],
    [new RegExp(`^names/(${NAME})\\.json$`), (p) => ({ kind: 'modelName', lower: at(p, 1) })],
    [
        new RegExp(`^models/(${NAME})/names/(${NAME})\\.json$`),
        (p) => ({ kind: 'aliasName', model: at(p, 1), lower: at(p, 2) }),
    ],
    [
        new RegExp(`^models/(${NAME})/versions/([1-9][0-9]*)\\.json$`),
        (p) => ({ kind: 'version', model: at(p, 1), version: Number(at(p, 2)) }),
    ],
    [
        new RegExp(`^models/(${NAME})/aliases/(${NAME})/([0-9]{${SEQ_DIGITS}})\\.json$`),
        (p) => ({ kind: 'alias', model: at(p, 1), alias: at(p, 2), seq: Number(at(p, 3)) }),
    ],
    [
        new RegExp(`^models/(${NAME})/approvals/([1-9][0-9]*)/(${ULID})\\.json$`),
        (p) => ({ kind: 'decision', model: at(p, 1), version: Number(at(p, 2)), id: at(p, 3) }),
    ],
    [
        new RegExp(`^models/(${NAME})/events/(${ULID})\\.json$`),
        (p) => ({ kind: 'event', model: at(p, 1), id: at(p, 2) }),
    ],
    [
        new RegExp(`^models/(${NAME})/events/claims/(${HEX})\\.json$`),
        (p) => ({ kind: 'claim', model: at(p, 1), hash: at(p, 2) }),
    ],
    [new RegExp(`^runs/(${NAME})/(${ULID})\\.json$`), (p) => ({ kind: 'run', model: at(p, 1), id: at(p, 2) })],
    [/^(leases|index)\//, () => ({ kind: 'aside' })],
];
/** What a key stands for; `unknown` where no part of the layout has such keys. */
function locate(key) {
    for (const [pattern, make] of RULES) {
        const match = pattern.exec(key);
        if (match)
            return make(match);
    }
    return { kind: 'unknown' };
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 5 modules
var schemas = __webpack_require__(42047);
;// CONCATENATED MODULE: ./build/registry/sealed.js
/**
 * Entries as they lie in a store: canonical JSON whose last member is the SHA-256 of all before it. A name
 * alone cannot tell whether an entry is whole (its number is not made of its bytes), so each carries its seal:
 * `{"actor":"ada",…,"version":3,"~sha256":"<hex>"}`; the digest is over the same text without that member.
 */


const SEAL = '~sha256';
const TAIL = new RegExp(`^,"${SEAL}":"([0-9a-f]{64})"\\}$`);
const TAIL_LENGTH = `,"${SEAL}":""}`.length + 64;
/** Canonical bytes of plain data. Values without a JSON form (NaN, bigint) are a usage error that names `what`. */
function canonicalBytes(value, what) {
    try {
        return Buffer.from((0,base/* canonicalJson */.dj)(value));
    }
    catch (error) {
        throw (0,base/* usageError */.Wp)({ message: `${what} cannot be stored: ${(0,base/* messageOf */.bD)(error)}` }, error);
    }
}
function seal(entry, what) {
    const body = canonicalBytes(entry, what).toString('utf8');
    return Buffer.from(`${body.slice(0, -1)},"${SEAL}":"${(0,base/* sha256 */.sc)(body)}"}`);
}
/** The damage in a stored object, as the reader of it must hear it. */
function damaged(store, key, problem, cause) {
    return (0,base/* environmentError */.me)({
        where: { key },
        message: `the registry (${store.description}) is damaged: ${problem}`,
        fix: 'run `assay registry verify` to see all damage, and bring the objects it names back from a copy of the registry',
    }, cause);
}
/** Takes a sealed entry apart, checked by its seal and by its schema. Throws `damaged`. */
function unseal(store, key, bytes, schema) {
    const cut = bytes.length - TAIL_LENGTH;
    const tail = cut > 0 ? TAIL.exec(Buffer.from(bytes.subarray(cut)).toString('latin1')) : null;
    if (tail === null)
        throw damaged(store, key, 'the object is cut off, or no entry of a registry');
    const body = Buffer.concat([bytes.subarray(0, cut), Buffer.from('}')]);
    if ((0,base/* sha256 */.sc)(body) !== tail[1])
        throw damaged(store, key, 'the bytes are not those that were written');
    return parseStored(store, key, body.toString('utf8'), schema);
}
/** Reads JSON whose bytes are proved, by its schema. A newer format is told apart from damage. */
function parseStored(store, key, text, schema) {
    let data;
    try {
        data = JSON.parse(text);
    }
    catch (error) {
        throw damaged(store, key, `the object is not JSON: ${(0,base/* messageOf */.bD)(error)}`, error);
    }
    const format = typeof data === 'object' && data !== null && 'format' in data ? Number(data.format) : Number.NaN;
    if (format > 1) {
        throw (0,base/* environmentError */.me)({
            where: { key },
            message: `${store.description} holds an object of format ${format}; this version of Assay reads format 1`,
            fix: 'use a newer version of Assay',
        });
    }
    const parsed = schema.safeParse(data);
    if (parsed.success)
        return parsed.data;
    const issue = parsed.error.issues[0];
    const where = issue ? ` at ${errors/* toDotPath */.sR(issue.path) || 'the top'}: ${issue.message}` : '';
    throw damaged(store, key, `the object does not have the form that its place asks for${where}`, parsed.error);
}
/** An entry with the bytes that it was read from; null where there is none. */
async function readEntry(store, key, schema) {
    const bytes = await store.get(key);
    return bytes === null ? null : { entry: unseal(store, key, bytes, schema), bytes };
}
/** The same where the entry must be there, because another object says so. */
async function needEntry(store, key, schema) {
    const found = await readEntry(store, key, schema);
    if (found === null)
        throw damaged(store, key, 'the object is missing');
    return found;
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
;// CONCATENATED MODULE: ./build/registry/storage/keys.js
/** Which keys a store takes. Checked before a key becomes a path or an address, in every store alike. */

const PART = /^[A-Za-z0-9._-]{1,200}$/;
/** Names that Windows takes for devices, whatever their ending. */
const DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;
/** Ends the names of temporary files, so no object may end so. */
const TEMPORARY = '.tmp';
const MAX_KEY = 900;
/** What is wrong with one part of a key, or null. */
function partProblem(part) {
    if (part === '')
        return 'has an empty part';
    if (part === '.' || part === '..')
        return `has a part ${JSON.stringify(part)}`;
    if (!PART.test(part))
        return 'has a part with other characters than letters, digits, ".", "_" and "-"';
    if (part.endsWith('.'))
        return 'has a part that ends in "."';
    if (DEVICE.test(part))
        return `has a part that some systems take for a device: ${part}`;
    return null;
}
function refuse(what, key, problem) {
    throw (0,base/* usageError */.Wp)({
        message: `the ${what} ${JSON.stringify(key.slice(0, 200))} ${problem}`,
        expected: 'parts of letters, digits, ".", "_" and "-", separated by "/"',
    });
}
/** Throws a usage error for a key that could leave the store or that some file system cannot hold. */
function checkKey(key) {
    if (key.length > MAX_KEY)
        refuse('key', key, `is longer than ${MAX_KEY} characters`);
    if (key.endsWith(TEMPORARY))
        refuse('key', key, `ends in ${TEMPORARY}, as temporary files do`);
    for (const part of key.split('/')) {
        const problem = partProblem(part);
        if (problem !== null)
            refuse('key', key, problem);
    }
}
/** The same for the beginning of a key, whose last part may be unfinished or empty. */
function checkPrefix(prefix) {
    if (prefix.length > MAX_KEY)
        refuse('prefix', prefix, `is longer than ${MAX_KEY} characters`);
    const parts = prefix.split('/');
    const last = parts.pop() ?? '';
    for (const part of parts) {
        const problem = partProblem(part);
        if (problem !== null)
            refuse('prefix', prefix, problem);
    }
    if (last !== '' && (!PART.test(last) || last === '..'))
        refuse('prefix', prefix, 'is no part of a key');
}

;// CONCATENATED MODULE: ./build/registry/storage/folder.js
/**
 * A store in a folder. An object is written to a temporary file beside its place, flushed, and linked to its
 * name: `link` fails where the name is taken (`rename` would overwrite), so of racing writers one wins, and a
 * crash leaves all of an object or none of it, and at most a temporary file that readers never see.
 */







const CHUNK = 1 << 20;
/** What a system error means for a registry in a folder, and how to mend it. */
const MEANING = {
    ENOSPC: { message: 'the disk is full', fix: 'free space, then run the same command again' },
    EDQUOT: { message: 'the disk quota is used up', fix: 'free space, then run the same command again' },
    EACCES: { message: 'permission denied', fix: 'give this user the right to read and write the folder' },
    EPERM: { message: 'not permitted', fix: 'give this user the right to read and write the folder' },
    EROFS: {
        message: 'the file system is read-only',
        fix: 'mount it for writing, or put the registry elsewhere',
    },
    EIO: {
        message: 'the disk reports an input/output error',
        fix: 'check the disk, then `assay registry verify`',
    },
    EMFILE: {
        message: 'too many open files',
        fix: 'raise the limit (`ulimit -n`), then run the command again',
    },
    ENFILE: { message: 'the system has too many open files', fix: 'run the command again later' },
    ENOTDIR: { message: 'a part of the path is a file where a folder should be', fix: 'move that file away' },
    EISDIR: { message: 'a folder lies where an object should be', fix: 'move that folder away' },
    ENAMETOOLONG: { message: 'the path is too long for this file system', fix: 'use a shorter folder or name' },
    ESTALE: { message: 'the network file system lost the file', fix: 'run the command again' },
};
/** What `link` says on file systems that have no hard links (exFAT, some network and FUSE mounts). */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV', 'EMLINK']);
/** Turns a system error into an environment error that names the path; passes Assay's own and aborts on. */
function failed(doing, path, error) {
    const code = (0,base/* codeOf */.$N)(error);
    if (error instanceof base/* AssayError */.WV || code === undefined || code === 'ABORT_ERR')
        return error;
    const meaning = MEANING[code] ?? { message: (0,base/* messageOf */.bD)(error) };
    return (0,base/* environmentError */.me)({ ...meaning, message: `cannot ${doing} ${path}: ${meaning.message}` }, error);
}
class FolderStore {
    description;
    /** Absolute. */
    folder;
    /** `folder` is absolute; `shown` is how the user names it. The folder is made by the first write. */
    constructor(folder, shown = folder) {
        this.folder = folder;
        this.description = `folder ${shown}`;
    }
    async create(key, bytes) {
        return this.place(key, (file) => file.writeFile(bytes));
    }
    async createFromFile(key, path, signal, sha256) {
        return this.place(key, async (file) => {
            const hash = (0,external_node_crypto_.createHash)('sha256');
            const source = (0,external_node_fs_.createReadStream)(path, { highWaterMark: CHUNK });
            // The caller's file, not the registry's: its errors are told apart before the copy begins.
            await new Promise((opened, refused) => {
                source.once('open', () => opened());
                source.once('error', (error) => refused((0,base/* usageError */.Wp)({ where: { file: path }, message: `cannot be read: ${(0,base/* messageOf */.bD)(error)}` }, error)));
            });
            await (0,external_node_stream_promises_.pipeline)(source, async (chunks) => {
                for await (const chunk of chunks) {
                    hash.update(chunk);
                    await file.writeFile(chunk);
                }
            }, { signal });
            const actual = hash.digest('hex');
            if (sha256 !== undefined && actual !== sha256) {
                throw (0,base/* usageError */.Wp)({
                    where: { file: path },
                    message: 'the file changed while it was stored',
                    expected: `sha256:${sha256}, but sha256:${actual} was read`,
                    fix: 'run the command again once nothing writes to the file',
                });
            }
        });
    }
    async get(key) {
        const path = this.path(key);
        return this.reading(path, () => (0,promises_.readFile)(path));
    }
    async getToFile(key, path, signal) {
        const source = this.path(key);
        const file = await this.reading(source, () => (0,promises_.open)(source, 'r'));
        if (file === null)
            return false;
        try {
            // The read stream closes the handle, whatever happens.
            await (0,external_node_stream_promises_.pipeline)(file.createReadStream({ highWaterMark: CHUNK }), (0,external_node_fs_.createWriteStream)(path, { flags: 'wx', highWaterMark: CHUNK, flush: true }), { signal });
        }
        catch (error) {
            if ((0,base/* codeOf */.$N)(error) !== 'EEXIST')
                await (0,promises_.rm)(path, { force: true });
            throw failed('copy an object to', path, error);
        }
        return true;
    }
    async stat(key) {
        const path = this.path(key);
        const found = await this.reading(path, () => (0,promises_.stat)(path));
        if (found === null || !found.isFile())
            return null;
        return { key, size: found.size, modified: found.mtime };
    }
    async digest(key, signal) {
        const path = this.path(key);
        return this.reading(path, () => (0,base/* sha256File */.Q3)(path, signal));
    }
    async *list(prefix) {
        checkPrefix(prefix);
        for await (const object of this.walk(prefix)) {
            if (!object.key.endsWith(TEMPORARY))
                yield object;
        }
    }
    async *leftovers() {
        for await (const object of this.walk('')) {
            if (object.key.endsWith(TEMPORARY))
                yield object;
        }
    }
    async delete(key) {
        const path = this.path(key);
        try {
            await (0,promises_.rm)(path, { force: true });
            await (0,base/* syncFolder */.Yw)((0,external_node_path_.dirname)(path)).catch((error) => {
                if ((0,base/* codeOf */.$N)(error) !== 'ENOENT')
                    throw error;
            });
        }
        catch (error) {
            throw failed('remove', path, error);
        }
    }
    path(key) {
        checkKey(key);
        return (0,external_node_path_.join)(this.folder, ...key.split('/'));
    }
    /** Null where the file, or a folder above it, does not exist. */
    async reading(path, read) {
        try {
            return await read();
        }
        catch (error) {
            if ((0,base/* codeOf */.$N)(error) === 'ENOENT')
                return null;
            throw failed('read', path, error);
        }
    }
    /** Writes a temporary file by `fill` and links it to its place. */
    async place(key, fill) {
        const path = this.path(key);
        const folder = (0,external_node_path_.dirname)(path);
        const temporary = `${path}.${(0,external_node_crypto_.randomBytes)(6).toString('hex')}${TEMPORARY}`;
        let made = false;
        try {
            // Read-only from the start: an object never changes, and an editor that is pointed at it says so.
            const begin = () => (0,promises_.open)(temporary, 'wx', 0o444);
            const file = await begin().catch(async (error) => {
                if ((0,base/* codeOf */.$N)(error) !== 'ENOENT')
                    throw error;
                await makeFolder(folder);
                return begin();
            });
            made = true;
            try {
                await fill(file);
                await file.sync();
            }
            finally {
                await file.close();
            }
            const created = await linkNew(temporary, path);
            // Also where another writer was first: what we say exists must still exist after a power cut.
            await (0,base/* syncFolder */.Yw)(folder);
            return created ? 'created' : 'exists';
        }
        catch (error) {
            throw failed('write', path, error);
        }
        finally {
            if (made)
                await (0,promises_.rm)(temporary, { force: true });
        }
    }
    /** Every file below the folder whose key begins with `prefix`, in the order of keys. */
    async *walk(prefix) {
        const cut = prefix.lastIndexOf('/') + 1;
        yield* this.walkFolder(prefix.slice(0, cut), prefix);
    }
    async *walkFolder(base, prefix) {
        const folder = (0,external_node_path_.join)(this.folder, ...base.split('/'));
        const entries = await this.reading(folder, () => (0,promises_.readdir)(folder, { withFileTypes: true }));
        // A folder sorts as its name with the slash, which is where its keys stand among those of the files.
        const sorted = (entries ?? [])
            .map((entry) => ({ entry, name: sortName(entry) }))
            .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
        for (const { entry, name } of sorted) {
            const key = base + name;
            if (entry.isDirectory()) {
                if (key.startsWith(prefix) || prefix.startsWith(key))
                    yield* this.walkFolder(key, prefix);
            }
            else if (entry.isFile() && key.startsWith(prefix)) {
                const path = (0,external_node_path_.join)(folder, entry.name);
                // Removed since the folder was read: then it is no longer an object.
                const found = await this.reading(path, () => (0,promises_.stat)(path));
                if (found !== null)
                    yield { key, size: found.size, modified: found.mtime };
            }
        }
    }
}
function sortName(entry) {
    return entry.isDirectory() ? `${entry.name}/` : entry.name;
}
/** True where this call gave the file its name, false where the name was taken. */
async function linkNew(temporary, path) {
    try {
        await (0,promises_.link)(temporary, path);
        return true;
    }
    catch (error) {
        const code = (0,base/* codeOf */.$N)(error);
        if (code === 'EEXIST') {
            // A network file system may repeat a call whose answer was lost: a second name tells that it was ours.
            return (await (0,promises_.stat)(temporary)).nlink === 2;
        }
        if (code !== undefined && NO_LINKS.has(code)) {
            throw (0,base/* environmentError */.me)({
                message: `cannot write ${path}: the file system makes no hard links (${code})`,
                expected: 'a local file system with hard links, such as ext4, xfs, APFS or NTFS',
                fix: 'put the registry on another disk',
            }, error);
        }
        throw error;
    }
}
/** Makes a folder and those above it, and flushes each new name, so that a power cut cannot lose the path. */
async function makeFolder(folder) {
    // Not `recursive`: there Node says ENOENT where the truth is a read-only file system.
    try {
        await (0,promises_.mkdir)(folder);
    }
    catch (error) {
        const code = (0,base/* codeOf */.$N)(error);
        if (code === 'EEXIST')
            return;
        if (code !== 'ENOENT' || (0,external_node_path_.dirname)(folder) === folder)
            throw error;
        await makeFolder((0,external_node_path_.dirname)(folder));
        return makeFolder(folder);
    }
    await (0,base/* syncFolder */.Yw)((0,external_node_path_.dirname)(folder));
}

;// CONCATENATED MODULE: ./build/registry/storage/network.js
/** Which file systems are reached over a network, by the number that Linux's statfs gives (statfs(2), magic.h). */
const NETWORK = new Map([
    [0x6969, 'NFS'],
    [0x517b, 'SMB'],
    [0xff534d42, 'CIFS'],
    [0xfe534d42, 'SMB2'],
    [0x01021997, '9p'],
    [0x65735546, 'FUSE'],
    [0x6a656a63, 'virtiofs'],
    [0x00c36400, 'Ceph'],
    [0x5346414f, 'AFS'],
    [0x6b414653, 'AFS'],
    [0x73757245, 'Coda'],
    [0x01161970, 'GFS2'],
    [0x7461636f, 'OCFS2'],
    [0x0bd00bd0, 'Lustre'],
    [0x47504653, 'GPFS'],
    [0xaad7aaea, 'PanFS'],
    [0x19830326, 'BeeGFS'],
    [0x786f4256, 'VirtualBox shared folder'],
]);
/** The name of the network file system of that type; null for local ones and for systems that give other numbers. */
function networkFileSystem(type) {
    return NETWORK.get(type >>> 0) ?? null;
}

;// CONCATENATED MODULE: ./build/registry/storage/index.js
/** Stores: what a registry is kept in. */





;// CONCATENATED MODULE: ./build/registry/names.js
/**
 * Names of models and aliases. They become folders, so two names that differ only in case would be one name on
 * some disks: the first spelling is claimed by an object of its own, and another spelling is refused everywhere.
 */





const nameEntrySchema = schemas/* object */.Ikc({
    format: schemas/* literal */.euz(1),
    kind: schemas/* enum */.k5n(['model', 'alias']),
    name: schemas/* string */.YjP(),
});
const names_NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;
/** Words that would be read as a version, here or in MLflow. */
const RESERVED_ALIAS = /^(latest|v?[0-9]+)$/i;
/** Throws a usage error for a name that cannot be a folder or an address. */
function checkName(kind, name) {
    if (!names_NAME.test(name) || name.endsWith('.')) {
        throw (0,base/* usageError */.Wp)({
            message: `${JSON.stringify(name.slice(0, 200))} cannot be the name of ${kind === 'model' ? 'a model' : 'an alias'}`,
            expected: 'letters, digits, ".", "_" and "-", at most 100, beginning with a letter or digit, not ending in "."',
        });
    }
    if (kind === 'alias' && RESERVED_ALIAS.test(name)) {
        throw (0,base/* usageError */.Wp)({
            message: `${name} cannot be the name of an alias: it reads as a version`,
            expected: 'a word such as production or staging',
        });
    }
    checkKey(`${name}/${name}.json`);
}
/** Checks and claims names in one store. What was claimed once stays, so each name is read once. */
class Names {
    store;
    known = new Set();
    constructor(store) {
        this.store = store;
    }
    async checkModel(model) {
        checkName('model', model);
        await this.check('model', model, keys.modelName(model), false);
    }
    async checkAlias(model, alias) {
        await this.checkModel(model);
        checkName('alias', alias);
        await this.check('alias', alias, keys.aliasName(model, alias), false);
    }
    async claimModel(model) {
        checkName('model', model);
        await this.check('model', model, keys.modelName(model), true);
    }
    async claimAlias(model, alias) {
        await this.claimModel(model);
        checkName('alias', alias);
        await this.check('alias', alias, keys.aliasName(model, alias), true);
    }
    async check(kind, name, key, claim) {
        const mark = `${key} ${name}`;
        if (this.known.has(mark))
            return;
        let found = await readEntry(this.store, key, nameEntrySchema);
        if (found === null && claim) {
            await this.store.create(key, seal({ format: 1, kind, name }, 'the name'));
            found = await readEntry(this.store, key, nameEntrySchema);
        }
        if (found === null)
            return;
        if (found.entry.name !== name) {
            throw (0,base/* usageError */.Wp)({
                message: `the registry has ${kind === 'model' ? 'a model' : 'an alias'} ${found.entry.name}; ${name} differs from it only in case`,
                fix: `write ${found.entry.name}, or choose another name`,
            });
        }
        this.known.add(mark);
    }
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
// EXTERNAL MODULE: ./build/results/index.js + 11 modules
var results = __webpack_require__(90459);
;// CONCATENATED MODULE: ./build/registry/types.js
/**
 * What the registry keeps, as zod schemas, and what it can do, as an interface. The layout on disk is in
 * `docs/registry.md`. Every object is written once; aliases, decisions and events are append-only logs.
 */


const hex = schemas/* string */.YjP().regex(/^[0-9a-f]{64}$/);
/** Digest of a manifest as people see and type it. */
const digestSchema = schemas/* string */.YjP().regex(/^sha256:[0-9a-f]{64}$/);
const manifestFileSchema = schemas/* object */.Ikc({
    role: schemas/* enum */.k5n(['model', 'predictions', 'profile', 'contract', 'report', 'result', 'environment', 'other']),
    name: schemas/* string */.YjP().describe('model, profile:train, result:gate, …'),
    file: schemas/* string */.YjP().describe('file name for people and for layouts'),
    sha256: hex,
    size: schemas/* int */.Whr().nonnegative(),
});
const tensorSchema = schemas/* object */.Ikc({
    name: schemas/* string */.YjP(),
    type: schemas/* string */.YjP().describe('float32, int64, string, …'),
    shape: schemas/* array */.YOg(schemas/* union */.KCZ([schemas/* int */.Whr(), schemas/* string */.YjP()])).describe('-1 or a name for a dimension that may vary'),
});
/** Equal contents give equal bytes and so the same version; the time stands in the version entry, not here. */
const manifestSchema = schemas/* object */.Ikc({
    format: schemas/* literal */.euz(1),
    model: schemas/* string */.YjP(),
    files: schemas/* array */.YOg(manifestFileSchema).min(1).describe('every blob that belongs to the version'),
    signature: schemas/* object */.Ikc({ inputs: schemas/* array */.YOg(tensorSchema), outputs: schemas/* array */.YOg(tensorSchema) }).nullable(),
    data: schemas/* array */.YOg(schemas/* object */.Ikc({
        name: schemas/* string */.YjP(),
        path: schemas/* string */.YjP(),
        sha256: hex,
        rows: schemas/* int */.Whr().nonnegative(),
        columns: schemas/* int */.Whr().nonnegative(),
    })),
    code: schemas/* object */.Ikc({
        repository: schemas/* string */.YjP().nullable(),
        commit: schemas/* string */.YjP().nullable(),
        dirty: schemas/* boolean */.zMY(),
        command: schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* array */.YOg(schemas/* string */.YjP())]).nullable(),
        inputs: schemas/* array */.YOg(schemas/* object */.Ikc({ path: schemas/* string */.YjP(), sha256: hex })),
    }),
    environment: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()),
    params: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()),
    seeds: schemas/* array */.YOg(schemas/* int */.Whr()),
    accelerators: schemas/* array */.YOg(schemas/* string */.YjP()).describe('names of the devices that trained it'),
    metrics: schemas/* array */.YOg(results/* metricSchema */.U8),
    verdict: results/* verdictSchema */.$D.describe('of the gate'),
    authors: schemas/* array */.YOg(schemas/* string */.YjP()).describe('author, actor and starter of the training; they may not approve'),
    run: results/* runSchema */.Lx,
    parent: digestSchema.nullable().describe('the baseline that the gate compared with'),
});
const versionEntrySchema = schemas/* object */.Ikc({
    format: schemas/* literal */.euz(1),
    model: schemas/* string */.YjP(),
    version: schemas/* int */.Whr().positive(),
    digest: digestSchema,
    actor: schemas/* string */.YjP(),
    time: iso/* datetime */.w$(),
    run: schemas/* string */.YjP(),
    nonce: schemas/* string */.YjP(),
});
const aliasEntrySchema = schemas/* object */.Ikc({
    format: schemas/* literal */.euz(1),
    model: schemas/* string */.YjP(),
    alias: schemas/* string */.YjP(),
    seq: schemas/* int */.Whr().positive(),
    parent: schemas/* string */.YjP().nullable().describe('sha256:<hex> of the bytes of the entry before; null for the first'),
    from: digestSchema.nullable(),
    to: digestSchema,
    version: schemas/* int */.Whr().positive(),
    kind: schemas/* enum */.k5n(['deploy', 'rollback', 'promote']),
    actor: schemas/* string */.YjP(),
    run: schemas/* string */.YjP(),
    approvals: schemas/* array */.YOg(schemas/* string */.YjP())
        .describe('ids of the decisions that allowed it; empty for approval by policy'),
    reason: schemas/* string */.YjP(),
    nonce: schemas/* string */.YjP(),
    time: iso/* datetime */.w$(),
});
/** A person's decision on a version for a target. It moves nothing. */
const decisionSchema = schemas/* object */.Ikc({
    format: schemas/* literal */.euz(1),
    id: schemas/* string */.YjP(),
    decision: schemas/* enum */.k5n(['approve', 'reject']),
    model: schemas/* string */.YjP(),
    version: schemas/* int */.Whr().positive(),
    digest: digestSchema.describe('of the manifest, which holds the evidence'),
    target: schemas/* string */.YjP(),
    verdict: results/* verdictSchema */.$D.describe('of the gate that was shown; an approval names an inconclusive verdict'),
    aliasSeq: schemas/* int */.Whr().nonnegative().describe('last entry of the alias when the decision was made'),
    actor: schemas/* string */.YjP(),
    source: schemas/* enum */.k5n(['terminal', 'github-comment', 'github-environment']),
    reason: schemas/* string */.YjP(),
    time: iso/* datetime */.w$(),
    expires: iso/* datetime */.w$().nullable(),
    nonce: schemas/* string */.YjP(),
});
const eventSchema = schemas/* object */.Ikc({
    format: schemas/* literal */.euz(1),
    id: schemas/* string */.YjP(),
    model: schemas/* string */.YjP(),
    kind: schemas/* enum */.k5n(['deploying', 'deployed', 'failed', 'alert', 'retrain']),
    key: schemas/* string */.YjP()
        .nullable()
        .describe('claimed once where given: a second event with the same key is refused'),
    actor: schemas/* string */.YjP(),
    time: iso/* datetime */.w$(),
    data: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()),
});
const runEntrySchema = schemas/* object */.Ikc({
    format: schemas/* literal */.euz(1),
    id: schemas/* string */.YjP(),
    model: schemas/* string */.YjP(),
    run: results/* runSchema */.Lx,
    time: iso/* datetime */.w$(),
    verdict: results/* verdictSchema */.$D,
    version: schemas/* int */.Whr().positive().nullable(),
    params: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()),
    metrics: schemas/* array */.YOg(results/* metricSchema */.U8),
});

;// CONCATENATED MODULE: ./build/registry/core.js
/** What the parts of a registry share: the store, the clock, the names, and writing an entry once. */







function makeCore(store, now) {
    return { store, now, names: new Names(store) };
}
/** Tells a writer its own write from another's, also where the answer to the write was lost. */
function nonce() {
    return (0,external_node_crypto_.randomBytes)(16).toString('hex');
}
/**
 * Creates an entry. Where the key is taken, what is there is read back and given: it may be this very write,
 * whose answer was lost, which `isOwn` tells.
 */
async function createEntry(core, key, schema, entry, isOwn) {
    // Checked by the schema that will read it, so that nothing is written that cannot be read.
    const parsed = schema.safeParse(entry);
    if (!parsed.success)
        throw refused(`the entry for ${key}`, parsed.error);
    const checked = parsed.data;
    const bytes = seal(checked, key);
    if ((await core.store.create(key, bytes)) === 'created')
        return { created: true, entry: checked, bytes };
    const there = await readEntry(core.store, key, schema);
    if (there === null)
        throw damaged(core.store, key, 'the store says that the object exists, and does not give it');
    return { created: isOwn(there.entry), ...there };
}
/** The usage error for a document that does not have the form in which it would be stored. */
function refused(what, error) {
    return (0,base/* usageError */.Wp)(error.issues.map((issue) => ({
        where: { key: errors/* toDotPath */.sR(issue.path) },
        message: `${what}: ${issue.message}`,
    })), error);
}
/** Digest (`sha256:<hex>`) and bytes of a manifest. */
function manifestBytes(manifest) {
    const bytes = canonicalBytes(manifest, 'the manifest');
    const hex = (0,base/* sha256 */.sc)(bytes);
    return { digest: `sha256:${hex}`, hex, bytes };
}
/** Whether two manifests are the same but for who may not approve: one run, registered by two people. */
function sameButAuthors(one, other) {
    return manifestBytes({ ...one, authors: [] }).digest === manifestBytes({ ...other, authors: [] }).digest;
}
/** A manifest by its digest, with its bytes proved. It must be there. */
async function readManifest(store, hex) {
    const key = keys.manifest(hex);
    const bytes = await store.get(key);
    if (bytes === null)
        throw damaged(store, key, 'the manifest is missing');
    if ((0,base/* sha256 */.sc)(bytes) !== hex)
        throw damaged(store, key, 'the bytes of the manifest do not have its digest');
    return parseStored(store, key, Buffer.from(bytes).toString('utf8'), manifestSchema);
}
/** Highest number among `<prefix><number>.json`; 0 where there is none. */
async function highest(store, prefix) {
    let top = 0;
    for await (const { key } of store.list(prefix)) {
        const rest = key.slice(prefix.length);
        const match = /^([0-9]+)\.json$/.exec(rest);
        if (match && (match[1]?.length ?? 0) <= SEQ_DIGITS)
            top = Math.max(top, Number(match[1]));
    }
    return top;
}
/** `map` over 1 to `count`, in order, with a few reads under way at once. */
async function eachNumber(count, map) {
    const all = [];
    const AT_ONCE = 16;
    for (let first = 1; first <= count; first += AT_ONCE) {
        const size = Math.min(AT_ONCE, count - first + 1);
        all.push(...(await Promise.all(Array.from({ length: size }, (_, index) => map(first + index)))));
    }
    return all;
}

;// CONCATENATED MODULE: ./build/registry/lineage.js
/**
 * The chain from a live model back to what it came from: alias → version → gate → metrics → training → data and
 * code, and the decisions that let it through. Everything is read from the registry and checked on the way.
 */


/**
 * The version that a word means: an alias, `3`, `v3`, or the beginning of a manifest's digest. Absent: the
 * first of `preferred` that has an entry, else the newest version. Throws a usage error where it means none.
 */
async function findVersion(registry, model, word, preferred = []) {
    const versions = await registry.versions(model);
    const last = versions.at(-1);
    if (last === undefined) {
        const models = await registry.models();
        throw (0,base/* usageError */.Wp)({
            message: `${registry.description} has no version of ${model}`,
            fix: models.length > 0 ? `it has ${models.join(', ')}` : 'run `assay register`',
        });
    }
    if (word === undefined) {
        for (const alias of preferred) {
            const entry = (await registry.aliasLog(model, alias)).at(-1);
            if (entry !== undefined)
                return { version: await need(registry, model, entry.version), via: entry };
        }
        return { version: await need(registry, model, last.version), via: null };
    }
    const number = /^v?([1-9][0-9]{0,14})$/i.exec(word);
    if (number) {
        const found = await registry.version(model, Number(number[1]));
        if (found !== null)
            return { version: found, via: null };
        throw (0,base/* usageError */.Wp)({ message: `${model} has no version ${number[1]}`, expected: `1 to ${last.version}` });
    }
    const digest = /^(?:sha256:)?([0-9a-f]{6,64})$/.exec(word)?.[1];
    const aliases = await registry.aliases(model);
    if (digest !== undefined && !aliases.includes(word)) {
        const matching = versions.filter((entry) => entry.digest.startsWith(`sha256:${digest}`));
        const [one] = matching;
        if (one !== undefined && matching.length === 1) {
            return { version: await need(registry, model, one.version), via: null };
        }
        throw (0,base/* usageError */.Wp)({
            message: `${matching.length === 0 ? 'no' : 'more than one'} version of ${model} has a digest ${word}…`,
        });
    }
    const entry = (await registry.aliasLog(model, word)).at(-1);
    if (entry !== undefined)
        return { version: await need(registry, model, entry.version), via: entry };
    throw (0,base/* usageError */.Wp)({
        message: `${model} has no alias ${word}`,
        expected: [...aliases, `a version from 1 to ${last.version}`].join(', '),
    });
}
async function need(registry, model, number) {
    const found = await registry.version(model, number);
    if (found !== null)
        return found;
    throw (0,base/* usageError */.Wp)({
        message: `${model} has no version ${number}, though an alias names it`,
        fix: 'run `assay registry verify`',
    });
}
/** Reads the chain of one version. */
async function lineageOf(registry, version) {
    const { model, version: number, digest } = version.entry;
    const live = [];
    const moves = [];
    for (const alias of await registry.aliases(model)) {
        const log = await registry.aliasLog(model, alias);
        const last = log.at(-1);
        if (last?.to === digest)
            live.push(last);
        moves.push(...log.filter((entry) => entry.to === digest));
    }
    moves.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : a.seq - b.seq));
    const events = (await registry.events(model)).filter(({ data }) => data['version'] === number || data['digest'] === digest);
    const file = version.manifest.files.find(({ role, name }) => role === 'result' && /^result:gate(\.|$)/.test(name));
    const gate = file ? (0,results/* parseResult */.F)(await registry.getBytes(file.sha256), `${file.name} of v${number}`) : null;
    const { parent } = version.manifest;
    return {
        version,
        live,
        moves,
        decisions: await registry.decisions(model, number),
        events,
        gate: gate?.command === 'gate' ? gate : null,
        parent: parent === null ? null : await registry.versionByDigest(model, parent),
    };
}

;// CONCATENATED MODULE: ./build/registry/manifest.js
/**
 * From the results of a run to the manifest of a version. Pure: what stands in the results decides, and the same
 * results give the same bytes. Results that do not belong together are refused, all reasons at once.
 */

const DIGEST = /^sha256:[0-9a-f]{64}$/;
/** Verdicts whose version may not be registered. A part that failed is no evidence for a model. */
const REFUSED = new Set(['fail', 'error']);
/** Why the results forbid a version, in words; empty where they allow one. A verdict, not an error. */
function refusals(evidence) {
    return evidence
        .filter(({ result }) => REFUSED.has(result.verdict))
        .map(({ result }) => `${commandOf(result)} said ${result.verdict}: ${result.summary}`);
}
/** What a run says of itself in the history, also where no version comes of it. */
function judged(input) {
    const train = only(input.evidence, 'train');
    const evaluate = only(input.evidence, 'evaluate');
    const gate = only(input.evidence, 'gate');
    return {
        // Of the evidence, not of this job: registering again in a later attempt gives the same version.
        run: (gate ?? evaluate ?? train)?.run ?? input.run,
        verdict: gate?.verdict ?? 'skipped',
        params: train?.params ?? {},
        metrics: evaluate?.metrics ?? candidateMetrics(gate) ?? [...input.metrics],
    };
}
/** Throws a usage error with every reason why the results do not describe one version. */
function buildManifest(input) {
    const train = only(input.evidence, 'train');
    const evaluate = only(input.evidence, 'evaluate');
    const gate = only(input.evidence, 'gate');
    const model = input.file ?? train?.seeds[0]?.outputs['model'] ?? null;
    const problems = [
        ...(model === null ? [noModel(train)] : otherModel(model, evaluate)),
        ...otherMetrics(evaluate, gate),
    ];
    const data = datasets(input.evidence, problems);
    if (problems.length > 0 || model === null)
        throw (0,base/* usageError */.Wp)(problems);
    const collector = new Files();
    if (input.file === null)
        collector.add('model', 'model', model);
    else
        collector.addFile('model', 'model', input.file);
    for (const [name, artifact] of Object.entries(train?.seeds[0]?.outputs ?? {})) {
        if (artifact.sha256 !== model.sha256)
            collector.add('other', name, artifact);
    }
    if (evaluate?.predictions)
        collector.add('predictions', 'predictions', evaluate.predictions);
    for (const { result, bytes, file } of input.evidence) {
        const several = result.command === 'validate' || result.command === 'profile';
        // Of the others a version has one, whatever its name among the cells of a matrix.
        const name = several ? commandOf(result) : result.command;
        collector.addBytes('result', `result:${name}`, file, bytes);
        if (several) {
            for (const artifact of result.artifacts)
                collector.add(roleOf(artifact), artifact.name, artifact);
        }
    }
    for (const { role, name, file, bytes } of input.documents)
        collector.addBytes(role, name, file, bytes);
    const { run, verdict, params, metrics } = judged(input);
    const manifest = {
        format: 1,
        model: input.model,
        files: collector.files(),
        signature: input.signature,
        data,
        code: {
            repository: input.repository,
            commit: run.commit,
            dirty: run.dirty ?? false,
            command: train?.code.command ?? null,
            inputs: [...(train?.code.inputs ?? [])],
        },
        environment: train?.code.environment ?? {},
        params,
        seeds: train?.seeds.map(({ seed }) => seed) ?? [],
        accelerators: train?.accelerators.devices.map(({ name }) => name) ?? [],
        metrics,
        verdict,
        authors: [...new Set(input.authors.map((name) => name.toLowerCase()))].sort(),
        run,
        parent: parentOf(gate),
    };
    return { manifest, blobs: collector.blobs() };
}
function commandOf(result) {
    return result.name === undefined ? result.command : `${result.command}.${result.name}`;
}
function only(evidence, command) {
    const found = evidence.filter(({ result }) => result.command === command);
    if (found.length > 1) {
        throw (0,base/* usageError */.Wp)({
            message: `there are several results of ${command}: ${found.map(({ file }) => file).join(', ')}`,
            fix: 'say with --name which one belongs to the version',
        });
    }
    return found[0]?.result ?? null;
}
function noModel(train) {
    return train === null
        ? {
            message: 'there is no model to register: this run has no result of train',
            fix: 'run `assay train` first, or name the model with --file FILE',
        }
        : {
            message: 'training left no output named `model`',
            fix: 'declare it in assay.yaml under `train.outputs`, or name the model with --file FILE',
        };
}
function otherModel(model, evaluate) {
    if (!evaluate?.model || evaluate.model.sha256 === model.sha256)
        return [];
    return [
        {
            message: `evaluate measured another model than the one to register: sha256:${evaluate.model.sha256}`,
            expected: `sha256:${model.sha256} (${model.file})`,
            fix: 'run `assay evaluate` and `assay gate` again, on the model of this run',
        },
    ];
}
/** The gate must have judged the metrics that stand in the manifest. */
function otherMetrics(evaluate, gate) {
    if (evaluate === null || gate === null)
        return [];
    const keyOf = (one) => `${one.name}\0${one.slice}`;
    const values = new Map(gate.metrics.map((one) => [keyOf(one), one.candidate]));
    const common = evaluate.metrics.filter((metric) => values.has(keyOf(metric)));
    const differing = common.find((metric) => values.get(keyOf(metric)) !== metric.value);
    const strangers = common.length === 0 && values.size > 0 && evaluate.metrics.length > 0;
    if (differing === undefined && !strangers)
        return [];
    const example = differing
        ? `${differing.name} was ${values.get(keyOf(differing))} for the gate and is ${differing.value} in evaluate`
        : 'they have no metric in common';
    return [
        {
            message: `the gate judged other metrics than evaluate measured: ${example}`,
            fix: 'run `assay gate` again, after `assay evaluate`',
        },
    ];
}
/** Every dataset that a result names, once. One name with two digests is a problem: the data changed in between. */
function datasets(evidence, problems) {
    const found = new Map();
    for (const { result } of evidence) {
        const by = commandOf(result);
        for (const { name, path, sha256: digest, rows, columns } of summariesOf(result)) {
            const known = found.get(name);
            if (known === undefined) {
                found.set(name, { entry: { name, path, sha256: digest, rows, columns }, by });
            }
            else if (known.entry.sha256 !== digest) {
                problems.push({
                    message: `dataset ${name} changed between ${known.by} (sha256:${known.entry.sha256}) and ${by} (sha256:${digest})`,
                    fix: `run ${known.by} and ${by} again on the same data`,
                });
            }
        }
    }
    return [...found.values()].map(({ entry }) => entry).sort((a, b) => (a.name < b.name ? -1 : 1));
}
function summariesOf(result) {
    if (result.command === 'evaluate')
        return result.dataset === null ? [] : [result.dataset];
    if (result.command === 'validate' || result.command === 'train')
        return result.datasets;
    return [];
}
/** Metrics of a plain file, as the gate read them. */
function candidateMetrics(gate) {
    if (gate === null)
        return null;
    return gate.metrics
        .filter((one) => one.note !== 'removed')
        .map(({ name, slice, candidate, n, direction }) => ({
        name,
        slice,
        value: candidate,
        interval: null,
        intervalMethod: null,
        confidence: null,
        n,
        direction,
        undefined: candidate === null ? 'no value in the file' : null,
    }));
}
function parentOf(gate) {
    // A baseline that is a file, or a version of a registry by its digest; only the latter is a parent.
    const { version = null, digest = null } = gate?.baseline ?? {};
    return version !== null && digest !== null && DIGEST.test(digest) ? digest : null;
}
/** What an artifact is, by the first part of its name. */
function roleOf(artifact) {
    const [first] = artifact.name.split(':');
    return first === 'profile' || first === 'contract' || first === 'report' ? first : 'other';
}
class Files {
    #files = new Map();
    #blobs = new Map();
    add(role, name, artifact) {
        const { file, sha256: digest, size } = artifact;
        this.put({ role, name, file, sha256: digest, size }, { sha256: digest, artifact });
    }
    addFile(role, name, given) {
        const { file, sha256: digest, size, path } = given;
        this.put({ role, name, file, sha256: digest, size }, { sha256: digest, path });
    }
    addBytes(role, name, file, bytes) {
        const digest = (0,base/* sha256 */.sc)(bytes);
        this.put({ role, name, file, sha256: digest, size: bytes.length }, { sha256: digest, bytes });
    }
    files() {
        return [...this.#files.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file);
    }
    blobs() {
        return [...this.#blobs.values()];
    }
    put(file, blob) {
        // Two results may keep the same profile: once is enough. Different files of one name both stay.
        this.#files.set(`${file.role}\0${file.name}\0${file.sha256}`, file);
        this.#blobs.set(blob.sha256, blob);
    }
}

;// CONCATENATED MODULE: ./build/registry/onnx-signature.js
/**
 * Inputs and outputs of an ONNX model, read from the file's structure without an engine: `register` stays light
 * and runs no model. Field numbers are those of onnx.proto; weights are skipped, never read.
 */

/** TensorProto.DataType, by number. */
const TYPES = [
    'undefined',
    'float32',
    'uint8',
    'int8',
    'uint16',
    'int16',
    'int32',
    'int64',
    'string',
    'bool',
    'float16',
    'float64',
    'uint32',
    'uint64',
    'complex64',
    'complex128',
    'bfloat16',
];
/** Descriptions of tensors are small; what is larger is no description. */
const MAX_MESSAGE = 1 << 20;
const WINDOW = 1 << 16;
/** Initializers that older exporters also list as inputs; more is no model. */
const MAX_FIELDS = 1_000_000;
/** Null where the bytes are not an ONNX model that can be read; the file system's own errors are thrown. */
async function onnxSignature(path) {
    const file = await (0,promises_.open)(path, 'r');
    try {
        const { size } = await file.stat();
        const reader = new Reader(file);
        const graph = await find(reader, { from: 0, to: size }, 7);
        if (graph === null)
            return null;
        const inputs = [];
        const outputs = [];
        const constants = new Set();
        for await (const field of fieldsOf(reader, graph)) {
            if (field.number === 11)
                inputs.push(valueInfo(await reader.bytes(field)));
            else if (field.number === 12)
                outputs.push(valueInfo(await reader.bytes(field)));
            else if (field.number === 5) {
                const name = await find(reader, field, 8);
                if (name)
                    constants.add((await reader.bytes(name)).toString('utf8'));
            }
        }
        return { inputs: inputs.filter(({ name }) => !constants.has(name)), outputs };
    }
    catch (error) {
        // Also what Node throws for a read past the end of a buffer.
        if (error instanceof RangeError)
            return null;
        throw error;
    }
    finally {
        await file.close();
    }
}
async function find(reader, span, number) {
    for await (const field of fieldsOf(reader, span))
        if (field.number === number)
            return field;
    return null;
}
async function* fieldsOf(reader, span) {
    let at = span.from;
    for (let count = 0; at < span.to; count += 1) {
        if (count > MAX_FIELDS)
            throw new RangeError('too many fields');
        await reader.load(at);
        const field = parseField(reader.window, at - reader.start, span.to - reader.start);
        yield { ...field, from: field.from + reader.start, to: field.to + reader.start };
        at = field.to + reader.start;
    }
}
/** The field at `at`, as positions in `bytes`. Throws a RangeError where none begins there. */
function parseField(bytes, at, end) {
    const tag = varint(bytes, at);
    const number = Math.floor(tag.value / 8);
    const wire = tag.value % 8;
    if (number === 0)
        throw new RangeError('no field');
    if (wire === 0) {
        const { value, next } = varint(bytes, tag.next);
        return { number, value, from: tag.next, to: next };
    }
    const length = wire === 2 ? varint(bytes, tag.next) : null;
    const from = length?.next ?? tag.next;
    const to = from + (length?.value ?? (wire === 1 ? 8 : wire === 5 ? 4 : Number.NaN));
    if (!(to <= end))
        throw new RangeError('a field is cut off');
    return { number, value: null, from, to };
}
function varint(bytes, at) {
    let value = 0;
    for (let index = 0; index < 10; index += 1) {
        const byte = bytes.readUInt8(at + index);
        value += (byte & 0x7f) * 128 ** index;
        if (byte < 0x80)
            return { value, next: at + index + 1 };
    }
    throw new RangeError('a number is too long');
}
class Reader {
    file;
    window = Buffer.alloc(0);
    start = 0;
    constructor(file) {
        this.file = file;
    }
    /** Afterwards a tag and a length from `at` lie in the window, or the file ends. */
    async load(at) {
        if (at >= this.start && at + 20 <= this.start + this.window.length)
            return;
        this.window = await this.read(at, WINDOW);
        this.start = at;
    }
    async bytes({ from, to }) {
        if (to - from > MAX_MESSAGE)
            throw new RangeError('a description is too large');
        return this.read(from, to - from);
    }
    async read(at, length) {
        const buffer = Buffer.alloc(length);
        const { bytesRead } = await this.file.read(buffer, 0, length, at);
        return buffer.subarray(0, bytesRead);
    }
}
/** The fields of a message in memory. */
function messageOf(bytes) {
    const fields = [];
    for (let at = 0; at < bytes.length;) {
        const field = parseField(bytes, at, bytes.length);
        fields.push(field);
        at = field.to;
    }
    return fields;
}
function child(bytes, number) {
    const field = messageOf(bytes).find((one) => one.number === number);
    return field ? bytes.subarray(field.from, field.to) : null;
}
/** ValueInfoProto: name = 1, type = 2; TypeProto: tensor = 1, sequence = 4, map = 5. */
function valueInfo(bytes) {
    const name = child(bytes, 1)?.toString('utf8') ?? '';
    const type = child(bytes, 2) ?? Buffer.alloc(0);
    const tensor = child(type, 1);
    if (tensor === null) {
        const kind = child(type, 4) ? 'sequence' : child(type, 5) ? 'map' : 'unknown';
        return { name, type: kind, shape: [] };
    }
    const number = messageOf(tensor).find((field) => field.number === 1)?.value ?? 0;
    const shape = child(tensor, 2);
    const dims = shape === null ? [] : messageOf(shape).filter((field) => field.number === 1);
    return {
        name,
        type: TYPES[number] ?? `type ${number}`,
        shape: dims.map((dim) => dimension(shape?.subarray(dim.from, dim.to) ?? Buffer.alloc(0))),
    };
}
/** Dimension: value = 1, name = 2; neither: it may vary and has no name. */
function dimension(bytes) {
    const fields = messageOf(bytes);
    const named = fields.find((field) => field.number === 2);
    if (named)
        return bytes.toString('utf8', named.from, named.to) || -1;
    const value = fields.find((field) => field.number === 1)?.value ?? -1;
    // Negative values come as numbers of 64 bits: they, too, mean "may vary".
    return Number.isSafeInteger(value) ? value : -1;
}

// EXTERNAL MODULE: ./node_modules/ulid/dist/node/index.js
var node = __webpack_require__(14125);
;// CONCATENATED MODULE: ./build/registry/probe.js
/**
 * The probe: proves on the store itself that creating an object is atomic. Writers are held at one barrier and
 * released together, round after round; exactly one may win, and what is read must be its bytes. A store that
 * fails is not safe for a registry, whatever its documentation says.
 */




/** Races writers against `probes/`, removes what it wrote, and keeps the finding there. */
async function probeStore(store, now, { writers = 32, rounds = 4 } = {}) {
    const id = (0,node/* ulid */.Z0)(now().getTime());
    const checks = [];
    const check = async (name, test) => {
        let problem;
        try {
            problem = await test();
        }
        catch (error) {
            problem = (0,base/* messageOf */.bD)(error);
        }
        checks.push({ check: name, ok: problem === null, detail: problem ?? 'as promised' });
    };
    const key = (name) => `${PROBES}race-${id}-${name}`;
    const written = [];
    await check('one writer wins', async () => {
        for (let round = 0; round < rounds; round += 1) {
            const target = key(String(round));
            written.push(target);
            const problem = await race(store, target, writers);
            if (problem !== null)
                return `round ${round + 1} of ${rounds}: ${problem}`;
        }
        return null;
    });
    await check('a second writer changes nothing', async () => {
        const target = key('second');
        written.push(target);
        const first = await store.create(target, Buffer.from('first'));
        const second = await store.create(target, Buffer.from('second'));
        if (first !== 'created' || second !== 'exists')
            return `the writers heard ${first} and ${second}`;
        const text = Buffer.from((await store.get(target)) ?? []).toString('utf8');
        return text === 'first' ? null : `afterwards the object was ${JSON.stringify(text)}`;
    });
    await check('what was written is listed', async () => {
        const listed = [];
        for await (const object of store.list(`${PROBES}race-${id}-`))
            listed.push(object.key);
        const missing = written.filter((one) => !listed.includes(one));
        return missing.length === 0 ? null : `${missing.length} of ${written.length} objects were not listed`;
    });
    await check('what was removed is gone', async () => {
        for (const one of written)
            await store.delete(one);
        for (const one of written)
            await store.delete(one);
        for (const one of written)
            if ((await store.get(one)) !== null)
                return `${one} is still there`;
        return null;
    });
    const finding = {
        format: 1,
        id,
        store: store.description,
        time: now().toISOString(),
        writers,
        rounds,
        safe: checks.every(({ ok }) => ok),
        checks,
    };
    await store.create(`${PROBES}${id}.json`, seal(finding, 'the finding of the probe'));
    return finding;
}
/** One round; what went wrong, or null. */
async function race(store, target, writers) {
    let release = () => undefined;
    const barrier = new Promise((open) => {
        release = open;
    });
    const racing = Array.from({ length: writers }, async (_, writer) => {
        const bytes = Buffer.from(`writer ${writer} `.repeat(200));
        await barrier;
        return { bytes, heard: await store.create(target, bytes) };
    });
    release();
    const all = await Promise.all(racing);
    const winners = all.filter(({ heard }) => heard === 'created');
    if (winners.length !== 1)
        return `${winners.length} of ${writers} racing writers heard that they were first`;
    const read = await store.get(target);
    if (read === null)
        return 'the object could not be read after it was written';
    return winners[0]?.bytes.equals(read) ? null : "what was read is not the winner's bytes";
}

;// CONCATENATED MODULE: ./build/registry/versions.js
/**
 * Model versions. The order of writes is blobs, manifest, version: what a version names is there before it.
 * The number is claimed by creating its entry; numbers run from 1 without a gap.
 */





/** Stores a file under its digest. A blob that is there already is not written again; its size is compared. */
async function putBlob(core, path, signal) {
    const digest = await (0,base/* sha256File */.Q3)(path, signal).catch((error) => {
        if (signal?.aborted)
            throw error;
        throw (0,base/* unreadable */.O$)(path, 'the file to store', error);
    });
    const key = keys.blob(digest.sha256);
    const there = await core.store.stat(key);
    if (there === null)
        await core.store.createFromFile(key, path, signal, digest.sha256);
    else
        refuseOtherSize(core, key, there.size, digest.size);
    return digest;
}
/** A blob's name promises its bytes, so a size that differs is damage that must not be built upon. */
function refuseOtherSize(core, key, actual, expected) {
    if (actual !== expected) {
        throw damaged(core.store, key, `the blob has ${actual} bytes, and should have ${expected}`);
    }
}
/** Registers a manifest whose blobs are there. See `Registry.register`. */
async function register(core, manifest, by) {
    const parsed = manifestSchema.safeParse(manifest);
    if (!parsed.success)
        throw refused('the manifest', parsed.error);
    const { store } = core;
    const model = parsed.data.model;
    const { digest, hex, bytes } = manifestBytes(parsed.data);
    await core.names.claimModel(model);
    for (const file of parsed.data.files) {
        const there = await store.stat(keys.blob(file.sha256));
        if (there === null) {
            throw damaged(store, keys.blob(file.sha256), `the blob of ${file.name} is missing, and must be stored before the version`);
        }
        refuseOtherSize(core, there.key, there.size, file.size);
    }
    // The highest number is read before the manifest is written: where this call creates the manifest, a version
    // of the same digest can only come after, so the numbers below need not be searched.
    const last = await highest(store, keys.versions(model));
    const fresh = (await store.create(keys.manifest(hex), bytes)) === 'created';
    const stored = await readManifest(store, hex);
    if (!fresh) {
        const known = (await versions(core, model)).find((entry) => entry.digest === digest);
        if (known)
            return { version: { entry: known, manifest: stored }, created: false };
    }
    for (let version = last + 1;; version += 1) {
        const own = nonce();
        const written = await createEntry(core, keys.version(model, version), versionEntrySchema, {
            format: 1,
            model,
            version,
            digest,
            actor: by.actor,
            run: by.run,
            nonce: own,
            time: core.now().toISOString(),
        }, (there) => there.nonce === own);
        checkPlace(core, written.entry, model, version);
        if (written.entry.digest === digest) {
            return { version: { entry: written.entry, manifest: stored }, created: written.created };
        }
    }
}
/** Every version's entry, from 1. A number that is missing below a higher one is damage. */
async function versions(core, model) {
    await core.names.checkModel(model);
    // Numbers are read one by one, not as listed: a listing that races with writers may hold 7 and not yet 6.
    const last = await highest(core.store, keys.versions(model));
    return eachNumber(last, async (version) => {
        const { entry } = await needEntry(core.store, keys.version(model, version), versionEntrySchema);
        checkPlace(core, entry, model, version);
        return entry;
    });
}
async function version(core, model, number) {
    await core.names.checkModel(model);
    if (!Number.isSafeInteger(number) || number < 1)
        return null;
    const key = keys.version(model, number);
    let found = await readEntry(core.store, key, versionEntrySchema);
    if (found === null) {
        if ((await highest(core.store, keys.versions(model))) < number)
            return null;
        // Created since the first look, or missing below a higher number, which is damage.
        found = await needEntry(core.store, key, versionEntrySchema);
    }
    checkPlace(core, found.entry, model, number);
    return withManifest(core, found.entry);
}
async function versionByDigest(core, model, digest) {
    const entry = (await versions(core, model)).find((one) => one.digest === digest);
    return entry ? withManifest(core, entry) : null;
}
async function withManifest(core, entry) {
    const hex = entry.digest.slice('sha256:'.length);
    const manifest = await readManifest(core.store, hex);
    if (manifest.model !== entry.model) {
        throw damaged(core.store, keys.manifest(hex), `is a manifest of ${manifest.model}, and ${entry.model} v${entry.version} names it`);
    }
    return { entry, manifest };
}
/** A whole entry in another's place is damage too. */
function checkPlace(core, entry, model, number) {
    if (entry.model !== model || entry.version !== number) {
        throw damaged(core.store, keys.version(model, number), `holds the entry of ${entry.model} v${entry.version}`);
    }
}

;// CONCATENATED MODULE: ./build/registry/aliases.js
/**
 * Aliases: one append-only log each. The state is the last entry; a move creates the next one, so of racing
 * movers one wins and the others hear who did. Each entry holds the digest of the one before it.
 */






/** Names of the aliases that have an entry. */
async function aliases(core, model) {
    await core.names.checkModel(model);
    const prefix = keys.aliases(model);
    const names = new Set();
    for await (const { key } of core.store.list(prefix)) {
        const [name, entry] = key.slice(prefix.length).split('/');
        if (name !== undefined && entry !== undefined)
            names.add(name);
    }
    return [...names].sort();
}
/** The whole log with the bytes of its entries, oldest first, every link of the chain checked. */
async function readLog(core, model, alias) {
    const { store } = core;
    const last = await highest(store, keys.aliasLog(model, alias));
    const log = await eachNumber(last, (seq) => needEntry(store, keys.aliasEntry(model, alias, seq), aliasEntrySchema));
    let before = null;
    for (const [index, one] of log.entries()) {
        const seq = index + 1;
        const key = keys.aliasEntry(model, alias, seq);
        const { entry } = one;
        if (entry.model !== model || entry.alias !== alias || entry.seq !== seq) {
            throw damaged(store, key, `holds entry ${entry.seq} of ${entry.model} ${entry.alias}`);
        }
        if (entry.parent !== digestOf(before?.bytes)) {
            throw damaged(store, key, 'the entry does not follow from the one before it: one of the two was changed');
        }
        if (entry.from !== (before?.entry.to ?? null)) {
            throw damaged(store, key, 'the entry does not begin where the one before it ended');
        }
        before = one;
    }
    return log;
}
function digestOf(bytes) {
    return bytes === undefined ? null : `sha256:${(0,base/* sha256 */.sc)(bytes)}`;
}
async function aliasLog(core, model, alias) {
    await core.names.checkAlias(model, alias);
    return (await readLog(core, model, alias)).map(({ entry }) => entry);
}
/** See `Registry.moveAlias`. The version must be in this registry under the digest that the caller saw. */
async function moveAlias(core, model, alias, move) {
    const { entry: to } = move.to;
    if (to.model !== model) {
        throw (0,base/* usageError */.Wp)({
            message: `${to.model} v${to.version} cannot be ${alias} of ${model}: it is another model`,
        });
    }
    const there = await version(core, model, to.version);
    if (there === null || there.entry.digest !== to.digest) {
        throw (0,base/* usageError */.Wp)({
            message: `${model} v${to.version} with the digest ${to.digest} is not in ${core.store.description}`,
            fix: 'register it first, or name the registry that has it',
        });
    }
    await core.names.claimAlias(model, alias);
    const log = await readLog(core, model, alias);
    const last = log.at(-1);
    if (log.length !== move.expectSeq)
        throw movedMeanwhile(model, alias, last?.entry ?? null, move.expectSeq);
    const own = nonce();
    const seq = log.length + 1;
    const written = await createEntry(core, keys.aliasEntry(model, alias, seq), aliasEntrySchema, {
        format: 1,
        model,
        alias,
        seq,
        parent: digestOf(last?.bytes),
        from: last?.entry.to ?? null,
        to: to.digest,
        version: to.version,
        kind: move.kind,
        actor: move.actor,
        run: move.run,
        approvals: [...move.approvals],
        reason: move.reason,
        nonce: own,
        time: core.now().toISOString(),
    }, (other) => other.nonce === own);
    if (!written.created)
        throw movedMeanwhile(model, alias, written.entry, move.expectSeq);
    return written.entry;
}
function movedMeanwhile(model, alias, last, expected) {
    const now = last
        ? `entry ${last.seq} moved it to v${last.version} (${last.kind} by ${last.actor} at ${last.time}, run ${last.run})`
        : 'it has no entry';
    return (0,base/* usageError */.Wp)({
        message: `${alias} of ${model} is not where this call saw it, at entry ${expected}: ${now}`,
        fix: 'look at `assay explain` and decide anew; nothing was changed by this call',
    });
}

;// CONCATENATED MODULE: ./build/registry/records.js
/** Decisions, events and runs: entries that are added and never changed. */







/** Within one millisecond of one process ids still follow each other, so that entries keep their order. */
const ulid = (0,node/* monotonicFactory */.BD)();
/** Ids sort by time; the random part makes those of two processes differ. */
function newId(core) {
    return ulid(core.now().getTime());
}
/** Records a decision on a version that is in the registry under that digest. It moves nothing. */
async function decide(core, decision) {
    const { model, version: number, digest } = decision;
    const there = await version(core, model, number);
    if (there === null || there.entry.digest !== digest) {
        throw (0,base/* usageError */.Wp)({
            message: `${model} v${number} with the digest ${digest} is not in ${core.store.description}`,
            fix: 'look at `assay history` for the versions and their digests',
        });
    }
    const id = newId(core);
    const own = nonce();
    const written = await createEntry(core, keys.decision(model, number, id), decisionSchema, { ...decision, format: 1, id, nonce: own, time: core.now().toISOString() }, (other) => other.nonce === own);
    if (!written.created)
        throw damaged(core.store, keys.decision(model, number, id), 'the id was used twice');
    return written.entry;
}
/** Decisions on one version, oldest first. */
async function decisions(core, model, number) {
    await core.names.checkModel(model);
    return readAll(core, keys.decisions(model, number), decisionSchema, (entry, key) => {
        const place = locate(key);
        return (place.kind === 'decision' &&
            entry.model === place.model &&
            entry.version === place.version &&
            entry.id === place.id);
    });
}
/** Records an event; null where its claim was made before. */
async function record(core, event) {
    await core.names.claimModel(event.model);
    const id = newId(core);
    const key = event.key === null ? keys.event(event.model, id) : keys.claim(event.model, event.key);
    const written = await createEntry(core, key, eventSchema, { ...event, format: 1, id, time: core.now().toISOString() }, (other) => other.id === id);
    return written.created ? written.entry : null;
}
async function events(core, model) {
    await core.names.checkModel(model);
    return readAll(core, keys.events(model), eventSchema, (entry, key) => {
        const own = entry.key === null ? keys.event(model, entry.id) : keys.claim(model, entry.key);
        return entry.model === model && own === key;
    });
}
async function recordRun(core, run) {
    await core.names.claimModel(run.model);
    const id = newId(core);
    const written = await createEntry(core, keys.run(run.model, id), runEntrySchema, { ...run, format: 1, id, time: core.now().toISOString() }, (other) => other.id === id);
    return written.entry;
}
async function runs(core, model) {
    await core.names.checkModel(model);
    return readAll(core, keys.runs(model), runEntrySchema, (entry, key) => entry.model === model && keys.run(model, entry.id) === key);
}
/** Reads every entry below a prefix, by time and id. `belongs` tells an entry that was put in another's place. */
async function readAll(core, prefix, schema, belongs) {
    const all = [];
    for await (const { key } of core.store.list(prefix)) {
        if (locate(key).kind === 'unknown')
            continue;
        const { entry } = await needEntry(core.store, key, schema);
        if (!belongs(entry, key))
            throw damaged(core.store, key, 'holds an entry that belongs in another place');
        all.push(entry);
    }
    return all.sort((a, b) => (a.time === b.time ? (a.id < b.id ? -1 : 1) : a.time < b.time ? -1 : 1));
}

;// CONCATENATED MODULE: ./build/registry/setup-schemas.js
/** The objects that make a store a registry: its identity, and what the probe found. */

const registryFileSchema = schemas/* object */.Ikc({
    format: schemas/* literal */.euz(1),
    id: schemas/* string */.YjP()
        .regex(/^[0-9a-f]{32}$/)
        .describe('random; tells two registries apart'),
    time: iso/* datetime */.w$(),
});
const probeFindingSchema = schemas/* object */.Ikc({
    format: schemas/* literal */.euz(1),
    id: schemas/* string */.YjP(),
    store: schemas/* string */.YjP(),
    time: iso/* datetime */.w$(),
    writers: schemas/* int */.Whr().positive(),
    rounds: schemas/* int */.Whr().positive(),
    safe: schemas/* boolean */.zMY(),
    checks: schemas/* array */.YOg(schemas/* object */.Ikc({ check: schemas/* string */.YjP(), ok: schemas/* boolean */.zMY(), detail: schemas/* string */.YjP() })),
});

;// CONCATENATED MODULE: ./build/registry/verify.js







const RESTORE = 'bring the object back from a copy of the registry';
const REGISTER_AGAIN = `${RESTORE}, or register the same files again (the same bytes get the same name)`;
async function verifyStore(store, options = {}) {
    const problems = [];
    const notes = [];
    const seen = {
        blobs: new Map(),
        manifests: new Map(),
        versions: new Map(),
        logs: new Map(),
        decisions: [],
        runs: [],
        names: new Set(),
    };
    // Logs and versions are listed before what they name is read, and a writer creates what is named first: so an
    // object that comes in between is seen as unreferenced at worst, never as missing.
    const objects = [];
    for await (const object of store.list(''))
        objects.push(object);
    const total = objects.reduce((sum, object) => sum + object.size, 0);
    let done = 0;
    for (const object of objects) {
        options.signal?.throwIfAborted();
        options.progress?.(object.key, total === 0 ? 1 : done / total);
        try {
            const problem = await readObject(store, object, locate(object.key), seen, notes, options.signal);
            if (problem !== null)
                problems.push(problem);
        }
        catch (error) {
            if (!(error instanceof base/* AssayError */.WV))
                throw error;
            problems.push(problemOf(object.key, error));
        }
        done += object.size;
    }
    if (!objects.some(({ key }) => key === REGISTRY_KEY)) {
        problems.push({ key: REGISTRY_KEY, message: 'is missing', fix: RESTORE });
    }
    problems.push(...references(seen, new Set(objects.map(({ key }) => key))));
    notes.push(...unreferenced(seen));
    for await (const { key, size } of store.leftovers()) {
        notes.push({ key, message: `is what an interrupted write left (${size} bytes); it is never read` });
    }
    options.progress?.('done', 1);
    problems.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    return { problems, notes, objects: objects.length, bytes: total };
}
function problemOf(key, error) {
    const message = error.problems.map((problem) => problem.message).join('; ');
    return { key, message, fix: RESTORE };
}
/** Reads one object, keeps what others refer to, and gives the problem that shows in it alone. */
async function readObject(store, { key, size }, place, seen, notes, signal) {
    const wrongPlace = (what) => ({
        key,
        message: `holds ${what}, which belongs in another place`,
        fix: RESTORE,
    });
    const entryOf = async (schema) => {
        const found = await readEntry(store, key, schema);
        if (found === null)
            throw gone(key);
        return found;
    };
    switch (place.kind) {
        case 'registry':
            await entryOf(registryFileSchema);
            return null;
        case 'probe':
            await entryOf(probeFindingSchema);
            return null;
        case 'blob': {
            const digest = await store.digest(key, signal);
            if (digest === null)
                throw gone(key);
            if (digest.sha256 === place.hex) {
                seen.blobs.set(place.hex, digest.size);
                return null;
            }
            return { key, message: `the ${size} bytes of the blob do not have its digest`, fix: REGISTER_AGAIN };
        }
        case 'manifest':
            seen.manifests.set(place.hex, await readManifest(store, place.hex));
            return null;
        case 'modelName':
        case 'aliasName': {
            const { entry } = await entryOf(nameEntrySchema);
            seen.names.add(`${key} ${entry.name}`);
            return entry.name.toLowerCase() === place.lower ? null : wrongPlace(`the name ${entry.name}`);
        }
        case 'version': {
            const { entry } = await entryOf(versionEntrySchema);
            if (entry.model !== place.model || entry.version !== place.version) {
                return wrongPlace(`${entry.model} v${entry.version}`);
            }
            within(seen.versions, place.model).set(place.version, entry);
            return null;
        }
        case 'alias': {
            const { entry, bytes } = await entryOf(aliasEntrySchema);
            if (entry.model !== place.model || entry.alias !== place.alias || entry.seq !== place.seq) {
                return wrongPlace(`entry ${entry.seq} of ${entry.model} ${entry.alias}`);
            }
            const digest = `sha256:${(0,base/* sha256 */.sc)(bytes)}`;
            within(seen.logs, `${place.model}/${place.alias}`).set(place.seq, { entry, digest, key });
            return null;
        }
        case 'decision': {
            const { entry } = await entryOf(decisionSchema);
            if (entry.model !== place.model || entry.version !== place.version || entry.id !== place.id) {
                return wrongPlace(`decision ${entry.id} on ${entry.model} v${entry.version}`);
            }
            seen.decisions.push({ entry, key });
            return null;
        }
        case 'event':
        case 'claim': {
            const { entry } = await entryOf(eventSchema);
            const own = entry.key === null ? keys.event(place.model, entry.id) : keys.claim(place.model, entry.key);
            return entry.model === place.model && own === key
                ? null
                : wrongPlace(`event ${entry.id} of ${entry.model}`);
        }
        case 'run': {
            const { entry } = await entryOf(runEntrySchema);
            if (entry.model !== place.model || entry.id !== place.id) {
                return wrongPlace(`run ${entry.id} of ${entry.model}`);
            }
            seen.runs.push({ entry, key });
            return null;
        }
        case 'aside':
            return null;
        case 'unknown':
            notes.push({ key, message: 'is no object of a registry; it is never read' });
            return null;
    }
}
function gone(key) {
    return (0,base/* environmentError */.me)({ where: { key }, message: 'was listed and then not there' });
}
function within(map, name) {
    const found = map.get(name) ?? new Map();
    map.set(name, found);
    return found;
}
/** What the objects say of each other. */
function references(seen, listed) {
    const problems = [];
    const missing = (key, because, fix = RESTORE) => {
        // A damaged object was reported for itself.
        if (!listed.has(key))
            problems.push({ key, message: `is missing: ${because}`, fix });
    };
    for (const [model, entries] of seen.versions) {
        const last = Math.max(...entries.keys());
        for (let number = 1; number < last; number += 1) {
            if (!entries.has(number))
                missing(keys.version(model, number), `there is a version ${last}`);
        }
        for (const entry of entries.values()) {
            const hex = entry.digest.slice('sha256:'.length);
            const manifest = seen.manifests.get(hex);
            const name = `${model} v${entry.version}`;
            if (manifest === undefined) {
                missing(keys.manifest(hex), `${name} names it`);
            }
            else if (manifest.model !== model) {
                problems.push({
                    key: keys.manifest(hex),
                    message: `is a manifest of ${manifest.model}, and ${name} names it`,
                });
            }
        }
        const claim = keys.modelName(model);
        if (!seen.names.has(`${claim} ${model}`))
            missing(claim, `there is a model ${model}`);
    }
    for (const [hex, manifest] of seen.manifests) {
        for (const file of manifest.files) {
            const size = seen.blobs.get(file.sha256);
            const key = keys.blob(file.sha256);
            if (size === undefined) {
                missing(key, `it is ${file.name} of a version of ${manifest.model}`, REGISTER_AGAIN);
            }
            else if (size !== file.size) {
                problems.push({
                    key: keys.manifest(hex),
                    message: `says ${file.size} bytes of ${file.name}, which has ${size}`,
                });
            }
        }
    }
    const decided = new Set(seen.decisions.map(({ entry }) => `${entry.model} ${entry.version} ${entry.id}`));
    for (const log of seen.logs.values())
        problems.push(...logProblems(log, seen, missing, decided));
    for (const { entry, key } of seen.decisions) {
        const version = seen.versions.get(entry.model)?.get(entry.version);
        if (version === undefined) {
            missing(keys.version(entry.model, entry.version), `decision ${entry.id} is about it`);
        }
        else if (version.digest !== entry.digest) {
            problems.push({ key, message: `is about another manifest than ${entry.model} v${entry.version} has` });
        }
        // The end of a log leaves no gap when it is lost; what others saw of it does.
        const last = Math.max(0, ...(seen.logs.get(`${entry.model}/${entry.target}`)?.keys() ?? []));
        for (let seq = last + 1; seq <= entry.aliasSeq; seq += 1) {
            missing(keys.aliasEntry(entry.model, entry.target, seq), `decision ${entry.id} saw it`);
        }
    }
    for (const { entry } of seen.runs) {
        if (entry.version !== null && !seen.versions.get(entry.model)?.has(entry.version)) {
            missing(keys.version(entry.model, entry.version), `run ${entry.id} made it`);
        }
    }
    return problems;
}
function logProblems(log, seen, missing, decided) {
    const problems = [];
    for (const { entry, key } of log.values()) {
        const { model, alias, seq } = entry;
        const before = log.get(seq - 1);
        if (seq > 1 && before === undefined) {
            missing(keys.aliasEntry(model, alias, seq - 1), `entry ${seq} follows it`);
        }
        else if (entry.parent !== (before?.digest ?? null) || entry.from !== (before?.entry.to ?? null)) {
            problems.push({ key, message: 'does not follow from the entry before it: one of the two was changed' });
        }
        const version = seen.versions.get(model)?.get(entry.version);
        if (version === undefined) {
            missing(keys.version(model, entry.version), `entry ${seq} of ${alias} names it`);
        }
        else if (version.digest !== entry.to) {
            problems.push({ key, message: `names another manifest than ${model} v${entry.version} has` });
        }
        for (const id of entry.approvals) {
            if (!decided.has(`${model} ${entry.version} ${id}`)) {
                missing(keys.decision(model, entry.version, id), `entry ${seq} of ${alias} rests on it`);
            }
        }
        const claim = keys.aliasName(model, alias);
        if (seq === 1 && !seen.names.has(`${claim} ${alias}`))
            missing(claim, `there is an alias ${alias}`);
    }
    return problems;
}
/** Remains of registrations that did not end. Not damage: the same registration, repeated, uses them. */
function unreferenced(seen) {
    const notes = [];
    const named = new Set();
    for (const entries of seen.versions.values()) {
        for (const { digest } of entries.values())
            named.add(digest.slice('sha256:'.length));
    }
    const used = new Set();
    for (const [hex, manifest] of seen.manifests) {
        for (const file of manifest.files)
            used.add(file.sha256);
        if (!named.has(hex)) {
            notes.push({ key: keys.manifest(hex), message: `no version of ${manifest.model} has this manifest` });
        }
    }
    for (const hex of seen.blobs.keys()) {
        if (!used.has(hex))
            notes.push({ key: keys.blob(hex), message: 'no manifest names this blob' });
    }
    return notes;
}

;// CONCATENATED MODULE: ./build/registry/registry.js
/** The registry over a store: one object that ties the parts together. What it promises stands in `types.ts`. */












class StoreRegistry {
    store;
    core;
    constructor(store, now) {
        this.store = store;
        this.core = makeCore(store, now);
    }
    get description() {
        return this.store.description;
    }
    putBlob(path, signal) {
        return putBlob(this.core, path, signal);
    }
    async putBytes(bytes) {
        const hex = (0,base/* sha256 */.sc)(bytes);
        const key = keys.blob(hex);
        if ((await this.store.create(key, bytes)) === 'exists') {
            const there = await this.store.digest(key);
            if (there?.sha256 !== hex)
                throw damaged(this.store, key, 'the bytes of the blob do not have its digest');
        }
        return { sha256: hex, size: bytes.length };
    }
    async getBlob(hex, path, signal) {
        const key = keys.blob(hex);
        const temporary = `${path}.${(0,external_node_crypto_.randomBytes)(6).toString('hex')}.tmp`;
        try {
            if (!(await this.store.getToFile(key, temporary, signal))) {
                throw damaged(this.store, key, 'the blob is missing');
            }
            if ((await (0,base/* sha256File */.Q3)(temporary, signal)).sha256 !== hex) {
                throw damaged(this.store, key, 'the bytes of the blob do not have its digest');
            }
            await (0,promises_.rename)(temporary, path);
            await (0,base/* syncFolder */.Yw)((0,external_node_path_.dirname)(path));
        }
        finally {
            await (0,promises_.rm)(temporary, { force: true });
        }
    }
    async getBytes(hex) {
        const key = keys.blob(hex);
        const bytes = await this.store.get(key);
        if (bytes === null)
            throw damaged(this.store, key, 'the blob is missing');
        if ((0,base/* sha256 */.sc)(bytes) !== hex)
            throw damaged(this.store, key, 'the bytes of the blob do not have its digest');
        return bytes;
    }
    register(manifest, by) {
        return register(this.core, manifest, by);
    }
    async models() {
        const names = [];
        for await (const { key } of this.store.list(NAMES)) {
            if (locate(key).kind !== 'modelName')
                continue;
            const { entry } = await needEntry(this.store, key, nameEntrySchema);
            if (keys.modelName(entry.name) !== key)
                throw damaged(this.store, key, `holds the name ${entry.name}`);
            names.push(entry.name);
        }
        return names.sort();
    }
    versions(model) {
        return versions(this.core, model);
    }
    version(model, number) {
        return version(this.core, model, number);
    }
    versionByDigest(model, digest) {
        return versionByDigest(this.core, model, digest);
    }
    aliases(model) {
        return aliases(this.core, model);
    }
    aliasLog(model, alias) {
        return aliasLog(this.core, model, alias);
    }
    moveAlias(model, alias, move) {
        return moveAlias(this.core, model, alias, move);
    }
    decide(decision) {
        return decide(this.core, decision);
    }
    decisions(model, number) {
        return decisions(this.core, model, number);
    }
    record(event) {
        return record(this.core, event);
    }
    events(model) {
        return events(this.core, model);
    }
    recordRun(run) {
        return recordRun(this.core, run);
    }
    runs(model) {
        return runs(this.core, model);
    }
    async verify(progress) {
        return (await verifyStore(this.store, progress ? { progress } : {})).problems;
    }
}

;// CONCATENATED MODULE: ./build/registry/open.js
/** From a location in `assay.yaml` to a registry: opening one that is there, and making a new one. */











/** Files of people and tools that may lie in a folder before it becomes a registry. */
const HARMLESS = /^(\..*|readme.*|probes|registry\.json.*)$/i;
/** The store of a location; `root` is the folder that relative paths start at. Makes and reads nothing. */
function openStore(location, root) {
    if (/^git(\+.*|:.*)?$/i.test(location)) {
        throw unsupported(location, 'the git repository itself');
    }
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(location)) {
        throw unsupported(location, 'an address');
    }
    return new FolderStore((0,external_node_path_.resolve)(root, location), location);
}
function unsupported(location, what) {
    return (0,base/* usageError */.Wp)({
        message: `the registry ${location} is ${what}; this version keeps registries in folders`,
        expected: 'a folder, such as `registry: assay-registry`',
        fix: location.toLowerCase() === 'git' ? 'for a folder of that name write ./git' : 'name a folder',
    });
}
/** Opens a registry that is there. Where none is, a usage error: a missing registry is never a first run. */
async function openRegistry(location, root, ctx) {
    return openStoreRegistry(location, root, ctx);
}
/** The same with the store in reach, for the commands that look after the store itself. */
async function openStoreRegistry(location, root, ctx) {
    const store = openStore(location, root);
    await refuseFile(store.folder);
    if ((await readEntry(store, REGISTRY_KEY, registryFileSchema)) === null) {
        throw (0,base/* usageError */.Wp)({
            where: { file: store.folder },
            message: `there is no registry in ${location}`,
            fix: `run \`assay registry init\` once${await damageHint(store)}, or correct the place of the registry`,
        });
    }
    return new StoreRegistry(store, ctx.now);
}
/** A registry whose identity was lost must not be begun anew by mistake. */
async function damageHint(store) {
    for await (const { key } of store.list('models/')) {
        return ` (but the folder holds ${key}: if a registry was there, bring ${REGISTRY_KEY} back from a copy instead)`;
    }
    return '';
}
/**
 * Makes a registry, after the store was probed. `created` is false where one was there already. Refuses a
 * folder that holds other files, and a store on which racing writers can both win.
 */
async function initRegistry(location, root, ctx) {
    const store = openStore(location, root);
    await refuseFile(store.folder);
    const registry = new StoreRegistry(store, ctx.now);
    if ((await readEntry(store, REGISTRY_KEY, registryFileSchema)) !== null) {
        return { registry, created: false };
    }
    await refuseForeignFolder(store.folder, location);
    const finding = await probeStore(store, ctx.now, { writers: 16, rounds: 2 });
    if (!finding.safe) {
        throw (0,base/* environmentError */.me)(finding.checks
            .filter(({ ok }) => !ok)
            .map(({ check, detail }) => ({
            message: `${store.description} is not safe for a registry: ${check}: ${detail}`,
            fix: 'put the registry on a local disk',
        })));
    }
    const id = (0,external_node_crypto_.randomBytes)(16).toString('hex');
    const { created } = await createEntry(makeCore(store, ctx.now), REGISTRY_KEY, registryFileSchema, { format: 1, id, time: ctx.now().toISOString() }, (there) => there.id === id);
    return { registry, created };
}
async function refuseFile(folder) {
    const found = await (0,promises_.stat)(folder).catch((error) => {
        // What cannot be seen is explained by the read that follows.
        if ((0,base/* codeOf */.$N)(error) === undefined)
            throw error;
        return null;
    });
    if (found !== null && !found.isDirectory()) {
        throw (0,base/* usageError */.Wp)({ where: { file: folder }, message: 'the registry is a file', expected: 'a folder' });
    }
}
async function refuseForeignFolder(folder, location) {
    let names;
    try {
        names = await (0,promises_.readdir)(folder);
    }
    catch (error) {
        if ((0,base/* codeOf */.$N)(error) === 'ENOENT')
            return;
        throw (0,base/* environmentError */.me)({ where: { file: folder }, message: `cannot be read: ${String(error)}` }, error);
    }
    const foreign = names.filter((name) => !HARMLESS.test(name));
    if (foreign.length === 0)
        return;
    throw (0,base/* usageError */.Wp)({
        where: { file: folder },
        message: `${location} holds other files (${foreign.slice(0, 3).join(', ')}${foreign.length > 3 ? ', …' : ''}) and no ${REGISTRY_KEY}`,
        expected: 'an empty folder, or none',
        fix: `choose another folder; if a registry was there, bring its ${REGISTRY_KEY} back from a copy`,
    });
}

;// CONCATENATED MODULE: ./build/registry/index.js
/** The registry: versions, aliases, decisions, events, lineage, over a store. */












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
