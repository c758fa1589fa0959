export const id = 9511;
export const ids = [9511];
export const modules = {

/***/ 29511:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readMlflow: () => (/* binding */ readMlflow)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var base = __webpack_require__(9216);
// EXTERNAL MODULE: ./build/gate/metrics.js
var gate_metrics = __webpack_require__(98591);
// EXTERNAL MODULE: ./node_modules/sql.js/dist/sql-wasm-inline.js
var sql_wasm_inline = __webpack_require__(28865);
;// CONCATENATED MODULE: ./build/gate/readers/mlflow/database.js
/**
 * MLflow's database file (SQLite). NaN stands there as 0 with `is_nan`, and an infinite value as the largest number.
 * Source: mlflow, store/tracking/dbmodels/models.py and sqlalchemy_store.py.
 */



const LARGEST = 1024 * 1024 * 1024;
const JOURNAL_MODES = [18, 19];
/** Reads the whole file into memory. Throws a usage error where it is no database of MLflow. Close it always. */
async function openMlflowDatabase(path, shown) {
    const { size } = await (0,promises_.stat)(path);
    if (size > LARGEST)
        throw (0,base/* usageError */.Wp)({ where: { file: shown }, message: 'is larger than 1 GiB' });
    const unfinished = await (0,promises_.access)(`${path}-wal`).then(async () => (await (0,promises_.stat)(`${path}-wal`)).size > 0, () => false);
    if (unfinished) {
        throw (0,base/* usageError */.Wp)({
            where: { file: shown },
            message: 'has changes that are not in the file yet: beside it lies a -wal file',
            fix: 'stop the server of MLflow, or run `sqlite3 FILE "PRAGMA wal_checkpoint(TRUNCATE)"`',
        });
    }
    const bytes = await (0,promises_.readFile)(path);
    // In memory there is no journal beside the file, which these two bytes would ask for.
    for (const place of JOURNAL_MODES)
        if (bytes[place] === 2)
            bytes[place] = 1;
    const sql = await sql_wasm_inline();
    const db = new sql.Database(bytes);
    const rows = (query, values = []) => {
        try {
            return db.exec(query, [...values])[0]?.values ?? [];
        }
        catch (error) {
            throw (0,base/* usageError */.Wp)({
                where: { file: shown },
                message: `cannot be read: ${(0,base/* messageOf */.bD)(error)}`,
                expected: 'a database file of MLflow',
            }, error);
        }
    };
    return {
        runs: () => rows("SELECT r.run_uuid, r.name, e.name, r.status, r.lifecycle_stage = 'active' AND e.lifecycle_stage = 'active', r.start_time FROM runs r JOIN experiments e ON e.experiment_id = r.experiment_id").map(([id, name, experiment, status, active, started]) => ({
            id: String(id),
            name: name === null ? '' : String(name),
            experiment: String(experiment),
            status: String(status),
            deleted: active !== 1,
            started: Number(started),
        })),
        metrics: (run) => new Map(rows('SELECT key, value, is_nan FROM latest_metrics WHERE run_uuid = ?', [run]).map(([key, value, isNan]) => [String(key), storedValue(value, isNan)])),
        close: () => db.close(),
    };
}
function storedValue(value, isNan) {
    if (isNan !== 0 || typeof value !== 'number')
        return Number.NaN;
    if (Math.abs(value) === Number.MAX_VALUE)
        return Math.sign(value) * Number.POSITIVE_INFINITY;
    return value;
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
;// CONCATENATED MODULE: ./build/gate/readers/mlflow/files.js
/**
 * MLflow's folder of files: `<experiment>/<run>/meta.yaml`, `metrics/<name>` with a line `timestamp value step` for each
 * time it was logged. Source: mlflow, store/tracking/file_store.py.
 */




/** `RunStatus` of MLflow's service.proto. */
const STATUS = ['', 'RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED'];
const files_LARGEST = 16 * 1024 * 1024;
const MOST_METRICS = 10_000;
const TRASH = '.trash';
/** Every run of the folder, also deleted ones. Throws a usage error for a broken `meta.yaml`. */
async function runsOfFolder(root, shown) {
    const found = [];
    const problems = [];
    for (const [parent, gone] of [
        [root, false],
        [(0,external_node_path_.join)(root, TRASH), true],
    ]) {
        for (const experiment of await folders(parent)) {
            if (experiment === TRASH || experiment === 'models')
                continue;
            const place = (0,external_node_path_.join)(parent, experiment);
            const meta = await metaOf(place, shown, problems);
            if (meta === null)
                continue;
            const dead = gone || meta['lifecycle_stage'] === 'deleted';
            for (const id of await folders(place)) {
                const own = await metaOf((0,external_node_path_.join)(place, id), shown, problems);
                // Tags and traces of an experiment are folders beside its runs.
                if (own === null || !('lifecycle_stage' in own))
                    continue;
                found.push({
                    folder: (0,external_node_path_.join)(place, id),
                    run: {
                        id: files_text(own['run_id'] ?? own['run_uuid']) || id,
                        name: files_text(own['run_name']),
                        experiment: files_text(meta['name']),
                        status: STATUS[Number(own['status'])] || files_text(own['status']),
                        deleted: dead || own['lifecycle_stage'] !== 'active',
                        started: Number(own['start_time']),
                    },
                });
            }
        }
    }
    if (problems.length > 0)
        throw (0,base/* usageError */.Wp)(problems.slice(0, 20));
    return found;
}
/** Last value of each metric: of the highest step, and of equal steps the last logged, as MLflow has it. */
async function metricsOfFolder(folder, shown) {
    const metrics = new Map();
    const problems = [];
    const walk = async (place, prefix) => {
        for (const entry of await entriesOf(place)) {
            const name = `${prefix}${entry.name}`;
            if (metrics.size > MOST_METRICS)
                return;
            if (entry.isDirectory())
                await walk((0,external_node_path_.join)(place, entry.name), `${name}/`);
            else if (entry.isFile()) {
                const value = lastValue(await limited((0,external_node_path_.join)(place, entry.name), shown));
                if (typeof value === 'number')
                    metrics.set(name, value);
                else
                    problems.push({ where: { file: shown }, message: `the metric ${name}: ${value.problem}` });
            }
        }
    };
    await walk((0,external_node_path_.join)(folder, 'metrics'), '');
    if (problems.length > 0)
        throw (0,base/* usageError */.Wp)(problems.slice(0, 20));
    return metrics;
}
function lastValue(content) {
    let last = null;
    for (const [k, line] of content.split('\n').entries()) {
        if (line.trim() === '')
            continue;
        const [time, written, step = '0', ...more] = line.trim().split(' ');
        const value = numberOf(written ?? '');
        // MLflow 3 adds the name and the digest of a dataset.
        const known = more.length === 0 || more.length === 2;
        if (value === null || !/^-?\d+$/.test(time ?? '') || !/^-?\d+$/.test(step) || !known) {
            return { problem: `line ${k + 1} is not \`timestamp value step\`` };
        }
        const now = { step: Number(step), time: Number(time), value };
        const later = last === null ||
            now.step > last.step ||
            (now.step === last.step &&
                (now.time > last.time || (now.time === last.time && !(now.value < last.value))));
        if (later)
            last = now;
    }
    return last === null ? { problem: 'no value was logged' } : last.value;
}
/** A number as Python writes it. */
function numberOf(written) {
    const word = /^([+-]?)(nan|inf|infinity)$/i.exec(written);
    if (word !== null) {
        if (word[2]?.toLowerCase() === 'nan')
            return Number.NaN;
        return word[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    }
    return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(written) ? Number(written) : null;
}
async function metaOf(folder, shown, problems) {
    const path = (0,external_node_path_.join)(folder, 'meta.yaml');
    const there = await (0,promises_.stat)(path).then((found) => found.isFile(), () => false);
    if (!there)
        return null;
    try {
        const meta = (0,dist/* parse */.qg)(await limited(path, shown), { maxAliasCount: 0 });
        if (typeof meta === 'object' && meta !== null && !Array.isArray(meta))
            return { ...meta };
        problems.push({ where: { file: path }, message: 'is no meta.yaml of MLflow' });
    }
    catch (error) {
        problems.push({ where: { file: path }, message: `cannot be read: ${(0,base/* messageOf */.bD)(error)}` });
    }
    return null;
}
async function limited(path, shown) {
    if ((await (0,promises_.stat)(path)).size > files_LARGEST)
        throw (0,base/* usageError */.Wp)({ where: { file: shown }, message: `${path} is too large` });
    return (0,promises_.readFile)(path, 'utf8');
}
async function entriesOf(folder) {
    try {
        return await (0,promises_.readdir)(folder, { withFileTypes: true });
    }
    catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
            return [];
        throw error;
    }
}
async function folders(folder) {
    return (await entriesOf(folder))
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort();
}
function files_text(value) {
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

// EXTERNAL MODULE: ./build/gate/readers/mlflow/run.js
var mlflow_run = __webpack_require__(21310);
;// CONCATENATED MODULE: ./build/gate/readers/mlflow/index.js
/** The metrics of one run of MLflow, from its folder of files or its database file. Loaded only when one is named. */







/**
 * The digest is over the run and its values, because what else a store holds changes with every run. Throws a usage
 * error: no such store or run, a deleted run, one that did not finish, a broken file.
 */
async function readMlflow(ref, root) {
    const path = (0,external_node_path_.resolve)(root, ref.path);
    const found = await (0,promises_.stat)(path).catch((error) => {
        throw (0,base/* unreadable */.O$)(ref.path, 'the store of MLflow', error);
    });
    const { run, metrics } = found.isDirectory() ? await ofFolder(path, ref) : await ofDatabase(path, ref);
    const shown = (0,mlflow_run/* showMlflow */.fJ)(ref);
    if (metrics.size === 0) {
        throw (0,base/* usageError */.Wp)({ where: { file: shown }, message: `the run ${run.name || run.id} has no metric` });
    }
    const all = [...metrics].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
        shown: `mlflow:${ref.path}#${run.id}`,
        format: 'MLflow',
        metrics: new gate_metrics/* MetricSet */.JR(all.map(([name, value]) => (0,gate_metrics/* plainMetric */.Xy)(name, value)), [], shown),
        sha256: (0,base/* sha256 */.sc)((0,base/* canonicalJson */.dj)({ run: run.id, metrics: all.map(([name, value]) => [name, String(value)]) })),
        size: 0,
        evaluate: null,
    };
}
async function ofFolder(path, ref) {
    const runs = await runsOfFolder(path, ref.path);
    const run = (0,mlflow_run/* chooseRun */.jH)(runs.map((one) => one.run), ref.run, ref.path);
    const folder = runs.find((one) => one.run === run)?.folder ?? '';
    return { run, metrics: await metricsOfFolder(folder, (0,mlflow_run/* showMlflow */.fJ)(ref)) };
}
async function ofDatabase(path, ref) {
    const db = await openMlflowDatabase(path, ref.path);
    try {
        const run = (0,mlflow_run/* chooseRun */.jH)(db.runs(), ref.run, ref.path);
        return { run, metrics: db.metrics(run.id) };
    }
    finally {
        db.close();
    }
}


/***/ })

};
