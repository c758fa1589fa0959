/** Reads the structure of CSV and TSV: records, fields, quotes and lines, but no values. */
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
const QUOTE = 34;
const SPACE = 32;

/** Where the scan stands within a field. */
const START = 0;
const PLAIN = 1;
const QUOTED = 2;
/** After a quote inside a quoted field: the end, or the first half of a doubled quote. */
const CLOSING = 3;
/** After spaces at the start of a field: still plain, but a quote now is a fault. */
const SPACES = 4;

export class CsvScanner implements StructureScanner {
  private readonly log = new FaultLog();
  private readonly utf8 = new Utf8Lines();
  private readonly special = new Uint8Array(256);
  private state = START;
  private fields = 0;
  private bytes = 0;
  private badQuote = false;
  private nul = false;
  private line = 1;
  private recordLine = 1;
  private afterCr = false;
  private bom = 0;
  /** Records seen, with the header. */
  private records = 0;
  private rows = 0;
  private next = 0;

  /** `columns` is the number of fields that the header has. */
  constructor(
    private readonly delimiter: number,
    private readonly columns: number,
    private readonly wanted?: Wanted,
  ) {
    for (const byte of [LF, CR, QUOTE, SPACE, 0, delimiter]) this.special[byte] = 1;
  }

  /** True where every wanted row was found; the caller may stop reading. */
  get satisfied(): boolean {
    return this.wanted !== undefined && this.next >= this.wanted.rows.length;
  }

  write(chunk: Uint8Array): void {
    this.utf8.write(chunk, this.line);
    const { special, delimiter } = this;
    let index = this.skipBom(chunk);
    // A line end may be cut between two chunks.
    if (this.afterCr && chunk[index] === LF) index += 1;
    if (index < chunk.length) this.afterCr = false;
    let { state } = this;
    let start = index;
    for (; index < chunk.length; index += 1) {
      const byte = chunk[index] ?? 0;
      if (special[byte] === 0) {
        if (state === START || state === SPACES) state = PLAIN;
        else if (state === CLOSING) {
          this.badQuote = true;
          state = PLAIN;
        }
        continue;
      }
      if (byte === 0) this.nul = true;
      if (state === QUOTED) {
        if (byte === QUOTE) state = CLOSING;
        else if (byte === LF) this.line += 1;
        continue;
      }
      if (byte === delimiter) {
        this.fields += 1;
        state = START;
      } else if (byte === LF || byte === CR) {
        this.bytes += index - start;
        this.state = state;
        this.endRecord();
        if (byte === CR) {
          if (chunk[index + 1] === LF) index += 1;
          else this.afterCr = index + 1 === chunk.length;
        }
        start = index + 1;
        this.line += 1;
        this.recordLine = this.line;
        state = START;
      } else if (byte === QUOTE) {
        if (state === START || state === CLOSING) state = QUOTED;
        else if (state === SPACES) {
          this.badQuote = true;
          state = QUOTED;
        }
      } else if (byte === SPACE) {
        if (state === START) state = SPACES;
        else if (state === CLOSING) this.badQuote = true;
      } else if (state !== PLAIN) {
        if (state === CLOSING) this.badQuote = true;
        state = PLAIN;
      }
    }
    this.bytes += chunk.length - start;
    this.state = state;
  }

  end(): Structure {
    this.utf8.end(this.line);
    if (this.state === QUOTED) this.badQuote = true;
    if (this.bytes > 0) this.endRecord();
    const records = Math.max(0, this.records - 1);
    return { rows: this.rows, records, counts: this.log.counts, faults: this.log.faults };
  }

  private skipBom(chunk: Uint8Array): number {
    const mark = [0xef, 0xbb, 0xbf];
    let index = 0;
    while (this.bom < 3 && index < chunk.length) {
      if (chunk[index] !== mark[this.bom]) {
        this.bom = 3;
        return index;
      }
      this.bom += 1;
      index += 1;
    }
    return index;
  }

  private endRecord(): void {
    const { bytes, fields, recordLine: line } = this;
    this.bytes = 0;
    this.fields = 0;
    // The engine skips empty lines, except where a single column makes them an empty value.
    if (bytes === 0 && this.columns !== 1) return;
    this.records += 1;
    const row = this.records === 1 ? null : this.records - 1;
    let dropped = false;
    if (this.utf8.bad.size > 0 && this.utf8.claim(line, this.line)) {
      this.log.add('encoding', line, row, 'bytes that are not UTF-8');
      dropped = true;
    }
    if (this.badQuote) {
      this.log.add(
        'quote',
        line,
        row,
        this.state === QUOTED ? 'a quote that is never closed' : 'a quote in the wrong place',
      );
      this.badQuote = false;
    }
    if (this.nul) {
      this.log.add('nul', line, row, 'a NUL byte');
      this.nul = false;
    }
    if (fields + 1 !== this.columns) {
      const kind = fields + 1 < this.columns ? 'short' : 'long';
      this.log.add(kind, line, row, `${fields + 1} ${fields === 0 ? 'field' : 'fields'}`);
      if (kind === 'short') dropped = true;
    }
    if (bytes > MAX_RECORD_BYTES) {
      this.log.add('size', line, row, `${bytes} bytes`);
      dropped = true;
    }
    if (row === null || dropped) return;
    this.rows += 1;
    if (this.wanted !== undefined && this.rows === this.wanted.rows[this.next]) {
      this.wanted.found.set(this.rows, { record: row, line });
      this.next += 1;
    }
  }
}
