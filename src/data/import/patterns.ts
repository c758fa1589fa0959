/** Patterns of other tools as the contract's: RE2, matched against the whole value. */
import { CannotCarry, type UsablePattern } from './model.js';

/** What Python writes otherwise than RE2. */
function fromPython(pattern: string): string {
  return pattern.replace(/\\([\s\S])/g, (whole, letter: string) => (letter === 'Z' ? '\\z' : whole));
}

function checked(pattern: string, usable: UsablePattern): string {
  if (usable(pattern)) return pattern;
  throw new CannotCarry(
    `RE2 cannot read the pattern ${pattern}`,
    'write it without look-around and back-references',
  );
}

/** A pattern that other tools search for anywhere in the text (Python's `re.search`). */
export function searched(pattern: string, usable: UsablePattern): string {
  const own = checked(fromPython(pattern), usable);
  const inner = /^\^([\s\S]*)\$$/.exec(own)?.[1];
  // `^a|b$` is two patterns, and `\$` is no end: only what is plainly anchored is shortened.
  if (inner !== undefined && !/[|\\^$]/.test(inner.replace(/\\[dwsDWSbB.+*?()[\]{}/-]/g, ''))) return inner;
  return `(?s:.*)(?:${own})(?s:.*)`;
}

/** A pattern that other tools match from the beginning (Python's `re.match`). */
export function fromBeginning(pattern: string, usable: UsablePattern): string {
  return `(?:${checked(fromPython(pattern), usable)})(?s:.*)`;
}

/** A pattern that other tools match against the whole text already. */
export function whole(pattern: string, usable: UsablePattern): string {
  return checked(fromPython(pattern), usable);
}

/** A pattern to search for with `regexp_matches`. */
export function inside(pattern: string, usable: UsablePattern): string {
  return checked(fromPython(pattern), usable);
}

/** LIKE of SQL as a pattern. */
export function like(pattern: string): string {
  const parts = [...pattern].map((letter) =>
    letter === '%' ? '.*' : letter === '_' ? '.' : letter.replace(/[\\^$.*+?()[\]{}|]/, '\\$&'),
  );
  return `(?s:${parts.join('')})`;
}

/** A text as a pattern that only it matches. */
export function exactly(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
