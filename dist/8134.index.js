export const id = 8134;
export const ids = [8134];
export const modules = {

/***/ 98134:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  evaluate: () => (/* binding */ evaluate)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/base/index.js + 10 modules
var build_base = __webpack_require__(9216);
// EXTERNAL MODULE: ./build/data/index.js + 43 modules
var data = __webpack_require__(26412);
;// CONCATENATED MODULE: ./build/evaluation/columns.js
const NUMERIC = /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|BIGNUM|FLOAT|DOUBLE|DECIMAL\(.*\))$/;
function isNumeric(type) {
    return NUMERIC.test(type);
}
function isInteger(type) {
    return isNumeric(type) && !/^(?:FLOAT|DOUBLE|DECIMAL)/.test(type);
}
/** A number as text in one spelling, whatever the type of the column: 1, 1.0 and 1e0 are `1`. */
function numberText(value) {
    return String(value === 0 ? 0 : value);
}
/** An expression for a column as text; whole floats read as whole numbers, so that 1.0 and 1 are one label. */
function textOf(name, type) {
    return {
        sql: isNumeric(type) && !isInteger(type) ? `CAST(${name} AS DOUBLE)` : `CAST(${name} AS VARCHAR)`,
        kind: 'text',
    };
}
/** Rows `n` of the query `SELECT requests FROM from`; all columns are as long. Throws DuckDB's own errors. */
async function readColumns(db, from, requests, n, signal) {
    const builders = requests.map(({ kind }) => kind === 'number' ? new NumberBuilder(n) : new TextBuilder(n));
    if (requests.length > 0 && n > 0) {
        const select = requests.map(({ sql, kind }) => (kind === 'number' ? `CAST(${sql} AS DOUBLE)` : sql));
        const result = await db.connection.stream(`SELECT ${select.join(', ')} FROM ${from}`);
        let row = 0;
        for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
            signal.throwIfAborted();
            for (const [k, builder] of builders.entries()) {
                const vector = chunk.getColumnVector(k);
                for (let i = 0; i < chunk.rowCount; i++)
                    builder.set(row + i, vector.getItem(i));
            }
            row += chunk.rowCount;
        }
        if (row !== n)
            throw new Error(`${row} rows were read where ${n} were expected`);
    }
    return builders.map((builder) => builder.column);
}
class NumberBuilder {
    column;
    constructor(n) {
        this.column = new Float64Array(n);
    }
    set(row, value) {
        this.column[row] = typeof value === 'number' ? value : Number.NaN;
    }
}
class TextBuilder {
    column;
    known = new Map();
    constructor(n) {
        this.column = { codes: new Int32Array(n), names: [] };
    }
    set(row, value) {
        this.column.codes[row] = this.codeOf(value);
    }
    codeOf(value) {
        if (value === null || value === undefined)
            return -1;
        // A missing number in Python's files is often NaN.
        if (typeof value === 'number' && Number.isNaN(value))
            return -1;
        const known = this.known.get(value);
        if (known !== undefined)
            return known;
        const name = typeof value === 'number' ? numberText(value) : String(value);
        const code = this.column.names.push(name) - 1;
        this.known.set(value, code);
        return code;
    }
}

;// CONCATENATED MODULE: ./build/evaluation/metrics/order.js
/** The order of numbers from high to low, fast for millions: a radix sort of indices. */
/** Below this a comparison sort is faster than the histograms of the radix sort. */
const SMALL = 4096;
const DIGITS = 1 << 16;
/**
 * Positions of `values` from the largest to the smallest; equal values keep their order, NaN come last.
 * Least-significant-digit radix sort over the bits of the IEEE 754 double, 16 bits a pass (Knuth, TAOCP 5.2.5).
 */
function orderDescending(values) {
    const n = values.length;
    const order = new Uint32Array(n);
    for (let i = 0; i < n; i++)
        order[i] = i;
    if (n < SMALL)
        return order.sort((a, b) => compare(values[a] ?? 0, values[b] ?? 0) || a - b);
    const keys = keysOf(values);
    let from = order;
    let to = new Uint32Array(n);
    const counts = new Uint32Array(DIGITS);
    for (let pass = 0; pass < 4; pass++) {
        counts.fill(0);
        for (let i = 0; i < n; i++) {
            const digit = keys[i * 4 + pass] ?? 0;
            counts[digit] = (counts[digit] ?? 0) + 1;
        }
        if (counts[keys[pass] ?? 0] === n)
            continue;
        let sum = 0;
        for (let digit = 0; digit < DIGITS; digit++) {
            const count = counts[digit] ?? 0;
            counts[digit] = sum;
            sum += count;
        }
        for (let i = 0; i < n; i++) {
            const index = from[i] ?? 0;
            const digit = keys[index * 4 + pass] ?? 0;
            const place = counts[digit] ?? 0;
            to[place] = index;
            counts[digit] = place + 1;
        }
        [from, to] = [to, from];
    }
    return from;
}
/** Bits such that unsigned order is the order from high to low with NaN last. Little-endian, as every platform of Node. */
function keysOf(values) {
    const copy = values.slice();
    const words = new Uint32Array(copy.buffer);
    for (let i = 0; i < copy.length; i++) {
        const value = copy[i] ?? 0;
        if (Number.isNaN(value)) {
            words[2 * i] = 0xffffffff;
            words[2 * i + 1] = 0xffffffff;
            continue;
        }
        // −0 equals 0, so it must have the same bits.
        if (value === 0)
            copy[i] = 0;
        const high = words[2 * i + 1] ?? 0;
        // Negative doubles already grow downwards in their bits; positive ones are turned round.
        if ((high & 0x80000000) === 0) {
            words[2 * i + 1] = ~high & 0x7fffffff;
            words[2 * i] = ~(words[2 * i] ?? 0);
        }
    }
    return new Uint16Array(copy.buffer);
}
function compare(a, b) {
    if (Number.isNaN(a))
        return Number.isNaN(b) ? 0 : 1;
    if (Number.isNaN(b))
        return -1;
    return a > b ? -1 : a < b ? 1 : 0;
}

;// CONCATENATED MODULE: ./build/evaluation/metrics/examples.js
/**
 * What metrics are computed from: the examples of a dataset or of a slice of it, as plain arrays of equal
 * length. Missing labels and scores stay in, with codes of their own, so that they are seen and never dropped.
 */

/** Code of a missing label or predicted label of a classification. */
const MISSING = (/* unused pure expression or super */ null && (-1));
/** Puts binary examples in the order that the metrics of scores need. Equal scores keep their order. */
function sortedByScore(examples) {
    return examples.score === null
        ? examples
        : pick(examples, orderDescending(examples.score));
}
/**
 * Positions of the examples of each group, in their present order. `codes` gives the group of each row of the
 * dataset, −1 for none.
 */
function partition(examples, codes, groups) {
    const { n, row } = examples;
    const codeAt = (i) => at(codes, row === null ? i : at(row, i));
    const sizes = new Uint32Array(groups);
    for (let i = 0; i < n; i++) {
        const code = codeAt(i);
        if (code >= 0)
            sizes[code] = at(sizes, code) + 1;
    }
    const lists = Array.from(sizes, (size) => new Uint32Array(size));
    const filled = new Uint32Array(groups);
    for (let i = 0; i < n; i++) {
        const code = codeAt(i);
        const list = lists[code];
        if (list === undefined)
            continue;
        const place = at(filled, code);
        list[place] = i;
        filled[code] = place + 1;
    }
    return lists;
}
/** The examples at these positions, in this order. */
function pick(examples, positions) {
    const n = positions.length;
    const floats = (values) => {
        const out = new Float64Array(n);
        for (let i = 0; i < n; i++)
            out[i] = at(values, at(positions, i));
        return out;
    };
    const ints = (values) => {
        const out = new Int32Array(n);
        for (let i = 0; i < n; i++)
            out[i] = at(values, at(positions, i));
        return out;
    };
    const old = examples.row;
    const base = {
        n,
        weight: examples.weight && floats(examples.weight),
        row: old === null ? positions.slice() : positions.map((position) => at(old, position)),
    };
    switch (examples.task) {
        case 'binary':
            return {
                ...base,
                task: 'binary',
                label: ints(examples.label),
                predicted: examples.predicted && ints(examples.predicted),
                score: examples.score && floats(examples.score),
            };
        case 'multiclass':
            return {
                ...base,
                task: 'multiclass',
                classes: examples.classes,
                label: ints(examples.label),
                predicted: examples.predicted && ints(examples.predicted),
                scores: examples.scores?.map(floats) ?? null,
            };
        case 'regression':
            return {
                ...base,
                task: 'regression',
                label: floats(examples.label),
                predicted: floats(examples.predicted),
            };
    }
}
/** An element that is known to be there; the bounds are those of the loop around. */
function at(values, index) {
    return values[index];
}

;// CONCATENATED MODULE: ./build/evaluation/metrics/blockers.js

/** Probabilities that come from float32 sum to 1 within some 1e-6; more than this is no rounding. */
const SUM_TOLERANCE = 1e-4;
const cache = new WeakMap();
function blockers(examples) {
    const known = cache.get(examples);
    if (known !== undefined)
        return known;
    const found = inspect(examples);
    cache.set(examples, found);
    return found;
}
function inspect(examples) {
    const all = (reason) => ({
        label: reason,
        score: reason,
        probability: reason,
        number: reason,
        model: null,
    });
    const { n } = examples;
    if (n === 0)
        return all('no rows');
    const of = (count) => `${count} of ${n} ${n === 1 ? 'row' : 'rows'}`;
    const have = (count) => `${of(count)} ${count === 1 ? 'has' : 'have'}`;
    if (examples.task === 'regression') {
        const labels = count(examples.label, (value) => !Number.isFinite(value));
        if (labels > 0)
            return all(`${have(labels)} no finite label`);
        const bad = count(examples.predicted, (value) => !Number.isFinite(value));
        return { ...all('not for regression'), number: bad > 0 ? `${have(bad)} no finite prediction` : null };
    }
    const labels = count(examples.label, (value) => value < 0);
    if (labels > 0)
        return all(`${have(labels)} no label`);
    const noLabels = examples.predicted === null ? n : count(examples.predicted, (value) => value < 0);
    const scores = examples.task === 'binary' ? examples.score && [examples.score] : examples.scores;
    const label = examples.predicted === null
        ? 'there are no predicted labels'
        : noLabels > 0
            ? `${have(noLabels)} no predicted label`
            : null;
    if (scores === null) {
        const none = 'there are no scores, only predicted labels';
        return { label, score: none, probability: none, number: 'not for classification', model: null };
    }
    const { notFinite, outside, notOne } = countScores(scores, n);
    const score = notFinite > 0 ? `${have(notFinite)} a score that is NaN, infinite or missing` : null;
    const probability = score ??
        (outside > 0
            ? `${have(outside)} a score outside [0, 1], which is no probability`
            : notOne > 0 && examples.task === 'multiclass'
                ? `the probabilities of ${of(notOne)} do not sum to 1`
                : null);
    return { label, score, probability, number: 'not for classification', model: null };
}
function countScores(scores, n) {
    let [notFinite, outside, notOne] = [0, 0, 0];
    for (let i = 0; i < n; i++) {
        let [finite, inside, sum] = [true, true, 0];
        for (const score of scores) {
            const value = at(score, i);
            if (!Number.isFinite(value))
                finite = false;
            if (value < 0 || value > 1)
                inside = false;
            sum += value;
        }
        if (!finite)
            notFinite++;
        else if (!inside)
            outside++;
        else if (Math.abs(sum - 1) > SUM_TOLERANCE)
            notOne++;
    }
    return { notFinite, outside, notOne };
}
function count(values, is) {
    let found = 0;
    for (let i = 0; i < values.length; i++)
        if (is(at(values, i)))
            found++;
    return found;
}

;// CONCATENATED MODULE: ./build/evaluation/metrics/value.js
/** The value of a metric: a finite number, or the reason why there is none. And the form of a computation. */

function undefinedValue(reason) {
    return { undefined: reason };
}
function sumOf(weight, n) {
    if (weight === null)
        return n;
    let sum = 0;
    for (let i = 0; i < n; i++)
        sum += at(weight, i);
    return sum;
}
/** Weighted mean of one number an example. */
function meanOf(values, weight) {
    const n = values.length;
    let sum = 0;
    if (weight === null) {
        for (let i = 0; i < n; i++)
            sum += at(values, i);
    }
    else {
        for (let i = 0; i < n; i++)
            sum += at(weight, i) * at(values, i);
    }
    const total = sumOf(weight, n);
    return total > 0 ? sum / total : undefinedValue(n === 0 ? 'no rows' : 'the weights sum to 0');
}
/** A metric that is a mean of one number an example, or a smooth function of such a mean. */
function meanComputation(values, transform = null) {
    return {
        at(weight) {
            const mean = meanOf(values, weight);
            return typeof mean === 'number' && transform ? transform.of(mean) : mean;
        },
        influence(weight) {
            const mean = meanOf(values, weight);
            const center = typeof mean === 'number' ? mean : Number.NaN;
            const slope = transform ? transform.slope(center) : 1;
            return values.map((value) => slope * (value - center));
        },
    };
}

;// CONCATENATED MODULE: ./build/evaluation/metrics/labels.js
/**
 * Metrics of predicted labels. All of them are functions of three sums a class: how often it was predicted
 * rightly, predicted at all, and true. Definitions and sources are in the catalogue.
 */


