/** Quantiles of sorted values. */
import { at } from './arrays.js';

/** Quantile with linear interpolation (type 7 of Hyndman and Fan, as numpy has it) of sorted values. */
export function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const low = at(sorted, below);
  const high = below + 1 < sorted.length ? at(sorted, below + 1) : low;
  return low + (high - low) * (place - below);
}
