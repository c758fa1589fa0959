export const id = 6244;
export const ids = [6244,6584];
export const modules = {

/***/ 6244:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   "default": () => (__WEBPACK_DEFAULT_EXPORT__)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _base_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9216);
/* harmony import */ var _config_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90189);
/* harmony import */ var _serving_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(64203);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(58508);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(92950);
/* harmony import */ var _delivery_common_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(19295);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(76183);
/** `assay serve`: answers inferences over HTTP until it is stopped. */








/* harmony default export */ const __WEBPACK_DEFAULT_EXPORT__ = ((0,_command_js__WEBPACK_IMPORTED_MODULE_4__/* .defineCommand */ .N)({
    name: 'serve',
    summary: 'serve models over the Open Inference Protocol, with Prometheus metrics',
    details: 'With --target it serves what `assay deploy` brought to the folder of the target, and follows it: a new ' +
        'version is loaded beside the old one, warmed up, and takes over without losing a request. With --model it ' +
        'serves one ONNX file. Metrics are at /metrics. SIGTERM and Ctrl-C let the requests in flight end.',
    options: {
        target: { type: 'string', value: 'NAME', summary: 'serve what is deployed to this target' },
        model: { type: 'string', value: 'FILE', summary: 'serve this ONNX file instead' },
        name: {
            type: 'string',
            value: 'NAME',
            summary: 'name of the model, with --model (absent: the name of the file)',
        },
        host: { type: 'string', value: 'ADDRESS', default: '127.0.0.1', summary: 'address to listen on' },
        port: {
            type: 'integer',
            value: 'NUMBER',
            default: 8000,
            summary: 'port to listen on; 0 for any free one',
        },
        'max-body': {
            type: 'string',
            value: 'SIZE',
            default: '64MiB',
            summary: 'largest request body, unpacked',
        },
        threads: {
            type: 'integer',
            value: 'NUMBER',
            default: 0,
            summary: 'threads of one inference; 0: as the runtime likes',
        },
    },
    examples: [
        { run: 'assay serve --target production', does: 'serve what is deployed to production, on port 8000' },
        { run: 'assay serve --model model.onnx --name flight-delay', does: 'serve one file' },
    ],
    async run({ ctx, host, options }) {
        const { target, model, port, threads } = options;
        if ((target === undefined) === (model === undefined)) {
            throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)({ message: 'what is to be served?', expected: 'either --target or --model' });
        }
        if (port < 0 || port > 65_535 || threads < 0) {
            throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)({
                message: `--port ${port} --threads ${threads}`,
                expected: 'a port up to 65535, threads of 0 and more',
            });
        }
        if (ctx.program === undefined) {
            throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .environmentError */ .me)({
                message: 'this program cannot start processes of its own',
                fix: 'call the command assay',
            });
        }
        const session = await (0,_session_js__WEBPACK_IMPORTED_MODULE_6__/* .openSession */ .f)(ctx, host, { config: options.config });
        const { config } = session;
        if (target !== undefined && config === null) {
            throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)({
                message: '--target needs assay.yaml',
                fix: 'run in the folder of assay.yaml, or name a file with --model',
            });
        }
        const source = config !== null && target !== undefined
            ? (0,_serving_index_js__WEBPACK_IMPORTED_MODULE_3__/* .folderSource */ .WG)(config.resolve((0,_delivery_common_js__WEBPACK_IMPORTED_MODULE_5__/* .targetMeant */ .h1)(config, target).folder))
            : (0,_serving_index_js__WEBPACK_IMPORTED_MODULE_3__/* .fileSource */ .IO)(options.name ?? (0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(model ?? '', (0,node_path__WEBPACK_IMPORTED_MODULE_0__.extname)(model ?? '')), (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(ctx.cwd, model ?? ''));
        const server = await (0,_serving_index_js__WEBPACK_IMPORTED_MODULE_3__/* .startServer */ .UD)({
            source,
            spawn: (0,_serving_index_js__WEBPACK_IMPORTED_MODULE_3__.spawnFrom)(ctx.program, ctx.env),
            log: ctx.log,
            host: options.host,
            port,
            version: _version_js__WEBPACK_IMPORTED_MODULE_7__/* .VERSION */ .x,
            maxBodyBytes: (0,_config_index_js__WEBPACK_IMPORTED_MODULE_2__/* .sizeBytes */ .Vv)(options['max-body']),
            threads,
        });
        const [only] = server.models.all();
        if (target === undefined && !server.models.ready) {
            const message = only?.slot.reason ?? 'the model cannot be served';
            await server.close();
            throw (0,_base_index_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)({ where: { file: source.description }, message });
        }
        if (only === undefined)
            ctx.log.warn(`nothing is deployed to ${source.description} yet; waiting for it`);
        ctx.log.info(`listening on ${server.address}`);
        await new Promise((done) => {
            if (ctx.signal.aborted)
                done();
            else
                ctx.signal.addEventListener('abort', () => done(), { once: true });
        });
        ctx.log.info('stopping: requests in flight may end');
        await server.close();
        const summary = `${server.requests} inference requests were answered on ${server.address}`;
        const result = await session.finish({
            command: 'serve',
            verdict: 'pass',
            summary,
            data: { address: server.address, requests: server.requests },
            text: summary,
        });
        return { result };
    },
}));


/***/ }),

/***/ 64203:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  IO: () => (/* reexport */ fileSource),
  WG: () => (/* reexport */ folderSource),
  goldenCheck: () => (/* reexport */ goldenCheck),
  spawnFrom: () => (/* reexport */ process/* spawnFrom */.S),
  UD: () => (/* reexport */ startServer)
});