function sumsOf({ n, classes, label, predicted }, weight) {
    const sums = {
        total: sumOf(weight, n),
        right: new Float64Array(classes.length),
        predicted: new Float64Array(classes.length),
        actual: new Float64Array(classes.length),
    };
    for (let i = 0; i < n; i++) {
        const w = weight === null ? 1 : at(weight, i);
        const truth = at(label, i);
        const guess = at(predicted, i);
        sums.actual[truth] = at(sums.actual, truth) + w;
        sums.predicted[guess] = at(sums.predicted, guess) + w;
        if (truth === guess)
            sums.right[truth] = at(sums.right, truth) + w;
    }
    return sums;
}
function sum(values) {
    let total = 0;
    for (const value of values)
        total += value;
    return total;
}
function ratio(over, under, reason) {
    return under > 0 ? over / under : undefinedValue(reason);
}
/** A mean over classes; one undefined class makes the whole undefined, with the class named. */
function meanOverClasses(sums, classes, of, weightOf) {
    let value = 0;
    let total = 0;
    for (let k = 0; k < classes.length; k++) {
        const share = weightOf(k);
        if (share === 0)
            continue;
        const part = of(k);
        if (typeof part !== 'number')
            return undefinedValue(`class ${classes[k]}: ${part.undefined}`);
        value += share * part;
        total += share;
    }
    return ratio(value, total, sums.total > 0 ? 'no class occurs' : 'the weights sum to 0');
}
const precisionOf = (k, sums) => ratio(at(sums.right, k), at(sums.predicted, k), 'it is never predicted');
const recallOf = (k, sums) => ratio(at(sums.right, k), at(sums.actual, k), 'no label holds it');
const f1Of = (k, sums) => ratio(2 * at(sums.right, k), at(sums.predicted, k) + at(sums.actual, k), 'it does not occur');
const macro = (of) => (sums, classes) => meanOverClasses(sums, classes, (k) => of(k, sums), (k) => (at(sums.actual, k) + at(sums.predicted, k) > 0 ? 1 : 0));
const weighted = (of) => (sums, classes) => meanOverClasses(sums, classes, (k) => of(k, sums), (k) => at(sums.actual, k));
const accuracy = (sums) => ratio(sum(sums.right), sums.total, 'the weights sum to 0');
const rightOfAll = (sums) => [sum(sums.right), sums.total];
const balancedAccuracy = (sums, classes) => {
    const present = sums.actual.reduce((count, value) => count + (value > 0 ? 1 : 0), 0);
    if (present < 2)
        return undefinedValue('fewer than two classes occur in the labels');
    return meanOverClasses(sums, classes, (k) => recallOf(k, sums), (k) => (at(sums.actual, k) > 0 ? 1 : 0));
};
/** Gorodkin 2004, R_K; for two classes it is Matthews' coefficient. */
const mcc = ({ total, right, predicted, actual }) => {
    const one = (values) => values.reduce((count, value) => count + (value > 0 ? 1 : 0), 0) < 2;
    if (one(actual))
        return undefinedValue('the labels hold one class only');
    if (one(predicted))
        return undefinedValue('one class only is predicted');
    let products = 0;
    let squaresPredicted = 0;
    let squaresActual = 0;
    for (let k = 0; k < right.length; k++) {
        // Shares, because products of sums of weights can leave the range of a double.
        const [p, a] = [at(predicted, k) / total, at(actual, k) / total];
        products += p * a;
        squaresPredicted += p * p;
        squaresActual += a * a;
    }
    const spread = (1 - squaresPredicted) * (1 - squaresActual);
    if (!(spread > 0))
        return undefinedValue('one class has all of the weight');
    return Math.max(-1, Math.min(1, (sum(right) / total - products) / Math.sqrt(spread)));
};
const POSITIVE = 1;
const NEGATIVE = 0;
const binaryPrecision = (sums) => ratio(at(sums.right, POSITIVE), at(sums.predicted, POSITIVE), 'no example is predicted positive');
const binaryRecall = (sums) => ratio(at(sums.right, POSITIVE), at(sums.actual, POSITIVE), 'no label is positive');
const specificity = (sums) => ratio(at(sums.right, NEGATIVE), at(sums.actual, NEGATIVE), 'no label is negative');
const binaryF1 = (sums) => ratio(2 * at(sums.right, POSITIVE), at(sums.predicted, POSITIVE) + at(sums.actual, POSITIVE), 'no label and no prediction is positive');
const MEASURES = {
    accuracy: [accuracy, rightOfAll],
    error_rate: [
        (sums) => ratio(sums.total - sum(sums.right), sums.total, 'the weights sum to 0'),
        (sums) => [sums.total - sum(sums.right), sums.total],
    ],
    balanced_accuracy: [balancedAccuracy],
    mcc: [mcc],
    precision: [binaryPrecision, (sums) => [at(sums.right, POSITIVE), at(sums.predicted, POSITIVE)]],
    recall: [binaryRecall, (sums) => [at(sums.right, POSITIVE), at(sums.actual, POSITIVE)]],
    specificity: [specificity, (sums) => [at(sums.right, NEGATIVE), at(sums.actual, NEGATIVE)]],
    f1: [binaryF1],
    precision_macro: [macro(precisionOf)],
    precision_weighted: [weighted(precisionOf)],
    precision_micro: [accuracy, rightOfAll],
    recall_macro: [macro(recallOf)],
    recall_weighted: [weighted(recallOf)],
    recall_micro: [accuracy, rightOfAll],
    f1_macro: [macro(f1Of)],
    f1_weighted: [weighted(f1Of)],
    f1_micro: [accuracy, rightOfAll],
};
/** Computations from predicted labels, by the names of the catalogue. Labels must be complete. */
const LABEL_METRICS = Object.fromEntries(Object.entries(MEASURES).map(([name, [measure, rate]]) => [
    name,
    (examples) => computation(examples, measure, rate),
]));
function computation(examples, measure, rate) {
    const { n, label, predicted } = examples;
    if (predicted === null)
        return { at: () => undefinedValue('there are no predicted labels') };
    const classes = examples.task === 'binary' ? ['negative', 'positive'] : examples.classes;
    const data = { n, classes, label, predicted };
    return {
        at: (weight) => measure(sumsOf(data, weight), classes),
        influence: (weight) => influence(data, measure, weight),
        ...(rate && {
            rate: () => {
                const [successes, trials] = rate(sumsOf(data, null));
                return { successes, trials };
            },
        }),
    };
}
/** Derivatives by each sum (central differences), then added up for each example. */
function influence(data, measure, weight) {
    const sums = sumsOf(data, weight);
    const step = 1e-6 * sums.total;
    const slopes = (of) => sums[of].map((value, k) => {
        if (value === 0)
            return 0;
        const moved = (by) => {
            const changed = sums[of].slice();
            changed[k] = value + by;
            const result = measure({ ...sums, [of]: changed }, data.classes);
            return typeof result === 'number' ? result : Number.NaN;
        };
        return (moved(step) - moved(-step)) / (2 * step);
    });
    const total = (by) => {
        const result = measure({ ...sums, total: sums.total + by }, data.classes);
        return typeof result === 'number' ? result : Number.NaN;
    };
    const slopeTotal = (total(step) - total(-step)) / (2 * step);
    const [right, predicted, actual] = [slopes('right'), slopes('predicted'), slopes('actual')];
    const values = new Float64Array(data.n);
    for (let i = 0; i < data.n; i++) {
        const truth = at(data.label, i);
        const guess = at(data.predicted, i);
        const hit = truth === guess ? at(right, truth) : 0;
        values[i] = sums.total * (hit + at(predicted, guess) + at(actual, truth) + slopeTotal);
    }
    return values;
}

;// CONCATENATED MODULE: ./build/evaluation/metrics/probabilities.js
/** Metrics of probabilities: log-loss, Brier score, calibration error. */


/** A probability of 0 for what happened would cost ∞; scikit-learn clips float64 in the same way. */
const EPSILON = 2 ** -52;
const BINS = 15;
const noScores = { at: () => undefinedValue('there are no probabilities') };
/** One number an example, from the probabilities of its classes. */
function perExample(examples, binary, multiclass) {
    const values = new Float64Array(examples.n);
    if (examples.task === 'binary') {
        const { score, label } = examples;
        if (score === null)
            return null;
        for (let i = 0; i < examples.n; i++)
            values[i] = binary(at(score, i), at(label, i) === 1);
        return values;
    }
    const { scores, label } = examples;
    if (scores === null)
        return null;
    for (let i = 0; i < examples.n; i++)
        values[i] = multiclass(scores, i, at(label, i));
    return values;
}
const cost = (p) => -Math.log(Math.min(1 - EPSILON, Math.max(EPSILON, p)));
function logLoss(examples) {
    const values = perExample(examples, (p, positive) => cost(positive ? p : 1 - p), (scores, row, truth) => cost(scores[truth]?.[row] ?? 0));
    return values === null ? noScores : meanComputation(values);
}
function brier(examples) {
    const values = perExample(examples, (p, positive) => (p - (positive ? 1 : 0)) ** 2, (scores, row, truth) => {
        // A class that the model does not know has probability 0.
        let sum = truth >= scores.length ? 1 : 0;
        for (let k = 0; k < scores.length; k++)
            sum += ((scores[k]?.[row] ?? 0) - (k === truth ? 1 : 0)) ** 2;
        return sum;
    });
    return values === null ? noScores : meanComputation(values);
}
/** Expected calibration error: 15 bins of equal width, L1. The bin of p is ⌊15 p⌋, and 1 is in the last. */
function calibrationError(examples) {
    const { n } = examples;
    const confidence = new Float64Array(n);
    const outcome = new Uint8Array(n);
    if (examples.task === 'binary') {
        if (examples.score === null)
            return noScores;
        confidence.set(examples.score);
        for (let i = 0; i < n; i++)
            outcome[i] = at(examples.label, i);
    }
    else {
        const { scores, label } = examples;
        if (scores === null)
            return noScores;
        for (let i = 0; i < n; i++) {
            let best = 0;
            for (let k = 1; k < scores.length; k++) {
                if ((scores[k]?.[i] ?? 0) > (scores[best]?.[i] ?? 0))
                    best = k;
            }
            confidence[i] = scores[best]?.[i] ?? 0;
            outcome[i] = best === at(label, i) ? 1 : 0;
        }
    }
    const bin = Uint8Array.from(confidence, (p) => Math.min(BINS - 1, Math.floor(p * BINS)));
    const gap = confidence.map((p, i) => at(outcome, i) - p);
    const gaps = (weight) => {
        const sums = new Float64Array(BINS);
        for (let i = 0; i < n; i++) {
            const k = at(bin, i);
            sums[k] = at(sums, k) + (weight === null ? 1 : at(weight, i)) * at(gap, i);
        }
        return sums;
    };
    return {
        // n_k/n · |mean outcome − mean probability| is |Σ (outcome − probability)| / n.
        at(weight) {
            const total = sumOf(weight, n);
            if (!(total > 0))
                return undefinedValue(n === 0 ? 'no rows' : 'the weights sum to 0');
            return gaps(weight).reduce((sum, value) => sum + Math.abs(value), 0) / total;
        },
        normErrors(weight) {
            const sums = gaps(weight);
            const squares = new Float64Array(BINS);
            for (let i = 0; i < n; i++) {
                const k = at(bin, i);
                squares[k] = at(squares, k) + ((weight === null ? 1 : at(weight, i)) * at(gap, i)) ** 2;
            }
            const total = sumOf(weight, n);
            return squares.map((square, k) => Math.sqrt(Math.max(0, square - at(sums, k) ** 2 / n)) / total);
        },
    };
}

;// CONCATENATED MODULE: ./build/evaluation/metrics/regression.js
/** Metrics of predicted numbers. */


function errors(examples, of) {
    const values = new Float64Array(examples.n);
    for (let i = 0; i < examples.n; i++) {
        const label = at(examples.label, i);
        values[i] = of(at(examples.predicted, i) - label, label);
    }
    return values;
}
const mae = (examples) => meanComputation(errors(examples, (error) => Math.abs(error)));
const mse = (examples) => meanComputation(errors(examples, (error) => error * error));
const rmse = (examples) => meanComputation(errors(examples, (error) => error * error), { of: Math.sqrt, slope: (mean) => (mean > 0 ? 0.5 / Math.sqrt(mean) : 0) });
function mape(examples) {
    const zeros = examples.label.reduce((count, label) => count + (label === 0 ? 1 : 0), 0);
    if (zeros > 0) {
        return { at: () => undefinedValue(`${zeros} ${zeros === 1 ? 'row has' : 'rows have'} the label 0`) };
    }
    return meanComputation(errors(examples, (error, label) => Math.abs(error) / Math.abs(label)));
}
/** Coefficient of determination: 1 − (mean squared error) / (variance of the labels, with divisor n). */
function r2(examples) {
    const { n, label } = examples;
    const squares = errors(examples, (error) => error * error);
    const first = n > 0 ? at(label, 0) : 0;
    // Around a fixed point near the data, so that large labels with a small spread lose no digits.
    const plain = meanOf(label, null);
    const center = typeof plain === 'number' ? plain : 0;
    const shifted = label.map((value) => value - center);
    const spread = (weight) => {
        const mean = meanOf(shifted, weight);
        if (typeof mean !== 'number')
            return mean;
        return meanOf(shifted.map((value) => (value - mean) ** 2), weight);
    };
    const constant = label.every((value) => value === first);
    return {
        at(weight) {
            if (n < 2)
                return undefinedValue('fewer than two rows');
            if (constant)
                return undefinedValue('all labels are equal');
            const [error, variance] = [meanOf(squares, weight), spread(weight)];
            if (typeof error !== 'number')
                return error;
            if (typeof variance !== 'number')
                return variance;
            return variance > 0 ? 1 - error / variance : undefinedValue('all labels are equal');
        },
        influence(weight) {
            const number = (value) => (typeof value === 'number' ? value : Number.NaN);
            const error = number(meanOf(squares, weight));
            const variance = number(spread(weight));
            const mean = number(meanOf(shifted, weight));
            return squares.map((square, i) => (-square + (error / variance) * (at(shifted, i) - mean) ** 2) / variance);
        },
    };
}

;// CONCATENATED MODULE: ./build/evaluation/metrics/scores.js
/** Metrics of the order of scores: ROC-AUC and average precision. Ties count as ties. */



/** Positions at which a run of equal scores ends (exclusive). `score` is sorted. */
function tieEnds(score) {
    const n = score.length;
    const ends = new Uint32Array(n);
    let count = 0;
    for (let i = 1; i <= n; i++) {
        if (i === n || at(score, i) !== at(score, i - 1))
            ends[count++] = i;
    }
    return ends.slice(0, count);
}
/**
 * Probability that a positive example scores higher than a negative one, ties ½ (Mann-Whitney).
 * `positive` holds 1 or 0 in the order of falling scores; `ends` are the runs of equal scores.
 */
function scores_area(positive, ends, weight) {
    let positives = 0;
    let negatives = 0;
    // Twice the area, so that sums of unweighted ties stay whole numbers.
    let twice = 0;
    let i = 0;
    for (let group = 0; group < ends.length; group++) {
        const end = at(ends, group);
        let up = 0;
        let down = 0;
        for (; i < end; i++) {
            const w = weight === null ? 1 : at(weight, i);
            if (at(positive, i) === 1)
                up += w;
            else
                down += w;
        }
        twice += down * (2 * positives + up);
        positives += up;
        negatives += down;
    }
    if (positives === 0)
        return undefinedValue('one class only: no label is positive');
    if (negatives === 0)
        return undefinedValue('one class only: every label is positive');
    const product = positives * negatives;
    // Below and above, products of weights lose their digits or are infinite: the area of one class then passes 1.
    if (weight !== null && !(product > 1e-200 && product < 1e300)) {
        const share = weight.map((w, k) => w / (at(positive, k) === 1 ? positives : negatives));
        return scores_area(positive, ends, share);
    }
    return twice / 2 / positives / negatives;
}
function averagePrecision(positive, ends, weight) {
    let right = 0;
    let taken = 0;
    let value = 0;
    let i = 0;
    for (let group = 0; group < ends.length; group++) {
        const end = at(ends, group);
        const before = right;
        for (; i < end; i++) {
            const w = weight === null ? 1 : at(weight, i);
            taken += w;
            if (at(positive, i) === 1)
                right += w;
        }
        if (right > before)
            value += ((right - before) * right) / taken;
    }
    return right > 0 ? value / right : undefinedValue('no label is positive');
}
/** Sorted scores and labels that a positive class gives; shared by the estimate and its variance. */
function rocAuc(examples) {
    if (examples.score === null)
        return { at: () => undefinedValue('there are no scores') };
    const ends = tieEnds(examples.score);
    const { label } = examples;
    return {
        at: (weight) => scores_area(label, ends, weight),
        influence: (weight) => rocInfluence(label, ends, weight),
    };
}
/**
 * Influence of each example on the area: for a positive one, the share of negatives below it (ties ½) less the
 * area, over the share of positives; likewise for a negative one. These are DeLong's structural components.
 */
