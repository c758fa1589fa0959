/** Small helpers over plain arrays of numbers. */

/** An element that is known to be there; the bounds are those of the loop around. */
export function at(values: { readonly [index: number]: number }, index: number): number {
  return values[index] as number;
}

export function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] as number;
  return total;
}
