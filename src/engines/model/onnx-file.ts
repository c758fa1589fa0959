/**
 * Finds the external data files that an ONNX file names, without loading it. ONNX Runtime would open them, and
 * a path that is absolute or climbs with `..` reads any file of the machine (CVE-2026-27489, CVE-2026-34445).
 * Reads the protobuf's structure only, through a window of the file; weights are skipped.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { posix, win32 } from 'node:path';

export class OnnxFormatError extends Error {
  override readonly name = 'OnnxFormatError';
}

/** What a field of a message holds, for the fields that lead to tensors. Field numbers of onnx.proto. */
type MessageName =
  | 'Model'
  | 'Graph'
  | 'Node'
  | 'Attribute'
  | 'Tensor'
  | 'SparseTensor'
  | 'Function'
  | 'Training'
  | 'Entry';
type Text = 'key' | 'value' | 'domain' | 'defined';
const FIELDS: Readonly<Record<MessageName, Readonly<Record<number, MessageName | Text>>>> = {
  Model: { 7: 'Graph', 20: 'Training', 25: 'Function' },
  Graph: { 1: 'Node', 5: 'Tensor', 15: 'SparseTensor' },
  Node: { 5: 'Attribute', 7: 'domain' },
  Attribute: { 5: 'Tensor', 6: 'Graph', 10: 'Tensor', 11: 'Graph', 22: 'SparseTensor', 23: 'SparseTensor' },
  Tensor: { 13: 'Entry' },
  SparseTensor: { 1: 'Tensor', 2: 'Tensor' },
  Function: { 7: 'Node', 10: 'defined', 11: 'Attribute' },
  Training: { 1: 'Graph', 2: 'Graph' },
  Entry: { 1: 'key', 2: 'value' },
};
/** Subgraphs in subgraphs: no exporter nests this deep, and a hostile file must not end the process. */
const MAX_DEPTH = 200;
const MAX_TEXT = 4096;
const WINDOW = 1 << 18;

/**
 * The locations of external data that an ONNX file names, each once, sorted. Empty for a file that holds all
 * its data. Throws `OnnxFormatError` where the bytes are not an ONNX model, and the file system's own errors.
 */
export async function externalLocations(path: string): Promise<string[]> {
  return (await onnxContents(path)).locations;
}

/** What an ONNX file names: places of external data, domains of its operators, and domains that it defines itself. */
export async function onnxContents(
  path: string,
): Promise<{ locations: string[]; domains: string[]; defined: string[] }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const walker = new Walker(new Window(file, size));
    await walker.message('Model', 0, size, 0);
    // A protobuf parser takes an empty file, and many others, for an empty message.
    if (!walker.hasGraph) throw new OnnxFormatError('it holds no graph');
    const sorted = (set: ReadonlySet<string>) => [...set].sort();
    return {
      locations: sorted(walker.locations),
      domains: sorted(walker.domains),
      defined: sorted(walker.defined),
    };
  } finally {
    await file.close();
  }
}

/** Whether a location stays in the folder of its model, on every system. */
export function isSafeLocation(location: string): boolean {
  if (location === '' || location.includes('\0')) return false;
  if (posix.isAbsolute(location) || win32.isAbsolute(location) || /^[A-Za-z]:/.test(location)) return false;
  return !location.split(/[/\\]/).includes('..');
}

class Walker {
  readonly locations = new Set<string>();
  readonly domains = new Set<string>();
  readonly defined = new Set<string>();
  hasGraph = false;

  constructor(private readonly bytes: Window) {}

  async message(name: MessageName, start: number, end: number, depth: number): Promise<void> {
    if (depth > MAX_DEPTH) throw new OnnxFormatError('its graphs are nested too deep');
    const fields = FIELDS[name];
    let key = '';
    let value = '';
    let at = start;
    while (at < end) {
      const tag = await this.bytes.varint(at, end);
      const field = Math.floor(tag.value / 8);
      const wire = tag.value % 8;
      if (field === 0) throw new OnnxFormatError(`byte ${at} begins no field`);
      at = tag.next;
      if (wire === 0) {
        at = (await this.bytes.varint(at, end)).next;
      } else if (wire === 1) {
        at += 8;
      } else if (wire === 5) {
        at += 4;
      } else if (wire === 2) {
        const length = await this.bytes.varint(at, end);
        const from = length.next;
        const to = from + length.value;
        if (to > end) throw new OnnxFormatError(`the field at byte ${at} is cut off`);
        const kind = fields[field];
        if (kind === 'key') key = await this.bytes.text(from, to);
        else if (kind === 'value') value = await this.bytes.text(from, to);
        else if (kind === 'domain') this.domains.add(await this.bytes.text(from, to));
        else if (kind === 'defined') this.defined.add(await this.bytes.text(from, to));
        else if (kind !== undefined) {
          if (name === 'Model' && kind === 'Graph') this.hasGraph = true;
          await this.message(kind, from, to, depth + 1);
        }
        at = to;
      } else {
        throw new OnnxFormatError(`byte ${at} begins no field`);
      }
    }
    if (at !== end) throw new OnnxFormatError('it is cut off');
    if (name === 'Entry' && key === 'location') this.locations.add(value);
  }
}

/** Reads single values of a large file through one buffer. */
class Window {
  private buffer = Buffer.alloc(0);
  private from = 0;

  constructor(
    private readonly file: FileHandle,
    private readonly size: number,
  ) {}

  /** A length or tag from `at`; more than 53 bits are refused where they would matter, as a length. */
  async varint(at: number, end: number): Promise<{ value: number; next: number }> {
    let value = 0;
    let factor = 1;
    for (let index = at; index < end && index < at + 10; index += 1) {
      if (index < this.from || index >= this.from + this.buffer.length) await this.fill(index);
      const byte = this.buffer[index - this.from];
      if (byte === undefined) break;
      value += (byte & 0x7f) * factor;
      factor *= 128;
      if (byte < 0x80) return { value, next: index + 1 };
    }
    throw new OnnxFormatError(`the number at byte ${at} is cut off`);
  }

  async text(from: number, to: number): Promise<string> {
    if (to - from > MAX_TEXT) throw new OnnxFormatError('a location or a domain is too long');
    if (from < this.from || to > this.from + this.buffer.length) await this.fill(from);
    return this.buffer.toString('utf8', from - this.from, to - this.from);
  }

  private async fill(from: number): Promise<void> {
    const buffer = Buffer.alloc(Math.min(WINDOW, Math.max(0, this.size - from)));
    const { bytesRead } = await this.file.read(buffer, 0, buffer.length, from);
    this.buffer = buffer.subarray(0, bytesRead);
    this.from = from;
  }
}
