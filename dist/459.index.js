export const id = 459;
export const ids = [459];
export const modules = {

/***/ 90459:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  aN: () => (/* reexport */ CATEGORICAL_DRIFT_METHODS),
  b1: () => (/* reexport */ NUMERIC_DRIFT_METHODS),
  we: () => (/* reexport */ OPERATORS),
  f$: () => (/* reexport */ SCHEMA_VERSION),
  n3: () => (/* reexport */ TASKS),
  aR: () => (/* reexport */ Workspace),
  Rd: () => (/* reexport */ acceleratorSchema),
  rv: () => (/* reexport */ differenceOfRuns),
  U8: () => (/* reexport */ metricSchema),
  F: () => (/* reexport */ parseResult),
  kk: () => (/* reexport */ readResultFile),
  FD: () => (/* reexport */ resultSchema),
  Lx: () => (/* reexport */ runSchema),
  Q: () => (/* reexport */ schemaAddress),
  M5: () => (/* reexport */ schemaOfCommand),
  v: () => (/* reexport */ taskSchema),
  PG: () => (/* reexport */ trainResultSchema),
  $D: () => (/* reexport */ verdictSchema),
  QZ: () => (/* reexport */ verdict/* worst */.QZ)
});

// UNUSED EXPORTS: DRIFT_METHODS, PUBLISHED, VERDICTS, WORKSPACE_FOLDER, artifactSchema, behaviourSchema, datasetSummarySchema, decisionResultSchema, deployResultSchema, directionSchema, driftSchema, evaluateResultSchema, exitCodeOf, findingSchema, gateResultSchema, importContractResultSchema, inferResultSchema, inputSchema, machineSchema, monitorResultSchema, occurrenceSchema, operatorSchema, pairedComparisonSchema, pairingSchema, plainResultSchema, profileResultSchema, registerResultSchema, ruleResultSchema, testReportSchema, validateResultSchema

;// CONCATENATED MODULE: ./build/results/drift-methods.js
/** The names of drift methods: what `assay.yaml` may ask for, and what the stage of data has a row for. */
/** Methods for any column: they look at the shares of bins or categories. */
const SHARE_METHODS = [
    'psi',
    'jensen_shannon',
    'hellinger',
    'l_infinity',
    'chi_square',
    'cramers_v',
    'missing_share',
];
const NUMERIC_DRIFT_METHODS = [...SHARE_METHODS, 'ks', 'wasserstein'];
const CATEGORICAL_DRIFT_METHODS = SHARE_METHODS;
/** All of them: every method fits numbers. */
const DRIFT_METHODS = (/* unused pure expression or super */ null && (NUMERIC_DRIFT_METHODS));

// EXTERNAL MODULE: ./build/version.js
var version = __webpack_require__(58508);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 5 modules
var schemas = __webpack_require__(42047);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
// EXTERNAL MODULE: ./build/results/verdict.js
var verdict = __webpack_require__(25852);
;// CONCATENATED MODULE: ./build/results/schema/common.js
/** What every result has: verdict, run, inputs, findings, artifacts, and the datasets that it was made from. */


const SCHEMA_VERSION = 1;
const verdictSchema = schemas/* enum */.k5n(verdict/* VERDICTS */.bk)
    .describe('pass, warn, fail, inconclusive (too little data to tell), error (could not be evaluated), skipped');
