/**
 * DeLong's method for two areas under the ROC curve on the same examples (DeLong, DeLong and Clarke-Pearson 1988,
 * Biometrics 44:837), with midranks in O(n log n) (Sun and Xu 2014, IEEE Signal Processing Letters 21:1389).
 */
import { normalTail } from './distributions.js';
import { criticalValue } from './interval.js';
import { orderDescending } from './order.js';
import type { NoPairedInterval, PairedOutcome } from './paired.js';
import { scoresProblem } from './resampling/statistic.js';
import { tangoInterval } from './tango.js';

const SOURCE = 'DeLong et al. 1988, Biometrics 44:837; Sun and Xu 2014, IEEE SPL 21:1389';

export interface Delong {
  readonly candidate: number;
  readonly baseline: number;
  /** candidate − baseline. */
  readonly delta: number;
  readonly varianceCandidate: number;
  readonly varianceBaseline: number;
  readonly covariance: number;
  /** Of delta. */
  readonly variance: number;
  readonly z: number;
  /** Two-sided. */
  readonly p: number;
  readonly positives: number;
  readonly negatives: number;
  /** As many examples of equal influence would carry the variance of delta (1 / kurtosis); 0 without a variance. */
  readonly effective: number;
}

/**
 * Areas, variances and covariance. `label` is 1 or 0; higher scores mean more positive. Examples of weight 0 are
 * absent; with weights the variance is the linearised one of the weighted areas. Without two examples of each
 * class, or with a score that is NaN, there are none.
 */
export function delong(
  label: ArrayLike<number>,
  candidate: Float64Array,
  baseline: Float64Array,
  weight: Float64Array | null = null,
): Delong | NoPairedInterval {
  const problem = scoresProblem({ label, candidate, baseline, weight });
  if (problem !== null) return { undefined: problem };
  const n = label.length;
  const counts = [0, 0];
  const totals = [0, 0];
  for (let i = 0; i < n; i++) {
    const w = weight === null ? 1 : (weight[i] as number);
    if (w === 0) continue;
    const y = label[i] as number;
    counts[y] = (counts[y] as number) + 1;
    totals[y] = (totals[y] as number) + w;
  }
  const [negatives = 0, positives = 0] = counts;
  if (positives < 2 || negatives < 2) {
    return {
      undefined: `there are ${positives} positives and ${negatives} negatives; two of each are needed`,
    };
  }
  const [down = 0, up = 0] = totals;
  const first = placements(label, candidate, weight, up, down);
  const other = placements(label, baseline, weight, up, down);
  // Sums over each class of the products of the deviations of the placements.
  const [aa, bb, ab, second, fourth] = [
    [0, 0],
    [0, 0],
    [0, 0],
    [0, 0],
    [0, 0],
  ] as [number[], number[], number[], number[], number[]];
  const add = (list: number[], y: number, value: number) => {
    list[y] = (list[y] as number) + value;
  };
  for (let i = 0; i < n; i++) {
    const w = weight === null ? 1 : (weight[i] as number);
    if (w === 0) continue;
    const y = label[i] as number;
    const x = w * ((first.values[i] as number) - first.area);
    const v = w * ((other.values[i] as number) - other.area);
    add(aa, y, x * x);
    add(bb, y, v * v);
    add(ab, y, x * v);
    add(fourth, y, (x - v) ** 4);
    add(second, y, (x - v) ** 2);
  }
  const scale = (y: number) => {
    const count = counts[y] as number;
    const total = totals[y] as number;
    return (weight === null ? count / (count - 1) : 1) / (total * total);
  };
  const combine = (list: number[]) => (list[0] as number) * scale(0) + (list[1] as number) * scale(1);
  const [varianceCandidate, varianceBaseline, covariance] = [combine(aa), combine(bb), combine(ab)];
  const power = (list: number[], exponent: number) =>
    (list[0] as number) / down ** exponent + (list[1] as number) / up ** exponent;
  const carried = power(fourth, 4);
  const delta = first.area - other.area;
  const variance = Math.max(0, varianceCandidate + varianceBaseline - 2 * covariance);
  const z = delta === 0 ? 0 : delta / Math.sqrt(variance);
  return {
    candidate: first.area,
    baseline: other.area,
    delta,
    varianceCandidate,
    varianceBaseline,
    covariance,
    variance,
    z,
    p: Math.min(1, 2 * normalTail(Math.abs(z))),
    positives,
    negatives,
    effective: variance > NO_VARIANCE ? power(second, 2) ** 2 / carried : 0,
  };
}

