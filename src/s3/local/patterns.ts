/** Which keys an address means: one object, a glob, or a folder. The rules are those of paths on this machine. */
import { environmentError } from '../../base/index.js';
import { type S3Address, s3Url } from '../address.js';

/** What may begin a pattern, in any place of it. */
const SPECIAL = /[\\*?[\]{}()!+@|]/;

export interface KeyPattern {
  /** What all keys that match begin with, for the listing. */
  readonly prefix: string;
  /** True where no key behind a further slash can match. */
  readonly flat: boolean;
  matches(key: string): boolean;
}

/** Whether a key reads as a glob. */
export function isPattern(key: string): boolean {
  return /[*?]|\[.*\]|\{.*\}|[!+@]\(.*\)/.test(key);
}

/** The keys that a glob matches. Hidden names match only patterns that spell the dot, as in folders. */
export async function globOf(pattern: string): Promise<KeyPattern> {
  const { default: picomatch } = await import('picomatch');
  // As an absolute path, so that a `!` at the start is no negation.
  const match = picomatch(`/${pattern}`, { posix: true });
  const at = pattern.search(SPECIAL);
  const prefix = at < 0 ? pattern : pattern.slice(0, at);
  const rest = at < 0 ? '' : pattern.slice(at);
  return {
    prefix,
    flat: !rest.includes('/') && !rest.includes('**'),
    // Consoles mark "folders" by objects whose key ends in a slash.
    matches: (key) => !key.endsWith('/') && match(`/${key}`),
  };
}

/** What file managers leave behind is no data. */
const LITTER = /(^|\/)(Thumbs\.db|desktop\.ini|__MACOSX(\/.*)?)$/;

/** All that lies below a folder, hidden names and what file managers leave left out. */
export function belowFolder(key: string): KeyPattern {
  const prefix = key === '' || key.endsWith('/') ? key : `${key}/`;
  return {
    prefix,
    flat: false,
    matches: (found) => {
      const way = found.slice(prefix.length);
      return !found.endsWith('/') && !/(^|\/)\./.test(way) && !LITTER.test(way);
    },
  };
}

/**
 * A key as a path below a folder of this machine. What no file can be called the same as (`a//b`, `..`, a NUL) is an
 * environment error: two objects must never become one file, nor a file lie outside of its folder.
 */
export function checkedKey(at: S3Address): string {
  const { key } = at;
  const parts = key.split('/');
  const bad = parts.find(
    (part) =>
      part === '' || part === '.' || part === '..' || part.includes('\0') || Buffer.byteLength(part) > 255,
  );
  if (bad === undefined && !(process.platform === 'win32' && /[\\:*?"<>|]/.test(key))) return key;
  throw environmentError({
    message: `${s3Url(at)} cannot be a file on this machine: its key has the part ${JSON.stringify(bad ?? key)}`,
    fix: 'copy the object to a plain key, or name a pattern that leaves it out',
  });
}
