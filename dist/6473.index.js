export const id = 6473;
export const ids = [6473];
export const modules = {

/***/ 76183:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ openConfiguredSession),
/* harmony export */   f: () => (/* binding */ openSession)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9216);
/* harmony import */ var _config_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(90189);
/* harmony import */ var _results_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(90459);
/**
 * What most commands do first and last: read the configuration, open `.assay/` for this run, and turn what
 * the stages returned into a result that is written there.
 */





/** What rests on a result, and means nothing once that is made anew. */
const RESTS_ON = {
    train: ['evaluate', 'gate', 'register'],
    evaluate: ['gate', 'register'],
    gate: ['register'],
};
/** Opens a session that can do without `assay.yaml`; `config` is null where there is none. */
async function openSession(ctx, host, options) {
    const started = ctx.now().getTime();
    const file = await (0,_config_index_js__WEBPACK_IMPORTED_MODULE_3__/* .findConfig */ .u0)(ctx.cwd, options.config);
    const config = file === null ? null : await (0,_config_index_js__WEBPACK_IMPORTED_MODULE_3__/* .loadConfig */ .Z9)(file);
    for (const notice of config?.notices ?? [])
        ctx.log.warn(notice);
    const root = config?.root ?? ctx.cwd;
    const last = options.fresh ? null : await _results_index_js__WEBPACK_IMPORTED_MODULE_4__/* .Workspace */ .aR.lastRun(root);
    const identity = await host.identity(root, config?.digest ?? null, last);
    const workspace = await _results_index_js__WEBPACK_IMPORTED_MODULE_4__/* .Workspace */ .aR.open(root, identity);
    if (options.fresh)
        await workspace.clear();
    if (options.replaces !== undefined) {
        const stale = [options.replaces, ...(RESTS_ON[options.replaces] ?? [])];
        for (const command of stale)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(workspace.resultPath(command, options.name), { force: true });
    }
    return {
        config,
        root,
        workspace,
        async finish(body) {
            const now = ctx.now();
            const result = _results_index_js__WEBPACK_IMPORTED_MODULE_4__/* .resultSchema */ .FD.parse({
                $schema: (0,_results_index_js__WEBPACK_IMPORTED_MODULE_4__/* .schemaOfCommand */ .M5)(body.command),
                ...body,
                schemaVersion: _results_index_js__WEBPACK_IMPORTED_MODULE_4__/* .SCHEMA_VERSION */ .f$,
                run: workspace.run,
                time: now.toISOString(),
                durationMs: Math.max(0, now.getTime() - started),
            });
            await workspace.write(result);
            return result;
        },
    };
}
/** Opens a session that needs `assay.yaml`. */
async function openConfiguredSession(ctx, host, options) {
    const file = await (0,_config_index_js__WEBPACK_IMPORTED_MODULE_3__/* .findConfig */ .u0)(ctx.cwd, options.config);
    if (file === null) {
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)({
            message: `there is no ${_config_index_js__WEBPACK_IMPORTED_MODULE_3__/* .CONFIG_FILE */ .g2} in ${ctx.cwd}`,
            fix: 'run `assay init` to write one, or name it with --config FILE',
        });
    }
    const session = await openSession({ ...ctx, cwd: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(file) }, host, { ...options, config: file });
    return session;
}


/***/ }),

/***/ 90189:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  g2: () => (/* reexport */ CONFIG_FILE),
  pc: () => (/* reexport */ durationMs),
  $F: () => (/* reexport */ evaluateSchema),
  Jc: () => (/* reexport */ expandSecret),
  u0: () => (/* reexport */ findConfig),
  Tp: () => (/* reexport */ gateSchema),
  Z9: () => (/* reexport */ loadConfig),
  b4: () => (/* reexport */ offsetOf),
  o4: () => (/* reexport */ parseConfig),
  Vv: () => (/* reexport */ sizeBytes)
});

// UNUSED EXPORTS: behaviourSchema, configSchema, datasetSchema, driftSchema, filesSchema, monitorSchema, notifySchema, ruleSchema, sliceSchema, targetSchema, trainSchema

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/errors.js
var errors = __webpack_require__(37428);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/json-schema-processors.js
var json_schema_processors = __webpack_require__(98439);
// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var base = __webpack_require__(9216);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 5 modules
var schemas = __webpack_require__(42047);
// EXTERNAL MODULE: ./build/results/index.js + 11 modules
var results = __webpack_require__(90459);
;// CONCATENATED MODULE: ./build/config/schema/words.js
/** The words that several sections of `assay.yaml` share: names, paths, durations, sizes, shares. */

const words_name = schemas/* string */.YjP()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/, 'letters, digits, ".", "_" and "-", beginning with a letter or digit');
const path = schemas/* string */.YjP().min(1);
const command = schemas/* union */.KCZ([schemas/* string */.YjP().min(1), schemas/* array */.YOg(schemas/* string */.YjP()).min(1)])
    .describe('a string runs in bash, a list is an argument vector');
const duration = schemas/* string */.YjP()
    .regex(/^\d+(\.\d+)?(ms|s|m|h|d)$/, 'a number and a unit: 30s, 15m, 24h, 7d')
    .describe('a number and a unit: 30s, 15m, 24h, 7d');
const size = schemas/* string */.YjP()
    .regex(/^\d+(\.\d+)?(B|KiB|MiB|GiB|TiB|KB|MB|GB|TB)$/, 'a number and a unit: 512MiB, 16GiB')
    .describe('a number and a unit: 512MiB, 16GiB');
const severity = schemas/* enum */.k5n(['error', 'warn']);
const share = schemas/* union */.KCZ([schemas/* number */.aig().min(0).max(1), schemas/* string */.YjP().regex(/^\d+(\.\d+)?%$/, 'a share such as 1%')])
    .describe('a share: 0.01 or 1%');

