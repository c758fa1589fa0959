/**
 * How objects lie in the tree of a commit. A small object is a file under its key. Of a larger one the size must
 * be known without its bytes, so an empty file `<key>~<size>` stands beside it; one above the size of a part lies
 * as `<key>~<size>/00001`, `00002`, … instead. No key has a `~`, so none of these names can be another's.
 */
import type { Key } from '../store.js';

export interface Stored {
  /** Ids of the blobs, in order; more than one where the object is in parts. */
  readonly blobs: readonly string[];
  /** Bytes, where the tree says so; null for small objects. */
  readonly size: number | null;
  /** Milliseconds; never before the object was written, for it is the time of a commit that has it. */
  readonly modified: number;
  /** What the tree is wrong about, or null. */
  readonly fault: string | null;
}

/** One file of a tree. */
export interface Entry {
  readonly path: string;
  readonly blob: string;
}

const MARK = /^(.+)~(0|[1-9][0-9]*)$/;
const PART = /^(.+)~(0|[1-9][0-9]*)\/([0-9]{5})$/;

/** Takes the output of `git ls-tree -r -z` apart. Other things than files (links, submodules) are no objects. */
export function objectsOf(
  listed: string,
  modified: number,
  before: ReadonlyMap<Key, Stored>,
): Map<Key, Stored> {
  const plain = new Map<Key, string>();
  const sizes = new Map<Key, number[]>();
  const parts = new Map<Key, { part: number; blob: string }[]>();
  for (const line of listed.split('\0')) {
    const match = /^100(?:644|755) blob ([0-9a-f]+)\t([\s\S]+)$/.exec(line);
    if (match === null) continue;
    const [, blob = '', path = ''] = match;
    const part = PART.exec(path);
    const mark = part ?? MARK.exec(path);
    if (mark === null) {
      plain.set(path, blob);
      continue;
    }
    const [, key = '', size = ''] = mark;
    const known = sizes.get(key) ?? [];
    if (!known.includes(Number(size))) known.push(Number(size));
    sizes.set(key, known);
    if (part !== null) parts.set(key, [...(parts.get(key) ?? []), { part: Number(part[3]), blob }]);
  }
  const objects = new Map<Key, Stored>();
  for (const key of new Set([...plain.keys(), ...sizes.keys()])) {
    const blob = plain.get(key);
    const own = (parts.get(key) ?? []).sort((a, b) => a.part - b.part);
    const blobs = blob === undefined ? own.map((one) => one.blob) : [blob];
    const fault = faultOf(blob, sizes.get(key) ?? [], own);
    const old = before.get(key);
    const same = old !== undefined && old.blobs.join() === blobs.join();
    objects.set(key, {
      blobs,
      size: sizes.get(key)?.[0] ?? null,
      modified: same ? old.modified : modified,
      fault,
    });
  }
  return objects;
}

function faultOf(
  plain: string | undefined,
  sizes: readonly number[],
  parts: readonly { part: number }[],
): string | null {
  if (sizes.length > 1) return `two sizes are noted: ${sizes.join(' and ')}`;
  if (plain !== undefined && parts.length > 0) return 'it is there whole and in parts';
  if (plain === undefined && parts.length === 0) return 'its size is noted, and its bytes are missing';
  if (parts.some(({ part }, index) => part !== index + 1)) return 'a part is missing';
  return null;
}

/** The files that make an object of these blobs. `empty` is the id of the empty blob. */
export function entriesOf(
  key: Key,
  blobs: readonly string[],
  size: number,
  large: boolean,
  empty: string,
): Entry[] {
  const [first = empty] = blobs;
  if (blobs.length > 1) {
    return blobs.map((blob, index) => ({
      path: `${key}~${size}/${String(index + 1).padStart(5, '0')}`,
      blob,
    }));
  }
  if (!large) return [{ path: key, blob: first }];
  return [
    { path: key, blob: first },
    { path: `${key}~${size}`, blob: empty },
  ];
}

/** The paths that an object has in the tree, for its removal. */
export function pathsOf(key: Key, { blobs, size }: Stored): string[] {
  if (blobs.length > 1)
    return blobs.map((_, index) => `${key}~${size}/${String(index + 1).padStart(5, '0')}`);
  return size === null ? [key] : [key, `${key}~${size}`];
}
