/** GIF89a: blocks of sub-blocks, and a trailer. */
import type { Reader } from '../reader.js';
import { at, broken, type Walk, whole } from './walk.js';

export const gif: Walk = async (reader) => {
  const head = await reader.read(0, 13);
  if (head.length < 13) return broken('the file ends within its head');
  const size = { width: head.readUInt16LE(6), height: head.readUInt16LE(8) };
  let position = 13 + tableSize(head[10] ?? 0);
  let pictures = 0;
  while (position < reader.size) {
    const [kind = 0] = await reader.read(position, 1);
    if (kind === 0x3b) return pictures === 0 ? broken('there is no picture in it', size) : whole(size);
    let data: number;
    if (kind === 0x21) data = position + 2;
    else if (kind === 0x2c) {
      const image = await reader.read(position, 10);
      if (image.length < 10) break;
      pictures += 1;
      data = position + 10 + tableSize(image[9] ?? 0) + 1;
    } else return broken(`there is no block ${at(position, reader)}`, size);
    const end = await afterSubBlocks(reader, data);
    if (end === null) break;
    position = end;
  }
  return broken('the end is missing (no trailer)', size);
};

function tableSize(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

async function afterSubBlocks(reader: Reader, from: number): Promise<number | null> {
  let position = from;
  while (position < reader.size) {
    const [length = 0] = await reader.read(position, 1);
    position += 1 + length;
    if (length === 0) return position;
  }
  return null;
}
