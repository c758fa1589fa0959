export const id = 7264;
export const ids = [7264];
export const modules = {

/***/ 9216:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  WV: () => (/* reexport */ AssayError),
  wi: () => (/* reexport */ TICKS_PER_SECOND),
  dj: () => (/* reexport */ canonicalJson),
  $N: () => (/* reexport */ codeOf),
  jt: () => (/* reexport */ commandText),
  Dn: () => (/* reexport */ createFileExclusive),
  me: () => (/* reexport */ environmentError),
  Ap: () => (/* reexport */ familyOf),
  Vw: () => (/* reexport */ formatProblem),
  $Y: () => (/* reexport */ git),
  s0: () => (/* reexport */ gitBytes),
  K9: () => (/* reexport */ groupDigits),
  FK: () => (/* reexport */ isInside),
  bD: () => (/* reexport */ messageOf),
  pA: () => (/* reexport */ nearest),
  LE: () => (/* reexport */ nearestNames),
  oI: () => (/* reexport */ processTable),
  E1: () => (/* reexport */ readUserFile),
  Sc: () => (/* reexport */ residentBytes),
  R3: () => (/* reexport */ runProcess),
  sc: () => (/* reexport */ sha256),
  Q3: () => (/* reexport */ sha256File),
  Yw: () => (/* reexport */ syncFolder),
  O$: () => (/* reexport */ unreadable),
  Wp: () => (/* reexport */ usageError),
  nW: () => (/* reexport */ userEnvironment),
  Zf: () => (/* reexport */ writeFileAtomic)
});

// UNUSED EXPORTS: LineSplitter, gitEnvironment, parseStat, processesWithVariable, silentLog

;// CONCATENATED MODULE: ./build/base/context.js
/**
 * What a command gets from outside: clock, working directory, environment, cancellation, messages.
 * Only the two shells make a Context from the real process; everything else takes it as a parameter, so
 * that a test can give another clock or directory.
 */
/** A log that says nothing, for tests and `--quiet` children. */
const silentLog = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
    progress: () => ({ update: () => undefined, done: () => undefined }),
    secret: () => undefined,
};

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(46466);
;// CONCATENATED MODULE: ./build/base/digest.js
/** SHA-256 of bytes, files and plain data. Digests are lower-case hex; in documents they read `sha256:<hex>`. */



function sha256(bytes) {
    return (0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex');
}
/** Streams a file through SHA-256; memory does not grow with the file. Throws the file system's own error. */
async function sha256File(path, signal) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let size = 0;
    await (0,promises_.pipeline)((0,external_node_fs_.createReadStream)(path, { highWaterMark: 1 << 20 }), async (source) => {
        for await (const chunk of source) {
            size += chunk.length;
            hash.update(chunk);
        }
    }, { signal });
    return { sha256: hash.digest('hex'), size };
}
/**
 * One spelling for one value: JSON with sorted keys, no white space, undefined members left out.
 * Objects that are hashed or written once use it, so that equal contents have equal digests.
 * Throws on NaN, infinities and values that JSON cannot hold, which would otherwise become null unseen.
 */
function canonicalJson(value) {
    return JSON.stringify(sorted(value));
}
function sorted(value) {
    if (typeof value === 'number' && !Number.isFinite(value)) {
        throw new TypeError(`${value} has no JSON form`);
    }
    if (typeof value === 'bigint' || typeof value === 'function' || typeof value === 'symbol') {
        throw new TypeError(`a ${typeof value} has no JSON form`);
    }
    if (Array.isArray(value))
        return value.map((item) => (item === undefined ? null : sorted(item)));
    if (typeof value === 'object' && value !== null) {
        const entries = Object.entries(value).filter(([, item]) => item !== undefined);
        entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
        return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
    }
    return value;
}

;// CONCATENATED MODULE: ./build/base/errors.js
/**
 * The one error type that Assay throws on purpose. It carries every problem found at once, and each problem
 * says what is wrong, where, what was expected and how to mend it. The shells turn its kind into an exit code.
 */
