/**
 * JSON as RFC 8259 has it, plus the constants `NaN`, `Infinity` and `-Infinity` that Python's `json.dump` writes.
 * `JSON.parse` refuses those and keeps the last of two equal keys without a word, so it cannot read metrics.
 */
import { type Place, type Problem, usageError } from '../../base/index.js';
import { type Entry, MOST_PROBLEMS, type Node } from './node.js';

/** Deeper than any metrics file, and far from the end of the stack. */
const MAX_DEPTH = 100;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const CONSTANTS = [
  ['true', { type: 'boolean', value: true }],
  ['false', { type: 'boolean', value: false }],
  ['null', { type: 'null' }],
  ['NaN', { type: 'number', value: Number.NaN }],
  ['Infinity', { type: 'number', value: Number.POSITIVE_INFINITY }],
  ['-Infinity', { type: 'number', value: Number.NEGATIVE_INFINITY }],
] as const satisfies readonly (readonly [string, Node])[];
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 forbids exactly these in strings.
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/**
 * Reads one JSON value. Throws a usage error: of a syntax error with its line and column, of equal keys all at once.
 * `firstLine` is the line of `text` in `file`, for formats with a value on each line.
 */
export function parseJson(text: string, file: string, firstLine = 1): Node {
  const reader = new Reader(text, file, firstLine);
  return reader.document();
}

class Reader {
  #at = 0;
  #line: number;
  #lineStart = 0;
  readonly #problems: Problem[] = [];

  constructor(
    private readonly text: string,
    private readonly file: string,
    firstLine: number,
  ) {
    this.#line = firstLine;
  }

  document(): Node {
    const value = this.#value(0);
    this.#space();
    if (this.#at < this.text.length) {
      const more = '{['.includes(this.text.charAt(this.#at));
      this.#fail(`has ${this.#seen()} after the end of the value`, {
        ...(more ? { fix: 'a file with a value on each line is JSON lines: name it .jsonl' } : {}),
      });
    }
    if (this.#problems.length > 0) throw usageError(this.#problems);
    return value;
  }

  #place(): Place {
    return { file: this.file, line: this.#line, column: this.#at - this.#lineStart + 1 };
  }

  #seen(): string {
    const char = this.text.codePointAt(this.#at);
    return char === undefined ? 'the end of the file' : JSON.stringify(String.fromCodePoint(char));
  }

  #fail(message: string, more: Omit<Problem, 'message' | 'where'> = {}): never {
    throw usageError([
      ...this.#problems,
      { where: this.#place(), message: `is not JSON: ${message}`, ...more },
    ]);
  }

  #space(): void {
    for (;;) {
      const char = this.text.charCodeAt(this.#at);
      if (char === 0x0a) {
        this.#line += 1;
        this.#lineStart = this.#at + 1;
      } else if (char !== 0x20 && char !== 0x09 && char !== 0x0d) return;
      this.#at += 1;
    }
  }

  #value(depth: number): Node {
    this.#space();
    if (depth > MAX_DEPTH) this.#fail(`is nested deeper than ${MAX_DEPTH}`);
    const char = this.text.charAt(this.#at);
    if (char === '{') return this.#object(depth);
    if (char === '[') return this.#array(depth);
    if (char === '"') return { type: 'string', value: this.#string() };
    for (const [word, node] of CONSTANTS) {
      if (!this.text.startsWith(word, this.#at)) continue;
      this.#at += word.length;
      this.#endOfWord();
      return node;
    }
    NUMBER.lastIndex = this.#at;
    const digits = NUMBER.exec(this.text)?.[0];
    if (digits === undefined) this.#fail(`${this.#seen()} begins no value`);
    this.#at += digits.length;
    this.#endOfWord();
    return { type: 'number', value: Number(digits) };
  }

  /** `01`, `1.`, `nullx`: what follows a number or a word must not go on. */
  #endOfWord(): void {
    if (/[\w.+-]/.test(this.text.charAt(this.#at)))
      this.#fail(`${this.#seen()} does not belong to the value before it`);
  }

  #object(depth: number): Node {
    this.#at += 1;
    const entries: Entry[] = [];
    const lines = new Map<string, number>();
    this.#space();
    if (this.text.charAt(this.#at) === '}') {
      this.#at += 1;
      return { type: 'map', entries };
    }
    for (;;) {
      this.#space();
      if (this.text.charAt(this.#at) !== '"')
        this.#fail(`expected a name in double quotation marks, found ${this.#seen()}`);
      const place = this.#place();
      const key = this.#string();
      const earlier = lines.get(key);
      if (earlier !== undefined && this.#problems.length < MOST_PROBLEMS) {
        this.#problems.push({
          where: { ...place, key },
          message: `the key stands twice (first on line ${earlier})`,
          expected: 'each key once',
        });
      }
      lines.set(key, place.line ?? 0);
      this.#space();
      if (this.text.charAt(this.#at) !== ':')
        this.#fail(`expected ":" after the name, found ${this.#seen()}`);
      this.#at += 1;
      entries.push({ key, line: place.line ?? 0, value: this.#value(depth + 1) });
      if (this.#closes('}')) return { type: 'map', entries };
    }
  }

  #array(depth: number): Node {
    this.#at += 1;
    let length = 0;
    this.#space();
    if (this.text.charAt(this.#at) === ']') {
      this.#at += 1;
      return { type: 'list', length };
    }
    for (;;) {
      this.#value(depth + 1);
      length += 1;
      if (this.#closes(']')) return { type: 'list', length };
    }
  }

  #closes(end: string): boolean {
    this.#space();
    const char = this.text.charAt(this.#at);
    if (char !== ',' && char !== end) this.#fail(`expected "," or "${end}", found ${this.#seen()}`);
    this.#at += 1;
    return char === end;
  }

  #string(): string {
    this.#at += 1;
    let value = '';
    for (;;) {
      PLAIN.lastIndex = this.#at;
      const plain = PLAIN.exec(this.text)?.[0] ?? '';
      value += plain;
      this.#at += plain.length;
      const char = this.text.charAt(this.#at);
      if (char === '"') {
        this.#at += 1;
        return value;
      }
      if (char !== '\\') this.#fail(`${this.#seen()} inside a string`);
      value += this.#escape();
    }
  }

  #escape(): string {
    const char = this.text.charAt(this.#at + 1);
    if (char === 'u') {
      const hex = this.text.slice(this.#at + 2, this.#at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(hex)) this.#fail('\\u needs four hexadecimal digits');
      this.#at += 6;
      return String.fromCharCode(Number.parseInt(hex, 16));
    }
    const meant = Object.hasOwn(ESCAPES, char) ? ESCAPES[char] : undefined;
    if (meant === undefined) this.#fail(`\\${char} is no escape`);
    this.#at += 2;
    return meant;
  }
}
