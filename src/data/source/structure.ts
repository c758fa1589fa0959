/**
 * What the bytes of a text file say before any value is read: rows, lines, and faults such as ragged rows,
 * bad quotes, invalid UTF-8 and NUL bytes. The scan runs beside the engine's, in the same pass that hashes
 * the file. Its row count is held against the engine's: DuckDB 1.5 can silently read no rows at all from a
 * file whose line ends differ from those of a file read before, and drops rows that it cannot parse.
 */
import { isUtf8 } from 'node:buffer';

export const FAULT_KINDS = [
  'short',
  'long',
  'quote',
  'barequote',
  'comment',
  'encoding',
  'nul',
  'size',
  'depth',
  'keys',
  'literal',
  'ends',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  readonly kind: FaultKind;
  /** Of the first line of the record, from 1. */
  readonly line: number;
  /** Of the record, from 1 without the header; null where the fault lies in the header. */
  readonly row: number | null;
  /** What was found, such as `4 fields`. */
  readonly detail: string;
  /** The row as the engine counts it; null where it drops the record. */
  readonly engineRow: number | null;
}

export interface Structure {
  /** Rows that the engine is expected to read. */
  readonly rows: number;
  /** Records in the file without the header, also those that the engine cannot read. */
  readonly records: number;
  readonly counts: Readonly<Record<FaultKind, number>>;
  /** The first faults of each kind. */
  readonly faults: readonly Fault[];
  /** Records by the line end behind them. */
  readonly ends: LineEnds;
  /** True for a file that begins with a byte order mark. */
  readonly bom: boolean;
}

export type LineEnd = 'lf' | 'crlf' | 'cr';

/** Counts line ends between records, and knows where each kind came first. */
export class LineEnds {
  readonly counts: Record<LineEnd, number> = { lf: 0, crlf: 0, cr: 0 };
  private readonly first: Record<LineEnd, number> = { lf: 0, crlf: 0, cr: 0 };

  add(end: LineEnd, line: number): void {
    if (this.counts[end] === 0) this.first[end] = line;
    this.counts[end] += 1;
  }

  /** The CR counted last was the first half of a CRLF. */
  mendCr(line: number): void {
    this.counts.cr -= 1;
    if (this.counts.cr === 0) this.first.cr = 0;
    this.add('crlf', line);
  }

  /** The first line that ends in another way than the lines before it; null where all end alike. */
  get mixedAt(): number | null {
    const kinds = (['lf', 'crlf', 'cr'] as const).filter((end) => this.counts[end] > 0);
    const lines = kinds.map((end) => this.first[end]).sort((a, b) => a - b);
    return lines[1] ?? null;
  }

  /** The first line that ends in one of the given ways. */
  firstOf(kinds: readonly LineEnd[]): number | null {
    const lines = kinds.filter((end) => this.counts[end] > 0).map((end) => this.first[end]);
    return lines.length === 0 ? null : Math.min(...lines);
  }
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

/** Told of what a scan finds as it goes, for callers that want more than the first. */
export interface Listener {
  /** Every fault. */
  fault?(fault: Fault): void;
  /**
   * The engine's row, the record and the line where their distance is another than in the row before: between two
   * calls all three count on together.
   */
  place?(row: number, record: number, line: number): void;
}

export class FaultLog {
  readonly counts = Object.fromEntries(FAULT_KINDS.map((kind) => [kind, 0])) as Record<FaultKind, number>;
  readonly faults: Fault[] = [];
  private offset = Number.NaN;
  private recordOffset = Number.NaN;

  constructor(private readonly listener?: Listener) {}

  /** Says where a row lies that the engine reads. */
  place(row: number, record: number, line: number): void {
    if (this.listener?.place === undefined) return;
    if (line - row === this.offset && record - row === this.recordOffset) return;
    this.offset = line - row;
    this.recordOffset = record - row;
    this.listener.place(row, record, line);
  }

  add(fault: Fault): void {
    const { kind } = fault;
    this.listener?.fault?.(fault);
    this.counts[kind] += 1;
    if (this.counts[kind] <= KEPT_FAULTS) this.faults.push(fault);
  }
}

/** Finds invalid UTF-8, chunk by chunk. A sequence may be cut by the end of a chunk. */
export class Utf8Bytes {
  private pending = Buffer.alloc(0);
  /** Bytes before `pending`. */
  private seen = 0;
  /** Offsets of invalid sequences, ascending, at most one for each line, that no record has claimed yet. */
  private readonly bad: number[] = [];

  write(chunk: Uint8Array): void {
    const bytes =
      this.pending.length > 0
        ? Buffer.concat([this.pending, chunk])
        : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const whole = bytes.length - cutTail(bytes);
    this.pending = Buffer.from(bytes.subarray(whole));
    this.check(bytes.subarray(0, whole));
    this.seen += whole;
  }

  end(): void {
    if (this.pending.length > 0) this.bad.push(this.seen);
    this.pending = Buffer.alloc(0);
  }

  /** The offset of the first invalid sequence before `end`, or null; all before it are then forgotten. */
  claim(end: number): number | null {
    const first = this.bad[0];
    if (first === undefined || first >= end) return null;
    const rest = this.bad.findIndex((offset) => offset >= end);
    this.bad.splice(0, rest < 0 ? this.bad.length : rest);
    return first;
  }

  private check(bytes: Buffer): void {
    if (isUtf8(bytes)) return;
    for (let start = 0; start < bytes.length; ) {
      let end = start;
      while (end < bytes.length && bytes[end] !== 10 && bytes[end] !== 13) end += 1;
      const part = bytes.subarray(start, end);
      if (!isUtf8(part)) this.bad.push(this.seen + start + firstBad(part));
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

/** Where the first invalid sequence begins: the longest valid beginning, found by halving. */
function firstBad(bytes: Buffer): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const part = bytes.subarray(0, middle);
    if (isUtf8(part.subarray(0, middle - cutTail(part)))) low = middle;
    else high = middle - 1;
  }
  const start = bytes.subarray(0, low);
  return low - cutTail(start);
}
