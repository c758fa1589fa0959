/** The order of numbers from high to low, fast for millions: a radix sort of indices. */

/** Below this a comparison sort is faster than the histograms of the radix sort. */
const SMALL = 4096;
const DIGITS = 1 << 16;

/**
 * Positions of `values` from the largest to the smallest; equal values keep their order, NaN come last.
 * Least-significant-digit radix sort over the bits of the IEEE 754 double, 16 bits a pass (Knuth, TAOCP 5.2.5).
 */
export function orderDescending(values: Float64Array): Uint32Array {
  const n = values.length;
  const order = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  if (n < SMALL) return order.sort((a, b) => compare(values[a] ?? 0, values[b] ?? 0) || a - b);

  const keys = keysOf(values);
  let from = order;
  let to = new Uint32Array(n);
  const counts = new Uint32Array(DIGITS);
  for (let pass = 0; pass < 4; pass++) {
    counts.fill(0);
    for (let i = 0; i < n; i++) {
      const digit = keys[i * 4 + pass] ?? 0;
      counts[digit] = (counts[digit] ?? 0) + 1;
    }
    if (counts[keys[pass] ?? 0] === n) continue;
    let sum = 0;
    for (let digit = 0; digit < DIGITS; digit++) {
      const count = counts[digit] ?? 0;
      counts[digit] = sum;
      sum += count;
    }
    for (let i = 0; i < n; i++) {
      const index = from[i] ?? 0;
      const digit = keys[index * 4 + pass] ?? 0;
      const place = counts[digit] ?? 0;
      to[place] = index;
      counts[digit] = place + 1;
    }
    [from, to] = [to, from];
  }
  return from;
}

/** Bits such that unsigned order is the order from high to low with NaN last. Little-endian, as every platform of Node. */
function keysOf(values: Float64Array): Uint16Array {
  const copy = values.slice();
  const words = new Uint32Array(copy.buffer);
  for (let i = 0; i < copy.length; i++) {
    const value = copy[i] ?? 0;
    if (Number.isNaN(value)) {
      words[2 * i] = 0xffffffff;
      words[2 * i + 1] = 0xffffffff;
      continue;
    }
    // −0 equals 0, so it must have the same bits.
    if (value === 0) copy[i] = 0;
    const high = words[2 * i + 1] ?? 0;
    // Negative doubles already grow downwards in their bits; positive ones are turned round.
    if ((high & 0x80000000) === 0) {
      words[2 * i + 1] = ~high & 0x7fffffff;
      words[2 * i] = ~(words[2 * i] ?? 0);
    }
  }
  return new Uint16Array(copy.buffer);
}

function compare(a: number, b: number): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1;
  if (Number.isNaN(b)) return -1;
  return a > b ? -1 : a < b ? 1 : 0;
}
