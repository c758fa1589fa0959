export const id = 4914;
export const ids = [4914];
export const modules = {

/***/ 4914:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  RESULT_COLUMNS: () => (/* reexport */ RESULT_COLUMNS),
  RESULT_FORMATS: () => (/* reexport */ formats/* RESULT_FORMATS */.L),
  comparableResults: () => (/* reexport */ comparableResults),
  readResults: () => (/* reexport */ readResults),
  scoreColumn: () => (/* reexport */ scoreColumn),
  writeResults: () => (/* reexport */ writeResults)
});

// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var base = __webpack_require__(9216);
// EXTERNAL MODULE: ./build/evaluation/catalogue.js + 11 modules
var catalogue = __webpack_require__(36654);
;// CONCATENATED MODULE: ./build/evaluation/results-files/examples.js
/** The samples of one or two files of results as examples that can be compared: the same on both sides, errors apart. */


function idOf({ example, sample }) {
    return `${example}#${sample}`;
}
const SHOWN = 3;
/**
 * Throws a usage error, with all reasons, where the two sides are not over the same examples. An error of a sample is no
 * wrong answer: it is counted, and above the share `allowed` a finding with the verdict `error`.
 */
function comparableResults(candidate, baseline, allowed) {
    const theirs = baseline === null ? null : new Map(baseline.rows.map((row) => [idOf(row), row]));
    if (baseline !== null && theirs !== null)
        refuseOthers(candidate, baseline, theirs);
    const failed = (row) => row.error !== null || (theirs !== null && (theirs.get(idOf(row))?.error ?? null) !== null);
    const ours = candidate.rows.filter((row) => !failed(row));
    const others = theirs === null
        ? null
        : ours.flatMap((row) => [theirs.get(idOf(row))].filter((other) => other !== undefined));
    const findings = [
        ...errorFinding(candidate, 'candidate', allowed),
        ...(baseline === null ? [] : errorFinding(baseline, 'baseline', allowed)),
    ];
    const left = candidate.rows.length - ours.length;
    if (ours.length === 0) {
        throw (0,base/* usageError */.Wp)({
            message: `all ${candidate.rows.length} samples ended in an error${baseline === null ? '' : ' on one side or the other'}`,
            expected: 'at least one answer',
        });
    }
    const names = [...new Set(ours.flatMap((row) => [...row.scores.keys()]))];
    const whole = (rows, name) => rows.every((row) => Number.isFinite(row.scores.get(name) ?? Number.NaN));
    const complete = names.filter((name) => whole(ours, name) && (others === null || whole(others, name)));
    return {
        candidate: ours,
        baseline: others,
        findings,
        notChecked: [
            ...candidate.notes,
            ...(baseline?.notes ?? []),
            ...(left > 0
                ? [
                    `${left} of ${candidate.rows.length} samples that ended in an error are left out${baseline === null ? '' : ' on both sides'}`,
                ]
                : []),
        ],
        complete,
        partial: names.filter((name) => !complete.includes(name)),
        direction: (score) => candidate.directions.get(score) ??
            baseline?.directions.get(score) ??
            (0,catalogue/* lookupMetric */.xv)(score)?.direction ??
            null,
        sha256: (0,base/* sha256 */.sc)(JSON.stringify(ours
            .map((row) => [idOf(row), row.input, row.target])
            .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)))),
    };
}
function refuseOthers(candidate, baseline, theirs) {
    const ours = new Map(candidate.rows.map((row) => [idOf(row), row]));
    const problems = [];
    const tell = (ids, what) => {
        if (ids.length === 0)
            return;
        const more = ids.length > SHOWN ? ', …' : '';
        problems.push({
            message: `${ids.length} ${what}: ${ids.slice(0, SHOWN).join(', ')}${more}`,
            expected: 'two runs over the same examples, with as many samples of each',
        });
    };
    if (candidate.tool !== baseline.tool) {
        problems.push({
            message: `the candidate's results are of ${candidate.tool}, and the baseline's of ${baseline.tool}`,
            expected: 'results of one tool, whose scores mean the same',
        });
    }
    tell([...ours.keys()].filter((id) => !theirs.has(id)), 'samples of the candidate are not in the baseline');
    tell([...theirs.keys()].filter((id) => !ours.has(id)), 'samples of the baseline are not in the candidate');
    const common = [...ours].flatMap(([id, row]) => {
        const other = theirs.get(id);
        return other === undefined ? [] : [{ id, row, other }];
    });
    tell(common.filter(({ row, other }) => row.input !== other.input).map(({ id }) => id), 'samples asked something else in the baseline');
    tell(common
        .filter(({ row, other }) => JSON.stringify(row.target) !== JSON.stringify(other.target))
        .map(({ id }) => id), 'samples have another reference in the baseline');
    if (problems.length > 0)
        throw (0,base/* usageError */.Wp)(problems);
}
function errorFinding(results, side, allowed) {
    const bad = results.rows.filter((row) => row.error !== null);
    const [first] = bad;
    if (first === undefined)
        return [];
    const share = bad.length / results.rows.length;
    const over = share > allowed;
    return [
        {
            check: 'results.errors',
            verdict: over ? 'error' : 'warn',
            severity: over ? 'error' : 'warn',
            subject: { target: side },
            expected: allowed === 0 ? 'no sample that ends in an error' : `at most ${allowed * 100}% of the samples`,
            actual: `${bad.length} of ${results.rows.length}`,
            count: bad.length,
            share,
            where: [],
            message: `${bad.length} of ${results.rows.length} samples of the ${side} ended in an error and have no answer, the first ${idOf(first)}: ${(first.error ?? '').slice(0, 200)}`,
            fix: 'run these again; or allow a share of errors with `allow_errors` (--allow-errors), and they are left out on both sides',
        },
    ];
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 5 modules
var schemas = __webpack_require__(42047);
;// CONCATENATED MODULE: ./build/evaluation/results-files/json.js
/**
 * JSON as Python's tools write it (`NaN` and `Infinity` stand bare), and the check of its shape. Hostile members such
 * as `__proto__` are plain data to `JSON.parse`, and no reader copies them by name.
 */


const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\b(?:NaN|Infinity)\b/gs;
const MOST_PROBLEMS = 20;
/** Numbers that JSON does not have become null, which is a missing number to every reader. */
function parsePythonJson(text, file, line) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        const plain = text.replace(TOKENS, (token) => (token.startsWith('"') ? token : 'null'));
        try {
            if (plain !== text)
                return JSON.parse(plain);
        }
        catch {
            // The error of the text as it stands says where it is broken.
        }
        throw (0,base/* usageError */.Wp)({
            where: { file, ...(line === undefined ? {} : { line }) },
            message: `is not JSON: ${(0,base/* messageOf */.bD)(error).slice(0, 200)}`,
        }, error);
    }
}
/** Throws a usage error with every place that has another shape, up to a number. */
function shaped(schema, value, file, what) {
    const read = schema.safeParse(value);
    if (read.success)
        return read.data;
    const { issues } = read.error;
    const problems = issues.slice(0, MOST_PROBLEMS).map((issue) => ({
        where: { file, key: issue.path.map(String).join('.') },
        message: `is not as ${what} writes it: ${issue.message}`,
    }));
    if (issues.length > MOST_PROBLEMS) {
        problems.push({ where: { file }, message: `${issues.length - MOST_PROBLEMS} more places` });
    }
    throw (0,base/* usageError */.Wp)(problems);
}
/** An object of any members. */
const anyObject = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J());
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./build/evaluation/results-files/rows.js
/**
 * What every reader of an evaluation tool's results gives: one row a sample, in words of its own. Nothing here knows
 * a tool, and nothing computes a metric.
 */

