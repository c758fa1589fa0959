export const id = 9271;
export const ids = [9271];
export const modules = {

/***/ 59271:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  up: () => (/* reexport */ BASELINE_FORMS),
  pi: () => (/* reexport */ COMPARISON_METHODS),
  JR: () => (/* reexport */ gate_metrics/* MetricSet */.JR),
  x4: () => (/* reexport */ RULE_GRAMMAR),
  W7: () => (/* reexport */ comparableBaseline),
  LD: () => (/* reexport */ decide),
  Bc: () => (/* reexport */ decimal),
  WE: () => (/* reexport */ explain),
  Xn: () => (/* reexport */ findBaseline),
  jn: () => (/* reexport */ noRules),
  V2: () => (/* reexport */ gate_metrics/* ofResult */.V2),
  gN: () => (/* reexport */ operatorOf),
  cJ: () => (/* reexport */ parseBaselineRef),
  NR: () => (/* reexport */ parseRules),
  _c: () => (/* reexport */ readMetricsFile),
  I_: () => (/* reexport */ removedRules),
  fZ: () => (/* reexport */ resolveDirections)
});

// UNUSED EXPORTS: compare, parseMetrics, plainMetric, ruleText, showBaselineRef

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var build_base = __webpack_require__(9216);
;// CONCATENATED MODULE: ./build/gate/git-baseline.js
/** A baseline's file as it was in another revision, also where the clone is shallow: then how to fetch it is said. */


