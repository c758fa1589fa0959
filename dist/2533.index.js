export const id = 2533;
export const ids = [2533];
export const modules = {

/***/ 21916:
/***/ ((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

__webpack_unused_export__ = true;
exports.Io = __webpack_unused_export__ = void 0;
var peq = new Uint32Array(0x10000);
var myers_32 = function (a, b) {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
var myers_x = function (b, a) {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
            var eq = peq[a.charCodeAt(i)];
            var pb = (phc[(i / 32) | 0] >>> i) & 1;
            var mb = (mhc[(i / 32) | 0] >>> i) & 1;
            var xv = eq | mv_1;
            var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
            var ph = mv_1 | ~(xh | pv_1);
            var mh = pv_1 & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv_1 = mh | ~(xv | ph);
            mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    var score = m;
    for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv;
        var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
var distance = function (a, b) {
    if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
exports.Io = distance;
var closest = function (str, arr) {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
        var dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};
__webpack_unused_export__ = closest;


/***/ }),

/***/ 10612:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runAction: () => (/* binding */ runAction)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(33838);
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9216);
/* harmony import */ var _commands_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(88839);
/* harmony import */ var _commands_options_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(59165);
/* harmony import */ var _host_log_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5493);
/* harmony import */ var _shell_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(12474);
/**
 * The shell of GitHub Actions. A composite passes all its inputs as JSON in ASSAY_INPUTS and the command in
 * argv; the root action passes INPUT_* variables and names the command in its input `command`.
 */








async function runAction(argv) {
    (0,_shell_js__WEBPACK_IMPORTED_MODULE_7__/* .watchOutput */ .X9)(process);
    process.exitCode = await action(argv, { ...process.env });
}
async function action(argv, env) {
    const debug = env['RUNNER_DEBUG'] === '1' || Boolean(env['ASSAY_DEBUG']);
    const log = (0,_host_log_js__WEBPACK_IMPORTED_MODULE_6__/* .createLog */ .h)({
        write: (text) => process.stderr.write(text),
        color: false,
        quiet: false,
        interactive: false,
        debug,
        now: () => performance.now(),
        onSecret: _actions_core__WEBPACK_IMPORTED_MODULE_2__/* .setSecret */ .Pq,
    });
    try {
        const inputs = readInputs(env);
        const name = argv[0] ?? inputs['command'] ?? '';
        const entry = _commands_index_js__WEBPACK_IMPORTED_MODULE_4__/* .COMMANDS */ .L[name];
        if (!entry) {
            const near = (0,_base_index_js__WEBPACK_IMPORTED_MODULE_3__/* .nearest */ .pA)(name, Object.keys(_commands_index_js__WEBPACK_IMPORTED_MODULE_4__/* .COMMANDS */ .L));
            throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_3__/* .usageError */ .Wp)({
                message: `there is no command ${JSON.stringify(name)}`,
                expected: `one of ${Object.keys(_commands_index_js__WEBPACK_IMPORTED_MODULE_4__/* .COMMANDS */ .L).join(', ')}`,
                ...(near ? { fix: `did you mean \`command: ${near}\`?` } : {}),
            });
        }
        _actions_core__WEBPACK_IMPORTED_MODULE_2__/* .setOutput */ .uH('artifact', artifactName(inputs, env));
        const { default: command } = await entry.load();
        const { raw, args } = rawInputs(command, inputs);
        const options = (0,_commands_options_js__WEBPACK_IMPORTED_MODULE_5__/* .checkOptions */ .Jr)(command, raw, 'action');
        const ctx = {
            cwd: workingDirectory(inputs['working-directory'] || '.'),
            env: withoutInputs(env),
            now: () => new Date(),
            signal: (0,_shell_js__WEBPACK_IMPORTED_MODULE_7__/* .abortOnSignals */ .PB)((signal, listener) => process.on(signal, listener), () => process.exit(130)),
            log,
            ...(process.argv[1] === undefined ? {} : { program: process.argv[1] }),
        };
        const { detectHost } = await Promise.all(/* import() */[__webpack_require__.e(2047), __webpack_require__.e(9088)]).then(__webpack_require__.bind(__webpack_require__, 79088));
        const outcome = await command.run({ ctx, host: detectHost(ctx), options: options, args });
        publish(outcome);
        const { renderTerminal, workflowCommand } = await Promise.all(/* import() */[__webpack_require__.e(2047), __webpack_require__.e(459), __webpack_require__.e(2745), __webpack_require__.e(6159)]).then(__webpack_require__.bind(__webpack_require__, 62745));
        for (const each of outcome.annotations ?? [])
            process.stdout.write(`${workflowCommand(each)}\n`);
        process.stdout.write(`${outcome.text ?? renderTerminal(outcome.result, { color: false, width: 120 })}\n`);
        return stepCode(outcome.result.verdict, String(options['fail-on'] ?? 'fail'), outcome.result.summary);
    }
    catch (error) {
        const code = (0,_shell_js__WEBPACK_IMPORTED_MODULE_7__/* .reportFailure */ .xV)(error, log, debug);
        _actions_core__WEBPACK_IMPORTED_MODULE_2__/* .error */ .z3((0,_base_index_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error).slice(0, ANNOTATION_CHARACTERS), { title: 'assay' });
        _actions_core__WEBPACK_IMPORTED_MODULE_2__/* .setOutput */ .uH('verdict', 'error');
        return code;
    }
}
function workingDirectory(folder) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(process.cwd(), folder);
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path, { throwIfNoEntry: false })?.isDirectory())
        return path;
    throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_3__/* .usageError */ .Wp)({
        where: { file: path },
        message: `the input \`working-directory\` is ${JSON.stringify(folder)}, which is no folder here`,
        expected: 'a folder, relative to the workspace',
        fix: 'check the repository out before this step (actions/checkout), and look at the spelling',
    });
}
/** Inputs by name; absent ones are empty strings, as the runner gives them. */
function readInputs(env) {
    const packed = env['ASSAY_INPUTS'];
    if (packed !== undefined) {
        const data = parsed(packed === '' ? '{}' : packed);
        if (typeof data !== 'object' || data === null || Array.isArray(data)) {
            throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_3__/* .usageError */ .Wp)({ message: 'ASSAY_INPUTS is no JSON object', expected: 'what toJSON(inputs) gives' });
        }
        return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, String(value ?? '')]));
    }
    return Object.fromEntries(Object.entries(env).flatMap(([key, value]) => key.startsWith('INPUT_') && value !== undefined ? [[key.slice(6).toLowerCase(), value.trim()]] : []));
}
function parsed(text) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_3__/* .usageError */ .Wp)({ message: `ASSAY_INPUTS is no JSON: ${(0,_base_index_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error)}`, expected: 'what toJSON(inputs) gives' }, error);
    }
}
/**
 * The name under which `.assay` goes up. It holds the attempt, since names are unique within a run, re-runs
 * included; later jobs take it from this job's output, which a re-run of failed jobs keeps.
 */
