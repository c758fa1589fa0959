/**
 * How large an archive of results may be before nothing of it is read. What a run of ours leaves stays far below: its
 * results are a few files of JSON, and models and predictions are counted by what the archive says of them, since they
 * are never unpacked.
 */
const KiB = 1024;
const MiB = 1024 * KiB;

export interface ReceivedLimits {
  /** Bytes of the archive itself. */
  readonly archive: number;
  readonly entries: number;
  /** Folders and file of one path. */
  readonly depth: number;
  /** Bytes of one path. */
  readonly path: number;
  /** Bytes of all files unpacked, by what the archive says. */
  readonly unpacked: number;
  /** Times that a file may grow when it is unpacked; smaller ones than `ratioFrom` bytes may grow as they like. */
  readonly ratio: number;
  readonly ratioFrom: number;
  /** Bytes of one file that is read, and of all of them. */
  readonly file: number;
  readonly read: number;
  /** Files that are read: a matrix has at most 256 cells. */
  readonly files: number;
  /** Of JSON: how deep it is nested, how many values it has, and how long one text in it is. */
  readonly jsonDepth: number;
  readonly jsonValues: number;
  readonly jsonText: number;
}

export const RECEIVED_LIMITS: ReceivedLimits = {
  archive: 1024 * MiB,
  entries: 10_000,
  depth: 8,
  path: 512,
  unpacked: 8 * 1024 * MiB,
  ratio: 200,
  ratioFrom: MiB,
  file: 32 * MiB,
  read: 64 * MiB,
  files: 2048,
  jsonDepth: 32,
  jsonValues: 2_000_000,
  jsonText: MiB,
};

/** Why an archive, a folder or a result in it is not taken. Nothing of it was used; the reasons are safe to print. */
export class ReceivedError extends Error {
  override readonly name = 'ReceivedError';
  readonly reasons: readonly string[];
  constructor(reasons: string | readonly string[], cause?: unknown) {
    const all = typeof reasons === 'string' ? [reasons] : reasons;
    super(all.join('; '), cause === undefined ? undefined : { cause });
    this.reasons = all;
  }
}

const SHOWN = 80;

/** A name of theirs as it may stand in a message of ours: quoted, short, and ASCII only. */
export function shown(raw: string, most = SHOWN): string {
  const short = raw.length > most ? `${raw.slice(0, most)}…` : raw;
  return JSON.stringify(short).replace(
    /[^\x20-\x7e…]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** `1.5 MiB`, `12 bytes`. */
export function bytes(size: number): string {
  if (size >= MiB) return `${Number((size / MiB).toFixed(1))} MiB`;
  return size >= KiB ? `${Number((size / KiB).toFixed(1))} KiB` : `${size} bytes`;
}
