/**
 * Resampling of the area under the ROC curve, and of the difference of two: the scores are sorted once, and each
 * resample is one pass over each order with how often each example was drawn.
 */
import { orderDescending } from '../order.js';
import type { Generator } from '../random.js';
import { type Engine, JackknifeSums } from './engine.js';
import type { AucStatistic } from './statistic.js';
import type { Units } from './units.js';

interface Ranking {
  /** Twice the position of the example, plus 1 for a positive one; from the highest score down. */
  readonly coded: Uint32Array;
  /** Where runs of equal scores end (exclusive); null where none are equal. */
  readonly ends: Uint32Array | null;
}

/** Labels are 1 or 0 and scores not NaN; the caller has checked. */
export function aucEngine(statistic: AucStatistic, units: Units): Engine {
  const { label, weight } = statistic;
  const n = label.length;
  const first = rankingOf(statistic.candidate, label);
  const second = statistic.baseline === null ? null : rankingOf(statistic.baseline, label);
  const value = (counts: Float64Array) => area(first, counts) - (second === null ? 0 : area(second, counts));
  const own = weight === null ? new Float64Array(n).fill(1) : weight.slice();
  const counts = new Float64Array(n);
  const drawn = units.unitOf === null ? counts : new Float64Array(units.count);
  const places = units.strata.map((members) => new Uint32Array(members.length));
  return {
    estimate: value(own),
    units: units.count,
    draw(random: Generator) {
      drawn.fill(0);
      for (const [h, members] of units.strata.entries()) {
        const positions = places[h] as Uint32Array;
        random.positions(members.length, positions);
        addPositions(members, positions, drawn);
      }
      if (units.unitOf !== null) {
        for (let i = 0; i < n; i++) counts[i] = drawn[units.unitOf[i] as number] as number;
      }
      if (weight !== null) {
        for (let i = 0; i < n; i++) counts[i] = (counts[i] as number) * (weight[i] as number);
      }
      return value(counts);
    },
    jackknife() {
      const influence = influenceOf(first, label, own, 1, new Float64Array(n));
      if (second !== null) influenceOf(second, label, own, -1, influence);
      const found = new JackknifeSums();
      const sums = new Float64Array(units.count);
      for (let i = 0; i < n; i++) {
        const unit = units.unitOf === null ? i : (units.unitOf[i] as number);
        sums[unit] = (sums[unit] as number) + (influence[i] as number);
      }
      for (const members of units.strata) {
        // The infinitesimal jackknife: what a unit adds, as if it were left out of as many.
        const scale = members.length / (members.length - 1);
        found.stratum(Float64Array.from(members, (unit) => -(sums[unit] as number) * scale));
      }
      return found.done();
    },
  };
}

function addPositions(members: Uint32Array, positions: Uint32Array, counts: Float64Array): void {
  for (let i = 0; i < positions.length; i++) {
    const unit = members[positions[i] as number] as number;
    counts[unit] = (counts[unit] as number) + 1;
  }
}

function rankingOf(score: Float64Array, label: ArrayLike<number>): Ranking {
  const order = orderDescending(score);
  const n = order.length;
  const ends = new Uint32Array(n);
  let groups = 0;
  for (let i = 1; i <= n; i++) {
    if (i === n || score[order[i] as number] !== score[order[i - 1] as number]) ends[groups++] = i;
  }
  const coded = order.map((position) => 2 * position + (label[position] === 1 ? 1 : 0));
  return { coded, ends: groups === n ? null : ends.slice(0, groups) };
}

/** The area with these weights; NaN where a class has none. */
function area({ coded, ends }: Ranking, counts: Float64Array): number {
  // Twice the area, so that ties of whole counts stay whole numbers.
  let [positives, negatives, twice] = [0, 0, 0];
  if (ends === null) {
    for (let i = 0; i < coded.length; i++) {
      const code = coded[i] as number;
      const w = counts[code >>> 1] as number;
      const up = w * (code & 1);
      const down = w - up;
      twice += down * positives;
      positives += up;
      negatives += down;
    }
    return twice / positives / negatives;
  }
  let i = 0;
  for (let group = 0; group < ends.length; group++) {
    const end = ends[group] as number;
    let [up, all] = [0, 0];
    for (; i < end; i++) {
      const code = coded[i] as number;
      const w = counts[code >>> 1] as number;
      all += w;
      up += w * (code & 1);
    }
    const down = all - up;
    twice += down * (2 * positives + up);
    positives += up;
    negatives += down;
  }
  return twice / 2 / positives / negatives;
}

/** Adds `sign` times the first-order influence of each example on the area (its placement, centred and scaled). */
function influenceOf(
  { coded, ends }: Ranking,
  label: ArrayLike<number>,
  weight: Float64Array,
  sign: number,
  into: Float64Array,
): Float64Array {
  let [positives, negatives] = [0, 0];
  for (let i = 0; i < weight.length; i++) {
    if (label[i] === 1) positives += weight[i] as number;
    else negatives += weight[i] as number;
  }
  const center = area({ coded, ends }, weight);
  let [above, aboveNegatives, i] = [0, 0, 0];
  const groups = ends === null ? coded.length : ends.length;
  for (let group = 0; group < groups; group++) {
    const end = ends === null ? group + 1 : (ends[group] as number);
    let [up, down] = [0, 0];
    for (let j = i; j < end; j++) {
      const code = coded[j] as number;
      if (code & 1) up += weight[code >>> 1] as number;
      else down += weight[code >>> 1] as number;
    }
    const below = (negatives - aboveNegatives - down / 2) / negatives;
    const higher = (above + up / 2) / positives;
    for (; i < end; i++) {
      const code = coded[i] as number;
      const w = weight[code >>> 1] as number;
      const part = code & 1 ? (w * (below - center)) / positives : (w * (higher - center)) / negatives;
      into[code >>> 1] = (into[code >>> 1] as number) + sign * part;
    }
    above += up;
    aboveNegatives += down;
  }
  return into;
}
