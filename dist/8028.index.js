export const id = 8028;
export const ids = [8028];
export const modules = {

/***/ 98028:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  "default": () => (/* binding */ monitor)
});

// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var base = __webpack_require__(9216);
// EXTERNAL MODULE: ./build/config/index.js + 10 modules
var build_config = __webpack_require__(90189);
// EXTERNAL MODULE: ./build/results/index.js + 11 modules
var results = __webpack_require__(90459);
;// CONCATENATED MODULE: ./build/monitoring/decide.js

const BAD = new Set(['fail', 'warn', 'error']);
function decideMonitoring(watched, on, cooldownMs, memory, now) {
    const drifted = watched.drift.filter((drift) => BAD.has(drift.verdict));
    const decayed = watched.rules.filter((rule) => BAD.has(rule.verdict));
    const seen = [
        {
            kind: 'drift',
            actions: listOf(on.drift),
            lines: drifted.map(driftLine),
            names: drifted.map((drift) => drift.column),
        },
        {
            kind: 'performance',
            actions: listOf(on.performance),
            lines: decayed.map((rule) => rule.message),
            names: decayed.map((rule) => `${rule.metric}${rule.slice === null ? '' : `[${rule.slice}]`} ${rule.operator}`),
        },
    ];
    const alerts = seen
        .filter(({ actions, lines }) => actions.includes('alert') && lines.length > 0)
        .map(({ kind, lines, names }) => ({
        key: `alert:v${watched.version}:${kind}:${[...names].sort().join(',')}:${watched.dataset}`,
        kind,
        title: `${watched.model} v${watched.version}: ${kind === 'drift' ? 'the data have drifted' : 'performance has decayed'}`,
        lines,
    }));
    const reasons = seen.filter(({ actions }) => actions.includes('retrain')).flatMap(({ lines }) => lines);
    // Drift and rules alone decide whether anything was checked: a finding must not stand in for them.
    const verdict = (0,results/* worst */.QZ)([
        (0,results/* worst */.QZ)([...watched.drift, ...watched.rules].map((seen) => seen.verdict)),
        ...(watched.findings ?? []).map((finding) => finding.verdict),
    ]);
    const blockedBy = reasons.length === 0 ? null : blocker(watched, cooldownMs, memory, now);
    return {
        verdict,
        summary: summaryOf(watched, drifted.length, decayed.length, verdict),
        alerts,
        retrain: { wanted: reasons.length > 0 && blockedBy === null, reasons: [...reasons], blockedBy },
        // The rules stand in the result themselves.
        findings: drifted.map(driftFinding),
    };
}
/** The key under which retraining is claimed: two jobs that see the same data start it once. */
function retrainKey(watched) {
    return `retrain:v${watched.version}:${watched.dataset}`;
}
function blocker(watched, cooldownMs, memory, now) {
    if (memory.claimed.has(retrainKey(watched)))
        return 'retraining was already started for this version on these data';
    if (memory.lastRetrain === null)
        return null;
    const until = new Date(memory.lastRetrain.getTime() + cooldownMs);
    return until > now
        ? `cooldown: retraining was last started at ${memory.lastRetrain.toISOString()}, and may start again from ${until.toISOString()}`
        : null;
}
function listOf(value) {
    if (value === undefined)
        return [];
    return Array.isArray(value) ? value : [value];
}
function driftLine(drift) {
    // Without an effect nothing was measured, so nobody knows whether it drifted.
    if (drift.effect === null)
        return `${drift.column} cannot be compared: ${drift.reason ?? 'undefined'}`;
    const size = `${round(drift.effect)}, threshold ${drift.threshold}`;
    return `${drift.column} drifted: ${drift.method} ${size}${drift.qValue === null ? '' : `, q = ${drift.qValue.toPrecision(2)}`}`;
}
function driftFinding(drift) {
    return {
        check: 'monitor.drift',
        verdict: drift.verdict,
        severity: drift.verdict === 'warn' ? 'warn' : 'error',
        subject: { dataset: drift.dataset, column: drift.column },
        where: [],
        ...(drift.effect === null
            ? {}
            : { expected: `effect of at most ${drift.threshold}`, actual: String(round(drift.effect)) }),
        message: driftLine(drift),
    };
}
function round(value) {
    return Number(value.toPrecision(4));
}
function summaryOf(watched, drifted, decayed, verdict) {
    const parts = [
        watched.drift.length > 0 ? `${drifted} of ${watched.drift.length} columns drifted` : 'drift not checked',
        watched.rules.length > 0
            ? `${decayed} of ${watched.rules.length} performance rules not met`
            : 'performance not checked',
    ];
    if (verdict === 'inconclusive')
        parts.push('too few rows to tell');
    return `v${watched.version}: ${parts.join(', ')}`;
}