/** A file may hold several subjects: the one that is meant, or a problem that names them. */
function chosen(subjects, asked, what) {
    const [first, ...more] = subjects;
    if (asked !== undefined && subjects.includes(asked))
        return asked;
    const shown = subjects.slice(0, 20).join(', ');
    if (first === undefined)
        return { message: 'holds no result' };
    if (asked !== undefined)
        return { message: `has no ${what} ${asked}`, expected: `one of ${shown}` };
    if (more.length === 0)
        return first;
    return {
        message: `holds ${subjects.length} ${what}s, and nothing says which is meant`,
        expected: `--provider with one of ${shown}`,
    };
}
/** A digest that two runs share where they asked the same; 16 hex digits. */
function digestOf(value) {
    return (0,base/* sha256 */.sc)((0,base/* canonicalJson */.dj)(value)).slice(0, 16);
}
const LONGEST = 100;
const MOST = 50;
/** Members of an object that are texts, truth values or numbers and short enough to be the name of a slice. */
function categoriesOf(...objects) {
    const found = new Map();
    for (const object of objects) {
        if (typeof object !== 'object' || object === null || Array.isArray(object))
            continue;
        for (const [key, value] of Object.entries(object)) {
            if (found.size >= MOST)
                return found;
            if (key === '' || key.length > LONGEST || key.startsWith('_') || found.has(key))
                continue;
            const text = typeof value === 'boolean' || typeof value === 'number' ? String(value) : value;
            if (typeof text === 'string' && text.length <= LONGEST)
                found.set(key, text);
        }
    }
    return found;
}
/** A score as a number: truth values are 1 and 0, everything that is no finite number is NaN. */
function scoreOf(value) {
    if (typeof value === 'boolean')
        return value ? 1 : 0;
    return typeof value === 'number' && Number.isFinite(value) ? value : Number.NaN;
}
/** A number from 0 on, or null. */
function amountOf(value) {
    return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}
/** An answer as text; what is no text as JSON. */
function textOfAnswer(value) {
    if (value === null || value === undefined)
        return null;
    return typeof value === 'string' ? value : JSON.stringify(value);
}
/** Numbers the rows of each example from 1, in their order. */
function numbered(rows) {
    const counts = new Map();
    return rows.map((row) => {
        const sample = (counts.get(row.example) ?? 0) + 1;
        counts.set(row.example, sample);
        return { ...row, sample };
    });
}

;// CONCATENATED MODULE: ./build/evaluation/results-files/deepeval.js
/**
 * DeepEval: the test run that it writes to `.deepeval/.latest_test_run.json` and to DEEPEVAL_RESULTS_FOLDER.
 * Source: deepeval, deepeval/test_run/api.py (`LLMApiTestCase`) and deepeval/tracing/api.py (`MetricData`).
 */




