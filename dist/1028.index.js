export const id = 1028;
export const ids = [1028];
export const modules = {

/***/ 11028:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  "default": () => (/* binding */ commands_train)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var base = __webpack_require__(9216);
// EXTERNAL MODULE: ./build/results/index.js + 11 modules
var results = __webpack_require__(90459);
;// CONCATENATED MODULE: ./build/training/accelerators.js
/** Accelerators of this machine, asked through `nvidia-smi`, which comes with every NVIDIA driver. */

const QUERY = [
    '--query-gpu=index,name,memory.total,driver_version',
    '--format=csv,noheader,nounits',
];
/** A driver that has lost a device can leave nvidia-smi hanging. */
const TIMEOUT_MS = 30_000;
const MIB = 2 ** 20;
/** Asks for the devices that a program started with this environment would see. Never throws for their lack. */
async function queryDevices(ctx) {
    const answer = await nvidiaSmi(ctx, QUERY, TIMEOUT_MS);
    if (answer === null)
        return { state: 'absent', devices: [], detail: 'there is no nvidia-smi on the PATH' };
    const text = answer.lines.join('\n').trim();
    if (answer.failure !== null)
        return { state: 'failed', devices: [], detail: `${answer.failure}: ${text}` };
    const devices = answer.lines.map(parseDevice).filter((device) => device !== null);
    const visible = visibleDevices(devices, ctx.env['CUDA_VISIBLE_DEVICES']);
    if (visible.length > 0)
        return { state: 'present', devices: visible, detail: text };
    const hidden = devices.length > 0 ? ` (CUDA_VISIBLE_DEVICES hides ${devices.length})` : '';
    return { state: 'failed', devices: [], detail: `${text || 'nvidia-smi named no device'}${hidden}` };
}
/**
 * Runs `nvidia-smi` and gives its lines; `failure` says how it ended where not well. Null where there is none.
 */
async function nvidiaSmi(ctx, args, timeoutMs) {
    try {
        const result = await (0,base/* runProcess */.R3)({
            command: ['nvidia-smi', ...args],
            cwd: ctx.cwd,
            env: ctx.env,
            signal: ctx.signal,
            timeoutMs,
            graceMs: 1000,
        });
        const failure = result.timedOut
            ? `nvidia-smi did not answer within ${timeoutMs / 1000} s`
            : result.cancelled
                ? 'nvidia-smi was interrupted'
                : result.exitCode !== 0
                    ? `nvidia-smi ended with ${result.signal ?? result.exitCode}`
                    : null;
        return { lines: result.tail, failure };
    }
    catch (error) {
        const cause = error instanceof Error ? error.cause : undefined;
        if ((0,base/* codeOf */.$N)(cause) === 'ENOENT')
            return null;
        return { lines: [(0,base/* messageOf */.bD)(error)], failure: 'nvidia-smi could not be started' };
    }
}
/** One line of the query above, or null where it is none (`No devices were found`). A name may hold commas. */
function parseDevice(line) {
    const fields = line.split(',').map((field) => field.trim());
    if (fields.length < 4 || !/^\d+$/.test(fields[0] ?? ''))
        return null;
    const memory = fields.at(-2) ?? '';
    const driver = fields.at(-1) ?? '';
    return {
        index: Number(fields[0]),
        name: fields.slice(1, -2).join(', '),
        // `[N/A]` on devices that share the memory of the processor.
        memoryBytes: /^\d+(\.\d+)?$/.test(memory) ? Number(memory) * MIB : null,
        driver: /^\d/.test(driver) ? driver : null,
    };
}
/**
 * What CUDA makes of CUDA_VISIBLE_DEVICES: indexes up to the first that does not exist; empty or `-1` hides all.
 * Names (`GPU-…`, `MIG-…`) cannot be told apart by index; as many devices are taken as are named.
 */
function visibleDevices(devices, variable) {
    if (variable === undefined)
        return devices;
    const named = variable
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '');
    const visible = [];
    for (const [position, name] of named.entries()) {
        const device = /^-?\d+$/.test(name)
            ? devices.find((one) => one.index === Number(name))
            : devices[Math.min(position, devices.length - 1)];
        if (!device)
            break;
        visible.push(device);
    }
    return visible;
}
/** What a query says, in the form of a result. */
function acceleratorsOf(query) {
    return { kind: query.devices.length > 0 ? 'cuda' : 'none', devices: [...query.devices] };
}

// EXTERNAL MODULE: ./build/data/index.js + 163 modules
var data = __webpack_require__(28694);
// EXTERNAL MODULE: ./build/engines/index.js + 7 modules
var engines = __webpack_require__(19997);
;// CONCATENATED MODULE: ./build/training/datasets.js
/** The datasets that training reads: found, hashed, and counted. */



/**
 * The names of the datasets that training reads: `train.datasets`; absent: `train`, or none where the
 * configuration has no dataset at all (a program that fetches its own data).
 */
function trainingDatasetNames(config) {
    const named = config.train?.datasets;
    if (named !== undefined)
        return named;
    const all = Object.keys(config.datasets);
    if (all.length === 0)
        return [];
    if (all.includes('train'))
        return ['train'];
    throw (0,base/* usageError */.Wp)({
        where: { key: 'train.datasets' },
        message: 'there is no dataset `train`, and nothing says which ones training reads',
        expected: `some of ${all.join(', ')}`,
        fix: `add \`datasets: [${all[0]}]\` under \`train\``,
    });
}
/** Finds and hashes datasets. The problems of all of them are reported at once. */
async function resolveDatasets(configured, root, signal) {
    const found = [];
    const problems = [];
    for (const [name, { path, kind }] of Object.entries(configured)) {
        try {
            found.push(await (0,data/* resolveDataset */.$X)(name, path, root, signal, kind));
        }
        catch (error) {
            if (signal.aborted)
                throw (0,base/* environmentError */.me)({ message: 'cancelled while the data was read' }, error);
            if (!(error instanceof base/* AssayError */.WV) || error.kind !== 'usage')
                throw error;
            problems.push(...error.problems);
        }
    }
    if (problems.length > 0)
        throw (0,base/* usageError */.Wp)(problems);
    return found;
}
/** Rows and columns of datasets, counted by DuckDB; of Parquet only the footers are read. A file counts as a row. */
async function summarizeDatasets(ctx, datasets) {
    if (datasets.length === 0)
        return [];
    const db = await (0,engines/* openDatabase */.qI)(ctx);
    try {
        const summaries = [];
        for (const dataset of datasets) {
            const { name, path, files, sha256 } = dataset;
            if (dataset.format === 'files') {
                summaries.push({ name, path, files: files.length, rows: files.length, columns: 0, sha256 });
                continue;
            }
            try {
                const columns = await db.all(`DESCRIBE SELECT * FROM ${(0,data/* relationSql */.jK)(dataset)}`);
                const [count] = await db.all(`SELECT count(*) AS n FROM ${(0,data/* relationSql */.jK)(dataset)}`);
                const rows = Number(count?.['n']);
                summaries.push({ name, path, files: files.length, rows, columns: columns.length, sha256 });
            }
            catch (error) {
                if (ctx.signal.aborted)
                    throw (0,base/* environmentError */.me)({ message: 'cancelled while the data was read' }, error);
                if (error instanceof base/* AssayError */.WV)
                    throw error;
                throw (0,base/* usageError */.Wp)({
                    where: { key: `datasets.${name}` },
                    message: `the dataset ${name} (${path}) cannot be read: ${(0,base/* messageOf */.bD)(error).split('\n')[0]}`,
                }, error);
            }
        }
        return summaries;
    }
    finally {
        db.close();
    }
}

;// CONCATENATED MODULE: ./build/training/environment.js
/** What a training program is told through its environment, and which of it came from whom. */

/** `trees.max-depth` → `TREES_MAX_DEPTH`: upper case, `-` and `.` to `_`. */
function variableName(name) {
    return name.toUpperCase().replace(/[-.]/g, '_');
}
/**
 * The environment of a training program: that of this process without the inputs of the action and without
 * `ASSAY_DATASET_*` and `ASSAY_PARAM_*` of an outer run, which the run cache would not see.
 * Python's output is unbuffered unless the user says otherwise, so that lines come when they are written.
 */
function trainingEnvironment(env, facts) {
    const outer = Object.entries((0,base/* userEnvironment */.nW)(env)).filter(([name]) => !/^ASSAY_(DATASET|PARAM)_/i.test(name));
    return {
        PYTHONUNBUFFERED: '1',
        ...Object.fromEntries(outer),
        ...prefixed('ASSAY_DATASET_', facts.paths),
        ...prefixed('ASSAY_PARAM_', facts.params),
        ASSAY_DATASETS_FILE: facts.datasetsFile,
        ASSAY_OUTPUT_DIR: facts.outputFolder,
        ASSAY_CHECKPOINT_DIR: facts.checkpointFolder,
        ASSAY_SEED: String(facts.seed),
    };
}
function prefixed(prefix, values) {
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}${variableName(name)}`, String(value)]));
}
/** Names that would become the same variable, as problems. */
function nameProblems(kind, names) {
    const first = new Map();
    const problems = [];
    for (const name of names) {
        const variable = `ASSAY_${kind.toUpperCase()}_${variableName(name)}`;
        const other = first.get(variable);
        if (other === undefined)
            first.set(variable, name);
        else {
            problems.push({
                message: `the ${kind}s \`${other}\` and \`${name}\` would both be ${variable}`,
                fix: 'rename one of them',
            });
        }
    }
    return problems;
}
/**
 * The content of `ASSAY_DATASETS_FILE`: dataset → path as given, format, digest, and every file with its
 * absolute path, size in bytes and SHA-256.
 */