;// CONCATENATED MODULE: ./build/config/schema/data.js
/** `datasets:` of `assay.yaml`: paths, contracts, drift, leakage, and what is asked of files. */



const numericMethod = schemas/* enum */.k5n(results/* NUMERIC_DRIFT_METHODS */.b1);
const categoricalMethod = schemas/* enum */.k5n(results/* CATEGORICAL_DRIFT_METHODS */.aN);
const threshold = schemas/* number */.aig().positive();
const period = '(h|d|w|mo|y)';
const driftSchema = schemas/* strictObject */.rej({
    reference: schemas/* string */.YjP()
        .min(1)
        .describe('what to compare with: a dataset, the path of a profile, or registry:ALIAS or registry:VERSION, with #DATASET for another profile than that of train'),
    columns: schemas/* union */.KCZ([
        schemas/* array */.YOg(schemas/* string */.YjP()),
        schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* strictObject */.rej({
            method: schemas/* enum */.k5n([...results/* NUMERIC_DRIFT_METHODS */.b1, 'none'])
                .optional()
                .describe('none: the column is not compared'),
            threshold: threshold.optional(),
            severity: severity.optional(),
        })),
    ])
        .optional()
        .describe('a list: only these columns; settings by column: those of these columns, and all are compared'),
    method: schemas/* union */.KCZ([
        numericMethod,
        schemas/* strictObject */.rej({ numeric: numericMethod.optional(), categorical: categoricalMethod.optional() }),
    ])
        .optional()
        .describe('for all columns that it fits; absent: psi'),
    threshold: threshold
        .optional()
        .describe('effects at or below it do not matter; absent: 0.1, for missing_share 0.05'),
    severity: severity.optional().describe('absent: warn'),
    bins: schemas/* int */.Whr()
        .min(2)
        .max(50)
        .optional()
        .describe('bins of numeric columns in methods of shares; absent: 10'),
    prediction: schemas/* string */.YjP()
        .optional()
        .describe("column with the model's score; its drift is named so in results"),
    domain: schemas/* union */.KCZ([schemas/* boolean */.zMY(), schemas/* strictObject */.rej({ threshold: threshold.optional() })])
        .optional()
        .describe('true: a classifier over all columns tries to tell both datasets apart; the reference must be a dataset'),
    window: schemas/* strictObject */.rej({
        column: schemas/* string */.YjP().describe('column with a date or time'),
        current: schemas/* string */.YjP()
            .regex(new RegExp(`^(all|last [1-9]\\d{0,3}${period}|this (day|week|month|year))$`), 'all, last 7d, this month')
            .default('all')
            .describe('last 7d (also h, w, mo, y), this month (also day, week, year), or all; counted from the newest row'),
        reference: schemas/* string */.YjP()
            .regex(new RegExp(`^(all|previous( [1-9]\\d{0,3}${period})?|same period last (week|month|year)|same month last year|\\d{4}-\\d{2}-\\d{2}\\.\\.\\d{4}-\\d{2}-\\d{2})$`), 'all, previous, previous 28d, same period last year, same month last year, or 2025-12-01..2026-01-01')
            .default('all')
            .describe('previous (as long, just before), previous 28d, same period last week (month, year), same month last year, FROM..TO (TO is not in it), or all'),
    })
        .optional()
        .describe('compares periods: the reference must be a dataset, and may be this one'),
});
/** The checks of datasets of files. */
const fileCheck = schemas/* enum */.k5n([
    'empty',
    'broken',
    'media',
    'name',
    'size',
    'dimensions',
    'duplicate',
    'label',
    'conflict',
    'balance',
    'count',
]);
const filesSchema = schemas/* strictObject */.rej({
    media: schemas/* array */.YOg(schemas/* string */.YjP().regex(/^[a-z]+\/(\*|[\w.+-]+)$/, 'a media type: image/png, or image/* for all images'))
        .min(1)
        .optional()
        .describe('allowed media types, told by content and not by name'),
    labels: schemas/* literal */.euz('folder').optional().describe('the first folder below `path` is the label'),
    classes: schemas/* array */.YOg(schemas/* string */.YjP()).min(1).optional().describe('the labels that must be there, and no others'),
    min_per_class: schemas/* int */.Whr().positive().optional(),
    max_imbalance: schemas/* number */.aig()
        .min(1)
        .optional()
        .describe('files of the largest class over those of the smallest'),
    min_files: schemas/* int */.Whr().positive().optional(),
    max_files: schemas/* int */.Whr().positive().optional(),
    min_size: size.optional().describe('of each file'),
    max_size: size.optional().describe('of each file'),
    min_width: schemas/* int */.Whr().positive().optional().describe('pixels'),
    min_height: schemas/* int */.Whr().positive().optional().describe('pixels'),
    max_width: schemas/* int */.Whr().positive().optional().describe('pixels'),
    max_height: schemas/* int */.Whr().positive().optional().describe('pixels'),
    allowed: schemas/* partialRecord */.jgl(fileCheck, share).optional().describe('check → share of files that may break it'),
    severity: schemas/* partialRecord */.jgl(fileCheck, severity).optional().describe('check → severity'),
});
const datasetSchema = schemas/* strictObject */.rej({
    path: path.describe('a file or a glob, relative to this file; of kind files also a folder'),
    kind: schemas/* enum */.k5n(['table', 'files']).default('table').describe('files: images, sounds, documents in folders'),
    files: filesSchema.optional().describe('what is asked of a dataset of kind files'),
    contract: path.optional().describe('an ODCS contract; file#object names one object of several'),
    id: schemas/* string */.YjP().optional().describe('column that identifies a row'),
    environment: schemas/* string */.YjP()
        .min(1)
        .optional()
        .describe('where the data is used, such as training or serving: columns with assay.environments in the contract are asked of these only'),
    failed_rows: path
        .optional()
        .describe('file that all rows which break a check are written to: .parquet, .csv or .jsonl'),
    drift: driftSchema.optional(),
    leakage: schemas/* strictObject */.rej({
        against: schemas/* string */.YjP().describe('name of the dataset that must share no row or id with this one'),
        label: schemas/* string */.YjP()
            .optional()
            .describe('column with the label: constant, new or conflicting labels, their ratio, features that predict it'),
        group: schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* array */.YOg(schemas/* string */.YjP()).min(1)])
            .optional()
            .describe('columns such as a user, whose values must lie on one side only'),
        time: schemas/* string */.YjP()
            .optional()
            .describe('column whose times must all be later than those of the other dataset'),
        categories: schemas/* array */.YOg(schemas/* string */.YjP())
            .min(1)
            .optional()
            .describe('columns whose values must all come in the other dataset too'),
        features: schemas/* array */.YOg(schemas/* string */.YjP())
            .min(1)
            .optional()
            .describe('columns that a model learns from; absent: all but label, id and group'),
        max_predictive: schemas/* number */.aig()
            .min(0)
            .max(1)
            .optional()
            .describe('how well one feature alone may predict the label; absent: 0.95'),
        max_label_shift: schemas/* number */.aig()
            .min(0)
            .max(1)
            .optional()
            .describe('by how much the share of a label may differ; absent: 0.1'),
        size_ratio: schemas/* tuple */.PVZ([schemas/* number */.aig().nonnegative(), schemas/* number */.aig().positive()])
            .refine(([low, high]) => low <= high, 'the smaller number comes first')
            .optional()
            .describe('rows of this dataset divided by those of the other: least and most'),
        severity: severity
            .optional()
            .describe('of what may be chance: categories, ratios, predictive features, conflicts; absent: warn'),
    })
        .optional(),
});

