/** Bytes of one file by position: whole in memory where it is small, through the open file where it is large. */
import { open } from 'node:fs/promises';
import { AssayError, unreadable } from '../../base/index.js';

export interface Reader {
  /** Bytes. */
  readonly size: number;
  /** The bytes from `position`; fewer than `length` only at the end of the file. */
  read(position: number, length: number): Promise<Buffer>;
}

/** Files up to this size are read once into memory. */
const WHOLE = 32 * 2 ** 20;

/** Hands a reader to `use` and closes the file after it. Throws a usage error where it cannot be opened. */
export async function withReader<T>(
  path: string,
  what: string,
  use: (reader: Reader) => Promise<T>,
): Promise<T> {
  try {
    const handle = await open(path, 'r');
    try {
      const { size } = await handle.stat();
      if (size <= WHOLE) return await use(bufferReader(await handle.readFile()));
      return await use({
        size,
        async read(position, length) {
          const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - position)));
          const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
          return buffer.subarray(0, bytesRead);
        },
      });
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof AssayError) throw error;
    throw unreadable(path, what, error);
  }
}

export function bufferReader(bytes: Buffer): Reader {
  return {
    size: bytes.length,
    read: async (position, length) =>
      bytes.subarray(Math.min(position, bytes.length), Math.min(position + length, bytes.length)),
  };
}