// EXTERNAL MODULE: ./build/gate/index.js + 21 modules
var build_gate = __webpack_require__(84994);
;// CONCATENATED MODULE: ./build/monitoring/independent.js
/** Comparing a metric on two samples that have nothing in common: the rows of production, and those of the test. */

const METHOD = 'intervals of two independent samples (MOVER)';
/**
 * The interval of a difference from those of its sides, which may be lopsided (method of variance estimates recovery,
 * Zou and Donner 2008), at their own confidence. With margin m, and the difference oriented so that more is better:
 * pass where all of it is above −m, fail where all of it is below, else inconclusive. Null without both intervals.
 */
const independentIntervals = (rule, operator, candidate, baseline) => {
    if (candidate.interval === null || baseline.interval === null)
        return null;
    const [lowNow, highNow] = candidate.interval;
    const [lowBefore, highBefore] = baseline.interval;
    const difference = candidate.value - baseline.value;
    const interval = [
        difference - Math.hypot(candidate.value - lowNow, highBefore - baseline.value),
        difference + Math.hypot(highNow - candidate.value, baseline.value - lowBefore),
    ];
    const [worst, best] = rule.direction === 'lower' ? [-interval[1], -interval[0]] : interval;
    // A gain that is suspicious in training is good news in production: only losses are watched.
    if (operator.holds !== 'at_most')
        return null;
    const margin = operator.edge(rule.limit, (0,build_gate/* decimalOf */.Bc)(baseline.value)).toNumber();
    const verdict = worst >= -margin ? 'pass' : best < -margin ? 'fail' : 'inconclusive';
    return {
        delta: (0,build_gate/* decimalOf */.Bc)(candidate.value).minus((0,build_gate/* decimalOf */.Bc)(baseline.value)),
        interval,
        method: METHOD,
        verdict,
        working: [
            `gain between ${worst.toPrecision(4)} and ${best.toPrecision(4)}; it must be at least ${(-margin).toPrecision(4)}`,
        ],
    };
};

;// CONCATENATED MODULE: ./build/monitoring/notify.js
/** Sends an alert to the channels of `notify:`: Slack's incoming webhooks, and plain JSON webhooks. */


const TIMEOUT_MS = 10_000;
const TRIES = 3;
/**
 * Posts to every channel and says how each went; a channel that fails does not keep the others from hearing.
 * Throws a usage error where an address holds a variable that is not set. Addresses are secrets: no message
 * of ours shows one.
 */
async function sendAlert(ctx, channels, place, alert, facts) {
    const addressed = channels.map((channel, index) => {
        const [kind, raw] = 'slack' in channel ? ['slack', channel.slack] : ['webhook', channel.webhook];
        return { kind, address: (0,build_config/* expandSecret */.Jc)(raw, ctx.env, ctx.log.secret, place(index)) };
    });
    return Promise.all(addressed.map(async ({ kind, address }) => {
        const body = kind === 'slack' ? slackBody(alert, facts) : webhookBody(alert, facts);
        return { channel: kind, ...(await post(ctx, address, body)) };
    }));
}
function slackBody(alert, facts) {
    const lines = alert.lines.slice(0, 20).map((line) => `• ${slackText(line)}`);
    if (alert.lines.length > 20)
        lines.push(`• and ${alert.lines.length - 20} more`);
    const link = facts.runUrl === null ? '' : `\n<${facts.runUrl}|the run>`;
    return { text: `*${slackText(alert.title)}*\n${lines.join('\n')}${link}` };
}
/** Slack reads these three characters as markup; everything else is text. */
function slackText(text) {
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
function webhookBody(alert, facts) {
    return {
        schemaVersion: 1,
        ...facts,
        key: alert.key,
        kind: alert.kind,
        title: alert.title,
        reasons: alert.lines,
    };
}
/** One POST, tried again where the server or the network failed; the receiver tells repeats apart by `key`. */
async function post(ctx, address, body) {
    let detail = '';
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
        try {
            const response = await fetch(address, {
                method: 'POST',
                headers: { 'content-type': 'application/json' },
                body: JSON.stringify(body),
                signal: AbortSignal.any([ctx.signal, AbortSignal.timeout(TIMEOUT_MS)]),
                redirect: 'error',
            });
            detail = `HTTP ${response.status}`;
            await response.body?.cancel();
            if (response.ok)
                return { sent: true, detail };
            if (response.status < 500 && response.status !== 429)
                break;
        }
        catch (error) {
            ctx.signal.throwIfAborted();
            detail = reasonOf(error);
        }
        if (attempt < TRIES)
            await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** attempt));
    }
    return { sent: false, detail };
}
/** Node's fetch hides the reason in `cause`, and some messages hold the address, which is a secret. */
function reasonOf(error) {
    if (error instanceof Error && error.name === 'TimeoutError')
        return `no answer within ${TIMEOUT_MS / 1000} s`;
    if (error instanceof TypeError && (0,base/* messageOf */.bD)(error).includes('URL'))
        return 'the address is no URL';
    const cause = error instanceof Error ? error.cause : undefined;
    if (typeof cause === 'object' && cause !== null && 'code' in cause)
        return `not reached (${String(cause.code)})`;
    return 'not reached';
}

