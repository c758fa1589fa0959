export const id = 6412;
export const ids = [6412];
export const modules = {

/***/ 26412:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  hW: () => (/* reexport */ EMPTY_CONTRACT),
  KA: () => (/* reexport */ driftAgainstProfile),
  YQ: () => (/* reexport */ findDataset),
  Gw: () => (/* reexport */ findLeakage),
  VA: () => (/* reexport */ inferContract),
  lF: () => (/* reexport */ loadContract),
  UA: () => (/* reexport */ parseContract),
  jZ: () => (/* reexport */ parseProfile),
  o2: () => (/* reexport */ profileDataset),
  z1: () => (/* reexport */ profileText),
  jK: () => (/* reexport */ relationSql),
  $X: () => (/* reexport */ resolveDataset),
  iA: () => (/* reexport */ sqlName),
  Qw: () => (/* reexport */ sqlString),
  pw: () => (/* reexport */ validateDataset)
});

// UNUSED EXPORTS: BOUND_OPERATORS, LOGICAL_TYPES, PROFILE_FORMAT, PSI_THRESHOLD, boundText, categoricalProfileSchema, columnProfileSchema, digestedDataset, formatOf, judgeDrift, meetsBound, numericProfileSchema, profileSchema, sqlNumber, sqlPath

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
/** NaN satisfies no bound. */
function meetsBound(value, bound) {
    if (Number.isNaN(value))
        return false;
    const [low, high] = typeof bound.limit === 'number' ? [bound.limit, bound.limit] : bound.limit;
    switch (bound.operator) {
        case 'mustBe':
            return value === low;
        case 'mustNotBe':
            return value !== low;
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

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/errors.js
var errors = __webpack_require__(37428);
// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var base = __webpack_require__(9216);
// EXTERNAL MODULE: ./build/config/index.js + 3 modules
var config = __webpack_require__(66029);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 5 modules
var schemas = __webpack_require__(42047);
;// CONCATENATED MODULE: ./build/data/contract/odcs.js
/**
 * The Open Data Contract Standard v3.1 as far as data can be checked against it, closed where the standard's
 * own JSON Schema (`odcs-json-schema-v3.1.0.json`) is closed. Parts about people, prices and servers are read
 * and left alone.
 */


const API_VERSIONS = ['v3.1.0', 'v3.0.2', 'v3.0.1', 'v3.0.0'];
const anything = schemas/* unknown */.L5J().optional();
const pair = schemas/* tuple */.PVZ([schemas/* number */.aig(), schemas/* number */.aig()])
    .refine(([low, high]) => low <= high, 'the smaller number comes first');
const DIMENSIONS = [
    ...['accuracy', 'completeness', 'conformity', 'consistency', 'coverage', 'timeliness', 'uniqueness'],
    ...['ac', 'cp', 'cf', 'cs', 'cv', 'tm', 'uq'],
];
const qualitySchema = schemas/* strictObject */.rej({
    authoritativeDefinitions: anything,
    businessImpact: anything,
    customProperties: anything,
    description: schemas/* string */.YjP().optional(),
    dimension: schemas/* enum */.k5n(DIMENSIONS).optional(),
    method: anything,
    name: schemas/* string */.YjP().optional(),
    id: anything,
    schedule: anything,
    scheduler: anything,
    severity: schemas/* string */.YjP().optional(),
    tags: anything,
    type: schemas/* enum */.k5n(['text', 'library', 'sql', 'custom']).optional(),
    unit: schemas/* string */.YjP().optional(),
    metric: schemas/* enum */.k5n(['nullValues', 'missingValues', 'invalidValues', 'duplicateValues', 'rowCount'])
        .optional(),
    rule: schemas/* string */.YjP().optional(),
    arguments: schemas/* strictObject */.rej({
        missingValues: schemas/* array */.YOg(schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig(), schemas/* boolean */.zMY(), schemas/* null */.chJ()])).optional(),
        validValues: schemas/* array */.YOg(schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig(), schemas/* boolean */.zMY()]))
            .min(1)
            .optional(),
        pattern: schemas/* string */.YjP().optional(),
        properties: schemas/* array */.YOg(schemas/* string */.YjP()).optional(),
    })
        .optional(),
    query: schemas/* string */.YjP().optional(),
    engine: schemas/* string */.YjP().optional(),
    implementation: schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J())]).optional(),
    mustBe: schemas/* union */.KCZ([schemas/* number */.aig(), schemas/* boolean */.zMY()]).optional(),
    mustNotBe: schemas/* union */.KCZ([schemas/* number */.aig(), schemas/* boolean */.zMY()]).optional(),
    mustBeGreaterThan: schemas/* number */.aig().optional(),
    mustBeGreaterOrEqualTo: schemas/* number */.aig().optional(),
    mustBeLessThan: schemas/* number */.aig().optional(),
    mustBeLessOrEqualTo: schemas/* number */.aig().optional(),
    mustBeBetween: pair.optional(),
    mustNotBeBetween: pair.optional(),
})
    .superRefine((rule, context) => {
    const type = rule.type ?? (rule.metric === undefined ? undefined : 'library');
    const problem = (message) => context.addIssue({ code: 'custom', message });
    const bounds = BOUND_OPERATORS.filter((operator) => rule[operator] !== undefined);
    if (type === undefined && rule.rule === undefined) {
        problem('a quality rule needs `metric` (library), or `type: sql`, `custom` or `text`');
    }
    if (type === 'library' && rule.metric === undefined && rule.rule === undefined) {
        problem('a rule of type library needs `metric`');
    }
    if (type === 'sql' && rule.query === undefined)
        problem('a rule of type sql needs `query`');
    if (type === 'custom' && (rule.engine === undefined || rule.implementation === undefined)) {
        problem('a rule of type custom needs `engine` and `implementation`');
    }
    if ((type === 'library' || type === 'sql') && bounds.length !== 1) {
        problem(bounds.length === 0
            ? `a rule of type ${type} needs one of ${BOUND_OPERATORS.join(', ')}`
            : `only one of ${bounds.join(', ')} may be given`);
    }
});
const odcs_element = {
    name: schemas/* string */.YjP().min(1),
    id: anything,
    physicalType: schemas/* string */.YjP().optional(),
    physicalName: schemas/* string */.YjP().optional(),
    description: anything,
    businessName: anything,
    authoritativeDefinitions: anything,
    tags: anything,
    customProperties: schemas/* array */.YOg(schemas/* looseObject */._H3({ property: schemas/* string */.YjP(), value: schemas/* unknown */.L5J() })).optional(),
    quality: schemas/* array */.YOg(qualitySchema).optional(),
    relationships: schemas/* array */.YOg(schemas/* unknown */.L5J()).optional(),
};
const propertySchema = schemas/* strictObject */.rej({
    ...odcs_element,
    primaryKey: schemas/* boolean */.zMY().optional(),
    primaryKeyPosition: schemas/* int */.Whr().optional(),
    logicalType: schemas/* enum */.k5n(LOGICAL_TYPES).optional(),
    logicalTypeOptions: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()).optional(),
    required: schemas/* boolean */.zMY().optional(),
    unique: schemas/* boolean */.zMY().optional(),
    partitioned: anything,
    partitionKeyPosition: anything,
    classification: schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig()]).optional(),
    encryptedName: anything,
    transformSourceObjects: anything,
    transformLogic: anything,
    transformDescription: anything,
    examples: anything,
    criticalDataElement: anything,
    properties: schemas/* array */.YOg(schemas/* unknown */.L5J()).optional(),
    items: anything,
});
const objectSchema = schemas/* strictObject */.rej({
    ...odcs_element,
    logicalType: schemas/* literal */.euz('object').optional(),
    dataGranularityDescription: anything,
    properties: schemas/* array */.YOg(propertySchema).optional(),
});
const contractSchema = schemas/* strictObject */.rej({
    version: schemas/* string */.YjP(),
    kind: schemas/* literal */.euz('DataContract'),
    apiVersion: schemas/* string */.YjP(),
    id: schemas/* string */.YjP(),
    status: schemas/* string */.YjP(),
    name: anything,
    tenant: anything,
    tags: anything,
    servers: anything,
    dataProduct: anything,
    description: anything,
    domain: anything,
    schema: schemas/* array */.YOg(objectSchema).min(1),
    support: anything,
    price: anything,
    team: anything,
    roles: anything,
    slaDefaultElement: anything,
    slaProperties: schemas/* array */.YOg(schemas/* unknown */.L5J()).optional(),
    authoritativeDefinitions: anything,
    customProperties: anything,
    contractCreatedTs: anything,
});
const number = schemas/* number */.aig();
const odcs_length = schemas/* int */.Whr().nonnegative();
const numeric = {
    multipleOf: schemas/* number */.aig().positive().optional(),
    maximum: number.optional(),
    exclusiveMaximum: number.optional(),
    minimum: number.optional(),
    exclusiveMinimum: number.optional(),
};
const temporal = {
    format: schemas/* string */.YjP().optional(),
    exclusiveMaximum: schemas/* string */.YjP().optional(),
    maximum: schemas/* string */.YjP().optional(),
    exclusiveMinimum: schemas/* string */.YjP().optional(),
    minimum: schemas/* string */.YjP().optional(),
};
const zoned = { ...temporal, timezone: schemas/* boolean */.zMY().optional(), defaultTimezone: schemas/* string */.YjP().optional() };
/** `logicalTypeOptions` of each type. */
const OPTION_SCHEMAS = {
    string: schemas/* strictObject */.rej({
        minLength: odcs_length.optional(),
        maxLength: odcs_length.optional(),
        pattern: schemas/* string */.YjP().optional(),
        format: schemas/* string */.YjP().optional(),
    }),
    date: schemas/* strictObject */.rej(temporal),
    timestamp: schemas/* strictObject */.rej(zoned),
    time: schemas/* strictObject */.rej(zoned),
    integer: schemas/* strictObject */.rej({
        ...numeric,
        format: schemas/* enum */.k5n(['i8', 'i16', 'i32', 'i64', 'i128', 'u8', 'u16', 'u32', 'u64', 'u128']).optional(),
    }),
    number: schemas/* strictObject */.rej({ ...numeric, format: schemas/* enum */.k5n(['f32', 'f64']).optional() }),
    object: schemas/* strictObject */.rej({
        maxProperties: odcs_length.optional(),
        minProperties: odcs_length.optional(),
        required: schemas/* array */.YOg(schemas/* string */.YjP()).optional(),
    }),
    array: schemas/* strictObject */.rej({
        maxItems: odcs_length.optional(),
        minItems: odcs_length.optional(),
        uniqueItems: schemas/* boolean */.zMY().optional(),
    }),
    boolean: schemas/* strictObject */.rej({}),
};

;// CONCATENATED MODULE: ./build/data/contract/resolve.js
/** From the standard's words to the model: names, limits, rules, and the list of what is not checked. */





/** Classifications whose values are never shown in results. */
const PERSONAL = /personal|confidential|restricted|sensitive|secret|private|\bpii\b|\bphi\b|\bspi\b/i;
function resolveContract(root, object, index, place) {
    const problems = [];
    const notChecked = [];
    const path = ['schema', index];
    const properties = object.properties ?? [];
    const columns = properties.map((property, position) => resolveColumn(property, [...path, 'properties', position], place, problems, notChecked));
    repeatedNames(columns, problems);
    const quality = resolveRules(object.quality ?? [], [...path, 'quality'], null, place, problems, notChecked);
    const known = columns.map((column) => column.name);
    const renamed = new Map(properties.map((property) => [property.name, property.physicalName ?? property.name]));
    const rules = quality.map((rule) => withDataNames(rule, renamed, known, problems));
    if (object.relationships?.length)
        notChecked.push(`${object.name}: relationships`);
    if (root.slaProperties?.length)
        notChecked.push('slaProperties');
    const physical = properties.filter((property) => property.physicalType !== undefined).length;
    if (physical > 0) {
        notChecked.push(`physicalType of ${physical} properties: only logicalType is compared with the data`);
    }
    if (problems.length > 0)
        throw (0,base/* usageError */.Wp)(problems);
    const keyed = properties
        .map((property, position) => ({ property, position }))
        .filter(({ property }) => property.primaryKey === true)
        .sort((a, b) => rank(a) - rank(b));
    return {
        id: root.id,
        version: root.version,
        object: object.name,
        columns,
        primaryKey: keyed.map(({ property }) => property.physicalName ?? property.name),
        quality: rules,
        extraColumns: extraColumnsOf(object),
        notChecked,
        notices: [],
    };
}
function rank({ property, position }) {
    const given = property.primaryKeyPosition ?? -1;
    return given > 0 ? given : 1_000_000 + position;
}
function resolveColumn(property, path, place, problems, notChecked) {
    const name = property.physicalName ?? property.name;
    const type = property.logicalType;
    const nested = property.properties?.length || property.items !== undefined;
    if (nested)
        notChecked.push(`${name}: what lies inside ${type ?? 'it'} (nested properties and items)`);
    if (property.relationships?.length)
        notChecked.push(`${name}: relationships`);
    const given = property.logicalTypeOptions ?? {};
    if ((type === 'object' || type === 'array') && Object.keys(given).length > 0) {
        notChecked.push(`${name}: ${Object.keys(given).join(', ')} of ${type}`);
    }
    for (const key of ['timezone', 'defaultTimezone']) {
        if (key in given)
            notChecked.push(`${name}: ${key}`);
    }
    // The shape was checked by OPTION_SCHEMAS; this only picks the keys that checks read.
    const options = schemas/* looseObject */._H3({}).parse(given);
    return {
        name,
        type,
        required: property.required === true || property.primaryKey === true,
        unique: property.unique === true,
        personal: PERSONAL.test(String(property.classification ?? '')),
        options,
        quality: resolveRules(property.quality ?? [], [...path, 'quality'], name, place, problems, notChecked),
        place: place(path),
    };
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
            const custom = customRule(rule, common, column, problems);
            return custom === null ? [] : [custom];
        }
        const bound = boundOf(rule);
        if (type === undefined || bound === null)
            return skip('uses the word `rule` of older versions');
        if (type === 'sql')
            return [{ ...common, kind: 'sql', query: rule.query ?? '', bound }];
        if (rule.metric === undefined)
            return skip('uses the word `rule` of older versions');
        if (column === null && !['rowCount', 'duplicateValues'].includes(rule.metric)) {
            problems.push({
                where: common.place,
                message: `${rule.metric} belongs to a property, not to the object`,
            });
            return [];
        }
        if (column !== null && rule.metric === 'rowCount') {
            problems.push({ where: common.place, message: 'rowCount belongs to the object, not to a property' });
            return [];
        }
        const { arguments: given } = rule;
        if (rule.metric === 'invalidValues' && !given?.validValues && given?.pattern === undefined) {
            problems.push({
                where: common.place,
                message: 'invalidValues needs `arguments` with `validValues` or `pattern`',
            });
            return [];
        }
        const unit = rule.unit ?? 'rows';
        if (unit !== 'rows' && unit !== 'percent')
            return skip(`counts in ${unit}, not in rows or percent`);
        return [
            {
                ...common,
                kind: 'library',
                metric: rule.metric,
                bound,
                unit,
                missingValues: (given?.missingValues ?? [null, '']).map((value) => value === null ? null : String(value)),
                validValues: given?.validValues?.map(String),
                pattern: given?.pattern,
                columns: column === null ? (given?.properties ?? []) : [column],
            },
        ];
    });
}
function boundOf(rule) {
    for (const operator of BOUND_OPERATORS) {
        const limit = rule[operator];
        if (limit !== undefined)
            return { operator, limit: typeof limit === 'boolean' ? Number(limit) : limit };
    }
    return null;
}
/** The standard leaves the words open: `info`, `warning`, `error` are its examples. */
function severityOf(word) {
    return /^(info|warn(ing)?|low|minor|medium)$/i.test(word ?? '') ? 'warn' : 'error';
}
const freshnessSchema = schemas/* strictObject */.rej({
    check: schemas/* literal */.euz('freshness'),
    column: schemas/* string */.YjP().optional(),
    maxAge: schemas/* string */.YjP().regex(/^\d+(\.\d+)?(ms|s|m|h|d)$/, 'a number and a unit: 36h, 7d'),
});
function customRule(rule, common, column, problems) {
    let data = rule.implementation;
    if (typeof data === 'string') {
        try {
            data = (0,dist/* parse */.qg)(data);
        }
        catch (error) {
            problems.push({ where: common.place, message: `implementation is not YAML: ${String(error)}` });
            return null;
        }
    }
    const parsed = freshnessSchema.safeParse(data);
    if (!parsed.success) {
        problems.push({
            where: common.place,
            message: `is no check of the engine assay: ${parsed.error.issues.map((issue) => issue.message).join('; ')}`,
            expected: 'implementation: {check: freshness, column: NAME, maxAge: 7d}',
        });
        return null;
    }
    const name = parsed.data.column ?? column;
    if (name === null) {
        problems.push({ where: common.place, message: 'freshness needs `column`' });
        return null;
    }
    return { ...common, kind: 'freshness', column: name, maxAgeMs: (0,config/* durationMs */.pc)(parsed.data.maxAge) };
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
    if (rule.kind === 'freshness')
        return { ...rule, column: find(rule.column) };
    if (rule.kind === 'library')
        return { ...rule, columns: rule.columns.map(find) };
    return rule;
}
/** `customProperties: [{property: assay.extraColumns, value: fail}]`; the standard has no word for it. */
function extraColumnsOf(object) {
    const value = object.customProperties?.find(({ property }) => property === 'assay.extraColumns')?.value;
    return value === 'fail' || value === 'ignore' ? value : 'warn';
}