const sha256Schema = schemas/* string */.YjP().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hex');
/** A number as JSON holds it. A value that is NaN or infinite is null here, and a reason stands beside it. */
const finite = schemas/* number */.aig();
const interval = schemas/* tuple */.PVZ([finite, finite]).describe('lower and upper bound');
const runSchema = schemas/* object */.Ikc({
    id: schemas/* string */.YjP().min(1).describe('GITHUB_RUN_ID, or a ULID where no CI gives one'),
    attempt: schemas/* int */.Whr().min(1),
    commit: schemas/* string */.YjP().nullable().describe('full commit id, null outside a git repository'),
    dirty: schemas/* boolean */.zMY().optional().describe('true where the work tree differed from the commit'),
    config: schemas/* string */.YjP().nullable().describe('sha256:<hex> of assay.yaml, null where none was used'),
});
const inputSchema = schemas/* object */.Ikc({
    name: schemas/* string */.YjP().describe('the part that this input plays: candidate, baseline, contract, test, …'),
    path: schemas/* string */.YjP().describe('as the user wrote it, or the place that it came from'),
    sha256: sha256Schema.nullable(),
    size: schemas/* int */.Whr().nonnegative().optional(),
});
const occurrenceSchema = schemas/* object */.Ikc({
    file: schemas/* string */.YjP().optional(),
    row: schemas/* int */.Whr().positive().optional().describe('from 1, without the header'),
    line: schemas/* int */.Whr().positive().optional().describe('from 1, in the file; text files only'),
    value: schemas/* string */.YjP().nullable().optional().describe('left out or redacted where values may not be shown'),
});
const findingSchema = schemas/* object */.Ikc({
    check: schemas/* string */.YjP().describe('name of the check, such as required, range, pattern, drift.psi, output.exists'),
    verdict: verdictSchema,
    severity: schemas/* enum */.k5n(['error', 'warn', 'info']),
    subject: schemas/* object */.Ikc({
        dataset: schemas/* string */.YjP().optional(),
        column: schemas/* string */.YjP().optional(),
        slice: schemas/* string */.YjP().optional(),
        target: schemas/* string */.YjP().optional(),
    })
        .default({}),
    expected: schemas/* string */.YjP().optional(),
    actual: schemas/* string */.YjP().optional(),
    count: schemas/* int */.Whr().nonnegative().optional().describe('rows, files or cases concerned'),
    share: finite.optional().describe('count as a share of all, 0 to 1'),
    where: schemas/* array */.YOg(occurrenceSchema).default([]).describe('the first places'),
    query: schemas/* string */.YjP().optional().describe('the SQL that shows it'),
    message: schemas/* string */.YjP(),
    fix: schemas/* string */.YjP().optional(),
});
const artifactSchema = schemas/* object */.Ikc({
    name: schemas/* string */.YjP().describe('model, predictions, profile:<dataset>, report, log, …'),
    file: schemas/* string */.YjP().describe('file name that the bytes had'),
    sha256: sha256Schema,
    size: schemas/* int */.Whr().nonnegative(),
});
const base = {
    $schema: schemas/* string */.YjP().optional(),
    schemaVersion: schemas/* literal */.euz(SCHEMA_VERSION),
    name: schemas/* string */.YjP().optional().describe('tells several results of one command apart (matrix cells)'),
    verdict: verdictSchema,
    summary: schemas/* string */.YjP().describe('one line for a person'),
    run: runSchema,
    time: iso/* datetime */.w$().describe('when the command ended, UTC'),
    durationMs: finite.nonnegative(),
    inputs: schemas/* array */.YOg(inputSchema).default([]),
    findings: schemas/* array */.YOg(findingSchema).default([]),
    notChecked: schemas/* array */.YOg(schemas/* string */.YjP()).default([]),
    artifacts: schemas/* array */.YOg(artifactSchema).default([]).describe('kept under .assay/artifacts/sha256/<hex>'),
};
const datasetSummarySchema = schemas/* object */.Ikc({
    name: schemas/* string */.YjP(),
    path: schemas/* string */.YjP(),
    files: schemas/* int */.Whr().nonnegative(),
    rows: schemas/* int */.Whr().nonnegative(),
    columns: schemas/* int */.Whr().nonnegative(),
    sha256: sha256Schema.describe('over the sorted list of (relative path, size, SHA-256)'),
});

;// CONCATENATED MODULE: ./build/results/schema/data.js
/** The results of validate, profile, infer and import-contract. */


const driftSchema = schemas/* object */.Ikc({
    dataset: schemas/* string */.YjP(),
    reference: schemas/* string */.YjP(),
    column: schemas/* string */.YjP(),
    method: schemas/* string */.YjP().describe('with what it needs to be understood: psi(bins=10, log=e)'),
    effect: finite
        .nullable()
        .describe('size of the difference, in the unit of the method; null where undefined'),
    threshold: finite.describe('effects at or below it do not matter in practice'),
    pValue: finite.nullable(),
    qValue: finite.nullable().describe('Benjamini-Hochberg over the columns of this dataset'),
    n: schemas/* int */.Whr().nonnegative().describe('rows of the reference'),
    m: schemas/* int */.Whr().nonnegative().describe('rows of the current data'),
    verdict: verdictSchema,
    reason: schemas/* string */.YjP().optional(),
    subject: schemas/* enum */.k5n(['feature', 'prediction', 'label', 'dataset'])
        .optional()
        .describe("what drifted: a feature, the model's score, the label, or all columns together; absent: a feature"),
    hidden: finite
        .nonnegative()
        .optional()
        .describe('counts in bins hide some of the difference: without bins the effect is greater by at most this'),
    shares: schemas/* object */.Ikc({
        labels: schemas/* array */.YOg(schemas/* string */.YjP()).max(24),
        reference: schemas/* array */.YOg(finite.min(0).max(1)).max(24),
        current: schemas/* array */.YOg(finite.min(0).max(1)).max(24),
    })
        .optional()
        .describe('at most 24 bins with their shares of the rows, for pictures'),
});
const validateResultSchema = schemas/* object */.Ikc({
    ...base,
    command: schemas/* literal */.euz('validate'),
    datasets: schemas/* array */.YOg(datasetSummarySchema),
    checks: schemas/* int */.Whr().nonnegative().describe('how many checks were evaluated'),
    drift: schemas/* array */.YOg(driftSchema).optional(),
});
const profileResultSchema = schemas/* object */.Ikc({
    ...base,
    command: schemas/* literal */.euz('profile'),
    datasets: schemas/* array */.YOg(datasetSummarySchema),
});
const inferResultSchema = schemas/* object */.Ikc({
    ...base,
    command: schemas/* literal */.euz('infer'),
    contract: schemas/* string */.YjP().describe('where the contract was written, or - for standard output'),
    datasets: schemas/* array */.YOg(datasetSummarySchema),
    guesses: schemas/* array */.YOg(schemas/* string */.YjP()).describe('what was guessed and should be read by a person'),
});
const importContractResultSchema = schemas/* object */.Ikc({
    ...base,
    command: schemas/* literal */.euz('import-contract'),
    contract: schemas/* string */.YjP().describe('where the contract was written, or - for standard output'),
    from: schemas/* string */.YjP().describe('whose file it was: great-expectations, tfdv, …'),
    objects: schemas/* array */.YOg(schemas/* string */.YjP()).describe('the objects of the contract'),
    carried: schemas/* int */.Whr().nonnegative().describe('how many items of the file the contract says'),
    notCarried: schemas/* array */.YOg(schemas/* object */.Ikc({ what: schemas/* string */.YjP(), reason: schemas/* string */.YjP(), fix: schemas/* string */.YjP().optional() }))
        .describe('items of the file that the contract does not say, whole or in part'),
    notes: schemas/* array */.YOg(schemas/* string */.YjP()).describe('where the contract means something else in small'),
});