const MAX_BYTES = 16 * 1024 * 1024;
/** `PATH` (relative to `cwd`) in `REV`. Throws a usage error with what to do where either is missing. */
async function fileAtRevision(place, revision, path) {
    await needRepository(place);
    const found = await findCommit(place, revision);
    if (found === null)
        throw await missingRevision(place, revision);
    const bytes = await blob(place, found.commit, path, `revision ${revision}`);
    return { bytes, commit: found.commit, source: `git:${found.name}:${path} at ${found.commit.slice(0, 12)}` };
}
/** The candidate's own file where this branch left the default branch. */
async function fileAtMergeBase(place, candidate) {
    await needRepository(place);
    const branch = await defaultBranch(place);
    const against = await findCommit(place, branch);
    if (against === null)
        throw await missingRevision(place, branch.replace(/^origin\//, ''));
    const { code, stdout } = await (0,build_base/* git */.$Y)(place.cwd, ['merge-base', 'HEAD', against.commit], options(place));
    const commit = stdout.trim();
    if (code !== 0 || commit === '') {
        const shallow = await isShallow(place);
        throw (0,build_base/* usageError */.Wp)({
            message: `HEAD and ${branch} have no common commit in this clone${shallow ? ', which is shallow' : ''}`,
            ...(shallow
                ? { fix: 'run `git fetch --unshallow origin`, or set `fetch-depth: 0` in actions/checkout' }
                : { fix: 'name the baseline with git:REV:PATH' }),
        });
    }
    const path = (0,external_node_path_.relative)(place.cwd, candidate).split(external_node_path_.sep).join('/');
    const bytes = await blob(place, commit, path, `the merge base with ${branch}, ${commit.slice(0, 12)}`);
    return { bytes, commit, source: `merge-base with ${branch}: ${path} at ${commit.slice(0, 12)}` };
}
function options(place) {
    return { env: place.env, ...(place.signal === undefined ? {} : { signal: place.signal }) };
}
async function needRepository(place) {
    const { code, stderr } = await (0,build_base/* git */.$Y)(place.cwd, ['rev-parse', '--git-dir'], options(place));
    if (code === 0)
        return;
    const owner = stderr.includes('dubious ownership');
    throw (0,build_base/* usageError */.Wp)({
        where: { file: place.cwd },
        message: owner
            ? 'git refuses this repository because another user owns it'
            : `is no git repository (${stderr.trim().split('\n')[0] ?? ''})`,
        fix: owner
            ? `run \`git config --global --add safe.directory ${place.cwd}\``
            : 'run this inside a clone (actions/checkout), or name the baseline with file:PATH',
    });
}
/** The commit of a revision: as git reads it, else as a branch of `origin`, which CI clones have without a local one. */
async function findCommit(place, revision) {
    for (const name of [revision, `origin/${revision}`]) {
        const { code, stdout } = await (0,build_base/* git */.$Y)(place.cwd, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`], options(place));
        if (code === 0)
            return { commit: stdout.trim(), name };
    }
    return null;
}
async function isShallow(place) {
    const { stdout } = await (0,build_base/* git */.$Y)(place.cwd, ['rev-parse', '--is-shallow-repository'], options(place));
    return stdout.trim() === 'true';
}
async function missingRevision(place, revision) {
    const shallow = await isShallow(place);
    // Steps back from a commit (`HEAD~3`) need history; a name or an id can be fetched alone.
    const single = /^[A-Za-z0-9][A-Za-z0-9_./-]*$/.test(revision) && !revision.includes('..');
    const commit = /^[0-9a-f]{40}$/i.test(revision);
    const fetch = !single
        ? 'git fetch --unshallow origin'
        : `git fetch --depth=1 origin ${commit ? revision : `${revision}:refs/remotes/origin/${revision}`}`;
    return (0,build_base/* usageError */.Wp)({
        message: `git revision ${revision} is not in this clone${shallow ? ', which is shallow' : ''}`,
        expected: 'a branch, tag or commit that was fetched',
        fix: `run \`${shallow || single ? fetch : 'git fetch origin'}\`, or set \`fetch-depth: 0\` in actions/checkout`,
    });
}
/** The branch that a change goes to: of the pull request, else the default branch that the clone knows. */
async function defaultBranch(place) {
    const base = place.env['GITHUB_BASE_REF'];
    if (base !== undefined && base !== '' && !base.startsWith('-'))
        return `origin/${base}`;
    const { code, stdout } = await (0,build_base/* git */.$Y)(place.cwd, ['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD'], options(place));
    if (code === 0 && stdout.trim() !== '')
        return stdout.trim();
    throw (0,build_base/* usageError */.Wp)({
        message: 'the default branch is not known: GITHUB_BASE_REF is not set, and origin/HEAD is not in this clone',
        fix: 'run `git remote set-head origin --auto`, or name the baseline with git:REV:PATH',
    });
}
/** The bytes of a file in a commit. `where` names the commit in messages. */
async function blob(place, commit, path, where) {
    // `./` makes git read the path from `cwd`; without it a path would start at the top of the repository.
    const plain = path.replace(/^\.\//, '');
    const object = `${commit}:./${plain}`;
    const type = await (0,build_base/* git */.$Y)(place.cwd, ['cat-file', '-t', object], options(place));
    if (type.code !== 0) {
        throw (0,build_base/* usageError */.Wp)({
            where: { file: path },
            message: `is not in ${where}`,
            expected: `a file that was committed there, relative to ${place.cwd}`,
            fix: 'commit the metrics file, or name another baseline; a path above this folder begins with ../',
        });
    }
    if (type.stdout.trim() !== 'blob') {
        throw (0,build_base/* usageError */.Wp)({ where: { file: path }, message: `is a folder in ${where}`, expected: 'a file' });
    }
    const size = await (0,build_base/* git */.$Y)(place.cwd, ['cat-file', '-s', object], options(place));
    if (Number(size.stdout.trim()) > MAX_BYTES) {
        throw (0,build_base/* usageError */.Wp)({
            where: { file: path },
            message: `is too large for a file of metrics in ${where}`,
            expected: `at most ${MAX_BYTES / 1024 / 1024} MiB`,
        });
    }
    const { code, stdout, stderr } = await (0,build_base/* gitBytes */.s0)(place.cwd, ['cat-file', 'blob', object], options(place));
    if (code === 0)
        return stdout;
    throw (0,build_base/* usageError */.Wp)({ where: { file: path }, message: `cannot be read from ${where}: ${stderr.trim()}` });
}

// EXTERNAL MODULE: ./build/gate/metrics.js
var gate_metrics = __webpack_require__(98591);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/gate/readers/json.js
var json = __webpack_require__(35203);
// EXTERNAL MODULE: ./build/gate/readers/node.js
var node = __webpack_require__(61369);
;// CONCATENATED MODULE: ./build/gate/readers/index.js
/**
 * Reads metrics as teams have them. A format is a row of the table: which file endings it has, how large a file may
 * be, and how its text becomes metrics. Whatever is wrong with a file is a usage error that names it.
 */






const MiB = 1024 * 1024;
const LARGEST = 16 * MiB;
const FORMATS = [
    { name: 'JSON', endings: ['.json'], rows: false, maxBytes: LARGEST, read: readJson },
    {
        name: 'YAML',
        endings: ['.yaml', '.yml'],
        rows: false,
        // Its parser keeps every token, and takes seconds for what JSON does at once.
        maxBytes: 1 * MiB,
        async read(text, file) {
            const { parseYaml } = await __webpack_require__.e(/* import() */ 6026).then(__webpack_require__.bind(__webpack_require__, 76026));
            return contentOf(parseYaml(text, file), file);
        },
    },
    {
        name: 'JSON lines',
        endings: ['.jsonl', '.ndjson'],
        rows: true,
        maxBytes: LARGEST,
        async read(text, file, { row }) {
            const { chooseRow, jsonLines } = await __webpack_require__.e(/* import() */ 3252).then(__webpack_require__.bind(__webpack_require__, 3252));
            return contentOf(chooseRow(jsonLines(text, file), row, file), file);
        },
    },
    {
        name: 'CSV',
        endings: ['.csv'],
        rows: true,
        maxBytes: LARGEST,
        async read(text, file, { row }) {
            const { chooseRow, tableRows } = await __webpack_require__.e(/* import() */ 3252).then(__webpack_require__.bind(__webpack_require__, 3252));
            return contentOf(chooseRow(tableRows(text, file, null), row, file), file);
        },
    },
    {
        name: 'TSV',
        endings: ['.tsv'],
        rows: true,
        maxBytes: LARGEST,
        async read(text, file, { row }) {
            const { chooseRow, tableRows } = await __webpack_require__.e(/* import() */ 3252).then(__webpack_require__.bind(__webpack_require__, 3252));
            return contentOf(chooseRow(tableRows(text, file, '\t'), row, file), file);
        },
    },
    {
        name: 'text lines',
        // Also every other ending, where the content does not begin as JSON does.
        endings: ['.txt', '.metrics', '.properties', '.log', '.out', ''],
        rows: false,
        maxBytes: LARGEST,
        async read(text, file) {
            const { parseText } = await __webpack_require__.e(/* import() */ 4266).then(__webpack_require__.bind(__webpack_require__, 44266));
            const { node, ignored } = parseText(text);
            const content = contentOf(node, file);
            return { ...content, ignored: [...ignored, ...content.ignored] };
        },
    },
];
/** Reads a metrics file. `shown` is how messages name it; absent: the path. */
async function readMetricsFile(path, options = {}, shown = path) {
    let bytes;
    try {
        bytes = await readAtMost(path, LARGEST + 1);
    }
    catch (error) {
        throw (0,build_base/* unreadable */.O$)(shown, 'the metrics file', error);
    }
    return parseMetrics(bytes, shown, options);
}
/** No more than `limit` bytes are read, so that a device or a mistaken model file does not fill the memory. */
async function readAtMost(path, limit) {
    const file = await (0,promises_.open)(path, 'r');
    try {
        const chunks = [];
        let size = 0;
        while (size < limit) {
            const { bytesRead, buffer } = await file.read(Buffer.alloc(Math.min(64 * 1024, limit - size)));
            if (bytesRead === 0)
                break;
            chunks.push(buffer.subarray(0, bytesRead));
            size += bytesRead;
        }
        return Buffer.concat(chunks);
    }
    finally {
        await file.close();
    }
}
/** Metrics of bytes whose format follows from the ending of `shown`, or from their beginning. */
async function parseMetrics(bytes, shown, options = {}) {
    const text = decode(bytes, shown);
    const format = formatOf(shown, text);
    if (bytes.length > format.maxBytes) {
        throw (0,build_base/* usageError */.Wp)({
            where: { file: shown },
            message: `is too large for a file of metrics`,
            expected: `at most ${format.maxBytes / MiB} MiB of ${format.name}`,
        });
    }
    if (options.row !== undefined && !format.rows && !options.rowIfAny) {
        throw (0,build_base/* usageError */.Wp)({
            where: { file: shown },
            message: `--row names a row, and ${format.name} has none`,
            expected: 'JSON lines, CSV or TSV with --row',
        });
    }
    let content;
    try {
        content = await format.read(text, shown, options);
    }
    catch (error) {
        if (error instanceof build_base/* AssayError */.WV)
            throw error;
        throw (0,build_base/* usageError */.Wp)({ where: { file: shown }, message: `cannot be read as ${format.name}: ${(0,build_base/* messageOf */.bD)(error)}` }, error);
    }
    if (content.metrics.length === 0) {
        const listed = content.ignored.slice(0, 5).map(({ name, why }) => `${name}: ${why}`);
        throw (0,build_base/* usageError */.Wp)({
            where: { file: shown },
            message: `holds no metric${listed.length > 0 ? ` (${listed.join('; ')})` : ''}`,
            expected: `names with numbers, as ${format.name}`,
        });
    }
    return {
        shown,
        format: format.name,
        metrics: new gate_metrics/* MetricSet */.JR(content.metrics, content.ignored, shown),
        sha256: (0,build_base/* sha256 */.sc)(bytes),
        size: bytes.length,
        evaluate: content.evaluate ?? null,
    };
}
function formatOf(shown, text) {
    const ending = (0,external_node_path_.extname)(shown).toLowerCase();
    const named = FORMATS.find((format) => ending !== '' && format.endings.includes(ending));
    const json = FORMATS.find((format) => format.name === 'JSON');
    const lines = FORMATS.find((format) => format.name === 'text lines');
    const sniffed = /^\s*[{[]/.test(text) ? json : lines;
    const found = named ?? sniffed;
    if (found === undefined)
        throw new TypeError('the table of formats has no row for text');
    return found;
}
/** UTF-8, or UTF-16 where a byte-order mark says so (PowerShell's `>` writes it). Anything else is refused. */
function decode(bytes, file) {
    const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
    let text;
    try {
        text = new TextDecoder(utf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
    }
    catch (error) {
        throw (0,build_base/* usageError */.Wp)({ where: { file }, message: 'is not text in UTF-8', expected: 'a file of metrics' }, error);
    }
    if (text.trim() === '')
        throw (0,build_base/* usageError */.Wp)({ where: { file }, message: 'is empty', expected: 'a file of metrics' });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: text files hold none of these, binary files do.
    if (/[\u0000-\u0008\u000e-\u001f\u007f]/.test(text)) {
        throw (0,build_base/* usageError */.Wp)({
            where: { file },
            message: 'holds control characters, as binary files do',
            expected: 'text',
        });
    }
    if (text.startsWith('version https://git-lfs.github.com/spec/')) {
        throw (0,build_base/* usageError */.Wp)({
            where: { file },
            message: 'is a pointer of Git LFS, not the file itself',
            fix: 'run `git lfs pull`, or set `lfs: true` in the checkout step',
        });
    }
    return text;
}
/** A JSON document is a metrics file of any tool, or a result of our own. */
async function readJson(text, file) {
    const root = (0,json/* parseJson */.q)(text, file);
    const command = root.type === 'map' ? stringOf(root, 'command') : null;
    if (root.type === 'map' && command !== null && root.entries.some(({ key }) => key === 'schemaVersion')) {
        const { readResult } = await __webpack_require__.e(/* import() */ 5296).then(__webpack_require__.bind(__webpack_require__, 35296));
        return readResult(text, command, file);
    }
    return contentOf(root, file);
}
function stringOf(map, key) {
    const value = map.entries.find((entry) => entry.key === key)?.value;
    return value?.type === 'string' ? value.value : null;
}
function contentOf(root, file) {
    if (root.type !== 'map') {
        throw (0,build_base/* usageError */.Wp)({
            where: { file },
            message: `holds a ${root.type}`,
            expected: 'names with numbers',
            ...(root.type === 'list' ? { fix: 'for a row of metrics on each line use JSON lines (.jsonl)' } : {}),
        });
    }
    const { metrics, ignored, problems } = (0,node/* flatten */.Bq)(root, file);
    if (problems.length > 0)
        throw (0,build_base/* usageError */.Wp)(problems);
    return { metrics, ignored };
}

;// CONCATENATED MODULE: ./build/gate/baseline.js
/**
 * From a reference to the metrics of the baseline, and whether they may be compared with. A file, revision, version
 * or registry that is not there is a usage error; only an alias (or `previous`) without an entry is a first run.
 */





async function findBaseline(ref, places) {
    switch (ref.kind) {
        case 'file': {
            const path = (0,external_node_path_.isAbsolute)(ref.path) ? ref.path : (0,external_node_path_.join)(places.cwd, ref.path);
            const file = await readMetricsFile(path, places.read, ref.path);
            return { kind: 'file', source: `file:${ref.path}`, file };
        }
        case 'git': {
            const found = await fileAtRevision(places, ref.revision, ref.path);
            const file = await parseMetrics(found.bytes, `git:${ref.revision}:${ref.path}`, places.read);
            return { kind: 'file', source: found.source, file };
        }
        case 'merge-base': {
            if (places.candidate === null) {
                throw (0,build_base/* usageError */.Wp)({
                    message: 'the baseline merge-base needs --candidate, the file to look for in the merge base',
                    fix: 'name the candidate file, or another baseline',
                });
            }
            const found = await fileAtMergeBase(places, places.candidate);
            const file = await parseMetrics(found.bytes, places.candidate, places.read);
            return { kind: 'file', source: found.source, file };
        }
        case 'alias': {
            const registered = await (await places.registry()).alias(ref.name);
            return registered === null
                ? {
                    kind: 'first_run',
                    source: `alias:${ref.name}`,
                    message: `the alias ${ref.name} has no entry yet`,
                }
                : { kind: 'registered', source: `alias:${ref.name} → ${registered.label}`, registered };
        }
        case 'version': {
            const registered = await (await places.registry()).version(ref.number);
            if (registered === null) {
                throw (0,build_base/* usageError */.Wp)({
                    message: `version ${ref.number} is not in the registry`,
                    fix: 'see `assay history`',
                });
            }
            return { kind: 'registered', source: `version:${ref.number} → ${registered.label}`, registered };
        }
        case 'previous': {
            const registered = await (await places.registry()).previous();
            return registered === null
                ? { kind: 'first_run', source: 'previous', message: 'no earlier run that passed is recorded' }
                : { kind: 'registered', source: `previous → ${registered.label}`, registered };
        }
    }
}
const NOT_SAME_KNOWN = 'whether candidate and baseline were measured on the same examples';
/**
 * Decides whether the baseline may be compared with. Metrics of other examples are refused; of plain files nothing is
 * known about their examples, which is then listed as not checked.
 */
function comparableBaseline(candidate, found) {
    if (found.kind === 'first_run') {
        return { baseline: { kind: 'first_run', message: found.message }, notChecked: [] };
    }
    if (found.kind === 'registered')
        return ofRegistered(candidate, found.registered, found.source);
    const { metrics } = found.file;
    const ours = candidate.evaluate?.dataset?.sha256;
    const theirs = found.file.evaluate?.dataset?.sha256;
    if (ours !== undefined && theirs !== undefined && ours !== theirs) {
        return refused(metrics, `${found.source} was measured on other data (${baseline_short(theirs)}, this is ${baseline_short(ours)})`);
    }
    const same = ours !== undefined && theirs !== undefined;
    return { baseline: { kind: 'metrics', metrics }, notChecked: same ? [] : [NOT_SAME_KNOWN] };
}
function ofRegistered(candidate, registered, source) {
    const { evaluate } = candidate;
    const recomputed = evaluate?.baseline;
    if (recomputed && recomputed.digest !== null && recomputed.digest === registered.digest) {
        const metrics = new gate_metrics/* MetricSet */.JR(recomputed.metrics.map(gate_metrics/* ofResult */.V2), [], recomputed.source);
        return { baseline: { kind: 'metrics', metrics }, notChecked: [] };
    }
    const metrics = new gate_metrics/* MetricSet */.JR(registered.metrics.map(gate_metrics/* ofResult */.V2), [], source);
    if (evaluate === null) {
        return { baseline: { kind: 'metrics', metrics }, notChecked: [NOT_SAME_KNOWN] };
    }
    const { dataset } = evaluate;
    const theirs = registered.data?.find((entry) => entry.name === dataset?.name)?.sha256;
    if (dataset !== null && theirs === dataset.sha256) {
        return { baseline: { kind: 'metrics', metrics }, notChecked: [] };
    }
    const why = dataset === null
        ? 'it is not known on which data the candidate was evaluated'
        : registered.data === null
            ? `it is not known on which data ${registered.label} was evaluated`
            : theirs === undefined
                ? `${registered.label} was not evaluated on a dataset ${dataset.name}`
                : `${registered.label} was evaluated on other data (${baseline_short(theirs)}, this is ${baseline_short(dataset.sha256)})`;
    const moved = recomputed?.digest
        ? `; evaluate computed ${recomputed.source}, which is another version`
        : '';
    return refused(metrics, `${why}${moved}`);
}
function refused(metrics, message) {
    return {
        baseline: {
            kind: 'refused',
            metrics,
            reason: 'different_data',
            message,
            fix: 'run `assay evaluate` again, which computes both sides on the same examples',
        },
        notChecked: [],
    };
}
function baseline_short(digest) {
    return `sha256:${digest.slice(0, 12)}`;
}

;// CONCATENATED MODULE: ./build/gate/baseline-ref.js
/** What a baseline is called: `alias:NAME`, `version:N`, `file:PATH`, `git:REV:PATH`, `merge-base`, `previous`. */

const BASELINE_FORMS = 'alias:NAME, version:N, file:PATH, git:REV:PATH, merge-base, previous, a path, or the name of an alias';
const KINDS = ['alias', 'version', 'file', 'git'];
const ALIAS = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;
/** Reads a reference. A bare word is an alias; with a path separator or a file ending it is a file. */
function parseBaselineRef(text) {
    const wrong = (message, fix) => (0,build_base/* usageError */.Wp)({
        message: `baseline ${JSON.stringify(text)}: ${message}`,
        expected: BASELINE_FORMS,
        ...(fix === undefined ? {} : { fix }),
    });
    if (text === 'merge-base')
        return { kind: 'merge-base' };
    if (text === 'previous')
        return { kind: 'previous' };
    if (/^[a-z][a-z0-9+.-]+:\/\//i.test(text)) {
        throw wrong('an address is no baseline', 'fetch the file in a step before this one, and name its path');
    }
    // A single letter before the colon is a drive of Windows, not a kind.
    const prefixed = /^([A-Za-z][A-Za-z-]+):(.*)$/s.exec(text);
    if (prefixed !== null) {
        const [, kind = '', rest = ''] = prefixed;
        switch (kind) {
            case 'alias':
                if (!ALIAS.test(rest))
                    throw wrong('is no name of an alias');
                return { kind, name: rest };
            case 'version':
                if (!/^[1-9]\d{0,14}$/.test(rest))
                    throw wrong('a version is a whole number from 1');
                return { kind, number: Number(rest) };
            case 'file':
                if (rest === '')
                    throw wrong('names no path');
                return { kind, path: rest };
            case 'git': {
                const split = rest.indexOf(':');
                const revision = rest.slice(0, Math.max(split, 0));
                const path = rest.slice(split + 1);
                if (split < 1 || path === '')
                    throw wrong('is not complete', 'write git:REV:PATH, such as git:main:metrics.json');
                // git would take it for an option.
                if (revision.startsWith('-'))
                    throw wrong('a revision does not begin with "-"');
                return { kind, revision, path };
            }
            default: {
                const near = (0,build_base/* nearest */.pA)(kind, KINDS);
                throw wrong(`there is no kind \`${kind}:\``, near === undefined ? undefined : `did you mean \`${near}:${rest}\`?`);
            }
        }
    }
    if (/[/\\]/.test(text) || /\.[A-Za-z][A-Za-z0-9]{0,7}$/.test(text))
        return { kind: 'file', path: text };
    const number = /^v?(\d+)$/.exec(text)?.[1];
    if (number !== undefined)
        throw wrong('a number is no alias', `for a version write version:${number}`);
    if (/^(merge_?base|mergebase)$/i.test(text))
        throw wrong('is no alias', 'did you mean merge-base?');
    if (!ALIAS.test(text))
        throw wrong('is no name of an alias');
    return { kind: 'alias', name: text };
}
/** The reference in its full form. */
function showBaselineRef(ref) {
    switch (ref.kind) {
        case 'alias':
            return `alias:${ref.name}`;
        case 'version':
            return `version:${ref.number}`;
        case 'file':
            return `file:${ref.path}`;
        case 'git':
            return `git:${ref.revision}:${ref.path}`;
        case 'merge-base':
        case 'previous':
            return ref.kind;
    }
}

// EXTERNAL MODULE: ./node_modules/big.js/big.mjs
var big = __webpack_require__(49965);
;// CONCATENATED MODULE: ./build/gate/decimal.js
/**
 * Numbers as a person wrote them. 0.85 − 0.84 is 0.01 here and not 0.010000000000000009, because a double stands
 * for the shortest decimal that reads back as the same double (what JSON, YAML and JavaScript print).
 */

/** The shortest decimal of a finite double, or the decimal that a text spells. Throws on NaN and infinities. */
function decimal(value) {
    return new big/* default */.A(value);
}
/** As a double for JSON; null where it lies beyond what a double can hold. */
function toFinite(value) {
    const number = Number(value.toString());
    return Number.isFinite(number) ? number : null;
}
/** More digits than a person reads; what a person wrote has fewer and is shown as it was written. */
const SHOWN_DIGITS = 6;
/**
 * For messages: with a real minus sign so that a range is not read as a difference, and computed values to six
 * significant digits. All digits where `exact`, for workings that a reader wants to follow.
 */
function show(value, exact = false) {
    const full = new big/* default */.A(value);
    const text = exact || full.c.length <= SHOWN_DIGITS
        ? full.toString()
        : new big/* default */.A(full.toPrecision(SHOWN_DIGITS)).toString();
    return text.replace('-', '−');
}

;// CONCATENATED MODULE: ./build/gate/operators.js

const anyLimit = () => null;
const notNegative = (operator, opposite) => (limit) => limit.lt(0)
    ? {
        message: `${operator} cannot be negative`,
        fix: `to say the opposite write \`${opposite} ${limit.abs().toString()}\``,
    }
    : null;
const ZERO = decimal(0);
const OPERATOR_TABLE = {
    min: {
        compares: false,
        share: false,
        limitProblem: anyLimit,
        words: (limit) => `at least ${limit}`,
        formula: 'candidate ≥ limit',
        holds: (value, limit) => value.gte(limit),
    },
    max: {
        compares: false,
        share: false,
        limitProblem: anyLimit,
        words: (limit) => `at most ${limit}`,
        formula: 'candidate ≤ limit',
        holds: (value, limit) => value.lte(limit),
    },
    equals: {
        compares: false,
        share: false,
        limitProblem: anyLimit,
        words: (limit) => `exactly ${limit}`,
        formula: 'candidate = limit, as decimals',
        holds: (value, limit) => value.eq(limit),
    },
    max_drop: {
        compares: true,
        share: false,
        limitProblem: notNegative('max_drop', 'min_gain'),
        words: (limit) => `worse than the baseline by at most ${limit}`,
        formula: 'worse ≤ limit',
        mostWorse: (limit) => limit,
    },
    max_drop_rel: {
        compares: true,
        share: true,
        limitProblem: (limit) => notNegative('max_drop_rel', 'min_gain')(limit) === null
            ? null
            : { message: 'max_drop_rel cannot be negative', fix: 'to demand a gain use min_gain' },
        words: (limit) => `worse than the baseline by at most ${limit} of |baseline|`,
        formula: 'worse ≤ limit × |baseline|; where the baseline is 0 that allows no loss at all',
        mostWorse: (limit, baseline) => limit.times(baseline.abs()),
    },
    min_gain: {
        compares: true,
        share: false,
        limitProblem: notNegative('min_gain', 'max_drop'),
        words: (limit) => `better than the baseline by at least ${limit}`,
        formula: 'gain ≥ limit, where gain is −worse',
        mostWorse: (limit) => ZERO.minus(limit),
    },
};
function operatorOf(name) {
    return OPERATOR_TABLE[name];
}
/** What other tools and people call the operators, for suggestions only: a rule must use our names. */
const OPERATOR_SYNONYMS = {
    '>=': 'min',
    '>': 'min',
    '≥': 'min',
    at_least: 'min',
    minimum: 'min',
    threshold: 'min',
    '<=': 'max',
    '<': 'max',
    '≤': 'max',
    at_most: 'max',
    maximum: 'max',
    '=': 'equals',
    '==': 'equals',
    equal: 'equals',
    eq: 'equals',
    drop: 'max_drop',
    max_decrease: 'max_drop',
    max_regression: 'max_drop',
    max_loss: 'max_drop',
    min_improvement: 'min_gain',
    min_increase: 'min_gain',
    gain: 'min_gain',
};
/** `0.02` as `2%` for shares, else as it is. */
function showLimit(operator, limit) {
    return operatorOf(operator).share ? `${show(limit.times(100))}%` : show(limit);
}

;// CONCATENATED MODULE: ./build/gate/comparison.js


/** By the two values alone, as exact decimals. It says nothing about noise. */
const pointValues = (rule, operator, candidate, baseline) => {
    const now = decimal(candidate.value);
    const before = decimal(baseline.value);
    const delta = now.minus(before);
    const worse = rule.direction === 'lower' ? delta : before.minus(now);
    const allowed = operator.mostWorse(rule.limit, before);
    const holds = worse.lte(allowed);
    return {
        delta,
        interval: null,
        method: 'point values, without an interval',
        verdict: holds ? 'pass' : 'fail',
        working: [
            `worse = ${rule.direction === 'lower'
                ? `candidate − baseline = ${show(now, true)} − ${inBrackets(before)}`
                : `baseline − candidate = ${show(before, true)} − ${inBrackets(now)}`} = ${show(worse, true)}${worse.lt(0) ? ' (better)' : ''}`,
            ...(rule.operator === 'max_drop_rel'
                ? [
                    `allowed = ${showLimit(rule.operator, rule.limit)} × |${show(before, true)}| = ${show(allowed, true)}`,
                ]
                : []),
            rule.operator === 'min_gain'
                ? `gain = ${show(decimal(0).minus(worse), true)} ${holds ? '≥' : '<'} ${show(rule.limit, true)}`
                : `worse ${show(worse, true)} ${holds ? '≤' : '>'} ${show(allowed, true)}`,
        ],
    };
};
function inBrackets(value) {
    return value.lt(0) ? `(${show(value, true)})` : show(value, true);
}
/** In order of preference. */
const COMPARISON_METHODS = [pointValues];
/** Compares by the first method that fits. Throws where none does, which the last of the table never allows. */
function compare(rule, candidate, baseline, methods = COMPARISON_METHODS) {
    const operator = operatorOf(rule.operator);
    if (!operator.compares)
        throw new TypeError(`${rule.operator} compares with nothing`);
    for (const method of methods) {
        const found = method(rule, operator, candidate, baseline);
        if (found !== null)
            return found;
    }
    throw new TypeError(`no method compares ${rule.metric}`);
}

// EXTERNAL MODULE: ./build/results/index.js + 3 modules
var results = __webpack_require__(68681);
;// CONCATENATED MODULE: ./build/gate/diff.js


function diffMetrics(input) {
    const { candidate } = input;
    // Numbers of other data are not shown beside ours: a reader would compare them.
    const comparable = input.baseline.kind === 'metrics' ? input.baseline.metrics : null;
    const baseline = comparable ?? new gate_metrics/* MetricSet */.JR([]);
    const removed = baseline.all.filter((before) => !candidate.has(before.name, before.slice));
    return [...candidate.all, ...removed].map((metric) => {
        const now = candidate.get(metric.name, metric.slice);
        const before = baseline.get(metric.name, metric.slice);
        const a = finite(now);
        const b = finite(before);
        const said = input.rules.find((rule) => rule.metric === metric.name)?.direction;
        return {
            name: metric.name,
            slice: metric.slice,
            direction: said ?? input.directionOf(metric.name) ?? metric.direction,
            n: now?.n ?? before?.n ?? null,
            baseline: b,
            candidate: a,
            delta: a === null || b === null ? null : toFinite(decimal(a).minus(decimal(b))),
            interval: null,
            note: noteOf(now, before, comparable !== null),
        };
    });
}
function noteOf(now, before, comparable) {
    if (now === undefined)
        return 'removed';
    if (!(0,gate_metrics/* hasNumber */.yn)(now) || (before !== undefined && !(0,gate_metrics/* hasNumber */.yn)(before)))
        return 'undefined';
    return before === undefined && comparable ? 'new' : null;
}
function finite(metric) {
    return metric !== undefined && (0,gate_metrics/* hasNumber */.yn)(metric) ? metric.value : null;
}

;// CONCATENATED MODULE: ./build/gate/lost.js

const HOW = {
    error: { verdict: 'error', severity: 'error' },
    fail: { verdict: 'fail', severity: 'error' },
    warn: { verdict: 'warn', severity: 'warn' },
    ignore: { verdict: 'skipped', severity: 'info' },
};
function lostMetrics(candidate, baseline, policy, rules) {
    const findings = [];
    const ruled = new Set(rules.map((rule) => (0,gate_metrics/* describe */.q0)(rule.metric, rule.slice)));
    for (const before of baseline.all) {
        const name = (0,gate_metrics/* describe */.q0)(before.name, before.slice);
        const subject = before.slice === null ? {} : { slice: before.slice };
        const now = candidate.get(before.name, before.slice);
        if (now === undefined) {
            findings.push({
                check: 'removed_metric',
                ...HOW[policy.on_removed_metric],
                subject,
                where: [],
                expected: (0,gate_metrics/* hasNumber */.yn)(before) ? String(before.value) : (0,gate_metrics/* showAbsence */.hh)(before),
                actual: candidate.whyIgnored(before.name) ?? 'absent',
                message: `${name} was removed: the baseline has it, the candidate does not`,
                fix: 'write the metric again, or set gate.policy.on_removed_metric where it goes on purpose',
            });
        }
        else if (!(0,gate_metrics/* hasNumber */.yn)(now) && (0,gate_metrics/* hasNumber */.yn)(before) && !ruled.has(name)) {
            // Where a rule names it, the rule itself says so.
            findings.push({
                check: 'not_a_number',
                ...HOW[policy.on_nan],
                subject,
                where: [],
                expected: `a number (the baseline has ${before.value})`,
                actual: (0,gate_metrics/* showAbsence */.hh)(now),
                message: `${name} of the candidate is ${(0,gate_metrics/* showAbsence */.hh)(now)}, the baseline has ${before.value}`,
            });
        }
    }
    return findings;
}

;// CONCATENATED MODULE: ./build/gate/words.js
/** Splits a line into words: quotation marks hold spaces; inside them a backslash holds a mark or a backslash. */
function splitWords(line) {
    const words = [];
    let text = '';
    let started = false;
    let quoted = false;
    let mark = null;
    const end = () => {
        if (started)
            words.push({ text, quoted });
        text = '';
        started = false;
        quoted = false;
    };
    for (let index = 0; index < line.length; index += 1) {
        const char = line.charAt(index);
        if (mark !== null && char === mark) {
            mark = null;
        }
        else if (mark !== null) {
            const next = line.charAt(index + 1);
            if (char === '\\' && (next === mark || next === '\\')) {
                text += next;
                index += 1;
            }
            else
                text += char;
        }
        else if (char === '"' || char === "'") {
            mark = char;
            started = true;
            quoted = true;
        }
        else if (/\s/.test(char)) {
            end();
        }
        else {
            started = true;
            text += char;
        }
    }
    end();
    return { words, unclosed: mark !== null };
}

;// CONCATENATED MODULE: ./build/gate/rules.js
/**
 * What a rule is, and reading rules from lines (`METRIC OPERATOR LIMIT [slice NAME] [direction higher|lower]
 * [warn]`) and from the objects of `assay.yaml`. Every problem of every rule is reported at once.
 */





const RULE_GRAMMAR = 'METRIC OPERATOR LIMIT [slice NAME] [direction higher|lower] [warn]';
/** The slice name that stands for every slice. */
const EVERY_SLICE = '*';
/** Reads rules. Those that can be read are returned also where others have problems. */
function parseRules(inputs) {
    const rules = [];
    const problems = [];
    for (const { rule, where } of inputs) {
        const parsed = typeof rule === 'string' ? parseLine(rule, where) : parseObject(rule, where);
        rules.push(...parsed.rules);
        problems.push(...parsed.problems);
    }
    return { rules, problems: [...problems, ...contradictions(rules)] };
}
function parseObject(rule, where) {
    const rules = [];
    const problems = [];
    for (const operator of results/* OPERATORS */.we) {
        const written = rule[operator];
        if (written === undefined)
            continue;
        const limit = readLimit(operator, String(written));
        const key = where.key === undefined ? operator : `${where.key}.${operator}`;
        if ('message' in limit)
            problems.push({ ...limit, where: { ...where, key } });
        else {
            rules.push({
                metric: rule.metric,
                slice: rule.slice ?? null,
                operator,
                limit: limit.value,
                direction: rule.direction ?? null,
                severity: rule.severity ?? 'error',
                where,
            });
        }
    }
    return { rules, problems };
}
function parseLine(line, where) {
    const problems = [];
    const complain = (message, more = {}) => {
        problems.push({ where, message: `rule \`${line}\`: ${message}`, ...more });
    };
    const { words, unclosed } = splitWords(line);
    if (unclosed)
        complain('a quotation mark is not closed', { fix: 'add the closing quotation mark' });
    const [metric, operatorWord, limitWord, ...rest] = words;
    if (metric === undefined || operatorWord === undefined || limitWord === undefined) {
        complain(words.length === 0 ? 'is empty' : 'is not complete', { expected: RULE_GRAMMAR });
        return { rules: [], problems };
    }
    if (metric.text === '')
        complain('the name of the metric is empty', { expected: RULE_GRAMMAR });
    const operator = readOperator(words, complain);
    const limit = operator === null ? null : readLimit(operator, limitWord.text);
    if (limit !== null && 'message' in limit)
        complain(limit.message, limit);
    // Where the operator is not where it should be, the words after it would only give errors that follow from it.
    const clauses = operator === null ? null : readClauses(rest, complain);
    if (operator === null || limit === null || 'message' in limit || clauses === null || problems.length > 0) {
        return { rules: [], problems };
    }
    return {
        rules: [{ metric: metric.text, operator, limit: limit.value, ...clauses, where }],
        problems,
    };
}
function isOperator(text) {
    return results/* OPERATORS */.we.some((operator) => operator === text);
}
function readOperator(words, complain) {
    const text = words[1]?.text ?? '';
    if (isOperator(text))
        return text;
    const later = words.findIndex((word, index) => index > 1 && !word.quoted && isOperator(word.text));
    if (later > 1) {
        const name = words
            .slice(0, later)
            .map((word) => word.text)
            .join(' ');
        complain(`\`${text}\` is no operator`, {
            fix: `put a name that holds spaces in quotation marks: "${name}" ${words[later]?.text} …`,
        });
        return null;
    }
    const near = nearestOperator(text);
    complain(`\`${text}\` is no operator`, {
        expected: `one of ${results/* OPERATORS */.we.join(', ')}`,
        ...(near === null ? {} : { fix: `did you mean \`${near}\`?` }),
    });
    return null;
}
function nearestOperator(text) {
    const lower = text.toLowerCase().replaceAll('-', '_');
    if (isOperator(lower))
        return lower;
    if (Object.hasOwn(OPERATOR_SYNONYMS, lower))
        return OPERATOR_SYNONYMS[lower] ?? null;
    return (0,build_base/* nearest */.pA)(lower, results/* OPERATORS */.we) ?? null;
}
const LIMIT = /^([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,4})?)(%?)$/;
function readLimit(operator, text) {
    const info = operatorOf(operator);
    const match = LIMIT.exec(text);
    const number = match?.[1];
    if (match === null || number === undefined) {
        const point = /^[+-]?\d+,\d+%?$/.test(text) ? text.replace(',', '.') : null;
        const zero = /^[+-]?\.\d+%?$/.test(text) ? text.replace('.', '0.') : null;
        const better = point ?? zero;
        return {
            message: `the limit \`${text}\` is not a number`,
            expected: info.share ? 'a share such as 0.02 or 2%' : 'a number such as 0.01',
            ...(better === null ? {} : { fix: `write ${better}` }),
        };
    }
    const percent = match[2] === '%';
    const written = decimal(number);
    const value = percent ? written.div(100) : written;
    if (!Number.isFinite(Number(number)) || (Number(value.toString()) === 0 && !value.eq(0))) {
        return { message: `the limit \`${text}\` is beyond what a number can hold` };
    }
    if (percent && !info.share) {
        return {
            message: `${operator} takes a number in the unit of the metric, not a share`,
            fix: `write ${value.toString()}${operator === 'max_drop' ? `, or \`max_drop_rel ${text}\` for a share of the baseline` : ''}`,
        };
    }
    if (info.share && !percent && value.gt(1)) {
        return {
            message: `a share of ${text} is ${value.times(100).toString()}%`,
            fix: `write ${text}% or ${value.div(100).toString()}; if you mean it, write ${value.times(100).toString()}%`,
        };
    }
    const problem = info.limitProblem(value);
    return problem ?? { value };
}
function readClauses(words, complain) {
    let slice = null;
    let direction = null;
    let warn = false;
    let broken = false;
    const fail = (message, more = {}) => {
        broken = true;
        complain(message, more);
    };
    for (let index = 0; index < words.length; index += 1) {
        const word = words[index]?.text;
        const next = words[index + 1]?.text;
        if (word === 'slice') {
            index += 1;
            if (slice !== null)
                fail('`slice` stands twice');
            if (next === undefined || next === '')
                fail('`slice` needs a name', { expected: 'slice NAME or slice "*"' });
            else
                slice = next;
        }
        else if (word === 'direction') {
            index += 1;
            if (direction !== null)
                fail('`direction` stands twice');
            if (next === 'higher' || next === 'lower')
                direction = next;
            else
                fail(`direction \`${next ?? ''}\` is unknown`, { expected: 'direction higher or direction lower' });
        }
        else if (word === 'warn') {
            if (warn)
                fail('`warn` stands twice');
            warn = true;
        }
        else {
            fail(`\`${word}\` is not understood here`, {
                expected: RULE_GRAMMAR,
                ...(slice === null ? {} : { fix: 'put a slice name that holds spaces in quotation marks' }),
            });
            break;
        }
    }
    return broken ? null : { slice, direction, severity: warn ? 'warn' : 'error' };
}
function nameOf(rule) {
    return rule.slice === null ? rule.metric : `${rule.metric} on slice ${rule.slice}`;
}
/** Rules that repeat or exclude each other, on the same metric and slice. */
function contradictions(rules) {
    const problems = [];
    rules.forEach((rule, index) => {
        for (const earlier of rules.slice(0, index)) {
            if (earlier.metric !== rule.metric || earlier.slice !== rule.slice)
                continue;
            const message = contradiction(earlier, rule);
            if (message !== null)
                problems.push({ where: rule.where, message: `${nameOf(rule)}: ${message}` });
        }
    });
    return problems;
}
function contradiction(a, b) {
    if (a.direction !== null && b.direction !== null && a.direction !== b.direction) {
        return 'one rule says that higher is better, another that lower is';
    }
    if (a.operator === b.operator) {
        if (a.operator === 'equals' && !a.limit.eq(b.limit)) {
            return `cannot equal both ${a.limit.toString()} and ${b.limit.toString()}`;
        }
        // Two limits of one operator make sense as a hard one and a stricter one that only warns.
        if (a.severity === b.severity) {
            return a.limit.eq(b.limit)
                ? `the rule ${a.operator} ${a.limit.toString()} stands twice`
                : `${a.operator} stands twice, with ${a.limit.toString()} and ${b.limit.toString()}`;
        }
        return null;
    }
    const by = (operator) => [a, b].find((rule) => rule.operator === operator)?.limit;
    const min = by('min');
    const max = by('max');
    const equals = by('equals');
    if (min && max && min.gt(max))
        return `min ${min.toString()} is above max ${max.toString()}, so nothing can pass`;
    if (min && equals?.lt(min))
        return `equals ${equals.toString()} is below min ${min.toString()}`;
    if (max && equals?.gt(max))
        return `equals ${equals.toString()} is above max ${max.toString()}`;
    return null;
}
/**
 * Gives each rule its direction: its own, else what `directionOf` says (the catalogue, or the metric as it was
 * evaluated). A comparing rule without one is a problem: guessing would turn the gate round.
 */
function resolveDirections(rules, directionOf) {
    const problems = [];
    const resolved = rules.map((rule) => {
        // One rule of a metric may say it for all of them.
        const said = rules.find((other) => other.metric === rule.metric && other.direction !== null)?.direction;
        const direction = rule.direction ?? said ?? directionOf(rule.metric);
        if (direction === null && operatorOf(rule.operator).compares) {
            problems.push({
                where: rule.where,
                message: `${rule.metric} is not in the catalogue of metrics, so it is not known which way is better`,
                expected: `\`direction higher\` or \`direction lower\` with ${rule.operator}`,
                fix: `write \`${rule.metric} ${rule.operator} ${rule.limit.toString()} direction higher\` (or lower)`,
            });
        }
        return { ...rule, direction };
    });
    return { rules: resolved, problems };
}
/** A rule as one line of the grammar. */
function ruleText(rule) {
    const quoted = (text) => /^[^\s"'\\]+$/.test(text) ? text : `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
    return [
        quoted(rule.metric),
        rule.operator,
        rule.limit.toString(),
        ...(rule.slice === null ? [] : ['slice', quoted(rule.slice)]),
        ...(rule.direction === null ? [] : ['direction', rule.direction]),
        ...(rule.severity === 'warn' ? ['warn'] : []),
    ].join(' ');
}

;// CONCATENATED MODULE: ./build/gate/scale.js
/**
 * Values of two scales. An accuracy of 70, in percent, is above every limit that is a fraction, and better than every
 * baseline that is one: the rule would hold, and say nothing.
 */

/**
 * Why a value cannot be held against `other` (a limit, or the baseline), or null: it is no possible value of the
 * metric, although `other` is one. Where both are outside, both are of another scale, such as percent. Only the sides
 * are looked at on which a rule could hold by mistake: a rate in percent is above its limit anyway.
 */
function otherScale(rule, range, value, other, whose) {
    if (range === null)
        return null;
    const [low, high] = range;
    const below = low !== null && value.lt(low) && !other.lt(low);
    const above = rule.direction !== 'lower' && high !== null && value.gt(high) && !other.gt(high);
    if (!below && !above)
        return null;
    const possible = low !== null && high !== null
        ? `lies between ${low} and ${high}`
        : low !== null
            ? `is at least ${low}`
            : `is at most ${high}`;
    return `${show(value)} is no value of this metric, which ${possible}, and ${whose} ${show(other)} is one: they are of two scales, such as percent and fraction`;
}

;// CONCATENATED MODULE: ./build/gate/summary.js

/** One line for a person: what came of the rules, worst first. */
function summaryOf(rules, findings, input) {
    if (rules.length === 0)
        return 'no rule was evaluated';
    const count = (verdict) => rules.filter((rule) => rule.verdict === verdict).length;
    const total = `${rules.length} ${rules.length === 1 ? 'rule' : 'rules'}`;
    const parts = [
        [count('error'), 'could not be evaluated'],
        [count('fail'), 'failed'],
        [count('inconclusive'), 'undecided'],
        [count('warn'), 'warned'],
        [count('skipped'), 'left out'],
        [count('pass'), 'passed'],
    ];
    const said = parts.filter(([number]) => number > 0).map(([number, words]) => `${number} ${words}`);
    const lost = findings.filter((found) => found.check !== 'no_baseline' && found.verdict !== 'skipped').length;
    return [
        count('pass') === rules.length
            ? `${rules.length === 1 ? 'the rule' : `all ${rules.length} rules`} passed`
            : `${total}: ${said.join(', ')}`,
        ...(input.baseline.kind === 'first_run' ? ['no baseline yet'] : []),
        ...(lost > 0 ? [`${lost} ${lost === 1 ? 'metric was' : 'metrics were'} lost against the baseline`] : []),
    ].join('; ');
}
/** What the verdict does not rest on. */
function notChecked(rules, input, how) {
    const byPoint = rules.filter((_, index) => how[index]?.method?.startsWith('point values')).length;
    const ruled = new Set(rules.map((rule) => rule.metric));
    const unruled = input.candidate.names().filter((name) => !ruled.has(name));
    return [
        ...rules
            .filter((rule) => rule.verdict === 'skipped')
            .map((rule) => `${(0,gate_metrics/* describe */.q0)(rule.metric, rule.slice)} ${rule.operator}: ${rule.message}`),
        ...(byPoint > 0
            ? [`whether differences exceed noise: ${byPoint} compared by point values, without an interval`]
            : []),
        ...(unruled.length > 0 ? [`metrics without a rule: ${some(unruled)}`] : []),
    ];
}
/** The first of many, so that a file of a thousand metrics does not drown what matters. */
function some(names, most = 30) {
    const more = names.length - most;
    return `${names.slice(0, most).join(', ')}${more > 0 ? `, and ${more} more` : ''}`;
}

;// CONCATENATED MODULE: ./build/gate/decide.js
/**
 * The decision: rules, metrics of the candidate, the baseline and the policy in; a verdict for every rule and for
 * the whole out. A pure function. What could not be evaluated never passes, and every rule is in the result.
 */











const EMPTY = new gate_metrics/* MetricSet */.JR([]);
/** What a policy's word does to a rule that it is about. `ignore` leaves the rule out, and says so. */
const VERDICT_OF = {
    error: 'error',
    fail: 'fail',
    warn: 'warn',
    ignore: 'skipped',
};
function decide(input) {
    const baseline = comparable(input);
    const decided = input.rules.flatMap((rule) => slicesOf(rule, input.candidate, baseline).map((slice) => decideRule(rule, slice, input)));
    const rules = decided.map(({ result }) => result);
    const findings = [
        ...firstRun(input),
        ...lostMetrics(input.candidate, namesToKeep(input.baseline), input.policy, rules),
    ];
    // The rules alone decide whether anything was evaluated: a finding must not stand in for them.
    const verdict = (0,results/* worst */.QZ)([
        (0,results/* worst */.QZ)(rules.map((rule) => rule.verdict)),
        ...findings.map((found) => found.verdict),
    ]);
    return {
        verdict,
        summary: summaryOf(rules, findings, input),
        rules,
        explanations: decided.map(({ explanation }) => explanation),
        metrics: diffMetrics(input),
        findings,
        notChecked: notChecked(rules, input, decided.map(({ explanation }) => explanation)),
    };
}
/** The baseline's metrics where they may be compared with, else none. */
function comparable(input) {
    return input.baseline.kind === 'metrics' ? input.baseline.metrics : EMPTY;
}
/** What the candidate must have too. Other data has other slices, but no other metrics. */
function namesToKeep(baseline) {
    if (baseline.kind === 'metrics')
        return baseline.metrics;
    if (baseline.kind !== 'refused')
        return EMPTY;
    return new gate_metrics/* MetricSet */.JR(baseline.metrics.all.filter((metric) => metric.slice === null));
}
/** The slices that a rule is about. `*` becomes each slice that either side has of the metric. */
function slicesOf(rule, candidate, baseline) {
    if (rule.slice !== EVERY_SLICE)
        return [rule.slice];
    const found = [...new Set([...candidate.slices(rule.metric), ...baseline.slices(rule.metric)])];
    // A wildcard without a match stays in the result, as itself, and is an error there.
    return found.length > 0 ? found : [EVERY_SLICE];
}
function decideRule(rule, slice, input) {
    const { policy } = input;
    const operator = operatorOf(rule.operator);
    const name = (0,gate_metrics/* describe */.q0)(rule.metric, slice);
    const candidate = input.candidate.get(rule.metric, slice);
    const before = comparable(input).get(rule.metric, slice);
    const demand = operator.words(showLimit(rule.operator, rule.limit));
    const end = (verdict, reason, message, more = {}, how = { method: null, working: [message] }) => ({
        result: {
            metric: rule.metric,
            slice,
            operator: rule.operator,
            limit: toFinite(rule.limit) ?? 0,
            severity: rule.severity,
            direction: rule.direction,
            candidate: finiteOf(candidate),
            baseline: finiteOf(before),
            n: candidate?.n ?? null,
            delta: null,
            interval: null,
            verdict: soften(verdict, rule.severity),
            reason,
            message,
            ...more,
        },
        explanation: { rule: ruleText({ ...rule, slice }), formula: operator.formula, ...how },
    });
    const byPolicy = (action, reason, message) => end(VERDICT_OF[action], reason, action === 'ignore' ? `${message}; left out, as the policy says` : message);
    if (candidate === undefined) {
        const why = slice === null ? input.candidate.whyIgnored(rule.metric) : undefined;
        if (why !== undefined) {
            return byPolicy(policy.on_nan, 'not_a_number', `the candidate holds ${name} as ${why}`);
        }
        const unknown = unknownSlice(rule, slice, input);
        if (unknown !== null)
            return end('error', 'unknown_slice', unknown);
        return byPolicy(policy.on_missing_metric, 'missing_metric', missing(rule, slice, input, before));
    }
    if (!(0,gate_metrics/* hasNumber */.yn)(candidate)) {
        return byPolicy(policy.on_nan, 'not_a_number', `${name} of the candidate is ${(0,gate_metrics/* showAbsence */.hh)(candidate)}, so it cannot be tested for being ${demand}`);
    }
    const value = decimal(candidate.value);
    const strange = (other, whose) => {
        const why = otherScale(rule, input.rangeOf?.(rule.metric) ?? null, value, other, whose);
        return why === null ? null : end('error', 'other_scale', `${name} of the candidate: ${why}`);
    };
    if (!operator.compares) {
        const refused = strange(rule.limit, 'the limit');
        if (refused !== null)
            return refused;
        const holds = operator.holds(value, rule.limit);
        const text = `${name} is ${shownBeside(value, rule.limit)}${holds ? ', as demanded' : ', and must be'} ${demand}`;
        return end(holds ? 'pass' : 'fail', holds ? 'met' : 'violated', text, {}, {
            method: 'the value itself, without an interval',
            working: [
                `candidate = ${show(value, true)}, limit = ${show(rule.limit, true)}: ${holds ? 'holds' : 'does not hold'}`,
            ],
        });
    }
    switch (input.baseline.kind) {
        case 'first_run':
            return byPolicy(policy.on_missing_baseline, 'no_baseline', `${name} must be ${demand}, and there is no baseline yet: ${input.baseline.message}`);
        case 'none':
            return end('error', 'no_baseline', `${name} must be ${demand}, and no baseline was named`);
        case 'refused':
            return end('error', input.baseline.reason, `${name} cannot be compared: ${input.baseline.message}; ${input.baseline.fix}`);
        case 'metrics':
            break;
    }
    if (before === undefined) {
        const why = slice === null ? input.baseline.metrics.whyIgnored(rule.metric) : undefined;
        if (why !== undefined) {
            return byPolicy(policy.on_nan, 'not_a_number', `the baseline holds ${name} as ${why}`);
        }
        return byPolicy(policy.on_new_metric, 'new_metric', `${name} is new: the candidate has ${show(value)}, the baseline does not have it`);
    }
    if (!(0,gate_metrics/* hasNumber */.yn)(before)) {
        return byPolicy(policy.on_nan, 'not_a_number', `${name} of the baseline is ${(0,gate_metrics/* showAbsence */.hh)(before)}, so the candidate cannot be compared with it`);
    }
    if (rule.direction === null) {
        return end('error', 'no_direction', `${name}: it is not known whether higher or lower is better`);
    }
    const refused = strange(decimal(before.value), 'the baseline');
    if (refused !== null)
        return refused;
    const found = compare(rule, candidate, before, input.methods);
    const reason = { pass: 'met', fail: 'violated', inconclusive: 'inconclusive' }[found.verdict];
    const zero = found.verdict === 'fail' && operator.share && before.value === 0
        ? '; a share of a baseline of 0 is 0, so use max_drop where a small loss may pass'
        : '';
    return end(found.verdict, reason, `${name} went from ${show(decimal(before.value))} to ${show(decimal(candidate.value))} (${signed(found.delta, rule.limit)}, ${quality(rule, found.delta)}); it must be ${demand}${zero}`, { delta: toFinite(found.delta), interval: found.interval === null ? null : [...found.interval] }, { method: found.method, working: found.working });
}
function signed(delta, limit) {
    return delta.gt(0) ? `+${shownBeside(delta, limit)}` : shownBeside(delta, limit);
}
/** Rounded for reading, but not where that would make it look equal to a limit which it is not. */
function shownBeside(value, limit) {
    const looksEqual = show(value.abs()) === show(limit.abs()) && !value.abs().eq(limit.abs());
    return show(value, looksEqual);
}
function quality(rule, delta) {
    if (delta.eq(0))
        return 'unchanged';
    return delta.gt(0) === (rule.direction === 'higher') ? 'better' : 'worse';
}
/**
 * A rule of severity warn makes the gate no worse than `warn` where it was evaluated. Where it could not be
 * evaluated it stays `error`: nobody knows whether it would have warned.
 */
function soften(verdict, severity) {
    return severity === 'warn' && (verdict === 'fail' || verdict === 'inconclusive') ? 'warn' : verdict;
}
/** A slice that neither side has is a mistake in the rule, which no policy excuses. */
function unknownSlice(rule, slice, input) {
    if (slice === null)
        return null;
    const baseline = comparable(input);
    const known = [...new Set([...input.candidate.slices(), ...baseline.slices()])];
    if (slice === EVERY_SLICE) {
        return `${rule.metric} on every slice: there is no slice of this metric${known.length === 0 ? ', the metrics have no slices at all' : ''}`;
    }
    if (known.includes(slice))
        return null;
    const near = (0,build_base/* nearestNames */.LE)(slice, known);
    return `${(0,gate_metrics/* describe */.q0)(rule.metric, slice)}: no such slice${known.length === 0
        ? ', the metrics have no slices at all'
        : `; did you mean ${(near.length > 0 ? near : known.slice(0, 5)).join(', ')}?`}`;
}
function missing(rule, slice, input, before) {
    const near = (0,build_base/* nearestNames */.LE)(rule.metric, input.candidate.names());
    return [
        `the candidate has no ${(0,gate_metrics/* describe */.q0)(rule.metric, slice)}`,
        ...(before === undefined ? [] : [', the baseline has it']),
        ...(near.length === 0 || near.includes(rule.metric) ? [] : [`; did you mean ${near.join(', ')}?`]),
    ].join('');
}
function firstRun(input) {
    if (input.baseline.kind !== 'first_run')
        return [];
    return [
        {
            check: 'no_baseline',
            verdict: VERDICT_OF[input.policy.on_missing_baseline],
            severity: input.policy.on_missing_baseline === 'ignore' ? 'info' : 'warn',
            subject: {},
            where: [],
            message: `first run: ${input.baseline.message}`,
        },
    ];
}
function finiteOf(metric) {
    return metric !== undefined && (0,gate_metrics/* hasNumber */.yn)(metric) ? metric.value : null;
}
/** Problems of a gate that has no rules at all. Called before anything is read. */
function noRules() {
    return {
        message: 'there is no rule, and a gate without rules checks nothing',
        fix: 'give --rule "METRIC OPERATOR LIMIT", or write rules under `gate:` in assay.yaml',
    };
}

;// CONCATENATED MODULE: ./build/gate/explain.js
/** Plain text, a paragraph for each rule and for each finding. */
function explain(decision, baseline) {
    const rules = decision.explanations.map((how, index) => {
        const result = decision.rules[index];
        return [
            `${result?.verdict ?? 'error'}  ${how.rule}`,
            `  ${result?.message ?? ''}`,
            `  formula: ${how.formula}`,
            ...(how.method === null
                ? [`  not evaluated: ${result?.reason ?? ''}`]
                : [`  method: ${how.method}`, ...how.working.map((line) => `  ${line}`)]),
        ].join('\n');
    });
    const findings = decision.findings.map((found) => `${found.verdict}  ${found.check}\n  ${found.message}`);
    const open = decision.notChecked.map((line) => `not checked: ${line}`);
    return [
        `${decision.verdict}: ${decision.summary}`,
        `baseline: ${baseline ?? 'none'}`,
        ...rules,
        ...findings,
        ...(open.length > 0 ? [open.join('\n')] : []),
    ].join('\n\n');
}

;// CONCATENATED MODULE: ./build/gate/removed-rules.js


/**
 * A past rule counts as kept where a rule of the same metric and operator, of at least its severity, covers its slice.
 * Its limit may have changed: that is shown in the difference of assay.yaml. The finding is `warn`: a team may drop a
 * rule, but no version is then approved by policy alone.
 */
function removedRules(past, rules) {
    const lost = past.filter((rule) => rule.severity === 'error' &&
        !rules.some((now) => now.metric === rule.metric &&
            now.operator === rule.operator &&
            now.severity === 'error' &&
            (now.slice === rule.slice || (now.slice === EVERY_SLICE && rule.slice !== null))));
    const byRule = new Map(lost.map((rule) => [`${rule.operator} on ${rule.metric}`, []]));
    for (const rule of lost)
        byRule.get(`${rule.operator} on ${rule.metric}`)?.push(rule);
    return [...byRule].map(([name, of]) => {
        const places = of.map((rule) => (0,gate_metrics/* describe */.q0)(rule.metric, rule.slice));
        return {
            check: 'removed_rule',
            verdict: 'warn',
            severity: 'warn',
            subject: {},
            where: [],
            count: of.length,
            message: `the baseline had to pass ${name} (${places.slice(0, 3).join('; ')}${places.length > 3 ? '; …' : ''}), and no rule asks it of the candidate`,
            fix: 'write the rule again, or accept this warning once: the next baseline no longer has it',
        };
    });
}

;// CONCATENATED MODULE: ./build/gate/index.js
/** The gate: rules, metric files, baselines, and one verdict. */













/***/ }),

/***/ 98591:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JR: () => (/* binding */ MetricSet),
/* harmony export */   V2: () => (/* binding */ ofResult),
/* harmony export */   Xy: () => (/* binding */ plainMetric),
/* harmony export */   hh: () => (/* binding */ showAbsence),
/* harmony export */   q0: () => (/* binding */ describe),
/* harmony export */   yn: () => (/* binding */ hasNumber)
/* harmony export */ });
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9216);
/** The metrics of one side, however they came: by name and slice, with values that may be NaN or absent. */