;// CONCATENATED MODULE: ./build/monitoring/rules.js
/** Rules about cost are left to the server's own metrics: latency measured here says nothing of production. */
const NOT_HERE = /(^|\.)(latency_p\d+_ms|model_size_bytes|throughput_\w+|load_time_\w+|memory_\w+)$/;
function monitoringRules(rules) {
    const kept = [];
    const notChecked = [];
    for (const rule of rules) {
        const name = `${rule.metric} ${rule.operator}`;
        if (NOT_HERE.test(rule.metric)) {
            notChecked.push(`${name}: measured by the server that serves the model (its /metrics), not by monitoring`);
        }
        else if (rule.operator === 'min_gain') {
            notChecked.push(`${name}: a model in service need not become better than it was`);
        }
        else {
            kept.push(rule);
        }
    }
    return { rules: kept, notChecked };
}

;// CONCATENATED MODULE: ./build/monitoring/index.js
/** Monitoring: what production data and labels say of the version in service; alerts; retraining. */





// EXTERNAL MODULE: ./build/registry/index.js + 20 modules
var build_registry = __webpack_require__(38299);
// EXTERNAL MODULE: ./build/commands/command.js
var command = __webpack_require__(92950);
// EXTERNAL MODULE: ./build/data/index.js + 163 modules
var data = __webpack_require__(28694);
// EXTERNAL MODULE: ./build/engines/index.js + 7 modules
var engines = __webpack_require__(19997);
// EXTERNAL MODULE: ./build/commands/reference.js
var commands_reference = __webpack_require__(61090);
;// CONCATENATED MODULE: ./build/commands/monitor/drift.js
/** Drift of the production data against the profile that was stored with the version in service. */