;// CONCATENATED MODULE: ./build/config/schema/delivery.js
/** `targets:`, `monitor:` and `notify:` of `assay.yaml`. */


const targetSchema = schemas/* strictObject */.rej({
    folder: path.describe('where models are laid out for a server'),
    layout: schemas/* enum */.k5n(['triton', 'plain']).default('triton'),
    server: schemas/* url */.OZ5()
        .optional()
        .describe('base address of the server that reads the folder; asked after each deployment'),
    after: schemas/* string */.YjP().optional().describe('target that must be serving the same version first'),
    approvals: schemas/* int */.Whr()
        .nonnegative()
        .default(1)
        .describe('how many people must approve; 0: policy approves verdict pass'),
    approvers: schemas/* array */.YOg(schemas/* string */.YjP())
        .optional()
        .describe('only these; absent: anyone but author, actor and starter'),
    allow_self_approval: schemas/* boolean */.zMY().default(false).describe('for teams of one; shown in every report'),
    approval_expires: duration.default('7d'),
});
const action = schemas/* enum */.k5n(['alert', 'retrain']);
const monitorSchema = schemas/* strictObject */.rej({
    dataset: schemas/* string */.YjP(),
    on: schemas/* strictObject */.rej({
        drift: schemas/* union */.KCZ([action, schemas/* array */.YOg(action)]).optional(),
        performance: schemas/* union */.KCZ([action, schemas/* array */.YOg(action)]).optional(),
    })
        .default({ drift: 'alert', performance: 'alert' }),
    target: schemas/* string */.YjP().default('production').describe('whose live version is watched'),
    cooldown: duration.default('24h').describe('between two retrainings'),
});
const notifySchema = schemas/* union */.KCZ([
    schemas/* strictObject */.rej({ slack: schemas/* string */.YjP().describe('address of an incoming webhook, as ${VARIABLE}') }),
    schemas/* strictObject */.rej({ webhook: schemas/* string */.YjP().describe('address that receives the alert as JSON, as ${VARIABLE}') }),
]);

;// CONCATENATED MODULE: ./build/config/schema/behaviour.js
/** `evaluate.behaviour` of `assay.yaml`: what a model must do on chosen rows. */


const scalar = schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig(), schemas/* boolean */.zMY(), schemas/* null */.chJ()]);
const behaviourBase = {
    name: words_name.describe('of its own; the gate calls it behaviour.NAME'),
    severity: severity.default('error'),
    rows: schemas/* int */.Whr().positive().default(1000).describe('rows of the dataset that are tried, chosen by `seed`'),
    where: schemas/* string */.YjP().min(1).optional().describe('an SQL condition over the columns: only these rows'),
    allowed: share.default(0).describe('share of rows that may fail: 0.01 or 1%'),
};
const changed = schemas/* union */.KCZ([
    schemas/* strictObject */.rej({ set: scalar }),
    schemas/* strictObject */.rej({ add: schemas/* number */.aig() }),
    schemas/* strictObject */.rej({ multiply: schemas/* number */.aig() }),
    schemas/* strictObject */.rej({
        swap: schemas/* tuple */.PVZ([scalar, scalar]).describe('the first value becomes the second, and back'),
    }),
    schemas/* strictObject */.rej({ permute: schemas/* literal */.euz(true).describe('the values of other rows, by `seed`') }),
])
    .describe('set, add, multiply, swap or permute');