/**
 * For each example the share of the other class that it is on the right side of, ties ½; and their mean over the
 * positives, which is the area.
 */
function placements(
  label: ArrayLike<number>,
  score: Float64Array,
  weight: Float64Array | null,
  up: number,
  down: number,
): { readonly values: Float64Array; readonly area: number } {
  const n = label.length;
  const order = orderDescending(score);
  const values = new Float64Array(n);
  // Twice the area, so that sums of unweighted ties stay whole numbers.
  let [above, aboveNegatives, twice] = [0, 0, 0];
  for (let from = 0; from < n; ) {
    const s = score[order[from] as number] as number;
    let [end, ties, tiesNegatives] = [from, 0, 0];
    for (; end < n; end++) {
      const i = order[end] as number;
      if (score[i] !== s) break;
      const w = weight === null ? 1 : (weight[i] as number);
      if (label[i] === 1) ties += w;
      else tiesNegatives += w;
    }
    const below = (down - aboveNegatives - tiesNegatives / 2) / down;
    const higher = (above + ties / 2) / up;
    for (; from < end; from++) {
      const i = order[from] as number;
      values[i] = label[i] === 1 ? below : higher;
    }
    twice += tiesNegatives * (2 * above + ties);
    above += ties;
    aboveNegatives += tiesNegatives;
  }
  return { values, area: twice / 2 / up / down };
}

/** Rounding of the placements leaves about 1e-32 where the variance is zero. */
const NO_VARIANCE = 1e-24;
/** With fewer of a class, or fewer examples that carry the variance, the normal approximation is rough. */
const FEW = 10;

/**
 * Interval for the difference of the areas. Where the two models rank nearly all examples alike, the variance is
 * that of the few that moved, or zero, though others may move in the next sample. The interval is then at least
 * Tango's for no discordance among as many independent positive-negative pairs as there are.
 */
export function delongInterval(
  label: ArrayLike<number>,
  candidate: Float64Array,
  baseline: Float64Array,
  level: number,
  weight: Float64Array | null = null,
): PairedOutcome {
  const found = delong(label, candidate, baseline, weight);
  if ('undefined' in found) return found;
  const { delta, variance, positives, negatives, effective } = found;
  const few = Math.min(positives, negatives);
  const z = criticalValue(level);
  let half = variance > NO_VARIANCE ? z * Math.sqrt(variance) : 0;
  const rare = !(variance > NO_VARIANCE) || effective < FEW;
  const working = [
    `AUC of the candidate ${found.candidate}, of the baseline ${found.baseline}`,
    `${positives} positives, ${negatives} negatives`,
    `variances ${found.varianceCandidate} and ${found.varianceBaseline}, covariance ${found.covariance}`,
    `delta ± ${z.toFixed(4)} × √${variance}`,
  ];
  const notes = few < FEW ? [`the smaller class has ${few} examples: the normal approximation is rough`] : [];
  if (rare) {
    const none = tangoInterval(0, 0, few, level);
    half = Math.max(half, none.high);
    working.push(`at least ± ${none.high}: Tango for none of m = ${few} independent pairs discordant`);
    notes.push(
      'nearly all examples are ranked alike by both models: the few that moved say little of others',
    );
  }
  return {
    delta,
    low: Math.max(-1, delta - half),
    high: Math.min(1, delta + half),
    level,
    method: `delong${rare ? '+tango(few discordant)' : ''}${weight === null ? '' : '(weighted)'}`,
    source: rare ? `${SOURCE}; Tango 1998, Statistics in Medicine 17:891` : SOURCE,
    n: positives + negatives,
    working,
    notes,
  };
}
