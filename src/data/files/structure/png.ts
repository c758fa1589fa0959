/** PNG (ISO/IEC 15948): chunks with a length and a CRC-32, from IHDR to IEND. */
import { crc32 } from 'node:zlib';
import { at, broken, type Walk, whole } from './walk.js';

export const png: Walk = async (reader) => {
  let position = 8;
  let size: { width: number; height: number } | undefined;
  let data = 0;
  while (position < reader.size) {
    const head = await reader.read(position, 8);
    if (head.length < 8)
      return broken(`the file ends within the head of a chunk ${at(position, reader)}`, size);
    const length = head.readUInt32BE(0);
    const type = head.toString('latin1', 4, 8);
    if (position + 12 + length > reader.size)
      return broken(`the file ends within the chunk ${shownType(type)} ${at(position, reader)}`, size);
    const body = await reader.read(position + 4, length + 8);
    const sum = body.readUInt32BE(length + 4);
    if (crc32(body.subarray(0, length + 4)) !== sum)
      return broken(`the checksum of the chunk ${shownType(type)} is wrong ${at(position, reader)}`, size);
    if (type === 'IHDR' && length >= 8) size = { width: body.readUInt32BE(4), height: body.readUInt32BE(8) };
    if (type === 'IDAT') data += length;
    position += 12 + length;
    if (type === 'IEND') {
      if (size === undefined) return broken('there is no chunk IHDR');
      return data === 0 ? broken('there is no picture in it (no chunk IDAT)', size) : whole(size);
    }
  }
  return broken('the end is missing (no chunk IEND)', size);
};

function shownType(type: string): string {
  return /^[A-Za-z]{4}$/.test(type) ? type : 'with an unreadable name';
}