function rocInfluence(positive, ends, weight) {
    const n = positive.length;
    const values = new Float64Array(n);
    let [positives, negatives] = [0, 0];
    for (let i = 0; i < n; i++) {
        const w = weight === null ? 1 : at(weight, i);
        if (at(positive, i) === 1)
            positives += w;
        else
            negatives += w;
    }
    const auc = scores_area(positive, ends, weight);
    const center = typeof auc === 'number' ? auc : Number.NaN;
    const total = positives + negatives;
    let [above, aboveNegatives] = [0, 0];
    let i = 0;
    for (let group = 0; group < ends.length; group++) {
        const end = at(ends, group);
        let [up, down] = [0, 0];
        for (let j = i; j < end; j++) {
            const w = weight === null ? 1 : at(weight, j);
            if (at(positive, j) === 1)
                up += w;
            else
                down += w;
        }
        const below = negatives - aboveNegatives - down / 2;
        const higher = above + up / 2;
        for (; i < end; i++) {
            values[i] =
                at(positive, i) === 1
                    ? ((below / negatives - center) * total) / positives
                    : ((higher / positives - center) * total) / negatives;
        }
        above += up;
        aboveNegatives += down;
    }
    return values;
}
function averagePrecisionOf(examples) {
    if (examples.score === null)
        return { at: () => undefinedValue('there are no scores') };
    const ends = tieEnds(examples.score);
    return { at: (weight) => averagePrecision(examples.label, ends, weight) };
}
/** One class against the rest, for each class that has scores; the plain mean of their areas. */
function rocAucOneVersusRest(examples) {
    const { scores, label, n, classes } = examples;
    if (scores === null)
        return { at: () => undefinedValue('there are no scores of the classes') };
    const parts = scores.map((score, k) => {
        const order = orderDescending(score);
        return {
            order,
            positive: Int32Array.from(order, (index) => (at(label, index) === k ? 1 : 0)),
            ends: tieEnds(Float64Array.from(order, (index) => at(score, index))),
        };
    });
    return {
        at(weight) {
            let sum = 0;
            const sorted = weight === null ? null : new Float64Array(n);
            for (const [k, { order, positive, ends }] of parts.entries()) {
                if (weight !== null && sorted !== null) {
                    for (let i = 0; i < n; i++)
                        sorted[i] = at(weight, at(order, i));
                }
                const value = scores_area(positive, ends, sorted);
                if (typeof value !== 'number')
                    return undefinedValue(`class ${classes[k]}: ${value.undefined}`);
                sum += value;
            }
            return sum / parts.length;
        },
        influence(weight) {
            const values = new Float64Array(n);
            for (const { order, positive, ends } of parts) {
                const sorted = weight === null ? null : Float64Array.from(order, (index) => at(weight, index));
                const part = rocInfluence(positive, ends, sorted);
                for (let i = 0; i < n; i++) {
                    const index = at(order, i);
                    values[index] = at(values, index) + at(part, i) / parts.length;
                }
            }
            return values;
        },
    };
}

;// CONCATENATED MODULE: ./build/evaluation/metrics/index.js










const TABLE = {
    ...Object.fromEntries(Object.entries(LABEL_METRICS).map(([name, of]) => [name, { binary: of, multiclass: of }])),
    roc_auc: { binary: rocAuc },
    roc_auc_ovr: { multiclass: rocAucOneVersusRest },
    average_precision: { binary: averagePrecisionOf },
    log_loss: { binary: logLoss, multiclass: logLoss },
    brier: { binary: brier, multiclass: brier },
    ece: { binary: calibrationError, multiclass: calibrationError },
    mae: { regression: mae },
    mse: { regression: mse },
    rmse: { regression: rmse },
    r2: { regression: r2 },
    mape: { regression: mape },
};
/** Names that have a computation for examples (those of the model itself, such as latency, have none here). */
const COMPUTABLE = new Set(Object.keys(TABLE));
/**
 * A metric over examples. Binary examples must be sorted by score (`sortedByScore`). What stands in the way
 * (missing labels, NaN scores, probabilities outside [0, 1]) gives an undefined value with the reason.
 * Throws a RangeError for a name that has no computation for this task; callers check names before.
 */
function prepareMetric(name, needs, examples) {
    const reason = blockers(examples)[needs];
    if (reason !== null)
        return { at: () => undefinedValue(reason) };
    const row = Object.hasOwn(TABLE, name) ? TABLE[name] : undefined;
    if (examples.task === 'binary' && row?.binary)
        return row.binary(examples);
    if (examples.task === 'multiclass' && row?.multiclass)
        return row.multiclass(examples);
    if (examples.task === 'regression' && row?.regression)
        return row.regression(examples);
    throw new RangeError(`${name} has no computation for ${examples.task}`);
}

;// CONCATENATED MODULE: ./build/evaluation/findings.js

const PLACES = 5;
function emptyFinding(dataset) {
    return {
        check: 'dataset.rows',
        verdict: 'error',
        severity: 'error',
        subject: { dataset: dataset.name },
        expected: 'at least one row',
        actual: '0',
        where: [],
        message: `dataset ${dataset.name} has no rows: nothing was evaluated`,
    };
}
function truthFindings(truth, request) {
    const { label } = truth;
    const bad = label instanceof Float64Array
        ? positions(label.length, (row) => !Number.isFinite(at(label, row)))
        : positions(label.codes.length, (row) => at(label.codes, row) < 0);
    if (bad.length === 0)
        return [];
    return [
        {
            ...rowsFinding('labels.missing', bad, truth.rows),
            subject: { dataset: request.dataset.name, column: request.config.target },
            expected: 'a label in every row',
            message: `${bad.length} of ${truth.rows} rows have no label in ${request.config.target}; no metric has a value`,
            fix: 'leave these rows out of the dataset, or fill them',
        },
    ];
}
/** Scores that are no numbers. `name` is the candidate or the baseline. */
function predictionFindings(examples, name) {
    const columns = examples.task === 'binary'
        ? examples.score && [examples.score]
        : examples.task === 'multiclass'
            ? examples.scores
            : [examples.predicted];
    const bad = positions(examples.n, (i) => columns?.some((column) => !Number.isFinite(at(column, i))) ?? false);
    if (bad.length === 0)
        return [];
    const rows = bad.map((i) => (examples.row === null ? i : at(examples.row, i))).sort((a, b) => a - b);
    return [
        {
            ...rowsFinding('predictions.finite', rows, examples.n),
            subject: { target: name },
            expected: 'a finite number in every row',
            message: `the ${name} gives NaN, an infinite value or nothing in ${bad.length} of ${examples.n} rows`,
            fix: 'look at the inputs of these rows: a missing value or a division by zero in the model is usual',
        },
    ];
}
/** Every metric of the whole dataset that has no value. A slice without a value is not the fault of the model. */
function definedFindings(metrics, name) {
    return metrics
        .filter((metric) => metric.slice === null && metric.value === null)
        .map((metric) => ({
        check: 'metric.defined',
        verdict: 'error',
        severity: 'error',
        subject: { target: name },
        where: [],
        message: `${metric.name} of the ${name} has no value: ${metric.undefined ?? 'unknown'}`,
    }));
}
function rowsFinding(check, rows, of) {
    return {
        check,
        verdict: 'error',
        severity: 'error',
        count: rows.length,
        share: rows.length / of,
        where: rows.slice(0, PLACES).map((row) => ({ row: row + 1 })),
    };
}
function positions(n, is) {
    const found = [];
    for (let i = 0; i < n; i++)
        if (is(i))
            found.push(i);
    return found;
}

// EXTERNAL MODULE: ./node_modules/@stdlib/stats-base-dists-normal-quantile/lib/index.js
var lib = __webpack_require__(86060);
;// CONCATENATED MODULE: ./build/evaluation/intervals/interval.js
/** What an interval is: two bounds with the name of the method, or the reason why there are none. */

function noInterval(why) {
    return { bounds: null, method: `none: ${why}` };
}
/** The two-sided critical value: 1.96 for 0.95. */
function criticalValue(confidence) {
    return lib((1 + confidence) / 2, 0, 1);
}
/** Bounds kept inside the possible values of the metric. */
function clipped(low, high, [least, most]) {
    return [Math.max(low, least ?? -Infinity), Math.min(high, most ?? Infinity)];
}

;// CONCATENATED MODULE: ./build/evaluation/intervals/auc.js
/** Intervals for the area under the ROC curve. */


/**
 * Variance of the area after DeLong, DeLong and Clarke-Pearson 1988, from the influence of each example
 * (its structural component, scaled). Midranks make it O(n log n): Sun and Xu 2014. Null with fewer than two
 * examples of a class. With weights it is the linearised variance of the weighted area, without their n − 1.
 */
function delongVariance(label, influence, weight) {
    const count = [0, 0];
    const sums = [0, 0];
    let total = 0;
    for (let i = 0; i < label.length; i++) {
        const w = weight === null ? 1 : at(weight, i);
        if (w === 0)
            continue;
        const k = at(label, i);
        count[k] = at(count, k) + 1;
        sums[k] = at(sums, k) + (w * at(influence, i)) ** 2;
        total += w;
    }
    const [negatives = 0, positives = 0] = count;
    if (negatives < 2 || positives < 2)
        return null;
    const correct = (k) => (weight === null ? at(count, k) / (at(count, k) - 1) : 1);
    return (at(sums, 0) * correct(0) + at(sums, 1) * correct(1)) / (total * total);
}
/** DeLong's interval; where its variance is zero (a perfect ranking), Newcombe's, which has a width. */
function aucInterval(examples, auc, influence, confidence = 0.95) {
    const { label, weight } = examples;
    const variance = delongVariance(label, influence, weight);
    // Rounding of the components leaves about 1e-32 where the variance is zero.
    if (variance !== null && variance > 1e-24) {
        const half = criticalValue(confidence) * Math.sqrt(variance);
        return {
            bounds: clipped(auc - half, auc + half, [0, 1]),
            method: weight ? 'delong(weighted)' : 'delong',
        };
    }
    if (weight !== null)
        return noInterval('the ranking is perfect or a class has one example, with weights');
    const positives = label.reduce((count, value) => count + value, 0);
    return newcombe(auc, positives, label.length - positives, confidence);
}
/**
 * Newcombe 2006 (Statistics in Medicine 25:559), method 5: the areas that lie within z standard errors of the
 * estimate, with Hanley and McNeil's variance at each of them and both sample sizes replaced by their mean.
 */
