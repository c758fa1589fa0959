/** RIFF (WAV, WebP, AVI): the head states the length of all, each chunk its own. */
import { at, broken, type Structure, type Walk, whole } from './walk.js';

export const riff: Walk = async (reader) => {
  const head = await reader.read(0, 12);
  if (head.length < 12) return broken('the file ends within its head');
  const stated = head.readUInt32LE(4) + 8;
  // Streams that were never finished state 0 or the largest number.
  if (stated > reader.size) return broken(`the head states ${stated} bytes, and the file has ${reader.size}`);
  const form = head.toString('latin1', 8, 12);
  let position = 12;
  let size: Partial<Structure> = {};
  let content = 0;
  while (position + 8 <= stated) {
    const chunk = await reader.read(position, 38);
    const type = chunk.toString('latin1', 0, 4);
    const length = chunk.readUInt32LE(4);
    if (position + 8 + length > reader.size)
      return broken(
        `the file ends within the chunk ${/^[ -~]{4}$/.test(type) ? type.trim() : '?'} ${at(position, reader)}`,
        size,
      );
    if (type === 'data' || type === 'movi' || /^VP8/.test(type)) content += length;
    if (type === 'VP8X' && chunk.length >= 18)
      size = { width: 1 + chunk.readUIntLE(12, 3), height: 1 + chunk.readUIntLE(15, 3) };
    if (type === 'VP8 ' && chunk.length >= 18)
      size = { width: chunk.readUInt16LE(14) & 0x3fff, height: chunk.readUInt16LE(16) & 0x3fff };
    if (type === 'VP8L' && chunk.length >= 13) {
      const bits = chunk.readUInt32LE(9);
      size = { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    }
    position += 8 + length + (length % 2);
  }
  if (form === 'WAVE' && content === 0) return broken('there is no sound in it (no samples)');
  if (form === 'WEBP' && content === 0) return broken('there is no picture in it');
  return whole(size);
};
