/** zstd for Node before 22.15: a stream over `fzstd` (pure JavaScript, memory bounded by the window of the frame). */
import { Duplex } from 'node:stream';
import { Decompress, ZstdErrorCode } from 'fzstd';

/** Input goes in by small pieces: four bytes can stand for 128 KiB, and what comes out must not pile up. */
const PIECE = 512;

/** A stream from zstd to what it holds, in pieces of at most 128 KiB. Its errors are those of `isZstdError`. */
export function unzstdStream(): Duplex {
  return Duplex.from(unzstd);
}

async function* unzstd(source: AsyncIterable<unknown>): AsyncGenerator<Buffer> {
  let found: Buffer[] = [];
  let seen = 0;
  const decoder = new Decompress((data) => {
    // The decoder uses its buffers again.
    if (data.length > 0) found.push(Buffer.from(data));
  });
  const push = (piece: Uint8Array, last: boolean): Buffer[] => {
    found = [];
    try {
      decoder.push(piece, last);
    } catch (error) {
      throw explained(error);
    }
    return found;
  };
  for await (const part of source) {
    const chunk = part as Buffer;
    seen += chunk.length;
    for (let start = 0; start < chunk.length; start += PIECE) {
      yield* push(chunk.subarray(start, start + PIECE), false);
    }
  }
  yield* push(new Uint8Array(0), true);
  if (seen === 0) throw new ZstdProblem('the file is empty');
}

class ZstdProblem extends Error {}

function explained(error: unknown): Error {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  if (code === ZstdErrorCode.WindowSizeTooLarge) {
    return new ZstdProblem(
      'its window is larger than this Node version can unpack (32 MiB); Node 22.15 can, or use gzip',
    );
  }
  return new ZstdProblem(`no zstd, or damaged (${error instanceof Error ? error.message : String(error)})`);
}

export function isZstdError(error: unknown): boolean {
  return error instanceof ZstdProblem;
}
