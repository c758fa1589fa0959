/** Reads the structure of JSON lines: which lines hold something, and which are not UTF-8. */
import {
  FaultLog,
  MAX_RECORD_BYTES,
  type Structure,
  type StructureScanner,
  Utf8Lines,
  type Wanted,
} from './structure.js';

const LF = 10;
const CR = 13;

export class LineScanner implements StructureScanner {
  private readonly log = new FaultLog();
  private readonly utf8 = new Utf8Lines();
  private line = 1;
  private bytes = 0;
  private lastByte = 0;
  private nul = false;
  private records = 0;
  private rows = 0;
  private next = 0;

  constructor(private readonly wanted?: Wanted) {}

  get satisfied(): boolean {
    return this.wanted !== undefined && this.next >= this.wanted.rows.length;
  }

  write(chunk: Uint8Array): void {
    this.utf8.write(chunk, this.line);
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let start = 0; start < bytes.length; ) {
      const feed = bytes.indexOf(LF, start);
      const end = feed < 0 ? bytes.length : feed;
      const part = bytes.subarray(start, end);
      if (part.length > 0) {
        this.bytes += part.length;
        this.lastByte = part[part.length - 1] ?? 0;
        if (part.includes(0)) this.nul = true;
      }
      if (feed >= 0) this.endLine();
      start = end + 1;
    }
  }

  end(): Structure {
    this.utf8.end(this.line);
    if (this.bytes > 0) this.endLine();
    return { rows: this.rows, records: this.records, counts: this.log.counts, faults: this.log.faults };
  }

  private endLine(): void {
    const { line, bytes } = this;
    const filled = bytes - (this.lastByte === CR ? 1 : 0);
    this.bytes = 0;
    this.lastByte = 0;
    this.line += 1;
    const bad = this.utf8.claim(line, line);
    if (filled <= 0) return;
    this.records += 1;
    const row = this.records;
    if (bad) this.log.add('encoding', line, row, 'bytes that are not UTF-8');
    if (this.nul) this.log.add('nul', line, row, 'a NUL byte');
    this.nul = false;
    if (bytes > MAX_RECORD_BYTES) this.log.add('size', line, row, `${bytes} bytes`);
    if (bad || bytes > MAX_RECORD_BYTES) return;
    this.rows += 1;
    if (this.wanted !== undefined && this.rows === this.wanted.rows[this.next]) {
      this.wanted.found.set(this.rows, { record: row, line });
      this.next += 1;
    }
  }
}