const behaviourSchema = schemas/* union */.KCZ([
    schemas/* strictObject */.rej({
        ...behaviourBase,
        golden: schemas/* union */.KCZ([
            path.describe('CSV, JSON lines or Parquet: columns of the dataset, and `expected` or `expected_label`'),
            schemas/* array */.YOg(schemas/* strictObject */.rej({
                inputs: schemas/* record */.g1P(schemas/* string */.YjP(), scalar),
                expected: schemas/* number */.aig().optional().describe('the number, or the score of the positive class'),
                expected_label: schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig(), schemas/* boolean */.zMY()]).optional(),
            }))
                .min(1),
        ])
            .describe('examples whose output is known'),
        tolerance: schemas/* number */.aig().nonnegative().default(1e-5).describe('of scores and numbers; labels must be equal'),
    }),
    schemas/* strictObject */.rej({
        ...behaviourBase,
        invariance: schemas/* record */.g1P(schemas/* string */.YjP(), changed).describe('column → change that must not matter'),
        bound: schemas/* number */.aig().nonnegative().default(0).describe('the output may move by at most this'),
    }),
    schemas/* strictObject */.rej({
        ...behaviourBase,
        directional: schemas/* record */.g1P(schemas/* string */.YjP(), changed).describe('column → change whose effect has a direction'),
        expect: schemas/* enum */.k5n(['not_fall', 'not_rise', 'rise', 'fall']),
        by: schemas/* number */.aig()
            .nonnegative()
            .default(0)
            .describe('rise, fall: by at least this; not_rise, not_fall: the other way by at most this'),
    }),
    schemas/* strictObject */.rej({
        name: behaviourBase.name,
        severity: behaviourBase.severity,
        where: behaviourBase.where,
        minimum: schemas/* string */.YjP().describe('a metric of the catalogue, on the rows of `where` or of `data`'),
        data: path.optional().describe('a file of its own, instead of the dataset'),
        min: schemas/* number */.aig().optional(),
        max: schemas/* number */.aig().optional(),
    }),
]);

;// CONCATENATED MODULE: ./build/config/schema/evaluation.js
/** `evaluate:` of `assay.yaml`: metrics, slices, inputs and outputs of the model, results of other tools. */




const sliceSchema = schemas/* union */.KCZ([
    schemas/* string */.YjP()
        .min(1)
        .describe('a column: one slice for each of its values; "a × b": one for each pair of values; "*": every column that says nothing of the target'),
    schemas/* strictObject */.rej({
        name: schemas/* string */.YjP().min(1),
        where: schemas/* string */.YjP().min(1).describe('an SQL condition over the columns'),
    }),
    schemas/* strictObject */.rej({
        column: schemas/* string */.YjP().min(1).describe('a column of numbers'),
        bins: schemas/* int */.Whr().min(2).max(100).optional().describe('so many bins of about equally many rows'),
        edges: schemas/* array */.YOg(schemas/* number */.aig()).min(1).optional().describe('between these, each bin with its lower edge'),
    })
        .refine((slice) => (slice.bins === undefined) !== (slice.edges === undefined), {
        message: 'a slice of a column of numbers needs either `bins` or `edges`',
    }),
]);
/** A metric that Assay does not compute. */
const ownMetricSchema = schemas/* strictObject */.rej({
    direction: schemas/* enum */.k5n(['higher', 'lower'])
        .nullable()
        .describe('which way is better; null: neither, so a rule that compares must say it'),
    unit: schemas/* string */.YjP().min(1).optional().describe('at the end of the value, for people'),
    output: words_name
        .optional()
        .describe('output of train, a file of metrics that holds this name; absent: a column of the predictions'),
    column: schemas/* string */.YjP().min(1).optional().describe('task text: a column of numbers; absent: of the same name'),
});
const resultsSchema = schemas/* strictObject */.rej({
    file: path,
    format: schemas/* enum */.k5n(['promptfoo', 'inspect', 'lm-eval', 'deepeval'])
        .optional()
        .describe('absent: by the content'),
    provider: schemas/* string */.YjP().min(1).optional().describe('provider, model or task, where the file has several'),
    baseline: path.optional().describe('results of the baseline, over the same examples'),
    baseline_provider: schemas/* string */.YjP()
        .min(1)
        .optional()
        .describe('its provider, model or task; without `baseline` one of the same file'),
    allow_errors: share
        .optional()
        .describe('share of samples that may end in an error and are then left out on both sides; absent: none'),
});
const evaluateSchema = schemas/* strictObject */.rej({
    dataset: schemas/* string */.YjP().default('test'),
    task: results/* taskSchema */.v,
    target: schemas/* string */.YjP().describe('column that holds the label'),
    id: schemas/* string */.YjP().optional().describe('column that identifies an example'),
    weight: schemas/* string */.YjP().optional().describe('column with the sample weight; absent: every example counts once'),
    cluster: schemas/* string */.YjP()
        .optional()
        .describe('column whose equal values mark examples that belong together, such as a user or a document'),
    group: schemas/* string */.YjP()
        .optional()
        .describe('column of the query (ranking), or of the example of which a row is one sample (text)'),
    classes: schemas/* array */.YOg(schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig(), schemas/* boolean */.zMY()]))
        .min(2)
        .optional()
        .describe("labels in the order of the model's probabilities; absent: sorted, as scikit-learn does"),
    positive: schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig(), schemas/* boolean */.zMY()])
        .optional()
        .describe('label of the positive class; absent: 1 or true'),
    threshold: schemas/* number */.aig().default(0.5).describe('score from which the positive class is predicted'),
    metrics: schemas/* array */.YOg(schemas/* string */.YjP()).min(1),
    text: schemas/* strictObject */.rej({
        answer: schemas/* string */.YjP().optional().describe('the answer in words; absent: `prediction`'),
        correct: schemas/* string */.YjP().optional().describe('whether the answer is right, 1 or 0; absent: `correct`'),
        judge: schemas/* string */.YjP().optional().describe("a judge's verdict, which agrees with the target or not"),
        preferred: schemas/* string */.YjP()
            .optional()
            .describe('a comparison won (1 or win), lost (0 or loss), tied (0.5 or tie)'),
        tokens: schemas/* string */.YjP().optional().describe('tokens of the answer; absent: `tokens`'),
        cost: schemas/* string */.YjP().optional().describe('its cost in US dollars; absent: `cost_usd`'),
    })
        .optional()
        .describe('task text: columns of the predictions'),
    own: schemas/* record */.g1P(schemas/* string */.YjP().min(1).max(200), ownMetricSchema)
        .optional()
        .describe('metrics of your own, by name: which way is better, so that rules need not say it'),
    results: schemas/* union */.KCZ([path, resultsSchema])
        .optional()
        .describe('results of promptfoo, Inspect, lm-evaluation-harness or DeepEval, instead of a model and data'),
    fairness: schemas/* strictObject */.rej({
        groups: schemas/* array */.YOg(schemas/* string */.YjP()).min(1).describe('columns of groups of people, such as sex'),
    })
        .optional()
        .describe('task binary: gaps between the groups, and a table for each group'),
    slices: schemas/* array */.YOg(sliceSchema).default([]),
    min_slice_rows: schemas/* int */.Whr().positive().default(30).describe('smaller slices are listed as not checked'),
    features: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* strictObject */.rej({ npy: path })]))
        .optional()
        .describe('input of the model → column, or {npy: FILE} with an array of all rows; absent: by equal names, or one matrix input takes `columns`'),
    columns: schemas/* union */.KCZ([schemas/* array */.YOg(schemas/* string */.YjP()), schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* array */.YOg(schemas/* string */.YjP()).min(1))])
        .optional()
        .describe('columns of a matrix input, in order; of several: input → columns'),
    output: schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* strictObject */.rej({ scores: schemas/* string */.YjP().optional(), label: schemas/* string */.YjP().optional() })])
        .optional()
        .describe('output of the model that holds the scores, or {scores, label}; absent: found by type and shape'),
    run: command
        .optional()
        .describe('for models that are not ONNX: gets ASSAY_MODEL and ASSAY_DATASET, writes ASSAY_PREDICTIONS'),
    batch: schemas/* int */.Whr()
        .positive()
        .optional()
        .describe('rows in one inference; absent: by the bytes of a row, at most 8192'),
    limits: schemas/* strictObject */.rej({
        memory: size
            .optional()
            .describe('resident memory of the process that runs the model; absent: four fifths of the machine'),
        batch: duration.default('5m').describe('longest time for loading the model, and for one batch'),
        total: duration.default('2h').describe('longest time for all batches'),
    })
        .prefault({})
        .describe('a model that breaks them, or crashes, is an error of the evaluation'),
    latency: schemas/* strictObject */.rej({
        warmup: schemas/* int */.Whr().nonnegative().default(20),
        requests: schemas/* int */.Whr().positive().default(200).describe('single-row inferences that are timed'),
    })
        .optional(),
    permutation: schemas/* int */.Whr()
        .min(99)
        .max(99_999)
        .optional()
        .describe('also test each difference by so many permutations within pairs, such as 9999; absent: no'),
    seed: schemas/* int */.Whr().default(0).describe('of the bootstrap, and of the rows that behaviour is tried on'),
    behaviour: schemas/* array */.YOg(behaviourSchema)
        .default([])
        .describe('what the model must do; each is a rule of the gate'),
    junit: schemas/* union */.KCZ([path, schemas/* array */.YOg(path).min(1)])
        .optional()
        .describe('JUnit files of your own tests, globs allowed; each failing test is a failing rule of the gate'),
});