/** A metric of a plain file: a name and a number. */
function plainMetric(name, value, why = null) {
    return { name, slice: null, value, undefined: why, n: null, direction: null, interval: null };
}
/** A metric of one of our own results. */
function ofResult(metric) {
    const { name, slice, value, n, direction, interval } = metric;
    return { name, slice, value, undefined: metric.undefined, n, direction, interval };
}
/** True where the metric has a number that can be compared. */
function hasNumber(metric) {
    return metric.value !== null && Number.isFinite(metric.value);
}
/** What stands in place of a number: `NaN`, `−Infinity`, `no value (only one class)`. */
function showAbsence(metric) {
    if (metric.value !== null)
        return String(metric.value).replace('-', '−');
    return metric.undefined === null ? 'no value' : `no value (${metric.undefined})`;
}
class MetricSet {
    all;
    ignored;
    #bySlice = new Map();
    #ignored;
    /** Throws a usage error where a name stands twice for one slice: one of the two would be hidden. */
    constructor(metrics, ignored = [], from = 'the metrics') {
        this.all = [...metrics];
        this.ignored = ignored;
        this.#ignored = new Map(ignored.map(({ name, why }) => [name, why]));
        const problems = [];
        for (const metric of this.all) {
            const names = this.#bySlice.get(metric.slice) ?? new Map();
            if (names.has(metric.name) && problems.length < 20) {
                problems.push({ message: `${from}: ${describe(metric.name, metric.slice)} stands twice` });
            }
            names.set(metric.name, metric);
            this.#bySlice.set(metric.slice, names);
        }
        if (problems.length > 0)
            throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(problems);
    }
    get(name, slice) {
        return this.#bySlice.get(slice)?.get(name);
    }
    has(name, slice) {
        return this.#bySlice.get(slice)?.has(name) ?? false;
    }
    /** Names without slices, each once, in order. */
    names() {
        return [...new Set(this.all.map((metric) => metric.name))];
    }
    /** Slices in order; of one metric, or of any where no name is given. */
    slices(name) {
        const found = new Set();
        for (const metric of this.all) {
            if (metric.slice !== null && (name === undefined || metric.name === name))
                found.add(metric.slice);
        }
        return [...found];
    }
    /** Why `name` is no metric here although the file holds something of that name. */
    whyIgnored(name) {
        return this.#ignored.get(name);
    }
}
/** `roc_auc`, or `roc_auc on slice origin=SEA`. */
function describe(name, slice) {
    return slice === null ? name : `${name} on slice ${slice}`;
}


