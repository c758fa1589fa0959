/** Reads the structure of JSON lines: which lines hold something, and what in them readers take differently. */
import { jsonFault } from './json-line.js';
import {
  FaultLog,
  LineEnds,
  type Listener,
  MAX_RECORD_BYTES,
  type Structure,
  type StructureScanner,
  Utf8Bytes,
  type Wanted,
} from './structure.js';

const LF = 10;
const CR = 13;

export class LineScanner implements StructureScanner {
  private readonly log: FaultLog;
  private readonly utf8 = new Utf8Bytes();
  private readonly ends = new LineEnds();
  /** The beginning of a line that the chunk before cut off. */
  private rest: Buffer[] = [];
  private restSize = 0;
  private started = false;
  private marked = false;
  /** Offset of the next chunk. */
  private offset = 0;
  private line = 1;
  private records = 0;
  private rows = 0;
  private next = 0;

  constructor(
    private readonly wanted?: Wanted,
    listener?: Listener,
  ) {
    this.log = new FaultLog(listener);
  }

  get satisfied(): boolean {
    return this.wanted !== undefined && this.next >= this.wanted.rows.length;
  }

  write(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.utf8.write(chunk);
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let start = 0; start < bytes.length; ) {
      const feed = bytes.indexOf(LF, start);
      if (feed < 0) {
        this.keep(bytes.subarray(start));
        break;
      }
      if (this.restSize > 0) {
        this.keep(bytes.subarray(start, feed));
        const whole = Buffer.concat(this.rest);
        const size = this.restSize;
        this.rest = [];
        this.restSize = 0;
        this.endLine(whole, 0, whole.length, size, this.offset + feed, true);
      } else this.endLine(bytes, start, feed, feed - start, this.offset + feed, true);
      start = feed + 1;
    }
    this.offset += bytes.length;
  }

  end(): Structure {
    this.utf8.end();
    if (this.restSize > 0) {
      const whole = Buffer.concat(this.rest);
      this.endLine(whole, 0, whole.length, this.restSize, Number.POSITIVE_INFINITY, false);
    }
    const { counts, faults } = this.log;
    return { rows: this.rows, records: this.records, counts, faults, ends: this.ends, bom: this.marked };
  }

  /** A line that is too large for the engine is counted and not kept. */
  private keep(part: Buffer): void {
    this.restSize += part.length;
    if (this.restSize <= MAX_RECORD_BYTES) this.rest.push(Buffer.from(part));
  }

  private endLine(
    bytes: Buffer,
    from: number,
    to: number,
    size: number,
    offset: number,
    ended: boolean,
  ): void {
    const { line } = this;
    const begin = this.started ? from : this.afterBom(bytes, from, to);
    this.started = true;
    const carriage = to > begin && bytes[to - 1] === CR;
    if (ended) this.ends.add(carriage ? 'crlf' : 'lf', line);
    this.line += 1;
    const bad = this.utf8.claim(offset);
    if (size - (begin - from) - (carriage ? 1 : 0) <= 0) return;
    this.records += 1;
    const row = this.records;
    const large = size > MAX_RECORD_BYTES;
    const dropped = bad !== null || large;
    const place = { line, row, engineRow: dropped ? null : this.rows + 1 };
    if (bad !== null)
      this.log.add({ ...place, kind: 'encoding', detail: `byte ${bad + 1} of the file is not UTF-8` });
    if (large) this.log.add({ ...place, kind: 'size', detail: `${size} bytes` });
    else {
      const stop = carriage ? to - 1 : to;
      if (bytes.subarray(begin, stop).includes(0))
        this.log.add({ ...place, kind: 'nul', detail: 'a NUL byte' });
      // What is no object at all is found, and counted, by the engine.
      const fault = startsObject(bytes, begin, stop) ? jsonFault(bytes, begin, stop) : null;
      if (fault !== null) this.log.add({ ...place, ...fault });
    }
    if (dropped) return;
    this.rows += 1;
    this.log.place(this.rows, row, line);
    if (this.wanted !== undefined && this.rows === this.wanted.rows[this.next]) {
      this.wanted.found.set(this.rows, { record: row, line });
      this.next += 1;
    }
  }

  private afterBom(bytes: Buffer, from: number, to: number): number {
    this.marked =
      to - from >= 3 && bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf;
    return this.marked ? from + 3 : from;
  }
}

function startsObject(bytes: Buffer, from: number, to: number): boolean {
  let index = from;
  while (index < to && (bytes[index] === 0x20 || bytes[index] === 0x09)) index += 1;
  return bytes[index] === 0x7b;
}