const metric = schemas/* object */.Ikc({
    name: schemas/* string */.YjP().min(1),
    threshold: schemas/* number */.aig().nullish(),
    success: schemas/* boolean */.zMY().nullish(),
    score: schemas/* number */.aig().nullish(),
    error: schemas/* string */.YjP().nullish(),
});
const testCase = schemas/* object */.Ikc({
    name: schemas/* string */.YjP(),
    input: schemas/* unknown */.L5J().optional(),
    actualOutput: schemas/* string */.YjP().nullish(),
    expectedOutput: schemas/* string */.YjP().nullish(),
    context: schemas/* array */.YOg(schemas/* unknown */.L5J()).nullish(),
    turns: schemas/* array */.YOg(schemas/* object */.Ikc({ role: schemas/* string */.YjP(), content: schemas/* string */.YjP() })).nullish(),
    scenario: schemas/* string */.YjP().nullish(),
    expectedOutcome: schemas/* string */.YjP().nullish(),
    success: schemas/* boolean */.zMY().nullish(),
    metricsData: schemas/* array */.YOg(metric).nullish(),
    tokenCost: schemas/* number */.aig().nullish(),
    inputTokenCount: schemas/* number */.aig().nullish(),
    outputTokenCount: schemas/* number */.aig().nullish(),
    completionTime: schemas/* number */.aig().nullish(),
    order: schemas/* int */.Whr().nullish(),
    additionalMetadata: anyObject.nullish(),
    metadata: anyObject.nullish(),
});
const testRun = schemas/* object */.Ikc({
    testCases: schemas/* array */.YOg(testCase).nullish(),
    conversationalTestCases: schemas/* array */.YOg(testCase).nullish(),
});
function isDeepEval(root) {
    const run = runOf(root);
    return isObject(run) && (Array.isArray(run['testCases']) || Array.isArray(run['conversationalTestCases']));
}
/** The file of the last run has the run one level down. */
function runOf(root) {
    return isObject(root) && isObject(root['testRunData']) ? root['testRunData'] : root;
}
/** Throws a usage error: another shape, no test case, or single and conversational ones with none named. */
function readDeepEval(root, file, asked) {
    const run = shaped(testRun, runOf(root), file, 'DeepEval');
    const kinds = new Map([
        ['testCases', run.testCases ?? []],
        ['conversationalTestCases', run.conversationalTestCases ?? []],
    ]);
    const filled = [...kinds].filter(([, cases]) => cases.length > 0).map(([kind]) => kind);
    const subject = chosen(filled, asked, 'kind of test case');
    if (typeof subject !== 'string')
        throw (0,base/* usageError */.Wp)({ where: { file }, ...subject });
    const cases = kinds.get(subject) ?? [];
    const inOrder = cases
        .map((one, k) => ({ one, place: one.order ?? k }))
        .sort((a, b) => a.place - b.place)
        .map(({ one }) => one);
    const problems = inOrder.flatMap((one) => {
        const names = (one.metricsData ?? []).map(({ name }) => name);
        const twice = names.find((name, k) => names.indexOf(name) !== k);
        return twice === undefined
            ? []
            : [{ where: { file }, message: `the test case ${one.name} has the metric ${twice} twice` }];
    });
    if (problems.length > 0)
        throw (0,base/* usageError */.Wp)(problems.slice(0, 20));
    return {
        tool: 'DeepEval',
        subject,
        rows: numbered(inOrder.map(rowOf)),
        directions: directionsOf(cases),
        notes: [],
    };
}
function rowOf(one) {
    const said = (one.turns ?? []).filter(({ role }) => role === 'user').map(({ content }) => content);
    const asked = {
        input: one.input ?? null,
        expected: one.expectedOutput ?? one.expectedOutcome ?? null,
        context: one.context ?? null,
        scenario: one.scenario ?? null,
        // The answers of the one who is tested are no part of what was asked.
        turns: said,
    };
    const digest = digestOf(asked);
    const metrics = one.metricsData ?? [];
    const broken = metrics.find(({ error }) => Boolean(error));
    const scores = new Map(metrics.map(({ name, score }) => [name, scoreOf(score)]));
    const seconds = amountOf(one.completionTime);
    if (seconds !== null)
        scores.set('latency_ms', seconds * 1000);
    const [sent, made] = [amountOf(one.inputTokenCount), amountOf(one.outputTokenCount)];
    return {
        example: digest,
        input: digest,
        target: one.expectedOutput ? [one.expectedOutput] : null,
        answer: one.actualOutput ?? null,
        error: broken ? `${broken.name}: ${broken.error}` : null,
        correct: one.success === null || one.success === undefined ? null : one.success ? 1 : 0,
        scores,
        tokens: sent === null || made === null ? null : sent + made,
        cost: amountOf(one.tokenCost),
        categories: categoriesOf(one.additionalMetadata, one.metadata),
    };
}
/**
 * DeepEval has metrics of which more is worse, and says so nowhere; but its verdicts do, where every one of them
 * agrees with one way only of reading the threshold.
 */
function directionsOf(cases) {
    const fits = new Map();
    for (const { name, score, threshold, success } of cases.flatMap((one) => one.metricsData ?? [])) {
        const known = fits.get(name) ?? { higher: true, lower: true };
        fits.set(name, known);
        if (typeof score !== 'number' || typeof threshold !== 'number' || typeof success !== 'boolean')
            continue;
        if (success !== score >= threshold)
            known.higher = false;
        if (success !== score <= threshold)
            known.lower = false;
    }
    const directions = new Map();
    for (const [name, { higher, lower }] of fits) {
        if (higher !== lower)
            directions.set(name, higher ? 'higher' : 'lower');
    }
    return directions;
}

// EXTERNAL MODULE: ./build/evaluation/results-files/formats.js
var formats = __webpack_require__(8924);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: ./node_modules/fzstd/esm/index.mjs
var esm = __webpack_require__(68339);
// EXTERNAL MODULE: ./node_modules/yauzl/index.js
var yauzl = __webpack_require__(20663);
;// CONCATENATED MODULE: ./build/evaluation/results-files/zip.js
/**
 * Files of a zip archive, bounded: no entry and no archive grows beyond a limit, whatever its directory says, and what
 * is read has the checksum that is written beside it. Stored, deflated and (Inspect) Zstandard entries.
 */





const inflate = (0,external_node_util_.promisify)(external_node_zlib_.inflateRaw);
const MiB = 1024 * 1024;
const ZIP_LIMITS = { entry: 256 * MiB, whole: 1024 * MiB, entries: 200_000 };
const STORED = 0;
const DEFLATED = 8;
const ZSTANDARD = 93;
/** Calls `use` with the bytes of each entry whose name is `wanted`, one after the other. Throws a usage error. */
async function eachZipEntry(bytes, file, wanted, use, limits = ZIP_LIMITS) {
    const broken = (message, cause) => (0,base/* usageError */.Wp)({ where: { file }, message, expected: 'a log that Inspect has finished writing' }, cause);
    let whole = 0;
    let count = 0;
    const names = new Set();
    try {
        const archive = await (0,yauzl/* fromBufferPromise */.SY)(bytes, { validateEntrySizes: false });
        for await (const entry of archive.eachEntry()) {
            count += 1;
            if (count > limits.entries)
                throw broken(`holds more than ${limits.entries} files`);
            const name = entry.fileName;
            if (!wanted(name))
                continue;
            if (names.has(name))
                throw broken(`holds ${name} twice`);
            names.add(name);
            if (entry.isEncrypted())
                throw broken(`${name} is encrypted`);
            if (entry.compressedSize > bytes.length)
                throw broken(`${name} is longer than the file`);
            if (entry.uncompressedSize > limits.entry)
                throw broken(`${name} is larger than ${limits.entry / MiB} MiB`);
            const stream = await archive.openReadStreamPromise(entry, { decompress: null, decodeFileData: false });
            const parts = [];
            for await (const part of stream)
                parts.push(Buffer.from(part));
            const content = await unpacked(Buffer.concat(parts), entry.compressionMethod, limits.entry);
            if (content.length !== entry.uncompressedSize || (0,external_node_zlib_.crc32)(content) !== entry.crc32)
                throw broken(`${name} is damaged: its checksum does not fit`);
            whole += content.length;
            if (whole > limits.whole)
                throw broken(`is larger than ${limits.whole / MiB} MiB when unpacked`);
            use(name, content);
        }
    }
    catch (error) {
        if (error instanceof Error && error.name === 'AssayError')
            throw error;
        throw broken(`cannot be unpacked: ${(0,base/* messageOf */.bD)(error)}`, error);
    }
}
async function unpacked(packed, method, limit) {
    if (method === STORED)
        return packed;
    if (method === DEFLATED)
        return inflate(packed, { maxOutputLength: limit });
    if (method !== ZSTANDARD)
        throw new Error(`the compression method ${method} is not known`);
    const parts = [];
    let size = 0;
    const decoder = new esm/* Decompress */.YM((part) => {
        size += part.length;
        if (size > limit)
            throw new Error(`more than ${limit / MiB} MiB come out`);
        parts.push(part);
    });
    decoder.push(packed, true);
    return Buffer.concat(parts);
}

