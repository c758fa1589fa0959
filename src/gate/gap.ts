/**
 * `max_gap`: the largest difference between the slices of one column, such as the recall of two groups. The slices
 * share no example, so the interval of a difference comes from the intervals of the two values.
 */
import { z } from '../statistics/deciding/index.js';
import { decimal, show } from './decimal.js';
import { examplesBehind, hasNumber, type Measured, type MetricSet, showAbsence } from './metrics.js';
import { ALPHA } from './paired.js';
import type { Rule } from './rules.js';

export type Gap =
  | { readonly kind: 'unknown' | 'not_a_number'; readonly message: string }
  | {
      readonly kind: 'gap';
      readonly verdict: 'pass' | 'fail' | 'inconclusive';
      readonly reason: 'met' | 'violated' | 'inconclusive';
      readonly message: string;
      readonly value: number;
      /** Examples of the smallest slice; of a gap that is too large, of the smaller of its two. Null: not known. */
      readonly n: number | null;
      readonly method: string;
      readonly source?: string;
      readonly working: readonly string[];
    };

type Valued = Measured & { readonly value: number };
/** Nominal coverage of the intervals that `evaluate` gives to values. */
const VALUE_LEVEL = 0.95;

/**
 * By intervals, where every slice has one: pass where the 90% upper bound of every difference is at most the limit
 * (no correction: all must hold), fail where a lower bound is above it at α / pairs (Bonferroni: the pair was chosen
 * by looking). Bounds of a difference by MOVER (Zou and Donner 2008). Otherwise by the values alone.
 */
export function gapOf(rule: Rule, column: string, candidate: MetricSet): Gap {
  const names = candidate.slices(rule.metric).filter((slice) => isSliceOf(slice, column));
  const what = `${rule.metric} between the slices of ${column}`;
  if (names.length < 2) {
    const known = [...new Set(candidate.slices(rule.metric).map(columnOfSlice))];
    return {
      kind: 'unknown',
      message: `${what}: ${names.length === 0 ? 'there is no such slice' : `there is one slice only, ${names[0]}`}${
        names.length === 0 && known.length > 0 ? `; the slices are of ${known.join(', ')}` : ''
      }; name the column under evaluate.slices, and mind min_slice_rows`,
    };
  }
  const all = names.map((slice) => candidate.get(rule.metric, slice)).filter((one) => one !== undefined);
  const bad = all.filter((one) => !hasNumber(one));
  if (bad.length > 0) {
    return {
      kind: 'not_a_number',
      message: `${what}: ${bad
        .slice(0, 5)
        .map((one) => `${one.slice} is ${showAbsence(one)}`)
        .join(', ')}`,
    };
  }
  const slices = all.filter(hasNumber).sort((a, b) => b.value - a.value);
  const [most, least] = [slices[0], slices.at(-1)];
  if (most === undefined || least === undefined) return { kind: 'unknown', message: what };
  const gap = decimal(most.value).minus(decimal(least.value));
  const limit = Number(rule.limit.toString());
  const bounds = boundsOf(slices);
  // Where some slices have an interval and one has none, its examples could give none: that is no certainty.
  const unknown = bounds === null ? slices.filter(({ interval }) => interval === null) : [];
  const partly = unknown.length > 0 && unknown.length < slices.length;
  const holds = gap.lte(rule.limit);
  const verdict =
    bounds === null
      ? partly
        ? 'inconclusive'
        : holds
          ? 'pass'
          : 'fail'
      : bounds.low > limit
        ? 'fail'
        : bounds.high <= limit
          ? 'pass'
          : 'inconclusive';
  const range = bounds === null ? '' : `, between ${number(bounds.lowShown)} and ${number(bounds.high)}`;
  const message = `${what}: ${most.slice} has ${show(decimal(most.value))}, ${least.slice} has ${show(decimal(least.value))}, ${show(gap)} apart${range}; they may be apart by at most ${show(rule.limit)}`;
  // Any of them may be the largest or the smallest in truth; a gap that is shown is shown by two.
  const rest = verdict === 'fail' ? [most, least] : slices;
  const sizes = rest.map(examplesBehind).filter((n) => n !== null);
  return {
    kind: 'gap',
    verdict,
    reason: ({ pass: 'met', fail: 'violated', inconclusive: 'inconclusive' } as const)[verdict],
    message:
      verdict !== 'inconclusive'
        ? message
        : `${message}; ${partly ? `${unknown.map(({ slice }) => slice).join(', ')} ${unknown.length === 1 ? 'has' : 'have'} no interval, so ` : ''}the examples do not tell`,
    value: Number(gap.toString()),
    n: sizes.length === 0 ? null : Math.min(...sizes),
    method: bounds === null ? 'point values, without an interval' : 'mover(independent slices)',
    ...(bounds === null ? {} : { source: 'Zou and Donner 2008, Statistics in Medicine 27:1693' }),
    working: [
      `${slices.length} slices; ${most.slice} ${show(decimal(most.value), true)} − ${least.slice} ${show(decimal(least.value), true)} = ${show(gap, true)}`,
      ...(bounds === null
        ? []
        : [
            `largest upper bound of a difference at ${100 * (1 - 2 * ALPHA)}%: ${number(bounds.high)}`,
            `largest lower bound at α = ${ALPHA} / ${bounds.pairs} pairs: ${number(bounds.low)}`,
          ]),
    ],
  };
}