class AssayError extends Error {
    name = 'AssayError';
    kind;
    problems;
    constructor(kind, problems, options) {
        const list = Array.isArray(problems) ? problems : [problems];
        super(list.map(formatProblem).join('\n'), options);
        this.kind = kind;
        this.problems = list;
    }
}
/** A wrong call, configuration or input: exit code 2. */
function usageError(problems, cause) {
    return new AssayError('usage', problems, cause === undefined ? undefined : { cause });
}
/** Something outside failed, and the same call may work later or elsewhere: exit code 3. */
function environmentError(problems, cause) {
    return new AssayError('environment', problems, cause === undefined ? undefined : { cause });
}
/** `file:line:column: key: message (expected …). Fix: …`, with only the parts that are known. */
function formatProblem(problem) {
    const { where, message, expected, fix } = problem;
    const file = where?.file
        ? [where.file, where.line, where.line === undefined ? undefined : where.column]
            .filter((part) => part !== undefined)
            .join(':')
        : undefined;
    const head = [file, where?.key].filter((part) => part !== undefined && part !== '').join(': ');
    const body = `${head ? `${head}: ` : ''}${message}`;
    return `${body}${expected ? ` (expected ${expected})` : ''}${fix ? `\n  fix: ${fix}` : ''}`;
}
/** The text of anything that was thrown, for use inside a message. */
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}
/** The `code` of a Node system error (`ENOENT`, `ENOSPC`), or undefined. */
function codeOf(error) {
    if (typeof error !== 'object' || error === null || !('code' in error))
        return undefined;
    return typeof error.code === 'string' ? error.code : undefined;
}

// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./build/base/files.js
/** Small file-system helpers: whole-or-nothing writes, and errors that say what to do. */




/** Writes to a temporary file beside `path` and renames it, so that a reader sees the old or the new file, never half. */
async function writeFileAtomic(path, data) {
    await withTemporary(path, data, (temporary) => (0,external_node_fs_promises_.rename)(temporary, path));
}
/**
 * Creates `path` with all of `data`, or leaves what is there. True where this call created it.
 * `link` fails with EEXIST where `rename` would overwrite, so of several racing writers one wins.
 */
