/**
 * A store in a ref of a git repository. The tree of its last commit is the set of objects; a write is a commit
 * pushed fast-forward only, so the push is the compare-and-swap: where another writer was first it is refused,
 * and the write is decided anew on what is there. Writes that are asked for at once go up in one commit.
 */
import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { codeOf, environmentError, type FileDigest, messageOf } from '../../../base/index.js';
import { checkKey, checkPrefix } from '../keys.js';
import type { Key, Store, StoredObject } from '../store.js';
import { Area, type AreaOptions } from './area.js';
import { Branch, type Write } from './branch.js';
import { type Limits, Objects, type Staged } from './objects.js';
import { withoutSecrets } from './run.js';
import type { Stored } from './tree.js';

export interface GitStoreOptions extends AreaOptions, Limits {}

/** What there is once the repository was found. */
interface Opened {
  readonly area: Area;
  readonly objects: Objects;
  readonly branch: Branch;
}

export class GitStore implements Store {
  readonly description: string;
  private opening: Promise<Opened> | null = null;
  /** Objects that must be there before any that comes after them; they wait for that commit. */
  private readonly held = new Map<Key, Staged>();

  /** Finds and reads nothing yet. */
  constructor(private readonly options: GitStoreOptions) {
    this.description = `git ${withoutSecrets(options.remote, [])} ${options.ref}`;
  }

  async create(key: Key, bytes: Uint8Array): Promise<'created' | 'exists'> {
    checkKey(key);
    const { objects } = await this.opened();
    return this.place(key, () => objects.stageBytes(key, bytes));
  }

  async createBoth(
    first: { readonly key: Key; readonly bytes: Uint8Array },
    second: { readonly key: Key; readonly bytes: Uint8Array },
  ): Promise<readonly ['created' | 'exists', 'created' | 'exists']> {
    const { objects, branch } = await this.opened();
    for (const { key } of [first, second]) checkKey(key);
    if (branch.find(first.key) || this.held.has(first.key))
      return [await this.create(first.key, first.bytes), 'exists'];
    const [one, other] = [
      await objects.stageBytes(first.key, first.bytes),
      await objects.stageBytes(second.key, second.bytes),
    ];
    const [heard = 'exists', beside = 'exists'] = await this.commit([
      { create: one },
      { create: other, after: true },
    ]);
    return [heard, beside];
  }

  async createFromFile(
    key: Key,
    path: string,
    signal?: AbortSignal,
    sha256?: string,
  ): Promise<'created' | 'exists'> {
    checkKey(key);
    const { objects } = await this.opened();
    // Also where the object is there: the file is the caller's claim, and is held against its digest.
    const staged = await objects.stageFile(key, path, signal, sha256);
    return this.place(key, async () => staged);
  }

