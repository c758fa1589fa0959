/**
 * Reads an inference request of the Open Inference Protocol v2: the JSON form and the binary tensor extension.
 * Whatever does not fit the model's inputs is refused with 400 and a message that names the input.
 * https://github.com/kserve/open-inference-protocol/blob/main/specification/protocol/inference_rest.md
 */
import {
  type Datatype,
  datatypeByName,
  emptyData,
  type Tensor,
  type TensorData,
  type TensorSpec,
} from './datatypes.js';
import { type ParsedJson, parseJson, RequestError } from './json.js';

export interface RequestLimits {
  readonly maxDepth: number;
}

export interface WantedOutput {
  readonly name: string;
  readonly binary: boolean;
}

export interface InferRequest {
  /** As the client wrote it, to be echoed; null where none was given. */
  readonly id: string | null;
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly WantedOutput[];
}

export interface ModelSpec {
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
}

/** ONNX Runtime holds a dimension in 64 bits, a shape of JavaScript in fewer; no honest request comes near this. */
const MAX_DIMENSION = 2 ** 31 - 1;

/**
 * `headerLength` is the value of `Inference-Header-Content-Length`: the bytes of JSON before the binary data;
 * null where the whole body is JSON.
 */
export function readInferRequest(
  body: Buffer,
  headerLength: number | null,
  model: ModelSpec,
  limits: RequestLimits,
): InferRequest {
  if (headerLength !== null && (headerLength < 0 || headerLength > body.length)) {
    throw new RequestError(
      `Inference-Header-Content-Length is ${headerLength}, but the body has ${body.length} bytes`,
    );
  }
  const json = parseJson(textOf(body.subarray(0, headerLength ?? body.length)), limits.maxDepth);
  const root = objectOf(json.value, 'the body');
  const binary = new BinaryReader(headerLength === null ? Buffer.alloc(0) : body.subarray(headerLength));
  const inputs = readInputs(root['inputs'], model, json, binary);
  if (binary.left > 0) throw new RequestError(`${binary.left} bytes of binary data belong to no input`);
  const parameters = parametersOf(root, 'the body');
  return {
    id: idOf(root['id'], json),
    inputs,
    outputs: readOutputs(root['outputs'], model, json, parameters['binary_data_output'] === true),
  };
}

function readInputs(value: unknown, model: ModelSpec, json: ParsedJson, binary: BinaryReader): Tensor[] {
  const list = arrayOf(value, '"inputs"');
  const specs = new Map(model.inputs.map((spec) => [spec.name, spec]));
  const seen = new Map<string, Tensor>();
  for (const [index, item] of list.entries()) {
    const entry = objectOf(item, `inputs[${index}]`);
    const name = json.string(entry['name']);
    if (name === null) throw new RequestError(`inputs[${index}] has no "name"`);
    const spec = specs.get(name);
    if (!spec) {
      throw new RequestError(`the model has no input ${show(name)}; it has ${[...specs.keys()].join(', ')}`);
    }
    if (seen.has(name)) throw new RequestError(`input ${show(name)} is given twice`);
    seen.set(name, readInput(entry, spec, json, binary));
  }
  const missing = model.inputs.filter((spec) => !seen.has(spec.name)).map((spec) => spec.name);
  if (missing.length > 0) throw new RequestError(`missing input: ${missing.join(', ')}`);
  return [...seen.values()];
}