;// CONCATENATED MODULE: ./build/evaluation/results-files/inspect.js
/**
 * Inspect: a log as `.eval` (a zip archive with a file for each sample) or as `.json`.
 * Source: inspect_ai, src/inspect_ai/log/_log.py (`EvalLog`, `EvalSample`) and _recorders/eval.py.
 */





const header = schemas/* object */.Ikc({
    status: schemas/* string */.YjP(),
    eval: schemas/* object */.Ikc({
        task: schemas/* string */.YjP(),
        model: schemas/* string */.YjP(),
        dataset: schemas/* object */.Ikc({ samples: schemas/* number */.aig().nullish() }).nullish(),
    }),
    results: schemas/* object */.Ikc({ total_samples: schemas/* number */.aig().nullish() }).nullish(),
    error: schemas/* object */.Ikc({ message: schemas/* string */.YjP() }).nullish(),
    invalidated: schemas/* boolean */.zMY().nullish(),
});
const usage = schemas/* object */.Ikc({ total_tokens: schemas/* number */.aig().nullish(), total_cost: schemas/* number */.aig().nullish() });
const sample = schemas/* object */.Ikc({
    id: schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig()]),
    epoch: schemas/* int */.Whr().positive(),
    input: schemas/* unknown */.L5J().optional(),
    choices: schemas/* array */.YOg(schemas/* string */.YjP()).nullish(),
    target: schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* array */.YOg(schemas/* string */.YjP())]),
    metadata: anyObject.nullish(),
    scores: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* object */.Ikc({ value: schemas/* unknown */.L5J().optional() })).nullish(),
    output: schemas/* object */.Ikc({ completion: schemas/* string */.YjP().nullish() }).nullish(),
    error: schemas/* object */.Ikc({ message: schemas/* string */.YjP() }).nullish(),
    model_usage: schemas/* record */.g1P(schemas/* string */.YjP(), usage).nullish(),
    working_time: schemas/* number */.aig().nullish(),
    total_time: schemas/* number */.aig().nullish(),
});
/** `value_to_float` of Inspect: correct, partial, incorrect, no answer. */
const GRADES = { C: 1, P: 0.5, I: 0, N: 0 };
function isInspect(root) {
    return isObject(root) && isObject(root['eval']) && 'status' in root && 'task' in root['eval'];
}
/** Throws a usage error where the archive or a file in it is broken. */
async function readInspectArchive(bytes, file, asked) {
    let head;
    const samples = [];
    await eachZipEntry(bytes, file, (name) => name === 'header.json' || /^samples\/[^/]+\.json$/.test(name), (name, content) => {
        const value = parsePythonJson(content.toString('utf8'), `${file} (${name})`);
        if (name === 'header.json')
            head = value;
        // Events and messages are most of a log, and nothing of them is needed.
        else
            samples.push(shaped(sample, value, `${file} (${name})`, 'Inspect'));
    });
    if (head === undefined) {
        throw (0,base/* usageError */.Wp)({
            where: { file },
            message: 'has no header.json: the evaluation did not end',
            expected: 'a log of an evaluation that ended',
            fix: 'run `inspect eval-retry` on it, or evaluate again',
        });
    }
    return readInspect(isObject(head) ? { ...head, samples } : head, file, asked);
}
/** Throws a usage error: another shape, an evaluation that did not succeed, or no samples. */
function readInspect(root, file, asked) {
    const log = shaped(header.extend({ samples: schemas/* array */.YOg(sample).nullish() }), root, file, 'Inspect');
    const problems = [];
    if (log.status !== 'success') {
        problems.push({
            message: `the evaluation ended with status ${log.status}${log.error ? `: ${log.error.message.slice(0, 200)}` : ''}`,
            expected: 'status success: a log of which nothing is missing',
            fix: 'run `inspect eval-retry` on it',
        });
    }
    if (log.invalidated === true)
        problems.push({ message: 'the log is marked as invalid' });
    const samples = log.samples ?? [];
    if (samples.length === 0) {
        problems.push({
            message: 'holds no samples, only what was computed over them',
            fix: 'evaluate without --no-log-samples',
        });
    }
    const total = log.results?.total_samples;
    if (typeof total === 'number' && samples.length > 0 && samples.length !== total) {
        problems.push({ message: `holds ${samples.length} samples, and ${total} were to be evaluated` });
    }
    if (problems.length > 0)
        throw (0,base/* usageError */.Wp)(problems.map((problem) => ({ where: { file }, ...problem })));
    const subject = chosen([log.eval.model], asked, 'model');
    if (typeof subject !== 'string')
        throw (0,base/* usageError */.Wp)({ where: { file }, ...subject });
    const graded = new Map();
    const rows = samples
        .map((one) => ({ one, scores: scoresOf(one, graded) }))
        .sort((a, b) => a.one.epoch - b.one.epoch);
    const grades = [...graded].filter(([, all]) => all).map(([name]) => name);
    const [only, ...others] = grades;
    return {
        tool: 'Inspect',
        subject,
        rows: rows.map(({ one, scores }) => inspect_rowOf(one, scores, others.length === 0 ? only : undefined)),
        directions: new Map(grades.map((name) => [name, 'higher'])),
        notes: others.length > 0
            ? [`pass@k: ${grades.join(' and ')} all grade the answers, and nothing says which one decides`]
            : [],
    };
}
/** `graded` learns of each score whether all of its values were grades. */
function scoresOf({ scores }, graded) {
    const found = new Map();
    const put = (name, value) => {
        const grade = typeof value === 'string' && Object.hasOwn(GRADES, value) ? GRADES[value] : undefined;
        const isGrade = grade !== undefined || typeof value === 'boolean';
        graded.set(name, (graded.get(name) ?? true) && isGrade);
        found.set(name, grade ?? scoreOf(value));
    };
    for (const [name, { value }] of Object.entries(scores ?? {})) {
        if (!isObject(value))
            put(name, value);
        else
            for (const [part, inner] of Object.entries(value))
                put(`${name}.${part}`, inner);
    }
    return found;
}
function inspect_rowOf(one, scores, decides) {
    const uses = Object.values(one.model_usage ?? {});
    const sum = (pick) => {
        const amounts = uses.map((use) => amountOf(pick(use)));
        return amounts.length > 0 && amounts.every((amount) => amount !== null)
            ? amounts.reduce((total, amount) => total + (amount ?? 0), 0)
            : null;
    };
    const seconds = amountOf(one.working_time ?? one.total_time);
    const verdict = decides === undefined ? undefined : scores.get(decides);
    return {
        example: String(one.id),
        sample: one.epoch,
        input: digestOf({ input: plainInput(one.input), choices: one.choices ?? null, target: one.target }),
        target: typeof one.target === 'string' ? [one.target] : one.target,
        answer: one.output?.completion ?? null,
        error: one.error?.message ?? null,
        correct: verdict === 1 || verdict === 0 ? verdict : null,
        scores: seconds === null ? scores : new Map([...scores, ['latency_ms', seconds * 1000]]),
        tokens: sum((use) => use.total_tokens),
        cost: sum((use) => use.total_cost),
        categories: categoriesOf(one.metadata),
    };
}
/** Messages have ids that are new in every run. */
function plainInput(input) {
    if (!Array.isArray(input))
        return input ?? null;
    return input.map((message) => isObject(message) ? { role: message['role'] ?? null, content: withoutIds(message['content']) } : message);
}
function withoutIds(content) {
    if (!Array.isArray(content))
        return content ?? null;
    return content.map((part) => {
        if (!isObject(part))
            return part;
        return Object.fromEntries(Object.entries(part).filter(([key]) => key !== 'id' && key !== 'internal'));
    });
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./build/evaluation/results-files/lm-eval.js
/**
 * lm-evaluation-harness: `samples_<task>_<date>.jsonl` (a line for each example and filter), and beside it
 * `results_<date>.json`, which knows the tasks, the model and which way is better.
 * Source: lm_eval/evaluator.py (the samples) and lm_eval/loggers/evaluation_tracker.py (the names of the files).
 */






const line = schemas/* looseObject */._H3({
    doc_id: schemas/* union */.KCZ([schemas/* int */.Whr(), schemas/* string */.YjP()]),
    doc: schemas/* unknown */.L5J().optional(),
    target: schemas/* unknown */.L5J().optional(),
    resps: schemas/* unknown */.L5J().optional(),
    filtered_resps: schemas/* unknown */.L5J().optional(),
    filter: schemas/* string */.YjP().nullish(),
    metrics: schemas/* array */.YOg(schemas/* string */.YjP()).nullish(),
    doc_hash: schemas/* string */.YjP().nullish(),
    target_hash: schemas/* string */.YjP().nullish(),
});
const results = schemas/* object */.Ikc({
    results: anyObject,
    higher_is_better: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* boolean */.zMY().nullish())).nullish(),
    model_name: schemas/* string */.YjP().nullish(),
});
/** Members of a line that are no metric; older files do not list the metrics. */
const KNOWN = new Set('doc_id doc target arguments resps filtered_resps filter metrics doc_hash prompt_hash target_hash'.split(' '));
const DATED = /_(\d{4}-\d{2}-\d{2}T[\d.-]+(?:\+[\d-]+)?)\.jsonl?$/;
function isLmEvalResults(root) {
    return isObject(root) && isObject(root['results']) && ('configs' in root || 'higher_is_better' in root);
}
function isLmEvalLine(value) {
    return isObject(value) && 'doc_id' in value && 'filtered_resps' in value;
}
/** The file of samples of the task that is meant, among those of the same run. */
async function samplesBeside(root, file, path, asked) {
    shaped(results, root, file, 'lm-evaluation-harness');
    const date = DATED.exec((0,external_node_path_.basename)(path))?.[1];
    const names = await (0,promises_.readdir)((0,external_node_path_.dirname)(path));
    const tasks = new Map();
    for (const name of names.sort()) {
        if (!name.startsWith('samples_') || !name.endsWith('.jsonl'))
            continue;
        if (date !== undefined && DATED.exec(name)?.[1] !== date)
            continue;
        tasks.set(taskOf(name), name);
    }
    if (tasks.size === 0) {
        throw (0,base/* usageError */.Wp)({
            where: { file },
            message: 'holds only what was computed over the examples, and no samples_*.jsonl of the same run stands beside it',
            fix: 'run lm_eval with --log_samples, and keep its files together',
        });
    }
    const task = chosen([...tasks.keys()], asked, 'task');
    if (typeof task !== 'string')
        throw (0,base/* usageError */.Wp)({ where: { file }, ...task });
    return (0,external_node_path_.join)((0,external_node_path_.dirname)(path), tasks.get(task) ?? '');
}
/** The file of results of the same run; null where none stands beside the samples. */
async function resultsBeside(path) {
    const date = DATED.exec((0,external_node_path_.basename)(path))?.[1];
    const name = `results_${date}.json`;
    if (date === undefined || !(await (0,promises_.readdir)((0,external_node_path_.dirname)(path))).includes(name))
        return null;
    return (0,external_node_path_.join)((0,external_node_path_.dirname)(path), name);
}
function taskOf(path) {
    return (0,external_node_path_.basename)(path)
        .replace(/^samples_/, '')
        .replace(DATED, '')
        .replace(/\.jsonl$/, '');
}
/** Which way is better for the metrics of a task, as the file of results says. */
function lmEvalDirections(root, file, task) {
    const { higher_is_better: known } = shaped(results, root, file, 'lm-evaluation-harness');
    const own = known && Object.hasOwn(known, task) ? known[task] : undefined;
    return new Map(Object.entries(own ?? {}).flatMap(([name, higher]) => typeof higher === 'boolean' ? [[name, higher ? 'higher' : 'lower']] : []));
}
/**
 * Rows of a file of samples: one an example, whose filters are scores of their own (`exact_match,strict-match`).
 * Throws a usage error with every broken line, up to a number.
 */
