/**
 * What a registry needs of a store: put-if-absent, read, list, delete. Nothing more, so that a folder, a git
 * ref and an S3 bucket can all be one. `conformance.ts` is the suite that every store must pass.
 */

import type { FileDigest } from '../../base/index.js';

/** Keys are `/`-separated, of `[A-Za-z0-9._-]` parts; never `..`, never empty parts. */
export type Key = string;

export interface StoredObject {
  readonly key: Key;
  readonly size: number;
  /** Last modification, for grace periods of clean-up. */
  readonly modified: Date;
}

export interface Store {
  /** For messages: `folder assay-registry`, `s3://bucket/prefix`. */
  readonly description: string;
  /** Objects are dated by one clock of the store's own, and not by those of its writers. */
  readonly ownClock?: boolean;
  /**
   * Creates the object with these bytes, or leaves what is there. Of several racing writers exactly one hears
   * `created`; after that the object never changes. A reader sees all bytes or no object.
   */
  create(key: Key, bytes: Uint8Array): Promise<'created' | 'exists'>;
  /**
   * The same from a file, streamed, for objects too large for memory. With `sha256` (hex) the bytes that were
   * read must have that digest: a file that changes under the reader is a usage error and creates nothing.
   */
  createFromFile(
    key: Key,
    path: string,
    signal?: AbortSignal,
    sha256?: string,
  ): Promise<'created' | 'exists'>;
  /** All bytes, or null where the object does not exist. */
  get(key: Key): Promise<Uint8Array | null>;
  /**
   * Streams the object into a new file, and gives SHA-256 and size of the bytes that went there; null where the
   * object does not exist. A file that is there is never written over; one that was begun is removed on failure.
   */
  getToFile(key: Key, path: string, signal?: AbortSignal): Promise<FileDigest | null>;
  stat(key: Key): Promise<StoredObject | null>;
  /** SHA-256 and size of the stored bytes, read in full but streamed; null where the object does not exist. */
  digest(key: Key, signal?: AbortSignal): Promise<FileDigest | null>;
  /** Objects whose key begins with `prefix`, sorted by key. */
  list(prefix: string): AsyncIterable<StoredObject>;
  /**
   * Removes an object; no error where it is not there. Only clean-up calls it. After the signal no try begins, and one
   * that is under way is given up where it can be.
   */
  delete(key: Key, signal?: AbortSignal): Promise<void>;
  /**
   * Optional, for stores where each write is dear: takes the object (its bytes, or the path of a file) and promises
   * that it is there before any object that is created through this store after it. This store shows it at once.
   * `flush` writes what waits. For objects that nobody looks for until another names them.
   */
  createLater?(key: Key, source: Uint8Array | string, signal?: AbortSignal, sha256?: string): Promise<void>;
  flush?(): Promise<void>;
  /**
   * Optional, for the same stores: creates the first object and, only where that was created by this call, the second,
   * both in one write. Says of each what `create` would.
   */
  createBoth?(
    first: { readonly key: Key; readonly bytes: Uint8Array },
    second: { readonly key: Key; readonly bytes: Uint8Array },
  ): Promise<readonly ['created' | 'exists', 'created' | 'exists']>;
  /**
   * Optional, for stores that keep something in memory: up to `count` clients of the same store that share nothing
   * with this one, as those of other processes would. The probe races them.
   */
  rivals?(count: number): readonly Store[];
  /** Remains of writes that never ended. They are no objects: `list` leaves them out. */
  leftovers(): AsyncIterable<StoredObject>;
  /** Removes one of them, by the key that `leftovers` gave. Absent where the store itself removes them. */
  discard?(key: Key): Promise<void>;
}