;// CONCATENATED MODULE: ./build/results/schema/metric.js
/** A metric with its interval, as evaluation writes it and the gate reads it. */


const directionSchema = schemas/* enum */.k5n(['higher', 'lower']);
const metricSchema = schemas/* object */.Ikc({
    name: schemas/* string */.YjP(),
    slice: schemas/* string */.YjP().nullable().describe('null for the whole dataset, else "column=value" or the name given'),
    value: finite.nullable(),
    interval: interval.nullable(),
    intervalMethod: schemas/* string */.YjP()
        .nullable()
        .describe('wilson, bootstrap(percentile, B=1000, seed=0), …; null without one'),
    confidence: finite.nullable().describe('nominal coverage of the interval, 0.95'),
    n: schemas/* int */.Whr().nonnegative().nullable(),
    direction: directionSchema.nullable(),
    undefined: schemas/* string */.YjP().nullable().describe('why there is no value'),
});
const TASKS = ['binary', 'multiclass', 'regression', 'ranking', 'text'];
const taskSchema = schemas/* enum */.k5n(TASKS);

;// CONCATENATED MODULE: ./build/results/schema/gate.js
/** The result of gate: rules, and the diff of metrics. */



const OPERATORS = [
    'min',
    'max',
    'max_drop',
    'max_drop_rel',
    'min_gain',
    'max_gain',
    'max_gap',
    'equals',
];
const operatorSchema = schemas/* enum */.k5n(OPERATORS);
const ruleResultSchema = schemas/* object */.Ikc({
    metric: schemas/* string */.YjP(),
    slice: schemas/* string */.YjP().nullable(),
    operator: operatorSchema,
    limit: finite,
    severity: schemas/* enum */.k5n(['error', 'warn']),
    direction: directionSchema.nullable(),
    candidate: finite.nullable(),
    baseline: finite.nullable(),
    n: schemas/* int */.Whr().nonnegative().nullable(),
    delta: finite.nullable().describe('candidate − baseline, in the unit of the metric'),
    interval: interval.nullable().describe('of delta, 90%; null where only point values were compared'),
    method: schemas/* string */.YjP().optional().describe('of the comparison, where the rule compares'),
    significant: schemas/* enum */.k5n(['better', 'worse', 'no'])
        .optional()
        .describe('whether the difference is shown, whatever the margin'),
    qValue: finite.optional().describe('of that: Benjamini-Hochberg over the slices of a rule'),
    decidingN: finite
        .nullable()
        .optional()
        .describe('about how many examples would decide an inconclusive rule; null: no number would'),
    verdict: verdictSchema,
    reason: schemas/* string */.YjP()
        .describe('a word for machines: met, violated, no_baseline, missing_metric, not_a_number, new_metric, …'),
    message: schemas/* string */.YjP().describe('the same for a person, with the numbers'),
});
const gateResultSchema = schemas/* object */.Ikc({
    ...base,
    command: schemas/* literal */.euz('gate'),
    baseline: schemas/* object */.Ikc({
        source: schemas/* string */.YjP(),
        version: schemas/* int */.Whr().positive().nullable(),
        digest: schemas/* string */.YjP().nullable(),
    })
        .nullable()
        .describe('null where no rule needs one, or on a first run'),
    firstRun: schemas/* boolean */.zMY().describe('true where the registry exists and the alias has no entry'),
    rules: schemas/* array */.YOg(ruleResultSchema),
    /** Every metric of either side, also those without a rule; the diff that a person reads. */
    metrics: schemas/* array */.YOg(schemas/* object */.Ikc({
        name: schemas/* string */.YjP(),
        slice: schemas/* string */.YjP().nullable(),
        direction: directionSchema.nullable(),
        n: schemas/* int */.Whr().nonnegative().nullable(),
        baseline: finite.nullable(),
        candidate: finite.nullable(),
        delta: finite.nullable(),
        interval: interval.nullable().describe('of delta, 90%'),
        interval95: interval.optional().describe('the same, 95%: what is shown beside `significant`'),
        method: schemas/* string */.YjP().optional().describe('of the intervals'),
        significant: schemas/* enum */.k5n(['better', 'worse', 'no']).optional(),
        note: schemas/* enum */.k5n(['new', 'removed', 'undefined']).nullable(),
    })),
});

