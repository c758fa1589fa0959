import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNpy } from './npy.js';

/** A file as numpy writes it; `text` is the header. */
function file(text: string, data: Uint8Array, version = 1): Uint8Array {
  const size = Buffer.alloc(version === 1 ? 2 : 4);
  if (version === 1) size.writeUInt16LE(text.length);
  else size.writeUInt32LE(text.length);
  return Buffer.concat([
    Buffer.from('\x93NUMPY', 'latin1'),
    Buffer.from([version, 0]),
    size,
    Buffer.from(text),
    data,
  ]);
}
const header = (descr: string, shape: string, fortran = 'False') =>
  `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': ${shape}, }\n`;
const bytesOf = (array: ArrayBufferView) => new Uint8Array(array.buffer);

describe('.npy', () => {
  it.each([
    ['<f4', Float32Array.of(1.5, -2)],
    ['<f8', Float64Array.of(1.5, -2)],
    ['|i1', Int8Array.of(-1, 2)],
    ['<i2', Int16Array.of(-300, 2)],
    ['<i4', Int32Array.of(-70000, 2)],
    ['<i8', BigInt64Array.of(-(2n ** 60n), 2n)],
    ['|u1', Uint8Array.of(255, 2)],
    ['<u2', Uint16Array.of(65535, 2)],
    ['<u4', Uint32Array.of(2 ** 32 - 1, 2)],
    ['<u8', BigUint64Array.of(2n ** 64n - 1n, 2n)],
    ['|b1', Uint8Array.of(1, 0)],
  ])('reads %s, in versions 1, 2 and 3', (descr, array) => {
    for (const version of [1, 2, 3]) {
      expect(readNpy(file(header(descr, '(2,)'), bytesOf(array), version), 'a.npy').data).toEqual(array);
    }
  });

  it('reads big-endian numbers and Fortran order', () => {
    const big = Buffer.alloc(8);
    big.writeFloatBE(1.5, 0);
    big.writeFloatBE(-2, 4);
    expect(readNpy(file(header('>f4', '(2,)'), big), 'a').data).toEqual(Float32Array.of(1.5, -2));
    // [[1, 2, 3], [4, 5, 6]] by columns.
    const columns = Int16Array.of(1, 4, 2, 5, 3, 6);
    const read = readNpy(file(header('<i2', '(2, 3)', 'True'), bytesOf(columns)), 'a');
    expect(read).toMatchObject({ shape: [2, 3], data: Int16Array.of(1, 2, 3, 4, 5, 6) });
  });

  it('gives every element of a Fortran array its place', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }), (shape) => {
        const count = shape.reduce((a, b) => a * b, 1);
        const data = Int32Array.from({ length: count }, (_, i) => i);
        const text = header('<i4', `(${shape.join(', ')},)`, 'True');
        const read = readNpy(file(text, bytesOf(data)), 'a').data;
        // Element (i, j, …) lies at i + shape[0] · (j + …) in Fortran order.
        for (let at = 0; at < count; at++) {
          let rest = at;
          const index = [...shape].reverse().map((size) => {
            const k = rest % size;
            rest = Math.floor(rest / size);
            return k;
          });
          const from = index.reduce((sum, k, axis) => sum * (shape[shape.length - 1 - axis] ?? 1) + k, 0);
          expect(read[at]).toBe(from);
        }
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['no .npy', Buffer.from('PK\x03\x04 an archive of arrays'), /does not begin as numpy.save/],
    ['cut off in the header', file(header('<f4', '(2,)'), new Uint8Array(8)).subarray(0, 30), /cut off/],
    ['cut off in the data', file(header('<f4', '(2,)'), new Uint8Array(7)), /needs/],
    ['too long', file(header('<f4', '(2,)'), new Uint8Array(9)), /needs/],
    ['objects', file(header('|O', '(2,)'), new Uint8Array(8)), /only numbers and booleans/],
    ['texts', file(header('<U4', '(2,)'), new Uint8Array(32)), /only numbers and booleans/],
    ['half precision', file(header('<f2', '(2,)'), new Uint8Array(4)), /only numbers and booleans/],
    ['another version', file(header('<f4', '(2,)'), new Uint8Array(8), 9), /version 9/],
    ['an endless shape', file(header('<f4', '(9007199254740992,)'), new Uint8Array(8)), /too large/],
    ['code as a header', file('__import__("os")', new Uint8Array(8)), /not understood/],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => readNpy(bytes, 'a.npy')).toThrow(message);
  });
});
