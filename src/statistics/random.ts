/** A seeded generator of random numbers, so that a resampling gives the same interval on every machine. */
import { createHash } from 'node:crypto';

/** Gives 32 random bits, as an unsigned integer. */
export type Random = () => number;

/**
 * xoshiro128** 1.1 (Blackman and Vigna, https://prng.di.unimi.it/xoshiro128starstar.c, public domain).
 * The state must not be all zeros.
 */
export function xoshiro128(state: readonly [number, number, number, number]): Random {
  let [a, b, c, d] = state;
  return () => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
}

/** A generator of its own for each seed and stream, so that a slice's interval does not depend on other slices. */
export function randomFor(seed: number, stream: string): Random {
  const hash = createHash('sha256').update(`${seed}\0${stream}`).digest();
  return xoshiro128([hash.readInt32LE(0), hash.readInt32LE(4), hash.readInt32LE(8), hash.readInt32LE(12)]);
}

/**
 * How often each of `n` examples is drawn in `n` draws with replacement, added to `counts` (cleared first).
 * An index is ⌊u·n/2³²⌋: for n ≤ 2²⁰ its probability is off by less than 2⁻¹² of itself.
 */
export function drawCounts(random: Random, n: number, counts: Float64Array): void {
  counts.fill(0);
  const scale = n / 2 ** 32;
  for (let i = 0; i < n; i++) {
    const index = Math.floor(random() * scale);
    counts[index] = (counts[index] ?? 0) + 1;
  }
}

/** The same sequence as `xoshiro128`, in a form that draws many at once. */
export class Generator {
  readonly #state: Int32Array;

  constructor(state: readonly [number, number, number, number]) {
    this.#state = Int32Array.from(state);
  }

  /** 32 random bits, as an unsigned integer. */
  bits(): number {
    const s = this.#state;
    const a = s[0] as number;
    const b = s[1] as number;
    const product = Math.imul(b, 5);
    const x = (s[2] as number) ^ a;
    const y = (s[3] as number) ^ b;
    s[0] = a ^ y;
    s[1] = b ^ x;
    s[2] = x ^ (b << 9);
    s[3] = (y << 11) | (y >>> 21);
    return Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
  }

  /** In (0, 1), with 32 bits. */
  uniform(): number {
    return (this.bits() + 0.5) / 2 ** 32;
  }

  /** `out.length` positions in 0 … n − 1, each with the same probability (see `drawCounts`). */
  positions(n: number, out: Uint32Array): void {
    const s = this.#state;
    let [a = 0, b = 0, c = 0, d = 0] = s;
    const scale = n / 2 ** 32;
    for (let i = 0; i < out.length; i++) {
      const product = Math.imul(b, 5);
      const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
      const shifted = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= shifted;
      d = (d << 11) | (d >>> 21);
      out[i] = Math.floor(result * scale);
    }
    s[0] = a;
    s[1] = b;
    s[2] = c;
    s[3] = d;
  }
}

/** As `randomFor`: one of its own for each seed and stream. */
export function generatorFor(seed: number, stream: string): Generator {
  const hash = createHash('sha256').update(`${seed}\0${stream}`).digest();
  return new Generator([hash.readInt32LE(0), hash.readInt32LE(4), hash.readInt32LE(8), hash.readInt32LE(12)]);
}