function newcombe(auc, positives, negatives, confidence = 0.95) {
    const z = criticalValue(confidence);
    const size = (positives + negatives) / 2 - 1;
    const excess = (area) => {
        const variance = (area * (1 - area) * (1 + size * ((1 - area) / (2 - area) + area / (1 + area)))) /
            (positives * negatives);
        return Math.abs(area - auc) - z * Math.sqrt(variance);
    };
    /** Bisection between an area inside the interval and an end of [0, 1]. */
    const bound = (end) => {
        if (auc === end)
            return end;
        let [inside, outside] = [auc, end];
        for (let i = 0; i < 100; i++) {
            const middle = (inside + outside) / 2;
            if (excess(middle) < 0)
                inside = middle;
            else
                outside = middle;
        }
        return outside;
    };
    return { bounds: [bound(0), bound(1)], method: 'newcombe5' };
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./build/evaluation/intervals/random.js
/** A seeded generator of random numbers, so that a resampling gives the same interval on every machine. */

/**
 * xoshiro128** 1.1 (Blackman and Vigna, https://prng.di.unimi.it/xoshiro128starstar.c, public domain).
 * The state must not be all zeros.
 */
function xoshiro128(state) {
    let [a, b, c, d] = state;
    return () => {
        const product = Math.imul(b, 5);
        const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
        const shifted = b << 9;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= shifted;
        d = (d << 11) | (d >>> 21);
        return result;
    };
}
/** A generator of its own for each seed and stream, so that a slice's interval does not depend on other slices. */
function randomFor(seed, stream) {
    const hash = (0,external_node_crypto_.createHash)('sha256').update(`${seed}\0${stream}`).digest();
    return xoshiro128([hash.readInt32LE(0), hash.readInt32LE(4), hash.readInt32LE(8), hash.readInt32LE(12)]);
}
/**
 * How often each of `n` examples is drawn in `n` draws with replacement, added to `counts` (cleared first).
 * An index is ⌊u·n/2³²⌋: for n ≤ 2²⁰ its probability is off by less than 2⁻¹² of itself.
 */
function drawCounts(random, n, counts) {
    counts.fill(0);
    const scale = n / 2 ** 32;
    for (let i = 0; i < n; i++) {
        const index = Math.floor(random() * scale);
        counts[index] = (counts[index] ?? 0) + 1;
    }
}

;// CONCATENATED MODULE: ./build/evaluation/intervals/bootstrap.js
/** The percentile bootstrap: one set of resamples serves all metrics of a slice. */




/** Resamples between two chances for a cancellation to be seen. */
const BREATH = 50;
/** A metric that is undefined in more of the resamples than this has no interval. */
const MAX_UNDEFINED = 0.05;
/**
 * Percentile intervals (Efron and Tibshirani 1993, chapter 13): examples are drawn with replacement, `n` of
 * `n`, the same draws for every computation; bounds are quantiles of the values. `weight` are the user's own
 * weights, which go with their example. Aborts with the reason of the signal.
 */
async function bootstrap(computations, n, weight, options) {
    const { replicates, seed, confidence } = options;
    if (computations.length === 0)
        return [];
    if (n < 2)
        return computations.map(() => noInterval('fewer than two examples'));
    const random = randomFor(seed, options.stream);
    const counts = new Float64Array(n);
    const values = computations.map(() => new Float64Array(replicates));
    const found = computations.map(() => 0);
    for (let b = 0; b < replicates; b++) {
        if (b % BREATH === 0) {
            await (0,external_node_timers_promises_.setImmediate)();
            options.signal?.throwIfAborted();
        }
        drawCounts(random, n, counts);
        if (weight !== null)
            for (let i = 0; i < n; i++)
                counts[i] = at(counts, i) * at(weight, i);
        for (const [k, computation] of computations.entries()) {
            const value = computation.at(counts);
            const filled = found[k] ?? 0;
            const column = values[k];
            if (typeof value !== 'number' || column === undefined)
                continue;
            column[filled] = value;
            found[k] = filled + 1;
        }
    }
    return values.map((column, k) => {
        const count = found[k] ?? 0;
        const lost = 1 - count / replicates;
        if (lost > MAX_UNDEFINED) {
            return noInterval(`the metric is undefined in ${(100 * lost).toFixed(0)}% of the resamples`);
        }
        const sorted = column.subarray(0, count).sort();
        const [low, high] = [quantile(sorted, (1 - confidence) / 2), quantile(sorted, (1 + confidence) / 2)];
        if (low === high)
            return noInterval('every resample gives the same value');
        return { bounds: [low, high], method: `bootstrap(percentile, B=${replicates}, seed=${seed})` };
    });
}
/** Quantile with linear interpolation (type 7 of Hyndman and Fan, as numpy has it) of sorted values. */
function quantile(sorted, share) {
    const place = (sorted.length - 1) * share;
    const below = Math.floor(place);
    const low = at(sorted, below);
    const high = below + 1 < sorted.length ? at(sorted, below + 1) : low;
    return low + (high - low) * (place - below);
}

;// CONCATENATED MODULE: ./build/evaluation/intervals/linear.js
/** Intervals from the influence of each example: normal approximation after linearisation. */


/** Variance of an estimate from the influence of its examples, with n / (n − 1) for unweighted ones. */
function linearVariance(influence, weight) {
    const n = influence.length;
    let squares = 0;
    let total = 0;
    for (let i = 0; i < n; i++) {
        const w = weight === null ? 1 : at(weight, i);
        squares += (w * at(influence, i)) ** 2;
        total += w;
    }
    return (squares / (total * total)) * (weight === null ? n / (n - 1) : 1);
}
function linearInterval(value, influence, weight, range, confidence = 0.95) {
    if (influence.length < 2)
        return noInterval('fewer than two examples');
    const variance = linearVariance(influence, weight);
    if (!Number.isFinite(variance))
        return noInterval('the variance is not finite');
    if (variance === 0)
        return noInterval('no example differs from another');
    const half = criticalValue(confidence) * Math.sqrt(variance);
    return { bounds: clipped(value - half, value + half, range), method: 'normal(linearised)' };
}
/**
 * Interval for average precision on the logit scale with the number of positives as sample size
 * (Boyd, Eng and Page 2013, "Area under the precision-recall curve: point estimates and confidence intervals").
 */
function logitInterval(value, positives, confidence = 0.95) {
    if (value <= 0 || value >= 1)
        return noInterval('the logit interval has no width at 0 or 1');
    const middle = Math.log(value / (1 - value));
    const half = criticalValue(confidence) / Math.sqrt(positives * value * (1 - value));
    const back = (x) => 1 / (1 + Math.exp(-x));
    return { bounds: [back(middle - half), back(middle + half)], method: 'logit(positives)' };
}

;// CONCATENATED MODULE: ./build/evaluation/intervals/norm.js
/** Intervals for metrics that are a sum of absolute values, such as the expected calibration error. */



/**
 * A conservative interval for ‖d‖₁ from the estimate ‖d̂‖₁: by the triangle inequality they differ by at most
 * ‖d̂ − d‖₁, and the bound is the quantile of that norm, drawn from normal errors with the standard errors given.
 * The percentile bootstrap holds the truth in almost no sample of a well calibrated model, because noise only adds
 * to absolute values; this holds it in at least the nominal share.
 */
function normInterval(value, errors, range, options) {
    const { replicates, seed, confidence } = options;
    const random = randomFor(seed, `norm ${options.stream}`);
    const norms = new Float64Array(replicates);
    for (let b = 0; b < replicates; b++) {
        let norm = 0;
        for (const error of errors)
            norm += error * Math.abs(lib((random() + 0.5) / 2 ** 32, 0, 1));
        norms[b] = norm;
    }
    const bound = norms.sort()[Math.ceil(confidence * replicates) - 1] ?? 0;
    if (!(bound > 0))
        return noInterval('no example differs from another');
    return {
        bounds: clipped(value - bound, value + bound, range),
        method: `norm(triangle, conservative, B=${replicates}, seed=${seed})`,
    };
}

;// CONCATENATED MODULE: ./build/evaluation/intervals/wilson.js
/** Wilson's score interval for a share (Wilson 1927; Newcombe 1998, method 3, without continuity correction). */

function wilson(successes, trials, confidence = 0.95) {
    if (!(trials > 0))
        return noInterval('no trials');
    const z = criticalValue(confidence);
    const share = successes / trials;
    const shrink = 1 + (z * z) / trials;
    const middle = (share + (z * z) / (2 * trials)) / shrink;
    const half = (z / shrink) * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
    return {
        // At the ends the bound is 0 or 1 exactly; the formula misses it by rounding.
        bounds: [successes === 0 ? 0 : middle - half, successes === trials ? 1 : middle + half],
        method: 'wilson',
    };
}

;// CONCATENATED MODULE: ./build/evaluation/intervals/index.js
/** Which interval fits which metric. Every figure has one, or says why not. */













const INTERVALS = {
    confidence: 0.95,
    replicates: 1000,
    seed: 0,
    resampleUpTo: 50_000,
};
/**
 * Intervals for the metrics of one slice, in the order given: Wilson for unweighted rates, DeLong for the area
 * under the ROC curve, a conservative bound for the calibration error, the bootstrap for the others, and above `resampleUpTo` examples the normal
 * approximation by linearisation where the metric has one. `resample: false` takes the analytic ones at once.
 */
async function intervalsOf(examples, estimates, settings, stream, resample, signal) {
    const { confidence } = settings;
    const later = [];
    const intervals = estimates.map(({ info, computation, value }, index) => {
        if (examples.weight === null && computation.rate) {
            const { successes, trials } = computation.rate();
            return wilson(successes, trials, confidence);
        }
        if (info.name === 'roc_auc' && examples.task === 'binary' && computation.influence) {
            return aucInterval(examples, value, computation.influence(examples.weight), confidence);
        }
        if (computation.normErrors) {
            const errors = computation.normErrors(examples.weight);
            return normInterval(value, errors, info.range, { ...settings, stream });
        }
        if (resample && examples.n <= settings.resampleUpTo) {
            later.push(index);
            return noInterval('not yet computed');
        }
        return analytic(examples, { info, computation, value }, settings);
    });
    const resampled = await bootstrap(later.map((index) => estimates[index]?.computation).filter((part) => part !== undefined), examples.n, examples.weight, { ...settings, stream, ...(signal && { signal }) });
    for (const [k, index] of later.entries()) {
        const interval = resampled[k];
        if (interval)
            intervals[index] = interval;
    }
    return intervals;
}
function analytic(examples, estimate, settings) {
    const { info, computation, value } = estimate;
    if (computation.influence) {
        const influence = computation.influence(examples.weight);
        return linearInterval(value, influence, examples.weight, info.range, settings.confidence);
    }
    if (info.name === 'average_precision' && examples.task === 'binary' && examples.weight === null) {
        const positives = examples.label.reduce((count, label) => count + label, 0);
        return logitInterval(value, positives, settings.confidence);
    }
    const limit = (0,build_base/* groupDigits */.K9)(settings.resampleUpTo);
    return noInterval(`above ${limit} rows nothing is resampled, and ${info.name} has no analytic interval`);
}

// EXTERNAL MODULE: ./build/engines/index.js + 5 modules
var engines = __webpack_require__(60312);
;// CONCATENATED MODULE: ./build/evaluation/onnx-inputs.js



const whole = (cast, cells) => ({
    takes: 'whole numbers or booleans',
    accepts: (type) => isInteger(type) || type === 'BOOLEAN',
    cast,
    cells: (length) => ({ values: cells(length), missing: null }),
});
const real = (cells) => ({
    takes: 'numbers or booleans',
    accepts: (type) => isNumeric(type) || type === 'BOOLEAN',
    cast: 'DOUBLE',
    cells: (length) => ({ values: cells(length), missing: Number.NaN }),
});
/** By ONNX Runtime's names of element types. */
const TYPES = {
    float32: real((length) => new Float32Array(length)),
    float64: real((length) => new Float64Array(length)),
    int64: whole('BIGINT', (length) => new BigInt64Array(length)),
    uint64: whole('UBIGINT', (length) => new BigUint64Array(length)),
    int32: whole('INTEGER', (length) => new Int32Array(length)),
    uint32: whole('UINTEGER', (length) => new Uint32Array(length)),
    int16: whole('SMALLINT', (length) => new Int16Array(length)),
    uint16: whole('USMALLINT', (length) => new Uint16Array(length)),
    int8: whole('TINYINT', (length) => new Int8Array(length)),
    uint8: whole('UTINYINT', (length) => new Uint8Array(length)),
    bool: {
        takes: 'booleans',
        accepts: (type) => type === 'BOOLEAN',
        cast: 'BOOLEAN',
        cells: (length) => ({ values: new Uint8Array(length), missing: null }),
    },
    string: {
        takes: 'texts',
        accepts: (type) => type === 'VARCHAR' || type.startsWith('ENUM('),
        cast: 'VARCHAR',
        cells: (length) => ({ values: new Array(length), missing: null }),
    },
};
/** Plans every input. All problems are returned at once; the plan is of use only where there are none. */
function planInputs(request) {
    const problems = [];
    const plans = [];
    let batch = null;
    const names = request.inputs.map((input) => input.name);
    for (const name of Object.keys(request.features ?? {})) {
        if (names.includes(name))
            continue;
        problems.push({
            message: `the model has no input ${name}, which \`features\` names`,
            expected: `one of ${names.join(', ')}`,
        });
    }
    const matrices = request.inputs.filter((input) => isMatrix(input));
    for (const input of request.inputs) {
        if (!input.isTensor || !Object.hasOwn(TYPES, input.type)) {
            problems.push({
                message: `the model's input ${input.name} is ${input.isTensor ? `of type ${input.type}` : 'no tensor'}, which cannot be filled from columns`,
                expected: `a tensor of ${Object.keys(TYPES).join(', ')}`,
            });
            continue;
        }
        const [first, ...tail] = input.shape;
        if (typeof first === 'number' && first > 0) {
            if (batch !== null && batch !== first)
                problems.push({ message: `the inputs fix different numbers of rows: ${batch} and ${first}` });
            batch = first;
        }
        if (tail.length > 1) {
            problems.push({
                message: `the model's input ${input.name} has the shape [${input.shape.map(shownDimension).join(', ')}]`,
                expected: 'one row an example: [N], [N, 1] or [N, k]; for others use `evaluate.run`',
            });
            continue;
        }
        const columns = columnsFor(input, tail, request, matrices.length, problems);
        if (columns === null)
            continue;
        const type = TYPES[input.type];
        if (type === undefined)
            continue;
        problems.push(...typeProblems(input.name, input.type, type, columns, request));
        plans.push({
            name: input.name,
            type: input.type,
            columns,
            sql: columns.map((column) => `CAST(${(0,data/* sqlName */.iA)(column)} AS ${type.cast})`),
            tail: tail.length === 0 ? [] : [columns.length],
        });
    }
    return { inputs: { plans, batch }, problems };
}
function isMatrix(input) {
    const width = input.isTensor ? input.shape[1] : undefined;
    return input.isTensor && input.shape.length === 2 && width !== 1;
}
function shownDimension(size) {
    return typeof size === 'number' && size >= 0
        ? String(size)
        : size === '' || size === -1
            ? 'any'
            : String(size);
}
/** The columns of one input, or null with the problem added. */
function columnsFor(input, tail, request, matrices, problems) {
    const width = tail[0];
    const fixed = typeof width === 'number' && width > 0 ? width : null;
    if (isMatrix(input)) {
        if (request.matrix === undefined) {
            problems.push({
                message: `the model's input ${input.name} is a matrix of ${fixed ?? 'any number of'} columns, and nothing says which`,
                expected: `\`columns\`: ${fixed === null ? 'the' : fixed} names in the order of training; the dataset has ${[...request.columns.keys()].join(', ')}`,
            });
            return null;
        }
        if (matrices > 1) {
            problems.push({
                message: 'the model has several matrix inputs; `columns` can fill only one',
                fix: 'use `evaluate.run`',
            });
            return null;
        }
        if (fixed !== null && request.matrix.length !== fixed) {
            problems.push({
                message: `the model's input ${input.name} takes ${fixed} columns, and \`columns\` names ${request.matrix.length}`,
                expected: `exactly ${fixed}`,
            });
            return null;
        }
        return request.matrix;
    }
    const mapped = request.features && Object.hasOwn(request.features, input.name)
        ? request.features[input.name]
        : undefined;
    return [mapped ?? input.name];
}
function typeProblems(name, element, type, columns, request) {
    const all = [...request.columns.keys()];
    return columns.flatMap((column) => {
        const found = request.columns.get(column);
        if (found === undefined) {
            const near = (0,build_base/* nearest */.pA)(column, all);
            return [
                {
                    message: `the model's input ${name} (${element}) needs the column ${column}, which the dataset lacks`,
                    expected: `one of ${all.join(', ')}`,
                    fix: `${near ? `did you mean ${near}? ` : ''}name the column under \`features\`: {${name}: COLUMN}`,
                },
            ];
        }
        if (column === request.target) {
            return [{ message: `the model's input ${name} would be the label itself, column ${column}` }];
        }
        if (type.accepts(found))
            return [];
        return [
            {
                message: `the model's input ${name} (${element}) cannot take the column ${column}, which is ${found}`,
                expected: `a column of ${type.takes}`,
            },
        ];
    });
}
/** Room for `rows` rows of an input. */
function cellsOf(plan, rows) {
    const type = TYPES[plan.type];
    if (type === undefined)
        throw new RangeError(`${plan.type} is no type of an input`);
    return type.cells(rows * plan.columns.length);
}

;// CONCATENATED MODULE: ./build/evaluation/onnx-outputs.js


const REAL = new Set(['float32', 'float64']);
const LABEL = new Set(['int64', 'int32', 'string', 'bool', 'uint8', 'int8']);
const NO_ZIPMAP = 'export without ZipMap: skl2onnx to_onnx(…, options={"zipmap": False}); onnxmltools convert_…(…, zipmap=False)';
/** Chooses outputs by type and shape, or the one that the configuration names. */
function planOutputs(outputs, task, named) {
    const problems = [];
    const shown = outputs
        .map((output) => `${output.name} (${output.isTensor ? output.type : 'no tensor'})`)
        .join(', ');
    const flat = outputs.filter((output) => output.isTensor && output.shape.length <= 2);
    const real = flat.filter((output) => output.isTensor && REAL.has(output.type));
    const labels = flat.filter((output) => output.isTensor && LABEL.has(output.type));
    const zipmap = outputs.some((output) => !output.isTensor);
    const label = task === 'regression' ? null : (labels[0]?.name ?? null);
    if (named !== undefined) {
        const found = outputs.find((output) => output.name === named);
        if (found === undefined) {
            const near = (0,build_base/* nearest */.pA)(named, outputs.map((output) => output.name));
            problems.push({
                message: `the model has no output ${named}`,
                expected: `one of ${shown}`,
                ...(near ? { fix: `did you mean ${near}?` } : {}),
            });
        }
        else if (!found.isTensor) {
            problems.push({
                message: `the model's output ${named} is a sequence of maps, not a tensor`,
                fix: NO_ZIPMAP,
            });
        }
        return { plan: { scores: named, labels: label === named ? null : label, zipmap }, problems };
    }
    const likely = real.filter((output) => /prob/i.test(output.name));
    const chosen = real.length === 1 ? real[0] : likely.length === 1 ? likely[0] : undefined;
    if (chosen === undefined && real.length > 1) {
        problems.push({
            message: 'several outputs of the model may hold the scores',
            expected: `\`output\`: one of ${shown}`,
        });
    }
    if (chosen === undefined && real.length === 0) {
        const number = task === 'regression'
            ? labels.find((output) => output.isTensor && output.type !== 'string')
            : undefined;
        if (number)
            return { plan: { scores: number.name, labels: null, zipmap }, problems };
        if (task === 'regression' || label === null) {
            problems.push({
                message: `no output of the model can be read as ${task === 'regression' ? 'numbers' : 'scores or labels'}`,
                expected: `a tensor of one or two dimensions; the model has ${shown}`,
                ...(zipmap ? { fix: NO_ZIPMAP } : {}),
            });
        }
    }
    return { plan: { scores: chosen?.name ?? null, labels: label, zipmap }, problems };
}
/** The usage error for metrics that need scores where the model gives them in a form that cannot be read. */
function zipmapProblem(metrics) {
    return {
        message: `the model gives its probabilities as a sequence of maps (ZipMap), so that ${metrics.join(', ')} cannot be computed`,
        fix: NO_ZIPMAP,
    };
}
/** Numbers of a tensor [n], [n, 1] or [n, k], column by column, written from `row` on into `columns`. */
function readScores(name, tensor, rows, row, columns, total) {
    const { dims } = tensor;
    const width = dims.length === 1 ? 1 : dims.length === 2 ? dims[1] : undefined;
    if (width === undefined || width < 1 || dims[0] !== rows) {
        throw (0,build_base/* usageError */.Wp)({
            message: `the model's output ${name} has the shape [${dims.join(', ')}] for ${rows} rows`,
            expected: `[${rows}], [${rows}, 1] or [${rows}, k]`,
        });
    }
    while (columns.length < width)
        columns.push(new Float64Array(total).fill(Number.NaN));
    const { data } = tensor;
    for (let k = 0; k < width; k++) {
        const column = columns[k];
        if (column === undefined)
            continue;
        for (let i = 0; i < rows; i++)
            column[row + i] = Number(data[i * width + k]);
    }
}
/** Labels of a tensor [n] or [n, 1] as texts. */
function readLabels(name, tensor, rows, take) {
    const { data, dims } = tensor;
    if (dims[0] !== rows || data.length !== rows) {
        throw (0,build_base/* usageError */.Wp)({
            message: `the model's output ${name} has the shape [${dims.join(', ')}] for ${rows} rows`,
            expected: `[${rows}] or [${rows}, 1]`,
        });
    }
    for (let i = 0; i < rows; i++) {
        const value = data[i];
        const text = tensor.type === 'bool'
            ? value === 1
                ? 'true'
                : 'false'
            : typeof value === 'number'
                ? numberText(value)
                : String(value);
        take(i, text);
    }
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./build/evaluation/table.js
/**
 * The dataset under evaluation as a relation of DuckDB, locked so that the conditions of slices can read nothing
 * else: its rows in a fixed order, its columns with their types.
 */






/** Name of the view over the dataset's rows. */
const DATA = 'assay_data';
/**
 * Opens a dataset. Text formats are read once and kept as Parquet, so that every later pass is fast and typed
 * alike. Throws a usage error where the files cannot be read. Close it always.
 */
async function openTable(ctx, dataset) {
    const db = await (0,engines/* openDatabase */.qI)(ctx);
    const scratch = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'assay-evaluate-'));
    const close = async () => {
        db.close();
        await (0,promises_.rm)(scratch, { recursive: true, force: true });
    };
    try {
        let relation = (0,data/* relationSql */.jK)(dataset);
        const paths = dataset.files.map((file) => file.path);
        if (dataset.format !== 'parquet') {
            const typed = (0,external_node_path_.join)(scratch, 'dataset.parquet');
            await readable(dataset, () => db.run(`COPY (SELECT * FROM ${relation}) TO ${(0,data/* sqlString */.Qw)(typed)} (FORMAT parquet)`));
            relation = `read_parquet(${(0,data/* sqlString */.Qw)(typed)})`;
            paths.push(typed);
        }
        await db.run(`SET allowed_paths = [${paths.map(data/* sqlString */.Qw).join(', ')}]`);
        await db.run(`SET allowed_directories = [${(0,data/* sqlString */.Qw)(scratch)}]`);
        await db.run('SET enable_external_access = false');
        await db.run('SET lock_configuration = true');
        return await readable(dataset, async () => {
            await db.run(`CREATE VIEW ${DATA} AS SELECT * FROM ${relation}`);
            const columns = new Map();
            for (const row of await db.all(`DESCRIBE ${DATA}`)) {
                columns.set(String(row.column_name), String(row.column_type));
            }
            const [count] = await db.all(`SELECT count(*) AS n FROM ${DATA}`);
            return { db, dataset, rows: Number(count?.n), columns, scratch, close };
        });
    }
    catch (error) {
        await close();
        throw error;
    }
}
async function readable(dataset, work) {
    try {
        return await work();
    }
    catch (error) {
        if (error instanceof Error &&
            /^(?:Invalid Input|IO|Conversion|Binder|Parser) Error/.test(error.message)) {
            throw (0,build_base/* usageError */.Wp)({
                where: { file: dataset.path },
                message: `dataset ${dataset.name} cannot be read: ${error.message}`,
                fix: `run \`assay validate\` on it to see every broken row`,
            }, error);
        }
        throw error;
    }
}
/** The type of a column, or a problem that names the columns there are. `key` is where the name was written. */
function columnType(table, name, role) {
    const type = table.columns.get(name);
    if (type !== undefined)
        return type;
    const names = [...table.columns.keys()];
    const near = (0,build_base/* nearest */.pA)(name, names);
    return {
        message: `${role} ${name} is no column of dataset ${table.dataset.name}`,
        expected: `one of ${names.join(', ')}`,
        ...(near ? { fix: `did you mean ${near}?` } : {}),
    };
}
/** Refuses an id column that does not identify: missing or repeated values. */
async function checkIds(table, id) {
    const column = (0,data/* sqlName */.iA)(id);
    const [row] = await table.db.all(`SELECT count(*) - count(${column}) AS missing, count(${column}) - count(DISTINCT ${column}) AS repeated FROM ${DATA}`);
    const problems = [];
    if (Number(row?.missing) > 0) {
        problems.push({ message: `${row?.missing} rows of dataset ${table.dataset.name} have no ${id}` });
    }
    if (Number(row?.repeated) > 0) {
        const examples = await table.db.all(`SELECT CAST(${column} AS VARCHAR) AS id FROM ${DATA} WHERE ${column} IS NOT NULL GROUP BY ${column} HAVING count(*) > 1 ORDER BY 1 LIMIT 3`);
        problems.push({
            message: `${id} does not identify the rows of dataset ${table.dataset.name}: ${row?.repeated} rows repeat an earlier one (${examples.map((example) => example.id).join(', ')})`,
            fix: 'name a column with a value of its own for each row, or leave the id out: then the row number serves',
        });
    }
    if (problems.length > 0)
        throw (0,build_base/* usageError */.Wp)(problems);
}