function artifactName(inputs, env) {
    const parts = ['assay', env['GITHUB_JOB'], inputs['name'], env['GITHUB_RUN_ATTEMPT'] ?? '1'];
    return inputs['artifact-name'] || parts.filter(Boolean).join('-');
}
/** Inputs that the YAML around our step uses itself, that pick the command, or that the root action always gives. */
const OUTER_INPUTS = [
    'command',
    'token',
    'working-directory',
    'setup-node',
    'cache-engines',
    'upload',
    'artifact-name',
];
function rawInputs(command, inputs) {
    const positionals = command.positionals ?? [];
    const positional = new Set(positionals.map(({ name }) => name));
    const own = (0,_commands_options_js__WEBPACK_IMPORTED_MODULE_5__/* .optionsOf */ .cz)(command, 'action');
    const raw = Object.fromEntries(Object.entries(inputs).filter(([name, value]) => value !== '' && (name in own || (!positional.has(name) && !OUTER_INPUTS.includes(name)))));
    return { raw, args: positionals.map(({ name }) => inputs[name] || undefined) };
}
/** Children must not take our inputs for theirs. */
function withoutInputs(env) {
    return Object.fromEntries(Object.entries(env).filter(([key]) => key !== 'ASSAY_INPUTS' && !key.startsWith('INPUT_')));
}
function publish({ result, outputs }) {
    _actions_core__WEBPACK_IMPORTED_MODULE_2__/* .setOutput */ .uH('verdict', result.verdict);
    _actions_core__WEBPACK_IMPORTED_MODULE_2__/* .setOutput */ .uH('summary', result.summary);
    for (const [name, value] of Object.entries(outputs ?? {}))
        _actions_core__WEBPACK_IMPORTED_MODULE_2__/* .setOutput */ .uH(name, value);
}
/** GitHub cuts longer annotations without a word. */
const ANNOTATION_CHARACTERS = 4096;
/** From which verdict on a step fails. */
const FAILS_AT = {
    never: [],
    fail: ['fail', 'error'],
    inconclusive: ['fail', 'error', 'inconclusive'],
    warn: ['fail', 'error', 'inconclusive', 'warn'],
};
function stepCode(verdict, failOn, summary) {
    if (FAILS_AT[failOn]?.includes(verdict)) {
        _actions_core__WEBPACK_IMPORTED_MODULE_2__/* .error */ .z3(`${verdict}: ${summary}`.slice(0, ANNOTATION_CHARACTERS), { title: 'assay' });
        return verdict === 'inconclusive' ? 4 : 1;
    }
    if (verdict !== 'pass' && verdict !== 'skipped') {
        _actions_core__WEBPACK_IMPORTED_MODULE_2__/* .warning */ .$e(`${verdict}: ${summary}`.slice(0, ANNOTATION_CHARACTERS), { title: 'assay' });
    }
    return 0;
}


