export const id = 3986;
export const ids = [3986];
export const modules = {

/***/ 33986:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runCli: () => (/* binding */ runCli)
/* harmony export */ });
/* harmony import */ var commander__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48179);
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9216);
/* harmony import */ var _commands_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(88839);
/* harmony import */ var _commands_options_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(59165);
/* harmony import */ var _host_log_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5493);
/* harmony import */ var _results_verdict_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(25852);
/* harmony import */ var _shell_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(12474);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(58508);
/** The shell of the terminal: arguments in, report on standard output, messages on standard error, an exit code. */








async function runCli(argv) {
    (0,_shell_js__WEBPACK_IMPORTED_MODULE_5__/* .watchOutput */ .X9)(process);
    process.exitCode = await cli(argv);
}
async function cli(argv) {
    const [first, ...rest] = argv;
    if (first === undefined ||
        first === '--help' ||
        first === '-h' ||
        (first === 'help' && rest.length === 0)) {
        process.stdout.write(overview());
        return first === undefined ? _shell_js__WEBPACK_IMPORTED_MODULE_5__/* .EXIT_USAGE */ .Ri : 0;
    }
    if (first === '--version' || first === '-V') {
        process.stdout.write(`${_version_js__WEBPACK_IMPORTED_MODULE_6__/* .VERSION */ .x}\n`);
        return 0;
    }
    const name = first === 'help' ? String(rest[0]) : first;
    const entry = _commands_index_js__WEBPACK_IMPORTED_MODULE_2__/* .COMMANDS */ .L[name];
    if (!entry) {
        const near = (0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .nearest */ .pA)(name, Object.keys(_commands_index_js__WEBPACK_IMPORTED_MODULE_2__/* .COMMANDS */ .L));
        const option = name.startsWith('-');
        const message = option
            ? `${name} stands before the command`
            : `there is no command ${JSON.stringify(name)}`;
        const fix = option
            ? `write the command first: \`assay COMMAND ${name}\``
            : near && `did you mean \`assay ${near}\`?`;
        process.stderr.write(`error: ${message}${fix ? `\n  fix: ${fix}` : ''}\n  \`assay --help\` lists all commands\n`);
        if (argv.includes('--json'))
            writeFailure((0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)({ message, ...(fix ? { fix } : {}) }), name);
        return _shell_js__WEBPACK_IMPORTED_MODULE_5__/* .EXIT_USAGE */ .Ri;
    }
    const { default: command } = await entry.load();
    return invoke(command, first === 'help' ? ['--help'] : rest);
}
async function invoke(command, argv) {
    const program = programOf(command);
    let raw;
    try {
        program.parse([...argv], { from: 'user' });
        raw = rawOptions(command, program);
    }
    catch (error) {
        if (!(error instanceof commander__WEBPACK_IMPORTED_MODULE_0__/* .CommanderError */ .b7))
            throw error;
        if (error.exitCode === 0)
            return 0;
        // The text on standard error is commander's; a program that reads the other stream wants data there.
        if (argv.includes('--json'))
            writeFailure((0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)(sayOf(error)), command.name);
        return _shell_js__WEBPACK_IMPORTED_MODULE_5__/* .EXIT_USAGE */ .Ri;
    }
    const json = raw['json'] === true;
    const debug = Boolean(process.env['ASSAY_DEBUG']);
    const log = (0,_host_log_js__WEBPACK_IMPORTED_MODULE_4__/* .createLog */ .h)({
        write: (text) => process.stderr.write(text),
        color: wantsColor(raw, process.stderr),
        quiet: raw['quiet'] === true || json,
        interactive: process.stderr.isTTY === true && !process.env['CI'],
        debug,
        now: () => performance.now(),
    });
    const ctx = {
        cwd: process.cwd(),
        env: { ...process.env },
        now: () => new Date(),
        signal: (0,_shell_js__WEBPACK_IMPORTED_MODULE_5__/* .abortOnSignals */ .PB)((signal, listener) => process.on(signal, listener), () => process.exit(130)),
        log,
        ...(process.argv[1] === undefined ? {} : { program: process.argv[1] }),
    };
    try {
        const options = (0,_commands_options_js__WEBPACK_IMPORTED_MODULE_3__/* .checkOptions */ .Jr)(command, raw, 'cli');
        const args = (0,_commands_options_js__WEBPACK_IMPORTED_MODULE_3__/* .checkArguments */ .PX)(command, program.args);
        const { detectHost } = await Promise.all(/* import() */[__webpack_require__.e(2047), __webpack_require__.e(9088)]).then(__webpack_require__.bind(__webpack_require__, 79088));
        const outcome = await command.run({ ctx, host: detectHost(ctx), options: options, args });
        if (json) {
            process.stdout.write(`${JSON.stringify(outcome.result, null, 2)}\n`);
        }
        else if (outcome.text !== undefined) {
            process.stdout.write(outcome.text.endsWith('\n') || outcome.text === '' ? outcome.text : `${outcome.text}\n`);
        }
        else if (raw['quiet'] !== true) {
            const { renderTerminal } = await Promise.all(/* import() */[__webpack_require__.e(2047), __webpack_require__.e(459), __webpack_require__.e(2745), __webpack_require__.e(4377)]).then(__webpack_require__.bind(__webpack_require__, 62745));
            const width = process.stdout.columns ?? 100;
            process.stdout.write(`${renderTerminal(outcome.result, { color: wantsColor(raw, process.stdout), width })}\n`);
        }
        return (0,_results_verdict_js__WEBPACK_IMPORTED_MODULE_7__/* .exitCodeOf */ .FO)(outcome.result.verdict);
    }
    catch (error) {
        if (json)
            writeFailure(error, command.name);
        return (0,_shell_js__WEBPACK_IMPORTED_MODULE_5__/* .reportFailure */ .xV)(error, log, debug);
    }
}
function writeFailure(error, command) {
    process.stdout.write(`${JSON.stringify((0,_shell_js__WEBPACK_IMPORTED_MODULE_5__/* .failureAsData */ .B)(error, command), null, 2)}\n`);
}
/** What commander says, without its label. */
function sayOf(error) {
    return { message: error.message.replace(/^error: /, '').trim() };
}
function wantsColor(raw, stream) {
    if (raw['no-color'] === true || process.env['NO_COLOR'])
        return false;
    return stream.isTTY === true || Boolean(process.env['FORCE_COLOR']);
}
function programOf(command) {
    const program = new commander__WEBPACK_IMPORTED_MODULE_0__/* .Command */ .uB(`assay ${command.name}`)
        .description([command.summary, command.details].filter(Boolean).join('\n\n'))
        .helpOption('-h, --help', 'show this help')
        .exitOverride()
        .allowExcessArguments(true)
        .showHelpAfterError(`  \`assay ${command.name} --help\` lists the options`)
        .showSuggestionAfterError(true);
    for (const positional of command.positionals ?? []) {
        program.argument(`[${positional.name}]`, describe(positional));
    }
    for (const [name, option] of Object.entries((0,_commands_options_js__WEBPACK_IMPORTED_MODULE_3__/* .optionsOf */ .cz)(command, 'cli'))) {
        const value = option.value ?? (option.type === 'list' || option.type === 'string' ? 'TEXT' : 'NUMBER');
        const flags = option.type === 'boolean' ? `--${name}` : `--${name} <${value}>`;
        const item = new commander__WEBPACK_IMPORTED_MODULE_0__/* .Option */ .c$(flags, describe(option));
        if (option.type === 'list')
            item.argParser((text, all) => [...(all ?? []), text]);
        else if (option.type !== 'boolean') {
            // The last of two would win without a word, and one of them was meant to be another option.
            item.argParser((text, earlier) => {
                if (earlier !== undefined)
                    throw new commander__WEBPACK_IMPORTED_MODULE_0__/* .InvalidArgumentError */ .Di('The option is given twice.');
                return text;
            });
        }
        // `--no-color` would otherwise become an option `color` that is true by default.
        if (name.startsWith('no-'))
            item.attributeName = () => name;
        program.addOption(item);
    }
    const examples = command.examples.map(({ run, does }) => `  ${run}\n      ${does}`).join('\n');
    program.addHelpText('after', `\nExamples:\n${examples}\n`);
    return program;
}
function describe(option) {
    const notes = [
        option.required ? 'required' : undefined,
        option.choices ? `one of ${option.choices.join(', ')}` : undefined,
        option.default !== undefined && option.default !== false
            ? `absent: ${String(option.default)}`
            : undefined,
        option.type === 'list' ? 'may be repeated' : undefined,
    ].filter((note) => note !== undefined);
    return notes.length > 0 ? `${option.summary} (${notes.join('; ')})` : option.summary;
}
function rawOptions(command, program) {
    const given = program.opts();
    const camel = (name) => name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
    return Object.fromEntries(Object.keys((0,_commands_options_js__WEBPACK_IMPORTED_MODULE_3__/* .optionsOf */ .cz)(command, 'cli')).flatMap((name) => {
        const value = name.startsWith('no-') ? given[name] : given[camel(name)];
        if (value === undefined || (name.startsWith('no-') && program.getOptionValueSource(name) !== 'cli'))
            return [];
        return [[name, value]];
    }));
}
/** `assay --help`: every command by group, from the table alone. */
function overview() {
    const width = Math.max(...Object.keys(_commands_index_js__WEBPACK_IMPORTED_MODULE_2__/* .COMMANDS */ .L).map((name) => name.length));
    const lines = Object.entries(_commands_index_js__WEBPACK_IMPORTED_MODULE_2__/* .GROUPS */ .f).flatMap(([group, title]) => {
        const entries = Object.entries(_commands_index_js__WEBPACK_IMPORTED_MODULE_2__/* .COMMANDS */ .L).filter(([, entry]) => entry.group === group);
        if (entries.length === 0)
            return [];
        return ['', `${title}:`, ...entries.map(([name, entry]) => `  ${name.padEnd(width)}  ${entry.summary}`)];
    });
    return `${[
        'Usage: assay COMMAND [OPTIONS]',
        '',
        'Continuous delivery of machine-learning models: validate data, train, evaluate, gate, approve, deploy, watch.',
        ...lines,
        '',
        'Options of every command:',
        '  --config FILE   the configuration (absent: assay.yaml in this folder)',
        '  --json          print the result as JSON on standard output, and nothing else there',
        '  --quiet         print errors only',
        '  --no-color      no colours',
        '  -h, --help      the options of a command, with examples: assay gate --help',
        '  -V, --version   the version of Assay',
        '',
        'Exit codes: 0 pass or warn, 1 fail or error, 2 usage or configuration, 3 environment, 4 inconclusive.',
        '',
        'Examples:',
        '  assay init                      write assay.yaml, a contract and workflows for this repository',
        '  assay run                       the whole pipeline, up to the gate, on this machine',
        '  assay gate --candidate metrics.json --baseline git:main:metrics.json --rule "roc_auc max_drop 0.01"',
    ].join('\n')}\n`;
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

/***/ 25852:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FO: () => (/* binding */ exitCodeOf),
/* harmony export */   QZ: () => (/* binding */ worst),
/* harmony export */   bk: () => (/* binding */ VERDICTS)
/* harmony export */ });
/** The one closed set of verdicts, and how parts make a whole. Without zod, which `--help` has no need to load. */
const VERDICTS = ['pass', 'warn', 'fail', 'inconclusive', 'error', 'skipped'];
/** Worst first. `skipped` is not among them: it says nothing about the whole. */
const WORST_FIRST = ['error', 'fail', 'inconclusive', 'warn', 'pass'];
/**
 * A whole is as bad as its worst part. Parts that were skipped do not count, and a whole with no part that
 * counts (none at all, or all skipped) is `error`: nothing was checked, so nothing can be said.
 */
function worst(parts) {
    const seen = new Set(parts);
    return WORST_FIRST.find((verdict) => seen.has(verdict)) ?? 'error';
}
/** What a verdict means to a shell: 0 pass or warn, 1 fail or error, 4 inconclusive. A skipped command is 0. */
function exitCodeOf(verdict) {
    switch (verdict) {
        case 'pass':
        case 'warn':
        case 'skipped':
            return 0;
        case 'fail':
        case 'error':
            return 1;
        case 'inconclusive':
            return 4;
    }
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


/***/ }),

/***/ 58508:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ REPOSITORY),
/* harmony export */   x: () => (/* binding */ VERSION)
/* harmony export */ });
/** The version of this program, and where it is published. A test holds the version against package.json. */
const VERSION = '0.1.0';
const REPOSITORY = 'assay-ml/assay';


/***/ })

};