;// CONCATENATED MODULE: ./build/evaluation/onnx.js





/** Rows that an inference for latency is timed on, in turn. */
const SAMPLE_ROWS = 64;
/**
 * Loads a model and plans its inputs and outputs against the dataset. All problems (a missing column, a type
 * that does not fit, an output that cannot be read) are one usage error. Release it always.
 */
async function openModel(ctx, path, table, options) {
    const digest = await (0,build_base/* sha256File */.Q3)(path, ctx.signal).catch((error) => {
        ctx.signal.throwIfAborted();
        throw (0,build_base/* unreadable */.O$)(path, 'the model', error);
    });
    const runtime = await (0,engines/* loadOnnxRuntime */.aD)(ctx);
    let session;
    try {
        // Warnings of the runtime are no messages of ours; errors come as exceptions.
        session = await runtime.InferenceSession.create(path, { logSeverityLevel: 3 });
    }
    catch (error) {
        throw (0,build_base/* usageError */.Wp)({
            where: { file: path },
            message: `ONNX Runtime cannot load the model: ${(0,build_base/* messageOf */.bD)(error)}`,
            expected: 'an ONNX model; for models of other frameworks use `evaluate.run`',
        }, error);
    }
    const release = () => session.release();
    const inputs = planInputs({
        inputs: session.inputMetadata,
        columns: table.columns,
        features: options.features,
        matrix: options.columns,
        target: options.target,
    });
    const outputs = planOutputs(session.outputMetadata, options.task, options.output);
    const problems = [...inputs.problems, ...outputs.problems];
    if (inputs.inputs.batch !== null && inputs.inputs.batch !== 1) {
        problems.push({
            message: `the model takes exactly ${inputs.inputs.batch} rows at a time`,
            expected: 'any number of rows, or one',
            fix: 'export it with a dynamic first axis (torch.onnx.export: dynamic_axes={"input": {0: "N"}})',
        });
    }
    if (problems.length > 0) {
        await release();
        throw (0,build_base/* usageError */.Wp)(problems.map((problem) => ({ where: { file: path }, ...problem })));
    }
    return { runtime, session, ...digest, inputs: inputs.inputs, outputs: outputs.plan, release };
}
/** Scores and labels for every row of the table, in its order. `batch` is the number of rows in one inference. */
async function predictOnnx(ctx, model, table, batch, onProgress = () => undefined) {
    const { session, outputs } = model;
    const columns = [];
    const labels = outputs.labels === null ? null : new LabelCollector(table.rows);
    const wanted = [outputs.scores, outputs.labels].filter((name) => name !== null);
    let row = 0;
    const take = (results, rows) => {
        if (outputs.scores !== null) {
            readScores(outputs.scores, tensorOf(results, outputs.scores), rows, row, columns, table.rows);
        }
        if (labels !== null && outputs.labels !== null) {
            const start = row;
            readLabels(outputs.labels, tensorOf(results, outputs.labels), rows, (index, label) => labels.set(start + index, label));
        }
        row += rows;
        onProgress(row);
    };
    // One inference runs while the next batch is filled.
    let running = null;
    const settle = async () => {
        if (running === null)
            return;
        const { rows, results } = running;
        running = null;
        take(await results, rows);
    };
    for await (const { feeds, rows, first } of batches(model, table, ctx, model.inputs.batch ?? batch)) {
        await settle();
        const results = session.run(feeds, wanted).catch((error) => {
            throw (0,build_base/* usageError */.Wp)({
                message: `the model fails on rows ${first + 1} to ${first + rows} of dataset ${table.dataset.name}: ${(0,build_base/* messageOf */.bD)(error)}`,
            }, error);
        });
        // Without a listener an early rejection would end the process before it is awaited.
        results.catch(() => undefined);
        running = { rows, results };
    }
    await settle();
    return {
        scores: outputs.scores === null ? null : columns,
        classes: null,
        predicted: labels?.column ?? null,
    };
}
/** Feeds of single rows, the first of the dataset, for timing. */
async function singleRowFeeds(ctx, model, table) {
    const feeds = [];
    for await (const batch of batches(model, table, ctx, 1, SAMPLE_ROWS))
        feeds.push(batch.feeds);
    return feeds;
}
async function* batches(model, table, ctx, size, limit) {
    const { plans } = model.inputs;
    const select = plans.flatMap((plan) => plan.sql);
    const rows = Math.min(table.rows, limit ?? table.rows);
    const result = await table.db.connection
        .stream(`SELECT ${select.join(', ')} FROM ${DATA}${limit === undefined ? '' : ` LIMIT ${limit}`}`)
        .catch((error) => {
        throw valueError(table, error);
    });
    let first = 0;
    let filled = 0;
    let capacity = Math.min(size, rows);
    let room = plans.map((plan) => cellsOf(plan, capacity));
    for (let chunk = await nextChunk(result, table); chunk !== null; chunk = await nextChunk(result, table)) {
        ctx.signal.throwIfAborted();
        let offset = 0;
        while (offset < chunk.rowCount) {
            const count = Math.min(chunk.rowCount - offset, capacity - filled);
            fill(plans, room, chunk, offset, count, filled, first);
            offset += count;
            filled += count;
            if (filled < capacity)
                continue;
            yield { feeds: feedsOf(model, room, capacity), rows: capacity, first };
            first += capacity;
            filled = 0;
            capacity = Math.min(size, rows - first);
            if (capacity > 0)
                room = plans.map((plan) => cellsOf(plan, capacity));
        }
    }
}
async function nextChunk(result, table) {
    try {
        const chunk = await result.fetchChunk();
        return chunk !== null && chunk.rowCount > 0 ? chunk : null;
    }
    catch (error) {
        throw valueError(table, error);
    }
}
/** DuckDB's error for a value that does not fit the type of the input, as a usage error. */
function valueError(table, error) {
    if (!(error instanceof Error) || !error.message.startsWith('Conversion Error'))
        return error;
    return (0,build_base/* usageError */.Wp)({ message: `a value of dataset ${table.dataset.name} does not fit the model's input: ${error.message}` }, error);
}
function fill(plans, room, chunk, offset, count, to, first) {
    let vectorIndex = 0;
    for (const [k, plan] of plans.entries()) {
        const cells = room[k];
        const width = plan.columns.length;
        for (let c = 0; c < width; c++) {
            const vector = chunk.getColumnVector(vectorIndex++);
            if (cells === undefined)
                continue;
            const { values, missing } = cells;
            for (let i = 0; i < count; i++) {
                const value = vector.getItem(offset + i) ?? missing;
                if (value === null) {
                    throw (0,build_base/* usageError */.Wp)({
                        message: `row ${first + to + i + 1} has no value in the column ${plan.columns[c]}, and the model's input ${plan.name} (${plan.type}) cannot hold a missing one`,
                        expected: 'a value in every row; only inputs of type float32 and float64 take missing values, as NaN',
                    });
                }
                values[(to + i) * width + c] =
                    typeof value === 'boolean' && plan.type !== 'bool' ? Number(value) : value;
            }
        }
    }
}
function feedsOf(model, room, rows) {
    const { Tensor } = model.runtime;
    const feeds = {};
    for (const [k, plan] of model.inputs.plans.entries()) {
        const data = room[k]?.values;
        feeds[plan.name] = new Tensor(plan.type, data, [rows, ...plan.tail]);
    }
    return feeds;
}
function tensorOf(results, name) {
    const value = results[name];
    if (value === undefined || !('dims' in value))
        throw (0,build_base/* usageError */.Wp)({ message: `the model gave no tensor ${name}` });
    return value;
}
class LabelCollector {
    column;
    known = new Map();
    constructor(rows) {
        this.column = { codes: new Int32Array(rows).fill(-1), names: [] };
    }
    set(row, label) {
        let code = this.known.get(label);
        if (code === undefined) {
            code = this.column.names.push(label) - 1;
            this.known.set(label, code);
        }
        this.column.codes[row] = code;
    }
}

;// CONCATENATED MODULE: ./build/evaluation/latency.js



const LATENCY = { warmup: 20, requests: 200 };
/**
 * Milliseconds of each timed inference on one row, sorted. Rows of the dataset take turns, so that a model whose
 * work depends on its input is not timed on one of them. Empty where the dataset has no rows.
 */
async function measureLatency(ctx, model, table, options) {
    const feeds = await singleRowFeeds(ctx, model, table);
    const wanted = [model.outputs.scores ?? model.outputs.labels].filter((name) => name !== null);
    const times = new Float64Array(feeds.length === 0 ? 0 : options.requests);
    for (let i = -options.warmup; i < times.length; i++) {
        ctx.signal.throwIfAborted();
        const feed = feeds[(i + options.warmup) % feeds.length];
        if (feed === undefined)
            break;
        const start = performance.now();
        await model.session.run(feed, wanted);
        if (i >= 0)
            times[i] = performance.now() - start;
    }
    return times.sort();
}
/**
 * Nearest-rank percentile of sorted times, with the distribution-free interval between two order statistics
 * (David and Nagaraja 2003, 7.1; ranks by the normal approximation of the binomial). No value where fewer times
 * were taken than one in which the percentile could be exceeded (100 for p99).
 */
function percentile(sorted, percent, confidence = 0.95) {
    const n = sorted.length;
    const share = percent / 100;
    const needed = Math.ceil(1 / (1 - share));
    if (n < needed) {
        const reason = `${n} timed requests; p${percent} needs at least ${needed}`;
        return { value: undefinedValue(reason), interval: noInterval(reason) };
    }
    const value = sorted[Math.ceil(share * n) - 1] ?? Number.NaN;
    const half = criticalValue(confidence) * Math.sqrt(n * share * (1 - share));
    const [low, high] = [Math.floor(n * share - half), Math.ceil(n * share + half) + 1];
    const [from, to] = [sorted[low - 1], sorted[high - 1]];
    if (from === undefined || to === undefined)
        return { value, interval: noInterval(`${n} timed requests are too few`) };
    return { value, interval: { bounds: [from, to], method: 'order-statistics' } };
}

;// CONCATENATED MODULE: ./build/evaluation/measure.js