function datasetsDocument(facts) {
    return Object.fromEntries(facts.datasets.map(({ name, format, sha256, files }) => [
        name,
        {
            path: facts.paths[name],
            format,
            sha256,
            files: files.map((file) => ({ path: file.path, size: file.size, sha256: file.sha256 })),
        },
    ]));
}
/**
 * The parameters of this call: those of the configuration, some replaced by `K=V`. A value is read as a number
 * or boolean where it is one, unless the configuration has a string there. A name that the configuration
 * does not have is a usage error: a parameter that training never reads would change nothing, unseen.
 */
function overrideParams(params, overrides) {
    const problems = [];
    const result = { ...params };
    for (const text of overrides) {
        const at = text.indexOf('=');
        const name = text.slice(0, at);
        if (at <= 0) {
            problems.push({ message: `--param ${JSON.stringify(text)} cannot be read`, expected: 'NAME=VALUE' });
        }
        else if (!Object.hasOwn(params, name)) {
            const known = Object.keys(params);
            problems.push({
                message: `--param ${text}: there is no parameter \`${name}\``,
                expected: known.length > 0
                    ? `one of ${known.join(', ')}`
                    : 'a name under `train.params` of the configuration',
                fix: `add \`${name}\` to \`train.params\` of the configuration`,
            });
        }
        else {
            result[name] = paramValue(text.slice(at + 1), params[name]);
        }
    }
    if (problems.length > 0)
        throw (0,base/* usageError */.Wp)(problems);
    return result;
}
function paramValue(text, before) {
    if (typeof before === 'string')
        return text;
    if (text === 'true' || text === 'false')
        return text === 'true';
    return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) && Number.isFinite(Number(text))
        ? Number(text)
        : text;
}

;// CONCATENATED MODULE: ./build/training/format.js
/** Sizes and times as messages of training show them. */
const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
/** `1536` → `1.5 KiB`. */
function formatBytes(bytes) {
    let value = bytes;
    let unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
        value /= 1024;
        unit += 1;
    }
    return `${unit === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${UNITS[unit]}`;
}
/** `75000` → `1 min 15 s`. */
function formatDuration(ms) {
    const seconds = Math.round(ms / 1000);
    if (seconds < 60)
        return ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${seconds} s`;
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60)
        return `${minutes} min ${seconds % 60} s`;
    return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
;// CONCATENATED MODULE: ./build/training/onnx-file.js
/**
 * Finds the external data files that an ONNX file names, without loading it. ONNX Runtime would open them, and
 * a path that is absolute or climbs with `..` reads any file of the machine (CVE-2026-27489, CVE-2026-34445).
 * Reads the protobuf's structure only, through a window of the file; weights are skipped.
 */


class OnnxFormatError extends Error {
    name = 'OnnxFormatError';
}
const FIELDS = {
    Model: { 7: 'Graph', 20: 'Training', 25: 'Function' },
    Graph: { 1: 'Node', 5: 'Tensor', 15: 'SparseTensor' },
    Node: { 5: 'Attribute' },
    Attribute: { 5: 'Tensor', 6: 'Graph', 10: 'Tensor', 11: 'Graph', 22: 'SparseTensor', 23: 'SparseTensor' },
    Tensor: { 13: 'Entry' },
    SparseTensor: { 1: 'Tensor', 2: 'Tensor' },
    Function: { 7: 'Node', 11: 'Attribute' },
    Training: { 1: 'Graph', 2: 'Graph' },
    Entry: { 1: 'key', 2: 'value' },
};
/** Subgraphs in subgraphs: no exporter nests this deep, and a hostile file must not end the process. */
const MAX_DEPTH = 200;
const MAX_TEXT = 4096;
const WINDOW = 1 << 18;
/**
 * The locations of external data that an ONNX file names, each once, sorted. Empty for a file that holds all
 * its data. Throws `OnnxFormatError` where the bytes are not an ONNX model, and the file system's own errors.
 */
async function externalLocations(path) {
    const file = await (0,promises_.open)(path, 'r');
    try {
        const { size } = await file.stat();
        const walker = new Walker(new Window(file, size));
        await walker.message('Model', 0, size, 0);
        // A protobuf parser takes an empty file, and many others, for an empty message.
        if (!walker.hasGraph)
            throw new OnnxFormatError('it holds no graph');
        return [...walker.locations].sort();
    }
    finally {
        await file.close();
    }
}
/** Whether a location stays in the folder of its model, on every system. */
function isSafeLocation(location) {
    if (location === '' || location.includes('\0'))
        return false;
    if (external_node_path_.posix.isAbsolute(location) || external_node_path_.win32.isAbsolute(location) || /^[A-Za-z]:/.test(location))
        return false;
    return !location.split(/[/\\]/).includes('..');
}
class Walker {
    bytes;
    locations = new Set();
    hasGraph = false;
    constructor(bytes) {
        this.bytes = bytes;
    }
    async message(name, start, end, depth) {
        if (depth > MAX_DEPTH)
            throw new OnnxFormatError('its graphs are nested too deep');
        const fields = FIELDS[name];
        let key = '';
        let value = '';
        let at = start;
        while (at < end) {
            const tag = await this.bytes.varint(at, end);
            const field = Math.floor(tag.value / 8);
            const wire = tag.value % 8;
            if (field === 0)
                throw new OnnxFormatError(`byte ${at} begins no field`);
            at = tag.next;
            if (wire === 0) {
                at = (await this.bytes.varint(at, end)).next;
            }
            else if (wire === 1) {
                at += 8;
            }
            else if (wire === 5) {
                at += 4;
            }
            else if (wire === 2) {
                const length = await this.bytes.varint(at, end);
                const from = length.next;
                const to = from + length.value;
                if (to > end)
                    throw new OnnxFormatError(`the field at byte ${at} is cut off`);
                const kind = fields[field];
                if (kind === 'key')
                    key = await this.bytes.text(from, to);
                else if (kind === 'value')
                    value = await this.bytes.text(from, to);
                else if (kind !== undefined) {
                    if (name === 'Model' && kind === 'Graph')
                        this.hasGraph = true;
                    await this.message(kind, from, to, depth + 1);
                }
                at = to;
            }
            else {
                throw new OnnxFormatError(`byte ${at} begins no field`);
            }
        }
        if (at !== end)
            throw new OnnxFormatError('it is cut off');
        if (name === 'Entry' && key === 'location')
            this.locations.add(value);
    }
}
/** Reads single values of a large file through one buffer. */
class Window {
    file;
    size;
    buffer = Buffer.alloc(0);
    from = 0;
    constructor(file, size) {
        this.file = file;
        this.size = size;
    }
    /** A length or tag from `at`; more than 53 bits are refused where they would matter, as a length. */
    async varint(at, end) {
        let value = 0;
        let factor = 1;
        for (let index = at; index < end && index < at + 10; index += 1) {
            if (index < this.from || index >= this.from + this.buffer.length)
                await this.fill(index);
            const byte = this.buffer[index - this.from];
            if (byte === undefined)
                break;
            value += (byte & 0x7f) * factor;
            factor *= 128;
            if (byte < 0x80)
                return { value, next: index + 1 };
        }
        throw new OnnxFormatError(`the number at byte ${at} is cut off`);
    }
    async text(from, to) {
        if (to - from > MAX_TEXT)
            throw new OnnxFormatError('the location of external data is too long');
        if (from < this.from || to > this.from + this.buffer.length)
            await this.fill(from);
        return this.buffer.toString('utf8', from - this.from, to - this.from);
    }
    async fill(from) {
        const buffer = Buffer.alloc(Math.min(WINDOW, Math.max(0, this.size - from)));
        const { bytesRead } = await this.file.read(buffer, 0, buffer.length, from);
        this.buffer = buffer.subarray(0, bytesRead);
        this.from = from;
    }
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 5 modules
var schemas = __webpack_require__(42047);
// EXTERNAL MODULE: ./node_modules/tinyglobby/dist/index.mjs + 1 modules
var dist = __webpack_require__(73382);
;// CONCATENATED MODULE: ./build/training/facts.js
/**
 * What a training run depends on, as plain data: its digest is the key of the run cache, and two of them tell
 * what changed. What is not in here is not seen by the cache: other variables of the environment, the network.
 */





const hex = schemas/* string */.YjP().regex(/^[0-9a-f]{64}$/);
const runFactsSchema = schemas/* object */.Ikc({
    format: schemas/* literal */.euz(1),
    command: schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* array */.YOg(schemas/* string */.YjP())]),
    inputs: schemas/* record */.g1P(schemas/* string */.YjP(), hex).describe('path relative to the root → SHA-256'),
    datasets: schemas/* record */.g1P(schemas/* string */.YjP(), hex),
    params: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig(), schemas/* boolean */.zMY()])),
    environment: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()),
    accelerator: schemas/* string */.YjP(),
    seeds: schemas/* array */.YOg(schemas/* int */.Whr()),
    outputs: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()),
});
/** SHA-256 over the facts in their one spelling. */
function keyOf(facts) {
    return (0,base/* sha256 */.sc)((0,base/* canonicalJson */.dj)(facts));
}
/** What differs between two runs, as a person reads it: `input train.py`, `param trees: 100 → 200`. */
function changedFacts(before, after) {
    const list = [];
    if ((0,base/* canonicalJson */.dj)(before.command) !== (0,base/* canonicalJson */.dj)(after.command)) {
        list.push(`command: ${(0,base/* commandText */.jt)(before.command)} → ${(0,base/* commandText */.jt)(after.command)}`);
    }
    list.push(...changedEntries('input', before.inputs, after.inputs));
    list.push(...changedEntries('dataset', before.datasets, after.datasets));
    list.push(...changedEntries('param', before.params, after.params));
    list.push(...changedEntries('environment', before.environment, after.environment));
    if (before.accelerator !== after.accelerator) {
        list.push(`accelerator: ${before.accelerator} → ${after.accelerator}`);
    }
    if ((0,base/* canonicalJson */.dj)(before.seeds) !== (0,base/* canonicalJson */.dj)(after.seeds)) {
        list.push(`seeds: ${before.seeds.join(', ')} → ${after.seeds.join(', ')}`);
    }
    list.push(...changedEntries('output', before.outputs, after.outputs));
    return list;
}
function changedEntries(kind, before, after) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return names.flatMap((name) => {
        const old = Object.hasOwn(before, name) ? before[name] : undefined;
        const now = Object.hasOwn(after, name) ? after[name] : undefined;
        if (old === now)
            return [];
        if (old === undefined)
            return [`${kind} ${name} (new)`];
        if (now === undefined)
            return [`${kind} ${name} (removed)`];
        // Two digests tell a reader nothing; that the thing changed is all there is to say.
        return isDigest(old) && isDigest(now) ? [`${kind} ${name}`] : [`${kind} ${name}: ${old} → ${now}`];
    });
}
function isDigest(value) {
    return typeof value === 'string' && /^(sha256:)?[0-9a-f]{64}$/.test(value);
}
/** Files that pin an environment; those beside the configuration count also where `inputs` leaves them out. */
const LOCK_FILES = [
    'requirements.txt',
    'requirements.lock',
    'uv.lock',
    'poetry.lock',
    'pdm.lock',
    'Pipfile.lock',
    'conda-lock.yml',
    'environment.yml',
    'renv.lock',
    'Manifest.toml',
];
/**
 * The files that training depends on: those that `patterns` name, files that the command names, and lock files
 * beside the configuration. Path relative to `root` (with `/`) → SHA-256, sorted. A pattern that matches
 * nothing is a usage error, and all such patterns are reported at once.
 */
async function codeInputs(root, patterns, command, signal) {
    const found = new Set();
    const problems = [];
    for (const [index, pattern] of patterns.entries()) {
        const files = (0,dist/* isDynamicPattern */.ey)(pattern)
            ? await (0,dist/* glob */.TI)(pattern, {
                cwd: root,
                absolute: true,
                onlyFiles: true,
                ignore: ['**/.assay/**', '**/__pycache__/**'],
            })
            : await filesAt(root, pattern);
        if (files.length === 0) {
            problems.push({
                where: { key: `train.inputs[${index}]` },
                message: `no file matches ${pattern}`,
                expected: 'a file, a folder or a glob, relative to the configuration',
            });
        }
        for (const file of files)
            found.add((0,external_node_path_.resolve)(file));
    }
    if (problems.length > 0)
        throw (0,base/* usageError */.Wp)(problems);
    for (const name of [...commandWords(command), ...LOCK_FILES]) {
        const file = (0,external_node_path_.resolve)(root, name);
        if ((0,base/* isInside */.FK)(root, file) && (await isFile(file)))
            found.add(file);
    }
    const inputs = [];
    for (const file of found) {
        try {
            const { sha256: digest } = await (0,base/* sha256File */.Q3)(file, signal);
            inputs.push([(0,external_node_path_.relative)(root, file).split(external_node_path_.sep).join('/'), digest]);
        }
        catch (error) {
            if (signal.aborted)
                throw (0,base/* environmentError */.me)({ message: 'cancelled while the inputs were read' }, error);
            throw (0,base/* usageError */.Wp)({ where: { file }, message: `the input cannot be read: ${(0,base/* messageOf */.bD)(error)}` }, error);
        }
    }
    inputs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return Object.fromEntries(inputs);
}
/** A plain name may be a folder: then everything in it counts. */
async function filesAt(root, path) {
    const absolute = (0,external_node_path_.resolve)(root, path);
    try {
        if (!(await (0,promises_.stat)(absolute)).isDirectory())
            return [absolute];
    }
    catch (error) {
        if ((0,base/* codeOf */.$N)(error) === 'ENOENT' || (0,base/* codeOf */.$N)(error) === 'ENOTDIR')
            return [];
        throw error;
    }
    return (0,dist/* glob */.TI)('**', {
        cwd: absolute,
        absolute: true,
        onlyFiles: true,
        dot: true,
        ignore: ['**/.git/**', '**/.assay/**', '**/__pycache__/**', '**/node_modules/**', '**/.venv/**'],
    });
}
async function isFile(path) {
    try {
        return (await (0,promises_.stat)(path)).isFile();
    }
    catch {
        // Most words of a command are no files.
        return false;
    }
}
function commandWords(command) {
    const words = typeof command === 'string' ? command.split(/[\s;&|()<>"'`$=]+/) : command.slice(1);
    return words.filter((word) => /^[\w./@+-]{1,500}$/.test(word) && /\w/.test(word));
}
/** Of the inputs, those that pin an environment, as `name → sha256:<hex>`. */
function lockDigests(inputs) {
    const isLock = (path) => LOCK_FILES.some((name) => (0,external_node_path_.basename)(path) === name) ||
        /^requirements[\w.-]*\.(txt|lock)$/.test((0,external_node_path_.basename)(path));
    return Object.fromEntries(Object.entries(inputs)
        .filter(([path]) => isLock(path))
        .map(([path, digest]) => [path, `sha256:${digest}`]));
}

