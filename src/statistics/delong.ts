/**
 * DeLong's method for two areas under the ROC curve on the same examples (DeLong, DeLong and Clarke-Pearson 1988,
 * Biometrics 44:837), with midranks in O(n log n) (Sun and Xu 2014, IEEE Signal Processing Letters 21:1389).
 */
import { normalTail } from './distributions.js';
import { criticalValue } from './interval.js';
import { orderDescending } from './order.js';
import type { NoPairedInterval, PairedOutcome } from './paired.js';
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
}

/**
 * Areas, variances and covariance. `label` is 1 or 0; higher scores mean more positive. Examples of weight 0 are
 * absent; with weights the variance is the linearised one of the weighted areas. Without two examples of each
 * class, or with a score that is NaN, there is none.
 */
export function delong(
  label: ArrayLike<number>,
  candidate: Float64Array,
  baseline: Float64Array,
  weight: Float64Array | null = null,
): Delong | NoPairedInterval {
  const n = label.length;
  const counts = [0, 0];
  const totals = [0, 0];
  for (let i = 0; i < n; i++) {
    const w = weight === null ? 1 : (weight[i] as number);
    if (!(w >= 0 && w < Infinity)) return { undefined: `the weight of row ${i + 1} is ${w}` };
    if (w === 0) continue;
    const y = label[i] as number;
    if (y !== 0 && y !== 1) return { undefined: `the label of row ${i + 1} is ${y}, not 0 or 1` };
    if (Number.isNaN(candidate[i]) || Number.isNaN(baseline[i])) {
      return { undefined: `a score of row ${i + 1} is NaN` };
    }
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
  const second = placements(label, baseline, weight, up, down);
  // Sums over each class of the products of the deviations of the placements.
  const [aa, bb, ab] = [
    [0, 0],
    [0, 0],
    [0, 0],
  ] as [number[], number[], number[]];
  const add = (list: number[], y: number, value: number) => {
    list[y] = (list[y] as number) + value;
  };
  for (let i = 0; i < n; i++) {
    const w = weight === null ? 1 : (weight[i] as number);
    if (w === 0) continue;
    const y = label[i] as number;
    const x = w * ((first.values[i] as number) - first.area);
    const v = w * ((second.values[i] as number) - second.area);
    add(aa, y, x * x);
    add(bb, y, v * v);
    add(ab, y, x * v);
  }
  const scale = (y: number) => {
    const count = counts[y] as number;
    const total = totals[y] as number;
    return (weight === null ? count / (count - 1) : 1) / (total * total);
  };
  const combine = (list: number[]) => (list[0] as number) * scale(0) + (list[1] as number) * scale(1);
  const [varianceCandidate, varianceBaseline, covariance] = [combine(aa), combine(bb), combine(ab)];
  const delta = first.area - second.area;
  const variance = Math.max(0, varianceCandidate + varianceBaseline - 2 * covariance);
  const z = delta === 0 ? 0 : delta / Math.sqrt(variance);
  return {
    candidate: first.area,
    baseline: second.area,
    delta,
    varianceCandidate,
    varianceBaseline,
    covariance,
    variance,
    z,
    p: Math.min(1, 2 * normalTail(Math.abs(z))),
    positives,
    negatives,
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
  let [above, aboveNegatives, area] = [0, 0, 0];
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
    // NaN is unequal to itself; only examples of weight 0 may have it.
    if (end === from) end++;
    const below = (down - aboveNegatives - tiesNegatives / 2) / down;
    const higher = (above + ties / 2) / up;
    for (; from < end; from++) {
      const i = order[from] as number;
      values[i] = label[i] === 1 ? below : higher;
    }
    area += ties * below;
    above += ties;
    aboveNegatives += tiesNegatives;
  }
  return { values, area: area / up };
}

/** Rounding of the placements leaves about 1e-32 where the variance is zero. */
const NO_VARIANCE = 1e-24;
/** With fewer of a class the normal approximation is rough. */
const FEW = 10;

/**
 * Interval for the difference of the areas. Where the two rank all pairs alike the variance is zero, and the
 * interval is Tango's for no discordance among as many independent positive-negative pairs as there are.
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
  const { delta, variance, positives, negatives } = found;
  const n = positives + negatives;
  const few = Math.min(positives, negatives);
  const notes = few < FEW ? [`the smaller class has ${few} examples: the normal approximation is rough`] : [];
  const working = [
    `AUC of the candidate ${found.candidate}, of the baseline ${found.baseline}`,
    `${positives} positives, ${negatives} negatives`,
    `variances ${found.varianceCandidate} and ${found.varianceBaseline}, covariance ${found.covariance}`,
  ];
  if (!(variance > NO_VARIANCE)) {
    const none = tangoInterval(0, 0, few, level);
    return {
      ...none,
      delta,
      low: delta + none.low,
      high: delta + none.high,
      method: 'tango(no discordant pair)',
      n,
      working: [...working, `both rank every pair alike; ${few} pairs are independent`],
      notes: [...notes, 'both models rank every pair alike'],
    };
  }
  const half = criticalValue(level) * Math.sqrt(variance);
  return {
    delta,
    low: Math.max(-1, delta - half),
    high: Math.min(1, delta + half),
    level,
    method: weight === null ? 'delong' : 'delong(weighted)',
    source: SOURCE,
    n,
    working: [...working, `delta ± ${criticalValue(level).toFixed(4)} × √${variance}`],
    notes,
  };
}
