export const id = 9048;
export const ids = [9048];
export const modules = {

/***/ 29144:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $4: () => (/* binding */ numberText),
/* harmony export */   Ej: () => (/* binding */ readColumns),
/* harmony export */   Fq: () => (/* binding */ isInteger),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   kf: () => (/* binding */ isNumeric)
/* harmony export */ });
const NUMERIC = /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|BIGNUM|FLOAT|DOUBLE|DECIMAL\(.*\))$/;
function isNumeric(type) {
    return NUMERIC.test(type);
}
function isInteger(type) {
    return isNumeric(type) && !/^(?:FLOAT|DOUBLE|DECIMAL)/.test(type);
}
/** A number as text in one spelling, whatever the type of the column: 1, 1.0 and 1e0 are `1`. */
function numberText(value) {
    return String(value === 0 ? 0 : value);
}
/** An expression for a column as text; whole floats read as whole numbers, so that 1.0 and 1 are one label. */
function textOf(name, type) {
    return {
        sql: isNumeric(type) && !isInteger(type) ? `CAST(${name} AS DOUBLE)` : `CAST(${name} AS VARCHAR)`,
        kind: 'text',
    };
}
/** Rows `n` of the query `SELECT requests FROM from`; all columns are as long. Throws DuckDB's own errors. */
async function readColumns(db, from, requests, n, signal) {
    const builders = requests.map(({ kind }) => kind === 'number' ? new NumberBuilder(n) : kind === 'text' ? new TextBuilder(n) : new StringBuilder());
    if (requests.length > 0 && n > 0) {
        const select = requests.map(({ sql, kind }) => (kind === 'number' ? `CAST(${sql} AS DOUBLE)` : sql));
        const result = await db.connection.stream(`SELECT ${select.join(', ')} FROM ${from}`);
        let row = 0;
        for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
            signal.throwIfAborted();
            for (const [k, builder] of builders.entries()) {
                const vector = chunk.getColumnVector(k);
                for (let i = 0; i < chunk.rowCount; i++)
                    builder.set(row + i, vector.getItem(i));
            }
            row += chunk.rowCount;
        }
        if (row !== n)
            throw new Error(`${row} rows were read where ${n} were expected`);
    }
    return builders.map((builder) => builder.column);
}
class NumberBuilder {
    column;
    constructor(n) {
        this.column = new Float64Array(n);
    }
    set(row, value) {
        this.column[row] = typeof value === 'number' ? value : Number.NaN;
    }
}
class StringBuilder {
    column = [];
    set(_, value) {
        this.column.push(value === null || value === undefined ? null : String(value));
    }
}
class TextBuilder {
    column;
    known = new Map();
    constructor(n) {
        this.column = { codes: new Int32Array(n), names: [] };
    }
    set(row, value) {
        this.column.codes[row] = this.codeOf(value);
    }
    codeOf(value) {
        if (value === null || value === undefined)
            return -1;
        // A missing number in Python's files is often NaN.
        if (typeof value === 'number' && Number.isNaN(value))
            return -1;
        const known = this.known.get(value);
        if (known !== undefined)
            return known;
        const name = typeof value === 'number' ? numberText(value) : String(value);
        const code = this.column.names.push(name) - 1;
        this.known.set(value, code);
        return code;
    }
}


/***/ }),

/***/ 59048:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  oe: () => (/* reexport */ column_names/* CLASS_SCORE */.oe),
  I3: () => (/* reexport */ column_names/* PREDICTION */.I3),
  N0: () => (/* reexport */ column_names/* SCORE */.N0),
  ZF: () => (/* binding */ matchedPredictions),
  R_: () => (/* binding */ readPredictions),
  oZ: () => (/* binding */ usualColumns)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var base = __webpack_require__(9216);