/** `name` is the dataset of assay.yaml that is watched, `path` where its files are. */
async function watchDrift(ctx, config, registry, version, name, path) {
    const settings = config.datasets[name];
    const dataset = await (0,data/* resolveDataset */.$X)(name, path, config.root, ctx.signal);
    const db = await (0,engines/* openDatabase */.qI)(ctx);
    try {
        const [row] = await db.all(`SELECT count(*) AS n FROM ${(0,data/* relationSql */.jK)(dataset)}`);
        const columns = await db.all(`DESCRIBE SELECT * FROM ${(0,data/* relationSql */.jK)(dataset)}`);
        const summary = {
            name,
            path,
            files: dataset.files.length,
            rows: Number(row?.['n'] ?? 0),
            columns: columns.length,
            sha256: dataset.sha256,
        };
        // Production is always compared with what the version in service learnt from.
        const reference = (0,commands_reference/* datasetOf */.gA)(settings?.drift?.reference ?? 'train');
        const profile = await (0,commands_reference/* profileOfVersion */.rt)(registry, version, reference);
        if ('missing' in profile) {
            return { dataset, summary, drift: [], notChecked: [`drift: ${profile.missing}`] };
        }
        const contract = settings?.contract === undefined ? null : await (0,data/* loadContract */.lF)(settings.contract, config.root);
        const window = settings?.drift?.window;
        const only = window === undefined ? undefined : await currentPeriod(ctx, db, dataset, contract, window);
        // An id that is declared once identifies the rows of production too.
        const id = settings?.id ?? config.evaluate?.id;
        const report = await (0,data/* driftAgainstProfile */.KA)(ctx, db, profile, dataset, contract, {
            ...(0,data/* driftSettings */.LX)(settings?.drift),
            ...(only === undefined ? {} : { where: only }),
            ...(id === undefined ? {} : { id }),
            ...(config.evaluate === undefined ? {} : { label: config.evaluate.target }),
            reference: `profile:${reference} of v${version.entry.version}`,
        });
        const notChecked = [
            ...report.notChecked,
            ...(window === undefined || window.reference === 'all'
                ? []
                : [
                    `drift against the period "${window.reference}": production is compared with the version's profile`,
                ]),
            ...(settings?.drift?.domain
                ? ['drift of all columns together: the version keeps profiles and no rows']
                : []),
        ];
        return { dataset, summary, drift: report.drift, notChecked };
    }
    catch (error) {
        if (error instanceof Error && /no such column|Binder Error/.test(error.message)) {
            throw (0,base/* usageError */.Wp)({ where: { file: path }, message: `cannot be compared with the profile: ${error.message}` }, error);
        }
        throw error;
    }
    finally {
        db.close();
    }
}
/** The condition of the rows that count as current, by the window of the dataset. */
async function currentPeriod(ctx, db, dataset, contract, window) {
    const view = await (0,data/* openView */.e8)(db, dataset, contract, ctx.signal);
    const alone = { ...window, reference: 'all' };
    const { current } = await (0,data/* periodsOf */.qC)(db, view, dataset.name, alone).finally(() => view.close());
    return current.where;
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/evaluation/index.js
var build_evaluation = __webpack_require__(90379);
;// CONCATENATED MODULE: ./build/commands/monitor/performance.js
/** Performance of the version in service on production data, where labels have arrived. */









/**
 * Evaluates the version on the data, and applies the gate's rules: absolute ones to what it does now, comparing
 * ones to what it did when it was registered.
 */
async function watchPerformance(ctx, config, registry, { entry, manifest }, dataset, workspace) {
    const nothing = (why) => ({
        rules: [],
        findings: [],
        notChecked: [`performance: ${why}`],
    });
    const { evaluate: settings, gate } = config;
    if (settings === undefined || gate === undefined)
        return nothing('assay.yaml has no `evaluate` and `gate`');
    const late = await withoutLabels(ctx, dataset, settings.target);
    if (late !== null)
        return nothing(late);
    const file = manifest.files.find((candidate) => candidate.role === 'model');
    if (file === undefined)
        return nothing(`version ${entry.version} has no model file`);
    const parsed = (0,build_gate/* parseRules */.NR)(gate.rules.map((rule, index) => ({ rule, where: config.place('gate', 'rules', index) })));
    const directionOf = (metric) => (0,build_evaluation/* lookupMetric */.xv)(metric)?.direction ?? null;
    const resolved = (0,build_gate/* resolveDirections */.fZ)(parsed.rules, directionOf);
    const problems = [...parsed.problems, ...resolved.problems];
    if (problems.length > 0)
        throw (0,base/* usageError */.Wp)(problems);
    const watched = monitoringRules(resolved.rules);
    const notChecked = watched.notChecked.map((why) => `performance: ${why}`);
    if (watched.rules.length === 0)
        return { rules: [], findings: [], notChecked };
    const scratch = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'assay-monitor-'));
    try {
        const path = (0,external_node_path_.join)(scratch, (0,external_node_path_.basename)(file.file));
        await registry.getBlob(file.sha256, path, ctx.signal);
        const metrics = settings.metrics.filter((name) => !/^latency_|^model_size/.test(name));
        const evaluation = await (0,build_evaluation/* evaluate */._3)(ctx, {
            dataset,
            config: { ...settings, metrics },
            root: config.root,
            candidate: { kind: 'model', path },
            baseline: null,
            keep: (name, kept) => workspace.keepFile(name, kept),
        });
        const decision = (0,build_gate/* decide */.LD)({
            rules: watched.rules,
            candidate: new build_gate/* MetricSet */.JR(evaluation.candidate.metrics.map(build_gate/* ofResult */.V2)),
            baseline: { kind: 'metrics', metrics: new build_gate/* MetricSet */.JR(manifest.metrics.map(build_gate/* ofResult */.V2)) },
            policy: { ...gate.policy, on_removed_metric: 'ignore', on_new_metric: 'ignore' },
            directionOf,
            rangeOf: (metric) => (0,build_evaluation/* lookupMetric */.xv)(metric)?.range ?? null,
            // Other rows than those it was registered with: their noise is on both sides.
            methods: [independentIntervals, ...build_gate/* COMPARISON_METHODS */.pi],
        });
        return {
            rules: decision.rules.filter((rule) => rule.verdict !== 'skipped'),
            findings: evaluation.findings,
            notChecked: [...notChecked, ...evaluation.notChecked.map((why) => `performance: ${why}`)],
        };
    }
    finally {
        await (0,promises_.rm)(scratch, { recursive: true, force: true });
    }
}
/** Why performance cannot be told yet, or null. Labels come later than the rows, and often not all at once. */
async function withoutLabels(ctx, dataset, target) {
    const db = await (0,engines/* openDatabase */.qI)(ctx);
    try {
        const columns = await db.all(`DESCRIBE SELECT * FROM ${(0,data/* relationSql */.jK)(dataset)}`);
        if (!columns.some((row) => row['column_name'] === target))
            return `the data have no labels yet (column ${target})`;
        const [row] = await db.all(`SELECT count(*) AS rows, count(${(0,data/* sqlName */.iA)(target)}) AS labelled FROM ${(0,data/* relationSql */.jK)(dataset)}`);
        const [rows, labelled] = [Number(row?.['rows'] ?? 0), Number(row?.['labelled'] ?? 0)];
        if (labelled === rows)
            return null;
        return `${rows - labelled} of ${rows} rows have no label yet (column ${target})`;
    }
    finally {
        db.close();
    }
}