/***/ }),

/***/ 35203:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ parseJson)
/* harmony export */ });
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9216);
/* harmony import */ var _node_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(61369);
/**
 * JSON as RFC 8259 has it, plus the constants `NaN`, `Infinity` and `-Infinity` that Python's `json.dump` writes.
 * `JSON.parse` refuses those and keeps the last of two equal keys without a word, so it cannot read metrics.
 */


/** Deeper than any metrics file, and far from the end of the stack. */
const MAX_DEPTH = 100;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const CONSTANTS = [
    ['true', { type: 'boolean', value: true }],
    ['false', { type: 'boolean', value: false }],
    ['null', { type: 'null' }],
    ['NaN', { type: 'number', value: Number.NaN }],
    ['Infinity', { type: 'number', value: Number.POSITIVE_INFINITY }],
    ['-Infinity', { type: 'number', value: Number.NEGATIVE_INFINITY }],
];
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 forbids exactly these in strings.
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPES = {
    '"': '"',
    '\\': '\\',
    '/': '/',
    b: '\b',
    f: '\f',
    n: '\n',
    r: '\r',
    t: '\t',
};
/**
 * Reads one JSON value. Throws a usage error: of a syntax error with its line and column, of equal keys all at once.
 * `firstLine` is the line of `text` in `file`, for formats with a value on each line.
 */
