/**
 * Inputs and outputs of an ONNX model, read from the file's structure without an engine: `register` stays light
 * and runs no model. Field numbers are those of onnx.proto; weights are skipped, never read.
 */
import { type FileHandle, open } from 'node:fs/promises';
import type { Manifest, TensorInfo } from './types.js';

type Signature = NonNullable<Manifest['signature']>;

/** TensorProto.DataType, by number. */
const TYPES: readonly string[] = [
  'undefined',
  'float32',
  'uint8',
  'int8',
  'uint16',
  'int16',
  'int32',
  'int64',
  'string',
  'bool',
  'float16',
  'float64',
  'uint32',
  'uint64',
  'complex64',
  'complex128',
  'bfloat16',
];
/** Descriptions of tensors are small; what is larger is no description. */
const MAX_MESSAGE = 1 << 20;
const WINDOW = 1 << 16;
/** Initializers that older exporters also list as inputs; more is no model. */
const MAX_FIELDS = 1_000_000;

/** Null where the bytes are not an ONNX model that can be read; the file system's own errors are thrown. */
export async function onnxSignature(path: string): Promise<Signature | null> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const reader = new Reader(file);
    const graph = await find(reader, { from: 0, to: size }, 7);
    if (graph === null) return null;
    const inputs: TensorInfo[] = [];
    const outputs: TensorInfo[] = [];
    const constants = new Set<string>();
    for await (const field of fieldsOf(reader, graph)) {
      if (field.number === 11) inputs.push(valueInfo(await reader.bytes(field)));
      else if (field.number === 12) outputs.push(valueInfo(await reader.bytes(field)));
      else if (field.number === 5) {
        const name = await find(reader, field, 8);
        if (name) constants.add((await reader.bytes(name)).toString('utf8'));
      }
    }
    return { inputs: inputs.filter(({ name }) => !constants.has(name)), outputs };
  } catch (error) {
    // Also what Node throws for a read past the end of a buffer.
    if (error instanceof RangeError) return null;
    throw error;
  } finally {
    await file.close();
  }
}

interface Span {
  readonly from: number;
  readonly to: number;
}
interface Field extends Span {
  readonly number: number;
  /** Of a field that holds a number. */
  readonly value: number | null;
}

async function find(reader: Reader, span: Span, number: number): Promise<Field | null> {
  for await (const field of fieldsOf(reader, span)) if (field.number === number) return field;
  return null;
}

async function* fieldsOf(reader: Reader, span: Span): AsyncGenerator<Field> {
  let at = span.from;
  for (let count = 0; at < span.to; count += 1) {
    if (count > MAX_FIELDS) throw new RangeError('too many fields');
    await reader.load(at);
    const field = parseField(reader.window, at - reader.start, span.to - reader.start);
    yield { ...field, from: field.from + reader.start, to: field.to + reader.start };
    at = field.to + reader.start;
  }
}

/** The field at `at`, as positions in `bytes`. Throws a RangeError where none begins there. */
function parseField(bytes: Buffer, at: number, end: number): Field {
  const tag = varint(bytes, at);
  const number = Math.floor(tag.value / 8);
  const wire = tag.value % 8;
  if (number === 0) throw new RangeError('no field');
  if (wire === 0) {
    const { value, next } = varint(bytes, tag.next);
    return { number, value, from: tag.next, to: next };
  }
  const length = wire === 2 ? varint(bytes, tag.next) : null;
  const from = length?.next ?? tag.next;
  const to = from + (length?.value ?? (wire === 1 ? 8 : wire === 5 ? 4 : Number.NaN));
  if (!(to <= end)) throw new RangeError('a field is cut off');
  return { number, value: null, from, to };
}

function varint(bytes: Buffer, at: number): { value: number; next: number } {
  let value = 0;
  for (let index = 0; index < 10; index += 1) {
    const byte = bytes.readUInt8(at + index);
    value += (byte & 0x7f) * 128 ** index;
    if (byte < 0x80) return { value, next: at + index + 1 };
  }
  throw new RangeError('a number is too long');
}

class Reader {
  window: Buffer = Buffer.alloc(0);
  start = 0;
  constructor(private readonly file: FileHandle) {}

  /** Afterwards a tag and a length from `at` lie in the window, or the file ends. */
  async load(at: number): Promise<void> {
    if (at >= this.start && at + 20 <= this.start + this.window.length) return;
    this.window = await this.read(at, WINDOW);
    this.start = at;
  }

  async bytes({ from, to }: Span): Promise<Buffer> {
    if (to - from > MAX_MESSAGE) throw new RangeError('a description is too large');
    return this.read(from, to - from);
  }

  private async read(at: number, length: number): Promise<Buffer> {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await this.file.read(buffer, 0, length, at);
    return buffer.subarray(0, bytesRead);
  }
}

/** The fields of a message in memory. */
function messageOf(bytes: Buffer): Field[] {
  const fields: Field[] = [];
  for (let at = 0; at < bytes.length; ) {
    const field = parseField(bytes, at, bytes.length);
    fields.push(field);
    at = field.to;
  }
  return fields;
}

function child(bytes: Buffer, number: number): Buffer | null {
  const field = messageOf(bytes).find((one) => one.number === number);
  return field ? bytes.subarray(field.from, field.to) : null;
}

/** ValueInfoProto: name = 1, type = 2; TypeProto: tensor = 1, sequence = 4, map = 5. */
function valueInfo(bytes: Buffer): TensorInfo {
  const name = child(bytes, 1)?.toString('utf8') ?? '';
  const type = child(bytes, 2) ?? Buffer.alloc(0);
  const tensor = child(type, 1);
  if (tensor === null) {
    const kind = child(type, 4) ? 'sequence' : child(type, 5) ? 'map' : 'unknown';
    return { name, type: kind, shape: [] };
  }
  const number = messageOf(tensor).find((field) => field.number === 1)?.value ?? 0;
  const shape = child(tensor, 2);
  const dims = shape === null ? [] : messageOf(shape).filter((field) => field.number === 1);
  return {
    name,
    type: TYPES[number] ?? `type ${number}`,
    shape: dims.map((dim) => dimension(shape?.subarray(dim.from, dim.to) ?? Buffer.alloc(0))),
  };
}

/** Dimension: value = 1, name = 2; neither: it may vary and has no name. */
function dimension(bytes: Buffer): number | string {
  const fields = messageOf(bytes);
  const named = fields.find((field) => field.number === 2);
  if (named) return bytes.toString('utf8', named.from, named.to) || -1;
  const value = fields.find((field) => field.number === 1)?.value ?? -1;
  // Negative values come as numbers of 64 bits: they, too, mean "may vary".
  return Number.isSafeInteger(value) ? value : -1;
}
