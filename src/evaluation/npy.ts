/**
 * Reads arrays of numpy's .npy files: format versions 1, 2 and 3, numbers and booleans of either byte order, C and
 * Fortran order. Strict: anything else (objects, texts, structures, a file that is too short or too long) is refused.
 * Source: numpy.lib.format, "NPY format".
 */
import { usageError } from '../base/index.js';

export interface NpyHeader {
  readonly type: NpyType;
  readonly littleEndian: boolean;
  readonly fortran: boolean;
  readonly shape: readonly number[];
  /** Where the elements begin in the file. */
  readonly offset: number;
}

export type NpyArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigUint64Array;

/** By numpy's kind and size: the reader of one element, and the array of many. */
const TYPES = {
  f4: { bytes: 4, make: (n: number) => new Float32Array(n) },
  f8: { bytes: 8, make: (n: number) => new Float64Array(n) },
  i1: { bytes: 1, make: (n: number) => new Int8Array(n) },
  i2: { bytes: 2, make: (n: number) => new Int16Array(n) },
  i4: { bytes: 4, make: (n: number) => new Int32Array(n) },
  i8: { bytes: 8, make: (n: number) => new BigInt64Array(n) },
  u1: { bytes: 1, make: (n: number) => new Uint8Array(n) },
  u2: { bytes: 2, make: (n: number) => new Uint16Array(n) },
  u4: { bytes: 4, make: (n: number) => new Uint32Array(n) },
  u8: { bytes: 8, make: (n: number) => new BigUint64Array(n) },
  b1: { bytes: 1, make: (n: number) => new Uint8Array(n) },
} as const satisfies Record<string, { bytes: number; make: (n: number) => NpyArray }>;
export type NpyType = keyof typeof TYPES;

const MAGIC = Buffer.from('\x93NUMPY', 'latin1');
/** Longest header that is read: numpy itself refuses longer ones where it does not trust the file. */
export const NPY_HEADER_BYTES = 10_000;

/** Bytes of an element. */
export function npyElementBytes(type: NpyType): number {
  return TYPES[type].bytes;
}

/** The header at the begin of a file. `bytes` holds at least the first `NPY_HEADER_BYTES + 12`, or all. */
export function npyHeader(bytes: Uint8Array, path: string): NpyHeader {
  const bad = (message: string) =>
    usageError({ where: { file: path }, message: `cannot be read as .npy: ${message}` });
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!buffer.subarray(0, 6).equals(MAGIC)) throw bad('it does not begin as numpy.save begins a file');
  const major = buffer[6];
  if (buffer.length < 12) throw bad('it is cut off');
  if (major !== 1 && major !== 2 && major !== 3) throw bad(`version ${major} of the format is not known`);
  const length = major === 1 ? buffer.readUInt16LE(8) : buffer.readUInt32LE(8);
  const begin = major === 1 ? 10 : 12;
  if (length > NPY_HEADER_BYTES) throw bad(`its header is ${length} bytes long`);
  if (begin + length > buffer.length) throw bad('it is cut off');
  const text = buffer.toString(major === 3 ? 'utf8' : 'latin1', begin, begin + length).trim();
  const descr = /'descr'\s*:\s*'([<>|=])([a-zA-Z]\d+)'/.exec(text);
  const fortran = /'fortran_order'\s*:\s*(True|False)/.exec(text);
  const shape = /'shape'\s*:\s*\(([\d\s,L]*)\)/.exec(text);
  if (!/^\{.*\}$/s.test(text) || fortran === null || shape === null)
    throw bad('its header is not understood');
  const type = descr?.[2];
  if (type === undefined || !isType(type)) {
    const said = /'descr'\s*:\s*(.{1,40})/.exec(text)?.[1] ?? 'nothing';
    throw bad(`its elements are ${said}, and only numbers and booleans up to 64 bits are read`);
  }
  const sizes = (shape[1] ?? '').split(',').flatMap((part) => {
    const digits = part.trim().replace(/L$/, '');
    return digits === '' ? [] : [Number(digits)];
  });
  const count = sizes.reduce((product, size) => product * size, 1);
  if (!Number.isSafeInteger(count * TYPES[type].bytes))
    throw bad(`its shape (${sizes.join(', ')}) is too large`);
  return {
    type,
    littleEndian: descr?.[1] !== '>',
    fortran: fortran[1] === 'True',
    shape: sizes,
    offset: begin + length,
  };
}

function isType(type: string): type is NpyType {
  return Object.hasOwn(TYPES, type);
}

/** A whole file: its shape, and its elements in C order. */
export function readNpy(
  bytes: Uint8Array,
  path: string,
): { readonly type: NpyType; readonly shape: readonly number[]; readonly data: NpyArray } {
  const header = npyHeader(bytes, path);
  const count = header.shape.reduce((product, size) => product * size, 1);
  const expected = header.offset + count * TYPES[header.type].bytes;
  if (bytes.length !== expected) {
    throw usageError({
      where: { file: path },
      message: `cannot be read as .npy: it is ${bytes.length} bytes long, and its shape (${header.shape.join(', ')}) needs ${expected}`,
    });
  }
  return { type: header.type, shape: header.shape, data: npyElements(bytes.subarray(header.offset), header) };
}

/** Elements behind a header, in C order. `bytes` holds exactly those of the shape. */
export function npyElements(
  bytes: Uint8Array,
  header: Pick<NpyHeader, 'type' | 'littleEndian' | 'fortran' | 'shape'>,
): NpyArray {
  const { bytes: size, make } = TYPES[header.type];
  const count = header.shape.reduce((product, each) => product * each, 1);
  const data = make(count);
  const raw = new Uint8Array(data.buffer);
  raw.set(bytes.subarray(0, raw.length));
  // Node runs on little-endian machines only.
  if (!header.littleEndian && size > 1) {
    const swapped = Buffer.from(raw.buffer);
    if (size === 2) swapped.swap16();
    else if (size === 4) swapped.swap32();
    else swapped.swap64();
  }
  return header.fortran && header.shape.length > 1 ? toCOrder(data, header.shape, make) : data;
}

function toCOrder(data: NpyArray, shape: readonly number[], make: (n: number) => NpyArray): NpyArray {
  const ordered = make(data.length);
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((product, size) => product * size, 1));
  const index = new Array<number>(shape.length).fill(0);
  let from = 0;
  for (let to = 0; to < data.length; to++) {
    ordered[to] = data[from] ?? 0;
    // Counts like an odometer: the last axis turns fastest.
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis] = (index[axis] ?? 0) + 1;
      from += strides[axis] ?? 0;
      if ((index[axis] ?? 0) < (shape[axis] ?? 0)) break;
      from -= (strides[axis] ?? 0) * (shape[axis] ?? 0);
      index[axis] = 0;
    }
  }
  return ordered;
}