// EXTERNAL MODULE: ./build/data/index.js + 163 modules
var data = __webpack_require__(28694);
// EXTERNAL MODULE: ./build/evaluation/column-names.js
var column_names = __webpack_require__(95164);
// EXTERNAL MODULE: ./build/evaluation/columns.js
var evaluation_columns = __webpack_require__(29144);
;// CONCATENATED MODULE: ./build/evaluation/nested.js

/** Null where the column is not nested; a problem where rows hold lists of several lengths or no numbers. */
async function nestedScores(db, relation, column, type) {
    const name = (0,data/* sqlName */.iA)(column);
    if (/\[\d*\]$/.test(type)) {
        if (!/^(?:DOUBLE|FLOAT|DECIMAL\(.*\)|U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?)\[\d*\]$/.test(type)) {
            return { message: `the score ${column} of ${relation.name} is ${type}`, expected: 'a list of numbers' };
        }
        const rows = await db.all(`SELECT len(${name}) AS size, count(*) AS n FROM ${relation.from} WHERE ${name} IS NOT NULL GROUP BY 1 ORDER BY n DESC, size LIMIT 3`);
        if (rows.length > 1) {
            const shown = rows.map((row) => `${row.size} (${row.n} rows)`).join(', ');
            return {
                message: `the lists of scores in ${column} of ${relation.name} have several lengths: ${shown}`,
                expected: 'one number for each class, in every row',
            };
        }
        const size = Number(rows[0]?.size ?? 0);
        return { columns: Array.from({ length: size }, (_, k) => `${name}[${k + 1}]`), classes: null };
    }
    if (/^STRUCT\(/.test(type)) {
        const fields = await db.all(`SELECT unnest(json_keys(to_json(${name}))) AS field FROM (SELECT ${name} FROM ${relation.from} WHERE ${name} IS NOT NULL LIMIT 1)`);
        const classes = fields.map((row) => String(row.field));
        return { columns: classes.map((field) => `struct_extract(${name}, ${(0,data/* sqlString */.Qw)(field)})`), classes };
    }
    if (/^MAP\(VARCHAR, /.test(type)) {
        const keys = await db.all(`SELECT DISTINCT unnest(map_keys(${name})) AS field FROM ${relation.from} ORDER BY 1`);
        const classes = keys.map((row) => String(row.field));
        return { columns: classes.map((field) => `${name}[${(0,data/* sqlString */.Qw)(field)}]`), classes };
    }
    return null;
}

// EXTERNAL MODULE: ./build/evaluation/table.js
var evaluation_table = __webpack_require__(13091);
;// CONCATENATED MODULE: ./build/evaluation/predictions-file.js
/**
 * Predictions from columns: of the dataset itself, or of a file that another program wrote, matched row by row
 * with the dataset.
 */







/** Names of the columns of kept predictions, and of those that Assay reads where none are named. */

/** Ways to name the probability of a class that are read as well; the label follows. */
const CLASS_PREFIXES = [column_names/* CLASS_SCORE */.oe, 'proba_'];
/** Reads predictions that stand in columns. Throws a usage error with every problem. */
async function readPredictions(table, relation, wanted, signal) {
    const problems = [];
    const scores = Object.entries(wanted.scores ?? {});
    const numbers = wanted.score !== undefined ? [wanted.score] : scores.map(([, column]) => column);
    const requests = [];
    let nested = null;
    for (const column of numbers) {
        const type = relation.columns.get(column);
        const inside = type === undefined || scores.length > 0 ? null : await nestedScores(table.db, relation, column, type);
        if (inside !== null) {
            if ('message' in inside)
                problems.push(inside);
            else {
                nested = inside;
                requests.push(...inside.columns.map((sql) => ({ sql, kind: 'number' })));
            }
        }
        else if (type === undefined)
            problems.push(missing(column, 'the score', relation));
        else if (!(0,evaluation_columns/* isNumeric */.kf)(type))
            problems.push({
                message: `the score ${column} of ${relation.name} is ${type}`,
                expected: 'a column of numbers',
            });
        else
            requests.push({ sql: (0,data/* sqlName */.iA)(column), kind: 'number' });
    }
    if (wanted.label !== undefined) {
        const type = relation.columns.get(wanted.label);
        if (type === undefined)
            problems.push(missing(wanted.label, 'the predicted label', relation));
        else
            requests.push((0,evaluation_columns/* textOf */.b6)((0,data/* sqlName */.iA)(wanted.label), type));
    }
    if (problems.length > 0)
        throw (0,base/* usageError */.Wp)(problems);
    const columns = await (0,evaluation_columns/* readColumns */.Ej)(table.db, relation.from, requests, table.rows, signal);
    const arrays = columns.filter((column) => column instanceof Float64Array);
    const predicted = columns.find((column) => !(column instanceof Float64Array)) ?? null;
    const [only] = numbers;
    const plain = relation.from === evaluation_table/* DATA */.vN && numbers.length === 1 && nested === null;
    return {
        ...(plain && only !== undefined ? { sql: (0,data/* sqlName */.iA)(only) } : {}),
        scores: arrays.length > 0 ? arrays : null,
        classes: nested?.classes ??
            (wanted.score === undefined && scores.length > 0 ? scores.map(([name]) => name) : null),
        predicted,
    };
}
function missing(column, role, relation) {
    const names = [...relation.columns.keys()];
    const near = (0,base/* nearest */.pA)(column, names);
    return {
        message: `${role} ${column} is no column of ${relation.name}`,
        expected: `one of ${names.join(', ')}`,
        ...(near ? { fix: `did you mean ${near}?` } : {}),
    };
}
/** The columns of a file that a program wrote for `ASSAY_PREDICTIONS`, by their fixed names. */
function usualColumns(names, task, file) {
    const has = (name) => names.includes(name);
    const prefix = CLASS_PREFIXES.find((start) => names.some((name) => name.startsWith(start))) ?? column_names/* CLASS_SCORE */.oe;
    const classes = names.filter((name) => name.startsWith(prefix));
    // What answers consist of is found by `readAnswers`.
    if (task === 'text')
        return {};
    if (task === 'ranking' && (has(column_names/* SCORE */.N0) || has(column_names/* PREDICTION */.I3)))
        return { score: has(column_names/* SCORE */.N0) ? column_names/* SCORE */.N0 : column_names/* PREDICTION */.I3 };
    if (task === 'regression' && (has(column_names/* PREDICTION */.I3) || has(column_names/* SCORE */.N0)))
        return { score: has(column_names/* PREDICTION */.I3) ? column_names/* PREDICTION */.I3 : column_names/* SCORE */.N0 };
    if (task === 'binary' || task === 'multiclass') {
        const label = has(column_names/* PREDICTION */.I3) ? column_names/* PREDICTION */.I3 : undefined;
        if (task === 'binary' && has(column_names/* SCORE */.N0))
            return { score: column_names/* SCORE */.N0, label };
        if (task === 'multiclass' && has(column_names/* SCORE */.N0) && classes.length === 0)
            return { score: column_names/* SCORE */.N0, label };
        if (classes.length > 0) {
            return {
                scores: Object.fromEntries(classes.map((name) => [name.slice(prefix.length), name])),
                label,
            };
        }
        if (label !== undefined)
            return { label };
    }
    const expected = {
        binary: `\`${column_names/* SCORE */.N0}\` (of the positive class), \`${column_names/* PREDICTION */.I3}\` (the label), or both`,
        multiclass: `\`${column_names/* CLASS_SCORE */.oe}<label>\` or \`proba_<label>\` for each class, \`${column_names/* SCORE */.N0}\` with a list or an object, \`${column_names/* PREDICTION */.I3}\` (the label), or both`,
        regression: `\`${column_names/* PREDICTION */.I3}\``,
        ranking: `\`${column_names/* SCORE */.N0}\``,
        text: '',
    }[task];
    throw (0,base/* usageError */.Wp)({
        where: { file },
        message: `the predictions have the columns ${names.join(', ')}, and none that holds predictions`,
        expected,
    });
}
/**
 * Makes a file in the scratch folder a relation whose rows are those of the dataset, in its order. With `id` the
 * rows are matched by it, else by their number; `own` is what the file calls that column. Throws a usage error where
 * they are not the same examples.
 */
async function matchedPredictions(table, path, id, view, own = id) {
    const { db } = table;
    const name = 'the predictions';
    const reader = await readerOf(path);
    try {
        await db.run(`CREATE OR REPLACE TABLE ${view} AS SELECT * FROM ${reader}`);
    }
    catch (error) {
        if (!(error instanceof Error) || !/^(?:Invalid|IO|Conversion|Binder|Parser)/.test(error.message))
            throw error;
        throw (0,base/* usageError */.Wp)({
            where: { file: path },
            message: `the predictions cannot be read: ${error.message}`,
            expected: 'Parquet, CSV with a header, or JSON lines',
        }, error);
    }
    const columns = new Map();
    for (const row of await db.all(`DESCRIBE ${view}`))
        columns.set(String(row.column_name), String(row.column_type));
    if (id === undefined || own === undefined || !columns.has(own)) {
        const [count] = await db.all(`SELECT count(*) AS n FROM ${view}`);
        if (Number(count?.n) !== table.rows) {
            throw (0,base/* usageError */.Wp)({
                where: { file: path },
                message: `the predictions have ${count?.n} rows, and dataset ${table.dataset.name} has ${table.rows}`,
                expected: `one row for each of the dataset, in its order${id === undefined ? '' : `, or a column ${id} to match them by`}`,
            });
        }
        return { from: view, columns, name };
    }
    await checkMatch(table, path, id, own, view);
    const key = `CAST(${(0,data/* sqlName */.iA)(id)} AS VARCHAR)`;
    const theirs = `CAST(${(0,data/* sqlName */.iA)(own)} AS VARCHAR)`;
    // A table keeps the order in which it was written.
    await db.run(`CREATE OR REPLACE TABLE ${view}_matched AS SELECT p.* EXCLUDE (assay_key) FROM (SELECT row_number() OVER () AS assay_row, ${key} AS assay_id FROM ${evaluation_table/* DATA */.vN}) d JOIN (SELECT *, ${theirs} AS assay_key FROM ${view}) p ON p.assay_key = d.assay_id ORDER BY d.assay_row`);
    return { from: `${view}_matched`, columns, name };
}
/** Every way in which two sets of ids can differ, each with examples. */
async function checkMatch(table, path, id, own, view) {
    const { db } = table;
    const key = `CAST(${(0,data/* sqlName */.iA)(id)} AS VARCHAR)`;
    const theirs = `CAST(${(0,data/* sqlName */.iA)(own)} AS VARCHAR)`;
    const checks = [
        [
            `SELECT ${key} AS id FROM ${evaluation_table/* DATA */.vN} WHERE ${key} NOT IN (SELECT ${theirs} FROM ${view} WHERE ${theirs} IS NOT NULL)`,
            `rows of dataset ${table.dataset.name} have no prediction`,
        ],
        [
            `SELECT ${theirs} AS id FROM ${view} WHERE ${theirs} NOT IN (SELECT ${key} FROM ${evaluation_table/* DATA */.vN} WHERE ${key} IS NOT NULL)`,
            `predictions have a value of ${id} that dataset ${table.dataset.name} lacks`,
        ],
        [
            `SELECT ${theirs} AS id FROM ${view} GROUP BY ALL HAVING count(*) > 1`,
            `values of ${id} have several predictions`,
        ],
        [`SELECT ${theirs} AS id FROM ${view} WHERE ${theirs} IS NULL`, `predictions have no ${id}`],
    ];
    const problems = [];
    for (const [sql, what] of checks) {
        const [count] = await db.all(`SELECT count(*) AS n FROM (${sql})`);
        if (Number(count?.n) === 0)
            continue;
        const examples = await db.all(`SELECT id FROM (${sql}) ORDER BY id LIMIT 3`);
        problems.push({
            where: { file: path },
            message: `${count?.n} ${what}: ${examples.map((row) => String(row.id)).join(', ')}${Number(count?.n) > 3 ? ', …' : ''}`,
            expected: 'exactly one prediction for each row of the dataset',
        });
    }
    if (problems.length > 0)
        throw (0,base/* usageError */.Wp)(problems);
}
/** The format of a file by its first bytes: its name was given by us, not by the program that wrote it. */
async function readerOf(path) {
    const file = await (0,promises_.open)(path, 'r');
    try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
        const head = buffer.subarray(0, bytesRead);
        const literal = (0,data/* sqlString */.Qw)(path);
        if (head.subarray(0, 4).toString('latin1') === 'PAR1')
            return `read_parquet(${literal})`;
        if (head
            .toString('utf8')
            .replace(/^\uFEFF/, '')
            .trimStart()
            .startsWith('{')) {
            return `read_json(${literal}, format = 'newline_delimited')`;
        }
        return `read_csv(${literal}, header = true, sample_size = -1)`;
    }
    finally {
        await file.close();
    }
}


/***/ }),