;// CONCATENATED MODULE: ./build/results/schema/delivery.js
/** The results of register, approve, reject, deploy, rollback, promote and monitor. */




const versionRef = {
    model: schemas/* string */.YjP(),
    version: schemas/* int */.Whr().positive(),
    digest: schemas/* string */.YjP().describe('sha256:<hex> of the manifest'),
};
const registerResultSchema = schemas/* object */.Ikc({
    ...base,
    command: schemas/* literal */.euz('register'),
    model: versionRef.model,
    version: versionRef.version
        .nullable()
        .describe('null where the evidence forbids a version: nothing was registered'),
    digest: versionRef.digest.nullable(),
    created: schemas/* boolean */.zMY().describe('false where the same manifest was registered before, or nothing was'),
});
const decisionResultSchema = schemas/* object */.Ikc({
    ...base,
    command: schemas/* enum */.k5n(['approve', 'reject']),
    ...versionRef,
    target: schemas/* string */.YjP(),
    actor: schemas/* string */.YjP(),
    expires: iso/* datetime */.w$().nullable(),
});
const deployResultSchema = schemas/* object */.Ikc({
    ...base,
    command: schemas/* enum */.k5n(['deploy', 'rollback', 'promote']),
    ...versionRef,
    target: schemas/* string */.YjP(),
    previous: schemas/* object */.Ikc({ version: schemas/* int */.Whr().positive(), digest: schemas/* string */.YjP() }).nullable(),
    readBack: schemas/* array */.YOg(schemas/* object */.Ikc({ check: schemas/* string */.YjP(), ok: schemas/* boolean */.zMY(), detail: schemas/* string */.YjP() })),
});
const monitorResultSchema = schemas/* object */.Ikc({
    ...base,
    command: schemas/* literal */.euz('monitor'),
    ...versionRef,
    dataset: datasetSummarySchema.nullable(),
    drift: schemas/* array */.YOg(driftSchema),
    rules: schemas/* array */.YOg(ruleResultSchema),
    alerts: schemas/* array */.YOg(schemas/* object */.Ikc({ key: schemas/* string */.YjP(), channel: schemas/* string */.YjP(), sent: schemas/* boolean */.zMY(), detail: schemas/* string */.YjP() })),
    retrain: schemas/* object */.Ikc({ wanted: schemas/* boolean */.zMY(), reasons: schemas/* array */.YOg(schemas/* string */.YjP()), blockedBy: schemas/* string */.YjP().nullable() }),
});

;// CONCATENATED MODULE: ./build/results/schema/evaluation.js
/** The result of evaluate: metrics, pairs, behaviour, tests. */