;// CONCATENATED MODULE: ./build/config/schema/gate.js
/** `gate:` of `assay.yaml`: baseline, policy, rules. */



const limit = schemas/* union */.KCZ([
    schemas/* number */.aig(),
    schemas/* string */.YjP().regex(/^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?%?$/, 'a number, or a share such as 2%'),
]);
const ruleSchema = schemas/* union */.KCZ([
    schemas/* string */.YjP().min(1).describe('METRIC OPERATOR LIMIT [slice NAME] [direction higher|lower] [warn]'),
    schemas/* strictObject */.rej({
        metric: schemas/* string */.YjP().min(1),
        slice: schemas/* string */.YjP().optional().describe('a slice, or "*" for all of them; absent: the whole dataset'),
        direction: schemas/* enum */.k5n(['higher', 'lower'])
            .optional()
            .describe('which way is better, for metrics outside the catalogue'),
        severity: severity.optional().describe('absent: error'),
        min: limit.optional(),
        max: limit.optional(),
        max_drop: limit.optional().describe('may be worse than the baseline by at most this'),
        max_drop_rel: limit.optional().describe('the same as a share of |baseline|: 0.02 or 2%'),
        min_gain: limit.optional().describe('must be better than the baseline by at least this'),
        max_gain: limit.optional().describe('a gain above this is suspicious'),
        max_gap: limit
            .optional()
            .describe('with `slice: COLUMN`: largest difference between the slices of this column'),
        equals: limit.optional(),
    })
        .refine((rule) => results/* OPERATORS */.we.some((operator) => rule[operator] !== undefined), {
        message: `a rule needs one of ${results/* OPERATORS */.we.join(', ')}`,
    }),
]);
const policyAction = schemas/* enum */.k5n(['error', 'fail', 'warn', 'ignore']);
const doubtAction = schemas/* enum */.k5n(['error', 'fail', 'inconclusive', 'warn']);
const gateSchema = schemas/* strictObject */.rej({
    baseline: schemas/* string */.YjP()
        .optional()
        .describe('alias:NAME, version:N, best:N, value:NUMBER, file:PATH, git:REV:PATH, merge-base or previous; absent: production'),
    policy: schemas/* strictObject */.rej({
        on_missing_metric: policyAction
            .default('error')
            .describe('a rule names a metric that the candidate lacks'),
        on_nan: policyAction.default('error'),
        on_new_metric: policyAction
            .default('warn')
            .describe('a comparing rule, and only the candidate has the metric'),
        on_removed_metric: policyAction
            .default('error')
            .describe('the baseline has a metric that the candidate lacks'),
        on_missing_baseline: policyAction
            .default('warn')
            .describe('the registry exists and the alias has no entry yet'),
        on_small_n: doubtAction
            .default('inconclusive')
            .describe('a rule that would pass or fail rests on fewer than min_n examples'),
        min_n: schemas/* int */.Whr().nonnegative().default(30),
        on_inconclusive: doubtAction
            .default('inconclusive')
            .describe('a comparison has too few examples to tell'),
    })
        .prefault({}),
    rules: schemas/* array */.YOg(ruleSchema).min(1, 'a gate without rules checks nothing'),
});