/***/ }),

/***/ 92950:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ COMMON_OPTIONS),
/* harmony export */   N: () => (/* binding */ defineCommand)
/* harmony export */ });
/** Options that every command has; the shells handle `json`, `quiet` and `no-color`. */
const COMMON_OPTIONS = {
    config: { type: 'string', value: 'FILE', summary: 'the configuration (absent: assay.yaml in this folder)' },
    name: { type: 'string', value: 'NAME', summary: 'tells this result apart from others of the same command' },
    json: {
        type: 'boolean',
        summary: 'print the result as JSON on standard output, and nothing else there',
        notIn: ['action'],
    },
    quiet: { type: 'boolean', summary: 'print errors only', notIn: ['action'] },
    'no-color': { type: 'boolean', summary: 'no colours', notIn: ['action'] },
    'fail-on': {
        type: 'string',
        choices: ['fail', 'inconclusive', 'warn', 'never'],
        default: 'fail',
        summary: 'the mildest verdict that makes this step fail; never only reports',
        notIn: ['cli'],
    },
};
/** Gives the options of a command their types; erases them again for the table of commands. */
function defineCommand(command) {
    return command;
}


/***/ }),

/***/ 88839:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ COMMANDS),
/* harmony export */   f: () => (/* binding */ GROUPS)
/* harmony export */ });
const GROUPS = {
    begin: 'Begin',
    data: 'Data',
    model: 'Models',
    report: 'Reports',
    registry: 'Registry',
    delivery: 'Delivery',
    tools: 'Tools',
};
const COMMANDS = {
    init: {
        summary: 'write assay.yaml, a contract inferred from the data, and workflows, for an existing repository',
        group: 'begin',
        load: () => Promise.all(/* import() */[__webpack_require__.e(2047), __webpack_require__.e(3867), __webpack_require__.e(3382), __webpack_require__.e(4025), __webpack_require__.e(1252), __webpack_require__.e(459), __webpack_require__.e(6473), __webpack_require__.e(9997), __webpack_require__.e(8694), __webpack_require__.e(5115)]).then(__webpack_require__.bind(__webpack_require__, 85115)),
    },
    run: {
        summary: 'run the whole pipeline, up to the gate, on this machine',
        group: 'begin',
        load: () => Promise.all(/* import() */[__webpack_require__.e(2047), __webpack_require__.e(3867), __webpack_require__.e(1252), __webpack_require__.e(9757), __webpack_require__.e(459), __webpack_require__.e(6473), __webpack_require__.e(4994), __webpack_require__.e(8890)]).then(__webpack_require__.bind(__webpack_require__, 8890)),
    },
    infer: {
        summary: 'propose a contract from data',
        group: 'data',
        load: () => Promise.all(/* import() */[__webpack_require__.e(2047), __webpack_require__.e(3867), __webpack_require__.e(3382), __webpack_require__.e(4025), __webpack_require__.e(1252), __webpack_require__.e(459), __webpack_require__.e(6473), __webpack_require__.e(9997), __webpack_require__.e(8694), __webpack_require__.e(1771)]).then(__webpack_require__.bind(__webpack_require__, 31771)),
    },
    'import-contract': {
        summary: "make a contract from another tool's file",
        group: 'data',
        load: () => Promise.all(/* import() */[__webpack_require__.e(2047), __webpack_require__.e(3867), __webpack_require__.e(3382), __webpack_require__.e(4025), __webpack_require__.e(1252), __webpack_require__.e(459), __webpack_require__.e(6473), __webpack_require__.e(9997), __webpack_require__.e(8694), __webpack_require__.e(9913)]).then(__webpack_require__.bind(__webpack_require__, 89913)),
    },
    validate: {
        summary: 'check datasets against their contracts, for drift and for leakage',
        group: 'data',
        load: () => Promise.all(/* import() */[__webpack_require__.e(2047), __webpack_require__.e(3867), __webpack_require__.e(3382), __webpack_require__.e(4025), __webpack_require__.e(1252), __webpack_require__.e(459), __webpack_require__.e(6473), __webpack_require__.e(8299), __webpack_require__.e(9997), __webpack_require__.e(8694), __webpack_require__.e(1423)]).then(__webpack_require__.bind(__webpack_require__, 1423)),
    },
    profile: {
        summary: "write a dataset's profile, the reference for drift",
        group: 'data',
        load: () => Promise.all(/* import() */[__webpack_require__.e(2047), __webpack_require__.e(3867), __webpack_require__.e(3382), __webpack_require__.e(4025), __webpack_require__.e(1252), __webpack_require__.e(459), __webpack_require__.e(6473), __webpack_require__.e(8299), __webpack_require__.e(9997), __webpack_require__.e(8694), __webpack_require__.e(2442)]).then(__webpack_require__.bind(__webpack_require__, 22442)),
    },
    train: {
        summary: 'run training: accelerator check, run cache, checkpoints, telemetry',
        group: 'model',
        load: () => Promise.all(/* import() */[__webpack_require__.e(2047), __webpack_require__.e(3867), __webpack_require__.e(3382), __webpack_require__.e(4025), __webpack_require__.e(1252), __webpack_require__.e(9757), __webpack_require__.e(459), __webpack_require__.e(6473), __webpack_require__.e(9997), __webpack_require__.e(8694), __webpack_require__.e(4994), __webpack_require__.e(1028), __webpack_require__.e(8747)]).then(__webpack_require__.bind(__webpack_require__, 11028)),
    },
    evaluate: {
        summary: 'compute metrics with intervals, slices and latency, of a model or of predictions',
        group: 'model',
        load: () => Promise.all(/* import() */[__webpack_require__.e(2047), __webpack_require__.e(3867), __webpack_require__.e(3382), __webpack_require__.e(4025), __webpack_require__.e(1252), __webpack_require__.e(9757), __webpack_require__.e(459), __webpack_require__.e(6473), __webpack_require__.e(8299), __webpack_require__.e(8694), __webpack_require__.e(4994), __webpack_require__.e(7669)]).then(__webpack_require__.bind(__webpack_require__, 97669)),
    },
    gate: {
        summary: 'apply rules to a candidate, against the baseline, and give one verdict',
        group: 'model',
        load: () => Promise.all(/* import() */[__webpack_require__.e(2047), __webpack_require__.e(3867), __webpack_require__.e(1252), __webpack_require__.e(9757), __webpack_require__.e(459), __webpack_require__.e(6473), __webpack_require__.e(4994), __webpack_require__.e(9956)]).then(__webpack_require__.bind(__webpack_require__, 39956)),
    },
    report: {
        summary: 'render the results as Markdown, HTML, JSON, JUnit',
        group: 'report',
        load: () => Promise.all(/* import() */[__webpack_require__.e(2047), __webpack_require__.e(3867), __webpack_require__.e(459), __webpack_require__.e(6473), __webpack_require__.e(2745), __webpack_require__.e(3233)]).then(__webpack_require__.bind(__webpack_require__, 13233)),
    },
    comment: {
        summary: 'publish the report on the pull request, the job summary and a check run',
        group: 'report',
        load: () => Promise.all(/* import() */[__webpack_require__.e(2047), __webpack_require__.e(3867), __webpack_require__.e(459), __webpack_require__.e(6473), __webpack_require__.e(2745), __webpack_require__.e(9088), __webpack_require__.e(613)]).then(__webpack_require__.bind(__webpack_require__, 10613)),
    },
    register: {
        summary: 'make a model version from the outputs of a run',
        group: 'registry',
        load: () => Promise.all(/* import() */[__webpack_require__.e(2047), __webpack_require__.e(3867), __webpack_require__.e(1252), __webpack_require__.e(9757), __webpack_require__.e(459), __webpack_require__.e(6473), __webpack_require__.e(8299), __webpack_require__.e(4994), __webpack_require__.e(8335)]).then(__webpack_require__.bind(__webpack_require__, 78335)),
    },
    history: {
        summary: 'list the versions and runs of a model, with verdict, metrics and aliases',
        group: 'registry',
        load: () => Promise.all(/* import() */[__webpack_require__.e(2047), __webpack_require__.e(3867), __webpack_require__.e(459), __webpack_require__.e(6473), __webpack_require__.e(8299), __webpack_require__.e(3435)]).then(__webpack_require__.bind(__webpack_require__, 53435)),
    },
    explain: {
        summary: 'show the chain from a live model back to data, run, report, approval',
        group: 'registry',
        load: () => Promise.all(/* import() */[__webpack_require__.e(2047), __webpack_require__.e(3867), __webpack_require__.e(459), __webpack_require__.e(6473), __webpack_require__.e(8299), __webpack_require__.e(6424)]).then(__webpack_require__.bind(__webpack_require__, 86424)),
    },
    registry: {
        summary: 'make a registry, prove its store, check every byte, list what was done',
        group: 'registry',
        load: () => Promise.all(/* import() */[__webpack_require__.e(2047), __webpack_require__.e(3867), __webpack_require__.e(459), __webpack_require__.e(6473), __webpack_require__.e(8299), __webpack_require__.e(7690)]).then(__webpack_require__.bind(__webpack_require__, 7690)),
    },
    approve: {
        summary: 'record an approval of a model version for a target; moves nothing',
        group: 'delivery',
        load: () => Promise.all(/* import() */[__webpack_require__.e(2047), __webpack_require__.e(3867), __webpack_require__.e(459), __webpack_require__.e(6473), __webpack_require__.e(8299), __webpack_require__.e(9295), __webpack_require__.e(686)]).then(__webpack_require__.bind(__webpack_require__, 50686)),
    },
    reject: {
        summary: 'record a rejection of a model version for a target; moves nothing',
        group: 'delivery',
        load: () => Promise.all(/* import() */[__webpack_require__.e(2047), __webpack_require__.e(3867), __webpack_require__.e(459), __webpack_require__.e(6473), __webpack_require__.e(8299), __webpack_require__.e(9295), __webpack_require__.e(2988)]).then(__webpack_require__.bind(__webpack_require__, 32988)),
    },
    deploy: {
        summary: "bring a version to a target, prove that it is serving, move the target's alias",
        group: 'delivery',
        load: () => Promise.all(/* import() */[__webpack_require__.e(2047), __webpack_require__.e(3867), __webpack_require__.e(459), __webpack_require__.e(6473), __webpack_require__.e(8299), __webpack_require__.e(9295), __webpack_require__.e(1452)]).then(__webpack_require__.bind(__webpack_require__, 81452)),
    },
    rollback: {
        summary: 'bring back a version that a target has served before, with the same proof as a deployment',
        group: 'delivery',
        load: () => Promise.all(/* import() */[__webpack_require__.e(2047), __webpack_require__.e(3867), __webpack_require__.e(459), __webpack_require__.e(6473), __webpack_require__.e(8299), __webpack_require__.e(9295), __webpack_require__.e(6751)]).then(__webpack_require__.bind(__webpack_require__, 26751)),
    },
    promote: {
        summary: "move an alias that is no target's, with the same approval check",
        group: 'delivery',
        load: () => Promise.all(/* import() */[__webpack_require__.e(2047), __webpack_require__.e(3867), __webpack_require__.e(459), __webpack_require__.e(6473), __webpack_require__.e(8299), __webpack_require__.e(9295), __webpack_require__.e(4671)]).then(__webpack_require__.bind(__webpack_require__, 74671)),
    },
    serve: {
        summary: 'serve models over the Open Inference Protocol, with Prometheus metrics',
        group: 'delivery',
        load: () => Promise.all(/* import() */[__webpack_require__.e(2047), __webpack_require__.e(3867), __webpack_require__.e(5222), __webpack_require__.e(459), __webpack_require__.e(6473), __webpack_require__.e(8299), __webpack_require__.e(9295), __webpack_require__.e(6244)]).then(__webpack_require__.bind(__webpack_require__, 6244)),
    },
    monitor: {
        summary: 'compare production data and labels with the version in service; alert; ask for retraining',
        group: 'delivery',
        load: () => Promise.all(/* import() */[__webpack_require__.e(2047), __webpack_require__.e(3867), __webpack_require__.e(3382), __webpack_require__.e(4025), __webpack_require__.e(1252), __webpack_require__.e(9757), __webpack_require__.e(459), __webpack_require__.e(6473), __webpack_require__.e(8299), __webpack_require__.e(9997), __webpack_require__.e(8694), __webpack_require__.e(4994), __webpack_require__.e(8028)]).then(__webpack_require__.bind(__webpack_require__, 98028)),
    },
    engines: {
        summary: 'find or install the native engines, DuckDB and ONNX Runtime',
        group: 'tools',
        load: () => Promise.all(/* import() */[__webpack_require__.e(2047), __webpack_require__.e(3867), __webpack_require__.e(459), __webpack_require__.e(6473), __webpack_require__.e(9997), __webpack_require__.e(28)]).then(__webpack_require__.bind(__webpack_require__, 90028)),
    },
    setup: {
        summary: 'put the command assay on the PATH of later steps, with the engines from the cache',
        group: 'tools',
        load: () => Promise.all(/* import() */[__webpack_require__.e(2047), __webpack_require__.e(3867), __webpack_require__.e(459), __webpack_require__.e(6473), __webpack_require__.e(9997), __webpack_require__.e(6098)]).then(__webpack_require__.bind(__webpack_require__, 26098)),
    },
};