// UNUSED EXPORTS: SERVING_WORKER

// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var base = __webpack_require__(9216);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./build/serving/model-worker.js
/** One worker with its model: loading, requests in flight, draining. It knows one version and never changes it. */

/** The worker ended while a request was with it. */
class WorkerGone extends Error {
}
class ModelWorker {
    model;
    spec;
    handle;
    waiting = new Map();
    ticket = 0;
    exited = null;
    stopping = false;
    idle = null;
    crash = null;
    gone;
    constructor(model, handle, ready, gone) {
        this.model = model;
        this.handle = handle;
        this.spec = ready;
        handle.onMessage((message) => {
            if (message.type !== 'answer')
                return;
            const request = this.waiting.get(message.ticket);
            this.waiting.delete(message.ticket);
            request?.resolve(message);
            if (this.waiting.size === 0)
                this.idle?.();
        });
        this.gone = gone.then((reason) => this.ended(reason));
    }
    /** Starts a worker and waits until its model is loaded and warmed up. Throws with the worker's own reason. */
    static async start(model, settings) {
        const handle = settings.spawn((0,external_node_path_.dirname)(model.path));
        const gone = new Promise((resolve) => handle.onExit(resolve));
        const order = {
            type: 'load',
            model: model.name,
            version: model.version,
            path: model.path,
            sha256: model.sha256,
            maxDepth: settings.maxDepth,
            threads: settings.threads,
        };
        let timer;
        try {
            const ready = await new Promise((resolve, reject) => {
                handle.onMessage((message) => {
                    if (message.type === 'ready')
                        resolve(message);
                    if (message.type === 'failed')
                        reject(new Error(message.message));
                });
                gone.then((reason) => reject(new WorkerGone(`the worker ${reason}`)));
                timer = setTimeout(() => reject(new Error(`the model was not loaded within ${settings.loadMs / 1000} s`)), settings.loadMs);
                handle.send(order);
            });
            return new ModelWorker(model, handle, ready, gone);
        }
        catch (error) {
            handle.kill();
            await gone;
            throw error;
        }
        finally {
            clearTimeout(timer);
        }
    }
    get inFlight() {
        return this.waiting.size;
    }
    get alive() {
        return this.exited === null;
    }
    get pid() {
        return this.handle.pid;
    }
    /** Called once if the worker ends without being told to. */
    onCrash(listener) {
        this.crash = listener;
        if (this.exited !== null && !this.stopping)
            listener(this.exited);
    }
    infer(body, headerLength) {
        if (this.exited !== null)
            return Promise.reject(new WorkerGone(`the worker ${this.exited}`));
        this.ticket += 1;
        const ticket = this.ticket;
        return new Promise((resolve, reject) => {
            this.waiting.set(ticket, { resolve, reject });
            this.handle.send({ type: 'infer', ticket, body, headerLength });
        });
    }
    /** Lets the requests in flight end (at most `ms`), then ends the worker and waits for its end. */
    async stop(ms) {
        this.stopping = true;
        if (this.waiting.size > 0) {
            await within(ms, new Promise((resolve) => {
                this.idle = resolve;
            }));
        }
        this.handle.close();
        if (!(await within(5000, this.gone))) {
            this.handle.kill();
            await this.gone;
        }
    }
    ended(reason) {
        this.exited = reason;
        for (const request of this.waiting.values())
            request.reject(new WorkerGone(`the worker ${reason}`));
        this.waiting.clear();
        this.idle?.();
        if (!this.stopping)
            this.crash?.(reason);
    }
}
/** True where the work ended in time. */
async function within(ms, work) {
    let timer;
    try {
        return await Promise.race([
            work.then(() => true),
            new Promise((resolve) => {
                timer = setTimeout(() => resolve(false), ms);
            }),
        ]);
    }
    finally {
        clearTimeout(timer);
    }
}

;// CONCATENATED MODULE: ./build/serving/golden.js
/**
 * A golden request: the model file answers a made-up input in a worker of our own, the server answers the same
 * input, and both must agree. It proves that the server computes what was deployed, not only that it says so.
 */


