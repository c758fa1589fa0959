/**
 * Takes ZipMap operators off an ONNX model, so that the tensor of probabilities before them becomes the output.
 * ZipMap (ai.onnx.ml) makes a sequence of maps, class to probability, which ONNX Runtime cannot hand to Node. It
 * changes no number. Field numbers of onnx.proto.
 */
import type { ZipMap } from './messages.js';

const MODEL_GRAPH = 7;
const GRAPH_NODE = 1;
const GRAPH_OUTPUT = 12;
const NODE = { input: 1, output: 2, operator: 4, attribute: 5 } as const;
const ATTRIBUTE = { name: 1, ints: 8, strings: 9 } as const;

interface Field {
  readonly number: number;
  /** The field whole, with its tag. */
  readonly whole: Buffer;
  /** What is in it, where it has a length. */
  readonly inside: Buffer | null;
  /** Its value, where it is a varint. */
  readonly value: bigint;
}

/** Null where no output of the main graph comes from a ZipMap. Throws a `RangeError` where the bytes are cut off. */
export function withoutZipMaps(
  bytes: Uint8Array,
): { readonly bytes: Uint8Array; readonly zipmaps: readonly ZipMap[] } | null {
  const model = fields(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const zipmaps: ZipMap[] = [];
  const parts = model.map((field) => {
    if (field.number !== MODEL_GRAPH || field.inside === null) return field.whole;
    const graph = fields(field.inside);
    for (const node of graph) {
      const found = node.number === GRAPH_NODE && node.inside !== null ? zipmapOf(node.inside) : null;
      if (found !== null) zipmaps.push(found);
    }
    const inner = graph.flatMap((part) => {
      if (part.inside === null) return [part.whole];
      if (part.number === GRAPH_NODE) return zipmapOf(part.inside) === null ? [part.whole] : [];
      if (part.number !== GRAPH_OUTPUT) return [part.whole];
      const name = textOf(fields(part.inside), 1);
      const zipmap = zipmaps.find((each) => each.output === name);
      return [zipmap === undefined ? part.whole : written(GRAPH_OUTPUT, tensorInfo(zipmap.tensor))];
    });
    return written(MODEL_GRAPH, Buffer.concat(inner));
  });
  return zipmaps.length === 0 ? null : { bytes: Buffer.concat(parts), zipmaps };
}

function zipmapOf(node: Buffer): ZipMap | null {
  const parts = fields(node);
  if (textOf(parts, NODE.operator) !== 'ZipMap') return null;
  const attributes = parts.flatMap((part) =>
    part.number === NODE.attribute && part.inside !== null ? [fields(part.inside)] : [],
  );
  const of = (name: string) => attributes.find((each) => textOf(each, ATTRIBUTE.name) === name) ?? [];
  const texts = of('classlabels_strings').flatMap((part) =>
    part.number === ATTRIBUTE.strings && part.inside !== null ? [part.inside.toString('utf8')] : [],
  );
  const numbers = of('classlabels_int64s').flatMap((part) => {
    if (part.number !== ATTRIBUTE.ints) return [];
    // One by one, or packed together.
    return part.inside === null ? [part.value] : varints(part.inside);
  });
  return {
    output: textOf(parts, NODE.output),
    tensor: textOf(parts, NODE.input),
    classes: texts.length > 0 ? texts : numbers.map((value) => String(BigInt.asIntN(64, value))),
  };
}

/** ValueInfoProto of a float tensor whose shape the runtime finds out. */
function tensorInfo(name: string): Buffer {
  const elementType = Buffer.from([0x08, 0x01]);
  return Buffer.concat([written(1, Buffer.from(name, 'utf8')), written(2, written(1, elementType))]);
}

function textOf(parts: readonly Field[], number: number): string {
  return parts.find((part) => part.number === number)?.inside?.toString('utf8') ?? '';
}

function written(number: number, inside: Buffer): Buffer {
  return Buffer.concat([varint(number * 8 + 2), varint(inside.length), inside]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Buffer.from([...bytes, rest]);
}

function varints(bytes: Buffer): bigint[] {
  const found: bigint[] = [];
  for (let at = 0; at < bytes.length; ) {
    const { value, next } = readVarint(bytes, at);
    found.push(value);
    at = next;
  }
  return found;
}

function readVarint(bytes: Buffer, from: number): { readonly value: bigint; readonly next: number } {
  let value = 0n;
  for (let k = 0; k < 10; k++) {
    const byte = bytes[from + k];
    if (byte === undefined) break;
    value |= BigInt(byte & 0x7f) << BigInt(7 * k);
    if (byte < 0x80) return { value, next: from + k + 1 };
  }
  throw new RangeError(`the number at byte ${from} is cut off`);
}

function fields(bytes: Buffer): Field[] {
  const found: Field[] = [];
  for (let at = 0; at < bytes.length; ) {
    const begin = at;
    const tag = readVarint(bytes, at);
    at = tag.next;
    const number = Number(tag.value >> 3n);
    const wire = Number(tag.value & 7n);
    let inside: Buffer | null = null;
    let value = 0n;
    if (wire === 0) ({ value, next: at } = readVarint(bytes, at));
    else if (wire === 1) at += 8;
    else if (wire === 5) at += 4;
    else if (wire === 2) {
      const length = readVarint(bytes, at);
      at = length.next + Number(length.value);
      inside = bytes.subarray(length.next, at);
    } else throw new RangeError(`byte ${begin} begins no field`);
    if (at > bytes.length) throw new RangeError(`the field at byte ${begin} is cut off`);
    found.push({ number, whole: bytes.subarray(begin, at), inside, value });
  }
  return found;
}
