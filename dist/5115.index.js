export const id = 5115;
export const ids = [5115];
export const modules = {

/***/ 85115:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  "default": () => (/* binding */ init)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/tinyglobby/dist/index.mjs + 1 modules
var dist = __webpack_require__(73382);
// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var build_base = __webpack_require__(9216);
// EXTERNAL MODULE: ./build/config/index.js + 10 modules
var config = __webpack_require__(90189);
// EXTERNAL MODULE: ./build/data/index.js + 163 modules
var data = __webpack_require__(28694);
// EXTERNAL MODULE: ./build/engines/index.js + 7 modules
var engines = __webpack_require__(19997);
// EXTERNAL MODULE: ./build/results/index.js + 11 modules
var results = __webpack_require__(90459);
// EXTERNAL MODULE: ./build/commands/command.js
var command = __webpack_require__(92950);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var yaml_dist = __webpack_require__(38815);
;// CONCATENATED MODULE: ./build/commands/init/survey.js
/** Folders that hold no data of the user's own. */
const IGNORED = [
    '**/node_modules/**',
    '**/.*/**',
    '**/venv/**',
    '**/site-packages/**',
    '**/assay-registry/**',
    '**/deploy/**',
    '**/build/**',
    '**/dist/**',
];
const DATA_PATTERNS = ['**/*.{parquet,csv,tsv,jsonl,ndjson}', '**/*.{csv,tsv,jsonl}.{gz,zst}'];
const SCRIPTS = [
    /(^|\/)train\.py$/,
    /(^|\/)train_?model\.py$/,
    /(^|\/)training\.py$/,
    /(^|\/)train\.(sh|r|jl|ts|js)$/i,
];
const LOCKS = [
    'requirements.txt',
    'requirements.lock',
    'uv.lock',
    'poetry.lock',
    'Pipfile.lock',
    'pyproject.toml',
    'environment.yml',
    'conda-lock.yml',
    'pixi.lock',
];
function survey(files) {
    const script = SCRIPTS.flatMap((pattern) => files.filter((file) => pattern.test(file)).sort(byDepth))[0] ?? null;
    return {
        data: files.filter((file) => /\.(parquet|csv|tsv|jsonl|ndjson)(\.gz|\.zst)?$/i.test(file)).sort(byDepth),
        script,
        locks: LOCKS.filter((lock) => files.includes(lock)),
    };
}
function byDepth(a, b) {
    return a.split('/').length - b.split('/').length || (a < b ? -1 : 1);
}
/** Which file is for training and which for testing, by their names. Null where no data was found. */
function splitsOf(data) {
    const named = (words) => data.find((file) => words.test(file.split('/').at(-1) ?? ''));
    const test = named(/(^|[_.-])(test|testing|holdout|hold_out|eval)([_.-]|$)/i) ??
        named(/(^|[_.-])(valid|validation|val|dev)([_.-]|$)/i);
    const serving = named(/(^|[_.-])(serving|production|prod|live|current|inference)([_.-]|$)/i);
    const rest = data.filter((file) => file !== test && file !== serving);
    const train = rest.find((file) => /(^|[_.-])(train|training)([_.-]|$)/i.test(file.split('/').at(-1) ?? '')) ?? rest[0];
    if (train === undefined)
        return null;
    return { train, test: test ?? null, serving: serving ?? null };
}
const TARGET_NAMES = [
    'target',
    'label',
    'y',
    'class',
    'outcome',
    'churn',
    'churned',
    'is_fraud',
    'fraud',
    'late',
    'survived',
    'price',
    'quality',
    'default',
];
const ID_NAMES = /^([iI][dD]|.*[_-][iI][dD]|UUID|uuid|GUID|guid|[kK]ey|[iI]ndex)$|[a-z]I[dD]$/;
/** The column that a model most likely predicts: a usual name, else the last column. */
function guessTarget(columns) {
    for (const name of TARGET_NAMES) {
        const found = columns.find((column) => column.name.toLowerCase() === name);
        if (found)
            return found.name;
    }
    return columns.at(-1)?.name ?? null;
}
/** A column that is named like an identifier and is unique. */
function guessId(columns, target) {
    return (columns.find((column) => column.name !== target && ID_NAMES.test(column.name) && column.distinct === column.rows)?.name ?? null);
}
/** More distinct numbers than this, and the target is a quantity rather than a class. */
const MAX_CLASSES = 20;
function guessTask(column) {
    if (column.distinct <= 2)
        return 'binary';
    const numeric = /INT|DOUBLE|FLOAT|DECIMAL|REAL|HUGEINT/i.test(column.type);
    const fractional = /DOUBLE|FLOAT|DECIMAL|REAL/i.test(column.type);
    if (numeric && (fractional || column.distinct > MAX_CLASSES))
        return 'regression';
    return 'multiclass';
}
const METRICS_OF = {
    binary: {
        metrics: ['roc_auc', 'average_precision', 'log_loss', 'accuracy', 'latency_p95_ms'],
        rules: [
            { metric: 'roc_auc', min: 0.5 },
            { metric: 'roc_auc', max_drop: 0.01 },
        ],
    },
    multiclass: {
        metrics: ['accuracy', 'balanced_accuracy', 'f1_macro', 'latency_p95_ms'],
        rules: [{ metric: 'accuracy', max_drop: 0.01 }],
    },
    regression: {
        metrics: ['rmse', 'mae', 'r2', 'latency_p95_ms'],
        rules: [
            { metric: 'r2', min: 0 },
            { metric: 'rmse', max_drop_rel: '2%' },
        ],
    },
};

;// CONCATENATED MODULE: ./build/commands/init/configuration.js
/** The text of a new `assay.yaml`: what was found, each guess marked as one. Pure. */



function configurationText(plan) {
    const dataset = (path, more = {}) => ({
        path,
        contract: plan.contract,
        ...(plan.id ? { id: plan.id } : {}),
        ...more,
    });
    const { metrics, rules } = METRICS_OF[plan.task];
    const document = (0,yaml_dist/* parseDocument */.Tp)((0,yaml_dist/* stringify */.As)({
        version: 1,
        model: plan.model,
        registry: 'assay-registry',
        datasets: {
            train: dataset(plan.train),
            test: dataset(plan.test, { leakage: { against: 'train' } }),
            ...(plan.serving ? { serving: dataset(plan.serving, { drift: { reference: 'train' } }) } : {}),
        },
        train: { run: plan.run, inputs: plan.inputs, outputs: { model: 'model.onnx' } },
        evaluate: {
            dataset: 'test',
            task: plan.task,
            target: plan.target,
            ...(plan.id ? { id: plan.id } : {}),
            metrics,
        },
        gate: { baseline: 'production', rules },
        targets: {
            staging: { folder: 'deploy/staging', approvals: 0 },
            production: { folder: 'deploy/production', after: 'staging', approvals: 1 },
        },
        ...(plan.serving
            ? { monitor: { dataset: 'serving', on: { drift: 'alert', performance: 'alert' } } }
            : {}),
    }));
    note(document, ['registry'], ' a folder; keep it out of the work tree of git, or on a disk that outlives the job');
    note(document, ['train', 'outputs', 'model'], ' relative to ASSAY_OUTPUT_DIR, which train.run must write to');
    if (plan.taskGuessed)
        note(document, ['evaluate', 'task'], ' a guess from the values of the target');
    if (plan.targetGuessed)
        note(document, ['evaluate', 'target'], ' a guess from the names of the columns');
    return `# yaml-language-server: $schema=${(0,results/* schemaAddress */.Q)('assay')}\n${document.toString({ lineWidth: 0 })}`;
}
function note(document, path, comment) {
    const node = document.getIn(path, true);
    if (typeof node === 'object' && node !== null && 'comment' in node)
        node.comment = comment;
}

;// CONCATENATED MODULE: ./build/commands/init/index.js
/** What `init` finds, decides and writes. */



// EXTERNAL MODULE: ./build/version.js
var version = __webpack_require__(58508);
;// CONCATENATED MODULE: ./build/commands/init/workflows.js
/**
 * The workflows that `init` writes and that `examples/workflows/` shows. They hold no logic: a job is a list of
 * Assay's actions, and the order of jobs is in the reusable workflow `delivery.yml`.
 */


const CHECKOUT = 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1';
const SETUP_PYTHON = 'actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0';
const DELIVERY = `${version/* REPOSITORY */.B}/.github/workflows/delivery.yml@v1`;
const action = (name) => `${version/* REPOSITORY */.B}/actions/${name}@v1`;
/** File name → text. Each can be adopted alone. */
function workflows(options) {
    return {
        'assay-pull-request.yml': pullRequest(options),
        'assay-train.yml': train(options),
        'assay-promote.yml': promote(options),
        'assay-monitor.yml': monitor(options),
    };
}
/** The workflows of `examples/workflows/` that `init` does not write: for repositories of another kind. */
function furtherWorkflows(options) {
    return {
        'train-on-gpu.yml': trainOnGpu(options),
        'metrics-only.yml': metricsOnly(options),
        'profile-in-shards.yml': profileInShards(options),
    };
}
function inputs({ folder, setup, python }, more = []) {
    const lines = [
        `working-directory: ${quoted(folder)}`,
        ...(python ? [`python-version: ${quoted(python)}`] : []),
        ...(setup ? [`setup: ${quoted(setup)}`] : []),
        ...more,
    ];
    return lines.map((line) => `      ${line}\n`).join('');
}
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;
function pullRequest(options) {
    return `name: Model on a pull request

on:
  pull_request:
  merge_group: # in branch protection, require the check "Validate, train, evaluate, gate, comment / Report"

permissions: {}

concurrency:
  group: \${{ github.workflow }}-\${{ github.ref }}
  cancel-in-progress: true

jobs:
  delivery:
    name: Validate, train, evaluate, gate, comment
    uses: ${DELIVERY}
    permissions:
      contents: read # to check out
      pull-requests: write # to comment
      checks: write # to post the verdict
    with:
${inputs(options)}`;
}
function train(options) {
    return `name: Model on main

on:
  push:
    branches: [main]
  # What the monitoring workflow sends, and what anything else may send, to have the model trained again.
  repository_dispatch:
    types: [assay-retrain]
  schedule:
    - cron: '17 3 * * 1' # each Monday, whatever monitoring says
  workflow_dispatch:

permissions: {}

concurrency:
  group: \${{ github.workflow }}
  cancel-in-progress: false # a training that has begun is finished

jobs:
  delivery:
    name: Validate, train, evaluate, gate, register
    uses: ${DELIVERY}
    permissions:
      contents: write # to keep the registry in the branch assay-registry
      pull-requests: write # of the reusable workflow; there is no pull request here
      checks: write # to post the verdict
    with:
${inputs(options, ['register: true'])}`;
}
function trainOnGpu(options) {
    return `name: Model on main, trained on a GPU

on:
  push:
    branches: [main]
  repository_dispatch:
    types: [assay-retrain]
  workflow_dispatch:

permissions: {}

concurrency:
  group: \${{ github.workflow }}
  cancel-in-progress: false # a training that has begun is finished

jobs:
  delivery:
    name: Validate, train, evaluate, gate, register
    uses: ${DELIVERY}
    permissions:
      contents: write # to keep the registry in the branch assay-registry
      pull-requests: write # of the reusable workflow; there is no pull request here
      checks: write # to post the verdict
    with:
${inputs(options, [
        `# Only the training runs there. In assay.yaml, train.accelerator says what it needs: {kind: cuda, count: 1, memory: 16GiB}`,
        `train-runner: '["self-hosted", "gpu"]'`,
        'timeout-minutes: 1440',
        'register: true',
    ])}`;
}
function metricsOnly({ folder, setup, python }) {
    return `name: Metrics on a pull request

