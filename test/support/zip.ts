/** Zip archives byte by byte, right ones and such as no tool would write: each field of an entry can be a lie. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string | Buffer;
  readonly data?: string | Buffer;
  readonly stored?: boolean;
  /** Unix mode, such as 0o120777 for a link; absent: a plain file, or a folder where the name ends with `/`. */
  readonly mode?: number;
  readonly flags?: number;
  readonly method?: number;
  /** Instead of what is right. */
  readonly crc?: number;
  readonly unpacked?: number;
  readonly packed?: number;
  /** In the local header, where it is another than in the directory. */
  readonly localName?: string;
  /** Of the local header that the directory names. */
  readonly offset?: number;
  /** Extra field of the directory, such as that of zip64. */
  readonly extra?: Buffer;
}

export interface ZipOptions {
  /** How many entries the end of the directory tells of. */
  readonly count?: number;
  readonly comment?: Buffer;
}

const DEFLATED = 8;

export function zip(entries: readonly ZipEntry[], options: ZipOptions = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const name = Buffer.isBuffer(entry.name) ? entry.name : Buffer.from(entry.name);
    const data = Buffer.from(entry.data ?? '');
    const method = entry.method ?? (entry.stored || data.length === 0 ? 0 : DEFLATED);
    const body = method === DEFLATED ? deflateRawSync(data) : data;
    const folder = name.at(-1) === 0x2f;
    const fields = {
      flags: entry.flags ?? 0x800,
      method,
      crc: entry.crc ?? crc32(data),
      packed: entry.packed ?? body.length,
      unpacked: entry.unpacked ?? data.length,
    };
    const localName = entry.localName === undefined ? name : Buffer.from(entry.localName);
    const local = Buffer.concat([header(0x04034b50, fields, localName, Buffer.alloc(0)), localName, body]);
    const extra = entry.extra ?? Buffer.alloc(0);
    const central = Buffer.alloc(46);
    header(0x02014b50, fields, name, extra).copy(central, 6, 4);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE((3 << 8) | 20, 4);
    const mode = entry.mode ?? (folder ? 0o040755 : 0o100644);
    central.writeUInt32LE((mode << 16) >>> 0, 38);
    central.writeUInt32LE(entry.offset ?? at, 42);
    directory.push(central, name, extra);
    parts.push(local);
    at += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(options.count ?? entries.length, 8);
  end.writeUInt16LE(options.count ?? entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  end.writeUInt16LE(options.comment?.length ?? 0, 20);
  return Buffer.concat([...parts, central, end, options.comment ?? Buffer.alloc(0)]);
}

/** A local header; the directory has the same fields two bytes later, and more of them. */
function header(
  signature: number,
  fields: { flags: number; method: number; crc: number; packed: number; unpacked: number },
  name: Buffer,
  extra: Buffer,
): Buffer {
  const bytes = Buffer.alloc(30);
  bytes.writeUInt32LE(signature, 0);
  bytes.writeUInt16LE(20, 4);
  bytes.writeUInt16LE(fields.flags, 6);
  bytes.writeUInt16LE(fields.method, 8);
  bytes.writeUInt32LE(fields.crc, 14);
  bytes.writeUInt32LE(fields.packed, 18);
  bytes.writeUInt32LE(fields.unpacked, 22);
  bytes.writeUInt16LE(name.length, 26);
  bytes.writeUInt16LE(extra.length, 28);
  return bytes;
}