function readInput(
  entry: Record<string, unknown>,
  spec: TensorSpec,
  json: ParsedJson,
  binary: BinaryReader,
): Tensor {
  const what = `input ${show(spec.name)}`;
  const type = datatypeByName(json.string(entry['datatype']) ?? '');
  if (type === null || type.name !== spec.datatype) {
    throw new RequestError(
      `${what}: datatype ${show(entry['datatype'])}, but the model takes ${spec.datatype}`,
    );
  }
  const shape = shapeOf(entry['shape'], spec, what, json);
  const count = shape.reduce((product, dimension) => product * dimension, 1);
  if (!Number.isSafeInteger(count)) throw new RequestError(`${what}: shape [${shape}] has too many elements`);
  const size = parametersOf(entry, what)['binary_data_size'];
  const base = { name: spec.name, datatype: spec.datatype, shape };
  if (size !== undefined) {
    if (entry['data'] !== undefined)
      throw new RequestError(`${what}: "data" and "binary_data_size" exclude each other`);
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) {
      throw new RequestError(`${what}: binary_data_size ${show(size)} is no number of bytes`);
    }
    return { ...base, data: binary.read(type, count, size, what) };
  }
  if (type.kind === 'half') throw new RequestError(`${what}: FP16 has no JSON form; send binary data`);
  const items = elementsOf(arrayOf(entry['data'], `${what}: "data"`), shape, count, what);
  return { ...base, data: fromJson(type, items, what, json) };
}

function shapeOf(value: unknown, spec: TensorSpec, what: string, json: ParsedJson): number[] {
  const shape = arrayOf(value, `${what}: "shape"`).map((item) => {
    const dimension = json.integer(item);
    if (dimension === null || dimension < 0n) {
      throw new RequestError(`${what}: shape ${show(value)} must hold integers of 0 and more`);
    }
    if (dimension > BigInt(MAX_DIMENSION)) {
      throw new RequestError(`${what}: a dimension of ${dimension} is too large`);
    }
    return Number(dimension);
  });
  const fits =
    shape.length === spec.shape.length &&
    shape.every((dimension, index) => spec.shape[index] === -1 || spec.shape[index] === dimension);
  if (!fits) throw new RequestError(`${what}: shape [${shape}], but the model takes [${spec.shape}]`);
  return shape;
}

/**
 * The elements in row-major order, from a flat list or from lists nested as the shape says. Stops at one element
 * too many, so that a wrong length costs no memory.
 */
function elementsOf(
  list: readonly unknown[],
  shape: readonly number[],
  count: number,
  what: string,
): unknown[] {
  if (!list.some(Array.isArray)) {
    if (list.length !== count) {
      throw new RequestError(`${what}: shape [${shape}] needs ${count} elements, "data" has ${list.length}`);
    }
    return [...list];
  }
  const items: unknown[] = [];
  const descend = (value: unknown, level: number): void => {
    if (level === shape.length) {
      items.push(value);
      return;
    }
    if (!Array.isArray(value) || value.length !== shape[level]) {
      throw new RequestError(`${what}: "data" is not nested as the shape [${shape}] says`);
    }
    for (const item of value) descend(item, level + 1);
  };
  descend(list, 0);
  return items;
}

function fromJson(type: Datatype, items: readonly unknown[], what: string, json: ParsedJson): TensorData {
  const data = emptyData(type, items.length);
  const refuse = (index: number): never => {
    throw new RequestError(`${what}: element ${index} is ${show(items[index])}, which is no ${type.name}`);
  };
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index];
    if (Array.isArray(data)) {
      data[index] = json.string(item) ?? refuse(index);
    } else if (data instanceof BigInt64Array || data instanceof BigUint64Array) {
      data[index] = inRange(type, json.integer(item)) ?? refuse(index);
    } else if (type.kind === 'bool') {
      if (item !== true && item !== false && item !== 0 && item !== 1) refuse(index);
      data[index] = Number(item);
    } else if (type.kind === 'int') {
      const value = inRange(type, json.integer(item));
      data[index] = value === null ? refuse(index) : Number(value);
    } else {
      const value = json.number(item);
      data[index] = value ?? refuse(index);
      // 1e39 is a number of JSON and no finite FP32: it would reach the model as infinity.
      if (!Number.isFinite(data[index])) refuse(index);
    }
  }
  return data;
}

function inRange(type: Datatype, value: bigint | null): bigint | null {
  if (value === null || type.range === undefined) return null;
  return value >= type.range[0] && value <= type.range[1] ? value : null;
}