/***/ }),

/***/ 59165:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jr: () => (/* binding */ checkOptions),
/* harmony export */   PX: () => (/* binding */ checkArguments),
/* harmony export */   cz: () => (/* binding */ optionsOf)
/* harmony export */ });
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9216);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92950);
/**
 * From what the user typed (strings) to the checked options of a command. The CLI and the actions share it,
 * so that both accept the same and complain in the same words.
 */


/** The options of a command in one shell, common ones last; a command's own definition of a name wins. */
function optionsOf(command, shell) {
    const all = { ..._command_js__WEBPACK_IMPORTED_MODULE_1__/* .COMMON_OPTIONS */ .D, ...command.options };
    const own = Object.keys(command.options);
    const names = [...own, ...Object.keys(_command_js__WEBPACK_IMPORTED_MODULE_1__/* .COMMON_OPTIONS */ .D).filter((name) => !own.includes(name))];
    return Object.fromEntries(names.flatMap((name) => {
        const option = all[name];
        return option && !option.notIn?.includes(shell) ? [[name, option]] : [];
    }));
}
/** Checks raw values against the table. Every problem is reported at once, as one usage error. */
function checkOptions(command, raw, shell) {
    const visible = optionsOf(command, shell);
    const all = { ..._command_js__WEBPACK_IMPORTED_MODULE_1__/* .COMMON_OPTIONS */ .D, ...command.options };
    const shown = (name) => (shell === 'cli' ? `--${name}` : `input \`${name}\``);
    const problems = [];
    for (const name of Object.keys(raw)) {
        if (raw[name] === undefined || name in visible)
            continue;
        const near = (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .nearest */ .pA)(name, Object.keys(visible));
        problems.push({
            message: `${shown(name)} is no option of ${command.name}`,
            ...(near ? { fix: `did you mean ${shown(near)}?` } : {}),
        });
    }
    const values = {};
    for (const [name, option] of Object.entries(all)) {
        const given = name in visible ? raw[name] : undefined;
        const value = convert(option, given, (expected) => problems.push({ message: `${shown(name)} is ${JSON.stringify(given)}`, expected }));
        if (option.required && value === undefined && name in visible) {
            problems.push({ message: `${shown(name)} is missing`, expected: option.summary });
        }
        values[name] = value;
    }
    if (problems.length > 0)
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(problems);
    return values;
}
function convert(option, given, wrong) {
    // GitHub gives every input that was left out as an empty string.
    const absent = given === undefined || given === '';
    switch (option.type) {
        case 'boolean': {
            if (absent)
                return option.default ?? false;
            if (given === true || given === 'true')
                return true;
            if (given === false || given === 'false')
                return false;
            wrong('true or false');
            return false;
        }
        case 'list': {
            if (absent)
                return [];
            const items = Array.isArray(given) ? given : String(given).split('\n');
            return items.map((item) => item.trim()).filter((item) => item !== '');
        }
        case 'number':
        case 'integer': {
            if (absent)
                return option.default;
            const text = String(given).trim();
            const number = Number(text);
            if (text === '' ||
                !Number.isFinite(number) ||
                (option.type === 'integer' && !Number.isInteger(number))) {
                wrong(option.type === 'integer' ? 'a whole number' : 'a number');
                return undefined;
            }
            return number;
        }
        case 'string': {
            if (absent)
                return option.default;
            const text = String(given);
            if (option.choices && !option.choices.includes(text)) {
                wrong(`one of ${option.choices.join(', ')}`);
                return undefined;
            }
            return text;
        }
    }
}
/** Checks positional arguments against the command's list. */
function checkArguments(command, given) {
    const table = command.positionals ?? [];
    const problems = [];
    if (given.length > table.length) {
        problems.push({
            message: `${command.name} takes ${table.length === 0 ? 'no arguments' : `at most ${table.length}`}, but was given ${given.map((text) => JSON.stringify(text)).join(' ')}`,
        });
    }
    table.forEach((positional, index) => {
        const value = given[index];
        if (value === undefined && positional.required) {
            problems.push({ message: `${positional.name.toUpperCase()} is missing`, expected: positional.summary });
        }
        if (value !== undefined && positional.choices && !positional.choices.includes(value)) {
            problems.push({
                message: `${positional.name.toUpperCase()} is ${JSON.stringify(value)}`,
                expected: `one of ${positional.choices.join(', ')}`,
            });
        }
    });
    if (problems.length > 0)
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(problems);
    return table.map((_, index) => given[index]);
}