async function createFileExclusive(path, data) {
    try {
        await withTemporary(path, data, (temporary) => (0,external_node_fs_promises_.link)(temporary, path));
        return true;
    }
    catch (error) {
        if (codeOf(error) === 'EEXIST')
            return false;
        throw error;
    }
}
async function withTemporary(path, data, commit) {
    const folder = (0,external_node_path_.dirname)(path);
    await (0,external_node_fs_promises_.mkdir)(folder, { recursive: true });
    const temporary = `${path}.${(0,external_node_crypto_.randomBytes)(6).toString('hex')}.tmp`;
    try {
        const file = await (0,external_node_fs_promises_.open)(temporary, 'wx');
        try {
            await file.writeFile(data);
            await file.sync();
        }
        finally {
            await file.close();
        }
        await commit(temporary);
        await syncFolder(folder);
    }
    catch (error) {
        if (codeOf(error) === 'ENOSPC') {
            throw environmentError({
                message: `the disk is full: cannot write ${path}`,
                fix: 'free space, then run the same command again',
            }, error);
        }
        throw error;
    }
    finally {
        await (0,external_node_fs_promises_.rm)(temporary, { force: true });
    }
}
/** Makes a rename or link durable. Some systems (Windows) cannot open a folder; there the call does nothing. */
async function syncFolder(folder) {
    let handle;
    try {
        handle = await (0,external_node_fs_promises_.open)(folder, 'r');
    }
    catch (error) {
        if (codeOf(error) === 'EISDIR' || codeOf(error) === 'EPERM' || codeOf(error) === 'EACCES')
            return;
        throw error;
    }
    try {
        await handle.sync();
    }
    catch (error) {
        if (codeOf(error) !== 'EINVAL' && codeOf(error) !== 'EPERM')
            throw error;
    }
    finally {
        await handle.close();
    }
}
/** Reads a text file that the user named; a missing or unreadable file is a usage error that names `what`. */
async function readUserFile(path, what) {
    try {
        return await (0,external_node_fs_promises_.readFile)(path, 'utf8');
    }
    catch (error) {
        throw unreadable(path, what, error);
    }
}
/** The usage error for a file that the user named and that cannot be read. */
function unreadable(path, what, error) {
    const code = codeOf(error);
    const message = code === 'ENOENT'
        ? `${what} does not exist`
        : code === 'EISDIR'
            ? `${what} is a folder, not a file`
            : `${what} cannot be read: ${messageOf(error)}`;
    return usageError({ where: { file: path }, message, expected: 'a readable file' }, error);
}
/** True where `path` lies in `folder` or is it. Both absolute. Links are not followed. */
function isInside(folder, path) {
    const way = (0,external_node_path_.relative)(folder, path);
    return way === '' || (!way.startsWith(`..${external_node_path_.sep}`) && way !== '..' && !(0,external_node_path_.isAbsolute)(way));
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
;// CONCATENATED MODULE: ./build/base/git.js
/** Runs git. No shell, no prompt, no pager, and nothing of the caller's GIT_DIR: `cwd` alone says which repository. */


const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;
/**
 * Runs `git args…` in `cwd` and gives its exit code and output; a non-zero code is not an error here.
 * Throws an environment error where git is not installed or its output is larger than `maxBytes`, a usage
 * error where `cwd` does not exist, and the abort's reason where `signal` ended it.
 */
async function git(cwd, args, options = {}) {
    const raw = await gitBytes(cwd, args, options);
    return { ...raw, stdout: raw.stdout.toString('utf8') };
}
/** The same with the bytes of standard output, for files that need not be UTF-8 (`git show REV:PATH`). */
function gitBytes(cwd, args, options = {}) {
    const maxBytes = options.maxBytes ?? DEFAULT_MAX_BYTES;
    const { signal } = options;
    return new Promise((resolve, reject) => {
        const child = (0,external_node_child_process_.spawn)('git', [...args], {
            cwd,
            env: gitEnvironment(options.env ?? {}),
            stdio: ['ignore', 'pipe', 'pipe'],
            windowsHide: true,
            ...(signal ? { signal } : {}),
        });
        const stdout = collector(maxBytes, () => child.kill('SIGKILL'));
        const stderr = collector(maxBytes, () => child.kill('SIGKILL'));
        child.stdout.on('data', stdout.add);
        child.stderr.on('data', stderr.add);
        child.once('error', (error) => {
            if (signal?.aborted)
                reject(signal.reason instanceof Error ? signal.reason : error);
            else
                reject(startError(error, cwd));
        });
        child.once('close', (code, killed) => {
            if (signal?.aborted)
                return;
            if (stdout.full() || stderr.full()) {
                reject(environmentError({ message: `git ${args[0]} wrote more than ${maxBytes} bytes` }));
            }
            else if (code === null) {
                reject(environmentError({ message: `git ${args[0]} was ended by ${killed ?? 'a signal'}` }));
            }
            else {
                resolve({ code, stdout: stdout.bytes(), stderr: stderr.bytes().toString('utf8') });
            }
        });
    });
}
/** What git is given: the caller's variables without those that point it elsewhere or let it ask. */
function gitEnvironment(env) {
    const kept = Object.entries(env).filter((entry) => entry[1] !== undefined && !REDIRECTING.has(entry[0]));
    return {
        ...Object.fromEntries(kept),
        GIT_TERMINAL_PROMPT: '0',
        GIT_PAGER: 'cat',
        // Reading the state of a repository must not write to its index while another process works there.
        GIT_OPTIONAL_LOCKS: '0',
        // Messages are read by our own code in places; they must not depend on the user's language.
        LC_ALL: 'C',
    };
}
/** Set inside git hooks; they would silently name another repository than `cwd`. */
const REDIRECTING = new Set([
    'GIT_DIR',
    'GIT_WORK_TREE',
    'GIT_INDEX_FILE',
    'GIT_OBJECT_DIRECTORY',
    'GIT_ALTERNATE_OBJECT_DIRECTORIES',
    'GIT_COMMON_DIR',
    'GIT_PREFIX',
]);
function collector(limit, overflow) {
    const chunks = [];
    let size = 0;
    return {
        add(chunk) {
            size += chunk.length;
            if (size > limit)
                overflow();
            else
                chunks.push(chunk);
        },
        full: () => size > limit,
        bytes: () => Buffer.concat(chunks),
    };
}
function startError(error, cwd) {
    // A missing folder and a missing program are both ENOENT of spawn; the message names both.
    if (codeOf(error) === 'ENOENT') {
        return environmentError({
            message: `git cannot be started in ${cwd}`,
            expected: 'the program `git` on the PATH, and the folder',
            fix: 'install git (Debian: `apt-get install git`)',
        }, error);
    }
    if (codeOf(error) === 'ENOTDIR')
        return usageError({ message: `${cwd} is not a folder` }, error);
    return environmentError({ message: `git cannot be started: ${error.message}` }, error);
}

// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __webpack_require__(21916);
;// CONCATENATED MODULE: ./build/base/nearest.js
/** Suggestions for a name that is unknown: the known names that a person most likely meant. */

/**
 * The known names nearest to `wanted`, best first, at most `count`. Near are names that a few typing errors
 * make out of it (a third of its letters, at least two, whatever their case), and with three letters or more
 * also names that hold it or that it holds: `roc_auc` finds `test.roc_auc`.
 */
function nearestNames(wanted, known, count = 3) {
    const lower = wanted.toLowerCase();
    const most = Math.max(2, Math.floor(lower.length / 3));
    const inside = (a, b) => b.length > 2 && a.includes(b);
    return [...known]
        .map((name) => {
        const other = name.toLowerCase();
        const steps = (0,mod/* distance */.Io)(lower, other);
        // After the typing errors: `max_dorp` means max_drop, though max is inside it.
        const rank = steps > most && (inside(other, lower) || inside(lower, other)) ? most + steps / 1e6 : steps;
        return { name, rank };
    })
        .filter(({ rank }) => rank < most + 1)
        .sort((a, b) => a.rank - b.rank)
        .slice(0, count)
        .map(({ name }) => name);
}
/** The nearest of them, or undefined where none is near. */
function nearest(wanted, known) {
    return nearestNames(wanted, known, 1)[0];
}

;// CONCATENATED MODULE: ./build/base/numbers.js
/** Numbers as people read them. */
/** `502,222` for 502222. Not `toLocaleString`: loading the tables of languages takes longer than a gate. */
function groupDigits(value) {
    const [whole = '', fraction] = String(value).split('.');
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
    return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./build/base/lines.js
/** Cuts a stream of text into lines for a log. */
/** A program that writes without line ends must not fill the memory. */
const MAX_LINE = 64 * 1024;
/**
 * Calls `onLine` for each line. Of a line that returns to its start (a progress bar) only the last form is
 * given; over-long lines are cut into pieces.
 */
class LineSplitter {
    onLine;
    rest = '';
    constructor(onLine) {
        this.onLine = onLine;
    }
    push(text) {
        const lines = (this.rest + text).split('\n');
        this.rest = lines.pop() ?? '';
        for (const line of lines)
            this.emit(line.endsWith('\r') ? line.slice(0, -1) : line);
        if (this.rest.length > MAX_LINE) {
            // A final `\r` stays: it may be the first half of a line end.
            this.rest = lastForm(this.rest.slice(0, -1)) + this.rest.slice(-1);
            if (this.rest.length > MAX_LINE) {
                this.onLine(this.rest);
                this.rest = '';
            }
        }
    }
    /** The end of the stream: what is left is a line, too. */
    end() {
        const rest = this.rest.endsWith('\r') ? this.rest.slice(0, -1) : this.rest;
        this.rest = '';
        if (rest !== '')
            this.emit(rest);
    }
    emit(line) {
        this.onLine(lastForm(line));
    }
}
function lastForm(line) {
    return line.slice(line.lastIndexOf('\r') + 1);
}

;// CONCATENATED MODULE: ./build/base/process-table.js
/**
 * What Linux tells of running processes through /proc: who belongs to a group, what it uses. Elsewhere there is
 * no such table and the functions return null, so that callers say "not measured" instead of zero.
 */

/** Ticks a second as /proc counts them (USER_HZ): 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;
/** Reads one line of /proc/PID/stat. Null where it is not one. The name in it may hold spaces and brackets. */
function parseStat(text) {
    const open = text.indexOf('(');
    const close = text.lastIndexOf(')');
    if (open < 0 || close < open)
        return null;
    const pid = Number(text.slice(0, open));
    // Fields after the name begin with field 3 (state) of proc(5).
    const fields = text
        .slice(close + 1)
        .trim()
        .split(/\s+/);
    const at = (field) => Number(fields[field - 3]);
    const entry = {
        pid,
        state: fields[0] ?? '',
        parent: at(4),
        group: at(5),
        cpuTicks: at(14) + at(15),
    };
    const numbers = [entry.pid, entry.parent, entry.group, entry.cpuTicks];
    return entry.state !== '' && numbers.every(Number.isFinite) ? entry : null;
}
/** Every process that can be seen, ended ones included; null where there is no /proc. */
function processTable() {
    const pids = procIds();
    if (pids === null)
        return null;
    const entries = [];
    for (const pid of pids) {
        const text = readProc(pid, 'stat');
        const entry = text === null ? null : parseStat(text);
        if (entry)
            entries.push(entry);
    }
    return entries;
}
/** The processes of a group and their descendants, also those that made a group or session of their own. */
function familyOf(leader, table) {
    const family = new Set();
    for (let before = -1; before !== family.size;) {
        before = family.size;
        for (const entry of table) {
            if (entry.pid === leader || entry.group === leader || family.has(entry.parent))
                family.add(entry.pid);
        }
    }
    return table.filter((entry) => family.has(entry.pid));
}
/** Resident memory of a process in bytes, null where it is gone or cannot be seen. Shared pages count for each. */
function residentBytes(pid) {
    const match = /^VmRSS:\s+(\d+) kB$/m.exec(readProc(pid, 'status') ?? '');
    return match?.[1] === undefined ? null : Number(match[1]) * 1024;
}
/** Ids of processes that were started with `NAME=value` in their environment, wherever they have gone since. */
function processesWithVariable(assignment) {
    const needle = `\0${assignment}\0`;
    return (procIds() ?? []).filter((pid) => `\0${readProc(pid, 'environ') ?? ''}\0`.includes(needle));
}
function procIds() {
    try {
        return (0,external_node_fs_.readdirSync)('/proc')
            .filter((name) => /^\d+$/.test(name))
            .map(Number);
    }
    catch {
        return null;
    }
}
function readProc(pid, name) {
    try {
        return (0,external_node_fs_.readFileSync)(`/proc/${pid}/${name}`, 'utf8');
    }
    catch {
        // It ended since, or belongs to another user: not one of ours.
        return null;
    }
}

;// CONCATENATED MODULE: ./build/base/process.js
/**
 * Runs a program of the user's: in a process group of its own, its output line by line, with a time-out and a
 * cancellation that reach the children. Training, `evaluate.run` and accelerator probes all run through here.
 */






const DEFAULT_GRACE_MS = 10_000;
/** What the program left running in its group after it ended (`> >(tee log)`) may finish for so long. */
const LEFTOVER_MS = 2000;
const POLL_MS = 50;
/** Children that left the group are found again by it; Jenkins and the Actions runner do the same. */
const MARK = 'ASSAY_PROCESS_MARK';
/**
 * Runs a program to its end and says how it ended; a non-zero exit is a result, not an error.
 * When it returns, no process of the group runs any more, and after a time-out or cancellation no process that
 * the program started does. Throws an environment error where the program cannot be started.
 *
 * Windows has neither process groups nor SIGTERM: there the tree is ended by `taskkill /T /F` without a grace
 * period, and a string needs the bash that comes with Git.
 */
async function runProcess(options) {
    const started = performance.now();
    const tail = [];
    const keep = options.tailLines ?? 100;
    const result = (part, how) => ({
        timedOut: false,
        cancelled: false,
        killed: false,
        ...part,
        ...how,
        durationMs: performance.now() - started,
        tail,
    });
    if (options.signal?.aborted)
        return result({ exitCode: null, signal: null }, { cancelled: true });
    const mark = (0,external_node_crypto_.randomBytes)(12).toString('hex');
    const child = await start(options, mark);
    const group = new ProcessGroup(child, `${MARK}=${mark}`);
    options.onStart?.(group.id);
    const onLine = (stream) => (line) => {
        tail.push(line);
        if (tail.length > keep)
            tail.shift();
        options.onLine?.(line, stream);
    };
    const streams = Promise.all([read(child.stdout, onLine('stdout')), read(child.stderr, onLine('stderr'))]);
    const exit = new Promise((resolve) => {
        child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }));
    });
    // Should this process end by an error of its own, the program must not go on alone.
    const atExit = () => group.send('SIGKILL', true);
    process.once('exit', atExit);
    const stop = new AbortController();
    try {
        const ended = exit.then(() => 'ended');
        const why = await Promise.race([ended, ...causes(options, stop.signal)]);
        const grace = options.graceMs ?? DEFAULT_GRACE_MS;
        let killed = false;
        if (why === 'ended') {
            if (!(await group.gone(LEFTOVER_MS, false)))
                await group.end(grace, false);
        }
        else {
            killed = await group.end(grace, true);
        }
        const end = await exit;
        // A child that left the group on purpose may still hold the pipes; what it says is not the program's.
        await Promise.race([
            streams,
            (0,external_node_timers_promises_.setTimeout)(LEFTOVER_MS, undefined, { signal: stop.signal }).catch(() => undefined),
        ]);
        return result(end, { timedOut: why === 'timedOut', cancelled: why === 'cancelled', killed });
    }
    finally {
        stop.abort();
        process.removeListener('exit', atExit);
        child.stdout?.destroy();
        child.stderr?.destroy();
    }
}
/** The environment that a user's program may see: everything but the inputs of the action that runs it. */
function userEnvironment(env) {
    return Object.fromEntries(Object.entries(env).filter(([name]) => name !== 'ASSAY_INPUTS' && !name.toUpperCase().startsWith('INPUT_')));
}
/** How a command reads in messages. */
function commandText(command) {
    if (typeof command === 'string')
        return command.trim();
    return command.map((part) => (/^[\w./:=@%+,-]+$/.test(part) ? part : JSON.stringify(part))).join(' ');
}
async function start(options, mark) {
    const [program, ...args] = typeof options.command === 'string'
        ? ['bash', '-eo', 'pipefail', '-c', options.command]
        : options.command;
    if (program === undefined)
        throw environmentError({ message: 'the command is empty' });
    const windows = process.platform === 'win32';
    const child = (0,external_node_child_process_.spawn)(program, args, {
        cwd: options.cwd,
        env: { ...options.env, [MARK]: mark },
        detached: !windows,
        windowsHide: true,
        stdio: ['ignore', 'pipe', 'pipe'],
    });
    await new Promise((resolve, reject) => {
        child.once('spawn', resolve);
        child.once('error', (error) => {
            const missing = codeOf(error) === 'ENOENT';
            reject(environmentError({
                message: `${program} could not be started in ${options.cwd}: ${missing ? 'there is no such program' : messageOf(error)}`,
                expected: 'a program on the PATH, and a folder that exists',
                ...(program === 'bash'
                    ? { fix: 'install bash, or write the command as a list, which needs no shell' }
                    : {}),
            }, error));
        });
    });
    // Errors after the start (a signal that could not be sent) are seen by polling; without a listener Node would throw.
    child.on('error', () => undefined);
    return child;
}
/** Promises that come true when the program must be ended. `stop` clears their timers and listeners. */
function causes(options, stop) {
    const list = [];
    const { signal, timeoutMs } = options;
    if (signal) {
        list.push(new Promise((resolve) => {
            if (signal.aborted)
                resolve('cancelled');
            signal.addEventListener('abort', () => resolve('cancelled'), { once: true, signal: stop });
        }));
    }
    if (timeoutMs !== undefined) {
        list.push(new Promise((resolve) => {
            // Node cuts longer timers to 1 ms; 24 days are no limit that anyone waits for.
            const timer = setTimeout(() => resolve('timedOut'), Math.min(timeoutMs, 2 ** 31 - 1));
            stop.addEventListener('abort', () => clearTimeout(timer), { once: true });
        }));
    }
    return list;
}
async function read(stream, onLine) {
    if (stream === null)
        return;
    const lines = new LineSplitter(onLine);
    stream.setEncoding('utf8');
    stream.on('data', (text) => lines.push(text));
    await new Promise((resolve) => {
        stream.once('close', () => {
            lines.end();
            resolve();
        });
        stream.once('error', () => resolve());
    });
}
/** The processes of one program: asked whether they run, and sent signals. */
class ProcessGroup {
    child;
    mark;
    id;
    constructor(child, mark) {
        this.child = child;
        this.mark = mark;
        this.id = child.pid ?? 0;
    }
    /** SIGTERM, up to `graceMs`, SIGKILL. True where SIGKILL was needed. `all`: also children that left the group. */
    async end(graceMs, all) {
        this.send('SIGTERM', all);
        if (await this.gone(graceMs, all))
            return false;
        this.send('SIGKILL', all);
        await this.gone(LEFTOVER_MS, all);
        return true;
    }
    /** Waits until no process runs, for at most `ms`; false where one still does. */
    async gone(ms, all) {
        const deadline = performance.now() + ms;
        while (this.running(all)) {
            if (performance.now() >= deadline)
                return false;
            await (0,external_node_timers_promises_.setTimeout)(POLL_MS);
        }
        return true;
    }
    send(signal, all) {
        if (process.platform === 'win32') {
            if (this.child.exitCode === null) {
                (0,external_node_child_process_.spawn)('taskkill', ['/pid', String(this.id), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on('error', () => this.child.kill());
            }
            return;
        }
        // First those that left the group: once their parent is gone, only the mark finds them.
        if (all)
            for (const pid of this.strays())
                kill(pid, signal);
        kill(-this.id, signal);
    }
    running(all) {
        const leaderRuns = this.child.exitCode === null && this.child.signalCode === null;
        if (leaderRuns || process.platform === 'win32')
            return leaderRuns;
        const table = processTable();
        if (table === null)
            return kill(-this.id, 0);
        // A container's first process may never collect orphans: an ended one (Z) no longer runs.
        const alive = table.filter((entry) => entry.state !== 'Z' && entry.state !== 'X');
        if (alive.some((entry) => entry.group === this.id))
            return true;
        if (!all)
            return false;
        const strays = new Set(this.strays());
        return alive.some((entry) => strays.has(entry.pid));
    }
    strays() {
        const table = processTable();
        if (table === null)
            return [];
        // Not those of the group: they get the group's signal, and many programs take a second SIGTERM for "at once".
        const inGroup = new Set(table.filter((entry) => entry.group === this.id).map((entry) => entry.pid));
        const family = familyOf(this.id, table).map((entry) => entry.pid);
        const found = new Set([...family, ...processesWithVariable(this.mark)]);
        return [...found].filter((pid) => !inGroup.has(pid));
    }
}
/** Sends a signal; false where nothing is there to receive it. */
function kill(pid, signal) {
    try {
        process.kill(pid, signal);
        return true;
    }
    catch (error) {
        // EPERM: it runs, but belongs to another user.
        return codeOf(error) === 'EPERM';
    }
}

;// CONCATENATED MODULE: ./build/base/index.js
/** What every room stands on: errors, the context of a call, digests, file helpers. Imports no other room. */












/***/ }),

