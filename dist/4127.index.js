export const id = 4127;
export const ids = [4127];
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


/***/ }),

/***/ 22080:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runModel: () => (/* binding */ runModel),
  runWorker: () => (/* binding */ runWorker)
});

// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var base = __webpack_require__(9216);
// EXTERNAL MODULE: ./build/engines/load.js
var load = __webpack_require__(88346);
// EXTERNAL MODULE: ./build/engines/model/host.js + 1 modules
var model_host = __webpack_require__(35419);
;// CONCATENATED MODULE: ./build/engines/model/worker.js
/** The process's end: answers orders, one after the other, until the channel closes. */



/** False where this process was not started for it. Never throws for a model: it answers. */
async function runModelWorker() {
    if (process.send === undefined)
        return false;
    const closed = new Promise((resolve) => process.on('disconnect', resolve));
    let host = null;
    let queue = Promise.resolve();
    const send = (message) => new Promise((resolve) => {
        if (process.connected)
            process.send?.(message, undefined, undefined, () => resolve());
        else
            resolve();
    });
    const answer = async (message) => {
        if (message.type === 'start') {
            host = new model_host/* ModelHost */.C((0,load/* loadFrom */.TH)(message.manifest));
            return;
        }
        const { ticket, order } = message;
        try {
            if (host === null)
                throw new Error('the process was not started');
            const reply = await host.handle(order);
            await send({ ticket, reply, peakBytes: peakBytes() });
        }
        catch (error) {
            await send({ ticket, refused: (0,base/* messageOf */.bD)(error), peakBytes: peakBytes() });
        }
    };
    process.on('message', (message) => {
        queue = queue.then(() => answer(message));
    });
    await closed;
    return true;
}
/** Highest resident memory of this process so far, in bytes. */
function peakBytes() {
    return process.resourceUsage().maxRSS * 1024;
}

// EXTERNAL MODULE: ./build/host/log.js
var host_log = __webpack_require__(5493);
// EXTERNAL MODULE: ./build/serving/process.js
var serving_process = __webpack_require__(89574);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/engines/index.js + 7 modules
var engines = __webpack_require__(19997);
;// CONCATENATED MODULE: ./build/serving/datatypes.js
/**
 * Tensor datatypes of the Open Inference Protocol v2 and their names in ONNX Runtime. FP16 travels in binary
 * form only, as in Triton. BF16 is not supported by onnxruntime-node.
 */
const signed = (bits) => [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n];
const unsigned = (bits) => [0n, (1n << bits) - 1n];
const TABLE = [
    { name: 'BOOL', ort: 'bool', size: 1, kind: 'bool' },
    { name: 'UINT8', ort: 'uint8', size: 1, kind: 'int', range: unsigned(8n) },
    { name: 'UINT16', ort: 'uint16', size: 2, kind: 'int', range: unsigned(16n) },
    { name: 'UINT32', ort: 'uint32', size: 4, kind: 'int', range: unsigned(32n) },
    { name: 'UINT64', ort: 'uint64', size: 8, kind: 'bigint', range: unsigned(64n) },
    { name: 'INT8', ort: 'int8', size: 1, kind: 'int', range: signed(8n) },
    { name: 'INT16', ort: 'int16', size: 2, kind: 'int', range: signed(16n) },
    { name: 'INT32', ort: 'int32', size: 4, kind: 'int', range: signed(32n) },
    { name: 'INT64', ort: 'int64', size: 8, kind: 'bigint', range: signed(64n) },
    { name: 'FP16', ort: 'float16', size: 2, kind: 'half' },
    { name: 'FP32', ort: 'float32', size: 4, kind: 'float' },
    { name: 'FP64', ort: 'float64', size: 8, kind: 'float' },
    { name: 'BYTES', ort: 'string', size: null, kind: 'bytes' },
];
const BY_NAME = new Map(TABLE.map((type) => [type.name, type]));
const BY_ORT = new Map(TABLE.map((type) => [type.ort, type]));
function datatypeByName(name) {
    return BY_NAME.get(name) ?? null;
}
function datatypeByOrt(name) {
    return BY_ORT.get(name) ?? null;
}
/** An empty array of `length` elements for a datatype, in the form that ONNX Runtime takes. */
function emptyData(type, length) {
    switch (type.name) {
        case 'BOOL':
        case 'UINT8':
            return new Uint8Array(length);
        case 'UINT16':
        case 'FP16':
            return new Uint16Array(length);
        case 'UINT32':
            return new Uint32Array(length);
        case 'UINT64':
            return new BigUint64Array(length);
        case 'INT8':
            return new Int8Array(length);
        case 'INT16':
            return new Int16Array(length);
        case 'INT32':
            return new Int32Array(length);
        case 'INT64':
            return new BigInt64Array(length);
        case 'FP32':
            return new Float32Array(length);
        case 'FP64':
            return new Float64Array(length);
        case 'BYTES':
            return new Array(length).fill('');
    }
}

