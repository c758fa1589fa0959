/** Writes an inference response: exact integers, and no NaN in JSON, which has no word for it. */
import { datatypeByName, type Tensor } from './datatypes.js';
import { RequestError } from './json.js';
import type { WantedOutput } from './request.js';

export interface WrittenResponse {
  readonly body: Buffer;
  /** Bytes of JSON before the binary data; null where all is JSON. */
  readonly headerLength: number | null;
}

export interface ResponseIdentity {
  readonly model: string;
  readonly version: string;
  readonly id: string | null;
}

/**
 * Outputs in the order in which they were asked for. A NaN or an infinity in a JSON output is an error (500)
 * that names the place: `null` would pass for a value that is missing. Binary outputs carry every value.
 */
export function writeInferResponse(
  identity: ResponseIdentity,
  outputs: readonly Tensor[],
  wanted: readonly WantedOutput[],
): WrittenResponse {
  const byName = new Map(outputs.map((tensor) => [tensor.name, tensor]));
  const parts: string[] = [];
  const chunks: Buffer[] = [];
  for (const { name, binary } of wanted) {
    const tensor = byName.get(name);
    if (!tensor) throw new RequestError(`the model gave no output ${name}`, 500);
    const { datatype, shape } = tensor;
    const head = `"name":${JSON.stringify(name)},"datatype":"${datatype}","shape":[${shape.join(',')}]`;
    if (binary) {
      const bytes = binaryOf(tensor);
      chunks.push(bytes);
      parts.push(`{${head},"parameters":{"binary_data_size":${bytes.length}}}`);
    } else {
      parts.push(`{${head},"data":[${jsonOf(tensor)}]}`);
    }
  }
  const id = identity.id === null ? '' : `,"id":${JSON.stringify(identity.id)}`;
  const json = Buffer.from(
    `{"model_name":${JSON.stringify(identity.model)},"model_version":${JSON.stringify(identity.version)}${id},"outputs":[${parts.join(',')}]}`,
  );
  const isBinary = wanted.some((output) => output.binary);
  return isBinary
    ? { body: Buffer.concat([json, ...chunks]), headerLength: json.length }
    : { body: json, headerLength: null };
}

function jsonOf({ name, datatype, data }: Tensor): string {
  if (Array.isArray(data)) return data.map((text) => JSON.stringify(text)).join(',');
  const kind = datatypeByName(datatype)?.kind;
  if (kind === 'half') {
    throw new RequestError(`output ${name} is FP16, which has no JSON form; ask for binary data`);
  }
  if (kind === 'bool')
    return Array.from(data as Uint8Array, (value) => (value === 0 ? 'false' : 'true')).join(',');
  if (kind === 'float') {
    const bad = (data as Float64Array).findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) {
      throw new RequestError(
        `output ${name} holds ${data[bad]} at element ${bad}, which JSON cannot carry; ask for binary data to see it`,
        500,
      );
    }
  }
  return data.join(',');
}

function binaryOf({ data }: Tensor): Buffer {
  if (!Array.isArray(data)) return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const chunks: Buffer[] = [];
  for (const text of data) {
    const bytes = Buffer.from(text);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    chunks.push(length, bytes);
  }
  return Buffer.concat(chunks);
}