// EXTERNAL MODULE: ./build/commands/session.js
var commands_session = __webpack_require__(76183);
;// CONCATENATED MODULE: ./build/commands/monitor.js
/** `assay monitor`: compares what production sees with the version in service; alerts; asks for retraining. */








/** An alert that was claimed this long ago and never confirmed is taken to be lost, and is sent again. */
const CLAIM_EXPIRES_MS = 10 * 60_000;
/* harmony default export */ const monitor = ((0,command/* defineCommand */.N)({
    name: 'monitor',
    summary: 'compare production data and labels with the version in service; alert; ask for retraining',
    details: 'Reads the dataset of `monitor` in assay.yaml, and compares it with the profile that was stored with the version in service (drift), and, where it has the target column, evaluates that version on it and applies the rules of the gate (performance). Alerts go out once for an event. The output `retrain` is true where assay.yaml asks for retraining and the cooldown is over; a workflow turns it into a training run.',
    options: {
        data: {
            type: 'string',
            value: 'FILE',
            summary: 'what production saw (absent: the dataset of `monitor` in assay.yaml)',
        },
        'dry-run': {
            type: 'boolean',
            summary: 'send nothing, record nothing; say what would be done',
        },
    },
    examples: [
        { run: 'assay monitor', does: 'watch the version that serves the target of `monitor`' },
        {
            run: 'assay monitor --data data/today.parquet --dry-run',
            does: 'look at other data, without alerts and without starting anything',
        },
    ],
    outputs: {
        retrain: 'true where retraining should start now',
        'retrain-reasons': 'why, one a line',
        version: 'number of the version in service',
    },
    permissions: { contents: 'read; write where the registry is kept in a branch' },
    async run({ ctx, host, options }) {
        const session = await (0,commands_session/* openConfiguredSession */.V)(ctx, host, {
            config: options.config,
            name: options.name,
            replaces: 'monitor',
        });
        const { config } = session;
        const { monitor } = config;
        if (monitor === undefined) {
            throw (0,base/* usageError */.Wp)({
                where: { file: config.file },
                message: 'there is no section `monitor`',
                fix: 'add `monitor: {dataset: serving, on: {drift: alert, performance: alert}}`',
            });
        }
        const registry = await (0,build_registry/* openRegistry */.Me)(config.registry, config.root, ctx);
        const version = await versionInService(registry, config, monitor.target);
        const path = options.data ?? config.datasets[monitor.dataset]?.path ?? '';
        const drift = await watchDrift(ctx, config, registry, version, monitor.dataset, path);
        const performance = await watchPerformance(ctx, config, registry, version, drift.dataset, session.workspace);
        const watched = {
            model: config.model,
            version: version.entry.version,
            dataset: drift.dataset.sha256,
            drift: drift.drift,
            rules: performance.rules,
            findings: performance.findings,
        };
        const events = await registry.events(config.model);
        const decision = decideMonitoring(watched, monitor.on, (0,build_config/* durationMs */.pc)(monitor.cooldown), {
            lastRetrain: lastTime(events.filter((event) => event.kind === 'retrain')),
            claimed: new Set(events.flatMap((event) => event.key ?? [])),
        }, ctx.now());
        const actor = await host.actor(session.root);
        const acting = {
            ctx,
            config,
            registry,
            version,
            actor,
            runUrl: host.runUrl(),
            dry: options['dry-run'],
        };
        const alerts = await monitor_alert(acting, decision, events);
        const retrain = await claimRetraining(acting, decision, watched);
        const lost = alerts.filter((item) => !item.sent && !item.detail.startsWith('already'));
        const notChecked = [...drift.notChecked, ...performance.notChecked];
        const result = await session.finish({
            command: 'monitor',
            ...(options.name === undefined ? {} : { name: options.name }),
            verdict: lost.length > 0 && !options['dry-run'] ? 'error' : decision.verdict,
            summary: `${decision.summary}${retrain.wanted ? '; retraining is asked for' : ''}`,
            model: config.model,
            version: version.entry.version,
            digest: version.entry.digest,
            inputs: [{ name: monitor.dataset, path, sha256: drift.dataset.sha256 }],
            dataset: drift.summary,
            drift: [...drift.drift],
            rules: [...performance.rules],
            findings: [...decision.findings, ...performance.findings],
            alerts,
            retrain,
            notChecked,
        });
        return {
            result,
            outputs: {
                retrain: String(retrain.wanted),
                'retrain-reasons': retrain.reasons.join('\n'),
                version: String(version.entry.version),
            },
        };
    },
}));
async function versionInService(registry, config, target) {
    const last = (await registry.aliasLog(config.model, target)).at(-1);
    const version = last === undefined ? null : await registry.versionByDigest(config.model, last.to);
    if (version !== null)
        return version;
    throw (0,base/* usageError */.Wp)({
        where: config.place('monitor'),
        message: `nothing serves the target ${target} yet, so there is nothing to watch`,
        fix: `deploy a version first: assay deploy --target ${target} --version N`,
    });
}
/**
 * Claims each alert, sends it, and confirms it. Of two jobs that see the same event one sends; a job that died
 * between claim and confirmation has its alert sent again, so an event is told at least once.
 */