;// CONCATENATED MODULE: ./build/config/schema/training.js
/** `train:` of `assay.yaml`. */


const trainSchema = schemas/* strictObject */.rej({
    run: command,
    inputs: schemas/* array */.YOg(path).default([]).describe('code and lock files that the result depends on; globs allowed'),
    datasets: schemas/* array */.YOg(schemas/* string */.YjP())
        .optional()
        .describe('names of the datasets that training reads; absent: train'),
    params: schemas/* record */.g1P(words_name, schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig(), schemas/* boolean */.zMY()])).default({}),
    outputs: schemas/* record */.g1P(words_name, path)
        .describe('output name → file, relative to ASSAY_OUTPUT_DIR; `model` is the model'),
    accelerator: schemas/* strictObject */.rej({
        kind: schemas/* enum */.k5n(['cuda']),
        count: schemas/* int */.Whr().positive().default(1),
        memory: size.optional().describe('least memory of each device'),
        probe: command
            .optional()
            .describe('a command that fails where the framework cannot use the accelerator'),
    })
        .optional()
        .describe('absent: none is needed'),
    seeds: schemas/* array */.YOg(schemas/* int */.Whr()).min(1).default([0]).describe('the first gives the candidate'),
    timeout: duration.optional(),
    grace: duration.default('30s').describe('between SIGTERM and SIGKILL'),
    disk: size.optional().describe('free space that must be there before training starts'),
    shm: size.optional().describe('size that /dev/shm must have'),
    cache: schemas/* boolean */.zMY().default(true).describe('false: always train'),
});

;// CONCATENATED MODULE: ./build/config/schema/index.js
/**
 * The shape of `assay.yaml`. Types, checks and the published JSON Schema (`schema/assay.schema.json`) come from
 * these definitions; every key carries the description that editors show. A section is a file of its own.
 */













const configSchema = schemas/* strictObject */.rej({
    version: schemas/* literal */.euz(1),
    model: words_name.describe('name of the model that this file delivers'),
    registry: path.default('assay-registry').describe('a folder, relative to this file'),
    datasets: schemas/* record */.g1P(words_name, datasetSchema).default({}),
    train: trainSchema.optional(),
    evaluate: evaluateSchema.optional(),
    gate: gateSchema.optional(),
    targets: schemas/* record */.g1P(words_name, targetSchema).default({}).describe("a target's name is its alias"),
    monitor: monitorSchema.optional(),
    notify: schemas/* array */.YOg(notifySchema).default([]),
})
    .meta({ title: 'assay.yaml', description: 'One file delivers one model.' });

;// CONCATENATED MODULE: ./build/config/load.js
/**
 * Reads `assay.yaml`. All problems of the file are reported at once, each with its line and column, and an
 * unknown key with the valid key nearest to it.
 */