/** One entry of a result. A value that is not finite becomes undefined, with the reason. */
function metricEntry(info, slice, value, interval, n, confidence = INTERVALS.confidence) {
    const known = typeof value === 'number' && Number.isFinite(value);
    const bounds = known && interval.bounds?.every(Number.isFinite) ? interval.bounds : null;
    return {
        name: info.name,
        slice,
        value: known ? value : null,
        interval: bounds === null ? null : [bounds[0], bounds[1]],
        intervalMethod: interval.method,
        confidence: bounds === null ? null : confidence,
        n,
        direction: info.direction,
        undefined: known ? null : typeof value === 'number' ? `the computation gives ${value}` : value.undefined,
    };
}
/**
 * Computes every metric for the whole and for each slice. Resampling is used where the whole dataset has at most
 * `resampleUpTo` rows, so that many slices of a large one do not take minutes.
 */
async function measure(examples, metrics, slices, seed, signal, onProgress = () => undefined) {
    const settings = { ...INTERVALS, seed };
    const resample = examples.n <= settings.resampleUpTo;
    const results = await measureOne(examples, metrics, null, settings, resample, signal);
    const total = slices.groups.reduce((sum, group) => sum + group.slices.length, 0);
    let done = 0;
    for (const group of slices.groups) {
        const parts = partition(examples, group.codes, group.slices.length);
        for (const [k, slice] of group.slices.entries()) {
            signal.throwIfAborted();
            onProgress(slice.name, done++ / total);
            const part = pick(examples, parts[k] ?? new Uint32Array(0));
            results.push(...(await measureOne(part, metrics, slice.name, settings, resample, signal)));
        }
    }
    return results;
}
async function measureOne(examples, metrics, slice, settings, resample, signal) {
    const prepared = metrics.map((info) => {
        const computation = prepareMetric(info.name, info.needs ?? 'model', examples);
        return { info, computation, value: computation.at(examples.weight) };
    });
    const estimates = prepared.flatMap(({ info, computation, value }) => typeof value === 'number' && Number.isFinite(value) ? [{ info, computation, value }] : []);
    const stream = slice ?? '';
    const intervals = await intervalsOf(examples, estimates, settings, stream, resample, signal);
    const byName = new Map(estimates.map(({ info }, k) => [info.name, intervals[k]]));
    return prepared.map(({ info, value }) => metricEntry(info, slice, value, byName.get(info.name) ?? noInterval('there is no value'), examples.n, settings.confidence));
}

;// CONCATENATED MODULE: ./build/evaluation/predictions.js
/** Predictions: what a model said of each row, whatever way they came, and how they meet the labels. */


/** Probabilities closer than this may round to another label than the model's own. */
const NEAR = 1e-4;
/**
 * One spelling for one label: `true` and `True` are `1`, `false` and `False` are `0`, so that a boolean column
 * meets a model that says 1, and 1.0 meets 1.
 */
function labelText(label) {
    const text = String(label);
    if (/^true$/i.test(text))
        return '1';
    if (/^false$/i.test(text))
        return '0';
    return text.trim() !== '' && /^[+-]?\d+(\.0*)?$/.test(text) ? String(Number(text)) : text;
}
/** Sorted as numpy sorts: numbers by value, texts by code point. */
function sortedLabels(labels) {
    const list = [...new Set(labels)];
    const numeric = list.every((label) => label.trim() !== '' && Number.isFinite(Number(label)));
    if (numeric)
        return list.sort((a, b) => Number(a) - Number(b));
    const points = (text) => Array.from(text, (char) => char.codePointAt(0) ?? 0);
    return list.sort((a, b) => {
        const [left, right] = [points(a), points(b)];
        const differs = left.findIndex((point, i) => point !== right[i]);
        return differs === -1 ? left.length - right.length : (left[differs] ?? 0) - (right[differs] ?? -1);
    });
}
/** Labels and predictions as examples that metrics are computed from. Throws a usage error where they do not fit. */
function resolvePredictions(truth, predictions, options) {
    const base = { n: truth.rows, weight: truth.weight, row: null };
    if (truth.label instanceof Float64Array) {
        const [predicted, ...more] = predictions.scores ?? [];
        if (truth.rows > 0 && (predicted === undefined || more.length > 0)) {
            throw (0,build_base/* usageError */.Wp)({
                message: predicted
                    ? `the model gives ${more.length + 1} numbers for each row`
                    : 'there are no predicted numbers',
                expected: 'one number for each row, for the task regression',
            });
        }
        const values = predicted ?? new Float64Array(0);
        return {
            examples: { ...base, task: 'regression', label: truth.label, predicted: values },
            settled: { scores: [values], classes: null, predicted: null },
        };
    }
    const label = respelled(truth.label);
    if (options.task === 'binary' && label.names.length > 2)
        throw tooManyLabels(label.names, options.target);
    const predicted = predictions.predicted && ownLabels(respelled(predictions.predicted), label, options);
    const renamed = { ...predictions, predicted, classes: predictions.classes?.map(labelText) ?? null };
    if (options.task === 'binary') {
        const examples = binaryExamples(base, label, renamed, options);
        const settled = examples.score === null
            ? { scores: null, classes: null, predicted }
            : { scores: [examples.score], classes: null, predicted: null };
        return { examples: sortedByScore(examples), settled };
    }
    const examples = multiclassExamples(base, label, renamed, options);
    const classes = examples.scores && examples.classes.slice(0, examples.scores.length);
    return { examples, settled: { scores: examples.scores, classes, predicted } };
}
/**
 * Predicted labels in the words of the dataset. A model that was trained on numbered classes says 0, 1, 2, where the
 * dataset has names: `classes` must then say which is which, because no order can be assumed.
 */
function ownLabels(predicted, label, options) {
    const { names } = predicted;
    const common = names.some((name) => label.names.includes(name));
    const numbered = names.every((name) => /^\d+$/.test(name));
    const numbers = label.names.every((name) => /^\d+$/.test(name));
    if (common || !numbered || numbers || label.names.length === 0)
        return predicted;
    const classes = options.classes?.map(labelText);
    const renamed = names.map((name) => classes?.[Number(name)]);
    if (renamed.every((name) => name !== undefined))
        return { codes: predicted.codes, names: renamed };
    throw (0,build_base/* usageError */.Wp)({
        message: `the model says ${sortedLabels(names).slice(0, 5).join(', ')}, and the labels of ${options.target} are ${sortedLabels(label.names).slice(0, 5).join(', ')}`,
        expected: '`classes`: the label of 0, of 1, and so on',
    });
}
function binaryExamples(base, label, predictions, options) {
    const [positive, negative] = binaryLabels(label.names, predictions, options);
    const { scores, predicted } = predictions;
    let score = null;
    if (scores !== null && scores.length > 2) {
        throw (0,build_base/* usageError */.Wp)({
            message: `the model gives ${scores.length} probabilities for each row, and the task is binary`,
            expected: 'one or two; for more classes the task is multiclass',
        });
    }
    if (scores !== null && scores.length === 2) {
        const classes = classOrder(2, [positive, ...(negative === null ? [] : [negative])], predictions, options);
        checkOrder(classes, scores, predicted);
        score = scores[classes.indexOf(positive)] ?? null;
    }
    else {
        score = scores?.[0] ?? null;
    }
    if (base.n === 0)
        score ??= new Float64Array(0);
    const code = (name) => (name === undefined ? -1 : name === positive ? 1 : 0);
    const codesOf = (column) => {
        const codes = column.names.map(code);
        return column.codes.map((k) => (k < 0 ? -1 : (codes[k] ?? -1)));
    };
    const { threshold } = options;
    const guesses = score !== null
        ? Int32Array.from(score, (value) => (Number.isNaN(value) ? -1 : value >= threshold ? 1 : 0))
        : predicted && codesOf(predicted);
    return { ...base, task: 'binary', label: codesOf(label), predicted: guesses, score };
}
function tooManyLabels(names, target) {
    const shown = sortedLabels(names).slice(0, 10).join(', ');
    return (0,build_base/* usageError */.Wp)({
        message: `the column ${target} holds ${names.length} labels: ${shown}${names.length > 10 ? ', …' : ''}`,
        expected: 'two for the task binary; for more the task is multiclass',
    });
}
/** The positive label, and the other one where it is known. */
function binaryLabels(names, predictions, options) {
    const target = options.target;
    const positive = options.positive === undefined ? '1' : labelText(options.positive);
    const usual = names.every((name) => name === '0' || name === '1');
    if (!names.includes(positive) && (options.positive === undefined ? !usual : names.length === 2)) {
        throw (0,build_base/* usageError */.Wp)({
            message: options.positive === undefined
                ? `the labels of ${target} are ${sortedLabels(names).join(' and ')}, and nothing says which is positive`
                : `no row has the positive label ${positive}; the labels of ${target} are ${sortedLabels(names).join(' and ')}`,
            expected: '`positive`: the label of the positive class',
        });
    }
    const others = [
        ...names,
        ...(predictions.classes ?? []),
        ...(options.classes ?? []).map(labelText),
        ...(predictions.predicted?.names ?? []),
    ];
    const other = others.find((name) => name !== positive);
    return [positive, other ?? (positive === '1' ? '0' : null)];
}
function multiclassExamples(base, label, predictions, options) {
    const { scores, predicted } = predictions;
    const seen = [...label.names, ...(predicted?.names ?? [])];
    const order = scores === null || scores.length === 0 ? [] : classOrder(scores.length, seen, predictions, options);
    // A label that the model does not know is a class without scores.
    const classes = [...order, ...sortedLabels(seen).filter((name) => !order.includes(name))];
    if (scores !== null && scores.length > 0)
        checkOrder(order, scores, predicted);
    const place = new Map(classes.map((name, k) => [name, k]));
    const codesOf = (column) => {
        const codes = column.names.map((name) => place.get(name) ?? -1);
        return column.codes.map((k) => (k < 0 ? -1 : (codes[k] ?? -1)));
    };
    const guesses = predicted ? codesOf(predicted) : scores && largest(scores, base.n);
    return { ...base, task: 'multiclass', classes, label: codesOf(label), predicted: guesses, scores };
}
/** Position of the largest score of each row, the first of equal ones; −1 where one is NaN. */
function largest(scores, n) {
    const codes = new Int32Array(n);
    for (let i = 0; i < n; i++) {
        let best = 0;
        for (let k = 0; k < scores.length; k++) {
            const value = scores[k]?.[i] ?? Number.NaN;
            if (Number.isNaN(value)) {
                best = -1;
                break;
            }
            if (value > (scores[best]?.[i] ?? -Infinity))
                best = k;
        }
        codes[i] = best;
    }
    return codes;
}
/** The label of each of `count` probabilities: as the source says, as configured, or sorted. */
function classOrder(count, seen, predictions, options) {
    const given = predictions.classes ?? options.classes?.map(labelText) ?? null;
    const sorted = given ?? sortedLabels(seen);
    // Classes 0 to k − 1 of which not all occur in this data.
    const numbered = given === null && sorted.every((name) => /^\d+$/.test(name) && Number(name) < count)
        ? Array.from({ length: count }, (_, k) => String(k))
        : sorted;
    if (numbered.length === count)
        return numbered;
    const problem = {
        message: `the model gives ${count} probabilities for each row, and ${given ? '`classes` names' : 'labels and predictions hold'} ${numbered.length} classes: ${numbered.slice(0, 10).join(', ')}`,
        expected: "`classes`: the labels in the order of the model's probabilities",
    };
    throw (0,build_base/* usageError */.Wp)(problem);
}
/** Refuses an order of classes that the model's own labels contradict. */
function checkOrder(classes, scores, predicted) {
    if (predicted === null)
        return;
    const expected = predicted.names.map((name) => classes.indexOf(name));
    for (let i = 0; i < predicted.codes.length; i++) {
        const code = predicted.codes[i] ?? -1;
        if (code < 0)
            continue;
        const own = scores[expected[code] ?? -1]?.[i] ?? Number.NaN;
        const best = Math.max(...scores.map((score) => score[i] ?? Number.NaN));
        if (own >= best - NEAR || Number.isNaN(best))
            continue;
        throw (0,build_base/* usageError */.Wp)({
            message: `the model says ${predicted.names[code]} in row ${i + 1}, where its probabilities, taken as ${classes.join(', ')}, say otherwise`,
            expected: "`classes`: the labels in the order of the model's probabilities",
        });
    }
}
function respelled(column) {
    const names = [];
    const places = new Map();
    const codes = column.names.map((name) => {
        const text = labelText(name);
        const known = places.get(text);
        if (known !== undefined)
            return known;
        places.set(text, names.length);
        return names.push(text) - 1;
    });
    return { codes: column.codes.map((code) => (code < 0 ? -1 : (codes[code] ?? -1))), names };
}

;// CONCATENATED MODULE: ./build/evaluation/predictions-file.js
/**
 * Predictions from columns: of the dataset itself, or of a file that another program wrote, matched row by row
 * with the dataset. And the form in which Assay keeps predictions.
 */






/** Names of the columns of kept predictions, and of those that Assay reads where none are named. */
const SCORE = 'score';
const PREDICTION = 'prediction';
/** Followed by the label of the class. */
const CLASS_SCORE = 'score:';
/** Reads predictions that stand in columns. Throws a usage error with every problem. */
async function readPredictions(table, relation, wanted, signal) {
    const problems = [];
    const scores = Object.entries(wanted.scores ?? {});
    const numbers = wanted.score !== undefined ? [wanted.score] : scores.map(([, column]) => column);
    const requests = [];
    for (const column of numbers) {
        const type = relation.columns.get(column);
        if (type === undefined)
            problems.push(missing(column, 'the score', relation));
        else if (!isNumeric(type))
            problems.push({
                message: `the score ${column} of ${relation.name} is ${type}`,
                expected: 'a column of numbers',
            });
        else
            requests.push({ sql: (0,data/* sqlName */.iA)(column), kind: 'number' });
    }
    if (wanted.label !== undefined) {
        const type = relation.columns.get(wanted.label);
        if (type === undefined)
            problems.push(missing(wanted.label, 'the predicted label', relation));
        else
            requests.push(textOf((0,data/* sqlName */.iA)(wanted.label), type));
    }
    if (problems.length > 0)
        throw (0,build_base/* usageError */.Wp)(problems);
    const columns = await readColumns(table.db, relation.from, requests, table.rows, signal);
    const arrays = columns.filter((column) => column instanceof Float64Array);
    const predicted = columns.find((column) => !(column instanceof Float64Array)) ?? null;
    return {
        scores: arrays.length > 0 ? arrays : null,
        classes: wanted.score === undefined && scores.length > 0 ? scores.map(([name]) => name) : null,
        predicted,
    };
}
function missing(column, role, relation) {
    const names = [...relation.columns.keys()];
    const near = (0,build_base/* nearest */.pA)(column, names);
    return {
        message: `${role} ${column} is no column of ${relation.name}`,
        expected: `one of ${names.join(', ')}`,
        ...(near ? { fix: `did you mean ${near}?` } : {}),
    };
}
/** The columns of a file that a program wrote for `ASSAY_PREDICTIONS`, by their fixed names. */
function usualColumns(names, task, file) {
    const has = (name) => names.includes(name);
    const classes = names.filter((name) => name.startsWith(CLASS_SCORE));
    if (task === 'regression' && (has(PREDICTION) || has(SCORE)))
        return { score: has(PREDICTION) ? PREDICTION : SCORE };
    if (task !== 'regression') {
        const label = has(PREDICTION) ? PREDICTION : undefined;
        if (task === 'binary' && has(SCORE))
            return { score: SCORE, label };
        if (classes.length > 0) {
            return {
                scores: Object.fromEntries(classes.map((name) => [name.slice(CLASS_SCORE.length), name])),
                label,
            };
        }
        if (label !== undefined)
            return { label };
    }
    const expected = {
        binary: `\`${SCORE}\` (of the positive class), \`${PREDICTION}\` (the label), or both`,
        multiclass: `\`${CLASS_SCORE}<label>\` for each class, \`${PREDICTION}\` (the label), or both`,
        regression: `\`${PREDICTION}\``,
        ranking: '',
        text: '',
    }[task];
    throw (0,build_base/* usageError */.Wp)({
        where: { file },
        message: `the predictions have the columns ${names.join(', ')}, and none that holds predictions`,
        expected,
    });
}
/**
 * Makes a file in the scratch folder a relation whose rows are those of the dataset, in its order. With `id` the
 * rows are matched by it, else by their number. Throws a usage error where they are not the same examples.
 */