/***/ 5493:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ createLog)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57975);
/** Messages and progress on standard error: a moving line in a terminal, one line at intervals elsewhere. */

/** Between two progress lines where they cannot be rewritten. */
const INTERVAL_MS = 15_000;
const REDRAW_MS = 100;
/** A shorter secret would mask innocent text. */
const MIN_SECRET = 4;
function createLog(options) {
    const secrets = new Set();
    let live = '';
    const mask = (text) => {
        let masked = text;
        for (const secret of secrets)
            masked = masked.replaceAll(secret, '***');
        return masked;
    };
    const clear = () => {
        if (live !== '')
            options.write('\r\u001b[2K');
        live = '';
    };
    const line = (text) => {
        const again = live;
        clear();
        options.write(`${mask(text)}\n`);
        if (again !== '')
            draw(again);
    };
    const draw = (text) => {
        clear();
        live = text;
        options.write(mask(text));
    };
    const paint = (style, text) => options.color ? (0,node_util__WEBPACK_IMPORTED_MODULE_0__.styleText)(style, text, { validateStream: false }) : text;
    const progress = (label) => {
        const begun = options.now();
        let last = options.interactive ? Number.NEGATIVE_INFINITY : begun;
        const shown = (text, fraction) => {
            const seconds = Math.round((options.now() - begun) / 1000);
            const percent = fraction === undefined ? '' : ` ${Math.floor(fraction * 100)}%`;
            return `${label}${percent}${text ? `: ${text}` : ''} (${seconds} s)`;
        };
        return {
            update(text, fraction) {
                if (options.quiet)
                    return;
                const now = options.now();
                if (now - last < (options.interactive ? REDRAW_MS : INTERVAL_MS))
                    return;
                last = now;
                if (options.interactive)
                    draw(shown(text, fraction));
                else
                    line(shown(text, fraction));
            },
            done(text) {
                clear();
                if (text !== undefined && !options.quiet)
                    line(shown(text));
            },
        };
    };
    return {
        debug: (message) => {
            if (options.debug)
                line(paint('dim', message));
        },
        info: (message) => {
            if (!options.quiet)
                line(message);
        },
        warn: (message) => {
            if (!options.quiet)
                line(`${paint('yellow', 'warning:')} ${message}`);
        },
        error: (message) => line(`${paint('red', 'error:')} ${message}`),
        progress,
        secret: (value) => {
            if (value.length < MIN_SECRET)
                return;
            secrets.add(value);
            options.onSecret?.(value);
        },
    };
}


/***/ })

};
