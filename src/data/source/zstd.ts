/** zstd for Node before 22.15: a stream over `fzstd` (pure JavaScript, memory bounded by the window of the frame). */
import { Transform, type TransformCallback } from 'node:stream';
import { Decompress, ZstdErrorCode } from 'fzstd';

/** Input goes in by pieces, so that what comes out at once stays small also for data that packs very well. */
const PIECE = 1 << 14;

export class ZstdStream extends Transform {
  private readonly decoder = new Decompress((data) => {
    // The decoder uses its buffers again.
    if (data.length > 0) this.push(Buffer.from(data));
  });
  private seen = 0;

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    try {
      for (let start = 0; start < chunk.length; start += PIECE) {
        this.decoder.push(chunk.subarray(start, start + PIECE), false);
      }
      this.seen += chunk.length;
      done();
    } catch (error) {
      done(explained(error));
    }
  }

  override _flush(done: TransformCallback): void {
    try {
      this.decoder.push(new Uint8Array(0), true);
      done(this.seen === 0 ? new ZstdProblem('the file is empty') : null);
    } catch (error) {
      done(explained(error));
    }
  }
}

class ZstdProblem extends Error {}

function explained(error: unknown): Error {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  if (code === ZstdErrorCode.WindowSizeTooLarge) {
    return new ZstdProblem(
      'its window is larger than this Node version can unpack (32 MiB); Node 22.15 can, or gzip',
    );
  }
  return new ZstdProblem(
    error instanceof Error ? `no zstd, or damaged (${error.message})` : 'no zstd, or damaged',
  );
}

export function isZstdError(error: unknown): boolean {
  return error instanceof ZstdProblem;
}
