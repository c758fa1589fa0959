/** IEEE 754 numbers of 16 bits, which JavaScript has no array for on every version of Node. */

const bits = new Uint32Array(1);
const single = new Float32Array(bits.buffer);

/** Rounded to the nearest, ties to even; above 65,504 infinite. Each element as its 16 bits. */
export function halves(values: ArrayLike<number>): Uint16Array {
  return Uint16Array.from(values, toHalf);
}

function toHalf(value: number): number {
  single[0] = value;
  const word = bits[0] as number;
  const sign = (word >>> 16) & 0x8000;
  const exponent = (word >>> 23) & 0xff;
  const mantissa = word & 0x7fffff;
  if (exponent === 0xff) return sign | 0x7c00 | (mantissa === 0 ? 0 : 0x200);
  const scale = exponent - 112;
  if (scale >= 31) return sign | 0x7c00;
  if (scale <= 0) {
    // A subnormal number, or 0.
    if (scale < -10) return sign;
    return sign | rounded(mantissa | 0x800000, 14 - scale);
  }
  return sign | (((scale << 10) | (mantissa >>> 13)) + carry(mantissa, 13));
}

function rounded(value: number, shift: number): number {
  return (value >>> shift) + carry(value, shift);
}

/** 1 where what is cut off is more than a half, or a half after an odd digit. */
function carry(value: number, shift: number): number {
  const rest = value & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  return rest > half || (rest === half && ((value >>> shift) & 1) === 1) ? 1 : 0;
}

/** From 16 bits to the number. */
export function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const mantissa = half & 0x3ff;
  if (exponent === 0) return sign * mantissa * 2 ** -24;
  if (exponent === 31) return mantissa === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + mantissa / 1024) * 2 ** (exponent - 15);
}