async function matchedPredictions(table, path, id, view) {
    const { db } = table;
    const name = 'the predictions';
    const reader = await readerOf(path);
    try {
        await db.run(`CREATE OR REPLACE TABLE ${view} AS SELECT * FROM ${reader}`);
    }
    catch (error) {
        if (!(error instanceof Error) || !/^(?:Invalid|IO|Conversion|Binder|Parser)/.test(error.message))
            throw error;
        throw (0,build_base/* usageError */.Wp)({
            where: { file: path },
            message: `the predictions cannot be read: ${error.message}`,
            expected: 'Parquet, CSV with a header, or JSON lines',
        }, error);
    }
    const columns = new Map();
    for (const row of await db.all(`DESCRIBE ${view}`))
        columns.set(String(row.column_name), String(row.column_type));
    if (id === undefined || !columns.has(id)) {
        const [count] = await db.all(`SELECT count(*) AS n FROM ${view}`);
        if (Number(count?.n) !== table.rows) {
            throw (0,build_base/* usageError */.Wp)({
                where: { file: path },
                message: `the predictions have ${count?.n} rows, and dataset ${table.dataset.name} has ${table.rows}`,
                expected: `one row for each of the dataset, in its order${id === undefined ? '' : `, or a column ${id} to match them by`}`,
            });
        }
        return { from: view, columns, name };
    }
    await checkMatch(table, path, id, view);
    const key = `CAST(${(0,data/* sqlName */.iA)(id)} AS VARCHAR)`;
    // A table keeps the order in which it was written.
    await db.run(`CREATE OR REPLACE TABLE ${view}_matched AS SELECT p.* EXCLUDE (assay_key) FROM (SELECT row_number() OVER () AS assay_row, ${key} AS assay_id FROM ${DATA}) d JOIN (SELECT *, ${key} AS assay_key FROM ${view}) p ON p.assay_key = d.assay_id ORDER BY d.assay_row`);
    return { from: `${view}_matched`, columns, name };
}
/** Every way in which two sets of ids can differ, each with examples. */
async function checkMatch(table, path, id, view) {
    const { db } = table;
    const key = `CAST(${(0,data/* sqlName */.iA)(id)} AS VARCHAR)`;
    const checks = [
        [
            `SELECT ${key} AS id FROM ${DATA} WHERE ${key} NOT IN (SELECT ${key} FROM ${view} WHERE ${key} IS NOT NULL)`,
            `rows of dataset ${table.dataset.name} have no prediction`,
        ],
        [
            `SELECT ${key} AS id FROM ${view} WHERE ${key} NOT IN (SELECT ${key} FROM ${DATA} WHERE ${key} IS NOT NULL)`,
            `predictions have a value of ${id} that dataset ${table.dataset.name} lacks`,
        ],
        [
            `SELECT ${key} AS id FROM ${view} GROUP BY ALL HAVING count(*) > 1`,
            `values of ${id} have several predictions`,
        ],
        [`SELECT ${key} AS id FROM ${view} WHERE ${key} IS NULL`, `predictions have no ${id}`],
    ];
    const problems = [];
    for (const [sql, what] of checks) {
        const [count] = await db.all(`SELECT count(*) AS n FROM (${sql})`);
        if (Number(count?.n) === 0)
            continue;
        const examples = await db.all(`SELECT id FROM (${sql}) ORDER BY id LIMIT 3`);
        problems.push({
            where: { file: path },
            message: `${count?.n} ${what}: ${examples.map((row) => String(row.id)).join(', ')}${Number(count?.n) > 3 ? ', …' : ''}`,
            expected: 'exactly one prediction for each row of the dataset',
        });
    }
    if (problems.length > 0)
        throw (0,build_base/* usageError */.Wp)(problems);
}
/** The format of a file by its first bytes: its name was given by us, not by the program that wrote it. */
async function readerOf(path) {
    const file = await (0,promises_.open)(path, 'r');
    try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
        const head = buffer.subarray(0, bytesRead);
        const literal = (0,data/* sqlString */.Qw)(path);
        if (head.subarray(0, 4).toString('latin1') === 'PAR1')
            return `read_parquet(${literal})`;
        if (head
            .toString('utf8')
            .replace(/^\uFEFF/, '')
            .trimStart()
            .startsWith('{')) {
            return `read_json(${literal}, format = 'newline_delimited')`;
        }
        return `read_csv(${literal}, header = true, sample_size = -1)`;
    }
    finally {
        await file.close();
    }
}
/**
 * Writes predictions as Assay keeps them, zstd Parquet sorted by id: `id` (the row number from 1 where the dataset
 * has none), `label`, `weight`, then `score` as float64 (or `score:<class>` for several classes, and `prediction`
 * where the source gave labels). Returns the path, in the scratch folder.
 */
async function writePredictions(table, truth, predictions, sql, name) {
    const { db } = table;
    const { scores, classes, predicted } = predictions;
    const labels = classes ?? scores?.map((_, k) => String(k)) ?? [];
    const numbers = scores === null ? [] : scores.length === 1 ? [SCORE] : labels.map((label) => `${CLASS_SCORE}${label}`);
    const columns = [
        'assay_row BIGINT',
        ...numbers.map((column) => `${(0,data/* sqlName */.iA)(column)} DOUBLE`),
        ...(predicted ? [`${(0,data/* sqlName */.iA)(PREDICTION)} VARCHAR`] : []),
    ];
    const store = (0,data/* sqlName */.iA)(`${name}_scores`);
    await db.run(`CREATE OR REPLACE TABLE ${store} (${columns.join(', ')})`);
    const appender = await db.connection.createAppender(`${name}_scores`);
    for (let row = 0; row < truth.rows; row++) {
        appender.appendBigInt(BigInt(row + 1));
        for (const score of scores ?? [])
            appender.appendDouble(score[row] ?? Number.NaN);
        if (predicted) {
            const label = predicted.names[predicted.codes[row] ?? -1];
            if (label === undefined)
                appender.appendNull();
            else
                appender.appendVarchar(label);
        }
        appender.endRow();
    }
    appender.closeSync();
    const folder = (0,external_node_path_.join)(table.scratch, name);
    await (0,promises_.mkdir)(folder, { recursive: true });
    const path = (0,external_node_path_.join)(folder, 'predictions.parquet');
    const selected = [...numbers, ...(predicted ? [PREDICTION] : [])].map((column) => `s.${(0,data/* sqlName */.iA)(column)}`);
    await db.run(`COPY (SELECT ${['d.id', 'd.label', 'd.weight', ...selected].join(', ')} FROM (SELECT row_number() OVER () AS assay_row, ${sql.id ?? 'row_number() OVER ()'} AS id, ${sql.label} AS label, ${sql.weight === null ? '1.0::DOUBLE' : `CAST(${sql.weight} AS DOUBLE)`} AS weight FROM ${DATA}) d JOIN ${store} s USING (assay_row) ORDER BY d.id) TO ${(0,data/* sqlString */.Qw)(path)} (FORMAT parquet, COMPRESSION zstd)`);
    await db.run(`DROP TABLE ${store}`);
    return path;
}

// EXTERNAL MODULE: ./build/evaluation/request.js
var evaluation_request = __webpack_require__(30330);
;// CONCATENATED MODULE: ./build/evaluation/slice-sql.js
/**
 * Checks that a slice's condition is one boolean expression over the columns of the dataset: no subquery, no
 * table, no function that reads files or gives another answer each time. The text is parsed by DuckDB itself.
 */


