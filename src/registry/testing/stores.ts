/** Stores for tests: one in memory, whose every step a test can order, and some that are unsafe on purpose. */
import { readFile, writeFile } from 'node:fs/promises';
import {
  environmentError,
  type FileDigest,
  messageOf,
  sha256,
  unreadable,
  usageError,
} from '../../base/index.js';
import { checkKey, checkPrefix, type Key, type Store, type StoredObject } from '../storage/index.js';

/** When each object was written. Kept by its bytes, so that stores which share their objects share it too. */
const written = new WeakMap<Buffer, Date>();

/** Keeps objects in a map. Each call is atomic, so a test decides the order by ordering the calls. */
export class MemoryStore implements Store {
  readonly description: string = 'memory';
  readonly objects = new Map<Key, Buffer>();
  /** The store's own clock. */
  clock: () => Date = () => new Date();

  async create(key: Key, bytes: Uint8Array): Promise<'created' | 'exists'> {
    checkKey(key);
    if (this.objects.has(key)) return 'exists';
    const own = Buffer.from(bytes);
    written.set(own, this.clock());
    this.objects.set(key, own);
    return 'created';
  }
  async createFromFile(
    key: Key,
    path: string,
    signal?: AbortSignal,
    expected?: string,
  ): Promise<'created' | 'exists'> {
    checkKey(key);
    const bytes = await readFile(path).catch((error: unknown) => {
      throw unreadable(path, 'the file to store', error);
    });
    signal?.throwIfAborted();
    if (expected !== undefined && sha256(bytes) !== expected) {
      throw usageError({ where: { file: path }, message: 'the file changed while it was stored' });
    }
    return this.create(key, bytes);
  }
  async get(key: Key): Promise<Uint8Array | null> {
    checkKey(key);
    return this.objects.get(key) ?? null;
  }
  async getToFile(key: Key, path: string, signal?: AbortSignal): Promise<FileDigest | null> {
    const bytes = await this.get(key);
    signal?.throwIfAborted();
    if (bytes === null) return null;
    await writeFile(path, bytes, { flag: 'wx' }).catch((error: unknown) => {
      throw environmentError({ where: { file: path }, message: messageOf(error) }, error);
    });
    return { sha256: sha256(bytes), size: bytes.length };
  }
  async stat(key: Key): Promise<StoredObject | null> {
    checkKey(key);
    const bytes = this.objects.get(key);
    return bytes ? { key, size: bytes.length, modified: written.get(bytes) ?? this.clock() } : null;
  }
  async digest(key: Key): Promise<FileDigest | null> {
    const bytes = await this.get(key);
    return bytes ? { sha256: sha256(bytes), size: bytes.length } : null;
  }
  async *list(prefix: string): AsyncIterable<StoredObject> {
    checkPrefix(prefix);
    for (const key of await this.keysOf(prefix)) {
      const found = await this.stat(key);
      if (found) yield found;
    }
  }
  /** One snapshot, as a listing of one page is. */
  async keysOf(prefix: string): Promise<Key[]> {
    return [...this.objects.keys()].filter((key) => key.startsWith(prefix)).sort();
  }
  async delete(key: Key, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    checkKey(key);
    this.objects.delete(key);
  }
  async *leftovers(): AsyncIterable<StoredObject> {
    for (const key of [] as Key[]) yield { key, size: 0, modified: new Date() };
  }
}

/** Lists as a store with many pages does: what is written while it lists is in the pages that come later. */
export class PagedStore extends MemoryStore {
  /** Called once, after the last object whose key begins so. */
  after: { readonly prefix: string; readonly work: () => Promise<void> } | null = null;

  override async *list(prefix: string): AsyncIterable<StoredObject> {
    let last = '';
    for (;;) {
      const next = (await this.keysOf(prefix)).find((key) => key > last);
      const { after } = this;
      if (after !== null && last.startsWith(after.prefix) && next?.startsWith(after.prefix) !== true) {
        this.after = null;
        await after.work();
        continue;
      }
      if (next === undefined) return;
      last = next;
      const object = await this.stat(next);
      if (object !== null) yield object;
    }
  }
}

/** Overwrites, as object stores do that know no condition: every writer hears that it was first. */
export class OverwritingStore extends MemoryStore {
  override readonly description = 'overwrites';
  override async create(key: Key, bytes: Uint8Array): Promise<'created' | 'exists'> {
    checkKey(key);
    await Promise.resolve();
    this.objects.set(key, Buffer.from(bytes));
    return 'created';
  }
}

/** Looks whether the key is free and then writes: right for one writer, wrong for two at once. */
export class LookThenWriteStore extends MemoryStore {
  override readonly description = 'looks, then writes';
  override async create(key: Key, bytes: Uint8Array): Promise<'created' | 'exists'> {
    if ((await this.get(key)) !== null) return 'exists';
    await new Promise((resolve) => setImmediate(resolve));
    this.objects.set(key, Buffer.from(bytes));
    return 'created';
  }
}

/** Tells one winner, and keeps the bytes of the last. */
export class LastBytesStore extends MemoryStore {
  override readonly description = 'keeps the last bytes';
  override async create(key: Key, bytes: Uint8Array): Promise<'created' | 'exists'> {
    const heard = this.objects.has(key) ? 'exists' : 'created';
    this.objects.set(key, Buffer.from(bytes));
    return heard;
  }
}

/** Writes, and then loses the answer: the first `lost` creations end in an error after they took effect. */
export class LostAnswerStore extends MemoryStore {
  override readonly description = 'loses answers';
  override async create(key: Key, bytes: Uint8Array): Promise<'created' | 'exists'> {
    // What a client with retries does: it repeats the call, and hears of its own write as of another's.
    await super.create(key, bytes);
    return super.create(key, bytes);
  }
}

/** Flips one bit of what it gives, of objects whose key matches. */
export class FlippingStore extends MemoryStore {
  override readonly description = 'flips bits';
  flip: { readonly key: RegExp; readonly at: number } | null = null;
  override async get(key: Key): Promise<Uint8Array | null> {
    const bytes = await super.get(key);
    if (bytes === null || !this.flip?.key.test(key)) return bytes;
    const changed = Buffer.from(bytes);
    const at = this.flip.at % (changed.length * 8);
    changed.writeUInt8((changed.at(at >> 3) ?? 0) ^ (1 << (at & 7)), at >> 3);
    return changed;
  }
}
