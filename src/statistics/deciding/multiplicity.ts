/** Corrections for many tests at once. p-values in, corrected p-values out, in the same order. */

/** Holm 1979, Scandinavian Journal of Statistics 6:65. Holds the chance of any false alarm: for claims that block. */
export function holm(pValues: readonly number[]): number[] {
  const rising = order(pValues);
  let most = 0;
  return back(
    rising.map(({ p, index }, rank) => {
      most = Math.max(most, Math.min(1, p * (pValues.length - rank)));
      return { index, p: most };
    }),
  );
}

/** Benjamini and Hochberg 1995, JRSS B 57:289. Holds the share of false alarms: for slices that inform. */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const rising = order(pValues);
  let least = 1;
  return back(
    rising.reverse().map(({ p, index }, fromLast) => {
      least = Math.min(least, (p * pValues.length) / (pValues.length - fromLast));
      return { index, p: least };
    }),
  );
}

interface Placed {
  readonly p: number;
  readonly index: number;
}
function order(pValues: readonly number[]): Placed[] {
  const wrong = pValues.find((p) => !(p >= 0 && p <= 1));
  if (wrong !== undefined) throw new RangeError(`${wrong} is no p-value`);
  return pValues.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);
}
function back(corrected: readonly Placed[]): number[] {
  const result = new Array<number>(corrected.length).fill(1);
  for (const { p, index } of corrected) result[index] = p;
  return result;
}
