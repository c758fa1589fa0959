/** Calibration as a logistic regression of the label on the logit of the probability (Cox 1958). */
import type { BinaryExamples } from './examples.js';
import { type Computation, type Undefined, undefinedValue, type Value } from './value.js';

/** Clipping as of log_loss: a probability of 0 or 1 would have an infinite logit. */
const EPSILON = 2 ** -52;
const STEPS = 100;

interface Fit {
  readonly intercept: number;
  readonly slope: number;
  /** Inverse of the information matrix, [aa, ab, bb]; with a fixed slope only aa counts. */
  readonly inverse: readonly [number, number, number];
}

interface Data {
  readonly n: number;
  readonly label: Int32Array;
  readonly logit: Float64Array;
}

function dataOf({ n, label, score }: BinaryExamples): Data | null {
  if (score === null) return null;
  const logit = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const p = Math.min(1 - EPSILON, Math.max(EPSILON, score[i] as number));
    logit[i] = Math.log(p) - Math.log1p(-p);
  }
  return { n, label, logit };
}

/** Smallest and largest logit of a class, over examples with a weight. */
function spans({ n, label, logit }: Data, weight: Float64Array | null) {
  const low = [Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  for (let i = 0; i < n; i++) {
    if (weight !== null && (weight[i] as number) === 0) continue;
    const k = label[i] as number;
    low[k] = Math.min(low[k] as number, logit[i] as number);
    high[k] = Math.max(high[k] as number, logit[i] as number);
  }
  return { low, high };
}

/** The intercept with the slope 1: the root of Σ w (y − μ), which falls with a. Newton's steps within a bracket. */
function offsetFit(data: Data, weight: Float64Array | null): Fit | Undefined {
  const { low, high } = spans(data, weight);
  if ((low[0] as number) === Infinity || (low[1] as number) === Infinity)
    return undefinedValue('one class only');
  // Beyond these every μ is 0 or 1.
  let [below, above] = [-Math.max(...high) - 800, 800 - Math.min(...low)];
  let a = 0;
  for (let step = 0; step < 200; step++) {
    const { gradient, inverse } = newton(data, weight, a, 1, true);
    const slope = gradient[0];
    if (slope > 0) below = a;
    else above = a;
    let next = a + inverse[0] * slope;
    if (!(next > below && next < above)) next = (below + above) / 2;
    const done = Math.abs(next - a) <= 1e-15 * Math.abs(a) || slope === 0;
    if (done) return { intercept: a, slope: 1, inverse };
    a = next;
  }
  return { intercept: a, slope: 1, inverse: newton(data, weight, a, 1, true).inverse };
}

/**
 * Newton's method with halved steps, for log-likelihood Σ w (y η − ln(1 + e^η)) with η = a + b · logit. The maximum
 * exists where the classes overlap (Albert and Anderson 1984).
 */
function slopeFit(data: Data, weight: Float64Array | null): Fit | Undefined {
  const { n, label, logit } = data;
  const { low, high } = spans(data, weight);
  if ((low[0] as number) === Infinity || (low[1] as number) === Infinity)
    return undefinedValue('one class only');
  if (Math.min(...low) === Math.max(...high)) return undefinedValue('all scores are equal');
  if ((high[0] as number) <= (low[1] as number) || (high[1] as number) <= (low[0] as number)) {
    return undefinedValue('a threshold of the score separates the classes, so that the slope is infinite');
  }
  let [a, b] = [0, 0];
  const likelihood = (a: number, b: number) => {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const eta = a + b * (logit[i] as number);
      const cost = Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta)));
      sum += (weight === null ? 1 : (weight[i] as number)) * ((label[i] as number) * eta - cost);
    }
    return sum;
  };
  let now = likelihood(a, b);
  for (let step = 0; step < STEPS; step++) {
    const { gradient, inverse } = newton(data, weight, a, b, false);
    if (!inverse.every(Number.isFinite)) return undefinedValue('the regression does not converge');
    const [ga, gb] = gradient;
    const [da, db] = [inverse[0] * ga + inverse[1] * gb, inverse[1] * ga + inverse[2] * gb];
    // The error after a step of Newton's is as the square of the step: what is left is rounding.
    if (Math.abs(da) < 1e-9 * (1 + Math.abs(a)) && Math.abs(db) < 1e-9 * (1e-3 + Math.abs(b))) {
      return { intercept: a + da, slope: b + db, inverse };
    }
    let size = 1;
    let next = likelihood(a + da, b + db);
    while (!(next >= now - 1e-12 * Math.abs(now)) && size > 1e-10) {
      size /= 2;
      next = likelihood(a + size * da, b + size * db);
    }
    a += size * da;
    b += size * db;
    now = next;
  }
  return undefinedValue('the regression does not converge');
}

function newton(data: Data, weight: Float64Array | null, a: number, b: number, fixed: boolean) {
  const { n, label, logit } = data;
  let [whole, small, gb, haa, hab, hbb] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const w = weight === null ? 1 : (weight[i] as number);
    const x = logit[i] as number;
    const eta = a + b * x;
    // y − μ as a whole number and a small part: scores of 0 and 1 would drown the latter in the rounding of the sum.
    const minor = 1 / (1 + Math.exp(Math.abs(eta)));
    const step = (label[i] as number) - (eta > 0 ? 1 : 0);
    const rest = eta > 0 ? minor : -minor;
    const spread = w * minor * (1 - minor);
    whole += w * step;
    small += w * rest;
    gb += w * (step + rest) * x;
    haa += spread;
    hab += spread * x;
    hbb += spread * x * x;
  }
  const determinant = haa * hbb - hab * hab;
  const inverse = fixed
    ? ([1 / haa, 0, 0] as const)
    : ([hbb / determinant, -hab / determinant, haa / determinant] as const);
  return { gradient: [whole + small, gb] as const, inverse };
}

function calibration(examples: BinaryExamples, fixed: boolean): Computation {
  const data = dataOf(examples);
  if (data === null) return { at: () => undefinedValue('there are no probabilities') };
  const { n, label, logit } = data;
  return {
    // A resample may separate the classes, and each costs a regression; the sandwich variance needs neither.
    analytic: true,
    at(weight): Value {
      const found = fixed ? offsetFit(data, weight) : slopeFit(data, weight);
      return 'undefined' in found ? found : fixed ? found.intercept : found.slope;
    },
    influence(weight) {
      const found = fixed ? offsetFit(data, weight) : slopeFit(data, weight);
      if ('undefined' in found) return new Float64Array(n).fill(Number.NaN);
      const { intercept, slope, inverse } = found;
      let total = 0;
      for (let i = 0; i < n; i++) total += weight === null ? 1 : (weight[i] as number);
      const values = new Float64Array(n);
      for (let i = 0; i < n; i++) {
        const x = logit[i] as number;
        const rest = (label[i] as number) - 1 / (1 + Math.exp(-(intercept + slope * x)));
        values[i] = total * rest * (fixed ? inverse[0] : inverse[1] + inverse[2] * x);
      }
      return values;
    },
  };
}

export const calibrationSlope = (examples: BinaryExamples): Computation => calibration(examples, false);
export const calibrationIntercept = (examples: BinaryExamples): Computation => calibration(examples, true);