/***/ }),

/***/ 12474:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ failureAsData),
/* harmony export */   PB: () => (/* binding */ abortOnSignals),
/* harmony export */   Ri: () => (/* binding */ EXIT_USAGE),
/* harmony export */   X9: () => (/* binding */ watchOutput),
/* harmony export */   xV: () => (/* binding */ reportFailure)
/* harmony export */ });
/* unused harmony export EXIT_ENVIRONMENT */
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9216);
/** What the two shells share: cancellation by signals, and turning what was thrown into words and an exit code. */

/** Exit codes beside those of verdicts. */
const EXIT_USAGE = 2;
const EXIT_ENVIRONMENT = 3;
/**
 * Aborts on SIGINT and SIGTERM. The same signal a second time ends the process at once, for whoever is in a hurry;
 * a runner that cancels sends one of each, and between them training may still write its checkpoint.
 */
function abortOnSignals(on, exit) {
    const controller = new AbortController();
    const heard = new Set();
    for (const name of ['SIGINT', 'SIGTERM']) {
        on(name, () => {
            if (heard.has(name))
                exit();
            heard.add(name);
            controller.abort(new _base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .AssayError */ .WV('environment', { message: `cancelled by ${name}` }));
        });
    }
    return controller.signal;
}
/**
 * Hears what goes wrong with the standard streams: nobody would else, and Node then ends the process with a stack
 * trace. A reader that left (`| head -1`) wants no more, and changes no verdict. Anything else, such as a full disk,
 * gives exit code 3: the result did not reach who asked for it.
 */