/** Candidate and baseline on the same examples: one metric on one slice. Δ is candidate − baseline. */
const pairedComparisonSchema = schemas/* object */.Ikc({
    metric: schemas/* string */.YjP(),
    slice: schemas/* string */.YjP().nullable(),
    direction: directionSchema,
    n: schemas/* int */.Whr().nonnegative().describe('examples that both sides were measured on'),
    candidate: finite,
    baseline: finite,
    delta: finite,
    intervals: schemas/* array */.YOg(schemas/* object */.Ikc({ level: finite, low: finite, high: finite }))
        .describe('of delta, by nominal coverage; the gate decides by 0.9. Empty where the method gives none'),
    relative: schemas/* object */.Ikc({ level: finite, low: finite, high: finite })
        .nullable()
        .describe('interval of delta / |baseline|'),
    method: schemas/* string */.YjP().describe('with what it needs to be understood: tango, delong(paired), …'),
    source: schemas/* string */.YjP().describe('where the method is published'),
    identical: schemas/* boolean */.zMY().describe('both sides are the same model, so delta is 0 on every dataset'),
    discordance: schemas/* object */.Ikc({ gained: schemas/* int */.Whr().nonnegative(), lost: schemas/* int */.Whr().nonnegative(), pValue: finite, test: schemas/* string */.YjP() })
        .optional()
        .describe('examples right on one side only, and a test that they balance'),
    permutation: schemas/* object */.Ikc({ pValue: finite, replicates: schemas/* int */.Whr() }).optional(),
    seeds: schemas/* object */.Ikc({ candidate: schemas/* int */.Whr(), baseline: schemas/* int */.Whr(), variance: finite })
        .optional()
        .describe('trainings of each side, and the variance of training that is in the interval'),
    working: schemas/* array */.YOg(schemas/* string */.YjP()),
    notes: schemas/* array */.YOg(schemas/* string */.YjP()).describe('what a reader must know to trust the interval'),
});
/** What was checked before two sides were compared example by example. */
const pairingSchema = schemas/* object */.Ikc({
    with: schemas/* enum */.k5n(['model', 'predictions'])
        .describe('the baseline was computed again, or its kept predictions serve'),
    joined: schemas/* enum */.k5n(['id', 'row']),
    dataset: sha256Schema,
    labels: sha256Schema.describe('over the labels in the order of the rows'),
    definition: sha256Schema,
    candidate: sha256Schema.nullable().describe("of the candidate's kept predictions"),
    baseline: sha256Schema.nullable(),
    identical: schemas/* enum */.k5n(['model', 'predictions']).nullable(),
});
const behaviourSchema = schemas/* object */.Ikc({
    name: schemas/* string */.YjP(),
    kind: schemas/* enum */.k5n(['golden', 'invariance', 'directional', 'minimum']),
    verdict: verdictSchema,
    severity: schemas/* enum */.k5n(['error', 'warn']),
    n: schemas/* int */.Whr().nonnegative().describe('rows that were tried'),
    failed: schemas/* int */.Whr().nonnegative(),
    share: finite.nullable().describe('failed over n; null where nothing could be tried'),
    allowed: finite.describe('share that may fail'),
    value: finite.nullable().describe('of a minimum: the value of the metric'),
    message: schemas/* string */.YjP(),
});
/** What a user's own tests said, read from JUnit files. */
const testReportSchema = schemas/* object */.Ikc({
    file: schemas/* string */.YjP(),
    tests: schemas/* int */.Whr().nonnegative(),
    failed: schemas/* int */.Whr().nonnegative(),
    skipped: schemas/* int */.Whr().nonnegative(),
    problem: schemas/* string */.YjP().nullable().describe('why it counts as an error: unreadable, no tests'),
    failures: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP(), message: schemas/* string */.YjP() })).describe('the first of them'),
});
const machineSchema = schemas/* object */.Ikc({
    cpu: schemas/* string */.YjP(),
    cores: schemas/* int */.Whr().nonnegative(),
    platform: schemas/* string */.YjP(),
    node: schemas/* string */.YjP(),
    onnxruntime: schemas/* string */.YjP().nullable(),
});
const evaluateResultSchema = schemas/* object */.Ikc({
    ...base,
    command: schemas/* literal */.euz('evaluate'),
    subject: schemas/* string */.YjP().describe('candidate, baseline, or the name of the file that was evaluated'),
    task: taskSchema,
    dataset: datasetSummarySchema.nullable(),
    model: schemas/* object */.Ikc({ sha256: sha256Schema, size: schemas/* int */.Whr().nonnegative() }).nullable(),
    predictions: artifactSchema.nullable(),
    metrics: schemas/* array */.YOg(metricSchema),
    behaviour: schemas/* array */.YOg(behaviourSchema).optional().describe('checks of what the model does'),
    tests: schemas/* array */.YOg(testReportSchema).optional(),
    machine: machineSchema
        .optional()
        .describe('where times and memory were measured: they hold for no other machine'),
    /** The same dataset, labels and definitions for the version in service, where a registry has one. */
    baseline: schemas/* object */.Ikc({
        source: schemas/* string */.YjP().describe('alias:production → flight-delay v3, …'),
        version: schemas/* int */.Whr().positive().nullable(),
        digest: schemas/* string */.YjP().nullable(),
        metrics: schemas/* array */.YOg(metricSchema),
    })
        .nullable(),
    definition: schemas/* object */.Ikc({ sha256: sha256Schema, text: schemas/* array */.YOg(schemas/* string */.YjP()) })
        .optional()
        .describe('what the kept predictions mean: task, target, positive label, id; equal for what may be compared'),
    comparisons: schemas/* array */.YOg(pairedComparisonSchema)
        .optional()
        .describe('candidate and baseline in pairs, where both were measured on the same examples'),
    between: schemas/* array */.YOg(metricSchema)
        .optional()
        .describe('metrics of the two models together: flip_rate, negative_flip_rate'),
    pairing: pairingSchema.optional(),
    seeds: schemas/* array */.YOg(schemas/* object */.Ikc({ seed: schemas/* int */.Whr(), metrics: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP(), value: finite })) }))
        .optional()
        .describe('metrics of the whole dataset for the model of each seed, where training made several'),
});

;// CONCATENATED MODULE: ./build/results/schema/training.js
/** The result of train. */