function parseJson(text, file, firstLine = 1) {
    const reader = new Reader(text, file, firstLine);
    return reader.document();
}
class Reader {
    text;
    file;
    #at = 0;
    #line;
    #lineStart = 0;
    #problems = [];
    constructor(text, file, firstLine) {
        this.text = text;
        this.file = file;
        this.#line = firstLine;
    }
    document() {
        const value = this.#value(0);
        this.#space();
        if (this.#at < this.text.length) {
            const more = '{['.includes(this.text.charAt(this.#at));
            this.#fail(`has ${this.#seen()} after the end of the value`, {
                ...(more ? { fix: 'a file with a value on each line is JSON lines: name it .jsonl' } : {}),
            });
        }
        if (this.#problems.length > 0)
            throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(this.#problems);
        return value;
    }
    #place() {
        return { file: this.file, line: this.#line, column: this.#at - this.#lineStart + 1 };
    }
    #seen() {
        const char = this.text.codePointAt(this.#at);
        return char === undefined ? 'the end of the file' : JSON.stringify(String.fromCodePoint(char));
    }
    #fail(message, more = {}) {
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)([
            ...this.#problems,
            { where: this.#place(), message: `is not JSON: ${message}`, ...more },
        ]);
    }
    #space() {
        for (;;) {
            const char = this.text.charCodeAt(this.#at);
            if (char === 0x0a) {
                this.#line += 1;
                this.#lineStart = this.#at + 1;
            }
            else if (char !== 0x20 && char !== 0x09 && char !== 0x0d)
                return;
            this.#at += 1;
        }
    }
    #value(depth) {
        this.#space();
        if (depth > MAX_DEPTH)
            this.#fail(`is nested deeper than ${MAX_DEPTH}`);
        const char = this.text.charAt(this.#at);
        if (char === '{')
            return this.#object(depth);
        if (char === '[')
            return this.#array(depth);
        if (char === '"')
            return { type: 'string', value: this.#string() };
        for (const [word, node] of CONSTANTS) {
            if (!this.text.startsWith(word, this.#at))
                continue;
            this.#at += word.length;
            this.#endOfWord();
            return node;
        }
        NUMBER.lastIndex = this.#at;
        const digits = NUMBER.exec(this.text)?.[0];
        if (digits === undefined)
            this.#fail(`${this.#seen()} begins no value`);
        this.#at += digits.length;
        this.#endOfWord();
        return { type: 'number', value: Number(digits) };
    }
    /** `01`, `1.`, `nullx`: what follows a number or a word must not go on. */
    #endOfWord() {
        if (/[\w.+-]/.test(this.text.charAt(this.#at)))
            this.#fail(`${this.#seen()} does not belong to the value before it`);
    }
    #object(depth) {
        this.#at += 1;
        const entries = [];
        const lines = new Map();
        this.#space();
        if (this.text.charAt(this.#at) === '}') {
            this.#at += 1;
            return { type: 'map', entries };
        }
        for (;;) {
            this.#space();
            if (this.text.charAt(this.#at) !== '"')
                this.#fail(`expected a name in double quotation marks, found ${this.#seen()}`);
            const place = this.#place();
            const key = this.#string();
            const earlier = lines.get(key);
            if (earlier !== undefined && this.#problems.length < _node_js__WEBPACK_IMPORTED_MODULE_1__/* .MOST_PROBLEMS */ .vy) {
                this.#problems.push({
                    where: { ...place, key },
                    message: `the key stands twice (first on line ${earlier})`,
                    expected: 'each key once',
                });
            }
            lines.set(key, place.line ?? 0);
            this.#space();
            if (this.text.charAt(this.#at) !== ':')
                this.#fail(`expected ":" after the name, found ${this.#seen()}`);
            this.#at += 1;
            entries.push({ key, line: place.line ?? 0, value: this.#value(depth + 1) });
            if (this.#closes('}'))
                return { type: 'map', entries };
        }
    }
    #array(depth) {
        this.#at += 1;
        let length = 0;
        this.#space();
        if (this.text.charAt(this.#at) === ']') {
            this.#at += 1;
            return { type: 'list', length };
        }
        for (;;) {
            this.#value(depth + 1);
            length += 1;
            if (this.#closes(']'))
                return { type: 'list', length };
        }
    }
    #closes(end) {
        this.#space();
        const char = this.text.charAt(this.#at);
        if (char !== ',' && char !== end)
            this.#fail(`expected "," or "${end}", found ${this.#seen()}`);
        this.#at += 1;
        return char === end;
    }
    #string() {
        this.#at += 1;
        let value = '';
        for (;;) {
            PLAIN.lastIndex = this.#at;
            const plain = PLAIN.exec(this.text)?.[0] ?? '';
            value += plain;
            this.#at += plain.length;
            const char = this.text.charAt(this.#at);
            if (char === '"') {
                this.#at += 1;
                return value;
            }
            if (char !== '\\')
                this.#fail(`${this.#seen()} inside a string`);
            value += this.#escape();
        }
    }
    #escape() {
        const char = this.text.charAt(this.#at + 1);
        if (char === 'u') {
            const hex = this.text.slice(this.#at + 2, this.#at + 6);
            if (!/^[0-9a-fA-F]{4}$/.test(hex))
                this.#fail('\\u needs four hexadecimal digits');
            this.#at += 6;
            return String.fromCharCode(Number.parseInt(hex, 16));
        }
        const meant = Object.hasOwn(ESCAPES, char) ? ESCAPES[char] : undefined;
        if (meant === undefined)
            this.#fail(`\\${char} is no escape`);
        this.#at += 2;
        return meant;
    }
}


/***/ }),

/***/ 61369:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $O: () => (/* binding */ nodeOfText),
/* harmony export */   Bq: () => (/* binding */ flatten),
/* harmony export */   vy: () => (/* binding */ MOST_PROBLEMS)
/* harmony export */ });
/* unused harmony export isNumberText */
/* harmony import */ var _metrics_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98591);

/** More of one kind are not told: the file is broken anyway, and the message would be as long as the file. */
const MOST_PROBLEMS = 20;
/**
 * Nested names joined by dots, as `dvc metrics show` prints them. Two ways to one name (`a.b` beside `b` in `a`)
 * are a problem: one would hide the other. What is no number is listed with the reason.
 */
function flatten(root, file) {
    const metrics = [];
    const ignored = [];
    const problems = [];
    const lines = new Map();
    const visit = (entries, prefix) => {
        for (const { key, line, value } of entries) {
            const name = prefix === '' ? key : `${prefix}.${key}`;
            if (value.type === 'map') {
                visit(value.entries, name);
                continue;
            }
            if (key.trim() === '') {
                ignored.push({ name, why: 'a value without a name' });
                continue;
            }
            const earlier = lines.get(name);
            if (earlier !== undefined) {
                if (problems.length >= MOST_PROBLEMS)
                    continue;
                problems.push({
                    where: { file, line, key: name },
                    message: `the name stands twice (first on line ${earlier})`,
                    expected: 'each metric once',
                });
                continue;
            }
            lines.set(name, line);
            if (value.type === 'number')
                metrics.push((0,_metrics_js__WEBPACK_IMPORTED_MODULE_0__/* .plainMetric */ .Xy)(name, value.value));
            else if (value.type === 'null')
                metrics.push((0,_metrics_js__WEBPACK_IMPORTED_MODULE_0__/* .plainMetric */ .Xy)(name, null, 'the file holds null'));
            else
                ignored.push({ name, why: whyNoMetric(value) });
        }
    };
    visit(root.entries, '');
    return { metrics, ignored, problems };
}
function whyNoMetric(node) {
    switch (node.type) {
        case 'list':
            return `a list of ${node.length}, which is not one value`;
        case 'boolean':
            return `${node.value}, which is not a number`;
        case 'string':
            return isNumberText(node.value)
                ? 'text, although it looks like a number: write it without quotation marks'
                : 'text, which is not a number';
    }
}
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const NOT_FINITE = /^([+-]?)(nan|inf|infinity)$/i;
/** True for text that a person would take for a number, also for `NaN` and `inf`. */
function isNumberText(text) {
    const trimmed = text.trim();
    return NUMBER.test(trimmed) || NOT_FINITE.test(trimmed) || trimmed.toLowerCase() === '.nan';
}
/**
 * A cell or a value of a text line as a node: numbers as `printf`, Python and pandas write them, `nan` and `inf` in
 * any case, nothing at all as null. A number too large for a double becomes infinite, and so passes no rule.
 */
function nodeOfText(text) {
    const trimmed = text.trim();
    if (trimmed === '')
        return { type: 'null' };
    if (NUMBER.test(trimmed))
        return { type: 'number', value: Number(trimmed) };
    const special = NOT_FINITE.exec(trimmed);
    if (special !== null) {
        const sign = special[1] === '-' ? -1 : 1;
        return {
            type: 'number',
            value: special[2]?.toLowerCase() === 'nan' ? Number.NaN : sign * Number.POSITIVE_INFINITY,
        };
    }
    return { type: 'string', value: trimmed };
}


/***/ })

};