/***/ 13091:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DW: () => (/* binding */ columnType),
/* harmony export */   RT: () => (/* binding */ openTable),
/* harmony export */   tD: () => (/* binding */ checkIds),
/* harmony export */   vN: () => (/* binding */ DATA)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9216);
/* harmony import */ var _data_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(28694);
/* harmony import */ var _engines_index_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(19997);
/**
 * The dataset under evaluation as a relation of DuckDB, locked so that the conditions of slices can read nothing
 * else: its rows in a fixed order, its columns with their types.
 */






/** Name of the view over the dataset's rows. */
const DATA = 'assay_data';
/**
 * Opens a dataset. Text formats are read once and kept as Parquet, so that every later pass is fast and typed
 * alike; columns of `ids` keep every digit. Throws a usage error where the files cannot be read. Close it always.
 */
async function openTable(ctx, dataset, ids = []) {
    const db = await (0,_engines_index_js__WEBPACK_IMPORTED_MODULE_5__/* .openDatabase */ .qI)(ctx);
    const scratch = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(), 'assay-evaluate-'));
    const close = async () => {
        db.close();
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(scratch, { recursive: true, force: true });
    };
    try {
        let relation = (0,_data_index_js__WEBPACK_IMPORTED_MODULE_4__/* .relationSql */ .jK)(dataset);
        const paths = dataset.files.map((file) => file.path);
        if (dataset.format !== 'parquet') {
            const typed = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(scratch, 'dataset.parquet');
            relation = await readable(dataset, () => withDigits(db, dataset, relation, ids));
            await readable(dataset, () => db.run(`COPY (SELECT * FROM ${relation}) TO ${(0,_data_index_js__WEBPACK_IMPORTED_MODULE_4__/* .sqlString */ .Qw)(typed)} (FORMAT parquet)`));
            relation = `read_parquet(${(0,_data_index_js__WEBPACK_IMPORTED_MODULE_4__/* .sqlString */ .Qw)(typed)})`;
            paths.push(typed);
        }
        await db.run(`SET allowed_paths = [${paths.map(_data_index_js__WEBPACK_IMPORTED_MODULE_4__/* .sqlString */ .Qw).join(', ')}]`);
        await db.run(`SET allowed_directories = [${(0,_data_index_js__WEBPACK_IMPORTED_MODULE_4__/* .sqlString */ .Qw)(scratch)}]`);
        await db.run('SET enable_external_access = false');
        await db.run('SET lock_configuration = true');
        return await readable(dataset, async () => {
            await db.run(`CREATE VIEW ${DATA} AS SELECT * FROM ${relation}`);
            const columns = new Map();
            for (const row of await db.all(`DESCRIBE ${DATA}`)) {
                columns.set(String(row.column_name), String(row.column_type));
            }
            const [count] = await db.all(`SELECT count(*) AS n FROM ${DATA}`);
            return { db, dataset, rows: Number(count?.n), columns, scratch, close };
        });
    }
    catch (error) {
        await close();
        throw error;
    }
}
/**
 * Whole numbers beyond 64 bits with a sign are read from CSV as DOUBLE, and as HUGEINT from JSON, which Parquet
 * keeps as DOUBLE: several ids would be one. As texts they keep their digits.
 */