on:
  pull_request:
  merge_group: # in branch protection, require the check "Train and gate"

permissions: {}

concurrency:
  group: \${{ github.workflow }}-\${{ github.ref }}
  cancel-in-progress: true

jobs:
  metrics:
    name: Train and gate
    runs-on: ubuntu-latest
    timeout-minutes: 60
    permissions:
      contents: read # to check out
      pull-requests: write # to comment
      checks: write # to post the verdict
    steps:
      - name: Check out
        uses: ${CHECKOUT}
        with:
          fetch-depth: 0 # the baseline is read from git
          persist-credentials: false
${prepare({ folder, setup, python })}      # Your own training. It writes metrics.json, which the repository tracks: {"roc_auc": 0.91, "log_loss": 0.3}
      - name: Train
        working-directory: ${quoted(folder)}
        run: python train.py
      - name: Gate
        uses: ${action('gate')}
        with:
          working-directory: ${quoted(folder)}
          candidate: metrics.json
          baseline: git:origin/main:metrics.json
          rule: |
            roc_auc max_drop 0.01
            log_loss max 0.5 warn
      - name: Comment
        if: always()
        uses: ${action('comment')}
        with:
          working-directory: ${quoted(folder)}
          expect: gate
`;
}
function promote(options) {
    return `name: Promote a model

