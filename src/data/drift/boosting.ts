/**
 * Gradient boosting with logistic loss over features that are bin numbers (Friedman 2001; histogram splits as in
 * LightGBM): small trees that see single features and pairs of them. No options, no randomness.
 */

/** Bins of a feature are numbers from 0 to this. */
export const MAX_BIN = 63;
const ROUNDS = 40;
const RATE = 0.2;
const DEPTH = 3;
/** A leaf with less has no say. */
const LEAST_ROWS = 20;
const RIDGE = 1;

export interface Features {
  /** One array a feature, one bin number a row. */
  readonly columns: readonly Uint8Array[];
  readonly rows: number;
}

interface Split {
  readonly feature: number;
  /** Bins up to it go left. */
  readonly bin: number;
  readonly gain: number;
}

export interface Boosted {
  /** Log-odds of class 1 for every row, of those that were learnt from and the others. */
  readonly scores: Float64Array;
  /** How much each feature has helped. */
  readonly gains: Float64Array;
}

/** Learns class 1 against 0 from the rows in `train`, and scores all rows. */
export function boost(features: Features, labels: Uint8Array, train: Uint32Array): Boosted {
  const ones = train.reduce((sum, row) => sum + (labels[row] ?? 0), 0);
  const scores = new Float64Array(features.rows).fill(
    Math.log(Math.max(1, ones) / Math.max(1, train.length - ones)),
  );
  const gains = new Float64Array(features.columns.length);
  const gradient = new Float64Array(features.rows);
  const hessian = new Float64Array(features.rows);
  const every = Uint32Array.from({ length: features.rows }, (_, row) => row);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const row of train) {
      const p = 1 / (1 + Math.exp(-(scores[row] ?? 0)));
      gradient[row] = (labels[row] ?? 0) - p;
      hessian[row] = p * (1 - p);
    }
    grow(features, gradient, hessian, train, every, DEPTH, scores, gains);
  }
  return { scores, gains };
}

/** Splits the rows, or adds the leaf's value to the scores of all rows that come here. */
function grow(
  features: Features,
  gradient: Float64Array,
  hessian: Float64Array,
  train: Uint32Array,
  all: Uint32Array,
  depth: number,
  scores: Float64Array,
  gains: Float64Array,
): void {
  let g = 0;
  let h = 0;
  for (const row of train) {
    g += gradient[row] ?? 0;
    h += hessian[row] ?? 0;
  }
  const split = depth === 0 ? null : bestSplit(features, gradient, hessian, train, g, h);
  if (split === null) {
    const step = (RATE * g) / (h + RIDGE);
    for (const row of all) scores[row] = (scores[row] ?? 0) + step;
    return;
  }
  gains[split.feature] = (gains[split.feature] ?? 0) + split.gain;
  const column = features.columns[split.feature] ?? new Uint8Array();
  const left = (rows: Uint32Array) => rows.filter((row) => (column[row] ?? 0) <= split.bin);
  const right = (rows: Uint32Array) => rows.filter((row) => (column[row] ?? 0) > split.bin);
  grow(features, gradient, hessian, left(train), left(all), depth - 1, scores, gains);
  grow(features, gradient, hessian, right(train), right(all), depth - 1, scores, gains);
}

function bestSplit(
  features: Features,
  gradient: Float64Array,
  hessian: Float64Array,
  train: Uint32Array,
  g: number,
  h: number,
): Split | null {
  let best: Split | null = null;
  const own = (g * g) / (h + RIDGE);
  const sums = new Float64Array(MAX_BIN + 1);
  const weights = new Float64Array(MAX_BIN + 1);
  const counts = new Uint32Array(MAX_BIN + 1);
  features.columns.forEach((column, feature) => {
    sums.fill(0);
    weights.fill(0);
    counts.fill(0);
    for (const row of train) {
      const bin = column[row] ?? 0;
      sums[bin] = (sums[bin] ?? 0) + (gradient[row] ?? 0);
      weights[bin] = (weights[bin] ?? 0) + (hessian[row] ?? 0);
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    let [leftG, leftH, leftRows] = [0, 0, 0];
    for (let bin = 0; bin < MAX_BIN; bin += 1) {
      leftG += sums[bin] ?? 0;
      leftH += weights[bin] ?? 0;
      leftRows += counts[bin] ?? 0;
      if (leftRows < LEAST_ROWS || train.length - leftRows < LEAST_ROWS) continue;
      const gain = leftG ** 2 / (leftH + RIDGE) + (g - leftG) ** 2 / (h - leftH + RIDGE) - own;
      if (gain > (best?.gain ?? 1e-9)) best = { feature, bin, gain };
    }
  });
  return best;
}
