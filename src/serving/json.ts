/**
 * JSON of requests. `JSON.parse` alone loses integers above 2^53 and takes any depth, so the text is looked
 * over once before: too deep is refused, and long integers are kept as they are written.
 */
import { randomBytes } from 'node:crypto';

/** A request that is wrong; the message goes to the client. */
export class RequestError extends Error {
  readonly status: number;
  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }
}

export interface ParsedJson {
  readonly value: unknown;
  /** The exact value of an integer of the document, however long; null where `value` is no integer. */
  integer(value: unknown): bigint | null;
  /** A number of the document; null where `value` is none. Long integers are rounded. */
  number(value: unknown): number | null;
  /** A string of the document; null where `value` is none. */
  string(value: unknown): string | null;
}

/** An integer as long as this may not fit a double. */
const LONG_INTEGER = /^-?[1-9]\d{15,}$/;
/** No datatype holds more digits, and `BigInt` of a million digits takes its time. */
const MAX_DIGITS = 400;

/** Parses a document of at most `maxDepth` levels. Throws RequestError. */
export function parseJson(text: string, maxDepth: number): ParsedJson {
  const long = look(text, maxDepth);
  // Long integers become strings that no client can have sent: the mark is drawn anew for each document.
  const mark = long.length === 0 ? null : `${randomBytes(12).toString('hex')}:`;
  let value: unknown;
  try {
    value = JSON.parse(mark === null ? text : quoted(text, long, mark));
  } catch (error) {
    const reason = mark === null && error instanceof Error ? `: ${error.message.slice(0, 200)}` : '';
    throw new RequestError(`the body is not JSON${reason}`);
  }
  const marked = (item: unknown): string | null =>
    mark !== null && typeof item === 'string' && item.startsWith(mark) ? item.slice(mark.length) : null;
  return {
    value,
    integer(item) {
      if (typeof item === 'number') return Number.isSafeInteger(item) ? BigInt(item) : null;
      const digits = marked(item);
      return digits === null || digits.length > MAX_DIGITS ? null : BigInt(digits);
    },
    number(item) {
      if (typeof item === 'number') return item;
      const digits = marked(item);
      return digits === null ? null : Number(digits);
    },
    string: (item) => (typeof item === 'string' && marked(item) === null ? item : null),
  };
}

/** Checks the depth, and finds the long integers: pairs of start and end. */
function look(text: string, maxDepth: number): [number, number][] {
  const long: [number, number][] = [];
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      at = endOfString(text, at);
    } else if (code === 0x5b || code === 0x7b) {
      depth += 1;
      if (depth > maxDepth) throw new RequestError(`the body is nested deeper than ${maxDepth} levels`);
    } else if (code === 0x5d || code === 0x7d) {
      depth -= 1;
    } else if (code === 0x2d || (code >= 0x30 && code <= 0x39)) {
      const end = endOfNumber(text, at);
      if (end - at >= 16 && LONG_INTEGER.test(text.slice(at, end))) long.push([at, end]);
      at = end - 1;
    }
  }
  return long;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at += 1;
    else if (code === 0x22) return at;
  }
  return text.length;
}

function endOfNumber(text: string, start: number): number {
  let at = start + 1;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const isPart =
      (code >= 0x30 && code <= 0x39) ||
      code === 0x2e ||
      code === 0x2b ||
      code === 0x2d ||
      code === 0x45 ||
      code === 0x65;
    if (!isPart) break;
  }
  return at;
}

function quoted(text: string, long: readonly [number, number][], mark: string): string {
  const parts: string[] = [];
  let last = 0;
  for (const [start, end] of long) {
    parts.push(text.slice(last, start), '"', mark, text.slice(start, end), '"');
    last = end;
  }
  parts.push(text.slice(last));
  return parts.join('');
}