on:
  workflow_dispatch:
    inputs:
      version:
        description: number of the model version
        required: true
      digest:
        description: the first 12 hex digits of its digest, as register and history show them
        required: true
      target:
        description: the target to deploy it to
        required: true
        default: production
      approve:
        description: record my approval first; without it, the approvals of others must suffice
        type: boolean
        default: true
      rollback:
        description: instead, go back to an earlier version of the target (give the reason)
        required: false

permissions: {}

concurrency:
  group: \${{ github.workflow }}-\${{ inputs.target }}
  cancel-in-progress: false

jobs:
  deploy:
    name: Approve and deploy
    runs-on: ubuntu-latest # or the runner that reaches the target's folder
    timeout-minutes: 30
    # The environment's reviewers are asked before the job starts. Who started the workflow is recorded as the
    # approver, and is refused where the person also wrote the commit or started the training.
    environment: \${{ inputs.target }}
    concurrency: ${ONE_WRITER}
    permissions:
      contents: write # to keep the registry in the branch assay-registry
    steps:
      - name: Check out
        uses: ${CHECKOUT}
        with:
          persist-credentials: false
${fetchRegistry(options.folder)}      - name: Approve
        if: inputs.rollback == '' && inputs.approve
        uses: ${action('approve')}
        with:
          working-directory: ${quoted(options.folder)}
          version: \${{ inputs.version }}
          digest: \${{ inputs.digest }}
          target: \${{ inputs.target }}
      - name: Deploy
        if: inputs.rollback == ''
        uses: ${action('deploy')}
        with:
          working-directory: ${quoted(options.folder)}
          version: \${{ inputs.version }}
          target: \${{ inputs.target }}
      - name: Roll back
        if: inputs.rollback != ''
        uses: ${action('rollback')}
        with:
          working-directory: ${quoted(options.folder)}
          target: \${{ inputs.target }}
          reason: \${{ inputs.rollback }}