/** Another build of the runtime or another device may differ in the last digits of a float32. */
const TOLERANCE = 1e-4;
function goldenCheck(settings) {
    return async (path, ask) => {
        const skip = (why) => ({ notChecked: `a golden request: ${why}` });
        const { sha256 } = await (0,base/* sha256File */.Q3)(path);
        const worker = await ModelWorker.start({ name: 'golden', version: '1', digest: null, path, sha256 }, settings);
        try {
            if (worker.spec.inputs.some((input) => input.datatype === 'FP16'))
                return skip('FP16 has no JSON form');
            const request = goldenRequest(worker.spec.inputs);
            const body = Buffer.from(JSON.stringify(request));
            const first = await worker.infer(body, null);
            const second = await worker.infer(body, null);
            const text = Buffer.from(first.body).toString();
            if (first.status !== 200)
                return skip(`the model refuses a made-up input (${text.slice(0, 200)})`);
            if (text !== Buffer.from(second.body).toString())
                return skip('the model does not answer twice the same');
            const expected = outputsOf(JSON.parse(text));
            let answered;
            try {
                answered = await ask(request);
            }
            catch (error) {
                return {
                    check: 'golden',
                    ok: false,
                    detail: `the server refuses the golden request: ${String(error)}`,
                };
            }
            const difference = differenceOf(expected, outputsOf(answered));
            return {
                check: 'golden',
                ok: difference === null,
                detail: difference ?? 'the server answers a golden request as the deployed file does',
            };
        }
        finally {
            await worker.stop(1000);
        }
    };
}
/** Ones and halves: zeros would hide a wrong weight. Every free dimension is 1. */
function goldenRequest(inputs) {
    return {
        inputs: inputs.map(({ name, datatype, shape: free }) => {
            const shape = free.map((dimension) => (dimension < 0 ? 1 : dimension));
            const count = shape.reduce((product, dimension) => product * dimension, 1);
            return { name, datatype, shape, data: new Array(count).fill(elementOf(datatype)) };
        }),
    };
}
function elementOf(datatype) {
    switch (datatype) {
        case 'BOOL':
            return true;
        case 'BYTES':
            return 'a';
        case 'FP16':
        case 'FP32':
        case 'FP64':
            return 0.5;
        default:
            return 1;
    }
}
/** What differs, in words, or null. Pure. Missing, extra and unreadable outputs differ. */
function differenceOf(expected, actual) {
    if (expected === null || actual === null)
        return 'an answer has no outputs that can be read';
    for (const want of expected) {
        const got = actual.find((output) => output.name === want.name);
        if (!got)
            return `the server gives no output ${want.name}`;
        if (got.datatype !== want.datatype || got.shape.join() !== want.shape.join()) {
            return `output ${want.name} is ${got.datatype}[${got.shape}], not ${want.datatype}[${want.shape}]`;
        }
        if (got.data.length !== want.data.length)
            return `output ${want.name} has ${got.data.length} elements`;
        const isFloat = want.datatype.startsWith('FP');
        const at = want.data.findIndex((value, index) => !isSame(value, got.data[index], isFloat));
        if (at >= 0) {
            return `output ${want.name}, element ${at}: the server answers ${String(got.data[at])}, the deployed file ${String(want.data[at])}`;
        }
    }
    return null;
}
function isSame(want, got, isFloat) {
    if (!isFloat || typeof want !== 'number' || typeof got !== 'number')
        return want === got;
    return Math.abs(want - got) <= TOLERANCE * Math.max(1, Math.abs(want));
}
function outputsOf(data) {
    if (typeof data !== 'object' || data === null || !('outputs' in data) || !Array.isArray(data.outputs))
        return null;
    const list = [];
    for (const item of data.outputs) {
        const { name, datatype, shape, data: values } = Object(item);
        if (typeof name !== 'string' ||
            typeof datatype !== 'string' ||
            !Array.isArray(shape) ||
            !Array.isArray(values)) {
            return null;
        }
        list.push({ name, datatype, shape: shape, data: values });
    }
    return list;
}

// EXTERNAL MODULE: ./build/serving/process.js
var process = __webpack_require__(89574);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(37067);
// EXTERNAL MODULE: ./node_modules/prom-client/index.js
var prom_client = __webpack_require__(95222);
;// CONCATENATED MODULE: ./build/serving/metrics.js
/** What Prometheus scrapes. Labels hold names of served models only: a client cannot make new series. */

/** Prometheus 3 refuses a scrape without a valid type. */
const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';
function createMetrics() {
    const registry = new prom_client.Registry();
    const registers = [registry];
    const requests = new prom_client.Counter({
        name: 'assay_inference_requests_total',
        help: 'Inference requests by model, version and HTTP status.',
        labelNames: ['model', 'version', 'status'],
        registers,
    });
    const duration = new prom_client.Histogram({
        name: 'assay_inference_duration_seconds',
        help: 'Time from the whole request received to the answer made.',
        labelNames: ['model', 'version'],
        buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
        registers,
    });
    const info = new prom_client.Gauge({
        name: 'assay_model_info',
        help: 'The version that answers now; always 1. The digest is that of the manifest, sha256 that of the file.',
        labelNames: ['model', 'version', 'digest', 'sha256'],
        registers,
    });
    const ready = new prom_client.Gauge({
        name: 'assay_model_ready',
        help: '1 where a worker can answer for the model, else 0.',
        labelNames: ['model'],
        registers,
    });
    const restarts = new prom_client.Counter({
        name: 'assay_worker_restarts_total',
        help: 'Workers started again after a crash.',
        labelNames: ['model', 'version'],
        registers,
    });
    let total = 0;
    return {
        request(model, status, seconds) {
            total += 1;
            const labels = { model: model?.name ?? '', version: model?.version ?? '' };
            requests.inc({ ...labels, status: String(status) });
            if (model !== null)
                duration.observe(labels, seconds);
        },
        restart(model) {
            restarts.inc({ model: model.name, version: model.version });
        },
        async text(state) {
            info.reset();
            ready.reset();
            for (const { name, model } of state) {
                ready.set({ model: name }, model === null ? 0 : 1);
                if (model === null)
                    continue;
                const { version, sha256 } = model;
                info.set({ model: name, version, digest: model.digest ?? '', sha256 }, 1);
                // A series that begins with the first crash would hide that crash from `increase()`.
                restarts.inc({ model: name, version }, 0);
            }
            return registry.metrics();
        },
        get total() {
            return total;
        },
    };
}

;// CONCATENATED MODULE: ./build/serving/slot.js
/**
 * The place of one model in the server: which worker answers now, swapping to another version without losing a
 * request, and bringing a crashed worker back.
 */