function readLmEval(lines, file, task, directions) {
    const byDoc = new Map();
    const problems = [];
    for (const { text, line: number } of lines) {
        const where = `${file}:${number}`;
        const one = shaped(line, parsePythonJson(text, file, number), where, 'lm-evaluation-harness');
        const id = String(one.doc_id);
        const own = byDoc.get(id) ?? [];
        byDoc.set(id, own);
        if (own.some((other) => (other.filter ?? 'none') === (one.filter ?? 'none')) && problems.length < 20) {
            // A run that was started again appends to the file: which of the two lines holds, nobody can say.
            problems.push({
                where: { file, line: number },
                message: `the example ${id} is there twice with the filter ${one.filter ?? 'none'}`,
                expected: 'each example once for each filter',
                fix: 'keep the lines of one run only',
            });
        }
        own.push(one);
    }
    if (byDoc.size === 0)
        problems.push({ where: { file }, message: 'holds no sample' });
    if (problems.length > 0)
        throw (0,base/* usageError */.Wp)(problems);
    const named = new Map();
    const rows = [...byDoc].map(([id, own]) => {
        const [first] = own;
        const scores = new Map();
        for (const one of own) {
            const listed = one.metrics ?? Object.keys(one).filter((key) => !KNOWN.has(key));
            for (const metric of listed) {
                const name = (one.filter ?? 'none') === 'none' ? metric : `${metric},${one.filter}`;
                scores.set(name, scoreOf(Object.hasOwn(one, metric) ? one[metric] : undefined));
                const direction = directions.get(metric);
                if (direction !== undefined)
                    named.set(name, direction);
            }
        }
        const target = first?.target;
        return {
            example: id,
            sample: 1,
            input: digestOf([first?.doc_hash ?? first?.doc ?? null, first?.target_hash ?? target ?? null]),
            target: typeof target === 'string' || typeof target === 'number' ? [String(target)] : null,
            answer: own.length === 1 ? onlyText(first?.filtered_resps) : null,
            error: null,
            correct: null,
            scores,
            tokens: null,
            cost: null,
            categories: categoriesOf(first?.doc),
        };
    });
    return { tool: 'lm-evaluation-harness', subject: task, rows, directions: named, notes: [] };
}
/** One generated answer; log-likelihoods of choices are none. */
function onlyText(value) {
    if (typeof value === 'string')
        return value;
    return Array.isArray(value) && value.length === 1 ? onlyText(value[0]) : null;
}