  async createLater(
    key: Key,
    source: Uint8Array | string,
    signal?: AbortSignal,
    sha256?: string,
  ): Promise<void> {
    checkKey(key);
    const { objects } = await this.opened();
    if (await this.find(key)) return;
    const staged =
      typeof source === 'string'
        ? await objects.stageFile(key, source, signal, sha256)
        : await objects.stageBytes(key, source);
    this.held.set(key, staged);
    const waiting = [...this.held.values()].reduce((sum, one) => sum + (one.stored.size ?? 0), 0);
    // A push that loses a race is sent again whole, and the entries after these are what others race for.
    if (waiting >= HELD_BYTES) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.held.size > 0) await this.commit([]);
  }

  async get(key: Key): Promise<Uint8Array | null> {
    const stored = await this.find(key);
    if (stored === null) return null;
    const { objects, branch } = await this.opened();
    return objects.read(key, stored, () => branch.near(key));
  }

  async getToFile(key: Key, path: string, signal?: AbortSignal): Promise<FileDigest | null> {
    const stored = await this.find(key);
    if (stored === null) return null;
    signal?.throwIfAborted();
    const { objects } = await this.opened();
    const file = await open(path, 'wx').catch((error: unknown) => {
      throw environmentError(
        { where: { file: path }, message: `cannot be written: ${messageOf(error)}` },
        error,
      );
    });
    const hash = createHash('sha256');
    let size = 0;
    const take = (chunk: Buffer): Promise<void> => {
      hash.update(chunk);
      size += chunk.length;
      return file.writeFile(chunk);
    };
    try {
      await objects.stream(key, stored, take, signal);
      await file.sync();
      await file.close();
    } catch (error) {
      await file.close().catch(() => {
        // The first error is the one to tell.
      });
      await rm(path, { force: true });
      if (codeOf(error) === 'ENOSPC') {
        throw environmentError(
          { where: { file: path }, message: 'the disk is full', fix: 'free space' },
          error,
        );
      }
      throw error;
    }
    return { sha256: hash.digest('hex'), size };
  }

  async stat(key: Key): Promise<StoredObject | null> {
    const stored = await this.find(key);
    if (stored === null) return null;
    const { objects } = await this.opened();
    const [size = 0] = await objects.sizesOf([stored]);
    return { key, size, modified: new Date(stored.modified) };
  }

  async digest(key: Key, signal?: AbortSignal): Promise<FileDigest | null> {
    const stored = await this.find(key);
    if (stored === null) return null;
    const { objects } = await this.opened();
    const hash = createHash('sha256');
    let size = 0;
    const take = (chunk: Uint8Array): void => {
      size += chunk.length;
      hash.update(chunk);
    };
    if (stored.size === null) take((await this.get(key)) ?? Buffer.alloc(0));
    else await objects.stream(key, stored, take, signal);
    return { sha256: hash.digest('hex'), size };
  }

  async *list(prefix: string): AsyncIterable<StoredObject> {
    checkPrefix(prefix);
    const { branch, objects } = await this.opened();
    await branch.refresh();
    const found = branch.keys(prefix);
    for (const key of this.held.keys()) if (key.startsWith(prefix) && !branch.find(key)) found.push(key);
    const listed = found.sort().flatMap((key) => {
      const one = branch.find(key) ?? this.held.get(key)?.stored;
      return one ? [{ key, one }] : [];
    });
    const sizes = await objects.sizesOf(listed.map(({ one }) => one));
    for (const [index, { key, one }] of listed.entries()) {
      yield { key, size: sizes[index] ?? 0, modified: new Date(one.modified) };
    }
  }

  async delete(key: Key, signal?: AbortSignal): Promise<void> {
    checkKey(key);
    this.held.delete(key);
    await (await this.opened()).branch.write([{ delete: key, ...(signal ? { signal } : {}) }]);
  }

  async *leftovers(): AsyncIterable<StoredObject> {
    // A commit is there or it is not: nothing can be left of one.
    yield* [];
  }

  /** Other clients of the same ref, sharing nothing with this one: a race between them is one of processes. */
  rivals(count: number): readonly Store[] {
    return Array.from({ length: Math.min(count, RIVALS) }, () => new GitStore(this.options));
  }

  private async place(key: Key, stage: () => Promise<Staged>): Promise<'created' | 'exists'> {
    const { branch } = await this.opened();
    if (branch.find(key)) return 'exists';
    const staged = await stage();
    if (this.held.has(key)) {
      await this.commit([]);
      return 'exists';
    }
    const [heard = 'exists'] = await this.commit([{ create: staged }]);
    return heard;
  }

  /** What was held back goes first, in the same commit. */
  private async commit(writes: readonly Write[]): Promise<readonly ('created' | 'exists')[]> {
    const { branch } = await this.opened();
    const before = [...this.held.values()];
    const heard = await branch.write([...before.map((one) => ({ create: one })), ...writes]);
    for (const one of before) this.held.delete(one.key);
    return heard.slice(before.length);
  }

  /** Objects never change, so one that was seen need not be asked for again; what was not seen may be new. */
  private async find(key: Key): Promise<Stored | null> {
    checkKey(key);
    const { branch } = await this.opened();
    const known = branch.find(key) ?? this.held.get(key)?.stored;
    if (known) return known;
    await branch.refresh();
    return branch.find(key) ?? null;
  }

  private async opened(): Promise<Opened> {
    this.opening ??= (async () => {
      const area = await Area.open(this.options);
      return { area, objects: new Objects(area, this.options), branch: new Branch(area, this.description) };
    })().catch((error: unknown) => {
      // The next call may find what this one did not.
      this.opening = null;
      throw error;
    });
    const opened = await this.opening;
    if (await opened.area.revive()) await opened.branch.refresh();
    return opened;
  }
}
/** So many bytes may wait for the next write. */
const HELD_BYTES = 32 << 20;
/** Each rival is a push over the network; more would prove nothing more. */
const RIVALS = 8;
