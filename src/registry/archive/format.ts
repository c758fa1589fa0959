/**
 * An export: a plain tar with one index and the blobs that it names, in the order of their digests, and nothing
 * else. Equal contents give equal bytes, so a reader knows every byte of every header beforehand, and compares: no
 * path, link, owner or compression of an archive is ever followed.
 */
import { z } from 'zod';
import { digestSchema } from '../types.js';

export const INDEX = 'assay-export.json';
export const BLOCK = 512;
const SIZE_AT = 124;
/** Two blocks of zeros end a tar. */
export const END = Buffer.alloc(2 * BLOCK);
/** Entries and manifests are texts; more than that is no export of people's versions. */
export const LARGEST_INDEX = 256 << 20;

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const text = z.string().max(64 << 20);

export const exportIndexSchema = z.strictObject({
  format: z.literal(1),
  kind: z.literal('assay-registry-export'),
  registry: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .describe('id of the registry that it comes from'),
  versions: z
    .array(
      z.strictObject({
        model: z.string(),
        version: z.int().positive(),
        digest: digestSchema,
        entry: text.describe('the version entry, as it lies in that registry'),
        manifest: text,
        decisions: z.array(text),
        signatures: z.array(text).optional().describe('absent where there is none'),
        /** Whole logs of the aliases that ever named the version. */
        logs: z.record(z.string(), z.array(text)),
      }),
    )
    .min(1),
  blobs: z.array(z.strictObject({ sha256: hex, size: z.int().nonnegative() })),
});
export type ExportIndex = z.infer<typeof exportIndexSchema>;

export const blobMember = (sha256: string): string => `blobs/${sha256}`;

/**
 * The header of a plain file (POSIX ustar): no time, no owner, so that equal files have equal headers. Sizes from
 * 8 GiB on are written in base 256, as GNU tar does it.
 */
export function headerOf(path: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(path, 0, 100, 'latin1');
  block.write('0000644\0', 100, 'latin1');
  block.write('0000000\0', 108, 'latin1');
  block.write('0000000\0', 116, 'latin1');
  if (size < 8 ** 11) block.write(`${size.toString(8).padStart(11, '0')}\0`, SIZE_AT, 'latin1');
  else {
    block.writeUInt8(0x80, SIZE_AT);
    block.writeBigUInt64BE(BigInt(size), SIZE_AT + 4);
  }
  block.write('00000000000\0', 136, 'latin1');
  block.write('        0', 148, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** The size that a header tells, where it is written in octal, as that of an index is; else null. */
export function sizeIn(block: Buffer): number | null {
  const text = block.toString('latin1', SIZE_AT, SIZE_AT + 12);
  return /^[0-7]{11}\0$/.test(text) ? Number.parseInt(text, 8) : null;
}

/** Bytes of zeros after a file of that size. */
export function paddingOf(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

export function memberSize(size: number): number {
  return BLOCK + size + paddingOf(size);
}