;// CONCATENATED MODULE: ./build/training/cache.js
/**
 * The run cache: outcomes of training by the digest of everything that they depend on. One folder an entry,
 * renamed into place when it is whole; what is restored is checked against its digests.
 */







/** What training made, as results show it, without what belongs to one call only. */
const outcomeSchema = results/* trainResultSchema */.PG.pick({ seeds: true, telemetry: true }).extend({
    format: schemas/* literal */.euz(1),
    key: schemas/* string */.YjP(),
    accelerators: results/* acceleratorSchema */.Rd,
});
const ENTRY = 'entry.json';
/** Models are large and disks of runners small; older entries are removed. */
const KEEP = 10;
class RunCache {
    model;
    ctx;
    folder;
    /** `folder`: where entries lie. `model` tells several models in one cache apart. */
    constructor(folder, model, ctx) {
        this.model = model;
        this.ctx = ctx;
        this.folder = (0,external_node_path_.join)(folder, 'train');
    }
    /**
     * The outcome of an earlier run with this key, its files checked and kept in the workspace; null where there
     * is none. A damaged entry is removed with a warning, and counts as none.
     */
    async restore(key, workspace) {
        const folder = (0,external_node_path_.join)(this.folder, key);
        let text;
        try {
            text = await (0,promises_.readFile)((0,external_node_path_.join)(folder, ENTRY), 'utf8');
        }
        catch (error) {
            if ((0,base/* codeOf */.$N)(error) === 'ENOENT')
                return null;
            throw error;
        }
        try {
            const outcome = outcomeSchema.parse(JSON.parse(text));
            if (outcome.key !== key)
                throw new Error('it is the entry of another run');
            for (const { outputs } of outcome.seeds) {
                for (const { name, sha256: digest } of Object.values(outputs)) {
                    const kept = await workspace.keepFile(name, (0,external_node_path_.join)(folder, digest));
                    if (kept.sha256 !== digest)
                        throw new Error(`${name} was changed after it was cached`);
                }
            }
            const now = this.ctx.now();
            await (0,promises_.utimes)(folder, now, now);
            return outcome;
        }
        catch (error) {
            this.ctx.log.warn(`run cache: the entry ${key.slice(0, 12)} cannot be used: ${(0,base/* messageOf */.bD)(error)}`);
            await (0,promises_.rm)(folder, { recursive: true, force: true });
            return null;
        }
    }
    /** Keeps an outcome whose files are in the workspace. A failure costs a later training, not this one. */
    async store(outcome, workspace) {
        const folder = (0,external_node_path_.join)(this.folder, outcome.key);
        const temporary = `${folder}.${(0,external_node_crypto_.randomBytes)(6).toString('hex')}.tmp`;
        try {
            await (0,promises_.mkdir)(temporary, { recursive: true });
            for (const { outputs } of outcome.seeds) {
                for (const artifact of Object.values(outputs)) {
                    const from = await workspace.checkedArtifact(artifact);
                    await (0,promises_.copyFile)(from, (0,external_node_path_.join)(temporary, artifact.sha256), promises_.constants.COPYFILE_FICLONE);
                }
            }
            await (0,promises_.writeFile)((0,external_node_path_.join)(temporary, ENTRY), `${JSON.stringify(outcomeSchema.parse(outcome), null, 2)}\n`);
            // `--no-cache` trains again under a key that is there; the newer outcome stays.
            await (0,promises_.rm)(folder, { recursive: true, force: true });
            await (0,promises_.rename)(temporary, folder);
            await this.prune();
        }
        catch (error) {
            this.ctx.log.warn(`run cache: the outcome could not be kept: ${(0,base/* messageOf */.bD)(error)}`);
        }
        finally {
            await (0,promises_.rm)(temporary, { recursive: true, force: true });
        }
    }
    /** The facts of the last run of this model, whatever came of it; null where there was none that can be read. */
    async lastFacts() {
        try {
            return runFactsSchema.parse(JSON.parse(await (0,promises_.readFile)(this.lastPath(), 'utf8')));
        }
        catch (error) {
            // An older format and a damaged file mean the same: nothing to compare with.
            if ((0,base/* codeOf */.$N)(error) !== 'ENOENT')
                this.ctx.log.debug(`run cache: ${(0,base/* messageOf */.bD)(error)}`);
            return null;
        }
    }
    async rememberFacts(facts) {
        try {
            await (0,base/* writeFileAtomic */.Zf)(this.lastPath(), `${JSON.stringify(facts, null, 2)}\n`);
        }
        catch (error) {
            this.ctx.log.warn(`run cache: what this run depended on could not be kept: ${(0,base/* messageOf */.bD)(error)}`);
        }
    }
    lastPath() {
        // Names that differ only in case are one file on some systems; the digest tells them apart.
        return (0,external_node_path_.join)(this.folder, `last-${(0,base/* sha256 */.sc)(this.model).slice(0, 16)}.json`);
    }
    async prune() {
        const entries = [];
        for (const name of await (0,promises_.readdir)(this.folder)) {
            if (!/^[0-9a-f]{64}$/.test(name))
                continue;
            const path = (0,external_node_path_.join)(this.folder, name);
            entries.push({ path, used: (await (0,promises_.stat)(path)).mtimeMs });
        }
        entries.sort((a, b) => b.used - a.used);
        for (const { path } of entries.slice(KEEP))
            await (0,promises_.rm)(path, { recursive: true, force: true });
    }
}
/** Copies restored files to where training would have written them, so that later steps find them there. */
async function copyOutputs(outputs, declared, folder, workspace) {
    for (const [name, artifact] of Object.entries(outputs)) {
        const path = declared[name];
        if (path === undefined)
            continue;
        const to = (0,external_node_path_.join)(folder, path);
        await (0,promises_.mkdir)((0,external_node_path_.join)(to, '..'), { recursive: true });
        await (0,promises_.copyFile)(workspace.artifactPath(artifact.sha256), to, promises_.constants.COPYFILE_FICLONE);
        const copied = await (0,base/* sha256File */.Q3)(to);
        if (copied.sha256 !== artifact.sha256)
            throw new Error(`${to} was changed while it was copied`);
    }
}

