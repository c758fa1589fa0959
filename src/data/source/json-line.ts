/**
 * Reads the bytes of one JSON value strictly (RFC 8259), for what the engine's reader lets pass: `NaN`, a key given
 * twice, nesting without an end. It builds no values.
 */

export const MAX_DEPTH = 100;

export type JsonFault = { readonly kind: 'depth' | 'keys' | 'literal'; readonly detail: string };

const QUOTE = 34;
const BACKSLASH = 92;
const LITERALS = [Buffer.from('true'), Buffer.from('false'), Buffer.from('null')] as const;
const NUMBER = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$/;

/**
 * The first fault of a line, or null. Text that is broken JSON in a way that the engine refuses too is no fault
 * here: that is the engine's to count. `end` is exclusive.
 */
export function jsonFault(bytes: Buffer, start: number, end: number): JsonFault | null {
  const reader = new Reader(bytes, start, end);
  return reader.read();
}

/** The keys that an object has so far, for as many levels as are open; null for arrays. */
type Level = { keys: Set<string> | null; first: string | null };

class Reader {
  private readonly levels: (Level | null)[] = [];
  constructor(
    private readonly bytes: Buffer,
    private at: number,
    private readonly end: number,
  ) {}

  read(): JsonFault | null {
    const { bytes, end, levels } = this;
    let twice: JsonFault | null = null;
    while (this.at < end) {
      const byte = bytes[this.at] as number;
      switch (byte) {
        case 0x20:
        case 0x09:
        case 0x0d:
        case 0x2c: // ,
        case 0x3a: // :
          this.at += 1;
          break;
        case 0x7b: // {
        case 0x5b: // [
          if (levels.length >= MAX_DEPTH) return { kind: 'depth', detail: `more than ${MAX_DEPTH} levels` };
          levels.push(byte === 0x7b ? { keys: null, first: null } : null);
          this.at += 1;
          break;
        case 0x7d: // }
        case 0x5d: // ]
          levels.pop();
          this.at += 1;
          break;
        case QUOTE: {
          const from = this.at + 1;
          if (!this.skipString()) return null;
          if (this.isKey()) twice ??= this.repeated(from, this.at - 1);
          break;
        }
        default: {
          const fault = this.scalar();
          if (fault !== null) return fault;
        }
      }
    }
    return twice;
  }

  /** Moves behind the closing quote. */
  private skipString(): boolean {
    const { bytes, end } = this;
    for (let index = this.at + 1; index < end; index += 1) {
      const byte = bytes[index];
      if (byte === BACKSLASH) index += 1;
      else if (byte === QUOTE) {
        this.at = index + 1;
        return true;
      }
    }
    return false;
  }

  /** A string is a key where a colon follows. */
  private isKey(): boolean {
    let index = this.at;
    while (index < this.end && (this.bytes[index] === 0x20 || this.bytes[index] === 0x09)) index += 1;
    return this.bytes[index] === 0x3a && index < this.end && this.levels.length > 0;
  }

  private repeated(from: number, to: number): JsonFault | null {
    const level = this.levels[this.levels.length - 1];
    if (!level) return null;
    const text = this.bytes.toString('utf8', from, to);
    const key = text.includes('\\') ? unescaped(text) : text;
    if (level.first === null) {
      level.first = key;
      return null;
    }
    level.keys ??= new Set([level.first]);
    if (level.keys.has(key))
      return { kind: 'keys', detail: `the key ${JSON.stringify(key.slice(0, 60))} twice` };
    level.keys.add(key);
    return null;
  }

  /** Numbers and words, up to the next sign of structure. */
  private scalar(): JsonFault | null {
    const { bytes, end } = this;
    const from = this.at;
    let index = from;
    for (; index < end; index += 1) {
      const byte = bytes[index] as number;
      if (byte <= 0x20 || byte === 0x2c || byte === 0x3a || byte === 0x5d || byte === 0x7d || byte === QUOTE)
        break;
    }
    this.at = Math.max(index, from + 1);
    for (const literal of LITERALS) {
      if (index - from === literal.length && bytes.compare(literal, 0, literal.length, from, index) === 0)
        return null;
    }
    const first = bytes[from] as number;
    const digit = (first >= 0x30 && first <= 0x39) || first === 0x2d;
    if (digit && plainInteger(bytes, from, index)) return null;
    const text = bytes.toString('latin1', from, Math.min(index, from + 400));
    if (digit && NUMBER.test(text)) return null;
    return {
      kind: 'literal',
      detail: JSON.stringify(bytes.toString('utf8', from, Math.min(index, from + 20))),
    };
  }
}

/** The common number, told apart without making a string of it. */
function plainInteger(bytes: Buffer, from: number, to: number): boolean {
  const start = bytes[from] === 0x2d ? from + 1 : from;
  if (start >= to || (bytes[start] === 0x30 && to - start > 1)) return false;
  for (let index = start; index < to; index += 1) {
    const byte = bytes[index] as number;
    if (byte < 0x30 || byte > 0x39) return false;
  }
  return true;
}

/** `\u0061` is `a`: two spellings of one key are the same key. */
function unescaped(text: string): string {
  try {
    return String(JSON.parse(`"${text}"`));
  } catch (error) {
    // A bad escape makes the line no JSON, which the engine says.
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