async function withDigits(db, dataset, relation, ids) {
    const rows = await db.all(`DESCRIBE SELECT * FROM ${relation}`);
    const columns = rows.map((row) => [String(row.column_name), String(row.column_type)]);
    const isLost = ([name, type]) => ids.includes(name) && /^(?:DOUBLE|U?HUGEINT|BIGNUM)$/.test(type);
    if (!columns.some(isLost))
        return relation;
    const types = (list) => `{${list.map((column) => `${(0,_data_index_js__WEBPACK_IMPORTED_MODULE_4__/* .sqlString */ .Qw)(column[0])}: ${(0,_data_index_js__WEBPACK_IMPORTED_MODULE_4__/* .sqlString */ .Qw)(isLost(column) ? 'VARCHAR' : column[1])}`).join(', ')}}`;
    // A reader of JSON takes types for all columns or for none.
    const option = dataset.format === 'csv' ? `types = ${types(columns.filter(isLost))}` : `columns = ${types(columns)}`;
    return relation.replace(/\)$/, `, ${option})`);
}
async function readable(dataset, work) {
    try {
        return await work();
    }
    catch (error) {
        if (error instanceof Error &&
            /^(?:Invalid Input|IO|Conversion|Binder|Parser) Error/.test(error.message)) {
            throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_3__/* .usageError */ .Wp)({
                where: { file: dataset.path },
                message: `dataset ${dataset.name} cannot be read: ${error.message}`,
                fix: `run \`assay validate\` on it to see every broken row`,
            }, error);
        }
        throw error;
    }
}
/** The type of a column, or a problem that names the columns there are. `key` is where the name was written. */
function columnType(table, name, role) {
    const type = table.columns.get(name);
    if (type !== undefined)
        return type;
    const names = [...table.columns.keys()];
    const near = (0,_base_index_js__WEBPACK_IMPORTED_MODULE_3__/* .nearest */ .pA)(name, names);
    return {
        message: `${role} ${name} is no column of dataset ${table.dataset.name}`,
        expected: `one of ${names.join(', ')}`,
        ...(near ? { fix: `did you mean ${near}?` } : {}),
    };
}
/** Refuses an id column that does not identify: missing or repeated values. */
async function checkIds(table, id) {
    const column = (0,_data_index_js__WEBPACK_IMPORTED_MODULE_4__/* .sqlName */ .iA)(id);
    const [row] = await table.db.all(`SELECT count(*) - count(${column}) AS missing, count(${column}) - count(DISTINCT ${column}) AS repeated FROM ${DATA}`);
    const problems = [];
    if (Number(row?.missing) > 0) {
        problems.push({ message: `${row?.missing} rows of dataset ${table.dataset.name} have no ${id}` });
    }
    if (Number(row?.repeated) > 0) {
        const examples = await table.db.all(`SELECT CAST(${column} AS VARCHAR) AS id FROM ${DATA} WHERE ${column} IS NOT NULL GROUP BY ${column} HAVING count(*) > 1 ORDER BY 1 LIMIT 3`);
        problems.push({
            message: `${id} does not identify the rows of dataset ${table.dataset.name}: ${row?.repeated} rows repeat an earlier one (${examples.map((example) => example.id).join(', ')})`,
            fix: 'name a column with a value of its own for each row, or leave the id out: then the row number serves',
        });
    }
    if (problems.length > 0)
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_3__/* .usageError */ .Wp)(problems);
}


/***/ })

};
