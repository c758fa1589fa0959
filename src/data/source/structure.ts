/**
 * What the bytes of a text file say before any value is read: rows, lines, and faults such as ragged rows,
 * bad quotes, invalid UTF-8 and NUL bytes. The scan runs beside the engine's, in the same pass that hashes
 * the file. Its row count is held against the engine's: DuckDB 1.5 can silently read no rows at all from a
 * file whose line ends differ from those of a file read before, and drops rows that it cannot parse.
 */
import { isUtf8 } from 'node:buffer';

export type FaultKind = 'short' | 'long' | 'quote' | 'encoding' | 'nul' | 'size';

export interface Fault {
  readonly kind: FaultKind;
  /** Of the first line of the record, from 1. */
  readonly line: number;
  /** Of the record, from 1 without the header; null where the fault lies in the header. */
  readonly row: number | null;
  /** What was found, such as `4 fields`. */
  readonly detail: string;
}

export interface Structure {
  /** Rows that the engine is expected to read. */
  readonly rows: number;
  /** Records in the file without the header, also those that the engine cannot read. */
  readonly records: number;
  readonly counts: Readonly<Record<FaultKind, number>>;
  /** The first faults of each kind. */
  readonly faults: readonly Fault[];
}

/** The engine drops records with more bytes (DuckDB's `max_line_size`). */
export const MAX_RECORD_BYTES = 2_000_000;
const KEPT_FAULTS = 20;

/** Consumes the bytes of one file in order. */
export interface StructureScanner {
  write(chunk: Uint8Array): void;
  end(): Structure;
}

/** Which rows (as the engine counts them) a caller wants the place of, ascending, and where they were found. */
export interface Wanted {
  readonly rows: readonly number[];
  /** Engine row → record and line. */
  readonly found: Map<number, { record: number; line: number }>;
}

export class FaultLog {
  readonly counts: Record<FaultKind, number> = { short: 0, long: 0, quote: 0, encoding: 0, nul: 0, size: 0 };
  readonly faults: Fault[] = [];

  add(kind: FaultKind, line: number, row: number | null, detail: string): void {
    this.counts[kind] += 1;
    if (this.counts[kind] <= KEPT_FAULTS) this.faults.push({ kind, line, row, detail });
  }
}

/** Finds the lines with invalid UTF-8, chunk by chunk. A sequence may be cut by the end of a chunk. */
export class Utf8Lines {
  private pending = Buffer.alloc(0);
  /** Lines with invalid bytes that no record has claimed yet. */
  readonly bad = new Set<number>();

  /** `line` is the number of the line in which the chunk begins. */
  write(chunk: Uint8Array, line: number): void {
    const bytes =
      this.pending.length > 0
        ? Buffer.concat([this.pending, chunk])
        : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const whole = bytes.length - cutTail(bytes);
    this.pending = Buffer.from(bytes.subarray(whole));
    this.check(bytes.subarray(0, whole), line);
  }

  end(line: number): void {
    if (this.pending.length > 0) this.bad.add(line);
    this.pending = Buffer.alloc(0);
  }

  /** True where a line from `first` to `last` holds invalid bytes; they are then forgotten. */
  claim(first: number, last: number): boolean {
    if (this.bad.size === 0) return false;
    let found = false;
    for (const line of this.bad) {
      if (line > last) continue;
      if (line >= first) found = true;
      this.bad.delete(line);
    }
    return found;
  }

  private check(bytes: Buffer, line: number): void {
    if (isUtf8(bytes)) return;
    let current = line;
    for (let start = 0; start < bytes.length; current += 1) {
      const feed = bytes.indexOf(10, start);
      const end = feed < 0 ? bytes.length : feed;
      if (!isUtf8(bytes.subarray(start, end))) this.bad.add(current);
      start = end + 1;
    }
  }
}

/** How many bytes at the end belong to a sequence that the next chunk continues: 0 to 3. */
function cutTail(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? back : 0;
    }
  }
  return 0;
}
