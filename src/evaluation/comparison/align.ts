/**
 * The same examples on both sides. Each side has its examples in an order of its own (by score); here they are lined
 * up by the row of the dataset, so that position i is one example for candidate and baseline alike.
 */
import type { Computation, Examples } from '../metrics/index.js';

export interface AlignedSide {
  readonly examples: Examples;
  /** Aligned position of each of the side's positions. */
  readonly place: Uint32Array;
}

/** Rows of the dataset, rising: the aligned order. */
export function alignedRows(examples: Examples): Uint32Array {
  const { n, row } = examples;
  return row === null ? Uint32Array.from({ length: n }, (_, i) => i) : row.slice().sort();
}

/** Lines a side up with `rows`, of which it must have each once. `rank` is scratch as long as the dataset. */
export function align(examples: Examples, rows: Uint32Array, rank: Int32Array): AlignedSide {
  if (examples.n !== rows.length) {
    throw new RangeError(`${examples.n} examples do not line up with ${rows.length}`);
  }
  for (const [i, row] of rows.entries()) rank[row] = i;
  const place = new Uint32Array(examples.n);
  for (let p = 0; p < examples.n; p++) {
    place[p] = rank[examples.row === null ? p : (examples.row[p] as number)] as number;
  }
  return { examples, place };
}

/** Numbers of the side's positions, in the aligned order. */
export function lined(side: AlignedSide, values: { readonly [index: number]: number }): Float64Array {
  const out = new Float64Array(side.place.length);
  for (let p = 0; p < side.place.length; p++) out[side.place[p] as number] = values[p] as number;
  return out;
}

/** Codes of the side's positions, in the aligned order. */
export function linedCodes(side: AlignedSide, values: Int32Array): Int32Array {
  const out = new Int32Array(side.place.length);
  for (let p = 0; p < side.place.length; p++) out[side.place[p] as number] = values[p] as number;
  return out;
}

/** Names of the classes that codes stand for. */
export function classesOf({ examples }: AlignedSide): readonly string[] {
  return examples.task === 'multiclass' ? examples.classes : ['negative', 'positive'];
}

/** Class codes of the baseline in the order of the candidate's classes. */
export function namedAlike(candidate: AlignedSide, baseline: AlignedSide, codes: Int32Array): Int32Array {
  const [ours, theirs] = [classesOf(candidate), classesOf(baseline)];
  // A class that the candidate never names gets a code of its own: it is wrong, and equal to nothing.
  const places = theirs.map((name, k) => {
    const place = ours.indexOf(name);
    return place === -1 ? ours.length + k : place;
  });
  return codes.map((code) => (code < 0 ? -1 : (places[code] ?? -1)));
}

/** The value of a computation where the aligned positions have these weights; NaN where it has none. */
export function valueAt(
  side: AlignedSide,
  computation: Computation,
  weight: Float64Array,
  scratch: Float64Array,
): number {
  for (let p = 0; p < side.place.length; p++) scratch[p] = weight[side.place[p] as number] as number;
  const value = computation.at(scratch);
  return typeof value === 'number' ? value : Number.NaN;
}
