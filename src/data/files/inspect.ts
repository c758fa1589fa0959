/** Looks at each file of a dataset once: digest, media type by content, structure, size in pixels. */
import { createHash } from 'node:crypto';
import type { Context } from '../../base/index.js';
import type { FoundDataset, FoundFile } from '../dataset.js';
import { mediaOf } from './media.js';
import { type Reader, withReader } from './reader.js';
import { type Structure, walkOf } from './structure/index.js';

export interface InspectedFile extends FoundFile {
  readonly sha256: string;
  readonly size: number;
  readonly media: string;
  /** Null where nothing is known of the format's structure, and for empty files. */
  readonly structure: Structure | null;
  /** Null where labels do not come from folders, or the file lies in none. */
  readonly label: string | null;
}

/** Files that are looked at side by side: reading waits for the disk. */
const AT_ONCE = 8;
const PIECE = 1 << 20;

/** In the order of the dataset. Throws a usage error where a file cannot be opened, and when cancelled. */
export async function inspectFiles(
  ctx: Context,
  found: FoundDataset,
  labelOf: (file: FoundFile) => string | null,
): Promise<InspectedFile[]> {
  const inspected: InspectedFile[] = new Array(found.files.length);
  const progress = ctx.log.progress(`files of ${found.name}`);
  let next = 0;
  let done = 0;
  const work = async () => {
    while (next < found.files.length) {
      ctx.signal.throwIfAborted();
      const index = next++;
      const file = found.files[index];
      if (file === undefined) return;
      inspected[index] = await withReader(file.path, `dataset ${found.name}: the file`, async (reader) => {
        const media = await mediaOf(reader, file.path);
        const structure = reader.size === 0 ? null : ((await walkOf(media)?.(reader)) ?? null);
        return {
          ...file,
          sha256: await digestOf(reader),
          size: reader.size,
          media,
          structure,
          label: labelOf(file),
        };
      });
      done += 1;
      progress.update(`${done} of ${found.files.length} files`, done / found.files.length);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    progress.done();
  }
  return inspected;
}

async function digestOf(reader: Reader): Promise<string> {
  const hash = createHash('sha256');
  for (let position = 0; position < reader.size; position += PIECE)
    hash.update(await reader.read(position, PIECE));
  return hash.digest('hex');
}
