export const id = 8694;
export const ids = [8694];
export const modules = {

/***/ 28694:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  jZ: () => (/* reexport */ DEFAULT_BINS),
  Bl: () => (/* reexport */ DEFAULT_CATEGORIES),
  hW: () => (/* reexport */ EMPTY_CONTRACT),
  sd: () => (/* reexport */ FOREIGN_FORMATS),
  FY: () => (/* reexport */ FailedRows),
  eI: () => (/* reexport */ checkFailedRowsPath),
  GJ: () => (/* reexport */ contractFor),
  HF: () => (/* reexport */ domainScore),
  KA: () => (/* reexport */ driftAgainstProfile),
  LX: () => (/* reexport */ driftSettings),
  lP: () => (/* reexport */ explainText),
  _h: () => (/* reexport */ fileRules),
  YQ: () => (/* reexport */ findDataset),
  Gw: () => (/* reexport */ findLeakage),
  be: () => (/* reexport */ formatOf),
  Eg: () => (/* reexport */ importContract),
  VA: () => (/* reexport */ inferContract),
  lF: () => (/* reexport */ loadContract),
  Ns: () => (/* reexport */ mergeProfiles),
  jw: () => (/* reexport */ noRows),
  e8: () => (/* reexport */ openView),
  zB: () => (/* reexport */ parseCondition),
  UA: () => (/* reexport */ parseContract),
  Ck: () => (/* reexport */ parseProfile),
  F2: () => (/* reexport */ schema_parseReference),
  uK: () => (/* reexport */ parseShard),
  qC: () => (/* reexport */ periodsOf),
  o2: () => (/* reexport */ profileDataset),
  z1: () => (/* reexport */ profileText),
  jK: () => (/* reexport */ relationSql),
  $X: () => (/* reexport */ resolveDataset),
  dt: () => (/* reexport */ sharedBytes),
  T9: () => (/* reexport */ splitDataset),
  iA: () => (/* reexport */ sqlName),
  Qw: () => (/* reexport */ sqlString),
  mn: () => (/* reexport */ traced),
  pw: () => (/* reexport */ validateDataset),
  kc: () => (/* reexport */ validateFiles)
});

// UNUSED EXPORTS: BOUND_OPERATORS, LIFECYCLES, LOGICAL_TYPES, PROFILE_FORMAT, STRICT_TEXT, ZONE, boundText, categoricalProfileSchema, columnProfileSchema, datasetDigest, dateFormat, differencesOf, digestedDataset, everyColumn, findProperty, meetsBound, numericProfileSchema, parseContractFile, profileColumns, profileSchema, readable, shardSchema, sqlNumber, sqlPath

;// CONCATENATED MODULE: ./build/data/contract/date-format.js
/** JDK date patterns (`dd.MM.yyyy`), as the standard writes them, for a full match and for DuckDB's strptime. */
const TOKENS = {
    yyyy: ['[0-9]{4}', '%Y'],
    MM: ['[0-9]{2}', '%m'],
    M: ['[0-9]{1,2}', '%-m'],
    dd: ['[0-9]{2}', '%d'],
    d: ['[0-9]{1,2}', '%-d'],
    HH: ['[0-9]{2}', '%H'],
    H: ['[0-9]{1,2}', '%-H'],
    mm: ['[0-9]{2}', '%M'],
    ss: ['[0-9]{2}', '%S'],
    SSS: ['[0-9]{3}', '%g'],
    SSSSSS: ['[0-9]{6}', '%f'],
};
const ZONE_TOKEN = /^(Z{1,5}|[Xx]{1,3})$/;
/** The zone at the end of a time. */
const ZONE = '(Z|[+-][0-9]{2}:?[0-9]{2})';
/** A JDK DateTimeFormatter pattern of the fields above and a zone, or null where it uses more than those. */
function dateFormat(format) {
    let pattern = '';
    let strptime = '';
    let zoned = false;
    for (const [part] of format.matchAll(/'[^']*'|([A-Za-z])\1*|[^A-Za-z']/g)) {
        const token = TOKENS[part];
        if (token !== undefined) {
            pattern += token[0];
            strptime += token[1];
        }
        else if (ZONE_TOKEN.test(part)) {
            pattern += ZONE;
            strptime += '%z';
            zoned = true;
        }
        else if (/^[A-Za-z]/.test(part) && part !== 'T')
            return null;
        else {
            const literal = part.startsWith("'") ? part.slice(1, -1) || "'" : part;
            pattern += literal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
            strptime += literal.replaceAll('%', '%%');
        }
    }
    return strptime.includes('%') ? { pattern, strptime, zoned } : null;
}

// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var base = __webpack_require__(9216);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 5 modules
var schemas = __webpack_require__(42047);
;// CONCATENATED MODULE: ./build/data/checks/custom/define.js
/** What a custom check is: a row of the table, with its arguments, its documentation and its plan. */

/** Arguments of these names hold names of columns; they are checked against the contract, and renamed. */
const COLUMN_KEYS = ['column', 'other', 'by', 'columns', 'except', 'total'];
const columnName = schemas/* string */.YjP().min(1);
const columnNames = schemas/* array */.YOg(columnName).min(1);
const value = schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig(), schemas/* boolean */.zMY()]);
const values = schemas/* array */.YOg(value).min(1);
const duration = schemas/* string */.YjP().regex(/^\d+(\.\d+)?(ms|s|m|h|d)$/, 'a number and a unit: 36h, 7d');
const period = schemas/* enum */.k5n(['minute', 'hour', 'day', 'week', 'month']);
/** A row of the table. `column` of `plan` is the column that the rule is about, empty for the object. */
function custom(row) {
    const { name, scope, measures, summary, severity = 'error', filtered = true } = row;
    const own = schemas/* strictObject */.rej(row.args);
    return {
        name,
        scope,
        measures,
        filtered,
        severity,
        summary,
        schema: own.extend({
            check: schemas/* literal */.euz(name),
            ...(scope === 'column' ? { column: columnName.optional() } : {}),
            ...(filtered ? { where: schemas/* string */.YjP().min(1).optional() } : {}),
        }),
        problem: (args) => row.problem?.(own.parse(ownOf(args))) ?? null,
        plan(context, column) {
            const { args } = context.rule;
            const planned = row.plan(own.parse(ownOf(args)), context, String(args['column'] ?? column ?? ''));
            return 'measure' in planned ? [planned] : planned;
        },
    };
}
/** The arguments without those that every check has. */
function ownOf(args) {
    const { check: _check, column: _column, where: _where, ...rest } = args;
    return rest;
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/tinyglobby/dist/index.mjs + 1 modules
var dist = __webpack_require__(73382);
;// CONCATENATED MODULE: ./build/data/dataset.js
/** What a dataset is: the files behind a path or glob, their digest, and how DuckDB reads them. */





const FORMATS = [
    [/\.parquet$/i, 'parquet'],
    [/\.(csv|tsv)(\.gz|\.zst)?$/i, 'csv'],
    [/\.(jsonl|ndjson)(\.gz|\.zst)?$/i, 'jsonl'],
];
/** Arrow IPC and Feather: DuckDB reads them only with an extension that it would fetch from outside. */
const ARROW = /\.(arrow|arrows|feather|ipc)(\.gz|\.zst)?$/i;
function formatOf(path) {
    return FORMATS.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}
/** Finds and hashes the files of a dataset. `path` may be a glob; relative paths start at `root`. */
async function resolveDataset(name, path, root, signal, kind = 'table') {
    const found = await findDataset(name, path, root, kind);
    const digests = [];
    for (const file of found.files) {
        try {
            digests.push(await (0,base/* sha256File */.Q3)(file.path, signal));
        }
        catch (error) {
            if (signal?.aborted)
                throw error;
            throw (0,base/* unreadable */.O$)(file.path, `dataset ${name}: the file`, error);
        }
    }
    return digestedDataset(found, digests);
}
/** Finds the files of a dataset without reading them. `path` may be a glob; relative paths start at `root`. */
async function findDataset(name, path, root, kind = 'table') {
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(path)) {
        throw (0,base/* usageError */.Wp)({
            message: `dataset ${name}: ${path} is an address; this version reads files and globs`,
            fix: 'fetch the data in a step before this one, and name the local path',
        });
    }
    const absolute = (0,external_node_path_.isAbsolute)(path) ? path : (0,external_node_path_.join)(root, path);
    if (kind === 'files')
        return findFolder(name, path, absolute, root);
    const found = await filesBehind(absolute);
    if (found.length === 0) {
        throw (0,base/* usageError */.Wp)({ message: `dataset ${name}: no file matches ${path}`, expected: 'at least one file' });
    }
    const formats = new Set(found.map(formatOf));
    const [format] = formats;
    if (formats.size !== 1 || !format) {
        const arrow = found.find((file) => ARROW.test(file));
        if (arrow !== undefined) {
            throw (0,base/* usageError */.Wp)({
                message: `dataset ${name}: ${(0,external_node_path_.relative)(root, arrow)} is Arrow IPC, which the engine cannot read`,
                expected: '.parquet, .csv, .tsv or .jsonl',
                fix: 'convert it, with the types as they are: python -c "import pyarrow.feather as f, pyarrow.parquet as p; p.write_table(f.read_table(\'in.arrow\'), \'out.parquet\')", or in polars: pl.read_ipc("in.arrow").write_parquet("out.parquet")',
            });
        }
        throw (0,base/* usageError */.Wp)({
            message: `dataset ${name}: ${path} names ${formats.size > 1 ? 'files of several formats' : 'a file of an unknown format'}`,
            expected: '.parquet, .csv, .tsv or .jsonl (the text formats also as .gz or .zst)',
        });
    }
    return { name, path, format, files: shownFiles(found, root) };
}
/** What file managers leave behind is no data. */
const LITTER = ['**/Thumbs.db', '**/desktop.ini', '**/__MACOSX/**'];
/** A folder with all that lies below it, or a glob. Hidden files are left out. */
async function findFolder(name, path, absolute, root) {
    const pattern = absolute.split(external_node_path_.sep).join('/');
    const info = await (0,promises_.stat)(absolute).catch((error) => {
        if ((0,dist/* isDynamicPattern */.ey)(pattern))
            return null;
        throw (0,base/* unreadable */.O$)(absolute, `dataset ${name}: the folder`, error);
    });
    const options = { absolute: true, onlyFiles: true, ignore: LITTER };
    const found = info?.isDirectory()
        ? await (0,dist/* glob */.TI)('**/*', { ...options, cwd: absolute })
        : info?.isFile()
            ? [absolute]
            : await (0,dist/* glob */.TI)(pattern, options);
    if (found.length === 0) {
        throw (0,base/* usageError */.Wp)({
            message: `dataset ${name}: no file lies behind ${path}`,
            expected: 'at least one file',
        });
    }
    const folder = info?.isDirectory() ? absolute : fixedFolder(absolute);
    return { name, path, format: 'files', files: shownFiles(found, root), folder };
}
/** The folders of a glob before its first pattern. */
function fixedFolder(absolute) {
    const parts = absolute.split(external_node_path_.sep);
    const dynamic = parts.findIndex((part) => (0,dist/* isDynamicPattern */.ey)(part));
    return parts.slice(0, dynamic === -1 ? -1 : dynamic).join(external_node_path_.sep) || external_node_path_.sep;
}
function shownFiles(found, root) {
    const files = found.map((file) => ({
        path: (0,external_node_path_.normalize)(file),
        shown: (0,external_node_path_.relative)(root, file).split(external_node_path_.sep).join('/'),
    }));
    return files.sort((a, b) => (a.shown < b.shown ? -1 : a.shown > b.shown ? 1 : 0));
}
/** The dataset with the digests of its files, in their order. */
function digestedDataset(found, digests) {
    const files = found.files.map((file, index) => {
        const digest = digests[index];
        if (digest === undefined)
            throw new RangeError(`no digest for ${file.path}`);
        return { ...file, ...digest };
    });
    return { ...found, files, sha256: datasetDigest(files) };
}
/** The digest of a dataset: SHA-256 over its list of (relative path, size, SHA-256), sorted by path. */
function datasetDigest(files) {
    const sorted = [...files].sort((a, b) => (a.shown < b.shown ? -1 : a.shown > b.shown ? 1 : 0));
    return (0,base/* sha256 */.sc)(sorted.map((file) => `${file.shown}\0${file.size}\0${file.sha256}\n`).join(''));
}
/** A file of that very name wins over a reading as a pattern: `data[1].csv` may be a file. */
async function filesBehind(absolute) {
    const pattern = absolute.split(external_node_path_.sep).join('/');
    const exists = await (0,promises_.stat)(absolute).then((info) => info.isFile(), () => false);
    if (exists)
        return [absolute];
    if (!(0,dist/* isDynamicPattern */.ey)(pattern)) {
        try {
            await (0,promises_.access)(absolute, external_node_fs_.constants.R_OK);
        }
        catch (error) {
            throw (0,base/* unreadable */.O$)(absolute, 'the data file', error);
        }
        throw (0,base/* usageError */.Wp)({
            where: { file: absolute },
            message: 'is a folder, not a file',
            fix: 'name the files with a glob, such as folder/*.parquet; a folder of images, sounds or documents is `kind: files`',
        });
    }
    return (0,dist/* glob */.TI)(pattern, { absolute: true, onlyFiles: true });
}
/** For stages that read rows. */
function noRows({ name }) {
    return (0,base/* usageError */.Wp)({
        message: `dataset ${name} is of kind files, and has no rows`,
        fix: 'name a dataset of rows here',
    });
}
/** A string as an SQL literal. */
function sqlString(text) {
    return `'${text.replaceAll("'", "''")}'`;
}
/**
 * A finite number as an SQL literal of exactly that value. `0.1` in SQL is a DECIMAL, whose way to DOUBLE may
 * round a second time; whole numbers stay integers, which compare exactly with 64-bit columns.
 */
function sqlNumber(value) {
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : `'${value}'::DOUBLE`;
}
/**
 * A path as an SQL literal for DuckDB's readers, which take every path for a pattern: a file `d[1].csv` would
 * silently be read as `d1.csv`.
 */
function sqlPath(path) {
    return sqlString(path.replace(/[*?[]/g, '[$&]'));
}
/** A name as an SQL identifier. */
function sqlName(name) {
    return `"${name.replaceAll('"', '""')}"`;
}
/**
 * A FROM expression with DuckDB's own typing, for stages that compute on data that `validate` has accepted.
 * Validation itself reads text formats as text: a typed read hides bad values.
 */
function relationSql(dataset) {
    if (dataset.format === 'files')
        throw noRows(dataset);
    const list = `[${dataset.files.map((file) => sqlPath(file.path)).join(', ')}]`;
    switch (dataset.format) {
        case 'parquet':
            return `read_parquet(${list}, union_by_name = true)`;
        case 'csv':
            return `read_csv(${list}, union_by_name = true, sample_size = -1)`;
        case 'jsonl':
            return `read_json(${list}, format = 'newline_delimited', union_by_name = true)`;
    }
}

;// CONCATENATED MODULE: ./build/data/explain.js
/** What the engine is asked, in its order, with times: a Database that remembers (`--explain`). */




/** Puts what a query is for in front of it. */
function purpose(text, sql) {
    return `/* ${text.replaceAll('*/', '* /')} */ ${sql}`;
}
const operatorSchema = schemas/* lazy */.RZV(() => schemas/* object */.Ikc({
    operator_type: schemas/* string */.YjP().optional(),
    operator_name: schemas/* string */.YjP().optional(),
    operator_timing: schemas/* number */.aig().optional(),
    operator_cardinality: schemas/* number */.aig().optional(),
    children: schemas/* array */.YOg(operatorSchema).optional(),
}));
const SHOWN_OPERATORS = 4;
/** Profiles every query of `db` from now on. The profile of a query costs little; its file is read at once. */
async function traced(db) {
    // Goes with the database.
    const [setting] = await db.all("SELECT current_setting('temp_directory') AS folder");
    const file = (0,external_node_path_.join)(String(setting?.['folder']), 'profile.json');
    await db.run("SET enable_profiling = 'json'");
    await db.run(`SET profiling_output = '${file.replaceAll("'", "''")}'`);
    let queries = [];
    const measured = async (sql, work) => {
        const begun = performance.now();
        const result = await work();
        const seconds = (performance.now() - begun) / 1000;
        const [, said, rest] = /^\/\* (.*?) \*\/ ([\s\S]*)$/.exec(sql) ?? [];
        queries.push({ purpose: said ?? 'other', sql: rest ?? sql, seconds, operators: await operatorsOf(file) });
        return result;
    };
    return {
        db: {
            connection: db.connection,
            all: (sql, params) => measured(sql, () => db.all(sql, params)),
            run: (sql, params) => measured(sql, () => db.run(sql, params)),
            close: () => db.close(),
        },
        take() {
            const taken = queries;
            queries = [];
            return taken;
        },
    };
}
async function operatorsOf(file) {
    let text;
    try {
        text = await (0,promises_.readFile)(file, 'utf8');
    }
    catch (error) {
        // Statements without a plan have no profile.
        if ((0,base/* codeOf */.$N)(error) === 'ENOENT')
            return [];
        throw error;
    }
    await (0,promises_.rm)(file, { force: true });
    const parsed = operatorSchema.safeParse(text === '' ? {} : JSON.parse(text));
    if (!parsed.success)
        return [];
    const found = [];
    const walk = (operator) => {
        const name = operator.operator_name ?? operator.operator_type;
        if (name !== undefined && operator.operator_timing !== undefined) {
            found.push({
                name: name.trim(),
                seconds: operator.operator_timing,
                rows: operator.operator_cardinality ?? 0,
            });
        }
        for (const child of operator.children ?? [])
            walk(child);
    };
    walk(parsed.data);
    return found.sort((a, b) => b.seconds - a.seconds).slice(0, SHOWN_OPERATORS);
}
/** A plan for people: what was asked, why, and how long it took. */
function explainText(name, queries) {
    const asked = queries.filter(({ purpose: said }) => said !== 'other');
    const lines = asked.flatMap(({ purpose: said, sql, seconds, operators }, index) => [
        `${index + 1}. ${said}: ${seconds.toFixed(3)} s`,
        ...operators
            .filter((operator) => operator.seconds >= 0.001)
            .map((operator) => `   ${operator.seconds.toFixed(3)} s  ${operator.name}, ${operator.rows} rows`),
        `   ${sql.length > 4000 ? `${sql.slice(0, 4000)} …` : sql}`,
    ]);
    const rest = queries.length - asked.length;
    return [
        `plan of ${name}`,
        'beside the engine: one pass over the bytes of every file (SHA-256; for text also lines, fields, quotes, encoding)',
        ...lines,
        ...(rest > 0 ? [`and ${rest} small queries (settings, patterns, schemas)`] : []),
    ].join('\n');
}

;// CONCATENATED MODULE: ./build/data/examples.js


const EXAMPLES = 5;
const VALUE_LENGTH = 100;
const REDACTED = '(redacted)';
/**
 * Places of each wish, in the order of the files and rows, at most `EXAMPLES` each. `linesKnown` false leaves
 * row and line out of text formats: the engine and the scan of structure did not see the same rows.
 */
async function findPlaces(ctx, db, source, prepared, wishes, linesKnown) {
    const places = new Map();
    const every = source.columns.map((column) => column.sql);
    const unread = source.kind === 'text' ? every.map((sql) => `count(${sql})`) : [];
    const fileIndex = new Map(source.found.files.map((file, index) => [file.path, index]));
    for (const relation of source.located) {
        const open = wishes.filter((wish) => (places.get(wish.planned)?.length ?? 0) < EXAMPLES);
        if (open.length === 0)
            break;
        ctx.signal.throwIfAborted();
        const aggregates = open.map(({ condition, value }, index) => `arg_min({'f': assay_file, 'r': assay_row, 'v': ${value === null ? 'NULL' : `left(CAST(${value} AS VARCHAR), ${VALUE_LENGTH + 1})`}}, (assay_file, assay_row), ${EXAMPLES}) FILTER (WHERE ${condition}) AS e${index}`);
        const sql = `SELECT ${[...aggregates, ...unread].join(', ')} FROM ${prepared.from(relation, ['assay_file', 'assay_row'])}`;
        const [row] = await db.all(purpose(`the first places of ${open.length} failed checks`, sql));
        open.forEach(({ planned }, index) => {
            const list = places.get(planned) ?? [];
            for (const item of asList(row?.[`e${index}`])) {
                const file = fileIndex.get(String(item['f']));
                if (file === undefined || list.length >= EXAMPLES)
                    continue;
                const value = item['v'];
                list.push({ file, row: Number(item['r']), value: typeof value === 'string' ? value : null });
            }
            places.set(planned, list);
        });
    }
    const lines = linesKnown ? await findLines(ctx, source, [...places.values()].flat()) : new Map();
    const result = new Map();
    for (const { planned, value, personal } of wishes) {
        result.set(planned, (places.get(planned) ?? []).map((place) => {
            const at = lines.get(key(place));
            const typed = source.kind === 'typed';
            return {
                file: source.found.files[place.file]?.shown ?? '',
                ...(typed ? { row: place.row } : at ? { row: at.record, line: at.line } : {}),
                ...(value === null ? {} : { value: shownValue(place.value, personal) }),
            };
        }));
    }
    return result;
}
/** One value as it is, several as `a=1, b=2`; null where whole rows are meant. */
function shownValues(columns, lookup) {
    const [first] = columns;
    if (first === undefined)
        return null;
    if (columns.length === 1)
        return lookup(first).raw;
    const parts = columns.map((name) => {
        const value = `coalesce(left(CAST(${lookup(name).raw} AS VARCHAR), 40), 'null')`;
        return `${sqlString(`${name}=`)} || ${value}`;
    });
    return parts.join(` || ', ' || `);
}
function shownValue(value, personal) {
    if (value === null)
        return null;
    if (personal)
        return REDACTED;
    return value.length > VALUE_LENGTH ? `${value.slice(0, VALUE_LENGTH)}…` : value;
}
/** Places that a query of its own found, with `file` as a path, in the words of findings. */
async function placesAt(ctx, source, found, linesKnown, personal) {
    const places = found.slice(0, EXAMPLES).map(({ file, ...rest }) => ({
        file: source.found.files.findIndex(({ path }) => path === file),
        ...rest,
    }));
    const lines = linesKnown ? await findLines(ctx, source, places) : new Map();
    return places.map((place) => {
        const at = lines.get(key(place));
        return {
            file: source.found.files[place.file]?.shown ?? '',
            ...(source.kind === 'typed' ? { row: place.row } : at ? { row: at.record, line: at.line } : {}),
            value: shownValue(place.value, personal),
        };
    });
}
const key = (place) => `${place.file}:${place.row}`;
async function findLines(ctx, source, places) {
    const lines = new Map();
    const rowsByFile = new Map();
    for (const { file, row } of places) {
        const rows = rowsByFile.get(file) ?? new Set();
        rowsByFile.set(file, rows.add(row));
    }
    for (const [file, rows] of rowsByFile) {
        const sorted = [...rows].sort((a, b) => a - b);
        const found = await source.linesOf(file, sorted, ctx.signal);
        for (const [row, at] of found ?? [])
            lines.set(key({ file, row }), at);
    }
    return lines;
}
function asList(value) {
    if (!Array.isArray(value))
        return [];
    return value.filter((item) => typeof item === 'object' && item !== null);
}
/** Rows that repeat a key (as SQL): one occurrence for each of the most repeated values, with how often it comes. */
async function repeatedValues(db, source, prepared, columns, personal) {
    if (source.from === null)
        return [];
    const names = columns.map((name) => prepared.lookup(name).key);
    const shown = names.map((name) => `coalesce(left(CAST(${name} AS VARCHAR), ${VALUE_LENGTH}), 'null')`);
    // A single missing value repeats nothing.
    const filled = names.length === 1 ? `WHERE ${names[0]} IS NOT NULL` : '';
    const rows = await db.all(purpose(`the most repeated values of ${columns.join(' + ')}`, `SELECT concat_ws(', ', ${shown.join(', ')}) AS value, count(*) AS times FROM ${prepared.from(source.from)} ${filled} GROUP BY ${names.join(', ')} HAVING count(*) > 1 ORDER BY times DESC, value LIMIT ${EXAMPLES}`));
    return rows.map((row) => ({
        value: `${personal ? REDACTED : String(row['value'])} (${String(row['times'])} times)`,
    }));
}

;// CONCATENATED MODULE: ./build/data/checks/text-sql.js
/** Pieces of SQL that all types of text share. */

/** The value of text that matches a pattern (RE2, the whole of it); NULL of other text. */
function matched(pattern, cast) {
    return (text) => `CASE WHEN regexp_full_match(${text}, ${sqlString(pattern)}) THEN ${cast(text)} END`;
}
/** Text that is not of the type is equal to itself only. */
function byValue(raw, value) {
    return `coalesce(CAST(${value} AS VARCHAR), ${raw})`;
}

;// CONCATENATED MODULE: ./build/data/checks/time-types.js
/** Dates and times as text: ISO 8601 or the patterns of the contract, with zones. Values are of UTC. */



const DATE = '[0-9]{4}-[0-9]{2}-[0-9]{2}';
const TIME = '[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?';
const UTC = /^(utc|etc\/utc|z)$/i;
const endsInZone = (text) => `regexp_matches(${text}, '${ZONE}$')`;
/**
 * Text of a date or time. A `format` of the column goes before the patterns of the policy, and both before ISO 8601.
 * Undefined where a pattern has fields that are not read.
 */
function temporal(type, options, policy) {
    const formats = options.format === undefined ? policy[type] : [options.format];
    if (formats !== null)
        return formatted(type, formats, options.defaultTimezone);
    switch (type) {
        case 'date':
            return {
                value: matched(DATE, (text) => `TRY_CAST(${text} AS DATE)`),
                key: (raw) => raw,
                expected: 'a date such as 2001-01-31',
            };
        case 'timestamp':
            return timestamp(options.defaultTimezone);
        case 'time':
            return options.timezone === true ? zonedTime() : time();
    }
}
function timestamp(zone) {
    const cast = (text) => isUtc(zone)
        ? moment(text)
        : `CASE WHEN ${endsInZone(text)} THEN ${moment(text)} ELSE ${inZone(`TRY_CAST(${text} AS TIMESTAMP)`, zone)} END`;
    return {
        value: matched(`${DATE}[T ]${TIME}${ZONE}?`, cast),
        key: byValue,
        zoned: endsInZone,
        expected: 'a timestamp such as 2001-01-31T12:00:00',
    };
}
function time() {
    return {
        value: matched(TIME, (text) => `TRY_CAST(${text} AS TIME)`),
        key: byValue,
        zoned: () => 'false',
        expected: 'a time such as 12:00:00',
    };
}
function zonedTime() {
    return {
        value: matched(`${TIME}${ZONE}`, (text) => `TRY_CAST(regexp_replace(${text}, '${ZONE}$', '') AS TIME)`),
        // The value has lost the zone.
        key: (raw, value) => byValue(raw, `(${value} || ' ' || ${offset(raw)})`),
        zoned: endsInZone,
        expected: 'a time with a zone, such as 12:00:00Z',
    };
}
/** The zone of a text in one form: `+0000`. */
function offset(text) {
    return `replace(replace(regexp_extract(${text}, '${ZONE}$'), ':', ''), 'Z', '+0000')`;
}
function formatted(type, formats, zone) {
    const read = formats.map(dateFormat);
    if (read.some((format) => format === null))
        return undefined;
    const parts = read.flatMap((format) => (format === null ? [] : [format]));
    const each = parts.map((part) => matched(part.pattern, (text) => parsed(type, part, text, zone)));
    const withZone = parts.filter((part) => part.zoned).map((part) => `(${part.pattern})`);
    return {
        value: (text) => {
            const values = each.map((value) => value(text));
            return values.length === 1 ? (values[0] ?? '') : `coalesce(${values.join(', ')})`;
        },
        key: byValue,
        zoned: (text) => withZone.length === 0 ? 'false' : `regexp_full_match(${text}, ${sqlString(withZone.join('|'))})`,
        expected: `${type} in the form ${formats.join(' or ')}`,
    };
}
function parsed(type, format, text, zone) {
    // %z reads +00:00 and no Z.
    const read = format.zoned ? `regexp_replace(${text}, 'Z$', '+00:00')` : text;
    const value = `try_strptime(${read}, ${sqlString(format.strptime)})`;
    const local = type === 'timestamp' && !format.zoned ? inZone(value, zone) : value;
    return `TRY_CAST(${local} AS ${type.toUpperCase()})`;
}
/**
 * Text as UTC, which text without a zone is taken for. A cast to TIMESTAMP passes over a zone, which is right for Z
 * only; the cast that heeds it takes ten times as long, and reads no zone after minutes.
 */
function moment(text) {
    const plain = `length(${text}) IN (16, 19) OR NOT regexp_matches(${text}, '[+-][0-9]{2}:?[0-9]{2}$')`;
    const full = `regexp_replace(${text}, '^(.{16})([+-].*)$', '\\1:00\\2')`;
    const zoned = `CAST(TRY_CAST(${full} AS TIMESTAMPTZ) AS TIMESTAMP)`;
    const minutes = `regexp_replace(${text}, '^(.{16})Z$', '\\1:00Z')`;
    return `CASE WHEN ${plain} THEN coalesce(TRY_CAST(${text} AS TIMESTAMP), TRY_CAST(${minutes} AS TIMESTAMP)) ELSE ${zoned} END`;
}
const isUtc = (zone) => zone === undefined || UTC.test(zone);
/** A TIMESTAMP of a zone's clocks as one of UTC's. */
function inZone(timestamp, zone) {
    if (zone === undefined || isUtc(zone))
        return timestamp;
    return `CAST(timezone(${sqlString(zone)}, ${timestamp}) AS TIMESTAMP)`;
}

;// CONCATENATED MODULE: ./build/data/checks/text-types.js
/**
 * Lexical truth: what the text of each logical type may look like under a policy, as one full-match pattern
 * (RE2), and the value behind it. A typed read or TRY_CAST alone would accept `12.7`, `1_000`, `0x1F`, `007` and
 * `' 5 '` as integers, and `2024-1-5` as a date (duckdb#25824).
 */




/** Integer formats that are wider than 64 bits need a wider value. */
const WIDE = { u64: 'HUGEINT', i128: 'HUGEINT', u128: 'UHUGEINT' };
/** How text of this column becomes a value; undefined where any text will do, or its format is not known here. */
function lexicalOf(column) {
    const { type, options, text: policy = STRICT_TEXT } = column;
    switch (type) {
        case 'integer':
            return integer(policy, integerType(options));
        case 'number':
            return number(policy);
        case 'boolean':
            return text_types_boolean(policy);
        case 'date':
        case 'timestamp':
        case 'time':
            return temporal(type, options, policy);
        default:
            return undefined;
    }
}
/** What text of this column must look like, for messages. */
function expectedText(column) {
    return lexicalOf(column)?.expected ?? column.type ?? 'any text';
}
/** SQL that is true where text of a time carries a zone. */
function carriesZone(column, text) {
    return lexicalOf(column)?.zoned?.(text) ?? 'false';
}
function integerType({ format = '' }) {
    return (Object.hasOwn(WIDE, format) ? WIDE[format] : undefined) ?? 'BIGINT';
}
function integer(policy, type) {
    const tail = [
        policy.decimalIntegers ? `(${decimalSign(policy)}0+)?` : '',
        policy.exponentIntegers ? '([eE][+]?[0-9]{1,2})?' : '',
    ].join('');
    return {
        value: matched(`${whole(policy)}${tail}`, (text) => `TRY_CAST(${plain(text, policy)} AS ${type})`),
        key: oneForm(policy) ? (raw) => `CASE ${raw} WHEN '-0' THEN '0' ELSE ${raw} END` : byValue,
        expected: `a whole number in digits${text_types_forms(policy, ['leadingZeros', 'thousands', 'decimalIntegers', 'exponentIntegers'])}`,
    };
}
function number(policy) {
    const sign = decimalSign(policy);
    const signed = policy.plusSign ? '[+-]?' : '-?';
    const bare = policy.bareDecimals ? `|${signed}${sign}[0-9]+` : '';
    const digits = policy.bareDecimals ? '[0-9]*' : '[0-9]+';
    return {
        value: matched(`(${whole(policy)}(${sign}${digits})?${bare})([eE][+-]?[0-9]+)?`, 
        // 1e999 is written as a number, and is none that a double can hold.
        (text) => `nullif(nullif(TRY_CAST(${plain(text, policy)} AS DOUBLE), 'inf'::DOUBLE), '-inf'::DOUBLE)`),
        // Adding zero makes one zero of -0 and 0.
        key: (raw, value) => {
            const double = `CAST((${value} + 0) AS VARCHAR)`;
            // Two long numbers may be one double; where the double's text says another number, the digits are the key.
            const [own, shown] = [plain(raw, policy), double].map((text) => `TRY_CAST(${text} AS DECIMAL(38, 18))`);
            return `CASE WHEN length(${raw}) > 15 AND ${own} <> ${shown} THEN CAST(${own} AS VARCHAR) ELSE coalesce(${double}, ${raw}) END`;
        },
        expected: `a number such as 12${policy.decimal}5 or 1e-3${text_types_forms(policy, ['leadingZeros', 'thousands', 'bareDecimals'])}`,
    };
}
function text_types_boolean({ booleans }) {
    const list = (words) => words.map(sqlString).join(', ');
    const shown = (words) => words[0] ?? '';
    return {
        value: (text) => `CASE WHEN ${text} IN (${list(booleans.true)}) THEN true WHEN ${text} IN (${list(booleans.false)}) THEN false END`,
        key: byValue,
        expected: `${shown(booleans.true)} or ${shown(booleans.false)}`,
    };
}
/** Whether a whole number has one spelling only, but for -0. */
function oneForm(policy) {
    const { leadingZeros, plusSign, thousands, exponentIntegers, decimalIntegers, quotedNumbers } = policy;
    return !(leadingZeros ||
        plusSign ||
        thousands !== null ||
        exponentIntegers ||
        decimalIntegers ||
        quotedNumbers);
}
/** Sign and digits before the decimal sign. */
function whole(policy) {
    const digits = policy.leadingZeros ? '[0-9]+' : '(0|[1-9][0-9]*)';
    const head = policy.leadingZeros ? '[0-9]{1,3}' : '[1-9][0-9]{0,2}';
    const separator = policy.thousands === null ? null : escaped(policy.thousands);
    const grouped = separator === null ? digits : `(${head}(${separator}[0-9]{3})+|${digits})`;
    return `${policy.plusSign ? '[+-]?' : '-?'}${grouped}`;
}
const decimalSign = (policy) => escaped(policy.decimal);
const escaped = (sign) => (/[.+]/.test(sign) ? `\\${sign}` : sign);
/** The text of a number as the engine's cast reads it. */
function plain(text, policy) {
    let sql = text;
    if (policy.thousands !== null)
        sql = `replace(${sql}, ${sqlString(policy.thousands)}, '')`;
    if (policy.decimal !== '.')
        sql = `replace(${sql}, ${sqlString(policy.decimal)}, '.')`;
    return sql;
}
function text_types_forms(policy, keys) {
    const words = {
        leadingZeros: 'leading zeros',
        thousands: `${JSON.stringify(policy.thousands)} between thousands`,
        decimalIntegers: `${JSON.stringify(`${policy.decimal}0`)} behind it`,
        exponentIntegers: 'an exponent',
        bareDecimals: 'digits on one side of the decimal sign only',
    };
    const allowed = keys.filter((key) => policy[key] !== false && policy[key] !== null);
    const shown = allowed.map((key) => words[key] ?? key);
    return shown.length === 0 ? '' : ` (may have ${shown.join(', ')})`;
}

;// CONCATENATED MODULE: ./build/data/checks/lexical.js
/** A column of a source as SQL: as it lies there, as text, as a value of its type, and whether it is none. */




const LEXICAL_POLICY = 'strict policy (no white space around it, ASCII digits, no separators, no leading zeros, no exponent in integers, no NaN or infinity, ISO 8601 dates and times, true/false in lower, upper or title case, empty means missing)';
/** White space that `trim` takes off. */
const WHITE = ' \t\r\n\v\f\u00a0\u2007\u202f\ufeff';
/**
 * A column of the source as SQL. `name` is how the FROM calls it. With a contract that gives it a type, text is
 * read as that type by the pattern; without one, text stays text. `fallback` is the policy of columns that no
 * contract describes.
 */
function columnSql(kind, column, name, contract, fallback = STRICT_TEXT) {
    if (column.partition)
        return textSql(name, partitionRule(contract), STRICT_TEXT);
    if (kind === 'typed') {
        const text = column.type === 'VARCHAR' ? name : `CAST(${name} AS VARCHAR)`;
        return { raw: name, text, value: name, bad: null, key: name };
    }
    const policy = contract?.text ?? fallback;
    if (kind === 'json')
        return jsonSql(name, contract, policy);
    return textSql(name, contract, policy);
}
/** `month=05` in a path is padded for sorting. */
function partitionRule(contract) {
    return contract && { ...contract, text: { ...(contract.text ?? STRICT_TEXT), leadingZeros: true } };
}
function textSql(name, contract, policy) {
    const raw = present(name, policy, policy.trim);
    const lexical = contract === undefined ? undefined : lexicalOf(contract);
    const value = lexical === undefined ? raw : lexical.value(raw);
    return {
        raw,
        text: raw,
        value,
        bad: lexical === undefined ? null : `(${raw} IS NOT NULL AND ${value} IS NULL)`,
        key: lexical?.key(raw, value) ?? raw,
    };
}
/**
 * Text with NULL where it spells "missing". The reader gives NULL for an empty field already, unless some policy
 * of the dataset takes that for a value (`emptyIsMissing`).
 */
function present(name, policy, trim) {
    const text = trim ? `trim(${name}, ${sqlString(WHITE)})` : name;
    // After trimming a blank field is an empty one.
    const words = policy.missing.filter((word) => word !== '' || trim);
    if (words.length === 0)
        return text;
    if (words.length === 1)
        return `nullif(${text}, ${sqlString(words[0] ?? '')})`;
    return `CASE WHEN ${text} NOT IN (${words.map(sqlString).join(', ')}) THEN ${text} END`;
}
/** True where an empty field of CSV means "missing" under each of the policies. */
function emptyIsMissing(policies) {
    return policies.every((policy) => policy.missing.includes(''));
}
/** JSON has types of its own: `"5"` is no integer, and 5 is no string. Dates and times are strings in JSON. */
function jsonSql(name, contract, policy) {
    const string = `json_extract_string(${name}, '$')`;
    const trimmed = policy.trim ? `trim(${string}, ${sqlString(WHITE)})` : string;
    // In JSON null means missing; an empty string does only where the contract names other spellings.
    const words = policy.missing === STRICT_TEXT.missing ? [] : policy.missing;
    const missing = `starts_with(${name}, '"') AND ${trimmed} IN (${words.map(sqlString).join(', ')})`;
    const raw = words.length === 0 ? name : `CASE WHEN NOT (${missing}) THEN ${name} END`;
    const text = words.length === 0 ? trimmed : `CASE WHEN NOT (${missing}) THEN ${trimmed} END`;
    const starting = (mark, value) => `CASE WHEN starts_with(${name}, '${mark}') THEN ${value} END`;
    const lexical = contract === undefined ? undefined : lexicalOf(contract);
    const value = jsonValue(contract?.type, lexical) ?? raw;
    const bad = value === raw ? null : `(${raw} IS NOT NULL AND ${value} IS NULL)`;
    return { raw, text, value, bad, key: jsonKey(contract?.type, lexical) };
    function jsonKey(type, lexical) {
        if (lexical !== undefined)
            return lexical.key(isTime(type) ? text : raw, value);
        if (type === 'object' || type === 'array')
            return raw;
        // One string may be written with and without escapes.
        const written = policy.trim ? '' : ` AND contains(${raw}, '\\')`;
        return `CASE WHEN starts_with(${raw}, '"')${written} THEN '"' || ${text} || '"' ELSE ${raw} END`;
    }
    function jsonValue(type, lexical) {
        if (type === 'string')
            return starting('"', text);
        if (type === 'object')
            return starting('{', name);
        if (type === 'array')
            return starting('[', name);
        if (lexical === undefined || type === undefined)
            return null;
        if (isTime(type))
            return starting('"', lexical.value(text));
        // A number in JSON has its own spelling, whatever the policy says of text.
        const own = lexicalOf({ type, options: contract?.options ?? {}, text: jsonNumbers(policy) })?.value(raw);
        if (own === undefined)
            return null;
        const loose = policy.quotedNumbers || (type === 'boolean' && policy.booleans !== STRICT_TEXT.booleans);
        return loose ? `CASE WHEN starts_with(${name}, '"') THEN ${lexical.value(text)} ELSE ${own} END` : own;
    }
}
function isTime(type) {
    return type === 'date' || type === 'timestamp' || type === 'time';
}
function jsonNumbers(policy) {
    const { exponentIntegers, decimalIntegers } = policy;
    const booleans = { true: ['true'], false: ['false'] };
    return { ...STRICT_TEXT, exponentIntegers, decimalIntegers, booleans };
}
/** The logical types that a DuckDB type is; empty for types that ODCS has no word for. */
function logicalTypesOf(type) {
    if (/\[\d*\]$/.test(type))
        return ['array'];
    if (/^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/.test(type))
        return ['integer', 'number'];
    if (/^DECIMAL\(\d+,\s*0\)$/.test(type))
        return ['integer', 'number'];
    if (/^(DECIMAL|FLOAT|DOUBLE)/.test(type))
        return ['number'];
    if (/^(VARCHAR|ENUM|UUID)/.test(type))
        return ['string'];
    if (type === 'BOOLEAN')
        return ['boolean'];
    if (type === 'DATE')
        return ['date'];
    if (type.startsWith('TIMESTAMP'))
        return ['timestamp'];
    if (type.startsWith('TIME'))
        return ['time'];
    if (/^(STRUCT|MAP|UNION|JSON)/.test(type))
        return ['object'];
    return [];
}
/** True for columns that compare as numbers: by the contract for text, by the format's own type otherwise. */
function isNumeric(source, contract) {
    if (source.type !== null)
        return logicalTypesOf(source.type).includes('number');
    return contract?.type === 'integer' || contract?.type === 'number';
}

;// CONCATENATED MODULE: ./build/data/checks/duck-types.js
/** DuckDB's type names in parts: `STRUCT(a INTEGER, "b c" VARCHAR[])`. */
/** Parses a type as DESCRIBE writes it. What is not understood is a scalar of that name. */
function parseDuckType(text) {
    const array = /^(.*)\[\d*\]$/s.exec(text);
    if (array?.[1] !== undefined)
        return { kind: 'list', text, item: parseDuckType(array[1]) };
    const compound = /^(STRUCT|MAP)\((.*)\)$/s.exec(text);
    if (compound?.[2] === undefined)
        return { kind: 'scalar', text };
    const parts = splitTop(compound[2]);
    if (compound[1] === 'MAP') {
        const [key = '', value = ''] = parts;
        return { kind: 'map', text, key: parseDuckType(key), value: parseDuckType(value) };
    }
    const fields = new Map();
    for (const part of parts) {
        const quoted = /^"((?:[^"]|"")*)" (.*)$/s.exec(part);
        const plain = /^(\S+) (.*)$/s.exec(part);
        const [, name, type] = quoted ?? plain ?? [];
        if (name === undefined || type === undefined)
            return { kind: 'scalar', text };
        fields.set(quoted ? name.replaceAll('""', '"') : name, parseDuckType(type));
    }
    return { kind: 'struct', text, fields };
}
/** Splits at commas that stand in no parentheses and no quotes. */
function splitTop(text) {
    const parts = [];
    let depth = 0;
    let quote = '';
    let start = 0;
    for (let index = 0; index < text.length; index += 1) {
        const letter = text[index] ?? '';
        if (quote !== '') {
            if (letter === quote)
                quote = '';
        }
        else if (letter === '"' || letter === "'")
            quote = letter;
        else if (letter === '(')
            depth += 1;
        else if (letter === ')')
            depth -= 1;
        else if (letter === ',' && depth === 0) {
            parts.push(text.slice(start, index).trim());
            start = index + 1;
        }
    }
    parts.push(text.slice(start).trim());
    return parts;
}

;// CONCATENATED MODULE: ./build/data/checks/nested.js


/** The name of one element in the lambda functions of checks of lists. */
const ELEMENT = 'assay_e';
/** Every nested column of the contract, where the data has it. */
function expand(source, contract) {
    const filling = { parts: [], missing: [], extra: [], notChecked: [] };
    const taken = new Set(source.columns.map(({ name }) => name));
    for (const rule of contract.columns) {
        if (rule.properties === undefined && rule.items === undefined)
            continue;
        const column = source.columns.find(({ name }) => name === rule.name);
        if (column === undefined)
            continue;
        if (source.kind === 'text' || column.partition) {
            filling.notChecked.push(`${rule.name}: what lies inside, since text has no fields and items`);
            continue;
        }
        const type = column.type === null ? null : parseDuckType(column.type);
        const spot = (value) => ({ value, list: null, parent: value });
        descend(rule, type, [spot(column.sql), spot(column.shown)], filling);
    }
    const parts = filling.parts.filter(({ name }) => {
        if (!taken.has(name))
            return true;
        filling.notChecked.push(`${name}: the nested value, since a column has the same name`);
        return false;
    });
    return { ...filling, parts };
}
/** Null is the type of JSON text. */
function descend(rule, type, spots, filling) {
    const json = type === null || type.text === 'JSON';
    const [inner, shown] = spots;
    for (const field of rule.properties ?? []) {
        const name = field.field ?? '';
        if (json) {
            add(field, null, [fieldOf(inner, jsonField(name)), fieldOf(shown, jsonField(name))], filling);
        }
        else if (type.kind === 'struct') {
            const found = type.fields.get(name);
            const extract = (value) => `struct_extract(${value}, ${sqlString(name)})`;
            if (found !== undefined)
                add(field, found, [fieldOf(inner, extract), fieldOf(shown, extract)], filling);
            else if (field.lifecycle === undefined || field.lifecycle === 'active') {
                filling.missing.push({ name: field.name, fields: [...type.fields.keys()] });
            }
        }
        else if (type.kind === 'map' && type.key.text === 'VARCHAR') {
            const extract = (value) => `map_extract(${value}, ${sqlString(name)})[1]`;
            add(field, type.value, [fieldOf(inner, extract), fieldOf(shown, extract)], filling);
        }
        else {
            filling.notChecked.push(`${field.name}: it is not known where it lies in ${type.text}`);
        }
    }
    const declared = (rule.properties ?? []).filter(({ property }) => property !== undefined);
    if (!json && type.kind === 'struct' && declared.length > 0) {
        const names = new Set(rule.properties?.map(({ field }) => field));
        filling.extra.push(...[...type.fields.keys()].filter((name) => !names.has(name)).map((name) => `${rule.name}.${name}`));
    }
    if (rule.items === undefined)
        return;
    if (json)
        add(rule.items, null, [itemsOf(inner, jsonItems), itemsOf(shown, jsonItems)], filling);
    else if (type.kind === 'list') {
        const plain = (value) => value;
        add(rule.items, type.item, [itemsOf(inner, plain), itemsOf(shown, plain)], filling);
    }
    else
        filling.notChecked.push(`${rule.items.name}: the items of ${type.text}`);
}
function add(rule, type, spots, filling) {
    const [inner, shown] = spots;
    const json = type === null || type.text === 'JSON';
    filling.parts.push({
        rule,
        name: rule.name,
        kind: json ? 'json' : 'typed',
        type: json ? null : type.text,
        inner,
        shown,
    });
    descend(rule, type, spots, filling);
}
function fieldOf(spot, extract) {
    return { value: extract(spot.value), list: spot.list, parent: spot.value };
}
/** The items of all lists at a spot as one list. */
function itemsOf(spot, list) {
    const items = spot.list === null
        ? list(spot.value)
        : `flatten(list_transform(${spot.list}, lambda ${ELEMENT}: ${list(spot.value)}))`;
    return { value: ELEMENT, list: items, parent: ELEMENT };
}
/** JSON null is a missing value, as at the top of a line. */
function jsonField(name) {
    const pointer = sqlString(`/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
    return (value) => `nullif(CAST(json_extract(${value}, ${pointer}) AS VARCHAR), 'null')`;
}
function jsonItems(value) {
    return `list_transform(json_extract(${value}, '$[*]'), lambda assay_j: nullif(CAST(assay_j AS VARCHAR), 'null'))`;
}

;// CONCATENATED MODULE: ./build/data/checks/check.js

/** Asks a Lookup for the source's `brokenRow`; no column of data has this name. */
const BROKEN_ROW = '\0broken';
const NONE = { operator: 'mustBe', limit: 0 };
function pairings({ contract, source }) {
    const top = contract.columns.flatMap((rule) => {
        const column = source.columns.find((candidate) => candidate.name === rule.name);
        return column === undefined
            ? []
            : [{ rule, column, kind: column.partition ? 'text' : source.kind, many: false }];
    });
    const nested = expand(source, contract).parts.map((part) => ({
        rule: part.rule,
        column: { name: part.name, type: part.type },
        kind: part.kind,
        many: part.inner.list !== null,
    }));
    return [...top, ...nested];
}
/** A planned check over the rows of one column, where no row may break it. */
function rowsOf(check, column, parts) {
    const { condition, ...rest } = parts;
    return {
        check,
        severity: 'error',
        column,
        ...rest,
        measure: { kind: 'rows', ...overRows(column, condition), bound: NONE, unit: 'rows' },
    };
}
/** A condition about a value of a column as one about a row: in an array one such element is enough. */
function overRows(column, condition) {
    return {
        element: condition,
        condition: (sql) => {
            const { list } = sql(column);
            if (list === undefined)
                return condition(sql);
            return `len(list_filter(${list}, lambda ${ELEMENT}: ${condition(sql)})) > 0`;
        },
    };
}

;// CONCATENATED MODULE: ./build/data/plan.js
/** From planned checks to SQL: one query with an aggregate for each, over columns prepared once. */



/**
 * Computes each column's text, value and fault once, in an inner SELECT, for all checks that ask for them.
 * Columns that no check asks for are not read. `asked` is filled while the aggregates are written.
 */
function prepare(source, contract) {
    const asked = new Map();
    const ask = (sql) => {
        // A bare column needs no name of its own.
        if (/^("([^"]|"")*"|[a-z]\w*)$/.test(sql)) {
            asked.set(sql, sql);
            return sql;
        }
        const name = asked.get(sql) ?? `p${asked.size}`;
        asked.set(sql, name);
        return name;
    };
    const inner = new Map();
    const shown = new Map();
    for (const column of source.columns) {
        if (inner.has(column.name))
            continue;
        const rule = contract.columns.find((candidate) => candidate.name === column.name);
        const policy = contract.reading?.text;
        inner.set(column.name, columnSql(source.kind, column, column.sql, rule, policy));
        shown.set(column.name, columnSql(source.kind, column, column.shown, rule, policy));
    }
    for (const part of expand(source, contract).parts) {
        inner.set(part.name, partSql(part, part.inner));
        shown.set(part.name, partSql(part, part.shown));
    }
    if (source.brokenRow !== null) {
        const row = columnSql('typed', { type: null }, source.brokenRow, undefined);
        inner.set(BROKEN_ROW, row);
        shown.set(BROKEN_ROW, row);
    }
    const get = (map, name) => {
        const found = map.get(name);
        if (found === undefined)
            throw new RangeError(`the data has no column ${name}`);
        return found;
    };
    return {
        from(relation, extra = []) {
            const named = new Set(asked.values());
            const parts = [
                ...extra.filter((name) => !named.has(name)),
                ...[...asked].map(([sql, name]) => (sql === name ? sql : `${sql} AS ${name}`)),
            ];
            return `(SELECT ${parts.length > 0 ? parts.join(', ') : '1'} FROM ${relation})`;
        },
        unread() {
            if (source.kind !== 'text')
                return [];
            const names = source.columns.map((column) => column.sql).filter((sql) => !asked.has(sql));
            return names.map((sql) => `count(${ask(sql)})`);
        },
        lookup: lookupOf(ask, false, (name) => {
            const sql = get(inner, name);
            // What is about one element is no column; the list that holds it is.
            if (sql.list !== undefined) {
                const { list } = sql;
                return { ...sql, list: ask(list) };
            }
            return {
                get raw() {
                    return ask(sql.raw);
                },
                get text() {
                    return ask(sql.text);
                },
                get value() {
                    return ask(sql.value);
                },
                get key() {
                    return ask(sql.key);
                },
                get bad() {
                    if (sql.bad === null)
                        return null;
                    return `(${ask(sql.raw)} IS NOT NULL AND ${ask(sql.value)} IS NULL)`;
                },
                get parent() {
                    return sql.parent === undefined ? undefined : ask(sql.parent);
                },
            };
        }),
        shown: lookupOf(same, true, (name) => get(shown, name)),
        bare: lookupOf(same, false, (name) => get(inner, name)),
    };
}
const same = (sql) => sql;
function lookupOf(column, shown, find) {
    return Object.assign((name) => find(name), { column, shown });
}
function partSql(part, spot) {
    const sql = columnSql(part.kind, { type: part.type }, spot.value, part.rule);
    // An item of an array lies in nothing that could be missing without it.
    const parent = spot.parent === spot.value ? {} : { parent: spot.parent };
    return { ...sql, ...parent, ...(spot.list === null ? {} : { list: spot.list }) };
}
/** The aggregate that measures a check, or null where it needs none. */
function aggregateOf(planned, lookup) {
    const { measure } = planned;
    switch (measure.kind) {
        case 'rows':
            return `count(*) FILTER (WHERE ${measure.condition(lookup)})`;
        case 'duplicates': {
            const [first = '', ...more] = measure.columns.map((name) => lookup(name).key);
            if (more.length === 0)
                return `count(${first}) - count(DISTINCT ${first})`;
            return `count(*) - count(DISTINCT row(${[first, ...more].join(', ')}))`;
        }
        case 'value':
            return measure.expression(lookup);
        default:
            return null;
    }
}
/** The SQL that shows what broke a check, for people to run. */
function shownQuery(planned, source, shown) {
    const { measure } = planned;
    const from = source.shownFrom;
    switch (measure.kind) {
        case 'rows': {
            const condition = measure.condition(shown);
            return condition === 'true'
                ? `SELECT count(*) FROM ${from}`
                : `SELECT * FROM ${from} WHERE ${condition}`;
        }
        case 'duplicates': {
            const names = measure.columns.map((name) => shown(name).key).join(', ');
            return `SELECT ${names}, count(*) AS times FROM ${from} GROUP BY ${names} HAVING count(*) > 1 ORDER BY times DESC`;
        }
        case 'value':
            return `SELECT ${measure.expression(shown)} FROM ${from}`;
        case 'query':
            return measure.query(shown)(measure.relation === 'rows' ? from : shownRows(from));
        case 'sql':
            return measure.query.replaceAll('assay_object', from);
        case 'files':
            return undefined;
        case 'known':
            return `DESCRIBE SELECT * FROM ${from}`;
    }
}
function shownRows(from) {
    return `(SELECT '' AS assay_file, row_number() OVER () AS assay_row, * FROM ${from})`;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
var external_node_zlib_namespaceObject = /*#__PURE__*/__webpack_require__.t(external_node_zlib_, 2);
// EXTERNAL MODULE: ./node_modules/fzstd/esm/index.mjs
var esm = __webpack_require__(68339);
;// CONCATENATED MODULE: ./build/data/source/zstd.js
/** zstd for Node before 22.15: a stream over `fzstd` (pure JavaScript, memory bounded by the window of the frame). */


/** Input goes in by small pieces: four bytes can stand for 128 KiB, and what comes out must not pile up. */
const PIECE = 512;
/** A stream from zstd to what it holds, in pieces of at most 128 KiB. Its errors are those of `isZstdError`. */
function unzstdStream() {
    return external_node_stream_.Duplex.from(unzstd);
}
async function* unzstd(source) {
    let found = [];
    let seen = 0;
    const decoder = new esm/* Decompress */.YM((data) => {
        // The decoder uses its buffers again.
        if (data.length > 0)
            found.push(Buffer.from(data));
    });
    const push = (piece, last) => {
        found = [];
        try {
            decoder.push(piece, last);
        }
        catch (error) {
            throw explained(error);
        }
        return found;
    };
    for await (const part of source) {
        const chunk = part;
        seen += chunk.length;
        for (let start = 0; start < chunk.length; start += PIECE) {
            yield* push(chunk.subarray(start, start + PIECE), false);
        }
    }
    yield* push(new Uint8Array(0), true);
    if (seen === 0)
        throw new ZstdProblem('the file is empty');
}
class ZstdProblem extends Error {
}
function explained(error) {
    const code = error instanceof Error ? Reflect.get(error, 'code') : undefined;
    if (code === esm/* ZstdErrorCode */.du.WindowSizeTooLarge) {
        return new ZstdProblem('its window is larger than this Node version can unpack (32 MiB); Node 22.15 can, or use gzip');
    }
    return new ZstdProblem(`no zstd, or damaged (${error instanceof Error ? error.message : String(error)})`);
}
function isZstdError(error) {
    return error instanceof ZstdProblem;
}

;// CONCATENATED MODULE: ./build/data/source/bytes.js
/** Streams the bytes of a data file: hashed as they lie on the disk, and unpacked for the scan of structure. */








const CHUNK = 1 << 20;
/** How a file is packed, by its ending. */
function packingOf(path) {
    return /\.gz$/i.test(path) ? 'gzip' : /\.zst$/i.test(path) ? 'zstd' : 'none';
}
function unpacker(path) {
    switch (packingOf(path)) {
        case 'none':
            return null;
        case 'gzip':
            return external_node_zlib_.createGunzip({ chunkSize: CHUNK });
        case 'zstd': {
            // From Node 22.15.
            const make = Reflect.get(external_node_zlib_namespaceObject, 'createZstdDecompress');
            return typeof make === 'function' ? make({ chunkSize: CHUNK }) : unzstdStream();
        }
    }
}
/** A fault for what unpacking throws; null for other errors. */
function unpackFault(file, path, error) {
    const code = (0,base/* codeOf */.$N)(error) ?? '';
    if (!isZstdError(error) && !/^(Z_|ZSTD_|ERR_ZSTD)/.test(code))
        return null;
    return {
        check: 'readable',
        verdict: 'error',
        file,
        message: `cannot be unpacked: ${(0,base/* messageOf */.bD)(error)}`,
        expected: `a whole ${packingOf(path)} file`,
        fix: 'write the file again; a job that was stopped while writing leaves half a file',
    };
}
/** Turns chunks of UTF-16 into UTF-8. What is no UTF-16 becomes U+FFFD. */
class Recoder {
    decoder = new TextDecoder('utf-16le', { ignoreBOM: true });
    /** Null ends the text. */
    recode(chunk) {
        return Buffer.from(chunk === null ? this.decoder.decode() : this.decoder.decode(chunk, { stream: true }));
    }
}
/**
 * Reads a file once: SHA-256 and size of its bytes, and `scanner` is given its (unpacked) contents.
 * Throws the errors of the file system and of unpacking.
 */
async function readBytes(path, scanner, signal, encoding = 'utf-8') {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let size = 0;
    const meter = new external_node_stream_.Transform({
        transform(chunk, _, done) {
            size += chunk.length;
            hash.update(chunk);
            done(null, chunk);
        },
    });
    const unpack = scanner === null ? null : unpacker(path);
    const recoder = encoding === 'utf-16' ? new Recoder() : null;
    const sink = async (source) => {
        for await (const chunk of source) {
            const bytes = chunk;
            scanner?.write(recoder === null ? bytes : recoder.recode(bytes));
        }
        if (recoder !== null)
            scanner?.write(recoder.recode(null));
    };
    const input = (0,external_node_fs_.createReadStream)(path, { highWaterMark: CHUNK });
    if (unpack === null)
        await (0,external_node_stream_promises_.pipeline)(input, meter, sink, { signal });
    else
        await (0,external_node_stream_promises_.pipeline)(input, meter, unpack, sink, { signal });
    return { sha256: hash.digest('hex'), size };
}
/** Feeds a file's contents to `scanner` until `enough()`. */
async function scanUntil(path, scanner, enough, signal, encoding = 'utf-8') {
    const input = (0,external_node_fs_.createReadStream)(path, { highWaterMark: CHUNK });
    const unpack = unpacker(path);
    const recoder = encoding === 'utf-16' ? new Recoder() : null;
    const source = unpack === null ? input : input.pipe(unpack);
    // A pipe passes no errors on.
    if (unpack !== null)
        input.on('error', (error) => unpack.destroy(error));
    try {
        for await (const chunk of source) {
            signal.throwIfAborted();
            scanner.write(recoder === null ? chunk : recoder.recode(chunk));
            if (enough())
                return;
        }
        if (recoder !== null)
            scanner.write(recoder.recode(null));
    }
    finally {
        input.destroy();
        unpack?.destroy();
    }
}
/** The first bytes of a file's contents, at most `limit`. */
async function firstBytes(path, limit, signal) {
    if (packingOf(path) === 'none') {
        const file = await (0,promises_.open)(path, 'r');
        try {
            const buffer = Buffer.alloc(limit);
            let filled = 0;
            for (let read = -1; read !== 0 && filled < limit; filled += read) {
                read = (await file.read(buffer, filled, limit - filled, filled)).bytesRead;
            }
            return buffer.subarray(0, filled);
        }
        finally {
            await file.close();
        }
    }
    const parts = [];
    let size = 0;
    const collect = {
        write(chunk) {
            parts.push(Buffer.from(chunk));
            size += chunk.length;
        },
    };
    await scanUntil(path, collect, () => size >= limit, signal);
    return Buffer.concat(parts).subarray(0, limit);
}

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
;// CONCATENATED MODULE: ./build/data/source/structure.js
/**
 * What the bytes of a text file say before any value is read: rows, lines, and faults such as ragged rows,
 * bad quotes, invalid UTF-8 and NUL bytes. The scan runs beside the engine's, in the same pass that hashes
 * the file. Its row count is held against the engine's: DuckDB 1.5 can silently read no rows at all from a
 * file whose line ends differ from those of a file read before, and drops rows that it cannot parse.
 */

const FAULT_KINDS = [
    'short',
    'long',
    'quote',
    'barequote',
    'comment',
    'encoding',
    'nul',
    'size',
    'depth',
    'keys',
    'literal',
    'ends',
];
/** Counts line ends between records, and knows where each kind came first. */
class LineEnds {
    counts = { lf: 0, crlf: 0, cr: 0 };
    first = { lf: 0, crlf: 0, cr: 0 };
    add(end, line) {
        if (this.counts[end] === 0)
            this.first[end] = line;
        this.counts[end] += 1;
    }
    /** The CR counted last was the first half of a CRLF. */
    mendCr(line) {
        this.counts.cr -= 1;
        if (this.counts.cr === 0)
            this.first.cr = 0;
        this.add('crlf', line);
    }
    /** The first line that ends in another way than the lines before it; null where all end alike. */
    get mixedAt() {
        const kinds = ['lf', 'crlf', 'cr'].filter((end) => this.counts[end] > 0);
        const lines = kinds.map((end) => this.first[end]).sort((a, b) => a - b);
        return lines[1] ?? null;
    }
    /** The first line that ends in one of the given ways. */
    firstOf(kinds) {
        const lines = kinds.filter((end) => this.counts[end] > 0).map((end) => this.first[end]);
        return lines.length === 0 ? null : Math.min(...lines);
    }
}
/** The engine drops records with more bytes (DuckDB's `max_line_size`). */
const MAX_RECORD_BYTES = 2_000_000;
const KEPT_FAULTS = 20;
class FaultLog {
    listener;
    counts = Object.fromEntries(FAULT_KINDS.map((kind) => [kind, 0]));
    faults = [];
    offset = Number.NaN;
    recordOffset = Number.NaN;
    constructor(listener) {
        this.listener = listener;
    }
    /** Says where a row lies that the engine reads. */
    place(row, record, line) {
        if (this.listener?.place === undefined)
            return;
        if (line - row === this.offset && record - row === this.recordOffset)
            return;
        this.offset = line - row;
        this.recordOffset = record - row;
        this.listener.place(row, record, line);
    }
    add(fault) {
        const { kind } = fault;
        this.listener?.fault?.(fault);
        this.counts[kind] += 1;
        if (this.counts[kind] <= KEPT_FAULTS)
            this.faults.push(fault);
    }
}
/** Finds invalid UTF-8, chunk by chunk. A sequence may be cut by the end of a chunk. */
class Utf8Bytes {
    pending = Buffer.alloc(0);
    /** Bytes before `pending`. */
    seen = 0;
    /** Offsets of invalid sequences, ascending, at most one for each line, that no record has claimed yet. */
    bad = [];
    write(chunk) {
        const bytes = this.pending.length > 0
            ? Buffer.concat([this.pending, chunk])
            : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
        const whole = bytes.length - cutTail(bytes);
        this.pending = Buffer.from(bytes.subarray(whole));
        this.check(bytes.subarray(0, whole));
        this.seen += whole;
    }
    end() {
        if (this.pending.length > 0)
            this.bad.push(this.seen);
        this.pending = Buffer.alloc(0);
    }
    /** The offset of the first invalid sequence before `end`, or null; all before it are then forgotten. */
    claim(end) {
        const [first] = this.bad;
        if (first === undefined || first >= end)
            return null;
        const rest = this.bad.findIndex((offset) => offset >= end);
        this.bad.splice(0, rest < 0 ? this.bad.length : rest);
        return first;
    }
    check(bytes) {
        if ((0,external_node_buffer_.isUtf8)(bytes))
            return;
        for (let start = 0; start < bytes.length;) {
            let end = start;
            while (end < bytes.length && bytes[end] !== 10 && bytes[end] !== 13)
                end += 1;
            const part = bytes.subarray(start, end);
            if (!(0,external_node_buffer_.isUtf8)(part))
                this.bad.push(this.seen + start + firstBad(part));
            start = end + 1;
        }
    }
}
/** How many bytes at the end belong to a sequence that the next chunk continues: 0 to 3. */
function cutTail(bytes) {
    for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
        const byte = bytes[bytes.length - back] ?? 0;
        if (byte < 0x80)
            return 0;
        if (byte >= 0xc0) {
            const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
            return needed > back ? back : 0;
        }
    }
    return 0;
}
/** Where the first invalid sequence begins: the longest valid beginning, found by halving. */
function firstBad(bytes) {
    let low = 0;
    let high = bytes.length;
    while (low < high) {
        const middle = (low + high + 1) >> 1;
        const part = bytes.subarray(0, middle);
        if ((0,external_node_buffer_.isUtf8)(part.subarray(0, middle - cutTail(part))))
            low = middle;
        else
            high = middle - 1;
    }
    const start = bytes.subarray(0, low);
    return low - cutTail(start);
}

;// CONCATENATED MODULE: ./build/data/source/csv-scan.js

const LF = 10;
const CR = 13;
const SPACE = 32;
/** No byte at all. */
const csv_scan_NONE = -1;
/** Where the scan stands within a field. */
const START = 0;
const PLAIN = 1;
const QUOTED = 2;
/** After a quote inside a quoted field: the end, or the first half of a doubled quote. */
const CLOSING = 3;
/** After spaces at the start of a field: still plain, but a quote now is a fault. */
const SPACES = 4;
/** After an escape that is not the quote, inside a quoted field. */
const ESCAPED = 5;
/** In a comment: nothing counts up to the end of the line. */
const COMMENT = 6;
class CsvScanner {
    cut;
    columns;
    wanted;
    log;
    utf8;
    special = new Uint8Array(256);
    delimiter;
    quote;
    escape;
    comment;
    ends = new LineEnds();
    state = START;
    fields = 0;
    bytes = 0;
    /** Bytes before the chunk. */
    offset = 0;
    badQuote = false;
    bareQuote = false;
    commented = false;
    onlyComment = false;
    nul = false;
    line = 1;
    recordLine = 1;
    afterCr = false;
    bom = 0;
    marked = false;
    /** Records seen, with the header. */
    records = 0;
    rows = 0;
    next = 0;
    /** `columns` is the number of fields of the first record. */
    constructor(cut, columns, wanted, listener) {
        this.cut = cut;
        this.columns = columns;
        this.wanted = wanted;
        this.log = new FaultLog(listener);
        const code = (sign) => (sign ? sign.charCodeAt(0) : csv_scan_NONE);
        this.delimiter = code(cut.delimiter);
        this.quote = code(cut.quote);
        this.escape = code(cut.escape);
        this.comment = code(cut.comment);
        // UTF-16 comes here as UTF-8 that was made of it.
        this.utf8 = cut.encoding === 'latin-1' ? null : new Utf8Bytes();
        for (const byte of [LF, CR, SPACE, 0, this.delimiter, this.quote, this.escape, this.comment]) {
            if (byte !== csv_scan_NONE)
                this.special[byte] = 1;
        }
    }
    /** True where every wanted row was found; the caller may stop reading. */
    get satisfied() {
        return this.wanted !== undefined && this.next >= this.wanted.rows.length;
    }
    write(chunk) {
        this.utf8?.write(chunk);
        const { special, delimiter, quote, escape: mark, comment } = this;
        const size = chunk.length;
        let index = this.skipBom(chunk);
        // A line end may be cut between two chunks.
        if (this.afterCr && index < size) {
            this.afterCr = false;
            if (chunk[index] === LF) {
                index += 1;
                this.ends.mendCr(this.line - 1);
            }
        }
        let { state } = this;
        let start = index;
        for (; index < size; index += 1) {
            const byte = chunk[index];
            if (special[byte] === 0) {
                if (state === PLAIN || state === QUOTED || state === COMMENT)
                    continue;
                if (state === CLOSING)
                    this.badQuote = true;
                else if (state === ESCAPED) {
                    this.badQuote = true;
                    state = QUOTED;
                    continue;
                }
                state = PLAIN;
                continue;
            }
            if (byte === 0)
                this.nul = true;
            if (state === QUOTED || state === ESCAPED) {
                if (byte === LF)
                    this.line += 1;
                if (state === ESCAPED) {
                    if (byte !== quote && byte !== mark)
                        this.badQuote = true;
                    state = QUOTED;
                }
                else if (byte === quote)
                    state = CLOSING;
                else if (byte === mark)
                    state = ESCAPED;
                continue;
            }
            if (byte === LF || byte === CR) {
                this.bytes += index - start;
                this.state = state;
                this.endRecord(this.offset + index);
                state = START;
                if (byte === LF)
                    this.ends.add('lf', this.line);
                else if (chunk[index + 1] === LF) {
                    index += 1;
                    this.ends.add('crlf', this.line);
                }
                else {
                    this.ends.add('cr', this.line);
                    this.afterCr = index + 1 === size;
                }
                start = index + 1;
                this.line += 1;
                this.recordLine = this.line;
            }
            else if (state === COMMENT) {
                // Up to the end of the line.
            }
            else if (byte === delimiter) {
                this.fields += 1;
                state = START;
            }
            else if (byte === comment) {
                if (this.fields === 0 && state !== PLAIN && state !== CLOSING)
                    this.onlyComment = true;
                else
                    this.commented = true;
                state = COMMENT;
            }
            else if (byte === quote) {
                if (state === START)
                    state = QUOTED;
                else if (state === CLOSING) {
                    // A doubled quote means one only where the quote is its own escape.
                    if (mark !== quote)
                        this.badQuote = true;
                    state = QUOTED;
                }
                else if (state === SPACES) {
                    this.badQuote = true;
                    state = QUOTED;
                }
                else
                    this.bareQuote = true;
            }
            else if (byte === mark) {
                // Outside quotes readers do not agree on what an escape means.
                this.badQuote = true;
                state = PLAIN;
            }
            else if (byte === SPACE) {
                if (state === START)
                    state = SPACES;
                else if (state === CLOSING)
                    this.badQuote = true;
            }
            else if (state !== PLAIN) {
                if (state === CLOSING)
                    this.badQuote = true;
                state = PLAIN;
            }
        }
        this.bytes += size - start;
        this.offset += size;
        this.state = state;
    }
    end() {
        this.utf8?.end();
        if (this.state === QUOTED || this.state === ESCAPED)
            this.badQuote = true;
        if (this.bytes > 0)
            this.endRecord(Number.POSITIVE_INFINITY);
        const records = Math.max(0, this.records - (this.cut.header ? 1 : 0));
        const { counts, faults } = this.log;
        return { rows: this.rows, records, counts, faults, ends: this.ends, bom: this.marked };
    }
    skipBom(chunk) {
        const mark = [0xef, 0xbb, 0xbf];
        let index = 0;
        while (this.bom < 3 && index < chunk.length) {
            if (chunk[index] !== mark[this.bom]) {
                this.bom = 4;
                return index;
            }
            this.bom += 1;
            index += 1;
        }
        if (this.bom === 3)
            this.marked = true;
        return index;
    }
    /** `end` is the offset behind the record in the file. */
    endRecord(end) {
        const { bytes, fields, recordLine: line } = this;
        this.bytes = 0;
        this.fields = 0;
        const skipped = this.onlyComment;
        this.onlyComment = false;
        const invalid = this.utf8?.claim(end) ?? null;
        // The engine skips empty lines, except where a single column makes them an empty value.
        if (skipped || (bytes === 0 && this.columns !== 1))
            return;
        this.records += 1;
        const record = this.records - (this.cut.header ? 1 : 0);
        const row = record === 0 ? null : record;
        const count = fields + 1;
        const large = bytes > MAX_RECORD_BYTES;
        const dropped = row === null || invalid !== null || count < this.columns || large;
        const place = { line, row, engineRow: dropped ? null : this.rows + 1 };
        this.noticed(place, invalid);
        if (count !== this.columns) {
            const detail = `${count} ${count === 1 ? 'field' : 'fields'}`;
            this.log.add({ ...place, kind: count < this.columns ? 'short' : 'long', detail });
        }
        if (large)
            this.log.add({ ...place, kind: 'size', detail: `${bytes} bytes` });
        if (dropped)
            return;
        this.rows += 1;
        this.log.place(this.rows, row, line);
        if (this.wanted !== undefined && this.rows === this.wanted.rows[this.next]) {
            this.wanted.found.set(this.rows, { record: row, line });
            this.next += 1;
        }
    }
    /** Adds what was noticed on the way through a record. */
    noticed(place, invalid) {
        const add = (kind, detail) => this.log.add({ ...place, kind, detail });
        if (invalid !== null)
            add('encoding', `byte ${invalid + 1} of the file is not UTF-8`);
        if (this.badQuote) {
            const open = this.state === QUOTED || this.state === ESCAPED;
            add('quote', open ? 'a quote that is never closed' : 'a quote in the wrong place');
        }
        else if (this.bareQuote)
            add('barequote', 'a quote inside a field that is not quoted');
        if (this.commented)
            add('comment', 'a comment behind values');
        if (this.nul)
            add('nul', 'a NUL byte');
        this.badQuote = false;
        this.bareQuote = false;
        this.commented = false;
        this.nul = false;
    }
}

;// CONCATENATED MODULE: ./build/data/source/partitions.js
/** Hive partitions: `year=2001/month=05/part.parquet` gives the columns `year` and `month`, as text. */

/** What Hive and Spark write where a value is missing. */
const DEFAULT = '__HIVE_DEFAULT_PARTITION__';
/**
 * The keys that the folders of every file name, in their order, below the folder that all of the dataset's paths
 * are relative to. Keys that only some files have are none.
 */
function partitionKeys(found) {
    const [first, ...more] = found.files.map(({ shown }) => keysOf(shown));
    if (first === undefined)
        return [];
    return first.filter((key, at) => first.indexOf(key) === at && more.every((keys) => keys.includes(key)));
}
function keysOf(shown) {
    return shown
        .split('/')
        .slice(0, -1)
        .flatMap((part) => {
        const at = part.indexOf('=');
        return at > 0 ? [part.slice(0, at)] : [];
    });
}
/** The value of a key as SQL over the path of the file; constant within a file, so it costs nothing. */
function partitionSql(key, path) {
    // The last folder of that name: folders above the dataset may have one too.
    const pattern = `.*[/\\\\]${key.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}=([^/\\\\]*)[/\\\\]`;
    return `nullif(url_decode(regexp_extract(${path}, ${sqlString(pattern)}, 1)), ${sqlString(DEFAULT)})`;
}
/** The columns of partitions; `names` are those that the files themselves have. */
function partitionColumns(found, names, sql) {
    return partitionKeys(found)
        .filter((key) => !names.includes(key))
        .map((key, position) => ({
        key,
        column: { name: key, sql: sql(key, position), shown: sqlName(key), type: null, partition: true },
    }));
}

;// CONCATENATED MODULE: ./build/data/source/csv-sql.js
/** CSV as SQL: for the checks, where every column is text, and as a person would write it. */


/** No file holds this, so that an empty field stays one. */
const NO_NULL = '\u0001assay\u0002';
/**
 * `strict_mode` stays off: DuckDB keeps its parser for a dialect with the line end of the first file, and in
 * strict mode reads nothing, without an error, from a file with another. Faults come from our own scan.
 */
function relation(parts, wish) {
    const groups = new Map();
    for (const part of parts) {
        const key = JSON.stringify([readerOptions(part.dialect), part.names]);
        groups.set(key, [...(groups.get(key) ?? []), part]);
    }
    const empty = wish.keepEmpty.includes(true);
    const reads = [...groups.values()].map((group) => {
        const [{ dialect, names }] = group;
        const fields = names.map((_, position) => `'f${position}': 'VARCHAR'`).join(', ');
        const files = group.map((part) => sqlPath(part.path)).join(', ');
        const chosen = wish.names.map((name, position) => {
            const at = names.indexOf(name);
            if (at < 0)
                return `NULL::VARCHAR AS c${position}`;
            return `${empty && !wish.keepEmpty[position] ? `nullif(f${at}, '')` : `f${at}`} AS c${position}`;
        });
        const keys = wish.keys.map((key, position) => `${partitionSql(key, 'assay_path')} AS k${position}`);
        const options = [
            'auto_detect = false',
            ...readerOptions(dialect),
            `columns = {${fields}}`,
            'strict_mode = false, null_padding = false, ignore_errors = true',
            ...(empty ? [`nullstr = ${sqlString(NO_NULL)}`] : []),
            ...(keys.length > 0 ? ["filename = 'assay_path'"] : []),
            'hive_partitioning = false',
        ];
        return `SELECT ${[...chosen, ...keys].join(', ')} FROM read_csv([${files}], ${options.join(', ')})`;
    });
    return `(${reads.join(' UNION ALL ')})`;
}
function readerOptions(dialect) {
    const { delimiter, quote, comment, header, encoding } = dialect;
    return [
        `header = ${header}`,
        `delim = ${sqlString(delimiter)}`,
        `quote = ${sqlString(quote)}`,
        `escape = ${sqlString(dialect.escape)}`,
        ...(comment === null ? [] : [`comment = ${sqlString(comment)}`]),
        ...(encoding === 'utf-8' ? [] : [`encoding = ${sqlString(encoding)}`]),
    ];
}
/** More columns than this are not written out one by one. */
const WRITTEN_OUT = 40;
/** The same for people: shown paths, the data's own names, every dialect option spelled out. */
function shownRelation(found, parts, keys) {
    const [part] = parts;
    const files = found.files.map((file) => sqlPath(file.shown)).join(', ');
    const list = found.files.length === 1 ? files : `[${files}]`;
    if (part === undefined)
        return `read_csv(${list}, all_varchar = true)`;
    const { names } = part;
    const alike = parts.every((other) => JSON.stringify(other.names) === JSON.stringify(names));
    const listed = alike && names.length <= WRITTEN_OUT && new Set(names).size === names.length;
    const columns = listed
        ? `auto_detect = false, columns = {${names.map((name) => `${sqlString(name)}: 'VARCHAR'`).join(', ')}}`
        : 'all_varchar = true';
    const options = [
        ...readerOptions(part.dialect),
        columns,
        'strict_mode = false, ignore_errors = true',
        ...(found.files.length > 1 && !listed ? ['union_by_name = true'] : []),
        ...(keys.length > 0 ? ["filename = 'assay_path'"] : []),
        'hive_partitioning = false',
    ];
    const read = `read_csv(${list}, ${options.join(', ')})`;
    if (keys.length === 0)
        return read;
    const partitions = keys.map((key) => `${partitionSql(key, 'assay_path')} AS ${sqlName(key)}`);
    return `(SELECT *, ${partitions.join(', ')} FROM ${read})`;
}

;// CONCATENATED MODULE: ./build/data/source/dialect.js
const CANDIDATES = [',', '\t', ';', '|'];
const LOOKED_AT = 100;
/** `text` is the beginning of the file, decoded, without a byte order mark; `whole` where it is all of it. */
function dialectOf(text, path, whole, options = {}) {
    const quote = options.quote ?? '"';
    const base = {
        quote,
        escape: quote === '' ? '' : (options.escape ?? quote),
        comment: options.comment ?? null,
        header: options.header ?? true,
        encoding: options.encoding ?? 'utf-8',
        lineEnd: options.lineEnd ?? 'any',
    };
    const cut = (delimiter, limit) => records(text, { ...base, delimiter }, limit, whole);
    const made = (delimiter, from) => {
        const [head] = cut(delimiter, 1);
        return { ...base, delimiter, from, first: head?.fields ?? [], line: head?.line ?? 1 };
    };
    if (options.delimiter !== undefined)
        return made(options.delimiter, 'contract');
    if (/\.tsv(\.|$)/i.test(path))
        return made('\t', 'ending');
    let best;
    for (const delimiter of CANDIDATES) {
        if (delimiter === quote || delimiter === base.comment)
            continue;
        const found = cut(delimiter, LOOKED_AT);
        const width = found[0]?.fields.length ?? 0;
        const alike = found.filter(({ fields }) => fields.length === width).length;
        const share = width > 1 ? alike / found.length : 0;
        if (best === undefined || share > best.share || (share === best.share && width > best.fields)) {
            best = { delimiter, share, fields: width };
        }
    }
    return made(best?.delimiter ?? ',', 'sniffed');
}
/** The first records as fields. Empty lines are skipped; a last record that may be cut off is left out. */
function records(text, { delimiter, quote, escape: mark, comment }, limit, whole) {
    const found = [];
    let fields = [];
    let field = '';
    let quoted = false;
    let started = false;
    let line = 1;
    let begun = 1;
    const endRecord = () => {
        if (started || fields.length > 0)
            found.push({ fields: [...fields, field], line: begun });
        fields = [];
        field = '';
        started = false;
        begun = line + 1;
    };
    for (let index = 0; index < text.length && found.length < limit; index += 1) {
        const char = text[index] ?? '';
        const next = text[index + 1];
        if (quoted) {
            if (char === mark && (next === quote || (next === mark && mark !== quote))) {
                field += next;
                index += 1;
            }
            else if (char === quote)
                quoted = false;
            else {
                if (char === '\n')
                    line += 1;
                field += char;
            }
        }
        else if (quote !== '' && char === quote && field.trim() === '') {
            quoted = true;
            started = true;
            field = '';
        }
        else if (char === delimiter) {
            fields.push(field);
            field = '';
            started = true;
        }
        else if (char === '\n' || char === '\r') {
            if (char === '\r' && next === '\n')
                index += 1;
            endRecord();
            line += 1;
        }
        else if (char === comment) {
            // The rest of the line is no data; alone it is no record.
            while (index + 1 < text.length && !/[\r\n]/.test(text[index + 1] ?? ''))
                index += 1;
        }
        else {
            field += char;
            started = true;
        }
    }
    if (found.length < limit && (whole || found.length === 0))
        endRecord();
    return found;
}

;// CONCATENATED MODULE: ./build/data/source/faults.js
const FAULTS = {
    short: {
        check: 'structure',
        message: 'rows with too few fields',
        expected: (columns) => `${columns} fields`,
        fix: 'such rows are not read at all; complete or remove them',
    },
    long: {
        check: 'structure',
        message: 'rows with too many fields',
        expected: (columns) => `${columns} fields`,
        fix: 'quote values that contain the delimiter',
    },
    quote: {
        check: 'structure',
        message: 'rows with quotes that do not match',
        expected: () => 'quotes around whole fields, doubled inside',
        fix: 'write the file with a CSV library',
    },
    barequote: {
        check: 'structure',
        verdict: 'warn',
        message: 'rows with a quote inside a field that is not quoted, which other readers may read otherwise',
        expected: () => 'quotes around whole fields, doubled inside',
        fix: 'write the file with a CSV library, or state `assay.csv: {quote: ""}` where quotes mean nothing',
    },
    comment: {
        check: 'structure',
        message: 'rows with the comment sign behind values: the rest of such a row is not read',
        expected: () => 'comments on lines of their own',
        fix: 'quote values that contain the sign, or take `comment` out of `assay.csv`',
    },
    encoding: {
        check: 'encoding',
        message: 'rows that are not in the encoding of the file',
        expected: () => 'UTF-8, or what `assay.csv: {encoding: …}` says',
        fix: 'convert the file (iconv -f latin1 -t utf-8), or state its encoding in the contract',
    },
    nul: {
        check: 'encoding',
        message: 'rows with NUL bytes',
        expected: () => 'text without NUL bytes',
        fix: 'write the file again',
    },
    size: {
        check: 'structure',
        message: 'rows that are too large to read',
        expected: () => 'at most 2,000,000 bytes a row',
        fix: 'look for a quote that is never closed',
    },
    depth: {
        check: 'structure',
        message: 'lines that are nested too deeply',
        expected: () => 'at most 100 levels',
        fix: 'look for what writes brackets without an end',
    },
    keys: {
        check: 'structure',
        message: 'lines that give a key twice, of which readers take one or the other',
        expected: () => 'every key of an object once',
        fix: 'write the file with a JSON library',
    },
    literal: {
        check: 'structure',
        message: 'lines that are not JSON, though some readers take them for it',
        expected: () => 'JSON as RFC 8259 has it: no NaN, no Infinity, no comments',
        fix: 'write null for missing numbers (Python: json.dumps(…, allow_nan=False) finds them)',
    },
    ends: {
        check: 'structure',
        message: 'rows with another line end',
        expected: () => 'the line end that the contract states',
        fix: 'write the file again, or take `lineEnd` out of `assay.csv`',
    },
};
/** The faults of a scan as findings show them. */
function structureFaults(structure, file, columns) {
    return Object.entries(FAULTS).flatMap(([kind, about]) => {
        const count = structure.counts[kind];
        if (count === 0)
            return [];
        const places = structure.faults.filter((fault) => fault.kind === kind);
        return [
            {
                check: about.check,
                verdict: about.verdict ?? 'fail',
                file,
                count,
                message: about.message,
                expected: about.expected(columns),
                actual: places[0]?.detail ?? '',
                fix: about.fix,
                where: places.slice(0, 5).map((place) => ({
                    line: place.line,
                    value: place.detail,
                    ...(place.row === null ? {} : { row: place.row }),
                })),
            },
        ];
    });
}
const NAMES = { lf: 'LF', crlf: 'CRLF', cr: 'CR' };
/** Line ends that are not what is wanted, or not all the same. */
function lineEndFaults({ ends }, wanted, file, comments = false) {
    const kinds = ['lf', 'crlf', 'cr'].filter((end) => ends.counts[end] > 0);
    const actual = kinds.map((end) => `${ends.counts[end]} ${NAMES[end]}`).join(', ');
    const others = wanted === 'any' ? [] : kinds.filter((end) => end !== wanted);
    const at = (line) => (line === null ? {} : { where: [{ line }] });
    if (others.length > 0) {
        const { check, message, fix } = FAULTS.ends;
        const count = others.reduce((sum, end) => sum + ends.counts[end], 0);
        const expected = wanted.toUpperCase();
        return [
            { check, message, fix, verdict: 'fail', file, count, expected, actual, ...at(ends.firstOf(others)) },
        ];
    }
    if (ends.mixedAt === null)
        return [];
    // DuckDB 1.5 takes a lone CR for a line end in some places and not in others of the same file, and loses rows
    // behind comments that end otherwise than the first line.
    const unsure = ends.counts.cr > 0 || comments;
    return [
        {
            check: 'structure',
            verdict: unsure ? 'error' : 'warn',
            file,
            message: `has mixed line ends: ${actual}${unsure ? '; with CR alone or comments among them, what was read cannot be trusted' : ''}`,
            expected: 'one kind of line end',
            actual,
            fix: 'write the file again with one kind of line end',
            ...at(ends.mixedAt),
        },
    ];
}
/** How the bytes are, in words for the statement of how text was read; empty for plain LF. */
function bytesText({ ends, bom }) {
    const { lf, crlf, cr } = ends.counts;
    return [
        ...(bom ? ['a byte order mark at the start'] : []),
        ...(crlf > 0 && lf + cr === 0 ? ['line ends CRLF'] : []),
        ...(cr > 0 && lf + crlf === 0 ? ['line ends CR'] : []),
    ];
}
/** Names that say nothing, or the same twice. `line` is that of the header. */
function headerFaults(header, file, line) {
    const faults = [];
    header.forEach((name, position) => {
        const place = { file, where: [{ line, value: name }] };
        if (name.trim() === '') {
            faults.push({
                ...place,
                check: 'header',
                verdict: 'warn',
                message: `column ${position + 1} has no name`,
                expected: 'a name for every column',
                fix: 'name the column in the header (pandas writes its index without a name: index=False)',
            });
        }
        else if (header.indexOf(name) < position) {
            faults.push({
                ...place,
                check: 'header',
                verdict: 'fail',
                column: name,
                message: `the header names \`${name}\` twice; checks see the first column of that name`,
                expected: 'different names',
                fix: 'rename or remove one of the columns',
            });
        }
    });
    return faults;
}

;// CONCATENATED MODULE: ./build/data/source/csv.js
/** CSV and TSV, plain or packed: every value is text until the checks have looked at it. */









/** A header is a record, and no record is larger than this. */
const HEAD_BYTES = 1 << 21;
const PLAIN_READING = { csv: {}, policyOf: () => STRICT_TEXT, names: [] };
/** Looks at the head of every file. Faults of a file are findings, never errors. */
async function openCsv(found, reading, signal) {
    const faults = [];
    const parts = [];
    for (const [index, file] of found.files.entries()) {
        const head = await headOf(file.path, file.shown, reading, signal);
        if ('check' in head) {
            faults.push(head);
            continue;
        }
        if (head.header)
            faults.push(...headerFaults(head.first, file.shown, head.line));
        parts.push({ index, ...file, dialect: head, names: namesOf(head, reading.names) });
    }
    // The order of the first file, then what others add.
    const names = [];
    for (const part of parts) {
        for (const name of part.names)
            if (!names.includes(name))
                names.push(name);
    }
    for (const part of parts)
        faults.push(...differences(part, names, parts[0]));
    const partitions = partitionColumns(found, names, (_, position) => `k${position}`);
    const keys = partitions.map(({ key }) => key);
    const wish = {
        names,
        keepEmpty: names.map((name) => !reading.policyOf(name).missing.includes('')),
        keys,
    };
    const columns = names.map((name, position) => ({ name, sql: `c${position}`, shown: sqlName(name), type: null }));
    const scannerOf = (part, wanted, listener) => new CsvScanner(part.dialect, part.names.length, wanted, listener);
    const partAt = (index) => parts.find((candidate) => candidate.index === index);
    return {
        found,
        kind: 'text',
        columns: [...columns, ...partitions.map(({ column }) => column)],
        from: parts.length === 0 ? null : relation(parts, wish),
        shownFrom: shownRelation(found, parts, keys),
        located: parts.map((part) => `(SELECT ${sqlString(part.path)} AS assay_file, row_number() OVER () AS assay_row, * FROM ${relation([part], wish)})`),
        faults,
        policy: policyOf(parts),
        notChecked: [],
        brokenRow: null,
        async read(index, abort) {
            const file = found.files[index];
            const part = partAt(index);
            if (part === undefined) {
                return {
                    digest: await readBytes(file?.path ?? '', null, abort),
                    structure: null,
                    faults: [],
                    notes: [],
                };
            }
            const { path, shown, dialect } = part;
            const scanner = scannerOf(part);
            try {
                const digest = await readBytes(path, scanner, abort, dialect.encoding);
                const structure = scanner.end();
                return {
                    digest,
                    structure,
                    faults: [
                        ...structureFaults(structure, shown, part.names.length),
                        ...lineEndFaults(structure, dialect.lineEnd, shown, dialect.comment !== null),
                    ],
                    notes: bytesText(structure),
                };
            }
            catch (error) {
                const fault = unpackFault(shown, path, error);
                if (abort.aborted || fault === null)
                    throw error;
                return { digest: await readBytes(path, null, abort), structure: null, faults: [fault], notes: [] };
            }
        },
        async linesOf(index, rows) {
            const part = partAt(index);
            if (part === undefined)
                return null;
            const places = new Map();
            const scanner = scannerOf(part, { rows, found: places });
            await scanUntil(part.path, scanner, () => scanner.satisfied, signal, part.dialect.encoding);
            if (!scanner.satisfied)
                scanner.end();
            return places;
        },
        async listen(index, listener, abort) {
            const part = partAt(index);
            if (part === undefined)
                return;
            const scanner = scannerOf(part, undefined, listener);
            await scanUntil(part.path, scanner, () => false, abort, part.dialect.encoding);
            scanner.end();
        },
    };
}
/** Names of the fields: the header, else the contract's in their order. */
function namesOf(dialect, declared) {
    if (dialect.header)
        return [...dialect.first];
    return dialect.first.map((_, position) => declared[position] ?? `column${position + 1}`);
}
async function headOf(path, shown, { csv }, signal) {
    const fault = (message, expected, fix) => ({
        check: 'readable',
        verdict: 'fail',
        file: shown,
        message,
        expected,
        fix,
    });
    let bytes;
    try {
        bytes = await firstBytes(path, HEAD_BYTES, signal);
    }
    catch (error) {
        if (signal.aborted)
            throw error;
        return (unpackFault(shown, path, error) ?? {
            ...fault(`cannot be read: ${(0,base/* messageOf */.bD)(error)}`, 'a readable file', 'check the path'),
            verdict: 'error',
        });
    }
    const encoding = csv.encoding ?? 'utf-8';
    const [first, second] = bytes;
    if (first === 0xfe && second === 0xff) {
        return fault('is UTF-16 with the high byte first', 'UTF-8', 'convert it: iconv -f utf-16be -t utf-8');
    }
    if (encoding !== 'utf-16' && first === 0xff && second === 0xfe) {
        return fault('is UTF-16', encoding, 'write the file again as UTF-8, or state `assay.csv: {encoding: utf-16}` in the contract');
    }
    const decoder = new TextDecoder({ 'utf-8': 'utf-8', 'utf-16': 'utf-16le', 'latin-1': 'latin1' }[encoding]);
    const text = decoder.decode(bytes);
    const dialect = dialectOf(text, path, bytes.length < HEAD_BYTES, csv);
    if (dialect.first.length === 0) {
        const what = dialect.header ? 'is empty: there is no header' : 'is empty';
        return fault(what, dialect.header ? 'a header and rows' : 'rows', 'write the file again');
    }
    return dialect;
}
function differences(part, names, first) {
    const lacking = names.filter((name) => !part.names.includes(name));
    return lacking.map((name) => ({
        check: 'columns',
        verdict: 'fail',
        file: part.shown,
        column: name,
        message: `lacks the column \`${name}\`, which ${first?.names.includes(name) ? first.shown : 'another file'} has`,
        expected: 'the same columns in every file of a dataset',
    }));
}
function policyOf(parts) {
    return [...new Set(parts.map(dialectText))];
}
/** The same for files that were sniffed alike. */
function dialectText({ dialect }) {
    const { delimiter, from, quote, comment, header, encoding } = dialect;
    const source = { contract: 'by the contract', ending: 'by the file ending', sniffed: 'sniffed' }[from];
    return [
        `delimiter ${delimiter === '\t' ? 'tab' : JSON.stringify(delimiter)} (${source})`,
        quote === '' ? 'no quotes' : `quote ${JSON.stringify(quote)}`,
        ...(dialect.escape === quote ? [] : [`escape ${JSON.stringify(dialect.escape)}`]),
        ...(comment === null ? [] : [`comments after ${JSON.stringify(comment)}`]),
        header ? 'header in the first line' : 'no header',
        encoding.toUpperCase(),
    ].join(', ');
}

;// CONCATENATED MODULE: ./build/data/source/json-line.js
/**
 * Reads the bytes of one JSON value strictly (RFC 8259), for what the engine's reader lets pass: `NaN`, a key given
 * twice, nesting without an end. It builds no values.
 */
const MAX_DEPTH = 100;
const QUOTE = 34;
const BACKSLASH = 92;
const LITERALS = [Buffer.from('true'), Buffer.from('false'), Buffer.from('null')];
const NUMBER = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$/;
/**
 * The first fault of a line, or null. Text that is broken JSON in a way that the engine refuses too is no fault
 * here: that is the engine's to count. `end` is exclusive.
 */
function jsonFault(bytes, start, end) {
    const reader = new Reader(bytes, start, end);
    return reader.read();
}
class Reader {
    bytes;
    at;
    end;
    levels = [];
    constructor(bytes, at, end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }
    read() {
        const { bytes, end, levels } = this;
        let twice = null;
        while (this.at < end) {
            const byte = bytes[this.at];
            switch (byte) {
                case 0x20:
                case 0x09:
                case 0x0d:
                case 0x2c: // ,
                case 0x3a: // :
                    this.at += 1;
                    break;
                case 0x7b: // {
                case 0x5b: // [
                    if (levels.length >= MAX_DEPTH)
                        return { kind: 'depth', detail: `more than ${MAX_DEPTH} levels` };
                    levels.push(byte === 0x7b ? { keys: null, first: null } : null);
                    this.at += 1;
                    break;
                case 0x7d: // }
                case 0x5d: // ]
                    levels.pop();
                    this.at += 1;
                    break;
                case QUOTE: {
                    const from = this.at + 1;
                    if (!this.skipString())
                        return null;
                    if (this.isKey())
                        twice ??= this.repeated(from, this.at - 1);
                    break;
                }
                default: {
                    const fault = this.scalar();
                    if (fault !== null)
                        return fault;
                }
            }
        }
        return twice;
    }
    /** Moves behind the closing quote. */
    skipString() {
        const { bytes, end } = this;
        for (let index = this.at + 1; index < end; index += 1) {
            const byte = bytes[index];
            if (byte === BACKSLASH)
                index += 1;
            else if (byte === QUOTE) {
                this.at = index + 1;
                return true;
            }
        }
        return false;
    }
    /** A string is a key where a colon follows. */
    isKey() {
        let index = this.at;
        while (index < this.end && (this.bytes[index] === 0x20 || this.bytes[index] === 0x09))
            index += 1;
        return this.bytes[index] === 0x3a && index < this.end && this.levels.length > 0;
    }
    repeated(from, to) {
        const level = this.levels[this.levels.length - 1];
        if (!level)
            return null;
        const text = this.bytes.toString('utf8', from, to);
        const key = text.includes('\\') ? unescaped(text) : text;
        if (level.first === null) {
            level.first = key;
            return null;
        }
        level.keys ??= new Set([level.first]);
        if (level.keys.has(key))
            return { kind: 'keys', detail: `the key ${JSON.stringify(key.slice(0, 60))} twice` };
        level.keys.add(key);
        return null;
    }
    /** Numbers and words, up to the next sign of structure. */
    scalar() {
        const { bytes, end } = this;
        const from = this.at;
        let index = from;
        for (; index < end; index += 1) {
            const byte = bytes[index];
            if (byte <= 0x20 || byte === 0x2c || byte === 0x3a || byte === 0x5d || byte === 0x7d || byte === QUOTE)
                break;
        }
        this.at = Math.max(index, from + 1);
        for (const literal of LITERALS) {
            if (index - from === literal.length && bytes.compare(literal, 0, literal.length, from, index) === 0)
                return null;
        }
        const first = bytes[from];
        const digit = (first >= 0x30 && first <= 0x39) || first === 0x2d;
        if (digit && plainInteger(bytes, from, index))
            return null;
        const text = bytes.toString('latin1', from, Math.min(index, from + 400));
        if (digit && NUMBER.test(text))
            return null;
        return {
            kind: 'literal',
            detail: JSON.stringify(bytes.toString('utf8', from, Math.min(index, from + 20))),
        };
    }
}
/** The common number, told apart without making a string of it. */
function plainInteger(bytes, from, to) {
    const start = bytes[from] === 0x2d ? from + 1 : from;
    if (start >= to || (bytes[start] === 0x30 && to - start > 1))
        return false;
    for (let index = start; index < to; index += 1) {
        const byte = bytes[index];
        if (byte < 0x30 || byte > 0x39)
            return false;
    }
    return true;
}
/** `\u0061` is `a`: two spellings of one key are the same key. */
function unescaped(text) {
    try {
        return String(JSON.parse(`"${text}"`));
    }
    catch (error) {
        // A bad escape makes the line no JSON, which the engine says.
        if (error instanceof SyntaxError)
            return text;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/data/source/line-scan.js
/** Reads the structure of JSON lines: which lines hold something, and what in them readers take differently. */


const line_scan_LF = 10;
const line_scan_CR = 13;
class LineScanner {
    wanted;
    log;
    utf8 = new Utf8Bytes();
    ends = new LineEnds();
    /** The beginning of a line that the chunk before cut off. */
    rest = [];
    restSize = 0;
    started = false;
    marked = false;
    /** Offset of the next chunk. */
    offset = 0;
    line = 1;
    records = 0;
    rows = 0;
    next = 0;
    constructor(wanted, listener) {
        this.wanted = wanted;
        this.log = new FaultLog(listener);
    }
    get satisfied() {
        return this.wanted !== undefined && this.next >= this.wanted.rows.length;
    }
    write(chunk) {
        if (chunk.length === 0)
            return;
        this.utf8.write(chunk);
        const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
        for (let start = 0; start < bytes.length;) {
            const feed = bytes.indexOf(line_scan_LF, start);
            if (feed < 0) {
                this.keep(bytes.subarray(start));
                break;
            }
            if (this.restSize > 0) {
                this.keep(bytes.subarray(start, feed));
                const whole = Buffer.concat(this.rest);
                const size = this.restSize;
                this.rest = [];
                this.restSize = 0;
                this.endLine(whole, 0, whole.length, size, this.offset + feed, true);
            }
            else
                this.endLine(bytes, start, feed, feed - start, this.offset + feed, true);
            start = feed + 1;
        }
        this.offset += bytes.length;
    }
    end() {
        this.utf8.end();
        if (this.restSize > 0) {
            const whole = Buffer.concat(this.rest);
            this.endLine(whole, 0, whole.length, this.restSize, Number.POSITIVE_INFINITY, false);
        }
        const { counts, faults } = this.log;
        return { rows: this.rows, records: this.records, counts, faults, ends: this.ends, bom: this.marked };
    }
    /** A line that is too large for the engine is counted and not kept. */
    keep(part) {
        this.restSize += part.length;
        if (this.restSize <= MAX_RECORD_BYTES)
            this.rest.push(Buffer.from(part));
    }
    endLine(bytes, from, to, size, offset, ended) {
        const { line } = this;
        const begin = this.started ? from : this.afterBom(bytes, from, to);
        this.started = true;
        const carriage = to > begin && bytes[to - 1] === line_scan_CR;
        if (ended)
            this.ends.add(carriage ? 'crlf' : 'lf', line);
        this.line += 1;
        const bad = this.utf8.claim(offset);
        if (size - (begin - from) - (carriage ? 1 : 0) <= 0)
            return;
        this.records += 1;
        const row = this.records;
        const large = size > MAX_RECORD_BYTES;
        const dropped = bad !== null || large;
        const place = { line, row, engineRow: dropped ? null : this.rows + 1 };
        if (bad !== null)
            this.log.add({ ...place, kind: 'encoding', detail: `byte ${bad + 1} of the file is not UTF-8` });
        if (large)
            this.log.add({ ...place, kind: 'size', detail: `${size} bytes` });
        else {
            const stop = carriage ? to - 1 : to;
            if (bytes.subarray(begin, stop).includes(0))
                this.log.add({ ...place, kind: 'nul', detail: 'a NUL byte' });
            // What is no object at all is found, and counted, by the engine.
            const fault = startsObject(bytes, begin, stop) ? jsonFault(bytes, begin, stop) : null;
            if (fault !== null)
                this.log.add({ ...place, ...fault });
        }
        if (dropped)
            return;
        this.rows += 1;
        this.log.place(this.rows, row, line);
        if (this.wanted !== undefined && this.rows === this.wanted.rows[this.next]) {
            this.wanted.found.set(this.rows, { record: row, line });
            this.next += 1;
        }
    }
    afterBom(bytes, from, to) {
        this.marked =
            to - from >= 3 && bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf;
        return this.marked ? from + 3 : from;
    }
}
function startsObject(bytes, from, to) {
    let index = from;
    while (index < to && (bytes[index] === 0x20 || bytes[index] === 0x09))
        index += 1;
    return bytes[index] === 0x7b;
}

;// CONCATENATED MODULE: ./build/data/source/parquet.js
/** Parquet: typed values, a schema that is read first, no lines. */




/** Names of columns that are added to say where a row lies. */
const TAKEN = /^(assay_file|assay_row|assay_path|file_row_number)$/i;
/**
 * Reads the schema of every file. A file that is no Parquet is a fault and not an error, and leaves the others
 * readable; so are columns whose type changes from file to file, which the engine would silently widen.
 */
async function openParquet(db, found) {
    const faults = [];
    const schemas = new Map();
    for (const file of found.files) {
        try {
            schemas.set(file.shown, await schemaOf(db, `read_parquet(${sqlPath(file.path)}, hive_partitioning = false)`));
        }
        catch (error) {
            faults.push(unreadable(file.shown, error));
        }
    }
    const readable = found.files.filter((file) => schemas.has(file.shown));
    faults.push(...parquet_differences(schemas));
    const several = readable.length > 1 ? ', union_by_name = true' : '';
    const reader = (paths, options) => `read_parquet(${paths.length === 1 ? sqlPath(paths[0] ?? '') : `[${paths.map(sqlPath).join(', ')}]`}${several}, hive_partitioning = false${options})`;
    const paths = readable.map((file) => file.path);
    let described = null;
    if (paths.length > 0) {
        try {
            described =
                paths.length === 1 ? ([...schemas.values()][0] ?? null) : await schemaOf(db, reader(paths, ''));
        }
        catch (error) {
            faults.push(unreadable(readable.map((file) => file.shown).join(', '), error));
        }
    }
    const names = [...(described?.keys() ?? [])];
    const partitions = partitionColumns(found, names, (key) => sqlName(key));
    const withKeys = (from, path, before) => {
        if (partitions.length === 0 && before === '')
            return from;
        const keys = partitions.map(({ key }) => `${partitionSql(key, path)} AS ${sqlName(key)}`);
        return `(SELECT ${['*', ...keys].join(', ')}${before} FROM ${from})`;
    };
    const path = partitions.length > 0 ? ", filename = 'assay_path'" : '';
    const taken = names.some((name) => TAKEN.test(name));
    // The engine refuses to add a column that is there: the data's own go by other names.
    const renamed = readable.map((file) => {
        const own = schemas.get(file.shown);
        const columns = names.map((name, index) => {
            const value = own?.has(name) ? sqlName(name) : `CAST(NULL AS ${described?.get(name)})`;
            return `${value} AS c${index}`;
        });
        const keys = partitions.map(({ key }) => `${partitionSql(key, sqlString(file.path))} AS ${sqlName(key)}`);
        const from = `read_parquet(${sqlPath(file.path)}, hive_partitioning = false)`;
        return `(SELECT ${[`${sqlString(file.path)} AS assay_file, row_number() OVER () AS assay_row`, ...columns, ...keys].join(', ')} FROM ${from})`;
    });
    const all = `(${renamed.map((relation) => `SELECT * FROM ${relation}`).join(' UNION ALL ')})`;
    return {
        found,
        kind: 'typed',
        columns: [
            ...names.map((name, index) => {
                const type = described?.get(name) ?? '';
                return { name, sql: taken ? `c${index}` : sqlName(name), shown: sqlName(name), type };
            }),
            ...partitions.map(({ column }) => column),
        ],
        from: described === null ? null : taken ? all : withKeys(reader(paths, path), 'assay_path', ''),
        shownFrom: withKeys(reader(readable.map((file) => file.shown), path), 'assay_path', ''),
        located: described === null
            ? []
            : taken
                ? renamed
                : [
                    withKeys(reader(paths, ", filename = 'assay_file', file_row_number = true"), 'assay_file', ', file_row_number + 1 AS assay_row'),
                ],
        faults,
        policy: [],
        notChecked: [],
        brokenRow: null,
        async read(index, signal) {
            const file = found.files[index]?.path ?? '';
            return { digest: await readBytes(file, null, signal), structure: null, faults: [], notes: [] };
        },
        linesOf: () => Promise.resolve(null),
        listen: () => Promise.resolve(),
    };
}
async function schemaOf(db, from) {
    const rows = await db.all(`DESCRIBE SELECT * FROM ${from}`);
    return new Map(rows.map((row) => [String(row['column_name']), String(row['column_type'])]));
}
/** Columns that not every file has, or that have another type in one, against the first file. */
function parquet_differences(schemas) {
    const faults = [];
    const first = new Map();
    for (const [file, schema] of schemas) {
        for (const [name, type] of schema)
            if (!first.has(name))
                first.set(name, { file, type });
    }
    for (const [file, schema] of schemas) {
        for (const [name, known] of first) {
            const type = schema.get(name);
            if (type === known.type)
                continue;
            const lacks = type === undefined;
            faults.push({
                check: 'columns',
                verdict: 'fail',
                file,
                column: name,
                message: lacks
                    ? `lacks the column \`${name}\`, which ${known.file} has`
                    : `has \`${name}\` as ${type}, and ${known.file} as ${known.type}`,
                expected: lacks ? 'the same columns in every file of a dataset' : known.type,
                actual: type ?? 'no such column',
            });
        }
    }
    return faults;
}
function unreadable(file, error) {
    return {
        check: 'readable',
        verdict: 'error',
        file,
        message: `cannot be read as Parquet: ${firstLine((0,base/* messageOf */.bD)(error))}`,
        expected: 'a whole Parquet file',
        fix: 'write the file again; a job that was stopped while writing leaves half a file',
    };
}
/** DuckDB adds hints and positions in more lines; absolute paths of this machine stay out of results. */
function firstLine(message) {
    return (message.split('\n')[0] ?? '').replace(/"?\/[^\s"']*\/([^\s"'/]+)"?/g, '$1');
}

;// CONCATENATED MODULE: ./build/data/source/jsonl.js
/** JSON lines, plain or packed: each line is parsed by itself, and values stay JSON text until checked. */







/** Reads which keys the lines have. Lines that are no JSON objects are found by the checks. */
async function openJsonLines(db, all, signal) {
    const faults = [];
    const readable = [];
    for (const file of all.files) {
        const fault = await headFault(file.path, file.shown, signal);
        if (fault === null)
            readable.push(file);
        else
            faults.push(fault);
    }
    const found = { ...all, files: readable };
    const lines = linesOf(readable.map((file) => file.path));
    let keys = readable.length === 0 ? null : [];
    if (keys !== null) {
        try {
            const rows = await db.all(`SELECT key FROM (SELECT DISTINCT unnest(json_keys(${objectOf('line')})) AS key FROM ${lines}) ORDER BY key`);
            keys = rows.map((row) => String(row['key']));
        }
        catch (error) {
            if (signal.aborted)
                throw error;
            keys = null;
            faults.push({
                check: 'readable',
                verdict: 'error',
                file: readable.map((file) => file.shown).join(', '),
                message: `cannot be read as JSON lines: ${firstLine((0,base/* messageOf */.bD)(error))}`,
                expected: 'one JSON object a line',
            });
        }
    }
    const names = keys ?? [];
    const partitions = partitionColumns(found, names, (_, position) => `k${position}`);
    const folders = partitions.map(({ key }) => key);
    const columns = names.map((name, position) => ({
        name,
        sql: `c${position}`,
        shown: sqlName(name),
        type: null,
    }));
    const isRead = (index) => readable.some((file) => file.path === all.files[index]?.path);
    return {
        found: all,
        kind: 'json',
        columns: [...columns, ...partitions.map(({ column }) => column)],
        from: keys === null
            ? null
            : jsonl_relation(readable.map((file) => file.path), names, folders),
        shownFrom: jsonl_relation(readable.map((file) => file.shown), names, folders, true),
        located: keys === null
            ? []
            : readable.map((file) => `(SELECT ${sqlString(file.path)} AS assay_file, row_number() OVER () AS assay_row, * FROM ${jsonl_relation([file.path], names, folders)})`),
        faults,
        policy: ['one JSON object a line, UTF-8, null or an absent key means missing'],
        notChecked: [],
        brokenRow: 'broken',
        async read(index, abort) {
            const { path = '', shown = '' } = all.files[index] ?? {};
            if (!isRead(index)) {
                return { digest: await readBytes(path, null, abort), structure: null, faults: [], notes: [] };
            }
            const scanner = new LineScanner();
            try {
                const digest = await readBytes(path, scanner, abort);
                const structure = scanner.end();
                const broken = [...structureFaults(structure, shown, 1), ...lineEndFaults(structure, 'any', shown)];
                return { digest, structure, faults: broken, notes: bytesText(structure) };
            }
            catch (error) {
                const fault = unpackFault(shown, path, error);
                if (abort.aborted || fault === null)
                    throw error;
                return { digest: await readBytes(path, null, abort), structure: null, faults: [fault], notes: [] };
            }
        },
        async linesOf(index, rows, abort) {
            const path = all.files[index]?.path ?? '';
            const places = new Map();
            const scanner = new LineScanner({ rows, found: places });
            await scanUntil(path, scanner, () => scanner.satisfied, abort);
            if (!scanner.satisfied)
                scanner.end();
            return places;
        },
        async listen(index, listener, abort) {
            if (!isRead(index))
                return;
            const scanner = new LineScanner(undefined, listener);
            await scanUntil(all.files[index]?.path ?? '', scanner, () => false, abort);
            scanner.end();
        },
    };
}
/** A file that cannot even be begun leaves the others readable. */
async function headFault(path, shown, signal) {
    const fault = { check: 'readable', file: shown };
    try {
        const bytes = await firstBytes(path, 4096, signal);
        if (bytes.length === 0) {
            return {
                ...fault,
                verdict: 'fail',
                message: 'is empty',
                expected: 'rows',
                fix: 'write the file again',
            };
        }
        const [first, second] = bytes;
        if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
            return {
                ...fault,
                verdict: 'fail',
                message: 'is UTF-16',
                expected: 'UTF-8',
                fix: 'write the file again as UTF-8',
            };
        }
        return null;
    }
    catch (error) {
        if (signal.aborted)
            throw error;
        return (unpackFault(shown, path, error) ?? {
            ...fault,
            verdict: 'error',
            message: `cannot be read: ${(0,base/* messageOf */.bD)(error)}`,
            expected: 'a readable file',
        });
    }
}
/** Every line that holds something, as text. No line contains the delimiter, and nothing is quoted. */
function linesOf(paths, withPath = false) {
    const path = withPath ? ", filename = 'assay_path'" : '';
    return `(SELECT ${withPath ? 'line, assay_path' : 'line'} FROM read_csv([${paths.map(sqlPath).join(', ')}], auto_detect = false, header = false, delim = '\u0001', quote = '', escape = '', columns = {'line': 'VARCHAR'}, strict_mode = false, ignore_errors = true, hive_partitioning = false${path}) WHERE line IS NOT NULL)`;
}
/** The line where it is a JSON object, else NULL. Nested, since AND may evaluate both sides. */
function objectOf(line) {
    return `CASE WHEN json_valid(${line}) THEN CASE WHEN json_type(${line}) = 'OBJECT' THEN ${line} END END`;
}
/** `named` gives the columns the data's own names, for queries that people read. */
function jsonl_relation(paths, keys, folders, named = false) {
    const pointers = keys.map((key) => sqlString(`/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`));
    const as = (key, short) => (named ? sqlName(key) : short);
    const values = keys.map((key, position) => `nullif(v[${position + 1}]::VARCHAR, 'null') AS ${as(key, `c${position}`)}`);
    const parts = folders.map((key, position) => `${partitionSql(key, 'assay_path')} AS ${as(key, `k${position}`)}`);
    const path = folders.length > 0 ? ', assay_path' : '';
    const extracted = keys.length === 0 ? 'NULL' : `json_extract(o, [${pointers.join(', ')}])`;
    return `(SELECT ${['o IS NULL AS broken', ...values, ...parts].join(', ')} FROM (SELECT o${path}, ${extracted} AS v FROM (SELECT ${objectOf('line')} AS o${path} FROM ${linesOf(paths, folders.length > 0)})))`;
}

;// CONCATENATED MODULE: ./build/data/source/changed.js
/** Whether files stayed as they were while they were read: several readers must have seen the same bytes. */


async function snapshotOf(found) {
    const snapshot = new Map();
    for (const { path } of found.files) {
        try {
            const { size, mtimeMs, ino } = await (0,promises_.stat)(path);
            snapshot.set(path, `${size} ${mtimeMs} ${ino}`);
        }
        catch (error) {
            // A file that is gone is another one than before; why is said where it is read.
            snapshot.set(path, `gone: ${(0,base/* messageOf */.bD)(error)}`);
        }
    }
    return snapshot;
}
/** A fault for every file that is another one than it was. */
async function changedFaults(found, before) {
    const after = await snapshotOf(found);
    return found.files
        .filter(({ path }) => before.get(path) !== after.get(path))
        .map(({ shown }) => ({
        check: 'readable',
        verdict: 'error',
        file: shown,
        message: 'changed while it was read: what was counted is of no one state of it',
        expected: 'a file that stays as it is',
        fix: 'run again when its writer is done; write to another name and rename',
    }));
}

;// CONCATENATED MODULE: ./build/data/source/index.js







/**
 * Opens a dataset of rows, text in the dialect that the contract states. Files that cannot be read are faults of the
 * source; only cancellation throws, and a usage error for a dataset of files.
 */
async function openSource(db, found, signal, contract) {
    switch (found.format) {
        case 'parquet':
            return openParquet(db, found);
        case 'csv':
            return openCsv(found, contract ? readingOf(contract) : PLAIN_READING, signal);
        case 'jsonl':
            return openJsonLines(db, found, signal);
        case 'files':
            throw noRows(found);
    }
}
function readingOf(contract) {
    const text = contract.reading?.text ?? STRICT_TEXT;
    const policies = new Map(contract.columns.map((column) => [column.name, column.text ?? text]));
    return {
        csv: contract.reading?.csv ?? {},
        policyOf: (name) => policies.get(name) ?? text,
        names: contract.columns.map((column) => column.name),
    };
}

;// CONCATENATED MODULE: ./build/data/checks/queries.js
/** Checks that need a query of their own, run one after the other. What the engine refuses is that check's error. */






/** The text of the query of a plan over a source, or null where it needs none or there is nothing to read. */
function queryText(planned, source, contract) {
    const { measure } = planned;
    return measure.kind === 'query' ? textOf(measure, measure.query, source, contract) : null;
}
function textOf(measure, query, source, contract) {
    if (source.from === null)
        return null;
    const prepared = prepare(source, contract);
    const over = query(prepared.lookup);
    if (measure.relation === 'rows')
        return over(prepared.from(sameRows(source, source.from)));
    const located = source.located.map((relation) => `SELECT * FROM ${relation}`).join(' UNION ALL BY NAME ');
    return over(prepared.from(sameRows(source, `(${located})`), ['assay_file', 'assay_row']));
}
/**
 * The engine drops rows that are not UTF-8 only where it reads the column, and rows must be the same rows in every
 * query. So every column is read, by a condition that it cannot leave out and that always holds.
 */
function sameRows(source, relation) {
    if (source.kind !== 'text' || source.columns.length === 0)
        return relation;
    const lengths = source.columns.map(({ sql }) => `coalesce(length(${sql}), 0)`);
    return `(SELECT * FROM ${relation} WHERE ${lengths.join(' + ')} >= 0)`;
}
async function runQueries(ctx, db, source, contract, plans) {
    const results = new Map();
    for (const planned of plans) {
        const { measure } = planned;
        const text = queryText(planned, source, contract);
        if (measure.kind !== 'query' || text === null)
            continue;
        const said = (sql) => purpose(`${planned.check} alone, since ${measure.why}`, sql);
        ctx.signal.throwIfAborted();
        try {
            let rows = await db.all(said(text));
            const next = measure.next?.(rows) ?? null;
            const more = next === null ? null : textOf(measure, next, source, contract);
            if (more !== null)
                rows = await db.all(said(more));
            results.set(planned, measure.judge(rows));
        }
        catch (error) {
            results.set(planned, refused(ctx, error, contract));
        }
    }
    return results;
}
/** True where the data has values that are never shown. */
function holdsPersonal({ columns }) {
    return everyColumn(columns).some(({ personal }) => personal);
}
/** A message of the engine quotes values: where a column is personal, nothing that stands in quotes is shown. */
function unquoted(message, contract) {
    if (!holdsPersonal(contract))
        return message;
    return message.replace(/(['"]).*\1/gs, REDACTED);
}
/** What the engine said, as a judgement; failures of the machine and cancellation go on. */
function refused(ctx, error, contract) {
    ctx.signal.throwIfAborted();
    if (error instanceof base/* AssayError */.WV)
        throw error;
    const problem = `the engine cannot compute it: ${unquoted(firstLine((0,base/* messageOf */.bD)(error)), contract)}`;
    return { ok: false, verdict: 'error', actual: 'not evaluated', problem };
}
/** True for aggregates that the engine may refuse to compute. */
function isFragile({ measure }) {
    return measure.kind === 'value' && measure.fragile === true;
}
/** Each aggregate by itself, where one of them made the whole scan fail. */
async function measureAlone(ctx, db, source, contract, plans) {
    const values = new Map();
    const problems = new Map();
    if (source.from === null)
        return { values, refused: problems };
    for (const planned of plans) {
        ctx.signal.throwIfAborted();
        const prepared = prepare(source, contract);
        const sql = aggregateOf(planned, prepared.lookup);
        try {
            const parts = [`${sql} AS m`, ...prepared.unread()];
            const query = `SELECT ${parts.join(', ')} FROM ${prepared.from(source.from)}`;
            const [row] = await db.all(purpose(`${planned.check} alone, since the scan of all failed`, query));
            values.set(planned, row?.['m']);
        }
        catch (error) {
            problems.set(planned, refused(ctx, error, contract));
        }
    }
    return { values, refused: problems };
}

;// CONCATENATED MODULE: ./build/data/checks/sql-guard.js

/** Functions that make rows out of their arguments alone. */
const TABLE_FUNCTIONS = new Set(['range', 'generate_series', 'unnest']);
/** Functions that tell of the machine or of the session, or write. */
const FUNCTIONS = /^(getenv|current_setting|getvariable|write_log|nextval|currval|current_(user|role|database|schemas?|catalog)|pg_.*|duckdb_.*|read_.*|http_.*)$/;
/** Why the query is not run; null where it reads only the tables of these names. */
async function refusalOf(db, query, tables) {
    const [row] = await db.all(`SELECT CAST(json_serialize_sql(${sqlString(query)}) AS VARCHAR) AS tree`);
    const tree = JSON.parse(String(row?.['tree']));
    if (tree.error) {
        const why = tree.error_message ?? '';
        return /Only SELECT/.test(why)
            ? 'is no SELECT, and nothing else is run'
            : `cannot be read: ${why.split('\n')[0]}`;
    }
    if (tree.statements?.length !== 1)
        return 'is more than one statement';
    const known = new Set(tables.map((name) => name.toLowerCase()));
    for (const node of nodesOf(tree.statements)) {
        for (const name of ctesOf(node)) {
            // A name with a dot could be that of a file where the common table expression is out of sight.
            if (!/^\w+$/.test(name))
                return `names a part of it ${JSON.stringify(name)}; letters, digits and _ are allowed`;
            known.add(name.toLowerCase());
        }
    }
    for (const node of nodesOf(tree.statements)) {
        const reason = reasonOf(node, known, tables);
        if (reason !== null)
            return reason;
    }
    return null;
}
function* nodesOf(value) {
    if (Array.isArray(value)) {
        for (const item of value)
            yield* nodesOf(item);
    }
    else if (typeof value === 'object' && value !== null) {
        const node = value;
        yield node;
        for (const item of Object.values(node))
            yield* nodesOf(item);
    }
}
function ctesOf(node) {
    const { map } = (node['cte_map'] ?? {});
    if (!Array.isArray(map))
        return [];
    return map.map((entry) => String(entry.key));
}
function reasonOf(node, known, tables) {
    const { type } = node;
    if (type === 'BASE_TABLE') {
        const name = String(node['table_name']);
        const qualified = [node['catalog_name'], node['schema_name']].some((part) => part !== '' && part !== undefined);
        if (!qualified && known.has(name.toLowerCase()))
            return null;
        return `reads ${JSON.stringify(name)}, which is not the dataset; it has the names ${tables.join(', ')}`;
    }
    if (type === 'TABLE_FUNCTION') {
        const called = (node['function'] ?? {});
        const name = String(called['function_name']);
        if (TABLE_FUNCTIONS.has(name.toLowerCase()))
            return null;
        return `calls ${name}, which may read something else than the dataset`;
    }
    if (type === 'SHOW_REF')
        return 'describes a table, and gives no value';
    if (node['class'] === 'FUNCTION') {
        const name = String(node['function_name']).toLowerCase();
        if (FUNCTIONS.test(name))
            return `calls ${name}, which is not about the data`;
    }
    return null;
}

;// CONCATENATED MODULE: ./build/data/checks/sql-rules.js
/**
 * Rules of `type: sql`: each a query of its own over a view in which text has the types of the contract. A query is
 * looked at before it is run (`sql-guard.ts`): it reads that view and nothing else.
 */








/** `{object}` stands for the view over the data; so do the older words. A semicolon at the end is none of the query. */
function objectQuery(query) {
    return query.replace(/\$?\{(object|table|model)\}/g, 'assay_object').replace(/;\s*$/, '');
}
/** Runs the rules one after the other. A query that fails, or gives no single number, is verdict `error`. */
async function runSqlRules(ctx, db, source, contract, plans) {
    const results = new Map();
    const rules = plans.filter((planned) => planned.measure.kind === 'sql');
    if (rules.length === 0 || source.from === null)
        return results;
    const names = [...new Set(['assay_object', contract.object, ...(contract.aliases ?? [])])];
    const problem = await tried(ctx, async () => {
        // A function that is not there must not make the engine fetch an extension.
        await db.run('SET autoinstall_known_extensions = false; SET autoload_known_extensions = false');
        const view = viewOf(source, contract);
        for (const name of names)
            await db.run(`CREATE OR REPLACE TEMP VIEW ${sqlName(name)} AS ${view}`);
    });
    for (const planned of rules) {
        results.set(planned, problem === null ? await runRule(ctx, db, planned, names, contract) : failed(problem));
    }
    for (const name of names)
        await tried(ctx, () => db.run(`DROP VIEW IF EXISTS ${sqlName(name)}`));
    return results;
}
/** The data with the types of the contract, under the names of the data and, where they differ, of the contract. */
function viewOf(source, contract) {
    const taken = new Set(source.columns.map(({ name }) => name.toLowerCase()));
    const columns = source.columns.flatMap((column) => {
        const rule = contract.columns.find((candidate) => candidate.name === column.name);
        const { value } = columnSql(source.kind, column, column.sql, rule, contract.reading?.text);
        const other = rule?.property;
        const also = other !== undefined && !taken.has(other.toLowerCase()) ? [`${value} AS ${sqlName(other)}`] : [];
        return [`${value} AS ${sqlName(column.name)}`, ...also];
    });
    return `SELECT ${columns.join(', ')} FROM ${source.from}`;
}
async function runRule(ctx, db, planned, names, contract) {
    const { measure, severity } = planned;
    if (measure.kind !== 'sql')
        return failed('is no SQL rule');
    const refused = await refusalOf(db, measure.query, names);
    if (refused !== null)
        return failed(refused);
    let rows = [];
    // As a subquery nothing but a SELECT is possible.
    const problem = await tried(ctx, async () => {
        rows = await db.all(purpose(`the rule ${planned.check}`, `SELECT * FROM (${measure.query}\n) LIMIT 2`));
    });
    if (problem !== null)
        return failed(unquoted(problem, contract));
    const values = Object.values(rows[0] ?? {});
    const [value] = values;
    if (rows.length !== 1 || values.length !== 1)
        return failed(`gives ${rows.length} rows of ${values.length} columns, not one value`);
    const number = typeof value === 'boolean' ? Number(value) : value;
    if (typeof number !== 'bigint' && (typeof number !== 'number' || Number.isNaN(number)))
        return failed(`gives ${value === null || !holdsPersonal(contract) ? String(value) : REDACTED}, which is no number`);
    const ok = meetsBound(number, measure.bound);
    return { ok, verdict: ok ? 'pass' : severity === 'error' ? 'fail' : 'warn', actual: String(value) };
}
function failed(problem) {
    return { ok: false, verdict: 'error', actual: 'not evaluated', problem };
}
/** The message of a failure of the query; failures of the machine and cancellation go on. */
async function tried(ctx, work) {
    try {
        await work();
        return null;
    }
    catch (error) {
        ctx.signal.throwIfAborted();
        if (error instanceof base/* AssayError */.WV)
            throw error;
        return (0,base/* messageOf */.bD)(error).split('\n')[0] ?? 'failed';
    }
}

;// CONCATENATED MODULE: ./build/data/checks/custom/condition.js
function conditionOf(text, rule, { conditions }) {
    const parsed = conditions.get(text);
    if (parsed === undefined)
        throw new RangeError(`the condition ${text} was not read before`);
    const find = (name) => rule.renamed.get(name) ?? name;
    return {
        text,
        columns: [...new Set(parsed.columns.map(find))],
        sql: (lookup) => parsed.sql((name) => lookup(find(name)).value),
    };
}

;// CONCATENATED MODULE: ./build/data/contract/model.js
const LOGICAL_TYPES = [
    'string',
    'date',
    'timestamp',
    'time',
    'number',
    'integer',
    'object',
    'array',
    'boolean',
];
const LIFECYCLES = ['planned', 'active', 'deprecated'];
const BOUND_OPERATORS = [
    'mustBe',
    'mustNotBe',
    'mustBeGreaterThan',
    'mustBeGreaterOrEqualTo',
    'mustBeLessThan',
    'mustBeLessOrEqualTo',
    'mustBeBetween',
    'mustNotBeBetween',
];
/** Columns and what lies inside them, to any depth. */
function everyColumn(columns) {
    return columns.flatMap((column) => [
        column,
        ...everyColumn([...(column.properties ?? []), ...(column.items === undefined ? [] : [column.items])]),
    ]);
}
/** `2 to 5`, `at most 3`: how a finding writes a bound. */
function boundText(bound) {
    const limit = typeof bound.limit === 'number' ? String(bound.limit) : bound.limit.join(' to ');
    const words = {
        mustBe: limit,
        mustNotBe: `not ${limit}`,
        mustBeGreaterThan: `more than ${limit}`,
        mustBeGreaterOrEqualTo: `at least ${limit}`,
        mustBeLessThan: `less than ${limit}`,
        mustBeLessOrEqualTo: `at most ${limit}`,
        mustBeBetween: limit,
        mustNotBeBetween: `outside ${limit}`,
    };
    return words[bound.operator];
}
/** NaN satisfies no bound. A bigint is compared exactly. */
function meetsBound(value, bound) {
    if (Number.isNaN(value))
        return false;
    const [low, high] = typeof bound.limit === 'number' ? [bound.limit, bound.limit] : bound.limit;
    switch (bound.operator) {
        case 'mustBe':
            return value >= low && value <= low;
        case 'mustNotBe':
            return value < low || value > low;
        case 'mustBeGreaterThan':
            return value > low;
        case 'mustBeGreaterOrEqualTo':
            return value >= low;
        case 'mustBeLessThan':
            return value < low;
        case 'mustBeLessOrEqualTo':
            return value <= low;
        case 'mustBeBetween':
            return value >= low && value <= high;
        case 'mustNotBeBetween':
            return value < low || value > high;
    }
}

;// CONCATENATED MODULE: ./build/data/checks/limits.js

/** What a value that breaks the limit does, and how the limit is said. */
const SIDES = [
    { key: 'minimum', breaks: '<', word: 'at least' },
    { key: 'exclusiveMinimum', breaks: '<=', word: 'more than' },
    { key: 'maximum', breaks: '>', word: 'at most' },
    { key: 'exclusiveMaximum', breaks: '>=', word: 'less than' },
];
const INTEGER_LIMITS = {
    i8: ['-128', '127'],
    i16: ['-32768', '32767'],
    i32: ['-2147483648', '2147483647'],
    i64: ['-9223372036854775808', '9223372036854775807'],
    u8: ['0', '255'],
    u16: ['0', '65535'],
    u32: ['0', '4294967295'],
    u64: ['0', '18446744073709551615'],
    i128: ['-170141183460469231731687303715884105728', '170141183460469231731687303715884105727'],
    u128: ['0', '340282366920938463463374607431768211455'],
};
const limits_WIDE = {
    HUGEINT: [-(2n ** 127n), 2n ** 127n - 1n],
    UHUGEINT: [0n, 2n ** 128n - 1n],
};
function numbersOf(rule, type) {
    if (type === null) {
        if (rule.type !== 'integer')
            return 'double';
        const { format } = rule.options;
        return format === 'u128' ? 'UHUGEINT' : format === 'i128' ? 'HUGEINT' : { scale: 0, cast: null };
    }
    if (type === 'HUGEINT' || type === 'UHUGEINT')
        return type;
    const decimal = /^DECIMAL\(\d+,\s*(\d+)\)$/.exec(type);
    if (decimal)
        return { scale: Number(decimal[1]), cast: type };
    if (/INT/.test(type))
        return { scale: 0, cast: null };
    return type === 'FLOAT' ? 'float' : 'double';
}
/** The limits of a column of a DuckDB type, or of text that is read as the contract's; null where there are none. */
function limitsOf(rule, type) {
    const parts = [];
    const numbers = numbersOf(rule, type);
    const add = (breaks, limit, word) => parts.push({ word, condition: (value) => compared(value, breaks, limit, numbers) });
    for (const { key, breaks, word } of SIDES) {
        const limit = rule.options[key];
        if (limit === undefined)
            continue;
        if (typeof limit === 'string') {
            parts.push({
                word: `${word} ${limit}`,
                condition: (value) => `${value} ${breaks} ${momentSql(limit, rule, type)}`,
            });
        }
        else {
            const digits = rule.exact?.[key] ?? String(limit);
            add(breaks, digits, `${word} ${digits}`);
        }
    }
    const bits = rule.type === 'integer' ? INTEGER_LIMITS[rule.options.format ?? ''] : undefined;
    if (bits !== undefined) {
        add('<', bits[0], `${rule.options.format} (${bits[0]} to ${bits[1]})`);
        add('>', bits[1], '');
    }
    if (rule.type === 'number' && rule.options.format === 'f32') {
        add('<', '-3.4028234663852886e38', 'f32 (to 3.4028234663852886e38 on both sides)');
        add('>', '3.4028234663852886e38', '');
    }
    if (parts.length === 0)
        return null;
    return {
        conditions: (value) => parts.map(({ condition }) => condition(value)),
        words: parts.map(({ word }) => word).filter((word) => word !== ''),
    };
}
function compared(value, breaks, limit, numbers) {
    if (numbers === 'double')
        return `${value} ${breaks} ${sqlNumber(Number(limit))}`;
    // A float column holds the float that is nearest to what was meant; so must the limit.
    if (numbers === 'float')
        return `${value} ${breaks} CAST(${sqlNumber(Number(limit))} AS FLOAT)`;
    if (typeof numbers === 'string')
        return comparedWide(value, breaks, limit, numbers);
    // Of values with fixed digits, x < 0.5 is x < 1, and x <= 0.5 is x <= 0.
    const { scale, cast } = numbers;
    const up = breaks === '<' || breaks === '>=';
    const units = scaled(limit, scale, up);
    const digits = cast === null ? 38 : Number(/\d+/.exec(cast)?.[0]);
    if (units >= 10n ** BigInt(digits))
        return breaks.startsWith('<') ? `${value} IS NOT NULL` : 'false';
    if (units <= -(10n ** BigInt(digits)))
        return breaks.startsWith('>') ? `${value} IS NOT NULL` : 'false';
    if (cast === null)
        return `${value} ${breaks} ${units}`;
    return `${value} ${breaks} ${sqlString(decimalText(units, scale))}::${cast}`;
}
function comparedWide(value, breaks, limit, type) {
    const units = scaled(limit, 0, breaks === '<' || breaks === '>=');
    const [least, most] = limits_WIDE[type];
    if (units > most)
        return breaks.startsWith('<') ? `${value} IS NOT NULL` : 'false';
    if (units < least)
        return breaks.startsWith('>') ? `${value} IS NOT NULL` : 'false';
    return `${value} ${breaks} ${sqlString(String(units))}::${type}`;
}
/** A decimal text in units of 10^-scale, rounded up or down. */
function scaled(text, scale, up) {
    const [, sign = '', whole = '0', fraction = '', exponent = '0'] = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
    const digits = BigInt(`${whole}${fraction}` || '0') * (sign === '-' ? -1n : 1n);
    const shift = scale + Number(exponent) - fraction.length;
    if (shift >= 0)
        return digits * 10n ** BigInt(shift);
    const divisor = 10n ** BigInt(-shift);
    const cut = digits / divisor;
    if (cut * divisor === digits)
        return cut;
    if (up)
        return digits > 0n ? cut + 1n : cut;
    return digits > 0n ? cut : cut - 1n;
}
/** How many digits after the point a decimal text has. */
function scaleOf(text) {
    const [, fraction = '', exponent = '0'] = /^[+-]?\d*\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
    return Math.max(0, fraction.length - Number(exponent));
}
function decimalText(units, scale) {
    if (scale === 0)
        return String(units);
    const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
    return `${units < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
const ZONED = /[T ].*(Z|[+-]\d{2}(:?\d{2})?)$/i;
/**
 * A date or time limit. One without a zone is of the column's default zone (UTC, if it names none). Text and
 * TIMESTAMP WITH TIME ZONE are compared as moments; TIMESTAMP without a zone holds the clocks of the default zone.
 */
function momentSql(limit, rule, type) {
    const literal = sqlString(limit);
    if (rule.type === 'time')
        return `TIME ${literal}`;
    const zone = sqlString(rule.options.defaultTimezone ?? 'UTC');
    const moment = type === null || type === 'TIMESTAMP WITH TIME ZONE';
    if (rule.type === 'date' || type === 'DATE')
        return `TIMESTAMP ${literal}`;
    if (ZONED.test(limit)) {
        return moment ? `CAST(TIMESTAMPTZ ${literal} AS TIMESTAMP)` : `timezone(${zone}, TIMESTAMPTZ ${literal})`;
    }
    return moment ? `CAST(timezone(${zone}, TIMESTAMP ${literal}) AS TIMESTAMP)` : `TIMESTAMP ${literal}`;
}
/** A condition that is true for values that are no multiples of a step; null where it must be done in floats. */
function notMultiple(value, step, rule, type) {
    const numbers = numbersOf(rule, type);
    if (numbers === 'HUGEINT' || numbers === 'UHUGEINT') {
        const whole = scaled(step, 0, false);
        if (scaleOf(step) > 0 || whole > limits_WIDE[numbers][1])
            return null;
        return `${value} % ${sqlString(String(whole))}::${numbers} <> 0`;
    }
    if (typeof numbers === 'string')
        return null;
    const scale = Math.max(scaleOf(step), numbers.scale);
    const digits = numbers.cast === null ? 19 : Number(/\d+/.exec(numbers.cast)?.[0]) - numbers.scale;
    const units = scaled(step, scale, false);
    if (digits + scale > 38 || units >= 10n ** 38n)
        return null;
    if (scale === 0)
        return `${value} % ${units} <> 0`;
    // In units of the finer of the two, both are whole.
    const wide = `DECIMAL(38,${scale})`;
    return `CAST(${value} AS ${wide}) % ${sqlString(decimalText(units, scale))}::${wide} <> 0`;
}

;// CONCATENATED MODULE: ./build/data/checks/listed.js



/** True for values that are none of `values`; not for missing ones. */
function notAmong(values, column, rule) {
    const filled = values.filter((text) => text.trim() !== '');
    // Nothing that is left empty is a number; to JavaScript it is 0.
    if (isNumeric(column, rule) && filled.length > 0 && filled.every(isNumber)) {
        return ({ value }) => `${value} NOT IN (${filled.map((text) => listedNumber(text, column.type)).join(', ')})`;
    }
    if (values.length === 0)
        return ({ text }) => `${text} IS NOT NULL`;
    const meant = meaning(values, column, rule);
    return (sql) => {
        const spelled = `${sql.text} NOT IN (${values.map(sqlString).join(', ')})`;
        return meant === null ? spelled : `${spelled} AND NOT coalesce(${meant(sql)}, false)`;
    };
}
/** True for values that are one of `values`. */
function among(values, column, rule) {
    const meant = meaning(values, column, rule);
    return (sql) => {
        const spelled = `${sql.text} IN (${values.map(sqlString).join(', ')})`;
        return meant === null ? spelled : `(${spelled} OR ${meant(sql)})`;
    };
}
const isNumber = (text) => text.trim() !== '' && Number.isFinite(Number(text));
const MOMENT = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}(:?\d{2})?)?)?$/;
function isMoment(text) {
    const day = text.slice(0, 10);
    if (!MOMENT.test(text) || Number.isNaN(Date.parse(text.replace(' ', 'T'))))
        return false;
    // To JavaScript 30 February is 2 March.
    return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}
/** The comparison by value: -999 and -999.0, one moment in two spellings; null where the text says it all. */
function meaning(values, column, rule) {
    const type = column.type === null ? rule?.type : logicalTypesOf(column.type)[0];
    if (isNumeric(column, rule)) {
        const numbers = values.filter(isNumber).map((text) => listedNumber(text, column.type));
        const nan = /^(FLOAT|DOUBLE)$/.test(column.type ?? '') && values.some((text) => /^[+-]?nan$/i.test(text));
        return anyOf([
            numbers.length > 0 ? (value) => `${value} IN (${numbers.join(', ')})` : null,
            nan ? (value) => `isnan(${value})` : null,
        ]);
    }
    if (type === 'boolean') {
        const words = values.filter((text) => /^(true|false)$/i.test(text));
        return anyOf([words.length > 0 ? (value) => `${value} IN (${words.join(', ')})` : null]);
    }
    if ((type === 'date' || type === 'timestamp') && rule !== undefined) {
        // A word that is no time, such as a month 13, is no value either.
        const moments = values.filter(isMoment).map((text) => momentSql(text, { ...rule, type }, column.type));
        return anyOf([
            moments.length > 0 ? (value) => `CAST(${value} AS TIMESTAMP) IN (${moments.join(', ')})` : null,
        ]);
    }
    return null;
}
function anyOf(parts) {
    const some = parts.filter((part) => part !== null);
    return some.length === 0 ? null : ({ value }) => `(${some.map((part) => part(value)).join(' OR ')})`;
}
/** A listed number in the column's own kind: the float nearest to it, all its digits, or a double. */
function listedNumber(text, type) {
    if (type === 'FLOAT')
        return `CAST(${sqlNumber(Number(text))} AS FLOAT)`;
    // A literal with a point is a DECIMAL, which compares exactly with decimals and whole numbers.
    if (type !== null && /^(DECIMAL|U?\w*INT)/.test(type) && /^-?\d{1,19}(\.\d{1,9})?$/.test(text))
        return text;
    if (type === null && /^-?\d{1,38}$/.test(text))
        return text;
    return sqlNumber(Number(text));
}

;// CONCATENATED MODULE: ./build/data/checks/custom/measure.js
/**
 * The ways in which a custom check measures: rows that break it, a number over rows, a query of its own, or
 * something known before. All give the same account of what cannot be told: no rows, only missing values,
 * values that cannot be read, numbers that are not finite.
 */

/** `{'a': …}`: one aggregate that holds several. */
function struct(parts) {
    return `{${Object.entries(parts)
        .map(([name, sql]) => `'${name}': ${sql}`)
        .join(', ')}}`;
}
function fieldsOf(value) {
    return typeof value === 'object' && value !== null ? { ...value } : {};
}
/** The rows that a rule looks at, as a condition that is never NULL-sensitive in FILTER and WHERE. */
function scopeSql({ where }, sql) {
    return where === null ? 'true' : where.sql(sql);
}
/** Rows in which a value that the rule needs is text that cannot be read as its type. */
function unreadSql(context, columns, sql) {
    const own = columns.map((name) => sql(name).bad).filter((bad) => bad !== null);
    const filter = (context.where?.columns ?? []).map((name) => sql(name).bad).filter((bad) => bad !== null);
    const scoped = own.length === 0 ? [] : [`(${scopeSql(context, sql)} AND (${own.join(' OR ')}))`];
    const parts = [...scoped, ...filter];
    return parts.length === 0 ? null : parts.join(' OR ');
}
/** Counts that tell whether anything can be said. */
function groundsSql(context, { columns, told, reads }, sql) {
    const scope = scopeSql(context, sql);
    const values = columns.map((name) => `${sql(name).value} IS NOT NULL`).join(' AND ') || 'true';
    const unread = unreadSql(context, reads ?? columns, sql);
    return {
        n: `count(*) FILTER (WHERE ${scope})`,
        present: `count(*) FILTER (WHERE (${scope}) AND (${told === undefined ? values : told(sql)}))`,
        unread: unread === null ? '0' : `count(*) FILTER (WHERE ${unread})`,
        // Anything but a condition would silently be cast to one.
        type: context.where === null ? "'BOOLEAN'" : `first(typeof(${scope}))`,
    };
}
function groundsOf(values) {
    return {
        n: Number(values['n'] ?? 0),
        present: Number(values['present'] ?? 0),
        unread: Number(values['unread'] ?? 0),
        type: String(values['type'] ?? 'BOOLEAN'),
    };
}
function untold(problem, verdict = 'inconclusive') {
    return { ok: false, verdict, actual: 'not known', problem };
}
/** Why nothing can be said, or null where something can. */
function groundless(context, { n, present, unread, type }) {
    if (type !== 'BOOLEAN')
        return untold(`\`where\` gives ${type}, which is no condition`, 'error');
    if (n === 0 && unread === 0) {
        return untold(context.where === null ? 'there are no rows' : 'no row satisfies `where`');
    }
    if (present > 0)
        return null;
    if (unread > 0)
        return untold(`none of ${unread} values can be read`, 'error');
    return untold(`in all ${n} rows a value is missing`);
}
function unreadText(unread) {
    return `${unread} ${unread === 1 ? 'row has a value' : 'rows have values'} that cannot be read as the type of the contract`;
}
/** Counts over the rows in scope, judged whatever their number: no rows are an answer here. */
function countOf(context, parts, judge) {
    return {
        kind: 'value',
        fragile: true,
        expression: (sql) => struct({ ...groundsSql(context, { columns: [] }, sql), ...parts(sql, scopeSql(context, sql)) }),
        judge: (value) => {
            const values = fieldsOf(value);
            const grounds = groundsOf(values);
            if (grounds.type !== 'BOOLEAN')
                return groundless(context, grounds) ?? untold('no condition', 'error');
            return judge(values, grounds);
        },
    };
}
/** Judges rows that break a rule. Rows that cannot be read could break it too, so both ends must meet the bound. */
function judgeRows(context, count, of, unread, more = {}) {
    const percent = context.rule.unit === 'percent';
    const amount = (rows) => (percent ? (100 * rows) / of : rows);
    const ok = meetsBound(amount(count), context.bound);
    const actual = percent ? `${Number(amount(count).toPrecision(4))}%` : String(count);
    if (ok && unread > 0 && !meetsBound(amount(count + unread), context.bound)) {
        return { ...untold(unreadText(unread)), actual, count, of };
    }
    const noted = unread > 0 ? `${actual}; ${unreadText(unread)}` : actual;
    return { ok, actual: noted, count, of, ...more };
}
/** Judges a measured number. */
function judgeNumber(context, number, unread, more = {}) {
    if (typeof number !== 'number' && typeof number !== 'bigint') {
        return untold('the engine gives no number', 'error');
    }
    if (typeof number === 'number' && !Number.isFinite(number)) {
        return untold(`the result is ${number}`, 'error');
    }
    const percent = context.measures === 'share' && context.rule.unit === 'percent';
    const amount = percent ? 100 * Number(number) : number;
    const actual = `${typeof amount === 'number' ? Number(amount.toPrecision(12)) : amount}${percent ? '%' : ''}`;
    const ok = meetsBound(amount, context.bound);
    if (unread > 0) {
        return ok
            ? { ...untold(unreadText(unread)), actual }
            : { ok, actual: `${actual}; ${unreadText(unread)}` };
    }
    return { ok, actual, ...more };
}
/** The bound with the unit, for `expected`. */
function amountText({ bound, rule, measures }) {
    const percent = rule.unit === 'percent' && measures !== 'number';
    return `${boundText(bound)}${percent ? '%' : ''}`;
}
/** Rows that break a rule. A missing value breaks nothing, unless the condition says so. */
function rowsThat(context, parts) {
    const { columns, condition, what, expected, fix } = parts;
    const broken = (sql) => `(${scopeSql(context, sql)}) AND (${condition(sql)})`;
    return {
        expected: `${expected}${context.rule.bound === null ? '' : `; of other rows: ${amountText(context)}`}`,
        what,
        ...(fix === undefined ? {} : { fix }),
        measure: {
            kind: 'value',
            fragile: true,
            shows: parts.shows ?? columns,
            expression: (sql) => struct({
                ...groundsSql(context, parts, sql),
                count: `count(*) FILTER (WHERE ${broken(sql)})`,
            }),
            judge: (value) => {
                const values = fieldsOf(value);
                const grounds = groundsOf(values);
                return (groundless(context, grounds) ??
                    judgeRows(context, Number(values['count']), grounds.n, grounds.unread, { rows: broken }));
            },
        },
    };
}
/** A number over rows, in the one scan. */
function numberOf(context, parts) {
    return {
        expected: amountText(context),
        what: `${parts.name} is out of bounds`,
        measure: {
            kind: 'value',
            fragile: true,
            expression: (sql) => struct({
                ...groundsSql(context, parts, sql),
                ...parts.parts(sql, scopeSql(context, sql)),
            }),
            judge: (value) => {
                const values = fieldsOf(value);
                const grounds = groundsOf(values);
                return (groundless(context, grounds) ??
                    parts.problem?.(values, grounds) ??
                    judgeNumber(context, parts.number(values, grounds), grounds.unread));
            },
        },
    };
}
/**
 * A query of its own. Its first column group `g` carries the grounds, so that empty data and unreadable text are
 * told apart; the rest comes as a list of structs in `r`.
 */
function queryOf(context, parts) {
    const { columns, relation = 'rows', field = ({ value }) => value } = parts;
    const written = (query) => (sql) => {
        const scope = scopeSql(context, sql);
        const names = columns.map((name, index) => `${field(sql(name))} AS v${index}`);
        const more = Object.entries(parts.fields?.(sql) ?? {}).map(([name, part]) => `${part} AS ${name}`);
        const place = relation === 'located' ? ['assay_file', 'assay_row'] : [];
        const grounds = struct(groundsSql(context, parts, sql));
        const present = columns.map((_, index) => `v${index} IS NOT NULL`).join(' AND ') || 'true';
        const kept = parts.keepMissing ? '' : ` WHERE ${present}`;
        const selected = [...place, ...names, ...more].join(', ') || '1 AS one';
        return (from) => `WITH scoped AS (SELECT ${selected} FROM ${from} WHERE ${scope}), filled AS (SELECT * FROM scoped${kept}) SELECT (SELECT ${grounds} FROM ${from}) AS g, (SELECT list(r) FROM (${query}) AS r) AS r`;
    };
    return {
        expected: parts.expected,
        what: parts.what,
        ...(parts.fix === undefined ? {} : { fix: parts.fix }),
        measure: {
            kind: 'query',
            why: parts.why,
            relation,
            ...(parts.shows === undefined ? {} : { shows: parts.shows }),
            ...(parts.next === undefined
                ? {}
                : {
                    next: ([row]) => {
                        const more = parts.next?.(listOf(row?.['r'])) ?? null;
                        return more === null ? null : written(more);
                    },
                }),
            query: written(parts.query('filled')),
            judge: ([row]) => {
                const grounds = groundsOf(fieldsOf(row?.['g']));
                const counted = parts.keepMissing ? { ...grounds, present: grounds.n } : grounds;
                return groundless(context, counted) ?? parts.judge(listOf(row?.['r']), grounds);
            },
        },
    };
}
function listOf(value) {
    return Array.isArray(value) ? value.map(fieldsOf) : [];
}
/** Known before any value was read. `actual` null: it holds. */
function known(expected, what, actual, more = {}) {
    return {
        expected,
        what,
        ...(more.fix === undefined ? {} : { fix: more.fix }),
        measure: {
            kind: 'files',
            judge: () => ({
                ok: actual === null,
                actual: actual ?? '',
                ...(more.where === undefined ? {} : { where: more.where }),
            }),
        },
    };
}
/** What cannot be measured on these columns, such as the mean of a text. */
function unfit(problem) {
    return {
        expected: 'a column that it can be measured on',
        what: problem,
        measure: { kind: 'files', judge: () => untold(problem, 'error') },
    };
}

;// CONCATENATED MODULE: ./build/data/checks/custom/kinds.js
/** What kind of values a column has, and how they compare with what a contract lists. */







/** What the values of a column are to SQL: by the contract for text, by the format's own type otherwise. */
function kindOf({ column, rule }) {
    if (isNumeric(column, rule))
        return 'number';
    const [type] = column.type === null ? [rule?.type ?? 'string'] : logicalTypesOf(column.type);
    switch (type) {
        case 'string':
            return 'text';
        case 'boolean':
        case 'date':
        case 'timestamp':
        case 'time':
            return type;
        default:
            return 'other';
    }
}
/** A plan where the column is of one of these kinds, else what is wrong with it. */
function ofKind(subject, kinds, plan) {
    const kind = kindOf(subject);
    if (kinds.includes(kind))
        return plan();
    const type = subject.column.type ?? subject.rule?.type ?? 'text without a logicalType';
    return unfit(`\`${subject.name}\` is ${type}, not ${kinds.join(' or ')}`);
}
/** True for columns whose values may be NaN or infinite. */
function isFloating({ column, rule }) {
    if (column.type === null)
        return rule?.type === 'number';
    return /^(FLOAT|DOUBLE)$/.test(column.type);
}
/** A column as SQL that compares with the literals of `literalFor`. */
function comparedSql(subject, sql) {
    switch (kindOf(subject)) {
        case 'number':
            return sql.value;
        case 'text':
        case 'other':
            return sql.text;
        case 'boolean':
            return `CAST(${sql.value} AS VARCHAR)`;
        case 'time':
            return `CAST(${sql.value} AS TIME)`;
        default:
            return `CAST(${sql.value} AS TIMESTAMP)`;
    }
}
/** A value of a contract as an SQL literal for this column, or null where it can be none. */
function literalFor(subject, value) {
    const text = String(value);
    switch (kindOf(subject)) {
        case 'number': {
            const number = text.trim() === '' ? Number.NaN : Number(text);
            return Number.isFinite(number) ? listedNumber(text.trim(), subject.column.type) : null;
        }
        case 'date':
        case 'timestamp':
            // What is no time makes the query fail, and the check an error; a NULL in a list would hide it.
            return subject.rule === undefined
                ? `CAST(${sqlString(text)} AS TIMESTAMP)`
                : momentSql(text, subject.rule, subject.column.type);
        case 'time':
            return `CAST(${sqlString(text)} AS TIME)`;
        default:
            return sqlString(text);
    }
}
function isPersonal(context, names) {
    return everyColumn(context.contract.columns).some(({ name, personal }) => personal && names.includes(name));
}
/** A time as a TIMESTAMP of UTC's clocks: one without a zone has those of the default zone. */
function utcSql({ column, rule }, value) {
    const zone = rule?.options.defaultTimezone;
    const local = column.type !== null && /^TIMESTAMP(_S|_MS|_NS)?$/.test(column.type) && zone !== undefined;
    const time = `CAST(${value} AS TIMESTAMP)`;
    return local ? `CAST(timezone(${sqlString(zone)}, ${time}) AS TIMESTAMP)` : time;
}
/** A plan that tells nothing of single values where a column is personal: a maximum is the value of somebody. */
function concealed(context, columns, plan) {
    if (!isPersonal(context, columns))
        return plan;
    const { measure } = plan;
    const hide = ({ actual: _actual, where: _where, problem, ...rest }) => ({
        ...rest,
        actual: REDACTED,
        ...(problem === undefined
            ? {}
            : { problem: rest.verdict === 'error' ? problem : 'too little can be read' }),
    });
    switch (measure.kind) {
        case 'value':
            return { ...plan, measure: { ...measure, judge: (value) => hide(measure.judge(value)) } };
        case 'query':
            return {
                ...plan,
                measure: {
                    ...measure,
                    judge: (rows) => hide(measure.judge(rows)),
                },
            };
        default:
            return plan;
    }
}

;// CONCATENATED MODULE: ./build/data/checks/custom/across.js
/** Several columns of a row together: comparisons, sums, combinations, conditions in SQL. */







const compare = custom({
    name: 'compare',
    scope: 'column',
    measures: 'rows',
    summary: 'rows in which `column` `operator` `other` does not hold; a missing value breaks nothing',
    args: { operator: schemas/* enum */.k5n(['<', '<=', '=', '!=', '>=', '>']), other: columnName },
    plan({ operator, other }, context, column) {
        const kinds = [column, other].map((name) => kindOf(context.subject(name)));
        const times = kinds.every((kind) => kind === 'date' || kind === 'timestamp');
        if (kinds[0] !== kinds[1] && !times) {
            return unfit(`\`${column}\` is ${kinds[0]} and \`${other}\` is ${kinds[1]}`);
        }
        return rowsThat(context, {
            columns: [column, other],
            expected: `\`${column}\` ${operator} \`${other}\``,
            what: `rows break \`${column}\` ${operator} \`${other}\``,
            condition: (sql) => {
                // To the engine NaN equals itself and is above all numbers; here it meets no comparison.
                const nan = [column, other]
                    .filter((name) => isFloating(context.subject(name)))
                    .map((name) => ` OR isnan(${sql(name).value})`);
                const [a, b] = [sql(column).value, sql(other).value];
                return `${a} IS NOT NULL AND ${b} IS NOT NULL AND (NOT (${a} ${operator} ${b})${nan.join('')})`;
            },
        });
    },
});
const sumOfColumns = custom({
    name: 'sumOfColumns',
    scope: 'object',
    measures: 'rows',
    summary: 'rows in which the sum of `columns` is not `total` (a column or a number), to within `tolerance` (0 for whole numbers and decimals, else 1e-9 of the total)',
    args: {
        columns: columnNames,
        total: schemas/* union */.KCZ([columnName, schemas/* number */.aig()]),
        tolerance: schemas/* number */.aig().nonnegative().optional(),
    },
    plan({ columns, total, tolerance }, context) {
        const names = typeof total === 'string' ? [...columns, total] : columns;
        const subjects = names.map((name) => context.subject(name));
        const wrong = subjects.find((subject) => kindOf(subject) !== 'number');
        if (wrong !== undefined)
            return ofKind(wrong, ['number'], () => unfit(''));
        const floating = subjects.some(isFloating);
        return rowsThat(context, {
            columns: names,
            expected: `${columns.join(' + ')} = ${total}`,
            what: `rows break ${columns.join(' + ')} = ${total}`,
            condition: (sql) => {
                const sum = columns.map((name) => wide(context.subject(name), sql(name).value)).join(' + ');
                const whole = typeof total === 'number' ? sqlNumber(total) : wide(context.subject(total), sql(total).value);
                const within = tolerance !== undefined
                    ? sqlNumber(tolerance)
                    : floating
                        ? `1e-9 * greatest(1, abs(${whole}))`
                        : '0';
                // NaN equals nothing, though the engine sorts it above all numbers.
                return `abs(${sum} - ${whole}) > ${within}`;
            },
        });
    },
});
/** Sums of 64-bit integers may not fit into 64 bits. */
function wide(subject, sql) {
    if (isFloating(subject))
        return sql;
    return /^DECIMAL/.test(subject.column.type ?? '') ? sql : `CAST(${sql} AS HUGEINT)`;
}
const combinationIn = custom({
    name: 'combinationIn',
    scope: 'object',
    measures: 'rows',
    summary: 'rows whose values of `columns` together are not among `values`, a list of lists',
    args: { columns: columnNames, values: schemas/* array */.YOg(schemas/* array */.YOg(value).min(1)).min(1) },
    problem: ({ columns, values }) => values.every((row) => row.length === columns.length)
        ? null
        : `each of \`values\` needs ${columns.length} parts, one for each column`,
    plan({ columns, values }, context) {
        const subjects = columns.map((name) => context.subject(name));
        const literals = values.map((row) => row.flatMap((part, index) => {
            const subject = subjects[index];
            return subject === undefined ? [] : [literalFor(subject, part)];
        }));
        const odd = subjects.find((_, index) => literals.some((row) => row[index] === null));
        if (odd !== undefined)
            return unfit(`\`${odd.name}\` holds numbers, and the list other things`);
        return rowsThat(context, {
            columns,
            expected: `one of ${values.length} combinations of ${columns.join(', ')}`,
            what: `rows have other combinations of ${columns.join(', ')}`,
            condition: (sql) => {
                const compared = subjects.map((subject) => comparedSql(subject, sql(subject.name)));
                const rows = literals.map((row) => `(${row.map((literal, index) => `${compared[index]} = ${literal}`).join(' AND ')})`);
                // A missing value makes no other combination.
                const present = columns.map((name) => `${sql(name).value} IS NOT NULL`);
                return `${present.join(' AND ')} AND NOT (${rows.join(' OR ')})`;
            },
        });
    },
});
const rowCondition = custom({
    name: 'rowCondition',
    scope: 'object',
    measures: 'rows',
    summary: 'rows for which `condition`, an SQL expression over the columns, is false; as in SQL, a missing value breaks nothing',
    args: { condition: schemas/* string */.YjP().min(1) },
    plan({ condition: text }, context) {
        const condition = conditionOf(text, context.rule, context);
        const plan = rowsThat(context, {
            columns: [],
            reads: condition.columns,
            shows: condition.columns,
            told: (sql) => `${condition.sql(sql)} IS NOT NULL`,
            expected: text,
            what: `rows break ${text}`,
            condition: (sql) => `NOT ${condition.sql(sql)}`,
        });
        const { measure } = plan;
        if (measure.kind !== 'value')
            return plan;
        return {
            ...plan,
            measure: {
                ...measure,
                // A number would silently count as a condition.
                expression: (sql) => `{'type': first(typeof(${condition.sql(sql)})), 'm': ${measure.expression(sql)}}`,
                judge: (found) => {
                    const { type, m } = (found ?? {});
                    if (typeof type === 'string' && type !== 'BOOLEAN' && type !== '"NULL"') {
                        return untold(`\`condition\` gives ${type}, which is no condition`, 'error');
                    }
                    return measure.judge(m);
                },
            },
        };
    },
});
const failingRows = custom({
    name: 'failingRows',
    scope: 'object',
    measures: 'rows',
    filtered: false,
    summary: 'rows that `query`, an SQL query over `{object}`, gives',
    args: { query: schemas/* string */.YjP().min(1) },
    plan({ query }, context) {
        if (context.rule.unit === 'percent')
            return unfit('failingRows counts rows, not percent');
        return {
            expected: 'no row from the query',
            what: 'the query gives rows',
            measure: {
                kind: 'sql',
                query: `SELECT count(*) FROM (${objectQuery(query)}\n)`,
                bound: context.bound,
            },
        };
    },
});

;// CONCATENATED MODULE: ./build/data/checks/custom/columns.js
/** The columns and files themselves: order, set, number, emptiness, digests. */



const names = schemas/* array */.YOg(schemas/* string */.YjP().min(1)).min(1).optional();
const columnOrder = custom({
    name: 'columnOrder',
    scope: 'object',
    measures: 'nothing',
    filtered: false,
    summary: 'the columns stand in the order of the contract, or of `names`; other columns do not matter',
    args: { names },
    plan({ names: given }, { contract, source }) {
        if (source.kind === 'json')
            return unfit('the keys of JSON objects have no order');
        const wanted = given ?? contract.columns.map(({ name }) => name);
        const there = source.columns.map(({ name }) => name);
        const expected = wanted.filter((name) => there.includes(name));
        const actual = there.filter((name) => wanted.includes(name));
        const same = expected.every((name, index) => actual[index] === name);
        if (expected.length === 0)
            return unfit('the data has none of the columns');
        return known(`columns in the order ${expected.join(', ')}`, 'the columns stand in another order', same ? null : actual.join(', '));
    },
});
const columnSet = custom({
    name: 'columnSet',
    scope: 'object',
    measures: 'nothing',
    filtered: false,
    summary: 'the data has the columns of the contract, or of `names`, and no others',
    args: { names },
    plan({ names: given }, { contract, source }) {
        const wanted = given ?? contract.columns.map(({ name }) => name);
        const there = source.columns.map(({ name }) => name);
        const lacking = wanted.filter((name) => !there.includes(name));
        const extra = there.filter((name) => !wanted.includes(name));
        const parts = [
            lacking.length > 0 ? `without ${lacking.join(', ')}` : '',
            extra.length > 0 ? `with ${extra.join(', ')}` : '',
        ].filter((part) => part !== '');
        return known(`the columns ${wanted.join(', ')}`, 'the data has another set of columns', parts.length === 0 ? null : parts.join(' and '));
    },
});
const columnCount = custom({
    name: 'columnCount',
    scope: 'object',
    measures: 'number',
    filtered: false,
    summary: 'the number of columns',
    args: {},
    plan(_, context) {
        return {
            expected: `${amountText(context)} columns`,
            what: 'the number of columns is out of bounds',
            measure: { kind: 'files', judge: () => judgeNumber(context, context.source.columns.length, 0) },
        };
    },
});
const emptyColumns = custom({
    name: 'emptyColumns',
    scope: 'object',
    measures: 'rows',
    summary: 'columns in which every value is missing',
    args: {},
    plan(_, context) {
        const columns = context.source.columns.map(({ name }) => name);
        if (columns.length === 0)
            return unfit('the data has no columns');
        return {
            expected: `columns without any value: ${amountText(context)}`,
            what: 'columns have no value at all',
            measure: countOf(context, (sql, scope) => ({
                filled: `[${columns.map((name) => `count(*) FILTER (WHERE (${scope}) AND ${sql(name).raw} IS NOT NULL)`).join(', ')}]`,
            }), ({ filled }, { n, unread }) => {
                if (n === 0)
                    return untold('there are no rows to look at');
                const counts = Array.isArray(filled) ? filled.map(Number) : [];
                const empty = columns.filter((_, index) => counts[index] === 0);
                const judged = judgeRows(context, empty.length, columns.length, 0, {
                    where: empty.slice(0, 5).map((name) => ({ value: name })),
                });
                return judged.ok && unread > 0 ? untold(unreadText(unread)) : judged;
            }),
        };
    },
});
const fileDigest = custom({
    name: 'fileDigest',
    scope: 'object',
    measures: 'nothing',
    filtered: false,
    summary: 'the SHA-256 of the one file, or of the dataset, is `sha256`',
    args: { sha256: schemas/* string */.YjP().regex(/^[0-9a-f]{64}$/, '64 digits of lower-case hex') },
    plan({ sha256 }) {
        return {
            expected: sha256,
            what: 'the bytes are others',
            measure: {
                kind: 'files',
                judge(dataset) {
                    const [file] = dataset.files;
                    const own = dataset.files.length === 1 && file !== undefined ? file.sha256 : dataset.sha256;
                    return { ok: own === sha256 || dataset.sha256 === sha256, actual: own };
                },
            },
        };
    },
});
const fileCount = custom({
    name: 'fileCount',
    scope: 'object',
    measures: 'number',
    filtered: false,
    summary: 'the number of files',
    args: {},
    plan(_, context) {
        return {
            expected: `${amountText(context)} files`,
            what: 'the number of files is out of bounds',
            measure: { kind: 'files', judge: ({ files }) => judgeNumber(context, files.length, 0) },
        };
    },
});
const fileBytes = custom({
    name: 'fileBytes',
    scope: 'object',
    measures: 'number',
    filtered: false,
    summary: 'the size of all files together, in bytes',
    args: {},
    plan(_, context) {
        return {
            expected: `${amountText(context)} bytes`,
            what: 'the size of the files is out of bounds',
            measure: {
                kind: 'files',
                judge: ({ files }) => judgeNumber(context, files.reduce((sum, { size }) => sum + size, 0), 0),
            },
        };
    },
});

;// CONCATENATED MODULE: ./build/data/checks/custom/completeness.js
/** What is missing: values, whole rows, and words that mean missing. */





const nullValues = custom({
    name: 'nullValues',
    scope: 'column',
    measures: 'rows',
    summary: 'rows without a value, of those that satisfy `where`',
    args: {},
    plan(_, context, column) {
        return rowsThat(context, {
            columns: [],
            shows: [],
            expected: 'a value in every row',
            what: `values of \`${column}\` are missing`,
            condition: (sql) => `${sql(column).raw} IS NULL`,
        });
    },
});
/** pandas' `na_values`, and what people type. Compared without case and without space around. */
const MISSING_WORDS = [
    ...['', '#n/a', '#n/a n/a', '#na', '-1.#ind', '-1.#qnan', '-nan', '1.#ind', '1.#qnan', '<na>', 'n/a', 'na'],
    ...['nan', 'nil', 'none', 'null', '(null)', '-', '--', '?', '.', 'missing', 'unknown', 'undefined', 'nat'],
    ...['#value!', '#ref!', '#div/0!', '#name?', '#null!', '#num!', 'n.a.', 'tbd', 'not available'],
];
const missingSpellings = custom({
    name: 'missingSpellings',
    scope: 'object',
    measures: 'rows',
    severity: 'warn',
    summary: 'texts that mean missing (`NA`, `null`, `-`, `?`, … or `words`), in each text column or in `columns`; any case',
    args: { columns: columnNames.optional(), words: schemas/* array */.YOg(schemas/* string */.YjP()).min(1).optional() },
    plan({ columns, words = MISSING_WORDS }, context) {
        const list = [...new Set(words.map((word) => word.trim().toLowerCase()))].map(sqlString).join(', ');
        const texts = context.source.columns
            .map(({ name }) => name)
            .filter((name) => columns?.includes(name) ?? kindOf(context.subject(name)) === 'text');
        if (texts.length === 0)
            return unfit('the data has no text columns');
        return [...new Set(texts)].map((column) => ({
            column,
            ...rowsThat(context, {
                columns: [],
                // Over a whole table an empty column is no news; a column that was named is asked about.
                ...(columns === undefined ? {} : { told: (sql) => `${sql(column).raw} IS NOT NULL` }),
                shows: [column],
                expected: 'missing values left empty',
                what: `values of \`${column}\` spell "missing"`,
                fix: 'write missing values as empty (CSV) or null',
                condition: (sql) => `lower(trim(${sql(column).text})) IN (${list})`,
            }),
        }));
    },
});
const blankRows = custom({
    name: 'blankRows',
    scope: 'object',
    measures: 'rows',
    summary: 'rows in which every column is missing, or text of nothing but space',
    args: {},
    plan(_, context) {
        const columns = context.source.columns.map(({ name }) => name);
        if (columns.length === 0)
            return unfit('the data has no columns');
        return rowsThat(context, {
            columns: [],
            expected: 'a value in every row',
            what: 'rows hold nothing',
            condition: (sql) => columns.map((name) => `coalesce(trim(${sql(name).text}) = '', true)`).join(' AND '),
        });
    },
});
const missing = (names) => (sql) => names.map((name) => `${sql(name).raw} IS NULL`);
const anyPresent = custom({
    name: 'anyPresent',
    scope: 'object',
    measures: 'rows',
    summary: 'rows in which none of `columns` has a value',
    args: { columns: columnNames },
    plan({ columns }, context) {
        return rowsThat(context, {
            columns: [],
            shows: columns,
            expected: `a value in one of ${columns.join(', ')}`,
            what: `rows have none of ${columns.join(', ')}`,
            condition: (sql) => missing(columns)(sql).join(' AND '),
        });
    },
});
const allPresent = custom({
    name: 'allPresent',
    scope: 'object',
    measures: 'rows',
    summary: 'rows in which one of `columns` has no value',
    args: { columns: columnNames },
    plan({ columns }, context) {
        return rowsThat(context, {
            columns: [],
            shows: columns,
            expected: `a value in each of ${columns.join(', ')}`,
            what: `rows lack one of ${columns.join(', ')}`,
            condition: (sql) => missing(columns)(sql).join(' OR '),
        });
    },
});
const allOrNonePresent = custom({
    name: 'allOrNonePresent',
    scope: 'object',
    measures: 'rows',
    summary: 'rows in which some of `columns` have a value and others have none',
    args: { columns: columnNames },
    plan({ columns }, context) {
        return rowsThat(context, {
            columns: [],
            shows: columns,
            expected: `values in all of ${columns.join(', ')}, or in none`,
            what: `rows have some of ${columns.join(', ')}, and not the others`,
            condition: (sql) => {
                const parts = missing(columns)(sql);
                return `(${parts.join(' OR ')}) AND NOT (${parts.join(' AND ')})`;
            },
        });
    },
});

;// CONCATENATED MODULE: ./build/data/checks/custom/domain.js
/** Which values there may be: lists, other data, sets, order. */







/** Each listed value as an SQL literal, and the column as SQL that compares with them. */
function comparable(subject, list) {
    const literals = list.map((value) => literalFor(subject, value)).filter((literal) => literal !== null);
    if (literals.length < list.length)
        return null;
    return { literals, sql: (lookup) => comparedSql(subject, lookup(subject.name)) };
}
function notNumbers(subject) {
    return unfit(`\`${subject.name}\` holds numbers, and the list other things`);
}
function shownList(list) {
    return `${list.slice(0, 10).join(', ')}${list.length > 10 ? ', …' : ''}`;
}
const allowedValues = custom({
    name: 'allowedValues',
    scope: 'column',
    measures: 'rows',
    summary: 'rows whose value is not among `values`',
    args: { values: values },
    plan({ values: list }, context, column) {
        const pair = comparable(context.subject(column), list);
        if (pair === null)
            return notNumbers(context.subject(column));
        return rowsThat(context, {
            columns: [column],
            expected: `one of ${shownList(list)}`,
            what: `values of \`${column}\` are not allowed`,
            condition: (sql) => `${pair.sql(sql)} NOT IN (${pair.literals.join(', ')})`,
        });
    },
});
const forbiddenValues = custom({
    name: 'forbiddenValues',
    scope: 'column',
    measures: 'rows',
    summary: 'rows whose value is among `values`',
    args: { values: values },
    plan({ values: list }, context, column) {
        const pair = comparable(context.subject(column), list);
        if (pair === null)
            return notNumbers(context.subject(column));
        return rowsThat(context, {
            columns: [column],
            expected: `none of ${shownList(list)}`,
            what: `values of \`${column}\` are forbidden`,
            condition: (sql) => `${pair.sql(sql)} IN (${pair.literals.join(', ')})`,
        });
    },
});
/** Counts of each listed value and of all others, in the one scan. */
function setPlan(context, column, list, parts) {
    const subject = context.subject(column);
    const pair = comparable(subject, list);
    if (pair === null)
        return notNumbers(subject);
    return {
        ...numberOf(context, {
            columns: [column],
            name: column,
            parts: (sql, scope) => {
                const value = pair.sql(sql);
                const among = pair.literals.join(', ');
                return {
                    found: `[${pair.literals.map((literal) => `count(*) FILTER (WHERE (${scope}) AND ${value} = ${literal})`).join(', ')}]`,
                    others: `count(*) FILTER (WHERE (${scope}) AND ${value} NOT IN (${among}))`,
                };
            },
            number: () => null,
            problem: ({ found, others }, { n, unread }) => {
                const counts = Array.isArray(found) ? found.map(Number) : [];
                const lacking = list.filter((_, index) => counts[index] === 0);
                const strange = parts.others ? Number(others) : 0;
                const ok = lacking.length === 0 && strange === 0;
                if (ok && unread > 0 && parts.others)
                    return untold(`${unread} values cannot be read`);
                const words = [
                    lacking.length > 0 ? `without ${shownList(lacking)}` : '',
                    strange > 0 ? `${strange} rows with other values` : '',
                ].filter((word) => word !== '');
                return {
                    ok,
                    actual: words.join('; ') || 'all of them',
                    ...(strange > 0
                        ? {
                            count: strange,
                            of: n,
                            rows: (sql) => `${context.where === null ? '' : `${context.where.sql(sql)} AND `}${pair.sql(sql)} NOT IN (${pair.literals.join(', ')})`,
                        }
                        : {}),
                };
            },
        }),
        expected: parts.expected,
        what: `the values of \`${column}\` are another set`,
    };
}
const distinctContains = custom({
    name: 'distinctContains',
    scope: 'column',
    measures: 'nothing',
    summary: 'each of `values` comes at least once',
    args: { values: values },
    plan: ({ values: list }, context, column) => setPlan(context, column, list, { expected: `each of ${shownList(list)}`, others: false }),
});
const distinctEquals = custom({
    name: 'distinctEquals',
    scope: 'column',
    measures: 'nothing',
    summary: 'each of `values` comes at least once, and no other value',
    args: { values: values },
    plan: ({ values: list }, context, column) => setPlan(context, column, list, { expected: `each of ${shownList(list)}, and no other`, others: true }),
});
const unseenValues = custom({
    name: 'unseenValues',
    scope: 'column',
    measures: 'rows',
    summary: 'rows whose value does not come in `reference` (a dataset of assay.yaml or a data file), column `referenceColumn` (the same name)',
    args: { reference: schemas/* string */.YjP().min(1), referenceColumn: schemas/* string */.YjP().min(1).optional() },
    plan({ reference, referenceColumn = undefined }, context, column) {
        const subject = context.subject(column);
        const other = context.references.get(reference);
        if (other === undefined)
            return unfit(`${reference} was not opened`);
        if ('problem' in other)
            return unfit(other.problem);
        const name = referenceColumn ?? column;
        const there = other.view?.columns.find((candidate) => candidate.name === name);
        if (other.view === null)
            return unfit(`${reference} is a profile, which does not keep every value`);
        if (there === undefined)
            return unfit(`${reference} has no column \`${name}\``);
        const kind = kindOf(subject);
        const time = kind === 'date' || kind === 'timestamp';
        const [typed, textual] = [there.type !== 'VARCHAR', there.kind === 'categorical'];
        if (typed && kind === 'text' && !textual) {
            return unfit(`\`${column}\` is text, and \`${name}\` of ${reference} is ${there.type}`);
        }
        const whole = /INT/.test(there.type) &&
            isNumeric(subject.column, subject.rule) &&
            !isFloating(subject) &&
            !/^DECIMAL/.test(subject.column.type ?? '');
        const type = kind === 'number' ? (whole ? 'HUGEINT' : 'DOUBLE') : time ? 'TIMESTAMP' : 'VARCHAR';
        const same = (sql) => `TRY_CAST(${sql} AS ${type})`;
        const text = kind === 'text';
        const from = other.view.from;
        const shown = isPersonal(context, [column]);
        return queryOf(context, {
            columns: [column],
            expected: `values of \`${name}\` in ${reference}; of other rows: ${amountText(context)}`,
            what: `values of \`${column}\` do not come in ${reference}`,
            why: 'it looks into other data',
            field: (sql) => same(text ? sql.text : sql.value),
            query: (rows) => `WITH seen AS (SELECT DISTINCT ${same(there.sql)} AS s FROM ${from} WHERE ${same(there.sql)} IS NOT NULL), unseen AS (SELECT v0, count(*) AS times FROM ${rows} WHERE v0 NOT IN (SELECT s FROM seen) GROUP BY v0) SELECT (SELECT count(*) FROM seen) AS seen, (SELECT coalesce(sum(times), 0) FROM unseen) AS count, (SELECT list(u) FROM (SELECT left(CAST(v0 AS VARCHAR), 100) AS value, times FROM unseen ORDER BY times DESC, value LIMIT 5) AS u) AS places`,
            judge: ([row], { n, unread }) => {
                if (Number(row?.['seen'] ?? 0) === 0)
                    return untold(`${reference} has no values`, 'error');
                const places = Array.isArray(row?.['places']) ? row['places'] : [];
                return judgeRows(context, Number(row?.['count'] ?? 0), n, unread, {
                    where: places.map(({ value, times }) => ({
                        value: `${shown ? REDACTED : value} (${times} times)`,
                    })),
                });
            },
        });
    },
});
const ORDERED = ['number', 'text', 'date', 'timestamp', 'time'];
function orderCheck(name, breaks) {
    const word = name === 'increasing' ? 'smaller' : 'larger';
    return custom({
        name,
        scope: 'column',
        measures: 'rows',
        summary: `rows whose value is ${word} than the one before it, in the order of the files and rows; \`strictly\`: or equal; \`by\`: within each value of that column. Missing values are passed over`,
        args: { strictly: schemas/* boolean */.zMY().default(false), by: columnName.optional() },
        plan({ strictly, by }, context, column) {
            const { source } = context;
            const files = source.found.files.map(({ path }) => sqlString(path)).join(', ');
            const operator = strictly ? `${breaks}=` : breaks;
            // To the engine NaN is above all numbers; here it is in no order.
            const nan = isFloating(context.subject(column)) ? ' OR isnan(v0)' : '';
            return ofKind(context.subject(column), ORDERED, () => queryOf(context, {
                columns: [column],
                reads: by === undefined ? [column] : [column, by],
                expected: `values that ${strictly ? 'strictly ' : ''}${name === 'increasing' ? 'increase' : 'decrease'}; other rows: ${amountText(context)}`,
                what: `values of \`${column}\` break the order`,
                why: 'it compares each row with the one before',
                relation: 'located',
                shows: [column],
                fields: (sql) => (by === undefined ? {} : { b0: sql(by).value }),
                query: (rows) => `WITH ordered AS (SELECT assay_file AS f, assay_row AS r, list_position([${files}], assay_file) AS o, v0, lag(v0) OVER (${by === undefined ? '' : 'PARTITION BY b0 '}ORDER BY list_position([${files}], assay_file), assay_row) AS before FROM ${rows}), broken AS (SELECT * FROM ordered WHERE v0 ${operator} before${nan}) SELECT (SELECT count(*) FROM broken) AS count, (SELECT list(b) FROM (SELECT f, r, left(CAST(v0 AS VARCHAR), 100) AS v FROM broken ORDER BY o, r LIMIT 5) AS b) AS places`,
                judge: ([row], { n, present, unread }) => {
                    if (present < 2 && unread === 0)
                        return untold('it needs two values');
                    const places = Array.isArray(row?.['places']) ? row['places'] : [];
                    return judgeRows(context, Number(row?.['count'] ?? 0), n, unread, {
                        places: places.map(({ f, r, v }) => ({
                            file: String(f),
                            row: Number(r),
                            value: typeof v === 'string' ? v : null,
                        })),
                    });
                },
            }));
        },
    });
}
const increasing = orderCheck('increasing', '<');
const decreasing = orderCheck('decreasing', '>');

;// CONCATENATED MODULE: ./build/data/checks/custom/numbers.js
/** Numbers over a column: moments, quantiles, extremes, correlation, and rows far from them. */




/** NaN and the infinities would make every statistic NaN, and the engine refuse some. */
function finiteOnly(subject, sql) {
    return isFloating(subject) ? `isfinite(${sql(subject.name).value})` : 'true';
}
function notFinite(subject, sql, scope) {
    return isFloating(subject)
        ? `count(*) FILTER (WHERE (${scope}) AND NOT isfinite(${sql(subject.name).value}))`
        : '0';
}
function infinite(count) {
    return Number(count) > 0 ? untold(`${count} values are NaN or infinite`, 'error') : null;
}
/** A DECIMAL keeps every digit as text until it becomes the nearest number. */
function numberFrom(value) {
    return typeof value === 'string' ? Number(value) : value;
}
function exact({ column }, expression) {
    return /^DECIMAL/.test(column.type ?? '') ? `CAST(${expression} AS VARCHAR)` : expression;
}
const STATISTICS = [
    {
        name: 'mean',
        words: 'the mean',
        summary: 'the mean of the values',
        sql: (subject, value) => (isFloating(subject) ? `favg(${value})` : `avg(${value})`),
        none: 'there are no values',
    },
    {
        name: 'stdev',
        words: 'the standard deviation',
        summary: 'the standard deviation of the values (of a sample: divided by n − 1)',
        sql: (_, value) => `stddev_samp(CAST(${value} AS DOUBLE))`,
        none: 'it needs two values',
    },
    {
        name: 'sum',
        words: 'the sum',
        summary: 'the sum of the values; exact for whole numbers and decimals',
        sql: (subject, value) => (isFloating(subject) ? `fsum(${value})` : exact(subject, `sum(${value})`)),
        none: 'there are no values',
    },
    {
        name: 'minimum',
        words: 'the smallest value',
        summary: 'the smallest value',
        sql: (subject, value) => exact(subject, `min(${value})`),
        none: 'there are no values',
    },
    {
        name: 'maximum',
        words: 'the largest value',
        summary: 'the largest value',
        sql: (subject, value) => exact(subject, `max(${value})`),
        none: 'there are no values',
    },
];
const statistics = STATISTICS.map(({ name, words, summary, sql: statistic, none }) => custom({
    name,
    scope: 'column',
    measures: 'number',
    summary,
    args: {},
    plan(_, context, column) {
        const subject = context.subject(column);
        const plan = ofKind(subject, ['number'], () => numberOf(context, {
            columns: [column],
            name: `${words} of \`${column}\``,
            parts: (sql, scope) => ({
                infinite: notFinite(subject, sql, scope),
                number: `${statisticOver(statistic(subject, sql(column).value), `(${scope}) AND ${finiteOnly(subject, sql)}`)}`,
            }),
            number: ({ number }) => numberFrom(number),
            problem: (found) => infinite(found['infinite']) ?? (found['number'] === null ? untold(none) : null),
        }));
        const single = name === 'minimum' || name === 'maximum';
        return single ? concealed(context, [column], plan) : plan;
    },
}));
/** Puts the filter behind the aggregate, inside a cast around it. */
function statisticOver(aggregate, scope) {
    const filter = ` FILTER (WHERE ${scope})`;
    const [, inner] = /^CAST\((.*) AS VARCHAR\)$/.exec(aggregate) ?? [];
    return inner === undefined ? `${aggregate}${filter}` : `CAST(${inner}${filter} AS VARCHAR)`;
}
function quantilePlan(context, column, q, words) {
    const subject = context.subject(column);
    const plan = ofKind(subject, ['number'], () => queryOf(context, {
        columns: [column],
        expected: amountText(context),
        what: `${words} of \`${column}\` is out of bounds`,
        why: 'an exact quantile sorts the values',
        field: ({ value }) => `CAST(${value} AS DOUBLE)`,
        query: (rows) => `SELECT quantile_cont(v0, ${q}) AS number, count(*) FILTER (WHERE NOT isfinite(v0)) AS infinite FROM ${rows}`,
        judge: ([row], { unread }) => infinite(row?.['infinite']) ?? judgeNumber(context, row?.['number'], unread),
    }));
    return concealed(context, [column], plan);
}
const median = custom({
    name: 'median',
    scope: 'column',
    measures: 'number',
    summary: 'the median of the values (between the two middle ones)',
    args: {},
    plan: (_, context, column) => quantilePlan(context, column, 0.5, 'the median'),
});
const quantile = custom({
    name: 'quantile',
    scope: 'column',
    measures: 'number',
    summary: 'the quantile `q` (0 to 1) of the values, with linear interpolation',
    args: { q: schemas/* number */.aig().min(0).max(1) },
    plan: ({ q }, context, column) => quantilePlan(context, column, q, `the quantile ${q}`),
});
const correlation = custom({
    name: 'correlation',
    scope: 'column',
    measures: 'number',
    summary: 'the correlation (Pearson) with the column `other`, over rows that have both values',
    args: { other: columnName },
    plan({ other }, context, column) {
        const [one, two] = [context.subject(column), context.subject(other)];
        return ofKind(one, ['number'], () => ofKind(two, ['number'], () => numberOf(context, {
            columns: [column, other],
            name: `the correlation of \`${column}\` and \`${other}\``,
            parts: (sql, scope) => ({
                infinite: `${notFinite(one, sql, scope)} + ${notFinite(two, sql, scope)}`,
                number: `corr(CAST(${sql(column).value} AS DOUBLE), CAST(${sql(other).value} AS DOUBLE)) FILTER (WHERE (${scope}) AND ${finiteOnly(one, sql)} AND ${finiteOnly(two, sql)})`,
            }),
            number: ({ number }) => (typeof number === 'number' ? Math.max(-1, Math.min(1, number)) : number),
            problem: ({ infinite: count, number }, { present }) => {
                if (present < 2)
                    return untold('it needs two rows that have both values');
                const undefinedHere = number === null || Number.isNaN(number);
                return infinite(count) ?? (undefinedHere ? untold('one of the columns is constant') : null);
            },
        })));
    },
});
const nanValues = custom({
    name: 'nanValues',
    scope: 'column',
    measures: 'rows',
    summary: 'rows whose value is NaN',
    args: {},
    plan(_, context, column) {
        const subject = context.subject(column);
        return ofKind(subject, ['number'], () => rowsThat(context, {
            columns: [column],
            expected: 'no NaN',
            what: `values of \`${column}\` are NaN`,
            fix: 'write missing values as null',
            condition: (sql) => (isFloating(subject) ? `isnan(${sql(column).value})` : 'false'),
        }));
    },
});
const infiniteValues = custom({
    name: 'infiniteValues',
    scope: 'column',
    measures: 'rows',
    summary: 'rows whose value is infinite',
    args: {},
    plan(_, context, column) {
        const subject = context.subject(column);
        return ofKind(subject, ['number'], () => rowsThat(context, {
            columns: [column],
            expected: 'finite numbers',
            what: `values of \`${column}\` are infinite`,
            condition: (sql) => (isFloating(subject) ? `isinf(${sql(column).value})` : 'false'),
        }));
    },
});
/** Rows outside of limits that the data itself gives. */
function outside(context, column, expected, limits) {
    const subject = context.subject(column);
    return ofKind(subject, ['number'], () => queryOf(context, {
        columns: [column],
        expected: `${expected}; of others: ${amountText(context)}`,
        what: `values of \`${column}\` are outliers`,
        why: 'the limits are known only after a look at all values',
        shows: [column],
        field: ({ value }) => `CAST(${value} AS DOUBLE)`,
        query: (rows) => `WITH finite AS (SELECT v0 FROM ${rows} WHERE isfinite(v0)), limits AS (${limits('finite')}) SELECT (SELECT {'low': low, 'high': high} FROM limits) AS limits, (SELECT count(*) FROM finite, limits WHERE v0 < low OR v0 > high) AS count, (SELECT count(*) FROM ${rows} WHERE NOT isfinite(v0)) AS infinite`,
        judge: ([row], { n, unread }) => {
            const limit = (row?.['limits'] ?? {});
            const { low, high } = limit;
            const bad = infinite(row?.['infinite']);
            if (bad !== null)
                return bad;
            if (typeof low !== 'number' || typeof high !== 'number')
                return untold('it needs two values');
            const judged = judgeRows(context, Number(row?.['count'] ?? 0), n, 0, {
                rows: (sql) => {
                    const value = `CAST(${sql(column).value} AS DOUBLE)`;
                    const scope = context.where === null ? '' : `${context.where.sql(sql)} AND `;
                    return `${scope}(${value} < '${low}'::DOUBLE OR ${value} > '${high}'::DOUBLE)`;
                },
            });
            return judged.ok && unread > 0 ? untold(`${unread} values cannot be read`) : judged;
        },
    }));
}
const zscoreOutliers = custom({
    name: 'zscoreOutliers',
    scope: 'column',
    measures: 'rows',
    summary: 'rows more than `threshold` (3) standard deviations away from the mean',
    args: { threshold: schemas/* number */.aig().positive().default(3) },
    plan({ threshold }, context, column) {
        return outside(context, column, `at most ${threshold} standard deviations from the mean`, (rows) => 
        // All values equal: the mean may be off in the last bit, and nothing is an outlier.
        `SELECT CASE WHEN min(v0) = max(v0) THEN min(v0) ELSE favg(v0) - ${threshold} * stddev_samp(v0) END AS low, CASE WHEN min(v0) = max(v0) THEN max(v0) ELSE favg(v0) + ${threshold} * stddev_samp(v0) END AS high FROM ${rows} HAVING count(*) > 1`);
    },
});
const iqrOutliers = custom({
    name: 'iqrOutliers',
    scope: 'column',
    measures: 'rows',
    summary: 'rows more than `factor` (1.5) interquartile ranges below the first or above the third quartile',
    args: { factor: schemas/* number */.aig().positive().default(1.5) },
    plan({ factor }, context, column) {
        return outside(context, column, `within ${factor} interquartile ranges of the quartiles`, (rows) => `SELECT q1 - ${factor} * (q3 - q1) AS low, q3 + ${factor} * (q3 - q1) AS high FROM (SELECT quantile_cont(v0, 0.25) AS q1, quantile_cont(v0, 0.75) AS q3 FROM ${rows} HAVING count(*) > 1)`);
    },
});

;// CONCATENATED MODULE: ./build/data/checks/formats.js
/** `logicalTypeOptions.format` of strings, as full-match patterns (RE2). A new format is one line. */
const OCTET = '(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const IPV4 = `${OCTET}(\\.${OCTET}){3}`;
const H16 = '[0-9A-Fa-f]{1,4}';
const LABEL = '[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const formats_DATE = '[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])';
const CLOCK = '([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?';
const OFFSET = '([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])';
const URI_REST = "[A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=%-]";
/** 30 February. */
const noDay = (text) => `TRY_CAST(left(${text}, 10) AS DATE) IS NULL`;
const formats_FORMATS = {
    // The form that HTML's input type=email accepts, with a dot in the domain.
    email: { pattern: `[A-Za-z0-9.!#$%&'*+/=?^_\`{|}~-]+@${LABEL}(\\.${LABEL})+` },
    uuid: { pattern: '[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}' },
    // RFC 3986: a scheme, a colon and no white space or control characters.
    uri: { pattern: `[A-Za-z][A-Za-z0-9+.-]*:${URI_REST}+` },
    'uri-reference': { pattern: `${URI_REST}*` },
    url: { pattern: `https?://${URI_REST}+` },
    hostname: {
        pattern: `${LABEL}(\\.${LABEL})*\\.?`,
        // RFC 1123.
        refuses: (text) => `length(${text}) > 253`,
    },
    ipv4: { pattern: IPV4 },
    ipv6: { pattern: ipv6() },
    date: { pattern: formats_DATE, refuses: noDay },
    // RFC 3339.
    'date-time': { pattern: `${formats_DATE}[Tt ]${CLOCK}${OFFSET}`, refuses: noDay },
    time: { pattern: `${CLOCK}${OFFSET}?` },
    // ISO 8601, as in JSON Schema: at least one part, and one after T.
    duration: {
        pattern: 'P([0-9]+W|([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+(\\.[0-9]+)?S)?)?)',
        refuses: (text) => `regexp_full_match(${text}, '.*[PT]')`,
    },
    // Base64, with or without padding.
    byte: {
        pattern: '[A-Za-z0-9+/]*={0,2}',
        refuses: (text) => `(length(rtrim(${text}, '=')) % 4 = 1 OR (contains(${text}, '=') AND length(${text}) % 4 <> 0))`,
    },
    'json-pointer': { pattern: '(/([^~/]|~[01])*)*' },
};
/** Formats of the standard that ask for no form: any text is one. */
const FORMLESS = new Set(['password', 'binary']);
/** RFC 4291: eight groups; `::` stands for one or more of zeros; the last two may be written as IPv4. */
function ipv6() {
    const tail = `(${H16}:${H16}|${IPV4})`;
    const forms = [`(${H16}:){6}${tail}`, `::(${H16}:){5}${tail}`];
    for (let before = 1; before <= 5; before += 1) {
        forms.push(`(${H16}(:${H16}){0,${before - 1}})?::(${H16}:){${5 - before}}${tail}`);
    }
    forms.push(`(${H16}(:${H16}){0,5})?::${H16}`, `(${H16}(:${H16}){0,6})?::`);
    return forms.join('|');
}

;// CONCATENATED MODULE: ./build/data/checks/custom/personal.js
/**
 * Personal data in columns that nobody declared as personal: e-mail addresses, phone numbers, account and card
 * numbers with their checksums. It looks inside texts, and values are never shown.
 */






const matches = (pattern) => (text) => `regexp_matches(${text}, ${sqlString(pattern)})`;
/** Something that matches the pattern and passes a test; the test is made only where the pattern matches. */
function tested(pattern, test) {
    return (text) => `CASE WHEN ${matches(pattern)(text)} THEN len(list_filter(regexp_extract_all(${text}, ${sqlString(pattern)}), lambda s: ${test('s')})) > 0 ELSE false END`;
}
/** Luhn's check digit (ISO/IEC 7812-1): from the right, every second digit is doubled. */
function luhn(candidate) {
    const digits = `list_transform(string_split(reverse(regexp_replace(${candidate}, '[^0-9]', '', 'g')), ''), lambda d: CAST(d AS INTEGER))`;
    const doubled = `CASE WHEN i % 2 = 1 THEN d WHEN d > 4 THEN d * 2 - 9 ELSE d * 2 END`;
    return `list_sum(list_transform(${digits}, lambda d, i: ${doubled})) % 10 = 0`;
}
/** ISO 13616: the first four characters go to the end, letters become 10 to 35, and the number leaves 1 by 97. */
function iban(candidate) {
    const plain = `replace(${candidate}, ' ', '')`;
    const turned = `string_split(substr(${plain}, 5) || left(${plain}, 4), '')`;
    const numbers = `list_transform(${turned}, lambda c: CASE WHEN c BETWEEN '0' AND '9' THEN ord(c) - 48 ELSE ord(c) - 55 END)`;
    return `list_reduce(${numbers}, lambda r, v: (CASE WHEN v > 9 THEN r * 100 + v ELSE r * 10 + v END) % 97) = 1`;
}
const EMAIL = formats_FORMATS['email']?.pattern ?? '';
const personal_OCTET = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const KINDS = {
    email: { words: 'e-mail address', finds: matches(EMAIL) },
    phone: {
        words: 'phone number',
        // International with +, or ten digits in the American grouping.
        finds: matches('(?:^|[^0-9A-Za-z])(?:\\+[1-9][0-9]{0,2}[ .-]?(?:\\(?[0-9]{1,4}\\)?[ .-]?){2,4}[0-9]{2,4}|\\(?[2-9][0-9]{2}\\)?[ .-][2-9][0-9]{2}[ .-][0-9]{4})(?:$|[^0-9A-Za-z])'),
    },
    iban: {
        words: 'IBAN',
        finds: tested('\\b[A-Z]{2}[0-9]{2}(?:[A-Z0-9]{11,30}|(?: [A-Z0-9]{4}){2,7}(?: [A-Z0-9]{1,4})?)\\b', iban),
    },
    creditCard: {
        words: 'card number',
        // The ranges of Visa, Mastercard, American Express, Discover and Diners.
        finds: tested('\\b(?:4[0-9]{3}|5[1-5][0-9]{2}|2[2-7][0-9]{2}|6011|65[0-9]{2}|3[47][0-9]{2}|3[068][0-9]{2})(?:[ -]?[0-9]){9,15}\\b', luhn),
    },
    ipv4: {
        words: 'IPv4 address',
        finds: matches(`(?:^|[^0-9.])${personal_OCTET}(?:\\.${personal_OCTET}){3}(?:$|[^0-9.]|\\.$|\\.[^0-9])`),
    },
    usSsn: {
        words: 'US social security number',
        finds: matches('\\b(?:00[1-9]|0[1-9][0-9]|[1-578][0-9]{2}|6[0-57-9][0-9]|66[0-57-9])-(?:0[1-9]|[1-9][0-9])-(?:000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})\\b'),
    },
};
/** Nothing of this kind is shorter, or without a digit and without @; most texts need no closer look. */
function looked(text, condition) {
    return `CASE WHEN length(${text}) >= 5 AND regexp_matches(${text}, '[0-9@]') THEN ${condition} ELSE false END`;
}
const kindNames = Object.keys(KINDS);
const personalData = custom({
    name: 'personalData',
    scope: 'object',
    measures: 'rows',
    severity: 'warn',
    summary: `texts that hold personal data (${kindNames.join(', ')}, or \`kinds\`) in text columns (or \`columns\`) whose \`classification\` does not say so; values are never shown`,
    args: { columns: columnNames.optional(), kinds: schemas/* array */.YOg(schemas/* enum */.k5n(kindNames)).min(1).optional() },
    plan({ columns, kinds = kindNames }, context) {
        const { source } = context;
        const subjects = [...new Set(source.columns.map(({ name }) => name))]
            .map((name) => context.subject(name))
            .filter(({ name, rule }) => rule?.personal !== true && (columns?.includes(name) ?? true))
            .filter((subject) => kindOf(subject) === 'text');
        const found = kinds.flatMap((kind) => KINDS[kind] ?? []);
        const expected = `no ${found.map(({ words }) => words).join(', ')}; other rows: ${amountText(context)}`;
        if (subjects.length === 0) {
            return known(expected, 'there are no text columns that are not classified as personal', null);
        }
        return subjects.map(({ name }) => {
            const any = (text) => looked(text, found.map(({ finds }) => finds(text)).join(' OR '));
            const what = `values of \`${name}\` hold personal data`;
            const counted = numberOf(context, {
                columns: [],
                // Over a whole table an empty column is no news; a column that was named is asked about.
                ...(columns === undefined ? {} : { told: (sql) => `${sql(name).raw} IS NOT NULL` }),
                name,
                parts: (sql, scope) => ({
                    kinds: `[${found.map(({ finds }) => `count(*) FILTER (WHERE (${scope}) AND ${looked(sql(name).text, finds(sql(name).text))})`).join(', ')}]`,
                    count: `count(*) FILTER (WHERE (${scope}) AND (${any(sql(name).text)}))`,
                }),
                number: () => null,
                problem: ({ kinds: counts, count }, { n }) => {
                    const shown = (Array.isArray(counts) ? counts.map(Number) : []).flatMap((times, index) => times > 0 ? [`${found[index]?.words} in ${times}`] : []);
                    const judged = judgeRows(context, Number(count), n, 0, {
                        rows: (sql) => `${context.where === null ? '' : `${context.where.sql(sql)} AND `}(${any(sql(name).text)})`,
                    });
                    return { ...judged, actual: shown.join(', ') || judged.actual };
                },
            });
            const { measure } = counted;
            return {
                expected,
                what,
                column: name,
                fix: 'remove it, or classify the column as personal in the contract (`classification: personal`)',
                measure: measure.kind === 'value' ? { ...measure, redacted: true, shows: [name] } : measure,
            };
        });
    },
});

;// CONCATENATED MODULE: ./build/data/checks/custom/text.js
/** The form of texts: formats, dates, spellings, lengths, damage by encodings. */









const TEXT = ['text'];
/** Rows of a text column whose text breaks a condition. */
function textRows(context, column, expected, what, condition, fix) {
    return ofKind(context.subject(column), TEXT, () => rowsThat(context, {
        columns: [column],
        expected,
        what: `values of \`${column}\` ${what}`,
        ...(fix === undefined ? {} : { fix }),
        condition: (sql) => condition(sql(column).text),
    }));
}
const formats = [...Object.keys(formats_FORMATS), 'json'];
const format = custom({
    name: 'format',
    scope: 'column',
    measures: 'rows',
    summary: `texts that have not the form \`format\`: ${formats.join(', ')}`,
    args: { format: schemas/* enum */.k5n(formats) },
    plan: ({ format: name }, context, column) => textRows(context, column, name, `have not the form of ${name}`, (text) => {
        const form = formats_FORMATS[name];
        if (form === undefined)
            return `NOT json_valid(${text})`;
        const unlike = `NOT regexp_full_match(${text}, ${sqlString(form.pattern)})`;
        return form.refuses === undefined ? unlike : `${unlike} OR ${form.refuses(text)}`;
    }),
});
const dateForm = custom({
    name: 'dateFormat',
    scope: 'column',
    measures: 'rows',
    summary: 'texts that are no date or time in `format`, such as `dd.MM.yyyy`; the day must exist',
    args: {
        format: schemas/* string */.YjP().refine((text) => dateFormat(text) !== null, 'fields such as dd.MM.yyyy HH:mm'),
    },
    plan({ format: form }, context, column) {
        const time = temporal('timestamp', { format: form }, STRICT_TEXT);
        return textRows(context, column, form, `are no dates in the form ${form}`, (text) => `${text} IS NOT NULL AND ${time?.value(text) ?? 'NULL'} IS NULL`);
    },
});
const surroundingSpace = custom({
    name: 'surroundingSpace',
    scope: 'column',
    measures: 'rows',
    summary: 'texts with white space before or after them',
    args: {},
    plan: (_, context, column) => textRows(context, column, 'no white space around values', 'have white space around them', (text) => `regexp_matches(${text}, '^[\\s\\pZ]|[\\s\\pZ]$')`, 'trim the values'),
});
/** What UTF-8 looks like after it was read as Windows-1252 or Latin-1, and the character for bytes that were none. */
const DAMAGED = '\\x{FFFD}|[ÂÃ][\\x{80}-\\x{BF}€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|ï»¿';
const mojibake = custom({
    name: 'mojibake',
    scope: 'column',
    measures: 'rows',
    severity: 'warn',
    summary: 'texts with the leftovers of a wrong encoding: U+FFFD, or `Ã¤` where `ä` was meant',
    args: {},
    plan: (_, context, column) => textRows(context, column, 'text that was decoded as what it is', 'were read in a wrong encoding', (text) => `regexp_matches(${text}, ${sqlString(DAMAGED)})`, 'read the source again as UTF-8; what became U+FFFD is lost'),
});
const caseVariants = custom({
    name: 'caseVariants',
    scope: 'column',
    measures: 'rows',
    severity: 'warn',
    summary: 'texts that differ from a more common one only by case, white space or the composition of letters (`Paris`, `paris `)',
    args: {},
    plan(_, context, column) {
        const personal = isPersonal(context, [column]);
        return ofKind(context.subject(column), TEXT, () => queryOf(context, {
            columns: [column],
            expected: `one spelling of each value; other rows: ${amountText(context)}`,
            what: `values of \`${column}\` are another spelling of a value`,
            why: 'it groups values by their spelling',
            field: ({ text }) => text,
            query: (rows) => `WITH spelled AS (SELECT v0, count(*) AS times FROM ${rows} GROUP BY v0), keyed AS (SELECT *, lower(nfc_normalize(regexp_replace(regexp_replace(v0, '^[\\s\\pZ]+|[\\s\\pZ]+$', '', 'g'), '[\\s\\pZ]+', ' ', 'g'))) AS k FROM spelled), groups AS (SELECT k, sum(times) - max(times) AS others, list(v0 ORDER BY times DESC, v0) AS forms FROM keyed GROUP BY k HAVING count(*) > 1) SELECT (SELECT coalesce(sum(others), 0) FROM groups) AS count, (SELECT list(g) FROM (SELECT forms[1:3] AS forms, others FROM groups ORDER BY others DESC, k LIMIT 5) AS g) AS places`,
            judge: ([row], { n, unread }) => {
                const places = Array.isArray(row?.['places']) ? row['places'] : [];
                return judgeRows(context, Number(row?.['count'] ?? 0), n, unread, {
                    where: places.map(({ forms, others }) => ({
                        value: `${personal ? REDACTED : forms.map((form) => JSON.stringify(form)).join(', ')} (${others} times)`,
                    })),
                });
            },
        }));
    },
});
/** What a text looks like; the first that fits. */
const CLASSES = [
    ['numbers', '[+-]?([0-9]+([.,][0-9]+)*|[.,][0-9]+)([eE][+-]?[0-9]+)?'],
    ['dates', '[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{2,4}'],
    ['true or false', '(?i:true|false|yes|no)'],
];
function classOf(text) {
    const cases = CLASSES.map(([, pattern], index) => `WHEN regexp_full_match(${text}, ${sqlString(pattern)}) THEN ${index}`);
    return `CASE ${cases.join(' ')} ELSE ${CLASSES.length} END`;
}
const mixedTypes = custom({
    name: 'mixedTypes',
    scope: 'column',
    measures: 'rows',
    severity: 'warn',
    summary: 'texts of another kind than most of the column: numbers, dates, true or false, or other text',
    args: {},
    plan(_, context, column) {
        const names = [...CLASSES.map(([name]) => name), 'other text'];
        return ofKind(context.subject(column), TEXT, () => ({
            ...numberOf(context, {
                columns: [column],
                name: column,
                parts: (sql, scope) => ({
                    kinds: `[${names.map((_, index) => `count(*) FILTER (WHERE (${scope}) AND ${sql(column).text} IS NOT NULL AND ${classOf(sql(column).text)} = ${index})`).join(', ')}]`,
                }),
                number: () => null,
                problem: ({ kinds }, { n, present, unread }) => {
                    const counts = Array.isArray(kinds) ? kinds.map(Number) : [];
                    const most = Math.max(...counts);
                    const main = counts.indexOf(most);
                    const judged = judgeRows(context, present - most, n, unread, {
                        rows: (sql) => `${context.where === null ? '' : `${context.where.sql(sql)} AND `}${sql(column).text} IS NOT NULL AND ${classOf(sql(column).text)} <> ${main}`,
                    });
                    const shown = counts.flatMap((count, index) => (count > 0 ? [`${count} ${names[index]}`] : []));
                    return judged.verdict === undefined ? { ...judged, actual: shown.join(', ') } : judged;
                },
            }),
            expected: `values of one kind; others: ${amountText(context)}`,
            what: `values of \`${column}\` are of another kind than most`,
        }));
    },
});
const LENGTHS = [
    ['minimumLength', 'min', 'the length of the shortest text'],
    ['maximumLength', 'max', 'the length of the longest text'],
    ['meanLength', 'avg', 'the mean length of the texts'],
];
const lengths = LENGTHS.map(([name, aggregate, words]) => custom({
    name,
    scope: 'column',
    measures: 'number',
    summary: `${words}, in characters`,
    args: {},
    plan: (_, context, column) => ofKind(context.subject(column), TEXT, () => numberOf(context, {
        columns: [column],
        name: `${words} of \`${column}\``,
        parts: (sql, scope) => ({
            number: `${aggregate}(length(${sql(column).text})) FILTER (WHERE ${scope})`,
        }),
        number: ({ number }) => number,
    })),
}));
const truncatedValues = custom({
    name: 'truncatedValues',
    scope: 'column',
    measures: 'rows',
    severity: 'warn',
    summary: 'texts of the maximal length, where it looks like a cut: it is 10 or more, `least` (5) texts have it, and they are more than half as many as those of the ten lengths below it together',
    args: { least: schemas/* int */.Whr().positive().default(5) },
    plan({ least }, context, column) {
        return ofKind(context.subject(column), TEXT, () => queryOf(context, {
            columns: [column],
            expected: `no heap of texts at the maximal length; others: ${amountText(context)}`,
            what: `values of \`${column}\` look cut off`,
            why: 'the maximal length is known only after a look at all values',
            shows: [column],
            field: ({ text }) => `length(${text})`,
            query: (rows) => `WITH counted AS (SELECT v0 AS l, count(*) AS times FROM ${rows} GROUP BY v0), top AS (SELECT max(l) AS l FROM counted) SELECT (SELECT l FROM top) AS longest, (SELECT times FROM counted WHERE l = (SELECT l FROM top)) AS times, (SELECT coalesce(sum(times), 0) FROM counted, top WHERE counted.l >= top.l - 10 AND counted.l < top.l) AS below, (SELECT count(*) FROM counted) AS kinds`,
            judge: ([row], { n, unread }) => {
                const [longest, times, below, kinds] = ['longest', 'times', 'below', 'kinds'].map((key) => Number(row?.[key] ?? 0));
                // Codes of a fixed width are not cut.
                const cut = longest >= 10 && times >= least && kinds > 2 && times > below / 2;
                if (!cut && unread > 0)
                    return untold(`${unread} values cannot be read`);
                const judged = judgeRows(context, cut ? times : 0, n, 0, {
                    rows: (sql) => `${context.where === null ? '' : `${context.where.sql(sql)} AND `}length(${sql(column).text}) = ${sqlNumber(longest)}`,
                });
                return { ...judged, actual: `${times} texts of ${longest} characters, ${below} of 1 to 10 fewer` };
            },
        }));
    },
});

;// CONCATENATED MODULE: ./build/data/checks/custom/uniqueness.js
/** What repeats: keys, rows, values, whole columns. */





/** Rows beyond the first of each combination, and the combinations that come most often. */
function repeated(context, columns, parts) {
    const keys = columns.map((_, index) => `v${index}`);
    const some = keys.map((key) => `${key} IS NOT NULL`).join(' OR ');
    const kept = parts.skipMissing ? ` WHERE ${some}` : '';
    const shown = keys.map((key) => `coalesce(left(CAST(${key} AS VARCHAR), 40), 'null')`).join(', ');
    const personal = isPersonal(context, columns);
    return queryOf(context, {
        columns,
        keepMissing: true,
        reads: [],
        expected: `${parts.expected}; of other rows: ${amountText(context)}`,
        what: parts.what,
        why: 'it groups whole rows',
        // `1` and `1.0` are one number; text that is none stays itself.
        field: ({ key }) => key,
        query: (rows) => `WITH groups AS (SELECT ${keys.join(', ')}, count(*) AS times FROM ${rows}${kept} GROUP BY ${keys.join(', ')}) SELECT (SELECT coalesce(sum(times - 1), 0) FROM groups) AS count, (SELECT coalesce(sum(times), 0) FROM groups) AS used, (SELECT list(w) FROM (SELECT concat_ws(', ', ${shown}) AS value, times FROM groups WHERE times > 1 ORDER BY times DESC, value LIMIT 5) AS w) AS places`,
        judge: ([row], { n }) => {
            if (Number(row?.['used'] ?? 0) === 0)
                return untold('every value is missing');
            const places = Array.isArray(row?.['places']) ? row['places'] : [];
            return judgeRows(context, Number(row?.['count'] ?? 0), n, 0, {
                where: places.map(({ value, times }) => ({
                    value: `${personal ? REDACTED : value} (${times} times)`,
                })),
            });
        },
    });
}
const uniqueCombination = custom({
    name: 'uniqueCombination',
    scope: 'object',
    measures: 'rows',
    summary: 'rows that repeat a combination of values of `columns`; rows where all of them are missing do not count',
    args: { columns: columnNames },
    plan({ columns }, context) {
        return repeated(context, columns, {
            expected: `every ${columns.join(' + ')} once`,
            what: `rows repeat ${columns.join(' + ')}`,
            skipMissing: true,
        });
    },
});
const duplicateRows = custom({
    name: 'duplicateRows',
    scope: 'object',
    measures: 'rows',
    summary: 'rows that repeat another in all columns, but for those in `except`',
    args: { except: columnNames.optional() },
    plan({ except = [] }, context) {
        const columns = context.source.columns.map(({ name }) => name).filter((name) => !except.includes(name));
        if (columns.length === 0)
            return unfit('there are no columns left to compare');
        return repeated(context, [...new Set(columns)], {
            expected: 'every row once',
            what: 'rows repeat another row',
            skipMissing: false,
        });
    },
});
const distinctParts = (column) => (sql, scope) => ({
    distinct: `count(DISTINCT ${sql(column).value}) FILTER (WHERE ${scope})`,
});
const distinctCount = custom({
    name: 'distinctCount',
    scope: 'column',
    measures: 'number',
    summary: 'the number of different values',
    args: {},
    plan(_, context, column) {
        return numberOf(context, {
            columns: [column],
            name: `the number of different values of \`${column}\``,
            parts: distinctParts(column),
            number: ({ distinct }) => distinct,
        });
    },
});
const distinctShare = custom({
    name: 'distinctShare',
    scope: 'column',
    measures: 'share',
    summary: 'the number of different values divided by the number of values',
    args: {},
    plan(_, context, column) {
        return numberOf(context, {
            columns: [column],
            name: `the share of different values of \`${column}\``,
            parts: distinctParts(column),
            number: ({ distinct }, { present }) => Number(distinct) / present,
        });
    },
});
const constant = custom({
    name: 'constant',
    scope: 'column',
    measures: 'nothing',
    severity: 'warn',
    summary: 'breaks where every value is the same (two values at least)',
    args: {},
    plan(_, context, column) {
        return {
            ...numberOf(context, {
                columns: [column],
                name: column,
                parts: distinctParts(column),
                number: () => null,
                problem: ({ distinct }, { present, unread }) => {
                    if (Number(distinct) > 1)
                        return { ok: true, actual: `${distinct} values` };
                    if (unread > 0)
                        return untold(`${unread} values cannot be read`);
                    if (present < 2)
                        return untold('there is only one value');
                    return { ok: false, actual: `the same value ${present} times` };
                },
            }),
            expected: 'more than one value',
            what: `\`${column}\` is constant`,
        };
    },
});
/** The most frequent value; ties are all given, by value. */
function mostCommon(context, column, parts, judge) {
    return queryOf(context, {
        ...parts,
        columns: [column],
        why: 'it counts every value',
        query: (rows) => `WITH counted AS (SELECT v0, count(*) AS times FROM ${rows} GROUP BY v0), top AS (SELECT v0, times FROM counted WHERE times = (SELECT max(times) FROM counted)) SELECT (SELECT max(times) FROM top) AS times, (SELECT list(CAST(v0 AS VARCHAR) ORDER BY CAST(v0 AS VARCHAR)) FROM top) AS vals`,
        judge: ([row], { present, unread }) => {
            const values = Array.isArray(row?.['vals']) ? row['vals'].map(String) : [];
            const judged = judge(Number(row?.['times'] ?? 0), present, values);
            return judged.ok && unread > 0 ? untold(`${unread} values cannot be read`) : judged;
        },
    });
}
const almostConstant = custom({
    name: 'almostConstant',
    scope: 'column',
    measures: 'nothing',
    severity: 'warn',
    summary: 'breaks where the most common value makes up `share` of the values or more (0.99)',
    args: { share: schemas/* number */.aig().gt(0).max(1).default(0.99) },
    plan({ share }, context, column) {
        const parts = {
            expected: `the most common value in less than ${100 * share}% of the values`,
            what: `\`${column}\` is almost constant`,
        };
        return mostCommon(context, column, parts, (times, present, [first]) => {
            if (present < 2)
                return untold('there is only one value');
            const shown = isPersonal(context, [column]) ? REDACTED : first;
            return { ok: times / present < share, actual: `${shown} in ${times} of ${present} values` };
        });
    },
});
const mostCommonShare = custom({
    name: 'mostCommonShare',
    scope: 'column',
    measures: 'share',
    summary: 'the share of the most common value among the values',
    args: {},
    plan(_, context, column) {
        const parts = {
            expected: amountText(context),
            what: `the share of the most common value of \`${column}\` is out of bounds`,
        };
        return mostCommon(context, column, parts, (times, present) => judgeNumber(context, times / present, 0));
    },
});
const mostCommonValue = custom({
    name: 'mostCommonValue',
    scope: 'column',
    measures: 'nothing',
    summary: 'the most common value (each of them, where several are) is among `values`',
    args: { values: schemas/* array */.YOg(schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig(), schemas/* boolean */.zMY()])).min(1) },
    plan({ values }, context, column) {
        const wanted = new Set(values.map(String));
        const parts = {
            expected: `one of ${[...wanted].join(', ')}`,
            what: `the most common value of \`${column}\` is another`,
        };
        return mostCommon(context, column, parts, (times, _, found) => {
            const numeric = kindOf(context.subject(column)) === 'number';
            const known = (value) => wanted.has(value) || (numeric && wanted.has(String(Number(value))));
            const shown = isPersonal(context, [column]) ? REDACTED : found.slice(0, 5).join(', ');
            return {
                ok: found.length > 0 && found.every(known),
                actual: `${shown} (${times} times)`,
            };
        });
    },
});
const duplicateColumns = custom({
    name: 'duplicateColumns',
    scope: 'object',
    measures: 'rows',
    severity: 'warn',
    summary: 'columns that equal an earlier one in every row (all columns, or `columns`); empty ones do not count',
    args: { columns: columnNames.optional() },
    plan({ columns }, context) {
        const names = [...new Set(columns ?? context.source.columns.map(({ name }) => name))];
        if (names.length < 2)
            return unfit('there are no two columns to compare');
        const keys = names.map((_, index) => `v${index}`);
        return queryOf(context, {
            columns: names,
            keepMissing: true,
            reads: [],
            expected: `columns that equal another: ${amountText(context)}`,
            what: 'columns equal another column',
            why: 'it compares columns pair by pair, where their fingerprints are equal',
            field: ({ text }) => text,
            // Equal columns have equal fingerprints; those of others are equal only by chance, and the pairs are compared.
            query: (rows) => `SELECT [${keys.map((key) => `{'n': count(${key}), 'h': CAST(sum(CAST(hash(${key}) AS HUGEINT)) FILTER (WHERE ${key} IS NOT NULL) AS VARCHAR)}`).join(', ')}] AS prints FROM ${rows}`,
            next: ([row]) => {
                const pairs = candidates(row?.['prints']);
                if (pairs.length === 0)
                    return null;
                const tests = pairs.map(([a, b]) => `bool_and(v${a} IS NOT DISTINCT FROM v${b})`);
                return `SELECT [${tests.join(', ')}] AS same, [${pairs.map(([a, b]) => `[${a}, ${b}]`).join(', ')}] AS pairs FROM filled`;
            },
            judge: ([row]) => {
                const same = Array.isArray(row?.['same']) ? row['same'] : [];
                const pairs = Array.isArray(row?.['pairs']) ? row['pairs'] : [];
                const equal = pairs.filter((_, index) => same[index] === true);
                const later = new Set(equal.map(([, b]) => b));
                return judgeRows(context, later.size, names.length, 0, {
                    where: equal.slice(0, 5).map(([a, b]) => ({ value: `${names[b]} equals ${names[a]}` })),
                });
            },
        });
    },
});
/** Pairs of columns with equal fingerprints, of those that have values. */
function candidates(prints) {
    const groups = new Map();
    for (const [index, print] of (Array.isArray(prints) ? prints : []).entries()) {
        if (Number(print?.n ?? 0) === 0)
            continue;
        const key = `${print.n}:${print.h}`;
        groups.set(key, [...(groups.get(key) ?? []), index]);
    }
    return [...groups.values()].flatMap(([first = 0, ...others]) => others.flatMap((other, at) => [
        [first, other],
        // A chance collision must not hide that two later ones are equal.
        ...others.slice(at + 1).map((next) => [other, next]),
    ]));
}

// EXTERNAL MODULE: ./build/config/index.js + 10 modules
var build_config = __webpack_require__(90189);
;// CONCATENATED MODULE: ./build/data/checks/custom/volume.js
/** Volume and freshness: how many rows, against what, how new, with which gaps. */







const TIMES = ['date', 'timestamp'];
const freshness = custom({
    name: 'freshness',
    scope: 'column',
    measures: 'nothing',
    summary: 'the newest value is at most `maxAge` old',
    args: { maxAge: duration },
    plan({ maxAge }, context, column) {
        const most = (0,build_config/* durationMs */.pc)(maxAge);
        const whole = ofKind(context.subject(column), TIMES, () => {
            const plan = numberOf(context, {
                columns: [column],
                name: `the newest value of \`${column}\``,
                parts: (sql, scope) => {
                    const time = utcSql(context.subject(column), sql(column).value);
                    return { newest: `epoch_ms(max(${time}) FILTER (WHERE (${scope}) AND isfinite(${time})))` };
                },
                number: () => null,
                problem: ({ newest }, { unread }) => {
                    if (typeof newest !== 'number')
                        return untold('no value is a finite time');
                    const ok = context.now.getTime() - newest <= most;
                    const actual = new Date(newest).toISOString();
                    // Text that cannot be read could hold a newer time, never make the newest one older.
                    return ok || unread === 0
                        ? { ok, actual }
                        : untold(`the newest value that can be read is ${actual}; ${unread} cannot be read`);
                },
            });
            const hours = Math.round(most / 3_600_000);
            return {
                ...plan,
                expected: `a newest \`${column}\` at most ${hours} hours old`,
                what: `the newest value of \`${column}\` is too old`,
            };
        });
        return concealed(context, [column], whole);
    },
});
const futureValues = custom({
    name: 'futureValues',
    scope: 'column',
    measures: 'rows',
    summary: 'rows whose time lies after the moment of the check, or after it by more than `margin`',
    args: { margin: duration.optional() },
    plan({ margin }, context, column) {
        const limit = new Date(context.now.getTime() + (margin === undefined ? 0 : (0,build_config/* durationMs */.pc)(margin)));
        const text = limit.toISOString().replace('Z', '');
        return ofKind(context.subject(column), TIMES, () => rowsThat(context, {
            columns: [column],
            expected: `no time after ${limit.toISOString()}`,
            what: `values of \`${column}\` lie in the future`,
            condition: (sql) => `${utcSql(context.subject(column), sql(column).value)} > TIMESTAMP '${text}'`,
        }));
    },
});
const rowCount = custom({
    name: 'rowCount',
    scope: 'object',
    measures: 'number',
    summary: 'the number of rows, of those that satisfy `where`',
    args: {},
    plan(_, context) {
        return {
            expected: `${amountText(context)} rows`,
            what: 'the number of rows is out of bounds',
            measure: countOf(context, () => ({}), (_values, { n, unread }) => judgeNumber(context, n, unread)),
        };
    },
});
const rowCountRatio = custom({
    name: 'rowCountRatio',
    scope: 'object',
    measures: 'share',
    filtered: false,
    summary: 'rows divided by the rows of `reference` (a dataset, data file or profile)',
    args: { reference: schemas/* string */.YjP().min(1) },
    plan({ reference }, context) {
        const other = context.references.get(reference);
        return {
            expected: `${amountText(context)} of the rows of ${reference}`,
            what: `the number of rows against ${reference} is out of bounds`,
            measure: {
                kind: 'value',
                expression: () => 'count(*)',
                judge: (value) => {
                    if (other === undefined)
                        return untold(`${reference} was not opened`, 'error');
                    if ('problem' in other)
                        return untold(other.problem, 'error');
                    if (other.rows === 0)
                        return untold(`${reference} has no rows`, 'error');
                    const judged = judgeNumber(context, Number(value) / other.rows, 0);
                    return { ...judged, actual: `${judged.actual} (${value} rows, there ${other.rows})` };
                },
            },
        };
    },
});
const gaps = custom({
    name: 'gaps',
    scope: 'column',
    measures: 'rows',
    summary: 'periods (`every`: minute, hour, day, week, month) between the first and last time without a row',
    args: { every: period },
    plan({ every }, context, column) {
        const plan = ofKind(context.subject(column), TIMES, () => queryOf(context, {
            columns: [column],
            expected: `a row in every ${every}; without one: ${amountText(context)}`,
            what: `${every}s have no row`,
            why: 'it compares neighbouring periods',
            field: ({ value }) => `CAST(${value} AS TIMESTAMP)`,
            query: (rows) => `WITH periods AS (SELECT DISTINCT date_trunc('${every}', v0) AS p FROM ${rows} WHERE isfinite(v0)), steps AS (SELECT p, lead(p) OVER (ORDER BY p) AS next FROM periods), holes AS (SELECT *, date_diff('${every}', p, next) - 1 AS missing FROM steps WHERE date_diff('${every}', p, next) > 1) SELECT (SELECT coalesce(sum(missing), 0) FROM holes) AS count, (SELECT date_diff('${every}', min(p), max(p)) + 1 FROM periods) AS of, (SELECT list(h ORDER BY h.p) FROM (SELECT CAST(p AS VARCHAR) AS p, CAST(next AS VARCHAR) AS next, missing FROM holes ORDER BY p LIMIT 5) AS h) AS holes`,
            judge: ([row], { unread }) => {
                const of = Number(row?.['of'] ?? 0);
                if (of === 0)
                    return untold('no value is a finite time');
                const holes = Array.isArray(row?.['holes']) ? row['holes'] : [];
                // What cannot be read could fill a gap, or stretch the time beyond it.
                const judged = judgeRows(context, Number(row?.['count'] ?? 0), of, 0, {
                    where: holes.map((hole) => ({
                        value: `between ${hole.p} and ${hole.next} (${hole.missing})`,
                    })),
                });
                return unread > 0 && judged.ok ? untold(`${unread} values cannot be read`) : judged;
            },
        }));
        return concealed(context, [column], plan);
    },
});
const rowRate = custom({
    name: 'rowRate',
    scope: 'column',
    measures: 'number',
    summary: 'the rows of each period; `ends: false` leaves out the first and the last, which may be partial',
    args: { every: period, ends: schemas/* boolean */.zMY().default(true) },
    plan({ every, ends }, context, column) {
        const { bound } = context;
        const plan = ofKind(context.subject(column), TIMES, () => queryOf(context, {
            columns: [column],
            expected: `rows in every ${every}: ${boundText(bound)}`,
            what: `${every}s have too few or too many rows`,
            why: 'it counts rows by period',
            field: ({ value }) => `CAST(${value} AS TIMESTAMP)`,
            query: (rows) => `WITH periods AS (SELECT date_trunc('${every}', v0) AS p, count(*) AS times FROM ${rows} WHERE isfinite(v0) GROUP BY 1), inner_periods AS (SELECT * FROM periods${ends ? '' : ' WHERE p > (SELECT min(p) FROM periods) AND p < (SELECT max(p) FROM periods)'}) SELECT (SELECT count(*) FROM inner_periods) AS filled, (SELECT date_diff('${every}', min(p), max(p)) + 1 FROM periods) AS span, (SELECT count(*) FROM inner_periods WHERE NOT (${boundSql('times', bound)})) AS broken, (SELECT list(w) FROM (SELECT CAST(p AS VARCHAR) AS p, times FROM inner_periods WHERE NOT (${boundSql('times', bound)}) ORDER BY p LIMIT 5) AS w) AS places`,
            judge: ([row], { unread }) => {
                const filled = Number(row?.['filled'] ?? 0);
                const span = Math.max(0, Number(row?.['span'] ?? 0) - (ends ? 0 : 2));
                if (span === 0)
                    return untold(`there is no whole ${every}`);
                const empty = span - filled;
                const count = Number(row?.['broken'] ?? 0) + (meetsBound(0, bound) ? 0 : empty);
                const places = Array.isArray(row?.['places']) ? row['places'] : [];
                if (unread > 0 && count === 0)
                    return untold(`${unread} values cannot be read`);
                return {
                    ok: count === 0,
                    actual: `${count} of ${span} ${every}s${empty > 0 ? `, ${empty} without a row` : ''}`,
                    count,
                    of: span,
                    where: places.map((place) => ({ value: `${place.p} (${place.times} rows)` })),
                };
            },
        }));
        return concealed(context, [column], plan);
    },
});
/** A bound as an SQL condition. */
function boundSql(expression, { operator, limit }) {
    const [low, high] = typeof limit === 'number' ? [limit, limit] : limit;
    const at = sqlNumber(low);
    switch (operator) {
        case 'mustBe':
            return `${expression} = ${at}`;
        case 'mustNotBe':
            return `${expression} <> ${at}`;
        case 'mustBeGreaterThan':
            return `${expression} > ${at}`;
        case 'mustBeGreaterOrEqualTo':
            return `${expression} >= ${at}`;
        case 'mustBeLessThan':
            return `${expression} < ${at}`;
        case 'mustBeLessOrEqualTo':
            return `${expression} <= ${at}`;
        case 'mustBeBetween':
            return `${expression} BETWEEN ${at} AND ${sqlNumber(high)}`;
        case 'mustNotBeBetween':
            return `${expression} NOT BETWEEN ${at} AND ${sqlNumber(high)}`;
    }
}

;// CONCATENATED MODULE: ./build/data/checks/custom/index.js
/** The table of custom checks (`engine: assay`). A new one is a row in a file of its family, and a line here. */









const ROWS = [
    ...[columnOrder, columnSet, columnCount, emptyColumns, duplicateColumns],
    ...[fileDigest, fileCount, fileBytes],
    ...[nullValues, missingSpellings, blankRows, anyPresent, allPresent, allOrNonePresent],
    ...[uniqueCombination, duplicateRows, distinctCount, distinctShare],
    ...[constant, almostConstant, mostCommonShare, mostCommonValue],
    ...[nanValues, infiniteValues, ...statistics, median, quantile, correlation],
    ...[zscoreOutliers, iqrOutliers],
    ...[allowedValues, forbiddenValues, unseenValues, distinctContains, distinctEquals],
    ...[increasing, decreasing],
    ...[format, dateForm, surroundingSpace, mojibake, caseVariants, mixedTypes, ...lengths, truncatedValues],
    ...[compare, sumOfColumns, combinationIn, rowCondition, failingRows],
    ...[rowCount, rowCountRatio, freshness, futureValues, gaps, rowRate],
    personalData,
];
const CUSTOM = new Map(ROWS.map((row) => [row.name, row]));

;// CONCATENATED MODULE: ./build/data/checks/custom/read.js
/** From `implementation: {check: NAME, …}` of a contract to a check of the table with its arguments. */



/** Paths of problems start at `implementation`. */
function readCustom(given) {
    const { data, column } = given;
    if (typeof data !== 'object' || data === null || Array.isArray(data)) {
        return { problems: [{ path: [], message: 'is no map', expected: '{check: NAME, …}' }] };
    }
    const args = { ...data };
    const name = args['check'];
    const check = typeof name === 'string' ? CUSTOM.get(name) : undefined;
    if (check === undefined) {
        const near = typeof name === 'string' ? (0,base/* nearest */.pA)(name, CUSTOM.keys()) : undefined;
        return {
            problems: [
                {
                    path: name === undefined ? [] : ['check'],
                    message: name === undefined ? 'names no `check`' : `${String(name)} is no check of the engine assay`,
                    expected: `one of ${[...CUSTOM.keys()].join(', ')}`,
                    ...(near ? { fix: `did you mean \`${near}\`?` } : {}),
                },
            ],
        };
    }
    const problems = [...boundProblems(check, given), ...scopeProblems(check, column, args)];
    const parsed = check.schema.safeParse(args);
    if (!parsed.success) {
        const valid = Object.keys(check.schema.shape);
        for (const issue of parsed.error.issues) {
            if (issue.code !== 'unrecognized_keys') {
                const missing = issue.code === 'invalid_type' && !(String(issue.path[0]) in args);
                problems.push({
                    path: issue.path,
                    message: missing ? `${check.name} needs \`${issue.path.join('.')}\`` : issue.message,
                });
                continue;
            }
            for (const key of issue.keys) {
                const near = (0,base/* nearest */.pA)(key, valid);
                problems.push({
                    path: [...issue.path, key],
                    ofKey: true,
                    message: `is no argument of ${check.name}`,
                    expected: `one of ${valid.join(', ')}`,
                    ...(near ? { fix: `did you mean \`${near}\`?` } : {}),
                });
            }
        }
    }
    const wrong = parsed.success ? check.problem(args) : null;
    if (wrong !== null)
        problems.push({ path: [], message: `${check.name}: ${wrong}` });
    return problems.length > 0 ? { problems } : { check: check.name, args };
}
/** A unit that means nothing would leave a bound for percent to be read as one for shares. */
const UNITS = {
    rows: ['rows', 'percent'],
    share: ['percent'],
    // `unit: rows` of a row count is right, and changes nothing.
    number: ['rows'],
    nothing: [],
};
function boundProblems({ name, measures }, { bound, bounds, unit }) {
    const problem = (message, expected) => ({
        path: ['check'],
        message: `${name}: ${message}`,
        ...(expected ? { expected } : {}),
    });
    if (bounds > 1)
        return [problem('only one of the words mustBe… may be given')];
    if (measures === 'nothing' && bound !== null)
        return [problem('holds or not, and takes no mustBe…')];
    if ((measures === 'number' || measures === 'share') && bound === null) {
        return [problem('gives a number', 'one of mustBe, mustBeLessThan, mustBeBetween, …')];
    }
    const units = UNITS[measures];
    if (unit !== undefined && !units.includes(unit)) {
        const expected = units.length === 0 ? 'no unit' : `unit ${units.join(' or ')}`;
        return [problem(`counts in ${unit}`, expected)];
    }
    return [];
}
function scopeProblems({ name, scope }, column, args) {
    if (scope === 'object' && column !== null) {
        return [{ path: ['check'], message: `${name} belongs to the object, not to a property` }];
    }
    if (scope === 'column' && column === null && args['column'] === undefined) {
        return [{ path: ['check'], message: `${name} needs \`column\`, or belongs to a property` }];
    }
    return [];
}
/** The arguments with every name of a column given by `find`. */
function withColumns(args, find) {
    const result = { ...args };
    for (const key of COLUMN_KEYS) {
        const named = args[key];
        if (typeof named === 'string')
            result[key] = find(named);
        if (Array.isArray(named))
            result[key] = named.map((name) => find(String(name)));
    }
    return result;
}
/** Every column that the arguments name. */
function columnsOf(args) {
    return COLUMN_KEYS.flatMap((key) => {
        const named = args[key];
        if (typeof named === 'string')
            return [named];
        return Array.isArray(named) ? named.map(String) : [];
    });
}

;// CONCATENATED MODULE: ./build/data/contract/environment.js
/** A contract as it counts for datasets of one environment: a label is there in training and not in serving. */


/**
 * The contract without the columns that belong to other environments only. Without an environment every column
 * counts. Promises about the age of data are made for the data that is served, and not for `training`.
 */
function contractFor(contract, environment) {
    if (environment === undefined)
        return contract;
    const here = (column) => column.environments?.includes(environment) ?? true;
    const gone = contract.columns.filter((column) => !here(column));
    const names = new Set(gone.map(({ name }) => name));
    const about = (columns) => columns.some((name) => names.has(name) || names.has(name.split(/[.[]/)[0] ?? name));
    const lost = strange(contract, environment);
    const kept = contract.quality.filter((rule) => {
        if (rule.kind === 'custom' && environment === 'training' && rule.label.startsWith('slaProperties ')) {
            lost.push(`${rule.label}: datasets of the environment training are not served`);
            return false;
        }
        const columns = rule.kind === 'library' ? rule.columns : rule.kind === 'custom' ? columnsOf(rule.args) : [];
        if (!about(columns))
            return true;
        lost.push(`quality rule ${JSON.stringify(rule.label)}: a column of it is not in ${environment}`);
        return false;
    });
    const key = contract.primaryKey.filter((name) => !names.has(name));
    if (key.length < contract.primaryKey.length)
        lost.push(`primaryKey: a column of it is not in ${environment}`);
    const relationships = (contract.relationships ?? []).filter(({ columns, label }) => {
        if (!about(columns))
            return true;
        lost.push(`relationship ${label}: a column of it is not in ${environment}`);
        return false;
    });
    return {
        ...contract,
        environment,
        columns: contract.columns.filter(here),
        elsewhere: gone.map(({ name, environments = [] }) => ({ name, environments })),
        primaryKey: key.length < contract.primaryKey.length ? [] : contract.primaryKey,
        quality: kept,
        relationships,
        notChecked: [...contract.notChecked, ...lost],
    };
}
/** An environment that the contract does not name may be right; one that is nearly one of its own hardly is. */
function strange(contract, environment) {
    const named = [...new Set(contract.columns.flatMap(({ environments = [] }) => environments))];
    const near = named.includes(environment) ? undefined : (0,base/* nearest */.pA)(environment, named);
    if (near === undefined)
        return [];
    return [
        `columns of other environments than ${environment}, which the contract does not name (did you mean \`${near}\`?)`,
    ];
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var yaml_dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/errors.js
var errors = __webpack_require__(37428);
;// CONCATENATED MODULE: ./build/data/contract/json-words.js
/** Values of JSON in words, and in one form for equal values. */
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function typeOf(value) {
    if (value === null || value === undefined)
        return 'null';
    if (Array.isArray(value))
        return 'array';
    if (typeof value === 'bigint')
        return 'integer';
    if (typeof value === 'number')
        return Number.isInteger(value) ? 'integer' : 'number';
    return typeof value;
}
/** The names of JSON's types as an author of YAML knows them. */
function a(type) {
    const words = {
        array: 'a list',
        object: 'a map of keys and values',
        string: 'text',
        integer: 'a whole number',
        number: 'a number',
        boolean: 'true or false',
        null: 'nothing',
    };
    return words[type] ?? type;
}
function shown(value) {
    const text = typeof value === 'bigint' ? String(value) : (JSON.stringify(value) ?? 'nothing');
    return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
/** Equal for equal values: keys in one order, 1 and 1.0 the same. */
function canonical(value) {
    if (typeof value === 'bigint')
        return String(value);
    if (Array.isArray(value))
        return `[${value.map(canonical).join(',')}]`;
    if (isObject(value)) {
        const keys = Object.keys(value).sort();
        return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
    }
    return JSON.stringify(value) ?? 'null';
}

;// CONCATENATED MODULE: ./build/data/contract/json-schema.js
/**
 * Checks data against a JSON Schema (draft 2019-09), as far as the schemas of the Open Data Contract Standard use it,
 * and says what is wrong in words for the author of a contract. General validators took 25 ms for a contract, or
 * report a hundred lines for one wrong key; a test holds this one to ajv's verdicts.
 */


/** Every issue, none of them twice. An empty list: the value is valid. Throws RangeError for a schema that it cannot read. */
function schemaIssues(schema, value, words = {}) {
    const { issues } = new Evaluation(schema, words).check(schema, value, []);
    // A key that two nested schemas refuse is one mistake; the outer one knows more keys.
    const unique = new Map(issues.map((issue) => [`${issue.kind} ${JSON.stringify(issue.path)}`, issue]));
    return [...unique.values()];
}
const KEYWORDS = new Set('type enum const pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum items minItems maxItems uniqueItems properties required additionalProperties unevaluatedProperties minProperties maxProperties allOf anyOf oneOf not if then else $ref $defs format'.split(' '));
class Evaluation {
    root;
    words;
    read = new WeakSet();
    constructor(root, words) {
        this.root = root;
        this.words = words;
    }
    check(schema, value, path) {
        if (schema === true)
            return ok();
        if (schema === false)
            return wrong({ path, kind: 'value', message: 'may not stand here' });
        if (!this.read.has(schema)) {
            const strange = Object.keys(schema).find((keyword) => !KEYWORDS.has(keyword));
            if (strange !== undefined)
                throw new RangeError(`the JSON Schema keyword ${strange} is not read`);
            this.read.add(schema);
        }
        const own = [...ofType(schema, value, path)];
        // What is of another type has no keys or items to look at.
        if (own.length > 0)
            return { issues: own, seen: json_schema_NONE, known: json_schema_NONE };
        const issues = [...ofScalar(schema, value, path)];
        const seen = new Set();
        const known = new Set();
        const join = (outcome) => {
            issues.push(...outcome.issues);
            for (const key of outcome.seen)
                seen.add(key);
            for (const key of outcome.known)
                known.add(key);
        };
        for (const part of this.applied(schema, value, path))
            join(part);
        if (isObject(value))
            join(this.ofObject(schema, value, path));
        if (Array.isArray(value))
            join(this.ofList(schema, value, path));
        if (schema['unevaluatedProperties'] === false && isObject(value)) {
            for (const key of Object.keys(value).filter((name) => !seen.has(name))) {
                issues.push(this.unknownKey(key, known, schema, path));
                seen.add(key);
            }
        }
        return { issues, seen, known };
    }
    /** Subschemas for the same value. */
    *applied(schema, value, path) {
        const reference = schema['$ref'];
        if (typeof reference === 'string')
            yield this.referenced(reference, value, path);
        for (const part of list(schema['allOf']))
            yield this.check(part, value, path);
        const alternatives = schema['anyOf'] ?? schema['oneOf'];
        if (alternatives !== undefined) {
            yield this.choice(list(alternatives), value, path, schema['anyOf'] === undefined);
        }
        if (schema['not'] !== undefined) {
            const { issues } = this.check(asSchema(schema['not']), value, path);
            const keys = list(schema['not']['required']).map(String);
            const at = keys.length === 1 ? [...path, ...keys] : path;
            if (issues.length === 0)
                yield wrong({ path: at, kind: 'value', message: 'may not be given here' });
        }
        if (schema['if'] !== undefined) {
            const condition = this.check(asSchema(schema['if']), value, path);
            const holds = condition.issues.length === 0;
            if (holds)
                yield condition;
            const branch = schema[holds ? 'then' : 'else'];
            if (branch !== undefined)
                yield this.check(asSchema(branch), value, path);
        }
    }
    referenced(reference, value, path) {
        const outcome = this.check(this.resolve(reference), value, path);
        const words = this.words[reference.split('/').at(-1) ?? ''];
        if (words === undefined)
            return outcome;
        const issues = outcome.issues.map((issue) => json_schema_same(issue.path, path) ? { ...issue, expected: words } : issue);
        return { ...outcome, issues };
    }
    resolve(reference) {
        let node = this.root;
        for (const part of reference.replace(/^#\//, '').split('/')) {
            node = isObject(node) ? node[part] : undefined;
        }
        return asSchema(node);
    }
    choice(branches, value, path, onlyOne) {
        const outcomes = branches.map((branch) => this.check(branch, value, path));
        const known = new Set(outcomes.flatMap((outcome) => [...outcome.known]));
        const good = outcomes.filter((outcome) => outcome.issues.length === 0);
        if (good.length > 0 && (!onlyOne || good.length === 1)) {
            return { issues: [], seen: new Set(good.flatMap((outcome) => [...outcome.seen])), known };
        }
        const seen = new Set(outcomes.flatMap((outcome) => [...outcome.seen]));
        if (good.length > 1) {
            const keys = branches
                .filter((_, index) => outcomes[index]?.issues.length === 0)
                .flatMap((branch) => (isObject(branch) ? list(branch['required']).map(String) : []));
            const message = keys.length > 1 ? `only one of ${keys.join(', ')} may be given` : 'can be read in two ways';
            return { issues: [{ path, kind: 'choice', message }], seen, known };
        }
        return { issues: closest(outcomes, path), seen, known };
    }
    ofObject(schema, value, path) {
        const issues = [];
        const seen = new Set();
        const properties = isObject(schema['properties']) ? schema['properties'] : {};
        for (const key of list(schema['required']).map(String)) {
            if (key in value)
                continue;
            const type = isObject(properties[key]) ? properties[key]['type'] : undefined;
            const expected = typeof type === 'string' ? { expected: a(type) } : {};
            issues.push({ path: [...path, key], kind: 'missing', message: 'is missing', ...expected });
        }
        for (const [key, item] of Object.entries(value)) {
            if (!Object.hasOwn(properties, key))
                continue;
            seen.add(key);
            issues.push(...this.check(asSchema(properties[key]), item, [...path, key]).issues);
        }
        const known = new Set(Object.keys(properties));
        const further = schema['additionalProperties'];
        if (further !== undefined) {
            for (const [key, item] of Object.entries(value)) {
                if (Object.hasOwn(properties, key))
                    continue;
                seen.add(key);
                if (further === false)
                    issues.push(this.unknownKey(key, known, schema, path));
                else
                    issues.push(...this.check(asSchema(further), item, [...path, key]).issues);
            }
        }
        const count = Object.keys(value).length;
        const { minProperties, maxProperties } = schema;
        if (typeof minProperties === 'number' && count < minProperties)
            issues.push({
                path,
                kind: 'value',
                message: 'has too few keys',
                expected: `at least ${minProperties}`,
            });
        if (typeof maxProperties === 'number' && count > maxProperties)
            issues.push({
                path,
                kind: 'value',
                message: 'has too many keys',
                expected: `at most ${maxProperties}`,
            });
        return { issues, seen, known };
    }
    unknownKey(key, known, schema, path) {
        const valid = [...known];
        const at = { path: [...path, key], kind: 'unknown' };
        const expected = valid.length > 0 ? { expected: `one of ${valid.join(', ')}` } : {};
        if (known.has(key) || this.keysOf(schema).has(key))
            return { ...at, message: 'does not belong here' };
        const near = (0,base/* nearest */.pA)(key, valid);
        const fix = near === undefined ? {} : { fix: `did you mean \`${near}\`?` };
        return { ...at, message: 'is no key of the Open Data Contract Standard here', ...expected, ...fix };
    }
    /** Keys that some form of this schema has. */
    keysOf(schema, met = new Set()) {
        const keys = new Set(isObject(schema['properties']) ? Object.keys(schema['properties']) : []);
        if (met.has(schema))
            return keys;
        met.add(schema);
        const parts = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => list(schema[keyword]));
        const others = ['then', 'else'].map((keyword) => schema[keyword]);
        const reference = schema['$ref'];
        if (typeof reference === 'string')
            others.push(this.resolve(reference));
        for (const part of [...parts, ...others]) {
            if (isObject(part))
                for (const key of this.keysOf(part, met))
                    keys.add(key);
        }
        return keys;
    }
    ofList(schema, value, path) {
        const issues = [];
        const { items, minItems, maxItems, uniqueItems } = schema;
        if (items !== undefined) {
            for (const [index, item] of value.entries())
                issues.push(...this.check(asSchema(items), item, [...path, index]).issues);
        }
        const length = (message, expected) => issues.push({ path, kind: 'value', message, expected });
        const count = `has ${value.length} ${value.length === 1 ? 'entry' : 'entries'}`;
        if (typeof minItems === 'number' && value.length < minItems)
            length(count, `at least ${minItems}`);
        if (typeof maxItems === 'number' && value.length > maxItems)
            length(count, `at most ${maxItems}`);
        if (uniqueItems === true && new Set(value.map(canonical)).size < value.length)
            length('has an entry twice', 'each entry once');
        return { issues, seen: json_schema_NONE, known: json_schema_NONE };
    }
}
/** The issues of the alternative that the author meant, or one issue that names all of them. */
function closest(outcomes, path) {
    const absent = outcomes.map(({ issues }) => issues.filter((issue) => issue.kind === 'missing'));
    if (outcomes.every(({ issues }, index) => issues.length === 1 && absent[index]?.length === 1)) {
        const keys = absent.flatMap(([issue]) => (issue === undefined ? [] : [String(issue.path.at(-1))]));
        return [{ path, kind: 'choice', message: `needs one of ${keys.join(', ')}` }];
    }
    const atTop = ({ issues }) => issues.some((issue) => issue.kind === 'type' && json_schema_same(issue.path, path));
    const fitting = outcomes.filter((outcome) => !atTop(outcome));
    // Of a missing key and one that stands there with a wrong value, the latter is what was meant.
    const meant = fitting.filter(({ issues }) => issues.some((issue) => issue.kind !== 'missing'));
    const candidates = meant.length > 0 ? meant : fitting.length > 0 ? fitting : outcomes;
    const here = candidates.flatMap(({ issues }) => issues);
    if (candidates.length > 1 && here.every((issue) => json_schema_same(issue.path, path))) {
        const expected = [...new Set(here.flatMap((issue) => issue.expected ?? []))].join(' or ');
        const [first] = here;
        return first === undefined ? [] : [{ ...first, ...(expected === '' ? {} : { expected }) }];
    }
    const fewest = Math.min(...candidates.map(({ issues }) => issues.length));
    return candidates.find(({ issues }) => issues.length === fewest)?.issues ?? [];
}
function* ofType(schema, value, path) {
    const { type } = schema;
    if (type === undefined)
        return;
    const types = typeof type === 'string' ? [type] : list(type).map(String);
    const actual = typeOf(value);
    if (types.includes(actual) || (actual === 'integer' && types.includes('number')))
        return;
    yield { path, kind: 'type', message: `is ${a(actual)}`, expected: types.map(a).join(' or ') };
}
function* ofScalar(schema, value, path) {
    const allowed = schema['enum'] ?? (schema['const'] === undefined ? undefined : [schema['const']]);
    const issue = (message, expected) => ({ path, kind: 'value', message, expected });
    if (allowed !== undefined && !list(allowed).some((item) => canonical(item) === canonical(value))) {
        const near = typeof value === 'string' ? (0,base/* nearest */.pA)(value, list(allowed).map(String)) : undefined;
        const found = issue(`${shown(value)} is not allowed`, `one of ${list(allowed).map(String).join(', ')}`);
        yield near === undefined ? found : { ...found, fix: `did you mean \`${near}\`?` };
    }
    if (typeof value === 'string') {
        const { pattern, minLength, maxLength } = schema;
        const size = [...value].length;
        if (typeof pattern === 'string' && !new RegExp(pattern, 'u').test(value))
            yield issue(`${shown(value)} is not of the form that is asked`, pattern);
        if (typeof minLength === 'number' && size < minLength)
            yield issue('is too short', `at least ${minLength}`);
        if (typeof maxLength === 'number' && size > maxLength)
            yield issue('is too long', `at most ${maxLength}`);
    }
    if (typeof value === 'number' || typeof value === 'bigint') {
        const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
        if (typeof minimum === 'number' && value < minimum)
            yield issue(`is ${value}`, `at least ${minimum}`);
        if (typeof maximum === 'number' && value > maximum)
            yield issue(`is ${value}`, `at most ${maximum}`);
        if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum)
            yield issue(`is ${value}`, `more than ${exclusiveMinimum}`);
        if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum)
            yield issue(`is ${value}`, `less than ${exclusiveMaximum}`);
    }
}
const json_schema_NONE = new Set();
function ok() {
    return { issues: [], seen: json_schema_NONE, known: json_schema_NONE };
}
function wrong(issue) {
    return { ...ok(), issues: [issue] };
}
function list(value) {
    return Array.isArray(value) ? value : [];
}
function asSchema(value) {
    if (typeof value === 'boolean' || isObject(value))
        return value;
    throw new RangeError('the JSON Schema is broken');
}
function json_schema_same(one, other) {
    return one.length === other.length && one.every((part, index) => part === other[index]);
}

;// CONCATENATED MODULE: ./build/data/contract/odcs.js
/** Versions that are read; the first is what a later version of v3 is read as. */
const API_VERSIONS = ['v3.1.0', 'v3.0.2', 'v3.0.1', 'v3.0.0'];

;// CONCATENATED MODULE: ./build/data/contract/own-words.js
/** The custom properties `assay.*`: which there are, and where. One that is misspelled would silently say nothing. */

/** Where each word may stand. */
const WORDS = {
    'assay.text': ['contract', 'server', 'object', 'property'],
    'assay.csv': ['contract', 'server', 'object'],
    'assay.tolerance': ['object', 'property'],
    'assay.extraColumns': ['object'],
    'assay.environments': ['property'],
    'assay.lifecycle': ['property'],
};
/** Problems of the custom properties of one element of a contract; those of other tools are left alone. */
function checkOwnWords(element, level, path, place, problems) {
    const list = element.customProperties;
    const seen = new Set();
    for (const [index, item] of (Array.isArray(list) ? list : []).entries()) {
        const { property: name } = (item ?? {});
        if (typeof name !== 'string' || !/^assay\./i.test(name))
            continue;
        const levels = Object.entries(WORDS).find(([word]) => word === name)?.[1];
        const where = place([...path, 'customProperties', index, 'property']);
        if (levels === undefined) {
            const near = (0,base/* nearest */.pA)(name, Object.keys(WORDS));
            problems.push({
                where,
                message: `${name} is no custom property that Assay has`,
                expected: `one of ${Object.keys(WORDS).join(', ')}`,
                ...(near ? { fix: `did you mean \`${near}\`?` } : {}),
            });
        }
        else if (!levels.includes(level)) {
            problems.push({ where, message: `${name} belongs to ${levels.map(withArticle).join(' or ')}` });
        }
        else if (seen.has(name)) {
            problems.push({ where, message: `${name} stands here a second time` });
        }
        seen.add(name);
    }
}
function withArticle(level) {
    return level === 'object' ? 'an object' : level === 'contract' ? 'the contract' : `a ${level}`;
}

;// CONCATENATED MODULE: ./build/data/contract/text-policy.js
/**
 * How a contract loosens the reading of text, point by point: `customProperties` named `assay.text` (what values
 * look like) and `assay.csv` (how a file is cut into values). Both may stand on the contract, a server and the
 * object, `assay.text` also on a property; the nearer one wins, key by key.
 */



const allowed = schemas/* enum */.k5n(['allow', 'refuse']).optional();
const words = schemas/* array */.YOg(schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig(), schemas/* bigint */.oad(), schemas/* boolean */.zMY()]).transform(String));
const text_policy_format = schemas/* string */.YjP().refine((text) => dateFormat(text) !== null, {
    message: 'is no date pattern of yyyy, MM, M, dd, d, HH, H, mm, ss, SSS, SSSSSS, a zone (XXX) and signs between them',
});
const text_policy_formats = schemas/* union */.KCZ([text_policy_format.transform((one) => [one]), schemas/* array */.YOg(text_policy_format).min(1)]).optional();
/** `assay.text`. Every key is optional; what is absent stays strict. */
const textSchema = schemas/* strictObject */.rej({
    trim: schemas/* boolean */.zMY().optional(),
    missing: words.optional(),
    leadingZeros: allowed,
    plusSign: allowed,
    thousands: schemas/* enum */.k5n([',', '.', ' ', '_', "'", '\u2019', '\u00a0', '\u202f']).optional(),
    decimal: schemas/* enum */.k5n(['.', ',']).optional(),
    bareDecimals: allowed,
    exponentIntegers: allowed,
    decimalIntegers: allowed,
    quotedNumbers: allowed,
    trueValues: words.min(1).optional(),
    falseValues: words.min(1).optional(),
    date: text_policy_formats,
    timestamp: text_policy_formats,
    time: text_policy_formats,
})
    .superRefine((text, context) => {
    const problem = (key, message) => context.addIssue({ code: 'custom', path: [key], message });
    if ((text.trueValues === undefined) !== (text.falseValues === undefined)) {
        problem(text.trueValues === undefined ? 'falseValues' : 'trueValues', 'trueValues and falseValues belong together');
    }
    const both = text.trueValues?.find((word) => text.falseValues?.includes(word));
    if (both !== undefined)
        problem('falseValues', `${JSON.stringify(both)} is true and false at once`);
});
const sign = schemas/* string */.YjP().regex(/^[\x20-\x7e]$/, 'one printable ASCII character');
const DELIMITERS = {
    tab: '\t',
    '\\t': '\t',
    comma: ',',
    semicolon: ';',
    pipe: '|',
    space: ' ',
};
const delimiter = schemas/* string */.YjP()
    .transform((text) => DELIMITERS[text] ?? text)
    .refine((text) => text.length === 1 && text > '\0' && text < '\x7f' && !'\r\n"'.includes(text), {
    message: 'one ASCII character, or tab, comma, semicolon, pipe, space',
});
/** `assay.csv`. What is absent is sniffed (the delimiter) or as RFC 4180 has it. */
const csvSchema = schemas/* strictObject */.rej({
    delimiter: delimiter.optional(),
    quote: schemas/* union */.KCZ([sign, schemas/* literal */.euz('')]).optional(),
    escape: sign.optional(),
    header: schemas/* boolean */.zMY().optional(),
    comment: sign.optional(),
    encoding: schemas/* enum */.k5n(['utf-8', 'utf-16', 'latin-1']).optional(),
    lineEnd: schemas/* enum */.k5n(['lf', 'crlf', 'any']).optional(),
})
    .superRefine((csv, context) => {
    const problem = (key, message) => context.addIssue({ code: 'custom', path: [key], message });
    const quote = csv.quote ?? '"';
    if (csv.quote === '' && csv.escape !== undefined)
        problem('escape', 'says nothing without quotes');
    const others = { delimiter: csv.delimiter, comment: csv.comment };
    for (const [key, value] of Object.entries(others)) {
        if (value !== undefined && (value === quote || value === csv.escape)) {
            problem(key, `is also the ${value === quote ? 'quote' : 'escape'}`);
        }
    }
    if (csv.comment !== undefined && csv.comment === csv.delimiter)
        problem('comment', 'is also the delimiter');
});
/** The default: nothing is forgiven. */
const STRICT_TEXT = {
    trim: false,
    missing: [''],
    leadingZeros: false,
    plusSign: false,
    thousands: null,
    decimal: '.',
    bareDecimals: false,
    exponentIntegers: false,
    decimalIntegers: false,
    quotedNumbers: false,
    booleans: { true: ['true', 'True', 'TRUE'], false: ['false', 'False', 'FALSE'] },
    date: null,
    timestamp: null,
    time: null,
};
const propertiesSchema = schemas/* array */.YOg(schemas/* looseObject */._H3({ property: schemas/* string */.YjP(), value: schemas/* unknown */.L5J() }));
/** Reads one key of the custom properties of an element; problems get the place that `place` gives. */
function customValue(element, key, schema, keys, place, problems) {
    const list = propertiesSchema.safeParse(element?.customProperties ?? []);
    if (!list.success)
        return undefined;
    const at = list.data.findIndex(({ property }) => property === key);
    if (at < 0)
        return undefined;
    const path = ['customProperties', at, 'value'];
    const parsed = schema.safeParse(list.data[at]?.value);
    if (parsed.success)
        return parsed.data;
    for (const issue of parsed.error.issues) {
        const where = place([...path, ...issue.path]);
        if (issue.code !== 'unrecognized_keys') {
            const subject = [key, ...issue.path].join('.');
            problems.push({ where, message: `${subject}: ${[...new Set(messagesOf(issue))].join('; or ')}` });
            continue;
        }
        for (const unknown of issue.keys) {
            const near = (0,base/* nearest */.pA)(unknown, keys);
            problems.push({
                where: place([...path, ...issue.path, unknown], true),
                message: `${unknown} is no key of ${key}`,
                expected: `one of ${keys.join(', ')}`,
                ...(near ? { fix: `did you mean \`${near}\`?` } : {}),
            });
        }
    }
    return undefined;
}
/** Of a choice of forms, what is wrong with each. */
function messagesOf(issue) {
    if (issue.code !== 'invalid_union')
        return [issue.message];
    return issue.errors.flatMap((form) => form.flatMap(messagesOf));
}
const TEXT_KEYS = Object.keys(textSchema.shape);
const CSV_KEYS = Object.keys(csvSchema.shape);
/** A policy with what a nearer level says. Pushes a problem where both together make no sense. */
function withText(base, given) {
    if (given === undefined)
        return base;
    const allow = (key) => (given[key] === undefined ? base[key] : given[key] === 'allow');
    return {
        trim: given.trim ?? base.trim,
        missing: given.missing ?? base.missing,
        leadingZeros: allow('leadingZeros'),
        plusSign: allow('plusSign'),
        thousands: given.thousands ?? base.thousands,
        decimal: given.decimal ?? base.decimal,
        bareDecimals: allow('bareDecimals'),
        exponentIntegers: allow('exponentIntegers'),
        decimalIntegers: allow('decimalIntegers'),
        quotedNumbers: allow('quotedNumbers'),
        booleans: given.trueValues && given.falseValues
            ? { true: given.trueValues, false: given.falseValues }
            : base.booleans,
        date: given.date ?? base.date,
        timestamp: given.timestamp ?? base.timestamp,
        time: given.time ?? base.time,
    };
}
/** What a policy forgives, key by key as the contract writes it; empty for the strict one. */
function differencesOf(policy, base = STRICT_TEXT) {
    const show = (value) => typeof value === 'boolean' ? (value ? 'allow' : 'refuse') : JSON.stringify(value);
    return Object.entries(policy).flatMap(([key, value]) => {
        const before = Object.entries(base).find(([name]) => name === key)?.[1];
        if (JSON.stringify(before) === JSON.stringify(value))
            return [];
        if (key === 'trim')
            return [`trim ${String(value)}`];
        return [`${key} ${show(value)}`];
    });
}

;// CONCATENATED MODULE: ./build/data/contract/tolerance.js
/**
 * How much of a fault a contract lets pass, for every check: `customProperties` named `assay.tolerance` on the
 * object or a property, check → allowed rows and severity. `"*"` stands for every check without a line of its own.
 */

const tolerance_allowed = schemas/* union */.KCZ([
    schemas/* int */.Whr().nonnegative(),
    schemas/* string */.YjP().regex(/^\d+(\.\d+)?%$/, 'a number of rows, or a share such as "0.1%"'),
])
    .transform((given) => typeof given === 'number'
    ? { limit: given, unit: 'rows' }
    : { limit: Number(given.slice(0, -1)), unit: 'percent' })
    .refine(({ limit, unit }) => unit === 'rows' || limit < 100, 'less than 100%');
const entry = schemas/* union */.KCZ([
    tolerance_allowed.transform((value) => ({ allowed: value })),
    schemas/* strictObject */.rej({ allowed: tolerance_allowed.optional(), severity: schemas/* enum */.k5n(['error', 'warn']).optional() })
        .refine((value) => value.allowed !== undefined || value.severity !== undefined, 'says nothing')
        .transform(({ allowed: rows, severity }) => ({
        ...(rows === undefined ? {} : { allowed: rows }),
        ...(severity === undefined ? {} : { severity }),
    })),
]);
/** `{pattern: 0.1%, type: {severity: warn}, "*": 3}` */
const toleranceSchema = schemas/* record */.g1P(schemas/* string */.YjP(), entry);

;// CONCATENATED MODULE: ./build/data/contract/reading.js



/**
 * What holds for the object: from the contract, over its only server, to the object itself. With several servers
 * nothing says which one the file came from, so only what stands on all of them alike is taken.
 */
function reading_readingOf(root, object, index, placeOf, problems) {
    let text = STRICT_TEXT;
    let csv = {};
    const apply = (element, path) => {
        const place = placesUnder(placeOf, path);
        text = withText(text, customValue(element, 'assay.text', textSchema, TEXT_KEYS, place, problems));
        csv = { ...csv, ...customValue(element, 'assay.csv', csvSchema, CSV_KEYS, place, problems) };
    };
    checkOwnWords(root, 'contract', [], placeOf, problems);
    apply(root, []);
    const servers = (Array.isArray(root.servers) ? root.servers : []).filter(isRecord);
    for (const [at, server] of servers.entries()) {
        checkOwnWords(server, 'server', ['servers', at], placeOf, problems);
    }
    const delimiters = new Set(servers.map(serverDelimiter));
    const [delimiter] = delimiters;
    if (delimiters.size === 1 && delimiter !== undefined)
        csv = { ...csv, delimiter };
    const alike = new Set(servers.map((server) => JSON.stringify(server['customProperties'])));
    if (alike.size === 1 && servers[0] !== undefined)
        apply(servers[0], ['servers', 0]);
    checkOwnWords(object, 'object', ['schema', index], placeOf, problems);
    apply(object, ['schema', index]);
    contradictions(text, placeOf(['schema', index]), problems);
    const place = placesUnder(placeOf, ['schema', index]);
    const tolerances = customValue(object, 'assay.tolerance', toleranceSchema, [], place, problems) ?? {};
    return { text, csv, tolerances };
}
/** What holds for a column: what its property says, over what holds for the object or the property around it. */
function columnReadingOf(property, outer, path, placeOf, problems) {
    const place = placesUnder(placeOf, path);
    checkOwnWords(property, 'property', path, placeOf, problems);
    const given = customValue(property, 'assay.text', textSchema, TEXT_KEYS, place, problems);
    const text = withText(outer.text, given);
    if (given !== undefined)
        contradictions(text, placeOf(path), problems);
    const own = customValue(property, 'assay.tolerance', toleranceSchema, [], place, problems) ?? {};
    return { text, tolerances: own };
}
function contradictions(text, where, problems) {
    if (text.thousands === null || text.thousands !== text.decimal)
        return;
    problems.push({
        ...(where === undefined ? {} : { where }),
        message: `assay.text: ${JSON.stringify(text.decimal)} is both the decimal sign and the separator of thousands`,
        fix: 'state both `decimal` and `thousands`',
    });
}
function placesUnder(placeOf, prefix) {
    return (path, ofKey) => placeOf([...prefix, ...path], ofKey);
}
/** The standard's `delimiter` of a server names how JSON records are parted; other tools use it for CSV too. */
function serverDelimiter(server) {
    const { format, delimiter } = server;
    if (format !== 'csv' || typeof delimiter !== 'string')
        return undefined;
    const parsed = csvSchema.safeParse({ delimiter });
    return parsed.success ? parsed.data.delimiter : undefined;
}
function isRecord(value) {
    return typeof value === 'object' && value !== null;
}
/**
 * A value for `assay.text` or `assay.csv` without the keys that would be refused, and what is wrong with those. Values
 * of other properties stay as they are.
 */
function readable(property, value) {
    const schema = property === 'assay.text' ? textSchema : property === 'assay.csv' ? csvSchema : null;
    if (schema === null || !isRecord(value))
        return { value, problems: [] };
    const { decimal = '.', thousands } = value;
    if (property === 'assay.text' && thousands === decimal) {
        const reason = `thousands ${JSON.stringify(thousands)} is not read here: it is the decimal sign too`;
        const rest = readable(property, without(value, ['thousands']));
        return { ...rest, problems: [reason, ...rest.problems] };
    }
    const parsed = schema.safeParse(value);
    if (parsed.success)
        return { value, problems: [] };
    const bad = new Map(parsed.error.issues.map(({ path, message }) => [String(path[0] ?? ''), message]));
    const problems = [...bad].map(([key, message]) => `${key} ${JSON.stringify(value[key]) ?? ''} is not read here: ${message}`);
    if (bad.has(''))
        return { value: {}, problems };
    // Keys that belong together may be refused once one of them is gone.
    const rest = readable(property, without(value, [...bad.keys()]));
    return { ...rest, problems: [...problems, ...rest.problems] };
}
function without(value, keys) {
    return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

;// CONCATENATED MODULE: ./build/data/contract/columns.js


/** Classifications whose values are never shown in results. */
const PERSONAL = /personal|confidential|restricted|sensitive|secret|private|\bpii\b|\bphi\b|\bspi\b/i;
function resolveColumn(property, path, parent, scope) {
    const { place } = scope.text;
    const field = property.physicalName ?? property.name ?? '';
    const name = parent === null ? field : parent.array ? `${parent.name}[]` : `${parent.name}.${field}`;
    const own = PERSONAL.test(property.classification ?? '') || parent?.personal === true;
    const outer = { text: parent?.policy ?? scope.reading.text };
    const reading = columnReadingOf(property, outer, path, place, scope.problems);
    const inside = resolveInside(property, path, { name, personal: own, policy: reading.text }, scope);
    const given = property.logicalTypeOptions ?? {};
    const optionPath = [...path, 'logicalTypeOptions'];
    const { lifecycle, environments } = ownWords(property.customProperties ?? [], path, scope);
    if (parent !== null)
        nestedWords(property, name, parent, scope);
    const keyed = parent === null && property.primaryKey === true;
    return {
        name,
        type: property.logicalType,
        required: property.required === true || keyed,
        unique: property.unique === true,
        // A whole object is personal where any part of it is: its text holds that part.
        personal: own || [...(inside.properties ?? []), inside.items].some((part) => part?.personal === true),
        options: optionsOf(given, optionPath, scope),
        quality: scope.rules(property.quality ?? [], [...path, 'quality'], name, place, scope.problems, scope.notChecked),
        place: place(path),
        ...reading,
        exact: exactLimits(given, optionPath, scope.text),
        optionPlaces: placesOf(given, optionPath, place),
        ...(property.name === undefined ? {} : { property: property.name }),
        ...(property.id === undefined ? {} : { id: property.id }),
        ...(property.physicalType === undefined ? {} : { physicalType: property.physicalType }),
        ...inside,
        ...(parent === null || parent.array ? {} : { field }),
        ...(lifecycle === undefined ? {} : { lifecycle }),
        ...(environments === undefined ? {} : { environments }),
    };
}
/** Fields of an object and items of an array; `required` of the object's options makes fields required. */
function resolveInside(property, path, owner, scope) {
    const { place } = scope.text;
    const { name, personal, policy } = owner;
    const fields = (property.properties ?? []).map((part, index) => resolveColumn(part, [...path, 'properties', index], { ...owner, array: false }, scope));
    const seen = new Set();
    for (const { name: full, place: where } of fields) {
        if (seen.has(full))
            scope.problems.push({ where, message: `names the field \`${full}\` a second time` });
        seen.add(full);
    }
    const needed = property.logicalTypeOptions?.['required'];
    const names = Array.isArray(needed) ? needed.map(String) : [];
    const demanded = fields.map((field) => names.includes(field.property ?? '') || names.includes(field.field ?? '')
        ? { ...field, required: true }
        : field);
    const more = names
        .filter((one) => !fields.some((field) => field.property === one || field.field === one))
        .map((one) => ({
        name: `${name}.${one}`,
        field: one,
        type: undefined,
        required: true,
        unique: false,
        personal,
        options: {},
        quality: [],
        place: place([...path, 'logicalTypeOptions', 'required']),
        text: policy,
    }));
    const properties = [...demanded, ...more];
    const items = property.items === undefined
        ? undefined
        : resolveColumn(property.items, [...path, 'items'], { ...owner, array: true }, scope);
    return {
        ...(properties.length === 0 ? {} : { properties }),
        ...(items === undefined ? {} : { items }),
    };
}
/** The shape was checked by the standard's schema; what JSON Schema cannot say is checked here. */
function optionsOf(given, path, scope) {
    for (const [key, value] of Object.entries(given)) {
        if (typeof value === 'number' && !Number.isFinite(value)) {
            scope.problems.push({
                where: scope.text.place([...path, key]),
                message: `is ${value}, which is no limit`,
                expected: 'a finite number',
            });
        }
    }
    const zone = given['defaultTimezone'];
    if (typeof zone === 'string' && !isZone(zone)) {
        scope.problems.push({
            where: scope.text.place([...path, 'defaultTimezone']),
            message: `${JSON.stringify(zone)} is no time zone`,
            expected: 'an IANA name such as Europe/Berlin or Etc/UTC',
        });
    }
    const { required, ...options } = exclusive(given);
    return Object.fromEntries(Object.entries(options).map(([key, value]) => [key, typeof value === 'bigint' ? Number(value) : value]));
}
/** In v3.0 `exclusiveMinimum: true` says that the minimum itself is excluded. */
function exclusive(given) {
    const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, ...rest } = given;
    const side = (plain, limit, word, value) => {
        if (typeof value !== 'boolean')
            return { [plain]: limit, [word]: value };
        return { [value ? word : plain]: limit };
    };
    const sides = {
        ...side('minimum', minimum, 'exclusiveMinimum', exclusiveMinimum),
        ...side('maximum', maximum, 'exclusiveMaximum', exclusiveMaximum),
    };
    return { ...rest, ...Object.fromEntries(Object.entries(sides).filter(([, value]) => value !== undefined)) };
}
function isZone(name) {
    try {
        return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
    }
    catch (error) {
        if (error instanceof RangeError)
            return false;
        throw error;
    }
}
const LIMITS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'];
/** Limits whose digits a double does not hold, as plain decimal text. */
function exactLimits(given, path, text) {
    const exact = {};
    const moved = exclusive(given);
    for (const key of LIMITS) {
        const value = moved[key];
        if (typeof value === 'bigint')
            exact[key] = String(value);
        if (typeof value !== 'number')
            continue;
        const source = text.source([...path, key in given && given[key] === value ? key : inclusive(key)]) ?? '';
        // Up to 15 significant digits come back from a double as they were.
        const digits = source.replace(/^[+-]/, '').replace('.', '').replace(/^0+/, '').length;
        if (/^[+-]?\d+(\.\d+)?$/.test(source) && digits > 15)
            exact[key] = source.replace(/^\+/, '');
    }
    return exact;
}
function inclusive(key) {
    return key === 'exclusiveMinimum' ? 'minimum' : key === 'exclusiveMaximum' ? 'maximum' : key;
}
function placesOf(given, path, place) {
    return Object.fromEntries(Object.keys(given).map((key) => [key, place([...path, key])]));
}
/** What the standard has no word for: `assay.environments` and `assay.lifecycle`. */
function ownWords(custom, path, scope) {
    const words = {};
    for (const [index, { property, value }] of custom.entries()) {
        const where = scope.text.place([...path, 'customProperties', index, 'value']);
        if (property === 'assay.environments') {
            const names = typeof value === 'string' ? [value] : value;
            if (Array.isArray(names) && names.length > 0 && names.every((name) => typeof name === 'string')) {
                words.environments = names;
            }
            else {
                scope.problems.push({
                    where,
                    message: 'names no environments',
                    expected: 'a list such as [training]',
                });
            }
        }
        if (property === 'assay.lifecycle') {
            const found = LIFECYCLES.find((word) => word === value);
            if (found !== undefined)
                words.lifecycle = found;
            else {
                const expected = `one of ${LIFECYCLES.join(', ')}`;
                scope.problems.push({ where, message: `${JSON.stringify(value)} is no lifecycle`, expected });
            }
        }
    }
    return words;
}
/** Words that say nothing about a field or an item. */
function nestedWords(property, name, parent, scope) {
    if (property.primaryKey === true)
        scope.notChecked.push(`${name}: primaryKey of a nested property`);
    for (const { property: word } of property.customProperties ?? []) {
        if (word === 'assay.environments' || word === 'assay.lifecycle') {
            scope.notChecked.push(`${name}: ${word} of a nested property`);
        }
    }
    if (parent.array && property.name !== undefined && property.unique === true) {
        scope.notChecked.push(`${name}: unique of an item; uniqueItems of the array is checked`);
    }
}

;// CONCATENATED MODULE: ./build/data/contract/library.js
/** Quality rules of type library: the metrics of v3.1, and the words of v3.0 whose meaning is plain. */

const ZERO = { operator: 'mustBe', limit: 0 };
/** v3.0 left the words of `rule` open; these are the ones of its documentation and examples. */
const OLD_WORDS = {
    rowCount: { metric: 'rowCount' },
    countCheck: { metric: 'rowCount' },
    duplicateCount: { metric: 'duplicateValues' },
    nullCheck: { metric: 'nullValues', bound: ZERO },
    validValues: { metric: 'invalidValues', bound: ZERO },
    nullValues: { metric: 'nullValues' },
    missingValues: { metric: 'missingValues' },
    invalidValues: { metric: 'invalidValues' },
    duplicateValues: { metric: 'duplicateValues' },
};
const ARGUMENTS = {
    nullValues: [],
    missingValues: ['missingValues'],
    invalidValues: ['validValues', 'pattern'],
    duplicateValues: ['properties'],
    rowCount: [],
};
/** One rule for each bound; none where the rule is not checked or wrong, which `say` has been told. */
function resolveLibrary(rule, common, column, bounds, say) {
    const word = rule.metric ?? rule.rule;
    if (word === undefined)
        return say.skip('has neither `metric` nor `type`');
    const meaning = OLD_WORDS[word];
    if (meaning === undefined)
        return say.skip(`uses the word \`rule: ${word}\` of older versions`);
    const { metric } = meaning;
    const compared = bounds.length > 0 || meaning.bound === undefined ? bounds : [meaning.bound];
    if (compared.length === 0)
        return say.skip('has no operator, such as mustBe');
    if (column === null && !['rowCount', 'duplicateValues'].includes(metric)) {
        return say.problem({ message: `${metric} belongs to a property, not to the object` });
    }
    if (column !== null && metric === 'rowCount') {
        return say.problem({ message: 'rowCount belongs to the object, not to a property' });
    }
    const unit = rule.unit ?? 'rows';
    if (unit !== 'rows' && unit !== 'percent')
        return say.skip(`counts in ${unit}, not in rows or percent`);
    if (metric === 'rowCount' && unit === 'percent')
        return say.skip('asks for rows in percent of the rows');
    const given = { ...(rule.validValues ? { validValues: rule.validValues } : {}), ...rule.arguments };
    const wrong = wrongArgument(given, metric, column);
    if (wrong !== null)
        return typeof wrong === 'string' ? say.skip(wrong) : say.problem(wrong);
    const { validValues, pattern, missingValues, properties } = given;
    if (metric === 'invalidValues' && validValues === undefined && pattern === undefined) {
        return say.problem({ message: 'invalidValues needs `arguments` with `validValues` or `pattern`' });
    }
    return compared.map((bound) => ({
        ...common,
        kind: 'library',
        metric,
        bound,
        unit,
        missingValues: (missingValues ?? [null, '']).map((value) => (value === null ? null : String(value))),
        // A missing value is never invalid, so that listing it as valid changes nothing.
        validValues: validValues?.filter((value) => value !== null).map(String),
        pattern,
        columns: column === null ? (properties ?? []) : [column],
    }));
}
/** The standard leaves arguments open. One that is not known may change what a rule means. */
function wrongArgument(given, metric, column) {
    const every = Object.values(ARGUMENTS).flat();
    const known = metric === 'duplicateValues' && column !== null ? [] : ARGUMENTS[metric];
    for (const [key, value] of Object.entries(given)) {
        if (!every.includes(key)) {
            const near = (0,base/* nearest */.pA)(key, known);
            if (near === undefined)
                return `has the argument \`${key}\`, which is not known here`;
            return { message: `arguments have no \`${key}\``, fix: `did you mean \`${near}\`?` };
        }
        if (!known.includes(key))
            return `has the argument \`${key}\`, which ${metric} does not have here`;
        const expected = SHAPES[key];
        if (expected !== undefined && !expected.fits(value)) {
            return { message: `the argument \`${key}\` has not the form that is asked`, expected: expected.words };
        }
    }
    return null;
}
const isPlain = (value) => value === null || typeof value !== 'object';
const isText = (value) => typeof value === 'string';
const SHAPES = {
    validValues: {
        words: 'a list of values',
        fits: (value) => Array.isArray(value) && value.length > 0 && value.every(isPlain),
    },
    missingValues: {
        words: 'a list of values; null stands for null',
        fits: (value) => Array.isArray(value) && value.every(isPlain),
    },
    pattern: { words: 'a regular expression', fits: isText },
    properties: {
        words: 'a list of names of properties',
        fits: (value) => Array.isArray(value) && value.every(isText),
    },
};

;// CONCATENATED MODULE: ./build/data/contract/relationships.js
/** `relationships` of objects and properties: foreign keys, read into names of columns. */

function resolveRelationships(object, path, columns, scope, objects) {
    const { place } = scope.text;
    const own = [object.name, object.physicalName, object.id];
    const fromObject = (object.relationships ?? []).flatMap((relationship, index) => {
        const where = place([...path, 'relationships', index]);
        const from = relationships_namesOf(relationship.from).map(parseReference);
        const stranger = from.find((part) => part.file !== null || !own.includes(part.object));
        if (stranger !== undefined) {
            scope.problems.push({
                where,
                message: `starts at \`${stranger.object}\`, and stands at \`${object.name}\``,
                expected: `\`from\` with properties of ${object.name}`,
            });
            return [];
        }
        const found = from.map(({ properties }) => findProperty(columns, properties));
        const lacking = from.find((_, position) => found[position] === undefined);
        if (lacking !== undefined) {
            scope.problems.push({
                where,
                message: `names the property \`${lacking.properties.join('.')}\`, which ${object.name} does not have`,
            });
            return [];
        }
        return relationshipOf(relationship, found.flatMap((column) => column ?? []), where, scope);
    });
    const fromProperties = (object.properties ?? []).flatMap((property, index) => {
        const column = columns[index];
        return column === undefined
            ? []
            : [...ofProperty(property, column, [...path, 'properties', index], scope)];
    });
    const all = [...fromObject, ...fromProperties];
    for (const { target, label, place: where } of all) {
        const message = astray(target, objects);
        if (message !== null)
            scope.problems.push({ where, message: `relationship ${label}: ${message}` });
    }
    return all;
}
/** What is wrong with a target in the same file, or null. */
function astray({ file, object, properties }, objects) {
    if (file !== null)
        return null;
    const known = objects.flatMap(({ name, physicalName, id }) => [name, physicalName, id]);
    const target = objects.find(({ name, physicalName, id }) => [name, physicalName, id].includes(object));
    if (target === undefined) {
        const near = (0,base/* nearest */.pA)(object, known.filter((name) => name !== undefined));
        // Another contract may be meant, and then it is listed as not checked; a misspelling is not.
        return near === undefined ? null : `this file has no object \`${object}\`; did you mean \`${near}\`?`;
    }
    const lacking = properties.find((path) => !leads(target.properties ?? [], path));
    return lacking === undefined ? null : `${object} has no property \`${lacking.join('.')}\``;
}
function leads(properties, [first, ...rest]) {
    const found = properties.find(({ name, physicalName, id }) => [name, physicalName, id].includes(first));
    return found !== undefined && (rest.length === 0 || leads(found.properties ?? [], rest));
}
function* ofProperty(property, column, path, scope) {
    for (const [index, relationship] of (property.relationships ?? []).entries()) {
        yield* relationshipOf(relationship, [column], scope.text.place([...path, 'relationships', index]), scope);
    }
    for (const [index, part] of (property.properties ?? []).entries()) {
        const inner = column.properties?.[index];
        if (inner !== undefined)
            yield* ofProperty(part, inner, [...path, 'properties', index], scope);
    }
    if (property.items !== undefined && column.items !== undefined) {
        yield* ofProperty(property.items, column.items, [...path, 'items'], scope);
    }
}
function relationshipOf(relationship, columns, where, scope) {
    const to = relationships_namesOf(relationship.to);
    const label = `${columns.map(({ name }) => name).join(' + ')} → ${to.join(' + ')}`;
    if (to.length !== columns.length) {
        scope.problems.push({
            where,
            message: `leads from ${columns.length} to ${to.length} properties`,
            expected: 'as many properties in `to` as in `from`',
        });
        return [];
    }
    const targets = to.map(parseReference);
    const [first] = targets;
    if (first === undefined)
        return [];
    if (targets.some(({ file, object }) => file !== first.file || object !== first.object)) {
        scope.problems.push({
            where,
            message: 'leads to more than one object',
            expected: 'properties of one object',
        });
        return [];
    }
    const skip = (reason) => {
        scope.notChecked.push(`relationship ${label}: ${reason}`);
        return [];
    };
    if (columns.some(({ name }) => name.includes('[]')))
        return skip('it starts inside an array');
    if (targets.some(({ properties }) => properties.length === 0))
        return skip('it names no property');
    const { file, object } = first;
    const properties = targets.map((target) => target.properties);
    return [
        { label, columns: columns.map(({ name }) => name), target: { file, object, properties }, place: where },
    ];
}
function relationships_namesOf(value) {
    return typeof value === 'string' ? [value] : (value ?? []);
}
function parseReference(text) {
    const hash = text.indexOf('#');
    const file = hash < 0 ? null : text.slice(0, hash);
    const path = text.slice(hash + 1).replace(/^\//, '');
    if (!path.includes('/')) {
        const [object = '', ...properties] = path.split('.');
        return { file, object, properties };
    }
    // schema/OBJECT/properties/PROPERTY/properties/FIELD
    const parts = path.split('/');
    return {
        file,
        object: parts[1] ?? '',
        properties: parts.filter((_, index) => index >= 3 && index % 2 === 1),
    };
}
/** A column by the names or ids of properties, from the outside in. Items of arrays have none. */
function findProperty(columns, path) {
    const [name, ...rest] = path;
    const found = columns.find((column) => name !== undefined &&
        (column.id === name || column.property === name || (column.field ?? column.name) === name));
    return rest.length === 0 ? found : findProperty(found?.properties ?? [], rest);
}

;// CONCATENATED MODULE: ./build/data/contract/sla.js

/** Words of the standard (case does not count) for which the newest value of the element must be young. */
const AGES = new Set(['latency', 'ly', 'freshness', 'frequency', 'fy']);
const HOUR = 3_600_000;
/** A month and a year have no fixed length; 31 and 366 days never fail data that keeps the promise. */
const sla_UNITS = {
    s: 1000,
    m: 60_000,
    h: HOUR,
    d: 24 * HOUR,
    w: 7 * 24 * HOUR,
    mo: 31 * 24 * HOUR,
    y: 366 * 24 * HOUR,
};
const UNIT_WORDS = [
    [/^(s|sec|secs|seconds?)$/i, 's'],
    [/^(m|min|mins|minutes?)$/i, 'm'],
    [/^(h|hr|hrs|hours?)$/i, 'h'],
    [/^(d|days?)$/i, 'd'],
    [/^(w|weeks?)$/i, 'w'],
    [/^(mo|months?)$/i, 'mo'],
    [/^(y|yr|yrs|years?)$/i, 'y'],
];
/** Rules about the columns of this object; what is not checked is listed with the reason. */
function resolveSla(root, object, columns, scope) {
    const alone = root.schema?.length === 1;
    return (root.slaProperties ?? []).flatMap((sla, index) => {
        const skip = (reason) => {
            scope.notChecked.push(`slaProperties ${sla.property}: ${reason}`);
            return [];
        };
        if (!AGES.has(sla.property.toLowerCase()))
            return skip('data does not show it');
        const elements = (sla.element ?? root.slaDefaultElement ?? '')
            .split(',')
            .map((part) => part.trim())
            .filter((part) => part !== '');
        if (elements.length === 0)
            return skip('it names no `element`');
        const maxAgeMs = ageOf(sla);
        if (maxAgeMs === null)
            return skip(`${String(sla.value)} ${sla.unit ?? ''} is no length of time`);
        return elements.flatMap((element) => {
            const named = [object.name, object.physicalName, object.id].find((name) => element.startsWith(`${name}.`));
            const path = named === undefined ? element : element.slice(named.length + 1);
            const column = named !== undefined || alone ? findProperty(columns, path.split('.')) : undefined;
            // An element of another object is that object's.
            if (column === undefined) {
                return alone || named !== undefined ? skip(`there is no property \`${element}\``) : [];
            }
            if (column.field !== undefined || (column.type !== 'timestamp' && column.type !== 'date')) {
                return skip(`\`${element}\` is no timestamp or date column`);
            }
            return [
                {
                    kind: 'custom',
                    check: 'freshness',
                    label: `slaProperties ${sla.property}`,
                    description: undefined,
                    severity: 'error',
                    place: scope.text.place(['slaProperties', index]),
                    args: { check: 'freshness', column: column.name, maxAge: `${maxAgeMs}ms` },
                    bound: null,
                    unit: undefined,
                    graded: true,
                    renamed: new Map(),
                },
            ];
        });
    });
}
/** Milliseconds; null where value or unit say no length of time. Days are the standard's unit where none is given. */
function ageOf({ value, unit }) {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isFinite(number) || number < 0)
        return null;
    const word = UNIT_WORDS.find(([pattern]) => pattern.test(unit ?? 'd'))?.[1];
    const size = word === undefined ? undefined : sla_UNITS[word];
    return size === undefined ? null : number * size;
}

;// CONCATENATED MODULE: ./build/data/contract/resolve.js
/** From the standard's words to the model: names, limits, rules, and the list of what is not checked. */










function resolveContract(root, object, index, text) {
    const { place } = text;
    const problems = [];
    const notChecked = [];
    const path = ['schema', index];
    const properties = object.properties ?? [];
    const reading = reading_readingOf(root, object, index, place, problems);
    const scope = { text, reading, problems, notChecked, rules: resolveRules };
    const columns = properties.map((property, position) => resolveColumn(property, [...path, 'properties', position], null, scope));
    repeatedNames(columns, problems);
    const quality = resolveRules(object.quality ?? [], [...path, 'quality'], null, place, problems, notChecked);
    const known = columns.map((column) => column.name);
    const renamed = new Map(properties.map((property) => [property.name ?? '', property.physicalName ?? property.name ?? '']));
    const rules = quality.map((rule) => withDataNames(rule, renamed, known, problems));
    const ruled = columns.map((column) => withRules(column, (rule) => withDataNames(rule, renamed, known, problems)));
    const relationships = resolveRelationships(object, path, columns, scope, root.schema ?? []);
    const service = resolveSla(root, object, columns, scope);
    const extraColumns = extraColumnsOf(object, path, place, problems);
    if (problems.length > 0)
        throw (0,base/* usageError */.Wp)(problems);
    for (const { name, primaryKey, primaryKeyPosition = -1 } of properties) {
        if (primaryKey === true || primaryKeyPosition < 1)
            continue;
        notChecked.push(`${name}: primaryKeyPosition without primaryKey: true`);
    }
    const keyed = properties
        .map((property, position) => ({ property, position }))
        .filter(({ property }) => property.primaryKey === true)
        .sort((a, b) => rank(a) - rank(b));
    return {
        id: root.id,
        version: root.version,
        object: object.name,
        aliases: [object.name, object.physicalName, object.id].filter((name) => name !== undefined),
        columns: ruled,
        primaryKey: keyed.map(({ property }) => property.physicalName ?? property.name ?? ''),
        quality: [...rules, ...service],
        relationships,
        extraColumns,
        reading,
        notChecked,
        notices: [],
    };
}
function rank({ property, position }) {
    const given = property.primaryKeyPosition ?? -1;
    return given > 0 ? given : 1_000_000 + position;
}
function repeatedNames(columns, problems) {
    const seen = new Set();
    for (const column of columns) {
        if (seen.has(column.name)) {
            problems.push({ where: column.place, message: `names the column \`${column.name}\` a second time` });
        }
        seen.add(column.name);
    }
}
function resolveRules(rules, path, column, place, problems, notChecked) {
    return rules.flatMap((rule, index) => {
        const at = [...path, index];
        checkOwnWords(rule, 'rule', at, place, problems);
        const label = rule.name ?? rule.metric ?? rule.type ?? rule.rule ?? 'quality';
        const skip = (reason) => {
            notChecked.push(`${column ?? 'dataset'}: quality rule ${JSON.stringify(label)} ${reason}`);
            return [];
        };
        const common = {
            label,
            description: rule.description,
            severity: severityOf(rule.severity),
            place: place(at),
        };
        const type = rule.type ?? (rule.metric === undefined ? undefined : 'library');
        if (type === 'text')
            return skip(`is text${rule.description ? `: ${rule.description}` : ''}`);
        if (type === 'custom') {
            if (rule.engine?.toLowerCase() !== 'assay')
                return skip(`is for the engine ${rule.engine}`);
            const custom = customRule(rule, common, column, at, place, problems);
            return custom === null ? [] : [custom];
        }
        const compared = comparisonOf(rule, common.place, problems);
        if (compared === 'not numbers')
            return skip('compares with what is no number');
        if (type === 'sql') {
            if (compared.length === 0)
                return skip('has no operator, such as mustBe');
            return compared.map((bound) => ({ ...common, kind: 'sql', query: rule.query ?? '', bound }));
        }
        return resolveLibrary(rule, { ...common, label: rule.name ?? rule.metric ?? rule.rule ?? 'quality' }, column, compared, {
            skip,
            problem: (problem) => {
                problems.push({ where: common.place, ...problem });
                return [];
            },
        });
    });
}
/** The bounds of a rule. The standard has one operator a rule; files of v3.0 may have more, which all count. */
function comparisonOf(rule, where, problems) {
    const given = BOUND_OPERATORS.filter((operator) => rule[operator] !== undefined);
    const bounds = [];
    for (const operator of given) {
        const bound = boundOf({ [operator]: rule[operator] });
        if (bound === null)
            return 'not numbers';
        if (typeof bound.limit !== 'number' && bound.limit[0] > bound.limit[1]) {
            problems.push({ where, message: `${operator}: the smaller number comes first` });
        }
        bounds.push(bound);
    }
    return bounds;
}
/** The first operator of a rule; null where there is none, or it compares with what is no number. */
function boundOf(rule) {
    for (const operator of BOUND_OPERATORS) {
        const limit = rule[operator];
        if (limit === undefined)
            continue;
        if (Array.isArray(limit)) {
            const [low, high] = limit.map(resolve_numberOf);
            return low === undefined || high === undefined ? null : { operator, limit: [low, high] };
        }
        const number = resolve_numberOf(limit);
        return number === undefined ? null : { operator, limit: number };
    }
    return null;
}
function resolve_numberOf(limit) {
    if (typeof limit === 'boolean' || typeof limit === 'bigint')
        return Number(limit);
    return typeof limit === 'number' && Number.isFinite(limit) ? limit : undefined;
}
/** The standard leaves the words open: `info`, `warning`, `error` are its examples. */
function severityOf(word) {
    return /^(info|warn(ing)?|low|minor|medium)$/i.test(word ?? '') ? 'warn' : 'error';
}
function customRule(rule, common, column, at, place, problems) {
    const inside = [...at, 'implementation'];
    let data = rule.implementation;
    if (typeof data === 'string') {
        try {
            data = (0,yaml_dist/* parse */.qg)(data);
        }
        catch (error) {
            problems.push({ where: place(inside), message: `implementation is not YAML: ${String(error)}` });
            return null;
        }
    }
    // The standard has no operators for custom rules; they stand inside.
    const { operators, unit, rest } = splitBounds(data, rule);
    const bounds = comparisonOf(operators, common.place, problems);
    if (bounds === 'not numbers') {
        problems.push({ where: place(inside), message: 'compares with what is no number' });
        return null;
    }
    const bound = bounds[0] ?? null;
    const read = readCustom({ data: rest, column, bound, unit, bounds: bounds.length });
    if ('problems' in read) {
        for (const { path, ofKey, ...problem } of read.problems) {
            // Inside a text nothing has a place of its own.
            const nested = typeof rule.implementation === 'string' ? [] : path;
            problems.push({ where: place([...inside, ...nested], ofKey), ...problem });
        }
        return null;
    }
    const { check, args } = read;
    const label = rule.name ?? check;
    const graded = rule.severity !== undefined;
    return {
        ...common,
        label,
        kind: 'custom',
        check,
        args,
        bound,
        unit,
        graded,
        renamed: new Map(),
    };
}
/** The operators and the unit of a custom rule, apart from the arguments of its check. */
function splitBounds(data, rule) {
    if (typeof data !== 'object' || data === null || Array.isArray(data))
        return { operators: rule, rest: data };
    const operators = { ...rule };
    const rest = { ...data };
    for (const operator of BOUND_OPERATORS) {
        if (rest[operator] === undefined)
            continue;
        Object.assign(operators, { [operator]: rest[operator] });
        delete rest[operator];
    }
    const unit = rest['unit'] ?? rule.unit;
    delete rest['unit'];
    return { operators, rest, ...(unit === undefined ? {} : { unit: String(unit) }) };
}
/** A column with its custom rules, and those inside it, changed. */
function withRules(column, change) {
    const { properties, items } = column;
    return {
        ...column,
        quality: column.quality.map((rule) => (rule.kind === 'custom' ? change(rule) : rule)),
        ...(properties === undefined ? {} : { properties: properties.map((part) => withRules(part, change)) }),
        ...(items === undefined ? {} : { items: withRules(items, change) }),
    };
}
/** Rules of the object name properties; the data has their physical names. */
function withDataNames(rule, renamed, known, problems) {
    const find = (name) => {
        const found = renamed.get(name) ?? (known.includes(name) ? name : undefined);
        if (found !== undefined)
            return found;
        const near = (0,base/* nearest */.pA)(name, [...renamed.keys()]);
        problems.push({
            where: rule.place,
            message: `names the property \`${name}\`, which the object does not have`,
            ...(near ? { fix: `did you mean \`${near}\`?` } : {}),
        });
        return name;
    };
    if (rule.kind === 'custom')
        return { ...rule, args: withColumns(rule.args, find), renamed };
    if (rule.kind === 'library')
        return { ...rule, columns: rule.columns.map(find) };
    return rule;
}
const EXTRA_COLUMNS = ['fail', 'warn', 'ignore'];
/** `customProperties: [{property: assay.extraColumns, value: fail}]`; the standard has no word for it. */
function extraColumnsOf(object, path, place, problems) {
    const custom = object.customProperties ?? [];
    const index = custom.findIndex(({ property }) => property === 'assay.extraColumns');
    if (index < 0)
        return 'warn';
    const value = custom[index]?.value;
    const known = EXTRA_COLUMNS.find((word) => word === value);
    if (known !== undefined)
        return known;
    const near = typeof value === 'string' ? (0,base/* nearest */.pA)(value, EXTRA_COLUMNS) : undefined;
    problems.push({
        where: place([...path, 'customProperties', index, 'value']),
        message: `assay.extraColumns: ${JSON.stringify(value)} is no such word`,
        expected: `one of ${EXTRA_COLUMNS.join(', ')}`,
        ...(near ? { fix: `did you mean \`${near}\`?` } : {}),
    });
    return 'warn';
}

;// CONCATENATED MODULE: ./build/data/contract/standard/schemas.js
/** Made by `node scripts/odcs-schemas.mjs` from the JSON Schemas of the standard; see NOTICE.md. */
/** odcs-json-schema-v3.1.0.json as JSON text. */
const V3_1 = '{"type":"object","properties":{"version":{"type":"string"},"kind":{"type":"string","enum":["DataContract"]},"apiVersion":{"type":"string","enum":["v3.1.0","v3.0.2","v3.0.1","v3.0.0","v2.2.2","v2.2.1","v2.2.0"]},"id":{"type":"string"},"name":{"type":"string"},"tenant":{"type":"string"},"tags":{"$ref":"#/$defs/Tags"},"status":{"type":"string"},"servers":{"type":"array","items":{"$ref":"#/$defs/Server"}},"dataProduct":{"type":"string"},"description":{"type":"object","properties":{"usage":{"type":"string"},"purpose":{"type":"string"},"limitations":{"type":"string"},"authoritativeDefinitions":{"$ref":"#/$defs/AuthoritativeDefinitions"},"customProperties":{"$ref":"#/$defs/CustomProperties"}}},"domain":{"type":"string"},"schema":{"type":"array","items":{"$ref":"#/$defs/SchemaObject"}},"support":{"$ref":"#/$defs/Support"},"price":{"$ref":"#/$defs/Pricing"},"team":{"oneOf":[{"$ref":"#/$defs/Team"},{"type":"array","items":{"$ref":"#/$defs/TeamMember"}}]},"roles":{"type":"array","items":{"$ref":"#/$defs/Role"}},"slaDefaultElement":{"type":"string"},"slaProperties":{"type":"array","items":{"$ref":"#/$defs/ServiceLevelAgreementProperty"}},"authoritativeDefinitions":{"$ref":"#/$defs/AuthoritativeDefinitions"},"customProperties":{"$ref":"#/$defs/CustomProperties"},"contractCreatedTs":{"type":"string","format":"date-time"}},"required":["version","apiVersion","kind","id","status"],"additionalProperties":false,"unevaluatedProperties":false,"$defs":{"ShorthandReference":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_]*\\\\.[A-Za-z_][A-Za-z0-9_]*$"},"FullyQualifiedReference":{"type":"string","pattern":"^(?:(?:https?:\\\\/\\\\/)?[A-Za-z0-9._\\\\-\\\\/]+\\\\.yaml#)?\\\\/?[A-Za-z_][A-Za-z0-9_]*\\\\/[A-Za-z0-9_-]+(?:\\\\/[A-Za-z_][A-Za-z0-9_]*\\\\/[A-Za-z0-9_-]+)*$"},"StableId":{"type":"string","pattern":"^[A-Za-z0-9_-]+$"},"Server":{"type":"object","properties":{"id":{"$ref":"#/$defs/StableId"},"server":{"type":"string"},"type":{"type":"string","enum":["api","athena","azure","bigquery","clickhouse","databricks","denodo","dremio","duckdb","glue","cloudsql","db2","hive","impala","informix","kafka","kinesis","local","mysql","oracle","postgresql","postgres","presto","pubsub","redshift","s3","sftp","snowflake","sqlserver","synapse","trino","vertica","zen","custom"]},"description":{"type":"string"},"environment":{"type":"string"},"roles":{"type":"array","items":{"$ref":"#/$defs/Role"}},"customProperties":{"$ref":"#/$defs/CustomProperties"}},"allOf":[{"if":{"properties":{"type":{"const":"api"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/ApiServer"}},{"if":{"properties":{"type":{"const":"athena"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/AthenaServer"}},{"if":{"properties":{"type":{"const":"azure"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/AzureServer"}},{"if":{"properties":{"type":{"const":"bigquery"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/BigQueryServer"}},{"if":{"properties":{"type":{"const":"clickhouse"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/ClickHouseServer"}},{"if":{"properties":{"type":{"const":"databricks"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/DatabricksServer"}},{"if":{"properties":{"type":{"const":"denodo"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/DenodoServer"}},{"if":{"properties":{"type":{"const":"dremio"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/DremioServer"}},{"if":{"properties":{"type":{"const":"duckdb"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/DuckdbServer"}},{"if":{"properties":{"type":{"const":"glue"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/GlueServer"}},{"if":{"properties":{"type":{"const":"cloudsql"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/GoogleCloudSqlServer"}},{"if":{"properties":{"type":{"const":"db2"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/IBMDB2Server"}},{"if":{"properties":{"type":{"const":"hive"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/HiveServer"}},{"if":{"properties":{"type":{"const":"impala"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/ImpalaServer"}},{"if":{"properties":{"type":{"const":"informix"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/InformixServer"}},{"if":{"properties":{"type":{"const":"zen"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/ZenServer"}},{"if":{"properties":{"type":{"const":"custom"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/CustomServer"}},{"if":{"properties":{"type":{"const":"kafka"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/KafkaServer"}},{"if":{"properties":{"type":{"const":"kinesis"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/KinesisServer"}},{"if":{"properties":{"type":{"const":"local"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/LocalServer"}},{"if":{"properties":{"type":{"const":"mysql"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/MySqlServer"}},{"if":{"properties":{"type":{"const":"oracle"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/OracleServer"}},{"if":{"properties":{"type":{"const":"postgresql"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/PostgresServer"}},{"if":{"properties":{"type":{"const":"postgres"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/PostgresServer"}},{"if":{"properties":{"type":{"const":"presto"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/PrestoServer"}},{"if":{"properties":{"type":{"const":"pubsub"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/PubSubServer"}},{"if":{"properties":{"type":{"const":"redshift"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/RedshiftServer"}},{"if":{"properties":{"type":{"const":"s3"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/S3Server"}},{"if":{"properties":{"type":{"const":"sftp"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/SftpServer"}},{"if":{"properties":{"type":{"const":"snowflake"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/SnowflakeServer"}},{"if":{"properties":{"type":{"const":"sqlserver"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/SqlserverServer"}},{"if":{"properties":{"type":{"const":"synapse"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/SynapseServer"}},{"if":{"properties":{"type":{"const":"trino"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/TrinoServer"}},{"if":{"properties":{"type":{"const":"vertica"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/VerticaServer"}}],"required":["server","type"],"unevaluatedProperties":false},"ServerSource":{"ApiServer":{"type":"object","properties":{"location":{"type":"string","format":"uri"}},"required":["location"]},"AthenaServer":{"type":"object","properties":{"stagingDir":{"type":"string","format":"uri"},"schema":{"type":"string"},"catalog":{"type":"string"},"regionName":{"type":"string"}},"required":["stagingDir","schema"]},"AzureServer":{"type":"object","properties":{"location":{"type":"string","format":"uri"},"format":{"type":"string"},"delimiter":{"type":"string"}},"required":["location","format"]},"BigQueryServer":{"type":"object","properties":{"project":{"type":"string"},"dataset":{"type":"string"}},"required":["project","dataset"]},"ClickHouseServer":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"database":{"type":"string"}},"required":["host","port","database"]},"DatabricksServer":{"type":"object","properties":{"host":{"type":"string"},"catalog":{"type":"string"},"schema":{"type":"string"}},"required":["catalog","schema"]},"DenodoServer":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"database":{"type":"string"}},"required":["host","port"]},"DremioServer":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"schema":{"type":"string"}},"required":["host","port"]},"DuckdbServer":{"type":"object","properties":{"database":{"type":"string"},"schema":{"type":"string"}},"required":["database"]},"GlueServer":{"type":"object","properties":{"account":{"type":"string"},"database":{"type":"string"},"location":{"type":"string","format":"uri"},"format":{"type":"string"}},"required":["account","database"]},"GoogleCloudSqlServer":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"database":{"type":"string"},"schema":{"type":"string"}},"required":["host","port","database","schema"]},"IBMDB2Server":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"database":{"type":"string"},"schema":{"type":"string"}},"required":["host","port","database"]},"HiveServer":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"database":{"type":"string"}},"required":["host","database"]},"ImpalaServer":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"database":{"type":"string"}},"required":["host","database"]},"InformixServer":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"database":{"type":"string"}},"required":["host","database"]},"ZenServer":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"database":{"type":"string"}},"required":["host","database"]},"CustomServer":{"type":"object","properties":{"account":{"type":"string"},"catalog":{"type":"string"},"database":{"type":"string"},"dataset":{"type":"string"},"delimiter":{"type":"string"},"endpointUrl":{"type":"string","format":"uri"},"format":{"type":"string"},"host":{"type":"string"},"location":{"type":"string","format":"uri"},"path":{"type":"string"},"port":{"type":"integer"},"project":{"type":"string"},"region":{"type":"string"},"regionName":{"type":"string"},"schema":{"type":"string"},"serviceName":{"type":"string"},"stagingDir":{"type":"string"},"warehouse":{"type":"string"},"stream":{"type":"string"}}},"KafkaServer":{"type":"object","properties":{"host":{"type":"string"},"format":{"type":"string"}},"required":["host"]},"KinesisServer":{"type":"object","properties":{"region":{"type":"string"},"format":{"type":"string"}}},"LocalServer":{"type":"object","properties":{"path":{"type":"string"},"format":{"type":"string"}},"required":["path","format"]},"MySqlServer":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"database":{"type":"string"}},"required":["host","port","database"]},"OracleServer":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"serviceName":{"type":"string"}},"required":["host","port","serviceName"]},"PostgresServer":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"database":{"type":"string"},"schema":{"type":"string"}},"required":["host","port","database","schema"]},"PrestoServer":{"type":"object","properties":{"host":{"type":"string"},"catalog":{"type":"string"},"schema":{"type":"string"}},"required":["host"]},"PubSubServer":{"type":"object","properties":{"project":{"type":"string"}},"required":["project"]},"RedshiftServer":{"type":"object","properties":{"host":{"type":"string"},"database":{"type":"string"},"schema":{"type":"string"},"region":{"type":"string"},"account":{"type":"string"}},"required":["database","schema"]},"S3Server":{"type":"object","properties":{"location":{"type":"string","format":"uri"},"endpointUrl":{"type":"string","format":"uri"},"format":{"type":"string"},"delimiter":{"type":"string"}},"required":["location"]},"SftpServer":{"type":"object","properties":{"location":{"type":"string","format":"uri","pattern":"^sftp://.*"},"format":{"type":"string"},"delimiter":{"type":"string"}},"required":["location"]},"SnowflakeServer":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"account":{"type":"string"},"database":{"type":"string"},"schema":{"type":"string"},"warehouse":{"type":"string"}},"required":["account","database","schema"]},"SqlserverServer":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"database":{"type":"string"},"schema":{"type":"string"}},"required":["host","database","schema"]},"SynapseServer":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"database":{"type":"string"}},"required":["host","port","database"]},"TrinoServer":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"catalog":{"type":"string"},"schema":{"type":"string"}},"required":["host","port","catalog","schema"]},"VerticaServer":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"database":{"type":"string"},"schema":{"type":"string"}},"required":["host","port","database","schema"]}},"SchemaElement":{"type":"object","properties":{"id":{"$ref":"#/$defs/StableId"},"name":{"type":"string"},"physicalType":{"type":"string"},"description":{"type":"string"},"businessName":{"type":"string"},"authoritativeDefinitions":{"$ref":"#/$defs/AuthoritativeDefinitions"},"tags":{"$ref":"#/$defs/Tags"},"customProperties":{"$ref":"#/$defs/CustomProperties"}}},"SchemaObject":{"type":"object","properties":{"logicalType":{"type":"string","enum":["object"]},"physicalName":{"type":"string"},"dataGranularityDescription":{"type":"string"},"properties":{"type":"array","items":{"$ref":"#/$defs/SchemaProperty"}},"relationships":{"type":"array","items":{"$ref":"#/$defs/RelationshipSchemaLevel"}},"quality":{"$ref":"#/$defs/DataQualityChecks"}},"allOf":[{"$ref":"#/$defs/SchemaElement"}],"required":["name"],"unevaluatedProperties":false},"SchemaBaseProperty":{"type":"object","properties":{"primaryKey":{"type":"boolean"},"primaryKeyPosition":{"type":"integer"},"logicalType":{"type":"string","enum":["string","date","timestamp","time","number","integer","object","array","boolean"]},"logicalTypeOptions":{"type":"object"},"physicalType":{"type":"string"},"physicalName":{"type":"string"},"required":{"type":"boolean"},"unique":{"type":"boolean"},"partitioned":{"type":"boolean"},"partitionKeyPosition":{"type":"integer"},"classification":{"type":"string"},"encryptedName":{"type":"string"},"transformSourceObjects":{"type":"array","items":{"type":"string"}},"transformLogic":{"type":"string"},"transformDescription":{"type":"string"},"examples":{"type":"array","items":{"$ref":"#/$defs/AnyType"}},"criticalDataElement":{"type":"boolean"},"relationships":{"type":"array","items":{"$ref":"#/$defs/RelationshipPropertyLevel"}},"quality":{"$ref":"#/$defs/DataQualityChecks"}},"allOf":[{"$ref":"#/$defs/SchemaElement"},{"if":{"properties":{"logicalType":{"const":"string"}}},"then":{"properties":{"logicalTypeOptions":{"type":"object","additionalProperties":false,"properties":{"minLength":{"type":"integer","minimum":0},"maxLength":{"type":"integer","minimum":0},"pattern":{"type":"string"},"format":{"type":"string"}}}}}},{"if":{"properties":{"logicalType":{"const":"date"}}},"then":{"properties":{"logicalTypeOptions":{"type":"object","additionalProperties":false,"properties":{"format":{"type":"string"},"exclusiveMaximum":{"type":"string"},"maximum":{"type":"string"},"exclusiveMinimum":{"type":"string"},"minimum":{"type":"string"}}}}}},{"if":{"anyOf":[{"properties":{"logicalType":{"const":"timestamp"}}},{"properties":{"logicalType":{"const":"time"}}}]},"then":{"properties":{"logicalTypeOptions":{"type":"object","additionalProperties":false,"properties":{"format":{"type":"string"},"exclusiveMaximum":{"type":"string"},"maximum":{"type":"string"},"exclusiveMinimum":{"type":"string"},"minimum":{"type":"string"},"timezone":{"type":"boolean"},"defaultTimezone":{"type":"string"}}}}}},{"if":{"anyOf":[{"properties":{"logicalType":{"const":"integer"}}}]},"then":{"properties":{"logicalTypeOptions":{"type":"object","additionalProperties":false,"properties":{"multipleOf":{"type":"number","exclusiveMinimum":0},"maximum":{"type":"number"},"exclusiveMaximum":{"type":"number"},"minimum":{"type":"number"},"exclusiveMinimum":{"type":"number"},"format":{"type":"string","enum":["i8","i16","i32","i64","i128","u8","u16","u32","u64","u128"]}}}}}},{"if":{"anyOf":[{"properties":{"logicalType":{"const":"number"}}}]},"then":{"properties":{"logicalTypeOptions":{"type":"object","additionalProperties":false,"properties":{"multipleOf":{"type":"number","exclusiveMinimum":0},"maximum":{"type":"number"},"exclusiveMaximum":{"type":"number"},"minimum":{"type":"number"},"exclusiveMinimum":{"type":"number"},"format":{"type":"string","enum":["f32","f64"]}}}}}},{"if":{"properties":{"logicalType":{"const":"object"}}},"then":{"properties":{"logicalTypeOptions":{"type":"object","additionalProperties":false,"properties":{"maxProperties":{"type":"integer","minimum":0},"minProperties":{"type":"integer","minimum":0},"required":{"type":"array","items":{"type":"string"},"minItems":1,"uniqueItems":true}}},"properties":{"type":"array","items":{"$ref":"#/$defs/SchemaProperty"}}}}},{"if":{"properties":{"logicalType":{"const":"array"}}},"then":{"properties":{"logicalTypeOptions":{"type":"object","additionalProperties":false,"properties":{"maxItems":{"type":"integer","minimum":0},"minItems":{"type":"integer","minimum":0},"uniqueItems":{"type":"boolean"}}},"items":{"$ref":"#/$defs/SchemaItemProperty"}}}}],"unevaluatedProperties":false},"SchemaProperty":{"type":"object","$ref":"#/$defs/SchemaBaseProperty","required":["name"],"unevaluatedProperties":false},"SchemaItemProperty":{"type":"object","$ref":"#/$defs/SchemaBaseProperty","properties":{"properties":{"type":"array","items":{"$ref":"#/$defs/SchemaProperty"}}},"unevaluatedProperties":false},"Tags":{"type":"array","items":{"type":"string"}},"DataQuality":{"type":"object","properties":{"id":{"$ref":"#/$defs/StableId"},"authoritativeDefinitions":{"$ref":"#/$defs/AuthoritativeDefinitions"},"businessImpact":{"type":"string"},"customProperties":{"type":"array","items":{"$ref":"#/$defs/CustomProperty"}},"description":{"type":"string"},"dimension":{"type":"string","enum":["accuracy","completeness","conformity","consistency","coverage","timeliness","uniqueness"]},"method":{"type":"string"},"name":{"type":"string"},"schedule":{"type":"string"},"scheduler":{"type":"string"},"severity":{"type":"string"},"tags":{"$ref":"#/$defs/Tags"},"type":{"type":"string","enum":["text","library","sql","custom"]},"unit":{"type":"string"}},"allOf":[{"if":{"anyOf":[{"properties":{"type":{"const":"library"}},"required":["type"]},{"properties":{"metric":{"type":"string"}},"required":["metric"]}]},"then":{"$ref":"#/$defs/DataQualityLibrary"}},{"if":{"properties":{"type":{"const":"sql"}},"required":["type"]},"then":{"$ref":"#/$defs/DataQualitySql"}},{"if":{"properties":{"type":{"const":"custom"}},"required":["type"]},"then":{"$ref":"#/$defs/DataQualityCustom"}}],"unevaluatedProperties":false},"DataQualityChecks":{"type":"array","items":{"$ref":"#/$defs/DataQuality"}},"DataQualityOperators":{"type":"object","oneOf":[{"properties":{"mustBe":{}},"required":["mustBe"]},{"properties":{"mustNotBe":{}},"required":["mustNotBe"]},{"properties":{"mustBeGreaterThan":{"type":"number"}},"required":["mustBeGreaterThan"]},{"properties":{"mustBeGreaterOrEqualTo":{"type":"number"}},"required":["mustBeGreaterOrEqualTo"]},{"properties":{"mustBeLessThan":{"type":"number"}},"required":["mustBeLessThan"]},{"properties":{"mustBeLessOrEqualTo":{"type":"number"}},"required":["mustBeLessOrEqualTo"]},{"properties":{"mustBeBetween":{"type":"array","minItems":2,"maxItems":2,"uniqueItems":true,"items":{"type":"number"}}},"required":["mustBeBetween"]},{"properties":{"mustNotBeBetween":{"type":"array","minItems":2,"maxItems":2,"uniqueItems":true,"items":{"type":"number"}}},"required":["mustNotBeBetween"]}]},"DataQualityLibrary":{"type":"object","allOf":[{"$ref":"#/$defs/DataQualityOperators"}],"properties":{"metric":{"type":"string","enum":["nullValues","missingValues","invalidValues","duplicateValues","rowCount"]},"rule":{"type":"string"},"arguments":{"type":"object"}},"required":["metric"]},"DataQualitySql":{"type":"object","allOf":[{"$ref":"#/$defs/DataQualityOperators"}],"properties":{"query":{"type":"string"}},"required":["query"]},"DataQualityCustom":{"type":"object","properties":{"engine":{"type":"string"},"implementation":{"oneOf":[{"type":"string"},{"type":"object"}]}},"required":["engine","implementation"]},"AuthoritativeDefinitions":{"type":"array","items":{"type":"object","properties":{"id":{"$ref":"#/$defs/StableId"},"url":{"type":"string"},"type":{"type":"string"},"description":{"type":"string"}},"required":["url","type"],"additionalProperties":false}},"Support":{"type":"array","items":{"$ref":"#/$defs/SupportItem"}},"SupportItem":{"type":"object","properties":{"id":{"$ref":"#/$defs/StableId"},"channel":{"type":"string"},"url":{"type":"string"},"description":{"type":"string"},"tool":{"type":"string"},"scope":{"type":"string"},"invitationUrl":{"type":"string"},"customProperties":{"$ref":"#/$defs/CustomProperties"}},"required":["channel"],"additionalProperties":false},"Pricing":{"type":"object","properties":{"id":{"$ref":"#/$defs/StableId"},"priceAmount":{"type":"number"},"priceCurrency":{"type":"string"},"priceUnit":{"type":"string"}},"additionalProperties":false},"TeamMember":{"type":"object","additionalProperties":false,"properties":{"id":{"$ref":"#/$defs/StableId"},"username":{"type":"string"},"name":{"type":"string"},"description":{"type":"string"},"role":{"type":"string"},"dateIn":{"type":"string","format":"date"},"dateOut":{"type":"string","format":"date"},"replacedByUsername":{"type":"string"},"tags":{"$ref":"#/$defs/Tags"},"customProperties":{"type":"array","items":{"$ref":"#/$defs/CustomProperty"}},"authoritativeDefinitions":{"$ref":"#/$defs/AuthoritativeDefinitions"}},"required":["username"]},"Team":{"type":"object","additionalProperties":false,"properties":{"id":{"$ref":"#/$defs/StableId"},"name":{"type":"string"},"description":{"type":"string"},"members":{"type":"array","items":{"$ref":"#/$defs/TeamMember"}},"tags":{"$ref":"#/$defs/Tags"},"customProperties":{"type":"array","items":{"$ref":"#/$defs/CustomProperty"}},"authoritativeDefinitions":{"$ref":"#/$defs/AuthoritativeDefinitions"}}},"Role":{"type":"object","properties":{"id":{"$ref":"#/$defs/StableId"},"role":{"type":"string"},"description":{"type":"string"},"access":{"type":"string"},"firstLevelApprovers":{"type":"string"},"secondLevelApprovers":{"type":"string"},"customProperties":{"$ref":"#/$defs/CustomProperties"}},"required":["role"],"additionalProperties":false},"ServiceLevelAgreementProperty":{"type":"object","properties":{"id":{"$ref":"#/$defs/StableId"},"property":{"type":"string"},"value":{"anyOf":[{"type":"string"},{"type":"number"},{"type":"integer"},{"type":"boolean"},{"type":"null"}]},"valueExt":{"$ref":"#/$defs/AnyNonCollectionType"},"unit":{"type":"string"},"element":{"type":"string"},"driver":{"type":"string"},"description":{"type":"string"},"scheduler":{"type":"string"},"schedule":{"type":"string"}},"required":["property","value"],"additionalProperties":false},"CustomProperties":{"type":"array","items":{"$ref":"#/$defs/CustomProperty"}},"CustomProperty":{"type":"object","properties":{"id":{"$ref":"#/$defs/StableId"},"property":{"type":"string"},"value":{"$ref":"#/$defs/AnyType"},"description":{"type":"string"}},"required":["property","value"],"additionalProperties":false},"AnyType":{"anyOf":[{"type":"string"},{"type":"number"},{"type":"integer"},{"type":"boolean"},{"type":"null"},{"type":"array"},{"type":"object"}]},"AnyNonCollectionType":{"anyOf":[{"type":"string"},{"type":"number"},{"type":"integer"},{"type":"boolean"},{"type":"null"}]},"RelationshipBase":{"type":"object","properties":{"type":{"type":"string","enum":["foreignKey"]},"from":{"oneOf":[{"anyOf":[{"$ref":"#/$defs/ShorthandReference"},{"$ref":"#/$defs/FullyQualifiedReference"}]},{"type":"array","items":{"anyOf":[{"$ref":"#/$defs/ShorthandReference"},{"$ref":"#/$defs/FullyQualifiedReference"}]},"minItems":1}]},"to":{"oneOf":[{"anyOf":[{"$ref":"#/$defs/ShorthandReference"},{"$ref":"#/$defs/FullyQualifiedReference"}]},{"type":"array","items":{"anyOf":[{"$ref":"#/$defs/ShorthandReference"},{"$ref":"#/$defs/FullyQualifiedReference"}]},"minItems":1}]},"customProperties":{"$ref":"#/$defs/CustomProperties"}}},"RelationshipSchemaLevel":{"type":"object","allOf":[{"$ref":"#/$defs/RelationshipBase"},{"required":["from","to"]},{"oneOf":[{"properties":{"from":{"type":"string"},"to":{"type":"string"}}},{"properties":{"from":{"type":"array","items":{"type":"string"},"minItems":1},"to":{"type":"array","items":{"type":"string"},"minItems":1}}}]}],"unevaluatedProperties":false},"RelationshipPropertyLevel":{"type":"object","allOf":[{"$ref":"#/$defs/RelationshipBase"},{"type":"object","required":["to"]},{"not":{"required":["from"]}}],"unevaluatedProperties":false},"Relationship":{"oneOf":[{"$ref":"#/$defs/RelationshipSchemaLevel"},{"$ref":"#/$defs/RelationshipPropertyLevel"}]}}}';
/** odcs-json-schema-v3.0.2.json as JSON text. */
const V3_0 = '{"type":"object","properties":{"version":{"type":"string"},"kind":{"type":"string","enum":["DataContract"]},"apiVersion":{"type":"string","enum":["v3.0.2","v3.0.1","v3.0.0","v2.2.2","v2.2.1","v2.2.0"]},"id":{"type":"string"},"name":{"type":"string"},"tenant":{"type":"string"},"tags":{"$ref":"#/$defs/Tags"},"status":{"type":"string"},"servers":{"type":"array","items":{"$ref":"#/$defs/Server"}},"dataProduct":{"type":"string"},"description":{"type":"object","properties":{"usage":{"type":"string"},"purpose":{"type":"string"},"limitations":{"type":"string"},"authoritativeDefinitions":{"$ref":"#/$defs/AuthoritativeDefinitions"},"customProperties":{"$ref":"#/$defs/CustomProperties"}}},"domain":{"type":"string"},"schema":{"type":"array","items":{"$ref":"#/$defs/SchemaObject"}},"support":{"$ref":"#/$defs/Support"},"price":{"$ref":"#/$defs/Pricing"},"team":{"type":"array","items":{"$ref":"#/$defs/Team"}},"roles":{"type":"array","items":{"$ref":"#/$defs/Role"}},"slaDefaultElement":{"type":"string"},"slaProperties":{"type":"array","items":{"$ref":"#/$defs/ServiceLevelAgreementProperty"}},"authoritativeDefinitions":{"$ref":"#/$defs/AuthoritativeDefinitions"},"customProperties":{"$ref":"#/$defs/CustomProperties"},"contractCreatedTs":{"type":"string","format":"date-time"}},"required":["version","apiVersion","kind","id","status"],"additionalProperties":false,"$defs":{"Server":{"type":"object","properties":{"server":{"type":"string"},"type":{"type":"string","enum":["api","athena","azure","bigquery","clickhouse","databricks","denodo","dremio","duckdb","glue","cloudsql","db2","informix","kafka","kinesis","local","mysql","oracle","postgresql","postgres","presto","pubsub","redshift","s3","sftp","snowflake","sqlserver","synapse","trino","vertica","custom"]},"description":{"type":"string"},"environment":{"type":"string"},"roles":{"type":"array","items":{"$ref":"#/$defs/Role"}},"customProperties":{"$ref":"#/$defs/CustomProperties"}},"allOf":[{"if":{"properties":{"type":{"const":"api"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/ApiServer"}},{"if":{"properties":{"type":{"const":"athena"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/AthenaServer"}},{"if":{"properties":{"type":{"const":"azure"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/AzureServer"}},{"if":{"properties":{"type":{"const":"bigquery"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/BigQueryServer"}},{"if":{"properties":{"type":{"const":"clickhouse"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/ClickHouseServer"}},{"if":{"properties":{"type":{"const":"databricks"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/DatabricksServer"}},{"if":{"properties":{"type":{"const":"denodo"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/DenodoServer"}},{"if":{"properties":{"type":{"const":"dremio"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/DremioServer"}},{"if":{"properties":{"type":{"const":"duckdb"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/DuckdbServer"}},{"if":{"properties":{"type":{"const":"glue"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/GlueServer"}},{"if":{"properties":{"type":{"const":"cloudsql"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/GoogleCloudSqlServer"}},{"if":{"properties":{"type":{"const":"db2"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/IBMDB2Server"}},{"if":{"properties":{"type":{"const":"informix"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/InformixServer"}},{"if":{"properties":{"type":{"const":"custom"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/CustomServer"}},{"if":{"properties":{"type":{"const":"kafka"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/KafkaServer"}},{"if":{"properties":{"type":{"const":"kinesis"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/KinesisServer"}},{"if":{"properties":{"type":{"const":"local"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/LocalServer"}},{"if":{"properties":{"type":{"const":"mysql"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/MySqlServer"}},{"if":{"properties":{"type":{"const":"oracle"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/OracleServer"}},{"if":{"properties":{"type":{"const":"postgresql"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/PostgresServer"}},{"if":{"properties":{"type":{"const":"postgres"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/PostgresServer"}},{"if":{"properties":{"type":{"const":"presto"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/PrestoServer"}},{"if":{"properties":{"type":{"const":"pubsub"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/PubSubServer"}},{"if":{"properties":{"type":{"const":"redshift"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/RedshiftServer"}},{"if":{"properties":{"type":{"const":"s3"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/S3Server"}},{"if":{"properties":{"type":{"const":"sftp"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/SftpServer"}},{"if":{"properties":{"type":{"const":"snowflake"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/SnowflakeServer"}},{"if":{"properties":{"type":{"const":"sqlserver"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/SqlserverServer"}},{"if":{"properties":{"type":{"const":"synapse"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/SynapseServer"}},{"if":{"properties":{"type":{"const":"trino"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/TrinoServer"}},{"if":{"properties":{"type":{"const":"vertica"}},"required":["type"]},"then":{"$ref":"#/$defs/ServerSource/VerticaServer"}}],"required":["server","type"]},"ServerSource":{"ApiServer":{"type":"object","properties":{"location":{"type":"string","format":"uri"}},"required":["location"]},"AthenaServer":{"type":"object","properties":{"stagingDir":{"type":"string","format":"uri"},"schema":{"type":"string"},"catalog":{"type":"string"},"regionName":{"type":"string"}},"required":["stagingDir","schema"]},"AzureServer":{"type":"object","properties":{"location":{"type":"string","format":"uri"},"format":{"type":"string","enum":["parquet","delta","json","csv"]},"delimiter":{"type":"string","enum":["new_line","array"]}},"required":["location","format"]},"BigQueryServer":{"type":"object","properties":{"project":{"type":"string"},"dataset":{"type":"string"}},"required":["project","dataset"]},"ClickHouseServer":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"database":{"type":"string"}},"required":["host","port","database"]},"DatabricksServer":{"type":"object","properties":{"host":{"type":"string"},"catalog":{"type":"string"},"schema":{"type":"string"}},"required":["catalog","schema"]},"DenodoServer":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"database":{"type":"string"}},"required":["host","port"]},"DremioServer":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"schema":{"type":"string"}},"required":["host","port"]},"DuckdbServer":{"type":"object","properties":{"database":{"type":"string"},"schema":{"type":"integer"}},"required":["database"]},"GlueServer":{"type":"object","properties":{"account":{"type":"string"},"database":{"type":"string"},"location":{"type":"string","format":"uri"},"format":{"type":"string"}},"required":["account","database"]},"GoogleCloudSqlServer":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"database":{"type":"string"},"schema":{"type":"string"}},"required":["host","port","database","schema"]},"IBMDB2Server":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"database":{"type":"string"},"schema":{"type":"string"}},"required":["host","port","database"]},"InformixServer":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"database":{"type":"string"}},"required":["host","database"]},"CustomServer":{"type":"object","properties":{"account":{"type":"string"},"catalog":{"type":"string"},"database":{"type":"string"},"dataset":{"type":"string"},"delimiter":{"type":"string"},"endpointUrl":{"type":"string","format":"uri"},"format":{"type":"string"},"host":{"type":"string"},"location":{"type":"string","format":"uri"},"path":{"type":"string"},"port":{"type":"integer"},"project":{"type":"string"},"region":{"type":"string"},"regionName":{"type":"string"},"schema":{"type":"string"},"serviceName":{"type":"string"},"stagingDir":{"type":"string"},"warehouse":{"type":"string"}}},"KafkaServer":{"type":"object","properties":{"host":{"type":"string"},"format":{"type":"string"}},"required":["host"]},"KinesisServer":{"type":"object","properties":{"region":{"type":"string"},"format":{"type":"string"}}},"LocalServer":{"type":"object","properties":{"path":{"type":"string"},"format":{"type":"string"}},"required":["path","format"]},"MySqlServer":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"database":{"type":"string"}},"required":["host","port","database"]},"OracleServer":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"serviceName":{"type":"string"}},"required":["host","port","serviceName"]},"PostgresServer":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"database":{"type":"string"},"schema":{"type":"string"}},"required":["host","port","database","schema"]},"PrestoServer":{"type":"object","properties":{"host":{"type":"string"},"catalog":{"type":"string"},"schema":{"type":"string"}},"required":["host"]},"PubSubServer":{"type":"object","properties":{"project":{"type":"string"}},"required":["project"]},"RedshiftServer":{"type":"object","properties":{"host":{"type":"string"},"database":{"type":"string"},"schema":{"type":"string"},"region":{"type":"string"},"account":{"type":"string"}},"required":["database","schema"]},"S3Server":{"type":"object","properties":{"location":{"type":"string","format":"uri"},"endpointUrl":{"type":"string","format":"uri"},"format":{"type":"string","enum":["parquet","delta","json","csv"]},"delimiter":{"type":"string","enum":["new_line","array"]}},"required":["location"]},"SftpServer":{"type":"object","properties":{"location":{"type":"string","format":"uri","pattern":"^sftp://.*"},"format":{"type":"string","enum":["parquet","delta","json","csv"]},"delimiter":{"type":"string","enum":["new_line","array"]}},"required":["location"]},"SnowflakeServer":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"account":{"type":"string"},"database":{"type":"string"},"schema":{"type":"string"},"warehouse":{"type":"string"}},"required":["account","database","schema"]},"SqlserverServer":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"database":{"type":"string"},"schema":{"type":"string"}},"required":["host","database","schema"]},"SynapseServer":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"database":{"type":"string"}},"required":["host","port","database"]},"TrinoServer":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"catalog":{"type":"string"},"schema":{"type":"string"}},"required":["host","port","catalog","schema"]},"VerticaServer":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer"},"database":{"type":"string"},"schema":{"type":"string"}},"required":["host","port","database","schema"]}},"SchemaElement":{"type":"object","properties":{"name":{"type":"string"},"physicalType":{"type":"string"},"description":{"type":"string"},"businessName":{"type":"string"},"authoritativeDefinitions":{"$ref":"#/$defs/AuthoritativeDefinitions"},"tags":{"$ref":"#/$defs/Tags"},"customProperties":{"$ref":"#/$defs/CustomProperties"}}},"SchemaObject":{"type":"object","properties":{"logicalType":{"type":"string","enum":["object"]},"physicalName":{"type":"string"},"dataGranularityDescription":{"type":"string"},"properties":{"type":"array","items":{"$ref":"#/$defs/SchemaProperty"}},"quality":{"$ref":"#/$defs/DataQualityChecks"}},"allOf":[{"$ref":"#/$defs/SchemaElement"}],"required":["name"],"unevaluatedProperties":false},"SchemaBaseProperty":{"type":"object","properties":{"primaryKey":{"type":"boolean"},"primaryKeyPosition":{"type":"integer"},"logicalType":{"type":"string","enum":["string","date","number","integer","object","array","boolean"]},"logicalTypeOptions":{"type":"object"},"physicalType":{"type":"string"},"physicalName":{"type":"string"},"required":{"type":"boolean"},"unique":{"type":"boolean"},"partitioned":{"type":"boolean"},"partitionKeyPosition":{"type":"integer"},"classification":{"type":"string"},"encryptedName":{"type":"string"},"transformSourceObjects":{"type":"array","items":{"type":"string"}},"transformLogic":{"type":"string"},"transformDescription":{"type":"string"},"examples":{"type":"array","items":{"$ref":"#/$defs/AnyType"}},"criticalDataElement":{"type":"boolean"},"quality":{"$ref":"#/$defs/DataQualityChecks"}},"allOf":[{"$ref":"#/$defs/SchemaElement"},{"if":{"properties":{"logicalType":{"const":"string"}}},"then":{"properties":{"logicalTypeOptions":{"type":"object","properties":{"minLength":{"type":"integer","minimum":0},"maxLength":{"type":"integer","minimum":0},"pattern":{"type":"string"},"format":{"type":"string"}},"additionalProperties":false}}}},{"if":{"properties":{"logicalType":{"const":"date"}}},"then":{"properties":{"logicalTypeOptions":{"type":"object","properties":{"format":{"type":"string"},"exclusiveMaximum":{"type":"boolean"},"maximum":{"type":"string"},"exclusiveMinimum":{"type":"boolean"},"minimum":{"type":"string"}},"additionalProperties":false}}}},{"if":{"anyOf":[{"properties":{"logicalType":{"const":"integer"}}}]},"then":{"properties":{"logicalTypeOptions":{"type":"object","properties":{"multipleOf":{"type":"number","exclusiveMinimum":0},"maximum":{"type":"number"},"exclusiveMaximum":{"type":"boolean"},"minimum":{"type":"number"},"exclusiveMinimum":{"type":"boolean"},"format":{"type":"string","enum":["i8","i16","i32","i64","i128","u8","u16","u32","u64","u128"]}},"additionalProperties":false}}}},{"if":{"anyOf":[{"properties":{"logicalType":{"const":"number"}}}]},"then":{"properties":{"logicalTypeOptions":{"type":"object","properties":{"multipleOf":{"type":"number","exclusiveMinimum":0},"maximum":{"type":"number"},"exclusiveMaximum":{"type":"boolean"},"minimum":{"type":"number"},"exclusiveMinimum":{"type":"boolean"},"format":{"type":"string","enum":["f32","f64"]}},"additionalProperties":false}}}},{"if":{"properties":{"logicalType":{"const":"object"}}},"then":{"properties":{"logicalTypeOptions":{"type":"object","properties":{"maxProperties":{"type":"integer","minimum":0},"minProperties":{"type":"integer","minimum":0},"required":{"type":"array","items":{"type":"string"},"minItems":1,"uniqueItems":true}},"additionalProperties":false},"properties":{"type":"array","items":{"$ref":"#/$defs/SchemaProperty"}}}}},{"if":{"properties":{"logicalType":{"const":"array"}}},"then":{"properties":{"logicalTypeOptions":{"type":"object","properties":{"maxItems":{"type":"integer","minimum":0},"minItems":{"type":"integer","minimum":0},"uniqueItems":{"type":"boolean"}},"additionalProperties":false},"items":{"$ref":"#/$defs/SchemaItemProperty"}}}}]},"SchemaProperty":{"type":"object","$ref":"#/$defs/SchemaBaseProperty","required":["name"],"unevaluatedProperties":false},"SchemaItemProperty":{"type":"object","$ref":"#/$defs/SchemaBaseProperty","properties":{"properties":{"type":"array","items":{"$ref":"#/$defs/SchemaProperty"}}},"unevaluatedProperties":false},"Tags":{"type":"array","items":{"type":"string"}},"DataQuality":{"type":"object","properties":{"authoritativeDefinitions":{"$ref":"#/$defs/AuthoritativeDefinitions"},"businessImpact":{"type":"string"},"customProperties":{"type":"array","items":{"$ref":"#/$defs/CustomProperty"}},"description":{"type":"string"},"dimension":{"type":"string","enum":["accuracy","completeness","conformity","consistency","coverage","timeliness","uniqueness"]},"method":{"type":"string"},"name":{"type":"string"},"schedule":{"type":"string"},"scheduler":{"type":"string"},"severity":{"type":"string"},"tags":{"$ref":"#/$defs/Tags"},"type":{"type":"string","enum":["text","library","sql","custom"]},"unit":{"type":"string"}},"allOf":[{"if":{"properties":{"type":{"const":"library"}}},"then":{"$ref":"#/$defs/DataQualityLibrary"}},{"if":{"properties":{"type":{"const":"sql"}},"required":["type"]},"then":{"$ref":"#/$defs/DataQualitySql"}},{"if":{"properties":{"type":{"const":"custom"}},"required":["type"]},"then":{"$ref":"#/$defs/DataQualityCustom"}}]},"DataQualityChecks":{"type":"array","items":{"$ref":"#/$defs/DataQuality"}},"DataQualityLibrary":{"type":"object","properties":{"rule":{"type":"string"},"mustBe":{},"mustNotBe":{},"mustBeGreaterThan":{"type":"number"},"mustBeGreaterOrEqualTo":{"type":"number"},"mustBeLessThan":{"type":"number"},"mustBeLessOrEqualTo":{"type":"number"},"mustBeBetween":{"type":"array","minItems":2,"maxItems":2,"uniqueItems":true,"items":{"type":"number"}},"mustNotBeBetween":{"type":"array","minItems":2,"maxItems":2,"uniqueItems":true,"items":{"type":"number"}}},"required":["rule"]},"DataQualitySql":{"type":"object","properties":{"query":{"type":"string"}},"required":["query"]},"DataQualityCustom":{"type":"object","properties":{"engine":{"type":"string"},"implementation":{"oneOf":[{"type":"string"},{"type":"object"}]}},"required":["engine","implementation"]},"AuthoritativeDefinitions":{"type":"array","items":{"type":"object","properties":{"url":{"type":"string"},"type":{"type":"string"}},"required":["url","type"]}},"Support":{"type":"array","items":{"$ref":"#/$defs/SupportItem"}},"SupportItem":{"type":"object","properties":{"channel":{"type":"string"},"url":{"type":"string"},"description":{"type":"string"},"tool":{"type":"string"},"scope":{"type":"string"},"invitationUrl":{"type":"string"}},"required":["channel","url"]},"Pricing":{"type":"object","properties":{"priceAmount":{"type":"number"},"priceCurrency":{"type":"string"},"priceUnit":{"type":"string"}}},"Team":{"type":"object","properties":{"username":{"type":"string"},"name":{"type":"string"},"description":{"type":"string"},"role":{"type":"string"},"dateIn":{"type":"string","format":"date"},"dateOut":{"type":"string","format":"date"},"replacedByUsername":{"type":"string"}}},"Role":{"type":"object","properties":{"role":{"type":"string"},"description":{"type":"string"},"access":{"type":"string"},"firstLevelApprovers":{"type":"string"},"secondLevelApprovers":{"type":"string"},"customProperties":{"$ref":"#/$defs/CustomProperties"}},"required":["role"]},"ServiceLevelAgreementProperty":{"type":"object","properties":{"property":{"type":"string"},"value":{"anyOf":[{"type":"string"},{"type":"number"},{"type":"integer"},{"type":"boolean"},{"type":"null"}]},"valueExt":{"$ref":"#/$defs/AnyNonCollectionType"},"unit":{"type":"string"},"element":{"type":"string"},"driver":{"type":"string"}},"required":["property","value"]},"CustomProperties":{"type":"array","items":{"$ref":"#/$defs/CustomProperty"}},"CustomProperty":{"type":"object","properties":{"property":{"type":"string"},"value":{"$ref":"#/$defs/AnyType"}}},"AnyType":{"anyOf":[{"type":"string"},{"type":"number"},{"type":"integer"},{"type":"boolean"},{"type":"null"},{"type":"array"},{"type":"object"}]},"AnyNonCollectionType":{"anyOf":[{"type":"string"},{"type":"number"},{"type":"integer"},{"type":"boolean"},{"type":"null"}]}}}';

;// CONCATENATED MODULE: ./build/data/contract/read.js
/**
 * Reads an ODCS file: YAML, then the standard's own JSON Schema, then the model. Every problem is reported at once,
 * with line and column; unknown keys come with the nearest valid one.
 */









/**
 * Reads a contract. `reference` is `file` or `file#object`; relative paths start at `root`.
 * Throws a usage error with every problem of the file.
 */
async function loadContract(reference, root) {
    const { file } = parted(reference);
    const text = await (0,base/* readUserFile */.E1)((0,external_node_path_.isAbsolute)(file) ? file : (0,external_node_path_.join)(root, file), 'the contract');
    return parseContract(text, reference);
}
/** Checks the text of a contract; `reference` names it in messages and may end in `#object`. */
function parseContract(text, reference) {
    const { file, object: wanted } = parted(reference);
    const contract = parseContractFile(text, file);
    const objects = contract.data.schema ?? [];
    const names = objects.map((object) => object.name);
    const index = wanted === undefined ? (objects.length === 1 ? 0 : -1) : names.indexOf(wanted);
    const object = objects[index];
    if (object === undefined) {
        const near = wanted === undefined ? undefined : (0,base/* nearest */.pA)(wanted, names);
        const where = { file, ...contract.text.place(['schema']) };
        if (objects.length === 0) {
            throw (0,base/* usageError */.Wp)({
                where,
                message: 'describes no object, so there is nothing to check data against',
                expected: '`schema:` with an object and its properties',
                fix: '`assay infer` proposes one from the data',
            });
        }
        throw (0,base/* usageError */.Wp)({
            where,
            message: wanted === undefined ? `holds ${objects.length} objects` : `holds no object \`${wanted}\``,
            expected: `${file}#NAME with one of ${names.join(', ')}`,
            ...(near ? { fix: `did you mean \`${near}\`?` } : {}),
        });
    }
    const resolved = resolveContract(contract.data, object, index, contract.text);
    return {
        ...resolved,
        file: reference,
        sha256: (0,base/* sha256 */.sc)(text),
        size: Buffer.byteLength(text),
        notices: [...contract.notices, ...resolved.notices],
    };
}
/** Checks a whole file against the standard, whichever objects it has. Throws a usage error with every problem. */
function parseContractFile(text, file) {
    const { data, ...places } = readYaml(text, file);
    const { place } = places;
    const version = apiVersionOf(data);
    if (version !== undefined && /^v?[012]\./.test(version)) {
        throw (0,base/* usageError */.Wp)({
            where: place(['apiVersion']),
            message: `is of version ${version} of the Open Data Contract Standard, which has another layout`,
            expected: `one of ${API_VERSIONS.join(', ')}`,
            fix: 'rewrite the contract for v3.1.0, or make one from the data with `assay infer`',
        });
    }
    const later = /^v3\./.test(version ?? '') && !API_VERSIONS.includes(version ?? '');
    const { found, newer } = standardIssues(data ?? {}, !later && /^v3\.0\./.test(version ?? ''));
    const issues = tidied(found, data).filter(
    // A later version may have keys that are not known yet.
    (issue) => !later || (issue.kind !== 'unknown' && issue.path[0] !== 'apiVersion'));
    const unknown = later ? found.filter(({ kind }) => kind === 'unknown').length : 0;
    if (issues.length > 0) {
        const problems = issues.map((issue) => problemOf(issue, place, version));
        const line = ({ where }) => where?.line ?? 0;
        const column = ({ where }) => where?.column ?? 0;
        throw (0,base/* usageError */.Wp)(problems.sort((one, other) => line(one) - line(other) || column(one) - column(other)));
    }
    const passed = unknown > 0 ? `; ${unknown} keys that it does not have are passed over` : '';
    return {
        data: data,
        text: places,
        notices: later
            ? [`${file}: apiVersion ${version} is not known here; read as ${API_VERSIONS[0]}${passed}`]
            : newer
                ? [`${file}: says apiVersion ${version} and uses words of ${API_VERSIONS[0]}; read as that`]
                : [],
    };
}
/**
 * Issues by the schema of the version that the file names. Files of v3.0 that use words of v3.1 are common (the
 * standard's own examples among them): where v3.1 accepts a file, so does this.
 */
function standardIssues(data, old) {
    const current = () => schemaIssues(JSON.parse(V3_1), data, read_WORDS);
    if (!old)
        return { found: current(), newer: false };
    const found = schemaIssues(JSON.parse(V3_0), data, read_WORDS);
    if (found.length === 0)
        return { found, newer: false };
    const other = current();
    return other.length < found.length ? { found: other, newer: other.length === 0 } : { found, newer: false };
}
function parted(reference) {
    const hash = reference.lastIndexOf('#');
    if (hash < 0)
        return { file: reference, object: undefined };
    return { file: reference.slice(0, hash), object: reference.slice(hash + 1) };
}
function readYaml(text, file) {
    const lines = new yaml_dist/* LineCounter */.HN();
    const document = (0,yaml_dist/* parseDocument */.Tp)(text, {
        lineCounter: lines,
        prettyErrors: false,
        uniqueKeys: true,
        logLevel: 'error',
        // Limits of 64-bit columns do not fit a double.
        intAsBigInt: true,
    });
    const at = (offset) => {
        const { line, col } = lines.linePos(offset);
        return { file, line, column: col };
    };
    if (document.errors.length > 0) {
        throw (0,base/* usageError */.Wp)(document.errors.map((error) => ({ where: at(error.pos[0]), message: `is not YAML: ${error.message}` })));
    }
    try {
        return {
            data: document.toJS({ maxAliasCount: 100, reviver: (_, value) => plainNumber(value) }),
            place: (path, ofKey = false) => ({
                ...at((0,build_config/* offsetOf */.b4)(document, path, ofKey)),
                ...(path.length > 0 ? { key: errors/* toDotPath */.sR(path) } : {}),
            }),
            source: (path) => {
                const node = document.getIn(path, true);
                return (0,yaml_dist/* isScalar */.jn)(node) ? node.source : undefined;
            },
        };
    }
    catch (error) {
        throw (0,base/* usageError */.Wp)({ where: { file }, message: `is not usable YAML: ${String(error)}` }, error);
    }
}
function plainNumber(value) {
    if (typeof value !== 'bigint')
        return value;
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
}
function apiVersionOf(data) {
    if (typeof data !== 'object' || data === null)
        return undefined;
    const { apiVersion } = data;
    return typeof apiVersion === 'string' ? apiVersion : undefined;
}
/** What the patterns of the standard's definitions ask for. */
const read_WORDS = {
    StableId: 'letters, digits, `_` and `-`',
    ShorthandReference: '`object.property`',
    FullyQualifiedReference: '`schema/OBJECT_ID/properties/PROPERTY_ID`, `FILE.yaml#/schema/…`',
};
/** The schema refuses options without a type once for each type; that is one mistake. */
function tidied(issues, data) {
    const typeless = new Map();
    const rest = issues.filter(({ path }) => {
        const index = path.lastIndexOf('logicalTypeOptions');
        if (index < 0)
            return true;
        const owner = path.slice(0, index);
        if (valueAt(data, [...owner, 'logicalType']) !== undefined)
            return true;
        typeless.set(JSON.stringify(owner), {
            path: [...owner, 'logicalTypeOptions'],
            kind: 'missing',
            message: 'logicalTypeOptions say nothing without a logicalType',
            fix: 'add `logicalType:`',
        });
        return false;
    });
    return [...rest, ...typeless.values()];
}
function valueAt(data, path) {
    return path.reduce((value, key) => typeof value === 'object' && value !== null
        ? value[key]
        : undefined, data);
}
function problemOf(issue, place, version) {
    const { path, kind, message, expected, fix } = issue;
    const old = /^v3\.0\./.test(version ?? '') && path.at(-1) === 'rule' && kind === 'missing';
    const mend = old ? 'write `apiVersion: v3.1.0`, whose word is `metric`' : fix;
    return {
        where: place(path, kind === 'unknown' || message.includes('without a logicalType')),
        message,
        ...(expected === undefined ? {} : { expected }),
        ...(mend === undefined ? {} : { fix: mend }),
    };
}

;// CONCATENATED MODULE: ./build/data/contract/index.js
/** Contracts: reading ODCS files into the model that the checks use. */








// EXTERNAL MODULE: ./build/results/index.js + 11 modules
var build_results = __webpack_require__(90459);
;// CONCATENATED MODULE: ./build/data/profile/hyperloglog.js
/**
 * HyperLogLog (Flajolet et al. 2007) with 2^12 registers over 64 bits of MD5: distinct counts that add up across
 * shards, where the values themselves are too many to keep. The relative standard error is 1.04/√4096 = 1.6 %.
 */

const REGISTERS = 4096;
const RELATIVE_ERROR = 1.04 / Math.sqrt(REGISTERS);
function sketchText(registers) {
    return Buffer.from(registers).toString('base64');
}
/** Registers of a stored sketch; null where the text is none. */
function sketchRegisters(text) {
    const bytes = Buffer.from(text, 'base64');
    return bytes.length === REGISTERS ? new Uint8Array(bytes) : null;
}
/** Puts a value in, as the SQL of the profile does: register from the low 12 bits, rank from the other 52. */
function addValue(registers, value) {
    const hash = (0,external_node_crypto_.createHash)('md5').update(value).digest().readBigUInt64LE(8);
    const register = Number(hash % BigInt(REGISTERS));
    const rest = hash / BigInt(REGISTERS);
    const rank = 53 - (rest === 0n ? 0 : rest.toString(2).length);
    registers[register] = Math.max(registers[register] ?? 0, rank);
}
/** The sketch of two sets together: the greater of each register. */
function mergeRegisters(into, other) {
    other.forEach((rank, register) => {
        into[register] = Math.max(into[register] ?? 0, rank);
    });
}
/** The estimated number of distinct values; few are counted by the registers that are still empty. */
function estimate(registers) {
    const alpha = 0.7213 / (1 + 1.079 / REGISTERS);
    let sum = 0;
    let empty = 0;
    for (const rank of registers) {
        sum += 2 ** -rank;
        if (rank === 0)
            empty += 1;
    }
    const raw = (alpha * REGISTERS * REGISTERS) / sum;
    const linear = raw <= 2.5 * REGISTERS && empty > 0;
    return Math.round(linear ? REGISTERS * Math.log(REGISTERS / empty) : raw);
}

;// CONCATENATED MODULE: ./build/data/profile/categorical.js


/** Columns that are grouped in one pass. */
const AT_ONCE = 20;
/** A shard keeps so many values, so that the merge can tell the most frequent of the whole. */
const SHARD_VALUES = 10_000;
async function categoricalProfiles(ctx, db, view, rows, options) {
    const columns = view.columns.filter((column) => column.kind === 'categorical');
    const found = [];
    for (let start = 0; start < columns.length; start += AT_ONCE) {
        ctx.signal.throwIfAborted();
        found.push(...(await groupOf(db, view, columns.slice(start, start + AT_ONCE), rows, options)));
    }
    return found;
}
async function groupOf(db, view, columns, rows, options) {
    const names = columns.map((_, index) => `c${index}`);
    const texts = columns.map(({ sql, type }, index) => `${type === 'VARCHAR' ? sql : `CAST(${sql} AS VARCHAR)`} AS c${index}`);
    const which = names.map((name, index) => `WHEN grouping(${name}) = 0 THEN ${index}`).join(' ');
    // Of each set all columns but one are NULL.
    const value = names.length === 1 ? names[0] : `coalesce(${names.join(', ')})`;
    await db.run(`CREATE OR REPLACE TEMP TABLE assay_groups AS SELECT CASE ${which} END AS g, ${value} AS value, count(*) AS n FROM (SELECT ${texts.join(', ')} FROM ${view.from}) GROUP BY GROUPING SETS (${names.map((name) => `(${name})`).join(', ')})`);
    try {
        const totals = await db.all('SELECT g, count(value) AS kinds, coalesce(sum(n) FILTER (WHERE value IS NOT NULL), 0)::BIGINT AS n FROM assay_groups GROUP BY g');
        const kept = options.shard ? Math.max(options.kept, SHARD_VALUES) : options.kept;
        const parts = columns.flatMap(({ name }, index) => {
            if (options.hidden(name))
                return [];
            const of = `SELECT g, value, n FROM assay_groups WHERE g = ${index} AND value IS NOT NULL`;
            const frozen = frozenValues(options, name);
            const known = frozen.map(sqlString).join(', ');
            return [
                `(${of} ORDER BY n DESC, value LIMIT ${kept})`,
                ...(frozen.length > 0 ? [`(${of} AND value IN (${known}))`] : []),
            ];
        });
        const top = parts.length === 0 ? [] : await db.all(parts.join(' UNION '));
        const byColumn = new Map();
        for (const row of top) {
            const index = Number(row['g']);
            const values = byColumn.get(index) ?? new Map();
            byColumn.set(index, values.set(String(row['value']), Number(row['n'])));
        }
        const profiles = [];
        for (const [index, column] of columns.entries()) {
            const total = totals.find((row) => Number(row['g']) === index);
            const n = Number(total?.['n'] ?? 0);
            const distinct = Number(total?.['kinds'] ?? 0);
            const counts = byColumn.get(index) ?? new Map();
            const frozen = options.hidden(column.name) ? [] : frozenValues(options, column.name);
            // A frozen value that does not come is counted too: zero times.
            for (const each of frozen)
                if (!counts.has(each))
                    counts.set(each, 0);
            const values = sortedValues(counts);
            const many = options.shard && distinct > values.length;
            profiles.push({
                name: column.name,
                type: column.type,
                kind: 'categorical',
                nulls: rows - n,
                categorical: {
                    distinct,
                    top: values,
                    other: n - values.reduce((sum, { count }) => sum + count, 0),
                    ...(options.shard && frozen.length > 0 ? { frozen } : {}),
                    ...(many ? { sketch: await sketchOf(db, index) } : {}),
                },
            });
        }
        return profiles;
    }
    finally {
        await db.run('DROP TABLE IF EXISTS assay_groups');
    }
}
function frozenValues({ frozen }, name) {
    return (frozen.get(name)?.top ?? []).map(({ value }) => value);
}
/** Most frequent first, then by the code points of the value, so that equal counts give equal bytes. */
function sortedValues(counts) {
    return [...counts]
        .map(([value, count]) => ({ value, count }))
        .sort((a, b) => b.count - a.count || Buffer.compare(Buffer.from(a.value), Buffer.from(b.value)));
}
async function sketchOf(db, index) {
    const rows = await db.all(`SELECT h % ${REGISTERS} AS register, max(53 - CASE WHEN h // ${REGISTERS} = 0 THEN 0 ELSE length(bin(h // ${REGISTERS})) END) AS rank FROM (SELECT md5_number_lower(value) AS h FROM assay_groups WHERE g = ${index} AND value IS NOT NULL) GROUP BY register`);
    const registers = new Uint8Array(REGISTERS);
    for (const row of rows)
        registers[Number(row['register'])] = Number(row['rank']);
    return sketchText(registers);
}

;// CONCATENATED MODULE: ./build/data/profile/counts.js
/** Columns in one query: enough to share the scan, few enough for the planner and for memory. */
const counts_AT_ONCE = 80;
/** Runs one aggregate query for many columns; `aggregates` gives alias → SQL for a column. */
async function aggregateColumns(ctx, db, view, columns, aggregates, where) {
    const results = new Map();
    for (let start = 0; start < columns.length; start += counts_AT_ONCE) {
        ctx.signal.throwIfAborted();
        const group = columns
            .slice(start, start + counts_AT_ONCE)
            .map((column) => ({ column, parts: aggregates(column) }));
        const select = group.flatMap(({ parts }, index) => Object.entries(parts).map(([alias, sql]) => `${sql} AS ${alias}_${index}`));
        if (select.length === 0)
            continue;
        const [row = {}] = await db.all(`SELECT ${select.join(', ')} FROM ${view.from}${where === undefined ? '' : ` WHERE ${where}`}`);
        group.forEach(({ column, parts }, index) => {
            const values = Object.keys(parts).map((alias) => [alias, row[`${alias}_${index}`]]);
            results.set(column.name, Object.fromEntries(values));
        });
    }
    return results;
}

;// CONCATENATED MODULE: ./build/data/profile/numeric.js


/** Rows whose quantiles become the edges. Edges need not be exact quantiles, only the same ones ever after. */
const SAMPLE = 10_000;
/** Beyond it the sum of squares leaves the range of a double. */
const LARGE = 1e150;
/**
 * Profiles numeric columns in two passes: edges from a sample of rows that is the same in each run, then counts and
 * moments of all rows. `frozen` gives the bins of columns that have them already; then the first pass is not needed.
 */
async function numericProfiles(ctx, db, view, bins, rows, frozen) {
    const columns = view.columns.filter((column) => column.kind === 'numeric');
    const fresh = columns.filter(({ name }) => !frozen.has(name));
    const own = await freshEdges(ctx, db, view, fresh, bins, rows);
    const binsOf = (column) => frozen.get(column.name) ?? { low: null, edges: own.get(column.name) ?? [] };
    const results = await aggregateColumns(ctx, db, view, columns, (column) => {
        const value = finiteSql(column);
        const bounded = `CASE WHEN abs(${value}) <= ${sqlNumber(LARGE)} THEN ${value} END`;
        const ends = boundaries(binsOf(column));
        return {
            n: `count(${column.sql})`,
            finite: `count(${value})`,
            min: `min(${value})`,
            max: `max(${value})`,
            mean: `avg(${bounded})`,
            variance: `var_pop(${bounded})`,
            ...(ends.length > 0
                ? { bins: `map_entries(histogram(${value}, [${ends.map(sqlNumber).join(', ')}]::DOUBLE[]))` }
                : {}),
        };
    });
    const special = columns.filter(({ name }) => {
        const row = results.get(name);
        return Number(row?.['n'] ?? 0) > Number(row?.['finite'] ?? 0);
    });
    const specials = await aggregateColumns(ctx, db, view, special, ({ sql }) => ({
        nan: `count(*) FILTER (WHERE isnan(${sql}))`,
        pinf: `count(*) FILTER (WHERE isinf(${sql}) AND ${sql} > 0)`,
        ninf: `count(*) FILTER (WHERE isinf(${sql}) AND ${sql} < 0)`,
    }));
    return columns.map((column) => {
        const row = results.get(column.name) ?? {};
        const odd = specials.get(column.name) ?? {};
        const finite = Number(row['finite'] ?? 0);
        const [min, max] = [finiteOrNull(row['min']), finiteOrNull(row['max'])];
        const moments = Math.max(Math.abs(min ?? 0), Math.abs(max ?? 0)) <= LARGE;
        const variance = moments ? finiteOrNull(row['variance']) : null;
        return {
            name: column.name,
            type: column.type,
            kind: 'numeric',
            nulls: rows - Number(row['n'] ?? 0),
            numeric: {
                nan: Number(odd['nan'] ?? 0),
                positiveInfinity: Number(odd['pinf'] ?? 0),
                negativeInfinity: Number(odd['ninf'] ?? 0),
                finite,
                mean: moments ? rounded(finiteOrNull(row['mean'])) : null,
                m2: variance === null ? null : rounded(variance * finite),
                min,
                max,
                ...counted(row['bins'], finite, min, max, binsOf(column), frozen.has(column.name)),
            },
        };
    });
}
async function freshEdges(ctx, db, view, columns, bins, rows) {
    // Row numbers times an odd constant, modulo 2^32, are spread evenly; the first row is always among them.
    const limit = Math.ceil((SAMPLE / Math.max(rows, SAMPLE)) * 2 ** 32);
    const sampled = `((${view.row} % 4294967296) * 2654435761) % 4294967296 < ${limit}`;
    const lists = await aggregateColumns(ctx, db, view, columns, (column) => ({ sample: `list(${finiteSql(column)}) FILTER (WHERE ${finiteSql(column)} IS NOT NULL)` }), sampled);
    const edges = new Map();
    for (const { name } of columns) {
        const sample = lists.get(name)?.['sample'];
        const sorted = Float64Array.from(Array.isArray(sample) ? sample : []).sort();
        const found = new Set();
        for (let k = 1; k < bins && sorted.length > 0; k += 1) {
            const edge = sorted[Math.ceil((k / bins) * sorted.length) - 1] ?? 0;
            found.add(edge === 0 ? 0 : edge);
        }
        edges.set(name, [...found]);
    }
    return edges;
}
/** What the engine counts up to: one more below the first bin, the largest double under `low`. */
function boundaries({ low, edges }) {
    const under = low === null ? null : nextBelow(low);
    return under === null ? [...edges] : [under, ...edges];
}
function counted(entries, finite, min, max, { low, edges }, isFrozen) {
    const found = new Map();
    for (const entry of Array.isArray(entries) ? entries : [])
        found.set(Number(entry.key), Number(entry.value));
    const counts = edges.map((edge) => found.get(edge) ?? 0);
    const under = low === null ? null : nextBelow(low);
    const below = under === null ? 0 : (found.get(under) ?? 0);
    const above = finite - counts.reduce((sum, count) => sum + count, below);
    if (isFrozen)
        return { low, edges: [...edges], below, counts, above };
    // Own bins end at the maximum: what lies above the last quantile is the last bin.
    if (max === null || min === null)
        return { low: null, edges: [], below: 0, counts: [], above: 0 };
    const last = edges.at(-1);
    const open = last === undefined || max > last;
    return {
        low: min,
        edges: open ? [...edges, max] : [...edges],
        below: 0,
        counts: open ? [...counts, above] : counts,
        above: 0,
    };
}
/** The finite values of a column as DOUBLE, else NULL. */
function finiteSql(column) {
    const value = column.type === 'DOUBLE' ? column.sql : `CAST(${column.sql} AS DOUBLE)`;
    return hasSpecials(column) ? `CASE WHEN isfinite(${value}) THEN ${value} END` : value;
}
function hasSpecials(column) {
    return column.type === 'DOUBLE' || column.type === 'FLOAT';
}
/** −0 is 0: both compare equal, and JSON has only one of them. */
function finiteOrNull(value) {
    if (typeof value !== 'number' || !Number.isFinite(value))
        return null;
    return value === 0 ? 0 : value;
}
/** Parallel sums differ in the last digits from run to run; a profile of the same data must not. */
function rounded(value) {
    if (value === null)
        return null;
    const short = Number(value.toPrecision(12));
    return short === 0 ? 0 : short;
}
/** The largest finite double below a finite one (IEEE 754 nextDown); null below the least, under which nothing lies. */
function nextBelow(value) {
    if (value === 0)
        return -Number.MIN_VALUE;
    const bits = new BigInt64Array(new Float64Array([value]).buffer);
    bits[0] = (bits[0] ?? 0n) + (value > 0 ? -1n : 1n);
    const next = new Float64Array(bits.buffer)[0] ?? value;
    return Number.isFinite(next) ? next : null;
}

;// CONCATENATED MODULE: ./build/data/profile/schema.js
/** The stored form of a profile. Counts are exact; equal data gives equal bytes. */


const PROFILE_FORMAT = 2;
const count = schemas/* int */.Whr().nonnegative();
const hex = schemas/* string */.YjP().regex(/^[0-9a-f]{64}$/);
const numericProfileSchema = schemas/* object */.Ikc({
    nan: count,
    positiveInfinity: count,
    negativeInfinity: count,
    finite: count.describe('finite values, of which all that follows speaks'),
    mean: schemas/* number */.aig().nullable().describe('to 12 significant digits; null without values or beyond ±1e150'),
    m2: schemas/* number */.aig().nullable().describe('sum of squared deviations from the mean, to 12 significant digits'),
    min: schemas/* number */.aig().nullable(),
    max: schemas/* number */.aig().nullable(),
    low: schemas/* number */.aig().nullable().describe('lower end of the first bin, included; null where there are no bins'),
    edges: schemas/* array */.YOg(schemas/* number */.aig()).describe('upper ends of the bins, each included, strictly rising'),
    below: count.describe('values below `low`'),
    counts: schemas/* array */.YOg(count).describe('values in each bin'),
    above: count.describe('values above the last edge'),
});
const categoricalProfileSchema = schemas/* object */.Ikc({
    distinct: count,
    distinctError: schemas/* number */.aig()
        .positive()
        .optional()
        .describe('relative standard error of `distinct`, where it is an estimate from shards'),
    top: schemas/* array */.YOg(schemas/* object */.Ikc({ value: schemas/* string */.YjP(), count }))
        .describe('values that are counted by themselves: most frequent first, then by value'),
    other: count.describe('rows whose value is not among them'),
    leftOut: count
        .optional()
        .describe('after a merge that could not tell the most frequent values: a value of `other` comes at most this often'),
    frozen: schemas/* array */.YOg(schemas/* string */.YjP())
        .optional()
        .describe('of a shard: values that are counted however rare they are'),
    sketch: schemas/* string */.YjP().optional().describe('of a shard with more values than are kept: HyperLogLog, base64'),
});
const columnProfileSchema = schemas/* object */.Ikc({
    name: schemas/* string */.YjP(),
    type: schemas/* string */.YjP().describe("DuckDB's type"),
    kind: schemas/* enum */.k5n(['numeric', 'categorical', 'temporal', 'other']),
    nulls: count,
    numeric: numericProfileSchema.optional(),
    categorical: categoricalProfileSchema.optional(),
    temporal: schemas/* object */.Ikc({ min: schemas/* string */.YjP().nullable(), max: schemas/* string */.YjP().nullable() }).optional(),
});
const shardSchema = schemas/* object */.Ikc({
    index: schemas/* int */.Whr().positive(),
    of: schemas/* int */.Whr().positive(),
    files: schemas/* array */.YOg(schemas/* object */.Ikc({ path: schemas/* string */.YjP(), size: count, sha256: hex })).describe('what this shard read'),
})
    .describe('a part of a dataset: no reference before it is merged');
const profileSchema = schemas/* object */.Ikc({
    kind: schemas/* literal */.euz('assay-profile'),
    format: schemas/* literal */.euz(PROFILE_FORMAT),
    dataset: schemas/* string */.YjP(),
    sha256: hex.describe('digest of the dataset; of a shard, of the files that it read'),
    rows: count,
    bins: schemas/* int */.Whr().positive().describe('quantile bins that were asked for'),
    categories: schemas/* int */.Whr().positive().describe('categories that are kept at most, beside those of frozen bins'),
    shard: shardSchema.optional(),
    columns: schemas/* array */.YOg(columnProfileSchema),
})
    .superRefine((profile, context) => {
    for (const [index, { numeric }] of profile.columns.entries()) {
        if (numeric === undefined)
            continue;
        const rising = numeric.edges.every((edge, at) => at === 0 || edge > (numeric.edges[at - 1] ?? 0));
        const fits = numeric.edges.length === numeric.counts.length &&
            (numeric.low !== null || numeric.edges.length === 0);
        const sum = numeric.counts.reduce((total, bin) => total + bin, numeric.below + numeric.above);
        if (rising && fits && sum === numeric.finite)
            continue;
        context.addIssue({
            code: 'custom',
            path: ['columns', index, 'numeric'],
            message: rising && fits ? 'the counts do not add up' : 'edges and counts do not fit',
        });
    }
});
function profileText(profile) {
    return `${JSON.stringify(profile, null, 1)}\n`;
}
/**
 * Checks a stored profile; one of format 1 becomes one of today's. Throws a usage error that names `file` and
 * everything wrong in it.
 */
function parseProfile(text, file) {
    let data;
    try {
        data = JSON.parse(text);
    }
    catch (error) {
        throw (0,base/* usageError */.Wp)({
            where: { file },
            message: `is not JSON: ${(0,base/* messageOf */.bD)(error)}`,
            expected: 'a profile that `assay profile` wrote',
        }, error);
    }
    const parsed = profileSchema.safeParse(upgraded(data));
    if (parsed.success)
        return parsed.data;
    const newer = schema_isRecord(data) && typeof data['format'] === 'number' && data['format'] > PROFILE_FORMAT;
    throw (0,base/* usageError */.Wp)(parsed.error.issues.slice(0, 20).map((issue) => ({
        where: { file, key: errors/* toDotPath */.sR(issue.path) },
        message: issue.message,
        expected: `a profile of format ${PROFILE_FORMAT} that \`assay profile\` wrote`,
        fix: newer
            ? 'a newer Assay wrote it: take that version, or write the profile again with this one'
            : 'write it again: assay profile --data FILE --output FILE',
    })));
}
/** The same, for a profile that later data is compared with: a shard is only a part of its dataset. */
function schema_parseReference(text, file) {
    const profile = parseProfile(text, file);
    if (profile.shard === undefined)
        return profile;
    const { index, of } = profile.shard;
    throw (0,base/* usageError */.Wp)({
        where: { file },
        message: `is shard ${index} of ${of}, and a part is no reference`,
        fix: `merge all ${of} first: assay profile --merge FILE --merge FILE --output FILE`,
    });
}
/** Format 1 had no frozen bins: its first bin began at the minimum, and its last edge was the maximum. */
function upgraded(data) {
    if (!schema_isRecord(data) || data['format'] !== 1 || !Array.isArray(data['columns']))
        return data;
    const columns = data['columns'].map((column) => {
        const numeric = schema_isRecord(column) ? column['numeric'] : undefined;
        if (!schema_isRecord(column) || !schema_isRecord(numeric))
            return column;
        const edges = Array.isArray(numeric['edges']) ? numeric['edges'] : [];
        const low = numeric['min'] ?? null;
        return {
            ...column,
            numeric: { ...numeric, max: edges.at(-1) ?? null, low, below: 0, above: 0 },
        };
    });
    return { ...data, format: PROFILE_FORMAT, columns };
}
function schema_isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./build/data/profile/view.js
/** A dataset as typed columns, for profiles and drift: text is read by its contract, else as DuckDB types it. */




let tables = 0;
/**
 * Opens the typed columns. Text is parsed once, into a temporary table that the engine may spill to disk; Parquet is
 * read where it lies. Throws a usage error where the files cannot be read.
 */
async function openView(db, found, contract, signal, options = {}) {
    const guarded = async (work) => {
        try {
            return await work();
        }
        catch (error) {
            signal.throwIfAborted();
            throw view_unreadable(found, firstLine((0,base/* messageOf */.bD)(error)), error);
        }
    };
    const plain = await typedRelation(db, found, contract, signal);
    const described = await guarded(() => db.all(`DESCRIBE SELECT * FROM ${plain}`));
    const columns = described.map((row) => {
        const name = String(row['column_name']);
        const type = String(row['column_type']);
        return { name, sql: sqlName(name), type, kind: view_kindOf(type) };
    });
    const inPlace = found.format === 'parquet' && !columns.some(({ name }) => /^file_row_number$/i.test(name));
    tables += 1;
    const table = `assay_view_${tables}`;
    if (!inPlace && options.describe !== true)
        await guarded(() => db.run(`CREATE TEMP TABLE ${table} AS SELECT * FROM ${plain}`));
    const row = inPlace ? 'file_row_number' : 'rowid';
    const all = inPlace ? plain.replace(/\)$/, ', file_row_number = true)') : table;
    const conditions = [
        ...(options.rows === undefined ? [] : [`${row} % ${options.rows.of} = ${options.rows.index - 1}`]),
        ...(options.where === undefined ? [] : [`(${options.where})`]),
    ];
    return {
        from: conditions.length === 0
            ? all
            : `(SELECT ${row === 'rowid' ? 'rowid, ' : ''}* FROM ${all} WHERE ${conditions.join(' AND ')})`,
        row,
        columns,
        close: () => (inPlace ? Promise.resolve() : db.run(`DROP TABLE IF EXISTS ${table}`)),
    };
}
async function typedRelation(db, found, contract, signal) {
    if (found.format === 'parquet' || contract === null)
        return relationSql(found);
    const source = await openSource(db, found, signal, contract);
    if (source.from === null)
        throw view_unreadable(found, source.faults[0]?.message ?? 'nothing to read');
    const columns = source.columns.map((column) => {
        const rule = contract.columns.find((candidate) => candidate.name === column.name);
        const { value, text } = columnSql(source.kind, column, column.sql, rule, contract.reading?.text);
        const shown = source.kind === 'json' && rule?.type === undefined ? text : value;
        return `${shown} AS ${sqlName(column.name)}`;
    });
    return `(SELECT ${columns.join(', ')} FROM ${source.from})`;
}
function view_unreadable(found, message, cause) {
    return (0,base/* usageError */.Wp)({
        message: `dataset ${found.name}: ${found.path} cannot be read: ${message}`,
        fix: 'run `assay validate` on it; its findings say what is broken',
    }, cause);
}
function view_kindOf(type) {
    const types = logicalTypesOf(type);
    if (types.includes('number'))
        return 'numeric';
    if (types.includes('string') || types.includes('boolean'))
        return 'categorical';
    if (types.some((name) => name === 'date' || name === 'timestamp' || name === 'time'))
        return 'temporal';
    return 'other';
}

;// CONCATENATED MODULE: ./build/data/profile/build.js





const DEFAULT_BINS = 50;
const DEFAULT_CATEGORIES = 1000;
/**
 * Profiles every column of a dataset. With a contract, text has the contract's types, and values of personal
 * columns are counted but not kept; of personal numbers the edges of the bins are. Throws a usage error where the data cannot be read.
 */
async function profileDataset(ctx, db, dataset, contract, options = {}) {
    const bins = options.bins ?? DEFAULT_BINS;
    const categories = options.categories ?? DEFAULT_CATEGORIES;
    const { shard } = options;
    const counted = await profileColumns(ctx, db, dataset, contract, {
        bins,
        categories,
        edges: options.edges,
        shard: shard !== undefined,
        view: {
            ...(shard?.rows === true ? { rows: shard } : {}),
            ...(options.where === undefined ? {} : { where: options.where }),
        },
    });
    return {
        kind: 'assay-profile',
        format: PROFILE_FORMAT,
        dataset: dataset.name,
        sha256: dataset.sha256,
        rows: counted.rows,
        bins,
        categories,
        ...(shard === undefined
            ? {}
            : {
                shard: {
                    index: shard.index,
                    of: shard.of,
                    files: dataset.files.map(({ shown, size, sha256 }) => ({ path: shown, size, sha256 })),
                },
            }),
        columns: counted.columns,
    };
}
/** The columns of a profile alone, for data whose digest is not wanted. `only` names the columns that are counted. */
async function profileColumns(ctx, db, found, contract, options) {
    const view = await openView(db, found, contract, ctx.signal, options.view);
    const progress = ctx.log.progress(`profile ${found.name}`);
    try {
        const chosen = {
            ...view,
            columns: view.columns.filter(({ name }) => options.only?.has(name) ?? true),
        };
        const [total] = await db.all(`SELECT count(*) AS n FROM ${view.from}`);
        const rows = Number(total?.['n'] ?? 0);
        const hidden = (name) => contract?.columns.some((rule) => rule.name === name && rule.personal) ?? false;
        progress.update('numbers', 0);
        const numeric = new Map();
        const categorical = new Map();
        for (const column of options.edges?.columns ?? []) {
            if (column.numeric)
                numeric.set(column.name, column.numeric);
            if (column.categorical)
                categorical.set(column.name, column.categorical);
        }
        const counted = [
            ...(await numericProfiles(ctx, db, chosen, options.bins, rows, numeric)),
            ...(await temporalProfiles(ctx, db, chosen, hidden)),
        ];
        progress.update('categories', 0.5);
        counted.push(...(await categoricalProfiles(ctx, db, chosen, rows, {
            kept: options.categories,
            frozen: categorical,
            hidden,
            shard: options.shard,
        })));
        const byName = new Map(counted.map((column) => [column.name, column]));
        return { rows, columns: chosen.columns.flatMap((column) => byName.get(column.name) ?? []) };
    }
    finally {
        progress.done();
        await view.close();
    }
}
/** Times have their ends, and values of other types only the number of missing ones. */
async function temporalProfiles(ctx, db, view, hidden) {
    const columns = view.columns.filter(({ kind }) => kind === 'temporal' || kind === 'other');
    const results = await aggregateColumns(ctx, db, view, columns, ({ sql, kind }) => ({
        nulls: `count(*) - count(${sql})`,
        ...(kind === 'temporal'
            ? { min: `CAST(min(${sql}) AS VARCHAR)`, max: `CAST(max(${sql}) AS VARCHAR)` }
            : {}),
    }));
    return columns.map(({ name, type, kind }) => {
        const row = results.get(name) ?? {};
        const nulls = Number(row['nulls'] ?? 0);
        if (kind === 'other')
            return { name, type, kind, nulls };
        const text = (value) => (typeof value === 'string' && !hidden(name) ? value : null);
        return { name, type, kind, nulls, temporal: { min: text(row['min']), max: text(row['max']) } };
    });
}

;// CONCATENATED MODULE: ./build/data/profile/merge-categories.js
/** The most frequent values of a whole from those of its shards, and how many values there are. Pure functions. */


/**
 * Each shard keeps all its values, or its 10,000 most frequent. A value that a shard left out comes there at most as
 * often as the last that it kept; so the merge knows which values are counted in full and are more frequent than any
 * other can be (the threshold algorithm of Fagin et al. 2003). Only those are kept: their counts are exact. Where
 * they are fewer than were asked for, `leftOut` says how often a value of the rest may come.
 */
function mergeCategorical(parts, kept) {
    const shards = parts.map((part) => ({
        counts: new Map(part.top.map(({ value, count }) => [value, count])),
        bound: merge_categories_boundOf(part, Math.max(kept, SHARD_VALUES)),
    }));
    const rows = parts.reduce((sum, part) => sum + part.other + total(part.top.map(({ count }) => count)), 0);
    const exact = new Map();
    let unsure = total(shards.map(({ bound }) => bound));
    for (const value of new Set(parts.flatMap(({ top }) => top.map((each) => each.value)))) {
        const known = shards.every(({ counts, bound }) => bound === 0 || counts.has(value));
        const most = total(shards.map(({ counts, bound }) => counts.get(value) ?? bound));
        if (known)
            exact.set(value, most);
        else
            unsure = Math.max(unsure, most);
    }
    const frozen = new Set(parts.flatMap((part) => part.frozen ?? []));
    const certain = sortedValues(exact).filter(({ count }) => unsure === 0 || count > unsure);
    const chosen = new Map(certain.slice(0, kept).map(({ value, count }) => [value, count]));
    for (const value of frozen)
        chosen.set(value, exact.get(value) ?? 0);
    const top = sortedValues(chosen);
    return {
        ...distinctOf(parts),
        top,
        other: rows - total(top.map(({ count }) => count)),
        ...(unsure > 0 && certain.length < kept ? { leftOut: unsure } : {}),
    };
}
/** How often a value that a shard did not keep can come there. */
function merge_categories_boundOf(part, kept) {
    if (part.other === 0)
        return 0;
    return Math.min(part.other, part.top[kept - 1]?.count ?? part.other);
}
function distinctOf(parts) {
    // Values of personal columns are kept nowhere: then only that there are at least as many as in one shard.
    const complete = parts.every(({ other }) => other === 0);
    const values = () => parts.flatMap(({ top }) => top.filter(({ count }) => count > 0).map(({ value }) => value));
    if (complete)
        return { distinct: new Set(values()).size };
    const registers = new Uint8Array(REGISTERS);
    for (const { top, other, sketch } of parts) {
        const own = sketch === undefined ? null : sketchRegisters(sketch);
        if (own !== null)
            mergeRegisters(registers, own);
        else if (other === 0)
            for (const { value, count } of top)
                if (count > 0)
                    addValue(registers, value);
    }
    return { distinct: estimate(registers), distinctError: Number(RELATIVE_ERROR.toPrecision(3)) };
}
function total(counts) {
    return counts.reduce((sum, count) => sum + count, 0);
}

;// CONCATENATED MODULE: ./build/data/profile/merge.js
/** Adds the profiles of shards up to that of the whole dataset. Pure functions. */




/**
 * The profile of the whole dataset from those of all its shards, in any order. Counts, minima and maxima are exactly
 * those of one profile of the whole on the same edges; moments agree to 9 significant digits (Chan et al. 1979).
 * Throws a usage error with every reason why the shards do not make a whole: one is missing (a shard that failed its
 * checks gives no profile), comes twice, or counts in other bins.
 */
function mergeProfiles(shards) {
    const [first] = shards;
    const problems = first === undefined ? [{ message: 'there is nothing to merge' }] : problemsOf(shards, first);
    if (problems.length > 0 || first === undefined)
        throw (0,base/* usageError */.Wp)(problems);
    const ordered = [...shards]
        .map(({ profile }) => profile)
        .sort((a, b) => (a.shard?.index ?? 0) - (b.shard?.index ?? 0));
    const names = [...new Set(ordered.flatMap(({ columns }) => columns.map(({ name }) => name)))];
    const { profile } = first;
    const files = new Map(ordered.flatMap(({ shard }) => (shard?.files ?? []).map((file) => [file.path, file])));
    return {
        kind: profile.kind,
        format: profile.format,
        dataset: profile.dataset,
        sha256: datasetDigest([...files.values()].map(({ path, ...file }) => ({ shown: path, ...file }))),
        rows: ordered.reduce((sum, { rows }) => sum + rows, 0),
        bins: profile.bins,
        categories: profile.categories,
        columns: names.map((name) => mergeColumn(name, ordered)),
    };
}
function problemsOf(shards, first) {
    const problems = [];
    const of = first.profile.shard?.of ?? 0;
    const at = new Map();
    const files = new Map();
    for (const { profile, file } of shards) {
        const where = { file };
        const { shard } = profile;
        if (shard === undefined) {
            problems.push({ where, message: 'is no shard, so there is nothing to merge it with' });
            continue;
        }
        const before = at.get(shard.index);
        if (before !== undefined)
            problems.push({ where, message: `is shard ${shard.index} as ${before} is` });
        at.set(shard.index, file);
        for (const key of ['dataset', 'bins', 'categories']) {
            if (profile[key] !== first.profile[key]) {
                problems.push({
                    where,
                    message: `${key} is ${profile[key]}, and ${first.profile[key]} in ${first.file}`,
                });
            }
        }
        if (shard.of !== of)
            problems.push({ where, message: `is one of ${shard.of} shards, and ${first.file} one of ${of}` });
        for (const { path, sha256 } of shard.files) {
            const known = files.get(path);
            if (known === undefined)
                files.set(path, { sha256, file });
            else if (known.sha256 !== sha256) {
                problems.push({
                    where,
                    message: `${path} has other bytes here than in ${known.file}: the data changed in between`,
                });
            }
        }
    }
    if (problems.length > 0)
        return problems;
    const missing = Array.from({ length: of }, (_, index) => index + 1).filter((index) => !at.has(index));
    if (missing.length > 0) {
        return [
            {
                message: `shard ${missing.join(', ')} of ${of} is missing`,
                expected: `all ${of} shards of ${first.profile.dataset}`,
                fix: 'a shard whose data failed its checks gives no profile: mend the data, and profile it again',
            },
        ];
    }
    return columnProblems(shards, first);
}
function columnProblems(shards, first) {
    const known = new Map(first.profile.columns.map((column) => [column.name, column]));
    const apart = new Set();
    const problems = [];
    for (const { profile, file } of shards) {
        for (const column of profile.columns) {
            const other = known.get(column.name);
            known.set(column.name, other ?? column);
            if (other === undefined)
                continue;
            if (other.kind !== column.kind) {
                problems.push({
                    where: { file },
                    message: `${column.name} is ${column.type} here and ${other.type} elsewhere`,
                    fix: 'give the column a type in a contract, and profile all shards with it',
                });
            }
            else if (column.numeric && other.numeric && !sameBins(column.numeric, other.numeric))
                apart.add(column.name);
        }
    }
    if (apart.size > 0) {
        problems.push({
            message: `the shards count ${[...apart].join(', ')} in different bins`,
            expected: 'the same bins in all shards',
            fix: 'profile every shard with --edges FILE, FILE being one profile: of a shard, or of earlier data',
        });
    }
    return problems;
}
function sameBins(a, b) {
    return (a.low === b.low && a.edges.length === b.edges.length && a.edges.every((edge, at) => edge === b.edges[at]));
}
/** Numeric types from narrow to wide; a column that differs between files has the widest in the whole. */
const WIDTHS = ['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'FLOAT', 'DOUBLE'];
function mergeColumn(name, shards) {
    const parts = shards.map(({ rows, columns }) => ({
        rows,
        column: columns.find((candidate) => candidate.name === name),
    }));
    const there = parts.flatMap(({ column }) => (column === undefined ? [] : [column]));
    const [first] = there;
    if (first === undefined)
        throw new RangeError(`no shard has the column ${name}`);
    const type = there
        .map((column) => column.type)
        .reduce((a, b) => (WIDTHS.indexOf(b) > WIDTHS.indexOf(a) ? b : a));
    // A file without the column has it empty, as the engine reads several files together.
    const nulls = parts.reduce((sum, { rows, column }) => sum + (column?.nulls ?? rows), 0);
    const numeric = there.flatMap((column) => (column.numeric ? [column.numeric] : []));
    const categorical = there.flatMap((column) => (column.categorical ? [column.categorical] : []));
    const temporal = there.flatMap((column) => (column.temporal ? [column.temporal] : []));
    const ends = (key) => temporal.flatMap((each) => (each[key] === null ? [] : [each[key]])).sort();
    return {
        name,
        type,
        kind: first.kind,
        nulls,
        ...(numeric.length > 0 ? { numeric: withRoundedMoments(numeric.reduce(mergeNumeric)) } : {}),
        ...(categorical.length > 0
            ? { categorical: mergeCategorical(categorical, shards[0]?.categories ?? categorical.length) }
            : {}),
        ...(temporal.length > 0
            ? { temporal: { min: ends('min')[0] ?? null, max: ends('max').at(-1) ?? null } }
            : {}),
    };
}
/** Two parts with the same bins. Associative and commutative: exactly in counts, to rounding in moments. */
function mergeNumeric(a, b) {
    const extreme = (pick, x, y) => x === null ? y : y === null ? x : pick(x, y);
    return {
        nan: a.nan + b.nan,
        positiveInfinity: a.positiveInfinity + b.positiveInfinity,
        negativeInfinity: a.negativeInfinity + b.negativeInfinity,
        finite: a.finite + b.finite,
        ...mergeMoments(a, b),
        min: extreme(Math.min, a.min, b.min),
        max: extreme(Math.max, a.max, b.max),
        low: a.low,
        edges: a.edges,
        below: a.below + b.below,
        counts: a.counts.map((count, at) => count + (b.counts[at] ?? 0)),
        above: a.above + b.above,
    };
}
/** Chan, Golub and LeVeque (1979): mean and sum of squared deviations of two parts together. */
function mergeMoments(a, b) {
    if (a.finite === 0)
        return { mean: b.mean, m2: b.m2 };
    if (b.finite === 0)
        return { mean: a.mean, m2: a.m2 };
    if (a.mean === null || b.mean === null || a.m2 === null || b.m2 === null)
        return { mean: null, m2: null };
    const n = a.finite + b.finite;
    const delta = b.mean - a.mean;
    return {
        mean: a.mean + delta * (b.finite / n),
        m2: a.m2 + b.m2 + delta * delta * a.finite * (b.finite / n),
    };
}
function withRoundedMoments(profile) {
    return { ...profile, mean: rounded(profile.mean), m2: rounded(profile.m2) };
}

;// CONCATENATED MODULE: ./build/data/profile/shard.js
/** Splits a dataset for several machines, the same way on each of them. */

/** `2/8` → which shard of how many. Throws a usage error for anything else. */
function parseShard(text) {
    const match = /^(\d{1,6})\/(\d{1,6})$/.exec(text);
    const [index, of] = [Number(match?.[1]), Number(match?.[2])];
    if (match !== null && index >= 1 && index <= of)
        return { index, of };
    throw (0,base/* usageError */.Wp)({
        message: `--shard is ${JSON.stringify(text)}`,
        expected: 'which part of how many, counted from 1, such as 2/8',
    });
}
/**
 * The files of one shard: each `of`-th of the sorted list. Where files are fewer than shards, all of them, and
 * `shard.rows` says that rows are split.
 */
function splitDataset(found, { index, of }) {
    const rows = found.files.length < of;
    const files = rows ? found.files : found.files.filter((_, position) => position % of === index - 1);
    return { found: { ...found, files }, shard: { index, of, rows } };
}

;// CONCATENATED MODULE: ./build/data/profile/index.js
/** Profiles: stored statistics of a dataset that later data is compared with. */






;// CONCATENATED MODULE: ./build/data/drift/binned.js
/** What lies in both columns, or why they cannot be compared. */
function binColumn(reference, current, options) {
    if (reference.numeric && current.numeric) {
        return numericBins(reference, current, reference.numeric, current.numeric, options);
    }
    return categoricalBins(reference, current);
}
function numericBins(before, after, reference, current, { bins, personal }) {
    const groups = grouped(reference.counts, bins);
    const low = (index) => (index === 0 ? (reference.low ?? 0) : (reference.edges[index - 1] ?? 0));
    const labels = groups.map(({ from, to }, index) => personal
        ? `bin ${index + 1}`
        : `${from === 0 ? '[' : '('}${binned_shown(low(from))}, ${binned_shown(reference.edges[to] ?? 0)}]`);
    const sums = (counts) => groups.map(({ from, to }) => sum(counts.slice(from, to + 1)));
    const infinite = (each) => each.positiveInfinity + each.negativeInfinity;
    const all = (each, nulls) => [
        each.below,
        ...sums(each.counts),
        each.above,
        each.nan,
        infinite(each),
        nulls,
    ];
    const ordered = (each, nulls) => [
        each.negativeInfinity,
        each.below,
        ...each.counts,
        each.above,
        each.positiveInfinity,
        each.nan,
        nulls,
    ];
    const finite = (each) => [each.below, ...each.counts, each.above];
    const first = reference.low ?? current.min ?? 0;
    const last = reference.edges.at(-1) ?? first;
    const least = Math.min(first, reference.min ?? first, current.min ?? first);
    const most = Math.max(last, reference.max ?? last, current.max ?? last);
    const { m2, finite: values } = reference;
    return {
        column: before.name,
        kind: 'numeric',
        labels: ['below', ...labels, 'above', 'NaN', 'infinite', 'missing'],
        reference: all(reference, before.nulls),
        current: all(current, after.nulls),
        missing: {
            reference: before.nulls + reference.nan + infinite(reference),
            current: after.nulls + current.nan + infinite(current),
        },
        ordered: {
            reference: ordered(reference, before.nulls),
            current: ordered(current, after.nulls),
            finite: { reference: finite(reference), current: finite(current) },
            ends: [least, first, ...reference.edges, most],
            sigma: m2 === null || values === 0 ? null : Math.sqrt(m2 / values),
        },
    };
}
/** Categories that are bins by themselves; the others are counted together. */
const CATEGORY_BINS = 50;
function categoricalBins(before, after) {
    const [reference, current] = [before.categorical, after.categorical];
    if (reference === undefined || current === undefined)
        return { problem: 'it has no counts' };
    const found = new Map(current.top.map(({ value, count }) => [value, count]));
    const uncounted = reference.top.find(({ value }) => !found.has(value));
    if (uncounted !== undefined && current.other > 0) {
        return { problem: 'the data were not counted in the categories of the reference' };
    }
    const known = new Set(reference.top.map(({ value }) => value));
    const fresh = current.top.filter(({ value, count }) => count > 0 && !known.has(value));
    const unseen = sum(current.top.map(({ count }) => count)) +
        current.other -
        sum(reference.top.map(({ value }) => found.get(value) ?? 0));
    // Chosen by what both sides hold together: chosen by one side, its chance would look like a difference.
    const bins = [
        ...frequent(reference).map(({ value, count }) => ({ value, before: count, now: found.get(value) ?? 0 })),
        ...(reference.other === 0 ? fresh.map(({ value, count }) => ({ value, before: 0, now: count })) : []),
    ]
        .sort((a, b) => b.before + b.now - a.before - a.now || (a.value < b.value ? -1 : 1))
        .slice(0, CATEGORY_BINS);
    const rest = ({ top, other }, own) => sum(top.map(({ count }) => count)) + other - own;
    const names = fresh
        .slice(0, 3)
        .map(({ value }) => value)
        .join(', ');
    const more = fresh.length > 3 || current.other > 0 ? ', …' : '';
    return {
        column: before.name,
        kind: 'categorical',
        labels: [...bins.map(({ value }) => value), 'other', 'missing'],
        reference: [
            ...bins.map((bin) => bin.before),
            rest(reference, sum(bins.map((bin) => bin.before))),
            before.nulls,
        ],
        current: [...bins.map((bin) => bin.now), rest(current, sum(bins.map((bin) => bin.now))), after.nulls],
        missing: { reference: before.nulls, current: after.nulls },
        ordered: null,
        ...(reference.other === 0 && unseen > 0
            ? {
                note: `${unseen} ${unseen === 1 ? 'row has' : 'rows have'} categories that the reference does not have${names === '' ? '' : ` (${names}${more})`}`,
            }
            : {}),
    };
}
/**
 * The values that are bins by themselves. Where not all values were kept, those near the cut were kept for being
 * frequent in the reference by chance, and would be rarer in any other data: they go to `other`, with room of four
 * standard deviations.
 */
function frequent({ top, other, leftOut }) {
    if (other === 0)
        return top;
    const cut = leftOut ?? top.at(-1)?.count ?? 0;
    return top.filter(({ count }) => count > cut + 4 * Math.sqrt(2 * Math.max(cut, 1)));
}
/** Neighbouring bins together, so that each of at most `bins` groups holds about as many rows of the reference. */
function grouped(counts, bins) {
    const all = sum(counts);
    const groups = [];
    let from = 0;
    let upTo = 0;
    counts.forEach((count, index) => {
        upTo += count;
        const last = index === counts.length - 1;
        // A half bin of slack: edges of a sample are not exactly quantiles.
        const due = (all * (groups.length + 1)) / bins - all / (2 * Math.max(bins, counts.length));
        if (!last && (counts.length <= bins ? false : upTo < due || groups.length === bins - 1))
            return;
        groups.push({ from, to: index });
        from = index + 1;
    });
    return groups;
}
function binned_shown(value) {
    return String(Number(value.toPrecision(6)));
}
function sum(values) {
    return values.reduce((total, value) => total + value, 0);
}

;// CONCATENATED MODULE: ./build/data/drift/random.js
/** A seeded generator and the draws that drift needs: the same data give the same verdict on every machine. */
/** Uniform numbers in [0, 1): mulberry32. */
function generator(seed) {
    let state = seed >>> 0;
    return () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
}
/** Successes of `n` trials. Exact by inversion where few are expected, else the rounded normal approximation. */
function binomial(random, n, p) {
    if (n <= 0 || p <= 0)
        return 0;
    if (p >= 1)
        return n;
    if (p > 0.5)
        return n - binomial(random, n, 1 - p);
    if (n * p > 12) {
        const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
        return Math.min(n, Math.max(0, Math.round(n * p + Math.sqrt(n * p * (1 - p)) * normal)));
    }
    // Waiting times between successes are geometric (Devroye 1986, X.4.3).
    const scale = Math.log1p(-p);
    let successes = -1;
    for (let used = 0; used <= n; successes += 1)
        used += Math.floor(Math.log(1 - random()) / scale) + 1;
    return successes;
}
/** Counts of `n` draws among bins with these shares. */
function multinomial(random, n, shares) {
    let left = n;
    let share = 1;
    return shares.map((p, index) => {
        const count = index === shares.length - 1 ? left : binomial(random, left, Math.min(1, p / share));
        left -= count;
        share = Math.max(Number.EPSILON, share - p);
        return count;
    });
}

;// CONCATENATED MODULE: ./build/data/drift/chance.js

const DRAWS = 100;
/**
 * Mean and standard deviation of a method's effect without drift, at these sizes: 100 seeded draws of both samples
 * from the pooled shares (a parametric bootstrap, Efron and Tibshirani 1993, ch. 6.5). It takes no rows.
 */
function chanceOf(method, counts, column) {
    const n = chance_total(counts.reference);
    const m = chance_total(counts.current);
    if (n === 0 || m === 0)
        return { mean: 0, sd: 0 };
    const occupied = counts.reference.map((_, index) => index).filter((index) => at(counts, index) > 0);
    const pooled = occupied.map((index) => at(counts, index) / (n + m));
    const random = generator(20_010_101);
    const spread = (drawn) => {
        const bins = new Array(counts.reference.length).fill(0);
        occupied.forEach((index, position) => {
            bins[index] = drawn[position] ?? 0;
        });
        return bins;
    };
    const effects = [];
    for (let draw = 0; draw < DRAWS; draw += 1) {
        const reference = spread(multinomial(random, n, pooled));
        const current = spread(multinomial(random, m, pooled));
        const effect = method.effect({ reference, current }, column);
        if (effect !== null)
            effects.push(effect);
    }
    if (effects.length === 0)
        return { mean: 0, sd: 0 };
    const mean = chance_total(effects) / effects.length;
    const variance = chance_total(effects.map((effect) => (effect - mean) ** 2)) / effects.length;
    return { mean, sd: Math.sqrt(variance) };
}
function at(counts, index) {
    return (counts.reference[index] ?? 0) + (counts.current[index] ?? 0);
}
function chance_total(values) {
    return values.reduce((sum, value) => sum + value, 0);
}

// EXTERNAL MODULE: ./node_modules/@stdlib/math-base-special-gammainc/lib/index.js
var lib = __webpack_require__(55479);
;// CONCATENATED MODULE: ./build/data/drift/statistics.js
/** The statistics of drift, over counts of two samples in the same bins. Pure functions. */

/**
 * Population stability index Σ(p−q)·ln(p/q), natural logarithm. A bin that only one sample has counts as half a
 * row in the other, so that the index stays finite. Bins that neither has do not count. NaN for an empty sample.
 */
function psi(reference, current) {
    const pairs = occupied(reference, current).map(([r, c]) => [
        r === 0 ? 0.5 : r,
        c === 0 ? 0.5 : c,
    ]);
    const n = pairs.reduce((sum, [r]) => sum + r, 0);
    const m = pairs.reduce((sum, [, c]) => sum + c, 0);
    if (statistics_total(reference) === 0 || statistics_total(current) === 0)
        return Number.NaN;
    return pairs.reduce((sum, [r, c]) => {
        const p = r / n;
        const q = c / m;
        return sum + (p - q) * Math.log(p / q);
    }, 0);
}
/**
 * What PSI is between two samples of one distribution: mean (B−1)(1/n+1/m) and standard deviation
 * √(2(B−1))·(1/n+1/m) over the B bins that are occupied (PSI is then about (1/n+1/m)·χ² with B−1 degrees).
 */
function psiChance(reference, current) {
    const df = Math.max(0, occupied(reference, current).length - 1);
    const scale = 1 / statistics_total(reference) + 1 / statistics_total(current);
    return { mean: df * scale, sd: Math.sqrt(2 * df) * scale };
}
/**
 * Two-sample chi-square test of homogeneity (Press et al., Numerical Recipes, §14.3: unequal totals). Both
 * samples vary: taking the reference for the exact expectation gives false alarms. Bins whose expected count in
 * the smaller sample is below 5 are joined, smallest first, looking at totals only. p is 1 where one bin is left.
 */
function chiSquare(reference, current) {
    const n = statistics_total(reference);
    const m = statistics_total(current);
    const bins = joined(occupied(reference, current), Math.min(n, m) / (n + m));
    const df = bins.length - 1;
    if (df < 1 || n === 0 || m === 0)
        return { statistic: 0, df: Math.max(0, df), p: 1 };
    const scale = Math.sqrt(m / n);
    const statistic = bins.reduce((sum, [r, c]) => sum + (scale * r - c / scale) ** 2 / (r + c), 0);
    return { statistic, df, p: lib(statistic / 2, df / 2, true, true) };
}
/** Benjamini-Hochberg q-values, in the order of the p-values. */
function benjaminiHochberg(pValues) {
    const order = pValues.map((p, index) => ({ p, index })).sort((a, b) => b.p - a.p);
    const q = new Array(pValues.length).fill(1);
    let least = 1;
    order.forEach(({ p, index }, position) => {
        least = Math.min(least, (p * pValues.length) / (pValues.length - position));
        q[index] = least;
    });
    return q;
}
function statistics_total(counts) {
    return counts.reduce((sum, count) => sum + count, 0);
}
function occupied(reference, current) {
    return reference
        .map((count, index) => [count, current[index] ?? 0])
        .filter(([r, c]) => r + c > 0);
}
function joined(bins, smallerShare) {
    const rising = [...bins].sort(([a, b], [c, d]) => a + b - (c + d));
    const result = [];
    let pool = [0, 0];
    for (const [r, c] of rising) {
        pool = [pool[0] + r, pool[1] + c];
        if ((pool[0] + pool[1]) * smallerShare >= 5) {
            result.push(pool);
            pool = [0, 0];
        }
    }
    // What is left over is less than a bin; it goes to the last, which is the largest.
    const last = result.at(-1);
    if (last === undefined)
        return [pool];
    result[result.length - 1] = [last[0] + pool[0], last[1] + pool[1]];
    return result;
}
/**
 * Two-sample Kolmogorov-Smirnov test over counts in rising bins: the asymptotic distribution with Stephens'
 * correction (Press et al., Numerical Recipes, §14.3). Ties and bins make it conservative: true levels are lower.
 */
function kolmogorovSmirnov(reference, current) {
    const [n, m] = [statistics_total(reference), statistics_total(current)];
    if (n === 0 || m === 0)
        return 1;
    let difference = 0;
    let most = 0;
    reference.forEach((count, index) => {
        difference += count / n - (current[index] ?? 0) / m;
        most = Math.max(most, Math.abs(difference));
    });
    const root = Math.sqrt((n * m) / (n + m));
    const x = (root + 0.12 + 0.11 / root) * most;
    // Below it the alternating series does not converge, and the tail is 1 to seven digits.
    if (x < 0.3)
        return 1;
    let tail = 0;
    for (let k = 1; k <= 100; k += 1) {
        const term = Math.exp(-2 * k * k * x * x);
        tail += k % 2 === 1 ? term : -term;
        if (term < 1e-17)
            break;
    }
    return Math.min(1, Math.max(0, 2 * tail));
}
/** Upper tail of the standard normal distribution, by the incomplete gamma function. */
function normalTail(z) {
    const tail = lib((z * z) / 2, 0.5, true, true) / 2;
    return z >= 0 ? tail : 1 - tail;
}

;// CONCATENATED MODULE: ./build/data/drift/methods.js

const shares = ({ reference, current }) => ({ reference, current });
const byChiSquare = {
    test: ({ reference, current }) => chiSquare(reference, current).p,
    testName: 'chi_square(two samples)',
};
const byKolmogorov = {
    test: ({ reference, current }) => kolmogorovSmirnov(reference, current),
    testName: 'kolmogorov_smirnov(two samples, conservative on bins)',
};
const METHODS = {
    psi: {
        title: 'PSI',
        threshold: 0.1,
        describe: (bins) => `psi(bins=${bins}, log=e, empty=0.5)`,
        counts: shares,
        effect: ({ reference, current }) => psi(reference, current),
        ...byChiSquare,
    },
    jensen_shannon: {
        title: 'Jensen-Shannon distance',
        threshold: 0.1,
        // √(½KL(p‖m) + ½KL(q‖m)) with m = (p+q)/2; base 2 makes its range 0 to 1.
        describe: (bins) => `jensen_shannon(bins=${bins}, log=2)`,
        counts: shares,
        effect: (counts) => {
            const terms = sharePairs(counts).map(([p, q]) => half(p, q) + half(q, p));
            return Math.sqrt(Math.max(0, methods_sum(terms)));
        },
        ...byChiSquare,
    },
    hellinger: {
        title: 'Hellinger distance',
        threshold: 0.1,
        describe: (bins) => `hellinger(bins=${bins})`,
        counts: shares,
        // √(½Σ(√p−√q)²) = √(1−Σ√(pq)), without the cancellation of the second form.
        effect: (counts) => Math.sqrt(methods_sum(sharePairs(counts).map(([p, q]) => (Math.sqrt(p) - Math.sqrt(q)) ** 2)) / 2),
        ...byChiSquare,
    },
    l_infinity: {
        title: 'L∞ distance',
        threshold: 0.1,
        describe: (bins) => `l_infinity(bins=${bins})`,
        counts: shares,
        effect: (counts) => Math.max(0, ...sharePairs(counts).map(([p, q]) => Math.abs(p - q))),
        ...byChiSquare,
    },
    chi_square: {
        title: 'φ of chi-square',
        threshold: 0.1,
        // φ = √(χ²/(n+m)): Cramér's V of a table with two rows, without correction; χ² over bins that are joined to
        // an expected count of 5.
        describe: (bins) => `chi_square(bins=${bins}, effect=phi)`,
        counts: shares,
        effect: (counts) => {
            const n = methods_sum(counts.reference) + methods_sum(counts.current);
            return Math.sqrt(chiSquare(counts.reference, counts.current).statistic / n);
        },
        ...byChiSquare,
    },
    cramers_v: {
        title: "Cramér's V",
        threshold: 0.1,
        describe: (bins) => `cramers_v(bins=${bins}, bias-corrected)`,
        counts: shares,
        // Bergsma (2013), for a table of 2 rows and B columns.
        effect: (counts) => {
            const n = methods_sum(counts.reference) + methods_sum(counts.current);
            const { statistic, df } = chiSquare(counts.reference, counts.current);
            if (n < 2 || df < 1)
                return 0;
            const phi = Math.max(0, statistic / n - df / (n - 1));
            const columns = df + 1 - df ** 2 / (n - 1);
            const rows = 2 - 1 / (n - 1);
            const span = Math.min(columns, rows) - 1;
            return span <= 0 ? 0 : Math.min(1, Math.sqrt(phi / span));
        },
        ...byChiSquare,
    },
    missing_share: {
        title: 'change of the missing share',
        threshold: 0.05,
        describe: () => 'missing_share(bins=2; NaN and infinite count as missing)',
        counts: ({ reference, current, missing }) => ({
            reference: [methods_sum(reference) - missing.reference, missing.reference],
            current: [methods_sum(current) - missing.current, missing.current],
        }),
        effect: (counts) => {
            const [, missing = [0, 0]] = allShares(counts);
            return Math.abs(missing[0] - missing[1]);
        },
        ...byChiSquare,
    },
    ks: {
        title: 'KS',
        threshold: 0.1,
        describe: (bins) => `ks(bins=${bins}; missing, NaN and infinite at the ends)`,
        counts: ({ ordered }) => ordered ?? { reference: [], current: [] },
        effect: (counts) => Math.max(0, ...distances(counts).map(Math.abs)),
        // Inside a bin F and G may come apart by at most what the bin holds.
        hidden: (counts, { ordered }) => {
            // Bins of one point (−∞, ∞, NaN, missing) hide nothing.
            const inner = allShares(counts).slice(1, (ordered?.finite.reference.length ?? 0) + 1);
            return Math.max(0, ...inner.map(([p, q]) => Math.max(p, q)));
        },
        ...byKolmogorov,
    },
    wasserstein: {
        title: 'Wasserstein distance / σ',
        threshold: 0.1,
        describe: (bins) => `wasserstein(bins=${bins}, in σ of the reference; finite values only)`,
        counts: ({ ordered }) => ordered?.finite ?? { reference: [], current: [] },
        effect: (counts, { ordered }) => inSigma(ordered?.sigma ?? null, counts, wasserstein(counts, ordered?.ends ?? [])),
        hidden: (counts, { ordered }) => {
            const ends = ordered?.ends ?? [];
            const most = methods_sum(allShares(counts).map(([p, q], index) => Math.max(p, q) * ((ends[index + 1] ?? 0) - (ends[index] ?? 0))));
            const sigma = ordered?.sigma ?? null;
            const bound = sigma === null || sigma === 0 ? 0 : most / sigma;
            return Number.isFinite(bound) ? bound : 0;
        },
        ...byKolmogorov,
    },
};
function methodOf(id) {
    return METHODS[id];
}
/** ∫|F−G|, values being spread evenly inside a bin, so that F−G is a line there. */
function wasserstein(counts, ends) {
    let before = 0;
    return methods_sum(distances(counts).map((after, index) => {
        const width = (ends[index + 1] ?? 0) - (ends[index] ?? 0);
        const crosses = before * after < 0;
        const area = crosses
            ? (before ** 2 + after ** 2) / (2 * (Math.abs(before) + Math.abs(after)))
            : (Math.abs(before) + Math.abs(after)) / 2;
        before = after;
        return width * area;
    }));
}
/** A constant reference has no σ: then the effect is the share of values that are not the constant. */
function inSigma(sigma, counts, distance) {
    if (sigma === null || !Number.isFinite(distance))
        return null;
    if (sigma > 0) {
        const effect = distance / sigma;
        return Number.isFinite(effect) ? effect : null;
    }
    const [at] = allShares(counts).filter(([p]) => p > 0);
    return at === undefined ? 0 : 1 - at[1];
}
/** F−G at the upper end of each bin; the last is 0. */
function distances(counts) {
    let difference = 0;
    const pairs = allShares(counts);
    return pairs.map(([p, q], index) => {
        difference += p - q;
        return index === pairs.length - 1 ? 0 : difference;
    });
}
function allShares({ reference, current }) {
    const [n, m] = [methods_sum(reference), methods_sum(current)];
    return reference.map((count, index) => [
        n === 0 ? 0 : count / n,
        m === 0 ? 0 : (current[index] ?? 0) / m,
    ]);
}
function sharePairs(counts) {
    return allShares(counts).filter(([p, q]) => p + q > 0);
}
/** One side of the Jensen-Shannon divergence, in bits. */
function half(p, q) {
    return p === 0 ? 0 : (p / 2) * Math.log2((2 * p) / (p + q));
}
function methods_sum(values) {
    return values.reduce((total, value) => total + value, 0);
}

;// CONCATENATED MODULE: ./build/data/drift/shares.js
const MOST = 24;
function sharesOf({ labels, reference, current, kind }) {
    const n = shares_total(reference);
    const m = shares_total(current);
    const bins = labels
        .map((label, index) => ({
        label,
        reference: share(reference[index] ?? 0, n),
        current: share(current[index] ?? 0, m),
    }))
        .filter((bin) => bin.reference > 0 || bin.current > 0);
    const shown = bins.length <= MOST || kind === 'numeric' ? bins.slice(0, MOST) : fewer(bins);
    return {
        labels: shown.map(({ label }) => label.slice(0, 60)),
        reference: shown.map((bin) => bin.reference),
        current: shown.map((bin) => bin.current),
    };
}
/** The largest categories by themselves, and what is left together. */
function fewer(bins) {
    const size = (bin) => Math.max(bin.reference, bin.current);
    const keep = new Set([...bins]
        .filter(({ label }) => label !== 'missing' && label !== 'other')
        .sort((a, b) => size(b) - size(a))
        .slice(0, MOST - 3));
    const rest = bins.filter((bin) => !keep.has(bin) && bin.label !== 'missing');
    const sum = (key) => share(shares_total(rest.map((bin) => bin[key])), 1);
    return [
        ...bins.filter((bin) => keep.has(bin)),
        { label: 'other', reference: sum('reference'), current: sum('current') },
        ...bins.filter(({ label }) => label === 'missing'),
    ];
}
function share(count, of) {
    return of === 0 ? 0 : Number((count / of).toPrecision(6));
}
function shares_total(counts) {
    return counts.reduce((sum, count) => sum + count, 0);
}

;// CONCATENATED MODULE: ./build/data/drift/judge.js




const FALSE_DISCOVERY_RATE = 0.05;
/**
 * Drift is an effect above its threshold that chance does not explain: q < 0.05 (Benjamini-Hochberg over all that was
 * compared), and an effect that exceeds the threshold by more than equal distributions give at these sizes (their mean
 * and two standard deviations). What lies between is `inconclusive`, and so is a column without drift where chance
 * alone gives half the threshold.
 */
function judgeDrift(sides, items) {
    const measured = items.map((item) => measure(sides, item));
    const tested = measured.filter(({ ended, effect }) => ended === null && effect !== null);
    const q = benjaminiHochberg(tested.map(({ p }) => p));
    const judged = measured.map((item) => {
        const { common, ended, effect, counts } = item;
        const nothing = { effect: null, pValue: null, qValue: null };
        if (ended !== null || effect === null) {
            return { ...common, ...nothing, ...(ended ?? { verdict: 'error', reason: 'the effect has no value' }) };
        }
        const qValue = q[tested.indexOf(item)] ?? 1;
        const { verdict, tooFew } = verdictOf(item, effect, qValue);
        const drifted = verdict === 'fail' || verdict === 'warn';
        const reasons = [
            drifted && counts !== null ? `most in ${largest(counts)}` : '',
            tooFew ? `too few rows to tell: equal distributions give about ${item.chance.mean.toPrecision(2)}` : '',
            item.note ?? '',
        ].filter((reason) => reason !== '');
        return {
            ...common,
            effect,
            pValue: item.p,
            qValue,
            verdict,
            ...(reasons.length > 0 ? { reason: reasons.join('; ') } : {}),
        };
    });
    return withShares(judged, measured);
}
function measure(sides, item) {
    const subject = item.subject === 'feature' ? {} : { subject: item.subject };
    const common = { ...sides, ...subject };
    const unmeasured = { effect: null, p: 1, chance: { mean: 0, sd: 0 } };
    if ('pValue' in item) {
        const { column, method, threshold, severity, effect, pValue, chance, reason } = item;
        return {
            common: { ...common, column, method, threshold },
            severity,
            effect,
            p: pValue,
            chance,
            ended: emptySide(sides),
            counts: null,
            note: reason,
        };
    }
    if ('verdict' in item) {
        const { column, verdict, reason } = item;
        return {
            ...unmeasured,
            common: { ...common, column, method: 'none', threshold: 0 },
            severity: 'warn',
            ended: { verdict, reason },
            counts: null,
            note: undefined,
        };
    }
    const { counts, severity } = item;
    const method = methodOf(item.method);
    const pair = method.counts(counts);
    const whole = {
        common: {
            ...common,
            column: counts.column,
            method: `${method.describe(pair.reference.length)} with ${method.testName}`,
            threshold: item.threshold ?? method.threshold,
        },
        severity,
        counts,
        note: counts.note,
    };
    const empty = emptySide(sides);
    if (empty !== null)
        return { ...whole, ...unmeasured, ended: empty };
    const [n, m] = [judge_total(pair.reference), judge_total(pair.current)];
    if (n === 0 && m === 0)
        return { ...whole, ...unmeasured, effect: 0, ended: null };
    if (n === 0 || m === 0) {
        const reason = `${n === 0 ? 'the reference' : 'the data'} has no values that ${method.title} can compare`;
        return { ...whole, ...unmeasured, ended: { verdict: 'inconclusive', reason } };
    }
    const effect = method.effect(pair, counts);
    if (effect === null || !Number.isFinite(effect)) {
        const reason = `${method.title} cannot be computed: the values leave the range of numbers`;
        return { ...whole, ...unmeasured, ended: { verdict: 'error', reason } };
    }
    const hidden = method.hidden?.(pair, counts);
    return {
        ...whole,
        common: { ...whole.common, ...(hidden === undefined ? {} : { hidden }) },
        effect,
        p: method.test(pair),
        chance: chanceOf(method, pair, counts),
        ended: null,
    };
}
function emptySide({ n, m }) {
    if (n === 0)
        return { verdict: 'inconclusive', reason: 'the reference has no rows' };
    return m === 0 ? { verdict: 'inconclusive', reason: 'the data has no rows' } : null;
}
function verdictOf({ common: { threshold }, chance, severity }, effect, qValue) {
    const suspect = effect > threshold && qValue < FALSE_DISCOVERY_RATE;
    if (suspect && effect > threshold + chance.mean + 2 * chance.sd) {
        return { verdict: severity === 'error' ? 'fail' : 'warn', tooFew: false };
    }
    const tooFew = suspect || chance.mean > threshold / 2;
    return { verdict: tooFew ? 'inconclusive' : 'pass', tooFew };
}
/** Pictures of at most this many columns without drift: results of wide tables stay small. */
const QUIET_PICTURES = 100;
function withShares(judged, measured) {
    let quiet = 0;
    return judged.map((drift, index) => {
        const counts = measured[index]?.counts ?? null;
        if (counts === null || drift.effect === null)
            return drift;
        if (drift.verdict === 'pass')
            quiet += 1;
        if (drift.verdict === 'pass' && quiet > QUIET_PICTURES)
            return drift;
        return { ...drift, shares: sharesOf(counts) };
    });
}
/** The bin that moved most, with its shares. */
function largest({ labels, reference, current }) {
    const [n, m] = [judge_total(reference), judge_total(current)];
    const moves = labels.map((label, index) => {
        const p = (reference[index] ?? 0) / n;
        const q = (current[index] ?? 0) / m;
        return { label, p, q, move: Math.abs(p - q) };
    });
    const [most] = moves.sort((a, b) => b.move - a.move);
    const percent = (share) => `${(100 * share).toFixed(1)}%`;
    return most === undefined ? '' : `${most.label} (${percent(most.p)} → ${percent(most.q)})`;
}
function judge_total(counts) {
    return counts.reduce((sum, count) => sum + count, 0);
}

;// CONCATENATED MODULE: ./build/data/drift/options.js

/** What `drift:` of assay.yaml says about columns. */
function driftSettings(config) {
    const { columns, method, threshold, bins, prediction, severity } = config ?? {};
    return {
        ...(Array.isArray(columns) ? { columns } : columns === undefined ? {} : { settings: columns }),
        ...(method === undefined ? {} : { method }),
        ...(threshold === undefined ? {} : { threshold }),
        ...(bins === undefined ? {} : { bins }),
        ...(prediction === undefined ? {} : { prediction }),
        severity: severity ?? 'warn',
    };
}
const DEFAULT_DRIFT_BINS = 10;
const DEFAULT_METHOD = 'psi';
/** The method of a column, or the reason why there is none. */
function methodFor(options, column, kind) {
    const own = options.settings?.[column]?.method;
    if (own === 'none')
        return { verdict: 'skipped', reason: 'the configuration leaves it out' };
    if (own !== undefined) {
        return fits(own, kind)
            ? own
            : { verdict: 'error', reason: `${own} compares numbers, and this is no number` };
    }
    const { method } = options;
    const general = typeof method === 'string' ? method : method?.[kind];
    return general !== undefined && fits(general, kind) ? general : DEFAULT_METHOD;
}
function fits(method, kind) {
    return kind === 'numeric' || build_results/* CATEGORICAL_DRIFT_METHODS */.aN.some((each) => each === method);
}

;// CONCATENATED MODULE: ./build/data/drift/against.js






/** Columns with more distinct values than this share of the rows are names, not categories. */
const IDENTIFIER_SHARE = 0.5;
/**
 * Compares every column. `scores` are effects that were measured beside it, and are judged together. Throws a usage
 * error where the data cannot be read.
 */
async function driftAgainstProfile(ctx, db, profile, found, contract, options, scores = []) {
    const present = await against_columnsOf(ctx, db, found, contract);
    const reasons = new Map();
    for (const column of profile.columns) {
        const skip = reasonToSkip(column, present.find(({ name }) => name === column.name), profile, options);
        if (skip !== null)
            reasons.set(column.name, { ...skip, subject: subjectOf(options, column.name) });
    }
    const wanted = profile.columns.filter(({ name }) => isWanted(options, name));
    const counted = await profileColumns(ctx, db, found, contract, {
        bins: profile.bins,
        // As many as a reference keeps: what is frequent in the data alone must be known too.
        categories: DEFAULT_CATEGORIES,
        edges: profile,
        shard: false,
        view: options.where === undefined ? {} : { where: options.where },
        only: new Set(wanted.filter(({ name }) => !reasons.has(name)).map(({ name }) => name)),
    });
    const current = new Map(counted.columns.map((column) => [column.name, column]));
    const late = lateLabel(profile, current, present, counted.rows, options);
    const items = wanted
        .filter(({ name }) => late === null || name !== options.label)
        .flatMap((column) => {
        const skip = reasons.get(column.name);
        const now = current.get(column.name);
        return skip !== undefined || now === undefined
            ? [skip ?? against_unreadable(column.name, options)]
            : against_itemsOf(column, now, contract, options);
    });
    const drift = judgeDrift({ dataset: found.name, reference: options.reference, n: profile.rows, m: counted.rows }, [...items, ...namedButAbsent(profile, options), ...scores]);
    const extra = present.filter((column) => !profile.columns.some(({ name }) => name === column.name));
    return {
        drift,
        findings: drift.flatMap((item) => findingOf(item)),
        notChecked: [
            ...(late === null ? [] : [`${found.name}: drift of ${options.label}: ${late}`]),
            ...extra.map((column) => `${found.name}: drift of ${column.name}, which the reference does not have`),
        ],
        verdict: (0,build_results/* worst */.QZ)(drift.map((item) => item.verdict)),
    };
}
async function against_columnsOf(ctx, db, found, contract) {
    const view = await openView(db, found, contract, ctx.signal, { describe: true });
    return view.columns;
}
function isWanted(options, name) {
    if (name === options.prediction)
        return true;
    return options.columns?.includes(name) ?? name !== options.id;
}
function subjectOf(options, name) {
    if (name === options.prediction)
        return 'prediction';
    return name === options.label ? 'label' : 'feature';
}
/** Columns that the configuration names and the reference does not have: nothing that was asked for is forgotten. */
function namedButAbsent(profile, options) {
    const named = [
        ...(options.columns ?? []),
        ...Object.keys(options.settings ?? {}),
        ...(options.prediction === undefined ? [] : [options.prediction]),
    ];
    return [...new Set(named)]
        .filter((name) => !profile.columns.some((column) => column.name === name))
        .map((column) => ({
        column,
        subject: subjectOf(options, column),
        verdict: 'error',
        reason: 'the reference has no such column',
    }));
}
function against_unreadable(column, options) {
    return { column, subject: subjectOf(options, column), verdict: 'error', reason: 'it was not counted' };
}
function against_itemsOf(before, now, contract, options) {
    const column = before.name;
    const subject = subjectOf(options, column);
    const kind = before.kind === 'numeric' ? 'numeric' : 'categorical';
    const method = methodFor(options, column, kind);
    if (typeof method !== 'string')
        return [{ column, subject, ...method }];
    const counts = binColumn(before, now, {
        bins: options.bins ?? DEFAULT_DRIFT_BINS,
        personal: contract?.columns.some((rule) => rule.name === column && rule.personal) ?? false,
    });
    if ('problem' in counts)
        return [{ column, subject, verdict: 'error', reason: counts.problem }];
    const rare = kind === 'categorical' && counts.labels.length === 2 && (before.categorical?.other ?? 0) > 0;
    if (rare && method !== 'missing_share') {
        const note = 'its values are too many and too rare to be compared; only the share of missing values is';
        return [{ counts: { ...counts, note }, method: 'missing_share', subject, severity: options.severity }];
    }
    const own = options.settings?.[column];
    const threshold = own?.threshold ?? options.threshold;
    const severity = own?.severity ?? options.severity;
    const question = {
        counts,
        method,
        subject,
        severity,
        ...(threshold === undefined ? {} : { threshold }),
    };
    // It looks at finite values alone; values that went missing must not go unseen.
    return method === 'wasserstein'
        ? [question, { counts, method: 'missing_share', subject, severity }]
        : [question];
}
/** Why the label is not there to be compared, or null where it is, or was missing in the reference too. */
function lateLabel(profile, current, present, rows, { label, columns }) {
    if (columns !== undefined || label === undefined)
        return null;
    const before = profile.columns.find(({ name }) => name === label);
    if (before === undefined || before.nulls > 0)
        return null;
    if (!present.some(({ name }) => name === label))
        return 'the labels are not there yet';
    const nulls = current.get(label)?.nulls ?? 0;
    return nulls > 0 ? `${nulls} of ${rows} rows have no label yet` : null;
}
function reasonToSkip(before, current, { rows }, options) {
    const column = before.name;
    const skipped = (reason) => ({ column, verdict: 'skipped', reason });
    if (options.settings?.[column]?.method === 'none')
        return skipped('the configuration leaves it out');
    if (current === undefined)
        return { column, verdict: 'error', reason: 'the data has no such column' };
    if (before.kind === 'temporal' && current.kind === 'temporal')
        return skipped('time moves by itself');
    if (before.kind === 'other')
        return skipped(`columns of type ${before.type} are not compared`);
    if (before.kind !== current.kind) {
        return { column, verdict: 'error', reason: `the type was ${before.type} and is ${current.type}` };
    }
    const { categorical } = before;
    const filled = rows - before.nulls;
    // Who names the method of a column has looked at it.
    if (options.settings?.[column]?.method !== undefined)
        return null;
    if (categorical && categorical.distinct > 100 && categorical.distinct > IDENTIFIER_SHARE * filled) {
        return skipped('almost every value is another one: an identifier or free text');
    }
    if (categorical && categorical.top.length === 0 && categorical.other > 0) {
        return skipped('its values are personal and are not kept in profiles');
    }
    return null;
}
const SUBJECT_WORDS = {
    feature: '',
    prediction: 'the prediction ',
    label: 'the label ',
    dataset: '',
};
function findingOf(drift) {
    if (drift.verdict === 'pass' || drift.verdict === 'skipped')
        return [];
    const subject = drift.subject ?? 'feature';
    const effect = drift.effect === null ? 'no value' : drift.effect.toPrecision(3);
    const [id = ''] = drift.method.split('(');
    const method = id === 'none' ? 'column' : id;
    const words = drift.verdict === 'inconclusive'
        ? 'drift cannot be told'
        : drift.verdict === 'error'
            ? 'drift cannot be computed'
            : 'has drifted';
    return [
        {
            check: `drift.${subject === 'feature' || subject === 'dataset' ? method : subject}`,
            verdict: drift.verdict,
            severity: drift.verdict === 'warn' || drift.verdict === 'inconclusive' ? 'warn' : 'error',
            subject: { dataset: drift.dataset, ...(subject === 'dataset' ? {} : { column: drift.column }) },
            expected: `${method} at most ${drift.threshold} beyond chance, or q at least 0.05`,
            actual: `${method} ${effect}${drift.qValue === null ? '' : `, q ${drift.qValue.toPrecision(2)}`}`,
            where: [],
            message: `${SUBJECT_WORDS[subject]}\`${drift.column}\` ${words} against ${drift.reference}${drift.reason ? `: ${drift.reason}` : ''}`,
        },
    ];
}

;// CONCATENATED MODULE: ./build/data/drift/boosting.js
/**
 * Gradient boosting with logistic loss over features that are bin numbers (Friedman 2001; histogram splits as in
 * LightGBM): small trees that see single features and pairs of them. No options, no randomness.
 */
/** Bins of a feature are numbers from 0 to this. */
const MAX_BIN = 63;
const ROUNDS = 40;
const RATE = 0.2;
const DEPTH = 3;
/** A leaf with less has no say. */
const LEAST_ROWS = 20;
const RIDGE = 1;
/** Learns class 1 against 0 from the rows in `train`, and scores all rows. */
function boost(features, labels, train) {
    const ones = train.reduce((sum, row) => sum + (labels[row] ?? 0), 0);
    const scores = new Float64Array(features.rows).fill(Math.log(Math.max(1, ones) / Math.max(1, train.length - ones)));
    const gains = new Float64Array(features.columns.length);
    const gradient = new Float64Array(features.rows);
    const hessian = new Float64Array(features.rows);
    const every = Uint32Array.from({ length: features.rows }, (_, row) => row);
    for (let round = 0; round < ROUNDS; round += 1) {
        for (const row of train) {
            const p = 1 / (1 + Math.exp(-(scores[row] ?? 0)));
            gradient[row] = (labels[row] ?? 0) - p;
            hessian[row] = p * (1 - p);
        }
        grow(features, gradient, hessian, train, every, DEPTH, scores, gains);
    }
    return { scores, gains };
}
/** Splits the rows, or adds the leaf's value to the scores of all rows that come here. */
function grow(features, gradient, hessian, train, all, depth, scores, gains) {
    let g = 0;
    let h = 0;
    for (const row of train) {
        g += gradient[row] ?? 0;
        h += hessian[row] ?? 0;
    }
    const split = depth === 0 ? null : bestSplit(features, gradient, hessian, train, g, h);
    if (split === null) {
        const step = (RATE * g) / (h + RIDGE);
        for (const row of all)
            scores[row] = (scores[row] ?? 0) + step;
        return;
    }
    gains[split.feature] = (gains[split.feature] ?? 0) + split.gain;
    const column = features.columns[split.feature] ?? new Uint8Array();
    const left = (rows) => rows.filter((row) => (column[row] ?? 0) <= split.bin);
    const right = (rows) => rows.filter((row) => (column[row] ?? 0) > split.bin);
    grow(features, gradient, hessian, left(train), left(all), depth - 1, scores, gains);
    grow(features, gradient, hessian, right(train), right(all), depth - 1, scores, gains);
}
function bestSplit(features, gradient, hessian, train, g, h) {
    let best = null;
    const own = (g * g) / (h + RIDGE);
    const sums = new Float64Array(MAX_BIN + 1);
    const weights = new Float64Array(MAX_BIN + 1);
    const counts = new Uint32Array(MAX_BIN + 1);
    features.columns.forEach((column, feature) => {
        sums.fill(0);
        weights.fill(0);
        counts.fill(0);
        for (const row of train) {
            const bin = column[row] ?? 0;
            sums[bin] = (sums[bin] ?? 0) + (gradient[row] ?? 0);
            weights[bin] = (weights[bin] ?? 0) + (hessian[row] ?? 0);
            counts[bin] = (counts[bin] ?? 0) + 1;
        }
        let [leftG, leftH, leftRows] = [0, 0, 0];
        for (let bin = 0; bin < MAX_BIN; bin += 1) {
            leftG += sums[bin] ?? 0;
            leftH += weights[bin] ?? 0;
            leftRows += counts[bin] ?? 0;
            if (leftRows < LEAST_ROWS || train.length - leftRows < LEAST_ROWS)
                continue;
            const gain = leftG ** 2 / (leftH + RIDGE) + (g - leftG) ** 2 / (h - leftH + RIDGE) - own;
            if (gain > (best?.gain ?? 1e-9))
                best = { feature, bin, gain };
        }
    });
    return best;
}

;// CONCATENATED MODULE: ./build/data/drift/domain.js





/** Rows of each side, and columns, that it looks at: it takes a second or two and not an hour. */
const domain_ROWS = 10_000;
const COLUMNS = 200;
const BINS = 20;
const DEFAULT_THRESHOLD = 0.1;
/**
 * Learns on one half of a seeded sample, and measures on the other: given what was learnt, the ranks of the other half
 * are exchangeable without drift, so the p-value of the Mann-Whitney test is calibrated (classifier two-sample test,
 * Lopez-Paz and Oquab 2017). The effect is max(2·AUC − 1, 0). Null where no column can be used.
 */
async function domainScore(ctx, db, profile, reference, current, options) {
    const usable = profile.columns.filter(({ name, numeric, categorical }) => (options.columns?.includes(name) ?? true) &&
        !options.leaveOut.includes(name) &&
        ((numeric?.edges.length ?? 0) > 0 || (categorical?.top.length ?? 0) > 0));
    const shared = [];
    const sides = [];
    const views = [];
    try {
        for (const side of [reference, current]) {
            views.push(await openView(db, side.found, side.contract, ctx.signal, side.view));
        }
        shared.push(...usable
            .filter(({ name, kind }) => views.every((view) => view.columns.some((each) => each.name === name && each.kind === kind)))
            .slice(0, COLUMNS));
        if (shared.length === 0)
            return null;
        for (const view of views) {
            ctx.signal.throwIfAborted();
            const [total] = await db.all(`SELECT count(*) AS n FROM ${view.from}`);
            const limit = Math.ceil((domain_ROWS / Math.max(domain_ROWS, Number(total?.['n'] ?? 0))) * 2 ** 32);
            const select = shared.map(({ name, kind }, index) => {
                const sql = view.columns.find((each) => each.name === name)?.sql ?? 'NULL';
                return `CAST(${sql} AS ${kind === 'numeric' ? 'DOUBLE' : 'VARCHAR'}) AS c${index}`;
            });
            // Another multiplier than that of the edges: neighbouring rows come apart.
            sides.push(await db.all(`SELECT ${select.join(', ')} FROM ${view.from} WHERE ((${view.row} % 4294967296) * 2246822519) % 4294967296 < ${limit} ORDER BY ${view.row} LIMIT ${2 * domain_ROWS}`));
        }
    }
    finally {
        for (const view of views)
            await view.close();
    }
    return scoreOf(shared, sides[0] ?? [], sides[1] ?? [], options);
}
function scoreOf(columns, reference, current, options) {
    const rows = [...reference, ...current];
    const labels = Uint8Array.from(rows, (_, row) => (row < reference.length ? 0 : 1));
    const features = {
        rows: rows.length,
        columns: columns.map((column, index) => {
            const code = coder(column);
            return Uint8Array.from(rows, (row) => code(row[`c${index}`]));
        }),
    };
    const random = generator(20_010_601);
    const order = Uint32Array.from(rows, (_, row) => row);
    for (let at = order.length - 1; at > 0; at -= 1) {
        const other = Math.floor(random() * (at + 1));
        [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
    }
    const half = Math.floor(order.length / 2);
    const { scores, gains } = boost(features, labels, order.subarray(0, half));
    const { auc, sd } = mannWhitney(scores, labels, order.subarray(half));
    const best = [...gains]
        .map((gain, index) => ({ gain, name: columns[index]?.name ?? '' }))
        .filter(({ gain }) => gain > 0)
        .sort((a, b) => b.gain - a.gain)
        .slice(0, 3)
        .map(({ name }) => name);
    return {
        column: 'all columns',
        subject: 'dataset',
        method: `domain_classifier(boosted trees, columns=${columns.length}, bins=${BINS}, learnt from ${half} rows, measured on ${order.length - half}) with mann_whitney(held-out rows)`,
        effect: Math.max(0, 2 * auc - 1),
        pValue: sd === 0 ? 1 : normalTail((auc - 0.5) / sd),
        // 2·AUC−1 has the standard deviation 2·sd without drift, and what is below 0 counts as 0.
        chance: { mean: (2 * sd) / Math.sqrt(2 * Math.PI), sd: 2 * sd * Math.sqrt(0.5 - 1 / (2 * Math.PI)) },
        threshold: options.threshold ?? DEFAULT_THRESHOLD,
        severity: options.severity,
        ...(best.length > 0 ? { reason: `told apart most by ${best.join(', ')}` } : {}),
    };
}
/** The bin number of a value. What lies outside the reference goes to its end bins: only later rows can lie there. */
function coder({ numeric, categorical }) {
    if (numeric) {
        const groups = grouped(numeric.counts, BINS);
        const edges = groups.map(({ to }) => numeric.edges[to] ?? 0).slice(0, -1);
        return (value) => {
            if (typeof value !== 'number')
                return MAX_BIN;
            if (Number.isNaN(value))
                return MAX_BIN - 1;
            const bin = edges.findIndex((edge) => value <= edge);
            return bin < 0 ? edges.length : bin;
        };
    }
    // Many values are thrown together by a hash: the most frequent of the reference would be so partly by chance.
    const most = MAX_BIN - 2;
    const { top = [], other = 0 } = categorical ?? {};
    const own = other === 0 && top.length <= most ? top : [];
    const codes = new Map(own.map(({ value }, index) => [value, index]));
    const buckets = own.length === 0 ? most : own.length;
    return (value) => (typeof value === 'string' ? (codes.get(value) ?? hashOf(value) % buckets) : MAX_BIN);
}
/** FNV-1a, 32 bits. */
function hashOf(text) {
    let hash = 0x811c9dc5;
    for (let at = 0; at < text.length; at += 1)
        hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    return hash >>> 0;
}
/** AUC of class 1 over these rows with ties counted half, and its standard deviation without any difference. */
function mannWhitney(scores, labels, rows) {
    const sorted = [...rows].sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0));
    const ones = sorted.reduce((sum, row) => sum + (labels[row] ?? 0), 0);
    const zeros = sorted.length - ones;
    if (ones === 0 || zeros === 0)
        return { auc: 0.5, sd: 0 };
    let ranks = 0;
    let ties = 0;
    for (let from = 0; from < sorted.length;) {
        let to = from;
        while (to < sorted.length && scores[sorted[to] ?? 0] === scores[sorted[from] ?? 0])
            to += 1;
        const size = to - from;
        for (let at = from; at < to; at += 1)
            ranks += (labels[sorted[at] ?? 0] ?? 0) * ((from + to + 1) / 2);
        ties += size ** 3 - size;
        from = to;
    }
    const all = sorted.length;
    const auc = (ranks - (ones * (ones + 1)) / 2) / (ones * zeros);
    const variance = (all + 1 - ties / (all * (all - 1))) / (12 * ones * zeros);
    return { auc, sd: Math.sqrt(Math.max(0, variance)) };
}

;// CONCATENATED MODULE: ./build/data/drift/window.js
/** Periods of a dataset: which rows are current, and which are the reference (`same month last year`). */


const window_UNITS = { h: 'hour', d: 'day', w: 'week', mo: 'month', y: 'year' };
/**
 * Both periods, counted from the newest time in the current data and not from the clock: the same data give the same
 * verdict. Throws a usage error where the column is no time, has no values, or the words do not fit together.
 */
async function periodsOf(db, view, dataset, window) {
    const column = view.columns.find(({ name }) => name === window.column);
    const wrong = (message, fix) => (0,base/* usageError */.Wp)({ message: `dataset ${dataset}, drift.window: ${message}`, fix });
    if (column === undefined ||
        column.kind !== 'temporal' ||
        column.type.startsWith('TIME ') ||
        column.type === 'TIME') {
        throw wrong(column === undefined ? `there is no column ${window.column}` : `${window.column} is ${column.type}`, 'name a column with dates or timestamps; text needs a contract that says so');
    }
    const time = `CAST(${sqlName(window.column)} AS TIMESTAMP)`;
    const current = currentBounds(window.current);
    const reference = referenceBounds(window.reference, window.current, current);
    if (reference === 'unfit') {
        throw wrong(`reference "${window.reference}" needs a period for current, which is "${window.current}"`, 'write `current: last 7d`, or another period');
    }
    const [newest] = await db.all(`SELECT CAST(max(${time}) AS VARCHAR) AS t FROM ${view.from}`);
    const latest = newest?.['t'];
    if (typeof latest !== 'string')
        throw wrong(`${window.column} has no values`, 'choose a column that is filled');
    const text = async (bounds) => {
        if (bounds === null)
            return { where: undefined, words: 'all rows' };
        const [row] = await db.all(`SELECT CAST(${bounds.from} AS VARCHAR) AS f, CAST(${bounds.to} AS VARCHAR) AS t FROM (SELECT TIMESTAMP '${latest}' AS newest)`);
        const [from, to] = [String(row?.['f']), String(row?.['t'])];
        const { closed } = bounds;
        return {
            where: `${time} ${closed ? '>' : '>='} TIMESTAMP '${from}' AND ${time} ${closed ? '<=' : '<'} TIMESTAMP '${to}'`,
            words: `${closed ? 'after' : 'from'} ${window_short(from)} ${closed ? 'to' : 'to before'} ${window_short(to)}`,
        };
    };
    return { current: await text(current), reference: await text(reference) };
}
function window_short(timestamp) {
    return timestamp.replace(/ 00:00:00$/, '');
}
function interval(amount, unit) {
    return `INTERVAL '${amount} ${window_UNITS[unit] ?? unit}'`;
}
function currentBounds(words) {
    const last = /^last (\d+)(h|d|w|mo|y)$/.exec(words);
    if (last !== null) {
        return { from: `newest - ${interval(last[1] ?? '', last[2] ?? '')}`, to: 'newest', closed: true };
    }
    const calendar = /^this (day|week|month|year)$/.exec(words);
    if (calendar === null)
        return null;
    const from = `date_trunc('${calendar[1]}', newest)`;
    return { from, to: `${from} + INTERVAL '1 ${calendar[1]}'`, closed: false };
}
function referenceBounds(words, currentWords, current) {
    if (words === 'all')
        return null;
    const [from, to] = words.split('..');
    if (from !== undefined && to !== undefined) {
        return { from: `TIMESTAMP '${from}'`, to: `TIMESTAMP '${to}'`, closed: false };
    }
    if (words === 'same month last year') {
        const start = "date_trunc('month', newest) - INTERVAL '1 year'";
        return { from: start, to: `${start} + INTERVAL '1 month'`, closed: false };
    }
    if (current === null)
        return 'unfit';
    const same = /^same period last (week|month|year)$/.exec(words);
    if (same !== null) {
        const back = `- INTERVAL '1 ${same[1]}'`;
        return { from: `${current.from} ${back}`, to: `${current.to} ${back}`, closed: current.closed };
    }
    const previous = /^previous(?: (\d+)(h|d|w|mo|y))?$/.exec(words);
    const length = previous?.[1] !== undefined ? interval(previous[1], previous[2] ?? '') : lengthOf(currentWords);
    return { from: `${current.from} - ${length}`, to: current.from, closed: current.closed };
}
/** `last 7d` is as long as 7 days, `this month` as a month. */
function lengthOf(words) {
    const last = /^last (\d+)(h|d|w|mo|y)$/.exec(words);
    return last === null ? interval('1', words.slice('this '.length)) : interval(last[1] ?? '', last[2] ?? '');
}

;// CONCATENATED MODULE: ./build/data/drift/index.js
/** Drift: what has changed between a reference profile and current data. */





;// CONCATENATED MODULE: ./build/data/empty-contract.js
const EMPTY_CONTRACT = {
    file: '',
    sha256: '',
    size: 0,
    id: '',
    version: '',
    object: 'data',
    columns: [],
    primaryKey: [],
    quality: [],
    extraColumns: 'ignore',
    notChecked: [],
    notices: [],
};

;// CONCATENATED MODULE: ./build/data/expression.js
/**
 * Conditions in SQL that users write: each is one boolean expression over declared columns. No subquery, no
 * table, no function that reads files or gives another answer each time. The text is parsed by DuckDB itself,
 * and its columns are found in the tree, not by looking at the text.
 */


/** Kinds of expression that compute from the values of one row. */
const ALLOWED = new Set([
    'COLUMN_REF',
    'CONSTANT',
    'COMPARISON',
    'CONJUNCTION',
    'OPERATOR',
    'FUNCTION',
    'CAST',
    'CASE',
    'BETWEEN',
    'COLLATE',
]);
/** Scalar functions that look beyond the row, although DuckDB calls them consistent. */
const DENIED = /^(?:current_|getvariable|getenv|pg_|in_search_path|txid|version|error|query|read_|write_|nextval|currval|has_)/;
const HEAD = 'SELECT (';
/** The parsed condition, or what is wrong with it. Columns are compared without case, as DuckDB does. */
async function parseCondition(db, where, columns) {
    const expected = 'a condition over the columns of the dataset, such as hour >= 18';
    // The new line ends a comment in the condition, which would swallow the bracket.
    const [row] = await db.all(`SELECT json_serialize_sql(${sqlString(`${HEAD}${where}\n)`)}) AS tree`);
    const tree = JSON.parse(String(row?.tree));
    if (!isNode(tree) || tree.error !== false) {
        const message = isNode(tree) ? String(tree.error_message) : 'no parse';
        return { message: `the condition ${where} cannot be read: ${message}`, expected };
    }
    const expression = singleExpression(tree);
    // In brackets of its own it may close them: `false) AND (false` is false, and so is NOT before it.
    if (expression === null || !(await standsAlone(db, where)))
        return { message: `${where} is not one single condition`, expected };
    const functions = await consistentFunctions(db);
    const find = (name) => columns.find((column) => column === name) ??
        columns.find((column) => column.toLowerCase() === name.toLowerCase());
    const references = [];
    const bytes = Buffer.from(where);
    const walk = (node) => {
        if (Array.isArray(node))
            return firstProblem(node, walk);
        if (!isNode(node))
            return null;
        const kind = node.class;
        if (typeof kind === 'string') {
            if (!ALLOWED.has(kind)) {
                return {
                    message: `the condition ${where} holds a ${kind.toLowerCase().replaceAll('_', ' ')}`,
                    expected,
                };
            }
            if (kind === 'COLUMN_REF') {
                const found = referenceOf(node, bytes, find);
                if (found === null)
                    return columnProblem(node, where, columns);
                references.push(found);
                return null;
            }
            if (kind === 'FUNCTION') {
                const name = String(node.function_name).toLowerCase();
                if (!functions.has(name) || DENIED.test(name)) {
                    return {
                        message: `the condition ${where} calls ${name}, which is not a function of one row's values`,
                        expected,
                    };
                }
            }
        }
        return firstProblem(Object.values(node), walk);
    };
    const problem = walk(expression);
    if (problem !== null)
        return problem;
    references.sort((a, b) => a.start - b.start);
    return {
        text: where,
        columns: [...new Set(references.map(({ name }) => name))],
        sql(replace) {
            const parts = [];
            let at = 0;
            for (const { start, end, name } of references) {
                if (start < at)
                    continue;
                parts.push(bytes.subarray(at, start).toString(), replace(name));
                at = end;
            }
            return `(${parts.join('')}${bytes.subarray(at).toString()}\n)`;
        },
    };
}
/** The place and the column of a reference, or null where no column has its name. */
function referenceOf(node, bytes, find) {
    const names = Array.isArray(node.column_names) ? node.column_names.map(String) : [];
    // `column.field` reaches into a struct.
    const written = names[0] ?? '';
    const name = find(written);
    if (name === undefined)
        return null;
    const start = Number(node.query_location) - HEAD.length;
    const quoted = sqlQuoted(written);
    const length = [quoted, written]
        .map((text) => Buffer.byteLength(text))
        .find((size, index) => {
        const text = bytes.subarray(start, start + size).toString();
        return text.toLowerCase() === (index === 0 ? quoted : written).toLowerCase();
    });
    return length === undefined ? null : { start, end: start + length, name };
}
function sqlQuoted(name) {
    return `"${name.replaceAll('"', '""')}"`;
}
function columnProblem(node, where, columns) {
    const names = Array.isArray(node.column_names) ? node.column_names.map(String) : [];
    const name = names[0] ?? '';
    const near = (0,base/* nearest */.pA)(name, columns);
    return {
        message: `the condition ${where} names ${name}, which is no column of the dataset`,
        expected: `one of ${columns.join(', ')}`,
        fix: `${near ? `did you mean ${near}? ` : ''}a text stands in single quotes: '${name}'`,
    };
}
async function standsAlone(db, where) {
    const [row] = await db.all(`SELECT json_serialize_sql(${sqlString(`SELECT ${where}\n`)}) AS tree`);
    const tree = JSON.parse(String(row?.tree));
    return isNode(tree) && tree.error === false && singleExpression(tree) !== null;
}
/** The expression of `SELECT (expression)`, or null where the text was more than that. */
function singleExpression(tree) {
    const statements = tree.statements;
    if (!Array.isArray(statements) || statements.length !== 1)
        return null;
    const select = isNode(statements[0]) ? statements[0].node : null;
    if (!isNode(select) || select.type !== 'SELECT_NODE')
        return null;
    const list = select.select_list;
    const plain = Array.isArray(list) &&
        list.length === 1 &&
        isNode(select.from_table) &&
        select.from_table.type === 'EMPTY' &&
        isEmpty(select.modifiers) &&
        isEmpty(select.group_expressions) &&
        ['where_clause', 'having', 'qualify', 'sample'].every((part) => select[part] === null);
    return plain && Array.isArray(list) ? list[0] : null;
}
/** Names of scalar functions that give the same answer for the same arguments. Operators are among them. */
async function consistentFunctions(db) {
    const rows = await db.all("SELECT DISTINCT lower(function_name) AS name FROM duckdb_functions() WHERE function_type IN ('scalar') AND (stability IS NULL OR stability = 'CONSISTENT')");
    return new Set(rows.map((row) => String(row.name)));
}
function firstProblem(list, of) {
    for (const item of list) {
        const problem = of(item);
        if (problem !== null)
            return problem;
    }
    return null;
}
function isEmpty(value) {
    return Array.isArray(value) && value.length === 0;
}
function isNode(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./build/data/failed-structure.js
/** Flushed after so many rows, so that memory stays bounded. */
const BATCH = 100_000;
/** Reads every text file again. Only called where something failed. */
async function readStructure(db, source, tables, signal) {
    await db.run(`CREATE OR REPLACE TEMP TABLE ${tables.lines} (path VARCHAR, engine_row BIGINT, record BIGINT, line BIGINT)`);
    await db.run(`CREATE OR REPLACE TEMP TABLE ${tables.faults} (path VARCHAR, engine_row BIGINT, record BIGINT, line BIGINT, reason VARCHAR)`);
    if (source.kind === 'typed')
        return;
    const lines = await db.connection.createAppender(tables.lines, null, 'temp');
    const faults = await db.connection.createAppender(tables.faults, null, 'temp');
    let kept = 0;
    const count = () => {
        kept += 1;
        if (kept % BATCH !== 0)
            return;
        lines.flushSync();
        faults.flushSync();
    };
    const number = (appender, value) => value === null ? appender.appendNull() : appender.appendBigInt(BigInt(value));
    try {
        for (const [index, { path }] of source.found.files.entries()) {
            await source.listen(index, {
                place(row, record, line) {
                    lines.appendVarchar(path);
                    for (const value of [row, record, line])
                        number(lines, value);
                    lines.endRow();
                    count();
                },
                fault({ kind, line, row, detail, engineRow }) {
                    faults.appendVarchar(path);
                    for (const value of [engineRow, row, line])
                        number(faults, value);
                    faults.appendVarchar(`${kind === 'encoding' || kind === 'nul' ? 'encoding' : 'structure'}: ${detail}`);
                    faults.endRow();
                    count();
                },
            }, signal);
        }
    }
    finally {
        lines.closeSync();
        faults.closeSync();
    }
}

;// CONCATENATED MODULE: ./build/data/failed-rows.js
/**
 * Writes all rows that break a check to a file, for tools that mend data: which dataset, file, row and line, why,
 * and the columns as they lie in the data. Everything goes through tables of the engine, which spill to the disk:
 * memory does not grow with the number of rows.
 */








/** Columns that say where a row lies and why; the data's own of these names get a `_`. */
const failed_rows_TAKEN = /^assay_(dataset|file|row|line|reasons|path|position|line_row)_*$/i;
const failed_rows_FORMATS = [
    { ending: /\.parquet$/i, copy: 'FORMAT parquet, COMPRESSION zstd', lists: true },
    { ending: /\.csv$/i, copy: 'FORMAT csv, HEADER', lists: false },
    { ending: /\.(jsonl|ndjson)$/i, copy: 'FORMAT json', lists: true },
];
/**
 * Throws a usage error for an ending that is none of the formats, and where the file is one that is read: `inputs` are
 * absolute paths, by the name of their dataset.
 */
function checkFailedRowsPath(path, inputs = []) {
    const hit = inputs.find(([, input]) => inputs.some(([dataset]) => (0,external_node_path_.relative)(input, path.replaceAll('{dataset}', dataset)) === ''));
    if (hit !== undefined) {
        throw (0,base/* usageError */.Wp)({
            message: `failed rows would be written over ${hit[1]}, which is data of ${hit[0]}`,
            expected: 'the name of another file',
        });
    }
    if (failed_rows_FORMATS.some(({ ending }) => ending.test(path)))
        return;
    throw (0,base/* usageError */.Wp)({
        message: `${path} is no name for a file of failed rows`,
        expected: 'a name that ends in .parquet, .csv or .jsonl; {dataset} in it makes a file for each dataset',
    });
}
class FailedRows {
    ctx;
    db;
    kept = [];
    temporary = [];
    constructor(ctx, db) {
        this.ctx = ctx;
        this.db = db;
    }
    /**
     * Keeps the rows of a dataset that break one of `broken`, or whose record is faulty. `prepared` is that of the
     * scan. `linesKnown` false leaves out rows and lines of text: engine and structure did not see the same rows.
     */
    async add(target, source, contract, prepared, broken, linesKnown) {
        const { db } = this;
        const id = this.kept.length;
        const out = `assay_failed_${id}`;
        const tables = { lines: `assay_lines_${id}`, faults: `assay_faults_${id}` };
        this.temporary.push(out, tables.lines, tables.faults);
        await readStructure(db, source, tables, this.ctx.signal);
        const { reasons, joins } = await this.reasonsOf(id, source, prepared, broken);
        const personal = new Set([
            ...contract.columns.filter((rule) => rule.personal).map((rule) => rule.name),
            // What a check found to be personal is as if the contract said so.
            ...broken.flatMap(({ planned: { measure } }) => measure.kind === 'value' && measure.redacted === true ? (measure.shows ?? []) : []),
        ]);
        const columns = source.columns.map(({ name, sql }) => {
            const hidden = personal.has(name) && !target.personal;
            return `${hidden ? `CASE WHEN p.${sql} IS NOT NULL THEN ${sqlString(REDACTED)} END` : `p.${sql}`} AS ${sqlName(failed_rows_TAKEN.test(name) ? `${name}_` : name)}`;
        });
        const extra = ['assay_file', 'assay_row', ...source.columns.map((column) => column.sql)];
        const faulty = linesKnown && source.kind !== 'typed';
        if (faulty) {
            joins.push(`LEFT JOIN (SELECT path, engine_row, list(reason) AS faults FROM ${tables.faults} WHERE engine_row IS NOT NULL GROUP BY ALL) f ON f.path = p.assay_file AND f.engine_row = p.assay_row`);
        }
        const why = `list_filter([${[...reasons, 'NULL::VARCHAR'].join(', ')}], lambda r: r IS NOT NULL)`;
        const all = faulty ? `list_concat(${why}, coalesce(f.faults, []))` : why;
        const reads = source.located.map((relation) => `SELECT ${['p.assay_file AS assay_path', 'p.assay_row AS assay_row', `${all} AS assay_reasons`, ...columns].join(', ')} FROM ${prepared.from(relation, extra)} p ${joins.join(' ')}`);
        const empty = 'SELECT NULL::VARCHAR AS assay_path, NULL::BIGINT AS assay_row, NULL::VARCHAR[] AS assay_reasons LIMIT 0';
        await db.run(purpose(`the failed rows of ${source.found.name}`, `CREATE OR REPLACE TEMP TABLE ${out}_rows AS SELECT * FROM (${reads.length === 0 ? empty : reads.join(' UNION ALL ')}) WHERE len(assay_reasons) > 0`));
        this.temporary.push(`${out}_rows`);
        await db.run(placed(`${out}_rows`, out, tables, source, linesKnown));
        this.kept.push({ table: out, path: target.path.replaceAll('{dataset}', source.found.name) });
    }
    /** Writes the files; each appears whole, also where no row failed. Returns their paths and how many rows each has. */
    async finish() {
        const paths = [...new Set(this.kept.map(({ path }) => path))];
        const written = [];
        for (const path of paths) {
            const format = failed_rows_FORMATS.find(({ ending }) => ending.test(path));
            if (format === undefined)
                throw new RangeError(`no format for ${path}`);
            const parts = this.kept
                .filter((kept) => kept.path === path)
                .map(({ table }) => `SELECT * FROM ${table}`);
            const list = format.lists ? '' : " REPLACE (array_to_string(assay_reasons, '; ') AS assay_reasons)";
            const query = `SELECT *${list} FROM (${parts.join(' UNION ALL BY NAME ')})`;
            await this.write(path, query, format.copy);
            const [row] = await this.db.all(`SELECT count(*) AS n FROM (${query})`);
            written.push({ path, rows: Number(row?.['n']) });
        }
        return written;
    }
    async close() {
        for (const table of this.temporary.splice(0))
            await this.db.run(`DROP TABLE IF EXISTS ${table}`);
    }
    async write(path, query, copy) {
        const part = `${path}.${(0,external_node_crypto_.randomBytes)(6).toString('hex')}.tmp`;
        try {
            await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true });
            await this.db.run(`COPY (${query}) TO ${sqlString(part)} (${copy})`);
            await (0,promises_.rename)(part, path);
        }
        catch (error) {
            this.ctx.signal.throwIfAborted();
            throw (0,base/* environmentError */.me)({
                message: `the failed rows cannot be written to ${path}: ${(0,base/* messageOf */.bD)(error)}`,
                fix: 'name a file that can be written',
            }, error);
        }
        finally {
            await (0,promises_.rm)(part, { force: true });
        }
    }
    /** A text for each broken check, as SQL that is NULL where the row keeps it, and the joins that it needs. */
    async reasonsOf(id, source, prepared, broken) {
        const reasons = [];
        const joins = [];
        for (const { planned, judged } of broken) {
            const { measure } = planned;
            const text = sqlString(failed_rows_reasonOf(planned));
            if (measure.kind === 'rows') {
                const condition = measure.condition(prepared.lookup);
                if (condition !== 'true')
                    reasons.push(`CASE WHEN ${condition} THEN ${text} END`);
            }
            else if (judged.rows !== undefined) {
                reasons.push(`CASE WHEN ${judged.rows(prepared.lookup)} THEN ${text} END`);
            }
            else if (measure.kind === 'duplicates' && source.from !== null) {
                const table = `assay_repeated_${id}_${joins.length}`;
                const keys = measure.columns.map((name) => prepared.lookup(name).key);
                const named = keys.map((key, position) => `${key} AS assay_d${position}`);
                const filled = keys.length === 1 ? `WHERE ${keys[0]} IS NOT NULL` : '';
                await this.db.run(purpose(`the values that ${failed_rows_reasonOf(planned)} finds more than once`, `CREATE OR REPLACE TEMP TABLE ${table} AS SELECT ${named.join(', ')} FROM ${prepared.from(source.from)} ${filled} GROUP BY ${keys.join(', ')} HAVING count(*) > 1`));
                this.temporary.push(table);
                const same = keys.map((key, position) => `${table}.assay_d${position} IS NOT DISTINCT FROM p.${key}`);
                joins.push(`LEFT JOIN (SELECT *, true AS assay_hit FROM ${table}) ${table} ON ${same.join(' AND ')}`);
                reasons.push(`CASE WHEN ${table}.assay_hit THEN ${text} END`);
            }
        }
        return { reasons, joins };
    }
}
/** `range: delay`; what stands in the list of reasons. */
function failed_rows_reasonOf({ check, column, measure }) {
    const subject = column ?? (measure.kind === 'duplicates' ? measure.columns.join(' + ') : '');
    return subject === '' ? check : `${check}: ${subject}`;
}
/** The failed rows with their places, and the records that the engine could not read at all. */
function placed(rows, out, { lines, faults }, source, linesKnown) {
    const dataset = `${sqlString(source.found.name)} AS assay_dataset`;
    const files = source.found.files.map(({ path, shown }, position) => `(${sqlString(path)}, ${sqlString(shown)}, ${position})`);
    const names = `(VALUES ${files.join(', ')}) n(path, shown, position)`;
    const typed = source.kind === 'typed';
    const known = !typed && linesKnown;
    const row = typed ? 'r.assay_row' : known ? 'r.assay_row - l.engine_row + l.record' : 'NULL::BIGINT';
    const line = known ? 'r.assay_row - l.engine_row + l.line' : 'NULL::BIGINT';
    const located = known
        ? `${rows} r ASOF LEFT JOIN ${lines} l ON r.assay_path = l.path AND r.assay_row >= l.engine_row`
        : `${rows} r`;
    const read = `SELECT n.position AS assay_position, ${dataset}, n.shown AS assay_file, ${row} AS assay_line_row, ${line} AS assay_line, r.* EXCLUDE (assay_path, assay_row) FROM ${located} JOIN ${names} ON n.path = r.assay_path`;
    // A row of the header has no number.
    const dropped = `SELECT n.position AS assay_position, ${dataset}, n.shown AS assay_file, f.record AS assay_line_row, f.line AS assay_line, list(f.reason) AS assay_reasons FROM ${faults} f JOIN ${names} ON n.path = f.path ${known ? 'WHERE f.engine_row IS NULL' : ''} GROUP BY ALL`;
    const both = typed ? read : `${read} UNION ALL BY NAME ${dropped}`;
    return purpose(`their places`, `CREATE OR REPLACE TEMP TABLE ${out} AS SELECT * EXCLUDE (assay_position) RENAME (assay_line_row AS assay_row) FROM (${both}) ORDER BY assay_position, assay_line_row NULLS FIRST, assay_line`);
}

;// CONCATENATED MODULE: ./build/data/files/rules.js
/** What may be asked of a dataset of files, and how severe each check is where nobody says otherwise. */

const FILE_CHECKS = {
    empty: 'error',
    broken: 'error',
    media: 'error',
    name: 'warn',
    size: 'error',
    dimensions: 'error',
    duplicate: 'warn',
    label: 'error',
    conflict: 'error',
    balance: 'error',
    count: 'error',
};
/** The rules as `assay.yaml` states them, in bytes and shares. */
function fileRules(config = {}) {
    const bytes = (text) => (text === undefined ? undefined : (0,build_config/* sizeBytes */.Vv)(text));
    return {
        media: config.media,
        labels: config.labels,
        classes: config.classes,
        minPerClass: config.min_per_class,
        maxImbalance: config.max_imbalance,
        minFiles: config.min_files,
        maxFiles: config.max_files,
        minSize: bytes(config.min_size),
        maxSize: bytes(config.max_size),
        minWidth: config.min_width,
        minHeight: config.min_height,
        maxWidth: config.max_width,
        maxHeight: config.max_height,
        allowed: Object.fromEntries(Object.entries(config.allowed ?? {}).map(([check, share]) => [check, shareOf(share)])),
        severity: config.severity ?? {},
    };
}
function shareOf(share) {
    if (share === undefined)
        return 0;
    return typeof share === 'number' ? share : Number(share.slice(0, -1)) / 100;
}

;// CONCATENATED MODULE: ./build/data/files/shared.js
const SHOWN = 10;
/** A file of `current` whose bytes `against` holds too is a failure. Empty files are left to their own finding. */
function sharedBytes(current, against) {
    const other = new Map(against.files.filter(({ size }) => size > 0).map((file) => [file.sha256, file.shown]));
    const same = current.files.filter(({ sha256 }) => other.has(sha256));
    if (same.length === 0)
        return { findings: [], notChecked: [nearly(current.name)], checks: 1 };
    const finding = {
        check: 'leakage.files',
        verdict: 'fail',
        severity: 'error',
        subject: { dataset: current.name },
        expected: `no file that ${against.name} holds too`,
        actual: `${same.length} of ${current.files.length} files`,
        count: same.length,
        share: same.length / current.files.length,
        where: same
            .slice(0, SHOWN)
            .map(({ shown, sha256 }) => ({ file: shown, value: `the same as ${other.get(sha256)}` })),
        message: `${same.length} of ${current.files.length} files are in ${against.name} too, byte for byte`,
        fix: 'leave them out of one of the two',
    };
    return { findings: [finding], notChecked: [nearly(current.name)], checks: 1 };
}
const nearly = (dataset) => `${dataset}: files that are nearly the same (resized, written again) as those of the other dataset`;

;// CONCATENATED MODULE: ./build/data/files/media.js
/** The media type of a file by its content, and whether its name says the same. */

const media_TEXT = {
    '.txt': 'text/plain',
    '.md': 'text/markdown',
    '.csv': 'text/csv',
    '.tsv': 'text/tab-separated-values',
    '.json': 'text/json',
    '.jsonl': 'text/json',
    '.xml': 'text/xml',
    '.svg': 'text/svg+xml',
    '.html': 'text/html',
    '.htm': 'text/html',
};
/** What a name promises. Only endings that mean one thing. */
const NAMED = {
    '.jpg': /^image\/jpeg$/,
    '.jpeg': /^image\/jpeg$/,
    '.png': /^image\/a?png$/,
    '.gif': /^image\/gif$/,
    '.webp': /^image\/webp$/,
    '.bmp': /^image\/bmp$/,
    '.tif': /^image\/tiff$/,
    '.tiff': /^image\/tiff$/,
    '.avif': /^image\/avif$/,
    '.heic': /^image\/hei[cf]$/,
    '.wav': /^audio\/(wav|x-wav|vnd\.wave)$/,
    '.mp3': /^audio\/mpeg$/,
    '.flac': /^audio\/(x-)?flac$/,
    '.ogg': /ogg|opus/,
    '.mp4': /^(video|audio)\/mp4$/,
    '.mov': /^video\/quicktime$/,
    '.avi': /^video\//,
    '.pdf': /^application\/pdf$/,
    '.zip': /^application\/zip$/,
    '.docx': /wordprocessingml/,
    '.xlsx': /spreadsheetml/,
    '.gz': /^application\/gzip$/,
};
/** `application/octet-stream` where nothing is recognised. Text is what holds UTF-8 and no NUL at its beginning. */
async function mediaOf(reader, path) {
    const { fileTypeFromBuffer } = await __webpack_require__.e(/* import() */ 3388).then(__webpack_require__.bind(__webpack_require__, 73388));
    // Office documents are told from other archives by entries that may lie further in.
    const head = await reader.read(0, 1 << 18);
    const found = await fileTypeFromBuffer(head);
    const ending = (0,external_node_path_.extname)(path).toLowerCase();
    if (found !== undefined)
        return found.mime.startsWith('application/xml') ? 'text/xml' : found.mime;
    const named = media_TEXT[ending];
    if (named !== undefined || looksLikeText(head.subarray(0, 4096)))
        return named ?? 'text/plain';
    return 'application/octet-stream';
}
/** False where the ending of the name promises another type than the content has. */
function nameFits(path, media) {
    return NAMED[(0,external_node_path_.extname)(path).toLowerCase()]?.test(media) ?? true;
}
/** `image/*` takes every image. */
function mediaMatches(media, pattern) {
    return pattern.endsWith('/*') ? media.startsWith(pattern.slice(0, -1)) : media === pattern;
}
function looksLikeText(head) {
    if (head.includes(0))
        return false;
    // The end of the piece may cut a character in two.
    const text = new TextDecoder('utf-8').decode(head, { stream: true });
    return !text.includes('�');
}

;// CONCATENATED MODULE: ./build/data/files/reader.js
/** Bytes of one file by position: whole in memory where it is small, through the open file where it is large. */


/** Files up to this size are read once into memory. */
const WHOLE = 32 * 2 ** 20;
/** Hands a reader to `use` and closes the file after it. Throws a usage error where it cannot be opened. */
async function withReader(path, what, use) {
    try {
        const handle = await (0,promises_.open)(path, 'r');
        try {
            const { size } = await handle.stat();
            if (size <= WHOLE)
                return await use(bufferReader(await handle.readFile()));
            return await use({
                size,
                async read(position, length) {
                    const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - position)));
                    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
                    return buffer.subarray(0, bytesRead);
                },
            });
        }
        finally {
            await handle.close();
        }
    }
    catch (error) {
        if (error instanceof base/* AssayError */.WV)
            throw error;
        throw (0,base/* unreadable */.O$)(path, what, error);
    }
}
function bufferReader(bytes) {
    return {
        size: bytes.length,
        read: async (position, length) => bytes.subarray(Math.min(position, bytes.length), Math.min(position + length, bytes.length)),
    };
}

;// CONCATENATED MODULE: ./build/data/files/structure/walk.js
const broken = (problem, more = {}) => ({ ...more, problem });
const walk_whole = (more = {}) => ({ ...more, problem: null });
/** `at byte 1,204 of 3,000` */
function walk_at(position, reader) {
    return `at byte ${position} of ${reader.size}`;
}

;// CONCATENATED MODULE: ./build/data/files/structure/gif.js

const gif = async (reader) => {
    const head = await reader.read(0, 13);
    if (head.length < 13)
        return broken('the file ends within its head');
    const size = { width: head.readUInt16LE(6), height: head.readUInt16LE(8) };
    let position = 13 + tableSize(head[10] ?? 0);
    let pictures = 0;
    while (position < reader.size) {
        const [kind = 0] = await reader.read(position, 1);
        if (kind === 0x3b)
            return pictures === 0 ? broken('there is no picture in it', size) : walk_whole(size);
        let data;
        if (kind === 0x21)
            data = position + 2;
        else if (kind === 0x2c) {
            const image = await reader.read(position, 10);
            if (image.length < 10)
                break;
            pictures += 1;
            data = position + 10 + tableSize(image[9] ?? 0) + 1;
        }
        else
            return broken(`there is no block ${walk_at(position, reader)}`, size);
        const end = await afterSubBlocks(reader, data);
        if (end === null)
            break;
        position = end;
    }
    return broken('the end is missing (no trailer)', size);
};
function tableSize(flags) {
    return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}
async function afterSubBlocks(reader, from) {
    let position = from;
    while (position < reader.size) {
        const [length = 0] = await reader.read(position, 1);
        position += 1 + length;
        if (length === 0)
            return position;
    }
    return null;
}

;// CONCATENATED MODULE: ./build/data/files/structure/jpeg.js

const SOS = 0xda;
const EOI = 0xd9;
const jpeg_PIECE = 1 << 20;
const jpeg = async (reader) => {
    let position = 2;
    let size;
    let scans = 0;
    for (;;) {
        const head = await reader.read(position, 4);
        if (head.length < 2)
            return broken('the end is missing (no marker EOI)', size);
        if (head[0] !== 0xff)
            return broken(`there is no marker ${walk_at(position, reader)}`, size);
        const marker = head[1] ?? 0;
        if (marker === 0xff) {
            position += 1;
            continue;
        }
        if (marker === EOI) {
            if (size === undefined)
                return broken('no frame stands before the end');
            return scans === 0 ? broken('there is no picture in it (no scan)', size) : walk_whole(size);
        }
        // Markers without a segment: TEM and RSTn.
        if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
            position += 2;
            continue;
        }
        if (head.length < 4)
            return broken(`the file ends within a segment ${walk_at(position, reader)}`, size);
        const length = head.readUInt16BE(2);
        if (length < 2)
            return broken(`a segment has an impossible length ${walk_at(position, reader)}`, size);
        if (position + 2 + length > reader.size)
            return broken(`the file ends within a segment ${walk_at(position, reader)}`, size);
        if (isFrame(marker)) {
            const frame = await reader.read(position + 5, 4);
            if (frame.length === 4)
                size = { height: frame.readUInt16BE(0), width: frame.readUInt16BE(2) };
        }
        position += 2 + length;
        if (marker === SOS) {
            scans += 1;
            const next = await afterScan(reader, position);
            if (next === null)
                return broken('the file ends within the picture (no marker EOI)', size);
            position = next;
        }
    }
};
/** SOF0 to SOF15, without DHT, JPG and DAC. */
function isFrame(marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}
/** Position of the first marker after entropy-coded data, in which FF 00 is a byte and FF Dn a restart. */
async function afterScan(reader, from) {
    let position = from;
    while (position < reader.size) {
        const piece = await reader.read(position, jpeg_PIECE);
        let i = piece.indexOf(0xff);
        while (i !== -1 && i + 1 < piece.length) {
            const next = piece[i + 1] ?? 0;
            if (next === 0xff)
                i += 1;
            else if (next !== 0 && !(next >= 0xd0 && next <= 0xd7))
                return position + i;
            else
                i = piece.indexOf(0xff, i + 2);
        }
        // A marker may lie across two pieces.
        const step = i === -1 ? piece.length : i;
        if (step === 0)
            return null;
        position += step;
        if (position + 1 >= reader.size)
            return null;
    }
    return null;
}

;// CONCATENATED MODULE: ./build/data/files/structure/others.js
/** Formats whose end is told by one look: BMP, PDF, ZIP and what is made of it, MP4 and its kin, Ogg, gzip. */

/** BITMAPFILEHEADER states the size of the file. */
const bmp = async (reader) => {
    const head = await reader.read(0, 26);
    if (head.length < 26)
        return broken('the file ends within its head');
    const size = { width: Math.abs(head.readInt32LE(18)), height: Math.abs(head.readInt32LE(22)) };
    const stated = head.readUInt32LE(2);
    return stated > reader.size
        ? broken(`the head states ${stated} bytes, and the file has ${reader.size}`, size)
        : walk_whole(size);
};
/** ISO 32000: the last 1,024 bytes hold `%%EOF`, and before it stands where the cross-references begin. */
const pdf = async (reader) => {
    const tail = (await reader.read(Math.max(0, reader.size - 2048), 2048)).toString('latin1');
    if (!tail.includes('%%EOF'))
        return broken('the end is missing (no %%EOF)');
    const start = /startxref\s+(\d+)\s+%%EOF/.exec(tail)?.[1];
    if (start === undefined || Number(start) >= reader.size)
        return broken('the cross-references (startxref) point to nowhere');
    return walk_whole();
};
/** PKWARE APPNOTE: the record at the end says where the directory lies. */
const zip = async (reader) => {
    const from = Math.max(0, reader.size - 65_557);
    const tail = await reader.read(from, 65_557);
    const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
    if (end === -1 || end + 22 > tail.length)
        return broken('the end is missing (no directory of the archive)');
    const [length, offset] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
    // Zip64 keeps the numbers elsewhere.
    if (offset === 0xffffffff)
        return walk_whole();
    return offset + length > from + end
        ? broken('the directory of the archive points beyond the file')
        : walk_whole();
};
/** ISO/IEC 14496-12: boxes with lengths fill the file. */
const boxes = async (reader) => {
    let position = 0;
    let index = false;
    let media = false;
    while (position < reader.size) {
        const head = await reader.read(position, 16);
        if (head.length < 8)
            return broken(`the file ends within the head of a box ${walk_at(position, reader)}`);
        const type = head.toString('latin1', 4, 8);
        let length = head.readUInt32BE(0);
        if (length === 1 && head.length === 16)
            length = Number(head.readBigUInt64BE(8));
        if (length === 0)
            length = reader.size - position;
        if (length < 8)
            return broken(`a box has an impossible length ${walk_at(position, reader)}`);
        if (position + length > reader.size)
            return broken(`the file ends within the box ${/^[ -~]{4}$/.test(type) ? type : '?'} ${walk_at(position, reader)}`);
        if (type === 'moov' || type === 'meta')
            index = true;
        if (type === 'mdat')
            media = true;
        // Small pictures may lie within the index itself.
        if (type === 'meta')
            media ||= (await reader.read(position, Math.min(length, 1 << 16))).includes('idat');
        position += length;
    }
    if (!index)
        return broken('the index is missing (no box moov or meta)');
    return media ? walk_whole() : broken('the content is missing (no box mdat)');
};
/** RFC 3533: pages with lengths; the last one of a stream says so. */
const ogg = async (reader) => {
    let position = 0;
    let ended = false;
    while (position < reader.size) {
        const head = await reader.read(position, 27 + 255);
        if (head.length < 27 || head.toString('latin1', 0, 4) !== 'OggS')
            return broken(`there is no page ${walk_at(position, reader)}`);
        const segments = head[26] ?? 0;
        const lengths = head.subarray(27, 27 + segments);
        const length = 27 + segments + lengths.reduce((sum, one) => sum + one, 0);
        if (lengths.length < segments || position + length > reader.size)
            return broken(`the file ends within a page ${walk_at(position, reader)}`);
        ended = ((head[5] ?? 0) & 4) !== 0;
        position += length;
    }
    return ended ? walk_whole() : broken('the end is missing (no last page)');
};
/** Text must be UTF-8 without NUL. */
const others_text = async (reader) => {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const decodes = (piece, stream) => {
        try {
            decoder.decode(piece, { stream });
            return true;
        }
        catch {
            // The only thing that it throws is the answer to the question.
            return false;
        }
    };
    for (let position = 0; position < reader.size; position += 1 << 20) {
        const piece = await reader.read(position, 1 << 20);
        const zero = piece.indexOf(0);
        if (zero !== -1)
            return broken(`a NUL byte ${walk_at(position + zero, reader)}`);
        if (!decodes(piece, position + piece.length < reader.size))
            return broken(`is not UTF-8, after byte ${position} of ${reader.size}`);
    }
    return walk_whole();
};

;// CONCATENATED MODULE: ./build/data/files/structure/png.js
/** PNG (ISO/IEC 15948): chunks with a length and a CRC-32, from IHDR to IEND. */


const png = async (reader) => {
    let position = 8;
    let size;
    let data = 0;
    while (position < reader.size) {
        const head = await reader.read(position, 8);
        if (head.length < 8)
            return broken(`the file ends within the head of a chunk ${walk_at(position, reader)}`, size);
        const length = head.readUInt32BE(0);
        const type = head.toString('latin1', 4, 8);
        if (position + 12 + length > reader.size)
            return broken(`the file ends within the chunk ${shownType(type)} ${walk_at(position, reader)}`, size);
        const body = await reader.read(position + 4, length + 8);
        const sum = body.readUInt32BE(length + 4);
        if ((0,external_node_zlib_.crc32)(body.subarray(0, length + 4)) !== sum)
            return broken(`the checksum of the chunk ${shownType(type)} is wrong ${walk_at(position, reader)}`, size);
        if (type === 'IHDR' && length >= 8)
            size = { width: body.readUInt32BE(4), height: body.readUInt32BE(8) };
        if (type === 'IDAT')
            data += length;
        position += 12 + length;
        if (type === 'IEND') {
            if (size === undefined)
                return broken('there is no chunk IHDR');
            return data === 0 ? broken('there is no picture in it (no chunk IDAT)', size) : walk_whole(size);
        }
    }
    return broken('the end is missing (no chunk IEND)', size);
};
function shownType(type) {
    return /^[A-Za-z]{4}$/.test(type) ? type : 'with an unreadable name';
}

;// CONCATENATED MODULE: ./build/data/files/structure/riff.js
/** RIFF (WAV, WebP, AVI): the head states the length of all, each chunk its own. */

const riff = async (reader) => {
    const head = await reader.read(0, 12);
    if (head.length < 12)
        return broken('the file ends within its head');
    const stated = head.readUInt32LE(4) + 8;
    // Streams that were never finished state 0 or the largest number.
    if (stated > reader.size)
        return broken(`the head states ${stated} bytes, and the file has ${reader.size}`);
    const form = head.toString('latin1', 8, 12);
    let position = 12;
    let size = {};
    let content = 0;
    while (position + 8 <= stated) {
        const chunk = await reader.read(position, 38);
        const type = chunk.toString('latin1', 0, 4);
        const length = chunk.readUInt32LE(4);
        if (position + 8 + length > reader.size)
            return broken(`the file ends within the chunk ${/^[ -~]{4}$/.test(type) ? type.trim() : '?'} ${walk_at(position, reader)}`, size);
        if (type === 'data' || type === 'movi' || /^VP8/.test(type))
            content += length;
        if (type === 'VP8X' && chunk.length >= 18)
            size = { width: 1 + chunk.readUIntLE(12, 3), height: 1 + chunk.readUIntLE(15, 3) };
        if (type === 'VP8 ' && chunk.length >= 18)
            size = { width: chunk.readUInt16LE(14) & 0x3fff, height: chunk.readUInt16LE(16) & 0x3fff };
        if (type === 'VP8L' && chunk.length >= 13) {
            const bits = chunk.readUInt32LE(9);
            size = { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
        }
        position += 8 + length + (length % 2);
    }
    if (form === 'WAVE' && content === 0)
        return broken('there is no sound in it (no samples)');
    if (form === 'WEBP' && content === 0)
        return broken('there is no picture in it');
    return walk_whole(size);
};

;// CONCATENATED MODULE: ./build/data/files/structure/index.js
/** Which walk looks at which media type. A new format is a row here. */





const WALKS = [
    [/^image\/(png|apng)$/, png],
    [/^image\/jpeg$/, jpeg],
    [/^image\/gif$/, gif],
    [/^(image\/webp|audio\/wav|audio\/x-wav|audio\/vnd\.wave|video\/vnd\.avi|video\/x-msvideo)$/, riff],
    [/^image\/bmp$/, bmp],
    [/^application\/pdf$/, pdf],
    [/^application\/(zip|epub\+zip|java-archive|vnd\.(openxmlformats|oasis)[\w.-]*)/, zip],
    [/^(video|audio)\/(mp4|quicktime|x-m4a|x-m4v|3gpp2?)$|^image\/(avif|heic|heif)$/, boxes],
    [/^(audio|video|application)\/ogg|^audio\/(opus|vorbis)/, ogg],
    [/^text\//, others_text],
];
/** Null where nothing is known of the format's structure. */
function walkOf(media) {
    return WALKS.find(([pattern]) => pattern.test(media))?.[1] ?? null;
}

;// CONCATENATED MODULE: ./build/data/files/inspect.js
/** Looks at each file of a dataset once: digest, media type by content, structure, size in pixels. */




/** Files that are looked at side by side: reading waits for the disk. */
const inspect_AT_ONCE = 8;
const inspect_PIECE = 1 << 20;
/** In the order of the dataset. Throws a usage error where a file cannot be opened, and when cancelled. */
async function inspectFiles(ctx, found, labelOf) {
    const inspected = new Array(found.files.length);
    const progress = ctx.log.progress(`files of ${found.name}`);
    let next = 0;
    let done = 0;
    const work = async () => {
        while (next < found.files.length) {
            ctx.signal.throwIfAborted();
            const index = next++;
            const file = found.files[index];
            if (file === undefined)
                return;
            inspected[index] = await withReader(file.path, `dataset ${found.name}: the file`, async (reader) => {
                const media = await mediaOf(reader, file.path);
                const structure = reader.size === 0 ? null : ((await walkOf(media)?.(reader)) ?? null);
                return {
                    ...file,
                    sha256: await digestOf(reader),
                    size: reader.size,
                    media,
                    structure,
                    label: labelOf(file),
                };
            });
            done += 1;
            progress.update(`${done} of ${found.files.length} files`, done / found.files.length);
        }
    };
    try {
        await Promise.all(Array.from({ length: inspect_AT_ONCE }, work));
    }
    finally {
        progress.done();
    }
    return inspected;
}
async function digestOf(reader) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    for (let position = 0; position < reader.size; position += inspect_PIECE)
        hash.update(await reader.read(position, inspect_PIECE));
    return hash.digest('hex');
}

;// CONCATENATED MODULE: ./build/data/files/validate.js
/** Validates a dataset of files: what each file is, whether it is whole, and how the classes stand to each other. */







const validate_SHOWN = 10;
/** What is wrong with the files is a finding; only what cannot be opened (usage error) and cancellation throw. */
async function validateFiles(ctx, found, rules) {
    const labelled = rules.labels === 'folder' || rules.classes !== undefined;
    const files = await inspectFiles(ctx, found, (file) => (labelled ? folderOf(file.path, found) : null));
    const scope = { dataset: found.name, total: files.length, rules };
    const judge = judgeOf(scope);
    const labels = labelled ? countsOf(files) : new Map();
    const findings = [
        ...fileFindings(files, rules, judge),
        ...duplicateFindings(files, labelled, judge),
        ...(labelled ? labelFindings(files, labels, scope, judge) : []),
        ...countFindings(scope),
    ];
    const about = aboutFiles(found.name, files, labels);
    return {
        dataset: digestedDataset(found, files),
        summary: {
            name: found.name,
            path: found.path,
            files: files.length,
            rows: files.length,
            columns: 0,
            sha256: digestedDataset(found, files).sha256,
        },
        findings: [...findings, about],
        notChecked: notChecked(found.name, files, rules),
        checks: checksOf(rules, labelled),
        verdict: (0,build_results/* worst */.QZ)(['pass', ...findings.map(({ verdict }) => verdict)]),
        manifest: files.map((file) => `${JSON.stringify(manifestLine(file))}\n`).join(''),
    };
}
/** A finding over files, by the severity and the share that the rules allow for its check. */
function judgeOf({ dataset, total, rules }) {
    return (check, broken, { what, expected, fix, value }) => {
        if (broken.length === 0)
            return [];
        const share = broken.length / total;
        const allowed = rules.allowed[check] ?? 0;
        const severity = rules.severity[check] ?? FILE_CHECKS[check];
        const within = share <= allowed;
        const where = broken
            .slice(0, validate_SHOWN)
            .map((file) => ({ file: file.shown, ...(value ? { value: value(file) } : {}) }));
        return [
            {
                check: `files.${check}`,
                verdict: within ? 'pass' : validate_failed(severity),
                severity: within ? 'info' : severity,
                subject: { dataset },
                expected,
                actual: `${broken.length} files`,
                count: broken.length,
                share,
                where,
                message: `${broken.length} of ${total} files ${what}${allowed > 0 ? ` (allowed: ${percent(allowed)})` : ''}`,
                ...(fix ? { fix } : {}),
            },
        ];
    };
}
const validate_failed = (severity) => (severity === 'error' ? 'fail' : 'warn');
const percent = (share) => `${Number((100 * share).toPrecision(4))}%`;
function fileFindings(files, rules, judge) {
    const { media, minSize = 0, maxSize = Number.POSITIVE_INFINITY } = rules;
    const full = files.filter((file) => file.size > 0);
    const measured = full.filter(({ structure }) => structure?.width !== undefined);
    return [
        ...judge('empty', files.filter((file) => file.size === 0), {
            what: 'are empty',
            expected: 'files with bytes in them',
        }),
        ...judge('broken', full.filter(({ structure }) => (structure?.problem ?? null) !== null), {
            what: 'are broken or cut off',
            expected: 'files that are whole',
            fix: 'fetch them again, or leave them out',
            value: (file) => file.structure?.problem ?? '',
        }),
        ...(media === undefined
            ? []
            : judge('media', full.filter((file) => !media.some((one) => mediaMatches(file.media, one))), {
                what: 'are of another type by their content',
                expected: media.join(', '),
                value: (file) => file.media,
            })),
        ...judge('name', full.filter((file) => !nameFits(file.path, file.media)), {
            what: 'are not what their name says',
            expected: 'content that fits the ending of the name',
            fix: 'rename them: many readers choose the decoder by the name',
            value: (file) => file.media,
        }),
        ...judge('size', full.filter((file) => file.size < minSize || file.size > maxSize), {
            what: 'are too small or too large',
            expected: bounds('bytes', rules.minSize, rules.maxSize),
            value: (file) => `${(0,base/* groupDigits */.K9)(file.size)} bytes`,
        }),
        ...judge('dimensions', measured.filter((file) => !validate_fits(file, rules)), {
            what: 'are too small or too large in pixels',
            expected: [
                bounds('wide', rules.minWidth, rules.maxWidth),
                bounds('high', rules.minHeight, rules.maxHeight),
            ]
                .filter((part) => part !== '')
                .join(', '),
            value: ({ structure }) => `${structure?.width} × ${structure?.height}`,
        }),
    ];
}
function validate_fits({ structure }, rules) {
    const { width = 0, height = 0 } = structure ?? {};
    return (width >= (rules.minWidth ?? 0) &&
        height >= (rules.minHeight ?? 0) &&
        width <= (rules.maxWidth ?? Number.POSITIVE_INFINITY) &&
        height <= (rules.maxHeight ?? Number.POSITIVE_INFINITY));
}
function bounds(unit, low, high) {
    const parts = [
        ...(low === undefined ? [] : [`at least ${(0,base/* groupDigits */.K9)(low)}`]),
        ...(high === undefined ? [] : [`at most ${(0,base/* groupDigits */.K9)(high)}`]),
    ];
    return parts.length === 0 ? '' : `${parts.join(' and ')} ${unit}`;
}
/** The same bytes twice; under two labels they also contradict each other. */
function duplicateFindings(files, labelled, judge) {
    const first = new Map();
    const labels = new Map();
    const repeated = [];
    for (const file of files) {
        if (file.size === 0)
            continue;
        if (first.has(file.sha256))
            repeated.push(file);
        else
            first.set(file.sha256, file);
        labels.set(file.sha256, (labels.get(file.sha256) ?? new Set()).add(file.label));
    }
    const conflicting = files.filter((file) => file.size > 0 && (labels.get(file.sha256)?.size ?? 0) > 1);
    return [
        ...judge('duplicate', repeated, {
            what: 'repeat another one byte for byte',
            expected: 'each file once',
            value: (file) => `the same as ${first.get(file.sha256)?.shown}`,
        }),
        ...(labelled
            ? judge('conflict', conflicting, {
                what: 'stand under several labels byte for byte',
                expected: 'one label for the same bytes',
                value: (file) => file.label ?? 'no label',
            })
            : []),
    ];
}
/** Over the dataset as a whole. */
function validate_whole({ dataset, rules }, check, parts) {
    const severity = rules.severity[check] ?? FILE_CHECKS[check];
    const verdict = validate_failed(severity);
    return { check: `files.${check}`, verdict, severity, subject: { dataset }, where: [], ...parts };
}
function labelFindings(files, counts, scope, judge) {
    const { classes, minPerClass = 1, maxImbalance } = scope.rules;
    const known = classes ?? [...counts.keys()];
    const numbers = known.map((label) => counts.get(label) ?? 0);
    const few = known.filter((label) => (counts.get(label) ?? 0) < minPerClass);
    const [most, least] = [Math.max(...numbers, 0), Math.min(...numbers)];
    const shown = few.slice(0, validate_SHOWN).map((label) => `${label}: ${counts.get(label) ?? 0}`);
    return [
        ...judge('label', files.filter(({ label }) => label === null || !known.includes(label)), {
            what: classes === undefined ? 'lie in no folder of a label' : 'have no label of the list',
            expected: classes === undefined ? 'a folder for each label' : classes.join(', '),
            value: (file) => file.label ?? 'no folder',
        }),
        ...(few.length === 0
            ? []
            : [
                validate_whole(scope, 'balance', {
                    message: `${few.length} of ${known.length} classes have too few files`,
                    expected: `at least ${minPerClass} of each class`,
                    actual: `${shown.join(', ')}${few.length > validate_SHOWN ? ', …' : ''}`,
                }),
            ]),
        ...(maxImbalance === undefined || known.length === 0 || most <= maxImbalance * least
            ? []
            : [
                validate_whole(scope, 'balance', {
                    message: `the largest class has ${most} files and the smallest ${least}`,
                    expected: `at most ${maxImbalance} times as many`,
                    actual: least === 0 ? 'a class without a file' : `${Number((most / least).toPrecision(3))} times`,
                }),
            ]),
    ];
}
function countFindings(scope) {
    const { total, rules } = scope;
    const { minFiles = 1, maxFiles = Number.POSITIVE_INFINITY } = rules;
    if (total >= minFiles && total <= maxFiles)
        return [];
    return [
        validate_whole(scope, 'count', {
            message: 'the number of files is wrong',
            expected: bounds('files', rules.minFiles, rules.maxFiles),
            actual: `${total} files`,
        }),
    ];
}
/** The first folder below that of the dataset. */
function folderOf(path, found) {
    const parts = (0,external_node_path_.relative)(found.folder ?? '', path).split(external_node_path_.sep);
    return parts.length > 1 ? (parts[0] ?? null) : null;
}
function countsOf(files) {
    const counts = new Map();
    for (const { label } of files)
        if (label !== null)
            counts.set(label, (counts.get(label) ?? 0) + 1);
    return counts;
}
function checksOf(rules, labelled) {
    const always = ['empty', 'broken', 'name', 'duplicate', 'count'];
    const asked = [
        rules.media,
        rules.minSize ?? rules.maxSize,
        rules.minWidth ?? rules.minHeight ?? rules.maxWidth ?? rules.maxHeight,
        rules.maxImbalance,
    ].filter((rule) => rule !== undefined);
    return always.length + asked.length + (labelled ? 3 : 0);
}
/** Types whose structure nobody looked at, with their numbers; and what no walk can see. */
function notChecked(dataset, files, rules) {
    const unknown = new Map();
    for (const file of files) {
        if (file.size > 0 && file.structure === null)
            unknown.set(file.media, (unknown.get(file.media) ?? 0) + 1);
    }
    const unmeasured = files.filter((file) => file.size > 0 && file.structure?.width === undefined).length;
    const pixels = [rules.minWidth, rules.minHeight, rules.maxWidth, rules.maxHeight].some((limit) => limit !== undefined);
    return [
        ...[...unknown].map(([media, count]) => `${dataset}: whether ${count} files of the type ${media} are whole`),
        ...(pixels && unmeasured > 0 ? [`${dataset}: how large ${unmeasured} files are in pixels`] : []),
        `${dataset}: what the files show; structure, checksums and end marks were looked at, nothing was decoded`,
    ];
}
function aboutFiles(dataset, files, labels) {
    const types = new Map();
    for (const { media } of files)
        types.set(media, (types.get(media) ?? 0) + 1);
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    const list = (counts) => {
        const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
        const more = sorted.length > validate_SHOWN ? `, and ${sorted.length - validate_SHOWN} more` : '';
        return `${sorted
            .slice(0, validate_SHOWN)
            .map(([name, count]) => `${name}: ${count}`)
            .join(', ')}${more}`;
    };
    return {
        check: 'files',
        verdict: 'pass',
        severity: 'info',
        subject: { dataset },
        where: [],
        message: `${(0,base/* groupDigits */.K9)(files.length)} files, ${(0,base/* groupDigits */.K9)(bytes)} bytes; types ${list(types)}${labels.size > 0 ? `; classes ${list(labels)}` : ''}`,
    };
}
function manifestLine(file) {
    const { width, height } = file.structure ?? {};
    return {
        path: file.shown,
        size: file.size,
        sha256: file.sha256,
        media: file.media,
        ...(file.label === null ? {} : { label: file.label }),
        ...(width === undefined ? {} : { width, height }),
    };
}

;// CONCATENATED MODULE: ./build/data/files/index.js
/** Datasets of files: images, sounds, documents in folders. What is looked at is bytes, never rows. */




;// CONCATENATED MODULE: ./build/data/import/model.js
/** Thrown by the reader of one item; the item is then listed. */
class CannotCarry extends Error {
    fix;
    constructor(reason, fix) {
        super(reason);
        this.fix = fix;
    }
}
/** Runs the reader of one item: its changes, or the entry for the list. Other errors go on. */
function carry(what, read) {
    try {
        return { changes: read() };
    }
    catch (error) {
        if (!(error instanceof CannotCarry))
            throw error;
        return { lost: { what, reason: error.message, ...(error.fix === undefined ? {} : { fix: error.fix }) } };
    }
}

;// CONCATENATED MODULE: ./build/data/import/fields.js
/** Reads maps of foreign files key by key, so that no key is passed over in silence. */

function isFields(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** The items of a list that are maps, with their places; absent: none. */
function mapsOf(value) {
    return (Array.isArray(value) ? value : []).flatMap((item, index) => isFields(item) ? [{ item, index }] : []);
}
function fields_textOf(value) {
    return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
function textsOf(value) {
    const list = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
    if (list.every((item) => typeof item === 'string'))
        return list;
    throw new CannotCarry(`${JSON.stringify(value)} is no list of names`);
}
function flagOf(value, key) {
    if (typeof value === 'boolean')
        return value;
    throw new CannotCarry(`${key} is ${JSON.stringify(value)}, and should be true or false`);
}
function fields_numberOf(value, key) {
    if (typeof value === 'number' && Number.isFinite(value))
        return value;
    throw new CannotCarry(`${key} is ${JSON.stringify(value)}, and should be a number`);
}
/** Values that a list of valid values can hold. */
function valuesOf(value) {
    if (!Array.isArray(value) || value.length === 0)
        throw new CannotCarry('it is no list of values');
    return value.map((item) => {
        if (typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean')
            return item;
        throw new CannotCarry(`${JSON.stringify(item)} is no value for a list`);
    });
}

;// CONCATENATED MODULE: ./build/data/import/great-expectations/types.js

/** Lower case, without what stands in brackets. A name with no row is listed as not carried over. */
const TYPES = [
    [
        'integer',
        /^(u?int(8|16|32|64|eger)?|(tiny|small|big|medium|huge)int|integertype|longtype|long|shorttype|bytetype|int[248]|serial|bigserial|byteint)$/,
    ],
    [
        'number',
        /^(float(16|32|64|4|8)?|float_|double|double precision|double_precision|real|decimal|numeric|number|floattype|doubletype|decimaltype|dec|fixed)$/,
    ],
    [
        'string',
        /^(str|string|string_|stringdtype|stringtype|text|varchar|char|nvarchar|nchar|ntext|character varying|tinytext|mediumtext|longtext|clob|bpchar)$/,
    ],
    ['boolean', /^(bool|boolean|bool_|booleandtype|booleantype|bit)$/],
    ['date', /^(date|datetype)$/],
    [
        'timestamp',
        /^(datetime|datetime64(\[.*\])?|timestamp(tz|_tz|_ntz|_ltz)?|timestamptype|timestamp with(out)? time zone|datetime2|smalldatetime|datetimetz)$/,
    ],
    ['time', /^time$/],
];
function logicalTypeNamed(name) {
    const plain = name.trim().toLowerCase();
    const bare = plain.startsWith('datetime64') ? plain : plain.replace(/\s*\([^)]*\)/, '');
    return TYPES.find(([, names]) => names.test(bare))?.[0];
}
/** Pandas keeps text as `object`, and whole numbers with gaps as `float64`. */
function typesOf(column, names, mostly) {
    if (mostly !== 1)
        throw new CannotCarry('a share of values of another type is not a thing of the contract');
    const words = names.filter((name) => typeof name === 'string');
    const types = new Set(words.map(logicalTypeNamed));
    const unknown = words.filter((word) => logicalTypeNamed(word) === undefined);
    types.delete(undefined);
    // Lists name the types of many systems at once: those that no system here has may be left out.
    if (types.has('number'))
        types.delete('integer');
    const [type] = types;
    if (type === undefined) {
        throw new CannotCarry(`no logical type is meant by ${names.map((name) => JSON.stringify(name)).join(', ')}`);
    }
    if (types.size > 1)
        throw new CannotCarry(`it allows several types: ${[...types].join(', ')}`);
    if (unknown.length > 0)
        throw new CannotCarry(`the type ${unknown.join(', ')} has no logical type`);
    return [{ kind: 'type', column, type }];
}

;// CONCATENATED MODULE: ./build/data/import/listing.js
/** Collects what a reader carries over and what it does not, for the formats that are maps of maps. */

class Listing {
    prefix;
    items = [];
    notCarried = [];
    constructor(prefix) {
        this.prefix = prefix;
    }
    add(what, read) {
        const result = carry(this.named(what), read);
        if ('lost' in result)
            this.notCarried.push(result.lost);
        else
            this.items.push({ what: this.named(what), changes: result.changes });
    }
    lose(what, reason, fix) {
        this.notCarried.push({ what: this.named(what), reason, ...(fix === undefined ? {} : { fix }) });
    }
    /** Lists keys that nobody knows. */
    unknown(given, known, what) {
        for (const key of Object.keys(given)) {
            if (!known.includes(key))
                this.lose(`${what}${what === '' ? '' : ' '}${key}`, 'is not known here');
        }
    }
    named(what) {
        return this.prefix === '' ? what : `${this.prefix}: ${what}`;
    }
}

;// CONCATENATED MODULE: ./build/data/import/dbt.js
/** Reads tests of a `schema.yml` of dbt: models, seeds, snapshots and tables of sources, each an object. */





const GROUPS = ['models', 'seeds', 'snapshots'];
/** Describes, arranges and checks nothing. */
const ABOUT = [
    'name',
    'description',
    'config',
    'docs',
    'meta',
    'tags',
    'columns',
    'tests',
    'data_tests',
    'latest_version',
    'access',
    'group',
    'identifier',
    'quote',
    'loaded_at_field',
];
function looksLikeDbt(data) {
    return isFields(data) && [...GROUPS, 'sources'].some((group) => mapsOf(data[group]).length > 0);
}
function readDbt(data, file) {
    if (!isFields(data) || !looksLikeDbt(data)) {
        throw (0,base/* usageError */.Wp)({
            where: { file },
            message: 'holds no models, seeds, snapshots or sources',
            expected: 'a schema.yml of dbt',
        });
    }
    const objects = [];
    const notCarried = [];
    const outer = new Listing('');
    outer.unknown(data, ['version', ...GROUPS, 'sources'], '');
    const read = (model, index) => {
        const name = fields_textOf(model['name']) ?? `model${index + 1}`;
        const listing = new Listing(name);
        readModel(model, listing);
        const defaults = [{ kind: 'extra', verdict: 'ignore' }];
        if (fields_textOf(model['description']))
            defaults.push({ kind: 'text', column: null, text: String(model['description']) });
        objects.push({ name, defaults, items: listing.items });
        notCarried.push(...listing.notCarried);
    };
    for (const group of GROUPS)
        for (const { item, index } of mapsOf(data[group]))
            read(item, index);
    for (const { item: source } of mapsOf(data['sources'])) {
        outer.unknown(source, ['name', 'description', 'tables', 'database', 'schema', 'meta', 'tags', 'config', 'loader'], 'source');
        for (const { item, index } of mapsOf(source['tables']))
            read(item, index);
    }
    return {
        id: fields_textOf(objects[0]?.name) ?? 'dbt',
        objects,
        notCarried: [...outer.notCarried, ...notCarried],
        notes: [],
    };
}
function readModel(model, listing) {
    listing.unknown(model, ABOUT, '');
    for (const [test, body] of testsOf(model))
        listing.add(`test ${test}`, () => tableTest(test, body));
    for (const { item, index } of mapsOf(model['columns'])) {
        const column = fields_textOf(item['name']);
        if (column === undefined) {
            listing.lose(`columns[${index}]`, 'it has no name');
            continue;
        }
        const at = (word) => `column ${column}: ${word}`;
        listing.add(at('name'), () => [
            { kind: 'column', column },
            ...(fields_textOf(item['description'])
                ? [{ kind: 'text', column, text: String(item['description']) }]
                : []),
        ]);
        const type = fields_textOf(item['data_type']);
        if (type !== undefined) {
            listing.add(at(`data_type ${type}`), () => {
                const logical = logicalTypeNamed(type);
                if (logical === undefined)
                    throw new CannotCarry('no logical type is meant by it');
                return [{ kind: 'type', column, type: logical }];
            });
        }
        for (const [test, body] of testsOf(item))
            listing.add(at(`test ${test}`), () => columnTest(column, test, body));
        for (const { item: constraint } of mapsOf(item['constraints'])) {
            const kind = String(constraint['type']);
            listing.add(at(`constraint ${kind}`), () => {
                if (kind === 'not_null')
                    return [{ kind: 'required', column }];
                if (kind === 'unique')
                    return [{ kind: 'unique', column }];
                if (kind === 'primary_key')
                    return [{ kind: 'key', columns: [column] }];
                throw new CannotCarry('is not carried over');
            });
        }
        for (const key of Object.keys(item)) {
            if (![
                'name',
                'description',
                'data_type',
                'tests',
                'data_tests',
                'constraints',
                'meta',
                'tags',
                'quote',
                'config',
            ].includes(key)) {
                listing.lose(at(key), 'is not known here');
            }
        }
    }
}
/** Tests by name with their arguments: a bare name, or a map of one name. Since 1.10 arguments may stand apart. */
function testsOf(element) {
    const tests = [element['tests'], element['data_tests']].flatMap((list) => Array.isArray(list) ? list : []);
    return tests.map((test) => {
        if (typeof test === 'string')
            return [test, {}];
        if (!isFields(test))
            return [JSON.stringify(test), {}];
        const [[name, body] = ['', {}]] = Object.entries(test);
        const given = isFields(body) ? body : {};
        const rest = Object.fromEntries(Object.entries(test).slice(1));
        return [name, { ...rest, ...given, ...(isFields(given['arguments']) ? given['arguments'] : {}) }];
    });
}
/** `config` and its older place beside the arguments: what changes the verdict of a test. */
function soft(body, own) {
    const config = { ...body, ...(isFields(body['config']) ? body['config'] : {}) };
    const known = [
        ...own,
        'config',
        'arguments',
        'name',
        'description',
        'tags',
        'meta',
        'severity',
        'enabled',
        'alias',
        'store_failures',
        'limit',
        'test_name',
    ];
    const strange = Object.keys(config).filter((key) => !known.includes(key));
    if (strange.length > 0)
        throw new CannotCarry(`its ${strange.join(', ')} is not carried over`);
    if (config['enabled'] === false)
        throw new CannotCarry('it is switched off');
    return String(config['severity']).toLowerCase() === 'warn';
}
function columnTest(column, test, body) {
    const rule = (warns, words) => ({
        kind: 'rule',
        column,
        rule: { name: test, ...words, ...(warns ? { severity: 'warning' } : {}) },
    });
    switch (test) {
        case 'not_null':
            return soft(body, [])
                ? [rule(true, { metric: 'nullValues', mustBe: 0 })]
                : [{ kind: 'required', column }];
        case 'unique':
            return soft(body, [])
                ? [rule(true, { metric: 'duplicateValues', mustBe: 0 })]
                : [{ kind: 'unique', column }];
        case 'accepted_values': {
            const warns = soft(body, ['values', 'quote']);
            return [
                rule(warns, {
                    metric: 'invalidValues',
                    arguments: { validValues: valuesOf(body['values']) },
                    mustBe: 0,
                }),
            ];
        }
        case 'relationships': {
            if (soft(body, ['to', 'field']))
                throw new CannotCarry('it only warns, and a relationship fails');
            const object = /^\s*(?:ref|source)\(.*['"]([^'"]+)['"]\s*\)\s*$/.exec(String(body['to']))?.[1];
            if (object === undefined)
                throw new CannotCarry(`${JSON.stringify(body['to'])} names no model`);
            return [{ kind: 'reference', columns: [column], object, to: textsOf(body['field']) }];
        }
        default:
            throw new CannotCarry('is no test of dbt itself', 'write it as a quality rule');
    }
}
function tableTest(test, body) {
    if (test !== 'dbt_utils.unique_combination_of_columns') {
        throw new CannotCarry('is no test of dbt itself', 'write it as a quality rule');
    }
    const warns = soft(body, ['combination_of_columns', 'quote_columns']);
    const properties = textsOf(body['combination_of_columns']);
    return [
        ...properties.map((column) => ({ kind: 'column', column })),
        {
            kind: 'rule',
            column: null,
            rule: {
                name: test,
                metric: 'duplicateValues',
                arguments: { properties },
                mustBe: 0,
                ...(warns ? { severity: 'warning' } : {}),
            },
        },
    ];
}

;// CONCATENATED MODULE: ./build/data/import/patterns.js
/** Patterns of other tools as the contract's: RE2, matched against the whole value. */

/** What Python writes otherwise than RE2. */
function fromPython(pattern) {
    return pattern.replace(/\\([\s\S])/g, (whole, letter) => (letter === 'Z' ? '\\z' : whole));
}
function checked(pattern, usable) {
    if (usable(pattern))
        return pattern;
    throw new CannotCarry(`RE2 cannot read the pattern ${pattern}`, 'write it without look-around and back-references');
}
/** A pattern that other tools search for anywhere in the text (Python's `re.search`). */
function searched(pattern, usable) {
    const own = checked(fromPython(pattern), usable);
    const inner = /^\^([\s\S]*)\$$/.exec(own)?.[1];
    // `^a|b$` is two patterns, and `\$` is no end: only what is plainly anchored is shortened.
    if (inner !== undefined && !/[|\\^$]/.test(inner.replace(/\\[dwsDWSbB.+*?()[\]{}/-]/g, '')))
        return inner;
    return `(?s:.*)(?:${own})(?s:.*)`;
}
/** A pattern that other tools match from the beginning (Python's `re.match`). */
function fromBeginning(pattern, usable) {
    return `(?:${checked(fromPython(pattern), usable)})(?s:.*)`;
}
/** A pattern that other tools match against the whole text already. */
function patterns_whole(pattern, usable) {
    return checked(fromPython(pattern), usable);
}
/** A pattern to search for with `regexp_matches`. */
function inside(pattern, usable) {
    return checked(fromPython(pattern), usable);
}
/** LIKE of SQL as a pattern. */
function like(pattern) {
    const parts = [...pattern].map((letter) => letter === '%' ? '.*' : letter === '_' ? '.' : letter.replace(/[\\^$.*+?()[\]{}|]/, '\\$&'));
    return `(?s:${parts.join('')})`;
}
/** A text as a pattern that only it matches. */
function exactly(text) {
    return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

;// CONCATENATED MODULE: ./build/data/import/sql.js
/** Values and rules as SQL, for what the library of the standard has no word for. */


/** The column of a property's rule. */
const PROPERTY = '{property}';
/**
 * A column as a time. Where the contract gives it no type it is text, and in JSON lines text with its quotes.
 */
function timeOf(column) {
    return `TRY_CAST(trim(CAST(${column} AS VARCHAR), '"') AS TIMESTAMP)`;
}
/** A column as text, whatever its type. */
const sql_TEXT = `CAST(${PROPERTY} AS VARCHAR)`;
/**
 * Two columns compared: as numbers where both values are numbers, else as text. Columns without a type are text,
 * and as text 10 comes before 9.
 */
function sql_compared(a, operator, b) {
    const [x, y] = [a, b].map((column) => `CAST(${column} AS VARCHAR)`);
    const [m, n] = [x, y].map((text) => `TRY_CAST(${text} AS DOUBLE)`);
    return `CASE WHEN ${m} IS NOT NULL AND ${n} IS NOT NULL THEN ${m} ${operator} ${n} ELSE ${x} ${operator} ${y} END`;
}
/** A value of a foreign file as an SQL literal of exactly that value. */
function literal(value) {
    if (typeof value === 'string')
        return sqlString(value);
    if (typeof value === 'boolean')
        return String(value);
    if (typeof value === 'number' && Number.isFinite(value)) {
        if (Number.isSafeInteger(value) && !Object.is(value, -0))
            return String(value);
        // With an exponent it is a DOUBLE; without one a DECIMAL, which may round a second time.
        return /e/.test(String(value)) ? String(value) : `${value}e0`;
    }
    throw new CannotCarry(`${JSON.stringify(value)} cannot be written as a value`);
}
/** A list as SQL, to stand after IN. An empty list holds nothing. */
function literals(values) {
    return values.length === 0 ? '(NULL)' : `(${values.map(literal).join(', ')})`;
}
/** A rule over one number that a query gives. */
function sqlRule(name, query, bound) {
    return { name, type: 'sql', query, ...bound };
}
/**
 * A rule over the values of a column: of those that are there, at least the share `mostly` must not be `bad`.
 * The share is of the values that are there, and no values at all satisfy it; `unit: percent` of the standard is of
 * all rows, and would be looser.
 */
function badValues(name, bad, mostly) {
    return badRows(name, bad, mostly, `${PROPERTY} IS NOT NULL`);
}
/** The same over the rows for which `seen` holds. A `bad` that is unknown counts as bad. */
function badRows(name, bad, mostly, seen) {
    const broken = `count(*) FILTER (WHERE (${seen}) AND coalesce(${bad}, true))`;
    if (mostly === 1)
        return sqlRule(name, `SELECT ${broken} FROM {object}`, { mustBe: 0 });
    const all = `count(*) FILTER (WHERE ${seen})`;
    return sqlRule(name, `SELECT coalesce((${all} - ${broken}) / nullif(${all}, 0), 1) FROM {object}`, {
        mustBeGreaterOrEqualTo: mostly,
    });
}
/** The words of the standard for numeric bounds; several where one word is not enough. */
function boundWords({ min, max, strictMin, strictMax }) {
    const given = [min, max].filter((limit) => limit !== null && limit !== undefined);
    if (given.some((limit) => typeof limit !== 'number' || !Number.isFinite(limit))) {
        throw new CannotCarry(`${given.map((limit) => JSON.stringify(limit)).join(' to ')} are no numbers`);
    }
    if (typeof min === 'number' && typeof max === 'number') {
        if (min > max)
            throw new CannotCarry(`the least, ${min}, is more than the most, ${max}`);
        // The standard wants two different numbers.
        if (min === max && !strictMin && !strictMax)
            return [{ mustBe: min }];
        if (!strictMin && !strictMax)
            return [{ mustBeBetween: [min, max] }];
    }
    if (given.length === 0)
        throw new CannotCarry('it has no bound: there is nothing to check');
    return [
        ...(typeof min === 'number'
            ? [{ [strictMin ? 'mustBeGreaterThan' : 'mustBeGreaterOrEqualTo']: min }]
            : []),
        ...(typeof max === 'number' ? [{ [strictMax ? 'mustBeLessThan' : 'mustBeLessOrEqualTo']: max }] : []),
    ];
}
/** Rules over one number with bounds on both sides; none where there is no bound. */
function boundedRules(name, query, bounds, column) {
    return boundWords(bounds).map((words) => ({ kind: 'rule', column, rule: sqlRule(name, query, words) }));
}
/** The names of the columns of the data in their order, from the first row; no rows give no number, and never pass. */
const sql_NAMES = 'json_keys(to_json(t))';
const FIRST = 'FROM {object} t LIMIT 1';
/** The number of columns. */
const COLUMN_COUNT = `SELECT len(${sql_NAMES}) ${FIRST}`;
/** A rule that a column stands at a place, counted from 0, or from the end with -1. */
function columnAt(name, column, index) {
    const there = `coalesce(${sql_NAMES}[${index < 0 ? index : index + 1}] = ${literal(column)}, false)`;
    return [
        { kind: 'rule', column: null, rule: sqlRule(name, `SELECT ${there}::INTEGER ${FIRST}`, { mustBe: 1 }) },
    ];
}
/** A rule that the columns stand in this order, from the first one on. */
function sql_columnOrder(name, columns) {
    if (columns.length === 0)
        return [];
    const same = `${sql_NAMES}[1:${columns.length}] = [${columns.map(literal).join(', ')}]`;
    return [
        { kind: 'rule', column: null, rule: sqlRule(name, `SELECT (${same})::INTEGER ${FIRST}`, { mustBe: 1 }) },
    ];
}

;// CONCATENATED MODULE: ./build/data/import/frictionless-field.js





const frictionless_field_ABOUT = ['name', 'title', 'description', 'example', 'examples', 'rdfType'];
const TYPE_KEYS = [
    'type',
    'format',
    'bareNumber',
    'decimalChar',
    'groupChar',
    'trueValues',
    'falseValues',
    'floatNumber',
];
function frictionlessField(field, index, listing, options) {
    const column = fields_textOf(field['name']);
    if (column === undefined) {
        listing.lose(`fields[${index}]`, 'it has no name');
        return;
    }
    const at = (word) => `field ${column}: ${word}`;
    listing.add(at('name'), () => [
        { kind: 'column', column },
        ...(fields_textOf(field['description']) === undefined
            ? []
            : [{ kind: 'text', column, text: String(field['description']) }]),
    ]);
    const type = fields_textOf(field['type']) ?? 'string';
    listing.add(at(`type ${type}`), () => frictionless_field_typeOf(column, type, field));
    if (field['missingValues'] !== undefined) {
        listing.add(at('missingValues'), () => [frictionless_field_words(column, { missing: missingOf(field['missingValues']) })]);
    }
    if (field['categories'] !== undefined) {
        listing.add(at('categories'), () => {
            const given = field['categories'];
            const list = Array.isArray(given)
                ? given.map((item) => (isFields(item) ? item['value'] : item))
                : given;
            return frictionless_field_among(column, 'categories', valuesOf(list));
        });
    }
    const constraints = isFields(field['constraints']) ? field['constraints'] : {};
    for (const [key, value] of Object.entries(constraints)) {
        listing.add(at(`constraint ${key}`), () => constraint(column, key, value, type, options));
    }
    const left = Object.keys(field).filter((key) => ![...frictionless_field_ABOUT, ...TYPE_KEYS, 'missingValues', 'categories', 'categoriesOrdered', 'constraints'].includes(key));
    for (const key of left)
        listing.lose(at(key), 'is not known here');
    if (field['categoriesOrdered'] !== undefined)
        listing.lose(at('categoriesOrdered'), 'a contract knows no order of values');
}
const frictionless_field_words = (column, value) => ({
    kind: 'custom',
    column,
    property: 'assay.text',
    value,
});
const is = (column, type) => ({ kind: 'type', column, type });
const NUMBERS = { leadingZeros: 'allow', plusSign: 'allow' };
function frictionless_field_typeOf(column, type, field) {
    const format = fields_textOf(field['format']) ?? 'default';
    const plain = () => {
        if (format !== 'default')
            throw new CannotCarry(`the format ${format} of ${type} is not known here`);
    };
    if (field['bareNumber'] === false)
        throw new CannotCarry('bareNumber: signs around numbers are not read here');
    switch (type) {
        case 'any':
            return [{ kind: 'column', column }];
        case 'string': {
            const known = { email: 'email', uri: 'uri', uuid: 'uuid' };
            const found = Object.entries(known).find(([word]) => word === format)?.[1];
            if (found === undefined)
                plain();
            const limits = found === undefined
                ? []
                : [{ kind: 'limits', column, types: ['string'], limits: { format: found } }];
            return [is(column, 'string'), ...limits];
        }
        case 'integer':
        case 'year': {
            plain();
            const group = fields_textOf(field['groupChar']);
            // Whole numbers have no decimal sign, and the separator may not be it.
            const signs = group === undefined ? {} : { thousands: group, decimal: group === '.' ? ',' : '.' };
            const text = frictionless_field_words(column, { ...NUMBERS, ...signs });
            const years = {
                kind: 'limits',
                column,
                types: ['integer'],
                limits: { minimum: 0, maximum: 9999 },
            };
            return [is(column, 'integer'), text, ...(type === 'year' ? [years] : [])];
        }
        case 'number': {
            plain();
            const group = fields_textOf(field['groupChar']);
            const decimal = fields_textOf(field['decimalChar']);
            const text = {
                ...NUMBERS,
                bareDecimals: 'allow',
                ...(group === undefined ? {} : { thousands: group }),
                ...(decimal === undefined ? {} : { decimal }),
            };
            return [is(column, 'number'), frictionless_field_words(column, text)];
        }
        case 'boolean': {
            plain();
            const yes = field['trueValues'] ?? ['true', 'True', 'TRUE', '1'];
            const no = field['falseValues'] ?? ['false', 'False', 'FALSE', '0'];
            return [is(column, 'boolean'), frictionless_field_words(column, { trueValues: valuesOf(yes), falseValues: valuesOf(no) })];
        }
        case 'date':
        case 'time':
        case 'datetime': {
            const logical = type === 'datetime' ? 'timestamp' : type;
            if (format === 'default')
                return [is(column, logical)];
            const pattern = jdkFormat(format);
            return [is(column, logical), { kind: 'limits', column, types: [logical], limits: { format: pattern } }];
        }
        case 'yearmonth':
            plain();
            return [
                is(column, 'string'),
                { kind: 'limits', column, types: ['string'], limits: { pattern: '[0-9]{4}-(0[1-9]|1[0-2])' } },
            ];
        case 'duration': {
            plain();
            const pattern = '-?P(?:[0-9.]+[YMWD])*(?:T(?:[0-9.]+[HMS])+)?';
            return [is(column, 'string'), { kind: 'limits', column, types: ['string'], limits: { pattern } }];
        }
        default:
            throw new CannotCarry(`values of the type ${type} are not checked here`);
    }
}
const STRPTIME = {
    Y: 'yyyy',
    m: 'MM',
    d: 'dd',
    H: 'HH',
    M: 'mm',
    S: 'ss',
    f: 'SSSSSS',
};
/** A pattern of strptime in the words of the standard. */
function jdkFormat(format) {
    if (format === 'any')
        throw new CannotCarry('any date that dateutil reads is right there', 'state the format');
    return format.replace(/%(.)|([A-Za-z]+)/g, (whole, letter, literal) => {
        if (literal !== undefined)
            return literal === 'T' ? 'T' : `'${literal}'`;
        const found = STRPTIME[letter ?? ''];
        if (found === undefined)
            throw new CannotCarry(`${whole} of the format ${format} is not read here`);
        return found;
    });
}
function frictionless_field_among(column, name, values) {
    const rule = { name, metric: 'invalidValues', arguments: { validValues: values }, mustBe: 0 };
    return [{ kind: 'rule', column, rule }];
}
const frictionless_field_LENGTHS = ['minLength', 'maxLength'];
const ENDS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'];
function constraint(column, key, value, type, { usable }) {
    if (key === 'required')
        return flagOf(value, key) ? [{ kind: 'required', column }] : [];
    if (key === 'unique')
        return flagOf(value, key) ? [{ kind: 'unique', column }] : [];
    if (frictionless_field_LENGTHS.includes(key)) {
        if (type !== 'string')
            throw new CannotCarry(`lengths of the type ${type} are not measured here`);
        return [{ kind: 'limits', column, types: ['string'], limits: { [key]: fields_numberOf(value, key) } }];
    }
    if (ENDS.includes(key))
        return [end(column, key, value, type)];
    if (key === 'pattern') {
        const pattern = patterns_whole(String(value), usable);
        return [
            {
                kind: 'rule',
                column,
                rule: { name: key, metric: 'invalidValues', arguments: { pattern }, mustBe: 0 },
            },
        ];
    }
    if (key === 'enum')
        return frictionless_field_among(column, key, valuesOf(value));
    if (key === 'jsonSchema')
        throw new CannotCarry('no check here knows JSON Schema');
    throw new CannotCarry('is no constraint that is known here');
}
function end(column, key, value, type) {
    const temporal = { date: 'date', datetime: 'timestamp', time: 'time' };
    const logical = Object.entries(temporal).find(([word]) => word === type)?.[1];
    if (logical !== undefined) {
        return { kind: 'limits', column, types: [logical], limits: { [key]: String(value) } };
    }
    if (type === 'yearmonth') {
        const breaks = { minimum: '<', maximum: '>', exclusiveMinimum: '<=', exclusiveMaximum: '>=' };
        const sign = Object.entries(breaks).find(([word]) => word === key)?.[1] ?? '<';
        const limit = `'${String(value).replaceAll("'", "''")}'`;
        return {
            kind: 'rule',
            column,
            rule: badValues(key, `${sql_TEXT} ${sign} ${limit}`, 1),
        };
    }
    if (!['integer', 'number', 'year'].includes(type))
        throw new CannotCarry(`values of the type ${type} have no order here`);
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return { kind: 'limits', column, types: ['integer', 'number'], limits: { [key]: fields_numberOf(number, key) } };
}

;// CONCATENATED MODULE: ./build/data/import/frictionless.js
/** Reads a Table Schema, a Data Resource or a Data Package of Frictionless (v1 and v2), as JSON or YAML. */






/** Describes and checks nothing. */
const frictionless_ABOUT = [
    ...[
        'name',
        'title',
        'description',
        'homepage',
        'version',
        'id',
        'created',
        'image',
        'keywords',
        'profile',
        '$schema',
    ],
    ...['sources', 'licenses', 'contributors', 'type', 'scheme', 'format', 'mediatype', 'path', 'data'],
];
const SCHEMA_KEYS = ['fields', 'missingValues', 'primaryKey', 'foreignKeys', 'uniqueKeys', 'fieldsMatch'];
function looksLikeFrictionless(data) {
    if (!isFields(data))
        return false;
    const { fields, resources, schema } = data;
    return (mapsOf(fields).some(({ item }) => 'name' in item) ||
        mapsOf(resources).length > 0 ||
        (isFields(schema) && looksLikeFrictionless(schema)));
}
function readFrictionless(data, file, options) {
    if (!looksLikeFrictionless(data) || !isFields(data)) {
        throw (0,base/* usageError */.Wp)({
            where: { file },
            message: 'is no Table Schema and no Data Package',
            expected: 'a map with `fields`, `schema` or `resources`',
        });
    }
    const objects = [];
    const notCarried = [];
    const read = (resource, name, prefix) => {
        const listing = new Listing(prefix);
        objects.push(readResource(resource, name, listing, options));
        notCarried.push(...listing.notCarried);
    };
    if (Array.isArray(data['resources'])) {
        const listing = new Listing('');
        listing.unknown(data, [...frictionless_ABOUT, 'resources'], '');
        notCarried.push(...listing.notCarried);
        for (const { item, index } of mapsOf(data['resources'])) {
            const name = fields_textOf(item['name']) ?? `resource${index + 1}`;
            read(item, name, `resource ${name}`);
        }
    }
    else if (isFields(data['schema']))
        read(data, fields_textOf(data['name']) ?? options.object, '');
    else
        read({ schema: data }, options.object, '');
    return {
        id: fields_textOf(data['name']) ?? options.object,
        ...(fields_textOf(data['description']) === undefined ? {} : { description: String(data['description']) }),
        objects,
        notCarried,
        notes: [
            'numbers may be NaN and INF there, and never pass here',
            'the schema is read against the names of columns, there against their places',
        ],
    };
}
function readResource(resource, name, listing, options) {
    const own = [
        ...frictionless_ABOUT,
        'schema',
        'dialect',
        'encoding',
        'hash',
        'bytes',
        'stats',
        'extrapaths',
        'compression',
    ];
    listing.unknown(resource, own, '');
    for (const key of ['hash', 'bytes', 'stats', 'extrapaths', 'compression']) {
        if (resource[key] !== undefined)
            listing.lose(key, 'it is about the file of that day, and not about its data');
    }
    const { schema, dialect, encoding } = resource;
    if (fields_textOf(encoding) !== undefined)
        listing.add('encoding', () => encodingOf(String(encoding)));
    if (typeof schema === 'string')
        listing.lose('schema', `it is another file, ${schema}`, 'import that file');
    if (typeof dialect === 'string')
        listing.lose('dialect', `it is another file, ${dialect}`);
    if (isFields(dialect))
        readDialect(dialect, listing);
    const defaults = [{ kind: 'extra', verdict: 'fail' }];
    if (!isFields(schema))
        return { name, defaults: [{ kind: 'extra', verdict: 'ignore' }], items: listing.items };
    listing.unknown(schema, [...frictionless_ABOUT, ...SCHEMA_KEYS], 'schema');
    const fields = mapsOf(schema['fields']);
    const names = fields.flatMap(({ item }) => fields_textOf(item['name']) ?? []);
    if (schema['missingValues'] !== undefined) {
        listing.add('missingValues', () => [frictionless_text(null, { missing: missingOf(schema['missingValues']) })]);
    }
    const match = one(schema['fieldsMatch']) ?? 'exact';
    const extra = match === 'subset' ? 'ignore' : 'fail';
    if (match === 'exact' && names.length > 0) {
        listing.add('order of fields', () => sql_columnOrder('fieldsMatch exact', names));
    }
    else if (match === 'equal' || match === 'subset') {
        listing.add(`fieldsMatch ${match}`, () => [{ kind: 'extra', verdict: extra }]);
    }
    else {
        listing.lose(`fieldsMatch ${match}`, 'columns may be absent there, and in a contract every column has to be there');
    }
    for (const { item, index } of fields)
        frictionlessField(item, index, listing, options);
    readKeys(schema, name, listing);
    return {
        name,
        defaults: extra === 'ignore' ? [{ kind: 'extra', verdict: 'ignore' }] : defaults,
        items: listing.items,
    };
}
/** v2 writes `fieldsMatch` as a list of one word. */
function one(value) {
    return fields_textOf(Array.isArray(value) ? value[0] : value);
}
const frictionless_text = (column, value) => ({
    kind: 'custom',
    column,
    property: 'assay.text',
    value,
});
/** v2 lets a missing value be a map with a label. */
function missingOf(value) {
    if (!Array.isArray(value))
        throw new CannotCarry('it is no list');
    return textsOf(value.map((item) => (isFields(item) ? item['value'] : item)));
}
function readKeys(schema, name, listing) {
    if (schema['primaryKey'] !== undefined) {
        listing.add('primaryKey', () => {
            const columns = textsOf(schema['primaryKey']);
            return columns.length === 0 ? [] : [{ kind: 'key', columns }];
        });
    }
    (Array.isArray(schema['uniqueKeys']) ? schema['uniqueKeys'] : []).forEach((key, index) => {
        listing.add(`uniqueKeys[${index}]`, () => {
            const columns = textsOf(key);
            return [
                {
                    kind: 'rule',
                    column: null,
                    rule: {
                        name: 'uniqueKeys',
                        metric: 'duplicateValues',
                        arguments: { properties: columns },
                        mustBe: 0,
                    },
                },
            ];
        });
    });
    for (const { item, index } of mapsOf(schema['foreignKeys'])) {
        listing.add(`foreignKeys[${index}]`, () => {
            const reference = item['reference'];
            if (!isFields(reference))
                throw new CannotCarry('it has no reference');
            const object = fields_textOf(reference['resource']) ?? name;
            return [
                { kind: 'reference', columns: textsOf(item['fields']), object, to: textsOf(reference['fields']) },
            ];
        });
    }
}
function encodingOf(encoding) {
    const name = encoding.toLowerCase().replace(/[^a-z0-9]/g, '');
    const known = {
        utf8: 'utf-8',
        utf8sig: 'utf-8',
        ascii: 'utf-8',
        utf16: 'utf-16',
        latin1: 'latin-1',
        iso88591: 'latin-1',
    };
    const found = Object.entries(known).find(([word]) => word === name)?.[1];
    if (found === undefined)
        throw new CannotCarry(`the encoding ${encoding} is not read`, 'convert the file to UTF-8');
    return found === 'utf-8' ? [] : [csv({ encoding: found })];
}
const csv = (value) => ({ kind: 'custom', column: null, property: 'assay.csv', value });
/** In v1 and v2 the words stand in the dialect itself, in frictionless-py under `csv`. */
function readDialect(given, listing) {
    const dialect = { ...given, ...(isFields(given['csv']) ? given['csv'] : {}) };
    const words = {
        delimiter: (value) => [csv({ delimiter: value })],
        quoteChar: (value) => [csv({ quote: value })],
        escapeChar: (value) => [csv({ escape: value })],
        commentChar: (value) => [csv({ comment: value })],
        header: (value) => [csv({ header: flagOf(value, 'header') })],
        nullSequence: (value) => [frictionless_text(null, { missing: ['', ...textsOf(value)] })],
    };
    const usual = {
        doubleQuote: true,
        skipInitialSpace: false,
        lineTerminator: '\r\n',
        caseSensitiveHeader: false,
    };
    for (const [key, value] of Object.entries(dialect)) {
        const word = words[key];
        if (word !== undefined)
            listing.add(`dialect ${key}`, () => word(value));
        else if (!['csv', 'csvddfVersion', '$schema', 'type'].includes(key) &&
            usual[key] !== value &&
            !(key === 'lineTerminator' && value === '\n')) {
            listing.lose(`dialect ${key}`, `${JSON.stringify(value)} is not read here`);
        }
    }
}

;// CONCATENATED MODULE: ./build/data/import/great-expectations/row.js
/** A row of the table of expectations: how one type of expectation becomes changes of a contract. */


const rule = (column, body) => ({ kind: 'rule', column, rule: body });
const row_present = (column) => ({ kind: 'column', column });
/** What an expectation cannot become, with the reason and what to do instead. */
function never(reason, fix) {
    return () => {
        throw new CannotCarry(reason, fix);
    };
}
/** Whether rows are looked at, by what is missing in them. */
function seenRows(columns, ignore) {
    if (ignore === 'never')
        return 'true';
    const there = columns.map((column) => `${sqlName(column)} IS NOT NULL`);
    return there.join(ignore === 'all' ? ' OR ' : ' AND ');
}
/** How values of a list compare: as numbers where all are numbers. */
function weakTypeOf(column, values) {
    const of = (type) => values.length > 0 && values.every((value) => typeof value === type);
    const type = of('number') ? 'number' : of('boolean') ? 'boolean' : of('string') ? 'string' : undefined;
    return type === undefined || type === 'string' ? [] : [{ kind: 'type', column, type, weak: true }];
}
const asText = (column) => ({ kind: 'type', column, type: 'string', weak: true });
const asNumber = (column) => ({ kind: 'type', column, type: 'number', weak: true });

;// CONCATENATED MODULE: ./build/data/import/great-expectations/column-rows.js
/** Expectations about the values of one column, each of which is right or not. */






/** A rule of the library where every value must be right, SQL where a share may be wrong. */
function pattern(column, expression, mostly, { name }) {
    return mostly === 1
        ? [rule(column, { name, metric: 'invalidValues', arguments: { pattern: expression }, mustBe: 0 })]
        : [
            asText(column),
            rule(column, badValues(name, `NOT regexp_full_match(${sql_TEXT}, ${sqlString(expression)})`, mostly)),
        ];
}
function unwanted(column, expressions, mostly, { name }) {
    const found = expressions.map((expression) => `regexp_matches(${sql_TEXT}, ${sqlString(expression)})`);
    return [asText(column), rule(column, badValues(name, found.join(' OR ') || 'false', mostly))];
}
function column_rows_lengths(k, { name }, low, high) {
    const column = k.string('column');
    const mostly = k.mostly();
    const minLength = low === undefined ? undefined : Math.ceil(low);
    const maxLength = high === undefined ? undefined : Math.floor(high);
    if ((minLength ?? 0) < 0 || (maxLength ?? 0) < 0)
        throw new CannotCarry('a length is less than 0');
    if (mostly === 1) {
        const limits = {
            ...(minLength === undefined ? {} : { minLength }),
            ...(maxLength === undefined ? {} : { maxLength }),
        };
        return [
            { kind: 'type', column, type: 'string' },
            ...(Object.keys(limits).length > 0
                ? [{ kind: 'limits', column, types: ['string'], limits }]
                : []),
        ];
    }
    const bad = [
        ...(minLength === undefined ? [] : [`length(${PROPERTY}) < ${minLength}`]),
        ...(maxLength === undefined ? [] : [`length(${PROPERTY}) > ${maxLength}`]),
    ];
    return [
        { kind: 'type', column, type: 'string' },
        rule(column, badValues(name, bad.join(' OR ') || 'false', mostly)),
    ];
}
function between(k, { name }) {
    const column = k.string('column');
    const mostly = k.mostly();
    const { min, max, strictMin, strictMax } = k.bounds();
    if (k.flag('allow_cross_type_comparisons'))
        throw new CannotCarry('it compares values of several types');
    const asTimes = k.flag('parse_strings_as_datetimes');
    k.raw('output_strftime_format');
    const given = [min, max].filter((limit) => limit !== undefined);
    if (given.length === 0)
        throw new CannotCarry('it has neither min_value nor max_value');
    const numeric = given.every((limit) => typeof limit === 'number');
    if (!numeric && !given.every((limit) => typeof limit === 'string')) {
        throw new CannotCarry('its ends are of several types');
    }
    if (numeric && mostly === 1) {
        const limits = {
            ...(min === undefined ? {} : { [strictMin ? 'exclusiveMinimum' : 'minimum']: min }),
            ...(max === undefined ? {} : { [strictMax ? 'exclusiveMaximum' : 'maximum']: max }),
        };
        return [asNumber(column), { kind: 'limits', column, types: ['number', 'integer'], limits }];
    }
    const times = !numeric && (asTimes || given.every(column_rows_isTime));
    const value = times ? timeOf(PROPERTY) : PROPERTY;
    const limit = (end) => (times ? `TIMESTAMP ${literal(end)}` : literal(end));
    const bad = [
        ...(min === undefined ? [] : [`${value} ${strictMin ? '<=' : '<'} ${limit(min)}`]),
        ...(max === undefined ? [] : [`${value} ${strictMax ? '>=' : '>'} ${limit(max)}`]),
    ];
    return [
        ...(numeric ? [asNumber(column)] : times ? [row_present(column)] : [asText(column)]),
        rule(column, badValues(name, bad.join(' OR '), mostly)),
    ];
}
function column_rows_isTime(value) {
    return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?$/.test(value);
}
function inSet(k, { name }, mostly) {
    const column = k.string('column');
    k.flag('parse_strings_as_datetimes');
    const values = k.optionalList('value_set');
    // Without a set every value is right.
    if (values === undefined)
        return [row_present(column)];
    const there = values.filter((value) => value !== null);
    if (there.length === 0)
        return [rule(column, badValues(name, 'true', mostly))];
    const types = weakTypeOf(column, there);
    // The library compares booleans as text, which JSON and CSV may write in several ways.
    if (mostly === 1 && there.every((value) => typeof value !== 'boolean')) {
        there.forEach(literal);
        return [
            ...types,
            rule(column, { name, metric: 'invalidValues', arguments: { validValues: there }, mustBe: 0 }),
        ];
    }
    return [
        ...(types.length > 0 ? types : [asText(column)]),
        rule(column, badValues(name, `${PROPERTY} NOT IN ${literals(there)}`, mostly)),
    ];
}
function order(word) {
    return (k, { name }) => {
        const column = k.string('column');
        const mostly = k.mostly();
        const strictly = k.flag('strictly');
        k.flag('parse_strings_as_datetimes');
        const wrong = `${word === 'up' ? '<' : '>'}${strictly ? '=' : ''}`;
        // Missing values are passed over, as the expectation does: each value is compared with the last one there is.
        const from = `(SELECT ${PROPERTY} AS v, lag(${PROPERTY}) OVER () AS previous FROM {object} WHERE ${PROPERTY} IS NOT NULL)`;
        const broken = `count(*) FILTER (WHERE v ${wrong} previous)`;
        return [
            asNumber(column),
            rule(column, {
                name,
                type: 'sql',
                query: `SELECT coalesce((count(v) - ${broken}) / nullif(count(v), 0), 1) FROM ${from}`,
                mustBeGreaterOrEqualTo: mostly,
            }),
        ];
    };
}
/** Short forms of strftime that the engine does not know. */
const SHORT_FORMATS = {
    D: '%m/%d/%y',
    F: '%Y-%m-%d',
    T: '%H:%M:%S',
    R: '%H:%M',
};
const DRIFT = 'compare with a reference instead: `drift:` of a dataset in assay.yaml';
const COLUMN_ROWS = {
    expect_column_values_to_not_be_null: (k, { name }) => {
        const column = k.string('column');
        const mostly = k.mostly();
        if (mostly === 1)
            return [{ kind: 'required', column }];
        const allowed = Number((100 * (1 - mostly)).toPrecision(12));
        return [rule(column, { name, metric: 'nullValues', unit: 'percent', mustBeLessOrEqualTo: allowed })];
    },
    expect_column_values_to_be_null: (k, { name }) => {
        const column = k.string('column');
        const least = Number((100 * k.mostly()).toPrecision(12));
        return [rule(column, { name, metric: 'nullValues', unit: 'percent', mustBeGreaterOrEqualTo: least })];
    },
    expect_column_values_to_be_unique: (k, { name }) => {
        const column = k.string('column');
        const mostly = k.mostly();
        if (mostly === 1)
            return [{ kind: 'unique', column }];
        const from = `(SELECT count(*) AS n FROM {object} WHERE ${PROPERTY} IS NOT NULL GROUP BY ${PROPERTY})`;
        const query = `SELECT coalesce(sum(n) FILTER (WHERE n = 1), 0) / coalesce(sum(n), 1) FROM ${from}`;
        const none = `CASE WHEN count(*) = 0 THEN 1 ELSE ${query.slice('SELECT '.length, query.indexOf(' FROM'))} END`;
        return [
            rule(column, {
                name,
                type: 'sql',
                query: `SELECT ${none} FROM ${from}`,
                mustBeGreaterOrEqualTo: mostly,
            }),
        ];
    },
    expect_column_values_to_be_in_set: (k, context) => inSet(k, context, k.mostly()),
    expect_column_distinct_values_to_be_in_set: (k, context) => inSet(k, context, 1),
    expect_column_values_to_not_be_in_set: (k, { name }) => {
        const column = k.string('column');
        const mostly = k.mostly();
        k.flag('parse_strings_as_datetimes');
        const values = (k.optionalList('value_set') ?? []).filter((value) => value !== null);
        if (values.length === 0)
            throw new CannotCarry('its value_set holds no value');
        const types = weakTypeOf(column, values);
        return [
            ...(types.length > 0 ? types : [asText(column)]),
            rule(column, badValues(name, `${PROPERTY} IN ${literals(values)}`, mostly)),
        ];
    },
    expect_column_values_to_be_between: between,
    expect_column_value_lengths_to_be_between: (k, context) => {
        const { min, max, strictMin, strictMax } = k.bounds();
        if (min === undefined && max === undefined)
            throw new CannotCarry('it has neither min_value nor max_value');
        if ([min, max].some((limit) => limit !== undefined && typeof limit !== 'number')) {
            throw new CannotCarry('a length is no number');
        }
        const low = typeof min === 'number' ? (strictMin ? Math.floor(min) + 1 : min) : undefined;
        const high = typeof max === 'number' ? (strictMax ? Math.ceil(max) - 1 : max) : undefined;
        return column_rows_lengths(k, context, low, high);
    },
    expect_column_value_lengths_to_equal: (k, context) => {
        const value = k.number('value');
        return column_rows_lengths(k, context, value, value);
    },
    expect_column_values_to_match_regex: (k, context) => pattern(k.string('column'), searched(k.string('regex'), context.usable), k.mostly(), context),
    expect_column_values_to_not_match_regex: (k, context) => unwanted(k.string('column'), [inside(k.string('regex'), context.usable)], k.mostly(), context),
    expect_column_values_to_match_regex_list: (k, context) => {
        const column = k.string('column');
        const mostly = k.mostly();
        const every = k.choice('match_on', ['any', 'all'], 'any') === 'all';
        const found = k.strings('regex_list').map((expression) => inside(expression, context.usable));
        if (found.length === 0)
            throw new CannotCarry('its list of patterns is empty');
        const matches = found.map((expression) => `regexp_matches(${sql_TEXT}, ${sqlString(expression)})`);
        const good = matches.join(every ? ' AND ' : ' OR ');
        return [asText(column), rule(column, badValues(context.name, `NOT (${good})`, mostly))];
    },
    expect_column_values_to_not_match_regex_list: (k, context) => unwanted(k.string('column'), k.strings('regex_list').map((expression) => inside(expression, context.usable)), k.mostly(), context),
    expect_column_values_to_match_like_pattern: (k, context) => pattern(k.string('column'), like(k.string('like_pattern')), k.mostly(), context),
    expect_column_values_to_not_match_like_pattern: (k, context) => unwanted(k.string('column'), [`^${like(k.string('like_pattern'))}$`], k.mostly(), context),
    expect_column_values_to_match_like_pattern_list: (k, context) => {
        const column = k.string('column');
        const mostly = k.mostly();
        const every = k.choice('match_on', ['any', 'all'], 'any') === 'all';
        const patterns = k.strings('like_pattern_list').map(like);
        if (patterns.length === 0)
            throw new CannotCarry('its list of patterns is empty');
        if (!every)
            return pattern(column, patterns.join('|'), mostly, context);
        const good = patterns.map((text) => `regexp_full_match(${sql_TEXT}, ${sqlString(text)})`).join(' AND ');
        return [asText(column), rule(column, badValues(context.name, `NOT (${good})`, mostly))];
    },
    expect_column_values_to_not_match_like_pattern_list: (k, context) => unwanted(k.string('column'), k.strings('like_pattern_list').map((text) => `^${like(text)}$`), k.mostly(), context),
    expect_column_values_to_match_strftime_format: (k, { name }) => {
        const column = k.string('column');
        const format = k
            .string('strftime_format')
            .replace(/%([DFTR])/g, (_, letter) => SHORT_FORMATS[letter] ?? '');
        const unknown = [...format.matchAll(/%(.)/g)].find(([, letter = '']) => !'aAwdbBmyYHIpMSfzZjUWcxX%'.includes(letter));
        if (unknown !== undefined)
            throw new CannotCarry(`the engine cannot read ${unknown[0]} of the format ${format}`);
        return [
            asText(column),
            rule(column, badValues(name, `try_strptime(${sql_TEXT}, ${sqlString(format)}) IS NULL`, k.mostly())),
        ];
    },
    expect_column_values_to_be_json_parseable: (k, { name }) => {
        const column = k.string('column');
        return [asText(column), rule(column, badValues(name, `NOT json_valid(${sql_TEXT})`, k.mostly()))];
    },
    expect_column_value_z_scores_to_be_less_than: (k, { name }) => {
        const column = k.string('column');
        const threshold = k.number('threshold');
        const score = `(${PROPERTY} - (SELECT avg(${PROPERTY}) FROM {object})) / (SELECT nullif(stddev_samp(${PROPERTY}), 0) FROM {object})`;
        const bad = k.flag('double_sided')
            ? `abs(${score}) >= ${literal(Math.abs(threshold))}`
            : `${score} >= ${literal(threshold)}`;
        return [asNumber(column), rule(column, badValues(name, bad, k.mostly()))];
    },
    expect_column_values_to_be_of_type: (k) => typesOf(k.string('column'), [k.raw('type_') ?? null], k.mostly()),
    expect_column_values_to_be_in_type_list: (k) => {
        const column = k.string('column');
        const types = k.optionalList('type_list');
        return types === undefined ? [row_present(column)] : typesOf(column, types, k.mostly());
    },
    expect_column_values_to_be_increasing: order('up'),
    expect_column_values_to_be_decreasing: order('down'),
    expect_column_values_to_be_dateutil_parseable: never('it accepts whatever dateutil takes for a date, which is nearly anything', 'declare `logicalType: date` or `timestamp`, with a `format` where it is not ISO 8601'),
    expect_column_values_to_match_json_schema: never('no check here knows JSON Schema'),
    expect_column_kl_divergence_to_be_less_than: never('it compares with a distribution', DRIFT),
    expect_column_chisquare_test_p_value_to_be_greater_than: never('it compares with a distribution', DRIFT),
    expect_column_bootstrapped_ks_test_p_value_to_be_greater_than: never('it compares with a distribution', DRIFT),
    expect_column_parameterized_distribution_ks_test_p_value_to_be_greater_than: never('it compares with a distribution', DRIFT),
};

;// CONCATENATED MODULE: ./build/data/import/great-expectations/kwargs.js
/** The arguments of an expectation, read strictly: one that nobody asked for is never passed over. */

/** They say how a result is shown or where the data comes from, and have no say in the verdict. */
const SILENT = ['result_format', 'catch_exceptions', 'include_config', 'batch_id', 'table'];
class Kwargs {
    given;
    asked = new Set(SILENT);
    constructor(given) {
        this.given = given;
    }
    /** Throws where an argument was given that no method asked for. */
    done() {
        const condition = this.given['row_condition'];
        if (condition !== undefined && condition !== null) {
            throw new CannotCarry(`it looks only at rows with ${JSON.stringify(condition)}`, 'write it as a rule of `type: sql` with a WHERE');
        }
        this.asked.add('row_condition').add('condition_parser');
        const left = Object.keys(this.given).filter((key) => !this.asked.has(key));
        if (left.length > 0)
            throw new CannotCarry(`its argument ${left.join(', ')} is not known here`);
    }
    raw(key) {
        this.asked.add(key);
        const value = this.given[key];
        if (typeof value === 'object' &&
            value !== null &&
            Object.keys(value).some((word) => word.startsWith('$'))) {
            throw new CannotCarry(`its argument ${key} is ${JSON.stringify(value)}, which is known only when the suite runs`, 'write the value into the contract');
        }
        return value ?? undefined;
    }
    string(key) {
        const value = this.raw(key);
        if (typeof value === 'string' && value !== '')
            return value;
        throw new CannotCarry(`its argument ${key} is ${JSON.stringify(value) ?? 'missing'}, and should be text`);
    }
    strings(key) {
        const value = this.list(key);
        if (value.every((item) => typeof item === 'string'))
            return value;
        throw new CannotCarry(`its argument ${key} holds more than text`);
    }
    list(key) {
        const value = this.raw(key);
        if (Array.isArray(value))
            return value;
        throw new CannotCarry(`its argument ${key} is ${JSON.stringify(value) ?? 'missing'}, and should be a list`);
    }
    optionalList(key) {
        return this.raw(key) === undefined ? undefined : this.list(key);
    }
    number(key) {
        const value = this.raw(key);
        if (typeof value === 'number' && Number.isFinite(value))
            return value;
        throw new CannotCarry(`its argument ${key} is ${JSON.stringify(value) ?? 'missing'}, and should be a number`);
    }
    optionalNumber(key) {
        return this.raw(key) === undefined ? undefined : this.number(key);
    }
    flag(key, standard = false) {
        const value = this.raw(key) ?? standard;
        if (typeof value === 'boolean')
            return value;
        throw new CannotCarry(`its argument ${key} is ${JSON.stringify(value)}, and should be true or false`);
    }
    choice(key, choices, standard) {
        const value = this.raw(key) ?? standard;
        const found = choices.find((choice) => choice === value);
        if (found !== undefined)
            return found;
        throw new CannotCarry(`its argument ${key} is ${JSON.stringify(value)}`);
    }
    /** The share of the values that must be right; 1 where nothing is said. */
    mostly() {
        const value = this.optionalNumber('mostly') ?? 1;
        if (value < 0 || value > 1)
            throw new CannotCarry(`its argument mostly is ${value}, and should be 0 to 1`);
        return value;
    }
    bounds() {
        return {
            min: this.raw('min_value'),
            max: this.raw('max_value'),
            strictMin: this.flag('strict_min'),
            strictMax: this.flag('strict_max'),
        };
    }
    /** Which rows with missing values an expectation of several columns passes over. */
    ignoreRowIf(standard) {
        const words = {
            both_values_are_missing: 'all',
            all_values_are_missing: 'all',
            either_value_is_missing: 'any',
            any_value_is_missing: 'any',
            neither: 'never',
            never: 'never',
        };
        const value = this.raw('ignore_row_if');
        if (value === undefined)
            return standard;
        const found = Object.entries(words).find(([word]) => word === value)?.[1];
        if (found === undefined)
            throw new CannotCarry(`its argument ignore_row_if is ${JSON.stringify(value)}`);
        return found;
    }
}

;// CONCATENATED MODULE: ./build/data/import/great-expectations/table-rows.js
/** Expectations about a whole column or the whole table: aggregates, columns, rows, several columns together. */




/** An aggregate of numbers within bounds. */
function aggregate(expression) {
    return (k, { name }) => {
        const column = k.string('column');
        k.flag('parse_strings_as_datetimes');
        k.raw('output_strftime_format');
        return [
            asNumber(column),
            ...boundedRules(name, `SELECT ${expression} FROM {object}`, k.bounds(), column),
        ];
    };
}
/** The least or most value: also of dates and text. */
function extreme(expression) {
    return (k, context) => {
        const column = k.string('column');
        const { min, max, strictMin, strictMax } = k.bounds();
        k.flag('parse_strings_as_datetimes');
        k.raw('output_strftime_format');
        const given = [min, max].filter((limit) => limit !== undefined);
        if (given.length === 0 || given.every((limit) => typeof limit === 'number')) {
            return aggregate(`${expression}(${PROPERTY})`)(k, context);
        }
        const times = given.every((limit) => typeof limit === 'string' && /^\d{4}-\d{2}-\d{2}/.test(limit));
        const value = `${expression}(${times ? timeOf(PROPERTY) : PROPERTY})`;
        const limit = (end) => (times ? `TIMESTAMP ${literal(end)}` : literal(end));
        const good = [
            ...(min === undefined ? [] : [`${value} ${strictMin ? '>' : '>='} ${limit(min)}`]),
            ...(max === undefined ? [] : [`${value} ${strictMax ? '<' : '<='} ${limit(max)}`]),
        ];
        return [
            times ? row_present(column) : asText(column),
            rule(column, {
                name: context.name,
                type: 'sql',
                query: `SELECT count(*) FILTER (WHERE ok) FROM (SELECT ${good.join(' AND ')} AS ok FROM {object})`,
                mustBe: 1,
            }),
        ];
    };
}
function distinct(k, { name }, exactly) {
    const column = k.string('column');
    k.flag('parse_strings_as_datetimes');
    const values = [...new Set((k.optionalList('value_set') ?? []).filter((value) => value !== null))];
    const types = weakTypeOf(column, values);
    const typed = types.length > 0 ? types : [asText(column)];
    const inside = `count(DISTINCT ${PROPERTY}) FILTER (WHERE ${PROPERTY} IN ${literals(values)})`;
    const all = [
        ...typed,
        rule(column, { name, type: 'sql', query: `SELECT ${inside} FROM {object}`, mustBe: values.length }),
    ];
    if (!exactly)
        return all;
    const kinds = `SELECT count(DISTINCT ${PROPERTY}) FROM {object}`;
    return [...all, rule(column, { name: `${name}.only`, type: 'sql', query: kinds, mustBe: values.length })];
}
/** The index of numpy's `nearest`: halves go to the even side. */
function quantileRules(k, { name }) {
    const column = k.string('column');
    const method = k.raw('allow_relative_error');
    if (method !== undefined && method !== false && method !== 'nearest') {
        throw new CannotCarry(`quantiles of the kind ${JSON.stringify(method)} are not computed here`);
    }
    const ranges = k.raw('quantile_ranges');
    const quantiles = ranges?.quantiles;
    const limits = ranges?.value_ranges;
    if (!Array.isArray(quantiles) || !Array.isArray(limits) || quantiles.length !== limits.length) {
        throw new CannotCarry('its quantile_ranges are not a list of quantiles and a list of ranges of equal length');
    }
    return [
        asNumber(column),
        ...quantiles.flatMap((quantile, index) => {
            const range = limits[index];
            if (typeof quantile !== 'number' || !Array.isArray(range) || range.length !== 2) {
                throw new CannotCarry('its quantile_ranges are not a list of quantiles and a list of ranges');
            }
            const at = `round_even((count(${PROPERTY}) - 1) * ${literal(quantile)}, 0)::BIGINT + 1`;
            const bounds = {
                min: slack(range[0], -1),
                max: slack(range[1], 1),
                strictMin: false,
                strictMax: false,
            };
            return boundedRules(`${name}.${quantile}`, `SELECT list_sort(list(${PROPERTY}) FILTER (WHERE ${PROPERTY} IS NOT NULL))[${at}] FROM {object}`, bounds, column);
        }),
    ];
}
/** The expectation takes a value that is as near as one part in ten thousand for the end itself. */
function slack(end, side) {
    return typeof end === 'number'
        ? Number((end + side * Math.abs(end) * 1e-4).toPrecision(12))
        : (end ?? undefined);
}
function table_rows_mostCommon(k, { name }) {
    const column = k.string('column');
    const values = k.optionalList('value_set') ?? [];
    const types = weakTypeOf(column, values);
    const top = `(SELECT ${PROPERTY} AS v, rank() OVER (ORDER BY count(*) DESC) AS place FROM {object} WHERE ${PROPERTY} IS NOT NULL GROUP BY 1)`;
    const wanted = `count(*) FILTER (WHERE v IN ${literals(values)})`;
    const good = k.flag('ties_okay') ? `${wanted} > 0` : `count(*) = 1 AND ${wanted} = 1`;
    return [
        ...(types.length > 0 ? types : [asText(column)]),
        rule(column, {
            name,
            type: 'sql',
            query: `SELECT (${good})::INTEGER FROM ${top} WHERE place = 1`,
            mustBe: 1,
        }),
    ];
}
/** Two columns, compared in each row. */
function pair(bad, extra = () => []) {
    return (k, { name }) => {
        const a = k.string('column_A');
        const b = k.string('column_B');
        if (k.flag('allow_cross_type_comparisons'))
            throw new CannotCarry('it compares values of several types');
        const times = k.flag('parse_strings_as_datetimes');
        const of = (column) => (times ? timeOf(sqlName(column)) : sqlName(column));
        const seen = seenRows([a, b], k.ignoreRowIf('all'));
        const types = extra([a, b], k);
        return [
            row_present(a),
            row_present(b),
            ...types,
            rule(null, badRows(name, bad(of(a), of(b), k), k.mostly(), seen)),
        ];
    };
}
/** How the values of the pairs compare. */
function pairTypes(columns, k) {
    const pairs = (k.optionalList('value_pairs_set') ?? []).filter((item) => Array.isArray(item));
    return columns.flatMap((column, at) => weakTypeOf(column, pairs.map((item) => item[at]).filter((value) => value !== null)));
}
function pairSet(a, b, k) {
    const pairs = k.optionalList('value_pairs_set');
    if (pairs === undefined)
        return 'false';
    const same = (column, value) => value === null ? `${column} IS NULL` : `${column} IS NOT DISTINCT FROM ${literal(value)}`;
    const listed = pairs.map((item) => {
        if (!Array.isArray(item) || item.length !== 2)
            throw new CannotCarry('its value_pairs_set holds more than pairs');
        return `(${same(a, item[0])} AND ${same(b, item[1])})`;
    });
    return `NOT (${listed.join(' OR ') || 'false'})`;
}
function table_rows_columnsOf(k) {
    const columns = k.strings('column_list');
    if (columns.length === 0)
        throw new CannotCarry('its list of columns is empty');
    return columns;
}
/** Rows whose combination comes more than once, all of them. */
function compound(k, { name }) {
    const columns = table_rows_columnsOf(k);
    const seen = seenRows(columns, k.ignoreRowIf('all'));
    const mostly = k.mostly();
    const from = `(SELECT count(*) AS n FROM {object} WHERE ${seen} GROUP BY ${columns.map(sqlName).join(', ')})`;
    return [
        ...columns.map(row_present),
        rule(null, {
            name,
            type: 'sql',
            query: `SELECT coalesce(sum(n) FILTER (WHERE n = 1), CASE WHEN count(*) = 0 THEN 1 ELSE 0 END) / coalesce(sum(n), 1) FROM ${from}`,
            mustBeGreaterOrEqualTo: mostly,
        }),
    ];
}
function table_rows_columnCount(name, bounds) {
    return boundedRules(name, COLUMN_COUNT, bounds, null);
}
const table_rows_rowCount = (k, { name }) => {
    const words = boundWords(k.bounds());
    return words.map((bound) => rule(null, { name, metric: 'rowCount', ...bound }));
};
const TABLE_ROWS = {
    expect_column_max_to_be_between: extreme('max'),
    expect_column_min_to_be_between: extreme('min'),
    expect_column_mean_to_be_between: aggregate(`avg(${PROPERTY})`),
    expect_column_median_to_be_between: aggregate(`median(${PROPERTY})`),
    expect_column_sum_to_be_between: aggregate(`sum(${PROPERTY})`),
    expect_column_stdev_to_be_between: aggregate(`stddev_samp(${PROPERTY})`),
    expect_column_quantile_values_to_be_between: quantileRules,
    expect_column_most_common_value_to_be_in_set: table_rows_mostCommon,
    expect_column_unique_value_count_to_be_between: (k, { name }) => {
        const column = k.string('column');
        return [
            row_present(column),
            ...boundedRules(name, `SELECT count(DISTINCT ${PROPERTY}) FROM {object}`, k.bounds(), column),
        ];
    },
    expect_column_proportion_of_unique_values_to_be_between: (k, { name }) => {
        const column = k.string('column');
        const query = `SELECT count(DISTINCT ${PROPERTY}) / nullif(count(${PROPERTY}), 0) FROM {object}`;
        return [row_present(column), ...boundedRules(name, query, k.bounds(), column)];
    },
    expect_column_distinct_values_to_contain_set: (k, context) => distinct(k, context, false),
    expect_column_distinct_values_to_equal_set: (k, context) => distinct(k, context, true),
    expect_column_pair_values_a_to_be_greater_than_b: pair((a, b, k) => sql_compared(a, k.flag('or_equal') ? '<' : '<=', b)),
    expect_column_pair_values_to_be_equal: pair((a, b) => sql_compared(a, '<>', b)),
    expect_column_pair_values_to_be_in_set: pair(pairSet, pairTypes),
    expect_compound_columns_to_be_unique: compound,
    expect_multicolumn_values_to_be_unique: (k, context) => withinRecord(k, context),
    expect_select_column_values_to_be_unique_within_record: (k, context) => withinRecord(k, context),
    expect_multicolumn_sum_to_equal: (k, { name }) => {
        const columns = table_rows_columnsOf(k);
        const bad = `${columns.map(sqlName).join(' + ')} <> ${literal(k.number('sum_total'))}`;
        const seen = seenRows(columns, k.ignoreRowIf('all'));
        return [...columns.map(asNumber), rule(null, badRows(name, bad, k.mostly(), seen))];
    },
    expect_column_to_exist: (k, { name }) => {
        const column = k.string('column');
        const index = k.optionalNumber('column_index');
        return [row_present(column), ...(index === undefined ? [] : columnAt(name, column, index))];
    },
    expect_table_columns_to_match_ordered_list: (k, { name }) => {
        const columns = k.strings('column_list');
        return [...columns.map(row_present), { kind: 'extra', verdict: 'fail' }, ...sql_columnOrder(name, columns)];
    },
    expect_table_columns_to_match_set: (k) => {
        const exact = k.flag('exact_match', true);
        const columns = k.strings('column_set');
        return [...columns.map(row_present), ...(exact ? [{ kind: 'extra', verdict: 'fail' }] : [])];
    },
    expect_table_column_count_to_be_between: (k, { name }) => table_rows_columnCount(name, k.bounds()),
    expect_table_column_count_to_equal: (k, { name }) => {
        const value = k.number('value');
        return table_rows_columnCount(name, { min: value, max: value, strictMin: false, strictMax: false });
    },
    expect_table_row_count_to_be_between: table_rows_rowCount,
    expect_table_row_count_to_equal: (k, { name }) => [
        rule(null, { name, metric: 'rowCount', mustBe: k.number('value') }),
    ],
    expect_table_row_count_to_equal_other_table: never('it needs a second table'),
    expect_column_pair_cramers_phi_value_to_be_less_than: never('association of two columns is not measured here'),
    unexpected_rows_expectation: (k, { name }) => {
        k.raw('description');
        const query = k.string('unexpected_rows_query').trim().replace(/;$/, '');
        if (!/\{batch\}/.test(query))
            throw new CannotCarry('its query names a table of a database');
        return [
            rule(null, {
                name,
                type: 'sql',
                query: `SELECT count(*) FROM (${query.replaceAll('{batch}', '{object}')})`,
                mustBe: 0,
            }),
        ];
    },
};
function withinRecord(k, { name }) {
    const columns = table_rows_columnsOf(k);
    const seen = seenRows(columns, k.ignoreRowIf('all'));
    const equal = columns.flatMap((a, index) => columns.slice(index + 1).map((b) => sql_compared(sqlName(a), 'IS NOT DISTINCT FROM', sqlName(b))));
    return [
        ...columns.map(row_present),
        rule(null, badRows(name, equal.join(' OR ') || 'false', k.mostly(), seen)),
    ];
}

;// CONCATENATED MODULE: ./build/data/import/great-expectations/suite.js
/** Reads a Great Expectations suite, of 0.x (`expectation_suite_name`, `expectation_type`) or 1.x (`name`, `type`). */






/** Every expectation of the core library has a row. */
const EXPECTATIONS = { ...COLUMN_ROWS, ...TABLE_ROWS };
const expectationSchema = schemas/* looseObject */._H3({
    type: schemas/* string */.YjP().optional(),
    expectation_type: schemas/* string */.YjP().optional(),
    kwargs: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()).default({}),
    meta: schemas/* unknown */.L5J().optional(),
    notes: schemas/* unknown */.L5J().optional(),
    description: schemas/* string */.YjP().nullish(),
    severity: schemas/* string */.YjP().nullish(),
});
const suiteSchema = schemas/* looseObject */._H3({
    name: schemas/* string */.YjP().optional(),
    expectation_suite_name: schemas/* string */.YjP().optional(),
    expectations: schemas/* array */.YOg(expectationSchema),
    notes: schemas/* unknown */.L5J().optional(),
});
/** Keys that name or describe, and hold nothing that could be checked. */
const SUITE_KEYS = [
    'name',
    'expectation_suite_name',
    'expectations',
    'meta',
    'notes',
    'id',
    'ge_cloud_id',
    'data_asset_type',
];
const EXPECTATION_KEYS = [
    'type',
    'expectation_type',
    'kwargs',
    'meta',
    'notes',
    'description',
    'severity',
    'id',
    'ge_cloud_id',
    'expectation_context',
    'rendered_content',
];
function looksLikeSuite(data) {
    return (typeof data === 'object' &&
        data !== null &&
        Array.isArray(data.expectations));
}
function readSuite(data, file, options) {
    const parsed = suiteSchema.safeParse(data);
    if (!parsed.success) {
        throw (0,base/* usageError */.Wp)(parsed.error.issues.map((issue) => ({
            where: { file, key: errors/* toDotPath */.sR(issue.path) },
            message: issue.message,
            expected: 'an expectation suite of Great Expectations, as JSON',
        })));
    }
    const suite = parsed.data;
    const notCarried = Object.keys(suite)
        .filter((key) => !SUITE_KEYS.includes(key))
        .map((key) => ({ what: key, reason: 'is a part of the suite that is not known here' }));
    const items = [];
    suite.expectations.forEach((expectation, index) => {
        const type = expectation.type ?? expectation.expectation_type ?? '(without a type)';
        const about = suite_subjectOf(expectation.kwargs);
        const what = `expectations[${index}] ${type}${about === '' ? '' : ` (${about})`}`;
        const result = carry(what, () => changesOf(type, expectation, options));
        if ('lost' in result)
            notCarried.push(result.lost);
        else
            items.push({ what, changes: result.changes });
    });
    const name = suite.name ?? suite.expectation_suite_name ?? options.object;
    return {
        id: name,
        ...(typeof suite.notes === 'string' ? { description: suite.notes } : {}),
        // A suite is silent about columns that it does not name.
        objects: [{ name: options.object, defaults: [{ kind: 'extra', verdict: 'ignore' }], items }],
        notCarried,
        notes: [],
    };
}
function changesOf(type, expectation, { usable }) {
    const row = Object.hasOwn(EXPECTATIONS, type) ? EXPECTATIONS[type] : undefined;
    if (row === undefined) {
        const near = (0,base/* nearest */.pA)(type, Object.keys(EXPECTATIONS));
        throw new CannotCarry(`is no expectation of the core library${near ? `; near it is ${near}` : ''}`);
    }
    const left = Object.keys(expectation).filter((key) => !EXPECTATION_KEYS.includes(key));
    if (left.length > 0)
        throw new CannotCarry(`its part ${left.join(', ')} is not known here`);
    const kwargs = new Kwargs(expectation.kwargs);
    const changes = row(kwargs, { name: type, usable });
    kwargs.done();
    return [...softened(changes, expectation), ...texts(changes, expectation)];
}
/** `severity` of 1.x: `warning` and `info` do not fail. Only rules can carry it. */
function softened(changes, { severity }) {
    if (severity === undefined || severity === null || severity === 'critical')
        return [...changes];
    if (severity !== 'warning' && severity !== 'info')
        throw new CannotCarry(`its severity is ${severity}`);
    const hard = changes.find(({ kind }) => ['required', 'unique', 'limits', 'extra'].includes(kind));
    if (hard !== undefined) {
        throw new CannotCarry(`its severity is ${severity}, and in a contract only quality rules can warn`, 'write it as a quality rule with `severity: warning`');
    }
    return changes.map((change) => change.kind === 'rule' ? { ...change, rule: { ...change.rule, severity } } : change);
}
/** What people wrote about an expectation goes to its column. */
function texts(changes, { description, notes, meta }) {
    const noted = meta?.notes ?? notes;
    const content = typeof noted === 'object' && noted !== null ? noted.content : noted;
    const lines = [description, ...(Array.isArray(content) ? content : [content])].filter((line) => typeof line === 'string' && line.trim() !== '');
    const column = changes.find((change) => 'column' in change);
    const at = column !== undefined && 'column' in column ? column.column : null;
    return lines.map((text) => ({ kind: 'text', column: at, text }));
}
function suite_subjectOf(kwargs) {
    return [
        kwargs['column'],
        kwargs['column_A'],
        kwargs['column_B'],
        kwargs['column_list'],
        kwargs['column_set'],
    ]
        .flat()
        .filter((name) => typeof name === 'string')
        .join(', ');
}

;// CONCATENATED MODULE: ./build/data/import/pandera.js
/** Reads a schema of pandera as `schema.to_yaml()` writes it. */







const pandera_SCHEMA_KEYS = [
    'schema_type',
    'version',
    'columns',
    'checks',
    'index',
    'dtype',
    'coerce',
    'strict',
    'name',
    'ordered',
    'unique',
    'report_duplicates',
    'unique_column_names',
    'add_missing_columns',
    'title',
    'description',
];
const pandera_COLUMN_KEYS = [
    'title',
    'description',
    'dtype',
    'nullable',
    'checks',
    'unique',
    'coerce',
    'required',
    'regex',
    'report_duplicates',
    'metadata',
    'default',
];
function looksLikePandera(data) {
    return (isFields(data) &&
        ('schema_type' in data || ('columns' in data && isFields(data['columns']) && 'strict' in data)));
}
function readPandera(data, file, options) {
    if (!isFields(data) || !isFields(data['columns'])) {
        throw (0,base/* usageError */.Wp)({
            where: { file },
            message: 'holds no `columns`',
            expected: 'what `schema.to_yaml()` of pandera writes',
        });
    }
    const listing = new Listing('');
    listing.unknown(data, pandera_SCHEMA_KEYS, '');
    for (const key of ['checks', 'index', 'dtype', 'add_missing_columns']) {
        const value = data[key];
        if (value === undefined || value === null || value === false)
            continue;
        listing.lose(key, key === 'index' ? 'a file has no index' : 'is about the data frame, and not carried over');
    }
    if (data['coerce'] === true)
        listing.lose('coerce', 'values are checked here, and never converted first');
    const names = Object.keys(data['columns']);
    for (const [column, body] of Object.entries(data['columns'])) {
        readColumn(column, isFields(body) ? body : {}, listing, options);
    }
    const { strict, ordered, unique } = data;
    if (strict === 'filter')
        listing.lose('strict: filter', 'nothing is taken out of the data here; other columns are left alone');
    if (strict === true)
        listing.add('strict', () => [{ kind: 'extra', verdict: 'fail' }]);
    if (ordered === true)
        listing.add('ordered', () => sql_columnOrder('ordered', names));
    if (unique !== undefined && unique !== null) {
        listing.add('unique', () => {
            const columns = textsOf(unique);
            const rule = {
                name: 'unique',
                metric: 'duplicateValues',
                arguments: { properties: columns },
                mustBe: 0,
            };
            return columns.length === 0 ? [] : [{ kind: 'rule', column: null, rule }];
        });
    }
    const name = fields_textOf(data['name']) ?? options.object;
    return {
        id: name,
        ...(fields_textOf(data['description']) === undefined ? {} : { description: String(data['description']) }),
        objects: [
            { name: options.object, defaults: [{ kind: 'extra', verdict: 'ignore' }], items: listing.items },
        ],
        notCarried: listing.notCarried,
        notes: [],
    };
}
function readColumn(column, body, listing, options) {
    const at = (word) => `column ${column}: ${word}`;
    if (body['regex'] === true) {
        listing.lose(at('regex'), 'its name is a pattern, and stands for columns that a contract has to name');
        return;
    }
    listing.add(at('name'), () => [
        { kind: 'column', column },
        ...(fields_textOf(body['description']) === undefined
            ? []
            : [{ kind: 'text', column, text: String(body['description']) }]),
    ]);
    for (const key of Object.keys(body)) {
        if (!pandera_COLUMN_KEYS.includes(key))
            listing.lose(at(key), 'is not known here');
    }
    const { dtype, nullable, unique, required, coerce, checks } = body;
    if (dtype !== undefined && dtype !== null) {
        listing.add(at(`dtype ${String(dtype)}`), () => {
            const type = logicalTypeNamed(String(dtype));
            if (type === undefined)
                throw new CannotCarry('no logical type is meant by it');
            return [{ kind: 'type', column, type }];
        });
    }
    if (nullable !== true)
        listing.add(at('nullable'), () => [{ kind: 'required', column }]);
    if (unique === true)
        listing.add(at('unique'), () => [{ kind: 'unique', column }]);
    if (required === false) {
        listing.lose(at('required'), 'the column may be absent there, and in a contract every column has to be there');
    }
    if (coerce === true)
        listing.lose(at('coerce'), 'values are checked here, and never converted first');
    for (const key of ['metadata', 'default']) {
        if (body[key] !== undefined && body[key] !== null)
            listing.lose(at(key), 'the contract has no place for it');
    }
    for (const [name, given] of pandera_checksOf(checks)) {
        listing.add(at(`check ${name}`), () => check(column, name, given, options));
    }
}
/** `checks` is a map by name, or (newer) a list of maps whose options hold the name. */
function pandera_checksOf(checks) {
    if (isFields(checks))
        return Object.entries(checks);
    if (!Array.isArray(checks))
        return [];
    return checks.map((item) => {
        const options = isFields(item) && isFields(item['options']) ? item['options'] : {};
        return [fields_textOf(options['check_name']) ?? '(without a name)', item];
    });
}
function check(column, name, given, { usable }) {
    const body = isFields(given) ? given : { value: given };
    const options = isFields(body['options']) ? body['options'] : {};
    const strange = Object.keys(options).filter((key) => !['check_name', 'raise_warning', 'ignore_na'].includes(key));
    if (strange.length > 0)
        throw new CannotCarry(`its option ${strange.join(', ')} is not known here`);
    if (options['ignore_na'] === false)
        throw new CannotCarry('it looks at missing values too');
    const soft = options['raise_warning'] === true;
    const value = body['value'];
    const rule = (bad) => [
        { kind: 'rule', column, rule: { ...badValues(name, bad, 1), ...(soft ? { severity: 'warning' } : {}) } },
    ];
    const pattern = (text) => [
        {
            kind: 'rule',
            column,
            rule: {
                name,
                metric: 'invalidValues',
                arguments: { pattern: text },
                mustBe: 0,
                ...(soft ? { severity: 'warning' } : {}),
            },
        },
    ];
    const limits = (words) => {
        if (soft)
            throw new CannotCarry('it only warns, and in a contract only quality rules can warn');
        return [
            ...(Object.values(words).every((end) => typeof end === 'number')
                ? [{ kind: 'type', column, type: 'number', weak: true }]
                : []),
            { kind: 'limits', column, types: ['integer', 'number', 'date', 'timestamp'], limits: words },
        ];
    };
    switch (name) {
        case 'greater_than':
            return limits({ exclusiveMinimum: endOf(value) });
        case 'greater_than_or_equal_to':
            return limits({ minimum: endOf(value) });
        case 'less_than':
            return limits({ exclusiveMaximum: endOf(value) });
        case 'less_than_or_equal_to':
            return limits({ maximum: endOf(value) });
        case 'in_range':
            return limits({
                [body['include_min'] === false ? 'exclusiveMinimum' : 'minimum']: endOf(body['min_value']),
                [body['include_max'] === false ? 'exclusiveMaximum' : 'maximum']: endOf(body['max_value']),
            });
        case 'equal_to':
            return pandera_among(column, name, [value], soft);
        case 'isin':
            return pandera_among(column, name, body['allowed_values'] ?? value, soft);
        case 'not_equal_to':
            return [...typeFor(column, [value]), ...rule(`${PROPERTY} IN ${literals([value])}`)];
        case 'notin': {
            const list = valuesOf(body['forbidden_values'] ?? value);
            return [...typeFor(column, list), ...rule(`${PROPERTY} IN ${literals(list)}`)];
        }
        case 'str_matches':
            return pattern(fromBeginning(String(body['pattern'] ?? value), usable));
        case 'str_contains':
            return pattern(searched(String(body['pattern'] ?? value), usable));
        case 'str_startswith':
            return pattern(`${exactly(String(body['string'] ?? value))}(?s:.*)`);
        case 'str_endswith':
            return pattern(`(?s:.*)${exactly(String(body['string'] ?? value))}`);
        case 'str_length': {
            const exact = body['exact_value'] ?? (isFields(given) ? undefined : value);
            const words = {
                ...bound('minLength', exact ?? body['min_value']),
                ...bound('maxLength', exact ?? body['max_value']),
            };
            if (soft)
                throw new CannotCarry('it only warns, and in a contract only quality rules can warn');
            return [{ kind: 'limits', column, types: ['string'], limits: words }];
        }
        case 'unique_values_eq': {
            const list = [...new Set(valuesOf(body['values'] ?? value))];
            const seen = `count(DISTINCT ${PROPERTY}) FILTER (WHERE ${PROPERTY} IN ${literals(list)})`;
            const query = `SELECT CASE WHEN count(DISTINCT ${PROPERTY}) = ${list.length} THEN ${seen} ELSE -1 END FROM {object}`;
            return [
                ...typeFor(column, list),
                {
                    kind: 'rule',
                    column,
                    rule: {
                        ...sqlRule(name, query, { mustBe: list.length }),
                        ...(soft ? { severity: 'warning' } : {}),
                    },
                },
            ];
        }
        default:
            throw new CannotCarry('is no built-in check of pandera');
    }
}
function bound(word, value) {
    return value === undefined || value === null ? {} : { [word]: fields_numberOf(value, word) };
}
function endOf(value) {
    if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value))
        return value.replace(' ', 'T');
    return fields_numberOf(value, 'its value');
}
function typeFor(column, values) {
    if (values.every((value) => typeof value === 'number'))
        return [{ kind: 'type', column, type: 'number', weak: true }];
    return values.every((value) => typeof value === 'string')
        ? [{ kind: 'type', column, type: 'string', weak: true }]
        : [];
}
function pandera_among(column, name, given, soft) {
    const values = valuesOf(given);
    return [
        ...(values.every((value) => typeof value === 'number') ? typeFor(column, values) : []),
        {
            kind: 'rule',
            column,
            rule: {
                name,
                metric: 'invalidValues',
                arguments: { validValues: values },
                mustBe: 0,
                ...(soft ? { severity: 'warning' } : {}),
            },
        },
    ];
}

;// CONCATENATED MODULE: ./build/data/import/tfdv/feature.js


const feature_TYPES = {
    BYTES: 'string',
    INT: 'integer',
    FLOAT: 'number',
    STRUCT: 'object',
};
/** In these stages TFDV does not look at a feature. */
const UNSEEN = ['PLANNED', 'ALPHA', 'DEBUG_ONLY', 'DISABLED', 'DEPRECATED'];
const feature_DRIFT = 'write `drift:` with a threshold at the dataset in assay.yaml';
const MEANING = 'it names a meaning, which TFDV does not check either';
const UNKNOWN = 'is no field of a feature that is known here';
/** Fields that no contract says, and why. */
const FIELDS = {
    skew_comparator: { reason: 'it compares with other data', fix: feature_DRIFT },
    drift_comparator: { reason: 'it compares with other data', fix: feature_DRIFT },
    group_presence: { reason: 'it is about parts of a nested feature' },
    struct_domain: { reason: 'what lies inside a nested feature is not carried over' },
    value_counts: { reason: 'what lies inside a nested feature is not carried over' },
    natural_language_domain: { reason: 'it is about tokens of a text' },
    image_domain: { reason: 'it is about images in a column' },
    audio_domain: { reason: MEANING },
    video_domain: { reason: MEANING },
    content_chunk_domain: { reason: MEANING },
    mid_domain: { reason: MEANING },
    url_domain: { reason: MEANING, fix: 'declare `logicalTypeOptions: {format: url}`' },
    time_domain: { reason: MEANING, fix: 'declare `logicalType: timestamp` with a `format`' },
    time_of_day_domain: { reason: MEANING, fix: 'declare `logicalType: time` with a `format`' },
    validation_derived_source: { reason: 'it says how the feature was made' },
    sequence_metadata: { reason: 'it says how sequences are read' },
};
function feature(message, context) {
    const { add, lose, environments } = context;
    const column = message.string('name') ?? '';
    const at = (field) => `feature ${column || '(without a name)'}: ${field}`;
    if (column === '') {
        lose({ what: at('the whole'), reason: 'it has no name' });
        return;
    }
    const deprecated = message.flag('deprecated') === true;
    const stage = message.word('lifecycle_stage') ?? (deprecated ? 'DEPRECATED' : undefined);
    if (stage !== undefined && UNSEEN.includes(stage)) {
        // TFDV does not look at such features, whether they are there or not.
        const lifecycle = /^(DEPRECATED|DISABLED)$/.test(stage) ? 'deprecated' : 'planned';
        add(at(`lifecycle_stage ${stage}`), () => [own(column, 'assay.lifecycle', lifecycle)]);
        for (const name of message.left()) {
            lose({ what: at(name), reason: `the feature is ${stage}, and TFDV does not look at it` });
        }
        return;
    }
    if (stage !== undefined)
        add(at(`lifecycle_stage ${stage}`), () => [{ kind: 'column', column }]);
    const only = message.strings('in_environment');
    const not = message.strings('not_in_environment');
    if (only.length + not.length > 0) {
        add(at('in_environment, not_in_environment'), () => {
            const all = [...new Set([...environments, ...only])].filter((name) => !not.includes(name));
            if (all.length === 0)
                throw new CannotCarry('it is in no environment that the schema names');
            return [own(column, 'assay.environments', all)];
        });
    }
    add(at('name'), () => [{ kind: 'column', column }]);
    const word = message.word('type');
    const type = feature_TYPES[word ?? ''];
    const listed = isListed(message, at, column, context);
    if (word !== undefined) {
        add(at(`type ${word}`), () => {
            if (type === undefined)
                throw new CannotCarry('the type is not known here');
            return [{ kind: 'type', column, type: listed ? 'array' : type }];
        });
    }
    presence(message, at, column, context);
    domain(message, at, column, type, listed, context);
    unique(message, at, column, context);
    for (const annotation of message.messages('annotation')) {
        add(at('annotation'), () => [...annotation.strings('tag'), ...annotation.strings('comment')].map((text) => ({
            kind: 'text',
            column,
            text,
        })));
        for (const name of annotation.left()) {
            lose({ what: at(`annotation ${name}`), reason: 'the contract has no place for it' });
        }
    }
    for (const name of message.left())
        lose({ what: at(name), ...(FIELDS[name] ?? { reason: UNKNOWN }) });
}
const own = (column, property, value) => ({
    kind: 'custom',
    column,
    property,
    value,
});
/** Whether a row holds a list; its size is then checked. */
function isListed(message, at, column, { add, lose }) {
    const count = message.message1('value_count');
    const shape = message.message1('shape');
    if (shape !== undefined) {
        const dims = shape.messages('dim');
        const sizes = dims.map((dim) => dim.number('size'));
        const names = dims.flatMap((dim) => {
            dim.string('name');
            return dim.left();
        });
        for (const name of [...shape.left(), ...names])
            lose({ what: at(`shape ${name}`), reason: UNKNOWN });
        if (sizes.every((size) => size === 1)) {
            add(at('shape'), () => [{ kind: 'required', column }]);
            return false;
        }
        const [size] = sizes;
        add(at('shape'), () => {
            if (sizes.length !== 1 || size === undefined)
                throw new CannotCarry('tables hold no tensors');
            return [
                { kind: 'required', column },
                {
                    kind: 'limits',
                    column,
                    types: ['array'],
                    limits: { minItems: sizeOf(size), maxItems: sizeOf(size) },
                },
            ];
        });
        return true;
    }
    if (count === undefined)
        return false;
    const min = count.number('min');
    const max = count.number('max');
    for (const name of count.left())
        lose({ what: at(`value_count ${name}`), reason: UNKNOWN });
    if (max === 1) {
        add(at('value_count'), () => [{ kind: 'column', column }]);
        return false;
    }
    add(at('value_count'), () => [
        {
            kind: 'limits',
            column,
            types: ['array'],
            limits: {
                ...(min === undefined ? {} : { minItems: Math.max(0, min) }),
                ...(max === undefined ? {} : { maxItems: sizeOf(max) }),
            },
        },
    ]);
    return true;
}
function sizeOf(size) {
    if (size >= 0)
        return size;
    throw new CannotCarry(`a list of ${size} values is none`);
}
function presence(message, at, column, { add, lose }) {
    const found = message.message1('presence');
    if (found === undefined) {
        // Not asked to be there; the contract's column is.
        if (!message.has('group_presence') && !message.has('shape')) {
            lose({
                what: at('no presence'),
                reason: 'the column may be absent there, and in a contract every column has to be there',
                fix: 'remove the property where the column is optional',
            });
        }
        return;
    }
    const fraction = found.number('min_fraction');
    const count = found.number('min_count');
    if (fraction !== undefined && fraction > 0) {
        add(at('presence min_fraction'), () => {
            if (fraction > 1)
                throw new CannotCarry(`a share of ${fraction} is more than all`);
            if (fraction === 1)
                return [{ kind: 'required', column }];
            const query = `SELECT count(${PROPERTY}) / count(*) FROM {object}`;
            const rule = sqlRule('presence', query, { mustBeGreaterOrEqualTo: fraction });
            return [{ kind: 'rule', column, rule }];
        });
    }
    if (count !== undefined && count > 0) {
        add(at('presence min_count'), () => {
            // Every row has a value, and there is a row: then there is one value.
            if (fraction === 1 && count === 1)
                return [{ kind: 'required', column }];
            const query = `SELECT count(${PROPERTY}) FROM {object}`;
            return [{ kind: 'rule', column, rule: sqlRule('presence', query, { mustBeGreaterOrEqualTo: count }) }];
        });
    }
    for (const name of found.left())
        lose({ what: at(`presence ${name}`), reason: UNKNOWN });
}
function unique(message, at, column, { add, lose }) {
    const found = message.message1('unique_constraints');
    if (found === undefined)
        return;
    const min = found.number('min');
    const max = found.number('max');
    add(at('unique_constraints'), () => {
        const query = `SELECT count(DISTINCT ${PROPERTY}) FROM {object}`;
        const bounds = [
            ...(min === undefined ? [] : [{ mustBeGreaterOrEqualTo: min }]),
            ...(max === undefined ? [] : [{ mustBeLessOrEqualTo: max }]),
        ];
        return bounds.map((bound) => ({
            kind: 'rule',
            column,
            rule: sqlRule('unique_constraints', query, bound),
        }));
    });
    for (const name of found.left())
        lose({ what: at(`unique_constraints ${name}`), reason: UNKNOWN });
}
function domain(message, at, column, type, listed, { domains, add, lose }) {
    const constraints = message.message1('distribution_constraints');
    const mass = constraints?.number('min_domain_mass') ?? 1;
    for (const name of constraints?.left() ?? []) {
        lose({ what: at(`distribution_constraints ${name}`), reason: UNKNOWN });
    }
    let massUsed = constraints === undefined;
    const named = message.string('domain');
    const referred = named === undefined ? undefined : domains.get(named);
    if (referred !== undefined)
        referred.used = true;
    if (named !== undefined && referred === undefined) {
        lose({ what: at('domain'), reason: `the schema has no domain ${named}` });
    }
    const found = [
        ...(referred === undefined ? [] : [[referred.kind, referred.message, `domain ${named}`]]),
        ...['int_domain', 'float_domain', 'string_domain', 'bool_domain'].flatMap((kind) => {
            const own = message.message1(kind);
            return own === undefined ? [] : [[kind, own, kind]];
        }),
    ];
    for (const [kind, body, label] of found) {
        body.string('name');
        add(at(label), () => {
            if (listed)
                throw new CannotCarry('values inside lists are not carried over');
            if (kind === 'bool_domain')
                return bool(body, column, type);
            if (kind !== 'string_domain')
                return range(body, column, type);
            massUsed = true;
            return feature_among(column, body.strings('value'), mass, type);
        });
        for (const name of body.left()) {
            const shut = /^disallow_(nan|inf)$/.test(name);
            if (shut && body.flag(name) === true)
                add(at(`${label} ${name}`), () => [{ kind: 'column', column }]);
            else if (!shut)
                lose({ what: at(`${label} ${name}`), reason: /^is_/.test(name) ? MEANING : UNKNOWN });
        }
    }
    if (!massUsed)
        lose({ what: at('distribution_constraints'), reason: 'there is no list of values to it' });
}
function range(body, column, type) {
    if (type === 'string')
        throw new CannotCarry('it is a range of numbers that are written in a string');
    const min = body.number('min');
    const max = body.number('max');
    const limits = {
        ...(min === undefined || min === Number.NEGATIVE_INFINITY ? {} : { minimum: min }),
        ...(max === undefined || max === Number.POSITIVE_INFINITY ? {} : { maximum: max }),
    };
    if (Object.values(limits).some((limit) => !Number.isFinite(limit)))
        throw new CannotCarry('an end is infinite');
    if (Object.keys(limits).length === 0)
        return [{ kind: 'column', column }];
    return [{ kind: 'limits', column, types: ['integer', 'number'], limits }];
}
function bool(body, column, type) {
    const words = [body.string('true_value'), body.string('false_value')].filter((word) => word !== undefined);
    const values = type === 'string' ? words : [0, 1];
    if (values.length === 0)
        throw new CannotCarry('it does not say which texts are true and false');
    return feature_among(column, values, 1, type);
}
function feature_among(column, values, mass, type) {
    if (values.length === 0)
        throw new CannotCarry('its list of values is empty');
    const listed = type === 'integer' || type === 'number' ? values.map(Number) : values;
    if (listed.some(Number.isNaN))
        throw new CannotCarry('its values are no numbers, and the type is');
    const rule = mass === 1
        ? { metric: 'invalidValues', arguments: { validValues: listed }, mustBe: 0 }
        : badValues('min_domain_mass', `${PROPERTY} NOT IN ${literals(listed)}`, mass);
    return [{ kind: 'rule', column, rule }];
}

;// CONCATENATED MODULE: ./build/data/import/tfdv/message.js
/** A message read field by field; what was not asked for can be listed at the end. */

class Message {
    message;
    asked = new Set();
    constructor(message) {
        this.message = message;
    }
    /** Names of fields that are there and were not asked for. */
    left() {
        return [...new Set(this.message.fields.map(({ name }) => name))].filter((name) => !this.asked.has(name));
    }
    has(name) {
        return this.message.fields.some((field) => field.name === name);
    }
    all(name) {
        this.asked.add(name);
        return this.message.fields.filter((field) => field.name === name).map(({ value }) => value);
    }
    one(name) {
        const [value, second] = this.all(name);
        if (second !== undefined)
            throw new CannotCarry(`${name} stands there twice (line ${second.line})`);
        return value;
    }
    messages(name) {
        return this.all(name).map((value) => {
            if (value.kind === 'message')
                return new Message(value);
            throw new CannotCarry(`${name} is ${value.text}, and should be a message (line ${value.line})`);
        });
    }
    message1(name) {
        const value = this.one(name);
        if (value === undefined || value.kind === 'message')
            return value && new Message(value);
        throw new CannotCarry(`${name} is ${value.text}, and should be a message (line ${value.line})`);
    }
    strings(name) {
        return this.all(name).map((value) => {
            if (value.kind === 'scalar' && value.quoted)
                return value.text;
            throw new CannotCarry(`${name} is no string (line ${value.line})`);
        });
    }
    string(name) {
        this.one(name);
        return this.strings(name)[0];
    }
    /** The name of an enum's value. */
    word(name) {
        const value = this.one(name);
        if (value === undefined)
            return undefined;
        if (value.kind === 'scalar' && !value.quoted)
            return value.text;
        throw new CannotCarry(`${name} is no word (line ${value.line})`);
    }
    number(name) {
        const text = this.word(name);
        if (text === undefined)
            return undefined;
        const plain = /^-?0[0-7]+$/.test(text) ? text.replace('0', '0o') : text.replace(/(?<!0[xX].*)[fF]$/, '');
        const value = plain.startsWith('-') ? -Number(plain.slice(1)) : Number(plain);
        if (plain !== '' && !Number.isNaN(value))
            return value;
        throw new CannotCarry(`${name} is ${text}, and should be a number`);
    }
    flag(name) {
        const text = this.word(name);
        if (text === undefined)
            return undefined;
        if (/^(true|True|t|1)$/.test(text))
            return true;
        if (/^(false|False|f|0)$/.test(text))
            return false;
        throw new CannotCarry(`${name} is ${text}, and should be true or false`);
    }
}

;// CONCATENATED MODULE: ./build/data/import/tfdv/textproto.js
/**
 * Reads the text format of Protocol Buffers (https://protobuf.dev/reference/protobuf/textformat-spec/), strictly and
 * without a descriptor: which fields there are is for the reader of the message to say, so that none is lost.
 */

const TOKEN = /([ \t\v\f\r\n]+|#[^\n]*)|([A-Za-z_][A-Za-z0-9_]*)|(0[xX][0-9a-fA-F]+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?[fF]?)|("(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*')|([-{}<>[\]:;,./])/y;
/** Throws a usage error with the line where the text leaves the format. */
function parseTextProto(text, file) {
    return new Parser(tokensOf(text, file), file).whole();
}
function tokensOf(text, file) {
    const tokens = [];
    let at = text.startsWith('\uFEFF') ? 1 : 0;
    let line = 1;
    while (at < text.length) {
        TOKEN.lastIndex = at;
        const found = TOKEN.exec(text);
        if (found === null) {
            const rest = text.slice(at, at + 20).split('\n')[0] ?? '';
            throw problem(file, line, `${JSON.stringify(rest)} cannot be read here`, 'a field, a value or a bracket');
        }
        const [whole, , word, number, string] = found;
        const kind = word ? 'word' : number ? 'number' : string ? 'string' : 'mark';
        if (found[1] === undefined)
            tokens.push({ text: whole, kind, line });
        line += whole.split('\n').length - 1;
        at += whole.length;
        // `12abc` and `0x` are no numbers.
        if (number && /[A-Za-z0-9_]/.test(text[at] ?? '')) {
            throw problem(file, line, `${JSON.stringify(whole + (text[at] ?? ''))}… is no number`);
        }
    }
    tokens.push({ text: '', kind: 'end', line });
    return tokens;
}
function problem(file, line, message, expected) {
    const found = {
        where: { file, line },
        message: `is not the text format of Protocol Buffers: ${message}`,
        ...(expected === undefined ? {} : { expected }),
    };
    return (0,base/* usageError */.Wp)(found);
}
/** Nested deeper than any schema is; a recursion must end. */
const textproto_DEPTH = 100;
class Parser {
    tokens;
    file;
    at = 0;
    depth = 0;
    constructor(tokens, file) {
        this.tokens = tokens;
        this.file = file;
    }
    whole() {
        const message = this.message('');
        if (this.next().kind !== 'end')
            throw this.unexpected('a field');
        return message;
    }
    next() {
        return this.tokens[this.at] ?? { text: '', kind: 'end', line: 0 };
    }
    take() {
        const token = this.next();
        this.at += 1;
        return token;
    }
    mark(text) {
        if (this.next().kind !== 'mark' || this.next().text !== text)
            return false;
        this.at += 1;
        return true;
    }
    unexpected(expected) {
        const { text, kind, line } = this.next();
        return problem(this.file, line, kind === 'end' ? 'it ends too early' : `${text} stands here`, expected);
    }
    message(close) {
        this.depth += 1;
        if (this.depth > textproto_DEPTH)
            throw problem(this.file, this.next().line, 'it is nested too deeply');
        const { line } = this.next();
        const fields = [];
        while (this.next().kind !== 'end' && !(this.next().kind === 'mark' && this.next().text === close)) {
            const name = this.name();
            for (const value of this.values())
                fields.push({ name, value });
            if (!this.mark(','))
                this.mark(';');
        }
        if (close !== '' && !this.mark(close))
            throw this.unexpected(close);
        this.depth -= 1;
        return { kind: 'message', fields, line };
    }
    /** A word, or the name of an extension or an Any in square brackets. */
    name() {
        if (this.next().kind === 'word')
            return this.take().text;
        if (!this.mark('['))
            throw this.unexpected('the name of a field');
        let name = '';
        while (this.next().kind === 'word' || (this.next().kind === 'mark' && /[./-]/.test(this.next().text))) {
            name += this.take().text;
        }
        if (name === '' || !this.mark(']'))
            throw this.unexpected('a name in square brackets');
        return `[${name}]`;
    }
    values() {
        const colon = this.mark(':');
        if (!this.mark('[')) {
            const value = this.value();
            if (value.kind === 'scalar' && !colon)
                throw this.unexpected('a colon before the value');
            return [value];
        }
        const values = [];
        if (this.mark(']'))
            return values;
        do
            values.push(this.value());
        while (this.mark(','));
        if (!this.mark(']'))
            throw this.unexpected(', or ]');
        if (!colon && values.some(({ kind }) => kind === 'scalar'))
            throw this.unexpected('a colon before the list');
        return values;
    }
    value() {
        if (this.mark('{'))
            return this.message('}');
        if (this.mark('<'))
            return this.message('>');
        const { line } = this.next();
        if (this.next().kind === 'string') {
            let text = '';
            while (this.next().kind === 'string')
                text += this.unquoted(this.take());
            return { kind: 'scalar', text, quoted: true, line };
        }
        const minus = this.mark('-') ? '-' : '';
        if (this.next().kind !== 'word' && this.next().kind !== 'number')
            throw this.unexpected('a value');
        return { kind: 'scalar', text: minus + this.take().text, quoted: false, line };
    }
    /** Octal and hexadecimal escapes are bytes, which together must be UTF-8. */
    unquoted({ text, line }) {
        const bytes = [];
        for (const [plain, , escaped] of text
            .slice(1, -1)
            .matchAll(/([^\\]+)|\\(x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|[\s\S])/g)) {
            bytes.push(escaped === undefined ? Buffer.from(plain) : this.escaped(escaped, line));
        }
        try {
            return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(bytes));
        }
        catch (error) {
            if (!(error instanceof TypeError))
                throw error;
            throw problem(this.file, line, 'a string is not UTF-8');
        }
    }
    escaped(letters, line) {
        const simple = SIMPLE[letters];
        if (simple !== undefined)
            return Buffer.from(simple);
        if (/^[0-7]/.test(letters))
            return this.byte(Number.parseInt(letters, 8), line);
        if (/^x./.test(letters))
            return this.byte(Number.parseInt(letters.slice(1), 16), line);
        const point = /^[uU]./.test(letters) ? Number.parseInt(letters.slice(1), 16) : Number.NaN;
        if (!(point <= 0x10ffff) || (point >= 0xd800 && point <= 0xdfff)) {
            throw problem(this.file, line, `\\${letters} is no escape`);
        }
        return Buffer.from(String.fromCodePoint(point));
    }
    byte(value, line) {
        if (value > 255)
            throw problem(this.file, line, `the escape of ${value} is no byte`);
        return Buffer.from([value]);
    }
}
const SIMPLE = {
    a: '\x07',
    b: '\b',
    f: '\f',
    n: '\n',
    r: '\r',
    t: '\t',
    v: '\v',
    '?': '?',
    '\\': '\\',
    "'": "'",
    '"': '"',
};

;// CONCATENATED MODULE: ./build/data/import/tfdv/schema.js
/** Reads a TFDV schema (`schema.pbtxt`, message `tensorflow.metadata.v0.Schema`) field by field. */





function looksLikeTfdv(text) {
    return /^\s*(feature|string_domain|sparse_feature|default_environment)\s*[:{<]/m.test(text);
}
/** Fields of the schema that say nothing that can be checked on a table, and why. */
const SCHEMA_FIELDS = {
    sparse_feature: 'it is made of several columns of a tensor',
    weighted_feature: 'it is made of several columns of a tensor',
    represent_variable_length_as_ragged: 'it says how TensorFlow reads the data, not what the data must be',
    tensor_representation_group: 'it says how TensorFlow reads the data, not what the data must be',
};
/** Throws a usage error where the text is not the format, or a field is not of its type. */
function readTfdv(text, file, options) {
    try {
        return read(text, file, options);
    }
    catch (error) {
        if (!(error instanceof CannotCarry))
            throw error;
        throw (0,base/* usageError */.Wp)({
            where: { file },
            message: error.message,
            expected: 'a schema of TensorFlow Data Validation',
        });
    }
}
function read(text, file, options) {
    const root = new Message(parseTextProto(text, file));
    const features = root.messages('feature');
    if (features.length === 0) {
        throw (0,base/* usageError */.Wp)({
            where: { file },
            message: 'holds no feature',
            expected: 'a schema of TensorFlow Data Validation: feature { name: "…" … }',
        });
    }
    const notCarried = [];
    const items = [];
    const notes = [];
    const add = (what, read) => {
        const result = carry(what, read);
        if ('lost' in result)
            notCarried.push(result.lost);
        else
            items.push({ what, changes: result.changes });
    };
    const environments = root.strings('default_environment');
    const domains = namedDomains(root);
    for (const message of features) {
        feature(message, { domains, environments, add, lose: (item) => notCarried.push(item) });
    }
    for (const [name, { used }] of domains) {
        if (!used)
            notCarried.push({ what: `domain ${name}`, reason: 'no feature uses it' });
    }
    const constraints = root.message1('dataset_constraints');
    if (constraints !== undefined) {
        const min = constraints.number('min_examples_count');
        const max = constraints.number('max_examples_count');
        if (min !== undefined) {
            add('dataset_constraints min_examples_count', () => [
                { kind: 'rule', column: null, rule: { metric: 'rowCount', mustBeGreaterOrEqualTo: min } },
            ]);
        }
        if (max !== undefined) {
            add('dataset_constraints max_examples_count', () => [
                { kind: 'rule', column: null, rule: { metric: 'rowCount', mustBeLessOrEqualTo: max } },
            ]);
        }
        for (const name of constraints.left()) {
            notCarried.push({
                what: `dataset_constraints ${name}`,
                reason: name.endsWith('comparator')
                    ? 'it compares with other data, and a contract is about one dataset'
                    : 'is not known here',
            });
        }
    }
    for (const annotation of root.messages('annotation')) {
        add('annotation', () => [...annotation.strings('tag'), ...annotation.strings('comment')].map((line) => ({
            kind: 'text',
            column: null,
            text: line,
        })));
        for (const name of annotation.left()) {
            notCarried.push({ what: `annotation ${name}`, reason: 'the contract has no place for it' });
        }
    }
    for (const name of root.left()) {
        notCarried.push({
            what: name,
            reason: SCHEMA_FIELDS[name] ?? 'is no field of a schema that is known here',
        });
    }
    notes.push('NaN and infinity fail in number columns; TFDV lets them pass unless a float_domain disallows them');
    return {
        id: options.object,
        objects: [{ name: options.object, defaults: [{ kind: 'extra', verdict: 'fail' }], items }],
        notCarried,
        notes,
    };
}
function namedDomains(root) {
    const domains = new Map();
    for (const kind of ['string_domain', 'int_domain', 'float_domain']) {
        root.messages(kind).forEach((message, index) => {
            domains.set(message.string('name') ?? `${kind}[${index}]`, { kind, message, used: false });
        });
    }
    return domains;
}

;// CONCATENATED MODULE: ./build/data/import/formats.js
/** The table of foreign formats. A new one is a row here. */





const FOREIGN_FORMATS = ['great-expectations', 'tfdv', 'frictionless', 'pandera', 'dbt'];
const import_formats_FORMATS = {
    'great-expectations': {
        title: 'a suite of Great Expectations',
        looksLike: ({ data }) => looksLikeSuite(data),
        read: ({ data, file }, options) => readSuite(data, file, options),
    },
    tfdv: {
        title: 'a schema of TensorFlow Data Validation',
        looksLike: ({ text }) => looksLikeTfdv(text),
        read: ({ text, file }, options) => readTfdv(text, file, options),
    },
    frictionless: {
        title: 'a Table Schema or Data Package of Frictionless',
        looksLike: ({ data }) => looksLikeFrictionless(data),
        read: ({ data, file }, options) => readFrictionless(data, file, options),
    },
    pandera: {
        title: 'a schema of pandera',
        looksLike: ({ data }) => looksLikePandera(data),
        read: ({ data, file }, options) => readPandera(data, file, options),
    },
    dbt: {
        title: 'a schema.yml of dbt',
        looksLike: ({ data }) => looksLikeDbt(data),
        read: ({ data, file }) => readDbt(data, file),
    },
};

;// CONCATENATED MODULE: ./build/data/import/draft.js
/** Puts changes together to a contract. What contradicts itself is listed as not carried over. */


/** The contract as ODCS v3.1 YAML. `source` names the foreign file in the first line. */
function writeContract(reading, source) {
    const notCarried = [...reading.notCarried];
    let carried = 0;
    const schema = reading.objects.map((object) => {
        const draft = new ObjectDraft(object, notCarried);
        carried += object.items.length;
        return draft.written();
    });
    const before = reading.notCarried.length;
    carried -= new Set(notCarried.slice(before).map(({ what }) => what)).size;
    const document = {
        apiVersion: 'v3.1.0',
        kind: 'DataContract',
        id: reading.id,
        version: '0.1.0',
        status: 'draft',
        ...(reading.description ? { description: { purpose: reading.description } } : {}),
        schema,
    };
    const lines = [
        `Made by \`assay import-contract\` from ${source}.`,
        ...notCarried.map((item) => `Not carried over: ${item.what}: ${item.reason}`),
        ...reading.notes.map((note) => `Note: ${note}`),
    ];
    const head = lines.map((line) => `# ${line.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')}\n`).join('');
    const text = head + (0,yaml_dist/* stringify */.As)(document, { lineWidth: 0, aliasDuplicateObjects: false });
    return { text, notCarried, carried };
}
class ObjectDraft {
    object;
    lost;
    columns = new Map();
    rules = [];
    texts = [];
    custom = new Map();
    references = [];
    key = [];
    extra;
    constructor(object, lost) {
        this.object = object;
        this.lost = lost;
        for (const change of object.defaults)
            this.apply(change, 'the file');
        for (const { what, changes } of object.items)
            for (const change of changes)
                this.apply(change, what);
    }
    column(name) {
        const found = this.columns.get(name) ?? {
            name,
            strong: new Set(),
            weak: new Set(),
            limits: [],
            rules: [],
            texts: [],
            custom: new Map(),
            required: false,
            unique: false,
            personal: false,
        };
        this.columns.set(name, found);
        return found;
    }
    apply(change, what) {
        switch (change.kind) {
            case 'column':
                this.column(change.column);
                return;
            case 'type':
                this.column(change.column)[change.weak ? 'weak' : 'strong'].add(change.type);
                return;
            case 'required':
                this.column(change.column).required = true;
                return;
            case 'unique':
                this.column(change.column).unique = true;
                return;
            case 'personal':
                this.column(change.column).personal = true;
                return;
            case 'limits':
                this.column(change.column).limits.push({ what, types: change.types, limits: change.limits });
                return;
            case 'rule':
                (change.column === null ? this.rules : this.column(change.column).rules).push(change.rule);
                return;
            case 'key':
                for (const column of change.columns)
                    this.column(column);
                if (this.key.length > 0)
                    this.lost.push({ what, reason: 'there is a primary key already' });
                else
                    this.key = change.columns;
                return;
            case 'reference':
                for (const column of change.columns)
                    this.column(column);
                this.references.push(change);
                return;
            case 'extra':
                // The strictest of several wins.
                if (this.extra !== 'fail')
                    this.extra = change.verdict;
                return;
            case 'custom':
                this.applyCustom(change, what);
                return;
            case 'text':
                (change.column === null ? this.texts : this.column(change.column).texts).push(change.text);
        }
    }
    /** Foreign words for the reading of text may have values that are not read here. */
    applyCustom(change, what) {
        const { value, problems } = readable(change.property, change.value);
        for (const reason of problems)
            this.lost.push({ what, reason });
        merge(change.column === null ? this.custom : this.column(change.column).custom, { ...change, value });
    }
    written() {
        const properties = [...this.columns.values()].map((column) => this.property(column));
        return {
            name: this.object.name,
            ...(this.texts.length > 0 ? { description: this.texts.join('\n') } : {}),
            ...customProperties(this.extra === undefined
                ? this.custom
                : new Map([['assay.extraColumns', this.extra], ...this.custom])),
            ...(properties.length > 0 ? { properties } : {}),
            ...(this.references.length > 0
                ? {
                    relationships: this.references.map(({ columns, object, to }) => ({
                        type: 'foreignKey',
                        from: draft_one(columns.map((column) => `${this.object.name}.${column}`)),
                        to: draft_one(to.map((column) => `${object}.${column}`)),
                    })),
                }
                : {}),
            ...(this.rules.length > 0 ? { quality: this.rules } : {}),
        };
    }
    property(column) {
        const type = this.typeOf(column);
        const position = this.key.indexOf(column.name) + 1;
        const options = {};
        for (const { what, types, limits } of column.limits) {
            if (type === undefined || !types.includes(type)) {
                this.lost.push({
                    what,
                    reason: `${Object.keys(limits).join(' and ')} of \`${column.name}\` would need the type ${types.join(' or ')}, and other parts of the file make it ${type ?? 'unclear'}`,
                });
                continue;
            }
            for (const [key, limit] of Object.entries(limits)) {
                const old = options[key];
                if (old === undefined || /^(exclusiveM|m)(in|ax)/.test(key))
                    options[key] = tighter(key, old, limit);
                else if (old !== limit) {
                    this.lost.push({ what, reason: `\`${column.name}\` has ${key} ${old} already, and takes one` });
                }
            }
        }
        return {
            name: column.name,
            ...(column.texts.length > 0 ? { description: column.texts.join('\n') } : {}),
            ...(type === undefined ? {} : { logicalType: type }),
            ...(column.required ? { required: true } : {}),
            ...(column.unique ? { unique: true } : {}),
            ...(position > 0 ? { primaryKey: true, primaryKeyPosition: position } : {}),
            ...(column.personal ? { classification: 'personal' } : {}),
            ...(Object.keys(options).length > 0 ? { logicalTypeOptions: options } : {}),
            ...customProperties(column.custom),
            ...(column.rules.length > 0 ? { quality: column.rules } : {}),
        };
    }
    /** The type that all claims allow; weak claims count where there are no strong ones. */
    typeOf(column) {
        const claims = column.strong.size > 0 ? column.strong : column.weak;
        const fitting = LOGICAL_TYPES.filter((type) => [...claims].every((claim) => claim === type || (claim === 'number' && type === 'integer')));
        if (claims.size === 0)
            return undefined;
        // Text is only the weakest wish: every value can be looked at as text.
        const chosen = fitting.find((type) => claims.has(type)) ??
            (column.strong.size === 0 && claims.size === 2 && claims.has('string')
                ? [...claims].find((type) => type !== 'string')
                : undefined);
        if (chosen === undefined && column.strong.size > 0) {
            this.lost.push({
                what: `the type of \`${column.name}\``,
                reason: `the file asks for ${[...claims].join(' and ')} at once`,
            });
        }
        return chosen;
    }
}
/** Two limits of one kind: the stricter one. */
function tighter(key, old, limit) {
    if (old === undefined)
        return limit;
    return /^(min|exclusiveMin)/.test(key) === old < limit ? limit : old;
}
function merge(custom, { property, value }) {
    const old = custom.get(property);
    const maps = [old, value].every((item) => typeof item === 'object' && item !== null && !Array.isArray(item));
    custom.set(property, maps ? { ...Object(old), ...Object(value) } : value);
}
function customProperties(custom) {
    if (custom.size === 0)
        return {};
    return { customProperties: [...custom].map(([property, value]) => ({ property, value })) };
}
/** The standard writes one name without a list. */
function draft_one(names) {
    return names.length === 1 ? (names[0] ?? '') : names;
}

;// CONCATENATED MODULE: ./build/data/import/import.js
/** Makes a contract of another tool's file: finds out whose it is, reads it, and writes ODCS v3.1. */





/** `file` names the text in messages. Throws a usage error where it is no file of a known tool. */
async function importContract(db, text, file, options) {
    const data = /\.(pbtxt|textproto)$/.test(file) || options.format === 'tfdv' ? undefined : dataOf(text);
    const format = options.format ?? detect(text, data, file);
    const read = (usable) => {
        const common = { object: options.object, usable };
        return import_formats_FORMATS[format].read({ text, data: data ?? null, file }, common);
    };
    // The first reading only asks which patterns there are; the engine says which of them it can use.
    const patterns = new Set();
    read((pattern) => {
        patterns.add(pattern);
        return true;
    });
    const bad = new Set();
    for (const pattern of patterns)
        if (!(await isUsable(db, pattern)))
            bad.add(pattern);
    const reading = read((pattern) => !bad.has(pattern));
    const written = writeContract(reading, `${file} (${import_formats_FORMATS[format].title})`);
    return { ...written, format, objects: reading.objects.map(({ name }) => name), notes: reading.notes };
}
/** The data of JSON or YAML, or undefined where it is neither. */
function dataOf(text) {
    try {
        return (0,yaml_dist/* parse */.qg)(text, { uniqueKeys: true, maxAliasCount: 100 });
    }
    catch (error) {
        return error instanceof Error ? undefined : error;
    }
}
function detect(text, data, file) {
    for (const [name, { looksLike }] of Object.entries(import_formats_FORMATS)) {
        if (looksLike({ text, data: data ?? null, file }))
            return name;
    }
    throw (0,base/* usageError */.Wp)({
        where: { file },
        message: 'is of no tool that is known here',
        expected: Object.values(import_formats_FORMATS)
            .map(({ title }) => title)
            .join(', '),
        fix: 'say whose it is with --from',
    });
}
async function isUsable(db, pattern) {
    try {
        await db.all(`SELECT regexp_full_match('', ${sqlString(pattern)})`);
        return true;
    }
    catch (error) {
        // The engine reports a bad pattern as an invalid input; anything else is its own failure.
        if (/Invalid Input Error/i.test((0,base/* messageOf */.bD)(error)))
            return false;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/data/import/index.js
/** Contracts made from files of other tools. */



;// CONCATENATED MODULE: ./build/data/infer/types.js

/** Narrowest first. A column of true and false is a boolean; a column of 0 and 1 an integer. */
const types_CANDIDATES = ['integer', 'number', 'boolean', 'date', 'timestamp', 'time'];
const JSON_CANDIDATES = [...types_CANDIDATES, 'string', 'object', 'array'];
/** A contract's column that asks nothing but a type. */
function bareColumn(name, type) {
    return { name, type, required: false, unique: false, personal: false, options: {}, quality: [], place: {} };
}
/** Types and counts of all columns, in one scan. */
async function columnFacts(db, source) {
    const candidates = source.kind === 'json' ? JSON_CANDIDATES : source.kind === 'text' ? types_CANDIDATES : [];
    const parts = source.columns.flatMap((column, index) => [
        `count(${column.sql}) AS n${index}`,
        ...candidates.map((type, at) => {
            const { bad } = columnSql(source.kind, column, column.sql, bareColumn(column.name, type));
            return `count(*) FILTER (WHERE ${bad ?? 'false'}) AS t${index}_${at}`;
        }),
    ]);
    const [row = {}] = await db.all(`SELECT ${['count(*) AS n', ...parts].join(', ')} FROM ${source.from}`);
    const rows = Number(row['n'] ?? 0);
    const facts = source.columns.map((column, index) => {
        const filled = Number(row[`n${index}`] ?? 0);
        const fits = candidates.filter((_, at) => Number(row[`t${index}_${at}`]) === 0);
        const type = column.type !== null
            ? logicalTypesOf(column.type)[0]
            : filled === 0
                ? undefined
                : (fits[0] ?? (source.kind === 'text' ? 'string' : undefined));
        return { column, type, nulls: rows - filled, filled };
    });
    return { rows, facts };
}

;// CONCATENATED MODULE: ./build/data/infer/across.js



/** How many pairs are tried: each costs a scan. */
const PAIRS = 8;
const ENOUGH_ROWS = 20;
/** The names of two columns that together tell every row apart, where no column does alone; null where none do. */
async function compositeKey(db, source, suggestions, rows) {
    if (rows < ENOUGH_ROWS)
        return null;
    const parts = suggestions
        .filter(({ facts: { type }, required, kinds }) => required && kinds > 1 && type !== 'number' && type !== 'boolean')
        .filter(({ facts: { type } }) => type !== 'object' && type !== 'array' && type !== undefined);
    const pairs = parts.flatMap((a, at) => parts.slice(at + 1).map((b) => [a, b]));
    const possible = pairs
        .filter(([a, b]) => a.kinds * b.kinds >= rows)
        .sort(([a, b], [c, d]) => a.kinds * b.kinds - c.kinds * d.kinds);
    for (const [a, b] of possible.slice(0, PAIRS)) {
        const [row = {}] = await db.all(`SELECT count(DISTINCT row(${a.facts.column.sql}, ${b.facts.column.sql})) AS n FROM ${source.from}`);
        if (Number(row['n']) === rows)
            return [a.facts.column.name, b.facts.column.name];
    }
    return null;
}
/** Pairs of times of which the first never comes after the second, though their ranges overlap. One scan. */
async function timesInOrder(db, source, suggestions) {
    const times = suggestions
        .filter(({ facts: { type, filled } }) => (type === 'date' || type === 'timestamp') && filled >= ENOUGH_ROWS)
        .slice(0, 6);
    const pairs = times.flatMap((a) => times.filter((b) => b !== a && a.facts.type === b.facts.type).map((b) => [a, b]));
    if (pairs.length === 0)
        return [];
    const value = ({ facts: { column, type } }) => columnSql(source.kind, column, column.sql, bareColumn(column.name, type)).value;
    const parts = pairs.flatMap(([a, b], at) => [
        `count(*) FILTER (WHERE ${value(a)} > ${value(b)}) AS wrong${at}`,
        `count(*) FILTER (WHERE ${value(a)} < ${value(b)}) AS right${at}`,
        // Where the ranges do not meet, the order says nothing about rows.
        `coalesce(max(${value(a)}) > min(${value(b)}), false) AS meet${at}`,
    ]);
    const [row = {}] = await db.all(`SELECT ${parts.join(', ')} FROM ${source.from}`);
    return pairs.flatMap(([a, b], at) => Number(row[`wrong${at}`]) === 0 && Number(row[`right${at}`]) >= ENOUGH_ROWS && row[`meet${at}`] === true
        ? [{ first: a.facts.column.name, last: b.facts.column.name }]
        : []);
}
/** The rule for it, in the words of the contract. */
function orderRule({ first, last }) {
    return {
        name: `${first} not after ${last}`,
        type: 'sql',
        query: `SELECT count(*) FROM {object} WHERE ${sqlName(first)} > ${sqlName(last)}`,
        mustBe: 0,
    };
}

;// CONCATENATED MODULE: ./build/data/infer/shapes.js
/** Patterns from the shapes of values: what all of them have in common, where that says something. Pure. */
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = UPPER.toLowerCase();
const DIGITS = '0123456789';
/** Arguments of DuckDB's translate(): every letter and digit becomes the sign of its class. */
const SHAPE_FROM = UPPER + LOWER + DIGITS;
const SHAPE_TO = 'A'.repeat(26) + 'a'.repeat(26) + '9'.repeat(10);
/** The shape of a text, as the engine makes it. */
function shapeOf(text) {
    return text.replace(/[A-Z]/g, 'A').replace(/[a-z]/g, 'a').replace(/[0-9]/g, '9');
}
function runsOf(shape) {
    return [...shape.matchAll(/A+|a+|9+|[\s\S]/gu)].map(([run]) => {
        const [sign = ''] = run;
        return {
            sign: [...run][0] ?? sign,
            min: /^[Aa9]/.test(run) ? run.length : 1,
            max: /^[Aa9]/.test(run) ? run.length : 1,
        };
    });
}
/** The runs that all shapes share, with their lengths; null where the shapes differ otherwise. */
function commonRuns(shapes) {
    let common = null;
    for (const shape of shapes) {
        const runs = runsOf(shape);
        if (common === null) {
            common = runs;
            continue;
        }
        if (runs.length !== common.length || runs.some(({ sign }, at) => sign !== common?.[at]?.sign))
            return null;
        common = common.map((run, at) => ({
            sign: run.sign,
            min: Math.min(run.min, runs[at]?.min ?? 0),
            max: Math.max(run.max, runs[at]?.max ?? 0),
        }));
    }
    return common;
}
const shapes_CLASSES = { A: '[A-Z]', a: '[a-z]', '9': '[0-9]' };
/**
 * A pattern (RE2, for the whole value) that every text of these shapes matches, or null where none says anything.
 * `prefix` and `suffix` are what all texts begin and end with: words in them become literal. Runs of letters must be
 * equally long in all shapes, since names are of any length; runs of digits need not.
 */
function patternOfShapes(shapes, prefix = '', suffix = '') {
    const runs = commonRuns(shapes);
    if (runs === null || runs.length === 0)
        return null;
    if (runs.some(({ sign, min, max }) => sign !== '9' && min !== max))
        return null;
    const parts = runs.map(({ sign, min, max }) => {
        const letters = shapes_CLASSES[sign];
        if (letters === undefined)
            return quoted(sign);
        return `${letters}${min !== max ? '+' : min === 1 ? '' : `{${min}}`}`;
    });
    // Words at either end that are the same everywhere: `ORD-[0-9]+` and not `[A-Z]{3}-[0-9]+`.
    // A sign beyond the basic plane is two units of a string; a run of letters is as long as it is.
    const width = ({ sign, min }) => (sign in shapes_CLASSES ? min : sign.length);
    let read = 0;
    for (const [at, run] of runs.entries()) {
        const end = read + width(run);
        if (run.sign === '9' || end > prefix.length)
            break;
        parts[at] = quoted(prefix.slice(read, end));
        read = end;
    }
    let left = suffix.length;
    for (const [back, run] of [...runs].reverse().entries()) {
        const start = left - width(run);
        if (run.sign === '9' || start < 0)
            break;
        parts[runs.length - 1 - back] = quoted(suffix.slice(start, left));
        left = start;
    }
    return parts.join('');
}
/** A pattern of nothing but a beginning or an end that all texts share, where it looks like one meant: `.jpg`, `id:`. */
function patternOfEnds(prefix, suffix) {
    const start = /^(?=.*[A-Za-z])[A-Za-z0-9]+[-_:/#.]+/.exec(prefix)?.[0] ?? '';
    const end = /[-_./@][A-Za-z][A-Za-z0-9]*$/.exec(suffix)?.[0] ?? '';
    if (start === '' && end === '')
        return null;
    return `${quoted(start)}(?s:.*)${quoted(end)}`;
}
/** What two texts begin with alike; of the least and the greatest text it is what all begin with. */
function commonPrefix(a, b) {
    const [left, right] = [[...a], [...b]];
    let at = 0;
    while (at < left.length && left[at] === right[at])
        at += 1;
    return left.slice(0, at).join('');
}
function quoted(text) {
    return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

;// CONCATENATED MODULE: ./build/data/infer/texts.js



/** Narrow ones first. `hostname` and the like say too little to be guessed. */
const texts_CANDIDATES = ['uuid', 'email', 'url', 'uri', 'ipv4', 'ipv6', 'date-time'];
/** Codes of one length, narrow ones first. */
const CODES = ['[0-9a-f]', '[0-9A-F]', '[a-z0-9]', '[A-Z0-9]', '[A-Za-z0-9]'];
/** More shapes than this have nothing in common that a pattern could say. */
const texts_SHAPES = 200;
/** Longer texts are prose. */
const LONGEST = 80;
/** Fewer values may be alike by accident. */
const ENOUGH = 10;
/** `text` is SQL over `from`; `kinds` how many different values there are, `short` and `long` their lengths. */
async function textForm(db, from, text, facts) {
    const { kinds, short, long } = facts;
    if (kinds < ENOUGH || long === 0)
        return {};
    const format = await formatOfAll(db, from, text);
    if (format !== undefined)
        return { format };
    if (long > LONGEST)
        return {};
    const there = `${from} WHERE ${text} IS NOT NULL`;
    const [ends = {}] = await db.all(`SELECT min(${text}) AS a, max(${text}) AS b, min(reverse(${text})) AS c, max(reverse(${text})) AS d FROM ${there}`);
    const prefix = commonPrefix(String(ends['a']), String(ends['b']));
    const suffix = [...commonPrefix(String(ends['c']), String(ends['d']))].reverse().join('');
    const shape = `translate(${text}, ${sqlString(SHAPE_FROM)}, ${sqlString(SHAPE_TO)})`;
    const rows = await db.all(`SELECT DISTINCT ${shape} AS shape FROM ${there} LIMIT ${texts_SHAPES + 1}`);
    const shapes = rows.map((row) => String(row['shape']));
    const candidates = [
        ...(shapes.length > texts_SHAPES ? [] : [patternOfShapes(shapes, prefix, suffix)]),
        ...(short === long && long > 1 ? CODES.map((code) => `${code}{${long}}`) : []),
        patternOfEnds(prefix, suffix),
    ].filter((pattern) => pattern !== null);
    const pattern = await firstThatFits(db, from, text, candidates);
    return pattern === undefined ? {} : { pattern };
}
async function formatOfAll(db, from, text) {
    const conditions = texts_CANDIDATES.map((name) => {
        const format = formats_FORMATS[name];
        if (format === undefined)
            return 'false';
        const form = `regexp_full_match(${text}, ${sqlString(format.pattern)})`;
        return format.refuses === undefined ? form : `(${form} AND NOT ${format.refuses(text)})`;
    });
    return texts_CANDIDATES[await fitting(db, from, conditions)];
}
async function firstThatFits(db, from, text, patterns) {
    if (patterns.length === 0)
        return undefined;
    const conditions = patterns.map((pattern) => `regexp_full_match(${text}, ${sqlString(pattern)})`);
    return patterns[await fitting(db, from, conditions)];
}
/** The index of the first condition that holds for every value that is there, or -1. */
async function fitting(db, from, conditions) {
    const parts = conditions.map((condition, at) => `bool_and(${condition}) AS p${at}`);
    const [row = {}] = await db.all(`SELECT ${parts.join(', ')} FROM ${from}`);
    return conditions.findIndex((_, at) => row[`p${at}`] === true);
}

;// CONCATENATED MODULE: ./build/data/infer/limits.js



/** At most so many different values make a list, and only where each comes often enough to be no accident. */
const LISTED = 20;
const ROWS_PER_VALUE = 20;
/** How far beyond what was seen a range goes: this share of its width on both sides. */
const MARGIN = 0.1;
/** Fewer rows say nothing about keys. */
const KEY_ROWS = 20;
async function suggest(db, source, facts, rows) {
    const { column, type, filled, nulls } = facts;
    const { value, text } = columnSql(source.kind, column, column.sql, bareColumn(column.name, type));
    const numeric = type === 'integer' || type === 'number';
    const temporal = type === 'date' || type === 'timestamp';
    const finite = numeric
        ? `CASE WHEN isfinite(CAST(${value} AS DOUBLE)) THEN CAST(${value} AS DOUBLE) END`
        : 'NULL';
    const scalar = type !== undefined && type !== 'object' && type !== 'array';
    const parts = [
        scalar ? `count(DISTINCT ${column.sql}) AS kinds` : '0 AS kinds',
        numeric
            ? `min(${finite}) AS low, max(${finite}) AS high, bool_and(isfinite(CAST(${value} AS DOUBLE))) AS finite`
            : '',
        temporal ? `CAST(min(${value}) AS VARCHAR) AS low, CAST(max(${value}) AS VARCHAR) AS high` : '',
        type === 'string' ? `min(length(${text})) AS short, max(length(${text})) AS long` : '',
    ].filter((part) => part !== '');
    const [row = {}] = await db.all(`SELECT ${parts.join(', ')} FROM ${source.from}`);
    const kinds = Number(row['kinds'] ?? 0);
    // A measurement may happen to be different everywhere; only what looks like a name is taken for a key.
    const unique = scalar && type !== 'number' && !temporal && filled >= KEY_ROWS && kinds === filled;
    const listable = type === 'string' && kinds > 0 && kinds <= LISTED && filled >= kinds * ROWS_PER_VALUE;
    const values = listable ? await distinctValues(db, source, column.sql, text) : null;
    const options = {};
    const { low, high, short, long } = row;
    if (numeric && typeof low === 'number' && typeof high === 'number') {
        const why = `seen ${low} to ${high}, and ${100 * MARGIN}% of that width on both sides`;
        const { minimum, maximum } = widened(low, high, type === 'integer');
        options['minimum'] = { value: minimum, why };
        options['maximum'] = { value: maximum, why };
    }
    if (temporal && typeof low === 'string') {
        const first = type === 'date' ? low : low.replace(' ', 'T').replace(/\+00$/, '');
        options['minimum'] = {
            value: first,
            why: 'the first that was seen; there is no last, since time goes on',
        };
    }
    if (type === 'string' && values === null && typeof short === 'number' && typeof long === 'number') {
        const form = await textForm(db, source.from ?? '', text, { kinds, short, long });
        Object.assign(options, textOptions(form, short, long));
    }
    const remarks = numeric && row['finite'] === false ? ['holds NaN or infinity, which no contract lets pass'] : [];
    return {
        facts,
        required: rows > 0 && nulls === 0,
        unique,
        kinds,
        options,
        values: values === null ? null : { value: values, why: `all that were seen, in ${filled} values` },
        remarks,
    };
}
function textOptions(form, short, long) {
    if (form.format !== undefined)
        return { format: { value: form.format, why: 'every value has this form' } };
    const pattern = form.pattern === undefined
        ? {}
        : { pattern: { value: form.pattern, why: 'every value has this shape' } };
    if (short === long) {
        const why = 'every value has this length';
        return { minLength: { value: short, why }, maxLength: { value: long, why }, ...pattern };
    }
    const why = `the longest that was seen has ${long} characters, and half as much again`;
    return { maxLength: { value: Math.ceil(long * 1.5), why }, ...pattern };
}
async function distinctValues(db, source, sql, text) {
    const rows = await db.all(`SELECT DISTINCT ${text} AS v FROM ${source.from} WHERE ${sql} IS NOT NULL ORDER BY v`);
    return rows.map((row) => String(row['v']));
}
/** The range that was seen and a margin, to round numbers; a lower end of zero or more stays at zero or more. */
function widened(low, high, whole) {
    const width = high - low || Math.abs(high) || 1;
    const margin = width * MARGIN;
    const step = 10 ** Math.floor(Math.log10(Number.isFinite(margin) && margin > 0 ? margin : 1));
    const down = (value) => Math.floor(value / step) * step;
    const up = (value) => Math.ceil(value / step) * step;
    let minimum = Math.min(low, tidy(down(low - margin)));
    let maximum = Math.max(high, tidy(up(high + margin)));
    if (low >= 0 && minimum < 0)
        minimum = 0;
    if (high <= 0 && maximum > 0)
        maximum = 0;
    if (!Number.isFinite(minimum))
        minimum = low;
    if (!Number.isFinite(maximum))
        maximum = high;
    return whole ? { minimum: Math.floor(minimum), maximum: Math.ceil(maximum) } : { minimum, maximum };
}
function tidy(value) {
    return Number(value.toPrecision(12));
}

;// CONCATENATED MODULE: ./build/data/infer/proposal.js
/** A proposal as ODCS YAML: each word that is a guess says so in a comment beside it. */


/** The contract, and every guess in it as a line for a person. */
function writeProposal({ name, suggestions, key, orders }) {
    const guesses = [];
    const document = new yaml_dist/* Document */.yo({});
    const head = {
        apiVersion: 'v3.1.0',
        kind: 'DataContract',
        id: name,
        version: '0.1.0',
        status: 'draft',
    };
    for (const [word, value] of Object.entries(head))
        document.set(word, value);
    const properties = suggestions.map((suggestion) => property(document, suggestion, key, guesses));
    const quality = [
        { metric: 'rowCount', mustBeGreaterThan: 0 },
        ...orders.map((order) => {
            guesses.push(`${order.first} is never after ${order.last}: so it is in every row`);
            return orderRule(order);
        }),
    ];
    const object = document.createNode({ name, properties: [], quality });
    object.set('properties', properties.length === 0 ? [] : sequence(document, properties));
    document.set('schema', sequence(document, [object]));
    document.commentBefore =
        ' Proposed by `assay infer` from the data that was there. Every line marked as a guess wants a person to read it.';
    return { text: document.toString({ lineWidth: 0 }), guesses };
}
function sequence(document, items) {
    const node = document.createNode([]);
    for (const item of items)
        node.items.push(item);
    return node;
}
function property(document, { facts, required, unique, options, values, remarks }, key, guesses) {
    const { name } = facts.column;
    const position = key.indexOf(name) + 1;
    const limited = Object.entries(options).filter(([word]) => !(position > 0 && key.length === 1 && isRange(word)));
    const node = document.createNode({
        name,
        ...(facts.type === undefined ? {} : { logicalType: facts.type }),
        ...(required ? { required: true } : {}),
        ...(unique && position === 0 ? { unique: true } : {}),
        ...(position > 0 ? { primaryKey: true, primaryKeyPosition: position } : {}),
        ...(limited.length > 0
            ? { logicalTypeOptions: Object.fromEntries(limited.map(([word, { value }]) => [word, value])) }
            : {}),
        ...(values === null
            ? {}
            : { quality: [{ metric: 'invalidValues', arguments: { validValues: values.value }, mustBe: 0 }] }),
    });
    const guess = (path, word, why) => {
        guesses.push(`${name}: ${word}: ${why}`);
        note(node, path, `guess: ${why}`);
    };
    if (required)
        guess(['required'], 'required', 'no value is missing');
    if (unique && position === 0)
        guess(['unique'], 'unique', 'no value comes twice');
    if (position > 0) {
        const why = key.length === 1 ? 'no value comes twice' : `no combination of ${key.join(' and ')} comes twice`;
        guess(['primaryKey'], 'primaryKey', why);
    }
    for (const [word, { value, why }] of limited)
        guess(['logicalTypeOptions', word], `${word} ${value}`, why);
    if (values !== null) {
        guess(['quality', 0, 'metric'], `one of ${values.value.length} values`, values.why);
    }
    guesses.push(...remarks.map((remark) => `${name}: ${remark}`));
    if (facts.type === undefined) {
        guesses.push(`${name}: no type, since ${facts.column.type === null ? 'its values are empty or of several types' : 'the standard has no word for it'}`);
    }
    return node;
}
/** A single key goes on growing. */
function isRange(word) {
    return word === 'minimum' || word === 'maximum';
}
function note(node, path, comment) {
    const found = node.getIn(path, true);
    if ((0,yaml_dist/* isScalar */.jn)(found))
        found.comment = ` ${comment}`;
    else if ((0,yaml_dist/* isMap */.jh)(found))
        found.commentBefore = ` ${comment}`;
}

;// CONCATENATED MODULE: ./build/data/infer/infer.js
/** Proposes a contract that the data passes and that a disturbed copy fails. */






/**
 * Reads the data twice: for types, and for limits. `name` becomes the object's name; absent: that of the dataset.
 * Throws a usage error where nothing can be read from the data.
 */
async function inferContract(ctx, db, found, name = found.name) {
    const source = await openSource(db, found, ctx.signal);
    const [fault] = source.faults.filter(({ verdict }) => verdict !== 'warn');
    if (source.from === null || fault !== undefined) {
        throw (0,base/* usageError */.Wp)({
            message: `no contract can be made from ${found.path}: ${fault ? `${fault.file} ${fault.message}` : 'nothing can be read'}`,
            ...(fault?.fix ? { fix: fault.fix } : {}),
        });
    }
    const { rows, facts } = await columnFacts(db, source);
    if (rows === 0)
        throw (0,base/* usageError */.Wp)({
            message: `${found.path} has no rows`,
            expected: 'data that a contract can be made from',
        });
    const progress = ctx.log.progress('infer');
    const suggestions = [];
    try {
        for (const [index, column] of facts.entries()) {
            ctx.signal.throwIfAborted();
            progress.update(column.column.name, index / facts.length);
            suggestions.push(await suggest(db, source, column, rows));
        }
    }
    finally {
        progress.done();
    }
    const key = await keyOf(db, source, suggestions, rows);
    const orders = await timesInOrder(db, source, suggestions);
    const { text, guesses } = writeProposal({ name, suggestions, key, orders });
    return { text, guesses, rows, columns: facts.length };
}
/** The column that tells all rows apart, of several the one that is called so; else two columns together. */
async function keyOf(db, source, suggestions, rows) {
    const single = suggestions
        .filter(({ unique, required }) => unique && required)
        .map(({ facts }) => facts.column.name);
    const named = single.find((name) => /(^|[_\s.-])(id|key|uuid|code)$|Id$|ID$/i.test(name)) ?? single[0];
    if (named !== undefined)
        return [named];
    return (await compositeKey(db, source, suggestions, rows)) ?? [];
}

;// CONCATENATED MODULE: ./build/data/infer/index.js
/** Contracts proposed from data. */


;// CONCATENATED MODULE: ./build/data/leakage/side.js

function columnOf({ view }, name) {
    return view.columns.find((column) => column.name === name);
}
function side_isPersonal({ side }, name) {
    return side.contract?.columns.some((column) => column.name === name && column.personal) ?? false;
}
/** SQL of two columns so that equal values are equal: numbers as numbers, everything else as text. */
function side_comparable(a, b) {
    const [one, two] = [sqlName(a.name), sqlName(b.name)];
    if (a.type === b.type)
        return [one, two];
    const whole = (column) => /INT/.test(column.type);
    const type = a.kind === 'numeric' && b.kind === 'numeric'
        ? whole(a) && whole(b)
            ? 'HUGEINT'
            : 'DOUBLE'
        : a.kind === 'temporal' && b.kind === 'temporal' && ![a, b].some(({ type: own }) => /^TIME\b/.test(own))
            ? 'TIMESTAMP'
            : 'VARCHAR';
    const cast = (sql, own) => 
    // A whole number that a float holds is written as text without its point.
    type === 'VARCHAR' && /^(FLOAT|DOUBLE)$/.test(own)
        ? `regexp_replace(CAST(${sql} AS VARCHAR), '\\.0$', '')`
        : `CAST(${sql} AS ${type})`;
    return [cast(one, a.type), cast(two, b.type)];
}
/** The columns of a wish, or the finding that one is not there. */
function both(split, check, name, other = name) {
    const a = columnOf(split.current, name);
    const b = columnOf(split.against, other);
    if (a !== undefined && b !== undefined)
        return { a, b };
    const lacking = [
        ...(a === undefined ? [`${split.current.name} has no column \`${name}\``] : []),
        ...(b === undefined ? [`${split.against.name} has no column \`${other}\``] : []),
    ];
    return { problem: side_untold(split, check, name, 'error', lacking.join('; ')) };
}
/** Something that cannot be told. */
function side_untold({ current }, check, column, verdict, reason) {
    return {
        check,
        verdict,
        severity: 'error',
        subject: { dataset: current.name, ...(column === undefined ? {} : { column }) },
        where: [],
        message: `it cannot be told: ${reason}`,
    };
}
function told({ current, options }, parts) {
    const { check, column, dataset = current.name, weight, count, of, where = [], query } = parts;
    const verdict = weight === 'certain' || options.severity === 'error' ? 'fail' : 'warn';
    return {
        check,
        verdict,
        severity: verdict === 'fail' ? 'error' : 'warn',
        subject: { dataset, ...(column === undefined ? {} : { column }) },
        expected: parts.expected,
        actual: parts.actual,
        ...(count === undefined ? {} : { count }),
        ...(count === undefined || !of ? {} : { share: count / of }),
        where,
        ...(query === undefined ? {} : { query }),
        message: parts.message,
        fix: parts.fix,
    };
}
/** Rows whose value is missing were not looked for; that is no proof that they are not there. */
function unlooked(split, check, column, missing) {
    if (missing === 0)
        return [];
    const { current, against } = split;
    return [
        told(split, {
            check,
            column,
            weight: 'likely',
            expected: `a \`${column}\` in every row`,
            actual: `${missing} rows without`,
            count: missing,
            of: current.rows,
            message: `${missing} of ${current.rows} rows have no \`${column}\`, and cannot be compared with ${against.name}`,
            fix: 'fill it in, or name a column that every row has',
        }),
    ];
}
/** Values, with how often those come that come more than once; none of them where the contract says so. */
function occurrences(side, column, rows) {
    if (side_isPersonal(side, column) || !Array.isArray(rows))
        return [];
    return rows.map(({ value, times }) => ({
        value: `${String(value).slice(0, 100)}${Number(times) > 1 ? ` (${times} times)` : ''}`,
    }));
}

;// CONCATENATED MODULE: ./build/data/leakage/order.js

/** Rows of `current` that are not later than the last of `against`: a model must not have seen its own future. */
async function timeOrder(split, column) {
    const { db, current, against } = split;
    const check = 'leakage.time';
    const report = (findings) => ({ findings, notChecked: [], checks: 1 });
    const pair = both(split, check, column);
    if ('problem' in pair)
        return report([pair.problem]);
    const odd = [pair.a, pair.b].find(({ type }) => !/^(DATE|TIMESTAMP)/.test(type));
    if (odd !== undefined) {
        return report([
            side_untold(split, check, column, 'error', `\`${column}\` is ${odd.type}, not a date or timestamp`),
        ]);
    }
    const [a, b] = ['TIMESTAMP', 'TIMESTAMP'].map((type) => `CAST("${column.replaceAll('"', '""')}" AS ${type})`);
    const [row] = await db.all(`WITH theirs AS (SELECT max(${b}) FILTER (WHERE isfinite(${b})) AS latest FROM ${against.view.from}) SELECT CAST((SELECT latest FROM theirs) AS VARCHAR) AS latest, count(*) FILTER (WHERE ${a} <= (SELECT latest FROM theirs)) AS count, count(${a}) AS filled, CAST(min(${a}) AS VARCHAR) AS first FROM ${current.view.from}`);
    const [count, filled] = [Number(row?.['count'] ?? 0), Number(row?.['filled'] ?? 0)];
    if (filled === 0 || row?.['latest'] === null) {
        return report([side_untold(split, check, column, 'inconclusive', 'one of the sides has no times')]);
    }
    const rest = unlooked(split, check, column, current.rows - filled);
    if (count === 0)
        return report(rest);
    return report([
        ...rest,
        told(split, {
            check,
            column,
            weight: 'certain',
            expected: `only times after ${row?.['latest']}, the last of ${against.name}`,
            actual: `the first is ${row?.['first']}`,
            count,
            of: current.rows,
            message: `${count} of ${current.rows} rows are not later than the last of ${against.name}`,
            fix: 'split by time: what a model is judged on comes after what it learned from',
        }),
    ]);
}
/** Rows of `current` with a value that `against` never has. */
async function newCategories(split, columns, check = 'leakage.categories') {
    const { db, current, against } = split;
    const findings = [];
    for (const column of columns) {
        const pair = both(split, check, column);
        if ('problem' in pair) {
            findings.push(pair.problem);
            continue;
        }
        const [a, b] = side_comparable(pair.a, pair.b);
        const [row] = await db.all(`WITH theirs AS (SELECT DISTINCT ${b} AS v FROM ${against.view.from} WHERE ${b} IS NOT NULL), counted AS (SELECT ${a} AS v, count(*) AS times FROM ${current.view.from} WHERE ${a} IS NOT NULL GROUP BY 1), strange AS (SELECT * FROM counted WHERE v NOT IN (SELECT v FROM theirs)) SELECT (SELECT coalesce(sum(times), 0) FROM strange) AS count, (SELECT count(*) FROM strange) AS kinds, (SELECT count(*) FROM theirs) AS known, (SELECT count(*) FROM counted) AS own, (SELECT list(s) FROM (SELECT CAST(v AS VARCHAR) AS value, times FROM strange ORDER BY times DESC, v LIMIT 5) AS s) AS examples`);
        const count = Number(row?.['count'] ?? 0);
        if (Number(row?.['known'] ?? 0) === 0 || Number(row?.['own'] ?? 0) === 0) {
            findings.push(side_untold(split, check, column, 'inconclusive', 'one of the sides has only missing values'));
        }
        else if (count > 0) {
            const label = check !== 'leakage.categories';
            findings.push(told(split, {
                check,
                column,
                weight: label ? 'certain' : 'likely',
                expected: `values of \`${column}\` that ${against.name} has`,
                actual: `${row?.['kinds']} others`,
                count,
                of: current.rows,
                where: occurrences(current, column, row?.['examples']),
                message: `${count} of ${current.rows} rows have a \`${column}\` that never comes in ${against.name}`,
                fix: label
                    ? 'a model cannot predict a label that it never saw: put such rows on both sides'
                    : 'put such rows on both sides, or tell the model what to do with unknown values',
            }));
        }
    }
    return { findings, notChecked: [], checks: columns.length };
}
/** The rows of `current` against those of `against`. */
function sizeRatio(split, [low, high]) {
    const { current, against } = split;
    const ratio = current.rows / against.rows;
    const findings = ratio >= low && ratio <= high
        ? []
        : [
            told(split, {
                check: 'leakage.size',
                weight: 'likely',
                expected: `${low} to ${high} times the rows of ${against.name}`,
                actual: String(Number(ratio.toPrecision(4))),
                message: `${current.name} has ${current.rows} rows, ${against.name} ${against.rows}`,
                fix: 'split otherwise, or change `size_ratio`',
            }),
        ];
    return { findings, notChecked: [], checks: 1 };
}

;// CONCATENATED MODULE: ./build/data/leakage/label.js



/** A numeric label with more different values than this is a quantity and no class. */
const MOST_CLASSES = 100;
const LABEL_SHIFT = 0.1;
/** What kind of label the side that taught has, or why there is none. */
async function labelOf(split, label) {
    const pair = both(split, 'leakage.label', label);
    if ('problem' in pair)
        return pair.problem;
    const [row] = await split.db.all(`SELECT count(DISTINCT ${sqlName(label)}) AS distinct_values FROM ${split.against.view.from}`);
    const distinct = Number(row?.['distinct_values'] ?? 0);
    if (distinct === 0) {
        return side_untold(split, 'leakage.label', label, 'inconclusive', `${split.against.name} has no labels`);
    }
    const floating = /^(FLOAT|DOUBLE|DECIMAL)/.test(pair.b.type) && distinct > 20;
    const quantity = pair.b.kind === 'numeric' && (floating || distinct > MOST_CLASSES);
    return { kind: quantity ? 'quantity' : 'classes' };
}
async function labelChecks(split, label, facts, features) {
    const findings = [];
    const notChecked = [];
    let checks = 0;
    for (const side of [split.current, split.against]) {
        findings.push(...(await constantLabel(split, side, label)));
        findings.push(...(await conflictingLabels(split, side, label, features)));
        checks += 2;
    }
    if (facts.kind === 'classes') {
        const fresh = await newCategories(split, [label], 'leakage.label.new');
        findings.push(...fresh.findings, ...(await labelRatio(split, label)));
        checks += 2;
    }
    else {
        notChecked.push(`${split.current.name}: new labels and the ratio of labels, since \`${label}\` is a quantity`);
    }
    return { findings, notChecked, checks };
}
async function constantLabel(split, side, label) {
    const [row] = await split.db.all(`SELECT count(DISTINCT ${sqlName(label)}) AS kinds, count(${sqlName(label)}) AS filled FROM ${side.view.from}`);
    const [kinds, filled] = [Number(row?.['kinds'] ?? 0), Number(row?.['filled'] ?? 0)];
    if (kinds > 1)
        return [];
    if (filled < 2) {
        return [
            side_untold(split, 'leakage.label.constant', label, 'inconclusive', `${side.name} has ${filled} labels`),
        ];
    }
    return [
        told(split, {
            check: 'leakage.label.constant',
            column: label,
            dataset: side.name,
            weight: 'certain',
            expected: 'more than one label',
            actual: `the same label ${filled} times`,
            message: `every label of ${side.name} is the same: nothing can be learned or judged on it`,
            fix: 'look how the rows were chosen',
        }),
    ];
}
/** Rows with the same features and another label than most of their kind. */
async function conflictingLabels(split, side, label, features) {
    const own = features.filter((name) => columnOf(side, name) !== undefined);
    if (own.length === 0)
        return [];
    const list = own.map(sqlName).join(', ');
    const [row] = await split.db.all(`WITH kinds AS (SELECT ${own.map((name, index) => `${sqlName(name)} AS f${index}`).join(', ')}, ${sqlName(label)} AS l, count(*) AS times FROM ${side.view.from} WHERE ${sqlName(label)} IS NOT NULL GROUP BY ALL), groups AS (SELECT sum(times) - max(times) AS others FROM kinds GROUP BY ${own.map((_, index) => `f${index}`).join(', ')} HAVING count(*) > 1) SELECT coalesce(sum(others), 0) AS count FROM groups`);
    const count = Number(row?.['count'] ?? 0);
    if (count === 0)
        return [];
    return [
        told(split, {
            check: 'leakage.label.conflicting',
            column: label,
            dataset: side.name,
            weight: 'likely',
            expected: 'one label for equal features',
            actual: `${count} rows`,
            count,
            of: side.rows,
            query: `SELECT ${list}, count(DISTINCT ${sqlName(label)}) AS labels FROM ${side.name} GROUP BY ${list} HAVING labels > 1`,
            message: `${count} of ${side.rows} rows of ${side.name} have another label than other rows with equal features`,
            fix: 'look for labels that were set twice; no model can be right on both',
        }),
    ];
}
/**
 * The largest difference of the share of one label. It counts where it is above the limit by more than two
 * standard errors of the difference, so that small sides do not differ by chance.
 */
async function labelRatio(split, label) {
    const { db, current, against, options } = split;
    const check = 'leakage.label.ratio';
    const pair = both(split, check, label);
    if ('problem' in pair)
        return [pair.problem];
    const [a, b] = side_comparable(pair.a, pair.b);
    const limit = options.max_label_shift ?? LABEL_SHIFT;
    const rows = await db.all(`WITH ours AS (SELECT ${a} AS v, count(*) AS n FROM ${current.view.from} WHERE ${a} IS NOT NULL GROUP BY 1), theirs AS (SELECT ${b} AS v, count(*) AS m FROM ${against.view.from} WHERE ${b} IS NOT NULL GROUP BY 1) SELECT CAST(coalesce(ours.v, theirs.v) AS VARCHAR) AS v, coalesce(n, 0) AS n, coalesce(m, 0) AS m FROM ours FULL JOIN theirs ON ours.v = theirs.v ORDER BY v`);
    const counts = rows.map((row) => ({ value: String(row['v']), n: Number(row['n']), m: Number(row['m']) }));
    const [n, m] = [counts.reduce((sum, row) => sum + row.n, 0), counts.reduce((sum, row) => sum + row.m, 0)];
    if (n === 0 || m === 0)
        return [side_untold(split, check, label, 'inconclusive', 'one of the sides has no labels')];
    const shifted = counts
        .map((row) => {
        const [p, q] = [row.n / n, row.m / m];
        const shared = (row.n + row.m) / (n + m);
        const error = Math.sqrt(shared * (1 - shared) * (1 / n + 1 / m));
        return { ...row, p, q, over: Math.abs(p - q) - limit - 2 * error };
    })
        .filter(({ over }) => over > 0)
        .sort((one, two) => two.over - one.over);
    const [worst] = shifted;
    if (worst === undefined)
        return [];
    const percent = (share) => `${Number((100 * share).toPrecision(3))}%`;
    return [
        told(split, {
            check,
            column: label,
            weight: 'likely',
            expected: `shares of labels that differ by at most ${percent(limit)}`,
            actual: `${worst.value}: ${percent(worst.p)}, in ${against.name} ${percent(worst.q)}`,
            message: `${shifted.length} labels have another share than in ${against.name}`,
            fix: 'split at random or by time, and look how the rows were chosen',
        }),
    ];
}

;// CONCATENATED MODULE: ./build/data/leakage/predictive.js


const MAX_PREDICTIVE = 0.95;
/** Classes with fewer rows say nothing about a feature. */
const FEW_ROWS = 10;
async function predictiveFeatures(split, label, facts, features) {
    const { against, options } = split;
    const limit = options.max_predictive ?? MAX_PREDICTIVE;
    const findings = [];
    const notChecked = [];
    let checks = 0;
    for (const name of features) {
        const column = columnOf(against, name);
        if (column === undefined)
            continue;
        if (column.kind === 'other') {
            notChecked.push(`${against.name}: whether \`${name}\` predicts \`${label}\`, since it is ${column.type}`);
            continue;
        }
        checks += 1;
        const score = await predictive_scoreOf(split, label, facts, column);
        if (score === null) {
            const reason = `${against.name} has too few rows with both \`${name}\` and \`${label}\``;
            findings.push(side_untold(split, 'leakage.predictive', name, 'inconclusive', reason));
        }
        else if (!(score.value <= limit)) {
            findings.push(told(split, {
                check: 'leakage.predictive',
                column: name,
                dataset: against.name,
                weight: 'likely',
                expected: `${score.measure} of at most ${limit}`,
                actual: String(Number(score.value.toPrecision(4))),
                message: `\`${name}\` alone predicts \`${label}\` almost perfectly (${score.measure} ${Number(score.value.toPrecision(4))})`,
                fix: 'leave it out of the features if it is known only after what is predicted',
            }));
        }
    }
    return { findings, notChecked, checks };
}
/** Null where there are too few rows to tell. A feature that is constant predicts nothing: 0. */
async function predictive_scoreOf(split, label, { kind }, feature) {
    const ordered = feature.kind === 'numeric' || feature.kind === 'temporal';
    if (kind === 'classes')
        return ordered ? aucScore(split, label, feature) : cramerScore(split, label, feature);
    return ordered ? lineScore(split, label, feature) : varianceScore(split, label, feature);
}
function pairs({ against }, label, feature, as = '') {
    const [f, l] = [sqlName(feature.name), sqlName(label)];
    const finite = /^(FLOAT|DOUBLE)$/.test(feature.type) ? ` AND NOT isnan(${f})` : '';
    return `(SELECT ${as === '' ? f : `CAST(${f} AS ${as})`} AS f, ${l} AS l FROM ${against.view.from} WHERE ${f} IS NOT NULL AND ${l} IS NOT NULL${finite})`;
}
async function aucScore(split, label, feature) {
    // Twice the number of pairs in which the class has the larger value, ties as one: whole numbers, so exact.
    const rows = await split.db.all(`WITH pairs AS ${pairs(split, label, feature)}, classes AS (SELECT l AS c, count(*) AS size FROM pairs GROUP BY l), cells AS (SELECT f, l, count(*) AS n FROM pairs GROUP BY f, l), marks AS (SELECT f, sum(n) AS n FROM cells GROUP BY f), below AS (SELECT f, n, coalesce(sum(n) OVER (ORDER BY f ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before FROM marks), parts AS (SELECT cells.l AS c, cells.n AS pos, below.n - cells.n AS neg, below.before - coalesce(sum(cells.n) OVER (PARTITION BY cells.l ORDER BY cells.f ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS neg_before FROM cells JOIN below ON below.f = cells.f) SELECT CAST(c AS VARCHAR) AS c, CAST(sum(CAST(pos AS HUGEINT) * (2 * neg_before + neg)) AS DOUBLE) AS twice, any_value(size) AS size, (SELECT sum(size) FROM classes) AS total FROM parts JOIN classes USING (c) GROUP BY c`);
    const scores = rows.flatMap((row) => {
        const size = Number(row['size']);
        const rest = Number(row['total']) - size;
        if (size < FEW_ROWS || rest < FEW_ROWS)
            return [];
        return [Math.abs(Number(row['twice']) / (size * rest) - 1)];
    });
    return scores.length === 0 ? null : { measure: '|2·AUC − 1|', value: Math.max(...scores) };
}
async function cramerScore(split, label, feature) {
    const [row] = await split.db.all(`WITH pairs AS ${pairs(split, label, feature)}, cells AS (SELECT f, l, count(*) AS n FROM pairs GROUP BY f, l), fs AS (SELECT f, sum(n) AS n FROM cells GROUP BY f), ls AS (SELECT l, sum(n) AS n FROM cells GROUP BY l) SELECT (SELECT count(*) FROM pairs) AS n, (SELECT count(*) FROM fs) AS r, (SELECT count(*) FROM ls) AS k, (SELECT sum(CAST(cells.n AS DOUBLE) * cells.n / (CAST(fs.n AS DOUBLE) * ls.n)) FROM cells JOIN fs USING (f) JOIN ls USING (l)) AS s`);
    const [n, r, k] = ['n', 'r', 'k'].map((key) => Number(row?.[key] ?? 0));
    if (n < 2 * FEW_ROWS || k < 2)
        return null;
    const measure = "Cramér's V";
    if (r < 2)
        return { measure, value: 0 };
    const phi = Number(row?.['s'] ?? 0) - 1;
    const corrected = Math.max(0, phi - ((k - 1) * (r - 1)) / (n - 1));
    const [rows, columns] = [r - (r - 1) ** 2 / (n - 1), k - (k - 1) ** 2 / (n - 1)];
    const least = Math.min(rows - 1, columns - 1);
    return { measure, value: least <= 0 ? 0 : Math.sqrt(corrected / least) };
}
async function lineScore(split, label, feature) {
    const number = feature.kind === 'temporal' ? 'epoch(f)' : 'CAST(f AS DOUBLE)';
    const [row] = await split.db.all(`WITH pairs AS (SELECT ${number} AS f, CAST(l AS DOUBLE) AS l FROM ${pairs(split, label, feature)}), good AS (SELECT * FROM pairs WHERE isfinite(f) AND isfinite(l)) SELECT count(*) AS n, min(f) = max(f) OR min(l) = max(l) AS flat, CASE WHEN min(f) < max(f) AND min(l) < max(l) THEN corr(f, l) END AS r FROM good`);
    if (Number(row?.['n'] ?? 0) < 2 * FEW_ROWS)
        return null;
    const r = row?.['r'];
    return { measure: 'R²', value: typeof r === 'number' && Number.isFinite(r) ? r * r : 0 };
}
async function varianceScore(split, label, feature) {
    const [row] = await split.db.all(`WITH good AS (SELECT f, CAST(l AS DOUBLE) AS l FROM ${pairs(split, label, feature)} WHERE isfinite(CAST(l AS DOUBLE))), means AS (SELECT f, count(*) AS n, avg(l) AS m, var_pop(l) * count(*) AS within FROM good GROUP BY f) SELECT (SELECT count(*) FROM good) AS n, (SELECT count(*) FROM means) AS k, (SELECT sum(within) FROM means) AS within, (SELECT var_pop(l) * count(*) FROM good) AS total`);
    const [n, k, within, total] = ['n', 'k', 'within', 'total'].map((key) => Number(row?.[key] ?? 0));
    if (n < 2 * FEW_ROWS || n <= k)
        return n <= k && n >= 2 * FEW_ROWS ? { measure: 'ε²', value: 0 } : null;
    if (total <= 0)
        return { measure: 'ε²', value: 0 };
    return { measure: 'ε²', value: Math.max(0, 1 - within / (n - k) / (total / (n - 1))) };
}

;// CONCATENATED MODULE: ./build/data/leakage/shared.js


/** Rows of `current` whose value of a column comes in the other column of `against` too. */
async function sharedValues(split, column, other) {
    const { db, current, against } = split;
    const check = 'leakage.id';
    const pair = both(split, check, column, other);
    if ('problem' in pair)
        return pair.problem;
    const [a, b] = side_comparable(pair.a, pair.b);
    const [row] = await db.all(`WITH theirs AS (SELECT DISTINCT ${b} AS v FROM ${against.view.from} WHERE ${b} IS NOT NULL), counted AS (SELECT ${a} AS v, count(*) AS times FROM ${current.view.from} WHERE ${a} IS NOT NULL GROUP BY 1), shared AS (SELECT * FROM counted WHERE v IN (SELECT v FROM theirs)) SELECT (SELECT coalesce(sum(times), 0) FROM shared) AS count, (SELECT least((SELECT count(*) FROM theirs), coalesce(sum(times), 0)) FROM counted) AS filled, (SELECT list(s) FROM (SELECT CAST(v AS VARCHAR) AS value, times FROM shared ORDER BY times DESC, v LIMIT 5) AS s) AS examples, (SELECT count(*) FROM ${current.view.from} WHERE ${a} IS NULL) AS missing`);
    return {
        count: Number(row?.['count'] ?? 0),
        filled: Number(row?.['filled'] ?? 0),
        missing: Number(row?.['missing'] ?? 0),
        examples: row?.['examples'],
    };
}
async function sharedIds(split, id) {
    const { current, against } = split;
    const found = await sharedValues(split, id, against.side.id ?? id);
    if ('check' in found) {
        return shared_one({ ...found, fix: 'name the column in `id:` of the datasets' });
    }
    const { count, filled, missing, examples } = found;
    if (filled === 0) {
        return shared_one(side_untold(split, 'leakage.id', id, 'inconclusive', 'one of the sides has no ids, only missing values'));
    }
    const rest = unlooked(split, 'leakage.id', id, missing);
    if (count === 0)
        return { findings: rest, notChecked: [], checks: 1 };
    const shared = told(split, {
        check: 'leakage.id',
        column: id,
        weight: 'certain',
        expected: `no ${id} of ${against.name}`,
        actual: `${count} rows`,
        count,
        of: current.rows,
        where: occurrences(current, id, examples),
        message: `${count} of ${current.rows} rows have an id that ${against.name} has too`,
        fix: 'split by id, so that what belongs to one id lies on one side',
    });
    return { findings: [shared, ...rest], notChecked: [], checks: 1 };
}
/** The same user, patient or session on both sides. */
async function sharedGroups(split, columns) {
    const { current, against } = split;
    const findings = [];
    for (const column of columns) {
        const found = await sharedValues(split, column, column);
        if ('check' in found) {
            findings.push({ ...found, check: 'leakage.group' });
            continue;
        }
        const { count, filled, missing, examples } = found;
        if (filled > 0)
            findings.push(...unlooked(split, 'leakage.group', column, missing));
        if (filled === 0) {
            findings.push(side_untold(split, 'leakage.group', column, 'inconclusive', 'one of the sides has only missing values'));
        }
        else if (count > 0) {
            findings.push(told(split, {
                check: 'leakage.group',
                column,
                weight: 'certain',
                expected: `no ${column} of ${against.name}`,
                actual: `${count} rows`,
                count,
                of: current.rows,
                where: occurrences(current, column, examples),
                message: `${count} of ${current.rows} rows have a \`${column}\` that ${against.name} has too`,
                fix: `split by ${column}, so that what belongs together lies on one side`,
            }));
        }
    }
    return { findings, notChecked: [], checks: columns.length };
}
/** Equal rows may be nothing but chance where rows repeat within `against` too: up to that share it is a warning. */
async function sharedRows(split) {
    const { db, current, against } = split;
    const dataset = current.name;
    const [a, b] = [current.view, against.view];
    const names = a.columns.map(({ name }) => name).filter((name) => columnOf(against, name) !== undefined);
    const alone = [...a.columns, ...b.columns].map(({ name }) => name).filter((name) => !names.includes(name));
    const notChecked = alone.length > 0
        ? [
            `${dataset}: leakage was looked for without ${[...new Set(alone)].join(', ')}, which only one side has`,
        ]
        : [];
    if (names.length === 0) {
        const reason = `${dataset} and ${against.name} have no column in common`;
        return { findings: [side_untold(split, 'leakage.rows', undefined, 'error', reason)], notChecked, checks: 1 };
    }
    const [ours, theirs] = [[], []];
    for (const name of names) {
        const [one, two] = [columnOf(current, name), columnOf(against, name)];
        if (one === undefined || two === undefined)
            continue;
        const [x, y] = side_comparable(one, two);
        ours.push(`${x} AS k${ours.length}`);
        theirs.push(`${y} AS k${theirs.length}`);
    }
    const same = names.map((_, index) => `a.k${index} IS NOT DISTINCT FROM b.k${index}`).join(' AND ');
    const [row] = await db.all(`SELECT count(*) AS count FROM (SELECT ${ours.join(', ')} FROM ${a.from}) AS a SEMI JOIN (SELECT ${theirs.join(', ')} FROM ${b.from}) AS b ON ${same}`);
    const [count, rows] = [Number(row?.['count'] ?? 0), current.rows];
    if (count === 0)
        return { ...none(1), notChecked };
    const list = names.map(sqlName).join(', ');
    const [repeats] = await db.all(`SELECT coalesce(sum(times) FILTER (WHERE times > 1), 0)::DOUBLE / greatest(1, sum(times)) AS share FROM (SELECT count(*) AS times FROM ${b.from} GROUP BY ${list})`);
    const natural = Number(repeats?.['share'] ?? 0);
    const chance = count / rows <= natural;
    const finding = told(split, {
        check: 'leakage.rows',
        weight: chance ? 'likely' : 'certain',
        expected: `no row of ${against.name}`,
        actual: `${count} rows`,
        count,
        of: rows,
        message: `${count} of ${rows} rows are in ${against.name} too${chance ? `, where ${(100 * natural).toPrecision(2)}% of the rows repeat anyway` : ''}`,
        fix: 'remove the rows from one side, or name the column that identifies a row in `id:`',
    });
    return { findings: [finding], notChecked, checks: 1 };
}
function none(checks) {
    return { findings: [], notChecked: [], checks };
}
function shared_one(finding) {
    return { findings: [finding], notChecked: [], checks: 1 };
}

;// CONCATENATED MODULE: ./build/data/leakage/index.js
/** Leakage: what a dataset shares with the one it must be independent of, and what gives its label away. */








/**
 * Looks for ids of `current` in `against`, or, without an id, for whole rows over the columns that both have, and
 * for what the options name. Sides without rows are `inconclusive`.
 * Throws a usage error where a dataset cannot be read.
 */
async function findLeakage(ctx, db, current, against, options = {}) {
    const one = await opened(ctx, db, current);
    try {
        const other = await opened(ctx, db, against);
        try {
            return await lookedAt(ctx, { db, current: one, against: other, options });
        }
        finally {
            await other.view.close();
        }
    }
    finally {
        await one.view.close();
    }
}
async function lookedAt(ctx, split) {
    const { options } = split;
    const empty = [split.current, split.against].filter(({ rows }) => rows === 0);
    if (empty.length > 0) {
        const reason = `${empty.map(({ name }) => name).join(' and ')} has no rows`;
        return {
            findings: [side_untold(split, 'leakage', undefined, 'inconclusive', reason)],
            notChecked: [],
            checks: 1,
        };
    }
    const { label, group, time, categories, size_ratio: ratio } = options;
    const asked = [];
    const { id } = split.current.side;
    if (id === undefined)
        asked.push(['leakage.rows', () => sharedRows(split)]);
    else
        asked.push(['leakage.id', () => sharedIds(split, id)]);
    if (group !== undefined)
        asked.push(['leakage.group', () => sharedGroups(split, leakage_listOf(group))]);
    if (time !== undefined)
        asked.push(['leakage.time', () => timeOrder(split, time)]);
    if (categories !== undefined)
        asked.push(['leakage.categories', () => newCategories(split, categories)]);
    if (ratio !== undefined)
        asked.push(['leakage.size', () => sizeRatio(split, ratio)]);
    if (label !== undefined)
        asked.push(['leakage.label', () => aboutLabel(split, label)]);
    const reports = [];
    for (const [check, look] of asked) {
        try {
            reports.push(await look());
        }
        catch (error) {
            ctx.signal.throwIfAborted();
            if (error instanceof base/* AssayError */.WV)
                throw error;
            const reason = `the engine cannot compute it: ${firstLine((0,base/* messageOf */.bD)(error))}`;
            const finding = side_untold(split, check, undefined, 'error', reason);
            reports.push({ findings: [finding], notChecked: [], checks: 1 });
        }
    }
    return {
        findings: reports.flatMap(({ findings }) => findings),
        notChecked: reports.flatMap(({ notChecked }) => notChecked),
        checks: reports.reduce((sum, { checks }) => sum + checks, 0),
    };
}
async function opened(ctx, db, side) {
    const view = await openView(db, side.found, side.contract, ctx.signal);
    const [row] = await db.all(`SELECT count(*) AS n FROM ${view.from}`);
    return { side, name: side.found.name, view, rows: Number(row?.['n'] ?? 0) };
}
async function aboutLabel(split, label) {
    const facts = await labelOf(split, label);
    if ('check' in facts)
        return { findings: [facts], notChecked: [], checks: 1 };
    const { features, group = [] } = split.options;
    const ids = [split.current.side.id, split.against.side.id, label, ...leakage_listOf(group)];
    const missing = (features ?? []).filter((name) => columnOf(split.against, name) === undefined);
    const unknown = missing.map((name) => side_untold(split, 'leakage.predictive', name, 'error', `${split.against.name} has no column \`${name}\``));
    const own = features ?? split.against.view.columns.map(({ name }) => name).filter((name) => !ids.includes(name));
    const about = await labelChecks(split, label, facts, own);
    const alone = await predictiveFeatures(split, label, facts, own);
    return {
        findings: [...unknown, ...about.findings, ...alone.findings],
        notChecked: [...about.notChecked, ...alone.notChecked],
        checks: about.checks + alone.checks,
    };
}
function leakage_listOf(names) {
    return typeof names === 'string' ? [names] : names;
}

;// CONCATENATED MODULE: ./build/data/checks/column-checks.js
/** Checks of the values of one column: completeness, keys, ranges, lengths, patterns, formats. */





const required = {
    name: 'required',
    *plan(context) {
        for (const { rule } of pairings(context)) {
            if (!rule.required)
                continue;
            yield rowsOf('required', rule.name, {
                expected: 'a value in every row',
                what: `values of \`${rule.name}\` are missing`,
                condition: (sql) => {
                    const { raw, parent } = sql(rule.name);
                    // Where the whole object is missing, that is the object's finding.
                    const held = parent === undefined || parent === raw ? '' : ` AND ${parent} IS NOT NULL`;
                    return `${raw} IS NULL${held}`;
                },
            });
        }
    },
};
const column_checks_unique = {
    name: 'unique',
    *plan(context) {
        for (const { rule, many } of pairings(context)) {
            if (!rule.unique)
                continue;
            if (many) {
                context.skip(`${rule.name}: unique, of values in arrays`);
                continue;
            }
            yield {
                check: 'unique',
                severity: 'error',
                column: rule.name,
                expected: 'every value once',
                what: `rows repeat a value of \`${rule.name}\``,
                measure: { kind: 'duplicates', columns: [rule.name], bound: NONE, unit: 'rows' },
            };
        }
    },
};
const primaryKey = {
    name: 'primaryKey',
    *plan({ contract, source }) {
        const { primaryKey: key } = contract;
        const there = key.every((name) => source.columns.some((column) => column.name === name));
        if (key.length === 0 || !there)
            return;
        yield {
            check: 'primaryKey',
            severity: 'error',
            ...(key.length === 1 ? { column: key[0] ?? '' } : {}),
            expected: `every ${key.join(' + ')} once`,
            what: `rows repeat the primary key (${key.join(', ')})`,
            measure: { kind: 'duplicates', columns: key, bound: NONE, unit: 'rows' },
        };
    },
};
/** NaN and the infinities are values to Parquet; no statistic survives them. */
const finite = {
    name: 'finite',
    *plan(context) {
        for (const { rule, column } of pairings(context)) {
            if (!/^(FLOAT|DOUBLE)$/.test(column.type ?? '') || rule.type === undefined)
                continue;
            yield rowsOf('finite', rule.name, {
                expected: 'finite numbers',
                what: `values of \`${rule.name}\` are NaN or infinite`,
                fix: 'write missing values as null',
                condition: (sql) => `NOT isfinite(${sql(rule.name).value})`,
            });
        }
    },
};
const column_checks_range = {
    name: 'range',
    *plan(context) {
        for (const pairing of pairings(context)) {
            const { rule, column } = pairing;
            const limits = limitsOf(rule, column.type);
            if (limits === null || !column_checks_comparable(pairing, context, 'range'))
                continue;
            if (rule.type === 'time' &&
                (rule.options.timezone === true || /WITH TIME ZONE/.test(column.type ?? ''))) {
                context.skip(`${rule.name}: range, since times of day with zones have no order`);
                continue;
            }
            yield rowsOf('range', rule.name, {
                expected: limits.words.join(', '),
                what: `values of \`${rule.name}\` are out of range`,
                condition: (sql) => limits.conditions(sql(rule.name).value).join(' OR '),
            });
        }
    },
};
/** A column of the wrong type fails the type check; its values cannot be compared. */
function column_checks_comparable({ rule, column }, context, check) {
    if (column.type === null)
        return true;
    const fits = logicalTypesOf(column.type);
    if (rule.type === undefined || fits.includes(rule.type))
        return true;
    context.skip(`${rule.name}: ${check}, since its type is ${column.type}`);
    return false;
}
const multipleOf = {
    name: 'multipleOf',
    *plan(context) {
        for (const pairing of pairings(context)) {
            const { rule, column } = pairing;
            const step = rule.options.multipleOf;
            if (step === undefined || !column_checks_comparable(pairing, context, 'multipleOf'))
                continue;
            const digits = rule.exact?.multipleOf ?? String(step);
            const exact = notMultiple('x', digits, rule, column.type) !== null;
            // A double is the nearest to a decimal fraction, and a float is further from it.
            const tolerance = column.type === 'FLOAT' ? '1e-6' : '1e-9';
            yield rowsOf('multipleOf', rule.name, {
                expected: `multiples of ${digits}${exact ? '' : ` (to ${tolerance} of the quotient)`}`,
                what: `values of \`${rule.name}\` are no multiples of ${digits}`,
                condition: (sql) => {
                    const { value } = sql(rule.name);
                    const quotient = `(CAST(${value} AS DOUBLE) / ${sqlNumber(step)})`;
                    return (notMultiple(value, digits, rule, column.type) ??
                        `abs(${quotient} - round(${quotient})) > ${tolerance} * greatest(1, abs(${quotient}))`);
                },
            });
        }
    },
};
const column_checks_length = {
    name: 'length',
    *plan(context) {
        for (const pairing of pairings(context)) {
            const { rule } = pairing;
            const { minLength, maxLength } = rule.options;
            if ((minLength === undefined && maxLength === undefined) || !column_checks_comparable(pairing, context, 'length'))
                continue;
            const words = [
                minLength === undefined ? '' : `at least ${minLength}`,
                maxLength === undefined ? '' : `at most ${maxLength}`,
            ].filter((word) => word !== '');
            yield rowsOf('length', rule.name, {
                expected: `${words.join(', ')} characters`,
                what: `values of \`${rule.name}\` are too short or too long`,
                condition: (sql) => {
                    const size = `length(${sql(rule.name).text})`;
                    return [
                        minLength === undefined ? '' : `${size} < ${minLength}`,
                        maxLength === undefined ? '' : `${size} > ${maxLength}`,
                    ]
                        .filter((part) => part !== '')
                        .join(' OR ');
                },
            });
        }
    },
};
const column_checks_pattern = {
    name: 'pattern',
    *plan(context) {
        for (const pairing of pairings(context)) {
            const { rule } = pairing;
            const { pattern: expression } = rule.options;
            if (expression === undefined || !column_checks_comparable(pairing, context, 'pattern'))
                continue;
            yield rowsOf('pattern', rule.name, {
                expected: `the whole value matches ${expression} (RE2)`,
                what: `values of \`${rule.name}\` do not match the pattern`,
                condition: (sql) => `NOT regexp_full_match(${sql(rule.name).text}, ${sqlString(expression)})`,
            });
        }
    },
};
const column_checks_format = {
    name: 'format',
    *plan(context) {
        for (const pairing of pairings(context)) {
            const { rule } = pairing;
            const name = rule.options.format;
            if (name === undefined || rule.type !== 'string')
                continue;
            if (FORMLESS.has(name))
                continue;
            const form = formats_FORMATS[name];
            if (form === undefined) {
                context.skip(`${rule.name}: the format ${JSON.stringify(name)}`);
                continue;
            }
            if (!column_checks_comparable(pairing, context, 'format'))
                continue;
            yield rowsOf('format', rule.name, {
                expected: name,
                what: `values of \`${rule.name}\` have not the form of ${name}`,
                condition: (sql) => {
                    const { text } = sql(rule.name);
                    const matches = `regexp_full_match(${text}, ${sqlString(form.pattern)})`;
                    return form.refuses === undefined ? `NOT ${matches}` : `NOT ${matches} OR ${form.refuses(text)}`;
                },
            });
        }
    },
};

;// CONCATENATED MODULE: ./build/data/checks/foreign-keys.js

const foreignKeys = {
    name: 'foreignKey',
    *plan(context) {
        for (const relationship of context.contract.relationships ?? []) {
            yield* planned(relationship, context);
        }
    },
};
function* planned(relationship, context) {
    const { columns, label } = relationship;
    const parent = context.parents.get(relationship);
    if (parent === undefined)
        return;
    if (typeof parent === 'string') {
        context.skip(`relationship ${label}: ${parent}`);
        return;
    }
    const [column] = columns;
    if ('problem' in parent) {
        yield {
            check: 'foreignKey',
            severity: 'error',
            ...(columns.length === 1 && column !== undefined ? { column } : {}),
            expected: `values of ${label.slice(label.indexOf('→') + 2)}`,
            what: `the relationship ${label} cannot be looked up: ${parent.problem}`,
            measure: { kind: 'known', broken: { verdict: 'error', actual: 'not evaluated' } },
        };
        return;
    }
    yield {
        check: 'foreignKey',
        severity: 'error',
        ...(columns.length === 1 && column !== undefined ? { column } : {}),
        expected: `values of ${parent.name}`,
        what: `rows have a value of ${columns.map((name) => `\`${name}\``).join(' + ')} that ${parent.name} does not have`,
        measure: {
            kind: 'rows',
            condition: (sql) => {
                const keys = columns.map((name, index) => parent.keys[index]?.(sql(name)) ?? 'NULL');
                const filled = keys.map((key) => `${key} IS NOT NULL`).join(' AND ');
                const key = keys.length === 1 ? keys.join('') : `row(${keys.join(', ')})`;
                // A subquery may not stand in an aggregate, but a column of the scan may be one.
                return sql.column(`(${filled} AND NOT ${key} IN (${sql.shown ? parent.shownQuery : parent.query}))`);
            },
            bound: NONE,
            unit: 'rows',
        },
    };
}

;// CONCATENATED MODULE: ./build/data/checks/line-checks.js
/** Checks of whole rows that the format allows to be broken. */

/** A line of a JSON-lines file that is no JSON object. */
const brokenLines = {
    name: 'json',
    *plan({ source }) {
        if (source.brokenRow === null)
            return;
        yield {
            check: 'json',
            severity: 'error',
            expected: 'one JSON object a line',
            what: 'lines are no JSON objects',
            measure: { kind: 'rows', condition: (sql) => sql(BROKEN_ROW).raw, bound: NONE, unit: 'rows' },
        };
    },
};

;// CONCATENATED MODULE: ./build/data/checks/nested-checks.js
/** Checks of objects and arrays as wholes: how much they hold, and fields of JSON, which no schema names. */



/** Pairings of one type whose data is of that type. */
function* nested_checks_ofType(context, type) {
    for (const pairing of pairings(context)) {
        const { rule, column, kind } = pairing;
        if (rule.type !== type)
            continue;
        if (kind === 'json' || (column.type !== null && logicalTypesOf(column.type).includes(type)))
            yield pairing;
        // Another type is the finding of `type`.
        else if (hasOptions(pairing))
            context.skip(`${rule.name}: what it holds, since it is no ${type} in the data`);
    }
}
function hasOptions({ rule }) {
    const { minItems, maxItems, uniqueItems, minProperties, maxProperties } = rule.options;
    return [minItems, maxItems, uniqueItems, minProperties, maxProperties].some((option) => option !== undefined);
}
/** How many fields of an object hold a value; a null is a missing field. */
const objectSize = {
    name: 'properties',
    *plan(context) {
        for (const { rule, column, kind } of nested_checks_ofType(context, 'object')) {
            const { minProperties, maxProperties } = rule.options;
            const size = (value) => {
                if (kind === 'json') {
                    return `len(list_filter(json_extract(${value}, '$.*'), lambda assay_f: CAST(assay_f AS VARCHAR) <> 'null'))`;
                }
                return column.type?.startsWith('MAP')
                    ? `len(list_filter(map_values(${value}), lambda assay_f: assay_f IS NOT NULL))`
                    : `len(list_filter(json_extract(to_json(${value}), '$.*'), lambda assay_f: CAST(assay_f AS VARCHAR) <> 'null'))`;
            };
            yield* sized('properties', rule.name, size, minProperties, maxProperties, 'fields with a value');
        }
    },
};
const arraySize = {
    name: 'items',
    *plan(context) {
        for (const { rule, kind } of nested_checks_ofType(context, 'array')) {
            const { minItems, maxItems } = rule.options;
            const size = (value) => (kind === 'json' ? `json_array_length(${value})` : `len(${value})`);
            yield* sized('items', rule.name, size, minItems, maxItems, 'items');
        }
    },
};
function* sized(check, name, size, least, most, what) {
    if (least === undefined && most === undefined)
        return;
    const words = [
        least === undefined ? [] : `at least ${least}`,
        most === undefined ? [] : `at most ${most}`,
    ].flat();
    yield rowsOf(check, name, {
        expected: `${words.join(', ')} ${what}`,
        what: `values of \`${name}\` hold too few or too many ${what}`,
        condition: (sql) => {
            const { value } = sql(name);
            // Nothing holds nothing, and what is missing is not asked.
            const count = `CASE WHEN ${value} IS NOT NULL THEN ${size(value)} END`;
            return [
                least === undefined ? [] : `${count} < ${least}`,
                most === undefined ? [] : `${count} > ${most}`,
            ]
                .flat()
                .join(' OR ');
        },
    });
}
/** Items of an array that come twice; numbers by their value, and nulls among them. */
const uniqueItems = {
    name: 'uniqueItems',
    *plan(context) {
        for (const { rule, kind } of nested_checks_ofType(context, 'array')) {
            if (rule.options.uniqueItems !== true)
                continue;
            yield rowsOf('uniqueItems', rule.name, {
                expected: 'every item of an array once',
                what: `values of \`${rule.name}\` hold an item twice`,
                condition: (sql) => {
                    const { value } = sql(rule.name);
                    // JSON numbers are equal by value: 1 and 1.0.
                    const text = 'CAST(assay_i AS VARCHAR)';
                    const number = `regexp_full_match(${text}, '-?[0-9.]+([eE][+-]?[0-9]+)?')`;
                    const normal = `CASE WHEN ${number} THEN CAST(CAST(${text} AS DOUBLE) + 0 AS VARCHAR) ELSE ${text} END`;
                    const items = kind === 'json'
                        ? `list_transform(json_extract(${value}, '$[*]'), lambda assay_i: ${normal})`
                        : value;
                    const nulls = `len(list_filter(${items}, lambda assay_i: assay_i IS NULL))`;
                    return `list_unique(${items}) + least(1, ${nulls}) < len(${items})`;
                },
            });
        }
    },
};
/** Fields that JSON has and the contract does not name. */
const extraFields = {
    name: 'column.extra.json',
    *plan(context) {
        const { contract } = context;
        if (contract.extraColumns === 'ignore')
            return;
        for (const { rule, kind } of pairings(context)) {
            const declared = (rule.properties ?? []).filter(({ property }) => property !== undefined);
            if (kind !== 'json' || declared.length === 0)
                continue;
            const names = (rule.properties ?? []).map(({ field }) => sqlString(field ?? '')).join(', ');
            const strangers = (value) => `len(list_filter(json_keys(${value}), lambda assay_k: assay_k NOT IN (${names}))) > 0`;
            const planned = rowsOf('column.extra', rule.name, {
                expected: 'only fields that the contract names',
                what: `values of \`${rule.name}\` have fields that the contract does not name`,
                fix: 'add them to the contract, or remove them from the data',
                condition: (sql) => {
                    const { raw } = sql(rule.name);
                    return `CASE WHEN starts_with(${raw}, '{') THEN ${strangers(raw)} END`;
                },
            });
            yield { ...planned, severity: contract.extraColumns === 'fail' ? 'error' : 'warn' };
        }
    },
};
/** A field that no JSON object of the data has, as a column that no line has. */
const missingFields = {
    name: 'column.missing.json',
    *plan(context) {
        for (const { rule, kind, many } of pairings(context)) {
            if (kind !== 'json' || rule.field === undefined || many)
                continue;
            if (rule.lifecycle === 'planned' || rule.lifecycle === 'deprecated')
                continue;
            // The value is NULL where the key is absent and where it holds null: only all of them absent is a mistake.
            yield {
                check: 'column.missing',
                severity: 'error',
                column: rule.name,
                expected: `a field \`${rule.name}\``,
                what: `no object of the data has the field \`${rule.name}\``,
                measure: {
                    kind: 'value',
                    expression: (sql) => {
                        const { raw, parent = raw } = sql(rule.name);
                        const key = sqlString(rule.field ?? '');
                        const there = `CASE WHEN starts_with(${parent}, '{') THEN list_contains(json_keys(${parent}), ${key}) END`;
                        return `coalesce(bool_or(${there}), true)`;
                    },
                    judge: (value) => ({ ok: value === true, actual: 'in no object' }),
                },
            };
        }
    },
};

;// CONCATENATED MODULE: ./build/data/checks/custom/plan.js



/** Every column that the rule names is in the data. `column` is the property that the rule stands at. */
function planCustom(rule, column, context) {
    const check = CUSTOM.get(rule.check);
    if (check === undefined)
        throw new RangeError(`there is no check ${rule.check}`);
    const { where } = rule.args;
    const own = {
        ...context,
        rule,
        measures: check.measures,
        bound: rule.bound ?? NONE,
        where: typeof where === 'string' ? conditionOf(where, rule, context) : null,
        subject(name) {
            const paired = pairings(context).find(({ column: candidate }) => candidate.name === name);
            if (paired !== undefined)
                return { name, column: paired.column, rule: paired.rule };
            const found = context.source.columns.find((candidate) => candidate.name === name);
            if (found === undefined)
                throw new RangeError(`the data has no column ${name}`);
            return { name, column: found, rule: undefined };
        },
    };
    const named = rule.args['column'] ?? column;
    const severity = rule.graded ? rule.severity : check.severity;
    const { condition } = rule.args;
    const conditions = [
        own.where,
        typeof condition === 'string' ? conditionOf(condition, rule, context) : null,
    ].filter((one) => one !== null);
    const read = conditions.flatMap(({ columns }) => columns);
    const away = read.find((name) => context.contract.elsewhere?.some((column) => column.name === name));
    if (away !== undefined) {
        const { environment } = context.contract;
        context.skip(`quality rule ${JSON.stringify(rule.label)}: a column of it is not in ${environment}: \`${away}\``);
        return [];
    }
    const lacking = read.find((name) => !has(context, name));
    if (lacking !== undefined) {
        // As with other rules: the missing column is a finding of its own.
        context.skip(`quality rule ${JSON.stringify(rule.label)}: the data has no column \`${lacking}\``);
        return [];
    }
    return check.plan(own, column).map((plan) => ({
        ...(typeof named === 'string' ? { column: named } : {}),
        ...plan,
        check: rule.check,
        severity,
        what: rule.label === rule.check ? plan.what : `${rule.label}: ${plan.what}`,
        ...(rule.description ? { fix: `the contract says: ${rule.description}` } : {}),
    }));
}
function has({ source }, name) {
    return source.columns.some((column) => column.name === name);
}

;// CONCATENATED MODULE: ./build/data/checks/rule-checks.js
/** Checks that a contract states as quality rules: library metrics, SQL, and the engine `assay`. */







/** Bounds that say how few rows there may be; the others are met by none at all. */
const LEAST = new Set([
    'mustBe',
    'mustBeGreaterThan',
    'mustBeGreaterOrEqualTo',
    'mustBeBetween',
]);
const rules = {
    name: 'quality',
    *plan(context) {
        const { contract, source } = context;
        const paired = new Map(pairings(context).map((pairing) => [pairing.column.name, pairing]));
        const columns = new Set([...source.columns.map((column) => column.name), ...paired.keys()]);
        const all = [
            ...contract.quality.map((rule) => [rule, undefined]),
            ...everyColumn(contract.columns).flatMap((column) => column.quality.map((rule) => [rule, column.name])),
        ];
        for (const [rule, column] of all) {
            const needed = [
                ...(column === undefined ? [] : [column]),
                ...(rule.kind === 'library' ? rule.columns : rule.kind === 'custom' ? columnsOf(rule.args) : []),
            ];
            const lacking = needed.find((name) => !columns.has(name));
            // The missing column is a finding of its own.
            if (lacking !== undefined) {
                context.skip(`quality rule ${JSON.stringify(rule.label)}: the data has no column \`${lacking}\``);
                continue;
            }
            const pairing = column === undefined ? undefined : paired.get(column);
            if (pairing?.many && (rule.kind !== 'library' || rule.metric === 'duplicateValues')) {
                context.skip(`${column}: quality rule ${JSON.stringify(rule.label)}, of values in arrays`);
                continue;
            }
            if (rule.kind === 'custom') {
                yield* planCustom(rule, column, context);
                continue;
            }
            const planned = rule.kind === 'library' ? library(rule, pairing, context) : rule_checks_sqlRule(rule, column);
            yield {
                ...planned,
                severity: rule.severity,
                ...(column === undefined ? {} : { column }),
                ...(rule.description ? { fix: `the contract says: ${rule.description}` } : {}),
            };
        }
        const counted = contract.quality.some((rule) => rule.kind === 'library' && rule.metric === 'rowCount' && LEAST.has(rule.bound.operator));
        if (!counted) {
            yield {
                check: 'rowCount',
                severity: 'error',
                expected: 'at least 1 row',
                what: 'the dataset has no rows',
                measure: {
                    kind: 'value',
                    expression: () => 'count(*)',
                    judge: (value) => ({ ok: Number(value) > 0, actual: `${value} rows` }),
                },
            };
        }
    },
};
function library(rule, pairing, { source }) {
    const { bound, unit } = rule;
    const amount = `${boundText(bound)}${unit === 'percent' ? '%' : ''}`;
    const name = pairing?.column.name ?? '';
    const rows = (what, expected, condition) => ({
        check: rule.metric,
        expected: `${expected}: ${amount}`,
        what,
        measure: { kind: 'rows', ...overRows(name, condition), bound, unit },
    });
    switch (rule.metric) {
        case 'rowCount':
            return {
                check: 'rowCount',
                expected: `${amount} rows`,
                what: 'the number of rows is wrong',
                measure: { kind: 'rows', condition: () => 'true', bound, unit: 'rows' },
            };
        case 'nullValues':
            return rows(`values of \`${name}\` are missing`, 'missing values', (sql) => `${sql(name).raw} IS NULL`);
        case 'missingValues': {
            const words = rule.missingValues.filter((value) => value !== null);
            // Text has one form for both: a field that is empty.
            const empty = pairing?.kind === 'text' && words.includes('');
            const withNull = rule.missingValues.includes(null) || empty;
            const isWord = among(words, pairing?.column ?? { type: null }, pairing?.rule);
            return rows(`values of \`${name}\` count as missing`, 'values that count as missing', (sql) => [withNull ? `${sql(name).raw} IS NULL` : '', words.length > 0 ? isWord(sql(name)) : '']
                .filter((part) => part !== '')
                .join(' OR ') || 'false');
        }
        case 'invalidValues': {
            const listed = rule.validValues;
            const strange = listed && pairing ? notAmong(listed, pairing.column, pairing.rule) : undefined;
            return rows(`values of \`${name}\` are not valid`, validText(rule), (sql) => [
                strange ? strange(sql(name)) : '',
                // Text that is not of the type has no value to compare, and is invalid all the same.
                strange && sql(name).bad ? `${sql(name).bad}` : '',
                rule.pattern === undefined
                    ? ''
                    : `NOT regexp_full_match(${sql(name).text}, ${sqlString(rule.pattern)})`,
            ]
                .filter((part) => part !== '')
                .join(' OR '));
        }
        case 'duplicateValues': {
            const names = rule.columns.length > 0 ? rule.columns : source.columns.map((candidate) => candidate.name);
            return {
                check: 'duplicateValues',
                expected: `rows that repeat ${rule.columns.length > 0 ? names.join(' + ') : 'another row'}: ${amount}`,
                what: rule.columns.length > 0 ? `rows repeat ${names.join(' + ')}` : 'rows repeat another row',
                measure: { kind: 'duplicates', columns: names, bound, unit },
            };
        }
    }
}
function validText(rule) {
    const shown = rule.validValues?.slice(0, 10).join(', ');
    const more = (rule.validValues?.length ?? 0) > 10 ? ', …' : '';
    const parts = [
        shown === undefined ? '' : `values other than ${shown}${more}`,
        rule.pattern === undefined ? '' : `values that do not match ${rule.pattern}`,
    ];
    return parts.filter((part) => part !== '').join(' or ');
}
/** `{object}` and `{property}` stand for the view over the data and the column; so do the older `${table}`, `${column}`. */
function rule_checks_sqlRule(rule, column) {
    const query = objectQuery(rule.query).replace(/\$?\{(property|column|field)\}/g, column === undefined ? '$&' : sqlName(column));
    return {
        check: `sql${rule.label === 'sql' ? '' : `.${rule.label}`}`,
        expected: boundText(rule.bound),
        what: `the query ${rule.label === 'sql' ? '' : `\`${rule.label}\` `}gives a value out of bounds`,
        measure: { kind: 'sql', query, bound: rule.bound },
    };
}

;// CONCATENATED MODULE: ./build/data/checks/physical-types.js
/**
 * `physicalType` against the types of typed formats. A contract names the type of its own database, and a file holds
 * what an export made of it: each name stands for the types that the usual databases export it as. A name that is not
 * in the table cannot be told. A new name is one line.
 */
const physical_types_WHOLE = 'TINYINT SMALLINT INTEGER BIGINT HUGEINT UTINYINT USMALLINT UINTEGER UBIGINT UHUGEINT';
const physical_types_WORDS = [
    ['tinyint int8u byteint', 'TINYINT UTINYINT SMALLINT'],
    ['smallint int2 short smallserial', 'SMALLINT INTEGER'],
    // 32 bits in most databases, 64 in BigQuery and SQLite, 38 digits in Snowflake and Oracle.
    ['int integer mediumint serial', 'INTEGER BIGINT DECIMAL0'],
    ['int4 int32', 'INTEGER'],
    ['bigint int64 long bigserial', 'BIGINT DECIMAL0'],
    // Eight bytes in PostgreSQL, eight bits elsewhere.
    ['int8', 'BIGINT TINYINT'],
    ['int16', 'SMALLINT'],
    ['uint8', 'UTINYINT'],
    ['uint16', 'USMALLINT'],
    ['uint32', 'UINTEGER'],
    ['uint64', 'UBIGINT'],
    ['hugeint int128', 'HUGEINT DECIMAL0 DOUBLE'],
    ['decimal numeric number dec money smallmoney bignumeric bigdecimal', `DECIMAL ${physical_types_WHOLE} DOUBLE`],
    ['float4 float32 real', 'FLOAT'],
    // Four bytes in Spark, eight in BigQuery and Snowflake.
    ['float', 'FLOAT DOUBLE'],
    ['double float8 float64 binary_double', 'DOUBLE'],
    ['boolean bool', 'BOOLEAN'],
    ['bit', 'BOOLEAN BIT TINYINT'],
    [
        'string text varchar varchar2 nvarchar nvarchar2 char nchar character bpchar clob nclob ntext citext tinytext mediumtext longtext',
        'VARCHAR ENUM UUID',
    ],
    ['uuid uniqueidentifier', 'UUID VARCHAR'],
    ['json jsonb variant super', 'JSON VARCHAR STRUCT MAP LIST'],
    ['xml', 'VARCHAR'],
    ['enum', 'ENUM VARCHAR'],
    ['date', 'DATE'],
    ['time time_ntz', 'TIME'],
    ['timetz', 'TIMETZ'],
    ['datetime datetime2 smalldatetime timestamp_ntz timestamp_ltz_ntz', 'TIMESTAMP'],
    // Without a zone in PostgreSQL, a moment in Spark and BigQuery.
    ['timestamp', 'TIMESTAMP TIMESTAMPTZ'],
    ['timestamptz timestamp_tz timestamp_ltz datetimeoffset', 'TIMESTAMPTZ'],
    ['binary varbinary bytes bytea blob raw image tinyblob mediumblob longblob', 'BLOB'],
    ['array list', 'LIST'],
    ['struct record row', 'STRUCT'],
    ['map', 'MAP'],
    ['object', 'STRUCT MAP JSON VARCHAR'],
    ['interval', 'INTERVAL'],
];
const TABLE = new Map(physical_types_WORDS.flatMap(([names, types]) => names.split(' ').map((name) => [name, types.split(' ')])));
/** Whether a type of DuckDB is what a physical type says; null where that cannot be told. */
function isPhysically(physicalType, type) {
    const words = physicalType.trim().toLowerCase().replace(/\s+/g, ' ');
    if (/\[\]$/.test(words))
        return physical_types_kindOf(type) === 'LIST';
    const zoned = /^time(stamp)?( ?\(\d+\))? (with(out)?) (local )?time zone$/.exec(words);
    const [, base = ''] = /^([a-z_][a-z0-9_]*)/.exec(words) ?? [];
    const name = zoned
        ? `${zoned[1] ? 'timestamp' : 'time'}${zoned[3] === 'with' ? 'tz' : '_ntz'}`
        : words.startsWith('double precision')
            ? 'double'
            : words.startsWith('character varying')
                ? 'varchar'
                : base;
    const kinds = TABLE.get(name);
    if (kinds === undefined)
        return null;
    const unsigned = / unsigned\b/.test(words);
    const kind = physical_types_kindOf(type);
    if (kinds.includes(kind) || (unsigned && kinds.some((one) => `U${one}` === kind)))
        return true;
    // number(10,0) is a whole number, and number(10,2) is none.
    return kind === 'DECIMAL' && kinds.includes('DECIMAL0') && /,\s*0\)$/.test(type);
}
function physical_types_kindOf(type) {
    if (/\[\d*\]$/.test(type))
        return 'LIST';
    if (type === 'TIMESTAMP WITH TIME ZONE')
        return 'TIMESTAMPTZ';
    if (type === 'TIME WITH TIME ZONE')
        return 'TIMETZ';
    if (/^TIMESTAMP_/.test(type))
        return 'TIMESTAMP';
    return /^[A-Z]+/.exec(type)?.[0] ?? type;
}

;// CONCATENATED MODULE: ./build/data/checks/schema-checks.js
/** Checks of the columns themselves: missing and extra ones, and types. */





const schema_checks_known = (check, column, parts, broken) => {
    const { fix, ...rest } = parts;
    return {
        check,
        severity: 'error',
        column,
        ...rest,
        ...(fix ? { fix } : {}),
        measure: { kind: 'known', broken },
    };
};
const missingColumns = {
    name: 'column.missing',
    *plan(context) {
        const { contract, source } = context;
        const names = source.columns.map((column) => column.name);
        const declared = new Set(contract.columns.map((rule) => rule.name));
        // A column that the contract names itself is no misspelling of another.
        const strangers = names.filter((name) => !declared.has(name));
        for (const rule of contract.columns) {
            const there = names.includes(rule.name);
            if (!there && (rule.lifecycle === 'planned' || rule.lifecycle === 'deprecated')) {
                context.skip(`${rule.name}: it is ${rule.lifecycle}, and the data does not have it`);
                continue;
            }
            const near = there ? undefined : (0,base/* nearest */.pA)(rule.name, strangers);
            yield schema_checks_known('column.missing', rule.name, {
                expected: `a column \`${rule.name}\``,
                what: `the column \`${rule.name}\` is missing`,
                fix: near ? `the data has \`${near}\`; rename one of them` : undefined,
            }, there ? null : { verdict: 'fail', actual: `columns ${names.join(', ') || '(none)'}` });
        }
        const { missing, notChecked } = expand(source, contract);
        for (const reason of notChecked)
            context.skip(reason);
        for (const { name, fields } of missing) {
            const near = (0,base/* nearest */.pA)(name.split('.').at(-1) ?? '', fields);
            yield schema_checks_known('column.missing', name, {
                expected: `a field \`${name}\``,
                what: `the field \`${name}\` is missing`,
                fix: near ? `the data has \`${near}\` there; rename one of them` : undefined,
            }, { verdict: 'fail', actual: `fields ${fields.join(', ') || '(none)'}` });
        }
    },
};
/** A column that is on its way out still is in the data. */
const deprecatedColumns = {
    name: 'column.deprecated',
    *plan({ contract, source }) {
        for (const rule of contract.columns) {
            if (rule.lifecycle !== 'deprecated')
                continue;
            if (!source.columns.some(({ name }) => name === rule.name))
                continue;
            yield schema_checks_known('column.deprecated', rule.name, {
                severity: 'warn',
                expected: 'data without deprecated columns',
                what: `the contract calls the column \`${rule.name}\` deprecated, and the data has it`,
                fix: 'stop writing it once nobody reads it',
            }, { verdict: 'warn', actual: `a column \`${rule.name}\`` });
        }
    },
};
const extraColumns = {
    name: 'column.extra',
    *plan({ contract, source }) {
        if (contract.extraColumns === 'ignore' || contract.columns.length === 0)
            return;
        const verdict = contract.extraColumns;
        const severity = verdict === 'fail' ? 'error' : 'warn';
        const elsewhere = new Map(contract.elsewhere?.map(({ name, environments }) => [name, environments]));
        for (const { name } of source.columns) {
            if (contract.columns.some((rule) => rule.name === name))
                continue;
            const others = elsewhere.get(name);
            yield schema_checks_known('column.extra', name, {
                severity,
                expected: 'only columns that the contract names',
                what: others === undefined
                    ? `the contract does not name the column \`${name}\``
                    : `the contract has the column \`${name}\` in ${others.join(', ')} only, and this is ${contract.environment}`,
                fix: others === undefined
                    ? 'add it to the contract, or remove it from the data'
                    : 'remove it from the data, or add the environment to assay.environments',
            }, { verdict, actual: `a column \`${name}\`` });
        }
        for (const name of expand(source, contract).extra) {
            yield schema_checks_known('column.extra', name, {
                severity,
                expected: 'only fields that the contract names',
                what: `the contract does not name the field \`${name}\``,
                fix: 'add it to the contract, or remove it from the data',
            }, { verdict, actual: `a field \`${name}\`` });
        }
    },
};
/** Parquet has types; text is matched against the pattern of its type. */
const types = {
    name: 'type',
    *plan(context) {
        for (const { rule, column, kind } of pairings(context)) {
            const { type } = rule;
            if (type === undefined)
                continue;
            if (column.type !== null) {
                const fits = logicalTypesOf(column.type);
                yield schema_checks_known('type', rule.name, {
                    expected: type,
                    what: `the type of \`${rule.name}\` is ${column.type}, not ${type}`,
                    fix: fits[0] ? `write it as ${type}, or declare \`logicalType: ${fits[0]}\`` : undefined,
                }, fits.includes(type) ? null : { verdict: 'fail', actual: column.type });
                continue;
            }
            if (type === 'string' && kind === 'text')
                continue;
            if (kind === 'text' && (type === 'object' || type === 'array')) {
                context.skip(`${rule.name}: ${type}, since text has no fields and items`);
                continue;
            }
            if (unreadFormat(rule.type, rule.options.format)) {
                context.skip(`${rule.name}: the format ${JSON.stringify(rule.options.format)} of ${type}`);
                continue;
            }
            yield rowsOf('type', rule.name, {
                expected: expectedText(rule),
                what: `values of \`${rule.name}\` are no ${type}`,
                condition: (sql) => sql(rule.name).bad ?? 'false',
            });
        }
    },
};
/** Whether times carry a zone. */
const timezones = {
    name: 'timezone',
    *plan(context) {
        for (const { rule, column } of pairings(context)) {
            const { timezone } = rule.options;
            if (timezone === undefined || (rule.type !== 'timestamp' && rule.type !== 'time'))
                continue;
            const expected = timezone ? 'times with a zone' : 'times without a zone';
            if (column.type !== null) {
                // A column of another type is the finding of `type`.
                if (!logicalTypesOf(column.type).includes(rule.type))
                    continue;
                const zoned = column.type.endsWith('WITH TIME ZONE');
                yield schema_checks_known('timezone', rule.name, { expected, what: `the type of \`${rule.name}\` is ${column.type}`, fix: undefined }, zoned === timezone ? null : { verdict: 'fail', actual: column.type });
                continue;
            }
            if (unreadFormat(rule.type, rule.options.format)) {
                context.skip(`${rule.name}: timezone, of a format that is not read`);
                continue;
            }
            yield rowsOf('timezone', rule.name, {
                expected,
                what: `values of \`${rule.name}\` ${timezone ? 'have no' : 'have a'} zone`,
                condition: (sql) => {
                    const { text, value } = sql(rule.name);
                    const carries = carriesZone(rule, text);
                    return `${value} IS NOT NULL AND ${timezone ? 'NOT ' : ''}(${carries})`;
                },
            });
        }
    },
};
/** `physicalType` against the types of formats that have types. */
const physicalTypes = {
    name: 'physicalType',
    *plan(context) {
        const told = [];
        const untyped = [];
        for (const { rule, column } of pairings(context)) {
            const { physicalType } = rule;
            if (physicalType === undefined)
                continue;
            const same = column.type === null ? null : isPhysically(physicalType, column.type);
            if (same === null) {
                (column.type === null ? untyped : told).push(`${rule.name} (${physicalType})`);
                continue;
            }
            yield schema_checks_known('physicalType', rule.name, {
                expected: physicalType,
                what: `the type of \`${rule.name}\` is ${column.type}, which is no ${physicalType}`,
                fix: `write it as ${physicalType}, or correct \`physicalType\``,
            }, same ? null : { verdict: 'fail', actual: column.type ?? '' });
        }
        if (untyped.length > 0)
            context.skip(`physicalType of ${untyped.join(', ')}: text has no types`);
        if (told.length > 0)
            context.skip(`physicalType of ${told.join(', ')}: it is not known which type that is`);
    },
};
function unreadFormat(type, format) {
    if (format === undefined || !['date', 'timestamp', 'time'].includes(type ?? ''))
        return false;
    return expectedText({ type, options: { format } }) === type;
}

;// CONCATENATED MODULE: ./build/data/checks/index.js






const CHECKS = [
    missingColumns,
    missingFields,
    extraColumns,
    extraFields,
    deprecatedColumns,
    brokenLines,
    types,
    physicalTypes,
    timezones,
    required,
    column_checks_unique,
    primaryKey,
    finite,
    column_checks_range,
    multipleOf,
    column_checks_length,
    column_checks_pattern,
    column_checks_format,
    objectSize,
    arraySize,
    uniqueItems,
    foreignKeys,
    rules,
];

;// CONCATENATED MODULE: ./build/data/checks/precheck.js
/** What only the engine can say about a contract: whether its patterns and dates can be read. */




/**
 * Throws a usage error with every pattern that is not RE2, every limit that is no date or time, and every
 * condition that is none. Gives the conditions of custom rules by their text.
 */
async function precheck(db, contract) {
    const problems = [];
    const conditions = new Map();
    for (const { text, names, place } of conditionsOf(contract)) {
        const parsed = await parseCondition(db, text, names);
        if ('message' in parsed)
            problems.push({ ...parsed, where: place });
        else
            conditions.set(text, parsed);
    }
    for (const { pattern, place } of patternsOf(contract)) {
        try {
            await db.all(`SELECT regexp_full_match('', ${sqlString(pattern)})`);
        }
        catch (error) {
            problems.push({
                where: place,
                message: `the pattern ${pattern} cannot be used: ${precheck_reasonOf(pattern) ?? (0,base/* messageOf */.bD)(error).split('\n')[0]}`,
                expected: 'RE2 syntax (no look-around, no back-references), matched against the whole value',
            });
        }
    }
    for (const column of everyColumn(contract.columns)) {
        for (const key of ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']) {
            const limit = column.options[key];
            if (typeof limit !== 'string')
                continue;
            const type = column.type === 'time' ? 'TIME' : 'TIMESTAMPTZ';
            const [row] = await db.all(`SELECT TRY_CAST(${sqlString(limit)} AS ${type}) IS NULL AS bad`);
            if (row?.['bad'] !== true)
                continue;
            problems.push({
                where: column.optionPlaces?.[key] ?? column.place,
                message: `${key} ${JSON.stringify(limit)} is no ${column.type}`,
                expected: column.type === 'time' ? '12:00:00' : '2001-01-31 or 2001-01-31T12:00:00',
            });
        }
    }
    if (problems.length > 0)
        throw (0,base/* usageError */.Wp)(problems);
    return conditions;
}
function* conditionsOf(contract) {
    const columns = contract.columns.map((column) => column.name);
    const rules = [...contract.quality, ...everyColumn(contract.columns).flatMap((column) => column.quality)];
    for (const rule of rules) {
        if (rule.kind !== 'custom')
            continue;
        for (const key of ['where', 'condition']) {
            const text = rule.args[key];
            const names = [...new Set([...rule.renamed.keys(), ...columns])];
            if (typeof text === 'string')
                yield { text, names, place: rule.place };
        }
    }
}
/** What RE2 leaves out and other engines have, in words: they match in time that grows with the text alone. */
function precheck_reasonOf(pattern) {
    if (/\(\?(=|!|<=|<!)/.test(pattern))
        return 'it looks ahead or behind, which RE2 does not do';
    if (/\\[1-9]/.test(pattern))
        return 'it refers back to a group, which RE2 does not do';
    if (/\(\?>|[*+?}]\+/.test(pattern))
        return 'it has atomic groups or possessive repeats, which RE2 does not have';
    if (/\\u[0-9A-Fa-f]{4}/.test(pattern))
        return 'RE2 writes a character by its number as \\x{00E9}';
    return null;
}
function* patternsOf(contract) {
    for (const column of everyColumn(contract.columns)) {
        const { pattern } = column.options;
        if (pattern !== undefined)
            yield { pattern, place: column.optionPlaces?.['pattern'] ?? column.place };
        for (const rule of column.quality) {
            if (rule.kind === 'library' && rule.pattern !== undefined) {
                yield { pattern: rule.pattern, place: rule.place };
            }
        }
    }
}

;// CONCATENATED MODULE: ./build/data/findings.js


function findings_findingOf(planned, judged, dataset, rows, where, query) {
    const { check, severity, column, expected, what, fix, measure } = planned;
    const { count } = judged;
    const bounded = measure.kind === 'rows' || measure.kind === 'duplicates' ? boundText(measure.bound) : '0';
    const all = judged.of ?? rows;
    const share = count !== undefined && all !== null && all > 0 ? count / all : undefined;
    const amount = count === undefined || check === 'rowCount' ? '' : `${count} of ${all} `;
    const { problem } = judged;
    const untold = problem !== undefined && measure.kind !== 'sql';
    const message = untold
        ? `${check}${column === undefined ? '' : ` of \`${column}\``} cannot be told: ${problem}`
        : `${amount}${what}${bounded === '0' ? '' : ` (allowed: ${bounded})`}${problem ? `: ${problem}` : ''}`;
    return {
        check,
        verdict: judged.verdict,
        severity,
        subject: { dataset, ...(column === undefined ? {} : { column }) },
        expected,
        actual: judged.actual,
        ...(count === undefined ? {} : { count }),
        ...(share === undefined ? {} : { share }),
        where,
        ...(query === undefined ? {} : { query }),
        message,
        ...(fix === undefined ? {} : { fix }),
    };
}
function faultFinding(fault, dataset) {
    const { check, verdict, file, column, message, expected, actual, fix, count, where, allowed } = fault;
    return {
        check,
        verdict,
        severity: verdict === 'pass' ? 'info' : verdict === 'warn' ? 'warn' : 'error',
        subject: { dataset, ...(column === undefined ? {} : { column }) },
        ...(expected === undefined ? {} : { expected }),
        ...(actual === undefined ? {} : { actual }),
        ...(count === undefined ? {} : { count }),
        where: (where ?? [{}]).map((place) => ({ file, ...place })),
        message: `${file}: ${count === undefined ? '' : `${count} `}${message}${allowed === undefined ? '' : ` (allowed: ${allowed})`}`,
        ...(fix === undefined ? {} : { fix }),
    };
}
/** How text was read is part of the result: the same file read otherwise may give another verdict. */
function policyFindings(source, contract, readings) {
    if (source.policy.length === 0)
        return [];
    const notes = [...new Set(readings.flatMap((reading) => reading.notes))];
    const base = contract.reading?.text ?? STRICT_TEXT;
    const loosened = differencesOf(base);
    const columns = everyColumn(contract.columns).flatMap((column) => {
        const own = differencesOf(column.text ?? base, base);
        return own.length === 0 ? [] : [`\`${column.name}\`: ${own.join(', ')}`];
    });
    const other = [...(loosened.length === 0 ? [] : [loosened.join(', ')]), ...columns];
    const policy = `${LEXICAL_POLICY}${other.length === 0 ? '' : `, but for ${other.join('; ')}`}`;
    return [
        {
            check: 'reading',
            verdict: 'pass',
            severity: 'info',
            subject: { dataset: source.found.name },
            where: [],
            message: `read as text: ${[...source.policy, ...notes, policy].join('; ')}`,
        },
    ];
}
/** The engine's row count against that of the scan of structure. */
function rowsAgree(source, readings, rows) {
    if (source.kind === 'typed')
        return { known: true, finding: null };
    if (rows === null || readings.some(({ structure }) => structure === null))
        return { known: false, finding: null };
    const expected = readings.reduce((sum, { structure }) => sum + (structure?.rows ?? 0), 0);
    if (expected === rows)
        return { known: true, finding: null };
    return {
        known: false,
        finding: {
            check: 'structure',
            verdict: 'error',
            severity: 'error',
            subject: { dataset: source.found.name },
            expected: `${expected} rows`,
            actual: `${rows} rows`,
            where: [],
            message: `the engine read ${rows} rows where the file holds ${expected}: counts cannot be trusted, and line numbers are not known`,
            fix: 'look for quotes that are never closed and for mixed line ends',
        },
    };
}

;// CONCATENATED MODULE: ./build/data/judge.js

/** A judgement with the verdict that the severity of the rule gives it. */
function graded({ severity }, judgement) {
    const { ok, verdict } = judgement;
    return { ...judgement, verdict: ok ? 'pass' : (verdict ?? (severity === 'error' ? 'fail' : 'warn')) };
}
function judge(planned, values, rows) {
    const { measure, severity } = planned;
    const failed = severity === 'error' ? 'fail' : 'warn';
    if (measure.kind === 'known') {
        const { broken } = measure;
        return broken === null ? { ok: true, verdict: 'pass', actual: '' } : { ok: false, ...broken };
    }
    if (measure.kind !== 'value' && measure.kind !== 'rows' && measure.kind !== 'duplicates')
        return null;
    if (rows === null || !values.has(planned))
        return null;
    const value = values.get(planned);
    if (measure.kind === 'value')
        return graded(planned, measure.judge(value));
    const count = Number(value);
    const amount = measure.unit === 'percent' ? (100 * count) / rows : count;
    const ok = meetsBound(amount, measure.bound);
    const shown = measure.unit === 'percent' ? `${Number(amount.toPrecision(4))}%` : `${count} rows`;
    return { ok, verdict: ok ? 'pass' : failed, actual: shown, count };
}

;// CONCATENATED MODULE: ./build/data/neighbours.js
/** Other datasets at hand: those that the foreign keys of a contract lead to. */






/** Opens what the relationships of a contract lead to. Files that cannot be read are a reason, not an error. */
async function openParents(ctx, db, source, contract, neighbours) {
    const parents = new Map();
    const own = { found: source.found, contract };
    for (const relationship of contract.relationships ?? []) {
        const target = targetOf(relationship, own, neighbours);
        if (typeof target === 'string') {
            parents.set(relationship, target);
            continue;
        }
        const opened = target === own ? source : await openSource(db, target.found, ctx.signal, target.contract);
        parents.set(relationship, parentOf(relationship, { contract, source }, target, opened));
    }
    return parents;
}
function targetOf({ target }, own, neighbours) {
    const file = fileOf(own.contract);
    const wanted = target.file === null ? file : external_node_path_.posix.normalize(external_node_path_.posix.join(external_node_path_.posix.dirname(file), target.file));
    const is = ({ contract }) => fileOf(contract) === wanted && (contract.aliases ?? [contract.object]).includes(target.object);
    if (is(own))
        return own;
    const all = neighbours.filter((one) => one.found !== own.found && is(one));
    const near = all.filter(({ contract }) => contract.environment === own.contract.environment);
    const found = all.length > 1 && near.length > 0 ? near : all;
    const [first] = found;
    if (first === undefined)
        return `no dataset at hand is \`${target.object}\` of ${wanted}`;
    if (found.length === 1)
        return first;
    return `several datasets are \`${target.object}\` (${found.map((one) => one.found.name).join(', ')})`;
}
function fileOf(contract) {
    return external_node_path_.posix.normalize(contract.file.replace(/#[^#]*$/, '').replaceAll('\\', '/'));
}
function parentOf(relationship, child, target, source) {
    const { contract, found } = target;
    if (source.from === null)
        return { problem: `${found.name} cannot be read` };
    const rules = relationship.target.properties.map((path) => findProperty(contract.columns, path));
    const missing = relationship.target.properties.find((_, index) => rules[index] === undefined);
    if (missing !== undefined)
        return `${contract.object} has no property \`${missing.join('.')}\``;
    const parent = { contract, source };
    const { bare, shown } = prepare(source, contract);
    const families = rules.map((rule, index) => {
        const name = relationship.columns[index] ?? '';
        return [familyOf(child, name), familyOf(parent, rule?.name ?? '')];
    });
    const absent = families.findIndex(([, family]) => family === null);
    if (absent >= 0)
        return { problem: `${found.name} has no \`${rules[absent]?.name}\`` };
    const here = families.findIndex(([family]) => family === null);
    if (here >= 0)
        return `the data has no \`${relationship.columns[here]}\``;
    const keys = families.map(([one, other]) => one === other && one !== 'text' ? (sql) => sql.value : (sql) => sql.text);
    const query = (lookup, from) => {
        const names = rules.map((rule, index) => keys[index]?.(lookup(rule?.name ?? '')) ?? 'NULL');
        // NOT IN finds nothing where the list holds a NULL.
        const filled = names.map((name) => `${name} IS NOT NULL`).join(' AND ');
        return `SELECT ${names.length === 1 ? names.join('') : `row(${names.join(', ')})`} FROM ${from} WHERE ${filled}`;
    };
    const properties = relationship.target.properties.map((path) => path.join('.')).join(' + ');
    return {
        name: `${contract.object}.${properties}${found === child.source.found ? '' : ` (${found.name})`}`,
        query: query(bare, source.from),
        shownQuery: query(shown, source.shownFrom),
        keys,
    };
}
/** What values of a column compare with; null where the data has no such column. */
function familyOf({ contract, source }, name) {
    const family = (rule, type) => {
        const fits = type === null ? [rule?.type ?? 'string'] : logicalTypesOf(type);
        if (fits.some((one) => one === 'integer' || one === 'number'))
            return 'number';
        const [first = 'text'] = fits;
        return first === 'string' ? 'text' : first;
    };
    const column = source.columns.find((candidate) => candidate.name === name);
    if (column !== undefined) {
        return family(contract.columns.find((rule) => rule.name === name), column.type);
    }
    const part = expand(source, contract).parts.find((candidate) => candidate.name === name);
    return part === undefined ? null : family(part.rule, part.type);
}

;// CONCATENATED MODULE: ./build/data/places.js



async function places_placesOf(ctx, db, source, contract, prepared, broken, linesKnown) {
    const all = everyColumn(contract.columns);
    const names = new Set(all.filter((column) => column.personal).map(({ name }) => name));
    const personal = (name) => names.has(name);
    const wishes = broken.flatMap(({ planned, judged }) => {
        const { measure, column } = planned;
        const find = measure.kind === 'rows' ? measure.condition : judged.rows;
        if (find === undefined)
            return [];
        const condition = find(prepared.lookup);
        if (condition === 'true')
            return [];
        if (measure.kind === 'rows') {
            const value = column === undefined ? null : valueShown(measure, prepared.lookup, column);
            return [{ planned, condition, value, personal: column !== undefined && personal(column) }];
        }
        const shows = (measure.kind === 'value' || measure.kind === 'query' ? measure.shows : undefined) ??
            (column === undefined ? [] : [column]);
        const value = shownValues(shows, prepared.lookup);
        const hidden = measure.kind === 'value' && measure.redacted === true;
        return [{ planned, condition, value, personal: hidden || shows.some(personal) }];
    });
    const places = wishes.length === 0
        ? new Map()
        : await findPlaces(ctx, db, source, prepared, wishes, linesKnown);
    for (const { planned, judged } of broken) {
        const { measure } = planned;
        if (judged.where !== undefined)
            places.set(planned, [...judged.where]);
        if (judged.places !== undefined) {
            const shows = measure.kind === 'query' ? (measure.shows ?? []) : [];
            places.set(planned, await placesAt(ctx, source, judged.places, linesKnown, shows.some(personal)));
        }
        if (measure.kind !== 'duplicates')
            continue;
        places.set(planned, await repeatedValues(db, source, prepared, measure.columns, measure.columns.some(personal)));
    }
    return places;
}
/** The value beside a row: of an array the first element that breaks the check. */
function valueShown(measure, sql, column) {
    const { raw, list } = sql(column);
    if (list === undefined || measure.element === undefined)
        return list ?? raw;
    const broken = `list_filter(${list}, lambda ${ELEMENT}: ${measure.element(sql)})`;
    return `list_transform(${broken}, lambda ${ELEMENT}: CAST(${raw} AS VARCHAR))[1]`;
}

;// CONCATENATED MODULE: ./build/data/references.js
/** Other data that the rules of a contract name: a dataset of assay.yaml, a data file, or a stored profile. */



async function openReferences(db, contract, find, signal) {
    const references = new Map();
    const rules = [...contract.quality, ...everyColumn(contract.columns).flatMap((column) => column.quality)];
    for (const rule of rules) {
        const name = rule.kind === 'custom' ? rule.args['reference'] : undefined;
        if (typeof name !== 'string' || references.has(name))
            continue;
        references.set(name, await references_opened(db, name, contract, find, signal));
    }
    return references;
}
/** Frees what was read of them. */
async function closeReferences(references) {
    for (const reference of references.values()) {
        if ('view' in reference)
            await reference.view?.close();
    }
}
async function references_opened(db, name, own, find, signal) {
    if (find === undefined)
        return { problem: `the reference ${name} is not looked for here` };
    try {
        const data = await find(name);
        if ('rows' in data)
            return { rows: data.rows, view: null };
        // Without a contract of its own text is read as the data that it is compared with.
        const view = await openView(db, data.found, data.contract ?? own, signal);
        const [row] = await db.all(`SELECT count(*) AS n FROM ${view.from}`);
        return { rows: Number(row?.['n']), view };
    }
    catch (error) {
        signal.throwIfAborted();
        if (error instanceof base/* AssayError */.WV && error.kind === 'usage') {
            return { problem: error.problems.map(({ message }) => message).join('; ') };
        }
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/data/aggregates.js
/** Runs the aggregates of all checks: in one scan, and only where memory does not suffice in several. */


/**
 * One row: `n` rows, and `m0`, `m1` … in the order of `measured`. The engine keeps sets of distinct values in memory
 * where they stand beside other aggregates, and spills groups: under a tight limit each set gets a scan of its own.
 */
async function aggregates(db, name, from, prepared, measured) {
    const all = measured.map((item, index) => ({ ...item, index }));
    try {
        return await scan(db, name, from, prepared, all);
    }
    catch (error) {
        const distinct = all.filter(({ planned }) => planned.measure.kind === 'duplicates');
        if (!isMemory(error) || distinct.length === 0)
            throw error;
        const others = all.filter(({ planned }) => planned.measure.kind !== 'duplicates');
        const row = await scan(db, name, from, prepared, others);
        for (const { planned, index } of distinct)
            row[`m${index}`] = await repeats(db, name, from, prepared, planned);
        return row;
    }
}
async function scan(db, name, from, prepared, measured) {
    const checks = [...new Set(measured.map(({ planned }) => planned.check))].join(', ');
    const parts = [
        'count(*) AS n',
        ...measured.map(({ sql, index }) => `${sql} AS m${index}`),
        ...prepared.unread(),
    ];
    const sql = `SELECT ${parts.join(', ')} FROM ${prepared.from(from)}`;
    const [row] = await db.all(purpose(`one scan of ${name} for ${measured.length} checks (${checks})`, sql));
    return { ...row };
}
/** Rows beyond the first of each value, as `aggregateOf` counts them, from groups. */
async function repeats(db, name, from, prepared, planned) {
    const { measure } = planned;
    if (measure.kind !== 'duplicates')
        throw new RangeError(`${planned.check} counts no duplicates`);
    const keys = measure.columns.map((column) => prepared.lookup(column).key);
    const filled = keys.length === 1 ? `WHERE ${keys[0]} IS NOT NULL` : '';
    const groups = `SELECT count(*) AS times FROM ${prepared.from(from)} ${filled} GROUP BY ${keys.join(', ')}`;
    const sql = `SELECT coalesce(sum(times - 1), 0) AS more FROM (${groups})`;
    const what = `a scan of ${name} for ${planned.check} alone, for lack of memory`;
    const [row] = await db.all(purpose(what, sql));
    return row?.['more'];
}
function isMemory(error) {
    if (!(error instanceof base/* AssayError */.WV) || error.kind !== 'environment')
        return false;
    return error.problems.some(({ message }) => message.includes('ran out of memory'));
}

;// CONCATENATED MODULE: ./build/data/scan.js
/** Runs the one scan of a dataset; what the engine refuses is told apart from data that cannot be read. */






async function scanOnce(ctx, db, source, prepared, plans, contract) {
    const values = new Map();
    const problems = new Map();
    if (source.from === null)
        return { rows: null, values, refused: problems, faults: [] };
    const measured = plans.flatMap((planned) => {
        const sql = aggregateOf(planned, prepared.lookup);
        return sql === null ? [] : [{ planned, sql }];
    });
    try {
        const row = await aggregates(db, source.found.name, source.from, prepared, measured);
        measured.forEach(({ planned }, index) => {
            values.set(planned, row[`m${index}`]);
        });
        return { rows: Number(row['n']), values, refused: problems, faults: [] };
    }
    catch (error) {
        ctx.signal.throwIfAborted();
        if (error instanceof base/* AssayError */.WV)
            throw error;
        const fragile = plans.filter(isFragile);
        if (fragile.length > 0) {
            // One of them may be what failed: the others first, then each of them alone.
            const solid = plans.filter((planned) => !isFragile(planned));
            const base = await scanOnce(ctx, db, source, prepare(source, contract), solid, contract);
            if (base.rows === null)
                return base;
            const alone = await measureAlone(ctx, db, source, contract, fragile);
            for (const [planned, judgement] of alone.refused)
                problems.set(planned, graded(planned, judgement));
            return { ...base, values: new Map([...base.values, ...alone.values]), refused: problems };
        }
        const fault = {
            check: 'readable',
            verdict: 'error',
            file: source.found.files.map((file) => file.shown).join(', '),
            message: `cannot be read to the end: ${unquoted(firstLine((0,base/* messageOf */.bD)(error)), contract)}`,
            expected: 'files that can be read whole',
            fix: 'write the file again',
        };
        return { rows: null, values: new Map(), refused: problems, faults: [fault] };
    }
}

;// CONCATENATED MODULE: ./build/data/tolerance.js
/** What a contract lets pass (`assay.tolerance`), put on planned checks and on faults of the files. */


/** Checks of files, which are found and not planned. */
const tolerance_FILE_CHECKS = ['structure', 'encoding', 'header', 'columns'];
/** What holds for a check: the nearer level and the plainer name first. A nested column has its own only. */
function toleranceFor(contract, check, column) {
    const own = ownTolerances(contract, column);
    const object = contract.reading?.tolerances ?? {};
    return { ...pick(object, '*'), ...pick(object, check), ...pick(own, '*'), ...pick(own, check) };
}
function ownTolerances(contract, column) {
    for (const rule of everyColumn(contract.columns)) {
        if (rule.name === column)
            return rule.tolerances ?? {};
    }
    return {};
}
function pick(tolerances, key) {
    return Object.hasOwn(tolerances, key) ? (tolerances[key] ?? {}) : {};
}
/**
 * The plans with the severities and allowed rows of the contract. A bound that a quality rule states itself stays;
 * `skip` is told where a tolerance says nothing, so that a misspelled one is seen.
 */
function tolerated(plans, contract, skip) {
    unusedTolerances(plans, contract, skip);
    return plans.map((planned) => {
        const { allowed, severity } = toleranceFor(contract, planned.check, planned.column);
        const changed = severity === undefined ? planned : withSeverity(planned, severity);
        if (allowed === undefined)
            return changed;
        const { measure } = changed;
        const subject = `${planned.column === undefined ? '' : `${planned.column}: `}${planned.check}`;
        if (measure.kind !== 'rows' && measure.kind !== 'duplicates') {
            const named = namedBy(contract, planned);
            if (named)
                skip(`${subject}: assay.tolerance allows rows of checks that count them and state no bound`);
            return changed;
        }
        const { bound } = measure;
        if (bound.operator !== 'mustBe' || bound.limit !== 0) {
            if (namedBy(contract, planned))
                skip(`${subject}: assay.tolerance, since the rule states its own bound`);
            return changed;
        }
        const { limit, unit } = allowed;
        return { ...changed, measure: { ...measure, unit, bound: { operator: 'mustBeLessOrEqualTo', limit } } };
    });
}
function withSeverity(planned, severity) {
    const { measure } = planned;
    if (measure.kind !== 'known' || measure.broken === null || measure.broken.verdict === 'error') {
        return { ...planned, severity };
    }
    const verdict = severity === 'error' ? 'fail' : 'warn';
    return { ...planned, severity, measure: { ...measure, broken: { ...measure.broken, verdict } } };
}
function namedBy(contract, { check, column }) {
    const own = ownTolerances(contract, column);
    return Object.hasOwn(own, check) || Object.hasOwn(contract.reading?.tolerances ?? {}, check);
}
function unusedTolerances(plans, contract, skip) {
    const checks = new Set([...plans.map(({ check }) => check), ...tolerance_FILE_CHECKS]);
    const say = (name, known, column) => {
        const near = (0,base/* nearest */.pA)(name, known);
        skip(`${column === undefined ? '' : `${column}: `}assay.tolerance of \`${name}\`: no such check was planned${near ? ` (did you mean \`${near}\`?)` : ''}`);
    };
    for (const name of Object.keys(contract.reading?.tolerances ?? {})) {
        if (name !== '*' && !checks.has(name))
            say(name, [...checks]);
    }
    for (const column of everyColumn(contract.columns)) {
        const own = plans.filter((planned) => planned.column === column.name).map(({ check }) => check);
        for (const name of Object.keys(column.tolerances ?? {})) {
            if (name !== '*' && !own.includes(name))
                say(name, own, column.name);
        }
    }
}
/**
 * Faults of files with what the contract lets pass. Allowed rows are those of a check over all files together; a
 * fault that makes a file unreadable is never let pass.
 */
function toleratedFaults(faults, contract, rows) {
    const counts = new Map();
    for (const { check, count } of faults)
        counts.set(check, (counts.get(check) ?? 0) + (count ?? 0));
    return faults.map((fault) => {
        if (fault.verdict === 'error' || fault.check === 'readable')
            return fault;
        const { allowed, severity } = toleranceFor(contract, fault.check, fault.column);
        if (allowed !== undefined && fault.count !== undefined && rows !== null) {
            const total = counts.get(fault.check) ?? 0;
            const amount = allowed.unit === 'rows' ? total : (100 * total) / rows;
            // Without a row every share is NaN, which is no permission.
            if (amount <= allowed.limit) {
                const text = `${allowed.limit}${allowed.unit === 'percent' ? '%' : ' rows'}`;
                return { ...fault, verdict: 'pass', allowed: text };
            }
        }
        if (severity === undefined)
            return fault;
        return { ...fault, verdict: severity === 'error' ? 'fail' : 'warn' };
    });
}

;// CONCATENATED MODULE: ./build/data/validate.js















/**
 * Runs every check of the contract. What is wrong with the data is a finding; only a contract that cannot be
 * used (usage error), the machine (environment error) and cancellation throw.
 */
async function validateDataset(ctx, db, found, contract, options = {}) {
    const conditions = await precheck(db, contract);
    const before = await snapshotOf(found);
    const source = await openSource(db, found, ctx.signal, contract);
    const stop = new AbortController();
    const signal = AbortSignal.any([ctx.signal, stop.signal]);
    const reading = readAll(source, signal);
    // The engine's own failure must not leave the other pass behind, nor unheard.
    reading.catch(() => undefined);
    try {
        const parents = await openParents(ctx, db, source, contract, options.neighbours ?? []);
        const references = await openReferences(db, contract, options.reference, ctx.signal);
        const changes = () => changedFaults(found, before);
        const asked = { conditions, parents, references, options };
        try {
            return await validate_measure(ctx, db, source, contract, asked, reading, changes);
        }
        finally {
            await closeReferences(references);
        }
    }
    finally {
        stop.abort();
        await reading.catch(() => undefined);
    }
}
async function readAll(source, signal) {
    const readings = [];
    for (const index of source.found.files.keys())
        readings.push(await source.read(index, signal));
    return readings;
}
async function validate_measure(ctx, db, source, contract, asked, reading, changes) {
    const { found } = source;
    const { conditions, parents, references, options } = asked;
    const notChecked = contract.notChecked.map((reason) => `${found.name}: ${reason}`);
    const skip = (reason) => notChecked.push(`${found.name}: ${reason}`);
    for (const reason of source.notChecked)
        skip(reason);
    const planning = { contract, source, now: ctx.now(), parents, skip, conditions, references };
    const plans = tolerated(CHECKS.flatMap((kind) => [...kind.plan(planning)]), contract, skip);
    const prepared = prepare(source, contract);
    const scan = await scanOnce(ctx, db, source, prepared, plans, contract);
    const readings = await reading;
    const dataset = digestedDataset(found, readings.map(({ digest }) => digest));
    const faults = [...source.faults, ...readings.flatMap((item) => item.faults), ...scan.faults];
    faults.push(...(await changes()));
    const agreement = rowsAgree(source, readings, scan.rows);
    const findings = toleratedFaults(faults, contract, scan.rows).map((fault) => faultFinding(fault, found.name));
    if (agreement.finding !== null)
        findings.push(agreement.finding);
    const broken = [];
    const results = new Map();
    const heard = (planned, judged) => {
        results.set(planned, judged);
        if (!judged.ok)
            broken.push({ planned, judged });
    };
    for (const planned of plans) {
        const { measure } = planned;
        const judged = measure.kind === 'files'
            ? graded(planned, measure.judge(dataset))
            : (scan.refused.get(planned) ?? judge(planned, scan.values, scan.rows));
        if (judged !== null)
            heard(planned, judged);
    }
    if (scan.rows !== null) {
        const queried = await runQueries(ctx, db, source, contract, plans);
        for (const [planned, judgement] of queried)
            heard(planned, graded(planned, judgement));
        for (const [planned, judged] of await runSqlRules(ctx, db, source, contract, plans))
            heard(planned, judged);
    }
    const places = await places_placesOf(ctx, db, source, contract, prepared, broken, agreement.known);
    for (const { planned, judged } of broken) {
        const query = judged.rows === undefined
            ? shownQuery(planned, source, prepared.shown)
            : `SELECT * FROM ${source.shownFrom} WHERE ${judged.rows(prepared.shown)}`;
        findings.push(findings_findingOf(planned, judged, found.name, scan.rows, places.get(planned) ?? [], query));
    }
    if (options.failedRows !== undefined) {
        const { writer, target } = options.failedRows;
        await writer.add(target, source, contract, prepared, broken, agreement.known);
    }
    findings.push(...policyFindings(source, contract, readings));
    const verdicts = findings.map((finding) => finding.verdict);
    return {
        dataset,
        summary: {
            name: found.name,
            path: found.path,
            files: found.files.length,
            rows: scan.rows ?? 0,
            columns: source.columns.length,
            sha256: dataset.sha256,
        },
        findings,
        notChecked,
        checks: results.size,
        // Not one evaluated check says nothing about the data.
        verdict: (0,build_results/* worst */.QZ)([
            ...(results.size > 0 ? ['pass'] : []),
            ...verdicts.filter((part) => part !== 'pass'),
        ]),
    };
}

;// CONCATENATED MODULE: ./build/data/index.js
/** Data: datasets, contracts, checks, profiles, drift. */















/***/ })

};