;// CONCATENATED MODULE: ./build/data/contract/read.js
/**
 * Reads an ODCS file: YAML to checked data to the model. Every problem is reported at once, with line and
 * column; unknown keys come with the nearest valid one.
 */







/**
 * Reads a contract. `reference` is `file` or `file#object`; relative paths start at `root`.
 * Throws a usage error with every problem of the file.
 */
async function loadContract(reference, root) {
    const hash = reference.lastIndexOf('#');
    const file = hash < 0 ? reference : reference.slice(0, hash);
    const text = await (0,base/* readUserFile */.E1)((0,external_node_path_.isAbsolute)(file) ? file : (0,external_node_path_.join)(root, file), 'the contract');
    return parseContract(text, reference);
}
/** Checks the text of a contract; `reference` names it in messages and may end in `#object`. */
function parseContract(text, reference) {
    const hash = reference.lastIndexOf('#');
    const file = hash < 0 ? reference : reference.slice(0, hash);
    const wanted = hash < 0 ? undefined : reference.slice(hash + 1);
    const { data, place } = readYaml(text, file);
    const problems = [];
    const version = apiVersionOf(data);
    if (version !== undefined && !API_VERSIONS.includes(version)) {
        const old = /^v?[012]\./.test(version);
        if (old) {
            throw (0,base/* usageError */.Wp)({
                where: place(['apiVersion']),
                message: `is of version ${version} of the Open Data Contract Standard, which has another layout`,
                expected: `one of ${API_VERSIONS.join(', ')}`,
                fix: 'rewrite the contract for v3.1.0, or make one from the data with `assay infer`',
            });
        }
    }
    const parsed = contractSchema.safeParse(data ?? {});
    if (!parsed.success)
        problems.push(...parsed.error.issues.flatMap((issue) => problemOf(issue, place)));
    problems.push(...optionProblems(data, place));
    if (!parsed.success || problems.length > 0)
        throw (0,base/* usageError */.Wp)(problems);
    const objects = parsed.data.schema;
    const names = objects.map((object) => object.name);
    const index = wanted === undefined ? (objects.length === 1 ? 0 : -1) : names.indexOf(wanted);
    const object = objects[index];
    if (object === undefined) {
        const near = wanted === undefined ? undefined : (0,base/* nearest */.pA)(wanted, names);
        throw (0,base/* usageError */.Wp)({
            where: { file, ...place(['schema']) },
            message: wanted === undefined ? `holds ${objects.length} objects` : `holds no object \`${wanted}\``,
            expected: `${file}#NAME with one of ${names.join(', ')}`,
            ...(near ? { fix: `did you mean \`${near}\`?` } : {}),
        });
    }
    const notices = version !== undefined && !API_VERSIONS.includes(version)
        ? [`${file}: apiVersion ${version} is not known here; read as ${API_VERSIONS[0]}`]
        : [];
    const resolved = resolveContract(parsed.data, object, index, place);
    return {
        ...resolved,
        file: reference,
        sha256: (0,base/* sha256 */.sc)(text),
        size: Buffer.byteLength(text),
        notices: [...notices, ...resolved.notices],
    };
}
function readYaml(text, file) {
    const lines = new dist/* LineCounter */.HN();
    const document = (0,dist/* parseDocument */.Tp)(text, {
        lineCounter: lines,
        prettyErrors: false,
        uniqueKeys: true,
        logLevel: 'error',
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
            data: document.toJS({ maxAliasCount: 100 }),
            place: (path, ofKey = false) => ({
                ...at((0,config/* offsetOf */.b4)(document, path, ofKey)),
                ...(path.length > 0 ? { key: errors/* toDotPath */.sR(path) } : {}),
            }),
        };
    }
    catch (error) {
        throw (0,base/* usageError */.Wp)({ where: { file }, message: `is not usable YAML: ${String(error)}` }, error);
    }
}
function apiVersionOf(data) {
    if (typeof data !== 'object' || data === null)
        return undefined;
    // Before v3 the key was `dataContractSpecification` or a bare `version` with `datasetName`.
    const { apiVersion } = data;
    return typeof apiVersion === 'string' ? apiVersion : undefined;
}
function problemOf(issue, place) {
    if (issue.code === 'invalid_type' && /received undefined/.test(issue.message)) {
        return [{ where: place(issue.path), message: 'is missing', expected: `a ${issue.expected}` }];
    }
    if (issue.code !== 'unrecognized_keys')
        return [{ where: place(issue.path), message: issue.message }];
    const valid = keysAt(issue.path);
    return issue.keys.map((key) => unknownKey(key, valid, place([...issue.path, key], true)));
}
function unknownKey(key, valid, where) {
    const near = (0,base/* nearest */.pA)(key, valid);
    return {
        where,
        message: 'is no key of the Open Data Contract Standard here',
        ...(valid.length > 0 ? { expected: `one of ${valid.join(', ')}` } : {}),
        ...(near ? { fix: `did you mean \`${near}\`?` } : {}),
    };
}
function keysAt(path) {
    const container = path.findLast((part) => typeof part === 'string');
    if (container === undefined)
        return Object.keys(contractSchema.shape);
    if (container === 'schema')
        return Object.keys(objectSchema.shape);
    if (container === 'properties')
        return Object.keys(propertySchema.shape);
    if (container === 'quality')
        return Object.keys(qualitySchema.shape);
    if (container === 'arguments')
        return ['missingValues', 'validValues', 'pattern', 'properties'];
    return [];
}
/** `logicalTypeOptions` depend on `logicalType`; they are checked also where the rest has problems. */
function optionProblems(data, place) {
    const problems = [];
    for (const [path, property] of propertiesOf(data)) {
        const { logicalType, logicalTypeOptions } = property;
        if (logicalTypeOptions === undefined)
            continue;
        const at = [...path, 'logicalTypeOptions'];
        if (logicalType === undefined) {
            problems.push({
                where: place(at, true),
                message: 'logicalTypeOptions say nothing without a logicalType',
                fix: 'add `logicalType:`',
            });
            continue;
        }
        const schema = Object.entries(OPTION_SCHEMAS).find(([type]) => type === logicalType)?.[1];
        const checked = schema?.safeParse(logicalTypeOptions);
        if (checked === undefined || checked.success)
            continue;
        for (const issue of checked.error.issues) {
            if (issue.code === 'unrecognized_keys') {
                const valid = Object.keys(schema?.shape ?? {});
                problems.push(...issue.keys.map((key) => unknownKey(key, valid, place([...at, key], true))));
            }
            else {
                problems.push({ where: place([...at, ...issue.path]), message: issue.message });
            }
        }
    }
    return problems;
}
function* propertiesOf(data) {
    const list = (value) => (Array.isArray(value) ? value : []);
    const isRecord = (value) => typeof value === 'object' && value !== null;
    if (!isRecord(data))
        return;
    for (const [index, object] of list(data['schema']).entries()) {
        if (!isRecord(object))
            continue;
        for (const [position, property] of list(object['properties']).entries()) {
            if (isRecord(property))
                yield [['schema', index, 'properties', position], property];
        }
    }
}

;// CONCATENATED MODULE: ./build/data/contract/index.js
/** Contracts: reading ODCS files into the model that the checks use. */



// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./node_modules/tinyglobby/dist/index.mjs + 1 modules
var tinyglobby_dist = __webpack_require__(73382);
;// CONCATENATED MODULE: ./build/data/dataset.js
/** What a dataset is: the files behind a path or glob, their digest, and how DuckDB reads them. */





const FORMATS = [
    [/\.parquet$/i, 'parquet'],
    [/\.(csv|tsv)(\.gz|\.zst)?$/i, 'csv'],
    [/\.(jsonl|ndjson)(\.gz|\.zst)?$/i, 'jsonl'],
];
function formatOf(path) {
    return FORMATS.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}
/** Finds and hashes the files of a dataset. `path` may be a glob; relative paths start at `root`. */
async function resolveDataset(name, path, root, signal) {
    const found = await findDataset(name, path, root);
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
async function findDataset(name, path, root) {
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(path)) {
        throw (0,base/* usageError */.Wp)({
            message: `dataset ${name}: ${path} is an address; this version reads files and globs`,
            fix: 'fetch the data in a step before this one, and name the local path',
        });
    }
    const absolute = (0,external_node_path_.isAbsolute)(path) ? path : (0,external_node_path_.join)(root, path);
    const found = await filesBehind(absolute);
    if (found.length === 0) {
        throw (0,base/* usageError */.Wp)({ message: `dataset ${name}: no file matches ${path}`, expected: 'at least one file' });
    }
    const formats = new Set(found.map(formatOf));
    const [format] = formats;
    if (formats.size !== 1 || !format) {
        throw (0,base/* usageError */.Wp)({
            message: `dataset ${name}: ${path} names ${formats.size > 1 ? 'files of several formats' : 'a file of an unknown format'}`,
            expected: '.parquet, .csv, .tsv or .jsonl (the text formats also as .gz or .zst)',
        });
    }
    const files = found.map((file) => ({ path: file, shown: (0,external_node_path_.relative)(root, file).split(external_node_path_.sep).join('/') }));
    files.sort((a, b) => (a.shown < b.shown ? -1 : a.shown > b.shown ? 1 : 0));
    return { name, path, format, files };
}
/** The dataset with the digests of its files, in their order. */
function digestedDataset(found, digests) {
    const files = found.files.map((file, index) => {
        const digest = digests[index];
        if (digest === undefined)
            throw new RangeError(`no digest for ${file.path}`);
        return { ...file, ...digest };
    });
    const list = files.map((file) => `${file.shown}\0${file.size}\0${file.sha256}\n`).join('');
    return { ...found, files, sha256: (0,base/* sha256 */.sc)(list) };
}
/** A file of that very name wins over a reading as a pattern: `data[1].csv` may be a file. */
async function filesBehind(absolute) {
    const pattern = absolute.split(external_node_path_.sep).join('/');
    const exists = await (0,promises_.stat)(absolute).then((info) => info.isFile(), () => false);
    if (exists)
        return [absolute];
    if (!(0,tinyglobby_dist/* isDynamicPattern */.ey)(pattern)) {
        try {
            await (0,promises_.access)(absolute, external_node_fs_.constants.R_OK);
        }
        catch (error) {
            throw (0,base/* unreadable */.O$)(absolute, 'the data file', error);
        }
        throw (0,base/* usageError */.Wp)({
            where: { file: absolute },
            message: 'is a folder, not a file',
            fix: 'name the files with a glob, such as folder/*.parquet',
        });
    }
    return (0,tinyglobby_dist/* glob */.TI)(pattern, { absolute: true, onlyFiles: true });
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

// EXTERNAL MODULE: ./build/results/index.js + 3 modules
var build_results = __webpack_require__(68681);
;// CONCATENATED MODULE: ./build/data/profile/counts.js

/** Columns in one query: enough to share the scan, few enough for the planner. */
const AT_ONCE = 40;
/** Runs one aggregate query for many columns; `aggregates` gives alias → SQL for a column. */
async function aggregateColumns(ctx, db, view, columns, aggregates) {
    const results = new Map();
    for (let start = 0; start < columns.length; start += AT_ONCE) {
        ctx.signal.throwIfAborted();
        const group = columns
            .slice(start, start + AT_ONCE)
            .map((column) => ({ column, parts: aggregates(column) }));
        const select = group.flatMap(({ parts }, index) => Object.entries(parts).map(([alias, sql]) => `${sql} AS ${alias}_${index}`));
        if (select.length === 0)
            continue;
        const [row = {}] = await db.all(`SELECT ${select.join(', ')} FROM ${view.from}`);
        group.forEach(({ column, parts }, index) => {
            const values = Object.keys(parts).map((alias) => [alias, row[`${alias}_${index}`]]);
            results.set(column.name, Object.fromEntries(values));
        });
    }
    return results;
}
/** The finite values of a column as DOUBLE, else NULL. */
function finiteSql(column) {
    const value = `CAST(${column.sql} AS DOUBLE)`;
    return hasSpecials(column) ? `CASE WHEN isfinite(${value}) THEN ${value} END` : value;
}
function hasSpecials(column) {
    return column.type === 'DOUBLE' || column.type === 'FLOAT';
}
/** Counts of NaN and infinities, as aggregates. */
function specialCounts(column) {
    if (!hasSpecials(column))
        return { nan: '0', pinf: '0', ninf: '0' };
    return {
        nan: `count(*) FILTER (WHERE isnan(${column.sql}))`,
        pinf: `count(*) FILTER (WHERE isinf(${column.sql}) AND ${column.sql} > 0)`,
        ninf: `count(*) FILTER (WHERE isinf(${column.sql}) AND ${column.sql} < 0)`,
    };
}
/** Aggregates that count values up to each edge; `binCounts` makes bins of them. */
function edgeCounts(column, min, edges) {
    const value = finiteSql(column);
    const parts = {};
    if (min !== null)
        parts['below'] = `count(*) FILTER (WHERE ${value} < ${sqlNumber(min)})`;
    edges.forEach((edge, index) => {
        parts[`e${index}`] = `count(*) FILTER (WHERE ${value} <= ${sqlNumber(edge)})`;
    });
    return parts;
}
/** Bins from the cumulative counts of `edgeCounts`; `finite` is the number of finite values. */
function binCounts(row, edges, finite) {
    const below = Number(row['below'] ?? 0);
    let before = below;
    const bins = edges.map((_, index) => {
        const upTo = Number(row[`e${index}`] ?? 0);
        const inside = upTo - before;
        before = upTo;
        return inside;
    });
    return { below, bins, above: finite - before };
}
/** How often each of these values comes, in their order. */
async function valueCounts(db, view, column, values) {
    if (values.length === 0)
        return [];
    const text = `CAST(${column.sql} AS VARCHAR)`;
    const rows = await db.all(`SELECT ${text} AS value, count(*) AS times FROM ${view.from} WHERE ${text} IN (${values.map(sqlString).join(', ')}) GROUP BY value`);
    const found = new Map(rows.map((row) => [String(row['value']), Number(row['times'])]));
    return values.map((value) => found.get(value) ?? 0);
}

;// CONCATENATED MODULE: ./build/data/checks/lexical.js

const LEXICAL_POLICY = 'text is checked before it is read as a value: no white space around it, ASCII digits, no separators, no leading zeros, no exponent in integers, no NaN or infinity, ISO 8601 dates and times, true/false in lower, upper or title case';
const DATE = '[0-9]{4}-[0-9]{2}-[0-9]{2}';
const TIME = '[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?';
const INTEGER = '-?(0|[1-9][0-9]*)';
const LEXICAL = {
    integer: {
        pattern: INTEGER,
        cast: (text) => `TRY_CAST(${text} AS BIGINT)`,
        expected: 'a whole number in digits',
    },
    number: {
        pattern: `${INTEGER}(\\.[0-9]+)?([eE][+-]?[0-9]+)?`,
        // 1e999 is written as a number, and is none that a double can hold.
        cast: (text) => `nullif(nullif(TRY_CAST(${text} AS DOUBLE), 'inf'::DOUBLE), '-inf'::DOUBLE)`,
        expected: 'a number such as 12.5 or 1e-3',
    },
    boolean: {
        pattern: 'true|false|True|False|TRUE|FALSE',
        cast: (text) => `TRY_CAST(${text} AS BOOLEAN)`,
        expected: 'true or false',
    },
    date: { pattern: DATE, cast: (text) => `TRY_CAST(${text} AS DATE)`, expected: 'a date such as 2001-01-31' },
    timestamp: {
        pattern: `${DATE}[T ]${TIME}(Z|[+-][0-9]{2}:?[0-9]{2})?`,
        cast: (text) => `TRY_CAST(${text} AS TIMESTAMP)`,
        expected: 'a timestamp such as 2001-01-31T12:00:00',
    },
    time: { pattern: TIME, cast: (text) => `TRY_CAST(${text} AS TIME)`, expected: 'a time such as 12:00:00' },
};
/** Integer formats that are wider than 64 bits need a wider value. */
const WIDE = /^(u64|i128|u128)$/;
function lexicalOf(column) {
    const { type, options } = column;
    if (type === undefined)
        return undefined;
    const plain = LEXICAL[type];
    if (type === 'integer' && WIDE.test(options.format ?? '')) {
        return plain && { ...plain, cast: (text) => `TRY_CAST(${text} AS HUGEINT)` };
    }
    if ((type === 'date' || type === 'timestamp' || type === 'time') && options.format !== undefined) {
        const format = dateFormat(options.format);
        if (format === null)
            return undefined;
        return {
            pattern: format.pattern,
            cast: (text) => `TRY_CAST(try_strptime(${text}, ${sqlString(format.strptime)}) AS ${type.toUpperCase()})`,
            expected: `${type} in the form ${options.format}`,
        };
    }
    return plain;
}
/** What text of this column must look like, for messages. */
function expectedText(column) {
    return lexicalOf(column)?.expected ?? column.type ?? 'any text';
}
const TOKENS = {
    yyyy: ['[0-9]{4}', '%Y'],
    MM: ['[0-9]{2}', '%m'],
    dd: ['[0-9]{2}', '%d'],
    HH: ['[0-9]{2}', '%H'],
    mm: ['[0-9]{2}', '%M'],
    ss: ['[0-9]{2}', '%S'],
    SSS: ['[0-9]{3}', '%g'],
    SSSSSS: ['[0-9]{6}', '%f'],
};
/** A JDK DateTimeFormatter pattern of fixed-width fields, or null where it uses more than those. */
function dateFormat(format) {
    let pattern = '';
    let strptime = '';
    for (const [part] of format.matchAll(/'[^']*'|([A-Za-z])\1*|[^A-Za-z']/g)) {
        const token = TOKENS[part];
        if (token !== undefined) {
            pattern += token[0];
            strptime += token[1];
        }
        else if (/^[A-Za-z]/.test(part) && part !== 'T' && part !== 'Z')
            return null;
        else {
            const literal = part.startsWith("'") ? part.slice(1, -1) || "'" : part;
            pattern += literal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
            strptime += literal.replaceAll('%', '%%');
        }
    }
    return strptime.includes('%') ? { pattern, strptime } : null;
}
/**
 * A column of the source as SQL. `name` is how the FROM calls it. With a contract that gives it a type, text is
 * read as that type by the pattern; without one, text stays text.
 */