// EXTERNAL MODULE: ./build/serving/json.js
var serving_json = __webpack_require__(90885);
;// CONCATENATED MODULE: ./build/serving/request.js
/**
 * Reads an inference request of the Open Inference Protocol v2: the JSON form and the binary tensor extension.
 * Whatever does not fit the model's inputs is refused with 400 and a message that names the input.
 * https://github.com/kserve/open-inference-protocol/blob/main/specification/protocol/inference_rest.md
 */


/** ONNX Runtime holds a dimension in 64 bits, a shape of JavaScript in fewer; no honest request comes near this. */
const MAX_DIMENSION = 2 ** 31 - 1;
/**
 * `headerLength` is the value of `Inference-Header-Content-Length`: the bytes of JSON before the binary data;
 * null where the whole body is JSON.
 */
function readInferRequest(body, headerLength, model, limits) {
    if (headerLength !== null && (headerLength < 0 || headerLength > body.length)) {
        throw new serving_json/* RequestError */.G(`Inference-Header-Content-Length is ${headerLength}, but the body has ${body.length} bytes`);
    }
    const json = (0,serving_json/* parseJson */.q)(textOf(body.subarray(0, headerLength ?? body.length)), limits.maxDepth);
    const root = objectOf(json.value, 'the body');
    const binary = new BinaryReader(headerLength === null ? Buffer.alloc(0) : body.subarray(headerLength));
    const inputs = readInputs(root['inputs'], model, json, binary);
    if (binary.left > 0)
        throw new serving_json/* RequestError */.G(`${binary.left} bytes of binary data belong to no input`);
    const parameters = parametersOf(root, 'the body');
    return {
        id: idOf(root['id'], json),
        inputs,
        outputs: readOutputs(root['outputs'], model, json, parameters['binary_data_output'] === true),
    };
}
function readInputs(value, model, json, binary) {
    const list = arrayOf(value, '"inputs"');
    const specs = new Map(model.inputs.map((spec) => [spec.name, spec]));
    const seen = new Map();
    for (const [index, item] of list.entries()) {
        const entry = objectOf(item, `inputs[${index}]`);
        const name = json.string(entry['name']);
        if (name === null)
            throw new serving_json/* RequestError */.G(`inputs[${index}] has no "name"`);
        const spec = specs.get(name);
        if (!spec) {
            throw new serving_json/* RequestError */.G(`the model has no input ${show(name)}; it has ${[...specs.keys()].join(', ')}`);
        }
        if (seen.has(name))
            throw new serving_json/* RequestError */.G(`input ${show(name)} is given twice`);
        seen.set(name, readInput(entry, spec, json, binary));
    }
    const missing = model.inputs.filter((spec) => !seen.has(spec.name)).map((spec) => spec.name);
    if (missing.length > 0)
        throw new serving_json/* RequestError */.G(`missing input: ${missing.join(', ')}`);
    return [...seen.values()];
}
function readInput(entry, spec, json, binary) {
    const what = `input ${show(spec.name)}`;
    const type = datatypeByName(json.string(entry['datatype']) ?? '');
    if (type === null || type.name !== spec.datatype) {
        throw new serving_json/* RequestError */.G(`${what}: datatype ${show(entry['datatype'])}, but the model takes ${spec.datatype}`);
    }
    const shape = shapeOf(entry['shape'], spec, what, json);
    const count = shape.reduce((product, dimension) => product * dimension, 1);
    if (!Number.isSafeInteger(count))
        throw new serving_json/* RequestError */.G(`${what}: shape [${shape}] has too many elements`);
    const size = parametersOf(entry, what)['binary_data_size'];
    const base = { name: spec.name, datatype: spec.datatype, shape };
    if (size !== undefined) {
        if (entry['data'] !== undefined)
            throw new serving_json/* RequestError */.G(`${what}: "data" and "binary_data_size" exclude each other`);
        if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) {
            throw new serving_json/* RequestError */.G(`${what}: binary_data_size ${show(size)} is no number of bytes`);
        }
        return { ...base, data: binary.read(type, count, size, what) };
    }
    if (type.kind === 'half')
        throw new serving_json/* RequestError */.G(`${what}: FP16 has no JSON form; send binary data`);
    const items = elementsOf(arrayOf(entry['data'], `${what}: "data"`), shape, count, what);
    return { ...base, data: fromJson(type, items, what, json) };
}
function shapeOf(value, spec, what, json) {
    const shape = arrayOf(value, `${what}: "shape"`).map((item) => {
        const dimension = json.integer(item);
        if (dimension === null || dimension < 0n) {
            throw new serving_json/* RequestError */.G(`${what}: shape ${show(value)} must hold integers of 0 and more`);
        }
        if (dimension > BigInt(MAX_DIMENSION)) {
            throw new serving_json/* RequestError */.G(`${what}: a dimension of ${dimension} is too large`);
        }
        return Number(dimension);
    });
    const fits = shape.length === spec.shape.length &&
        shape.every((dimension, index) => spec.shape[index] === -1 || spec.shape[index] === dimension);
    if (!fits)
        throw new serving_json/* RequestError */.G(`${what}: shape [${shape}], but the model takes [${spec.shape}]`);
    return shape;
}
/**
 * The elements in row-major order, from a flat list or from lists nested as the shape says. Stops at one element
 * too many, so that a wrong length costs no memory.
 */