/** A worker that lived this long did not crash at its start: the pauses begin anew. */
const STABLE_MS = 60_000;
/** No worker can answer now; the client may try again. */
class NotReady extends Error {
}
class Slot {
    name;
    /** Why the newest version could not be loaded, or why none answers; null where all is well. */
    reason = 'not loaded yet';
    current = null;
    work = Promise.resolve();
    closed = false;
    settings;
    drains = new Set();
    crashes = 0;
    loads = 0;
    /** Ends the pause before a restart: a newer version is waiting, or the slot closes. */
    wake = null;
    constructor(name, settings) {
        this.name = name;
        this.settings = settings;
    }
    get ready() {
        return this.current !== null;
    }
    get worker() {
        return this.current;
    }
    /**
     * Loads a version beside the one that answers, then swaps. Where it cannot be loaded the old one goes on and
     * the call throws. Calls follow one another.
     */
    load(model) {
        this.loads += 1;
        this.wake?.();
        const done = this.work.then(() => {
            this.loads -= 1;
            return this.swap(model);
        });
        this.work = done.catch(() => undefined);
        return done;
    }
    infer(body, headerLength) {
        const worker = this.current;
        if (worker === null)
            throw new NotReady(`${this.name} is not ready: ${this.reason ?? 'loading'}`);
        if (worker.inFlight >= this.settings.queue) {
            throw new NotReady(`${this.name} has ${worker.inFlight} requests waiting`);
        }
        return { model: worker.model, reply: worker.infer(body, headerLength) };
    }
    /** Ends everything after the requests in flight. */
    async close() {
        this.closed = true;
        this.wake?.();
        await this.work;
        const worker = this.current;
        this.current = null;
        this.reason = 'stopped';
        await Promise.all([...this.drains, ...(worker ? [worker.stop(this.settings.drainMs)] : [])]);
    }
    async swap(model) {
        if (this.closed)
            return;
        let next;
        try {
            next = await ModelWorker.start(model, this.settings);
        }
        catch (error) {
            this.reason = `version ${model.version} could not be loaded: ${(0,base/* messageOf */.bD)(error)}`;
            throw error;
        }
        if (this.closed) {
            await next.stop(0);
            return;
        }
        const old = this.current;
        this.crashes = 0;
        this.answerWith(next);
        if (next.spec.warmup !== null) {
            this.settings.log.debug(`${this.name}: the warm-up could not run the model: ${next.spec.warmup}`);
        }
        if (old !== null) {
            const drain = old.stop(this.settings.drainMs);
            this.drains.add(drain);
            drain.finally(() => this.drains.delete(drain));
        }
    }
    /** One assignment: a request goes to the old worker or to the new one, never to neither. */
    answerWith(worker) {
        const since = performance.now();
        this.current = worker;
        this.reason = null;
        worker.onCrash((reason) => {
            if (performance.now() - since > STABLE_MS)
                this.crashes = 0;
            this.restart(worker, reason);
        });
    }
    restart(worker, reason) {
        if (this.closed || this.current !== worker)
            return;
        this.current = null;
        this.startAgain(worker.model, `the worker ${reason}`);
    }
    startAgain(model, reason) {
        const { log, onRestart, backoffMs, backoffMaxMs } = this.settings;
        this.reason = reason;
        const pause = Math.min(backoffMaxMs, backoffMs * 2 ** this.crashes);
        this.crashes += 1;
        log.warn(`${this.name}: ${reason}; starting another worker in ${pause} ms`);
        this.work = this.work
            .then(async () => {
            await this.pause(pause);
            if (this.closed || this.loads > 0 || this.current !== null)
                return;
            onRestart(model);
            const next = await ModelWorker.start(model, this.settings);
            if (this.closed)
                await next.stop(0);
            else
                this.answerWith(next);
        })
            .catch((error) => {
            if (!this.closed)
                this.startAgain(model, (0,base/* messageOf */.bD)(error));
        });
    }
    async pause(ms) {
        if (this.closed || this.loads > 0)
            return;
        await new Promise((resolve) => {
            const timer = setTimeout(resolve, ms);
            this.wake = () => {
                clearTimeout(timer);
                resolve();
            };
        });
        this.wake = null;
    }
}

;// CONCATENATED MODULE: ./build/serving/models.js
/** All models of a server: what the source names, kept in step with it. */


