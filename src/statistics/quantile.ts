/** Quantiles of sorted values. */

/** Quantile with linear interpolation (type 7 of Hyndman and Fan, as numpy has it) of sorted values. */
export function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const low = sorted[below] as number;
  const high = below + 1 < sorted.length ? (sorted[below + 1] as number) : low;
  return low + (high - low) * (place - below);
}