;// CONCATENATED MODULE: ./build/evaluation/results-files/promptfoo.js
/**
 * promptfoo: the file of `promptfoo eval --output results.json` (or `.jsonl`), of version 3 and the older ones.
 * Source: promptfoo, src/types/index.ts, `EvaluateSummary` and `EvaluateResult`.
 */




const provider = schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* object */.Ikc({ id: schemas/* string */.YjP().nullish(), label: schemas/* string */.YjP().nullish() })]);
const result = schemas/* object */.Ikc({
    success: schemas/* boolean */.zMY(),
    score: schemas/* number */.aig().nullish(),
    namedScores: anyObject.nullish(),
    error: schemas/* string */.YjP().nullish(),
    failureReason: schemas/* number */.aig().nullish(),
    gradingResult: schemas/* unknown */.L5J().optional(),
    latencyMs: schemas/* number */.aig().nullish(),
    cost: schemas/* number */.aig().nullish(),
    tokenUsage: schemas/* object */.Ikc({ total: schemas/* number */.aig().nullish() }).nullish(),
    provider,
    prompt: schemas/* union */.KCZ([
        schemas/* string */.YjP(),
        schemas/* object */.Ikc({ label: schemas/* string */.YjP().nullish(), display: schemas/* string */.YjP().nullish(), raw: schemas/* string */.YjP().nullish() }),
    ])
        .nullish(),
    promptIdx: schemas/* int */.Whr().nullish(),
    testIdx: schemas/* int */.Whr().nullish(),
    vars: anyObject.nullish(),
    testCase: schemas/* object */.Ikc({
        vars: schemas/* union */.KCZ([anyObject, schemas/* string */.YjP()]).nullish(),
        assert: schemas/* unknown */.L5J().optional(),
        metadata: anyObject.nullish(),
    })
        .nullish(),
    response: schemas/* object */.Ikc({
        output: schemas/* unknown */.L5J().optional(),
        error: schemas/* unknown */.L5J().optional(),
        cached: schemas/* boolean */.zMY().nullish(),
        tokenUsage: schemas/* object */.Ikc({ total: schemas/* number */.aig().nullish() }).nullish(),
    })
        .nullish(),
});
/** `ResultFailureReason` of promptfoo. */
const FAILED_BY_ERROR = 2;
function isPromptfoo(root) {
    return resultsOf(root) !== null;
}
/** `{results: {results: [...]}}`, the summary alone, or the list alone. */
function resultsOf(root) {
    const inner = isObject(root) ? root['results'] : root;
    const list = isObject(inner) ? inner['results'] : inner;
    if (!Array.isArray(list))
        return null;
    const first = list[0];
    return first === undefined || (isObject(first) && 'success' in first && 'provider' in first) ? list : null;
}
/** Throws a usage error: another shape, no result, or several subjects and none named. */
function readPromptfoo(root, file, asked) {
    const list = shaped(schemas/* array */.YOg(result), resultsOf(root) ?? root, file, 'promptfoo');
    const names = subjectsOf(list);
    const subject = chosen([...new Set(names)], asked, 'provider');
    if (typeof subject !== 'string')
        throw (0,base/* usageError */.Wp)({ where: { file }, ...subject });
    const own = list.filter((_, k) => names[k] === subject);
    const inOrder = own
        .map((one, k) => ({ one, place: one.testIdx ?? k }))
        .sort((a, b) => a.place - b.place)
        .map(({ one }) => promptfoo_rowOf(one));
    const cached = own.filter((one) => one.response?.cached === true).length;
    return {
        tool: 'promptfoo',
        subject,
        rows: numbered(inOrder),
        directions: promptfoo_directionsOf(own),
        notes: cached > 0
            ? [
                `latency and cost as they are without a cache: ${cached} of ${own.length} answers came from the cache`,
            ]
            : [],
    };
}
/**
 * promptfoo's own scale: 1 is a full pass, of the whole and of an assertion that gives its score a name. What a derived
 * metric means, only the user knows.
 */