/** What was asked for is not there. */
class UnknownModel extends Error {
}
class Models {
    slots = new Map();
    /** What each slot was last told to serve, also where that failed: a damaged folder is read once, not each second. */
    seen = new Map();
    source;
    settings;
    log;
    turn = Promise.resolve();
    constructor(source, settings) {
        this.source = source;
        this.settings = settings;
        this.log = settings.log;
    }
    /** Loads what is new and drops what is gone. Failures are logged, and are the slot's reason. */
    refresh() {
        return this.inTurn(async () => {
            const names = await this.source.list();
            for (const name of names) {
                await this.follow(name, false).catch((error) => {
                    this.log.error(`${name}: ${(0,base/* messageOf */.bD)(error)}`);
                });
            }
            for (const [name, slot] of this.slots) {
                if (names.includes(name))
                    continue;
                this.slots.delete(name);
                this.seen.delete(name);
                await slot.close();
                this.log.info(`${name} is served no more`);
            }
        });
    }
    /** Reads one model again now, and waits until it answers. Throws with the reason where it does not. */
    reload(name) {
        return this.inTurn(async () => {
            if (!(await this.source.list()).includes(name))
                throw new UnknownModel(`there is no model ${name}`);
            await this.follow(name, true);
        });
    }
    /** Throws UnknownModel. */
    slot(name, version) {
        const slot = this.slots.get(name);
        if (!slot)
            throw new UnknownModel(`there is no model ${name}`);
        const serving = slot.worker?.model.version;
        if (version !== undefined && serving !== undefined && serving !== version) {
            throw new UnknownModel(`model ${name} has no version ${version}; version ${serving} is served`);
        }
        return slot;
    }
    all() {
        return [...this.slots.values()].map((slot) => ({
            name: slot.name,
            slot,
            model: slot.worker?.model ?? null,
        }));
    }
    /** True where there is a model, and each has a worker. */
    get ready() {
        const all = this.all();
        return all.length > 0 && all.every(({ model }) => model !== null);
    }
    async close() {
        await this.turn;
        await Promise.all(this.all().map(({ slot }) => slot.close()));
    }
    async follow(name, again) {
        let slot = this.slots.get(name);
        if (!slot) {
            slot = new Slot(name, this.settings);
            this.slots.set(name, slot);
        }
        const mark = (await this.source.peek(name)) ?? '';
        const isKnown = this.seen.get(name) === mark;
        if (isKnown && (!again || slot.ready))
            return;
        this.seen.set(name, mark);
        let model;
        try {
            model = await this.source.read(name);
        }
        catch (error) {
            slot.reason = (0,base/* messageOf */.bD)(error);
            throw error;
        }
        const serving = slot.worker?.model;
        const isServed = serving?.version === model.version &&
            serving.sha256 === model.sha256 &&
            serving.digest === model.digest;
        if (isServed)
            return;
        await slot.load(model);
        this.log.info(`${name}: version ${model.version} answers (sha256:${model.sha256.slice(0, 12)}…)`);
    }
    inTurn(work) {
        const done = this.turn.then(work);
        this.turn = done.catch(() => undefined);
        return done;
    }
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: ./build/serving/json.js
var json = __webpack_require__(90885);
;// CONCATENATED MODULE: ./build/serving/body.js




const DECODERS = {
    gzip: (bytes, maxOutputLength) => (0,external_node_util_.promisify)(external_node_zlib_.gunzip)(bytes, { maxOutputLength }),
    deflate: (bytes, maxOutputLength) => (0,external_node_util_.promisify)(external_node_zlib_.inflate)(bytes, { maxOutputLength }),
};
/** Throws RequestError: 400 where it is too large or broken, 415 for an unknown encoding. */
async function readBody(request, limit) {
    const tooLarge = () => new json/* RequestError */.G(`the body is larger than ${limit} bytes`);
    const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
    const decode = DECODERS[encoding];
    if (decode === undefined && encoding !== 'identity') {
        throw new json/* RequestError */.G(`Content-Encoding ${JSON.stringify(encoding)} is not known; use gzip or deflate`, 415);
    }
    if (Number(request.headers['content-length'] ?? 0) > limit)
        throw tooLarge();
    const chunks = [];
    let size = 0;
    // The request stays open on a refusal: the answer goes out on the same connection.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
        size += chunk.length;
        if (size > limit)
            throw tooLarge();
        chunks.push(chunk);
    }
    const bytes = Buffer.concat(chunks, size);
    if (decode === undefined)
        return bytes;
    try {
        return await decode(bytes, limit);
    }
    catch (error) {
        if ((0,base/* codeOf */.$N)(error) === 'ERR_BUFFER_TOO_LARGE')
            throw tooLarge();
        throw new json/* RequestError */.G(`the body is not ${encoding}`);
    }
}

;// CONCATENATED MODULE: ./build/serving/routes.js







