/** A seeded generator and the draws that drift needs: the same data give the same verdict on every machine. */

/** Uniform numbers in [0, 1): mulberry32. */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Successes of `n` trials. Exact by inversion where few are expected, else the rounded normal approximation. */
export function binomial(random: () => number, n: number, p: number): number {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - binomial(random, n, 1 - p);
  if (n * p > 12) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.min(n, Math.max(0, Math.round(n * p + Math.sqrt(n * p * (1 - p)) * normal)));
  }
  // Waiting times between successes are geometric (Devroye 1986, X.4.3).
  const scale = Math.log1p(-p);
  let successes = -1;
  for (let used = 0; used <= n; successes += 1) used += Math.floor(Math.log(1 - random()) / scale) + 1;
  return successes;
}

/** Counts of `n` draws among bins with these shares. */
export function multinomial(random: () => number, n: number, shares: readonly number[]): number[] {
  let left = n;
  let share = 1;
  return shares.map((p, index) => {
    const count = index === shares.length - 1 ? left : binomial(random, left, Math.min(1, p / share));
    left -= count;
    share = Math.max(Number.EPSILON, share - p);
    return count;
  });
}
