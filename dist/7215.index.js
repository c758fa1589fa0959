export const id = 7215;
export const ids = [7215];
export const modules = {

/***/ 7215:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   parseJUnit: () => (/* binding */ parseJUnit),
/* harmony export */   readTestReports: () => (/* binding */ readTestReports),
/* harmony export */   testFindings: () => (/* binding */ testFindings)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var fast_xml_parser__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(75824);
/* harmony import */ var fast_xml_parser__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(41143);
/* harmony import */ var tinyglobby__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(73382);
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9216);
/**
 * Reads what a user's own tests said, from JUnit files: `testsuites` or `testsuite`, nested as they are, with
 * `failure`, `error` and `skipped` in a `testcase`. Nothing passes that was not seen to pass: a file that cannot be
 * read, holds no test, or counts more failures than it shows is a problem.
 */





const MAX_BYTES = 64 * 2 ** 20;
const SHOWN = 50;
const MAX_MESSAGE = 300;
/** A report for each file, and one with a problem for a pattern that matches none. Paths start at `root`. */
async function readTestReports(root, patterns) {
    const reports = [];
    const seen = new Set();
    for (const pattern of patterns) {
        const found = (0,tinyglobby__WEBPACK_IMPORTED_MODULE_3__/* .isDynamicPattern */ .ey)(pattern)
            ? (await (0,tinyglobby__WEBPACK_IMPORTED_MODULE_3__/* .glob */ .TI)(pattern.replaceAll('\\', '/'), { cwd: root, absolute: true, onlyFiles: true })).sort()
            : [(0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(pattern) ? pattern : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, pattern)];
        if (found.length === 0)
            reports.push(problemReport(pattern, 'it matches no file'));
        for (const path of found.map((each) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(each))) {
            if (seen.has(path))
                continue;
            seen.add(path);
            const shown = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(root, path) || path;
            reports.push(await readOne(path, shown));
        }
    }
    return reports;
}
async function readOne(path, shown) {
    try {
        const { size } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path);
        if (size > MAX_BYTES)
            return problemReport(shown, `it is ${size} bytes long, and at most ${MAX_BYTES} are read`);
        return parseJUnit(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'utf8'), shown);
    }
    catch (error) {
        return problemReport(shown, `it cannot be read: ${(0,_base_index_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}`);
    }
}
/** One file. Pure; never throws. */
function parseJUnit(text, file) {
    // Entities of a file's own can grow without bound, and no writer of JUnit needs them.
    if (/<!(DOCTYPE|ENTITY)/i.test(text))
        return problemReport(file, 'it declares a document type, which is not read');
    const valid = fast_xml_parser__WEBPACK_IMPORTED_MODULE_4__/* .XMLValidator */ .iI.validate(text);
    if (valid !== true)
        return problemReport(file, `it is no XML: ${valid.err.msg}, line ${valid.err.line}`);
    let tree;
    try {
        tree = new fast_xml_parser__WEBPACK_IMPORTED_MODULE_5__/* ["default"] */ .A({
            ignoreAttributes: false,
            attributeNamePrefix: '@',
            parseAttributeValue: false,
            parseTagValue: false,
            processEntities: false,
            ignoreDeclaration: true,
        }).parse(text);
    }
    catch (error) {
        return problemReport(file, `it is no XML: ${(0,_base_index_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}`);
    }
    const root = isNode(tree) ? (tree['testsuites'] ?? tree['testsuite']) : undefined;
    if (root === undefined)
        return problemReport(file, 'it has no testsuites and no testsuite');
    const found = { tests: 0, skipped: 0, failures: [] };
    for (const suite of listOf(root))
        walk(suite, found);
    const failed = found.failures.length;
    const declared = listOf(root).reduce((sum, suite) => sum + declaredFailures(suite), 0);
    const problem = found.tests === 0
        ? 'it holds no test'
        : declared > failed
            ? `it counts ${declared} failed tests and shows ${failed}`
            : found.skipped === found.tests
                ? `all ${found.tests} tests were skipped`
                : null;
    return {
        file,
        tests: found.tests,
        failed,
        skipped: found.skipped,
        problem,
        failures: found.failures.slice(0, SHOWN),
    };
}
function walk(suite, found) {
    if (!isNode(suite))
        return;
    for (const inner of listOf(suite['testsuite']))
        walk(inner, found);
    for (const test of listOf(suite['testcase'])) {
        found.tests += 1;
        // A test case without attributes and content is an empty text here: it ran and did not fail.
        if (!isNode(test))
            continue;
        const [bad] = [...listOf(test['failure']), ...listOf(test['error'])];
        if (bad !== undefined) {
            const name = [test['@classname'], test['@name']].filter((part) => typeof part === 'string' && part !== '');
            found.failures.push({ name: plain(name.join('.') || `test ${found.tests}`), message: messageIn(bad) });
        }
        else if (test['skipped'] !== undefined)
            found.skipped += 1;
    }
}
/** What the file counts itself: the outermost count, else the sum of those inside. */
function declaredFailures(suite) {
    if (!isNode(suite))
        return 0;
    const own = ['@failures', '@errors'].map((name) => suite[name]);
    if (own.some((count) => typeof count === 'string')) {
        return own.reduce((sum, count) => sum + (Number(count) > 0 ? Number(count) : 0), 0);
    }
    return listOf(suite['testsuite']).reduce((sum, inner) => sum + declaredFailures(inner), 0);
}
function messageIn(bad) {
    const text = isNode(bad) ? (bad['@message'] ?? bad['#text'] ?? '') : bad;
    return plain(String(text).trim().split('\n')[0] ?? '').slice(0, MAX_MESSAGE);
}
const ENTITIES = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
function plain(text) {
    return text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name) => ENTITIES[name] ?? '');
}
function isNode(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function listOf(value) {
    return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
function problemReport(file, problem) {
    return { file, tests: 0, failed: 0, skipped: 0, problem, failures: [] };
}
/** What is wrong, in the words of a result. */
function testFindings(reports) {
    return reports.flatMap((report) => {
        const base = { severity: 'error', subject: {}, where: [{ file: report.file }] };
        return [
            ...(report.problem === null
                ? []
                : [
                    {
                        ...base,
                        check: 'tests.readable',
                        verdict: 'error',
                        message: `${report.file}: ${report.problem}`,
                    },
                ]),
            ...report.failures.map((failure) => ({
                ...base,
                check: 'tests.failed',
                verdict: 'fail',
                message: `${failure.name} failed${failure.message === '' ? '' : `: ${failure.message}`}`,
            })),
        ];
    });
}


/***/ })

};