${keepRegistry(options.folder)}`;
}
function monitor(options) {
    return `name: Watch the model

on:
  schedule:
    - cron: '41 * * * *'
  workflow_dispatch:

permissions: {}

concurrency:
  group: \${{ github.workflow }}
  cancel-in-progress: false

jobs:
  monitor:
    name: Compare production with the version in service
    runs-on: ubuntu-latest
    timeout-minutes: 60
    concurrency: ${ONE_WRITER}
    permissions:
      contents: write # to keep the registry in the branch assay-registry, and to send repository_dispatch
    steps:
      - name: Check out
        uses: ${CHECKOUT}
        with:
          persist-credentials: false
${fetchRegistry(options.folder)}${prepare(options)}      - id: monitor
        name: Monitor
        uses: ${action('monitor')}
        with:
          working-directory: ${quoted(options.folder)}
          fail-on: never # a decayed model starts retraining; it is no broken workflow
${keepRegistry(options.folder)}      - name: Start retraining
        if: steps.monitor.outputs.retrain == 'true'
        env:
          GH_TOKEN: \${{ github.token }}
        run: gh api --method POST "repos/$GITHUB_REPOSITORY/dispatches" -f event_type=assay-retrain
`;
}
/** Only the job that writes waits, not the training before it. */
const ONE_WRITER = `
      group: assay-registry # one writer of the registry at a time, none cancelled half-way
      cancel-in-progress: false`;
function registryPath(folder) {
    return folder === '.' ? 'assay-registry' : `${folder}/assay-registry`;
}
/** What comes before data are read: Python and the user's own command, each where there is one. */
function prepare({ folder, setup, python }) {
    const steps = [
        python
            ? `      - name: Set up Python
        uses: ${SETUP_PYTHON}
        with:
          python-version: ${quoted(python)}