const routes_json = (value, status = 200) => ({
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
});
const failed = (status, message) => routes_json({ error: message }, status);
const MODEL = '/v2/models/(?<model>[^/]+)(?:/versions/(?<version>[^/]+))?';
function routesOf({ version, maxBody }, models, metrics) {
    const get = (pattern, handler) => ({
        method: 'GET',
        pattern: new RegExp(`^${pattern}/?$`),
        handle: handler,
    });
    const post = (pattern, handler) => ({
        ...get(pattern, handler),
        method: 'POST',
    });
    // The protocol asks for a status of the 400s where something is not ready.
    const readiness = (ready, why) => (ready ? { status: 200 } : failed(400, why));
    const slotOf = (groups) => models.slot(groups['model'] ?? '', groups['version']);
    return [
        get('/v2', () => routes_json({
            name: 'assay',
            version,
            extensions: ['binary_tensor_data', 'model_repository'],
        })),
        get('/v2/health/live', () => ({ status: 200 })),
        get('/v2/health/ready', () => readiness(models.ready, 'not every model is ready')),
        get(`${MODEL}/ready`, (groups) => {
            const slot = slotOf(groups);
            return readiness(slot.ready, `${slot.name} is not ready: ${slot.reason}`);
        }),
        get(MODEL, (groups) => {
            const slot = slotOf(groups);
            const { worker } = slot;
            if (worker === null)
                throw new NotReady(`${slot.name} is not ready: ${slot.reason}`);
            const { model, spec } = worker;
            return routes_json({
                name: model.name,
                versions: [model.version],
                platform: 'onnxruntime_onnx',
                inputs: spec.inputs,
                outputs: spec.outputs,
                parameters: {
                    ...(model.digest === null ? {} : { assay_digest: model.digest, assay_version: model.version }),
                    sha256: model.sha256,
                },
            });
        }),
        post(`${MODEL}/infer`, async (groups, request) => {
            const started = performance.now();
            let model = null;
            const done = (reply) => {
                metrics.request(model, reply.status, (performance.now() - started) / 1000);
                return reply;
            };
            try {
                slotOf(groups);
                const headerLength = headerLengthOf(request);
                const body = await readBody(request, maxBody);
                // Looked up again: another version may have come while the body arrived.
                const answer = slotOf(groups).infer(body, headerLength);
                model = answer.model;
                const reply = await answer.reply;
                return done({
                    status: reply.status,
                    headers: reply.headerLength === null
                        ? { 'content-type': 'application/json' }
                        : {
                            'content-type': 'application/octet-stream',
                            'inference-header-content-length': String(reply.headerLength),
                        },
                    body: reply.body,
                });
            }
            catch (error) {
                return done(replyOf(error));
            }
        }),
        post('/v2/repository/index', async (_groups, request) => {
            await readBody(request, maxBody);
            return routes_json(models.all().map(({ name, slot, model }) => ({
                name,
                version: model?.version ?? '',
                state: model === null ? 'UNAVAILABLE' : 'READY',
                reason: slot.reason ?? '',
            })));
        }),
        post('/v2/repository/models/(?<model>[^/]+)/load', async ({ model = '' }, request) => {
            refuseOverrides(await readBody(request, maxBody));
            try {
                await models.reload(model);
            }
            catch (error) {
                if (error instanceof UnknownModel)
                    throw error;
                return failed(400, (0,base/* messageOf */.bD)(error));
            }
            return { status: 200 };
        }),
        post('/v2/repository/models/[^/]+/unload', () => failed(400, 'models are not unloaded by hand: deploy or roll back')),
        get('/metrics', async () => ({
            status: 200,
            headers: { 'content-type': METRICS_TYPE },
            body: await metrics.text(models.all()),
        })),
    ];
}
/** Triton's load takes a configuration and files in `parameters`; here only the deployment decides what is served. */
function refuseOverrides(body) {
    if (body.length === 0)
        return;
    let data;
    try {
        data = JSON.parse(body.toString('utf8'));
    }
    catch (error) {
        throw new json/* RequestError */.G(`the body is not JSON: ${(0,base/* messageOf */.bD)(error).slice(0, 200)}`);
    }
    const parameters = typeof data === 'object' && data !== null && 'parameters' in data ? data.parameters : {};
    if (typeof parameters !== 'object' || parameters === null || Object.keys(parameters).length > 0) {
        throw new json/* RequestError */.G('parameters of a load are not supported: the folder of the target decides');
    }
}
function headerLengthOf(request) {
    const value = request.headers['inference-header-content-length'];
    if (value === undefined)
        return null;
    if (typeof value !== 'string' || !/^\d{1,15}$/.test(value)) {
        throw new json/* RequestError */.G(`Inference-Header-Content-Length is ${JSON.stringify(value)}, no number of bytes`);
    }
    return Number(value);
}
/** What a client hears of an error. */
function replyOf(error) {
    if (error instanceof json/* RequestError */.G)
        return failed(error.status, error.message);
    if (error instanceof UnknownModel)
        return failed(404, error.message);
    if (error instanceof NotReady)
        return withRetry(failed(503, error.message));
    if (error instanceof WorkerGone)
        return withRetry(failed(503, `the request was lost: ${error.message}`));
    return failed(500, (0,base/* messageOf */.bD)(error));
}
function withRetry(reply) {
    return { ...reply, headers: { ...reply.headers, 'retry-after': '1' } };
}

;// CONCATENATED MODULE: ./build/serving/server.js
/**
 * The server: Open Inference Protocol v2 and Triton's model repository extension over plain node:http, and
 * Prometheus metrics. It parses no request body itself, so it answers health and metrics at any time.
 */





