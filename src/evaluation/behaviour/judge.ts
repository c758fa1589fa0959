/** Which rows break a behavioural check: pure functions over what the model said. */
import { labelText } from '../label-text.js';
import type { Golden } from './golden.js';
import type { Outputs } from './outputs.js';

const at = (values: Float64Array, i: number): number => values[i] ?? Number.NaN;

/** True where the outputs of row i differ by more than the bound; without scores where the labels differ. */
export function moved(before: Outputs, after: Outputs, i: number, bound: number): boolean {
  if (before.scores.length === 0) {
    const label = before.labels?.[i] ?? null;
    return label === null || label !== after.labels?.[i];
  }
  return before.scores.some((column, k) => {
    const other = after.scores[k];
    // NaN is at no distance: it breaks the check.
    return other === undefined || !(Math.abs(at(column, i) - at(other, i)) <= bound);
  });
}

export type Expectation = 'not_fall' | 'not_rise' | 'rise' | 'fall';

/** True where the score of row i does not go as expected. */
export function misdirected(
  before: Float64Array,
  after: Float64Array,
  i: number,
  expect: Expectation,
  by: number,
): boolean {
  const rise = at(after, i) - at(before, i);
  if (!Number.isFinite(rise)) return true;
  switch (expect) {
    case 'not_fall':
      return rise < -by;
    case 'not_rise':
      return rise > by;
    case 'rise':
      return by === 0 ? rise <= 0 : rise < by;
    case 'fall':
      return by === 0 ? rise >= 0 : rise > -by;
  }
}

/** True where example i is not answered as expected. */
export function unlike(
  outputs: Outputs,
  { score, label }: Golden['expected'][number],
  i: number,
  tolerance: number,
): boolean {
  if (label !== null) return outputs.labels?.[i] !== labelText(label);
  if (score === null || outputs.score === null) return true;
  return !(Math.abs(at(outputs.score, i) - score) <= tolerance);
}