`
            : '',
        setup
            ? `      - name: Set up
        working-directory: ${quoted(folder)}
        run: ${/^[\w ./=-]+$/.test(setup) ? setup : quoted(setup)}
`
            : '',
    ];
    return steps.join('');
}
function fetchRegistry(folder) {
    return `      - id: registry
        name: Fetch the registry
        uses: ${CHECKOUT}
        with:
          ref: assay-registry # docs/workflows.md of Assay shows how to make this branch, once
          path: ${quoted(registryPath(folder))}
          persist-credentials: true # a later step pushes
`;
}
/**
 * Runs whatever happened before: an approval or an event that was recorded must not be lost. Not where the branch
 * could not be checked out: git would commit to whatever repository lies around the folder.
 */
function keepRegistry(folder) {
    return `      - name: Keep the registry
        if: always() && steps.registry.outcome == 'success'
        env:
          REGISTRY: ${quoted(registryPath(folder))}
        run: |
          git -C "$REGISTRY" add --all
          if git -C "$REGISTRY" diff --cached --quiet; then exit 0; fi
          git -C "$REGISTRY" -c user.name=assay -c user.email=assay@users.noreply.github.com commit --quiet --message "Run $GITHUB_RUN_ID"
          git -C "$REGISTRY" push --quiet origin HEAD:assay-registry