/** What stands between a column and its value, or its bin, in the name of a slice. */
const MARK = /<|>=|=/;

/**
 * Whether a slice is one of a column: `region=north`, a bin such as `distance<350`; of the crossing `a × b` only
 * `a=… × b=…`, so that slices that overlap are never held against each other.
 */
export function isSliceOf(slice: string, column: string): boolean {
  const of = (piece: string, name: string) =>
    piece.startsWith(name) && piece.slice(name.length).search(MARK) === 0;
  const names = column.split('×').map((name) => name.trim());
  const pieces = slice.split(' × ');
  if (names.length > 1 && pieces.length === names.length) {
    return pieces.every((piece, k) => of(piece, names[k] ?? ''));
  }
  // A sign of multiplication in a value is none of a crossing.
  return of(slice, column) && !pieces.slice(1).some((piece) => MARK.test(piece));
}

function columnOfSlice(slice: string): string {
  const pieces = slice.split(' × ');
  const crossed = pieces.length > 1 && pieces.every((piece) => MARK.test(piece));
  return crossed ? pieces.map((piece) => piece.split(MARK)[0]).join(' × ') : (slice.split(MARK)[0] ?? slice);
}

function number(value: number): string {
  return show(decimal(Number(value.toPrecision(6))));
}

/** Null where a slice has no interval. `slices` from the largest value to the smallest. */
function boundsOf(slices: readonly Valued[]) {
  const pairs = (slices.length * (slices.length - 1)) / 2;
  const widen = (alpha: number) => z(1 - alpha) / z((1 + VALUE_LEVEL) / 2);
  let [low, high, lowShown] = [-Infinity, -Infinity, -Infinity];
  for (const [i, a] of slices.entries()) {
    for (const b of slices.slice(i + 1)) {
      if (a.interval === null || b.interval === null) return null;
      const gap = a.value - b.value;
      const up = Math.hypot(a.interval[1] - a.value, b.value - b.interval[0]);
      const down = Math.hypot(a.value - a.interval[0], b.interval[1] - b.value);
      // The other way round: b may in truth be the larger one.
      const turned = down * widen(ALPHA) - gap;
      high = Math.max(high, gap + up * widen(ALPHA), turned);
      low = Math.max(low, gap - down * widen(ALPHA / pairs));
      lowShown = Math.max(lowShown, gap - down * widen(ALPHA));
    }
  }
  return { low, high, lowShown: Math.max(0, lowShown), pairs };
}
