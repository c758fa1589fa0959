/** JPEG (ITU-T T.81): marker segments with a length, entropy-coded data between SOS and the next marker, EOI at the end. */
import type { Reader } from '../reader.js';
import { at, broken, type Walk, whole } from './walk.js';

const SOS = 0xda;
const EOI = 0xd9;
const PIECE = 1 << 20;

export const jpeg: Walk = async (reader) => {
  let position = 2;
  let size: { width: number; height: number } | undefined;
  let scans = 0;
  for (;;) {
    const head = await reader.read(position, 4);
    if (head.length < 2) return broken('the end is missing (no marker EOI)', size);
    if (head[0] !== 0xff) return broken(`there is no marker ${at(position, reader)}`, size);
    const marker = head[1] ?? 0;
    if (marker === 0xff) {
      position += 1;
      continue;
    }
    if (marker === EOI) {
      if (size === undefined) return broken('no frame stands before the end');
      return scans === 0 ? broken('there is no picture in it (no scan)', size) : whole(size);
    }
    // Markers without a segment: TEM and RSTn.
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      position += 2;
      continue;
    }
    if (head.length < 4) return broken(`the file ends within a segment ${at(position, reader)}`, size);
    const length = head.readUInt16BE(2);
    if (length < 2) return broken(`a segment has an impossible length ${at(position, reader)}`, size);
    if (position + 2 + length > reader.size)
      return broken(`the file ends within a segment ${at(position, reader)}`, size);
    if (isFrame(marker)) {
      const frame = await reader.read(position + 5, 4);
      if (frame.length === 4) size = { height: frame.readUInt16BE(0), width: frame.readUInt16BE(2) };
    }
    position += 2 + length;
    if (marker === SOS) {
      scans += 1;
      const next = await afterScan(reader, position);
      if (next === null) return broken('the file ends within the picture (no marker EOI)', size);
      position = next;
    }
  }
};

/** SOF0 to SOF15, without DHT, JPG and DAC. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Position of the first marker after entropy-coded data, in which FF 00 is a byte and FF Dn a restart. */
async function afterScan(reader: Reader, from: number): Promise<number | null> {
  let position = from;
  while (position < reader.size) {
    const piece = await reader.read(position, PIECE);
    let i = piece.indexOf(0xff);
    while (i !== -1 && i + 1 < piece.length) {
      const next = piece[i + 1] ?? 0;
      if (next === 0xff) i += 1;
      else if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return position + i;
      else i = piece.indexOf(0xff, i + 2);
    }
    // A marker may lie across two pieces.
    const step = i === -1 ? piece.length : i;
    if (step === 0) return null;
    position += step;
    if (position + 1 >= reader.size) return null;
  }
  return null;
}