;// CONCATENATED MODULE: ./build/training/folders.js
/** The folders of a run: outputs, made empty, and checkpoints, kept until a run with the same key succeeds. */



/** An empty folder for the outputs of one seed; what an earlier run left there would pass for this one's. */
async function emptyFolder(path) {
    await (0,promises_.rm)(path, { recursive: true, force: true });
    await (0,promises_.mkdir)(path, { recursive: true });
    return path;
}
/** The checkpoint folder of one seed, and how many files an interrupted attempt left in it. */
async function checkpointFolder(workspace, key, seed) {
    const path = (0,external_node_path_.join)(workspace, 'checkpoints', key, `seed-${seed}`);
    await (0,promises_.mkdir)(path, { recursive: true });
    const entries = await (0,promises_.readdir)(path, { recursive: true, withFileTypes: true });
    return { path, files: entries.filter((entry) => entry.isFile()).length };
}
/** Called after success: nobody will continue from there. */
async function removeCheckpoints(workspace, key) {
    await (0,promises_.rm)((0,external_node_path_.join)(workspace, 'checkpoints', key), { recursive: true, force: true });
}
/**
 * How many processes of this container the kernel has killed for memory so far; null where it is not told.
 * (`memory.events` of control groups v2; the file of the container's own group lies at the root of its mount.)
 */
async function oomKillCount() {
    try {
        const text = await (0,promises_.readFile)('/sys/fs/cgroup/memory.events', 'utf8');
        const match = /^oom_kill (\d+)$/m.exec(text);
        return match?.[1] === undefined ? null : Number(match[1]);
    }
    catch (error) {
        if ((0,base/* codeOf */.$N)(error) === undefined)
            throw error;
        return null;
    }
}

;// CONCATENATED MODULE: ./build/training/interpreters.js
/** Versions of the interpreters that a command calls, and of what is installed in them: part of the cache key. */