async function monitor_alert(acting, decision, events) {
    const { ctx, config, registry, version, actor, runUrl, dry } = acting;
    const told = [];
    for (const item of decision.alerts) {
        if (config.notify.length === 0) {
            told.push({
                key: item.key,
                channel: 'none',
                sent: false,
                detail: 'already in this report; assay.yaml names no `notify`',
            });
            continue;
        }
        const confirmed = `${item.key}:sent`;
        if (events.some((event) => event.key === confirmed)) {
            told.push({ key: item.key, channel: 'all', sent: false, detail: 'already sent for this event' });
            continue;
        }
        if (dry) {
            told.push({ key: item.key, channel: 'all', sent: false, detail: `dry run: ${item.title}` });
            continue;
        }
        const record = (key) => registry.record({
            model: config.model,
            kind: 'alert',
            key,
            actor,
            data: { title: item.title, lines: item.lines },
        });
        const earlier = events.find((event) => event.key === item.key);
        const fresh = earlier === undefined ? await record(item.key) : null;
        const expired = earlier !== undefined && ctx.now().getTime() - new Date(earlier.time).getTime() > CLAIM_EXPIRES_MS;
        if (fresh === null && !expired) {
            told.push({ key: item.key, channel: 'all', sent: false, detail: 'already being sent by another job' });
            continue;
        }
        const deliveries = await sendAlert(ctx, config.notify, (index) => config.place('notify', index), item, {
            model: config.model,
            version: version.entry.version,
            digest: version.entry.digest,
            runUrl,
            time: ctx.now().toISOString(),
        });
        if (deliveries.every((delivery) => delivery.sent))
            await record(confirmed);
        told.push(...deliveries.map(({ channel, sent, detail }) => ({ key: item.key, channel, sent, detail })));
    }
    return told;
}
/** Of two jobs that see the same data one starts retraining: the claim is an event that can be made once. */
async function claimRetraining(acting, decision, watched) {
    const { config, registry, actor, dry } = acting;
    if (!decision.retrain.wanted || dry)
        return decision.retrain;
    const claimed = await registry.record({
        model: config.model,
        kind: 'retrain',
        key: retrainKey(watched),
        actor,
        data: { version: watched.version, reasons: decision.retrain.reasons },
    });
    return claimed === null
        ? { ...decision.retrain, wanted: false, blockedBy: 'another job has just started it' }
        : decision.retrain;
}
function lastTime(events) {
    const times = events.map((event) => new Date(event.time).getTime());
    return times.length === 0 ? null : new Date(Math.max(...times));
}


