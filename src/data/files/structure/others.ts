/** Formats whose end is told by one look: BMP, PDF, ZIP and what is made of it, MP4 and its kin, Ogg, gzip. */
import { at, broken, type Walk, whole } from './walk.js';

/** BITMAPFILEHEADER states the size of the file. */
export const bmp: Walk = async (reader) => {
  const head = await reader.read(0, 26);
  if (head.length < 26) return broken('the file ends within its head');
  const size = { width: Math.abs(head.readInt32LE(18)), height: Math.abs(head.readInt32LE(22)) };
  const stated = head.readUInt32LE(2);
  return stated > reader.size
    ? broken(`the head states ${stated} bytes, and the file has ${reader.size}`, size)
    : whole(size);
};

/** ISO 32000: the last 1,024 bytes hold `%%EOF`, and before it stands where the cross-references begin. */
export const pdf: Walk = async (reader) => {
  const tail = (await reader.read(Math.max(0, reader.size - 2048), 2048)).toString('latin1');
  if (!tail.includes('%%EOF')) return broken('the end is missing (no %%EOF)');
  const start = /startxref\s+(\d+)\s+%%EOF/.exec(tail)?.[1];
  if (start === undefined || Number(start) >= reader.size)
    return broken('the cross-references (startxref) point to nowhere');
  return whole();
};

/** PKWARE APPNOTE: the record at the end says where the directory lies. */
export const zip: Walk = async (reader) => {
  const from = Math.max(0, reader.size - 65_557);
  const tail = await reader.read(from, 65_557);
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end === -1 || end + 22 > tail.length) return broken('the end is missing (no directory of the archive)');
  const [length, offset] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  // Zip64 keeps the numbers elsewhere.
  if (offset === 0xffffffff) return whole();
  return offset + length > from + end
    ? broken('the directory of the archive points beyond the file')
    : whole();
};

/** ISO/IEC 14496-12: boxes with lengths fill the file. */
export const boxes: Walk = async (reader) => {
  let position = 0;
  let index = false;
  let media = false;
  while (position < reader.size) {
    const head = await reader.read(position, 16);
    if (head.length < 8) return broken(`the file ends within the head of a box ${at(position, reader)}`);
    const type = head.toString('latin1', 4, 8);
    let length = head.readUInt32BE(0);
    if (length === 1 && head.length === 16) length = Number(head.readBigUInt64BE(8));
    if (length === 0) length = reader.size - position;
    if (length < 8) return broken(`a box has an impossible length ${at(position, reader)}`);
    if (position + length > reader.size)
      return broken(
        `the file ends within the box ${/^[ -~]{4}$/.test(type) ? type : '?'} ${at(position, reader)}`,
      );
    if (type === 'moov' || type === 'meta') index = true;
    if (type === 'mdat') media = true;
    // Small pictures may lie within the index itself.
    if (type === 'meta') media ||= (await reader.read(position, Math.min(length, 1 << 16))).includes('idat');
    position += length;
  }
  if (!index) return broken('the index is missing (no box moov or meta)');
  return media ? whole() : broken('the content is missing (no box mdat)');
};

/** RFC 3533: pages with lengths; the last one of a stream says so. */
export const ogg: Walk = async (reader) => {
  let position = 0;
  let ended = false;
  while (position < reader.size) {
    const head = await reader.read(position, 27 + 255);
    if (head.length < 27 || head.toString('latin1', 0, 4) !== 'OggS')
      return broken(`there is no page ${at(position, reader)}`);
    const segments = head[26] ?? 0;
    const lengths = head.subarray(27, 27 + segments);
    const length = 27 + segments + lengths.reduce((sum, one) => sum + one, 0);
    if (lengths.length < segments || position + length > reader.size)
      return broken(`the file ends within a page ${at(position, reader)}`);
    ended = ((head[5] ?? 0) & 4) !== 0;
    position += length;
  }
  return ended ? whole() : broken('the end is missing (no last page)');
};

/** Text must be UTF-8 without NUL. */
export const text: Walk = async (reader) => {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decodes = (piece: Buffer, stream: boolean) => {
    try {
      decoder.decode(piece, { stream });
      return true;
    } catch {
      // The only thing that it throws is the answer to the question.
      return false;
    }
  };
  for (let position = 0; position < reader.size; position += 1 << 20) {
    const piece = await reader.read(position, 1 << 20);
    const zero = piece.indexOf(0);
    if (zero !== -1) return broken(`a NUL byte ${at(position + zero, reader)}`);
    if (!decodes(piece, position + piece.length < reader.size))
      return broken(`is not UTF-8, after byte ${position} of ${reader.size}`);
  }
  return whole();
};