/** Kinds of expression that compute from the values of one row. */
const ALLOWED = new Set([
    'COLUMN_REF',
    'CONSTANT',
    'COMPARISON',
    'CONJUNCTION',
    'OPERATOR',
    'FUNCTION',
    'CAST',
    'CASE',
    'BETWEEN',
    'COLLATE',
]);
/** Scalar functions that look beyond the row, although DuckDB calls them consistent. */
const DENIED = /^(?:current_|getvariable|getenv|pg_|in_search_path|txid|version|error|query|read_|write_|nextval|currval|has_)/;
/** Null where the condition is good. Columns are compared without case, as DuckDB does. */
async function sliceProblem(db, where, columns) {
    const expected = 'a condition over the columns of the dataset, such as hour >= 18';
    // The new line ends a comment in the condition, which would swallow the bracket.
    const [row] = await db.all(`SELECT json_serialize_sql(${(0,data/* sqlString */.Qw)(`SELECT (${where}\n)`)}) AS tree`);
    const tree = JSON.parse(String(row?.tree));
    if (!isNode(tree) || tree.error !== false) {
        const message = isNode(tree) ? String(tree.error_message) : 'no parse';
        return { message: `the condition ${where} cannot be read: ${message}`, expected };
    }
    const expression = singleExpression(tree);
    if (expression === null)
        return { message: `${where} is not one single condition`, expected };
    const functions = await consistentFunctions(db);
    const known = new Set(columns.map((column) => column.toLowerCase()));
    const walk = (node) => {
        if (Array.isArray(node))
            return firstProblem(node, walk);
        if (!isNode(node))
            return null;
        const kind = node.class;
        if (typeof kind === 'string') {
            if (!ALLOWED.has(kind)) {
                return {
                    message: `the condition ${where} holds a ${kind.toLowerCase().replaceAll('_', ' ')}`,
                    expected,
                };
            }
            if (kind === 'COLUMN_REF')
                return columnProblem(node, where, columns, known);
            if (kind === 'FUNCTION') {
                const name = String(node.function_name).toLowerCase();
                if (!functions.has(name) || DENIED.test(name)) {
                    return {
                        message: `the condition ${where} calls ${name}, which is not a function of one row's values`,
                        expected,
                    };
                }
            }
        }
        return firstProblem(Object.values(node), walk);
    };
    return walk(expression);
}
function columnProblem(node, where, columns, known) {
    const names = Array.isArray(node.column_names) ? node.column_names.map(String) : [];
    // `column.field` reaches into a struct.
    const name = names[0] ?? '';
    if (known.has(name.toLowerCase()))
        return null;
    const near = (0,build_base/* nearest */.pA)(name, columns);
    return {
        message: `the condition ${where} names ${name}, which is no column of the dataset`,
        expected: `one of ${columns.join(', ')}`,
        fix: `${near ? `did you mean ${near}? ` : ''}a text stands in single quotes: '${name}'`,
    };
}
/** The expression of `SELECT (expression)`, or null where the text was more than that. */
function singleExpression(tree) {
    const statements = tree.statements;
    if (!Array.isArray(statements) || statements.length !== 1)
        return null;
    const select = isNode(statements[0]) ? statements[0].node : null;
    if (!isNode(select) || select.type !== 'SELECT_NODE')
        return null;
    const list = select.select_list;
    const plain = Array.isArray(list) &&
        list.length === 1 &&
        isNode(select.from_table) &&
        select.from_table.type === 'EMPTY' &&
        isEmpty(select.modifiers) &&
        isEmpty(select.group_expressions) &&
        ['where_clause', 'having', 'qualify', 'sample'].every((part) => select[part] === null);
    return plain && Array.isArray(list) ? list[0] : null;
}
/** Names of scalar functions that give the same answer for the same arguments. Operators are among them. */
async function consistentFunctions(db) {
    const rows = await db.all("SELECT DISTINCT lower(function_name) AS name FROM duckdb_functions() WHERE function_type IN ('scalar') AND (stability IS NULL OR stability = 'CONSISTENT')");
    return new Set(rows.map((row) => String(row.name)));
}
function firstProblem(list, of) {
    for (const item of list) {
        const problem = of(item);
        if (problem !== null)
            return problem;
    }
    return null;
}
function isEmpty(value) {
    return Array.isArray(value) && value.length === 0;
}
function isNode(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./build/evaluation/slices.js
/** Slices of a dataset: by the values of a column, or by a condition; as codes for each row. */





/** More slices of one column are no list that anyone reads. */
const MAX_SLICES = 1000;
const NAMED = 10;
/**
 * Reads the slices. All wrong ones are reported at once: a column that is not there, a condition that is no
 * condition, one that no row meets, a name used twice.
 */
async function readSlices(table, configured, minRows, signal) {
    const problems = [];
    const requests = [];
    const names = new Set();
    for (const slice of configured) {
        const name = typeof slice === 'string' ? slice : slice.name;
        if (names.has(name))
            problems.push({ message: `the slice ${name} is there twice` });
        names.add(name);
        if (typeof slice === 'string') {
            const type = columnType(table, slice, 'the slice');
            if (typeof type === 'string')
                requests.push(textOf((0,data/* sqlName */.iA)(slice), type));
            else
                problems.push(type);
        }
        else {
            const problem = await conditionProblem(table, slice);
            if (problem)
                problems.push(problem);
            else
                requests.push({ sql: `CASE WHEN (${slice.where}\n) THEN 'in' END`, kind: 'text' });
        }
    }
    if (problems.length > 0)
        throw (0,build_base/* usageError */.Wp)(problems);
    const columns = await readColumns(table.db, DATA, requests, table.rows, signal);
    const notChecked = [];
    const groups = configured.map((slice, k) => {
        const column = columns[k];
        if (column === undefined)
            throw new Error('a slice was not read');
        const isColumn = typeof slice === 'string';
        const values = isColumn ? column.names.map((value) => `${slice}=${value}`) : [slice.name];
        return grouped(column.codes, values, isColumn ? slice : null, minRows, notChecked);
    });
    const empty = configured.filter((slice, k) => typeof slice !== 'string' && columns[k]?.names.length === 0);
    if (empty.length > 0 && table.rows > 0) {
        throw (0,build_base/* usageError */.Wp)(empty.map((slice) => ({
            message: `the slice ${typeof slice === 'string' ? slice : `${slice.name} (${slice.where})`} matches no row of dataset ${table.dataset.name}`,
        })));
    }
    return { groups, notChecked };
}
async function conditionProblem(table, slice) {
    const problem = await sliceProblem(table.db, slice.where, [...table.columns.keys()]);
    if (problem)
        return { ...problem, message: `slice ${slice.name}: ${problem.message}` };
    const wrong = (detail) => ({
        message: `slice ${slice.name}: ${slice.where} is no condition over these columns: ${detail}`,
        expected: 'an expression that is true or false for each row',
    });
    try {
        const [row] = await table.db.all(`DESCRIBE SELECT (${slice.where}\n) AS condition FROM ${DATA}`);
        const type = String(row?.column_type);
        return type === 'BOOLEAN' ? null : wrong(`it gives ${type}`);
    }
    catch (error) {
        // The text of the user's expression is at fault, not this program.
        return wrong(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
    }
}
/** Counts the rows of each value; keeps those with enough, and says which were left out. */
function grouped(codes, names, column, minRows, notChecked) {
    const counts = new Uint32Array(names.length + 1);
    for (const code of codes)
        counts[code < 0 ? names.length : code] = (counts[code < 0 ? names.length : code] ?? 0) + 1;
    const all = names.map((name, code) => ({ name, code, rows: counts[code] ?? 0 }));
    // A missing value is a slice of its own for a column; for a condition it is outside.
    if (column !== null)
        all.push({ name: `${column}=NULL`, code: -1, rows: counts[names.length] ?? 0 });
    const filled = all.filter(({ rows }) => rows > 0);
    const large = filled.filter(({ rows }) => rows >= minRows).sort((a, b) => b.rows - a.rows);
    const small = filled.filter(({ rows }) => rows < minRows);
    const kept = large.slice(0, MAX_SLICES).sort((a, b) => (a.name < b.name ? -1 : 1));
    if (small.length > 0)
        notChecked.push(smallSlices(small, column, minRows));
    if (large.length > MAX_SLICES) {
        notChecked.push(`${large.length - MAX_SLICES} more slices of ${column}: only the ${MAX_SLICES} largest were evaluated`);
    }
    const place = new Int32Array(names.length + 1).fill(-1);
    for (const [k, { code }] of kept.entries())
        place[code < 0 ? names.length : code] = k;
    return {
        codes: codes.map((code) => place[code < 0 ? names.length : code] ?? -1),
        slices: kept.map(({ name, rows }) => ({ name, rows })),
    };
}
function smallSlices(small, column, minRows) {
    const shown = [...small]
        .sort((a, b) => b.rows - a.rows || (a.name < b.name ? -1 : 1))
        .slice(0, NAMED)
        .map(({ name, rows }) => `${name} (${rows})`);
    const more = small.length > NAMED ? ` and ${small.length - NAMED} more` : '';
    const what = column === null ? 'slice' : `${small.length} ${small.length === 1 ? 'slice' : 'slices'} of ${column}`;
    return `${what} with fewer than ${minRows} rows: ${shown.join(', ')}${more}`;
}

;// CONCATENATED MODULE: ./build/evaluation/user-command.js
/** `evaluate.run`: the user's own command makes predictions, for models that are not ONNX. */



/** How many lines of the program's output a finding shows. */
const SHOWN_LINES = 20;
/**
 * Runs the command with `ASSAY_MODEL`, `ASSAY_DATASET` (an absolute path or glob) and `ASSAY_PREDICTIONS` (the file
 * to write). Returns the path of the file, or a finding where the program failed or wrote nothing: that is a
 * verdict on the model. A killed program is an environment error.
 */
async function runPredictions(ctx, table, options) {
    const folder = (0,external_node_path_.join)(table.scratch, options.subject);
    await (0,promises_.mkdir)(folder, { recursive: true });
    const path = (0,external_node_path_.join)(folder, 'predictions');
    const dataset = table.dataset.path;
    const label = (0,build_base/* commandText */.jt)(options.command);
    const progress = ctx.log.progress(`${options.subject}: ${label}`);
    const result = await (0,build_base/* runProcess */.R3)({
        command: options.command,
        cwd: options.root,
        env: {
            ...(0,build_base/* userEnvironment */.nW)(ctx.env),
            ASSAY_MODEL: options.model,
            ASSAY_DATASET: (0,external_node_path_.isAbsolute)(dataset) ? dataset : (0,external_node_path_.join)(options.root, dataset),
            ASSAY_PREDICTIONS: path,
        },
        signal: ctx.signal,
        onLine: (line) => {
            ctx.log.debug(line);
            progress.update(line);
        },
    }).finally(() => progress.done());
    if (result.cancelled)
        ctx.signal.throwIfAborted();
    const tail = result.tail.slice(-SHOWN_LINES).join('\n');
    const shown = tail === '' ? '' : `\n${tail}`;
    if (result.exitCode === null) {
        throw (0,build_base/* environmentError */.me)({
            message: `${label} was ended by ${result.signal ?? 'a signal'} while it predicted for the ${options.subject}${shown}`,
            fix: 'often there was too little memory: use a larger machine, or predict in smaller parts',
        });
    }
    const failed = (actual, fix) => ({
        finding: {
            check: 'evaluate.run',
            verdict: 'error',
            severity: 'error',
            subject: { target: options.subject },
            expected: 'exit code 0 and a file at ASSAY_PREDICTIONS',
            actual,
            where: [],
            message: `${label} made no predictions for the ${options.subject}: ${actual}${shown}`,
            fix,
        },
    });
    if (result.exitCode !== 0) {
        return failed(`it ended with exit code ${result.exitCode}`, 'run the command by hand with ASSAY_MODEL, ASSAY_DATASET and ASSAY_PREDICTIONS set');
    }
    try {
        await (0,promises_.access)(path);
    }
    catch {
        return failed('it wrote no file', 'write Parquet, CSV or JSON lines to the path in ASSAY_PREDICTIONS');
    }
    return { path };
}

;// CONCATENATED MODULE: ./build/evaluation/evaluate.js
/** Evaluates a candidate, and the baseline beside it, on the rows of one dataset. */

















/** A percentile of the latency in the name of a metric. */
const LATENCY_NAME = /^latency_p(\d+)_ms$/;
/**
 * Computes the metrics with intervals, the slices and the latency. The dataset is read once, and candidate and
 * baseline see the same rows in the same order. Throws a usage error for wrong names, columns, types and files
 * (of the baseline with its source in front); what is wrong with the data or the model is a finding.
 */
async function evaluate(ctx, request) {
    const task = (0,evaluation_request/* checkedTask */.BH)(request.config.task);
    const metrics = (0,evaluation_request/* checkedMetrics */.vU)(request.config.metrics, task);
    const table = await openTable(ctx, request.dataset);
    try {
        const { truth, slices } = await readTruth(ctx, request, task, table);
        const bench = { ctx, request, task, metrics, table, truth, slices };
        const candidate = await evaluateSubject(bench, request.candidate, 'candidate');
        const baseline = request.baseline && (await evaluateBaseline(bench));
        return {
            dataset: {
                name: request.dataset.name,
                path: request.dataset.path,
                files: request.dataset.files.length,
                rows: table.rows,
                columns: table.columns.size,
                sha256: request.dataset.sha256,
            },
            candidate: candidate.evaluated,
            baseline: baseline?.evaluated ?? null,
            findings: [
                ...(table.rows === 0 ? [emptyFinding(request.dataset)] : truthFindings(truth, request)),
                ...candidate.findings,
                ...(baseline?.findings ?? []),
            ],
            notChecked: [...slices.notChecked],
        };
    }
    finally {
        await table.close();
    }
}
/** Labels, weights and slices. Wrong columns are reported at once. */
async function readTruth(ctx, request, task, table) {
    const { target, weight, id } = request.config;
    const named = [
        [target, 'the target'],
        ...(weight === undefined ? [] : [[weight, 'the weight']]),
        ...(id === undefined ? [] : [[id, 'the id']]),
    ];
    const types = named.map(([name, role]) => columnType(table, name, role));
    const problems = types.filter((type) => typeof type !== 'string');
    const [targetType, weightType] = types;
    if (task === 'regression' && typeof targetType === 'string' && !isNumeric(targetType)) {
        problems.push({
            message: `the target ${target} is ${targetType}`,
            expected: 'a column of numbers for the task regression',
        });
    }
    if (weight !== undefined && typeof weightType === 'string' && !isNumeric(weightType)) {
        problems.push({ message: `the weight ${weight} is ${weightType}`, expected: 'a column of numbers' });
    }
    if (problems.length > 0)
        throw (0,build_base/* usageError */.Wp)(problems);
    if (id !== undefined)
        await checkIds(table, id);
    const label = task === 'regression'
        ? { sql: (0,data/* sqlName */.iA)(target), kind: 'number' }
        : textOf((0,data/* sqlName */.iA)(target), String(targetType));
    const [labels] = await readColumns(table.db, DATA, [label], table.rows, ctx.signal);
    const weights = weight === undefined ? null : await readWeights(ctx, table, weight);
    const truth = { rows: table.rows, label: labels, weight: weights };
    const slices = await readSlices(table, request.config.slices, request.config.min_slice_rows, ctx.signal);
    return { truth, slices };
}
async function readWeights(ctx, table, column) {
    const [weights] = await readColumns(table.db, DATA, [{ sql: (0,data/* sqlName */.iA)(column), kind: 'number' }], table.rows, ctx.signal);
    const bad = weights.reduce((count, value) => count + (Number.isFinite(value) && value >= 0 ? 0 : 1), 0);
    if (bad === 0)
        return weights;
    const row = weights.findIndex((value) => !(Number.isFinite(value) && value >= 0)) + 1;
    throw (0,build_base/* usageError */.Wp)({
        message: `${bad} weights in ${column} of dataset ${table.dataset.name} are missing, negative or not finite, the first in row ${row}`,
        expected: 'numbers from 0 on',
    });
}
async function evaluateBaseline(bench) {
    const baseline = bench.request.baseline;
    if (baseline === null)
        return null;
    try {
        return await evaluateSubject(bench, { kind: 'model', path: baseline.modelPath }, 'baseline');
    }
    catch (error) {
        if (!(error instanceof build_base/* AssayError */.WV))
            throw error;
        // The same message about two models would leave open which one is meant.
        throw new build_base/* AssayError */.WV(error.kind, error.problems.map((problem) => ({
            ...problem,
            message: `the baseline (${baseline.source}): ${problem.message}`,
        })), { cause: error });
    }
}
async function evaluateSubject(bench, subject, name) {
    const { ctx, request, metrics, table, truth } = bench;
    const made = await predict(bench, subject, name);
    const wanted = metrics.filter((info) => info.needs !== 'model');
    let measured;
    let predictions = null;
    const findings = [...made.findings];
    if (made.predictions === null) {
        measured = wanted.map((info) => metricEntry(info, null, undefinedValue(made.why), noInterval(made.why), table.rows));
    }
    else {
        const options = { ...request.config, task: bench.task };
        const { examples, settled } = resolvePredictions(truth, made.predictions, options);
        findings.push(...predictionFindings(examples, name));
        const progress = ctx.log.progress(`metrics of the ${name}`);
        measured = await measure(examples, wanted, bench.slices, request.config.seed, ctx.signal, (text, fraction) => progress.update(text, fraction)).finally(() => progress.done());
        predictions = await keep(bench, settled, name);
    }
    const order = new Map(metrics.map((info, k) => [info.name, k]));
    const all = [...measured, ...made.own].sort((a, b) => Number(a.slice !== null) - Number(b.slice !== null) ||
        (a.slice === b.slice ? (order.get(a.name) ?? 0) - (order.get(b.name) ?? 0) : 0));
    if (table.rows > 0 && made.predictions !== null)
        findings.push(...definedFindings(all, name));
    return { evaluated: { metrics: all, model: made.model, predictions }, findings };
}
async function keep(bench, predictions, name) {
    const { request, table, truth } = bench;
    const { id, target, weight } = request.config;
    const type = table.columns.get(target) ?? '';
    const sql = {
        id: id === undefined ? null : (0,data/* sqlName */.iA)(id),
        label: bench.task === 'regression'
            ? `CAST(${(0,data/* sqlName */.iA)(target)} AS DOUBLE)`
            : `CAST(${textOf((0,data/* sqlName */.iA)(target), type).sql} AS VARCHAR)`,
        weight: weight === undefined ? null : (0,data/* sqlName */.iA)(weight),
    };
    const path = await writePredictions(table, truth, predictions, sql, name);
    return request.keep(name === 'candidate' ? 'predictions' : `predictions:${name}`, path);
}
async function predict(bench, subject, name) {
    const { ctx, request, table, metrics } = bench;
    const own = metrics.filter((info) => info.needs === 'model');
    const without = (reason) => own.map((info) => metricEntry(info, null, undefinedValue(reason), noInterval(reason), null));
    if (subject.kind === 'columns') {
        const relation = { from: DATA, columns: table.columns, name: `dataset ${table.dataset.name}` };
        const predictions = await readPredictions(table, relation, subject.columns, ctx.signal);
        return {
            predictions,
            why: '',
            findings: [],
            model: null,
            own: without('there is no model, only predictions'),
        };
    }
    if (table.rows === 0) {
        const model = await fileOf(ctx, subject.path);
        return {
            predictions: null,
            why: 'no rows',
            findings: [],
            model,
            own: modelMetrics(own, model, null, 'no rows'),
        };
    }
    if (request.config.run !== undefined) {
        const model = await fileOf(ctx, subject.path);
        const options = { command: request.config.run, root: request.root, model: subject.path, subject: name };
        const made = await runPredictions(ctx, table, options);
        const timed = modelMetrics(own, model, null, 'the model runs in a command of its own (evaluate.run)');
        if ('finding' in made) {
            return {
                predictions: null,
                why: 'the command made no predictions',
                findings: [made.finding],
                model,
                own: timed,
            };
        }
        const relation = await matchedPredictions(table, made.path, request.config.id, `assay_${name}`);
        const columns = usualColumns([...relation.columns.keys()], request.config.task, made.path);
        const predictions = await readPredictions(table, relation, columns, ctx.signal);
        return { predictions, why: '', findings: [], model, own: timed };
    }
    return predictWithOnnx(bench, subject.path, name, own);
}
async function predictWithOnnx(bench, path, name, own) {
    const { ctx, request, table, metrics } = bench;
    const { config } = request;
    const model = await openModel(ctx, path, table, config);
    try {
        const needScores = metrics.filter((info) => info.needs === 'score' || info.needs === 'probability');
        if (model.outputs.zipmap && model.outputs.scores === null && needScores.length > 0) {
            throw (0,build_base/* usageError */.Wp)({ where: { file: path }, ...zipmapProblem(needScores.map((info) => info.name)) });
        }
        const progress = ctx.log.progress(`${name}: inference`);
        const predictions = await predictOnnx(ctx, model, table, config.batch, (rows) => progress.update(`${rows} of ${table.rows} rows`, rows / table.rows)).finally(() => progress.done());
        const timed = own.some((info) => LATENCY_NAME.test(info.name));
        const times = timed ? await measureLatency(ctx, model, table, config.latency ?? LATENCY) : null;
        return {
            predictions,
            why: '',
            findings: [],
            model: { sha256: model.sha256, size: model.size },
            own: modelMetrics(own, model, times, ''),
        };
    }
    finally {
        await model.release();
    }
}
function modelMetrics(own, model, times, why) {
    return own.map((info) => {
        const percent = LATENCY_NAME.exec(info.name)?.[1];
        if (percent !== undefined) {
            if (times === null)
                return metricEntry(info, null, undefinedValue(why), noInterval(why), null);
            const { value, interval } = percentile(times, Number(percent));
            return metricEntry(info, null, value, interval, times.length);
        }
        const exact = 'a size is exact';
        return model === null
            ? metricEntry(info, null, undefinedValue(why), noInterval(why), null)
            : metricEntry(info, null, model.size, noInterval(exact), null);
    });
}
/** Digest and size of the model; of a folder (a saved model of several files) null. */
async function fileOf(ctx, path) {
    const found = await (0,promises_.stat)(path).catch((error) => {
        throw (0,build_base/* unreadable */.O$)(path, 'the model', error);
    });
    return found.isFile() ? (0,build_base/* sha256File */.Q3)(path, ctx.signal) : null;
}


/***/ })

};
