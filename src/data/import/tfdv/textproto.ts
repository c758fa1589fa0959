/**
 * Reads the text format of Protocol Buffers (https://protobuf.dev/reference/protobuf/textformat-spec/), strictly and
 * without a descriptor: which fields there are is for the reader of the message to say, so that none is lost.
 */
import { type Problem, usageError } from '../../../base/index.js';

export interface Scalar {
  readonly kind: 'scalar';
  /** Text of a string without quotes and escapes; numbers and words as they are written. */
  readonly text: string;
  readonly quoted: boolean;
  readonly line: number;
}
export interface ProtoMessage {
  readonly kind: 'message';
  readonly fields: readonly Field[];
  readonly line: number;
}
export type ProtoValue = Scalar | ProtoMessage;
/** A field of a list comes once for each of its values. */
export interface Field {
  readonly name: string;
  readonly value: ProtoValue;
}

interface Token {
  readonly text: string;
  readonly kind: 'word' | 'number' | 'string' | 'mark' | 'end';
  readonly line: number;
}

const TOKEN =
  /([ \t\v\f\r\n]+|#[^\n]*)|([A-Za-z_][A-Za-z0-9_]*)|(0[xX][0-9a-fA-F]+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?[fF]?)|("(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*')|([-{}<>[\]:;,./])/y;

/** Throws a usage error with the line where the text leaves the format. */
export function parseTextProto(text: string, file: string): ProtoMessage {
  return new Parser(tokensOf(text, file), file).whole();
}

function tokensOf(text: string, file: string): Token[] {
  const tokens: Token[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    if (found === null) {
      const rest = text.slice(at, at + 20).split('\n')[0] ?? '';
      throw problem(
        file,
        line,
        `${JSON.stringify(rest)} cannot be read here`,
        'a field, a value or a bracket',
      );
    }
    const [whole, , word, number, string] = found;
    const kind = word ? 'word' : number ? 'number' : string ? 'string' : 'mark';
    if (found[1] === undefined) tokens.push({ text: whole, kind, line });
    line += whole.split('\n').length - 1;
    at += whole.length;
    // `12abc` and `0x` are no numbers.
    if (number && /[A-Za-z0-9_]/.test(text[at] ?? '')) {
      throw problem(file, line, `${JSON.stringify(whole + (text[at] ?? ''))}… is no number`);
    }
  }
  tokens.push({ text: '', kind: 'end', line });
  return tokens;
}

function problem(file: string, line: number, message: string, expected?: string) {
  const found: Problem = {
    where: { file, line },
    message: `is not the text format of Protocol Buffers: ${message}`,
    ...(expected === undefined ? {} : { expected }),
  };
  return usageError(found);
}

/** Nested deeper than any schema is; a recursion must end. */
const DEPTH = 100;

class Parser {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly file: string,
  ) {}

  whole(): ProtoMessage {
    const message = this.message('');
    if (this.next().kind !== 'end') throw this.unexpected('a field');
    return message;
  }

  private next(): Token {
    return this.tokens[this.at] ?? { text: '', kind: 'end', line: 0 };
  }

  private take(): Token {
    const token = this.next();
    this.at += 1;
    return token;
  }

  private mark(text: string): boolean {
    if (this.next().kind !== 'mark' || this.next().text !== text) return false;
    this.at += 1;
    return true;
  }

  private unexpected(expected: string) {
    const { text, kind, line } = this.next();
    return problem(this.file, line, kind === 'end' ? 'it ends too early' : `${text} stands here`, expected);
  }

  private message(close: string): ProtoMessage {
    this.depth += 1;
    if (this.depth > DEPTH) throw problem(this.file, this.next().line, 'it is nested too deeply');
    const { line } = this.next();
    const fields: Field[] = [];
    while (this.next().kind !== 'end' && !(this.next().kind === 'mark' && this.next().text === close)) {
      const name = this.name();
      for (const value of this.values()) fields.push({ name, value });
      if (!this.mark(',')) this.mark(';');
    }
    if (close !== '' && !this.mark(close)) throw this.unexpected(close);
    this.depth -= 1;
    return { kind: 'message', fields, line };
  }

  /** A word, or the name of an extension or an Any in square brackets. */
  private name(): string {
    if (this.next().kind === 'word') return this.take().text;
    if (!this.mark('[')) throw this.unexpected('the name of a field');
    let name = '';
    while (this.next().kind === 'word' || (this.next().kind === 'mark' && /[./-]/.test(this.next().text))) {
      name += this.take().text;
    }
    if (name === '' || !this.mark(']')) throw this.unexpected('a name in square brackets');
    return `[${name}]`;
  }

  private values(): ProtoValue[] {
    const colon = this.mark(':');
    if (!this.mark('[')) {
      const value = this.value();
      if (value.kind === 'scalar' && !colon) throw this.unexpected('a colon before the value');
      return [value];
    }
    const values: ProtoValue[] = [];
    if (this.mark(']')) return values;
    do values.push(this.value());
    while (this.mark(','));
    if (!this.mark(']')) throw this.unexpected(', or ]');
    if (!colon && values.some(({ kind }) => kind === 'scalar'))
      throw this.unexpected('a colon before the list');
    return values;
  }

  private value(): ProtoValue {
    if (this.mark('{')) return this.message('}');
    if (this.mark('<')) return this.message('>');
    const { line } = this.next();
    if (this.next().kind === 'string') {
      let text = '';
      while (this.next().kind === 'string') text += this.unquoted(this.take());
      return { kind: 'scalar', text, quoted: true, line };
    }
    const minus = this.mark('-') ? '-' : '';
    if (this.next().kind !== 'word' && this.next().kind !== 'number') throw this.unexpected('a value');
    return { kind: 'scalar', text: minus + this.take().text, quoted: false, line };
  }

  /** Octal and hexadecimal escapes are bytes, which together must be UTF-8. */
  private unquoted({ text, line }: Token): string {
    const bytes: Buffer[] = [];
    for (const [plain, , escaped] of text
      .slice(1, -1)
      .matchAll(/([^\\]+)|\\(x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|[\s\S])/g)) {
      bytes.push(escaped === undefined ? Buffer.from(plain) : this.escaped(escaped, line));
    }
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(bytes));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw problem(this.file, line, 'a string is not UTF-8');
    }
  }

  private escaped(letters: string, line: number): Buffer {
    const simple = SIMPLE[letters];
    if (simple !== undefined) return Buffer.from(simple);
    if (/^[0-7]/.test(letters)) return this.byte(Number.parseInt(letters, 8), line);
    if (/^x./.test(letters)) return this.byte(Number.parseInt(letters.slice(1), 16), line);
    const point = /^[uU]./.test(letters) ? Number.parseInt(letters.slice(1), 16) : Number.NaN;
    if (!(point <= 0x10ffff) || (point >= 0xd800 && point <= 0xdfff)) {
      throw problem(this.file, line, `\\${letters} is no escape`);
    }
    return Buffer.from(String.fromCodePoint(point));
  }

  private byte(value: number, line: number): Buffer {
    if (value > 255) throw problem(this.file, line, `the escape of ${value} is no byte`);
    return Buffer.from([value]);
  }
}

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '?': '?',
  '\\': '\\',
  "'": "'",
  '"': '"',
};