`;
}

// EXTERNAL MODULE: ./build/commands/session.js
var commands_session = __webpack_require__(76183);
;// CONCATENATED MODULE: ./build/commands/init.js
/**
 * `assay init`: writes assay.yaml, a contract inferred from the data, and workflows, for an existing repository.
 * It overwrites nothing, and what it guessed it says.
 */












/** Of a dataset without a test part, this share of the rows is set aside. */
const TEST_SHARE = 20;
const TASK_CHOICES = results/* TASKS */.n3.filter((task) => task in METRICS_OF);
/* harmony default export */ const init = ((0,command/* defineCommand */.N)({
    name: 'init',
    summary: 'write assay.yaml, a contract inferred from the data, and workflows, for an existing repository',
    details: 'Looks for data files and a training script, infers a contract from the training data, and writes a configuration with safe rules. Where only one data file is found, it writes two new files beside it, 80% of the rows for training and 20% for testing, chosen by a hash of each row. Nothing that exists is overwritten; every guess is listed.',
    options: {
        data: { type: 'string', value: 'FILE', summary: 'training data (absent: found by its name)' },
        test: {
            type: 'string',
            value: 'FILE',
            summary: 'data that training does not see (absent: found by its name)',
        },
        target: { type: 'string', value: 'COLUMN', summary: 'the column to predict (absent: guessed)' },
        task: {
            type: 'string',
            choices: TASK_CHOICES,
            summary: 'what kind of prediction it is (absent: guessed)',
        },
        model: { type: 'string', value: 'NAME', summary: 'name of the model (absent: name of the folder)' },
        train: { type: 'string', value: 'COMMAND', summary: 'the command that trains (absent: found)' },
        'no-split': { type: 'boolean', summary: 'do not cut one data file in two' },
        'no-workflows': { type: 'boolean', summary: 'write no workflows' },
    },
    examples: [
        { run: 'assay init', does: 'look around, and write what is missing' },
        {
            run: 'assay init --data data/houses.csv --target price --task regression --train "python fit.py"',
            does: 'the same without guesses',
        },
    ],
    async run({ ctx, host, options }) {
        const root = ctx.cwd;
        await refuseExisting((0,external_node_path_.join)(root, config/* CONFIG_FILE */.g2));
        const files = await (0,dist/* glob */.TI)([...DATA_PATTERNS, '**/*.{py,sh,r,R,jl,ts,js}', ...LOCKS], {
            cwd: root,
            ignore: IGNORED,
        });
        const found = survey(files);
        const splits = splitsOf(options.data === undefined
            ? found.data
            : [options.data, ...found.data.filter((file) => file !== options.data)]);
        if (splits === null) {
            throw (0,build_base/* usageError */.Wp)({
                message: `no data file was found under ${root}`,
                expected: '.parquet, .csv, .tsv or .jsonl',
                fix: 'name one: assay init --data FILE',
            });
        }
        const train = options.data ?? splits.train;
        const guesses = [];
        const written = [];
        const db = await (0,engines/* openDatabase */.qI)(ctx);
        try {
            const columns = await columnsOf(ctx, db, train);
            const target = targetOf(columns, options.target);
            if (options.target === undefined)
                guesses.push(`the target is ${target.name}`);
            const task = taskOf(options.task) ?? guessTask(target);
            if (options.task === undefined)
                guesses.push(`the task is ${task}, from ${target.distinct} distinct values of ${target.name}`);
            const parts = await partsOf(ctx, db, train, options.test ?? splits.test, options['no-split']);
            written.push(...parts.written);
            guesses.push(...parts.guesses);
            const subject = (0,external_node_path_.basename)(train).replace(/\..*$/, '');
            const contract = `contracts/${subject}.odcs.yaml`;
            const inferred = await (0,data/* inferContract */.VA)(ctx, db, await (0,data/* findDataset */.YQ)('train', parts.train, root), subject);
            await writeNew((0,external_node_path_.join)(root, contract), inferred.text);
            written.push(contract);
            guesses.push(...inferred.guesses);
            const run = options.train ?? commandOf(found.script);
            if (run === null)
                guesses.push('no training script was found: train.run is `python train.py`, which you have yet to write');
            const model = options.model ?? (await modelName(ctx, root));
            const text = configurationText({
                model,
                train: parts.train,
                test: parts.test,
                serving: splits.serving,
                contract,
                target: target.name,
                targetGuessed: options.target === undefined,
                task,
                taskGuessed: options.task === undefined,
                id: guessId(columns, target.name),
                run: run ?? 'python train.py',
                inputs: [found.script ?? 'train.py', ...found.locks],
            });
            (0,config/* parseConfig */.o4)(text, (0,external_node_path_.join)(root, config/* CONFIG_FILE */.g2));
            await writeNew((0,external_node_path_.join)(root, config/* CONFIG_FILE */.g2), text);
            written.push(config/* CONFIG_FILE */.g2);
            if (!options['no-workflows']) {
                written.push(...(await writeWorkflows(ctx, root, found.locks, run ?? 'python train.py', guesses)));
            }
            const session = await (0,commands_session/* openSession */.f)(ctx, host, { config: (0,external_node_path_.join)(root, config/* CONFIG_FILE */.g2) });
            const next = nextSteps(found.script, task);
            const result = await session.finish({
                command: 'init',
                verdict: 'pass',
                summary: `wrote ${written.length} files`,
                data: { written, guesses, next },
                notChecked: guesses.map((guess) => `guessed: ${guess}`),
                text: '',
            });
            const list = (title, items) => items.length === 0 ? [] : [title, ...items.map((item) => `  ${item}`), ''];
            return {
                result,
                text: [
                    ...list('Wrote', written),
                    ...list('Guessed, please read', guesses),
                    ...list('Next', next),
                ].join('\n'),
            };
        }
        finally {
            db.close();
        }
    },
}));
async function refuseExisting(path) {
    try {
        await (0,promises_.access)(path);
    }
    catch {
        return;
    }
    throw (0,build_base/* usageError */.Wp)({
        where: { file: path },
        message: 'exists already, and init overwrites nothing',
        fix: 'run `assay run` with it, or move it away first',
    });
}
async function writeNew(path, text) {
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true });
    try {
        await (0,promises_.writeFile)(path, text, { flag: 'wx' });
    }
    catch (error) {
        if ((0,build_base/* codeOf */.$N)(error) !== 'EEXIST')
            throw error;
        throw (0,build_base/* usageError */.Wp)({
            where: { file: path },
            message: 'exists already, and init overwrites nothing',
            fix: 'move it away first',
        }, error);
    }
}
async function columnsOf(ctx, db, path) {
    const dataset = await (0,data/* findDataset */.YQ)('train', path, ctx.cwd);
    const relation = (0,data/* relationSql */.jK)(dataset);
    const described = await db.all(`DESCRIBE SELECT * FROM ${relation}`);
    const names = described.map((row) => String(row['column_name']));
    if (names.length === 0)
        throw (0,build_base/* usageError */.Wp)({ where: { file: path }, message: 'has no columns' });
    const counts = names.map((name, index) => `count(DISTINCT ${(0,data/* sqlName */.iA)(name)}) AS c${index}`).join(', ');
    const [row] = await db.all(`SELECT count(*) AS n, ${counts} FROM ${relation}`);
    return described.map((item, index) => ({
        name: String(item['column_name']),
        type: String(item['column_type']),
        distinct: Number(row?.[`c${index}`] ?? 0),
        rows: Number(row?.['n'] ?? 0),
    }));
}
function targetOf(columns, wanted) {
    const name = wanted ?? guessTarget(columns);
    const target = columns.find((column) => column.name === name);
    if (target)
        return target;
    const names = columns.map((column) => column.name);
    const near = (0,build_base/* nearest */.pA)(String(name), names);
    throw (0,build_base/* usageError */.Wp)({
        message: `the data have no column ${JSON.stringify(name)}`,
        expected: `one of ${names.join(', ')}`,
        ...(near ? { fix: `did you mean --target ${near}?` } : {}),
    });
}
function taskOf(text) {
    return text === 'binary' || text === 'multiclass' || text === 'regression' ? text : null;
}
/** Training and test data. One file alone is cut in two new ones, unless that is not wanted. */
async function partsOf(ctx, db, train, test, noSplit) {
    if (test !== null)
        return { train, test, written: [], guesses: [] };
    if (noSplit) {
        return {
            train,
            test: train,
            written: [],
            guesses: [
                'there is only one data file: testing uses the rows of training, and validate refuses that until `datasets.test` names others',
            ],
        };
    }
    const dataset = await (0,data/* findDataset */.YQ)('train', train, ctx.cwd);
    if (dataset.format === 'files')
        throw (0,data/* noRows */.jw)(dataset);
    const extension = dataset.format === 'parquet' ? '.parquet' : dataset.format === 'csv' ? '.csv' : '.jsonl';
    const stem = train.slice(0, train.length - (0,external_node_path_.basename)(train).length) +
        (0,external_node_path_.basename)(train).replace(/\.(csv|tsv|jsonl|ndjson|parquet).*$/i, '');
    const format = {
        parquet: 'FORMAT parquet, COMPRESSION zstd',
        csv: 'FORMAT csv, HEADER',
        jsonl: 'FORMAT json',
    }[dataset.format];
    // Text is copied as text, so that no value is spelled otherwise in the new files.
    const relation = dataset.format === 'csv'
        ? (0,data/* relationSql */.jK)(dataset).replace('sample_size = -1', 'all_varchar = true')
        : (0,data/* relationSql */.jK)(dataset);
    const outputs = { train: `${stem}.train${extension}`, test: `${stem}.test${extension}` };
    for (const path of Object.values(outputs))
        await refuseExisting((0,external_node_path_.resolve)(ctx.cwd, path));
    for (const [part, path] of Object.entries(outputs)) {
        const side = part === 'test' ? '<' : '>=';
        await db.run(`COPY (SELECT * FROM ${relation} AS whole WHERE hash(CAST(whole AS VARCHAR)) % 100 ${side} ${TEST_SHARE})
       TO ${(0,data/* sqlString */.Qw)((0,external_node_path_.resolve)(ctx.cwd, path))} (${format})`);
    }
    return {
        ...outputs,
        written: Object.values(outputs),
        guesses: [
            `rows are independent: ${(0,external_node_path_.relative)('.', train)} was cut in two by a hash of each row (${100 - TEST_SHARE}% and ${TEST_SHARE}%); where time or a user orders them, cut by that instead`,
        ],
    };
}
function commandOf(script) {
    if (script === null)
        return null;
    const runner = {
        '.py': 'python',
        '.sh': 'bash',
        '.r': 'Rscript',
        '.jl': 'julia',
        '.js': 'node',
        '.ts': 'node',
    };
    return `${runner[(0,external_node_path_.extname)(script).toLowerCase()] ?? 'bash'} ${script}`;
}
async function modelName(ctx, root) {
    const remote = await (0,build_base/* git */.$Y)(root, ['remote', 'get-url', 'origin'], { env: ctx.env });
    const name = remote.code === 0 ? (0,external_node_path_.basename)(remote.stdout.trim()).replace(/\.git$/, '') : (0,external_node_path_.basename)(root);
    const clean = name
        .toLowerCase()
        .replace(/[^a-z0-9_.-]+/g, '-')
        .replace(/^[^a-z0-9]+/, '');
    return clean || 'model';
}
/** Workflows go to the top of the repository; those that exist are left as they are, and listed. */
async function writeWorkflows(ctx, root, locks, run, guesses) {
    const top = await (0,build_base/* git */.$Y)(root, ['rev-parse', '--show-toplevel'], { env: ctx.env });
    const base = top.code === 0 ? top.stdout.trim() : root;
    const folder = (0,external_node_path_.relative)(base, root).split('\\').join('/') || '.';
    const python = /python/.test(run) ? '3.12' : '';
    const setup = python && locks.includes('requirements.txt') ? 'pip install -r requirements.txt' : '';
    if (python && setup === '')
        guesses.push('no requirements.txt was found: `setup` in the workflows installs nothing');
    const written = [];
    for (const [name, text] of Object.entries(workflows({ folder, setup, python }))) {
        const path = (0,external_node_path_.join)(base, '.github', 'workflows', name);
        const old = await (0,promises_.readFile)(path, 'utf8').catch((error) => {
            if ((0,build_base/* codeOf */.$N)(error) === 'ENOENT')
                return null;
            throw error;
        });
        if (old !== null) {
            guesses.push(`${(0,external_node_path_.relative)(root, path)} exists already and was left as it is`);
            continue;
        }
        await writeNew(path, text);
        written.push((0,external_node_path_.relative)(root, path));
    }
    return written;
}
function nextSteps(script, task) {
    return [
        `${script ?? 'train.py'}: read the data from ASSAY_DATASET_TRAIN, write an ONNX model to ASSAY_OUTPUT_DIR/model.onnx`,
        ...(task === 'regression'
            ? []
            : ['for classes, give the ONNX model a probability output (skl2onnx: options={"zipmap": False})']),
        'models that are not ONNX: name the file under train.outputs, and a command that predicts under evaluate.run',
        'assay registry init   make the registry (add assay-registry/ to .gitignore, or keep it elsewhere)',
        'assay run             the whole pipeline up to the verdict',
    ];
}


/***/ })

};