function promptfoo_directionsOf(own) {
    const asserted = own.flatMap(({ testCase }) => {
        const asserts = Array.isArray(testCase?.assert) ? testCase.assert : [];
        return asserts.flatMap((one) => isObject(one) && typeof one['metric'] === 'string' ? [one['metric']] : []);
    });
    return new Map(['score', ...asserted].map((name) => [name, 'higher']));
}
/** Prompts and providers make a table: a subject is a column of it. */
function subjectsOf(list) {
    const prompts = [...new Set(list.map(promptOf))];
    const plain = list.map((one) => prompts.length > 1 ? `${providerOf(one)}#${prompts.indexOf(promptOf(one)) + 1}` : providerOf(one));
    // Two providers without a label, of one id and with other settings, are two all the same.
    const columns = new Map();
    for (const [k, name] of plain.entries()) {
        const own = columns.get(name) ?? new Set();
        own.add(list[k]?.promptIdx ?? 0);
        columns.set(name, own);
    }
    return plain.map((name, k) => (columns.get(name)?.size ?? 1) > 1 ? `${name}@${(list[k]?.promptIdx ?? 0) + 1}` : name);
}
function providerOf({ provider: one }) {
    return typeof one === 'string' ? one : one.label || one.id || 'unnamed';
}
function promptOf({ prompt }) {
    if (typeof prompt === 'string')
        return prompt;
    // Without a label only the text that was sent is there, which is another one for every example.
    return prompt?.label ?? prompt?.display ?? '';
}
function promptfoo_rowOf(one) {
    const vars = isObject(one.testCase?.vars) ? one.testCase.vars : (one.vars ?? {});
    const asked = { vars, assert: one.testCase?.assert ?? null };
    const failed = one.failureReason === FAILED_BY_ERROR ||
        Boolean(one.response?.error) ||
        (!one.success && Boolean(one.error) && !isObject(one.gradingResult));
    const scores = new Map([['score', scoreOf(one.score)]]);
    for (const [name, value] of Object.entries(one.namedScores ?? {})) {
        // promptfoo gives the score of the whole no name; a named one of that name would be hidden.
        scores.set(name === 'score' ? 'named.score' : name, scoreOf(value));
    }
    if (one.latencyMs !== null && one.latencyMs !== undefined)
        scores.set('latency_ms', one.latencyMs);
    const digest = digestOf(asked);
    return {
        example: digest,
        input: digest,
        target: null,
        answer: textOfAnswer(one.response?.output),
        error: failed ? (one.error ?? 'the call failed') : null,
        correct: one.success ? 1 : 0,
        scores,
        tokens: amountOf(one.tokenUsage?.total ?? one.response?.tokenUsage?.total),
        cost: amountOf(one.cost),
        categories: categoriesOf(one.testCase?.metadata, vars),
    };
}

;// CONCATENATED MODULE: ./build/evaluation/results-files/index.js
/**
 * Results of tools that evaluate language models, read down to single answers. A tool is a file here and a row of the
 * table. Everything that is wrong with a file is a usage error that names it.
 */