const PYTHON_PACKAGES = "import importlib.metadata as m; print('\\n'.join(sorted({f\"{d.metadata['Name']}=={d.version}\" for d in m.distributions()})))";
/** One row for each language. */
const INTERPRETERS = [
    {
        name: 'python',
        program: /^python[\d.]*(\.exe)?$/,
        version: ['--version'],
        packages: ['-c', PYTHON_PACKAGES],
    },
    { name: 'R', program: /^Rscript(\.exe)?$/, version: ['--version'] },
    { name: 'julia', program: /^julia(\.exe)?$/, version: ['--version'] },
    { name: 'node', program: /^node(\.exe)?$/, version: ['--version'] },
];
const interpreters_TIMEOUT_MS = 60_000;
/** The interpreters that a command calls: the program as it is written there, and its row. */
function interpretersOf(command) {
    const words = typeof command === 'string'
        ? command.split(/[\s;&|()]+/).map((word) => word.replace(/^["']|["']$/g, ''))
        : command.slice(0, 1);
    const found = new Map();
    for (const word of words) {
        const name = word.split(/[/\\]/).at(-1) ?? '';
        const interpreter = INTERPRETERS.find(({ program }) => program.test(name));
        if (interpreter)
            found.set(word, interpreter);
    }
    return [...found].map(([program, interpreter]) => ({ program, interpreter }));
}
/**
 * `{python: 'Python 3.12.1', 'python packages': 'sha256:…'}`. One that cannot be asked is named as such: the
 * training program will fail by itself, with its own words.
 */
async function interpreterVersions(ctx, command, cwd, env) {
    const versions = {};
    const ask = async (program, args) => {
        try {
            const result = await (0,base/* runProcess */.R3)({
                command: [program, ...args],
                cwd,
                env,
                signal: ctx.signal,
                timeoutMs: interpreters_TIMEOUT_MS,
                graceMs: 1000,
                tailLines: 10_000,
            });
            return result.exitCode === 0 ? result.tail.join('\n').trim() : null;
        }
        catch {
            return null;
        }
    };
    for (const { program, interpreter } of interpretersOf(command)) {
        versions[interpreter.name] = (await ask(program, interpreter.version)) ?? `${program} could not be asked`;
        if (interpreter.packages === undefined)
            continue;
        const packages = await ask(program, interpreter.packages);
        if (packages !== null)
            versions[`${interpreter.name} packages`] = `sha256:${(0,base/* sha256 */.sc)(packages)}`;
    }
    return versions;
}

;// CONCATENATED MODULE: ./build/training/outputs.js
/** The declared outputs of a run: checked, then kept as artifacts. A missing or broken one is a finding. */




function isOnnx(path) {
    return /\.onnx$/i.test(path);
}
/** What is wrong with the declarations themselves, before anything runs. */
function declarationProblems(outputs) {
    const root = (0,external_node_path_.resolve)('/outputs');
    return Object.entries(outputs)
        .filter(([, path]) => (0,external_node_path_.isAbsolute)(path) || !(0,base/* isInside */.FK)(root, (0,external_node_path_.join)(root, path)) || (0,external_node_path_.join)(root, path) === root)
        .map(([name, path]) => ({
        where: { key: `train.outputs.${name}` },
        message: `${path} lies outside ASSAY_OUTPUT_DIR`,
        expected: 'a file, relative to ASSAY_OUTPUT_DIR',
        fix: 'let the training program write to ASSAY_OUTPUT_DIR',
    }));
}
/**
 * Checks every declared output in `folder` and keeps those that are good, named `<output>` or, where `suffix`
 * is given, `<output>:<suffix>`. `loads` tries to load ONNX models; null only where no output is one.
 */
async function collectOutputs(outputs, folder, workspace, loads, suffix) {
    const kept = {};
    const findings = [];
    for (const [name, path] of Object.entries(outputs)) {
        const found = await outputFault(path, folder, loads);
        if (found === null) {
            const label = suffix === null ? name : `${name}:${suffix}`;
            kept[name] = await workspace.keepFile(label, (0,external_node_path_.join)(folder, path));
        }
        else {
            findings.push(outputFinding(name, path, found, suffix));
        }
    }
    return { kept, findings };
}
function outputFinding(name, path, fault, suffix) {
    const of = suffix === null ? '' : ` (${suffix})`;
    return {
        check: fault.check,
        verdict: 'fail',
        severity: 'error',
        subject: {},
        expected: fault.expected,
        actual: fault.actual,
        where: [{ file: path }],
        message: `output ${name}${of}: ${path} ${fault.actual}`,
        ...(fault.fix === undefined ? {} : { fix: fault.fix }),
    };
}
/** What is wrong with one output, or null. The first fault hides the later ones, which would follow from it. */
async function outputFault(path, folder, loads) {
    const file = (0,external_node_path_.join)(folder, path);
    const fix = `let the training program write ${path} to ASSAY_OUTPUT_DIR, or correct \`train.outputs\``;
    const exists = { check: 'output.exists', expected: 'a file', fix };
    let size;
    try {
        // A link must not carry a file of elsewhere into the registry.
        const real = await (0,promises_.realpath)(file);
        if (!(0,base/* isInside */.FK)(await (0,promises_.realpath)(folder), real)) {
            return { ...exists, check: 'output.inside', actual: 'is a link to a file outside ASSAY_OUTPUT_DIR' };
        }
        const found = await (0,promises_.stat)(real);
        if (!found.isFile()) {
            return { ...exists, actual: found.isDirectory() ? 'is a folder' : 'is not a regular file' };
        }
        size = found.size;
    }
    catch (error) {
        const code = (0,base/* codeOf */.$N)(error);
        if (code === 'ENOENT' || code === 'ENOTDIR')
            return { ...exists, actual: 'was not written' };
        if (code === 'ELOOP')
            return { ...exists, actual: 'is a link to itself' };
        throw error;
    }
    try {
        await (0,promises_.access)(file, promises_.constants.R_OK);
    }
    catch (error) {
        const actual = `cannot be read: ${(0,base/* messageOf */.bD)(error)}`;
        return { check: 'output.readable', expected: 'a readable file', actual, fix: 'mind its permissions' };
    }
    if (size === 0)
        return { check: 'output.not_empty', expected: 'at least one byte', actual: 'is empty', fix };
    return isOnnx(path) ? onnxFault(file, loads) : null;
}
async function onnxFault(file, loads) {
    const expected = 'a valid ONNX model in one file';
    let locations;
    try {
        locations = await externalLocations(file);
    }
    catch (error) {
        if (!(error instanceof OnnxFormatError))
            throw error;
        return { check: 'output.onnx', expected, actual: `is not an ONNX model: ${error.message}` };
    }
    if (locations.length > 0) {
        const unsafe = locations.filter((location) => !isSafeLocation(location));
        const list = (unsafe.length > 0 ? unsafe : locations).map((one) => JSON.stringify(one)).join(', ');
        return {
            check: 'output.onnx.external_data',
            expected,
            actual: unsafe.length > 0
                ? `names external data outside its folder: ${list}`
                : `keeps its data in other files (${list}), which this version does not take`,
            fix: 'save it as one file: `onnx.save_model(model, path, save_as_external_data=False)`',
        };
    }
    if (loads === null)
        throw new Error('an ONNX output needs the runtime');
    const why = await loads(file);
    return why === null
        ? null
        : { check: 'output.onnx', expected, actual: `cannot be loaded by ONNX Runtime: ${why.split('\n')[0]}` };
}

// EXTERNAL MODULE: ./build/config/index.js + 10 modules
var build_config = __webpack_require__(90189);
;// CONCATENATED MODULE: ./build/training/preflight.js
/** What must be there before training starts: disk, shared memory, accelerators, and the user's own probe. */




const fileSystemSize = async (path) => {
    const { bsize, blocks, bavail } = await (0,promises_.statfs)(path);
    return { total: bsize * blocks, free: bsize * bavail };
};
/** A probe imports a framework, which takes its time on a cold disk. */
const PROBE_MS = 5 * 60_000;
/**
 * Everything that is missing for training, at once; empty where nothing is. `folder` is where outputs will be
 * written, `devices` what this machine has.
 */
async function preflight(ctx, needs, folder, devices, sizeOf = fileSystemSize) {
    const disk = needs.disk === undefined ? [] : await diskProblems(folder, (0,build_config/* sizeBytes */.Vv)(needs.disk), sizeOf);
    const shm = needs.shm === undefined ? [] : await shmProblems((0,build_config/* sizeBytes */.Vv)(needs.shm), sizeOf);
    const accelerator = acceleratorProblems(needs.accelerator, devices);
    // Where the device is missing already, the probe would only say so again, at length.
    const probe = needs.accelerator?.probe === undefined || accelerator.length > 0
        ? []
        : await probeProblems(ctx, needs.accelerator.probe);
    return [...disk, ...shm, ...accelerator, ...probe];
}
async function diskProblems(folder, wanted, sizeOf) {
    const { free } = await sizeOf(folder);
    if (free >= wanted)
        return [];
    return [
        {
            where: { key: 'train.disk' },
            message: `${formatBytes(free)} are free on the disk of ${folder}`,
            expected: `at least ${formatBytes(wanted)}`,
            fix: 'free space on the runner, or use one with a larger disk',
        },
    ];
}
async function shmProblems(wanted, sizeOf) {
    const where = { key: 'train.shm' };
    const expected = `at least ${formatBytes(wanted)}`;
    const fix = 'give the container more: `options: --shm-size=8g` (GitHub Actions) or `docker run --shm-size 8g`';
    try {
        const { total } = await sizeOf('/dev/shm');
        if (total >= wanted)
            return [];
        return [{ where, message: `/dev/shm holds ${formatBytes(total)}`, expected, fix }];
    }
    catch (error) {
        const message = (0,base/* codeOf */.$N)(error) === 'ENOENT'
            ? 'this system has no /dev/shm'
            : `/dev/shm cannot be measured: ${(0,base/* messageOf */.bD)(error)}`;
        return [{ where, message, expected }];
    }
}
/** What the devices lack of what the configuration asks for. A size that the driver does not tell is not met. */
function acceleratorProblems(wanted, found) {
    if (wanted === undefined)
        return [];
    const where = { key: 'train.accelerator' };
    if (found.state === 'absent') {
        return [
            {
                where,
                message: `no NVIDIA driver was found: ${found.detail}`,
                expected: `${wanted.count} ${wanted.kind} device${wanted.count === 1 ? '' : 's'}`,
                fix: 'use a runner with a GPU; in a container, start it with `--gpus all` and the NVIDIA container toolkit',
            },
        ];
    }
    if (found.state === 'failed') {
        return [
            {
                where,
                message: `an NVIDIA driver is installed, but no device can be used: ${found.detail}`,
                expected: `${wanted.count} ${wanted.kind} device${wanted.count === 1 ? '' : 's'}`,
                fix: 'run `nvidia-smi` on the runner; a driver that was updated without a restart, and a device that was lost, both need a restart',
            },
        ];
    }
    const problems = [];
    const memory = wanted.memory === undefined ? 0 : (0,build_config/* sizeBytes */.Vv)(wanted.memory);
    const enough = found.devices.filter((device) => memory === 0 || (device.memoryBytes ?? -1) >= memory);
    if (enough.length < wanted.count) {
        const list = found.devices
            .map(({ name, memoryBytes }) => `${name} (${memoryBytes === null ? 'memory unknown' : formatBytes(memoryBytes)})`)
            .join(', ');
        const each = memory === 0 ? '' : ` with at least ${formatBytes(memory)} each`;
        problems.push({
            where,
            message: `the devices do not suffice: ${list}`,
            expected: `${wanted.count} ${wanted.kind} device${wanted.count === 1 ? '' : 's'}${each}`,
            fix: 'use another runner, or ask for less under `train.accelerator`',
        });
    }
    return problems;
}
async function probeProblems(ctx, probe) {
    const where = { key: 'train.accelerator.probe' };
    const fix = 'run the probe on the runner by hand; the framework must be built for its driver and devices';
    try {
        const result = await (0,base/* runProcess */.R3)({
            command: probe,
            cwd: ctx.cwd,
            env: (0,base/* userEnvironment */.nW)(ctx.env),
            signal: ctx.signal,
            timeoutMs: PROBE_MS,
        });
        if (result.exitCode === 0 && !result.timedOut && !result.cancelled)
            return [];
        const how = result.timedOut
            ? `did not end within ${PROBE_MS / 60_000} minutes`
            : result.cancelled
                ? 'was interrupted'
                : `ended with ${result.signal ?? `exit code ${result.exitCode}`}`;
        const words = result.tail.slice(-5).join('\n  ');
        return [{ where, message: `the probe ${how}${words ? `:\n  ${words}` : ''}`, fix }];
    }
    catch (error) {
        return [{ where, message: (0,base/* messageOf */.bD)(error), fix }];
    }
}

;// CONCATENATED MODULE: ./build/training/failures.js
/** Less than this free after a failure is a full disk, also where no message says so. */
const FULL_DISK_BYTES = 1 << 20;
/**
 * Messages of a fault outside the program. CUDA errors that a program causes itself (an index out of range, a
 * batch too large for the device) are not among them: those are `PROGRAM_FAULTS`.
 */
const FAULTS = [
    {
        reason: 'disk',
        pattern: /ENOSPC|No space left on device|EDQUOT|Disk quota exceeded|not enough space on the disk/i,
    },
    {
        reason: 'device',
        pattern: /device (was |is )?lost|DEVICE_LOST|GPU is lost|fallen off the bus|\bXid\b.*\d+/i,
    },
    { reason: 'device', pattern: /Unable to determine the device handle for GPU|No devices were found/i },
    {
        reason: 'device',
        pattern: /no CUDA-capable device|CUDA driver version is insufficient|driver\/library version mismatch/i,
    },
    { reason: 'device', pattern: /CUDA ?(runtime )?error|CUDA_ERROR_|cudaError(?!\w*OutOfMemory)/i },
    { reason: 'shm', pattern: /out of shared memory|insufficient shared memory|Bus error/i },
    { reason: 'killed', pattern: /killed by signal: (9|Killed)|oom-kill|Out of memory: Killed process/i },
];
const PROGRAM_FAULTS = /out of memory|OUT_OF_MEMORY|device-side assert|ASSERT\b|illegal memory access|ILLEGAL_ADDRESS|misaligned address|invalid (argument|value|configuration|device function)|INVALID_VALUE/i;
const TEXT = {
    device: [
        'an accelerator was lost while training ran',
        'run it again on another runner, or restart this one; `dmesg | grep -i xid` tells what the driver saw',
    ],
    disk: ['the disk is full', 'free space on the runner, or ask for it before training with `train.disk`'],
    killed: [
        'the training program was killed from outside',
        'the usual cause is memory: use a runner with more, or train with less at once',
    ],
    shm: [
        'shared memory (/dev/shm) did not suffice',
        'give the container more (`--shm-size=8g`), and ask for it with `train.shm`',
    ],
    'missing-program': [
        'a program that training calls is not installed',
        'install it in a step before this one, or name it by its full path',
    ],
};
/** Says how a run ended. `limit` is the time-out as the user wrote it, for the message. */
function endingOf(result, aftermath, limit = '') {
    if (result.cancelled) {
        return {
            kind: 'environment',
            reason: 'cancelled',
            problem: {
                message: `training was cancelled${result.killed ? ' and did not end within the grace period' : ''}`,
                fix: 'run the same command again; what it wrote to ASSAY_CHECKPOINT_DIR is kept',
            },
        };
    }
    if (result.timedOut) {
        return {
            kind: 'failed',
            check: 'train.timeout',
            message: `training did not end within its time-out${limit === '' ? '' : ` of ${limit}`}${result.killed ? ', nor within the grace period after it' : ''}`,
            fix: 'raise `train.timeout`, or continue from ASSAY_CHECKPOINT_DIR, which is kept for the next attempt',
        };
    }
    if (result.exitCode === 0)
        return { kind: 'trained' };
    const how = result.signal === null ? `exit code ${result.exitCode}` : result.signal;
    const outside = outsideFault(result, aftermath);
    if (outside !== null) {
        const [what, fix] = TEXT[outside.reason];
        return {
            kind: 'environment',
            reason: outside.reason,
            problem: { message: `${what}: ${outside.detail} (${how})`, fix },
        };
    }
    const missing = result.tail.map((line) => /No module named '?([\w.]+)/.exec(line)?.[1]).findLast(Boolean);
    return {
        kind: 'failed',
        check: 'train.exit',
        message: `the training program ended with ${how}`,
        ...(missing === undefined
            ? {}
            : {
                fix: `the Python package of \`${missing}\` is not installed: install it in a step before this one`,
            }),
    };
}
function outsideFault(result, aftermath) {
    const { exitCode, signal, tail } = result;
    const { devices, freeBytes, oomKills } = aftermath;
    if (devices?.before.state === 'present' && devices.after.devices.length < devices.before.devices.length) {
        const before = devices.before.devices.length;
        return {
            reason: 'device',
            detail: `there were ${before} before, now there are ${devices.after.devices.length}; ${devices.after.detail}`,
        };
    }
    // The last message is nearest to the end.
    for (const line of tail.toReversed()) {
        const fault = FAULTS.find(({ pattern }) => pattern.test(line));
        if (fault === undefined || fault.reason === 'cancelled')
            continue;
        if (fault.reason === 'device' && PROGRAM_FAULTS.test(line))
            continue;
        return { reason: fault.reason, detail: line.trim() };
    }
    if (freeBytes !== null && freeBytes < FULL_DISK_BYTES)
        return { reason: 'disk', detail: 'nothing is free' };
    if (oomKills !== null && oomKills > 0 && exitCode !== null && exitCode < 128 && signal === null) {
        return { reason: 'killed', detail: `the kernel ended ${oomKills} of its processes for lack of memory` };
    }
    // A shell reports a child that signal N ended as exit code 128 + N.
    const number = signal === null ? (exitCode ?? 0) - 128 : (SIGNALS[signal] ?? 0);
    if (number === 7)
        return { reason: 'shm', detail: 'SIGBUS' };
    const name = OUTSIDE_SIGNALS[number];
    if (name !== undefined) {
        const memory = oomKills !== null && oomKills > 0 ? ', and the kernel reports a lack of memory' : '';
        return { reason: 'killed', detail: `${name}${memory}` };
    }
    if (exitCode === 127) {
        const line = tail.findLast((one) => /not found|No such file/i.test(one));
        if (line !== undefined)
            return { reason: 'missing-program', detail: line.trim() };
    }
    return null;
}
/** Signals that a program does not send itself; SIGSEGV and SIGABRT are its own fault. */
const OUTSIDE_SIGNALS = {
    1: 'SIGHUP',
    2: 'SIGINT',
    9: 'SIGKILL',
    15: 'SIGTERM',
};
const SIGNALS = {
    SIGHUP: 1,
    SIGINT: 2,
    SIGBUS: 7,
    SIGKILL: 9,
    SIGTERM: 15,
};

;// CONCATENATED MODULE: ./build/training/launcher.js
/**
 * Launchers: where a training program runs. This version has one, a process on this machine; others are one
 * more file and one more line in the table.
 */

const local = {
    name: 'local',
    launch: (ctx, job, onStart) => (0,base/* runProcess */.R3)({
        command: job.command,
        cwd: job.cwd,
        env: job.env,
        signal: ctx.signal,
        graceMs: job.graceMs,
        ...(job.timeoutMs === undefined ? {} : { timeoutMs: job.timeoutMs }),
        // The prefix also keeps what a program prints from being read as a workflow command (`::…`).
        onLine: (line) => ctx.log.info(`${job.label} | ${line}`),
        onStart,
    }),
};
const LAUNCHERS = { local };

;// CONCATENATED MODULE: ./build/training/telemetry.js


const INTERVAL_MS = 1000;
const telemetry_MIB = 2 ** 20;
/** Sums samples up. Processor use is per core: two busy cores are 200 %. */
class TelemetryRecord {
    intervalMs;
    samples = 0;
    last = null;
    cpu = null;
    memory = null;
    gpuMemory = null;
    gpuSum = 0;
    gpuCount = 0;
    constructor(intervalMs = INTERVAL_MS) {
        this.intervalMs = intervalMs;
    }
    add(sample) {
        const cpu = this.last === null ? null : cpuPercent(this.last, sample);
        this.cpu = larger(this.cpu, cpu);
        this.memory = larger(this.memory, sample.memoryBytes);
        if (sample.gpus !== null && sample.gpus.length > 0) {
            this.gpuMemory = larger(this.gpuMemory, sample.gpus.reduce((sum, gpu) => sum + gpu.memoryBytes, 0));
            for (const gpu of sample.gpus)
                this.gpuSum += gpu.utilizationPercent;
            this.gpuCount += sample.gpus.length;
        }
        this.last = sample;
        this.samples += 1;
    }
    /** Begins with other processes (the next seed): processor ticks of before no longer compare. */
    restart() {
        this.last = null;
    }
    summary() {
        return {
            samples: this.samples,
            intervalMs: this.intervalMs,
            cpuPercentMax: this.cpu,
            memoryBytesMax: this.memory,
            gpuUtilizationPercentMean: this.gpuCount === 0 ? null : this.gpuSum / this.gpuCount,
            gpuMemoryBytesMax: this.gpuMemory,
        };
    }
}
/** Processor use between two samples in percent of one core; null where it cannot be told. */
function cpuPercent(before, after) {
    const seconds = (after.at - before.at) / 1000;
    if (before.ticks === null || after.ticks === null || seconds <= 0)
        return null;
    let ticks = 0;
    // A process that is new since has spent all its ticks since.
    for (const [pid, now] of after.ticks)
        ticks += Math.max(0, now - (before.ticks.get(pid) ?? 0));
    return (ticks / base/* TICKS_PER_SECOND */.wi / seconds) * 100;
}
function larger(a, b) {
    return a === null ? b : b === null ? a : Math.max(a, b);
}
/** Looks at a process group and, where `gpus`, at the devices of this machine. */
async function takeSample(ctx, group, gpus) {
    const table = (0,base/* processTable */.oI)();
    const family = table === null ? null : (0,base/* familyOf */.Ap)(group, table);
    return {
        at: performance.now(),
        ticks: family === null ? null : new Map(family.map((entry) => [entry.pid, entry.cpuTicks])),
        memoryBytes: family === null ? null : family.reduce((sum, entry) => sum + ((0,base/* residentBytes */.Sc)(entry.pid) ?? 0), 0),
        gpus: gpus ? await sampleGpus(ctx) : null,
    };
}
async function sampleGpus(ctx) {
    const args = ['--query-gpu=utilization.gpu,memory.used', '--format=csv,noheader,nounits'];
    const answer = await nvidiaSmi(ctx, args, 10_000);
    return answer === null || answer.failure !== null ? null : parseGpuSample(answer.lines);
}
/** Lines of `utilization.gpu, memory.used`; null where none can be read. Of a device in MIG mode both are `[N/A]`. */
function parseGpuSample(lines) {
    const gpus = lines
        .map((line) => /^\s*(\d+)\s*,\s*(\d+)\s*$/.exec(line))
        .filter((match) => match !== null)
        .map((match) => ({ utilizationPercent: Number(match[1]), memoryBytes: Number(match[2]) * telemetry_MIB }));
    return gpus.length > 0 ? gpus : null;
}
/**
 * Samples a group into `record` until `stop` is called, which waits for a look that is under way.
 * `onSample` hears each one, for a line of progress.
 */
function watchGroup(ctx, group, options) {
    const { record, gpus, onSample } = options;
    let last = null;
    let running = null;
    record.restart();
    const look = () => {
        running ??= takeSample(ctx, group, gpus)
            .then((sample) => {
            record.add(sample);
            onSample?.(sample, last && cpuPercent(last, sample));
            last = sample;
        })
            // A look that fails (no file handle left, say) must not end the training that it watches.
            .catch((error) => ctx.log.debug(`telemetry: ${String(error)}`))
            .finally(() => {
            running = null;
        });
    };
    look();
    const timer = setInterval(look, options.intervalMs ?? INTERVAL_MS);
    return {
        async stop() {
            clearInterval(timer);
            await running;
        },
    };
}

;// CONCATENATED MODULE: ./build/training/seed.js
/** One seed: the program run with its environment and watched, its ending judged, its outputs collected. */












/** How many last lines of the program stand in a finding. */
const TAIL_IN_FINDING = 20;
/**
 * Trains one seed, checks and keeps its outputs. A program that fails, or leaves an output wrong, gives findings.
 * Throws an environment error for what the machine lost and for cancellation.
 */
async function trainSeed(ctx, input) {
    const { train: config, workspace, seed, devices, record } = input;
    const several = input.seeds.length > 1;
    const label = several ? `train seed ${seed}` : 'train';
    const folder = await emptyFolder((0,external_node_path_.join)(input.outputs, `seed-${seed}`));
    const checkpoints = await checkpointFolder(workspace.folder, input.key, seed);
    if (checkpoints.files > 0) {
        ctx.log.info(`${label}: an interrupted attempt left ${checkpoints.files} files in ASSAY_CHECKPOINT_DIR`);
    }
    const env = trainingEnvironment(ctx.env, {
        ...input,
        outputFolder: folder,
        checkpointFolder: checkpoints.path,
    });
    const oomBefore = await oomKillCount();
    const progress = ctx.log.progress(label);
    const watch = {};
    const began = ctx.now().getTime();
    const job = {
        command: config.run,
        cwd: input.root,
        env,
        label,
        graceMs: (0,build_config/* durationMs */.pc)(config.grace),
        ...(config.timeout === undefined ? {} : { timeoutMs: (0,build_config/* durationMs */.pc)(config.timeout) }),
    };
    let result;
    try {
        result = await LAUNCHERS.local.launch(ctx, job, (group) => {
            watch.current = watchGroup(ctx, group, {
                record,
                gpus: devices.state === 'present',
                onSample: ({ memoryBytes }, cpu) => {
                    const parts = [`running for ${formatDuration(ctx.now().getTime() - began)}`];
                    if (cpu !== null)
                        parts.push(`processor ${Math.round(cpu)} %`);
                    if (memoryBytes !== null)
                        parts.push(`memory ${formatBytes(memoryBytes)}`);
                    progress.update(parts.join(', '));
                },
            });
        });
    }
    finally {
        await watch.current?.stop();
        progress.done();
    }
    const outcome = { seed, exitCode: result.exitCode, durationMs: result.durationMs };
    const succeeded = result.exitCode === 0 && !result.timedOut && !result.cancelled;
    const ending = endingOf(result, succeeded ? CALM : await aftermath(ctx, input, folder, oomBefore), config.timeout);
    const of = several ? ` (seed ${seed})` : '';
    switch (ending.kind) {
        case 'environment':
            throw (0,base/* environmentError */.me)({ ...ending.problem, message: `${ending.problem.message}${of}` });
        case 'failed': {
            const tail = result.tail.slice(-TAIL_IN_FINDING);
            const finding = {
                check: ending.check,
                verdict: 'fail',
                severity: 'error',
                subject: {},
                where: [],
                message: `${ending.message}${of}${tail.length > 0 ? `; its last lines:\n${tail.join('\n')}` : '; it printed nothing'}`,
                ...(ending.fix === undefined ? {} : { fix: ending.fix }),
            };
            return { outcome: { ...outcome, outputs: {} }, findings: [finding] };
        }
        case 'trained': {
            // The first seed gives the candidate; the others only tell the variance of training.
            const suffix = seed === input.seeds[0] ? null : `seed${seed}`;
            const { kept, findings } = await collectOutputs(config.outputs, folder, workspace, input.runtime, suffix);
            return { outcome: { ...outcome, outputs: kept }, findings };
        }
    }
}
/** After success nothing is looked at. */
const CALM = { devices: null, freeBytes: null, oomKills: null };
async function aftermath(ctx, input, folder, oomBefore) {
    const { devices, sizeOf = fileSystemSize } = input;
    const oomAfter = await oomKillCount();
    // After a cancellation nvidia-smi would be cancelled too, and prove nothing.
    const asked = devices.state === 'present' && !ctx.signal.aborted;
    return {
        devices: asked ? { before: devices, after: await queryDevices(ctx) } : null,
        freeBytes: await sizeOf(folder).then(({ free }) => free, () => null),
        oomKills: oomBefore === null || oomAfter === null ? null : Math.max(0, oomAfter - oomBefore),
    };
}

;// CONCATENATED MODULE: ./build/training/train.js
/** Runs training: what it depends on, the run cache, the checks before it, each seed, and what came of it. */













/**
 * Trains every seed, or restores the outcome of an equal run. A program that fails, runs out of time or leaves
 * a declared output wrong gives findings with verdict `fail`; the seeds after it are not run. Throws an
 * environment error for what the machine lacks or lost and for cancellation, a usage error for a wrong
 * configuration.
 */
async function train(ctx, input) {
    try {
        return await trainOrRestore(ctx, input);
    }
    catch (error) {
        const code = (0,base/* codeOf */.$N)(error);
        if (code !== 'ENOSPC' && code !== 'EDQUOT')
            throw error;
        throw (0,base/* environmentError */.me)({
            message: `the disk is full: ${(0,base/* messageOf */.bD)(error)}`,
            fix: 'free space on the runner, or ask for it before training with `train.disk`',
        }, error);
    }
}
async function trainOrRestore(ctx, input) {
    const { train: config, workspace, root } = input;
    refuseDeclarations(input);
    const userEnv = (0,base/* userEnvironment */.nW)(ctx.env);
    const userCtx = { ...ctx, cwd: root, env: userEnv };
    const devices = await queryDevices(userCtx);
    const facts = await runFacts(ctx, input, devices);
    const key = keyOf(facts);
    const cache = new RunCache(cacheFolder(ctx, root, workspace), input.model, ctx);
    const last = await cache.lastFacts();
    const changed = last === null ? [] : changedFacts(last, facts);
    const cacheable = config.cache && config.inputs.length > 0;
    const code = { command: config.run, inputs: inputList(facts), environment: facts.environment };
    const common = { params: { ...input.params }, code };
    const notChecked = config.cache && !cacheable
        ? ['run cache: `train.inputs` names no code, so a change of it would not be seen; training always runs']
        : [];
    if (cacheable && input.useCache) {
        const hit = await cache.restore(key, workspace);
        if (hit !== null) {
            await copyRestored(ctx, hit, input);
            await cache.rememberFacts(facts);
            ctx.log.info(`train: nothing changed, the outcome of run ${key.slice(0, 12)} was restored from the run cache`);
            return {
                ...common,
                seeds: hit.seeds,
                accelerators: hit.accelerators,
                telemetry: hit.telemetry,
                cache: { key, hit: true, changed: [] },
                findings: [],
                notChecked: [
                    'run cache: files that training reads and that `train.inputs` does not name; a change of those is not seen',
                ],
                artifacts: artifactsOf(hit.seeds),
            };
        }
    }
    if (changed.length > 0)
        ctx.log.info(`train: changed since the last run: ${changed.join('; ')}`);
    const outputs = (0,external_node_path_.join)(workspace.folder, 'outputs', input.folder);
    await emptyFolder(outputs);
    const runtime = await prepare(userCtx, input, outputs, devices);
    const datasetsFile = (0,external_node_path_.join)(outputs, 'datasets.json');
    await (0,base/* writeFileAtomic */.Zf)(datasetsFile, `${JSON.stringify(datasetsDocument(input), null, 2)}\n`);
    const record = new TelemetryRecord();
    const seeds = [];
    const findings = [];
    for (const [index, seed] of input.seeds.entries()) {
        const ended = await trainSeed(userCtx, {
            ...input,
            seed,
            outputs,
            datasetsFile,
            key,
            devices,
            record,
            runtime,
        });
        seeds.push(ended.outcome);
        findings.push(...ended.findings);
        if (ended.findings.length > 0) {
            const rest = input.seeds.slice(index + 1);
            if (rest.length > 0)
                notChecked.push(`seeds ${rest.join(', ')}: not run, since seed ${seed} failed`);
            break;
        }
    }
    await cache.rememberFacts(facts);
    const accelerators = acceleratorsOf(devices);
    const telemetry = record.summary();
    if (findings.length === 0) {
        await removeCheckpoints(workspace.folder, key);
        if (cacheable)
            await cache.store({ format: 1, key, seeds, accelerators, telemetry }, workspace);
    }
    return {
        ...common,
        seeds,
        accelerators,
        telemetry,
        cache: { key, hit: false, changed },
        findings,
        notChecked,
        artifacts: artifactsOf(seeds),
    };
}
function refuseDeclarations({ train: config, datasets, params, seeds }) {
    const problems = [
        ...declarationProblems(config.outputs),
        ...nameProblems('dataset', datasets.map(({ name }) => name)),
        ...nameProblems('param', Object.keys(params)),
    ];
    const twice = seeds.filter((seed, index) => seeds.indexOf(seed) !== index);
    if (twice.length > 0) {
        problems.push({
            where: { key: 'train.seeds' },
            message: `seed ${[...new Set(twice)].join(', ')} is there more than once`,
            fix: 'equal seeds say nothing about the variance of training: name each once',
        });
    }
    if (problems.length > 0)
        throw (0,base/* usageError */.Wp)(problems);
}
async function runFacts(ctx, input, devices) {
    const { train: config, root } = input;
    const inputs = await codeInputs(root, config.inputs, config.run, ctx.signal);
    const env = (0,base/* userEnvironment */.nW)(ctx.env);
    return {
        format: 1,
        command: config.run,
        inputs,
        datasets: Object.fromEntries(input.datasets.map(({ name, sha256 }) => [name, sha256])),
        params: { ...input.params },
        environment: {
            platform: `${process.platform}-${process.arch}`,
            ...(await interpreterVersions(ctx, config.run, root, env)),
            ...lockDigests(inputs),
        },
        // Programs take a GPU that is there also where none is asked for.
        accelerator: config.accelerator?.kind ?? acceleratorsOf(devices).kind,
        seeds: [...input.seeds],
        outputs: { ...config.outputs },
    };
}
function cacheFolder(ctx, root, workspace) {
    const named = ctx.env['ASSAY_CACHE_DIR'];
    return named === undefined || named === '' ? (0,external_node_path_.join)(workspace.folder, 'cache') : (0,external_node_path_.resolve)(root, named);
}
function inputList(facts) {
    return Object.entries(facts.inputs).map(([path, sha256]) => ({ path, sha256 }));
}
function artifactsOf(seeds) {
    return seeds.flatMap(({ outputs }) => Object.values(outputs));
}
async function copyRestored(ctx, hit, input) {
    const outputs = (0,external_node_path_.join)(input.workspace.folder, 'outputs', input.folder);
    await emptyFolder(outputs);
    for (const { seed, outputs: made } of hit.seeds) {
        const folder = await emptyFolder((0,external_node_path_.join)(outputs, `seed-${seed}`));
        await copyOutputs(made, input.train.outputs, folder, input.workspace);
    }
    ctx.log.debug(`train: restored files lie in ${outputs}`);
}
/** The checks before training, all their problems at once; and the engine that will check ONNX outputs after it. */
async function prepare(ctx, { train: config, sizeOf = fileSystemSize }, folder, devices) {
    const problems = await preflight(ctx, config, folder, devices, sizeOf);
    let runtime = null;
    if (Object.values(config.outputs).some(isOnnx)) {
        try {
            runtime = await (0,engines/* modelLoadCheck */.Gz)(ctx);
        }
        catch (error) {
            // Hours of training must not end with an engine that is not there.
            problems.push({ message: (0,base/* messageOf */.bD)(error) });
        }
    }
    if (ctx.signal.aborted)
        throw (0,base/* environmentError */.me)({ message: 'cancelled before training began' });
    if (problems.length > 0)
        throw (0,base/* environmentError */.me)(problems);
    return runtime;
}

;// CONCATENATED MODULE: ./build/training/index.js
/** Training: launchers, checks before the start, the run cache, outputs, telemetry. */







// EXTERNAL MODULE: ./build/commands/command.js
var command = __webpack_require__(92950);
// EXTERNAL MODULE: ./build/commands/gate/configured.js
var gate_configured = __webpack_require__(98747);
// EXTERNAL MODULE: ./build/commands/session.js
var commands_session = __webpack_require__(76183);
;// CONCATENATED MODULE: ./build/commands/train.js
/** `assay train`: runs training as `assay.yaml` describes it, or restores an equal run from the cache. */







/* harmony default export */ const commands_train = ((0,command/* defineCommand */.N)({
    name: 'train',
    summary: 'run training: accelerator check, run cache, checkpoints, telemetry',
    details: `Runs \`train.run\` of assay.yaml once for each seed, after a check of disk, shared memory and accelerators. The program finds its data in ASSAY_DATASET_<NAME> and ASSAY_DATASETS_FILE, its parameters in ASSAY_PARAM_<NAME>, its seed in ASSAY_SEED; it writes to ASSAY_OUTPUT_DIR, and may keep checkpoints in ASSAY_CHECKPOINT_DIR, which stays there until a run succeeds.

An equal run (command, inputs, data, parameters, environment, accelerator, seeds) is restored from the run cache in .assay/cache, or in ASSAY_CACHE_DIR. A program that fails gives the verdict \`fail\`; a lost device, a full disk or a killed process is a failure of the environment (exit code 3), not a bad model.`,
    options: {
        seed: {
            type: 'integer',
            value: 'NUMBER',
            summary: 'train this seed only, in place of train.seeds',
        },
        param: {
            type: 'list',
            value: 'NAME=VALUE',
            summary: 'another value for a parameter of train.params',
        },
        'no-cache': { type: 'boolean', summary: 'train even where nothing changed since an earlier run' },
    },
    examples: [
        { run: 'assay train', does: 'train as assay.yaml says' },
        { run: 'assay train --param trees=200 --seed 7', does: 'try another parameter with one seed' },
    ],
    outputs: {
        'cache-hit': 'true where the outcome came from the run cache',
        'model-digest': 'SHA-256 of the candidate, empty where there is none',
        'model-path': 'where the candidate lies, empty where there is none',
    },
    permissions: { contents: 'read, to check out the repository' },
    async run({ ctx, host, options }) {
        const session = await (0,commands_session/* openConfiguredSession */.V)(ctx, host, {
            config: options.config,
            name: options.name,
            replaces: 'train',
        });
        const { config, root, workspace } = session;
        (0,gate_configured/* refuseWrongGate */.l)(config);
        if (config.train === undefined) {
            throw (0,base/* usageError */.Wp)({
                where: { file: config.file },
                message: 'there is no section `train`',
                fix: 'add `train: {run: python train.py, inputs: [train.py], outputs: {model: model.onnx}}`',
            });
        }
        const names = trainingDatasetNames(config);
        const configured = Object.fromEntries(Object.entries(config.datasets)
            .filter(([name]) => names.includes(name))
            .map(([name, { path, kind }]) => [name, { path, kind }]));
        const params = overrideParams(config.train.params, options.param);
        const datasets = await resolveDatasets(configured, root, ctx.signal);
        const summaries = await summarizeDatasets(ctx, datasets);
        const outcome = await train(ctx, {
            model: config.model,
            train: config.train,
            seeds: options.seed === undefined ? config.train.seeds : [options.seed],
            params,
            datasets,
            paths: Object.fromEntries(Object.entries(configured).map(([name, { path }]) => [name, config.resolve(path)])),
            root,
            workspace,
            folder: (0,external_node_path_.join)(config.model, options.name ?? 'train'),
            useCache: !options['no-cache'],
        });
        const { findings } = outcome;
        const result = await session.finish({
            command: 'train',
            ...(options.name === undefined ? {} : { name: options.name }),
            // No finding means that every seed ended well and every declared output was checked.
            verdict: findings.length === 0 ? 'pass' : (0,results/* worst */.QZ)(findings.map(({ verdict }) => verdict)),
            summary: summaryOf(outcome),
            inputs: [
                ...summaries.map(({ name, path, sha256 }) => ({ name, path, sha256 })),
                ...outcome.code.inputs.map(({ path, sha256 }) => ({ name: 'code', path, sha256 })),
            ],
            datasets: summaries,
            ...outcome,
        });
        const model = candidateOf(result);
        return {
            result,
            outputs: {
                'cache-hit': String(result.cache.hit),
                'model-digest': model?.sha256 ?? '',
                'model-path': model === undefined ? '' : workspace.artifactPath(model.sha256),
            },
        };
    },
}));
function candidateOf(result) {
    return result.seeds[0]?.outputs['model'];
}
function summaryOf({ seeds, cache, findings }) {
    const count = seeds.length === 1 ? '1 seed' : `${seeds.length} seeds`;
    const time = formatDuration(seeds.reduce((sum, seed) => sum + seed.durationMs, 0));
    if (findings.length > 0)
        return `training failed: ${findings[0]?.message.split('\n')[0]}`;
    if (cache.hit)
        return `nothing changed: ${count} restored from the run cache, trained in ${time}`;
    const changed = cache.changed.length > 0 ? `; changed: ${cache.changed.join('; ')}` : '';
    return `trained ${count} in ${time}${changed}`;
}


/***/ })

};