function columnSql(kind, column, name, contract) {
    if (kind === 'typed') {
        const text = column.type === 'VARCHAR' ? name : `CAST(${name} AS VARCHAR)`;
        return { raw: name, text, value: name, bad: null };
    }
    const text = kind === 'json' ? `json_extract_string(${name}, '$')` : name;
    const lexical = contract === undefined ? undefined : lexicalOf(contract);
    if (kind === 'json')
        return jsonSql(name, text, contract?.type, lexical);
    const value = lexical === undefined ? name : matched(name, lexical);
    return {
        raw: name,
        text,
        value,
        bad: lexical === undefined ? null : `(${name} IS NOT NULL AND ${value} IS NULL)`,
    };
}
/** JSON has types of its own: `"5"` is no integer, and 5 is no string. Dates and times are strings in JSON. */
function jsonSql(name, text, type, lexical) {
    const starting = (mark, value) => `CASE WHEN starts_with(${name}, '${mark}') THEN ${value} END`;
    let value = name;
    if (type === 'string')
        value = starting('"', text);
    else if (type === 'object')
        value = starting('{', name);
    else if (type === 'array')
        value = starting('[', name);
    else if (lexical !== undefined) {
        const temporal = type === 'date' || type === 'timestamp' || type === 'time';
        value = temporal ? starting('"', matched(text, lexical)) : matched(name, lexical);
    }
    const typed = value !== name;
    return { raw: name, text, value, bad: typed ? `(${name} IS NOT NULL AND ${value} IS NULL)` : null };
}
function matched(text, lexical) {
    return `CASE WHEN regexp_full_match(${text}, ${sqlString(lexical.pattern)}) THEN ${lexical.cast(text)} END`;
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

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
var external_node_zlib_namespaceObject = /*#__PURE__*/__webpack_require__.t(external_node_zlib_, 2);
;// CONCATENATED MODULE: ./build/data/source/bytes.js
/** Streams the bytes of a data file: hashed as they lie on the disk, and unpacked for the scan of structure. */






const CHUNK = 1 << 20;
/** How a file is packed, by its ending. */
function packingOf(path) {
    return /\.gz$/i.test(path) ? 'gzip' : /\.zst$/i.test(path) ? 'zstd' : 'none';
}
/** False for zstd on Node versions that cannot unpack it (before 22.15). */
function canUnpack(path) {
    return packingOf(path) !== 'zstd' || unpacker(path) !== null;
}
function unpacker(path) {
    switch (packingOf(path)) {
        case 'none':
            return null;
        case 'gzip':
            return external_node_zlib_.createGunzip({ chunkSize: CHUNK });
        case 'zstd': {
            const make = Reflect.get(external_node_zlib_namespaceObject, 'createZstdDecompress');
            return typeof make === 'function' ? make() : null;
        }
    }
}
/**
 * Reads a file once: SHA-256 and size of its bytes, and `scanner` is given its (unpacked) contents.
 * Throws the errors of the file system and of zlib.
 */
async function readBytes(path, scanner, signal) {
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
    const sink = async (source) => {
        for await (const chunk of source)
            scanner?.write(chunk);
    };
    const input = (0,external_node_fs_.createReadStream)(path, { highWaterMark: CHUNK });
    if (unpack === null)
        await (0,external_node_stream_promises_.pipeline)(input, meter, sink, { signal });
    else
        await (0,external_node_stream_promises_.pipeline)(input, meter, unpack, sink, { signal });
    return { sha256: hash.digest('hex'), size };
}
/** Feeds a file's contents to `scanner` until `enough()`. */
async function scanUntil(path, scanner, enough, signal) {
    const input = (0,external_node_fs_.createReadStream)(path, { highWaterMark: CHUNK });
    const unpack = unpacker(path);
    const source = unpack === null ? input : input.pipe(unpack);
    try {
        for await (const chunk of source) {
            signal.throwIfAborted();
            scanner.write(chunk);
            if (enough())
                break;
        }
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
            const { bytesRead } = await file.read(buffer, 0, limit, 0);
            return buffer.subarray(0, bytesRead);
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
        end: () => {
            throw new Error('not used');
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

/** The engine drops records with more bytes (DuckDB's `max_line_size`). */
const MAX_RECORD_BYTES = 2_000_000;
const KEPT_FAULTS = 20;
class FaultLog {
    counts = { short: 0, long: 0, quote: 0, encoding: 0, nul: 0, size: 0 };
    faults = [];
    add(kind, line, row, detail) {
        this.counts[kind] += 1;
        if (this.counts[kind] <= KEPT_FAULTS)
            this.faults.push({ kind, line, row, detail });
    }
}
/** Finds the lines with invalid UTF-8, chunk by chunk. A sequence may be cut by the end of a chunk. */
class Utf8Lines {
    pending = Buffer.alloc(0);
    /** Lines with invalid bytes that no record has claimed yet. */
    bad = new Set();
    /** `line` is the number of the line in which the chunk begins. */
    write(chunk, line) {
        const bytes = this.pending.length > 0
            ? Buffer.concat([this.pending, chunk])
            : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
        const whole = bytes.length - cutTail(bytes);
        this.pending = Buffer.from(bytes.subarray(whole));
        this.check(bytes.subarray(0, whole), line);
    }
    end(line) {
        if (this.pending.length > 0)
            this.bad.add(line);
        this.pending = Buffer.alloc(0);
    }
    /** True where a line from `first` to `last` holds invalid bytes; they are then forgotten. */
    claim(first, last) {
        if (this.bad.size === 0)
            return false;
        let found = false;
        for (const line of this.bad) {
            if (line > last)
                continue;
            if (line >= first)
                found = true;
            this.bad.delete(line);
        }
        return found;
    }
    check(bytes, line) {
        if ((0,external_node_buffer_.isUtf8)(bytes))
            return;
        let current = line;
        for (let start = 0; start < bytes.length; current += 1) {
            const feed = bytes.indexOf(10, start);
            const end = feed < 0 ? bytes.length : feed;
            if (!(0,external_node_buffer_.isUtf8)(bytes.subarray(start, end)))
                this.bad.add(current);
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

;// CONCATENATED MODULE: ./build/data/source/csv-scan.js
/** Reads the structure of CSV and TSV: records, fields, quotes and lines, but no values. */

const LF = 10;
const CR = 13;
const QUOTE = 34;
const SPACE = 32;
/** Where the scan stands within a field. */
const START = 0;
const PLAIN = 1;
const QUOTED = 2;
/** After a quote inside a quoted field: the end, or the first half of a doubled quote. */
const CLOSING = 3;
/** After spaces at the start of a field: still plain, but a quote now is a fault. */
const SPACES = 4;
class CsvScanner {
    delimiter;
    columns;
    wanted;
    log = new FaultLog();
    utf8 = new Utf8Lines();
    special = new Uint8Array(256);
    state = START;
    fields = 0;
    bytes = 0;
    badQuote = false;
    nul = false;
    line = 1;
    recordLine = 1;
    afterCr = false;
    bom = 0;
    /** Records seen, with the header. */
    records = 0;
    rows = 0;
    next = 0;
    /** `columns` is the number of fields that the header has. */
    constructor(delimiter, columns, wanted) {
        this.delimiter = delimiter;
        this.columns = columns;
        this.wanted = wanted;
        for (const byte of [LF, CR, QUOTE, SPACE, 0, delimiter])
            this.special[byte] = 1;
    }
    /** True where every wanted row was found; the caller may stop reading. */
    get satisfied() {
        return this.wanted !== undefined && this.next >= this.wanted.rows.length;
    }
    write(chunk) {
        this.utf8.write(chunk, this.line);
        const { special, delimiter } = this;
        let index = this.skipBom(chunk);
        // A line end may be cut between two chunks.
        if (this.afterCr && chunk[index] === LF)
            index += 1;
        if (index < chunk.length)
            this.afterCr = false;
        let { state } = this;
        let start = index;
        for (; index < chunk.length; index += 1) {
            const byte = chunk[index] ?? 0;
            if (special[byte] === 0) {
                if (state === START || state === SPACES)
                    state = PLAIN;
                else if (state === CLOSING) {
                    this.badQuote = true;
                    state = PLAIN;
                }
                continue;
            }
            if (byte === 0)
                this.nul = true;
            if (state === QUOTED) {
                if (byte === QUOTE)
                    state = CLOSING;
                else if (byte === LF)
                    this.line += 1;
                continue;
            }
            if (byte === delimiter) {
                this.fields += 1;
                state = START;
            }
            else if (byte === LF || byte === CR) {
                this.bytes += index - start;
                this.state = state;
                this.endRecord();
                if (byte === CR) {
                    if (chunk[index + 1] === LF)
                        index += 1;
                    else
                        this.afterCr = index + 1 === chunk.length;
                }
                start = index + 1;
                this.line += 1;
                this.recordLine = this.line;
                state = START;
            }
            else if (byte === QUOTE) {
                if (state === START || state === CLOSING)
                    state = QUOTED;
                else if (state === SPACES) {
                    this.badQuote = true;
                    state = QUOTED;
                }
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
        this.bytes += chunk.length - start;
        this.state = state;
    }
    end() {
        this.utf8.end(this.line);
        if (this.state === QUOTED)
            this.badQuote = true;
        if (this.bytes > 0)
            this.endRecord();
        const records = Math.max(0, this.records - 1);
        return { rows: this.rows, records, counts: this.log.counts, faults: this.log.faults };
    }
    skipBom(chunk) {
        const mark = [0xef, 0xbb, 0xbf];
        let index = 0;
        while (this.bom < 3 && index < chunk.length) {
            if (chunk[index] !== mark[this.bom]) {
                this.bom = 3;
                return index;
            }
            this.bom += 1;
            index += 1;
        }
        return index;
    }
    endRecord() {
        const { bytes, fields, recordLine: line } = this;
        this.bytes = 0;
        this.fields = 0;
        // The engine skips empty lines, except where a single column makes them an empty value.
        if (bytes === 0 && this.columns !== 1)
            return;
        this.records += 1;
        const row = this.records === 1 ? null : this.records - 1;
        let dropped = false;
        if (this.utf8.bad.size > 0 && this.utf8.claim(line, this.line)) {
            this.log.add('encoding', line, row, 'bytes that are not UTF-8');
            dropped = true;
        }
        if (this.badQuote) {
            this.log.add('quote', line, row, this.state === QUOTED ? 'a quote that is never closed' : 'a quote in the wrong place');
            this.badQuote = false;
        }
        if (this.nul) {
            this.log.add('nul', line, row, 'a NUL byte');
            this.nul = false;
        }
        if (fields + 1 !== this.columns) {
            const kind = fields + 1 < this.columns ? 'short' : 'long';
            this.log.add(kind, line, row, `${fields + 1} ${fields === 0 ? 'field' : 'fields'}`);
            if (kind === 'short')
                dropped = true;
        }
        if (bytes > MAX_RECORD_BYTES) {
            this.log.add('size', line, row, `${bytes} bytes`);
            dropped = true;
        }
        if (row === null || dropped)
            return;
        this.rows += 1;
        if (this.wanted !== undefined && this.rows === this.wanted.rows[this.next]) {
            this.wanted.found.set(this.rows, { record: row, line });
            this.next += 1;
        }
    }
}

;// CONCATENATED MODULE: ./build/data/source/dialect.js
/**
 * The dialect of a CSV file, from its first bytes: delimiter and header. Sniffed once with a rule simple enough
 * to state (the delimiter that cuts the most records into as many fields as the header has), and shown.
 */
const CANDIDATES = [',', '\t', ';', '|'];
const LOOKED_AT = 100;
/** `text` is the beginning of the file, decoded, without a byte order mark; `whole` where it is all of it. */
function dialectOf(text, path, whole) {
    if (/\.tsv(\.|$)/i.test(path)) {
        return { delimiter: '\t', sniffed: false, header: records(text, '\t', 1, whole)[0] ?? [] };
    }
    let best;
    for (const delimiter of CANDIDATES) {
        const found = records(text, delimiter, LOOKED_AT, whole);
        const [header = []] = found;
        const alike = found.filter((record) => record.length === header.length).length;
        const share = header.length > 1 ? alike / found.length : 0;
        if (best === undefined || share > best.share || (share === best.share && header.length > best.fields)) {
            best = { delimiter, share, fields: header.length, header };
        }
    }
    return { delimiter: best?.delimiter ?? ',', sniffed: true, header: best?.header ?? [] };
}
/** The first records as fields. Empty lines are skipped; a last record that may be cut off is left out. */
function records(text, delimiter, limit, whole) {
    const found = [];
    let fields = [];
    let field = '';
    let quoted = false;
    let started = false;
    const endRecord = () => {
        if (started || fields.length > 0)
            found.push([...fields, field]);
        fields = [];
        field = '';
        started = false;
    };
    for (let index = 0; index < text.length && found.length < limit; index += 1) {
        const char = text[index] ?? '';
        if (quoted) {
            if (char !== '"')
                field += char;
            else if (text[index + 1] === '"') {
                field += '"';
                index += 1;
            }
            else
                quoted = false;
        }
        else if (char === '"' && field.trim() === '') {
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
            if (char === '\r' && text[index + 1] === '\n')
                index += 1;
            endRecord();
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

;// CONCATENATED MODULE: ./build/data/source/csv.js
/** CSV and TSV, plain or packed: every value is text until the checks have looked at it. */





/** A header is a record, and no record is larger than this. */
const HEAD_BYTES = 1 << 21;
/** Looks at the head of every file. Faults of a file are findings, never errors. */
async function openCsv(found, signal) {
    const faults = [];
    const parts = [];
    for (const [index, file] of found.files.entries()) {
        const head = await headOf(file.path, file.shown, signal);
        if ('check' in head) {
            faults.push(head);
            continue;
        }
        faults.push(...headerFaults(head.header, file.shown));
        parts.push({ index, ...file, dialect: head });
    }
    // The order of the first file, then what others add.
    const names = [];
    for (const part of parts) {
        for (const name of part.dialect.header)
            if (!names.includes(name))
                names.push(name);
    }
    for (const part of parts)
        faults.push(...differences(part, names, parts[0]));
    const columns = names.map((name, position) => ({
        name,
        sql: `c${position}`,
        shown: sqlName(name),
        type: null,
    }));
    const unscanned = found.files.filter((file) => !canUnpack(file.path)).map((file) => file.shown);
    const wantedScan = async (part, wanted) => {
        const scanner = new CsvScanner(part.dialect.delimiter.charCodeAt(0), part.dialect.header.length, wanted);
        await scanUntil(part.path, scanner, () => scanner.satisfied, signal);
        if (!scanner.satisfied)
            scanner.end();
    };
    return {
        found,
        kind: 'text',
        columns,
        from: parts.length === 0 ? null : relation(parts, names),
        shownFrom: shownRelation(found),
        located: parts.map((part) => `(SELECT ${sqlString(part.path)} AS assay_file, row_number() OVER () AS assay_row, * FROM ${relation([part], names)})`),
        faults,
        policy: policyOf(parts),
        notChecked: unscanned.map((file) => `${file}: ragged rows, quotes and line numbers (zstd needs Node 22.15 or later here)`),
        brokenRow: null,
        async read(index, abort) {
            const path = found.files[index]?.path ?? '';
            const part = parts.find((candidate) => candidate.index === index);
            if (part === undefined || !canUnpack(path)) {
                return { digest: await readBytes(path, null, abort), structure: null, faults: [] };
            }
            const scanner = new CsvScanner(part.dialect.delimiter.charCodeAt(0), part.dialect.header.length);
            try {
                const digest = await readBytes(path, scanner, abort);
                const structure = scanner.end();
                return {
                    digest,
                    structure,
                    faults: structureFaults(structure, part.shown, part.dialect.header.length),
                };
            }
            catch (error) {
                if (abort.aborted || !(0,base/* codeOf */.$N)(error)?.startsWith('Z_'))
                    throw error;
                return {
                    digest: await readBytes(path, null, abort),
                    structure: null,
                    faults: [notPacked(part.shown, error)],
                };
            }
        },
        async linesOf(index, rows) {
            const part = parts.find((candidate) => candidate.index === index);
            if (part === undefined || !canUnpack(part.path))
                return null;
            const found = new Map();
            await wantedScan(part, { rows, found });
            return found;
        },
    };
}
async function headOf(path, shown, signal) {
    const fault = (message, expected, fix) => ({
        check: 'readable',
        verdict: 'fail',
        file: shown,
        message,
        expected,
        fix,
    });
    let bytes;
    if (!canUnpack(path)) {
        return {
            ...fault('is packed with zstd, which this Node version cannot unpack', 'Node 22.15 or later', 'use gzip, or a newer Node'),
            verdict: 'error',
        };
    }
    try {
        bytes = await firstBytes(path, HEAD_BYTES, signal);
    }
    catch (error) {
        if (signal.aborted)
            throw error;
        if ((0,base/* codeOf */.$N)(error)?.startsWith('Z_'))
            return notPacked(shown, error);
        return {
            ...fault(`cannot be read: ${(0,base/* messageOf */.bD)(error)}`, 'a readable file', 'check the path'),
            verdict: 'error',
        };
    }
    if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
        return fault('is UTF-16', 'UTF-8', 'write the file again as UTF-8');
    }
    const text = new TextDecoder().decode(bytes);
    const dialect = dialectOf(text, path, bytes.length < HEAD_BYTES);
    if (dialect.header.length === 0) {
        return fault('is empty: there is no header', 'a header and rows', 'write the file again');
    }
    return dialect;
}
function notPacked(file, error) {
    return {
        check: 'readable',
        verdict: 'error',
        file,
        message: `cannot be unpacked: ${(0,base/* messageOf */.bD)(error)}`,
        expected: 'a whole gzip file',
        fix: 'write the file again',
    };
}
function headerFaults(header, file) {
    const faults = [];
    header.forEach((name, position) => {
        const place = { file, where: [{ line: 1, value: name }] };
        if (name.trim() === '') {
            faults.push({
                ...place,
                check: 'header',
                verdict: 'warn',
                message: `column ${position + 1} has no name`,
                expected: 'a name for every column',
                fix: 'name the column in the first line (pandas writes its index without a name: index=False)',
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
function differences(part, names, first) {
    const lacking = names.filter((name) => !part.dialect.header.includes(name));
    return lacking.map((name) => ({
        check: 'columns',
        verdict: 'fail',
        file: part.shown,
        column: name,
        message: `lacks the column \`${name}\`, which ${first?.dialect.header.includes(name) ? first.shown : 'another file'} has`,
        expected: 'the same columns in every file of a dataset',
    }));
}
/**
 * `strict_mode` stays off: DuckDB keeps its parser for a dialect with the line end of the first file, and in
 * strict mode reads nothing, without an error, from a file with another. Faults come from our own scan.
 */
function relation(parts, names) {
    const groups = new Map();
    for (const part of parts) {
        const key = JSON.stringify([part.dialect.delimiter, part.dialect.header]);
        groups.set(key, [...(groups.get(key) ?? []), part]);
    }
    const reads = [...groups.values()].map((group) => {
        const [{ dialect }] = group;
        const fields = dialect.header.map((_, position) => `'f${position}': 'VARCHAR'`).join(', ');
        const files = group.map((part) => sqlPath(part.path)).join(', ');
        const chosen = names.map((name, position) => {
            const at = dialect.header.indexOf(name);
            return at < 0 ? `NULL::VARCHAR AS c${position}` : `f${at} AS c${position}`;
        });
        return `SELECT ${chosen.join(', ')} FROM read_csv([${files}], auto_detect = false, header = true, delim = ${sqlString(dialect.delimiter)}, quote = '"', escape = '"', columns = {${fields}}, strict_mode = false, null_padding = false, ignore_errors = true)`;
    });
    return `(${reads.join(' UNION ALL ')})`;
}
function shownRelation(found) {
    const files = found.files.map((file) => sqlPath(file.shown)).join(', ');
    return `read_csv(${found.files.length === 1 ? files : `[${files}], union_by_name = true`}, all_varchar = true, header = true)`;
}
function policyOf(parts) {
    const dialects = new Map(parts.map((part) => [part.dialect.delimiter, part]));
    return [...dialects.values()].map(({ shown, dialect }) => {
        const delimiter = dialect.delimiter === '\t' ? 'tab' : `"${dialect.delimiter}"`;
        return `delimiter ${delimiter} (${dialect.sniffed ? `sniffed from ${shown}` : 'by the file ending'}), quote "\\"", header in the first line, UTF-8, empty means missing`;
    });
}
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
    encoding: {
        check: 'encoding',
        message: 'rows that are not UTF-8',
        expected: () => 'UTF-8',
        fix: 'convert the file: iconv -f latin1 -t utf-8',
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
};
/** The faults of a scan as they are reported: one for each kind, with the first places. */
function structureFaults(structure, file, columns) {
    return Object.entries(FAULTS).flatMap(([kind, about]) => {
        const count = structure.counts[kind];
        if (count === 0)
            return [];
        const places = structure.faults.filter((fault) => fault.kind === kind);
        return [
            {
                check: about.check,
                verdict: 'fail',
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

;// CONCATENATED MODULE: ./build/data/source/line-scan.js
/** Reads the structure of JSON lines: which lines hold something, and which are not UTF-8. */

const line_scan_LF = 10;
const line_scan_CR = 13;
class LineScanner {
    wanted;
    log = new FaultLog();
    utf8 = new Utf8Lines();
    line = 1;
    bytes = 0;
    lastByte = 0;
    nul = false;
    records = 0;
    rows = 0;
    next = 0;
    constructor(wanted) {
        this.wanted = wanted;
    }
    get satisfied() {
        return this.wanted !== undefined && this.next >= this.wanted.rows.length;
    }
    write(chunk) {
        this.utf8.write(chunk, this.line);
        const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
        for (let start = 0; start < bytes.length;) {
            const feed = bytes.indexOf(line_scan_LF, start);
            const end = feed < 0 ? bytes.length : feed;
            const part = bytes.subarray(start, end);
            if (part.length > 0) {
                this.bytes += part.length;
                this.lastByte = part[part.length - 1] ?? 0;
                if (part.includes(0))
                    this.nul = true;
            }
            if (feed >= 0)
                this.endLine();
            start = end + 1;
        }
    }
    end() {
        this.utf8.end(this.line);
        if (this.bytes > 0)
            this.endLine();
        return { rows: this.rows, records: this.records, counts: this.log.counts, faults: this.log.faults };
    }
    endLine() {
        const { line, bytes } = this;
        const filled = bytes - (this.lastByte === line_scan_CR ? 1 : 0);
        this.bytes = 0;
        this.lastByte = 0;
        this.line += 1;
        const bad = this.utf8.claim(line, line);
        if (filled <= 0)
            return;
        this.records += 1;
        const row = this.records;
        if (bad)
            this.log.add('encoding', line, row, 'bytes that are not UTF-8');
        if (this.nul)
            this.log.add('nul', line, row, 'a NUL byte');
        this.nul = false;
        if (bytes > MAX_RECORD_BYTES)
            this.log.add('size', line, row, `${bytes} bytes`);
        if (bad || bytes > MAX_RECORD_BYTES)
            return;
        this.rows += 1;
        if (this.wanted !== undefined && this.rows === this.wanted.rows[this.next]) {
            this.wanted.found.set(this.rows, { record: row, line });
            this.next += 1;
        }
    }
}

;// CONCATENATED MODULE: ./build/data/source/parquet.js
/** Parquet: typed values, a schema that is read first, no lines. */



/** Reads the schema of all files; a file that is no Parquet is a fault and not an error. */
async function openParquet(db, found) {
    const list = (paths) => paths.length === 1 ? sqlPath(paths[0] ?? '') : `[${paths.map(sqlPath).join(', ')}]`;
    const union = found.files.length > 1 ? ', union_by_name = true' : '';
    const faults = [];
    let described = [];
    const from = `read_parquet(${list(found.files.map((file) => file.path))}${union})`;
    try {
        described = await db.all(`DESCRIBE SELECT * FROM ${from}`);
    }
    catch (error) {
        faults.push(...(await unreadableFiles(db, found, error)));
    }
    const readable = faults.length === 0;
    return {
        found,
        kind: 'typed',
        columns: described.map((row) => {
            const name = String(row['column_name']);
            return { name, sql: sqlName(name), shown: sqlName(name), type: String(row['column_type']) };
        }),
        from: readable ? from : null,
        shownFrom: `read_parquet(${list(found.files.map((file) => file.shown))}${union})`,
        located: readable
            ? [
                `(SELECT *, file_row_number + 1 AS assay_row FROM read_parquet(${list(found.files.map((file) => file.path))}${union}, filename = 'assay_file', file_row_number = true))`,
            ]
            : [],
        faults,
        policy: [],
        notChecked: [],
        brokenRow: null,
        async read(index, signal) {
            const path = found.files[index]?.path ?? '';
            return { digest: await readBytes(path, null, signal), structure: null, faults: [] };
        },
        linesOf: () => Promise.resolve(null),
    };
}
async function unreadableFiles(db, found, error) {
    const faults = [];
    for (const file of found.files) {
        try {
            await db.all(`DESCRIBE SELECT * FROM read_parquet(${sqlPath(file.path)})`);
        }
        catch (cause) {
            faults.push(unreadable(file.shown, cause));
        }
    }
    if (faults.length > 0)
        return faults;
    return [unreadable(found.files.map((file) => file.shown).join(', '), error)];
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
async function openJsonLines(db, found) {
    const faults = [];
    const lines = linesOf(found.files.map((file) => file.path));
    let keys = [];
    try {
        const rows = await db.all(`SELECT key FROM (SELECT DISTINCT unnest(json_keys(${objectOf('line')})) AS key FROM ${lines}) ORDER BY key`);
        keys = rows.map((row) => String(row['key']));
    }
    catch (error) {
        faults.push({
            check: 'readable',
            verdict: 'error',
            file: found.files.map((file) => file.shown).join(', '),
            message: `cannot be read as JSON lines: ${firstLine((0,base/* messageOf */.bD)(error))}`,
            expected: 'one JSON object a line',
        });
    }
    const columns = keys.map((name, position) => ({
        name,
        sql: `c${position}`,
        shown: `c${position}`,
        type: null,
    }));
    const from = faults.length > 0
        ? null
        : jsonl_relation(found.files.map((file) => file.path), keys);
    const scan = (path) => (canUnpack(path) ? new LineScanner() : null);
    return {
        found,
        kind: 'json',
        columns,
        from,
        shownFrom: jsonl_relation(found.files.map((file) => file.shown), keys),
        located: found.files.map((file) => `(SELECT ${sqlString(file.path)} AS assay_file, row_number() OVER () AS assay_row, * FROM ${jsonl_relation([file.path], keys)})`),
        faults,
        policy: ['one JSON object a line, UTF-8, null or an absent key means missing'],
        notChecked: found.files
            .filter((file) => !canUnpack(file.path))
            .map((file) => `${file.shown}: line numbers (zstd needs Node 22.15 or later here)`),
        brokenRow: 'broken',
        async read(index, signal) {
            const file = found.files[index];
            const path = file?.path ?? '';
            const scanner = scan(path);
            if (scanner === null)
                return { digest: await readBytes(path, null, signal), structure: null, faults: [] };
            try {
                const digest = await readBytes(path, scanner, signal);
                const structure = scanner.end();
                return { digest, structure, faults: structureFaults(structure, file?.shown ?? '', 1) };
            }
            catch (error) {
                if (signal.aborted || !(0,base/* codeOf */.$N)(error)?.startsWith('Z_'))
                    throw error;
                const fault = {
                    check: 'readable',
                    verdict: 'error',
                    file: file?.shown ?? '',
                    message: `cannot be unpacked: ${(0,base/* messageOf */.bD)(error)}`,
                };
                return { digest: await readBytes(path, null, signal), structure: null, faults: [fault] };
            }
        },
        async linesOf(index, rows, signal) {
            const path = found.files[index]?.path ?? '';
            if (!canUnpack(path))
                return null;
            const places = new Map();
            const scanner = new LineScanner({ rows, found: places });
            await scanUntil(path, scanner, () => scanner.satisfied, signal);
            if (!scanner.satisfied)
                scanner.end();
            return places;
        },
    };
}
/** Every line that holds something, as text. No line contains the delimiter, and nothing is quoted. */
function linesOf(paths) {
    return `(SELECT line FROM read_csv([${paths.map(sqlPath).join(', ')}], auto_detect = false, header = false, delim = '\u0001', quote = '', escape = '', columns = {'line': 'VARCHAR'}, strict_mode = false, ignore_errors = true) WHERE line IS NOT NULL)`;
}
/** The line where it is a JSON object, else NULL. Nested, since AND may evaluate both sides. */
function objectOf(line) {
    return `CASE WHEN json_valid(${line}) THEN CASE WHEN json_type(${line}) = 'OBJECT' THEN ${line} END END`;
}
function jsonl_relation(paths, keys) {
    const pointers = keys.map((key) => sqlString(`/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`));
    const values = keys.map((_, position) => `nullif(v[${position + 1}]::VARCHAR, 'null') AS c${position}`);
    const extracted = keys.length === 0 ? 'NULL' : `json_extract(o, [${pointers.join(', ')}])`;
    return `(SELECT ${['o IS NULL AS broken', ...values].join(', ')} FROM (SELECT o, ${extracted} AS v FROM (SELECT ${objectOf('line')} AS o FROM ${linesOf(paths)})))`;
}

;// CONCATENATED MODULE: ./build/data/source/index.js




/** Opens a dataset. Files that cannot be read are faults of the source; only cancellation throws. */
function openSource(db, found, signal) {
    switch (found.format) {
        case 'parquet':
            return openParquet(db, found);
        case 'csv':
            return openCsv(found, signal);
        case 'jsonl':
            return openJsonLines(db, found);
    }
}

;// CONCATENATED MODULE: ./build/data/profile/view.js
/** A dataset as typed columns, for profiles and drift: text is read by its contract, else as DuckDB types it. */




/** Throws a usage error where the files cannot be read. */
async function openView(db, found, contract, signal) {
    let from = relationSql(found);
    if (found.format !== 'parquet' && contract !== null) {
        const source = await openSource(db, found, signal);
        if (source.from === null)
            throw view_unreadable(found, source.faults[0]?.message ?? 'nothing to read');
        const columns = source.columns.map((column) => {
            const rule = contract.columns.find((candidate) => candidate.name === column.name);
            const { value, text } = columnSql(source.kind, column, column.sql, rule);
            const shown = source.kind === 'json' && rule?.type === undefined ? text : value;
            return `${shown} AS ${sqlName(column.name)}`;
        });
        from = `(SELECT ${columns.join(', ')} FROM ${source.from})`;
    }
    let described;
    try {
        described = await db.all(`DESCRIBE SELECT * FROM ${from}`);
    }
    catch (error) {
        signal.throwIfAborted();
        throw view_unreadable(found, firstLine((0,base/* messageOf */.bD)(error)), error);
    }
    return {
        from,
        columns: described.map((row) => {
            const name = String(row['column_name']);
            const type = String(row['column_type']);
            return { name, sql: sqlName(name), type, kind: kindOf(type) };
        }),
    };
}
function view_unreadable(found, message, cause) {
    return (0,base/* usageError */.Wp)({
        message: `dataset ${found.name}: ${found.path} cannot be read: ${message}`,
        fix: 'run `assay validate` on it; its findings say what is broken',
    }, cause);
}
function kindOf(type) {
    const types = logicalTypesOf(type);
    if (types.includes('number'))
        return 'numeric';
    if (types.includes('string') || types.includes('boolean'))
        return 'categorical';
    if (types.some((name) => name === 'date' || name === 'timestamp' || name === 'time'))
        return 'temporal';
    return 'other';
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
    if (total(reference) === 0 || total(current) === 0)
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
    const scale = 1 / total(reference) + 1 / total(current);
    return { mean: df * scale, sd: Math.sqrt(2 * df) * scale };
}
/**
 * Two-sample chi-square test of homogeneity (Press et al., Numerical Recipes, §14.3: unequal totals). Both
 * samples vary: taking the reference for the exact expectation gives false alarms. Bins whose expected count in
 * the smaller sample is below 5 are joined, smallest first, looking at totals only. p is 1 where one bin is left.
 */
function chiSquare(reference, current) {
    const n = total(reference);
    const m = total(current);
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
function total(counts) {
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

;// CONCATENATED MODULE: ./build/data/drift/judge.js

const PSI_THRESHOLD = 0.1;
const FALSE_DISCOVERY_RATE = 0.05;
/**
 * Drift is an effect above its threshold that chance does not explain: q < 0.05 (two-sample chi-square on the
 * same bins, Benjamini-Hochberg over the columns), and a PSI that exceeds the threshold by more than equal distributions
 * give at these sizes (their mean and two standard deviations). What lies between is `inconclusive`, and so is a
 * column without drift where chance alone gives half the threshold.
 */
function judgeDrift(subject, columns) {
    const measured = columns.map((column) => 'verdict' in column
        ? { column, effect: null, p: null, chance: { mean: 0, sd: 0 } }
        : {
            column,
            effect: psi(column.reference, column.current),
            p: chiSquare(column.reference, column.current).p,
            chance: psiChance(column.reference, column.current),
        });
    const threshold = subject.threshold ?? PSI_THRESHOLD;
    const empty = subject.n === 0 || subject.m === 0;
    const tested = measured.filter(({ p }) => p !== null && !empty);
    const q = benjaminiHochberg(tested.map(({ p }) => p ?? 1));
    return measured.map((item) => {
        const { column, effect, p, chance } = item;
        const common = {
            dataset: subject.dataset,
            reference: subject.reference,
            column: column.column,
            threshold,
            n: subject.n,
            m: subject.m,
        };
        if ('verdict' in column) {
            return {
                ...common,
                method: 'none',
                effect: null,
                pValue: null,
                qValue: null,
                verdict: column.verdict,
                reason: column.reason,
            };
        }
        const method = `psi(bins=${column.labels.length}, log=e, empty=0.5) with chi_square(two samples)`;
        if (empty || effect === null || !Number.isFinite(effect)) {
            const reason = subject.n === 0 ? 'the reference has no rows' : 'the data has no rows';
            return { ...common, method, effect: null, pValue: null, qValue: null, verdict: 'inconclusive', reason };
        }
        const qValue = q[tested.indexOf(item)] ?? 1;
        const suspect = effect > threshold && qValue < FALSE_DISCOVERY_RATE;
        const drifted = suspect && effect > threshold + chance.mean + 2 * chance.sd;
        const tooFew = !drifted && (suspect || chance.mean > threshold / 2);
        const verdict = drifted
            ? subject.severity === 'error'
                ? 'fail'
                : 'warn'
            : tooFew
                ? 'inconclusive'
                : 'pass';
        const reasons = [
            drifted ? `most in ${largest(column)}` : '',
            tooFew ? `too few rows to tell: equal distributions give about ${chance.mean.toPrecision(2)}` : '',
            column.note ?? '',
        ].filter((reason) => reason !== '');
        return {
            ...common,
            method,
            effect,
            pValue: p,
            qValue,
            verdict,
            ...(reasons.length > 0 ? { reason: reasons.join('; ') } : {}),
        };
    });
}
/** The bin that moved most, with its shares. */
function largest({ labels, reference, current }) {
    const n = reference.reduce((sum, count) => sum + count, 0);
    const m = current.reduce((sum, count) => sum + count, 0);
    const moves = labels.map((label, index) => {
        const p = (reference[index] ?? 0) / n;
        const q = (current[index] ?? 0) / m;
        return { label, p, q, move: Math.abs(p - q) };
    });
    const [most] = moves.sort((a, b) => b.move - a.move);
    const percent = (share) => `${(100 * share).toFixed(1)}%`;
    return most === undefined ? '' : `${most.label} (${percent(most.p)} → ${percent(most.q)})`;
}

;// CONCATENATED MODULE: ./build/data/drift/against.js




/** Columns with more distinct values than this share of the rows are names, not categories. */
const IDENTIFIER_SHARE = 0.5;
/** Compares every column. Throws a usage error where the data cannot be read. */
async function driftAgainstProfile(ctx, db, profile, found, contract, options) {
    const view = await openView(db, found, contract, ctx.signal);
    const [total] = await db.all(`SELECT count(*) AS n FROM ${view.from}`);
    const rows = Number(total?.['n'] ?? 0);
    const late = options.columns === undefined ? await lateLabel(db, view, profile, options.label) : null;
    const wanted = profile.columns.filter(({ name }) => options.columns?.includes(name) ?? (name !== options.id && (late === null || name !== options.label)));
    const skips = (options.columns ?? [])
        .filter((name) => !profile.columns.some((column) => column.name === name))
        .map((column) => ({ column, verdict: 'error', reason: 'the reference has no such column' }));
    const pairs = [];
    for (const column of wanted) {
        const current = view.columns.find((candidate) => candidate.name === column.name);
        const skip = reasonToSkip(column, current, profile.rows);
        if (skip !== null)
            skips.push(skip);
        else if (current !== undefined)
            pairs.push({ profile: column, column: current });
    }
    const counts = [
        ...(await numericCounts(ctx, db, view, rows, pairs)),
        ...(await categoricalCounts(ctx, db, view, rows, pairs)),
    ];
    const order = new Map(profile.columns.map((column, index) => [column.name, index]));
    const all = [...counts, ...skips].sort((a, b) => (order.get(a.column) ?? 0) - (order.get(b.column) ?? 0));
    const drift = judgeDrift({
        dataset: found.name,
        reference: options.reference,
        n: profile.rows,
        m: rows,
        severity: options.severity,
        threshold: options.threshold ?? PSI_THRESHOLD,
    }, all);
    const extra = view.columns.filter((column) => !profile.columns.some(({ name }) => name === column.name));
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
/** Why the label is not there to be compared, or null where it is, or was missing in the reference too. */
async function lateLabel(db, view, profile, label) {
    const before = profile.columns.find(({ name }) => name === label);
    if (before === undefined || before.nulls > 0)
        return null;
    const column = view.columns.find(({ name }) => name === label);
    if (column === undefined)
        return 'the labels are not there yet';
    const [row] = await db.all(`SELECT count(*) AS rows, count(${column.sql}) AS labelled FROM ${view.from}`);
    const [rows, labelled] = [Number(row?.['rows'] ?? 0), Number(row?.['labelled'] ?? 0)];
    return labelled < rows ? `${rows - labelled} of ${rows} rows have no label yet` : null;
}
function reasonToSkip(profile, current, rows) {
    const column = profile.name;
    if (current === undefined)
        return { column, verdict: 'error', reason: 'the data has no such column' };
    if (profile.kind === 'temporal' && current.kind === 'temporal') {
        return { column, verdict: 'skipped', reason: 'time moves by itself' };
    }
    if (profile.kind === 'other')
        return { column, verdict: 'skipped', reason: `columns of type ${profile.type} are not compared` };
    if (profile.kind !== current.kind) {
        return { column, verdict: 'error', reason: `the type was ${profile.type} and is ${current.type}` };
    }
    const { categorical } = profile;
    const filled = rows - profile.nulls;
    if (categorical && categorical.distinct > 100 && categorical.distinct > IDENTIFIER_SHARE * filled) {
        return {
            column,
            verdict: 'skipped',
            reason: 'almost every value is another one: an identifier or free text',
        };
    }
    if (categorical && categorical.top.length === 0 && categorical.other > 0) {
        return { column, verdict: 'skipped', reason: 'its values are personal and are not kept in profiles' };
    }
    return null;
}
async function numericCounts(ctx, db, view, rows, pairs) {
    const numeric = pairs.filter(({ profile }) => profile.numeric !== undefined);
    const results = await aggregateColumns(ctx, db, view, numeric.map(({ column }) => column), (column) => {
        const reference = numeric.find((pair) => pair.column === column)?.profile.numeric;
        return {
            ...specialCounts(column),
            ...edgeCounts(column, reference?.min ?? null, reference?.edges ?? []),
            n: `count(${column.sql})`,
            finite: `count(${finiteSql(column)})`,
        };
    });
    return numeric.flatMap(({ profile, column }) => {
        const reference = profile.numeric;
        const row = results.get(column.name);
        if (reference === undefined || row === undefined)
            return [];
        const { edges } = reference;
        const current = binCounts(row, edges, Number(row['finite'] ?? 0));
        const low = (index) => (index === 0 ? (reference.min ?? '') : (edges[index - 1] ?? ''));
        const labels = edges.map((edge, index) => `${index === 0 ? '[' : '('}${low(index)}, ${edge}]`);
        return [
            {
                column: column.name,
                labels: ['below', ...labels, 'above', 'NaN', 'infinite', 'missing'],
                reference: [
                    0,
                    ...reference.counts,
                    0,
                    reference.nan,
                    reference.positiveInfinity + reference.negativeInfinity,
                    profile.nulls,
                ],
                current: [
                    current.below,
                    ...current.bins,
                    current.above,
                    Number(row['nan'] ?? 0),
                    Number(row['pinf'] ?? 0) + Number(row['ninf'] ?? 0),
                    rows - Number(row['n'] ?? 0),
                ],
            },
        ];
    });
}
async function categoricalCounts(ctx, db, view, rows, pairs) {
    const found = [];
    const categorical = pairs.filter(({ profile }) => profile.categorical !== undefined);
    const filled = await aggregateColumns(ctx, db, view, categorical.map(({ column }) => column), (column) => ({ n: `count(${column.sql})` }));
    for (const { profile, column } of categorical) {
        const reference = profile.categorical;
        if (reference === undefined)
            continue;
        ctx.signal.throwIfAborted();
        const values = reference.top.map(({ value }) => value);
        const counts = await valueCounts(db, view, column, values);
        const n = Number(filled.get(column.name)?.['n'] ?? 0);
        const others = n - counts.reduce((sum, count) => sum + count, 0);
        const unseen = reference.other === 0 && others > 0;
        found.push({
            column: column.name,
            labels: [...values, 'other', 'missing'],
            reference: [...reference.top.map(({ count }) => count), reference.other, profile.nulls],
            current: [...counts, others, rows - n],
            ...(unseen ? { note: `${others} rows have categories that the reference does not have` } : {}),
        });
    }
    return found;
}
function findingOf(drift) {
    if (drift.verdict === 'pass' || drift.verdict === 'skipped')
        return [];
    const effect = drift.effect === null ? 'no value' : drift.effect.toPrecision(3);
    const words = drift.verdict === 'inconclusive'
        ? 'drift cannot be told'
        : drift.verdict === 'error'
            ? 'drift cannot be computed'
            : 'has drifted';
    return [
        {
            check: 'drift.psi',
            verdict: drift.verdict,
            severity: drift.verdict === 'warn' || drift.verdict === 'inconclusive' ? 'warn' : 'error',
            subject: { dataset: drift.dataset, column: drift.column },
            expected: `PSI at most ${drift.threshold} beyond chance, or q at least 0.05`,
            actual: `PSI ${effect}${drift.qValue === null ? '' : `, q ${drift.qValue.toPrecision(2)}`}`,
            where: [],
            message: `\`${drift.column}\` ${words} against ${drift.reference}${drift.reason ? `: ${drift.reason}` : ''}`,
        },
    ];
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
    const { name } = column;
    const { value, text } = columnSql(source.kind, column, column.sql, bareColumn(name, type));
    const numeric = type === 'integer' || type === 'number';
    const temporal = type === 'date' || type === 'timestamp';
    const finite = numeric
        ? `CASE WHEN isfinite(CAST(${value} AS DOUBLE)) THEN CAST(${value} AS DOUBLE) END`
        : 'NULL';
    const scalar = type !== undefined && type !== 'object' && type !== 'array';
    const [row = {}] = await db.all(`SELECT ${[
        scalar ? `count(DISTINCT ${column.sql}) AS kinds` : '0 AS kinds',
        numeric
            ? `min(${finite}) AS low, max(${finite}) AS high, bool_and(isfinite(CAST(${value} AS DOUBLE))) AS finite`
            : '',
        temporal ? `CAST(min(${value}) AS VARCHAR) AS low, CAST(max(${value}) AS VARCHAR) AS high` : '',
        type === 'string' ? `min(length(${text})) AS short, max(length(${text})) AS long` : '',
    ]
        .filter((part) => part !== '')
        .join(', ')} FROM ${source.from}`);
    const kinds = Number(row['kinds'] ?? 0);
    const guesses = [];
    const options = {};
    const required = rows > 0 && nulls === 0;
    if (required)
        guesses.push(`${name}: required, since no value is missing`);
    // A measurement may happen to be different everywhere; only what looks like a name is taken for a key.
    const unique = scalar && type !== 'number' && !temporal && filled >= KEY_ROWS && kinds === filled;
    if (unique)
        guesses.push(`${name}: unique, since no value comes twice`);
    const listable = type === 'string' && kinds > 0 && kinds <= LISTED && filled >= kinds * ROWS_PER_VALUE;
    const values = listable ? await distinctValues(db, source, column.sql, text) : null;
    if (values !== null)
        guesses.push(`${name}: one of ${values.length} values, all that were seen`);
    if (numeric && !unique && typeof row['low'] === 'number' && typeof row['high'] === 'number') {
        Object.assign(options, widened(row['low'], row['high'], type === 'integer'));
        guesses.push(`${name}: ${options['minimum']} to ${options['maximum']}, what was seen and ${100 * MARGIN}% on both sides`);
    }
    if (temporal && typeof row['low'] === 'string') {
        options['minimum'] = type === 'date' ? row['low'] : row['low'].replace(' ', 'T').replace(/\+00$/, '');
        guesses.push(`${name}: not before ${options['minimum']}, the first that was seen`);
    }
    if (type === 'string' &&
        values === null &&
        typeof row['long'] === 'number' &&
        typeof row['short'] === 'number') {
        if (row['short'] === row['long'])
            options['minLength'] = row['short'];
        options['maxLength'] = row['short'] === row['long'] ? row['long'] : Math.ceil(row['long'] * 1.5);
        guesses.push(`${name}: at most ${options['maxLength']} characters`);
    }
    if (numeric && row['finite'] === false)
        guesses.push(`${name}: holds NaN or infinity, which no contract lets pass`);
    return { facts, required, unique, options, values, guesses };
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
    const guesses = suggestions.flatMap((suggestion) => suggestion.guesses);
    const untyped = facts.filter(({ type }) => type === undefined).map(({ column }) => column.name);
    guesses.push(...untyped.map((column) => `${column}: no type, since ${found.format === 'parquet' ? 'the standard has no word for it' : 'its values are empty or of several types'}`));
    return { text: contractText(name, suggestions), guesses, rows, columns: facts.length };
}
function contractText(name, suggestions) {
    const key = suggestions.find(({ unique, required }) => unique && required);
    const document = {
        apiVersion: 'v3.1.0',
        kind: 'DataContract',
        id: name,
        version: '0.1.0',
        status: 'draft',
        schema: [
            {
                name,
                properties: suggestions.map((suggestion) => propertyOf(suggestion, suggestion === key)),
                quality: [{ metric: 'rowCount', mustBeGreaterThan: 0 }],
            },
        ],
    };
    const head = '# Proposed by `assay infer` from the data that was there. Read it, and correct what is a guess.\n';
    return `${head}${(0,dist/* stringify */.As)(document, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}
function propertyOf(suggestion, isKey) {
    const { facts, required, unique, options, values } = suggestion;
    return {
        name: facts.column.name,
        ...(facts.type === undefined ? {} : { logicalType: facts.type }),
        ...(required ? { required: true } : {}),
        ...(unique && !isKey ? { unique: true } : {}),
        ...(isKey ? { primaryKey: true, primaryKeyPosition: 1 } : {}),
        ...(Object.keys(options).length > 0 ? { logicalTypeOptions: options } : {}),
        ...(values === null
            ? {}
            : { quality: [{ metric: 'invalidValues', arguments: { validValues: values }, mustBe: 0 }] }),
    };
}

;// CONCATENATED MODULE: ./build/data/infer/index.js
/** Contracts proposed from data. */


;// CONCATENATED MODULE: ./build/data/leakage.js


/**
 * Looks for ids of `current` in `against`, or, without an id, for whole rows over the columns that both have.
 * Equal rows may be nothing but chance where rows repeat within `against` too: up to that share it is a warning.
 * Throws a usage error where a dataset cannot be read.
 */
async function findLeakage(ctx, db, current, against) {
    const a = await openView(db, current.found, current.contract, ctx.signal);
    const b = await openView(db, against.found, against.contract, ctx.signal);
    return current.id === undefined
        ? sharedRows(db, current, against, a, b)
        : sharedIds(db, current, against, a, b, current.id);
}
async function sharedIds(db, current, against, a, b, id) {
    const other = against.id ?? id;
    const dataset = current.found.name;
    const lacking = [
        ...(a.columns.some(({ name }) => name === id) ? [] : [`${dataset} has no column \`${id}\``]),
        ...(b.columns.some(({ name }) => name === other)
            ? []
            : [`${against.found.name} has no column \`${other}\``]),
    ];
    if (lacking.length > 0) {
        return one({
            check: 'leakage.id',
            verdict: 'error',
            severity: 'error',
            subject: { dataset, column: id },
            where: [],
            message: `ids cannot be compared: ${lacking.join('; ')}`,
            fix: 'name the column in `id:` of the datasets',
        });
    }
    const condition = `CAST(${sqlName(id)} AS VARCHAR) IN (SELECT CAST(${sqlName(other)} AS VARCHAR) FROM ${b.from})`;
    const { count, rows } = await counted(db, a, condition);
    if (count === 0)
        return { findings: [], notChecked: [], checks: 1 };
    const personal = current.contract?.columns.some(({ name, personal }) => name === id && personal) ?? false;
    const shown = personal
        ? []
        : await db.all(`SELECT DISTINCT CAST(${sqlName(id)} AS VARCHAR) AS v FROM ${a.from} WHERE ${condition} ORDER BY v LIMIT 5`);
    return one({
        ...common('leakage.id', 'fail', dataset, count, rows),
        subject: { dataset, column: id },
        expected: `no ${id} of ${against.found.name}`,
        where: shown.map((row) => ({ value: String(row['v']) })),
        message: `${count} of ${rows} rows have an id that ${against.found.name} has too`,
        fix: 'split by id, so that what belongs to one id lies on one side',
    });
}
async function sharedRows(db, current, against, a, b) {
    const dataset = current.found.name;
    const names = a.columns
        .map(({ name }) => name)
        .filter((name) => b.columns.some((column) => column.name === name));
    const alone = [...a.columns, ...b.columns].map(({ name }) => name).filter((name) => !names.includes(name));
    const notChecked = alone.length > 0
        ? [
            `${dataset}: leakage was looked for without ${[...new Set(alone)].join(', ')}, which only one side has`,
        ]
        : [];
    if (names.length === 0) {
        const finding = {
            check: 'leakage.rows',
            verdict: 'error',
            severity: 'error',
            subject: { dataset },
            where: [],
            message: `${dataset} and ${against.found.name} have no column in common`,
        };
        return { findings: [finding], notChecked, checks: 1 };
    }
    const same = names
        .map((name) => {
        const alike = typeOf(a, name) === typeOf(b, name);
        const side = (alias) => alike ? `${alias}.${sqlName(name)}` : `CAST(${alias}.${sqlName(name)} AS VARCHAR)`;
        return `${side('a')} IS NOT DISTINCT FROM ${side('b')}`;
    })
        .join(' AND ');
    const [row] = await db.all(`SELECT (SELECT count(*) FROM ${a.from} AS a SEMI JOIN ${b.from} AS b ON ${same}) AS count, (SELECT count(*) FROM ${a.from}) AS rows`);
    const [count, rows] = [Number(row?.['count'] ?? 0), Number(row?.['rows'] ?? 0)];
    if (count === 0)
        return { findings: [], notChecked, checks: 1 };
    const list = names.map(sqlName).join(', ');
    const [repeats] = await db.all(`SELECT coalesce(sum(times) FILTER (WHERE times > 1), 0)::DOUBLE / greatest(1, sum(times)) AS share FROM (SELECT count(*) AS times FROM ${b.from} GROUP BY ${list})`);
    const natural = Number(repeats?.['share'] ?? 0);
    const chance = count / rows <= natural;
    const finding = {
        ...common('leakage.rows', chance ? 'warn' : 'fail', dataset, count, rows),
        subject: { dataset },
        expected: `no row of ${against.found.name}`,
        where: [],
        message: `${count} of ${rows} rows are in ${against.found.name} too${chance ? `, where ${(100 * natural).toPrecision(2)}% of the rows repeat anyway` : ''}`,
        fix: 'remove the rows from one side, or name the column that identifies a row in `id:`',
    };
    return { findings: [finding], notChecked, checks: 1 };
}
function typeOf(view, name) {
    return view.columns.find((column) => column.name === name)?.type;
}
async function counted(db, view, condition) {
    const [row] = await db.all(`SELECT count(*) FILTER (WHERE ${condition}) AS count, count(*) AS rows FROM ${view.from}`);
    return { count: Number(row?.['count'] ?? 0), rows: Number(row?.['rows'] ?? 0) };
}
function common(check, verdict, dataset, count, rows) {
    return {
        check,
        verdict,
        severity: verdict === 'fail' ? 'error' : 'warn',
        subject: { dataset },
        actual: `${count} rows`,
        count,
        share: rows === 0 ? 0 : count / rows,
    };
}
function one(finding) {
    return { findings: [finding], notChecked: [], checks: 1 };
}

;// CONCATENATED MODULE: ./build/data/profile/schema.js
/** The stored form of a profile. Counts are exact; equal data gives equal bytes. */


const PROFILE_FORMAT = 1;
const count = schemas/* int */.Whr().nonnegative();
const numericProfileSchema = schemas/* object */.Ikc({
    nan: count,
    positiveInfinity: count,
    negativeInfinity: count,
    finite: count.describe('finite values, of which all that follows speaks'),
    mean: schemas/* number */.aig().nullable().describe('to 12 significant digits; null without values'),
    m2: schemas/* number */.aig().nullable().describe('sum of squared deviations from the mean, to 12 significant digits'),
    min: schemas/* number */.aig().nullable(),
    edges: schemas/* array */.YOg(schemas/* number */.aig())
        .describe('upper ends of the bins, each included, strictly rising; the last is the maximum'),
    counts: schemas/* array */.YOg(count).describe('values in each bin; the first begins at min'),
});
const categoricalProfileSchema = schemas/* object */.Ikc({
    distinct: count,
    top: schemas/* array */.YOg(schemas/* object */.Ikc({ value: schemas/* string */.YjP(), count })).describe('most frequent first, then by value'),
    other: count.describe('values that are not among them'),
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
const profileSchema = schemas/* object */.Ikc({
    kind: schemas/* literal */.euz('assay-profile'),
    format: schemas/* literal */.euz(PROFILE_FORMAT),
    dataset: schemas/* string */.YjP(),
    sha256: schemas/* string */.YjP()
        .regex(/^[0-9a-f]{64}$/)
        .describe('digest of the dataset'),
    rows: count,
    bins: schemas/* int */.Whr().positive().describe('quantile bins that were asked for'),
    categories: schemas/* int */.Whr().positive().describe('categories that were kept at most'),
    columns: schemas/* array */.YOg(columnProfileSchema),
})
    .superRefine((profile, context) => {
    for (const [index, column] of profile.columns.entries()) {
        const { numeric } = column;
        if (numeric === undefined)
            continue;
        const rising = numeric.edges.every((edge, at) => at === 0 || edge > (numeric.edges[at - 1] ?? 0));
        if (!rising || numeric.edges.length !== numeric.counts.length) {
            context.addIssue({
                code: 'custom',
                path: ['columns', index, 'numeric'],
                message: 'edges and counts do not fit',
            });
        }
    }
});
function profileText(profile) {
    return `${JSON.stringify(profile, null, 1)}\n`;
}
/** Checks a stored profile. Throws a usage error that names `file` and everything wrong in it. */
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
    const parsed = profileSchema.safeParse(data);
    if (parsed.success)
        return parsed.data;
    throw (0,base/* usageError */.Wp)(parsed.error.issues.slice(0, 20).map((issue) => ({
        where: { file, key: errors/* toDotPath */.sR(issue.path) },
        message: issue.message,
        expected: `a profile of format ${PROFILE_FORMAT} that \`assay profile\` wrote`,
    })));
}

;// CONCATENATED MODULE: ./build/data/profile/build.js



/**
 * Profiles every column of a dataset. With a contract, text has the contract's types, and values of personal
 * columns are counted but not kept; of personal numbers the edges of the bins are. Throws a usage error where the data cannot be read.
 */
async function profileDataset(ctx, db, dataset, contract, options = {}) {
    const bins = options.bins ?? 10;
    const categories = options.categories ?? 50;
    const view = await openView(db, dataset, contract, ctx.signal);
    const progress = ctx.log.progress(`profile ${dataset.name}`);
    try {
        const [total] = await db.all(`SELECT count(*) AS n FROM ${view.from}`);
        const rows = Number(total?.['n'] ?? 0);
        progress.update('numbers', 0);
        const found = new Map();
        await addNumeric(ctx, db, view, bins, rows, found);
        const isPersonal = (name) => contract?.columns.some((rule) => rule.name === name && rule.personal) ?? false;
        await addTemporal(ctx, db, view, isPersonal, found);
        const counted = view.columns.filter((column) => !found.has(column.name));
        for (const [index, column] of counted.entries()) {
            ctx.signal.throwIfAborted();
            progress.update(column.name, index / counted.length);
            found.set(column.name, await categoricalProfile(db, view, column, rows, isPersonal(column.name) ? 0 : categories));
        }
        return {
            kind: 'assay-profile',
            format: PROFILE_FORMAT,
            dataset: dataset.name,
            sha256: dataset.sha256,
            rows,
            bins,
            categories,
            columns: view.columns.flatMap((column) => found.get(column.name) ?? []),
        };
    }
    finally {
        progress.done();
    }
}
async function addNumeric(ctx, db, view, bins, rows, found) {
    const columns = view.columns.filter((column) => column.kind === 'numeric');
    const shares = Array.from({ length: bins - 1 }, (_, index) => (index + 1) / bins);
    const first = await aggregateColumns(ctx, db, view, columns, (column) => {
        const value = finiteSql(column);
        return {
            ...specialCounts(column),
            n: `count(${column.sql})`,
            finite: `count(${value})`,
            mean: `avg(${value})`,
            variance: `var_pop(${value})`,
            min: `min(${value})`,
            max: `max(${value})`,
            ...(shares.length > 0 ? { quantiles: `quantile_disc(${value}, [${shares.join(', ')}])` } : {}),
        };
    });
    const edges = new Map(columns.map((column) => [column.name, edgesOf(first.get(column.name) ?? {})]));
    const second = await aggregateColumns(ctx, db, view, columns, (column) => edgeCounts(column, null, edges.get(column.name) ?? []));
    for (const column of columns) {
        const row = first.get(column.name) ?? {};
        const own = edges.get(column.name) ?? [];
        const finite = Number(row['finite'] ?? 0);
        const variance = finiteOrNull(row['variance']);
        found.set(column.name, {
            name: column.name,
            type: column.type,
            kind: 'numeric',
            nulls: rows - Number(row['n'] ?? 0),
            numeric: {
                nan: Number(row['nan'] ?? 0),
                positiveInfinity: Number(row['pinf'] ?? 0),
                negativeInfinity: Number(row['ninf'] ?? 0),
                finite,
                mean: rounded(finiteOrNull(row['mean'])),
                m2: variance === null ? null : rounded(variance * finite),
                min: finiteOrNull(row['min']),
                edges: own,
                counts: [...binCounts(second.get(column.name) ?? {}, own, finite).bins],
            },
        });
    }
}
/** Strictly rising upper ends: the quantiles without repeats, then the maximum. */
function edgesOf(row) {
    const quantiles = Array.isArray(row['quantiles']) ? row['quantiles'] : [];
    const values = [...quantiles, row['max']].filter((value) => Number.isFinite(value));
    return [...new Set(values.map((value) => (value === 0 ? 0 : value)))].sort((a, b) => a - b);
}
function finiteOrNull(value) {
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
/** Parallel sums differ in the last digits from run to run; a profile of the same data must not. */
function rounded(value) {
    return value === null ? null : Number(value.toPrecision(12));
}
async function addTemporal(ctx, db, view, isPersonal, found) {
    const columns = view.columns.filter((column) => column.kind === 'temporal');
    const results = await aggregateColumns(ctx, db, view, columns, (column) => ({
        nulls: `count(*) - count(${column.sql})`,
        min: `CAST(min(${column.sql}) AS VARCHAR)`,
        max: `CAST(max(${column.sql}) AS VARCHAR)`,
    }));
    for (const column of columns) {
        const row = results.get(column.name) ?? {};
        const hidden = isPersonal(column.name);
        const text = (value) => (typeof value === 'string' && !hidden ? value : null);
        found.set(column.name, {
            name: column.name,
            type: column.type,
            kind: 'temporal',
            nulls: Number(row['nulls'] ?? 0),
            temporal: { min: text(row['min']), max: text(row['max']) },
        });
    }
}
async function categoricalProfile(db, view, column, rows, kept) {
    const text = `CAST(${column.sql} AS VARCHAR)`;
    if (column.kind === 'other') {
        const [row] = await db.all(`SELECT count(${column.sql}) AS n FROM ${view.from}`);
        return { name: column.name, type: column.type, kind: 'other', nulls: rows - Number(row?.['n'] ?? 0) };
    }
    const groups = `SELECT ${text} AS value, count(*) AS times FROM ${view.from} WHERE ${column.sql} IS NOT NULL GROUP BY value`;
    const [totals] = await db.all(`SELECT count(*) AS kinds, coalesce(sum(times), 0)::BIGINT AS n FROM (${groups})`);
    const top = kept === 0 ? [] : await db.all(`${groups} ORDER BY times DESC, value LIMIT ${kept}`);
    const values = top.map((row) => ({ value: String(row['value']), count: Number(row['times']) }));
    const n = Number(totals?.['n'] ?? 0);
    return {
        name: column.name,
        type: column.type,
        kind: 'categorical',
        nulls: rows - n,
        categorical: {
            distinct: Number(totals?.['kinds'] ?? 0),
            top: values,
            other: n - values.reduce((sum, { count }) => sum + count, 0),
        },
    };
}

;// CONCATENATED MODULE: ./build/data/profile/index.js
/** Profiles: stored statistics of a dataset that later data is compared with. */



;// CONCATENATED MODULE: ./build/data/checks/check.js
/** Asks a Lookup for the source's `brokenRow`; no column of data has this name. */
const BROKEN_ROW = '\0broken';
const NONE = { operator: 'mustBe', limit: 0 };
function pairings({ contract, source }) {
    return contract.columns.flatMap((rule) => {
        const column = source.columns.find((candidate) => candidate.name === rule.name);
        return column === undefined ? [] : [{ rule, column }];
    });
}
/** A planned check over the rows of one column, where no row may break it. */
function rowsOf(check, column, parts) {
    const { condition, ...rest } = parts;
    return {
        check,
        severity: 'error',
        column,
        ...rest,
        measure: { kind: 'rows', condition, bound: NONE, unit: 'rows' },
    };
}

;// CONCATENATED MODULE: ./build/data/checks/formats.js
/** `logicalTypeOptions.format` of strings, as full-match patterns (RE2). A new format is one line. */
const OCTET = '(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const H16 = '[0-9A-Fa-f]{1,4}';
const LABEL = '[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const formats_FORMATS = {
    // The form that HTML's input type=email accepts, with a dot in the domain.
    email: `[A-Za-z0-9.!#$%&'*+/=?^_\`{|}~-]+@${LABEL}(\\.${LABEL})+`,
    uuid: '[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}',
    // RFC 3986: a scheme, a colon and no white space or control characters.
    uri: "[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=%-]+",
    url: "https?://[A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=%-]+",
    hostname: `${LABEL}(\\.${LABEL})*`,
    ipv4: `${OCTET}(\\.${OCTET}){3}`,
    // Full and shortened forms; an IPv4 tail is not read.
    ipv6: `(${H16}:){7}${H16}|(${H16}(:${H16}){0,6})?::(${H16}(:${H16}){0,6})?`,
    date: '[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])',
    'date-time': '[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})',
};

;// CONCATENATED MODULE: ./build/data/checks/column-checks.js




const required = {
    name: 'required',
    *plan(context) {
        for (const { rule } of pairings(context)) {
            if (!rule.required)
                continue;
            yield rowsOf('required', rule.name, {
                expected: 'a value in every row',
                what: `values of \`${rule.name}\` are missing`,
                condition: (sql) => `${sql(rule.name).raw} IS NULL`,
            });
        }
    },
};
const unique = {
    name: 'unique',
    *plan(context) {
        for (const { rule } of pairings(context)) {
            if (!rule.unique)
                continue;
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
const INTEGER_LIMITS = {
    i8: ['-128', '127'],
    i16: ['-32768', '32767'],
    i32: ['-2147483648', '2147483647'],
    i64: ['-9223372036854775808', '9223372036854775807'],
    u8: ['0', '255'],
    u16: ['0', '65535'],
    u32: ['0', '4294967295'],
    u64: ['0', '18446744073709551615'],
};
const SIDES = [
    { key: 'minimum', breaks: '<', word: 'at least' },
    { key: 'exclusiveMinimum', breaks: '<=', word: 'more than' },
    { key: 'maximum', breaks: '>', word: 'at most' },
    { key: 'exclusiveMaximum', breaks: '>=', word: 'less than' },
];
const range = {
    name: 'range',
    *plan(context) {
        for (const pairing of pairings(context)) {
            const { rule } = pairing;
            const conditions = [];
            const words = [];
            for (const { key, breaks, word } of SIDES) {
                const limit = rule.options[key];
                if (limit === undefined)
                    continue;
                conditions.push(`${breaks} ${literal(limit, rule)}`);
                words.push(`${word} ${limit}`);
            }
            const bits = rule.type === 'integer' ? INTEGER_LIMITS[rule.options.format ?? ''] : undefined;
            if (bits !== undefined) {
                conditions.push(`< ${bits[0]}`, `> ${bits[1]}`);
                words.push(`${rule.options.format} (${bits[0]} to ${bits[1]})`);
            }
            if (conditions.length === 0 || !comparable(pairing, context, 'range'))
                continue;
            yield rowsOf('range', rule.name, {
                expected: words.join(', '),
                what: `values of \`${rule.name}\` are out of range`,
                condition: (sql) => conditions.map((part) => `${sql(rule.name).value} ${part}`).join(' OR '),
            });
        }
    },
};
function literal(limit, rule) {
    if (typeof limit === 'number')
        return sqlNumber(limit);
    return `${rule.type === 'time' ? 'TIME' : 'TIMESTAMP'} ${sqlString(limit)}`;
}
/** A column of the wrong type fails the type check; its values cannot be compared. */
function comparable({ rule, column }, context, check) {
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
            const { rule } = pairing;
            const step = rule.options.multipleOf;
            if (step === undefined || !comparable(pairing, context, 'multipleOf'))
                continue;
            const whole = Number.isInteger(step) && rule.type === 'integer';
            yield rowsOf('multipleOf', rule.name, {
                expected: whole ? `multiples of ${step}` : `multiples of ${step} (to 1e-9 of the quotient)`,
                what: `values of \`${rule.name}\` are no multiples of ${step}`,
                condition: (sql) => {
                    const { value } = sql(rule.name);
                    if (whole)
                        return `${value} % ${sqlNumber(step)} <> 0`;
                    const quotient = `(CAST(${value} AS DOUBLE) / ${sqlNumber(step)})`;
                    return `abs(${quotient} - round(${quotient})) > 1e-9 * greatest(1, abs(${quotient}))`;
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
            if ((minLength === undefined && maxLength === undefined) || !comparable(pairing, context, 'length'))
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
const pattern = {
    name: 'pattern',
    *plan(context) {
        for (const pairing of pairings(context)) {
            const { rule } = pairing;
            const { pattern: expression } = rule.options;
            if (expression === undefined || !comparable(pairing, context, 'pattern'))
                continue;
            yield rowsOf('pattern', rule.name, {
                expected: `the whole value matches ${expression} (RE2)`,
                what: `values of \`${rule.name}\` do not match the pattern`,
                condition: (sql) => `NOT regexp_full_match(${sql(rule.name).text}, ${sqlString(expression)})`,
            });
        }
    },
};
const format = {
    name: 'format',
    *plan(context) {
        for (const pairing of pairings(context)) {
            const { rule } = pairing;
            const name = rule.options.format;
            if (name === undefined || rule.type !== 'string')
                continue;
            const expression = formats_FORMATS[name];
            if (expression === undefined) {
                context.skip(`${rule.name}: the format ${JSON.stringify(name)}`);
                continue;
            }
            if (!comparable(pairing, context, 'format'))
                continue;
            yield rowsOf('format', rule.name, {
                expected: name,
                what: `values of \`${rule.name}\` have not the form of ${name}`,
                condition: (sql) => `NOT regexp_full_match(${sql(rule.name).text}, ${sqlString(expression)})`,
            });
        }
    },
};
/** Values as a contract lists them, compared as numbers where the column is numeric. */
function notAmong(values, column, rule) {
    const numbers = values.map(Number);
    if (isNumeric(column, rule) && numbers.every(Number.isFinite)) {
        return ({ value }) => `${value} NOT IN (${numbers.map(sqlNumber).join(', ')})`;
    }
    return ({ text }) => `${text} NOT IN (${values.map(sqlString).join(', ')})`;
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

;// CONCATENATED MODULE: ./build/data/checks/rule-checks.js
/** Checks that a contract states as quality rules: library metrics, SQL, and the engine `assay`. */



const rules = {
    name: 'quality',
    *plan(context) {
        const { contract, source } = context;
        const columns = new Set(source.columns.map((column) => column.name));
        const all = [
            ...contract.quality.map((rule) => [rule, undefined]),
            ...contract.columns.flatMap((column) => column.quality.map((rule) => [rule, column.name])),
        ];
        for (const [rule, column] of all) {
            const needed = [
                ...(column === undefined ? [] : [column]),
                ...(rule.kind === 'library' ? rule.columns : rule.kind === 'freshness' ? [rule.column] : []),
            ];
            const lacking = needed.find((name) => !columns.has(name));
            // The missing column is a finding of its own.
            if (lacking !== undefined) {
                context.skip(`quality rule ${JSON.stringify(rule.label)}: the data has no column \`${lacking}\``);
                continue;
            }
            const planned = rule.kind === 'library'
                ? library(rule, column, context)
                : rule.kind === 'sql'
                    ? sqlRule(rule, column)
                    : freshness(rule, context);
            yield {
                ...planned,
                severity: rule.severity,
                ...(column === undefined ? {} : { column }),
                ...(rule.description ? { fix: `the contract says: ${rule.description}` } : {}),
            };
        }
        const counted = contract.quality.some((rule) => rule.kind === 'library' && rule.metric === 'rowCount');
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
function library(rule, column, { contract, source }) {
    const { bound, unit } = rule;
    const amount = `${boundText(bound)}${unit === 'percent' ? '%' : ''}`;
    const name = column ?? '';
    const rows = (what, expected, condition) => ({
        check: rule.metric,
        expected: `${expected}: ${amount}`,
        what,
        measure: { kind: 'rows', condition, bound, unit },
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
            const withNull = rule.missingValues.includes(null) || source.kind !== 'typed';
            return rows(`values of \`${name}\` count as missing`, 'values that count as missing', (sql) => [
                withNull ? `${sql(name).raw} IS NULL` : '',
                words.length > 0 ? `${sql(name).text} IN (${words.map(sqlString).join(', ')})` : '',
            ]
                .filter((part) => part !== '')
                .join(' OR ') || 'false');
        }
        case 'invalidValues': {
            const described = source.columns.find((candidate) => candidate.name === name);
            const declared = contract.columns.find((candidate) => candidate.name === name);
            const listed = rule.validValues;
            const among = listed && described ? notAmong(listed, described, declared) : undefined;
            return rows(`values of \`${name}\` are not valid`, validText(rule), (sql) => [
                among ? among(sql(name)) : '',
                // Text that is not of the type has no value to compare, and is invalid all the same.
                among && sql(name).bad ? `${sql(name).bad}` : '',
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
function sqlRule(rule, column) {
    const query = rule.query
        .replace(/\$?\{(object|table|model)\}/g, 'assay_object')
        .replace(/\$?\{(property|column|field)\}/g, column === undefined ? '$&' : sqlName(column))
        .replace(/;\s*$/, '');
    return {
        check: `sql${rule.label === 'sql' ? '' : `.${rule.label}`}`,
        expected: boundText(rule.bound),
        what: `the query ${rule.label === 'sql' ? '' : `\`${rule.label}\` `}gives a value out of bounds`,
        measure: { kind: 'sql', query, bound: rule.bound },
    };
}
function freshness(rule, { now }) {
    return {
        check: 'freshness',
        expected: `a newest \`${rule.column}\` at most ${Math.round(rule.maxAgeMs / 3_600_000)} hours old`,
        what: `the newest value of \`${rule.column}\` is too old`,
        measure: {
            kind: 'value',
            expression: (sql) => `epoch_ms(max(CAST(${sql(rule.column).value} AS TIMESTAMP)))`,
            judge: (value) => {
                if (typeof value !== 'number')
                    return { ok: false, actual: 'no value at all' };
                const age = now.getTime() - value;
                return { ok: age <= rule.maxAgeMs, actual: new Date(value).toISOString() };
            },
        },
    };
}

;// CONCATENATED MODULE: ./build/data/checks/schema-checks.js
/** Checks of the columns themselves: missing and extra ones, and types. */



const known = (check, column, parts, broken) => {
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
    *plan({ contract, source }) {
        const names = source.columns.map((column) => column.name);
        const declared = new Set(contract.columns.map((rule) => rule.name));
        // A column that the contract names itself is no misspelling of another.
        const strangers = names.filter((name) => !declared.has(name));
        for (const rule of contract.columns) {
            const there = names.includes(rule.name);
            const near = there ? undefined : (0,base/* nearest */.pA)(rule.name, strangers);
            yield known('column.missing', rule.name, {
                expected: `a column \`${rule.name}\``,
                what: `the column \`${rule.name}\` is missing`,
                fix: near ? `the data has \`${near}\`; rename one of them` : undefined,
            }, there ? null : { verdict: 'fail', actual: `columns ${names.join(', ') || '(none)'}` });
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
        for (const { name } of source.columns) {
            if (contract.columns.some((rule) => rule.name === name))
                continue;
            yield known('column.extra', name, {
                severity,
                expected: 'only columns that the contract names',
                what: `the contract does not name the column \`${name}\``,
                fix: 'add it to the contract, or remove it from the data',
            }, { verdict, actual: `a column \`${name}\`` });
        }
    },
};
/** Parquet has types; text is matched against the pattern of its type. */
const types = {
    name: 'type',
    *plan(context) {
        for (const { rule, column } of pairings(context)) {
            const { type } = rule;
            if (type === undefined)
                continue;
            if (column.type !== null) {
                const fits = logicalTypesOf(column.type);
                yield known('type', rule.name, {
                    expected: type,
                    what: `the type of \`${rule.name}\` is ${column.type}, not ${type}`,
                    fix: fits[0] ? `write it as ${type}, or declare \`logicalType: ${fits[0]}\`` : undefined,
                }, fits.includes(type) ? null : { verdict: 'fail', actual: column.type });
                continue;
            }
            if (type === 'string' && context.source.kind === 'text')
                continue;
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
function unreadFormat(type, format) {
    if (format === undefined || !['date', 'timestamp', 'time'].includes(type ?? ''))
        return false;
    return expectedText({ type, options: { format } }) === type;
}

;// CONCATENATED MODULE: ./build/data/checks/index.js




const CHECKS = [
    missingColumns,
    extraColumns,
    brokenLines,
    types,
    required,
    unique,
    primaryKey,
    finite,
    range,
    multipleOf,
    column_checks_length,
    pattern,
    format,
    rules,
];

;// CONCATENATED MODULE: ./build/data/checks/precheck.js
/** What only the engine can say about a contract: whether its patterns and dates can be read. */


/** Throws a usage error with every pattern that is not RE2 and every limit that is no date or time. */
async function precheck(db, contract) {
    const problems = [];
    for (const { pattern, place } of patternsOf(contract)) {
        try {
            await db.all(`SELECT regexp_full_match('', ${sqlString(pattern)})`);
        }
        catch (error) {
            problems.push({
                where: place,
                message: `the pattern ${pattern} cannot be used: ${(0,base/* messageOf */.bD)(error).split('\n')[0]}`,
                expected: 'RE2 syntax (no look-around, no back-references), matched against the whole value',
            });
        }
    }
    for (const column of contract.columns) {
        for (const key of ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']) {
            const limit = column.options[key];
            if (typeof limit !== 'string')
                continue;
            const type = column.type === 'time' ? 'TIME' : 'TIMESTAMP';
            const [row] = await db.all(`SELECT TRY_CAST(${sqlString(limit)} AS ${type}) IS NULL AS bad`);
            if (row?.['bad'] !== true)
                continue;
            problems.push({
                where: column.place,
                message: `${key} ${JSON.stringify(limit)} is no ${column.type}`,
                expected: column.type === 'time' ? '12:00:00' : '2001-01-31 or 2001-01-31T12:00:00',
            });
        }
    }
    if (problems.length > 0)
        throw (0,base/* usageError */.Wp)(problems);
}
function* patternsOf(contract) {
    for (const column of contract.columns) {
        if (column.options.pattern !== undefined)
            yield { pattern: column.options.pattern, place: column.place };
        for (const rule of column.quality) {
            if (rule.kind === 'library' && rule.pattern !== undefined) {
                yield { pattern: rule.pattern, place: rule.place };
            }
        }
    }
}

;// CONCATENATED MODULE: ./build/data/checks/sql-rules.js
/** Rules of `type: sql`: each a query of its own over a view in which text has the types of the contract. */




/** Runs the rules one after the other. A query that fails, or gives no single number, is verdict `error`. */
async function runSqlRules(ctx, db, source, contract, plans) {
    const results = new Map();
    const rules = plans.filter((planned) => planned.measure.kind === 'sql');
    if (rules.length === 0 || source.from === null)
        return results;
    const columns = source.columns.map((column) => {
        const rule = contract.columns.find((candidate) => candidate.name === column.name);
        return `${columnSql(source.kind, column, column.sql, rule).value} AS ${sqlName(column.name)}`;
    });
    const view = `SELECT ${columns.join(', ')} FROM ${source.from}`;
    const names = ['assay_object', sqlName(contract.object)];
    const problem = await tried(ctx, async () => {
        for (const name of names)
            await db.run(`CREATE OR REPLACE TEMP VIEW ${name} AS ${view}`);
    });
    for (const planned of rules) {
        results.set(planned, problem === null ? await runRule(ctx, db, planned) : failed(problem));
    }
    for (const name of names)
        await tried(ctx, () => db.run(`DROP VIEW IF EXISTS ${name}`));
    return results;
}
async function runRule(ctx, db, planned) {
    const { measure, severity } = planned;
    if (measure.kind !== 'sql')
        return failed('is no SQL rule');
    let rows = [];
    // As a subquery nothing but a SELECT is possible.
    const problem = await tried(ctx, async () => {
        rows = await db.all(`SELECT * FROM (${measure.query}\n) LIMIT 2`);
    });
    if (problem !== null)
        return failed(problem);
    const values = Object.values(rows[0] ?? {});
    const [value] = values;
    if (rows.length !== 1 || values.length !== 1)
        return failed(`gives ${rows.length} rows of ${values.length} columns, not one value`);
    const number = typeof value === 'boolean' || typeof value === 'bigint' ? Number(value) : value;
    if (typeof number !== 'number' || Number.isNaN(number))
        return failed(`gives ${String(value)}, which is no number`);
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
        const [row] = await db.all(`SELECT ${[...aggregates, ...unread].join(', ')} FROM ${prepared.from(relation, ['assay_file', 'assay_row'])}`);
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
function shownValue(value, personal) {
    if (value === null)
        return null;
    if (personal)
        return REDACTED;
    return value.length > VALUE_LENGTH ? `${value.slice(0, VALUE_LENGTH)}…` : value;
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
/** Rows that repeat a key: one occurrence for each of the most repeated values, with how often it comes. */
async function repeatedValues(db, source, columns, personal) {
    if (source.from === null)
        return [];
    const names = columns.map((name) => source.columns.find((column) => column.name === name)?.sql ?? 'NULL');
    const shown = names.map((name) => `coalesce(left(CAST(${name} AS VARCHAR), ${VALUE_LENGTH}), 'null')`);
    // A single missing value repeats nothing.
    const filled = names.length === 1 ? `WHERE ${names[0]} IS NOT NULL` : '';
    const rows = await db.all(`SELECT concat_ws(', ', ${shown.join(', ')}) AS value, count(*) AS times FROM ${source.from} ${filled} GROUP BY ${names.join(', ')} HAVING count(*) > 1 ORDER BY times DESC, value LIMIT ${EXAMPLES}`);
    return rows.map((row) => ({
        value: `${personal ? REDACTED : String(row['value'])} (${String(row['times'])} times)`,
    }));
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
        inner.set(column.name, columnSql(source.kind, column, column.sql, rule));
        shown.set(column.name, columnSql(source.kind, column, column.shown, rule));
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
            const parts = [
                ...extra,
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
        lookup(name) {
            const sql = get(inner, name);
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
                get bad() {
                    if (sql.bad === null)
                        return null;
                    return `(${ask(sql.raw)} IS NOT NULL AND ${ask(sql.value)} IS NULL)`;
                },
            };
        },
        shown: (name) => get(shown, name),
    };
}
/** The aggregate that measures a check, or null where it needs none. */
function aggregateOf(planned, lookup) {
    const { measure } = planned;
    switch (measure.kind) {
        case 'rows':
            return `count(*) FILTER (WHERE ${measure.condition(lookup)})`;
        case 'duplicates': {
            const [first = '', ...more] = measure.columns.map((name) => lookup(name).raw);
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
            const names = measure.columns.map((name) => shown(name).raw).join(', ');
            return `SELECT ${names}, count(*) AS times FROM ${from} GROUP BY ${names} HAVING count(*) > 1 ORDER BY times DESC`;
        }
        case 'value':
            return `SELECT ${measure.expression(shown)} FROM ${from}`;
        case 'sql':
            return measure.query.replaceAll('assay_object', from);
        case 'known':
            return `DESCRIBE SELECT * FROM ${from}`;
    }
}

;// CONCATENATED MODULE: ./build/data/validate.js
/** Validates a dataset against a contract: one scan by the engine, and beside it one pass over the bytes. */











/**
 * Runs every check of the contract. What is wrong with the data is a finding; only a contract that cannot be
 * used (usage error), the machine (environment error) and cancellation throw.
 */
async function validateDataset(ctx, db, found, contract) {
    await precheck(db, contract);
    const source = await openSource(db, found, ctx.signal);
    const stop = new AbortController();
    const signal = AbortSignal.any([ctx.signal, stop.signal]);
    const reading = readAll(source, signal);
    // The engine's own failure must not leave the other pass behind, nor unheard.
    reading.catch(() => undefined);
    try {
        return await measure(ctx, db, source, contract, reading);
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
async function measure(ctx, db, source, contract, reading) {
    const { found } = source;
    const notChecked = contract.notChecked.map((reason) => `${found.name}: ${reason}`);
    const skip = (reason) => notChecked.push(`${found.name}: ${reason}`);
    for (const reason of source.notChecked)
        skip(reason);
    const plans = CHECKS.flatMap((kind) => [...kind.plan({ contract, source, now: ctx.now(), skip })]);
    const prepared = prepare(source, contract);
    const scan = await scanOnce(ctx, db, source, prepared, plans);
    const readings = await reading;
    const dataset = digestedDataset(found, readings.map(({ digest }) => digest));
    const faults = [...source.faults, ...readings.flatMap((item) => item.faults), ...scan.faults];
    const agreement = rowsAgree(source, readings, scan.rows);
    const findings = faults.map((fault) => faultFinding(fault, found.name));
    if (agreement.finding !== null)
        findings.push(agreement.finding);
    const broken = [];
    const results = new Map();
    for (const planned of plans) {
        const judged = judge(planned, scan.values, scan.rows);
        if (judged === null)
            continue;
        results.set(planned, judged);
        if (!judged.ok)
            broken.push({ planned, judged });
    }
    if (scan.rows !== null) {
        for (const [planned, judged] of await runSqlRules(ctx, db, source, contract, plans)) {
            results.set(planned, judged);
            if (!judged.ok)
                broken.push({ planned, judged });
        }
    }
    const places = await placesOf(ctx, db, source, contract, prepared, broken, agreement.known);
    for (const { planned, judged } of broken) {
        const query = shownQuery(planned, source, prepared.shown);
        findings.push(validate_findingOf(planned, judged, found.name, scan.rows, places.get(planned) ?? [], query));
    }
    findings.push(...policyFindings(source));
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
async function scanOnce(ctx, db, source, prepared, plans) {
    const values = new Map();
    if (source.from === null)
        return { rows: null, values, faults: [] };
    const measured = plans.flatMap((planned) => {
        const sql = aggregateOf(planned, prepared.lookup);
        return sql === null ? [] : [{ planned, sql }];
    });
    const parts = [
        'count(*) AS n',
        ...measured.map(({ sql }, index) => `${sql} AS m${index}`),
        ...prepared.unread(),
    ];
    try {
        const [row] = await db.all(`SELECT ${parts.join(', ')} FROM ${prepared.from(source.from)}`);
        measured.forEach(({ planned }, index) => {
            values.set(planned, row?.[`m${index}`]);
        });
        return { rows: Number(row?.['n']), values, faults: [] };
    }
    catch (error) {
        ctx.signal.throwIfAborted();
        if (error instanceof base/* AssayError */.WV)
            throw error;
        const fault = {
            check: 'readable',
            verdict: 'error',
            file: source.found.files.map((file) => file.shown).join(', '),
            message: `cannot be read to the end: ${firstLine((0,base/* messageOf */.bD)(error))}`,
            expected: 'files that can be read whole',
            fix: 'write the file again',
        };
        return { rows: null, values: new Map(), faults: [fault] };
    }
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
function judge(planned, values, rows) {
    const { measure, severity } = planned;
    const failed = severity === 'error' ? 'fail' : 'warn';
    if (measure.kind === 'known') {
        const { broken } = measure;
        return broken === null ? { ok: true, verdict: 'pass', actual: '' } : { ok: false, ...broken };
    }
    if (measure.kind === 'sql' || rows === null || !values.has(planned))
        return null;
    const value = values.get(planned);
    if (measure.kind === 'value') {
        const { ok, actual } = measure.judge(value);
        return { ok, verdict: ok ? 'pass' : failed, actual };
    }
    const count = Number(value);
    const amount = measure.unit === 'percent' ? (100 * count) / rows : count;
    const ok = meetsBound(amount, measure.bound);
    const shown = measure.unit === 'percent' ? `${Number(amount.toPrecision(4))}%` : `${count} rows`;
    return { ok, verdict: ok ? 'pass' : failed, actual: shown, count };
}
async function placesOf(ctx, db, source, contract, prepared, broken, linesKnown) {
    const personal = (name) => contract.columns.some((column) => column.name === name && column.personal);
    const wishes = broken.flatMap(({ planned }) => {
        const { measure, column } = planned;
        if (measure.kind !== 'rows')
            return [];
        const condition = measure.condition(prepared.lookup);
        if (condition === 'true')
            return [];
        const value = column === undefined ? null : prepared.lookup(column).raw;
        return [{ planned, condition, value, personal: column !== undefined && personal(column) }];
    });
    const places = wishes.length === 0
        ? new Map()
        : await findPlaces(ctx, db, source, prepared, wishes, linesKnown);
    for (const { planned } of broken) {
        const { measure } = planned;
        if (measure.kind !== 'duplicates')
            continue;
        places.set(planned, await repeatedValues(db, source, measure.columns, measure.columns.some(personal)));
    }
    return places;
}
function validate_findingOf(planned, judged, dataset, rows, where, query) {
    const { check, severity, column, expected, what, fix, measure } = planned;
    const { count } = judged;
    const bounded = measure.kind === 'rows' || measure.kind === 'duplicates' ? boundText(measure.bound) : '0';
    const share = count !== undefined && rows !== null && rows > 0 ? count / rows : undefined;
    const amount = count === undefined || check === 'rowCount' ? '' : `${count} of ${rows} `;
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
        message: `${amount}${what}${bounded === '0' ? '' : ` (allowed: ${bounded})`}${judged.problem ? `: ${judged.problem}` : ''}`,
        ...(fix === undefined ? {} : { fix }),
    };
}
function faultFinding(fault, dataset) {
    const { check, verdict, file, column, message, expected, actual, fix, count, where } = fault;
    return {
        check,
        verdict,
        severity: verdict === 'warn' ? 'warn' : 'error',
        subject: { dataset, ...(column === undefined ? {} : { column }) },
        ...(expected === undefined ? {} : { expected }),
        ...(actual === undefined ? {} : { actual }),
        ...(count === undefined ? {} : { count }),
        where: (where ?? [{}]).map((place) => ({ file, ...place })),
        message: `${file}: ${count === undefined ? '' : `${count} `}${message}`,
        ...(fix === undefined ? {} : { fix }),
    };
}
/** How text was read is part of the result: the same file read otherwise may give another verdict. */
function policyFindings(source) {
    if (source.policy.length === 0)
        return [];
    return [
        {
            check: 'reading',
            verdict: 'pass',
            severity: 'info',
            subject: { dataset: source.found.name },
            where: [],
            message: `read as text: ${[...source.policy, LEXICAL_POLICY].join('; ')}`,
        },
    ];
}

;// CONCATENATED MODULE: ./build/data/index.js
/** Data: datasets, contracts, checks, profiles, drift. */










/***/ })

};