function watchOutput(process) {
    let failed = null;
    for (const stream of [process.stdout, process.stderr]) {
        stream.on('error', (error) => {
            if ((0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .codeOf */ .$N)(error) === 'EPIPE' || failed !== null)
                return;
            failed = error;
            if (stream === process.stdout)
                process.stderr.write(`error: standard output cannot be written: ${error.message}\n`);
        });
    }
    // The shell sets the code of the verdict, perhaps after the stream has failed: this is the last word.
    process.once('exit', () => {
        if (failed !== null)
            process.exitCode = EXIT_ENVIRONMENT;
    });
}
/** What the operating system refuses for reasons of its own, such as a folder that is read-only or a full disk. */
const SYSTEM_CODES = new Set('EACCES EDQUOT EEXIST EFBIG EIO EISDIR ELOOP EMFILE ENAMETOOLONG ENFILE ENOSPC ENOTDIR EPERM EROFS'.split(' '));
function ofSystem(error) {
    return SYSTEM_CODES.has((0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .codeOf */ .$N)(error) ?? '');
}
/** Reports what was thrown and gives the exit code: 2 for usage, 3 for the environment and for our own defects. */
function reportFailure(error, log, debug) {
    if (error instanceof _base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .AssayError */ .WV) {
        for (const problem of error.problems)
            log.error((0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .formatProblem */ .Vw)(problem));
        if (debug && error.stack)
            log.debug(error.stack);
        return error.kind === 'usage' ? EXIT_USAGE : EXIT_ENVIRONMENT;
    }
    if (error instanceof Error && error.name === 'AbortError') {
        log.error('cancelled');
        return EXIT_ENVIRONMENT;
    }
    if (ofSystem(error)) {
        log.error(`${(0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}\n  fix: look at the permissions, the space and the kind of what is named there`);
        if (debug && error instanceof Error && error.stack)
            log.debug(error.stack);
        return EXIT_ENVIRONMENT;
    }
    log.error(`${(0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}\n  this is a defect of Assay, not of your files; set ASSAY_DEBUG=1 to see where it happened, and please report it`);
    if (debug && error instanceof Error && error.stack)
        log.debug(error.stack);
    return EXIT_ENVIRONMENT;
}
/** The same as data, for `--json`. */
function failureAsData(error, command) {
    const known = error instanceof _base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .AssayError */ .WV;
    return {
        schemaVersion: 1,
        command,
        error: {
            kind: known ? error.kind : ofSystem(error) ? 'environment' : 'internal',
            problems: known ? error.problems : [{ message: (0,_base_index_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error) }],
        },
    };
}


/***/ })

};