function elementsOf(list, shape, count, what) {
    if (!list.some(Array.isArray)) {
        if (list.length !== count) {
            throw new serving_json/* RequestError */.G(`${what}: shape [${shape}] needs ${count} elements, "data" has ${list.length}`);
        }
        return [...list];
    }
    const items = [];
    const descend = (value, level) => {
        if (level === shape.length) {
            items.push(value);
            return;
        }
        if (!Array.isArray(value) || value.length !== shape[level]) {
            throw new serving_json/* RequestError */.G(`${what}: "data" is not nested as the shape [${shape}] says`);
        }
        for (const item of value)
            descend(item, level + 1);
    };
    descend(list, 0);
    return items;
}
function fromJson(type, items, what, json) {
    const data = emptyData(type, items.length);
    const refuse = (index) => {
        throw new serving_json/* RequestError */.G(`${what}: element ${index} is ${show(items[index])}, which is no ${type.name}`);
    };
    for (let index = 0; index < items.length; index += 1) {
        const item = items[index];
        if (Array.isArray(data)) {
            data[index] = json.string(item) ?? refuse(index);
        }
        else if (data instanceof BigInt64Array || data instanceof BigUint64Array) {
            data[index] = inRange(type, json.integer(item)) ?? refuse(index);
        }
        else if (type.kind === 'bool') {
            if (item !== true && item !== false && item !== 0 && item !== 1)
                refuse(index);
            data[index] = Number(item);
        }
        else if (type.kind === 'int') {
            const value = inRange(type, json.integer(item));
            data[index] = value === null ? refuse(index) : Number(value);
        }
        else {
            const value = json.number(item);
            data[index] = value ?? refuse(index);
            // 1e39 is a number of JSON and no finite FP32: it would reach the model as infinity.
            if (!Number.isFinite(data[index]))
                refuse(index);
        }
    }
    return data;
}
function inRange(type, value) {
    if (value === null || type.range === undefined)
        return null;
    return value >= type.range[0] && value <= type.range[1] ? value : null;
}
function readOutputs(value, model, json, binaryByDefault) {
    if (value === undefined)
        return model.outputs.map((spec) => ({ name: spec.name, binary: binaryByDefault }));
    const known = model.outputs.map((spec) => spec.name);
    const wanted = arrayOf(value, '"outputs"').map((item, index) => {
        const entry = objectOf(item, `outputs[${index}]`);
        const name = json.string(entry['name']);
        if (name === null || !known.includes(name)) {
            throw new serving_json/* RequestError */.G(`the model has no output ${show(entry['name'])}; it has ${known.join(', ')}`);
        }
        const parameters = parametersOf(entry, `output ${show(name)}`);
        if (parameters['classification'] !== undefined) {
            throw new serving_json/* RequestError */.G(`output ${show(name)}: the classification extension is not supported`);
        }
        const binary = parameters['binary_data'];
        return { name, binary: binary === undefined ? binaryByDefault : binary === true };
    });
    if (wanted.length === 0)
        return readOutputs(undefined, model, json, binaryByDefault);
    if (new Set(wanted.map((output) => output.name)).size !== wanted.length) {
        throw new serving_json/* RequestError */.G('an output is asked for twice');
    }
    return wanted;
}
/** Takes the binary data of inputs one after the other, little-endian. */
class BinaryReader {
    bytes;
    at = 0;
    constructor(bytes) {
        this.bytes = bytes;
    }
    get left() {
        return this.bytes.length - this.at;
    }
    read(type, count, size, what) {
        if (size > this.left)
            throw new serving_json/* RequestError */.G(`${what}: binary_data_size is ${size}, but ${this.left} bytes are left`);
        const part = this.bytes.subarray(this.at, this.at + size);
        this.at += size;
        if (type.size === null)
            return readStrings(part, count, what);
        if (size !== count * type.size) {
            throw new serving_json/* RequestError */.G(`${what}: ${count} elements of ${type.name} are ${count * type.size} bytes, not ${size}`);
        }
        const data = emptyData(type, count);
        if (Array.isArray(data))
            return data;
        // A copy: typed arrays must begin at a multiple of their element size. Every platform of Node is little-endian.
        new Uint8Array(data.buffer).set(part);
        if (type.kind === 'bool' && data.some((value) => value > 1)) {
            throw new serving_json/* RequestError */.G(`${what}: a BOOL byte is neither 0 nor 1`);
        }
        return data;
    }
}
function readStrings(part, count, what) {
    const strings = [];
    let at = 0;
    while (at < part.length) {
        if (at + 4 > part.length)
            throw new serving_json/* RequestError */.G(`${what}: BYTES data ends inside a length`);
        const length = part.readUInt32LE(at);
        at += 4;
        if (at + length > part.length)
            throw new serving_json/* RequestError */.G(`${what}: BYTES data ends inside an element`);
        strings.push(textOf(part.subarray(at, at + length)));
        at += length;
    }
    if (strings.length !== count) {
        throw new serving_json/* RequestError */.G(`${what}: the shape needs ${count} elements, the binary data has ${strings.length}`);
    }
    return strings;
}
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
function textOf(bytes) {
    try {
        return utf8.decode(bytes);
    }
    catch {
        throw new serving_json/* RequestError */.G('text is not UTF-8');
    }
}
function idOf(value, json) {
    if (value === undefined)
        return null;
    const id = json.string(value);
    if (id === null)
        throw new serving_json/* RequestError */.G('"id" must be a string');
    return id;
}
function objectOf(value, what) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        throw new serving_json/* RequestError */.G(`${what} must be a JSON object`);
    }
    return value;
}
function parametersOf(entry, what) {
    const value = entry['parameters'];
    if (value === undefined)
        return {};
    const parameters = objectOf(value, `${what}: "parameters"`);
    if (parameters['shared_memory_region'] !== undefined) {
        throw new serving_json/* RequestError */.G(`${what}: shared memory is not supported`);
    }
    return parameters;
}
function arrayOf(value, what) {
    if (!Array.isArray(value))
        throw new serving_json/* RequestError */.G(`${what} must be a list`);
    return value;
}
/** A value of the client in a message: short, and never raw. */
function show(value) {
    const text = value === undefined ? 'missing' : (JSON.stringify(value) ?? 'missing');
    return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

;// CONCATENATED MODULE: ./build/serving/response.js
/** Writes an inference response: exact integers, and no NaN in JSON, which has no word for it. */


/**
 * Outputs in the order in which they were asked for. A NaN or an infinity in a JSON output is an error (500)
 * that names the place: `null` would pass for a value that is missing. Binary outputs carry every value.
 */
function writeInferResponse(identity, outputs, wanted) {
    const byName = new Map(outputs.map((tensor) => [tensor.name, tensor]));
    const parts = [];
    const chunks = [];
    for (const { name, binary } of wanted) {
        const tensor = byName.get(name);
        if (!tensor)
            throw new serving_json/* RequestError */.G(`the model gave no output ${name}`, 500);
        const { datatype, shape } = tensor;
        const head = `"name":${JSON.stringify(name)},"datatype":"${datatype}","shape":[${shape.join(',')}]`;
        if (binary) {
            const bytes = binaryOf(tensor);
            chunks.push(bytes);
            parts.push(`{${head},"parameters":{"binary_data_size":${bytes.length}}}`);
        }
        else {
            parts.push(`{${head},"data":[${jsonOf(tensor)}]}`);
        }
    }
    const id = identity.id === null ? '' : `,"id":${JSON.stringify(identity.id)}`;
    const json = Buffer.from(`{"model_name":${JSON.stringify(identity.model)},"model_version":${JSON.stringify(identity.version)}${id},"outputs":[${parts.join(',')}]}`);
    const isBinary = wanted.some((output) => output.binary);
    return isBinary
        ? { body: Buffer.concat([json, ...chunks]), headerLength: json.length }
        : { body: json, headerLength: null };
}
function jsonOf({ name, datatype, data }) {
    if (Array.isArray(data))
        return data.map((text) => JSON.stringify(text)).join(',');
    const kind = datatypeByName(datatype)?.kind;
    if (kind === 'half') {
        throw new serving_json/* RequestError */.G(`output ${name} is FP16, which has no JSON form; ask for binary data`);
    }
    if (kind === 'bool')
        return Array.from(data, (value) => (value === 0 ? 'false' : 'true')).join(',');
    if (kind === 'float') {
        const bad = data.findIndex((value) => !Number.isFinite(value));
        if (bad >= 0) {
            throw new serving_json/* RequestError */.G(`output ${name} holds ${data[bad]} at element ${bad}, which JSON cannot carry; ask for binary data to see it`, 500);
        }
    }
    return data.join(',');
}
function binaryOf({ data }) {
    if (!Array.isArray(data))
        return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    const chunks = [];
    for (const text of data) {
        const bytes = Buffer.from(text);
        const length = Buffer.alloc(4);
        length.writeUInt32LE(bytes.length);
        chunks.push(length, bytes);
    }
    return Buffer.concat(chunks);
}

;// CONCATENATED MODULE: ./build/serving/worker.js
/**
 * The worker: a child process that holds one model version and answers inferences, one after the other.
 * `session.run` of onnxruntime-node blocks its process, and hostile input is parsed here too, so that the
 * server itself always answers. Source of the blocking: onnxruntime#19611.
 */







/** Serves one model over `port` until the port closes. Never throws for a request or a model: it answers. */
async function runServingWorker(ctx, port) {
    let loaded = null;
    let queue = Promise.resolve();
    const closed = new Promise((resolve) => port.onClose(resolve));
    const engine = (0,engines/* loadOnnxRuntime */.aD)(ctx);
    // Awaited with the first order; without a handler here a failure before that would end the process.
    engine.catch(() => undefined);
    port.onMessage((message) => {
        queue = queue.then(async () => {
            if (message.type === 'load') {
                try {
                    const ort = await engine;
                    loaded = await worker_load(ort, message);
                    const warmup = await warmUp(ort, loaded);
                    port.send({ type: 'ready', inputs: loaded.inputs, outputs: loaded.outputs, warmup });
                }
                catch (error) {
                    port.send({ type: 'failed', message: (0,base/* messageOf */.bD)(error) });
                }
                return;
            }
            port.send(await answer(await engine, loaded, message));
        });
    });
    await closed;
}
/** Loads the very bytes that were hashed. */
async function worker_load(ort, order) {
    const bytes = await (0,promises_.readFile)(order.path);
    const digest = (0,base/* sha256 */.sc)(bytes);
    if (digest !== order.sha256) {
        throw new Error(`${order.path} is sha256:${digest}, not sha256:${order.sha256}: it is not loaded`);
    }
    const session = await ort.InferenceSession.create(bytes, {
        logSeverityLevel: 3,
        ...(order.threads > 0 ? { intraOpNumThreads: order.threads } : {}),
    });
    const inputs = specsOf(session.inputMetadata);
    const outputs = specsOf(session.outputMetadata);
    const unknown = session.inputNames.filter((name) => !inputs.some((spec) => spec.name === name));
    if (unknown.length > 0) {
        throw new Error(`the model's input ${unknown.join(', ')} is of a type that cannot be sent (no tensor, or bfloat16)`);
    }
    if (outputs.length === 0)
        throw new Error('the model has no output that is a tensor');
    return { order, session, inputs, outputs };
}
/** Tensors of known types. Sequences and maps (a zipmap of skl2onnx) cannot be read, and are left out. */
function specsOf(metadata) {
    return metadata.flatMap((value) => {
        const type = value.isTensor ? datatypeByOrt(value.type) : null;
        if (!value.isTensor || type === null)
            return [];
        const shape = value.shape.map((item) => (typeof item === 'number' && item >= 0 ? item : -1));
        return [{ name: value.name, datatype: type.name, shape }];
    });
}
async function warmUp(ort, loaded) {
    try {
        await run(ort, loaded, loaded.inputs.map(sampleOf), [loaded.outputs[0]?.name ?? '']);
        return null;
    }
    catch (error) {
        return (0,base/* messageOf */.bD)(error);
    }
}
/** A made-up tensor for a spec: every free dimension is 1, every element 0 or empty. */
function sampleOf(spec) {
    const shape = spec.shape.map((dimension) => (dimension < 0 ? 1 : dimension));
    const type = datatypeByName(spec.datatype);
    if (type === null)
        throw new Error(`unknown datatype ${spec.datatype}`);
    return {
        ...spec,
        shape,
        data: emptyData(type, shape.reduce((product, dimension) => product * dimension, 1)),
    };
}
async function answer(ort, loaded, order) {
    const { ticket } = order;
    try {
        if (loaded === null)
            throw new serving_json/* RequestError */.G('no model is loaded', 503);
        const { maxDepth, model, version } = loaded.order;
        const request = readInferRequest(Buffer.from(order.body), order.headerLength, loaded, { maxDepth });
        let outputs;
        try {
            outputs = await run(ort, loaded, request.inputs, request.outputs.map((output) => output.name));
        }
        catch (error) {
            throw new serving_json/* RequestError */.G(`the model failed on this input: ${(0,base/* messageOf */.bD)(error)}`, 500);
        }
        const written = writeInferResponse({ model, version, id: request.id }, outputs, request.outputs);
        return { type: 'answer', ticket, status: 200, ...written };
    }
    catch (error) {
        const status = error instanceof serving_json/* RequestError */.G ? error.status : 500;
        const body = Buffer.from(JSON.stringify({ error: (0,base/* messageOf */.bD)(error) }));
        return { type: 'answer', ticket, status, body, headerLength: null };
    }
}
async function run(ort, loaded, inputs, names) {
    const feeds = {};
    for (const input of inputs)
        feeds[input.name] = tensorOf(ort, input);
    const results = await loaded.session.run(feeds, names);
    return names.flatMap((name) => {
        const result = results[name];
        const type = result && datatypeByOrt(result.type);
        if (!result || !type)
            return [];
        return [{ name, datatype: type.name, shape: result.dims, data: result.data }];
    });
}
function tensorOf(ort, input) {
    const type = datatypeByName(input.datatype);
    const tensor = new ort.Tensor(type?.ort, input.data, input.shape);
    // Where Node has Float16Array (24 and later) the tensor turns the bits of halves into one, which the native
    // side of onnxruntime-node 1.30 takes for an empty array; it reads the bits themselves everywhere.
    if (tensor.data !== input.data)
        Object.defineProperty(tensor, 'data', { value: input.data });
    return tensor;
}

;// CONCATENATED MODULE: ./build/worker.js
/**
 * The shells of internal processes: `main.ts` runs them where the server, or an evaluation, started this program
 * as a worker. No option, no result; they live as long as the channel to who started them.
 */




/** The process in which `evaluate` and `train` run an ONNX model. */
async function runModel() {
    // Who started it decides when it ends: signals to the group are not for it.
    for (const name of ['SIGINT', 'SIGTERM'])
        process.on(name, () => undefined);
    if (await runModelWorker())
        process.exit(0);
    process.stderr.write('error: this is started by `assay evaluate`, and not by hand\n');
    process.exitCode = 2;
}
async function runWorker() {
    const port = (0,serving_process/* processPort */.X)();
    if (port === null) {
        process.stderr.write('error: this is started by `assay serve`, and not by hand\n');
        process.exitCode = 2;
        return;
    }
    // The server decides when its workers end: signals to the group are for the server.
    for (const name of ['SIGINT', 'SIGTERM'])
        process.on(name, () => undefined);
    const log = (0,host_log/* createLog */.h)({
        write: (text) => process.stderr.write(text),
        color: false,
        quiet: true,
        interactive: false,
        debug: false,
        now: () => performance.now(),
    });
    const ctx = {
        cwd: process.cwd(),
        env: { ...process.env },
        now: () => new Date(),
        signal: new AbortController().signal,
        log,
    };
    await runServingWorker(ctx, port);
    // The runtime's threads would keep the process for a while after the channel has closed.
    process.exit(0);
}


/***/ })

};