const DEFAULT_MAX_BODY = 64 * 1024 * 1024;
const DISCARD_MS = 5000;
/** Starts the server and loads what the source names. An environment error where the port is taken. */
async function startServer(settings) {
    const { log, source } = settings;
    const metrics = createMetrics();
    const models = new Models(source, {
        spawn: settings.spawn,
        log,
        maxDepth: settings.maxDepth ?? 100,
        threads: settings.threads ?? 0,
        queue: settings.queue ?? 512,
        loadMs: settings.loadMs ?? 120_000,
        drainMs: settings.drainMs ?? 30_000,
        backoffMs: settings.backoffMs ?? 200,
        backoffMaxMs: settings.backoffMaxMs ?? 30_000,
        onRestart: (model) => metrics.restart(model),
    });
    const routes = routesOf({ version: settings.version, maxBody: settings.maxBodyBytes ?? DEFAULT_MAX_BODY }, models, metrics);
    let closing = false;
    const server = (0,external_node_http_.createServer)((request, response) => {
        if (closing)
            response.setHeader('connection', 'close');
        handle(routes, request, response, log);
    });
    const address = await listen(server, settings);
    const look = () => models.refresh().catch((error) => log.error(`${source.description}: ${(0,base/* messageOf */.bD)(error)}`));
    let timer;
    const watch = () => {
        timer = setTimeout(async () => {
            await look();
            if (!closing)
                watch();
        }, settings.watchMs ?? 1000);
    };
    await look();
    watch();
    return {
        address,
        models,
        get requests() {
            return metrics.total;
        },
        async close() {
            closing = true;
            clearTimeout(timer);
            const closed = new Promise((resolve) => server.close(() => resolve()));
            await models.close();
            // Workers have drained: what is still open has no answer to wait for.
            server.closeIdleConnections();
            const force = setTimeout(() => server.closeAllConnections(), 2000);
            await closed;
            clearTimeout(force);
        },
    };
}
function listen(server, { host, port }) {
    return new Promise((resolve, reject) => {
        server.once('error', (error) => {
            reject((0,base/* environmentError */.me)({
                message: `cannot listen on ${host}:${port}: ${(0,base/* messageOf */.bD)(error)}`,
                fix: 'name a free port with --port, or 0 for any',
            }, error));
        });
        server.listen(port, host, () => {
            const { address, family, port: actual } = server.address();
            resolve(`http://${family === 'IPv6' ? `[${address}]` : address}:${actual}`);
        });
    });
}
function handle(routes, request, response, log) {
    const answer = async () => {
        let path;
        let found;
        try {
            path = (request.url ?? '/').split('?', 1)[0] ?? '/';
            found = routes.flatMap((route) => {
                const match = route.pattern.exec(path);
                if (!match)
                    return [];
                const groups = Object.entries(match.groups ?? {}).filter(([, text]) => text !== undefined);
                return [
                    { route, groups: Object.fromEntries(groups.map(([key, text]) => [key, decodeURIComponent(text)])) },
                ];
            });
        }
        catch {
            return failed(400, 'the address is not encoded as a URL');
        }
        if (found.length === 0)
            return failed(404, 'there is nothing at this address');
        const hit = found.find(({ route }) => route.method === request.method);
        if (!hit) {
            const allow = [...new Set(found.map(({ route }) => route.method))].join(', ');
            return {
                ...failed(405, `this address takes ${allow}`),
                headers: { allow, 'content-type': 'application/json' },
            };
        }
        return hit.route.handle(hit.groups, request);
    };
    answer()
        .catch((error) => {
        const reply = replyOf(error);
        if (reply.status === 500)
            log.error(`${request.method} ${request.url}: ${(0,base/* messageOf */.bD)(error)}`);
        return reply;
    })
        .then((reply) => {
        if (response.destroyed)
            return;
        if (!request.complete)
            discardRest(request);
        const body = typeof reply.body === 'string' ? Buffer.from(reply.body) : (reply.body ?? Buffer.alloc(0));
        response.writeHead(reply.status, { ...reply.headers, 'content-length': String(body.length) });
        response.end(body);
    })
        .catch((error) => {
        log.error((0,base/* messageOf */.bD)(error));
        response.destroy();
    });
}
/**
 * Reads on what a client still sends after it was refused: a connection closed at once would lose the answer.
 * Not for long, though.
 */
function discardRest(request) {
    const timer = setTimeout(() => request.socket.destroy(), DISCARD_MS);
    request.once('close', () => clearTimeout(timer));
    request.resume();
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/deployment/index.js + 10 modules
var deployment = __webpack_require__(87468);
;// CONCATENATED MODULE: ./build/serving/source.js
/** Where the models come from: the folder of a target, or one file. */




/** The folder of a target, as `assay deploy` lays it out. */
function folderSource(folder) {
    return {
        description: folder,
        list: () => (0,deployment/* listDeployed */.J1)(folder),
        async peek(name) {
            const pointer = await (0,deployment/* readPointerOf */.$k)(folder, name);
            return pointer === null ? null : `${pointer.version} ${pointer.digest}`;
        },
        async read(name) {
            const deployed = await (0,deployment/* readDeployed */.BJ)(folder, name);
            if (deployed === null)
                throw new Error(`${(0,external_node_path_.join)(folder, name)} holds no model`);
            if (deployed.problems.length > 0 || deployed.sha256 === null)
                throw new Error(deployed.problems.join('; '));
            const { version, digest, path, sha256 } = deployed;
            return { name, version: String(version), digest, path, sha256 };
        },
    };
}
/** One ONNX file, served as version 1 of `name`. */
function fileSource(name, path) {
    if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/.test(name)) {
        throw (0,base/* usageError */.Wp)({
            message: `--name ${JSON.stringify(name)} cannot be the name of a model`,
            expected: 'letters, digits, ".", "_" and "-", beginning with a letter or digit',
        });
    }
    return {
        description: path,
        list: async () => [name],
        async peek() {
            try {
                const info = await (0,promises_.stat)(path);
                return `${info.size} ${info.mtimeMs}`;
            }
            catch (error) {
                throw new Error(`${path} cannot be read: ${(0,base/* messageOf */.bD)(error)}`, { cause: error });
            }
        },
        async read() {
            try {
                const { sha256 } = await (0,base/* sha256File */.Q3)(path);
                return { name, version: '1', digest: null, path, sha256 };
            }
            catch (error) {
                throw (0,base/* unreadable */.O$)(path, 'the model', error);
            }
        },
    };
}

;// CONCATENATED MODULE: ./build/serving/index.js
/** Serving: the inference server, its workers, and the golden request. */







/***/ }),

/***/ 90885:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ RequestError),
/* harmony export */   q: () => (/* binding */ parseJson)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/**
 * JSON of requests. `JSON.parse` alone loses integers above 2^53 and takes any depth, so the text is looked
 * over once before: too deep is refused, and long integers are kept as they are written.
 */

