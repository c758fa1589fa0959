/** Reads the structure of CSV and TSV: records, fields, quotes and lines, but no values. */
import type { Dialect } from './dialect.js';
import {
  type Fault,
  type FaultKind,
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
const SPACE = 32;
/** No byte at all. */
const NONE = -1;

/** Where the scan stands within a field. */
const START = 0;
const PLAIN = 1;
const QUOTED = 2;
/** After a quote inside a quoted field: the end, or the first half of a doubled quote. */
const CLOSING = 3;
/** After spaces at the start of a field: still plain, but a quote now is a fault. */
const SPACES = 4;
/** After an escape that is not the quote, inside a quoted field. */
const ESCAPED = 5;
/** In a comment: nothing counts up to the end of the line. */
const COMMENT = 6;

/** A word with a one in each of its four bytes. */
const ONES = 0x01010101;

/** Marks the bytes of a word that are zero, and no word without one. Bytes of 1 above a zero may be marked too. */
function zeroBytes(word: number): number {
  return (word - ONES) & ~word & 0x80808080;
}

const NO_BYTES = new ArrayBuffer(0);

export type CsvCut = Pick<Dialect, 'delimiter' | 'quote' | 'escape' | 'comment' | 'header' | 'encoding'>;

export class CsvScanner implements StructureScanner {
  private readonly log: FaultLog;
  private readonly utf8: Utf8Bytes | null;
  private readonly special = new Uint8Array(256);
  /** What a plain chunk has none of. */
  private readonly marks: readonly number[];
  private readonly delimiter: number;
  private readonly quote: number;
  private readonly escape: number;
  private readonly comment: number;
  private readonly ends = new LineEnds();
  private state = START;
  private fields = 0;
  private bytes = 0;
  /** Where the record begins in a plain chunk, or the chunk itself. */
  private start = 0;
  /** Bytes before the chunk. */
  private offset = 0;
  private badQuote = false;
  private bareQuote = false;
  private commented = false;
  private onlyComment = false;
  private nul = false;
  private line = 1;
  private recordLine = 1;
  private afterCr = false;
  private bom = 0;
  private marked = false;
  /** Records seen, with the header. */
  private records = 0;
  private rows = 0;
  private next = 0;

  /** `columns` is the number of fields of the first record. */
  constructor(
    private readonly cut: CsvCut,
    private readonly columns: number,
    private readonly wanted?: Wanted,
    listener?: Listener,
  ) {
    this.log = new FaultLog(listener);
    const code = (sign: string | null) => (sign ? sign.charCodeAt(0) : NONE);
    this.delimiter = code(cut.delimiter);
    this.quote = code(cut.quote);
    this.escape = code(cut.escape);
    this.comment = code(cut.comment);
    // UTF-16 comes here as UTF-8 that was made of it.
    this.utf8 = cut.encoding === 'latin-1' ? null : new Utf8Bytes();
    this.marks = [...new Set([CR, 0, this.quote, this.escape, this.comment])].filter((byte) => byte !== NONE);
    for (const byte of [LF, CR, SPACE, 0, this.delimiter, this.quote, this.escape, this.comment]) {
      if (byte !== NONE) this.special[byte] = 1;
    }
  }

  /** True where every wanted row was found; the caller may stop reading. */
  get satisfied(): boolean {
    return this.wanted !== undefined && this.next >= this.wanted.rows.length;
  }

  write(chunk: Uint8Array): void {
    this.utf8?.write(chunk);
    const { special, delimiter, quote, escape: mark, comment } = this;
    const size = chunk.length;
    let index = this.skipBom(chunk);
    // A line end may be cut between two chunks.
    if (this.afterCr && index < size) {
      this.afterCr = false;
      if (chunk[index] === LF) {
        index += 1;
        this.ends.mendCr(this.line - 1);
      }
    }
    if (this.isPlain(chunk)) {
      this.plainFrom(chunk, index);
      return;
    }
    let { state } = this;
    let start = index;
    for (; index < size; index += 1) {
      const byte = chunk[index] as number;
      if (special[byte] === 0) {
        if (state === PLAIN || state === QUOTED || state === COMMENT) continue;
        if (state === CLOSING) this.badQuote = true;
        else if (state === ESCAPED) {
          this.badQuote = true;
          state = QUOTED;
          continue;
        }
        state = PLAIN;
        continue;
      }
      if (byte === 0) this.nul = true;
      if (state === QUOTED || state === ESCAPED) {
        if (byte === LF) this.line += 1;
        if (state === ESCAPED) {
          if (byte !== quote && byte !== mark) this.badQuote = true;
          state = QUOTED;
        } else if (byte === quote) state = CLOSING;
        else if (byte === mark) state = ESCAPED;
        continue;
      }
      if (byte === LF || byte === CR) {
        this.bytes += index - start;
        this.state = state;
        this.endRecord(this.offset + index);
        state = START;
        if (byte === LF) this.ends.add('lf', this.line);
        else if (chunk[index + 1] === LF) {
          index += 1;
          this.ends.add('crlf', this.line);
        } else {
          this.ends.add('cr', this.line);
          this.afterCr = index + 1 === size;
        }
        start = index + 1;
        this.line += 1;
        this.recordLine = this.line;
      } else if (state === COMMENT) {
        // Up to the end of the line.
      } else if (byte === delimiter) {
        this.fields += 1;
        state = START;
      } else if (byte === comment) {
        if (this.fields === 0 && state !== PLAIN && state !== CLOSING) this.onlyComment = true;
        else this.commented = true;
        state = COMMENT;
      } else if (byte === quote) {
        if (state === START) state = QUOTED;
        else if (state === CLOSING) {
          // A doubled quote means one only where the quote is its own escape.
          if (mark !== quote) this.badQuote = true;
          state = QUOTED;
        } else if (state === SPACES) {
          this.badQuote = true;
          state = QUOTED;
        } else this.bareQuote = true;
      } else if (byte === mark) {
        // Outside quotes readers do not agree on what an escape means.
        this.badQuote = true;
        state = PLAIN;
      } else if (byte === SPACE) {
        if (state === START) state = SPACES;
        else if (state === CLOSING) this.badQuote = true;
      } else if (state !== PLAIN) {
        if (state === CLOSING) this.badQuote = true;
        state = PLAIN;
      }
    }
    this.bytes += size - start;
    this.offset += size;
    this.state = state;
  }

  end(): Structure {
    this.utf8?.end();
    if (this.state === QUOTED || this.state === ESCAPED) this.badQuote = true;
    if (this.bytes > 0) this.endRecord(Number.POSITIVE_INFINITY);
    const records = Math.max(0, this.records - (this.cut.header ? 1 : 0));
    const { counts, faults } = this.log;
    return { rows: this.rows, records, counts, faults, ends: this.ends, bom: this.marked };
  }

  /** True where only delimiters and LF mean anything up to the end of the chunk. */
  private isPlain(chunk: Uint8Array): boolean {
    const { state } = this;
    if (state !== START && state !== PLAIN && state !== SPACES) return false;
    if (this.delimiter >= 0x80) return false;
    return this.marks.every((byte) => chunk.indexOf(byte) < 0);
  }

  /** Goes through a plain chunk four bytes at a time: words without a delimiter or LF are passed over. */
  private plainFrom(chunk: Uint8Array, from: number): void {
    const size = chunk.length;
    const ends = (LF * ONES) | 0;
    const cuts = (this.delimiter * ONES) | 0;
    this.start = from;
    // Words lie at multiples of four bytes in memory.
    const first = Math.min(size, from + (-(chunk.byteOffset + from) & 3));
    const count = (size - first) >> 2;
    const words = new Int32Array(
      count === 0 ? NO_BYTES : chunk.buffer,
      count === 0 ? 0 : chunk.byteOffset + first,
      count,
    );
    this.plainBytes(chunk, from, first);
    let cut = 0;
    for (let word = 0; word < count; word += 1) {
      const four = words[word] as number;
      const hasEnd = zeroBytes(four ^ ends);
      const hasCut = zeroBytes(four ^ cuts);
      // The lowest mark is always right; one above it may not be.
      if (hasEnd === 0 && (hasCut & (hasCut - 1)) === 0) cut += hasCut === 0 ? 0 : 1;
      else {
        this.fields += cut;
        cut = 0;
        this.plainBytes(chunk, first + word * 4, first + word * 4 + 4);
      }
    }
    this.fields += cut;
    this.plainBytes(chunk, first + count * 4, size);
    this.bytes += size - this.start;
    this.offset += size;
    if (size > from) this.state = this.stateBehind(chunk, from);
  }

  private plainBytes(chunk: Uint8Array, from: number, to: number): void {
    const { delimiter } = this;
    for (let index = from; index < to; index += 1) {
      const byte = chunk[index] as number;
      if (byte === delimiter) this.fields += 1;
      else if (byte === LF) {
        this.bytes += index - this.start;
        this.endRecord(this.offset + index);
        this.ends.add('lf', this.line);
        this.start = index + 1;
        this.line += 1;
        this.recordLine = this.line;
      }
    }
  }

  /** Where a plain chunk leaves off within its last field. */
  private stateBehind(chunk: Uint8Array, from: number): number {
    let index = chunk.length - 1;
    while (index >= from && chunk[index] === SPACE && this.delimiter !== SPACE) index -= 1;
    if (index < from) return this.state === START ? SPACES : this.state;
    if (chunk[index] !== LF && chunk[index] !== this.delimiter) return PLAIN;
    return index === chunk.length - 1 ? START : SPACES;
  }

  private skipBom(chunk: Uint8Array): number {
    const mark = [0xef, 0xbb, 0xbf];
    let index = 0;
    while (this.bom < 3 && index < chunk.length) {
      if (chunk[index] !== mark[this.bom]) {
        this.bom = 4;
        return index;
      }
      this.bom += 1;
      index += 1;
    }
    if (this.bom === 3) this.marked = true;
    return index;
  }

  /** `end` is the offset behind the record in the file. */
  private endRecord(end: number): void {
    const { bytes, fields, recordLine: line } = this;
    this.bytes = 0;
    this.fields = 0;
    const skipped = this.onlyComment;
    this.onlyComment = false;
    const invalid = this.utf8?.claim(end) ?? null;
    // The engine skips empty lines, except where a single column makes them an empty value.
    if (skipped || (bytes === 0 && this.columns !== 1)) return;
    this.records += 1;
    const record = this.records - (this.cut.header ? 1 : 0);
    const row = record === 0 ? null : record;
    const count = fields + 1;
    const large = bytes > MAX_RECORD_BYTES;
    const dropped = row === null || invalid !== null || count < this.columns || large;
    const noted = this.badQuote || this.bareQuote || this.commented || this.nul;
    if (noted || invalid !== null || large || count !== this.columns) {
      const place = { line, row, engineRow: dropped ? null : this.rows + 1 };
      this.noticed(place, invalid);
      if (count !== this.columns) {
        const detail = `${count} ${count === 1 ? 'field' : 'fields'}`;
        this.log.add({ ...place, kind: count < this.columns ? 'short' : 'long', detail });
      }
      if (large) this.log.add({ ...place, kind: 'size', detail: `${bytes} bytes` });
    }
    if (dropped) return;
    this.rows += 1;
    this.log.place(this.rows, row, line);
    if (this.wanted !== undefined && this.rows === this.wanted.rows[this.next]) {
      this.wanted.found.set(this.rows, { record: row, line });
      this.next += 1;
    }
  }

  /** Adds what was noticed on the way through a record. */
  private noticed(place: Omit<Fault, 'kind' | 'detail'>, invalid: number | null): void {
    const add = (kind: FaultKind, detail: string) => this.log.add({ ...place, kind, detail });
    if (invalid !== null) add('encoding', `byte ${invalid + 1} of the file is not UTF-8`);
    if (this.badQuote) {
      const open = this.state === QUOTED || this.state === ESCAPED;
      add('quote', open ? 'a quote that is never closed' : 'a quote in the wrong place');
    } else if (this.bareQuote) add('barequote', 'a quote inside a field that is not quoted');
    if (this.commented) add('comment', 'a comment behind values');
    if (this.nul) add('nul', 'a NUL byte');
    this.badQuote = false;
    this.bareQuote = false;
    this.commented = false;
    this.nul = false;
  }
}