function readOutputs(
  value: unknown,
  model: ModelSpec,
  json: ParsedJson,
  binaryByDefault: boolean,
): WantedOutput[] {
  if (value === undefined) return model.outputs.map((spec) => ({ name: spec.name, binary: binaryByDefault }));
  const known = model.outputs.map((spec) => spec.name);
  const wanted = arrayOf(value, '"outputs"').map((item, index) => {
    const entry = objectOf(item, `outputs[${index}]`);
    const name = json.string(entry['name']);
    if (name === null || !known.includes(name)) {
      throw new RequestError(`the model has no output ${show(entry['name'])}; it has ${known.join(', ')}`);
    }
    const parameters = parametersOf(entry, `output ${show(name)}`);
    if (parameters['classification'] !== undefined) {
      throw new RequestError(`output ${show(name)}: the classification extension is not supported`);
    }
    const binary = parameters['binary_data'];
    return { name, binary: binary === undefined ? binaryByDefault : binary === true };
  });
  if (wanted.length === 0) return readOutputs(undefined, model, json, binaryByDefault);
  if (new Set(wanted.map((output) => output.name)).size !== wanted.length) {
    throw new RequestError('an output is asked for twice');
  }
  return wanted;
}

/** Takes the binary data of inputs one after the other, little-endian. */
class BinaryReader {
  private at = 0;
  constructor(private readonly bytes: Buffer) {}

  get left(): number {
    return this.bytes.length - this.at;
  }

  read(type: Datatype, count: number, size: number, what: string): TensorData {
    if (size > this.left)
      throw new RequestError(`${what}: binary_data_size is ${size}, but ${this.left} bytes are left`);
    const part = this.bytes.subarray(this.at, this.at + size);
    this.at += size;
    if (type.size === null) return readStrings(part, count, what);
    if (size !== count * type.size) {
      throw new RequestError(
        `${what}: ${count} elements of ${type.name} are ${count * type.size} bytes, not ${size}`,
      );
    }
    const data = emptyData(type, count);
    if (Array.isArray(data)) return data;
    // A copy: typed arrays must begin at a multiple of their element size. Every platform of Node is little-endian.
    new Uint8Array(data.buffer).set(part);
    if (type.kind === 'bool' && (data as Uint8Array).some((value) => value > 1)) {
      throw new RequestError(`${what}: a BOOL byte is neither 0 nor 1`);
    }
    return data;
  }
}

function readStrings(part: Buffer, count: number, what: string): string[] {
  const strings: string[] = [];
  let at = 0;
  while (at < part.length) {
    if (at + 4 > part.length) throw new RequestError(`${what}: BYTES data ends inside a length`);
    const length = part.readUInt32LE(at);
    at += 4;
    if (at + length > part.length) throw new RequestError(`${what}: BYTES data ends inside an element`);
    strings.push(textOf(part.subarray(at, at + length)));
    at += length;
  }
  if (strings.length !== count) {
    throw new RequestError(
      `${what}: the shape needs ${count} elements, the binary data has ${strings.length}`,
    );
  }
  return strings;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
function textOf(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new RequestError('text is not UTF-8');
  }
}

function idOf(value: unknown, json: ParsedJson): string | null {
  if (value === undefined) return null;
  const id = json.string(value);
  if (id === null) throw new RequestError('"id" must be a string');
  return id;
}

function objectOf(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RequestError(`${what} must be a JSON object`);
  }
  return value as Record<string, unknown>;
}

function parametersOf(entry: Record<string, unknown>, what: string): Record<string, unknown> {
  const value = entry['parameters'];
  if (value === undefined) return {};
  const parameters = objectOf(value, `${what}: "parameters"`);
  if (parameters['shared_memory_region'] !== undefined) {
    throw new RequestError(`${what}: shared memory is not supported`);
  }
  return parameters;
}

function arrayOf(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new RequestError(`${what} must be a list`);
  return value;
}

/** A value of the client in a message: short, and never raw. */
function show(value: unknown): string {
  const text = value === undefined ? 'missing' : (JSON.stringify(value) ?? 'missing');
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