const CONFIG_FILE = 'assay.yaml';
/** The configuration file that a command uses: the one named, else `assay.yaml` in `cwd`; null where neither is. */
async function findConfig(cwd, named) {
    if (named !== undefined)
        return (0,external_node_path_.resolve)(cwd, named);
    const path = (0,external_node_path_.join)(cwd, CONFIG_FILE);
    try {
        await (0,promises_.access)(path);
        return path;
    }
    catch {
        return null;
    }
}
async function loadConfig(file) {
    const text = await (0,base/* readUserFile */.E1)(file, 'the configuration');
    return parseConfig(text, file);
}
/** Checks the text of a configuration. `file` is its absolute path. Throws a usage error with every problem. */
function parseConfig(text, file) {
    const lines = new dist/* LineCounter */.HN();
    const document = (0,dist/* parseDocument */.Tp)(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
    const at = (offset) => {
        const { line, col } = lines.linePos(offset);
        return { file, line, column: col };
    };
    if (document.errors.length > 0) {
        throw (0,base/* usageError */.Wp)(document.errors.map((error) => ({ where: at(error.pos[0]), message: `is not YAML: ${error.message}` })));
    }
    let data;
    try {
        // Aliases are expanded by a bounded count, so that a small file cannot become a large one.
        data = document.toJS({ maxAliasCount: 100 });
    }
    catch (error) {
        throw (0,base/* usageError */.Wp)({ where: { file }, message: `is not usable YAML: ${String(error)}` }, error);
    }
    const place = (path, ofKey = false) => ({
        ...at(offsetOf(document, path, ofKey)),
        ...(path.length > 0 ? { key: errors/* toDotPath */.sR(path) } : {}),
    });
    const parsed = configSchema.safeParse(data ?? {});
    const problems = parsed.success
        ? crossProblems(parsed.data, place)
        : parsed.error.issues.flatMap((issue) => problemsOf(issue, [], place));
    if (!parsed.success || problems.length > 0)
        throw (0,base/* usageError */.Wp)(problems);
    const root = (0,external_node_path_.dirname)(file);
    return {
        ...parsed.data,
        file,
        root,
        digest: `sha256:${(0,base/* sha256 */.sc)(text)}`,
        notices: outsidePaths(parsed.data, root),
        resolve: (path) => ((0,external_node_path_.isAbsolute)(path) ? path : (0,external_node_path_.join)(root, path)),
        place: (...path) => place(path),
    };
}
function problemsOf(issue, prefix, place) {
    const path = [...prefix, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
        const valid = keysAt(path);
        return issue.keys.map((key) => {
            const near = (0,base/* nearest */.pA)(key, valid);
            return {
                where: place([...path, key], true),
                message: 'is no key of assay.yaml',
                ...(valid.length > 0 ? { expected: `one of ${valid.join(', ')}` } : {}),
                ...(near ? { fix: `did you mean \`${near}\`?` } : {}),
            };
        });
    }
    if (issue.code === 'invalid_union') {
        // The branch that came furthest is the one that the user meant.
        const branches = issue.errors.filter((errors) => errors.some((error) => !isTypeMismatchAtTop(error)));
        const [branch] = branches;
        if (branches.length === 1 && branch)
            return branch.flatMap((inner) => problemsOf(inner, path, place));
    }
    return [{ where: place(path), message: issue.message }];
}
function isTypeMismatchAtTop(issue) {
    return issue.code === 'invalid_type' && issue.path.length === 0;
}
/** The valid keys of the object at `path`, from the JSON Schema; record keys and list indexes match any. */
function keysAt(path) {
    let nodes = [json_schema_processors/* toJSONSchema */.bl(configSchema, { io: 'input' })];
    const flatten = (list) => list.flatMap((node) => (node.anyOf ? flatten(node.anyOf) : [node]));
    for (const key of path) {
        nodes = flatten(nodes).flatMap((node) => {
            if (typeof key === 'number')
                return node.items ? [node.items] : [];
            const property = node.properties?.[String(key)];
            if (property)
                return [property];
            return typeof node.additionalProperties === 'object' ? [node.additionalProperties] : [];
        });
    }
    return flatten(nodes).flatMap((node) => Object.keys(node.properties ?? {}));
}
/** Offset of the value at `path` (or of its key), or of the nearest ancestor that is written in the file. */
function offsetOf(document, path, ofKey) {
    for (let length = path.length; length > 0; length -= 1) {
        const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
        const key = path[length - 1];
        if ((0,dist/* isMap */.jh)(parent)) {
            const pair = parent.items.find((item) => (0,dist/* isPair */.tO)(item) && (0,dist/* isNode */.Ll)(item.key) && String(item.key) === String(key));
            const node = pair && (ofKey || !(0,dist/* isNode */.Ll)(pair.value) ? pair.key : pair.value);
            if ((0,dist/* isNode */.Ll)(node) && node.range)
                return node.range[0];
        }
        const node = document.getIn(path.slice(0, length), true);
        if ((0,dist/* isNode */.Ll)(node) && node.range)
            return node.range[0];
    }
    return document.contents?.range?.[0] ?? 0;
}
/** What the shape alone cannot say: names that must exist, chains that must end, variables only for secrets. */
function crossProblems(config, place) {
    const problems = [];
    const datasets = Object.keys(config.datasets);
    const targets = Object.keys(config.targets);
    const needName = (name, known, kind, path) => {
        if (known.includes(name))
            return;
        const near = (0,base/* nearest */.pA)(name, known);
        problems.push({
            where: place(path),
            message: `there is no ${kind} \`${name}\``,
            expected: known.length > 0 ? `one of ${known.join(', ')}` : `a ${kind} under \`${kind}s:\``,
            ...(near ? { fix: `did you mean \`${near}\`?` } : {}),
        });
    };
    for (const [name, dataset] of Object.entries(config.datasets)) {
        const reference = dataset.drift?.reference;
        const window = dataset.drift?.window;
        if (reference !== undefined && !/[/\\.]|^registry:/.test(reference)) {
            needName(reference, datasets, 'dataset', ['datasets', name, 'drift', 'reference']);
            if (reference === name && (window === undefined || window.reference === 'all')) {
                problems.push({
                    where: place(['datasets', name, 'drift', 'reference']),
                    message: 'a dataset compared with itself never drifts',
                    fix: 'name the dataset that the model was trained on, or a period of this one with `window`',
                });
            }
        }
        else if (reference !== undefined &&
            /\.json$|^registry:/.test(reference) &&
            (window !== undefined || dataset.drift?.domain)) {
            problems.push({
                where: place(['datasets', name, 'drift', window === undefined ? 'domain' : 'window']),
                message: `${window === undefined ? 'domain' : 'window'} needs the rows of the reference, and ${reference} is a profile`,
                fix: 'name a dataset of this file as the reference',
            });
        }
        problems.push(...kindProblems(name, dataset, config, place));
        const against = dataset.leakage?.against;
        if (against !== undefined)
            needName(against, datasets, 'dataset', ['datasets', name, 'leakage', 'against']);
    }
    (config.train?.datasets ?? []).forEach((name, index) => {
        needName(name, datasets, 'dataset', ['train', 'datasets', index]);
    });
    if (config.train && config.train.outputs['model'] === undefined) {
        problems.push({
            where: place(['train', 'outputs']),
            message: 'names no output `model`',
            fix: 'add `model: model.onnx` (relative to ASSAY_OUTPUT_DIR)',
        });
    }
    if (config.evaluate)
        needName(config.evaluate.dataset, datasets, 'dataset', ['evaluate', 'dataset']);
    if (config.monitor) {
        needName(config.monitor.dataset, datasets, 'dataset', ['monitor', 'dataset']);
        needName(config.monitor.target, targets, 'target', ['monitor', 'target']);
    }
    for (const [name, target] of Object.entries(config.targets)) {
        if (/^(latest|v\d+|\d+)$/.test(name)) {
            problems.push({
                where: place(['targets', name], true),
                message: `\`${name}\` is reserved and cannot be an alias`,
            });
        }
        if (target.after === undefined)
            continue;
        needName(target.after, targets, 'target', ['targets', name, 'after']);
        const seen = new Set([name]);
        for (let next = target.after; next !== undefined; next = config.targets[next]?.after) {
            if (seen.has(next)) {
                problems.push({
                    where: place(['targets', name, 'after']),
                    message: 'the chain of `after` comes back to itself',
                });
                break;
            }
            seen.add(next);
        }
    }
    return problems;
}
/** Files have no rows: no contract, no drift, no id; and what is asked of files is asked of files only. */
function kindProblems(name, dataset, config, place) {
    const at = (key) => place(['datasets', name, key]);
    const other = config.datasets[dataset.leakage?.against ?? ''];
    const mixed = other === undefined || other.kind === dataset.kind
        ? []
        : [
            {
                where: at('leakage'),
                message: 'rows and files share nothing',
                expected: 'two datasets of one kind',
            },
        ];
    if (dataset.kind === 'table') {
        if (dataset.files === undefined)
            return mixed;
        return [...mixed, { where: at('files'), message: 'the dataset holds rows', fix: 'add `kind: files`' }];
    }
    const rows = ['contract', 'id', 'drift'].filter((key) => dataset[key] !== undefined);
    return [
        ...mixed,
        ...rows.map((key) => ({
            where: at(key),
            message: `a dataset of files has no rows, and no ${key}`,
            fix: 'say what is asked of the files under `files:`',
        })),
        ...Object.keys(dataset.leakage ?? {})
            .filter((key) => key !== 'against')
            .map((key) => ({
            where: place(['datasets', name, 'leakage', key], true),
            message: `a dataset of files has no rows, and no ${key}`,
            expected: 'only `against`',
        })),
        ...(config.evaluate?.dataset === name
            ? [
                {
                    where: place(['evaluate', 'dataset']),
                    message: `${name} is of kind files, and evaluation needs a row with a label for each example`,
                    fix: 'name a table with the paths and labels of the files',
                },
            ]
            : []),
        ...(config.monitor?.dataset === name
            ? [
                {
                    where: place(['monitor', 'dataset']),
                    message: `${name} is of kind files: drift is watched in rows`,
                },
            ]
            : []),
    ];
}
function outsidePaths(config, root) {
    const paths = [
        ['registry', config.registry],
        ...Object.entries(config.datasets).map(([name, dataset]) => [
            `datasets.${name}.path`,
            dataset.path,
        ]),
        ...Object.entries(config.targets).map(([name, target]) => [
            `targets.${name}.folder`,
            target.folder,
        ]),
    ];
    return paths
        .filter(([, path]) => !/^[a-z0-9]+:\/\//i.test(path) && !(0,base/* isInside */.FK)(root, (0,external_node_path_.resolve)(root, path)))
        .map(([key, path]) => `${key} lies outside the folder of assay.yaml: ${(0,external_node_path_.relative)(root, (0,external_node_path_.resolve)(root, path))}`);
}
/**
 * Puts variables into a value such as an address of a webhook. Only fields that hold secrets go through here.
 * A variable that is not set is a usage error; `secret` hears each expanded value, so that it is never printed.
 */
function expandSecret(value, env, secret, where) {
    const missing = [];
    const expanded = value.replace(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (_, name) => {
        const found = env[name];
        if (found === undefined || found === '') {
            missing.push({
                where,
                message: `the variable ${name} is not set`,
                fix: `set it in the environment, for example \`env: {${name}: \${{ secrets.${name} }}}\` in the workflow step`,
            });
            return '';
        }
        secret(found);
        return found;
    });
    if (missing.length > 0)
        throw (0,base/* usageError */.Wp)(missing);
    secret(expanded);
    return expanded;
}

;// CONCATENATED MODULE: ./build/config/units.js
/** Durations and sizes as `assay.yaml` writes them. */

const DURATION_MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const SIZE_BYTES = {
    B: 1,
    KB: 1e3,
    MB: 1e6,
    GB: 1e9,
    TB: 1e12,
    KiB: 2 ** 10,
    MiB: 2 ** 20,
    GiB: 2 ** 30,
    TiB: 2 ** 40,
};
/** `15m` → milliseconds. */
function durationMs(text) {
    return amount(text, DURATION_MS, 'a duration such as 30s, 15m, 24h or 7d');
}
/** `16GiB` → bytes. */
function sizeBytes(text) {
    return amount(text, SIZE_BYTES, 'a size such as 512MiB or 16GiB');
}
function amount(text, units, expected) {
    const match = /^(\d+(?:\.\d+)?)([A-Za-z]+)$/.exec(text);
    const unit = match?.[2] === undefined ? undefined : units[match[2]];
    if (match?.[1] === undefined || unit === undefined) {
        throw (0,base/* usageError */.Wp)({ message: `${JSON.stringify(text)} cannot be read`, expected });
    }
    return Number(match[1]) * unit;
}

;// CONCATENATED MODULE: ./build/config/index.js
/** `assay.yaml`: its shape, and reading it with errors that name line, column and the nearest valid key. */





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