/** A request that is wrong; the message goes to the client. */
class RequestError extends Error {
    status;
    constructor(message, status = 400) {
        super(message);
        this.status = status;
    }
}
/** An integer as long as this may not fit a double. */
const LONG_INTEGER = /^-?[1-9]\d{15,}$/;
/** No datatype holds more digits, and `BigInt` of a million digits takes its time. */
const MAX_DIGITS = 400;
/** Parses a document of at most `maxDepth` levels. Throws RequestError. */
function parseJson(text, maxDepth) {
    const long = look(text, maxDepth);
    // Long integers become strings that no client can have sent: the mark is drawn anew for each document.
    const mark = long.length === 0 ? null : `${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(12).toString('hex')}:`;
    let value;
    try {
        value = JSON.parse(mark === null ? text : quoted(text, long, mark));
    }
    catch (error) {
        const reason = mark === null && error instanceof Error ? `: ${error.message.slice(0, 200)}` : '';
        throw new RequestError(`the body is not JSON${reason}`);
    }
    const marked = (item) => mark !== null && typeof item === 'string' && item.startsWith(mark) ? item.slice(mark.length) : null;
    return {
        value,
        integer(item) {
            if (typeof item === 'number')
                return Number.isSafeInteger(item) ? BigInt(item) : null;
            const digits = marked(item);
            return digits === null || digits.length > MAX_DIGITS ? null : BigInt(digits);
        },
        number(item) {
            if (typeof item === 'number')
                return item;
            const digits = marked(item);
            return digits === null ? null : Number(digits);
        },
        string: (item) => (typeof item === 'string' && marked(item) === null ? item : null),
    };
}
/** Checks the depth, and finds the long integers: pairs of start and end. */
function look(text, maxDepth) {
    const long = [];
    let depth = 0;
    for (let at = 0; at < text.length; at += 1) {
        const code = text.charCodeAt(at);
        if (code === 0x22) {
            at = endOfString(text, at);
        }
        else if (code === 0x5b || code === 0x7b) {
            depth += 1;
            if (depth > maxDepth)
                throw new RequestError(`the body is nested deeper than ${maxDepth} levels`);
        }
        else if (code === 0x5d || code === 0x7d) {
            depth -= 1;
        }
        else if (code === 0x2d || (code >= 0x30 && code <= 0x39)) {
            const end = endOfNumber(text, at);
            if (end - at >= 16 && LONG_INTEGER.test(text.slice(at, end)))
                long.push([at, end]);
            at = end - 1;
        }
    }
    return long;
}
function endOfString(text, start) {
    for (let at = start + 1; at < text.length; at += 1) {
        const code = text.charCodeAt(at);
        if (code === 0x5c)
            at += 1;
        else if (code === 0x22)
            return at;
    }
    return text.length;
}
function endOfNumber(text, start) {
    let at = start + 1;
    for (; at < text.length; at += 1) {
        const code = text.charCodeAt(at);
        const isPart = (code >= 0x30 && code <= 0x39) ||
            code === 0x2e ||
            code === 0x2b ||
            code === 0x2d ||
            code === 0x45 ||
            code === 0x65;
        if (!isPart)
            break;
    }
    return at;
}
function quoted(text, long, mark) {
    const parts = [];
    let last = 0;
    for (const [start, end] of long) {
        parts.push(text.slice(last, start), '"', mark, text.slice(start, end), '"');
        last = end;
    }
    parts.push(text.slice(last));
    return parts.join('');
}


/***/ }),

/***/ 89574:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ spawnFrom),
/* harmony export */   X: () => (/* binding */ processPort)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var _messages_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(74371);
/** The two ends of the channel between server and worker, over Node's IPC. Only this file knows of child processes. */


const TAIL = 2000;
const LAST_WORDS_MS = 20;
/**
 * Starts workers from a program: its entry file, called with `SERVING_WORKER`, must call `runServingWorker`
 * (as `main.ts` does).
 */
function spawnFrom(program, env) {
    return (folder) => {
        const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.fork)(program, [_messages_js__WEBPACK_IMPORTED_MODULE_1__/* .SERVING_WORKER */ .O], {
            cwd: folder,
            env: { ...env },
            execArgv: [],
            serialization: 'advanced',
            stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
            // A group of its own: Ctrl-C in a terminal reaches the server alone, which drains its workers.
            detached: true,
        });
        let tail = '';
        child.stderr?.on('data', (chunk) => {
            tail = (tail + chunk.toString()).slice(-TAIL);
        });
        let failure = null;
        child.on('error', (error) => {
            failure = error.message;
        });
        return {
            pid: child.pid,
            // A worker that has gone is told by `onExit`; a message to it is lost, as one in flight would be.
            send: (message) => void (child.connected && child.send(message, () => undefined)),
            onMessage: (listener) => void child.on('message', (message) => listener(message)),
            onExit(listener) {
                let told = false;
                const tell = (reason) => {
                    if (told)
                        return;
                    told = true;
                    listener([reason, tail.trim()].filter((part) => part !== '').join(': '));
                };
                // Not `close`: after a disconnect from this side Node 20 never emits it. The last words of the worker may
                // come after its end, so they are given a moment.
                child.on('exit', (code, signal) => setTimeout(tell, LAST_WORDS_MS, failure ?? (signal === null ? `ended with exit code ${code}` : `ended by ${signal}`)));
                child.on('error', (error) => child.pid === undefined && tell(error.message));
            },
            close: () => {
                if (child.connected)
                    child.disconnect();
            },
            kill: () => void child.kill('SIGKILL'),
        };
    };
}
/** The worker's end, in a process that was started by `spawnFrom`. Null in any other process. */
function processPort() {
    if (process.send === undefined)
        return null;
    return {
        send: (message) => void (process.connected && process.send?.(message, undefined, undefined, () => undefined)),
        onMessage: (listener) => void process.on('message', (message) => listener(message)),
        onClose: (listener) => void process.on('disconnect', listener),
    };
}


/***/ })

};