const acceleratorSchema = schemas/* object */.Ikc({
    kind: schemas/* enum */.k5n(['none', 'cuda']),
    devices: schemas/* array */.YOg(schemas/* object */.Ikc({
        index: schemas/* int */.Whr(),
        name: schemas/* string */.YjP(),
        memoryBytes: finite.nullable(),
        driver: schemas/* string */.YjP().nullable(),
    })),
});
const trainResultSchema = schemas/* object */.Ikc({
    ...base,
    command: schemas/* literal */.euz('train'),
    seeds: schemas/* array */.YOg(schemas/* object */.Ikc({
        seed: schemas/* int */.Whr(),
        exitCode: schemas/* int */.Whr().nullable(),
        durationMs: finite.nonnegative(),
        outputs: schemas/* record */.g1P(schemas/* string */.YjP(), artifactSchema).describe('output name → the file, kept as an artifact'),
    })),
    params: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()),
    datasets: schemas/* array */.YOg(datasetSummarySchema),
    code: schemas/* object */.Ikc({
        command: schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* array */.YOg(schemas/* string */.YjP())]),
        inputs: schemas/* array */.YOg(schemas/* object */.Ikc({ path: schemas/* string */.YjP(), sha256: sha256Schema })),
        environment: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP())
            .describe('digests of lock files and versions of interpreters'),
    }),
    cache: schemas/* object */.Ikc({
        key: sha256Schema,
        hit: schemas/* boolean */.zMY(),
        changed: schemas/* array */.YOg(schemas/* string */.YjP()).describe('what differs from the last run, empty on a hit or a first run'),
    }),
    accelerators: acceleratorSchema,
    telemetry: schemas/* object */.Ikc({
        samples: schemas/* int */.Whr().nonnegative(),
        intervalMs: finite.positive(),
        cpuPercentMax: finite.nullable(),
        memoryBytesMax: finite.nullable(),
        gpuUtilizationPercentMean: finite.nullable(),
        gpuMemoryBytesMax: finite.nullable(),
    }),
});

;// CONCATENATED MODULE: ./build/results/schema/index.js
/**
 * The kinds of result, as zod schemas. The types, the validation of what is read back and the published JSON
 * Schemas in `schema/` all come from here. A stage returns the plain data; only commands add the run's identity.
 */














/** Commands that only show or arrange: their data is free-form, and `text` is what a terminal prints. */
const plainResultSchema = schemas/* object */.Ikc({
    ...base,
    command: schemas/* enum */.k5n([
        'init',
        'report',
        'comment',
        'serve',
        'run',
        'explain',
        'history',
        'registry',
        'engines',
        'setup',
    ]),
    data: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()).default({}),
    text: schemas/* string */.YjP().default(''),
});
const resultSchema = schemas/* discriminatedUnion */.gMt('command', [
    validateResultSchema,
    profileResultSchema,
    inferResultSchema,
    importContractResultSchema,
    trainResultSchema,
    evaluateResultSchema,
    gateResultSchema,
    registerResultSchema,
    decisionResultSchema,
    deployResultSchema,
    monitorResultSchema,
    plainResultSchema,
]);

;// CONCATENATED MODULE: ./build/results/published.js
/** Where the JSON Schemas of the results are published, made from the definitions that the code checks with. */