/***/ }),

/***/ 61090:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Wf: () => (/* binding */ readReference),
/* harmony export */   gA: () => (/* binding */ datasetOf),
/* harmony export */   lb: () => (/* binding */ isRegistryReference),
/* harmony export */   rt: () => (/* binding */ profileOfVersion)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9216);
/* harmony import */ var _data_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28694);
/* harmony import */ var _registry_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(38299);
/** Profiles that commands are told to compare with: a file, or a version in the registry. Never raw data. */




const REGISTRY = /^registry:([^#]+)(?:#(.+))?$/;
function isRegistryReference(reference) {
    return reference.startsWith('registry:');
}
/** The profile that a dataset has in a version, or why there is none. */
async function profileOfVersion(registry, version, dataset) {
    const file = version.manifest.files.find((candidate) => candidate.role === 'profile' && candidate.name === `profile:${dataset}`);
    if (file === undefined) {
        return {
            missing: `version ${version.entry.version} was registered without a profile of \`${dataset}\`; run \`assay validate\` before \`assay register\``,
        };
    }
    const bytes = await registry.getBytes(file.sha256);
    return (0,_data_index_js__WEBPACK_IMPORTED_MODULE_2__/* .parseReference */ .F2)(Buffer.from(bytes).toString('utf8'), `profile:${dataset} of version ${version.entry.version}`);
}
/** The dataset whose profile a reference into the registry means: `registry:production#test`, else train. */
function datasetOf(reference) {
    if (!isRegistryReference(reference))
        return reference;
    return REGISTRY.exec(reference)?.[2] ?? 'train';
}
/**
 * The profile behind `registry:ALIAS`, `registry:VERSION` (a number) or a path. Where the alias has no entry yet there
 * is none to compare with, which is the first run and no error. Throws a usage error for anything that is not there.
 */
async function readReference(ctx, config, reference, root, options = {}) {
    if (!isRegistryReference(reference)) {
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(reference) ? reference : (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(root, reference);
        const text = await (0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .readUserFile */ .E1)(path, 'the reference profile');
        return options.shards ? (0,_data_index_js__WEBPACK_IMPORTED_MODULE_2__/* .parseProfile */ .Ck)(text, reference) : (0,_data_index_js__WEBPACK_IMPORTED_MODULE_2__/* .parseReference */ .F2)(text, reference);
    }
    const name = REGISTRY.exec(reference)?.[1];
    if (name === undefined || config === null) {
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)({
            message: `${reference} ${name === undefined ? 'names no version' : 'needs an assay.yaml, which names model and registry'}`,
            expected: 'registry:ALIAS or registry:VERSION, such as registry:production or registry:3#train',
        });
    }
    const registry = await (0,_registry_index_js__WEBPACK_IMPORTED_MODULE_3__/* .openRegistry */ .Me)(config.registry, config.root, ctx);
    const version = await versionNamed(registry, config.model, name);
    if (version === null) {
        if (!/^\d+$/.test(name))
            return { missing: `${name} has no version yet`, first: true };
        throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)({ message: `there is no version ${name} of ${config.model} in ${config.registry}` });
    }
    const found = await profileOfVersion(registry, version, datasetOf(reference));
    return 'missing' in found ? { ...found, first: false } : found;
}
async function versionNamed(registry, model, name) {
    if (/^\d+$/.test(name))
        return registry.version(model, Number(name));
    const last = (await registry.aliasLog(model, name)).at(-1);
    return last === undefined ? null : registry.versionByDigest(model, last.to);
}


/***/ })

};
