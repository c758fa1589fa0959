/** The mean of one difference a pair: analytic intervals, with standard errors over clusters where there are some. */
import { groupDigits } from '../base/index.js';
import { studentQuantile } from './distributions.js';
import type { PairedOutcome } from './paired.js';

/** Where the variance is carried by fewer units than this, t is too short. */
const FEW = 10;

/**
 * Mean of `differences` (candidate − baseline of each example) ± t standard errors. With clusters (several examples
 * of one user or document) the standard error is the cluster-robust one with G/(G − 1), and t has G − 1 degrees of
 * freedom (Liang and Zeger 1986, Biometrika 73:13). Weights give the weighted mean. A difference that is not finite
 * is never left out: it gives no interval.
 */
export function pairedMean(
  differences: Float64Array,
  options: {
    readonly level: number;
    readonly weight?: Float64Array | null;
    readonly clusters?: Int32Array | null;
  },
): PairedOutcome {
  const { level, weight = null, clusters = null } = options;
  const n = differences.length;
  let [total, sum] = [0, 0];
  for (let i = 0; i < n; i++) {
    const w = weight === null ? 1 : (weight[i] as number);
    const d = differences[i] as number;
    if (!Number.isFinite(d)) return { undefined: `the difference of row ${i + 1} is ${d}` };
    if (!(w >= 0 && w < Infinity)) return { undefined: `the weight of row ${i + 1} is ${w}` };
    total += w;
    sum += w * d;
  }
  if (!(total > 0)) return { undefined: n === 0 ? 'no rows' : 'the weights sum to 0' };
  const mean = sum / total;
  const units = deviations(differences, mean, weight, clusters);
  const g = units.length;
  const what = clusters === null ? 'pairs' : 'clusters';
  if (g < 2) return { undefined: `fewer than two ${what}` };
  let [second, fourth] = [0, 0];
  for (const unit of units) {
    const part = unit / total;
    second += part * part;
    fourth += part ** 4;
  }
  if (!(second > 0)) return { undefined: 'no pair differs from another' };
  const error = Math.sqrt((second * g) / (g - 1));
  const t = studentQuantile((1 + level) / 2, g - 1);
  const effective = second ** 2 / fourth;
  return {
    delta: mean,
    low: mean - t * error,
    high: mean + t * error,
    level,
    method: `mean(t${clusters === null ? '' : ', clusters'}${weight === null ? '' : ', weighted'})`,
    source: clusters === null ? 'Student 1908, Biometrika 6:1' : 'Liang and Zeger 1986, Biometrika 73:13',
    n: g,
    working: [
      `${groupDigits(g)} ${what}, mean difference ${mean}, standard error ${error}`,
      `delta ± ${t.toFixed(4)} × ${error} (t with ${g - 1} degrees of freedom)`,
    ],
    notes:
      effective < FEW
        ? [
            `a few ${what} carry the variance (as much as ${effective.toFixed(1)} equal ones would): the interval may be too short`,
          ]
        : [],
  };
}

/** Weighted deviations from the mean, summed over each cluster. */
function deviations(
  differences: Float64Array,
  mean: number,
  weight: Float64Array | null,
  clusters: Int32Array | null,
): Float64Array {
  const single = differences.map((d, i) => (weight === null ? 1 : (weight[i] as number)) * (d - mean));
  if (clusters === null) return weight === null ? single : single.filter((_, i) => (weight[i] as number) > 0);
  const sums = new Map<number, number>();
  for (let i = 0; i < single.length; i++) {
    const code = clusters[i] as number;
    sums.set(code, (sums.get(code) ?? 0) + (single[i] as number));
  }
  return Float64Array.from(sums.values());
}