/** Published schemas: file name in `schema/` → definition. */
const PUBLISHED = {
    validate: validateResultSchema,
    profile: profileResultSchema,
    infer: inferResultSchema,
    'import-contract': importContractResultSchema,
    train: trainResultSchema,
    evaluate: evaluateResultSchema,
    gate: gateResultSchema,
    register: registerResultSchema,
    decision: decisionResultSchema,
    deploy: deployResultSchema,
    monitor: monitorResultSchema,
    plain: plainResultSchema,
};
/** The address of a file of `schema/`, by its name there without the ending. */
function schemaAddress(name) {
    return `https://raw.githubusercontent.com/${version/* REPOSITORY */.B}/v1/schema/${name}.schema.json`;
}
/** The address of the schema of a command's results: what a result names as `$schema`. */
function schemaOfCommand(command) {
    const entry = Object.entries(PUBLISHED).find(([, { shape }]) => shape.command.safeParse(command).success);
    // Every member of the union of results is in the table above; a test holds that.
    if (entry === undefined)
        throw new Error(`there is no published schema for ${command}`);
    return schemaAddress(entry[0]);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/errors.js
var errors = __webpack_require__(37428);
// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var build_base = __webpack_require__(9216);
;// CONCATENATED MODULE: ./build/results/workspace.js
/**
 * `.assay/`: the results of one run and the files they name. It is the interface between jobs: a job uploads
 * it, the next downloads it. What is read back is checked against the schema and against the run's identity.
 */






const WORKSPACE_FOLDER = '.assay';
/** No result file of ours comes near this; a larger one is hostile or broken. */
const MAX_RESULT_BYTES = 64 * 1024 * 1024;
const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;
class Workspace {
    /** The absolute path of `.assay`. */
    folder;
    run;
    constructor(folder, run) {
        this.folder = folder;
        this.run = run;
    }
    /**
     * Opens or makes `.assay` in `root` for a run. The folder ignores itself in git.
     * `run` is what the host says of this run; it is written to `run.json`.
     */
    static async open(root, run) {
        const folder = (0,external_node_path_.join)(root, WORKSPACE_FOLDER);
        await (0,promises_.mkdir)((0,external_node_path_.join)(folder, 'results'), { recursive: true });
        await (0,promises_.mkdir)((0,external_node_path_.join)(folder, 'artifacts', 'sha256'), { recursive: true });
        await (0,promises_.writeFile)((0,external_node_path_.join)(folder, '.gitignore'), '*\n');
        await (0,build_base/* writeFileAtomic */.Zf)((0,external_node_path_.join)(folder, 'run.json'), `${JSON.stringify(run, null, 2)}\n`);
        return new Workspace(folder, run);
    }
    /** The identity in `run.json`, or null where there is none that can be read. */
    static async lastRun(root) {
        let text;
        try {
            text = await (0,promises_.readFile)((0,external_node_path_.join)(root, WORKSPACE_FOLDER, 'run.json'), 'utf8');
        }
        catch (error) {
            if ((0,build_base/* codeOf */.$N)(error) === 'ENOENT')
                return null;
            throw error;
        }
        try {
            return runSchema.parse(JSON.parse(text));
        }
        catch {
            // A damaged identity belongs to no run: a new one begins, and older results are then refused.
            return null;
        }
    }
    resultPath(command, name) {
        if (name !== undefined && !NAME.test(name)) {
            throw (0,build_base/* usageError */.Wp)({
                message: `--name ${JSON.stringify(name)} cannot be part of a file name`,
                expected: 'letters, digits, ".", "_" and "-", at most 100',
            });
        }
        return (0,external_node_path_.join)(this.folder, 'results', `${name === undefined ? command : `${command}.${name}`}.json`);
    }
    /** Writes a result whole or not at all, and returns its path. */
    async write(result) {
        const path = this.resultPath(result.command, result.name);
        const checked = resultSchema.parse(result);
        await (0,build_base/* writeFileAtomic */.Zf)(path, `${JSON.stringify(checked, null, 2)}\n`);
        return path;
    }
    /** The result of a command in this run, or null where there is none. Refuses a result of another run. */
    async read(command, name) {
        const path = this.resultPath(command, name);
        const result = await readResultFile(path);
        if (result === null)
            return null;
        this.refuseMixture(path, result);
        if (result.command !== command) {
            throw (0,build_base/* usageError */.Wp)({
                where: { file: path },
                message: `holds a result of ${result.command}, not of ${command}`,
            });
        }
        return result;
    }
    /** Like `read`, but a missing result is a usage error that names the command to run. */
    async need(command, name) {
        const result = await this.read(command, name);
        if (result === null) {
            throw (0,build_base/* usageError */.Wp)({
                where: { file: this.resultPath(command, name) },
                message: `there is no result of ${command} in this run`,
                fix: `run \`assay ${command}\` first, or download the .assay folder of the job that ran it`,
            });
        }
        return result;
    }
    /** Every result of this run, sorted by file name. Refuses a mixture of runs, and names every file of another. */
    async all() {
        const names = (await (0,promises_.readdir)((0,external_node_path_.join)(this.folder, 'results')))
            .filter((name) => name.endsWith('.json'))
            .sort();
        const results = [];
        const strange = [];
        for (const name of names) {
            const path = (0,external_node_path_.join)(this.folder, 'results', name);
            const result = await readResultFile(path);
            if (result === null)
                continue;
            const problem = this.mixture(path, result);
            if (problem === null)
                results.push(result);
            else
                strange.push(problem);
        }
        if (strange.length > 0)
            throw (0,build_base/* usageError */.Wp)(strange);
        return results;
    }
    /** Removes results of earlier runs, so that a new run starts clean. Artifacts stay: digests tell them apart. */
    async clear() {
        await (0,promises_.rm)((0,external_node_path_.join)(this.folder, 'results'), { recursive: true, force: true });
        await (0,promises_.mkdir)((0,external_node_path_.join)(this.folder, 'results'), { recursive: true });
    }
    /** Keeps a copy of a file under its digest. A link to `path` would let a later write there change it. */
    async keepFile(name, path) {
        const digest = await (0,build_base/* sha256File */.Q3)(path);
        const kept = this.artifactPath(digest.sha256);
        // Another process may keep the same bytes at this moment.
        const temporary = `${kept}.${(0,external_node_crypto_.randomBytes)(6).toString('hex')}.tmp`;
        await (0,promises_.copyFile)(path, temporary);
        await (0,promises_.link)(temporary, kept).catch(async (error) => {
            if ((0,build_base/* codeOf */.$N)(error) !== 'EEXIST')
                throw error;
            // What lies there may have been changed since: the bytes at hand are known to be right.
            if ((await (0,build_base/* sha256File */.Q3)(kept)).sha256 !== digest.sha256)
                await (0,promises_.rename)(temporary, kept);
        });
        await (0,promises_.rm)(temporary, { force: true });
        return { name, file: (0,external_node_path_.basename)(path), ...digest };
    }
    async keepBytes(name, file, bytes) {
        const data = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
        const digest = (0,build_base/* sha256 */.sc)(data);
        await (0,build_base/* writeFileAtomic */.Zf)(this.artifactPath(digest), data);
        return { name, file, sha256: digest, size: data.length };
    }
    artifactPath(digest) {
        return (0,external_node_path_.join)(this.folder, 'artifacts', 'sha256', digest);
    }
    /** The path of an artifact after its bytes were checked against the digest. */
    async checkedArtifact(artifact) {
        const path = this.artifactPath(artifact.sha256);
        let actual;
        try {
            actual = (await (0,build_base/* sha256File */.Q3)(path)).sha256;
        }
        catch (error) {
            if ((0,build_base/* codeOf */.$N)(error) !== 'ENOENT')
                throw error;
            throw (0,build_base/* usageError */.Wp)({
                where: { file: path },
                message: `the artifact ${artifact.name} is missing`,
                fix: 'download the whole .assay folder of the job that made it (upload-artifact needs include-hidden-files: true)',
            }, error);
        }
        if (actual !== artifact.sha256) {
            throw (0,build_base/* usageError */.Wp)({
                where: { file: path },
                message: `the artifact ${artifact.name} was changed after it was made`,
                expected: `sha256:${artifact.sha256}, but it is sha256:${actual}`,
                fix: 'run the command that made it again, or download the .assay folder again',
            });
        }
        return path;
    }
    refuseMixture(path, result) {
        const problem = this.mixture(path, result);
        if (problem !== null)
            throw (0,build_base/* usageError */.Wp)(problem);
    }
    mixture(path, result) {
        const differs = differenceOfRuns(this.run, result.run);
        if (differs === null)
            return null;
        return {
            where: { file: path },
            message: `is of another run: ${differs}`,
            fix: OF_A_PIPELINE.has(result.command)
                ? `run \`assay ${result.command}\` again, or begin anew with \`assay run\`; or remove the file`
                : 'remove the file, or begin anew with `assay run`',
        };
    }
}
/** Commands that make the evidence of a run. What others did, such as a decision, is not done again for a report. */
const OF_A_PIPELINE = new Set([
    'validate',
    'profile',
    'train',
    'evaluate',
    'gate',
    'monitor',
]);
/**
 * Why two results do not belong together, or null. An earlier attempt of the same run belongs: re-running
 * only the failed jobs keeps the results of the others. A call without a configuration belongs to any.
 */
function differenceOfRuns(current, other) {
    if (other.id !== current.id) {
        return `run ${other.id}, this is run ${current.id}${reasonOfNewRun(current, other)}`;
    }
    if (other.attempt > current.attempt)
        return `attempt ${other.attempt}, this is attempt ${current.attempt}`;
    if (other.commit !== current.commit)
        return `commit ${other.commit}, this is commit ${current.commit}`;
    if (other.config !== null && current.config !== null && other.config !== current.config) {
        return CONFIG_CHANGED;
    }
    return null;
}
const CONFIG_CHANGED = 'the configuration was changed since, or it is another one';
/** Why a terminal began a new run, where that can be told: nobody there has asked for one. */
function reasonOfNewRun(current, other) {
    if (other.commit !== current.commit)
        return ': another commit is checked out';
    if ((other.dirty ?? false) !== (current.dirty ?? false))
        return `: tracked files were ${current.dirty ? 'changed' : 'committed or restored'} since`;
    if (other.config !== null && current.config !== null && other.config !== current.config)
        return `: ${CONFIG_CHANGED}`;
    return '';
}
/** Reads and checks one result file; null where it does not exist. */
async function readResultFile(path) {
    let bytes;
    try {
        bytes = await (0,promises_.readFile)(path);
    }
    catch (error) {
        if ((0,build_base/* codeOf */.$N)(error) === 'ENOENT')
            return null;
        throw error;
    }
    return parseResult(bytes, path);
}
/** Checks bytes as a result. Everything wrong is reported at once, as a usage error that names `path`. */
function parseResult(bytes, path) {
    if (bytes.length > MAX_RESULT_BYTES) {
        throw (0,build_base/* usageError */.Wp)({
            where: { file: path },
            message: 'is too large to be a result',
            expected: 'at most 64 MiB',
        });
    }
    let data;
    try {
        data = JSON.parse(Buffer.from(bytes).toString('utf8'));
    }
    catch (error) {
        throw (0,build_base/* usageError */.Wp)({ where: { file: path }, message: `is not JSON: ${(0,build_base/* messageOf */.bD)(error)}` }, error);
    }
    const parsed = resultSchema.safeParse(data);
    if (parsed.success)
        return parsed.data;
    throw (0,build_base/* usageError */.Wp)(parsed.error.issues.slice(0, 20).map((issue) => ({
        where: { file: path, key: errors/* toDotPath */.sR(issue.path) },
        message: issue.message,
    })));
}

;// CONCATENATED MODULE: ./build/results/index.js
/** Results: kinds, verdict algebra, and `.assay/` where they are kept between commands and jobs. */







/***/ })

};
