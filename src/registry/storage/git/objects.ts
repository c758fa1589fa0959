/** Bytes into the area's blobs and out of them: in parts where they are large, small ones many at a time. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { messageOf, usageError } from '../../../base/index.js';
import type { Key } from '../store.js';
import { type Area, LARGE_BYTES } from './area.js';
import { type Entry, entriesOf, type Stored } from './tree.js';

export interface Limits {
  /** Largest blob in bytes; more is cut. */
  readonly partBytes: number;
  /** Largest object in bytes. */
  readonly maxBytes: number;
}

/** An object whose blobs are in the area, ready for a commit. */
export interface Staged {
  readonly key: Key;
  readonly entries: readonly Entry[];
  readonly stored: Stored;
}

const CHUNK = 1 << 20;
const READ_AHEAD = 2000;
const CACHE_BYTES = 64 << 20;

export class Objects {
  private readonly bytes = new Map<string, Buffer>();
  private cached = 0;
  private reading: Promise<void> = Promise.resolve();
  private readonly sizes = new Map<string, number>();
  private empty: Promise<string> | null = null;

  constructor(
    private readonly area: Area,
    private readonly limits: Limits,
  ) {}

  async stageBytes(key: Key, bytes: Uint8Array): Promise<Staged> {
    this.refuseLarge(key, bytes.length);
    const { partBytes } = this.limits;
    const blobs: string[] = [];
    for (let from = 0; from === 0 || from < bytes.length; from += partBytes) {
      blobs.push(await this.write(bytes.subarray(from, from + partBytes)));
    }
    return this.staged(key, blobs, bytes.length);
  }

  /** Throws usage errors for a file that cannot be read, is too large, or does not have the digest. */
  async stageFile(key: Key, path: string, signal?: AbortSignal, expected?: string): Promise<Staged> {
    const file = await open(path, 'r').catch((error: unknown) => {
      throw usageError({ where: { file: path }, message: `cannot be read: ${messageOf(error)}` }, error);
    });
    try {
      this.refuseLarge(path, (await file.stat()).size);
      const hash = createHash('sha256');
      const blobs: string[] = [];
      let size = 0;
      for (let more = true; more; ) {
        const part = await this.writePart(file, path, size, hash, signal);
        // A file that ends with a part has no part after it.
        if (part.size > 0 || blobs.length === 0) blobs.push(part.blob);
        size += part.size;
        this.refuseLarge(path, size);
        more = part.size === this.limits.partBytes;
      }
      const actual = hash.digest('hex');
      if (expected !== undefined && actual !== expected) {
        throw usageError({
          where: { file: path },
          message: 'the file changed while it was stored',
          expected: `sha256:${expected}, but sha256:${actual} was read`,
          fix: 'run the command again once nothing writes to the file',
        });
      }
      return this.staged(key, blobs, size);
    } finally {
      await file.close();
    }
  }

  /** All bytes of a stored object. `near`: blobs that will likely be asked for next. */
  async read(key: Key, stored: Stored, near: () => readonly string[]): Promise<Buffer> {
    this.refuseFaulty(key, stored);
    const [first] = stored.blobs;
    if (stored.size === null && first !== undefined) {
      const known = this.bytes.get(first);
      if (known) return known;
      const read = await this.ahead(first, near);
      if (read) return read;
    }
    const chunks: Buffer[] = [];
    await this.stream(key, stored, (chunk) => {
      chunks.push(chunk);
    });
    return Buffer.concat(chunks);
  }

  /** Gives all bytes of a stored object in order; the size that the tree notes must come out. */
  async stream(
    key: Key,
    stored: Stored,
    take: (chunk: Buffer) => Promise<void> | void,
    signal?: AbortSignal,
  ): Promise<void> {
    this.refuseFaulty(key, stored);
    let size = 0;
    for (const blob of stored.blobs) {
      await this.area.need(['cat-file', 'blob', blob], {
        lazy: true,
        take: (chunk) => {
          size += chunk.length;
          return take(chunk);
        },
        ...(signal ? { signal } : {}),
      });
    }
    if (stored.size !== null && size !== stored.size) {
      throw this.area.damaged(`${key} has ${size} bytes, and its name says ${stored.size}`, '');
    }
  }

