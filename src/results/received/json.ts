/** JSON that a stranger wrote: its depth is measured before it is parsed, and what no result of ours has is refused. */
import { messageOf } from '../../base/index.js';
import { ReceivedError, type ReceivedLimits, shown } from './limits.js';

/** The value of bytes. Throws a ReceivedError that names `path`. */
export function parseStrangeJson(data: Uint8Array, path: string, limits: ReceivedLimits): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data);
  } catch (error) {
    throw new ReceivedError(`${shown(path)} is no UTF-8`, error);
  }
  // A deep value overflows the stack of whoever walks it, the parser's first.
  if (depthOf(text) > limits.jsonDepth)
    throw new ReceivedError(`${shown(path)} is nested deeper than ${limits.jsonDepth}`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ReceivedError(`${shown(path)} is no JSON (${shown(messageOf(error)).slice(1, -1)})`, error);
  }
  const problem = valueProblem(value, limits);
  if (problem !== null) throw new ReceivedError(`${shown(path)} ${problem}`);
  return value;
}

/** How deep brackets are nested, those in texts aside. */
export function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) quoted = false;
    } else if (code === QUOTE) quoted = true;
    else if (code === BRACKET || code === BRACE) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (code === BRACKET + 2 || code === BRACE + 2) depth -= 1;
  }
  return deepest;
}
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BRACKET = 0x5b;
const BRACE = 0x7b;

function valueProblem(whole: unknown, limits: ReceivedLimits): string | null {
  const stack: unknown[] = [whole];
  let values = 0;
  while (stack.length > 0) {
    const value = stack.pop();
    values += 1;
    if (values > limits.jsonValues) return `has more than ${limits.jsonValues} values`;
    if (typeof value === 'number' && !Number.isFinite(value)) return 'holds a number that is not finite';
    if (typeof value === 'string' && value.length > limits.jsonText)
      return `holds a text of more than ${limits.jsonText} characters`;
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inside] of Object.entries(value)) {
      // Assigned to an object, it would change what the object inherits.
      if (key === '__proto__') return 'has a key `__proto__`';
      stack.push(inside);
    }
  }
  return null;
}