/** A whole file is one text, which V8 holds up to half a gigabyte. */
const LARGEST = 256 * 1024 * 1024;
const FORMATS = [
    {
        name: 'lm-eval',
        files: 'samples_*.jsonl or results_*.json of lm-evaluation-harness',
        fits: ({ root, lines }) => (lines === null ? isLmEvalResults(root) : isLmEvalLine(firstOf(lines))),
        read: lmEval,
    },
    {
        name: 'inspect',
        files: 'a log of Inspect (.eval or .json)',
        fits: ({ root, archive }) => archive || isInspect(root),
        read: ({ archive, bytes, root, shown, subject }) => archive ? readInspectArchive(bytes, shown, subject) : readInspect(root, shown, subject),
    },
    {
        name: 'deepeval',
        files: 'a test run of DeepEval',
        fits: ({ root }) => isDeepEval(root),
        read: ({ root, shown, subject }) => readDeepEval(root, shown, subject),
    },
    {
        name: 'promptfoo',
        files: 'output.json of promptfoo',
        fits: ({ root, lines }) => (lines === null ? isPromptfoo(root) : isPromptfoo([firstOf(lines)])),
        read: ({ root, lines, shown, subject }) => readPromptfoo(lines?.map(({ text, line }) => parsePythonJson(text, shown, line)) ?? root, shown, subject),
    },
];
/** Reads a file of results. Throws a usage error: unreadable, too large, of no known tool, or broken. */
async function readResults(source) {
    const opened = await openResults(source);
    const format = source.format === undefined
        ? FORMATS.find((one) => one.fits(opened))
        : FORMATS.find(({ name }) => name === source.format);
    const expected = FORMATS.map(({ files }) => files).join(', ');
    if (format === undefined || (source.format !== undefined && !format.fits(opened))) {
        throw (0,base/* usageError */.Wp)({
            where: { file: source.shown },
            message: format ? `is not ${format.files}` : 'is of no evaluation tool that is known',
            expected: format ? `one of ${expected}, with its own --format` : expected,
            ...(format ? {} : { fix: 'for a table with labels and predictions use --predictions' }),
        });
    }
    const read = await format.read(opened);
    checkRows(read, source.shown);
    return read;
}
async function openResults(source) {
    const bytes = await bytesOf(source);
    if (bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004')
        return { ...source, bytes, root: undefined, lines: null, archive: true };
    const text = textOf(bytes, source.shown);
    if (/\.(?:jsonl|ndjson)$/i.test(source.path)) {
        const lines = text
            .split('\n')
            .flatMap((one, k) => (one.trim() === '' ? [] : [{ text: one, line: k + 1 }]));
        if (lines.length > 0)
            return { ...source, bytes, root: undefined, lines, archive: false };
    }
    if (text.trim() === '')
        throw (0,base/* usageError */.Wp)({ where: { file: source.shown }, message: 'is empty' });
    return { ...source, bytes, root: parsePythonJson(text, source.shown), lines: null, archive: false };
}
async function bytesOf({ path, shown }) {
    try {
        const file = await (0,promises_.open)(path, 'r');
        try {
            const { size } = await file.stat();
            if (size > LARGEST) {
                throw (0,base/* usageError */.Wp)({
                    where: { file: shown },
                    message: `is larger than ${LARGEST / 1024 / 1024} MiB`,
                    expected: 'a file of results',
                });
            }
            return await file.readFile();
        }
        finally {
            await file.close();
        }
    }
    catch (error) {
        if (error instanceof Error && error.name === 'AssayError')
            throw error;
        throw (0,base/* unreadable */.O$)(shown, 'the file of results', error);
    }
}
function textOf(bytes, file) {
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
    catch (error) {
        throw (0,base/* usageError */.Wp)({ where: { file }, message: 'is no text in UTF-8 and no archive', expected: 'a file of results' }, error);
    }
}
function firstOf(lines) {
    try {
        return parsePythonJson(lines[0]?.text ?? '', '');
    }
    catch {
        // Not JSON: of no tool. What is wrong with it, the reader says where the format is named.
        return undefined;
    }
}
async function lmEval({ path, shown, root, lines, subject }) {
    const samples = lines === null ? await samplesBeside(root, shown, path, subject) : path;
    const task = taskOf(samples);
    if (lines !== null && subject !== undefined && subject !== task) {
        throw (0,base/* usageError */.Wp)({ where: { file: shown }, message: `holds the task ${task}, not ${subject}` });
    }
    const results = lines === null ? path : await resultsBeside(path);
    const directions = results === null
        ? new Map()
        : lmEvalDirections(root ?? (await openResults({ path: results, shown: results })).root, results, task);
    if (lines !== null)
        return readLmEval(lines, shown, task, directions);
    const opened = await openResults({ path: samples, shown: samples });
    return readLmEval(opened.lines ?? [], samples, task, directions);
}
/** Names that would be lost or mixed up on the way: members that objects have, and names that differ by case only. */
function checkRows({ rows, tool }, file) {
    const problems = [];
    const names = new Map();
    const seen = new Set();
    for (const { example, sample, scores } of rows) {
        const id = JSON.stringify([example, sample]);
        if (seen.has(id))
            problems.push({ message: `the example ${example} has its sample ${sample} twice` });
        seen.add(id);
        if (example === '')
            problems.push({ message: 'an example has no id' });
        for (const name of scores.keys()) {
            const other = names.get(name.toLowerCase());
            if (other === undefined) {
                names.set(name.toLowerCase(), name);
                if (/^(?:__proto__|constructor|prototype|)$/.test(name) || /\p{Cc}/u.test(name) || name.length > 200)
                    problems.push({ message: `${JSON.stringify(name.slice(0, 50))} is no name for a score` });
            }
            else if (other !== name) {
                names.set(name.toLowerCase(), name);
                problems.push({ message: `the scores ${other} and ${name} differ by case only` });
            }
        }
    }
    if (rows.length === 0)
        problems.push({ message: `holds no result of ${tool}` });
    if (problems.length > 0)
        throw (0,base/* usageError */.Wp)(problems.slice(0, 20).map((problem) => ({ where: { file }, ...problem })));
}

// EXTERNAL MODULE: ./build/data/index.js + 163 modules
var data = __webpack_require__(28694);
// EXTERNAL MODULE: ./build/engines/index.js + 7 modules
var engines = __webpack_require__(19997);
// EXTERNAL MODULE: ./build/evaluation/predictions-file.js + 1 modules
var predictions_file = __webpack_require__(59048);
;// CONCATENATED MODULE: ./build/evaluation/results-files/table.js
/** Rows of results as a file of predictions, in the form that the evaluation of texts reads. */




/** The columns that every file has; slices are columns beside them. */
const RESULT_COLUMNS = {
    id: 'id',
    example: 'example',
    target: 'target',
    answer: 'prediction',
    correct: 'correct',
    tokens: 'tokens',
    cost: 'cost_usd',
};
function scoreColumn(name) {
    return `${predictions_file/* CLASS_SCORE */.oe}${name}`;
}
/**
 * Writes Parquet. `target` is a list of texts, null where there is no reference; a category that has the name of one of
 * the other columns is called `metadata.NAME`.
 */
async function writeResults(ctx, rows, scores, path) {
    const taken = new Set([...Object.values(RESULT_COLUMNS), ...scores.map(scoreColumn)].map((name) => name.toLowerCase()));
    const categories = new Map();
    for (const key of rows.flatMap((row) => [...row.categories.keys()])) {
        if (categories.has(key))
            continue;
        const name = taken.has(key.toLowerCase()) ? `metadata.${key}` : key;
        // DuckDB knows no upper and lower case in names: of two that differ in it only, the first counts.
        if (taken.has(name.toLowerCase()))
            continue;
        taken.add(name.toLowerCase());
        categories.set(key, name);
    }
    const some = (of) => rows.some((row) => of(row) !== null);
    const amounts = [
        [RESULT_COLUMNS.correct, ({ correct }) => correct],
        [RESULT_COLUMNS.tokens, ({ tokens }) => tokens],
        [RESULT_COLUMNS.cost, ({ cost }) => cost],
    ];
    const numbers = [
        ...amounts.filter(([, of]) => some(of)),
        ...scores.map((name) => [scoreColumn(name), (row) => row.scores.get(name) ?? null]),
    ];
    const texts = [
        [RESULT_COLUMNS.id, idOf],
        [RESULT_COLUMNS.example, ({ example }) => example],
        [RESULT_COLUMNS.target, ({ target }) => target && JSON.stringify(target)],
        [RESULT_COLUMNS.answer, ({ answer }) => answer],
        ...[...categories].map(([key, name]) => [name, (row) => row.categories.get(key) ?? null]),
    ];
    const db = await (0,engines/* openDatabase */.qI)(ctx);
    try {
        const columns = [
            ...texts.map(([name]) => `${(0,data/* sqlName */.iA)(name)} VARCHAR`),
            ...numbers.map(([name]) => `${(0,data/* sqlName */.iA)(name)} DOUBLE`),
        ];
        await db.run(`CREATE TABLE results (${columns.join(', ')})`);
        const appender = await db.connection.createAppender('results');
        for (const row of rows) {
            for (const [, of] of texts) {
                const text = of(row);
                if (text === null)
                    appender.appendNull();
                else
                    appender.appendVarchar(text);
            }
            for (const [, of] of numbers) {
                const value = of(row);
                if (value === null)
                    appender.appendNull();
                else
                    appender.appendDouble(value);
            }
            appender.endRow();
        }
        appender.closeSync();
        const target = (0,data/* sqlName */.iA)(RESULT_COLUMNS.target);
        await db.run(`COPY (SELECT * REPLACE (CAST(CAST(${target} AS JSON) AS VARCHAR[]) AS ${target}) FROM results) TO ${(0,data/* sqlString */.Qw)(path)} (FORMAT parquet, COMPRESSION zstd)`);
    }
    finally {
        db.close();
    }
}

;// CONCATENATED MODULE: ./build/evaluation/results-files/front.js
/** What a command takes from here: the readers, the comparison of their rows, the file that they become. */





/***/ })

};