  /** Sizes of objects, read for all at once where the tree does not say them. */
  async sizesOf(objects: readonly Stored[]): Promise<number[]> {
    const asked = new Set<string>();
    for (const { size, blobs } of objects) {
      if (size === null) for (const blob of blobs) if (!this.sizes.has(blob)) asked.add(blob);
    }
    if (asked.size > 0) {
      const answer = await this.area.need(['cat-file', '--batch-check=%(objectname) %(objectsize)'], {
        lazy: true,
        input: `${[...asked].join('\n')}\n`,
      });
      for (const line of answer.toString('utf8').split('\n')) {
        const [blob, size] = line.split(' ');
        if (blob && /^[0-9]+$/.test(size ?? '')) this.sizes.set(blob, Number(size));
      }
    }
    return objects.map(({ size, blobs }) => {
      if (size !== null) return size;
      return blobs.reduce((sum, blob) => {
        const known = this.sizes.get(blob);
        if (known === undefined) throw this.area.damaged(`the blob ${blob} is missing`, '');
        return sum + known;
      }, 0);
    });
  }

  private async staged(key: Key, blobs: readonly string[], size: number): Promise<Staged> {
    const large = size >= LARGE_BYTES;
    this.empty ??= this.write(Buffer.alloc(0));
    const entries = entriesOf(key, blobs, size, large, await this.empty);
    const stored = {
      blobs,
      size: large || blobs.length > 1 ? size : null,
      modified: Date.now(),
      fault: null,
    };
    return { key, entries, stored };
  }

  private async write(input: Uint8Array | Readable, signal?: AbortSignal): Promise<string> {
    const made = await this.area.need(['hash-object', '-w', '--stdin'], {
      input,
      ...(signal ? { signal } : {}),
    });
    return made.toString('utf8').trim();
  }

  private async writePart(
    file: FileHandle,
    path: string,
    start: number,
    hash: ReturnType<typeof createHash>,
    signal: AbortSignal | undefined,
  ): Promise<{ blob: string; size: number }> {
    let size = 0;
    const source = createReadStream(path, {
      fd: file,
      autoClose: false,
      start,
      end: start + this.limits.partBytes - 1,
      highWaterMark: CHUNK,
    });
    const seen = async function* () {
      for await (const chunk of source) {
        hash.update(chunk as Buffer);
        size += (chunk as Buffer).length;
        yield chunk as Buffer;
      }
    };
    const blob = await this.write(Readable.from(seen(), { objectMode: false }), signal);
    return { blob, size };
  }

  /** As `readAhead`, one after another: what several readers ask for at once is mostly the same. */
  private async ahead(blob: string, near: () => readonly string[]): Promise<Buffer | undefined> {
    const mine = this.reading.then(async () => {
      if (!this.bytes.has(blob)) await this.readAhead([blob, ...near()]);
      return this.bytes.get(blob);
    });
    // Whoever waits has its own error; the next reader begins anew.
    this.reading = mine.then(
      () => undefined,
      () => undefined,
    );
    return mine;
  }

  /** Small blobs into memory, by one call of git. */
  private async readAhead(blobs: readonly string[]): Promise<void> {
    const wanted = [...new Set(blobs)].filter((blob) => !this.bytes.has(blob)).slice(0, READ_AHEAD);
    const output = await this.area.need(['cat-file', '--batch'], {
      lazy: true,
      input: `${wanted.join('\n')}\n`,
    });
    if (this.cached > CACHE_BYTES) {
      this.bytes.clear();
      this.cached = 0;
    }
    for (let at = 0; at < output.length; ) {
      const end = output.indexOf(10, at);
      const [blob = '', kind, length] = output.subarray(at, end).toString('latin1').split(' ');
      if (kind !== 'blob') {
        at = end + 1;
        continue;
      }
      const size = Number(length);
      this.bytes.set(blob, Buffer.from(output.subarray(end + 1, end + 1 + size)));
      this.sizes.set(blob, size);
      this.cached += size;
      at = end + 1 + size + 1;
    }
  }

  private refuseFaulty(key: Key, { fault }: Stored): void {
    if (fault !== null)
      throw this.area.damaged(`the tree of the registry is damaged at ${key}: ${fault}`, '');
  }

  private refuseLarge(what: string, size: number): void {
    if (size <= this.limits.maxBytes) return;
    throw usageError({
      message: `${what} has ${size} bytes or more, and a registry in git takes files of at most ${this.limits.maxBytes}`,
      fix: 'keep models of this size in S3 (`registry: s3://bucket/prefix`) or in a folder; the limit is `registry: {url: git, max_file: …}`',
    });
  }
}
